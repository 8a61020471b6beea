//! Zotero: the notes it makes of annotations, as Markdown or HTML, and annotations in any JSON of its
//! own or its plug-ins.
//!
//! A note has a line or a paragraph an annotation: the words in quotation marks, whom they are of, a link
//! to the page, and then what the reader says.

use serde_json::Value;

use super::walk::{self, Gathered, Object};
use super::{Book, Quotation, colour};
use crate::language::fold::one_line;
use crate::marks::date::moment;

/// Whether words are such a note.
pub(super) fn is_note(words: &str) -> bool {
    words.contains("zotero://open") || words.contains("data-annotation=\"")
}

/// What is quoted in a note.
pub(super) fn book(words: &str) -> Book {
    let html = words.contains("</p>") || words.contains("</li>");
    let paragraphs: Vec<&str> = match html {
        true => words.split("</p>").flat_map(|part| part.split("</li>")).collect(),
        false => words.lines().collect(),
    };
    let quotations = paragraphs.into_iter().flat_map(|paragraph| {
        match paragraph.contains("data-annotation=\"") {
            true => tagged(paragraph),
            false => linked(paragraph).into_iter().collect(),
        }
    });
    Book { quotations: quotations.collect(), ..Book::default() }
}

/// The annotations of a paragraph whose words are tags with what Zotero knows of them; pictures have no
/// words.
fn tagged(paragraph: &str) -> Vec<Quotation> {
    let starts = paragraph.match_indices("data-annotation=\"").filter_map(|(at, _)| {
        let open = paragraph[..at].rfind('<')?;
        paragraph[open..].starts_with("<span").then_some(open)
    });
    let starts: Vec<usize> = starts.collect();
    let ends = starts.iter().skip(1).copied().chain([paragraph.len()]);
    starts.iter().zip(ends).filter_map(|(&start, end)| one_tagged(&paragraph[start..end])).collect()
}

/// The annotation that words begin with, and what is said of it after them.
fn one_tagged(words: &str) -> Option<Quotation> {
    let (_, rest) = words.split_once("data-annotation=\"")?;
    let (known, _) = rest.split_once('"')?;
    let known: Value = serde_json::from_str(&unescaped(known)).ok()?;
    let end = span_end(words)?;
    let after = &words[end..];
    let cited = after.find("class=\"citation\"").and_then(|at| after[..at].rfind("<span"));
    let cited = cited.filter(|&at| after[..at].trim().is_empty());
    let citation_end = cited.and_then(|at| Some(at + span_end(&after[at..])?)).unwrap_or(0);
    let said = |name: &str| known.get(name).and_then(Value::as_str).unwrap_or_default();
    Some(Quotation {
        id: said("annotationKey").to_owned(),
        words: unquoted(&plain(&words[..end])).to_owned(),
        remark: plain(&without_links(&after[citation_end..])).trim().to_owned(),
        colour: colour::nearest(said("color")),
        page: Some(said("pageLabel").to_owned()).filter(|page| !page.is_empty()),
        ..Quotation::default()
    })
}

/// Where a span ends that `words` begin with, what stands in it included.
fn span_end(words: &str) -> Option<usize> {
    let (mut at, mut depth) = (0, 0_usize);
    loop {
        let next = words[at..].find(['<'])? + at;
        let tag = &words[next..];
        if tag.starts_with("<span") {
            depth += 1;
        } else if tag.starts_with("</span>") {
            depth = depth.checked_sub(1)?;
            if depth == 0 {
                return Some(next + "</span>".len());
            }
        }
        at = next + 1;
    }
}

/// An annotation in a line of Markdown: `“Words” ([Doe, 1999, p. 4](zotero://select/…))
/// ([pdf](zotero://open-pdf/…&annotation=KEY)) remark`.
fn linked(line: &str) -> Option<Quotation> {
    let open = line.find("zotero://open")?;
    let address = line[open..].split([')', '"', ' ', '>']).next()?;
    let id = address.split(['?', '&']).find_map(|part| part.strip_prefix("annotation="));
    let first_link = line.find("([").or_else(|| line.find('['))?;
    let words = line[..first_link].trim_start_matches(['-', '*', '>', ' ', '\t']);
    // A link to the whole of it, as in a table of what is known of a work, is no quotation.
    let quoted = words.starts_with(['“', '"', '«', '„', '‘']) || words.contains("<mark");
    if words.trim().is_empty() || id.is_none() && !quoted {
        return None;
    }
    let label = line[first_link..].split("](").next()?;
    let page = label.rsplit_once("p. ").map(|(_, page)| page.trim_end_matches(')').trim());
    let colour = words.split_once("background").and_then(|(_, style)| {
        let hex = &style[style.find('#')?..];
        colour::nearest(hex.get(..7)?)
    });
    Some(Quotation {
        id: id.unwrap_or_default().to_owned(),
        words: unquoted(&plain(words)).to_owned(),
        remark: plain(&without_links(&line[first_link..])).trim().to_owned(),
        colour,
        page: page.filter(|page| !page.is_empty() && page.len() < 20).map(str::to_owned),
        ..Quotation::default()
    })
}

/// A line without the links that lead into Zotero, and their brackets.
fn without_links(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some(at) = rest.find("](zotero://") {
        let label = rest[..at].rfind('[').unwrap_or(at);
        let end = rest[at..].find(')').map_or(rest.len(), |end| at + end + 1);
        let before = rest[..label].strip_suffix('(');
        out.push_str(before.unwrap_or(&rest[..label]));
        rest = &rest[end..];
        rest = if before.is_some() { rest.strip_prefix(')').unwrap_or(rest) } else { rest };
    }
    out + rest
}

/// Words without their quotation marks.
fn unquoted(words: &str) -> &str {
    let words = words.trim();
    let inner = words.strip_prefix(['“', '"', '«', '„']).unwrap_or(words);
    inner.strip_suffix(['”', '"', '»', '“']).unwrap_or(inner).trim()
}

/// Words without tags, and without what keeps signs of Markdown or HTML from being such.
fn plain(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(at) = rest.find(['<', '&', '\\']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let next = rest[1..].chars().next();
        let taken = match rest.as_bytes()[0] {
            b'<' if next.is_some_and(|c| c.is_ascii_alphabetic() || c == '/') => {
                rest.find('>').map(|end| ("", end + 1))
            }
            b'&' => entity(rest),
            b'\\' if next.is_some_and(|c| c.is_ascii_punctuation()) => Some((&rest[1..2], 2)),
            _ => None,
        };
        let (said, length) = taken.unwrap_or((&rest[..1], 1));
        out.push_str(said);
        rest = &rest[length..];
    }
    out.push_str(rest);
    one_line(&out)
}

/// The few entities that are needed to write HTML.
fn entity(words: &str) -> Option<(&'static str, usize)> {
    let known = [
        ("&amp;", "&"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&nbsp;", " "),
    ];
    known
        .into_iter()
        .find(|(name, _)| words.starts_with(name))
        .map(|(name, sign)| (sign, name.len()))
}

/// Words of which each byte may be written as `%20`.
fn unescaped(words: &str) -> String {
    let mut bytes = Vec::with_capacity(words.len());
    let mut at = 0;
    while let Some(&byte) = words.as_bytes().get(at) {
        let hex = words.get(at + 1..at + 3).filter(|_| byte == b'%');
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                at += 3;
            }
            None => {
                bytes.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The annotations in a file of JSON, by the titles of what they are in.
pub(super) fn annotations(value: &Value) -> Vec<Book> {
    let mut gathered = Gathered::new();
    walk::objects(value, &mut |fields, title| {
        let Some(quotation) = annotation(fields) else {
            // An attachment is called after its file; the item around it has the title.
            let own = fields.get("title").and_then(Value::as_str);
            let attached = fields.contains_key("annotations") && title.is_some();
            return Some(if attached { title } else { own.or(title) });
        };
        let book = || Book { title: title.map(str::to_owned), ..Book::default() };
        gathered.add(title, book, quotation);
        None
    });
    gathered.books()
}

/// An annotation as Zotero keeps it, or as its reader hands it over.
fn annotation(value: &Object) -> Option<Quotation> {
    let said = |names: [&str; 2]| {
        names.iter().find_map(|name| value.get(*name)?.as_str()).unwrap_or_default().to_owned()
    };
    let kept = value.get("annotationType").is_some();
    let kinds = ["highlight", "underline", "note", "text", "image", "ink"];
    let handed = value.get("pageLabel").is_some()
        && value.get("type").and_then(Value::as_str).is_some_and(|kind| kinds.contains(&kind));
    if !kept && !handed {
        return None;
    }
    Some(Quotation {
        id: said(["key", "id"]),
        words: said(["annotationText", "text"]),
        remark: plain(&said(["annotationComment", "comment"])),
        colour: colour::nearest(&said(["annotationColor", "color"])),
        made: moment(&said(["dateAdded", "dateCreated"]))
            .or_else(|| moment(&said(["dateModified", "dateModified"]))),
        page: Some(said(["annotationPageLabel", "pageLabel"])).filter(|page| !page.is_empty()),
        ..Quotation::default()
    })
}
