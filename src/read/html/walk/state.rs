//! A walk through a tree: what it knows, and where in the flow of words it is.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use super::formula::Spoken;
use crate::doc::{Builder, Image, Kind, MarkKind, OpenMark, Problem};
use crate::read::html::distill;
use crate::read::html::notes::Plan;
use crate::read::html::tree::address::Addresses;
use crate::read::html::tree::{Node, Tree};

/// Where in the flow of words the walk is; a note has a flow of its own.
#[derive(Default)]
pub(super) struct Flow {
    /// The kind of the block that the next word opens.
    pub(super) kind: Option<Kind>,
    /// White space that the next word brings with it.
    pub(super) gap: Gap,
    /// Whether no word has come yet since the block, or the cell, began.
    pub(super) fresh: bool,
    /// Styles and links that are open, the innermost last.
    pub(super) styles: Vec<(Style, Option<OpenMark>)>,
    /// The lists that are open.
    pub(super) lists: Vec<List>,
    /// How blocks inside the one that is open are shown.
    pub(super) inner: Inner,
    pub(super) verse: bool,
    /// White space stays as it is.
    pub(super) raw: bool,
    /// How far the line of verse that begins is set in, in blanks.
    pub(super) indent: usize,
    /// How many characters of a note are its label.
    pub(super) skip: usize,
    /// A page of the printed original begins with the next word.
    pub(super) page: Option<Option<Box<str>>>,
    /// Whether paragraphs are the caption of a figure.
    pub(super) caption: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Gap {
    #[default]
    None,
    Space,
    /// A blank before a note mark, which the mark closes up unless a word follows it.
    Closed,
    /// Line breaks, so many.
    Lines(usize),
}

/// How blocks inside a block are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Inner {
    /// As blocks of their own.
    #[default]
    Blocks,
    /// As lines, in a heading.
    Lines,
    /// As words among words, in a cell.
    Words,
}

#[derive(Clone)]
pub(super) enum Style {
    Mark(MarkKind),
    Link(String),
}

pub(super) struct List {
    pub(super) numbers: Option<(i64, char)>,
    pub(super) step: i64,
}

/// Reads a tree into a builder.
pub(in crate::read) struct Walk<'t> {
    pub(super) tree: &'t Tree,
    pub(super) plan: &'t Plan,
    pub(super) addresses: &'t Addresses,
    pub(super) to: Builder,
    /// Elements that are to be read as headings, with their level.
    pub(in crate::read) promoted: HashMap<Node, u8>,
    /// What else is not to be read.
    pub(in crate::read) furniture: HashSet<Node>,
    /// The elements that links lead to.
    pub(super) targets: HashSet<Node>,
    /// The captions that say what stands for their picture, the pictures they say it for, and which
    /// belongs to which.
    pub(super) captioned: HashMap<Node, Node>,
    /// What is known of images besides their addresses.
    pub(in crate::read) images: HashMap<Node, Image>,
    /// The words that stand for formulas.
    pub(super) spoken: Spoken<'t>,
    /// Whether indents of verse are counted in steps, once there is verse.
    pub(super) steps: OnceCell<bool>,
    /// The numbers of items in their lists, as far as they were asked for.
    pub(super) numbers: HashMap<Node, i64>,
    /// The notes read already.
    pub(super) read: HashSet<usize>,
    pub(super) flow: Flow,
}

impl<'t> Walk<'t> {
    /// A walk through `tree` that has not begun.
    pub(in crate::read) fn new(tree: &'t Tree, plan: &'t Plan, addresses: &'t Addresses) -> Self {
        let links = addresses.links().iter();
        let targets = links.filter(|link| !plan.notes.references.contains_key(&link.from));
        let cited = tree.all().flat_map(|node| distill::keys(tree, node));
        let cited = cited.filter_map(|key| addresses.place("", &format!("#{key}")));
        Self {
            tree,
            plan,
            addresses,
            to: Builder::new(),
            promoted: HashMap::new(),
            furniture: HashSet::new(),
            targets: targets.map(|link| link.to).chain(cited).collect(),
            captioned: HashMap::new(),
            images: HashMap::new(),
            spoken: Spoken::of(tree),
            steps: OnceCell::new(),
            numbers: HashMap::new(),
            read: HashSet::new(),
            flow: Flow { fresh: true, ..Flow::default() },
        }
    }

    /// Reads an element and all inside it.
    pub(in crate::read) fn read(&mut self, node: Node) {
        self.node(node);
        self.end_block();
    }

    /// Reads the notes that stand elsewhere and that something read so far may refer to, and
    /// hands over the builder.
    pub(in crate::read) fn finish(mut self, stands: impl Fn(Node) -> bool) -> Builder {
        let plan = self.plan;
        for (index, note) in plan.notes.iter().enumerate() {
            if !self.read.contains(&index) && note.references.iter().any(|&node| stands(node)) {
                self.note(index);
            }
        }
        self.to
    }

    /// Says that something is wrong with the source of what comes next.
    pub(in crate::read) fn complain(&mut self, kind: Problem, what: String) {
        self.to.diagnose(kind, what);
    }

    /// Takes up the place of everything in `node` without reading it.
    pub(in crate::read) fn pass(&mut self, node: Node) {
        for inner in self.tree.within(node) {
            self.anchor(inner);
        }
    }

    /// Begins a heading, says `words` and ends it, for a chapter whose source has none.
    pub(in crate::read) fn heading(&mut self, level: u8, words: &str) {
        self.begin_block(Kind::Heading { level });
        self.words(words);
        self.end_block();
    }
}

/// The name of the place a link leads to.
pub(super) fn anchor_name(node: Node) -> String {
    format!("n{}", node.index())
}
