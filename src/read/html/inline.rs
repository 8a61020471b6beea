//! What stands in a line: styles, links, pictures, breaks.

use super::flow::{Gap, Style};
use super::shape;
use super::tree::Node;
use super::walk::{Walk, anchor_name};
use crate::doc::MarkKind;

impl Walk<'_> {
    pub(super) fn inline(&mut self, node: Node) {
        let tree = self.tree;
        match tree.name(node) {
            "br" => self.gap(Gap::Lines(1)),
            "wbr" => {}
            "img" | "image" | "svg" | "math" | "object" => self.picture(node),
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
        // LaTeXML sets its tags, of entries and equations, apart by their style.
        if tree.has_class(node, &["ltx_tag"]) {
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

    fn picture(&mut self, node: Node) {
        if self.captioned.contains_key(&node) {
            return self.pass(node);
        }
        let Some((words, address)) = shape::picture(self.tree, node) else {
            return match self.tree.name(node) {
                "object" | "math" => self.children(node),
                _ => self.pass(node),
            };
        };
        let kind = match address {
            Some(address) => MarkKind::Image(address.into()),
            None => return self.words(&words),
        };
        // Two pictures side by side are two words.
        if node.preceding().is_some_and(|before| shape::is_picture(self.tree, before)) {
            self.gap(Gap::Space);
        }
        self.flow.styles.push((Style::Mark(kind), None));
        self.words(&words);
        if let Some((_, Some(mark))) = self.flow.styles.pop() {
            self.to.close_mark(mark);
        }
    }
}
