//! What Project Gutenberg says of its texts: a head that stands before them, and a licence after.
//!
//! Neither is of the text. The head says under which number it is kept and who typed it, and each of
//! some seventy thousand texts would begin with a screen of it; so it stands where the licence does,
//! after the text. Both have marked their ends since 1994: the text stands between `*** START OF` and
//! `*** END OF`, and before 2003 after `*END*THE SMALL PRINT`.

use std::ops::Range;

use crate::restore::lines::Lines;

/// Where the archive's own words stand, as lines.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Archive {
    /// The head, from the first line on.
    pub head: Range<usize>,
    /// The line that ends the text.
    pub end: usize,
}

/// How many lines a head may have: the small print of old ones has three hundred.
const LONGEST: usize = 600;

/// Finds the head and the licence, where a text has both.
pub(super) fn find(text: &Lines<'_>) -> Option<Archive> {
    let end = end(text)?;
    let begins = |at: &usize| {
        let bare = bare(text.lines[*at].words);
        bare.starts_with("START OF ") && bare.contains("PROJECT GUTENBERG")
            || bare.starts_with("END*THE SMALL PRINT")
            || bare.starts_with("END THE SMALL PRINT")
    };
    let begin = (0..end.min(LONGEST)).rev().find(begins)?;
    let mut head = 0..text.end_of_block(begin);
    // Who typed it is said below.
    let typed = |at: usize| {
        let words = text.lines[at].words;
        ["Produced by ", "E-text prepared by ", "This etext was "]
            .iter()
            .any(|by| words.starts_with(by))
    };
    if head.end < end && typed(head.end) {
        head.end = text.end_of_block(head.end);
    }
    (head.end < end).then_some(Archive { head, end })
}

/// The line that ends the text, which the licence follows: that is no part of the last chapter.
pub(super) fn end(text: &Lines<'_>) -> Option<usize> {
    let ends = |words: &str| {
        let bare = bare(words);
        bare.starts_with("END OF ") && bare.contains("PROJECT GUTENBERG")
    };
    text.lines.iter().position(|line| line.opens && ends(line.words))
}

/// The words of a line without the stars around them, in capitals.
fn bare(words: &str) -> String {
    words.trim_start_matches(['*', ' ']).to_ascii_uppercase()
}

#[cfg(test)]
mod tests {
    const PROSE: &str =
        "It was a day on which nothing happened that\nwas worth the telling, and so it is told.";

    /// The first words of the blocks of a plain text.
    fn blocks(text: &str) -> Vec<String> {
        let read = crate::read::plain("x", &text.replace('¶', PROSE));
        let restored = crate::restore::restore(&read).unwrap_or(read);
        assert_eq!((restored.check(), restored.repairs.len()), (Ok(()), 0));
        let words =
            |span| restored.words(span).split_whitespace().take(2).collect::<Vec<_>>().join(" ");
        restored.body().iter().map(|block| words(block.span)).collect()
    }

    #[test]
    fn the_head_of_an_archive_stands_before_its_licence() {
        let cases: [(&str, &[&str]); 4] = [
            (
                "The Project Gutenberg EBook of Bees\n\nTitle: Bees\n\n*** START OF THIS PROJECT GUTENBERG EBOOK \
                 BEES ***\n\n\nProduced by Ann\nand Bob\n\n\nBEES\n\n¶\n\n*** END OF THIS PROJECT GUTENBERG EBOOK BEES \
                 ***\n\n\n¶",
                &[
                    "BEES",
                    "It was",
                    "*** END",
                    "The Project",
                    "Title: Bees",
                    "*** START",
                    "Produced by",
                    "It was",
                ],
            ),
            (
                "Project Gutenberg Etext of Bees\n\n¶\n\n*END*THE SMALL PRINT! FOR ETEXTS*Ver.04.29.93*END*\n\nBEES\n\n\
                 ¶\n\nEnd of Project Gutenberg Etext of Bees\n",
                &["BEES", "It was", "End of", "Project Gutenberg", "It was", "*END*THE SMALL"],
            ),
            // One of them alone tells too little.
            (
                "*** START OF THE PROJECT GUTENBERG EBOOK BEES ***\n\n¶\n\n¶",
                &["*** START", "It was", "It was"],
            ),
            (
                "¶\n\n*** END OF THE PROJECT GUTENBERG EBOOK BEES ***\n\n¶",
                &["It was", "*** END", "It was"],
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(blocks(text), expected, "{text}");
        }
    }
}
