//! Lines → pieces: paragraphs, items, verses and the rest, each with all of its lines.
//!
//! A line that begins nothing of its own goes on with the piece before it. A note takes in every
//! line up to the next blank one, whatever it looks like: a note that quotes a list stays a note.

use super::line::{self, Line, Tag};
use crate::read::lines::Corner;

/// What stands between two blank lines, or what a line of its own says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub kind: Kind,
    /// Names that links of the text know it by.
    pub anchors: Vec<String>,
    /// Its words, line by line.
    pub lines: Vec<String>,
    /// Where they begin in the source.
    pub corner: Corner,
}

/// The kinds of piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    Open(Tag),
    Close(Tag),
    /// Ends a list and is not shown: a comment, a break by itself.
    Gap,
    Rule,
    Heading {
        level: u8,
    },
    Verse,
    Example,
    Note {
        label: String,
        indent: usize,
    },
    Table,
    Item {
        indent: usize,
        marker: String,
        content: usize,
    },
    Term {
        indent: usize,
        term: String,
        content: usize,
    },
    Paragraph {
        indent: usize,
    },
}

/// Cuts a text into pieces. `first` is the number of its first line.
pub(super) fn cut(text: &str, first: u32) -> Vec<Piece> {
    let lines: Vec<String> = text.lines().map(|line| line.replace('\t', "    ")).collect();
    let mut cutter = Cutter { lines: &lines, first, ..Cutter::default() };
    cutter.closes = Closes::of(&lines);
    let mut at = 0;
    while at < lines.len() {
        at = cutter.line(at);
    }
    cutter.close();
    // Names after the last words are those of the last piece.
    if let Some(last) = cutter.pieces.last_mut() {
        last.anchors.append(&mut cutter.waiting);
    }
    cutter.pieces
}

/// The last line that closes what, so that a tag nobody closes is known as one at once.
#[derive(Debug, Default)]
struct Closes {
    verse: usize,
    comment: usize,
}

impl Closes {
    fn of(lines: &[String]) -> Self {
        let last = |tag| {
            lines.iter().rposition(|line| Tag::closed(line) == Some(tag)).map_or(0, |at| at + 1)
        };
        Self { verse: last(Tag::Verse), comment: last(Tag::Comment) }
    }
}

#[derive(Debug, Default)]
struct Cutter<'t> {
    lines: &'t [String],
    /// The number of the first of them.
    first: u32,
    closes: Closes,
    pieces: Vec<Piece>,
    /// The piece that lines are added to.
    open: Option<Piece>,
    /// Anchors that wait for a piece.
    waiting: Vec<String>,
}

impl Cutter<'_> {
    /// Reads the line at `at`, and gives the next to read.
    fn line(&mut self, at: usize) -> usize {
        let source = &self.lines[at];
        let mut taken = None;
        while let Some((name, rest)) = line::anchor(taken.as_deref().unwrap_or(source)) {
            match &mut self.open {
                Some(piece) => piece.anchors.push(name.to_owned()),
                None => self.waiting.push(name.to_owned()),
            }
            if rest.trim().is_empty() {
                return at + 1;
            }
            taken = Some(rest);
        }
        let source = taken.as_deref().unwrap_or(source);
        let read = line::read(source);
        if let Line::Open(tag @ (Tag::Example | Tag::Comment | Tag::Verse)) = read
            && let Some(next) = self.literal(tag, at)
        {
            return next;
        }
        // Names before the words took their part of the line.
        let named = self.lines[at].len().saturating_sub(source.len());
        let corner = Corner { column: named as u32, ..self.corner(at) };
        self.read(&read, source, corner);
        at + 1
    }

    /// Takes the lines between `<example>`, `<verse>` or `<comment>` and its end as they are, and
    /// gives the line after them.
    fn literal(&mut self, tag: Tag, at: usize) -> Option<usize> {
        let closed = match tag {
            Tag::Verse => at < self.closes.verse,
            Tag::Comment => at < self.closes.comment,
            _ => true,
        };
        if !closed {
            return None;
        }
        self.close();
        let begins = self.lines[at].trim_end();
        // `{{{` within `<example>` is an example of itself, and the other way round.
        let ends = |line: &String| match begins {
            "{{{" => line.trim_end() == "}}}",
            "<example>" => line.trim_end() == "</example>",
            _ => Tag::closed(line) == Some(tag),
        };
        let rest = &self.lines[at + 1..];
        let length = rest.iter().position(ends).unwrap_or(rest.len());
        let content = &rest[..length];
        match tag {
            Tag::Example => self.add(Kind::Example, content.to_vec(), self.corner(at + 1)),
            Tag::Verse => self.stanzas(content, at + 1),
            _ => self.push(Kind::Gap),
        }
        Some(at + length + 2)
    }

    /// Where the line at `at` begins.
    fn corner(&self, at: usize) -> Corner {
        Corner { line: self.first + at as u32, column: 0 }
    }

    /// The stanzas of a `<verse>`, whose lines begin at `first`, without the indentation they have
    /// in common.
    fn stanzas(&mut self, lines: &[String], first: usize) {
        let indent = |line: &String| line.len() - line.trim_start_matches(' ').len();
        let words = lines.iter().filter(|line| !line.trim().is_empty());
        let common = words.map(indent).min().unwrap_or(0);
        let mut at = first;
        for stanza in lines.split(|line| line.trim().is_empty()) {
            let corner = Corner { column: common as u32, ..self.corner(at) };
            at += stanza.len() + 1;
            let mut kept = Vec::new();
            for line in stanza {
                let mut line = line[common..].trim_end().to_owned();
                while let Some((name, rest)) = line::anchor(&line) {
                    self.waiting.push(name.to_owned());
                    line = rest;
                }
                if !line.is_empty() {
                    kept.push(line);
                }
            }
            if !kept.is_empty() {
                self.add(Kind::Verse, kept, corner);
            }
        }
        self.push(Kind::Gap);
    }

    fn read(&mut self, line: &Line<'_>, source: &str, corner: Corner) {
        if self.goes_on(line) {
            if let Some(open) = &mut self.open {
                let words = if let Line::Verse(words) = line { words } else { source };
                let verse = open.kind == Kind::Verse;
                open.lines.push(if verse { words.trim_end() } else { source.trim() }.to_owned());
            }
            return;
        }
        self.close();
        let (kind, words) = match *line {
            Line::Blank => {
                // White space that is no plain space is a gap someone wanted.
                if source.contains('\u{a0}') {
                    self.push(Kind::Gap);
                }
                return;
            }
            Line::Open(tag) => return self.push(Kind::Open(tag)),
            Line::Close(tag) => return self.push(Kind::Close(tag)),
            Line::Comment => return self.push(Kind::Gap),
            Line::Rule => return self.push(Kind::Rule),
            Line::Heading { level, words } => (Kind::Heading { level }, words),
            Line::Verse("") => return,
            Line::Verse(words) => (Kind::Verse, words),
            Line::Note { label, indent, words } => {
                (Kind::Note { label: label.to_owned(), indent }, words)
            }
            Line::Table(words) => (Kind::Table, words),
            Line::Item { indent, marker, content, words } => {
                (Kind::Item { indent, marker: marker.to_owned(), content }, words)
            }
            Line::Term { indent, term, content, words } => {
                (Kind::Term { indent, term: term.to_owned(), content }, words)
            }
            Line::Words { indent, words } => (Kind::Paragraph { indent }, words),
        };
        let anchors = std::mem::take(&mut self.waiting);
        let indent = (words.as_ptr() as usize).saturating_sub(source.as_ptr() as usize);
        let corner = Corner { column: corner.column + indent as u32, ..corner };
        self.open = Some(Piece { kind, anchors, lines: vec![words.trim_end().to_owned()], corner });
    }

    /// Whether a line goes on with the piece that is open.
    fn goes_on(&self, line: &Line<'_>) -> bool {
        let Some(open) = &self.open else { return false };
        match (&open.kind, line) {
            (_, Line::Blank | Line::Open(_) | Line::Close(_) | Line::Comment) => false,
            (_, Line::Note { .. }) => false,
            (Kind::Note { .. }, _) => true,
            (Kind::Verse, Line::Verse(words)) => !words.trim().is_empty(),
            (Kind::Table, Line::Table(_)) => true,
            (Kind::Verse | Kind::Table, _) => false,
            // "Put blank lines around it, or it will be part of the paragraph."
            (_, Line::Words { .. } | Line::Rule) => true,
            (_, Line::Table(_)) => !matches!(open.kind, Kind::Paragraph { indent: 0 }),
            // Words that are indented and wrapped may go on with `1914. ` at the margin of theirs.
            (Kind::Paragraph { indent: 2.. }, Line::Item { indent, .. }) => {
                matches!(open.kind, Kind::Paragraph { indent: own } if own == *indent)
            }
            _ => false,
        }
    }

    fn push(&mut self, kind: Kind) {
        self.add(kind, Vec::new(), Corner::default());
    }

    fn add(&mut self, kind: Kind, lines: Vec<String>, corner: Corner) {
        let shown = !matches!(kind, Kind::Gap | Kind::Open(_) | Kind::Close(_));
        let anchors = if shown { std::mem::take(&mut self.waiting) } else { Vec::new() };
        self.pieces.push(Piece { kind, anchors, lines, corner });
    }

    fn close(&mut self) {
        let Some(mut piece) = self.open.take() else { return };
        let break_only = |line: &String| matches!(line.trim(), "<br>" | "<br />" | "<br/>");
        if matches!(piece.kind, Kind::Paragraph { .. }) && piece.lines.iter().all(break_only) {
            self.waiting.append(&mut piece.anchors);
            piece.kind = Kind::Gap;
            piece.lines.clear();
        }
        self.pieces.push(piece);
    }
}
