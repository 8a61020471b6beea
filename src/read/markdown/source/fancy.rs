//! Lists whose items are counted by letters, Roman numbers and numbers in brackets, by `#.`, and
//! by `(@)`, which counts through a whole text (pandoc, ordered lists and numbered example lists).
//!
//! After a bullet, as in `- (a)`, they are what the item is marked with: so texts are written for
//! readers of Markdown that know bullets alone.
//!
//! A letter or a number with a bracket may well begin a sentence. Two of them in their order, each
//! at the beginning of a line as far in as the other, are a list; `#.` and `(@)` are nothing else.

use std::collections::HashMap;

use super::lines::{Lines, Made};
use crate::language::numeral::{letter, roman};

/// What stands before an item.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Marker<'t> {
    /// How far in the item stands, where the marker begins, and how long it is, in bytes.
    indent: usize,
    start: usize,
    length: usize,
    /// Whether it stands after a bullet.
    bullet: bool,
    /// The signs around its number: `(`, `)`; nothing, `.`.
    around: (&'t str, &'t str),
    /// What it counts with: letters, digits, `#`, or `@` and a name.
    number: &'t str,
}

impl Marker<'_> {
    /// Whether the other stands as far in, at its left or at its right.
    fn is_beside(&self, other: &Self) -> bool {
        self.indent == other.indent || self.start + self.length == other.start + other.length
    }
}

/// Whether the words of a line may begin with such a marker.
pub(super) fn may_begin(words: &str) -> bool {
    match words.as_bytes() {
        [b'(', ..] => true,
        [b'#', b'.' | b')', ..] => true,
        [b'-' | b'*' | b'+', b' ', ..] => true,
        [letter, ..] if letter.is_ascii_alphabetic() => {
            let end = words.bytes().take_while(u8::is_ascii_alphabetic).count();
            end <= LONGEST && matches!(words.as_bytes().get(end), Some(b'.' | b')'))
        }
        _ => false,
    }
}

/// How many letters a Roman number has at most: `lxxxviii`.
const LONGEST: usize = 8;

/// Gives items the numbers that the parser knows. The markers their author gave them, or that he
/// left to the program to count, are by the number of their line.
pub(super) fn number(lines: &mut Lines<'_>) -> HashMap<usize, Box<str>> {
    let found = items(lines);
    let mut shown = HashMap::new();
    let mut examples: HashMap<String, usize> = HashMap::new();
    let (mut counted, mut example) = (0, 0);
    let mut rewritten = Vec::new();
    for item in &found {
        let line = lines.get(item.line);
        let Some(marker) = marker(line) else { continue };
        let (open, close) = marker.around;
        let number = match marker.number.strip_prefix('@') {
            Some(name) => {
                example += 1;
                if !name.is_empty() {
                    examples.entry(name.to_owned()).or_insert(example);
                }
                example.to_string()
            }
            None if marker.number == "#" => {
                counted = if item.follows { counted + 1 } else { 1 };
                counted.to_string()
            }
            None => marker.number.to_owned(),
        };
        shown.insert(item.line, format!("{open}{number}{close}").into());
        rewritten.push((item.line, plain(lines, item.line, &marker)));
    }
    for (line, words) in rewritten {
        lines.set(line, words);
    }
    if !examples.is_empty() {
        refer(lines, &examples);
    }
    shown
}

/// Line number `at` with a number for its marker, which is as wide: then what belongs to the item
/// stands as far in as before. The name of an example takes no room.
fn plain(lines: &Lines<'_>, at: usize, marker: &Marker<'_>) -> Made {
    let line = lines.get(at);
    let mut rest = marker.start + marker.length;
    let mut made = Made::default();
    made.add(&line[..marker.start]);
    if marker.bullet {
        rest = line.len() - line[rest..].trim_start().len();
    } else if marker.number.starts_with('@') {
        rest = line.len() - line[rest..].trim_start().len();
        made.add("1.  ");
    } else {
        let width = marker.length - 1;
        made.add(&format!("{:0>width$}.", 1));
    }
    lines.copy(at, rest..line.len(), &mut made);
    made
}

/// Puts the numbers of examples in the place of their names.
fn refer(lines: &mut Lines<'_>, examples: &HashMap<String, usize>) {
    for at in 0..lines.len() {
        let line = lines.get(at);
        if !line.contains('@') {
            continue;
        }
        let mut words = Made::default();
        let mut done = 0;
        for (sign, _) in line.match_indices('@') {
            let name = name(&line[sign + 1..]);
            let before = line[..sign].chars().next_back();
            let apart = before.is_none_or(|c| !c.is_alphanumeric() && c != '\\');
            let Some(number) = examples.get(name).filter(|_| apart && sign >= done) else {
                continue;
            };
            lines.copy(at, done..sign, &mut words);
            words.add(&number.to_string());
            done = sign + 1 + name.len();
        }
        if done > 0 {
            lines.copy(at, done..line.len(), &mut words);
            lines.set(at, words);
        }
    }
}

/// The name of an example that `text` begins with.
fn name(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '-');
    &text[..end.unwrap_or(text.len())]
}

/// An item that was found.
struct Item {
    line: usize,
    /// Whether it follows another of its list.
    follows: bool,
}

/// The items of all lists, in order.
fn items(lines: &Lines<'_>) -> Vec<Item> {
    // By how far in they stand: the items that may have a next.
    let mut open: Vec<(usize, Marker<'_>)> = Vec::new();
    let mut found: HashMap<usize, bool> = HashMap::new();
    // Whether the line before is blank, and whether it belongs to an item.
    let (mut blank, mut inside) = (true, false);
    let mut holders = Holders::default();
    for at in 0..lines.len() {
        let line = lines.get(at);
        if lines.is_blank(at) {
            blank = true;
            continue;
        }
        let indent = line.len() - line.trim_start_matches(' ').len();
        let code = holders.make_code(line, blank);
        let marker = marker(line).filter(|_| (blank || inside) && !code);
        if blank && marker.is_none() {
            // What stands no further in than an item, after a blank line, ends it.
            open.retain(|(_, item)| item.indent < indent);
        }
        match marker {
            Some(marker) => {
                let before = open.iter().rposition(|(_, item)| item.is_beside(&marker));
                let before = before.and_then(|index| open.drain(index..).next());
                let before = before.filter(|(_, before)| follows(before, &marker));
                if let Some((line, _)) = &before {
                    found.entry(*line).or_insert(false);
                    found.insert(at, true);
                } else if marker.number.starts_with(['#', '@']) {
                    found.insert(at, false);
                }
                open.retain(|(_, item)| item.indent < indent);
                open.push((at, marker));
                inside = true;
            }
            None if blank => inside = !open.is_empty() || is_item(line),
            None => inside |= is_item(line),
        }
        blank = false;
    }
    let mut items: Vec<Item> =
        found.into_iter().map(|(line, follows)| Item { line, follows }).collect();
    items.sort_by_key(|item| item.line);
    items
}

/// What holds the lines met so far, items, notes and definitions: how far in the words of each stand.
#[derive(Default)]
struct Holders {
    words: Vec<usize>,
    /// Whether the line before is code.
    code: bool,
}

impl Holders {
    /// Whether a line is code: after a blank one, further in by four than the words of what holds
    /// it, and so to the end of all that is (`CommonMark` 4.4).
    fn make_code(&mut self, line: &str, blank: bool) -> bool {
        let indent = line.len() - line.trim_start_matches(' ').len();
        if blank {
            self.words.retain(|&words| words <= indent);
        }
        let far = self.words.last().unwrap_or(&0) + 4;
        self.code = indent >= far && (blank || self.code);
        if !self.code
            && let Some(words) = words_of_holder(line)
        {
            self.words.retain(|&words| words <= indent);
            self.words.push(words);
        }
        self.code
    }
}

/// How far in the words stand of an item, a note or a definition that begins on a line.
fn words_of_holder(line: &str) -> Option<usize> {
    let words = line.trim_start_matches(' ');
    let indent = line.len() - words.len();
    if words.starts_with("[^") && words.contains("]:") {
        return Some(indent + 4);
    }
    let start = match marker(line) {
        Some(marker) if marker.bullet => indent + 1,
        Some(marker) => marker.start + marker.length,
        None if is_item(line) => {
            let digits = words.bytes().take_while(u8::is_ascii_digit).count();
            indent + digits + 1
        }
        None => return None,
    };
    let rest = &line[start..];
    let blanks = rest.len() - rest.trim_start_matches(' ').len();
    // After more blanks, the item begins with code.
    let blanks = if rest.trim_start().is_empty() || blanks > 4 { 1 } else { blanks };
    Some(start + blanks)
}

/// Whether a line is an item the parser knows. Only blanks and tabs set it in: what other white space
/// begins with is words (`CommonMark` 2.1).
fn is_item(line: &str) -> bool {
    let words = line.trim_start_matches([' ', '\t']);
    let number = words.trim_start_matches(|c: char| c.is_ascii_digit());
    ["- ", "* ", "+ "].iter().any(|sign| words.starts_with(sign))
        || number.len() < words.len() && number.starts_with(['.', ')'])
        || words.starts_with("[^") && words.contains("]:")
        || words.starts_with([':', '~'])
}

/// The marker a line begins with.
fn marker(line: &str) -> Option<Marker<'_>> {
    let words = line.trim_start_matches(' ');
    let indent = line.len() - words.len();
    let unmarked = ["- ", "* ", "+ "].iter().find_map(|bullet| words.strip_prefix(bullet));
    let words = unmarked.unwrap_or(words);
    let start = line.len() - words.len();
    let bracket = words.starts_with('(');
    let inner = if bracket { &words[1..] } else { words };
    let end = match inner.as_bytes().first()? {
        b'#' => 1,
        b'@' if bracket => 1 + name(&inner[1..]).len(),
        _ => inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len()),
    };
    let (number, rest) = inner.split_at(end);
    let close = rest.get(..1).filter(|&close| close == ")" || !bracket && close == ".")?;
    let length = usize::from(bracket) + end + 1;
    let behind = &words[length..];
    let letters = number.bytes().all(|byte| byte.is_ascii_alphabetic());
    let digits = number.bytes().all(|byte| byte.is_ascii_digit());
    // Numbers without brackets are the parser's; a capital with a point is the initial of a name.
    let known = match number {
        "" => false,
        _ if digits => bracket && number.len() < 4,
        _ if letters => {
            number.len() == 1 || number.len() <= LONGEST && item_roman(number).is_some()
        }
        _ => number.starts_with(['#', '@']),
    };
    let initial =
        close == "." && number.len() == 1 && number.bytes().all(|b| b.is_ascii_uppercase());
    let blanks = behind.len() - behind.trim_start_matches([' ', '\t']).len();
    let words_follow = blanks >= if initial { 2 } else { 1 } && behind.len() > blanks;
    (known && words_follow).then(|| Marker {
        indent,
        start,
        length,
        bullet: unmarked.is_some(),
        around: (&words[..usize::from(bracket)], close),
        number,
    })
}

/// Whether `next` counts on from `before`.
fn follows(before: &Marker<'_>, next: &Marker<'_>) -> bool {
    if before.around != next.around || before.bullet != next.bullet {
        return false;
    }
    let (one, other) = (before.number, next.number);
    if one.starts_with(['#', '@']) {
        return one.as_bytes()[0] == other.as_bytes()[0];
    }
    let same = |of: fn(&str) -> Option<u32>| {
        of(one).zip(of(other)).is_some_and(|(one, other)| other == one + 1)
    };
    let case = |number: &str| number.bytes().all(|byte| byte.is_ascii_uppercase());
    same(|number| number.parse().ok())
        || case(one) == case(other) && (same(letter) || same(item_roman))
}

/// The value of a Roman number that counts an item: no list has a hundred that are counted so, and
/// `mi` and `di` are words.
fn item_roman(number: &str) -> Option<u32> {
    roman(number).filter(|&number| number < 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_are_told_from_words() {
        let cases = [
            ("(a) x", Some("a")),
            ("  iv. x", Some("iv")),
            ("A.  x", Some("A")),
            ("A. Smith", None),
            ("#. x", Some("#")),
            ("(@) x", Some("@")),
            ("(@good) x", Some("@good")),
            ("@good. x", None),
            ("(12) x", Some("12")),
            ("(1902) x", None),
            ("12) x", None),
            ("(see) x", None),
            ("e.g. x", None),
            ("a) x", Some("a")),
            ("(a)x", None),
            ("(a)", None),
            ("did. x", None),
            ("- (a) x", Some("a")),
            ("- a x", None),
        ];
        for (line, expected) in cases {
            assert_eq!(marker(line).map(|marker| marker.number), expected, "{line}");
        }
    }

    #[test]
    fn words_of_what_holds_lines() {
        let cases = [
            ("- a", Some(2)),
            ("  12) a", Some(6)),
            ("[^1]: a", Some(4)),
            // A no-break space is a word's, and sets nothing in.
            ("\u{a0}: a", None),
            ("\u{3000}- a", None),
            ("\u{2003}1. a", None),
        ];
        for (line, expected) in cases {
            assert_eq!(words_of_holder(line), expected, "{line:?}");
        }
    }

    #[test]
    fn numbers_follow_each_other() {
        let follow = |one: &str, other: &str| {
            let (one, other) = (format!("{one} x"), format!("{other} x"));
            let pair = marker(&one).zip(marker(&other));
            pair.is_some_and(|(one, other)| follows(&one, &other))
        };
        for (one, other) in
            [("(a)", "(b)"), ("i.", "ii."), ("(h)", "(i)"), ("IX)", "X)"), ("(9)", "(10)")]
        {
            assert!(follow(one, other), "{one} {other}");
        }
        for (one, other) in
            [("(a)", "(c)"), ("(a)", "b)"), ("i.", "II."), ("(b)", "(a)"), ("#.", "(@)")]
        {
            assert!(!follow(one, other), "{one} {other}");
        }
        assert_eq!(
            ["xc", "xciv", "xxxix", "cc", "ic", ""].map(item_roman),
            [90, 94, 39, 0, 0, 0].map(|n| (n > 0).then_some(n))
        );
    }
}
