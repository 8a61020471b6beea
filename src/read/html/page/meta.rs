//! What a page says of itself: `<title>`, `<meta>` of libraries and journals, `lang`.

use crate::doc::Metadata;
use crate::read::html::tree::element::heading_level;
use crate::read::html::tree::{Node, Tree};

/// Reads the metadata of a page; `root` holds its text.
pub(super) fn read(tree: &Tree, page: Node, root: Node) -> Metadata {
    let mut found = Metadata::default();
    let mut titles: [Option<String>; 3] = Default::default();
    let mut authors: Vec<(u8, String)> = Vec::new();
    let mut dates: Vec<(u8, String)> = Vec::new();
    for node in tree.within(page) {
        match tree.name(node) {
            "title" if titles[2].is_none() && !in_picture(tree, node) => {
                titles[2] = words(tree.content(node));
            }
            "html" | "body" => {
                let language = tree.attribute(node, "lang").or(tree.attribute(node, "xml:lang"));
                found.language = found.language.or(language.and_then(words));
            }
            "meta" => {
                let name = ["name", "property", "http-equiv", "itemprop"];
                let name = name.iter().find_map(|name| tree.attribute(node, name));
                let (Some(name), Some(value)) =
                    (name, tree.attribute(node, "content").and_then(words))
                else {
                    continue;
                };
                let name = name.to_ascii_lowercase();
                let name =
                    name.strip_prefix("dcterms.").map_or(name.clone(), |n| format!("dc.{n}"));
                match name.as_str() {
                    "citation_title" | "dc.title" => titles[0] = titles[0].take().or(Some(value)),
                    "og:title" => titles[1] = Some(value),
                    "citation_author" => authors.push((0, value)),
                    "dc.creator" | "dc.creator.personalname" => authors.push((1, value)),
                    "author" => authors.push((2, value)),
                    "article:author" if !value.contains("://") => authors.push((3, value)),
                    "citation_publication_date" | "citation_date" => dates.push((0, value)),
                    "dc.date" | "dc.date.issued" | "dc.issued" => dates.push((1, value)),
                    "date" | "article:published_time" => dates.push((2, value)),
                    "dc.language" | "citation_language" | "content-language" => {
                        found.language = found.language.or(Some(value));
                    }
                    _ => more(&mut found, &name, value),
                }
            }
            _ => {}
        }
    }
    // The best source of authors, all that it names.
    let best = authors.iter().map(|&(rank, _)| rank).min();
    for (_, author) in authors.into_iter().filter(|&(rank, _)| Some(rank) == best) {
        if !found.authors.contains(&author) {
            found.authors.push(author);
        }
    }
    dates.sort_by_key(|&(rank, _)| rank);
    found.date = dates.into_iter().next().map(|(_, date)| date);
    found.title = title(tree, page, root, titles);
    found
}

/// The elements that give title, authors and date above the text, as pandoc writes them. They are
/// metadata, and what of them the page does not say elsewhere is taken over.
pub(super) fn title_block(tree: &Tree, page: Node, found: &mut Metadata) -> Vec<Node> {
    let titled =
        |node: Node| tree.has_class(node, &["title"]) && heading_level(tree.name(node)).is_some();
    // Anything may be called a header.
    let block = |node: &Node| match tree.attribute(*node, "id") {
        Some("title-block-header") => true,
        Some("header") => tree.children(*node).any(titled),
        _ => false,
    };
    let Some(block) = tree.within(page).find(block) else { return Vec::new() };
    let mut taken = Vec::new();
    for node in tree.children(block) {
        let Some(words) = words(tree.content(node)) else { continue };
        let known = if tree.has_class(node, &["title"]) {
            *found.title.get_or_insert_with(|| words.clone()) == words
        } else if tree.has_class(node, &["author"]) {
            if !found.authors.contains(&words) {
                found.authors.push(words);
            }
            true
        } else if tree.has_class(node, &["subtitle"]) {
            found.more.push(("subtitle".to_owned(), words));
            true
        } else if tree.has_class(node, &["date"]) {
            // As printed, where the page elsewhere says it for machines.
            found.date = Some(words);
            true
        } else {
            false
        };
        taken.extend(known.then_some(node));
    }
    taken
}

/// The title of a page: what a library would file it under, else its first heading where the
/// `<title>`, which has the name of the site besides, holds it.
fn title(tree: &Tree, page: Node, root: Node, titles: [Option<String>; 3]) -> Option<String> {
    let [filed, shared, shown] = titles;
    if filed.is_some() {
        return filed;
    }
    let heading = heading_of(tree, page, root).and_then(|node| words(tree.content(node)));
    match (shared.or(shown), heading) {
        (Some(title), Some(heading)) if names(&title, &heading) => Some(heading),
        (Some(title), _) => Some(title),
        (None, heading) => heading,
    }
}

/// Whether a `<title>` is a heading and the name of a site, parted by a sign.
fn names(title: &str, heading: &str) -> bool {
    let sign = |c: char| "-–—|·•:»«›‹/(~,".contains(c);
    let before = |rest: &str| rest.is_empty() || rest.trim_end().ends_with(sign);
    let after = |rest: &str| rest.is_empty() || rest.trim_start().starts_with(sign);
    title
        .match_indices(heading)
        .any(|(at, _)| before(&title[..at]) && after(&title[at + heading.len()..]))
}

/// The heading of the highest level: in the text, or the last before it. Many sites set it above
/// the element that holds the text.
pub(super) fn heading_of(tree: &Tree, page: Node, root: Node) -> Option<Node> {
    let highest = |node: &Node| heading_level(tree.name(*node)) == Some(1);
    let before = || tree.within(page).take_while(|&node| node < root).filter(highest).last();
    tree.within(root).find(highest).or_else(before)
}

/// Keeps what else journals and libraries say; what is for browsers and search engines goes.
fn more(found: &mut Metadata, name: &str, value: String) {
    let known =
        ["description", "keywords", "publisher", "rights", "copyright", "abstract", "source"];
    let key = name.strip_prefix("citation_").or(name.strip_prefix("dc."));
    let key = key.or_else(|| known.contains(&name).then_some(name));
    let urls = key.is_some_and(|key| key.ends_with("_url") || key == "reference");
    if let Some(key) = key.filter(|_| !urls) {
        found.more.push((key.to_owned(), value));
    }
}

fn in_picture(tree: &Tree, node: Node) -> bool {
    tree.ancestors(node).any(|outer| tree.name(outer) == "svg")
}

/// Words with single spaces; `None` if there are none.
fn words(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}
