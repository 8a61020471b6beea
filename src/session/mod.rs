//! A session: a text on the terminal, from its opening to the end, and what the world does for
//! the app meanwhile.

mod aloud;
mod edited;
mod ending;
mod greeting;
mod kept;
mod library;
mod marks;
mod opening;
mod others;
mod out;
mod own;
mod pictures;
mod read_on;
mod report;
mod request;
mod shelf;
mod watch;

use std::io;
use std::sync::Arc;
use std::time::{Duration, Instant};

pub use ending::Ending;
pub use library::{alike, cites, list_library, name_folders, search_texts, wanted};
pub use marks::command::{Task as MarksTask, marks as exchange_marks};
pub use opening::error::OpenError;
pub use opening::open::open;
pub use opening::reading::Reading;
pub use out::output::{can_read, check, export, print};
pub use out::said::{complain, say_usage, write_out};
pub use own::{Own, own};
pub use pictures::embed::pictures;
pub use request::Request;

use crate::anchor::Anchor;
use crate::app::{App, Effect, Input, Memory, MouseAct, Theme};
use crate::config::Opener;
use crate::doc::Place;
use crate::picture::Means;
use crate::term::{self, Event, Screen};
use crate::text::Text;
use crate::view::{Ground, Look, Palettes, frame};
use aloud::Voice;
use kept::keeper::{Keeper, Wanted};
use kept::recall::Recalled;
use library::Collection;
use marks::MarksDesk;
use opening::open::{self, Begun};
use opening::source::Source;
use out::look_up::look_up;
use out::{browse, copy, editor};
use pictures::look::{Looks, Viewer};
use report::Report;
use shelf::Shelf;
use watch::Watch;

/// Reads a text on the terminal until the reader quits.
///
/// # Errors
/// Says why there is no text to read, or what the terminal reports.
pub fn read(request: &Request) -> Result<Ending, Box<dyn std::error::Error>> {
    let keeper = keeper_for(request);
    let about = first_screens(keeper.began.measure);
    let (begun, shelf) = others::begin(request, &keeper, about)?;
    hold(begun, shelf, keeper, request)
}

/// Reads a text that is there already; of the request, what concerns the look counts.
///
/// # Errors
/// Passes on what the terminal reports.
pub fn show(text: Text, request: &Request) -> Result<Ending, Box<dyn std::error::Error>> {
    hold((text, None), Shelf::default(), keeper_for(request), request)
}

/// What is kept, for a session that begins as was wished.
fn keeper_for(request: &Request) -> Keeper {
    let config = &request.own.config;
    let mut keeper = Keeper::load();
    keeper.begin_with(config.settings, config.palettes.names());
    keeper.began.measure = request.width.unwrap_or(keeper.began.measure);
    keeper.began.theme = request.theme.unwrap_or(keeper.began.theme);
    keeper.began.mouse &= !request.no_mouse;
    keeper.began.plain = term::is_plain();
    keeper.began.linear = request.linear;
    keeper.warning = keeper.warning.take().or_else(|| request.own.warning());
    keeper
}

/// Holds a session, of a text and of what it is to be read on from.
fn hold(
    (text, source): Begun,
    shelf: Shelf,
    mut keeper: Keeper,
    request: &Request,
) -> Result<Ending, Box<dyn std::error::Error>> {
    let text = Arc::new(text);
    let wanted = keeper.wanted(&text.origin);
    let recalled = (text.rest == 0).then(|| wanted.recall(&text));
    let place = recalled.as_ref().map_or(wanted.place(), |recalled| recalled.place);

    let mut screen = Screen::take(keeper.began.mouse, request.linear)?;
    let config = request.own.config.clone();
    let marks = MarksDesk::new(config.marks.as_deref(), &request.files);
    let mut app = App::new(Arc::clone(&text), place, keeper.began, screen.size());
    app.make_own(config.keys, config.palettes.names());
    app.recall_searches(keeper.searches());
    keeper.begun(&text.origin, app.place_to_keep(), request.reading.restoring);
    let watch = keeper.began.watch.then(Watch::default);
    let (here, searched) = (Here::of(&app), app.searches().last().cloned());
    let mut session = Session {
        app,
        keeper,
        palettes: config.palettes,
        ground: None,
        asked: false,
        web: config.web,
        word: config.word,
        viewer: Viewer::new(config.image),
        looks: Arc::default(),
        inputs: 0,
        pixels: None,
        asked_pixels: false,
        source,
        wanted: Some(wanted),
        watch,
        reading: request.reading.clone(),
        shelf,
        library: Collection::of_reader(),
        voice: Voice::default(),
        window: String::new(),
        lost: None,
        here,
        began: Instant::now(),
        searched,
        marks,
    };
    session.greet();
    if let Some(recalled) = recalled {
        session.recall(&text, recalled);
    }
    session.begin_shelf(&screen);
    // A panic ends the session; the place that was reached is kept all the same.
    let run = std::panic::AssertUnwindSafe(|| session.run(&mut screen));
    let ended = std::panic::catch_unwind(run);
    drop(screen);
    let unkept = session.marks.finish();
    session.keeper.warning = session.keeper.warning.take().or(unkept);
    session.keep();
    session.viewer.close();
    match ended {
        Ok(ending) => {
            session.say_goodbye();
            // Piece by piece a large text takes a while to be let go of; the system takes it whole.
            std::mem::forget(session);
            Ok(ending?)
        }
        Err(panic) => std::panic::resume_unwind(panic),
    }
}

/// How many bytes of a text fill the first screens at a measure of so many cells.
fn first_screens(measure: u16) -> usize {
    /// How many screens: enough to turn a page or two until more is read.
    const SCREENS: usize = 3;
    let (width, height) = term::size().unwrap_or((80, 24));
    (usize::from(width.min(measure)) * usize::from(height) * SCREENS).clamp(1 << 12, 1 << 16)
}

/// Whether colours are wanted (<https://no-color.org>).
fn has_colours() -> bool {
    std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// How long the first screen waits for what is to be shown first where the opening is not that: a
/// place further on, or a text that cannot be shown before all of it is read. Longer than most
/// texts take, and too short to wonder.
const HASTE: Duration = Duration::from_millis(250);

struct Session {
    app: App,
    keeper: Keeper,
    palettes: Palettes,
    /// What the terminal said of its ground, and whether it was asked.
    ground: Option<Ground>,
    asked: bool,
    /// What opens addresses of the web.
    web: Option<Opener>,
    /// What looks words up.
    word: Option<Opener>,
    /// What opens images, and which are looked at.
    viewer: Viewer,
    looks: Arc<Looks>,
    /// How often the reader has done anything.
    inputs: u64,
    /// How the terminal shows images in front of its cells, and whether it was asked.
    pixels: Option<Means>,
    asked_pixels: bool,
    /// What is to be read on from, until that has begun.
    source: Option<(Source, Reading)>,
    /// What is kept of that text, until that is looked for in it.
    wanted: Option<Wanted>,
    /// What looks after the files of the text on the screen, where that is wished.
    watch: Option<Watch>,
    /// How the texts that were named are to be read, and they.
    reading: Reading,
    shelf: Shelf,
    /// The texts that are known.
    library: Collection,
    /// What was said, where no screen is drawn.
    voice: Voice,
    /// What the window is called.
    window: String,
    /// The words that were at the top of the screen and were not in what the text was edited to, and
    /// the place that took theirs.
    lost: Option<(Anchor, Place)>,
    /// Where the reader was when that was looked at last.
    here: Here,
    /// When it began.
    began: Instant,
    /// What was searched for last.
    searched: Option<(String, bool)>,
    /// What keeps the marks.
    marks: MarksDesk,
}

/// Where a reader is, as it is kept.
#[derive(Debug, Clone)]
struct Here {
    text: Arc<Text>,
    place: Place,
    memory: Memory,
}

impl Here {
    fn of(app: &App) -> Self {
        Self { text: Arc::clone(app.text()), place: app.place_to_keep(), memory: app.memory() }
    }
}

impl Session {
    /// Draws, waits, and does what is asked, until the end.
    fn run(&mut self, screen: &mut Screen) -> io::Result<Ending> {
        let colour = has_colours();
        if self.app.has_yet_to_open()
            && let Some(ending) = self.wait_to_open(screen)?
        {
            return Ok(ending);
        }
        loop {
            match self.app.settings().linear {
                true => self.say(screen, false)?,
                false => self.draw(screen, colour)?,
            }
            self.read_on(screen);
            self.ask_for_marks(&|| screen.post());
            let mut event = self.wait(screen)?;
            // Keys that came while the screen was drawn are taken before it is drawn again.
            while let Some(now) = event {
                let by_key = matches!(now, Event::Input(Input::Key(_) | Input::Paste(_)));
                if let Some(ending) = self.take(now, screen)? {
                    return Ok(ending);
                }
                // What one key did is said before the next: none goes unanswered.
                if by_key && self.app.settings().linear {
                    self.say(screen, true)?;
                }
                event = screen.wait_until(Instant::now())?;
            }
            self.keep_in_time();
        }
    }

    /// Draws the screen.
    fn draw(&mut self, screen: &mut Screen, colour: bool) -> io::Result<()> {
        let theme = self.app.settings().theme;
        let look = Look::of(&self.palettes, theme, self.ground, colour);
        screen.draw(&frame(&self.app, &look))?;
        // Once there is something to see: the answer may take its time.
        if theme == Theme::Auto && colour && !std::mem::replace(&mut self.asked, true) {
            screen.ask_ground()?;
        }
        if self.window != self.app.text().title() {
            self.app.text().title().clone_into(&mut self.window);
            screen.name(&self.window)?;
        }
        Ok(())
    }

    /// Waits for the next event, or until something is to be kept; meanwhile, looks after the file.
    fn wait(&mut self, screen: &mut Screen) -> io::Result<Option<Event>> {
        loop {
            let watching = self.look_after(screen);
            let due = self.keeper.due();
            let event = match due.into_iter().chain(watching).min() {
                Some(until) => screen.wait_until(until)?,
                None => Some(screen.wait()?),
            };
            if event.is_some() || due.is_some_and(|due| due <= Instant::now()) {
                return Ok(event);
            }
        }
    }

    /// Keeps what the reader does while they do it: soon after a jump, and each minute.
    fn keep_in_time(&mut self) {
        let here = Here::of(&self.app);
        let before = std::mem::replace(&mut self.here, here.clone());
        if before.text.origin != here.text.origin {
            self.keeper.keep(&before.text, before.place, &before.memory);
            self.keeper.begun(&here.text.origin, here.place, None);
            self.keeper.recalled(here.memory.clone(), here.place);
            self.go_from(&before);
        } else if before.memory != here.memory {
            self.keeper.soon(true);
        } else if self.keeper.has_moved(&here.text, here.place) {
            self.keeper.soon(false);
        }
        if self.app.searches().last() != self.searched.as_ref() {
            self.searched = self.app.searches().last().cloned();
            self.keeper.searched(self.searched.as_ref());
        }
        if self.keeper.due().is_some_and(|due| due <= Instant::now()) {
            self.keep_place();
            self.keeper.write();
        }
    }

    /// Whether the reader has gone elsewhere than where the text was opened or kept.
    fn has_moved(&self) -> bool {
        self.keeper.has_moved(self.app.text(), self.app.place_to_keep())
    }

    fn keep_place(&mut self) {
        let Here { text, place, memory } = Here::of(&self.app);
        self.keeper.keep(&text, place, &memory);
    }

    /// Takes up what is kept of a text that is there as a whole now, unless the reader has gone on.
    fn recall(&mut self, text: &Arc<Text>, recalled: Recalled) {
        self.wanted = None;
        if !Arc::ptr_eq(text, self.app.text()) {
            return;
        }
        let stays = !self.has_moved();
        if stays && recalled.place != self.app.place_to_keep() {
            self.app.put(recalled.place);
        }
        self.app.recall(&recalled.memory);
        self.here = Here::of(&self.app);
        let known = if stays { self.here.place } else { recalled.place };
        self.keeper.recalled(recalled.memory, known);
        if stays && recalled.lost && self.app.message().is_none() {
            let said = "This text was changed; the words it was left at are not found in it.";
            self.app.update(Input::Tell(said.to_owned()));
        }
    }

    /// Waits a moment for what is to be shown first.
    fn wait_to_open(&mut self, screen: &mut Screen) -> io::Result<Option<Ending>> {
        self.read_on(screen);
        let deadline = Instant::now() + HASTE;
        while self.app.has_yet_to_open() {
            let Some(event) = screen.wait_until(deadline)? else { break };
            if let Some(ending) = self.take(event, screen)? {
                return Ok(Some(ending));
            }
        }
        Ok(None)
    }

    /// Begins to read the rest of the text, once.
    fn read_on(&mut self, screen: &Screen) {
        if let Some((source, reading)) = self.source.take() {
            let opening = Arc::clone(self.app.text());
            let wanted = self.wanted.take();
            read_on::read_on((source, reading), opening, wanted, screen.post());
        }
    }

    fn take(&mut self, event: Event, screen: &mut Screen) -> io::Result<Option<Ending>> {
        match event {
            Event::Input(input) => {
                // That a button is let go of is still the click.
                let by_reader = match &input {
                    Input::Key(_) | Input::Paste(_) => true,
                    Input::Mouse { act, .. } => *act != MouseAct::Release,
                    _ => false,
                };
                self.inputs += u64::from(by_reader);
                // Of a text that is whole already, only the sources come.
                let more = matches!(&input, Input::More { of, .. } if of.rest > 0);
                let comes = matches!(&input, Input::More { .. });
                let stays = comes && !self.has_moved();
                if let Input::Edited { .. } = &input {
                    self.edit(input);
                    return Ok(None);
                }
                if matches!(&input, Input::Key(_)) {
                    self.watch.iter_mut().for_each(Watch::key);
                    let passed = self.began.elapsed().as_millis();
                    self.app.update(Input::Clock(u64::try_from(passed).unwrap_or(u64::MAX)));
                }
                for effect in self.app.update(input) {
                    if let Some(ending) = self.act(effect, screen)? {
                        return Ok(Some(ending));
                    }
                }
                if stays {
                    // Where the text goes on is where it was left, though it was not shown before.
                    self.keeper.stays(self.app.place_to_keep());
                }
                if comes {
                    let text = Arc::clone(self.app.text());
                    self.shelf.takes(&text, self.shelf.first.filter(|_| text.files.is_empty()));
                }
                if more {
                    self.greet();
                }
                Ok(None)
            }
            Event::Report(report) => {
                if let Ok(report) = report.downcast::<Report>() {
                    report.take_up(self);
                }
                Ok(None)
            }
            Event::Graphics(graphics) => {
                self.told_of_graphics(graphics);
                Ok(None)
            }
            Event::Ground(ground) => {
                self.ground = Some(ground);
                Ok(None)
            }
            Event::Continued => Ok(None),
            Event::Stop => self.stop(screen).map(|()| None),
            Event::End(signal) => Ok(Some(Ending::Signal(signal))),
            Event::Gone => Ok(Some(Ending::Quit)),
            Event::Failed(why) => Err(io::Error::other(why)),
            Event::Panicked(panic) => std::panic::resume_unwind(panic),
        }
    }

    fn act(&mut self, effect: Effect, screen: &mut Screen) -> io::Result<Option<Ending>> {
        match effect {
            Effect::Quit => return Ok(Some(Ending::Quit)),
            Effect::Suspend => self.stop(screen)?,
            Effect::Redraw => screen.forget()?,
            Effect::Browse(address) => {
                let said = browse::browse(&address, self.web.as_ref(), screen)?;
                self.app.update(Input::Tell(said));
            }
            Effect::OpenGuide => {
                if self.app.text().origin != open::GUIDE_ORIGIN {
                    let text = open::guide();
                    self.app.update(Input::Opened { text, place: 0 });
                }
            }
            Effect::ListTexts => {
                self.list_texts(true);
                self.shelf.glance(&self.reading, None, screen.post());
            }
            Effect::OpenText(number) => {
                let said = self.open_text(number, screen);
                self.app.update(Input::Tell(said));
            }
            Effect::ListLibrary => self.open_library(screen),
            Effect::OpenGoal(goal) => {
                if let Some(said) = self.open_goal(*goal, screen) {
                    self.app.update(Input::Tell(said));
                }
            }
            Effect::AskElsewhere(reference) => self.ask_elsewhere(reference, screen),
            Effect::ListMarks => self.ask_all_marks(screen),
            Effect::ListSources => self.ask_works(screen),
            Effect::ListCiting(work) => self.ask_citing(work, screen),
            Effect::SearchAll { words, regex } => self.search_all((words, regex), screen),
            Effect::Forget { origin, forgotten } => self.forget(&origin, forgotten),
            // Where nothing is drawn, a viewer shows it.
            Effect::ShowImage(mark) => {
                self.look_at(mark, self.app.settings().linear, screen)?;
            }
            Effect::OpenImage(mark) => self.look_at(mark, true, screen)?,
            Effect::Mark(marking) => self.mark(marking, screen.post()),
            Effect::Copy(words) => {
                if let Some(said) = copy::copy(&words, screen)? {
                    self.app.update(Input::Tell(said));
                }
            }
            Effect::LookUp(words) => {
                let said = look_up(&words, self.word.as_ref(), screen.post());
                self.app.update(Input::Tell(said));
            }
            Effect::CopyBibtex(reference) => {
                let text = self.app.text();
                let words = crate::export::bibtex_of(&text.document, &text.links, reference);
                if let Some(said) = copy::copy(&words, screen)? {
                    self.app.update(Input::Tell(said));
                }
            }
            Effect::Edit(words) => {
                let said = match editor::edit(&words, screen)? {
                    Ok(words) => Input::Written(words),
                    Err(why) => Input::Tell(why),
                };
                let (width, height) = screen.size();
                self.app.update(Input::Resize(width, height));
                self.app.update(said);
            }
            Effect::OpenMark(letter) => {
                let said = self.open_mark(letter, screen);
                self.app.update(Input::Tell(said));
            }
        }
        Ok(None)
    }

    /// Gives the app what another thread has found out for it.
    fn give(&mut self, input: Input) {
        self.app.update(input);
    }

    /// Tells the reader something.
    fn tell(&mut self, what: String) {
        self.app.update(Input::Tell(what));
    }

    fn stop(&mut self, screen: &mut Screen) -> io::Result<()> {
        self.keep();
        screen.stop()?;
        let (width, height) = screen.size();
        self.app.update(Input::Resize(width, height));
        Ok(())
    }

    /// Keeps the place reached and the settings changed.
    fn keep(&mut self) {
        self.keep_place();
        self.keeper.save(self.app.settings());
    }

    /// Says what could not be kept, once the terminal is the shell's again.
    fn say_goodbye(&self) {
        if let Some(warning) = &self.keeper.warning {
            complain(warning);
        }
    }
}
