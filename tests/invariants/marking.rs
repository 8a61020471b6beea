//! What becomes of marks when a reader changes them, as a session keeps them.

#![allow(unreachable_pub, reason = "each test uses its part")]

use std::sync::atomic::{AtomicUsize, Ordering};

use ibid::anchor::{Anchor, Whereabouts};
use ibid::app::{App, Marking};
use ibid::doc::Span;
use ibid::marks::{Annotation, Placed};

/// The marks of the text on the screen after a change.
pub fn kept(app: &App, marking: &Marking) -> Vec<Placed> {
    static MADE: AtomicUsize = AtomicUsize::new(0);
    let mut marks = app.marks().to_vec();
    let text = &app.text().document.text;
    let placed = |annotation: Annotation, span| Placed {
        annotation,
        at: Whereabouts::At(span),
        carried: false,
    };
    let of = |mark: &Placed, id: &String| mark.annotation.id == *id;
    match marking.clone() {
        Marking::New { span, colour, remark } => {
            let id = format!("mark-{}", MADE.fetch_add(1, Ordering::Relaxed));
            let anchor = Anchor::of(text, span);
            let made = Annotation { id, anchor, colour, remark, ..Annotation::default() };
            marks.push(placed(made, span));
        }
        Marking::Change { id, colour, remark } => {
            for mark in marks.iter_mut().filter(|mark| of(mark, &id)) {
                (mark.annotation.colour, mark.annotation.remark) = (colour, remark.clone());
            }
        }
        Marking::Move { id, span } => {
            for mark in marks.iter_mut().filter(|mark| of(mark, &id)) {
                mark.annotation.anchor = Anchor::of(text, span);
                mark.at = Whereabouts::At(span);
            }
        }
        Marking::Remove(id) => marks.retain(|mark| !of(mark, &id)),
        Marking::BringBack(mark) => {
            let span = Span::new(mark.anchor.start, mark.anchor.start + mark.anchor.exact.len());
            marks.push(placed(*mark, span));
        }
        // What is offered comes from other texts, and here is one alone.
        Marking::TakeOver(_) => {}
    }
    marks.sort_by_key(|mark| mark.at.span().map(|span| span.start));
    marks
}
