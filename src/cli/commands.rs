//! The commands: what is done with texts instead of reading them.

use std::path::PathBuf;

use clap::Subcommand;
use clap_complete::Shell;

use super::words::{
    FORMATS, IMPORT_HELP, INTO_HELP, LIKE_HELP, MARK_FORMATS, MARKED_HELP, TEXT_HELP, WANTED_HELP,
};
use super::{ExportFormat, MarksFormat, Reading};

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
