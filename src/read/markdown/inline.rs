//! What stands in a paragraph, and what dialects of Markdown put there that the parser leaves as
//! text: notes within their sentence `^[…]`, and references to notes that are not there.
//!
//! The surprise: a paragraph is gathered before it is read, because whether `^[` begins a note is
//! known only where its bracket closes. By then the parser has taken the brackets of links, images
//! and code for itself, so that those left in the text pair up among themselves.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::attributes;
use super::source::seal::{EDGE, REFERENCE};
use crate::read::cite;

/// A part of a paragraph.
pub(super) enum Inline<'s> {
    /// Words, with what was found in them.
    Words(Passage),
    /// Anything else, and where it is in the source.
    Event(Event<'s>, Range<usize>),
}

/// Words between two marks: the texts the parser gives one after the other, as one.
#[derive(Default)]
pub(super) struct Passage {
    pub(super) text: String,
    /// What the words hold, by where it stands in the text.
    pub(super) signs: Vec<(usize, Sign)>,
    /// The texts it is made of: where each begins, and its source.
    pieces: Vec<(usize, Range<usize>)>,
}

/// Something in words that is no word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// `^[`, closed further on.
    OpenNote,
    /// The `]` that closes it.
    CloseNote,
    /// `[^label]`, and how long that is in bytes.
    Reference(usize),
    /// The beginning of a bare key, `@key` or `-@key`.
    Key,
    /// What is not shown, and how long it is in bytes: the brackets and the attributes of a span.
    Hidden(usize),
    /// `^2^` after a word, and how long that is in bytes.
    Raised(usize),
    /// `~2~` after a word, and how long that is in bytes.
    Lowered(usize),
}

impl Sign {
    /// Its length in the text, in bytes.
    pub(super) fn len(self) -> usize {
        match self {
            Self::OpenNote => 2,
            Self::CloseNote => 1,
            Self::Reference(length)
            | Self::Hidden(length)
            | Self::Raised(length)
            | Self::Lowered(length) => length,
            Self::Key => 0,
        }
    }
}

/// What a bracket that is open may begin.
#[derive(Clone, Copy)]
enum Bracket {
    /// A note in its sentence: `^` stands before it.
    Note,
    /// A reference to a note: `^` stands after it.
    Reference,
    /// A span with attributes.
    Span,
}

/// The longest label a reference to a missing note may have, in bytes. It bounds how far an
/// unclosed `[^` is looked into.
const LONGEST_LABEL: usize = 64;

/// Whether an event stands in a paragraph, as against one that begins or ends a block.
pub(super) fn is_inline(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => matches!(
            tag,
            Tag::Emphasis
                | Tag::Strong
                | Tag::Strikethrough
                | Tag::Superscript
                | Tag::Subscript
                | Tag::Link { .. }
                | Tag::Image { .. }
        ),
        Event::End(tag) => matches!(
            tag,
            TagEnd::Emphasis
                | TagEnd::Strong
                | TagEnd::Strikethrough
                | TagEnd::Superscript
                | TagEnd::Subscript
                | TagEnd::Link
                | TagEnd::Image
        ),
        Event::Html(_) | Event::Rule => false,
        _ => true,
    }
}

/// Adds an event to a paragraph that is being gathered.
pub(super) fn gather<'s>(paragraph: &mut Vec<Inline<'s>>, event: Event<'s>, range: Range<usize>) {
    let Event::Text(text) = event else {
        paragraph.push(Inline::Event(event, range));
        return;
    };
    if !matches!(paragraph.last(), Some(Inline::Words(_))) {
        paragraph.push(Inline::Words(Passage::default()));
    }
    if let Some(Inline::Words(passage)) = paragraph.last_mut() {
        passage.pieces.push((passage.text.len(), range));
        passage.text.push_str(&text);
    }
}

/// Takes away what stands in the source at `place` and after it.
pub(super) fn end_at(paragraph: &mut Vec<Inline<'_>>, place: usize) {
    paragraph.retain(|part| !matches!(part, Inline::Event(_, range) if range.start >= place));
    for part in paragraph {
        if let Inline::Words(passage) = part {
            passage.end_at(place);
        }
    }
}

/// Finds the signs in a paragraph that has been gathered.
pub(super) fn find_signs(paragraph: &mut [Inline<'_>], source: &str) {
    // Brackets that are open: the passage, the place in it, and what it may begin.
    let mut open: Vec<(usize, usize, Bracket)> = Vec::new();
    let mut notes: Vec<(usize, usize, Sign)> = Vec::new();
    for (index, part) in paragraph.iter_mut().enumerate() {
        let Inline::Words(passage) = part else { continue };
        if !passage.text.contains('[') && !passage.text.contains(']') {
            continue;
        }
        for (at, sign) in passage.text.bytes().enumerate() {
            match sign {
                b'[' if passage.is_sign(at, source) => {
                    open.push((index, at, passage.bracket(at, source)));
                }
                b']' if passage.is_sign(at, source) => match open.pop() {
                    Some((begun, from, Bracket::Note)) => {
                        notes.push((begun, from - 1, Sign::OpenNote));
                        notes.push((index, at, Sign::CloseNote));
                    }
                    Some((begun, from, Bracket::Span)) => {
                        let length = attributes::length(&passage.text[at + 1..]);
                        if length > 0 && passage.is_sign(at + 1, source) {
                            notes.push((begun, from, Sign::Hidden(1)));
                            notes.push((index, at, Sign::Hidden(length + 1)));
                        }
                    }
                    Some((.., Bracket::Reference)) | None => {}
                },
                _ => {}
            }
        }
    }
    for index in 1..paragraph.len() {
        let [before, part] = &paragraph[index - 1..=index] else { continue };
        if let (Inline::Event(event, _), Inline::Words(passage)) = (before, part)
            && takes_attributes(event)
            && passage.text.starts_with('{')
            && passage.is_sign(0, source)
        {
            let length = attributes::length(&passage.text);
            notes.extend((length > 0).then_some((index, 0, Sign::Hidden(length))));
        }
    }
    for (index, at, sign) in notes {
        if let Inline::Words(passage) = &mut paragraph[index] {
            passage.signs.push((at, sign));
        }
    }
    for part in paragraph {
        if let Inline::Words(passage) = part {
            passage.find_references(source);
            passage.find_keys(source);
            passage.find_raised(source);
        }
    }
}

/// Whether attributes may stand right after an event: code, a link, a picture.
fn takes_attributes(event: &Event<'_>) -> bool {
    matches!(event, Event::Code(_) | Event::End(TagEnd::Link | TagEnd::Image))
}

impl Passage {
    /// Takes away the words that stand in the source at `place` and after it.
    fn end_at(&mut self, place: usize) {
        let after = |(_, range): &(usize, Range<usize>)| range.end > place;
        let Some(first) = self.pieces.iter().position(after) else { return };
        let (begin, range) = &self.pieces[first];
        let kept = place.saturating_sub(range.start);
        let end = begin + kept;
        if self.text.is_char_boundary(end) {
            self.text.truncate(end);
            self.pieces.truncate(first + usize::from(kept > 0));
        }
    }

    /// Where its words from `from` on to `to` stand in the source: places in the text, and places
    /// there, one for each text of the parser's and for each line.
    pub(super) fn origins(&self, from: usize, to: usize) -> impl Iterator<Item = (usize, usize)> {
        let first = self.pieces.partition_point(|&(begin, _)| begin <= from).saturating_sub(1);
        let pieces = self.pieces[first..].iter().take_while(move |&&(begin, _)| begin < to);
        pieces.enumerate().flat_map(move |(number, (begin, range))| {
            let next = self.pieces.get(first + number + 1).map_or(self.text.len(), |next| next.0);
            let (begin, end) = ((*begin).max(from), next.min(to));
            let source = range.start + (begin - self.pieces[first + number].0);
            let words = self.text.as_bytes().get(begin..end).unwrap_or_default();
            let lines = memchr::memchr_iter(b'\n', words).map(|at| at + 1);
            std::iter::once(0).chain(lines).map(move |at| (begin + at, source + at))
        })
    }

    /// Whether the ASCII character at `at` is in the source as it is, and so may be a sign: not
    /// after a backslash, and not spelled `&#91;`.
    fn is_sign(&self, at: usize, source: &str) -> bool {
        let after = self.pieces.partition_point(|(begin, _)| *begin <= at);
        let Some(index) = after.checked_sub(1) else { return false };
        let (begin, range) = &self.pieces[index];
        let in_source = range.start + (at - begin);
        let source = source.as_bytes();
        let as_it_is = source.get(in_source) == Some(&self.text.as_bytes()[at]);
        // The parser leaves the backslash out: a gap between this text and the one before.
        let gap = index == 0 || self.pieces[index - 1].1.end < range.start;
        let escaped = at == *begin && gap && in_source > 0 && source[in_source - 1] == b'\\';
        as_it_is && !escaped
    }

    /// Finds what is raised or lowered, `x^2^` and `H~2~O`, without white space in it (pandoc,
    /// superscripts and subscripts). Signs that follow no word are faces and the like.
    fn find_raised(&mut self, source: &str) {
        if !self.text.contains(['^', '~']) {
            return;
        }
        let mut found = Vec::new();
        let bytes = self.text.as_bytes();
        let mut at = 0;
        while let Some(open) = self.text[at..].find(['^', '~']).map(|next| at + next) {
            at = open + 1;
            let sign = bytes[open];
            let attached =
                self.text[..open].ends_with(|c: char| c.is_alphanumeric() || ")]”’".contains(c));
            let reach = &bytes[at..bytes.len().min(at + LONGEST_LABEL)];
            let ends =
                |byte: &u8| *byte == sign || byte.is_ascii_whitespace() || b"[]^~".contains(byte);
            let Some(length) =
                reach.iter().position(ends).filter(|&end| end > 0 && reach[end] == sign)
            else {
                continue;
            };
            let close = at + length;
            let single = bytes.get(close + 1) != Some(&sign);
            if attached && single && self.is_sign(open, source) && self.is_sign(close, source) {
                let whole = length + 2;
                found.push((
                    open,
                    if sign == b'^' { Sign::Raised(whole) } else { Sign::Lowered(whole) },
                ));
                at = close + 1;
            }
        }
        self.signs.append(&mut found);
        self.signs.sort_by_key(|(at, _)| *at);
    }

    /// Finds bare keys, whose `@` no backslash makes a plain sign.
    fn find_keys(&mut self, source: &str) {
        if !self.text.contains('@') {
            return;
        }
        let keys = cite::bare(&self.text).into_iter().filter(|&(_, at)| self.is_sign(at, source));
        let mut keys: Vec<(usize, Sign)> = keys.map(|(start, _)| (start, Sign::Key)).collect();
        self.signs.append(&mut keys);
        self.signs.sort_by_key(|(at, _)| *at);
    }

    /// What the bracket that opens at `at` may begin.
    fn bracket(&self, at: usize, source: &str) -> Bracket {
        let bytes = self.text.as_bytes();
        let raised = at > 0 && bytes[at - 1] == b'^' && self.is_sign(at - 1, source);
        match bytes.get(at + 1) {
            _ if raised => Bracket::Note,
            Some(b'^') => Bracket::Reference,
            _ => Bracket::Span,
        }
    }

    /// Finds references to notes that are not there, which the parser leaves as text: `[^label]`,
    /// without white space or brackets in the label.
    fn find_references(&mut self, source: &str) {
        self.signs.sort_unstable_by_key(|(at, _)| *at);
        let mut found = Vec::new();
        for (at, _) in self.text.match_indices("[^") {
            let rest = &self.text.as_bytes()[at + 2..];
            let reach = &rest[..rest.len().min(LONGEST_LABEL + 1)];
            let bad = |byte: &u8| b"[]^".contains(byte) || byte.is_ascii_whitespace();
            let Some(end) = reach.iter().position(bad).filter(|&end| reach[end] == b']') else {
                continue;
            };
            let opens_note = |sign: &(usize, Sign)| sign.1 == Sign::OpenNote && sign.0 + 1 == at;
            let before = self.signs.partition_point(|(place, _)| *place < at);
            let taken = before > 0 && opens_note(&self.signs[before - 1]);
            if end > 0 && !taken && self.is_sign(at, source) && self.is_sign(at + 1, source) {
                found.push((at, Sign::Reference(end + 3)));
            }
        }
        // Those in the words of a link, which were kept from the parser.
        let [open, close] = REFERENCE;
        for (at, _) in self.text.match_indices(open) {
            let mut reach = self.text[at..].char_indices().take(LONGEST_LABEL + 4);
            let end = reach.find(|&(_, c)| c == close).map(|(end, _)| at + end + close.len_utf8());
            let before = self.text[..at].strip_suffix(EDGE[0]).map_or(at, str::len);
            let after = |end: usize| {
                if self.text[end..].starts_with(EDGE[1]) { end + EDGE[1].len_utf8() } else { end }
            };
            found.extend(end.map(|end| (before, Sign::Reference(after(end) - before))));
        }
        self.signs.append(&mut found);
        self.signs.sort_unstable_by_key(|(at, _)| *at);
    }
}
