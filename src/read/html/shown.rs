//! What of a page eyes see: what is hidden from them, and which of two forms of a formula is only for
//! them.

use super::conventions::{Meaning, means};
use super::tree::element::{heading_level, is_block};
use super::tree::{Node, Tree};

/// Whether an element is not shown: said so by an attribute, or one of the few things that pages
/// hide from eyes or print by their style.
pub(in crate::read::html) fn is_hidden(tree: &Tree, node: Node) -> bool {
    let Some(element) = tree.element(node) else { return false };
    if element.attributes.is_empty() {
        return false;
    }
    let inline = !is_block(&element.name);
    let until_found = |value: &str| value.eq_ignore_ascii_case("until-found");
    tree.attribute(node, "hidden").is_some_and(|value| !until_found(value))
        || (inline || tree.content(node).len() < 300)
            && tree
                .attribute(node, "style")
                .is_some_and(|style| style.replace(' ', "").contains("display:none"))
            && !stands_for_drawn(tree, node)
        || means(tree, node, Meaning::Hidden)
        || is_drawn_formula(tree, node)
        // `#`, `¶` or `§` beside a heading, which links to the heading itself.
        || &*element.name == "a"
            && matches!(tree.content(node).trim(), "#" | "¶" | "§" | "🔗")
            && tree.attribute(node, "href").is_none_or(|href| href.contains('#'))
            && tree.ancestors(node).take(2).any(|outer| heading_level(tree.name(outer)).is_some())
}

/// Whether an element shows to the eye the formula that stands beside it as MathML, as KaTeX and MathJax
/// set them in pages that were saved; or what stands for it while it is being set.
fn is_drawn_formula(tree: &Tree, node: Node) -> bool {
    if means(tree, node, Meaning::FormulaToCome) {
        return true;
    }
    let around = tree.parent(node).filter(|_| is_drawn(tree, node));
    around.is_some_and(|around| {
        !holds_formula(tree, node)
            && tree.children(around).take(8).any(|beside| holds_formula(tree, beside))
    })
}

/// Whether an element that is hidden from eyes is the formula that something beside it shows to them,
/// as the pages of wikis have it: MathML without display, and a picture that readers aloud pass over.
fn stands_for_drawn(tree: &Tree, node: Node) -> bool {
    holds_formula(tree, node)
        && tree.parent(node).is_some_and(|around| {
            let mut beside = tree.children(around).take(8);
            beside.any(|beside| is_drawn(tree, beside) && !holds_formula(tree, beside))
        })
}

/// Whether an element is only for the eye.
fn is_drawn(tree: &Tree, node: Node) -> bool {
    means(tree, node, Meaning::DrawnFormula)
        || tree.attribute(node, "aria-hidden") == Some("true") && !is_block(tree.name(node))
}

fn holds_formula(tree: &Tree, node: Node) -> bool {
    tree.within(node).take(64).any(|inner| tree.name(inner) == "math")
}

/// The TeX of a formula that a program in the page was to set, and has not.
pub(in crate::read::html) fn typed_formula(tree: &Tree, node: Node) -> Option<&str> {
    let kind = tree.attribute(node, "type").filter(|_| tree.name(node) == "script")?;
    let set = || {
        let before = tree.previous(node);
        before.is_some_and(|before| means(tree, before, Meaning::SetFormula))
    };
    (kind.starts_with("math/tex") && !set()).then(|| tree.content(node).trim())
}
