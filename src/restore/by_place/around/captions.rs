//! Captions of figures and tables: what begins as one, apart from the text or in smaller type, as far
//! as its lines stand together.

use crate::doc::Tag;
use crate::language::heading::opens_caption;
use crate::restore::by_place::line::part::Part;
use crate::restore::by_place::line::stand::Stand;

/// The most lines of a caption.
const LINES: usize = 30;

/// Finds the captions among the lines of the body.
pub(in crate::restore::by_place) fn find(
    stand: &Stand<'_, '_>,
    columns: &[Vec<usize>],
    parts: &mut [Part],
) {
    for column in columns {
        let mut index = 0;
        while index < column.len() {
            let at = column[index];
            if parts[at] != Part::Body || !opens(stand, column, index) {
                index += 1;
                continue;
            }
            let tagged = |at: usize| stand.at[at].tag == Some(Tag::Caption);
            let goes_on = |pair: &&[usize]| {
                stand.same_size(pair[0], pair[1])
                    && !stand.gap(pair[0], pair[1], 135)
                    && tagged(pair[0]) == tagged(pair[1])
                    && !opens_caption(stand.words(pair[1]))
            };
            let count = 1 + column[index..].windows(2).take(LINES).take_while(goes_on).count();
            for &at in &column[index..index + count] {
                parts[at] = Part::Caption;
            }
            index += count;
        }
    }
}

/// Whether a caption begins with a line.
fn opens(stand: &Stand<'_, '_>, column: &[usize], index: usize) -> bool {
    let at = column[index];
    if stand.at[at].tag == Some(Tag::Caption) {
        return true;
    }
    let above = index.checked_sub(1).map(|above| column[above]);
    let apart = above.is_none_or(|above| {
        stand.gap(above, at, 130) || !stand.same_size(above, at) || stand.at[above].drawn
    });
    opens_caption(stand.words(at)) && (apart || stand.at[at].ruled)
}
