//! Decoding, in bounds: the bytes of an image → its pixels.
//!
//! How many pixels there are is read from the header before a decoder is asked, and what the decoder
//! gives must be as many. With the pixels the memory is bounded, and with those and the bytes the time:
//! every format but JPEG goes over each of them a few times, and of that the scans are counted. Of what
//! moves, the first picture is shown.

use std::io::Cursor;
use std::num::NonZeroU64;

use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::header::{Format, Header, header};

/// How many bytes an image has at most.
pub const MOST_BYTES: usize = 64 << 20;

/// How many pixels an image has at most: those of a large camera, and of a page scanned at 600 dots an
/// inch.
pub const MOST_PIXELS: u64 = 40_000_000;

/// How many times a JPEG may go over its pixels. Encoders do so about ten times.
const SCANS: usize = 64;

/// An image as pixels.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    /// Its width in pixels, at least 1.
    pub width: u32,
    /// Its height in pixels, at least 1.
    pub height: u32,
    /// Red, green, blue and opacity of each, row by row.
    pub pixels: Vec<[u8; 4]>,
}

impl std::fmt::Debug for Picture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Picture({}×{})", self.width, self.height)
    }
}

/// Why there are no pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The bytes are of no format that is known.
    #[error("it is no PNG, JPEG, GIF or WebP")]
    Unknown,
    /// There are too many bytes.
    #[error("it has more than {} MB", MOST_BYTES >> 20)]
    TooManyBytes,
    /// There are too many pixels.
    #[error("its {0}×{1} pixels are more than {most} million", most = MOST_PIXELS / 1_000_000)]
    TooManyPixels(u32, u32),
    /// The decoder cannot make sense of it.
    #[error("it is damaged")]
    Damaged,
}

/// Decodes an image.
///
/// # Errors
/// Says what is wrong with it, or that it is more than the bounds allow.
pub fn decode(bytes: &[u8]) -> Result<Picture, Fault> {
    if bytes.len() > MOST_BYTES {
        return Err(Fault::TooManyBytes);
    }
    let Some(found) = header(bytes) else {
        let begun = [&b"\x89PNG"[..], b"\xff\xd8\xff", b"GIF8", b"RIFF"];
        let known = begun.iter().any(|begun| bytes.starts_with(begun));
        return Err(if known { Fault::Damaged } else { Fault::Unknown });
    };
    let Header { format, width, height } = found;
    let count = u64::from(width) * u64::from(height);
    if count > MOST_PIXELS {
        return Err(Fault::TooManyPixels(width, height));
    }
    let pixels = match format {
        Format::Png => png(bytes),
        Format::Jpeg => jpeg(bytes),
        Format::Gif => gif(bytes, found),
        Format::Webp => webp(bytes),
    };
    let pixels = pixels.filter(|pixels| pixels.len() as u64 == count).ok_or(Fault::Damaged)?;
    Ok(Picture { width, height, pixels })
}

/// Pixels out of bytes of so many channels: grey, grey and opacity, colours, or all.
fn gathered(bytes: &[u8], channels: usize) -> Option<Vec<[u8; 4]>> {
    Some(match channels {
        1 => bytes.iter().map(|&grey| [grey, grey, grey, 255]).collect(),
        2 => bytes.chunks_exact(2).map(|it| [it[0], it[0], it[0], it[1]]).collect(),
        3 => bytes.chunks_exact(3).map(|it| [it[0], it[1], it[2], 255]).collect(),
        4 => bytes.chunks_exact(4).map(|it| [it[0], it[1], it[2], it[3]]).collect(),
        _ => return None,
    })
}

fn png(bytes: &[u8]) -> Option<Vec<[u8; 4]>> {
    let limits = png::Limits { bytes: MOST_BYTES };
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(bytes), limits);
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    // Words beside the pixels may unpack to any length.
    decoder.set_ignore_text_chunk(true);
    let mut reader = decoder.read_info().ok()?;
    let mut buffer = vec![0; reader.output_buffer_size().filter(|&size| fits(size, 4))?];
    let shown = reader.next_frame(&mut buffer).ok()?;
    gathered(buffer.get(..shown.buffer_size())?, shown.color_type.samples())
}

/// Whether so many bytes are no more than those of the most pixels.
fn fits(bytes: usize, channels: u64) -> bool {
    bytes as u64 <= MOST_PIXELS * channels
}

fn jpeg(bytes: &[u8]) -> Option<Vec<[u8; 4]>> {
    let options = DecoderOptions::new_safe()
        .set_max_width(usize::from(u16::MAX))
        .set_max_height(usize::from(u16::MAX))
        .set_strict_mode(false)
        .jpeg_set_max_scans(SCANS)
        .jpeg_set_out_colorspace(ColorSpace::RGB);
    let mut decoder = zune_jpeg::JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().ok()?;
    decoder.output_buffer_size().filter(|&size| fits(size, 3))?;
    let pixels = decoder.decode().ok()?;
    gathered(&pixels, 3)
}

/// The first frame on its canvas, which it need not fill.
fn gif(bytes: &[u8], canvas: Header) -> Option<Vec<[u8; 4]>> {
    let mut options = gif::DecodeOptions::new();
    options.set_color_output(gif::ColorOutput::RGBA);
    let limit = NonZeroU64::new(MOST_PIXELS * 4)?;
    options.set_memory_limit(gif::MemoryLimit::Bytes(limit));
    let mut decoder = options.read_info(Cursor::new(bytes)).ok()?;
    let frame = decoder.read_next_frame().ok()??;
    let (width, height) = (canvas.width as usize, canvas.height as usize);
    let mut pixels = vec![[0; 4]; width * height];
    let own = usize::from(frame.width).max(1) * 4;
    for (row, colours) in frame.buffer.chunks_exact(own).enumerate() {
        let (y, x) = (row + usize::from(frame.top), usize::from(frame.left));
        if y >= height || x >= width {
            break;
        }
        let line = &mut pixels[y * width + x..(y + 1) * width];
        for (pixel, colour) in line.iter_mut().zip(colours.chunks_exact(4)) {
            *pixel = [colour[0], colour[1], colour[2], colour[3]];
        }
    }
    Some(pixels)
}

fn webp(bytes: &[u8]) -> Option<Vec<[u8; 4]>> {
    let mut decoder = image_webp::WebPDecoder::new(Cursor::new(bytes)).ok()?;
    decoder.set_memory_limit(MOST_BYTES * 4);
    let mut buffer = vec![0; decoder.output_buffer_size().filter(|&size| fits(size, 4))?];
    decoder.read_image(&mut buffer).ok()?;
    gathered(&buffer, if decoder.has_alpha() { 4 } else { 3 })
}

#[cfg(test)]
mod tests {
    use super::super::encode::png as encoded;
    use super::*;

    fn picture(width: u32, height: u32) -> Picture {
        let pixel = |at: u32| [(at % 251) as u8, (at / 3 % 256) as u8, 7, 255];
        Picture { width, height, pixels: (0..width * height).map(pixel).collect() }
    }

    // 16×8, red to the left and blue to the right.
    const BASELINE: &str = "\
        /9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmB\
        anGQc1tdhbWGkJ6jq62rZ4C8ybqmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSk\
        pKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wAARCAAIABADASIAAhEBAxEB/8QAFQABAQAAAAAA\
        AAAAAAAAAAAAAAT/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFAEBAAAAAAAAAAAAAAAAAAAABP/EABcRAAMB\
        AAAAAAAAAAAAAAAAAAAEQoH/2gAMAwEAAhEDEQA/AIUwEI1gl2dP/9k=";
    const PROGRESSIVE: &str = "\
        /9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmB\
        anGQc1tdhbWGkJ6jq62rZ4C8ybqmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSk\
        pKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wgARCAAIABADASIAAhEBAxEB/8QAFQABAQAAAAAA\
        AAAAAAAAAAAAAAP/xAAUAQEAAAAAAAAAAAAAAAAAAAAD/9oADAMBAAIQAxAAAAGEhE//xAAUEAEAAAAAAAAA\
        AAAAAAAAAAAQ/9oACAEBAAEFAj//xAAWEQADAAAAAAAAAAAAAAAAAAAAA0H/2gAIAQMBAT8BdD//xAAWEQAD\
        AAAAAAAAAAAAAAAAAAAAA0H/2gAIAQIBAT8BRT//xAAUEAEAAAAAAAAAAAAAAAAAAAAQ/9oACAEBAAY/Aj//\
        xAAUEAEAAAAAAAAAAAAAAAAAAAAQ/9oACAEBAAE/IT//2gAMAwEAAgADAAAAEHf/xAAVEQEBAAAAAAAAAAAA\
        AAAAAAAAwf/aAAgBAwEBPxCz/8QAFREBAQAAAAAAAAAAAAAAAAAAAMH/2gAIAQIBAT8Qg//EABQQAQAAAAAA\
        AAAAAAAAAAAAABD/2gAIAQEAAT8QP//Z";
    const LOSSY: &str = "\
        UklGRjYAAABXRUJQVlA4ICoAAABwAQCdASoQAAgABABoJaACdAFAAAD+7SH5Wdln+Kem9bn/xvDb/yUjAAA=";
    const LOSSLESS: &str = "\
        UklGRigAAABXRUJQVlA4TBwAAAAvD8ABAA9wFPtT0N4Kef6DB2LBZP7SnSlE9D9y";

    fn bytes(code: &str) -> Vec<u8> {
        super::super::encode::from_base64(code, 1 << 20).unwrap()
    }

    #[test]
    fn jpeg_and_webp_come_as_pixels() {
        for code in [BASELINE, PROGRESSIVE, LOSSY, LOSSLESS] {
            let picture = decode(&bytes(code)).unwrap();
            assert_eq!((picture.width, picture.height), (16, 8));
            let ([red, _, blue, _], right) = (picture.pixels[1], picture.pixels[14]);
            assert!(red > 150 && blue < 80 && right[2] > 150 && right[0] < 80, "{picture:?}");
        }
    }

    #[test]
    fn what_breaks_off_never_panics() {
        for code in [BASELINE, PROGRESSIVE, LOSSY, LOSSLESS] {
            let whole = bytes(code);
            for end in 0..whole.len() {
                // What is left of a JPEG may be shown.
                if let Ok(picture) = decode(&whole[..end]) {
                    assert_eq!(picture.pixels.len(), 128, "{end}");
                }
                let mut other = whole.clone();
                other[end] ^= 0xff;
                drop(decode(&other));
            }
        }
    }

    #[test]
    fn a_png_comes_back() {
        let picture = picture(31, 17);
        assert_eq!(decode(&encoded(&picture)), Ok(picture));
    }

    #[test]
    fn a_gif_need_not_fill_its_canvas() {
        // 3×2, whose frame is the pixel in the middle of the lower row.
        let gif = b"GIF89a\x03\0\x02\0\x80\0\0\xff\0\0\0\0\xff\
            \x2c\x01\0\x01\0\x01\0\x01\0\0\x02\x02\x44\x01\0\x3b";
        let picture = decode(gif).unwrap();
        assert_eq!((picture.width, picture.height), (3, 2));
        assert_eq!(picture.pixels[4], [255, 0, 0, 255]);
        assert_eq!(picture.pixels.iter().filter(|pixel| pixel[3] == 0).count(), 5);
    }

    #[test]
    fn a_bomb_is_known_by_its_header() {
        let png = |width: u32, height: u32| {
            let mut bytes = encoded(&picture(2, 2));
            bytes[16..20].copy_from_slice(&width.to_be_bytes());
            bytes[20..24].copy_from_slice(&height.to_be_bytes());
            bytes
        };
        assert_eq!(decode(&png(60_000, 60_000)), Err(Fault::TooManyPixels(60_000, 60_000)));
        assert_eq!(decode(&png(1 << 31, 1)), Err(Fault::TooManyPixels(1 << 31, 1)));
        // Of a size that is not its own.
        assert_eq!(decode(&png(3000, 3000)), Err(Fault::Damaged));
        let gif = b"GIF89a\xff\xff\xff\xff\0\0\0\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0\x3b";
        assert_eq!(decode(gif), Err(Fault::TooManyPixels(65_535, 65_535)));
        let frame = b"GIF89a\x01\0\x01\0\0\0\0\x2c\0\0\0\0\xff\xff\xff\xff\0\x02\x02\x44\x01\0\x3b";
        assert_eq!(decode(frame), Err(Fault::Damaged));
        let large = b"\xff\xd8\xff\xc0\0\x11\x08\xff\xff\xff\xff\x03";
        assert_eq!(decode(large), Err(Fault::TooManyPixels(65_535, 65_535)));
        assert_eq!(decode(&vec![0; MOST_BYTES + 1]), Err(Fault::TooManyBytes));
    }

    #[test]
    fn what_breaks_off_is_damaged_and_nothing_else_is_an_image() {
        let whole = encoded(&picture(40, 40));
        for end in 8..whole.len() - 12 {
            assert_eq!(decode(&whole[..end]), Err(Fault::Damaged), "{end}");
        }
        for bytes in [&b""[..], b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"BM", b"%PDF-1.7"] {
            assert_eq!(decode(bytes), Err(Fault::Unknown), "{bytes:?}");
        }
    }
}
