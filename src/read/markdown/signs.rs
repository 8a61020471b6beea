//! By what Markdown is known: signs that its authors mean, and what no program finds on a page.

use crate::doc::{Block, Document, Kind, Mark, MarkKind, Target};

/// Whether Markdown has what a person types and no program finds on a page: notes with their
/// references, code in a language, words that lead to an address.
pub(in crate::read) fn is_typed(document: &Document) -> bool {
    let coded = |block: &Block| matches!(block.kind, Kind::Code { language: Some(_) });
    let leads = |mark: &&Mark| match &mark.kind {
        MarkKind::Link(Target::Address(address)) => {
            let words = mark.span.of(&document.text).trim();
            !words.is_empty() && !address.ends_with(words)
        }
        _ => false,
    };
    !document.notes.is_empty()
        || document.blocks.iter().any(coded)
        || document.marks.iter().filter(leads).take(3).count() == 3
}

/// Whether a text uses Markdown's signs often enough to mean them. Plain text has stray `*` and
/// `#`, and typists have always written `_so_` and `*so*`: where a name says that a text is plain, or a
/// library of plain texts says that it is one of its own, emphasis and rules say nothing. A heading with
/// a space after its `#` and blank lines around it, a link with its address, a note reference, a
/// raised figure or a fence are not strays.
pub(in crate::read) fn are_many(text: &str, called_plain: bool) -> bool {
    let plain = called_plain || is_of_gutenberg(text);
    let mut signs = 0;
    let mut lines = text.lines().peekable();
    let mut before = "";
    while let Some(line) = lines.next() {
        let apart =
            before.trim().is_empty() && lines.peek().is_none_or(|next| next.trim().is_empty());
        signs += certain_signs(line, apart || !plain);
        if !plain {
            signs +=
                line.matches("**").count() / 2 + emphasised(line) + 2 * usize::from(line == "---");
        }
        if signs >= 6 {
            return true;
        }
        before = line;
    }
    false
}

/// What the signs of a line weigh that are Markdown's alone. `apart` says that it may be a heading.
fn certain_signs(line: &str, apart: bool) -> usize {
    let trimmed = line.trim_start();
    let hashes = trimmed.bytes().take_while(|&b| b == b'#').count();
    let heading = apart && (1..=6).contains(&hashes) && trimmed[hashes..].starts_with(' ');
    let fence = trimmed.starts_with("```") || trimmed.starts_with("~~~");
    let strong = ["](http", "](#", "[^", "<sup>", "](<"];
    let strong: usize = strong.iter().map(|sign| line.matches(sign).count()).sum();
    3 * usize::from(heading) + 2 * usize::from(fence) + 3 * strong
}

/// Whether a text is one of Project Gutenberg's plain texts, by the lines that all of them open with.
fn is_of_gutenberg(text: &str) -> bool {
    let mut opening = text.lines().take(60);
    opening.any(|line| line.contains("Project Gutenberg") && !line.contains("]("))
}

/// How many `*words*` or `_words_` a line emphasises.
fn emphasised(line: &str) -> usize {
    ['*', '_']
        .iter()
        .map(|&sign| {
            let mut parts = line.split(sign);
            let mut before = parts.next().unwrap_or("");
            let mut count = 0;
            while let (Some(inner), rest) = (parts.next(), parts.clone()) {
                let opens = before.chars().next_back().is_none_or(|c| !c.is_alphanumeric());
                let tight = !inner.is_empty() && inner.trim() == inner;
                if opens && tight && rest.clone().next().is_some() {
                    count += 1;
                    before = parts.next().unwrap_or("");
                } else {
                    before = inner;
                }
            }
            count
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_person_typed_was_not_printed() {
        let printed = |text| !is_typed(&crate::read::markdown("a.md", text));
        assert!(printed("The page ends in the mid-\n\ndle of a word.<sup>1</sup>"));
        assert!(!printed("A note.[^1]\n\n[^1]: It is typed."));
        assert!(!printed("Run it:\n\n```sh\nmake\n```"));
        assert!(!printed("[One](http://a.org), [two](http://b.org) and [three](http://c.org)."));
        assert!(printed("<http://a.org>, <http://b.org>, <http://c.org>"));
    }
}
