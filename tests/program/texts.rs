//! Several texts, and folders of them, in a real terminal.

use crate::pty::{IBID, Terminal, in_shell, state_file};

fn folder(names: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for name in names {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        let paragraphs: String =
            (1..=100).map(|n| format!("Paragraph {n} of {name}.\n\n")).collect();
        std::fs::write(path, format!("---\ntitle: Title of {name}\n---\n\n{paragraphs}")).unwrap();
    }
    folder
}

#[test]
fn several_texts_are_open_and_keep_their_places() {
    let folder = folder(&["a.md", "b.md"]);
    let mut terminal = Terminal::in_folder(folder, "a.md none.md b.md", &[]);
    terminal.shows("Paragraph 3 of a.md");
    terminal.shows("none.md: there is no such file.");
    terminal.press("50%");
    terminal.shows("Paragraph 52 of a.md");
    terminal.send("B");
    let shown = terminal
        .wait("the titles", |screen| screen.contains("Title of b.md") && screen.contains("gone"));
    assert!(shown.contains("50%"), "{shown}");
    terminal.send("b.md\r");
    terminal.shows("Paragraph 3 of b.md");
    terminal.press("jj");
    terminal.send("\x7f");
    // With what was typed in it, as any list that was gone on from.
    terminal.shows("1 of 3");
    terminal.send("\x1b");
    terminal.shows("Paragraph 52 of a.md");
    terminal.send("L");
    terminal.shows("Paragraph 3 of b.md");
    // The same text by the list again: where it was left.
    terminal.press("B");
    terminal.send("a.md\r");
    terminal.shows("Paragraph 52 of a.md");
    terminal.send("q");
    terminal.given_back(0);
    let kept = state_file(&terminal.state()).unwrap();
    assert!(kept.contains("a.md") && kept.contains("b.md"), "{kept}");
}

#[test]
fn a_folder_opens_as_the_list_of_its_texts() {
    let texts = folder(&["ch10.md", "ch2.md", "sub/c.txt", "sub/deep/d.md", ".hidden.md"]);
    std::fs::write(texts.path().join("x.png"), "no text").unwrap();
    let mut terminal = Terminal::in_folder(texts, ".", &[]);
    let shown = terminal.wait("the titles", |screen| screen.contains("Title of ch10.md"));
    let row = |name: &str| shown.lines().position(|row| row.contains(name));
    assert!(row("ch2.md") < row("ch10.md") && row("ch10.md") < row("sub/c.txt"), "{shown}");
    assert!(row("d.md").is_none() && row("hidden").is_none() && row("x.png").is_none());
    terminal.send("ch10\r");
    terminal.shows("Paragraph 3 of ch10.md");
    terminal.send("\x7f");
    terminal.shows("1 of 3");
    terminal.press("\x15");
    terminal.shows("Title of ch2.md");
    terminal.send("\x1b");
    terminal.wait("the folder", |screen| !screen.contains("Enter opens"));
    terminal.send("q");
    terminal.given_back(0);
}

#[test]
fn what_is_edited_of_another_text_is_seen_on_the_way_back() {
    let mut terminal = Terminal::in_folder(folder(&["a.md", "b.md"]), "a.md b.md", &[]);
    terminal.shows("Paragraph 3 of a.md");
    terminal.press("B");
    terminal.send("b.md\r");
    terminal.shows("Paragraph 3 of b.md");
    let path = terminal.folder.path().join("a.md");
    std::fs::write(&path, "---\ntitle: New\n---\n\nParagraph 1 of a.md.\n\nNew words.\n").unwrap();
    terminal.send("\x7f\x1b");
    terminal.shows("The file has changed; it was read again.");
    terminal.shows("New words.");
    terminal.send("q");
    terminal.given_back(0);
}

#[test]
fn none_that_opens_is_no_session() {
    let folder = folder(&["a.md"]);
    let command = in_shell(&format!("'{IBID}' none.md other.md"));
    let mut terminal = Terminal::spawn(folder, command);
    let shown = terminal.wait("the shell", |screen| screen.contains("done"));
    assert!(shown.contains("none.md: there is no such file.") && shown.contains("status 1"));
    assert!(shown.contains("other.md: there is no such file."), "{shown}");
}

#[test]
fn each_that_does_not_open_is_said() {
    let mut terminal = Terminal::in_folder(folder(&["a.md"]), "none.md a.md", &[]);
    terminal.shows("none.md: there is no such file.");
    terminal.press("q");
    terminal.given_back(0);
    let mut terminal = Terminal::in_folder(folder(&["a.md"]), "a.md none.md other.md", &[]);
    terminal.shows("Two texts cannot be opened (B lists them). none.md: there is no such file.");
    terminal.press("q");
    terminal.given_back(0);
}

#[test]
fn names_and_titles_of_a_folder_act_on_nothing_and_pipes_are_not_waited_for() {
    let texts = folder(&["a\x1b[31m\x1b]0;x\x07\u{202e}.md", "b.md"]);
    std::fs::write(texts.path().join("c.md"), "---\ntitle: \"\x1b[32mT\x07\"\n---\n\nWords.\n")
        .unwrap();
    let pipe = std::process::Command::new("mkfifo").arg(texts.path().join("pipe.md")).status();
    assert!(pipe.unwrap().success());
    let mut terminal = Terminal::in_folder(texts, ".", &[]);
    let shown = terminal.wait("the titles", |screen| screen.contains("Title of b.md"));
    assert!(!shown.contains("pipe.md"), "{shown}");
    let raw = String::from_utf8_lossy(&terminal.raw).into_owned();
    for act in ["\x1b[31m\x1b]0", "\x1b[32mT", "\u{202e}"] {
        assert!(!raw.contains(act), "{act:?}");
    }
    // What becomes a pipe while it is read is gone, and not waited for.
    terminal.send("Title of b\r");
    terminal.shows("Paragraph 3 of b.md");
    let path = terminal.folder.path().join("b.md");
    std::fs::remove_file(&path).unwrap();
    std::fs::rename(terminal.folder.path().join("pipe.md"), &path).unwrap();
    terminal.shows("b.md is gone; this is the text as it was read.");
    terminal.send("q");
    terminal.given_back(0);
}
