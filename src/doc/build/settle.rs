//! Settling: what marks mean, once every note and every name of the text is known.

use std::collections::HashMap;

use super::flow::RawMark;
use super::order::NoteOrder;
use crate::doc::{Diagnostic, Document, Kind, Mark, MarkKind, Place, Problem, Span, Target};

/// Resolves links and note references, drops marks that cover nothing, and sorts the rest.
pub(super) fn marks(
    document: &mut Document,
    raw: impl Iterator<Item = RawMark>,
    anchors: &HashMap<&str, Place>,
    order: &NoteOrder,
) {
    for mark in raw {
        let span = Span::new(mark.start, mark.end.unwrap_or(mark.start));
        let kind = match (mark.kind, mark.anchor) {
            (MarkKind::NoteReference { label, .. }, key) => {
                order.reference(key.as_deref().unwrap_or(&label), &label)
            }
            (kind, Some(anchor)) => match find_anchor(anchors, &anchor) {
                Some(place) => MarkKind::Link(Target::Place(place)),
                None => {
                    document.diagnostics.push(Diagnostic {
                        kind: Problem::LinkWithoutTarget,
                        place: span.start,
                        what: format!("The link leads to “#{anchor}”, which is not in the text."),
                    });
                    kind
                }
            },
            (kind, None) => kind,
        };
        let covers_nothing = match kind {
            MarkKind::NoteReference { .. } | MarkKind::Page { .. } => true,
            // A figure may have no words.
            MarkKind::Image(_) => {
                let block = document.block_at(span.start).map(|at| &document.blocks[at].kind);
                block == Some(&Kind::Figure)
            }
            _ => false,
        };
        if span.is_empty() && !covers_nothing {
            continue;
        }
        document.marks.push(Mark { span, kind });
    }
    document.marks.sort_by_key(|mark| (mark.span.start, std::cmp::Reverse(mark.span.end)));
}

/// The place a link of the text leads to, whose address may be percent-encoded (RFC 3986, 2.1).
fn find_anchor(anchors: &HashMap<&str, Place>, name: &str) -> Option<Place> {
    if let Some(&place) = anchors.get(name) {
        return Some(place);
    }
    let mut parts = name.split('%');
    let mut decoded = parts.next()?.as_bytes().to_vec();
    for part in parts {
        decoded.push(u8::from_str_radix(part.get(..2)?, 16).ok()?);
        decoded.extend(&part.as_bytes()[2..]);
    }
    anchors.get(std::str::from_utf8(&decoded).ok()?).copied()
}
