//! What stands anywhere in a file of JSON, and books as they are met.

use std::collections::HashMap;
use std::hash::Hash;

use serde_json::{Map, Value};

use super::{Book, MOST, Quotation};

/// An object of JSON.
pub(super) type Object = Map<String, Value>;

/// Goes through the objects of a file in their order, each with what is called so around it. `visit` says
/// what is called so within it, or `None` to go on behind it.
pub(super) fn objects<'v>(
    value: &'v Value,
    visit: &mut dyn FnMut(&'v Object, Option<&'v str>) -> Option<Option<&'v str>>,
) {
    let mut open: Vec<(&Value, Option<&str>)> = vec![(value, None)];
    for _ in 0..MOST * 20 {
        match open.pop() {
            Some((Value::Array(all), title)) => {
                open.extend(all.iter().rev().map(|value| (value, title)));
            }
            Some((Value::Object(fields), title)) => {
                if let Some(title) = visit(fields, title) {
                    open.extend(fields.values().rev().map(|value| (value, title)));
                }
            }
            Some(_) => {}
            None => return,
        }
    }
}

/// Books, each with what was marked in it, in the order in which they are met.
pub(super) struct Gathered<K> {
    books: Vec<Book>,
    known: HashMap<K, usize>,
}

impl<K: Eq + Hash> Gathered<K> {
    pub(super) fn new() -> Self {
        Self { books: Vec::new(), known: HashMap::new() }
    }

    /// Adds what was marked in the work of this key, which is `book` where it is new.
    pub(super) fn add(&mut self, key: K, book: impl FnOnce() -> Book, quotation: Quotation) {
        let at = *self.known.entry(key).or_insert(self.books.len());
        if at == self.books.len() {
            self.books.push(book());
        }
        self.books[at].quotations.push(quotation);
    }

    pub(super) fn books(self) -> Vec<Book> {
        self.books
    }
}
