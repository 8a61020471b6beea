//! A file of words: what stands in it, in which order, and how it is read in parts.
//!
//! ```text
//! ibid-words/1 HEAD FOLDED STEPS TEXT REST     six fields of a line, the lengths of the parts in bytes
//! head      JSON: what is known at a glance
//! folded    the folded words
//! steps     where each block begins in the folded words and in the text, 4 bytes each, little end first
//! text      the words
//! rest      JSON: sections, pages, lines of the source, works
//! ```
//!
//! A list of texts reads the heads, a search the folded words of all and the words of those with a hit.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Citing, Places, Sought, Words, Work};
use crate::doc::{Field, Name, Origin, People, Place, Reference, Span};
use crate::text::Text;

/// What a file begins with.
const FORMAT: &str = "ibid-words/1";
/// How long the first line is, in bytes: the format and five lengths.
const LINE: usize = 12 + 5 * 11 + 1;
/// How much is read at first: most heads are shorter.
const FIRST: usize = 2048;
/// The longest head that is read, and the largest file, in bytes.
const LONGEST_HEAD: usize = 1 << 20;
const LARGEST: u64 = 1 << 29;

/// What is known of a text at a glance.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Head {
    /// The hash of its folded words.
    #[serde(with = "hash")]
    pub words: u64,
    /// Its title.
    pub title: Option<String>,
    /// Its authors, as printed.
    pub authors: Vec<String>,
    /// When it was published, as printed.
    pub date: Option<String>,
    /// What names it as a work.
    pub identifiers: Vec<String>,
    /// How long it is, in bytes.
    pub length: usize,
    /// How many works it lists.
    pub works: usize,
    /// The files it was read from, that which was read last last.
    pub seen: Vec<Seen>,
}

/// A file that a text was read from, as it was then.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Seen {
    /// What it is kept under.
    pub origin: String,
    /// When it was written, in nanoseconds after 1970.
    pub written: u64,
    /// How long it was, in bytes.
    pub bytes: u64,
}

mod hash {
    //! Hashes as files write them: in hexadecimals, which no reader of JSON rounds.

    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(hash: &u64, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&format!("{hash:016x}"))
    }

    pub(super) fn deserialize<'d, D: Deserializer<'d>>(from: D) -> Result<u64, D::Error> {
        let digits = String::deserialize(from)?;
        u64::from_str_radix(&digits, 16).map_err(serde::de::Error::custom)
    }
}

impl Seen {
    /// The file a text was read from.
    pub(super) fn of(text: &Text) -> Self {
        let (written, bytes) = text.files.first().map_or((0, 0), |file| file.written);
        let written = u64::try_from(written).unwrap_or(u64::MAX);
        Self { origin: text.origin.clone(), written, bytes }
    }
}

impl Words {
    /// The file.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let head = serde_json::to_vec(&self.head).expect("a head holds strings and numbers");
        let rest = rest(&self.places, &self.works);
        let rest = serde_json::to_vec(&rest).expect("the rest holds strings and numbers");
        let parts = [head.len(), self.folded.words.len(), self.folded.steps.len() * 8];
        let lengths = parts.into_iter().chain([self.text.len(), rest.len()]);
        let mut bytes = FORMAT.as_bytes().to_vec();
        for length in lengths {
            bytes.extend(format!(" {length:10}").bytes());
        }
        bytes.push(b'\n');
        bytes.extend(head);
        bytes.extend(self.folded.words.bytes());
        for (folded, place) in &self.folded.steps {
            bytes.extend(folded.to_le_bytes());
            bytes.extend(place.to_le_bytes());
        }
        bytes.extend(self.text.bytes());
        bytes.extend(rest);
        bytes
    }
}

/// A file of words that is open, its head read.
#[derive(Debug)]
pub struct Entry {
    file: File,
    /// What is known at a glance.
    pub head: Head,
    /// Where the parts after the head begin, and where the last ends.
    folded: u64,
    steps: u64,
    text: u64,
    rest: u64,
    end: u64,
}

impl Entry {
    /// Opens a file of words.
    ///
    /// # Errors
    /// Passes on what the system says; a file that is none, or not whole, is invalid.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let mut file = File::open(path)?;
        let mut first = [0; FIRST];
        let count = read_some(&mut file, &mut first)?;
        let [head, folded, steps, text, rest] =
            lengths(first.get(..LINE.min(count)).unwrap_or(&[])).ok_or_else(damaged)?;
        let begin = LINE as u64 + head;
        let folded_end = begin + folded;
        let (steps_end, text_end) = (folded_end + steps, folded_end + steps + text);
        let end = text_end + rest;
        if head > LONGEST_HEAD as u64 || end > LARGEST || file.metadata()?.len() != end {
            return Err(damaged());
        }
        let head = match first[..count].get(LINE..begin as usize) {
            Some(head) => serde_json::from_slice(head),
            None => serde_json::from_slice(&part(&mut file, LINE as u64, begin)?),
        };
        let head: Head = head.map_err(|_| damaged())?;
        Ok(Self {
            file,
            head,
            folded: begin,
            steps: folded_end,
            text: steps_end,
            rest: text_end,
            end,
        })
    }

    /// Reads the folded words into a buffer, which is used again for the next text.
    ///
    /// # Errors
    /// Passes on what the system says.
    pub fn folded<'b>(&mut self, buffer: &'b mut Vec<u8>) -> io::Result<&'b [u8]> {
        let length = usize::try_from(self.steps - self.folded).map_err(|_| damaged())?;
        if buffer.len() < length {
            buffer.resize(length, 0);
        }
        self.file.seek(SeekFrom::Start(self.folded))?;
        self.file.read_exact(&mut buffer[..length])?;
        Ok(&buffer[..length])
    }

    /// Reads where each block begins in the folded words and in the text.
    ///
    /// # Errors
    /// Passes on what the system says.
    pub fn steps(&mut self) -> io::Result<Vec<(u32, u32)>> {
        let bytes = part(&mut self.file, self.steps, self.text)?;
        let number = |bytes: &[u8]| {
            let mut four = [0; 4];
            four.copy_from_slice(bytes);
            u32::from_le_bytes(four)
        };
        let pairs = bytes.chunks_exact(8);
        Ok(pairs.map(|pair| (number(&pair[..4]), number(&pair[4..]))).collect())
    }

    /// Reads the words.
    ///
    /// # Errors
    /// Passes on what the system says; what is no text is invalid.
    pub fn text(&mut self) -> io::Result<String> {
        let bytes = part(&mut self.file, self.text, self.rest)?;
        String::from_utf8(bytes).map_err(|_| damaged())
    }

    /// Reads where the words stand, and the works.
    ///
    /// # Errors
    /// Passes on what the system says; what cannot be told is invalid.
    pub fn rest(&mut self) -> io::Result<(Places, Vec<Work>)> {
        let bytes = part(&mut self.file, self.rest, self.end)?;
        let value: Value = serde_json::from_slice(&bytes).map_err(|_| damaged())?;
        Ok((places_of(&value), works_of(&value)))
    }

    /// Reads all.
    ///
    /// # Errors
    /// Passes on what the system says; what is damaged is invalid.
    pub fn words(mut self) -> io::Result<Words> {
        let mut buffer = Vec::new();
        self.folded(&mut buffer)?;
        let words = String::from_utf8(buffer).map_err(|_| damaged())?;
        let steps = self.steps()?;
        let text = self.text()?;
        let (places, works) = self.rest()?;
        Ok(Words { head: self.head, text, folded: Sought { words, steps }, places, works })
    }
}

fn damaged() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "it is no file of words")
}

/// The lengths of the parts that a first line tells.
fn lengths(line: &[u8]) -> Option<[u64; 5]> {
    let line = std::str::from_utf8(line).ok()?.strip_suffix('\n')?;
    let mut numbers = line.strip_prefix(FORMAT)?.split_whitespace().map(str::parse::<u64>);
    let mut lengths = [0; 5];
    for length in &mut lengths {
        *length = numbers.next()?.ok().filter(|length| *length <= LARGEST)?;
    }
    Some(lengths)
}

/// Fills as much of a buffer as there is.
fn read_some(file: &mut File, buffer: &mut [u8]) -> io::Result<usize> {
    let mut count = 0;
    while count < buffer.len() {
        match file.read(&mut buffer[count..]) {
            Ok(0) => break,
            Ok(more) => count += more,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(count)
}

fn part(file: &mut File, from: u64, to: u64) -> io::Result<Vec<u8>> {
    let length = usize::try_from(to.saturating_sub(from)).map_err(|_| damaged())?;
    let mut bytes = vec![0; length];
    file.seek(SeekFrom::Start(from))?;
    file.read_exact(&mut bytes)?;
    Ok(bytes)
}

/// Places and works as JSON. Names are short: there are many of them.
fn rest(places: &Places, works: &[Work]) -> Value {
    let lines: Vec<_> =
        places.lines.iter().map(|line| (line.place, line.line, line.column)).collect();
    let works: Vec<Value> = works.iter().map(work).collect();
    json!({"sections": places.sections, "pages": places.pages, "lines": lines, "works": works})
}

fn work(work: &Work) -> Value {
    let source = &work.source;
    let fields: Vec<_> =
        source.fields.iter().map(|(field, value)| (field.csl(), value.as_str())).collect();
    let cited: Vec<_> = work
        .cited
        .iter()
        .map(|citing| (citing.span.start, citing.span.end, &citing.locator, citing.sure))
        .collect();
    json!({
        "key": source.key, "span": [source.span.start, source.span.end], "kind": source.kind,
        "authors": people(&source.authors), "editors": people(&source.editors),
        "translators": people(&source.translators), "year": source.year,
        "suffix": source.suffix, "title": source.title, "fields": fields, "cited": cited,
    })
}

fn people(people: &People) -> Value {
    let name =
        |name: &Name| json!([name.particle, name.family, name.given, name.suffix, name.printed]);
    json!([people.names.iter().map(name).collect::<Vec<_>>(), people.others])
}

fn told<T: for<'d> Deserialize<'d> + Default>(value: &Value, key: &str) -> T {
    value.get(key).and_then(|value| T::deserialize(value).ok()).unwrap_or_default()
}

fn places_of(value: &Value) -> Places {
    let lines: Vec<(u32, u32, u32)> = told(value, "lines");
    let line = |(place, line, column)| Origin { place, line, column };
    Places {
        sections: told(value, "sections"),
        pages: told(value, "pages"),
        lines: lines.into_iter().map(line).collect(),
    }
}

fn works_of(value: &Value) -> Vec<Work> {
    let works = value.get("works").and_then(Value::as_array);
    works.into_iter().flatten().map(work_of).collect()
}

fn work_of(value: &Value) -> Work {
    let span: (Place, Place) = told(value, "span");
    let kind: String = told(value, "kind");
    let fields: Vec<(String, String)> = told(value, "fields");
    let field = |(name, value): (String, String)| {
        let field = Field::ALL.into_iter().find(|field| field.csl() == name)?;
        Some((field, value))
    };
    let source = Reference {
        key: told::<String>(value, "key").into(),
        span: Span::new(span.0, span.1.max(span.0)),
        kind: kind.into(),
        authors: people_of(value, "authors"),
        editors: people_of(value, "editors"),
        translators: people_of(value, "translators"),
        year: told(value, "year"),
        suffix: told(value, "suffix"),
        title: told(value, "title"),
        fields: fields.into_iter().filter_map(field).collect(),
    };
    let cited: Vec<(Place, Place, Option<String>, bool)> = told(value, "cited");
    let citing = |(start, end, locator, sure): (Place, Place, _, _)| Citing {
        span: Span::new(start, end.max(start)),
        locator,
        sure,
    };
    Work { source, cited: cited.into_iter().map(citing).collect() }
}

fn people_of(value: &Value, key: &str) -> People {
    let (names, others): (Vec<[String; 5]>, bool) = told(value, key);
    let name = |[particle, family, given, suffix, printed]: [String; 5]| Name {
        particle,
        family,
        given,
        suffix,
        printed,
    };
    People { names: names.into_iter().map(name).collect(), others }
}
