//! Work is bounded: whatever a text does, the program shows it or refuses it within two seconds
//! and a gigabyte, which the system holds it to (`ulimit`). A debug build is ten times slower and
//! more, and on a busy machine slower still: it is given a twentieth of each text and ten seconds. By
//! hand, for the whole of them: `cargo test --release --test program bounds`.

use std::fmt::Write as _;
use std::io::Write as _;

use crate::pty::{IBID, Terminal, in_shell};
use flate2::{Compression, write::GzEncoder};
use ibid::search::Query;
use zip::write::{SimpleFileOptions, ZipWriter};

/// A million, or what stands for it in a debug build.
pub(crate) const MILLION: usize = if cfg!(debug_assertions) { 50_000 } else { 1_000_000 };
/// How many seconds the program may compute.
pub(crate) const SECONDS: usize = if cfg!(debug_assertions) { 10 } else { 2 };

/// What becomes of a text.
enum Fate {
    /// It opens and shows this on its first screen.
    Shows(&'static str),
    /// It is refused with this sentence.
    Refused(&'static str),
}
use Fate::{Refused, Shows};

/// Opens a text in a terminal, within the bounds.
fn within_bounds(name: &str, content: impl AsRef<[u8]>, fate: &Fate) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(name), content).unwrap();
    let command = format!("ulimit -t {SECONDS}; ulimit -v 1048576; '{IBID}' '{name}'");
    let mut terminal = Terminal::spawn(folder, in_shell(&format!("({command})")));
    let (words, status) = match fate {
        Shows(words) => (words, 0),
        Refused(words) => (words, 1),
    };
    let shown = terminal.wait(name, |screen| screen.contains(words) || screen.contains("status"));
    assert!(shown.contains(words), "{name}: {shown}");
    if status == 0 {
        terminal.send("q");
    }
    terminal.given_back(status);
}

#[test]
fn nested_without_end() {
    within_bounds("quotes.md", "> ".repeat(MILLION) + "deep", &Shows("deep"));
    within_bounds("divisions.html", "<div>".repeat(MILLION) + "deep", &Shows("deep"));
    within_bounds("bold.html", "<p>first".to_owned() + &"<b>".repeat(MILLION), &Shows("first"));
    within_bounds("lists.html", "<ul><li>".repeat(MILLION / 2) + "deep", &Shows("deep"));
    let tables = "<table><tr><td>".repeat(MILLION / 4) + "deep";
    within_bounds("tables.html", tables, &Shows("deep"));
    within_bounds("quotes.muse", "<quote>".repeat(MILLION) + "deep", &Shows("<quote>"));
    let lists: String = (0..1500).map(|depth| format!("{}- item\n", "  ".repeat(depth))).collect();
    within_bounds("lists.md", lists, &Shows("item"));
}

#[test]
fn formulas_without_end() {
    let sum = "<mi>a</mi><mo>+</mo>".repeat(MILLION / 4);
    let formula = format!("<p>first</p><p><math><mrow>{sum}</mrow></math></p>");
    within_bounds("formula.html", formula, &Shows("first"));
}

#[test]
fn braces_without_end() {
    let title = format!("{}deep{}", "{".repeat(MILLION), "}".repeat(MILLION));
    within_bounds("braces.bib", format!("@book{{a, title={title}}}\n"), &Shows("%"));
    within_bounds("brackets.md", "first ".to_owned() + &"[".repeat(MILLION), &Shows("first"));
    let json = "[{\"a\":".repeat(MILLION);
    within_bounds(
        "brackets.json",
        format!("[{{\"type\": \"book\", \"title\": {json}"),
        &Shows("%"),
    );
}

#[test]
fn one_line() {
    let length = (200 * MILLION).max(17_000_000);
    let words = "This is *one* of the sentences of a long line. ".repeat(length / 47);
    let refused = Refused("it has a line of more than 16 MB");
    within_bounds("line.md", &words, &refused);
    within_bounds("line.html", format!("<p>{words}"), &refused);
    within_bounds("word.txt", "w".repeat(length), &refused);
    // The longest that is none too long.
    let words = &words[..15 * MILLION];
    within_bounds("short.md", words, &Shows("This is one of the sentences"));
    within_bounds("short.txt", words.replace('*', ""), &Shows("This is one of the sentences"));
    within_bounds("short.html", format!("<p>{words}"), &Shows("This is *one*"));
    within_bounds("heading.md", format!("# {words}"), &Shows("This is one"));
}

#[test]
fn lines_without_end() {
    // Counting them takes no time, so that a debug build counts them all.
    const LINES: usize = 4_100_000;
    let refused = Refused("it has more than four million lines");
    within_bounds("lines.txt", "ab\n".repeat(LINES), &refused);
    let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
    gzip.write_all("ab\n".repeat(LINES).as_bytes()).unwrap();
    within_bounds("lines.txt.gz", gzip.finish().unwrap(), &refused);
    within_bounds("most.txt", "ab\n".repeat(4 * MILLION), &Shows("ab"));
}

#[test]
fn what_looks_like_print_without_end() {
    let many = MILLION / 50;
    let list: String = (0..many).map(|n| format!("Chapter {n} . . . . {n}\n")).collect();
    let chapters: String = (0..many).map(|n| format!("Chapter {n}\n\nWords of it.\n\n")).collect();
    let notes: String = (1..many).map(|n| format!("It was so, he said.[{n}]\n\n")).collect();
    let below: String = (1..many).map(|n| format!("[{n}] See there, p. {n}.\n\n")).collect();
    let numbers: String = (0..many * 10).map(|n| format!("{n}\n")).collect();
    let page = "The words of a page that breaks off in the middle of a long sen-\n\ntence.\n\x0c";
    let stars = "It was a river* that nobody knew by another name than this\n\n* The Po.\n\n";
    let texts = [
        ("contents.txt", format!("Contents\n\n{list}\n\n{chapters}"), "Chapter 1"),
        ("notes.txt", format!("{notes}Notes\n\n{below}"), "It was so"),
        ("numbers.txt", format!("first\n{numbers}"), "first"),
        ("same.txt", "hello world\n\n".repeat(2 * many), "hello"),
        ("pages.txt", page.repeat(many / 2), "The words of a page"),
        ("stars.txt", stars.repeat(many), "It was a river"),
    ];
    for (name, text, words) in texts {
        every_command(&[(name, text)], name, words);
    }
}

#[test]
fn findings_on_one_line() {
    every_command(&[("undefined.md", "word[^1] ".repeat(MILLION / 5))], "undefined.md", "word");
}

#[test]
fn notes_that_refer_to_themselves() {
    within_bounds("self.md", "A[^1]\n\n[^1]: The note[^1] that refers to itself[^1].", &Shows("¹"));
    let mut ring = String::from("A[^0]\n\n");
    for note in 0..MILLION / 20 {
        let next = (note + 1) % (MILLION / 20);
        _ = writeln!(ring, "[^{note}]: See[^{next}], and this[^{note}].\n");
    }
    within_bounds("ring.md", ring, &Shows("See"));
}

#[test]
fn notes_on_one_line() {
    let mut many: String = (0..10_000).map(|note| format!("word[^{note}] ")).collect();
    let mut close: String = (0..10_000).map(|note| format!("[^{note}]")).collect();
    let notes: String =
        (0..10_000).map(|note| format!("[^{note}]: Note {note} says.\n\n")).collect();
    many.push_str("\n\n");
    close.push_str("\n\n");
    within_bounds("many.md", many + &notes, &Shows("Note 0 says"));
    within_bounds("close.md", format!("word{close}{notes}"), &Shows("Note 0 says"));
    within_bounds("inline.md", "word^[n *m*] ".repeat(MILLION / 10), &Shows("word"));
}

#[test]
fn marks_and_pages_without_end() {
    within_bounds("feeds.txt", "\x0c".repeat(MILLION), &Shows("The text is empty"));
    within_bounds("pages.txt", "a\x0c".repeat(MILLION), &Shows("a"));
    within_bounds("marks.txt", "word1 word² ".repeat(MILLION / 2), &Shows("word1"));
    within_bounds("marks.md", "a[^1] ".repeat(MILLION) + "\n\n[^1]: Note", &Shows("1 Note"));
    let page = "word¹ word² word³\n".repeat(9) + "¹ note\n² note\n³ note\n\x0c";
    within_bounds("feet.txt", page.repeat(MILLION / 30), &Shows("word¹"));
}

#[test]
fn a_bibliography_of_a_hundred_thousand() {
    let numbers = 0..MILLION / 10;
    let author = |n: usize| format!("Name{n}, A.");
    let year = |n: usize| 1800 + n % 200;
    let bib: String = numbers
        .clone()
        .map(|n| {
            format!(
                "@book{{k{n}, author={{{}}}, title={{Title {n}}}, year={{{}}}}}\n",
                author(n),
                year(n)
            )
        })
        .collect();
    within_bounds("sources.bib", bib, &Shows("Title 1"));
    let list: String = numbers
        .map(|n| format!("- {} {}. *Title {n} of the Book*. London: Verso.\n", author(n), year(n)))
        .collect();
    let text = format!("So says (Name5 1805).\n\n## References\n\n{list}");
    within_bounds("sources.md", text, &Shows("So says"));
}

#[test]
fn archives_that_unpack_to_more() {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
    for _ in 0..100 {
        gzip.write_all(&b"first words. ".repeat(MILLION)).unwrap();
    }
    within_bounds(
        "line.md.gz",
        gzip.finish().unwrap(),
        &Refused("it has a line of more than 16 MB"),
    );
    let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
    let line =
        "first words of a line that goes on for a while and says nothing. ".repeat(8) + "\n\n";
    for _ in 0..MILLION / 5000 {
        gzip.write_all(line.repeat(1000).as_bytes()).unwrap();
    }
    within_bounds("lines.md.gz", gzip.finish().unwrap(), &Shows("first words"));
    // One file that is far more than a book, many that are together, and one that is just not.
    let much = Refused("unpack to far more than a book");
    within_bounds("one.epub", epub(1, &"first words. ".repeat(50 * MILLION)), &much);
    within_bounds("many.epub", epub(100, &"first words. ".repeat(MILLION)), &much);
    within_bounds(
        "some.epub",
        epub(1, &"<p>first words.</p>".repeat(MILLION / 4)),
        &Shows("first"),
    );
    within_bounds("deep.epub", epub(1, &("<div>".repeat(MILLION) + "first")), &Shows("first"));
    within_bounds("files.epub", epub(MILLION / 20, "<p>first"), &Shows("first"));
}

/// A book of so many files with one content.
fn epub(files: usize, content: &str) -> Vec<u8> {
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let mut add = |name: &str, content: &str| {
        let options = SimpleFileOptions::default().compression_level(Some(1));
        zip.start_file(name, options).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    };
    add("mimetype", "application/epub+zip");
    let container =
        r#"<container><rootfiles><rootfile full-path="a.opf"/></rootfiles></container>"#;
    add("META-INF/container.xml", container);
    let (mut manifest, mut spine) = (String::new(), String::new());
    for file in 0..files {
        _ = write!(
            manifest,
            r#"<item id="i{file}" href="{file}.xhtml" media-type="application/xhtml+xml"/>"#
        );
        _ = write!(spine, r#"<itemref idref="i{file}"/>"#);
        add(&format!("{file}.xhtml"), &format!("<html><body>{content}"));
    }
    let opf = format!(
        "<package><metadata/><manifest>{manifest}</manifest><spine>{spine}</spine></package>"
    );
    add("a.opf", &opf);
    zip.finish().unwrap().into_inner()
}

#[test]
fn sources_without_end() {
    let folder = tempfile::tempdir().unwrap();
    let bounds = format!("ulimit -t {SECONDS}; ulimit -v 1048576");
    // A file that claims to be endless, a device that is, and a pipe.
    let file = std::fs::File::create(folder.path().join("large.txt")).unwrap();
    file.set_len(1 << 40).unwrap();
    let path = folder.path().join("large.txt");
    let path = format!("'{}'", path.display());
    for source in [path.as_str(), "/dev/zero", "- < /dev/zero"] {
        let command = in_shell(&format!("({bounds}; '{IBID}' export --to text {source})"));
        let terminal = tempfile::tempdir_in(folder.path()).unwrap();
        let mut terminal = Terminal::spawn(terminal, command);
        let shown = terminal.wait("the shell", |screen| screen.contains("done"));
        // A long path goes on in the next row.
        let shown = shown.replace('\n', "");
        assert!(shown.contains("is larger than 400 MB"), "{source}: {shown}");
        assert!(shown.contains("status 1"), "{shown}");
    }
}

/// Writes files, and has every command read one of them within the bounds.
fn every_command(files: &[(&str, String)], name: &str, holds: &str) {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        std::fs::write(folder.path().join(name), content).unwrap();
    }
    let export = ["json", "markdown", "bibtex", "csl-json", "html", "text"];
    let export = export.map(|to| format!("export --to {to}"));
    for command in ["--width 80".to_owned(), "check".to_owned()].iter().chain(&export) {
        let script = format!(
            "cd '{}'; ulimit -t {SECONDS}; ulimit -v 1048576; '{IBID}' {command} '{name}'",
            folder.path().display()
        );
        let done = std::process::Command::new("sh").args(["-c", &script]).output().unwrap();
        let said = String::from_utf8_lossy(&done.stderr);
        assert!(matches!(done.status.code(), Some(0 | 1)), "{command} {name}: {said}");
        let shown = String::from_utf8_lossy(&done.stdout);
        let sources = command == "check" || command.contains("bib") || command.contains("csl");
        let sources = sources && !name.ends_with(".bib");
        assert!(sources || command == "check" || shown.contains(holds), "{command} {name}: {said}");
    }
}

#[test]
fn sources_that_grow() {
    // What stands for more and more: each twice the one before.
    let mut double = "@string{a0=\"mill\"}\n".to_owned();
    for n in 0..40 {
        _ = writeln!(double, "@string{{a{}=a{n} # a{n}}}", n + 1);
    }
    let uses: String =
        (0..9).map(|n| format!("@book{{k{n}, title=a{}, author={{M}}}}\n", n + 6)).collect();
    every_command(&[("d.bib", double + &uses)], "d.bib", "millmill");
    // What copies what it leads to.
    let parent = format!("@book{{p, title={{{}}}, author={{A}}}}\n", "Mill ".repeat(MILLION / 250));
    let children: String = (0..MILLION / 50).fold(parent, |mut all, n| {
        _ = writeln!(all, "@inbook{{k{n}, title={{T}}, crossref={{p}}}}");
        all
    });
    every_command(&[("c.bib", children)], "c.bib", "Mill");
    // What is named again and again, and long titles cited again and again.
    let file: String = (0..MILLION / 50)
        .map(|n| format!("@book{{k{n}, author={{A{n}, B}}, title={{T {n}}}, year={{1900}}}}\n"))
        .collect();
    let file = file + &format!("@book{{long, title={{{}}}}}\n", "Mill ".repeat(40_000));
    let text = format!(
        "---\nbibliography:\n{}{}---\n\n{}",
        "  - ref.bib\n".repeat(100),
        "  - ./ref.bib\n".repeat(100),
        "Mill [@long], and so [@k1].\n\n".repeat(MILLION / 100)
    );
    every_command(&[("ref.bib", file), ("n.md", text)], "n.md", "Mill");
}

#[test]
fn citations_that_may_mean_thousands() {
    let list = "\n\n# References\n\n".to_owned()
        + &"- Marx, K. 1867. *Mill*. London.\n\n".repeat(MILLION / 250);
    let cites = "So (Marx 1867) said. ".repeat(MILLION / 50);
    every_command(&[("a.md", cites.clone() + &list)], "a.md", "Mill");
    let varied: String = (0..MILLION / 100)
        .map(|n| format!("So Marx and others ({}), said Marks (1867, {n}). ", 1867 + n % 3))
        .collect();
    every_command(&[("b.md", varied + &list)], "b.md", "Mill");
    let numbered = "So [1] said. ".repeat(MILLION / 50)
        + "\n\n# References\n\n"
        + &"[1] Marx, K. 1867. *Mill*. London.\n\n".repeat(MILLION / 250);
    every_command(&[("n.md", numbered)], "n.md", "Mill");
}

#[test]
fn marks_in_marks_without_end() {
    let stars = "*".repeat(MILLION / 6);
    every_command(&[("s.md", format!("{stars}Mill{stars}"))], "s.md", "");
    let links = "[".repeat(MILLION / 20) + "Mill" + &"](x)".repeat(MILLION / 20);
    every_command(&[("l.md", links)], "l.md", "Mill");
}

#[test]
fn expressions_that_explode() {
    let length = if cfg!(debug_assertions) { MILLION / 2 } else { 10 * MILLION };
    let prose =
        "The factory is in the city, and the city of another time, he says. ".repeat(length / 67);
    let french = "L’économie naît là où l’on s’y attend, et même. ".repeat(length / 52);
    let letters = "a".repeat(length);
    for pattern in [
        "(a|b|ab)*c",
        r"\w{1000}",
        "(?:.{0,200}){20}q",
        r"\b(?:.{0,50}){10}q",
        "(?s).*zz|.",
        "(?s)(.*zz)?",
        "(a?){100}a{100}",
        "(?s).{1,2000}zq",
        "(?:a{0,50}){50}b",
    ] {
        for text in [&prose, &french, &letters] {
            let begun = time_spent();
            let Ok(query) = Query::regex(pattern) else { continue };
            let _ = query.find_all(text);
            let spent = time_spent() - begun;
            assert!(spent.as_secs_f64() < SECONDS as f64, "{pattern} takes {spent:?}");
        }
    }
}

/// The time this thread has spent computing.
fn time_spent() -> std::time::Duration {
    let line = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    std::time::Duration::from_nanos(line.split(' ').next().unwrap().parse().unwrap())
}
