//! The text as plain text: every paragraph on a line of its own, for whatever wraps, counts,
//! searches or reads aloud.
//!
//! Note references stand as `[1]`, and the notes at the end. Items keep their markers, quotations
//! their `>`, verse its lines; cells of a table are parted by tabs.

use crate::doc::{Block, Document, Enclosure, Kind, Span};
use crate::layout::clean;

/// Writes a document as plain text: title and authors, the body, then the notes, then the
/// references a bibliography file brought.
pub fn text(document: &Document) -> String {
    let mut to = Writer { document, out: String::new() };
    to.head();
    to.flow(0..document.body().len(), "");
    if !document.notes.is_empty() {
        to.part();
        to.out.push_str("Notes\n");
    }
    for note in &document.notes {
        to.part();
        to.flow(note.blocks.clone(), &format!("[{}] ", clean(&note.label)));
    }
    let references = document.first_reference()..document.blocks.len();
    if !references.is_empty() {
        to.part();
        to.out.push_str("References\n");
        to.flow(references, "");
    }
    to.out
}

/// Some blocks of a document as plain text, the first after `label`.
pub fn passage(document: &Document, blocks: std::ops::Range<usize>, label: &str) -> String {
    let mut to = Writer { document, out: String::new() };
    to.flow(blocks, label);
    to.out
}

struct Writer<'d> {
    document: &'d Document,
    out: String,
}

impl Writer<'_> {
    /// The title, the authors and the date, as far as the body does not open with them.
    fn head(&mut self) {
        let metadata = &self.document.metadata;
        let opening = self.document.body().iter().find(|block| !block.span.is_empty());
        let opening = opening.map(|block| self.document.words(block.span));
        let title = metadata.title.as_deref().filter(|&title| Some(title) != opening);
        let authors = (!metadata.authors.is_empty()).then(|| metadata.authors.join(", "));
        let subtitle = metadata.more.iter().find(|(name, _)| name == "subtitle");
        let subtitle = subtitle.map(|(_, words)| words.as_str());
        let lines = [title, subtitle, authors.as_deref(), metadata.date.as_deref()];
        for line in lines.into_iter().flatten() {
            self.out.push_str(&clean(line));
            self.out.push('\n');
        }
    }

    /// An empty line between two parts.
    fn part(&mut self) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
    }

    /// Blocks one after the other, the first behind `label`.
    fn flow(&mut self, blocks: std::ops::Range<usize>, label: &str) {
        let first = blocks.start;
        for index in blocks {
            let block = &self.document.blocks[index];
            // A figure without words has nothing to say here.
            let silent = block.kind == Kind::Figure && block.span.is_empty();
            if silent && (index > first || label.is_empty()) {
                continue;
            }
            if index > first && !self.is_next_item(index) || label.is_empty() && index == first {
                self.part();
            }
            let (mut opening, rest) = self.prefixes(index);
            if index == first {
                opening.insert_str(0, label);
            }
            let words = self.words(block);
            for (number, line) in words.split('\n').enumerate() {
                let prefix = if number == 0 { &opening } else { &rest };
                // Tabs part cells and are no danger; all else that is no character is cleaned.
                let cells: Vec<_> = line.split('\t').map(clean).collect();
                let line = format!("{prefix}{}", cells.join("\t"));
                self.out.push_str(line.trim_end_matches(' '));
                self.out.push('\n');
            }
        }
    }

    /// Whether a block is the next item of a list of short items, which stand close together.
    fn is_next_item(&self, index: usize) -> bool {
        let document = self.document;
        let opens = |index: usize| {
            let mut around = document.around(&document.blocks[index]);
            around.next().is_some_and(|(id, kind)| {
                matches!(kind, Enclosure::Item { .. }) && document.opens(index, id)
            })
        };
        opens(index) && opens(index - 1)
    }

    /// What stands before the first line of a block, and before its other lines.
    fn prefixes(&self, index: usize) -> (String, String) {
        let mut around: Vec<_> = self.document.around(&self.document.blocks[index]).collect();
        around.reverse();
        let (mut first, mut rest) = (String::new(), String::new());
        for (id, kind) in around {
            match kind {
                Enclosure::Quote => {
                    first.push_str("> ");
                    rest.push_str("> ");
                }
                Enclosure::Item { marker } => {
                    let marker = format!("{} ", clean(marker));
                    let indent = " ".repeat(marker.chars().count());
                    first.push_str(if self.document.opens(index, id) { &marker } else { &indent });
                    rest.push_str(&indent);
                }
                Enclosure::Definition => {
                    first.push_str("    ");
                    rest.push_str("    ");
                }
            }
        }
        (first, rest)
    }

    /// The words of a block with the labels of its note references.
    fn words(&self, block: &Block) -> String {
        if block.kind == Kind::Rule {
            return "* * *".to_owned();
        }
        let mut words = String::with_capacity(block.span.len());
        let mut done = block.span.start;
        for (place, label, _) in self.document.note_references_in(block.span) {
            words.push_str(self.document.words(Span::new(done, place)));
            words.push_str(&format!("[{label}]"));
            done = place;
        }
        words.push_str(self.document.words(Span::new(done, block.span.end)));
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_from_top_to_bottom() {
        let source = "---\ntitle: On\nauthor: [A, B]\n---\n# One\n\nWords *of* a[^x]\nline.\n\n\
                      > quoted\n>\n> twice\n\n1. first\n2. second\n\n   more\n\n   - deep\n\n\
                      | verse\n|   line\n\n* * *\n\n|a|b|\n|-|-|\n|c|d[^x]|\n\n[^x]: A note.\n\n    \
                      Its end.\n";
        let expected = "On\nA, B\n\nOne\n\nWords of a[x] line.\n\n> quoted\n\n> twice\n\n\
                        1. first\n2. second\n\n   more\n\n   • deep\n\nverse\n  line\n\n* * *\n\n\
                        a\tb\nc\td[x]\n\nNotes\n\n[x] A note.\n\nIts end.\n";
        assert_eq!(text(&crate::read::markdown("x", source)), expected);
    }

    #[test]
    fn nothing_in_it_steers_a_terminal() {
        let document = crate::read::plain("x", "a\u{1b}[31mb\u{7}c");
        assert!(!text(&document).contains(['\u{1b}', '\u{7}']));
    }

    #[test]
    fn an_empty_text_is_empty() {
        assert_eq!(text(&Document::default()), "");
    }
}
