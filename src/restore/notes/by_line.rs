//! Footnote areas found line by line, from the top of the text to its end.
//!
//! A footnote area begins at a line with a label that the page has asked for, or below a rule, and
//! goes on until a line that no note can go on with: where pages end shows only by that.

use std::collections::HashMap;

use crate::language::prose::sentence::{End, Start, end, start};
use crate::restore::lines::candidates::Candidates;
use crate::restore::lines::marker::{Form, NoteOpening};
use crate::restore::lines::{Line, Sort};
use crate::restore::notes::area::{Area, Footnote, Found};
use crate::restore::pages::role::{Print, Role};

/// Finds the feet of a text, and the roles of their lines.
pub(super) fn find(print: Print<'_, '_>, candidates: &Candidates) -> Found {
    let mut finder = Finder::new(print, candidates);
    finder.scan();
    if !finder.feeds && are_chance(&finder.areas) {
        return Found::default();
    }
    Found { areas: finder.areas, displaced: Vec::new(), roles: finder.roles }
}

/// Whether the notes may well be lines that happen to begin with a figure: none has a marker, and
/// their numbers neither begin with 1 nor come three in a row. The volumes and pages of a list of
/// sources make one or two such lines.
fn are_chance(areas: &[Area]) -> bool {
    let notes = || areas.iter().flat_map(|area| &area.notes);
    let mut numbers: Vec<u32> = notes().filter_map(|note| note.label.parse().ok()).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let row = numbers.windows(3).any(|three| three[2] == three[0] + 2);
    notes().all(|note| note.form == Form::Bare) && !row && numbers.first() != Some(&1)
}

/// The most bytes of a further paragraph of a note that nothing but its place tells to be one: a
/// page of text has twice as many.
const MOST: usize = 900;

struct Finder<'p, 'd> {
    print: Print<'p, 'd>,
    feeds: bool,
    candidates: &'p Candidates,
    raised: HashMap<String, usize>,
    areas: Vec<Area>,
    roles: Vec<(usize, Role)>,
    /// References since the page began.
    pending: Vec<usize>,
    /// The next of the references not yet passed.
    passed: usize,
    /// The label of the note found last.
    last: Option<u32>,
    /// Whether some note breaks off, and whether some foot has a rule above it.
    unfinished: bool,
    ruled: bool,
    /// The line after the end of the page that is being read, where form feeds tell.
    page_end: usize,
    page_begin: usize,
}

impl<'p, 'd> Finder<'p, 'd> {
    fn new(print: Print<'p, 'd>, candidates: &'p Candidates) -> Self {
        let mut raised: HashMap<String, usize> = HashMap::new();
        for reference in
            candidates.references.iter().filter(|reference| reference.form == Form::Raised)
        {
            *raised.entry(reference.label.clone()).or_default() += 1;
        }
        Self {
            print,
            feeds: print.has_feeds(),
            candidates,
            raised,
            areas: Vec::new(),
            roles: Vec::new(),
            pending: Vec::new(),
            passed: 0,
            last: None,
            unfinished: false,
            ruled: false,
            page_end: 0,
            page_begin: 0,
        }
    }

    fn line(&self, at: usize) -> &'p Line<'d> {
        &self.print.text.lines[at]
    }

    fn scan(&mut self) {
        let mut at = 0;
        while at < self.print.lines.len() {
            self.turn_page(at);
            if !self.print.is_body(at) {
                at += 1;
            } else if let Some(begin) = self.foot_begins(at) {
                at = self.take_foot(at, begin);
            } else {
                self.pass(at);
                at += 1;
            }
        }
    }

    fn turn_page(&mut self, at: usize) {
        if at > 0 && self.line(at).feeds == 0 {
            return;
        }
        self.pending.clear();
        self.page_begin = at;
        let lines = &self.print.lines;
        self.page_end = if self.feeds {
            (at + 1..lines.len()).find(|&next| lines[next].feeds > 0).unwrap_or(lines.len())
        } else {
            lines.len()
        };
    }

    /// Takes the references of a line of the body.
    fn pass(&mut self, at: usize) {
        while let Some(reference) = self.candidates.references.get(self.passed) {
            if reference.line > at {
                break;
            }
            if reference.line == at {
                self.pending.push(self.passed);
            }
            self.passed += 1;
        }
    }

    fn is_pending(&self, lead: &NoteOpening) -> bool {
        self.pending.iter().any(|&index| self.candidates.references[index].label == lead.label)
    }

    /// Whether a footnote area begins at a line; gives the first line after its rule.
    fn foot_begins(&self, at: usize) -> Option<usize> {
        if self.line(at).is_rule() {
            return self.below_rule(at + 1);
        }
        let lead = self.candidates.openings[at].as_ref()?;
        let line = self.line(at);
        if !line.opens && !self.print.plain {
            return None;
        }
        let believed = match lead.form {
            // Markup does not raise a figure at the start of a line for nothing.
            Form::Raised => self.is_pending(lead) || self.raised.contains_key(&lead.label),
            Form::Bracketed | Form::Sign => self.is_pending(lead),
            Form::Bare => self.is_pending(lead) && self.is_low(at),
        };
        believed.then_some(at)
    }

    /// Whether a line stands where a footnote area may begin: not at the head of its page.
    fn is_low(&self, at: usize) -> bool {
        !self.feeds || at - self.page_begin > 1
    }

    /// The first line of the footnote area below a rule, unless the rule parts two scenes.
    fn below_rule(&self, first: usize) -> Option<usize> {
        let mut blocks = 0;
        for at in first..self.page_end.min(first + 60) {
            let line = self.line(at);
            blocks += usize::from(line.opens);
            if line.feeds > 0 || line.is_rule() || line.sort == Sort::Heading || blocks > 4 {
                break;
            }
            let Some(lead) = &self.candidates.openings[at] else { continue };
            let number: Option<u32> = lead.label.parse().ok();
            let follows = number.is_some() && number == self.last.map(|last| last + 1);
            let raised = lead.form == Form::Raised && self.raised.contains_key(&lead.label);
            if (line.opens || self.print.plain) && (self.is_pending(lead) || follows || raised) {
                return Some(first);
            }
        }
        // Only the end of a note of the page before: then that note breaks off, and rules are
        // what parts the feet of this text.
        let goes_on = first < self.page_end && start(self.line(first).words) == Start::Inside;
        (self.unfinished && self.ruled && goes_on && self.line(first).feeds == 0).then_some(first)
    }

    /// Takes the footnote area that begins at `at`, with its words from `begin`; gives the line
    /// after it.
    fn take_foot(&mut self, at: usize, begin: usize) -> usize {
        let mut area = Area { begin: at, ..Area::default() };
        self.roles.extend((at..begin).map(|rule| (rule, Role::Rule)));
        let mut next = begin;
        let resumes = self.asks_again(begin);
        let mut wide = 0;
        while next < self.print.lines.len() {
            let line = self.line(next);
            let furniture = self.print.is_furniture(next);
            if next > begin && line.feeds > 0 || !self.feeds && furniture {
                break;
            }
            if furniture {
                next += 1;
                continue;
            }
            wide = wide.max(line.width());
            let below = resumes.is_some_and(|asked| next <= asked) || self.is_larger(next, wide);
            if below && self.page_resumes(begin, next, wide) {
                break;
            }
            if let Some(lead) = self.opens_note(next, area.notes.last()).cloned() {
                let NoteOpening { label, form, words, alone } = lead;
                self.last = label.parse().ok().or(self.last);
                self.roles.push((next, Role::Note));
                // A label may stand on a line of its own.
                if alone {
                    next += 1;
                    self.roles.push((next, Role::NoteBody));
                }
                area.notes.push(Footnote { label, form, words, lines: vec![next] });
            } else if next == begin || !line.opens || self.note_goes_on(next, &area) {
                self.roles.push((next, Role::NoteBody));
                match area.notes.last_mut() {
                    Some(note) => note.lines.push(next),
                    None => area.continuation.push(next),
                }
            } else {
                break;
            }
            next += 1;
        }
        area.end = next;
        self.pending.clear();
        // Marks in the footnote area are not marks of the page.
        while self.candidates.references.get(self.passed).is_some_and(|found| found.line < next) {
            self.passed += 1;
        }
        self.unfinished |= area.unfinished(self.print.text).is_some();
        self.ruled |= begin > at;
        self.areas.push(area);
        next.max(at + 1)
    }

    /// The line below a footnote area that asks for a note which the same sheet has further down:
    /// two pages are printed on it, and the text of the second goes on without a gap.
    fn asks_again(&self, foot: usize) -> Option<usize> {
        if !self.feeds || !self.print.plain {
            return None;
        }
        let mut asked: HashMap<&str, usize> = HashMap::new();
        let mut first = None;
        for at in foot + 1..self.page_end {
            if let Some(lead) = &self.candidates.openings[at]
                && let Some(&line) = asked.get(lead.label.as_str())
                && !self.is_pending(lead)
            {
                first = Some(first.map_or(line, |first: usize| first.min(line)));
            }
            for found in self.candidates.of_line(at) {
                asked.entry(&found.label).or_insert(at);
            }
        }
        first
    }

    /// Whether the lines from `at` on are in larger type than the footnote area above them, whose
    /// longest line is `wide`: no full line among the next eight comes near it.
    fn is_larger(&self, at: usize, wide: usize) -> bool {
        let below = at..at + 8;
        self.print.plain
            && below.end < self.page_end
            && below.clone().all(|at| self.line(at).width() * 100 <= wide * 92)
            && below.clone().any(|at| self.line(at).width() * 100 >= wide * 70)
    }

    /// Whether the text of a page may go on at line `at` of a footnote area: the note above has
    /// come to its end, and its last line is short or the line goes on from another sentence.
    fn page_resumes(&self, begin: usize, at: usize, wide: usize) -> bool {
        if at <= begin || self.candidates.openings[at].is_some() {
            return false;
        }
        let before = self.line(at - 1);
        let short = before.width() * 20 < wide * 17;
        let inside = start(self.line(at).words) == Start::Inside;
        end(before.words) == End::Stop && (short || inside)
    }

    /// The note that line `at` of a footnote area opens, after `last`.
    fn opens_note(&self, at: usize, last: Option<&Footnote>) -> Option<&NoteOpening> {
        let lead = self.candidates.openings[at].as_ref()?;
        if !self.line(at).opens && !self.print.plain {
            return None;
        }
        let number = |label: &str| label.parse::<u32>().ok();
        let follows = match last {
            Some(last) if last.form == lead.form => {
                number(&last.label).zip(number(&lead.label)).is_some_and(|(a, b)| b == a + 1)
            }
            Some(_) => false,
            None => number(&lead.label).zip(self.last).is_some_and(|(b, a)| b == a + 1),
        };
        let known = lead.form == Form::Raised && self.raised.contains_key(&lead.label);
        let another = last.is_none_or(|last| last.label != lead.label);
        (follows || known || another && self.is_pending(lead)).then_some(lead)
    }

    /// Whether a block without a label still belongs to the note above it.
    fn note_goes_on(&self, at: usize, area: &Area) -> bool {
        let Some(last) = area.notes.last() else {
            // The end of the note before, below its rule: until the first note of this page.
            return self.next_note(at, None).is_some();
        };
        if self.line(at).sort == Sort::Heading {
            return false;
        }
        if self.next_note(at, Some(last)).is_some()
            || self.is_before_resumption(at, area)
            || self.is_before_furniture(at)
        {
            return true;
        }
        // A last paragraph, where the page is known to end soon after.
        let page = self.page_end - self.page_begin;
        let paragraph = start(self.line(at).words) != Start::Inside;
        self.feeds && paragraph && (self.page_end - at) * 4 < page && !self.asks(at, self.page_end)
    }

    /// Whether a block stands between a page that breaks off and its resumption below the footnote
    /// area: then it is a further paragraph of the note. Only a few lines of it: more may be
    /// another page.
    fn is_before_resumption(&self, at: usize, area: &Area) -> bool {
        if self.print.plain || start(self.line(at).words) == Start::Inside {
            return false;
        }
        let broken = area.begin.checked_sub(1).is_some_and(|above| {
            let words = self.line(above).words;
            self.print.is_body(above) && matches!(end(words), End::Open | End::Broken)
        });
        let mut size = 0;
        for next in at..self.page_end.min(at + 4) {
            let line = self.line(next);
            let stops = end(line.words) == End::Stop;
            if next > at && start(line.words) == Start::Inside {
                return broken;
            }
            let other = self.candidates.openings[next].is_some() || line.is_rule();
            if other || line.sort != Sort::Text || !stops {
                return false;
            }
            size += line.words.len();
            if size > MOST {
                return false;
            }
        }
        false
    }

    /// Whether nothing but a few lines stands between a block and the number or the running head
    /// that parts two pages: whether that is above the page or below it, its text is above the
    /// footnote area.
    fn is_before_furniture(&self, at: usize) -> bool {
        if self.feeds || start(self.line(at).words) == Start::Inside {
            return false;
        }
        let mut size = 0;
        for next in at..self.print.lines.len() {
            let line = self.line(next);
            if self.print.is_furniture(next) {
                return true;
            }
            let marked =
                self.candidates.of_line(next).iter().any(|found| found.form == Form::Raised);
            let other = self.candidates.openings[next].is_some() || line.is_rule();
            size += line.words.len();
            if other || marked || line.sort != Sort::Text || size > MOST {
                return false;
            }
        }
        false
    }

    /// Whether lines hold a mark that nothing above them has.
    fn asks(&self, from: usize, to: usize) -> bool {
        // More than a page cannot be the end of a note.
        to - from > 200
            || (from..to).any(|at| {
                self.candidates.of_line(at).iter().any(|found| {
                    (from..to).any(|line| {
                        self.candidates.openings[line]
                            .as_ref()
                            .is_some_and(|lead| lead.label == found.label)
                    })
                })
            })
    }

    /// The line within the next three blocks where the footnote area goes on with a note that was
    /// asked for above it.
    fn next_note(&self, from: usize, last: Option<&Footnote>) -> Option<usize> {
        let mut blocks = 0;
        for at in from..self.page_end.min(from + 60) {
            let line = self.line(at);
            if line.feeds > 0 && at > from || line.sort == Sort::Heading || line.is_rule() {
                return None;
            }
            blocks += usize::from(line.opens);
            if blocks > 3 {
                return None;
            }
            let between = |label: &str| {
                (from..at).any(|line| {
                    self.candidates.of_line(line).iter().any(|found| found.label == label)
                })
            };
            if let Some(lead) = self.opens_note(at, last)
                && !between(&lead.label)
                && (self.is_pending(lead) || last.is_none())
            {
                return Some(at);
            }
        }
        None
    }
}
