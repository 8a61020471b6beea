//! JSON as files of marks have it: fields in an order a reader can follow, and ids.

use serde::Serialize;
use serde_json::{Map, Value};

/// What every id of ours begins with in a file (RFC 9562, 4).
const URN: &str = "urn:uuid:";

/// The fields of an object, in order.
#[derive(Debug, Default)]
pub(super) struct Fields {
    printed: Vec<(&'static str, String)>,
}

impl Fields {
    /// Adds a field, if there is something to put into it.
    pub(super) fn put(&mut self, key: &'static str, value: Option<impl Into<String>>) {
        self.put_some(key, value.map(Into::into).as_deref());
    }

    /// The same of what is no string.
    pub(super) fn put_some(
        &mut self,
        key: &'static str,
        value: Option<&(impl Serialize + ?Sized)>,
    ) {
        if let Some(printed) = value.and_then(|value| serde_json::to_string(value).ok()) {
            self.put_printed(key, printed);
        }
    }

    /// Adds what is printed already.
    pub(super) fn put_printed(&mut self, key: &'static str, printed: String) {
        self.printed.push((key, printed));
    }

    /// The object on one line, and in it what others wrote that is not among the fields.
    pub(super) fn object(mut self, more: &Map<String, Value>) -> String {
        let mut parts: Vec<String> = Vec::new();
        for (key, printed) in std::mem::take(&mut self.printed) {
            parts.push(format!("\"{key}\":{printed}"));
            self.printed.push((key, String::new()));
        }
        let ours = |key: &str| self.printed.iter().any(|(other, _)| *other == key);
        for (key, value) in more.iter().filter(|(key, _)| !ours(key)) {
            parts.push(format!("{}:{value}", Value::from(key.as_str())));
        }
        format!("{{{}}}", parts.join(","))
    }
}

/// Takes a string out of an object.
pub(super) fn string(fields: &mut Map<String, Value>, key: &str) -> Option<String> {
    if !fields.get(key)?.is_string() {
        return None;
    }
    match fields.remove(key) {
        Some(Value::String(words)) => Some(words),
        _ => None,
    }
}

/// Takes a list of strings out of an object, or one.
pub(super) fn strings(fields: &mut Map<String, Value>, key: &str) -> Vec<String> {
    if let Some(one) = string(fields, key) {
        return vec![one];
    }
    let all = |list: &Vec<Value>| list.iter().map(|it| it.as_str().map(str::to_owned)).collect();
    match fields.get(key).and_then(Value::as_array).and_then(all) {
        Some(list) => {
            fields.remove(key);
            list
        }
        None => Vec::new(),
    }
}

/// An id as a file has it: a UUID as a name of its own, another as it is.
pub(super) fn full_id(id: &str) -> String {
    if is_uuid(id) { format!("{URN}{id}") } else { id.to_owned() }
}

/// An id as we have it.
pub(super) fn bare_id(id: &str) -> &str {
    id.strip_prefix(URN).filter(|id| is_uuid(id)).unwrap_or(id)
}

/// A UUID of this version, of which the bits that say nothing else are those of two numbers (RFC 9562, 4).
pub(crate) fn uuid(version: u8, (a, b): (u64, u64)) -> String {
    format!(
        "{:08x}-{:04x}-{version:x}{:03x}-{:x}{:03x}-{:012x}",
        a >> 32,
        (a >> 16) & 0xffff,
        a & 0xfff,
        0x8 | (b >> 60 & 0x3),
        b >> 48 & 0xfff,
        b & 0xffff_ffff_ffff
    )
}

/// Whether an id is a UUID in its usual form (RFC 9562, 4).
pub(super) fn is_uuid(id: &str) -> bool {
    id.len() == 36
        && id.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}
