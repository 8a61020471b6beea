//! Sources cited by their title alone, where no author stands before it: those that have none, and
//! those whose author the text has just named.

use crate::doc::Cited;
use crate::language::lexicon;
use crate::language::token::{Kind, is_capital};
use crate::link::style::titles::{Match, Reader};
use crate::link::works::title::{Agreement, Cut, Extent};

impl Reader<'_> {
    /// The source that goes by the title alone: one without an author; or, where italics or
    /// quotation marks set it off, one whose author the text has named.
    pub(crate) fn by_title(
        &self,
        first: usize,
        start: usize,
        key: &str,
        cut: &mut Cut<'_>,
        marked: bool,
    ) -> Option<(Cited, usize, Agreement)> {
        let mut titled: Vec<Match> = Vec::new();
        for &id in self.index.by_title_start(key) {
            let work = self.index.work(id);
            let unauthored = work.people.readings.is_empty() || work.whole.is_some();
            if !unauthored && !marked {
                continue;
            }
            let begin = self.quote_before(first).unwrap_or(start);
            let agreement = cut.agree(&work.title).or_else(|| cut.agree(work.whole.as_ref()?));
            let agreement = agreement.filter(|agreement| {
                let least = if unauthored && marked { 1 } else { 2 };
                agreement.extent == Extent::Whole && agreement.words >= least && !agreement.loose
            });
            titled.extend(agreement.map(|agreement| Match { id, agreement, start: begin }));
        }
        titled.retain(|found| self.stands_alone(start + found.agreement.end));
        self.decide(titled, start)
    }

    /// Whether nothing goes on with the sentence behind a title that ends at `end`.
    fn stands_alone(&self, end: usize) -> bool {
        let mut behind = self.tokens[self.token_from(end)..].iter();
        let Some(word) = behind.find(|token| token.kind == Kind::Word) else { return true };
        let between = &self.text[end..word.start];
        let folded = word.folded(self.text);
        is_capital(word.of(self.text))
            || between.contains([';', '('])
            || between.contains(|c: char| c.is_ascii_digit())
            || lexicon::is_locator(&folded)
            || lexicon::is_role(&folded)
            || lexicon::is_imprint(&folded)
            || folded == "op"
    }

    fn quote_before(&self, first: usize) -> Option<usize> {
        let quote = self.tokens.get(first.checked_sub(1)?)?;
        (quote.kind == Kind::Quote).then_some(quote.start)
    }

    /// Whether a title that begins with token `first` begins a citation: nothing stands before it
    /// but signs and words that lead up to it.
    pub(crate) fn is_free(&self, first: usize) -> bool {
        let before = self.tokens[self.floor..first].iter().rev();
        let mut before = before.take_while(|token| token.kind != Kind::Semicolon);
        before.all(|token| match token.kind {
            Kind::Word => lexicon::leads(&token.folded(self.text)),
            Kind::Number => false,
            _ => true,
        })
    }
}
