//! Fitting: the text, its notes and the side panel, to the screen there is.

use std::sync::Arc;

use super::App;
use super::page::Page;
use super::page::screen::{NotesAt, Screen, Wanted};
use crate::layout::{Setting, Sheet};
use crate::settings::{Hyphens, Lines, NotesPlace, Settings};
use crate::text::Text;

impl App {
    pub(super) fn resize(&mut self, width: u16, height: u16) {
        self.turns.forget();
        self.screen = screen_for(
            &self.text,
            &self.settings,
            (self.panel.is_open(), self.has_remarks()),
            (width.max(1), height.max(1)),
        );
        self.page.set_width(usize::from(self.screen.text.width));
        if self.side_width() != self.side.as_ref().map(Sheet::width) {
            self.side = side_for(&self.text, &self.screen, &self.settings);
        }
    }

    /// Applies changed settings to the screen.
    pub(super) fn refit(&mut self) {
        self.resize(self.screen.whole.width, self.screen.whole.height);
    }

    fn side_width(&self) -> Option<usize> {
        side_width(&self.screen)
    }

    /// Puts another text on the screen.
    pub(super) fn show(&mut self, text: Arc<Text>) {
        let Screen { whole, .. } = self.screen;
        self.turns.forget();
        self.screen = screen_for(
            &text,
            &self.settings,
            (self.panel.is_open(), false),
            (whole.width, whole.height),
        );
        let width = usize::from(self.screen.text.width);
        self.page = Page::new(Arc::clone(&text), width, setting(&self.settings), 0);
        self.side = side_for(&text, &self.screen, &self.settings);
        // What the side panel lists of a text holds where the same is opened anew.
        let views = Arc::ptr_eq(&text, &self.text).then(|| self.panel.views());
        if !Arc::ptr_eq(&text, &self.text) {
            (self.marks, self.offers, self.removed, self.lost) = Default::default();
        }
        self.text = text;
        self.focus = None;
        self.found = None;
        self.panel.forget();
        if let Some(views) = views {
            self.panel.stand_as(views, true);
        }
    }
}

/// The parts of the screen for a text, with the side panel or without, and with a column for the reader’s
/// remarks where the text has no notes.
pub(super) fn screen_for(
    text: &Text,
    settings: &Settings,
    (panel, remarks): (bool, bool),
    (width, height): (u16, u16),
) -> Screen {
    let notes = settings.notes && (remarks || !text.document.notes.is_empty());
    let wanted = Wanted {
        measure: settings.measure,
        notes,
        beside: settings.notes_at == NotesPlace::Beside,
        margins: settings.margins,
        left: settings.left,
        panel,
        two: settings.columns > 1,
    };
    Screen::new(width, height, wanted)
}

/// How the text is set.
pub(super) fn setting(settings: &Settings) -> Setting {
    Setting {
        spacing: settings.line_spacing,
        indents: settings.indents,
        bracketed: settings.plain,
        formulas: settings.formulas && !settings.plain,
        weighed: settings.lines != Lines::Ragged,
        justified: settings.lines == Lines::Justified,
        hyphenated: settings.hyphens == Hyphens::On,
    }
}

/// How the notes shown with it, and what is looked at in a box, are set: close, however the text is. In a column of four words a line,
/// a long word leaves a hole half as wide as the column, so that lines are weighed and words broken.
/// They are not stretched: most would have blanks of three cells.
pub(super) fn side_setting(settings: &Settings) -> Setting {
    Setting {
        bracketed: settings.plain,
        formulas: settings.formulas && !settings.plain,
        weighed: true,
        hyphenated: settings.hyphens != Hyphens::Off,
        ..Setting::default()
    }
}

fn side_width(screen: &Screen) -> Option<usize> {
    match screen.notes {
        NotesAt::Nowhere => None,
        NotesAt::Beside(area) => Some(usize::from(area.width)),
        NotesAt::Foot => Some(usize::from(screen.text.width)),
    }
}

pub(super) fn side_for(text: &Arc<Text>, screen: &Screen, settings: &Settings) -> Option<Sheet> {
    let setting = side_setting(settings);
    side_width(screen).map(|width| Sheet::set(Arc::clone(text), width, setting))
}
