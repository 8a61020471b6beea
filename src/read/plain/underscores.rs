//! Emphasis in plain text: `_so_`, as mails and old electronic texts have it.
//!
//! An underscore is also a letter of names in programs, a blank to fill in, a rule. So those of a
//! paragraph are signs only if all of them pair up: one before a word, the next after one.

use crate::doc::{Builder, MarkKind, OpenMark};

/// What may stand before the first word that is emphasised, and what after the last.
const OPENING: &str = "“„‘‚«»‹›\"'([¿¡";
const CLOSING: &str = "”“’‘«»‹›\"')].,;:!?…—-";

/// The signs of one paragraph, as far as they have been met.
#[derive(Default)]
pub(super) struct Underscores {
    /// Where they are, as addresses: lines are parts of one text.
    signs: Vec<usize>,
    met: usize,
    open: Option<OpenMark>,
}

impl Underscores {
    /// Finds the signs in the lines of a paragraph, which are parts of one text.
    pub(super) fn of(lines: &[&str]) -> Self {
        let mut signs = Vec::new();
        for line in lines {
            for (at, _) in line.match_indices('_') {
                let before = line[..at].chars().next_back().unwrap_or(' ');
                let after = line[at + 1..].chars().next().unwrap_or(' ');
                let (word, next) = (before.is_alphanumeric(), after.is_alphanumeric());
                let opens = !word && before != '_' && (next || OPENING.contains(after));
                let closes = !next && after != '_' && (word || CLOSING.contains(before));
                let fits = if signs.len() % 2 == 0 { opens } else { closes };
                match (word && next, fits) {
                    (true, _) => {}
                    (false, true) => signs.push(line.as_ptr() as usize + at),
                    (false, false) => return Self::default(),
                }
            }
        }
        if signs.len() % 2 == 1 {
            signs.clear();
        }
        Self { signs, ..Self::default() }
    }

    /// Adds a part of a line, the next in order, without its signs. `corner` is the line and the
    /// column of the source in which it begins.
    pub(super) fn text(&mut self, part: &str, corner: (u32, u32), to: &mut Builder) {
        let start = part.as_ptr() as usize;
        let mut done = 0;
        while let Some(sign) = self.signs.get(self.met).filter(|&&sign| sign < start + part.len()) {
            self.met += 1;
            // What was left out of the line has taken its sign along.
            let Some(at) = sign.checked_sub(start) else { continue };
            to.text(&part[done..at]);
            done = at + 1;
            match self.open.take() {
                Some(mark) => to.close_mark(mark),
                None => self.open = Some(to.open_mark(MarkKind::Emphasis)),
            }
            to.origin(corner.0, corner.1 + done as u32);
        }
        to.text(&part[done..]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words of a paragraph, and those of them that are emphasised.
    fn read(text: &str) -> (String, Vec<String>) {
        let lines: Vec<&str> = text.lines().collect();
        let mut signs = Underscores::of(&lines);
        let mut to = Builder::new();
        for (number, line) in lines.iter().enumerate() {
            to.text(if number > 0 { "\n" } else { "" });
            signs.text(line, (1, 0), &mut to);
        }
        let document = to.finish("x");
        assert_eq!(document.check(), Ok(()));
        let marked = document.marks.iter().map(|mark| document.words(mark.span).to_owned());
        (document.text.clone(), marked.collect())
    }

    #[test]
    fn underscores_in_pairs_are_emphasis() {
        let cases = [
            ("a _good_ word", "a good word", vec!["good"]),
            (
                "_Over\ntwo_ lines, (_Ibid._, 3)",
                "Over\ntwo lines, (Ibid., 3)",
                vec!["Over\ntwo", "Ibid."],
            ),
            ("“_O!_” and _so_.", "“O!” and so.", vec!["O!", "so"]),
            // None of these is emphasis.
            ("a_b and c_d", "a_b and c_d", vec![]),
            ("_open", "_open", vec![]),
            ("_foo and _bar", "_foo and _bar", vec![]),
            ("__init__ and _x_", "__init__ and _x_", vec![]),
            ("Name: ____", "Name: ____", vec![]),
            ("a _ b _ c", "a _ b _ c", vec![]),
        ];
        for (text, words, marked) in cases {
            let marked = marked.into_iter().map(str::to_owned).collect();
            assert_eq!(read(text), (words.to_owned(), marked), "{text}");
        }
    }
}
