//! A block by itself, without what encloses it: a paragraph, a heading, a fence, a table.

use super::block::{APART, Writer};
use super::escape::{self, Beside, Setting};
use super::inline::{Inline, longest_run};
use crate::doc::{Align, Block, Enclosure, Kind, MarkKind, Span, Table};

/// Writes block number `index`; nothing for one that is empty, which Markdown cannot say.
pub(super) fn write(writer: &Writer<'_>, index: usize) -> Option<String> {
    let block = &writer.document.blocks[index];
    let inline = |setting| inline(writer, block.span, setting);
    match &block.kind {
        Kind::Paragraph | Kind::Verse if is_empty(writer, block) => named(writer, block, ""),
        Kind::Paragraph if writer.document.is_term(index) => {
            Some(inline(Setting::Heading).write(Some(&MarkKind::Strong)))
        }
        Kind::Paragraph => Some(inline(Setting::Prose).write(None)),
        Kind::Verse => Some(verse(writer, index)),
        Kind::Heading { level } => Some(heading(writer, block, *level)),
        // A fence has no room for note references; lines do.
        Kind::Code { .. } if has_references(writer, block) => Some(verse(writer, index)),
        Kind::Code { language } => {
            let words = writer.document.words(block.span);
            named(writer, block, &code(words, language.as_deref()))
        }
        Kind::Table(grid) => table(writer, grid).or_else(|| named(writer, block, "")),
        Kind::Rule => named(writer, block, "* * *"),
    }
}

/// What an item without a number is marked with behind its bullet: a box to tick, or, for what
/// Markdown has no marker for, the marker in words.
pub(super) fn marked(marker: &str, before_words: bool) -> String {
    match marker {
        "•" | "-" | "*" | "+" | "–" | "—" | "◦" | "▪" => String::new(),
        "☐" if before_words => "[ ]".to_owned(),
        "☑" if before_words => "[x]".to_owned(),
        // What counts is read behind a bullet.
        other if escape::counts(other) => other.to_owned(),
        other => {
            let whole = Span::new(0, other.len());
            let beside = Beside { before: false, after: true };
            escape::words(other, whole, whole, Setting::Cell, beside)
        }
    }
}

fn inline<'w>(writer: &'w Writer<'_>, whole: Span, setting: Setting) -> Inline<'w> {
    Inline { document: writer.document, names: writer.names, setting, whole, named: None }
}

fn is_empty(writer: &Writer<'_>, block: &Block) -> bool {
    let marks = writer.document.marks_in(block.span);
    let points = |kind: &MarkKind| matches!(kind, MarkKind::NoteReference { .. });
    block.span.is_empty() && !marks.iter().any(|mark| points(&mark.kind))
}

fn has_references(writer: &Writer<'_>, block: &Block) -> bool {
    writer.document.note_references_in(block.span).next().is_some()
}

/// A block that has no room for a name within, behind its name if it has one.
fn named(writer: &Writer<'_>, block: &Block, body: &str) -> Option<String> {
    let part = if body.is_empty() { "" } else { "\n\n" };
    match writer.names.place(block.span.start) {
        Some(id) => Some(format!("<div id=\"{id}\"></div>{part}{body}")),
        None => (!body.is_empty()).then(|| body.to_owned()),
    }
}

/// A line block. By itself in an item it would be taken for words of the item; a second thing
/// there, an empty line apart, makes both of them blocks (`CommonMark` 5.3, loose lists).
fn verse(writer: &Writer<'_>, index: usize) -> String {
    let block = &writer.document.blocks[index];
    let lines = format!("| {}", inline(writer, block.span, Setting::Verse).write(None));
    let mut lines = lines.replace("\n| \n", "\n|\n").replace("\n| \n", "\n|\n");
    let inside = block.inside.map(|id| &writer.document.container(id).kind);
    if matches!(inside, Some(Enclosure::Item { .. } | Enclosure::Definition)) {
        lines.push_str("\n\n");
        lines.push_str(APART);
    }
    lines
}

fn heading(writer: &Writer<'_>, block: &Block, level: u8) -> String {
    let signs = "#".repeat(usize::from(level.clamp(1, 6)));
    let mut inline = inline(writer, block.span, Setting::Heading);
    let id = writer.names.place(block.span.start);
    inline.named = id.map(|_| block.span.start);
    let mut heading = format!("{signs} {}", inline.write(None));
    if let Some(id) = id {
        heading.push_str(&format!(" {{#{id}}}"));
    }
    heading
}

/// A fence longer than any within.
fn code(words: &str, language: Option<&str>) -> String {
    let fence = "`".repeat((longest_run(words, '`') + 1).max(3));
    let plain = |c: &char| c.is_alphanumeric() || "+-_.#".contains(*c);
    let language: String = language.unwrap_or_default().chars().filter(plain).collect();
    let end = if words.is_empty() { "" } else { "\n" };
    format!("{fence}{language}\n{words}{end}{fence}")
}

/// A table, every row filled up to the longest; `None` if it has no cell. Without a head it has an
/// empty one (pandoc, pipe tables).
fn table(writer: &Writer<'_>, table: &Table) -> Option<String> {
    let width = table.rows.iter().map(Vec::len).max().filter(|&width| width > 0)?;
    let width = width.max(table.columns.len());
    let mut lines = Vec::with_capacity(table.rows.len() + 2);
    let no_head = Vec::new();
    for row in (!table.header).then_some(&no_head).into_iter().chain(&table.rows) {
        let mut line = String::from("|");
        for column in 0..width {
            let cell = row.get(column).map(|&cell| inline(writer, cell, Setting::Cell).write(None));
            line.push_str(&format!(" {} |", cell.unwrap_or_default()));
        }
        let silent = line.bytes().all(|byte| b"| ".contains(&byte));
        if lines.is_empty() && table.header && silent {
            line.insert_str(2, APART);
        }
        lines.push(line);
    }
    let align = |column: usize| match table.columns.get(column) {
        None | Some(Align::Left) => " --- |",
        Some(Align::Centre) => " :-: |",
        Some(Align::Right) => " --: |",
    };
    let rule: String = (0..width).map(align).collect();
    lines.insert(1, format!("|{rule}"));
    Some(lines.join("\n"))
}
