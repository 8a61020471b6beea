//! What a page says of itself: `<title>`, `<meta>` of libraries and journals, `lang`.

use super::element::heading_level;
use super::tree::{Node, Tree};
use crate::doc::Metadata;

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
            "html" => {
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

/// The title of a page: what a library would file it under, else its first heading where the
/// `<title>`, which has the name of the site besides, holds it.
fn title(tree: &Tree, page: Node, root: Node, titles: [Option<String>; 3]) -> Option<String> {
    let [filed, shared, shown] = titles;
    if filed.is_some() {
        return filed;
    }
    let heading = heading_of(tree, page, root).and_then(|node| words(tree.content(node)));
    match (shared.or(shown), heading) {
        (Some(title), Some(heading)) if title.contains(&heading) => Some(heading),
        (Some(title), _) => Some(title),
        (None, heading) => heading,
    }
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
