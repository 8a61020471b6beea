//! Where links lead: `#id`, `chapter-2.xhtml#id`, `../notes.html`, and the address a saved page
//! once had.

use std::collections::{HashMap, HashSet};

use super::element::PAGE;
use super::{Element, Node, Tree};

/// What a page's path is kept under in its root.
const PATH: &str = "path";

/// The root of a page that lies at `path` in its book; a page alone has an empty path.
pub(in crate::read) fn page(path: &str) -> Element {
    Element { name: PAGE.into(), attributes: vec![(PATH.into(), path.into())] }
}

/// A link from one place of the tree to another.
#[derive(Clone, Copy, Debug)]
pub(in crate::read) struct Link {
    /// The `a`.
    pub(in crate::read) from: Node,
    /// The element it leads to.
    pub(in crate::read) to: Node,
}

/// The links of a tree that lead to places in it, in the order of the source.
#[derive(Debug, Default)]
pub(in crate::read) struct Addresses {
    links: Vec<Link>,
    by_node: HashMap<Node, Node>,
    /// Pages and elements by their address.
    places: HashMap<String, Node>,
    /// The paths of pages by the names of their files; none where several files have one name.
    names: HashMap<String, Option<String>>,
    /// The links that lead to pages of the book which are not in the tree yet.
    onward: HashSet<Node>,
}

impl Addresses {
    /// Finds them.
    pub(in crate::read) fn of(tree: &Tree) -> Self {
        Self::of_opening(tree, &HashSet::new())
    }

    /// Finds those of the opening of a book, whose pages at the paths `unread` are not in the tree.
    pub(in crate::read) fn of_opening(tree: &Tree, unread: &HashSet<&str>) -> Self {
        let mut found = Self::default();
        let mut path = "";
        for node in tree.all() {
            if tree.name(node) == PAGE {
                path = tree.attribute(node, PATH).unwrap_or("");
                found.places.entry(path.to_owned()).or_insert(node);
                let name = path.rsplit('/').next().unwrap_or(path).to_owned();
                let only = |known: &mut Option<String>| *known = None;
                found.names.entry(name).and_modify(only).or_insert(Some(path.to_owned()));
                continue;
            }
            // `name` is the `id` of links before HTML 4.
            let named = (tree.name(node) == "a").then(|| tree.attribute(node, "name")).flatten();
            for id in [tree.attribute(node, "id"), named].into_iter().flatten() {
                found.places.entry(format!("{path}#{id}")).or_insert(node);
            }
        }
        let own = found.own_addresses(tree);
        for node in tree.all() {
            match tree.name(node) {
                PAGE => path = tree.attribute(node, PATH).unwrap_or(""),
                "a" | "area" => {
                    let Some(href) = tree.attribute(node, "href").map(str::trim) else { continue };
                    let before = href.split_once('#').map_or(href, |(before, _)| before);
                    let href = if own.contains(before) { &href[before.len()..] } else { href };
                    if let Some(to) = found.place(path, href) {
                        found.links.push(Link { from: node, to });
                        found.by_node.insert(node, to);
                    } else if file(path, href).is_some_and(|file| unread.contains(&*file)) {
                        found.onward.insert(node);
                    }
                }
                _ => {}
            }
        }
        found
    }

    /// All links that lead to a place of the tree.
    pub(in crate::read) fn links(&self) -> &[Link] {
        &self.links
    }

    /// Where a link leads.
    pub(in crate::read) fn target(&self, link: Node) -> Option<Node> {
        self.by_node.get(&link).copied()
    }

    /// Whether a link leads to a page of the book that is not in the tree yet.
    pub(in crate::read) fn leads_on(&self, link: Node) -> bool {
        self.onward.contains(&link)
    }

    /// What stands at `href`, as a page at `path` has it.
    pub(in crate::read) fn place(&self, path: &str, href: &str) -> Option<Node> {
        let file = self.moved(file(path, href)?);
        let id = href.trim().split_once('#').map_or("", |(_, id)| id);
        if id.is_empty() {
            return self.places.get(&file).copied();
        }
        let exact = self.places.get(&format!("{file}#{id}"));
        exact.or_else(|| self.places.get(&format!("{file}#{}", unescape(id)))).copied()
    }

    /// The path of a file where the book has it: files are moved from folder to folder, and links
    /// are not always told.
    fn moved(&self, file: String) -> String {
        if self.places.contains_key(&file) {
            return file;
        }
        let name = file.rsplit('/').next().unwrap_or(&file);
        self.names.get(name).cloned().flatten().unwrap_or(file)
    }

    /// The addresses of a page itself, which stand before the `#id` of its links: browsers write them
    /// when they save it, and wikis their own path. Of whole addresses that is the one that most
    /// often stands before an id that the page has; of paths each that stands before several ids, and
    /// before none that the page has not.
    fn own_addresses<'t>(&self, tree: &'t Tree) -> HashSet<&'t str> {
        let mut counts: HashMap<&str, (HashSet<&str>, usize)> = HashMap::new();
        let mut pages = 0;
        for node in tree.all() {
            pages += usize::from(tree.name(node) == PAGE);
            if tree.name(node) != "a" {
                continue;
            }
            let href = tree.attribute(node, "href").unwrap_or("").trim();
            let Some((before, id)) = href.split_once('#').filter(|(before, _)| !before.is_empty())
            else {
                continue;
            };
            let (ids, missing) = counts.entry(before).or_default();
            // An id that a link bears itself is rather that of another page’s link.
            let known = |id: &str| {
                self.places.get(&format!("#{id}")).is_some_and(|&to| !tree.encloses(to, node))
            };
            if known(id) || known(&unescape(id)) {
                ids.insert(id);
            } else {
                *missing += usize::from(!id.is_empty());
            }
        }
        // The files of a book are known by their paths.
        let paths = counts.iter().filter(|&(before, (ids, missing))| {
            pages == 1 && !has_scheme(before) && *missing == 0 && ids.len() > 1
        });
        let mut own: HashSet<&str> = paths.map(|(&before, _)| before).collect();
        let whole = counts.into_iter().filter(|(before, _)| has_scheme(before));
        let most = whole.max_by_key(|(before, (ids, _))| (ids.len(), *before));
        own.extend(most.filter(|(_, (ids, _))| ids.len() > 1).map(|(before, _)| before));
        own
    }
}

/// The path of the file that `href` leads to, as a page at `path` has it. `None` where it leads
/// nowhere, or out of the book.
fn file(path: &str, href: &str) -> Option<String> {
    let href = href.trim();
    if href.is_empty() || href == "#" || has_scheme(href) {
        return None;
    }
    let file = href.split(['#', '?']).next().unwrap_or(href);
    Some(if file.is_empty() { path.to_owned() } else { join(path, &unescape(file)) })
}

/// Whether an address begins with a scheme such as `https:` (RFC 3986, 3.1), or names a host.
pub(crate) fn has_scheme(address: &str) -> bool {
    let scheme = |c: char| c.is_ascii_alphanumeric() || "+-.".contains(c);
    address.starts_with("//")
        || address.split_once(':').is_some_and(|(before, _)| {
            before.len() > 1
                && before.starts_with(|c: char| c.is_ascii_alphabetic())
                && before.chars().all(scheme)
        })
}

/// The path of `file` as the page at `page` has it. It never leads out of the book.
pub(in crate::read) fn join(page: &str, file: &str) -> String {
    let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
    let whole = if file.starts_with('/') { file.to_owned() } else { format!("{folder}/{file}") };
    let mut parts: Vec<&str> = Vec::new();
    for part in whole.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Undoes `%20` and its like; what is no such escape stays.
pub(crate) fn unescape(address: &str) -> String {
    let bytes = address.as_bytes();
    let mut plain = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = |byte: u8| char::from(byte).to_digit(16).map(|digit| digit as u8);
        let escaped = (bytes[at] == b'%')
            .then(|| Some((hex(*bytes.get(at + 1)?)?, hex(*bytes.get(at + 2)?)?)))
            .flatten();
        match escaped {
            Some((high, low)) => {
                plain.push(high * 16 + low);
                at += 3;
            }
            None => {
                plain.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(plain).unwrap_or_else(|_| address.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_in_the_book() {
        let cases = [
            ("text/a.xhtml", "b.xhtml", "text/b.xhtml"),
            ("text/a.xhtml", "../notes.xhtml", "notes.xhtml"),
            ("a.xhtml", "../../../etc/passwd", "etc/passwd"),
            ("text/a.xhtml", "/b.xhtml", "b.xhtml"),
            ("", "b.xhtml", "b.xhtml"),
        ];
        for (page, file, path) in cases {
            assert_eq!(join(page, file), path, "{page} {file}");
        }
        assert_eq!(unescape("a%20b%zz%"), "a b%zz%");
    }

    #[test]
    fn schemes_are_told_from_paths() {
        for address in ["https://x.org/a", "mailto:a@b", "//x.org"] {
            assert!(has_scheme(address), "{address}");
        }
        for address in ["a/b:c.html", "#a:b", "b.html", "c:1"] {
            assert!(!has_scheme(address), "{address}");
        }
    }
}
