//! What is said outside of a session: on standard output and standard error.

use std::borrow::Cow;
use std::io::{self, Write as _};

use crate::term;

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
    let written = match error.use_stderr() {
        true => io::stderr().write_all(said.as_bytes()).or(Ok(())),
        false => write_out(&said),
    };
    if let Err(error) = written {
        complain(&format!("standard output could not be written: {error}."));
        return std::process::ExitCode::FAILURE;
    }
    std::process::ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}

/// Forgives a closed pipe, as `| head` makes one.
pub(super) fn unless_closed(result: io::Result<()>) -> io::Result<()> {
    result.or_else(|error| match error.kind() {
        io::ErrorKind::BrokenPipe => Ok(()),
        _ => Err(error),
    })
}

/// Whether standard output is a terminal.
pub(super) fn on_terminal() -> bool {
    term::is_terminal()
}
