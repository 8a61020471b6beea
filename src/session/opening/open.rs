//! Opening: a name on the command line → a text.

use std::borrow::Cow;
use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::doc::{Diagnostic, Document, Kind, Problem};
use crate::read::{Refusal, STANDARD_INPUT};
use crate::restore::Restoring;
use crate::session::opening::named;
use crate::session::opening::source::{Source, read_file};
use crate::text::{FileRead, Text};

/// The essay that is opened first.
const COMPANION: &str = include_str!("../../../texts/companion.md");
/// The manual, as a text.
const GUIDE: &str = include_str!("../../../texts/guide.md");

/// What the place in the companion is kept under.
pub(in crate::session) const COMPANION_ORIGIN: &str = "ibid:companion";
/// What the place in the guide is kept under.
pub(in crate::session) const GUIDE_ORIGIN: &str = "ibid:guide";

/// Why a text could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// There is nothing of that name.
    #[error("{0}: there is no such file.")]
    Missing(String),
    /// It is an address of the web.
    #[error(
        "{0} is not on this machine, and ibid fetches nothing. Open what another program fetches: \
         curl -L {quoted} | ibid -",
        quoted = crate::read::quoted(.0)
    )]
    Address(String),
    /// Nothing came through a pipe.
    #[error("{0} gave nothing: whatever was to write a text to it wrote none.")]
    Nothing(String),
    /// It is a folder, where one text is to be named.
    #[error("{0} is a folder; name a text in it.")]
    Folder(String),
    /// It is a folder without any text.
    #[error("{0}: there is no text in this folder that ibid knows by its name.")]
    NoTexts(String),
    /// It is a device or a pipe, which a text may not name.
    #[error("{0} is not a plain file.")]
    NotPlain(String),
    /// It may not be read.
    #[error("{0}: you may not read this file.")]
    Forbidden(String),
    /// Standard input is the keyboard.
    #[error("Standard input is the keyboard. Give a file, or pipe a text: some-command | ibid -")]
    Keyboard,
    /// There is more of it than of any text.
    #[error("{0} is larger than 400 MB, which no text is.")]
    TooLarge(String),
    /// The bibliographies of a text are too long together.
    #[error("{0} is left out: the bibliographies the text names are larger than 64 MB together.")]
    TooMany(String),
    /// Reading failed.
    #[error("{name} could not be read: {error}.")]
    Io {
        /// What was to be read.
        name: String,
        /// What the system says.
        error: io::Error,
    },
    /// It is no text.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The program is wrong, and not the text.
    #[error(
        "{name} could not be read, by a fault of ibid ({at}). It may open in another form: as HTML, \
         as plain text. Whoever is to mend ibid needs this sentence and the text."
    )]
    Fault {
        /// What was to be read.
        name: String,
        /// Where in the source of the program.
        at: String,
    },
}

/// Does what reads a text, so that a panic in it, as a bug in the parser of a format is one, becomes
/// an error like others. `name` is what the text is called.
pub(in crate::session) fn spared<T>(
    name: &str,
    read: impl FnOnce() -> Result<T, OpenError>,
) -> Result<T, OpenError> {
    crate::term::spare(read).unwrap_or_else(|at| {
        let name = crate::layout::clean(name).into_owned();
        Err(OpenError::Fault { name, at })
    })
}

/// What messages call a file.
pub(in crate::session) fn called(file: &Path) -> Cow<'_, str> {
    if file == Path::new("-") { STANDARD_INPUT.into() } else { file.to_string_lossy() }
}

/// How a text is to be read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// Whether it is to be restored; `None` where nobody said so, and what was said last holds.
    pub restoring: Option<Restoring>,
    /// Bibliography files, besides those the text names itself.
    pub bibliography: Vec<PathBuf>,
    /// The file that has the password of a locked text in its first line.
    pub password: Option<PathBuf>,
    /// The files that are the chapters of one book, or the folder they lie in; none where a file is a
    /// text by itself.
    pub book: Vec<PathBuf>,
}

impl Reading {
    /// The password of a locked text; none is nothing.
    ///
    /// # Errors
    /// Says in a sentence why its file cannot be read.
    pub(in crate::session) fn password(&self) -> Result<String, OpenError> {
        let Some(path) = &self.password else { return Ok(String::new()) };
        let words = std::fs::read_to_string(path).map_err(|error| {
            let name = shown(path);
            OpenError::Io { name, error }
        })?;
        Ok(words.lines().next().unwrap_or("").to_owned())
    }

    /// Whether the text is to be restored.
    pub fn restoring(&self) -> Restoring {
        self.restoring.unwrap_or_default()
    }
}

/// Opens a file, or standard input if its name is `-`, with the bibliographies it needs.
///
/// # Errors
/// Says in a sentence why there is no text.
pub fn open(file: &Path, reading: &Reading) -> Result<Text, OpenError> {
    if !reading.book.is_empty() {
        return spared(&called(file), || {
            crate::session::opening::book::open(&reading.book, reading)
        });
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
    let texts = crate::session::opening::folder::texts_in(folder)?;
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

/// Adds the entries of the bibliographies that the reader or the text names, and gives what their files
/// were like. A file the text names may be missing; one the reader names may not.
pub(in crate::session) fn add_bibliographies(
    document: &mut Document,
    folder: &Path,
    reading: &Reading,
) -> Result<Vec<FileRead>, OpenError> {
    let mut as_read = Vec::new();
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    // Named twice, a file is read once, by whichever of its names.
    let mut known = HashSet::new();
    let mut is_new = |path: &Path| known.insert(path.canonicalize().unwrap_or(path.to_owned()));
    for path in reading.bibliography.iter().filter(|path| is_new(path)) {
        let (bytes, read) = read_file(path)?;
        files.push((file_name(path), bytes));
        as_read.extend(read);
    }
    // Sources in the metadata of the text itself.
    let more = std::mem::take(&mut document.metadata.more);
    let (own, more): (Vec<_>, Vec<_>) = more.into_iter().partition(|(key, _)| key == "references");
    document.metadata.more = more;
    files.extend(own.into_iter().map(|(_, list)| ("the metadata".to_owned(), list.into_bytes())));
    let named = document.metadata.more.iter().filter(|(key, _)| key == "bibliography");
    let named: Vec<PathBuf> = named.map(|(_, path)| folder.join(path)).collect();
    let mut spare = MOST_NAMED;
    for path in named.into_iter().filter(|path| is_new(path)) {
        let read =
            read_plain_file(&path).and_then(|(bytes, read)| match spare.checked_sub(bytes.len()) {
                Some(left) => {
                    spare = left;
                    Ok((bytes, read))
                }
                None => Err(OpenError::TooMany(shown(&path))),
            });
        match read {
            Ok((bytes, read)) => {
                files.push((file_name(&path), bytes));
                as_read.extend(read);
            }
            Err(error) => document.diagnostics.insert(
                0,
                Diagnostic {
                    kind: Problem::Malformed,
                    place: 0,
                    what: format!("The bibliography of the text is not to be had. {error}"),
                },
            ),
        }
    }
    if !files.is_empty() {
        crate::read::add_bibliography(document, &files);
    }
    Ok(as_read)
}

/// How long the bibliographies that a text names may be together, in bytes. A hundred thousand
/// sources need less; a few lines can name any number of files.
const MOST_NAMED: usize = 64 << 20;

/// A path as messages show it.
pub(in crate::session) fn shown(path: &Path) -> String {
    crate::layout::clean(&path.to_string_lossy()).into_owned()
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Reads a file that a text names: no device, no pipe, which may have no end or wait for one.
fn read_plain_file(file: &Path) -> Result<(Vec<u8>, Option<FileRead>), OpenError> {
    match file.metadata() {
        Ok(metadata) if !metadata.is_file() && !metadata.is_dir() => {
            Err(OpenError::NotPlain(shown(file)))
        }
        _ => read_file(file),
    }
}
