//! A BibTeX file → its entries, each by itself, so that one that is broken loses no other.
//!
//! An entry ends with the brace that closes it. One that is never closed ends where the next line
//! begins an entry: no author writes `@book{` at the beginning of a line within a field.

use std::collections::{HashMap, HashSet};

use super::tex;

/// An entry of a file as it stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Raw<'t> {
    /// `article`, `string`… in lower case.
    pub kind: String,
    /// All of it, from `@` to the closing brace.
    pub text: &'t str,
    /// What is between its braces.
    pub inner: &'t str,
    /// The line it begins on, from 1.
    pub line: usize,
    /// Whether it is closed.
    pub closed: bool,
}

/// The longest entry that is read, in bytes, and the deepest: the parser of fields takes time by
/// the square of the depth.
const LONGEST: usize = 1 << 18;
const DEEPEST: usize = 64;

/// Splits a file into entries.
pub(super) fn split(text: &str) -> Vec<Raw<'_>> {
    let mut found = Vec::new();
    let (mut at, mut counted, mut line) = (0, 0, 1);
    while let Some(start) = text[at..].find('@').map(|found| at + found) {
        let Some((kind, open)) = begins(&text[start..]) else {
            at = start + 1;
            continue;
        };
        line += text[counted..start].matches('\n').count();
        counted = start;
        let body = start + open + 1;
        let (end, closed) = end(text, body);
        let inner = &text[body..end];
        at = end + usize::from(closed);
        found.push(Raw {
            kind: kind.to_ascii_lowercase(),
            text: &text[start..at],
            inner,
            line,
            closed,
        });
    }
    found
}

/// The kind of the entry that begins with `text`, and where its bracket opens.
fn begins(text: &str) -> Option<(&str, usize)> {
    let rest = text.strip_prefix('@')?;
    let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    let spaces = rest[letters..].bytes().take_while(u8::is_ascii_whitespace).count();
    let opens = rest[letters + spaces..].starts_with(['{', '(']);
    (letters > 0 && opens).then(|| (&rest[..letters], 1 + letters + spaces))
}

/// Where the entry whose bracket opened before `from` ends, and whether a bracket closes it there.
fn end(text: &str, from: usize) -> (usize, bool) {
    let bytes = text.as_bytes();
    let round = bytes[from - 1] == b'(';
    let (mut depth, mut at) = (0_usize, from);
    let mut quoted = false;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'"' if depth == 0 && round => quoted = !quoted,
            b'{' => depth += 1,
            b'}' if depth == 0 && !round => return (at, true),
            b'}' => depth = depth.saturating_sub(1),
            b')' if depth == 0 && round && !quoted => return (at, true),
            b'\n' => {
                let next = text[at + 1..].trim_start_matches([' ', '\t']);
                if next.starts_with('@') && begins(next).is_some() {
                    return (at, false);
                }
            }
            _ => {}
        }
        at += 1;
    }
    (text.len(), false)
}

impl<'t> Raw<'t> {
    /// Why it is not to be read, if so.
    pub(super) fn refusal(&self) -> Option<&'static str> {
        let mut depth = 0_usize;
        let mut deepest = 0;
        for byte in self.inner.bytes() {
            match byte {
                b'{' => depth += 1,
                b'}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            deepest = deepest.max(depth);
        }
        if self.inner.len() > LONGEST {
            Some("is too long")
        } else if deepest > DEEPEST {
            Some("has too many braces in braces")
        } else {
            None
        }
    }

    /// The key, as far as it can be told.
    pub(super) fn key(&self) -> &'t str {
        self.inner.split(',').next().unwrap_or("").trim()
    }

    /// The value of a field, as it stands between its braces or quotes.
    pub(super) fn field(&self, name: &str) -> Option<&'t str> {
        self.fields().into_iter().find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, v)| v)
    }

    /// The fields with their values, braces and quotes taken off where they hold all of it. What
    /// is no field is passed over up to the next comma or line.
    pub(super) fn fields(&self) -> Vec<(&'t str, &'t str)> {
        let mut found = Vec::new();
        let text = self.inner;
        let mut at = text.find(',').map_or(text.len(), |comma| comma + 1);
        while at < text.len() {
            let rest = &text[at..];
            let space = rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\n', ',']).len();
            let rest = &rest[space..];
            let length =
                rest.bytes().take_while(|b| b.is_ascii_alphanumeric() || b"-_".contains(b));
            let length = length.count();
            let behind = rest[length..].trim_start();
            if length == 0 || !behind.starts_with('=') {
                let skip = rest.find([',', '\n']).unwrap_or(rest.len());
                at += space + skip.max(1).min(rest.len().max(1));
                while !text.is_char_boundary(at.min(text.len())) {
                    at += 1;
                }
                continue;
            }
            let value_at = text.len() - behind.len() + 1;
            let (value, end) = value(text, value_at);
            found.push((&rest[..length], value));
            at = end;
        }
        found
    }
}

/// The value that begins at `from`, and where it ends.
fn value(text: &str, from: usize) -> (&str, usize) {
    let start = text.len() - text[from..].trim_start().len();
    let bytes = text.as_bytes();
    let quoted = bytes.get(start) == Some(&b'"');
    let braced = bytes.get(start) == Some(&b'{');
    let (mut depth, mut at) = (0_usize, start + usize::from(quoted || braced));
    let begun = at;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'{' => depth += 1,
            b'}' if depth == 0 && braced => return (&text[begun..at], at + 1),
            b'}' => depth = depth.saturating_sub(1),
            b'"' if depth == 0 && quoted => return (&text[begun..at], at + 1),
            b',' | b'\n' if depth == 0 && !quoted && !braced => {
                return (text[begun..at].trim(), at + 1);
            }
            _ => {}
        }
        at += 1;
    }
    (text[begun.min(text.len())..].trim(), text.len())
}

/// The words of a value that may be names of strings.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || "-_:.+/".contains(c)))
}

/// A value without what stands in quotes or braces.
fn bare(value: &str) -> String {
    let (mut depth, mut quoted) = (0_usize, false);
    let mut bare = String::new();
    for c in value.chars() {
        match c {
            '"' if depth == 0 => quoted = !quoted,
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            c if depth == 0 && !quoted => bare.push(c),
            _ => {}
        }
    }
    bare
}

/// The `@string` definitions of a file by their names.
#[derive(Debug, Default)]
pub(super) struct Strings<'t> {
    by_name: HashMap<String, Defined<'t>>,
}

/// A definition.
#[derive(Debug, Clone, Copy)]
struct Defined<'t> {
    text: &'t str,
    /// How long the words are that it stands for, at most, in bytes.
    size: usize,
}

impl<'t> Strings<'t> {
    /// Takes those that name none but earlier ones, the first of each name: `BibTeX` knows no other
    /// order, and what names itself, or each other, has no end. Gives the line of the first that
    /// stands for more than an entry may be long, too: definitions that double come to that.
    pub(super) fn of(entries: &[Raw<'t>]) -> (Self, Option<usize>) {
        let strings = entries.iter().filter(|entry| entry.kind == "string" && entry.closed);
        let named = strings.filter_map(|entry| {
            let (name, value) = entry.inner.split_once('=')?;
            let name = name.trim().to_lowercase();
            (entry.refusal().is_none() && !name.is_empty()).then_some((name, value, entry))
        });
        let named: Vec<(String, &str, &Raw<'t>)> = named.collect();
        let names: HashSet<&str> = named.iter().map(|(name, ..)| name.as_str()).collect();
        let mut made = Self::default();
        let mut too_long = None;
        for (name, value, entry) in &named {
            let bare = bare(value).to_lowercase();
            let later = |word: &str| names.contains(word) && !made.by_name.contains_key(word);
            if words(&bare).any(later) || made.by_name.contains_key(name) {
                continue;
            }
            let size = value.len().saturating_add(made.size(&bare));
            if size > LONGEST {
                too_long.get_or_insert(entry.line);
                continue;
            }
            made.by_name.insert(name.clone(), Defined { text: entry.text, size });
        }
        (made, too_long)
    }

    /// How long the words are, in bytes, that the abbreviations in a text stand for, at most.
    pub(super) fn size(&self, text: &str) -> usize {
        if self.by_name.is_empty() {
            return 0;
        }
        let sizes = words(text).filter_map(|word| self.get(word)).map(|(_, found)| found.size);
        sizes.fold(0, usize::saturating_add)
    }

    fn get(&self, word: &str) -> Option<(&str, Defined<'t>)> {
        let found = self.by_name.get_key_value(word);
        let found = found.or_else(|| self.by_name.get_key_value(&word.to_lowercase()));
        found.map(|(name, found)| (name.as_str(), *found))
    }

    /// The definitions an entry needs, those they need themselves first.
    pub(super) fn needed(&self, text: &str) -> String {
        if self.by_name.is_empty() {
            return String::new();
        }
        let mut needed: Vec<(&str, &'t str)> = Vec::new();
        let mut waiting = vec![text];
        while let Some(text) = waiting.pop() {
            for word in words(text) {
                let Some((name, found)) = self.get(word) else { continue };
                if !needed.iter().any(|(own, _)| *own == name) && needed.len() < 32 {
                    needed.push((name, found.text));
                    waiting.push(found.text);
                }
            }
        }
        let shown = |text: &str| match text.split_once('=') {
            Some((name, value)) if tex::is_in(value) => {
                format!("{name}={}\n", tex::words(value, &mut Vec::new()))
            }
            _ => format!("{text}\n"),
        };
        needed.iter().rev().map(|(_, text)| shown(text)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_broken_entry_loses_no_other() {
        let text = "A note.\n@book{a, title={X {Y}}}\n@comment{c}\n@article{b, title={open\n\
                    @misc{c, url = \"a}b\"}\n @book (d, title={e})\n@book(f, title=\"G (h)\", year=1)";
        let entries = split(text);
        let shown: Vec<_> =
            entries.iter().map(|e| (e.kind.as_str(), e.key(), e.line, e.closed)).collect();
        let expected = [
            ("book", "a", 2, true),
            ("comment", "c", 3, true),
            ("article", "b", 4, false),
            ("misc", "c", 5, true),
            ("book", "d", 6, true),
            ("book", "f", 7, true),
        ];
        assert_eq!(shown, expected);
        assert_eq!(entries[5].fields(), [("title", "G (h)"), ("year", "1")]);
    }

    #[test]
    fn fields_are_told_apart() {
        let text = "@x{k, title = {A, {B}} author = \"C\\\"\", year=1999\n nonsense, url={u}}";
        let fields = split(text)[0].fields();
        assert_eq!(
            fields,
            [("title", "A, {B}"), ("author", "C\\\""), ("year", "1999"), ("url", "u")]
        );
    }

    #[test]
    fn strings_bring_what_they_need() {
        let text = "@string{a = \"A\"}@string{b = a # \"B\"}@string{c = \"C\"}@book{k, title = b}";
        let entries = split(text);
        let (strings, _) = Strings::of(&entries);
        assert_eq!(strings.needed("title = B"), "@string{a = \"A\"}\n@string{b = a # \"B\"}\n");
        // None that names itself, or a later one; its own words are no names.
        let text = "@string{a = a}@string{b = c # \"x\"}@string{c = b}@string{d = \"D\"}";
        assert_eq!(Strings::of(&split(text)).0.needed("a b c d"), "@string{d = \"D\"}\n");
    }

    #[test]
    fn strings_that_double_come_to_an_end() {
        let mut text = String::from("@string{a0 = \"mill\"}\n");
        for n in 0..40 {
            text.push_str(&format!("@string{{a{} = a{n} # a{n}}}\n", n + 1));
        }
        let entries = split(&text);
        let (strings, too_long) = Strings::of(&entries);
        assert!(strings.size("a10") > 4 << 10);
        assert!(strings.by_name.len() < 20, "{}", strings.by_name.len());
        assert!(too_long.is_some_and(|line| line < 20));
    }
}
