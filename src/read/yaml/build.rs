//! What a parser says of a text, event by event, as one value.

use std::collections::HashMap;

use granit_parser::{Event, Parser, ScalarStyle};
use serde_json::{Map, Value};

/// A text gives no value: it is not sound, or makes too much out of little.
#[derive(Debug)]
pub(super) struct Unsound;

/// The deepest nesting, whatever anchors stand for.
const DEEPEST: usize = 64;

/// What a text has anchored, by name, and how many bytes anchors may still make: a few lines could
/// make gigabytes.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    known: HashMap<String, Whole>,
    /// The last scalar, if an anchor follows.
    scalar: Option<Whole>,
    spare: usize,
}

impl Anchors {
    /// None yet, in a text of so many bytes.
    pub(super) fn of(bytes: usize) -> Self {
        const LEAST: usize = 1 << 20;
        Self { spare: LEAST + 4 * bytes, ..Self::default() }
    }

    /// Takes so many bytes, if there are as many left.
    fn take(&mut self, bytes: usize) -> Result<(), Unsound> {
        self.spare = self.spare.checked_sub(bytes).ok_or(Unsound)?;
        Ok(())
    }

    /// Keeps a value under a name.
    fn keep(&mut self, name: String, whole: &Whole) -> Result<(), Unsound> {
        self.take(whole.bytes)?;
        self.known.insert(name, whole.clone());
        Ok(())
    }
}

/// Reads a sound text, or a part of one whose other parts have anchored what `anchors` know.
/// Documents that follow one another in it are one: their maps and lists are joined.
pub(super) fn parse(text: &str, anchors: &mut Anchors) -> Result<Value, Unsound> {
    let options = granit_parser::options! {
        emit_unresolved_aliases: true,
        emit_anchor_events: true,
    };
    let mut build = Build { anchors, names: HashMap::new(), open: Vec::new(), documents: vec![] };
    let mut events = Parser::new_from_str_with_options(text, options);
    events.try_for_each(|event| build.take(event.map_err(|_| Unsound)?.0))?;
    Ok(joined(build.documents))
}

/// Several documents as one; a later one that is nothing, or not like the first, is left out.
fn joined(documents: Vec<Value>) -> Value {
    let mut all = Value::Null;
    for document in documents {
        match (&mut all, document) {
            (Value::Object(all), Value::Object(mut more)) => all.append(&mut more),
            (Value::Array(all), Value::Array(mut more)) => all.append(&mut more),
            (Value::Null, document) => all = document,
            _ => {}
        }
    }
    all
}

/// A value that is whole, with what it holds: that is what it costs to have it again.
#[derive(Debug, Clone, Default)]
struct Whole {
    value: Value,
    bytes: usize,
    depth: usize,
}

/// A list or a map that is not closed.
#[derive(Debug)]
struct Open {
    anchor: Option<String>,
    bytes: usize,
    depth: usize,
    holds: Holds,
}

#[derive(Debug)]
enum Holds {
    List(Vec<Value>),
    /// The key whose value comes next, where there is one, and what `<<` takes over.
    Map {
        map: Map<String, Value>,
        key: Option<String>,
        merged: Vec<Value>,
    },
}

struct Build<'s> {
    anchors: &'s mut Anchors,
    /// The names of anchors by the numbers the parser gives them.
    names: HashMap<usize, String>,
    open: Vec<Open>,
    documents: Vec<Value>,
}

impl Build<'_> {
    fn take(&mut self, event: Event<'_>) -> Result<(), Unsound> {
        match event {
            Event::Scalar(words, style, anchor, _) => {
                let plain = style == ScalarStyle::Plain;
                let bytes = words.len() + size_of::<Value>();
                let value = match &*words {
                    "" | "~" | "null" if plain => Value::Null,
                    _ => Value::String(words.into_owned()),
                };
                let whole = Whole { value, bytes, depth: 0 };
                self.anchors.scalar = (anchor > 0).then(|| whole.clone());
                self.give(whole)
            }
            Event::SequenceStart(..) => self.begin(Holds::List(Vec::new())),
            Event::MappingStart(..) => {
                self.begin(Holds::Map { map: Map::new(), key: None, merged: Vec::new() })
            }
            // Comes right after the value it names, or after the beginning of that.
            Event::Anchor(number, name) => {
                let name = name.into_owned();
                self.names.insert(number, name.clone());
                match (self.anchors.scalar.take(), self.open.last_mut()) {
                    (Some(scalar), _) => self.anchors.keep(name, &scalar)?,
                    (None, Some(open)) => open.anchor = Some(name),
                    (None, None) => {}
                }
                Ok(())
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(),
            Event::Alias(number) => {
                let name = self.names.get(&number).ok_or(Unsound)?.clone();
                self.alias(&name)
            }
            Event::UnresolvedAlias(name) => self.alias(&name),
            _ => Ok(()),
        }
    }

    /// Puts in what is anchored under a name. An anchor that is used within its own value, or in no
    /// part that was read, stands for nothing.
    fn alias(&mut self, name: &str) -> Result<(), Unsound> {
        let bytes = self.anchors.known.get(name).ok_or(Unsound)?.bytes;
        self.anchors.take(bytes)?;
        let whole = self.anchors.known.get(name).cloned().unwrap_or_default();
        self.give(whole)
    }

    fn begin(&mut self, holds: Holds) -> Result<(), Unsound> {
        if self.open.len() >= DEEPEST {
            return Err(Unsound);
        }
        self.open.push(Open { anchor: None, bytes: size_of::<Value>(), depth: 0, holds });
        Ok(())
    }

    fn end(&mut self) -> Result<(), Unsound> {
        let Some(Open { anchor, bytes, depth, holds }) = self.open.pop() else {
            return Err(Unsound);
        };
        let value = match holds {
            Holds::List(list) => Value::Array(list),
            Holds::Map { mut map, merged, .. } => {
                merged.into_iter().for_each(|more| merge(&mut map, more));
                Value::Object(map)
            }
        };
        let whole = Whole { value, bytes, depth: depth + 1 };
        if let Some(name) = anchor {
            self.anchors.keep(name, &whole)?;
        }
        self.give(whole)
    }

    /// Puts a value where it belongs.
    fn give(&mut self, whole: Whole) -> Result<(), Unsound> {
        if self.open.len() + whole.depth > DEEPEST {
            return Err(Unsound);
        }
        let Some(open) = self.open.last_mut() else {
            self.documents.push(whole.value);
            return Ok(());
        };
        open.bytes += whole.bytes;
        open.depth = open.depth.max(whole.depth);
        match &mut open.holds {
            Holds::List(list) => list.push(whole.value),
            Holds::Map { map, key, merged } => match key.take() {
                None => *key = Some(words(whole.value)),
                Some(key) if key == "<<" => merged.push(whole.value),
                Some(key) => {
                    map.insert(key, whole.value);
                }
            },
        }
        Ok(())
    }
}

/// Takes over what another map has besides (`<<`, YAML 1.1); a list of them, one after the other.
fn merge(map: &mut Map<String, Value>, more: Value) {
    match more {
        Value::Object(more) => {
            for (key, value) in more {
                map.entry(key).or_insert(value);
            }
        }
        Value::Array(several) => several.into_iter().for_each(|more| merge(map, more)),
        _ => {}
    }
}

/// A key as words, whatever it is.
fn words(key: Value) -> String {
    match key {
        Value::String(words) => words,
        Value::Null => String::new(),
        key => key.to_string(),
    }
}
