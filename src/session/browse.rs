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
pub(super) fn browse(
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
    if let Some(opener) = opener {
        let (program, words) = opener.command(address);
        return started(Command::new(program).args(words));
    }
    let wanted = std::env::var("BROWSER").ok().filter(|browser| !browser.is_empty());
    let has_display = cfg!(target_os = "macos")
        || std::env::var_os("DISPLAY").is_some()
        || std::env::var_os("WAYLAND_DISPLAY").is_some();
    let browser = match wanted {
        // Several may be given; the first is meant. No shell sees any of it.
        Some(browser) => browser.split(':').next().unwrap_or_default().to_owned(),
        None if cfg!(target_os = "macos") => "open".to_owned(),
        None if has_display => "xdg-open".to_owned(),
        None => return false,
    };
    started(Command::new(browser).arg(address))
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
