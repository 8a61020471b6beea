//! The places where an entry may begin, and what shows there.

use crate::doc::{Document, Enclosure, Span};
use crate::language::date::is_printed;
use crate::language::fold::Fold;
use crate::language::lexicon;
use crate::language::name::is_initials;
use crate::link::passage::Passage;
use crate::link::works::entry::head::{Shape, head};
use crate::link::works::entry::law;
use crate::link::works::entry::opening::{dated_first, label, number};

/// A place where an entry may begin.
#[derive(Clone, Debug)]
pub(crate) struct EntryStart {
    pub place: usize,
    pub rank: Rank,
    /// How far its line is indented, in characters.
    pub indent: usize,
    /// The number it bears, and how that is printed.
    pub number: Option<u32>,
    pub form: Form,
    /// The label it bears.
    pub label: Option<Span>,
    /// The shape of its head, and whether that begins with a surname and a comma.
    pub head: Option<Shape>,
    pub inverted: bool,
    /// Whether it begins with an initial.
    pub initial: bool,
    /// Whether a 3-em dash stands for the authors of the entry above.
    pub repeats_authors: bool,
    /// Where the head ends.
    pub end: usize,
    /// The word the list is sorted by; empty for a dash, which sorts as the entry above.
    pub sort: String,
    /// Whether it begins as only the middle of a sentence does.
    pub small: bool,
    /// Whether it begins as an imprint does, with a city and a colon, or a month and a year.
    pub imprint: bool,
    /// What the words before it say of their end.
    pub before: Before,
    /// Whether the line before was ended before it was full.
    pub short: bool,
}

/// What stands before a place where an entry may begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rank {
    /// The end of a sentence.
    Sentence,
    /// The end of a line.
    Line,
    /// The end of a block.
    Block,
    /// The marker of a list item.
    Item,
}

/// How a number is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    None,
    /// `[12]`, `(12)`.
    Bracketed,
    /// `12.`, `12)`.
    Stopped,
    /// `12`, with space after it.
    Bare,
}

/// How the words before a place end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Before {
    /// As entries end: with a stop, a bracket, a number, an address.
    Ended,
    /// Neither way.
    Unclear,
    /// In the middle of something.
    Open,
}

/// The starts of the blocks and of their lines.
pub(crate) fn places(document: &Document, blocks: &[usize], end: usize) -> Vec<EntryStart> {
    let full = full_width(document, blocks);
    let mut places = Vec::new();
    let mut before: Option<Span> = None;
    for &index in blocks {
        for (number, line) in lines(document, index).enumerate() {
            let mut start = if number == 0 {
                block_start(document, index, end)
            } else {
                line_start(document, line, end)
            };
            if let Some(before) = before {
                // What only a line parts from the block before was one with it.
                if start.rank == Rank::Block && follows(document, before, line) {
                    start.rank = Rank::Line;
                }
                if start.rank == Rank::Line {
                    start.short = is_short(document.words(before), document.words(line), full);
                }
            }
            places.push(start);
            before = Some(line);
        }
    }
    for start in &mut places {
        start.before = ending(document.text[..start.place].trim_end());
    }
    places
}

/// How an entry would begin with a line inside a block.
fn line_start(document: &Document, line: Span, end: usize) -> EntryStart {
    let (lead, indent) = indent(document.words(line));
    let mut start = start_at(document, line.start + lead, end, Rank::Line);
    let column = document.line_and_column(line.start).map_or(0, |(_, column)| column as usize - 1);
    start.indent = indent.max(column);
    start
}

/// Whether one line stands right below the other in the source.
fn follows(document: &Document, before: Span, line: Span) -> bool {
    let number = |place| document.line_and_column(place).map(|(line, _)| line);
    number(before.start).zip(number(line.start)).is_some_and(|(before, line)| line == before + 1)
}

/// The lines of a block that hold words: as it is broken, and as its source was, where that is known.
fn lines(document: &Document, index: usize) -> impl Iterator<Item = Span> {
    let block = document.blocks[index].span;
    let span = Span::new(block.start + indent(document.words(block)).0, block.end);
    let words = document.words(span);
    let breaks = words.match_indices('\n').map(move |(at, _)| span.start + at + 1);
    let mut starts: Vec<usize> = breaks.chain(document.line_starts_in(span)).collect();
    starts.push(span.start);
    starts.sort_unstable();
    starts.dedup();
    let ends: Vec<usize> = starts.iter().skip(1).copied().chain([span.end]).collect();
    let lines = starts.into_iter().zip(ends).map(|(start, end)| Span::new(start, end));
    lines.filter(|&line| !document.words(line).trim().is_empty())
}

/// Whether a word can only be an initial: `J.`, `J`, but not `LI`.
fn is_initial(word: &str) -> bool {
    is_initials(word) && (word.contains('.') || word.chars().count() == 1)
}

/// The white space a line begins with, in bytes and in characters.
fn indent(line: &str) -> (usize, usize) {
    let words = line.trim_start();
    let bytes = line.len() - words.len();
    (bytes, line[..bytes].chars().count())
}

/// The length of a full line, in bytes: all but a few lines are at most that long.
fn full_width(document: &Document, blocks: &[usize]) -> usize {
    let lines = blocks.iter().flat_map(|&index| lines(document, index));
    let mut widths: Vec<usize> = lines.map(|line| document.words(line).trim().len()).collect();
    let at = widths.len().saturating_sub(1) * 9 / 10;
    if widths.is_empty() { 0 } else { *widths.select_nth_unstable(at).1 }
}

/// Whether the line `before` could have taken the first word of `line` and more.
fn is_short(before: &str, line: &str, full: usize) -> bool {
    let word = line.split_whitespace().next().map_or(0, str::len);
    (before.trim().len() + 1 + word) * 20 < full * 17
}

/// How an entry would begin at `place`; its words go no further than `end`.
fn start_at(document: &Document, place: usize, end: usize, rank: Rank) -> EntryStart {
    let text = crate::language::clip(&document.text[place..end], 1200);
    let (skip, number) = number(text);
    let label = if skip == 0 { label(text) } else { None };
    let skip = skip.max(label.map_or(0, |label| label + 2));
    let form = form(text, number);
    let marks =
        Passage::of(document, Span::new(place + skip, place + text.len())).emphasis(document);
    let words = text[skip..].trim_start();
    let skip = text.len() - words.len();
    let head = head(words, &marks);
    let law = law::source(words);
    let repeats_authors = head.as_ref().is_some_and(|head| head.repeats_authors(words));
    let sort = head.as_ref().filter(|_| !repeats_authors).map(|head| head.sort_word(words));
    EntryStart {
        place,
        rank,
        indent: 0,
        number,
        form,
        label: label.map(|label| Span::new(place + 1, place + 1 + label)),
        inverted: head.as_ref().is_some_and(|head| repeats_authors || head.is_inverted(words)),
        initial: is_initial(words.split_whitespace().next().unwrap_or("")),
        repeats_authors,
        // A source of law begins with its name, as others do that have no author.
        end: place
            + skip
            + law.as_ref().map(|law| law.end).or(head.as_ref().map(|head| head.end)).unwrap_or(0),
        head: law.as_ref().map(|_| Shape::Titled).or(head.map(|head| head.shape)),
        sort: sort.unwrap_or_default(),
        small: is_small(text) && law.is_none(),
        imprint: is_imprint(words),
        before: Before::Unclear,
        short: false,
    }
}

fn block_start(document: &Document, index: usize, end: usize) -> EntryStart {
    let block = &document.blocks[index];
    let item = document.around(block).find_map(|(id, kind)| match kind {
        // `2016.` at the head of a line of print is a year to people and a list to Markdown.
        Enclosure::Item { marker } if document.opens(index, id) && !is_year(marker) => {
            Some(marker.clone())
        }
        _ => None,
    });
    let rank = if item.is_some() { Rank::Item } else { Rank::Block };
    let lead = indent(document.words(block.span));
    let mut start = start_at(document, block.span.start + lead.0, end, rank);
    start.indent = lead.1;
    if let Some(marker) = item {
        let digits = marker.trim_matches(|c: char| !c.is_ascii_digit());
        if let Ok(number) = digits.parse() {
            start.number = Some(number);
            start.form = Form::Stopped;
        }
    }
    start
}

fn is_year(marker: &str) -> bool {
    marker.trim_end_matches(['.', ')']).parse().is_ok_and(is_printed)
}

/// How a number at the start of `text` is printed.
fn form(text: &str, number: Option<u32>) -> Form {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    match number {
        None => Form::None,
        Some(_) if digits == 0 => Form::Bracketed,
        Some(_) if text[digits..].starts_with(['.', ')']) => Form::Stopped,
        Some(_) => Form::Bare,
    }
}

/// Whether words begin as no entry does but the middle of one may: with a small letter that is not
/// that of a particle, a figure, a bracket, an address.
fn is_small(text: &str) -> bool {
    let word = text.split(|c: char| c.is_whitespace() || c == ',').next().unwrap_or("");
    match text.chars().next() {
        Some(c) if c.is_lowercase() => {
            let elided = word.find(['’', '\'']).is_some_and(|at| at <= 2);
            !elided && !lexicon::is_noble(&Fold::Word.of(word)) || word.contains("://")
        }
        // `(1994) The Title`: a date stands first where no author does.
        Some('(') if dated_first(text).is_some() => false,
        Some(c) => {
            matches!(c, '(' | ')' | '/' | '&' | ',' | ';' | ':' | '.' | '–' | '=') || c.is_numeric()
        }
        None => true,
    }
}

/// Whether words begin as an imprint does: `Wien : Donau-Presse`, `Chicago, IL: Lakeside`; or with
/// the month of an issue: `June 2015`.
fn is_imprint(words: &str) -> bool {
    let near = crate::language::clip(words, 40);
    let mut first = near.split_whitespace();
    if first.next().is_some_and(|word| lexicon::is_calendar(&Fold::Word.of(word)))
        && first.next().is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()))
    {
        return true;
    }
    let Some((place, _)) = near.split_once(':') else { return false };
    let first = place.split([',', ' ', ':', '\n']).next().unwrap_or("");
    place.split_whitespace().count() <= 4 && lexicon::is_city(&Fold::Word.of(first))
}

/// What the end of the words before a place says.
fn ending(before: &str) -> Before {
    let last = before.rsplit(char::is_whitespace).next().unwrap_or("");
    if last.is_empty() {
        return Before::Ended;
    }
    if last.ends_with([',', ';', ':', '-', '–', '—', '(', '[', '“', '„', '«', '&', '/', '='])
        && !last.contains("://")
    {
        return Before::Open;
    }
    let word = Fold::Word.of(last.trim_matches(|c: char| !c.is_alphanumeric()));
    let shortened =
        last.ends_with('.') && lexicon::is_locator(&word) && !word.chars().all(char::is_numeric);
    let joins = !last.ends_with('.')
        && (lexicon::joins(&word)
            || lexicon::is_particle(&word) && last.starts_with(char::is_lowercase));
    // An initial; `In` and the editors’ names after it.
    let initial = is_initials(last) && word.chars().count() == 1;
    if shortened || joins || initial || last == "In" {
        return Before::Open;
    }
    let ended = last.ends_with(['.', ')', ']', '”', '"', '»', '>', '!', '?'])
        || last.ends_with(|c: char| c.is_numeric())
        || last.contains("://")
        || last.starts_with("10.");
    if ended { Before::Ended } else { Before::Unclear }
}

/// The places after the end of a sentence where an entry surely begins.
pub(crate) fn sentences(document: &Document, blocks: &[usize], end: usize) -> Vec<EntryStart> {
    let mut found = Vec::new();
    for &index in blocks {
        let span = document.blocks[index].span;
        let words = document.words(span);
        for place in ends(words) {
            if !may_begin(&document.text[span.start + place..end]) {
                continue;
            }
            // Some have their names in small letters; after an address, nothing else has.
            let small = words[place..].starts_with(char::is_lowercase);
            let name = words[place..].split(' ').next().is_some_and(|word| word.ends_with(','));
            let address = || words[..place].trim_end().rsplit(' ').next().unwrap_or("");
            if small && !(name && address().contains("://")) {
                continue;
            }
            let place = span.start + place;
            let mut start = start_at(document, place, end, Rank::Sentence);
            start.before = ending(document.text[..place].trim_end());
            start.small &= !small;
            if start.head == Some(Shape::Titled)
                || start.head == Some(Shape::Dated) && (start.inverted || start.several(document))
            {
                found.push(start);
            }
        }
    }
    found
}

/// The places after what may end an entry: a stop that is not that of an initial, a bracket, an
/// address, whose stop a program may have taken for its own.
fn ends(words: &str) -> impl Iterator<Item = usize> {
    words.match_indices(' ').filter_map(|(at, _)| {
        let last = words[..at].rsplit([' ', '\n']).next().unwrap_or("");
        let stem = last.strip_suffix('.');
        let initial =
            stem.is_some_and(|stem| stem.rsplit('.').next().unwrap_or("").chars().count() == 1);
        let ends = stem.is_some() && !initial || last.ends_with(['/', ')', ']']);
        (ends || last.contains("://")).then_some(at + 1)
    })
}

/// A cheap look before the dear one: a name and a comma, and soon a year.
fn may_begin(text: &str) -> bool {
    if !text.starts_with(|c: char| c.is_alphabetic() || matches!(c, '“' | '"' | '—')) {
        return false;
    }
    let near = crate::language::clip(text, 400);
    let comma = near.find(',').is_some_and(|at| at <= 60);
    let digits = near.as_bytes().windows(4).any(|four| four.iter().all(u8::is_ascii_digit));
    (comma || text.starts_with(['“', '"', '—'])) && (digits || near.contains("n.d"))
}

impl EntryStart {
    /// Whether its names, without a comma before the given name, are those of several authors:
    /// `Alec Radford, Luke Metz, and Soumith Chintala. 2015.`
    fn several(&self, document: &Document) -> bool {
        let Some(text) = document.text.get(self.place..self.end) else { return false };
        head(text, &[]).is_some_and(|head| {
            crate::link::works::entry::people::people(head.names.of(text)).names().len() >= 2
        })
    }
}
