//! A line of a file of marks: an annotation (W3C Web Annotation Data Model) ↔ [`Annotation`], or that one
//! was deleted.
//!
//! What others wrote into it stays: fields of the annotation that are not ours as they are, and a
//! `target` or `body` that is not as we would write it as a whole, with what we know put into it.

use serde_json::{Map, Value, json};

use super::{Entry, LONGEST};
use crate::anchor::Anchor;
use crate::marks::date::{iso, moment};
use crate::marks::json::{Fields, bare_id, full_id, string};
use crate::marks::{Annotation, Colour};

const QUOTE: &str = "TextQuoteSelector";
const POSITION: &str = "TextPositionSelector";
const BODY: &str = "TextualBody";

/// Reads a line; `None` where it is none of ours.
pub(super) fn parse(line: &str) -> Option<(String, Entry)> {
    if line.len() > LONGEST {
        return None;
    }
    let Ok(Value::Object(mut fields)) = serde_json::from_str(line) else { return None };
    let id = bare_id(fields.get("id")?.as_str()?).to_owned();
    if let Some(when) = fields.get("deleted") {
        return Some((id, Entry::Deleted(moment(when.as_str()?)?)));
    }
    let target = fields.remove("target")?;
    let anchor = anchor(&target)?;
    fields.remove("id");
    let body = fields.remove("body");
    let date = |key: &str| fields.get(key).and_then(Value::as_str).and_then(moment);
    let (created, modified) = (date("created"), date("modified"));
    let colour = fields.get("color").and_then(Value::as_str).and_then(Colour::named);
    let mut mark = Annotation {
        id: id.clone(),
        anchor,
        colour: colour.unwrap_or_default(),
        remark: body.as_ref().map(remark).unwrap_or_default(),
        section: string(&mut fields, "section"),
        page: string(&mut fields, "page"),
        created: created.or(modified).unwrap_or(0),
        modified: modified.or(created).unwrap_or(0),
        more: Map::new(),
    };
    let known = [("created", created.is_some()), ("modified", modified.is_some())];
    for (key, _) in known.into_iter().chain([("color", colour.is_some())]).filter(|it| it.1) {
        fields.remove(key);
    }
    let ours = |key: &str, value: &str| fields.get(key).and_then(Value::as_str) == Some(value);
    let (plain, motivated) = (ours("type", "Annotation"), ours("motivation", motivation(&mark)));
    for (key, _) in [("type", plain), ("motivation", motivated)].into_iter().filter(|it| it.1) {
        fields.remove(key);
    }
    let source = target.get("source").and_then(Value::as_str).map(bare_id).unwrap_or("");
    mark.more = fields;
    if target != self::target(&mark, source) {
        mark.more.insert("target".to_owned(), target);
    }
    if let Some(body) = body.filter(|body| *body != self::body(&mark)) {
        mark.more.insert("body".to_owned(), body);
    }
    Some((id, Entry::Mark(Box::new(mark))))
}

/// The words that a target says, and where they were.
fn anchor(target: &Value) -> Option<Anchor> {
    let selectors = target.get("selector")?;
    let one = std::slice::from_ref(selectors);
    let all = selectors.as_array().map_or(one, Vec::as_slice);
    let of =
        |kind: &str| all.iter().find(|it| it.get("type").and_then(Value::as_str) == Some(kind));
    let quote = of(QUOTE)?;
    let words = |key: &str| quote.get(key).and_then(Value::as_str).unwrap_or("").to_owned();
    let number = |key: &str| of(POSITION)?.get(key)?.as_u64().and_then(|it| it.try_into().ok());
    Some(Anchor {
        exact: quote.get("exact")?.as_str()?.to_owned(),
        prefix: words("prefix"),
        suffix: words("suffix"),
        start: number("start").unwrap_or(0),
        length: number("length").unwrap_or(0),
    })
}

/// What a body says: its words, or those of the first of several that is a remark.
fn remark(body: &Value) -> String {
    let is_remark = |body: &&Value| {
        let of = |key: &str| body.get(key).and_then(Value::as_str);
        of("type") == Some(BODY) && of("purpose") != Some("tagging")
    };
    let body = match body {
        Value::Array(all) => all.iter().find(is_remark),
        one => Some(one).filter(is_remark),
    };
    body.and_then(|body| body.get("value")?.as_str()).unwrap_or("").to_owned()
}

/// Prints a mark of the work of this id.
pub(super) fn print(mark: &Annotation, work: &str) -> String {
    let mut fields = Fields::default();
    fields.put("id", Some(full_id(&mark.id)));
    let more = |key: &str| mark.more.contains_key(key);
    fields.put("type", (!more("type")).then_some("Annotation"));
    let others = mark.more.get("motivation").is_some_and(|it| {
        // Whether it is a highlight or a remark follows from what it has.
        !matches!(it.as_str(), Some("highlighting" | "commenting"))
    });
    fields.put("motivation", (!others).then(|| motivation(mark)));
    fields.put("created", (mark.created > 0 || !more("created")).then(|| iso(mark.created)));
    fields.put("modified", (mark.modified > 0 || !more("modified")).then(|| iso(mark.modified)));
    let colour = mark.colour != Colour::default() || !more("color");
    fields.put("color", colour.then(|| mark.colour.name()));
    fields.put("section", mark.section.as_deref());
    fields.put("page", mark.page.as_deref());
    let body = match mark.more.get("body") {
        Some(theirs) => patched_body(theirs, mark),
        None => body(mark),
    };
    fields.put_some("body", Some(body).filter(|body| !body.is_null()).as_ref());
    let target = match mark.more.get("target") {
        Some(theirs) => patched_target(theirs, mark, work),
        None => target(mark, work),
    };
    fields.put_some("target", Some(&target));
    fields.object(&mark.more)
}

/// Prints that the mark of this id was deleted, so many milliseconds after 1970.
pub(super) fn print_deleted(id: &str, when: u64) -> String {
    let mut fields = Fields::default();
    fields.put("id", Some(full_id(id)));
    fields.put("deleted", Some(iso(when)));
    fields.object(&Map::new())
}

fn motivation(mark: &Annotation) -> &'static str {
    if mark.remark.is_empty() { "highlighting" } else { "commenting" }
}

/// The words, and where they were: in bytes of the text as ibid has it, and how long that was.
fn target(mark: &Annotation, work: &str) -> Value {
    let anchor = &mark.anchor;
    let mut target = json!({"selector": [quote(anchor), position(anchor)]});
    if !work.is_empty() {
        target["source"] = full_id(work).into();
    }
    target
}

fn quote(anchor: &Anchor) -> Value {
    json!({
        "type": QUOTE, "exact": anchor.exact, "prefix": anchor.prefix, "suffix": anchor.suffix,
    })
}

fn position(anchor: &Anchor) -> Value {
    let end = anchor.start.saturating_add(anchor.exact.len());
    json!({"type": POSITION, "start": anchor.start, "end": end, "length": anchor.length})
}

fn body(mark: &Annotation) -> Value {
    if mark.remark.is_empty() {
        return Value::Null;
    }
    json!({"type": BODY, "value": mark.remark, "format": "text/plain", "purpose": "commenting"})
}

/// The target that others wrote, with the words of the mark as they are now.
fn patched_target(theirs: &Value, mark: &Annotation, work: &str) -> Value {
    let Value::Object(fields) = theirs else { return target(mark, work) };
    // Nothing is touched that says the same already: by others a position may be counted otherwise.
    if anchor(theirs).as_ref() == Some(&mark.anchor) {
        return theirs.clone();
    }
    let mut fields = fields.clone();
    let kind = |it: &Value| it.get("type").and_then(Value::as_str).unwrap_or("").to_owned();
    let mut selectors = match fields.remove("selector") {
        Some(Value::Array(all)) => all,
        one => one.into_iter().collect(),
    };
    selectors.retain(|it| ![QUOTE, POSITION].contains(&&*kind(it)));
    selectors.splice(0..0, [quote(&mark.anchor), position(&mark.anchor)]);
    fields.insert("selector".to_owned(), Value::Array(selectors));
    Value::Object(fields)
}

/// The body that others wrote, with what the reader says now.
fn patched_body(theirs: &Value, mark: &Annotation) -> Value {
    if remark(theirs) == mark.remark {
        return theirs.clone();
    }
    let Value::Array(all) = theirs else { return body(mark) };
    let said = remark(theirs);
    let mut all: Vec<Value> = all.clone();
    all.retain(|it| said.is_empty() || it.get("value").and_then(Value::as_str) != Some(&said));
    all.splice(0..0, Some(body(mark)).filter(|body| !body.is_null()));
    Value::Array(all)
}
