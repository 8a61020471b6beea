//! Hyphenation: where a word may be broken at the end of a line, by the patterns of its language
//! (Liang, *Word Hy-phen-a-tion by Com-put-er*, 1983, as TeX has them).

use hypher::Lang;

use crate::doc::{Place, Span};
use crate::language::section::primary;
use crate::layout::segment::{Gauge, Segment};

/// The patterns of a language.
#[derive(Debug, Clone, Copy)]
pub(in crate::layout) struct Patterns(Lang);

/// The shortest word that is broken, in characters (TeX breaks those of five and more).
const SHORTEST: usize = 5;
/// The longest, in bytes: what is longer was typed by nobody.
const LONGEST: usize = 120;

impl Patterns {
    /// Those of the language a tag names, if there are any: one of BCP 47, `en`, `de-AT`, or one of
    /// three letters, as catalogues have them and many an EPUB (ISO 639-2).
    pub(in crate::layout) fn of(tag: &str) -> Option<Self> {
        let language = primary(tag.trim());
        let language = match &*language {
            "nb" | "nn" | "nor" => "no",
            "eng" => "en",
            "ger" | "deu" => "de",
            "fre" | "fra" => "fr",
            "spa" => "es",
            "ita" => "it",
            "por" => "pt",
            "dut" | "nld" => "nl",
            "swe" => "sv",
            "dan" => "da",
            "pol" => "pl",
            "rus" => "ru",
            "lat" => "la",
            "gre" | "ell" => "el",
            language => language,
        };
        let code: [u8; 2] = language.as_bytes().try_into().ok()?;
        Lang::from_iso(code).map(Self)
    }

    /// Where the word of a segment may be broken, in order. Nowhere, unless it is a word as prose
    /// has them: of letters alone, among blanks, quotes and stops. What has a hyphen already breaks
    /// there; capitals within a word are those of names and abbreviations, which stay whole; and
    /// addresses, code and formulas are no words.
    pub(in crate::layout) fn breaks(self, gauge: Gauge<'_>, segment: Segment) -> Vec<Place> {
        let Some(word) = word(gauge, segment.body) else { return Vec::new() };
        let mut place = word.start;
        let syllables = hypher::hyphenate(word.of(gauge.text), self.0);
        let mut ends: Vec<Place> = syllables
            .map(|syllable| {
                place += syllable.len();
                place
            })
            .collect();
        ends.pop();
        // `Kropotkin’s`: what stands before an apostrophe is the end of a word, and a syllable of two
        // letters is too little of one to go over alone (as TeX has it for English).
        if let Some(apostrophe) = word.of(gauge.text).rfind(['’', '\'']) {
            let end = word.start + apostrophe;
            ends.retain(|&place| place >= end || gauge.text[place..end].chars().count() > OVER);
        }
        ends
    }
}

/// The letters before an apostrophe that are too few to go over to the next line.
const OVER: usize = 2;

/// The word that is all there is in `body` besides quotes, brackets and stops.
fn word(gauge: Gauge<'_>, body: Span) -> Option<Span> {
    let words = body.of(gauge.text);
    // Most words are too short, and this says so at once.
    if !(SHORTEST..=LONGEST).contains(&words.len()) {
        return None;
    }
    let start = words.find(char::is_alphabetic)?;
    let rest = words[start..].trim_end_matches(|c: char| !c.is_alphabetic());
    let (before, after) = (&words[..start], &words[start + rest.len()..]);
    let whole = rest.chars().all(|c| c.is_alphabetic() || matches!(c, '’' | '\''))
        && !rest.chars().skip(1).any(char::is_uppercase)
        && rest.chars().count() >= SHORTEST;
    let alone = before.chars().all(opens)
        && after.chars().all(closes)
        && gauge.text[..body.start].chars().next_back().is_none_or(parts);
    let word = Span::new(body.start + start, body.start + start + rest.len());
    let plain = || {
        gauge.runs.slices(word).all(|(run, slice)| {
            slice.is_empty() || run.made.is_none() && !run.role.style.code && !run.role.style.image
        })
    };
    (whole && alone && plain()).then_some(word)
}

/// What may stand between a blank and a word.
fn opens(c: char) -> bool {
    matches!(
        c,
        '(' | '['
            | '{'
            | '“'
            | '”'
            | '„'
            | '‘'
            | '’'
            | '‚'
            | '"'
            | '\''
            | '«'
            | '»'
            | '‹'
            | '›'
            | '¿'
            | '¡'
    )
}

/// What may stand between a word and a blank.
fn closes(c: char) -> bool {
    matches!(c, ')' | ']' | '}' | '.' | ',' | ';' | ':' | '!' | '?' | '…' | '—' | '–' | '*' | '†')
        || opens(c)
}

/// What a word may follow.
fn parts(c: char) -> bool {
    c.is_whitespace() || matches!(c, '—' | '–')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::role::Part;
    use crate::layout::runs::Runs;
    use crate::text::Text;

    fn broken(source: &str, tag: &str) -> String {
        let text = Text::new(crate::read::markdown("a.md", source));
        let block = &text.document.blocks[0];
        let runs = Runs::of(&text, block, Part::Body);
        let gauge = Gauge { text: &text.document.text, runs: &runs };
        let patterns = Patterns::of(tag).unwrap();
        let mut out = text.document.words(block.span).to_owned();
        let breaks: Vec<Place> =
            gauge.segments(block.span).flat_map(|it| patterns.breaks(gauge, it)).collect();
        for place in breaks.into_iter().rev() {
            out.insert(place, '=');
        }
        out
    }

    #[test]
    fn words_are_broken_by_the_patterns_of_their_language() {
        let cases = [
            ("en", "extensive anarchism", "ex=ten=sive an=ar=chism"),
            (
                "en-GB",
                "“(Understanding),” she—evidently—said",
                "“(Un=der=stand=ing),” she—ev=i=dently—said",
            ),
            ("de", "Genossenschaft ändern", "Ge=nos=sen=schaft än=dern"),
            ("en", "Kropotkin’s organization’s", "Kropotkin’s or=ga=ni=za=tion’s"),
            ("fr_FR", "l’organisation", "l’or=ga=ni=sa=tion"),
            ("ru", "организация", "ор=га=ни=за=ция"),
        ];
        for (tag, source, expected) in cases {
            assert_eq!(broken(source, tag), expected);
        }
        assert!(
            Patterns::of("tlh").is_none()
                && Patterns::of("").is_none()
                && Patterns::of("zh").is_none()
        );
    }

    #[test]
    fn what_is_no_word_of_prose_stays_whole() {
        let whole = [
            "McDonaldson UNESCO ANARCHISM",
            "self-government co-operatively",
            "http://example.org/wiki/anarchism/organization",
            "organization@example.org organization.html my_organization",
            "`organization` 2organization organization2",
            "soft\u{ad}hyphenation",
            "that with here",
        ];
        for source in whole {
            assert!(!broken(source, "en").contains('='), "{}", broken(source, "en"));
        }
    }
}
