//! The head of an entry: who, and as a rule when, before the title begins.
//!
//! Two habits divide the world. Author-date lists print `Kropotkin, Peter. 1902. Mutual Aid…`,
//! and the year closes the head. Note styles print `Kropotkin, Peter. Mutual Aid… 1902.`, and
//! the head breaks off at the first full stop, colon, quotation mark or italic word. A head is
//! so plain a thing that it can be found in the middle of running text, where a scan or a
//! converter has run the entries of a list together.

use std::cell::Cell;

use crate::doc::Span;
use crate::language::date::{Date, dates};
use crate::language::fold::Fold;
use crate::language::lexicon;
use crate::language::name::is_initials;
use crate::language::prose::token::{Kind, Token, closes, is_capital, tokens};
use crate::language::section::Section;
use crate::link::works::entry::initials::{title_after_given, title_after_initials};

/// Who and when, in bytes of the text it was found in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Head {
    pub shape: Shape,
    /// The names, as printed.
    pub names: Span,
    /// The date, if it stands in the head.
    pub date: Option<Date>,
    /// The year of the first edition or of the reprint, where two stand together.
    pub also: Option<Date>,
    /// Where the rest of the entry begins.
    pub end: usize,
}

/// How a head ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Names, then a date.
    Dated,
    /// A title in quotation marks, then a date.
    Titled,
    /// Names, broken off where the title begins.
    Broken,
}

/// No head is longer than this many bytes: thirty authors with their given names.
const LONGEST: usize = 1000;

/// How far a head is read first, and then: most are shorter, and each line of a list may begin one.
const NEAR: [usize; 2] = [130, 400];

/// How many bytes after a place may settle what stands there: a date in a bracket.
const REACH: usize = 80;

/// Reads the head that begins with `text`; `emphasis` are the emphasised spans of it, in order.
pub(crate) fn head(text: &str, emphasis: &[Span]) -> Option<Head> {
    for near in NEAR {
        let near = crate::language::clip(text, near);
        let (head, reached) = read(near, emphasis);
        if near.len() == text.len() || reached + REACH < near.len() {
            return head;
        }
    }
    read(crate::language::clip(text, LONGEST), emphasis).0
}

/// Reads a head, and tells how far that took, in bytes.
fn read(text: &str, emphasis: &[Span]) -> (Option<Head>, usize) {
    let tokens = tokens(text);
    let reached = Cell::new(0);
    let reader = Reader { text, tokens: &tokens, dates: dates(text), emphasis, reached };
    let head = match tokens.first().map(|token| token.kind) {
        Some(Kind::Quote) => reader.titled(),
        Some(Kind::Dash) => reader.names(1),
        Some(Kind::Word) => reader.names(0),
        _ => None,
    };
    let end = head.as_ref().map_or(0, |head| head.end);
    (head, end.max(reader.reached.get()))
}

struct Reader<'t> {
    text: &'t str,
    tokens: &'t [Token],
    dates: Vec<Date>,
    emphasis: &'t [Span],
    /// How far it has been read.
    reached: Cell<usize>,
}

impl Reader<'_> {
    fn date_at(&self, place: usize) -> Option<&Date> {
        let at = self.dates.binary_search_by_key(&place, |date| date.start).ok()?;
        Some(&self.dates[at])
    }

    /// The date at token `at`, which may stand in brackets and after *circa*.
    fn dated(&self, at: usize) -> Option<(&Date, usize)> {
        let mut next = at;
        let bracket = self.tokens.get(next)?.kind == Kind::Open;
        next += usize::from(bracket);
        while self.tokens.get(next).is_some_and(|token| {
            token.kind == Kind::Word && lexicon::is_about(&token.folded(self.text))
                || next > at && token.kind == Kind::Stop && !bracket
        }) {
            next += 1;
        }
        // APA puts month and day after the year and nothing before it.
        let date = self.date_at(self.tokens.get(next)?.start)?;
        Some((date, next))
    }

    /// A head that opens with a title in quotation marks.
    fn titled(&self) -> Option<Head> {
        let open = self.tokens[0];
        self.reached.set(self.text.len());
        let close = (1..self.tokens.len().min(60)).find(|&at| {
            let token = self.tokens[at];
            token.kind == Kind::Quote && closes(open.of(self.text), token.of(self.text))
        })?;
        let mut next = close + 1;
        while matches!(self.tokens.get(next).map(|t| t.kind), Some(Kind::Stop | Kind::Comma)) {
            next += 1;
        }
        let names = Span::new(0, self.tokens[close].end);
        self.reached.set(names.end);
        Some(match self.dated(next) {
            Some((date, _)) => self.close(Shape::Titled, names, date.clone()),
            None => self.broken(names.end, self.tokens[close].end),
        })
    }

    /// A head of names, from token `from` on.
    fn names(&self, from: usize) -> Option<Head> {
        let (mut capitals, mut small, mut numbers) = (usize::from(from > 0), 0, 0);
        let mut at = from;
        while at < self.tokens.len() {
            let token = self.tokens[at];
            self.reached.set(token.end);
            if let Some((date, _)) = self.dated(at)
                && capitals > 0
            {
                if self.is_day(&self.tokens[from..at]) {
                    return None;
                }
                if let Some(title) = self.title_before(token.start, true) {
                    return Some(self.broken(title, title));
                }
                let names = Span::new(0, token.start);
                let head = self.close(Shape::Dated, names, date.clone());
                return self.goes_on(head.end).then_some(head);
            }
            match token.kind {
                Kind::Word => {
                    if capitals > 0 && self.emphasis_begins(token.start) {
                        return Some(self.broken(token.start, token.start));
                    }
                    let word = token.of(self.text);
                    let folded = token.folded(self.text);
                    // What stands before an address is what it leads to, and no author.
                    if matches!(&*folded, "http" | "https")
                        && self.kind(at + 1) == Some(Kind::Colon)
                    {
                        return None;
                    }
                    // The stop of *et al.* ends the names as well where a title follows.
                    if folded == "al" && word.ends_with('.') && self.opens_title(at + 1) {
                        return Some(self.broken(token.end, token.end));
                    }
                    if is_small(&folded) && !is_initials(word) {
                        // neither for nor against
                    } else if is_capital(word) {
                        capitals += 1;
                    } else {
                        small += 1;
                        // A list typed by hand has a name without its capital here and there.
                        capitals += usize::from(at == 0 && self.kind(1) == Some(Kind::Comma));
                    }
                }
                Kind::Number => numbers += 1,
                // A stray mark of emphasis is the source’s slip, not a word.
                Kind::Comma | Kind::Joint | Kind::Semicolon | Kind::Dash | Kind::Other => {}
                Kind::Open => at = self.close_of(at)?,
                Kind::Stop if self.stop_goes_on(at) => {}
                Kind::Stop | Kind::Colon if capitals > 0 => {
                    return Some(self.broken(token.start, token.end));
                }
                Kind::Quote if capitals > 0 => {
                    return Some(self.broken(token.start, token.start));
                }
                _ => return None,
            }
            if small > 2 || numbers > 2 {
                let end = self.end_of_chunk(at);
                return self.title_before(end, false).map(|at| self.broken(at, at));
            }
            at += 1;
        }
        self.reached.set(self.text.len());
        None
    }

    /// Where a title begins among what was taken for names, which end at a place: before a date, if they
    /// are `dated`.
    fn title_before(&self, names_end: usize, dated: bool) -> Option<usize> {
        title_after_initials(self.text, self.tokens, names_end, dated)
            .or_else(|| title_after_given(self.text, self.tokens, names_end))
    }

    /// Where the part of a head that token `at` stands in ends: before a comma or a full stop.
    fn end_of_chunk(&self, at: usize) -> usize {
        let rest = &self.tokens[at..];
        let ends = |token: &&Token| !matches!(token.kind, Kind::Comma | Kind::Stop);
        rest.iter().take_while(ends).last().map_or(self.text.len(), |token| token.end)
    }

    /// Whether what stands before a year is only a month, or a season: `June 2015.`
    fn is_day(&self, before: &[Token]) -> bool {
        let is_month = |token: &Token| {
            token.kind == Kind::Word && lexicon::is_calendar(&token.folded(self.text))
        };
        matches!(before, [first, rest @ ..] if is_month(first)
            && rest.iter().all(|token| token.kind != Kind::Word || is_month(token)))
    }

    /// Whether token `at` is a word with a capital that is no role.
    fn opens_title(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| {
            token.kind == Kind::Word
                && is_capital(token.of(self.text))
                && !lexicon::is_role(&token.folded(self.text))
        })
    }

    fn kind(&self, at: usize) -> Option<Kind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    /// Whether a full stop is only one before the date, a role or another author.
    fn stop_goes_on(&self, at: usize) -> bool {
        let Some(next) = self.tokens.get(at + 1) else { return false };
        let previous = self.tokens[..at].last();
        // `u. a.`, `c. 1976`: a small letter with a stop; but `Fuentes, Álvaro de la.` is at its end.
        let letter = previous.is_some_and(|token| {
            let short = token.kind == Kind::Word && token.end - token.start <= 2;
            short && !lexicon::is_noble(&token.folded(self.text))
        });
        let folded = next.folded(self.text);
        letter
            || self.dated(at + 1).is_some()
            || next.kind == Kind::Comma
            || next.kind == Kind::Word && (lexicon::is_role(&folded) || folded == "et")
            || next.kind == Kind::Joint
            || next.kind == Kind::Open && self.is_role_bracket(at + 1)
    }

    fn is_role_bracket(&self, open: usize) -> bool {
        self.tokens.get(open + 1).is_some_and(|token| lexicon::is_role(&token.folded(self.text)))
    }

    /// The bracket that closes the one at `open`, if it is near: a role, an acronym.
    fn close_of(&self, open: usize) -> Option<usize> {
        (open + 1..self.tokens.len().min(open + 10)).find(|&at| self.tokens[at].kind == Kind::Close)
    }

    /// Whether a title in italics begins; *et al.* and the like are set so too.
    fn emphasis_begins(&self, place: usize) -> bool {
        let mut begun = self.emphasis.iter().filter(|span| span.start == place && place > 0);
        begun.any(|span| {
            let words = Fold::Word.of(self.text.get(span.start..span.end).unwrap_or(""));
            !words.split(|c: char| !c.is_alphabetic()).all(|word| word.is_empty() || is_small(word))
        })
    }

    /// Whether what follows a date can be a title: the date ends the sentence or the bracket,
    /// or a capital, a quotation mark or italics come next.
    fn goes_on(&self, end: usize) -> bool {
        let rest = self.text[end..].trim_start();
        let first = rest.chars().next();
        end > 0 && self.text[..end].ends_with([')', ']', '.', ':', ','])
            || self.emphasis.iter().any(|span| span.start == self.text.len() - rest.len())
            || first.is_none_or(|c| !c.is_lowercase() && !c.is_numeric())
    }

    /// A head that ends with `date`: takes in a second year, the bracket and the stop after it.
    fn close(&self, shape: Shape, names: Span, date: Date) -> Head {
        let mut end = date.end;
        let mut also = None;
        let between = |from: usize, to: usize| {
            let between = &self.text[from..to];
            between.len() <= 4
                && !between.is_empty()
                && between.chars().all(|c| c == ' ' || matches!(c, '(' | ')' | '[' | ']' | '/'))
                && between.trim() != ""
        };
        if let Some(second) = self.dates.iter().find(|second| second.start >= end)
            && between(end, second.start)
        {
            end = second.end;
            also = Some(second.clone());
        }
        let rest = &self.text[end..];
        // `(2001, March 3)`: to the end of the bracket.
        let bracket = self.text[..date.start].trim_end().ends_with(['(', '['])
            || rest.starts_with([')', ']']);
        if bracket && let Some(close) = crate::language::clip(rest, 40).find([')', ']']) {
            end += close + 1;
        }
        let rest = &self.text[end..];
        end += rest.len() - rest.trim_start_matches(['.', ':', ',', ' ', '\n']).len();
        // The white space goes to the title; the sign shows that the head is over.
        end = self.text[..end].trim_end().len();
        // The later edition is the one in hand, and cited by its own year; Chicago (15.40) and
        // APA (8.15) print the first edition before or after it in a bracket.
        let (date, also) = match also {
            Some(second) if is_bracketed(self.text, &date) => (second, Some(date)),
            also => (date, also),
        };
        Head { shape, names, date: Some(date), also, end }
    }

    fn broken(&self, names_end: usize, end: usize) -> Head {
        let (names_end, end) = match self.title_before(names_end, false) {
            Some(title) => (title, title),
            None => (names_end, end),
        };
        let names = Span::new(0, self.text[..names_end].trim_end().len());
        Head { shape: Shape::Broken, names, date: None, also: None, end }
    }
}

fn is_bracketed(text: &str, date: &Date) -> bool {
    text[..date.start].ends_with(['(', '['])
}

/// Words that may stand between names without being one.
fn is_small(folded: &str) -> bool {
    lexicon::joins(folded)
        || lexicon::is_particle(folded)
        || lexicon::is_role(folded)
        || lexicon::is_about(folded)
        || Section::SmallInHeads.has(folded)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The shape, names and date of a head.
    fn read(text: &str) -> Option<(Shape, &str, Option<&str>)> {
        let head = head(text, &[])?;
        let date = head.date.as_ref().map(|date| &text[date.start..date.end]);
        Some((head.shape, head.names.of(text).trim(), date))
    }

    #[test]
    fn author_date_heads() {
        use Shape::{Dated, Titled};
        for (text, names, date) in [
            ("Alquati, Romano 1975. Sulla Fiat", "Alquati, Romano", "1975"),
            (
                "Alquati, R., N. Negri and A. Sormano circa 1976. Università",
                "Alquati, R., N. Negri and A. Sormano",
                "1976",
            ),
            ("Weber, Max (1922): Wirtschaft", "Weber, Max", "1922"),
            ("Smith, J. A., & Jones, B. (2001, March 3). On", "Smith, J. A., & Jones, B.", "2001"),
            ("Red Notes & the CSE 1979. Working", "Red Notes & the CSE", "1979"),
            ("Sachs, Wolfgang (ed) 1992. The", "Sachs, Wolfgang (ed)", "1992"),
            (
                "Quaderni del Territorio* 4/5, 1978. Occupazione",
                "Quaderni del Territorio* 4/5,",
                "1978",
            ),
            ("Dahl, G., and R. S. n.d. “Title", "Dahl, G., and R. S.", "n.d."),
            ("Marx, Karl. (1867) 1976. Capital", "Marx, Karl.", "1976"),
            ("———. 2017b. “Evaluating", "———.", "2017b"),
            (
                "wu, yonghui, Jun Xu, and Hua Xu. 2015. “Clinical",
                "wu, yonghui, Jun Xu, and Hua Xu.",
                "2015",
            ),
        ] {
            assert_eq!(read(text), Some((Dated, names, Some(date))), "{text}");
        }
        let titled = read("“DragoNN.” n.d. Accessed February 29");
        assert_eq!(titled, Some((Titled, "“DragoNN.”", Some("n.d."))));
    }

    #[test]
    fn heads_of_note_styles() {
        for (text, names) in [
            ("Kropotkin, Peter. Mutual Aid. London, 1902.", "Kropotkin, Peter"),
            ("Weber, Max: Wirtschaft und Gesellschaft", "Weber, Max"),
            ("Knuth, D. E. The Art of Computer Programming. Reading, 1968.", "Knuth, D. E."),
            ("Negri, Antonio, “Archeologia”, Milano", "Negri, Antonio,"),
            ("Rossi, Mario, La storia delle acque, Milano, 1970", "Rossi, Mario,"),
            ("Assmann, Jan, Das kulturelle Gedächtnis. Schrift", "Assmann, Jan,"),
            ("Fried, Johannes, Der Schleier der Erinnerung. Von", "Fried, Johannes,"),
            ("Assmann, Aleida, Erinnerungsräume. Formen", "Assmann, Aleida,"),
            ("Vidal, Henri, Paul Delorme, lettres à sa sœur, 2004", "Vidal, Henri,"),
            ("Oyelaran, F., A. Stroud, J. Keller. Apples", "Oyelaran, F., A. Stroud, J. Keller"),
            ("Ruiz, Juan, Pedro Díaz y Ana Gil. Título", "Ruiz, Juan, Pedro Díaz y Ana Gil"),
            (
                "A. Aho, R. Sethi, and M. S. Lam. Compilers, 2006.",
                "A. Aho, R. Sethi, and M. S. Lam",
            ),
            ("C. W. Probst, A. Gal, et al. Hotpath. 2006.", "C. W. Probst, A. Gal, et al."),
        ] {
            assert_eq!(read(text), Some((Shape::Broken, names, None)), "{text}");
        }
    }

    #[test]
    fn prose_has_no_dated_head() {
        for text in [
            "The Paris Commune of 1871 was a beginning",
            "in the years before 1914. And then",
            "http://doi.org/10.1000/1999",
            "June 2015. Another thing",
            "Jvm98 - http://www.spec.org/jvm98/ 1998.",
        ] {
            let dated = head(text, &[]).filter(|head| head.shape == Shape::Dated);
            assert_eq!(dated, None, "{text}");
        }
    }
}
