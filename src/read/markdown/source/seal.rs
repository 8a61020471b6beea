//! What the parser must not read: formulas in TeX, whose every sign is as typed, and references to
//! notes in the words of links and pictures, which are none of a link's for the parser.
//!
//! A formula is put between signs of code, and a reference gets other brackets, each with a sign
//! that no text holds (Unicode's noncharacters), by which they are known again after the parser. So
//! the parser finds no emphasis in `$a_1 * b_1$`, and a link around `[^1]` stays a link.
//!
//! What opens a formula and what closes it is pandoc's rule (`tex_math_dollars`): `$5 and $10` is
//! none. Between `\(` and `\)` a formula must look like one, because so are brackets escaped.

use std::borrow::Cow;

use super::lines::{Lines, Made};
use crate::doc::is_tex;

/// The sign after as many grave accents as it stands for, from one on, that begin a formula, and
/// before as many that end it.
const FORMULA: [char; 3] = ['\u{FDE0}', '\u{FDE1}', '\u{FDE2}'];
/// The signs in the place of the brackets around a reference.
pub(in crate::read::markdown) const REFERENCE: [char; 2] = ['\u{FDE4}', '\u{FDE5}'];
/// What stands outside of those: brackets for the parser too, beside which emphasis ends and begins as it
/// does beside the ones that were typed (`CommonMark` 6.2).
pub(in crate::read::markdown) const EDGE: [char; 2] = ['⟦', '⟧'];

/// A change to a line: where in it, how many bytes go, and what comes.
type Change = (usize, usize, usize, String);

/// Whether there may be anything to seal.
pub(super) fn may_be_in(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'$', bytes).nth(1).is_some()
        || text.contains("\\(")
        || text.contains("\\[")
        || text.contains("[^") && (text.contains("](") || text.contains("]["))
}

/// Seals the formulas and references of a text.
pub(super) fn seal(lines: &mut Lines<'_>) {
    let mut changes: Vec<Change> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let end = lines.end_of_block(at).max(at + 1);
        if !lines.is_blank(at) {
            let begins: Vec<usize> = (at..end)
                .scan(0, |place, line| {
                    let begin = *place;
                    *place += lines.get(line).len() + 1;
                    Some(begin)
                })
                .collect();
            let words: Vec<&str> = (at..end).map(|line| lines.get(line)).collect();
            for (place, gone, sign) in Paragraph::new(&words.join("\n")).read() {
                let line = begins.partition_point(|&begin| begin <= place) - 1;
                changes.push((at + line, place - begins[line], gone, sign));
            }
        }
        at = end;
    }
    changes.sort_by_key(|(line, place, ..)| (*line, *place));
    for of_line in changes.chunk_by(|one, other| one.0 == other.0) {
        let number = of_line[0].0;
        let mut made = Made::default();
        let mut done = 0;
        for (_, place, gone, sign) in of_line {
            lines.copy(number, done..*place, &mut made);
            made.add(sign);
            done = place + gone;
        }
        lines.copy(number, done..lines.raw(number).len(), &mut made);
        lines.set(number, made);
    }
}

/// The lines of a block, which a formula or a link may go over.
struct Paragraph<'t> {
    text: &'t str,
    changes: Vec<(usize, usize, String)>,
    /// The brackets that are open, and the references met in each.
    open: Vec<(usize, Vec<(usize, usize)>)>,
    /// Which numbers of grave accents stand together somewhere.
    accents: [bool; 3],
}

impl<'t> Paragraph<'t> {
    fn new(text: &'t str) -> Self {
        let mut accents = [false; 3];
        let mut at = 0;
        while let Some(found) = text[at..].find('`') {
            let length = run(&text[at + found..]);
            if let Some(known) = accents.get_mut(length - 1) {
                *known = true;
            }
            at += found + length;
        }
        Self { text, changes: Vec::new(), open: Vec::new(), accents }
    }

    /// What is to be changed: where, how many bytes go, and what comes.
    fn read(mut self) -> Vec<(usize, usize, String)> {
        let bytes = self.text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            at = match bytes[at] {
                b'\\' => self.escape(at),
                b'`' => self.code(at),
                b'$' => self.dollars(at),
                b'[' => self.bracket(at),
                b']' => self.close(at),
                _ => at + 1,
            };
        }
        self.changes
    }

    /// Passes over code. Accents that nothing closes are words.
    fn code(&self, at: usize) -> usize {
        let length = run(&self.text[at..]);
        let reach = clip(&self.text[at..], LONGEST);
        let mut from = length;
        while let Some(found) = reach[from..].find('`') {
            let other = run(&reach[from + found..]);
            from += found + other;
            if other == length {
                return at + from;
            }
        }
        at + length
    }

    /// A sign after a backslash, or a formula between such brackets.
    fn escape(&mut self, at: usize) -> usize {
        // Addresses have low lines, too, and what is strong or ends a tag of HTML is no formula.
        let none = ["`", "$", "](", "://", "**", "</"];
        let tex = |inner: &str| !none.iter().any(|sign| inner.contains(sign)) && is_tex(inner);
        let rest = &self.text[at + 1..];
        let close = match rest.as_bytes().first() {
            Some(b'(') => "\\)",
            Some(b'[') => "\\]",
            Some(_) => return at + 1 + rest.chars().next().map_or(0, char::len_utf8),
            None => return at + 1,
        };
        let reach = clip(rest, LONGEST / 16);
        let length = reach.find(close).filter(|&end| tex(&rest[1..end])).map(|end| end + 3);
        match length {
            Some(length) if self.formula(at, at + length) => at + length,
            _ => at + 2,
        }
    }

    fn dollars(&mut self, at: usize) -> usize {
        let rest = &self.text[at..];
        match crate::doc::formula(clip(rest, LONGEST)) {
            Some(length) if self.formula(at, at + length) => at + length,
            _ => at + if rest.starts_with("$$") { 2 } else { 1 },
        }
    }

    /// Seals what stands between two places; false if no sign is free for it.
    fn formula(&mut self, from: usize, to: usize) -> bool {
        let inside = &self.text[from..to];
        let Some(free) = self.accents.iter().position(|&known| !known) else { return false };
        // A line that begins so begins another block.
        let breaks = inside.lines().skip(1).any(|line| {
            let words = line.trim_start_matches([' ', '>']);
            words.starts_with(['#', '`', '~', '|']) || words.chars().all(|c| "=- ".contains(c))
        });
        // Accents that meet others are one sign with them.
        let meets = ends_in_accents(&self.text[..from]) || self.text[to..].starts_with('`');
        if inside.contains('`') || breaks || meets {
            return false;
        }
        // So are those of two formulas without anything between them: they are sealed as one.
        if let Some((end, _, sign)) = self.changes.last_mut()
            && *end == from
            && sign.starts_with(FORMULA)
        {
            *end = to;
            return true;
        }
        let accents = "`".repeat(free + 1);
        let sign = FORMULA[free];
        self.changes.push((from, 0, format!("{accents}{sign}")));
        self.changes.push((to, 0, format!("{sign}{accents}")));
        true
    }

    fn bracket(&mut self, at: usize) -> usize {
        let rest = &self.text[at..];
        if !rest.starts_with("[^") {
            self.open.push((at, Vec::new()));
            return at + 1;
        }
        let label = rest[2..].find(|c: char| c.is_whitespace() || "[]^".contains(c));
        let length =
            label.filter(|&end| (1..64).contains(&end) && rest[2 + end..].starts_with(']'));
        let Some(length) = length.map(|end| end + 3) else {
            self.open.push((at, Vec::new()));
            return at + 1;
        };
        if let Some((_, references)) = self.open.last_mut() {
            references.push((at, at + length - 1));
        }
        at + length
    }

    /// The end of brackets: the references in them are sealed if they are a link's.
    fn close(&mut self, at: usize) -> usize {
        let Some((begin, references)) = self.open.pop() else { return at + 1 };
        let note = self.text[..begin].ends_with('^');
        if !note && self.text[at + 1..].starts_with(['(', '[']) {
            for (open, close) in references {
                self.changes.push((open, 1, [EDGE[0], REFERENCE[0]].iter().collect()));
                self.changes.push((close, 1, [REFERENCE[1], EDGE[1]].iter().collect()));
            }
        } else if let Some((_, outer)) = self.open.last_mut() {
            outer.extend(references);
        }
        at + 1
    }
}

/// How far the end of code or of a formula is looked for, in bytes. Between escaped brackets, which
/// may stand in any number in a text that has no formulas, it is a sixteenth.
const LONGEST: usize = 1 << 14;

/// The first `bytes` bytes of a text, or as many as are whole characters.
fn clip(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Whether a text ends in grave accents that may be a sign: of several, a backslash takes one away.
fn ends_in_accents(text: &str) -> bool {
    let words = text.trim_end_matches('`');
    let slashes = words.len() - words.trim_end_matches('\\').len();
    text.len() - words.len() > slashes % 2
}

/// How many grave accents a text begins with.
fn run(text: &str) -> usize {
    text.bytes().take_while(|&byte| byte == b'`').count()
}

/// A formula without the signs it was sealed with; `None` if the words are none.
pub(in crate::read::markdown) fn formula(code: &str) -> Option<&str> {
    let sign = code.chars().next().filter(|sign| FORMULA.contains(sign))?;
    code.strip_prefix(sign)?.strip_suffix(sign)
}

/// Words as they were typed, where the parser took no notice of what was sealed in them, as in code.
pub(in crate::read::markdown) fn unsealed(words: &str) -> Cow<'_, str> {
    if !is_sealed(words) {
        return Cow::Borrowed(words);
    }
    Cow::Owned(Unsealed::of(words).words)
}

fn is_sign(c: char) -> bool {
    FORMULA.contains(&c) || REFERENCE.contains(&c)
}

fn is_sealed(words: &str) -> bool {
    // In UTF-8 all of them begin with a byte that few others do.
    memchr::memchr(0xEF, words.as_bytes()).is_some() && words.contains(is_sign)
}

/// Where the places of sealed words are in the words as they were typed.
pub(in crate::read::markdown) struct Places(Vec<(usize, usize)>);

impl Places {
    /// Looks through `words`.
    pub(in crate::read::markdown) fn of(words: &str) -> Self {
        Self(if is_sealed(words) { Unsealed::of(words).places } else { Vec::new() })
    }

    /// Where `place`, in bytes, is in the words as they were typed.
    pub(in crate::read::markdown) fn typed(&self, place: usize) -> usize {
        let before = self.0.partition_point(|&(sealed, _)| sealed <= place).checked_sub(1);
        before.map_or(place, |at| self.0[at].1 + (place - self.0[at].0))
    }
}

/// Words without what they were sealed with.
struct Unsealed {
    words: String,
    /// Where they go on after each sign: in the sealed words, and in these.
    places: Vec<(usize, usize)>,
}

impl Unsealed {
    fn of(sealed: &str) -> Self {
        let mut out = String::with_capacity(sealed.len());
        let mut places = Vec::new();
        let mut inside = false;
        let mut rest = sealed;
        while let Some(at) = rest.find(is_sign) {
            let (before, behind) = rest.split_at(at);
            out.push_str(before);
            let sign = behind.chars().next().unwrap_or(' ');
            rest = &behind[sign.len_utf8()..];
            match FORMULA.iter().position(|&own| own == sign) {
                Some(accents) if inside => {
                    let accents = "`".repeat(accents + 1);
                    rest = rest.strip_prefix(accents.as_str()).unwrap_or(rest);
                    inside = false;
                }
                Some(accents) => {
                    let kept = out.len().saturating_sub(accents + 1);
                    if out.is_char_boundary(kept) && out[kept..].bytes().all(|byte| byte == b'`') {
                        out.truncate(kept);
                    }
                    inside = true;
                }
                None if sign == REFERENCE[0] => {
                    out.truncate(out.strip_suffix(EDGE[0]).map_or(out.len(), str::len));
                    out.push('[');
                }
                None => {
                    rest = rest.strip_prefix(EDGE[1]).unwrap_or(rest);
                    out.push(']');
                }
            }
            places.push((sealed.len() - rest.len(), out.len()));
        }
        out.push_str(rest);
        Self { words: out, places }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sealed(text: &str) -> String {
        let mut lines = Lines::of(text);
        seal(&mut lines);
        let shown: Vec<&str> = (0..lines.len()).map(|at| lines.raw(at)).collect();
        let shown = shown.join("\n");
        assert_eq!(unsealed(&shown), text);
        let shown = FORMULA.iter().fold(shown, |shown, sign| shown.replace(*sign, "…"));
        shown.replace(REFERENCE, "")
    }

    #[test]
    fn formulas_are_told_from_prices() {
        let cases = [
            ("Let $f^{(n)}(x)^2$ be.", "Let `…$f^{(n)}(x)^2$…` be."),
            ("It costs $5 and $10.", "It costs $5 and $10."),
            ("From $5 to US$10, $ 3$", "From $5 to US$10, $ 3$"),
            ("$$\na\n$$", "`…$$\na\n$$…`"),
            (r"\$a_1$ and \\$b$", r"\$a_1$ and \\`…$b$…`"),
            ("`$a$` and $b$", "`$a$` and ``…$b$…``"),
            (r"So \(x^2\) and \(this\)", r"So `…\(x^2\)…` and \(this\)"),
            (r"\[[a](u_b)\], \[http://a_b\]", r"\[[a](u_b)\], \[http://a_b\]"),
            (r"\[1\], \[my_file\], \[\frac12\]", r"\[1\], \[my_file\], `…\[\frac12\]…`"),
            ("$a$$b$c", "`…$a$$b$…`c"),
            ("`c`$a_1$, $b$`c`", "`c`$a_1$, $b$`c`"),
            (r"\`$a$, \\`$b$", r"\```…$a$…``, \\`$b$"),
            ("a $x\n\ny$ b", "a $x\n\ny$ b"),
            ("```\n$a$\n```", "```\n$a$\n```"),
        ];
        for (text, expected) in cases {
            assert_eq!(sealed(text), expected, "{text}");
        }
    }

    #[test]
    fn places_of_sealed_words() {
        let words = format!("a⟦{0}^α{1}⟧b ``{2}$x${2}`` c", REFERENCE[0], REFERENCE[1], FORMULA[1]);
        let (typed, places) = (unsealed(&words), Places::of(&words));
        assert_eq!(typed, "a[^α]b $x$ c");
        for letter in ['a', '^', 'α', 'b', 'x', 'c'] {
            let (sealed, typed) = (words.find(letter).unwrap(), typed.find(letter).unwrap());
            assert_eq!(places.typed(sealed), typed, "{letter}");
        }
    }

    #[test]
    fn references_in_links() {
        let cases = [
            ("[a[^1]](u) [^2]", "[a⟦^1⟧](u) [^2]"),
            ("![a *b*[^x-1].](u)", "![a *b*⟦^x-1⟧.](u)"),
            ("[a\nb[^1]][u]", "[a\nb⟦^1⟧][u]"),
            ("[a[^1]] (u)", "[a[^1]] (u)"),
            ("^[a[^1]](u)", "^[a[^1]](u)"),
            ("[^1](u)", "[^1](u)"),
        ];
        for (text, expected) in cases {
            assert_eq!(sealed(text), expected, "{text}");
        }
    }
}
