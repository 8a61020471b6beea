//! The highlights and comments that a PDF carries itself: shown with the marks of the reader, as
//! another’s, until the reader takes them over.

use std::fs::File;
use std::io::Read;

use super::made;
use crate::marks::file::MarkFile;
use crate::marks::import::{self, Book, Origin, Quotation};
use crate::marks::{Annotation, Placed};
use crate::session::opening::source::read_file;
use crate::text::Text;

/// How much of a file tells whether it is a PDF, in bytes.
const BEGINNING: u64 = 2048;

/// What the file of a text carries; nothing where that is no PDF, or one that is locked or damaged:
/// whoever asks for them by `ibid marks --import` is told why.
pub(super) fn read(text: &Text) -> Vec<Quotation> {
    let [file] = &text.files[..] else { return Vec::new() };
    let mut beginning = Vec::new();
    let begun =
        File::open(&file.path).and_then(|it| it.take(BEGINNING).read_to_end(&mut beginning));
    if begun.is_err() || !crate::read::may_carry_comments(&beginning) {
        return Vec::new();
    }
    let Ok((bytes, _)) = read_file(&file.path) else { return Vec::new() };
    let comments = crate::read::comments(&text.document.source, &bytes, "");
    let comments = comments.ok().flatten().unwrap_or_default();
    comments.into_iter().map(quotation).collect()
}

/// The marks that a file carries and that are not the reader’s yet, nor were before they were removed.
pub(super) fn new(
    carried: &[Quotation],
    text: &Text,
    file: Option<&MarkFile>,
    marks: &[Placed],
) -> Vec<Annotation> {
    if carried.is_empty() {
        return Vec::new();
    }
    let known = |id: &str| file.is_some_and(|file| file.known_since(id) > 0);
    let books = [Book { quotations: carried.to_vec(), ..Book::default() }];
    let about = made::about(text);
    let taken = import::take((Origin::Pdf, &books), (text, &about), marks, &known, made::now());
    taken.marks.into_iter().filter(|mark| !known(&mark.id)).collect()
}

/// What a PDF carries as other programs’ marks are.
pub(super) fn quotation(comment: crate::read::Comment) -> Quotation {
    Quotation {
        id: comment.id,
        words: comment.words,
        prefix: comment.prefix,
        suffix: comment.suffix,
        remark: comment.remark,
        colour: comment.colour.and_then(|colour| import::nearest(&colour)),
        made: comment.made.and_then(|made| crate::marks::date::moment(&made)),
        by: comment.by,
        page: comment.page,
        share: Some(comment.share),
        ..Quotation::default()
    }
}
