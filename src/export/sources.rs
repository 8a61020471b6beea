//! The sources of a text as BibTeX and as CSL JSON, from bibliography files and from the lists
//! people wrote by hand.
//!
//! Both say what a [`Reference`] knows, whichever it comes from.

use std::sync::LazyLock;

use regex::Regex;
use serde_json::{Map, Value, json};

use crate::doc::{Document, Field, Name, People, Reference, ReferenceId};
use crate::language::fold::one_line;
use crate::link::Links;

/// Writes the sources of a text as BibTeX.
pub fn bibtex(document: &Document, links: &Links) -> String {
    let sources = links.sources(document);
    let entries = sources.iter().map(|source| entry(source, note(document, source).as_deref()));
    let entries: Vec<String> = entries.collect();
    entries.join("\n")
}

/// Writes one source of a text as BibTeX.
pub fn bibtex_of(document: &Document, links: &Links, reference: ReferenceId) -> String {
    let sources = links.sources(document);
    let source = sources.get(reference.index());
    source.map_or_else(String::new, |source| entry(source, note(document, source).as_deref()))
}

/// Writes the sources of a text as CSL JSON.
pub fn csl_json(document: &Document, links: &Links) -> String {
    let sources = links.sources(document);
    let items = sources.iter().map(|source| item(source, note(document, source).as_deref()));
    let items: Vec<Value> = items.collect();
    let list = serde_json::to_string_pretty(&items).expect("items hold only strings and numbers");
    list + "\n"
}

/// Writes works of several texts as BibTeX, each with the words of its entry as a note.
pub fn works_as_bibtex<'w>(works: impl Iterator<Item = (&'w Reference, &'w str)>) -> String {
    let entries = works.map(|(source, words)| entry(source, Some(words)));
    entries.collect::<Vec<_>>().join("\n")
}

/// Writes works of several texts as CSL JSON, each with the words of its entry as a note.
pub fn works_as_csl_json<'w>(works: impl Iterator<Item = (&'w Reference, &'w str)>) -> String {
    let items: Vec<Value> = works.map(|(source, words)| item(source, Some(words))).collect();
    let list = serde_json::to_string_pretty(&items).expect("items hold only strings and numbers");
    list + "\n"
}

/// A formula of TeX: no blank within its signs at either end.
static FORMULA: LazyLock<Regex> = LazyLock::new(|| constant(r"\$[^\s$](?:[^$]*[^\s$\\])?\$"));

fn constant(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is a constant")
}

/// The words of an entry that somebody wrote by hand: they go along as a note, so that nothing is lost
/// to what was not understood. Those of a bibliography file were made of what it says.
fn note(document: &Document, reference: &Reference) -> Option<String> {
    let own = document.reference_at(reference.span.start).is_none();
    own.then(|| one_line(document.words(reference.span)))
}

/// An entry of BibTeX.
fn entry(reference: &Reference, note: Option<&str>) -> String {
    let kind = match &*reference.kind {
        "article-journal" | "article-magazine" | "article-newspaper" | "article" => "article",
        "book" | "collection" => "book",
        "chapter" | "entry-encyclopedia" => "incollection",
        "paper-conference" => "inproceedings",
        "thesis" => "phdthesis",
        "report" => "techreport",
        "manuscript" => "unpublished",
        _ => "misc",
    };
    let key: String = reference
        .key
        .chars()
        .map(|c| if c.is_whitespace() || "{}()\",=#%\\~'".contains(c) { '-' } else { c })
        .collect();
    let mut lines = vec![format!("@{kind}{{{key}")];
    let mut add = |name: &str, value: &str| {
        if !value.is_empty() {
            let value = if matches!(name, "url" | "doi") { address(value) } else { escaped(value) };
            lines.push(format!("  {name} = {{{value}}}"));
        }
    };
    add("author", &names(&reference.authors));
    add("title", reference.title.as_deref().unwrap_or(""));
    add("year", reference.year.as_deref().unwrap_or(""));
    let container = if kind == "article" { "journal" } else { "booktitle" };
    let issuer = match kind {
        "phdthesis" => "school",
        "techreport" => "institution",
        _ => "publisher",
    };
    add("editor", &names(&reference.editors));
    add("translator", &names(&reference.translators));
    let get = |field| reference.get(field);
    let pairs = [
        (container, get(Field::Container)),
        ("volume", get(Field::Volume)),
        ("number", get(Field::Issue).or(get(Field::Number))),
        ("pages", get(Field::Pages)),
        ("edition", get(Field::Edition)),
        (issuer, get(Field::Publisher)),
        ("address", get(Field::Place)),
        ("series", get(Field::Series)),
        ("type", get(Field::Genre)),
        ("origdate", get(Field::Original)),
        ("doi", get(Field::Doi)),
        ("url", get(Field::Url)),
        ("isbn", get(Field::Isbn)),
    ];
    for (name, value) in pairs {
        // A dash between pages is two hyphens in BibTeX; one in an address is a part of it.
        let ranged = !matches!(name, "url" | "doi");
        let value = value.unwrap_or("");
        if ranged { add(name, &value.replace('–', "--")) } else { add(name, value) }
    }
    add("note", note.unwrap_or_default());
    lines.join(",\n") + "\n}\n"
}

/// Names as BibTeX joins them. A body of several words is in braces, to stay whole.
fn names(people: &People) -> String {
    let one = |name: &Name| {
        let whole = name.surname();
        let parted =
            whole.contains([' ', ',']) && (name.particle.is_empty() || whole.contains(','));
        match (name.is_whole(), name.suffix.is_empty()) {
            (true, _) if parted => format!("{{{whole}}}"),
            (_, false) => format!("{whole}, {}, {}", name.suffix, name.given),
            _ => name.inverted(),
        }
    };
    let mut shown: Vec<String> = people.names.iter().map(one).collect();
    if people.others && !shown.is_empty() {
        shown.push("others".to_owned());
    }
    shown.join(" and ")
}

/// Whether each brace has its partner.
fn is_balanced(value: &str) -> bool {
    let mut depth = 0_i32;
    value.chars().all(|c| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        depth >= 0
    }) && depth == 0
}

/// An address as BibTeX reads it back: as it is, which its signs are to TeX within `\url`.
fn address(value: &str) -> String {
    let balanced = is_balanced(value);
    let kept = |c: &char| !c.is_control() && (balanced || !matches!(c, '{' | '}'));
    value.chars().filter(kept).collect()
}

/// A value as BibTeX reads it back: signs of TeX escaped but for those of formulas, which are TeX as
/// they stand, and braces that have no partner left out.
fn escaped(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut done = 0;
    for found in FORMULA.find_iter(value) {
        let inner = found.as_str().trim_matches('$');
        let digit = value[found.end()..].starts_with(|c: char| c.is_ascii_digit());
        if !digit && is_balanced(inner) && inner.contains(['\\', '^', '_', '{']) {
            out.push_str(&escaped_words(&value[done..found.start()]));
            out.push_str(found.as_str());
            done = found.end();
        }
    }
    out + &escaped_words(&value[done..])
}

fn escaped_words(value: &str) -> String {
    let balanced = is_balanced(value);
    let mut out = String::with_capacity(value.len());
    for c in value.chars() {
        match c {
            '{' | '}' if !balanced => {}
            '~' => out.push_str("\\textasciitilde{}"),
            '\\' => out.push_str("\\textbackslash{}"),
            '&' | '%' | '#' | '$' => out.extend(['\\', c]),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// An item of CSL JSON.
fn item(reference: &Reference, note: Option<&str>) -> Value {
    let mut item = Map::new();
    item.insert("id".to_owned(), json!(reference.key));
    item.insert("type".to_owned(), json!(reference.kind));
    let roles = [
        ("author", &reference.authors),
        ("editor", &reference.editors),
        ("translator", &reference.translators),
    ];
    for (role, people) in roles.into_iter().filter(|(_, people)| !people.is_empty()) {
        let mut named: Vec<Value> = people.names.iter().map(person).collect();
        if people.others {
            named.push(json!({ "literal": "others" }));
        }
        item.insert(role.to_owned(), json!(named));
    }
    if let Some(title) = &reference.title {
        item.insert("title".to_owned(), json!(title));
    }
    if let Some(year) = &reference.year {
        let date = match year.parse::<u16>() {
            Ok(year) => json!({ "date-parts": [[year]] }),
            Err(_) => json!({ "literal": year }),
        };
        item.insert("issued".to_owned(), date);
    }
    for (field, value) in &reference.fields {
        let value = match field {
            Field::Original => json!({ "literal": value }),
            _ => json!(value),
        };
        item.insert(field.csl().to_owned(), value);
    }
    if let Some(note) = note {
        item.insert("note".to_owned(), json!(note));
    }
    Value::Object(item)
}

fn person(name: &Name) -> Value {
    if name.is_whole() {
        return json!({ "literal": name.surname() });
    }
    let mut parts = Map::new();
    let named = [
        ("non-dropping-particle", &name.particle),
        ("family", &name.family),
        ("given", &name.given),
        ("suffix", &name.suffix),
    ];
    for (part, words) in named.into_iter().filter(|(_, words)| !words.is_empty()) {
        parts.insert(part.to_owned(), json!(words));
    }
    Value::Object(parts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::link;
    use crate::read;

    const LIST: &str = "Text.\n\n## References\n\nDoe, Ann, and Bo Lee. 1999. “On It.” *The \
                        Journal* 12 (3): 1–20. https://doi.org/10.1234/x.y.\n\nRay, Cy. 2001. \
                        *A Book & More*. London: Verso.\n";

    #[test]
    fn lists_written_by_hand() {
        let document = read::markdown("x", LIST);
        let links = link(&document);
        let written = bibtex(&document, &links);
        for line in [
            "@article{doe-lee-1999,",
            "  author = {Doe, Ann and Lee, Bo},",
            "  journal = {The Journal},",
            "  pages = {1--20},",
            "  doi = {10.1234/x.y},",
            "@book{ray-2001,",
            "  title = {A Book \\& More},",
        ] {
            assert!(written.lines().any(|own| own == line), "{line}\n{written}");
        }
        let items: Value = serde_json::from_str(&csl_json(&document, &links)).unwrap();
        assert_eq!(items[1]["author"][0], json!({ "family": "Ray", "given": "Cy" }));
        assert_eq!(items[0]["issued"], json!({ "date-parts": [[1999]] }));
    }

    /// What is written is read back as it was, in either format.
    #[test]
    fn there_and_back() {
        let source = "@incollection{a, author={Doe, Ann}, title={One}, booktitle={All}, \
                      editor={Ed, It}, year=1999, pages={1--2}, publisher={P \\& Q}, address={X}}\
                      @article{b, author={Lee, Bo}, title={Two}, journal={J}, volume=3, number=4, \
                      year={1845/1846}, doi={10.1/x}}\
                      @misc{c, author={{Mill, Rye and Sons} and Oat, Ann}, title={Of $\\mathbb{R}^n$ at \\$5 \
                      \\textasciitilde{} $ 6}, url={http://a.example/b_c%20d~e#f&g}}";
        let document = read::read("x.bib", source.as_bytes()).unwrap();
        let links = link(&document);
        assert_eq!(links.references.len(), 3);
        let written = bibtex(&document, &links);
        for part in ["{Mill, Rye and Sons} and Oat, Ann", "$\\mathbb{R}^n$", "/b_c%20d~e#f&g}"] {
            assert!(written.contains(part), "{written}");
        }
        let again = read::read("x.bib", written.as_bytes()).unwrap();
        assert_eq!(again.text, document.text, "{written}");
        let written = csl_json(&document, &links);
        let again = read::read("x.json", written.as_bytes()).unwrap();
        assert_eq!(again.text, document.text, "{written}");
    }
}
