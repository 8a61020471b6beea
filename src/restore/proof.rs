//! Proof: whether a text was printed page by page.
//!
//! What makes a scan readable harms a text that was never scanned, so nothing is repaired without
//! proof. Two kinds of signs that belong to pages must agree, over the whole text and as often as
//! pages come: paragraphs that break off in mid-sentence, words broken there, page numbers and
//! running heads within sentences, footnotes between a sentence and its end; or form feeds with any
//! of these. Verse, letters, drama, code, lists and tables break sentences too; theses, stanzas and
//! laws have numbers that stand alone; typed texts have notes below their paragraphs. Each of these
//! shows one kind of sign, seldom, or in one part of the text, so that none proves anything.
//!
//! The figures are measured: of texts as printed, the poorest in signs (a booklet whose seams are
//! mostly torn apart by its folds) has one broken sentence in 15,000 bytes; of clean texts, the
//! richest (a book on demons that quotes much) has one in 240,000.

use std::cell::OnceCell;

use crate::language::prose::sentence::{End, Start, end, start};
use crate::language::prose::words::{Words, is_hyphen};
use crate::restore::lines::word::{first_word, last_word};
use crate::restore::lines::{Lines, Sort};
use crate::restore::notes::Notes;
use crate::restore::pages::furniture::Furniture;
use crate::restore::pages::role::{Print, Role};

/// What the signs of print in a text amount to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It was printed page by page.
    Printed,
    /// It may have been: what was seen, as a clause.
    Doubtful(String),
    /// Nothing says so.
    Clean,
}

/// In how many bytes of a printed text there is one sign of each kind at least: some ten small
/// pages, or six large ones.
const REACH: usize = 20_000;

/// The least a page holds, in bytes.
const PAGE: usize = 400;

/// The least width of a line that may be cut by the end of a page, in characters, where paragraphs
/// are lines: less is verse, or a list.
const PROSE: usize = 60;

/// In how many lines a press breaks a word at least: it does so in every tenth or twentieth, and
/// whoever types hardly ever does.
const WORDS: usize = 50;

/// What in a text belongs to pages.
#[derive(Debug, Default)]
struct Signs {
    bytes: usize,
    feeds: usize,
    /// Sentences that break off at the end of a block or a page, each a page from the next; those
    /// among them within a word, and in how many tenths of the text they stand.
    seams: usize,
    broken: usize,
    tenths: usize,
    /// Of those seams, the ones over a form feed, a page number or running head, a footnote.
    over_feed: usize,
    over_furniture: usize,
    over_foot: usize,
    /// Page numbers, and running heads.
    numbers: usize,
    heads: usize,
    /// Pages with footnotes.
    feet: usize,
    /// Lines of plain text, and those that end within a word.
    lines: usize,
    hyphens: usize,
}

/// Judges whether a text was printed. `furniture` and `notes` are what was found
/// as if it was.
pub(crate) fn judge(text: &Lines<'_>, furniture: &Furniture, notes: &Notes) -> Verdict {
    let signs = Signs::of(notes.print(text), notes, furniture);
    if signs.prove() {
        return Verdict::Printed;
    }
    signs.doubt().map_or(Verdict::Clean, Verdict::Doubtful)
}

impl Signs {
    fn of(print: Print<'_, '_>, notes: &Notes, furniture: &Furniture) -> Self {
        let lines = &print.lines;
        let mut signs = Self {
            bytes: lines.iter().map(|line| line.words.len() + 1).sum(),
            feeds: lines.iter().filter(|line| line.feeds > 0).count(),
            numbers: furniture.numbers.len(),
            heads: print.of_role(Role::Head).count(),
            feet: notes.areas.len(),
            ..Self::default()
        };
        if print.plain {
            signs.lines = lines.len();
            signs.hyphens = lines.iter().filter(|line| is_word_broken(line.words)).count();
        }
        let words = OnceCell::new();
        let words = || words.get_or_init(|| Words::of(lines.iter().map(|line| line.words)));
        let mut tenth = None;
        for seam in alone(&seams(print, notes)) {
            let broken = seam.end == End::Broken && is_torn(print, seam, words());
            signs.count(print, seam, broken);
            let here = Some(seam.place * 10 / signs.bytes);
            signs.tenths += usize::from(tenth != here);
            tenth = here;
        }
        signs
    }

    /// Counts a seam, and what stands between its two lines.
    fn count(&mut self, print: Print<'_, '_>, seam: &Seam, broken: bool) {
        let mut within = (seam.before + 1..seam.at).map(|at| print.role(at));
        let furniture = within.clone().any(|role| matches!(role, Role::Head | Role::Number));
        let foot = within.any(Role::is_note);
        self.seams += 1;
        self.broken += usize::from(broken);
        self.over_feed += usize::from(seam.at_feed);
        self.over_furniture += usize::from(furniture);
        self.over_foot += usize::from(foot);
    }

    /// Whether there are as many of a sign as the text is long, and two at least.
    fn enough(&self, count: usize) -> bool {
        count > 1 && count * REACH >= self.bytes
    }

    fn prove(&self) -> bool {
        // Form feeds part sections too, in code and old mails; what stands at the edges of pages
        // stands at no such place.
        let hyphens = self.hyphens > 2 && self.hyphens * WORDS >= self.lines;
        let edges = self.numbers > 1 || self.heads > 2 || self.feet > 0;
        let feeds = self.feeds > 0 && (self.over_feed > 0 || edges || hyphens);
        // A footnote or a number that a sentence goes on after stands there for no other reason.
        // But there is a page of text for each: verse has notes below its stanzas.
        let pages = |count: usize| count * PAGE <= self.bytes * 2;
        let feet = self.enough(self.feet) && self.over_foot > 0 && pages(self.feet);
        let furniture = self.numbers > 2 && self.over_furniture > 0 && pages(self.numbers);
        let seams = self.enough(self.seams) && self.tenths * 2 >= self.seams.min(10);
        let words = self.broken > 1;
        feeds || seams && (feet || furniture || words && self.seams > 2) || feet && furniture
    }

    /// What makes one think of pages, where it proves nothing: more than quotations and verse bring
    /// about, or numbers within sentences.
    fn doubt(&self) -> Option<String> {
        let seams = self.enough(self.seams) && self.seams > 3 && self.tenths > 3;
        let furniture = self.numbers > 2 && self.over_furniture > 0;
        (seams || furniture).then(|| {
            let mut seen = Vec::new();
            if self.seams > 0 {
                let plural = if self.seams == 1 { "sentence breaks" } else { "sentences break" };
                seen.push(format!("{} {plural} off between paragraphs", self.seams));
            }
            if self.numbers > 2 {
                seen.push(format!("{} numbers stand alone", self.numbers));
            }
            if self.feet > 0 {
                seen.push("notes stand below the text that refers to them".to_owned());
            }
            seen.join(", and ")
        })
    }
}

/// Where a page seems to end.
struct Seam {
    /// The lines of the body before and after.
    before: usize,
    at: usize,
    /// How the first breaks off.
    end: End,
    /// How many bytes stand above.
    place: usize,
    /// Whether a form feed stands between.
    at_feed: bool,
}

impl Seam {
    /// Whether nothing but white space stands between its lines.
    fn is_bare(&self) -> bool {
        self.at == self.before + 1 && !self.at_feed
    }
}

/// All places of a text where a page seems to end by the words of two lines of the body.
fn seams(print: Print<'_, '_>, notes: &Notes) -> Vec<Seam> {
    let mut found = Vec::new();
    let mut last: Option<usize> = None;
    let mut place = 0;
    for (at, (role, line)) in print.with_roles().enumerate() {
        if role == Role::Body
            && let Some(before) = last.replace(at)
            && let Some(end) = seam(print, notes, before, at)
        {
            let at_feed = (before + 1..=at).any(|line| print.lines[line].feeds > 0);
            found.push(Seam { before, at, end, place, at_feed });
        }
        place += line.words.len() + 1;
    }
    found
}

/// Those that stand at least a page from the next, if nothing of a page stands there: what breaks
/// off more often is a play, verse, or a list whose lines somebody has parted.
fn alone(seams: &[Seam]) -> impl Iterator<Item = &Seam> {
    let far = |one: Option<&Seam>, other: &Seam| {
        one.is_none_or(|one| one.place.abs_diff(other.place) >= PAGE)
    };
    seams.iter().enumerate().filter_map(move |(index, seam)| {
        let before = index.checked_sub(1).and_then(|before| seams.get(before));
        let far = || far(before, seam) && far(seams.get(index + 1), seam);
        (!seam.is_bare() || far()).then_some(seam)
    })
}

/// How the first of two lines of the body that follow each other breaks off, if a page seems to end
/// between them by their words: in the middle of a sentence or of a word, with which the other goes
/// on.
fn seam(print: Print<'_, '_>, notes: &Notes, before: usize, at: usize) -> Option<End> {
    let (left, right) = (&print.lines[before], &print.lines[at]);
    let parted = print.lines[before + 1..=at].iter().any(|line| line.opens || line.feeds > 0);
    let prose = left.sort == Sort::Text && right.sort == Sort::Text;
    let full =
        if print.plain { left.width() * 10 >= print.measure * 6 } else { left.width() >= PROSE };
    // Quotations and brackets begin within sentences wherever they are set off.
    let goes_on =
        start(right.opening()) == Start::Inside && right.words.starts_with(char::is_lowercase);
    let end = end(notes.words_before_marks(print.text, before));
    let breaks = matches!(end, End::Broken | End::Open);
    (parted && prose && full && goes_on && breaks).then_some(end)
}

/// Whether a line ends within a word. Two words of the text that a hyphen stands between are a
/// compound, or a speech that breaks off.
fn is_torn(print: Print<'_, '_>, seam: &Seam, words: &Words) -> bool {
    let (left, right) = (&print.lines[seam.before], &print.lines[seam.at]);
    let (head, tail) = (last_word(left.words.trim_end_matches(is_hyphen)), first_word(right.words));
    is_word_broken(left.words) && (words.times(head) == 0 || words.times(tail) == 0)
}

/// Whether a line ends with letters of which the last is small, and one hyphen.
fn is_word_broken(words: &str) -> bool {
    let stem = words.trim_end().trim_end_matches(is_hyphen);
    let one = words.trim_end()[stem.len()..].chars().count() == 1;
    one && stem.ends_with(char::is_lowercase)
}
