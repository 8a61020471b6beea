//! Files that are written while they are read, in a real terminal.

use std::time::Duration;

use crate::pty::{Terminal, state_file};

const SAID: &str = "The file has changed; it was read again.";

fn text(paragraphs: std::ops::RangeInclusive<usize>) -> String {
    let paragraphs: String =
        paragraphs.map(|n| format!("Paragraph number {n} stands here.\n\n")).collect();
    format!("# Long\n\n{paragraphs}")
}

/// A session in the middle of a text.
fn reading() -> Terminal {
    let mut terminal = Terminal::run(&text(1..=200), "text.md", &[]);
    terminal.shows("Paragraph number 3");
    terminal.send("/number 100\r\x1b");
    terminal.shows("Paragraph number 101 ");
    terminal.press("j");
    terminal
}

fn row_of(screen: &str, words: &str) -> usize {
    screen.lines().position(|row| row.contains(words)).unwrap()
}

#[test]
fn a_file_that_is_written_is_read_again_where_it_was() {
    let mut terminal = reading();
    let before = terminal.shows("Paragraph number 103 ");
    let path = terminal.folder.path().join("text.md");
    // As vim does it: the new beside the old, and then in its place.
    let beside = terminal.folder.path().join("text.md~");
    let now = format!("# Long\n\nA foreword.\n\n{}", &text(1..=200)[8..]);
    std::fs::write(&beside, now.replace("number 104 ", "number 104, edited, ")).unwrap();
    std::fs::remove_file(&path).unwrap();
    std::thread::sleep(Duration::from_millis(30));
    std::fs::rename(&beside, &path).unwrap();
    let after = terminal.shows(SAID);
    assert_eq!(row_of(&after, "number 103 "), row_of(&before, "number 103 "));
    assert!(after.contains("Paragraph number 104, edited, stands"), "{after}");
    terminal.send("q");
    terminal.given_back(0);
    let kept = state_file(&terminal.state()).unwrap();
    assert!(kept.contains("Paragraph number 1"), "the place is kept: {kept}");
}

#[test]
fn what_is_gone_or_empty_or_no_text_is_not_taken() {
    let mut terminal = reading();
    let path = terminal.folder.path().join("text.md");
    std::fs::write(&path, "").unwrap();
    terminal.shows("text.md is empty now; this is the text as it was.");
    assert!(terminal.shows("Paragraph number 101 ").contains("Paragraph number 103 "));
    std::fs::remove_file(&path).unwrap();
    terminal.shows("text.md is gone; this is the text as it was read.");
    std::fs::write(&path, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR").unwrap();
    terminal.shows("The file has changed and is not read again.");
    // As it was: what was said holds no longer.
    std::fs::write(&path, text(1..=200)).unwrap();
    terminal.shows("The file is again what it was.");
    std::thread::sleep(Duration::from_millis(2500));
    terminal.press("j");
    assert!(!terminal.screen.screen().contents().contains(SAID));
    // Half of it, and then the other half: the place is lost and found again.
    std::fs::write(&path, text(1..=50)).unwrap();
    terminal.shows(SAID);
    terminal.shows("Paragraph number 50 ");
    std::fs::write(&path, text(1..=201)).unwrap();
    terminal.shows("Paragraph number 103 ");
    terminal.send("q");
    terminal.given_back(0);
}

#[test]
fn a_file_is_not_watched_where_that_is_not_wished() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("text.md"), text(1..=200)).unwrap();
    std::fs::create_dir_all(folder.path().join("config/ibid")).unwrap();
    std::fs::write(folder.path().join("config/ibid/config.toml"), "watch = false\n").unwrap();
    let mut terminal = Terminal::in_folder(folder, "text.md", &[]);
    terminal.shows("Paragraph number 3 ");
    std::fs::write(terminal.folder.path().join("text.md"), text(5..=9)).unwrap();
    std::thread::sleep(Duration::from_millis(2500));
    terminal.press("j");
    assert!(terminal.shows("Paragraph number 3 ").contains("Paragraph number 10 "));
    terminal.send("q");
    terminal.given_back(0);
}
