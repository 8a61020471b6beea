//! Which row of the side panel belongs to where the reader is.

use super::PanelView;
use crate::app::App;
use crate::app::layer::picker::Goes;
use crate::doc::{Citation, NoteId, Place, Span};
use crate::layout::Link;

impl App {
    /// The item of the panel's list that belongs to where the reader is.
    pub fn panel_here(&self) -> Option<u32> {
        let here = self.reading_place();
        match self.panel.view() {
            PanelView::Notes => self.note_here().map(|note| note.0),
            PanelView::Sources => self.source_here(here),
            PanelView::Contents => {
                let sections = self.text.sections.len();
                let section = self.text.section_at(here);
                let notes = || (here >= self.text.document.body_end()).then_some(sections);
                section.or_else(notes).map(|index| index as u32)
            }
            PanelView::Marks => {
                let screen = self.on_screen();
                let shown = |goes| match goes {
                    Goes::Mark(number) => {
                        let mark = self.marks.get(number as usize);
                        mark.and_then(|mark| mark.at.span()).is_some_and(|it| it.overlaps(screen))
                    }
                    _ => false,
                };
                let list = self.panel.list()?;
                list.shown.iter().copied().find(|&item| shown(list.items[item as usize].goes))
            }
            PanelView::Findings => {
                let screen = self.on_screen();
                let list = self.panel.list()?;
                let shown = |goes| matches!(goes, Goes::Place(place) if screen.touches(place));
                list.shown.iter().copied().find(|&item| shown(list.items[item as usize].goes))
            }
        }
    }

    /// The note the reader is at: the chosen one, the one in which they read, else the first that the
    /// screen refers to, else the last before it.
    fn note_here(&self) -> Option<NoteId> {
        let document = &self.text.document;
        let chosen = self.focus.map(|focus| focus.link);
        if let Some(Link::NoteReference { note: Some(note), .. } | Link::NoteLabel(note)) = chosen {
            return Some(note);
        }
        let screen = self.on_screen();
        document.note_at(screen.start).or_else(|| {
            let note = |(.., note): (_, _, Option<NoteId>)| note;
            let on_screen = document.note_references_in(screen).find_map(note);
            let before = || document.note_references_in(Span::new(0, screen.start));
            on_screen.or_else(|| before().rev().find_map(note))
        })
    }

    /// The source the reader is at: the one whose entry they read, or of the chosen citation, else the
    /// first that the screen cites.
    fn source_here(&self, here: Place) -> Option<u32> {
        let links = &self.text.links;
        let entry = links.references.iter().position(|entry| entry.span.contains(here));
        if let Some(entry) = entry {
            return Some(entry as u32);
        }
        let screen = self.on_screen();
        let from = links.first_citation(screen.start);
        let shown = match self.focus.map(|focus| focus.link) {
            Some(Link::Citation(index)) => index as usize..index as usize + 1,
            _ => from..links.first_citation(screen.end),
        };
        let shown = links.citations.get(shown).unwrap_or_default().iter();
        shown.flat_map(Citation::references).next().map(|source| source.0)
    }
}
