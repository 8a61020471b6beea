//! A page: which part of it is the text, what it says of itself, and the document both make.

mod article;
mod meta;

use crate::doc::{Document, Problem};
use crate::language::fold::one_line;
use crate::read::bibliography;
use crate::read::html::distill;
use crate::read::html::notes::{self, Plan};
use crate::read::html::tree::address::{Addresses, page};
use crate::read::html::tree::{Node, Tree, soup};
use crate::read::html::walk::Walk;

/// Reads a page.
pub(in crate::read) fn read(name: &str, source: &str) -> Document {
    let mut tree = Tree::default();
    let root = soup::plant(&mut tree, page(""), source);
    let complaints = tree.take_complaints();
    let addresses = Addresses::of(&tree);
    let mut plan = Plan::of(&tree, &addresses);
    let article = article::find(&tree, root, &plan);
    let around = |node| node < article.root && !tree.encloses(node, article.root);
    let beyond = |node| node >= tree.after(article.root);
    let site = |node| around(node) || beyond(node) || article.furniture.contains(&node);
    let headings = notes::headings(&tree, &plan, |node| !site(node));
    plan.dropped.extend(headings);
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
        let words = one_line(tree.content(heading));
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
        bibliography::add(&mut document, &sources);
    }
    document
}
