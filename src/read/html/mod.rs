//! HTML → document: saved pages and pages written by hand, and the chapters of EPUBs.
//!
//! ```text
//! source ─xml, soup→ tree ─address→ links ─notes, furniture→ plan ─walk→ Builder
//! ```
//!
//! A whole book is one [`tree`], so that a link from a chapter to its notes in another file is a
//! link like any other. The [`notes`] are found in that tree before a word is read, because a
//! note is known by what refers to it as much as by what it is.

pub(in crate::read) mod address;
mod article;
mod claims;
mod distill;
mod drawing;
pub(in crate::read) mod element;
mod extent;
mod flow;
mod formula;
pub(in crate::read) mod furniture;
mod grouped;
mod inline;
mod label;
mod meta;
mod noted;
pub(in crate::read) mod notes;
mod repeat;
mod shape;
mod sidenote;
mod signs;
pub(in crate::read) mod soup;
mod table;
mod tokens;
pub(in crate::read) mod tree;
mod unlinked;
pub(in crate::read) mod walk;
pub(in crate::read) mod xml;

use crate::doc::{Document, Problem};
use address::{Addresses, page};
use notes::Plan;
use tree::{Node, Tree};
use walk::Walk;

/// Reads a page.
pub(super) fn read(name: &str, source: &str) -> Document {
    let mut tree = Tree::default();
    let root = soup::plant(&mut tree, page(""), source);
    let complaints = tree.take_complaints();
    let addresses = Addresses::of(&tree);
    let mut plan = Plan::of(&tree, &addresses);
    let article = article::find(&tree, root, &plan);
    let around = |node| node < article.root && !tree.encloses(node, article.root);
    let beyond = |node| node >= tree.after(article.root);
    let site = |node| around(node) || beyond(node) || article.furniture.contains(&node);
    furniture::headings(&tree, &mut plan, |node| !site(node));
    let mut metadata = meta::read(&tree, root, article.root);
    let title_block = meta::title_block(&tree, root, &mut metadata);
    let mut walk = Walk::new(&tree, &plan, &addresses);
    complaints.into_iter().for_each(|what| walk.complain(Problem::Malformed, what));
    walk.furniture.clone_from(&article.furniture);
    walk.furniture.extend(&title_block);
    // The title of the text, where it stands outside of what holds the text.
    let heading = meta::heading_of(&tree, root, article.root);
    let outside = |heading: &Node| *heading < article.root && !title_block.contains(heading);
    if let Some(heading) = heading.filter(outside) {
        let words = tree.content(heading).split_whitespace().collect::<Vec<_>>().join(" ");
        if metadata.title.as_deref() == Some(&words) {
            walk.read(heading);
            for node in article::head(&tree, root, heading, &article) {
                walk.read(node);
            }
        }
    }
    walk.read(article.root);
    // What stands after the page’s end is no frame of it, but lost words of the text.
    let body = tree.within(root).rfind(|&node| tree.name(node) == "body");
    if let Some(body) = body.filter(|&body| tree.encloses(body, article.root)) {
        let mut stray = tree.after(body);
        while stray < tree.after(root) {
            walk.read(stray);
            stray = tree.after(stray);
        }
    }
    let sources = distill::sources(&tree);
    let mut to = walk.finish(|reference| tree.encloses(article.root, reference));
    to.metadata = metadata;
    let files = distill::files(&tree).into_iter().map(|file| ("bibliography".to_owned(), file));
    to.metadata.more.extend(files);
    let mut document = to.finish(name);
    if !sources.is_empty() {
        super::bibliography::add(&mut document, &sources);
    }
    document
}

/// Whether a source that begins with `opening` is HTML, by what it holds. `called` says that its
/// name claims so; then any tag of HTML will do.
pub(super) fn is_html(opening: &str, called: bool) -> bool {
    let mut rest = opening.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    // A declaration and comments may stand before the first tag.
    loop {
        let skip = if rest.starts_with("<?") {
            rest.find("?>").map(|at| at + 2)
        } else if rest.starts_with("<!--") {
            rest.find("-->").map(|at| at + 3)
        } else {
            None
        };
        match skip {
            Some(skip) => rest = rest[skip..].trim_start(),
            None => break,
        }
    }
    let begins =
        |sign: &str| rest.get(..sign.len()).is_some_and(|head| head.eq_ignore_ascii_case(sign));
    if ["<!doctype html", "<html", "<head>", "<body"].iter().any(|sign| begins(sign)) {
        return true;
    }
    if !called {
        return false;
    }
    let tags = opening.match_indices('<').map(|(at, _)| {
        let name = opening[at + 1..].trim_start_matches('/');
        let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(0);
        name[..end].to_ascii_lowercase()
    });
    tags.take(100).any(|tag| {
        element::is_block(&tag) || element::is_void(&tag) || element::is_formatting(&tag)
    })
}

#[cfg(test)]
mod tests {
    use super::is_html;

    #[test]
    fn tells_html_from_text() {
        let pages = [
            "<!DOCTYPE html>\n<p>",
            "\u{feff}<?xml version='1.0'?>\n<!-- saved -->\n<html xmlns='x'>",
            "<HTML>",
        ];
        for page in pages {
            assert!(is_html(page, false), "{page}");
        }
        for text in ["# Title\n\n<div>x</div>", "Of <html> and others", "", "<p align=center>"] {
            assert!(!is_html(text, false), "{text}");
        }
        assert!(is_html("\n<p>\nMy\n", true));
        assert!(!is_html("a < b and c > d", true));
    }
}
