//! Whose the terminal is: taken over, and put as it was, once, whatever way the program ends.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
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

pub(super) fn enter() -> io::Result<()> {
    OURS.store(true, Ordering::SeqCst);
    let entered = crossterm::terminal::enable_raw_mode().and_then(|()| {
        execute!(
            io::stdout(),
            Print(REMEMBER_NAME),
            EnterAlternateScreen,
            // A terminal that moves further for a cluster than was counted must not go on in the
            // next row with it.
            DisableLineWrap,
            EnableMouseCapture,
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
    let _ = execute!(
        io::stdout(),
        EndSynchronizedUpdate,
        DisableBracketedPaste,
        DisableMouseCapture,
        EnableLineWrap,
        LeaveAlternateScreen,
        cursor::Show,
        Print(RECALL_NAME)
    );
    let _ = crossterm::terminal::disable_raw_mode();
}

/// Puts the terminal as it was while another thread may be stuck in writing to it. A terminal
/// that takes no more bytes cannot be told anything; but how it treats keys is then as it was.
pub(super) fn give_back_stuck() {
    let (done, waits) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        give_back();
        done.send(())
    });
    if waits.recv_timeout(PATIENCE).is_err() {
        let _ = crossterm::terminal::disable_raw_mode();
    }
}

/// Has a panic give the terminal back before it says anything.
pub(super) fn give_back_on_panic() {
    let said = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        give_back();
        said(info);
    }));
}
