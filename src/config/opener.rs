//! Openers: the line that says how a program is started → its words, without a shell.
//!
//! Words are parted as a shell parts them (POSIX, 2.2): by blanks, but for those in quotes or after a
//! backslash. Nothing else of a shell holds: no variables, no pipes, no patterns. What is opened is
//! one word, whatever stands in it, and is never parted.

/// Where what is opened stands among the words.
const PLACE: &str = "{}";

/// A program and the words it is started with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opener {
    words: Vec<String>,
}

/// Why a line starts no program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum OpenerMistake {
    #[error("a quotation mark has no partner")]
    Unclosed,
    #[error("the program to start cannot be what is opened")]
    NoProgram,
}

impl Opener {
    /// The opener a line says; `None` where it says nothing.
    pub(super) fn of(line: &str) -> Result<Option<Self>, OpenerMistake> {
        let words = words(line)?;
        match words.first() {
            None => Ok(None),
            Some(program) if program.is_empty() || program.contains(PLACE) => {
                Err(OpenerMistake::NoProgram)
            }
            Some(_) => Ok(Some(Self { words })),
        }
    }

    /// The program, and the words to start it with so that it opens `what`: that stands for `{}`, or
    /// at the end where there is none.
    pub fn command(&self, what: &str) -> (&str, Vec<String>) {
        let (program, rest) = self
            .words
            .split_first()
            .map_or(("", &[][..]), |(program, rest)| (program.as_str(), rest));
        let mut rest: Vec<String> = rest.iter().map(|word| word.replace(PLACE, what)).collect();
        if !self.words.iter().any(|word| word.contains(PLACE)) {
            rest.push(what.to_owned());
        }
        (program, rest)
    }
}

/// The words of a line.
fn words(line: &str) -> Result<Vec<String>, OpenerMistake> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut characters = line.chars();
    while let Some(c) = characters.next() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '"' | '\'') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None | Some('"'), '\\') => {
                word.get_or_insert_default().extend(characters.next());
            }
            (None, c) if c.is_whitespace() => words.extend(word.take()),
            (_, c) => word.get_or_insert_default().push(c),
        }
    }
    if quote.is_some() {
        return Err(OpenerMistake::Unclosed);
    }
    words.extend(word);
    Ok(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_parted_as_a_shell_parts_them() {
        let cases: [(&str, &[&str]); 7] = [
            ("firefox {}", &["firefox", "{}"]),
            ("  a   b\t", &["a", "b"]),
            (r#"a "b c" 'd "e' f\ g"#, &["a", "b c", "d \"e", "f g"]),
            (r#"a "b\"c" 'd\e' """#, &["a", "b\"c", r"d\e", ""]),
            ("a$HOME;b|c", &["a$HOME;b|c"]),
            (r"a\", &["a"]),
            ("", &[]),
        ];
        for (line, expected) in cases {
            assert_eq!(words(line).unwrap(), expected, "{line}");
        }
        assert_eq!(words("a 'b"), Err(OpenerMistake::Unclosed));
        assert_eq!(Opener::of(" "), Ok(None));
        assert_eq!(Opener::of("{} x"), Err(OpenerMistake::NoProgram));
    }

    #[test]
    fn what_is_opened_is_one_word() {
        let opened = |line: &str| {
            let opener = Opener::of(line).unwrap().unwrap();
            let (program, words) = opener.command("http://a/b c;d'\"");
            format!("{program} {words:?}")
        };
        assert_eq!(opened("w {}"), r#"w ["http://a/b c;d'\""]"#);
        assert_eq!(opened("w --new"), r#"w ["--new", "http://a/b c;d'\""]"#);
        assert_eq!(opened("w --url={} x"), r#"w ["--url=http://a/b c;d'\"", "x"]"#);
    }
}
