//! Citations by number, `[12]` and `[3–5, 9]`: only where the list of sources counts its entries.

use super::index::Index;
use super::locator;
use crate::doc::{Cited, Place};

/// A number that names a source; `start` and `end` are bytes of the bracket's content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Numbered {
    pub start: usize,
    pub end: usize,
    pub source: Cited,
    pub locator: Option<String>,
}

/// Reads the content of a bracket as numbers of sources. All must be in the list: a bracket with
/// other numbers is an amount, an equation or an editor's insertion.
pub(super) fn read(index: &Index, content: &str, home: Place) -> Option<Vec<Numbered>> {
    // Most brackets begin with a letter.
    if !content.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (numbers, locator) = match locator::start(content) {
        Some(at) => (&content[..at], Some(locator::trim(&content[at..]).to_owned())),
        None => (content, None),
    };
    let mut found = Vec::new();
    let mut start = 0;
    for part in numbers.split([',', ';']) {
        let trimmed = part.trim();
        let at = start + (part.len() - part.trim_start().len());
        let (first, last) = match trimmed.split_once(['–', '-', '—']) {
            Some((first, last)) => (first.trim().parse().ok()?, last.trim().parse().ok()?),
            None => {
                let only: u32 = trimmed.parse().ok()?;
                (only, only)
            }
        };
        // No bracket names more than a few dozen sources at once.
        if last < first || last - first > 50 {
            return None;
        }
        for number in first..=last {
            let ids = index.nearest(index.by_number(number), home);
            let source = match ids.as_slice() {
                [] => return None,
                [one] => Cited::One(*one),
                _ => Cited::OneOf(ids),
            };
            found.push(Numbered { start: at, end: at + trimmed.len(), source, locator: None });
        }
        start += part.len() + 1;
    }
    found.last_mut()?.locator = locator;
    Some(found)
}
