//! The images of a book: where each lies in its archive, and how large it is. Of their files only the
//! first bytes are unpacked.

use std::collections::HashMap;

use super::archive::Archive;
use crate::doc::Image;
use crate::picture;
use crate::read::html::tree::address::{has_scheme, join, unescape};
use crate::read::html::tree::{Node, Tree};

/// How many bytes of a file are looked at for the size of its image, and then, of those where that stands
/// further on: what a camera says of itself may come before it.
const HEADS: [usize; 2] = [1 << 11, 1 << 16];

/// Of how many images the size is looked for at most. A book of more is a catalogue, and should open as
/// soon as any.
const MOST: usize = 2000;

/// The images of pages, each page with its path.
pub(super) fn find(
    tree: &Tree,
    pages: &[(String, Node)],
    archive: &mut Archive<'_>,
) -> HashMap<Node, Image> {
    let mut sizes: HashMap<String, Option<(u32, u32)>> = HashMap::new();
    let mut found = HashMap::new();
    for (page, root) in pages {
        for node in tree.within(*root).filter(|&node| tree.name(node) == "img") {
            let Some(address) = tree.attribute(node, "src").map(str::trim) else { continue };
            if address.is_empty() || has_scheme(address) {
                continue;
            }
            let path = join(page, &unescape(address.split(['#', '?']).next().unwrap_or(address)));
            if !archive.has(&path) {
                continue;
            }
            let looked = sizes.len() < MOST;
            let size = *sizes.entry(path.clone()).or_insert_with(|| {
                let mut heads = HEADS.iter().filter(|_| looked);
                heads
                    .find_map(|&head| picture::header(&archive.head(&path, head)?))
                    .map(|header| (header.width, header.height))
            });
            found.insert(node, Image { address: path.into(), packed: true, size });
        }
    }
    found
}
