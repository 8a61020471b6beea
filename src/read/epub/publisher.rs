//! What a publisher sets around a book: its cover, title page, imprint, copyright page, colophon.
//!
//! The words of these pages are read like any others. Their pictures are not part of the text: a
//! device, a logo, the title once more in fancy letters. What stands for them is left out, and a
//! repair says so.

use super::contents::{Contents, Landmark};
use super::package::Package;
use crate::read::html::address::Addresses;
use crate::read::html::tree::{Node, Tree};

/// What such pages are called in `epub:type` and `role` (EPUB structural semantics), and in the
/// guide of EPUB 2 (OPF 2.0, 2.6).
const PAGES: [&str; 9] = [
    "cover",
    "titlepage",
    "title-page",
    "halftitlepage",
    "halftitle",
    "imprint",
    "imprimatur",
    "copyright-page",
    "colophon",
];

/// The pictures of a publisher's pages that have words to stand for them.
pub(super) fn pictures(
    tree: &Tree,
    addresses: &Addresses,
    pages: &[(String, Node)],
    package: &Package,
    contents: Option<&Contents>,
) -> Vec<Node> {
    let mut holders: Vec<Node> = tree.all().filter(|&node| tree.is_a(node, &PAGES)).collect();
    let guide = package.guide.iter().filter(|(kind, _)| is_page(kind));
    holders.extend(guide.filter_map(|(_, path)| addresses.place("", path)));
    if let Some(contents) = contents {
        let called = |landmark: &&Landmark| landmark.kinds.split_whitespace().any(is_page);
        let found = contents.landmarks.iter().filter(called);
        holders.extend(found.filter_map(|mark| addresses.place(&contents.path, &mark.href)));
    }
    holders.extend(pages.first().map(|&(_, page)| page).filter(|&page| is_cover(tree, page)));
    let picture = |node: &Node| tree.name(*node) == "img" && tree.attribute(*node, "alt").is_some();
    let mut found: Vec<Node> =
        holders.iter().flat_map(|&holder| tree.within(holder)).filter(picture).collect();
    found.sort_unstable();
    found.dedup();
    found
}

fn is_page(kind: &str) -> bool {
    PAGES.contains(&kind)
}

/// Whether the first page of a book is its cover: a picture and not a word.
fn is_cover(tree: &Tree, page: Node) -> bool {
    let body = tree.within(page).find(|&node| tree.name(node) == "body").unwrap_or(page);
    let pictures = tree.within(body).filter(|&node| tree.name(node) == "img").count();
    pictures == 1 && tree.content(body).trim().is_empty()
}
