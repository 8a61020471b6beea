//! Formulas on the screen: in signs where Unicode has them all, else in TeX.

use std::sync::Arc;

use ibid::app::App;
use ibid::config::Config;
use ibid::layout::{Setting, Sheet};
use ibid::text::Text;

use crate::invariants::layout::{complaints, shown};
use crate::support::Reader;

/// The rows of the first block with its formulas in signs.
fn rows(source: &str, width: usize) -> Vec<String> {
    rows_of(ibid::read::markdown("a.md", source), width)
}

fn rows_of(document: ibid::doc::Document, width: usize) -> Vec<String> {
    let text = Arc::new(Text::new(document));
    let sheet =
        Sheet::set(Arc::clone(&text), width, Setting { formulas: true, ..Setting::default() });
    if width >= 10 {
        assert_eq!(complaints(&sheet), [""; 0]);
    }
    let laid = sheet.block(0);
    laid.lines.iter().map(|line| shown(line, &text.document.text)).collect()
}

fn page(html: &str) -> ibid::doc::Document {
    ibid::read::read("a.html", format!("<html><body>{html}</body></html>").as_bytes()).unwrap()
}

#[test]
fn formulas_stand_among_words() {
    let cases = [
        ("Let $x^2 + y^2 = r^2$ be.", "Let x² + y² = r² be."),
        ("So \\(\\alpha_i \\in \\mathbb{R}\\), then.", "So αᵢ ∈ ℝ, then."),
        ("*With $x^2$* and **$\\pi$**.", "With x² and π."),
        // Left whole, dollars and all.
        ("The $\\lim_{n\\to\\infty} a_n$ is.", "The $\\lim_{n\\to\\infty} a_n$ is."),
        ("From $5 and $6 to US$ 7.", "From $5 and $6 to US$ 7."),
        ("It is $20k to $30k, and `$x^2$`.", "It is $20k to $30k, and $x^2$."),
        ("Set $HOME$PATH or $5$.", "Set $HOME$PATH or $5$."),
    ];
    for (source, expected) in cases {
        assert_eq!(rows(source, 60), [expected], "{source}");
    }
}

#[test]
fn what_is_set_apart_has_lines_of_its_own() {
    assert_eq!(rows("So $$E = mc^2$$ holds.", 60), ["So", "E = mc²", "holds."]);
    assert_eq!(rows("So $$E = mc^2$$, and", 60), ["So", "E = mc²,", "and"]);
    assert_eq!(rows("$$E = mc^2$$", 60), ["E = mc²"]);
    assert_eq!(rows("So:\n\\[\n\\frac{a+1}{b}\n\\]\nholds.", 60), ["So:", "(a+1)/b", "holds."]);
    // In TeX as well.
    assert_eq!(rows("So $$x^q$$ holds.", 60), ["So", "$$x^q$$", "holds."]);
    assert_eq!(rows("a $$x$$ $$y$$ b", 60), ["a", "x", "y", "b"]);
}

#[test]
fn no_line_is_wider_than_it_may_be() {
    let long = "Where $a_1 + a_2 + a_3 + a_4 + \\sum_{i=5}^{n} a_i \\leq \\frac{x+1}{y+1}$ is.";
    for width in 1..70 {
        let rows = rows(long, width);
        let all: String = rows.concat().split_whitespace().collect();
        assert_eq!(all, "Wherea₁+a₂+a₃+a₄+∑ᵢ₌₅ⁿaᵢ≤(x+1)/(y+1)is.", "{width}: {rows:?}");
    }
    // No line ends between a formula in TeX and its dollars.
    assert_eq!(rows("Words and $\\lim_{a\\to b} c$", 12), ["Words and", "$\\lim_{a\\to", "b} c$"]);
    // One that has no blank is torn between its signs.
    assert_eq!(
        rows("$\\alpha\\beta\\gamma\\delta\\epsilon\\zeta\\eta\\theta$", 5),
        ["αβγδϵ", "ζηθ"]
    );
}

#[test]
fn formulas_of_pages_are_shown() {
    let cases = [
        (
            "<p>So <math><semantics><mi>x</mi><annotation encoding='application/x-tex'>\\alpha^2\
             </annotation></semantics></math> is.</p>",
            "So α² is.",
        ),
        ("<p>So <math><msup><mi>x</mi><mn>2</mn></msup></math> is.</p>", "So x² is."),
        ("<p>So <script type='math/tex'>x_1</script> is.</p>", "So x₁ is."),
        (
            "<p>So <math><munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi>\
             </munderover><mi>i</mi></math> is.</p>",
            "So ∑ᵢ₌₁ⁿ i is.",
        ),
        // Words that stand for a formula are none.
        ("<p>So <math alttext='x-squared'><mi>x</mi></math> is.</p>", "So x-squared is."),
        // Nor is what a script in the page would make one.
        ("<p>So $x^2$ is.</p>", "So $x^2$ is."),
    ];
    for (html, expected) in cases {
        assert_eq!(rows_of(page(html), 60), [expected], "{html}");
    }
    let apart = "<p>So <math display='block'><msup><mi>x</mi><mn>2</mn></msup></math> is.</p>";
    assert_eq!(rows_of(page(apart), 60), ["So", "x²", "is."]);
}

#[test]
fn search_and_exports_have_the_source() {
    let source = "Let $x^2 + \\alpha$ be.\n";
    let mut reader = Reader::open(source, 60, 12);
    assert!(reader.screen().contains("Let x² + α be."), "{}", reader.screen());
    reader.press("/").press("alpha").press("Enter");
    assert_eq!(reader.app.found().unwrap().hits.len(), 1);
    let document = ibid::read::markdown("a.md", source);
    assert_eq!(document.text, "Let $x^2 + \\alpha$ be.");
    let exported = ibid::export::markdown(&document);
    assert!(exported.contains("Let $x^2 + \\alpha$ be."), "{exported}");
}

#[test]
fn a_reader_may_have_the_tex() {
    let config = Config::read("formulas = 'tex'");
    assert_eq!(config.mistakes, []);
    let mut reader = Reader::open("Let $x^2$ and $$y^2$$ be.", 60, 12);
    let text = Arc::clone(reader.app.text());
    reader.app = App::new(text, 0, config.settings, (60, 12));
    assert!(reader.screen().contains("Let $x^2$ and $$y^2$$ be."), "{}", reader.screen());
}

#[test]
fn tables_and_notes_have_them_too() {
    let source = "|a|b|\n|-|-|\n|$x^2$|$\\alpha$|\n\nWords.[^1]\n\n[^1]: With $\\beta_1$.\n";
    let screen = Reader::open(source, 120, 20).screen();
    assert!(screen.contains("x²") && screen.contains('α') && screen.contains("β₁"), "{screen}");
}
