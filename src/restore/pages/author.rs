//! How authors are named on a title page: with *by*, or in capitals and a few small words.

use crate::language::fold::Fold;
use crate::language::lexicon;
use crate::language::prose::words::{Words, tokens};
use crate::language::section::Section;
use crate::restore::weights::Weights;

/// Whether a title goes on from one line to the next: in lower case, or after a word that calls
/// for another.
pub(super) fn goes_on(line: &str, next: &str, words: &Words) -> bool {
    let last = line.rsplit(char::is_whitespace).next().unwrap_or(line);
    let folded = Fold::Word.of(last);
    let small = last.starts_with(char::is_lowercase)
        && (words.is_common(last) && last.chars().count() < 4
            || is_particle(&folded)
            || lexicon::opens_title(&folded));
    let by = without_by(next).0 || is_by(next) || is_by(line);
    !by && (next.starts_with(char::is_lowercase) || small || line.ends_with([',', '-']))
}

/// Whether a line is nothing but what introduces an author.
pub(super) fn is_by(words: &str) -> bool {
    Section::By.has(&Fold::Word.of(words))
}

/// The words of a line without what introduces an author, and whether that stood there.
pub(super) fn without_by(words: &str) -> (bool, &str) {
    let spaces = words.match_indices(' ').take(2);
    for (at, _) in spaces {
        let name = &words[at + 1..];
        if name.starts_with(char::is_uppercase) && is_by(&words[..at]) {
            return (true, name);
        }
    }
    (false, words)
}

/// Whether a folded word is a small one within names or between them.
fn is_particle(word: &str) -> bool {
    lexicon::is_noble(word) || lexicon::joins(word)
}

/// How much words look like a name.
pub(super) fn like_name(said: &str, words: &Words, weights: &Weights) -> f32 {
    let parts: Vec<&str> = said.split_whitespace().collect();
    let is_particle = |part: &&str| {
        let bare = Fold::Word.of(part.trim_matches(|c: char| !c.is_alphabetic()));
        let last = parts.last() == Some(part);
        lexicon::is_noble(&bare) || lexicon::joins(&bare) || last && lexicon::is_others(&bare)
    };
    let capital = |part: &&str| part.starts_with(char::is_uppercase);
    let small = |part: &&str| !capital(part) && !is_particle(part);
    let names: Vec<&str> =
        parts.iter().copied().filter(|part| capital(part) && !is_particle(part)).collect();
    let mut weight = match names.len() {
        2..=4 => weights.name_of_capitals,
        _ => 0.0,
    };
    if parts.iter().any(small) || said.chars().any(|c| c.is_ascii_digit()) {
        weight = weights.name_with_small_word;
    }
    let first = tokens(said).next().map(|word| Fold::Word.of(word)).unwrap_or_default();
    if parts.len() > 1 && lexicon::opens_title(&first) {
        weight += weights.name_after_article;
    }
    // What a book is called it speaks of; its author it seldom names.
    let spoken: Vec<&str> = names
        .iter()
        .flat_map(|part| tokens(part))
        .filter(|word| word.chars().count() > 2)
        .collect();
    let of = spoken.len().max(1) as f32;
    let known = spoken.iter().filter(|word| words.times(word) > 0).count() as f32 / of;
    let common = spoken.iter().filter(|word| words.times(word) > 0 && !words.is_name(word)).count()
        as f32
        / of;
    weight + weights.name_unspoken + weights.name_spoken * (known + common)
}
