//! Articles as Distill makes them: `d-footnote` or `dt-fn` in the sentence, `d-cite` or `dt-cite` with
//! the keys of what it cites, and the sources in the page, as BibTeX in a script or as a list that
//! was made of it. A program in the page makes notes and citations of them when it is shown.

use crate::read::html::tree::address::has_scheme;
use crate::read::html::tree::{Node, Tree};

/// Whether an element is a note that stands in its sentence.
pub(in crate::read::html) fn is_note(tree: &Tree, node: Node) -> bool {
    matches!(tree.name(node), "d-footnote" | "dt-fn" | "dt-footnote")
}

/// Whether an element is the number that a program in the page has set in such a note.
pub(in crate::read::html) fn is_mark(tree: &Tree, node: Node) -> bool {
    tree.name(node) == "sup"
        && tree.attribute(node, "data-hover-ref").is_some()
        && tree.parent(node).is_some_and(|note| is_note(tree, note))
}

/// Whether an element is the list that a program in the page has made of such notes.
pub(in crate::read::html) fn is_list_of_notes(tree: &Tree, node: Node) -> bool {
    matches!(tree.name(node), "d-footnote-list" | "dt-fn-container")
}

/// The keys an element cites.
pub(in crate::read::html) fn keys(tree: &Tree, node: Node) -> Vec<&str> {
    if !matches!(tree.name(node), "d-cite" | "dt-cite") {
        return Vec::new();
    }
    let keys = ["key", "bibtex-key", "data-key"].iter().find_map(|name| tree.attribute(node, name));
    let keys = keys.unwrap_or("").split([',', ' ', '\n', '\t']).map(str::trim);
    keys.filter(|key| !key.is_empty()).collect()
}

/// The files of sources that a page names beside itself.
pub(in crate::read::html) fn files(tree: &Tree) -> Vec<String> {
    let named =
        tree.all().filter(|&node| matches!(tree.name(node), "d-bibliography" | "dt-bibliography"));
    let files = named.filter_map(|node| tree.attribute(node, "src").map(str::trim));
    // A reader takes nothing from the web by itself.
    files.filter(|file| !file.is_empty() && !has_scheme(file)).map(str::to_owned).collect()
}

/// The sources that stand in a page, as files of their own, by name; none where the page has the list
/// too that was made of them.
pub(in crate::read::html) fn sources(tree: &Tree) -> Vec<(String, String)> {
    let listed = |node: Node| {
        matches!(tree.name(node), "d-citation-list" | "dt-citation-list")
            && tree.within(node).any(|inner| tree.name(inner) == "li")
    };
    if tree.all().any(listed) {
        return Vec::new();
    }
    let scripts = tree.all().filter(|&node| tree.name(node) == "script");
    let bibliographies = scripts.filter(|&node| {
        let kind = tree.attribute(node, "type").unwrap_or("").to_ascii_lowercase();
        let inside = || {
            let mut around = tree.ancestors(node).take(2);
            around.any(|outer| matches!(tree.name(outer), "d-bibliography" | "dt-bibliography"))
        };
        matches!(&*kind, "text/bibtex" | "text/bibliography" | "application/x-bibtex") || inside()
    });
    let named = |node: Node| ("the page".to_owned(), tree.content(node).to_owned());
    let files = bibliographies.map(named);
    files.filter(|(_, source)| source.contains('{')).collect()
}
