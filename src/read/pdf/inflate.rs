//! Unpacking the streams of a PDF, with a bound: two megabytes can be made to say two thousand, and
//! no page, font or table of a text is that long.

use std::io::Read;

use flate2::read::{DeflateDecoder, ZlibDecoder};

/// How a stream is packed (PDF 32000-1, 7.4). Pictures have ways of their own, which no text has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Packing {
    /// `FlateDecode`.
    Flate,
    /// `LZWDecode`; whether codes grow one early, as is usual.
    Lzw {
        /// `EarlyChange`.
        early: bool,
    },
    /// `ASCIIHexDecode`.
    Hex,
    /// `ASCII85Decode`.
    Ascii85,
    /// `RunLengthDecode`.
    Runs,
}

/// Unpacks `bytes`, which were packed in these ways, the last first. What is damaged gives what could
/// be read before the damage. `None` where more than `bound` bytes would come of it.
pub(super) fn unpack(bytes: &[u8], packings: &[Packing], bound: usize) -> Option<Vec<u8>> {
    let mut found: Option<Vec<u8>> = None;
    for packing in packings {
        found = Some(once(found.as_deref().unwrap_or(bytes), *packing, bound)?);
    }
    match found {
        Some(found) => Some(found),
        None => (bytes.len() <= bound).then(|| bytes.to_vec()),
    }
}

fn once(bytes: &[u8], packing: Packing, bound: usize) -> Option<Vec<u8>> {
    let found = match packing {
        Packing::Flate => flate(bytes, bound),
        Packing::Lzw { early } => lzw(bytes, early, bound),
        Packing::Hex => hex(bytes).collect(),
        Packing::Ascii85 => ascii85(bytes),
        Packing::Runs => runs(bytes, bound),
    };
    (found.len() <= bound).then_some(found)
}

/// One byte more than the bound, where there is more.
fn flate(bytes: &[u8], bound: usize) -> Vec<u8> {
    /// What may come after the stream is no reason to ask for more room than this at once.
    const ROOM: usize = 1 << 20;
    let mut found = Vec::with_capacity(bytes.len().saturating_mul(3).min(bound).min(ROOM));
    let most = bound as u64 + 1;
    // What was read before an error is kept.
    let _ = ZlibDecoder::new(bytes).take(most).read_to_end(&mut found);
    if found.is_empty() && bytes.len() > 2 {
        // Its two bytes of head are damaged, or not there.
        let _ = DeflateDecoder::new(&bytes[2..]).take(most).read_to_end(&mut found);
    }
    found
}

/// The two codes of LZW that stand for no bytes.
const CLEAR: usize = 256;
const END: usize = 257;

fn lzw(bytes: &[u8], early: bool, bound: usize) -> Vec<u8> {
    let mut found: Vec<u8> = Vec::new();
    // Where in `found` the string of each code stands: every string was written once.
    let mut table: Vec<(usize, usize)> = Vec::new();
    let (mut held, mut bits, mut width) = (0u32, 0u32, 9u32);
    let mut last: Option<(usize, usize)> = None;
    for &byte in bytes {
        held = held << 8 | u32::from(byte);
        bits += 8;
        if bits < width {
            continue;
        }
        bits -= width;
        let code = (held >> bits) as usize & ((1 << width) - 1);
        held &= (1 << bits) - 1;
        if code == END || found.len() > bound {
            break;
        }
        if code == CLEAR {
            table.clear();
            width = 9;
            last = None;
            continue;
        }
        let from = found.len();
        match (code, last) {
            (0..CLEAR, _) => found.push(code as u8),
            (_, Some((start, end))) if code - 258 == table.len() => {
                found.extend_from_within(start..end);
                found.push(found[start]);
            }
            (_, _) => match table.get(code - 258) {
                Some(&(start, end)) => found.extend_from_within(start..end),
                None => break,
            },
        }
        if let Some((start, end)) = last
            && table.len() < 4096 - 258
        {
            // The string before and the first byte of this one, which stand side by side.
            table.push((start, end + 1));
        }
        last = Some((from, found.len()));
        let next = table.len() + 258 + usize::from(early) + 1;
        width = (usize::BITS - (next - 1).leading_zeros()).clamp(9, 12);
    }
    found
}

/// The bytes of hexadecimal digits up to `>`, as streams and strings have them.
pub(super) fn hex(bytes: &[u8]) -> impl Iterator<Item = u8> {
    let digits = bytes.iter().take_while(|&&byte| byte != b'>');
    let mut digits = digits.filter_map(|&byte| Some(char::from(byte).to_digit(16)? as u8));
    std::iter::from_fn(move || Some(digits.next()? << 4 | digits.next().unwrap_or(0)))
}

fn ascii85(bytes: &[u8]) -> Vec<u8> {
    let mut found = Vec::new();
    let mut group: Vec<u32> = Vec::with_capacity(5);
    for &byte in bytes {
        match byte {
            b'z' if group.is_empty() => found.extend([0; 4]),
            b'!'..=b'u' => group.push(u32::from(byte - b'!')),
            b'~' => break,
            _ => {}
        }
        if group.len() == 5 {
            found.extend(four(&group));
            group.clear();
        }
    }
    if group.len() > 1 {
        let count = group.len() - 1;
        group.resize(5, 84);
        found.extend(&four(&group)[..count]);
    }
    found
}

/// The four bytes of five digits.
fn four(group: &[u32]) -> [u8; 4] {
    let number = group.iter().fold(0u32, |sum, &digit| sum.wrapping_mul(85).wrapping_add(digit));
    number.to_be_bytes()
}

fn runs(bytes: &[u8], bound: usize) -> Vec<u8> {
    let mut found = Vec::new();
    let mut rest = bytes;
    while let [length, tail @ ..] = rest
        && *length != 128
        && found.len() <= bound
    {
        let length = usize::from(*length);
        if length < 128 {
            let end = (length + 1).min(tail.len());
            found.extend(&tail[..end]);
            rest = &tail[end..];
        } else if let [byte, tail @ ..] = tail {
            found.resize(found.len() + 257 - length, *byte);
            rest = tail;
        } else {
            break;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut to = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
        to.write_all(bytes).expect("memory");
        to.finish().expect("memory")
    }

    #[test]
    fn unpacks_what_was_packed() {
        let cases: [(&[Packing], &[u8], &[u8]); 5] = [
            (&[], b"as it is", b"as it is"),
            (&[Packing::Hex], b"48 65 6C6c 6F7>", b"Hellop"),
            (&[Packing::Ascii85], b"87cURD]i,\"Ebo80~>", b"Hello World!"),
            (&[Packing::Runs], b"\x02abc\xfed\x80x", b"abcddd"),
            // The example of PDF 32000-1, 7.4.4.2.
            (
                &[Packing::Lzw { early: true }],
                b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01",
                b"-----A---B",
            ),
        ];
        for (packings, bytes, found) in cases {
            assert_eq!(unpack(bytes, packings, 100).as_deref(), Some(found), "{packings:?}");
        }
        let twice = packed(&packed(b"words"));
        let flates = [Packing::Flate, Packing::Flate];
        assert_eq!(unpack(&twice, &flates, 100).as_deref(), Some(&b"words"[..]));
    }

    /// Bytes packed by LZW in the simplest way, each as its own code.
    fn as_codes(bytes: &[u8], early: bool) -> Vec<u8> {
        let mut bits = String::new();
        for (at, byte) in bytes.iter().enumerate() {
            // Each code but the first adds one, which either side knows of when the next is read.
            let width = if at + 257 + usize::from(early) < 512 { 9 } else { 10 };
            bits += &format!("{byte:0width$b}");
        }
        bits += &"0".repeat((8 - bits.len() % 8) % 8);
        let byte = |bits: &[u8]| bits.iter().fold(0, |sum, bit| sum << 1 | (bit - b'0'));
        bits.as_bytes().chunks_exact(8).map(byte).collect()
    }

    #[test]
    fn codes_grow_early_or_late() {
        let words = "words that go on ".repeat(24);
        for early in [true, false] {
            let packed = as_codes(words.as_bytes(), early);
            let found = unpack(&packed, &[Packing::Lzw { early }], 1000).unwrap();
            assert_eq!(String::from_utf8_lossy(&found), words, "{early}");
        }
    }

    #[test]
    fn nothing_is_unpacked_beyond_the_bound() {
        let bomb = packed(&vec![b'q'; 1 << 20]);
        assert_eq!(unpack(&bomb, &[Packing::Flate], 1 << 19), None);
        assert_eq!(unpack(&bomb, &[Packing::Flate], 1 << 20).map(|it| it.len()), Some(1 << 20));
        assert_eq!(unpack(&packed(&bomb), &[Packing::Flate, Packing::Flate], 1 << 19), None);
        assert_eq!(unpack(&[0x81, b'a'].repeat(1000), &[Packing::Runs], 1 << 10), None);
    }

    #[test]
    fn what_breaks_off_gives_what_there_was() {
        let whole = packed("words that go on and on, ".repeat(1000).as_bytes());
        let found = unpack(&whole[..whole.len() - 20], &[Packing::Flate], 1 << 20);
        assert!(found.is_some_and(|found| found.starts_with(b"words that")));
    }
}
