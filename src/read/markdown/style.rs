//! What stands in a paragraph: words, styles, links, pictures, citations, notes.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::CITED;
use super::inline::{Passage, Sign};
use super::source;
use super::walk::Walk;
use super::words::{self, Special};
use crate::doc::{Image, MarkKind};
use crate::read::cite;

impl<'s> Walk<'s> {
    pub(super) fn inline(&mut self, event: Event<'s>, range: Range<usize>) {
        match event {
            Event::Code(text) if source::formula(&text).is_some() => {
                self.origin(range.start + range.len().saturating_sub(text.len()) / 2);
                let formula = source::formula(&text).unwrap_or(&text);
                self.to.text(formula);
                let apart = formula.starts_with("$$") || formula.starts_with("\\[");
                self.to.mark_last(formula.len(), MarkKind::Formula { tex: true, apart });
            }
            Event::Code(text) => {
                let text = source::unsealed(&text);
                // As many signs stand after it as before.
                self.origin(range.start + range.len().saturating_sub(text.len()) / 2);
                self.to.text(&text);
                self.to.mark_last(text.len(), MarkKind::Code);
            }
            Event::InlineHtml(html) => {
                self.tags.inline(&source::unsealed(&html), &mut self.to);
            }
            Event::FootnoteReference(label) => self.to.note_reference(&label),
            Event::SoftBreak if self.verse.is_none() => self.to.text(" "),
            Event::SoftBreak | Event::HardBreak => {
                self.to.text("\n");
                self.verse = self.verse.map(|_| true);
            }
            Event::TaskListMarker(done) => self.to.set_marker(if done { "☑" } else { "☐" }),
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.to.text(&text);
            }
            Event::Start(tag) => self.start_style(tag, range),
            Event::End(tag) => self.end_style(tag),
            Event::Html(_) | Event::Rule => {}
        }
    }

    fn start_style(&mut self, tag: Tag<'s>, range: Range<usize>) {
        match tag {
            Tag::Emphasis => self.open(MarkKind::Emphasis),
            Tag::Strong => self.open(MarkKind::Strong),
            Tag::Strikethrough => self.open(MarkKind::Strike),
            Tag::Superscript => self.open(MarkKind::Superscript),
            Tag::Subscript => self.open(MarkKind::Subscript),
            Tag::Link { dest_url, .. } if &*dest_url == CITED => {
                self.origin(range.start);
                // The bracket may open the block, so that its place is known only after it.
                self.to.text("[");
                self.citing = Some((self.to.here() - 1, range));
            }
            Tag::Link { link_type, dest_url, .. } => {
                let mail = link_type == LinkType::Email;
                let scheme = if mail && !dest_url.starts_with("mailto:") { "mailto:" } else { "" };
                let address = source::unsealed(&dest_url);
                let mark = self.to.open_link(&format!("{scheme}{address}"));
                self.marks.push(mark);
                self.linked += 1;
            }
            Tag::Image { dest_url, title, .. } => {
                let (dest_url, title) = (source::unsealed(&dest_url), source::unsealed(&title));
                self.open(MarkKind::Image(Image::at(&dest_url)));
                self.linked += 1;
                let name = if title.is_empty() { name_of_image(&dest_url) } else { &title };
                self.image = Some((name.to_owned(), self.to.here()));
            }
            _ => {}
        }
    }

    fn end_style(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Link if self.citing.is_some() => {
                self.to.text("]");
                if let Some((start, range)) = self.citing.take() {
                    cite::mark(start, &self.source[range], &mut self.to);
                }
            }
            TagEnd::Link => {
                self.linked = self.linked.saturating_sub(1);
                self.close();
            }
            TagEnd::Image => {
                if let Some((name, began)) = self.image.take()
                    && self.to.here() == began
                {
                    self.to.text(&name);
                }
                self.linked = self.linked.saturating_sub(1);
                self.close();
            }
            _ => self.close(),
        }
    }

    fn open(&mut self, kind: MarkKind) {
        let mark = self.to.open_mark(kind);
        self.marks.push(mark);
    }

    fn close(&mut self) {
        if let Some(mark) = self.marks.pop() {
            self.to.close_mark(mark);
        }
    }

    /// Words between two marks, and the notes and references among them.
    pub(super) fn passage(&mut self, passage: &Passage) {
        let text = &passage.text;
        if self.code {
            self.origins(passage, 0, text.len());
            return self.to.text(&source::unsealed(text));
        }
        let mut done = 0;
        if self.verse == Some(true) {
            let bar = usize::from(text.starts_with('|'));
            done = bar + usize::from(text[bar..].starts_with(' '));
            self.verse = Some(false);
        }
        for &(at, sign) in &passage.signs {
            let word = |c: char| c.is_alphanumeric();
            let joined = at == done && self.to.last_char().is_some_and(word);
            let no_key = self.linked > 0 || self.citing.is_some() || joined;
            if sign == Sign::Key && no_key || at < done {
                continue;
            }
            self.origins(passage, done, at);
            self.words(&text[done..at]);
            done = at + sign.len();
            match sign {
                Sign::OpenNote => {
                    self.linked_outside.push(std::mem::take(&mut self.linked));
                    self.to.begin_inline_note();
                }
                Sign::CloseNote => {
                    self.linked = self.linked_outside.pop().unwrap_or_default();
                    self.to.end_note();
                }
                Sign::Key => {
                    self.origins(passage, at, at + 1);
                    done += cite::push(&text[at..], &mut self.to);
                }
                Sign::Reference(_) => {
                    let own = [source::seal::REFERENCE, source::seal::EDGE];
                    let brackets =
                        |c: char| matches!(c, '[' | ']') || own.iter().any(|own| own.contains(&c));
                    let label = text[at..done].trim_matches(brackets).trim_start_matches('^');
                    self.to.note_reference(label);
                }
                Sign::Hidden(_) => {}
                Sign::Raised(_) | Sign::Lowered(_) => {
                    let words = &text[at + 1..done - 1];
                    self.origins(passage, at + 1, done - 1);
                    self.to.text(words);
                    let raised = matches!(sign, Sign::Raised(_));
                    let kind = if raised { MarkKind::Superscript } else { MarkKind::Subscript };
                    self.to.mark_last(words.len(), kind);
                }
            }
        }
        self.origins(passage, done, text.len());
        self.words(&text[done..]);
    }

    /// Says where the next word stands in the source.
    fn origin(&mut self, place: usize) {
        let Some(place) = self.part.typed_at(place) else { return };
        let (line, column) = self.lines.at(place);
        self.to.origin(line, column);
    }

    /// Says where the words of a passage from `from` on to `to`, which come next, stand.
    fn origins(&mut self, passage: &Passage, from: usize, to: usize) {
        if from == to {
            return;
        }
        let places = source::Places::of(&passage.text[from..to]);
        let mut runs = passage.origins(from, to).peekable();
        while let Some((at, place)) = runs.next() {
            let length = runs.peek().map_or(to, |next| next.0).saturating_sub(at);
            for piece in self.part.pieces_in(place..place + length) {
                let Some(typed) = self.part.typed_at(piece) else { continue };
                let (line, column) = self.lines.at(typed);
                let ahead = places.typed(at - from + (piece - place));
                self.to.origin_ahead(ahead, line, column);
            }
        }
    }

    /// Words, in which raised digits are marks and bare addresses are links.
    pub(super) fn words(&mut self, text: &str) {
        let text = &*source::unsealed(text);
        for (word, kind) in words::special(text) {
            match kind {
                Special::No => self.to.text(word),
                Special::Raised => {
                    self.to.text(word);
                    self.to.mark_last(word.len(), MarkKind::Superscript);
                }
                Special::Address(_) if self.linked > 0 => self.to.text(word),
                Special::Address(address) => {
                    let link = self.to.open_link(&address);
                    self.to.text(word);
                    self.to.close_mark(link);
                }
            }
        }
    }
}

/// What to call an image nobody described: its file without folders and ending. One that stands
/// in the text itself, as `data:`, has no name.
fn name_of_image(address: &str) -> &str {
    if address.starts_with("data:") {
        return "";
    }
    let name = address.rsplit('/').next().unwrap_or(address);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}
