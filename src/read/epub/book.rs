//! The pages of a book in one tree, and the document they make.

use std::collections::HashSet;

use super::archive::Archive;
use super::contents::Contents;
use super::package::Package;
use super::{headings, images, listing, publisher};
use crate::doc::{Builder, Problem};
use crate::read::decode::decode;
use crate::read::html::notes::{self, Plan};
use crate::read::html::tree::address::{Addresses, page};
use crate::read::html::tree::soup;
use crate::read::html::tree::xml;
use crate::read::html::tree::{Node, Tree};
use crate::read::html::walk::Walk;

/// The pages of a book in one tree.
#[derive(Default)]
pub(super) struct Book {
    tree: Tree,
    pages: Vec<(String, Node)>,
    /// How many bytes of text they hold.
    length: usize,
    /// What could not be read, and how many pages stand before it.
    complaints: Vec<(usize, Problem, String)>,
}

impl Book {
    /// Whether nothing of it could be read.
    pub(super) fn is_empty(&self) -> bool {
        self.pages.is_empty()
    }

    /// How many bytes of text its pages hold, white space and all.
    pub(super) fn length(&self) -> usize {
        self.length
    }

    /// Says that something of the book is not as it should be, where it would stand.
    pub(super) fn complain(&mut self, what: String) {
        self.complaints.push((self.pages.len(), Problem::Malformed, what));
    }

    /// Adds a chapter: as XML if it is, else as whatever it is.
    pub(super) fn add(&mut self, path: &str, bytes: &[u8]) {
        let (source, complaint) = decode(bytes);
        if let Some(found) = complaint {
            // A guess is a remark; bytes that are no text are a part that could not be read.
            let kind = match found.kind {
                Problem::OtherEncoding => found.kind,
                _ => Problem::Malformed,
            };
            let what = format!("In “{path}”: {}", found.what);
            self.complaints.push((self.pages.len(), kind, what));
        }
        let before = self.tree.mark();
        let root = match xml::plant(&mut self.tree, page(path), &source) {
            Some(root) => root,
            None => {
                self.tree.cut(before);
                soup::plant(&mut self.tree, page(path), &source)
            }
        };
        for what in self.tree.take_complaints() {
            self.complain(format!("In “{path}”: {what}"));
        }
        self.length += self.tree.content(root).len();
        self.pages.push((path.to_owned(), root));
    }

    /// Builds its text. Pages of the spine that are not there are still to be read.
    pub(super) fn build(
        self,
        package: &Package,
        contents: Option<&Contents>,
        archive: &mut Archive<'_>,
    ) -> Builder {
        let tree = &self.tree;
        let mut unread: HashSet<&str> = package.spine.iter().map(String::as_str).collect();
        for (path, _) in &self.pages {
            unread.remove(&**path);
        }
        let addresses = Addresses::of_opening(tree, &unread);
        let mut plan = Plan::of(tree, &addresses);
        let dropped = notes::headings(tree, &plan, |_| true);
        plan.dropped.extend(dropped);
        let headings = headings::find(tree, &addresses, &plan, &self.pages, contents);
        let mut walk = Walk::new(tree, &plan, &addresses);
        walk.promoted = headings.promoted;
        walk.images = images::find(tree, &self.pages, archive);
        walk.furniture.extend(tree.all().filter(|&node| tree.name(node) == "nav"));
        let pictures = publisher::pictures(tree, &addresses, &self.pages, package, contents);
        walk.furniture.extend(pictures);
        for (path, root) in &self.pages {
            let called = package.contents_pages.contains(path);
            walk.furniture.extend(listing::find(tree, &addresses, *root, called));
        }
        let mut complaints = self.complaints.into_iter().peekable();
        for (index, (_, root)) in self.pages.iter().enumerate() {
            while let Some((_, kind, what)) = complaints.next_if(|&(at, ..)| at <= index) {
                walk.complain(kind, what);
            }
            if let Some((level, title)) = headings.added.get(root) {
                walk.heading(*level, title);
            }
            walk.read(*root);
        }
        for (_, kind, what) in complaints {
            walk.complain(kind, what);
        }
        let mut to = walk.finish(|_| true);
        to.metadata = package.metadata.clone();
        to
    }
}
