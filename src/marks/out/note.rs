//! Marks in a note of the reader’s: new ones are added in the order of the text, those that changed are
//! written anew where nobody touched them, and everything else stays as it is, byte for byte.
//!
//! Before each block stands a comment that says which mark it is of, how many lines the block has and
//! what they were when they were written:
//!
//! ```text
//! <!-- ibid 7f3a1b2c-9d0e-4f6a-8b1c-2d3e4f5a6b7c 5 1f0e9a… -->
//! ```
//!
//! As long as the lines are those, the block is ours, and is written anew when its mark changed. Once
//! the reader edited them, it is theirs. A block whose comment is gone is known by its name
//! (`^ibid-7f3a1b2c`), and theirs too.

use std::collections::HashMap;

use super::excerpt::Excerpts;
use super::markdown;
use crate::anchor::fingerprint;

/// What was done to a note, in marks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Told {
    /// How many were added.
    pub added: usize,
    /// How many were written anew.
    pub rewritten: usize,
    /// How many had changed, and stay as the reader edited them.
    pub edited: usize,
}

/// The note with the marks of a work in it; of one that is empty, a new note.
pub fn into_note(note: &str, work: &Excerpts<'_>) -> (String, Told) {
    let mut told = Told::default();
    let ending = if note.contains("\r\n") { "\r\n" } else { "\n" };
    let mut out = Note::of(note, ending);
    if note.trim().is_empty() {
        let title = markdown::title(work);
        out.lines =
            format!("{}\n{title}", markdown::front(work)).lines().map(str::to_owned).collect();
        out.ends = true;
    }
    let mut stands = out.stands(work);
    for number in 0..work.marks.len() {
        out.put(work, number, &mut stands, &mut told);
    }
    (out.written(), told)
}

/// A note as lines, without their ends.
struct Note {
    lines: Vec<String>,
    /// What lines that are added end with.
    ending: &'static str,
    /// Whether the last line has an end.
    ends: bool,
}

/// Where a mark stands in a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stand {
    /// The line of its comment, or of its name.
    line: usize,
    /// Where it ends, if it is as it was written.
    own: Option<usize>,
}

impl Note {
    fn of(note: &str, ending: &'static str) -> Self {
        let mut lines: Vec<String> = note.split('\n').map(str::to_owned).collect();
        let ends = lines.last().is_some_and(String::is_empty);
        if ends {
            lines.pop();
        }
        Self { lines, ending, ends }
    }

    fn written(self) -> String {
        let mut out = self.lines.join("\n");
        if self.ends && !self.lines.is_empty() {
            out.push('\n');
        }
        out
    }

    /// Puts mark number `number` of a work where it belongs, if it is not there.
    fn put(&mut self, work: &Excerpts<'_>, number: usize, stands: &mut Stands, told: &mut Told) {
        let block = self.block(work, number);
        let Some(stand) = stands[number] else {
            self.add(work, number, block, stands);
            told.added += 1;
            return;
        };
        let known = self.lines[stand.line].trim_end();
        match stand.own {
            _ if known == block[0].trim_end() => {}
            Some(end) => {
                let length = block.len();
                self.lines.splice(stand.line..end, block);
                told.rewritten += 1;
                shift(stands, end, length as isize - (end - stand.line) as isize);
                stands[number] = Some(Stand { own: Some(stand.line + length), ..stand });
            }
            None => told.edited += 1,
        }
    }

    /// A block with its comment, as it is written into this note.
    fn block(&self, work: &Excerpts<'_>, number: usize) -> Vec<String> {
        let excerpt = &work.marks[number];
        let block = markdown::block(work, excerpt);
        let mut lines: Vec<&str> = block.trim_end().split('\n').collect();
        // Pandoc takes no quotation for one that has no blank line before it.
        lines.insert(0, "");
        let comment =
            format!("{MARKER}{} {} {:016x} -->", excerpt.mark.id, lines.len(), hash(&lines));
        let ending = self.ending.trim_end_matches('\n');
        let all = std::iter::once(&*comment).chain(lines);
        all.map(|line| format!("{line}{ending}")).collect()
    }

    /// Where the marks of a work stand.
    fn stands(&self, work: &Excerpts<'_>) -> Stands {
        let all = || work.marks.iter().zip(0..);
        let ids: HashMap<&str, usize> = all().map(|(it, at)| (it.mark.id.as_str(), at)).collect();
        let names: HashMap<String, usize> =
            all().map(|(it, at)| (format!("^ibid-{}", it.short), at)).collect();
        let mut stands = vec![None; work.marks.len()];
        for (line, words) in self.lines.iter().enumerate() {
            let found = Comment::read(words).and_then(|comment| {
                let end = line + 1 + comment.lines;
                let lines = self.lines.get(line + 1..end);
                let own = lines.is_some_and(|lines| hash(lines) == comment.hash).then_some(end);
                Some((*ids.get(comment.id)?, Stand { line, own }))
            });
            // A name at the end of a line is a name as well: people move them there.
            let named = || {
                let name = words.trim_end().rsplit(char::is_whitespace).next()?;
                Some((*names.get(name)?, Stand { line, own: None }))
            };
            if let Some((number, stand)) = found.or_else(named) {
                stands[number].get_or_insert(stand);
            }
        }
        stands
    }

    /// Adds the block of mark number `number`.
    fn add(&mut self, work: &Excerpts<'_>, number: usize, block: Vec<String>, stands: &mut Stands) {
        let section = &work.marks[number].section;
        let there = |other: &usize| stands[*other];
        let after = (number + 1..work.marks.len()).find(|other| there(other).is_some());
        let before = (0..number).rev().find(|other| there(other).is_some());
        let same = |other: usize| &work.marks[other].section == section;
        let heading = markdown::heading(section);
        let (at, heading) = match (before, after) {
            // What the reader wrote after a mark belongs to it, so that the next is put before another.
            (_, Some(after)) if same(after) => (there(&after).map(|it| it.line), None),
            (Some(before), _) if same(before) => (there(&before).map(|it| self.end(it)), None),
            (_, Some(after)) => (there(&after).map(|it| self.heading_before(it.line)), heading),
            (Some(before), None) => (there(&before).map(|it| self.end(it)), heading),
            (None, None) => (None, heading),
        };
        let ending = self.ending.trim_end_matches('\n');
        let length = block.len();
        let mut lines: Vec<String> = Vec::new();
        if let Some(heading) = heading {
            lines.extend([format!("{heading}{ending}"), ending.to_owned()]);
        }
        let before = lines.len();
        lines.extend(block);
        let at = at.unwrap_or(self.lines.len());
        let (blank, count) = self.insert(at, lines);
        shift(stands, at, count as isize);
        let line = at + blank + before;
        stands[number] = Some(Stand { line, own: Some(line + length) });
    }

    /// Inserts lines before line number `at`, a blank one on either side. Gives how many blank ones stand
    /// before them, and how many lines there are more.
    fn insert(&mut self, at: usize, mut lines: Vec<String>) -> (usize, usize) {
        let blank = |line: &String| line.trim().is_empty();
        let ending = self.ending.trim_end_matches('\n');
        let parted = at > 0 && !self.lines[..at].last().is_none_or(blank);
        if parted {
            lines.insert(0, ending.to_owned());
        }
        match self.lines.get(at) {
            Some(next) if !blank(next) => lines.push(ending.to_owned()),
            Some(_) => {}
            None => {
                if let Some(last) = self.lines.last_mut().filter(|_| !self.ends) {
                    last.push_str(ending);
                }
                self.ends = true;
            }
        }
        let count = lines.len();
        self.lines.splice(at..at, lines);
        (usize::from(parted), count)
    }

    /// Where what belongs to a mark ends: at the next mark, or the next heading.
    fn end(&self, stand: Stand) -> usize {
        let mut fence: Option<&str> = None;
        let from = stand.own.unwrap_or(stand.line + 1);
        for (number, line) in self.lines.iter().enumerate().skip(from) {
            let start = line.trim_start();
            let sign = ["```", "~~~"].into_iter().find(|sign| start.starts_with(sign));
            match (fence, sign) {
                (None, Some(sign)) => fence = Some(sign),
                (Some(open), Some(sign)) if open == sign => fence = None,
                _ => {}
            }
            let heading = fence.is_none() && is_heading(line);
            if heading || Comment::read(line).is_some() {
                return number;
            }
        }
        self.lines.len()
    }

    /// The heading that line number `line` stands right under, else the line itself.
    fn heading_before(&self, line: usize) -> usize {
        let above = self.lines[..line].iter().rposition(|line| !line.trim().is_empty());
        above.filter(|&above| is_heading(&self.lines[above])).unwrap_or(line)
    }
}

/// Where the marks of a work stand in a note, by their numbers.
type Stands = Vec<Option<Stand>>;

/// Moves what stands from line number `from` on by so many lines.
fn shift(stands: &mut Stands, from: usize, by: isize) {
    for stand in stands.iter_mut().flatten().filter(|stand| stand.line >= from) {
        stand.line = stand.line.saturating_add_signed(by);
        stand.own = stand.own.map(|end| end.saturating_add_signed(by));
    }
}

/// What the comment before a block begins with.
const MARKER: &str = "<!-- ibid ";

/// What such a comment says.
struct Comment<'l> {
    id: &'l str,
    lines: usize,
    hash: u64,
}

impl<'l> Comment<'l> {
    fn read(line: &'l str) -> Option<Self> {
        let inner = line.trim_end().strip_prefix(MARKER)?.strip_suffix("-->")?;
        let mut parts = inner.split_whitespace();
        let (id, lines, hash) = (parts.next()?, parts.next()?, parts.next()?);
        let hash = u64::from_str_radix(hash, 16).ok()?;
        Some(Self { id, lines: lines.parse().ok().filter(|&lines| lines < 1 << 20)?, hash })
    }
}

/// A heading of a section, as `# …` to `###### …`.
fn is_heading(line: &str) -> bool {
    let rest = line.trim_start_matches('#');
    (1..=6).contains(&(line.len() - rest.len())) && rest.starts_with([' ', '\t'])
}

/// What lines are known by, whatever they end with.
fn hash(lines: &[impl AsRef<str>]) -> u64 {
    let lines: Vec<&str> = lines.iter().map(|line| line.as_ref().trim_end_matches('\r')).collect();
    fingerprint(&lines.join("\n"))
}
