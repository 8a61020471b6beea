//! Words within a block: emphasis, code, links, notes, breaks.
//!
//! A sign is markup only if its partner is there; one left alone is what its author typed. Signs
//! are paired in one pass over the tokens ([`tokens`](super::tokens)), so that no text is slow.

use super::tokens::{Style, Token, pair, tokens};
use crate::doc::{Builder, Image, MarkKind, OpenMark};
use crate::read::lines::{Corner, Lines};

/// How references to notes are settled: what the key of the note is, if `label` (with its
/// brackets) refers to one.
pub(super) type Refer<'a> = &'a mut dyn FnMut(&str) -> Option<String>;

/// Adds words, which stand at `corner`, to the block that is open. Where `breaks` is set, line
/// breaks stay.
pub(super) fn push(source: &str, corner: Corner, breaks: bool, to: &mut Builder, refer: Refer<'_>) {
    let tokens = pair(tokens(source));
    let lines = Lines::of(source, corner.line);
    let mut writer = Writer { to, lines, column: corner.column, breaks, marks: Vec::new() };
    writer.write(source, &tokens, refer);
}

/// The words of a line of markup, without the markup.
pub(super) fn plain(source: &str) -> String {
    let mut to = Builder::new();
    push(source, Corner::default(), false, &mut to, &mut |_| None);
    to.finish("").text.replace('\n', " ")
}

struct Writer<'b> {
    to: &'b mut Builder,
    lines: Lines<'b>,
    /// The column that every line of the source begins in.
    column: u32,
    /// Whether line breaks stay.
    breaks: bool,
    marks: Vec<(Style, Vec<OpenMark>)>,
}

impl<'b> Writer<'b> {
    fn write(&mut self, source: &'b str, tokens: &[Token], refer: Refer<'_>) {
        for token in tokens {
            match *token {
                Token::Words(start, end) => self.words(&source[start..end]),
                Token::Verbatim(start, end) => self.words(&source[start..end]),
                Token::Code(start, end) => {
                    let mark = self.to.open_mark(MarkKind::Code);
                    self.words(&source[start..end]);
                    self.to.close_mark(mark);
                }
                Token::Break => self.line_break(),
                Token::NoBreak => self.to.text("\u{a0}"),
                Token::Note(start, end) => match refer(&source[start..end]) {
                    Some(key) => {
                        self.close_up(&source[end..]);
                        self.to.note_reference_as(&key, shown(&source[start..end]));
                    }
                    None => self.words(&source[start..end]),
                },
                Token::Open(style) => {
                    let kinds = style.marks().iter().cloned();
                    let marks = kinds.map(|kind| self.to.open_mark(kind)).collect();
                    self.marks.push((style, marks));
                }
                Token::Close(style) => {
                    if let Some(at) = self.marks.iter().rposition(|(open, _)| *open == style) {
                        for mark in self.marks.remove(at).1 {
                            self.to.close_mark(mark);
                        }
                    }
                }
                Token::Link { target, words } => {
                    let words = words.map(|(start, end)| &source[start..end]);
                    self.link(&source[target.0..target.1], words, refer);
                }
                Token::Sign { .. } => {}
            }
        }
    }

    fn link(&mut self, target: &'b str, words: Option<&'b str>, refer: Refer<'_>) {
        let mark = match image(target) {
            Some(address) => self.to.open_mark(MarkKind::Image(Image::at(address))),
            None => self.to.open_link(target.trim()),
        };
        let words = words.unwrap_or(image(target).unwrap_or(target));
        // The words of a link hold no link; all else may stand in them.
        let corner = self.corner(words);
        push(words, corner, self.breaks, self.to, refer);
        self.to.close_mark(mark);
    }

    /// Takes back the space before a note mark, which is set solid, unless a word follows it.
    fn close_up(&mut self, rest: &str) {
        let apart = !rest.starts_with(|c: char| c.is_alphanumeric() || "([{“‘«".contains(c));
        if apart && self.to.last_char() == Some(' ') {
            self.to.take_back(1);
        }
    }

    fn line_break(&mut self) {
        while self.to.last_char() == Some(' ') {
            self.to.take_back(1);
        }
        self.to.text("\n");
    }

    /// Adds words; white space is one space, and none at all where a line begins.
    fn words(&mut self, words: &str) {
        if self.breaks {
            return words.split_inclusive('\n').for_each(|line| self.run(line));
        }
        let mut run = 0;
        for (at, c) in words.char_indices() {
            if !matches!(c, ' ' | '\n' | '\t' | '\r') {
                continue;
            }
            self.run(&words[run..at]);
            run = at + 1;
            if self.to.last_char().is_some_and(|last| !matches!(last, ' ' | '\n')) {
                self.to.text(" ");
            }
        }
        self.run(&words[run..]);
    }

    /// Adds words of one line as they are.
    fn run(&mut self, words: &str) {
        if !words.is_empty() {
            let Corner { line, column } = self.corner(words);
            self.to.origin(line, column);
            self.to.text(words);
        }
    }

    /// Where words of the source stand.
    fn corner(&mut self, words: &str) -> Corner {
        let (line, column) = self.lines.of_part(words);
        Corner { line, column: self.column + column }
    }
}

/// The label of a note as readers see it: secondary notes keep their braces, for they are a
/// second apparatus that counts by itself.
pub(super) fn shown(label: &str) -> &str {
    label.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(label)
}

/// The address of an image, where a link is one: a bare file name with the ending of a picture,
/// and after it how wide and where it is set.
fn image(target: &str) -> Option<&str> {
    let (name, setting) = target.split_once(' ').unwrap_or((target, ""));
    let set = setting.bytes().all(|b| b.is_ascii_digit() || matches!(b, b' ' | b'l' | b'r' | b'f'));
    let (_, ending) = name.rsplit_once('.')?;
    let known = ["png", "jpg", "jpeg", "gif", "svg", "webp"];
    let picture = known.iter().any(|known| ending.eq_ignore_ascii_case(known));
    (set && picture && !name.contains("//")).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words, with what is marked in brackets of its kind.
    fn marked(source: &str) -> String {
        let mut to = Builder::new();
        let mut refer = |label: &str| (label == "[1]").then(|| label.to_owned());
        push(source, Corner::default(), false, &mut to, &mut refer);
        to.begin_note_as("[1]", "1");
        to.end_note();
        let document = to.finish("");
        assert_eq!(document.check(), Ok(()), "{source}");
        let mut out = document.text.clone();
        for mark in document.marks.iter().rev() {
            let name = match &mark.kind {
                MarkKind::Emphasis => "e",
                MarkKind::Strong => "s",
                MarkKind::Code => "c",
                MarkKind::Link(_) => "l",
                MarkKind::Image(_) => "i",
                MarkKind::NoteReference { .. } => "n",
                _ => "?",
            };
            out.insert_str(mark.span.end, &format!("/{name}>"));
            out.insert_str(mark.span.start, &format!("<{name}/"));
        }
        out.trim_end().to_owned()
    }

    #[test]
    fn reads_signs() {
        let cases = [
            ("a *b* c", "a <e/b/e> c"),
            ("**b**, =c=.", "<s/b/s>, <c/c/c>."),
            ("2 * 3 * 4", "2 * 3 * 4"),
            ("a*b*c", "a*b*c"),
            ("*open", "*open"),
            ("x = 1 and y = 2", "x = 1 and y = 2"),
            ("=<em>= is *code*", "<c/<em>/c> is <e/code/e>"),
            ("<em>b</em> <b>", "<e/b/e> <b>"),
            ("<code>*=*</code>", "<c/*=*/c>"),
            ("<verbatim>*no* [1]</verbatim>", "*no* [1]"),
            ("one[1] two [2]", "one<n//n> two [2]"),
            ("one [1]. Two [1] three", "one<n//n>. Two<n//n> three"),
            ("[[http://x.org][the x]]", "<l/the x/l>"),
            ("[[http://x.org]]", "<l/http://x.org/l>"),
            ("[[a.png 80 l]]", "<i/a.png/i>"),
            ("[[odd] and [[", "[[odd] and [["),
            ("a <br> b<br />c", "a\nb\nc"),
            ("a~~b  c\nd", "a\u{a0}b c d"),
        ];
        for (source, expected) in cases {
            assert_eq!(marked(source), expected, "{source}");
        }
        assert_eq!(plain("*A* [[b][c]]"), "A c");
    }
}
