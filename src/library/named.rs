//! What a reader named of their library: the folders whose texts belong to it, and the texts they want
//! forgotten.

use serde_json::{Map, Value};

/// How many folders are remembered, and how many texts that are forgotten.
const MOST_FOLDERS: usize = 100;
const MOST_FORGOTTEN: usize = 10_000;

/// The folders and the forgotten texts, as they stand in the state file.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Named {
    /// The folders, by their absolute paths, in the order they were named.
    pub(super) folders: Vec<String>,
    /// The texts that are not to be listed, by what they are kept under.
    pub(super) forgotten: Vec<String>,
}

/// What a session changes of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Naming {
    /// This folder belongs to the library, or does no longer.
    Folder(String, bool),
    /// This text is forgotten, or is no longer.
    Forgotten(String, bool),
}

impl Named {
    /// Takes them out of the fields of a state file.
    pub(super) fn take(fields: &mut Map<String, Value>) -> Self {
        let mut words = |key: &str| match fields.remove(key) {
            Some(Value::Array(words)) => {
                words.into_iter().filter_map(|word| Some(word.as_str()?.to_owned())).collect()
            }
            _ => Vec::new(),
        };
        Self { folders: words("folders"), forgotten: words("forgotten") }
    }

    /// Puts them into the fields of a state file.
    pub(super) fn put(&self, fields: &mut Map<String, Value>) {
        for (key, words) in [("folders", &self.folders), ("forgotten", &self.forgotten)] {
            if !words.is_empty() {
                fields.insert(key.to_owned(), words.clone().into());
            }
        }
    }

    pub(super) fn apply(&mut self, naming: &Naming) {
        let (list, word, there, most) = match naming {
            Naming::Folder(folder, there) => (&mut self.folders, folder, *there, MOST_FOLDERS),
            Naming::Forgotten(origin, there) => {
                (&mut self.forgotten, origin, *there, MOST_FORGOTTEN)
            }
        };
        match there {
            true if !list.contains(word) => list.push(word.clone()),
            true => {}
            false => list.retain(|other| other != word),
        }
        let over = list.len().saturating_sub(most);
        list.drain(..over);
    }
}
