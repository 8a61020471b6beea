//! What encloses blocks, as elements that open and close: quotations, lists and their items,
//! terms and what is said of them.

use super::escape::escape;
use crate::doc::{ContainerId, Document, Enclosure};

/// An element that is open around the block being written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Open {
    Quote(ContainerId),
    List(Sort),
    Item(ContainerId),
    /// A list of terms and definitions.
    Terms,
    Definition(ContainerId),
}

/// How the items of a list are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Bullets,
    /// By numbers with a point.
    Numbers,
    /// By what each says of itself.
    Own,
}

impl Sort {
    fn of(marker: &str) -> Self {
        match marker {
            "•" => Self::Bullets,
            _ if number(marker).is_some() => Self::Numbers,
            _ => Self::Own,
        }
    }
}

/// The number of an item marked `12.`.
fn number(marker: &str) -> Option<u32> {
    let digits = marker.strip_suffix('.')?;
    let sound = digits.len() <= 9 && digits.bytes().all(|b| b.is_ascii_digit());
    digits.parse().ok().filter(|_| sound && (digits == "0" || !digits.starts_with('0')))
}

/// The elements around block number `index`, the outermost first; `term` says that it is the term
/// of a definition.
pub(super) fn path(document: &Document, index: usize, term: bool) -> Vec<Open> {
    let mut path = Vec::new();
    for id in document.chain(index) {
        match &document.container(id).kind {
            Enclosure::Quote => path.push(Open::Quote(id)),
            Enclosure::Item { marker } => {
                path.extend([Open::List(Sort::of(marker)), Open::Item(id)]);
            }
            Enclosure::Definition => path.extend([Open::Terms, Open::Definition(id)]),
        }
    }
    if term {
        path.push(Open::Terms);
    }
    path
}

/// Closes and opens elements: those of `open` that are not in `path`, and the other way round.
pub(super) fn go(document: &Document, open: &mut Vec<Open>, path: Vec<Open>, out: &mut String) {
    let shared = open.iter().zip(&path).take_while(|(a, b)| a == b).count();
    for element in open.drain(shared..).rev() {
        out.push_str(match element {
            Open::Quote(_) => "</blockquote>\n",
            Open::List(Sort::Numbers) => "</ol>\n",
            Open::List(_) => "</ul>\n",
            Open::Item(_) => "</li>\n",
            Open::Terms => "</dl>\n",
            Open::Definition(_) => "</dd>\n",
        });
    }
    for element in path.into_iter().skip(shared) {
        match &element {
            Open::Quote(_) => out.push_str("<blockquote>\n"),
            Open::List(Sort::Numbers) => out.push_str("<ol>\n"),
            Open::List(_) => out.push_str("<ul>\n"),
            Open::Item(id) => out.push_str(&item(document, *id)),
            Open::Terms => out.push_str("<dl>\n"),
            Open::Definition(_) => out.push_str("<dd>\n"),
        }
        open.push(element);
    }
}

fn item(document: &Document, id: ContainerId) -> String {
    let Enclosure::Item { marker } = &document.container(id).kind else { return "<li>\n".into() };
    match (Sort::of(marker), number(marker)) {
        (Sort::Numbers, Some(number)) => format!("<li value=\"{number}\">\n"),
        (Sort::Own, _) => {
            format!("<li style=\"list-style-type:{}\">\n", escape(&string(marker)))
        }
        _ => "<li>\n".to_owned(),
    }
}

/// A marker as a string of CSS (CSS Syntax 3, 4.3.7), with the space that follows it.
fn string(marker: &str) -> String {
    let mut string = String::from("\"");
    for c in marker.chars().filter(|c| !c.is_control()) {
        if matches!(c, '"' | '\\') {
            string.push('\\');
        }
        string.push(c);
    }
    string + " \""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers() {
        assert_eq!(["•", "12.", "0.", "012.", "iv.", "3)"].map(Sort::of), {
            use Sort::{Bullets, Numbers, Own};
            [Bullets, Numbers, Numbers, Own, Own, Own]
        });
        assert_eq!(string("\"\\a\n)"), "\"\\\"\\\\a) \"");
    }
}
