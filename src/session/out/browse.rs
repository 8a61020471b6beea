//! Web links: shown in a browser where there is one, else put on the clipboard.

use std::io;
use std::process::{Command, Stdio};

use crate::config::Opener;
use crate::doc::handed_over;
use crate::layout::clean;
use crate::term::Screen;

/// The schemes a browser is trusted with. A text is untrusted: it must not start programs by
/// `file:` or a scheme of its own.
const SCHEMES: [&str; 4] = ["http://", "https://", "mailto:", "ftp://"];

/// The longest address that is copied, in characters.
const LONGEST: usize = 2000;

/// Opens an address outside, and says in a sentence what was done.
///
/// # Errors
/// Passes on what the terminal reports.
pub(in crate::session) fn browse(
    address: &str,
    opener: Option<&Opener>,
    screen: &mut Screen,
) -> io::Result<String> {
    let address = &*handed_over(address);
    let lower = address.to_ascii_lowercase();
    let safe = SCHEMES.iter().any(|scheme| lower.starts_with(scheme))
        && !address.contains(char::is_whitespace);
    if safe && opened(address, opener) {
        return Ok(format!("Opened {}", clean(address)));
    }
    // What a text puts on the clipboard may be pasted into a shell: one line of it, not a book.
    let line: String = address.chars().take(LONGEST).collect();
    screen.copy(&line)?;
    Ok(format!("Sent to the clipboard: {}", clean(&line)))
}

/// Whether a browser was started on an address: the one the config has, or what the system has.
fn opened(address: &str, opener: Option<&Opener>) -> bool {
    let wanted = std::env::var("BROWSER").ok().filter(|browser| !browser.is_empty());
    // Several may be given; the first is meant. No shell sees any of it.
    let wanted = wanted.map(|browser| browser.split(':').next().unwrap_or_default().to_owned());
    open_with(address, opener, wanted.or_else(desktop_opener))
}

/// Whether a program was started on an address or a file, which is one word of its own: the one the
/// config has, or another.
pub(in crate::session) fn open_with(
    what: &str,
    opener: Option<&Opener>,
    other: Option<String>,
) -> bool {
    if let Some(opener) = opener {
        let (program, words) = opener.command(what);
        return started(Command::new(program).args(words));
    }
    other.is_some_and(|program| started(Command::new(program).arg(what)))
}

/// The program of the desktop that opens whatever it is given with what is set for that.
pub(in crate::session) fn desktop_opener() -> Option<String> {
    let set = |name: &str| std::env::var_os(name).is_some();
    match () {
        () if cfg!(target_os = "macos") => Some("open".to_owned()),
        () if set("DISPLAY") || set("WAYLAND_DISPLAY") => Some("xdg-open".to_owned()),
        () => None,
    }
}

/// Whether a program was started. It has nothing of the terminal.
fn started(command: &mut Command) -> bool {
    let command = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    match command.spawn() {
        Ok(mut child) => {
            // Someone has to wait for it, or it stays as a zombie.
            std::thread::spawn(move || child.wait());
            true
        }
        Err(_) => false,
    }
}
