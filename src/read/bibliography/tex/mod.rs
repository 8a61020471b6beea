//! LaTeX in the values of `BibTeX`: commands become the words and signs they print, what they set
//! in italics or raise is marked ([`rich`](super::rich)), and braces stay, which the parser needs.
//!
//! A formula that is no more than letters with indices (`Cu$_2$O`, `$\alpha$-rays`) becomes words as
//! well; any other stays as typed, as does a command that is not known.

mod math;
mod signs;

use unicode_normalization::char::compose;

use super::rich::Style;

/// How deep commands in commands are followed.
const DEEPEST: usize = 32;

/// Whether there is anything to do in a value.
pub(super) fn is_in(value: &str) -> bool {
    value.bytes().any(|byte| matches!(byte, b'\\' | b'~' | b'$'))
        || value.contains("''")
        || value.contains("``")
}

/// A value as the parser is given it, and the addresses that links in it lead to.
pub(super) fn words(value: &str, addresses: &mut Vec<String>) -> String {
    let mut reader = Reader { text: value, at: 0, out: String::new(), addresses, quotes: 0 };
    reader.read_to_end(0);
    reader.out
}

struct Reader<'t, 'a> {
    text: &'t str,
    at: usize,
    out: String,
    addresses: &'a mut Vec<String>,
    /// How many quotation marks are open.
    quotes: usize,
}

impl<'t> Reader<'t, '_> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    /// Reads all of the text.
    fn read_to_end(&mut self, depth: usize) {
        while let Some(c) = self.rest().chars().next() {
            match c {
                '\\' => self.command(depth),
                '$' => self.formula(),
                '{' => self.group(depth),
                '~' => self.put(" ", 1),
                '`' if self.rest().starts_with("``") => self.put("“", 2),
                '\'' if self.rest().starts_with("''") => self.put("”", 2),
                c => {
                    self.out.push(c);
                    self.at += c.len_utf8();
                }
            }
        }
    }

    fn put(&mut self, words: &str, length: usize) {
        self.out.push_str(words);
        self.at += length;
    }

    /// Reads other words than its own, as those in the braces of a command.
    fn read(&mut self, words: &'t str, depth: usize) {
        if depth >= DEEPEST {
            self.out.push_str(words);
            return;
        }
        let here = (self.text, self.at);
        (self.text, self.at) = (words, 0);
        self.read_to_end(depth + 1);
        (self.text, self.at) = here;
    }

    /// Braces: what a declaration at their beginning says holds up to their end.
    fn group(&mut self, depth: usize) {
        let Some(inner) = braced(self.rest()) else { return self.put("{", 1) };
        let length = inner.len() + 2;
        let (styles, words) = declarations(inner);
        self.out.push('{');
        self.out.extend(styles.iter().map(|style| style.signs().0));
        self.read(words, depth);
        self.out.extend(styles.iter().rev().map(|style| style.signs().1));
        self.out.push('}');
        self.at += length;
    }

    /// A formula, or a sign of money: what opens a formula has no space behind it, and what closes
    /// it none before it and no digit behind it (pandoc's rule).
    fn formula(&mut self) {
        let Some((inner, length)) = math::formula(self.rest()) else {
            return self.put("\\$", 1);
        };
        match math::words(inner) {
            Some(words) => self.put(&words, length),
            None => self.put(&format!("${inner}$"), length),
        }
    }

    fn command(&mut self, depth: usize) {
        let rest = &self.rest()[1..];
        let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let Some(sign) = rest.chars().next() else { return self.put(" ", 1) };
        if letters == 0 {
            return self.sign(sign);
        }
        let (name, behind) = rest.split_at(letters);
        let starred = behind.starts_with('*');
        let behind = behind.strip_prefix('*').unwrap_or(behind);
        let length = |left: &str| self.text.len() - self.at - left.len();
        // A letter that is an accent, or an accent upon one: `\v{c}`, `\c c`.
        if let Some((accented, left)) = signs::accent(name).and_then(|sign| accented(sign, behind))
        {
            let length = length(left);
            return self.put(&accented, length);
        }
        let spaces = behind.len() - behind.trim_start_matches([' ', '\n', '\t']).len();
        let argument = braced(&behind[spaces..]);
        if let (Some(inner), Some(kind)) = (argument, signs::command(name)) {
            let mut left = &behind[spaces + inner.len() + 2..];
            if kind == signs::Command::Address {
                left = self.address(inner, left, depth);
            } else if let (signs::Command::Second, Some(second)) = (kind, braced(left)) {
                self.read(second, depth);
                left = &left[second.len() + 2..];
            } else {
                self.argument(kind, inner, starred, depth);
            }
            self.at = self.text.len() - left.len();
            return;
        }
        if let Some(word) = signs::letter(name) {
            // A space ends the name of a command, and so do empty braces.
            let left = behind.strip_prefix("{}").unwrap_or(&behind[spaces..]);
            let length = length(left);
            return self.put(word, length);
        }
        // A declaration that is not at the beginning of braces says too little.
        if signs::declaration(name).is_some() {
            let length = length(&behind[spaces..]);
            return self.put("", length);
        }
        // Not known: it stays as typed.
        let length = length(behind);
        let typed = &self.text[self.at..self.at + length];
        self.out.push_str(typed);
        self.at += length;
    }

    /// A command whose name is one sign: an accent, an escape, a space.
    fn sign(&mut self, sign: char) {
        let behind = &self.rest()[1 + sign.len_utf8()..];
        let length = 1 + sign.len_utf8();
        if let Some((accented, left)) = signs::sign_accent(sign).and_then(|a| accented(a, behind)) {
            let length = self.text.len() - self.at - left.len();
            return self.put(&accented, length);
        }
        match sign {
            ' ' | '\n' | '\t' | ',' | ';' | '\\' => self.put(" ", length),
            '/' | '-' | '!' | '@' => self.put("", length),
            // The parser knows these.
            _ => {
                self.out.extend(['\\', sign]);
                self.at += length;
            }
        }
    }

    /// `\href{address}{words}`, `\url{address}`; gives what is left.
    fn address(&mut self, address: &'t str, left: &'t str, depth: usize) -> &'t str {
        let address = address.replace('\\', "");
        match braced(left) {
            Some(words) => {
                self.addresses.push(address);
                self.read(words, depth);
                &left[words.len() + 2..]
            }
            None => {
                self.out.push_str(&address.replace('$', "\\$"));
                left
            }
        }
    }

    /// The words in the braces of a command, as it sets them.
    fn argument(&mut self, kind: signs::Command, inner: &'t str, starred: bool, depth: usize) {
        use signs::Command::{Address, Around, Dropped, Marked, Plain, Quoted, Second, Sorted};
        match kind {
            Plain | Address | Second => self.read(inner, depth),
            Dropped => self.out.push(' '),
            Sorted => {}
            Marked(style) => {
                let (on, off) = style.signs();
                self.out.push(on);
                self.read(inner, depth);
                self.out.push(off);
            }
            Around(open, close) => {
                self.out.push(open);
                self.read(inner, depth);
                self.out.push(close);
            }
            Quoted => {
                let single = starred || self.quotes % 2 == 1;
                let (open, close) = if single { ('‘', '’') } else { ('“', '”') };
                self.quotes += 1;
                self.out.push(open);
                self.read(inner, depth);
                self.out.push(close);
                self.quotes -= 1;
            }
        }
    }
}

/// What is between the brace that `text` begins with and the one that closes it.
fn braced(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('{')?;
    let (mut depth, mut escaped) = (0_usize, false);
    for (at, byte) in inner.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'{' => depth += 1,
            b'}' if depth == 0 => return Some(&inner[..at]),
            b'}' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The styles that declarations at the beginning of braces set, and what stands behind them.
fn declarations(inner: &str) -> (Vec<Style>, &str) {
    let mut styles = Vec::new();
    let mut rest = inner.trim_start();
    let mut any = false;
    while let Some(name) = rest.strip_prefix('\\') {
        let letters = name.bytes().take_while(u8::is_ascii_alphabetic).count();
        let Some(style) = signs::declaration(&name[..letters]) else { break };
        styles.extend(style);
        rest = name[letters..].trim_start();
        any = true;
    }
    (styles, if any { rest } else { inner })
}

/// The letter that an accent stands upon, with the accent, and what stands behind it.
fn accented(accent: char, behind: &str) -> Option<(String, &str)> {
    let letters = signs::is_letter_accent(accent);
    let open = behind.trim_start_matches([' ', '\n']);
    if let Some(inner) = braced(open) {
        let base = dotted(inner.trim());
        let mut letters = base.chars();
        let first = letters.next();
        // `\~{}` is the sign itself, and what is no letter is no business of an accent.
        let composed = match first {
            None => signs::spacing(accent).to_string(),
            Some(c) if c.is_alphabetic() => compose(c, accent)
                .map_or_else(|| format!("{c}{accent}"), |composed| composed.to_string()),
            Some(_) => return None,
        };
        return Some((composed + letters.as_str(), &open[inner.len() + 2..]));
    }
    // A name made of a letter ends where no letter follows.
    if letters && open.len() == behind.len() {
        return None;
    }
    if let Some(left) = open.strip_prefix("\\i").or_else(|| open.strip_prefix("\\j")) {
        let dotless = open[1..].chars().next()?;
        let left = left.strip_prefix("{}").unwrap_or(left.trim_start_matches(' '));
        let composed = compose(dotless, accent)?;
        return Some((composed.to_string(), left));
    }
    let c = open.chars().next().filter(|c| c.is_alphabetic())?;
    let composed =
        compose(c, accent).map_or_else(|| format!("{c}{accent}"), |composed| composed.to_string());
    Some((composed, &open[c.len_utf8()..]))
}

/// Letters beneath an accent: LaTeX writes its `i` and `j` without their dots, `\i` and `\j`.
fn dotted(base: &str) -> String {
    let plain = base.replace(['{', '}'], "");
    let dotless = plain.strip_prefix('\\').filter(|rest| rest.starts_with(['i', 'j']));
    match dotless {
        Some(rest) if !rest[1..].starts_with(|c: char| c.is_ascii_alphabetic()) => {
            format!("{}{}", &rest[..1], rest[1..].trim_start())
        }
        _ => match plain.strip_prefix('\\').and_then(signs::letter) {
            Some(letter) => letter.to_owned(),
            None => plain,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::super::rich;
    use super::*;

    fn shown(value: &str) -> String {
        let words = words(value, &mut Vec::new());
        let styled = |style: Style, open: &str, close: &str, words: &str| {
            let (on, off) = style.signs();
            words.replace(on, open).replace(off, close)
        };
        let words = styled(Style::Emphasis, "<i>", "</i>", &words);
        let words = styled(Style::Superscript, "<sup>", "</sup>", &words);
        let words = styled(Style::Subscript, "<sub>", "</sub>", &words);
        rich::plain(&words).replace(['{', '}'], "")
    }

    #[test]
    fn commands_become_what_they_print() {
        let cases = [
            (r"On \emph{Bread} and \textit{Salt}", "On <i>Bread</i> and <i>Salt</i>"),
            (r"{\em Bread} and {\it\small Salt}", "<i>Bread</i> and <i>Salt</i>"),
            (r"The 4\textsuperscript{th} H\textsubscript{2}O", "The 4<sup>th</sup> H<sub>2</sub>O"),
            (r"\enquote{Bread is \enquote{life}}", "“Bread is ‘life’”"),
            (r"\mkbibquote{So}\ldots{} and\slash or", "“So”… and/or"),
            (r"``Bread'' of~one", "“Bread” of one"),
            (r"See \href{http://a.example/x}{the mill}", "See the mill"),
            (r"\textsc{Rye} {\sc Oats} \textbf{and} \mbox{more}", "Rye Oats and more"),
            (r"M\\ \,J.\,S.\ Bach \& Son", r"M   J. S. Bach \& Son"),
            (r"Akk{\i}n, Fa\c{c}ade, \v{C}ech, G\'{\i}a, G\'\i a", "Akkın, Façade, Čech, Gía, Gía"),
            (
                r#"M{\"u}ller, M\"uller, {\O}re, \AA{}s, \ss, \L odz"#,
                "Müller, Müller, Øre, Ås, ß, Łodz",
            ),
            (r"\'{E}mile, \^{}x, na\~nada, \c c, \H{o}", "Émile, ^x, nañada, ç, ő"),
            (
                r"\foreignlanguage{german}{Brot} \texorpdfstring{$\beta^2$}{beta} \textcolor{red}",
                "Brot beta red",
            ),
            (r"a\textasciitilde{}b \textasciicircum", "a~b ^"),
            (r"\noopsort{1973b}1973", "1973"),
            (r"\unknown{x} and \other y", r"\unknownx and \other y"),
            ("a \\", "a  "),
        ];
        for (value, expected) in cases {
            assert_eq!(shown(value), expected, "{value}");
        }
    }

    #[test]
    fn formulas_of_letters_become_words() {
        let cases = [
            ("Cu$_2$O and H$^{+}$", "Cu<sub>2</sub>O and H<sup>+</sup>"),
            (r"$\alpha$-rays at 20$^\circ$C", "α-rays at 20°C"),
            (r"$n \times m$, $\mathrm{CO_2}$", "n × m, CO<sub>2</sub>"),
            // Others stay as typed.
            (r"$\frac{a}{b}$ and $\mathcal{O}(n)$", r"$\fracab$ and $\mathcalO(n)$"),
            // Money.
            ("A $ of bread", r"A \$ of bread"),
            ("Costs $5 and $10 more", r"Costs \$5 and \$10 more"),
        ];
        for (value, expected) in cases {
            assert_eq!(shown(value), expected, "{value}");
        }
    }

    #[test]
    fn nested_without_end() {
        let deep = r"\emph{".repeat(5000) + &"}".repeat(5000);
        assert!(words(&deep, &mut Vec::new()).len() < 2 * deep.len());
    }
}
