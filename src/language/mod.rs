//! Language: what the other rooms know of words, figures, names and dates, in whatever language a text
//! is in. It sees no other room, not even `doc`: it is asked about words, and answers.
//!
//! | asked | answered by |
//! |---|---|
//! | whether two words are the same to a reader | [`fold`], over the forms of letters in `letters` |
//! | what a word is for, in all languages | `lexicon` and `section`, over `data/*.txt`; `phrases` for several |
//! | what a heading stands over | `heading` |
//! | what may be a note marker, and which comes next | `label` |
//! | what a number counts | `numeral` |
//! | when, and by whom | `date`, `name` |
//! | which language words are in | `tongue` |
//! | where words and sentences begin and end | `prose` |
//! | how so many of a thing are said in English | `counted` |

pub(crate) mod date;
pub mod fold;
pub(crate) mod heading;
pub(crate) mod label;
pub(crate) mod letters;
pub(crate) mod lexicon;
pub(crate) mod name;
pub(crate) mod numeral;
pub(crate) mod phrases;
pub(crate) mod prose;
pub(crate) mod section;
#[cfg(test)]
mod tests;
pub(crate) mod tongue;

/// The first `bytes` bytes of `text`, less a character that would be cut.
pub(crate) fn clip(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The last `bytes` bytes of `text`, less a character that would be cut.
pub(crate) fn clip_front(text: &str, bytes: usize) -> &str {
    let mut start = text.len().saturating_sub(bytes);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    &text[start..]
}

/// So many of what is called so in English, as ibid says it: `1 mark`, `2 marks`.
pub(crate) fn counted(many: usize, what: &str) -> String {
    format!("{many} {what}{}", if many == 1 { "" } else { "s" })
}
