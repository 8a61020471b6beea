//! The package file of an EPUB: what the book is, which files it has, in which order they are
//! read (EPUB 3.3, package document; OPF 2.0).

use std::collections::{HashMap, HashSet};

use crate::doc::Metadata;
use crate::read::html::tree::address::{join, page, unescape};
use crate::read::html::tree::soup;
use crate::read::html::tree::xml;
use crate::read::html::tree::{Node, Tree};

/// What a package file says.
#[derive(Debug, Default)]
pub(super) struct Package {
    /// Title, authors and the rest.
    pub(super) metadata: Metadata,
    /// The paths of the files of text, in the order they are read: what stands beside the book's
    /// line, `linear="no"`, comes after the rest.
    pub(super) spine: Vec<String>,
    /// The path of the table of contents: a navigation document or an NCX.
    pub(super) contents: Option<String>,
    /// The paths of pages that are tables of contents, which the package calls so.
    pub(super) contents_pages: HashSet<String>,
    /// What the guide of EPUB 2 calls some of the pages, in lower case, and where they are.
    pub(super) guide: Vec<(String, String)>,
}

/// Parses XML, or what was meant to be.
pub(super) fn parse(source: &str) -> (Tree, Node) {
    let mut tree = Tree::default();
    if let Some(root) = xml::plant(&mut tree, page(""), source) {
        return (tree, root);
    }
    let mut tree = Tree::default();
    let root = soup::plant(&mut tree, page(""), source);
    (tree, root)
}

/// The path of the package file, as `META-INF/container.xml` has it.
pub(super) fn path(container: &str) -> Option<String> {
    let (tree, root) = parse(container);
    let mut files = tree.within(root).filter(|&node| tree.name(node) == "rootfile");
    let path = files.find_map(|node| tree.attribute(node, "full-path"))?;
    Some(join("", path))
}

struct Item<'t> {
    path: String,
    media: &'t str,
    properties: &'t str,
    /// What may be read in its place.
    fallback: &'t str,
}

impl Item<'_> {
    /// Whether it is a page of words, or a drawing, which may have some.
    fn is_text(&self) -> bool {
        let path = self.path.to_ascii_lowercase();
        let known =
            ["application/xhtml+xml", "text/html", "text/x-oeb1-document", "image/svg+xml", ""];
        known.contains(&self.media) || path.ends_with("html")
    }
}

/// Reads a package file that lies at `path`.
pub(super) fn read(path: &str, source: &str) -> Package {
    let (tree, root) = parse(source);
    let mut items: HashMap<&str, Item<'_>> = HashMap::new();
    for node in tree.within(root).filter(|&node| tree.name(node) == "item") {
        let attribute = |name| tree.attribute(node, name).unwrap_or("");
        items.entry(attribute("id")).or_insert(Item {
            path: join(path, &unescape(attribute("href"))),
            media: attribute("media-type"),
            properties: attribute("properties"),
            fallback: attribute("fallback"),
        });
    }
    let mut package = Package { metadata: metadata(&tree, root), ..Package::default() };
    spine(&tree, root, &items, &mut package);
    let nav = |item: &&Item<'_>| item.properties.split_whitespace().any(|word| word == "nav");
    let toc = tree.within(root).find_map(|node| match tree.name(node) {
        "spine" => items.get(tree.attribute(node, "toc")?),
        _ => None,
    });
    let ncx = items.values().find(|item| item.media == "application/x-dtbncx+xml");
    let contents = items.values().find(nav);
    package.contents_pages.extend(contents.map(|item| item.path.clone()));
    package.contents = contents.or(toc).or(ncx).map(|item| item.path.clone());
    for node in tree.within(root).filter(|&node| tree.name(node) == "reference") {
        let kind = tree.attribute(node, "type").unwrap_or("").to_ascii_lowercase();
        let href = tree.attribute(node, "href").unwrap_or("");
        let file = join(path, &unescape(href.split('#').next().unwrap_or(href)));
        if kind == "toc" {
            package.contents_pages.insert(file);
        } else {
            package.guide.push((kind, file));
        }
    }
    package
}

/// Lists the files of the spine, each once.
fn spine(tree: &Tree, root: Node, items: &HashMap<&str, Item<'_>>, package: &mut Package) {
    let mut seen = HashSet::new();
    let mut aside = Vec::new();
    for node in tree.within(root).filter(|&node| tree.name(node) == "itemref") {
        let named = tree.attribute(node, "idref").and_then(|id| items.get(id));
        // What is no page has another in its place, or that one has (EPUB 3.3, fallbacks).
        let chain = std::iter::successors(named, |item| {
            items.get(item.fallback).filter(|_| !item.fallback.is_empty())
        });
        let Some(item) = chain.take(8).find(|item| item.is_text()) else { continue };
        if !seen.insert(item.path.as_str()) {
            continue;
        }
        let list = match tree.attribute(node, "linear") {
            Some("no") => &mut aside,
            _ => &mut package.spine,
        };
        list.push(item.path.clone());
    }
    package.spine.append(&mut aside);
}

/// Reads Dublin Core, and what EPUB 3 refines it by.
fn metadata(tree: &Tree, root: Node) -> Metadata {
    let mut found = Metadata::default();
    let mut refined: HashMap<(&str, &str), &str> = HashMap::new();
    for node in tree.within(root).filter(|&node| tree.name(node) == "meta") {
        if let (Some(of), Some(property)) =
            (tree.attribute(node, "refines"), tree.attribute(node, "property"))
        {
            let key = (of.trim_start_matches('#'), property);
            refined.entry(key).or_insert_with(|| tree.content(node).trim());
        }
    }
    let refinement = |node: Node, name: &str| {
        let id = tree.attribute(node, "id").unwrap_or("\0");
        let own = tree.attribute(node, &format!("opf:{name}"));
        own.or_else(|| refined.get(&(id, name)).copied())
    };
    let inside = |node: &Node| tree.ancestors(*node).any(|outer| tree.name(outer) == "metadata");
    for node in tree.within(root).filter(inside) {
        let words: Vec<&str> = tree.content(node).split_whitespace().collect();
        let value = words.join(" ");
        if value.is_empty() || tree.element(node).is_none() {
            continue;
        }
        match tree.name(node) {
            "title" => match refinement(node, "title-type") {
                None | Some("main") if found.title.is_none() => found.title = Some(value),
                kind => found.more.push((kind.unwrap_or("title").to_owned(), value)),
            },
            "creator" => match refinement(node, "role") {
                None | Some("aut") => found.authors.push(value),
                // Standard Ebooks gives an author further roles and names them first.
                Some(_) if refined_as(tree, root, node, "aut") => found.authors.push(value),
                Some(role) => found.more.push((role_name(role).to_owned(), value)),
            },
            "contributor" => {
                let role = refinement(node, "role").map_or("contributor", role_name);
                found.more.push((role.to_owned(), value));
            }
            "date" => {
                let day = value.split_once('T').map_or(value.as_str(), |(day, _)| day).to_owned();
                match refinement(node, "event") {
                    Some("modification" | "creation" | "conversion") => {}
                    _ if found.date.is_some() => found.more.push(("date".to_owned(), day)),
                    _ => found.date = Some(day),
                }
            }
            "language" if found.language.is_none() => found.language = Some(value),
            name @ ("publisher" | "rights" | "subject" | "description" | "source"
            | "identifier" | "language" | "coverage" | "relation") => {
                found.more.push((name.to_owned(), value));
            }
            _ => {}
        }
    }
    found
}

/// Whether any of the roles that refine an element is `role`.
fn refined_as(tree: &Tree, root: Node, node: Node, role: &str) -> bool {
    let Some(id) = tree.attribute(node, "id") else { return false };
    tree.within(root).any(|meta| {
        tree.attribute(meta, "property") == Some("role")
            && tree.attribute(meta, "refines").is_some_and(|of| of.trim_start_matches('#') == id)
            && tree.content(meta).trim() == role
    })
}

/// The commonest of MARC's codes for those who make books, in words.
fn role_name(code: &str) -> &str {
    match code {
        "edt" => "editor",
        "trl" => "translator",
        "ill" => "illustrator",
        "aui" => "introduction by",
        "bkp" => "producer",
        _ => "contributor",
    }
}
