//! Markdown: `CommonMark` with tables, notes, definition lists and strikethrough, parsed by
//! pulldown-cmark; and what its dialects add that the parser leaves as text: notes within their
//! sentence `^[…]`, references to notes that are not there, line blocks, bare addresses.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use pulldown_cmark::{
    Alignment, CodeBlockKind, CowStr, Event, Options, Parser, Tag, TagEnd, TextMergeWithOffset,
};
use regex::Regex;

use super::front;
use super::tags::Tags;
use crate::doc::{Align, Builder, Document, Enclosure, Kind, MarkKind, OpenMark, Span, Table};

/// Reads a Markdown text.
pub(super) fn read(name: &str, text: &str) -> Document {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (metadata, length) = front::take(text);
    let mut walk = Walk::new(&text[length..]);
    walk.to.metadata = metadata;
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST;
    let events = Parser::new_ext(walk.source, options).into_offset_iter();
    for (event, range) in TextMergeWithOffset::new(events) {
        walk.event(event, range);
    }
    let mut document = walk.to.finish(name);
    if document.metadata.title.is_none() {
        document.metadata.title = title_of(&document);
    }
    document
}

/// The title of a text that gives none beside it: its first heading, if it opens the text or is
/// the only one of the highest level.
fn title_of(document: &Document) -> Option<String> {
    let (first, level) = document.headings().next()?;
    let alone = level == 1 && document.headings().filter(|&(_, level)| level == 1).count() == 1;
    let words = document.words(document.blocks[first].span);
    (first == 0 && level == 1 || alone).then(|| words.replace('\n', " "))
}

/// Where the walk through the parser's events is.
struct Walk<'s> {
    source: &'s str,
    to: Builder,
    tags: Tags,
    /// The number of the next item of each list that is open; `None` for bullets.
    lists: Vec<Option<u64>>,
    /// Styles and links that are open.
    marks: Vec<OpenMark>,
    /// How many links and images are open: their words hold no links of their own.
    linked: usize,
    /// Images without alternative text so far, and the address to fall back on.
    image: Option<(String, usize)>,
    /// The block of HTML being gathered.
    html: Option<String>,
    table: Option<Table>,
    /// In a block of code, whose text is taken as it is.
    code: bool,
    /// In a line block, at the beginning of a line.
    verse: Option<bool>,
    /// Where in the source the notes within their sentence end, the innermost last.
    inline_notes: Vec<usize>,
}

impl<'s> Walk<'s> {
    fn new(source: &'s str) -> Self {
        Self {
            source,
            to: Builder::new(),
            tags: Tags::default(),
            lists: Vec::new(),
            marks: Vec::new(),
            linked: 0,
            image: None,
            html: None,
            table: None,
            code: false,
            verse: None,
            inline_notes: Vec::new(),
        }
    }

    fn event(&mut self, event: Event<'s>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.html.is_none() => self.text(&text, range),
            Event::Text(text) | Event::Html(text) => self.gather_html(&text),
            Event::Code(text) => {
                self.to.text(&text);
                self.to.mark_last(text.len(), MarkKind::Code);
            }
            Event::InlineHtml(html) => self.tags.inline(&html, &mut self.to),
            Event::FootnoteReference(label) => self.to.note_reference(&label),
            Event::SoftBreak if self.verse.is_some() => {
                self.to.text("\n");
                self.verse = Some(true);
            }
            Event::SoftBreak => self.to.text(" "),
            Event::HardBreak => self.to.text("\n"),
            Event::Rule => {
                self.to.open_block(Kind::Rule);
                self.to.close_block();
            }
            Event::TaskListMarker(done) => self.to.text(if done { "☑ " } else { "☐ " }),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.to.text(&text),
        }
    }

    fn start(&mut self, tag: Tag<'s>, range: Range<usize>) {
        match tag {
            Tag::Paragraph => self.paragraph(range),
            Tag::Heading { level, id, .. } => {
                self.to.open_block(Kind::Heading { level: level as u8 });
                if let Some(id) = id {
                    self.to.anchor_block(&id);
                }
            }
            Tag::BlockQuote(_) => self.to.enter(Enclosure::Quote),
            Tag::CodeBlock(kind) => self.open_code(&kind),
            Tag::HtmlBlock => self.html = Some(String::new()),
            Tag::List(first) => self.lists.push(first),
            Tag::Item => self.item(range),
            Tag::FootnoteDefinition(label) => {
                self.to.close_block();
                self.to.begin_note(&label);
            }
            Tag::DefinitionListDefinition => self.to.enter(Enclosure::Definition),
            Tag::DefinitionListTitle => {
                self.to.open_block(Kind::Paragraph);
                let mark = self.to.open_mark(MarkKind::Strong);
                self.marks.push(mark);
            }
            Tag::Table(columns) => {
                let columns = columns.iter().map(align).collect();
                self.to.open_block(Kind::Table(Box::default()));
                self.table = Some(Table { columns, header: true, rows: Vec::new() });
            }
            Tag::TableHead | Tag::TableRow => self.open_row(),
            Tag::TableCell => self.open_cell(),
            Tag::Emphasis => self.open(MarkKind::Emphasis),
            Tag::Strong => self.open(MarkKind::Strong),
            Tag::Strikethrough => self.open(MarkKind::Strike),
            Tag::Superscript => self.open(MarkKind::Superscript),
            Tag::Subscript => self.open(MarkKind::Subscript),
            Tag::Link { link_type, dest_url, .. } => {
                let mail = link_type == pulldown_cmark::LinkType::Email;
                let scheme = if mail && !dest_url.starts_with("mailto:") { "mailto:" } else { "" };
                let mark = self.to.open_link(&format!("{scheme}{dest_url}"));
                self.marks.push(mark);
                self.linked += 1;
            }
            Tag::Image { dest_url, title, .. } => {
                self.open(MarkKind::Image(dest_url.as_ref().into()));
                self.linked += 1;
                let name = if title.is_empty() { file_stem(&dest_url) } else { &title };
                self.image = Some((name.to_owned(), self.to.here()));
            }
            Tag::DefinitionList | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::DefinitionListTitle => self.close_block(),
            TagEnd::Heading(_) => {
                let slug = slug(self.to.block_words());
                self.to.anchor_block(&slug);
                self.close_block();
            }
            TagEnd::CodeBlock => {
                self.code = false;
                self.close_block();
            }
            TagEnd::HtmlBlock => {
                let html = self.html.take().unwrap_or_default();
                self.tags.block(&html, &mut self.to);
            }
            TagEnd::List(_) => {
                self.lists.pop();
            }
            TagEnd::BlockQuote(_) | TagEnd::Item | TagEnd::DefinitionListDefinition => {
                self.close_block();
                self.to.leave();
            }
            TagEnd::FootnoteDefinition => {
                self.close_block();
                self.to.end_note();
            }
            TagEnd::Table => {
                let table = self.table.take().unwrap_or_default();
                self.to.set_kind(Kind::Table(Box::new(table)));
                self.close_block();
            }
            TagEnd::TableCell => self.close_cell(),
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript => self.close(),
            TagEnd::Link => {
                self.linked = self.linked.saturating_sub(1);
                self.close();
            }
            TagEnd::Image => {
                if let Some((name, began)) = self.image.take()
                    && self.to.here() == began
                {
                    self.to.text(&name);
                }
                self.linked = self.linked.saturating_sub(1);
                self.close();
            }
            TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::DefinitionList
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    fn open(&mut self, kind: MarkKind) {
        let mark = self.to.open_mark(kind);
        self.marks.push(mark);
    }

    fn close(&mut self) {
        if let Some(mark) = self.marks.pop() {
            self.to.close_mark(mark);
        }
    }

    fn close_block(&mut self) {
        self.end_inline_notes(usize::MAX);
        self.to.close_block();
        self.marks.clear();
        self.tags.end_block();
        self.verse = None;
    }

    /// Opens a paragraph, or verse if it is a line block.
    fn paragraph(&mut self, range: Range<usize>) {
        let verse = is_line_block(&self.source[range]);
        self.verse = verse.then_some(true);
        self.to.open_block(if verse { Kind::Verse } else { Kind::Paragraph });
    }

    fn open_code(&mut self, kind: &CodeBlockKind<'_>) {
        let language = match kind {
            CodeBlockKind::Fenced(info) => {
                info.split([' ', ',', '{', '}']).find(|word| !word.is_empty()).map(Box::from)
            }
            CodeBlockKind::Indented => None,
        };
        self.to.open_block(Kind::Code { language });
        self.code = true;
    }

    fn item(&mut self, range: Range<usize>) {
        let marker = match self.lists.last_mut() {
            Some(Some(number)) => {
                let source = self.source[range].trim_start();
                let sign = source.trim_start_matches(|c: char| c.is_ascii_digit());
                let sign = if sign.starts_with(')') { ')' } else { '.' };
                let marker = format!("{number}{sign}");
                *number += 1;
                marker
            }
            _ => "•".to_owned(),
        };
        self.to.enter(Enclosure::Item { marker: marker.into() });
    }

    fn gather_html(&mut self, text: &str) {
        match &mut self.html {
            Some(html) => html.push_str(text),
            None => self.tags.block(text, &mut self.to),
        }
    }

    fn open_row(&mut self) {
        if let Some(table) = &mut self.table {
            if !table.rows.is_empty() {
                self.to.text("\n");
            }
            table.rows.push(Vec::new());
        }
    }

    fn open_cell(&mut self) {
        let Some(row) = self.table.as_mut().and_then(|table| table.rows.last_mut()) else { return };
        if !row.is_empty() {
            self.to.text("\t");
        }
        row.push(Span::at(self.to.here()));
    }

    fn close_cell(&mut self) {
        self.marks.clear();
        let end = self.to.here();
        if let Some(cell) = self
            .table
            .as_mut()
            .and_then(|table| table.rows.last_mut())
            .and_then(|row| row.last_mut())
        {
            cell.end = end;
        }
    }

    /// Text between marks, which may hold what the parser does not know.
    fn text(&mut self, text: &CowStr<'s>, range: Range<usize>) {
        if self.code {
            return self.to.text(text);
        }
        let mut text: Cow<'_, str> = Cow::Borrowed(text);
        if self.verse == Some(true) {
            let line = text.strip_prefix('|').unwrap_or(&text);
            text = Cow::Owned(line.strip_prefix(' ').unwrap_or(line).to_owned());
            self.verse = Some(false);
        }
        if text.contains('^') || !self.inline_notes.is_empty() {
            self.noted_text(&text, range);
        } else {
            self.words(&text);
        }
    }

    /// Text that holds `^`, or stands in a note within its sentence.
    fn noted_text(&mut self, text: &str, range: Range<usize>) {
        let mut done = 0;
        for sign in signs(text, &self.source[range.clone()]) {
            if sign.at < done {
                continue;
            }
            let in_source = range.start + sign.in_source;
            let length = match sign.kind {
                Sign::Close if self.inline_notes.last() == Some(&in_source) => {
                    self.words(&text[done..sign.at]);
                    self.inline_notes.pop();
                    self.to.end_note();
                    1
                }
                Sign::InlineNote => {
                    let Some(end) = closing_bracket(self.source, in_source + 2) else { continue };
                    self.words(&text[done..sign.at]);
                    self.inline_notes.push(end);
                    self.to.begin_inline_note();
                    2
                }
                Sign::Reference => {
                    self.words(&text[done..sign.at]);
                    self.dangling_reference(&text[sign.at..])
                }
                Sign::Close => continue,
            };
            done = sign.at + length;
        }
        self.words(&text[done..]);
    }

    /// A reference to a note that is not there, `[^label]`: gives its length in bytes.
    fn dangling_reference(&mut self, text: &str) -> usize {
        let end = text.find(']').filter(|&end| {
            let label = &text[2..end];
            !label.is_empty() && label.len() <= 64 && !label.contains(['[', '^', ' ', '\n'])
        });
        match end {
            Some(end) => {
                self.to.note_reference(&text[2..end]);
                end + 1
            }
            None => {
                self.to.text("[^");
                2
            }
        }
    }

    /// Words, in which raised digits are marks and bare addresses are links.
    fn words(&mut self, text: &str) {
        if text.is_ascii() && !text.contains("://") {
            return self.to.text(text);
        }
        let mut done = 0;
        for found in SPECIAL_WORDS.find_iter(text) {
            let word = found.as_str();
            self.to.text(&text[done..found.start()]);
            done = found.end();
            if word.starts_with("http") {
                let address = trim_address(word);
                let link = (self.linked == 0).then(|| self.to.open_link(address));
                self.to.text(address);
                if let Some(link) = link {
                    self.to.close_mark(link);
                }
                self.to.text(&word[address.len()..]);
            } else {
                self.to.text(word);
                self.to.mark_last(word.len(), MarkKind::Superscript);
            }
        }
        self.to.text(&text[done..]);
    }

    fn end_inline_notes(&mut self, before: usize) {
        while self.inline_notes.last().is_some_and(|&end| end <= before) {
            self.inline_notes.pop();
            self.to.end_note();
        }
    }
}

/// Whether every line of a paragraph begins with `|` (pandoc, line blocks). If every line ends
/// with one too, they are the rows of a table whose divider is missing.
fn is_line_block(source: &str) -> bool {
    let mut lines = source.lines().map(|line| line.trim_start_matches([' ', '>']).trim_end());
    source.starts_with("| ")
        && lines.clone().all(|line| line.starts_with('|'))
        && !lines.all(|line| line.len() > 1 && line.ends_with('|'))
}

/// Something in the text of a paragraph that the parser left as text.
struct FoundSign {
    kind: Sign,
    /// Where it is in the text.
    at: usize,
    /// Where it is in the source of the text.
    in_source: usize,
}

#[derive(Clone, Copy)]
enum Sign {
    /// `^[`
    InlineNote,
    /// `[^`
    Reference,
    /// `]`
    Close,
}

/// The signs of a text that its source does not escape, in order. The text has lost its
/// backslashes, so each sign is found in both by counting.
fn signs(text: &str, source: &str) -> Vec<FoundSign> {
    let kinds = [
        (Sign::InlineNote, "^[", &*INLINE_NOTE),
        (Sign::Reference, "[^", &*NOTE_REFERENCE),
        (Sign::Close, "]", &*CLOSE),
    ];
    let mut found: Vec<FoundSign> = kinds
        .iter()
        .flat_map(|&(kind, sign, pattern)| {
            text.match_indices(sign)
                .zip(pattern.find_iter(source))
                .filter(move |(_, found)| found.as_str() == sign)
                .map(move |((at, _), found)| FoundSign { kind, at, in_source: found.start() })
        })
        .collect();
    found.sort_by_key(|sign| sign.at);
    found
}

static INLINE_NOTE: LazyLock<Regex> = LazyLock::new(|| constant(r"\\?\^\\?\["));
static NOTE_REFERENCE: LazyLock<Regex> = LazyLock::new(|| constant(r"\\?\[\\?\^"));
static CLOSE: LazyLock<Regex> = LazyLock::new(|| constant(r"\\?\]"));
static SPECIAL_WORDS: LazyLock<Regex> =
    LazyLock::new(|| constant(r"https?://[^\s<>]+|[⁰¹²³⁴⁵⁶⁷⁸⁹]+"));

fn constant(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is a constant")
}

/// The bracket that closes one opened just before `begin`: not past the end of the paragraph, and
/// neither escaped nor in code.
fn closing_bracket(source: &str, begin: usize) -> Option<usize> {
    let mut depth = 0;
    let mut code = false;
    let bytes = source.as_bytes();
    let mut at = begin;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'`' => code = !code,
            b'[' if !code => depth += 1,
            b']' if !code && depth == 0 => return Some(at),
            b']' if !code => depth -= 1,
            b'\n' if bytes.get(at + 1) == Some(&b'\n') => return None,
            _ => {}
        }
        at += 1;
    }
    None
}

/// A bare address without the punctuation of the sentence around it (GFM, extended autolinks).
fn trim_address(address: &str) -> &str {
    let mut address = address;
    loop {
        let trimmed =
            address.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '"', '”', '’', '*']);
        let unbalanced =
            trimmed.ends_with(')') && trimmed.matches(')').count() > trimmed.matches('(').count();
        let trimmed = if unbalanced { &trimmed[..trimmed.len() - 1] } else { trimmed };
        if trimmed.len() == address.len() {
            return address;
        }
        address = trimmed;
    }
}

fn align(alignment: &Alignment) -> Align {
    match alignment {
        Alignment::None | Alignment::Left => Align::Left,
        Alignment::Center => Align::Centre,
        Alignment::Right => Align::Right,
    }
}

/// The name of a file without its folders and ending.
fn file_stem(address: &str) -> &str {
    let name = address.rsplit('/').next().unwrap_or(address);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// The name a heading has for links, as GitHub and pandoc make it: lower case, spaces to hyphens,
/// no punctuation.
fn slug(words: &str) -> String {
    words
        .to_lowercase()
        .chars()
        .filter_map(|c| match c {
            ' ' | '\n' => Some('-'),
            c if c.is_alphanumeric() || c == '-' || c == '_' => Some(c),
            _ => None,
        })
        .collect()
}
