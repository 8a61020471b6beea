//! What a text of the corpus must reach: everything, unless the `least.toml` beside it says what
//! else, and why.

#![allow(unreachable_pub, reason = "the test uses it")]
#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

use std::collections::BTreeMap;

use super::truth::Score;

/// The measures a least may speak of, with what each is when everything is right. The last two
/// are counted, and say how many there may be; the others are shares.
pub const MEASURES: [(&str, f64); 12] = [
    ("order", 1.0),
    ("words", 1.0),
    ("blocks", 1.0),
    ("front", 1.0),
    ("seams", 1.0),
    ("hyphens", 1.0),
    ("notes", 1.0),
    ("anchors", 1.0),
    ("references", 1.0),
    ("citations", 1.0),
    ("repairs", 0.0),
    ("extra", 0.0),
];

/// What a text must reach in each measure that is not to be perfect.
#[derive(Debug, Default)]
pub struct Least(BTreeMap<String, f64>);

impl Least {
    /// Reads a `least.toml`: a measure and a number a line.
    ///
    /// # Errors
    /// Says which line is not understood, or that no comment gives a reason.
    pub fn read(toml: &str) -> Result<Self, String> {
        let mut least = Self::default();
        for line in toml.lines() {
            let line = line.split('#').next().unwrap_or_default().trim();
            if line.is_empty() {
                continue;
            }
            let (measure, number) = line
                .split_once('=')
                .map(|(measure, number)| (measure.trim(), number.trim().parse().ok()))
                .ok_or_else(|| format!("“{line}” is no measure"))?;
            let known = MEASURES.iter().any(|(name, _)| *name == measure);
            let number =
                number.filter(|_| known).ok_or_else(|| format!("“{line}” says nothing"))?;
            least.0.insert(measure.to_owned(), number);
        }
        if !least.0.is_empty() && !toml.contains('#') {
            return Err("it gives no reason".to_owned());
        }
        Ok(least)
    }

    /// The same, for texts whose least is written in the test.
    pub fn of(numbers: &[(&str, f64)]) -> Self {
        Self(numbers.iter().map(|(measure, number)| ((*measure).to_owned(), *number)).collect())
    }

    /// What the text must reach in one of the measures.
    pub fn of_measure(&self, at: usize) -> f64 {
        let (name, perfect) = MEASURES[at];
        self.0.get(name).copied().unwrap_or(perfect)
    }

    /// The measures in which a score is below the least.
    pub fn missed(&self, score: &Score) -> Vec<&'static str> {
        let reached = measured(score);
        let below = |at: &usize| {
            let (name, least) = (MEASURES[*at].0, self.of_measure(*at));
            reached[*at].is_some_and(|value| match name {
                "repairs" | "extra" => value > least,
                _ => value < least,
            })
        };
        (0..MEASURES.len()).filter(below).map(|at| MEASURES[at].0).collect()
    }

    /// The measures in which a score is so far above its least that the least tells nothing.
    pub fn outgrown(&self, score: &Score) -> Vec<&str> {
        let reached = measured(score);
        let above = |at: &usize| {
            let (name, least) = (MEASURES[*at].0, self.of_measure(*at));
            self.0.contains_key(name)
                && reached[*at].is_none_or(|value| match name {
                    "repairs" | "extra" => value < least,
                    _ => value >= least + 0.002,
                })
        };
        (0..MEASURES.len()).filter(above).map(|at| MEASURES[at].0).collect()
    }
}

/// What a text reached, in the order of [`MEASURES`]; `None` where there was nothing to measure.
pub fn measured(score: &Score) -> [Option<f64>; MEASURES.len()] {
    let worse = |a: Option<f64>, b: Option<f64>| match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    };
    let extra = score.notes_extra
        + score.anchors_extra
        + score.references_extra
        + score.citations_wrong
        + score.citations_false;
    [
        Some(score.order),
        Some(1.0 - score.lost.max(score.invented)),
        score.blocks,
        score.front,
        score.seams,
        score.hyphens,
        worse(score.notes, score.note_words),
        score.anchors,
        score.references,
        score.citations_right,
        Some(score.repairs_extra as f64),
        Some(extra as f64),
    ]
}
