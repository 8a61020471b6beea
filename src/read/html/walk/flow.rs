//! The flow of words into blocks: white space, blocks and styles wait until a word comes that
//! needs them.
//!
//! So an empty paragraph leaves nothing, a style covers words and no blanks, one that spans
//! several paragraphs is opened in each, and a note mark stands right after the word before it,
//! whatever blank the source has between them.

use super::state::{Gap, Inner, Style, Walk};
use crate::doc::{Kind, MarkKind};

impl Walk<'_> {
    pub(super) fn begin_block(&mut self, kind: Kind) {
        self.end_block();
        self.flow.kind = Some(kind);
    }

    pub(super) fn end_block(&mut self) {
        self.to.close_block();
        self.begin_run();
        self.flow.kind = None;
    }

    /// Forgets what waits: a block or a cell begins.
    pub(super) fn begin_run(&mut self) {
        self.flow.gap = Gap::None;
        self.flow.indent = 0;
        self.flow.fresh = true;
        for (_, mark) in &mut self.flow.styles {
            if let Some(mark) = mark.take() {
                self.to.close_mark(mark);
            }
        }
    }

    /// Shows blocks inside the one that is open as words, until `false`.
    pub(super) fn in_cell(&mut self, inside: bool) {
        self.flow.inner = if inside { Inner::Words } else { Inner::Blocks };
    }

    pub(super) fn gap(&mut self, gap: Gap) {
        if self.flow.fresh {
            return;
        }
        self.flow.gap = match (self.flow.gap, gap) {
            _ if self.flow.inner == Inner::Words => Gap::Space,
            (Gap::Lines(_), _) if self.flow.inner == Inner::Lines => Gap::Lines(1),
            (Gap::Lines(count), Gap::Lines(_)) => Gap::Lines(count + 1),
            (Gap::Lines(count), _) | (_, Gap::Lines(count)) => Gap::Lines(count),
            _ => gap,
        };
    }

    pub(super) fn need_block(&mut self) {
        if !self.to.in_block() {
            let kind = self.flow.kind.clone();
            let prose = if self.flow.verse { Kind::Verse } else { Kind::Paragraph };
            self.to.open_block(match kind.unwrap_or(prose) {
                Kind::Paragraph if self.flow.caption => Kind::Caption,
                kind => kind,
            });
        }
        if let Some(number) = self.flow.page.take() {
            let mark = self.to.open_mark(MarkKind::Page { number });
            self.to.close_mark(mark);
        }
    }

    /// Opens what the next word, which begins with `next`, needs: its block, the white space before
    /// it, its styles.
    pub(super) fn make_ready(&mut self, next: char) {
        match std::mem::take(&mut self.flow.gap) {
            // Two line breaks are how pages without paragraphs part them.
            Gap::Lines(2..) if self.flow.inner == Inner::Blocks && !self.flow.raw => {
                self.to.close_block();
                self.begin_run();
            }
            Gap::Lines(_) => self.to.text("\n"),
            Gap::Space => self.to.text(" "),
            Gap::Closed if next.is_alphanumeric() || "([{“‘«„".contains(next) => {
                self.to.text(" ");
            }
            Gap::Closed => {}
            Gap::None => {}
        }
        self.need_block();
        self.flow.fresh = false;
        for (style, mark) in &mut self.flow.styles {
            if mark.is_none() {
                *mark = Some(match style {
                    Style::Mark(kind) => self.to.open_mark(kind.clone()),
                    Style::Link(address) => self.to.open_link(address),
                });
            }
        }
    }

    pub(super) fn words(&mut self, text: &str) {
        let mut rest = self.after_label(text);
        if self.flow.raw && self.flow.inner == Inner::Blocks {
            // The line break right after `<pre>` is none (HTML, pre).
            if self.flow.fresh {
                rest = rest.strip_prefix("\r\n").or(rest.strip_prefix('\n')).unwrap_or(rest);
            }
            if let Some(next) = rest.chars().next() {
                self.make_ready(next);
                self.to.text(&rest.replace("\r\n", "\n"));
            }
            return;
        }
        while !rest.is_empty() {
            let word = rest.trim_start_matches(is_white);
            if word.len() < rest.len() {
                self.gap(Gap::Space);
            }
            let end = run(word);
            rest = &word[end..];
            let mut word = &word[..end];
            // Indentation by blanks that do not break: in verse it is as good as any.
            let bare = word.trim_start_matches('\u{a0}');
            let mut indent = (word.len() - bare.len()) / '\u{a0}'.len_utf8();
            if !word.is_empty() {
                indent = indent.max(std::mem::take(&mut self.flow.indent));
            }
            if self.flow.verse && indent > 0 && self.begins_line() {
                self.make_ready(' ');
                self.to.text(&" ".repeat(indent));
                word = bare;
            } else if self.flow.fresh && !self.flow.verse {
                word = bare;
            }
            if let Some(next) = word.chars().next() {
                self.make_ready(next);
                self.to.text(word);
            }
        }
    }

    pub(super) fn begins_line(&self) -> bool {
        self.flow.fresh
            || matches!(self.flow.gap, Gap::Lines(_))
            || self.to.last_char() == Some('\n')
    }

    /// Passes over what is left of the label of a note.
    fn after_label<'w>(&mut self, text: &'w str) -> &'w str {
        if self.flow.skip == 0 {
            return text;
        }
        for (at, c) in text.char_indices() {
            if self.flow.skip == 0 {
                return &text[at..];
            }
            self.flow.skip -= usize::from(!c.is_whitespace());
        }
        ""
    }
}
/// How long the words at the beginning of `text` are that stand as they are: parted by one blank
/// each. They are taken at once, as most of a text can be.
fn run(text: &str) -> usize {
    let bytes = text.as_bytes();
    let white = |at: usize| bytes.get(at).is_none_or(|&byte| is_white(char::from(byte)));
    let mut at = 0;
    while at < bytes.len() && (!white(at) || bytes[at] == b' ' && !white(at + 1)) {
        at += 1;
    }
    at
}

/// White space that HTML shows as one blank (HTML, ASCII whitespace).
fn is_white(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0c')
}
