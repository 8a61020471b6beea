//! The manual is in step with the program: the key table of the README, and the man page.
//!
//! `IBID_UPDATE=1 cargo test --test screen manual` writes the key table and the screen into the README anew.

use ibid::app::command::{Group, TABLE};
use ibid::{cli, manual};

const BEGIN: &str = "<!-- keys -->\n";
const END: &str = "<!-- /keys -->";

#[test]
fn the_readme_has_the_keys_of_the_program() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let readme = std::fs::read_to_string(path).expect("there is a README");
    let (before, rest) = readme.split_once(BEGIN).expect("the README marks where its keys begin");
    let (found, after) = rest.split_once(END).expect("the README marks where its keys end");
    let expected = format!("\n{}\n", manual::key_table());
    if found != expected && std::env::var_os("IBID_UPDATE").is_some() {
        std::fs::write(path, format!("{before}{BEGIN}{expected}{END}{after}"))
            .expect("the README can be written");
        return;
    }
    assert_eq!(
        found, expected,
        "the keys of README.md are out of step: run IBID_UPDATE=1 cargo test --test screen manual"
    );
}

const SCREEN_BEGIN: &str = "<!-- screen -->\n";
const SCREEN_END: &str = "<!-- /screen -->";

#[test]
fn the_readme_shows_the_screen_as_it_is() {
    let mut reader = crate::support::Reader::open(crate::support::COMPANION, 110, 26);
    reader.press("} } } j j j j j j j");
    let screen = format!("```text\n{}\n```\n", reader.screen());
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let readme = std::fs::read_to_string(path).expect("there is a README");
    let (before, rest) = readme.split_once(SCREEN_BEGIN).expect("the README marks its screen");
    let (found, after) = rest.split_once(SCREEN_END).expect("the README marks its screen’s end");
    if found != screen && std::env::var_os("IBID_UPDATE").is_some() {
        std::fs::write(path, format!("{before}{SCREEN_BEGIN}{screen}{SCREEN_END}{after}"))
            .expect("the README can be written");
        return;
    }
    assert_eq!(
        found, screen,
        "the screen of README.md is out of step: run IBID_UPDATE=1 cargo test --test screen manual"
    );
}

/// The words of a man page: without its macros and escapes.
fn words(roff: &str) -> String {
    let mut words = String::new();
    for line in roff.lines().filter(|line| !line.starts_with('.')) {
        words.push_str(line);
        words.push('\n');
    }
    let plain = [
        (r"\fB", ""),
        (r"\fI", ""),
        (r"\fR", ""),
        (r"\-", "-"),
        (r"\*(Aq", "'"),
        (r"\&", ""),
        (r"\\", r"\"),
    ];
    plain.iter().fold(words, |words, (escape, meaning)| words.replace(escape, meaning))
}

#[test]
fn the_man_page_names_every_command_option_and_key() {
    let man = words(&manual::man());
    let table = cli::command();
    for command in table.get_subcommands().chain([&table]) {
        assert!(man.contains(command.get_name()), "{}", command.get_name());
        for argument in command.get_arguments() {
            let help = argument.get_help().expect("every argument has a help").to_string();
            let help = argument
                .get_long_help()
                .filter(|_| command.get_name() == "ibid")
                .map_or(help.clone(), ToString::to_string);
            assert!(man.contains(&help), "{help}");
            if let Some(long) = argument.get_long() {
                assert!(man.contains(&format!("--{long}")), "--{long}");
            }
        }
    }
    for row in TABLE.iter().flat_map(Group::told) {
        let entry = format!("\n{}\n{}\n", row.named(), row.what);
        assert!(man.contains(&entry), "{entry}");
    }
}

#[test]
fn the_man_page_has_the_sections_people_look_for() {
    let man = manual::man();
    let sections: Vec<_> = man.lines().filter_map(|line| line.strip_prefix(".SH ")).collect();
    let expected = [
        "NAME",
        "SYNOPSIS",
        "DESCRIPTION",
        "OPTIONS",
        "COMMANDS",
        "KEYS",
        "FILES",
        "ENVIRONMENT",
        "\"EXIT STATUS\"",
        "EXAMPLES",
    ];
    assert_eq!(sections, expected);
}

/// A line of text that begins with `.` or `'` would be taken for a request and vanish
/// (groff(7), “Control characters”); so would what follows a stray backslash.
#[test]
fn the_man_page_is_sound_roff() {
    const REQUESTS: [&str; 10] =
        [".ie ", ".el ", ".TH ", ".SH ", ".SS ", ".TP", ".PP", ".RS", ".RE", ".br"];
    let man = manual::man();
    for line in man.lines() {
        assert!(!line.starts_with('\''), "{line}");
        if line.starts_with('.') {
            assert!(REQUESTS.iter().any(|request| line.starts_with(request)), "{line}");
            continue;
        }
        let mut rest = line;
        while let Some(at) = rest.find('\\') {
            let escape = &rest[at + 1..];
            let known = ["-", "fB", "fI", "fR", "\\", "&", "*(Aq"];
            let length = known.iter().find(|known| escape.starts_with(**known)).map(|k| k.len());
            rest = &escape[length.unwrap_or_else(|| panic!("an unknown escape in {line}"))..];
        }
    }
}
