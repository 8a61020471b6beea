//! What a config sets, what is wrong with it, and that what is written is what holds.

use super::*;
use crate::app::Key;
use crate::app::command::{Command, Group, TABLE};
use crate::settings::{Hyphens, Lines, NotesPlace, Theme};
use crate::view::{PALETTES, ROLES};

fn mistakes(source: &str) -> Vec<String> {
    Config::read(source).mistakes.iter().map(ToString::to_string).collect()
}

#[test]
fn what_is_written_is_what_holds() {
    let bare: String = written()
        .lines()
        .map(|line| match line.strip_prefix('#') {
            Some(set) if !set.is_empty() && !set.starts_with(' ') => format!("{set}\n"),
            _ => format!("{line}\n"),
        })
        .collect();
    let (read, usual) = (Config::read(&bare), Config::default());
    assert_eq!(read.mistakes, [], "{bare}");
    assert_eq!(read.settings, usual.settings);
    assert_eq!(read.palettes, usual.palettes);
    assert_eq!(read.web, usual.web);
    for told in TABLE.iter().flat_map(Group::told) {
        assert_eq!(read.keys.keys(told), told.keys, "{}", told.name);
    }
    // All that can be set stands in it, and it fits a terminal.
    for row in super::table::SETTINGS {
        assert!(bare.contains(&format!("\n{} = ", row.name)), "{}", row.name);
    }
    let widest = written().lines().map(|line| line.chars().count()).max();
    assert!(widest <= Some(80), "{widest:?}");
    // As it is, nothing is set by it.
    assert_eq!(Config::read(&written()).mistakes, []);
}

#[test]
fn settings_are_read() {
    let config = Config::read(
        "measure = 0x40\nmargins = 8\ntext = 'left'\ncolumns = 2\nline-spacing = 2\nparagraphs = 'indented'\n\
         lines = 'justified'\nhyphenate = 'on'\nformulas = 'tex'\n\
         notes = 'foot'\ntheme = 'sepia'\nmouse = false\nwatch = false\nwords-per-minute = 300\n\
         marks = '~/vault'\n\
         [open]\nweb = 'w3m -o \"a b\" {}'\n\
         [themes.sepia]\nlike = 'light'\nground = '#f4ecd8'\n[themes.dark]\nnote = 3\n",
    );
    assert_eq!(config.mistakes, []);
    let expected = Settings {
        measure: 64,
        theme: Theme::Own(0),
        notes: true,
        notes_at: NotesPlace::Foot,
        margins: 8,
        columns: 2,
        left: true,
        line_spacing: 2,
        indents: true,
        lines: Lines::Justified,
        hyphens: Hyphens::On,
        formulas: false,
        mouse: false,
        watch: false,
        words_per_minute: 300,
        linear: false,
        plain: false,
    };
    assert_eq!(config.settings, expected);
    assert_eq!(config.marks.as_deref(), Some(std::path::Path::new("~/vault")));
    assert_eq!(config.web.unwrap().command("x").1, ["-o", "a b", "x"]);
    let of = |name: &str, role: usize| {
        config.palettes.named(name).unwrap().colour(ROLES[role]).to_string()
    };
    assert_eq!((of("sepia", 0), of("sepia", 1)), ("\"#f4ecd8\"".into(), of("light", 1)));
    assert_eq!((of("dark", 5), of("dark", 1)), ("3".into(), "252".into()));
    assert_eq!(config.palettes.names().theme("sepia"), Some(Theme::Own(0)));
    assert!(!Config::read("notes = 'off'").settings.notes);
}

#[test]
fn keys_are_given() {
    let config = Config::read("[keys]\npage-down = ['n', 'PgDn']\nnext-hit = 'F3'\nguide = []\n");
    assert_eq!(config.mistakes, []);
    assert_eq!(config.keys.find(Key::Char('n')), Some(Command::PageDown));
    assert_eq!(config.keys.find(Key::F(3)), Some(Command::NextHit));
    assert_eq!(config.keys.find::<Command>(Key::F(2)), None);
    // Of two that are given one key, the first in the file has it.
    let twice = Config::read("[keys]\ntheme = 'x'\nnotes = ['x', 'z']\n");
    assert_eq!(twice.mistakes.len(), 1);
    assert_eq!(twice.mistakes[0].to_string(), "line 3: notes: x is given to theme already");
    assert_eq!(twice.keys.find(Key::Char('z')), Some(Command::Notes));
    // What is not understood takes nothing away.
    let wrong = Config::read("[keys]\ntheme = ['Hyper-q']\n");
    assert_eq!(wrong.keys.find(Key::Char('T')), Some(Command::Theme));
}

#[test]
fn a_mistake_says_its_line_and_what_is_allowed() {
    let cases = [
        ("measur = 60", "line 1: there is no setting “measur”; did you mean “measure”?"),
        ("\n\ncolour = 1", "line 3: there is no setting “colour”; ibid config shows what there is"),
        ("measure = 10", "line 1: measure is a number from 20 to 500"),
        ("measure = '60'", "line 1: measure is a number from 20 to 500"),
        ("marks = 'vault'", "line 1: marks is the whole path of a folder, as \"~/vault/marks\""),
        ("mouse = 'no'", "line 1: mouse is true or false"),
        ("notes = 'side'", "line 1: notes is \"beside\", \"foot\" or \"off\""),
        ("theme = 'sepia'", "line 1: theme is \"auto\", \"dark\", \"light\" or \"terminal\""),
        ("keys = 1", "line 1: keys is a table: [keys]"),
        (
            "[keys]\npagedown = 'x'",
            "line 2: there is no command “pagedown”; did you mean \
         “page-down”?",
        ),
        (
            "[keys]\nquit = 3",
            "line 2: quit takes a list of keys, as [\"j\", \"Down\"], or none: []",
        ),
        (
            "[keys]\nlist-up = 'k'",
            "line 2: list-up: k types a character where list-up holds; take a \
         key such as Ctrl-X or F5",
        ),
        ("[keys]\ntheme = 'Ctrl-C'", "line 2: theme: Ctrl-C always quits, closes or returns"),
        ("[themes.dark]\ngroud = 1", "line 2: there is no colour “groud”; did you mean “ground”?"),
        (
            "[themes.auto]\nink = 1",
            "line 1: auto has no colours of its own, but those of \
         \"terminal\", \"dark\" or \"light\"",
        ),
        (
            "[themes.a]\nlike = 'b'",
            "line 2: like is \"terminal\", \"dark\" or \"light\", or a theme \
         made before",
        ),
        ("[open]\nweb = \"a 'b\"", "line 2: a quotation mark has no partner"),
        (
            "[open]\nsound = 'mpv'",
            "line 2: there is no opener “sound”; ibid config shows what there \
         is",
        ),
    ];
    for (source, expected) in cases {
        assert_eq!(mistakes(source), [expected], "{source}");
    }
    let colour = mistakes("[themes.dark]\nink = 256");
    assert!(colour[0].starts_with("line 2: colours are numbers from 0 to 255"), "{colour:?}");
    let key = mistakes("[keys]\nquit = ['Ctr-x']");
    assert!(key[0].starts_with("line 2: “Ctr-x” is no key: keys are single"), "{key:?}");
}

#[test]
fn the_rest_holds() {
    let source = "measure = \nmargins = 4\nnotes = 'foo\ntheme = 'dark'\n[keys\nx = 1\n";
    let config = Config::read(source);
    let lines: Vec<usize> = config.mistakes.iter().map(|mistake| mistake.line).collect();
    assert!(lines.starts_with(&[1, 3]) && lines.contains(&5), "{:?}", config.mistakes);
    assert_eq!(lines.iter().filter(|line| **line == 1).count(), 1);
    assert_eq!((config.settings.margins, config.settings.theme), (4, Theme::Dark));
    assert_eq!(config.settings.measure, Settings::default().measure);
    for odd in ["\0", "=", "[[keys]]\n", "keys.x.y = 1", "[keys]\n[keys]\n", "'"] {
        assert_ne!(Config::read(odd).mistakes, [], "{odd}");
    }
    assert_eq!(Config::read("\u{feff}measure = 60").settings.measure, 60);
    assert_eq!(PALETTES.len(), 3);
}
