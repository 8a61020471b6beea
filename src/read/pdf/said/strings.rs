//! The strings of a PDF that are meant for people (PDF 32000-1, 7.9.2).

use encoding_rs::{Encoding, UTF_8};

/// The codes of `PDFDocEncoding` that are not those of Latin 1, from 0x18 and from 0x80.
const LOW: [char; 8] = ['˘', 'ˇ', 'ˆ', '˙', '˝', '˛', '˚', '˜'];
const HIGH: [char; 33] = [
    '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚', '™',
    'ﬁ', 'ﬂ', 'Ł', 'Œ', 'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž', '\u{fffd}', '€',
];

/// The characters of a string.
pub(in crate::read::pdf) fn decode(bytes: &[u8]) -> String {
    let Some((encoding, length)) = Encoding::for_bom(bytes) else {
        return bytes.iter().map(|&byte| documented(byte)).collect();
    };
    if encoding == UTF_8 {
        return String::from_utf8_lossy(&bytes[length..]).into_owned();
    }
    // Half of a character at the end is none.
    let pairs = &bytes[length..bytes.len() & !1];
    without_language(&encoding.decode_without_bom_handling(pairs).0)
}

/// A string between whose escapes stands the language it is in.
fn without_language(text: &str) -> String {
    let mut parts = text.split('\u{1b}');
    let first = parts.next().unwrap_or("").to_owned();
    parts.skip(1).step_by(2).fold(first, |all, part| all + part)
}

fn documented(byte: u8) -> char {
    match byte {
        0x18..=0x1f => LOW[usize::from(byte - 0x18)],
        0x80..=0xa0 => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn strings_are_decoded() {
        let cases: [(&[u8], &str); 5] = [
            (b"plain", "plain"),
            (b"M\xfcller \x8dso\x8e", "Müller “so”"),
            (b"\xfe\xff\x00A\x03\xb1", "Aα"),
            (b"\xfe\xff\x00\x1b\x00e\x00n\x00\x1b\x00B", "B"),
            (b"\xef\xbb\xbf\xce\xb1", "α"),
        ];
        for (bytes, text) in cases {
            assert_eq!(decode(bytes), text);
        }
    }
}
