//! Formulas: MathML as its author typed it, or else as one line that loses nothing.
//!
//! A formula may bring the TeX it was made from, and that is what its author wrote. Words that are
//! to stand for it (`alttext`) count unless they stand for different formulas: then they say no
//! more than that there is one. All others are written as they are typed where there is only one
//! line: `(a+1)/b`, `mc^2`, `∑_(i=1)^n`, `[1, 2; 3, 4]`.

use std::collections::HashMap;

use crate::doc::is_tex;
use crate::read::html::tree::{Node, Tree};

/// The words of `alttext` that stand for formulas, and the formula each stands for; `None` where it
/// stands for several.
#[derive(Debug, Default)]
pub(super) struct Spoken<'t>(HashMap<&'t str, Option<String>>);

impl<'t> Spoken<'t> {
    /// Looks at all formulas of a tree.
    pub(super) fn of(tree: &'t Tree) -> Self {
        let mut known: HashMap<&str, Option<String>> = HashMap::new();
        for math in tree.all().filter(|&node| tree.name(node) == "math") {
            let Some(words) = tree.attribute(math, "alttext") else { continue };
            let formula: String = tree.content(math).split_whitespace().collect();
            match known.get_mut(words) {
                Some(before) => {
                    if before.as_ref().is_some_and(|before| *before != formula) {
                        *before = None;
                    }
                }
                None => {
                    known.insert(words, Some(formula));
                }
            }
        }
        Self(known)
    }

    /// The words that stand for a formula.
    fn words(&self, tree: &Tree, math: Node) -> Option<String> {
        let words = tree.attribute(math, "alttext")?;
        let said = words.trim().to_lowercase();
        let empty = ["", "math", "formula", "equation", "image", "alternative text not available"];
        let own = self.0.get(words).is_some_and(Option::is_some);
        (own && !empty.contains(&&*said)).then(|| words.trim().to_owned())
    }
}

/// What the words of a formula are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
    /// TeX.
    Tex,
    /// What it is, in one line.
    Line,
    /// Words that stand for it.
    Words,
}

/// The words of a formula: its TeX, what its author says stands for it, or what it is in one line.
pub(super) fn words(tree: &Tree, math: Node, spoken: &Spoken<'_>) -> (String, Said) {
    if let Some(tex) = annotation(tree, math) {
        return (tex, Said::Tex);
    }
    match spoken.words(tree, math) {
        Some(words) if is_tex(&words) => (words, Said::Tex),
        Some(words) => (words, Said::Words),
        None => (line(tree, math), Said::Line),
    }
}

/// A formula as its author typed it, where it is noted beside what is shown (MathML, annotations).
fn annotation(tree: &Tree, math: Node) -> Option<String> {
    let typed = |&node: &Node| {
        tree.name(node) == "annotation"
            && tree
                .attribute(node, "encoding")
                .is_some_and(|kind| kind.to_ascii_lowercase().contains("tex"))
    };
    let words = tree.within(math).find(typed).map(|node| tree.content(node).trim().to_owned());
    words.filter(|words| !words.is_empty())
}

/// An element of MathML in one line.
fn line(tree: &Tree, node: Node) -> String {
    if let Some(text) = tree.text(node) {
        return crate::language::fold::one_line(text);
    }
    let parts = || {
        let elements = tree.children(node).filter(|&child| tree.element(child).is_some());
        elements.map(|child| line(tree, child)).collect::<Vec<_>>()
    };
    match tree.name(node) {
        "mi" | "mn" | "ci" | "cn" | "csymbol" => one_line(tree.content(node)),
        "mo" => operator(tree.content(node)),
        "mtext" | "ms" => set_words(tree.content(node)),
        "mspace" => " ".to_owned(),
        // What is only noted stands for the formula where nothing else does.
        "semantics" => match joined(&parts()) {
            shown if shown.is_empty() => noted(tree, node),
            shown => shown,
        },
        "mglyph" => one_line(tree.attribute(node, "alt").unwrap_or("")),
        "annotation" | "annotation-xml" | "mprescripts" | "none" => String::new(),
        "mfrac" => fraction(tree, node, &parts()),
        "msqrt" => format!("√{}", grouped(&joined(&parts()))),
        "mroot" => match &parts()[..] {
            [base, index, ..] => format!("√[{index}]{}", grouped(base)),
            parts => format!("√{}", grouped(&joined(parts))),
        },
        "msup" | "msub" | "msubsup" | "munder" | "mover" | "munderover" => {
            scripts(tree.name(node), &parts())
        }
        "mmultiscripts" => multiscripts(tree, node),
        "mfenced" => fenced(tree, node, &parts()),
        "mtable" => {
            let rows = parts().join("; ");
            if rows.contains(['\t', ';']) {
                format!("[{}]", rows.replace('\t', ", "))
            } else {
                rows
            }
        }
        "mtr" | "mlabeledtr" => parts().join("\t"),
        "apply" => match &parts()[..] {
            [what, of @ ..] => format!("{what}({})", of.join(", ")),
            [] => String::new(),
        },
        // Content MathML names what it applies by empty elements: `<plus/>`.
        name if tree.children(node).next().is_none() && tree.element(node).is_some() => {
            if tree.ancestors(node).take(1).any(|outer| tree.name(outer) == "apply") {
                name.to_owned()
            } else {
                String::new()
            }
        }
        _ => row(tree, node),
    }
}

/// Words set in a formula, with a blank where they have any around them.
fn set_words(content: &str) -> String {
    let words = content.replace('\u{a0}', " ");
    let inner = one_line(&words);
    let before = if words.starts_with(char::is_whitespace) { " " } else { "" };
    let after = if words.ends_with(char::is_whitespace) { " " } else { "" };
    format!("{before}{inner}{after}")
}

/// What is noted of a formula that shows nothing.
fn noted(tree: &Tree, semantics: Node) -> String {
    let notes =
        tree.children(semantics).filter(|&child| tree.name(child).starts_with("annotation"));
    let mut said = notes.map(|note| row(tree, note));
    said.find(|words| !words.is_empty()).unwrap_or_default()
}

/// What stands in a row. A fraction right beside another thing, which it is multiplied with, gets
/// brackets: `(1/2)mv^2`, `x(a/b)`; but for a number and its half.
fn row(tree: &Tree, node: Node) -> String {
    let shown = |&child: &Node| tree.text(child).is_none_or(|text| !text.trim().is_empty());
    let children: Vec<Node> = tree.children(node).filter(shown).collect();
    let mut parts: Vec<String> = children.iter().map(|&child| line(tree, child)).collect();
    let factor = |at: usize| {
        let name = children.get(at).map_or("", |&child| tree.name(child));
        !matches!(name, "" | "mo" | "mspace" | "mtext" | "none" | "mtr" | "mtd")
    };
    for at in 0..children.len() {
        let name = |at: usize| tree.name(children[at]);
        let mixed = at > 0 && name(at - 1) == "mn" && !factor(at + 1);
        let before =
            at > 0 && (factor(at - 1) && !mixed || applies(&parts[at - 1], tree, children[at - 1]));
        if name(at) == "mfrac"
            && (before || factor(at + 1))
            && parts[at].contains('/')
            && !is_bracketed(&parts[at])
        {
            parts[at] = format!("({})", parts[at]);
        }
    }
    joined(&parts)
}

/// Whether an operator is the invisible one that applies a function or multiplies.
fn applies(said: &str, tree: &Tree, node: Node) -> bool {
    tree.name(node) == "mo" && said.is_empty() && !tree.content(node).trim().is_empty()
}

fn one_line(words: &str) -> String {
    let seen = words.chars().filter(|&c| !is_invisible(c)).collect::<String>();
    crate::language::fold::one_line(&seen)
}

/// Signs that say how what stands beside them belongs together, and are not seen: *function
/// application*, *invisible times*, *invisible separator*, *invisible plus*.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{2061}'..='\u{2064}' | '\u{200b}')
}

/// An operator; one that says how two things are related has blanks around it.
fn operator(sign: &str) -> String {
    let sign = one_line(sign);
    const RELATIONS: &str = "=≠<>≤≥≈≡∼≃≅∝∈∉⊂⊆⊃⊇→←↔⇒⇐⇔↦⟶⟹:=";
    let relates = !sign.is_empty() && sign.chars().all(|c| RELATIONS.contains(c));
    if relates || sign.chars().count() > 1 && sign.chars().all(char::is_alphabetic) {
        return format!(" {sign} ");
    }
    if matches!(&*sign, "," | ";") { format!("{sign} ") } else { sign }
}

/// Parts one after the other, with a blank where two words or numbers would run together.
fn joined(parts: &[String]) -> String {
    let mut line = String::new();
    // Where the last script or root begins, after its sign.
    let mut script = None;
    for part in parts.iter().filter(|part| !part.is_empty()) {
        let word = |text: &str, last: bool| {
            let count = |c: char| c.is_alphanumeric();
            let run: Vec<char> = match last {
                true => text.chars().rev().take_while(|&c| count(c)).take(2).collect(),
                false => text.chars().take_while(|&c| count(c)).take(2).collect(),
            };
            (run.len(), run.first().is_some_and(|c| c.is_numeric()))
        };
        let ((before, digit), (after, next)) = (word(&line, true), word(part, false));
        let letters = |count: usize, digit: bool| count > 1 && !digit;
        // What stands after a script, or after a root, belongs to neither.
        if after > 0 && script.is_some_and(|from: usize| is_open(&line[from..]))
            || before > 0
                && after > 0
                && (letters(before, digit) || letters(after, next) || digit && next)
        {
            line.push(' ');
        }
        if line.ends_with(' ') || line.is_empty() {
            line.push_str(part.trim_start());
        } else {
            line.push_str(part);
        }
        if let Some((_, inner)) = part.rsplit_once(['^', '_', '√']) {
            script = Some(line.len() - inner.len());
        }
    }
    line.trim_end().to_owned()
}

/// Whether what stands after the sign of a script or a root is nothing but that, without brackets.
fn is_open(script: &str) -> bool {
    let mut chars = script.chars();
    let single = chars.next().is_some_and(|c| !c.is_whitespace()) && chars.next().is_none();
    let number = |c: char| c.is_numeric() || ".,".contains(c);
    single
        || !script.is_empty()
            && (script.chars().all(number) || script.chars().all(char::is_alphabetic))
}

/// What is one thing wherever it stands: a letter, a number, a name, what has brackets around it.
fn is_atom(words: &str) -> bool {
    let single = words.chars().filter(|c| !('\u{300}'..='\u{36f}').contains(c)).count() <= 1;
    let number = words.chars().all(|c| c.is_numeric() || matches!(c, '.' | ','));
    let name = words.chars().all(char::is_alphabetic) && words.chars().count() > 2;
    single || number || name || is_bracketed(words)
}

fn is_bracketed(words: &str) -> bool {
    let close = match words.chars().next() {
        Some('(') => ')',
        Some('[') => ']',
        _ => return false,
    };
    let open = words.chars().next().unwrap_or('(');
    let mut depth = 0;
    for (at, c) in words.char_indices() {
        depth += i32::from(c == open) - i32::from(c == close);
        if depth == 0 {
            return at + c.len_utf8() == words.len();
        }
    }
    false
}

fn grouped(words: &str) -> String {
    let words = words.trim();
    if is_atom(words) { words.to_owned() } else { format!("({words})") }
}

fn fraction(tree: &Tree, node: Node, parts: &[String]) -> String {
    let [above, below, ..] = parts else { return joined(parts) };
    let bare = tree.attribute(node, "linethickness").is_some_and(|width| width.starts_with('0'));
    if bare {
        return format!("binom({}, {})", above.trim(), below.trim());
    }
    format!("{}/{}", grouped(above), grouped(below))
}

/// A base with what stands above and below it.
fn scripts(name: &str, parts: &[String]) -> String {
    let [base, rest @ ..] = parts else { return String::new() };
    // A base of scripts of its own, as `x_1^2`, stays one thing only in brackets.
    let base = if base.trim().is_empty() { String::new() } else { grouped(base) };
    match (name, rest) {
        ("msup", [above, ..]) if is_prime(above) => format!("{base}{}", above.trim()),
        ("mover", [above, ..]) => match accent(&base, above.trim()) {
            Some(accented) => accented,
            None => format!("{base}^{}", grouped(above)),
        },
        ("msup", [above, ..]) => format!("{base}^{}", grouped(above)),
        ("munder", [below, ..]) if below.trim() == "_" && base.chars().count() == 1 => {
            format!("{base}\u{332}")
        }
        ("msub" | "munder", [below, ..]) => format!("{base}_{}", grouped(below)),
        (_, [below, above, ..]) if is_prime(above) => {
            format!("{base}_{}{}", grouped(below), above.trim())
        }
        (_, [below, above, ..]) => format!("{base}_{}^{}", grouped(below), grouped(above)),
        (_, rest) => format!("{base}{}", joined(rest)),
    }
}

fn is_prime(words: &str) -> bool {
    let words = words.trim();
    !words.is_empty() && words.chars().all(|c| matches!(c, '′' | '″' | '‴' | '\'' | '°'))
}

/// A letter with an accent over it.
fn accent(base: &str, sign: &str) -> Option<String> {
    let mark = match sign {
        "¯" | "‾" | "_" | "―" => '\u{304}',
        "^" | "ˆ" | "̂" => '\u{302}',
        "~" | "˜" | "∼" => '\u{303}',
        "˙" | "." => '\u{307}',
        "¨" | ".." => '\u{308}',
        "→" | "⃗" => '\u{20d7}',
        "ˇ" => '\u{30c}',
        _ => return None,
    };
    (base.chars().count() == 1).then(|| format!("{base}{mark}"))
}

/// A base with scripts on both sides; those before it stand before it.
fn multiscripts(tree: &Tree, node: Node) -> String {
    let elements = tree.children(node).filter(|&child| tree.element(child).is_some());
    let (mut base, mut before, mut behind) = (None, Vec::new(), Vec::new());
    let mut prescripts = false;
    for child in elements {
        if tree.name(child) == "mprescripts" {
            prescripts = true;
        } else if base.is_none() {
            base = Some(line(tree, child));
        } else if prescripts {
            before.push(line(tree, child));
        } else {
            behind.push(line(tree, child));
        }
    }
    let set = |scripts: &[String]| {
        let mut out = String::new();
        for (at, script) in scripts.iter().enumerate().filter(|(_, script)| !script.is_empty()) {
            out.push(if at % 2 == 0 { '_' } else { '^' });
            out.push_str(&grouped(script));
        }
        out
    };
    format!("{}{}{}", set(&before), grouped(&base.unwrap_or_default()), set(&behind))
}

fn fenced(tree: &Tree, node: Node, parts: &[String]) -> String {
    let attribute = |name, otherwise| tree.attribute(node, name).unwrap_or(otherwise);
    let signs: Vec<char> =
        attribute("separators", ",").chars().filter(|c| !c.is_whitespace()).collect();
    let mut inner = String::new();
    for (at, part) in parts.iter().enumerate() {
        if let Some(sign) = at.checked_sub(1).and_then(|at| signs.get(at).or(signs.last())) {
            inner.push(*sign);
            inner.push(' ');
        }
        inner.push_str(part.trim());
    }
    format!("{}{inner}{}", attribute("open", "("), attribute("close", ")"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::html::tree::address::page;
    use crate::read::html::tree::soup;

    fn said(source: &str) -> Vec<String> {
        let mut tree = Tree::default();
        soup::plant(&mut tree, page(""), source);
        let spoken = Spoken::of(&tree);
        let formulas = tree.all().filter(|&node| tree.name(node) == "math");
        formulas.map(|math| words(&tree, math, &spoken).0).collect()
    }

    #[test]
    fn a_line_loses_nothing() {
        let cases = [
            ("<mi>F</mi><mo>=</mo><mi>m</mi><msup><mi>c</mi><mn>2</mn></msup>", "F = mc^2"),
            ("<mfrac><mrow><mi>a</mi><mo>-</mo><mn>1</mn></mrow><mn>12</mn></mfrac>", "(a-1)/12"),
            ("<mfrac><mi>a</mi><mrow><mi>b</mi><mi>c</mi></mrow></mfrac>", "a/(bc)"),
            ("<msqrt><mi>x</mi><mo>+</mo><mn>1</mn></msqrt>", "√(x+1)"),
            ("<mroot><mi>x</mi><mn>3</mn></mroot>", "√[3]x"),
            ("<msub><mi>x</mi><mrow><mi>i</mi><mo>+</mo><mn>1</mn></mrow></msub>", "x_(i+1)"),
            ("<msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup>", "x_1^2"),
            (
                "<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover><mi>i</mi>",
                "∑_(i = 1)^n i",
            ),
            ("<msup><mi>f</mi><mo>′</mo></msup><mo>(</mo><mi>x</mi><mo>)</mo>", "f′(x)"),
            ("<mover><mi>x</mi><mo>¯</mo></mover>", "x\u{304}"),
            (
                "<mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr><mtr><mtd><mn>3</mn></mtd><mtd><mn>4</mn></mtd></mtr></mtable>",
                "[1, 2; 3, 4]",
            ),
            ("<mi>sin</mi><mo>\u{2061}</mo><mi>x</mi>", "sin x"),
            ("<mn>2</mn><mo>\u{2062}</mo><mn>3</mn>", "2 3"),
            ("<mfenced open='['><mi>a</mi><mi>b</mi></mfenced>", "[a, b)"),
            (
                "<mmultiscripts><mi>C</mi><mn>6</mn><none/><mprescripts/><none/><mn>14</mn></mmultiscripts>",
                "^14C_6",
            ),
            ("<msup><mi>x</mi><mi>n</mi></msup><mi>y</mi>", "x^n y"),
            ("<msub><mi>x</mi><mi>i</mi></msub><mo>(</mo><mi>t</mi><mo>)</mo>", "x_i(t)"),
            ("<msqrt><mi>x</mi></msqrt><mi>y</mi>", "√x y"),
            ("<msup><mi>sin</mi><mn>2</mn></msup><mi>x</mi>", "sin^2 x"),
            ("<mfrac><mn>1</mn><mn>2</mn></mfrac><mi>m</mi>", "(1/2)m"),
            ("<mi>x</mi><mfrac><mi>a</mi><mi>b</mi></mfrac>", "x(a/b)"),
            ("<mn>3</mn><mfrac><mn>1</mn><mn>2</mn></mfrac>", "3 1/2"),
            (
                "<mi>a</mi><mo>+</mo><mfrac><mn>1</mn><mi>b</mi></mfrac><mo>+</mo><mi>c</mi>",
                "a+1/b+c",
            ),
            ("<mi>f</mi><mo>\u{2061}</mo><mfrac><mi>a</mi><mi>b</mi></mfrac>", "f(a/b)"),
            ("<munder><mi>x</mi><mo>_</mo></munder>", "x\u{332}"),
            ("<mglyph alt='ring'/><mo>+</mo><mi>x</mi>", "ring+x"),
            (
                "<semantics><annotation-xml encoding='MathML-Presentation'><mi>q</mi></annotation-xml></semantics>",
                "q",
            ),
            ("<mfrac linethickness='0'><mi>n</mi><mi>k</mi></mfrac>", "binom(n, k)"),
            ("<mi>x</mi><mtext>&nbsp;if&nbsp;</mtext><mi>y</mi>", "x if y"),
            ("<apply><plus/><ci>a</ci><cn>1</cn></apply>", "plus(a, 1)"),
            (
                "<semantics><mi>x</mi><annotation encoding='application/x-tex'>\\xi</annotation></semantics>",
                "\\xi",
            ),
        ];
        for (source, expected) in cases {
            assert_eq!(said(&format!("<math>{source}</math>")), [expected], "{source}");
        }
    }

    #[test]
    fn words_stand_for_one_formula() {
        let formula =
            |alt: &str, inner: &str| format!("<math alttext='{alt}'><mi>{inner}</mi></math>");
        let page = formula("the unknown", "x")
            + &formula("the unknown", "x")
            + &formula("a letter", "y")
            + &formula("a letter", "z")
            + &formula("Alternative text not available", "w");
        assert_eq!(said(&page), ["the unknown", "the unknown", "y", "z", "w"]);
    }
}
