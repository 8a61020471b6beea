//! What elements say of themselves: that they refer to a note, are one, or lead back from one.

use super::label::label;
use crate::read::html::conventions::{Meaning, means};
use crate::read::html::tree::address::Link;
use crate::read::html::tree::{Node, Tree};

/// Whether a link may refer to a note, by its words and what it says of itself.
pub(super) fn may_refer(tree: &Tree, link: Link) -> bool {
    if means(tree, link.from, Meaning::SourceReference) {
        return false;
    }
    // Org mode calls its references ways back too; what it says besides is right.
    says_reference(tree, link.from)
        || !says_back(tree, link.from)
            && (label(tree.content(link.from)).is_some() || is_sign(tree, link.from))
}

/// Whether a link is a picture and no word, as books have a sign drawn for each of their notes.
pub(super) fn is_sign(tree: &Tree, link: Node) -> bool {
    let inner = tree.within(link).skip(1).filter(|&node| tree.text(node).is_none());
    let mut pictures = 0;
    inner.take(32).all(|node| match tree.name(node) {
        "img" | "svg" => {
            pictures += 1;
            true
        }
        "sup" | "span" => true,
        _ => tree.ancestors(node).take_while(|&outer| outer > link).any(|n| tree.name(n) == "svg"),
    }) && pictures == 1
        && tree.content(link).trim().is_empty()
}

/// Whether a link says that it refers to a note.
pub(super) fn says_reference(tree: &Tree, link: Node) -> bool {
    let marks = |node: Node| means(tree, node, Meaning::NoteReference);
    marks(link)
        || tree.parent(link).is_some_and(|parent| tree.name(parent) == "sup" && marks(parent))
}

/// Whether a link says that it leads back from a note.
pub(super) fn says_back(tree: &Tree, link: Node) -> bool {
    let marks = |node: Node| means(tree, node, Meaning::WayBack);
    marks(link) || tree.ancestors(link).take(2).any(marks)
}

/// Whether an element says of itself that it is a note: then no heading inside makes it a section.
pub(super) fn is_called_note(tree: &Tree, node: Node) -> bool {
    means(tree, node, Meaning::Note)
}

/// Whether an element's class, id or style says that it is a note or a list of them.
pub(super) fn is_noteish(tree: &Tree, node: Node) -> bool {
    let says = |word: &str| {
        let word = word.to_ascii_lowercase();
        ["footnote", "endnote", "fussnote", "fußnote", "rearnote", "fnline", "sidenote"]
            .iter()
            .any(|known| word.contains(known))
            || ["note", "notes", "fn", "fns", "ftn", "nota", "noten"].contains(&word.as_str())
    };
    means(tree, node, Meaning::OfNotes)
        || tree.list(node, "class").any(says)
        || tree.attribute(node, "id").is_some_and(|id| says(id) || is_note_id(id))
        || tree.attribute(node, "style").is_some_and(|style| {
            style.contains("mso-element:footnote") || style.contains("mso-element:endnote")
        })
}

/// Whether something is an entry of a bibliography, which stays where it is.
pub(super) fn is_source(tree: &Tree, node: Node) -> bool {
    let is = |node: Node| means(tree, node, Meaning::Source);
    std::iter::once(node).chain(tree.ancestors(node).take(4)).any(is)
}

/// Whether an id is one that writers of pages give to notes: `fn1`, `_ftn2`, `footnote-3`,
/// `cite_note-4`, `note-5`, `en6`, `n7`.
pub(super) fn is_note_id(id: &str) -> bool {
    let name = id.trim_end_matches(|c: char| !c.is_alphabetic()).to_ascii_lowercase();
    let name = name.trim_matches(|c: char| !c.is_alphabetic());
    let numbered = id.ends_with(|c: char| c.is_ascii_digit());
    numbered
        && (["fn", "ftn", "edn", "en", "n", "nt", "note", "foot", "end", "fnb"].contains(&name)
            || name.ends_with("note")
            || name.ends_with("_note"))
}
