//! What serves to get to notes and back and is no part of the text: labels before notes, arrows
//! behind them, brackets around both, and headings and rules over lists of notes.

use std::collections::HashMap;

use super::address::Addresses;
use super::claims::{is_noteish, says_back};
use super::element::{PAGE, heading_level, is_block, is_silent};
use super::extent::{Extent, Measure};
use super::label::{self, BRACKETS, is_blank, is_way_back, label};
use super::notes::{Note, Plan};
use super::shape::is_hidden;
use super::signs::{near, opening};
use super::tree::{Node, Tree};
use crate::language::heading::{heads_notes, heads_sources};

/// Files in `plan` what is not to be read.
pub(super) fn clear(
    tree: &Tree,
    addresses: &Addresses,
    measure: &mut Measure<'_>,
    plan: &mut Plan,
) {
    let mut items = HashMap::new();
    let mut bare = Vec::new();
    for index in 0..plan.notes.len() {
        if !plan.notes[index].inline {
            let backs = ways_back(tree, addresses, measure, plan, index);
            backs.iter().for_each(|&back| drop_link(tree, plan, back));
            if settle_label(tree, plan, index, &mut items) {
                bare.push(index);
            }
        }
    }
    spare_numbers(tree, plan, &bare);
    let references: Vec<Node> = plan.references.keys().copied().collect();
    for reference in references {
        cut_brackets(tree, plan, reference);
    }
}

/// The links of a note that lead back, less the one that is its label, which goes as such.
fn ways_back(
    tree: &Tree,
    addresses: &Addresses,
    measure: &mut Measure<'_>,
    plan: &Plan,
    index: usize,
) -> Vec<Node> {
    let note = &plan.notes[index];
    let mut backs = Vec::new();
    // A few words that end the note and lead to the very reference, in whatever language.
    let mut phrase = None;
    let mut labelled = false;
    let mut node = note.first;
    while node < tree.after(note.last) {
        if tree.has_class(node, &["mw-cite-backlink", "cite-backlink"]) {
            backs.push(node);
        }
        if tree.name(node) == "a" && tree.attribute(node, "href").is_some() {
            let words = tree.content(node);
            let target = addresses.target(node);
            let exact = target.is_some_and(|to| {
                let some = note.references.iter().take(64);
                some.copied().any(|reference| near(tree, measure, to, reference))
            });
            let label = label(words);
            if says_back(tree, node) || exact {
                let is_label = label.as_ref().is_some_and(|label| label.shown == note.label);
                if is_label && measure.begins(node, note.first) {
                    labelled = true;
                } else if label.is_some() || is_way_back(words) || is_bare(words) {
                    backs.push(node);
                } else if exact
                    && target.is_some_and(|to| !is_block(tree.name(to)))
                    && words.chars().count() <= 25
                    && is_last(tree, note, node)
                {
                    phrase = Some(node);
                }
            }
        }
        node = node.following();
    }
    backs.extend(phrase.filter(|_| backs.is_empty() && !labelled));
    backs
}

/// Whether words are one or two signs, as `◎` that leads back.
fn is_bare(words: &str) -> bool {
    let words = words.trim();
    words.chars().count() <= 2 && !words.contains(char::is_alphanumeric)
}

/// Whether no word of a note follows a link.
fn is_last(tree: &Tree, note: &Note, link: Node) -> bool {
    let after = std::iter::successors(Some(tree.after(link)), |node| Some(node.following()));
    let mut rest = after.take_while(|&node| node < tree.after(note.last));
    rest.all(|node| tree.text(node).is_none_or(|text| !text.contains(char::is_alphanumeric)))
}

fn drop_link(tree: &Tree, plan: &mut Plan, link: Node) {
    plan.dropped.insert(link);
    cut_brackets(tree, plan, link);
}

/// Cuts the brackets off that stand right before and right behind a link.
fn cut_brackets(tree: &Tree, plan: &mut Plan, link: Node) {
    let mut before = link.preceding();
    while let Some(node) = before.filter(|&node| tree.encloses(node, link)) {
        before = node.preceding();
    }
    let Some(before) = before else { return };
    let after = tree.after(link);
    if after.index() >= tree.all().len() {
        return;
    }
    let (Some(left), Some(right)) = (tree.text(before), tree.text(after)) else { return };
    for (open, close) in BRACKETS {
        let head = left.trim_end();
        let tail = right.trim_start();
        if head.ends_with(open) && tail.starts_with(close) {
            let cut = left.len() - head.len() + open.len_utf8();
            plan.cuts.entry(before).or_default().1 = cut;
            let cut = right.len() - tail.len() + close.len_utf8();
            plan.cuts.entry(after).or_default().0 = cut;
        }
    }
}

/// Leaves notes the numbers they begin with, `1 Kings 3`, `5 May 1904`, where most notes that look like
/// them begin with their text: the numbers are then not their labels. `bare` are the notes whose
/// label nothing sets apart.
fn spare_numbers(tree: &Tree, plan: &mut Plan, bare: &[usize]) {
    let looks = |note: &Note| (tree.name(note.first), tree.attribute(note.first, "class"));
    let mut counts: HashMap<_, (usize, usize)> = HashMap::new();
    for note in plan.notes.iter().filter(|note| !note.inline) {
        let (labelled, all) = counts.entry(looks(note)).or_default();
        *labelled += usize::from(note.skip > 0);
        *all += 1;
    }
    for &index in bare {
        let note = &mut plan.notes[index];
        let counted = note.label.chars().any(char::is_alphanumeric);
        if counts.get(&looks(note)).is_some_and(|(labelled, all)| counted && 2 * labelled < *all) {
            note.skip = 0;
        }
    }
}

/// Settles what a note is called, and how much of its beginning says so. Whether nothing but its words
/// says that it begins with a label.
fn settle_label(
    tree: &Tree,
    plan: &mut Plan,
    index: usize,
    items: &mut HashMap<Node, i64>,
) -> bool {
    let note = &plan.notes[index];
    let extent = Extent { first: note.first, last: note.last };
    let (words, apart) = opening(tree, extent, &plan.dropped);
    let firm = tree.name(note.first) == "li" && !apart;
    let given = (!note.label.is_empty()).then(|| note.label.clone());
    let first = words.split(is_blank).find(|word| !word.is_empty());
    let own = || first.and_then(label).map(|label| label.shown);
    let shown =
        given.or_else(|| own().filter(|_| !firm)).or_else(|| item_number(tree, note.first, items));
    let shown = shown.unwrap_or_else(|| (index + 1).to_string());
    let arrow = words.trim_start().starts_with(['^', '↑', '↩']);
    let skip = label::at_start(&words, &shown, firm).unwrap_or_else(|| usize::from(arrow));
    // A note of which nothing would be left is no label, but words that look like one.
    let is_all = words.chars().filter(|&c| !is_blank(c)).count() <= skip;
    let note = &mut plan.notes[index];
    note.label = shown;
    note.skip = if is_all { 0 } else { skip };
    let long = note.label.chars().filter(|c| c.is_alphanumeric()).count();
    note.skip == long && !apart && !arrow
}

/// The number of an item in its list; `known` holds those of the lists asked for before.
pub(super) fn item_number(
    tree: &Tree,
    item: Node,
    known: &mut HashMap<Node, i64>,
) -> Option<String> {
    let list = tree.parent(item).filter(|_| tree.name(item) == "li")?;
    if !known.contains_key(&item) {
        let start = tree.attribute(list, "start").and_then(|start| start.trim().parse().ok());
        let items = tree.children(list).filter(|&child| tree.name(child) == "li");
        let numbers = start.unwrap_or(1i64)..;
        known.extend(items.zip(numbers));
    }
    known.get(&item).map(i64::to_string)
}

/// A section as it is read: what follows a heading, up to the next of its level.
struct Section {
    heading: Node,
    /// Behind the element it stands in.
    end: Node,
    /// The rules right above it.
    rules: Vec<Node>,
    level: u8,
    words: bool,
    notes: bool,
}

/// Drops the headings of lists of notes, where their sections hold notes and nothing else, and the rules
/// above notes: the notes stand beside the text, and the list they stood in is gone. A heading that
/// says something of its own stays, though only notes are left below it. What is not `read` is
/// nothing a section holds.
pub(in crate::read) fn headings(tree: &Tree, plan: &mut Plan, read: impl Fn(Node) -> bool) {
    let mut sections = Sections::of(tree);
    let mut rules: Vec<Node> = Vec::new();
    let mut resume: Option<Node> = None;
    for node in tree.all() {
        if resume.is_some_and(|resume| node < resume) {
            continue;
        }
        sections.leave(node, plan);
        let name = tree.name(node);
        if let Some(&index) = plan.starts.get(&node)
            && !plan.notes[index].inline
        {
            resume = Some(tree.after(plan.notes[index].last));
            plan.dropped.extend(rules.drain(..));
            sections.open.iter_mut().for_each(|section| section.notes = true);
        } else if is_silent(name)
            || is_hidden(tree, node)
            || plan.dropped.contains(&node)
            || !read(node)
        {
            resume = Some(tree.after(node));
        } else if name == PAGE {
            sections.close(0, plan);
        } else if let Some(level) = heading_level(name).or_else(|| stands_for(tree, plan, node)) {
            sections.close(level, plan);
            // A heading that refers to notes has notes below it for that reason.
            let words = tree.within(node).any(|inner| plan.references.contains_key(&inner));
            let rules = std::mem::take(&mut rules);
            let end = tree.parent(node).map_or(node, |parent| tree.after(parent));
            let section = Section { heading: node, end, rules, level, words, notes: false };
            sections.open.push(section);
            resume = Some(tree.after(node));
        } else if name == "hr" {
            rules.push(node);
        } else if tree.text(node).is_some_and(|text| !text.trim().is_empty())
            || tree.attribute(node, "alt").is_some_and(|alt| !alt.is_empty())
        {
            rules.clear();
            sections.open.iter_mut().for_each(|section| section.words = true);
        }
    }
    sections.close(0, plan);
}

/// The sections that are open, the innermost last.
struct Sections<'t> {
    tree: &'t Tree,
    open: Vec<Section>,
    /// What headings say, and how many say it.
    said: HashMap<String, usize>,
}

impl<'t> Sections<'t> {
    fn of(tree: &'t Tree) -> Self {
        let mut said = HashMap::new();
        for node in tree.all().filter(|&node| heading_level(tree.name(node)).is_some()) {
            *said.entry(letters(tree.content(node))).or_default() += 1;
        }
        Self { tree, open: Vec::new(), said }
    }

    /// Ends the section whose notes the element held that its heading stands in, now that `node`
    /// stands behind: what follows is not its own.
    fn leave(&mut self, node: Node, plan: &mut Plan) {
        let over = |section: &mut Section| section.notes && !section.words && section.end <= node;
        while let Some(section) = self.open.pop_if(over) {
            self.settle(section, plan);
        }
    }

    /// Ends the sections of `level` and below.
    fn close(&mut self, level: u8, plan: &mut Plan) {
        while let Some(section) = self.open.pop_if(|section| section.level >= level) {
            self.settle(section, plan);
        }
    }

    fn settle(&mut self, section: Section, plan: &mut Plan) {
        if section.notes && !section.words && self.gives_way(section.heading, plan) {
            plan.dropped.insert(section.heading);
            plan.dropped.extend(section.rules);
        } else if let Some(outer) = self.open.last_mut() {
            // A heading that stays is something its section holds.
            outer.words = true;
        }
    }

    /// Whether another heading says the same, in letters.
    fn repeats(&self, heading: Node) -> bool {
        let said = letters(self.tree.content(heading));
        !said.is_empty() && self.said.get(&said).is_some_and(|&count| count > 1)
    }

    /// Whether a heading above nothing but notes says no more than whose notes follow: by what it is
    /// called, or what it stands in or under, or because a chapter has its name.
    fn gives_way(&self, heading: Node, plan: &Plan) -> bool {
        let tree = self.tree;
        // *References* is what sites call their notes.
        let heads = |node: Node| {
            let words = shown(tree, node);
            heads_notes(words.trim()) || heads_sources(words.trim()).is_some()
        };
        heads(heading)
            || plan.heads.contains(&heading)
            || self.open.iter().any(|outer| heads(outer.heading))
            || tree.ancestors(heading).any(|outer| is_noteish(tree, outer))
            || is_noteish(tree, heading)
            || self.repeats(heading)
    }
}

/// What a heading says to whoever sees the page.
fn shown(tree: &Tree, heading: Node) -> String {
    let nodes = tree.within(heading).filter(|&node| {
        let mut around = tree.ancestors(node).take_while(|&outer| outer > heading);
        tree.text(node).is_some() && !around.any(|outer| is_hidden(tree, outer))
    });
    nodes.filter_map(|node| tree.text(node)).collect()
}

/// The letters and figures of words, in lower case.
fn letters(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The same of the heads of groups of notes, which are below them.
pub(super) fn stands_for(tree: &Tree, plan: &Plan, node: Node) -> Option<u8> {
    stands_for_heading(tree, node).or(plan.heads.contains(&node).then_some(8))
}

/// The level of a line that says no more than that notes follow, as old pages have it in bold: below
/// all headings.
fn stands_for_heading(tree: &Tree, node: Node) -> Option<u8> {
    let line = matches!(tree.name(node), "p" | "div" | "center")
        && !tree.children(node).any(|child| is_block(tree.name(child)));
    let words = if line { tree.content(node).trim() } else { "" };
    (words.len() <= LONGEST && heads_notes(words)).then_some(7)
}

/// The most bytes such a line has.
const LONGEST: usize = 64;
