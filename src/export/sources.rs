//! The sources of a text as BibTeX and as CSL JSON, from bibliography files and from the lists
//! people wrote by hand.
//!
//! Of an entry written by hand, authors, year and title are known, and what can be told from its
//! marks and addresses: the name in italics it is part of, its DOI. The entry as printed goes
//! along as a note, so that nothing is lost to what was not understood.

use std::sync::LazyLock;

use regex::Regex;
use serde_json::{Map, Value, json};

use crate::doc::{Document, MarkKind, OTHERS, Reference, WHOLE};
use crate::language::fold::one_line;
use crate::link::Links;

/// Writes the sources of a text as BibTeX.
pub fn bibtex(document: &Document, links: &Links) -> String {
    let entries: Vec<String> =
        links.references.iter().map(|reference| entry(&Source::of(document, reference))).collect();
    entries.join("\n")
}

/// Writes the sources of a text as CSL JSON.
pub fn csl_json(document: &Document, links: &Links) -> String {
    let items: Vec<Value> =
        links.references.iter().map(|reference| item(&Source::of(document, reference))).collect();
    let list = serde_json::to_string_pretty(&items).expect("items hold only strings and numbers");
    list + "\n"
}

/// A reference with what its entry tells besides.
struct Source<'d> {
    reference: &'d Reference,
    kind: String,
    /// The authors, `Family, Given`; a body or a name that cannot be parted has no comma.
    authors: Vec<String>,
    /// CSL variables.
    fields: Vec<(String, String)>,
    /// The roles that others have besides those named.
    others: Vec<&'d str>,
    /// The names that have a comma and are a body's.
    whole: Vec<&'d str>,
}

impl<'d> Source<'d> {
    fn of(document: &Document, reference: &'d Reference) -> Self {
        let mut kind = None;
        let mut fields: Vec<(String, String)> = Vec::new();
        let (mut others, mut whole) = (Vec::new(), Vec::new());
        for (name, value) in &reference.more {
            match &**name {
                "type" => kind = Some(value.clone()),
                OTHERS => others.push(value.as_str()),
                WHOLE => whole.push(value.as_str()),
                name => fields.push((name.to_owned(), value.clone())),
            }
        }
        if reference.more.is_empty() {
            kind = Some(read_entry(document, reference, &mut fields).to_owned());
        }
        let written = reference.more.is_empty();
        let authors = reference.authors.iter().enumerate();
        // By hand, only the first name is turned round, unless initials show that it is not.
        let authors =
            authors.map(|(at, name)| match written && (at > 0 || begins_with_initial(name)) {
                true => inverted(name),
                false => name.clone(),
            });
        let mut authors: Vec<String> = authors.collect();
        // A work is listed under its editors where it has no author.
        let editors = fields.iter().filter(|(name, _)| name == "editor").map(|(_, value)| value);
        if editors.eq(&authors) {
            authors.clear();
        }
        let kind = kind.unwrap_or_else(|| "document".to_owned());
        Self { reference, kind, authors, fields, others, whole }
    }

    fn get(&self, field: &str) -> Option<&str> {
        self.fields.iter().find(|(name, _)| name == field).map(|(_, value)| value.as_str())
    }
}

/// Whether a name begins with an initial, `T. Venu`, as no body's does.
fn begins_with_initial(name: &str) -> bool {
    let first = name.split(' ').next().unwrap_or("");
    let mut parts = first.trim_end_matches('.').split(['.', '-']).filter(|part| !part.is_empty());
    first.ends_with('.') && parts.all(|part| part.chars().count() == 1)
}

/// `Given van Family` as `van Family, Given`.
fn inverted(name: &str) -> String {
    let Some((mut given, last)) = name.rsplit_once(' ').filter(|_| !name.contains(',')) else {
        return name.to_owned();
    };
    let mut family = last.to_owned();
    // Particles are in lower case, and go with the family.
    while let Some((rest, word)) = given.rsplit_once(' ')
        && word.chars().all(char::is_lowercase)
    {
        family = format!("{word} {family}");
        given = rest;
    }
    format!("{family}, {given}")
}

static DOI: LazyLock<Regex> =
    LazyLock::new(|| constant(r#"\b10\.\d{4,9}/[^\s"”<>]*[^\s"”<>.,;:)\]]"#));
static ADDRESS: LazyLock<Regex> =
    LazyLock::new(|| constant(r#"https?://[^\s"”<>]*[^\s"”<>.,;:)\]]"#));
static ARTICLE: LazyLock<Regex> = LazyLock::new(|| {
    constant(
        r"^[ ,]*(?:vol\. *)?(\d+)(?: ?\((?:no\. *)?([^()]{1,20})\))?[:,] *(?:pp?\. *)?(\d+(?:[-–]\d+)?)",
    )
});

/// A formula of TeX: no blank within its signs at either end.
static FORMULA: LazyLock<Regex> = LazyLock::new(|| constant(r"\$[^\s$](?:[^$]*[^\s$\\])?\$"));

fn constant(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is a constant")
}

/// Reads an entry written by hand, and gives its kind as far as that can be told.
fn read_entry(
    document: &Document,
    reference: &Reference,
    fields: &mut Vec<(String, String)>,
) -> &'static str {
    let words = document.words(reference.span);
    let mut add = |name: &str, value: &str| fields.push((name.to_owned(), one_line(value)));
    let doi = DOI.find(words).map(|found| found.as_str());
    if let Some(doi) = doi {
        add("DOI", doi);
    } else if let Some(address) = ADDRESS.find(words) {
        add("URL", address.as_str());
    }
    let title = reference.title.as_deref().unwrap_or("");
    let emphasised = document
        .marks_in(reference.span)
        .iter()
        .find(|mark| mark.kind == MarkKind::Emphasis && reference.span.encloses(mark.span));
    let kind = match emphasised {
        // What is in italics behind a title is what the work is part of.
        Some(mark) if !title.is_empty() && !document.words(mark.span).contains(title) => {
            add("container-title", document.words(mark.span));
            let behind = &document.text[mark.span.end..reference.span.end];
            match ARTICLE.captures(behind) {
                Some(found) => {
                    for (name, group) in [("volume", 1), ("issue", 2), ("page", 3)] {
                        if let Some(value) = found.get(group) {
                            add(name, value.as_str());
                        }
                    }
                    "article-journal"
                }
                None => "chapter",
            }
        }
        Some(_) => "book",
        None => "document",
    };
    add("note", words);
    kind
}

/// An entry of BibTeX.
fn entry(source: &Source<'_>) -> String {
    let reference = source.reference;
    let kind = match source.kind.as_str() {
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
    let others = |role: &str| source.others.contains(&role);
    add("author", &names(&source.authors, source, others("author")));
    add("title", reference.title.as_deref().unwrap_or(""));
    add("year", reference.year.as_deref().unwrap_or(""));
    let container = if kind == "article" { "journal" } else { "booktitle" };
    let issuer = match kind {
        "phdthesis" => "school",
        "techreport" => "institution",
        _ => "publisher",
    };
    let people = |field: &str| -> Vec<String> {
        let named = source.fields.iter().filter(|(name, _)| name == field);
        named.map(|(_, value)| value.clone()).collect()
    };
    for role in ["editor", "translator"] {
        add(role, &names(&people(role), source, others(role)));
    }
    let pairs = [
        (container, "container-title"),
        ("volume", "volume"),
        ("number", "issue"),
        ("number", "number"),
        ("pages", "page"),
        ("edition", "edition"),
        ("publisher", issuer),
        ("address", "publisher-place"),
        ("series", "collection-title"),
        ("type", "genre"),
        ("origdate", "original-date"),
        ("doi", "DOI"),
        ("url", "URL"),
        ("isbn", "ISBN"),
        ("note", "note"),
    ];
    let mut number = false;
    for (name, field) in pairs {
        let (name, field) = if field == issuer { (issuer, "publisher") } else { (name, field) };
        let Some(value) = source.get(field) else { continue };
        if name == "number" && std::mem::replace(&mut number, true) {
            continue;
        }
        add(name, &value.replace('–', "--"));
    }
    lines.join(",\n") + "\n}\n"
}

/// Names as BibTeX joins them. Several words without a comma are a body, in braces to stay whole.
fn names(names: &[String], source: &Source<'_>, others: bool) -> String {
    let body = |name: &String| {
        name.contains(' ') && !name.contains(',')
            || name.contains(" and ")
            || source.whole.contains(&name.as_str())
    };
    let one = |name: &String| match (body(name), parts(name)) {
        (true, _) => format!("{{{name}}}"),
        (false, [family, given, suffix]) if !suffix.is_empty() => {
            format!("{family}, {suffix}, {given}")
        }
        _ => name.clone(),
    };
    let mut shown: Vec<String> = names.iter().map(one).collect();
    if others && !shown.is_empty() {
        shown.push("others".to_owned());
    }
    shown.join(" and ")
}

/// Family, given name and suffix of `Family, Given, Jr.`
fn parts(name: &str) -> [&str; 3] {
    let mut parts = name.splitn(3, ',').map(str::trim);
    [(); 3].map(|()| parts.next().unwrap_or(""))
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
fn item(source: &Source<'_>) -> Value {
    let reference = source.reference;
    let mut item = Map::new();
    item.insert("id".to_owned(), json!(reference.key));
    item.insert("type".to_owned(), json!(source.kind));
    let people = |names: &mut dyn Iterator<Item = &String>| -> Vec<Value> {
        names.map(|name| source.person(name)).collect()
    };
    if !source.authors.is_empty() {
        let mut authors = people(&mut source.authors.iter());
        if source.others.contains(&"author") {
            authors.push(json!({ "literal": "others" }));
        }
        item.insert("author".to_owned(), json!(authors));
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
    for role in ["editor", "translator"] {
        let named = source.fields.iter().filter(|(name, _)| name == role);
        let mut people = people(&mut named.map(|(_, value)| value));
        if source.others.contains(&role) && !people.is_empty() {
            people.push(json!({ "literal": "others" }));
        }
        if !people.is_empty() {
            item.insert(role.to_owned(), json!(people));
        }
    }
    for (name, value) in &source.fields {
        let value = match name.as_str() {
            "editor" | "translator" => continue,
            "original-date" => json!({ "literal": value }),
            _ => json!(value),
        };
        item.entry(name.clone()).or_insert(value);
    }
    Value::Object(item)
}

impl Source<'_> {
    fn person(&self, name: &str) -> Value {
        if self.whole.contains(&name) {
            return json!({ "literal": name });
        }
        match parts(name) {
            [name, "", ""] => json!({ "literal": name }),
            [family, given, ""] => json!({ "family": family, "given": given }),
            [family, given, suffix] => {
                json!({ "family": family, "given": given, "suffix": suffix })
            }
        }
    }
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
