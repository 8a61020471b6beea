//! Signs by which two pieces follow one another, apart from their sentences: the entries of a
//! bibliography, the numbers of notes and pages.

use crate::language::prose::sentence::End;
use crate::restore::order::piece::{Piece, Side};
use crate::restore::weights::Weights;

/// How well one entry of a bibliography follows another by their addresses: an entry ends with its
/// own, and the next begins with a name. `None` where these say nothing.
pub(super) fn between_entries(left: &Side<'_>, right: &Side<'_>, weights: &Weights) -> Option<f32> {
    match (left.address.0, right.address.1) {
        (true, true) => Some(weights.address_after_address),
        (true, false) if left.end == End::Broken => None,
        (true, false) if right.opens_entry => Some(weights.entry_after_address),
        (true, false) => Some(weights.other_after_address),
        _ => None,
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
            3 => 0.0,
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
        0.0
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
