//! What a publisher sets around a book: its cover, title page, imprint, copyright page, colophon.
//!
//! The words of these pages are read like any others, and so is what stands for a picture where it
//! says something of its own, as of a map on the title page. A cover, a device, a logo, the title
//! once more in fancy letters say nothing that the book does not say elsewhere, and nothing is shown
//! for them.

use std::collections::HashSet;

use super::contents::{Contents, Landmark};
use super::package::Package;
use crate::read::html::tree::address::Addresses;
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

/// The pictures of a publisher's pages whose words say nothing of their own.
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
    let picture = |node: &Node| tree.name(*node) == "img";
    let mut found: Vec<Node> =
        holders.iter().flat_map(|&holder| tree.within(holder)).filter(picture).collect();
    found.sort_unstable();
    found.dedup();
    let metadata = &package.metadata;
    let mut known: HashSet<String> = terms(metadata.title.as_deref().unwrap_or("")).collect();
    known.extend(metadata.authors.iter().flat_map(|name| terms(name)));
    known.extend(metadata.more.iter().flat_map(|(_, value)| terms(value)));
    let mut around: (Option<usize>, HashSet<String>) = Default::default();
    found.retain(|&picture| {
        let page = pages.partition_point(|&(_, page)| page <= picture).checked_sub(1);
        if around.0 != page {
            let words = page.map_or("", |at| tree.content(pages[at].1));
            around = (page, terms(words).collect());
        }
        let said = |term: &String| {
            known.contains(term) || around.1.contains(term) || PICTURES.contains(&&**term)
        };
        terms(tree.attribute(picture, "alt").unwrap_or("")).all(|term| said(&term))
    });
    found
}

/// What pictures of publishers are called, and the small words between.
const PICTURES: [&str; 34] = [
    "a",
    "an",
    "and",
    "art",
    "artwork",
    "book",
    "by",
    "colophon",
    "cover",
    "coverpage",
    "device",
    "emblem",
    "for",
    "front",
    "gif",
    "image",
    "img",
    "in",
    "jpeg",
    "jpg",
    "logo",
    "of",
    "page",
    "picture",
    "png",
    "publisher",
    "s",
    "seal",
    "svg",
    "the",
    "title",
    "titlepage",
    "umschlag",
    "couverture",
];

/// The words of a text, in lower case.
fn terms(words: &str) -> impl Iterator<Item = String> {
    let parts = words.split(|c: char| !c.is_alphabetic()).filter(|part| !part.is_empty());
    parts.map(str::to_lowercase)
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
