//! Formulas among runs: each part of a formula becomes a run that shows its sign.

use super::signs;
use crate::doc::Span;
use crate::layout::runs::{Formula, Run};

/// Shows formulas among the runs of a block in signs, those that have them. The words are those of
/// `text`.
pub(in crate::layout) fn set(runs: Vec<Run>, text: &str, formulas: &[Formula]) -> Vec<Run> {
    let mut out = Vec::with_capacity(runs.len());
    let mut runs = runs.into_iter().peekable();
    for formula in formulas {
        let Span { start, end } = formula.span;
        // A run may begin before the formula, or end after it.
        while let Some(run) = runs.next_if(|run| run.span.end <= start) {
            out.push(run);
        }
        let mut within = Vec::new();
        while let Some(run) = runs.next_if(|run| run.span.start < end) {
            within.push(run);
        }
        out.extend(of_formula(within, text, formula));
    }
    out.extend(runs);
    out
}

/// The runs of one formula, which begin and end with it: marks are cut at.
fn of_formula(within: Vec<Run>, text: &str, formula: &Formula) -> Vec<Run> {
    let Span { start, end } = formula.span;
    let whole = within.first().is_some_and(|run| run.span.start == start)
        && within.last().is_some_and(|run| run.span.end == end)
        && within.iter().all(|run| !run.span.is_empty() && run.made.is_none());
    let signs = if whole { signs(formula.span.of(text), formula.tex) } else { None };
    let Some(signs) = signs else { return within };
    let mut out = Vec::with_capacity(signs.len());
    for (number, sign) in signs.iter().enumerate() {
        let to = signs.get(number + 1).map_or(end, |next| start + next.at);
        let span = Span::new(start + sign.at, to);
        let words = span.of(text);
        let Some(run) = within.iter().rfind(|run| run.span.start <= span.start) else { continue };
        let typed = words == sign.shown || words.trim().is_empty();
        let made = (!typed).then(|| sign.shown.as_str().into());
        out.push(Run { span, made, ..run.clone() });
    }
    out
}
