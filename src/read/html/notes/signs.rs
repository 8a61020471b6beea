//! The signs by which a note and what refers to it are known where nothing says what they are: how
//! a link stands in its line, what a note begins with, and what is near what.

use std::collections::HashSet;

use super::extent::{Extent, Measure};
use super::label::{self, label};
use crate::language::numeral::is_raised as is_raised_figure;
use crate::read::html::conventions::{Meaning, means};
use crate::read::html::tree::element::is_block;
use crate::read::html::tree::{Node, Tree};

/// Whether a link is raised: in a `<sup>`, with one inside it, or by its style.
pub(super) fn is_raised(tree: &Tree, link: Node) -> bool {
    let raised = |node: Node| {
        tree.name(node) == "sup"
            || means(tree, node, Meaning::Raised)
            || tree
                .attribute(node, "style")
                .is_some_and(|style| style.replace(' ', "").contains("vertical-align:super"))
    };
    tree.within(link).take(6).any(raised)
        || tree.ancestors(link).take(3).take_while(|&node| !is_block(tree.name(node))).any(raised)
        || tree.content(link).contains(is_raised_figure)
}

/// Whether a link touches the word before it, as note marks do and other numbers do not.
pub(super) fn is_attached(tree: &Tree, link: Node) -> bool {
    let mut node = link;
    while let Some(before) = node.preceding() {
        if is_block(tree.name(before)) || tree.name(before) == "br" {
            return false;
        }
        if let Some(text) = tree.text(before) {
            return text.ends_with(|c: char| !c.is_whitespace() && !"([/–—-".contains(c));
        }
        node = before;
    }
    false
}

/// The first words of a note, less what is dropped, and whether the first of them is set apart
/// from the rest: in a link, raised, a term, a cell.
pub(super) fn opening(tree: &Tree, extent: Extent, dropped: &HashSet<Node>) -> (String, bool) {
    let mut words = String::new();
    let mut apart = false;
    let mut node = extent.first;
    while extent.holds(tree, node) && words.len() < 80 {
        if dropped.contains(&node) {
            node = tree.after(node);
            continue;
        }
        match tree.text(node) {
            Some(text) if words.trim().is_empty() && !text.trim().is_empty() => {
                let mut around = tree.ancestors(node).take_while(|&outer| outer >= extent.first);
                apart = around.any(|outer| {
                    matches!(tree.name(outer), "a" | "sup" | "dt" | "td" | "th")
                        || means(tree, outer, Meaning::Label)
                });
                words.extend(text.chars().take(80));
                words.extend((apart && label(text).is_some()).then_some(label::APART));
            }
            Some(text) => words.extend(text.chars().take(80)),
            None if is_block(tree.name(node)) => words.push(' '),
            None => {}
        }
        node = node.following();
    }
    (words, apart)
}

/// Whether `place` is where `reference` stands: itself, its wrapper, an anchor beside it, or the
/// paragraph it is in.
pub(super) fn near(tree: &Tree, measure: &mut Measure<'_>, place: Node, reference: Node) -> bool {
    if place == reference || place.index().abs_diff(reference.index()) <= 4 {
        return true;
    }
    match (measure.block(place), measure.block(reference)) {
        (Some(one), Some(other)) => {
            one == other && !measure.holds_blocks(one)
                || tree.encloses(place, reference) && !is_block(tree.name(place))
        }
        _ => false,
    }
}
