//! Tables of contents among the pages of a book: lists of links to its other pages. They are left
//! out, and what else stands on such a page, a title or an introduction, is read.

use crate::read::html::tree::address::Addresses;
use crate::read::html::tree::element::{heading_level, is_block};
use crate::read::html::tree::{Node, Tree};

/// How many links to other pages make a table of contents.
const LINKS: usize = 5;

/// Bytes of text before each node of a page: what an element holds is a difference.
struct Weights {
    first: Node,
    all: Vec<usize>,
    linked: Vec<usize>,
}

impl Weights {
    /// Weighs a page; `called` says that links within it count as well.
    fn of(tree: &Tree, addresses: &Addresses, page: Node, called: bool) -> (Self, usize) {
        let mut weights = Self { first: page, all: vec![0], linked: vec![0] };
        let (mut all, mut linked, mut links) = (0, 0, 0);
        let mut end = None;
        for node in tree.within(page) {
            let out = |to: Node| called || !tree.encloses(page, to);
            let leads_out = || addresses.target(node).map_or(addresses.leads_on(node), out);
            if tree.name(node) == "a" && leads_out() {
                links += 1;
                end = Some(tree.after(node));
            }
            let words = tree.text(node).map_or(0, |text| text.trim().len());
            all += words;
            linked += if end.is_some_and(|end| node < end) { words } else { 0 };
            weights.all.push(all);
            weights.linked.push(linked);
        }
        (weights, links)
    }

    fn sum(&self, sums: &[usize], from: Node, to: Node) -> usize {
        let at = |node: Node| node.index() - self.first.index();
        sums[at(to)] - sums[at(from)]
    }

    /// Whether the words of an element are links, all but one part in `share`.
    fn is_listing(&self, tree: &Tree, node: Node, share: usize) -> bool {
        let all = self.sum(&self.all, node, tree.after(node));
        let linked = self.sum(&self.linked, node, tree.after(node));
        linked > 0 && (all - linked) * share < all
    }
}

/// The parts of a page that are a table of contents, with the headings that stand over nothing
/// else. `called` says that the package calls the page one.
pub(super) fn find(tree: &Tree, addresses: &Addresses, page: Node, called: bool) -> Vec<Node> {
    let Some(body) = tree.within(page).find(|&node| tree.name(node) == "body") else {
        return Vec::new();
    };
    let (weights, links) = Weights::of(tree, addresses, page, called);
    let share = if called { 2 } else { 4 };
    if links < LINKS || !weights.is_listing(tree, body, share) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut node = body.following();
    while node < tree.after(body) {
        if is_unit(tree, node) && weights.is_listing(tree, node, share) {
            found.push(node);
            node = tree.after(node);
        } else {
            node = node.following();
        }
    }
    found.extend(headings(tree, body, &found));
    found
}

/// Whether an element is a list, a table or a block of words, and not a part of a page; or the part
/// that is called the contents, title and all.
fn is_unit(tree: &Tree, node: Node) -> bool {
    let name = tree.name(node);
    let called = tree.is_a(node, &["toc"]) || tree.has_class(node, &["toc", "contents", "toctree"]);
    if called && name != "body" {
        return true;
    }
    let holds_blocks = || tree.children(node).any(|child| is_block(tree.name(child)));
    matches!(name, "ul" | "ol" | "dl" | "table") || is_block(name) && !holds_blocks()
}

/// The headings with nothing but listings between them and the next heading.
fn headings(tree: &Tree, body: Node, listings: &[Node]) -> Vec<Node> {
    let mut found = Vec::new();
    // The heading before, and whether a listing, or anything else, followed it.
    let mut last: Option<(Node, bool, bool)> = None;
    let mut close = |last: Option<(Node, bool, bool)>| {
        found.extend(last.filter(|&(_, listed, other)| listed && !other).map(|(node, ..)| node));
    };
    let mut listings = listings.iter().copied().peekable();
    let mut node = body;
    while node < tree.after(body) {
        if listings.next_if_eq(&node).is_some() {
            last = last.map(|(heading, _, other)| (heading, true, other));
            node = tree.after(node);
        } else if heading_level(tree.name(node)).is_some() {
            close(last.replace((node, false, false)));
            node = tree.after(node);
        } else {
            if tree.text(node).is_some_and(|text| !text.trim().is_empty()) {
                last = last.map(|(heading, listed, _)| (heading, listed, true));
            }
            node = node.following();
        }
    }
    close(last);
    found
}
