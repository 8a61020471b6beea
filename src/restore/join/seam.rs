//! Seams: whether one line goes on in the next, within a page and over its end.
//!
//! A text is of lines as printed (`plain`), or of paragraphs that somebody has joined (`flowed`);
//! what holds of both is here.

use crate::restore::join::edge::{Between, Seam};
use crate::restore::join::hyphen::Glue;
use crate::restore::join::lost_hyphen::LostHyphens;
use crate::restore::join::setting::Settings;
use crate::restore::join::{flowed, plain};
use crate::restore::lines::Sort;
use crate::restore::order::known::Known;

/// What is known of the lines of a text as it is joined.
#[derive(Debug)]
pub(super) struct Seams<'p, 'd> {
    known: &'p Known<'p, 'd>,
    /// The hyphens an extractor took away.
    hyphens: &'p LostHyphens,
    /// Whether somebody typed the text, so that no page parts its paragraphs.
    typed: bool,
    /// How its lines are set, if it is plain.
    settings: Option<Settings>,
}

impl<'p, 'd> Seams<'p, 'd> {
    /// Looks over the lines of a text.
    pub(super) fn new(known: &'p Known<'p, 'd>, hyphens: &'p LostHyphens, typed: bool) -> Self {
        let settings = known.print.plain.then(|| Settings::of(known.print));
        Self { known, hyphens, typed, settings }
    }

    /// Whether a line is the title of a section, by the contents list.
    pub(super) fn is_title(&self, words: &str) -> bool {
        self.known.titles.has(words)
    }

    /// What stands between two lines that follow each other.
    pub(super) fn between(&self, seam: Seam<'_>) -> Between {
        let lines = &self.known.print.lines;
        let (before, after) = (&lines[seam.left.at], &lines[seam.right.at]);
        let kept = |sort: Sort| matches!(sort, Sort::Fixed | Sort::Rule);
        if kept(before.sort) || kept(after.sort) || after.sort == Sort::Heading {
            return Between::Block;
        }
        if before.sort == Sort::Heading {
            let same = after.block == before.block;
            return if same { Between::Goes(Glue::Line) } else { Between::Block };
        }
        if self.is_title(seam.left.words) || self.is_title(seam.right.words) {
            return Between::Block;
        }
        match &self.settings {
            Some(settings) => plain::between(self.known, settings, self.hyphens, seam),
            None => flowed::between(self.known, seam, self.typed),
        }
    }
}
