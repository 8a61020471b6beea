//! Where lists of sources stand: small type and counted entries are theirs there, and no notes.

use crate::language::heading::heads_sources;
use crate::restore::by_place::line::part::Part;
use crate::restore::by_place::line::stand::Stand;

/// For each line, whether it stands below the heading of a list of sources, up to the next heading of
/// that size. Running heads end none.
pub(in crate::restore::by_place) fn below_headings(
    stand: &Stand<'_, '_>,
    parts: &[Part],
) -> Vec<bool> {
    let mut under: Option<i32> = None;
    (0..stand.at.len())
        .map(|at| {
            let size = stand.at[at].size;
            let display = stand.is_large(at) || stand.at[at].bold || stand.gap_around(at);
            if display && heads_sources(stand.words(at)).is_some() {
                under = Some(size);
                return false;
            }
            if stand.is_large(at) && !parts[at].leaves() && under.is_some_and(|under| size >= under)
            {
                under = None;
            }
            under.is_some()
        })
        .collect()
}
