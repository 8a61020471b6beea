//! The links of a file as witnesses: they lead to points of a page, and only the words near the point
//! tell to which line.
//!
//! A link whose words are a label, `12`, leads to what begins with that label. Its point may lie a line
//! above, or in the column beside, since a program may only say how high on the page it is.

use crate::doc::{Document, Geometry, Mark, MarkKind, Place, Target};

/// How many lines of text a point is from what it means at most.
const LINES: i32 = 4;

/// `document` with its links led to the lines they mean; `None` where all do already.
pub(in crate::restore::by_place) fn straightened(document: &Document) -> Option<Document> {
    let straight = |mark: &Mark| {
        let MarkKind::Link(Target::Place(place)) = mark.kind else { return None };
        let label = label(document.words(mark.span))?;
        let meant = meant(document, label, place)?;
        (meant != place).then_some(meant)
    };
    let found: Vec<(usize, Place)> = document
        .marks
        .iter()
        .enumerate()
        .filter_map(|(index, mark)| Some((index, straight(mark)?)))
        .collect();
    if found.is_empty() {
        return None;
    }
    let mut document = document.clone();
    for (index, place) in found {
        document.marks[index].kind = MarkKind::Link(Target::Place(place));
    }
    Some(document)
}

/// The number that the words of a link are, without brackets.
fn label(words: &str) -> Option<&str> {
    let bare = words.trim_matches(|c: char| !c.is_alphanumeric());
    let number = !bare.is_empty() && bare.len() <= 4 && bare.chars().all(|c| c.is_ascii_digit());
    number.then_some(bare)
}

/// The place a link with a label means: the line near its point that begins with the label. The point
/// itself where that does, or where no line near by does.
fn meant(document: &Document, label: &str, place: Place) -> Option<Place> {
    let lines = &document.geometry;
    let at = lines.partition_point(|line| line.place <= place).checked_sub(1)?;
    if begins(document, &lines[at], label) {
        return Some(lines[at].place);
    }
    let page = lines[at].page;
    let from = lines.partition_point(|line| line.page < page);
    let near = lines[from..].iter().take_while(|line| line.page <= page + 1).filter(|line| {
        // What stands at the foot of a page may be meant by a point at the head of the next.
        line.page == page
            && (line.baseline - lines[at].baseline).abs() <= LINES * line.size * 6 / 5
            && begins(document, line, label)
    });
    near.min_by_key(|line| (line.baseline - lines[at].baseline).abs()).map(|line| line.place)
}

/// Whether a line begins with a label: `[12]`, `12.`, `¹²`, and no other figure after it.
fn begins(document: &Document, line: &Geometry, label: &str) -> bool {
    let words = document.text[line.place..].trim_start_matches(['[', '(', ' ']);
    let rest = words.strip_prefix(label);
    rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()))
}
