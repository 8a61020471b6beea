//! A document as a few short lines, for tests that say what a source is read as.
//!
//! One line a block: the label of its note `[1]`, what encloses it (`>`, a marker, `:` for a
//! definition, `_` where an item goes on), what it is (`#` heading, `|` verse, `=` code, `&`
//! table, `---` rule), its words. Breaks in the words are `⏎`, gaps between cells `⇥`, references
//! to notes `{1}` (`{1?}` if no such note is there), styles `em(…)`.

use ibid::doc::{Block, Document, Enclosure, Kind, MarkKind, Target};

/// Sketches a document.
pub(crate) fn sketch(document: &Document) -> String {
    let lines: Vec<String> =
        document.blocks.iter().enumerate().map(|(index, _)| line(document, index)).collect();
    lines.join("\n")
}

fn line(document: &Document, index: usize) -> String {
    let block = &document.blocks[index];
    let mut parts: Vec<String> = Vec::new();
    if let Some(note) = document.note_of_block(index) {
        parts.push(format!("[{}]", document.note(note).label));
    }
    let around: Vec<String> = document
        .around(block)
        .map(|(id, kind)| match kind {
            Enclosure::Quote => ">".to_owned(),
            Enclosure::Definition => ":".to_owned(),
            Enclosure::Item { marker } if document.opens(index, id) => marker.to_string(),
            Enclosure::Item { .. } => "_".to_owned(),
        })
        .collect();
    parts.extend(around.into_iter().rev());
    match &block.kind {
        Kind::Paragraph => {}
        Kind::Heading { level } => parts.push("#".repeat(usize::from(*level))),
        Kind::Verse => parts.push("|".to_owned()),
        Kind::Code { language } => parts.push(format!("={}", language.as_deref().unwrap_or(""))),
        Kind::Table(_) => parts.push("&".to_owned()),
        // That all words of it stand for an image is seen from its marks.
        Kind::Figure => {}
        Kind::Caption => parts.push("caption".to_owned()),
        Kind::Rule => parts.push("---".to_owned()),
    }
    parts.push(words(document, block).replace('\n', "⏎").replace('\t', "⇥"));
    parts.join(" ").trim_end().to_owned()
}

/// The words of a block with its marks.
fn words(document: &Document, block: &Block) -> String {
    let mut out = String::new();
    let mut open: Vec<usize> = Vec::new();
    let mut done = block.span.start;
    let upto = |place: usize, out: &mut String, open: &mut Vec<usize>, done: &mut usize| {
        while let Some(end) = open.pop_if(|end| *end <= place) {
            out.push_str(&document.text[*done..end]);
            out.push(')');
            *done = end;
        }
        out.push_str(&document.text[*done..place]);
        *done = place;
    };
    for mark in document.marks_in(block.span) {
        upto(mark.span.start, &mut out, &mut open, &mut done);
        match &mark.kind {
            MarkKind::NoteReference { label, note } => {
                let doubt = if note.is_some() { "" } else { "?" };
                out.push_str(&format!("{{{label}{doubt}}}"));
            }
            MarkKind::Page { .. } => out.push('¶'),
            // Seen by its signs.
            MarkKind::Formula { .. } => {}
            kind => {
                out.push_str(&format!("{}(", name(document, kind)));
                open.push(mark.span.end);
            }
        }
    }
    upto(block.span.end, &mut out, &mut open, &mut done);
    out
}

fn name(document: &Document, kind: &MarkKind) -> String {
    match kind {
        MarkKind::Emphasis => "em".to_owned(),
        MarkKind::Strong => "strong".to_owned(),
        MarkKind::Strike => "strike".to_owned(),
        MarkKind::Code => "code".to_owned(),
        MarkKind::Superscript => "sup".to_owned(),
        MarkKind::Subscript => "sub".to_owned(),
        MarkKind::Image(image) => format!("image<{}>", image.address),
        MarkKind::Link(Target::Address(address)) => format!("link<{address}>"),
        MarkKind::Link(Target::Place(place)) => {
            let words = document.text[*place..].split_whitespace().next().unwrap_or("");
            format!("link→{words}")
        }
        MarkKind::Citation { key, .. } => format!("cite {key}"),
        MarkKind::CitationGroup { written } => format!("cites {written}"),
        MarkKind::Formula { .. } | MarkKind::Page { .. } | MarkKind::NoteReference { .. } => {
            String::new()
        }
    }
}
