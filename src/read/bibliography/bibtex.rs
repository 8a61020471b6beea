//! BibTeX and BibLaTeX: entries parsed one by one with `biblatex`, which undoes the LaTeX in them.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use biblatex::{Bibliography, ChunksExt, Person};
use regex::Regex;

use super::entry::{Entry, Name, one_line, year};
use super::split::{Raw, Strings, split};

/// Writes `i` and `j` for LaTeX's dotless letters, which stand beneath accents only (`\\'{\\i}`);
/// the parser knows the accents upon plain ones.
fn dotted(text: &str) -> Cow<'_, str> {
    static DOTLESS: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\\([ij])(?:\b ?|\{\})").expect("the pattern is a constant"));
    DOTLESS.replace_all(text, "$1")
}

/// Reads a file: its entries, and a sentence about each that could not be read.
pub(super) fn read(text: &str) -> (Vec<Entry>, Vec<String>) {
    let text = dotted(text);
    let raw = split(&text);
    let strings = Strings::of(&raw);
    let by_key: HashMap<&str, &Raw<'_>> = raw.iter().map(|entry| (entry.key(), entry)).collect();
    let (mut entries, mut complaints) = (Vec::new(), Vec::new());
    for entry in &raw {
        if matches!(entry.kind.as_str(), "string" | "comment" | "preamble") {
            continue;
        }
        if let Some(why) = entry.refusal() {
            complaints.push(format!("The entry on line {} {why}.", entry.line));
            continue;
        }
        match parse(entry, &strings, &by_key) {
            Some(read) if read.says_something() => entries.push(read),
            _ => complaints.push(format!("The entry on line {} is none.", entry.line)),
        }
        if !entry.closed {
            complaints.push(format!("The entry on line {} is not closed.", entry.line));
        }
    }
    (entries, complaints)
}

/// Reads an entry: as it stands, or, where it has faults, field by field.
fn parse(raw: &Raw<'_>, strings: &Strings<'_>, by_key: &HashMap<&str, &Raw<'_>>) -> Option<Entry> {
    // Hardly any entry leads to another: the fields of the others need not be told apart.
    let leading = leads(raw);
    let parent = leading.then(|| raw.field("crossref")).flatten();
    let parent = parent.and_then(|key| by_key.get(key.trim()).copied());
    let parent = parent.filter(|parent| {
        parent.refusal().is_none()
            && parent.key() != raw.key()
            && is_sound(parent.key())
            && is_sound(raw.key())
            && !leads_to(raw, "xdata")
    });
    // The parser follows these for ever where they come back: a child leads to its parent, and a
    // parent nowhere.
    let own = if leading && parent.is_none() {
        Cow::Owned(mended(raw, strings, &LINKS))
    } else {
        Cow::Borrowed(raw.text)
    };
    let parent = parent.map(|parent| match leads(parent) {
        true => Cow::Owned(mended(parent, strings, &LINKS)),
        false => Cow::Borrowed(parent.text),
    });
    let parent = parent.as_deref().unwrap_or("");
    let whole = |text: &str| {
        let needed = match parent {
            "" => strings.needed(text),
            parent => strings.needed(&format!("{text} {parent}")),
        };
        // A child stands before its parent, or the parent's fields are not taken over.
        let bibliography = Bibliography::parse(&format!("{needed}{text}\n{parent}\n")).ok()?;
        bibliography.into_iter().next().map(|entry| convert(&entry))
    };
    let kept: &[&str] = if parent.is_empty() { &LINKS } else { &LINKS[1..] };
    whole(&own).or_else(|| whole(&mended(raw, strings, kept)))
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
    let people = |name: &str| {
        let people = source.get_as::<Vec<Person>>(name).unwrap_or_default();
        people.iter().map(person).filter(|name| !name.family.is_empty()).collect()
    };
    let mut entry = Entry {
        key: source.key.clone(),
        kind: kind(&source.entry_type.to_string()).to_owned(),
        authors: people("author"),
        editors: people("editor"),
        translators: people("translator"),
        year: get(&["date", "year"]).and_then(|date| year(&date)),
        title: titled(get(&["title"]), get(&["subtitle"])),
        ..Entry::default()
    };
    entry.set("container-title", titled(get(&["booktitle"]), get(&["booksubtitle"])));
    entry.set(
        "container-title",
        titled(get(&["journaltitle", "journal"]), get(&["journalsubtitle"])),
    );
    entry.set("volume", get(&["volume"]));
    let journal = entry.kind.starts_with("article");
    entry.set(if journal { "issue" } else { "number" }, get(&["number", "issue"]));
    entry.set("page", get(&["pages"]).map(|pages| pages.replace("--", "–")));
    entry.set("edition", get(&["edition"]));
    entry.set("publisher-place", get(&["location", "address"]));
    let publishers = ["publisher", "institution", "school", "organization", "howpublished"];
    entry.set("publisher", get(&publishers));
    entry.set("collection-title", get(&["series"]));
    entry.set("genre", get(&["type"]));
    if entry.kind == "thesis" && entry.get("genre").is_none() {
        let master = source.entry_type.to_string().starts_with("master");
        entry.set("genre", Some(if master { "Master’s thesis" } else { "PhD diss." }.to_owned()));
    }
    entry.set("original-date", get(&["origdate", "origyear"]).and_then(|date| year(&date)));
    entry.set("DOI", get(&["doi"]));
    entry.set("URL", get(&["url"]));
    let arxiv = get(&["eprinttype", "archiveprefix"])
        .is_some_and(|kind| kind.eq_ignore_ascii_case("arxiv"));
    let eprint = get(&["eprint"]).filter(|_| arxiv);
    entry.set("URL", eprint.map(|number| format!("https://arxiv.org/abs/{number}")));
    entry.set("ISBN", get(&["isbn"]));
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
    let family = one_line(&format!("{} {}", person.prefix, person.name));
    let given = one_line(&format!("{} {}", person.given_name, person.suffix));
    Name { family, given }
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
