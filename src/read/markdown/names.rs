//! The names that headings have for links.

use std::collections::HashMap;

/// A name for links: with a number after it where a heading before has the same one.
pub(super) fn counted(names: &mut HashMap<String, usize>, name: String) -> String {
    let before = names.entry(name.clone()).or_default();
    *before += 1;
    if *before == 1 { name } else { format!("{name}-{}", *before - 1) }
}

/// The name that a heading of these words has for links, as GitHub and pandoc make it: lower case,
/// spaces to hyphens, no punctuation.
pub(super) fn slug(words: &str) -> String {
    let words = words.to_lowercase();
    let kept = words.chars().filter_map(|c| match c {
        ' ' | '\n' => Some('-'),
        c if c.is_alphanumeric() || c == '-' || c == '_' => Some(c),
        _ => None,
    });
    kept.collect()
}

/// The name that pandoc makes of a heading's words (pandoc manual, `auto_identifiers`): nothing before
/// the first letter, full stops kept, one hyphen for each run of blanks. Dashes and an ellipsis typed
/// as hyphens and full stops are punctuation by then.
pub(super) fn pandoc_name(words: &str) -> String {
    let words = words.replace("---", "").replace("--", "").replace("...", "").to_lowercase();
    let kept = words.split_whitespace().map(|word| {
        word.chars().filter(|&c| c.is_alphanumeric() || "-_.".contains(c)).collect::<String>()
    });
    let kept: Vec<String> = kept.filter(|word| !word.is_empty()).collect();
    kept.join("-").trim_start_matches(|c: char| !c.is_alphabetic()).to_owned()
}
