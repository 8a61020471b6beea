//! EPUB → document: the files of a book, in the order they are read, as one tree.
//!
//! Its chapters are XHTML, and what is said of [`html`](super::html) goes for them. What is an
//! EPUB's own: what lies around them in the archive, and a table of contents that knows of
//! headings the chapters do not mark as such.

mod archive;
mod contents;
mod headings;
mod listing;
mod package;
mod publisher;

use archive::{Archive, Fault};
use contents::Contents;
use package::Package;

use super::Refusal;
use super::html::address::{Addresses, join, page, unescape};
use super::html::encoding::decode_page;
use super::html::furniture;
use super::html::notes::Plan;
use super::html::soup;
use super::html::tree::{Node, Tree};
use super::html::walk::Walk;
use super::html::xml;
use crate::doc::{Document, Problem};

/// Where every EPUB says what is in it (OCF).
const CONTAINER: &str = "META-INF/container.xml";
/// Where an EPUB says which of its files are encrypted (OCF).
const ENCRYPTION: &str = "META-INF/encryption.xml";

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
    let mut archive = Archive::open(bytes).ok_or_else(|| {
        damaged("the list of its files is missing, as when a download breaks off")
    })?;
    let mut book = Book { tree: Tree::default(), pages: Vec::new(), complaints: Vec::new() };
    let package =
        find_package(&mut archive).ok_or_else(|| damaged("it does not say where its text is"))?;
    if is_encrypted(&mut archive, &package) {
        return Err(Refusal::Encrypted { name: name.to_owned() });
    }
    let too_much = || damaged("its files unpack to far more than a book");
    if archive.is_too_much(&package.spine) {
        return Err(too_much());
    }
    for chapter in &package.spine {
        match archive.read(chapter) {
            Ok(bytes) => book.add(chapter, &bytes),
            Err(Fault::TooMuch) => return Err(too_much()),
            Err(Fault::Encrypted) => return Err(Refusal::Encrypted { name: name.to_owned() }),
            Err(Fault::Missing) => book.complain(format!("The file “{chapter}” is missing.")),
            Err(Fault::Damaged) => book.complain(format!("The file “{chapter}” is damaged.")),
        }
    }
    if book.pages.is_empty() {
        return Err(damaged("none of its chapters can be read"));
    }
    let contents = package.contents.as_ref().and_then(|path| {
        let bytes = archive.read(path).ok()?;
        Some(contents::read(path, &decode_page(&bytes).0))
    });
    Ok(book.read(name, &package, contents.as_ref()))
}

/// The package file, where the container says it is, or else where any is.
fn find_package(archive: &mut Archive<'_>) -> Option<Package> {
    let container = archive.read(CONTAINER).ok();
    let path = container.and_then(|bytes| package::path(&decode_page(&bytes).0));
    let path = path.filter(|path| archive.has(path)).or_else(|| archive.find(".opf"))?;
    let bytes = archive.read(&path).ok()?;
    Some(package::read(&path, &decode_page(&bytes).0))
}

/// Whether a file of the text is encrypted. Fonts often are, by two methods that only keep them
/// from being copied (OCF, font obfuscation), and are not needed.
fn is_encrypted(archive: &mut Archive<'_>, package: &Package) -> bool {
    let Ok(bytes) = archive.read(ENCRYPTION) else { return false };
    let (tree, root) = package::parse(&decode_page(&bytes).0);
    let references = tree.within(root).filter(|&node| tree.name(node) == "cipherreference");
    references
        .filter_map(|node| tree.attribute(node, "uri"))
        .any(|uri| package.spine.contains(&join("", &unescape(uri))))
}

/// The pages of a book in one tree.
struct Book {
    tree: Tree,
    pages: Vec<(String, Node)>,
    /// What could not be read, and how many pages stand before it.
    complaints: Vec<(usize, String)>,
}

impl Book {
    fn complain(&mut self, what: String) {
        self.complaints.push((self.pages.len(), what));
    }

    /// Adds a chapter: as XML if it is, else as whatever it is.
    fn add(&mut self, path: &str, bytes: &[u8]) {
        let (source, complaint) = decode_page(bytes);
        if let Some(what) = complaint {
            self.complain(format!("In “{path}”: {what}"));
        }
        let before = self.tree.mark();
        let root = match xml::plant(&mut self.tree, page(path), &source) {
            Some(root) => root,
            None => {
                self.tree.cut(before);
                soup::plant(&mut self.tree, page(path), &source)
            }
        };
        self.pages.push((path.to_owned(), root));
    }

    fn read(self, name: &str, package: &Package, contents: Option<&Contents>) -> Document {
        let tree = &self.tree;
        let addresses = Addresses::of(tree);
        let mut plan = Plan::of(tree, &addresses);
        furniture::headings(tree, &mut plan, |_| true);
        let headings = headings::find(tree, &addresses, &plan, &self.pages, contents);
        let mut walk = Walk::new(tree, &plan, &addresses);
        walk.promoted = headings.promoted;
        walk.furniture.extend(tree.all().filter(|&node| tree.name(node) == "nav"));
        let pictures = publisher::pictures(tree, &addresses, &self.pages, package, contents);
        walk.furniture.extend(pictures);
        for (path, root) in &self.pages {
            let called = package.contents_pages.contains(path);
            walk.furniture.extend(listing::find(tree, &addresses, *root, called));
        }
        let mut complaints = self.complaints.into_iter().peekable();
        for (index, (_, root)) in self.pages.iter().enumerate() {
            while let Some((_, what)) = complaints.next_if(|&(at, _)| at <= index) {
                walk.complain(Problem::Malformed, what);
            }
            if let Some((level, title)) = headings.added.get(root) {
                walk.heading(*level, title);
            }
            walk.read(*root);
        }
        for (_, what) in complaints {
            walk.complain(Problem::Malformed, what);
        }
        let mut to = walk.finish(|_| true);
        to.metadata = package.metadata.clone();
        to.finish(name)
    }
}
