//! As much YAML as bibliographies are written in, read by hand: maps and lists by indentation or
//! in brackets, scalars plain, quoted, folded and literal. No anchors, no tags.
//!
//! It never fails: a line that is none of this is passed over and counted, so that one bad entry
//! does not lose the file.

use serde_json::{Map, Value};

/// The deepest nesting that is read.
const DEEPEST: usize = 24;

/// Reads a text, and gives the lines that say nothing, counted from 1.
pub(super) fn read(text: &str) -> (Value, Vec<usize>) {
    let lines = text.lines().enumerate().filter_map(|(number, line)| {
        let words = line.trim_start_matches(' ');
        let indent = line.len() - words.len();
        (!matches!(words.trim_end(), "---" | "...")).then_some(Line {
            number: number + 1,
            indent,
            words: words.trim_end(),
        })
    });
    let mut reader = Reader { lines: lines.collect(), at: 0, bad: Vec::new() };
    reader.skip();
    let indent = reader.peek().map_or(0, |line| line.indent);
    let value = reader.block(indent, 0);
    while let Some(line) = reader.peek() {
        reader.bad.push(line.number);
        reader.at += 1;
        reader.skip();
    }
    (value, reader.bad)
}

#[derive(Debug, Clone, Copy)]
struct Line<'t> {
    number: usize,
    indent: usize,
    words: &'t str,
}

struct Reader<'t> {
    lines: Vec<Line<'t>>,
    at: usize,
    bad: Vec<usize>,
}

impl<'t> Reader<'t> {
    fn peek(&self) -> Option<Line<'t>> {
        self.lines.get(self.at).copied()
    }

    /// Passes over blank lines and comments.
    fn skip(&mut self) {
        while self.peek().is_some_and(|line| line.words.is_empty() || line.words.starts_with('#')) {
            self.at += 1;
        }
    }

    /// The map or list whose lines begin in column `indent`.
    fn block(&mut self, indent: usize, depth: usize) -> Value {
        self.skip();
        match self.peek() {
            Some(line) if line.indent >= indent && is_item(line.words) => {
                self.list(line.indent, depth)
            }
            _ => self.map(indent, depth),
        }
    }

    fn list(&mut self, indent: usize, depth: usize) -> Value {
        let mut list = Vec::new();
        loop {
            self.skip();
            let Some(line) = self.peek() else { break };
            if line.indent != indent || !is_item(line.words) || depth >= DEEPEST {
                break;
            }
            let rest = line.words[1..].trim_start();
            let column = indent + line.words.len() - rest.len();
            if rest.is_empty() {
                self.at += 1;
                list.push(self.nested(indent, depth));
            } else if is_item(rest) || field(rest).is_some() {
                // The item is a block that begins on this very line.
                self.lines[self.at] = Line { indent: column, words: rest, ..line };
                list.push(self.block(column, depth + 1));
            } else {
                self.at += 1;
                list.push(self.scalar(rest, indent));
            }
        }
        Value::Array(list)
    }

    fn map(&mut self, indent: usize, depth: usize) -> Value {
        let mut map = Map::new();
        loop {
            self.skip();
            let Some(line) = self.peek() else { break };
            if line.indent < indent || depth >= DEEPEST {
                break;
            }
            let Some((key, rest)) = field(line.words).filter(|_| line.indent == indent) else {
                self.bad.push(line.number);
                self.at += 1;
                continue;
            };
            self.at += 1;
            let value = match rest {
                "" => self.nested(indent, depth),
                _ => self.scalar(rest, indent),
            };
            map.insert(key, value);
        }
        Value::Object(map)
    }

    /// What stands below a key or a dash without a value of its own.
    fn nested(&mut self, indent: usize, depth: usize) -> Value {
        self.skip();
        match self.peek() {
            // The items of a list may stand in the column of their key.
            Some(line) if line.indent == indent && is_item(line.words) => {
                self.list(indent, depth + 1)
            }
            Some(line) if line.indent > indent => {
                if is_item(line.words) || field(line.words).is_some() {
                    self.block(line.indent, depth + 1)
                } else {
                    self.at += 1;
                    self.scalar(line.words, indent)
                }
            }
            _ => Value::Null,
        }
    }

    /// A scalar, or a list or map in brackets, that begins with `words` and goes on in the lines
    /// that stand deeper than `indent`.
    fn scalar(&mut self, words: &str, indent: usize) -> Value {
        let literal = words.starts_with('|');
        if literal || words.starts_with('>') {
            let lines = self.deeper(indent);
            return Value::String(lines.join(if literal { "\n" } else { " " }).trim().to_owned());
        }
        let mut all = words.to_owned();
        for line in self.deeper(indent) {
            all.push(' ');
            all.push_str(line);
        }
        let mut flow = Flow { rest: all.trim() };
        flow.value(0)
    }

    fn deeper(&mut self, indent: usize) -> Vec<&'t str> {
        let rest = &self.lines[self.at..];
        let length =
            rest.iter().take_while(|line| line.indent > indent || line.words.is_empty()).count();
        self.at += length;
        rest[..length].iter().map(|line| line.words).collect()
    }
}

fn is_item(words: &str) -> bool {
    words == "-" || words.starts_with("- ")
}

/// The key of a field and the rest of its line.
fn field(words: &str) -> Option<(String, &str)> {
    if words.starts_with(['"', '\'']) {
        let mut flow = Flow { rest: words };
        let Value::String(key) = flow.quoted() else { return None };
        return Some((key, flow.rest.strip_prefix(':')?.trim()));
    }
    let at = words
        .match_indices(':')
        .map(|(at, _)| at)
        .find(|&at| matches!(words.as_bytes().get(at + 1), None | Some(b' ')))?;
    let key = &words[..at];
    let rest = words[at + 1..].trim();
    let rest = if rest.starts_with('#') { "" } else { rest };
    (!key.is_empty() && !key.starts_with(['{', '[', '#'])).then(|| (key.trim().to_owned(), rest))
}

/// What stands on one line: brackets, quotes, plain words.
struct Flow<'t> {
    rest: &'t str,
}

impl Flow<'_> {
    fn value(&mut self, depth: usize) -> Value {
        self.rest = self.rest.trim_start();
        match self.rest.as_bytes().first() {
            Some(b'[') if depth < DEEPEST => self.list(depth),
            Some(b'{') if depth < DEEPEST => self.map(depth),
            Some(b'"' | b'\'') => self.quoted(),
            _ => self.plain(if depth > 0 { &[',', ']', '}'] } else { &[] }),
        }
    }

    fn plain(&mut self, ends: &[char]) -> Value {
        let mut end = self.rest.find(ends).unwrap_or(self.rest.len());
        if let Some(comment) = self.rest[..end].find(" #") {
            end = comment;
        }
        let words = self.rest[..end].trim();
        self.rest = &self.rest[end..];
        match words {
            "" | "~" | "null" => Value::Null,
            _ => Value::String(words.to_owned()),
        }
    }

    fn list(&mut self, depth: usize) -> Value {
        self.rest = &self.rest[1..];
        let mut list = Vec::new();
        while !self.closes(']') {
            list.push(self.value(depth + 1));
        }
        Value::Array(list)
    }

    fn map(&mut self, depth: usize) -> Value {
        self.rest = &self.rest[1..];
        let mut map = Map::new();
        while !self.closes('}') {
            let key = match self.rest.as_bytes().first() {
                Some(b'"' | b'\'') => self.quoted(),
                _ => self.plain(&[':', ',', '}']),
            };
            self.rest = self.rest.trim_start();
            let value = match self.rest.strip_prefix(':') {
                Some(rest) => {
                    self.rest = rest;
                    self.value(depth + 1)
                }
                None => Value::Null,
            };
            if let Value::String(key) = key {
                map.insert(key, value);
            }
        }
        Value::Object(map)
    }

    /// Whether the bracket closes here, or the line ends; else passes over a comma. What is no
    /// value at all is passed over too, so that there is always an end.
    fn closes(&mut self, bracket: char) -> bool {
        self.rest = self.rest.trim_start_matches([',', ' ', '\t']);
        if let Some(rest) = self.rest.strip_prefix(bracket) {
            self.rest = rest;
            return true;
        }
        if let Some(rest) = self.rest.strip_prefix([']', '}', ':', '#']) {
            self.rest = rest;
            return self.closes(bracket);
        }
        self.rest.is_empty()
    }

    fn quoted(&mut self) -> Value {
        let double = self.rest.starts_with('"');
        let mut out = String::new();
        let mut chars = self.rest.char_indices().skip(1).peekable();
        while let Some((at, c)) = chars.next() {
            match c {
                '"' if double => return self.end(at, out),
                '\'' if !double => {
                    if chars.next_if(|&(_, next)| next == '\'').is_none() {
                        return self.end(at, out);
                    }
                    out.push('\'');
                }
                '\\' if double => match chars.next() {
                    Some((_, 'n' | 't')) => out.push(' '),
                    Some((_, c)) => out.push(c),
                    None => {}
                },
                c => out.push(c),
            }
        }
        self.rest = "";
        Value::String(out)
    }

    fn end(&mut self, quote: usize, words: String) -> Value {
        self.rest = &self.rest[quote + 1..];
        Value::String(words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_bibliographies_hold() {
        let text = "---\n# a list\na:\n  title: \"On: it\" # why\n  author: [\"Doe, A\", B C]\n  \
                    parent:\n    - type: Book\n      volume: 2\n    - type: Web\nb:\n  note: >\n    \
                    one\n    two\n  list:\n  - x\n  - {k: v, l: [1, 2]}\n  odd line\n  long: goes\n    on\n";
        let (value, bad) = read(text);
        let expected = serde_json::json!({
            "a": {
                "title": "On: it",
                "author": ["Doe, A", "B C"],
                "parent": [{"type": "Book", "volume": "2"}, {"type": "Web"}],
            },
            "b": {"note": "one two", "list": ["x", {"k": "v", "l": ["1", "2"]}], "long": "goes on"},
        });
        assert_eq!(value, expected);
        assert_eq!(bad, [17]);
    }
}
