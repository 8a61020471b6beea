//! Whether a line goes on in the next: by indents, gaps, edges, and only then by words.
//!
//! A paragraph begins with an indent, after a gap, or after a line that was ended before its edge
//! (Bringhurst 2.3). In lists of sources it is the other way round: the first line stands at the edge,
//! and the others hang from it.

use crate::language::prose::sentence::{End, Start, end, start};
use crate::restore::by_place::line::edges::Edges;
use crate::restore::by_place::line::stand::Stand;

/// How paragraphs of a stretch of text are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::restore::by_place) enum Style {
    /// Their first lines are indented, or a gap is between them.
    Indented,
    /// Their first lines stand out, the others are indented.
    Hanging,
}

/// What stands between two lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::restore::by_place) enum Seam {
    /// The end of a paragraph.
    New,
    /// Nothing: the second goes on with the first.
    Goes,
    /// The end of a line that was ended on purpose, as verse has it.
    Line,
}

/// What the seams of a text are judged by.
#[derive(Debug)]
pub(in crate::restore::by_place) struct Judge<'j, 't, 'd> {
    /// The lines.
    pub stand: &'j Stand<'t, 'd>,
    /// The edges of their columns.
    pub edges: &'j [Edges],
}

impl Judge<'_, '_, '_> {
    /// How far a line begins from the left edge of its column.
    pub(in crate::restore::by_place) fn indent(&self, at: usize) -> i32 {
        self.stand.at[at].left - self.edges[at].left
    }

    /// Whether the first word of `next` would have found room at the end of a line.
    pub(in crate::restore::by_place) fn is_short(&self, at: usize, next: &str) -> bool {
        let line = &self.stand.at[at];
        let word = next.split_whitespace().next().map_or(0, |word| word.chars().count());
        // Letters are half as wide as high, on the average, and a blank a quarter.
        let takes = i32::try_from(word).unwrap_or(i32::MAX / 1000).min(60) * line.size * 9 / 20;
        line.right + line.size / 4 + takes < self.edges[at].right
    }

    /// Whether an indent is one: more than the ink of letters brings about.
    fn is_in(&self, at: usize, by: i32) -> bool {
        by * 10 > self.stand.at[at].size * 7
    }

    /// Whether two lines stand in one column of one page.
    pub(in crate::restore::by_place) fn together(&self, above: usize, at: usize) -> bool {
        self.stand.same_column(above, at) && self.stand.below(above, at) > 0
    }

    /// What stands between two lines of the text that follow each other; `opens` says that the
    /// first begins its paragraph, and `words` are its own without note markers at its end.
    pub(in crate::restore::by_place) fn between(
        &self,
        above: usize,
        at: usize,
        opens: bool,
        words: &str,
        style: Style,
    ) -> Seam {
        let stand = self.stand;
        let next = stand.words(at);
        if !stand.same_size(above, at) && !stand.at[above].drawn {
            let letter = opens && stand.words(above).chars().count() <= 2;
            return if letter { Seam::Goes } else { Seam::New };
        }
        if !self.together(above, at) {
            return self.over(above, at, words, style);
        }
        if stand.gap(above, at, 135) {
            return Seam::New;
        }
        let by = stand.at[at].left - stand.at[above].left;
        let item = opens && is_item(stand.words(above));
        if self.is_in(at, by) {
            return if style == Style::Hanging || item { Seam::Goes } else { Seam::New };
        }
        if self.is_in(at, -by) {
            let first = opens && style != Style::Hanging && !item;
            let full = !self.is_short(above, next);
            return if first && full { Seam::Goes } else { Seam::New };
        }
        // In a list whose entries hang, what stands at the edge begins one.
        if style == Style::Hanging && !self.is_in(at, self.indent(at)) {
            return Seam::New;
        }
        if is_item(next) && (item || end(words) == End::Stop || end(words) == End::Announcing) {
            return Seam::New;
        }
        self.level(above, words, next)
    }

    /// Two lines that begin at one edge.
    fn level(&self, above: usize, words: &str, next: &str) -> Seam {
        if !self.is_short(above, next) {
            return Seam::Goes;
        }
        match (end(words), start(next)) {
            (End::Broken, _) => Seam::Goes,
            (End::Stop, Start::Sentence | Start::Unclear) => Seam::New,
            (_, Start::Inside) => Seam::Goes,
            _ => Seam::Line,
        }
    }

    /// Two lines between which a column or a page ends.
    fn over(&self, above: usize, at: usize, words: &str, style: Style) -> Seam {
        let next = self.stand.words(at);
        let (last, first) = (end(words), start(next));
        if last == End::Broken {
            return Seam::Goes;
        }
        let inward = self.is_in(at, self.indent(at));
        let was = self.is_in(above, self.indent(above));
        match style {
            Style::Hanging if inward => return Seam::Goes,
            Style::Hanging => return Seam::New,
            // What is set in goes on with what is set in.
            Style::Indented if inward && !was => return Seam::New,
            Style::Indented => {}
        }
        match (last, first) {
            (End::Stop, Start::Inside) | (End::Open, _) if first == Start::Inside => Seam::Goes,
            (End::Stop, _) if self.is_short(above, next) => Seam::New,
            (End::Announcing, _) if self.is_short(above, next) => Seam::New,
            _ if self.is_short(above, next) && first == Start::Sentence => Seam::Line,
            _ => Seam::Goes,
        }
    }

    /// How the paragraphs of a stretch are told apart: by what stands before lines that are further
    /// in than the line above, and before those that are further out.
    pub(in crate::restore::by_place) fn style(&self, lines: &[usize]) -> Style {
        let (mut hanging, mut indented) = (0, 0);
        for pair in lines.windows(2) {
            let (above, at) = (pair[0], pair[1]);
            let stand = self.stand;
            if !self.together(above, at) || !stand.same_size(above, at) || stand.gap(above, at, 135)
            {
                continue;
            }
            let by = stand.at[at].left - stand.at[above].left;
            // A stop at the end of a full line says nothing: entries are full of them.
            let ended = self.is_short(above, stand.words(at));
            let at_edge = !self.is_in(at, self.indent(at));
            if self.is_in(at, by) {
                if ended { indented += 1 } else { hanging += 1 }
            } else if self.is_in(at, -by) {
                if ended { hanging += 1 } else { indented += 1 }
            } else if at_edge && !ended && start(stand.words(at)) == Start::Inside {
                // What stands at the edge begins an entry, where entries hang, and no entry begins
                // within a sentence.
                indented += 1;
            }
        }
        if hanging >= 3 && hanging > indented * 2 { Style::Hanging } else { Style::Indented }
    }
}

/// Whether a line begins an item of a list: with a bullet, or a short number or letter and a stop.
pub(in crate::restore::by_place) fn is_item(words: &str) -> bool {
    let Some(first) = words.split_whitespace().next() else { return false };
    let more = words.len() > first.len();
    if matches!(first, "•" | "◦" | "▪" | "‣" | "■" | "●" | "–" | "-" | "·" | "∗" | "*")
    {
        return more;
    }
    let Some(bare) = first.strip_suffix(['.', ')']) else { return bracketed(first) && more };
    let bare = bare.strip_prefix('(').unwrap_or(bare);
    let counted = !bare.is_empty() && bare.len() <= 3 && bare.chars().all(|c| c.is_ascii_digit());
    let letter = bare.len() == 1 && first.ends_with(')') && bare.chars().all(char::is_alphabetic);
    more && (counted || letter)
}

/// The label of an entry: `[12]`, `[Kro02]`.
pub(in crate::restore::by_place) fn bracketed(word: &str) -> bool {
    let inner = word.strip_prefix('[').and_then(|word| word.strip_suffix(']'));
    inner.is_some_and(|inner| {
        !inner.is_empty()
            && inner.len() <= 12
            && inner.chars().any(|c| c.is_ascii_digit())
            && inner.chars().all(|c| c.is_alphanumeric() || "+-:".contains(c))
    })
}
