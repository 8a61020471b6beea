//! The program as a whole: its command line, its terminal, its bounds, its rooms.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

#[path = "../invariants/mod.rs"]
mod invariants;
#[cfg(unix)]
#[path = "../pty/mod.rs"]
mod pty;
#[path = "../shared/mod.rs"]
mod shared;

mod aloud;
mod architecture;
#[cfg(unix)]
mod book;
#[cfg(unix)]
mod bounds;
#[cfg(unix)]
mod bounds_pdf;
mod commands;
mod config;
#[cfg(unix)]
mod edited;
mod exchange;
#[cfg(unix)]
mod hostile;
#[cfg(unix)]
mod images;
#[cfg(unix)]
mod library;
mod makers;
#[cfg(unix)]
mod marks;
#[cfg(unix)]
mod quoting;
#[cfg(unix)]
mod state;
#[cfg(unix)]
mod terminal;
#[cfg(unix)]
mod texts;
