//! The sentences and words of prose, one after the other, as a reader would point them out.
//!
//! Where a stop may end a sentence or shorten a word, the sentence goes on: who reads it as two sees
//! one that is too long, and loses nothing.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::sentence::{closes, is_greek};
use crate::language::fold::Fold;
use crate::language::lexicon;
use crate::language::section::Section;

/// The sentences of `text`, a paragraph, in bytes: with the signs that close them, and without the white
/// space between them.
pub(crate) fn sentences(text: &str) -> Vec<Range<usize>> {
    /// A bracket open for so many bytes was forgotten.
    const BRACKETED: usize = 600;
    let mut found = Vec::new();
    let mut start = text.len() - text.trim_start().len();
    let mut open: Vec<usize> = Vec::new();
    let mut at = start;
    while let Some(c) = text[at..].chars().next() {
        let end = at + c.len_utf8();
        match c {
            '(' | '[' | '（' => open.push(at),
            ')' | ']' | '）' => _ = open.pop(),
            c if stops(c, text, start..at) => {
                let end = closed(text, end, &mut open);
                let within = open.last().is_some_and(|at| *at > start && end - at < BRACKETED);
                if !within && ends(text, start, at, end) {
                    found.push(start..end);
                    start = end + (text[end..].len() - text[end..].trim_start().len());
                    open.clear();
                }
                at = end;
                continue;
            }
            _ => {}
        }
        at = end;
    }
    let last = start + text[start..].trim_end().len();
    if last > start {
        found.push(start..last);
    }
    found
}

/// The words of `text`, in bytes (UAX #29): without the signs around them.
pub(crate) fn words(text: &str) -> impl DoubleEndedIterator<Item = Range<usize>> {
    text.unicode_word_indices().map(|(at, word)| at..at + word.len())
}

/// Whether `c` may end the sentence that has `so_far` of the text.
fn stops(c: char, text: &str, so_far: Range<usize>) -> bool {
    match c {
        '.' | '!' | '?' | '…' | '‽' | '؟' | '۔' | '।' | '॥' | '։' | '።' => true,
        // In Greek the semicolon asks.
        ';' | '\u{37e}' => text[so_far].chars().rev().take(12).any(is_greek),
        c => is_wide(c),
    }
}

/// Whether it stops sentences in scripts that part them by no blank.
fn is_wide(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '｡' | '．')
}

/// Where the signs end that close what stopped right before `end`: more stops, quotation marks, brackets.
fn closed(text: &str, mut end: usize, open: &mut Vec<usize>) -> usize {
    while let Some(c) = text[end..].chars().next() {
        // French sets its quotation marks off.
        let off = matches!(c, ' ' | '\u{a0}' | '\u{202f}')
            && text[end + c.len_utf8()..].starts_with(['»', '›'])
            && !text[end + c.len_utf8() + '»'.len_utf8()..].starts_with(char::is_alphanumeric);
        if off {
            end += c.len_utf8();
            continue;
        }
        let more = matches!(c, '.' | '!' | '?' | '…') || is_wide(c);
        let mark = closes(c) || matches!(c, '）' | '」' | '』' | '】' | '〉' | '》');
        // A mark that opens something stands after a blank, and before a letter.
        let opens = matches!(c, '“' | '«' | '‘' | '‹')
            && text[end + c.len_utf8()..].starts_with(char::is_alphanumeric);
        if !more && (!mark || opens) {
            break;
        }
        if matches!(c, ')' | ']' | '）') {
            open.pop();
        }
        end += c.len_utf8();
    }
    end
}

/// Whether a sentence that begins at `start` and has a stop at `at`, with what closes it up to `end`, ends
/// there.
fn ends(text: &str, start: usize, at: usize, end: usize) -> bool {
    let after = &text[end..];
    let rest = after.trim_start();
    let Some(_) = rest.chars().next() else { return true };
    if text[at..].starts_with(is_wide) {
        return true;
    }
    if rest.len() == after.len() {
        // `a.b`, `3.5`; but after a script without blanks a sentence may begin at once.
        return false;
    }
    let opening = |c: char| "\"'“‘„‚«»‹›([—–-*_¿¡「『（".contains(c) || c == ' ';
    let next = rest.trim_start_matches(opening);
    if next.starts_with(char::is_lowercase) || rest.starts_with([',', ';', ':', ')', ']']) {
        return false;
    }
    !text[at..].starts_with('.') || end > at + 1 || !is_shortened(&text[start..at], next)
}

/// Whether the stop after `before`, the sentence so far, shortens its last word, of what `next` says that
/// follows.
fn is_shortened(before: &str, next: &str) -> bool {
    let boundary = |c: char| c.is_whitespace() || "([“‘„«\"'—–/".contains(c);
    let word = before.rsplit(boundary).next().unwrap_or_default();
    let word = word.trim_end_matches(|c: char| !c.is_alphanumeric());
    let alone = word.len() == before.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
    let mut letters = word.chars();
    let first = letters.next();
    let one = letters.next().is_none();
    match first {
        None => false,
        // `1. First`, and the day of a month that is named: `am 3. Mai`.
        Some(c) if c.is_numeric() => {
            let name = next.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
            let day = word.chars().count() <= 2 && lexicon::is_calendar(&Fold::Word.of(name));
            alone || day || ordinal_goes_on(word, next)
        }
        // An initial, `z. B.`, `p. 3`; but `so do I. Then`.
        Some('I') if one => !before.contains(' '),
        Some(c) if one => c.is_alphabetic() && !c.is_numeric() && !is_ideograph(c),
        // `e.g. Marx`, `U.S. Army`.
        Some(_) if word.contains('.') && !word.contains("..") => true,
        Some(_) => {
            let folded = Fold::Word.of(word);
            let figure = next.starts_with(|c: char| c.is_numeric() || "IVXLCivxlc§".contains(c));
            lexicon::abbreviates(&folded)
                || Section::Shortened.has(&folded)
                || figure && lexicon::is_short_locator(&folded)
                || next.starts_with(|c: char| c.is_numeric())
                    && word.chars().count() <= 4
                    && lexicon::is_calendar(&folded)
        }
    }
}

/// Whether a short number with a stop is an ordinal, as German and the languages of the North write it:
/// `im 19. Jahrhundert`. A capital says nothing in German; the number of an ordinal is small.
fn ordinal_goes_on(number: &str, next: &str) -> bool {
    let name = next.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let century = ["Jahrhundert", "Jahrhunderts", "Jahrhunderte", "Jh", "Jahrtausend", "Kapitel"];
    number.len() <= 3 && century.contains(&name)
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each text with `|` where one sentence ends and the next begins.
    #[test]
    fn sentences_end_where_readers_end_them() {
        let cases = [
            "",
            "One sentence without a stop",
            "One. |Two! |Three? |Four…",
            "He saw it (Kropotkin 1902, p. 233). |Then he wrote.",
            "See p. 233 and pp. 4–5, vol. II, no. 7. |Then ch. 3.",
            "Dr. Smith met Mr. Jones and Prof. Lee. |They spoke.",
            "It was 1902. |The book came out.",
            "P. A. Kropotkin and C.L.R. James wrote. |So it is said.",
            "“It is so!” he said. |“Is it?” |“It is.”",
            "“It is so.” |Then he left.",
            "He left. |(So they say. |Nobody knows.) |She stayed.",
            "(He left. |She stayed.)",
            "The sum is 3.5 or 1.000 in all. |See a.b.c now.",
            "He came, e.g. Marx did, i.e. Karl. |Others came cf. Engels et al. 1845.",
            "So do I. |Then we went.",
            "Was it so? |Yes! |No…but yes. |Well...maybe. |End.",
            "In Dec. 1902 it came. |In May. |Then.",
            "1. First of all. |2. Then more.",
            "Am 3. Mai 1902 kam er, z. B. nach Bern, bzw. Basel. |„Gut.“ |Im 19. Jahrhundert war es so.",
            "M. Proudhon, dit-il, est là. |« Est-ce vrai ? » |Oui.",
            "El Sr. García vino. |¿Quién? |¡Nadie! |Vid. pág. 3.",
            "Il sig. Rossi, cfr. Marx, venne. |Poi andò.",
            "В 1902 г. вышла книга проф. Иванова. |Потом см. с. 5.",
            "Τί ἐστι; |Οὐδέν. |Καλά.",
            "これは本です。|彼は「読んだ。」|そうか？|はい。",
            "这是书。|他说：“好。”|完了！",
            "यह किताब है। |वह पढ़ता है।",
            "He asked [see note 3. Also 4] and left. |Done.",
            "What’s it to the U.S. Army? |Nothing.",
            "St. Petersburg, Jan. 9. |The day had come.",
            "It reads: “All of it.” |(Marx, p. 3.) |So be it.",
        ];
        let mut wrong = Vec::new();
        for case in cases {
            let text = case.replace('|', "");
            let cut: Vec<&str> = sentences(&text).into_iter().map(|span| &text[span]).collect();
            let wanted: Vec<&str> =
                case.split('|').map(str::trim).filter(|it| !it.is_empty()).collect();
            if cut != wanted {
                wrong.push((case, cut.join("|")));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn words_are_without_their_signs() {
        let text = "“It’s (self-help),” 3.5 漢字!";
        let cut: Vec<&str> = words(text).map(|span| &text[span]).collect();
        assert_eq!(cut, ["It’s", "self", "help", "3.5", "漢", "字"]);
    }
}
