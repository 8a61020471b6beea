//! The first line of a file of marks: the format, the id, and what work it is.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::{FAMILY, FORMAT, LONGEST_HEAD, Unusable};
use crate::anchor::Identity;
use crate::marks::About;
use crate::marks::date::{iso, moment};
use crate::marks::json::{Fields, bare_id, full_id, string, strings};

/// How many texts are remembered that the marks were made in; one who edits a text each day and marks
/// in it fills this in a year.
const MOST_KNOWN: usize = 400;

/// What a file says of the work its marks belong to.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Head {
    /// The work.
    pub about: About,
    /// When that was written, in milliseconds since 1970. Of two the later holds.
    pub modified: u64,
    /// The hashes of the words of all texts that these marks were made in or taken over for: those before
    /// it was edited, other editions. ([`Identity::words`])
    pub known: BTreeSet<u64>,
}

impl Head {
    /// Whether these are the marks of a text of these words.
    pub fn knows(&self, words: u64) -> bool {
        // A text without words is no text of anybody’s.
        words != 0 && (self.about.identity.words == words || self.known.contains(&words))
    }

    /// The hashes of all words these are known to be marks of.
    pub fn words(&self) -> impl Iterator<Item = u64> {
        let now = self.about.identity.words;
        let before = self.known.iter().copied().filter(move |words| *words != now);
        std::iter::once(now).chain(before).filter(|words| *words != 0)
    }

    /// Takes note that the marks were made in a text of this identity, in milliseconds since 1970.
    /// Whether that is new.
    pub fn take_note(&mut self, identity: &Identity, now: u64) -> bool {
        if self.about.identity == *identity {
            return false;
        }
        let before = std::mem::replace(&mut self.about.identity, identity.clone());
        if before != Identity::default() {
            self.known.insert(before.words);
        }
        self.modified = now.max(self.modified.saturating_add(1));
        self.bound();
        true
    }

    /// Adds what another version says of the same work.
    pub fn unite(&mut self, other: Self) {
        let mut known = std::mem::take(&mut self.known);
        known.extend(other.known.iter().copied());
        let (mine, its) = (self.about.identity.words, other.about.identity.words);
        let rank =
            |head: &Self| (head.modified, print(&Self { known: BTreeSet::new(), ..head.clone() }));
        if rank(&other) > rank(self) {
            *self = other;
        }
        if mine != its {
            known.extend([mine, its]);
        }
        self.known = known;
        self.bound();
    }

    fn bound(&mut self) {
        self.known.remove(&0);
        while self.known.len() > MOST_KNOWN {
            self.known.pop_last();
        }
    }
}

/// Reads a first line.
///
/// # Errors
/// `None` where it is none, else why it cannot be used.
pub(super) fn parse(line: &str) -> Result<Head, Option<Unusable>> {
    // Told by its format, before a long line is read for nothing.
    if !line.contains(FAMILY) || line.len() > LONGEST_HEAD {
        return Err(None);
    }
    let Ok(Value::Object(mut fields)) = serde_json::from_str(line) else { return Err(None) };
    match fields.remove("format") {
        Some(Value::String(format)) if format == FORMAT => {}
        Some(Value::String(format)) if format.starts_with(FAMILY) => {
            return Err(Some(Unusable::Newer));
        }
        _ => return Err(None),
    }
    let id = string(&mut fields, "id").ok_or(None)?;
    let modified = string(&mut fields, "modified").and_then(|date| moment(&date)).unwrap_or(0);
    let mut work = match fields.remove("about") {
        Some(Value::Object(work)) => work,
        _ => Map::new(),
    };
    let words = string(&mut work, "words").and_then(|hex| u64::from_str_radix(&hex, 16).ok());
    let known = strings(&mut work, "known").into_iter();
    let known = known.filter_map(|hex| u64::from_str_radix(&hex, 16).ok()).collect();
    let sketch = string(&mut work, "sketch").map(|hex| sketch(&hex)).unwrap_or_default();
    let about = About {
        id: bare_id(&id).to_owned(),
        title: string(&mut work, "title"),
        creators: strings(&mut work, "creator"),
        date: string(&mut work, "date"),
        identifiers: strings(&mut work, "identifiers"),
        identity: Identity { words: words.unwrap_or(0), sketch },
        more: both(fields, work),
    };
    Ok(Head { about, modified, known })
}

/// What others wrote into the line, and into what it says of the work, under a name of its own.
fn both(mut outside: Map<String, Value>, within: Map<String, Value>) -> Map<String, Value> {
    if !within.is_empty() {
        outside.insert("about".to_owned(), Value::Object(within));
    }
    outside
}

/// Prints a first line.
pub(super) fn print(head: &Head) -> String {
    let about = &head.about;
    let mut work = Fields::default();
    work.put("title", about.title.as_deref());
    work.put_some("creator", (!about.creators.is_empty()).then_some(&about.creators));
    work.put("date", about.date.as_deref());
    work.put_some("identifiers", (!about.identifiers.is_empty()).then_some(&about.identifiers));
    work.put("words", Some(format!("{:016x}", about.identity.words)));
    let known: Vec<String> = head.known.iter().map(|words| format!("{words:016x}")).collect();
    work.put_some("known", (!known.is_empty()).then_some(&known));
    let sketch: String = about.identity.sketch.iter().map(|hash| format!("{hash:016x}")).collect();
    work.put("sketch", Some(sketch));
    let nothing = Map::new();
    let within = about.more.get("about").and_then(Value::as_object).unwrap_or(&nothing);
    let work = work.object(within);
    let mut fields = Fields::default();
    fields.put("format", Some(FORMAT));
    fields.put("id", Some(full_id(&about.id)));
    fields.put("modified", (head.modified > 0).then(|| iso(head.modified)));
    fields.put_printed("about", work);
    fields.object(&about.more)
}

/// The hashes of a sketch, sixteen figures each.
fn sketch(hex: &str) -> Vec<u64> {
    let hash = |at: usize| u64::from_str_radix(hex.get(at..at + 16)?, 16).ok();
    let mut hashes: Vec<u64> = (0..hex.len()).step_by(16).map_while(hash).collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}
