//! The command line: one table, from which parsing, `--help`, the man page and the completions
//! of shells are made.
//!
//! A word that names a command is that command; a file of that name is opened as `./export`.

mod meant;
mod words;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::builder::PossibleValue;
use clap::{CommandFactory, Parser, Subcommand, ValueEnum, value_parser};
pub use clap_complete::Shell;

use crate::marks::out::Format;
use crate::restore::Restoring;
use words::{
    ABOUT, AS_PRINTED_HELP, BIBLIOGRAPHY_HELP, BOOK_HELP, COLOR_HELP, FILE_HELP, FORMATS,
    IMPORT_HELP, INTO_HELP, LIKE_HELP, LINEAR_HELP, LONG_ABOUT, MARK_FORMATS, MARKED_HELP,
    PASSWORD_HELP, RESTORE_HELP, TEXT_HELP, THEME_HELP, WANTED_HELP,
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

/// What can be done instead of reading.
#[derive(Debug, Clone, PartialEq, Eq, Subcommand)]
pub enum Command {
    #[command(about = "Write a text to standard output in another format")]
    /// Write a text to standard output in another format.
    Export {
        #[arg(value_name = "FILE", required = true, help = TEXT_HELP)]
        /// The text; `-` is standard input. Several are refused in a sentence.
        files: Vec<PathBuf>,

        #[arg(short, long, value_name = "FILE", help = "Write to FILE, whole or not at all")]
        /// The file to write to instead of standard output.
        output: Option<PathBuf>,

        #[arg(
            long,
            value_name = "FORMAT",
            required_unless_present = "output",
            help = FORMATS,
            long_help = format!("{FORMATS}; without it, as the\nname of the file after -o ends")
        )]
        #[arg(hide_possible_values = true)]
        /// The format to write; without it the name of `output` says which.
        to: Option<ExportFormat>,

        /// How the text is to be read.
        #[command(flatten)]
        reading: Reading,
    },

    #[command(about = "Say what is wrong with texts, for whoever edits them")]
    /// Say what is wrong with texts: notes, references and citations that do not fit.
    Check {
        #[arg(value_name = "FILE", required = true, help = "The texts; - is standard input")]
        /// The texts; `-` is standard input.
        files: Vec<PathBuf>,

        #[arg(long, help = "Write the findings as JSON")]
        /// Write the findings as JSON.
        json: bool,

        #[arg(long, help = "Say only what is wrong, and not what was repaired")]
        /// Say only what is wrong.
        errors: bool,

        /// How the text is to be read.
        #[command(flatten)]
        reading: Reading,
    },

    #[command(about = "Write marks for other programs, or take theirs in")]
    /// Write marks for other programs, or take theirs in.
    Marks {
        #[arg(
            value_name = "FILE",
            help = "The texts; without one, all that were marked",
            long_help = MARKED_HELP
        )]
        /// The texts; none for all that were marked.
        files: Vec<PathBuf>,

        #[arg(
            long,
            value_name = "FORMAT",
            help = MARK_FORMATS,
            long_help = format!("{MARK_FORMATS}; markdown where\nnothing is said")
        )]
        #[arg(hide_possible_values = true)]
        /// The format to write.
        to: Option<MarksFormat>,

        #[arg(short, long, value_name = "FILE", help = "Write to FILE, whole or not at all")]
        /// The file to write to instead of standard output.
        output: Option<PathBuf>,

        #[arg(
            long,
            value_name = "NOTE",
            requires = "files",
            conflicts_with_all = ["to", "output"],
            help = "Put the marks that are new into a note in Markdown",
            long_help = INTO_HELP
        )]
        /// The note to put new marks into.
        into: Option<PathBuf>,

        #[arg(
            long,
            requires = "files",
            conflicts_with_all = ["to", "output", "into"],
            help = "Keep the marks of FILE beside it from now on"
        )]
        /// Keep the marks beside their text.
        beside: bool,

        #[arg(
            long,
            value_name = "THEIRS",
            requires = "files",
            conflicts_with_all = ["to", "output", "into", "beside"],
            help = "Take up the marks of another program from its file",
            long_help = IMPORT_HELP
        )]
        /// The file of another program to take marks from.
        import: Option<PathBuf>,

        /// How the text is to be read.
        #[command(flatten)]
        reading: Reading,
    },

    #[command(about = "Search all texts that are known, as / and Tab do")]
    /// Search all texts that are known.
    Search {
        #[arg(value_name = "WORDS", required = true, help = "What to look for")]
        /// What to look for.
        words: Vec<String>,

        #[arg(long, help = "Take it as a regular expression")]
        /// Take it as a regular expression.
        regex: bool,
    },

    #[command(about = "List the texts that are known, or take in those of a folder")]
    /// List the library, or change which folders belong to it.
    Library {
        #[command(subcommand)]
        /// What to do instead of listing it.
        act: Option<LibraryAct>,

        #[arg(
            long,
            help = "List what several texts cite and none is",
            long_help = WANTED_HELP
        )]
        /// List the works that several texts cite and that are not held.
        wanted: bool,

        #[arg(
            long,
            value_name = "FORMAT",
            requires = "wanted",
            help = "Write that as bibtex or csl-json"
        )]
        #[arg(hide_possible_values = true)]
        /// The format of that list.
        to: Option<ExportFormat>,

        #[arg(
            long,
            value_name = "TEXT",
            conflicts_with = "wanted",
            help = "List the texts that share most sources with TEXT",
            long_help = LIKE_HELP
        )]
        /// List the texts that share most sources with this one.
        like: Option<String>,
    },

    #[command(about = "List every place that cites a source, in all texts")]
    /// List every place that cites a source.
    Cites {
        #[arg(value_name = "SOURCE", required = true, help = "Words of its entry: kropotkin 1902")]
        /// Words of its entry.
        source: Vec<String>,
    },

    #[command(about = "Print all that can be set, as a config to change")]
    /// Print the config that says what holds without one.
    Config {
        #[arg(long, help = "Say what is wrong with the config there is")]
        /// Say what is wrong with the config there is.
        check: bool,
    },

    #[command(about = "Print the man page: ibid man > ibid.1")]
    /// Print the man page.
    Man,

    #[command(about = "Print the completions for a shell")]
    /// Print the completions for a shell.
    Completions {
        #[arg(value_name = "SHELL", help = "bash, elvish, fish, powershell or zsh")]
        #[arg(hide_possible_values = true)]
        /// The shell.
        shell: Shell,
    },
}

/// What can be done with the library.
#[derive(Debug, Clone, PartialEq, Eq, Subcommand)]
pub enum LibraryAct {
    #[command(about = "Take in the texts of folders, now and whenever the library is opened")]
    /// Take in the texts of folders.
    Add {
        #[arg(value_name = "FOLDER", required = true, help = "The folders")]
        /// The folders.
        folders: Vec<PathBuf>,
    },

    #[command(about = "Leave folders out again; texts that were opened stay")]
    /// Leave folders out again.
    Remove {
        #[arg(value_name = "FOLDER", required = true, help = "The folders")]
        /// The folders.
        folders: Vec<PathBuf>,
    },
}

/// Whether what is printed is styled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ColorWhen {
    /// Always.
    Always,
    /// Where a terminal shows it, which prints nothing: never, then.
    #[value(hide = true)]
    Auto,
    /// Never.
    Never,
}

/// The formats a text can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// `ibid-document/1`, for scripts.
    Json,
    #[value(alias = "md")]
    /// Markdown with notes, as pandoc and GitHub read it.
    Markdown,
    #[value(alias = "htm")]
    /// A page for a browser, notes in its margin.
    Html,
    #[value(aliases = ["txt", "plain"])]
    /// Paragraphs of words, the notes at the end.
    Text,
    #[value(aliases = ["bib", "biblatex"])]
    /// The sources alone, as BibTeX.
    Bibtex,
    #[value(aliases = ["csl", "csljson"])]
    /// The sources alone, as CSL JSON.
    CslJson,
}

/// The formats marks are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum MarksFormat {
    #[value(alias = "md")]
    /// Quotations with citations, for Obsidian, Logseq and pandoc.
    Markdown,
    /// Web Annotations of the W3C.
    Json,
    #[value(alias = "readwise")]
    /// The columns that Readwise takes in.
    Csv,
    /// Quotations with citations, for Org.
    Org,
    #[value(alias = "kindle")]
    /// `My Clippings.txt`.
    Clippings,
}

impl MarksFormat {
    /// The format as the marks have it.
    pub fn format(self) -> Format {
        match self {
            Self::Markdown => Format::Markdown,
            Self::Json => Format::Json,
            Self::Csv => Format::Csv,
            Self::Org => Format::Org,
            Self::Clippings => Format::Clippings,
        }
    }
}

impl ExportFormat {
    /// The format in which a file is written that has this name, by its ending.
    pub fn of(name: &Path) -> Option<Self> {
        let ending = name.extension()?.to_str()?;
        // What ends so may be one of several formats, and CSL JSON is asked for by name.
        Self::from_str(ending, true).ok()
    }
}

impl ValueEnum for Restoring {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Always, Self::Auto, Self::Never]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(match self {
            Self::Always => "always",
            Self::Auto => "auto",
            Self::Never => "never",
        }))
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
