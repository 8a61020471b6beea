//! The heads of groups of notes: *To the Preface*, *Chapter II*, the title of a chapter, set as a
//! paragraph between the last note of one chapter and the first of the next. It is no part of the
//! note before it, though it follows it as a further paragraph of the note would.

use std::collections::HashSet;

use super::plan::Notes;
use crate::read::html::conventions::{Meaning, means};
use crate::read::html::tree::element::is_block;
use crate::read::html::tree::{Node, Tree};

/// The longest such head, in bytes, and in words.
const LONGEST: usize = 120;
const WORDS: usize = 14;

/// Whether a paragraph right before a note is the head of its group. `notes` are the first nodes of
/// the notes before and after it; `restarts` says that the numbers of notes begin again.
pub(super) fn is_head(tree: &Tree, node: Node, notes: [Node; 2], restarts: bool) -> bool {
    if !matches!(tree.name(node), "p" | "div" | "center")
        || tree.children(node).any(|child| is_block(tree.name(child)))
    {
        return false;
    }
    let words = tree.content(node).trim();
    let short = words.len() <= LONGEST && words.split_whitespace().count() <= WORDS;
    if !short || !words.contains(char::is_alphabetic) || is_sentence(words) {
        return false;
    }
    is_set_as_head(tree, node) || restarts && notes.iter().all(|&note| differs(tree, node, note))
}

/// The heads of the first groups, which stand before all notes, and look like the other `heads`.
pub(super) fn first_heads(tree: &Tree, notes: &Notes, heads: &HashSet<Node>) -> Vec<Node> {
    let mut first = Vec::new();
    let looks = |node: Node| {
        (tree.name(node), tree.attribute(node, "class"), tree.attribute(node, "style"))
    };
    let parents: HashSet<Node> = heads.iter().filter_map(|&head| tree.parent(head)).collect();
    let known: HashSet<_> = heads.iter().map(|&head| looks(head)).collect();
    for parent in parents {
        let blank = |node: &Node| tree.content(*node).trim().is_empty();
        let mut before: Option<Node> = None;
        for node in tree.children(parent).filter(|node| !blank(node)) {
            if let Some(head) = before.filter(|_| notes.starts.contains_key(&node))
                && !notes.starts.contains_key(&head)
                && known.contains(&looks(head))
                && is_head(tree, head, [node, node], true)
            {
                first.push(head);
            }
            before = Some(node);
        }
    }
    first
}

/// Whether words end as a sentence does. The number of a chapter may have a point.
fn is_sentence(words: &str) -> bool {
    let capitals = !words.contains(char::is_lowercase);
    words.ends_with(['!', '?', '…', ';', ',', '”', '»', '"', '。', '—'])
        || words.ends_with('.') && !capitals && words.split_whitespace().count() > 2
}

/// Whether all of a paragraph is strong or centred.
fn is_set_as_head(tree: &Tree, node: Node) -> bool {
    let says = |node: Node, what: &str| {
        let style = tree.attribute(node, "style").unwrap_or("");
        style.replace(' ', "").to_ascii_lowercase().contains(what)
    };
    let centred = tree.name(node) == "center"
        || tree.attribute(node, "align") == Some("center")
        || says(node, "text-align:center")
        || means(tree, node, Meaning::Centred);
    let strong = |node: Node| {
        matches!(tree.name(node), "b" | "strong")
            || says(node, "font-weight:bold")
            || means(tree, node, Meaning::SetInBold)
    };
    let all_strong = || {
        let words = tree
            .within(node)
            .filter(|&inner| tree.text(inner).is_some_and(|text| !text.trim().is_empty()));
        let around = |inner: Node| tree.ancestors(inner).take_while(|&outer| outer >= node);
        words.into_iter().all(|inner| around(inner).any(strong))
    };
    centred || all_strong()
}

/// Whether a paragraph is set otherwise than the one a note begins with.
fn differs(tree: &Tree, node: Node, note: Node) -> bool {
    let block = |node: Node| {
        std::iter::once(node).chain(tree.ancestors(node)).find(|&outer| is_block(tree.name(outer)))
    };
    let Some(note) = block(note) else { return false };
    let classes = |node: Node| tree.list(node, "class").collect::<HashSet<_>>();
    tree.name(node) != tree.name(note) || classes(node) != classes(note)
}
