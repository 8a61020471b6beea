//! The man page, in roff for the `man` macros (groff_man(7)).

use clap::Arg;
use clap::builder::StyledStr;
use clap_mangen::Man;
use clap_mangen::roff::{Inline, Roff, bold, italic, roman};

use crate::app::command::TABLE;
use crate::cli;

const FILES: &[(&str, &str)] = &[
    (
        "$XDG_CONFIG_HOME/ibid/config.toml",
        "Keys, colours, measure and whatever else can be set; in ~/.config where the variable is not set. \
         ibid config prints all of it, ready to be changed.",
    ),
    (
        "$XDG_STATE_HOME/ibid/state.json",
        "Where each text was left and marked, searches and settings, kept between sessions; in ~/.local/state where \
         the variable is not set. A state that is damaged is put aside as state.json.damaged. It \
         may be removed at any time.",
    ),
    (
        "$XDG_DATA_HOME/ibid/marks/*.jsonl",
        "What was highlighted and remarked on, a file a work; in ~/.local/share where the variable is not set, \
         or where marks of the config says.",
    ),
    (
        "$XDG_CACHE_HOME/ibid/words-1/",
        "The words and sources of the texts that are known, a file each; in ~/.cache where the variable \
         is not set. It may be removed at any time: what is missing is made again.",
    ),
];

const ENVIRONMENT: &[(&str, &str)] = &[
    ("NO_COLOR", "If set and not empty, no colours are used."),
    ("XDG_STATE_HOME", "The folder that holds what is kept between sessions."),
    ("XDG_DATA_HOME", "The folder that holds the marks."),
    ("XDG_CACHE_HOME", "The folder that holds what can be made again."),
    ("XDG_CONFIG_HOME", "The folder that holds the config."),
    ("BROWSER", "The program that opens the addresses of the web, unless the config names one."),
];

/// The man page `ibid(1)`.
pub fn man() -> String {
    let page = Man::new(cli::command());
    let mut out = Vec::new();
    let rendered = page
        .render_name_section(&mut out)
        .and_then(|()| synopsis().to_writer(&mut out))
        .and_then(|()| page.render_description_section(&mut out))
        .and_then(|()| page.render_options_section(&mut out))
        .and_then(|()| rest().to_writer(&mut out));
    rendered.expect("a vector takes all that is written to it");
    let page = String::from_utf8(out).expect("roff is made of strings");
    // Each part comes with the same definition of an apostrophe; one is enough.
    let preamble = Roff::new().render();
    // No date: it would be that of the build. An empty one must be quoted to count.
    let title =
        concat!(".TH ibid 1 \"\" \"ibid ", env!("CARGO_PKG_VERSION"), "\" \"User Commands\"");
    format!("{preamble}{title}\n{}", page.replace(&preamble, ""))
}

/// A line for reading and one for each command, as the usage of each has them.
fn synopsis() -> Roff {
    let mut to = Roff::new();
    to.control("SH", ["SYNOPSIS"]);
    let mut table = cli::command();
    table.build();
    let reading = table.clone().args_conflicts_with_subcommands(false);
    let lines = std::iter::once(reading).chain(table.get_subcommands().cloned());
    for (number, mut line) in lines.enumerate() {
        if number > 0 {
            to.control("br", []);
        }
        let usage = line.render_usage().to_string();
        let usage = usage.trim_start_matches("Usage:").lines().next().unwrap_or("").trim();
        let usage = usage.trim_end_matches("[COMMAND]").trim_end();
        let (name, rest) = usage.split_once(' ').unwrap_or((usage, ""));
        to.text([bold(name), roman(" "), roman(rest)]);
    }
    to
}

fn rest() -> Roff {
    let mut to = Roff::new();
    commands(&mut to);
    keys(&mut to);
    section(&mut to, "FILES", FILES);
    section(&mut to, "ENVIRONMENT", ENVIRONMENT);
    section(&mut to, "EXIT STATUS", cli::EXIT_STATUS);
    to.control("SH", ["EXAMPLES"]);
    for (situation, line) in cli::EXAMPLES {
        item(&mut to, [roman(format!("{situation}:"))], [bold(*line)]);
    }
    to
}

fn commands(to: &mut Roff) {
    to.control("SH", ["COMMANDS"]);
    for command in cli::command().get_subcommands() {
        item(to, [bold(command.get_name())], [roman(sentence(command.get_about()))]);
        to.control("RS", []);
        for argument in command.get_arguments() {
            item(to, name(argument), [roman(sentence(argument.get_help()))]);
        }
        to.control("RE", []);
    }
}

/// An option with its value, or the name of what stands without one.
fn name(argument: &Arg) -> Vec<Inline> {
    let values = argument.get_value_names().unwrap_or(&[]);
    let value = values.first().filter(|_| argument.get_action().takes_values());
    let value = value.map(|value| italic(value.as_str()));
    match argument.get_long() {
        Some(long) => {
            let space = value.as_ref().map(|_| roman(" "));
            std::iter::once(bold(format!("--{long}"))).chain(space).chain(value).collect()
        }
        None => value.into_iter().collect(),
    }
}

fn keys(to: &mut Roff) {
    to.control("SH", ["KEYS"]);
    for group in TABLE {
        to.control("SS", [group.name]);
        for row in group.told() {
            item(to, [bold(row.named())], [roman(row.what)]);
        }
    }
}

fn section(to: &mut Roff, name: &str, rows: &[(&str, &str)]) {
    to.control("SH", [name]);
    for (name, what) in rows {
        item(to, [bold(*name)], [roman(*what)]);
    }
}

/// A tagged paragraph.
fn item(to: &mut Roff, tag: impl Into<Vec<Inline>>, what: impl Into<Vec<Inline>>) {
    to.control("TP", []);
    to.text(tag);
    to.text(what);
}

fn sentence(help: Option<&StyledStr>) -> String {
    let help = help.map(ToString::to_string).unwrap_or_default();
    format!("{help}.")
}
