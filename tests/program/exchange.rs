//! `ibid marks`: marks out to other programs and in from theirs, from the command line.

use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use crate::invariants::made_pdf::Pdf;

struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let desk = Self { folder: tempfile::tempdir().unwrap() };
        desk.write("essay.md", ESSAY);
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        std::fs::write(self.path(name), bytes).unwrap();
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_ibid"))
            .args(arguments)
            .current_dir(self.folder.path())
            .env("XDG_STATE_HOME", self.path("state"))
            .env("XDG_CONFIG_HOME", self.path("config"))
            .env("XDG_DATA_HOME", self.path("data"))
            .stdin(Stdio::null())
            .output()
            .unwrap()
    }

    /// What is printed by a command that goes well.
    fn out(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {said}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// What is said by one that fails.
    fn fails(&self, arguments: &[&str], status: i32) -> String {
        let output = self.run(arguments);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(status), "{arguments:?}: {said}");
        said
    }
}

const ESSAY: &str = "---\ntitle: On Ferries\nauthor: Ann Lee\ndate: 1902\n---\n\n# The crossing\n\n\
    The ferry crossed at noon, and nobody paid for it.\n\n# The return\n\nIt came back empty.\n";

const CLIPPINGS: &str = "\u{feff}On Ferries (Lee, Ann)\r\n\
    - Your Highlight on page 3 | Location 40-41 | Added on Sunday, December 18, 2022 3:19:56 PM\r\n\r\n\
    the ferry crossed at noon\r\n==========\r\n\u{feff}On Ferries (Lee, Ann)\r\n\
    - Your Note on page 3 | Location 41 | Added on Sunday, December 18, 2022 3:20:56 PM\r\n\r\n\
    Why?\r\n==========\r\n\u{feff}On Ferries (Lee, Ann)\r\n\
    - Your Highlight on page 9 | Location 90 | Added on Sunday, December 18, 2022 4:19:56 PM\r\n\r\n\
    words of another edition\r\n==========\r\n\u{feff}Other (Doe)\r\n\
    - Your Highlight on page 9 | Location 90 | Added on Sunday, December 18, 2022 4:19:56 PM\r\n\r\n\
    words of another book\r\n==========\r\n";

#[test]
fn marks_come_in_once_and_go_out() {
    let desk = Desk::new();
    desk.write("My Clippings.txt", CLIPPINGS);
    let import = ["marks", "essay.md", "--import", "My Clippings.txt"];
    let told = "Took 2 marks of My Clippings.txt into essay.md: 1 found in the text, 1 not found, and \
                kept as orphans, 1 of other texts.\n";
    assert_eq!(desk.out(&import), told);
    let again = "Nothing new in My Clippings.txt: 2 known already, 1 of other texts.\n";
    assert_eq!(desk.out(&import), again);
    let markdown = desk.out(&["marks", "essay.md"]);
    assert!(markdown.starts_with("---\ntitle: On Ferries\nauthor:\n  - Ann Lee\nyear: 1902\n"));
    assert!(markdown.contains("> The ferry crossed at noon [@lee-1902, p. 3]\n"), "{markdown}");
    assert!(markdown.contains("## The crossing\n") && markdown.contains("\nWhy?\n"), "{markdown}");
    // Of all texts, without opening them, and in the other formats.
    let all = desk.out(&["marks", "--to", "csv"]);
    assert_eq!(all.lines().count(), 3, "{all}");
    for (format, part) in [("json", "TextQuoteSelector"), ("org", "[cite:@lee-1902 p. 3]")] {
        let written = desk.out(&["marks", "essay.md", "--to", format]);
        assert!(written.contains(part), "{written}");
    }
    // A file that moved and was converted is the same text.
    desk.write(
        "moved.html",
        "<h1>The crossing</h1><p>The ferry crossed at noon, and nobody paid for it.\
        </p><h1>The return</h1><p>It came back empty.</p>",
    );
    desk.out(&["marks", "essay.md", "--to", "clippings", "-o", "out.txt"]);
    let same = desk.out(&["marks", "moved.html", "--import", "out.txt"]);
    assert!(same.contains("found in the text") || same.contains("known already"), "{same}");
}

#[test]
fn a_note_keeps_what_its_owner_wrote() {
    let desk = Desk::new();
    desk.write("clip.txt", CLIPPINGS);
    desk.out(&["marks", "essay.md", "--import", "clip.txt"]);
    desk.write("note.md", "# My note\r\n\r\nMy words.\r\n");
    let into = ["marks", "essay.md", "--into", "note.md"];
    assert_eq!(desk.out(&into), "note.md: 2 marks added.\n");
    let note = desk.read("note.md");
    assert!(note.starts_with("# My note\r\n\r\nMy words.\r\n\r\n"), "{note}");
    assert_eq!(desk.out(&into), "note.md: nothing new.\n");
    assert_eq!(desk.read("note.md"), note);
    let edited = note.replace("Why?", "Why not?");
    desk.write("note.md", &edited);
    assert_eq!(desk.out(&into), "note.md: nothing new.\n");
    assert_eq!(desk.read("note.md"), edited);
    desk.write("image.md", b"\xff\xfe\xfd");
    let said = desk.fails(&["marks", "essay.md", "--into", "image.md"], 1);
    assert!(said.contains("image.md is not in UTF-8. It is as it was."), "{said}");
}

#[test]
fn a_pdf_carries_marks() {
    let desk = Desk::new();
    let mut pdf = Pdf::default();
    let body = "BT /F1 10 Tf 40 500 Td (The ferry crossed at noon, and no-) Tj 0 -14 Td \
                (body paid. It came back empty, and the ferry) Tj 0 -14 Td (crossed again.) Tj ET";
    let next = pdf.next() + 2;
    pdf.page(body, &format!("/Annots[{next} 0 R {} 0 R {} 0 R]", next + 1, next + 2));
    pdf.add(
        "<</Type/Annot/Subtype/Highlight/Rect[40 480 400 512]/QuadPoints[150 510 400 510 150 498 400 498 \
         40 496 90 496 40 484 90 484]/C[0 0.6 1]/T(Jane)/Contents(A remark)/NM(n1)\
         /CreationDate(D:20230102030405Z)>>",
    );
    pdf.add(format!("<</Type/Annot/Subtype/Text/Rect[10 10 20 20]/IRT {next} 0 R/Contents(So.)>>"));
    pdf.add("<</Type/Annot/Subtype/Link/Rect[0 0 9 9]>>");
    desk.write("paper.pdf", pdf.finish());
    let told = desk.out(&["marks", "paper.pdf", "--import", "paper.pdf"]);
    assert_eq!(told, "Took 1 mark of paper.pdf into paper.pdf: 1 found in the text.\n");
    let written = desk.out(&["marks", "paper.pdf", "--to", "json"]);
    for part in ["nobody paid", "A remark\\n\\nSo.", "blue", "2023-01-02T03:04:05"] {
        assert!(written.contains(part), "{part}: {written}");
    }
    assert!(desk.out(&["marks", "paper.pdf", "--import", "paper.pdf"]).contains("1 known already"));
}

#[test]
fn what_goes_wrong_is_said() {
    let desk = Desk::new();
    desk.write("prose.txt", "Just prose.\n");
    desk.write("other.csv", "Highlight,Title\nwords of another book altogether,Other\n");
    desk.write("bad.lua", "return {\n  annotations = {\n    [1] = os.exit(),\n");
    let import = |file: &str, status| desk.fails(&["marks", "essay.md", "--import", file], status);
    assert!(import("prose.txt", 1).contains("prose.txt is in no format that marks are read from"));
    assert!(import("other.csv", 1).contains("Nothing in other.csv is of essay.md: 1 quotation of"));
    assert!(import("bad.lua", 1).contains("bad.lua cannot be read in line 3"));
    assert!(import("none.txt", 1).contains("none.txt"));
    let empty = desk.run(&["marks"]);
    assert!(empty.status.success() && empty.stdout.is_empty());
    assert!(String::from_utf8_lossy(&empty.stderr).contains("There are no marks yet."));
    for line in [
        &["marks", "--into", "note.md"][..],
        &["marks", "essay.md", "--to", "epub"],
        &["marks", "essay.md", "--to", "csv", "--into", "note.md"],
        &["marks", "essay.md", "prose.txt", "--into", "note.md"],
    ] {
        desk.fails(line, 2);
    }
    assert!(!desk.path("note.md").exists() && !desk.path("data").exists());
}

#[test]
fn marks_lie_beside_their_text() {
    let desk = Desk::new();
    desk.write("clip.txt", CLIPPINGS);
    desk.out(&["marks", "essay.md", "--import", "clip.txt"]);
    let told = desk.out(&["marks", "essay.md", "--beside"]);
    assert!(told.contains("are kept in") && told.contains("essay.md.marks.jsonl"), "{told}");
    assert!(desk.read("essay.md.marks.jsonl").contains("The ferry crossed at noon"));
}
