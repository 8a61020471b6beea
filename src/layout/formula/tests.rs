//! Formulas in signs, or left as they are.

use super::signs;
use crate::layout::cells;

/// A formula as it is shown; nothing where it stays in TeX.
fn shown(source: &str, tex: bool) -> Option<String> {
    let signs = signs(source, tex)?;
    // Every byte belongs to one sign, and what is shown for each has few cells.
    assert!(signs[0].at == 0 && signs.windows(2).all(|two| two[0].at < two[1].at), "{signs:?}");
    for sign in &signs {
        assert!(source.is_char_boundary(sign.at) && sign.at < source.len(), "{signs:?}");
        assert!((1..=8).contains(&cells(&sign.shown)), "{source}: {sign:?}");
    }
    Some(signs.iter().map(|sign| &*sign.shown).collect())
}

#[test]
fn what_unicode_has_is_shown() {
    let cases = [
        ("$x$", "x"),
        ("$x^2$", "x²"),
        ("$$E = mc^2$$", "E = mc²"),
        ("\\(a_i\\)", "aᵢ"),
        ("\\[a^{n+1}_{ij}\\]", "aⁿ⁺¹ᵢⱼ"),
        ("$\\alpha_i$", "αᵢ"),
        ("$\\alpha\\beta$", "αβ"),
        ("$\\pi r^2$", "πr²"),
        ("$2 \\pi r$", "2 πr"),
        ("$a+b-c$", "a+b−c"),
        ("$10^{-3}$", "10⁻³"),
        ("$x_1^2 + x_2^2$", "x₁² + x₂²"),
        ("$\\sum_{i=1}^n i$", "∑ᵢ₌₁ⁿ i"),
        ("$\\sum _{i = 1} ^{n} i$", "∑ᵢ₌₁ⁿ i"),
        ("$\\sum\\limits_{i=0}^{k}a_i$", "∑ᵢ₌₀ᵏaᵢ"),
        ("$\\int_0^1 f(x)\\,dx$", "∫₀¹ f(x) dx"),
        ("$a \\leq b$", "a ≤ b"),
        ("$a\\leq b$", "a ≤ b"),
        ("$a\\le1$", "a ≤ 1"),
        ("$x \\in \\mathbb{R}^n$", "x ∈ ℝⁿ"),
        ("$\\mathbb R$", "ℝ"),
        ("$\\mathcal{L}$", "ℒ"),
        ("$\\mathcal{N}(0,1)$", "𝒩(0,1)"),
        ("$\\mathfrak{g}$", "𝔤"),
        ("$\\mathbf{x}$", "𝐱"),
        ("$f'(x)$", "f′(x)"),
        ("$f''$", "f″"),
        ("$f^{\\prime}$", "f′"),
        ("$90^\\circ$", "90°"),
        ("$f\\circ g$", "f ∘ g"),
        ("$\\frac{a}{b}$", "a/b"),
        ("$\\frac12$", "1/2"),
        ("$\\frac{a+1}{b}$", "(a+1)/b"),
        ("$\\frac{a}{b+1}$", "a/(b+1)"),
        ("$\\frac{ab}{2}$", "ab/2"),
        ("$\\frac{n(n+1)}{2}$", "n(n+1)/2"),
        ("$\\frac{(a)-(b)}{2}$", "((a)−(b))/2"),
        ("$\\lfloor x \\rfloor$", "⌊x⌋"),
        ("$\\frac{1}{2a}$", "1/(2a)"),
        ("$\\frac{x^2}{y_1}$", "x²/y₁"),
        ("$\\frac{dy}{dx}$", "dy/dx"),
        ("$\\frac{\\partial f}{\\partial x}$", "∂f/∂x"),
        ("$\\frac{1}{2}mv^2$", "(1/2)mv²"),
        ("$2\\frac{a}{b}$", "2(a/b)"),
        ("$\\frac{a}{b}^2$", "(a/b)²"),
        ("$\\frac{a}{b} + 1$", "a/b + 1"),
        ("$\\frac{\\frac{a}{b}}{c}$", "(a/b)/c"),
        ("$\\left(\\frac{a}{b}\\right)^2$", "(a/b)²"),
        ("$\\sin\\frac{x}{2}$", "sin (x/2)"),
        ("$\\sqrt{2}$", "√2"),
        ("$\\sqrt x$", "√x"),
        ("$\\sqrt{x+1}$", "√(x+1)"),
        ("$\\sqrt[3]{x}$", "∛x"),
        ("$\\sqrt{x}y$", "√(x)y"),
        ("$\\sin^2 x + \\cos^2 x = 1$", "sin² x + cos² x = 1"),
        ("$\\sin\\theta$", "sin θ"),
        ("$a\\log n$", "a log n"),
        ("$\\log_2 n$", "log₂ n"),
        ("$P(A \\mid B)$", "P(A ∣ B)"),
        ("$\\left\\{x\\right\\}$", "{x}"),
        ("$|x|^2$", "|x|²"),
        ("$x_{\\text{max}}$", "xₘₐₓ"),
        ("$n \\text{ is even}$", "n is even"),
        ("$\\operatorname{rank} A$", "rank A"),
        ("$A^T$", "Aᵀ"),
        ("$\\hat{x}$", "x\u{302}"),
        ("$\\bar y$", "ȳ"),
        ("$A \\to B \\Rightarrow C$", "A → B ⇒ C"),
        ("$\\neg p \\land q$", "¬p ∧ q"),
        ("$a \\not= b$", "a ≠ b"),
        ("$\\{1, \\ldots, n\\}$", "{1, …, n}"),
        ("$a\\quad b$", "a  b"),
        ("${}^{14}C$", "¹⁴C"),
        ("x^2", "x²"),
    ];
    for (source, expected) in cases {
        assert_eq!(shown(source, true).as_deref(), Some(expected), "{source}");
    }
}

#[test]
fn what_it_lacks_stays_in_tex() {
    let cases = [
        // No raised or lowered form.
        "$x^q$",
        "$a_{i,j}$",
        "$x_b$",
        "$e^{x^2}$",
        "$\\int_0^\\infty f$",
        "$\\lim_{n\\to\\infty} a_n$",
        "$2^{1/2}$",
        // Two dimensions.
        "$\\begin{matrix}a&b\\end{matrix}$",
        "$a \\\\ b$",
        "$\\binom{n}{k}$",
        "$\\underbrace{a+b}_{c}$",
        "$\\sqrt[n]{x}$",
        // A script on several things would belong to the last of them.
        "${a+b}^2$",
        "$\\sqrt{x}^2$",
        "$x^2^3$",
        "$=^2$",
        // Not known, or not whole.
        "$\\unknown x$",
        "$\\mathbb{\\alpha}$",
        "$\\hat{xy}$",
        "$\\frac{a}$",
        "${x$",
        "$x}$",
        "$x^$",
        "$\\text{a $b$}$",
        "$%$",
        "$$ $$",
        "$\\color{red}x$",
        // Money, and names of variables.
        "$5$",
        "$5 and$",
        "$20k to$",
        "$100M-$",
        "$HOME/bin:$",
        "$HOME$",
    ];
    for source in cases {
        assert_eq!(shown(source, true), None, "{source}");
    }
    assert_eq!(shown(&format!("${}$", "{".repeat(100) + "x" + &"}".repeat(100)), true), None);
    assert_eq!(shown(&format!("$x{}$", "+x".repeat(2_000)), true), None);
}

#[test]
fn what_a_reader_wrote_in_one_line_is_raised_too() {
    let cases = [
        ("E = mc^2", Some("E = mc²")),
        ("∑_(i=1)^n i", Some("∑ᵢ₌₁ⁿ i")),
        ("x_12 + y^10", Some("x₁₂ + y¹⁰")),
        ("(a + b)/2", Some("(a + b)/2")),
        ("[1, 2; 3, 4]", Some("[1, 2; 3, 4]")),
        ("x-ray", Some("x-ray")),
        // Its author’s brackets, or a reader’s?
        ("f^(n)", None),
        ("f^(n+1)", None),
        ("x^α", None),
    ];
    for (source, expected) in cases {
        assert_eq!(shown(source, false).as_deref(), expected, "{source}");
    }
}

#[test]
fn nothing_typed_makes_it_panic() {
    let parts = [
        "\\frac", "{", "}", "^", "_", "a", "\\alpha", " ", "\\sqrt", "[", "]", "\\left", "\\right",
        ".", "(", ")", "é", "漢", "\\", "'", "-", "\\text", "$", "\\hat", "\\mathbb", "3", "\\,",
        "|",
    ];
    // A walk through all of them that is different each time.
    let mut state = 7_usize;
    for _ in 0..20_000 {
        let mut source = String::new();
        for _ in 0..12 {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            source.push_str(parts[(state >> 33) % parts.len()]);
        }
        for source in [format!("$${source}$$"), source] {
            shown(&source, true);
            shown(&source, false);
        }
    }
}
