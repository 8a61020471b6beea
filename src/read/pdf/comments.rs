//! Highlights and comments that a PDF carries: what readers wrote on its pages with other programs
//! (PDF 32000-1, 12.5.6.2, markup annotations).
//!
//! What is highlighted is a rectangle a line: the words are the letters that stand in it. A comment that
//! stands by itself is of the line it stands at.

use std::collections::HashMap;

use crate::language::fold::letters;
use crate::read::pdf::drawn::glyph::Layer;
use crate::read::pdf::drawn::interpret;
use crate::read::pdf::drawn::matrix::around;
use crate::read::pdf::file::{Dictionary, File, Fonts, Page, Value};
use crate::read::pdf::page::columns::Gutters;
use crate::read::pdf::page::words::{Cell, Words};
use crate::read::pdf::page::{lines, runs};
use crate::read::pdf::said::{labels, links};

/// The most comments that are read.
const MOST: usize = 20_000;
/// How many characters around words are looked at.
const AROUND: usize = 80;

/// A highlight or a comment on a page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comment {
    /// What the file calls it; empty where it has no name for it.
    pub id: String,
    /// The words it is of.
    pub words: String,
    /// What stands before them on their page.
    pub prefix: String,
    /// What stands after them.
    pub suffix: String,
    /// What it says.
    pub remark: String,
    /// Its colour, as `#ffd400`.
    pub colour: Option<String>,
    /// When it was made, in ISO 8601.
    pub made: Option<String>,
    /// Who made it.
    pub by: Option<String>,
    /// The label of its page.
    pub page: Option<String>,
    /// How much of the file is before its page, from 0 to 1.
    pub share: f64,
}

/// The comments of a file, in the order of its pages.
pub(super) fn of(file: &File) -> Vec<Comment> {
    let fonts = Fonts::default();
    let mut labels = labels::of(file);
    let mut found = Vec::new();
    for number in 0..file.pages() {
        let label = labels.next().flatten();
        let Some(page) = file.page(number) else { break };
        let markup = markup(&page);
        if markup.is_empty() || found.len() >= MOST {
            continue;
        }
        let lines = lines_of(file, &fonts, &page);
        let share = number as f64 / file.pages().max(1) as f64;
        for (item, answers) in markup.into_iter().take(MOST - found.len()) {
            let mut comment = comment(&page, &item, &answers, &lines);
            comment.page.clone_from(&label);
            if !comment.id.is_empty() {
                // A name is one of its page alone (12.5.2, `NM`).
                comment.id = format!("{number}/{}", comment.id);
            }
            comment.share = share;
            if !comment.words.is_empty() || !comment.remark.is_empty() {
                found.push(comment);
            }
        }
    }
    found
}

/// The markup annotations of a page, each with what others answered.
fn markup<'f>(page: &Page<'f>) -> Vec<(Dictionary<'f>, Vec<String>)> {
    let kinds = ["Highlight", "Underline", "Squiggly", "StrikeOut", "Text", "FreeText", "Caret"];
    let mut found: Vec<(Dictionary<'f>, Vec<String>)> = Vec::new();
    let mut numbers = HashMap::new();
    let mut answers = Vec::new();
    for (id, item) in page.dictionary().list("Annots") {
        let Value::Dictionary(item) = item else { continue };
        let kind = item.name("Subtype").unwrap_or_default();
        if !kinds.contains(&&*kind) || found.len() >= MOST {
            continue;
        }
        match item.reference("IRT") {
            Some(to) => answers.push((to, item)),
            None => {
                numbers.extend(id.map(|id| (id, found.len())));
                found.push((item, Vec::new()));
            }
        }
    }
    for (to, item) in answers {
        // An answer to what is no markup, or to an answer, is a comment by itself.
        match numbers.get(&to) {
            Some(&at) => found[at].1.extend(item.text("Contents")),
            None => found.push((item, Vec::new())),
        }
    }
    found
}

/// A line of a page: its text and its letters.
struct Line {
    text: String,
    cells: Vec<Cell>,
}

/// The lines of a page in the order they are read.
fn lines_of<'f>(file: &'f File, fonts: &Fonts<'f>, page: &Page<'f>) -> Vec<Line> {
    let drawn = interpret::page(file, fonts, page);
    let mut words = Words::default();
    let mut found = Vec::new();
    let mut add = |layer: &Layer| {
        let runs = runs::of(layer);
        let parted = Gutters::default().parts(&runs, true);
        for line in parted.parts.iter().flat_map(|part| lines::of(&runs, part)) {
            words.write(&line, &runs, &layer.glyphs);
            found.push(Line { text: words.text.clone(), cells: words.cells.clone() });
        }
    };
    drawn.layers.iter().filter(|layer| layer.turn == 0).for_each(&mut add);
    found
}

fn comment(page: &Page<'_>, item: &Dictionary<'_>, answers: &[String], all: &[Line]) -> Comment {
    let kind = item.name("Subtype").unwrap_or_default();
    let bounds: Vec<[f32; 4]> = links::rectangles(item)
        .into_iter()
        .map(|bounds| around(page.matrix(), bounds).map(|edge| edge as f32))
        .collect();
    let Passage { words, prefix, suffix } = match &*kind {
        "Text" | "FreeText" | "Caret" => within(&beside(&bounds, all), all),
        _ => within(&bounds, all),
    };
    let said = item.text("Contents").unwrap_or_default();
    // Some programs write the words there that are highlighted.
    let said = if letters(&said) == letters(&words) { String::new() } else { said };
    let parts = std::iter::once(&said).chain(answers).map(|said| said.trim().replace('\r', "\n"));
    let parts: Vec<String> = parts.filter(|said| !said.is_empty()).collect();
    let named = |key: &str| item.text(key).filter(|words| !words.trim().is_empty());
    Comment {
        id: named("NM").unwrap_or_default(),
        words,
        prefix,
        suffix,
        remark: parts.join("\n\n"),
        colour: colour(item),
        made: named("CreationDate").or_else(|| named("M")).and_then(|date| iso(&date)),
        by: named("T"),
        ..Comment::default()
    }
}

/// Words of a page, and what stands before and after them.
#[derive(Default)]
struct Passage {
    words: String,
    prefix: String,
    suffix: String,
}

/// The words whose letters stand in rectangles.
fn within(bounds: &[[f32; 4]], all: &[Line]) -> Passage {
    let mut found = Passage::default();
    for line in all {
        let inside = |cell: &Cell| {
            let (x, y) = cell.middle();
            bounds.iter().any(|&[left, top, right, bottom]| {
                left <= x && x <= right && top <= y && y <= bottom
            })
        };
        let part = |from: usize, to: usize| {
            let place = |at: usize| line.cells.get(at).map_or(line.text.len(), |cell| cell.at);
            line.text[place(from)..place(to)].trim()
        };
        let end = line.cells.len();
        match (line.cells.iter().position(inside), line.cells.iter().rposition(inside)) {
            (Some(first), Some(last)) => {
                let before =
                    if found.words.is_empty() { &mut found.prefix } else { &mut found.suffix };
                join(before, part(0, first));
                if !found.suffix.is_empty() {
                    // What stands between two rectangles, as in another column, is none of the words.
                    found.suffix.clear();
                }
                join(&mut found.words, part(first, last + 1));
                join(&mut found.suffix, part(last + 1, end));
            }
            _ if found.words.is_empty() => join(&mut found.prefix, &line.text),
            _ => join(&mut found.suffix, &line.text),
        }
    }
    let from = found.prefix.char_indices().rev().nth(AROUND).map_or(0, |(at, _)| at);
    found.prefix.drain(..from);
    let to = found.suffix.char_indices().nth(AROUND).map_or(found.suffix.len(), |(at, _)| at);
    found.suffix.truncate(to);
    found
}

/// Adds what stands on the next line. A hyphen before it parted a word.
fn join(words: &mut String, part: &str) {
    if part.is_empty() {
        return;
    }
    let parted = words.ends_with(['-', '\u{ad}']) && part.starts_with(char::is_lowercase);
    if parted {
        words.pop();
    } else if !words.is_empty() {
        words.push(' ');
    }
    words.push_str(part);
}

/// The line that a comment stands at, as a rectangle.
fn beside(bounds: &[[f32; 4]], all: &[Line]) -> Vec<[f32; 4]> {
    /// How far from the middle of the comment the line may be, in points.
    const NEAR: f32 = 12.0;
    let Some([_, top, _, bottom]) = bounds.first() else { return Vec::new() };
    let middle = (top + bottom) / 2.0;
    let height = |line: &Line| line.cells.first().map_or(f32::MAX, |cell| cell.middle().1);
    let far = |line: &&Line| (height(line) - middle).abs();
    let near = all.iter().filter(|line| far(line) <= NEAR).min_by(|a, b| far(a).total_cmp(&far(b)));
    let rectangle = |line: &Line| {
        let (first, last) = (line.cells.first()?, line.cells.last()?);
        Some([first.left, height(line) - 2.0, last.right, height(line) + 2.0])
    };
    near.and_then(rectangle).into_iter().collect()
}

/// Its colour: grey, red, green and blue, or those of print, each from 0 to 1 (12.5.2, `C`).
fn colour(item: &Dictionary<'_>) -> Option<String> {
    let parts: Vec<f64> =
        item.list("C").into_iter().filter_map(|(_, value)| value.number()).collect();
    let [red, green, blue] = match parts[..] {
        [grey] => [grey; 3],
        [red, green, blue] => [red, green, blue],
        [cyan, magenta, yellow, key] => {
            [cyan, magenta, yellow].map(|ink| (1.0 - ink) * (1.0 - key))
        }
        _ => return None,
    }
    .map(|part| (part.clamp(0.0, 1.0) * 255.0).round() as u8);
    Some(format!("#{red:02x}{green:02x}{blue:02x}"))
}

/// A date of PDF (7.9.4), `D:20230102030405+01'00'`, in ISO 8601.
fn iso(date: &str) -> Option<String> {
    let date = date.trim().trim_start_matches("D:");
    let digits = date.bytes().take_while(u8::is_ascii_digit).count();
    let part = |from: usize, missing: &'static str| match from + 2 <= digits {
        true => date.get(from..from + 2).unwrap_or(missing),
        false => missing,
    };
    let year = date.get(..4).filter(|_| digits >= 4)?;
    let zone = date.get(digits..).unwrap_or("").replace('\'', "");
    let zone = if zone.len() == 5 { zone } else { "Z".to_owned() };
    let (month, day) = (part(4, "01"), part(6, "01"));
    let (hour, minute, second) = (part(8, "00"), part(10, "00"), part(12, "00"));
    Some(format!("{year}-{month}-{day}T{hour}:{minute}:{second}{zone}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_those_of_iso() {
        let cases = [
            ("D:20230102030405+01'00'", "2023-01-02T03:04:05+0100"),
            ("D:20230102030405Z", "2023-01-02T03:04:05Z"),
            ("20230102", "2023-01-02T00:00:00Z"),
            ("D:2023", "2023-01-01T00:00:00Z"),
        ];
        for (date, expected) in cases {
            assert_eq!(iso(date).as_deref(), Some(expected));
        }
        assert_eq!(iso("yesterday"), None);
    }
}
