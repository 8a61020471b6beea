//! Books whose chapters are files.

use std::path::Path;
use std::process::{Command, Output};

use crate::pty::{IBID, Terminal};

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, words) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, words).unwrap();
    }
    folder
}

fn ibid(folder: &Path, arguments: &str) -> Output {
    Command::new(IBID)
        .args(arguments.split(' '))
        .current_dir(folder)
        .env("XDG_STATE_HOME", folder.join(".state"))
        .env("XDG_CONFIG_HOME", folder.join(".config"))
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap()
}

fn out(output: &Output) -> String {
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// Where words stand in a text, in this order.
fn in_order(text: &str, words: &[&str]) {
    let places: Vec<Option<usize>> = words.iter().map(|words| text.find(words)).collect();
    assert!(
        places.iter().all(Option::is_some) && places.is_sorted(),
        "{places:?} of {words:?} in\n{text}"
    );
}

const CHAPTERS: [(&str, &str); 3] = [
    (
        "ch10.md",
        "# Tenth\n\nThe last.[^1] As (Doe 1999) has it.\n\n[^1]: Note of ten.\n\n## References\n\n- Doe, Ann 1999. *A Title of hers*. London, Press\n",
    ),
    (
        "ch2.md",
        "# Second\n\nIt cites her too (Doe 1999).[^1] On to [ten](ch10.md#tenth).\n\n[^1]: Note of two.\n",
    ),
    ("index.md", "---\ntitle: The Book\n---\n\nBefore it all.[^1]\n\n[^1]: Note of the index.\n"),
];

#[test]
fn chapters_are_one_text_in_the_order_of_their_names() {
    let book = folder(&CHAPTERS);
    let json = out(&ibid(book.path(), "export --book . --to json"));
    let text: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(text["title"], "The Book", "{json}");
    let notes: Vec<&str> = text["notes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|note| note["text"].as_str().unwrap())
        .collect();
    assert_eq!(notes, ["Note of the index.", "Note of two.", "Note of ten."]);
    let labels: Vec<&str> = text["notes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|note| note["label"].as_str().unwrap())
        .collect();
    assert_eq!(labels, ["1", "1", "1"]);
    assert_eq!(text["citations"].as_array().unwrap().len(), 2, "sources are linked across");
    let plain = out(&ibid(book.path(), "export --book . --to text"));
    in_order(&plain, &["Before it all.", "Second", "Tenth", "Note of the index", "Note of two"]);
    let page = out(&ibid(book.path(), "export --book . --to html"));
    assert!(!page.contains("ch10.md"), "the link leads within the book");
    // Files by name: as a shell lists them by their numbers, else as given.
    let given = out(&ibid(book.path(), "export --book ch10.md ch2.md --to text"));
    in_order(&given, &["Second", "Tenth"]);
    let given = out(&ibid(book.path(), "export --book ch2.md index.md ch10.md --to text"));
    in_order(&given, &["Second", "Before it all.", "Tenth"]);
    let printed = out(&ibid(book.path(), "--book ."));
    in_order(&printed, &["Before it all.", "Second", "Tenth"]);
    assert_eq!(ibid(book.path(), "check --book .").status.code(), Some(0));
}

#[test]
fn a_list_says_which_chapters_and_in_which_order() {
    let mut files = CHAPTERS.to_vec();
    files.push(("SUMMARY.md", "# Summary\n\n- [Ten](ch10.md)\n\n# Part Two\n\n- [Two](ch2.md)\n- [None](no.md)\n- [Out](../../../etc/hostname)\n"));
    let book = folder(&files);
    for arguments in ["export --book . --to text", "export --book SUMMARY.md --to text"] {
        let plain = out(&ibid(book.path(), arguments));
        in_order(&plain, &["Tenth", "Part Two", "Second"]);
        assert!(!plain.contains("Before it all."), "{plain}");
    }
    let checked = ibid(book.path(), "check --book .");
    assert_eq!(checked.status.code(), Some(1));
    let said = String::from_utf8(checked.stdout).unwrap();
    assert!(said.contains("no.md: there is no such file."), "{said}");
    assert!(said.matches("malformed").count() == 2, "{said}");
    // What lies outside of the folder of the book is no chapter, by a link neither.
    let secret = folder(&[("secret.md", "A secret.\n")]);
    std::os::unix::fs::symlink(secret.path().join("secret.md"), book.path().join("ch2.md~"))
        .unwrap();
    std::fs::rename(book.path().join("ch2.md~"), book.path().join("ch2.md")).unwrap();
    let plain = out(&ibid(book.path(), "export --book . --to text"));
    assert!(!plain.contains("A secret.") && plain.contains("Tenth"), "{plain}");
}

#[test]
fn a_quarto_book_has_its_title_and_bibliography() {
    let quarto = "project: {type: book}\nbook:\n  title: A Quarto Book\n  author: Ann Lee\n  chapters:\n    \
                  - index.qmd\n    - sub/one.qmd\nbibliography: refs.bib\n";
    let book = folder(&[
        ("_quarto.yml", quarto),
        ("index.qmd", "# Preface {.unnumbered}\n\nSee @doe99.\n"),
        (
            "sub/one.qmd",
            "---\ntitle: One\n---\n\nBack to [it](../index.qmd). Words [@doe99, p. 3].\n",
        ),
        ("refs.bib", "@book{doe99, author = {Doe, Ann}, title = {Her Title}, year = 1999}\n"),
    ]);
    let json = out(&ibid(book.path(), "export --book . --to json"));
    let text: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(text["title"], "A Quarto Book");
    assert_eq!(text["citations"].as_array().unwrap().len(), 2, "{json}");
    let plain = out(&ibid(book.path(), "export --book . --to text"));
    in_order(&plain, &["Preface", "One", "Back to it", "Her Title"]);
}

#[test]
fn a_book_is_read_and_read_again_and_returned_to() {
    let mut terminal = Terminal::in_folder(folder(&CHAPTERS), "--book .", &[]);
    terminal.shows("Before it all.");
    let shown = terminal.shows("Tenth");
    assert!(shown.contains("Second"), "{shown}");
    let path = terminal.folder.path().join("ch2.md");
    std::fs::write(&path, "# Second\n\nIt is another chapter now.\n").unwrap();
    terminal.shows("The file has changed; it was read again.");
    assert!(terminal.shows("It is another chapter now.").contains("Before it all."));
    terminal.send("q");
    terminal.given_back(0);
    let folder = std::mem::replace(&mut terminal.folder, tempfile::tempdir().unwrap());
    let mut again = Terminal::in_folder(folder, "", &[]);
    again.shows("It is another chapter now.");
    again.press("B");
    again.shows("The Book");
    again.send("\x1b");
    again.wait("the text", |screen| !screen.contains("Enter opens"));
    again.send("q");
    again.given_back(0);
}

#[test]
fn a_list_of_something_else_decides_nothing_and_an_unpacked_book_has_its_spine() {
    let mut files = CHAPTERS.to_vec();
    files.extend([
        ("SUMMARY.md", "# Summary\n\nSee [elsewhere](else.md).\n"),
        ("_bookdown.yml", "book_filename: x\n"),
        ("_draft.md", "A draft.\n"),
    ]);
    let book = folder(&files);
    let plain = out(&ibid(book.path(), "export --book . --to text"));
    in_order(&plain, &["Before it all.", "Second", "Tenth"]);
    assert!(!plain.contains("A draft."), "{plain}");
    let opf = "<package xmlns='http://www.idpf.org/2007/opf'><metadata \
               xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title>Unpacked</dc:title></metadata>\
               <manifest><item id='b' href='t/b.xhtml' media-type='application/xhtml+xml'/>\
               <item id='a' href='t/a.xhtml' media-type='application/xhtml+xml'/></manifest>\
               <spine><itemref idref='b'/><itemref idref='a'/></spine></package>";
    let page = |words: &str| format!("<html><body><p>{words}</p></body></html>");
    let (a, b) = (page("Last <a href='b.xhtml'>back</a>."), page("First."));
    let book = folder(&[("OPS/p.opf", opf), ("OPS/t/a.xhtml", &a), ("OPS/t/b.xhtml", &b)]);
    let json = out(&ibid(book.path(), "export --book . --to json"));
    assert!(json.contains("Unpacked") && !json.contains("b.xhtml"), "{json}");
    let plain = out(&ibid(book.path(), "export --book . --to text"));
    in_order(&plain, &["First.", "Last back."]);
}
