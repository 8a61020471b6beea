//! The headings over lists of notes, and the rules above them: they go where the lists go.

use std::collections::{HashMap, HashSet};

use super::plan::Plan;
use super::semantics::is_noteish;
use crate::language::heading::{heads_notes, heads_sources};
use crate::read::html::shown::is_hidden;
use crate::read::html::tree::element::{PAGE, heading_level, is_block, is_silent};
use crate::read::html::tree::{Node, Tree};

/// A section as it is read: what follows a heading, up to the next of its level.
struct Section {
    heading: Node,
    /// After the element it stands in.
    end: Node,
    /// The rules right above it.
    rules: Vec<Node>,
    level: u8,
    words: bool,
    notes: bool,
    /// Whether a rule parts it from its notes: then it heads something else.
    parted: bool,
}

/// The headings of lists of notes that are not read, where their sections hold notes and nothing
/// else, and the rules above notes: the notes stand beside the text, and the list they stood in is
/// gone. A heading that says something of its own stays, though only notes are left below it. What
/// is not `read` is nothing a section holds.
pub(in crate::read) fn headings(
    tree: &Tree,
    plan: &Plan,
    read: impl Fn(Node) -> bool,
) -> HashSet<Node> {
    let mut sections = Sections::of(tree, plan);
    let mut rules: Vec<Node> = Vec::new();
    let mut resume: Option<Node> = None;
    for node in tree.all() {
        if resume.is_some_and(|resume| node < resume) {
            continue;
        }
        sections.leave(node);
        let name = tree.name(node);
        if let Some(&index) = plan.notes.starts.get(&node)
            && !plan.notes[index].inline
        {
            resume = Some(tree.after(plan.notes[index].last));
            sections.dropped.extend(rules.drain(..));
            sections.open.iter_mut().for_each(|section| section.notes = true);
        } else if is_silent(name)
            || is_hidden(tree, node)
            || plan.dropped.contains(&node)
            || !read(node)
        {
            resume = Some(tree.after(node));
        } else if name == PAGE {
            sections.close(0);
        } else if let Some(level) = heading_level(name).or_else(|| stands_for(tree, plan, node)) {
            sections.close(level);
            // A heading that refers to notes has notes below it for that reason.
            let words = tree.within(node).any(|inner| plan.notes.references.contains_key(&inner));
            let rules = std::mem::take(&mut rules);
            let end = tree.parent(node).map_or(node, |parent| tree.after(parent));
            let section =
                Section { heading: node, end, rules, level, words, notes: false, parted: false };
            sections.open.push(section);
            resume = Some(tree.after(node));
        } else if name == "hr" {
            rules.push(node);
            let before = sections.open.iter_mut().filter(|section| !section.notes);
            before.for_each(|section| section.parted = true);
        } else if tree.text(node).is_some_and(|text| !text.trim().is_empty())
            || tree.attribute(node, "alt").is_some_and(|alt| !alt.is_empty())
        {
            rules.clear();
            sections.open.iter_mut().for_each(|section| section.words = true);
        }
    }
    sections.close(0);
    sections.dropped
}

/// The sections that are open, the innermost last.
struct Sections<'t> {
    tree: &'t Tree,
    plan: &'t Plan,
    open: Vec<Section>,
    /// What headings say, and how many say it.
    said: HashMap<String, usize>,
    /// What is not read.
    dropped: HashSet<Node>,
}

impl<'t> Sections<'t> {
    fn of(tree: &'t Tree, plan: &'t Plan) -> Self {
        let mut said = HashMap::new();
        for node in tree.all().filter(|&node| heading_level(tree.name(node)).is_some()) {
            *said.entry(letters(tree.content(node))).or_default() += 1;
        }
        Self { tree, plan, open: Vec::new(), said, dropped: HashSet::new() }
    }

    /// Ends the section whose notes the element held that its heading stands in, now that `node`
    /// stands after it: what follows is not its own.
    fn leave(&mut self, node: Node) {
        let over = |section: &mut Section| section.notes && !section.words && section.end <= node;
        while let Some(section) = self.open.pop_if(over) {
            self.settle(section);
        }
    }

    /// Ends the sections of `level` and below.
    fn close(&mut self, level: u8) {
        while let Some(section) = self.open.pop_if(|section| section.level >= level) {
            self.settle(section);
        }
    }

    fn settle(&mut self, section: Section) {
        if section.notes && !section.words && self.gives_way(&section) {
            self.dropped.insert(section.heading);
            self.dropped.extend(section.rules);
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
    fn gives_way(&self, section: &Section) -> bool {
        let (tree, heading) = (self.tree, section.heading);
        // What holds paragraphs is more than a heading, whatever it is called by.
        if tree.within(heading).any(|inner| inner != heading && is_block(tree.name(inner))) {
            return false;
        }
        // *References* is what sites call their notes.
        let heads = |node: Node| {
            let words = shown(tree, node);
            heads_notes(words.trim()) || heads_sources(words.trim()).is_some()
        };
        heads(heading)
            || self.plan.heads.contains(&heading)
            || self.open.iter().any(|outer| heads(outer.heading))
            || tree.ancestors(heading).any(|outer| is_noteish(tree, outer))
            || is_noteish(tree, heading)
            || !section.parted && self.repeats(heading)
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

/// The level of what stands for a heading: a line that says no more than that notes follow, as old
/// pages have it in bold, is below all headings, and the head of a group of notes is below such lines.
fn stands_for(tree: &Tree, plan: &Plan, node: Node) -> Option<u8> {
    let line = matches!(tree.name(node), "p" | "div" | "center")
        && !tree.children(node).any(|child| is_block(tree.name(child)));
    let words = if line { tree.content(node).trim() } else { "" };
    let says = words.len() <= LONGEST && heads_notes(words);
    says.then_some(7).or(plan.heads.contains(&node).then_some(8))
}

/// The most bytes such a line has.
const LONGEST: usize = 64;
