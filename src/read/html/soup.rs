//! HTML as it is found → tree. Tokens by html5gum, which is linear on anything; the tree by a few
//! rules of HTML's own: void elements, end tags that may be left out, tags that overlap.
//!
//! The surprise: an element that closes itself, `<title/>`, is taken at its word everywhere, as
//! in XHTML. A browser would take the rest of the book for its title.

use std::borrow::Cow;

use html5gum::{StartTag, State, Token, Tokenizer};

use super::element::{heading_level, is_block, is_formatting, is_void};
use super::tree::{Element, Node, Planter, Tree};

/// How many elements of formatting are opened again after a tag that closes across them. Real
/// text has one or two; each costs a node, so that a bound keeps the tree linear in its source.
const REOPENED: usize = 4;

/// Adds any HTML to `tree`, under `root`.
pub(in crate::read) fn plant(tree: &mut Tree, root: Element, source: &str) -> Node {
    let mut soup = Soup { to: Planter::new(tree, root) };
    let mut tokens = Tokenizer::new(source);
    while let Some(Ok(token)) = tokens.next() {
        match token {
            Token::StartTag(tag) => {
                let raw = soup.start(&tag);
                if let Some(state) = raw {
                    tokens.set_state(state);
                }
            }
            Token::EndTag(tag) => soup.end(&name_of(&tag.name)),
            Token::String(text) => soup.to.text(&text_of(&text)),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    soup.to.finish()
}

struct Soup<'t> {
    to: Planter<'t>,
}

/// The words of a token. The source was text, and its tokens nearly always are: to check that is
/// cheaper than to look for what is not.
fn text_of(bytes: &[u8]) -> Cow<'_, str> {
    std::str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed)
}

/// The name of an element, without the prefix that Word (`o:p`) and SVG give it.
fn name_of(bytes: &[u8]) -> String {
    let name = String::from_utf8_lossy(bytes).to_ascii_lowercase();
    match name.rsplit_once(':') {
        Some((_, local)) if !local.is_empty() => {
            format!("{}{local}", if local == "p" { "o-" } else { "" })
        }
        _ => name,
    }
}

impl Soup<'_> {
    /// Opens an element; gives the state of the tokenizer if what follows is not markup.
    fn start(&mut self, tag: &StartTag<()>) -> Option<State> {
        let name = name_of(&tag.name);
        self.imply_ends(&name);
        let attributes = tag.attributes.iter();
        let attributes = attributes
            .map(|(key, value)| {
                let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
                (text(key).to_ascii_lowercase().into(), text(value).into())
            })
            .collect();
        let element = Element { name: name.as_str().into(), attributes };
        if is_void(&name) || tag.self_closing {
            self.to.empty(element);
            return None;
        }
        self.to.open(element);
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
            _ => {}
        }
        if is_block(name) {
            self.close_up_to(&["p"], &["button", "td", "th", "table", "li", "object"]);
            self.close_up_to(&["title", "head"], &[]);
        }
    }

    /// Closes the innermost element of one of `names`, unless a block that is none of them, or
    /// one of `fences`, lies between.
    fn close_up_to(&mut self, names: &[&str], fences: &[&str]) {
        if self.to.is_beyond() {
            return;
        }
        let inline_only = names.contains(&"a") || names.contains(&"p");
        let stack = &self.to.stack()[1..];
        let found = stack.iter().rev().position(|&node| names.contains(&self.to.name(node)));
        let Some(count) = found else { return };
        let fenced = stack.iter().rev().take(count).any(|&node| {
            let name = self.to.name(node);
            fences.contains(&name) || inline_only && is_block(name)
        });
        if !fenced {
            (0..=count).for_each(|_| self.to.close());
        }
    }

    fn end(&mut self, name: &str) {
        if self.to.is_beyond() {
            self.to.close();
            return;
        }
        if name == "p" && !self.to.stack().iter().any(|&node| self.to.name(node) == "p") {
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

/// The elements whose end tag ends all that is open inside them.
fn is_container(name: &str) -> bool {
    is_block(name) && !matches!(name, "p") && heading_level(name).is_none()
}
