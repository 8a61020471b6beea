//! What a command line may have meant that the table does not understand: a command mistyped,
//! a command that does not come first, several texts for an export, one without its command, help asked for as for a command.

use std::ffi::OsString;
use std::path::Path;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use strsim::osa_distance;

use super::{Cli, Command, ExportFormat, FORMATS};

/// How many letters of a long name may be mistyped, and of a short one.
const SLIPS: usize = 2;
const SLIPS_IN_SHORT: usize = 1;
/// Up to so many letters a name is short.
const SHORT: usize = 4;

/// Looks at what became of the command line `args`, and says what was meant where that is to be seen.
pub(super) fn look(
    args: &[OsString],
    parsed: Result<Cli, clap::Error>,
) -> Result<Cli, clap::Error> {
    let words: Vec<&str> =
        args.iter().skip(1).map(|word| word.to_str().unwrap_or_default()).collect();
    let first = words.first().copied().unwrap_or_default();
    let meant = near(first).filter(|_| !Path::new(first).exists());
    let said = |words: String| Err(clap::Error::raw(ErrorKind::InvalidSubcommand, words));
    match parsed {
        Ok(Cli { command: Some(Command::Export { to: None, output: Some(name), .. }), .. })
            if ExportFormat::of(&name).is_none() =>
        {
            said(no_format(&name))
        }
        Ok(Cli { command: Some(Command::Export { files, reading, .. }), .. })
            if files.len() > 1 && !reading.book =>
        {
            said(one_text_at_a_time())
        }
        Ok(Cli {
            command: Some(Command::Marks { files, into, beside, import, reading, .. }),
            ..
        }) if files.len() > 1
            && !reading.book
            && (into.is_some() || beside || import.is_some()) =>
        {
            said(one_marked_text_at_a_time())
        }
        Ok(cli) => match (cli.files.first(), meant) {
            (Some(file), Some(meant)) if file == Path::new(first) => {
                said(mistyped(first, meant, &line(&words[1..])))
            }
            _ => match late_command(&cli).filter(|_| !words.contains(&"--")) {
                Some(command) => said(command_comes_first(command)),
                None => Ok(cli),
            },
        },
        Err(error) if !error.use_stderr() => Err(error),
        Err(error) => match meant {
            Some(meant) if is_confused(&error) => said(mistyped(first, meant, &line(&words[1..]))),
            None if !COMMANDS.contains(&first) && exports(&error) => said(not_exported(&words)),
            _ => Err(error),
        },
    }
}

fn mistyped(typed: &str, meant: &str, rest: &str) -> String {
    format!(
        "There is no command and no file {typed}. Did you mean: ibid {meant}{rest}\n\
         For more information, try '--help'.\n"
    )
}

/// The words of a command line, each after a space.
fn line(words: &[&str]) -> String {
    words.iter().map(|word| format!(" {word}")).collect()
}

/// Whether what was not understood are options of `ibid export`.
fn exports(error: &clap::Error) -> bool {
    ["--to", "-o", "--output"].iter().any(|option| confusing(error).starts_with(option))
}

fn not_exported(words: &[&str]) -> String {
    format!(
        "A text is written in another format by export. Did you mean: ibid export{}\n\
         For more information, try '--help'.\n",
        line(words)
    )
}

fn no_format(name: &Path) -> String {
    format!(
        "The name {} does not say in which format to write: add --to {FORMATS}.\n\
         For more information, try '--help'.\n",
        name.display()
    )
}

/// A command line that asks for help as for a command, as the option that gives it. A file that
/// is called so is opened.
pub(super) fn asks_for_help(args: &[OsString]) -> Option<Vec<OsString>> {
    args.get(1).filter(|word| *word == "help" && !Path::new(word).exists())?;
    let rest = args.iter().take(1).chain(&args[2..]).cloned();
    Some(rest.chain([OsString::from("--help")]).collect())
}

fn one_text_at_a_time() -> String {
    "ibid export writes one text at a time; nothing was written. Give one FILE, in quotes where its \
     name has blanks in it; with --book several are one text.\nFor more information, try \
     '--help'.\n"
        .to_owned()
}

fn one_marked_text_at_a_time() -> String {
    "ibid marks --into, --beside and --import take one text at a time; nothing was done. Give one FILE, \
     in quotes where its name has blanks in it.\nFor more information, try '--help'.\n"
        .to_owned()
}

fn command_comes_first(command: &str) -> String {
    format!(
        "{command} is a command, and comes first: ibid {command}. A file of that name is \
         ./{command}.\nFor more information, try '--help'.\n"
    )
}

/// A command among the texts that are named, where there is no such file.
fn late_command(cli: &Cli) -> Option<&'static str> {
    let named = |command: &&str| cli.files.iter().any(|file| file == Path::new(command));
    COMMANDS.into_iter().find(|command| named(command) && !Path::new(command).exists())
}

/// Whether there was more than the table takes, and not something wrong with what it takes.
fn is_confused(error: &clap::Error) -> bool {
    use ErrorKind::{ArgumentConflict, InvalidSubcommand, UnknownArgument};
    matches!(error.kind(), UnknownArgument | InvalidSubcommand | ArgumentConflict)
}

/// The word that was not understood, if there was one.
fn confusing(error: &clap::Error) -> &str {
    match error.get(ContextKind::InvalidArg) {
        Some(ContextValue::String(word)) => word,
        _ => "",
    }
}

/// The command that a word is nearly.
fn near(word: &str) -> Option<&'static str> {
    let slips = if word.chars().count() <= SHORT { SLIPS_IN_SHORT } else { SLIPS };
    if word.starts_with('-') || word.contains(['.', '/']) {
        return None;
    }
    let near = COMMANDS.into_iter().filter(|&name| name != word);
    let near = near.map(|name| (osa_distance(word, name), name));
    let near = near.filter(|&(many, name)| many <= slips && many < name.len() / 2 + 1);
    near.min().map(|(_, name)| name)
}

/// The names of the commands.
const COMMANDS: [&str; 9] =
    ["export", "check", "marks", "search", "library", "cites", "config", "man", "completions"];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::{command, parse};

    #[test]
    fn every_command_is_known() {
        let table = command();
        let names: Vec<&str> = table.get_subcommands().map(clap::Command::get_name).collect();
        assert_eq!(names, COMMANDS);
    }

    #[test]
    fn says_what_was_meant() {
        let cases = [
            ("ibid chek a.md", "Did you mean: ibid check a.md"),
            ("ibid exprot a.md --to md", "Did you mean: ibid export a.md --to md"),
            ("ibid mna", "Did you mean: ibid man"),
            ("ibid completion bash", "Did you mean: ibid completions bash"),
            ("ibid export a.md b.md --to md", "one text at a time"),
            ("ibid --width 40 check b.md", "check is a command, and comes first"),
            ("ibid a.md --widht 40", "--widht"),
            ("ibid --to md a.md", "Did you mean: ibid export --to md a.md"),
            ("ibid a.md -o a.html", "Did you mean: ibid export a.md -o a.html"),
            ("ibid export a.md -o a.xyz", "a.xyz does not say in which format"),
        ];
        for (line, expected) in cases {
            let error = parse(line.split(' ')).expect_err(line);
            let said = error.to_string();
            assert!(said.contains(expected) && said.contains("--help"), "{line}: {said}");
            assert_eq!(error.exit_code(), 2);
        }
        let help = |line: &str| parse(line.split(' ')).expect_err(line).to_string();
        assert_eq!(help("ibid help"), help("ibid --help"));
        assert_eq!(help("ibid help export"), help("ibid export --help"));
        for line in ["ibid manual", "ibid check.md", "ibid ./chek", "ibid text", "ibid ma.md"] {
            assert!(parse(line.split(' ')).is_ok(), "{line}");
        }
    }
}
