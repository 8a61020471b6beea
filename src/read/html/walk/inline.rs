//! What stands in a line: styles, links, pictures, breaks.

use super::drawing;
use super::formula::{self, Said};
use super::shape;
use super::state::{Gap, Inner, Style, Walk, anchor_name};
use crate::doc::{Image, Kind, MarkKind};
use crate::language::fold::one_line;
use crate::read::html::conventions::{Meaning, means};
use crate::read::html::distill;
use crate::read::html::tree::element::is_block;
use crate::read::html::tree::{Node, Tree};

/// How wide and high an image is at least that says something by itself, in pixels: less are signs and
/// ornaments.
const LEAST: u32 = 64;

/// The width and height in pixels that an image says itself to have.
fn said_size(tree: &Tree, node: Node) -> Option<(u32, u32)> {
    let side = |name| tree.attribute(node, name)?.trim().parse().ok();
    Some((side("width")?, side("height")?))
}

impl Walk<'_> {
    pub(super) fn inline(&mut self, node: Node) {
        let tree = self.tree;
        let keys = distill::keys(tree, node);
        if !keys.is_empty() {
            return self.cites(node, &keys);
        }
        match tree.name(node) {
            "br" => self.gap(Gap::Lines(1)),
            "wbr" => {}
            "math" => self.formula(node),
            "svg" if drawing::is_page(tree, node) => self.drawing(node),
            "img" | "image" | "svg" | "object" => self.picture(node),
            "q" => {
                self.words("“");
                self.children(node);
                self.words("”");
            }
            // Readings of ideographs, as browsers that cannot set them above show them.
            "rt" => {
                self.words("(");
                self.children(node);
                self.words(")");
            }
            "a" => match self.link_of(node) {
                Some(address) => self.styled(Style::Link(address), node),
                None => self.children(node),
            },
            name => match shape::style(tree, node, name) {
                Some(kind) => self.styled(Style::Mark(kind), node),
                None => self.children(node),
            },
        }
        // LaTeXML sets its tags, of entries and equations, apart by their style, and OpenEdition the
        // numbers of paragraphs.
        if means(tree, node, Meaning::Apart) {
            self.gap(Gap::Space);
        }
    }

    /// What a link is to be opened with, unless it leads nowhere.
    fn link_of(&self, node: Node) -> Option<String> {
        if let Some(target) = self.addresses.target(node) {
            return Some(format!("#{}", anchor_name(target)));
        }
        let href = self.tree.attribute(node, "href")?.trim();
        let script = href.get(..11).is_some_and(|s| s.eq_ignore_ascii_case("javascript:"));
        (!href.is_empty() && !matches!(href, "#" | "#top") && !script).then(|| href.to_owned())
    }

    pub(super) fn styled(&mut self, style: Style, node: Node) {
        self.flow.styles.push((style, None));
        self.children(node);
        if let Some((_, Some(mark))) = self.flow.styles.pop() {
            self.to.close_mark(mark);
        }
    }

    fn formula(&mut self, node: Node) {
        let (words, said) = formula::words(self.tree, node, &self.spoken);
        let apart = self.tree.attribute(node, "display") == Some("block");
        if apart {
            self.gap(Gap::Space);
        }
        self.words(&words);
        if let Some(tex) = match said {
            Said::Tex => Some(true),
            Said::Line => Some(false),
            Said::Words => None,
        } {
            self.mark_formula(&words, MarkKind::Formula { tex, apart });
        }
        if apart {
            self.gap(Gap::Space);
        }
    }

    /// Marks the words that were just written, which are a formula, unless they came out otherwise.
    pub(super) fn mark_formula(&mut self, words: &str, kind: MarkKind) {
        let words = one_line(words);
        if self.to.block_words().ends_with(&words) {
            self.to.mark_last(words.len(), kind);
        }
    }

    fn picture(&mut self, node: Node) {
        if self.captioned.contains_key(&node) {
            return self.pass(node);
        }
        let Some(words) = shape::picture(self.tree, node) else {
            return match self.tree.name(node) {
                "object" => self.children(node),
                "img" if self.is_figure(node) => self.figure(node),
                _ => self.pass(node),
            };
        };
        // What links lead to in a drawing begins with it.
        self.pass(node);
        // A picture is a word of its own, but for the letter that begins a chapter.
        let initial = words.chars().count() == 1;
        let apart = !initial && words.contains(char::is_alphanumeric);
        let before = self.to.last_char();
        let opens = before.is_none_or(|c| c.is_whitespace() || "([{“‘«„—–-/".contains(c));
        let beside = node.preceding().is_some_and(|before| shape::is_picture(self.tree, before));
        if apart && !opens || beside {
            self.gap(Gap::Space);
        }
        let image = self.image(node);
        self.flow.styles.push((Style::Mark(MarkKind::Image(image)), None));
        self.words(&words);
        if let Some((_, Some(mark))) = self.flow.styles.pop() {
            self.to.close_mark(mark);
        }
        if apart {
            self.gap(Gap::Closed);
        }
    }

    /// What is known of the image an element shows.
    pub(super) fn image(&self, node: Node) -> Box<Image> {
        let address = || self.tree.attribute(node, "src").map_or("", str::trim);
        match self.images.get(&node) {
            Some(image) => Box::new(image.clone()),
            None => Image::at(if self.tree.name(node) == "img" { address() } else { "" }),
        }
    }

    /// Whether an image that no words stand for is shown all the same: it is what there is of a
    /// figure, or of a paragraph in a book whose makers left its words out, or of one of a page, if it
    /// says its size and not that it has no words. Elsewhere such images are decoration (HTML,
    /// 4.8.4.4), and so are the strips that a book has between its parts.
    fn is_figure(&self, node: Node) -> bool {
        let tree = self.tree;
        if self.flow.inner != Inner::Blocks || self.image(node).address.is_empty() {
            return false;
        }
        let mut around = tree.ancestors(node);
        let Some(holder) = around.find(|&outer| is_block(tree.name(outer))) else { return false };
        if tree.name(holder) == "figure" || around.any(|outer| tree.name(outer) == "figure") {
            return true;
        }
        let size = match self.images.get(&node) {
            Some(image) => image.size,
            None if tree.attribute(node, "alt").is_none() => said_size(tree, node),
            None => None,
        };
        let large = size.is_some_and(|(width, height)| width >= LEAST && height >= LEAST);
        large && shape::is_wordless(tree, holder)
    }

    /// An image that no words stand for, as a block of its own.
    fn figure(&mut self, node: Node) {
        self.begin_block(Kind::Figure);
        self.need_block();
        self.pass(node);
        let mark = self.to.open_mark(MarkKind::Image(self.image(node)));
        self.to.close_mark(mark);
        self.end_block();
    }
}
