//! What goes to standard output and standard error: texts and findings for other programs, and what
//! there is to say beside them.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::check::Severity;
use crate::doc::Problem;
use crate::session::ending::Ending;
use crate::session::kept::keeper::Keeper;
use crate::session::opening::error;
use crate::session::opening::open::{self, Begun, open};
use crate::session::opening::reading::Reading;
use crate::session::out::said::{complain, on_terminal, unless_closed, write_out};
use crate::session::out::written;
use crate::session::request::Request;
use crate::term;
use crate::text::Text;

/// Prints a text as it is laid out, for an output that is no terminal.
///
/// # Errors
/// Says why there is no text. That nobody reads the output to its end is no error.
pub fn print(request: &Request) -> Result<(), Box<dyn std::error::Error>> {
    /// The width of printed output: what fits the classic terminal and quotes well in mail.
    const WIDTH: u16 = 72;
    let keeper = Keeper::load();
    let width = usize::from(request.width.unwrap_or(WIDTH));
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut print = |begun: Begun, first: bool| -> Result<(), Box<dyn std::error::Error>> {
        let text = match begun {
            (opening, Some((source, reading))) => {
                error::spared(&opening.document.source, || source.read(&reading, &mut |_| {}))?
            }
            (text, None) => text,
        };
        say_remarks(&text);
        // A form feed parts one text from the next, as it parts pages.
        let parted = if first { Ok(()) } else { out.write_all(b"\x0c\n") };
        let printed = parted
            .and_then(|()| crate::export::print(&Arc::new(text), width, request.styled, &mut out))
            .and_then(|()| out.flush());
        Ok(unless_closed(printed)?)
    };
    if let Some(first) = request.reading.book.first() {
        return print(keeper.begin(first, &request.reading, 0)?, true);
    }
    let files = request.files();
    if files.is_empty() {
        print(keeper.last_text(&request.reading, 0), true)?;
    }
    each(&files, |file, first| match file.is_dir() {
        true => print((open::list_of_folder(file)?, None), first),
        false => print(keeper.begin(file, &request.reading, 0)?, first),
    })?;
    Ok(())
}

/// Does something with each of several texts: of those that cannot be opened it is said why, but for
/// the last of them, which is given.
fn each(
    files: &[PathBuf],
    mut act: impl FnMut(&Path, bool) -> Result<(), Box<dyn std::error::Error>>,
) -> Result<(), Box<dyn std::error::Error>> {
    let mut failed: Option<Box<dyn std::error::Error>> = None;
    for (number, file) in files.iter().enumerate() {
        if let Err(error) = act(file, number == 0)
            && let Some(before) = failed.replace(error)
        {
            complain(&before.to_string());
        }
    }
    failed.map_or(Ok(()), Err)
}

/// Reads a text and gives it in a format for other programs, in a file or on standard output.
/// Where its sources alone are wanted and it has none, that is said.
///
/// # Errors
/// Says why there is no text.
pub fn export(
    file: &Path,
    reading: &Reading,
    output: Option<&Path>,
    sources: bool,
    format: impl FnOnce(&Text) -> String,
) -> Result<(), Box<dyn std::error::Error>> {
    let text = open(file, reading)?;
    say_remarks(&text);
    if sources && text.links.references.is_empty() {
        let source = &text.document.source;
        complain(&format!("{source} has no list of sources; there is nothing to write of it."));
    }
    match output.filter(|file| *file != Path::new("-")) {
        Some(file) => written::write_file(file, &format(&text))?,
        None => write_out(&format(&text))?,
    }
    Ok(())
}

/// Says beside what is printed that a text could be read better.
fn say_remarks(text: &Text) {
    let remarks = text.document.diagnostics.iter();
    for remark in remarks.filter(|diagnostic| diagnostic.kind == Problem::Format) {
        complain(&remark.what);
    }
}

/// Writes findings a line each, to a terminal with what is wrong in red (ECMA-48, SGR 31) unless
/// colours are not wanted (`NO_COLOR`).
fn write_findings(lines: &[(Severity, String)]) -> io::Result<()> {
    let colours = on_terminal() && crate::session::has_colours();
    let line = |(severity, line): &(Severity, String)| match severity {
        Severity::Error if colours => format!("\x1b[31m{}\x1b[0m\n", crate::layout::clean(line)),
        _ => format!("{}\n", crate::layout::clean(line)),
    };
    let lines: String = lines.iter().map(line).collect();
    let mut out = io::stdout().lock();
    unless_closed(out.write_all(lines.as_bytes()).and_then(|()| out.flush()))
}

/// Says on standard output what is wrong with texts, or that alone which is an error, and gives
/// whether anything is.
///
/// # Errors
/// Says why one is not to be had; the others are checked.
pub fn check(
    files: &[PathBuf],
    reading: &Reading,
    (json, errors): (bool, bool),
) -> Result<Ending, Box<dyn std::error::Error>> {
    let mut wrong = false;
    let mut checked = Vec::new();
    let done = each(files, |file, _| {
        let text = open(file, reading)?;
        let mut findings = crate::check::check(&text);
        findings.retain(|finding| !errors || finding.severity == Severity::Error);
        wrong |= crate::check::is_wrong(&findings);
        match json {
            true => checked.push((error::called(file).into_owned(), findings)),
            false => {
                // Of several, each is called by its path: two folders may have one name in them.
                let name = (files.len() > 1).then(|| error::called(file));
                write_findings(&crate::check::lines(&text, name.as_deref(), &findings))?;
            }
        }
        Ok(())
    });
    match &checked[..] {
        [] => {}
        [(_, findings)] if files.len() == 1 => write_out(&crate::check::json(findings))?,
        several => write_out(&crate::check::json_of_several(several))?,
    }
    done?;
    Ok(if wrong { Ending::Wrong } else { Ending::Quit })
}

/// Whether there is a terminal to read on, with cells and a cursor unless all is said in lines.
pub fn can_read(linear: bool) -> bool {
    term::is_terminal() && (linear || !term::is_dumb())
}
