//! The command line: one table, from which parsing, `--help`, the man page and the completions
//! of shells are made.
//!
//! A word that names a command is that command; a file of that name is opened as `./export`.

mod commands;
mod meant;
mod values;
mod words;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{CommandFactory, Parser, value_parser};
pub use clap_complete::Shell;

use crate::restore::Restoring;
pub use commands::{Command, LibraryAct};
pub use values::{ColorWhen, ExportFormat, MarksFormat};
use words::{
    ABOUT, AS_PRINTED_HELP, BIBLIOGRAPHY_HELP, BOOK_HELP, COLOR_HELP, FILE_HELP, FORMATS,
    LINEAR_HELP, LONG_ABOUT, PASSWORD_HELP, RESTORE_HELP, THEME_HELP,
};
pub(crate) use words::{EXAMPLES, EXIT_STATUS};

/// What the command line asks for.
#[derive(Debug, Clone, PartialEq, Eq, Parser)]
#[command(
    name = "ibid",
    bin_name = "ibid",
    version,
    about = ABOUT,
    long_about = LONG_ABOUT,
    after_help = "Press ? in a text for the keys. See --help for examples.",
    after_long_help = after_long_help(),
    args_conflicts_with_subcommands = true,
    disable_help_subcommand = true,
    subcommand_help_heading = "Commands",
    subcommand_value_name = "COMMAND",
)]
pub struct Cli {
    /// What to do instead of reading.
    #[command(subcommand)]
    pub command: Option<Command>,

    #[arg(
        value_name = "FILE",
        help = "The texts to read; - is standard input",
        long_help = FILE_HELP
    )]
    /// The texts to read; `-` is standard input. None is the text read last, or the companion.
    pub files: Vec<PathBuf>,

    /// How the text is to be read.
    #[command(flatten)]
    pub reading: Reading,

    #[arg(
        long,
        value_name = "N",
        value_parser = value_parser!(u16).range(20..=500),
        help = "Width of the text, or of what is printed, in cells",
    )]
    /// The measure of the text, or the width of printed output, in cells.
    pub width: Option<u16>,

    #[arg(
        long,
        value_name = "NAME",
        help = "The look: auto, dark, light or terminal",
        long_help = THEME_HELP
    )]
    /// The name of the look.
    pub theme: Option<String>,

    #[arg(
        long,
        value_name = "WHEN",
        help = "Keep emphasis in what is printed: always, or never",
        long_help = COLOR_HELP
    )]
    #[arg(hide_possible_values = true)]
    /// Whether emphasis is kept in what is printed.
    pub color: Option<ColorWhen>,

    #[arg(long, help = "Leave the mouse to the terminal")]
    /// Do not listen to the mouse.
    pub no_mouse: bool,

    #[arg(long, help = "Say everything in lines, for a screen reader", long_help = LINEAR_HELP)]
    /// Say everything in lines, and draw no screen.
    pub linear: bool,
}

/// How a text is read, whatever is done with it then.
#[derive(Debug, Clone, Default, PartialEq, Eq, clap::Args)]
pub struct Reading {
    #[arg(
        long,
        help = "Leave the pages of a scanned text as they lie",
        long_help = AS_PRINTED_HELP
    )]
    /// Leave a printed text as it is: do not restore it.
    pub as_printed: bool,

    #[arg(
        long,
        value_name = "WHEN",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "always",
        conflicts_with = "as_printed",
        help = "Restore the text as a printed one: always, or auto",
        long_help = RESTORE_HELP
    )]
    #[arg(hide_possible_values = true)]
    /// Whether to restore it; `--restore` alone is always.
    pub restore: Option<Restoring>,

    #[arg(
        long,
        value_name = "FILE",
        help = "Take the sources of citations from FILE",
        long_help = BIBLIOGRAPHY_HELP
    )]
    /// Bibliography files, besides those the text names itself.
    pub bibliography: Vec<PathBuf>,

    #[arg(
        long,
        value_name = "FILE",
        help = "Open a locked PDF with the password in FILE",
        long_help = PASSWORD_HELP
    )]
    /// The file that has the password of a locked text in its first line.
    pub password_file: Option<PathBuf>,

    #[arg(
        long,
        requires = "files",
        help = "Read the files as the chapters of one book",
        long_help = BOOK_HELP
    )]
    /// Whether the files are the chapters of one book.
    pub book: bool,
}

impl Reading {
    /// Whether the text is to be restored; `None` where the command line does not say so.
    pub fn restoring(&self) -> Option<Restoring> {
        if self.as_printed { Some(Restoring::Never) } else { self.restore }
    }
}

/// Reads the command line; the first of `args` is the name of the program.
///
/// # Errors
/// What to print instead of going on, which may be the help or the version that was asked for:
/// [`clap::Error::exit`] prints it and ends the program with status 0 or 2 accordingly.
pub fn parse<I, T>(args: I) -> Result<Cli, clap::Error>
where
    I: IntoIterator<Item = T>,
    T: Into<OsString> + Clone,
{
    let args: Vec<OsString> = args.into_iter().map(Into::into).collect();
    let args = meant::asks_for_help(&args).unwrap_or(args);
    meant::look(&args, Cli::try_parse_from(&args))
}

/// That a value is none of those there are, which the table of options does not know.
pub fn not_understood(said: String) -> clap::Error {
    clap::Error::raw(clap::error::ErrorKind::InvalidValue, said)
}

/// The table itself.
pub fn command() -> clap::Command {
    Cli::command()
}

/// The completions of the command line for `shell`, to be put where that shell looks for them.
pub fn completions(shell: Shell) -> String {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command(), "ibid", &mut script);
    String::from_utf8(script).expect("completions are made of the strings of this file")
}

fn after_long_help() -> String {
    let mut help = String::from("Examples:\n");
    for (situation, line) in EXAMPLES {
        help.push_str(&format!("  {situation}:\n      {line}\n"));
    }
    help.push_str("\nExit status:\n");
    for (status, meaning) in EXIT_STATUS {
        help.push_str(&format!("  {status:<6} {meaning}\n"));
    }
    help
}

#[cfg(test)]
mod tests {
    use clap::ValueEnum;

    use super::*;

    fn parsed(line: &str) -> Cli {
        parse(line.split_whitespace()).unwrap_or_else(|error| panic!("{line}: {error}"))
    }

    fn status(line: &str) -> i32 {
        parse(line.split_whitespace()).expect_err(line).exit_code()
    }

    #[test]
    fn the_table_is_sound() {
        command().debug_assert();
    }

    #[test]
    fn files_and_options() {
        assert_eq!(parsed("ibid").files, [""; 0].map(PathBuf::from));
        assert_eq!(parsed("ibid -").files, [PathBuf::from("-")]);
        let cli = parsed("ibid --width 72 --theme light --as-printed a.md");
        assert_eq!(cli.files, [PathBuf::from("a.md")]);
        assert_eq!(parsed("ibid a.md b.epub").files.len(), 2);
        assert_eq!((cli.width, cli.theme.as_deref()), (Some(72), Some("light")));
        assert!(!cli.no_mouse && parsed("ibid --no-mouse a.md").no_mouse);
        assert!(cli.reading.as_printed);
        let restoring = |line| parsed(line).reading.restoring();
        assert_eq!(restoring("ibid a.md"), None);
        assert_eq!(restoring("ibid --as-printed a.md"), Some(Restoring::Never));
        assert_eq!(restoring("ibid --restore a.md"), Some(Restoring::Always));
        assert_eq!(restoring("ibid --restore=auto a.md"), Some(Restoring::Auto));
        assert_eq!(parsed("ibid -- --odd").files, [PathBuf::from("--odd")]);
    }

    #[test]
    fn a_command_is_no_file_unless_its_path_says_so() {
        for name in ["export", "man", "completions"] {
            assert_eq!(
                parsed(&format!("ibid ./{name}")).files,
                [PathBuf::from(format!("./{name}"))]
            );
        }
        assert_eq!(parsed("ibid -- man").files, [PathBuf::from("man")]);
        assert_eq!(parsed("ibid man").command, Some(Command::Man));
        assert_eq!(
            parsed("ibid manual").files,
            [PathBuf::from("manual")],
            "no guessing at commands"
        );
        let export = parsed("ibid export - --to json --as-printed").command;
        let Some(Command::Export { files, to, reading, output: None }) = export else {
            panic!("{export:?}")
        };
        assert_eq!(files, [PathBuf::from("-")]);
        assert_eq!((to, reading.as_printed), (Some(ExportFormat::Json), true));
    }

    #[test]
    fn what_is_not_understood_ends_with_two() {
        let lines = [
            "ibid --widht 3",
            "ibid --width 19 a",
            "ibid --width 501 a",
            "ibid chek a",
            "ibid export a",
            "ibid export a --to epub",
            "ibid --width 30 export a --to json",
            "ibid completions tcsh",
            "ibid man a",
            "ibid --restore --as-printed a",
            "ibid --restore=perhaps a",
        ];
        for line in lines {
            assert_eq!(status(line), 2, "{line}");
        }
        assert_eq!(status("ibid --help"), 0);
        assert_eq!(status("ibid --version"), 0);
    }

    #[cfg(unix)]
    #[test]
    fn a_path_need_not_be_text() {
        use std::os::unix::ffi::OsStringExt;
        let odd = OsString::from_vec(b"caf\xe9".to_vec());
        let cli = parse([OsString::from("ibid"), odd.clone()]).unwrap();
        assert_eq!(cli.files, [PathBuf::from(odd)]);
    }

    #[test]
    fn help_fits_a_terminal() {
        let commands = command();
        let all = commands.get_subcommands().cloned().chain([commands.clone()]);
        for mut command in all {
            for help in [command.render_help(), command.render_long_help()] {
                let help = help.to_string();
                let widest = help.lines().max_by_key(|line| line.chars().count()).unwrap_or("");
                assert!(widest.chars().count() <= 80, "{widest}");
            }
        }
    }

    #[test]
    fn completions_know_every_option() {
        for &shell in Shell::value_variants() {
            let script = completions(shell);
            for word in [
                "width",
                "theme",
                "as-printed",
                "restore",
                "export",
                "markdown",
                "completions",
                "bibliography",
                "password-file",
            ] {
                assert!(script.contains(word), "{shell} lacks {word}");
            }
        }
    }
}
