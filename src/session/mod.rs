//! A session: a text on the terminal, from its opening to the end, and what the world does for
//! the app meanwhile.

mod browse;
mod open;
mod read_on;
mod source;

use std::borrow::Cow;
use std::io::{self, Write};
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

pub use open::{OpenError, Reading, open};

use crate::app::{App, Effect, Input};
use crate::doc::{Place, Problem};
use crate::library::{State, path_of, state_path};
use crate::settings::{Settings, Theme};
use crate::term::{self, Event, Screen};
use crate::text::Text;
use crate::view::{Look, frame};
use source::Source;

/// What a session is to be, as the command line has it.
#[derive(Debug, Clone, Default)]
pub struct Wish {
    /// The text; `None` for the last one.
    pub file: Option<PathBuf>,
    /// How it is to be read.
    pub reading: Reading,
    /// The measure in cells.
    pub width: Option<u16>,
    /// The look.
    pub theme: Option<Theme>,
}

/// How a session ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The reader quit, or the terminal went away.
    Quit,
    /// A check found something wrong.
    Wrong,
    /// This signal ended it.
    Signal(i32),
}

/// What is kept between sessions, and where.
struct Keeper {
    path: Option<PathBuf>,
    state: State,
    /// The settings the session began with.
    began: Settings,
    warning: Option<String>,
}

/// Reads a text on the terminal until the reader quits.
///
/// # Errors
/// Says why there is no text to read, or what the terminal reports.
pub fn read(wish: &Wish) -> Result<Ending, Box<dyn std::error::Error>> {
    let keeper = Keeper::load_for(wish);
    let about = first_screens(keeper.began.measure);
    let (text, source) = match &wish.file {
        Some(file) => open::begin(file, &wish.reading, about)?,
        None => keeper.last_text(about),
    };
    hold(text, source.map(|source| (source, wish.reading.clone())), keeper)
}

/// Reads a text that is there already; of the wish, what concerns the look counts.
///
/// # Errors
/// Passes on what the terminal reports.
pub fn show(text: Text, wish: &Wish) -> Result<Ending, Box<dyn std::error::Error>> {
    hold(text, None, Keeper::load_for(wish))
}

/// Holds a session, of a text and of what it is to be read on from.
fn hold(
    text: Text,
    source: Option<(Source, Reading)>,
    keeper: Keeper,
) -> Result<Ending, Box<dyn std::error::Error>> {
    let text = Arc::new(text);
    let place = keeper.place_in(&text);

    let mut screen = Screen::take()?;
    let app = App::new(Arc::clone(&text), place, keeper.began, screen.size());
    let mut session = Session { app, keeper, source };
    session.greet();
    screen.name(text.title())?;
    // A panic ends the session; the place that was reached is kept all the same.
    let run = std::panic::AssertUnwindSafe(|| session.run(&mut screen));
    let ended = std::panic::catch_unwind(run);
    drop(screen);
    session.keep();
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

/// Prints a text as it is laid out, for an output that is no terminal.
///
/// # Errors
/// Says why there is no text. That nobody reads the output to its end is no error.
pub fn print(wish: &Wish) -> Result<(), Box<dyn std::error::Error>> {
    /// The width of printed output: what fits the classic terminal and quotes well in mail.
    const WIDTH: u16 = 72;
    let text = match &wish.file {
        Some(file) => open(file, &wish.reading)?,
        None => match Keeper::load().last_text(0) {
            (opening, Some(source)) => open::spared(&opening.document.source, || {
                source.read(&Reading::default(), &mut |_| {})
            })?,
            (text, None) => text,
        },
    };
    let width = usize::from(wish.width.unwrap_or(WIDTH));
    let mut out = io::BufWriter::new(io::stdout().lock());
    let printed = crate::export::print(&Arc::new(text), width, &mut out).and_then(|()| out.flush());
    unless_closed(printed)?;
    Ok(())
}

/// Writes to standard output: as it is to a file or a program, and to a terminal so that nothing
/// acts on it. That nobody reads it to its end is no error.
///
/// # Errors
/// Passes on what the system reports.
pub fn write_out(words: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let words = if on_terminal() { Cow::Owned(clean_lines(words)) } else { Cow::Borrowed(words) };
    unless_closed(out.write_all(words.as_bytes()).and_then(|()| out.flush()))
}

/// Lines as a terminal may have them.
fn clean_lines(words: &str) -> String {
    words.lines().flat_map(|line| [crate::layout::clean(line), Cow::Borrowed("\n")]).collect()
}

/// Says a sentence on standard error, of which nothing acts on the terminal: it may name a file.
pub fn complain(what: &str) {
    // Where nobody listens there is nobody to tell.
    let _ = writeln!(io::stderr(), "ibid: {}", crate::layout::clean(what));
}

/// Prints what the command line asked for, such as the help, or what is wrong with it.
pub fn say_usage(error: &clap::Error) -> std::process::ExitCode {
    let said = clean_lines(&error.render().to_string());
    let _ = match error.use_stderr() {
        true => io::stderr().write_all(said.as_bytes()),
        false => write_out(&said),
    };
    std::process::ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}

/// Forgives a closed pipe, as `| head` makes one.
fn unless_closed(result: io::Result<()>) -> io::Result<()> {
    result.or_else(|error| match error.kind() {
        io::ErrorKind::BrokenPipe => Ok(()),
        _ => Err(error),
    })
}

/// How long the first screen waits for what is to be shown first where the opening is not that: a
/// place further on, or a text that cannot be shown before all of it is read. Longer than most
/// texts take, and too short to wonder.
const HASTE: Duration = Duration::from_millis(250);

struct Session {
    app: App,
    keeper: Keeper,
    /// What is to be read on from, until that has begun.
    source: Option<(Source, Reading)>,
}

impl Session {
    /// Says on the first screen what a reader should know of the text or of the place kept.
    fn greet(&mut self) {
        let text = Arc::clone(self.app.text());
        let document = &text.document;
        let of = |kind| document.diagnostics.iter().find(move |found| found.kind == kind);
        let said = if let Some(warning) = self.keeper.warning.take() {
            warning
        } else if text.rest > 0 || self.app.message().is_some() {
            return;
        } else if document.blocks.is_empty() {
            "The text is empty.".to_owned()
        } else if let Some(damage) = of(Problem::Encoding) {
            damage.what.clone()
        } else if let Some(summary) = crate::restore::summary(&document.repairs) {
            let key = crate::app::command::key_of(crate::app::command::Command::Findings);
            format!("{summary}; {key} lists them")
        } else if let Some(remark) = of(Problem::OtherEncoding) {
            remark.what.clone()
        } else {
            return;
        };
        self.app.update(Input::Tell(said));
    }

    /// Draws, waits, and does what is asked, until the end.
    fn run(&mut self, screen: &mut Screen) -> io::Result<Ending> {
        let colour = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        if self.app.has_yet_to_open()
            && let Some(ending) = self.wait_to_open(screen)?
        {
            return Ok(ending);
        }
        loop {
            let look = Look::new(self.app.settings().theme, colour);
            screen.draw(&frame(&self.app, &look))?;
            self.read_on(screen);
            let mut event = Some(screen.wait()?);
            // Keys that came while the screen was drawn are taken before it is drawn again.
            while let Some(now) = event {
                if let Some(ending) = self.take(now, screen)? {
                    return Ok(ending);
                }
                event = screen.wait_until(Instant::now())?;
            }
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
            read_on::read_on(source, reading, opening, screen.post());
        }
    }

    fn take(&mut self, event: Event, screen: &mut Screen) -> io::Result<Option<Ending>> {
        match event {
            Event::Input(input) => {
                // Of a text that is whole already, only the sources come.
                let more = matches!(&input, Input::More { of, .. } if of.rest > 0);
                for effect in self.app.update(input) {
                    if let Some(ending) = self.act(effect, screen)? {
                        return Ok(Some(ending));
                    }
                }
                if more {
                    self.greet();
                    screen.name(self.app.text().title())?;
                }
                Ok(None)
            }
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
                let said = browse::browse(&address, screen)?;
                self.app.update(Input::Tell(said));
            }
            Effect::OpenGuide => {
                if self.app.text().origin != open::GUIDE_ORIGIN {
                    let text = open::guide();
                    for effect in self.app.update(Input::Opened { text, place: 0 }) {
                        self.act(effect, screen)?;
                    }
                }
            }
            Effect::Keep { origin, place, length } => {
                self.keeper.keep_place(&origin, place, length);
            }
        }
        Ok(None)
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
        let text = Arc::clone(self.app.text());
        self.keeper.keep_place(&text.origin, self.app.place_to_keep(), text.length());
        self.keeper.save(self.app.settings());
    }

    /// Says what could not be kept, once the terminal is the shell's again.
    fn say_goodbye(&self) {
        if let Some(warning) = &self.keeper.warning {
            complain(warning);
        }
    }
}

impl Keeper {
    fn load() -> Self {
        let path = state_path();
        let (state, warning) = match &path {
            Some(path) => State::load(path),
            None => (State::default(), Some("There is no home folder; no place is kept.".into())),
        };
        Self { path, state, began: Settings::default(), warning }
    }

    /// What is kept, for a session that begins as was wished.
    fn load_for(wish: &Wish) -> Self {
        let mut keeper = Self::load();
        keeper.began = keeper.state.settings();
        keeper.began.measure = wish.width.unwrap_or(keeper.began.measure);
        keeper.began.theme = wish.theme.unwrap_or(keeper.began.theme);
        keeper
    }

    /// About `about` bytes of the last text that can still be opened, else of the companion.
    fn last_text(&self, about: usize) -> (Text, Option<Source>) {
        for kept in self.state.recent() {
            match kept.origin.as_str() {
                open::COMPANION_ORIGIN => break,
                open::GUIDE_ORIGIN => {}
                origin => {
                    let path = path_of(origin);
                    let begun =
                        path.and_then(|path| open::begin(&path, &Reading::default(), about).ok());
                    if let Some(begun) = begun {
                        return begun;
                    }
                }
            }
        }
        (open::companion(), None)
    }

    /// The place a text was left at, brought within the text it is now, as far as that is known.
    fn place_in(&self, text: &Text) -> Place {
        let words = &text.document.text;
        let kept = self.state.kept(&text.origin).map_or(0, |kept| kept.place);
        if text.rest > 0 {
            return kept;
        }
        let mut place = kept.min(words.len());
        while !words.is_char_boundary(place) {
            place -= 1;
        }
        place
    }

    /// Keeps a place, unless the text came from a pipe.
    fn keep_place(&mut self, origin: &str, place: Place, length: usize) {
        if origin.is_empty() {
            return;
        }
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
        self.state.keep(origin, place, length, now);
    }

    fn save(&mut self, settings: Settings) {
        // Notes put away for one text are not put away for all.
        let settings = Settings { notes: self.began.notes, ..settings };
        self.state.change_settings(self.began, settings);
        let Some(path) = &self.path else { return };
        if let Err(error) = self.state.save(path) {
            self.warning = Some(error.to_string());
        }
    }
}

/// Reads a text and gives it in a format for other programs.
///
/// # Errors
/// Says why there is no text.
pub fn export(
    file: &Path,
    reading: &Reading,
    format: impl FnOnce(&Text) -> String,
) -> Result<(), Box<dyn std::error::Error>> {
    let text = open(file, reading)?;
    write_out(&format(&text))?;
    Ok(())
}

/// Says on standard output what is wrong with a text, and gives whether anything is.
///
/// # Errors
/// Says why there is no text.
pub fn check(
    file: &Path,
    reading: &Reading,
    json: bool,
) -> Result<Ending, Box<dyn std::error::Error>> {
    let text = open(file, reading)?;
    let findings = crate::check::check(&text);
    let lines = match json {
        true => crate::check::json(&findings),
        false => crate::check::lines(&text, &findings),
    };
    write_out(&lines)?;
    Ok(if crate::check::is_wrong(&findings) { Ending::Wrong } else { Ending::Quit })
}

/// Whether there is a terminal to read on.
pub fn on_terminal() -> bool {
    term::is_terminal()
}
