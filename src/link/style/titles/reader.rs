//! A stretch of a note that is read for titles: its tokens, and how far it has been read.

use std::cmp::Reverse;

use crate::doc::{Cited, Place, ReferenceId, Span};
use crate::language::date::{Date, dates};
use crate::language::prose::token::Token;
use crate::link::passage::Passage;
use crate::link::works::title::{Agreement, Extent};
use crate::link::works::{Works, possible};

/// What is read, and what is known of it; tokens and spans are bytes of `text`.
pub(crate) struct Reader<'t> {
    pub works: &'t Works,
    /// The place in the body that it belongs to.
    pub home: Place,
    pub passage: Passage<'t>,
    pub text: &'t str,
    pub tokens: Vec<Token>,
    pub emphasis: Vec<Span>,
    /// The source cited just before.
    pub above: Option<ReferenceId>,
    /// The surnames of the list that have come up since the last citation, folded.
    pub known: Vec<String>,
    /// The first token after the last citation.
    pub floor: usize,
}

/// A title that agrees with one of the list, before it is clear which.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Match {
    pub id: ReferenceId,
    pub agreement: Agreement,
    pub start: usize,
}

/// The source of a title, where its citation begins, and how the title agrees.
pub(crate) type Decided = (Cited, usize, Agreement);

impl Reader<'_> {
    /// The first token at or after a place.
    pub(crate) fn token_from(&self, place: usize) -> usize {
        self.tokens.partition_point(|token| token.start < place)
    }

    /// The italics that begin at a place.
    pub(crate) fn italics_at(&self, place: usize) -> Option<Span> {
        let at = self.emphasis.partition_point(|span| span.start < place);
        self.emphasis.get(at).filter(|span| span.start == place).copied()
    }

    /// Of several titles that agree, the best; where two do as well, the one of a year that stands
    /// after it; else all of them.
    pub(crate) fn decide(&self, mut titled: Vec<Match>, start: usize) -> Option<Decided> {
        let key = |found: &Match| (found.agreement.extent, Reverse(found.agreement.words));
        let best = titled.iter().map(key).min()?;
        titled.retain(|found| key(found) == best);
        let one = titled[0];
        let years = self.years_after(start + one.agreement.end);
        let of_year = |found: &Match| {
            let work = self.works.work(found.id);
            years.iter().any(|date| work.is_of(date))
        };
        // One word is the title of many a book.
        let weak = one.agreement.words == 1 && one.agreement.extent == Extent::Whole;
        let asks = weak && (one.agreement.loose || !years.is_empty());
        if asks || titled.len() > 1 && titled.iter().any(of_year) {
            titled.retain(of_year);
        }
        let ids: Vec<ReferenceId> = titled.iter().map(|found| found.id).collect();
        let ids = if ids.len() > 1 { self.nearest(ids) } else { ids };
        let source = match ids.as_slice() {
            [] => return None,
            [one] => Cited::One(*one),
            _ => Cited::OneOf(possible(ids)),
        };
        Some((source, one.start, one.agreement))
    }

    fn nearest(&self, mut ids: Vec<ReferenceId>) -> Vec<ReferenceId> {
        ids.sort_unstable();
        self.works.nearest(&ids, self.home)
    }

    /// The dates that stand after a title, up to the next semicolon.
    fn years_after(&self, end: usize) -> Vec<Date> {
        let rest = crate::language::clip(&self.text[end..], 200);
        dates(rest.split(';').next().unwrap_or(rest))
    }
}
