//! The terminal: raw mode, the alternate screen, events, signals; and that it is given back.
//!
//! The only user of crossterm. Whatever way the program ends (a command, a signal, a panic, the
//! terminal closed under it), [`give_back`] has put the terminal as it was, once.
//!
//! Events are read on one thread and signals on another; both arrive as [`Event`]s on one
//! channel, so that the loop that takes them can sleep.

mod own;
mod scroll;
mod shown;

use std::io::{self, BufWriter, Stdout};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use crossterm::event::{self, KeyCode, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind};
use crossterm::terminal::SetTitle;
use crossterm::{execute, queue};
use ratatui::backend::{Backend, ClearType, CrosstermBackend};
use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH, SIGXFSZ};

pub use own::give_back;
use own::{GiveBack, enter, give_back_on_panic, give_back_stuck, is_ours};

use crate::app::{Input, Key, MouseAct};
use crate::view::Frame;
use shown::Shown;

/// How long a signal waits for the program to end in good order.
const PATIENCE: Duration = Duration::from_secs(2);

/// Something from outside.
#[derive(Debug)]
pub enum Event {
    /// For the app.
    Input(Input),
    /// A signal asks the program to end; its number.
    End(i32),
    /// A signal asks the program to stop until the shell goes on.
    Stop,
    /// The terminal is gone.
    Gone,
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
    events: Receiver<Event>,
}

impl std::fmt::Debug for Screen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Screen").finish_non_exhaustive()
    }
}

impl Screen {
    /// Takes the terminal over.
    ///
    /// # Errors
    /// Passes on what the terminal reports.
    pub fn take() -> io::Result<Self> {
        let (sender, events) = channel();
        give_back_on_panic();
        listen_for_signals(sender.clone())?;
        enter()?;
        // From here on the terminal must be given back, whatever happens.
        let guard = GiveBack;
        let backend = CrosstermBackend::new(BufWriter::with_capacity(1 << 16, io::stdout()));
        let size = backend.size()?;
        read_events(sender);
        std::mem::forget(guard);
        let shown = Shown::blank(size.width.max(1), size.height.max(1));
        Ok(Self { backend, shown, events })
    }

    /// The columns and rows of the next frame.
    pub fn size(&self) -> (u16, u16) {
        self.shown.size()
    }

    /// Waits for the next event.
    ///
    /// # Errors
    /// Passes on what the terminal reports.
    pub fn wait(&mut self) -> io::Result<Event> {
        let event = self.events.recv().unwrap_or(Event::Gone);
        // A panic on another thread gave it back: nothing must be drawn on the shell's screen.
        if !is_ours() {
            return Ok(Event::Gone);
        }
        self.heed(&event)?;
        Ok(event)
    }

    /// The next event, if one is waiting.
    ///
    /// # Errors
    /// Passes on what the terminal reports.
    pub fn waiting(&mut self) -> io::Result<Option<Event>> {
        let event = self.events.try_recv().ok();
        event.iter().try_for_each(|event| self.heed(event))?;
        Ok(event)
    }

    /// Has the next frame be as large as the terminal is now. Even where that is no change, the
    /// terminal may have been another size in between and have cut what it shows.
    fn heed(&mut self, event: &Event) -> io::Result<()> {
        let Event::Input(Input::Resize(width, height)) = *event else { return Ok(()) };
        self.clear(width, height)
    }

    /// Shows a frame. Only what changed is written, in one piece, and rows that moved are moved.
    ///
    /// # Errors
    /// Passes on what the terminal reports.
    pub fn draw(&mut self, frame: &Frame) -> io::Result<()> {
        if frame.size() != self.size() {
            let (width, height) = frame.size();
            self.clear(width, height)?;
        }
        self.shown.show(frame, &mut self.backend)
    }

    /// Clears the screen, which has so many columns and rows now.
    fn clear(&mut self, width: u16, height: u16) -> io::Result<()> {
        self.shown = Shown::blank(width, height);
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
    /// shell goes on.
    ///
    /// # Errors
    /// Passes on what the terminal reports.
    pub fn stop(&mut self) -> io::Result<()> {
        give_back();
        signal_hook::low_level::emulate_default_handler(SIGTSTP)?;
        enter()?;
        let size = self.backend.size()?;
        self.clear(size.width.max(1), size.height.max(1))
    }

    /// Names the window.
    ///
    /// # Errors
    /// Passes on what the terminal reports.
    pub fn name(&mut self, title: &str) -> io::Result<()> {
        queue!(self.backend, SetTitle(crate::layout::fit(title, 100)))
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
        give_back();
    }
}

/// Whether standard output is a terminal.
pub fn is_terminal() -> bool {
    io::IsTerminal::is_terminal(&io::stdout())
}

/// Whether standard input is a terminal, from which no text can be read.
pub fn is_input_terminal() -> bool {
    io::IsTerminal::is_terminal(&io::stdin())
}

fn listen_for_signals(sender: Sender<Event>) -> io::Result<()> {
    // That a file may grow no further is an error for whoever writes it, and no end.
    let wanted = [SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH, SIGXFSZ];
    let mut signals = signal_hook::iterator::Signals::new(wanted)?;
    std::thread::spawn(move || {
        for signal in signals.forever() {
            let event = match signal {
                SIGXFSZ => continue,
                SIGTSTP => Event::Stop,
                // Listened for here, before the size is first asked: crossterm begins to listen
                // only when it first waits for a key, and would miss a change before that.
                SIGWINCH => match crossterm::terminal::size() {
                    Ok((width, height)) => Event::Input(Input::Resize(width.max(1), height.max(1))),
                    Err(_) => continue,
                },
                signal => Event::End(signal),
            };
            let ends = matches!(event, Event::End(_));
            if sender.send(event).is_err() && !ends {
                return;
            }
            if !ends {
                continue;
            }
            // A loop that is busy must not keep the terminal.
            std::thread::sleep(PATIENCE);
            give_back_stuck();
            std::process::exit(128 + signal);
        }
    });
    Ok(())
}

/// Says that the terminal is gone when the thread that reads it ends, in whatever way.
struct SayGone(Sender<Event>);

impl Drop for SayGone {
    fn drop(&mut self) {
        let _ = self.0.send(Event::Gone);
    }
}

fn read_events(sender: Sender<Event>) {
    std::thread::spawn(move || {
        let sender = SayGone(sender);
        while let Ok(event) = event::read() {
            let Some(input) = input(event) else { continue };
            if sender.0.send(Event::Input(input)).is_err() {
                return;
            }
        }
    });
}

/// What the app makes of an event.
fn input(event: event::Event) -> Option<Input> {
    match event {
        event::Event::Key(event) if event.kind != KeyEventKind::Release => {
            key(event.code, event.modifiers).map(Input::Key)
        }
        event::Event::Mouse(event) => {
            let act = match event.kind {
                MouseEventKind::Down(MouseButton::Left) => MouseAct::Click,
                MouseEventKind::ScrollUp => MouseAct::WheelUp,
                MouseEventKind::ScrollDown => MouseAct::WheelDown,
                _ => return None,
            };
            Some(Input::Mouse { act, x: event.column, y: event.row })
        }
        event::Event::Paste(text) => Some(Input::Paste(text)),
        _ => None,
    }
}

fn key(code: KeyCode, modifiers: KeyModifiers) -> Option<Key> {
    let ctrl = modifiers.contains(KeyModifiers::CONTROL);
    let alt = modifiers.contains(KeyModifiers::ALT);
    Some(match code {
        KeyCode::Char(c) if ctrl => Key::Ctrl(c.to_ascii_lowercase()),
        KeyCode::Char(c) if alt => Key::Alt(c),
        KeyCode::Char(c) => Key::Char(c),
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Left if alt => Key::AltLeft,
        KeyCode::Right if alt => Key::AltRight,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Esc,
        KeyCode::Tab if modifiers.contains(KeyModifiers::SHIFT) => Key::BackTab,
        KeyCode::Tab => Key::Tab,
        KeyCode::BackTab => Key::BackTab,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Delete => Key::Delete,
        KeyCode::F(number) => Key::F(number),
        _ => return None,
    })
}
