//! Bytes → characters: byte order marks, UTF-8, what a file says of itself, and a guess at what
//! else it may be.

mod declared;
pub(super) mod gzip;

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::doc::{Diagnostic, Problem};
use declared::declared;

/// Decodes `bytes`: by byte order mark, else as UTF-8, else as the file says of itself, else by
/// the encoding that browsers would guess. Gives the text without its byte order mark, and what is
/// to be said of it, if it is not clean UTF-8.
///
/// Bytes that are valid UTF-8 are UTF-8, whatever they say: files are often saved again without a
/// word. And a text that is UTF-8 but for a few bytes is read as UTF-8 with `�` for those: one bad
/// byte in a megabyte is damage, not another encoding.
pub(super) fn decode(bytes: &[u8]) -> (Cow<'_, str>, Option<Diagnostic>) {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return decode_as(encoding, &bytes[length..]);
    }
    if let Some(encoding) = utf16(bytes) {
        return decode_as(encoding, bytes);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (Cow::Borrowed(text), None);
    }
    let lossy = String::from_utf8_lossy(bytes);
    let bad = lossy.matches('\u{fffd}').count();
    let other = lossy.chars().filter(|c| !c.is_ascii()).count();
    let says = declared(bytes);
    let mostly = if says == Some(UTF_8) { bad * 2 < other } else { bad * 10 < other };
    if mostly {
        return (lossy, Some(damaged(UTF_8)));
    }
    if let Some(encoding) = says.filter(|&encoding| encoding != UTF_8) {
        let (text, bad) = encoding.decode_without_bom_handling(bytes);
        let lost = if bad { text.matches('\u{fffd}').count() } else { 0 };
        if lost * 10 <= other {
            return (text, bad.then(|| damaged(encoding)));
        }
    }
    let encoding = guess(bytes);
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let what = format!("The text is not UTF-8; it was read as {}.", encoding.name());
    (text, Some(Diagnostic { kind: Problem::OtherEncoding, place: 0, what }))
}

fn decode_as<'b>(
    encoding: &'static Encoding,
    bytes: &'b [u8],
) -> (Cow<'b, str>, Option<Diagnostic>) {
    let (text, bad) = encoding.decode_without_bom_handling(bytes);
    (text, bad.then(|| damaged(encoding)))
}

/// The encoding that bytes are likely in, which do not say it.
///
/// Browsers guess by the pairs of letters; of a few letters in an English text, which may be in
/// any code page of Europe, that says nothing, and then it is the most common one by far.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guessed = detector.guess(None, Utf8Detection::Deny);
    let letters = bytes.iter().filter(|byte| byte.is_ascii_alphabetic()).count();
    let high = |byte: &u8| *byte >= 0x80;
    // Letters by themselves among those of ASCII, as accents stand. Words of Greek or Russian, and
    // what is spelt by two bytes, stand together.
    let (mut count, mut alone) = (0, 0);
    for run in bytes.chunk_by(|a, b| high(a) == high(b)).filter(|run| high(&run[0])) {
        count += run.len();
        alone += usize::from(run.len() == 1);
    }
    let few = count <= 3 || count * 100 <= letters;
    if few && alone * 4 >= count * 3 { WINDOWS_1252 } else { guessed }
}

/// Decodes bytes as [`decode`] does. Those that are handed over are no longer kept beside the text.
pub(super) fn decode_all(bytes: Cow<'_, [u8]>) -> (Cow<'_, str>, Option<Diagnostic>) {
    match bytes {
        Cow::Borrowed(bytes) => decode(bytes),
        Cow::Owned(bytes) if Encoding::for_bom(&bytes).is_none() && utf16(&bytes).is_none() => {
            match String::from_utf8(bytes) {
                Ok(text) => (Cow::Owned(text), None),
                Err(error) => owned(decode(error.as_bytes())),
            }
        }
        Cow::Owned(bytes) => owned(decode(&bytes)),
    }
}

fn owned<C>((text, complaint): (Cow<'_, str>, C)) -> (Cow<'static, str>, C) {
    (Cow::Owned(text.into_owned()), complaint)
}

/// Whether bytes are UTF-16, by their mark, or, without one, because every other byte of what is
/// mostly Latin script is NUL, which no other text has.
pub(super) fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return (encoding != UTF_8).then_some(encoding);
    }
    let look = &bytes[..bytes.len().min(1 << 12) & !1];
    let nul = |parity: usize| look.iter().skip(parity).step_by(2).filter(|&&b| b == 0).count();
    let (high, low) = (nul(0), nul(1));
    let half = look.len() / 2;
    match (high * 5 > half * 3, low * 5 > half * 3) {
        (true, false) if low == 0 => Some(UTF_16BE),
        (false, true) if high == 0 => Some(UTF_16LE),
        _ => None,
    }
}

fn damaged(encoding: &'static Encoding) -> Diagnostic {
    let what = format!("Some bytes are not {}; each stands as � in the text.", encoding.name());
    Diagnostic { kind: Problem::Encoding, place: 0, what }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_what_people_have() {
        let cases: [(&[u8], &str, bool); 7] = [
            (b"h\0i\0 \0\xe9\0", "hi é", false),
            (b"\0h\0i\0 \0\xe9", "hi é", false),
            ("naïve".as_bytes(), "naïve", false),
            (b"\xef\xbb\xbfplain", "plain", false),
            (b"\xff\xfeh\0i\0", "hi", false),
            (b"d\xe9j\xe0 vu, na\xefve, caf\xe9", "déjà vu, naïve, café", true),
            (b"", "", false),
        ];
        for (bytes, text, complains) in cases {
            let (decoded, complaint) = decode(bytes);
            assert_eq!(decoded, text);
            assert_eq!(decode_all(bytes.to_vec().into()), (decoded, complaint.clone()));
            assert_eq!(complaint.is_some(), complains, "{text}");
        }
    }

    #[test]
    fn one_bad_byte_is_damage() {
        let mut bytes = "é".repeat(50).into_bytes();
        bytes.push(0xff);
        let (text, complaint) = decode(&bytes);
        assert!(text.starts_with("éé") && text.ends_with('\u{fffd}'));
        assert!(complaint.is_some_and(|found| found.what.contains("UTF-8")));
    }

    #[test]
    fn a_file_knows_its_encoding() {
        let cases: [(&[u8], &str); 7] = [
            (b"<meta charset=\"iso-8859-2\"><p>\xb3", "\u{142}"),
            (b"<?xml version='1.0' encoding='windows-1251'?><p>\xef", "\u{43f}"),
            (b"<meta charset=\"iso-8859-2\"><p>\xc5\x82", "\u{142}"),
            (b"Character set encoding: ISO-8859-2\n\nA p\xb3", "\u{142}"),
            (b"Character set encoding: ASCII\n\nA caf\xe9", "\u{e9}"),
            // What a file says cannot be if most of it is no text then.
            (b"coding: utf-8\n\nA caf\xe9", "\u{e9}"),
            (b"charset: sjis\n\nd\xe9j\xe0, caf\xe9 f\xea caf\xe9", "\u{e9}"),
        ];
        for (bytes, last) in cases {
            let (text, _) = decode(bytes);
            assert!(text.ends_with(last), "{text}");
        }
        assert_eq!(decode(cases[3].0).1, None, "what is read as it says needs no remark");
    }

    #[test]
    fn a_few_letters_are_western() {
        let prose = b"The long words of an English text that goes on for some lines. ".repeat(20);
        for letter in 0xa1..=0xff_u8 {
            for around in [&b"medi"[..], b"the ", b"Vol. 1", b"(", b"E"] {
                let text = [&prose, around, &[letter], &b"val and more.\n"[..], &prose].concat();
                let (decoded, said) = decode(&text);
                assert!(decoded.contains(char::from(letter)), "{letter:x} after {around:?}");
                assert_eq!(said.map(|said| said.kind), Some(Problem::OtherEncoding));
            }
        }
        // Whole words of another script are not.
        let (russian, ..) = encoding_rs::WINDOWS_1251.encode("Война и мир, роман графа Толстого");
        let text = [&prose[..], &russian, &prose].concat();
        assert!(decode(&text).0.contains("роман графа"), "{}", decode(&text).0);
        let polish = "Zażółć gęślą jaźń, powiedział królik, i poszedł w świat przez łąkę. ";
        let (polish, ..) = encoding_rs::WINDOWS_1250.encode(polish);
        assert!(decode(&polish.repeat(4)).0.contains("gęślą"));
    }
}
