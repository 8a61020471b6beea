//! What stands over a list of sources: the headings of bibliographies, in the languages of printed
//! books. It tells readers of numbered lists that the numbers are those of sources and not of
//! notes, and tells where the list begins.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::fold::Fold;
use super::numeral::roman;
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
    let headings = &*HEADINGS;
    // Folding makes no letter of ASCII longer.
    if words.len() > 80 || words.is_ascii() && words.len() < headings.shortest {
        return None;
    }
    let folded = Fold::Word.of(words);
    let plain = without_number(&folded).trim_matches(|c: char| !c.is_alphabetic());
    if plain.is_empty() {
        return None;
    }
    let words: Vec<&str> = plain.split_whitespace().collect();
    let heading = words.join(" ");
    let sure = headings.sure.contains(&*heading)
        || words.len() <= 5 && words.iter().any(|word| headings.sure_words.contains(word));
    if sure {
        return Some(SourcesHeading::Surely);
    }
    headings.perhaps.contains(&*heading).then_some(SourcesHeading::Perhaps)
}

/// What is looked up for each short line of a text.
struct Headings {
    sure: HashSet<&'static str>,
    sure_words: HashSet<&'static str>,
    perhaps: HashSet<&'static str>,
    /// The length of the shortest of them, in bytes.
    shortest: usize,
}

static HEADINGS: LazyLock<Headings> = LazyLock::new(|| {
    let (sure, perhaps) = (SURE.split('|'), PERHAPS.split('|'));
    let words = SURE_WORDS.split(' ').filter(|word| !word.is_empty());
    let all = sure.clone().chain(perhaps.clone()).chain(words.clone());
    Headings {
        shortest: all.map(str::len).min().unwrap_or(0),
        sure: sure.collect(),
        sure_words: words.collect(),
        perhaps: perhaps.collect(),
    }
});

/// A heading without its number: `6.2 `, `VII. `, `§ 4 `.
fn without_number(folded: &str) -> &str {
    let numbering = |c: char| c.is_numeric() || matches!(c, '.' | ')' | ' ' | '*' | '#' | '§');
    let words = folded.trim_start_matches(numbering);
    let end = words.find(['.', ')']).filter(|&at| at > 0);
    let roman = end.filter(|&at| roman(&words[..at]).is_some());
    roman.map_or(words, |at| &words[at + 1..])
}

const SURE: &str = "references|reference list|list of references|references cited|works cited|work cited|\
     works consulted|cited works|works referenced|literature cited|cited literature|list of works cited|\
     primary sources|secondary sources|references and further reading|zitierte literatur|\
     zitierte werke|verwendete literatur|benutzte literatur|verzeichnis der literatur|\
     references bibliographiques|oeuvres citees|œuvres citees|ouvrages cites|travaux cites|liste des references|\
     opere citate|testi citati|riferimenti|riferimenti bibliografici|obras citadas|trabajos citados|\
     referencias|referencias bibliograficas|fuentes citadas|παραπομπεσ|πηγεσ|\
     βιβλιογραφικεσ αναφορεσ|список литературы|список использованной литературы|\
     использованная литература|参考文献";

/// Words that make a short heading one of a bibliography: `Selected Bibliography`.
const SURE_WORDS: &str = "bibliography bibliographie bibliografia bibliografie bibliografi \
     literaturverzeichnis quellenverzeichnis schriftenverzeichnis literaturliste literaturangaben \
     literaturnachweis βιβλιογραφια библиография kaynakca irodalomjegyzek literaturlista \
     literaturforteckning referenser literatuurlijst lahdeluettelo";

const PERHAPS: &str = "sources|literature|further reading|suggested reading|suggested readings|readings|\
     books|articles|literatur|quellen|quellen und literatur|literatur und quellen|literaturhinweise|\
     weiterfuhrende literatur|schriften|sources et bibliographie|ouvrages|\
     pour aller plus loin|lectures complementaires|fonti|letteratura|letture|fuentes|\
     lecturas|literatuur|litteratur|kallor|kirjallisuus|lahteet|literatura|irodalom|\
     литература|источники|works|editions|notes and references|references and notes";

#[cfg(test)]
mod tests {
    use super::*;

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
