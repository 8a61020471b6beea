//! Words that stay words, and addresses that may become links.

use std::borrow::Cow;

use crate::doc::handed_over;

/// Words as text or as the value of an attribute: what HTML would take for markup is spelled out,
/// and what is no character of a page stands as `�` (HTML, valid text).
pub(super) fn escape(words: &str) -> String {
    let mut safe = String::with_capacity(words.len() + words.len() / 16);
    for c in words.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\n' | '\t' => safe.push(c),
            c if c.is_control() => safe.push('\u{fffd}'),
            c => safe.push(c),
        }
    }
    safe
}

/// An address that may be followed: of the web or of mail, as other programs are given it. All
/// else, above all what a browser would run, is no link.
pub(super) fn address(address: &str) -> Option<Cow<'_, str>> {
    let begins = |scheme: &str| {
        address.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme))
    };
    let known = ["https://", "http://", "mailto:"].iter().any(|scheme| begins(scheme));
    known.then(|| handed_over(address))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_is_markup() {
        let words = "<b a='x'>&amp;\"\u{1b}[1m\n\u{85}";
        let safe = "&lt;b a=&#39;x&#39;&gt;&amp;amp;&quot;\u{fffd}[1m\n\u{fffd}";
        assert_eq!(escape(words), safe);
    }

    #[test]
    fn few_addresses_are_links() {
        for good in ["https://x.org/a?b=c#d", "HTTP://x", "mailto:a@b.org"] {
            assert_eq!(address(good).as_deref(), Some(good));
        }
        let bad =
            ["javascript:alert(1)", " https://x", "data:text/html,x", "//x.org", "a.html", "", "ä"];
        for bad in bad {
            assert_eq!(address(bad), None, "{bad}");
        }
    }
}
