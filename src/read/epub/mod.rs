//! EPUB → document: the files of a book, in the order they are read, as one tree.
//!
//! Its chapters are XHTML, and what is said of [`html`](super::html) goes for them. What is an
//! EPUB's own: what lies around them in the archive, and a table of contents that knows of
//! headings the chapters do not mark as such.

mod archive;
mod book;
mod contents;
mod first_pages;
mod headings;
mod images;
mod listing;
mod package;
mod publisher;

use archive::{Archive, Fault};
use book::Book;
use contents::Contents;
pub(super) use first_pages::first_pages;
use package::Package;

use super::decode::decode;
use super::html::tree::address::{join, unescape};
use super::refusal::Refusal;
use crate::doc::{Document, Metadata};

/// Where every EPUB says what is in it (OCF).
const CONTAINER: &str = "META-INF/container.xml";
/// Where an EPUB says which of its files are encrypted (OCF).
const ENCRYPTION: &str = "META-INF/encryption.xml";

/// What is wrong with an archive that is a bomb, or as good as one.
const TOO_MUCH: &str = "its files unpack to far more than a book";

/// Whether a ZIP archive is an EPUB: its first file says so, or it has what every EPUB has.
pub(super) fn is_epub(bytes: &[u8]) -> bool {
    bytes.get(30..58) == Some(b"mimetypeapplication/epub+zip")
        || Archive::open(bytes).is_some_and(|archive| archive.has(CONTAINER))
}

/// Reads a book.
///
/// # Errors
/// Refuses a book whose text is encrypted, and one too damaged to find its text.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Document, Refusal> {
    let damaged = |what| Refusal::Damaged { name: name.to_owned(), what };
    let (mut archive, package) = open(name, bytes)?;
    let mut book = Book::default();
    for chapter in &package.spine {
        match archive.read(chapter) {
            Ok(bytes) => book.add(chapter, &bytes),
            Err(Fault::TooMuch) => return Err(damaged(TOO_MUCH)),
            Err(Fault::Encrypted) => return Err(Refusal::Encrypted { name: name.to_owned() }),
            Err(Fault::Missing) => book.complain(format!("The file “{chapter}” is missing.")),
            Err(Fault::Damaged) => book.complain(format!("The file “{chapter}” is damaged.")),
        }
    }
    if book.is_empty() {
        return Err(damaged("none of its chapters can be read"));
    }
    let contents = contents_of(&mut archive, &package);
    Ok(book.build(&package, contents.as_ref(), &mut archive).finish(name))
}

/// What the package file of a book says of it, which lies at `path`, and its pages in their order.
pub(super) fn spine(path: &str, source: &str) -> (Metadata, Vec<String>) {
    let package = package::read(path, source);
    (package.metadata, package.spine)
}

/// The bytes of a file of a book.
pub(super) fn file(bytes: &[u8], path: &str) -> Option<Vec<u8>> {
    Archive::open(bytes)?.read(path).ok()
}

/// Opens a book and finds out which files it has.
///
/// # Errors
/// Refuses what is damaged, encrypted, or unpacks to more than any book.
fn open<'b>(name: &str, bytes: &'b [u8]) -> Result<(Archive<'b>, Package), Refusal> {
    let damaged = |what| Refusal::Damaged { name: name.to_owned(), what };
    let mut archive = Archive::open(bytes).ok_or_else(|| {
        damaged("the list of its files is missing, as when a download breaks off")
    })?;
    let package =
        find_package(&mut archive).ok_or_else(|| damaged("it does not say where its text is"))?;
    if is_encrypted(&mut archive, &package) {
        return Err(Refusal::Encrypted { name: name.to_owned() });
    }
    if archive.size_of(&package.spine) > archive.budget() {
        return Err(damaged(TOO_MUCH));
    }
    Ok((archive, package))
}

/// The table of contents, if there is one.
fn contents_of(archive: &mut Archive<'_>, package: &Package) -> Option<Contents> {
    let path = package.contents.as_ref()?;
    let bytes = archive.read(path).ok()?;
    Some(contents::read(path, &decode(&bytes).0))
}

/// The package file, where the container says it is, or else where any is.
fn find_package(archive: &mut Archive<'_>) -> Option<Package> {
    let container = archive.read(CONTAINER).ok();
    let path = container.and_then(|bytes| package::path(&decode(&bytes).0));
    let path = path.filter(|path| archive.has(path)).or_else(|| archive.find(".opf"))?;
    let bytes = archive.read(&path).ok()?;
    Some(package::read(&path, &decode(&bytes).0))
}

/// Whether a file of the text is encrypted. Fonts often are, by two methods that only keep them
/// from being copied (OCF, font obfuscation), and are not needed.
fn is_encrypted(archive: &mut Archive<'_>, package: &Package) -> bool {
    let Ok(bytes) = archive.read(ENCRYPTION) else { return false };
    let (tree, root) = package::parse(&decode(&bytes).0);
    let references = tree.within(root).filter(|&node| tree.name(node) == "cipherreference");
    references
        .filter_map(|node| tree.attribute(node, "uri"))
        .any(|uri| package.spine.contains(&join("", &unescape(uri))))
}
