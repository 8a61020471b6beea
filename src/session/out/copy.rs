//! The clipboard: by the terminal, and by the program that the desktop has for it.
//!
//! The terminal is asked always (OSC 52), since it may stand on another machine than ibid runs on; many
//! decline. So the program is asked as well that belongs to the screen ibid runs at, where there is one.

use std::io::{self, Write};
use std::process::{Command, Stdio};

use crate::term::Screen;

/// The most bytes that are copied. Terminals drop longer sequences, some without a word (xterm and tmux
/// take about so many in base64).
const MOST: usize = 70_000;

/// Puts words on the clipboard. Says why not, where they are too many.
///
/// # Errors
/// Passes on what the terminal reports.
pub(in crate::session) fn copy(words: &str, screen: &mut Screen) -> io::Result<Option<String>> {
    if words.len() > MOST {
        let most = MOST / 1000;
        return Ok(Some(format!("Too long to copy: terminals take about {most},000 bytes.")));
    }
    screen.copy(words)?;
    if let Some((program, arguments)) = program(|name| std::env::var_os(name).is_some()) {
        hand_to(program, arguments, words);
    }
    Ok(None)
}

/// The program that sets the clipboard of the screen that is there.
fn program(is_set: impl Fn(&str) -> bool) -> Option<(&'static str, &'static [&'static str])> {
    match () {
        () if cfg!(target_os = "macos") => Some(("pbcopy", &[])),
        () if is_set("WAYLAND_DISPLAY") => Some(("wl-copy", &[])),
        () if is_set("DISPLAY") => Some(("xclip", &["-selection", "clipboard"])),
        () => None,
    }
}

/// Gives words to a program, which has nothing of the terminal and is not waited for: some stay to give
/// what they were given. Where it is not installed, the terminal was asked all the same.
fn hand_to(program: &str, arguments: &[&str], words: &str) {
    let mut command = Command::new(program);
    let command = command.args(arguments).stdin(Stdio::piped());
    let Ok(mut child) = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn() else { return };
    let words = words.to_owned();
    std::thread::spawn(move || {
        if let Some(mut input) = child.stdin.take() {
            // One that takes no more has failed; there is nobody to tell.
            let _ = input.write_all(words.as_bytes());
        }
        let _ = child.wait();
    });
}

#[cfg(all(test, not(target_os = "macos")))]
mod tests {
    use super::*;

    #[test]
    fn the_program_is_that_of_the_screen() {
        let of = |set: &[&str]| program(|name| set.contains(&name)).map(|it| it.0);
        assert_eq!(of(&["DISPLAY", "WAYLAND_DISPLAY"]), Some("wl-copy"));
        assert_eq!(of(&["DISPLAY"]), Some("xclip"));
        assert_eq!(of(&[]), None);
    }
}
