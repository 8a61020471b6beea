//! The names in front of a date: `James, Lee and Chaulieu`, `See, for example, Negri`.
//!
//! They are read backwards, from the date: that end is sure, the other is where the names stop
//! being names. Whether all that stood in front was names is kept, for only such a citation is
//! clear enough to be reported where its source is missing.

use crate::doc::ReferenceId;
use crate::language::fold::Fold;
use crate::language::lexicon;
use crate::language::name::{counting_words, is_initials};
use crate::language::section::Section;
use crate::language::token::{Kind, Token, is_capital, tokens, without_possessive};
use crate::link::works::entry::chunk::without_others;
use crate::link::works::{Index, title_key};

/// The names of a citation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Names {
    pub names: Vec<CitedName>,
    /// Whether *et al.* follows the last.
    pub others: bool,
    /// Whether nothing else stood before the date.
    pub clean: bool,
    /// Whether a comma stands before the date.
    pub comma: bool,
    /// Whether the last name is a possessive: *Kropotkin’s*.
    pub possessive: bool,
    /// Whether an article leads up to them, so that a common noun comes first: *die Kritik Webers*.
    pub led: bool,
    /// A title in quotation marks that stands in their place.
    pub title: Option<String>,
    /// The sources that go by the words before the date as one name, and where that begins.
    pub whole: Vec<ReferenceId>,
    pub whole_start: usize,
    /// Where they begin and end, in bytes of the text they were read from.
    pub start: usize,
    pub end: usize,
}

/// One name of a citation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct CitedName {
    pub start: usize,
    /// As printed.
    pub printed: String,
    /// Its folded words, less particles.
    pub words: Vec<String>,
    /// Whether *and* joins it to the name before, rather than a comma.
    pub joined: bool,
}

impl CitedName {
    /// Adds the initials that stand behind a surname and a comma.
    fn add_given(&mut self, initials: Vec<String>, printed: &str) {
        self.words.extend(initials);
        self.printed = format!("{} {printed}", self.printed);
    }
}

/// Few citations' names are longer than the first of these, and none than the last, in bytes.
const WINDOWS: [usize; 2] = [60, 300];

/// Reads the names that `text` ends with.
pub(crate) fn before(text: &str, index: &Index) -> Option<Names> {
    let read = |longest: usize| {
        let window = crate::language::clip_front(text, longest);
        (text.len() - window.len(), Reader { text: window, index }.read())
    };
    let (mut from, mut names) = read(WINDOWS[0]);
    // Names that fill the window may go on before it.
    let near = |names: &Names| names.start < 15 || names.title.is_some() || names.names.is_empty();
    if from > 0 && names.as_ref().is_none_or(near) {
        (from, names) = read(WINDOWS[1]);
    }
    let mut names = names?;
    names.start += from;
    names.whole_start += from;
    names.end += from;
    names.clean &= from == 0;
    names.names.iter_mut().for_each(|name| name.start += from);
    Some(names)
}

struct Reader<'t> {
    text: &'t str,
    index: &'t Index,
}

impl Reader<'_> {
    fn read(&self) -> Option<Names> {
        let names = self.names();
        let Some((whole, whole_start)) = self.whole() else { return names };
        let clean = tokens(&self.text[..whole_start]).iter().all(|token| self.may_lead(token));
        let (start, end) = (whole_start, self.text.trim_end().len());
        let names = names.unwrap_or(Names { start, end, clean, ..Names::default() });
        Some(Names { whole, whole_start, ..names })
    }

    /// The sources that go by the last words as one name, and where that begins: institutions, and
    /// titles where no author is.
    fn whole(&self) -> Option<(Vec<ReferenceId>, usize)> {
        let text = self.text.trim_end_matches(|c: char| !c.is_alphanumeric());
        let last = text.rsplit(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’' | '-')));
        if !self.index.ends_whole(&Fold::Word.of(last.into_iter().next()?)) {
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
            let ids = self.index.by_whole(&title_key(&text[word.start..]));
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
        let names = chunks(list, &tokens[start..]);
        let possessive = without_possessive(last.of(list)).1;
        let end = trimmed.len();
        let start = first.start;
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

    /// Whether particles stand behind a surname of the list: `Straten van der`, as some file him.
    fn ends_with_particles(&self, list: &str, tokens: &[Token]) -> bool {
        let noble = |token: &&Token| lexicon::is_noble(&token.folded(list));
        let particles = tokens.iter().rev().take_while(noble).count();
        let name = tokens.iter().rev().nth(particles);
        particles > 0
            && name.is_some_and(|name| {
                is_capital(name.of(list)) && !self.index.by_surname(&name.folded(list)).is_empty()
            })
    }

    /// A title in quotation marks at the end of `text`.
    fn title(&self, text: &str) -> Option<Names> {
        let quote = text.chars().next_back().filter(|c| matches!(c, '”' | '"' | '»' | '“'))?;
        let inner = &text[..text.len() - quote.len_utf8()];
        let (start, open) = inner.char_indices().rev().find(|&(_, open)| {
            crate::language::token::closes(
                open.encode_utf8(&mut [0; 4]),
                quote.encode_utf8(&mut [0; 4]),
            ) && matches!(open, '“' | '"' | '«' | '„' | '»')
        })?;
        let title = inner[start + open.len_utf8()..].to_owned();
        let clean = tokens(&text[..start]).iter().all(|token| self.may_lead(token));
        let end = text.len();
        Some(Names { title: Some(title), clean, start, end, ..Names::default() })
    }

    /// Whether the token can be part of a list of names that goes on behind it.
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
                if month && self.index.by_surname(&folded).is_empty() {
                    return false;
                }
                // `No. 1848`, `Vol. 3`
                let locates = matches!(
                    &*folded,
                    "no" | "nos" | "nr" | "vol" | "vols" | "bd" | "pp" | "ch" | "kap"
                );
                if locates && self.index.by_surname(&folded).is_empty() {
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
                    || !self.index.by_surname(&folded).is_empty()
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
                let known = !self.index.by_surname(&folded).is_empty();
                !is_initials(word)
                    && (lexicon::joins(&folded) && !is_capital(word)
                        || matches!(
                            &*folded,
                            "in" | "of"
                                | "on"
                                | "for"
                                | "the"
                                | "fur"
                                | "die"
                                | "der"
                                | "des"
                                | "dem"
                        ) && !known
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
fn chunks(text: &str, tokens: &[Token]) -> Vec<CitedName> {
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
            // `Smith, J., 1990`: initials behind a surname are its own.
            let initials = tokens[from..at].iter().all(|token| is_initials(token.of(text)));
            if let Some(name) = names.last_mut().filter(|_| initials && !joined) {
                name.add_given(words, &text[first.start..last.end]);
            } else if !words.is_empty() {
                names.push(CitedName {
                    start: first.start,
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
            let names = before(text, &Index::default()).expect(text);
            let words: Vec<String> = names.names.iter().map(|name| name.words.join(" ")).collect();
            assert_eq!((words.join("|").as_str(), names.clean), (expected, clean), "{text}");
        }
        assert_eq!(before("published in", &Index::default()), None);
        assert_eq!(before("in May", &Index::default()), None);
    }

    #[test]
    fn reads_others_and_titles() {
        let names = before("Choi, Bahadori, Kulas, et al.", &Index::default()).unwrap();
        assert!(names.others && names.names.len() == 3);
        let names = before("see “DragoNN”", &Index::default()).unwrap();
        assert_eq!(names.title.as_deref(), Some("DragoNN"));
    }
}
