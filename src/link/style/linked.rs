//! Citations that are links: what leads to an entry of the bibliography cites it, whatever its words.
//!
//! Where the words say it too, the link only settles which source they mean. Words and year that lead
//! to one entry by two links, `Doe et al. (2019)`, are one citation.

use std::collections::HashSet;

use crate::doc::{Citation, Cited, Document, MarkKind, ReferenceId, Span, Target};
use crate::link::citation::scan::Text;
use crate::link::citation::style::{Finds, Style};

pub(crate) const STYLE: Style = Style {
    name: "links to the entries (pages of the web)",
    recognise: |_, _| true,
    finds: &[Finds::Marks(add_citations)],
};

/// Adds the citations by link to those found in the words, in order.
fn add_citations(text: Text<'_>, mut written: Vec<Citation>) -> Vec<Citation> {
    let linked = by_link(text);
    if linked.is_empty() {
        return written;
    }
    // `2–4` is cited as a whole, once for each of its sources: a link on its end means that alone.
    let several: HashSet<Span> = written
        .windows(2)
        .filter(|pair| pair[0].span == pair[1].span)
        .map(|pair| pair[0].span)
        .collect();
    let shared = |span: Span| several.contains(&span);
    let starts: Vec<usize> = written.iter().map(|citation| citation.span.start).collect();
    let mut added = Vec::new();
    for citation in linked {
        let until = starts.partition_point(|&start| start < citation.span.end);
        let mut said = false;
        // No citation is so long that more than a few before it could reach this far.
        for one in written[..until].iter_mut().rev().take(4) {
            if one.span.overlaps(citation.span) {
                let known = matches!(one.source, Cited::One(_)) && shared(one.span);
                if !known {
                    one.source = citation.source.clone();
                }
                said = true;
            }
        }
        if !said {
            added.push(citation);
        }
    }
    written.extend(added);
    written.sort_by_key(|citation| citation.span);
    written
}

fn by_link(text: Text<'_>) -> Vec<Citation> {
    let document = text.document;
    let mut entries: Vec<(Span, ReferenceId)> = text
        .references
        .iter()
        .enumerate()
        .map(|(at, entry)| (entry.span, ReferenceId(at as u32)))
        .collect();
    entries.sort_unstable_by_key(|(span, _)| *span);
    let mut found: Vec<(Span, ReferenceId)> = Vec::new();
    for mark in &document.marks {
        let MarkKind::Link(Target::Place(place)) = mark.kind else { continue };
        let words = document.words(mark.span);
        let trimmed = words.trim();
        if trimmed.is_empty()
            || document.block_at(mark.span.start).is_none_or(|at| text.is_listed(at))
        {
            continue;
        }
        let after = entries.partition_point(|(span, _)| span.start <= place);
        let Some(&(entry, id)) = after.checked_sub(1).and_then(|at| entries.get(at)) else {
            continue;
        };
        if place >= entry.end {
            continue;
        }
        let start = mark.span.start + words.len() - words.trim_start().len();
        let span = Span::new(start, start + trimmed.len());
        match found.last_mut() {
            Some((last, same)) if *same == id && is_near(document, *last, span) => {
                last.end = span.end;
            }
            _ => found.push((span, id)),
        }
    }
    let cite = |(span, id): (Span, ReferenceId)| Citation {
        span,
        whole: span,
        source: Cited::One(id),
        locator: None,
    };
    found.into_iter().map(cite).collect()
}

/// Whether no word stands between two links of one block.
fn is_near(document: &Document, one: Span, other: Span) -> bool {
    one.end <= other.start
        && document.text[one.end..other.start].chars().count() <= 3
        && !document.text[one.end..other.start].contains(|c: char| c.is_alphanumeric() || c == '\n')
}

#[cfg(test)]
mod tests {
    use crate::doc::{Builder, Kind};
    use crate::link::link;

    /// A paragraph, in which `<b1:words>` is a link to `b1`.
    fn paragraph(to: &mut Builder, words: &str) {
        to.open_block(Kind::Paragraph);
        let mut pieces = words.split('<');
        to.text(pieces.next().unwrap_or(""));
        for piece in pieces {
            let (link, rest) = piece.split_once('>').expect("links are closed");
            let (address, words) = link.split_once(':').expect("links have words");
            let mark = to.open_link(&format!("#{address}"));
            to.text(words);
            to.close_mark(mark);
            to.text(rest);
        }
        to.close_block();
    }

    #[test]
    fn what_leads_to_an_entry_cites_it() {
        let mut to = Builder::new();
        paragraph(
            &mut to,
            "As in [<b2:the second>], <b1:Doe> (<b1:1999>) and <b1:dOe>; see <p:here>.",
        );
        to.anchor("p");
        paragraph(&mut to, "It is so (<b2:Doe 1999>).");
        to.open_block(Kind::Heading { level: 2 });
        to.text("References");
        to.close_block();
        to.anchor("b1");
        paragraph(&mut to, "Doe, Ann. 1999. One. Paris: Seuil.");
        to.anchor("b2");
        paragraph(&mut to, "Lee, Bo. 2001. Two. London: Verso. See <b1:One>.");
        let document = to.finish("x");
        let links = link(&document);
        let found: Vec<(&str, Vec<u32>)> = links
            .citations
            .iter()
            .map(|c| (document.words(c.span), c.references().iter().map(|id| id.0).collect()))
            .collect();
        let expected = [
            ("the second", vec![1]),
            ("Doe (1999", vec![0]),
            ("dOe", vec![0]),
            ("Doe 1999", vec![1]),
        ];
        assert_eq!(found, expected);
    }
}
