//! The trees a PDF keeps its names and numbers in (PDF 32000-1, 7.9.6 and 7.9.7).

use std::collections::HashSet;

use crate::read::pdf::file::{Dictionary, Value};

/// The most entries of a tree, and the most nodes.
const ENTRIES: usize = 1 << 17;

/// The entries of a tree in their order, each with its key; `key` is what its leaves keep them in:
/// `Names` or `Nums`.
pub(in crate::read::pdf) fn entries<'f>(
    root: Dictionary<'f>,
    key: &str,
) -> Vec<(Value<'f>, Value<'f>)> {
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    let mut nodes = vec![(None, root)];
    let mut count = 0;
    while let Some((id, node)) = nodes.pop() {
        count += 1;
        // A node that is in itself, or a tree without end.
        if id.is_some_and(|id| !seen.insert(id)) || count > ENTRIES {
            continue;
        }
        let mut items = node.list(key).into_iter().map(|(_, value)| value);
        while let (Some(name), Some(value)) = (items.next(), items.next()) {
            if found.len() < ENTRIES {
                found.push((name, value));
            }
        }
        let kids = node.list("Kids").into_iter().rev();
        nodes.extend(kids.filter_map(|(id, kid)| match kid {
            Value::Dictionary(kid) => Some((id, kid)),
            _ => None,
        }));
    }
    found
}
