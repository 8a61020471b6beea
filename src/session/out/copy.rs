//! The clipboard: by the terminal, and by the program that the desktop has for it.
//!
//! The terminal is asked always (OSC 52), since it may stand on another machine than ibid runs on; many
//! decline. So the program is asked as well that belongs to the screen ibid runs at, where there is one,
//! and tmux, which as it comes passes nothing on that programs in it ask for (`set-clipboard external`).

use std::io::{self, Write};
use std::process::{Command, Stdio};

use crate::term::Screen;

/// The most bytes that the terminal is asked to take. Terminals drop longer sequences, some without a word (xterm and tmux
/// take about so many in base64).
const MOST: usize = 70_000;

/// Puts words on the clipboard. Says why not, where they are too many.
///
/// # Errors
/// Passes on what the terminal reports.
pub(in crate::session) fn copy(words: &str, screen: &mut Screen) -> io::Result<Option<String>> {
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let program = program(is_set);
    // What is too long for the terminal is not for a program, which takes all.
    if words.len() > MOST && program.is_empty() {
        let most = MOST / 1000;
        return Ok(Some(format!("Too long to copy: terminals take about {most},000 bytes.")));
    }
    if words.len() <= MOST {
        screen.copy(words)?;
    }
    if is_set("TMUX") {
        hand_to(TMUX, words);
    }
    hand_to(program, words);
    Ok(None)
}

/// A program with its arguments.
type Called = (&'static str, &'static [&'static str]);

/// What tmux keeps as its own, and gives to the terminal it runs in; before its version 3.2, as its own
/// alone.
const TMUX: &[Called] = &[("tmux", &["load-buffer", "-w", "-"]), ("tmux", &["load-buffer", "-"])];

/// The program that sets the clipboard of the screen that is there, if one is.
fn program(is_set: impl Fn(&str) -> bool) -> &'static [Called] {
    match () {
        () if cfg!(target_os = "macos") => &[("pbcopy", &[])],
        () if is_set("WAYLAND_DISPLAY") => &[("wl-copy", &[])],
        () if is_set("DISPLAY") => &[("xclip", &["-selection", "clipboard"])],
        () => &[],
    }
}

/// Gives words to the first of several programs that takes them. It has nothing of the terminal and is not
/// waited for: some stay to give what they were given. Where none is installed, the terminal was asked all
/// the same.
fn hand_to(programs: &'static [Called], words: &str) {
    let words = words.to_owned();
    std::thread::spawn(move || programs.iter().any(|called| takes(*called, &words)));
}

/// Whether a program takes words.
fn takes((program, arguments): Called, words: &str) -> bool {
    let mut command = Command::new(program);
    let command = command.args(arguments).stdin(Stdio::piped());
    let Ok(mut child) = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn() else {
        return false;
    };
    let written = child.stdin.take().map(|mut input| input.write_all(words.as_bytes()));
    let ended = child.wait();
    matches!(written, Some(Ok(()))) && ended.is_ok_and(|status| status.success())
}

#[cfg(all(test, not(target_os = "macos")))]
mod tests {
    use super::*;

    #[test]
    fn the_program_is_that_of_the_screen() {
        let of = |set: &[&str]| program(|name| set.contains(&name)).first().map(|it| it.0);
        assert_eq!(of(&["DISPLAY", "WAYLAND_DISPLAY"]), Some("wl-copy"));
        assert_eq!(of(&["DISPLAY"]), Some("xclip"));
        assert_eq!(of(&[]), None);
    }
}
