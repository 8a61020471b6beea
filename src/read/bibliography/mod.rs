//! Bibliography files: BibTeX and BibLaTeX, CSL JSON and YAML, Hayagriva's YAML.
//!
//! Whatever the format, entries become lines by author and date ([`render`]) that stand behind the
//! notes of a text as its references, under the keys the file gives them, and what cites them by
//! key is put into words ([`cited`]). An entry that cannot be read is reported and loses no other.

mod bibtex;
mod cited;
mod csl;
mod entry;
mod hayagriva;
mod label;
mod name;
mod render;
mod rich;
mod split;
mod tex;
mod year;

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use serde_json::Value;

use self::entry::Entry;
use self::label::Labels;
use super::yaml;
use crate::doc::{
    Alphabet, Builder, Diagnostic, Document, Field, MarkKind, Name, Problem, Reference,
};

/// Reads a bibliography by itself: a text that is nothing but references.
pub(super) fn read(name: &str, text: &str) -> Document {
    let mut document = Builder::new().finish(name);
    document.metadata.title = Some(name.to_owned());
    let mut spare = Spare::of([text]);
    let (mut entries, mut complaints) = entries(text, &mut spare);
    complaints.extend(tell_apart(&mut entries, 0, &mut Seen::new()));
    append(&mut document, ordered(entries, &Alphabet::of(None)));
    complain(&mut document, name, complaints);
    document
}

/// How many bytes the entries of a text may take over from others and from abbreviations, on top of
/// their own: for all bibliographies together, as a few lines of one can make gigabytes.
struct Spare(usize);

impl Spare {
    fn of<'t>(texts: impl IntoIterator<Item = &'t str>) -> Self {
        /// What a short file may take over.
        const LEAST: usize = 8 << 20;
        Self(LEAST + 2 * texts.into_iter().map(str::len).sum::<usize>())
    }

    /// Takes so many bytes, if there are as many left.
    fn take(&mut self, bytes: usize) -> bool {
        let left = self.0.checked_sub(bytes);
        self.0 = left.unwrap_or(self.0);
        left.is_some()
    }
}

/// Adds the entries of bibliography files, given by name and content, to a text: those it cites by
/// key, or all of them where it cites none so, or says so with pandoc's `nocite: '@*'`.
pub(super) fn add(document: &mut Document, files: &[(String, String)]) {
    let mut all = Vec::new();
    let mut spare = Spare::of(files.iter().map(|(_, text)| text.as_str()));
    let mut seen = Seen::new();
    for (number, (name, text)) in files.iter().enumerate() {
        let (mut entries, mut complaints) = entries(text, &mut spare);
        complaints.extend(tell_apart(&mut entries, number, &mut seen));
        all.extend(entries);
        complain(document, name, complaints);
    }
    let uncited: Vec<&str> = document
        .metadata
        .more
        .iter()
        .filter(|(name, _)| name == "nocite")
        .map(|(_, value)| value.as_str())
        .collect();
    let mut cited: HashSet<&str> = document
        .marks
        .iter()
        .filter_map(|mark| match &mark.kind {
            MarkKind::Citation { key, .. } => Some(&**key),
            _ => None,
        })
        .collect();
    let by_key = all.iter().any(|entry| cited.contains(entry.key.as_str()));
    if by_key && !uncited.iter().any(|value| value.contains("@*")) {
        let named = uncited.iter().flat_map(|value| value.split([',', ';', ' ']));
        cited.extend(named.filter_map(|word| word.trim().strip_prefix('@')));
        all.retain(|entry| cited.contains(entry.key.as_str()));
    }
    let language = document.metadata.language.as_deref();
    let all = ordered(all, &Alphabet::of(language));
    let labels = by_key.then(|| Labels::of(&all, language));
    append(document, all);
    if let Some(labels) = labels {
        labels.reword(document);
    }
}

/// Whether a text is a bibliography, by its content.
pub(super) fn looks_like(text: &str) -> bool {
    let start = text.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    if start.starts_with(['[', '{']) {
        let has = |name: &str| start.contains(&format!("\"{name}\""));
        return has("id") && has("type") && (has("title") || has("author") || has("issued"));
    }
    let mut lines = text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('%'));
    let entry = |line: &str| {
        let line = line.trim_start();
        let letters = line.bytes().skip(1).take_while(u8::is_ascii_alphabetic).count();
        line.starts_with('@') && letters > 2 && line[1 + letters..].trim_start().starts_with('{')
    };
    lines.next().is_some_and(entry)
}

/// Whether YAML is a bibliography: entries under keys, each with its type.
pub(super) fn looks_like_yaml(text: &str) -> bool {
    let typed = |line: &str| {
        let words = line.trim_start_matches([' ', '-']);
        line.starts_with([' ', '-']) && words.starts_with("type:")
    };
    let named = |line: &str| line.trim_start_matches([' ', '-']).starts_with("title:");
    text.lines().any(typed) && text.lines().any(named)
}

/// The entries of a file, and a sentence about each that could not be read.
fn entries(text: &str, spare: &mut Spare) -> (Vec<Entry>, Vec<String>) {
    let start = text.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    let (mut entries, complaints) = if start.starts_with(['[', '{']) {
        match serde_json::from_str::<Value>(start) {
            Ok(value) => of_csl(&value),
            Err(error) => (Vec::new(), vec![format!("It is not sound JSON: {error}.")]),
        }
    } else if start.lines().any(|line| line.trim_start().starts_with('@')) {
        bibtex::read(&rich::plain(text), spare)
    } else {
        of_yaml(start)
    };
    for (number, entry) in entries.iter_mut().enumerate() {
        if entry.key.is_empty() {
            entry.key = format!("entry-{}", number + 1);
        }
    }
    (entries, complaints)
}

fn of_csl(value: &Value) -> (Vec<Entry>, Vec<String>) {
    let Some(items) = csl::items(value) else {
        return (Vec::new(), vec!["It holds no list of items.".to_owned()]);
    };
    let mut complaints = Vec::new();
    let mut entries = Vec::new();
    for (number, item) in items.iter().enumerate() {
        match csl::read(item) {
            Some(entry) => entries.push(entry),
            None => complaints.push(format!("Item {} says nothing.", number + 1)),
        }
    }
    (entries, complaints)
}

fn of_yaml(text: &str) -> (Vec<Entry>, Vec<String>) {
    let (value, bad) = yaml::read(text);
    let mut complaints: Vec<String> =
        bad.iter().map(|line| format!("Line {line} is not sound YAML.")).collect();
    if csl::items(&value).is_some() {
        let (mut entries, more) = of_csl(&value);
        complaints.extend(more);
        for entry in &mut entries {
            let titled = entry
                .fields
                .iter_mut()
                .filter(|(field, _)| matches!(field, Field::Container | Field::Series));
            for title in entry.title.iter_mut().chain(titled.map(|(_, title)| title)) {
                *title = csl::with_stars(title);
            }
        }
        return (entries, complaints);
    }
    let mut entries = Vec::new();
    for yaml::Field { key, value, .. } in yaml::fields(text).0 {
        match hayagriva::read(&key, &value) {
            Some(entry) => entries.push(entry),
            None => complaints.push(format!("The entry “{key}” says nothing.")),
        }
    }
    (entries, complaints)
}

fn complain(document: &mut Document, name: &str, complaints: Vec<String>) {
    let diagnostics = complaints.into_iter().map(|what| Diagnostic {
        kind: Problem::Malformed,
        place: 0,
        what: format!("In {name}: {what}"),
    });
    document.diagnostics.splice(0..0, diagnostics);
}

/// What is known of an entry by its key: what it says, in short, in which file, and which number
/// the next of its key has.
type Seen = HashMap<String, (u64, usize, usize)>;

/// Gives entries with the key of an earlier one a key of their own, and says so; those that say the
/// same as the earlier one are left out. `seen` are those of all files, this one is number `file`.
fn tell_apart(entries: &mut Vec<Entry>, file: usize, seen: &mut Seen) -> Vec<String> {
    let mut complaints = Vec::new();
    entries.retain_mut(|entry| {
        let says = fingerprint(entry);
        let Some(&(first, where_first, number)) = seen.get(&entry.key) else {
            seen.insert(entry.key.clone(), (says, file, 2));
            return true;
        };
        if first == says {
            if where_first == file {
                complaints.push(format!("The entry “{}” stands there twice.", entry.key));
            }
            return false;
        }
        let mut keys = (number..).map(|n| (n, format!("{}-{n}", entry.key)));
        let (number, key) = keys.find(|(_, key)| !seen.contains_key(key)).unwrap_or_default();
        seen.insert(entry.key.clone(), (first, where_first, number + 1));
        complaints.push(format!(
            "Two entries have the key “{}”; the second, “{}”, is “{key}” here.",
            entry.key,
            rich::plain(entry.title.as_deref().unwrap_or("")),
        ));
        entry.key.clone_from(&key);
        seen.insert(key, (says, file, 2));
        true
    });
    complaints
}

fn fingerprint(entry: &Entry) -> u64 {
    let mut hasher = DefaultHasher::new();
    entry.hash(&mut hasher);
    hasher.finish()
}

/// Entries in the order of authors, years and titles, each with the letter its year bears.
fn ordered(entries: Vec<Entry>, alphabet: &Alphabet) -> Vec<(Entry, Option<char>)> {
    let mut keyed: Vec<(SortKey, Entry)> =
        entries.into_iter().map(|entry| (sort_key(&entry), entry)).collect();
    keyed.sort_by(|((one, when, title), _), ((other, then, others), _)| {
        let by_head = alphabet.compare(one, other).then_with(|| when.cmp(then));
        by_head.then_with(|| alphabet.compare(title, others))
    });
    let suffixes = suffixes(&keyed, alphabet);
    keyed.into_iter().map(|(_, entry)| entry).zip(suffixes).collect()
}

/// Appends entries as references, in their order.
fn append(document: &mut Document, entries: Vec<(Entry, Option<char>)>) {
    let references = entries.into_iter().map(|(entry, suffix)| {
        let line = render::render(&entry, suffix);
        (reference(entry, suffix), line.words, line.marks)
    });
    document.add_references(references);
}

/// Authors or title, year, title.
type SortKey = (String, String, String);

/// What lists are sorted by: the first words printed.
fn sort_key(entry: &Entry) -> SortKey {
    let names: Vec<String> = entry.people().names.iter().map(Name::inverted).collect();
    let title = rich::plain(entry.title.as_deref().unwrap_or("")).into_owned();
    let head = if names.is_empty() { title.clone() } else { names.join("; ") };
    (head, entry.year.clone().unwrap_or_default(), title)
}

/// The letters that tell entries of the same authors and year apart. Those stand together, but for
/// entries without a name, which have none.
fn suffixes(keyed: &[(SortKey, Entry)], alphabet: &Alphabet) -> Vec<Option<char>> {
    let named = |entry: &Entry| !entry.people().is_empty();
    let mut suffixes = Vec::with_capacity(keyed.len());
    let same = |one: &SortKey, other: &SortKey| {
        one.1 == other.1 && alphabet.compare(&one.0, &other.0).is_eq()
    };
    for alike in keyed.chunk_by(|(one, _), (other, _)| same(one, other)) {
        let dated = !alike[0].0.1.is_empty();
        let several = alike.iter().filter(|(_, entry)| dated && named(entry)).count() > 1;
        let mut letters = 'a'..='z';
        for (_, entry) in alike {
            suffixes.push(if several && named(entry) { letters.next() } else { None });
        }
    }
    suffixes
}

/// What an entry says, without what is marked in its words.
fn reference(entry: Entry, suffix: Option<char>) -> Reference {
    let plain = |words: String| rich::plain(&words).into_owned();
    Reference {
        suffix: suffix.filter(|_| entry.year.is_some()),
        kind: entry.kind.into(),
        authors: entry.authors,
        editors: entry.editors,
        translators: entry.translators,
        title: entry.title.map(plain),
        year: entry.year,
        key: entry.key.into(),
        fields: entry.fields.into_iter().map(|(field, value)| (field, plain(value))).collect(),
        ..Reference::default()
    }
}

#[cfg(test)]
mod tests;
