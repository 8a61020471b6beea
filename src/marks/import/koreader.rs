//! KOReader: what it keeps beside a book (`metadata.*.lua`, in the forms before and since 2024), and
//! what it exports as JSON.

use serde_json::Value;

use super::{Book, Quotation, colour};
use crate::marks::date::moment;

/// The books of a file; none where it is nothing of KOReader’s.
pub(super) fn books(value: &Value) -> Vec<Book> {
    if let Some(documents) = value.get("documents").and_then(Value::as_array) {
        return documents.iter().filter_map(exported).collect();
    }
    exported(value).or_else(|| beside(value)).into_iter().collect()
}

/// A book of an export.
fn exported(value: &Value) -> Option<Book> {
    let entries = value.get("entries")?.as_array()?;
    let entry = |entry: &Value| Quotation {
        words: words(entry, "text"),
        remark: words(entry, "note"),
        colour: colour::nearest(&words(entry, "color")),
        made: entry.get("time").and_then(Value::as_u64).map(|seconds| seconds.saturating_mul(1000)),
        page: label(entry, "page"),
        section: one(entry, "chapter"),
        ..Quotation::default()
    };
    let authors = one(value, "author").into_iter().collect();
    let quotations = entries.iter().map(entry).collect();
    Some(Book { title: one(value, "title"), authors, quotations })
}

/// The book of a file beside it.
fn beside(value: &Value) -> Option<Book> {
    let new = value.get("annotations").and_then(Value::as_object);
    let old = value.get("highlight").and_then(Value::as_object);
    let known = ["doc_props", "stats", "doc_path", "partial_md5_checksum", "last_xpointer"];
    if new.is_none() && old.is_none() || !known.iter().any(|name| value.get(name).is_some()) {
        return None;
    }
    let said = |name: &str| {
        let places = [value.get("doc_props"), value.get("stats")];
        places.into_iter().flatten().find_map(|place| one(place, name))
    };
    let pages = value.get("doc_pages").or_else(|| value.get("stats")?.get("pages"));
    let pages = pages.and_then(Value::as_f64).filter(|&pages| pages >= 1.0);
    let quotations = match new {
        Some(all) => all.values().filter_map(|it| annotation(it, pages)).collect(),
        None => old.into_iter().flat_map(|pages| highlights(pages, value)).collect(),
    };
    let authors = said("authors").unwrap_or_default();
    let authors = authors.split('\n').map(|name| name.trim().to_owned());
    let authors = authors.filter(|name| !name.is_empty()).collect();
    Some(Book { title: said("title"), authors, quotations })
}

/// An annotation as it is kept since 2024; nothing for a bookmark, which has no line drawn.
fn annotation(value: &Value, pages: Option<f64>) -> Option<Quotation> {
    let drawn = value.get("drawer").or_else(|| value.get("pos0")).is_some();
    let share = || Some((value.get("pageno")?.as_f64()? - 0.5) / pages?);
    drawn.then(|| Quotation {
        words: words(value, "text"),
        remark: words(value, "note"),
        colour: colour::nearest(&words(value, "color")),
        made: moment(&words(value, "datetime")),
        // The page of the printed book, where the book says so; never that of a screen.
        page: label(value, "pageref"),
        section: one(value, "chapter"),
        share: share().filter(|share| (0.0..=1.0).contains(share)),
        ..Quotation::default()
    })
}

/// What was highlighted before 2024: by page, and the remarks in another list.
fn highlights<'v>(
    pages: &'v serde_json::Map<String, Value>,
    whole: &'v Value,
) -> impl Iterator<Item = Quotation> {
    let bookmarks = whole.get("bookmarks").and_then(Value::as_object);
    let bookmarks: Vec<&Value> = bookmarks.into_iter().flat_map(|all| all.values()).collect();
    let all = pages.values().filter_map(Value::as_object).flat_map(|page| page.values());
    all.map(move |value| {
        let (marked, when) = (words(value, "text"), words(value, "datetime"));
        // The words of a bookmark are the reader’s, unless KOReader made them of the page and the day.
        let remark = bookmarks.iter().find_map(|bookmark| {
            let same = words(bookmark, "datetime") == when && words(bookmark, "notes") == marked;
            let said = words(bookmark, "text");
            (same && !said.contains(&when) && said != marked).then_some(said)
        });
        Quotation {
            words: marked,
            remark: remark.unwrap_or_default(),
            colour: colour::nearest(&words(value, "color")),
            made: moment(&when),
            section: one(value, "chapter"),
            ..Quotation::default()
        }
    })
}

/// The words of a field.
fn words(value: &Value, name: &str) -> String {
    value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// The words of a field, if it has any.
fn one(value: &Value, name: &str) -> Option<String> {
    Some(words(value, name)).filter(|words| !words.trim().is_empty())
}

/// A page as words or as a number.
fn label(value: &Value, name: &str) -> Option<String> {
    match value.get(name)? {
        Value::Number(number) => Some(number.to_string()),
        // Where it is a place within the book, it is no page.
        Value::String(words) if !words.contains('/') => Some(words.clone()),
        _ => None,
    }
}
