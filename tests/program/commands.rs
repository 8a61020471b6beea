//! The program from its command line, its output being no terminal.

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

struct Shell {
    folder: tempfile::TempDir,
}

impl Shell {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        std::fs::write(self.path(name), bytes).unwrap();
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ibid"));
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .env("XDG_STATE_HOME", self.path("state"))
            .env("XDG_CACHE_HOME", self.path("cache"))
            .env("XDG_CONFIG_HOME", self.path("config"))
            .stdin(Stdio::null());
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    fn piped(&self, arguments: &[&str], input: &[u8]) -> Output {
        let mut child = self
            .command(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A program that refuses its input may close it early.
        let _ = child.stdin.take().unwrap().write_all(input);
        child.wait_with_output().unwrap()
    }
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn prints_a_text_with_its_notes_at_the_width_asked_for() {
    let shell = Shell::new();
    let words = "several words that go on ".repeat(20);
    shell.write("a.md", format!("# Title\n\n{words}[^1]\n\n[^1]: The note.\n"));
    for width in [20, 40, 100] {
        let output = shell.run(&["--width", &width.to_string(), "a.md"]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        let printed = out(&output);
        assert!(printed.contains("Notes") && printed.contains("1 The note."), "{printed}");
        assert!(printed.lines().all(|line| line.chars().count() <= width), "{printed}");
        assert!(!printed.contains('\x1b'));
    }
}

#[test]
fn emphasis_is_kept_where_that_is_asked_for() {
    let shell = Shell::new();
    shell.write("a.md", "# Title\n\nSome *stressed* and **loud** words.[^1]\n\n[^1]: A note.\n");
    let output = shell.run(&["--color", "always", "a.md"]);
    let printed = out(&output);
    for styled in ["\x1b[3mstressed\x1b[m", "\x1b[1mloud\x1b[m", "\x1b[1m¹\x1b[m"] {
        assert!(printed.contains(styled), "{printed:?}");
    }
    // Each line ends as it begins, with nothing on, and is as without, but for that.
    for line in printed.lines().filter(|line| line.contains('\x1b')) {
        assert!(
            line.ends_with("\x1b[m") || !line.rsplit("\x1b[m").next().unwrap().contains('\x1b')
        );
    }
    let mut bare = printed.clone();
    for mark in ["\x1b[m", "\x1b[1m", "\x1b[3m", "\x1b[1;4m", "\x1b[1;3m"] {
        bare = bare.replace(mark, "");
    }
    assert_eq!(bare, out(&shell.run(&["a.md"])));
    for when in ["never", "auto"] {
        assert!(!out(&shell.run(&["--color", when, "a.md"])).contains('\x1b'), "{when}");
    }
}

#[test]
fn what_is_piped_is_read_without_being_asked_for() {
    let shell = Shell::new();
    shell.write("last.md", "The text read last.");
    let output = shell.piped(&[], b"# From a pipe\n\nText.[^1]\n\n[^1]: Note.\n");
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(out(&output).contains("Text.¹"), "{}", out(&output));
    shell.write("a.md", "# From a file\n");
    let file = std::fs::File::open(shell.path("a.md")).unwrap();
    let output = shell.command(&["--width", "40"]).stdin(file).output().unwrap();
    assert!(out(&output).contains("From a file"), "{}", out(&output));
    // A name on the command line is what is asked for.
    let output = shell.piped(&["last.md"], b"Not this.");
    assert!(out(&output).contains("The text read last."), "{}", out(&output));
}

#[test]
fn a_pipe_that_gives_nothing_is_said() {
    let shell = Shell::new();
    for arguments in [&[][..], &["-"], &["export", "-", "--to", "text"], &["check", "-"]] {
        let output = shell.piped(arguments, b"");
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        assert!(said(&output).contains("standard input gave nothing"), "{}", said(&output));
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_that_is_gone_is_not_waited_for() {
    let shell = Shell::new();
    let pipe = shell.path("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    std::fs::create_dir_all(shell.path("state/ibid")).unwrap();
    let state = serde_json::json!({"format": "ibid-state/1", "texts": [
        {"origin": pipe.canonicalize().unwrap(), "place": 3, "opened": 9},
        {"origin": "/proc/1/fd/pipe:[7]", "place": 3, "opened": 8},
    ]});
    shell.write("state/ibid/state.json", state.to_string());
    let output = shell.run(&[]);
    assert!(out(&output).contains("The Future in the Present Tense"), "{}", said(&output));
}

#[test]
fn addresses_stand_for_files_or_are_explained() {
    let shell = Shell::new();
    shell.write("a text.md", "Words of a text.");
    let address = format!("file://{}/a%20text.md", shell.folder.path().display());
    let output = shell.run(&[&address]);
    assert!(out(&output).contains("Words of a text."), "{}", said(&output));
    let output = shell.run(&["export", "https://example.org/a.html", "--to", "text"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        said(&output).contains("curl -L https://example.org/a.html | ibid -"),
        "{}",
        said(&output)
    );
}

#[test]
fn markup_of_others_opens_with_a_remark() {
    let shell = Shell::new();
    std::fs::create_dir(shell.path("in")).unwrap();
    shell.write("in/a.org", "* A heading\n\nWords.\n");
    for arguments in [&["in/a.org"][..], &["export", "in/a.org", "--to", "json"]] {
        let output = shell.run(arguments);
        assert_eq!(output.status.code(), Some(0));
        assert!(out(&output).contains("Words."), "{}", out(&output));
        assert!(
            said(&output).contains("pandoc in/a.org -t markdown | ibid -"),
            "{}",
            said(&output)
        );
    }
    assert_eq!(shell.run(&["check", "in/a.org"]).status.code(), Some(0), "it is no error");
}

#[test]
fn formats_have_the_names_people_use() {
    let shell = Shell::new();
    shell.write("a.md", "Words (Moss 1953).\n\n## References\n\n- Moss, Ida. 1953. *Peat*. Bog\n");
    for (short, long) in [("md", "markdown"), ("txt", "text"), ("bib", "bibtex")] {
        let written = |name| out(&shell.run(&["export", "a.md", "--to", name]));
        assert!(!written(long).is_empty());
        assert_eq!(written(short), written(long));
    }
}

#[test]
fn an_export_is_written_whole_or_not_at_all() {
    let shell = Shell::new();
    shell.write("a.md", "# Title\n\nWords.\n");
    shell.write("b.txt", "what was there");
    let output = shell.run(&["export", "a.md", "--to", "txt", "-o", "b.txt"]);
    assert_eq!((output.status.code(), out(&output)), (Some(0), String::new()));
    let written = std::fs::read_to_string(shell.path("b.txt")).unwrap();
    assert_eq!(written, out(&shell.run(&["export", "a.md", "--to", "text"])));
    for (file, text) in [("b.txt", "missing.md"), ("no/such/folder/b.txt", "a.md")] {
        let output = shell.run(&["export", text, "--to", "md", "--output", file]);
        assert_eq!(output.status.code(), Some(1));
        assert_eq!(said(&output).lines().count(), 1, "{}", said(&output));
    }
    assert_eq!(std::fs::read_to_string(shell.path("b.txt")).unwrap(), written);
}

#[test]
fn the_name_of_a_file_says_in_which_format_it_is_written() {
    let shell = Shell::new();
    shell.write("a.md", "Words (Moss 1953).\n\n## References\n\n- Moss, Ida. 1953. *Peat*. Bog\n");
    let endings = [
        ("json", "json"),
        ("md", "markdown"),
        ("HTML", "html"),
        ("txt", "text"),
        ("bib", "bibtex"),
    ];
    for (ending, format) in endings {
        let file = format!("b.{ending}");
        let output = shell.run(&["export", "a.md", "-o", &file]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        let written = std::fs::read_to_string(shell.path(&file)).unwrap();
        assert_eq!(written, out(&shell.run(&["export", "a.md", "--to", format])), "{ending}");
    }
    let output = shell.run(&["export", "a.md", "-o", "b.unknown"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_text_without_sources_has_none_to_write() {
    let shell = Shell::new();
    shell.write("a.md", "Words.");
    for format in ["bibtex", "csl-json"] {
        let output = shell.run(&["export", "a.md", "--to", format]);
        assert_eq!(output.status.code(), Some(0));
        assert!(said(&output).contains("a.md has no list of sources"), "{}", said(&output));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_written_is_an_error() {
    let shell = Shell::new();
    shell.write("a.md", "Words.");
    for arguments in [&["--help"][..], &["--version"], &["man"], &["a.md"]] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = shell.command(arguments).stdout(full).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
    }
}

#[test]
fn reads_standard_input() {
    let shell = Shell::new();
    let output = shell.piped(&["-"], b"# From a pipe\n\nText.[^1]\n\n[^1]: Note.\n");
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(out(&output).contains("Text.¹"), "{}", out(&output));
}

#[test]
fn an_early_end_of_the_pipe_is_no_error() {
    let shell = Shell::new();
    shell.write("a.md", "A paragraph.\n\n".repeat(20_000));
    for arguments in [&["a.md"][..], &["export", "a.md", "--to", "json"]] {
        let mut child =
            shell.command(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut first = [0; 10];
        child.stdout.take().unwrap().read_exact(&mut first).unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0));
        assert_eq!(said(&output), "");
    }
}

#[test]
fn what_cannot_be_opened_is_said_in_a_sentence() {
    let shell = Shell::new();
    std::fs::create_dir(shell.path("folder")).unwrap();
    shell.write("program", b"\x7fELF\x02\x01\x01\0\0\0\0");
    shell.write("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    shell.write("paper.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n");
    let cases = [
        ("missing.md", "there is no such file"),
        ("folder", "folder"),
        ("program", "is not a text: it looks like a program"),
        ("picture.png", "is not a text: it looks like a PNG picture"),
        ("paper.pdf", "is a damaged PDF: its pages cannot be found"),
    ];
    for (name, sentence) in cases {
        for arguments in [&[name][..], &["export", name, "--to", "json"]] {
            let output = shell.run(arguments);
            assert_eq!(output.status.code(), Some(1), "{name}");
            let said = said(&output);
            assert!(said.starts_with("ibid: ") && said.contains(sentence), "{name}: {said}");
            assert_eq!(said.lines().count(), 1, "{said}");
            assert_eq!(out(&output), "");
        }
    }
}

#[test]
fn odd_texts_open() {
    let shell = Shell::new();
    let cases: [(&str, Vec<u8>, &str); 6] = [
        ("empty.txt", Vec::new(), ""),
        ("latin1.txt", b"caf\xe9 d\xe9j\xe0 vu na\xefve\n".to_vec(), "café déjà vu naïve"),
        ("damaged.txt", b"good text \xff\xfe with two bad bytes \xc3\xa9\n".to_vec(), "good text"),
        ("bom.md", b"\xef\xbb\xbf# Title\n".to_vec(), "Title"),
        (
            "nul.txt",
            [b"text with one \0 in it and more and more".as_slice(), &[b'x'; 400]].concat(),
            "one ␀ in",
        ),
        ("escapes.txt", b"red \x1b[31m text \x07\n".to_vec(), "red ␛[31m text ␇"),
    ];
    for (name, bytes, shown) in cases {
        shell.write(name, bytes);
        let output = shell.run(&[name]);
        assert_eq!(output.status.code(), Some(0), "{name}: {}", said(&output));
        assert!(out(&output).contains(shown), "{name}: {}", out(&output));
    }
}

#[test]
fn a_command_to_copy_is_safe_to_copy() {
    let shell = Shell::new();
    for (name, quoted) in [
        ("a paper.pdf", "ocrmypdf 'a paper.pdf' "),
        ("$(touch x)`touch x`.pdf", "ocrmypdf '$(touch x)`touch x`.pdf' "),
        ("a';touch x;'.pdf", r"ocrmypdf 'a'\'';touch x;'\''.pdf' "),
    ] {
        shell.write(name, crate::invariants::made_pdf::of_pictures());
        let said = said(&shell.run(&[name]));
        assert!(said.contains(quoted), "{said}");
    }
}

#[test]
fn errors_alone_are_said_where_that_is_asked() {
    let shell = Shell::new();
    let source = "Words.[^gone]\n\n## References\n\n- Marx, Karl 1867. *Capital*. Hamburg\n";
    shell.write("a.md", source);
    let all = shell.run(&["check", "a.md"]);
    assert!(out(&all).contains("error: ") && out(&all).contains("note: "), "{}", out(&all));
    for format in [&["check", "--errors", "a.md"][..], &["check", "--errors", "--json", "a.md"]] {
        let errors = shell.run(format);
        assert_eq!(errors.status.code(), Some(1));
        assert!(out(&errors).contains("gone") && !out(&errors).contains("Capital"), "{format:?}");
    }
}

#[test]
fn a_text_names_no_device() {
    let shell = Shell::new();
    shell.write("a.md", "---\nbibliography: /dev/zero\n---\n\nWords [@a].\n");
    let output = shell.run(&["check", "a.md"]);
    assert!(out(&output).contains("/dev/zero is not a plain file"), "{}", out(&output));
    // A reader may name one.
    let output = shell.run(&["--bibliography", "/dev/null", "a.md"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
}

#[test]
fn the_wrong_command_line_is_status_2() {
    let shell = Shell::new();
    for arguments in [
        &["--nonsense"][..],
        &["--width", "7", "x"],
        &["--theme", "pink", "x"],
        &["export", "x"],
        &["export", "x", "--to", "docx"],
        &["export", "a.md", "b.md", "--to", "md"],
        &["chek", "a.md"],
    ] {
        let output = shell.run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(said(&output).contains("--help"), "{}", said(&output));
    }
}

#[test]
fn help_version_man_and_completions() {
    let shell = Shell::new();
    let version = out(&shell.run(&["--version"]));
    assert_eq!(version.trim(), format!("ibid {}", env!("CARGO_PKG_VERSION")));
    for (arguments, word) in [
        (&["--help"][..], "Exit status"),
        (&["man"], ".TH"),
        (&["completions", "bash"], "_ibid"),
        (&["completions", "zsh"], "#compdef ibid"),
        (&["completions", "fish"], "complete -c ibid"),
    ] {
        let output = shell.run(arguments);
        assert_eq!(output.status.code(), Some(0));
        assert!(out(&output).contains(word), "{arguments:?}");
    }
}

#[test]
fn the_companion_is_read_where_nothing_was_before() {
    let shell = Shell::new();
    let output = shell.run(&[]);
    assert_eq!(output.status.code(), Some(0));
    assert!(out(&output).contains("The Future in the Present Tense"));
}

#[test]
fn exports_are_what_they_say() {
    let shell = Shell::new();
    shell.write("a.md", "# Title\n\nText *with* words.[^1]\n\n[^1]: The note.\n");
    let json = out(&shell.run(&["export", "a.md", "--to", "json"]));
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["format"], "ibid-document/1");
    assert_eq!(json["source"], "a.md");
    assert_eq!(json["blocks"][1]["notes"][0]["offset"], 16);
    assert_eq!(json["notes"][0]["text"], "The note.");
    let markdown = out(&shell.run(&["export", "a.md", "--to", "markdown"]));
    assert!(markdown.contains("[^1]: The note."), "{markdown}");
    let text = out(&shell.run(&["export", "a.md", "--to", "text"]));
    assert!(text.contains("Text with words.[1]"), "{text}");
}

#[test]
fn printed_pages_are_named_in_exports_and_findings() {
    let shell = Shell::new();
    let page = |n: u8| format!("<span role=\"doc-pagebreak\" title=\"{n}\"></span>");
    let note = "<a href=\"#n1\" role=\"doc-noteref\">1</a>";
    let body =
        format!("<p>{}One. {}Two.{note}</p><p>See <a href=\"#no\">it</a>.</p>", page(6), page(7));
    let notes = "<aside id=\"n1\" role=\"doc-footnote\"><p>The note.</p></aside>";
    shell.write("a.html", format!("<html><body>{body}{notes}</body></html>"));
    let json = out(&shell.run(&["export", "a.html", "--to", "json"]));
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let mark = &json["blocks"][0]["marks"][1];
    assert_eq!(
        (&mark["kind"], &mark["start"], &mark["number"]),
        (&"page".into(), &5.into(), &"7".into())
    );
    assert_eq!(json["notes"][0]["page"], "7");
    let found = out(&shell.run(&["check", "a.html", "--json"]));
    let found: serde_json::Value = serde_json::from_str(&found).unwrap();
    assert_eq!(found[0]["page"], "7", "{found}");
}

#[test]
fn a_file_called_like_a_command_can_be_read() {
    let shell = Shell::new();
    shell.write("export", "Words in a file called export.");
    let output = shell.run(&["./export"]);
    assert!(out(&output).contains("called export"), "{}", said(&output));
}

#[test]
fn a_state_that_cannot_be_written_costs_nothing_here() {
    let shell = Shell::new();
    shell.write("state", "a file where the folder should be");
    shell.write("a.md", "Words.");
    let output = shell.run(&["a.md"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(Path::new(&shell.path("state")).is_file());
}

#[test]
fn several_texts_are_checked_and_printed_and_not_exported() {
    let shell = Shell::new();
    shell.write("a.md", "# A\n\nWords.[^gone]\n");
    shell.write("b.md", "# B\n\nOthers.\n");
    std::fs::create_dir(shell.path("sub")).unwrap();
    shell.write("sub/a.md", "# C\n\nWords.[^lost]\n");
    let checked = shell.run(&["check", "a.md", "none.md", "b.md", "sub/a.md"]);
    assert_eq!(checked.status.code(), Some(1));
    assert!(out(&checked).contains("a.md:3:7: error:") && out(&checked).contains("sub/a.md:3:7:"));
    assert!(said(&checked).contains("none.md: there is no such file."), "{}", said(&checked));
    let checked = shell.run(&["check", "--json", "a.md", "b.md"]);
    let json: serde_json::Value = serde_json::from_str(&out(&checked)).unwrap();
    assert_eq!((json[0]["file"].as_str(), json[1]["file"].as_str()), (Some("a.md"), Some("b.md")));
    assert_eq!(json[0]["findings"].as_array().unwrap().len(), 1);
    let printed = shell.run(&["a.md", "b.md"]);
    assert_eq!(printed.status.code(), Some(0));
    assert!(out(&printed).contains("Words.") && out(&printed).contains("\x0c\nB\n"));
    let listed = shell.run(&["."]);
    assert!(out(&listed).contains("a.md") && out(&listed).contains("sub/a.md"), "{}", out(&listed));
    let exported = shell.run(&["export", "a.md", "b.md", "--to", "md"]);
    assert_eq!(exported.status.code(), Some(2));
    assert!(said(&exported).contains("one text at a time"), "{}", said(&exported));
}

/// A PNG of so many columns, all of one colour.
fn png(width: u32) -> Vec<u8> {
    let pixels = vec![[200, 30, 40, 255]; width as usize];
    ibid::picture::png(&ibid::picture::Picture { width, height: 1, pixels })
}

#[test]
fn a_page_embeds_the_images_that_are_the_texts_own() {
    let shell = Shell::new();
    std::fs::create_dir_all(shell.path("own/img")).unwrap();
    shell.write("secret.png", png(9));
    std::os::unix::fs::symlink("../secret.png", shell.path("own/link.png")).unwrap();
    // Words beside the pixels, which are not those of the picture.
    let mut bytes = png(3);
    let end = bytes.len() - 12;
    bytes.splice(end..end, *b"\0\0\0\x06tEXta\0code\x9a\xb4\x8b\x1c");
    shell.write("own/img/one.png", &bytes);
    shell.write("own/words.png", "no image");
    let text = "![One](img/one.png)\n\n![](../secret.png)\n\n![](link.png)\n\n![Away](https://a.b/c.png)\n\n\
                ![](words.png)\n\n![](file:///etc/passwd)\n\n![Gone](gone.png)\n";
    shell.write("own/text.md", text);
    let page = shell.run(&["export", "own/text.md", "--to", "html"]);
    let (written, complaints) = (out(&page), said(&page));
    assert_eq!(written.matches("<img ").count(), 1, "{written}");
    let data = written.split_once("base64,").and_then(|(_, rest)| rest.split_once('"')).unwrap().0;
    let embedded = ibid::picture::from_base64(data, 1 << 20).unwrap();
    assert_eq!(ibid::picture::decode(&embedded), ibid::picture::decode(&png(3)));
    assert!(!embedded.windows(4).any(|bytes| bytes == b"code"), "it was encoded anew");
    for complaint in [
        "ibid: ../secret.png is not in the folder of the text, and is not opened.",
        "ibid: link.png is not in the folder of the text, and is not opened.",
        "ibid: https://a.b/c.png is on the web, and is not fetched.",
        "ibid: words.png cannot be shown: it is no PNG, JPEG, GIF or WebP.",
        "ibid: file:///etc/passwd is not in the folder of the text, and is not opened.",
        "ibid: gone.png is missing.",
    ] {
        assert!(complaints.contains(complaint), "{complaint} is not in\n{complaints}");
    }
    assert_eq!(complaints.lines().count(), 6, "{complaints}");
    // What comes through a pipe has no folder.
    let marked = format!("# Images\n\nWith *words*, [a link](https://a.b).\n\n{text}");
    let piped = shell.piped(&["export", "-", "--to", "html"], marked.as_bytes());
    assert!(said(&piped).contains("img/one.png did not come with it"), "{}", said(&piped));
    assert!(!out(&piped).contains("<img "));
}
