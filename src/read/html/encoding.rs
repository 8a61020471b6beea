//! The encoding a page declares: `<meta charset>`, `<?xml encoding?>`.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};

use crate::read::decode::decode;

/// How far into a page browsers look for its encoding, in bytes (HTML, prescan), and then some.
const LOOK: usize = 4096;

/// Decodes a page. Bytes that are valid UTF-8 are UTF-8, whatever the page declares: saved pages
/// are often re-encoded without a word. Else it is as declared, or as [`decode`] has it.
pub(in crate::read) fn decode_page(bytes: &[u8]) -> (Cow<'_, str>, Option<String>) {
    let marked = Encoding::for_bom(bytes).is_some();
    if marked || std::str::from_utf8(bytes).is_ok() {
        return decode(bytes);
    }
    match declared(&bytes[..bytes.len().min(LOOK)]) {
        Some(encoding) if encoding != UTF_8 => {
            let (text, bad) = encoding.decode_without_bom_handling(bytes);
            let what =
                || format!("Some bytes are not {}; each stands as � in the text.", encoding.name());
            (text, bad.then(what))
        }
        _ => decode(bytes),
    }
}

/// The encoding named after `charset=` or `encoding=`.
fn declared(opening: &[u8]) -> Option<&'static Encoding> {
    let opening: String = opening.iter().map(|&b| char::from(b.to_ascii_lowercase())).collect();
    ["charset=", "encoding="].iter().find_map(|sign| {
        let (_, rest) = opening.split_once(sign)?;
        let name = rest.trim_start().trim_start_matches(['"', '\'']);
        let end = name.find(|c: char| c.is_whitespace() || "\"'>;/?".contains(c))?;
        Encoding::for_label(&name.as_bytes()[..end])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn believes_what_pages_declare() {
        let cases: [(&[u8], &str); 4] = [
            (b"<meta charset=\"iso-8859-2\"><p>\xb3", "ł"),
            (b"<?xml version='1.0' encoding='windows-1251'?><p>\xef", "п"),
            (
                b"<meta http-equiv=Content-Type content='text/html; charset=windows-1252'><p>\x93",
                "“",
            ),
            (b"<meta charset=\"iso-8859-2\"><p>\xc5\x82", "ł"),
        ];
        for (bytes, last) in cases {
            let (text, complaint) = decode_page(bytes);
            assert!(text.ends_with(last), "{text}");
            assert_eq!(complaint, None);
        }
    }
}
