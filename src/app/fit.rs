//! Fitting: the text, its notes and what lies over it, to the screen there is.

use std::sync::Arc;

use super::App;
use super::layer::help;
use super::layer::picker::Picker;
use super::page::Page;
use super::page::screen::{NotesAt, Screen, Wanted};
use crate::layout::{Setting, Sheet};
use crate::settings::{NotesPlace, Settings};
use crate::text::Text;

impl App {
    /// The rows of the screen that a list over the text has for its items.
    pub fn list_rows(&self, picker: &Picker) -> usize {
        // A title, what is typed, and a line of keys stand around the items.
        usize::from(self.screen.whole.height)
            .saturating_sub(4 + self.about_rows(picker).len())
            .max(1)
    }

    /// What stands above a list in full, broken into rows. At most half the screen.
    pub fn about_rows(&self, picker: &Picker) -> Vec<String> {
        let width = usize::from(self.screen.whole.width).saturating_sub(4).clamp(1, 100);
        let whole = picker.chosen().filter(|_| picker.whole).map(|item| item.cells.join(": "));
        let mut rows = match (picker.about, whole) {
            (Some(span), _) => crate::layout::wrap(self.text.document.words(span), width),
            (None, Some(row)) => crate::layout::wrap(&row, width),
            (None, None) => return Vec::new(),
        };
        // Room is left for the list: a title, what is typed, a row, a blank one, the keys.
        let height = usize::from(self.screen.whole.height);
        rows.truncate(height.saturating_sub(6).min(height / 2));
        if !rows.is_empty() {
            rows.push(String::new());
        }
        rows
    }

    /// The rows of the help as the screen sets them.
    pub fn help_rows(&self) -> Vec<help::HelpRow> {
        help::rows(&self.keys, usize::from(self.screen.whole.width).saturating_sub(4))
    }

    /// How many rows of the help the screen shows.
    pub fn help_page(&self) -> usize {
        usize::from(self.screen.whole.height).saturating_sub(4).max(1)
    }

    pub(super) fn resize(&mut self, width: u16, height: u16) {
        self.turns.forget();
        self.screen = screen_for(
            &self.text,
            &self.settings,
            self.panel.is_open(),
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
        self.screen =
            screen_for(&text, &self.settings, self.panel.is_open(), (whole.width, whole.height));
        let width = usize::from(self.screen.text.width);
        self.page = Page::new(Arc::clone(&text), width, setting(&self.settings), 0);
        self.side = side_for(&text, &self.screen, &self.settings);
        self.text = text;
        self.focus = None;
        self.found = None;
        self.panel.forget();
    }
}

pub(super) fn screen_for(
    text: &Text,
    settings: &Settings,
    panel: bool,
    (width, height): (u16, u16),
) -> Screen {
    let notes = settings.notes && !text.document.notes.is_empty();
    let wanted = Wanted {
        measure: settings.measure,
        notes,
        beside: settings.notes_at == NotesPlace::Beside,
        margins: settings.margins,
        left: settings.left,
        panel,
    };
    Screen::new(width, height, wanted)
}

/// How the text is set.
pub(super) fn setting(settings: &Settings) -> Setting {
    let Settings { line_spacing, indents, plain, .. } = *settings;
    Setting { spacing: line_spacing, indents, bracketed: plain }
}

fn side_width(screen: &Screen) -> Option<usize> {
    match screen.notes {
        NotesAt::Nowhere => None,
        NotesAt::Beside(area) => Some(usize::from(area.width)),
        NotesAt::Foot => Some(usize::from(screen.text.width)),
    }
}

pub(super) fn side_for(text: &Arc<Text>, screen: &Screen, settings: &Settings) -> Option<Sheet> {
    // Notes are set close, however the text is.
    let setting = Setting { bracketed: settings.plain, ..Setting::default() };
    side_width(screen).map(|width| Sheet::set(Arc::clone(text), width, setting))
}
