//! Books bound of chapters: whatever the chapters are, the book is sound and has every word of them.

use ibid::doc::{Document, Metadata};
use ibid::read;
use proptest::prelude::*;

/// Pieces of a chapter.
fn chapter() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "# A heading {#here}\n\n",
        "Words of a paragraph.[^1]\n\n",
        "See [there](b.md#here), [it](../a.md) and [out](https://x.org).\n\n",
        "> Quoted, with a [link](#here).\n\n",
        "- An item\n    - in an item[^n]\n\n",
        "| a | b |\n|---|---|\n| c[^1] | d |\n\n",
        "[^1]: A note, of two.\n\n    Paragraphs.\n\n",
        "[^n]: Another.\n\n",
        "***\n\n",
        "```\ncode\n```\n\n",
        "Inline.^[A note within.]\n\n",
        "---\n\n",
    ]);
    let front = prop::sample::select(vec!["", "---\ntitle: Its title\nauthor: Ann Lee\n---\n\n"]);
    (front, prop::collection::vec(piece, 0..8))
        .prop_map(|(front, pieces)| format!("{front}{}", pieces.concat()))
}

fn words(document: &Document) -> usize {
    document.text.split_whitespace().count()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]
    #[test]
    fn whatever_is_bound_is_sound_and_whole(sources in prop::collection::vec(chapter(), 0..5)) {
        let names = ["index.md", "a.md", "b.md", "sub/c.md", "d.md"];
        let chapters: Vec<(Option<String>, Document)> = sources
            .iter()
            .zip(names)
            .map(|(source, name)| (Some(name.to_owned()), read::markdown(name, source)))
            .collect();
        let parts: Vec<&Document> = chapters.iter().map(|(_, chapter)| chapter).collect();
        let count = parts.iter().map(|part| words(part)).sum::<usize>();
        let notes = parts.iter().map(|part| part.notes.len()).sum::<usize>();
        let marks = parts.iter().map(|part| part.marks.len()).sum::<usize>();
        let book = read::bind_chapters("book", Metadata::default(), chapters);
        prop_assert_eq!(book.check(), Ok(()));
        prop_assert!(words(&book) >= count, "no word is lost");
        prop_assert_eq!((book.notes.len(), book.marks.len()), (notes, marks));
        for (_, label, note) in book.note_references_in(ibid::doc::Span::new(0, book.text.len())) {
            prop_assert!(note.is_none_or(|note| *book.note(note).label == *label));
        }
    }
}
