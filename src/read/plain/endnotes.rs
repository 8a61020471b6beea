//! Notes in plain text: `[1]` in a sentence, and `[1] …` in a list at the end of the chapter or
//! the text, as in mails; or `[Footnote 1: …]` on the spot, as in old electronic texts.
//!
//! Brackets with numbers are also sources, lines of code and years. So a list is one of notes only
//! if the text refers to each of them, and if no heading says that it lists sources. Below a heading
//! that says it lists notes, they may have bare numbers. Some texts have other signs for all of this,
//! `(1)`, `{1}` or `^1`: they are looked for where there are no notes in brackets.

use std::collections::HashSet;

use super::underscores::Underscores;
use crate::doc::{Builder, Kind};
use crate::language::fold::Fold;
use crate::language::heading::{heads_notes, heads_sources};
use crate::language::label::{NoteLabel, is_printers_sign};
use crate::language::prose::sentence::is_paragraph;
use crate::language::section::Section;
use crate::read::labels::Labels;
use crate::read::lines::Lines;

/// A block of lines, or a note among them.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part<'t> {
    Lines(Vec<&'t str>),
    /// The label, and the lines of each paragraph.
    Note(&'t str, Vec<Vec<&'t str>>),
}

/// The parts of a text, and which note a reference means.
pub(super) struct Notes<'t> {
    pub parts: Vec<Part<'t>>,
    labels: Labels,
    signs: Signs,
}

/// The signs around the label of a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Signs {
    Square,
    Curly,
    Caret,
    Round,
}

impl Signs {
    fn open(self) -> char {
        match self {
            Self::Square => '[',
            Self::Curly => '{',
            Self::Caret => '^',
            Self::Round => '(',
        }
    }

    /// The label that `rest`, after the opening sign, begins with, and how long it is with the sign
    /// that closes it, in bytes.
    fn label(self, rest: &str) -> Option<(&str, usize)> {
        let (length, closed) = match self {
            Self::Caret => (rest.bytes().take_while(u8::is_ascii_digit).count(), 0),
            _ => {
                let close = match self {
                    Self::Curly => b'}',
                    Self::Round => b')',
                    _ => b']',
                };
                let reach = &rest.as_bytes()[..rest.len().min(13)];
                (reach.iter().position(|&byte| byte == close)?, 1)
            }
        };
        let label = rest.get(..length).filter(|label| is_label(label))?;
        // A letter in round brackets counts a list, and `(s)` is the end of a word.
        let counts = label.starts_with(|c: char| !c.is_alphabetic());
        (self == Self::Square || counts).then_some((label, length + closed))
    }
}

/// The longest note, in blocks, that is looked for after `[Footnote 1:`.
const LONGEST: usize = 40;

/// Finds the notes of a text, given as blocks of lines. `None` where it has none.
pub(super) fn find<'t>(blocks: &[Vec<&'t str>]) -> Option<Notes<'t>> {
    let all = [Signs::Square, Signs::Curly, Signs::Caret, Signs::Round];
    all.into_iter().find_map(|signs| with_signs(blocks, signs))
}

/// Finds the notes whose labels have such signs.
fn with_signs<'t>(blocks: &[Vec<&'t str>], signs: Signs) -> Option<Notes<'t>> {
    let asked = Asked::of(blocks, signs)?;
    let mut parts: Vec<Part<'t>> = Vec::new();
    let mut at = 0;
    let mut sources = false;
    // The number that the next note has below the heading of notes.
    let mut number: Option<u32> = None;
    while at < blocks.len() {
        let block = &blocks[at];
        if signs == Signs::Square
            && let Some((label, paragraphs, used)) = named(&blocks[at..])
        {
            parts.push(Part::Note(label, paragraphs));
            at += used;
            continue;
        }
        if let (Some(Part::Note(_, paragraphs)), Some(rest)) =
            (parts.last_mut(), next_note(block, signs))
            && !asked.listed(&block[rest..]).is_empty()
        {
            paragraphs.push(block[..rest].to_vec());
            parts.extend(asked.listed(&block[rest..]));
            at += 1;
            continue;
        }
        let mut listed = if sources { Vec::new() } else { asked.listed(block) };
        if let Some(next) = number.filter(|_| listed.is_empty()) {
            listed = asked.numbered(block, next);
            number = (!listed.is_empty()).then_some(next + listed.len() as u32);
        }
        // The next paragraph of a note stands as far in as its words.
        let goes_on = block.iter().all(|line| line.starts_with("   "));
        match parts.last_mut() {
            Some(Part::Note(_, paragraphs)) if goes_on && listed.is_empty() => {
                paragraphs.push(block.clone());
            }
            _ if listed.is_empty() => {
                sources = lists_sources(block) || sources && opened(block[0], signs).is_some();
                let heads = matches!(block[..], [line] if heads_notes(line));
                number = heads.then_some(1);
                parts.push(Part::Lines(block.clone()));
            }
            _ => parts.extend(listed),
        }
        at += 1;
    }
    let first = parts.iter().position(|part| matches!(part, Part::Note(..)))?;
    let gathered = parts[first..].iter().all(|part| match part {
        Part::Lines(lines) => lines.iter().all(|line| marks(line, signs).next().is_none()),
        Part::Note(..) => true,
    });
    let parts = if gathered { with_further_paragraphs(parts) } else { parts };
    let placed = parts.iter().enumerate().filter_map(|(at, part)| match part {
        Part::Note(label, _) => Some((*label, at)),
        Part::Lines(_) => None,
    });
    let placed: Vec<(&str, usize)> = placed.collect();
    let labels = Labels::new(&placed, gathered);
    Some(Notes { parts, labels, signs })
}

/// Gives notes that all stand after the text the paragraphs between them: where the next note has the
/// next number, whole sentences before it are of this one, for there is no text left they could be of.
fn with_further_paragraphs(parts: Vec<Part<'_>>) -> Vec<Part<'_>> {
    let mut joined: Vec<Part<'_>> = Vec::with_capacity(parts.len());
    // Where the last note is, and its number.
    let mut last: Option<(usize, u32)> = None;
    let whole = |part: &Part<'_>| match part {
        Part::Lines(lines) => {
            let length: usize = lines.iter().map(|line| line.chars().count()).sum();
            lines.last().is_some_and(|line| is_paragraph(length, line))
        }
        Part::Note(..) => false,
    };
    for part in parts {
        if let Part::Note(label, _) = &part {
            let number: Option<u32> = label.parse().ok();
            if let Some((at, before)) = last
                && number == Some(before + 1)
                && joined[at + 1..].iter().all(whole)
            {
                let further: Vec<Part<'_>> = joined.drain(at + 1..).collect();
                if let Some(Part::Note(_, paragraphs)) = joined.last_mut() {
                    paragraphs.extend(further.into_iter().filter_map(|part| match part {
                        Part::Lines(lines) => Some(lines),
                        Part::Note(..) => None,
                    }));
                }
            }
            last = number.map(|number| (joined.len(), number));
        }
        joined.push(part);
    }
    joined
}

impl Notes<'_> {
    /// Adds a line of part number `part`, in which labels in brackets refer to notes; `origin` is its
    /// number and how far in it begins.
    pub(super) fn line(
        &mut self,
        line: &str,
        part: usize,
        origin: (u32, u32),
        signs: &mut Underscores,
        to: &mut Builder,
    ) {
        let mut done = 0;
        for (start, end, label) in marks(line, self.signs) {
            let Some(note) = self.labels.meant(label, part) else { continue };
            let rest = &line[end..];
            let apart = !rest.starts_with(|c: char| c.is_alphanumeric() || "([“‘«".contains(c));
            let before = &line[done..start];
            let before = if apart { before.trim_end_matches(' ') } else { before };
            signs.text(before, (origin.0, origin.1 + done as u32), to);
            to.note_reference_as(&key(note), label);
            done = end;
            to.origin(origin.0, origin.1 + done as u32);
        }
        signs.text(&line[done..], (origin.0, origin.1 + done as u32), to);
    }
}

/// Adds note number `note`, the lines of each paragraph joined, which are of `lines`.
pub(super) fn push(
    note: usize,
    label: &str,
    paragraphs: &[Vec<&str>],
    lines: &mut Lines<'_>,
    to: &mut Builder,
) {
    to.begin_note_as(&key(note), label);
    for paragraph in paragraphs.iter().filter(|lines| words(lines).next().is_some()) {
        if is_verse(paragraph) {
            push_verse(paragraph, lines, to);
            continue;
        }
        to.open_block(Kind::Paragraph);
        let mut signs = Underscores::of(paragraph);
        for (number, word) in words(paragraph).enumerate() {
            to.text(if number > 0 { " " } else { "" });
            let (line, column) = lines.of_part(word);
            to.origin(line, column);
            signs.text(word, (line, column), to);
        }
        to.close_block();
    }
    to.end_note();
}

/// The longest line of verse in a note, in characters: prose that is set as far in goes on to the
/// margin.
const VERSE: usize = 55;

fn indent(line: &str) -> usize {
    line.chars().take_while(|c| c.is_whitespace()).count()
}

/// Whether a paragraph of a note is verse: set further in than the next paragraph of a note is, in
/// short lines.
fn is_verse(paragraph: &[&str]) -> bool {
    let short = |line: &&str| indent(line) >= 4 && line.trim().chars().count() <= VERSE;
    paragraph.len() > 1 && paragraph.iter().all(short)
}

/// Adds verse, each line as far in as it stands from the first margin.
fn push_verse(paragraph: &[&str], lines: &mut Lines<'_>, to: &mut Builder) {
    let margin = paragraph.iter().map(|line| indent(line)).min().unwrap_or(0);
    let mut signs = Underscores::of(paragraph);
    to.open_block(Kind::Verse);
    for (number, line) in paragraph.iter().enumerate() {
        to.text(if number > 0 { "\n" } else { "" });
        to.text(&" ".repeat(indent(line) - margin));
        let words = line.trim();
        let (at, column) = lines.of_part(words);
        to.origin(at, column);
        signs.text(words, (at, column), to);
    }
    to.close_block();
}

fn key(note: usize) -> String {
    format!("\0{note}")
}

fn words<'t>(lines: &[&'t str]) -> impl Iterator<Item = &'t str> {
    lines.iter().flat_map(|line| line.split_whitespace())
}

/// Whether a word in brackets is the label of a note: a number without a zero in front, perhaps in
/// braces, one letter, or signs.
fn is_label(word: &str) -> bool {
    // Muse numbers its second notes `{1}`, which stand in brackets where it is written as plain text.
    let inner = word.strip_prefix('{').and_then(|word| word.strip_suffix('}'));
    let ascii = word.is_ascii();
    match NoteLabel::of(inner.unwrap_or(word)) {
        Some(NoteLabel::Number(_)) => ascii && !inner.unwrap_or(word).starts_with('0'),
        Some(NoteLabel::Letter(_)) => ascii && inner.is_none(),
        // Between brackets `¶` tells of the original’s paragraphs.
        Some(NoteLabel::Sign(sign, count)) => {
            count <= 3 && sign != '¶' && inner.is_none() && word.chars().all(is_printers_sign)
        }
        _ => false,
    }
}

/// The labels on a line, with where they begin and end with their signs: not at its beginning, where a
/// bracket opens a list, an aside, or a note.
fn marks(line: &str, signs: Signs) -> impl Iterator<Item = (usize, usize, &str)> {
    let open = signs.open();
    line.match_indices(open).filter_map(move |(at, _)| {
        let (label, length) = signs.label(&line[at + open.len_utf8()..])?;
        let before = &line[..at];
        (!before.trim().is_empty()).then_some((at, at + open.len_utf8() + length, label))
    })
}

/// The labels that a text refers to.
struct Asked<'t> {
    labels: HashSet<&'t str>,
    signs: Signs,
}

impl<'t> Asked<'t> {
    /// `None` where there are none, or where they do not stand as references do.
    fn of(blocks: &[Vec<&'t str>], signs: Signs) -> Option<Self> {
        let mut labels = HashSet::new();
        let (mut all, mut set) = (0, 0);
        for line in blocks.iter().flatten() {
            for (start, end, label) in marks(line, signs) {
                labels.insert(label);
                // A number in round brackets that counts stands before its words, and apart from
                // what is before it.
                let (before, behind) = (&line[..start], &line[end..]);
                all += usize::from(!behind.is_empty());
                set += usize::from(before.ends_with(STOPS) || behind.starts_with(STOPS));
            }
        }
        let fits = signs != Signs::Round || set * 2 > all;
        (!labels.is_empty() && fits).then_some(Self { labels, signs })
    }

    /// The notes of a block that is a list of them, one or more; none if it is no such list.
    fn listed(&self, block: &[&'t str]) -> Vec<Part<'t>> {
        self.list(block, |line, _| opened(line, self.signs))
    }

    /// The same with bare numbers, the first of which is `number`. A line that begins with another
    /// goes on with the note above.
    fn numbered(&self, block: &[&'t str], number: u32) -> Vec<Part<'t>> {
        self.list(block, |line, before| {
            let words = line.trim_start();
            let digits = words.bytes().take_while(u8::is_ascii_digit).count();
            let rest = words[digits..].strip_prefix(['.', ')'])?;
            let counts = words[..digits].parse() == Ok(number + before as u32);
            (counts && rest.starts_with([' ', '\t'])).then(|| (&words[..digits], rest.trim()))
        })
    }

    /// The notes of a block; `open` gives the label and the words of a line that opens one after so
    /// many.
    fn list(
        &self,
        block: &[&'t str],
        open: impl Fn(&'t str, usize) -> Option<(&'t str, &'t str)>,
    ) -> Vec<Part<'t>> {
        let mut notes: Vec<(&'t str, Vec<&'t str>)> = Vec::new();
        for &line in block {
            match (open(line, notes.len()), notes.last_mut()) {
                (Some((label, _)), _) if !self.labels.contains(label) => return Vec::new(),
                (Some((label, words)), _) => notes.push((label, vec![words])),
                (None, Some((_, lines))) => lines.push(line),
                (None, None) => return Vec::new(),
            }
        }
        notes.into_iter().map(|(label, lines)| Part::Note(label, vec![lines])).collect()
    }
}

/// What may stand before or after a reference, at the end of a phrase.
const STOPS: [char; 13] = ['.', ',', ';', ':', '!', '?', '»', '”', '"', '’', '…', ')', '“'];

/// Where the next note opens in a block that begins as far in as the next paragraph of a note.
fn next_note(block: &[&str], signs: Signs) -> Option<usize> {
    let opens = block.iter().position(|line| opened(line, signs).is_some())?;
    (opens > 0 && block[..opens].iter().all(|line| line.starts_with("   "))).then_some(opens)
}

/// The label a line opens a note with, and the words after it.
fn opened(line: &str, signs: Signs) -> Option<(&str, &str)> {
    let rest = line.trim_start().strip_prefix(signs.open())?;
    let (label, length) = signs.label(rest)?;
    let words = &rest[length..];
    words.starts_with([' ', '\t']).then(|| (label, words.trim()))
}

/// Whether a block is the heading of a list of sources.
fn lists_sources(block: &[&str]) -> bool {
    matches!(block, [line] if heads_sources(line).is_some())
}

/// The note that the first of these blocks opens with its name, `[Footnote 1: …]`: its label, its
/// paragraphs, and how many blocks it takes. It ends where its bracket closes a block.
fn named<'t>(blocks: &[Vec<&'t str>]) -> Option<(&'t str, Vec<Vec<&'t str>>, usize)> {
    let opening = blocks[0][0].trim_start().strip_prefix('[')?;
    let (head, words) = opening.split_once(':')?;
    let (name, label) = head.trim().split_once(' ')?;
    let label = label.trim();
    if !Section::Note.has(&Fold::Word.of(name)) || !is_label(label) {
        return None;
    }
    let mut depth = 1_i32;
    for (last, block) in blocks.iter().take(LONGEST).enumerate() {
        let skipped = if last == 0 { block[0].len() - words.len() } else { 0 };
        for byte in block.iter().flat_map(|line| line.bytes()).skip(skipped) {
            depth += i32::from(byte == b'[') - i32::from(byte == b']');
            if depth < 0 {
                return None;
            }
        }
        if depth == 0 {
            return Some((label, paragraphs(&blocks[..=last], words)?, last + 1));
        }
    }
    None
}

/// The paragraphs of a note in brackets, whose first line ends with `words`; `None` if something
/// follows the bracket that closes it.
fn paragraphs<'t>(blocks: &[Vec<&'t str>], words: &'t str) -> Option<Vec<Vec<&'t str>>> {
    let mut paragraphs = blocks.to_vec();
    *paragraphs.first_mut()?.first_mut()? = words;
    let last = paragraphs.last_mut()?.last_mut()?;
    *last = last.trim_end().strip_suffix(']')?;
    Some(paragraphs)
}
