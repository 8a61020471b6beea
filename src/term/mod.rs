//! The terminal: raw mode, the alternate screen, events, signals; and that it is given back.
//!
//! The only user of crossterm. Whatever way the program ends (a command, a signal, a panic, the
//! terminal closed under it), [`give_back`] has put the terminal as it was, once.
//!
//! Keys are read where they are used (`events`, `decode`); signals, and whatever else other
//! threads have to say, are posted to the same queue, so that the loop that takes them can sleep.
//! What a frame changes is found in `shown` and `scroll`; whose the terminal is, `own` knows.

mod decode;
#[cfg(test)]
mod emulator;
mod events;
mod graphics;
mod own;
mod scroll;
mod shown;
mod signals;

use std::io::{self, BufWriter, Stdout};
use std::time::{Duration, Instant};

use crossterm::execute;
use crossterm::terminal::SetTitle;
use ratatui::backend::{Backend, ClearType, CrosstermBackend};
use signal_hook::consts::SIGTSTP;

use crate::app::Input;
use crate::view::{Frame, Ground, Placed};
use events::Events;
pub use events::Post;
pub use graphics::{Graphics, shows_only_cells};
use own::{
    GiveBack, enter, give_back_on_panic, has_keys_alone, is_in_foreground, is_ours, is_raw,
    listen_to_mouse, take_keys_alone,
};
pub use own::{give_back, spare};
use shown::Shown;

/// How long it may take to be told why a stopped program goes on.
const PATIENCE: Duration = Duration::from_millis(300);

/// The Linux console.
const CONSOLE: &str = "linux";

/// How long a terminal may take to answer: longer than from one end of the earth to the other.
const ANSWER: Duration = Duration::from_millis(300);

/// Something from outside.
#[derive(Debug)]
pub enum Event {
    /// For the app.
    Input(Input),
    /// The terminal says what ground it has.
    Ground(Ground),
    /// The terminal says how it can show pictures.
    Graphics(Graphics),
    /// A signal asks the program to end; its number.
    End(i32),
    /// A signal asks the program to stop until the shell goes on.
    Stop,
    /// The program goes on that was stopped, by itself or by others.
    Continued,
    /// The terminal is gone.
    Gone,
    /// What was being done on another thread cannot be done, for this reason.
    Failed(String),
    /// Another thread has something to tell whoever started it.
    Report(Box<dyn std::any::Any + Send>),
    /// Another thread panicked, with this.
    Panicked(Box<dyn std::any::Any + Send>),
}

/// A terminal that is ours until it is dropped.
///
/// It keeps what the terminal shows and sends what differs. ratatui's own `Terminal` would do the
/// same, but asks the terminal where its cursor is at every resize, and waits for an answer that
/// the thread reading the keys has already taken.
pub struct Screen {
    backend: CrosstermBackend<BufWriter<Stdout>>,
    /// What the terminal shows.
    shown: Shown,
    events: Events,
    /// Until when answers of the terminal may still be on their way: of its ground, of pictures.
    asked: [Option<Instant>; 2],
    /// The picture it shows in front of its cells.
    placed: Option<Placed>,
}

impl std::fmt::Debug for Screen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Screen").finish_non_exhaustive()
    }
}

impl Screen {
    /// Takes the terminal over, with its mouse or without; `linear` takes its keys alone, and nothing
    /// is drawn then.
    ///
    /// # Errors
    /// Passes on what the terminal reports.
    pub fn take(mouse: bool, linear: bool) -> io::Result<Self> {
        give_back_on_panic();
        listen_to_mouse(mouse && !linear);
        take_keys_alone(linear);
        let events = Events::new()?;
        signals::listen(events.post())?;
        enter()?;
        // From here on the terminal must be given back, whatever happens.
        let guard = GiveBack;
        let backend = CrosstermBackend::new(BufWriter::with_capacity(1 << 16, io::stdout()));
        let size = backend.size()?;
        std::mem::forget(guard);
        let shown = Shown::blank(size.width.max(1), size.height.max(1));
        Ok(Self { backend, shown, events, asked: [None; 2], placed: None })
    }

    /// The columns and rows of the next frame.
    pub fn size(&self) -> (u16, u16) {
        self.shown.size()
    }

    /// Where other threads post what happens.
    pub fn post(&self) -> Post {
        self.events.post()
    }

    /// Waits for the next event.
    ///
    /// # Errors
    /// Passes on what the terminal reports.
    pub fn wait(&mut self) -> io::Result<Event> {
        Ok(self.next(None)?.unwrap_or(Event::Gone))
    }

    /// The next event, if one comes before `deadline`.
    ///
    /// # Errors
    /// Passes on what the terminal reports.
    pub fn wait_until(&mut self, deadline: Instant) -> io::Result<Option<Event>> {
        self.next(Some(deadline))
    }

    fn next(&mut self, deadline: Option<Instant>) -> io::Result<Option<Event>> {
        let mut event = self.events.next(deadline)?;
        while !is_ours() {
            // It was given back already: nothing must be drawn on the shell's screen.
            match event {
                Some(Event::Panicked(_) | Event::End(_)) => return Ok(event),
                _ if signals::is_to_end() => event = self.events.next(None)?,
                _ => return Ok(Some(Event::Gone)),
            }
        }
        event.iter().for_each(|event| self.answered(event));
        event.iter().try_for_each(|event| self.heed(event))?;
        Ok(event)
    }

    /// Has the next frame be as large as the terminal is now. Even where that is no change, the
    /// terminal may have been another size in between and have cut what it shows.
    fn heed(&mut self, event: &Event) -> io::Result<()> {
        match *event {
            Event::Input(Input::Resize(width, height)) => self.clear(width, height),
            Event::Continued => self.go_on(),
            _ => Ok(()),
        }
    }

    /// Has all drawn anew after others stopped the program, and takes the terminal again if it is the
    /// shell's by now. From the background nothing is done to it.
    fn go_on(&mut self) -> io::Result<()> {
        if !is_in_foreground() || signals::is_to_end() {
            return Ok(());
        }
        if !is_raw() {
            give_back();
            enter()?;
        }
        self.forget()
    }

    /// Shows a frame. Only what changed is written, in one piece, and rows that moved are moved.
    ///
    /// # Errors
    /// Passes on what the terminal reports.
    pub fn draw(&mut self, frame: &Frame) -> io::Result<()> {
        if !is_ours() {
            return Ok(());
        }
        if frame.size() != self.size() {
            let (width, height) = frame.size();
            self.clear(width, height)?;
        }
        if self.placed != frame.placed {
            self.take_picture_away()?;
        }
        self.shown.show(frame, &mut self.backend)?;
        self.place_picture(frame)
    }

    /// Says words in lines, where nothing is drawn.
    ///
    /// # Errors
    /// Passes on what the terminal reports.
    pub fn say(&mut self, words: &str) -> io::Result<()> {
        if !is_ours() {
            return Ok(());
        }
        // Keys are taken raw, and then a line feed does not return to the margin.
        let words = words.replace('\n', "\r\n");
        io::Write::write_all(&mut self.backend, words.as_bytes())?;
        io::Write::flush(&mut self.backend)
    }

    /// Clears the screen, which has so many columns and rows now.
    fn clear(&mut self, width: u16, height: u16) -> io::Result<()> {
        self.forget_picture()?;
        self.shown = Shown::blank(width, height);
        if has_keys_alone() {
            return Ok(());
        }
        self.backend.clear_region(ClearType::All)
    }

    /// Forgets what the screen shows, so that the next frame draws every cell.
    ///
    /// # Errors
    /// Passes on what the terminal reports.
    pub fn forget(&mut self) -> io::Result<()> {
        let (width, height) = self.size();
        self.clear(width, height)
    }

    /// Gives the terminal back, stops as the shell's Ctrl-Z does, and takes it again when the
    /// shell goes on. From the background it is not taken: whoever does that is stopped again, and
    /// then nothing could end the program.
    ///
    /// # Errors
    /// Passes on what the terminal reports.
    pub fn stop(&mut self) -> io::Result<()> {
        give_back();
        loop {
            signal_hook::low_level::emulate_default_handler(SIGTSTP)?;
            let end = Instant::now() + PATIENCE;
            while !is_in_foreground() && !signals::is_to_end() && Instant::now() < end {
                std::thread::sleep(Duration::from_millis(5));
            }
            if signals::is_to_end() {
                return Ok(());
            }
            if is_in_foreground() {
                break;
            }
        }
        enter()?;
        let size = self.backend.size()?;
        self.clear(size.width.max(1), size.height.max(1))
    }

    /// Lends the terminal to another program until `run` has ended, and takes it again.
    ///
    /// # Errors
    /// Passes on what the terminal reports.
    pub fn lend<T>(&mut self, run: impl FnOnce() -> T) -> io::Result<T> {
        give_back();
        signals::lend(true);
        let done = run();
        signals::lend(false);
        enter()?;
        let size = self.backend.size()?;
        self.clear(size.width.max(1), size.height.max(1))?;
        Ok(done)
    }

    /// Names the window.
    ///
    /// # Errors
    /// Passes on what the terminal reports.
    pub fn name(&mut self, title: &str) -> io::Result<()> {
        // At once: what is still to be sent when the terminal is given back would be sent then.
        execute!(self.backend, SetTitle(crate::layout::fit(title, 100)))
    }

    /// Asks the terminal what ground it has (xterm, OSC 11). The answer comes as an event, when it
    /// likes and if it does.
    ///
    /// # Errors
    /// Passes on what the terminal reports.
    pub fn ask_ground(&mut self) -> io::Result<()> {
        // The console has no answer, and an old one would show the question.
        if is_called(CONSOLE) {
            return Ok(());
        }
        self.asked[0] = Some(Instant::now() + ANSWER);
        execute!(self.backend, crossterm::style::Print("\x1b]11;?\x1b\\"))
    }

    /// Takes note that what was asked is answered.
    fn answered(&mut self, event: &Event) {
        match event {
            Event::Ground(_) => self.asked[0] = None,
            Event::Graphics(_) => self.asked[1] = None,
            _ => {}
        }
    }

    /// Takes an answer that is on its way, so that it does not come to the shell as keys.
    fn take_answer(&mut self) {
        while let Some(deadline) = self.asked.iter().flatten().max().copied()
            && !signals::is_to_end()
            && is_ours()
        {
            match self.events.next(Some(deadline)) {
                Ok(Some(Event::Gone) | None) | Err(_) => return,
                Ok(Some(event)) => self.answered(&event),
            }
        }
    }

    /// Asks the terminal to put text on the clipboard (OSC 52); it may decline.
    ///
    /// # Errors
    /// Passes on what the terminal reports.
    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        let copy = crossterm::clipboard::CopyToClipboard::to_clipboard_from(text);
        execute!(self.backend, copy)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        self.take_answer();
        give_back();
    }
}

/// Whether standard output is a terminal.
pub fn is_terminal() -> bool {
    io::IsTerminal::is_terminal(&io::stdout())
}

/// Whether a terminal can do no more than print: no cursor that moves, no cells (terminfo, `dumb`).
pub fn is_dumb() -> bool {
    is_called("dumb")
}

/// Whether the terminal is of the kind of this name (terminfo).
fn is_called(name: &str) -> bool {
    std::env::var("TERM").is_ok_and(|terminal| terminal == name)
}

/// Whether a terminal has signs beside those of ASCII that cannot be counted on: the Linux console,
/// whose font has no raised figures, and one whose locale says that its characters are not those of
/// Unicode (POSIX, 8.2: `LC_ALL` goes before `LC_CTYPE`, and that before `LANG`). Where no locale is
/// set at all, as in a container, nothing is known, and terminals of this century know UTF-8.
pub fn is_plain() -> bool {
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(set);
    let unicode = |locale: String| {
        let locale = locale.to_ascii_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    };
    is_called(CONSOLE) || locale.is_some_and(|locale| !unicode(locale))
}

/// Whether the terminal says that it shows every colour, and not 256 (`COLORTERM`, as S-Lang and others
/// have it).
pub fn has_all_colours() -> bool {
    std::env::var("COLORTERM").is_ok_and(|says| says == "truecolor" || says == "24bit")
}

/// The columns and rows of the terminal.
pub fn size() -> Option<(u16, u16)> {
    crossterm::terminal::size().ok().filter(|&(width, height)| width > 0 && height > 0)
}

/// Whether standard input is a terminal, from which no text can be read.
pub fn is_input_terminal() -> bool {
    io::IsTerminal::is_terminal(&io::stdin())
}

/// Whether a pipe or a file stands at standard input: something to be read.
pub fn is_input_given() -> bool {
    let input = std::os::fd::AsFd::as_fd(&io::stdin()).try_clone_to_owned();
    let kind = input.and_then(|input| std::fs::File::from(input).metadata());
    kind.is_ok_and(|kind| {
        use std::os::unix::fs::FileTypeExt;
        let kind = kind.file_type();
        kind.is_file() || kind.is_fifo() || kind.is_socket()
    })
}
