//! Front matter: the title page and the colophon, and what they say of the text.

use std::collections::HashMap;

use super::furniture::{Furniture, fed_pages};
use super::page::{Print, Role, Sort};
use super::words::fold;
use crate::doc::Metadata;

/// Marks the lines of title page and colophon.
pub(super) fn find(print: &mut Print<'_>, furniture: &Furniture) {
    let listed = print.lines.iter().position(|line| line.role == Role::Contents);
    let before = match listed {
        Some(at) => front_before(print, at, furniture),
        None => display_page(print),
    };
    for line in &mut print.lines[..before] {
        if line.role == Role::Body {
            line.role = Role::Front;
        }
    }
    colophon(print);
}

/// The most a title page and a colophon hold, in bytes.
const LONGEST: usize = 3000;

/// How many lines before the contents list are front matter: all of them, unless they are too
/// many, or the list names one of them.
fn front_before(print: &Print<'_>, listed: usize, furniture: &Furniture) -> usize {
    let lines = &print.lines[..listed];
    let size: usize = lines.iter().map(|line| line.words.len()).sum();
    let named = lines.iter().any(|line| {
        furniture.contents.iter().any(|(title, _)| same(title, line.words))
            && line.sort == Sort::Heading
            && !is_title(print, line.words)
    });
    if size > LONGEST || named { 0 } else { listed }
}

/// Whether words are the title of the whole: they come back in the front matter.
fn is_title(print: &Print<'_>, words: &str) -> bool {
    let lines = print.lines.iter().take_while(|line| line.role != Role::Contents);
    lines.filter(|line| same(line.words, words)).count() > 1
}

fn same(one: &str, other: &str) -> bool {
    let key =
        |text: &str| -> String { fold(text).chars().filter(|c| c.is_alphanumeric()).collect() };
    key(one) == key(other)
}

/// How many lines at the beginning are pages of nothing but display lines.
fn display_page(print: &Print<'_>) -> usize {
    let mut front = 0;
    for page in fed_pages(print).into_iter().take(4) {
        let lines = &print.lines[page.clone()];
        // A title page is set in lines far from full; one of them may be an imprint.
        let wide = |share: usize| {
            lines.iter().filter(|line| line.width() * 10 > print.measure * share).count()
        };
        let display = lines.len() <= 16 && wide(9) == 0 && wide(6) * 3 <= lines.len();
        let ends = page.end == print.lines.len() || !print.has_feeds();
        if !display || ends {
            break;
        }
        front = page.end;
    }
    front
}

/// Marks a page that gives the title page again, with where the text comes from: the colophon.
fn colophon(print: &mut Print<'_>) {
    let front: Vec<String> = print
        .lines
        .iter()
        .filter(|line| line.role == Role::Front)
        .map(|line| fold(line.words).into_owned())
        .collect();
    if front.is_empty() || !print.has_feeds() {
        return;
    }
    for page in fed_pages(print) {
        let lines = &print.lines[page.clone()];
        let again =
            lines.iter().filter(|line| front.contains(&fold(line.words).into_owned())).count();
        let body = lines.iter().all(|line| line.role == Role::Body || line.role.is_furniture());
        if lines.len() <= 16 && again >= 2 && body {
            for line in &mut print.lines[page] {
                line.role = Role::Front;
            }
        }
    }
}

/// Fills in what the front matter says of the text and its source does not say elsewhere.
pub(super) fn metadata(print: &Print<'_>, metadata: &mut Metadata) {
    let lines: Vec<(&str, Sort)> = print
        .lines
        .iter()
        .filter(|line| line.role == Role::Front && !line.words.is_empty())
        .map(|line| (line.words, line.sort))
        .collect();
    if lines.is_empty() {
        return;
    }
    let mut times: HashMap<String, usize> = HashMap::new();
    for (words, _) in &lines {
        *times.entry(fold(words).into_owned()).or_default() += 1;
    }
    let again = |words: &str| times.get(&fold(words).into_owned()).copied().unwrap_or(0) > 1;
    let dated =
        |words: &str| words.split(|c: char| !c.is_ascii_digit()).any(|part| part.len() == 4);
    let title = title(&lines, &again, &dated);
    if metadata.authors.is_empty() {
        let author = lines.iter().map(|&(words, _)| words).find(|&words| {
            again(words) && !dated(words) && title.is_none_or(|title| !title.contains(words))
        });
        let below = || {
            let at = lines.iter().position(|&(words, _)| Some(words) == title)?;
            lines.get(at + 1).map(|&(words, _)| words).filter(|words| is_name(words))
        };
        metadata.authors.extend(author.or_else(below).map(str::to_owned));
    }
    if metadata.date.is_none() {
        let short = |words: &&str| dated(words) && words.len() < 30;
        metadata.date = lines.iter().map(|&(words, _)| words).find(short).map(str::to_owned);
    }
    if metadata.title.is_none() {
        metadata.title = title.map(str::to_owned);
    }
    let told = |(words, _): &(&str, Sort)| {
        let words = words.to_owned();
        let known = metadata.title.as_deref() == Some(words)
            || metadata.authors.iter().any(|author| author == words)
            || metadata.date.as_deref() == Some(words);
        (!known && (words.contains("://") || words.len() > 24)).then(|| words.to_owned())
    };
    let source: Vec<String> = lines.iter().filter_map(told).collect();
    if !source.is_empty() && !metadata.more.iter().any(|(key, _)| key == "source") {
        metadata.more.push(("source".to_owned(), source.join("\n")));
    }
}

/// The title: the heading of the title page, else the first line that comes back in the colophon,
/// else the first. A line that begins with it and goes on is the title whole: a long title is
/// broken on the title page and set in one line in the colophon.
fn title<'l>(
    lines: &[(&'l str, Sort)],
    again: &impl Fn(&str) -> bool,
    dated: &impl Fn(&str) -> bool,
) -> Option<&'l str> {
    let heading = lines.iter().find(|(_, sort)| *sort == Sort::Heading);
    let repeated = || lines.iter().find(|(words, _)| again(words) && !dated(words));
    let first = || lines.iter().find(|(words, _)| !dated(words));
    let &(title, _) = heading.or_else(repeated).or_else(first)?;
    let whole = lines.iter().map(|&(words, _)| words).find(|words| {
        words.len() > title.len() && words.len() < 3 * title.len() && words.starts_with(title)
    });
    Some(whole.unwrap_or(title))
}

/// Whether a line may be a name: two to six words that begin with capitals.
fn is_name(words: &str) -> bool {
    let parts: Vec<&str> = words.split_whitespace().collect();
    let capital = |word: &&&str| word.chars().next().is_some_and(char::is_uppercase);
    (2..=6).contains(&parts.len())
        && parts.iter().filter(capital).count() * 2 >= parts.len()
        && !words.ends_with(['.', '!', '?', ':'])
}
