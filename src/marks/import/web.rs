//! Web Annotations, wherever they stand in a file of JSON: what Hypothesis answers and exports, and
//! collections, pages and lists as the W3C has them, ours too.

use serde_json::Value;

use super::walk::{self, Gathered, Object};
use super::{Book, Quotation, colour};
use crate::marks::Colour;
use crate::marks::date::moment;

/// The books of a file, by their titles or addresses.
pub(super) fn books(value: &Value) -> Vec<Book> {
    let mut gathered = Gathered::new();
    walk::objects(value, &mut |fields, title| {
        let label = ["label", "title"].iter().find_map(|name| fields.get(*name)?.as_str());
        let title = label.or(title);
        let Some(quotation) = annotation(fields) else { return Some(title) };
        let named = title.unwrap_or_default();
        let book = || Book { title: title_of(fields, named), ..Book::default() };
        gathered.add(work(fields, named), book, quotation);
        None
    });
    gathered.books()
}

/// What the annotations of one work have in common.
fn work(value: &Object, title: &str) -> String {
    let address = value.get("uri").and_then(Value::as_str);
    let source = target(value).and_then(|target| target.get("source")?.as_str());
    address.or(source).unwrap_or(title).to_owned()
}

fn title_of(value: &Object, title: &str) -> Option<String> {
    let own = value.get("document").and_then(|document| match document.get("title")? {
        Value::Array(all) => all.first()?.as_str(),
        one => one.as_str(),
    });
    own.or(Some(title)).filter(|title| !title.trim().is_empty()).map(str::to_owned)
}

/// What an annotation is about: the first of several.
fn target(value: &Object) -> Option<&Value> {
    match value.get("target")? {
        Value::Array(all) => all.first(),
        one => Some(one),
    }
}

/// An annotation; nothing for an answer to another, and for what is none.
fn annotation(value: &Object) -> Option<Quotation> {
    let target = target(value)?;
    let deleted = value.get("deleted").is_some();
    let answer = value.get("references").and_then(Value::as_array).is_some_and(|it| !it.is_empty());
    if answer || deleted {
        return None;
    }
    let selectors = match target.get("selector") {
        Some(Value::Array(all)) => all.iter().collect(),
        Some(one) => vec![one],
        None => Vec::new(),
    };
    let said = |value: Option<&Value>| value.and_then(Value::as_str).unwrap_or_default().to_owned();
    let of = |kind: &str| selectors.iter().find(|it| said(it.get("type")) == kind).copied();
    let (quote, page) = (of("TextQuoteSelector"), of("PageSelector"));
    let quoted = |name: &str| quote.map(|quote| said(quote.get(name))).unwrap_or_default();
    let date = |names: [&str; 2]| names.iter().find_map(|name| moment(&said(value.get(*name))));
    let (remark, tags) = bodies(value);
    let colour = tags.iter().find_map(|tag| Colour::named(tag));
    Some(Quotation {
        id: said(value.get("id")),
        words: quoted("exact"),
        prefix: quoted("prefix"),
        suffix: quoted("suffix"),
        remark,
        colour: colour::nearest(&said(value.get("color"))).or(colour),
        made: date(["created", "updated"]),
        page: page.map(|page| said(page.get("label"))).filter(|page| !page.is_empty()),
        ..Quotation::default()
    })
}

/// What an annotation says, and its tags.
fn bodies(value: &Object) -> (String, Vec<String>) {
    let strings = |value: Option<&Value>| -> Vec<String> {
        let all = value.and_then(Value::as_array).into_iter().flatten();
        all.filter_map(|it| it.as_str().map(str::to_owned)).collect()
    };
    let mut tags = strings(value.get("tags"));
    let mut remarks: Vec<&str> = value.get("text").and_then(Value::as_str).into_iter().collect();
    let bodies = match value.get("body") {
        Some(Value::Array(all)) => all.iter().collect(),
        Some(one) => vec![one],
        None => Vec::new(),
    };
    for body in bodies {
        let words = body.get("value").or(Some(body)).and_then(Value::as_str);
        let Some(words) = words else { continue };
        match body.get("purpose").and_then(Value::as_str) {
            Some("tagging") => tags.push(words.to_owned()),
            _ => remarks.push(words),
        }
    }
    (remarks.join("\n\n"), tags)
}
