//! What stands in a line: styles, links, pictures, breaks.

use super::drawing;
use super::formula::{self, Said};
use super::shape;
use super::state::{Gap, Style, Walk, anchor_name};
use crate::doc::MarkKind;
use crate::language::fold::one_line;
use crate::read::html::conventions::{Meaning, means};
use crate::read::html::distill;
use crate::read::html::tree::Node;

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
        let Some((words, address)) = shape::picture(self.tree, node) else {
            return match self.tree.name(node) {
                "object" => self.children(node),
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
        self.flow.styles.push((Style::Mark(MarkKind::Image(address.into())), None));
        self.words(&words);
        if let Some((_, Some(mark))) = self.flow.styles.pop() {
            self.to.close_mark(mark);
        }
        if apart {
            self.gap(Gap::Closed);
        }
    }
}
