//! The library from the command line, and what is left of marks after two months of reading.

use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

/// A reader with texts, and a home of their own.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let desk = Self { folder: tempfile::tempdir().unwrap() };
        std::fs::create_dir(desk.path("texts")).unwrap();
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, words: &str) {
        std::fs::write(self.path(name), words).unwrap();
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ibid"));
        command.args(arguments).current_dir(self.folder.path()).stdin(Stdio::null());
        for (name, folder) in [
            ("XDG_STATE_HOME", "state"),
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_DATA_HOME", "data"),
            ("XDG_CACHE_HOME", "cache"),
        ] {
            command.env(name, self.path(folder));
        }
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// What is printed by a command that goes well.
    fn out(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {said}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// The words and the remarks of the marks of a text, or of all, those not found in it apart.
    fn marks(&self, text: Option<&str>) -> Vec<String> {
        let mut arguments = vec!["marks"];
        arguments.extend(text);
        arguments.extend(["--to", "csv"]);
        let table = self.out(&arguments);
        table.lines().skip(1).map(str::to_owned).collect()
    }
}

/// A text that cites works, with a paragraph that no other has.
fn essay(number: usize) -> String {
    let author = ["Lee", "Grove", "Stone"][number % 3];
    format!(
        "---\ntitle: Essay {number}\nauthor: Ann {author}\ndate: {}\n---\n\n# The crossing\n\nThe ferry \
         number{number} crossed at noon (Marx 1867, p. {number}).\n\nIt came back.\n\n## References\n\n\
         Marx, Karl. 1867. *Capital: A critique of political economy*. Hamburg.\n",
        1900 + number
    )
}

#[test]
fn a_folder_is_taken_in_searched_and_its_sources_are_told() {
    let desk = Desk::new();
    for number in 1..=11 {
        desk.write(&format!("texts/{number}.md"), &essay(number));
    }
    assert_eq!(desk.out(&["library", "add", "texts"]), "11 texts taken in.\n");
    let listed = desk.out(&["library"]);
    assert_eq!(listed.lines().count(), 11, "{listed}");
    assert!(listed.contains("Essay 7 · Ann Grove · 1907"), "{listed}");
    desk.write("texts/twelve.md", &essay(12));
    assert_eq!(desk.out(&["library", "add", "texts"]), "1 text taken in.\n");
    let found = desk.out(&["search", "ferry number7"]);
    let [line] = &found.lines().collect::<Vec<_>>()[..] else { panic!("{found}") };
    let (place, words) = line.split_once(": ").unwrap();
    assert!(place.ends_with("/texts/7.md:9:5") && words.contains("crossed at noon"), "{line}");
    assert_eq!(desk.out(&["search", "came", "back"]).lines().count(), 12);
    assert_eq!(desk.out(&["search", "--regex", "number1[02]"]).lines().count(), 2);
    let nothing = desk.run(&["search", "nowhere at all"]);
    assert!(!nothing.status.success() && nothing.stdout.is_empty());
    let cited = desk.out(&["cites", "marx", "capital"]);
    assert!(cited.starts_with("Marx, Karl. 1867."), "{cited}");
    assert_eq!(cited.lines().filter(|line| line.contains(".md:9:")).count(), 12, "{cited}");
    assert!(desk.out(&["library", "--wanted"]).contains("Capital"));
    assert_eq!(desk.out(&["library", "--like", "Essay 3"]).lines().count(), 11);
}

#[test]
fn what_was_taken_in_stays_when_the_taking_in_is_killed_and_two_may_do_it() {
    let desk = Desk::new();
    for number in 1..=60 {
        desk.write(&format!("texts/{number}.md"), &essay(number));
    }
    for wait in [5, 20, 60, 120] {
        let mut both = [0, 1].map(|_| {
            desk.command(&["library", "add", "texts"]).stdout(Stdio::null()).spawn().unwrap()
        });
        std::thread::sleep(std::time::Duration::from_millis(wait));
        for child in &mut both {
            // It may be done by now.
            let _ = child.kill();
            child.wait().unwrap();
        }
    }
    let mut both = [0, 1]
        .map(|_| desk.command(&["library", "add", "texts"]).stdout(Stdio::null()).spawn().unwrap());
    assert!(both.iter_mut().all(|child| child.wait().unwrap().success()));
    assert_eq!(desk.out(&["library"]).lines().count(), 60);
    assert_eq!(desk.out(&["search", "came back"]).lines().count(), 60);
}

/// A text of a reader’s month: ten paragraphs, each with words that stand nowhere else.
fn month(text: usize) -> String {
    let paragraph = |n: usize| {
        format!(
            "Of ferry {text}-{n} it is told that it left at {} past noon with {} aboard, and that nobody \
             who saw it from the pier of harbour {text}-{n} thought anything of it.\n\n",
            n * 5 + text,
            n * text + 3
        )
    };
    format!("# Text {text}\n\n{}", (1..=10).map(paragraph).collect::<String>())
}

/// Ten marks of it as a reading device writes them.
fn clippings(text: usize) -> String {
    let clipping = |n: usize| {
        format!(
            "Text {text} (Lee, Ann)\n- Your Highlight on page {n} | Location {n}0-{n}1 | Added on Sunday, \
             December 18, 2022 3:19:{n:02} PM\n\nnobody who saw it from the pier of harbour {text}-{n}\n\
             ==========\n"
        )
    };
    (1..=10).map(clipping).collect()
}

#[test]
fn two_months_of_reading_lose_nothing() {
    let mut desk = Desk::new();
    for text in 1..=50 {
        desk.write(&format!("texts/{text}.md"), &month(text));
        desk.write("My Clippings.txt", &clippings(text));
        let name = format!("texts/{text}.md");
        let told = desk.out(&["marks", &name, "--import", "My Clippings.txt"]);
        assert!(told.contains("10 found in the text"), "{told}");
    }
    assert_eq!(desk.marks(None).len(), 500);
    // Three are renamed, one of them into another folder.
    std::fs::create_dir(desk.path("read")).unwrap();
    for (from, to) in [("1.md", "texts/one.md"), ("2.md", "texts/b.txt.md"), ("3.md", "read/3.md")]
    {
        std::fs::rename(desk.path("texts").join(from), desk.path(to)).unwrap();
        assert_eq!(desk.marks(Some(to)).len(), 10, "{to}");
    }
    // One is converted, and the first file thrown away.
    let page = desk.out(&["export", "texts/4.md", "--to", "html"]);
    desk.write("texts/4.html", &page);
    std::fs::remove_file(desk.path("texts/4.md")).unwrap();
    assert_eq!(desk.marks(Some("texts/4.html")).len(), 10);
    for text in [5, 6] {
        desk = edit(desk, text);
    }
    assert_eq!(desk.marks(None).len(), 500);
    let all = desk.out(&["marks", "--to", "json"]);
    let told = (1..=50).flat_map(|text| (1..=10).map(move |n| format!("harbour {text}-{n}\"")));
    let lost: Vec<String> = told.filter(|words| !all.contains(words)).collect();
    assert!(lost.is_empty(), "{lost:?}");
}

/// Opens a text as a reader does, so that it is known under its name, and edits it: a paragraph comes
/// before all others, and one word of each changes.
fn edit(desk: Desk, text: usize) -> Desk {
    let name = format!("texts/{text}.md");
    let opened = |folder| {
        let mut terminal = crate::pty::Terminal::in_folder(folder, &name, &[]);
        terminal.shows("it is told");
        terminal.send("M");
        terminal.wait("all marks", |screen| {
            screen.matches("nobody who saw it").count() == 10 && !screen.contains("not found")
        });
        terminal.send("\u{1b}");
        terminal.shows("it is told");
        terminal.send("q");
        terminal.given_back(0);
        terminal.folder
    };
    let folder = opened(desk.folder);
    let edited = month(text).replace("thought anything", "ever thought").replacen(
        "\n\n",
        "\n\nNew words.\n\n",
        1,
    );
    std::fs::write(folder.path().join(&name), edited).unwrap();
    Desk { folder: opened(folder) }
}

#[test]
fn where_the_text_read_last_is_gone_the_library_is_listed() {
    let mut folder = Desk::new().folder;
    for (name, words) in [("first.md", "# First\n\nWords."), ("last.md", "# Last\n\nOther words.")]
    {
        std::fs::write(folder.path().join(name), words).unwrap();
        let mut terminal = crate::pty::Terminal::in_folder(folder, name, &[]);
        terminal.shows("ords.");
        terminal.send("q");
        terminal.given_back(0);
        folder = terminal.folder;
        // Which was open last is told by the second.
        std::thread::sleep(std::time::Duration::from_millis(1100));
    }
    std::fs::remove_file(folder.path().join("last.md")).unwrap();
    let mut terminal = crate::pty::Terminal::in_folder(folder, "", &[]);
    terminal.shows("last.md is gone; these texts are known.");
    terminal.shows("Library");
    terminal.send("first\r");
    terminal
        .wait("the other text", |screen| screen.contains("Words.") && !screen.contains("Library"));
}
