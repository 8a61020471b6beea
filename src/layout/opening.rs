//! What layout sets of its own accord: title, subtitle and authors above a text, and the heading above
//! its notes. None of it is part of the text; search and places never see it.

use super::line::Line;
use super::role::{Part, Role};
use super::width::{cells, clean, fit};
use crate::doc::{Place, Span};
use crate::language::section::term;
use crate::text::Text;

/// The rows above the first words: the title, what stands below it, and who wrote it when.
pub(super) fn above(text: &Text, width: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    if opens_with_title(text) {
        return lines;
    }
    if let Some(title) = &text.document.metadata.title {
        lines.push(Line::blank(0));
        for row in wrap(title, width) {
            lines.push(centred(&row, Part::Title, width));
        }
        lines.extend(byline(text, width));
        lines.push(Line::blank(0));
        lines.push(Line::blank(0));
    }
    lines
}

/// The rows below the first block: authors and date, where that block is the title.
pub(super) fn below(text: &Text, width: usize) -> Vec<Line> {
    if !opens_with_title(text) {
        return Vec::new();
    }
    let end = text.document.blocks[0].span.end;
    let mut lines = byline(text, width);
    for line in &mut lines {
        let to_the_left = line.pieces.first().map_or(0, |piece| piece.x);
        line.span = Span::at(end);
        for piece in &mut line.pieces {
            piece.x -= to_the_left;
            piece.span = Span::at(end);
        }
    }
    lines
}

/// The rows above the first note: a heading for them all.
pub(super) fn notes(text: &Text, width: usize, place: Place) -> Vec<Line> {
    let word = term(text.document.metadata.language.as_deref(), "notes");
    heading(word, width, place)
}

/// The rows above the references a bibliography file brought: a heading for them all.
pub(super) fn references(text: &Text, width: usize, place: Place) -> Vec<Line> {
    let word = term(text.document.metadata.language.as_deref(), "sources");
    heading(word, width, place)
}

/// A heading that no block holds, with room above and below.
fn heading(word: &str, width: usize, place: Place) -> Vec<Line> {
    let mut heading = Line::blank(place);
    let role = Role { part: Part::Heading(2), ..Role::default() };
    heading.push_made(&fit(word, width), place, role, None);
    let blank = || Line::blank(place);
    if place == 0 {
        return vec![heading, blank()];
    }
    vec![blank(), blank(), heading, blank()]
}

/// Whether the first block is the title, so that it need not be set above it.
fn opens_with_title(text: &Text) -> bool {
    let document = &text.document;
    let Some(first) = document.body().first() else { return false };
    let same =
        |title: &String| document.words(first.span).split_whitespace().eq(title.split_whitespace());
    first.is_heading() && document.metadata.title.as_ref().is_some_and(same)
}

/// The rows below the title: a subtitle, authors, the date.
fn byline(text: &Text, width: usize) -> Vec<Line> {
    let metadata = &text.document.metadata;
    let mut lines = Vec::new();
    // What Muse, pandoc's metadata and Dublin Core call it.
    let subtitle = metadata.more.iter().find(|(name, _)| name == "subtitle");
    for row in subtitle.map_or(Vec::new(), |(_, words)| wrap(words, width)) {
        lines.push(centred(&row, Part::Byline, width));
    }
    if !metadata.authors.is_empty() {
        for row in wrap(&metadata.authors.join(", "), width) {
            lines.push(centred(&row, Part::Byline, width));
        }
    }
    if let Some(date) = &metadata.date {
        lines.push(centred(&fit(date, width), Part::Byline, width));
    }
    lines
}

fn centred(words: &str, part: Part, width: usize) -> Line {
    let mut line = Line::blank(0);
    line.push_made(words, 0, Role { part, ..Role::default() }, None);
    line.indent(width.saturating_sub(cells(words)) / 2);
    line
}

/// Breaks words of no block, such as a title or an entry standing by itself, into rows of at most
/// `width` cells, at their spaces.
pub fn wrap(words: &str, width: usize) -> Vec<String> {
    let mut rows: Vec<String> = Vec::new();
    for word in clean(words).split_whitespace() {
        match rows.last_mut() {
            Some(row) if cells(row) + 1 + cells(word) <= width => row.extend([" ", word]),
            _ => rows.push(fit(word, width)),
        }
    }
    rows
}
