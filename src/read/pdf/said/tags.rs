//! The tags of a tagged PDF: what the program that made it says that its parts are (PDF 32000-1, 14.7
//! and 14.8).

use std::collections::{HashMap, HashSet};

use crate::doc::Tag;
use crate::read::pdf::drawn::marked::ARTIFACT;
use crate::read::pdf::file::{Dictionary, File, Id, Value};

/// The most elements of a structure.
const ELEMENTS: usize = 1 << 20;

/// How deep elements stand in each other.
const DEEP: usize = 64;

/// What the marked content of each page is.
#[derive(Debug, Default)]
pub(in crate::read::pdf) struct Tags {
    tagged: bool,
    /// By page and number, from 1.
    tags: HashMap<(usize, u32), Tag>,
}

impl Tags {
    /// Of a file; nothing where it is not tagged.
    pub(in crate::read::pdf) fn of(file: &File) -> Self {
        let catalog = file.catalog();
        let Some(root) = catalog.dictionary("StructTreeRoot") else { return Self::default() };
        let roles = root.dictionary("RoleMap");
        let mut walk = Walk {
            roles: roles.as_ref(),
            file,
            seen: HashSet::new(),
            left: ELEMENTS,
            tags: HashMap::new(),
        };
        walk.kids(&root, None, None, 0);
        Self { tagged: !walk.tags.is_empty(), tags: walk.tags }
    }

    /// What the marked content of this number is, from 1, on a page.
    pub(in crate::read::pdf) fn tag(&self, page: usize, number: u32) -> Option<Tag> {
        match number {
            0 => None,
            ARTIFACT => self.tagged.then_some(Tag::Artifact),
            number => self.tags.get(&(page, number)).copied(),
        }
    }
}

struct Walk<'r, 'f> {
    roles: Option<&'r Dictionary<'f>>,
    file: &'r File,
    seen: HashSet<Id>,
    left: usize,
    tags: HashMap<(usize, u32), Tag>,
}

impl<'f> Walk<'_, 'f> {
    /// Walks what stands in an element of this tag, on this page.
    fn kids(&mut self, of: &Dictionary<'f>, tag: Option<Tag>, page: Option<usize>, depth: usize) {
        for (id, kid) in of.list("K") {
            if self.left == 0 || depth > DEEP {
                return;
            }
            self.left -= 1;
            match kid {
                Value::Number(number) => self.mark(page, number, tag),
                // One that is there again is in itself.
                Value::Dictionary(_) if id.is_some_and(|id| !self.seen.insert(id)) => {}
                Value::Dictionary(kid) => self.kid(&kid, tag, page, depth),
                _ => {}
            }
        }
    }

    fn kid(&mut self, kid: &Dictionary<'f>, tag: Option<Tag>, page: Option<usize>, depth: usize) {
        let own = kid.reference("Pg").and_then(|id| self.file.numbers.get(&id).copied());
        let page = own.or(page);
        match kid.number("MCID") {
            Some(number) => self.mark(page, number, tag),
            None => {
                let tag = self.element(kid).map_or(tag, |own| Some(within(tag, own)));
                self.kids(kid, tag, page, depth + 1);
            }
        }
    }

    fn mark(&mut self, page: Option<usize>, number: f64, tag: Option<Tag>) {
        if let (Some(page), Some(tag)) = (page, tag)
            && number >= 0.0
        {
            self.tags.insert((page, (number as u32).saturating_add(1)), tag);
        }
    }

    /// What an element is by its name, or by what the file says that its name stands for.
    fn element(&self, of: &Dictionary<'f>) -> Option<Tag> {
        let mut name = of.name("S")?;
        for _ in 0..4 {
            if let Some(tag) = known(&name) {
                return Some(tag);
            }
            name = self.roles?.name(&name)?;
        }
        None
    }
}

/// What something is that is called `inner` and stands in something of the tag `outer`: a paragraph of
/// a note is a note, a list in one as well.
fn within(outer: Option<Tag>, inner: Tag) -> Tag {
    match (outer, inner) {
        (
            Some(outer @ (Tag::Note | Tag::Artifact | Tag::Contents | Tag::Table | Tag::Figure)),
            _,
        ) => match inner {
            Tag::Caption | Tag::Note => inner,
            _ => outer,
        },
        (Some(outer), Tag::Paragraph) => outer,
        _ => inner,
    }
}

/// What the names of the standard stand for; those that only part a text stand for nothing.
fn known(name: &str) -> Option<Tag> {
    Some(match name {
        "H" | "H1" => Tag::Heading(1),
        "H2" => Tag::Heading(2),
        "H3" => Tag::Heading(3),
        "H4" => Tag::Heading(4),
        "H5" => Tag::Heading(5),
        "H6" => Tag::Heading(6),
        "P" => Tag::Paragraph,
        "Note" | "FENote" => Tag::Note,
        "BibEntry" => Tag::Entry,
        "L" | "LI" => Tag::Item,
        "Caption" => Tag::Caption,
        "Figure" | "Formula" => Tag::Figure,
        "Table" => Tag::Table,
        "BlockQuote" => Tag::Quote,
        "TOC" | "TOCI" | "Index" => Tag::Contents,
        "Artifact" => Tag::Artifact,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_a_note_is_a_note() {
        let cases = [
            (Some(Tag::Note), Tag::Paragraph, Tag::Note),
            (Some(Tag::Note), Tag::Item, Tag::Note),
            (Some(Tag::Paragraph), Tag::Note, Tag::Note),
            (Some(Tag::Item), Tag::Paragraph, Tag::Item),
            (Some(Tag::Table), Tag::Heading(1), Tag::Table),
            (Some(Tag::Figure), Tag::Caption, Tag::Caption),
            (Some(Tag::Quote), Tag::Heading(2), Tag::Heading(2)),
            (None, Tag::Paragraph, Tag::Paragraph),
        ];
        for (outer, inner, tag) in cases {
            assert_eq!(within(outer, inner), tag, "{outer:?} {inner:?}");
        }
    }
}
