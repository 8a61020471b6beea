//! What HTML inside a Markdown text means: `<sup>1</sup>`, `<br>`, a `<div>` around a paragraph.
//!
//! Tags of HTML are styling and go; the words between them stay. A tag that HTML does not have,
//! such as the `<T>` of `Vec<T>`, is what its author typed and stays as text, unless it stands in a
//! block of HTML.

use html5gum::{DefaultEmitter, Token, Tokenizer};

use crate::doc::{Builder, Enclosure, Image, Kind, MarkKind, OpenMark};
use crate::read::html::tree::element::{self, heading_level, is_block, is_known};

/// Reads HTML that stands in a text, tag by tag. It outlives single pieces, because Markdown
/// hands over `<sup>`, `1` and `</sup>` one at a time.
#[derive(Debug, Default)]
pub(super) struct Tags {
    open: Vec<(String, OpenMark)>,
    /// How many quotations are open in each item, quotation or note of the Markdown around.
    quotes: Vec<usize>,
    /// Inside `<script>` or `<style>`, whose content is no text.
    silent: bool,
}

/// How many tags may be open in one block; no sentence comes near it.
const DEEPEST: usize = 64;

impl Tags {
    /// Enters an item, a quotation or a note of the Markdown around.
    pub(super) fn enter(&mut self) {
        self.quotes.push(0);
    }

    /// Leaves it again, and with it the quotations that tags opened in it and left open.
    pub(super) fn leave(&mut self, to: &mut Builder) {
        for _ in 0..self.quotes.pop().unwrap_or(0) {
            to.leave();
        }
    }

    /// Reads inline HTML: a tag or a comment within a paragraph.
    pub(super) fn inline(&mut self, html: &str, to: &mut Builder) {
        for token in tokens(html) {
            self.token(&token, html, to, false);
        }
    }

    /// Reads a block of HTML.
    pub(super) fn block(&mut self, html: &str, to: &mut Builder) {
        for token in tokens(html) {
            self.token(&token, html, to, true);
        }
        to.close_block();
        self.end_block();
        self.silent = false;
    }

    /// Forgets what is open: marks close with their block.
    pub(super) fn end_block(&mut self) {
        self.open.clear();
    }

    /// Closes what is open, at the end of a cell: its block goes on.
    pub(super) fn close_all(&mut self, to: &mut Builder) {
        for (_, mark) in self.open.drain(..).rev() {
            to.close_mark(mark);
        }
    }

    fn token(&mut self, token: &Token<usize>, html: &str, to: &mut Builder, block: bool) {
        match token {
            Token::String(text) if !self.silent => {
                push_collapsed(&String::from_utf8_lossy(text), to);
            }
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                let attribute = |key: &str| {
                    tag.attributes
                        .iter()
                        .find(|(k, _)| k.as_slice() == key.as_bytes())
                        .map(|(_, value)| String::from_utf8_lossy(value).into_owned())
                };
                if is_no_tag(&name, block) {
                    return to.text(&html[tag.span.start..tag.span.end]);
                }
                self.start(&name, attribute, to, block);
            }
            Token::EndTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                if is_no_tag(&name, block) {
                    return to.text(&html[tag.span.start..tag.span.end]);
                }
                self.end(&name, to, block);
            }
            _ => {}
        }
    }

    fn start(
        &mut self,
        name: &str,
        attribute: impl Fn(&str) -> Option<String>,
        to: &mut Builder,
        block: bool,
    ) {
        if let Some(id) = attribute("id").or_else(|| attribute("name")) {
            to.anchor(&id);
        }
        let kind = match name {
            "script" | "style" => {
                self.silent = block;
                return;
            }
            "br" => return to.text("\n"),
            "img" => {
                if let Some(alt) = attribute("alt").filter(|alt| !alt.is_empty()) {
                    let source = attribute("src").unwrap_or_default();
                    let mark = to.open_mark(MarkKind::Image(Image::at(&source)));
                    to.text(&alt);
                    to.close_mark(mark);
                }
                return;
            }
            "a" => {
                if let Some(address) = attribute("href").filter(|_| self.open.len() < DEEPEST) {
                    let mark = to.open_link(&address);
                    self.open.push((name.to_owned(), mark));
                }
                return;
            }
            "blockquote" if block => {
                to.enter(Enclosure::Quote);
                if self.quotes.is_empty() {
                    self.quotes.push(0);
                }
                if let Some(open) = self.quotes.last_mut() {
                    *open += 1;
                }
                return;
            }
            _ => match element::style(name) {
                Some(kind) => kind,
                None if block => return start_block(name, to),
                None => return,
            },
        };
        if self.open.len() < DEEPEST {
            let mark = to.open_mark(kind);
            self.open.push((name.to_owned(), mark));
        }
    }

    fn end(&mut self, name: &str, to: &mut Builder, block: bool) {
        if let Some(at) = self.open.iter().rposition(|(open, _)| open == name) {
            let (_, mark) = self.open.remove(at);
            to.close_mark(mark);
        } else if matches!(name, "script" | "style") {
            self.silent = false;
        } else if block && name == "blockquote" {
            if let Some(open @ 1..) = self.quotes.last_mut() {
                *open -= 1;
                to.leave();
            }
        } else if block && is_block(name) {
            to.close_block();
        }
    }
}

fn start_block(name: &str, to: &mut Builder) {
    match name {
        "hr" => {
            to.open_block(Kind::Rule);
            to.close_block();
        }
        "pre" => to.open_block(Kind::Code { language: None }),
        _ => match heading_level(name) {
            Some(level) => to.open_block(Kind::Heading { level }),
            None if is_block(name) => to.close_block(),
            None => {}
        },
    }
}

/// Adds words with white space as HTML shows it: a run of it is one space, and none begins a block.
fn push_collapsed(text: &str, to: &mut Builder) {
    let mut space = text.starts_with(char::is_whitespace);
    let glue = |to: &mut Builder| {
        if to.last_char().is_some_and(|c| !c.is_whitespace()) {
            to.text(" ");
        }
    };
    for word in text.split_whitespace() {
        if std::mem::replace(&mut space, true) {
            glue(to);
        }
        to.text(word);
    }
    if text.ends_with(char::is_whitespace) {
        glue(to);
    }
}

fn tokens(html: &str) -> impl Iterator<Item = Token<usize>> {
    Tokenizer::new_with_emitter(html, DefaultEmitter::new_with_span()).flatten()
}

/// Whether what looks like a tag is what its author typed. In a block of HTML, which may hold SVG
/// or elements of its own making, that is only what cannot be the name of an element, such as the
/// `http:` of an address in angle brackets.
fn is_no_tag(name: &str, block: bool) -> bool {
    let letters = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_alphabetic())
            && part.chars().all(|c| c.is_ascii_alphanumeric() || "-._".contains(c))
    };
    let may_be_element = block && name.split(':').all(letters);
    !is_known(name) && !may_be_element
}
