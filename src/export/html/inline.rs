//! What stands in a block: words, their marks, references to notes, citations.

use super::escape::{address, escape};
use super::names;
use super::writer::Writer;
use crate::doc::{Cited, Mark, MarkKind, Place, Span, Target};
use crate::export::nest::{self, nest};

/// What words stand in, which settles what a line break is and where notes stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Setting {
    /// A paragraph: notes stand right behind what refers to them.
    Prose,
    /// Verse: white space stays as it is, and notes stand right behind what refers to them.
    Lines,
    /// A heading, a cell, a paragraph of a note: notes stand behind the whole.
    Apart,
    /// Code, and verse in a note: white space stays as it is, and notes stand behind the whole.
    Raw,
}

/// Something that covers words.
#[derive(Debug, Clone, Copy)]
enum Cover<'d> {
    Mark(&'d Mark),
    /// A citation, by its number.
    Citation(usize),
}

type Node<'d> = nest::Node<Cover<'d>>;

impl<'d> Writer<'d> {
    /// Writes the words of `span`, a block or a cell, without marks of `implied` kind that cover
    /// all of it.
    pub(super) fn inline(
        &mut self,
        span: Span,
        setting: Setting,
        implied: Option<&MarkKind>,
    ) -> String {
        let document = self.document;
        let marks = document.marks_in(span).iter();
        let mut covers: Vec<(Span, Cover<'d>)> = marks
            .filter(|mark| mark.span != span || Some(&mark.kind) != implied)
            .map(|mark| (mark.span, Cover::Mark(mark)))
            .collect();
        let first = self.links.first_citation(span.start);
        let citations = self.links.citations_in(span).iter().enumerate();
        covers.extend(citations.map(|(at, citation)| (citation.span, Cover::Citation(first + at))));
        covers.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
        let points = self.points(span, setting);
        let nodes = nest(span, covers, points);
        self.nodes(&nodes, setting, false)
    }

    /// What covers no words, in order.
    fn points(&mut self, span: Span, setting: Setting) -> Vec<(Place, String)> {
        let document = self.document;
        let mut points = Vec::new();
        // The element of a block has its first name; the others stand within.
        let names = self.names.within(span.start, span.end);
        let block = document.block_at(span.start).map(|index| document.blocks[index].span.start);
        let mut named = block == Some(span.start);
        for (place, name) in names {
            if !(place == span.start && std::mem::take(&mut named)) {
                points.push((place, format!("<span id=\"{name}\"></span>")));
            }
        }
        for mark in document.marks_in(span) {
            let place = mark.span.start;
            match &mark.kind {
                MarkKind::NoteReference { label, note } => {
                    let mut point = self.refer(label, *note);
                    if matches!(setting, Setting::Prose | Setting::Lines) {
                        point.push_str(&self.notes_that_wait());
                    }
                    points.push((place, point));
                }
                MarkKind::Page { number } => {
                    let number = escape(number.as_deref().unwrap_or(""));
                    let page = "<span class=\"page\" role=\"doc-pagebreak\"";
                    points.push((place, format!("{page} title=\"{number}\"></span>")));
                }
                MarkKind::Image(shown) if mark.span.is_empty() => {
                    let data = self.pictures.get(&shown.address);
                    points.extend(data.map(|data| (place, image(data, ""))));
                }
                _ => {}
            }
        }
        points.extend(self.cited(span.end).map(|backs| (span.end, backs)));
        points.sort_by_key(|&(place, _)| place);
        points
    }

    fn nodes(&self, nodes: &[Node<'d>], setting: Setting, linked: bool) -> String {
        nodes.iter().map(|node| self.node(node, setting, linked)).collect()
    }

    /// A piece of a line; `linked` says that it stands in a link, which holds no other.
    fn node(&self, node: &Node<'d>, setting: Setting, linked: bool) -> String {
        let (cover, span, children) = match node {
            Node::Words(span) => return self.words(*span, setting),
            Node::Point(point) => return point.clone(),
            Node::Marked { mark, span, children } => (mark, *span, children),
        };
        let mark = match cover {
            Cover::Mark(mark) => mark,
            Cover::Citation(number) => {
                return self.citation(*number, span, children, setting, linked);
            }
        };
        let tag = match &mark.kind {
            MarkKind::Emphasis => "em",
            MarkKind::Strong => "strong",
            MarkKind::Strike => "del",
            MarkKind::Code => "code",
            MarkKind::Superscript => "sup",
            MarkKind::Subscript => "sub",
            MarkKind::Link(target) => {
                let to = match target {
                    Target::Address(to) => address(to).map(|to| escape(&to)),
                    Target::Place(place) => {
                        self.names.target(*place).map(|name| format!("#{name}"))
                    }
                };
                return match to.filter(|_| !linked) {
                    Some(to) => self.link(&format!(" href=\"{to}\""), None, children, setting),
                    None => self.nodes(children, setting, linked),
                };
            }
            MarkKind::Image(image) => {
                return match self.pictures.get(&image.address) {
                    Some(data) => self.picture(data, mark, span, children),
                    None => {
                        let words = self.nodes(children, setting, linked);
                        format!("<span class=\"image\">{words}</span>")
                    }
                };
            }
            MarkKind::Formula { .. }
            | MarkKind::Citation { .. }
            | MarkKind::CitationGroup { .. }
            | MarkKind::Page { .. }
            | MarkKind::NoteReference { .. } => return self.nodes(children, setting, linked),
        };
        format!("<{tag}>{}</{tag}>", self.nodes(children, setting, linked))
    }

    /// An image, in whose place its words stand for whoever cannot see it; what points from among them
    /// stands behind it.
    fn picture(&self, data: &str, mark: &Mark, span: Span, children: &[Node<'d>]) -> String {
        let points: String = children.iter().map(points_of).collect();
        // Where another mark cut it in two the first part is the whole.
        if span.start != mark.span.start {
            return points;
        }
        format!("{}{points}", image(data, &self.document.words(mark.span).replace('\n', " ")))
    }

    /// A citation: a link to its entry, or a sign that there is none, or more than one.
    fn citation(
        &self,
        number: usize,
        span: Span,
        children: &[Node<'d>],
        setting: Setting,
        linked: bool,
    ) -> String {
        let citation = &self.links.citations[number];
        // Where a mark cut it in two the first part has the name.
        let name = (span.start == citation.span.start).then(|| names::citation(number));
        let (class, title) = match &citation.source {
            Cited::One(entry) if !linked => {
                let to = format!(
                    " class=\"cite\" role=\"doc-biblioref\" href=\"#{}\"",
                    names::entry(entry.index())
                );
                return self.link(&to, name.as_deref(), children, setting);
            }
            Cited::One(_) => ("cite", String::new()),
            Cited::OneOf(several) => {
                let keys = several.iter().map(|id| &*self.links.references[id.index()].key);
                ("unsure", keys.collect::<Vec<_>>().join(", "))
            }
            Cited::Missing => ("missing", "not in the bibliography".to_owned()),
        };
        let title = match title.as_str() {
            "" => title,
            words => format!(" title=\"{}\"", escape(words)),
        };
        let words = self.nodes(children, setting, linked);
        format!("<span class=\"{class}\"{}{title}>{words}</span>", id(name.as_deref()))
    }

    /// A link, which holds no other: it breaks off where a note is referred to. `attributes` are
    /// those of all its parts, and the first has the name.
    fn link(
        &self,
        attributes: &str,
        name: Option<&str>,
        children: &[Node<'d>],
        setting: Setting,
    ) -> String {
        let mut id = id(name);
        let mut out = String::new();
        let mut inside = false;
        for child in children {
            let breaks = holds_point(child);
            if breaks && std::mem::take(&mut inside) {
                out.push_str("</a>");
            } else if !breaks && !std::mem::replace(&mut inside, true) {
                out.push_str(&format!("<a{attributes}{}>", std::mem::take(&mut id)));
            }
            out.push_str(&self.node(child, setting, true));
        }
        if inside {
            out.push_str("</a>");
        }
        if id.is_empty() { out } else { format!("<span{id}></span>{out}") }
    }

    fn words(&self, span: Span, setting: Setting) -> String {
        let words = escape(self.document.words(span));
        match setting {
            Setting::Lines | Setting::Raw => words,
            Setting::Prose | Setting::Apart => words.replace('\n', "<br>\n"),
        }
    }
}

/// An image that the page holds itself.
fn image(data: &str, words: &str) -> String {
    format!("<img src=\"{data}\" alt=\"{}\">", escape(words))
}

/// What points from a piece.
fn points_of(node: &Node<'_>) -> String {
    match node {
        Node::Words(_) => String::new(),
        Node::Point(point) => point.clone(),
        Node::Marked { children, .. } => children.iter().map(points_of).collect(),
    }
}

/// The attribute that gives an element a name.
fn id(name: Option<&str>) -> String {
    name.map_or(String::new(), |name| format!(" id=\"{name}\""))
}

/// Whether a piece is a reference to a note or the like, or has one inside.
fn holds_point(node: &Node<'_>) -> bool {
    match node {
        Node::Words(_) => false,
        Node::Point(_) => true,
        Node::Marked { children, .. } => children.iter().any(holds_point),
    }
}
