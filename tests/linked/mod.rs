//! What a citation was found to mean, as tables of tests have it.

use ibid::doc::{Citation, Cited};
use ibid::link::Links;

/// The citation whose words are `words`, as `words -> key @ locator`; `?` for a missing source,
/// `one of a|b` for what may mean several.
pub(crate) fn row(links: &Links, citation: &Citation, words: &str) -> String {
    let keys: Vec<&str> =
        citation.references().iter().map(|id| &*links.references[id.index()].key).collect();
    let source = match citation.source {
        Cited::Missing => "?".to_owned(),
        Cited::One(_) => keys[0].to_owned(),
        Cited::OneOf(_) => format!("one of {}", keys.join("|")),
    };
    let locator = citation.locator.as_ref().map_or(String::new(), |at| format!(" @ {at}"));
    format!("{words} -> {source}{locator}")
}
