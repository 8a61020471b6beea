//! Links to headings by their words: `[Heading]`, `[Heading][]`, `[words][Heading]` (pandoc, implicit
//! header references).
//!
//! Each such heading gets a definition, as its author might have given it, before everything else in
//! the text: there, nothing can be open that would take it for something else. A definition that is in
//! the text comes later and would lose, so that what has one gets no other.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::lines::Lines;
use crate::language::fold::Fold;
use crate::language::numeral::roman;
use crate::read::markdown::{attributes, names};

/// The longest heading that is linked to by its words, in bytes: no label of a link may be longer
/// (`CommonMark` 4.7).
const LONGEST: usize = 999;

/// The definitions of the headings that a text links to by their words, which are lines for the
/// parser. Empty if there are none.
pub(super) fn definitions(lines: &Lines<'_>) -> String {
    let headings = headings(lines);
    if headings.is_empty() {
        return String::new();
    }
    let (mut asked, mut defined) = (BTreeSet::new(), HashSet::new());
    for at in 0..lines.len() {
        for (label, use_of) in labels(lines, at) {
            match use_of {
                Use::Defined => {
                    defined.insert(label);
                }
                Use::Asked if headings.contains_key(&label) => {
                    asked.insert(label);
                }
                Use::Asked | Use::Other => {}
            }
        }
    }
    let asked = asked.iter().filter(|&label| !defined.contains(label));
    asked.map(|label| format!("[{label}]: <#{}>\n", headings[label])).collect()
}

/// The names of headings for links by their words, as far as those can be told from the source. Of
/// two with the same words, the first counts.
fn headings(lines: &Lines<'_>) -> HashMap<String, String> {
    let mut headings = HashMap::new();
    for at in 0..lines.len() {
        let Some(words) = heading(lines, at) else { continue };
        let open = words.rfind(" {").map(|blank| blank + 1);
        let given = open.and_then(|open| Some((open, attributes::whole(&words[open..])?)));
        let (words, id) = given.map_or((words, None), |(open, id)| (&words[..open], id));
        // What stands for something else, and the references to notes.
        if words.len() > LONGEST || words.contains(['[', ']', '<', '\\', '&', '^', '$', '~']) {
            continue;
        }
        let plain = words.replace(['*', '`'], "");
        let plain = plain.trim();
        let name = id.map_or_else(|| names::slug(plain), str::to_owned);
        if !is_named(plain) || name.contains(['>', '\n']) {
            continue;
        }
        for words in [words.trim(), plain] {
            headings.entry(Fold::Label.of(words).into_owned()).or_insert_with(|| name.clone());
        }
    }
    headings
}

/// The words of the heading on line number `at`, with its attributes, if it is one: after signs, or
/// alone above a line.
fn heading<'l>(lines: &'l Lines<'_>, at: usize) -> Option<&'l str> {
    let line = lines.get(at);
    let words = line.trim_start_matches(' ');
    if words.is_empty() || line.len() - words.len() > 3 {
        return None;
    }
    let signs = words.bytes().take_while(|&byte| byte == b'#').count();
    if signs > 0 {
        let rest = &words[signs..];
        let closed = rest.trim_end().trim_end_matches('#');
        let rest = if closed.ends_with(' ') { closed } else { rest };
        return (signs < 7 && rest.starts_with(' ')).then(|| rest.trim());
    }
    let under = at + 1 < lines.len() && is_underline(lines.get(at + 1));
    let alone = at == 0 || lines.is_blank(at - 1);
    (under && alone).then(|| words.trim_end())
}

/// Whether a line makes a heading of the one above.
fn is_underline(line: &str) -> bool {
    let signs = line.trim_end();
    let all = |sign: u8| signs.bytes().all(|byte| byte == sign);
    !signs.is_empty() && (all(b'=') || all(b'-'))
}

/// Whether a heading has a word that brackets around it would not have by chance: one of several
/// letters, and not the number of a chapter, a note or a figure.
fn is_named(words: &str) -> bool {
    words
        .split(|c: char| !c.is_alphabetic())
        .any(|word| word.chars().nth(1).is_some() && roman(word).is_none())
}

/// What words in brackets are there for.
enum Use {
    /// They may be a link.
    Asked,
    /// They are defined here.
    Defined,
    /// They have an address, or stand for an image.
    Other,
}

/// The labels in brackets that begin on line number `at`, folded. They may go on in the next line.
fn labels<'l>(lines: &'l Lines<'_>, at: usize) -> impl Iterator<Item = (String, Use)> + 'l {
    let line = lines.get(at);
    memchr::memchr_iter(b'[', line.as_bytes()).filter_map(move |open| {
        let before = &line[..open];
        let inner = &line[open + 1..];
        let (label, behind) = match inner.find(['[', ']']) {
            Some(end) => (inner[..end].to_owned(), &inner[end..]),
            None if at + 1 < lines.len() => {
                let next = lines.get(at + 1).trim_start_matches([' ', '>']);
                let end = next.find(['[', ']'])?;
                (format!("{inner} {}", &next[..end]), &next[end..])
            }
            None => return None,
        };
        let behind = behind.strip_prefix(']')?;
        let first = before.bytes().all(|byte| b" >".contains(&byte));
        let use_of = match behind.bytes().next() {
            Some(b':') if first => Use::Defined,
            Some(b'(') => Use::Other,
            _ if before.ends_with('!') => Use::Other,
            _ => Use::Asked,
        };
        Some((Fold::Label.of(&label).into_owned(), use_of))
    })
}
