//! Markdown: `CommonMark` with tables, notes, definition lists and strikethrough, parsed by
//! pulldown-cmark; and what its dialects add that the parser leaves as text: notes within their
//! sentence and references to notes that are not there (`inline`), line blocks, bare addresses
//! and raised digits (`words`).

mod inline;
mod words;

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{
    Alignment, BrokenLink, CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd,
};

use inline::{Inline, Passage, Sign};
use words::Special;

use super::tags::Tags;
use super::{cite, front};
use crate::doc::{
    Align, Builder, Document, Enclosure, Kind, MarkKind, OpenMark, Place, Span, Table,
};

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
    let events = Parser::new_with_broken_link_callback(walk.source, options, Some(cited));
    for (event, range) in events.into_offset_iter() {
        walk.event(event, range);
    }
    walk.paragraph_gathered();
    let mut document = walk.to.finish(name);
    if document.metadata.title.is_none() {
        document.metadata.title = title_of(&document);
    }
    document
}

/// Takes brackets that lead nowhere, but name sources, for a link that is known by [`CITED`].
#[expect(clippy::needless_pass_by_value, reason = "the parser calls it so")]
fn cited(link: BrokenLink<'_>) -> Option<(CowStr<'_>, CowStr<'_>)> {
    let cites = link.link_type == LinkType::Shortcut && cite::is_citation(&link.reference);
    cites.then(|| (CITED.into(), "".into()))
}

/// The address of what is no link but a citation. No source can spell it.
const CITED: &str = "\0cited";

/// The title of a text that gives none beside it: its first heading, if it opens the text or is
/// the only one of the highest level.
fn title_of(document: &Document) -> Option<String> {
    let (first, level) = document.headings().next()?;
    let alone = level == 1 && document.headings().filter(|&(_, level)| level == 1).count() == 1;
    let words = document.words(document.blocks[first].span);
    (first == 0 && level == 1 || alone).then(|| words.replace('\n', " "))
}

/// The numbers of a list.
struct Numbers {
    /// That of its first item.
    first: u64,
    /// That of the next, if authors leave the counting to the program.
    next: u64,
}

impl From<u64> for Numbers {
    fn from(first: u64) -> Self {
        Self { first, next: first }
    }
}

impl Numbers {
    /// What stands before an item its author numbered so: the number as typed, unless all items
    /// have that of the first, which leaves the counting to the program.
    fn marker(&mut self, typed: u64, sign: char) -> String {
        let number = if typed == self.first { self.next } else { typed };
        self.next += 1;
        format!("{number}{sign}")
    }
}

/// Where the walk through the parser's events is.
struct Walk<'s> {
    source: &'s str,
    to: Builder,
    tags: Tags,
    /// The numbers of each list that is open; `None` for bullets.
    lists: Vec<Option<Numbers>>,
    /// Styles and links that are open.
    marks: Vec<OpenMark>,
    /// How many links and images are open: their words hold no links of their own.
    linked: usize,
    /// Images without alternative text so far, and the address to fall back on.
    image: Option<(String, usize)>,
    /// The block of HTML being gathered.
    html: Option<String>,
    table: Option<Table>,
    /// Where in the source the cell before ended.
    cell_end: usize,
    /// In a block of code, whose text is taken as it is.
    code: bool,
    /// In a line block, at the beginning of a line.
    verse: Option<bool>,
    /// A year that was taken for the number of an item, and begins the words to come.
    year: Option<String>,
    /// For each item that is open, whether it is one, and not a paragraph that begins with a year.
    items: Vec<bool>,
    /// Where the citation in brackets began that is open.
    citing: Option<Place>,
    /// How many headings have had each name.
    slugs: HashMap<String, usize>,
    /// The paragraph being gathered.
    gathered: Vec<Inline<'s>>,
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
            cell_end: 0,
            code: false,
            verse: None,
            year: None,
            items: Vec::new(),
            citing: None,
            slugs: HashMap::new(),
            gathered: Vec::new(),
        }
    }

    fn event(&mut self, event: Event<'s>, range: Range<usize>) {
        match event {
            Event::Text(text) | Event::Html(text) if self.html.is_some() => {
                self.gather_html(&text);
            }
            event if inline::is_inline(&event) => {
                inline::gather(&mut self.gathered, event, range);
            }
            event => {
                self.paragraph_gathered();
                match event {
                    Event::Start(tag) => self.start(tag, range),
                    Event::End(TagEnd::TableCell) => self.close_cell(range.end),
                    Event::End(TagEnd::TableRow) => self.cells_in_excess(range.end),
                    Event::End(tag) => self.end(tag),
                    Event::Html(text) => self.gather_html(&text),
                    Event::Rule => {
                        self.to.open_block(Kind::Rule);
                        self.to.close_block();
                    }
                    _ => {}
                }
            }
        }
    }

    /// Reads the paragraph that was gathered, now that a block ends or begins.
    fn paragraph_gathered(&mut self) {
        let mut gathered = std::mem::take(&mut self.gathered);
        if !gathered.is_empty() {
            self.begin_with_year();
        }
        if !self.code {
            inline::find_signs(&mut gathered, self.source);
        }
        for part in gathered.drain(..) {
            match part {
                Inline::Words(passage) => self.passage(&passage),
                Inline::Event(event) => self.inline(event),
            }
        }
        self.gathered = gathered;
    }

    fn inline(&mut self, event: Event<'s>) {
        match event {
            Event::Code(text) => {
                self.to.text(&text);
                self.to.mark_last(text.len(), MarkKind::Code);
            }
            Event::InlineHtml(html) => self.tags.inline(&html, &mut self.to),
            Event::FootnoteReference(label) => self.to.note_reference(&label),
            Event::SoftBreak if self.verse.is_none() => self.to.text(" "),
            Event::SoftBreak | Event::HardBreak => {
                self.to.text("\n");
                self.verse = self.verse.map(|_| true);
            }
            Event::TaskListMarker(done) => self.to.set_marker(if done { "☑" } else { "☐" }),
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.to.text(&text);
            }
            Event::Start(tag) => self.start_style(tag),
            Event::End(tag) => self.end_style(tag),
            Event::Html(_) | Event::Rule => {}
        }
    }

    fn start(&mut self, tag: Tag<'s>, range: Range<usize>) {
        if tag != Tag::Paragraph {
            self.begin_with_year();
        }
        match tag {
            Tag::Paragraph => self.paragraph(range),
            Tag::Heading { level, id, .. } => {
                self.to.open_block(Kind::Heading { level: level as u8 });
                if let Some(id) = id {
                    self.to.anchor_block(&id);
                }
            }
            Tag::BlockQuote(_) => self.enter(Enclosure::Quote),
            Tag::CodeBlock(kind) => self.open_code(&kind),
            Tag::HtmlBlock => self.html = Some(String::new()),
            Tag::List(first) => self.lists.push(first.map(Numbers::from)),
            Tag::Item => self.item(range),
            Tag::FootnoteDefinition(label) => {
                self.to.close_block();
                self.to.begin_note(&label);
                self.tags.enter();
            }
            Tag::DefinitionListDefinition => self.enter(Enclosure::Definition),
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
            _ => {}
        }
    }

    fn start_style(&mut self, tag: Tag<'s>) {
        match tag {
            Tag::Emphasis => self.open(MarkKind::Emphasis),
            Tag::Strong => self.open(MarkKind::Strong),
            Tag::Strikethrough => self.open(MarkKind::Strike),
            Tag::Superscript => self.open(MarkKind::Superscript),
            Tag::Subscript => self.open(MarkKind::Subscript),
            Tag::Link { dest_url, .. } if &*dest_url == CITED => {
                self.citing = Some(self.to.here());
                self.to.text("[");
            }
            Tag::Link { link_type, dest_url, .. } => {
                let mail = link_type == LinkType::Email;
                let scheme = if mail && !dest_url.starts_with("mailto:") { "mailto:" } else { "" };
                let mark = self.to.open_link(&format!("{scheme}{dest_url}"));
                self.marks.push(mark);
                self.linked += 1;
            }
            Tag::Image { dest_url, title, .. } => {
                self.open(MarkKind::Image(dest_url.as_ref().into()));
                self.linked += 1;
                let name = if title.is_empty() { name_of_image(&dest_url) } else { &title };
                self.image = Some((name.to_owned(), self.to.here()));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::DefinitionListTitle => self.close_block(),
            TagEnd::Heading(_) => {
                let slug = self.slug();
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
            TagEnd::Item => self.end_item(),
            TagEnd::BlockQuote(_) | TagEnd::DefinitionListDefinition => {
                self.close_block();
                self.tags.leave(&mut self.to);
                self.to.leave();
            }
            TagEnd::FootnoteDefinition => {
                self.close_block();
                self.tags.leave(&mut self.to);
                self.to.end_note();
            }
            TagEnd::Table => {
                let table = self.table.take().unwrap_or_default();
                self.to.set_kind(Kind::Table(Box::new(table)));
                self.close_block();
            }
            _ => {}
        }
    }

    fn end_style(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Link if self.citing.is_some() => {
                self.to.text("]");
                if let Some(start) = self.citing.take() {
                    cite::mark(start, &mut self.to);
                }
            }
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
            _ => self.close(),
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
        self.begin_with_year();
    }

    /// Puts the year back before the words it was parted from.
    fn begin_with_year(&mut self) {
        if let Some(year) = self.year.take() {
            self.to.text(&year);
        }
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
        let source = self.source[range].trim_start();
        let digits = source.find(|c: char| !c.is_ascii_digit()).unwrap_or(source.len());
        let typed: Option<u64> = source[..digits].parse().ok();
        let sign = source[digits..].chars().next().unwrap_or('.');
        let marker = match (self.lists.last_mut(), typed) {
            (Some(Some(_)), Some(year @ 1000..=2999)) => {
                // A list does not begin at a thousand. A line that does begins with a year: the
                // second line of an entry, of a sentence. It stays a paragraph, year and all.
                self.items.push(false);
                self.year = Some(format!("{year}{sign} "));
                return self.tags.enter();
            }
            (Some(Some(list)), Some(typed)) => list.marker(typed, sign),
            _ => "•".to_owned(),
        };
        self.items.push(true);
        self.enter(Enclosure::Item { marker: marker.into() });
    }

    fn end_item(&mut self) {
        self.begin_with_year();
        self.close_block();
        self.tags.leave(&mut self.to);
        if self.items.pop() == Some(true) {
            self.to.leave();
        }
    }

    fn enter(&mut self, kind: Enclosure) {
        self.to.enter(kind);
        self.tags.enter();
    }

    fn gather_html(&mut self, text: &str) {
        match &mut self.html {
            Some(html) => html.push_str(text),
            None => self.tags.block(text, &mut self.to),
        }
    }

    /// The name the heading that is open has for links, as GitHub and pandoc make it: lower case,
    /// spaces to hyphens, no punctuation, and a number behind it where a heading before has the
    /// same name.
    fn slug(&mut self) -> String {
        let words = self.to.block_words().to_lowercase();
        let kept = words.chars().filter_map(|c| match c {
            ' ' | '\n' => Some('-'),
            c if c.is_alphanumeric() || c == '-' || c == '_' => Some(c),
            _ => None,
        });
        let slug: String = kept.collect();
        let before = self.slugs.entry(slug.clone()).or_default();
        *before += 1;
        if *before == 1 { slug } else { format!("{slug}-{}", *before - 1) }
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

    /// Ends a cell, which ends at `in_source`.
    fn close_cell(&mut self, in_source: usize) {
        self.marks.clear();
        self.tags.close_all(&mut self.to);
        let end = self.to.here();
        let row = self.table.as_mut().and_then(|table| table.rows.last_mut());
        if let Some(cell) = row.and_then(|row| row.last_mut()) {
            cell.end = end;
        }
        self.cell_end = in_source;
    }

    /// Adds the cells of a row that its table has no column for. The parser leaves them out, as
    /// GitHub does; their author wrote them all the same. `end` is that of the row in the source.
    fn cells_in_excess(&mut self, end: usize) {
        let rest = self.source.get(self.cell_end..end).unwrap_or("").trim();
        let Some(rest) = rest.strip_prefix('|').filter(|rest| !rest.is_empty()) else { return };
        let rest = rest.replace("\\|", "\0");
        for cell in rest.strip_suffix('|').unwrap_or(&rest).split('|') {
            self.open_cell();
            self.words(&cell.trim().replace('\0', "|"));
            self.close_cell(end);
        }
    }

    /// Words between two marks, and the notes and references among them.
    fn passage(&mut self, passage: &Passage) {
        let text = &passage.text;
        if self.code {
            return self.to.text(text);
        }
        let mut done = 0;
        if self.verse == Some(true) {
            let bar = usize::from(text.starts_with('|'));
            done = bar + usize::from(text[bar..].starts_with(' '));
            self.verse = Some(false);
        }
        for &(at, sign) in &passage.signs {
            let word = |c: char| c.is_alphanumeric();
            let joined = at == 0 && self.to.last_char().is_some_and(word);
            let no_key = self.linked > 0 || self.citing.is_some() || joined;
            if sign == Sign::Key && no_key || at < done {
                continue;
            }
            self.words(&text[done..at]);
            done = at + sign.len();
            match sign {
                Sign::OpenNote => self.to.begin_inline_note(),
                Sign::CloseNote => self.to.end_note(),
                Sign::Key => done += cite::push(&text[at..], &mut self.to),
                Sign::Reference(_) => self.to.note_reference(&text[at + 2..done - 1]),
            }
        }
        self.words(&text[done..]);
    }

    /// Words, in which raised digits are marks and bare addresses are links.
    fn words(&mut self, text: &str) {
        for (word, kind) in words::special(text) {
            match kind {
                Special::No => self.to.text(word),
                Special::Raised => {
                    self.to.text(word);
                    self.to.mark_last(word.len(), MarkKind::Superscript);
                }
                Special::Address(_) if self.linked > 0 => self.to.text(word),
                Special::Address(address) => {
                    let link = self.to.open_link(&address);
                    self.to.text(word);
                    self.to.close_mark(link);
                }
            }
        }
    }
}

/// Whether every line of a paragraph begins with `|` (pandoc, line blocks). If every line ends
/// with one too, not escaped, they are the rows of a table whose divider is missing.
fn is_line_block(source: &str) -> bool {
    let mut lines = source.lines().map(|line| line.trim_start_matches([' ', '>']).trim_end());
    source.starts_with("| ")
        && lines.clone().all(|line| line.starts_with('|'))
        && !lines.all(|line| line.len() > 1 && line.ends_with('|') && !line.ends_with("\\|"))
}

fn align(alignment: &Alignment) -> Align {
    match alignment {
        Alignment::None | Alignment::Left => Align::Left,
        Alignment::Center => Align::Centre,
        Alignment::Right => Align::Right,
    }
}

/// What to call an image nobody described: its file without folders and ending. One that stands
/// in the text itself, as `data:`, has no name.
fn name_of_image(address: &str) -> &str {
    if address.starts_with("data:") {
        return "";
    }
    let name = address.rsplit('/').next().unwrap_or(address);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}
