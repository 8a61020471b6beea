//! Words that stay words: every character that Markdown might take for a sign is escaped where it
//! might, and nowhere else, so that prose stays readable.

use crate::doc::{Span, is_tex};
use crate::language::numeral::roman;

/// Something that says nothing and keeps apart two lists, two quotations, two signs.
pub(super) const APART: &str = "<!-- -->";

/// What words stand in, which settles how a line ends in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Setting {
    /// A paragraph.
    Prose,
    /// A line block.
    Verse,
    /// A heading, or the term of a definition: one line.
    Heading,
    /// The cell of a table.
    Cell,
}

impl Setting {
    /// A line break that is kept. At the edge of a mark a backslash is not always taken for one.
    fn line_break(self, edge: bool) -> &'static str {
        match self {
            Self::Prose if edge => "<br>",
            Self::Prose => "\\\n",
            Self::Verse => "\n| ",
            Self::Heading | Self::Cell => "<br>",
        }
    }
}

/// What stands beside a stretch of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Beside {
    /// A mark or a reference ends right before.
    pub(super) before: bool,
    /// A mark or a reference begins right after.
    pub(super) after: bool,
}

/// Writes the words of `span`, which is a part of the block or cell `whole` of `text`.
pub(super) fn words(
    text: &str,
    whole: Span,
    span: Span,
    setting: Setting,
    beside: Beside,
) -> String {
    let mut to = String::with_capacity(span.len() + 8);
    let before = Span::new(whole.start, span.start).of(text);
    let mut line_start = before.rfind('\n').map_or(whole.start, |end| whole.start + end + 1);
    let mut formula_end = 0;
    for (at, c) in span.of(text).char_indices() {
        let place = span.start + at;
        if c == '$' && at >= formula_end {
            formula_end = at + formula(&text[place..span.end], setting);
        }
        if at < formula_end {
            to.push(c);
            continue;
        }
        let after = place + c.len_utf8();
        let sign = Sign {
            line: Span::new(line_start, place).of(text),
            next: text[after..span.end].chars().next(),
            touches: beside.before && at == 0,
            last: beside.after && after == span.end,
            ends: after == whole.end || text[after..].starts_with('\n'),
        };
        match c {
            '\n' => {
                let edge = at == 0 && span.start > whole.start
                    || after == span.end && span.end < whole.end;
                to.push_str(setting.line_break(edge));
                line_start = after;
            }
            c if needs_entity(c, &sign, setting) => to.push_str(&format!("&#{};", u32::from(c))),
            c => {
                if needs_backslash(c, &sign, setting) {
                    to.push('\\');
                }
                to.push(c);
                if c == '^' && sign.last {
                    // Before the bracket of a reference it would begin a note in its sentence.
                    to.push_str(APART);
                }
            }
        }
    }
    to
}

/// How long the formula is that words begin with, which is written as it is; 0 if there is none.
/// Between dollars there may be words, too.
fn formula(words: &str, setting: Setting) -> usize {
    let Some(length) = crate::doc::formula(words) else { return 0 };
    let formula = &words[..length];
    let inner = formula.trim_matches('$');
    let long = |word: &str| word.chars().count() > 2 && word.chars().all(char::is_alphabetic);
    let apart = inner.split(|c: char| !c.is_alphanumeric());
    let sure = is_tex(inner) || !apart.into_iter().any(long) && !inner.contains(' ');
    // Accents begin code, whatever stands around them.
    let sure = sure && !inner.contains('`');
    let fits = !formula.contains('\n') && (setting != Setting::Cell || !formula.contains('|'));
    if sure && fits { length } else { 0 }
}

/// Where a character stands.
struct Sign<'t> {
    /// What stands before it in its line.
    line: &'t str,
    /// The character after it in its stretch of words.
    next: Option<char>,
    /// Whether it is the first after a mark.
    touches: bool,
    /// Whether it is the last before a mark.
    last: bool,
    /// Whether it is the last of its line.
    ends: bool,
}

impl Sign<'_> {
    /// Whether `c` here closes what would be taken for the marker of an item.
    fn counts(&self, c: char) -> bool {
        self.line.len() <= LONGEST_MARKER
            && self.next.is_some_and(char::is_whitespace)
            && counts(&format!("{}{c}", self.line))
    }
}

/// The most bytes that a marker has in front of the sign that closes it: `(lxxxviii`.
const LONGEST_MARKER: usize = 9;

/// Whether a character would be lost or change its surroundings by just standing there: controls,
/// white space at the edge of a line, the
/// brace that might close the attributes of a heading.
fn needs_entity(c: char, sign: &Sign, setting: Setting) -> bool {
    let starts = sign.line.is_empty() && setting != Setting::Verse;
    match c {
        ' ' => starts || sign.ends,
        '\t' => starts || sign.ends || setting == Setting::Cell,
        '}' => setting == Setting::Heading,
        // Before a bracket a backslash, itself escaped, is still taken by some to escape that.
        '\\' => sign.last,
        // Lines that all begin and end with a bar are rows of a table, not verse.
        '|' => setting == Setting::Verse && sign.ends,
        '\u{feff}' => true,
        c => c.is_control(),
    }
}

fn needs_backslash(c: char, sign: &Sign, setting: Setting) -> bool {
    let starts = sign.line.is_empty();
    match c {
        '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '~' | '|' | '^' | '$' => true,
        // An image: `!` before a link or a note.
        '!' => sign.last || sign.next == Some('['),
        // An entity.
        '&' => {
            sign.last || sign.next.is_some_and(|next| next.is_ascii_alphanumeric() || next == '#')
        }
        // A citation of pandoc's.
        '@' => {
            (sign.touches || !sign.line.ends_with(char::is_alphanumeric))
                && (sign.last
                    || sign.next.is_some_and(|next| next.is_alphanumeric() || "_{".contains(next)))
        }
        // A link's address, the text of a note, attributes.
        '(' | '{' if sign.touches => true,
        // A definition, a link's text, the caption of a table.
        ':' => starts || sign.touches || matches!(sign.line, "Table" | "table"),
        // A line of a line block that is only dashes would rule off the head of a table.
        '-' if setting == Setting::Verse => {
            sign.line.trim().is_empty() && sign.next.is_none_or(|c| "-:| \n".contains(c))
        }
        '-' => starts,
        '#' => starts || setting == Setting::Heading,
        // A quotation, items, the line under a heading, a title block.
        '>' | '+' | '=' | '%' => starts && setting != Setting::Verse,
        '.' | ')' => setting != Setting::Verse && (is_number(sign.line) || sign.counts(c)),
        _ => false,
    }
}

/// Whether all of a line so far is a number that an item may have: up to nine digits.
fn is_number(line: &str) -> bool {
    (1..=9).contains(&line.len()) && line.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a marker is one of those that pandoc counts items by: `(a)`, `iv.`, `(2)`, `(@)`. A
/// capital with a point is the initial of a name.
pub(super) fn counts(marker: &str) -> bool {
    let inner = marker.strip_prefix('(').unwrap_or(marker);
    let Some(number) = inner.strip_suffix(['.', ')']) else { return false };
    let all = |is: fn(&u8) -> bool| number.bytes().all(|byte| is(&byte));
    let initial = marker.ends_with('.') && number.len() == 1 && all(u8::is_ascii_uppercase);
    let roman = roman(number).is_some();
    let letters = number.len() == 1 && all(u8::is_ascii_alphabetic) && !initial;
    !number.is_empty()
        && (letters || number.len() > 1 && roman || number == "@" || all(u8::is_ascii_digit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_where_it_must() {
        let cases = [
            ("a * b_c [d] <e> #f & g; h@i.k", r"a \* b\_c \[d\] \<e> #f & g; h@i.k"),
            ("# one", r"\# one"),
            ("1986. A year.", r"1986\. A year."),
            ("(a) See (b) and A. Lee", r"(a\) See (b) and A. Lee"),
            ("iv. A. Lee", r"iv\. A. Lee"),
            ("A. Lee", "A. Lee"),
            ("Table: one", r"Table\: one"),
            ("- a\n+ b\n= c", "\\- a\\\n\\+ b\\\n\\= c"),
            ("&amp; &#1; & x", r"\&amp; \&#1; & x"),
            ("  in\u{7}dent ", "&#32; in&#7;dent&#32;"),
            ("Oh! Really?", "Oh! Really?"),
            ("$f^{(n)}(x)^2$ and $x$", "$f^{(n)}(x)^2$ and $x$"),
            ("$`A^`$ and $A^2$", r"\$\`A\^\`\$ and $A^2$"),
            ("$5 and 6$ or $2", "\\$5 and 6\\$ or \\$2"),
        ];
        for (text, expected) in cases {
            let whole = Span::new(0, text.len());
            let beside = Beside { before: false, after: false };
            assert_eq!(words(text, whole, whole, Setting::Prose, beside), expected);
        }
    }

    #[test]
    fn minds_the_marks_beside() {
        let text = "(see) b!";
        let whole = Span::new(0, text.len());
        let beside = Beside { before: true, after: true };
        assert_eq!(words(text, whole, whole, Setting::Prose, beside), r"\(see) b\!");
    }
}
