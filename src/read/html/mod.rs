//! HTML → document: saved pages and pages written by hand, and the chapters of EPUBs.
//!
//! ```text
//! source ─tree→ Tree, Addresses ─notes→ Plan ─page→ article ─walk→ Builder
//! ```
//!
//! A whole book is one [`tree`], so that a link from a chapter to its notes in another file is a
//! link like any other. The [`notes`] are found in that tree before a word is read, because a
//! note is known by what refers to it as much as by what it is.

mod conventions;
mod distill;
pub(in crate::read) mod notes;
mod page;
mod shown;
pub(in crate::read) mod tree;
pub(in crate::read) mod walk;

pub(in crate::read) use page::read;

use tree::element;

/// Whether a source that begins with `opening` is HTML, by what it holds. `called` says that its
/// name claims so; then any tag of HTML will do.
pub(super) fn is_html(opening: &str, called: bool) -> bool {
    let mut rest = opening.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    // A declaration and comments may stand before the first tag.
    loop {
        let skip = if rest.starts_with("<?") {
            rest.find("?>").map(|at| at + 2)
        } else if rest.starts_with("<!--") {
            rest.find("-->").map(|at| at + 3)
        } else {
            None
        };
        match skip {
            Some(skip) => rest = rest[skip..].trim_start(),
            None => break,
        }
    }
    let begins =
        |sign: &str| rest.get(..sign.len()).is_some_and(|head| head.eq_ignore_ascii_case(sign));
    if ["<!doctype html", "<html", "<head>", "<body"].iter().any(|sign| begins(sign)) {
        return true;
    }
    if !called {
        return false;
    }
    let tags = opening.match_indices('<').map(|(at, _)| {
        let name = opening[at + 1..].trim_start_matches('/');
        let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(0);
        name[..end].to_ascii_lowercase()
    });
    tags.take(100).any(|tag| {
        element::is_block(&tag) || element::is_void(&tag) || element::is_formatting(&tag)
    })
}

#[cfg(test)]
mod tests {
    use super::is_html;

    #[test]
    fn tells_html_from_text() {
        let pages = [
            "<!DOCTYPE html>\n<p>",
            "\u{feff}<?xml version='1.0'?>\n<!-- saved -->\n<html xmlns='x'>",
            "<HTML>",
        ];
        for page in pages {
            assert!(is_html(page, false), "{page}");
        }
        for text in ["# Title\n\n<div>x</div>", "Of <html> and others", "", "<p align=center>"] {
            assert!(!is_html(text, false), "{text}");
        }
        assert!(is_html("\n<p>\nMy\n", true));
        assert!(!is_html("a < b and c > d", true));
    }
}
