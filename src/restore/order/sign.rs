//! Signs by which two pieces follow one another, apart from their sentences: headings and items, the
//! entries of a bibliography, the numbers of notes and pages.

use crate::language::sentence::{End, Start};
use crate::restore::lines::Sort;
use crate::restore::order::piece::{Piece, Side};
use crate::restore::weights::Weights;

/// How well a heading follows what ends a piece.
pub(super) fn before_heading(left: &Side<'_>, weights: &Weights) -> f32 {
    match left.end {
        _ if left.sort == Sort::Heading => 0.0,
        End::Stop => weights.heading_after_stop,
        End::Announcing => weights.heading_after_colon,
        End::Open if left.sort == Sort::Item => 0.0,
        End::Open => weights.heading_after_open,
        End::Broken => weights.heading_after_broken,
    }
}

/// How well an item of a list follows what ends a piece.
pub(super) fn before_item(left: &Side<'_>, weights: &Weights) -> f32 {
    match left.end {
        End::Broken if left.sort == Sort::Item => weights.item_after_broken_item,
        _ if left.sort == Sort::Item => weights.item_after_item,
        End::Stop => weights.item_after_stop,
        End::Announcing => weights.item_after_colon,
        End::Open => weights.item_after_open,
        End::Broken => weights.item_after_broken,
    }
}

/// How well one entry of a bibliography follows another by their addresses: an entry ends with its
/// own, and the next begins with a name. `None` where these say nothing.
pub(super) fn between_entries(left: &Side<'_>, right: &Side<'_>, weights: &Weights) -> Option<f32> {
    Some(match (left.address.0, right.address.1) {
        (true, false) if left.end == End::Broken => broken_address(right.words, weights),
        (true, true) => weights.address_after_address,
        (true, false) if right.start != Start::Sentence => weights.middle_after_address,
        (true, false) if left.line_set => {
            if right.opens_entry {
                weights.entry_after_address
            } else {
                weights.other_after_address
            }
        }
        (false, true) if left.end == End::Stop => weights.address_after_stop,
        _ if left.end == End::Open && right.opens_entry => weights.entry_after_open,
        _ => return None,
    })
}

/// How well words go on with an address that breaks off at its hyphen.
fn broken_address(right: &str, weights: &Weights) -> f32 {
    let first = right.split_whitespace().next().unwrap_or("");
    let inner = first.trim_end_matches('.').contains(['.', '/', '_', '=']);
    if inner || first.contains(|c: char| c.is_ascii_digit()) {
        weights.broken_address_goes_on
    } else {
        weights.broken_address_lost
    }
}

/// Note numbers rise by one from page to page, or begin again at 1. A note may have been missed,
/// so that a small gap speaks for two pages too.
pub(super) fn notes(left: &Piece<'_>, right: &Piece<'_>, weights: &Weights) -> f32 {
    match (left.notes, right.notes) {
        (Some((_, last)), Some((first, _))) if first == last + 1 => weights.notes_follow,
        (Some(_), Some((1, _))) => 0.0,
        (Some((_, last)), Some((first, _))) if first > last => match first - last {
            2 => weights.notes_miss_one,
            3 => weights.notes_miss_two,
            _ => weights.notes_miss_more,
        },
        (Some(_), Some(_)) => weights.notes_fall,
        _ => 0.0,
    }
}

/// Page numbers rise by one from page to page; `apart` is how many pages on the other lies, for the
/// opening of a chapter may carry none.
pub(super) fn numbers(left: u32, right: u32, apart: u32, weights: &Weights) -> f32 {
    if right > left && right - left == apart {
        weights.folio_follows
    } else if right > left {
        weights.folio_rises
    } else {
        weights.folio_falls
    }
}

/// Entries of a bibliography stand in the order of the alphabet.
pub(super) fn alphabet(left: &Side<'_>, right: &Side<'_>, weights: &Weights) -> f32 {
    let goes_on = matches!(left.end, End::Open | End::Broken);
    match (&left.key, if goes_on { &right.inner_key } else { &right.key }) {
        (Some(before), Some(after)) if before <= after => weights.alphabet_rises,
        (Some(_), Some(_)) => weights.alphabet_falls,
        _ => 0.0,
    }
}
