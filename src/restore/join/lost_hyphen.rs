//! Hyphens that an extractor took away.
//!
//! Some extractors make a word of its two halves where a line ends with a hyphen, and draw the rest
//! of the next line up to it. They take the hyphen of *self-activity* with that of *pro-vide*, and
//! at the end of a page they take it and leave the halves apart.
//!
//! What is left of it is a line too long for its page, with a word across the place where the
//! page ended. Soft hyphens (U+00AD) are no hyphens to such a program: where a text has kept them,
//! each word that was drawn together had a true one. So it had where hardly any was: a text that is
//! set without breaking words.

use crate::doc::Place;
use crate::language::prose::words::{Words, tokens};
use crate::restore::lines::Sort;
use crate::restore::lines::word::{first_word, last_word};
use crate::restore::pages::role::{Print, Role};

/// Where a text has lost hyphens.
#[derive(Debug, Default)]
pub(crate) struct LostHyphens {
    /// Whether lines are drawn together, so that broken words have no hyphen at the end of pages.
    pub drawn: bool,
    /// Where in the document a hyphen belongs, in order.
    pub places: Vec<Place>,
}

impl LostHyphens {
    /// Looks for lines that are two.
    pub(super) fn find(print: Print<'_, '_>, words: &Words) -> Self {
        let measure = print.measure;
        let text = |sort| sort == Sort::Text;
        let lines = || {
            let body = print.of_role(Role::Body).filter(move |line| text(line.sort));
            body.filter(|line| line.width() > 20)
        };
        let long = || lines().filter(move |line| line.width() * 4 > measure * 5);
        if !print.plain || measure == 0 || measure > 200 || long().next().is_none() {
            return Self::default();
        }
        let ends = |hyphen: char| lines().filter(|line| line.words.ends_with(hyphen)).count();
        let (count, soft) = (lines().count(), ends('\u{ad}'));
        // A text that keeps its hyphens ends every tenth line with one.
        if ends('-') * 100 > count {
            return Self::default();
        }
        let kept = soft * 50 > count;
        let every = kept || words.keeps_words_whole();
        let mut places: Vec<Place> = Vec::new();
        for line in long() {
            let found = across(line.words, measure)
                .find_map(|(at, word)| Some(at + split(word, every, words)?))
                // The same word may have been drawn together twice.
                .or_else(|| {
                    let again = |(at, word)| Some(at + split_again(word, words)?);
                    across(line.words, measure).filter(|_| every).find_map(again)
                });
            places.extend(found.map(|at| line.span.start + at));
        }
        Self { drawn: !kept && long().count() * 50 > count, places }
    }

    /// Whether two words at the end of a page and the beginning of the next are halves of one.
    pub(super) fn halves(&self, left: &str, right: &str, words: &Words) -> bool {
        if !self.drawn || !left.ends_with(char::is_alphabetic) {
            return false;
        }
        let (head, tail) = (last_word(left), first_word(right));
        let lower = tail.starts_with(char::is_lowercase) && right.starts_with(tail);
        // Each half has been counted once, where it stands.
        let unknown = |word: &str| words.times(word) <= 1;
        let known = words.times(&format!("{head}{tail}")) > 0;
        lower
            && head.chars().count() > 1
            && if known { unknown(head) || unknown(tail) } else { unknown(head) && unknown(tail) }
    }
}

/// The words across the place where a line of `measure` characters ended, and where they begin.
/// Letters differ in width, so that the place is known to a tenth.
fn across(line: &str, measure: usize) -> impl Iterator<Item = (usize, &str)> {
    let column = |at: usize| line[..at].chars().count();
    tokens(line).filter_map(move |word| {
        let at = word.as_ptr() as usize - line.as_ptr() as usize;
        let (begin, end) = (column(at), column(at + word.len()));
        (begin * 10 < measure * 11 && end * 10 > measure * 9 && !word.contains('-'))
            .then_some((at, word))
    })
}

/// Where in `word` a hyphen was: where the text has the word with it elsewhere; or, if every word
/// drawn together had one, between two parts of which one is a word of the text or is used to
/// hyphens.
fn split(word: &str, every: bool, words: &Words) -> Option<usize> {
    if words.times(word) > 1 || !word.chars().all(char::is_alphabetic) {
        return None;
    }
    let inner = word.char_indices().map(|(at, _)| at).skip(2);
    let mut best: Option<(u32, usize)> = None;
    for at in inner.filter(|&at| word[at..].chars().count() > 1) {
        let (head, tail) = word.split_at(at);
        let is_word = |part: &str| u32::from(words.times(part) > 0);
        let long = head.chars().count() > 2 && tail.chars().count() > 2;
        let weight = if has_hyphened(head, tail, words) {
            10
        } else if !every {
            0
        } else if long {
            2 * is_word(head)
                + 2 * is_word(tail)
                + u32::from(words.times_before_hyphen(head) > 0)
                + u32::from(words.times_after_hyphen(tail) > 0)
        } else {
            // Two letters make a word of anything.
            u32::from(is_word(head) + is_word(tail) > 1)
        };
        if weight > best.map_or(0, |(known, _)| known) {
            best = Some((weight, at));
        }
    }
    best.map(|(_, at)| at)
}

/// Where in `word` a hyphen was, though the text has the word without it, too.
fn split_again(word: &str, words: &Words) -> Option<usize> {
    let inner = word.char_indices().map(|(at, _)| at).skip(1);
    inner.filter(|&at| has_hyphened(&word[..at], &word[at..], words)).last()
}

fn has_hyphened(head: &str, tail: &str, words: &Words) -> bool {
    words.times(&format!("{head}-{tail}")) > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_where_a_hyphen_was() {
        let words =
            Words::of(["a field-naturalist dresses up, met a mouse; self-activity"].into_iter());
        assert_eq!(split("selfactivity", false, &words), Some(4));
        assert_eq!(split("fieldmouse", false, &words), None);
        assert_eq!(split("fieldmouse", true, &words), Some(5));
        assert_eq!(split("naturally", true, &words), None);
        assert_eq!(split("dressesup", true, &words), Some(7));
        assert_eq!(split_again("selfactivity", &words), Some(4));
        assert_eq!(split_again("fieldmouse", &words), None);
    }
}
