//! What is the reader's own on the screen: keys, hints, margins, spacing, themes.

use ibid::app::{App, Settings};
use ibid::config::Config;

use crate::support::Reader;

/// A reader of a text who has this config.
fn reader(markdown: &str, config: &str, (width, height): (u16, u16)) -> Reader {
    let config = Config::read(config);
    assert_eq!(config.mistakes, []);
    let mut reader = Reader::open(markdown, width, height);
    let text = std::sync::Arc::clone(reader.app.text());
    reader.app = App::new(text, 0, config.settings, (width, height));
    reader.app.make_own(config.keys, config.palettes.names());
    reader
}

fn lines(count: usize) -> String {
    (1..=count).map(|n| format!("Paragraph {n} stands here.\n\n")).collect()
}

#[test]
fn a_key_does_what_it_was_given_for() {
    let keys = "[keys]\npage-down = ['n']\nnext-hit = 'F2'\nlist-close = 'F1'\ncontents = []\n";
    let mut reader = reader(&lines(40), keys, (60, 12));
    reader.press("n");
    assert!(reader.app.place() > 0, "{}", reader.screen());
    reader.press("g Space");
    assert_eq!(reader.app.place(), 0, "{}", reader.screen());
    reader.press("c");
    assert!(reader.app.layers().is_empty());
    reader.press("r F1");
    assert!(reader.app.layers().is_empty());
    reader.press("r Ctrl-C");
    assert!(reader.app.layers().is_empty(), "Ctrl-C closes whatever the config says");
}

#[test]
fn help_and_hints_show_the_keys_that_hold() {
    let keys = "[keys]\nhelp = 'F1'\nlist-close = 'Ctrl-G'\nsearch-accept = 'Ctrl-J'\n\
                page-down = []\ntheme = ['Alt-t', 'z']\n";
    let mut reader = reader(&lines(4), keys, (120, 90));
    assert!(reader.status().contains("F1 help"), "{}", reader.status());
    reader.press("c");
    assert!(reader.status().contains("Ctrl-G closes"), "{}", reader.status());
    reader.press("Ctrl-G /");
    assert!(reader.status().contains("Ctrl-J stays"), "{}", reader.status());
    reader.press("Ctrl-C F1");
    let screen = reader.screen();
    let row = |what: &str| {
        let row = screen.lines().find(|row| row.contains(what)).unwrap_or_default();
        row.split_whitespace().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(row("next theme")[..2], ["Alt-t", "z"]);
    assert_eq!(row("a page down")[..1], ["–"]);
}

#[test]
fn settings_are_seen() {
    let long = format!("{}\n\n{}", "words and more ".repeat(20), "others follow ".repeat(20));
    let at = |config: &str, size| {
        let rows = reader(&long, config, size).rows();
        let first = rows.iter().position(|row| row.contains("words")).unwrap();
        let indent = rows[first].len() - rows[first].trim_start().len();
        (rows, first, indent)
    };
    let (_, _, centred) = at("measure = 40", (80, 24));
    let (_, _, left) = at("measure = 40\ntext = 'left'\nmargins = 3", (80, 24));
    assert_eq!((centred, left), (19, 3));
    let (rows, first, indent) = at("margins = 20", (80, 24));
    assert_eq!(indent, 20);
    assert!(rows[first].chars().count() <= 80 - 20, "{rows:?}");
    let (rows, first, _) = at("line-spacing = 2", (80, 24));
    assert_eq!(rows[first + 1].trim(), "");
    assert!(rows[first + 2].contains("words"), "{rows:?}");
    let next = rows.iter().position(|row| row.contains("others")).unwrap();
    assert!(rows[next - 2..next].iter().all(|row| row.trim().is_empty()), "{rows:?}");
    assert!(rows[next - 3].contains("words"), "blocks stand further apart than lines: {rows:?}");
    let (rows, ..) = at("paragraphs = 'indented'\nmeasure = 40", (60, 30));
    let next = rows.iter().position(|row| row.contains("others")).unwrap();
    assert!(rows[next - 1].contains("words"), "no blank row: {rows:?}");
    assert!(rows[next].trim_start_matches(['│', ' ']).starts_with("others"));
    let indent = |row: &str| row.len() - row.trim_start().len();
    assert_eq!(indent(&rows[next]), indent(&rows[next - 1]) + 3, "{rows:?}");
    assert_eq!(indent(&rows[next + 1]), indent(&rows[next - 1]), "{rows:?}");
}

#[test]
fn notes_stand_where_they_are_set() {
    let text = format!("{}[^1]\n\n{}[^1]: The note.\n", "words ".repeat(30), lines(40));
    let row_of = |config: &str| {
        let reader = reader(&text, config, (120, 24));
        reader.find("The note.")
    };
    assert!(row_of("").is_some_and(|(x, y)| x > 60 && y < 20));
    // The area of notes has a quarter of the page.
    assert!(row_of("notes = 'foot'").is_some_and(|(x, y)| x < 60 && y > 16));
    assert_eq!(row_of("notes = 'off'"), None);
    let mut reader = reader(&text, "notes = 'off'", (120, 24));
    reader.press("p");
    assert!(reader.find("The note.").is_some());
}

#[test]
fn a_place_is_a_place_however_a_text_is_set() {
    let text: String =
        (1..60).map(|n| format!("> Paragraph {n} {}\n>\n", "goes on ".repeat(30))).collect();
    for config in ["line-spacing = 3", "paragraphs = 'indented'", "line-spacing = 2\nmargins = 9"] {
        let mut reader = reader(&text, config, (70, 20));
        reader.press("Space Space Space j j");
        let place = reader.app.place();
        reader.resize(50, 30).resize(70, 20);
        assert_eq!(reader.app.place(), place, "{config}");
        reader.press("G");
        let end = reader.app.place();
        reader.press("g G");
        assert_eq!(reader.app.place(), end, "{config}");
        reader.press(
            "b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b",
        );
        assert!(reader.app.place() < end);
    }
}

#[test]
fn a_plain_terminal_gets_plain_signs() {
    let text =
        "Words.[^4] More.[^*]\n\n|a|b|\n|-|-|\n|c[^4]|d|\n\n[^4]: A note.\n\n[^*]: Another.\n";
    let mut reader = Reader::open(text, 60, 14);
    let text = std::sync::Arc::clone(reader.app.text());
    let settings = Settings { plain: true, ..Settings::default() };
    reader.app = App::new(text, 0, settings, (60, 14));
    let screen = reader.screen();
    assert!(screen.contains("Words.[4] More.*"), "{screen}");
    assert!(screen.contains("c[4]"), "{screen}");
    assert!(!screen.contains(['⁴', '─', '│', '┃']), "{screen}");
    assert!(screen.contains("-----"), "{screen}");
}

#[test]
fn themes_of_the_reader_are_gone_through() {
    let mut reader = reader("Words.", "[themes.paper]\nlike = 'light'\n", (60, 8));
    let said: Vec<String> = (0..5)
        .map(|_| {
            reader.press("T");
            reader.status().trim().split("  ").next().unwrap_or_default().to_owned()
        })
        .collect();
    assert!(said[3].contains("paper") && said[0].contains("dark"), "{said:?}");
    assert_eq!(reader.app.settings(), Settings::default());
}

#[test]
fn the_time_that_is_left_is_told_by_the_words_a_minute_that_are_set() {
    let text = format!("## A part\n\n{}", "A paragraph of five words.\n\n".repeat(240));
    assert!(reader(&text, "words-per-minute = 120", (120, 24)).status().contains(" 10 min left"));
    assert!(reader(&text, "words-per-minute = 600", (120, 24)).status().contains(" 2 min left"));
}
