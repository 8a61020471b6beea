//! Parsing: TeX as it is typed between dollars → signs, or nothing where one of them is missing.

use super::Sign;
use super::shape::{ends_thing, is_factor, is_one, is_product, starts_thing};
use super::signs::{Class, accent, lettered, lowered, raised, sign};
use unicode_normalization::UnicodeNormalization;

/// How deep groups stand within each other at most.
const DEEPEST: usize = 16;

/// The signs of a formula without its dollars. `tex` as for [`super::signs`].
pub(super) fn parse(source: &str, tex: bool) -> Option<Vec<Sign>> {
    let mut parser = Parser { source, at: 0, tex, depth: 0, out: Vec::new() };
    parser.row(false)?;
    (!parser.out.is_empty()).then_some(parser.out)
}

/// What stands before a place, for a script to be set at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Base {
    /// Nothing, or what opens.
    Nothing,
    /// One thing: a letter, a number, what has brackets around it.
    One {
        /// Whether something is raised or lowered there already.
        raised: bool,
        lowered: bool,
    },
    /// Several things that only braces hold together, or an operator: a script there would belong to
    /// the last of them, and says something else.
    Several,
}

const ONE: Base = Base::One { raised: false, lowered: false };

struct Parser<'s> {
    source: &'s str,
    at: usize,
    tex: bool,
    depth: usize,
    out: Vec<Sign>,
}

impl<'s> Parser<'s> {
    fn rest(&self) -> &'s str {
        &self.source[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        Some(c)
    }

    /// Steps over blanks.
    fn skip_blanks(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    /// The name of a command after its backslash.
    fn command(&mut self) -> Option<&'s str> {
        let rest = self.rest();
        let letters = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
        let length = if letters == 0 { rest.chars().next()?.len_utf8() } else { letters };
        self.at += length;
        // A blank after the backslash is one, whatever blank it is.
        Some(if rest[..length].trim().is_empty() { "space" } else { &rest[..length] })
    }

    /// Shows something for the source from `at` on.
    fn show(&mut self, at: usize, shown: &str) {
        if shown.is_empty() {
            return;
        }
        match self.out.last_mut() {
            Some(last) if last.at >= at => last.shown.push_str(shown),
            _ => self.out.push(Sign { at, shown: shown.to_owned() }),
        }
    }

    /// Shows something more for the source of the last sign.
    fn append(&mut self, shown: &str) {
        if let Some(last) = self.out.last_mut() {
            last.shown.push_str(shown);
        }
    }

    /// The last character shown that is not blank.
    fn last(&self) -> Option<char> {
        self.out.iter().rev().find_map(|sign| sign.shown.chars().rev().find(|c| *c != ' '))
    }

    /// Whether the last that is shown is a blank, or nothing is.
    fn after_blank(&self) -> bool {
        self.out.last().is_none_or(|sign| sign.shown.ends_with(' '))
    }

    /// Sets what stands up to the end, or to the brace that closes, and says what it is as a whole.
    fn row(&mut self, braced: bool) -> Option<Base> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return None;
        }
        let mut base = Base::Nothing;
        // How many things there are.
        let mut count = 0;
        loop {
            let at = self.at;
            let Some(c) = self.next() else {
                if braced {
                    return None;
                }
                break;
            };
            let before = base;
            base = match c {
                '}' if braced => break,
                '^' | '_' => {
                    base = self.script(base, c == '^')?;
                    continue;
                }
                '\'' => {
                    base = self.primes(at, base)?;
                    continue;
                }
                c if c.is_whitespace() => {
                    self.blanks(at);
                    continue;
                }
                _ => self.thing(at, c)?,
            };
            // A number is one thing, and what shows nothing is none.
            let number = c.is_ascii_digit() && before == ONE && count == 1 && self.is_number();
            count += usize::from(!number && base != Base::Nothing);
            if base == Base::Nothing && self.shows_nothing(at) {
                base = before;
            }
        }
        self.depth -= 1;
        Some(if count > 1 { Base::Several } else { base })
    }

    /// Whether all that is shown at the end are figures.
    fn is_number(&self) -> bool {
        let last = self.out.iter().rev().take(2);
        last.flat_map(|sign| sign.shown.chars()).all(|c| c.is_ascii_digit() || c == '.')
    }

    /// Whether nothing is shown for the source from `at` on.
    fn shows_nothing(&self, at: usize) -> bool {
        self.out.last().is_none_or(|sign| sign.at < at)
    }

    /// Keeps blanks as they are typed, which lines break at; but not those before a script, nor several.
    fn blanks(&mut self, at: usize) {
        self.skip_blanks();
        let ends = self.rest().is_empty() || self.rest().starts_with(['^', '_', '}', '\'', '&']);
        if !ends && !self.after_blank() {
            self.show(at, " ");
        }
    }

    /// Sets one thing that begins at `at` with the character `c`, which was read.
    fn thing(&mut self, at: usize, c: char) -> Option<Base> {
        Some(match c {
            '{' if self.tex => self.row(true)?,
            '\\' if self.tex => self.commanded(at)?,
            '}' | '\\' | '$' | '#' | '%' | '&' if self.tex => return None,
            '{' | '(' | '[' => {
                self.show(at, c.encode_utf8(&mut [0; 4]));
                Base::Nothing
            }
            '~' if self.tex => {
                self.show(at, " ");
                Base::Nothing
            }
            '-' if self.tex => {
                self.show(at, "−");
                Base::Several
            }
            c => {
                self.show(at, c.encode_utf8(&mut [0; 4]));
                let one = c.is_alphanumeric() || ")]|!∑∏∐∫∬∭∮⋃⋂∞∂∇′°".contains(c);
                if one { ONE } else { Base::Several }
            }
        })
    }

    fn primes(&mut self, at: usize, base: Base) -> Option<Base> {
        let Base::One { raised: false, .. } = base else { return None };
        let more = self.rest().len() - self.rest().trim_start_matches('\'').len();
        self.at += more;
        self.show(at, ["′", "″", "‴"].get(more)?);
        Some(base)
    }

    /// Sets a script after its sign: every character of it raised or lowered.
    fn script(&mut self, base: Base, up: bool) -> Option<Base> {
        let sign = self.at - 1;
        let base = match base {
            Base::Nothing => Base::One { raised: up, lowered: !up },
            Base::One { raised: false, lowered } if up => Base::One { raised: true, lowered },
            Base::One { raised, lowered: false } if !up => Base::One { raised, lowered: true },
            _ => return None,
        };
        let large = self.last().is_some_and(|c| "∑∏∐⋃⋂".contains(c));
        let script = if self.tex { self.argument()?.0 } else { self.written(large && !up)? };
        let shown = || script.iter().flat_map(|sign| sign.shown.chars()).filter(|c| *c != ' ');
        if up && shown().eq(['∘']) {
            self.show(sign, "°");
            return Some(base);
        }
        if up && shown().all(|c| c == '′') {
            shown().next()?;
            self.show(sign, &shown().collect::<String>());
            return Some(base);
        }
        for (number, part) in script.iter().enumerate() {
            let form = if up { raised } else { lowered };
            let plain = part.shown.chars().filter(|c| *c != ' ');
            let shown: Option<String> =
                plain.map(|c| form(if c == '-' { '−' } else { c })).collect();
            self.show(if number == 0 { sign } else { part.at }, &shown?);
        }
        (!script.is_empty()).then_some(base)
    }

    /// The argument of a command or a script, set apart from what stands before it: a group, or one
    /// thing.
    fn argument(&mut self) -> Option<(Vec<Sign>, Base)> {
        self.skip_blanks();
        let before = std::mem::take(&mut self.out);
        let at = self.at;
        let base = match self.next()? {
            '^' | '_' | '}' | '\'' => return None,
            c => self.thing(at, c)?,
        };
        let argument = std::mem::replace(&mut self.out, before);
        (!argument.is_empty()).then_some((argument, base))
    }

    /// The script that a reader has written in one line: a number, a name, a letter. In brackets it
    /// may be the author’s own that are meant, but for what a sum runs over.
    fn written(&mut self, bracketed: bool) -> Option<Vec<Sign>> {
        let from = self.at;
        if bracketed && self.rest().starts_with('(') {
            let inner = self.rest()[1..].split_once(')')?.0;
            let plain = !inner.contains(['(', '^', '_']) && inner.contains(['=', ',', ' ']);
            self.at += inner.len() + 2;
            let signs = inner.char_indices().map(|(at, c)| (from + 1 + at, c));
            return plain.then(|| {
                let signs = signs.map(|(at, c)| (at, if c == '-' { '−' } else { c }));
                signs.map(|(at, c)| Sign { at, shown: c.to_string() }).collect()
            });
        }
        let first = self.peek().filter(|c| c.is_alphanumeric())?;
        let same = |c: char| if first.is_numeric() { c.is_numeric() } else { c.is_alphabetic() };
        while let Some(c) = self.peek().filter(|&c| same(c)) {
            self.at += c.len_utf8();
        }
        let signs = self.source[from..self.at].char_indices();
        Some(signs.map(|(at, c)| Sign { at: from + at, shown: c.to_string() }).collect())
    }

    /// Sets a command that begins at `at`, of which the backslash was read.
    fn commanded(&mut self, at: usize) -> Option<Base> {
        let command = self.command()?;
        match command {
            "frac" | "dfrac" | "tfrac" => self.fraction(at),
            "sqrt" => self.root(at),
            "mathbb" | "mathcal" | "mathscr" | "mathfrak" | "mathbf" => self.letters(at, command),
            "mathrm" | "operatorname" | "text" | "textrm" | "mbox" | "mathit" | "textnormal" => {
                self.words(at, command)
            }
            "not" => {
                self.skip_blanks();
                (self.next()? == '=').then(|| self.between(at, "≠"))
            }
            _ if accent(command).is_some() => self.accented(at, accent(command)?),
            _ => {
                let (shown, class) = sign(command)?;
                Some(self.sign(at, shown, class))
            }
        }
    }

    /// Shows the sign of a command.
    fn sign(&mut self, at: usize, shown: &str, class: Class) -> Base {
        match class {
            Class::Letter => {
                self.show(at, shown);
                self.end_letter();
                ONE
            }
            Class::Name => self.name(at, shown),
            Class::Between => self.between(at, shown),
            Class::Large => {
                self.show(at, shown);
                ONE
            }
            Class::Open => {
                self.show(at, shown);
                self.skip_blanks();
                Base::Nothing
            }
            Class::Close => {
                self.out.pop_if(|last| last.shown == " ");
                self.show(at, shown);
                ONE
            }
            Class::Blank => {
                self.show(at, shown);
                self.skip_blanks();
                Base::Nothing
            }
            Class::Nothing => {
                self.skip_blanks();
                // `\left.` opens with nothing.
                if matches!(self.source[at..].get(..5), Some("\\left" | "\\righ")) {
                    let dot = self.rest().strip_prefix('.');
                    self.at += usize::from(dot.is_some());
                }
                Base::Nothing
            }
        }
    }

    /// The blank that ends the name of a letter is none of the formula where another letter follows.
    fn end_letter(&mut self) {
        let rest = self.rest().trim_start();
        if rest.len() < self.rest().len() && starts_thing(rest) {
            self.skip_blanks();
        }
    }

    /// Shows what stands between two things, with a blank on either side.
    fn between(&mut self, at: usize, shown: &str) -> Base {
        let before = if self.after_blank() { "" } else { " " };
        let blank = self.peek().is_none_or(char::is_whitespace);
        let after = if blank || self.rest().starts_with('}') { "" } else { " " };
        self.show(at, &format!("{before}{shown}{after}"));
        Base::Several
    }

    /// Shows the name of a function, parted from letters on either side.
    fn name(&mut self, at: usize, shown: &str) -> Base {
        let before = self.last().is_some_and(char::is_alphanumeric) && !self.after_blank();
        let before = if before { " " } else { "" };
        let after = if starts_thing(self.rest()) { " " } else { "" };
        self.show(at, &format!("{before}{shown}{after}"));
        ONE
    }

    /// Words set in a formula, which are shown as they stand.
    fn words(&mut self, at: usize, command: &str) -> Option<Base> {
        if !self.rest().starts_with('{') {
            return None;
        }
        let from = self.at + 1;
        let words = self.rest()[1..].split_once('}')?.0;
        if words.is_empty() || words.contains(['\\', '{', '$', '^', '_']) {
            return None;
        }
        self.at = from + words.len() + 1;
        let is_name = command == "operatorname" || command == "mathrm" && words.len() > 1;
        if is_name && self.last().is_some_and(char::is_alphanumeric) && !self.after_blank() {
            self.show(at, " ");
        }
        for (offset, c) in words.char_indices() {
            let at = if offset == 0 { at } else { from + offset };
            if c != ' ' || !self.after_blank() {
                self.show(at, c.encode_utf8(&mut [0; 4]));
            }
        }
        if is_name && starts_thing(self.rest()) {
            self.append(" ");
        }
        Some(ONE)
    }

    /// Letters of one of the alphabets of mathematics.
    fn letters(&mut self, at: usize, command: &str) -> Option<Base> {
        let (letters, base) = self.argument()?;
        for (number, letter) in letters.iter().enumerate() {
            let shown: Option<String> =
                letter.shown.chars().map(|c| lettered(command, c)).collect();
            self.show(if number == 0 { at } else { letter.at }, &shown?);
        }
        Some(base)
    }

    /// A letter with an accent over it.
    fn accented(&mut self, at: usize, mark: char) -> Option<Base> {
        let (letter, _) = self.argument()?;
        let [Sign { shown, .. }] = &letter[..] else { return None };
        let single = shown.chars().all(char::is_alphabetic) && shown.chars().nth(1).is_none();
        let accented = single.then(|| format!("{shown}{mark}").nfc().collect::<String>())?;
        self.show(at, &accented);
        Some(ONE)
    }

    /// A root: of a single thing without brackets.
    fn root(&mut self, at: usize) -> Option<Base> {
        let mut sign = "√";
        if let Some(rest) = self.rest().strip_prefix('[') {
            let index = rest.split_once(']')?.0;
            self.at += index.len() + 2;
            sign = match index.trim() {
                "2" => "√",
                "3" => "∛",
                "4" => "∜",
                _ => return None,
            };
        }
        let (inner, _) = self.argument()?;
        self.show(at, sign);
        self.group(at + 1, inner, !is_factor(self.rest()), false);
        Some(Base::Several)
    }

    /// A fraction: `(a+1)/b`, and brackets around all of it beside what it is multiplied with.
    fn fraction(&mut self, at: usize) -> Option<Base> {
        let factor_before = self.last().is_some_and(|c| ends_thing(c) || c == '/');
        let (above, _) = self.argument()?;
        let (below, _) = self.argument()?;
        let around = factor_before || is_factor(self.rest());
        if around {
            self.show(at, "(");
        }
        self.group(at + 1, above, true, true);
        self.append("/");
        self.group(at + 1, below, true, false);
        if around {
            self.append(")");
        }
        Some(if around { ONE } else { Base::Several })
    }

    /// Shows an argument, in brackets unless it is one thing; or, where a `product` is as good, one of
    /// several factors.
    fn group(&mut self, at: usize, signs: Vec<Sign>, bare: bool, product: bool) {
        let shown: String = signs.iter().map(|sign| &*sign.shown).collect();
        let bare = bare && (is_one(&shown) || product && is_product(&shown));
        if !bare {
            self.show(at, "(");
        }
        for sign in signs {
            self.show(sign.at, &sign.shown);
        }
        if !bare {
            self.append(")");
        }
    }
}
