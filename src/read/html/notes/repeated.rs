//! Notes that a page shows twice: in the list they belong to, and beside the text or above it for
//! whoever does not want to go there. The one that is read is that of the list.

use super::label::label;
use super::plan::{Note, Notes};
use crate::read::html::tree::address::Addresses;
use crate::read::html::tree::{Node, Tree};

/// How many letters say enough to be known again.
const ENOUGH: usize = 4;

/// What repeats a note: words that lead to it and say what it begins with.
pub(super) fn find(tree: &Tree, addresses: &Addresses, notes: &Notes) -> Vec<Node> {
    let mut order: Vec<usize> = (0..notes.iter().len()).collect();
    order.sort_by_key(|&index| notes[index].first);
    let mut found = Vec::new();
    for link in addresses.links() {
        if notes.references.contains_key(&link.from) || label(tree.content(link.from)).is_some() {
            continue;
        }
        let after = order.partition_point(|&index| notes[index].first <= link.to);
        let note = after.checked_sub(1).map(|before| &notes[order[before]]);
        let Some(note) = note.filter(|note| holds(tree, note, link.to)) else { continue };
        let apart = !holds(tree, note, link.from) && !tree.encloses(link.from, note.first);
        if apart && repeats(tree, link.from, note) {
            found.push(holder(tree, link.from));
        }
    }
    found
}

fn holds(tree: &Tree, note: &Note, node: Node) -> bool {
    note.first <= node && node < tree.after(note.last)
}

/// Whether the words of `node` are those a note begins with, its label aside.
fn repeats(tree: &Tree, node: Node, note: &Note) -> bool {
    let said = tree.content(node).chars().filter(|c| c.is_alphanumeric());
    let nodes = std::iter::successors(Some(note.first), |node| Some(node.following()));
    let nodes = nodes.take_while(|&node| node < tree.after(note.last));
    let mut words = nodes.filter_map(|node| tree.text(node)).flat_map(str::chars);
    let mut letters = words.by_ref().filter(|c| c.is_alphanumeric());
    let label = note.label.chars().filter(|c| c.is_alphanumeric()).count();
    let first: Vec<char> = letters.by_ref().take(label).collect();
    let labelled = first.iter().copied().eq(note.label.chars().filter(|c| c.is_alphanumeric()));
    let rest = if labelled { Vec::new() } else { first };
    let mut told = rest.into_iter().chain(letters);
    let mut count = 0;
    for letter in said {
        if told.next() != Some(letter) {
            return false;
        }
        count += 1;
    }
    count >= ENOUGH
}

/// The largest element around a link that says nothing else but a label.
fn holder(tree: &Tree, link: Node) -> Node {
    let words = tree.content(link).len();
    let alone = |outer: &Node| {
        let content = tree.content(*outer);
        let others = content.len() - words;
        let at = content.find(tree.content(link)).unwrap_or(0);
        others < 32 && {
            let rest = format!("{}{}", &content[..at], &content[at + words..]);
            rest.trim().is_empty() || label(&rest).is_some()
        }
    };
    tree.ancestors(link).take_while(alone).last().unwrap_or(link)
}
