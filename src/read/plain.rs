//! Plain text: lines as they are, parted by blank lines and form feeds.
//!
//! A form feed is where a printed page begins, as `pdftotext` and line printers have it.

use std::borrow::Cow;

use crate::doc::{Builder, Document, Kind, MarkKind};

/// Reads plain text. Lines stay as they are broken; whether they are wrapped prose is for
/// `restore` to say, which sees the whole text.
pub(super) fn read(name: &str, text: &str) -> Document {
    let mut to = Builder::new();
    // A carriage return alone ended lines on machines before 2001.
    let text = if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    };
    for (page, content) in text.split('\x0c').enumerate() {
        to.close_block();
        let mut waits = page > 0;
        for line in content.lines() {
            let line = line.trim_end();
            if line.is_empty() {
                to.close_block();
                continue;
            }
            if to.in_block() {
                to.text("\n");
            } else {
                to.open_block(Kind::Verse);
            }
            if std::mem::take(&mut waits) {
                let mark = to.open_mark(MarkKind::Page { number: None });
                to.close_mark(mark);
            }
            to.text(line);
        }
    }
    to.finish(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_lines_and_pages() {
        let document = read("x", "One\n  two  \n\n\nthree\r\r\n\x0cfour\n\x0c\x0cfive");
        assert_eq!(document.check(), Ok(()));
        assert_eq!(document.text, "One\n  two\nthree\nfour\nfive");
        assert_eq!(document.blocks.len(), 4);
        let pages: Vec<_> = document.marks.iter().map(|mark| mark.span.start).collect();
        assert_eq!(pages, [16, 21]);
    }
}
