//! Drawings (SVG): the words set in them, and what they say of themselves.
//!
//! A drawing in a text stands for a picture, and what is written in it may be half the argument: its
//! words are read where it stands. One that is all there is of a page, as a chapter of an EPUB may
//! be, is that page.

use std::collections::HashSet;

use super::state::{Gap, Walk};
use crate::doc::Kind;
use crate::language::fold::one_line;
use crate::read::html::shown::is_hidden;
use crate::read::html::tree::element::{PAGE, heading_level};
use crate::read::html::tree::{Node, Tree};

/// Whether a drawing is all there is of a page.
pub(super) fn is_page(tree: &Tree, drawing: Node) -> bool {
    let mut around = tree.ancestors(drawing).take_while(|&outer| {
        let name = tree.name(outer);
        !matches!(name, "p" | "li" | "td" | "svg") && heading_level(name).is_none()
    });
    let page = around.find(|&outer| matches!(tree.name(outer), "body" | PAGE));
    let words = |node: Node| tree.content(node).trim().len();
    page.is_some_and(|page| words(page) == words(drawing))
}

/// The words that stand for a drawing: its name (`aria-label`, `<title>`) and those written in it.
/// `None` if it has neither.
pub(super) fn words(tree: &Tree, drawing: Node) -> Option<String> {
    let label = tree.attribute(drawing, "aria-label").map(one_line);
    let title = || {
        let children = tree.children(drawing).filter(|&child| tree.name(child) == "title");
        children.map(|title| one_line(tree.content(title))).find(|words| !words.is_empty())
    };
    let name = label.filter(|label| !label.is_empty()).or_else(title);
    let written = written(tree, drawing);
    match name {
        None => (!written.is_empty()).then_some(written),
        Some(name) if says_all(&name, &written) => Some(name),
        Some(name) if says_all(&written, &name) => Some(written),
        Some(name) if name.ends_with(['.', ':', '!', '?']) => Some(format!("{name} {written}")),
        Some(name) => Some(format!("{name}: {written}")),
    }
}

/// The words written in a drawing, as they come in its source: its texts and what it holds of HTML.
/// The titles inside it only show where a pointer rests, and mostly name what is written there too.
fn written(tree: &Tree, drawing: Node) -> String {
    let mut words = String::new();
    let mut resume = drawing;
    for node in tree.within(drawing).skip(1) {
        if node < resume {
            continue;
        }
        match tree.name(node) {
            "title" | "desc" | "style" | "script" | "metadata" => resume = tree.after(node),
            _ if is_hidden(tree, node) || is_shadow(tree, node) => resume = tree.after(node),
            "text" | "foreignobject" => {
                words.push(' ');
                pieces(tree, node, |piece| words.push_str(piece.unwrap_or(" ")));
                resume = tree.after(node);
            }
            _ => {}
        }
    }
    one_line(&words)
}

/// Whether a text is only drawn once more, as a shadow of itself is.
fn is_shadow(tree: &Tree, node: Node) -> bool {
    tree.attribute(node, "aria-hidden") == Some("true")
}

/// Gives the pieces of a text that is set in a drawing, and `None` where one is parted from the one
/// before. A piece with a place of its own stands below or beside it; one that only looks otherwise
/// goes on in the word: `H`, `2` lowered, `O`.
fn pieces<'t>(tree: &'t Tree, text: Node, mut give: impl FnMut(Option<&'t str>)) {
    let placed = |node: Node| ["x", "y", "dx", "dy"].map(|name| tree.attribute(node, name));
    for inner in tree.within(text).skip(1) {
        match tree.text(inner) {
            Some(words) => give(Some(words)),
            None if tree.name(inner) == "tspan" && placed(inner) == [None; 4] => {}
            None => give(None),
        }
    }
}

/// Whether each word of `other` is one of `words`.
fn says_all(words: &str, other: &str) -> bool {
    let split = |words: &str| -> HashSet<String> {
        let parts = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        parts.map(str::to_lowercase).collect()
    };
    split(other).is_subset(&split(words))
}

impl Walk<'_> {
    /// A page that is a drawing: its title, what it says of itself, and the words in it.
    pub(super) fn drawing(&mut self, drawing: Node) {
        let tree = self.tree;
        let mut resume = drawing;
        for node in tree.within(drawing) {
            self.anchor(node);
            if node < resume {
                continue;
            }
            match tree.name(node) {
                "title" | "desc" | "text" => {
                    self.begin_block(Kind::Paragraph);
                    pieces(tree, node, |piece| match piece {
                        Some(words) => self.words(words),
                        None => self.gap(Gap::Space),
                    });
                    self.end_block();
                    resume = tree.after(node);
                }
                "foreignobject" => {
                    self.children(node);
                    self.end_block();
                    resume = tree.after(node);
                }
                "style" | "script" | "metadata" => resume = tree.after(node),
                _ => {}
            }
        }
    }
}
