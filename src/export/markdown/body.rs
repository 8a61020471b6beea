//! A block by itself, without what encloses it: a paragraph, a heading, a fence, a table.

use super::escape::{self, APART, Beside, Setting};
use super::inline::{Inline, longest_run};
use super::names::Names;
use crate::doc::{Align, Block, Document, Enclosure, Kind, MarkKind, Span, Table};

/// What is written: a document, by the names that its notes and places get.
#[derive(Clone, Copy)]
pub(super) struct Source<'d> {
    pub(super) document: &'d Document,
    pub(super) names: &'d Names,
}

/// Writes block number `index`; nothing for one that is empty, which Markdown cannot say.
pub(super) fn write(of: Source<'_>, index: usize) -> Option<String> {
    let block = &of.document.blocks[index];
    let inline = |setting| inline(of, block.span, setting);
    match &block.kind {
        Kind::Paragraph | Kind::Caption | Kind::Verse if is_empty(of, block) => {
            named(of, block, "")
        }
        Kind::Paragraph if of.document.is_term(index) => {
            Some(inline(Setting::Heading).write(Some(&MarkKind::Strong)))
        }
        Kind::Paragraph | Kind::Figure | Kind::Caption => Some(inline(Setting::Prose).write(None)),
        Kind::Verse => Some(verse(of, index)),
        Kind::Heading { level } => Some(heading(of, block, *level)),
        // A fence has no room for note references; lines do.
        Kind::Code { .. } if has_references(of, block) => Some(verse(of, index)),
        Kind::Code { language } => {
            let words = of.document.words(block.span);
            named(of, block, &code(words, language.as_deref()))
        }
        Kind::Table(grid) => table(of, grid).or_else(|| named(of, block, "")),
        Kind::Rule => named(of, block, "* * *"),
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

fn inline<'d>(of: Source<'d>, whole: Span, setting: Setting) -> Inline<'d> {
    Inline { document: of.document, names: of.names, setting, whole, named: None }
}

fn is_empty(of: Source<'_>, block: &Block) -> bool {
    let marks = of.document.marks_in(block.span);
    let points = |kind: &MarkKind| matches!(kind, MarkKind::NoteReference { .. });
    block.span.is_empty() && !marks.iter().any(|mark| points(&mark.kind))
}

fn has_references(of: Source<'_>, block: &Block) -> bool {
    of.document.note_references_in(block.span).next().is_some()
}

/// A block that has no room for a name within, behind its name if it has one.
fn named(of: Source<'_>, block: &Block, body: &str) -> Option<String> {
    let part = if body.is_empty() { "" } else { "\n\n" };
    match of.names.place(block.span.start) {
        Some(id) => Some(format!("<div id=\"{id}\"></div>{part}{body}")),
        None => (!body.is_empty()).then(|| body.to_owned()),
    }
}

/// A line block. By itself in an item it would be taken for words of the item; a second thing
/// there, an empty line apart, makes both of them blocks (`CommonMark` 5.3, loose lists).
fn verse(of: Source<'_>, index: usize) -> String {
    let block = &of.document.blocks[index];
    let lines = format!("| {}", inline(of, block.span, Setting::Verse).write(None));
    let mut lines = lines.replace("\n| \n", "\n|\n").replace("\n| \n", "\n|\n");
    let inside = block.inside.map(|id| &of.document.container(id).kind);
    if matches!(inside, Some(Enclosure::Item { .. } | Enclosure::Definition)) {
        lines.push_str("\n\n");
        lines.push_str(APART);
    }
    lines
}

fn heading(of: Source<'_>, block: &Block, level: u8) -> String {
    let signs = "#".repeat(usize::from(level.clamp(1, 6)));
    let mut inline = inline(of, block.span, Setting::Heading);
    let id = of.names.place(block.span.start);
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
fn table(of: Source<'_>, table: &Table) -> Option<String> {
    let width = table.rows.iter().map(Vec::len).max().filter(|&width| width > 0)?;
    let width = width.max(table.columns.len());
    let mut lines = Vec::with_capacity(table.rows.len() + 2);
    let no_head = Vec::new();
    for row in (!table.header).then_some(&no_head).into_iter().chain(&table.rows) {
        let mut line = String::from("|");
        for column in 0..width {
            let cell = row.get(column).map(|&cell| inline(of, cell, Setting::Cell).write(None));
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
