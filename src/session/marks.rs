//! The marks of the text on the screen: what the reader wishes done to them is done, and given back.

use std::hash::{BuildHasher, RandomState};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use super::Session;
use crate::anchor::{Anchor, Whereabouts};
use crate::app::{Input, Marking};
use crate::marks::{Annotation, Placed};

impl Session {
    /// Changes the marks of the text on the screen.
    pub(super) fn mark(&mut self, marking: Marking) {
        let text = Arc::clone(self.app.text());
        let mut marks = self.app.marks().to_vec();
        let modified = now();
        match marking {
            Marking::New { span, colour, remark } => marks.push(Placed {
                annotation: Annotation {
                    id: new_id(),
                    anchor: Anchor::of(&text.document.text, span),
                    colour,
                    remark,
                    created: modified,
                    modified,
                    ..Annotation::default()
                },
                at: Whereabouts::At(span),
            }),
            Marking::Change { id, colour, remark } => {
                for mark in marks.iter_mut().filter(|mark| mark.annotation.id == id) {
                    mark.annotation.colour = colour;
                    mark.annotation.remark.clone_from(&remark);
                    mark.annotation.modified = modified;
                }
            }
            Marking::Move { id, span } => {
                for mark in marks.iter_mut().filter(|mark| mark.annotation.id == id) {
                    mark.annotation.anchor = Anchor::of(&text.document.text, span);
                    mark.annotation.modified = modified;
                    mark.at = Whereabouts::At(span);
                }
            }
            Marking::Remove(id) => marks.retain(|mark| mark.annotation.id != id),
            Marking::BringBack(annotation) => {
                let start = annotation.anchor.start;
                let span = crate::doc::Span::new(start, start + annotation.anchor.exact.len());
                marks.push(Placed { annotation: *annotation, at: Whereabouts::At(span) });
            }
        }
        marks.sort_by_key(|mark| mark.at.span().map(|span| span.start));
        self.app.update(Input::Marks { of: text, marks });
    }
}

/// Milliseconds since 1970.
fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}

/// A random UUID (RFC 9562, version 4).
fn new_id() -> String {
    let (a, b) = (RandomState::new().hash_one(1), RandomState::new().hash_one(2));
    let (b, variant) = (b & 0x0fff_ffff_ffff_ffff, 0x8 | (b >> 62));
    format!(
        "{:08x}-{:04x}-4{:03x}-{variant:x}{:03x}-{:012x}",
        a >> 32,
        (a >> 16) & 0xffff,
        a & 0xfff,
        b >> 48,
        b & 0xffff_ffff_ffff
    )
}
