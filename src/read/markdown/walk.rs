//! The parser's events, block by block.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use super::attributes;
use super::inline::{self, Inline};
use super::names::{counted, pandoc_name, slug};
use super::numbers::Numbers;
use super::source::Part;
use super::tags::Tags;
use crate::doc::{Builder, Enclosure, Kind, MarkKind, OpenMark, Place, Table};
use crate::read::lines::Lines;

/// Where the walk through the parser's events is.
pub(super) struct Walk<'s> {
    pub(super) source: &'s str,
    /// The part of the text it is, with what is known of it.
    pub(super) part: &'s Part<'s>,
    pub(super) lines: Lines<'s>,
    pub(super) to: Builder,
    pub(super) tags: Tags,
    /// The numbers of each list that is open; `None` for bullets.
    pub(super) lists: Vec<Option<Numbers>>,
    /// Styles and links that are open.
    pub(super) marks: Vec<OpenMark>,
    /// How many links and images are open: their words hold no links of their own.
    pub(super) linked: usize,
    /// The same outside of each note in its sentence that is open: what is within one is no word of
    /// the link around it.
    pub(super) linked_outside: Vec<usize>,
    /// Images without alternative text so far, and the address to fall back on.
    pub(super) image: Option<(String, usize)>,
    /// The block of HTML being gathered.
    pub(super) html: Option<String>,
    pub(super) table: Option<Table>,
    /// Where in the source the cell before ended.
    pub(super) cell_end: usize,
    /// In a block of code, whose text is taken as it is.
    pub(super) code: bool,
    /// In a line block, at the beginning of a line.
    pub(super) verse: Option<bool>,
    /// A year that was taken for the number of an item, and begins the words to come.
    pub(super) year: Option<String>,
    /// For each item that is open, whether it is one, and not a paragraph that begins with a year.
    pub(super) items: Vec<bool>,
    /// Where the citation in brackets that is open began, and where all of it is in the source.
    pub(super) citing: Option<(Place, Range<usize>)>,
    /// How many headings have had each name.
    pub(super) slugs: HashMap<String, usize>,
    /// The same of the names that pandoc gives them: links are written for either.
    pub(super) pandoc_names: HashMap<String, usize>,
    /// The paragraph being gathered.
    pub(super) gathered: Vec<Inline<'s>>,
}

/// What is built of a text, and what of it counts in the parts to come.
#[derive(Default)]
pub(super) struct Built {
    pub(super) to: Builder,
    tags: Tags,
    slugs: HashMap<String, usize>,
    pandoc_names: HashMap<String, usize>,
}

impl<'s> Walk<'s> {
    /// Goes on with a part of a text, whose lines these are.
    pub(super) fn new(part: &'s Part<'s>, lines: Lines<'s>, built: Built) -> Self {
        Self {
            source: part.text(),
            part,
            lines,
            to: built.to,
            tags: built.tags,
            slugs: built.slugs,
            pandoc_names: built.pandoc_names,
            lists: Vec::new(),
            marks: Vec::new(),
            linked: 0,
            linked_outside: Vec::new(),
            image: None,
            html: None,
            table: None,
            cell_end: 0,
            code: false,
            verse: None,
            year: None,
            items: Vec::new(),
            citing: None,
            gathered: Vec::new(),
        }
    }

    /// What is built, at the end of the part: nothing else is open there.
    pub(super) fn built(self) -> Built {
        let Self { to, tags, slugs, pandoc_names, .. } = self;
        Built { to, tags, slugs, pandoc_names }
    }

    pub(super) fn event(&mut self, event: Event<'s>, range: Range<usize>) {
        match event {
            Event::Text(text) | Event::Html(text) if self.html.is_some() => {
                self.gather_html(&text);
            }
            event if inline::is_inline(&event) => {
                inline::gather(&mut self.gathered, event, range);
            }
            event => {
                if let Event::End(TagEnd::Heading(_)) = event {
                    self.name_heading(range.clone());
                }
                self.paragraph_gathered();
                match event {
                    Event::Start(tag) => self.start(tag, range),
                    Event::End(TagEnd::TableCell) => self.close_cell(range.end),
                    Event::End(TagEnd::TableHead) => self.close_head(range),
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
    pub(super) fn paragraph_gathered(&mut self) {
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
                Inline::Event(event, range) => self.inline(event, range),
            }
        }
        self.gathered = gathered;
    }

    fn start(&mut self, tag: Tag<'s>, range: Range<usize>) {
        if tag != Tag::Paragraph {
            self.begin_with_year();
        }
        match tag {
            Tag::Paragraph => self.paragraph(range),
            Tag::Heading { level, .. } => {
                self.to.open_block(Kind::Heading { level: level as u8 });
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
            Tag::Table(columns) => self.open_table(&columns),
            Tag::TableHead | Tag::TableRow => self.open_row(),
            Tag::TableCell => self.open_cell(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::DefinitionListTitle => self.close_block(),
            TagEnd::Heading(_) => {
                let words = self.to.block_words().trim_end().to_owned();
                let name = counted(&mut self.slugs, slug(&words));
                self.to.anchor_block(&name);
                let name = counted(&mut self.pandoc_names, pandoc_name(&words));
                self.to.anchor_block_besides(&name);
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
            TagEnd::Table => self.close_table(),
            _ => {}
        }
    }

    pub(super) fn close_block(&mut self) {
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

    pub(super) fn enter(&mut self, kind: Enclosure) {
        self.to.enter(kind);
        self.tags.enter();
    }

    /// Gives the heading that stands in `range` of the source the id it ends with in braces,
    /// `# Title {#id}`, which is none of its words. The parser takes attributes for itself, but
    /// trips over a heading that has nothing but a backslash (pulldown-cmark 0.13.6).
    fn name_heading(&mut self, range: Range<usize>) {
        if let Some((at, id)) = attributes::of_heading(&self.source[range.clone()]) {
            inline::end_at(&mut self.gathered, range.start + at);
            if let Some(id) = id {
                self.to.anchor_block(id);
            }
        }
    }

    fn gather_html(&mut self, text: &str) {
        let text = &*super::source::unsealed(text);
        match &mut self.html {
            Some(html) => html.push_str(text),
            None => self.tags.block(text, &mut self.to),
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
