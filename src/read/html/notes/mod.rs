//! Which elements are notes, and which links refer to them.
//!
//! Some pages say so (`epub:type="noteref"`, `role="doc-footnote"`, `class="footnote-ref"`); most
//! do not. Then a note is what a short label such as `1` leads to, if there is a second sign of
//! it: a link back at its beginning or an arrow at its end, the same label before its words, a
//! list or an id that is called notes, or a label that is raised. No single sign would do: a
//! table of contents is a list of numbers that lead to places that lead back.

mod extent;
mod furniture;
mod grouped;
mod headings;
mod inline;
mod label;
mod linked;
mod plan;
mod repeated;
mod semantics;
mod signs;
mod unlinked;

pub(in crate::read) use headings::headings;
pub(in crate::read) use plan::{Note, Plan, Spelled};

use crate::read::html::tree::Tree;
use crate::read::html::tree::address::Addresses;
use linked::Linked;

impl Plan {
    /// Finds the notes of a tree: those that stand in their sentence, those that links lead to, and,
    /// where there are none, those that no link leads to. Then what they are called, and what of the
    /// page only serves to get to them and back.
    pub(in crate::read) fn of(tree: &Tree, addresses: &Addresses) -> Self {
        let inline = inline::find(tree, addresses);
        let linked = linked::find(tree, addresses, inline.notes, &inline.dropped);
        let Linked { mut notes, phrases, dangling, mut heads, mut measure } = linked;
        heads.extend(grouped::first_heads(tree, &notes, &heads));
        let spelled = match notes.is_empty() {
            true => unlinked::find(tree, &mut notes),
            false => Spelled::default(),
        };
        let named = furniture::settle(tree, addresses, &mut measure, &notes, inline.dropped);
        notes.call(named.labels);
        let mut repeated = inline.repeated;
        repeated.extend(repeated::find(tree, addresses, &notes));
        let (dropped, cuts) = (named.dropped, named.cuts);
        Self { notes, phrases, dangling, spelled, heads, dropped, repeated, cuts }
    }
}
