//! Notes that stand in their sentence: LaTeXML's `ltx_note`, the `sidenote` and `marginnote` of
//! Tufte CSS, and the inline `footnote` of CSS for print.

use super::element::is_block;
use super::label::label;
use super::notes::{Note, Plan};
use super::tree::{Node, Tree};

/// The classes of what holds such a note.
const NOTES: [&str; 5] = ["ltx_note", "sidenote", "marginnote", "footnote", "inline-footnote"];
/// The classes of what only serves to show one: marks, tags, and switches for narrow screens.
const SWITCHES: [&str; 5] =
    ["margin-toggle", "ltx_note_mark", "ltx_tag_note", "ltx_note_type", "sidenote-number"];

/// Finds them and files them in `plan`.
pub(super) fn find(tree: &Tree, plan: &mut Plan) {
    let mut number = 0;
    let mut end = None;
    for node in tree.all() {
        if tree.has_class(node, &SWITCHES) {
            plan.dropped.insert(node);
        }
        let inside = end.is_some_and(|end| node < end);
        if inside || !is_inline_note(tree, node) {
            continue;
        }
        end = Some(tree.after(node));
        let mark = tree.within(node).find(|&inner| tree.has_class(inner, &["ltx_note_mark"]));
        let marked = mark.and_then(|mark| label(tree.content(mark))).map(|label| label.shown);
        let label = marked.unwrap_or_else(|| {
            if tree.has_class(node, &["marginnote"]) {
                // Notes in the margin bear no number; this is the sign Tufte CSS has for them.
                return "⊕".to_owned();
            }
            number += 1;
            number.to_string()
        });
        let (first, last) = (node, node);
        plan.add(Note { first, last, label, skip: 0, inline: true, references: Vec::new() });
    }
}

fn is_inline_note(tree: &Tree, node: Node) -> bool {
    let name = tree.name(node);
    !name.is_empty()
        && !is_block(name)
        && !matches!(name, "a" | "sup" | "label" | "input")
        && tree.has_class(node, &NOTES)
        // `<span class="footnote"><a href="#fn1">1</a></span>` only refers to a note.
        && label(tree.content(node)).is_none()
        && !tree.content(node).trim().is_empty()
        && tree.ancestors(node).any(|outer| is_block(tree.name(outer)))
}
