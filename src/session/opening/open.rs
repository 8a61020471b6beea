//! Opening: a name on the command line → a text.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::error::{OpenError, called, file_name, shown, spared};
use super::reading::Reading;
use super::source::Source;
use super::{book, folder, named};
use crate::doc::Kind;
use crate::restore::Restoring;
use crate::text::Text;

/// The essay that is opened first.
const COMPANION: &str = include_str!("../../../texts/companion.md");
/// The manual, as a text.
const GUIDE: &str = include_str!("../../../texts/guide.md");

/// What the place in the companion is kept under.
pub(in crate::session) const COMPANION_ORIGIN: &str = "ibid:companion";
/// What the place in the guide is kept under.
pub(in crate::session) const GUIDE_ORIGIN: &str = "ibid:guide";

/// Opens a file, or standard input if its name is `-`, with the bibliographies it needs.
///
/// # Errors
/// Says in a sentence why there is no text.
pub fn open(file: &Path, reading: &Reading) -> Result<Text, OpenError> {
    if !reading.book.is_empty() {
        return spared(&called(file), || book::open(&reading.book, reading));
    }
    let file = &named::file_of(file)?;
    spared(&called(file), || Source::open(file)?.read(reading, &mut |_| {}))
}

/// Opens about `about` bytes of a file, and gives the source to read on from, if there is more
/// of it. Where nothing is asked, what `remembered` says of its origin tells whether it is restored.
///
/// # Errors
/// Says in a sentence why there is no text.
pub(in crate::session) fn begin(
    file: &Path,
    reading: &Reading,
    remembered: &dyn Fn(&str) -> Option<Restoring>,
    about: usize,
) -> Result<Begun, OpenError> {
    if !reading.book.is_empty() {
        return Ok((open(file, reading)?, None));
    }
    let file = &named::file_of(file)?;
    let mut source = Source::open(file)?;
    let restoring = reading.restoring.or_else(|| remembered(&source.origin()));
    let reading = Reading { restoring, ..reading.clone() };
    let name = called(file);
    // What breaks an opening may be where it was cut off; if not, the whole will say so.
    let opening =
        (about > 0).then(|| spared(&name, || Ok(source.opening(&reading, about))).ok().flatten());
    match opening.flatten() {
        Some(opening) => Ok((opening, Some((source, reading)))),
        None => Ok((spared(&name, || source.read(&reading, &mut |_| {}))?, None)),
    }
}

/// The opening of a text, or all of it; and what to read on from, and how, if there is more.
pub(in crate::session) type Begun = (Text, Option<(Source, Reading)>);

/// The essay that is opened first.
pub(in crate::session) fn companion() -> Text {
    own("companion.md", COMPANION, COMPANION_ORIGIN)
}

/// The manual.
pub(in crate::session) fn guide() -> Arc<Text> {
    Arc::new(own("guide.md", GUIDE, GUIDE_ORIGIN))
}

/// The texts of a folder as a text.
///
/// # Errors
/// Says why the folder cannot be looked into.
pub(in crate::session) fn list_of_folder(folder: &Path) -> Result<Text, OpenError> {
    let texts = folder::texts_in(folder)?;
    if texts.is_empty() {
        return Err(OpenError::NoTexts(shown(folder)));
    }
    let within = |text: &PathBuf| text.strip_prefix(folder).unwrap_or(text).to_owned();
    let names: Vec<PathBuf> = texts.iter().map(within).collect();
    let names: Vec<Cow<'_, str>> = names.iter().map(|name| name.to_string_lossy()).collect();
    Ok(list_of(folder, names.iter().map(|name| &**name)))
}

/// The texts of a folder as a text, to stand under the list to choose from. No place is kept in it.
pub(in crate::session) fn list_of<'n>(folder: &Path, names: impl Iterator<Item = &'n str>) -> Text {
    let mut to = crate::doc::Builder::new();
    let called = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    to.open_block(Kind::Heading { level: 1 });
    to.text(&file_name(&called));
    to.close_block();
    to.open_block(Kind::Verse);
    for (number, name) in names.enumerate() {
        to.text(if number > 0 { "\n" } else { "" });
        to.text(name);
    }
    to.close_block();
    Text::new(to.finish(&file_name(&called)))
}

fn own(name: &str, source: &str, origin: &str) -> Text {
    let mut text = Text::new(crate::read::markdown(name, source));
    origin.clone_into(&mut text.origin);
    text
}
