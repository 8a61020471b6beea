//! What a file says of its own encoding: `<meta charset>`, `<?xml encoding?>`, the lines for
//! editors (`-*- coding: -*-`, `fileencoding=`, `% Encoding:`), the heads of mails, and Project
//! Gutenberg's `Character set encoding:`.
//!
//! It is asked only where bytes are no UTF-8, so a word too many that is taken for a declaration
//! does no harm unless it names an encoding.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How far into a file it is looked for, in bytes: as far as Gutenberg's heads go. Browsers look
/// for 1024 (HTML, prescan).
const LOOK: usize = 1 << 13;

/// How far from the end: as far as Emacs looks for its variables.
const LOOK_BACK: usize = 3000;

/// What a file says its encoding is. Nothing where it says ASCII, which it is not.
pub(super) fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(LOOK)];
    let tail = &bytes[bytes.len().saturating_sub(LOOK_BACK).max(head.len())..];
    [head, tail].into_iter().find_map(said)
}

/// The first encoding that is named after a sign that one is.
fn said(bytes: &[u8]) -> Option<&'static Encoding> {
    let words: String = bytes.iter().map(|&b| char::from(b.to_ascii_lowercase())).collect();
    words
        .match_indices("cod")
        .chain(words.match_indices("charset"))
        .filter_map(|(at, sign)| {
            let after = &words[at + sign.len()..];
            let after = if sign == "cod" { after.strip_prefix("ing")? } else { after };
            let named = after.trim_start_matches(' ').strip_prefix([':', '='])?;
            let line = named.split(['\n', '\r']).next()?.trim_start();
            let quoted = line.strip_prefix(['"', '\'']);
            let value = quoted.map_or(line, |rest| rest.split(['"', '\'']).next().unwrap_or(rest));
            Some((at, named_in(value)?))
        })
        .min_by_key(|&(at, _)| at)
        .map(|(_, encoding)| encoding)
}

/// The encoding whose name a value begins with, or holds among its first words.
fn named_in(value: &str) -> Option<&'static Encoding> {
    let ends = |c: char| c.is_whitespace() || "\"'<>;,/?()[]".contains(c);
    let names: Vec<&str> = value.split(ends).filter(|name| !name.is_empty()).take(3).collect();
    let single = names.iter().map(|name| (*name).to_owned());
    // `ISO Latin-1`, `Codepage 1252`.
    let pairs = names.windows(2).map(|pair| pair.join("-"));
    single.chain(pairs).find_map(|name| by_name(&name))
}

/// The encoding of a name, as people write it.
fn by_name(name: &str) -> Option<&'static Encoding> {
    let name = name.replace('_', "-");
    let name =
        ["-unix", "-dos", "-mac"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(&name);
    let starts = ["codepage-", "codepage", "code-page-", "cp-", "ms-", "windows"];
    let number = starts.iter().find_map(|start| name.strip_prefix(start)).unwrap_or(name);
    let name = if number.len() == 4 && number.starts_with("125") {
        format!("windows-{number}")
    } else if let Some(latin) = name.trim_start_matches("iso-").strip_prefix("latin") {
        format!("latin{}", latin.trim_start_matches('-'))
    } else if name.starts_with("8859-") {
        format!("iso-{name}")
    } else if name == "mac-roman" || name == "macroman" {
        "macintosh".to_owned()
    } else {
        name.to_owned()
    };
    if matches!(&*name, "ascii" | "us-ascii") {
        return None;
    }
    let encoding = Encoding::for_label(name.as_bytes())?;
    // Bytes that begin with a declaration in ASCII are no UTF-16, whatever it says (HTML, 13.2.3.3).
    Some(if [UTF_16BE, UTF_16LE].contains(&encoding) { UTF_8 } else { encoding })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn believes_what_files_say() {
        let cases = [
            ("<meta charset=\"iso-8859-2\">", "ISO-8859-2"),
            ("<meta charset = koi8-r >", "KOI8-R"),
            (
                "<meta http-equiv=Content-Type content='text/html; charset=windows-1252'>",
                "windows-1252",
            ),
            ("<?xml version='1.0' encoding='windows-1251'?>", "windows-1251"),
            ("<?xml version='1.0' encoding='utf-16'?>", "UTF-8"),
            ("Language: Czech\n\nCharacter set encoding: ISO-8859-2\n", "ISO-8859-2"),
            ("Character set encoding: ISO Latin-1\r\n", "windows-1252"),
            ("Character set encoding: Codepage 1250\r\n", "windows-1250"),
            ("Character set encoding: Unicode UTF-8\r\n", "UTF-8"),
            ("% Encoding: ISO8859_1\n", "windows-1252"),
            ("% -*- mode: latex; coding: iso-latin-2-unix -*-\n", "ISO-8859-2"),
            ("# vim: set fileencoding=sjis :\n", "Shift_JIS"),
            ("; -*- coding: latin-1 -*-\n", "windows-1252"),
            ("Content-Type: text/plain; charset=\"big5\"\n", "Big5"),
            ("On coding: the art. Coding=fun. charset: mac-roman\n", "macintosh"),
            ("Character set encoding: ASCII\n", ""),
            ("What is the encoding? That is the question of coding.\n", ""),
        ];
        for (words, name) in cases {
            let found = declared(words.as_bytes()).map_or("", Encoding::name);
            assert_eq!(found, name, "{words}");
        }
        let far = format!("{}\nLocal Variables:\ncoding: koi8-u\nEnd:\n", "words\n".repeat(9000));
        assert_eq!(declared(far.as_bytes()).map(Encoding::name), Some("KOI8-U"));
    }
}
