//! The app: all that the screen depends on, and what changes it.
//!
//! [`App::update`] takes an [`Input`] and gives [`Effect`]s for the world outside; the view draws
//! an `&App` and changes nothing. There is no terminal here, no clock and no file, so that the
//! whole app runs in a test.
//!
//! Keys go to the topmost [`Layer`] and, where there is none, to the text (`reading`).

mod aloud;
pub mod command;
mod edited;
mod find;
mod fit;
mod found;
mod input;
pub mod layer;
mod marked;
mod memory;
pub mod pace;
pub mod page;
pub mod panel;
pub mod progress;
mod reading;
mod told;
mod trail;
mod unread;
mod update;

use std::sync::Arc;

use aloud::Steps;
use command::Command;
pub use command::key::Key;
pub use command::keymap::KeyMap;
use fit::{screen_for, setting, side_for};
pub use found::Found;
use input::drag::Drag;
use input::prefix::Prefix;
pub use input::{Input, MouseAct};
pub use layer::Layer;
pub use layer::far::{CitesIt, Elsewhere, FarHit, FoundInAll, Goal, GoalAt, HeldText, Library};
pub use layer::far::{Listed, MarkedText, MarkedWords, TextFound, WorkCited};
use layer::field;
pub use layer::in_note::InNote;
pub use layer::label::typed::LabelPrompt;
pub use layer::prompt::Prompt;
pub use layer::texts::{Shelf, Shelved};
pub use marked::Marking;
pub use memory::Memory;
use pace::Pace;
use page::Page;
pub use page::boxes::{Held, NoteBox};
use page::compose::compose;
use page::screen::Screen;
pub use page::shown::{Focus, LinkSpot, Shown};
pub use page::spread::Spread;
use page::turns::Turns;
use panel::Panel;
use trail::{Spot, Trail};
use unread::Unread;

use crate::doc::{Place, ReferenceId, Span};
use crate::layout::Sheet;
use crate::marks::{Annotation, Offer, Placed};
pub use crate::settings::{MEASURES, Settings, Theme, ThemeNames};
use crate::text::Text;

/// Something for the world outside to do.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// End the program.
    Quit,
    /// Stop as Ctrl-Z does, until the shell goes on.
    Suspend,
    /// Draw every cell anew.
    Redraw,
    /// Open an address of the web.
    Browse(String),
    /// Give the guide as a text.
    OpenGuide,
    /// Say which texts there are to choose from.
    ListTexts,
    /// Say which texts are known.
    ListLibrary,
    /// Open a text, or go to a place in it.
    OpenGoal(Box<Goal>),
    /// Say what other texts have of this source of the text.
    AskElsewhere(ReferenceId),
    /// Say which marks all texts have.
    ListMarks,
    /// Say which sources all texts have.
    ListSources,
    /// Say where texts cite the source of this number among them.
    ListCiting(usize),
    /// Search all texts that are known.
    SearchAll {
        /// For these words,
        words: String,
        /// or for this expression.
        regex: bool,
    },
    /// Have a text of the library listed no longer, or again.
    Forget {
        /// What it is kept under.
        origin: String,
        /// Whether it is to be forgotten.
        forgotten: bool,
    },
    /// Open the text of this number among them.
    OpenText(usize),
    /// Open the text that the mark of this letter leads to, which is another than this.
    OpenMark(char),
    /// Show the image that is marked so in the text.
    ShowImage(u32),
    /// Open the image that is marked so in the text with a program for images.
    OpenImage(u32),
    /// Change the marks of the text on the screen, and give them back as [`Input::Marks`].
    Mark(Marking),
    /// Put words on the clipboard.
    Copy(String),
    /// Look words up, and give what is said of them as [`Input::Answer`].
    LookUp(String),
    /// Put a source on the clipboard as BibTeX.
    CopyBibtex(ReferenceId),
    /// Have these words edited in the reader’s editor, and give them back as [`Input::Written`].
    Edit(String),
}

/// Everything the screen depends on.
#[derive(Debug)]
pub struct App {
    text: Arc<Text>,
    settings: Settings,
    /// The reader's keys.
    keys: KeyMap,
    themes: ThemeNames,
    screen: Screen,
    page: Page,
    /// The notes, laid out for the column or foot they stand in.
    side: Option<Sheet>,
    focus: Option<Focus>,
    found: Option<Found>,
    searches: Vec<(String, bool)>,
    layers: Vec<Layer>,
    trail: Trail,
    turns: Turns,
    prefix: Prefix,
    panel: Panel,
    pace: Pace,
    message: Option<String>,
    /// What is still to be read of a text that was opened.
    rest: Option<Unread>,
    /// The marks of the text.
    marks: Vec<Placed>,
    /// Marks of other texts that may fit it.
    offers: Vec<Offer>,
    /// Those that were removed since it was opened, the last last.
    removed: Vec<Annotation>,
    /// The mark whose words are looked for, to be put on others, by its id.
    lost: Option<String>,
    /// What a mouse that is held began at.
    drag: Option<Drag>,
    /// The label of the page or note that is waited for, if one is.
    asked_label: String,
    /// What is to be asked of the world once the input is taken.
    asks: Vec<Effect>,
    /// The origins of texts that were chosen among others.
    chosen_texts: Vec<String>,
    /// Where steps have led that go from block to block.
    steps: Option<Steps>,
}

impl App {
    /// An app that shows `text` from `place` on, or as soon as that is read, on a screen of
    /// `width` × `height` cells.
    pub fn new(
        text: Arc<Text>,
        place: Place,
        settings: Settings,
        (width, height): (u16, u16),
    ) -> Self {
        let screen = screen_for(&text, &settings, (false, false), (width, height));
        let rest = Unread::of(&text, place);
        let place = if rest.as_ref().is_some_and(Unread::is_waited_for) { 0 } else { place };
        let page =
            Page::new(Arc::clone(&text), usize::from(screen.text.width), setting(&settings), place);
        let side = side_for(&text, &screen, &settings);
        Self {
            text,
            settings,
            keys: KeyMap::default(),
            themes: ThemeNames::default(),
            screen,
            page,
            side,
            focus: None,
            found: None,
            searches: Vec::new(),
            layers: Vec::new(),
            trail: Trail::default(),
            turns: Turns::default(),
            prefix: Prefix::default(),
            panel: Panel::default(),
            pace: Pace::of(settings.words_per_minute),
            message: None,
            rest,
            marks: Vec::new(),
            offers: Vec::new(),
            removed: Vec::new(),
            lost: None,
            drag: None,
            asked_label: String::new(),
            asks: Vec::new(),
            chosen_texts: Vec::new(),
            steps: None,
        }
    }

    /// The text.
    pub fn text(&self) -> &Arc<Text> {
        &self.text
    }

    /// What the reader has set.
    pub fn settings(&self) -> Settings {
        self.settings
    }

    /// The reader's keys.
    pub fn keys(&self) -> &KeyMap {
        &self.keys
    }

    /// Takes up what is the reader's own: which keys stand for what, and what themes there are.
    pub fn make_own(&mut self, keys: KeyMap, themes: ThemeNames) {
        (self.keys, self.themes) = (keys, themes);
    }

    /// The parts of the screen.
    pub fn screen(&self) -> &Screen {
        &self.screen
    }

    /// The chosen link.
    pub fn focus(&self) -> Option<Focus> {
        self.focus
    }

    /// The search in force.
    pub fn found(&self) -> Option<&Found> {
        self.found.as_ref()
    }

    /// What lies over the text, the topmost last.
    pub fn layers(&self) -> &[Layer] {
        &self.layers
    }

    /// What to tell the reader.
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    /// The place at the top of the page.
    pub fn place(&self) -> Place {
        self.page.place()
    }

    /// How many steps lead back.
    pub fn steps_back(&self) -> usize {
        self.trail.len()
    }

    /// How far wide lines are scrolled, in cells.
    pub fn sideways(&self) -> usize {
        self.page.sideways
    }

    /// How many blocks are laid out.
    pub fn laid_out(&self) -> usize {
        self.page.sheet.laid_out() + self.side.as_ref().map_or(0, Sheet::laid_out)
    }

    /// What is on the screen under the layers.
    pub fn spread(&self) -> Spread {
        compose(&self.screen, &self.page, self.side.as_ref(), self.choice(), &self.remarked())
    }

    fn key(&mut self, key: Key) -> Vec<Effect> {
        // The terminal's own keys hold whatever lies over the text, but for those that type there.
        let holds = self.layers.is_empty() || !matches!(key, Key::Char(_));
        if let Some(own @ (Command::Suspend | Command::Redraw)) = self.keys.find(key)
            && holds
        {
            return self.reading(own, None);
        }
        match self.layers.last_mut() {
            None if self.panel.has_keys() => self.panel_key(key),
            None => self.reading_key(key),
            Some(Layer::Picker(_)) => self.picker_key(key),
            Some(Layer::Prompt(_)) => self.prompt_key(key),
            Some(Layer::Label(_)) => {
                self.label_key(key);
                Vec::new()
            }
            Some(Layer::Help(_)) => self.help_key(key),
            Some(Layer::Note(_)) => self.note_key(key),
            Some(Layer::Peek(_)) => self.peek_key(key),
            Some(Layer::Labels(_)) => self.labels_key(key),
            Some(Layer::Image(_)) => self.image_key(key),
            Some(Layer::Choosing(_)) => self.choosing_key(key),
            Some(Layer::Remark(_)) => self.remark_key(key),
        }
    }

    fn paste(&mut self, text: &str) -> Vec<Effect> {
        match self.layers.last_mut() {
            Some(Layer::Picker(picker)) if picker.is_wide() => return self.wide_paste(text),
            Some(Layer::Picker(picker)) => picker.paste(text),
            Some(Layer::Prompt(prompt)) => {
                field::type_in(&mut prompt.field, text);
                prompt.touched = true;
                self.search_again();
            }
            Some(Layer::Label(prompt)) => {
                field::type_in(&mut prompt.field, text);
                prompt.touched = true;
            }
            Some(Layer::Help(help)) => help.paste(text),
            Some(Layer::Remark(remark)) => remark.paste(text),
            None if self.panel.has_keys() => self.panel_paste(text),
            Some(
                Layer::Note(_)
                | Layer::Peek(_)
                | Layer::Labels(_)
                | Layer::Image(_)
                | Layer::Choosing(_),
            )
            | None => {}
        }
        Vec::new()
    }

    /// Leaves this text for another, with a way back.
    fn open(&mut self, text: Arc<Text>, place: Place) {
        self.note_choice(&text);
        self.trail.leave(self.spot());
        self.layers.clear();
        // That it is being opened is said no longer.
        self.message = None;
        self.show(text);
        let row = if place == 0 { self.page.sheet.first() } else { self.page.sheet.row_of(place) };
        self.page.set_top(row);
    }

    /// Where the reader is.
    fn spot(&self) -> Spot {
        Spot {
            text: Arc::clone(&self.text),
            page: self.page.spot(),
            sideways: self.page.sideways,
            focus: self.focus,
            found: self.found.clone(),
            layers: self.layers.clone(),
            panel: self.panel.views(),
        }
    }

    /// Puts the reader where they were.
    fn restore(&mut self, spot: Spot) {
        let other = !Arc::ptr_eq(&spot.text, &self.text);
        if other {
            self.show(spot.text);
        }
        self.panel.stand_as(spot.panel, other);
        self.page.restore(spot.page);
        self.page.sideways = spot.sideways;
        self.focus = spot.focus;
        self.found = spot.found;
        self.layers = spot.layers;
    }

    /// Puts right what an input may have left askew: a chosen link that scrolled away, a list
    /// whose chosen row did.
    fn settle(&mut self) {
        let rows = self.rows_of_list();
        if let Some(Layer::Picker(picker)) = self.layers.last_mut() {
            picker.follow(rows);
        }
        if self.page.sideways > 0 {
            self.page.sideways = self.page.sideways.min(self.most_sideways());
        }
        self.settle_note();
        self.settle_focus();
        self.settle_panel();
    }

    /// Lets go of a chosen link that is not on the screen.
    fn settle_focus(&mut self) {
        if let Some(focus) = self.focus {
            let links = self.spread().links(&self.screen, self.page.sideways);
            if !links.iter().any(|spot| spot.focus == focus) {
                self.focus = None;
            }
        }
    }

    /// The words on the screen.
    fn on_screen(&self) -> Span {
        self.spread().span().unwrap_or_default()
    }
}
