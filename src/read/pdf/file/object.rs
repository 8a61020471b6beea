//! Objects of a file, as the rest of the room knows them.

use hayro_syntax::object::{Array, Dict, MaybeRef, Object};

use super::Id;
use crate::read::pdf::said::strings;

/// A dictionary.
#[derive(Clone)]
pub(in crate::read::pdf) struct Dictionary<'f>(Dict<'f>);

/// An object that is no stream.
pub(in crate::read::pdf) enum Value<'f> {
    /// A number.
    Number(f64),
    /// A name, without its slash.
    Name(String),
    /// A string as it is.
    Bytes(Vec<u8>),
    /// An array.
    List(List<'f>),
    /// A dictionary.
    Dictionary(Dictionary<'f>),
    /// Anything else.
    Nothing,
}

/// An array, whose items are looked at when they are asked for: one of them may be the array itself.
pub(in crate::read::pdf) struct List<'f>(Array<'f>);

/// The most items of an array that are looked at.
const ITEMS: usize = 1 << 16;

impl<'f> Dictionary<'f> {
    pub(super) fn of(dict: Dict<'f>) -> Self {
        Self(dict)
    }

    /// The number of the object that an entry names.
    pub(in crate::read::pdf) fn reference(&self, key: &str) -> Option<Id> {
        self.0.get_ref(key).map(|id| (id.obj_number, id.gen_number))
    }

    /// An entry.
    pub(in crate::read::pdf) fn get(&self, key: &str) -> Value<'f> {
        self.0.get::<Object<'f>>(key).map_or(Value::Nothing, Value::of)
    }

    /// An entry that is a dictionary.
    pub(in crate::read::pdf) fn dictionary(&self, key: &str) -> Option<Self> {
        self.0.get::<Dict<'f>>(key).map(Self)
    }

    /// The items of an entry that is an array; one that is none is its only item.
    pub(in crate::read::pdf) fn list(&self, key: &str) -> Vec<(Option<Id>, Value<'f>)> {
        match self.get(key) {
            Value::List(list) => list.items(),
            Value::Nothing => Vec::new(),
            only => vec![(self.reference(key), only)],
        }
    }

    /// An entry that is a number.
    pub(in crate::read::pdf) fn number(&self, key: &str) -> Option<f64> {
        self.get(key).number()
    }

    /// An entry that is a name.
    pub(in crate::read::pdf) fn name(&self, key: &str) -> Option<String> {
        match self.get(key) {
            Value::Name(name) => Some(name),
            _ => None,
        }
    }

    /// An entry that is a string for people.
    pub(in crate::read::pdf) fn text(&self, key: &str) -> Option<String> {
        match self.get(key) {
            Value::Bytes(bytes) => Some(strings::decode(&bytes)),
            _ => None,
        }
    }

    /// The names of its entries.
    pub(in crate::read::pdf) fn keys(&self) -> Vec<String> {
        self.0.keys().take(ITEMS).map(|name| name.as_str().to_owned()).collect()
    }
}

impl<'f> Value<'f> {
    fn of(object: Object<'f>) -> Self {
        match object {
            Object::Number(number) => Self::Number(number.as_f64()),
            Object::Name(name) => Self::Name(name.as_str().to_owned()),
            Object::String(string) => Self::Bytes(string.as_bytes().to_vec()),
            Object::Array(array) => Self::List(List(array)),
            Object::Dict(dict) => Self::Dictionary(Dictionary(dict)),
            Object::Stream(stream) => Self::Dictionary(Dictionary(stream.dict().clone())),
            _ => Self::Nothing,
        }
    }

    /// Its number, if it is one.
    pub(in crate::read::pdf) fn number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }
}

impl<'f> List<'f> {
    /// Its items, each with the number of its object where it has one.
    pub(in crate::read::pdf) fn items(&self) -> Vec<(Option<Id>, Value<'f>)> {
        let mut objects = self.0.flex_iter();
        let resolved = |item: MaybeRef<Object<'f>>| {
            let id = item.as_obj_ref().map(|id| (id.obj_number, id.gen_number));
            (id, objects.next::<Object<'f>>().map_or(Value::Nothing, Value::of))
        };
        self.0.raw_iter().take(ITEMS).map(resolved).collect()
    }
}
