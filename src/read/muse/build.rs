//! Pieces → document: what encloses what, and which note a reference means.

use super::inline;
use super::line::{self, Tag};
use super::piece::{Kind as Is, Piece};
use super::table;
use crate::doc::{Builder, Enclosure, Kind};
use crate::read::labels::Labels;
use crate::read::lines::Corner;

/// The deepest nesting that is kept: no author goes there, and every look-up walks it.
const DEEPEST: usize = 64;

/// Builds a document of the pieces of a text.
pub(super) fn build(pieces: &[Piece], to: Builder) -> Builder {
    let mut build = Build {
        to,
        notes: Notes::of(pieces),
        frames: vec![Frame::default()],
        in_note: None,
        at: 0,
        note: 0,
    };
    for (at, piece) in pieces.iter().enumerate() {
        build.at = at;
        build.piece(piece);
    }
    build.end_note();
    build.to
}

/// The notes of a text, the two apparatuses apart.
struct Notes {
    labels: Labels,
}

impl Notes {
    fn of(pieces: &[Piece]) -> Self {
        let label = |piece: &Piece| match &piece.kind {
            Is::Note { label, .. } => Some(label.clone()),
            _ => None,
        };
        let notes = pieces.iter().enumerate();
        let notes: Vec<(String, usize)> =
            notes.filter_map(|(at, piece)| Some((label(piece)?, at))).collect();
        let first = notes.first().map_or(pieces.len(), |&(_, at)| at);
        let gathered = !pieces[first..].iter().any(refers);
        let notes: Vec<(&str, usize)> = notes.iter().map(|(l, at)| (l.as_str(), *at)).collect();
        Self { labels: Labels::new(&notes, gathered) }
    }
}

/// Whether a piece other than a note seems to refer to one.
fn refers(piece: &Piece) -> bool {
    let in_line = |text: &str| {
        text.char_indices()
            .filter(|&(_, c)| matches!(c, '[' | '{'))
            .any(|(at, _)| line::label(&text[at..]).is_some())
    };
    !matches!(piece.kind, Is::Note { .. } | Is::Example)
        && piece.lines.iter().any(|text| in_line(text))
}

/// What is open between two tags that enclose blocks.
#[derive(Debug, Default)]
struct Frame {
    tag: Option<Tag>,
    /// The items that are open, the innermost last: the columns of their marker and their words.
    items: Vec<(usize, usize)>,
    /// Whether a quotation by indentation is open.
    quoting: bool,
}

/// The note that is open.
struct InNote {
    /// The column its words begin in.
    indent: usize,
    /// Its label, which tells the apparatus.
    label: String,
}

struct Build {
    to: Builder,
    notes: Notes,
    frames: Vec<Frame>,
    in_note: Option<InNote>,
    /// The number of the piece that is read.
    at: usize,
    /// How many notes have begun.
    note: usize,
}

impl Build {
    fn piece(&mut self, piece: &Piece) {
        if self.goes_on_in_note(piece) {
            return;
        }
        self.end_note();
        match &piece.kind {
            Is::Open(tag) => self.open(*tag),
            Is::Close(tag) => self.close(*tag),
            Is::Gap => self.leave_all(),
            Is::Rule => {
                self.leave_all();
                self.to.open_block(Kind::Rule);
                self.anchors(piece);
                self.to.close_block();
            }
            Is::Heading { level } => {
                self.leave_all();
                self.block(Kind::Heading { level: *level }, piece);
            }
            Is::Verse => {
                self.leave_all();
                self.block(Kind::Verse, piece);
            }
            Is::Example => {
                self.leave_all();
                self.to.open_block(Kind::Code { language: None });
                self.anchors(piece);
                for (number, line) in piece.lines.iter().enumerate() {
                    self.to.text(if number > 0 { "\n" } else { "" });
                    self.to.origin(piece.corner.line + number as u32, 0);
                    self.to.text(line);
                }
                self.to.close_block();
            }
            Is::Note { label, indent } => self.begin_note(label, *indent, piece),
            Is::Table => self.table(piece),
            Is::Item { indent, marker, content } => {
                self.begin_item(*indent, marker, *content, piece);
            }
            Is::Term { indent, term, content } => self.term(*indent, term, *content, piece),
            Is::Paragraph { indent } => self.paragraph(*indent, piece),
        }
    }

    /// Reads a piece that stands as far in as the words of the note that is open: it is a part of
    /// it. Paragraphs may slip by a column; a list has to be as far in, for one of the text may
    /// stand nearly so.
    fn goes_on_in_note(&mut self, piece: &Piece) -> bool {
        let Some(note) = &self.in_note else { return false };
        let own = note.indent;
        let in_list = self.frames.last().is_some_and(|frame| !frame.items.is_empty());
        match &piece.kind {
            Is::Paragraph { indent } if is_near(own, *indent) || in_list && *indent > own => {
                self.leave_items(*indent);
                self.note_paragraph(piece);
            }
            Is::Item { indent, marker, content } if *indent >= own => {
                self.begin_item(*indent, marker, *content, piece);
            }
            Is::Term { indent, term, content } if *indent >= own => {
                self.term(*indent, term, *content, piece);
            }
            _ => return false,
        }
        true
    }

    /// A paragraph of a note; `<quote>` and its end stand as far in as its words.
    fn note_paragraph(&mut self, piece: &Piece) {
        let quoted = piece.lines.len() > 2
            && piece.lines.first().is_some_and(|line| line == "<quote>")
            && piece.lines.last().is_some_and(|line| line == "</quote>");
        if !quoted {
            return self.block(Kind::Paragraph, piece);
        }
        let mut inner = piece.clone();
        inner.lines.remove(0);
        inner.corner.line += 1;
        inner.lines.pop();
        self.to.enter(Enclosure::Quote);
        self.block(Kind::Paragraph, &inner);
        self.to.leave();
    }

    fn frame(&mut self) -> &mut Frame {
        self.frames.last_mut().expect("the outermost frame is never closed")
    }

    fn open(&mut self, tag: Tag) {
        self.leave_all();
        if self.frames.len() >= DEEPEST {
            return;
        }
        if tag == Tag::Quote {
            self.to.enter(Enclosure::Quote);
        }
        self.frames.push(Frame { tag: Some(tag), ..Frame::default() });
    }

    /// Closes the innermost frame of this tag and those in it; a tag nothing opened closes nothing.
    fn close(&mut self, tag: Tag) {
        if !self.frames.iter().any(|frame| frame.tag == Some(tag)) {
            return self.leave_all();
        }
        while self.frames.len() > 1 {
            self.leave_all();
            let Some(frame) = self.frames.pop() else { return };
            if frame.tag == Some(Tag::Quote) {
                self.to.leave();
            }
            if frame.tag == Some(tag) {
                return;
            }
        }
    }

    /// Leaves what indentation holds open: items and quotations.
    fn leave_all(&mut self) {
        let frame = self.frame();
        let open = frame.items.len() + usize::from(frame.quoting);
        frame.items.clear();
        frame.quoting = false;
        for _ in 0..open {
            self.to.leave();
        }
    }

    fn leave_item(&mut self) {
        self.frame().items.pop();
        self.to.leave();
    }

    /// Makes room for an item whose marker is in column `indent`: ends its siblings, and what
    /// stands deeper.
    fn item(&mut self, indent: usize, content: usize) {
        if self.frame().quoting {
            self.leave_all();
        }
        while let Some(&(marker, _)) = self.frame().items.last() {
            if marker + 1 < indent && self.frame().items.len() < DEEPEST {
                break;
            }
            self.leave_item();
        }
        self.frame().items.push((indent, content));
    }

    fn begin_item(&mut self, indent: usize, marker: &str, content: usize, piece: &Piece) {
        self.item(indent, content);
        let marker = if marker == "-" { "•" } else { marker };
        self.to.enter(Enclosure::Item { marker: marker.into() });
        self.block(Kind::Paragraph, piece);
    }

    fn term(&mut self, indent: usize, term: &str, content: usize, piece: &Piece) {
        self.item(indent, content);
        self.to.open_block(Kind::Paragraph);
        self.anchors(piece);
        let mark = self.to.open_mark(crate::doc::MarkKind::Strong);
        let column = indent as u32;
        self.words(term, Corner { column, ..piece.corner }, false);
        self.to.close_mark(mark);
        self.to.enter(Enclosure::Definition);
        let words = piece.lines.join("\n");
        if !words.trim().is_empty() {
            self.to.open_block(Kind::Paragraph);
            self.words(words.trim(), piece.corner, false);
            self.to.close_block();
        }
    }

    /// Leaves the items whose words begin further in than a paragraph does: it belongs to the
    /// deepest whose words begin about where its own do.
    fn leave_items(&mut self, indent: usize) {
        while let Some(&(_, content)) = self.frame().items.last() {
            if content <= indent + 1 {
                break;
            }
            self.leave_item();
        }
    }

    fn paragraph(&mut self, indent: usize, piece: &Piece) {
        self.leave_items(indent);
        let in_item = !self.frame().items.is_empty();
        // Two to five columns are a quotation; more is centred or set right, fewer mean nothing.
        let quoted = !in_item && (2..6).contains(&indent);
        if self.frame().quoting != quoted && !in_item {
            self.leave_all();
            if quoted {
                self.to.enter(Enclosure::Quote);
                self.frame().quoting = true;
            }
        }
        self.block(Kind::Paragraph, piece);
    }

    fn table(&mut self, piece: &Piece) {
        self.leave_all();
        let mut to = std::mem::take(&mut self.to);
        let mut anchors = Some(&piece.anchors);
        table::push(&piece.lines, piece.corner, &mut to, |words, corner, to| {
            for name in anchors.take().into_iter().flatten() {
                to.anchor_block(name);
            }
            std::mem::swap(&mut self.to, to);
            self.words(&words.replace("<br>", " "), corner, false);
            std::mem::swap(&mut self.to, to);
        });
        self.to = to;
    }

    fn begin_note(&mut self, label: &str, indent: usize, piece: &Piece) {
        self.to.begin_note_as(&key(self.note), inline::shown(label));
        self.note += 1;
        self.frames.push(Frame::default());
        self.in_note = Some(InNote { indent, label: label.to_owned() });
        self.block(Kind::Paragraph, piece);
    }

    fn end_note(&mut self) {
        if self.in_note.take().is_some() {
            self.leave_all();
            self.frames.pop();
            self.to.end_note();
        }
    }

    /// A block of the lines of a piece.
    fn block(&mut self, kind: Kind, piece: &Piece) {
        let breaks = kind == Kind::Verse;
        self.to.open_block(kind);
        self.anchors(piece);
        self.words(&piece.lines.join("\n"), piece.corner, breaks);
        self.to.close_block();
    }

    fn anchors(&mut self, piece: &Piece) {
        for name in &piece.anchors {
            self.to.anchor_block(name);
        }
    }

    fn words(&mut self, source: &str, corner: Corner, breaks: bool) {
        let Self { to, notes, in_note, at, .. } = self;
        let mut refer = |label: &str| {
            // In a note of the first apparatus a number in brackets is a number, and may refer to
            // the second only; in one of the second both are (Text::Amuse, secondary footnotes).
            if let Some(note) = in_note
                && (note.label.starts_with('{') || label.starts_with('['))
            {
                return None;
            }
            notes.labels.meant(label, *at).map(key)
        };
        inline::push(source, corner, breaks, to, &mut refer);
    }
}

/// The key of a note by its number in the source.
fn key(note: usize) -> String {
    format!("\0{note}")
}

/// Whether two columns are the same but for a slip of one.
fn is_near(one: usize, other: usize) -> bool {
    one.abs_diff(other) <= 1
}
