//! The opening of a book: its first pages, as they will stand in the whole.

use super::book::Book;
use super::{archive, contents_of, open};
use crate::doc::Document;

/// How many bytes of a page are unpacked at most for an opening: a page of more is half the book,
/// and the whole is there as soon.
const PAGE: u64 = 1 << 19;

/// How many files a book has at most whose opening is read by itself.
const FILES: usize = 20_000;

/// Reads the first pages of a book that hold about `length` bytes of text. `None` where they are
/// all of it or most of it, and where any is missing or damaged, which the whole tells better.
///
/// Notes in files that are still to be read are promised: an ellipsis stands for each.
pub(in crate::read) fn first_pages(name: &str, bytes: &[u8], length: usize) -> Option<Document> {
    // Of so many files the list alone takes as long as the rest.
    if archive::count(bytes) > FILES {
        return None;
    }
    let (mut archive, package) = open(name, bytes).ok()?;
    let mut book = Book::default();
    let mut pages = package.spine.iter();
    while book.length() < length {
        let page = pages.next()?;
        if archive.size_of(std::slice::from_ref(page)) > PAGE {
            return None;
        }
        book.add(page, &archive.read(page).ok()?);
    }
    pages.next()?;
    let contents = contents_of(&mut archive, &package);
    let mut to = book.build(&package, contents.as_ref(), &mut archive);
    to.promise_notes();
    Some(to.finish(name))
}
