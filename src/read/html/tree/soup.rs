//! HTML as it is found → tree. Tokens by html5gum, which is linear on anything; the tree by a few
//! rules of HTML's own: void elements, end tags that may be left out, tags that overlap.
//!
//! The surprise: an element that closes itself, `<title/>`, is taken at its word everywhere, as
//! in XHTML. A browser would take the rest of the book for its title.

use std::borrow::Cow;

use html5gum::{StartTag, State};

use super::element::{heading_level, is_block, is_formatting, is_void};
use super::{Element, Node, Planter, Tree};

/// How many elements of formatting are opened again after a tag that closes across them. Real
/// text has one or two; each costs a node, so that a bound keeps the tree linear in its source.
const REOPENED: usize = 4;

/// Adds any HTML to `tree`, under `root`.
pub(in crate::read) fn plant(tree: &mut Tree, root: Element, source: &str) -> Node {
    let mut soup = Soup { to: Planter::new(tree, root), heading: None };
    soup.feed(source);
    let open = soup.to.stack().len() - 1;
    soup.show(open);
    soup.to.finish()
}

pub(super) struct Soup<'t> {
    pub(super) to: Planter<'t>,
    /// The heading that is open and that no tag closes.
    heading: Option<Node>,
}

/// The words of a token. The source was text, and its tokens nearly always are: to check that is
/// cheaper than to look for what is not.
pub(super) fn text_of(bytes: &[u8]) -> Cow<'_, str> {
    std::str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed)
}

/// The name of an element, without the prefix that Word (`o:p`) and SVG give it.
pub(super) fn name_of(bytes: &[u8]) -> String {
    let name = String::from_utf8_lossy(bytes).to_ascii_lowercase();
    match name.rsplit_once(':') {
        Some((_, local)) if !local.is_empty() => {
            format!("{}{local}", if local == "p" { "o-" } else { "" })
        }
        _ => name,
    }
}

impl Soup<'_> {
    /// Opens an element, which is a heading without an end if it is `unclosed`; gives the state of
    /// the tokenizer if what follows is not markup.
    pub(super) fn start(&mut self, tag: &StartTag<usize>, unclosed: bool) -> Option<State> {
        let name = name_of(&tag.name);
        self.imply_ends(&name);
        let attributes = tag.attributes.iter();
        let attributes = attributes
            .map(|(key, value)| {
                let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
                (text(key).to_ascii_lowercase().into(), text(&value.value).into())
            })
            .collect();
        let element = Element { name: name.as_str().into(), attributes };
        if is_void(&name) || tag.self_closing {
            self.to.empty(element);
            return None;
        }
        self.to.open(element);
        if unclosed && !self.to.is_beyond() {
            self.heading = self.to.stack().last().copied();
        }
        match name.as_str() {
            "script" => Some(State::ScriptData),
            "style" | "xmp" | "iframe" | "noembed" => Some(State::RawText),
            _ => None,
        }
    }

    /// Closes what a start tag closes without saying so (HTML, optional tags).
    fn imply_ends(&mut self, name: &str) {
        match name {
            "li" => self.close_up_to(&["li"], &["ul", "ol", "menu", "dir"]),
            "dt" | "dd" => self.close_up_to(&["dt", "dd"], &["dl"]),
            "tr" => self.close_up_to(&["tr"], &["table"]),
            "td" | "th" => self.close_up_to(&["td", "th"], &["tr", "table"]),
            "thead" | "tbody" | "tfoot" => {
                self.close_up_to(&["thead", "tbody", "tfoot", "caption"], &["table"]);
            }
            "option" => self.close_up_to(&["option"], &["select", "datalist"]),
            "rt" | "rp" => self.close_up_to(&["rt", "rp"], &["ruby"]),
            // A link holds no link; what is left open ends here.
            "a" => self.close_up_to(&["a"], &[]),
            "body" => self.close_up_to(&["head"], &[]),
            _ if !is_of_head(name) => self.end_head(),
            _ => {}
        }
        if heading_level(name).is_some() {
            self.close_up_to(&HEADINGS, &[]);
        }
        // A cell outside of a row is a row of its own (HTML, tree construction).
        if matches!(name, "td" | "th") {
            let top = self.to.stack().last().map(|&node| self.to.name(node));
            if matches!(top, Some("table" | "tbody" | "thead" | "tfoot")) {
                self.to.open(Element::named("tr"));
            }
        }
        if is_block(name) {
            self.end_heading();
            self.close_up_to(&["p"], &["button", "td", "th", "table", "li", "object"]);
            self.show_title();
            self.close_up_to(&["title", "head"], &[]);
        }
    }

    /// Closes the innermost element of one of `names`, unless a block that is none of them, or
    /// one of `fences`, lies between.
    fn close_up_to(&mut self, names: &[&str], fences: &[&str]) {
        if self.to.is_beyond() {
            return;
        }
        let inline_only = names.contains(&"a") || names.contains(&"p") || *names == HEADINGS;
        let stack = &self.to.stack()[1..];
        let found = stack.iter().rev().position(|&node| names.contains(&self.to.name(node)));
        let Some(count) = found else { return };
        let fenced = stack.iter().rev().take(count).any(|&node| {
            let name = self.to.name(node);
            fences.contains(&name) || inline_only && is_block(name)
        });
        if !fenced {
            self.show(count);
            (0..=count).for_each(|_| self.to.close());
        }
    }

    /// Shows what a title holds that stands in the body and that no tag closes: its words are of the
    /// text, as far as anybody knows.
    fn show_title(&mut self) {
        let stack = self.to.stack();
        let Some(&title) = stack.last().filter(|&&node| self.to.name(node) == "title") else {
            return;
        };
        let names = || stack.iter().map(|&node| self.to.name(node));
        if names().any(|name| name == "body") && !names().any(|name| name == "svg") {
            self.to.neutralise(title);
        }
    }

    /// Adds words. In a head they are of the body, whose tag may be left out.
    pub(super) fn words(&mut self, words: &str) {
        if !words.trim_ascii().is_empty() {
            self.end_head();
        }
        self.to.text(words);
    }

    /// Ends the head of the page if nothing else is open in it.
    fn end_head(&mut self) {
        let stack = self.to.stack();
        if stack.len() > 1 && stack.last().is_some_and(|&node| self.to.name(node) == "head") {
            self.to.close();
        }
    }

    /// Ends the heading that no tag closes, since what follows is a block of its own. Gives whether
    /// there was one.
    fn end_heading(&mut self) -> bool {
        let Some(heading) = self.heading.take() else { return false };
        let stack = self.to.stack();
        let Some(at) = stack.iter().rposition(|&node| node == heading) else { return false };
        for _ in at..stack.len() {
            self.to.close();
        }
        true
    }

    /// Shows what the innermost `count` elements hold, if they would hide it and have no tag that
    /// closes them: nobody knows how far they were to reach.
    fn show(&mut self, count: usize) {
        let stack = self.to.stack();
        let inner = stack[stack.len().saturating_sub(count)..].to_vec();
        for node in inner {
            if hides(self.to.name(node)) {
                self.to.neutralise(node);
            }
        }
    }

    pub(super) fn end(&mut self, name: &str) {
        if self.to.is_beyond() {
            self.to.close();
            return;
        }
        if name == "p" && !self.to.stack().iter().any(|&node| self.to.name(node) == "p") {
            if self.end_heading() {
                return;
            }
            // `</p>` alone is an empty paragraph: it ends the one that words opened.
            self.imply_ends("p");
            self.to.empty(Element::named("p"));
            return;
        }
        if name == "br" {
            return self.to.empty(Element::named("br"));
        }
        let heading = heading_level(name).is_some();
        let stack = self.to.stack();
        let matches = |&node: &Node| {
            let open = self.to.name(node);
            open == name || heading && heading_level(open).is_some()
        };
        let Some(at) = stack[1..].iter().rposition(matches).map(|at| at + 1) else { return };
        let above: Vec<Node> = stack[at + 1..].to_vec();
        let crosses = above.iter().any(|&node| {
            let open = self.to.name(node);
            is_block(open) && !matches!(open, "p" | "li" | "dt" | "dd" | "option")
        });
        if is_formatting(name) && above.iter().any(|&node| is_block(self.to.name(node))) {
            // Formatting that ends inside a block it began before: the block stays whole.
            let node = stack[at];
            self.to.neutralise(node);
            return;
        }
        // A stray end tag inside a table cell does not end the table around it.
        if crosses && !is_container(name) {
            return;
        }
        let again: Vec<String> = above
            .iter()
            .map(|&node| self.to.name(node).to_owned())
            .filter(|open| is_formatting(open) && is_formatting(name) && open != "a")
            .collect();
        self.show(above.len());
        for _ in 0..=above.len() {
            self.to.close();
        }
        if again.len() <= REOPENED {
            for name in again {
                self.to.open(Element::named(&name));
            }
        }
    }
}

/// The headings of HTML.
const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];

/// The elements that may stand in the head of a page (HTML, metadata content).
fn is_of_head(name: &str) -> bool {
    matches!(
        name,
        "base"
            | "basefont"
            | "bgsound"
            | "head"
            | "html"
            | "link"
            | "meta"
            | "noscript"
            | "object"
            | "script"
            | "style"
            | "template"
            | "title"
    )
}

/// The elements that are not read as text of the page and need an end tag.
fn hides(name: &str) -> bool {
    matches!(
        name,
        "applet"
            | "audio"
            | "button"
            | "canvas"
            | "datalist"
            | "noframes"
            | "noscript"
            | "select"
            | "svg"
            | "template"
            | "textarea"
            | "video"
    )
}

/// The elements whose end tag ends all that is open inside them.
fn is_container(name: &str) -> bool {
    is_block(name) && !matches!(name, "p") && heading_level(name).is_none()
}
