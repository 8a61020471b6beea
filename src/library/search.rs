//! Search in all texts: a query → the texts that answer it, with the lines of their hits.
//!
//! The folded words of every text are looked through for what the query folds to, which is as fast as
//! they can be read; only where that is found are the words themselves searched, and only in the blocks
//! it was found in. So a hit is what it is within a text: the same query, the same folding. An
//! expression folds to nothing, and is searched for in the words of all.

use std::sync::atomic::{AtomicUsize, Ordering};

use memchr::memmem::Finder;

use super::known::Known;
use super::words::{Cache, Entry, Needle, Places};
use crate::anchor::Anchor;
use crate::doc::Span;
use crate::search::{Query, QueryError};

/// The most threads that search at once.
const THREADS: usize = 8;
/// How many bytes of a text are shown on either side of a hit.
const AROUND: usize = 160;

/// What is looked for.
#[derive(Debug, Clone)]
pub struct Wanted {
    query: Query,
    needle: Needle,
    /// How many hits of a text are told at most, and whether with their lines and columns.
    most: usize,
    lines: bool,
}

/// A text with hits.
#[derive(Debug, Clone)]
pub struct FoundIn {
    /// Which of the texts that were searched.
    pub text: usize,
    /// The hits, in order.
    pub hits: Vec<Hit>,
    /// Whether there are more.
    pub more: bool,
}

/// A hit, with what a line says of it.
#[derive(Debug, Clone)]
pub struct Hit {
    /// Its words and what stands around them; empty where hits are asked for with their lines.
    pub words: Anchor,
    /// The words of its line, and which of them are the hit, in bytes.
    pub line: (String, Span),
    /// The section or note it stands in; empty where there is none.
    pub section: String,
    /// The printed page; empty where it is not known.
    pub page: String,
    /// Its line and column in the source, both from 1, where that has lines.
    pub at: Option<(u32, u32)>,
}

impl Wanted {
    /// Words, or an expression, of which so many hits of a text are told at most; with their lines and
    /// columns in its source if `lines` says so.
    ///
    /// # Errors
    /// Says why that cannot be searched for.
    pub fn of(words: &str, regex: bool, most: usize, lines: bool) -> Result<Self, QueryError> {
        let query = Query::of(words, regex)?;
        let needle = if regex { Needle::default() } else { Needle::of(words) };
        Ok(Self { query, needle, most, lines })
    }
}

/// Searches texts, as long as `goes_on` says so. Those with hits come in their order; what is not to be
/// had is left out.
///
/// # Errors
/// An expression may take too long.
pub fn search(
    cache: &Cache,
    texts: &[Known],
    wanted: &Wanted,
    goes_on: &(dyn Fn() -> bool + Sync),
) -> Result<Vec<FoundIn>, QueryError> {
    let next = AtomicUsize::new(0);
    let work = || -> Result<Vec<FoundIn>, QueryError> {
        let mut searcher = Searcher::new(cache, wanted);
        let mut found = Vec::new();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some(text) = texts.get(number).filter(|_| goes_on()) else { return Ok(found) };
            let Some(words) = text.words else { continue };
            if let Some((hits, more)) = searcher.hits(words)? {
                found.push(FoundIn { text: number, hits, more });
            }
        }
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(THREADS);
    let mut found = std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        let mut all = work()?;
        for other in others {
            match other.join() {
                Ok(found) => all.extend(found?),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        Ok(all)
    })?;
    found.sort_by_key(|found| found.text);
    Ok(found)
}

/// Searches text after text, and uses again what one needed.
struct Searcher<'w> {
    cache: &'w Cache,
    wanted: &'w Wanted,
    finder: Finder<'w>,
    folded: Vec<u8>,
}

impl<'w> Searcher<'w> {
    fn new(cache: &'w Cache, wanted: &'w Wanted) -> Self {
        let finder = Finder::new(wanted.needle.words.as_bytes());
        Self { cache, wanted, finder, folded: Vec::new() }
    }

    /// The hits in the text of a hash, and whether there are more than are told.
    fn hits(&mut self, words: u64) -> Result<Option<(Vec<Hit>, bool)>, QueryError> {
        let Ok(mut entry) = self.cache.entry(words) else { return Ok(None) };
        let needle = &self.wanted.needle;
        let mut found = Vec::new();
        if !needle.words.is_empty() {
            let Ok(folded) = entry.folded(&mut self.folded) else { return Ok(None) };
            // One more than is told says that there are more; the query may want capitals besides.
            let most = if needle.within { usize::MAX } else { 1 };
            found.extend(self.finder.find_iter(folded).take(most));
            if found.is_empty() {
                return Ok(None);
            }
        }
        let Ok(text) = entry.text() else { return Ok(None) };
        let spans = match needle.within && !needle.words.is_empty() {
            true => self.within(&mut entry, &text, &found)?,
            false => self.wanted.query.find_all(&text)?,
        };
        if spans.is_empty() {
            return Ok(None);
        }
        let more = spans.len() > self.wanted.most;
        let Ok(shown) = Shown::of(&mut entry, text, self.wanted.lines) else { return Ok(None) };
        let spans = &spans[..spans.len().min(self.wanted.most)];
        // Where lines are asked for, they are printed: nobody goes there by the words.
        let hit = |&span| if self.wanted.lines { shown.line_of(span) } else { shown.hit(span) };
        Ok(Some((spans.iter().map(hit).collect(), more)))
    }

    /// The hits in the blocks that what was found in the folded words stands in, one more than is told.
    fn within(
        &self,
        entry: &mut Entry,
        text: &str,
        found: &[usize],
    ) -> Result<Vec<Span>, QueryError> {
        let steps = entry.steps().unwrap_or_default();
        let sought = super::words::Sought { words: String::new(), steps };
        let mut spans: Vec<Span> = Vec::new();
        let mut done = 0;
        for &at in found {
            let blocks = sought.blocks(at, self.wanted.needle.words.len(), text.len());
            let blocks = Span::new(blocks.start.max(done), blocks.end.max(done));
            let Some(words) = text.get(blocks.start..blocks.end) else { continue };
            let hits = self.wanted.query.find_all(words)?;
            spans.extend(hits.into_iter().map(|hit| hit.shifted(blocks.start)));
            done = blocks.end;
            if spans.len() > self.wanted.most {
                break;
            }
        }
        Ok(spans)
    }
}

/// The words of a text, to say of places in them where they are.
pub(super) struct Shown {
    document: crate::doc::Document,
    places: Places,
}

impl Shown {
    pub(super) fn of(entry: &mut Entry, text: String, lines: bool) -> std::io::Result<Self> {
        let steps = entry.steps()?;
        let lines = if lines { entry.lines()? } else { Vec::new() };
        let document = super::words::bare_document(text, &steps, lines);
        Ok(Self { document, places: entry.places()? })
    }

    /// What there is to say of a span, and its words to go there by.
    pub(super) fn hit(&self, span: Span) -> Hit {
        let words = Anchor::of(&self.document.text, self.within(span));
        Hit { words, ..self.line_of(span) }
    }

    /// A span, or what of it is in the text.
    fn within(&self, span: Span) -> Span {
        let whole = self.document.text.len();
        Span::new(span.start.min(whole), span.end.min(whole))
    }

    /// What there is to say of a span.
    fn line_of(&self, span: Span) -> Hit {
        let span = self.within(span);
        Hit {
            words: Anchor::default(),
            line: self.line(span),
            section: self.places.section(span.start).to_owned(),
            page: self.places.page(span.start).to_owned(),
            at: self.document.line_and_column(span.start),
        }
    }

    /// Words of the text, in one line.
    pub(super) fn words(&self, span: Span) -> String {
        let words = self.document.text.get(span.start..span.end).unwrap_or_default();
        words.replace(char::is_whitespace, " ")
    }

    /// The words of the block around a span, as many as are shown, in one line.
    fn line(&self, span: Span) -> (String, Span) {
        let document = &self.document;
        // An expression may match half a book; its beginning will do.
        let span = Span::new(span.start, document.word_after(span.start, AROUND, span.end));
        let block = document.block_at(span.start).map_or(span, |index| document.blocks[index].span);
        let from = document.word_before(span.start, AROUND, block.start.min(span.start));
        let end = block.end.max(span.end);
        let to = document.word_after(span.end, AROUND, end);
        let one_line = |span: Span| document.words(span).replace(char::is_whitespace, " ");
        let lead = if from > block.start { "…" } else { "" };
        let tail = if to < end { "…" } else { "" };
        let before = one_line(Span::new(from, span.start));
        let shown = one_line(span);
        let after = one_line(Span::new(span.end, to));
        let start = lead.len() + before.len();
        let marked = Span::new(start, start + shown.len());
        (format!("{lead}{before}{shown}{after}{tail}"), marked)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::words::Words;
    use crate::text::{FileRead, Text};

    fn library(texts: &[&str]) -> (tempfile::TempDir, Cache, Vec<Known>) {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::at(folder.path().join("words"));
        let known = texts.iter().enumerate().map(|(number, markdown)| {
            let mut text = Text::new(crate::read::markdown("a.md", markdown));
            text.origin = format!("/{number}.md");
            text.files = vec![FileRead { path: text.origin.clone().into(), written: (1, 1) }];
            let words = Words::of(&text).unwrap();
            let hash = words.head.words;
            cache.keep(words).unwrap();
            Known { origin: text.origin, words: Some(hash), ..Known::default() }
        });
        let known = known.collect();
        (folder, cache, known)
    }

    fn found(
        all: &(tempfile::TempDir, Cache, Vec<Known>),
        words: &str,
        regex: bool,
    ) -> Vec<String> {
        let wanted = Wanted::of(words, regex, 10, true).unwrap();
        let found = search(&all.1, &all.2, &wanted, &|| true).unwrap();
        let hits = found.iter().flat_map(|found| {
            found.hits.iter().map(|hit| {
                let (line, column) = hit.at.unwrap_or_default();
                let marked = hit.line.1.of(&hit.line.0);
                format!("{}:{line}:{column}: {marked} [{}]", found.text, hit.section)
            })
        });
        hits.collect()
    }

    #[test]
    fn finds_in_all_texts_what_is_found_within_one() {
        let all = library(&[
            "# One\n\nOf L’État and\nmutual aid, and Mutual\nAid again.\n",
            "Nothing of it.\n",
            "Here is a note.[^1]\n\n[^1]: Self-help, and mutual aid.\n",
        ]);
        assert_eq!(found(&all, "l'etat", false), ["0:3:4: L’État [One]"]);
        assert_eq!(
            found(&all, "mutual aid", false),
            ["0:4:1: mutual aid [One]", "0:4:17: Mutual Aid [One]", "2:3:22: mutual aid [Note 1]"]
        );
        assert_eq!(found(&all, "Mutual Aid", false), ["0:4:17: Mutual Aid [One]"]);
        assert_eq!(found(&all, r"self-\w+", true), ["2:3:7: Self-help [Note 1]"]);
        assert_eq!(found(&all, "mutual ", false).len(), 3);
        assert_eq!(found(&all, "again.\nnothing", false), [""; 0], "no hit goes over two texts");
        assert!(Wanted::of("(", true, 1, true).is_err());
    }

    #[test]
    fn more_hits_than_are_told_are_said() {
        let all = library(&[&"word ".repeat(30)]);
        let wanted = Wanted::of("word", false, 10, false).unwrap();
        let found = search(&all.1, &all.2, &wanted, &|| true).unwrap();
        assert_eq!((found[0].hits.len(), found[0].more), (10, true));
        assert!(search(&all.1, &all.2, &wanted, &|| false).unwrap().is_empty());
    }
}
