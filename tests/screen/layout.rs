//! What holds of every layout, whatever the text and the width.

use std::fs;
use std::sync::Arc;

use crate::invariants::layout::{
    SENSIBLE, complaints, rows_and_places_agree, setting, shown, steps_lead_back, words_astray,
};
use crate::shared::shared;
use ibid::app::{App, Input, Key, Settings};
use ibid::doc::{Align, Builder, Enclosure, Kind, Span, Table};
use ibid::layout::{Sheet, clean};
use ibid::read;
use ibid::text::Text;
use proptest::prelude::*;

fn text(source: &str) -> Arc<Text> {
    Arc::new(Text::new(read::markdown("a.md", source)))
}

/// Texts of every kind of block, style and script.
fn sources() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "a",
        "word",
        "Kropotkin",
        "naïve",
        "e\u{301}tude",
        "漢字かな交じり文",
        "한국어",
        "ภาษาไทยง่ายนิดเดียว",
        "العربية",
        "עברית",
        "Ἰλιάς",
        "soft\u{ad}hy\u{ad}phen",
        "no\u{a0}break",
        "zero\u{200b}width",
        "👩\u{200d}👩\u{200d}👧",
        "🇩🇪",
        "☎\u{fe0f}",
        "well-known",
        "a—b",
        "http://a.b/c/d/e/f?g=h",
        "Donaudampfschifffahrtsgesellschaftskapitän",
        "\u{301}\u{302}",
        "\u{202e}abc",
        "x\u{1b}[1m",
        "“quoted”",
        "(in",
        "brackets)",
        "1,000.00",
        "क्षत्रिय",
        "ﬁ",
        "…",
        "ｆｕｌｌ",
        "\u{feff}",
        "½",
    ]);
    let styled = (
        word,
        prop::sample::select(vec![
            "W",
            "W",
            "W",
            "*W*",
            "**W W**",
            "`W`",
            "[W](u)",
            "<sup>12</sup>W",
            "W[^1]",
            "W[^2][^1]",
            "[^1][^2][^1][^2][^1][^2][^longer]W",
            "W[^1][^2][^1][^9][^1][^longer][^1] ",
            "W^[W *W*]",
            "W[^9]",
            "W  \nW",
            "W\nW",
            "~~W~~",
            "![W](u)",
            "W¹",
            "$x^2 + \\alpha_i \\leq \\frac{a+1}{b}$",
            "$$E = mc^{10}$$ W",
            "\\(\\sum_{i=1}^n i\\)W",
            "$W$",
            "<sup>abé</sup>",
        ]),
    )
        .prop_map(|(word, style)| style.replace('W', word));
    let line = prop::collection::vec(styled, 1..14).prop_map(|words| words.join(" "));
    let block = (
        line,
        prop::sample::select(vec![
            "L",
            "L",
            "L",
            "# L",
            "## L",
            "> L",
            "> > - L",
            "- L",
            "1. L",
            "100000000. L",
            "- - - L",
            "| L",
            "```\nL\n```",
            "|a|L|\n|-|-:|\n|L|b|\n|c|",
            "***",
            "[^1]: L",
            "[^2]: L\n\n    - L",
            "T\n: L",
            "[^longer]: L",
            "[^*]: L",
            "    \tL\n    x\ty",
        ]),
    )
        .prop_map(|(line, shape)| {
            let one = line.replace('\n', " ");
            shape.replace('L', if shape.len() == 1 { &line } else { &one })
        });
    let front = prop::sample::select(vec![
        "",
        "---\nlang: en\n---\n\n",
        "% A title of some words\n% Ann Lee\n% 1902\n\n",
    ]);
    (front, prop::collection::vec(block, 0..8))
        .prop_map(|(front, blocks)| format!("{front}{}", blocks.join("\n\n")))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn lines_fit_and_show_all_words(source in sources(), width in SENSIBLE..121, how in 0u8..64) {
        let found = complaints(&Sheet::set(text(&source), width, setting(how)));
        prop_assert!(found.is_empty(), "{}\n{}", found.join("\n"), source);
    }

    #[test]
    fn no_width_is_too_narrow(source in sources(), width in 0usize..SENSIBLE, how in 0u8..64) {
        let text = text(&source);
        let sheet = Sheet::set(Arc::clone(&text), width, setting(how));
        prop_assert_eq!(words_astray(&text, &sheet), [""; 0]);
    }

    #[test]
    fn rows_have_their_places(source in sources(), width in 1usize..121, how in 0u8..64) {
        rows_and_places_agree(&Sheet::set(text(&source), width, setting(how)));
    }

    #[test]
    fn rows_are_stepped_through(source in sources(), width in 1usize..121, start in 0isize..200, by in -60isize..60) {
        steps_lead_back(&Sheet::new(text(&source), width), start, by);
    }

    #[test]
    fn resizing_keeps_the_place(
        source in sources(),
        start in any::<prop::sample::Index>(),
        scrolled in prop::collection::vec(prop::sample::select(vec!['j', 'k', 'd', ' ']), 0..12),
        sizes in prop::collection::vec((1u16..200, 1u16..70), 1..12),
    ) {
        let text = text(&source);
        let places: Vec<usize> = text.document.text.char_indices().map(|(place, _)| place).collect();
        let place = if places.is_empty() { 0 } else { *start.get(&places) };
        let mut app = App::new(Arc::clone(&text), place, Settings::default(), (80, 24));
        for key in scrolled {
            app.update(Input::Key(Key::Char(key)));
        }
        let before = app.place();
        let top = app.spread().span();
        for (width, height) in sizes {
            app.update(Input::Resize(width, height));
            prop_assert_eq!(app.place(), before);
        }
        app.update(Input::Resize(80, 24));
        prop_assert_eq!(app.spread().span(), top);
    }
}

#[test]
fn the_foot_is_as_high_as_before_when_the_screen_is() {
    // Found by the property above: the height that the foot kept while lines were scrolled was lost.
    let source = "[^1]: a\n\na a a a^[a *a*] a^[a *a*]\n\na^[a *a*] a^[a *a*] zero\u{200b}width  \n\
                  zero\u{200b}width [^1][^2][^1][^2][^1][^2][^longer]soft\u{ad}hy\u{ad}phen \
                  soft\u{ad}hy\u{ad}phen \u{202e}abc brackets) **a a**";
    let mut app = App::new(text(source), 0, Settings::default(), (80, 24));
    app.update(Input::Key(Key::Char('d')));
    app.update(Input::Key(Key::Char('k')));
    let shown = app.spread().span();
    app.update(Input::Resize(1, 1));
    app.update(Input::Resize(80, 24));
    assert_eq!(app.spread().span(), shown);
}

#[test]
fn the_shared_texts_are_set_within_their_measure() {
    for part in ["texts/cleaver-1993.txt", "cases/kropotkin-ch1.md", "cases/aurelius-greek.txt"] {
        let Some(path) = shared(part, "the layout of a whole text") else { continue };
        let document = read::read(part, &fs::read(path).unwrap()).unwrap();
        let text = Arc::new(Text::new(document));
        for width in [10, 33, 68, 120] {
            for how in [0, 4, 8, 16, 24] {
                let sheet = Sheet::set(Arc::clone(&text), width, setting(how));
                assert_eq!(complaints(&sheet), [""; 0], "{part} at {width}, set {how}");
            }
        }
    }
}

#[test]
fn only_what_is_looked_at_is_laid_out() {
    let source: String = (0..10_000).map(|n| format!("Paragraph {n} of many.\n\n")).collect();
    let text = text(&source);
    assert_eq!(text.document.blocks.len(), 10_000);
    let sheet = Sheet::new(Arc::clone(&text), 60);
    assert_eq!(sheet.laid_out(), 0);
    assert_eq!(sheet.rows(sheet.first(), 50).len(), 50);
    assert!(sheet.laid_out() <= 60, "{} blocks are laid out", sheet.laid_out());
    sheet.row_of(text.document.text.len() / 2);
    sheet.last();
    assert!(sheet.laid_out() <= 65, "{} blocks are laid out", sheet.laid_out());

    let mut app = App::new(text, 0, Settings::default(), (100, 50));
    app.update(Input::Resize(80, 24));
    assert!(app.laid_out() <= 60, "{} blocks are laid out", app.laid_out());
}

#[test]
fn lines_break_as_their_scripts_do() {
    let cases = [
        // A soft hyphen shows where a line breaks at it, and nowhere else.
        ("hy\u{ad}phen soft\u{ad}hyphen", 12, vec!["hyphen soft-", "hyphen"]),
        ("hy\u{ad}phen soft\u{ad}hyphen", 11, vec!["hyphen", "softhyphen"]),
        ("abcd\u{ad}efgh", 4, vec!["abc", "d-", "efgh"]),
        // What is raised breaks as the words do, and is shown once.
        ("A<sup>one two</sup>", 5, vec!["Aᵒⁿᵉ", "ᵗʷᵒ"]),
        ("planning.⁵", 9, vec!["planning.", "⁵"]),
        ("one two\u{a0}three", 9, vec!["one", "two\u{a0}three"]),
        ("漢字漢字漢字。", 12, vec!["漢字漢字漢", "字。"]),
        ("A[^1] b", 2, vec!["A¹", "b"]),
        // A label behind the white space needs its cell as well.
        ("abcdefghi\n[^1]", 9, vec!["abcdefgh", "i¹"]),
        // Labels that crowd at one place go on below.
        ("[^1][^1][^1][^1][^1]Word", 6, vec!["¹,¹,¹", ",¹,¹", "Word"]),
        ("A[^1][^1][^1][^1][^1] b", 6, vec!["A¹,¹,¹", ",¹,¹", "b"]),
        ("abcdefghij", 4, vec!["abcd", "efgh", "ij"]),
    ];
    for (source, width, expected) in cases {
        let text = text(&format!("{source}\n\n[^1]: N"));
        let sheet = Sheet::new(Arc::clone(&text), width);
        let laid = sheet.block(0);
        let rows: Vec<String> =
            laid.lines.iter().map(|line| shown(line, &text.document.text)).collect();
        let expected: Vec<String> = expected.iter().map(|row| clean(row).into_owned()).collect();
        assert_eq!(rows, expected, "{source:?}");
    }
}

#[test]
fn markers_stand_before_the_first_line_only() {
    let text = text("10. one two three\n\n    four\n\n> five six seven");
    let sheet = Sheet::new(Arc::clone(&text), 12);
    let rows: Vec<String> = (0..3)
        .flat_map(|block| {
            let laid = sheet.block(block);
            let lines = laid.lines[laid.above..].iter();
            lines.map(|line| shown(line, &text.document.text)).collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(rows, ["10. one two", "    three", "    four", "  │ five six", "  │ seven"]);
    assert!(matches!(text.document.containers[0].kind, Enclosure::Item { .. }));
}

#[test]
fn a_row_without_cells_has_its_line() {
    let text = Arc::new(Text::new(read::muse("a.muse", "a\n\n |\n - | b")));
    for width in [0, 9, 40] {
        let sheet = Sheet::new(Arc::clone(&text), width);
        assert_eq!(words_astray(&text, &sheet), [""; 0], "at {width}");
    }
}

#[test]
fn a_row_without_cells_has_its_place() {
    let mut to = Builder::new();
    to.open_block(Kind::Table(Box::default()));
    let mut rows = Vec::new();
    for cells in [&["One"][..], &[], &["two"], &["three"]] {
        to.text(if rows.is_empty() { "" } else { "\n" });
        let begin = to.here();
        to.text(&cells.concat());
        rows.push(cells.iter().map(|_| Span::new(begin, to.here())).collect());
    }
    let columns = vec![Align::Left];
    to.set_kind(Kind::Table(Box::new(Table { columns, header: true, rows })));
    to.close_block();
    let text = Arc::new(Text::new(to.finish("x")));
    let sheet = Sheet::new(Arc::clone(&text), 20);
    assert_eq!(words_astray(&text, &sheet), Vec::<String>::new());
}
