//! How a line stood, as `restore` gets it, of what was drawn and what the file says.

use crate::doc::{Geometry, Tag};
use crate::language::fold;
use crate::read::pdf::drawn::glyph::{BOLD, DRAWN, FIXED, ITALIC, Rule};
use crate::read::pdf::page::lines::Line;
use crate::read::pdf::page::words::{Cell, Words};
use crate::read::pdf::said::links::Entry;
use crate::read::pdf::said::tags::Tags;

/// How a line stands that was written to `words`.
pub(super) fn of(line: &Line, words: &Words) -> Geometry {
    let cells = &words.cells;
    let most = |look: u8| cells.iter().filter(|it| it.look & look != 0).count() * 2 > cells.len();
    let first = cells.iter().take_while(|it| !words.text[it.at..].starts_with(' '));
    let tenths = |points: f32| (points * 10.0).round() as i32;
    Geometry {
        left: tenths(line.left),
        right: tenths(line.right),
        baseline: tenths(line.baseline),
        size: tenths(line.size),
        bold: most(BOLD),
        italic: most(ITALIC),
        fixed: most(FIXED),
        begins_fixed: !cells.is_empty() && first.into_iter().all(|it| it.look & FIXED != 0),
        drawn: most(DRAWN),
        ..Geometry::default()
    }
}

/// What the file says that most of a line is.
pub(super) fn tag(cells: &[Cell], tags: &Tags, page: usize) -> Option<Tag> {
    // The one that most are of outlives all others, where there is one (Boyer and Moore).
    let mut most = (0u32, 0usize);
    for cell in cells {
        most = match most {
            (_, 0) => (cell.marked, 1),
            (number, count) if number == cell.marked => (number, count + 1),
            (number, count) => (number, count - 1),
        };
    }
    tags.tag(page, most.0)
}

/// Whether a rule is drawn above a line, with no words between: one that begins no farther right than
/// the line ends. One right under the words above underlines them.
pub(super) fn is_ruled(line: &Line, above: Option<&Line>, rules: &[Rule]) -> bool {
    let top = line.baseline - line.size * 0.5;
    let floor = above.map_or(top - line.size * 2.5, |above| above.baseline);
    rules.iter().any(|rule| {
        let underlines = above.is_some_and(|above| {
            rule.y - above.baseline < above.size * 0.25
                && rule.left >= above.left - 1.0
                && rule.right <= above.right + 1.0
        });
        rule.y < top
            && rule.y > floor.max(top - line.size * 2.5)
            && rule.left < line.right
            && rule.right > line.left - line.size
            && !underlines
    })
}

/// Finds the words of the outline among the lines of a page.
#[derive(Debug, Default)]
pub(super) struct Outlined<'o> {
    /// The entries that lead to the page.
    entries: &'o [Entry],
    /// How deep the entry stands that the last line began, and what of it is still to come.
    open: Option<(u8, &'o str)>,
}

impl<'o> Outlined<'o> {
    /// Of the entries that lead to a page.
    pub(super) fn new(entries: &'o [Entry]) -> Self {
        Self { entries, open: None }
    }

    /// How deep the entry stands whose words a line begins with, or begins or goes on.
    pub(super) fn depth(&mut self, words: &str) -> Option<u8> {
        if self.entries.is_empty() {
            return None;
        }
        let letters = fold::letters(words);
        if letters.is_empty() {
            return None;
        }
        if let Some((depth, rest)) = self.open.take()
            && let Some(after) = rest.strip_prefix(letters.as_str())
        {
            self.open = Some((depth, after)).filter(|_| !after.is_empty());
            return Some(depth);
        }
        // An entry may leave out the number its heading begins with, or the other way round.
        let bare = |letters: &'o str| letters.trim_start_matches(|c: char| c.is_ascii_digit());
        let own = letters.trim_start_matches(|c: char| c.is_ascii_digit());
        let long = letters.chars().count() >= 3;
        for entry in self.entries {
            if entry.letters == letters || !own.is_empty() && bare(&entry.letters) == own {
                return Some(entry.depth);
            }
            let rest = entry.letters.strip_prefix(letters.as_str());
            let rest = rest.or_else(|| bare(&entry.letters).strip_prefix(own));
            if let Some(rest) = rest.filter(|_| long && !own.is_empty()) {
                self.open = Some((entry.depth, rest));
                return Some(entry.depth);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_of_the_outline_are_found_by_their_words() {
        let entries = [("1introduction", 1), ("ofthewayinwhichbeesarekept", 2)];
        let entries = entries.map(|(letters, depth)| Entry { letters: letters.to_owned(), depth });
        let mut outlined = Outlined::new(&entries);
        let lines = [
            ("Words of the text", None),
            ("1 Introduction", Some(1)),
            ("Of the Way in which", Some(2)),
            ("Bees are Kept", Some(2)),
            ("Bees are kept so", None),
            ("Introduction", Some(1)),
        ];
        for (words, depth) in lines {
            assert_eq!(outlined.depth(words), depth, "{words}");
        }
    }
}
