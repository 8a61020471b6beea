//! Words that are more than words: raised digits `¹`, and bare addresses.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

use crate::language::numeral::{RAISED, is_raised};

/// What a part of a passage is besides words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Special<'t> {
    /// Nothing.
    No,
    /// Raised digits, as a printed note mark.
    Raised,
    /// An address that is not marked as a link, and where it leads.
    Address(Cow<'t, str>),
}

/// Cuts words where they are more than words.
pub(super) fn special(text: &str) -> Vec<(&str, Special<'_>)> {
    // Most words are only that, and the expression takes longer to compile than they to be read.
    let raised = || !text.is_ascii() && text.contains(is_raised);
    if !text.contains("://") && !text.contains("www.") && !raised() {
        return if text.is_empty() { Vec::new() } else { vec![(text, Special::No)] };
    }
    let mut parts = Vec::new();
    let mut done = 0;
    for found in SPECIAL.find_iter(text) {
        let word = found.as_str();
        let (length, kind) = if word.starts_with(|c: char| c.is_ascii()) {
            let address = trim_address(word);
            let goes = if address.starts_with("www.") {
                Cow::Owned(format!("http://{address}"))
            } else {
                Cow::Borrowed(address)
            };
            (address.len(), Special::Address(goes))
        } else {
            (word.len(), Special::Raised)
        };
        parts.push((&text[done..found.start()], Special::No));
        done = found.start() + length;
        parts.push((&text[found.start()..done], kind));
    }
    parts.push((&text[done..], Special::No));
    parts.retain(|(words, _)| !words.is_empty());
    parts
}

/// Addresses (GFM, extended autolinks) and raised digits.
static SPECIAL: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = format!(r"\b(?:https?://|www\.)[^\s<>]*[^\s<>.]|[{RAISED}]+");
    Regex::new(&pattern).expect("the pattern is a constant")
});

/// A bare address without the punctuation of the sentence around it.
fn trim_address(address: &str) -> &str {
    let mut address = address;
    // A bracket is part of an address only where it was opened in it, as in `…/Ibid_(word)`.
    let mut depth = address.matches(')').count() as isize - address.matches('(').count() as isize;
    loop {
        let mut trimmed =
            address.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '"', '”', '’', '*']);
        if depth > 0 && trimmed.ends_with(')') {
            trimmed = &trimmed[..trimmed.len() - 1];
            depth -= 1;
        }
        if trimmed.len() == address.len() {
            return address;
        }
        address = trimmed;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_end_before_the_sentence_does() {
        let cases = [
            ("http://a.b/c.", "http://a.b/c"),
            ("https://a.b/Ibid_(word)", "https://a.b/Ibid_(word)"),
            ("http://a.b/c)).", "http://a.b/c"),
            ("http://a.b/?q=1&r=2”,", "http://a.b/?q=1&r=2"),
        ];
        for (bare, address) in cases {
            assert_eq!(trim_address(bare), address);
        }
    }

    #[test]
    fn cuts_words_where_they_are_more() {
        let http = |at: &'static str| Special::Address(Cow::Borrowed(at));
        let web = Special::Address(Cow::Owned("http://www.x.org".to_owned()));
        let cases = [
            ("plain", vec![("plain", Special::No)]),
            ("see¹²", vec![("see", Special::No), ("¹²", Special::Raised)]),
            (
                "(http://a.b)",
                vec![("(", Special::No), ("http://a.b", http("http://a.b")), (")", Special::No)],
            ),
            ("www.x.org", vec![("www.x.org", web)]),
            ("xhttp://a", vec![("xhttp://a", Special::No)]),
            ("www. is not", vec![("www. is not", Special::No)]),
        ];
        for (text, parts) in cases {
            assert_eq!(special(text), parts);
        }
    }
}
