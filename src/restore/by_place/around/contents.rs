//! The contents list: under its heading, lines that end with the number of a page. It leaves the text,
//! where the sections tell the same.

use crate::doc::Tag;
use crate::language::heading::heads_contents;
use crate::restore::by_place::line::part::Part;
use crate::restore::by_place::line::stand::Stand;
use crate::restore::pages::folio::number;

/// How many lines of a title there are before its page at most.
const TITLE: usize = 3;
/// How many entries make a list.
const LEAST: usize = 3;

/// Finds the contents list among the lines of the body.
pub(in crate::restore::by_place) fn find(stand: &Stand<'_, '_>, parts: &mut [Part]) {
    for (at, part) in parts.iter_mut().enumerate() {
        if *part == Part::Body && stand.at[at].tag == Some(Tag::Contents) {
            *part = Part::Contents;
        }
    }
    heading_of_tagged(stand, parts);
    let body: Vec<usize> = (0..parts.len()).filter(|&at| parts[at] == Part::Body).collect();
    let Some(begin) = body.iter().position(|&at| heads_contents(stand.words(at))) else { return };
    let (mut end, mut entries) = (begin, 0);
    for (index, &at) in body.iter().enumerate().skip(begin + 1) {
        if is_entry(stand.words(at)) {
            end = index;
            entries += 1;
        } else if index - end > TITLE {
            break;
        }
    }
    if entries >= LEAST {
        body[begin..=end].iter().for_each(|&at| parts[at] = Part::Contents);
    }
}

/// The heading above a list that the file tags goes with it.
fn heading_of_tagged(stand: &Stand<'_, '_>, parts: &mut [Part]) {
    for at in 1..parts.len() {
        let begins = parts[at] == Part::Contents && parts[at - 1] == Part::Body;
        if begins && heads_contents(stand.words(at - 1)) {
            parts[at - 1] = Part::Contents;
        }
    }
}

/// Whether a line ends with the number of a page, after a title.
fn is_entry(words: &str) -> bool {
    let last = words.rsplit(|c: char| c.is_whitespace() || c == '.').next().unwrap_or(words);
    let title = words.len() > last.len() && words.chars().any(char::is_alphabetic);
    title && number(last).is_some()
}
