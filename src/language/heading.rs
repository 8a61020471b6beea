//! Headings of lists, in the languages of printed books: of sources, of notes, of contents. They tell
//! readers of numbered lists whether the numbers are those of sources or of notes, and where the list
//! begins.

use super::fold::Fold;
use super::numeral::roman;
use super::section::Section;

/// No heading is longer, in bytes.
const LONGEST: usize = 80;

/// How surely a heading stands over a list of sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SourcesHeading {
    /// It can stand over nothing else: *Works Cited*.
    Surely,
    /// It often does, and often stands over prose: *Literature*. Only what follows can tell.
    Perhaps,
}

/// Whether these words, as printed, head a list of sources. A number before them (`6.`, `VII.`) and
/// the signs around them do not count, nor do case and accents.
pub(crate) fn heads_sources(words: &str) -> Option<SourcesHeading> {
    // No word for sources is shorter, in letters of ASCII.
    const SHORTEST: usize = 5;
    if words.len() > LONGEST || words.is_ascii() && words.len() < SHORTEST {
        return None;
    }
    let folded = Fold::Word.of(words);
    let plain = without_number(&folded).trim_matches(|c: char| !c.is_alphabetic());
    if plain.is_empty() {
        return None;
    }
    let words: Vec<&str> = plain.split_whitespace().collect();
    let heading = words.join(" ");
    let sure = Section::Sources.has(&heading)
        || words.len() <= 5 && words.iter().any(|word| Section::SourcesWords.has(word));
    if sure {
        return Some(SourcesHeading::Surely);
    }
    Section::PerhapsSources.has(&heading).then_some(SourcesHeading::Perhaps)
}

/// A heading without its number: `6.2 `, `VII. `, `§ 4 `.
fn without_number(folded: &str) -> &str {
    let numbering = |c: char| c.is_numeric() || matches!(c, '.' | ')' | ' ' | '*' | '#' | '§');
    let words = folded.trim_start_matches(numbering);
    let end = words.find(['.', ')']).filter(|&at| at > 0);
    let roman = end.filter(|&at| roman(&words[..at]).is_some());
    roman.map_or(words, |at| &words[at + 1..])
}

/// Whether a line is the heading of a list of notes: `Endnotes`, `Notes to Chapter I`, `Anmerkungen
/// zum ersten Kapitel`.
pub(crate) fn heads_notes(line: &str) -> bool {
    const MOST: usize = 6;
    if line.len() > LONGEST {
        return false;
    }
    let folded = Fold::Word.of(line.trim_matches(|c: char| !c.is_alphabetic()));
    let mut parts = folded.split_whitespace();
    let named = parts.next().is_some_and(|first| Section::Notes.has(first))
        && parts.next().is_some_and(|of| Section::NotesOf.has(of))
        && (1..MOST).contains(&parts.count());
    named || Section::Notes.has(&folded)
}

/// Whether a line is the heading of a contents list.
pub(crate) fn heads_contents(line: &str) -> bool {
    const LONGEST: usize = 40;
    line.len() < LONGEST
        && Section::Contents.has(&Fold::Word.of(line.trim_matches(|c: char| !c.is_alphabetic())))
}

/// Whether words begin as the caption of a figure or a table does: with what is counted and its number,
/// `Figure 3.`, `Table II`, `Abb. 12a:`. In a sentence a verb follows the number, *Figure 3 shows*; under
/// a figure a stop, a colon or a gap.
pub(crate) fn opens_caption(words: &str) -> bool {
    let Some((called, rest)) = words.split_once([' ', '\u{a0}']) else { return false };
    let called = Fold::Word.of(called.trim_end_matches('.'));
    if !Section::Captions.has(&called) {
        return false;
    }
    let rest = rest.trim_start();
    let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
    let (number, after) = rest.split_at(end);
    let bare = number.trim_end_matches(['.', ':', '|']);
    let figures = bare.starts_with(|c: char| c.is_ascii_digit() || c.is_ascii_uppercase());
    let short = bare.chars().count() <= 6 && bare.chars().any(|c| c.is_ascii_digit());
    let counted = figures && (short || roman(&bare.to_lowercase()).is_some());
    let stop = bare.len() < number.len();
    let next = after.trim_start().chars().next();
    counted && (stop || next.is_none_or(|c| !c.is_lowercase() && !matches!(c, ',' | ')')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_are_told_from_sentences_about_figures() {
        let captions = ["Figure 3. Bees", "Table II", "Abb. 12a: Bienen", "Fig. 4 The hive"];
        assert!(captions.iter().all(|words| opens_caption(words)));
        let prose =
            ["Figure 3 shows bees", "Figures of bees", "Table, chair", "Figure 2, in", "fig"];
        assert!(prose.iter().all(|words| !opens_caption(words)));
    }

    #[test]
    fn headings_of_notes() {
        for line in
            ["NOTES", "Notes.", "Notes to Chapter IV", "Poznámky pod čarou", "脚注", "Сноски:"]
        {
            assert!(heads_notes(line), "{line}");
        }
        for line in ["Notes from Underground by a man", "Of notes", "A note", "", "Notebooks"] {
            assert!(!heads_notes(line), "{line}");
        }
    }

    #[test]
    fn knows_the_headings_of_bibliographies() {
        use SourcesHeading::{Perhaps, Surely};
        for (words, expected) in [
            ("References", Some(Surely)),
            ("6. Selected Bibliography", Some(Surely)),
            ("VII. ŒUVRES CITÉES", Some(Surely)),
            ("Βιβλιογραφία:", Some(Surely)),
            ("Références\nbibliographiques", Some(Surely)),
            ("Quellen", Some(Perhaps)),
            ("Notes", None),
            ("Introduction", None),
            ("The bibliography of a man who read too much", None),
            ("", None),
        ] {
            assert_eq!(heads_sources(words), expected, "{words}");
        }
    }
}
