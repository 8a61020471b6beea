//! The table of settings: what each is called in the config, what it may be, and what it does.

use std::ops::RangeInclusive;
use std::path::PathBuf;

use super::{Config, Opener};
use crate::settings::{Hyphens, Lines, NotesPlace, Settings};

/// A setting.
pub(super) struct Row {
    /// What the config calls it.
    pub(super) name: &'static str,
    /// What it does.
    pub(super) what: &'static str,
    /// What it may be.
    pub(super) value: Value,
}

/// What a setting may be, where it is kept, and how it is changed.
pub(super) enum Value {
    /// A number in a range.
    Number(RangeInclusive<u16>, fn(&mut Settings) -> &mut u16),
    /// Yes or no.
    Switch(fn(&mut Settings) -> &mut bool),
    /// One of several, each known by its name; which it is, and how it becomes another.
    Choice(&'static [&'static str], fn(&Settings) -> usize, fn(&mut Settings, usize)),
    /// The name of a theme.
    Theme,
    /// A folder, which is not among what changes while a text is read.
    Folder(fn(&mut Config) -> &mut Option<PathBuf>),
}

/// Every setting that stands outside of tables of its own.
pub(super) const SETTINGS: &[Row] = &[
    Row {
        name: "measure",
        what: "The width of a line of prose, in cells",
        value: Value::Number(20..=500, |settings| &mut settings.measure),
    },
    Row {
        name: "margins",
        what: "How many columns stay blank on either side at least",
        value: Value::Number(0..=60, |settings| &mut settings.margins),
    },
    Row {
        name: "text",
        what: "Where the text stands on a screen wider than it",
        value: Value::Choice(
            &["centred", "left"],
            |settings| usize::from(settings.left),
            |settings, at| settings.left = at == 1,
        ),
    },
    Row {
        name: "columns",
        what: "In how many columns the text stands on a screen of 160 and more, where its notes do \
               not stand at the foot",
        value: Value::Number(1..=2, |settings| &mut settings.columns),
    },
    Row {
        name: "line-spacing",
        what: "How many rows lie from one line of prose to the next: 1 leaves none blank",
        value: Value::Number(1..=3, |settings| &mut settings.line_spacing),
    },
    Row {
        name: "paragraphs",
        what: "What tells one paragraph from the next: a blank line, or an indent",
        value: Value::Choice(
            &["apart", "indented"],
            |settings| usize::from(settings.indents),
            |settings, at| settings.indents = at == 1,
        ),
    },
    Row {
        name: "lines",
        what: "How the lines of a paragraph end: where the next word no longer fits, chosen together \
               so that none is much shorter than its neighbours, or at both edges",
        value: Value::Choice(
            &["ragged", "even", "justified"],
            |settings| settings.lines as usize,
            |settings, at| {
                settings.lines = [Lines::Ragged, Lines::Even, Lines::Justified][at.min(2)];
            },
        ),
    },
    Row {
        name: "hyphenate",
        what: "Where words are broken at the ends of lines, in a text whose language is known: \
               nowhere, in the notes shown with the text, or in both",
        value: Value::Choice(
            &["off", "notes", "on"],
            |settings| settings.hyphens as usize,
            |settings, at| {
                settings.hyphens = [Hyphens::Off, Hyphens::Notes, Hyphens::On][at.min(2)];
            },
        ),
    },
    Row {
        name: "formulas",
        what: "How formulas are shown: in signs, those that Unicode has all signs for, or in TeX as \
               their authors typed them",
        value: Value::Choice(
            &["signs", "tex"],
            |settings| usize::from(!settings.formulas),
            |settings, at| settings.formulas = at == 0,
        ),
    },
    Row {
        name: "notes",
        what: "Where notes stand: beside the text where the screen is wide enough, at its foot, \
               or in neither place until a key shows them",
        value: Value::Choice(
            &["beside", "foot", "off"],
            |settings| match (settings.notes, settings.notes_at) {
                (true, NotesPlace::Beside) => 0,
                (true, NotesPlace::Foot) => 1,
                (false, _) => 2,
            },
            |settings, at| {
                let place = if at == 1 { NotesPlace::Foot } else { NotesPlace::Beside };
                (settings.notes, settings.notes_at) = (at < 2, place);
            },
        ),
    },
    Row {
        name: "theme",
        what: "The look: \"auto\" is light or dark as the terminal says it is, \"terminal\" has its \
               own colours",
        value: Value::Theme,
    },
    Row {
        name: "mouse",
        what: "Whether clicks and the wheel are ibid’s; else they are the terminal’s",
        value: Value::Switch(|settings| &mut settings.mouse),
    },
    Row {
        name: "watch",
        what: "Whether a text is read again when its file changes while you read it",
        value: Value::Switch(|settings| &mut settings.watch),
    },
    Row {
        name: "words-per-minute",
        what: "How fast you read, from which the time to the end of a section is reckoned",
        value: Value::Number(50..=1500, |settings| &mut settings.words_per_minute),
    },
    Row {
        name: "marks",
        what: "Where your marks are kept, so that they may lie in a vault or be kept in step with \
               other machines; \"\" is ibid/marks in $XDG_DATA_HOME",
        value: Value::Folder(|config| &mut config.marks),
    },
];

/// A program that is started by a key of the reader's.
pub(super) struct OpenerRow {
    /// What the config calls it.
    pub(super) name: &'static str,
    /// What it does, with an example, and what is done without one.
    pub(super) what: &'static str,
    /// Where it is kept.
    pub(super) at: fn(&mut Config) -> &mut Option<Opener>,
}

/// Every such program.
pub(super) const OPENERS: &[OpenerRow] = &[
    OpenerRow {
        name: "web",
        what: "The program that opens addresses of the web, as \"firefox {}\": {} stands for the \
               address. No shell sees it. Where it is \"\", $BROWSER does, or what the desktop has.",
        at: |config| &mut config.web,
    },
    OpenerRow {
        name: "image",
        what: "The program that opens images, as \"feh {}\": {} stands for a file, a PNG that goes \
               when the session ends. Where it is \"\", what the desktop has does.",
        at: |config| &mut config.image,
    },
    OpenerRow {
        name: "word",
        what: "The program that chosen words are looked up with, as \"sdcv -n {}\" or \"goldendict {}\": \
               {} stands for the words. What it writes is listed. Where it is \"\", nothing is \
               looked up.",
        at: |config| &mut config.word,
    },
];

/// The setting of this name.
pub(super) fn setting(name: &str) -> Option<&'static Row> {
    SETTINGS.iter().find(|row| row.name == name)
}

/// Names in quotes as a sentence lists them: `"a", "b" or "c"`.
pub(super) fn listed<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    let names: Vec<String> = names.into_iter().map(|name| format!("\"{name}\"")).collect();
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        None => String::new(),
    }
}
