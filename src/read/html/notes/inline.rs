//! Notes that stand in their sentence: LaTeXML's `ltx_note`, the `sidenote` and `marginnote` of
//! Tufte CSS, the inline `footnote` of CSS for print, the `d-footnote` of Distill, and what pops up
//! where its mark is touched.

use std::collections::HashSet;

use super::label::label;
use super::plan::{Note, Notes};
use crate::read::html::conventions::{Meaning, means};
use crate::read::html::distill;
use crate::read::html::tree::address::Addresses;
use crate::read::html::tree::element::is_block;
use crate::read::html::tree::{Node, Tree};

/// The notes that stand in their sentence.
#[derive(Default)]
pub(super) struct Inline {
    pub(super) notes: Notes,
    /// What only serves to show one: marks, tags, switches.
    pub(super) dropped: HashSet<Node>,
    /// What shows one once more.
    pub(super) repeated: HashSet<Node>,
}

/// Finds them.
pub(super) fn find(tree: &Tree, addresses: &Addresses) -> Inline {
    let mut found = Inline::default();
    let mut number = 0;
    let said = |node: Node| distill::is_note(tree, node) && !tree.content(node).trim().is_empty();
    let set = tree.all().any(said);
    let mut end = None;
    let mut listed = false;
    for node in tree.all() {
        if means(tree, node, Meaning::Switch) || distill::is_mark(tree, node) {
            found.dropped.insert(node);
        }
        if set && distill::is_list_of_notes(tree, node)
            || listed && means(tree, node, Meaning::TooltipList)
        {
            found.repeated.insert(node);
        }
        if end.is_some_and(|end| node < end) {
            continue;
        }
        let mark = mark_before(tree, node);
        if mark.is_none() && !is_inline_note(tree, node) {
            continue;
        }
        // What shows a note once more where it is referred to.
        if mark.is_some_and(|mark| leads(tree, addresses, mark)) {
            found.repeated.insert(node);
            continue;
        }
        listed |= means(tree, node, Meaning::Tooltip);
        end = Some(tree.after(node));
        found.dropped.extend(mark);
        let inside = || tree.within(node).find(|&inner| means(tree, inner, Meaning::Mark));
        let marked = mark.or_else(inside).and_then(|mark| label(tree.content(mark)));
        let label = marked.map(|label| label.shown).unwrap_or_else(|| {
            if means(tree, node, Meaning::MarginNote) {
                // Notes in the margin bear no number; this is the sign Tufte CSS has for them.
                return "⊕".to_owned();
            }
            number += 1;
            number.to_string()
        });
        let (first, last) = (node, node);
        found.notes.add(Note { first, last, label, skip: 0, inline: true, references: Vec::new() });
    }
    found
}

/// The label right before an element that is shown when the label is touched: both say in their
/// class that they have to do with a note.
fn mark_before(tree: &Tree, node: Node) -> Option<Node> {
    let says = |node: Node| {
        let mut classes = tree.list(node, "class").map(str::to_ascii_lowercase);
        classes.any(|class| {
            ["footnote", "endnote", "sidenote"].iter().any(|word| class.contains(word))
        })
    };
    if !is_aside(tree, node) || !says(node) || label(tree.content(node)).is_some() {
        return None;
    }
    let mut before = tree.previous(node)?;
    if tree.text(before).is_some_and(|text| text.trim().is_empty()) {
        before = tree.previous(before)?;
    }
    let marks = matches!(tree.name(before), "sup" | "a" | "span" | "label")
        && tree.within(before).take(4).any(says)
        && label(tree.content(before)).is_some();
    marks.then_some(before)
}

/// Whether a mark is or holds a link to a place of the page.
fn leads(tree: &Tree, addresses: &Addresses, mark: Node) -> bool {
    tree.within(mark).any(|node| addresses.target(node).is_some())
}

/// Whether an element stands among words and has words of its own.
fn is_aside(tree: &Tree, node: Node) -> bool {
    let name = tree.name(node);
    !name.is_empty()
        && !is_block(name)
        && !matches!(name, "a" | "sup" | "label" | "input")
        && !tree.content(node).trim().is_empty()
        && tree.ancestors(node).any(|outer| is_block(tree.name(outer)))
}

fn is_inline_note(tree: &Tree, node: Node) -> bool {
    means(tree, node, Meaning::InlineNote)
        && is_aside(tree, node)
        // `<span class="footnote"><a href="#fn1">1</a></span>` only refers to a note.
        && label(tree.content(node)).is_none()
        || distill::is_note(tree, node) && !tree.content(node).trim().is_empty()
}
