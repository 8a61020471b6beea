//! What a new mark and a new file of marks begin with: an id, a moment, and what the text says of itself.

use std::hash::{BuildHasher, RandomState};
use std::time::{SystemTime, UNIX_EPOCH};

use crate::anchor::Anchor;
use crate::doc::Span;
use crate::marks::{About, Annotation, uuid};
use crate::text::Text;

/// How many letters of a heading are kept with a mark.
const HEADING: usize = 300;

/// Puts a mark on words of a text: they, the heading of their section, and their printed page.
pub(super) fn place(mark: &mut Annotation, text: &Text, span: Span) {
    mark.anchor = Anchor::of(&text.document.text, span);
    let heading: String = text.section_name(span.start).chars().take(HEADING).collect();
    let heading = heading.split_whitespace().collect::<Vec<_>>().join(" ");
    mark.section = (!heading.is_empty()).then_some(heading);
    mark.page = text.page_at(span.start).map(str::to_owned);
}

/// What a text says of the work it is, under a new id.
pub(super) fn about(text: &Text) -> About {
    About { id: new_id(), ..About::of(text) }
}

/// Whether the id of a mark begins as was typed: with or without hyphens, in any case.
pub(super) fn begins_with(id: &str, typed: &str) -> bool {
    let plain = |id: &str| id.replace('-', "").to_ascii_lowercase();
    plain(id).starts_with(&plain(typed))
}

/// Milliseconds since 1970.
pub(super) fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}

/// A random UUID (RFC 9562, version 4).
pub(super) fn new_id() -> String {
    let random = |n: u8| RandomState::new().hash_one((n, now(), std::process::id()));
    uuid(4, (random(1), random(2)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_random_uuids() {
        let ids: std::collections::BTreeSet<String> = (0..1000).map(|_| new_id()).collect();
        assert_eq!(ids.len(), 1000);
        for id in ids {
            let bytes = id.as_bytes();
            assert!(id.len() == 36 && bytes[14] == b'4' && b"89ab".contains(&bytes[19]), "{id}");
            assert!(begins_with(&id, &id[..4]) && begins_with(&id, &id.replace('-', "")[..20]));
        }
    }

    #[test]
    fn a_mark_knows_its_section_and_page() {
        let mut document = crate::read::markdown("a.md", "# One\n\nWords.\n\n# Two\n\nMore words.");
        document.metadata.more.push(("DOI".into(), "10.1/x".into()));
        let text = Text::new(document);
        let start = text.document.text.find("More").unwrap_or_default();
        let mut mark = Annotation::default();
        place(&mut mark, &text, Span::new(start, start + 4));
        assert_eq!((mark.section.as_deref(), &*mark.anchor.exact), (Some("Two"), "More"));
        assert_eq!(about(&text).identifiers, ["doi:10.1/x"]);
    }
}
