//! Sources cited by their title alone, where no author stands before it: those that have none, and
//! those whose author the text has just named.

use crate::language::lexicon;
use crate::language::prose::token::{Kind, is_capital};
use crate::link::style::titles::reader::{Decided, Match, Reader};
use crate::link::works::title::{Extent, TitleSearch};

/// The source that goes by the title alone: one without an author; or, where italics or
/// quotation marks set it off, one whose author the text has named.
pub(crate) fn by_title(
    reader: &Reader<'_>,
    first: usize,
    start: usize,
    key: &str,
    search: &mut TitleSearch<'_>,
    marked: bool,
) -> Option<Decided> {
    let mut titled: Vec<Match> = Vec::new();
    for &id in reader.works.by_title_start(key) {
        let work = reader.works.work(id);
        let unauthored = work.people.readings.is_empty() || work.whole.is_some();
        if !unauthored && !marked {
            continue;
        }
        let begin = quote_before(reader, first).unwrap_or(start);
        let agreement = search.agree(&work.title).or_else(|| search.agree(work.whole.as_ref()?));
        let agreement = agreement.filter(|agreement| {
            let least = if unauthored && marked { 1 } else { 2 };
            agreement.extent == Extent::Whole && agreement.words >= least && !agreement.loose
        });
        titled.extend(agreement.map(|agreement| Match { id, agreement, start: begin }));
    }
    titled.retain(|found| stands_alone(reader, start + found.agreement.end));
    reader.decide(titled, start)
}

/// Whether nothing goes on with the sentence after a title that ends at `end`.
fn stands_alone(reader: &Reader<'_>, end: usize) -> bool {
    let mut after = reader.tokens[reader.token_from(end)..].iter();
    let Some(word) = after.find(|token| token.kind == Kind::Word) else { return true };
    let between = &reader.text[end..word.start];
    let folded = word.folded(reader.text);
    is_capital(word.of(reader.text))
        || between.contains([';', '('])
        || between.contains(|c: char| c.is_ascii_digit())
        || lexicon::is_locator(&folded)
        || lexicon::is_role(&folded)
        || lexicon::is_imprint(&folded)
        || folded == "op"
}

fn quote_before(reader: &Reader<'_>, first: usize) -> Option<usize> {
    let quote = reader.tokens.get(first.checked_sub(1)?)?;
    (quote.kind == Kind::Quote).then_some(quote.start)
}

/// Whether a title that begins with token `first` begins a citation: nothing stands before it
/// but signs and words that lead up to it.
pub(crate) fn is_free(reader: &Reader<'_>, first: usize) -> bool {
    let before = reader.tokens[reader.floor..first].iter().rev();
    let mut before = before.take_while(|token| token.kind != Kind::Semicolon);
    before.all(|token| match token.kind {
        Kind::Word => lexicon::leads(&token.folded(reader.text)),
        Kind::Number => false,
        _ => true,
    })
}
