//! How long pages are, in bytes.

use crate::restore::order::piece::Piece;

/// The length of a usual page, in bytes: the median of what lies between certain page ends.
pub(super) fn page_size(pieces: &[Piece<'_>]) -> f32 {
    let mut pages: Vec<usize> = Vec::new();
    for piece in pieces {
        match pages.last_mut() {
            Some(page) if !piece.hard => *page += piece.size,
            _ => pages.push(piece.size),
        }
    }
    pages.sort_unstable();
    pages.get(pages.len() / 2).map_or(1.0, |&size| size.max(1) as f32)
}

/// The length of a full page of those that are set line by line, in bytes. Such pages hold the same
/// number of lines, so that the runs of them between other pages are that length, or twice, or
/// three times: the length that fits all of them best. `usual` is the length of a usual page.
pub(super) fn line_page(pieces: &[Piece<'_>], usual: f32) -> Option<f32> {
    let mut runs: Vec<f32> = Vec::new();
    let mut open = false;
    for piece in pieces {
        let set = piece.begins.as_ref().is_some_and(|side| side.line_set);
        match runs.last_mut() {
            Some(run) if set && open && !piece.hard => *run += piece.size as f32,
            _ if set => runs.push(piece.size as f32),
            _ => {}
        }
        open = set;
    }
    runs.retain(|&run| run > usual / 2.0);
    let misfit = |length: f32| -> f32 {
        let fits = |run: &f32| (run / length - (run / length).round().max(1.0)).abs();
        runs.iter().map(fits).sum()
    };
    let lengths = runs.iter().flat_map(|run| (1..=6).map(move |pages| run / pages as f32));
    lengths
        .filter(|length| (usual * 0.6..usual * 1.4).contains(length))
        .min_by(|a, b| misfit(*a).total_cmp(&misfit(*b)))
        .filter(|&length| runs.len() > 2 && misfit(length) < 0.15 * runs.len() as f32)
}
