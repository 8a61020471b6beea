//! Compressed texts: gzip, as many archives keep their plain text.

use std::io::Read;

use flate2::read::MultiGzDecoder;

/// The longest text that is unpacked, in bytes: a hundred times the longest novel. A file of a
/// few kilobytes can claim to hold a terabyte.
const LONGEST: u64 = 1 << 28;
/// What is always unpacked, in bytes, and how many times the size of the archive beyond that: text
/// packs three to ten times smaller.
const LEAST: u64 = 1 << 24;
const RATIO: u64 = 50;

/// Unpacks `bytes` if they are gzip: the content, and a sentence if it is not all there.
pub(in crate::read) fn unpack(bytes: &[u8]) -> Option<(Vec<u8>, Option<String>)> {
    if !bytes.starts_with(b"\x1f\x8b\x08") {
        return None;
    }
    let mut content = Vec::new();
    let most = (bytes.len() as u64 * RATIO).clamp(LEAST, LONGEST);
    let read = MultiGzDecoder::new(bytes).take(most + 1).read_to_end(&mut content);
    let complaint = match read {
        Err(_) if content.is_empty() => return None,
        Err(error) => Some(format!("The archive is damaged, and the text breaks off: {error}.")),
        Ok(_) if content.len() as u64 > most => {
            content.truncate(most as usize);
            let megabytes = most >> 20;
            Some(format!("The archive holds more than {megabytes} MB; the rest of it was left."))
        }
        Ok(_) => None,
    };
    Some((content, complaint))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::{Compression, write::GzEncoder};

    use super::*;

    fn packed(text: &str) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(text.as_bytes()).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn unpacks_and_says_what_is_damaged() {
        let whole = packed("# A title\n\nSome words.");
        assert_eq!(unpack(&whole).unwrap().0, b"# A title\n\nSome words.");
        assert_eq!(unpack(b"plain"), None);
        assert_eq!(unpack(b"\x1f\x8b\x08"), None);
        let document = crate::read::read("x.md.gz", &whole).unwrap();
        assert_eq!((document.source.as_str(), document.blocks.len()), ("x.md.gz", 2));
        assert_eq!(document.metadata.title.as_deref(), Some("A title"));
        let (_, complaint) = unpack(&whole[..whole.len() - 4]).unwrap();
        assert!(complaint.is_some());
        let (content, complaint) = unpack(&packed(&"a\n".repeat(LEAST as usize))).unwrap();
        assert_eq!(content.len() as u64, LEAST);
        assert!(complaint.is_some_and(|what| what.contains("16 MB")));
    }
}
