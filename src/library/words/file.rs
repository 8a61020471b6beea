//! A file of words: what stands in it, in which order, and how it is read in parts.
//!
//! ```text
//! ibid-words/1 HEAD FOLDED STEPS …    a line: the format, and the lengths of the parts in bytes
//! head      JSON: what is known at a glance
//! folded    the folded words
//! steps     where each block begins in the folded words and in the text, 4 bytes each, little end first
//! text      the words
//! lines     places, lines and columns of the source, 4 bytes each
//! places    JSON: sections and printed pages
//! works     JSON: the works it lists, and what cites them
//! ```
//!
//! A list of texts reads the heads, a search the folded words of all and the words of those with a hit.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Citing, Places, Sought, Words, Work};
use crate::doc::{Field, Name, Origin, People, Place, Reference, Span};
use crate::text::Text;

/// What a file begins with.
const FORMAT: &str = "ibid-words/1";
/// How many parts there are.
const PARTS: usize = 7;
/// How long the first line is, in bytes: the format and the lengths.
const LINE: usize = 12 + PARTS * 11 + 1;
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

impl Words<'_> {
    /// Writes the file, whose words are not made a second time for it.
    pub(super) fn write(&self, to: &mut impl Write) -> io::Result<()> {
        let json = |value: &Value| Cow::Owned(value.to_string().into_bytes());
        let steps = self.folded.steps.iter().flat_map(|step| [step.0, step.1]);
        let lines = self.places.lines.iter();
        let lines = lines.flat_map(|line| [line.place, line.line, line.column]);
        let places = json!({"sections": self.places.sections, "pages": self.places.pages});
        let works = self.works.iter().map(work).collect();
        let parts: [Cow<'_, [u8]>; PARTS] = [
            json(&json!(self.head)),
            Cow::Borrowed(self.folded.words.as_bytes()),
            Cow::Owned(steps.flat_map(u32::to_le_bytes).collect()),
            Cow::Borrowed(self.text.as_bytes()),
            Cow::Owned(lines.flat_map(u32::to_le_bytes).collect()),
            json(&places),
            json(&Value::Array(works)),
        ];
        to.write_all(FORMAT.as_bytes())?;
        for part in &parts {
            write!(to, " {:10}", part.len())?;
        }
        to.write_all(b"\n")?;
        parts.iter().try_for_each(|part| to.write_all(part))
    }
}

/// A part of a file, by its number.
#[derive(Debug, Clone, Copy)]
enum Part {
    Folded = 1,
    Steps,
    Text,
    Lines,
    Places,
    Works,
}

/// A file of words that is open, its head read.
#[derive(Debug)]
pub struct Entry {
    file: File,
    /// What is known at a glance.
    pub head: Head,
    /// Where the parts begin, and where the last ends.
    begins: [u64; PARTS + 1],
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
        let begins = begins(first.get(..LINE.min(count)).unwrap_or(&[])).ok_or_else(damaged)?;
        let (from, to) = (begins[0] as usize, begins[1] as usize);
        if to - from > LONGEST_HEAD || file.metadata()?.len() != begins[PARTS] {
            return Err(damaged());
        }
        let head = match first[..count].get(from..to) {
            Some(head) => serde_json::from_slice(head),
            None => {
                let mut head = vec![0; to - from];
                file.seek(SeekFrom::Start(begins[0]))?;
                file.read_exact(&mut head)?;
                serde_json::from_slice(&head)
            }
        };
        Ok(Self { file, head: head.map_err(|_| damaged())?, begins })
    }

    /// Reads a part into a buffer that is long enough, or made so.
    fn read<'b>(&mut self, part: Part, buffer: &'b mut Vec<u8>) -> io::Result<&'b [u8]> {
        let (from, to) = (self.begins[part as usize], self.begins[part as usize + 1]);
        let length = usize::try_from(to - from).map_err(|_| damaged())?;
        if buffer.len() < length {
            buffer.resize(length, 0);
        }
        self.file.seek(SeekFrom::Start(from))?;
        self.file.read_exact(&mut buffer[..length])?;
        Ok(&buffer[..length])
    }

    /// Reads the folded words into a buffer, which is used again for the next text.
    ///
    /// # Errors
    /// Passes on what the system says.
    pub fn folded<'b>(&mut self, buffer: &'b mut Vec<u8>) -> io::Result<&'b [u8]> {
        self.read(Part::Folded, buffer)
    }

    /// Reads where each block begins in the folded words and in the text.
    ///
    /// # Errors
    /// Passes on what the system says.
    pub fn steps(&mut self) -> io::Result<Vec<(u32, u32)>> {
        let mut buffer = Vec::new();
        let numbers = numbers(self.read(Part::Steps, &mut buffer)?);
        Ok(numbers.chunks_exact(2).map(|step| (step[0], step[1])).collect())
    }

    /// Reads the words.
    ///
    /// # Errors
    /// Passes on what the system says; what is no text is invalid.
    pub fn text(&mut self) -> io::Result<String> {
        let mut buffer = Vec::new();
        self.read(Part::Text, &mut buffer)?;
        String::from_utf8(buffer).map_err(|_| damaged())
    }

    /// Reads the lines and columns of the source that words stand at.
    ///
    /// # Errors
    /// Passes on what the system says.
    pub fn lines(&mut self) -> io::Result<Vec<Origin>> {
        let mut buffer = Vec::new();
        let numbers = numbers(self.read(Part::Lines, &mut buffer)?);
        let line = |it: &[u32]| Origin { place: it[0], line: it[1], column: it[2] };
        Ok(numbers.chunks_exact(3).map(line).collect())
    }

    /// Reads in which sections and on which pages words stand; of the lines, none.
    ///
    /// # Errors
    /// Passes on what the system says; what cannot be told is invalid.
    pub fn places(&mut self) -> io::Result<Places> {
        let value = self.json(Part::Places)?;
        let (sections, pages) = (told(&value, "sections"), told(&value, "pages"));
        Ok(Places { sections, pages, lines: Vec::new() })
    }

    /// Reads the works.
    ///
    /// # Errors
    /// Passes on what the system says; what cannot be told is invalid.
    pub fn works(&mut self) -> io::Result<Vec<Work>> {
        let value = self.json(Part::Works)?;
        Ok(value.as_array().into_iter().flatten().map(work_of).collect())
    }

    fn json(&mut self, part: Part) -> io::Result<Value> {
        let mut buffer = Vec::new();
        serde_json::from_slice(self.read(part, &mut buffer)?).map_err(|_| damaged())
    }

    /// Reads all.
    ///
    /// # Errors
    /// Passes on what the system says; what is damaged is invalid.
    pub fn words(mut self) -> io::Result<Words<'static>> {
        let mut buffer = Vec::new();
        self.folded(&mut buffer)?;
        let words = String::from_utf8(buffer).map_err(|_| damaged())?;
        let folded = Sought { words, steps: self.steps()? };
        let text = Cow::Owned(self.text()?);
        let places = Places { lines: self.lines()?, ..self.places()? };
        let works = self.works()?;
        Ok(Words { head: self.head, text, folded, places, works })
    }
}

fn damaged() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "it is no file of words")
}

/// Where the parts begin, and where the last ends, as a first line tells.
fn begins(line: &[u8]) -> Option<[u64; PARTS + 1]> {
    let line = std::str::from_utf8(line).ok()?.strip_suffix('\n')?;
    let mut numbers = line.strip_prefix(FORMAT)?.split_whitespace().map(str::parse::<u64>);
    let mut begins = [LINE as u64; PARTS + 1];
    for part in 0..PARTS {
        begins[part + 1] = begins[part].checked_add(numbers.next()?.ok()?)?;
    }
    (begins[PARTS] <= LARGEST).then_some(begins)
}

/// Numbers of four bytes, little end first.
fn numbers(bytes: &[u8]) -> Vec<u32> {
    let number = |four: &[u8]| {
        let mut bytes = [0; 4];
        bytes.copy_from_slice(four);
        u32::from_le_bytes(bytes)
    };
    bytes.chunks_exact(4).map(number).collect()
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

/// A work as JSON.
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
