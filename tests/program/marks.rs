//! Marks survive whatever ends the program, and stay with their words whatever becomes of the file.

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::pty::Terminal;
use ibid::anchor::{Anchor, Identity};
use ibid::doc::Span;
use ibid::library::{Asked, MarksFolder};
use ibid::marks::file::MarkFile;
use ibid::marks::{About, Annotation};

/// Where a process of this test is to mark without end, and which of them it is.
const MARKS: &str = "IBID_TEST_MARKS";

/// Puts marks on words of a text, as a session does.
fn mark(folder: &MarksFolder, text: &str, words: &str, id: &str, now: u64) {
    let identity = Identity::of_text(text);
    let asked = Asked { identity: &identity, work: None, file: None };
    let start = text.find(words).unwrap();
    let anchor = Anchor::of(text, Span::new(start, start + words.len()));
    let about =
        || About { id: format!("{id}-work"), title: Some("A text".into()), ..About::default() };
    let (created, modified) = (now, now);
    let mark = Annotation { id: id.into(), anchor, created, modified, ..Annotation::default() };
    let change = &mut |file: &mut MarkFile| {
        file.put(mark.clone());
        Ok(())
    };
    folder.change(asked, about, now, change).unwrap();
}

/// Marks without end, and says each mark when it is kept.
fn mark_without_end(folder: &Path, reader: &str, first: &str) -> ! {
    let folder = MarksFolder::at(folder);
    for number in first.parse::<u64>().unwrap().. {
        mark(&folder, "Some words of a text.", "words", &format!("{reader}-{number}"), number);
        println!("kept {reader}-{number};");
    }
    unreachable!("there is always a next mark")
}

/// The files of marks in a folder; each of their lines has to be whole.
fn files(folder: &Path) -> Vec<MarkFile> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "jsonl") {
            continue;
        }
        let content = std::fs::read_to_string(&path).unwrap();
        for line in content.lines() {
            assert!(serde_json::from_str::<serde_json::Value>(line).is_ok(), "{line}");
        }
        assert!(content.ends_with('\n'));
        files.push(MarkFile::parse(content.as_bytes()).unwrap());
    }
    files
}

/// How many readers are killed. By hand, `IBID_KILLS=1000`.
fn kills() -> usize {
    std::env::var("IBID_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(60)
}

#[test]
fn no_mark_that_was_kept_is_lost_when_readers_are_killed() {
    if let Ok(marks) = std::env::var(MARKS) {
        let [folder, reader, first] = marks.split('\n').collect::<Vec<_>>()[..] else { panic!() };
        mark_without_end(Path::new(folder), reader, first);
    }
    let around = tempfile::tempdir().unwrap();
    let folder: PathBuf = around.path().join("ibid/marks");
    let (mut dice, mut kept, mut killed) = (7_u64, Vec::<String>::new(), 0);
    while killed < kills() {
        let mut readers = [0, 1].map(|reader| {
            let first = killed * 1000;
            Command::new(std::env::current_exe().unwrap())
                .args(["--exact", "marks::no_mark_that_was_kept_is_lost_when_readers_are_killed"])
                .arg("--nocapture")
                .env(MARKS, format!("{}\n{reader}\n{first}", folder.display()))
                .stdout(Stdio::piped())
                .stderr(Stdio::null())
                .spawn()
                .unwrap()
        });
        for child in &mut readers {
            let mut lines = BufReader::new(child.stdout.take().unwrap());
            let mut said = String::new();
            while killed == 0 && !said.contains("kept") {
                assert_ne!(lines.read_line(&mut said).unwrap(), 0, "nothing was kept: {said}");
            }
            dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            std::thread::sleep(Duration::from_micros((dice >> 33) % 40_000));
            child.kill().unwrap();
            lines.read_to_string(&mut said).unwrap();
            child.wait().unwrap();
            let told = said.split("kept ").skip(1).filter_map(|rest| rest.split_once(';'));
            kept.extend(told.map(|(id, _)| id.to_owned()));
            killed += 1;
            let files = files(&folder);
            assert_eq!(files.len(), 1, "one text has one file");
            let lost = kept.iter().find(|id| files[0].mark(id).is_none());
            assert_eq!(lost, None, "after {killed} kills");
        }
    }
    println!("{killed} kills; {} marks were kept", kept.len());
}

fn long_text() -> String {
    let paragraph =
        |n: usize| format!("Paragraph number {n} stands here, and ends after {} words.\n\n", n * 7);
    format!("# Long\n\n{}", (1..=300).map(paragraph).collect::<String>())
}

const ID: &str = "7f3a2a0c-7d0e-4f6e-9a43-1f1e35a9d001";

/// A folder with a text that has a mark far down.
fn marked() -> tempfile::TempDir {
    let around = tempfile::tempdir().unwrap();
    let source = long_text();
    std::fs::write(around.path().join("text.md"), &source).unwrap();
    let folder = MarksFolder::at(&around.path().join("data/ibid/marks"));
    let text = ibid::read::markdown("text.md", &source).text;
    mark(&folder, &text, "number 250 stands here", ID, 5);
    around
}

#[test]
fn a_text_opens_at_a_mark() {
    let mut terminal = Terminal::in_folder(marked(), "'text.md#7f3a'", &[]);
    terminal.shows("Paragraph number 250");
    terminal.send("q");
    terminal.given_back(0);
    let mut none = Terminal::in_folder(terminal.folder, "'text.md#ffff'", &[]);
    none.shows("There is no mark ffff in this text.");
    none.send("q");
    none.given_back(0);
    // Whatever the file is called now, and whatever was written above it.
    let folder = none.folder;
    let other = folder.path().join("other.html");
    let paragraphs: String =
        long_text().split("\n\n").skip(1).map(|p| format!("<p>{p}</p>")).collect();
    std::fs::write(&other, format!("<h1>Long</h1>{paragraphs}")).unwrap();
    let mut other = Terminal::in_folder(folder, "'other.html#7f3a2a'", &[]);
    other.shows("Paragraph number 250");
    other.send("q");
    other.given_back(0);
    let path = other.folder.path().join("text.md");
    std::fs::write(&path, format!("{}{}", "A new beginning.\n\n".repeat(40), long_text())).unwrap();
    let mut edited = Terminal::in_folder(other.folder, "'text.md#7f3a2a0c'", &[]);
    edited.shows("Paragraph number 250");
    edited.send("q");
    edited.given_back(0);
    // A file that is called so is meant.
    std::fs::write(edited.folder.path().join("text.md#7f3a"), "Quite another text.").unwrap();
    let mut called = Terminal::in_folder(edited.folder, "'text.md#7f3a'", &[]);
    called.shows("Quite another text.");
    called.send("q");
    called.given_back(0);
}

#[test]
fn a_renamed_text_is_opened_where_it_was_left() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("text.md"), long_text()).unwrap();
    let mut terminal = Terminal::in_folder(folder, "text.md", &[]);
    terminal.shows("Paragraph number 3");
    terminal.send("/number 200\rma/number 250\r");
    terminal.shows("Paragraph number 250");
    terminal.send("q");
    terminal.given_back(0);
    let state = crate::pty::state_file(&terminal.state()).unwrap();
    assert!(state.contains("\"folded\""), "{state}");
    let folder = terminal.folder;
    std::fs::create_dir(folder.path().join("moved")).unwrap();
    let (text, moved) = (folder.path().join("text.md"), folder.path().join("moved/renamed.md"));
    std::fs::rename(text, moved).unwrap();
    let mut renamed = Terminal::in_folder(folder, "moved/renamed.md", &[]);
    renamed.shows("under another name");
    renamed.shows("Paragraph number 250");
    renamed.press("'a");
    renamed.shows("Paragraph number 200");
    renamed.send("q");
    renamed.given_back(0);
    // From now on it is known under this name.
    let mut again = Terminal::in_folder(renamed.folder, "moved/renamed.md", &[]);
    again.shows("Paragraph number 200");
    again.press("/number 10\r");
    again.press("'a");
    again.shows("Paragraph number 200");
    again.send("q");
    again.given_back(0);
}
