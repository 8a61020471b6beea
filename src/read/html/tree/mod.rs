//! The tree of a page, or of all the pages of a book: one arena, in the order of the source.
//!
//! The surprise: a node's number is its place in reading order, and the nodes inside it are the
//! numbers right after its own. What stands before what, and what lies inside what, are two
//! comparisons; no node ever moves.

pub(in crate::read) mod address;
pub(in crate::read) mod element;
pub(in crate::read::html) mod items;
pub(in crate::read) mod soup;
mod tokens;
pub(in crate::read) mod xml;

/// A node of a [`Tree`]: an element or a piece of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(in crate::read) struct Node(u32);

/// Elements and text, in the order of the source.
#[derive(Debug, Default)]
pub(in crate::read) struct Tree {
    nodes: Vec<Data>,
    /// All text, entities resolved, white space as in the source.
    text: String,
    /// What is wrong with the source.
    complaints: Vec<String>,
}

#[derive(Debug)]
struct Data {
    parent: Option<Node>,
    next: Option<Node>,
    last_child: Option<Node>,
    /// The number after the last node inside.
    end: u32,
    content: Content,
}

#[derive(Debug)]
enum Content {
    Element(Element),
    /// A byte range of `Tree::text`.
    Text(usize, usize),
}

/// What a tag says.
#[derive(Clone, Debug, Default)]
pub(in crate::read) struct Element {
    /// Its name in lower case, without the prefix of its name space.
    pub(in crate::read) name: Box<str>,
    /// Its attributes, names in lower case.
    pub(in crate::read) attributes: Vec<(Box<str>, Box<str>)>,
}

/// How deep elements may lie inside one another, in a page. What lies deeper is kept at this
/// depth: no page that a person reads comes near it, and whoever walks the tree may recurse.
const DEEPEST: usize = 256;

/// Makes a [`Tree`] from tags as they come.
#[derive(Debug)]
pub(in crate::read) struct Planter<'t> {
    tree: &'t mut Tree,
    open: Vec<Node>,
    /// How many elements are open beyond [`DEEPEST`].
    beyond: usize,
}

impl Node {
    /// The number as one for slices.
    pub(in crate::read) fn index(self) -> usize {
        self.0 as usize
    }

    /// The next node in the order of the source.
    pub(in crate::read) fn following(self) -> Self {
        Self(self.0 + 1)
    }

    /// The node before in the order of the source.
    pub(in crate::read) fn preceding(self) -> Option<Self> {
        self.0.checked_sub(1).map(Self)
    }
}

impl Element {
    /// An element without attributes.
    pub(in crate::read) fn named(name: &str) -> Self {
        Self { name: name.into(), attributes: Vec::new() }
    }
}

impl Tree {
    /// Every node, in the order of the source.
    pub(in crate::read) fn all(
        &self,
    ) -> impl DoubleEndedIterator<Item = Node> + ExactSizeIterator + use<> {
        (0..self.nodes.len() as u32).map(Node)
    }

    /// The node itself and every node inside it, in the order of the source.
    pub(in crate::read) fn within(
        &self,
        node: Node,
    ) -> impl DoubleEndedIterator<Item = Node> + use<> {
        (node.0..self.data(node).end).map(Node)
    }

    /// Every node from `node` on, in the order of the source.
    pub(in crate::read) fn from(&self, node: Node) -> impl Iterator<Item = Node> + use<> {
        (node.0..self.nodes.len() as u32).map(Node)
    }

    /// Takes what was found wrong with the source.
    pub(in crate::read) fn take_complaints(&mut self) -> Vec<String> {
        std::mem::take(&mut self.complaints)
    }

    /// How much there is, for [`cut`](Self::cut).
    pub(in crate::read) fn mark(&self) -> (usize, usize) {
        (self.nodes.len(), self.text.len())
    }

    /// Takes back all roots added since `mark`.
    pub(in crate::read) fn cut(&mut self, (nodes, text): (usize, usize)) {
        self.nodes.truncate(nodes);
        self.text.truncate(text);
    }

    /// Whether `inner` is `outer` or lies inside it.
    pub(in crate::read) fn encloses(&self, outer: Node, inner: Node) -> bool {
        outer <= inner && inner.0 < self.data(outer).end
    }

    /// The node right after all that lies inside `node`, in the order of the source.
    pub(in crate::read) fn after(&self, node: Node) -> Node {
        Node(self.data(node).end)
    }

    /// The name of an element; nothing for text.
    pub(in crate::read) fn name(&self, node: Node) -> &str {
        self.element(node).map_or("", |element| &element.name)
    }

    /// The element a node is, unless it is text.
    pub(in crate::read) fn element(&self, node: Node) -> Option<&Element> {
        match &self.data(node).content {
            Content::Element(element) => Some(element),
            Content::Text(..) => None,
        }
    }

    /// The words of a node that is text.
    pub(in crate::read) fn text(&self, node: Node) -> Option<&str> {
        match self.data(node).content {
            Content::Text(from, to) => Some(&self.text[from..to]),
            Content::Element(_) => None,
        }
    }

    /// An attribute of an element.
    pub(in crate::read) fn attribute(&self, node: Node, name: &str) -> Option<&str> {
        let mut attributes = self.element(node)?.attributes.iter();
        attributes.find(|(key, _)| &**key == name).map(|(_, value)| &**value)
    }

    /// The words of an attribute that lists several.
    pub(in crate::read) fn list(&self, node: Node, name: &str) -> impl Iterator<Item = &str> {
        self.attribute(node, name).unwrap_or("").split_ascii_whitespace()
    }

    /// Whether one of an element's classes is among `names`.
    pub(in crate::read) fn has_class(&self, node: Node, names: &[&str]) -> bool {
        self.list(node, "class").any(|class| names.contains(&class))
    }

    /// Whether an element says of itself, by `epub:type` (EPUB 3, structural semantics) or by
    /// `role` (DPUB-ARIA, whose `doc-` is left out), that it is one of `names`.
    pub(in crate::read) fn is_a(&self, node: Node, names: &[&str]) -> bool {
        let roles = self.list(node, "role").map(|role| role.strip_prefix("doc-").unwrap_or(role));
        self.list(node, "epub:type").chain(roles).any(|kind| names.contains(&kind))
    }

    /// The element a node lies in.
    pub(in crate::read) fn parent(&self, node: Node) -> Option<Node> {
        self.data(node).parent
    }

    /// The sibling before a node.
    pub(in crate::read) fn previous(&self, node: Node) -> Option<Node> {
        let parent = self.parent(node)?;
        let last = node.preceding().filter(|&before| before > parent)?;
        std::iter::once(last)
            .chain(self.ancestors(last))
            .find(|&before| self.parent(before) == Some(parent))
    }

    /// The next node in the same element.
    pub(in crate::read) fn next(&self, node: Node) -> Option<Node> {
        self.data(node).next
    }

    /// The nodes right inside an element.
    pub(in crate::read) fn children(&self, node: Node) -> impl Iterator<Item = Node> {
        let first = (self.data(node).end > node.0 + 1).then(|| Node(node.0 + 1));
        std::iter::successors(first, |&child| self.next(child))
    }

    /// The elements a node lies in, the innermost first.
    pub(in crate::read) fn ancestors(&self, node: Node) -> impl Iterator<Item = Node> {
        std::iter::successors(self.parent(node), |&node| self.parent(node))
    }

    /// The text of a node and all inside it, as it is in the source.
    pub(in crate::read) fn content(&self, node: Node) -> &str {
        let mut pieces = self.within(node).filter_map(|node| match self.data(node).content {
            Content::Text(from, to) => Some((from, to)),
            Content::Element(_) => None,
        });
        let Some((from, to)) = pieces.next() else { return "" };
        // Text lies in one string in the order of the nodes, so that of a subtree is one slice.
        &self.text[from..pieces.next_back().map_or(to, |(_, to)| to)]
    }

    fn data(&self, node: Node) -> &Data {
        &self.nodes[node.0 as usize]
    }
}

impl<'t> Planter<'t> {
    /// Adds to `tree` a root of its own, which holds all that follows.
    pub(in crate::read) fn new(tree: &'t mut Tree, root: Element) -> Self {
        let mut planter = Self { tree, open: Vec::new(), beyond: 0 };
        planter.open(root);
        planter
    }

    /// The root.
    pub(in crate::read) fn root(&self) -> Node {
        self.open[0]
    }

    /// The elements that are open, the innermost last; the root is the first.
    pub(in crate::read) fn stack(&self) -> &[Node] {
        &self.open
    }

    /// The name of an element that is open.
    pub(in crate::read) fn name(&self, node: Node) -> &str {
        self.tree.name(node)
    }

    /// Opens an element.
    pub(in crate::read) fn open(&mut self, element: Element) {
        if self.open.len() >= DEEPEST {
            self.empty(element);
            self.beyond += 1;
            return;
        }
        let node = self.add(Content::Element(element));
        self.open.push(node);
    }

    /// Adds an element that holds nothing.
    pub(in crate::read) fn empty(&mut self, element: Element) {
        self.add(Content::Element(element));
    }

    /// Adds text; a piece right after another goes on in it.
    pub(in crate::read) fn text(&mut self, words: &str) {
        if words.is_empty() {
            return;
        }
        let from = self.tree.text.len();
        self.tree.text.push_str(words);
        let to = self.tree.text.len();
        if let Some(last) = self.tree.nodes.last_mut()
            && last.parent == self.open.last().copied()
            && let Content::Text(_, end) = &mut last.content
        {
            *end = to;
            return;
        }
        self.add(Content::Text(from, to));
    }

    /// Closes the innermost element.
    pub(in crate::read) fn close(&mut self) {
        if self.beyond > 0 {
            self.beyond -= 1;
            return;
        }
        if self.open.len() > 1
            && let Some(node) = self.open.pop()
        {
            self.tree.nodes[node.0 as usize].end = self.tree.nodes.len() as u32;
        }
    }

    /// Whether the innermost element lies too deep to have been opened.
    pub(in crate::read) fn is_beyond(&self) -> bool {
        self.beyond > 0
    }

    /// Makes an element that is open a mere `span`.
    pub(in crate::read) fn neutralise(&mut self, node: Node) {
        if let Content::Element(element) = &mut self.tree.nodes[node.0 as usize].content {
            element.name = "span".into();
        }
    }

    /// Says that something is wrong with the source.
    pub(in crate::read) fn complain(&mut self, what: &str) {
        self.tree.complaints.push(what.to_owned());
    }

    /// Closes all that is open, the root too.
    pub(in crate::read) fn finish(mut self) -> Node {
        let root = self.root();
        let end = self.tree.nodes.len() as u32;
        for node in self.open.drain(..) {
            self.tree.nodes[node.0 as usize].end = end;
        }
        root
    }

    fn add(&mut self, content: Content) -> Node {
        let node = Node(self.tree.nodes.len() as u32);
        let parent = self.open.last().copied();
        self.tree.nodes.push(Data {
            parent,
            next: None,
            last_child: None,
            end: node.0 + 1,
            content,
        });
        if let Some(parent) = parent {
            let before = self.tree.nodes[parent.0 as usize].last_child.replace(node);
            if let Some(before) = before {
                self.tree.nodes[before.0 as usize].next = Some(node);
            }
        }
        node
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_places() {
        let mut tree = Tree::default();
        let mut planter = Planter::new(&mut tree, Element::named("root"));
        planter.open(Element::named("p"));
        planter.text("one ");
        planter.text("two");
        planter.open(Element::named("em"));
        planter.text(" three");
        planter.close();
        planter.close();
        planter.empty(Element::named("hr"));
        let root = planter.finish();
        let names: Vec<&str> = tree.within(root).map(|node| tree.name(node)).collect();
        assert_eq!(names, ["root", "p", "", "em", "", "hr"]);
        let children: Vec<&str> = tree.children(root).map(|node| tree.name(node)).collect();
        assert_eq!(children, ["p", "hr"]);
        assert_eq!(tree.content(root), "one two three");
        let em = tree.all().nth(3).unwrap();
        assert_eq!(
            tree.ancestors(em).map(|node| tree.name(node)).collect::<Vec<_>>(),
            ["p", "root"]
        );
        assert!(tree.encloses(root, em) && !tree.encloses(em, root));
    }

    #[test]
    fn depth_is_bounded() {
        let mut tree = Tree::default();
        let mut planter = Planter::new(&mut tree, Element::named("root"));
        for _ in 0..10_000 {
            planter.open(Element::named("div"));
        }
        planter.text("deep");
        for _ in 0..10_000 {
            planter.close();
        }
        planter.text("shallow");
        let root = planter.finish();
        assert!(tree.all().all(|node| tree.ancestors(node).count() <= DEEPEST));
        assert_eq!(tree.content(root), "deepshallow");
        assert_eq!(tree.children(root).count(), 2);
    }
}
