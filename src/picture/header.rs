//! What the first bytes of an image say: its format, its width and height. Nothing is decoded for it,
//! so that what is too large is known before a decoder is asked.

/// The formats of images that can be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// PNG (ISO/IEC 15948).
    Png,
    /// JPEG (ITU-T T.81).
    Jpeg,
    /// GIF (87a and 89a).
    Gif,
    /// WebP (RFC 9649).
    Webp,
}

/// What an image says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    /// How it is encoded.
    pub format: Format,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
}

/// The header of an image, from its first bytes. `None` where it is of no format that is known, or
/// where its size is not among them.
pub fn header(bytes: &[u8]) -> Option<Header> {
    let (format, size) = match bytes {
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => (Format::Png, png(bytes)),
        [0xff, 0xd8, ..] => (Format::Jpeg, jpeg(bytes)),
        [b'G', b'I', b'F', b'8', ..] => {
            (Format::Gif, Some((u32::from(little(bytes, 6)?), u32::from(little(bytes, 8)?))))
        }
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => {
            (Format::Webp, webp(bytes))
        }
        _ => return None,
    };
    let (width, height) = size.filter(|&(width, height)| width > 0 && height > 0)?;
    Some(Header { format, width, height })
}

/// Two bytes, the lesser first.
fn little(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

/// Two bytes, the greater first.
fn big(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

/// `IHDR` comes first of all chunks (PNG, 5.6).
fn png(bytes: &[u8]) -> Option<(u32, u32)> {
    let number = |at: usize| Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
    (bytes.get(12..16)? == b"IHDR").then(|| Some((number(16)?, number(20)?))).flatten()
}

/// The first frame header (T.81, B.2.2), after whatever segments stand before it.
fn jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut at = 2;
    loop {
        // Any number of fill bytes may stand before a marker.
        while *bytes.get(at)? == 0xff && *bytes.get(at + 1)? == 0xff {
            at += 1;
        }
        if *bytes.get(at)? != 0xff {
            return None;
        }
        let marker = *bytes.get(at + 1)?;
        match marker {
            0x01 | 0xd0..=0xd8 => at += 2,
            0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => {
                return Some((u32::from(big(bytes, at + 7)?), u32::from(big(bytes, at + 5)?)));
            }
            // The image begins, and no frame was said.
            0xd9 | 0xda => return None,
            _ => at += 2 + usize::from(big(bytes, at + 2)?).max(2),
        }
    }
}

/// The first chunk: a canvas, or the image itself, lossy or not (RFC 9649, 2.5 to 2.7).
fn webp(bytes: &[u8]) -> Option<(u32, u32)> {
    let three = |at: usize| {
        let bytes = bytes.get(at..at + 3)?;
        Some(u32::from(bytes[0]) | u32::from(bytes[1]) << 8 | u32::from(bytes[2]) << 16)
    };
    match bytes.get(12..16)? {
        b"VP8X" => Some((three(24)? + 1, three(27)? + 1)),
        b"VP8L" => {
            let bits = u32::from_le_bytes(bytes.get(21..25)?.try_into().ok()?);
            Some(((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1))
        }
        b"VP8 " => {
            let side = |at| Some(u32::from(little(bytes, at)? & 0x3fff));
            Some((side(26)?, side(28)?))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_stand_in_the_first_bytes() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\x80\0\0\x01\xe0\x08\x02\0\0\0";
        let jpeg = b"\xff\xd8\xff\xe0\0\x04ab\xff\xff\xc0\0\x11\x08\x01\xe0\x02\x80\x03";
        let gif = b"GIF89a\x80\x02\xe0\x01\0\0\0";
        let lossless = b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f\x7f\xc2\x77\0\0";
        let canvas = b"RIFF\0\0\0\0WEBPVP8X\n\0\0\0\0\0\0\0\x7f\x02\0\xdf\x01\0";
        let lossy = b"RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0\x9d\x01\x2a\x80\x02\xe0\x01";
        for bytes in [&png[..], jpeg, gif, lossless, canvas, lossy] {
            let found = header(bytes).map(|it| (it.width, it.height));
            assert_eq!(found, Some((640, 480)), "{bytes:?}");
        }
    }

    #[test]
    fn what_breaks_off_or_is_no_image_has_no_size() {
        let jpeg = b"\xff\xd8\xff\xe0\xff\xff";
        for bytes in [&b""[..], b"GIF8", b"\x89PNG\r\n\x1a\n", jpeg, b"\xff\xd8\xff\xda", b"<svg/>"]
        {
            assert_eq!(header(bytes), None, "{bytes:?}");
        }
        // Of no height, as a scan that says its height at its end.
        assert_eq!(header(b"\xff\xd8\xff\xc0\0\x11\x08\0\0\x02\x80\x03"), None);
    }
}
