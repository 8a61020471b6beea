//! What the front matter says: the title, the author, the year.
//!
//! Nothing on a title page is labelled, and nothing is left of its type. But what a book is called
//! it speaks of, and its author it seldom names; a name is capitals and a few small words; and
//! title and author stand next to each other, in either order.

use std::collections::HashMap;
use std::ops::Range;

use crate::doc::Metadata;
use crate::language::fold::letters;
use crate::language::prose::words::Words;
use crate::restore::lines::Sort;
use crate::restore::pages::author::{goes_on, is_by, like_name, without_by};
use crate::restore::pages::imprint::{Says, says, year};
use crate::restore::pages::role::{Print, Role};
use crate::restore::weights::Weights;

/// Fills in what the front matter says of the text and its source does not say elsewhere. `words`
/// are those of the body.
pub(crate) fn fill(
    print: Print<'_, '_>,
    words: &Words,
    metadata: &mut Metadata,
    weights: &Weights,
) {
    let front = Front::of(print, weights);
    if front.lines.is_empty() {
        return;
    }
    let (title, author) = front.title_and_author(words);
    // A title that a heading has is only what the first heading was taken for.
    let guessed = metadata.title.as_ref().is_some_and(|known| {
        print.lines.iter().any(|line| line.sort == Sort::Heading && line.words == known)
    });
    if (metadata.title.is_none() || guessed) && title.is_some() {
        metadata.title.clone_from(&title);
    }
    if metadata.authors.is_empty() {
        metadata.authors.extend(author);
    }
    if metadata.date.is_none() {
        metadata.date = front.year();
    }
    let source = front.small_print();
    if !source.is_empty() && !metadata.more.iter().any(|(key, _)| key == "source") {
        metadata.more.push(("source".to_owned(), source.join("\n")));
    }
}

/// A line of front matter.
#[derive(Clone, Copy, Debug)]
struct Shown<'d> {
    words: &'d str,
    heading: bool,
    /// The page it stands on, or the run of lines.
    page: usize,
    says: Says,
}

/// All front matter, as it lies.
struct Front<'w, 'd> {
    lines: Vec<Shown<'d>>,
    /// The running heads of the text.
    heads: Vec<String>,
    /// What each sign weighs.
    weights: &'w Weights,
}

/// What may be the title or the author.
#[derive(Clone, Debug)]
struct Candidate {
    words: String,
    /// Where it stands: its first line and the line after its last.
    places: Vec<(usize, usize)>,
    heading: bool,
    /// How much it looks like a name: above nothing, or below.
    name: f32,
    /// Whether a word like *by* stands before it.
    by: bool,
}

impl<'w, 'd> Front<'w, 'd> {
    fn of(print: Print<'_, 'd>, weights: &'w Weights) -> Self {
        let mut lines = Vec::new();
        let pages = print.pages();
        let mut before: Option<(usize, usize)> = None;
        for (at, (role, line)) in print.with_roles().enumerate() {
            if role != Role::Front || line.words.is_empty() {
                continue;
            }
            let first = pages.partition_point(|page| page.end <= at);
            let page = match before {
                Some((last, page)) if last + 1 == at && (line.feeds == 0) => page,
                Some((_, page)) => page + 1,
                None => first,
            };
            before = Some((at, page));
            let heading = line.sort == Sort::Heading;
            lines.push(Shown { words: line.words, heading, page, says: says(line.words) });
        }
        let heads = print.of_role(Role::Head);
        Self { lines, heads: heads.map(|line| letters(line.words)).collect(), weights }
    }

    /// The year: that on a line of its own, else the first there is.
    fn year(&self) -> Option<String> {
        let alone = self.lines.iter().find(|line| line.says == Says::Year);
        let any = || {
            self.lines.iter().find(|line| line.says == Says::Imprint && year(line.words).is_some())
        };
        alone.or_else(any).and_then(|line| year(line.words))
    }

    /// What else it says of where the text comes from.
    fn small_print(&self) -> Vec<&'d str> {
        let mut told: Vec<&str> = Vec::new();
        for line in
            self.lines.iter().filter(|line| matches!(line.says, Says::Imprint | Says::Helper))
        {
            if !told.contains(&line.words) {
                told.push(line.words);
            }
        }
        told
    }

    /// The title and the author: of all pairs the one that is set most like them.
    fn title_and_author(&self, words: &Words) -> (Option<String>, Option<String>) {
        let candidates = self.candidates(words);
        let page = self.title_page();
        let on_page = |it: &&Candidate| it.places.iter().any(|place| page.contains(&place.0));
        let mut best: Option<(f32, &Candidate, Option<&Candidate>)> = None;
        for title in &candidates {
            let others = candidates.iter().filter(|it| it.words != title.words);
            for author in std::iter::once(None).chain(others.map(Some)) {
                let rest = |it: &&Candidate| author.is_none_or(|author| it.words != author.words);
                let first = candidates.iter().filter(on_page).find(rest);
                let first = first.is_some_and(|first| first.words == title.words);
                let by = author.map_or(self.weights.author_or_none, |author| {
                    like_author(author, title, self.weights)
                });
                let weight = self.like_title(title, first) + by;
                if best.is_none_or(|(known, ..)| weight > known) {
                    best = Some((weight, title, author));
                }
            }
        }
        best.map_or((None, None), |(_, title, author)| {
            (Some(title.words.clone()), author.map(|author| author.words.clone()))
        })
    }

    /// How much a candidate is set like a title: `first`, before all but the author.
    fn like_title(&self, it: &Candidate, first: bool) -> f32 {
        let mark = |holds: bool, weight: f32| if holds { weight } else { 0.0 };
        mark(it.heading, self.weights.title_is_heading)
            + mark(first, self.weights.title_is_first)
            + mark(it.by, self.weights.title_after_by)
            // What looks like a name is less of a title; what does not is no more of one.
            - it.name.max(0.0)
    }

    /// The lines of the title page. Of the pages that say what is said again, the first that has no
    /// small print, if there are several: the colophon has.
    fn title_page(&self) -> Range<usize> {
        let mut pages: Vec<Range<usize>> = Vec::new();
        for (at, line) in self.lines.iter().enumerate() {
            match pages.last_mut() {
                Some(page) if self.lines[page.start].page == line.page => page.end = at + 1,
                _ => pages.push(at..at + 1),
            }
        }
        let says = |page: &Range<usize>, what: Says| {
            self.lines[page.clone()].iter().any(|line| line.says == what)
        };
        pages.retain(|page| says(page, Says::Other));
        let mut times: HashMap<String, usize> = HashMap::new();
        for line in self.lines.iter().filter(|line| line.says == Says::Other) {
            *times.entry(letters(line.words)).or_default() += 1;
        }
        let again = |page: &Range<usize>| {
            let mut lines = self.lines[page.clone()].iter();
            lines.any(|line| times.get(&letters(line.words)).is_some_and(|&times| times > 1))
        };
        if pages.iter().any(again) {
            pages.retain(again);
        }
        let plain = |page: &&Range<usize>| !says(page, Says::Imprint) && !says(page, Says::Helper);
        pages.iter().find(plain).or(pages.first()).cloned().unwrap_or_default()
    }

    fn candidates(&self, words: &Words) -> Vec<Candidate> {
        let mut candidates: Vec<Candidate> = Vec::new();
        let mut at = 0;
        let runs = self.runs();
        while at < self.lines.len() {
            let end = self.unit(at, words, &runs);
            if self.lines[at].says == Says::Other && !is_by(self.lines[at].words) {
                let said: Vec<&str> = self.lines[at..end].iter().map(|line| line.words).collect();
                let said = said.join(" ");
                let (by, said) = without_by(&said);
                let by = by || at > 0 && is_by(self.lines[at - 1].words);
                let heading = self.lines[at].heading;
                match candidates.iter_mut().find(|known| letters(&known.words) == letters(said)) {
                    Some(known) => {
                        known.places.push((at, end));
                        known.heading |= heading;
                        known.by |= by;
                    }
                    None => candidates.push(Candidate {
                        words: said.to_owned(),
                        places: vec![(at, end)],
                        heading,
                        name: like_name(said, words, self.weights),
                        by,
                    }),
                }
            }
            at = end;
        }
        without_pairs(candidates)
    }

    /// All runs of up to three lines of a page, by their letters: what stands whole in one place may
    /// be broken in another.
    fn runs(&self) -> HashMap<String, Range<usize>> {
        let mut runs = HashMap::new();
        for at in 0..self.lines.len() {
            let page = self.lines[at].page;
            let lines = self.lines[at..].iter().take(3).take_while(|line| line.page == page);
            let mut key = String::new();
            for (count, line) in lines.enumerate() {
                key += &letters(line.words);
                runs.entry(key.clone()).or_insert(at..at + count + 1);
            }
        }
        runs.remove("");
        runs
    }

    /// The line after the last of what begins with line `at`: a title may be broken, and is known
    /// by standing whole elsewhere, alone or beside the author, or by going on in lower case.
    fn unit(&self, at: usize, words: &Words, runs: &HashMap<String, Range<usize>>) -> usize {
        let other = |line: &Shown<'_>| line.says == Says::Other && line.page == self.lines[at].page;
        let most = self.lines[at..].iter().take(4).take_while(|line| other(line)).count();
        let whole = |count: &usize| {
            let own = at..at + count;
            let key: String =
                self.lines[own.clone()].iter().map(|line| letters(line.words)).collect();
            let apart = |run: &Range<usize>| run.end <= own.start || run.start >= own.end;
            let elsewhere = |key: &str| runs.get(key).is_some_and(apart);
            // Two lines that each say one of two things are two.
            let at_line_end = |run: &str| {
                let mut lines = self.lines[own.clone()].iter();
                let mut length = 0;
                lines.any(|line| {
                    length += letters(line.words).len();
                    length == run.len()
                })
            };
            let mut lines = self.lines.iter().enumerate();
            lines.any(|(near, line)| !own.contains(&near) && letters(line.words) == key)
                || self.heads.contains(&key)
                || runs.iter().filter(|(_, run)| apart(run)).any(|(run, _)| {
                    let rest = run.strip_suffix(key.as_str()).or(run.strip_prefix(key.as_str()));
                    let pair = || key.strip_prefix(run).is_some_and(elsewhere) && !at_line_end(run);
                    rest.is_some_and(elsewhere) || pair()
                })
        };
        let mut end = at + (2..=most).rev().find(whole).unwrap_or(1);
        while end < at + most && goes_on(self.lines[end - 1].words, self.lines[end].words, words) {
            end += 1;
        }
        end
    }
}

/// Leaves out what says two others in one: the back of a cover has author and title on one line.
fn without_pairs(candidates: Vec<Candidate>) -> Vec<Candidate> {
    let said: Vec<String> = candidates.iter().map(|it| letters(&it.words)).collect();
    let is_pair = |whole: &String| {
        said.iter().any(|one| {
            let rest = whole.strip_prefix(one.as_str()).filter(|_| !one.is_empty());
            rest.is_some_and(|rest| said.iter().any(|other| other == rest))
        })
    };
    let pairs: Vec<bool> = said.iter().map(is_pair).collect();
    candidates.into_iter().zip(pairs).filter(|(_, pair)| !pair).map(|(it, _)| it).collect()
}

/// How much a candidate is set like the author of `title`.
fn like_author(it: &Candidate, title: &Candidate, weights: &Weights) -> f32 {
    let pairs = || it.places.iter().flat_map(|own| title.places.iter().map(move |its| (own, its)));
    // A subtitle may stand between them, but there is little more room.
    let near = |lines: usize| {
        if lines < 4 { weights.author_near_title / (lines + 1) as f32 } else { 0.0 }
    };
    let closest = pairs().map(|(own, its)| {
        if own.0 >= its.1 { near(own.0 - its.1) } else { near(its.0.saturating_sub(own.1)) }
    });
    let below = pairs().any(|(own, its)| own.0 == its.1);
    let above = pairs().any(|(own, its)| own.1 == its.0);
    let mark = |holds: bool, weight: f32| if holds { weight } else { 0.0 };
    closest.fold(0.0, f32::max)
        // A subtitle stands below its title wherever it stands.
        + mark(below && above, weights.author_on_both_sides)
        + mark(it.by, weights.author_after_by)
        + it.name
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::{Builder, Document, Kind};
    use crate::restore::lines;
    use crate::restore::pages::role::Roles;

    /// Pages of lines, `/` between lines and `|` between pages; a line that begins with `#` is a
    /// heading.
    fn pages(text: &str) -> Document {
        let mut to = Builder::new();
        for line in text.split(['/', '|']) {
            let (kind, words) = match line.strip_prefix('#') {
                Some(words) => (Kind::Heading { level: 1 }, words),
                None => (Kind::Paragraph, line),
            };
            to.open_block(kind);
            to.text(words);
            to.close_block();
        }
        to.finish("x")
    }

    fn told(text: &str, body: &str) -> [String; 3] {
        let document = pages(text);
        let mut read = lines::of(&document);
        let mut page = 0;
        let begins = text.split('|').map(|page| page.split('/').count());
        for lines in begins {
            if page > 0 {
                read.lines[page].feeds = 1;
            }
            page += lines;
        }
        let count = read.lines.len();
        let roles = Roles::body(count).with((0..count).map(|at| (at, Role::Front)));
        let mut metadata = Metadata::default();
        fill(
            Print::new(&read, &roles),
            &Words::of([body].into_iter()),
            &mut metadata,
            &Weights::default(),
        );
        let author = metadata.authors.join("; ");
        [metadata.title.unwrap_or_default(), author, metadata.date.unwrap_or_default()]
    }

    #[test]
    fn tells_title_author_and_year() {
        let cases = [
            ("On Birds/Anna Writer/1902", ["On Birds", "Anna Writer", "1902"]),
            ("Anna Writer/On Birds/1902", ["On Birds", "Anna Writer", "1902"]),
            ("On Birds/von Anna Writer", ["On Birds", "Anna Writer", ""]),
            // The back of the cover lies first.
            (
                "Anti-Copyright|Anna Writer/Blue Birds/Copyright 1902|Blue Birds/Anna Writer/1902",
                ["Blue Birds", "Anna Writer", "1902"],
            ),
            // Nobody knows them by their looks; a subtitle never stands above its title.
            (
                "The Friends of Flight/Birds of the World/Copyright 1902|Birds of the World/The Friends of Flight",
                ["Birds of the World", "The Friends of Flight", "1902"],
            ),
            ("Birds of the World/A Book for All/1902", ["Birds of the World", "", "1902"]),
            // A title over two lines.
            ("#The Birds of the/World/A. Writer", ["The Birds of the World", "A. Writer", ""]),
            (
                "The Birds That/Sing at Night/Anna Writer|The Birds That Sing at Night/Anna Writer",
                ["The Birds That Sing at Night", "Anna Writer", ""],
            ),
            ("Anna Writer/On Birds/A Book for All/Rome/1902", ["On Birds", "Anna Writer", "1902"]),
            ("BIRDS/by/ANNA WRITER/ROME", ["BIRDS", "ANNA WRITER", ""]),
            // Small print is neither.
            (
                "Wanderings/Anna Writer and Max Maler/Translated by Jo March/2nd edition/Birds’ Press, Rome",
                ["Wanderings", "Anna Writer and Max Maler", ""],
            ),
            ("Anti-Copyright/www.birds.example/ISBN 3-00-0", ["", "", ""]),
        ];
        for (text, expected) in cases {
            assert_eq!(
                told(text, "all birds of the world sing and no book is blue"),
                expected,
                "{text}"
            );
        }
    }

    #[test]
    fn a_book_speaks_of_its_title() {
        let expected = ["Blue Birds", "Rosa Wolf", ""];
        assert_eq!(told("Blue Birds/Rosa Wolf", "The blue birds are birds."), expected);
        assert_eq!(told("Rosa Wolf/Blue Birds", "The blue birds are birds."), expected);
        let other = ["Rosa Wolf", "Blue Birds", ""];
        assert_eq!(told("Blue Birds/Rosa Wolf", "Rosa Wolf was one. The rosa wolf."), other);
    }
}
