//! Bytes → characters: byte order marks, UTF-8, and a guess at what else it may be.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Decodes `bytes`: by byte order mark, else as UTF-8, else by the encoding that browsers would
/// guess. Gives the text without its byte order mark, and a sentence if it is not clean UTF-8.
///
/// A text that is UTF-8 but for a few bytes is read as UTF-8 with `�` for those: one bad byte
/// in a megabyte is damage, not another encoding.
pub(super) fn decode(bytes: &[u8]) -> (Cow<'_, str>, Option<String>) {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        let (text, bad) = encoding.decode_without_bom_handling(&bytes[length..]);
        return (text, bad.then(|| damaged(encoding)));
    }
    if let Some(encoding) = utf16(bytes) {
        let (text, bad) = encoding.decode_without_bom_handling(bytes);
        return (text, bad.then(|| damaged(encoding)));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => (Cow::Borrowed(text), None),
        Err(_) => {
            let lossy = String::from_utf8_lossy(bytes);
            let bad = lossy.matches('\u{fffd}').count();
            let other = lossy.chars().filter(|c| !c.is_ascii()).count();
            if bad * 10 < other {
                return (lossy, Some(damaged(UTF_8)));
            }
            let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
            detector.feed(bytes, true);
            let encoding = detector.guess(None, Utf8Detection::Deny);
            let (text, _) = encoding.decode_without_bom_handling(bytes);
            let what = format!("The text is not UTF-8; it was read as {}.", encoding.name());
            (text, Some(what))
        }
    }
}

/// Decodes bytes as [`decode`] does. Those that are handed over are no longer kept beside the text.
pub(super) fn decode_all(bytes: Cow<'_, [u8]>) -> (Cow<'_, str>, Option<String>) {
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

fn damaged(encoding: &'static Encoding) -> String {
    format!("Some bytes are not {}; each stands as � in the text.", encoding.name())
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
        assert!(complaint.is_some_and(|what| what.contains("UTF-8")));
    }
}
