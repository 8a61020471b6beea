//! Fenced divs of pandoc's: `::: {.epigraph}` … `:::`. What they enclose stays where it is, and
//! their fences go before the text is parsed, for which they would be words.
//!
//! A fence is taken for one only together with its partner. One left alone, or in a block of code,
//! is what its author typed.

use std::borrow::Cow;

use super::code::Code;
use crate::read::markdown::attributes as braces;

/// A fence: the line it is on, and the id it gives.
struct Fence<'t> {
    line: usize,
    id: Option<&'t str>,
}

/// The text without the fences of divs. An id they give stands there as HTML.
pub(super) fn unfence(text: &str) -> Cow<'_, str> {
    if !text.contains(":::") {
        return Cow::Borrowed(text);
    }
    without(text, fences(text).0)
}

/// The opening of a text without the fences of divs: one that is left open ends further on.
pub(super) fn unfence_opening(text: &str) -> Cow<'_, str> {
    let (mut fences, open) = fences(text);
    fences.extend(open);
    without(text, fences)
}

fn without<'t>(text: &'t str, mut fences: Vec<Fence<'t>>) -> Cow<'t, str> {
    if fences.is_empty() {
        return Cow::Borrowed(text);
    }
    fences.sort_by_key(|fence| fence.line);
    let mut fences = fences.into_iter().peekable();
    let mut out = String::with_capacity(text.len());
    for (number, line) in text.split_inclusive('\n').enumerate() {
        match fences.next_if(|fence| fence.line == number) {
            Some(Fence { id: Some(id), .. }) => {
                // Of HTML, only this ends with its own line, not with a blank one (`CommonMark`
                // 4.6, kind 1), so that lines are counted as they were.
                out.push_str(&format!("<style id=\"{id}\"></style>\n"));
            }
            Some(_) => out.push('\n'),
            None => out.push_str(line),
        }
    }
    Cow::Owned(out)
}

/// The fences that have a partner, and those that are left open.
fn fences(text: &str) -> (Vec<Fence<'_>>, Vec<Fence<'_>>) {
    let mut open: Vec<Fence<'_>> = Vec::new();
    let mut found = Vec::new();
    let mut code = Code::default();
    for (number, line) in text.lines().enumerate() {
        let words = line.trim_start();
        if code.holds(line) || line.len() - words.len() > 3 {
            continue;
        }
        let Some(rest) = words.strip_prefix(":::") else { continue };
        let rest = rest.trim_matches([':', ' ', '\t']);
        if rest.is_empty() {
            if let Some(opener) = open.pop() {
                found.extend([opener, Fence { line: number, id: None }]);
            }
        } else if let Some(id) = attributes(rest) {
            open.push(Fence { line: number, id });
        }
    }
    (found, open)
}

/// The id among the attributes of a div, which are in braces or a single class.
fn attributes(words: &str) -> Option<Option<&str>> {
    if words.starts_with('{') {
        return braces::whole(words);
    }
    let class = words.chars().all(|c| c.is_alphanumeric() || "-_.".contains(c));
    class.then_some(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fences_go_in_pairs() {
        let cases = [
            ("::: note\na\n:::\nb", "\na\n\nb"),
            (":::: {#x .y} ::::\n::: z\na\n:::\n::::", "<style id=\"x\"></style>\n\na\n\n\n"),
            ("::: note\na", "::: note\na"),
            ("a\n:::\n", "a\n:::\n"),
            ("```\n::: note\n:::\n```\n", "```\n::: note\n:::\n```\n"),
            ("    ::: note\n    :::\n", "    ::: note\n    :::\n"),
            ("::: two words\n:::", "::: two words\n:::"),
            ("Term\n: said", "Term\n: said"),
        ];
        for (text, expected) in cases {
            assert_eq!(unfence(text), expected, "{text}");
        }
    }

    #[test]
    fn the_fences_of_an_opening_close_further_on() {
        let cases = [
            ("::: note\na\n:::\n::: {#x}\nb", "\na\n\n<style id=\"x\"></style>\nb"),
            ("a\n:::\n", "a\n:::\n"),
        ];
        for (text, expected) in cases {
            assert_eq!(unfence_opening(text), expected, "{text}");
        }
    }
}
