//! The numbers of items in their lists.

use std::collections::HashMap;

use super::{Node, Tree};

/// The number of an item in its list; `known` holds those of the lists asked for before.
pub(in crate::read::html) fn item_number(
    tree: &Tree,
    item: Node,
    known: &mut HashMap<Node, i64>,
) -> Option<String> {
    let list = tree.parent(item).filter(|_| tree.name(item) == "li")?;
    if !known.contains_key(&item) {
        let start = tree.attribute(list, "start").and_then(|start| start.trim().parse().ok());
        let items = tree.children(list).filter(|&child| tree.name(child) == "li");
        let numbers = start.unwrap_or(1i64)..;
        known.extend(items.zip(numbers));
    }
    known.get(&item).map(i64::to_string)
}
