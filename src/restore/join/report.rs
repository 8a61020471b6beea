//! What a repair is called, in a sentence: what was moved, joined, or left the text.

use std::collections::HashMap;

use crate::language::prose::words::is_hyphen;
use crate::language::section::term;
use crate::restore::join::hyphen::Glue;
use crate::restore::order::Order;
use crate::restore::pages::role::{Print, Role};

/// Which pages were moved, each by its first piece; none if every page lies where it belongs.
pub(crate) fn moved(order: &Order<'_>) -> HashMap<usize, String> {
    let pages = pages(order);
    let mut printed: Vec<usize> = (0..pages.len()).collect();
    printed.sort_by_key(|&page| pages[page]);
    if printed.is_sorted() {
        return HashMap::new();
    }
    let sentence = |(lies, page): (usize, usize)| {
        let lies = ordinal(lies + 1);
        (pages[page], format!("Page {} of the text lies {lies} as printed.", page + 1))
    };
    printed.into_iter().enumerate().map(sentence).collect()
}

/// The contents list of a text, which left it.
pub(crate) fn contents(print: Print<'_, '_>) -> Option<String> {
    let listed: Vec<&str> = print.of_role(Role::Contents).map(|line| line.words).collect();
    let what = || format!("The contents list left the text: “{}”.", listed.join(" / "));
    (!listed.is_empty()).then(what)
}

/// What heads the section of title page and colophon, in the language of the text, as publishers
/// call it.
pub(crate) fn about(language: Option<&str>) -> &'static str {
    term(language, "edition")
}

/// What a line says that left the text, by what it is.
pub(crate) fn left(role: Role, words: &str) -> Option<String> {
    Some(match role {
        Role::Head => format!("The running head “{words}” left the text."),
        Role::Number => format!("The page number “{words}” left the text."),
        Role::Rule if words.contains(char::is_alphabetic) => {
            format!("The heading “{words}” above the notes left the text.")
        }
        Role::Rule if !words.is_empty() => {
            format!("The rule “{words}” above the notes left the text.")
        }
        _ => return None,
    })
}

/// The first pieces of pages, in the order of the text: a piece begins a page if one certainly
/// begins there, or if it does not follow the piece it lies after.
fn pages(order: &Order<'_>) -> Vec<usize> {
    let mut pages = Vec::new();
    let mut before = None;
    for &index in &order.sequence {
        if order.pieces[index].hard || before != index.checked_sub(1) {
            pages.push(index);
        }
        before = Some(index);
    }
    pages
}

fn ordinal(number: usize) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

/// How two lines go on over the end of a page.
pub(crate) fn seam(left: &str, right: &str, glue: Glue) -> String {
    let last = left.rsplit(char::is_whitespace).next().unwrap_or(left);
    let first = right.split_whitespace().next().unwrap_or(right);
    match glue {
        Glue::Solid => {
            let stem = last.trim_end_matches(is_hyphen);
            format!("“{last}” and “{first}” were joined over the end of a page to “{stem}{first}”.")
        }
        Glue::Tight => {
            format!("“{last}” and “{first}” were joined over the end of a page to “{last}{first}”.")
        }
        Glue::Space | Glue::Line => {
            format!("“{last}” goes on with “{first}” over the end of a page.")
        }
    }
}
