//! The library: the texts that were opened and those of the folders a reader named, each once, by what
//! is kept of it and what is known of its words.

use std::collections::HashMap;
use std::path::Path;

use super::words::Head;
use super::{Kept, State, path_of};
use crate::language::date::first_year;

/// A text of the library.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Known {
    /// What it is kept under: that of its files which was open last, or is there.
    pub origin: String,
    /// The other files it is known in.
    pub others: Vec<String>,
    /// The hash of its words; `None` where they are not in the cache.
    pub words: Option<u64>,
    /// Its title.
    pub title: Option<String>,
    /// Its authors, as printed.
    pub authors: Vec<String>,
    /// The year it was published.
    pub year: Option<String>,
    /// What names it as a work: DOI, ISBN.
    pub identifiers: Vec<String>,
    /// How long it is, in bytes.
    pub length: usize,
    /// How many works it lists.
    pub works: usize,
    /// How much of it is read, in hundredths; `None` where it was never opened.
    pub share: Option<usize>,
    /// When it was open last, in seconds since 1970; 0 where it never was.
    pub opened: u64,
    /// Whether none of its files is there.
    pub gone: bool,
    /// Whether its reader wants it forgotten.
    pub forgotten: bool,
}

impl Known {
    /// Every file it is known in, that to open first.
    pub fn origins(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.origin).chain(&self.others).map(String::as_str)
    }

    /// Looks whether any of its files is there, and takes the first that is as its own.
    pub fn look(&mut self, is_there: impl Fn(&str) -> bool) {
        let mut all: Vec<String> = self.origins().map(str::to_owned).collect();
        let there = all.iter().position(|origin| is_there(origin));
        self.gone = there.is_none();
        self.origin = all.remove(there.unwrap_or(0));
        self.others = all;
    }
}

/// The texts of a library: those that were opened, the last first, then those of its folders by their
/// paths. `may_open` says of what a text is kept under whether it names something that can be opened
/// again. Whether the files are there is not looked at.
pub fn known(state: &State, heads: &[Head], may_open: impl Fn(&str) -> bool) -> Vec<Known> {
    let kept: HashMap<&str, &Kept> =
        state.recent().iter().map(|kept| (kept.origin.as_str(), kept)).collect();
    let belongs = |origin: &str| kept.contains_key(origin) || lies_in(state.folders(), origin);
    let mut texts: Vec<Known> = Vec::new();
    let mut told: HashMap<&str, usize> = HashMap::new();
    for head in heads {
        let mut seen: Vec<&str> = head.seen.iter().map(|seen| seen.origin.as_str()).collect();
        seen.retain(|origin| belongs(origin) && may_open(origin));
        // That which was open last first, then that which was read last.
        seen.reverse();
        seen.sort_by_key(|origin| {
            std::cmp::Reverse(kept.get(origin).map_or(0, |kept| kept.opened))
        });
        let Some(first) = seen.first() else { continue };
        told.extend(seen.iter().map(|origin| (*origin, texts.len())));
        texts.push(of_head(head, first, &seen[1..]));
    }
    for row in state.recent().iter().filter(|row| may_open(&row.origin)) {
        let at = *told.entry(&row.origin).or_insert_with(|| {
            texts.push(Known { origin: row.origin.clone(), ..Known::default() });
            texts.len() - 1
        });
        let text = &mut texts[at];
        if row.opened >= text.opened {
            (text.share, text.opened) = (Some(row.share()), row.opened);
        }
    }
    for text in &mut texts {
        let forgotten = text.origins().all(|origin| state.is_forgotten(origin));
        text.forgotten = forgotten;
    }
    texts.sort_by(|a, b| b.opened.cmp(&a.opened).then_with(|| a.origin.cmp(&b.origin)));
    texts
}

fn of_head(head: &Head, origin: &str, others: &[&str]) -> Known {
    Known {
        origin: origin.to_owned(),
        others: others.iter().map(|&origin| origin.to_owned()).collect(),
        words: Some(head.words),
        title: head.title.clone(),
        authors: head.authors.clone(),
        year: head.date.as_deref().and_then(first_year).map(str::to_owned),
        identifiers: head.identifiers.clone(),
        length: head.length,
        works: head.works,
        ..Known::default()
    }
}

/// Whether the file of an origin lies in one of these folders.
pub fn lies_in(folders: &[String], origin: &str) -> bool {
    let file = path_of(origin);
    let folder = |folder: &String| path_of(folder).unwrap_or_else(|| Path::new(folder).to_owned());
    file.is_some_and(|file| folders.iter().any(|name| file.starts_with(folder(name))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::Left;
    use crate::library::words::Seen;

    fn head(words: u64, title: &str, origins: &[&str]) -> Head {
        let seen =
            origins.iter().map(|origin| Seen { origin: (*origin).into(), ..Seen::default() });
        Head { words, title: Some(title.to_owned()), seen: seen.collect(), ..Head::default() }
    }

    fn state() -> State {
        let mut state = State::default();
        let left = |place| Left { place, length: 100, ..Left::default() };
        state.keep("/old.md", left(50), 5);
        state.keep("/new.md", left(20), 9);
        state.keep("ibid:guide", left(20), 10);
        state.name_folder("/books", true);
        state
    }

    #[test]
    fn a_text_is_there_once_whatever_its_files_are_called() {
        let heads = [
            head(1, "One", &["/old.md", "/books/old.epub"]),
            head(2, "Two", &["/books/two.md"]),
            head(3, "Not ours", &["/elsewhere/three.md"]),
            head(4, "Gone", &["/booksellers/list.md"]),
        ];
        let texts = known(&state(), &heads, |origin| path_of(origin).is_some());
        let told: Vec<_> =
            texts.iter().map(|text| (text.origin.as_str(), text.share, text.words)).collect();
        assert_eq!(
            told,
            [
                ("/new.md", Some(20), None),
                ("/old.md", Some(50), Some(1)),
                ("/books/two.md", None, Some(2)),
            ]
        );
        let mut one = texts[1].clone();
        one.look(|origin| origin.ends_with("epub"));
        assert_eq!((one.origin.as_str(), one.gone), ("/books/old.epub", false));
        assert_eq!(one.others, ["/old.md"]);
    }

    #[test]
    fn what_is_forgotten_is_said_and_comes_back() {
        let mut state = state();
        state.forget("/new.md", true);
        let forgotten = |state: &State| known(state, &[], |_| true)[1].forgotten;
        assert!(forgotten(&state));
        state.forget("/new.md", false);
        assert!(!forgotten(&state));
    }
}
