//! Broken words: whether a hyphen at the end of a line belongs to the word.
//!
//! The text is asked first: if it has *provide* elsewhere, `pro-` and `vide` are *provide*; if it
//! has *self-activity*, the hyphen of `self-` is kept. Only where it is silent do rules speak.

use crate::language::fold::Fold;
use crate::language::prose::words::{Words, is_hyphen};
use crate::language::section::Section;
use crate::restore::lines::word::{first_word, last_word};

/// How two pieces of a line go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Glue {
    /// As two words.
    Space,
    /// As one word, the hyphen dropped.
    Solid,
    /// As one word, the hyphen kept; or where no space belongs, as within an address.
    Tight,
    /// As lines of their own.
    Line,
}

/// How `right` goes on from `left`, two pieces of one paragraph.
pub(crate) fn glue(left: &str, right: &str, words: &Words) -> Glue {
    let left = left.trim_end();
    let right = right.trim_start();
    let Some(last) = left.chars().next_back() else { return Glue::Tight };
    let Some(first) = right.chars().next() else { return Glue::Tight };
    if last == '\u{ad}' {
        return Glue::Solid;
    }
    if matches!(last, '–' | '/')
        && (in_address(left) || is_digit_before(left) && first.is_numeric())
    {
        return Glue::Tight;
    }
    if !is_hyphen(last) {
        return Glue::Space;
    }
    let stem = left.trim_end_matches(is_hyphen);
    if stem.len() == left.len() || !stem.ends_with(char::is_alphanumeric) {
        // A dash made of hyphens, or a hyphen that stands alone.
        return Glue::Space;
    }
    if in_address(left) {
        return Glue::Tight;
    }
    let head = last_word(stem);
    let tail = first_word(right);
    if tail.is_empty() {
        return Glue::Tight;
    }
    decide(head, tail, words)
}

fn decide(head: &str, tail: &str, words: &Words) -> Glue {
    let joined = format!("{head}{tail}");
    let kept = format!("{head}-{tail}");
    let (solid, hyphened) = (words.times(&joined), words.times(&kept));
    if solid != hyphened {
        return if solid > hyphened { Glue::Solid } else { Glue::Tight };
    }
    if words.keeps_words_whole() || is_number(head, tail) || is_chain(head, tail) {
        return Glue::Tight;
    }
    let folded = Fold::Word.of(tail);
    if Section::HyphenLeftOpen.has(&folded) && words.times(head) == 0 {
        return Glue::Space;
    }
    let part = head.rsplit(is_hyphen).next().unwrap_or(head);
    let numeric = |word: &str| word.chars().any(char::is_numeric);
    let (first_tail, first_head) = (tail.chars().next(), part.chars().next());
    // Capitals after a hyphen are names: Leninist-Stalinist. All in capitals is a title broken.
    let names = first_tail.is_some_and(char::is_uppercase) && !part.chars().all(char::is_uppercase);
    // No rule of hyphenation parts off one letter (TeX: \lefthyphenmin 2), so it is a compound.
    let letter = part.chars().count() == 1 && first_head.is_some_and(char::is_alphabetic);
    if numeric(part) || numeric(tail) || names || letter {
        return Glue::Tight;
    }
    // A chain goes on as it began: some-day-to-be-achieved; but co-opera-tion is one too, so the
    // part must be a word.
    if part.len() < head.len() && words.times(part) > 0 && words.times(tail) > 0 {
        return Glue::Tight;
    }
    let both = words.times(part) > 0 && words.times(tail) > 0;
    let lower = Fold::Word.of(part);
    if both && Section::HyphenAfter.has(&folded) && words.times("les") > words.times("the") {
        return Glue::Tight;
    }
    if Section::HyphenBefore.has(&lower) && words.times(tail) > 0 {
        return Glue::Tight;
    }
    // One half used to such company, the other a word of its own.
    let whole = words.times(part) > 0 || part.chars().count() > 3;
    let first = whole && words.times_before_hyphen(part) > 1 && words.times(tail) > 0;
    let second = words.times_after_hyphen(tail) > 1 && words.times(part) > 0;
    if first || second || is_compound(part, tail, words) {
        return Glue::Tight;
    }
    Glue::Solid
}

/// Whether a break parts the tens of a number from its ones, which English (Chicago 7.89) and French
/// (*quatre-vingt-dix*) join with hyphens.
fn is_number(head: &str, tail: &str) -> bool {
    let (head, tail) = (Fold::Word.of(head), Fold::Word.of(tail));
    let tens = head.rsplit('-').next().unwrap_or(&head);
    let ones = tail.split('-').next().unwrap_or(&tail);
    Section::Tens.has(tens) && Section::Ones.has(ones)
}

/// Whether a break stands beside the little word of a chain: *brother-in-law*, *man-of-war*,
/// *pot-au-feu*, *up-to-date*. No word is broken before or after
/// such a word and joined to it by a hyphen on the other side.
fn is_chain(head: &str, tail: &str) -> bool {
    let (head, tail) = (Fold::Word.of(head), Fold::Word.of(tail));
    let last = head.rsplit_once('-').map(|(_, last)| last);
    let first = tail.split_once('-').map(|(first, _)| first);
    [last, first].into_iter().flatten().any(|word| Section::Chains.has(word))
}

/// Whether two words of the text that it never has as one are a compound with a hyphen.
///
/// What English writes solid is old, and of short words: *workman*, *birthplace* (Hart's Rules
/// 3.3: a compound closes as it grows familiar), and a familiar word stands elsewhere in the text.
/// German, Dutch and the languages of the North write every compound solid.
fn is_compound(head: &str, tail: &str, words: &Words) -> bool {
    let northern =
        Section::CompoundingAnd.words().iter().any(|and| words.times(and) > words.times("and"));
    let long = head.chars().count() > 3 && tail.chars().count() > 5;
    // A piece that begins a page is one of its words, too, so that once says nothing.
    !northern && long && words.times(head) > 0 && words.times(tail) > 1
}

/// Whether the word the text breaks off in is an address, whose hyphens are its own.
fn in_address(left: &str) -> bool {
    let word = left.rsplit(char::is_whitespace).next().unwrap_or(left);
    word.contains("://")
        || word.starts_with("www.")
        || word.starts_with("10.")
        || word.contains('@')
}

fn is_digit_before(left: &str) -> bool {
    left.chars().rev().nth(1).is_some_and(char::is_numeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_no_word_is_broken_hyphens_are_the_authors() {
        let line = |at: usize| format!("Line {at} of this text has words enough to fill it all");
        let mut lines: Vec<String> = (0..400).map(line).collect();
        let all = |lines: &[String]| Words::of(lines.iter().map(String::as_str));
        assert_eq!(glue("state-", "protected", &all(&lines)), Glue::Tight);
        for at in 0..20 {
            lines[at * 17].push_str(" and some-");
        }
        assert_eq!(glue("state-", "protected", &all(&lines)), Glue::Solid);
        assert_eq!(glue("state-", "protected", &all(&lines[1..100])), Glue::Solid);
    }

    #[test]
    fn asks_the_text_then_the_rules() {
        let words = Words::of(
            [
                "to provide self-activity of over-expression, a like-minded mean man of spirited",
                "rhythm high-minded narrow-minded absent minded, many such post-war post-modern",
                "world, small world: the thing and some",
                "beside the sources these sources name; and a work of forces, and of forces",
            ]
            .into_iter(),
        );
        let cases = [
            ("it was to pro-", "vide such", Glue::Solid),
            ("the self-", "activity of", Glue::Tight),
            ("a self-", "rhythm", Glue::Tight),
            ("Mam\u{ad}", "mals", Glue::Solid),
            ("the Leninist-", "Stalinist", Glue::Tight),
            ("in 1905-", "1917", Glue::Tight),
            ("pp. 3320–", "28.", Glue::Tight),
            ("https://a.org/how-", "to.pdf", Glue::Tight),
            ("absent-", "minded", Glue::Tight),
            ("moun-", "tain", Glue::Solid),
            ("the Vor-", "und Nachteile", Glue::Space),
            ("the end —", "and", Glue::Space),
            ("plain", "words", Glue::Space),
            ("post-", "world", Glue::Tight),
            ("name-", "sources", Glue::Tight),
            ("work-", "force", Glue::Solid),
            ("the old ninety-", "nine boats", Glue::Tight),
            ("quatre-", "vingts ans", Glue::Tight),
            ("his brother-in-", "law held", Glue::Tight),
            ("a man-", "of-war it", Glue::Tight),
            ("up-", "to-date", Glue::Tight),
            ("the co-op-", "eration of", Glue::Solid),
            ("name-", "beside", Glue::Solid),
        ];
        for (left, right, expected) in cases {
            assert_eq!(glue(left, right, &words), expected, "{left}|{right}");
        }
    }
}
