//! What each element begins: a block, a container, a line, nothing.

use super::shape::{self, Shape};
use super::state::{Gap, Inner, List, Style, Walk, anchor_name};
use super::table;
use crate::doc::{Enclosure, Kind, MarkKind};
use crate::read::html::conventions::{Meaning, means};
use crate::read::html::shown::{is_hidden, typed_formula};
use crate::read::html::tree::Node;
use crate::read::html::tree::element::{heading_level, is_block, is_silent};

/// How much a heading that holds blocks says at most, in bytes.
const LONGEST_HEADING: usize = 300;

impl Walk<'_> {
    pub(super) fn children(&mut self, node: Node) {
        self.run(self.tree.children(node).next(), self.tree.after(node));
    }

    /// Reads siblings from one on, up to what stands at or after `end`.
    fn run(&mut self, first: Option<Node>, end: Node) {
        let tree = self.tree;
        let mut next = first;
        while let Some(child) = next.filter(|&child| child < end) {
            let plan = self.plan;
            next = match plan.notes.starts.get(&child) {
                Some(&index) if plan.notes[index].inline => {
                    self.inline_note(index);
                    tree.next(child)
                }
                Some(&index) => {
                    self.note(index);
                    tree.next(plan.notes[index].last)
                }
                None => {
                    self.node(child);
                    tree.next(child)
                }
            };
        }
    }

    pub(super) fn node(&mut self, node: Node) {
        let tree = self.tree;
        if let Some(text) = tree.text(node) {
            if let Some(spelled) = self.plan.spelled.get(&node) {
                return self.spelled(text, spelled);
            }
            let (head, tail) = self.plan.cuts.get(&node).copied().unwrap_or_default();
            let end = text.len().saturating_sub(tail).max(head.min(text.len()));
            return self.words(text.get(head..end).unwrap_or(text));
        }
        if let Some(&index) = self.plan.notes.references.get(&node) {
            self.anchor(node);
            if self.plan.phrases.contains(&node) {
                self.children(node);
            }
            return self.reference(index);
        }
        if let Some(label) = self.plan.dangling.get(&node) {
            self.anchor(node);
            // No note is known by such a name.
            return self.refer(&format!("\0{label}"), label);
        }
        if let Some(typed) = typed_formula(tree, node) {
            let formula = format!("${typed}$");
            let apart = tree.attribute(node, "type").is_some_and(|kind| kind.contains("display"));
            self.words(&formula);
            return self.mark_formula(&formula, MarkKind::Formula { tex: true, apart });
        }
        if self.plan.dropped.contains(&node)
            || self.plan.repeated.contains(&node)
            || self.furniture.contains(&node)
            || is_silent(tree.name(node)) && tree.name(node) != "svg"
            || is_hidden(tree, node)
        {
            // What stands beside the text or twice is no repair: nothing that is said leaves it.
            return self.pass(node);
        }
        self.anchor(node);
        if let Some(&level) = self.promoted.get(&node) {
            return self.heading_of(node, level);
        }
        if let Some(page) = shape::page_begins(tree, node) {
            self.flow.page = Some(page);
            return self.pass(node);
        }
        let block = is_block(tree.name(node)) && !shape::runs_on(tree, node);
        if self.flow.verse && (block || self.begins_line()) && shape::is_one_line(tree, node) {
            self.set_in(node, block);
        }
        if block { self.block(node) } else { self.inline(node) }
    }

    /// Sets the line of verse in that `node` begins.
    fn set_in(&mut self, node: Node, block: bool) {
        let steps = *self.steps.get_or_init(|| shape::counts_steps(self.tree));
        let indent = shape::indent(self.tree, node, steps);
        if block {
            self.end_line();
        }
        self.flow.indent = self.flow.indent.max(indent);
    }

    /// Gives the next word a name if a link leads to `node`.
    pub(super) fn anchor(&mut self, node: Node) {
        if self.targets.contains(&node) {
            match self.flow.inner {
                Inner::Words => self.to.anchor_here(&anchor_name(node)),
                _ => self.to.anchor(&anchor_name(node)),
            }
        }
    }

    pub(super) fn block(&mut self, node: Node) {
        let tree = self.tree;
        let name = tree.name(node);
        match self.flow.inner {
            Inner::Blocks => {}
            Inner::Lines | Inner::Words => return self.line(node),
        }
        if let Some(level) = heading_level(name) {
            return self.heading_of(node, level);
        }
        match name {
            "hgroup" => match tree.within(node).find_map(|inner| heading_level(tree.name(inner))) {
                Some(level) => self.heading_of(node, level),
                None => self.plain(node),
            },
            "hr" => {
                self.end_block();
                self.to.open_block(Kind::Rule);
                self.end_block();
            }
            "blockquote" => self.enclosed(Enclosure::Quote, node),
            "ul" | "ol" | "menu" | "dir" => self.list(node),
            "li" => {
                let marker = self.marker(node);
                self.enclosed(Enclosure::Item { marker: marker.into() }, node);
            }
            // What Word calls the title of a text.
            _ if means(tree, node, Meaning::Title) => self.heading_of(node, 1),
            "p" if shape::spelled_marker(tree, node).is_some() => {
                let marker = self.marker(node);
                self.enclosed(Enclosure::Item { marker: marker.into() }, node);
            }
            "dd" => self.enclosed(Enclosure::Definition, node),
            "pre" | "listing" | "xmp" | "plaintext" => self.preformatted(node),
            "dt" => self.plain_in(Style::Mark(MarkKind::Strong), node),
            "table" => match table::rows(tree, self.plan, node) {
                Some(rows) => {
                    let captions = tree.children(node).filter(|&c| tree.name(c) == "caption");
                    captions.for_each(|caption| self.node(caption));
                    self.table(&rows);
                }
                None => self.plain(node),
            },
            _ if means(tree, node, Meaning::Caption) => {
                self.caption(node, shape::follows_image(tree, node));
            }
            _ if shape::keeps_lines(tree, node) => self.preformatted(node),
            "figure" => {
                if let Some((caption, picture)) = shape::captioned(tree, node) {
                    self.captioned.extend([(caption, picture), (picture, caption)]);
                }
                self.plain(node);
            }
            "figcaption" => self.figcaption(node),
            _ => self.plain(node),
        }
    }

    /// The caption of a figure, or what stands for its picture, where both say the same.
    fn figcaption(&mut self, node: Node) {
        match self.captioned.get(&node) {
            Some(&picture) => {
                let image = self.image(picture);
                self.plain_in(Style::Mark(MarkKind::Image(image)), node);
            }
            None => self.caption(node, shape::is_of_image(self.tree, node)),
        }
    }

    /// What is said of something: the caption of an image, or else a paragraph.
    fn caption(&mut self, node: Node, of_image: bool) {
        let before = std::mem::replace(&mut self.flow.caption, of_image);
        self.plain(node);
        self.flow.caption = before;
    }

    /// A paragraph whose words have a style.
    fn plain_in(&mut self, style: Style, node: Node) {
        self.flow.styles.push((style, None));
        self.plain(node);
        self.flow.styles.pop();
    }

    /// A block inside a heading or a cell, or a line of verse: it begins a line and ends one.
    fn line(&mut self, node: Node) {
        self.end_line();
        self.children(node);
        self.end_line();
    }

    /// Ends the line that is open. However many blocks end together, they end one line.
    fn end_line(&mut self) {
        if !matches!(self.flow.gap, Gap::Lines(_)) {
            self.gap(Gap::Lines(1));
        }
    }

    /// A paragraph, a division, or verse.
    pub(super) fn plain(&mut self, node: Node) {
        let tree = self.tree;
        match shape::of(tree, node, self.flow.verse) {
            Shape::Line => return self.line(node),
            Shape::Stanza => {
                self.begin_block(Kind::Verse);
                let before = std::mem::replace(&mut self.flow.verse, true);
                self.children(node);
                self.flow.verse = before;
            }
            Shape::Verse => {
                self.end_block();
                let before = std::mem::replace(&mut self.flow.verse, true);
                self.children(node);
                self.flow.verse = before;
            }
            Shape::Prose => {
                self.begin_block(Kind::Paragraph);
                self.children(node);
            }
        }
        self.end_block();
    }

    fn heading_of(&mut self, node: Node, level: u8) {
        let tree = self.tree;
        let first = tree.children(node).find(|&child| is_block(tree.name(child)));
        if let Some(first) = first.filter(|_| tree.content(node).len() > LONGEST_HEADING) {
            return self.overlong(node, first, level);
        }
        self.begin_block(Kind::Heading { level });
        let before = std::mem::replace(&mut self.flow.inner, Inner::Lines);
        self.children(node);
        self.flow.inner = before;
        self.end_block();
    }

    /// Reads what is marked as a heading and holds more than any heading says: its words up to the
    /// block `first`, or that block, are the heading, and the rest is text.
    fn overlong(&mut self, node: Node, first: Node, level: u8) {
        let tree = self.tree;
        let blank = |child: Node| tree.content(child).trim().is_empty();
        let words =
            tree.children(node).take_while(|&child| child < first).any(|child| !blank(child));
        let short = tree.content(first).len() <= LONGEST_HEADING;
        let end = if words || !short { first } else { tree.after(first) };
        self.begin_block(Kind::Heading { level });
        let before = std::mem::replace(&mut self.flow.inner, Inner::Lines);
        self.run(tree.children(node).next(), end);
        self.flow.inner = before;
        self.end_block();
        self.run(tree.children(node).find(|&child| child >= end), tree.after(node));
        self.end_block();
    }

    fn enclosed(&mut self, kind: Enclosure, node: Node) {
        self.end_block();
        self.to.enter(kind);
        self.plain(node);
        self.to.leave();
    }

    fn list(&mut self, node: Node) {
        let tree = self.tree;
        let number = |name| tree.attribute(node, name).and_then(|value| value.trim().parse().ok());
        let reversed = tree.attribute(node, "reversed").is_some();
        let items = || tree.children(node).filter(|&item| tree.name(item) == "li").count() as i64;
        let numbers = (tree.name(node) == "ol").then(|| {
            let start = number("start").unwrap_or_else(|| if reversed { items() } else { 1 });
            (start, shape::numbering(tree, node))
        });
        self.flow.lists.push(List { numbers, step: if reversed { -1 } else { 1 } });
        self.end_block();
        self.children(node);
        self.end_block();
        self.flow.lists.pop();
    }

    fn marker(&mut self, item: Node) -> String {
        if let Some(marker) = shape::own_marker(self.tree, item) {
            return marker;
        }
        if let Some(spelled) = shape::spelled_marker(self.tree, item) {
            self.furniture.insert(spelled);
            return shape::spelled(self.tree, spelled);
        }
        let value = self.tree.attribute(item, "value").and_then(|value| value.trim().parse().ok());
        match self.flow.lists.last_mut() {
            Some(List { numbers: Some((number, sort)), step }) => {
                let this = value.unwrap_or(*number);
                *number = this.saturating_add(*step);
                format!("{}.", shape::number(this, *sort))
            }
            _ => "•".to_owned(),
        }
    }

    fn preformatted(&mut self, node: Node) {
        let verse = self.flow.verse || shape::is_verse(self.tree, node);
        let language = shape::language(self.tree, node);
        self.begin_block(if verse { Kind::Verse } else { Kind::Code { language } });
        let before = std::mem::replace(&mut self.flow.raw, true);
        self.children(node);
        self.flow.raw = before;
        self.end_block();
    }
}
