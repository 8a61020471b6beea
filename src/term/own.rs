//! Whose the terminal is: taken over, and put as it was, once, whatever way the program ends.

use std::cell::RefCell;
use std::fs::File;
use std::io;
use std::os::fd::AsFd;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::style::Print;
use crossterm::terminal::{
    DisableLineWrap, EnableLineWrap, EndSynchronizedUpdate, EnterAlternateScreen,
    LeaveAlternateScreen,
};
use crossterm::{cursor, execute};

/// Whether the terminal is ours and has to be given back.
static OURS: AtomicBool = AtomicBool::new(false);

/// Has the terminal remember the name of its window, and take it back again (xterm, XTWINOPS).
const REMEMBER_NAME: &str = "\x1b[22;2t";
const RECALL_NAME: &str = "\x1b[23;2t";

/// Whether the terminal is to tell what the mouse does.
static MOUSE: AtomicBool = AtomicBool::new(true);

/// Whether the terminal gives its keys alone.
static KEYS_ALONE: AtomicBool = AtomicBool::new(false);

/// Has the terminal tell of buttons and the wheel, of moves while a button is held, and that in
/// numbers of any size (xterm, “Mouse Tracking”). Not of every move (1003), which nothing here asks
/// for and which costs whoever reads over a slow line.
const MOUSE_ON: &str = "\x1b[?1000h\x1b[?1002h\x1b[?1006h";
const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1002l\x1b[?1000l";

/// How long a terminal that takes no more bytes is waited for.
const PATIENCE: Duration = Duration::from_secs(1);

/// Gives the terminal back when dropped.
pub(super) struct GiveBack;

impl Drop for GiveBack {
    fn drop(&mut self) {
        give_back();
    }
}

/// Whether the terminal is ours.
pub(super) fn is_ours() -> bool {
    OURS.load(Ordering::SeqCst)
}

/// Whether the terminal is asked to tell what the mouse does, when it is entered.
pub(super) fn listen_to_mouse(listen: bool) {
    MOUSE.store(listen, Ordering::SeqCst);
}

/// Whether the terminal gives its keys alone, and what it shows is left to it.
pub(super) fn take_keys_alone(alone: bool) {
    KEYS_ALONE.store(alone, Ordering::SeqCst);
}

/// Whether it does.
pub(super) fn has_keys_alone() -> bool {
    KEYS_ALONE.load(Ordering::SeqCst)
}

pub(super) fn enter() -> io::Result<()> {
    OURS.store(true, Ordering::SeqCst);
    let entered = crossterm::terminal::enable_raw_mode().and_then(|()| {
        if has_keys_alone() {
            return Ok(());
        }
        execute!(
            io::stdout(),
            Print(REMEMBER_NAME),
            EnterAlternateScreen,
            // A terminal that moves further for a cluster than was counted must not go on in the
            // next row with it.
            DisableLineWrap,
            Print(if MOUSE.load(Ordering::SeqCst) { MOUSE_ON } else { "" }),
            EnableBracketedPaste,
            cursor::Hide
        )
    });
    if entered.is_err() {
        give_back();
    }
    entered
}

/// Puts the terminal as it was. Does nothing if it is not ours.
pub fn give_back() {
    if !OURS.swap(false, Ordering::SeqCst) {
        return;
    }
    // A terminal that is gone cannot be put right; there is nobody to tell.
    let _ = if has_keys_alone() { Ok(()) } else { leave() };
    if is_in_foreground() {
        let _ = crossterm::terminal::disable_raw_mode();
    }
}

/// Takes back what [`enter`] told the terminal.
fn leave() -> io::Result<()> {
    execute!(
        io::stdout(),
        EndSynchronizedUpdate,
        DisableBracketedPaste,
        Print(MOUSE_OFF),
        EnableLineWrap,
        LeaveAlternateScreen,
        cursor::Show,
        Print(RECALL_NAME)
    )
}

/// The terminal that keys come from: standard input, or, where a text is read from that, the one the
/// program was started on all the same.
///
/// # Errors
/// Says that there is none, or passes on what the system reports.
pub(super) fn keyboard() -> io::Result<File> {
    match io::IsTerminal::is_terminal(&io::stdin()) {
        true => Ok(File::from(io::stdin().as_fd().try_clone_to_owned()?)),
        false => File::open("/dev/tty"),
    }
}

/// Whether the shell lets this program have its terminal. Whoever sets how it treats keys from the
/// background is stopped for it (POSIX, 11.1.4), and it is another's by then.
pub(super) fn is_in_foreground() -> bool {
    let group = keyboard().and_then(|keyboard| Ok(rustix::termios::tcgetpgrp(keyboard)?));
    // Where there are no jobs, nothing is in the background.
    group.map_or(true, |group| group == rustix::process::getpgrp())
}

/// Whether keys come as they are pressed, as they do while the terminal is ours.
pub(super) fn is_raw() -> bool {
    let modes = keyboard().and_then(|keyboard| Ok(rustix::termios::tcgetattr(keyboard)?));
    modes.is_ok_and(|modes| !modes.local_modes.contains(rustix::termios::LocalModes::ICANON))
}

/// Puts the terminal as it was while another thread may be stuck in writing to it. A terminal
/// that takes no more bytes cannot be told anything; but how it treats keys is then as it was.
pub(super) fn give_back_stuck() {
    let (done, waits) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        give_back();
        done.send(())
    });
    if waits.recv_timeout(PATIENCE).is_err() && is_in_foreground() {
        let _ = crossterm::terminal::disable_raw_mode();
    }
}

thread_local! {
    /// On a thread whose panics are spared: where the last one was.
    static SPARED: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Has a panic give the terminal back before it says anything, unless it is [`spare`]d.
pub(super) fn give_back_on_panic() {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let said = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            let spared = SPARED.with_borrow_mut(|spared| {
                let place = spared.as_mut()?;
                *place = info.location().map_or_else(String::new, ToString::to_string);
                Some(())
            });
            if spared.is_none() {
                give_back();
                said(info);
            }
        }));
    });
}

/// Does what may panic and need not end the program: the terminal stays as it is, and nothing is
/// said on it.
///
/// # Errors
/// Tells where in the source of the program it panicked.
pub fn spare<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    give_back_on_panic();
    SPARED.set(Some(String::new()));
    let done = std::panic::catch_unwind(std::panic::AssertUnwindSafe(work));
    let place = SPARED.take().unwrap_or_default();
    done.map_err(|_| place)
}
