//! Notes that links lead to, and what refers to them.
//!
//! A note is what a short label such as `1` leads to, if there is a second sign of it.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::extent::{Extent, Measure};
use super::grouped;
use super::label::{self, label};
use super::plan::{Note, Notes};
use super::semantics::{
    is_called_note, is_note_id, is_noteish, is_source, may_refer, says_back, says_reference,
};
use super::signs::{is_attached, is_raised, near, opening};
use crate::read::html::conventions::{Meaning, means};
use crate::read::html::tree::address::{Addresses, Link, has_scheme};
use crate::read::html::tree::element::{heading_level, is_block};
use crate::read::html::tree::{Node, Tree};

/// What is found by the links of a tree.
pub(super) struct Linked<'t> {
    pub(super) notes: Notes,
    /// The references that are words of the text as well.
    pub(super) phrases: HashSet<Node>,
    /// The references to notes that are not there, with their labels.
    pub(super) dangling: HashMap<Node, String>,
    /// The heads of groups of notes that are set as paragraphs.
    pub(super) heads: HashSet<Node>,
    pub(super) measure: Measure<'t>,
}

/// Finds the notes that links lead to, besides those known. `dropped` is not read.
pub(super) fn find<'t>(
    tree: &'t Tree,
    addresses: &'t Addresses,
    known: Notes,
    dropped: &HashSet<Node>,
) -> Linked<'t> {
    let aimed = addresses.links().iter().filter(|link| may_refer(tree, **link));
    let measure = Measure::new(tree, aimed.map(|link| link.to).collect());
    let (phrases, heads) = (HashSet::new(), HashSet::new());
    let found =
        Linked { notes: known, phrases, dangling: dangling(tree, addresses), heads, measure };
    let mut finder =
        Finder { tree, links: addresses.links(), dropped, found, extents: BTreeMap::new() };
    for &link in finder.links {
        finder.consider(link);
    }
    finder.unreferenced();
    finder.duplicates();
    finder.join_paragraphs();
    finder.join_further();
    finder.found
}

struct Finder<'t, 'd> {
    tree: &'t Tree,
    links: &'t [Link],
    /// What is not read.
    dropped: &'d HashSet<Node>,
    found: Linked<'t>,
    /// The notes found, by their first node.
    extents: BTreeMap<Node, (Extent, usize)>,
}

impl Finder<'_, '_> {
    /// Looks at one link: is it a reference to a note?
    fn consider(&mut self, link: Link) {
        if !may_refer(self.tree, link) {
            return;
        }
        let words = self.tree.content(link.from);
        let explicit = says_reference(self.tree, link.from);
        let raised = explicit && is_raised(self.tree, link.from);
        let label = if explicit { label::named(words, raised) } else { label(words) };
        // A sign or nothing is no phrase.
        let phrase = label.is_none() && words.chars().any(char::is_alphanumeric);
        if phrase && !explicit {
            return;
        }
        if self.is_way_back(link) {
            return;
        }
        let Some(extent) = self.found.measure.note(link.to) else { return };
        if extent.holds(self.tree, link.from) {
            return;
        }
        if phrase {
            self.found.phrases.insert(link.from);
        }
        let shown = label.as_ref().map(|label| label.shown.clone());
        if let Some(&(known, index)) = self.extents.get(&extent.first)
            && known == extent
        {
            return self.found.notes.refer(link.from, index, shown);
        }
        // What stands in a note that says it is one is a part of it.
        let inside =
            || self.tree.ancestors(extent.first).any(|outer| is_called_note(self.tree, outer));
        if self.overlaps(extent) || !explicit && (self.is_source(link, extent) || inside()) {
            return;
        }
        let sure = label.as_ref().is_some_and(|label| label.sure);
        if explicit || self.is_note(link, extent, shown.as_deref().unwrap_or(""), sure) {
            let index = self.claim(extent, String::new());
            self.found.notes.refer(link.from, index, shown);
        }
    }

    /// Weighs the signs that what a label leads to is a note.
    fn is_note(&mut self, link: Link, extent: Extent, shown: &str, sure: bool) -> bool {
        let tree = self.tree;
        let raised = is_raised(tree, link.from);
        // A number before all words of its block is the block's own: of an item, of a heading.
        let block = self.found.measure.block(link.from);
        if !raised && block.is_some_and(|block| self.found.measure.is_first(link.from, block)) {
            return false;
        }
        // A number that is all there is, such as that of a chapter, is no note.
        let (opening, _) = opening(tree, extent, self.dropped);
        if label(&opening.replace(label::APART, " ")).is_some() {
            return false;
        }
        let same = label::at_start(&opening, shown, false).is_some();
        // A year that stands in a sentence leads to a source, which leads back like a note.
        if label::is_year(shown) && !(raised || sure || same) {
            return false;
        }
        if self.leads_back(extent, link.from) {
            return true;
        }
        let list = |node: &Node| !matches!(tree.name(*node), "body" | "html" | "main" | "article");
        let around = tree.ancestors(extent.first).take(3).take_while(list);
        if std::iter::once(extent.first).chain(around).any(|node| is_noteish(tree, node)) {
            return true;
        }
        let href = tree.attribute(link.from, "href").unwrap_or("");
        let named = href.rsplit_once('#').is_some_and(|(_, id)| is_note_id(id));
        let attached = || is_attached(tree, link.from);
        raised && (same || named || tree.name(extent.first) == "li")
            || (sure || attached()) && (same || named)
    }

    /// Whether what a link leads to is an entry of a bibliography, or part of one.
    fn is_source(&self, link: Link, extent: Extent) -> bool {
        is_source(self.tree, extent.first) || is_source(self.tree, link.to)
    }

    /// Whether a note leads back to `reference`: by the link it begins with, or by an arrow.
    fn leads_back(&mut self, extent: Extent, reference: Node) -> bool {
        let from = self.links.partition_point(|link| link.from < extent.first);
        let end = self.tree.after(extent.last);
        let to = self.links.partition_point(|link| link.from < end);
        let links = &self.links[from..to];
        // The first few and the last few: what leads back stands at one end of a note.
        let some = links.iter().take(8).chain(links.iter().skip(8).rev().take(8));
        for link in some {
            let words = self.tree.content(link.from);
            let short = words.trim().is_empty() || label(words).is_some();
            let first = short && self.found.measure.begins(link.from, extent.first);
            let arrow = says_back(self.tree, link.from) || label::is_way_back(words);
            if (first || arrow) && near(self.tree, &mut self.found.measure, link.to, reference) {
                return true;
            }
        }
        false
    }

    /// Whether a link stands in a note and leads to where that note is referred to. What says that it
    /// refers to something, which says that it is a note, does not, however near the two are.
    fn is_way_back(&mut self, link: Link) -> bool {
        if says_reference(self.tree, link.from) && is_called_note(self.tree, link.to) {
            return false;
        }
        let Some((_, &(extent, index))) = self.extents.range(..=link.from).next_back() else {
            return false;
        };
        if !extent.holds(self.tree, link.from) {
            return false;
        }
        let references = &self.found.notes[index].references;
        let few = references.iter().take(64);
        few.copied().any(|reference| near(self.tree, &mut self.found.measure, link.to, reference))
    }

    /// Whether a run of siblings shares nodes with a note found before.
    fn overlaps(&self, extent: Extent) -> bool {
        let end = self.tree.after(extent.last);
        let before = self.extents.range(..extent.first).next_back();
        before.is_some_and(|(_, (known, _))| known.holds(self.tree, extent.first))
            || self.extents.range(extent.first..end).next().is_some()
    }

    fn claim(&mut self, extent: Extent, label: String) -> usize {
        let index = self.found.notes.add(Note {
            first: extent.first,
            last: extent.last,
            label,
            skip: 0,
            inline: false,
            references: Vec::new(),
        });
        self.extents.insert(extent.first, (extent, index));
        index
    }

    /// Lets a note reach further.
    fn reach(&mut self, this: Extent, index: usize, last: Node) {
        self.found.notes.reach(index, last);
        self.extents.insert(this.first, (Extent { last, ..this }, index));
    }

    /// Adds the notes that pages call notes and that nothing refers to.
    fn unreferenced(&mut self) {
        let tree = self.tree;
        for node in tree.all() {
            let list = |list: Node| {
                matches!(tree.name(list), "ol" | "ul") && {
                    let holds = |node: Node| means(tree, node, Meaning::NoteList);
                    holds(list) || tree.parent(list).is_some_and(holds)
                }
            };
            let item = tree.name(node) == "li"
                && tree.parent(node).is_some_and(list)
                && !is_source(tree, node);
            let called = is_called_note(tree, node)
                && is_block(tree.name(node))
                && heading_level(tree.name(node)).is_none();
            let extent = Extent { first: node, last: node };
            if (item || called) && !self.overlaps(extent) && !tree.content(node).trim().is_empty() {
                self.claim(extent, String::new());
            }
        }
    }

    /// Adds the notes that begin with a label that is a way back, where nothing leads to them: a
    /// note printed twice has its id twice, and links lead to the first.
    fn duplicates(&mut self) {
        for link in self.links {
            let words = self.tree.content(link.from);
            let Some(label) = label(words).filter(|_| says_back(self.tree, link.from)) else {
                continue;
            };
            let begins = self.found.measure.begins_line(link.from);
            let Some(extent) = self.found.measure.note(link.from).filter(|_| begins) else {
                continue;
            };
            if !self.overlaps(extent) && !is_source(self.tree, extent.first) {
                self.claim(extent, label.shown);
            }
        }
    }

    /// Gives notes the paragraphs that follow them up to the next note, where all of them stand
    /// in one list. A note that the text refers to only after this one shows that the text goes
    /// on between the two, as where notes stand right after the paragraph they belong to.
    fn join_paragraphs(&mut self) {
        let extents: Vec<(Extent, usize)> = self.extents.values().copied().collect();
        for pair in extents.windows(2) {
            let [(this, index), (next, following)] = pair else { continue };
            let tree = self.tree;
            let follows = |references: &[Node]| references.iter().min().copied();
            let before = follows(&self.found.notes[*following].references)
                .is_some_and(|reference| reference < this.first);
            if tree.parent(this.first) != tree.parent(next.first)
                || !before
                || matches!(tree.name(this.first), "li" | "tr" | "dt" | "dd")
            {
                continue;
            }
            let between: Vec<Node> =
                std::iter::successors(tree.next(this.last), |&node| tree.next(node))
                    .take_while(|&node| node < next.first)
                    .collect();
            let heading = |node: Node| {
                tree.within(node).any(|inner| heading_level(tree.name(inner)).is_some())
            };
            let goes_on = |node: &&Node| {
                matches!(
                    tree.name(**node),
                    "" | "p" | "blockquote" | "ul" | "ol" | "pre" | "div" | "br"
                ) && !heading(**node)
                    && !tree.within(**node).any(|inner| says_back(tree, inner))
            };
            let head = grouped_head(tree, &between, [this.first, next.first], || {
                let label = |index: usize| self.found.notes[index].label.as_str();
                !label::follows(label(*index), label(*following))
            });
            let parts = |node: &Node| {
                matches!(tree.name(*node), "" | "hr" | "br")
                    && tree.content(*node).trim().is_empty()
                    || heading(*node)
                    || head == Some(*node)
            };
            let goes_on = |node: &&Node| goes_on(node) && head != Some(**node);
            let count = between.iter().take_while(goes_on).count();
            self.found.heads.extend(head);
            // What parts this note from the next list of notes may stand after it.
            if count > 0 && between[count..].iter().all(parts) {
                let last = between[count - 1];
                self.reach(*this, *index, last);
            }
        }
    }

    /// Gives notes the paragraphs after them that are of their class, as the last of a list may have
    /// them, where most paragraphs of that class begin notes.
    fn join_further(&mut self) {
        let tree = self.tree;
        let class = |node: Node| {
            let paragraph = tree.name(node) == "p";
            tree.attribute(node, "class").filter(|class| paragraph && !class.is_empty())
        };
        let mut notes: HashMap<&str, i64> = HashMap::new();
        let extents: Vec<(Extent, usize)> = self.extents.values().copied().collect();
        for class in extents.iter().filter_map(|(this, _)| class(this.first)) {
            *notes.entry(class).or_default() += 2;
        }
        if notes.is_empty() {
            return;
        }
        for class in tree.all().filter_map(class) {
            notes.entry(class).and_modify(|count| *count -= 1);
        }
        for (this, index) in extents {
            let Some(own) = class(this.first).filter(|own| notes[own] >= 0) else { continue };
            let mut last = this.last;
            for node in std::iter::successors(tree.next(last), |&node| tree.next(node)) {
                let words = tree.content(node).trim_start();
                let numbered = |c: char| c.is_numeric() || "[(*†‡§".contains(c);
                let extent = Extent { first: node, last: node };
                match class(node) {
                    None if tree.text(node).is_some() && words.is_empty() => {}
                    Some(class) if class == own && !words.starts_with(numbered) => {
                        if self.overlaps(extent) {
                            break;
                        }
                        last = node;
                    }
                    _ => break,
                }
            }
            self.reach(this, index, last);
        }
    }
}

/// The references that pages call so and that lead to no place there is. Where a link leads
/// to a page of the book that is still to be read, any sure or raised label is one.
fn dangling(tree: &Tree, addresses: &Addresses) -> HashMap<Node, String> {
    let mut found = HashMap::new();
    for node in tree.all().filter(|&node| tree.name(node) == "a") {
        let href = tree.attribute(node, "href").unwrap_or("");
        if addresses.target(node).is_some() || has_scheme(href) {
            continue;
        }
        let (words, raised) = (tree.content(node), || is_raised(tree, node));
        let label = if says_reference(tree, node) {
            label::named(words, raised())
        } else if addresses.leads_on(node) && !says_back(tree, node) {
            label(words).filter(|label| label.sure || raised())
        } else {
            None
        };
        if let Some(label) = label {
            found.insert(node, label.shown);
        }
    }
    found
}

/// The head of the next group of notes, if the last of what lies between two notes is one.
fn grouped_head(
    tree: &Tree,
    between: &[Node],
    notes: [Node; 2],
    restarts: impl Fn() -> bool,
) -> Option<Node> {
    let blank = |node: &&Node| tree.content(**node).trim().is_empty();
    let last = between.iter().rev().find(|node| !blank(node)).copied()?;
    grouped::is_head(tree, last, notes, restarts()).then_some(last)
}
