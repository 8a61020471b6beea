//! What a note is called where it is referred to: `1`, `[12]`, `*`, `{3}`, `iv`, `[note 2]`; and
//! the signs that lead back.

use crate::language::date::is_printed;
use crate::language::fold::Fold;
use crate::language::label::NoteLabel;
use crate::language::numeral::{figure, is_han, lowered};
use crate::language::section::Section;

/// The label of a link, if its words are one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Label {
    /// What readers see: without square and round brackets. Braces stay, which tell a second
    /// series of notes from the first.
    pub(super) shown: String,
    /// Whether it can hardly be anything else: `[1]` or `*`, where `1` may be a number of many
    /// sorts.
    pub(super) sure: bool,
}

/// How long a label may be, in characters.
const LONGEST: usize = 14;

/// Reads the words of a link as a label.
pub(super) fn label(words: &str) -> Option<Label> {
    let words = tidy(words)?;
    let (inner, bracket) = peel(&words);
    let inner = inner.trim().trim_end_matches(['.', ':', ',', ')', '、', '：', '．']).trim_end();
    let boxed = bracket.is_some_and(|bracket| "[{〔［【".contains(bracket));
    let read = NoteLabel::of(inner);
    let signs = match read {
        Some(NoteLabel::Sign(_, count)) if count <= 5 => true,
        Some(NoteLabel::Sign(..)) => return None,
        // One character counts in Chinese as well as in circles.
        Some(NoteLabel::Chinese(_)) if !boxed => return None,
        Some(NoteLabel::Enclosed(_)) => true,
        _ => false,
    };
    if read.is_none() && !is_named(inner) {
        return None;
    }
    let shown = if bracket == Some('{') { format!("{{{inner}}}") } else { inner.to_owned() };
    Some(Label { shown, sure: signs || boxed || is_named(inner) })
}

/// Reads the words of a link that says it refers to a note as a label: then whatever stands in
/// square brackets or is `raised` is one, as MediaWiki’s `[lower-alpha 1]`.
pub(super) fn named(words: &str, raised: bool) -> Option<Label> {
    label(words).or_else(|| {
        let words = crate::language::fold::one_line(words);
        let (inner, bracket) = peel(&words);
        let apart = bracket == Some('[') || raised && inner.chars().any(char::is_alphanumeric);
        let fits = apart && !inner.is_empty() && inner.chars().count() <= LONGEST_NAME;
        fits.then(|| Label { shown: inner.to_owned(), sure: true })
    })
}

/// How long a label in brackets may be, in characters.
const LONGEST_NAME: usize = 24;

/// The words with single spaces, raised digits as digits, and without what cannot be seen; `None`
/// if they are too long for a label.
fn tidy(words: &str) -> Option<String> {
    let mut tidy = String::new();
    for c in
        words.chars().filter(|c| !matches!(c, '\u{fe0e}' | '\u{fe0f}' | '\u{200b}' | '\u{2060}'))
    {
        if c.is_whitespace() {
            if !tidy.is_empty() && !tidy.ends_with(' ') {
                tidy.push(' ');
            }
        } else {
            tidy.push(lowered(c));
        }
        if tidy.len() > 4 * LONGEST {
            return None;
        }
    }
    (tidy.chars().count() <= LONGEST).then_some(tidy)
}

/// The brackets that stand around labels, in Chinese and Japanese too.
pub(super) const BRACKETS: [(char, char); 7] =
    [('[', ']'), ('(', ')'), ('{', '}'), ('〔', '〕'), ('［', '］'), ('【', '】'), ('（', '）')];

/// Takes the brackets off that stand around words.
fn peel(words: &str) -> (&str, Option<char>) {
    let words = words.trim();
    for (open, close) in BRACKETS {
        if let Some(inner) = words.strip_prefix(open).and_then(|rest| rest.strip_suffix(close)) {
            return (inner, Some(open));
        }
    }
    (words, None)
}

/// Whether one label comes right after another where notes are counted.
pub(super) fn follows(one: &str, next: &str) -> bool {
    let label = |label: &str| NoteLabel::of(label.trim_matches(['{', '}']));
    label(one).zip(label(next)).is_some_and(|(one, next)| next.follows(one))
}

/// Whether a label may be a year of print.
pub(super) fn is_year(shown: &str) -> bool {
    let digits = shown.trim_end_matches(|c: char| c.is_ascii_lowercase());
    shown.len() - digits.len() <= 1 && digits.parse().is_ok_and(is_printed)
}

/// `12`, `12a`, `n12`, `3.12`, in the figures of any script.
fn is_number(words: &str) -> bool {
    matches!(NoteLabel::of(words), Some(NoteLabel::Number(_) | NoteLabel::Marked))
}

/// `note 2`, `nb 1`, `Anm. 3`, `注1`: a word and a number, as series of notes with a name have them.
fn is_named(words: &str) -> bool {
    // `note 2`, and `fn2` where the word is no single letter.
    let digits = words.trim_end_matches(|c| figure(c).is_some()).len();
    let glued = Some(words.split_at(digits)).filter(|(word, number)| {
        !number.is_empty() && word.chars().filter(|c| c.is_alphabetic()).count() > 1
    });
    if let Some((word, number)) = words.rsplit_once(' ').or(glued) {
        let word = Fold::Word.of(word.trim_end_matches(['.', ' ']));
        if Section::NoteMarks.has(&word) && is_number(number) {
            return true;
        }
    }
    // Chinese and Japanese have no blank between the two.
    let joined = |word: &&str| !word.starts_with(|c: char| c.is_ascii_alphabetic());
    let known = Section::NoteMarks.entries().filter(joined);
    known.filter_map(|word| words.strip_prefix(word)).any(|number| {
        // `注（1）`
        let (number, _) = peel(number.trim_start());
        is_number(number) || !number.is_empty() && number.chars().all(is_han)
    })
}

/// Whether the words of a link say no more than “back”.
pub(super) fn is_way_back(words: &str) -> bool {
    let sign = |c: char| {
        matches!(
            c,
            '↩' | '↑'
                | '^'
                | '⏎'
                | '⤴'
                | '↵'
                | '⬑'
                | '←'
                | '⇑'
                | '▲'
                | '⇧'
                | '↖'
                | '⮐'
                | '⤶'
                | '⬆'
                | '↰'
                | '⇐'
                | '«'
                | '‹'
                | '<'
                | '\u{fe0e}'
                | '\u{fe0f}'
                | '['
                | ']'
                | '('
                | ')'
        ) || c.is_whitespace()
    };
    let bare = words.trim_matches(sign);
    // A note that is referred to twice has two, the second with its number.
    let numbered = bare.len() <= 2 && bare.bytes().all(|b| b.is_ascii_digit());
    let arrow = words.trim_start().starts_with(|c: char| sign(c) && !"[]()".contains(c));
    (bare.is_empty() || arrow && numbered) && !words.trim().is_empty()
        || bare.chars().count() <= 30 && says_back(bare)
}

/// Whether words begin as what links back are called does.
fn says_back(words: &str) -> bool {
    let first = words.split([' ', '\u{a0}']).next().unwrap_or("");
    Section::Back.has(&Fold::Word.of(first))
}

/// How many characters other than white space `label` takes up at the beginning of a note's
/// `words`, with its brackets and the point after it. `firm` asks for more than the bare label,
/// which in a numbered list may be the note's own first word.
pub(super) fn at_start(words: &str, label: &str, firm: bool) -> Option<usize> {
    let label = label.trim_matches(['{', '}']);
    let mut rest = words.chars().map(lowered).peekable();
    let mut taken = 0;
    let blanks =
        |rest: &mut std::iter::Peekable<_>| while rest.next_if(|&c| is_blank(c)).is_some() {};
    blanks(&mut rest);
    while rest.next_if(|&c| matches!(c, '^' | '↑' | '↩')).is_some() {
        taken += 1;
        blanks(&mut rest);
    }
    let open = rest.next_if(|&c| BRACKETS.iter().any(|&(open, _)| open == c));
    taken += usize::from(open.is_some());
    for wanted in label.chars().filter(|c| !c.is_whitespace()) {
        blanks(&mut rest);
        rest.next_if(|&c| c == lowered(wanted) || c.to_lowercase().eq(wanted.to_lowercase()))?;
        taken += 1;
    }
    let mut marked = open.is_some();
    loop {
        // A blank may stand before the bracket that closes; a point after one is no label's.
        while rest.next_if(|&c| c == APART || open.is_some() && c.is_whitespace()).is_some() {}
        let closes = |c: char| BRACKETS.iter().any(|&(_, close)| close == c);
        if rest.next_if(|&c| closes(c) || ".:、：．".contains(c)).is_none() {
            break;
        }
        taken += 1;
        marked = true;
    }
    // `1.5 miles`, `2:1` and `5,000` are numbers of the note's own.
    let point = rest.next_if(|&c| !marked && ",/–-·".contains(c)).is_some();
    if (marked || point) && open.is_none() && rest.peek().is_some_and(|&c| figure(c).is_some()) {
        return None;
    }
    if firm && !marked {
        return None;
    }
    // `1` does not begin `1848`, nor `a` the word `and`: the label must end where a word ends.
    // A figure that is typed raised ends by itself.
    let typed = words.trim_start_matches(is_blank).chars().next();
    let spaced = ends_word(words, taken) || typed.is_some_and(|c| lowered(c) != c);
    let sign = matches!(NoteLabel::of(label), Some(NoteLabel::Sign(..) | NoteLabel::Enclosed(_)));
    (spaced || marked || sign).then_some(taken)
}

/// Stands in the opening words of a note after what is set apart from them: `<a>1</a>Text`.
pub(super) const APART: char = '\0';

/// Whether a character parts words.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == APART
}

/// Whether the character number `count`, blanks not counted, ends a word of `words`.
fn ends_word(words: &str, count: usize) -> bool {
    let mut seen = 0;
    let mut chars = words.chars().skip_while(|&c| {
        seen += usize::from(!is_blank(c));
        seen <= count
    });
    let mut before = words.chars().scan(0, |seen, c| {
        *seen += usize::from(!is_blank(c));
        Some((*seen, c))
    });
    let blank = before.any(|(seen, c)| seen == count && is_blank(c));
    blank || chars.next().is_none_or(|c| !c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_told_from_words() {
        let cases = [
            ("1", Some(("1", false))),
            (" [12] ", Some(("12", true))),
            ("(3)", Some(("3", false))),
            ("{2}", Some(("{2}", true))),
            ("*", Some(("*", true))),
            ("††", Some(("††", true))),
            ("⁷", Some(("7", false))),
            ("iv", Some(("iv", false))),
            ("[a]", Some(("a", true))),
            ("[note 2]", Some(("note 2", true))),
            ("12a", Some(("12a", false))),
            ("1902", Some(("1902", false))),
            ("", None),
            ("Smith 1990", None),
            ("here", None),
            ("↩", None),
            ("Chapter 1", None),
            ("①", Some(("①", true))),
            ("❷", Some(("❷", true))),
            ("⑶", Some(("⑶", true))),
            ("１２", Some(("１２", false))),
            ("〔3〕", Some(("3", true))),
            ("〔十二〕", Some(("十二", true))),
            ("注4", Some(("注4", true))),
            ("[注五]", Some(("注五", true))),
            ("١٢", Some(("١٢", false))),
            ("二", Some(("二", false))),
            ("十二", None),
            ("注意事項", None),
            ("注（3）", Some(("注（3）", true))),
            ("※2", Some(("※2", false))),
            ("௧௨", Some(("௧௨", false))),
            ("⒜", Some(("⒜", true))),
            ("fn3", Some(("fn3", true))),
            ("přejít2", None),
        ];
        for (words, expected) in cases {
            let found = label(words);
            let found = found.as_ref().map(|label| (label.shown.as_str(), label.sure));
            assert_eq!(found, expected, "{words}");
        }
    }

    #[test]
    fn years_are_told_from_other_numbers() {
        let years = ["1902", "1979b", "2024", "12", "1902bc", "b1902", "9021", "1"].map(is_year);
        assert_eq!(years, [true, true, true, false, false, false, false, false]);
    }

    #[test]
    fn finds_the_label_a_note_begins_with() {
        let cases = [
            ("1. Text", "1", false, Some(2)),
            (" [1] Text", "1", true, Some(3)),
            ("1 Text", "1", false, Some(1)),
            ("1 Kings 3", "1", true, None),
            ("1848 was", "1", false, None),
            ("and so", "a", false, None),
            ("*See", "*", false, Some(1)),
            ("^ 1 Text", "1", false, Some(2)),
            ("¹ Text", "1", false, Some(1)),
            ("¹Text", "1", false, Some(1)),
            ("{2} Text", "{2}", false, Some(3)),
            ("Text", "1", false, None),
            ("1", "1", false, Some(1)),
            ("1\0Text", "1", false, Some(1)),
            ("1\0. Text", "1", false, Some(2)),
            ("1 ...", "1", false, Some(1)),
            ("[ 1 ] Text", "1", true, Some(3)),
            ("〔1〕Text", "1", false, Some(3)),
            ("①Text", "①", false, Some(1)),
            ("注1：Text", "注1", false, Some(3)),
            ("1.5 miles", "1", false, None),
            ("2:1 in scale", "2", true, None),
            ("3.14 of them", "3", false, None),
            ("5,000 men", "5", false, None),
            ("1–2 pages", "1", false, None),
            ("1. 5 miles", "1", false, Some(2)),
            ("1\x005 miles", "1", false, Some(1)),
            ("[1].5 miles", "1", false, Some(4)),
        ];
        for (words, label, firm, expected) in cases {
            assert_eq!(at_start(words, label, firm), expected, "{words}");
        }
    }

    #[test]
    fn ways_back() {
        let backs = ["↩", "[↑]", "^", "↩︎", "↩2", "<<", "Back", "Return to text", "zurück zum Text"];
        for words in backs {
            assert!(is_way_back(words), "{words}");
        }
        for words in ["", "1", "See above", "Background"] {
            assert!(!is_way_back(words), "{words}");
        }
    }
}
