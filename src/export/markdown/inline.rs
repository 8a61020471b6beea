//! Marks in a line: `*emphasis*`, links, code, and the HTML that stands in where Markdown's signs
//! would not be read as meant.
//!
//! Markdown's signs depend on what stands beside them (`CommonMark` 6.2, flanking). A sign is
//! used only where every reader must take it as meant, whatever it thinks of the characters
//! beside it; everywhere else an HTML tag says the same.

use super::escape::{self, Beside, Setting};
use super::names::Names;
use crate::doc::{Document, Mark, MarkKind, Place, Span, Target};
use crate::export::nest::{self, nest};
use crate::language::numeral;

/// Writes stretches of a block with their marks.
pub(super) struct Inline<'d> {
    pub(super) document: &'d Document,
    pub(super) names: &'d Names,
    pub(super) setting: Setting,
    /// The block or cell whose words are written.
    pub(super) whole: Span,
    /// A place that has its name elsewhere.
    pub(super) named: Option<Place>,
}

/// A piece of a line.
type Node<'d> = nest::Node<&'d Mark>;

/// Whether a piece is a reference to a note, or has one inside.
fn refers(node: &Node<'_>) -> bool {
    match node {
        Node::Words(_) => false,
        Node::Point(sign) => sign.starts_with("[^"),
        Node::Marked { children, .. } => children.iter().any(refers),
    }
}

/// The marks around a stretch, as far as they matter to those inside.
#[derive(Debug, Clone, Copy, Default)]
struct Around {
    emphasis: bool,
    strong: bool,
    strike: bool,
    link: bool,
    image: bool,
    /// A strong mark covers exactly this stretch.
    all_strong: bool,
}

impl Inline<'_> {
    /// Writes all of the block or cell, without the marks that cover it wholly and are of
    /// `implied` kind.
    pub(super) fn write(&self, implied: Option<&MarkKind>) -> String {
        let marks: Vec<&Mark> = self
            .document
            .marks_in(self.whole)
            .iter()
            .filter(|mark| mark.span != self.whole || Some(&mark.kind) != implied)
            .collect();
        let places = self.names.places(self.whole.start, self.whole.end);
        let places: Vec<_> = places.filter(|&(place, _)| Some(place) != self.named).collect();
        let names = |&(place, id): &(Place, &str)| (place, format!("<span id=\"{id}\"></span>"));
        let mut points: Vec<(Place, String)> = places.iter().map(names).collect();
        points.extend(marks.iter().filter_map(|mark| Some((mark.span.start, self.refer(mark)?))));
        points.sort_by_key(|&(place, _)| place);
        let nodes = nest(self.whole, marks.iter().map(|&mark| (mark.span, mark)), points);
        self.nodes(&nodes, Around::default())
    }

    /// The sign of a reference to a note, or of an image without words.
    fn refer(&self, mark: &Mark) -> Option<String> {
        let (label, note) = match &mark.kind {
            MarkKind::NoteReference { label, note } => (label, note),
            MarkKind::Image(image) if mark.span.is_empty() => {
                return Some(format!("![]({})", destination(&image.address)));
            }
            _ => return None,
        };
        let label = match note {
            Some(note) => self.names.note(note.index()),
            None => self.names.dangling(label),
        };
        Some(format!("[^{label}]"))
    }

    fn nodes(&self, nodes: &[Node], around: Around) -> String {
        let text = &self.document.text;
        let written: Vec<String> = nodes
            .iter()
            .enumerate()
            .map(|(index, node)| match node {
                Node::Words(span) => {
                    let after = index + 1 < nodes.len();
                    let beside = Beside { before: index > 0, after };
                    escape::words(text, self.whole, *span, self.setting, beside)
                }
                Node::Point(sign) => sign.clone(),
                Node::Marked { .. } => String::new(),
            })
            .collect();
        let mut out = String::new();
        for (index, node) in nodes.iter().enumerate() {
            match node {
                Node::Words(_) | Node::Point(_) => out.push_str(&written[index]),
                Node::Marked { mark, span, children } => {
                    let next = match nodes.get(index + 1) {
                        Some(Node::Words(_)) => written[index + 1].chars().next(),
                        _ => None,
                    };
                    let around =
                        Around { all_strong: around.all_strong && nodes.len() == 1, ..around };
                    let marked = self.mark(mark, *span, children, around, (&out, next));
                    out.push_str(&marked);
                }
            }
        }
        out
    }

    fn mark(
        &self,
        mark: &Mark,
        span: Span,
        children: &[Node],
        around: Around,
        beside: (&str, Option<char>),
    ) -> String {
        match &mark.kind {
            MarkKind::Emphasis => {
                let inner = self.nodes(children, Around { emphasis: true, ..around });
                let sign = if around.all_strong { "_" } else { "*" };
                signed(&inner, (!around.emphasis).then_some(sign), "em", beside)
            }
            MarkKind::Strong => {
                let inside = Around { strong: true, all_strong: true, ..around };
                let inner = self.nodes(children, inside);
                signed(&inner, (!around.strong).then_some("**"), "strong", beside)
            }
            MarkKind::Strike => {
                let inner = self.nodes(children, Around { strike: true, ..around });
                signed(&inner, (!around.strike).then_some("~~"), "del", beside)
            }
            MarkKind::Code => self.code(span, children, around, beside.0),
            MarkKind::Formula { .. } => self.nodes(children, around),
            MarkKind::Superscript if is_raised(self.document.words(span)) => {
                self.nodes(children, around)
            }
            MarkKind::Superscript => tagged(&self.nodes(children, around), "sup"),
            MarkKind::Subscript => tagged(&self.nodes(children, around), "sub"),
            MarkKind::Image(_) if around.image => self.nodes(children, around),
            MarkKind::Image(image) => {
                let inside = Around { image: true, link: true, ..around };
                format!("![{}]({})", self.nodes(children, inside), destination(&image.address))
            }
            MarkKind::Link(target) => self.link(target, span, children, around),
            // Markup as it stands: escaped it would be brackets and a sign.
            MarkKind::CitationGroup { written } if span == mark.span => written.to_string(),
            MarkKind::Citation { .. } | MarkKind::CitationGroup { .. } => {
                self.document.words(span).to_owned()
            }
            MarkKind::NoteReference { .. } | MarkKind::Page { .. } => String::new(),
        }
    }

    fn link(&self, target: &Target, span: Span, children: &[Node], around: Around) -> String {
        let address = match target {
            Target::Address(address) => address.to_string(),
            Target::Place(place) => format!("#{}", self.names.place(*place).unwrap_or_default()),
        };
        let words = self.document.words(span);
        let bare = matches!(children, [Node::Words(_)]) && !around.link;
        if bare && words == address && is_bare_address(words) {
            return format!("<{address}>");
        }
        let inner = self.nodes(children, Around { link: true, ..around });
        // A link holds neither a link nor a note, which is a link as well.
        if around.link || children.iter().any(refers) {
            return format!("<a href=\"{}\">{inner}</a>", attribute(&address));
        }
        format!("[{inner}]({})", destination(&address))
    }

    /// Code, in as many grave accents as it takes.
    fn code(&self, span: Span, children: &[Node], around: Around, before: &str) -> String {
        let words = self.document.words(span);
        // A bar ends a cell even in code.
        let odd = |c: char| c.is_control() || c == '|' && self.setting == Setting::Cell;
        // After a bracket that opens a paragraph `]:` defines an address, code or not (`CommonMark` 4.7).
        let defines = words.contains("]:");
        let plain = matches!(children, [Node::Words(_)]) && !words.contains(odd) && !defines;
        if !plain || before.ends_with('`') {
            return tagged(&self.nodes(children, around), "code");
        }
        let fence = "`".repeat(longest_run(words, '`') + 1);
        let edge = |c: char| c == '`' || c == ' ';
        // One space is taken off either side, unless there are only spaces (`CommonMark` 6.1).
        let padded =
            (words.starts_with(edge) || words.ends_with(edge)) && words.contains(|c| c != ' ');
        let space = if padded { " " } else { "" };
        format!("{fence}{space}{words}{space}{fence}")
    }
}

/// Words between Markdown's signs if they are sure to be read as such, else between tags.
fn signed(inner: &str, sign: Option<&str>, tag: &str, beside: (&str, Option<char>)) -> String {
    let Some(sign) = sign else { return tagged(inner, tag) };
    let (before, after) = (beside.0.chars().next_back(), beside.1);
    let own = |c: Option<char>| c.is_some_and(|c| sign.starts_with(c));
    let (first, last) = (inner.chars().next(), inner.chars().next_back());
    let opens = !own(before) && !own(first) && flanks(before, first);
    let closes = !own(last) && !own(after) && flanks(after, last);
    if opens && closes { format!("{sign}{inner}{sign}") } else { tagged(inner, tag) }
}

/// Whether a sign between `outer` and `inner` is sure to bind to `inner` (`CommonMark` 6.2, left-
/// and right-flanking): it stands against a letter, or against a sign with a space or a plain
/// sign on its other side. What other characters count as is left to no reader to decide.
fn flanks(outer: Option<char>, inner: Option<char>) -> bool {
    let Some(inner) = inner.filter(|c| !c.is_whitespace()) else { return false };
    // Circled letters are letters and signs both.
    let letter = |c: char| {
        c.is_alphanumeric() && !matches!(c, '\u{24b6}'..='\u{24e9}' | '\u{1f130}'..='\u{1f189}')
    };
    letter(inner) || outer.is_none_or(|c| c.is_whitespace() || c.is_ascii_punctuation())
}

fn tagged(inner: &str, tag: &str) -> String {
    format!("<{tag}>{inner}</{tag}>")
}

/// Whether words are raised digits, which are superscript by themselves.
fn is_raised(words: &str) -> bool {
    words.chars().all(numeral::is_raised)
}

/// Whether an address can stand between angle brackets as it is.
fn is_bare_address(address: &str) -> bool {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    let odd = |c: char| c.is_whitespace() || c.is_control() || r"<>\|&".contains(c);
    rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(odd))
}

/// An address between the brackets of a link.
fn destination(address: &str) -> String {
    let mut escaped = String::with_capacity(address.len());
    for c in address.chars() {
        match c {
            '\\' | '<' | '>' | '&' | '|' | '`' => escaped.extend(['\\', c]),
            c if c.is_ascii_control() => escaped.push_str(&format!("%{:02X}", u32::from(c))),
            c => escaped.push(c),
        }
    }
    let angled =
        address.is_empty() || address.contains(|c: char| c.is_whitespace() || "()".contains(c));
    if angled { format!("<{escaped}>") } else { escaped }
}

/// A value in the double quotes of an HTML attribute.
fn attribute(value: &str) -> String {
    let mut escaped = String::with_capacity(value.len());
    for c in value.chars() {
        match c {
            '&' | '"' | '<' | '>' | '|' | '\n' | '\r' => {
                escaped.push_str(&format!("&#{};", u32::from(c)));
            }
            c => escaped.push(c),
        }
    }
    escaped
}

/// The length of the longest run of `sign` in `words`.
pub(super) fn longest_run(words: &str, sign: char) -> usize {
    words.split(|c| c != sign).map(str::len).max().unwrap_or(0) / sign.len_utf8()
}
