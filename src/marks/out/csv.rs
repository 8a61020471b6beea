//! The table that Readwise takes in: `Highlight,Title,Author,URL,Note,Location,Date`, as RFC 4180 has
//! tables.
//!
//! Programs that calculate take what begins with `=`, `+`, `-` or `@` for a formula, and some of what a
//! formula may do is none of a text’s business: such words get an apostrophe before them, by which
//! those programs know words.

use super::excerpt::Excerpts;
use crate::marks::date::iso;

pub(super) fn write(works: &[Excerpts<'_>]) -> String {
    let mut out = String::from("Highlight,Title,Author,URL,Note,Location,Date\r\n");
    for work in works {
        for excerpt in &work.marks {
            let address = work.about.identifiers.iter().find_map(|name| address(name));
            // The day and the time of day, without the part of a second.
            let made = iso(excerpt.mark.created)[..19].replace('T', " ");
            let location = match excerpt.pages.is_empty() {
                false => excerpt.pages.clone(),
                true => excerpt.place.to_string(),
            };
            let cells = [
                &*excerpt.paragraphs.join("\n\n"),
                &work.title(),
                &work.about.creators.join(", "),
                &address.unwrap_or_default(),
                excerpt.remark(),
                &location,
                &made,
            ];
            out.push_str(&cells.map(cell).join(","));
            out.push_str("\r\n");
        }
    }
    out
}

/// The address of what an identifier names.
fn address(name: &str) -> Option<String> {
    let (kind, rest) = name.split_once(':')?;
    match &*kind.to_ascii_lowercase() {
        "doi" => Some(format!("https://doi.org/{rest}")),
        "http" | "https" => Some(name.to_owned()),
        "url" => Some(rest.to_owned()),
        _ => None,
    }
}

/// A cell that holds these words and nothing that acts.
fn cell(words: &str) -> String {
    let acts = words.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let guarded = if acts { format!("'{words}") } else { words.to_owned() };
    // What a table cannot hold is no word.
    let guarded = guarded.replace('\0', "");
    match guarded.contains(['"', ',', '\n', '\r']) || guarded.trim() != guarded {
        true => format!("\"{}\"", guarded.replace('"', "\"\"")),
        false => guarded,
    }
}
