//! Titles as citations shorten them: whether the words after an author’s name are the title of a
//! source, whole, without its subtitle, or its first words (Chicago 14.30; MHRA 11.3).
//!
//! The surprise is that the end matters more than the beginning: *Mutual Aid* is not *Mutual Aid
//! Societies*. Italics and quotation marks show where a title ends; where there are none, only a
//! sign and what stands after it do.

use crate::language::fold::Fold;
use crate::language::lexicon;
use crate::language::name::counting;
use crate::language::prose::token::{Kind, Token, Tokens};
use crate::language::section::Section;

/// A title as far as it is compared: folded, without articles, prepositions and signs.
pub(crate) fn title_key(title: &str) -> String {
    title_words(title).join(" ")
}

fn title_words(title: &str) -> Vec<String> {
    let signs = |c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’' | '-'));
    counting(title.split(signs))
}

/// A title word by word.
#[derive(Clone, Debug, Default)]
pub(crate) struct Title {
    /// Its words as [`title_key`] has them.
    pub words: Vec<String>,
    /// Behind how many of them a sign stands; the first is where its subtitle begins, or where a
    /// title that nothing sets off goes over into an imprint.
    pub stops: Vec<usize>,
}

impl Title {
    pub(crate) fn new(title: &str) -> Self {
        let mut made = Self::default();
        for part in title.split_inclusive([',', ':', ';', '.', '?', '!', '(', '–', '—', '“', '«'])
        {
            for word in title_words(part) {
                // Folding makes words of a ligature that is a phrase.
                if word.contains(' ') {
                    made.words.extend(word.split_whitespace().map(str::to_owned));
                } else {
                    made.words.push(word);
                }
            }
            if made.stops.last() != Some(&made.words.len()) && !made.words.is_empty() {
                made.stops.push(made.words.len());
            }
        }
        made
    }
}

/// A title as [`title_key`] has it, whole and up to the colon; `words` are its words.
pub(crate) fn titles(title: Option<&str>, words: &Title) -> Vec<String> {
    let Some(title) = title else { return Vec::new() };
    // Where no sign parts them, the words are those of the key.
    if let [all] = words.stops[..] {
        return vec![words.words[..all].join(" ")];
    }
    let mut titles = vec![title_key(title)];
    if let Some((main, _)) = title.split_once([':', '–', '—', '?', '.', '(']) {
        titles.push(title_key(main));
    }
    titles.retain(|title| !title.is_empty());
    titles.dedup();
    titles
}

/// How a title in the text agrees with one of the list; the least agrees best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Extent {
    /// All of it, or all before the colon.
    Whole,
    /// Its first words.
    Start,
}

/// A title in the text that is one of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Agreement {
    pub extent: Extent,
    /// How many of its words count.
    pub words: usize,
    /// Where it ends, in bytes of the words that were compared.
    pub end: usize,
    /// Whether a word without any mark after it may go on with another title.
    pub loose: bool,
}

/// The words in which a title is looked for, cut and compared only as far as need be: they are
/// compared with each title of an author, and few go on beyond the first word.
pub(crate) struct TitleSearch<'t> {
    words: &'t str,
    rest: Tokens<'t>,
    /// Where the italics or the quotation that the words begin with end.
    marked: Option<usize>,
    /// The tokens so far, with the words as titles have them; `None` for signs, articles and
    /// prepositions.
    cut: Vec<(Token, Option<String>)>,
}

impl<'t> TitleSearch<'t> {
    pub(crate) fn new(words: &'t str, marked: Option<usize>) -> Self {
        let words = crate::language::clip(words, 300);
        let marked = marked.filter(|&end| end <= words.len());
        Self { words, rest: Tokens::of(words), marked, cut: Vec::new() }
    }

    /// Token number `at` and its key, if it counts.
    fn get(&mut self, at: usize) -> Option<(Token, Option<&str>)> {
        while self.cut.len() <= at {
            let token = self.rest.next()?;
            let counts = matches!(token.kind, Kind::Word | Kind::Number);
            let key = counts.then(|| title_key(token.of(self.words)));
            self.cut.push((token, key.filter(|key| !key.is_empty() && !lexicon::is_particle(key))));
        }
        let (token, key) = &self.cut[at];
        Some((*token, key.as_deref()))
    }

    /// The first word that counts, with which a title must begin.
    pub(crate) fn first_word(&mut self) -> Option<String> {
        let mut at = 0;
        loop {
            if let Some(word) = self.get(at)?.1 {
                return Some(word.to_owned());
            }
            at += 1;
        }
    }

    /// Where the words end that this and `title` begin with, one after the other.
    fn shared(&mut self, title: &[String]) -> Vec<usize> {
        let mut ends = Vec::new();
        let mut own = title.iter();
        let mut at = 0;
        while ends.len() < title.len() {
            let Some((token, key)) = self.get(at) else { break };
            at += 1;
            let Some(key) = key else { continue };
            // A word of a text may be several of a title.
            if !key.split(' ').all(|word| own.next().is_some_and(|own| own == word)) {
                break;
            }
            let words = key.split(' ').count();
            ends.extend(std::iter::repeat_n(token.end, words));
        }
        ends.truncate(title.len());
        ends
    }

    /// What stands after a title that ends at `end`.
    fn after(&self, end: usize) -> After<'_> {
        let rest = &self.words[end..];
        let word = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
        After { signs: &rest[..rest.len() - word.len()], word }
    }

    /// Whether the words agree with a title: with all of it, with all before a sign, or with its
    /// first words.
    pub(crate) fn agree(&mut self, title: &Title) -> Option<Agreement> {
        let ends = self.shared(&title.words);
        let (all, last) = (ends.len(), *ends.last()?);
        let whole = all == title.words.len();
        let sure = |&words: &usize| words > 1 || title.stops.first() == Some(&words);
        let stops = title.stops.iter().copied().filter(|&words| words < all || !whole);
        let mut stops: Vec<usize> = stops.filter(|&words| words <= all).filter(sure).collect();
        stops.extend(whole.then_some(all));
        let stop = stops.into_iter().rev().find(|&words| self.stops_at(ends[words - 1]));
        let (extent, words) = match stop {
            // `Capital: A Critique` is not `Capital: A Reader`.
            Some(words) if !whole && self.after(ends[words - 1]).goes_on_with_subtitle() => {
                return None;
            }
            Some(words) => (Extent::Whole, words),
            None if self.ends_at(last, all) && !whole => (Extent::Start, all),
            None => return None,
        };
        let end = ends[words - 1];
        let after = self.after(end);
        let loose = self.marked.is_none() && !after.word.is_empty() && after.is_word();
        Some(Agreement { extent, words, end, loose })
    }

    /// Whether nothing but signs stands between a place and the end of the italics or the quotation;
    /// `None` where there are none.
    fn closes_at(&self, end: usize) -> Option<bool> {
        let rest = self.words.get(end..self.marked?).unwrap_or("");
        Some(!rest.contains(char::is_alphanumeric))
    }

    /// Whether a title may end at a place where the list’s has a sign.
    fn stops_at(&self, end: usize) -> bool {
        let after = self.after(end);
        match self.closes_at(end) {
            Some(true) => true,
            // Italics that go on with a subtitle.
            Some(false) => {
                after.signs.trim_start().starts_with([':', '.', '–', '—', '(', '?', '!'])
            }
            None => after.may_end(),
        }
    }

    /// Whether the first `words` words of a title surely end at a place.
    fn ends_at(&self, end: usize, words: usize) -> bool {
        self.closes_at(end).unwrap_or_else(|| self.after(end).ends(words))
    }
}

/// The signs after a title, and the words after these.
struct After<'t> {
    signs: &'t str,
    word: &'t str,
}

impl After<'_> {
    /// Whether a word stands here that is no page, volume or *op. cit.*
    fn is_word(&self) -> bool {
        let word = self.word.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        let folded = Fold::Word.of(word);
        !(word.is_empty()
            || word.starts_with(|c: char| c.is_numeric())
            || lexicon::is_locator(&folded)
            || lexicon::is_role(&folded)
            || Section::OpCitWords.has(&folded))
    }

    fn has_sign(&self) -> bool {
        self.signs.contains(|c: char| !c.is_whitespace())
    }

    /// Whether a title may end before this: anything but a further word.
    fn may_end(&self) -> bool {
        self.has_sign() && !self.signs.starts_with(['-', '/']) || !self.is_word()
    }

    /// Whether the first `words` words of a title surely end before this.
    fn ends(&self, words: usize) -> bool {
        let sign = self.signs.trim_start();
        self.has_sign() && !self.is_word()
            || self.word.is_empty()
            || sign.starts_with([';', ')', ']', '”', '"', '»'])
            || words >= 3 && sign.starts_with([',', '.', '(', '…'])
    }

    /// Whether a subtitle stands here.
    fn goes_on_with_subtitle(&self) -> bool {
        self.signs.trim_start_matches(['?', '!', '”', '"', ' ']).starts_with(':')
            && !self.word.starts_with(|c: char| c.is_numeric())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_ends_where_signs_say_so() {
        for (title, words, expected) in [
            ("Mutual Aid: A Factor", "Mutual Aid: A Factor, 12", Some("Mutual Aid: A Factor")),
            ("Mutual Aid: A Factor", "Mutual Aid, London, 1902", Some("Mutual Aid")),
            ("Mutual Aid: A Factor", "Mutual Aid 12", Some("Mutual Aid")),
            ("Mutual Aid: A Factor", "Mutual Aid", Some("Mutual Aid")),
            ("Mutual Aid: A Factor", "Mutual Aid: A Reader, 12", None),
            ("Mutual Aid: A Factor", "Mutual Aid Societies, 12", None),
            ("The Conquest of Bread", "Conquest, 12", Some("Conquest")),
            ("The Conquest of Bread", "The Conquest, op. cit., 12", Some("The Conquest")),
            ("The Conquest of Bread", "The Conquest, Labour and the State, 12", None),
            ("The Conquest of Bread", "Conquest of Mexico, 12", None),
            ("L’invention du moulin", "L’invention du moulin, p. 3", Some("L’invention du moulin")),
        ] {
            let found = TitleSearch::new(words, None).agree(&Title::new(title));
            assert_eq!(found.map(|found| &words[..found.end]), expected, "{title} | {words}");
        }
        // Italics end the one and not the other.
        let labour = Title::new("Labour");
        assert!(TitleSearch::new("Labour, London", Some(6)).agree(&labour).is_some());
        assert!(TitleSearch::new("Labour, Tide and State", Some(22)).agree(&labour).is_none());
    }
}
