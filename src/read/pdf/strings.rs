//! The strings of a PDF that are meant for people (PDF 32000-1, 7.9.2).

/// The codes of `PDFDocEncoding` that are not those of Latin 1, from 0x18 and from 0x80.
const LOW: [char; 8] = ['˘', 'ˇ', 'ˆ', '˙', '˝', '˛', '˚', '˜'];
const HIGH: [char; 33] = [
    '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚', '™',
    'ﬁ', 'ﬂ', 'Ł', 'Œ', 'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž', '\u{fffd}', '€',
];

/// The characters of a string.
pub(super) fn decode(bytes: &[u8]) -> String {
    let pairs = |swap: fn([u8; 2]) -> u16| {
        let units = bytes[2..].chunks_exact(2).map(|pair| swap([pair[0], pair[1]]));
        let units: Vec<u16> = units.collect();
        without_language(&String::from_utf16_lossy(&units))
    };
    match bytes {
        [0xfe, 0xff, ..] => pairs(u16::from_be_bytes),
        [0xff, 0xfe, ..] => pairs(u16::from_le_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|&byte| documented(byte)).collect(),
    }
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
