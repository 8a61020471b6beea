//! A peek at what a link leads to: the entry, note or target, whole, in a small box at the line.
//!
//! Nothing under the box moves. It is laid out anew for each look at it: it shows little, and what it
//! shows is made of blocks of the text, so that the links in it are links.

use std::rc::Rc;
use std::sync::Arc;

use super::Layer;
use crate::app::command::key::Key;
use crate::app::command::{BoxCommand, Command};
use crate::app::fit::side_setting;
use crate::app::page::carry::Carry;
use crate::app::page::screen::{Area, NotesAt};
use crate::app::page::shown::{Focus, Shown};
use crate::app::{App, Effect};
use crate::doc::{Cited, MarkKind, Place, Span, Target};
use crate::layout::{Laid, Line, Link, Part, Role, Row, Sheet, cells, clean, glyphs};

/// A peek at what a link leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Peek {
    /// The link on the screen at which the box stands.
    pub(in crate::app) at: Focus,
    /// The link it is a peek at: that one, or one in the box under this.
    pub of: Link,
    /// How many of its rows are scrolled away above.
    pub(in crate::app) top: usize,
    /// The link that is chosen in it.
    pub choice: Option<Link>,
}

/// The box of a peek as the screen shows it.
#[derive(Debug)]
pub struct PeekBox {
    /// All its cells, with the border.
    pub area: Area,
    /// What it shows.
    pub title: String,
    /// Its rows, top down; `None` is blank. As many as fit.
    pub rows: Vec<Option<Shown>>,
    /// How many rows are scrolled away above.
    pub above: usize,
    /// How many rows follow.
    pub below: usize,
}

impl Peek {
    /// The same peek at more of the text.
    pub(in crate::app) fn carried(self, carry: &Carry) -> Option<Layer> {
        let at = carry.focus(self.at)?;
        let of = carry.focus(Focus { link: self.of, in_notes: true })?.link;
        let choice = self.choice.map(|link| Focus { link, in_notes: true });
        let choice = choice.and_then(|choice| carry.focus(choice)).map(|focus| focus.link);
        Some(Layer::Peek(Self { at, of, choice, ..self }))
    }
}

/// What a peek shows.
enum Shows {
    /// Words of the text.
    Words(Vec<Span>),
    /// An address.
    Address(String),
}

/// The narrowest box, borders and all, if the screen has room for that.
const NARROWEST: u16 = 48;
/// How many rows a peek shows at most, scrolled through: who wants more goes there.
const MOST: usize = 400;
/// How many blocks of a section are shown.
const SECTION: usize = 4;

/// The rows of a peek; `None` is blank.
type Rows = Vec<Option<(Row, Rc<Laid>)>>;

impl App {
    /// Opens a peek at what is chosen.
    pub(in crate::app) fn peek(&mut self) {
        // The note that is read is on the screen already.
        let read = self.note_in_hand().is_some();
        let (at, of) = match self.layers.last() {
            Some(Layer::Peek(Peek { at, choice: Some(link), .. })) => (*at, *link),
            _ => match self.focus.filter(|focus| focus.in_notes || !read) {
                Some(focus) => (focus, focus.link),
                None => {
                    let (choose, peek) =
                        (self.keys.key_of(Command::NextLink), self.keys.key_of(Command::Peek));
                    let what = format!("{choose} chooses a link, {peek} shows what it leads to.");
                    self.message = Some(what);
                    return;
                }
            },
        };
        let peek = Peek { at, of, top: 0, choice: None };
        if self.shows(of).is_some() && self.peek_box(&peek).is_some() {
            self.layers.push(Layer::Peek(peek));
            return;
        }
        let room = usize::from(self.screen.whole.width);
        self.message = self.told_of(of, room);
    }

    /// What a peek at a link shows, if there is anything.
    fn shows(&self, link: Link) -> Option<Shows> {
        let document = &self.text.document;
        let one = |span: Span| Some(Shows::Words(vec![span]));
        match link {
            Link::NoteReference { note, .. } => one(document.note(note?).span),
            Link::NoteLabel(note) => {
                let blocks = self.text.links.references_to(note).iter();
                let blocks = blocks.filter_map(|&place| document.block_at(place));
                let mut spans: Vec<Span> =
                    blocks.map(|block| document.blocks[block].span).collect();
                spans.dedup();
                (!spans.is_empty()).then_some(Shows::Words(spans))
            }
            Link::Citation(index) => {
                let citation = &self.text.links.citations[index as usize];
                let entry =
                    |id: &crate::doc::ReferenceId| self.text.links.references[id.index()].span;
                let entries: Vec<Span> = citation.references().iter().map(entry).collect();
                (!entries.is_empty()).then_some(Shows::Words(entries))
            }
            Link::Remark(index) => one(self.marks.get(index as usize)?.at.span()?),
            Link::Mark(index) => match &document.marks[index as usize].kind {
                MarkKind::Link(Target::Place(place)) => one(self.target(*place)),
                MarkKind::Link(Target::Address(address)) => {
                    Some(Shows::Address(clean(address).into_owned()))
                }
                _ => None,
            },
        }
    }

    /// The words at the target of a link within the text: a note, a block, or where a section begins.
    fn target(&self, place: Place) -> Span {
        let document = &self.text.document;
        if let Some(note) = document.note_at(place) {
            return document.note(note).span;
        }
        let Some(first) = document.block_at(place) else { return Span::at(place) };
        let blocks = &document.blocks[first..document.blocks.len().min(first + SECTION)];
        let heads = blocks[0].is_heading();
        let body = blocks[1..].iter().take_while(|block| heads && !block.is_heading());
        Span::new(blocks[0].span.start, body.last().map_or(blocks[0].span.end, |it| it.span.end))
    }

    /// What a peek is called.
    fn peek_title(&self, link: Link) -> String {
        let document = &self.text.document;
        let note = |note| format!("Note {}", clean(&document.note(note).label));
        match link {
            Link::NoteReference { note: Some(id), .. } => note(id),
            Link::NoteLabel(id) => format!("{} is referred to from", note(id)),
            Link::NoteReference { note: None, .. } => String::new(),
            Link::Remark(_) => "What is remarked on".to_owned(),
            Link::Citation(index) => {
                let citation = &self.text.links.citations[index as usize];
                match &citation.source {
                    Cited::One(id) => self.times_cited(*id),
                    _ => {
                        let words = document.words(citation.span);
                        format!("“{}” may mean", clean(words))
                    }
                }
            }
            Link::Mark(index) => match &document.marks[index as usize].kind {
                MarkKind::Link(Target::Place(place)) => match document.note_at(*place) {
                    Some(id) => note(id),
                    None => clean(self.text.section_name(*place)).into_owned(),
                },
                _ => "Address".to_owned(),
            },
        }
    }

    /// The box of a peek: below the line of its link, or above it where there is more room.
    pub fn peek_box(&self, peek: &Peek) -> Option<PeekBox> {
        let spots = self.spread().links(&self.screen, self.page.sideways);
        let mut spots = spots.iter().filter(|spot| spot.focus == peek.at).map(|spot| spot.area);
        let first = spots.next()?;
        let last = spots.next_back().unwrap_or(first);
        let (x, width) = self.peek_columns(peek.at, first.x);
        let inner = usize::from(width.checked_sub(4).filter(|&width| width > 0)?);
        let rows = self.peek_rows(peek.of, inner);
        let bottom = self.screen.text.y + self.screen.text.height;
        let below = bottom.saturating_sub(last.y + 1);
        let wished = (rows.len() + 2).min(usize::from(u16::MAX)) as u16;
        let (y, height) = if wished <= below || below >= first.y {
            (last.y + 1, wished.min(below))
        } else {
            let height = wished.min(first.y);
            (first.y - height, height)
        };
        let shown = usize::from(height.checked_sub(2).filter(|&shown| shown > 0)?);
        let top = peek.top.min(rows.len().saturating_sub(shown));
        let below = rows.len() - (top + shown).min(rows.len());
        let rows = rows.into_iter().skip(top).take(shown).zip(y + 1..);
        let rows =
            rows.map(|(row, y)| row.map(|(row, laid)| Shown { x: x + 2, y, row, laid })).collect();
        let area = Area { x, y, width, height };
        Some(PeekBox { area, title: self.peek_title(peek.of), rows, above: top, below })
    }

    /// The column and width of the box: over the column that its link stands in.
    fn peek_columns(&self, at: Focus, x: u16) -> (u16, u16) {
        let screen = &self.screen;
        let over = match screen.notes {
            NotesAt::Beside(area) if at.in_notes => area,
            _ => screen.column_at(x),
        };
        let columns = screen.whole.width - u16::from(screen.scrollbar.is_some());
        let width = (over.width + 2).max(NARROWEST).min(columns);
        (over.x.saturating_sub(1).min(columns - width), width)
    }

    /// The rows of a peek at a link, in so many cells.
    fn peek_rows(&self, link: Link, width: usize) -> Rows {
        match self.shows(link) {
            None => Vec::new(),
            Some(Shows::Address(address)) => address_rows(&address, width),
            Some(Shows::Words(spans)) => {
                let sheet = Sheet::set(Arc::clone(&self.text), width, side_setting(&self.settings));
                let mut rows = Vec::new();
                for span in spans {
                    self.add_rows(&sheet, span, &mut rows);
                }
                rows
            }
        }
    }

    /// Adds the rows of a sheet that show words of `span`, with a blank one between blocks.
    fn add_rows(&self, sheet: &Sheet, span: Span, rows: &mut Rows) {
        let document = &self.text.document;
        let Some(first) = document.block_at(span.start) else { return };
        let blocks = document.blocks.iter().enumerate().skip(first);
        for (block, _) in blocks.take_while(|(_, block)| block.span.start < span.end) {
            if rows.len() >= MOST {
                return;
            }
            if !rows.is_empty() {
                rows.push(None);
            }
            let laid = sheet.block(block);
            for (row, line) in laid.lines.iter().enumerate().skip(laid.above) {
                if line.span.overlaps(span) || line.span.is_empty() {
                    rows.push(Some((Row { block, row }, Rc::clone(&laid))));
                }
            }
        }
    }

    /// Takes a key for a peek.
    pub(in crate::app) fn peek_key(&mut self, key: Key) -> Vec<Effect> {
        if let Some(command) = self.keys.find::<BoxCommand>(key)
            && !matches!(command, BoxCommand::NextNote | BoxCommand::PreviousNote)
        {
            return self.peek_command(command);
        }
        match self.keys.find::<Command>(key) {
            None | Some(Command::Count) => {}
            Some(Command::Peek) if self.peek_on_top().is_some_and(|peek| peek.choice.is_some()) => {
                self.peek();
            }
            Some(Command::Peek | Command::Back) => self.close_peek(),
            // Any other key is for what lies under it.
            Some(_) => {
                while matches!(self.layers.last(), Some(Layer::Peek(_))) {
                    self.layers.pop();
                }
                return self.key(key);
            }
        }
        Vec::new()
    }

    fn peek_command(&mut self, command: BoxCommand) -> Vec<Effect> {
        let page = self.peek_height().saturating_sub(1).max(1) as isize;
        match command {
            BoxCommand::Down => self.scroll_peek(1),
            BoxCommand::Up => self.scroll_peek(-1),
            BoxCommand::PageDown => self.scroll_peek(page),
            BoxCommand::PageUp => self.scroll_peek(-page),
            BoxCommand::Start => self.scroll_peek(-(MOST as isize) * 2),
            BoxCommand::End => self.scroll_peek(MOST as isize * 2),
            BoxCommand::NextLink => self.choose_in_peek(true),
            BoxCommand::PreviousLink => self.choose_in_peek(false),
            BoxCommand::Follow => return self.follow_from_peek(),
            BoxCommand::Close => self.close_peek(),
            BoxCommand::NextNote | BoxCommand::PreviousNote => {}
        }
        Vec::new()
    }

    fn peek_on_top(&mut self) -> Option<&mut Peek> {
        match self.layers.last_mut() {
            Some(Layer::Peek(peek)) => Some(peek),
            _ => None,
        }
    }

    fn close_peek(&mut self) {
        if self.peek_on_top().is_some() {
            self.layers.pop();
        }
    }

    /// How many rows the peek on top shows.
    fn peek_height(&self) -> usize {
        match self.layers.last() {
            Some(Layer::Peek(peek)) => self.peek_box(peek).map_or(0, |shown| shown.rows.len()),
            _ => 0,
        }
    }

    /// Scrolls the peek on top by rows.
    pub(in crate::app) fn scroll_peek(&mut self, by: isize) {
        let Some(&mut peek) = self.peek_on_top() else { return };
        let Some(shown) = self.peek_box(&peek) else { return };
        let most = shown.above + shown.below;
        if let Some(peek) = self.peek_on_top() {
            peek.top = shown.above.saturating_add_signed(by).min(most);
        }
    }

    /// Chooses the next or last link in the peek on top, round and round, and scrolls to it.
    fn choose_in_peek(&mut self, next: bool) {
        let Some(&mut peek) = self.peek_on_top() else { return };
        let Some(shown) = self.peek_box(&peek) else { return };
        let inner = usize::from(shown.area.width.saturating_sub(4));
        let rows = self.peek_rows(peek.of, inner);
        let links = super::links_in(&rows);
        let at = peek.choice.and_then(|choice| links.iter().position(|&(link, _)| link == choice));
        let Some(to) = super::round(links.len(), at, next) else {
            self.message = Some("There is no link in it.".to_owned());
            return;
        };
        let top = super::scrolled_to(links[to].1, shown.above, rows.len(), shown.rows.len());
        if let Some(peek) = self.peek_on_top() {
            (peek.choice, peek.top) = (Some(links[to].0), top);
        }
    }

    /// Follows the link that is chosen in the peek on top, or goes to what it shows.
    pub(in crate::app) fn follow_from_peek(&mut self) -> Vec<Effect> {
        let Some(&mut peek) = self.peek_on_top() else { return Vec::new() };
        if let Some(link) = peek.choice {
            return self.go_there(link);
        }
        self.layers.pop();
        self.go_there(peek.of)
    }

    /// Goes to where a link leads, past the box of a note beside the text.
    fn go_there(&mut self, link: Link) -> Vec<Effect> {
        match link {
            Link::NoteReference { note: Some(note), .. } => {
                self.go_to_note(note);
                Vec::new()
            }
            Link::NoteLabel(note) => {
                self.go_to_references(note);
                Vec::new()
            }
            link => self.follow_link(Focus { link, in_notes: true }),
        }
    }

    /// What a click does while a peek is on top: in it, it chooses a link, or follows the chosen one,
    /// or goes to what it shows; beside it, it closes it.
    pub(in crate::app) fn click_peek(&mut self, x: u16, y: u16) -> Vec<Effect> {
        let Some(&mut peek) = self.peek_on_top() else { return Vec::new() };
        let shown = self.peek_box(&peek);
        let Some(shown) = shown.filter(|shown| shown.area.contains(x, y)) else {
            self.close_peek();
            return Vec::new();
        };
        let inside = usize::from(x.saturating_sub(shown.area.x + 2));
        let row = shown.rows.iter().flatten().find(|row| row.y == y);
        let piece = row.and_then(|row| {
            let mut pieces = row.line().pieces.iter();
            pieces.find(|piece| (piece.x..piece.x + piece.cells).contains(&inside))
        });
        let link = piece.and_then(|piece| piece.link);
        match link.filter(|link| !matches!(link, Link::NoteLabel(_))) {
            Some(link) if peek.choice != Some(link) => {
                if let Some(peek) = self.peek_on_top() {
                    peek.choice = Some(link);
                }
                Vec::new()
            }
            Some(link) => self.go_there(link),
            None => {
                self.layers.pop();
                self.go_there(peek.of)
            }
        }
    }
}

/// An address in rows of so many cells, broken where each is full.
fn address_rows(address: &str, width: usize) -> Rows {
    let mut rows: Vec<String> = vec![String::new()];
    for glyph in glyphs(address) {
        if rows.last().is_some_and(|row| cells(row) + glyph.cells > width) {
            rows.push(String::new());
        }
        if let Some(row) = rows.last_mut() {
            row.push_str(&glyph.symbol);
        }
    }
    let line = |row: &String| {
        let mut line = Line::blank(0);
        line.push_made(row, 0, Role { part: Part::Body, ..Role::default() }, None);
        line
    };
    let laid = Rc::new(Laid { lines: rows.iter().map(line).collect(), above: 0 });
    (0..rows.len()).map(|row| Some((Row { block: 0, row }, Rc::clone(&laid)))).collect()
}
