//! The program: the command line → what is done.

use std::path::PathBuf;
use std::process::ExitCode;

use ibid::cli::{self, Cli, ColorWhen, Command, ExportFormat, LibraryAct, MarksFormat};
use ibid::export;
use ibid::session::{self, Ending, MarksTask, Reading, Request};

fn main() -> ExitCode {
    let cli = match cli::parse(std::env::args_os()) {
        Ok(cli) => cli,
        Err(error) => return session::say_usage(&error),
    };
    match run(cli) {
        Ok(Ending::Quit) => ExitCode::SUCCESS,
        Ok(Ending::Wrong) => ExitCode::FAILURE,
        Ok(Ending::Signal(signal)) => ExitCode::from(u8::try_from(128 + signal).unwrap_or(1)),
        Err(error) => match error.downcast() {
            Ok(usage) => session::say_usage(&usage),
            Err(error) => {
                session::complain(&error.to_string());
                ExitCode::FAILURE
            }
        },
    }
}

fn run(cli: Cli) -> Result<Ending, Box<dyn std::error::Error>> {
    let Cli { command, files, reading, width, theme, color, no_mouse, linear } = cli;
    match command {
        Some(Command::Export { files, output, to, reading }) => {
            let file = files.first().expect("the command line gives one");
            let reading = reading_of(reading, &files);
            let named = || output.as_deref().and_then(ExportFormat::of);
            let to = to.or_else(named).expect("the command line gives one or the other");
            let sources = matches!(to, ExportFormat::Bibtex | ExportFormat::CslJson);
            session::export(file, &reading, output.as_deref(), sources, |text| match to {
                ExportFormat::Json => export::json(&text.document, &text.links) + "\n",
                ExportFormat::Markdown => export::markdown(&text.document),
                ExportFormat::Html => {
                    export::html_with(&text.document, &text.links, &session::pictures(text))
                }
                ExportFormat::Text => export::text(&text.document),
                ExportFormat::Bibtex => export::bibtex(&text.document, &text.links),
                ExportFormat::CslJson => export::csl_json(&text.document, &text.links),
            })?;
        }
        Some(Command::Check { files, json, errors, reading }) => {
            let reading = reading_of(reading, &files);
            // A book is one text, whatever files it has.
            let files = if reading.book.is_empty() { &files[..] } else { &files[..1] };
            return session::check(files, &reading, (json, errors));
        }
        Some(Command::Marks { files, to, output, into, beside, import, reading }) => {
            let reading = reading_of(reading, &files);
            let format = to.unwrap_or(MarksFormat::Markdown).format();
            let task = match (into, beside, import) {
                (Some(note), ..) => MarksTask::Into(note),
                (None, true, _) => MarksTask::Beside,
                (None, false, Some(theirs)) => MarksTask::Import(theirs),
                (None, false, None) => MarksTask::Write(format, output),
            };
            session::exchange_marks(&files, &reading, &session::own(), &task)?;
        }
        Some(Command::Search { words, regex }) => {
            let found = session::search_texts(&words.join(" "), regex)?;
            return Ok(if found { Ending::Quit } else { Ending::Wrong });
        }
        Some(Command::Cites { source }) => {
            let found = session::cites(&source)?;
            return Ok(if found { Ending::Quit } else { Ending::Wrong });
        }
        Some(Command::Library { act, wanted, to, like }) => match (act, like) {
            (Some(LibraryAct::Add { folders }), _) => session::name_folders(&folders, true)?,
            (Some(LibraryAct::Remove { folders }), _) => session::name_folders(&folders, false)?,
            (None, Some(text)) => session::alike(&text)?,
            (None, None) if wanted => write_wanted(to)?,
            (None, None) => session::list_library()?,
        },
        Some(Command::Config { check: true }) => return Ok(session::own().check()?),
        Some(Command::Config { check: false }) => session::write_out(&ibid::config::written())?,
        Some(Command::Man) => session::write_out(&ibid::manual::man())?,
        Some(Command::Completions { shell }) => session::write_out(&cli::completions(shell))?,
        None => {
            let own = session::own();
            let theme =
                theme.map(|name| own.theme(&name)).transpose().map_err(cli::not_understood)?;
            let reading = reading_of(reading, &files);
            let styled = color == Some(ColorWhen::Always);
            let request = Request { files, reading, width, theme, styled, no_mouse, linear, own };
            if session::can_read(linear) {
                return session::read(&request);
            }
            session::print(&request)?;
        }
    }
    Ok(Ending::Quit)
}

/// Writes the works that several texts cite and that are not held.
fn write_wanted(to: Option<ExportFormat>) -> Result<(), Box<dyn std::error::Error>> {
    /// How many texts must cite a work for it to be on the list.
    const SEVERAL: usize = 2;
    let works = session::wanted(SEVERAL)?;
    let entries = works.iter().map(|(source, entry, _)| (source, entry.as_str()));
    let line = |(_, entry, texts): &(_, String, usize)| format!("{texts:>4}  {entry}\n");
    let written = match to {
        None => works.iter().map(line).collect(),
        Some(ExportFormat::Bibtex) => export::works_as_bibtex(entries),
        Some(ExportFormat::CslJson) => export::works_as_csl_json(entries),
        Some(_) => {
            let said = "A reading list is written as bibtex or csl-json.\n".to_owned();
            return Err(cli::not_understood(said).into());
        }
    };
    Ok(session::write_out(&written)?)
}

/// How a text is to be read, as the command line has it.
fn reading_of(reading: cli::Reading, files: &[PathBuf]) -> Reading {
    let restoring = reading.restoring();
    let (bibliography, password) = (reading.bibliography, reading.password_file);
    let book = if reading.book { files.to_vec() } else { Vec::new() };
    Reading { restoring, bibliography, password, book }
}
