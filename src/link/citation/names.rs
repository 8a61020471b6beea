//! The names in front of a date: `James, Lee and Chaulieu`, `See, for example, Negri`.
//!
//! They are read backwards, from the date: that end is sure, the other is where the names stop
//! being names. Whether all that stood in front was names is kept, for only such a citation is
//! clear enough to be reported where its source is missing.

use crate::doc::ReferenceId;
use crate::language::fold::Fold;
use crate::language::lexicon;
use crate::language::name::{counting_words, is_initials};
use crate::language::prose::token::{Kind, Token, is_capital, tokens, without_possessive};
use crate::language::section::Section;
use crate::link::passage::Passage;
use crate::link::works::Works;
use crate::link::works::cited::{CitedName, Names};
use crate::link::works::entry::chunk::without_others;
use crate::link::works::title::title_key;

/// Few citations' names are longer than the first of these, and none than the last, in bytes.
const WINDOWS: [usize; 2] = [60, 300];

/// Reads the names that words end with.
pub(crate) fn before(words: Passage<'_>, works: &Works) -> Option<Names> {
    let read = |longest: usize| {
        let window = words.last(longest);
        (window, Reader { words: window, text: window.text, works }.read())
    };
    let (mut window, mut names) = read(WINDOWS[0]);
    // Names that fill the window may go on before it.
    let near = |names: &Names| {
        window.at(names.start) < 15 || names.title.is_some() || names.names.is_empty()
    };
    if window.start > words.start && names.as_ref().is_none_or(near) {
        (window, names) = read(WINDOWS[1]);
    }
    let mut names = names?;
    names.clean &= window.start == words.start;
    Some(names)
}

struct Reader<'t> {
    words: Passage<'t>,
    text: &'t str,
    works: &'t Works,
}

impl Reader<'_> {
    fn read(&self) -> Option<Names> {
        let names = self.names();
        let Some((whole, whole_start)) = self.whole() else { return names };
        let clean = tokens(&self.text[..whole_start]).iter().all(|token| self.may_lead(token));
        let whole_start = self.words.place(whole_start);
        let (start, end) = (whole_start, self.words.trim_end().end());
        let names = names.unwrap_or(Names { start, end, clean, ..Names::default() });
        Some(Names { whole, whole_start, ..names })
    }

    /// The sources that go by the last words as one name, and where that begins: institutions, and
    /// titles where no author is.
    fn whole(&self) -> Option<(Vec<ReferenceId>, usize)> {
        let text = self.text.trim_end_matches(|c: char| !c.is_alphanumeric());
        let last = text.rsplit(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’' | '-')));
        if !self.works.ends_whole(&Fold::Word.of(last.into_iter().next()?)) {
            return None;
        }
        let words: Vec<Token> = tokens(text)
            .into_iter()
            .filter(|token| matches!(token.kind, Kind::Word | Kind::Number))
            .collect();
        let longest = words.len().saturating_sub(20);
        // `of Red Notes`: a small particle is none of a name’s words.
        let opens =
            |word: &&Token| is_capital(word.of(text)) || !lexicon::is_particle(&word.folded(text));
        words[longest..].iter().filter(opens).find_map(|word| {
            let ids = self.works.by_whole(&title_key(&text[word.start..]));
            let start = text[..word.start].trim_end_matches(['“', '"', '„', '«', '‹', '‘']).len();
            (!ids.is_empty()).then(|| (ids.to_vec(), start))
        })
    }

    fn names(&self) -> Option<Names> {
        // `Marx [1867] 1976`: the bracket belongs to the date.
        let text =
            self.text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '[' | '('));
        let trimmed = without_role(without_about(text));
        let comma = trimmed.ends_with(',');
        let trimmed = without_role(trimmed.trim_end_matches([',', ' ', '\n']));
        if let Some(title) = self.title(trimmed) {
            return Some(Names { comma, ..title });
        }
        let (list, others) = without_others(trimmed);
        let tokens = tokens(list);
        let mut start = tokens.len();
        while start > 0 && self.belongs(&tokens, start - 1) {
            start -= 1;
        }
        while start < tokens.len() && self.is_lead(&tokens[start]) {
            start += 1;
        }
        let (first, last) = (tokens.get(start)?, tokens.last()?);
        // `Lenin in 1918`: a name does not end with a preposition.
        let folded = last.folded(list);
        let small = lexicon::is_particle(&folded) || lexicon::joins(&folded);
        if !is_capital(last.of(list)) && small && !self.ends_with_particles(list, &tokens) {
            return None;
        }
        let led = start > 0 && is_article(&tokens[start - 1].folded(list));
        let clean = tokens[..start].iter().all(|token| self.may_lead(token));
        let names = chunks(self.words.part(..list.len()), &tokens[start..]);
        let possessive = without_possessive(last.of(list)).1;
        let end = self.words.place(trimmed.len());
        let start = self.words.place(first.start);
        (!names.is_empty()).then_some(Names {
            names,
            others,
            clean,
            comma,
            possessive,
            led,
            start,
            end,
            ..Names::default()
        })
    }

    /// Whether particles stand after a surname of the list: `Straten van der`, as some file him.
    fn ends_with_particles(&self, list: &str, tokens: &[Token]) -> bool {
        let noble = |token: &&Token| lexicon::is_noble(&token.folded(list));
        let particles = tokens.iter().rev().take_while(noble).count();
        let name = tokens.iter().rev().nth(particles);
        particles > 0
            && name.is_some_and(|name| {
                is_capital(name.of(list)) && !self.works.by_surname(&name.folded(list)).is_empty()
            })
    }

    /// A title in quotation marks at the end of `text`.
    fn title(&self, text: &str) -> Option<Names> {
        let quote = text.chars().next_back().filter(|c| matches!(c, '”' | '"' | '»' | '“'))?;
        let inner = &text[..text.len() - quote.len_utf8()];
        let (start, open) = inner.char_indices().rev().find(|&(_, open)| {
            crate::language::prose::token::closes(
                open.encode_utf8(&mut [0; 4]),
                quote.encode_utf8(&mut [0; 4]),
            ) && matches!(open, '“' | '"' | '«' | '„' | '»')
        })?;
        let title = inner[start + open.len_utf8()..].to_owned();
        let clean = tokens(&text[..start]).iter().all(|token| self.may_lead(token));
        let end = self.words.place(text.len());
        let start = self.words.place(start);
        Some(Names { title: Some(title), clean, start, end, ..Names::default() })
    }

    /// Whether the token can be part of a list of names that goes on after it.
    fn belongs(&self, tokens: &[Token], at: usize) -> bool {
        let token = tokens[at];
        let text = self.text;
        match token.kind {
            Kind::Comma | Kind::Joint => true,
            Kind::Word => {
                let word = token.of(text);
                let folded = token.folded(text);
                // `F. Sommer` is somebody.
                let given = at > 0 && is_initials(tokens[at - 1].of(text));
                let month = lexicon::is_calendar(&folded) && !given;
                if month && self.works.by_surname(&folded).is_empty() {
                    return false;
                }
                // `No. 1848`, `Vol. 3`
                let locates = Section::BeforeNumbers.has(&folded);
                if locates && self.works.by_surname(&folded).is_empty() {
                    return false;
                }
                // A possessive ends a list of names: “Marx’s Capital” is not one author.
                if without_possessive(word).1 && at + 1 < tokens.len() {
                    return false;
                }
                is_capital(word)
                    || is_initials(word)
                    || lexicon::joins(&folded)
                    || lexicon::is_particle(&folded)
                    || !self.works.by_surname(&folded).is_empty()
            }
            _ => false,
        }
    }

    /// Whether a token at the front of names is none of them.
    fn is_lead(&self, token: &Token) -> bool {
        match token.kind {
            Kind::Word => {
                let folded = token.folded(self.text);
                let word = token.of(self.text);
                let known = !self.works.by_surname(&folded).is_empty();
                !is_initials(word)
                    && (lexicon::joins(&folded) && !is_capital(word)
                        || Section::BeforeNames.has(&folded) && !known
                        || lexicon::leads(&folded) && !known)
            }
            _ => true,
        }
    }

    /// Whether a token before the names may lead up to a citation and keep it a clear one.
    fn may_lead(&self, token: &Token) -> bool {
        token.kind != Kind::Word && token.kind != Kind::Number
            || lexicon::leads(&token.folded(self.text))
            || lexicon::is_particle(&token.folded(self.text))
    }
}

fn is_article(folded: &str) -> bool {
    Section::Articles.has(folded)
}

/// `text` without the *circa* at its end.
fn without_about(text: &str) -> &str {
    let Some((before, last)) = text.rsplit_once([' ', '\n']) else { return text };
    let about = lexicon::is_about(&Fold::Word.of(last.trim_end_matches('.'))) && !is_capital(last);
    if about { before.trim_end() } else { text }
}

/// `text` without the *ed.* or *(Hg.)* at its end.
fn without_role(text: &str) -> &str {
    let Some((before, last)) = text.rsplit_once([' ', '\n']) else { return text };
    let role = lexicon::is_role(&Fold::Word.of(last.trim_matches(|c: char| !c.is_alphabetic())));
    if role && (!is_capital(last) || last.starts_with('(')) {
        before.trim_end_matches([' ', ','])
    } else {
        text
    }
}

/// Splits tokens at commas and at what joins two authors.
fn chunks(passage: Passage<'_>, tokens: &[Token]) -> Vec<CitedName> {
    let text = passage.text;
    let mut names: Vec<CitedName> = Vec::new();
    let mut joined = false;
    let mut from = 0;
    for at in 0..=tokens.len() {
        let parts = tokens.get(at).is_none_or(|token| match token.kind {
            Kind::Comma | Kind::Joint => true,
            _ => lexicon::joins(&token.folded(text)) && !is_capital(token.of(text)),
        });
        if !parts {
            continue;
        }
        if let (Some(first), Some(last)) = (tokens[from..at].first(), tokens[from..at].last()) {
            let printed = without_possessive(&text[first.start..last.end]).0;
            let words = counting_words(printed);
            // `Smith, J., 1990`: initials after a surname are its own.
            let initials = tokens[from..at].iter().all(|token| is_initials(token.of(text)));
            if let Some(name) = names.last_mut().filter(|_| initials && !joined) {
                name.add_given(words, &text[first.start..last.end]);
            } else if !words.is_empty() {
                names.push(CitedName {
                    start: passage.place(first.start),
                    printed: printed.to_owned(),
                    words,
                    joined,
                });
                joined = false;
            }
        }
        joined |= tokens.get(at).is_some_and(|token| token.kind != Kind::Comma);
        from = at + 1;
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Option<Names> {
        before(Passage { text, start: 0 }, &Works::default())
    }

    #[test]
    fn reads_names_backwards() {
        for (text, expected, clean) in [
            ("Kropotkin", "kropotkin", true),
            ("See, for example, Tronti", "tronti", true),
            ("James, Lee and Chaulieu", "james|lee|chaulieu", true),
            ("Alquati, Negri and Sormano, circa", "alquati|negri|sormano", true),
            ("Red Notes & the CSE,", "red notes|cse", true),
            ("Dalla Costa and James", "costa|james", true),
            ("republished in London by Negri", "negri", false),
            (
                "In contrast, Shrikumar, Greenside, and Kundaje",
                "shrikumar|greenside|kundaje",
                false,
            ),
            ("Kropotkin’s", "kropotkin", true),
            ("vgl. Horkheimer/Adorno", "horkheimer|adorno", true),
            ("Sachs, ed.,", "sachs", true),
            ("lesson 8 in Negri", "negri", false),
            ("C. L. R. James", "c l r james", true),
            ("Smith, J., K. Lee, and M. Ng", "smith j|k lee|m ng", true),
            (
                "op.cit.; F. Bellandi, F. Sommer, H. de Castelnau",
                "f bellandi|f sommer|h castelnau",
                false,
            ),
        ] {
            let read = names(text).expect(text);
            let words: Vec<String> = read.names.iter().map(|name| name.words.join(" ")).collect();
            assert_eq!((words.join("|").as_str(), read.clean), (expected, clean), "{text}");
        }
        assert_eq!(names("published in"), None);
        assert_eq!(names("in May"), None);
    }

    #[test]
    fn reads_others_and_titles() {
        let read = names("Choi, Bahadori, Kulas, et al.").unwrap();
        assert!(read.others && read.names.len() == 3);
        let read = names("see “DragoNN”").unwrap();
        assert_eq!(read.title.as_deref(), Some("DragoNN"));
    }
}
