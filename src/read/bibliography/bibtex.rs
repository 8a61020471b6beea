//! BibTeX and BibLaTeX: entries parsed one by one with `biblatex`, which undoes the LaTeX in them.

use std::borrow::Cow;
use std::collections::HashMap;

use biblatex::{Bibliography, ChunksExt, Person};

use super::entry::{Entry, one_line};
use super::split::{Raw, Strings, split};
use super::year::year;
use super::{Spare, rich, tex};
use crate::doc::{Field, Name, People};

/// Reads a file: its entries, and a sentence about each that could not be read. What entries take
/// over from others is taken from `spare`.
pub(super) fn read(text: &str, spare: &mut Spare) -> (Vec<Entry>, Vec<String>) {
    let raw = split(text);
    let (strings, too_long) = Strings::of(&raw);
    let by_key: HashMap<&str, &Raw<'_>> = raw.iter().map(|entry| (entry.key(), entry)).collect();
    let mut reader = Reader { strings, by_key, spare, refused: None };
    let mut complaints: Vec<String> = too_long
        .map(|line| format!("The abbreviation on line {line} stands for more than any word does."))
        .into_iter()
        .collect();
    let mut entries = Vec::new();
    let mut sets: Vec<&Raw<'_>> = Vec::new();
    for entry in &raw {
        if matches!(entry.kind.as_str(), "string" | "comment" | "preamble") {
            continue;
        }
        if let Some(why) = entry.refusal() {
            complaints.push(format!("The entry on line {} {why}.", entry.line));
            continue;
        }
        if entry.kind == "set" {
            sets.push(entry);
            continue;
        }
        match reader.parse(entry) {
            Some(read) if read.says_something() => entries.push(read),
            _ => complaints.push(format!("The entry on line {} is none.", entry.line)),
        }
        if !entry.closed {
            complaints.push(format!("The entry on line {} is not closed.", entry.line));
        }
    }
    if let Some(line) = reader.refused {
        complaints.push(format!(
            "The entries from line {line} on take over more of others than fits a text: they are \
             read without it."
        ));
    }
    add_sets(&sets, &mut entries, spare, &mut complaints);
    (entries, complaints)
}

/// Adds the entries that stand for several, `@set{key, entryset = {a, b}}`, which are cited and
/// listed together.
fn add_sets(
    sets: &[&Raw<'_>],
    entries: &mut Vec<Entry>,
    spare: &mut Spare,
    complaints: &mut Vec<String>,
) {
    if sets.is_empty() {
        return;
    }
    let by_key: HashMap<&str, usize> =
        entries.iter().enumerate().rev().map(|(at, entry)| (entry.key.as_str(), at)).collect();
    let mut made = Vec::new();
    for set in sets {
        let named = set.field("entryset").unwrap_or("").split(',').map(str::trim);
        let members: Vec<usize> = named.filter_map(|key| by_key.get(key).copied()).collect();
        let size: usize = members.iter().map(|&at| entries[at].size()).sum();
        let [first, rest @ ..] = &members[..] else {
            complaints.push(format!("The set on line {} names no entry.", set.line));
            continue;
        };
        if !spare.take(size) {
            complaints.push(format!("The set on line {} names too many entries.", set.line));
            continue;
        }
        let along = rest.iter().map(|&at| entries[at].clone()).collect();
        made.push(Entry { key: set.key().to_owned(), along, ..entries[*first].clone() });
    }
    entries.append(&mut made);
}

/// What entries are read with.
struct Reader<'t, 's> {
    strings: Strings<'t>,
    by_key: HashMap<&'t str, &'t Raw<'t>>,
    /// How much entries may still take over from others.
    spare: &'s mut Spare,
    /// The line of the first that was not given what it would take over.
    refused: Option<usize>,
}

impl Reader<'_, '_> {
    /// Reads an entry: as it stands, or, where it has faults, field by field.
    fn parse(&mut self, raw: &Raw<'_>) -> Option<Entry> {
        let strings = &self.strings;
        // Hardly any entry leads to another: the fields of the others need not be told apart.
        let leading = leads(raw);
        let parent = leading.then(|| raw.field("crossref")).flatten();
        let parent = parent.and_then(|key| self.by_key.get(key.trim()).copied());
        let parent = parent.filter(|parent| {
            parent.refusal().is_none()
                && parent.key() != raw.key()
                && is_sound(parent.key())
                && is_sound(raw.key())
                && !leads_to(raw, "xdata")
        });
        let taken = parent.map_or(0, |parent| parent.text.len());
        let borrowed = strings.size(raw.text) + parent.map_or(0, |own| strings.size(own.text));
        if !self.spare.take(taken + borrowed) {
            self.refused.get_or_insert(raw.line);
            return self.alone(raw);
        }
        // The parser follows these for ever where they come back: a child leads to its parent, and
        // a parent nowhere.
        let mut addresses = Vec::new();
        let own = if leading && parent.is_none() {
            Cow::Owned(mended(raw, strings, &LINKS))
        } else {
            Cow::Borrowed(raw.text)
        };
        let parent = parent.map(|parent| match leads(parent) {
            true => Cow::Owned(mended(parent, strings, &LINKS)),
            false => Cow::Borrowed(parent.text),
        });
        let parent = parent.map(|text| without_tex(&text, &mut Vec::new()).into_owned());
        let parent = parent.as_deref().unwrap_or("");
        let mut whole = |text: &str| {
            addresses.clear();
            let text = without_tex(text, &mut addresses);
            let needed = match parent {
                "" => strings.needed(&text),
                parent => strings.needed(&format!("{text} {parent}")),
            };
            // A child stands before its parent, or the parent's fields are not taken over.
            let bibliography = Bibliography::parse(&format!("{needed}{text}\n{parent}\n")).ok()?;
            bibliography.into_iter().next().map(|entry| convert(&entry))
        };
        let kept: &[&str] = if parent.is_empty() { &LINKS } else { &LINKS[1..] };
        let mut entry = whole(&own).or_else(|| whole(&mended(raw, strings, kept)))?;
        entry.set(Field::Url, addresses.into_iter().next());
        Some(entry)
    }

    /// Reads an entry by itself: its own words, and no abbreviations.
    fn alone(&self, raw: &Raw<'_>) -> Option<Entry> {
        let text = mended(raw, &Strings::default(), &LINKS);
        let text = without_tex(&text, &mut Vec::new());
        let bibliography = Bibliography::parse(&text).ok()?;
        bibliography.into_iter().next().map(|entry| convert(&entry))
    }
}

/// An entry, or the definition of a string, with the LaTeX in its values read. Addresses and names
/// of files have none.
fn without_tex<'t>(text: &'t str, addresses: &mut Vec<String>) -> Cow<'t, str> {
    if !tex::is_in(text) && !has_loud_and(text) {
        return Cow::Borrowed(text);
    }
    let Some(raw) = split(text).into_iter().next() else { return Cow::Borrowed(text) };
    let begin = text.as_ptr() as usize;
    let mut out = String::with_capacity(text.len() + 16);
    let mut done = 0;
    for (name, value) in raw.fields() {
        let parted = is_of_people(name) && has_loud_and(value);
        let read = tex::is_in(value) && !is_verbatim(name) && !is_date(name, value);
        if !read && !parted {
            continue;
        }
        let at = value.as_ptr() as usize - begin;
        out.push_str(&text[done..at]);
        let mut words = Cow::Borrowed(value);
        if parted {
            words = Cow::Owned(quiet_and(value));
        }
        if read {
            words = Cow::Owned(tex::words(&words, addresses));
        }
        out.push_str(&words);
        done = at + value.len();
    }
    out.push_str(&text[done..]);
    Cow::Owned(out)
}

/// Whether names may be parted in a value by `AND`, which is as good as `and` to `BibTeX`, but not to
/// the parser.
fn has_loud_and(value: &str) -> bool {
    value.contains("AND")
}

/// A value with `and` for each `AND` between blanks and outside of braces.
fn quiet_and(value: &str) -> String {
    let mut depth = 0_usize;
    let words = value.split_inclusive(char::is_whitespace).map(|word| {
        let outside = depth == 0;
        depth = (depth + word.matches('{').count()).saturating_sub(word.matches('}').count());
        match word.strip_prefix("AND") {
            Some(blank) if outside && !blank.is_empty() && blank.trim().is_empty() => {
                format!("and{blank}")
            }
            _ => word.to_owned(),
        }
    });
    words.collect()
}

/// Whether names stand in a field.
fn is_of_people(field: &str) -> bool {
    ["author", "editor", "translator"].iter().any(|role| field.eq_ignore_ascii_case(role))
}

/// Whether a field is a date without commands, in which `~` says that it is not quite known.
fn is_date(field: &str, value: &str) -> bool {
    let field = field.to_ascii_lowercase();
    (field.ends_with("date") || field.ends_with("year")) && !value.contains('\\')
}

/// Whether the value of a field stands as it is, without commands.
fn is_verbatim(field: &str) -> bool {
    let field = field.to_ascii_lowercase();
    matches!(
        field.as_str(),
        "url"
            | "urlraw"
            | "doi"
            | "eprint"
            | "file"
            | "pdf"
            | "verba"
            | "verbb"
            | "verbc"
            | "crossref"
            | "xdata"
            | "entryset"
            | "isbn"
            | "issn"
            | "keywords"
    )
}

/// The fields that lead to other entries.
const LINKS: [&str; 2] = ["crossref", "xdata"];

/// Whether an entry may have a field that leads to others, however it is written.
fn leads(raw: &Raw<'_>) -> bool {
    let text = raw.text.to_ascii_lowercase();
    LINKS.iter().any(|name| text.contains(name))
}

fn leads_to(raw: &Raw<'_>, name: &str) -> bool {
    raw.text.to_ascii_lowercase().contains(name)
}

/// Whether a key is one to every parser.
fn is_sound(key: &str) -> bool {
    !key.is_empty() && !key.contains(|c: char| c.is_whitespace() || "={}\"#%".contains(c))
}

/// Whether each brace of a value has its partner, so that it can stand between two.
fn is_nested(value: &str) -> bool {
    let (mut depth, mut escaped) = (0_i32, false);
    for c in value.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            return false;
        }
    }
    depth == 0 && !escaped
}

/// An entry written anew from what fields can be told apart in it, each name once, without those
/// named in `leave`.
fn mended(raw: &Raw<'_>, strings: &Strings<'_>, leave: &[&str]) -> String {
    let key = raw.key();
    let key = if is_sound(key) { key.to_owned() } else { format!("line-{}", raw.line) };
    let mut text = format!("@{}{{{key}", raw.kind);
    let mut seen: Vec<&str> = Vec::new();
    for (name, value) in raw.fields() {
        let left = leave.iter().any(|left| name.eq_ignore_ascii_case(left));
        if left || seen.contains(&name) || !is_nested(value) {
            continue;
        }
        seen.push(name);
        let bare = !strings.needed(value).is_empty() && !value.contains(' ');
        if bare {
            text.push_str(&format!(",\n{name} = {value}"));
        } else {
            text.push_str(&format!(",\n{name} = {{{value}}}"));
        }
    }
    text.push_str("\n}");
    text
}

fn convert(source: &biblatex::Entry) -> Entry {
    let get = |names: &[&str]| {
        let found = names.iter().find_map(|name| source.get(name));
        found.map(|chunks| one_line(&chunks.format_verbatim())).filter(|text| !text.is_empty())
    };
    let people = |name: &str| -> People {
        let people = source.get_as::<Vec<Person>>(name).unwrap_or_default();
        people.iter().map(person).filter(|name| !name.family.is_empty()).collect()
    };
    let mut entry = Entry {
        key: source.key.clone(),
        kind: kind(&source.entry_type.to_string()).to_owned(),
        authors: people("author"),
        editors: people("editor"),
        translators: people("translator"),
        year: get(&["date", "year"]).and_then(|date| year(&rich::plain(&date))),
        title: titled(get(&["title"]), get(&["subtitle"])),
        ..Entry::default()
    };
    let journal = entry.kind.starts_with("article");
    let book = || titled(get(&["booktitle"]), get(&["booksubtitle"]));
    let periodical = || titled(get(&["journaltitle", "journal"]), get(&["journalsubtitle"]));
    // An article is of its journal, whatever else it says; what is part of a book is of that.
    entry.set(Field::Container, if journal { periodical() } else { book() });
    entry.set(Field::Container, if journal { book() } else { periodical() });
    entry.set(Field::Volume, get(&["volume"]));
    entry.set(if journal { Field::Issue } else { Field::Number }, get(&["number", "issue"]));
    entry.set(Field::Pages, get(&["pages"]).map(|pages| pages.replace("--", "–")));
    entry.set(Field::Edition, get(&["edition"]));
    entry.set(Field::Place, get(&["location", "address"]));
    let publishers = ["publisher", "institution", "school", "organization", "howpublished"];
    entry.set(Field::Publisher, get(&publishers));
    entry.set(Field::Series, get(&["series"]));
    entry.set(Field::Genre, get(&["type"]));
    if entry.kind == "thesis" && entry.get(Field::Genre).is_none() {
        let master = source.entry_type.to_string().starts_with("master");
        entry.set(
            Field::Genre,
            Some(if master { "Master’s thesis" } else { "PhD diss." }.to_owned()),
        );
    }
    entry.set(Field::Original, get(&["origdate", "origyear"]).and_then(|date| year(&date)));
    entry.set(Field::Doi, get(&["doi"]));
    entry.set(Field::Url, get(&["url"]));
    let arxiv = get(&["eprinttype", "archiveprefix"])
        .is_some_and(|kind| kind.eq_ignore_ascii_case("arxiv"));
    let eprint = get(&["eprint"]).filter(|_| arxiv);
    entry.set(Field::Url, eprint.map(|number| format!("https://arxiv.org/abs/{number}")));
    entry.set(Field::Isbn, get(&["isbn"]));
    entry
}

fn titled(title: Option<String>, subtitle: Option<String>) -> Option<String> {
    match (title, subtitle) {
        (Some(title), Some(subtitle)) => {
            let glue = if title.ends_with(['?', '!', ':', '.']) { " " } else { ": " };
            Some(format!("{title}{glue}{subtitle}"))
        }
        (title, _) => title,
    }
}

fn person(person: &Person) -> Name {
    let part = |words: &str| one_line(&rich::plain(words));
    Name {
        particle: part(&person.prefix),
        family: part(&person.name),
        given: part(&person.given_name),
        suffix: part(&person.suffix),
        ..Name::default()
    }
    .sorted()
}

/// The CSL type of a BibLaTeX type (the mapping of CSL's own converters).
fn kind(kind: &str) -> &'static str {
    match kind {
        "article" | "periodical" | "suppperiodical" => "article-journal",
        "inbook" | "incollection" | "suppbook" | "suppcollection" | "bookinbook" => "chapter",
        "inproceedings" | "conference" => "paper-conference",
        "inreference" => "entry-encyclopedia",
        "thesis" | "phdthesis" | "mastersthesis" => "thesis",
        "report" | "techreport" | "manual" => "report",
        "online" | "electronic" | "www" => "webpage",
        "unpublished" => "manuscript",
        "misc" | "dataset" | "software" | "artwork" | "audio" | "video" => "document",
        _ => "book",
    }
}
