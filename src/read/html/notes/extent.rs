//! How far a note reaches: from the element a reference leads to, to the elements that are the
//! note.
//!
//! A reference may lead to the note itself (`<li id="fn1">`), to an empty `<a>` at its beginning,
//! to its number, to the first of its paragraphs, or to one line among others in one block. What
//! is found is a run of siblings.

use std::collections::HashMap;

use super::label::{is_way_back, label};
use super::semantics::{is_called_note, is_noteish};
use crate::language::heading::heads_notes;
use crate::read::html::tree::element::{PAGE, heading_level, is_block, is_media};
use crate::read::html::tree::{Node, Tree};

/// A run of siblings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Extent {
    /// The first.
    pub(super) first: Node,
    /// The last; the first itself where there is one.
    pub(super) last: Node,
}

impl Extent {
    fn one(node: Node) -> Self {
        Self { first: node, last: node }
    }

    /// Whether a node is of the run or lies inside it.
    pub(super) fn holds(self, tree: &Tree, node: Node) -> bool {
        self.first <= node && node < tree.after(self.last)
    }
}

/// Measures notes.
#[derive(Debug)]
pub(super) struct Measure<'t> {
    tree: &'t Tree,
    /// How many headings stand before each node: what lies between two nodes holds as many as
    /// their difference.
    headings: Vec<u32>,
    /// The headings that are labels and stand below one of notes.
    listed: Vec<Node>,
    /// The places that links with labels lead to and that begin a block or a line, in order.
    beginnings: Vec<Node>,
    holds_blocks: HashMap<Node, bool>,
    /// What was measured before: many links may lead to one place.
    known: HashMap<Node, Option<Extent>>,
}

impl<'t> Measure<'t> {
    /// Looks at a tree; `aimed` are the places that links with labels lead to.
    pub(super) fn new(tree: &'t Tree, mut aimed: Vec<Node>) -> Self {
        let mut headings = vec![0];
        let mut listed = Vec::new();
        let mut count = 0;
        let mut in_notes = false;
        for node in tree.all() {
            if heading_level(tree.name(node)).is_some() {
                count += 1;
                let words = tree.content(node).trim();
                match label(words) {
                    Some(_) if in_notes => listed.push(node),
                    Some(_) => {}
                    None => in_notes = heads_notes(words),
                }
            }
            headings.push(count);
        }
        aimed.sort_unstable();
        aimed.dedup();
        let mut measure = Self {
            tree,
            headings,
            listed,
            beginnings: Vec::new(),
            holds_blocks: HashMap::new(),
            known: HashMap::new(),
        };
        aimed.retain(|&node| measure.begins_line(node));
        measure.beginnings = aimed;
        measure
    }

    /// The innermost block that a node is or lies in.
    pub(super) fn block(&self, node: Node) -> Option<Node> {
        std::iter::once(node)
            .chain(self.tree.ancestors(node))
            .find(|&node| is_block(self.tree.name(node)))
    }

    /// Whether blocks lie right inside an element.
    pub(super) fn holds_blocks(&mut self, node: Node) -> bool {
        let tree = self.tree;
        *self
            .holds_blocks
            .entry(node)
            .or_insert_with(|| tree.children(node).any(|child| is_block(tree.name(child))))
    }

    /// The note that begins at `target`, if anything that may be a note does.
    pub(super) fn note(&mut self, target: Node) -> Option<Extent> {
        if let Some(&known) = self.known.get(&target) {
            return known;
        }
        let extent = self.measure(target);
        self.known.insert(target, extent);
        extent
    }

    fn measure(&mut self, target: Node) -> Option<Extent> {
        let block = self.block(target)?;
        let name = self.tree.name(block);
        let extent = match name {
            "dd" => self.begins(target, block).then(|| self.described(block)),
            "li" | "aside" => self.begins(target, block).then(|| Extent::one(block)),
            "dt" => Some(self.definition(block)),
            "td" | "th" => {
                let row = self.tree.parent(block).filter(|&row| self.tree.name(row) == "tr")?;
                self.begins(target, row).then(|| Extent::one(row))
            }
            "tr" => Some(Extent::one(block)),
            "p" | "div" | "section" | "blockquote" | "pre" | "address" | "center" | "footer"
                if block == target =>
            {
                Some(Extent::one(block))
            }
            PAGE if block == target => self.page(block),
            "body" | "html" | "article" | "main" if block == target => None,
            // docutils made a table of each note for long.
            "table" if block == target && is_noteish(self.tree, block) => {
                let mut rows = self.tree.within(block).filter(|&n| self.tree.name(n) == "tr");
                rows.next().filter(|_| rows.next().is_none()).map(Extent::one)
            }
            _ if heading_level(name).is_some() => return self.below_label(block),
            "table" | "tbody" | "thead" | "tfoot" | "ul" | "ol" | "dl" | "figure" | "nav"
            | "hgroup" | "header" | "caption" | "figcaption" => None,
            _ if self.holds_blocks(block) => self.beside(target, block),
            _ => self.line(target, block),
        }?;
        let extent = self.lifted(self.filled(extent));
        let note = is_called_note(self.tree, extent.first)
            || !self.holds_heading(extent)
            || self.is_headed_by_label(extent);
        note.then_some(extent)
    }

    /// A page that is one note and nothing else: a few paragraphs, whatever holds them.
    fn page(&self, page: Node) -> Option<Extent> {
        let mut holder = self.tree.within(page).find(|&node| self.tree.name(node) == "body")?;
        loop {
            let mut parts = self.tree.children(holder).filter(|&node| !self.is_blank(node));
            let first = parts.next()?;
            let last = parts.last();
            if last.is_some() || !matches!(self.tree.name(first), "div" | "section" | "aside") {
                let extent = Extent { first, last: last.unwrap_or(first) };
                return self.is_paragraphs(holder).then_some(extent);
            }
            holder = first;
        }
    }

    /// Whether a note holds the heading of a section, and is none.
    fn holds_heading(&self, extent: Extent) -> bool {
        let index = |node: Node| self.headings[node.index().min(self.headings.len() - 1)];
        index(self.tree.after(extent.last)) > index(extent.first)
    }

    /// Whether a note begins with a heading that is no more than its label, as books made of
    /// FictionBook have them: under a heading of notes, or in what is called so.
    fn is_headed_by_label(&self, extent: Extent) -> bool {
        let tree = self.tree;
        let begins = |node: &Node| {
            tree.text(*node).is_some_and(|text| !text.trim().is_empty())
                || heading_level(tree.name(*node)).is_some()
        };
        let Some(heading) = tree.within(extent.first).find(begins) else { return false };
        let end = self.headings[tree.after(extent.last).index().min(self.headings.len() - 1)];
        heading_level(tree.name(heading)).is_some()
            && label(tree.content(heading)).is_some()
            && end - self.headings[heading.index()] == 1
            && (self.listed.binary_search(&heading).is_ok()
                || tree.ancestors(extent.first).take(3).any(|outer| is_noteish(tree, outer)))
    }

    /// What stands below a heading that is no more than a label, as Texinfo has it, up to the next.
    fn below_label(&self, heading: Node) -> Option<Extent> {
        let after = std::iter::successors(self.tree.next(heading), |&node| self.tree.next(node));
        let words = |node: &Node| {
            matches!(self.tree.name(*node), "p" | "blockquote" | "pre" | "ul" | "ol" | "dl" | "")
        };
        self.listed.binary_search(&heading).ok()?;
        let last = after.take_while(words).filter(|&node| !self.is_blank(node)).last()?;
        Some(Extent { first: heading, last })
    }

    /// A term and what is said of it.
    fn definition(&self, term: Node) -> Extent {
        let mut extent = Extent::one(term);
        let mut next = self.tree.next(term);
        while let Some(node) = next {
            match self.tree.name(node) {
                "dd" => extent.last = node,
                "" => {}
                _ => break,
            }
            next = self.tree.next(node);
        }
        extent
    }

    /// What is said of a term, with the term where that is no more than a label.
    fn described(&self, description: Node) -> Extent {
        let mut before = self.tree.previous(description);
        while let Some(blank) = before.filter(|&n| self.tree.text(n).is_some() && self.is_blank(n))
        {
            before = self.tree.previous(blank);
        }
        let before = before.filter(|&term| self.tree.name(term) == "dt");
        let words = |term: Node| self.tree.content(term).trim().trim_start_matches(['^', '↑']);
        let labels = |&term: &Node| {
            let mut words = words(term).split_whitespace();
            words.all(|word| label(word).is_some() || is_way_back(word))
        };
        match before.filter(labels) {
            Some(term) => Extent { first: term, last: description },
            None => Extent::one(description),
        }
    }

    /// Words right inside an element that holds blocks too: an empty anchor before the block of
    /// its note, or a line between two blocks.
    fn beside(&self, target: Node, holder: Node) -> Option<Extent> {
        let first = self.child_towards(holder, target)?;
        if !self.begins_line(first) {
            return None;
        }
        let mut extent = Extent::one(first);
        let mut words = self.words(first);
        let mut next = self.tree.next(first);
        while let Some(node) = next {
            let name = self.tree.name(node);
            let block = is_block(name);
            if block && words > FEW {
                break;
            }
            if block {
                let takes = matches!(name, "p" | "div" | "blockquote" | "section" | "aside");
                return takes.then_some(Extent { last: node, ..extent });
            }
            if self.is_beginning(node) {
                break;
            }
            words += self.words(node);
            extent.last = node;
            next = self.tree.next(node);
        }
        (words > FEW).then_some(extent)
    }

    /// A block that holds only words: all of it, or a line of it where others lie in it too.
    fn line(&self, target: Node, block: Node) -> Option<Extent> {
        let alone = self.beginnings_in(block, self.tree.after(block)) <= 1;
        if alone && self.begins(target, block) {
            return Some(Extent::one(block));
        }
        let first = self.child_towards(block, target)?;
        if !self.begins_line(first) {
            return None;
        }
        let mut extent = Extent::one(first);
        let mut next = self.tree.next(first);
        while let Some(node) = next.filter(|&node| !self.is_beginning(node)) {
            extent.last = node;
            next = self.tree.next(node);
        }
        (self.tree.name(block) != "pre" || self.is_one_paragraph(extent)).then_some(extent)
    }

    /// Whether no blank line parts the words of a note that is typed among others: what follows one
    /// may be the text going on.
    fn is_one_paragraph(&self, extent: Extent) -> bool {
        let nodes = std::iter::successors(Some(extent.first), |&node| self.tree.next(node));
        let nodes = nodes.take_while(|&node| node <= extent.last);
        let words: String = nodes.map(|node| self.tree.content(node)).collect();
        words.trim().lines().all(|line| !line.trim().is_empty())
    }

    /// What says nothing, an anchor in a paragraph of its own, is the beginning of the block after
    /// it.
    fn filled(&self, extent: Extent) -> Extent {
        if extent.first != extent.last || !self.is_blank(extent.first) {
            return extent;
        }
        let after =
            std::iter::successors(self.tree.next(extent.last), |&node| self.tree.next(node));
        let block = after.into_iter().find(|&node| !self.is_blank(node));
        let takes = |node: &Node| {
            matches!(self.tree.name(*node), "p" | "div" | "blockquote") && !self.is_beginning(*node)
        };
        block.filter(takes).map_or(extent, |last| Extent { last, ..extent })
    }

    /// The element around a note that holds it and nothing else that matters.
    fn lifted(&self, mut extent: Extent) -> Extent {
        while let Some(parent) = self.tree.parent(extent.first) {
            let name = self.tree.name(parent);
            let wraps = matches!(name, "li" | "dd" | "aside")
                || matches!(name, "div" | "section" | "blockquote" | "footer")
                    && (is_noteish(self.tree, parent) || self.fills(extent, parent))
                || matches!(name, "div" | "blockquote") && self.is_paragraphs(parent);
            let end = self.tree.after(parent);
            let others = self.beginnings_in(parent, extent.first)
                + self.beginnings_in(self.tree.after(extent.last), end);
            let whole = Extent::one(parent);
            if !wraps
                || others > 0
                || !self.begins(extent.first, parent)
                || self.holds_heading(whole)
            {
                break;
            }
            extent = whole;
        }
        extent
    }

    /// Whether nothing but white space lies in `parent` beside a run of its children.
    fn fills(&self, extent: Extent, parent: Node) -> bool {
        let outside = |node: &Node| !extent.holds(self.tree, *node);
        self.tree.children(parent).filter(outside).all(|node| self.is_blank(node))
    }

    /// Whether a division that begins with a note is nothing but a few paragraphs: the note’s own.
    fn is_paragraphs(&self, holder: Node) -> bool {
        let mut count = 0;
        self.tree.children(holder).all(|node| {
            count += usize::from(self.tree.element(node).is_some());
            count <= PARAGRAPHS
                && match self.tree.name(node) {
                    "p" => true,
                    "" => self.is_blank(node),
                    _ => false,
                }
        })
    }

    fn is_blank(&self, node: Node) -> bool {
        self.tree.content(node).trim().is_empty()
            && !self.tree.within(node).any(|inner| is_media(self.tree.name(inner)))
    }

    /// Whether `target` begins `holder`: nothing stands before it but a label and its brackets.
    pub(super) fn begins(&self, target: Node, holder: Node) -> bool {
        self.before(target, holder).is_some_and(|before| is_prelude(&before))
    }

    /// Whether `target` is the first of `holder` to be read, but for brackets.
    pub(super) fn is_first(&self, target: Node, holder: Node) -> bool {
        let bare = |before: String| !before.chars().any(char::is_alphanumeric);
        self.before(target, holder).is_some_and(bare)
    }

    /// The few words of `holder` before `target`; `None` if they are more than a label has.
    fn before(&self, target: Node, holder: Node) -> Option<String> {
        let mut before = String::new();
        let mut node = holder;
        for _ in 0..STEPS {
            if node >= target {
                return (before.chars().count() <= FEW).then_some(before);
            }
            before.extend(self.tree.text(node).unwrap_or("").trim().chars().take(FEW + 1));
            if before.len() > 4 * FEW || is_media(self.tree.name(node)) {
                return None;
            }
            node = node.following();
        }
        None
    }

    /// Whether a node begins its block, or a line of it: after a `<br>`, or in what is typed.
    pub(super) fn begins_line(&self, node: Node) -> bool {
        let Some(block) = self.block(node) else { return false };
        if block == node {
            return true;
        }
        let mut words = String::new();
        let mut before = node;
        for _ in 0..STEPS {
            let Some(previous) = before.preceding() else { return is_prelude(&words) };
            before = previous;
            let name = self.tree.name(before);
            // The end of a block beside it begins a new line too.
            if before <= block || name == "br" || self.block(before) != Some(block) {
                return is_prelude(&words);
            }
            let text = self.tree.text(before).unwrap_or("");
            // What is typed has lines of its own.
            let line = text.rsplit_once('\n').filter(|_| self.tree.name(block) == "pre");
            let text = line.map_or(text, |(_, line)| line);
            words.insert_str(0, &text.trim().chars().take(FEW + 1).collect::<String>());
            if line.is_some() {
                return is_prelude(&words);
            }
            if words.len() > 4 * FEW {
                return false;
            }
        }
        false
    }

    /// Whether a note may begin in a node.
    fn is_beginning(&self, node: Node) -> bool {
        self.beginnings_in(node, self.tree.after(node)) > 0
    }

    fn beginnings_in(&self, from: Node, to: Node) -> usize {
        let count = |node: Node| self.beginnings.partition_point(|&aimed| aimed < node);
        count(to) - count(from).min(count(to))
    }

    fn words(&self, node: Node) -> usize {
        self.tree.content(node).chars().filter(|c| !c.is_whitespace()).take(FEW + 1).count()
    }

    /// The child of `holder` that is or holds `node`.
    fn child_towards(&self, holder: Node, node: Node) -> Option<Node> {
        let mut child = node;
        while self.tree.parent(child)? != holder {
            child = self.tree.parent(child)?;
        }
        Some(child)
    }
}

/// How many nodes may stand before a note in its block: empty anchors, the parts of a label.
const STEPS: usize = 64;

/// Whether words are no more than what stands before a note: a bracket, a sign, a label.
fn is_prelude(words: &str) -> bool {
    words.chars().count() <= FEW
        && (!words.chars().any(char::is_alphanumeric) || label(words).is_some())
}

/// How many paragraphs a note may have that no element of its own holds together: more of them are
/// the text going on.
const PARAGRAPHS: usize = 6;

/// How many characters a label and its brackets have at most: `[123].`
const FEW: usize = 6;
