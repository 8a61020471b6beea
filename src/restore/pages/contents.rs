//! The contents list: it leaves the text, and says what its sections are called.

use std::sync::LazyLock;

use regex::Regex;

use crate::language::fold::letters;
use crate::language::heading::heads_contents;
use crate::restore::lines::{Lines, Sort};
use crate::restore::pages::folio::number;
use crate::restore::pages::furniture::Furniture;
use crate::restore::pages::role::{Role, Roles};

/// The titles of a text's sections, by its contents list.
#[derive(Debug, Default)]
pub(crate) struct Titles(std::collections::HashSet<String>);

impl Titles {
    /// The titles a contents list names.
    pub(crate) fn of(contents: &[(String, u32)]) -> Self {
        Self(contents.iter().map(|(title, _)| letters(title)).collect())
    }

    /// Whether words are such a title.
    pub(crate) fn has(&self, words: &str) -> bool {
        !self.0.is_empty() && words.len() < 200 && {
            let key = letters(words);
            key.len() > 1 && self.0.contains(&key)
        }
    }
}

static LEADER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:\s*(?:\.\s?){3,}|\s*…(?:\s?…)*|\s*\t|\s{3,}|\s*·(?:\s?·){2,})\s*(\d{1,4}|[ivxlc]{1,6})(?:\s+|$)")
        .expect("the pattern is a constant")
});

static DOTS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?:\.\s?){4,}|…\s?…").expect("the pattern is a constant"));

/// Finds the contents list, its titles and their pages.
pub(super) fn find(text: &Lines<'_>, furniture: &mut Furniture) {
    let titled = text.lines.iter().position(|line| heads_contents(line.words));
    let dotted = || {
        let leads = |at: &usize| {
            let words = text.lines[*at].words;
            // Few texts have leaders, and an expression that none needs takes time to compile.
            let dots = || ["..", ". .", "…"].iter().any(|dots| words.contains(dots));
            dots() && DOTS.is_match(words) && LEADER.is_match(words)
        };
        (0..text.lines.len())
            .find(leads)
            .filter(|&at| (at + 1..text.lines.len().min(at + 4)).any(|at| leads(&at)))
    };
    let (Some(begin), titled) = (titled.or_else(dotted), titled.is_some()) else {
        return;
    };
    let end = list_end(text, &furniture.roles, if titled { begin + 1 } else { begin });
    if end < begin + 1 + usize::from(titled) {
        return;
    }
    let entries: Vec<&str> =
        text.lines[begin + usize::from(titled)..end].iter().map(|line| line.words).collect();
    let titles = parse(&entries.join(" "));
    if !titles.is_empty() {
        (begin..end).for_each(|at| furniture.roles.set(at, Role::Contents));
    }
    furniture.contents = titles;
}

/// Where a contents list ends: after the last line of a run that ends with page numbers. A title
/// may take three lines to come to its number, and where leaders lead to numbers, nothing else is
/// an entry. Page numbers rise, which years at the ends of lines do not.
fn list_end(text: &Lines<'_>, roles: &Roles, begin: usize) -> usize {
    let lines = &text.lines;
    let led = |words: &str| LEADER.is_match(words) || DOTS.is_match(words);
    let leaders = lines[begin..].iter().take(6).any(|line| led(line.words));
    let mut last_number = 0;
    let mut is_entry = |at: usize| {
        let words = lines[at].words;
        if led(words) {
            return true;
        }
        let end = words.rsplit(char::is_whitespace).next().and_then(number);
        let plain = !leaders && words.len() < 120 && lines[at].sort != Sort::Heading;
        let counts = number(words).is_some() || plain;
        let rises = end.is_some_and(|end| end >= last_number && end < last_number + 300);
        if counts && rises {
            last_number = end.unwrap_or(last_number);
        }
        counts && rises
    };
    let mut last = begin;
    let mut at = begin;
    while at < lines.len() && at < last + 3 {
        let furniture = matches!(roles[at], Role::Head | Role::Number);
        if furniture || is_entry(at) {
            last = at + 1;
        }
        at += 1;
    }
    last
}

fn parse(list: &str) -> Vec<(String, u32)> {
    let mut entries = Vec::new();
    let mut begin = 0;
    for found in LEADER.captures_iter(list) {
        let (Some(whole), Some(page)) = (found.get(0), found.get(1)) else { continue };
        let title = list[begin..whole.start()].trim();
        begin = whole.end();
        if let Some(page) = number(page.as_str())
            && !title.is_empty()
        {
            entries.push((title.to_owned(), page));
        }
    }
    entries
}
