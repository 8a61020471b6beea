//! Pandoc's Markdown: what it has beyond that of GitHub, read as its readers would have it.

use ibid::doc::{Align, Document, Enclosure, Kind, MarkKind, Span, Target};
use ibid::read;

/// A document in a few lines: one for each block, items behind their marker, definitions behind
/// `:`, quotations behind `>`, the cells of tables between bars, and notes behind their label.
fn seen(document: &Document) -> Vec<String> {
    assert_eq!(document.check(), Ok(()));
    let mut seen = Vec::new();
    for block in document.body() {
        let around = document.around(block).map(|(_, kind)| match kind {
            Enclosure::Quote => "> ".to_owned(),
            Enclosure::Item { marker } => format!("{marker} "),
            Enclosure::Definition => ": ".to_owned(),
        });
        let mut around: Vec<String> = around.collect();
        around.reverse();
        let around = around.concat();
        match &block.kind {
            Kind::Table(table) => {
                let signs = table.columns.iter().map(|align| match align {
                    Align::Left => 'l',
                    Align::Centre => 'c',
                    Align::Right => 'r',
                });
                let head = if table.header { "head " } else { "" };
                seen.push(format!("{around}{head}{}", signs.collect::<String>()));
                for row in &table.rows {
                    let cells: Vec<&str> = row.iter().map(|&cell| document.words(cell)).collect();
                    seen.push(cells.join("|"));
                }
            }
            kind => {
                let verse = if *kind == Kind::Verse { "verse " } else { "" };
                seen.push(format!("{around}{verse}{}", document.words(block.span)));
            }
        }
    }
    for note in &document.notes {
        seen.push(format!("[{}] {}", note.label, document.words(note.span)));
    }
    seen
}

fn read(text: &str) -> Vec<String> {
    let document = read::markdown("a.md", text);
    // A text in the same words without a line break at its end, or with those of Windows, is the same.
    for other in [text.trim_end_matches('\n').to_owned(), text.replace('\n', "\r\n")] {
        assert_eq!(seen(&read::markdown("a.md", &other)), seen(&document), "{text}");
    }
    seen(&document)
}

#[test]
fn lists_by_letters_and_roman_numbers() {
    let cases: [(&str, &[&str]); 12] = [
        ("(a) one\n(b) two\n", &["(a) one", "(b) two"]),
        ("i.  one\n\n    more\n\nii. two\n", &["i. one", "i. more", "ii. two"]),
        ("So:\n\nA)  one\nB)  two\n\nEnd.\n", &["So:", "A) one", "B) two", "End."]),
        ("#. one\n#. two\n\nNo.\n\n#. three\n", &["1. one", "2. two", "No.", "1. three"]),
        (
            "(@) one\n\nSo.\n\n(@x) two, as (@x)\n\nSee (@x).\n",
            &["(1) one", "So.", "(2) two, as (2)", "See (2)."],
        ),
        ("- x\n    a. one\n    b. two\n", &["• x", "• a. one", "• b. two"]),
        (" 9)  x\n       i. one\n      ii. two\n", &["9) x", "9) i. one", "9) ii. two"]),
        ("- (a) one\n\n  more\n- (b) two\n", &["(a) one", "(a) more", "(b) two"]),
        ("- (a) one\n- two\n", &["• (a) one", "• two"]),
        // One alone is a word of its paragraph, and so is an initial.
        ("(a) one alone\n\nNo.\n", &["(a) one alone", "No."]),
        ("A. Lee wrote.\n\nB. Doe wrote.\n", &["A. Lee wrote.", "B. Doe wrote."]),
        (
            "A line that ends\n(a) here and\n(b) there.\n",
            &["A line that ends (a) here and (b) there."],
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn notes_in_their_sentence_may_cite() {
    let cases: [(&str, &[&str]); 8] = [
        ("So.^[See @oat, p. 3.] On.\n", &["So. On.", "[1] See @oat, p. 3."]),
        ("So.^[@oat]\n", &["So.", "[1] @oat"]),
        ("So.^[See [@oat; @rye].]\n", &["So.", "[1] See [@oat; @rye]."]),
        ("# Mill^[After @oat.]\n", &["Mill", "[1] After @oat."]),
        ("> So.^[-@oat]\n\n- it^[*cf.* @oat]\n", &["> So.", "• it", "[1] -@oat", "[2] cf. @oat"]),
        ("| a^[@oat] |\n|---|\n| b |\n", &["head l", "a", "b", "[1] @oat"]),
        ("![The mill.^[By @oat.]](m.png)\n", &["The mill.", "[1] By @oat."]),
        // Of a sign that is escaped they are none.
        ("So.\\^[@oat]\n", &["So.^[@oat]"]),
    ];
    for (text, expected) in cases {
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn notes_in_the_words_of_links_and_pictures() {
    let noted = |text: &str| {
        let document = read::markdown("a.md", &format!("{text}\n\n[^1]: Why.\n"));
        assert_eq!(document.check(), Ok(()));
        let link = document.marks.iter().find(|mark| {
            matches!(mark.kind, MarkKind::Image(_) | MarkKind::Link(Target::Address(_)))
        });
        let words = link.map(|mark| document.words(mark.span).to_owned());
        (words, document.note_references_in(Span::new(0, document.text.len())).count())
    };
    for text in
        ["![The *mill*.[^1]](m.png)", "[The mill.[^1]](m.html)", "[The mill.[^1]][m]\n\n[m]: u"]
    {
        assert_eq!(noted(text), (Some("The mill.".to_owned()), 1), "{text}");
    }
    // A key in such a note is one.
    for text in ["![The mill.^[See @doe [p. 3].]](m.png)", "[The mill^[@doe]](m.html) and @doe"] {
        let document = read::markdown("a.md", text);
        let keys = document.marks.iter().filter(|m| matches!(m.kind, MarkKind::Citation { .. }));
        assert_eq!(keys.count(), text.matches('@').count(), "{text}");
    }
    // Code is code.
    assert_eq!(noted("[`a[^1]`](m)"), (Some("a[^1]".to_owned()), 0));
}

#[test]
fn emphasis_ends_before_a_reference_in_a_link() {
    let document = read::markdown("a.md", "[*\\_*[^1]](u) ⟦b⟧[c[^1]⟧](u)\n\n[^1]: N.\n");
    assert_eq!(document.text[..document.body_end()].trim_end(), "_ ⟦b⟧c⟧");
    let marks: Vec<_> = document.marks.iter().map(|mark| (mark.span.start, &mark.kind)).collect();
    assert!(marks.iter().any(|mark| *mark.1 == MarkKind::Emphasis && mark.0 == 0), "{marks:?}");
    let references =
        document.marks.iter().filter(|mark| matches!(mark.kind, MarkKind::NoteReference { .. }));
    assert_eq!(references.count(), 2);
}

#[test]
fn formulas_stay_as_typed() {
    for text in [
        r"So $f^{(n)}(x)^2$ is, and $a\,b_1 * c_1 * d$.",
        r"So \(x_1^2 -- 'y'\) is.",
        "It costs $5 or US$10.",
        r"**Let** $\alpha$ [be](u) $x~y$.",
    ] {
        let shown = text.replace("**", "").replace("[be](u)", "be");
        assert_eq!(read(text), [shown], "{text}");
    }
    let display = read("Let\n$$\n\\sum_{i} i^2 \\\\\n$$\nbe.\n");
    assert_eq!(display, [r"Let $$ \sum_{i} i^2 \\ $$ be."]);
    assert_eq!(read("    $a$\n\n`$b$` [c]($d$)\n"), ["$a$", "$b$ c"]);
    let price = read::markdown("a.md", "It costs $5 and *not* $10.\n");
    assert!(price.marks.iter().any(|mark| mark.kind == MarkKind::Emphasis));
}

#[test]
fn what_nothing_closes_is_shown() {
    for opens in ["<!--", "<?php", "<script>", "<STYLE>"] {
        let shown = read(&format!("One.\n\n{opens} two\n\nThree.\n"));
        assert_eq!(shown.last().map(String::as_str), Some("Three."), "{opens}");
        assert!(shown.iter().any(|block| block.contains("two")), "{opens}: {shown:?}");
    }
    assert_eq!(read("One.\n\n<!-- two\n\nthree -->\n\nFour.\n"), ["One.", "Four."]);
}

#[test]
fn what_counts_is_left_alone_in_code() {
    let set_in = "Rules:\n\n        (9) one\n        (10) two\n        #. three\n";
    assert_eq!(read(set_in), ["Rules:", "    (9) one\n    (10) two\n    #. three"]);
    let text = "```\n(a) one\n(b) two\n--- ---\n 1   2\n```\n";
    assert_eq!(read(text), ["(a) one\n(b) two\n--- ---\n 1   2"]);
    // What holds the code is further in by as much.
    let code = "(a) one\n(b) two\n#. three";
    for (begin, indent) in
        [("- Rules:", 2), ("12. Rules:", 4), ("[^1]: Rules:", 4), (":   Rules:", 4)]
    {
        let set_in = code.replace('\n', &format!("\n{}", " ".repeat(indent + 4)));
        let text = format!("Of[^1]\n\n{begin}\n\n{}{set_in}\n", " ".repeat(indent + 4));
        let found = read(&text).join("\n");
        assert!(found.contains(code), "{found}");
    }
    // No further in than that, they are a list.
    let found = read("[^1]: Rules:\n\n    #. one\n    #. two\n\nOf[^1]\n").join("|");
    assert!(found.contains("one") && !found.contains('#'), "{found}");
}

#[test]
fn tables_under_lines_of_dashes() {
    let simple = "  Right Left     Mid\n------- ------ -------\n     12 one       x\n      3 a|b       y[^1]\n\n\
        Table: What it\nshows. {#tbl:x}\n\n[^1]: Why.\n";
    let expected =
        ["head rlc", "Right|Left|Mid", "12|one|x", "3|a|b|y", "What it shows.", "[1] Why."];
    assert_eq!(read(simple), expected);
    let multiline = "-----------------\n  Year What\n       it was\n------ ----------\n  1902 Words that\n       \
        go on\n\n  1905 More\n-----------------\n\nEnd.\n";
    assert_eq!(
        read(multiline),
        ["head rl", "Year|What it was", "1902|Words that go on", "1905|More", "End."]
    );
    let headless = "---- ---\n  12 b\n   3 d\n---- ---\n";
    assert_eq!(read(headless), ["rl", "12|b", "3|d"]);
    // Rules, dashes and headings are none.
    for (text, expected) in [
        ("A\n---\n\nb\n", vec!["A", "b"]),
        ("a\n\n--- ---\n\nb\n", vec!["a", "", "b"]),
        ("a word that runs over\n--- --- ---\nb\n", vec!["a word that runs over", "", "b"]),
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn tables_in_a_grid() {
    let grid = ": Fruit.\n\n+-------+-----------+\n| Fruit | Good      |\n+:=====:+==========:+\n| Figs  | - one     \
        |\n|       | - two     |\n+-------+-----------+\n| *Nut* | and so    |\n|       | on[^1]    |\n\
        +-------+-----------+\n\n[^1]: Why.\n";
    let expected =
        ["Fruit.", "head cr", "Fruit|Good", "Figs|• one\n• two", "Nut|and so on", "[1] Why."];
    assert_eq!(read(grid), expected);
    let headless = "+---+---+\n| a | b |\n+---+---+\n| wide  |\n+---+---+\n";
    assert_eq!(read(headless), ["ll", "a|b", "wide|"]);
    let broken = "+---+---+\n| a | b |\nno more\n";
    assert_eq!(read(broken), ["+---+---+ | a | b | no more"]);
}

#[test]
fn cells_of_a_grid_that_reach_over_others() {
    // Over columns in the head, and over rows: all their words stand where they begin.
    let both = "+---------------+--------+\n| Property      | Earth  |\n+=======+=======+=======:+\n\
        |       | least | -89.2  |\n| Heat  +-------+--------+\n| since | mean  | 14     |\n\
        | 1961  +-------+--------+\n|       | most  | 56.7   |\n+-------+-------+--------+\n\
        | Rain          | much   |\n+---------------+--------+\n";
    let expected = [
        "head llr",
        "Property||Earth",
        "Heat since 1961|least|-89.2",
        "|mean|14",
        "|most|56.7",
        "Rain||much",
    ];
    assert_eq!(read(both), expected);
    let signs = "+-------+---+\n| a + b | c |\n| - +d- | + |\n+-------+---+\n";
    assert_eq!(read(signs), ["ll", "a + b\n• +d-|c +"]);
}

#[test]
fn tables_in_quotations_and_items() {
    let quoted = "> Words\n> of it:\n>\n>   Right Left\n> ------- ------\n>      12 one\n>\n> Table: What.\n>\n\
        > > +---+\n> > | a |\n> > +---+\n>\n> So.\n\nEnd.\n";
    let expected = [
        "> Words of it:",
        "> head rl",
        "Right|Left",
        "12|one",
        "> What.",
        "> > l",
        "a",
        "> So.",
        "End.",
    ];
    assert_eq!(read(quoted), expected);
    let items = "- one\n\n  ---- ---\n    12 b\n\n     3 d\n  ---- ---\n\n  more\n- +---+\n  | c |\n  +---+\n\n    \
        1. deep\n\n       +---+\n       | e |\n       +---+\n\nEnd.\n";
    let expected =
        ["• one", "• rl", "12|b", "3|d", "• more", "• l", "c", "• 1. deep", "• 1. l", "e", "End."];
    assert_eq!(read(items), expected);
    // Nothing is a table in code.
    let code = "> ```\n> +---+\n> | a |\n> +---+\n> ```\n";
    assert_eq!(read(code), ["> +---+\n| a |\n+---+"]);
}

#[test]
fn headings_are_linked_to_by_their_words() {
    let leads = |text: &str| {
        let document = read::markdown("a.md", text);
        assert_eq!(document.check(), Ok(()));
        let links = document.marks.iter().filter_map(|mark| {
            let words = document.words(mark.span);
            match &mark.kind {
                MarkKind::Link(Target::Place(place)) => {
                    let to = document.block_at(*place).unwrap();
                    Some(format!("{words} → {}", document.words(document.blocks[to].span)))
                }
                MarkKind::Link(Target::Address(address)) => Some(format!("{words} → {address}")),
                _ => None,
            }
        });
        links.collect::<Vec<_>>().join("; ")
    };
    let cases = [
        ("See [mutual  Aid].\n\n# Mutual Aid\n", "mutual  Aid → Mutual Aid"),
        (
            "# Mutual *Aid* {#ma}\n\n[Mutual Aid][], [it][mutual aid]",
            "Mutual Aid → Mutual Aid; it → Mutual Aid",
        ),
        ("The End\n=======\n\n> to [The\n> End]\n\n## The End\n", "The End → The End"),
        ("# The End #\n\n[The End]\n\n[the end]: http://a.org\n", "The End → http://a.org"),
        // None of these is a link, and nothing of it is lost.
        ("# Mutual Aid\n\n[sic], `[Mutual Aid]`, \\[Mutual Aid\\]", ""),
        ("# 1\n\n# IV\n\n# X\n\nSee [1], [IV] and [x].", ""),
    ];
    for (text, expected) in cases {
        assert_eq!(leads(text), expected, "{text}");
    }
    // The names that pandoc and GitHub make of the words of headings.
    let text = "# 1. The *End* {-}\n\n# Salt & Rye ## {.x}\n\n# End -- of… 😄 {-}\n\n# The End\n\n[a](#the-end) \
                [b](#1-the-end) [c](#salt-rye) [d](#salt--rye) [e](#end-of)";
    let expected = "a → The End; b → 1. The End; c → Salt & Rye; d → Salt & Rye; e → End -- of… 😄";
    assert_eq!(leads(text), expected);
    assert_eq!(leads("# 1. The End {-}\n\n[a](#the-end)"), "a → 1. The End");
    let lines = read::markdown("a.md", "# The End\n\nSee [the end].\n\nLast.\n");
    assert_eq!(lines.line_and_column(lines.text.len() - 2), Some((5, 4)));
}

#[test]
fn captions_and_definitions() {
    let cases: [(&str, &[&str]); 4] = [
        ("| a |\n|---|\n| b |\n\n: What {#x}\n\nSo.\n", &["head l", "a", "b", "What", "So."]),
        ("Table: What\n\n| a |\n|---|\n\nTable: none\n", &["What", "head l", "a", "Table: none"]),
        ("Term\n\n: said\n\n| a |\n|---|\n", &["Term", ": said", "head l", "a"]),
        ("Term\n~   said\n\n    more\n\n  ~ again\n", &["Term", ": said", ": more", ": again"]),
    ];
    for (text, expected) in cases {
        assert_eq!(read(text), expected, "{text}");
    }
    assert_eq!(read("He walked\n~ 50 miles.\n"), ["He walked ~ 50 miles."]);
}

#[test]
fn code_right_below_a_table_or_its_caption_stays() {
    for table in ["|a|b|\n|-|-|\n|c|d|\n", "a   b\n--- ---\nc   d\n"] {
        for caption in ["", ": What\n", "\n: What\n"] {
            let source = format!("{table}{caption}```\nlet w = 5;\n\nlet x;\n```\n");
            let document = read::markdown("a.md", &source);
            assert!(document.text.contains("let w = 5;\n\nlet x;"), "{source}\n{}", document.text);
            assert_eq!(document.text.contains("What"), !caption.is_empty(), "{source}");
        }
    }
}

#[test]
fn verse_that_goes_on_below() {
    assert_eq!(read("| One\n  more\n|   two\n"), ["verse One more\n  two"]);
}

#[test]
fn marks_and_attributes_are_no_words() {
    let text = "# Head {#h .c k=v}\n\nA [span]{.smallcaps} of `raw`{=tex}, x^2^, H~2~O and *this*{.no}.\n\n\
        ::: {.note}\nIn^[a [note]{.x}] a div.\n:::\n";
    let expected = ["Head", "A span of raw, x2, H2O and this{.no}.", "In a div.", "[1] a note"];
    assert_eq!(read(text), expected);
    let document = read::markdown("a.md", text);
    assert!(document.marks_in(Span::new(0, document.text.len())).len() >= 4);
}

#[test]
fn lists_and_tables_are_written_as_they_were() {
    let text = "(a) one\n\n    more\n\n(b) two\n    i.  deep\n    ii. deeper\n\n---- ---\n  12 b\n   3 d\n---- ---\n\n\
        So (a) it (b) is.\n\n(a\\) is a word\n\n(b\\) as well\n\nTable\\: what\n";
    let document = read::markdown("a.md", text);
    let written = ibid::export::markdown(&document);
    assert_eq!(seen(&read::markdown("a.md", &written)), seen(&document), "{written}");
}
