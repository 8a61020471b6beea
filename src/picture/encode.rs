//! Encoding: pixels → a PNG, the one form in which an image leaves the program.

use super::decode::Picture;

/// A picture as a PNG.
pub fn png(picture: &Picture) -> Vec<u8> {
    let opaque = picture.pixels.iter().all(|pixel| pixel[3] == 255);
    let channels = if opaque { 3 } else { 4 };
    let bytes: Vec<u8> =
        picture.pixels.iter().flat_map(|pixel| pixel[..channels].iter().copied()).collect();
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, picture.width, picture.height);
    encoder.set_color(if opaque { png::ColorType::Rgb } else { png::ColorType::Rgba });
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    let written = encoder.write_header().and_then(|mut writer| {
        writer.write_image_data(&bytes)?;
        writer.finish()
    });
    // A vector takes all, and a picture has as many pixels as it says.
    if written.is_err() { Vec::new() } else { out }
}

/// Bytes in Base64 (RFC 4648, 4).
pub fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let bits = three.iter().fold(0, |bits: u32, &byte| bits << 8 | u32::from(byte));
        let bits = bits << (8 * (3 - three.len()));
        for place in 0..4 {
            let sign = SIGNS[(bits >> (18 - 6 * place) & 63) as usize];
            out.push(if place <= three.len() { char::from(sign) } else { '=' });
        }
    }
    out
}

/// The bytes of what is in Base64, blanks and all; `None` where it is not, or is of more than `most`
/// bytes.
pub fn from_base64(words: &str, most: usize) -> Option<Vec<u8>> {
    let words = words.bytes().filter(|byte| !byte.is_ascii_whitespace());
    let (mut bytes, mut bits, mut held) = (Vec::new(), 0_u32, 0);
    for sign in words.take_while(|&sign| sign != b'=') {
        let value = match sign {
            b'A'..=b'Z' => sign - b'A',
            b'a'..=b'z' => sign - b'a' + 26,
            b'0'..=b'9' => sign - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        (bits, held) = (bits << 6 | u32::from(value), held + 6);
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held & 255) as u8);
        }
        if bytes.len() > most {
            return None;
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_goes_there_and_back() {
        for (words, code) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")]
        {
            assert_eq!(base64(words.as_bytes()), code);
            assert_eq!(from_base64(code, 100).as_deref(), Some(words.as_bytes()));
        }
        assert_eq!(from_base64("Zm9v\nYmFy", 6).as_deref(), Some(&b"foobar"[..]));
        assert_eq!(from_base64("Zm9vYmFy", 5), None);
        assert_eq!(from_base64("<svg>", 5), None);
    }
}
