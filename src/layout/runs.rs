//! Runs: the words of a block cut where their look changes, with the labels of notes between.

use super::formula;
use super::role::{Link, LinkRole, Part, Role, Style};
use super::width::fit;
use crate::doc::{Block, Cited, Image, Kind, Mark, MarkKind, Place, Span};
use crate::language::numeral::{is_raised, lowered};
use crate::text::Text;

/// Words of one look, or something layout adds among them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    /// The words. Empty for a label, which then belongs to that place.
    pub(super) span: Span,
    /// What is shown instead of the words.
    pub(super) made: Option<Box<str>>,
    pub(super) role: Role,
    pub(super) link: Option<Link>,
}

/// The runs of a block, in order; together they cover its words.
#[derive(Debug, Default)]
pub(super) struct Runs {
    pub(super) runs: Vec<Run>,
    /// The formulas among its words.
    formulas: Vec<Formula>,
    /// What stands on lines of its own.
    apart: Vec<Span>,
}

/// A formula among words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Formula {
    pub(super) span: Span,
    /// Whether it is in TeX, as against MathML in one line.
    pub(super) tex: bool,
    apart: bool,
}

impl Runs {
    /// The runs of `block`, of which all words are of `part`.
    pub(super) fn of(text: &Text, block: &Block, part: Part) -> Self {
        let mut cutter = Cutter::new(text, block, part);
        cutter.cut();
        Self { runs: cutter.runs, formulas: cutter.formulas, apart: Vec::new() }
    }

    /// The same runs, formulas in signs where that is wanted and there are some, and on lines of their
    /// own where their author has set them apart.
    pub(super) fn with_formulas(mut self, text: &str, wanted: bool) -> Self {
        if wanted && !self.formulas.is_empty() {
            self.runs = formula::set(self.runs, text, &self.formulas);
            let apart = self.formulas.iter().filter(|formula| formula.apart);
            self.apart = apart.map(|formula| formula.span).collect();
        }
        self
    }

    /// Whether no line ends at `place`, though the words of `text` would have it: what is shown there
    /// stands for words on both sides of it, or has no blank where they do; or it parts a formula from
    /// its dollars.
    pub(super) fn is_glued(&self, text: &str, place: Place) -> bool {
        let at = self.formulas.partition_point(|formula| formula.span.end <= place);
        let Some(formula) = self.formulas.get(at).filter(|it| it.span.start < place) else {
            return false;
        };
        let at = self.runs.partition_point(|run| run.span.end < place);
        let Some(run) = self.runs.get(at).filter(|run| run.span.start < place) else {
            return false;
        };
        match &run.made {
            Some(made) => {
                let blank = text[..place].ends_with(char::is_whitespace);
                place < run.span.end || blank && !made.ends_with(' ')
            }
            None => {
                let sign = |words: &str| {
                    formula::DELIMITERS.iter().any(|&(open, close)| words == open || words == close)
                };
                let Span { start, end } = formula.span;
                sign(&text[start..place]) || sign(&text[place..end])
            }
        }
    }

    /// Where what stands on lines of its own begins and ends in `from..=to`: a place after `from` where
    /// a line is to end before it, and whether one is to end at `to` after it.
    pub(super) fn parted(&self, from: Place, to: Place) -> (Option<Place>, bool) {
        let first = self.apart.partition_point(|span| span.end <= from);
        let begun = self.apart[first..].iter().take_while(|span| span.start <= to);
        let mut begun = begun.peekable();
        let before = begun.peek().map(|span| span.start).filter(|&start| start > from);
        (before, begun.any(|span| span.end <= to))
    }

    /// The same runs, raised labels in brackets where that is wanted: `[4]` for `⁴`.
    pub(super) fn bracketed(mut self, wanted: bool) -> Self {
        let labels = self.runs.iter_mut().filter(|run| wanted && run.span.is_empty());
        for label in labels.filter_map(|run| run.made.as_mut()) {
            let figures: Option<String> =
                label.chars().map(|c| is_raised(c).then(|| lowered(c))).collect();
            if let Some(figures) = figures.filter(|figures| !figures.is_empty()) {
                *label = format!("[{figures}]").into();
            }
        }
        self
    }

    /// The parts of runs that stand in `span`. A label stands after the word before it, so one at
    /// the start of `span` is left out, unless nothing is before it.
    pub(super) fn slices(&self, span: Span) -> impl Iterator<Item = (&Run, Span)> {
        let from = self.runs.partition_point(|run| run.span.end < span.start);
        let first = self.runs.first().map_or(0, |run| run.span.start);
        self.runs[from..].iter().take_while(move |run| run.span.start <= span.end).filter_map(
            move |run| {
                if run.span.is_empty() {
                    let place = run.span.start;
                    let inside = place > span.start && place <= span.end;
                    return (inside || place == span.start && place == first)
                        .then_some((run, run.span));
                }
                let start = run.span.start.max(span.start);
                let end = run.span.end.min(span.end);
                (start < end).then(|| (run, Span::new(start, end)))
            },
        )
    }
}

/// How many marks before an image are looked at for a link that it is in.
const NEAR: usize = 8;

/// What a mark or citation changes, from its start to its end.
struct Change {
    span: Span,
    style: Style,
    raised: bool,
    link: Option<(Link, LinkRole)>,
}

struct Cutter<'t> {
    text: &'t Text,
    block: &'t Block,
    part: Part,
    changes: Vec<Change>,
    labels: Vec<Run>,
    formulas: Vec<Formula>,
    runs: Vec<Run>,
}

impl<'t> Cutter<'t> {
    fn new(text: &'t Text, block: &'t Block, part: Part) -> Self {
        Self {
            text,
            block,
            part,
            changes: Vec::new(),
            labels: Vec::new(),
            formulas: Vec::new(),
            runs: Vec::new(),
        }
    }

    fn cut(&mut self) {
        self.gather();
        let mut cuts: Vec<Place> = self
            .changes
            .iter()
            .flat_map(|change| [change.span.start, change.span.end])
            .chain(self.labels.iter().map(|label| label.span.start))
            .chain([self.block.span.start, self.block.span.end])
            .filter(|&place| self.block.span.touches(place))
            .collect();
        cuts.sort_unstable();
        cuts.dedup();
        let mut labels = std::mem::take(&mut self.labels).into_iter().peekable();
        // Changes still open, by index: few at a time, so a run looks at no more than it must.
        let mut open: Vec<usize> = Vec::new();
        let mut next = 0;
        for pair in cuts.windows(2) {
            let span = Span::new(pair[0], pair[1]);
            while let Some(label) = labels.next_if(|label| label.span.start <= span.start) {
                self.runs.push(label);
            }
            while next < self.changes.len() && self.changes[next].span.start <= span.start {
                open.push(next);
                next += 1;
            }
            open.retain(|&index| self.changes[index].span.end > span.start);
            self.push(span, &open);
        }
        self.runs.extend(labels);
    }

    fn gather(&mut self) {
        let document = &self.text.document;
        let first = document.marks.partition_point(|mark| mark.span.start < self.block.span.start);
        for (offset, mark) in document.marks_in(self.block.span).iter().enumerate() {
            self.mark((first + offset) as u32, mark);
        }
        let first = self.text.links.first_citation(self.block.span.start);
        for (offset, citation) in self.text.links.citations_in(self.block.span).iter().enumerate() {
            let role = match citation.source {
                Cited::One(_) => LinkRole::Citation,
                Cited::OneOf(_) | Cited::Missing => LinkRole::Unsure,
            };
            let link = Some((Link::Citation((first + offset) as u32), role));
            let change =
                Change { span: citation.span, style: Style::default(), raised: false, link };
            self.changes.push(change);
        }
        self.changes.sort_by_key(|change| change.span.start);
    }

    fn mark(&mut self, index: u32, mark: &Mark) {
        let mut change =
            Change { span: mark.span, style: Style::default(), raised: false, link: None };
        match &mark.kind {
            MarkKind::Emphasis => change.style.emphasis = true,
            MarkKind::Strong => change.style.strong = true,
            MarkKind::Strike => change.style.strike = true,
            MarkKind::Code => change.style.code = true,
            MarkKind::Image(image) => {
                change.style.image = true;
                if self.block.kind == Kind::Figure {
                    change.link = Some((Link::Mark(index), LinkRole::Image));
                    self.bracket(index, mark.span, image);
                }
            }
            MarkKind::Superscript => change.raised = true,
            &MarkKind::Formula { tex, apart } => {
                self.formulas.push(Formula { span: mark.span, tex, apart });
            }
            MarkKind::Link(_) => change.link = Some((Link::Mark(index), LinkRole::Address)),
            MarkKind::NoteReference { label, note } => {
                let role = if note.is_some() { LinkRole::Note } else { LinkRole::Unsure };
                // Two numbers side by side would read as one.
                let beside = self.labels.last().is_some_and(|last| last.span == mark.span);
                let comma = if beside { "," } else { "" };
                self.labels.push(Run {
                    span: mark.span,
                    made: Some(format!("{comma}{}", shown_label(label)).into()),
                    role: Role { part: Part::Label, link: Some(role), ..Role::default() },
                    link: Some(Link::NoteReference { place: mark.span.start, note: *note }),
                });
                return;
            }
            MarkKind::Subscript
            | MarkKind::Citation { .. }
            | MarkKind::CitationGroup { .. }
            | MarkKind::Page { .. } => return,
        }
        self.changes.push(change);
    }

    /// Says of the words that stand for an image, or where there are none, that there is one.
    fn bracket(&mut self, index: u32, span: Span, image: &Image) {
        let size = image.size.map_or(String::new(), |(width, height)| format!("{width}×{height}"));
        let (before, after) = match (span.is_empty(), image.size.is_some()) {
            (true, true) => (format!("[image · {size}]"), String::new()),
            (true, false) => ("[image]".to_owned(), String::new()),
            (false, true) => ("[image: ".to_owned(), format!(" · {size}]")),
            (false, false) => ("[image: ".to_owned(), "]".to_owned()),
        };
        let style = Style { image: true, ..Style::default() };
        // A link around it begins where it does, or a few marks before.
        let near = self.changes.iter().rev().take(NEAR);
        let link = near.filter(|it| it.span.encloses(span)).find_map(|change| change.link);
        let (link, of) = link.unwrap_or((Link::Mark(index), LinkRole::Image));
        let role = Role { part: self.part, style, link: Some(of) };
        for (place, made) in [(span.start, before), (span.end, after)] {
            if !made.is_empty() {
                let link = Some(link);
                self.labels.push(Run {
                    span: Span::at(place),
                    made: Some(made.into()),
                    role,
                    link,
                });
            }
        }
    }

    fn push(&mut self, span: Span, open: &[usize]) {
        let mut run =
            Run { span, made: None, role: Role { part: self.part, ..Role::default() }, link: None };
        let mut raised = false;
        for &index in open {
            let change = &self.changes[index];
            let style = &mut run.role.style;
            style.emphasis |= change.style.emphasis;
            style.strong |= change.style.strong;
            style.strike |= change.style.strike;
            style.code |= change.style.code;
            style.image |= change.style.image;
            raised |= change.raised;
            // An image that is linked leads where its link does.
            let shows = |role| role == LinkRole::Image;
            if let Some((link, role)) = change.link
                && !(shows(role) && run.link.is_some())
            {
                run.link = Some(link);
                run.role.link = Some(role);
            }
        }
        let words = self.text.document.words(span);
        match raised.then(|| raise(words)).flatten().filter(|shown| shown != words) {
            Some(raised) => self.push_raised(&run, &raised),
            None => self.runs.push(run),
        }
    }

    /// Adds a run character by character, each shown as one of `raised`: lines may break between
    /// any two, and what is shown must break with them.
    fn push_raised(&mut self, run: &Run, raised: &str) {
        let mut start = run.span.start;
        for (c, shown) in self.text.document.words(run.span).chars().zip(raised.chars()) {
            let span = Span::new(start, start + c.len_utf8());
            start = span.end;
            let made = (shown != c).then(|| shown.to_string().into());
            self.runs.push(Run { span, made, ..run.clone() });
        }
    }
}

/// The part the words of a block are of, by its kind and what encloses it.
pub(super) fn part_of(text: &Text, block: &Block) -> Part {
    match block.kind {
        Kind::Heading { level } => Part::Heading(level),
        Kind::Code { .. } => Part::Code,
        _ => {
            let quoted = text
                .document
                .around(block)
                .any(|(_, kind)| matches!(kind, crate::doc::Enclosure::Quote));
            if quoted { Part::Quote } else { Part::Body }
        }
    }
}

/// The label of a note as it stands in the text: raised if it is a number, as it is if it is a
/// sign such as `*`, else in brackets.
pub(super) fn shown_label(label: &str) -> String {
    if label.chars().all(|c| c.is_ascii_digit())
        && let Some(raised) = raise(label)
    {
        return raised;
    }
    // A second apparatus has braces of its own.
    if label.starts_with('{') {
        return label.to_owned();
    }
    if label.chars().all(|c| !c.is_alphanumeric() && !c.is_control() && !c.is_whitespace()) {
        return label.to_owned();
    }
    // A label no reader was meant to see, of a note that is not there.
    format!("[{}]", fit(label, LONGEST_LABEL))
}

/// How much of a label is shown, in cells. A label cannot be broken, and a line must hold it.
const LONGEST_LABEL: usize = 7;

/// The raised form of a word, if Unicode has one for each of its characters.
fn raise(word: &str) -> Option<String> {
    let raised = |c: char| match c {
        '-' => Some('⁻'),
        '[' => Some('⁽'),
        ']' => Some('⁾'),
        ' ' | ',' => Some(c),
        c if is_raised(c) => Some(c),
        c if c.is_ascii() && !c.is_ascii_uppercase() => formula::raised(c),
        _ => None,
    };
    word.chars().map(raised).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_raised_or_bracketed() {
        let cases = [
            ("12", "¹²"),
            ("*", "*"),
            ("†", "†"),
            ("a", "[a]"),
            ("iv", "[iv]"),
            ("kropotkin", "[kropot…]"),
            ("{1}", "{1}"),
        ];
        for (label, shown) in cases {
            assert_eq!(shown_label(label), shown);
        }
        assert_eq!(raise("th").as_deref(), Some("ᵗʰ"));
        assert_eq!(raise("é"), None);
    }

    #[test]
    fn runs_cover_the_words() {
        let source = "A *b **c** d*[^1] and ^2 <sup>e</sup>[^1]\n\n[^1]: N";
        let text = Text::new(crate::read::markdown("x", source));
        let block = &text.document.blocks[0];
        let runs = Runs::of(&text, block, Part::Body);
        let words: String = runs.runs.iter().map(|run| text.document.words(run.span)).collect();
        assert_eq!(words, text.document.words(block.span));
        let labels = runs.runs.iter().filter(|run| run.role.part == Part::Label).count();
        assert_eq!(labels, 2);
        let c = runs.runs.iter().find(|run| text.document.words(run.span) == "c").unwrap();
        assert!(c.role.style.emphasis && c.role.style.strong);
    }
}
