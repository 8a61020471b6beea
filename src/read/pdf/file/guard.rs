//! What hayro unpacks itself before anybody can look at it: object streams and cross-reference
//! streams, which are found in the bytes of the file and measured.
//!
//! A stream of two megabytes may say two thousand. Its dictionary is not parsed here but searched for
//! the words without which hayro would not unpack it, so that no way of writing it can hide it.

use std::borrow::Cow;

use crate::read::pdf::inflate::{Packing, unpack};

/// The most bytes the tables of a file unpack to together: those of a book of a thousand pages, tagged
/// throughout, are a tenth of it.
const TABLES: usize = 1 << 28;

/// The most bytes of tables that cannot be measured, because they are encrypted: what a thousand times
/// as much may still be held in memory.
const ENCRYPTED: usize = 1 << 20;

/// The most bytes that are looked at beyond what those of a book need: words before a stream that were
/// words before another, and digits. A book whose every page says `stream` needs a twelfth of it.
const WORK: usize = 1 << 27;

/// What it counts as to unpack a table once more that may be one only by its words.
const ONCE_MORE: usize = 1 << 16;

/// What is wrong with the tables of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Excess {
    /// They unpack to more than any book's, or would take as long to measure.
    TooMuch,
    /// They cannot be measured, and may.
    Unknown,
}

/// Measures the tables of a file.
pub(super) fn measure(bytes: &[u8]) -> Result<(), Excess> {
    let encrypted = has(bytes, b"/Encrypt");
    let (mut left, mut work) = (TABLES, WORK);
    let mut unknown = 0;
    // Where the words before a stream begin, and how far they were looked at.
    let (mut dictionary, mut seen) = (0, 0);
    for begin in memchr::memmem::find_iter(bytes, b"stream") {
        if bytes[..begin].ends_with(b"end") {
            dictionary = begin + 6;
            continue;
        }
        let head = &bytes[dictionary.min(begin)..begin];
        // A stream that has not ended: its words are looked at from their beginning again.
        let again = seen > dictionary;
        seen = begin;
        if again {
            work = work.checked_sub(head.len()).ok_or(Excess::TooMuch)?;
        }
        if !is_table(head) {
            continue;
        }
        let data = &bytes[begin + 6..];
        let line = data.strip_prefix(b"\r").unwrap_or(data);
        let data = line.strip_prefix(b"\n").unwrap_or(line);
        if encrypted {
            unknown += length(head, data);
            if unknown > ENCRYPTED {
                return Err(Excess::Unknown);
            }
        }
        let packings = packings(head);
        let cost = digits(data, packings[0]) + if again { ONCE_MORE } else { 0 };
        work = work.checked_sub(cost).ok_or(Excess::TooMuch)?;
        // An encrypted one unpacks to nothing here; one that is not is measured as if it were not.
        let mut found = vec![Cow::Borrowed(data)];
        for ways in packings {
            let mut next = Vec::new();
            for (bytes, way) in found.iter().flat_map(|it| ways.iter().map(move |way| (it, way))) {
                let unpacked = unpack(bytes, std::slice::from_ref(way), left);
                let unpacked = unpacked.ok_or(Excess::TooMuch)?;
                left -= unpacked.len();
                next.push(Cow::Owned(unpacked));
            }
            found = next;
        }
    }
    Ok(())
}

/// How many bytes of digits are read to the end of a stream that is packed so, which may have none:
/// what reads the other ways stops where it gets too much.
fn digits(data: &[u8], packing: &[Packing]) -> usize {
    let end = match packing {
        [Packing::Hex] => memchr::memchr(b'>', data),
        [Packing::Ascii85] => memchr::memchr(b'~', data),
        _ => return 0,
    };
    end.unwrap_or(data.len())
}

/// Whether a stream after these words may be one of objects or of cross-references: it has the keys
/// that either needs, or keys that are spelled in another way.
fn is_table(head: &[u8]) -> bool {
    let objects = has(head, b"/First") && has(head, b"/N");
    let references = has(head, b"/W") && (has(head, b"/Size") || has(head, b"/XRef"));
    objects || references || has(head, b"#")
}

fn has(bytes: &[u8], word: &[u8]) -> bool {
    memchr::memmem::find(bytes, word).is_some()
}

/// The ways a stream is packed in, in the order they are named; `FlateDecode` where names are spelled
/// in another way. What may be meant by a name is measured, whichever it is.
fn packings(head: &[u8]) -> Vec<&'static [Packing]> {
    const NAMES: [(&[u8], &[Packing]); 5] = [
        (b"/Fl", &[Packing::Flate]),
        (b"/LZW", &[Packing::Lzw { early: true }, Packing::Lzw { early: false }]),
        (b"/ASCIIHex", &[Packing::Hex]),
        (b"/ASCII85", &[Packing::Ascii85]),
        (b"/RunLength", &[Packing::Runs]),
    ];
    // Of several dictionaries in these words, the last is that of the stream.
    let from = memchr::memmem::rfind(head, b"/Filter").unwrap_or(0);
    let mut found: Vec<(usize, &[Packing])> = NAMES
        .iter()
        .flat_map(|&(name, packing)| {
            memchr::memmem::find_iter(&head[from..], name).map(move |at| (at, packing))
        })
        .collect();
    found.sort_by_key(|&(at, _)| at);
    found.truncate(8);
    match found.is_empty() {
        true => vec![&[Packing::Flate]],
        false => found.into_iter().map(|(_, packing)| packing).collect(),
    }
}

/// How long a stream is at most: to its end, or as it says itself.
fn length(head: &[u8], data: &[u8]) -> usize {
    let end = memchr::memmem::find(data, b"endstream").unwrap_or(data.len());
    let said = memchr::memmem::rfind(head, b"/Length").map(|at| &head[at + 7..]);
    let said = said.map(|rest| {
        let text: String = rest.iter().take(24).map(|&byte| char::from(byte)).collect();
        let mut words =
            text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|it| !it.is_empty());
        let number = words.next().and_then(|word| word.parse::<usize>().ok()).unwrap_or(0);
        // A length that is said elsewhere may be any.
        let elsewhere = words.next().is_some_and(|word| word.parse::<u32>().is_ok());
        if elsewhere { data.len() } else { number.min(data.len()) }
    });
    end.max(said.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut to = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        to.write_all(bytes).expect("memory");
        to.finish().expect("memory")
    }

    fn file(head: &str, data: &[u8]) -> Vec<u8> {
        let head = format!("%PDF-1.5\n1 0 obj\n<<{head}/Length {}>>\nstream\n", data.len());
        [head.as_bytes(), data, b"\nendstream\nendobj\n"].concat()
    }

    #[test]
    fn tables_are_measured() {
        let bomb = packed(&vec![b' '; TABLES + 1]);
        let twice = packed(&bomb);
        let objects = "/Type/ObjStm/N 1/First 4";
        let cases = [
            (file(&format!("{objects}/Filter/FlateDecode"), &packed(b"1 0 <<>>")), Ok(())),
            (file(&format!("{objects}/Filter/FlateDecode"), &bomb), Err(Excess::TooMuch)),
            (file("/Type/Obj#53tm/N 1/F#69lter/FlateDecode", &bomb), Err(Excess::TooMuch)),
            (
                file(&format!("{objects}/Filter[/FlateDecode/FlateDecode]"), &twice),
                Err(Excess::TooMuch),
            ),
            (file("/Type/XRef/W[1 2 1]/Size 9/Filter/FlateDecode", &bomb), Err(Excess::TooMuch)),
            // A picture, which nobody unpacks.
            (file("/Subtype/Image/Width 9/Filter/FlateDecode", &bomb), Ok(())),
            (
                file(
                    &format!("/Encrypt 2 0 R{objects}/Filter/FlateDecode"),
                    &vec![0; ENCRYPTED + 1],
                ),
                Err(Excess::Unknown),
            ),
        ];
        for (file, found) in cases {
            let head = String::from_utf8_lossy(&file[..80]).into_owned();
            assert_eq!(measure(&file), found, "{head}");
        }
    }
}
