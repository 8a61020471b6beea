//! How the lines of a plain text are set, which says what the ends of its lines mean.

use crate::language::prose::sentence::{End, end};
use crate::restore::lines::{Line, Lines};
use crate::restore::pages::role::Print;

/// How the lines of a block of plain text are set, which says what the ends of its lines mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Setting {
    /// The margin ended them: prose.
    Filled,
    /// They were ended on purpose: verse, a list of short lines.
    Ragged,
    /// Each paragraph has its first line flush and the others indented by some, as lists of sources
    /// have it: a flush line begins a paragraph. The number is the indent of flush lines.
    Hanging(usize),
    /// They are longer than the measure of the text: each is a paragraph that nobody wrapped.
    Whole,
}

/// How all lines of a plain text are set.
#[derive(Debug)]
pub(super) struct Settings {
    /// For each line, how the lines of its block are set.
    pub of_line: Vec<Setting>,
    /// Whether paragraphs begin with an indent.
    pub indents: bool,
    /// The length of a full line of a note.
    pub note_measure: usize,
}

impl Settings {
    /// Looks over the lines of a plain text.
    pub(super) fn of(print: Print<'_, '_>) -> Self {
        Self {
            of_line: of_lines(print.text),
            indents: has_indents(print.text),
            note_measure: note_measure(print),
        }
    }
}

/// How the block of each line is set.
fn of_lines(text: &Lines<'_>) -> Vec<Setting> {
    let lines = &text.lines;
    let mut set = Vec::with_capacity(lines.len());
    while set.len() < lines.len() {
        let begin = set.len();
        let end = text.end_of_block(begin);
        set.resize(end, of_block(text, &lines[begin..end]));
    }
    set
}

fn of_block(text: &Lines<'_>, block: &[Line<'_>]) -> Setting {
    let measure = text.measure;
    let full = |pair: &&[Line<'_>]| fills(&pair[0], pair[1].words, measure);
    // A word may stand out of the margin, a third of the lines do not; but from pages that are
    // known, an extractor may have drawn lines together.
    let long = block.iter().filter(|line| line.width() * 4 > measure * 5).count();
    let paged = text.has_feeds();
    if !paged && block.len() > 1 && measure > 0 && long * 3 >= block.len() {
        return Setting::Whole;
    }
    let flush = block.iter().map(|line| line.indent).min().unwrap_or(0);
    let pairs = block.windows(2);
    let inward = pairs.clone().filter(|pair| pair[0].indent == flush && pair[1].indent > flush);
    // Only a full line goes on in the next; before the indent of a new paragraph, the line is
    // as a rule short.
    let (turned, kept) = (inward.clone().count(), inward.filter(full).count());
    if turned > 0 && kept * 5 >= turned * 4 && block[0].indent == flush {
        return Setting::Hanging(flush);
    }
    // The lines of a poem that stands alone are the measure themselves.
    let verse = !paged && is_verse(block);
    if !verse && pairs.clone().filter(full).count() * 2 >= pairs.count() {
        Setting::Filled
    } else {
        Setting::Ragged
    }
}

/// Whether lines are verse by their letters: every one of them begins with a capital, which the
/// margin does not bring about, and most come to some stop.
fn is_verse(block: &[Line<'_>]) -> bool {
    let capital = |line: &Line<'_>| {
        line.words.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase)
    };
    let stops = |line: &&Line<'_>| line.words.ends_with(|c: char| !c.is_alphanumeric());
    block.len() > 3
        && block.iter().all(capital)
        && block.iter().filter(stops).count() * 2 > block.len()
}

/// Whether a line was ended by the margin: the next word would not have fitted. Letters differ in
/// width, so that a line of proportional type counts as full at nine tenths.
pub(super) fn fills(line: &Line<'_>, next: &str, measure: usize) -> bool {
    let word = next.split_whitespace().next().map_or(0, |word| word.chars().count());
    (line.indent.min(8) + line.width() + 1 + word) * 10 >= measure * 9
}

fn note_measure(print: Print<'_, '_>) -> usize {
    let mut widths: Vec<usize> = print
        .with_roles()
        .filter(|(role, _)| role.is_note())
        .map(|(_, line)| line.width())
        .filter(|&width| width > 20)
        .collect();
    widths.sort_unstable();
    match widths.get(widths.len() * 8 / 10) {
        Some(&width) if widths.len() > 10 => width,
        _ => print.measure,
    }
}

/// Whether paragraphs begin with an indent: it follows stops, and little else does.
fn has_indents(text: &Lines<'_>) -> bool {
    let pairs = text.lines.windows(2).filter(|pair| !pair[1].opens && pair[1].width() > 20);
    let (mut after_stop, mut elsewhere) = (0, 0);
    for pair in pairs {
        if pair[1].indent > pair[0].indent {
            if end(pair[0].words) == End::Stop { after_stop += 1 } else { elsewhere += 1 }
        }
    }
    after_stop >= 3 && after_stop > 2 * elsewhere
}
