//! The table of contents of a book: a navigation document (EPUB 3) or an NCX (EPUB 2); and the
//! landmarks a navigation document names besides.

use super::package::parse;
use crate::read::html::tree::{Node, Tree};

/// An entry of a table of contents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// How deep it stands; 1 is the highest.
    pub(super) level: u8,
    /// Its words.
    pub(super) title: String,
    /// Where it leads, as the table of contents has it.
    pub(super) href: String,
}

/// A page that a navigation document points out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Landmark {
    /// What it is, as `epub:type` has it.
    pub(super) kinds: String,
    /// Where it is, as the navigation document has it.
    pub(super) href: String,
}

/// What the file of the table of contents says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Contents {
    /// The path of the file.
    pub(super) path: String,
    /// The table of contents.
    pub(super) entries: Vec<Entry>,
    /// The pages pointed out beside it.
    pub(super) landmarks: Vec<Landmark>,
}

/// Reads a table of contents that lies at `path`, and the landmarks beside it.
pub(super) fn read(path: &str, source: &str) -> Contents {
    let (tree, root) = parse(source);
    let points = tree.within(root).any(|node| tree.name(node) == "navpoint");
    let entries = if points { ncx(&tree, root) } else { nav(&tree, root) };
    Contents { path: path.to_owned(), entries, landmarks: landmarks(&tree, root) }
}

fn landmarks(tree: &Tree, root: Node) -> Vec<Landmark> {
    let navs = tree.within(root).filter(|&node| tree.name(node) == "nav");
    let links = navs.filter(|&nav| tree.is_a(nav, &["landmarks"])).flat_map(|nav| tree.within(nav));
    let landmark = |link: Node| {
        let kinds = tree.attribute(link, "epub:type")?.to_owned();
        Some(Landmark { kinds, href: tree.attribute(link, "href")?.to_owned() })
    };
    links.filter(|&link| tree.name(link) == "a").filter_map(landmark).collect()
}

fn ncx(tree: &Tree, root: Node) -> Vec<Entry> {
    let child = |node: Node, name: &str| tree.children(node).find(|&c| tree.name(c) == name);
    let points = tree.within(root).filter(|&node| tree.name(node) == "navpoint");
    points
        .filter_map(|point| {
            let depth =
                tree.ancestors(point).filter(|&outer| tree.name(outer) == "navpoint").count();
            let title = child(point, "navlabel").map(|label| tree.content(label))?;
            let href = tree.attribute(child(point, "content")?, "src")?;
            Some(entry(depth, title, href))
        })
        .collect()
}

fn nav(tree: &Tree, root: Node) -> Vec<Entry> {
    let navs = || tree.within(root).filter(|&node| tree.name(node) == "nav");
    let Some(nav) = navs().find(|&node| tree.is_a(node, &["toc"])).or_else(|| navs().next()) else {
        return Vec::new();
    };
    let links = tree.within(nav).filter(|&node| tree.name(node) == "a");
    links
        .filter_map(|link| {
            let outer = tree.ancestors(link).take_while(|&outer| outer >= nav);
            let depth = outer.filter(|&outer| tree.name(outer) == "ol").count();
            let href = tree.attribute(link, "href")?;
            Some(entry(depth.saturating_sub(1), tree.content(link), href))
        })
        .collect()
}

fn entry(depth: usize, title: &str, href: &str) -> Entry {
    let words: Vec<&str> = title.split_whitespace().collect();
    Entry { level: depth.min(5) as u8 + 1, title: words.join(" "), href: href.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_both_kinds() {
        let nav = "<html><nav epub:type='landmarks'><ol><li><a epub:type='cover' href='x'>X</a></li></ol></nav>\
                   <nav epub:type='toc'><ol><li><a href='a.xhtml'>One <i>two</i></a><ol><li>\
                   <a href='a.xhtml#b'>B</a></li></ol></li></ol></nav></html>";
        let ncx = "<ncx><navMap><navPoint><navLabel><text>One two</text></navLabel>\
                   <content src='a.xhtml'/><navPoint><navLabel><text>B</text></navLabel>\
                   <content src='a.xhtml#b'/></navPoint></navPoint></navMap></ncx>";
        let expected = [(1, "One two", "a.xhtml"), (2, "B", "a.xhtml#b")];
        for source in [nav, ncx] {
            let Contents { entries, landmarks, .. } = read("", source);
            let found: Vec<(u8, &str, &str)> =
                entries.iter().map(|e| (e.level, e.title.as_str(), e.href.as_str())).collect();
            assert_eq!(found, expected);
            assert_eq!(landmarks.len(), usize::from(source == nav));
        }
    }
}
