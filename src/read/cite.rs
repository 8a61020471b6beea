//! Citations by key, as pandoc writes them: `[see @a, p. 3; -@b]`, `@a`, `@a [p. 5]`.
//!
//! A key begins with a letter, a digit or `_`, and may hold signs such as `:` and `-` between
//! such characters; in braces it may hold anything (pandoc manual, citation syntax). What stands
//! before an `@` tells it from a mail address.

use crate::doc::{Builder, MarkKind, Place};
use crate::language::fold::one_line;

/// A key in a text, and where it stands there, sign included.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Found<'t> {
    key: &'t str,
    /// The `-` or `@` it begins with.
    start: usize,
    end: usize,
}

/// Whether the words in a pair of brackets are a citation: each part between `;` has its key. If
/// not, pandoc takes the brackets for brackets, and the keys in them for bare ones.
pub(super) fn is_citation(words: &str) -> bool {
    words.contains('@') && words.split(';').all(|part| next(part, 0).is_some())
}

/// Where the bare keys in a text begin, at their `-` or `@`, in order, and where that `@` is.
pub(super) fn bare(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(next) = next(text, from) {
        let sign = next.start + usize::from(text[next.start..].starts_with('-'));
        found.push((next.start, sign));
        from = next.end;
    }
    found
}

/// Adds the bare key that `text` begins with, and the locator in brackets that may follow it, and
/// gives how many bytes both take.
pub(super) fn push(text: &str, to: &mut Builder) -> usize {
    let Some(found) = next(text, 0).filter(|found| found.start == 0) else { return 0 };
    let after = bracket(&text[found.end..]).or_else(|| own_braces(&text[found.end..]));
    let locator = after
        .map(|(_, words)| braced(words).map_or(words, |(place, _)| place))
        .filter(|locator| !locator.is_empty());
    let locator = locator.map(Into::into);
    let whole = &text[..found.end + after.map_or(0, |(length, _)| length)];
    to.text(whole);
    let start = to.here() - whole.len();
    to.mark_from(start, to.here(), MarkKind::CitationGroup { written: whole.into() });
    let kind = MarkKind::Citation { key: found.key.into(), locator };
    to.mark_from(start, start + found.end, kind);
    whole.len()
}

/// Marks the citations in a pair of brackets that begins at `start` of the open block and ends
/// with its last word; `source` is the same, markup and all.
pub(super) fn mark(start: Place, source: &str, to: &mut Builder) {
    let began = to.here() - to.block_words().len();
    let Some(from) = start.checked_sub(began) else { return };
    let words = to.block_words()[from..].to_owned();
    let Some(inner) = words.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) else {
        return;
    };
    // A line of the source may begin with the sign of a quotation: then the words have to do.
    let written = if source.contains('\n') { words.as_str() } else { source };
    to.mark_from(start, to.here(), MarkKind::CitationGroup { written: written.into() });
    let mut at = 1;
    for part in inner.split(';') {
        if let Some(found) = next(part, 0) {
            let behind = match braced(&part[found.end..]) {
                Some((locator, _)) => locator,
                None => part[found.end..].trim_start_matches([',', ' ', '\n']).trim_end(),
            };
            let locator = (!behind.is_empty()).then(|| one_line(behind).into());
            let kind = MarkKind::Citation { key: found.key.into(), locator };
            to.mark_from(start + at + found.start, start + at + found.end, kind);
        }
        at += part.len() + 1;
    }
}

/// The next key in `text` from byte `from` on.
fn next(text: &str, from: usize) -> Option<Found<'_>> {
    text[from..].match_indices('@').find_map(|(at, _)| {
        let at = from + at;
        let before = text[..at].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '/' | '@' | '.')) {
            return None;
        }
        let (key, length) = key(&text[at + 1..])?;
        let minus = text[..at]
            .strip_suffix('-')
            .filter(|rest| !rest.ends_with(|c: char| c.is_alphanumeric() || c == '-'));
        let start = minus.map_or(at, str::len).max(from);
        Some(Found { key, start, end: at + 1 + length })
    })
}

/// The key at the beginning of `text`, and how many bytes it takes.
fn key(text: &str) -> Option<(&str, usize)> {
    if let Some(rest) = text.strip_prefix('{') {
        let end = rest.find(['{', '}', '\n'])?;
        return (rest[end..].starts_with('}') && end > 0).then(|| (&rest[..end], end + 2));
    }
    let inner = |c: char| c.is_alphanumeric() || c == '_';
    if !text.starts_with(inner) {
        return None;
    }
    let mut end = 0;
    for (at, c) in text.char_indices() {
        if inner(c) {
            end = at + c.len_utf8();
        } else if !":.#$%&-+?<>~/".contains(c) || at > end {
            // A sign counts only between two letters, and only one of them.
            break;
        }
    }
    Some((&text[..end], end))
}

/// The brackets after a bare key, ` [p. 5]`: their length with the space before, and what is in
/// them.
fn bracket(rest: &str) -> Option<(usize, &str)> {
    let inner = rest.strip_prefix(" [").or_else(|| rest.strip_prefix('['))?;
    let end = inner.find([']', '[', '\n'])?;
    let locator = inner[..end].trim();
    let fits =
        inner[end..].starts_with(']') && !locator.is_empty() && !locator.contains(['^', '@']);
    fits.then(|| (rest.len() - inner.len() + end + 1, locator))
}

/// The braces right after a bare key, `@key{p. 5}`: their length, and what is in them.
fn own_braces(rest: &str) -> Option<(usize, &str)> {
    let (locator, behind) = braced(rest).filter(|_| rest.starts_with('{'))?;
    Some((rest.len() - behind.len(), locator))
}

/// The place in a source that stands in braces after its key, `{ii, A}` or `, {pp. 3}`, and what
/// follows it: the braces say where it ends (pandoc manual, citation syntax).
pub(super) fn braced(behind: &str) -> Option<(&str, &str)> {
    let open = behind.trim_start_matches([',', ' ', '\n']).strip_prefix('{')?;
    let mut depth = 0_usize;
    for (at, byte) in open.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 0 => return Some((open[..at].trim(), &open[at + 1..])),
            b'}' => depth -= 1,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_keys() {
        let cases = [
            ("as @doe99 says", Some("doe99")),
            ("(@doe:99a-b.)", Some("doe:99a-b")),
            ("@{https://x.org/a_b} is", Some("https://x.org/a_b")),
            ("-@doe", Some("doe")),
            ("@_x_", Some("_x_")),
            ("@Müller1999,", Some("Müller1999")),
            ("me@example.org", None),
            ("@ home", None),
            ("@@x", None),
            ("@{}", None),
        ];
        for (text, expected) in cases {
            assert_eq!(next(text, 0).map(|found| found.key), expected, "{text}");
        }
    }

    fn marked(text: &str) -> Vec<(String, Option<String>)> {
        let mut to = Builder::new();
        to.text("x ");
        let start = to.here();
        if text.starts_with('[') {
            to.text(text);
            mark(start, text, &mut to);
        } else {
            let mut done = 0;
            for (start, _) in bare(text) {
                to.text(&text[done..start]);
                done = start + push(&text[start..], &mut to);
            }
            to.text(&text[done..]);
        }
        let document = to.finish("");
        assert_eq!(document.check(), Ok(()));
        assert_eq!(document.text, format!("x {text}"));
        let keys = document.marks.iter().filter_map(|mark| match &mark.kind {
            MarkKind::Citation { key, locator } => {
                Some((key.to_string(), locator.as_deref().map(str::to_owned)))
            }
            _ => None,
        });
        keys.collect()
    }

    #[test]
    fn each_part_has_its_key() {
        for words in ["@a", "see @a; -@b, p. 3"] {
            assert!(is_citation(words), "{words}");
        }
        for words in ["a", "me@example.org", "@a;; @b", "@a; and more"] {
            assert!(!is_citation(words), "{words}");
        }
    }

    #[test]
    fn keys_have_locators() {
        let none = |key: &str| (key.to_owned(), None);
        let at = |key: &str, place: &str| (key.to_owned(), Some(place.to_owned()));
        assert_eq!(marked("[@a]"), [none("a")]);
        assert_eq!(
            marked("[see @a, p. 3; -@b;\nand @c pp. 1–2]"),
            [at("a", "p. 3"), none("b"), at("c", "pp. 1–2")]
        );
        assert_eq!(marked("@a [p. 5] and @b, or @c [^1]"), [at("a", "p. 5"), none("b"), none("c")]);
        assert_eq!(marked("nobody@home"), []);
        assert_eq!(
            marked("[@a{ii, B}, and more; @b, {p. 3} here; @c{}, 9 years]"),
            [at("a", "ii, B"), at("b", "p. 3"), none("c")]
        );
        assert_eq!(
            marked("@a{} and @b{p. 3} or @c [{p. 4, B} so]"),
            [none("a"), at("b", "p. 3"), at("c", "p. 4, B")]
        );
    }
}
