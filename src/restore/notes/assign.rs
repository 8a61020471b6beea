//! Which words of a footnote area are whose: labels and words are found apart, and assigned for all
//! notes of a page at once.

use std::collections::HashMap;

use crate::doc::Span;
use crate::language::prose::sentence::{End, Start, end, start};
use crate::restore::lines::Lines;
use crate::restore::lines::marker::Form;
use crate::restore::notes::area::ends_with_locator;
use crate::restore::weights::Weights;

/// What may be the label of a note at the start of a line, or alone on it.
#[derive(Clone, Debug)]
pub(super) struct Token {
    /// Its line.
    pub at: usize,
    /// Its letters.
    pub label: String,
    /// How it is printed.
    pub form: Form,
    /// Where its words begin; `None` where the label stands alone.
    pub words: Option<usize>,
    /// The label itself, where an extractor set it after the last line of the text above: then `at`
    /// is the line below that.
    pub displaced: Option<Span>,
}

/// Assigns the words of a footnote area to its labels.
pub(super) struct Assignment<'s, 'd> {
    /// The text.
    pub text: &'s Lines<'d>,
    /// What each sign weighs.
    pub weights: &'s Weights,
    /// How wide a full line of a note is.
    pub measure: usize,
    /// The labels, in the order of their marks.
    pub labels: Vec<&'s Token>,
    /// The lines of the footnote area, without labels that stand alone.
    pub words: &'s [usize],
}

impl Assignment<'_, '_> {
    /// For each label, which of `words` its note begins with.
    pub(super) fn starts(&self) -> Option<Vec<usize>> {
        let (count, lines) = (self.labels.len(), self.words.len());
        if count == 0 || lines < count {
            return None;
        }
        let natural: Vec<Option<usize>> =
            self.labels.iter().map(|token| self.natural(token)).collect();
        let own: HashMap<usize, usize> = natural
            .iter()
            .enumerate()
            .filter_map(|(label, line)| Some(((*line)?, label)))
            .collect();
        let begins: Vec<f32> = (0..lines).map(|line| self.begins(line)).collect();
        let weigh = |label: usize, line: usize| {
            begins[line]
                + match own.get(&line) {
                    Some(&other) if other == label => self.weights.note_at_its_label,
                    Some(_) => self.weights.note_at_other_label,
                    None => 0.0,
                }
        };
        // The best way to begin label `label` at line `line` or before, and where it does.
        let mut best: Vec<Vec<(f32, usize)>> = Vec::with_capacity(count);
        for label in 0..count {
            let mut row: Vec<(f32, usize)> = Vec::with_capacity(lines);
            let mut top = (f32::NEG_INFINITY, 0);
            for line in 0..lines {
                let before = match label.checked_sub(1) {
                    None => 0.0,
                    Some(_) if line == 0 => f32::NEG_INFINITY,
                    Some(above) => best[above][line - 1].0,
                };
                let weight = before + weigh(label, line);
                if weight > top.0 {
                    top = (weight, line);
                }
                row.push(top);
            }
            best.push(row);
        }
        let mut starts = vec![0; count];
        let mut until = lines;
        for label in (0..count).rev() {
            let (weight, line) = best[label][until.checked_sub(1)?];
            if weight == f32::NEG_INFINITY {
                return None;
            }
            starts[label] = line;
            until = line;
        }
        Some(starts)
    }

    /// Where the words of a label begin if nothing is out of its place: after it on its line, or
    /// below it. Of a heap of labels, the first has the words below the heap.
    fn natural(&self, token: &Token) -> Option<usize> {
        if token.words.is_some() {
            return self.words.iter().position(|&at| at == token.at);
        }
        let below = self.words.iter().position(|&at| at > token.at)?;
        let next = self.words[below];
        let heap = self.labels.iter().filter(|other| {
            other.words.is_none() && (token.at..next).contains(&other.at) && other.at != token.at
        });
        let first = self.labels.iter().all(|other| {
            let previous = below.checked_sub(1).map_or(0, |index| self.words[index]);
            other.words.is_some() || other.at >= token.at || other.at < previous
        });
        (heap.count() == 0 || first).then_some(below).filter(|_| first)
    }

    /// How well a note begins at one of the lines.
    fn begins(&self, line: usize) -> f32 {
        let weights = self.weights;
        let Some(before) = line.checked_sub(1) else {
            let first = start(self.text.lines[self.words[0]].words);
            return if first == Start::Sentence { weights.note_opens_foot } else { 0.0 };
        };
        let (left, right) =
            (&self.text.lines[self.words[before]], &self.text.lines[self.words[line]]);
        let stop = match end(left.words) {
            End::Stop => weights.note_after_stop,
            // Notes end with pages and years as others do with a stop.
            End::Open if ends_with_locator(left.words) => 0.0,
            End::Announcing => 0.0,
            End::Open => weights.note_after_open,
            End::Broken => weights.note_after_broken,
        };
        let fresh = match start(right.words) {
            Start::Sentence => weights.note_is_sentence,
            Start::Unclear => 0.0,
            Start::Inside => weights.note_is_middle,
        };
        let short = left.width() * 20 < self.measure * 17;
        stop + fresh + if short { weights.note_after_short_line } else { 0.0 }
    }
}
