//! Web Annotations of the W3C (Web Annotation Data Model, 2017), as JSON-LD: a collection a work, with
//! the selectors that Hypothesis writes and finds words by.

use serde_json::{Map, Value, json};

use super::excerpt::{Excerpt, Excerpts};
use crate::marks::date::iso;

/// The context by which JSON-LD knows what the names mean.
const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

/// One collection, or a list of them.
pub(super) fn write(works: &[Excerpts<'_>]) -> String {
    let collections: Vec<Value> = works.iter().map(collection).collect();
    let whole = match <[Value; 1]>::try_from(collections) {
        Ok([one]) => one,
        Err(several) => Value::Array(several),
    };
    serde_json::to_string_pretty(&whole).expect("values hold only strings and numbers") + "\n"
}

fn collection(work: &Excerpts<'_>) -> Value {
    let source = source(work);
    let items: Vec<Value> = work.marks.iter().map(|it| annotation(it, &source)).collect();
    let id = format!("urn:uuid:{}", work.about.id);
    json!({
        "@context": CONTEXT,
        "id": id,
        "type": "AnnotationCollection",
        "label": work.title(),
        "total": items.len(),
        "first": {
            "id": format!("{id}#1"),
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
    })
}

/// What a work is known by where its annotations point: an address where it has one, else its name.
fn source(work: &Excerpts<'_>) -> String {
    let names = &work.about.identifiers;
    let named = names.iter().find_map(|name| match name.split_once(':') {
        Some((kind, rest)) if kind.eq_ignore_ascii_case("doi") => {
            Some(format!("https://doi.org/{rest}"))
        }
        Some(("http" | "https" | "urn", _)) => Some(name.clone()),
        Some((kind, rest)) if kind.eq_ignore_ascii_case("isbn") => Some(format!("urn:isbn:{rest}")),
        _ => None,
    });
    named.unwrap_or_else(|| format!("urn:uuid:{}", work.about.id))
}

fn annotation(excerpt: &Excerpt<'_>, source: &str) -> Value {
    let mark = excerpt.mark;
    let mut body = Vec::new();
    if !excerpt.remark().is_empty() {
        body.push(json!({
            "type": "TextualBody",
            "value": mark.remark,
            "format": "text/plain",
            "purpose": "commenting",
        }));
    }
    let motivation = if body.is_empty() { "highlighting" } else { "commenting" };
    // The model has no colours; a tag is what every reader of it shows.
    body.push(json!({
        "type": "TextualBody",
        "value": mark.colour.name(),
        "format": "text/plain",
        "purpose": "tagging",
    }));
    let mut selectors = vec![json!({
        "type": "TextQuoteSelector",
        "exact": mark.anchor.exact,
        "prefix": mark.anchor.prefix,
        "suffix": mark.anchor.suffix,
    })];
    if let Some((start, end)) = excerpt.characters {
        selectors.push(json!({ "type": "TextPositionSelector", "start": start, "end": end }));
    }
    if !excerpt.pages.is_empty() {
        // As EPUB Annotations and Hypothesis name the printed page.
        selectors.push(json!({ "type": "PageSelector", "label": excerpt.pages }));
    }
    let mut fields = Map::new();
    let mut add = |name: &str, value: Value| fields.insert(name.to_owned(), value);
    add("id", json!(format!("urn:uuid:{}", mark.id)));
    add("type", json!("Annotation"));
    add("motivation", json!(motivation));
    add("created", json!(iso(mark.created)));
    add("modified", json!(iso(mark.modified.max(mark.created))));
    add("body", json!(body));
    add("target", json!({ "source": source, "selector": selectors }));
    Value::Object(fields)
}
