//! The command `ibid marks`: marks of texts out to other programs, and theirs in.

use std::error::Error;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::{carried, made};
use crate::anchor::{Identity, Whereabouts};
use crate::language::counted;
use crate::library::{Asked, MarksFolder, path_of};
use crate::marks::file::MarkFile;
use crate::marks::import::{self, Book, Origin, Taken};
use crate::marks::out::{Excerpts, Format, Told, into_note, write};
use crate::marks::{About, Annotation, Placed};
use crate::session::kept::keeper::Keeper;
use crate::session::kept::recall::Words;
use crate::session::opening::error::{self, called, shown};
use crate::session::opening::reading::Reading;
use crate::session::opening::source::read_file;
use crate::session::out::said::{complain, write_out};
use crate::session::out::written::write_file;
use crate::session::own::Own;
use crate::text::Text;

/// The largest note that marks are put into, in bytes.
const LARGEST_NOTE: usize = 16 << 20;

/// What is to be done with the marks of texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Task {
    /// Write them in a format, into a file or to standard output.
    Write(Format, Option<PathBuf>),
    /// Put them into a note of the reader’s.
    Into(PathBuf),
    /// Keep them in a file beside their text from now on.
    Beside,
    /// Take up those of another program from its file.
    Import(PathBuf),
}

/// Does something with the marks of texts; of none that is named, with those of all.
///
/// # Errors
/// Says in a sentence why it was not done.
pub fn marks(
    files: &[PathBuf],
    reading: &Reading,
    own: &Own,
    task: &Task,
) -> Result<(), Box<dyn Error>> {
    let folder = own.config.marks.as_deref().map(MarksFolder::at).or_else(MarksFolder::usual);
    let folder = folder.ok_or("There is no home folder, and so there are no marks.")?;
    let keeper = Keeper::load();
    let names = if reading.book.is_empty() { files } else { &files[..files.len().min(1)] };
    match (task, names) {
        (Task::Write(format, output), []) => {
            let works = folder.all().into_iter().map(|file| {
                let path = keeper.file_of_work(&file.head.about.id);
                Work::away(file, path.map(|path| path.to_string_lossy().into_owned()))
            });
            let works: Vec<Work> = works.filter(|work| !work.marks.is_empty()).collect();
            if works.is_empty() {
                complain("There are no marks yet.");
            }
            write_works(&works, *format, output.as_deref())
        }
        (Task::Write(format, output), names) => {
            let mut works = Vec::new();
            for name in names {
                let work = Work::open(name, reading, &keeper, &folder)?;
                if work.marks.is_empty() {
                    complain(&format!("{} has no marks.", called(name)));
                }
                works.push(work);
            }
            works.retain(|work| !work.marks.is_empty());
            write_works(&works, *format, output.as_deref())
        }
        (task, [name]) => {
            let work = Work::open(name, reading, &keeper, &folder)?;
            match task {
                Task::Into(note) => put_into(&work, note),
                Task::Beside => put_beside(&work, name),
                Task::Import(file) => take_in(&work, name, file, reading, &folder),
                Task::Write(..) => Ok(()),
            }
        }
        _ => {
            Err("Name the one text whose marks they are, as in: ibid marks FILE --into NOTE.md"
                .into())
        }
    }
}

/// A work with its marks, and its text where that is at hand.
struct Work {
    about: About,
    marks: Vec<Placed>,
    text: Option<Text>,
    identity: Identity,
    /// The id of its file of marks, as the text was open last.
    known: Option<String>,
    file: Option<MarkFile>,
    source: String,
}

impl Work {
    /// A work whose text is not opened.
    fn away(file: MarkFile, source: Option<String>) -> Self {
        let place = |mark: &Annotation| Placed {
            annotation: mark.clone(),
            at: Whereabouts::Nowhere,
            carried: false,
        };
        Self {
            about: file.head.about.clone(),
            marks: file.marks().map(place).collect(),
            text: None,
            identity: file.head.about.identity.clone(),
            known: None,
            file: Some(file),
            source: source.unwrap_or_default(),
        }
    }

    /// A text with its marks where they are in it.
    fn open(
        name: &Path,
        reading: &Reading,
        keeper: &Keeper,
        folder: &MarksFolder,
    ) -> Result<Self, Box<dyn Error>> {
        let text = match keeper.begin(name, reading, 0)? {
            (opening, Some((source, reading))) => {
                error::spared(&opening.document.source, || source.read(&reading, &mut |_| {}))?
            }
            (text, None) => text,
        };
        let identity = Identity::of_text(&text.document.text);
        let known = keeper.work(&text.origin);
        let path = text.files.first().map(|file| file.path.clone());
        let asked = Asked { identity: &identity, work: known.as_deref(), file: path.as_deref() };
        let found = folder.of(asked, false);
        if let Some(warning) = found.warning {
            complain(&warning);
        }
        let mut words = Words::of(&text.document.text);
        let all = found.file.iter().flat_map(MarkFile::marks);
        let place = |mark: &Annotation| Placed {
            at: words.find(&mark.anchor),
            annotation: mark.clone(),
            carried: false,
        };
        let marks = all.map(place).collect();
        let about = described(found.file.as_ref(), &text);
        let source = path.map(|path| path.to_string_lossy().into_owned()).unwrap_or_default();
        Ok(Self { about, marks, text: Some(text), identity, known, file: found.file, source })
    }

    fn excerpts(&self) -> Excerpts<'_> {
        Excerpts::of(&self.about, &self.marks, self.text.as_ref(), &self.source)
    }
}

/// What work a text is: as its file of marks says, and where that says nothing, as the text does.
fn described(file: Option<&MarkFile>, text: &Text) -> About {
    let own = made::about(text);
    let mut about = file.map_or_else(|| own.clone(), |file| file.head.about.clone());
    about.title = about.title.or(own.title);
    about.date = about.date.or(own.date);
    if about.creators.is_empty() {
        about.creators = own.creators;
    }
    about.more.extend(own.more);
    about
}

fn write_works(
    works: &[Work],
    format: Format,
    output: Option<&Path>,
) -> Result<(), Box<dyn Error>> {
    let works: Vec<Excerpts<'_>> = works.iter().map(Work::excerpts).collect();
    // Nothing is written where nothing is: a table without rows would take the place of one with some.
    if works.is_empty() {
        return Ok(());
    }
    let words = write(&works, format);
    match output.filter(|file| *file != Path::new("-")) {
        Some(file) => write_file(file, &words)?,
        None => write_out(&words)?,
    }
    Ok(())
}

/// Puts marks into a note, and says what was done.
fn put_into(work: &Work, note: &Path) -> Result<(), Box<dyn Error>> {
    let name = shown(note);
    let before = match std::fs::metadata(note) {
        Ok(file) if !file.is_file() => {
            return Err(format!("{name} is no file that marks can be put into.").into());
        }
        Ok(file) if file.len() > LARGEST_NOTE as u64 => {
            return Err(
                format!("{name} is larger than 16 MB, which no note is. It is as it was.").into()
            );
        }
        Ok(_) => std::fs::read(note)
            .map_err(|error| format!("{name} could not be read: {error}. It is as it was."))?,
        Err(error) if error.kind() == ErrorKind::NotFound => Vec::new(),
        Err(error) => return Err(format!("{name} could not be read: {error}.").into()),
    };
    let before = String::from_utf8(before)
        .map_err(|_| format!("{name} is not in UTF-8. It is as it was."))?;
    if work.marks.is_empty() {
        complain(&format!(
            "{} has no marks. {name} is as it was.",
            work.about.title.as_deref().unwrap_or("The text")
        ));
        return Ok(());
    }
    let (after, told) = into_note(&before, &work.excerpts());
    if after != before {
        write_file(note, &after)?;
    }
    write_out(&format!("{name}: {}.\n", put(told)))?;
    Ok(())
}

/// What was done to a note.
fn put(Told { added, rewritten, edited }: Told) -> String {
    let mut parts = Vec::new();
    if added > 0 {
        parts.push(format!("{} added", counted(added, "mark")));
    }
    if rewritten > 0 {
        parts.push(format!("{} written anew", counted(rewritten, "mark")));
    }
    if edited > 0 {
        let which = if edited == 1 { "it" } else { "them" };
        parts.push(format!(
            "{} changed since and left as you edited {which}",
            counted(edited, "mark")
        ));
    }
    if parts.is_empty() { "nothing new".to_owned() } else { parts.join(", ") }
}

/// Has the marks of a text lie beside it.
fn put_beside(work: &Work, name: &Path) -> Result<(), Box<dyn Error>> {
    let file = work.file.clone().unwrap_or_else(|| MarkFile::new(work.about.clone()));
    let Some(text) = work.text.as_ref().and_then(|text| text.files.first()) else {
        return Err(format!("{} is no file that marks could lie beside.", called(name)).into());
    };
    let mut file = file;
    file.head.take_note(&work.identity, made::now());
    let path = MarksFolder::put_beside(&text.path, file)?;
    write_out(&format!(
        "The marks of {} are kept in {} from now on.\n",
        called(name),
        shown(&path)
    ))?;
    Ok(())
}

/// Takes up the marks of another program.
fn take_in(
    work: &Work,
    name: &Path,
    file: &Path,
    reading: &Reading,
    folder: &MarksFolder,
) -> Result<(), Box<dyn Error>> {
    let (origin, books) = others(file, reading)?;
    let Some(text) = &work.text else { return Ok(()) };
    let known = |id: &str| work.file.as_ref().is_some_and(|file| file.known_since(id) > 0);
    let now = made::now();
    let taken = import::take((origin, &books), (text, &work.about), &work.marks, &known, now);
    let (from, name) = (shown(file), called(name));
    if taken.marks.is_empty() {
        if taken.known == 0 {
            let all = counted(taken.elsewhere, "quotation");
            return Err(format!("Nothing in {from} is of {name}: {all} of other texts.").into());
        }
        write_out(&format!("Nothing new in {from}: {}.\n", told(&taken, 0)))?;
        return Ok(());
    }
    let path = text.files.first().map(|file| file.path.clone());
    let asked =
        Asked { identity: &work.identity, work: work.known.as_deref(), file: path.as_deref() };
    let mut long = 0;
    folder.change(asked, || made::about(text), now, &mut |file| {
        long = 0;
        for mark in &taken.marks {
            match file.holds(mark) {
                true => file.put(mark.clone()),
                false => long += 1,
            }
        }
        Ok(())
    })?;
    let count = counted(taken.marks.len() - long, "mark");
    write_out(&format!("Took {count} of {from} into {name}: {}.\n", told(&taken, long)))?;
    Ok(())
}

/// What became of quotations.
fn told(taken: &Taken, long: usize) -> String {
    let changed = taken.marks.len().saturating_sub(taken.found + taken.orphans);
    let parts = [
        (taken.found, "found in the text"),
        (taken.orphans, "not found, and kept as orphans"),
        (changed, "with a remark that is new"),
        (taken.known, "known already"),
        (taken.elsewhere, "of other texts"),
        (long, "too long to keep"),
    ];
    let parts = parts.into_iter().filter(|(number, _)| *number > 0);
    parts.map(|(number, what)| format!("{number} {what}")).collect::<Vec<_>>().join(", ")
}

/// The marks in a file of another program.
fn others(file: &Path, reading: &Reading) -> Result<(Origin, Vec<Book>), Box<dyn Error>> {
    let name = shown(file);
    let (bytes, _) = read_file(file)?;
    if let Some(comments) = crate::read::comments(&name, &bytes, &reading.password()?)? {
        let quotations: Vec<_> = comments.into_iter().map(carried::quotation).collect();
        if quotations.is_empty() {
            return Err(format!("{name} carries no highlights or comments.").into());
        }
        return Ok((Origin::Pdf, vec![Book { quotations, ..Book::default() }]));
    }
    import::read(&bytes).map_err(|error| format!("{name} {error}.").into())
}

impl Keeper {
    /// The file of the text whose marks are in the file of this id, as far as it was opened here.
    fn file_of_work(&self, id: &str) -> Option<PathBuf> {
        path_of(self.origin_of_work(id)?)
    }
}
