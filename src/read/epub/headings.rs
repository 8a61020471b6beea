//! Headings that only the table of contents knows of. Many books set the title of a chapter as a
//! paragraph in large type; some have none at all.

use std::collections::HashMap;

use super::contents::{Contents, Entry};
use crate::read::html::notes::Plan;
use crate::read::html::tree::address::Addresses;
use crate::read::html::tree::element::{heading_level, is_block};
use crate::read::html::tree::{Node, Tree};

/// What the table of contents adds.
#[derive(Debug, Default)]
pub(super) struct Headings {
    /// Paragraphs that are headings, with their level.
    pub(super) promoted: HashMap<Node, u8>,
    /// Headings for pages that have none, with their level.
    pub(super) added: HashMap<Node, (u8, String)>,
}

/// How much a page holds that is given a heading it does not have, in bytes: less is a title
/// page, a dedication, a picture.
const CHAPTER: usize = 1000;
/// How many paragraphs at the place an entry leads to may be its title, or parts of it.
const OPENING: usize = 4;

/// Finds them.
pub(super) fn find(
    tree: &Tree,
    addresses: &Addresses,
    plan: &Plan,
    pages: &[(String, Node)],
    contents: Option<&Contents>,
) -> Headings {
    let mut found = Headings::default();
    let Some(Contents { path, entries, .. }) = contents else { return found };
    let levels = levels(tree, addresses, path, entries);
    let places: Vec<Option<Node>> =
        entries.iter().map(|entry| addresses.place(path, &entry.href)).collect();
    let headed = headed(tree, pages, plan);
    let mut prose = Prose { tree, plan, known: HashMap::new() };
    for (entry, place) in entries.iter().zip(places) {
        let Some(place) = place.filter(|_| !entry.title.is_empty()) else { continue };
        let level = levels.get(&entry.level).copied().unwrap_or(entry.level);
        // Pages stand in the tree as they do in the book.
        let after = pages.partition_point(|&(_, page)| page <= place);
        let page = after.checked_sub(1).map(|at| pages[at].1);
        let Some(page) = page.filter(|&page| tree.encloses(page, place)) else { continue };
        let whole = place == page || page_begins(tree, page, place);
        if whole && headed.contains_key(&page) {
            continue;
        }
        if let Some(title) = title_at(tree, place, &entry.title) {
            found.promoted.entry(title).or_insert(level);
        } else if whole && prose.of(page) > CHAPTER {
            found.added.entry(page).or_insert_with(|| (level, entry.title.clone()));
        }
    }
    found
}

/// The pages that have headings of their own.
fn headed(tree: &Tree, pages: &[(String, Node)], plan: &Plan) -> HashMap<Node, ()> {
    let heading = |node: Node| {
        heading_level(tree.name(node)).is_some()
            && !plan.dropped.contains(&node)
            && !tree.content(node).trim().is_empty()
    };
    let pages = pages.iter().map(|&(_, page)| page);
    pages.filter(|&page| tree.within(page).any(heading)).map(|page| (page, ())).collect()
}

/// How many bytes of text a page holds besides its notes; a list of notes is no chapter.
struct Prose<'t> {
    tree: &'t Tree,
    plan: &'t Plan,
    /// The pages asked for before.
    known: HashMap<Node, usize>,
}

impl Prose<'_> {
    fn of(&mut self, page: Node) -> usize {
        if let Some(&known) = self.known.get(&page) {
            return known;
        }
        let mut bytes = 0;
        let mut node = page;
        while node < self.tree.after(page) {
            let note = self.plan.notes.starts.get(&node).map(|&index| &self.plan.notes[index]);
            if let Some(note) = note.filter(|note| !note.inline) {
                node = self.tree.after(note.last);
                continue;
            }
            bytes += self.tree.text(node).map_or(0, |text| text.trim().len());
            node = node.following();
        }
        self.known.insert(page, bytes);
        bytes
    }
}

/// The level that headings have in the chapters at each level of the contents, where a chapter
/// has them: the commonest.
fn levels(tree: &Tree, addresses: &Addresses, path: &str, entries: &[Entry]) -> HashMap<u8, u8> {
    let mut counts: HashMap<u8, [usize; 7]> = HashMap::new();
    for entry in entries {
        let Some(place) = addresses.place(path, &entry.href) else { continue };
        let near = tree.within(place).take(64);
        let heading =
            near.chain(tree.ancestors(place)).find_map(|node| heading_level(tree.name(node)));
        if let Some(level) = heading {
            counts.entry(entry.level).or_default()[usize::from(level)] += 1;
        }
    }
    let commonest =
        |counts: [usize; 7]| (1..=6u8).rev().max_by_key(|&level| counts[usize::from(level)]);
    counts.into_iter().filter_map(|(depth, counts)| Some((depth, commonest(counts)?))).collect()
}

/// Whether nothing is said on a page before `place`.
fn page_begins(tree: &Tree, page: Node, place: Node) -> bool {
    let body = tree.within(page).find(|&node| tree.name(node) == "body").unwrap_or(page);
    let mut before = tree.within(body).take_while(|&node| node < place);
    before.all(|node| tree.text(node).is_none_or(|text| text.trim().is_empty()))
}

/// The paragraph at `place`, or soon after it, that is the title: the same letters.
fn title_at(tree: &Tree, place: Node, title: &str) -> Option<Node> {
    let letters = |words: &str| -> String {
        words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let title = letters(title);
    let block = std::iter::once(place)
        .chain(tree.ancestors(place))
        .find(|&node| is_block(tree.name(node)))
        .unwrap_or(place);
    let leaf = |node: &Node| {
        is_block(tree.name(*node))
            && !tree.children(*node).any(|child| is_block(tree.name(child)))
            && !tree.content(*node).trim().is_empty()
    };
    tree.from(block)
        .take(200)
        .filter(leaf)
        .take(OPENING)
        .take_while(|&node| heading_level(tree.name(node)).is_none())
        .find(|&node| {
            !title.is_empty()
                && tree.content(node).len() < 400
                && letters(tree.content(node)) == title
        })
}
