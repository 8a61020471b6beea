//! Sources across texts: which works the texts of a library cite, where each is cited, and which of them
//! the reader has.
//!
//! A work is known by what its entries say of it (`same`). All of it comes from the texts themselves;
//! nothing is asked of anybody.

mod same;
#[cfg(test)]
mod tests;

pub use same::{Key, Sameness};

use std::collections::{BTreeSet, HashMap};

use super::known::Known;
use super::search::{Hit, Shown};
use super::words::{Cache, Entry, Work};
use crate::doc::{Field, Name, People, Reference};
use crate::language::fold::letters;

/// The places in one text that cite a work.
#[derive(Debug, Clone)]
pub struct CitedIn {
    /// Which of the texts that were asked.
    pub text: usize,
    /// Whether its entry is of this very work, or only perhaps.
    pub same: Sameness,
    /// The entry, as it is printed, in one line.
    pub entry: String,
    /// The places that cite it; where none does, its entry.
    pub places: Vec<Hit>,
}

/// Where the texts of a library cite a work, those first of which it is sure. The text of the hash
/// `but` is left out.
pub fn cited_in(cache: &Cache, texts: &[Known], key: &Key, but: Option<u64>) -> Vec<CitedIn> {
    let mut found = Vec::new();
    for (number, text) in texts.iter().enumerate() {
        let Some(words) = text.words.filter(|words| Some(*words) != but) else { continue };
        if let Ok(entry) = cache.entry(words) {
            found.extend(
                cited_in_text(entry, key)
                    .into_iter()
                    .flatten()
                    .map(|(same, entry, places)| CitedIn { text: number, same, entry, places }),
            );
        }
    }
    found.sort_by_key(|found| (std::cmp::Reverse(found.same), found.text));
    found
}

type Places = Vec<(Sameness, String, Vec<Hit>)>;

fn cited_in_text(mut entry: Entry, key: &Key) -> std::io::Result<Places> {
    if entry.head.works == 0 {
        return Ok(Vec::new());
    }
    let works = entry.works()?;
    let compared = works.iter().map(|work| (key.compare(&Key::of(&work.source)), work));
    let found: Vec<(Sameness, &Work)> =
        compared.filter(|(same, _)| *same > Sameness::Other).collect();
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let text = entry.text()?;
    let shown = Shown::of(&mut entry, text, true)?;
    let places = found.into_iter().map(|(same, work)| {
        let sure = work.cited.iter().filter(|citing| citing.sure);
        let mut places: Vec<Hit> = sure.map(|citing| shown.hit(citing.span)).collect();
        if places.is_empty() {
            places.push(shown.hit(crate::doc::Span::at(work.source.span.start)));
        }
        (same, shown.words(work.source.span), places)
    });
    Ok(places.collect())
}

/// The texts that are a work, those first of which it is sure.
pub fn held(texts: &[Known], key: &Key) -> Vec<(usize, Sameness)> {
    let compared =
        texts.iter().enumerate().map(|(number, text)| (number, key.compare(&key_of_text(text))));
    let mut held: Vec<(usize, Sameness)> =
        compared.filter(|(_, same)| *same > Sameness::Other).collect();
    held.sort_by_key(|(number, same)| (std::cmp::Reverse(*same), *number));
    held
}

/// What a text says of itself, as an entry would.
pub fn key_of_text(text: &Known) -> Key {
    let name = |printed: &String| {
        let family = crate::language::name::Name::of_author(printed).family;
        Name { family, printed: printed.clone(), ..Name::default() }
    };
    let mut source = Reference {
        title: text.title.clone(),
        authors: People { names: text.authors.iter().map(name).collect(), others: false },
        year: text.year.clone(),
        ..Reference::default()
    };
    for identifier in &text.identifiers {
        let field = if same::doi(identifier).is_some() { Field::Doi } else { Field::Isbn };
        source.fields.push((field, identifier.clone()));
    }
    Key::of(&source)
}

/// A work that texts cite.
#[derive(Debug, Clone, Default)]
pub struct Joined {
    /// Its entry that says most.
    pub source: Reference,
    /// The words of that entry.
    pub entry: String,
    /// What it is known by.
    pub key: Key,
    /// The texts that list it.
    pub texts: BTreeSet<usize>,
    /// How many places cite it.
    pub places: usize,
    /// The text that is this work.
    pub held: Option<usize>,
}

/// All works that texts list, by how many list them, then by how often they are cited.
pub fn all(cache: &Cache, texts: &[Known]) -> Vec<Joined> {
    let mut joining = Joining::default();
    for (number, text) in texts.iter().enumerate() {
        let Some(mut entry) = text.words.and_then(|words| cache.entry(words).ok()) else {
            continue;
        };
        if entry.head.works == 0 {
            continue;
        }
        let (Ok(works), Ok(words)) = (entry.works(), entry.text()) else { continue };
        for work in works {
            joining.add(number, work, &words);
        }
    }
    let mut works = joining.works;
    let own: Vec<Key> = texts.iter().map(key_of_text).collect();
    for work in &mut works {
        work.held = own.iter().position(|text| work.key.compare(text) == Sameness::Same);
    }
    works.sort_by(|a, b| {
        let many = |work: &Joined| (work.texts.len(), work.places);
        many(b).cmp(&many(a)).then_with(|| a.key.surnames.cmp(&b.key.surnames))
    });
    works
}

/// Texts that list the same works as one of them: how many they share, the most first.
pub fn shared(works: &[Joined], text: usize) -> Vec<(usize, usize)> {
    let mut shared: HashMap<usize, usize> = HashMap::new();
    for work in works.iter().filter(|work| work.texts.contains(&text)) {
        for &other in work.texts.iter().filter(|other| **other != text) {
            *shared.entry(other).or_default() += 1;
        }
    }
    let mut shared: Vec<(usize, usize)> = shared.into_iter().collect();
    shared.sort_by_key(|&(other, many)| (std::cmp::Reverse(many), other));
    shared
}

/// Works that are being joined. Each entry is compared with those alone that it may be the same as.
#[derive(Default)]
struct Joining {
    works: Vec<Joined>,
    known: HashMap<String, Vec<usize>>,
}

impl Joining {
    fn add(&mut self, text: usize, work: Work, words: &str) {
        let key = Key::of(&work.source);
        if key.is_empty() {
            return;
        }
        let by = [
            key.doi.clone().map(|doi| format!("doi {doi}")),
            key.isbn.clone().map(|isbn| format!("isbn {isbn}")),
            (!key.title.is_empty()).then(|| key.title.join(" ")),
            (!key.main.is_empty()).then(|| key.main.join(" ")),
        ];
        let by: Vec<String> = by.into_iter().flatten().collect();
        let candidates = by.iter().filter_map(|by| self.known.get(by)).flatten().copied();
        let same = |at: &usize| self.works[*at].key.compare(&key) == Sameness::Same;
        let at = candidates.filter(same).min().unwrap_or_else(|| {
            self.works.push(Joined { key: key.clone(), ..Joined::default() });
            self.works.len() - 1
        });
        for by in by {
            let known = self.known.entry(by).or_default();
            if !known.contains(&at) {
                known.push(at);
            }
        }
        let joined = &mut self.works[at];
        joined.texts.insert(text);
        joined.places += work.cited.iter().filter(|citing| citing.sure).count();
        // The entry that says most speaks for the work; the key stays that of the first.
        if joined.entry.is_empty() || said(&work.source) > said(&joined.source) {
            let entry = words.get(work.source.span.start..work.source.span.end).unwrap_or_default();
            joined.entry = entry.replace(char::is_whitespace, " ");
            joined.source = work.source;
        }
    }
}

/// How much an entry says.
fn said(source: &Reference) -> usize {
    source.fields.len() + source.people().names.len() + usize::from(source.year.is_some())
}

/// The works of which the entry holds all of these words, folded.
pub fn named<'w>(works: &'w [Joined], words: &[String]) -> Vec<&'w Joined> {
    let wanted: Vec<String> =
        words.iter().flat_map(|words| words.split_whitespace()).map(letters).collect();
    let holds = |work: &&Joined| {
        let entry: Vec<String> = work.entry.split_whitespace().map(letters).collect();
        wanted.iter().all(|word| entry.iter().any(|other| other.contains(word.as_str())))
    };
    works.iter().filter(holds).collect()
}
