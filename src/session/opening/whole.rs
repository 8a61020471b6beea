//! A source: a file or standard input, read as far as it is needed.
//!
//! A large text is read twice: its opening, which the first screen shows, and the whole, on a
//! thread of its own. The opening is as long as a few screens, so that it takes no longer for a
//! large text than for a small one; where a text is very large, a longer opening follows before
//! the whole, and the whole is shown before its sources are found. What shows signs of print, if
//! only after the first screens, is not shown before it is restored, because its pages may lie in
//! any order; nor is what is only known when all of it is (see [`Recognised::opening`]).

use std::sync::Arc;

use super::bibliographies::add_bibliographies;
use super::error::OpenError;
use super::reading::Reading;
use super::source::Source;
use crate::doc::{Diagnostic, Document, Problem, RepairKind};
use crate::read::{Format, LOOK, Recognised, is_archive, look};
use crate::restore::Restoring;
use crate::text::{FileRead, Text};

/// How much of a large source is read before the whole, so that nobody reads to its end.
const SECOND: usize = 1 << 20;
/// From which length on a source is large, in bytes.
const LARGE: usize = 8 * SECOND;

/// How much of the work is done, in hundredths, when all bytes are there, when they are read, and when the
/// text is restored, as it was measured of books.
const TAKEN: usize = 5;
const READ: u8 = 40;
const RESTORED: u8 = 70;

/// What there is to say while a source is being read.
pub(in crate::session) enum News {
    /// So much of it is read, in hundredths.
    Progress(u8),
    /// This much of the text can be shown, or all of it, but without its sources.
    Opening(Arc<Text>),
}

impl Source {
    /// The opening of the text, of about `about` bytes, or, where that cannot be shown alone,
    /// nothing of it. `None` where all of it is read as soon.
    pub(in crate::session) fn opening(&mut self, reading: &Reading, about: usize) -> Option<Text> {
        if is_archive(&self.beginning) {
            // What fails here fails once more where all is read, which tells why.
            self.take_all(&mut |_| {}).ok()?;
        }
        if self.more.is_none() && self.beginning.len() < SOON * about {
            return None;
        }
        let begun = Recognised::begun(&self.name, look(&self.beginning, about));
        let gzip = self.beginning.starts_with(b"\x1f\x8b");
        if !gzip && begun.is_err() {
            return None;
        }
        let password = reading.password().ok()?;
        let begun = begun.map(|begun| begun.with_password(password));
        let opening = begun.ok().and_then(|begun| opening(&begun, about, self.length, reading));
        let mut text = opening.unwrap_or_else(|| {
            let nothing = crate::doc::Builder::new().finish(&self.name);
            Text::opening(nothing, self.length.unwrap_or(0))
        });
        text.origin = self.origin();
        Some(text)
    }

    /// Reads the whole text as a document, without the bibliographies it needs, and gives what its file
    /// was like.
    ///
    /// # Errors
    /// Says in a sentence why there is no text.
    pub(in crate::session) fn document(
        mut self,
        reading: &Reading,
    ) -> Result<(Document, Option<FileRead>), OpenError> {
        self.take_all(&mut |_| {})?;
        let bytes = std::mem::take(&mut self.beginning);
        let source = Recognised::of(&self.name, bytes.into());
        let source = source.map_err(|refusal| refusal.called(&self.shown))?;
        let source = source.with_password(reading.password()?);
        let document = document(source, &self.shown, reading, || {})?;
        Ok((document, self.read))
    }

    /// Reads the whole text, with the bibliographies it needs, and tells how far that is.
    ///
    /// # Errors
    /// Says in a sentence why there is no text.
    pub(in crate::session) fn read(
        mut self,
        reading: &Reading,
        tell: &mut dyn FnMut(News),
    ) -> Result<Text, OpenError> {
        let origin = self.origin();
        self.take_all(&mut |share| tell(News::Progress((share * TAKEN / 100).min(TAKEN) as u8)))?;
        let bytes = std::mem::take(&mut self.beginning);
        let length = bytes.len();
        let source = Recognised::of(&self.name, bytes.into());
        let source = source.map_err(|refusal| refusal.called(&self.shown))?;
        let source = source.with_password(reading.password()?);
        if length >= LARGE
            && let Some(mut text) = opening(&source, SECOND, Some(length), reading)
        {
            text.origin.clone_from(&origin);
            tell(News::Opening(Arc::new(text)));
        }
        let read = || tell(News::Progress(READ));
        let mut document = document(source, &self.shown, reading, read)?;
        tell(News::Progress(RESTORED));
        let mut files: Vec<FileRead> = self.read.into_iter().collect();
        files.extend(add_bibliographies(&mut document, &self.folder, reading)?);
        let document = Arc::new(document);
        if document.text.len() >= LARGE {
            let origin = origin.clone();
            let unlinked = Text { origin, ..Text::unlinked(Arc::clone(&document)) };
            tell(News::Opening(Arc::new(unlinked)));
        }
        Ok(Text { origin, files, ..Text::new(document) })
    }
}

/// How many times as long as its opening a text must be for the opening to be shown alone.
const SOON: usize = 4;

/// The opening of a text of `length` bytes, as its author wrote it. `None` where the whole must be
/// known, or where it shows signs of print.
fn opening(
    source: &Recognised<'_>,
    about: usize,
    length: Option<usize>,
    reading: &Reading,
) -> Option<Text> {
    if reading.restoring() == Restoring::Always {
        return None;
    }
    let mut document = source.opening(about)?;
    if may_be_restored(reading.restoring(), source.format(), &document) {
        let pages = source.format().has_pages();
        if about < LOOK && !pages {
            restored(source.opening(LOOK)?, pages)?;
        }
        document = restored(document, pages)?;
    }
    let rest = length.map_or(1, |length| length.saturating_sub(document.text.len()));
    Some(Text::opening(document, rest))
}

/// Whether a text is to be looked at for what print did to it.
fn may_be_restored(restoring: Restoring, format: Format, document: &Document) -> bool {
    match restoring {
        Restoring::Auto => format.may_be_printed(document),
        Restoring::Always => true,
        Restoring::Never => false,
    }
}

/// Reads what was recognised, with what is to be said of its format, and restores it where that is
/// asked; `read` is called in between.
fn document(
    source: Recognised<'_>,
    shown: &str,
    reading: &Reading,
    read: impl FnOnce(),
) -> Result<Document, OpenError> {
    let (format, remark) = (source.format(), source.remark(shown));
    let mut document = source.read().map_err(|refusal| refusal.called(shown))?;
    read();
    if let Some(restored) = restored_as(reading.restoring(), format, &document) {
        document = restored;
    }
    if let Some(what) = remark {
        document.diagnostics.insert(0, Diagnostic { kind: Problem::Format, place: 0, what });
    }
    Ok(document)
}

/// A text as its author wrote it, as far as its reader asks for that; `None` where it is that.
fn restored_as(restoring: Restoring, format: Format, document: &Document) -> Option<Document> {
    let may_be = may_be_restored(restoring, format, document);
    match restoring {
        Restoring::Always => crate::restore::restore_anyway(document),
        _ if may_be => crate::restore::restore(document),
        _ => None,
    }
}

/// An opening as its author wrote it; `None` where it shows signs of print. Lines that were joined
/// to paragraphs are none, and no repair. Of a format whose `pages` are known, only pages that lie in
/// another order are: what else is repaired on the first of them is repaired so in the whole.
fn restored(opening: Document, pages: bool) -> Option<Document> {
    let Some(restored) = crate::restore::restore(&opening) else { return Some(opening) };
    let mut repairs = restored.repairs.iter();
    let shown = match pages {
        true => !repairs.any(|repair| repair.kind == RepairKind::PageOrder),
        false => repairs.next().is_none(),
    };
    shown.then_some(restored)
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;

    #[test]
    fn no_opening_is_shown_of_what_turns_out_to_be_printed() {
        const SUBJECTS: [&str; 10] =
            ["mill", "ferry", "harbour", "wheel", "inn", "lamp", "garden", "wall", "road", "river"];
        let mut written = String::from("# A Text\n\n");
        let mut printed = written.clone();
        for n in 0..400 {
            let words = format!("Paragraph {n} has *words* of its own, and an end to them.\n\n");
            written += &words;
            printed += &words;
            // Its signs of print come after the first screens.
            if n > 100 && n % 30 == 0 {
                _ = write!(
                    printed,
                    "The {0} has words as well, more than a few of them, and breaks off in the mid-\n\n\
                     {1}\n\ndle of the {0}. So.\n\n",
                    SUBJECTS[n / 30 - 4],
                    n / 30
                );
            }
        }
        let opening = |text: &str, reading: &Reading| {
            let begun = Recognised::begun("text.md", look(text.as_bytes(), 4000)).ok()?;
            opening(&begun, 4000, Some(text.len()), reading)
        };
        let reading = Reading::default();
        assert!(opening(&written, &reading).is_some());
        assert!(opening(&printed, &reading).is_none());
        assert!(
            opening(&printed, &Reading { restoring: Some(Restoring::Never), ..reading }).is_some()
        );
    }
}
