//! The config that says what holds without one, to be changed by whoever wants it otherwise.
//!
//! It is made from the tables the config is read by. What says what something is for begins with `# `,
//! and what would set something with `#` alone, so that a reader sees which to take away.

use super::table::{OPENERS, Row, SETTINGS, Value, listed};
use crate::app::command::TABLE;
use crate::layout::wrap;
use crate::settings::{Settings, ThemeNames};
use crate::view::{PALETTES, Palettes, ROLES};

/// How wide its words are set.
const WIDTH: usize = 76;

const HEAD: &str = "\
# What can be set of ibid, as it is where nothing is set. To set something, put
# this into $XDG_CONFIG_HOME/ibid/config.toml, in ~/.config where there is no
# such variable, and take the # from the line, and from the [name] above it.
# ibid config --check says what is wrong with the file.
#
# The command line goes before what stands there. What you change with keys
# while you read (measure and theme) is remembered, until you change it there.
";

/// Everything that can be set, as it is where nothing is.
pub fn written() -> String {
    let mut out = HEAD.to_owned();
    for row in SETTINGS {
        out.push('\n');
        say(&mut out, &format!("{}: {}.", row.what, allowed(row)));
        out.push_str(&format!("#{} = {}\n", row.name, usual(row)));
    }
    keys(&mut out);
    themes(&mut out);
    openers(&mut out);
    out
}

/// Sets words as a comment.
fn say(out: &mut String, words: &str) {
    for line in wrap(words, WIDTH) {
        out.push_str(format!("# {line}").trim_end());
        out.push('\n');
    }
}

/// What a setting may be, in words.
fn allowed(row: &Row) -> String {
    match &row.value {
        Value::Number(range, _) => format!("{} to {}", range.start(), range.end()),
        Value::Switch(_) => "true or false".to_owned(),
        Value::Choice(names, ..) => listed(names.iter().copied()),
        Value::Folder(_) => "the whole path of a folder, as \"~/vault/marks\"".to_owned(),
        Value::Theme => {
            let names = ThemeNames::default();
            format!("{}, or one of your own", listed(names.all().map(|(name, _)| name)))
        }
    }
}

/// What a setting is where nothing is set.
fn usual(row: &Row) -> String {
    let mut settings = Settings::default();
    match &row.value {
        Value::Number(_, at) => at(&mut settings).to_string(),
        Value::Switch(at) => at(&mut settings).to_string(),
        Value::Choice(names, which, _) => format!("\"{}\"", names[which(&settings)]),
        Value::Folder(_) => "\"\"".to_owned(),
        Value::Theme => format!("\"{}\"", ThemeNames::default().name(settings.theme)),
    }
}

fn keys(out: &mut String) {
    out.push_str("\n\n#[keys]\n");
    say(
        out,
        "The keys of every command: one, several, or none: []. A key that you give to a command is \
         taken from the one that has it here. Keys are written as the help shows them; arrows are \
         Up, Down, Left and Right. Ctrl-C always quits, closes and returns.",
    );
    for group in TABLE {
        out.push('\n');
        say(out, &format!("{}:", group.name));
        for told in group.told() {
            say(out, told.what);
            let keys: Vec<String> = told.keys.iter().map(|key| quoted(&key.written())).collect();
            out.push_str(&format!("#{} = [{}]\n", told.name, keys.join(", ")));
        }
    }
}

/// A string of TOML.
fn quoted(words: &str) -> String {
    format!("\"{}\"", words.replace('\\', r"\\").replace('"', "\\\""))
}

fn themes(out: &mut String) {
    out.push_str("\n\n");
    say(
        out,
        "The colours of the themes: numbers from 0 to 255, \"#rrggbb\", \"default\", or names of the \
         terminal’s own, as \"red\" and \"bright-red\". A theme of your own has a name of its own, \
         [themes.sepia], and says which it is like, as like = \"light\", before what it has \
         otherwise.",
    );
    let palettes = Palettes::default();
    for name in PALETTES {
        out.push_str(&format!("\n#[themes.{name}]\n"));
        let Some(palette) = palettes.named(name) else { continue };
        for role in ROLES {
            let set = format!("#{} = {}", role.name, palette.colour(role));
            out.push_str(&format!("{set:<24} # {}\n", role.what));
        }
    }
}

fn openers(out: &mut String) {
    out.push_str("\n\n#[open]\n");
    for row in OPENERS {
        say(out, row.what);
        out.push_str(&format!("#{} = \"\"\n", row.name));
    }
}
