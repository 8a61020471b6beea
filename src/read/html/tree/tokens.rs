//! The tokens of a page, with what its author forgot to close.
//!
//! By the letter of HTML a comment, a script or a tag that is never closed takes the rest of the
//! page with it, and an instruction (`<?`) all up to the next `>`. Its author meant none of that:
//! what follows such a sign is words, and they are read.

use html5gum::{DefaultEmitter, Error, Token, Tokenizer};

use super::element::heading_level;
use super::soup::{Soup, name_of, text_of};

impl Soup<'_> {
    /// Reads a source, or a piece of one.
    pub(super) fn feed(&mut self, source: &str) {
        let headings = unclosed_headings(source);
        let mut tokens = Tokenizer::new_with_emitter(source, DefaultEmitter::new_with_span());
        // Where what is no markup begins, where the last token ends, and whether a tag has no end.
        let (mut raw, mut done, mut broken) = (None, 0, false);
        while let Some(Ok(token)) = tokens.next() {
            match token {
                Token::StartTag(tag) => {
                    done = tag.span.end;
                    let unclosed = headings.binary_search(&tag.span.start).is_ok();
                    if let Some(state) = self.start(&tag, unclosed) {
                        tokens.set_state(state);
                        raw = Some(done);
                    }
                }
                Token::EndTag(tag) => {
                    done = tag.span.end;
                    if let Some(from) = raw.take() {
                        self.to.text(source.get(from..tag.span.start).unwrap_or(""));
                    }
                    self.end(&name_of(&tag.name));
                }
                Token::String(text) => {
                    done = text.span.end;
                    if raw.is_none() {
                        self.words(&text_of(&text.value));
                    }
                }
                Token::Comment(comment) => {
                    done = comment.span.end;
                    self.comment(source.get(comment.span.start..done).unwrap_or(""));
                }
                Token::Doctype(doctype) => done = doctype.span.end,
                Token::Error(error) => broken |= error.value == Error::EofInTag,
            }
        }
        if let Some(from) = raw {
            self.expose(source.get(from..).unwrap_or(""));
        } else if broken {
            self.unquote(source.get(done..).unwrap_or(""));
        }
    }

    /// Reads what HTML takes for a comment, where it is none.
    fn comment(&mut self, whole: &str) {
        if whole.starts_with("<!--") {
            let closed = whole.ends_with("-->") || whole.ends_with("--!>");
            if !closed {
                self.to.complain("A comment is never closed: what follows it is read as text.");
                // No other that follows is closed either.
                self.feed(&whole.replace("<!--", "&lt;!--"));
            }
            return;
        }
        // All there is up to a `>`: words, if another tag begins in it or nothing ends it.
        let data = whole.strip_prefix("<![CDATA[");
        let words = data.unwrap_or(whole);
        let last = words.rfind('<').filter(|&at| at > 0 || data.is_some());
        if let Some(data) = data.and_then(|data| data.strip_suffix("]]>")) {
            self.words(data);
        } else if let Some(last) = last.filter(|_| !whole.ends_with("?>")) {
            self.words(&words[..last]);
            self.feed(&words[last..]);
        } else if !whole.ends_with('>') {
            self.words(words);
        }
    }

    /// Reads what a script or the like took that is never closed: its code ends where the page goes
    /// on, with a tag of its body; a frame has no code.
    fn expose(&mut self, content: &str) {
        let Some(&node) = self.to.stack().last().filter(|_| !self.to.is_beyond()) else {
            return self.to.text(content);
        };
        let name = self.to.name(node).to_owned();
        if matches!(&*name, "xmp" | "plaintext") {
            return self.to.text(content);
        }
        let tag = content.match_indices('<').map(|(at, _)| at).find(|&at| goes_on(&content[at..]));
        let code = |words: &str| words.contains([';', '{', '}', '=']);
        let from = match &*name {
            // What these hold is words.
            "iframe" | "noembed" => 0,
            _ => tag.unwrap_or(if code(content) { content.len() } else { 0 }),
        };
        self.to.text(&content[..from]);
        self.to.close();
        if from < content.len() {
            self.to.complain(&format!("A <{name}> is never closed: what follows it is read."));
            // No other of that name that follows is closed either.
            self.feed(&renamed(&content[from..], &name));
        }
    }

    /// Reads from a tag on that has no end: a quotation mark in it takes the rest of the page.
    fn unquote(&mut self, rest: &str) {
        // An end tag without a name is nothing to HTML, and what has no end comes after it.
        let rest = rest.trim_start_matches("</>");
        let tag = rest.find('>').map(|end| (&rest[..end], &rest[end..]));
        // Without a quotation mark less it would be read as it was, again and again.
        match tag.filter(|(tag, _)| tag.contains(['"', '\''])) {
            Some((tag, after)) => {
                self.feed(&format!("{}{after}", tag.replace(['"', '\''], " ")));
            }
            None => self.words(rest),
        }
    }
}

/// Whether a page goes on at a `<` within a script: with an element that bodies have, or the end of
/// its head.
fn goes_on(from: &str) -> bool {
    let name = from[1..].trim_start_matches('/');
    let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    let name = name[..end].to_ascii_lowercase();
    super::element::is_block(&name)
        || super::element::is_formatting(&name)
        || matches!(&*name, "head" | "br" | "img" | "title")
}

/// `source` with the elements called `name` called otherwise, so that they hold words.
fn renamed(source: &str, name: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut done = 0;
    for (at, _) in source.match_indices('<') {
        let behind = &source.as_bytes()[at + 1..];
        if behind.get(..name.len()).is_some_and(|is| is.eq_ignore_ascii_case(name.as_bytes())) {
            out.push_str(&source[done..=at]);
            out.push_str("x-");
            done = at + 1;
        }
    }
    out.push_str(&source[done..]);
    out
}

/// Where the tags begin that open a heading which no tag closes before the next one opens.
fn unclosed_headings(source: &str) -> Vec<usize> {
    let bytes = source.as_bytes();
    let mut found = Vec::new();
    let mut open = None;
    for at in memchr::memchr_iter(b'<', bytes) {
        let closes = bytes.get(at + 1) == Some(&b'/');
        let name = at + 1 + usize::from(closes);
        let heading = bytes.get(name..name + 2).is_some_and(|name| {
            let name = [name[0].to_ascii_lowercase(), name[1]];
            std::str::from_utf8(&name).is_ok_and(|name| heading_level(name).is_some())
        });
        if !heading || bytes.get(name + 2).is_some_and(u8::is_ascii_alphanumeric) {
            continue;
        }
        if closes {
            open = None;
        } else {
            found.extend(open.replace(at));
        }
    }
    found.extend(open);
    found
}
