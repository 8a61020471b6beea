//! What a text is read as, sentence by sentence, and what holds for any text.

use crate::sketch::sketch;
use crate::timing::{self, LONGER};
use ibid::doc::{Document, Kind};
use ibid::read;
use proptest::prelude::*;

fn markdown(source: &str) -> Document {
    let document = read::markdown("a.md", source);
    assert_eq!(document.check(), Ok(()), "{source}");
    document
}

/// Reads each source and compares its sketch, the lines of which are parted by ` / ` here.
fn table(cases: &[(&str, &str)]) {
    let mut complaints = Vec::new();
    for (source, expected) in cases {
        let found = sketch(&markdown(source)).replace('\n', " / ");
        if found != *expected {
            complaints.push(format!("{source}\n  is    {found}\n  not   {expected}"));
        }
    }
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

/// The names of what is wrong with a document.
fn problems(document: &Document) -> Vec<&'static str> {
    document.diagnostics.iter().map(|diagnostic| diagnostic.kind.name()).collect()
}

#[test]
fn notes_at_the_foot() {
    table(&[
        ("A[^1].\n\n[^1]: N", "A{1}. / [1] N"),
        ("[^1]: N\n\nA[^1].", "A{1}. / [1] N"),
        ("A[^*] B[^†]\n\n[^*]: M\n[^†]: N", "A{*} B{†} / [*] M / [†] N"),
        // Names are for the author: readers see numbers, by first reference.
        ("A[^late] B[^early]\n\n[^early]: M\n\n[^late]: N", "A{1} B{2} / [1] N / [2] M"),
        ("A[^two words]\n\n[^two words]: N", "A{1} / [1] N"),
        ("A[^1]\n\n[^1]: N\ngoes on", "A{1} / [1] N goes on"),
        ("# A[^1]\n\n> B[^2]\n\n[^1]: M\n[^2]: N", "# A{1} / > B{2} / [1] M / [2] N"),
        ("- A[^1]\n- B\n\n[^1]: N", "• A{1} / • B / [1] N"),
        ("> A[^1]\n>\n> [^1]: N\n\nB", "> A{1} / B / [1] N"),
        ("*A[^1]*\n\n[^1]: *N*", "em(A){1} / [1] em(N)"),
        ("[A[^9] ](u)", "link<u>(A){9?}"),
        ("A[^1]:\n\n[^1]:\n    N", "A{1}: / [1] N"),
        ("`[^1]` \\[^1]\n\n[^1]: N", "code([^1]) [^1] / [1] N"),
    ]);
}

#[test]
fn notes_in_their_sentence() {
    table(&[
        ("A^[N] b.", "A{1} b. / [1] N"),
        ("A^[*N* **m** `x` [l](u)] b", "A{1} b / [1] em(N) strong(m) code(x) link<u>(l)"),
        ("A^[N [m] n] b", "A{1} b / [1] N [m] n"),
        ("A^[N `]` n] b", "A{1} b / [1] N code(]) n"),
        ("A^[N ` n] b", "A{1} b / [1] N ` n"),
        ("A^[N [l](u\\]v) n] b", "A{1} b / [1] N link<u]v>(l) n"),
        ("A^[N b.\n\nC] d", "A^[N b. / C] d"),
        ("A^[N\nm] b", "A{1} b / [1] N m"),
        ("A\\^[N] b^\\[N]", "A^[N] b^[N]"),
        ("A&#94;[N] b^&#91;N]", "A^[N] b^[N]"),
        ("A^[N \\] m] b", "A{1} b / [1] N ] m"),
        ("A\\\\^[N] b", "A\\{1} b / [1] N"),
        ("A^[N^[M] n] b", "A{1} b / [1] N{2} n / [2] M"),
        ("A^[M] b^[N]", "A{1} b{2} / [1] M / [2] N"),
        ("A^[M]^[N]", "A{1}{2} / [1] M / [2] N"),
        ("- A^[N\n  m] b\n- C", "• A{1} b / • C / [1] N m"),
        ("- A ^[N\n  - C]\n- D", "• A ^[N / _ • C] / • D"),
        ("# A^[N] b\n\nC", "# A{1} b / C / [1] N"),
        ("|A^[N]|B|\n|-|-|\n|C^[M|D]|", "& A{1}⇥B⏎C^[M⇥D] / [1] N"),
        ("*A^[N* m] b", "em(A){1} b / [1] N m"),
        ("A^[M *n] b* c", "A{1} b c / [1] M em(n)"),
        ("[A^[N]](u) b", "link<u>(A){1} b / [1] N"),
        ("A^[N] b[^1]\n\n[^1]: M", "A{1} b{2} / [1] N / [2] M"),
        ("A^[see[^1]]\n\n[^1]: M", "A{1} / [1] see{2} / [2] M"),
        ("2^[3] ", "2{1} / [1] 3"),
        ("a^b[c]", "a^b[c]"),
    ]);
}

#[test]
fn references_and_notes_that_lack_each_other() {
    let cases = [
        ("A[^9] b", "A{9?} b", vec!["reference-without-note"]),
        ("A[^no] b[^no]", "A{no?} b{no?}", vec!["reference-without-note"; 2]),
        ("A\n\n[^1]: N", "A / [1] N", vec!["note-without-reference"]),
        ("A[^1]\n\n[^1]: M\n\n[^1]: N", "A{1} / [1] M / [1] N", vec!["duplicate-note"]),
        ("A[^Ab]\n\n[^aB]: N", "A{aB} / [aB] N", vec![]),
        ("A[^1] b[^1]\n\n[^1]: N", "A{1} b{1} / [1] N", vec![]),
        ("A[^1]\n\n[^1]: M[^2]\n[^2]: N", "A{1} / [1] M{2} / [2] N", vec![]),
        ("A[^1]\n\n[^1]: M[^1]", "A{1} / [1] M{1}", vec![]),
        ("A\n\n[^1]: M[^1]", "A / [1] M{1}", vec!["note-without-reference"]),
        ("[A](#x)", "link<#x>(A)", vec!["link-without-target"]),
    ];
    for (source, expected, wrong) in cases {
        let document = markdown(source);
        assert_eq!(sketch(&document).replace('\n', " / "), expected, "\n{source}");
        assert_eq!(problems(&document), wrong, "\n{source}");
    }
}

#[test]
fn diagnostics_say_where() {
    let document = markdown("One[^9].\n\nTwo");
    assert_eq!(document.diagnostics[0].place, 3);
    assert!(document.diagnostics[0].what.contains("“9”"), "{}", document.diagnostics[0].what);
}

#[test]
fn notes_of_several_paragraphs() {
    table(&[(
        "A[^1]\n\n[^1]: One\n\n    Two\n\n    - x\n    - y\n\n    > Q\n\n        code\n\nB",
        "A{1} / B / [1] One / [1] Two / [1] • x / [1] • y / [1] > Q / [1] = code",
    )]);
    let document = markdown("A[^1]\n\n[^1]: One\n\n    Two");
    assert_eq!(document.notes.len(), 1);
    assert_eq!(document.words(document.notes[0].span), "One\nTwo");
}

#[test]
fn raised_digits_are_marks() {
    table(&[
        ("A<sup>1</sup> b", "Asup(1) b"),
        ("A¹² b³", "Asup(¹²) bsup(³)"),
        ("H<sub>2</sub>O", "Hsub(2)O"),
        ("A^[x<sup>1] b</sup> c", "A{1} b c / [1] xsup(1)"),
        ("H~2~O, x^2^ and 1^er^", "Hsub(2)O, xsup(2) and 1sup(er)"),
        // Faces, powers, and what its author escaped.
        ("^_^ a ^b^ 2^10 and 2^5 a\\^b\\^ x~~y~~", "^_^ a ^b^ 2^10 and 2^5 a^b^ xstrike(y)"),
    ]);
}

#[test]
fn attributes_are_no_words() {
    table(&[
        ("[a *b*]{.x} c", "a em(b) c"),
        ("[a](http://b.c){.x} `d`{.y}", "link<http://b.c>(a) code(d)"),
        ("^[a [b]{.x}]", "{1} / [1] a b"),
        ("::: {.x}\nOne\n\n- two\n:::\n\nthree", "One / • two / three"),
        ("[a]{b} \\[c]{.d} {.e}", "[a]{b} [c]{.d} {.e}"),
    ]);
}

#[test]
fn front_matter_is_metadata() {
    let yaml = "---\ntitle: On notes\nauthor: [A, B]\ndate: 1999\nlang: de\nrights: none\n---\n\nC";
    let title_block = "% On notes\n% A; B\n% 1999\n\nC";
    for source in [yaml, title_block] {
        let document = markdown(source);
        assert_eq!(document.text, "C");
        assert_eq!(document.metadata.title.as_deref(), Some("On notes"));
        assert_eq!(document.metadata.authors, ["A", "B"]);
        assert_eq!(document.metadata.date.as_deref(), Some("1999"));
    }
    let document = markdown(yaml);
    assert_eq!(document.metadata.language.as_deref(), Some("de"));
    assert_eq!(document.metadata.more, [("rights".to_owned(), "none".to_owned())]);
    // Two rules with text between them are no front matter.
    table(&[("---\n\nA: b\n\n---\n\nC", "--- / A: b / --- / C")]);
    assert_eq!(markdown("# T\n\nA").metadata.title.as_deref(), Some("T"));
}

#[test]
fn headings_can_be_led_to() {
    table(&[
        ("# One two!\n\n[A](#one-two)", "# One two! / link→One(A)"),
        ("# One {#x}\n\n[A](#x)", "# One / link→One(A)"),
        ("One *b* {.c #x}\n===\n\n[A](#x)", "# One em(b) / link→One(A)"),
        ("# A {b}\n\n# A \\{#b}", "# A {b} / # A {#b}"),
        // A parser of attributes of headings once tripped over this.
        ("- [ ] \\\n  - \n> ", "☐ ## \\"),
        ("# Über uns\n\n[A](#über-uns)", "# Über uns / link→Über(A)"),
        ("# Über uns\n\n[A](#%C3%BCber-uns)", "# Über uns / link→Über(A)"),
        ("# A\n\n# A\n\nx\n\n[B](#a-1)", "# A / # A / x / link→A(B)"),
        ("[A](#n)\n\nX[^1]\n\n[^1]: <a id=\"n\"></a>N", "link→N(A) / X{1} / [1] N"),
        ("Set\n===\n\nsub\n---", "# Set / ## sub"),
        // The white space before the anchor goes with the end of its paragraph.
        ("A   <a id=n></a>\n\n漢 [l](#n)", "A / 漢 link→漢(l)"),
    ]);
}

#[test]
fn only_a_head_without_words_is_none() {
    let rows = |text: &str| {
        let document = read::markdown("a.md", text);
        match &document.blocks[0].kind {
            Kind::Table(table) => (table.header, table.rows.len()),
            kind => panic!("{kind:?}"),
        }
    };
    assert_eq!(rows("|   |\n|---|\n| a |\n"), (false, 1));
    // A blank that keeps its place is a word.
    assert_eq!(rows("| \u{a0} |\n|---|\n| a |\n"), (true, 2));
}

#[test]
fn tables_know_their_cells() {
    let source = "| A | *b* |\n|:-:|--:|\n| c\\|d | e[^1] |\n| | f |\n\n[^1]: N";
    table(&[(source, "& A⇥em(b)⏎c|d⇥e{1}⏎⇥f / [1] N")]);
    let document = markdown(source);
    let Kind::Table(table) = &document.blocks[0].kind else { panic!("a table") };
    let cells: Vec<Vec<&str>> = table
        .rows
        .iter()
        .map(|row| row.iter().map(|&cell| document.words(cell)).collect())
        .collect();
    assert_eq!(cells, [["A", "b"], ["c|d", "e"], ["", "f"]]);
    assert!(table.header);
}

#[test]
fn what_is_longer_than_any_block_goes_on_in_another() {
    let rows = 10_000;
    let document = markdown(&format!("|A|B|\n|-|-:|\n{}", "|c|d|\n".repeat(rows)));
    let tables: Vec<_> = document
        .blocks
        .iter()
        .map(|block| match &block.kind {
            Kind::Table(table) => table,
            other => panic!("{other:?} is no table"),
        })
        .collect();
    assert!(tables.len() > 1);
    assert_eq!(tables.iter().map(|table| table.rows.len()).sum::<usize>(), rows + 1);
    assert!(tables.iter().all(|table| table.columns == tables[0].columns));
    let headers: Vec<bool> = tables.iter().map(|table| table.header).collect();
    assert_eq!(headers, [true, false, false]);

    let document = markdown(&format!("# {}\n\nend", "word ".repeat(50_000)));
    let kinds: Vec<_> = document.blocks.iter().map(|block| &block.kind).collect();
    assert!(matches!(kinds[0], Kind::Heading { .. }) && kinds.len() > 2);
    assert!(kinds[1..].iter().all(|kind| **kind == Kind::Paragraph));
}

#[test]
fn cells_without_a_column_are_kept() {
    table(&[
        ("|A|\n|-|\n|b|c| d\\|e |", "& A⏎b⇥c⇥d|e"),
        ("|A|\n|-|\n|b|\n|b||", "& A⏎b⏎b⇥"),
        ("|A|B|\n|-|-|\n|<b>c|d|", "& A⇥B⏎strong(c)⇥d"),
    ]);
}

#[test]
fn blocks_are_what_they_are() {
    table(&[
        ("```rust\nfn a() {\n\n  b\n}\n```", "=rust fn a() {⏎⏎  b⏎}"),
        ("~~~\na\n~~~", "= a"),
        ("    a\n      b", "= a⏎  b"),
        ("| One\n|   two\n| *three*", "| One⏎  two⏎em(three)"),
        ("| One  \n| two\n|\n| four", "| One⏎two⏎⏎four"),
        ("| One \\|", "| One |"),
        ("| a | b |\n| c |", "| a | b | | c |"),
        ("> | a\n> | b", "> | a⏎b"),
        ("One  \ntwo\\\nthree\nfour", "One⏎two⏎three four"),
        ("3. A\n4. B\n\n   4) C\n   5) D", "3. A / 4. B / _ 4) C / _ 5) D"),
        ("- A\n  - B\n\n    C\n- D", "• A / _ • B / _ _ C / • D"),
        ("T\n: D\n: E", "strong(T) / : D / : E"),
        ("- [ ] A\n- [x] B", "☐ A / ☑ B"),
        ("> A\n>\n> > B", "> A / > > B"),
        ("A\n\n***\n\nB", "A / --- / B"),
        ("~~A~~ b", "strike(A) b"),
        ("", ""),
    ]);
}

#[test]
fn images_are_their_words() {
    table(&[
        ("![A *b*](u.png)", "image<u.png>(A em(b))"),
        ("![](f/map.png)", "image<f/map.png>(map)"),
        ("![](f/map.png \"A map\")", "image<f/map.png>(A map)"),
        ("A ![](data:image/png;base64,AAAA/BBBB) b", "A  b"),
        ("[![A](i)](u)", "link<u>(image<i>(A))"),
    ]);
}

#[test]
fn html_is_styling_around_words() {
    table(&[
        ("A <b>b</b> <unknown>c", "A strong(b) <unknown>c"),
        ("<div>\nA <i>b</i>\n</div>\n\nC", "A em(b) / C"),
        ("A<br>b <!-- no --> c", "A⏎b  c"),
        ("<script>\nno\n</script>\n\nA", "A"),
        ("<blockquote>\n\nA\n\n</blockquote>\n\nB", "> A / B"),
        ("- A\n\n  <blockquote>\n\nB\n\nC", "• A / B / C"),
        ("- A\n\n  </blockquote>\n\n  B\n\nC", "• A / _ B / C"),
        ("<h2>A</h2>\n<p>b</p>\n<hr>\n<pre>c</pre>", "## A / b / --- / = c"),
    ]);
}

#[test]
fn bare_addresses_are_links() {
    table(&[
        ("A http://a.b/c_d_e. B", "A link<http://a.b/c_d_e>(http://a.b/c_d_e). B"),
        ("(https://a.b)", "(link<https://a.b>(https://a.b))"),
        ("www.a.b, c", "link<http://www.a.b>(www.a.b), c"),
        ("<http://a.b>", "link<http://a.b>(http://a.b)"),
        ("<a@b.c>", "link<mailto:a@b.c>(a@b.c)"),
        ("[http://a.b](u)", "link<u>(http://a.b)"),
        ("http://a.b[^1]\n\n[^1]: N", "link<http://a.b>(http://a.b){1} / [1] N"),
    ]);
}

/// Reads a source of `size` parts and one of eight times as many, and compares the times.
fn in_proportion(name: &str, size: usize, source: impl Fn(usize) -> String) {
    let (short, long) = (source(size), source(size * LONGER));
    timing::in_proportion(name, (&*short, short.len()), (&*long, long.len()), |source| {
        assert_eq!(read::markdown("a.md", source).check(), Ok(()), "{name}");
    });
}

#[test]
fn hostile_sources_are_read_in_proportion_to_their_length() {
    for piece in [
        ">", "> ", "[", "*", "_", "**a ", "^[", "[^", "^[a", "[^a", "`", "<b>", "</i>", "<b></i>",
        "![", "](", "^[a]", "[^a]", "- ", "\\", "&", "~~", "|", "<", "http://", "((", "¹", "[a](",
    ] {
        in_proportion(piece, if piece.len() == 1 { 12_000 } else { 3_000 }, |n| piece.repeat(n));
    }
    in_proportion("quotations line by line", 20, |n| format!("{}\n", "> ".repeat(100)).repeat(n));
    in_proportion("brackets", 10_000, |n| format!("{}a{}", "[".repeat(n), "]".repeat(n)));
    in_proportion("notes in notes", 600, |n| format!("{}a{}", "^[".repeat(n), "]".repeat(n)));
    // Each line of a list in a list is longer than the one before.
    let list = |n| (0..n).map(|depth| format!("{}- a\n", "  ".repeat(depth))).collect::<String>();
    in_proportion("lists in lists", 60, list);
}

#[test]
fn large_sources_are_read_in_proportion_to_their_length() {
    let noted = |n| (0..n).map(|n| format!("w[^{n}] ")).collect::<String>();
    let notes = |n| (0..n).map(|n| format!("[^{n}]: N{n}\n")).collect::<String>();
    in_proportion("notes on one line", 1_500, |n| format!("{}\n\n{}", noted(n), notes(n)));
    in_proportion("notes that are not there", 1_500, noted);
    in_proportion("notes in their sentence", 1_500, |n| "w^[n *m*] ".repeat(n));
    in_proportion("headings with links and notes", 600, |n| {
        (0..n).map(|n| format!("## H{n}\n\n[l](#h{n})^[m]\n\n")).collect()
    });
    let sentence = "This is *one* of the sentences of a long line. ";
    in_proportion("one line", 10_000, |n| sentence.repeat(n));
    in_proportion("one word", 500_000, |n| "w".repeat(n));
    in_proportion("one heading", 25_000, |n| format!("# {}", "word ".repeat(n)));
}

#[test]
fn plain_text_keeps_its_lines() {
    let document = read::plain("a.txt", "One\n two\r\rthree\x0cfour");
    assert_eq!(document.check(), Ok(()));
    assert_eq!(sketch(&document).replace('\n', " / "), "| One⏎ two / | three / | ¶four");
}

/// Words that must survive wherever Markdown lets words stand: each `w7` is unlike all others.
fn words_that_stay() -> impl Strategy<Value = String> {
    // `W` stands for a word of its own in each place.
    let inline = prop::sample::select(vec![
        "W",
        "*W*",
        "**W W**",
        "_W_",
        "~~W~~",
        "`W`",
        "[W](u)",
        "[W *W*](<u v> \"t\")",
        "![W](u)",
        "<b>W</b>",
        "W<br>W",
        "<sup>W</sup>",
        "<i>W",
        "W</i>",
        "<odd>W",
        "^[W]",
        "^[W *W* [W](u)]",
        "^[W ^[W] W]",
        "^[W",
        "W]",
        "[W",
        "[^n]",
        "[^none]",
        "W[^1]",
        "\\*W\\*",
        "W  \nW",
        "W\\\nW",
        "W¹",
        "\"W\"",
        "*W",
        "W*",
        "**W",
        "`W",
        "``W `W` ``",
        "http://a.b/W",
        "&amp;W",
        "\\[W",
        "W\\",
        "&lt;W&gt;",
        "^W",
        "W^",
        "<http://a.b/W>",
        "\u{301}W",
        "W\u{ad}x",
        "漢字W",
        "W — W",
        "|W",
        ":W",
    ]);
    let line = prop::collection::vec(inline, 1..6).prop_map(|parts| parts.join(" "));
    let block = (
        prop::sample::select(vec![
            "L",
            "# L",
            "L\n===",
            "> L\n> L",
            "> L\nL",
            "- L\n- L",
            "- L\n\n  L",
            "3. L\n   - L\n4) L",
            "[^n]: L",
            "[^1]: L\n\n    L\n\n    - L",
            "[^1]: L\nL",
            "[^other]: > L",
            "L\n: L",
            "| L\n| L",
            "|a|b|\n|-|-|\n|W|W|",
            "|W|W|\n|:-|-:|\n|W^[W]|W[^1]|\n|*W*|",
            "    W W\n    W",
            "```rust\nW W\n```",
            "<div>\nL\n</div>",
            "<p>W<p>W",
            "***",
            "- [ ] L\n- [x] L",
            "L\nL",
            "<blockquote>\n\nL",
            "- <blockquote>\n\n  L",
            "> [^q]: L\n\nL",
            "1. L\n\n       W",
            "\tW",
            "L {#id}",
            "## L {#id}",
            "~~~\nW",
            "  L\n L",
            "* * *\nL",
        ]),
        prop::collection::vec(line, 3),
    )
        .prop_map(|(shape, lines)| {
            let mut lines = lines.into_iter();
            let parts: Vec<&str> = shape.split('L').collect();
            let mut out = parts[0].to_owned();
            for part in &parts[1..] {
                // Two lines at most fit a shape that has more: the rest repeat a plain word.
                out.push_str(&lines.next().unwrap_or_else(|| "W".to_owned()));
                out.push_str(part);
            }
            out
        });
    (prop::collection::vec(block, 1..7), prop::sample::select(vec!["\n\n", "\n", "\r\n\r\n"]))
        .prop_map(|(blocks, between)| {
            let source = blocks.join(between);
            let mut numbered = String::new();
            for (number, part) in source.split('W').enumerate() {
                if number > 0 {
                    numbered.push_str(&format!("w{number}w"));
                }
                numbered.push_str(part);
            }
            numbered
        })
}

/// The words `w7w` of a string.
fn marked_words(text: &str) -> Vec<&str> {
    let word = |part: &str| part.len() > 2 && part[1..part.len() - 1].parse::<u32>().is_ok();
    text.split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|part| part.starts_with('w') && part.ends_with('w') && word(part))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_word_of_markdown_is_lost(source in words_that_stay()) {
        let document = read::markdown("a.md", &source);
        prop_assert_eq!(document.check(), Ok(()), "{}", source);
        for word in marked_words(&source) {
            prop_assert!(document.text.contains(word), "{} is lost of\n{}\n→ {:?}", word, source, document.text);
        }
    }

    #[test]
    fn bytes_of_text_are_a_text(text in "[a-zéüß漢α ,.\n]{0,200}") {
        let document = read::read("a.txt", text.as_bytes());
        prop_assert!(document.is_ok_and(|document| document.check().is_ok()));
    }
}

#[test]
fn a_line_that_begins_with_a_year_is_no_item() {
    let items = |source: &str| -> Vec<(String, Option<String>)> {
        let document = ibid::read::markdown("x", source);
        let row = |block: &ibid::doc::Block| {
            let marker = document.around(block).find_map(|(_, kind)| match kind {
                ibid::doc::Enclosure::Item { marker } => Some(marker.to_string()),
                _ => None,
            });
            (document.words(block.span).to_owned(), marker)
        };
        document.body().iter().map(row).collect()
    };
    let row = |words: &str, marker: Option<&str>| (words.to_owned(), marker.map(str::to_owned));
    assert_eq!(items("2016. “Show.”"), [row("2016. “Show.”", None)]);
    // The parser counts on from the first; the author did not.
    let entries = items("38. https://example.org\n\n2017. “Low.”\n\n5. five");
    assert_eq!(entries[1], row("2017. “Low.”", None));
    assert_eq!(entries[2], row("five", Some("5.")));
    let lazy = items("1. a\n1. b\n1. c");
    assert_eq!(lazy[2], row("c", Some("3.")));
}
