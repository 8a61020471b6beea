//! What a note is called where it is referred to: `1`, `[12]`, `*`, `{3}`, `iv`, `[note 2]`; and
//! the signs that lead back.

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
    let inner = inner.trim().trim_end_matches(['.', ':', ',', ')']).trim_end();
    let signs = !inner.is_empty() && inner.chars().all(is_sign) && inner.chars().count() <= 5;
    if !(signs || is_number(inner) || is_letters(inner) || is_named(inner)) {
        return None;
    }
    let shown = if bracket == Some('{') { format!("{{{inner}}}") } else { inner.to_owned() };
    Some(Label { shown, sure: signs || matches!(bracket, Some('[' | '{')) || is_named(inner) })
}

/// Reads the words of a link that says it refers to a note as a label: then whatever stands in
/// square brackets or is `raised` is one, as MediaWiki’s `[lower-alpha 1]`.
pub(super) fn named(words: &str, raised: bool) -> Option<Label> {
    label(words).or_else(|| {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
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

/// A raised digit as a digit.
fn lowered(c: char) -> char {
    match c {
        '⁰' => '0',
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁴'..='⁹' => char::from(b'4' + (c as u32 - '⁴' as u32) as u8),
        c => c,
    }
}

/// Takes the brackets off that stand around words.
fn peel(words: &str) -> (&str, Option<char>) {
    let words = words.trim();
    for (open, close) in [('[', ']'), ('(', ')'), ('{', '}')] {
        if let Some(inner) = words.strip_prefix(open).and_then(|rest| rest.strip_suffix(close)) {
            return (inner, Some(open));
        }
    }
    (words, None)
}

/// The signs that printers use for notes, in their old order, and what typists make of them.
fn is_sign(c: char) -> bool {
    matches!(c, '*' | '†' | '‡' | '§' | '‖' | '¶' | '#' | '⁂' | '∗' | '＊' | '+' | '°' | '※')
}

/// `12`, `12a`, `n12`, `3.12`, `12*`.
fn is_number(words: &str) -> bool {
    let digits = words.chars().filter(char::is_ascii_digit).count();
    let others = words.chars().filter(|c| !c.is_ascii_digit());
    (1..=4).contains(&digits)
        && others.clone().count() <= 1
        && others.clone().all(|c| c.is_ascii_alphabetic() || matches!(c, '.' | '-' | '*'))
}

/// Whether a label may be a year of print.
pub(super) fn is_year(shown: &str) -> bool {
    let digits = shown.trim_end_matches(|c: char| c.is_ascii_lowercase());
    shown.len() - digits.len() <= 1
        && digits.parse().is_ok_and(|year| (1400..=2100).contains(&year))
}

/// One letter, or a Roman number.
fn is_letters(words: &str) -> bool {
    let roman = |c: char| matches!(c.to_ascii_lowercase(), 'i' | 'v' | 'x' | 'l' | 'c');
    let count = words.chars().count();
    count == 1 && words.chars().all(char::is_alphabetic)
        || (2..=7).contains(&count) && words.chars().all(roman)
}

/// `note 2`, `nb 1`, `Anm. 3`: a word and a number, as series of notes with a name have them.
fn is_named(words: &str) -> bool {
    let Some((word, number)) = words.rsplit_once(' ') else { return false };
    let known = ["note", "notes", "footnote", "endnote", "nb", "fn", "n", "anm", "nota"];
    let word = word.trim_end_matches('.').to_lowercase();
    known.contains(&word.as_str()) && is_number(number)
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
        || bare.chars().count() <= 30 && says_back(&bare.to_lowercase())
}

/// The first word of what links back are called, in the languages that have few others for it.
fn says_back(words: &str) -> bool {
    let first = words.split([' ', '\u{a0}']).next().unwrap_or("");
    ["back", "return", "jump", "top", "retour", "zurück", "volver", "torna"].contains(&first)
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
    let open = rest.next_if(|&c| matches!(c, '[' | '(' | '{'));
    taken += usize::from(open.is_some());
    for wanted in label.chars().filter(|c| !c.is_whitespace()) {
        blanks(&mut rest);
        rest.next_if(|&c| c == lowered(wanted) || c.to_lowercase().eq(wanted.to_lowercase()))?;
        taken += 1;
    }
    let mut marked = open.is_some();
    loop {
        // A blank may stand before the bracket that closes; a point behind one is no label's.
        while rest.next_if(|&c| c == APART || open.is_some() && c.is_whitespace()).is_some() {}
        if rest.next_if(|&c| matches!(c, ']' | ')' | '}' | '.' | ':')).is_none() {
            break;
        }
        taken += 1;
        marked = true;
    }
    if firm && !marked {
        return None;
    }
    // `1` does not begin `1848`, nor `a` the word `and`: the label must end where a word ends.
    let spaced = ends_word(words, taken);
    let sign = label.chars().all(is_sign);
    (spaced || marked || sign).then_some(taken)
}

/// Stands in the opening words of a note behind what is set apart from them: `<a>1</a>Text`.
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
            ("{2} Text", "{2}", false, Some(3)),
            ("Text", "1", false, None),
            ("1", "1", false, Some(1)),
            ("1\0Text", "1", false, Some(1)),
            ("1\0. Text", "1", false, Some(2)),
            ("1 ...", "1", false, Some(1)),
            ("[ 1 ] Text", "1", true, Some(3)),
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
