//! Tables as Lua writes them down (Lua 5.1 reference manual, 2.1 and 2.5.7): values only. Nothing is
//! executed, and what is no value is an error that says where.

use serde_json::{Map, Number, Value};

use super::ImportError;

/// How deep tables may stand in one another.
const DEEPEST: usize = 64;

/// Whether words are a program that gives a table and does nothing else, as far as its beginning tells.
pub(super) fn is_table(words: &str) -> bool {
    let mut reader = Reader { words, at: 0 };
    reader.blank().is_ok()
        && reader.words[reader.at..].strip_prefix("return").is_some_and(|rest| {
            rest.trim_start().starts_with('{') || rest.trim_start().starts_with("--")
        })
}

/// The table that words give. Its keys are strings here, numbers as well.
pub(super) fn read(words: &str) -> Result<Value, ImportError> {
    let mut reader = Reader { words, at: 0 };
    let value = reader.whole();
    value.map_err(|what| {
        let line = reader.words[..reader.at].matches('\n').count() + 1;
        ImportError::Damaged { what, line }
    })
}

struct Reader<'w> {
    words: &'w str,
    at: usize,
}

impl<'w> Reader<'w> {
    fn rest(&self) -> &'w str {
        &self.words[self.at..]
    }

    /// Goes on past `sign`, if it stands here.
    fn takes(&mut self, sign: &str) -> bool {
        let here = self.rest().starts_with(sign);
        self.at += if here { sign.len() } else { 0 };
        here
    }

    fn whole(&mut self) -> Result<Value, String> {
        self.blank()?;
        if !self.takes("return") {
            return Err("it does not begin with a table".to_owned());
        }
        let value = self.value(0)?;
        self.blank()?;
        self.takes(";");
        self.blank()?;
        if self.rest().is_empty() { Ok(value) } else { Err(self.unexpected()) }
    }

    fn unexpected(&self) -> String {
        match self.rest().chars().next() {
            Some(c) => format!("{c:?} is not expected there"),
            None => "it breaks off".to_owned(),
        }
    }

    /// Goes on past white space and comments.
    fn blank(&mut self) -> Result<(), String> {
        loop {
            let rest = self.rest();
            self.at += rest.len() - rest.trim_start().len();
            if !self.takes("--") {
                return Ok(());
            }
            let long = self.rest().starts_with("[[") || self.rest().starts_with("[=");
            if long && self.long()?.is_some() {
                continue;
            }
            self.at += self.rest().find('\n').unwrap_or(self.rest().len());
        }
    }

    fn value(&mut self, depth: usize) -> Result<Value, String> {
        self.blank()?;
        match self.rest().chars().next() {
            Some('{') => self.table(depth + 1),
            Some(quote @ ('"' | '\'')) => self.string(quote).map(Value::String),
            Some('[') => self.long()?.map(Value::String).ok_or_else(|| self.unexpected()),
            Some(c) if c.is_ascii_digit() || matches!(c, '-' | '.') => self.number(),
            _ => {
                let word = self.word();
                let value = match word {
                    "true" => Value::Bool(true),
                    "false" => Value::Bool(false),
                    "nil" | "nan" | "inf" => Value::Null,
                    _ => return Err(self.unexpected()),
                };
                self.at += word.len();
                Ok(value)
            }
        }
    }

    /// The name or word that begins here.
    fn word(&self) -> &'w str {
        let rest = self.rest();
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        &rest[..end.unwrap_or(rest.len())]
    }

    fn table(&mut self, depth: usize) -> Result<Value, String> {
        if depth > DEEPEST {
            return Err("tables stand too deep in one another".to_owned());
        }
        self.at += 1;
        let mut table = Map::new();
        let mut counted = 0;
        loop {
            self.blank()?;
            if self.takes("}") {
                return Ok(Value::Object(table));
            }
            let key = match self.key(depth)? {
                Some(key) => key,
                None => {
                    counted += 1;
                    counted.to_string()
                }
            };
            let value = self.value(depth)?;
            if !value.is_null() {
                table.insert(key, value);
            }
            self.blank()?;
            if !self.takes(",") && !self.takes(";") && !self.rest().starts_with('}') {
                return Err(self.unexpected());
            }
        }
    }

    /// A key with its sign of equality; nothing where a value stands without one.
    fn key(&mut self, depth: usize) -> Result<Option<String>, String> {
        if self.rest().starts_with('[')
            && !self.rest().starts_with("[[")
            && !self.rest().starts_with("[=")
        {
            self.at += 1;
            let key = match self.value(depth)? {
                Value::String(key) => key,
                Value::Number(key) => key.to_string(),
                Value::Bool(key) => key.to_string(),
                _ => return Err("a key is a word or a number".to_owned()),
            };
            self.blank()?;
            if !self.takes("]") {
                return Err(self.unexpected());
            }
            self.blank()?;
            return if self.takes("=") { Ok(Some(key)) } else { Err(self.unexpected()) };
        }
        let word = self.word();
        let after = self.rest()[word.len()..].trim_start();
        let named = !word.is_empty() && !word.starts_with(|c: char| c.is_ascii_digit());
        if named && after.starts_with('=') && !after.starts_with("==") {
            self.at = self.words.len() - after.len() + 1;
            return Ok(Some(word.to_owned()));
        }
        Ok(None)
    }

    fn number(&mut self) -> Result<Value, String> {
        let rest = self.rest();
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && !"+-.".contains(c));
        let digits = &rest[..end.unwrap_or(rest.len())];
        let number = match digits.strip_prefix("0x") {
            Some(hex) => u64::from_str_radix(hex, 16).ok().map(Number::from),
            None => digits
                .parse::<i64>()
                .ok()
                .map(Number::from)
                .or_else(|| digits.parse::<f64>().ok().and_then(Number::from_f64)),
        };
        self.at += digits.len();
        // `1/0`, `-nan` and their like are not worth the rest of a file.
        let number = if self.takes("/0") { None } else { number };
        Ok(number.map_or(Value::Null, Value::Number))
    }

    /// A string between quotation marks.
    fn string(&mut self, quote: char) -> Result<String, String> {
        self.at += 1;
        let mut bytes: Vec<u8> = Vec::new();
        loop {
            let Some(c) = self.rest().chars().next() else { return Err(self.unexpected()) };
            self.at += c.len_utf8();
            match c {
                c if c == quote => return Ok(String::from_utf8_lossy(&bytes).into_owned()),
                '\\' => self.escape(&mut bytes)?,
                c => bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
            }
        }
    }

    /// What follows a backslash. Bytes are written as numbers, several of which may be one character.
    fn escape(&mut self, to: &mut Vec<u8>) -> Result<(), String> {
        let Some(c) = self.rest().chars().next() else { return Err(self.unexpected()) };
        let digits = |words: &str, most: usize, radix: u32| {
            words.chars().take(most).take_while(|c| c.is_digit(radix)).count()
        };
        match c {
            '0'..='9' => {
                let length = digits(self.rest(), 3, 10);
                let byte = self.rest()[..length].parse::<u8>();
                to.push(byte.map_err(|_| "that is no byte".to_owned())?);
                self.at += length;
                return Ok(());
            }
            'x' if digits(&self.rest()[1..], 2, 16) == 2 => {
                to.push(u8::from_str_radix(&self.rest()[1..3], 16).unwrap_or(b' '));
                self.at += 3;
                return Ok(());
            }
            'z' => {
                self.at += 1;
                let rest = self.rest();
                self.at += rest.len() - rest.trim_start().len();
                return Ok(());
            }
            _ => {}
        }
        self.at += c.len_utf8();
        let meant = match c {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'a' => '\u{7}',
            'b' => '\u{8}',
            'f' => '\u{c}',
            'v' => '\u{b}',
            // A line end that is escaped is one.
            other => other,
        };
        to.extend_from_slice(meant.encode_utf8(&mut [0; 4]).as_bytes());
        Ok(())
    }

    /// A long string, `[[…]]` or `[==[…]==]`; nothing where none begins here.
    fn long(&mut self) -> Result<Option<String>, String> {
        let level = self.rest()[1..].bytes().take_while(|&byte| byte == b'=').count();
        let open = self.rest().get(level + 1..).is_some_and(|rest| rest.starts_with('['));
        if !open {
            return Ok(None);
        }
        let end = format!("]{}]", "=".repeat(level));
        let inner = &self.rest()[level + 2..];
        let length = inner.find(&end).ok_or_else(|| "it breaks off".to_owned())?;
        let words = inner[..length].strip_prefix("\r\n").or(inner[..length].strip_prefix('\n'));
        let words = words.unwrap_or(&inner[..length]).to_owned();
        self.at += level + 2 + length + end.len();
        Ok(Some(words))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    #[test]
    fn tables_are_read() {
        let words = "-- a comment\n--[[ a\nlong one ]]\nreturn {\n  [\"a\"] = \"x\\\ny\\\"\\195\\169\\x41\\z\n   b\",\n\
                     \tb = { 1, -2.5, 0x10; true, nil, 'q' }, [3] = [==[\nlong ]] one]==],\n [4.5] = {}, n = 1/0 }\n";
        assert!(is_table(words));
        let expected = json!({
            "a": "x\ny\"éAb", "b": { "1": 1, "2": -2.5, "3": 16, "4": true, "6": "q" },
            "3": "long ]] one", "4.5": {},
        });
        assert_eq!(read(words), Ok(expected));
    }

    #[test]
    fn what_is_no_table_is_said() {
        let cases = [
            ("return {\n a = os.execute('x') }", 2, "'o' is not expected"),
            ("return { a = 1", 1, "breaks off"),
            ("return { a = \"x", 1, "breaks off"),
            ("return { a = 1 } print(2)", 1, "'p' is not expected"),
            ("return { [{}] = 1 }", 1, "a key is"),
            ("return { \"\\999\" }", 1, "no byte"),
        ];
        for (words, at, said) in cases {
            let Err(ImportError::Damaged { what, line }) = read(words) else { panic!("{words}") };
            assert!(line == at && what.contains(said), "{words}: {what} in {line}");
        }
        let deep = format!("return {}", "{".repeat(100_000));
        assert!(read(&deep).is_err());
        assert!(!is_table("return of the native") && !is_table("return x"));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]
        #[test]
        fn nothing_breaks_it(words in "[\\[\\]{}=\"'\\\\a0-9,;xz é\n-]{0,40}") {
            let words = format!("return {{{words}");
            let _ = (is_table(&words), read(&words));
        }
    }
}
