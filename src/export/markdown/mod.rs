//! A document as Markdown, clean enough to go on editing: headings, nested lists, quotations,
//! verse as line blocks, tables, fences, notes as `[^1]`.
//!
//! What is written reads back as the same document, here and (but for line blocks, which are
//! pandoc's) wherever `CommonMark` with tables and notes is read. Words never turn into markup:
//! `escape` sees to the characters, `inline` to the marks, `block` to the lines.
//!
//! Where Markdown has no sign for something, HTML does, and the reader knows that too: emphasis
//! that ends inside a word is `<em>`, a link's target inside a paragraph is `<span id="…">`. What
//! neither has is written as what comes nearest: an item marked `iv.` is a bullet that says so
//! (and reads back as it was where the next one counts on),
//! and the pages of a printed original are left out.

mod block;
mod body;
mod escape;
mod front;
mod inline;
mod names;

use crate::doc::{Document, Span};
use block::Writer;
use names::Names;

/// Writes a document as Markdown: its metadata as YAML, the body, then the notes, then the
/// references a bibliography file brought, as a list of their own.
pub fn markdown(document: &Document) -> String {
    let names = Names::of(document);
    let mut writer = Writer::new(document, &names);
    writer.push(&front::matter(document));
    writer.flow(0..document.body().len(), "");
    for (number, note) in document.notes.iter().enumerate() {
        writer.flow(note.blocks.clone(), &format!("[^{}]: ", names.note(number)));
    }
    let references = document.first_reference()..document.blocks.len();
    if !references.is_empty() {
        writer.push("\n## References\n");
        writer.flow(references, "");
    }
    writer.finish()
}

/// Words as Markdown that says them and nothing else: those of a paragraph, whose line ends stay, or of
/// a heading.
pub fn markdown_words(words: &str, heading: bool) -> String {
    let whole = Span::new(0, words.len());
    let setting = if heading { escape::Setting::Heading } else { escape::Setting::Prose };
    escape::words(words, whole, whole, setting, escape::Beside { before: false, after: false })
}

/// A value as YAML that says it and nothing else, in one line.
pub fn yaml_value(value: &str) -> String {
    front::scalar(value)
}
