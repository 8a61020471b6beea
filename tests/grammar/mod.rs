//! Documents to try an export with: every kind of block, mark and note, and words full of signs.
//!
//! What Markdown cannot say is not in the grammar:
//! - paragraphs and verse without a word, or with white space at their end; verse that begins or ends with an empty line;
//! - items marked otherwise than `•`, `1.`, `1)`, and, where they open with words, `☐` and `☑`; definitions without a term in bold;
//! - marks that overlap without one being inside the other; links or images inside an image;
//! - images without words, which are called after their files;
//! - tables with rows of different lengths, or with tabs in a cell;
//! - bare addresses and raised digits without the mark their reader gives them;
//! - carriage returns, NUL, and in code any other control character; marks and notes in code
//!   blocks; two notes of one label.

use ibid::doc::{Align, Builder, Document, Enclosure, Image, Kind, MarkKind, Span, Table};
use proptest::collection::vec;
use proptest::prelude::*;

/// A piece of a line.
#[derive(Debug, Clone)]
enum Bit {
    Words(String),
    Break,
    Note(usize),
    Anchor(usize),
    Mark(MarkKind, Vec<Bit>),
    Link(String, Vec<Bit>),
    Image(String, String),
    Address(String),
}

/// A block, or several.
#[derive(Debug, Clone)]
enum Part {
    Paragraph(Vec<Bit>),
    Heading(u8, Vec<Bit>),
    Verse(Vec<Vec<Bit>>),
    Code(Option<String>, String),
    /// Its columns, whether the first row is its head, and the rows.
    Table(Vec<Align>, bool, Vec<Vec<Vec<Bit>>>),
    Rule,
    Quote(Vec<Part>),
    Bullets(Vec<Vec<Part>>),
    Boxes(Vec<(bool, String)>),
    Numbers(u64, char, Vec<Vec<Part>>),
    Definition(String, Vec<Vec<Part>>),
}

/// How many notes and anchors a document may have.
const NAMES: usize = 3;

pub(crate) fn document() -> impl Strategy<Value = Document> {
    let notes = vec(parts(1), 0..=NAMES);
    (parts(3), notes, words(), vec(words(), 0..3)).prop_map(|(body, notes, title, authors)| {
        let mut to = Builder::new();
        let line = |words: String| words.replace('\u{7}', "").trim().to_owned();
        to.metadata.title = Some(format!("T{}", line(title)));
        to.metadata.authors =
            authors.into_iter().map(line).filter(|author| !author.is_empty()).collect();
        build_parts(&body, &mut to);
        for (number, note) in notes.iter().enumerate() {
            to.begin_note(&(number + 1).to_string());
            build_parts(note, &mut to);
            to.end_note();
        }
        to.finish("generated")
    })
}

fn parts(depth: u32) -> impl Strategy<Value = Vec<Part>> {
    let leaf = prop_oneof![
        4 => bits().prop_map(Part::Paragraph),
        1 => (1..=6_u8, bits()).prop_map(|(level, bits)| Part::Heading(level, bits)),
        1 => vec(bits(), 1..4).prop_map(Part::Verse),
        1 => (proptest::option::of("[a-z+]{1,4}"), "([ ~`#>|a-c-]{0,6}\n?){0,4}")
            .prop_map(|(language, code)| Part::Code(language, code)),
        1 => table(),
        1 => Just(Part::Rule),
        1 => vec((any::<bool>(), words()), 1..3).prop_map(Part::Boxes),
    ];
    let part = leaf.prop_recursive(depth, 12, 3, |inner| {
        let items = || vec(vec(inner.clone(), 1..3), 1..4);
        prop_oneof![
            vec(inner.clone(), 1..3).prop_map(Part::Quote),
            items().prop_map(Part::Bullets),
            (0..900_u64, prop_oneof![Just('.'), Just(')')], items())
                .prop_map(|(first, sign, items)| Part::Numbers(first, sign, items)),
            ("[a-z*#]{1,5}", items()).prop_map(|(term, items)| Part::Definition(term, items)),
        ]
    });
    vec(part, 1..4)
}

fn table() -> impl Strategy<Value = Part> {
    let align = prop_oneof![Just(Align::Left), Just(Align::Centre), Just(Align::Right)];
    (vec(align, 1..4), any::<bool>(), 1..4_usize).prop_flat_map(|(columns, head, rows)| {
        let row = vec(bits(), columns.len());
        vec(row, rows).prop_map(move |rows| Part::Table(columns.clone(), head, rows))
    })
}

fn bits() -> impl Strategy<Value = Vec<Bit>> {
    let leaf = prop_oneof![
        6 => words().prop_map(Bit::Words),
        1 => Just(Bit::Break),
        1 => (0..=NAMES).prop_map(Bit::Note),
        1 => (0..NAMES).prop_map(Bit::Anchor),
        1 => address().prop_map(Bit::Address),
        1 => (address(), words()).prop_map(|(address, words)| Bit::Image(address, words)),
    ];
    let bit = leaf.prop_recursive(3, 10, 3, |inner| {
        let mark = prop_oneof![
            Just(MarkKind::Emphasis),
            Just(MarkKind::Strong),
            Just(MarkKind::Strike),
            Just(MarkKind::Code),
            Just(MarkKind::Superscript),
            Just(MarkKind::Subscript),
        ];
        prop_oneof![
            3 => (mark, vec(inner.clone(), 1..4)).prop_map(|(mark, bits)| Bit::Mark(mark, bits)),
            1 => (address(), vec(inner, 1..3)).prop_map(|(address, bits)| Bit::Link(address, bits)),
        ]
    });
    vec(bit, 1..5)
}

/// Words with what Markdown might take for signs, and what it might take for white space.
fn words() -> impl Strategy<Value = String> {
    let token = prop::sample::select(vec![
        "word", "a", "b2", "1986.", "3)", "é", "Ω", "“", "”", "—", "…", "€", " ", " ", " ", "  ",
        "\t", "\u{a0}", "\u{7}", "*", "**", "_", "__", "~", "~~", "`", "``", "[", "]", "](", "(",
        ")", "[^1]", "[^x]", "^[", "^", "!", "![", "<", "<b>", "</em>", "<!--", ">", "&amp;",
        "&#35;", "&", "\\", "\\*", "|", "#", "# ", "- ", "-", "---", "+ ", "=", "===", ":", ": ",
        "%", "$5", "@x", "{#id}", "{", "}", "'", "\"", ".", ",", ";", "[ ] ", "☐ ", "http:",
    ]);
    vec(token, 1..5).prop_map(|tokens| tokens.concat())
}

fn address() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "http://example.org",
        "https://example.org/a_b?c=d&amp;e",
        "https://example.org/a(b)c",
        "a b.png",
        "",
        // No heading is called so by its words: `a[^1]` would be `a1`.
        "#q0",
        "#q1",
        "x<y>\\z|`",
    ])
    .prop_map(str::to_owned)
}

fn build_parts(parts: &[Part], to: &mut Builder) {
    for part in parts {
        build(part, to);
    }
}

fn build(part: &Part, to: &mut Builder) {
    match part {
        Part::Paragraph(bits) => build_block(Kind::Paragraph, bits, to),
        Part::Heading(level, bits) => build_block(Kind::Heading { level: *level }, bits, to),
        Part::Verse(lines) => {
            to.open_block(Kind::Verse);
            for (number, bits) in lines.iter().enumerate() {
                if number > 0 {
                    to.text("\n");
                }
                to.text("v");
                build_bits(bits, to, true);
                to.text(".");
            }
            to.close_block();
        }
        Part::Code(language, words) => {
            to.open_block(Kind::Code { language: language.as_deref().map(Box::from) });
            to.text(words);
            to.close_block();
        }
        Part::Table(columns, head, rows) => build_table(columns, *head, rows, to),
        Part::Rule => {
            to.open_block(Kind::Rule);
            to.close_block();
        }
        Part::Quote(parts) => enclose(Enclosure::Quote, parts, to),
        Part::Bullets(items) => {
            for item in items {
                enclose(Enclosure::Item { marker: "•".into() }, item, to);
            }
        }
        Part::Boxes(items) => {
            for (ticked, words) in items {
                to.enter(Enclosure::Item { marker: if *ticked { "☑" } else { "☐" }.into() });
                to.text("To do");
                to.text(words);
                to.text(".");
                to.leave();
            }
        }
        Part::Numbers(first, sign, items) => {
            for (number, item) in (*first..).zip(items) {
                let marker = format!("{number}{sign}").into();
                enclose(Enclosure::Item { marker }, item, to);
            }
        }
        Part::Definition(term, definitions) => {
            to.open_block(Kind::Paragraph);
            let mark = to.open_mark(MarkKind::Strong);
            to.text(term);
            to.close_mark(mark);
            to.close_block();
            for parts in definitions {
                enclose(Enclosure::Definition, parts, to);
            }
        }
    }
}

fn enclose(kind: Enclosure, parts: &[Part], to: &mut Builder) {
    to.enter(kind);
    build_parts(parts, to);
    to.leave();
}

fn build_block(kind: Kind, bits: &[Bit], to: &mut Builder) {
    to.open_block(kind);
    build_bits(bits, to, true);
    if to.last_char().is_none_or(char::is_whitespace) {
        to.text(".");
    }
    to.close_block();
}

fn build_table(columns: &[Align], header: bool, rows: &[Vec<Vec<Bit>>], to: &mut Builder) {
    to.open_block(Kind::Table(Box::default()));
    let mut spans = Vec::new();
    for (number, row) in rows.iter().enumerate() {
        if number > 0 {
            to.text("\n");
        }
        let mut cells = Vec::new();
        for (number, bits) in row.iter().enumerate() {
            if number > 0 {
                to.text("\t");
            }
            let start = to.here();
            build_bits(bits, to, false);
            cells.push(Span::new(start, to.here()));
        }
        spans.push(cells);
    }
    let table = Table { columns: columns.to_vec(), header, rows: spans };
    to.set_kind(Kind::Table(Box::new(table)));
    to.close_block();
}

/// Adds the bits of a line; `tabs` says whether they may hold tabs.
fn build_bits(bits: &[Bit], to: &mut Builder, tabs: bool) {
    for bit in bits {
        match bit {
            Bit::Words(words) if tabs => to.text(words),
            Bit::Words(words) => to.text(&words.replace('\t', "")),
            Bit::Break => to.text("\n"),
            Bit::Note(NAMES) => to.note_reference("99"),
            Bit::Note(number) => to.note_reference(&(number + 1).to_string()),
            Bit::Anchor(number) => to.anchor(&format!("q{number}")),
            Bit::Mark(kind, bits) => {
                let mark = to.open_mark(kind.clone());
                build_bits(bits, to, tabs);
                to.close_mark(mark);
            }
            Bit::Link(address, bits) => {
                let mark = to.open_link(address);
                build_bits(bits, to, tabs);
                to.close_mark(mark);
            }
            Bit::Image(address, words) => {
                let mark = to.open_mark(MarkKind::Image(Image::at(address)));
                let words = words.replace('\t', "");
                to.text(if words.is_empty() { "image" } else { &words });
                to.close_mark(mark);
            }
            Bit::Address(address) => {
                let mark = to.open_link(address);
                to.text("x");
                to.text(address.trim_start_matches("http://").trim_start_matches("https://"));
                to.close_mark(mark);
            }
        }
    }
}
