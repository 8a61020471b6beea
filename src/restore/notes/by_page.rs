//! Footnote areas of plain text whose pages are known: all lines from some line to the end of the
//! page.
//!
//! Extractors keep the order of a page only roughly. A raised label overhangs its line, so that it
//! comes out before its note or after it, on a line of its own, several of them in a heap, or not
//! at all. But the text of the page says which notes it asks for, and in which order their words
//! stand. So labels and words are found apart, and which words are whose is weighed for all notes
//! of a page at once.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::language::prose::sentence::{End, Start, end, start};
use crate::restore::lines::Line;
use crate::restore::lines::candidates::Candidates;
use crate::restore::lines::marker::{Form, Reference, lone_label};
use crate::restore::notes::area::{Area, Footnote, Found};
use crate::restore::notes::assign::{Assignment, Token};
use crate::restore::pages::role::{Print, Role};
use crate::restore::weights::Weights;

/// Finds the feet of a plain text with form feeds, and the roles of their lines. `None` where the
/// text is of another kind, or has two pages on a sheet.
pub(super) fn find(
    print: Print<'_, '_>,
    candidates: &Candidates,
    weights: &Weights,
) -> Option<Found> {
    if !print.plain || !print.has_feeds() {
        return None;
    }
    let sheets: Vec<Sheet<'_, '_>> =
        print.pages().into_iter().map(|page| Sheet::of(print, candidates, page)).collect();
    let asked = sheets.iter().filter(|sheet| !sheet.answered.is_empty()).count();
    if sheets.iter().filter(|sheet| sheet.goes_on_below()).count() * 6 > asked {
        return None;
    }
    let type_ = Type::of(&sheets);
    let mut roles = Vec::new();
    let areas: Vec<Area> =
        sheets.iter().filter_map(|sheet| sheet.area(&type_, weights, &mut roles)).collect();
    let begins: HashSet<usize> =
        areas.iter().flat_map(|area| &area.notes).map(|note| note.words).collect();
    let tokens = sheets.iter().flat_map(|sheet| &sheet.answered).map(|asked| &asked.token);
    let displaced = tokens
        .filter(|token| token.words.is_some_and(|words| begins.contains(&words)))
        .filter_map(|token| token.displaced)
        .collect();
    Some(Found { areas, displaced, roles })
}

/// A label that the text of its page asks for.
#[derive(Clone, Debug)]
struct Asked {
    token: Token,
    /// The line of the mark.
    mark: usize,
    /// Where in the document the mark stands.
    place: usize,
}

/// A page.
struct Sheet<'p, 'd> {
    print: Print<'p, 'd>,
    /// Its lines, without furniture.
    lines: Vec<usize>,
    /// Labels that the text above them asks for, in their order on the page.
    answered: Vec<Asked>,
    /// What looks like a label, and nothing asks for: the mark may be lost.
    stray: Vec<Token>,
}

/// How wide lines are: notes are set smaller than the text above them.
struct Type {
    note: usize,
    /// What tells lines in small type, where the two can be told apart.
    small: Option<Small>,
}

/// How many letters the full lines of the text and those of the notes hold.
struct Small {
    body: i64,
    note: i64,
}

impl Small {
    /// How many letters a line holds more than one between the two would, twice; a line that is not
    /// full, or two that were drawn into one, has none.
    fn letters(&self, width: usize) -> i64 {
        let width = width as i64;
        let full = width * 12 >= self.body * 11 && width * 5 <= self.note * 6;
        if full { 2 * width - self.body - self.note } else { 0 }
    }
}

impl Type {
    fn of(sheets: &[Sheet<'_, '_>]) -> Self {
        let (mut body, mut note) = (Vec::new(), Vec::new());
        for sheet in sheets {
            let foot = sheet.zone().map_or(usize::MAX, |zone| sheet.lines[zone]);
            for &at in &sheet.lines {
                let width = sheet.line(at).width();
                if width > 20 {
                    if at < foot { body.push(width) } else { note.push(width) }
                }
            }
        }
        let full = |widths: &mut Vec<usize>, tenths: usize| {
            widths.sort_unstable();
            widths.get(widths.len() * tenths / 10).copied().unwrap_or(0)
        };
        // Notes are short, and many of their lines are the last of one.
        let (body, note) = (full(&mut body, 6), full(&mut note, 8));
        // A tenth: type of one size is of one width within that.
        let differ = note * 10 >= body * 11 && body > 0;
        let small = differ.then_some(Small { body: body as i64, note: note as i64 });
        Self { note, small }
    }
}

impl<'p, 'd> Sheet<'p, 'd> {
    fn of(print: Print<'p, 'd>, candidates: &Candidates, page: Range<usize>) -> Self {
        let own = |at: &usize| matches!(print.role(*at), Role::Body | Role::Number);
        let lines: Vec<usize> = page.clone().filter(own).collect();
        let mut marks: HashMap<&str, (usize, usize)> = HashMap::new();
        let from = candidates.references.partition_point(|found| found.line < page.start);
        let near = candidates.references[from..].iter().take_while(|found| found.line < page.end);
        let mut tokens: Vec<Token> =
            lines.iter().filter_map(|&at| token(print, candidates, at)).collect();
        for found in near.filter(|found| print.is_body(found.line)) {
            if marks.contains_key(found.label.as_str())
                && let Some(token) = displaced(print, found)
            {
                tokens.retain(|other| other.label != token.label);
                tokens.push(token);
                continue;
            }
            marks.entry(&found.label).or_insert((found.line, found.span.start));
        }
        tokens.sort_by_key(|token| token.at);
        let (mut answered, mut stray) = (Vec::new(), Vec::new());
        for token in tokens {
            match marks.get(token.label.as_str()) {
                Some(&(mark, place)) if mark < token.at => {
                    answered.push(Asked { token, mark, place });
                }
                _ => stray.push(token),
            }
        }
        let mut sheet = Self { print, lines, answered, stray };
        sheet.leave_numbers();
        sheet
    }

    /// A number at the edge is that of the page, unless the page asks for it as a note and has no
    /// other label for it.
    fn leave_numbers(&mut self) {
        let print = self.print;
        let is_number = |at: usize| print.role(at) == Role::Number;
        let labels: Vec<String> = self
            .answered
            .iter()
            .filter(|asked| !is_number(asked.token.at))
            .map(|asked| asked.token.label.clone())
            .collect();
        let next = |label: &str| {
            let number: Option<u32> = label.parse().ok();
            number.is_some_and(|number| {
                labels
                    .iter()
                    .filter_map(|label| label.parse().ok())
                    .any(|other: u32| other + 1 == number || number + 1 == other)
            })
        };
        self.answered.retain(|asked| {
            !is_number(asked.token.at)
                || !labels.contains(&asked.token.label) && next(&asked.token.label)
        });
        self.stray.retain(|token| !is_number(token.at));
        let kept: Vec<usize> = self.answered.iter().map(|asked| asked.token.at).collect();
        self.lines.retain(|at| !is_number(*at) || kept.contains(at));
    }

    fn line(&self, at: usize) -> &'p Line<'d> {
        &self.print.text.lines[at]
    }

    /// Whether the page asks for notes below some of its notes, and has them further down: two
    /// pages stand on it.
    fn goes_on_below(&self) -> bool {
        let first = self.answered.iter().position(|asked| self.is_low(asked.token.at));
        let Some(first) = first.map(|at| &self.answered[at].token) else { return false };
        self.answered.iter().any(|asked| {
            asked.mark > first.at && asked.token.label != first.label && asked.token.at > asked.mark
        })
    }

    /// Whether a line stands where a footnote area may begin: not at the head of its page. The last
    /// page may have one line of text and its note, apart from it.
    fn is_low(&self, at: usize) -> bool {
        let index = self.lines.iter().position(|&line| line == at);
        index.is_some_and(|index| index > 1 || index == 1 && self.line(at).opens)
    }

    /// The first of `lines` that belongs to the footnote area, by its labels: that from which most
    /// labels stand below their marks.
    fn zone(&self) -> Option<usize> {
        let labels_from = |first: usize| {
            let mut labels: Vec<&str> = self
                .answered
                .iter()
                .filter(|asked| asked.token.at >= first && asked.mark < first)
                .map(|asked| asked.token.label.as_str())
                .collect();
            labels.sort_unstable();
            labels.dedup();
            labels.len()
        };
        let tokens = self.answered.iter().map(|asked| asked.token.at);
        let low = tokens.filter(|&at| self.is_low(at));
        let best = low.max_by_key(|&at| (labels_from(at), at))?;
        self.lines.iter().position(|&at| at == best)
    }

    /// The labels of the footnote area from line `first` on, in the order of their marks. Numbers
    /// count.
    fn labels(&self, first: usize) -> Vec<Asked> {
        let mut labels: Vec<Asked> = Vec::new();
        // The later of two: a list of the text may be numbered too.
        for asked in self.answered.iter().rev() {
            let known = labels.iter().any(|other| other.token.label == asked.token.label);
            if asked.token.at >= first && asked.mark < first && !known {
                labels.push(asked.clone());
            }
        }
        let number = |asked: &Asked| asked.token.label.parse::<u32>().ok();
        // A number that goes on from another in the footnote area needs no mark.
        for token in self.stray.iter().filter(|token| token.at > first) {
            let Ok(own) = token.label.parse::<u32>() else { continue };
            let before = labels.iter().find(|asked| number(asked) == Some(own.wrapping_sub(1)));
            let known = labels.iter().any(|asked| number(asked) == Some(own));
            if let Some(before) = before.filter(|before| before.token.at < token.at && !known) {
                let (mark, place) = (before.mark, before.place);
                labels.push(Asked { token: token.clone(), mark, place });
            }
        }
        labels.sort_by_key(|asked| (asked.place, number(asked)));
        let mut last: Option<u32> = None;
        labels.retain(|asked| {
            let own = number(asked);
            // Numbering may begin again with a chapter in the middle of the page.
            let counts =
                own.zip(last).is_none_or(|(own, last)| own == 1 || own > last && own <= last + 4);
            if counts {
                last = own.or(last);
            }
            counts
        });
        labels
    }

    fn area(
        &self,
        type_: &Type,
        weights: &Weights,
        roles: &mut Vec<(usize, Role)>,
    ) -> Option<Area> {
        let zone = self.zone()?;
        let labels = self.labels(self.lines[zone]);
        let is_lone = |at: usize| {
            labels.iter().any(|asked| asked.token.at == at && asked.token.words.is_none())
        };
        let top = self.top(zone, &labels, type_);
        let words: Vec<usize> =
            self.lines[top..].iter().copied().filter(|&at| !is_lone(at)).collect();
        let tokens = labels.iter().map(|asked| &asked.token).collect();
        let (text, measure) = (self.print.text, type_.note);
        let starts =
            Assignment { text, weights, measure, labels: tokens, words: &words }.starts()?;
        let mut area = Area { begin: self.lines[top], ..Area::default() };
        if let Some(rule) = area.begin.checked_sub(1).filter(|&at| self.line(at).is_rule())
            && self.line(area.begin).feeds == 0
        {
            roles.push((rule, Role::Rule));
            area.begin = rule;
        }
        area.end = self.lines.last().map_or(area.begin, |&last| last + 1);
        area.continuation = words[..starts[0]].to_vec();
        for (index, asked) in labels.iter().enumerate() {
            let to = starts.get(index + 1).copied().unwrap_or(words.len());
            let lines = words[starts[index]..to].to_vec();
            let own = asked.token.words.filter(|_| asked.token.at == lines[0]);
            area.notes.push(Footnote {
                label: asked.token.label.clone(),
                form: asked.token.form,
                words: own.unwrap_or(self.line(lines[0]).span.start),
                lines,
            });
        }
        let first = |at: usize| area.notes.iter().any(|note| note.lines[0] == at);
        roles.extend(
            self.lines[top..].iter().map(|&at| {
                (at, if is_lone(at) || first(at) { Role::Note } else { Role::NoteBody })
            }),
        );
        Some(area)
    }

    /// The first of `lines` that belongs to the footnote area. A label that stands after its words
    /// has them above all the others.
    fn top(&self, zone: usize, labels: &[Asked], type_: &Type) -> usize {
        let Some(first) = labels.first() else { return zone };
        let is_label = |at: usize| labels.iter().any(|asked| asked.token.at == at);
        let begun = self.lines[zone] == first.token.at;
        let floor = labels.iter().map(|asked| asked.mark).max().unwrap_or(0);
        // Labels in a heap at the very end of the page have their words above them.
        let heap = first.token.words.is_none() && self.lines[zone..].iter().all(|&at| is_label(at));
        if begun && !heap {
            return zone;
        }
        let above = self.lines.iter().position(|&at| at > floor).unwrap_or(zone);
        if let Some(small) = &type_.small
            && let Some(top) = self.small_type(above..zone, small)
        {
            return self.with_short_notes(above..top, zone, labels);
        }
        let breaks = |&index: &usize| self.breaks(self.lines[index - 1], self.lines[index], type_);
        let top = (above.max(1)..zone).rev().find(breaks).unwrap_or(zone);
        self.with_short_notes(above..top, zone, labels)
    }

    /// Where the lines in small type begin that go on to the end of `lines`: from where most of their
    /// letters are more than lines of the text hold. A justified line may hold a few more or fewer
    /// than others, so that none decides alone; the last of a paragraph says nothing. Nor does the
    /// foot begin within a sentence.
    fn small_type(&self, lines: Range<usize>, small: &Small) -> Option<usize> {
        /// The most letters by which a line speaks, and how many they must be in all.
        const MOST: i64 = 8;
        const LEAST: i64 = 1;
        let mut sum = 0;
        let mut best = (LEAST, None);
        for index in lines.rev() {
            let line = self.line(self.lines[index]);
            sum += small.letters(line.width()).clamp(-MOST, MOST);
            if sum > best.0 && start(line.words) != Start::Inside {
                best = (sum, Some(index));
            }
        }
        best.1
    }

    /// The first of `lines` that belongs to the footnote area, which is known from the end of
    /// `above` on: a note of one line shows no type, but stands below a line that breaks off. Only
    /// while fewer notes seem to begin above `zone` than have their marks before that of its label.
    fn with_short_notes(&self, above: Range<usize>, zone: usize, labels: &[Asked]) -> usize {
        let words = |index: usize| self.line(self.lines[index]).words;
        let opens = |index: usize| start(words(index)) == Start::Sentence;
        let stops = |index: usize| end(words(index)) == End::Stop;
        let wanted = labels.iter().take_while(|asked| asked.token.at != self.lines[zone]).count();
        let mut top = above.end;
        let begun = (top..zone).filter(|&index| opens(index) && (index == top || stops(index - 1)));
        let mut begun = begun.count();
        while begun < wanted && top > above.start.max(1) {
            let index = top - 1;
            let fits = opens(index) && stops(index);
            if !fits || (index > above.start && stops(index - 1) && begun + 1 >= wanted) {
                break;
            }
            top = index;
            begun += 1;
        }
        top
    }

    /// Whether a paragraph ends between two lines.
    fn breaks(&self, before: usize, at: usize, type_: &Type) -> bool {
        let (left, right) = (self.line(before), self.line(at));
        let short = left.width() * 20 < type_.note.max(self.print.measure) * 17;
        let stops = match end(left.words) {
            End::Stop => short || right.opens,
            // What the page breaks off with does not go on with a capital.
            End::Broken => true,
            End::Open => right.opens,
            End::Announcing => false,
        };
        stops && start(right.words) == Start::Sentence
    }
}

fn token(print: Print<'_, '_>, candidates: &Candidates, at: usize) -> Option<Token> {
    let line = &print.lines[at];
    let inline = candidates.openings[at].as_ref().filter(|lead| !lead.alone);
    if let Some(lead) = inline {
        let (label, form) = (lead.label.clone(), lead.form);
        return Some(Token { at, label, form, words: Some(lead.words), displaced: None });
    }
    lone_label(line).map(|(label, form)| Token { at, label, form, words: None, displaced: None })
}

/// The label that clings to the last line of a page's text: the hyphen the line ended with is
/// gone, and the label has come before the blank line above its note. The page asks for the note
/// elsewhere.
fn displaced(print: Print<'_, '_>, found: &Reference) -> Option<Token> {
    let line = &print.lines[found.line];
    let next = print.lines.get(found.line + 1)?;
    let before = print.document.text[..found.span.start].chars().next_back()?;
    let clings = found.form == Form::Bare
        && found.span.end == line.span.end
        && before.is_alphabetic()
        && next.opens
        && next.feeds == 0;
    clings.then(|| Token {
        at: found.line + 1,
        label: found.label.clone(),
        form: found.form,
        words: Some(next.span.start),
        displaced: Some(found.span),
    })
}
