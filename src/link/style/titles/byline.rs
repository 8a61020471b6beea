//! The names of authors in front of a title: how far they reach, and whether they are those of a
//! source. They may be turned round or not, shortened to surnames, parted by commas, semicolons or
//! dashes, and have roles behind them.

use crate::doc::Span;
use crate::language::fold::Fold;
use crate::language::lexicon;
use crate::language::name::{Name, counting_words, is_initials};
use crate::language::token::{Kind, is_capital};
use crate::link::style::titles::Reader;
use crate::link::works::Work;
use crate::link::works::entry::people::People;

/// No names of authors take more tokens than this.
const LONGEST: usize = 100;

impl Reader<'_> {
    /// The surnames that *Id.* stands for in the place of names.
    pub(crate) fn idem(&self, names: Span) -> Option<Vec<String>> {
        let word = names.of(self.text).trim_end_matches('.');
        if !lexicon::is_idem(&Fold::Word.of(word)) {
            return None;
        }
        let people = &self.index.work(self.above?).people;
        Some(people.names().first()?.surname.clone())
    }

    /// The names that stand right before token `first`, back to the last citation.
    pub(crate) fn names_before(&self, first: usize) -> Option<Span> {
        let mut end = first;
        while end > self.floor && self.is_sign(end - 1) {
            end -= 1;
        }
        let last = end;
        let mut start = end;
        while start > self.floor.max(last.saturating_sub(LONGEST)) {
            let before = start - 1;
            if self.tokens[before].kind == Kind::Close {
                let open = self.open_of(before)?;
                start = open;
            } else if self.belongs(before) {
                start = before;
            } else {
                break;
            }
        }
        while start < last && self.is_sign(start) {
            start += 1;
        }
        let (one, other) = (self.tokens.get(start)?, self.tokens[..last].last()?);
        (start < last).then(|| Span::new(one.start, other.end))
    }

    fn is_sign(&self, at: usize) -> bool {
        matches!(
            self.tokens[at].kind,
            Kind::Comma | Kind::Colon | Kind::Stop | Kind::Quote | Kind::Semicolon | Kind::Dash
        )
    }

    /// The bracket that opens what `close` ends, if there is little in it: a role, a given name, a
    /// year.
    fn open_of(&self, close: usize) -> Option<usize> {
        let from = close.saturating_sub(8).max(self.floor);
        (from..close).rev().find(|&at| self.tokens[at].kind == Kind::Open)
    }

    /// Whether a token is a word of a name, and none that leads up to one.
    fn is_named(&self, at: usize) -> bool {
        let token = self.tokens[at];
        token.kind == Kind::Word
            && is_capital(token.of(self.text))
            && !lexicon::leads(&token.folded(self.text))
    }

    /// Whether a token can be part of the names of authors.
    fn belongs(&self, at: usize) -> bool {
        let token = self.tokens[at];
        let stopped = || self.tokens.get(at + 1).is_some_and(|next| next.kind == Kind::Stop);
        match token.kind {
            Kind::Comma | Kind::Joint | Kind::Semicolon | Kind::Dash => true,
            // `u. a.`, `YOUNG, MACTAVISH. eds.`
            Kind::Stop => {
                let letter = at > self.floor
                    && self.tokens[at - 1].kind == Kind::Word
                    && self.tokens[at - 1].of(self.text).len() == 1;
                let next = self.tokens.get(at + 1);
                letter || next.is_some_and(|next| lexicon::is_role(&next.folded(self.text)))
            }
            Kind::Word => {
                let word = token.of(self.text);
                let folded = token.folded(self.text);
                let known = || !self.index.by_surname(&folded).is_empty();
                if is_initials(word) {
                    return true;
                }
                if is_capital(word) {
                    // `Ministry of Public Works`: behind a name no word leads up to one.
                    let inner = || at > self.floor && self.is_named(at - 1);
                    return lexicon::is_idem(&folded)
                        || !lexicon::leads(&folded)
                        || known()
                        || inner();
                }
                // `Ministère des Travaux publics`
                (known() && folded.len() > 3 && !lexicon::leads(&folded))
                    || lexicon::joins(&folded)
                    || lexicon::is_particle(&folded)
                    || lexicon::is_noble(&folded)
                    || lexicon::is_role(&folded)
                    || lexicon::is_others(&folded)
                    || matches!(&*folded, "u" | "a") && (stopped() || folded == "a")
            }
            _ => false,
        }
    }
}

/// How well the names before a title agree with the authors of a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fit {
    /// All of them, or the first and *et al.*
    Whole,
    /// The first ones.
    Part,
}

/// How the names of a citation agree with the authors of `work`, in any reading of either.
pub(crate) fn fit(work: &Work, cited: &People, others: bool) -> Option<Fit> {
    let mut best = None;
    for own in &work.people.readings {
        for names in &cited.readings {
            let more = names.len() > own.len() && !work.people.open;
            let agree = own.iter().zip(names).all(|(own, name)| own.answers_to(&words(name)));
            if more || !agree || names.is_empty() || own.is_empty() {
                continue;
            }
            let whole = names.len() >= own.len() || others;
            let fit = if whole { Fit::Whole } else { Fit::Part };
            best = Some(best.map_or(fit, |best: Fit| best.min(fit)));
        }
    }
    best
}

/// The words of a name as a citation has them, in whichever order.
fn words(name: &Name) -> Vec<String> {
    counting_words(&name.printed)
}
