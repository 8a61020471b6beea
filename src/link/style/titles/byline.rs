//! The names of authors in front of a title: how far they reach, and whether they are those of a
//! source. They may be turned round or not, shortened to surnames, parted by commas, semicolons or
//! dashes, and have roles after them.

use crate::doc::Span;
use crate::language::fold::Fold;
use crate::language::lexicon;
use crate::language::name::{Name, counting_words, is_initials};
use crate::language::prose::token::{Kind, is_capital};
use crate::link::style::titles::reader::Reader;
use crate::link::works::entry::people::People;
use crate::link::works::work::Work;

/// No names of authors take more tokens than this.
const LONGEST: usize = 100;

/// The surnames that *Id.* stands for in the place of names.
pub(crate) fn idem(reader: &Reader<'_>, names: Span) -> Option<Vec<String>> {
    let word = names.of(reader.text).trim_end_matches('.');
    if !lexicon::is_idem(&Fold::Word.of(word)) {
        return None;
    }
    let people = &reader.works.work(reader.above?).people;
    Some(people.names().first()?.surname.clone())
}

/// The names that stand right before token `first`, back to the last citation.
pub(crate) fn names_before(reader: &Reader<'_>, first: usize) -> Option<Span> {
    let mut end = first;
    while end > reader.floor && is_sign(reader, end - 1) {
        end -= 1;
    }
    let last = end;
    let mut start = end;
    while start > reader.floor.max(last.saturating_sub(LONGEST)) {
        let before = start - 1;
        if reader.tokens[before].kind == Kind::Close {
            let open = open_of(reader, before)?;
            start = open;
        } else if belongs(reader, before) {
            start = before;
        } else {
            break;
        }
    }
    while start < last && is_sign(reader, start) {
        start += 1;
    }
    let (one, other) = (reader.tokens.get(start)?, reader.tokens[..last].last()?);
    (start < last).then(|| Span::new(one.start, other.end))
}

fn is_sign(reader: &Reader<'_>, at: usize) -> bool {
    matches!(
        reader.tokens[at].kind,
        Kind::Comma | Kind::Colon | Kind::Stop | Kind::Quote | Kind::Semicolon | Kind::Dash
    )
}

/// The bracket that opens what `close` ends, if there is little in it: a role, a given name, a
/// year.
fn open_of(reader: &Reader<'_>, close: usize) -> Option<usize> {
    let from = close.saturating_sub(8).max(reader.floor);
    (from..close).rev().find(|&at| reader.tokens[at].kind == Kind::Open)
}

/// Whether a token is a word of a name, and none that leads up to one.
fn is_named(reader: &Reader<'_>, at: usize) -> bool {
    let token = reader.tokens[at];
    token.kind == Kind::Word
        && is_capital(token.of(reader.text))
        && !lexicon::leads(&token.folded(reader.text))
}

/// Whether a token can be part of the names of authors.
fn belongs(reader: &Reader<'_>, at: usize) -> bool {
    let token = reader.tokens[at];
    let stopped = || reader.tokens.get(at + 1).is_some_and(|next| next.kind == Kind::Stop);
    match token.kind {
        Kind::Comma | Kind::Joint | Kind::Semicolon | Kind::Dash => true,
        // `u. a.`, `YOUNG, MACTAVISH. eds.`
        Kind::Stop => {
            let letter = at > reader.floor
                && reader.tokens[at - 1].kind == Kind::Word
                && reader.tokens[at - 1].of(reader.text).len() == 1;
            let next = reader.tokens.get(at + 1);
            letter || next.is_some_and(|next| lexicon::is_role(&next.folded(reader.text)))
        }
        Kind::Word => {
            let word = token.of(reader.text);
            let folded = token.folded(reader.text);
            let known = || !reader.works.by_surname(&folded).is_empty();
            if is_initials(word) {
                return true;
            }
            if is_capital(word) {
                // `Ministry of Public Works`: after a name no word leads up to one.
                let inner = || at > reader.floor && is_named(reader, at - 1);
                return lexicon::is_idem(&folded) || !lexicon::leads(&folded) || known() || inner();
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

/// Which of the authors of a source the names before a title are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Authors {
    /// All of them, or the first and *et al.*
    All,
    /// The first ones.
    First,
}

/// How the names of a citation agree with the authors of `work`, in any reading of either.
pub(crate) fn agree(work: &Work, cited: &People, others: bool) -> Option<Authors> {
    let mut best = None;
    for own in &work.people.readings {
        for names in &cited.readings {
            let more = names.len() > own.len() && !work.people.open;
            let agree = own.iter().zip(names).all(|(own, name)| own.answers_to(&words(name)));
            if more || !agree || names.is_empty() || own.is_empty() {
                continue;
            }
            let whole = names.len() >= own.len() || others;
            let authors = if whole { Authors::All } else { Authors::First };
            best = Some(best.map_or(authors, |best: Authors| best.min(authors)));
        }
    }
    best
}

/// The words of a name as a citation has them, in whichever order.
fn words(name: &Name) -> Vec<String> {
    counting_words(&name.printed)
}
