//! Signs: what commands of TeX stand for, and the raised, lowered and other forms that letters have in
//! Unicode (the names are those of plain TeX, LaTeX and amsmath; the characters those of
//! unicode-math).

use crate::doc::letter;

/// What sort of sign a command stands for, and so what stands around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// A letter or a sign like one.
    Letter,
    /// The name of a function, parted by blanks from letters.
    Name,
    /// A sum, a product, an integral.
    Large,
    /// What relates or joins two things, with blanks around it.
    Between,
    /// What opens or closes.
    Open,
    Close,
    /// A blank.
    Blank,
    /// Nothing that is seen.
    Nothing,
}

use Class::{Between, Blank, Close, Large, Letter, Name, Nothing, Open};

/// What a command stands for.
pub(super) fn sign(command: &str) -> Option<(&'static str, Class)> {
    if let Ok(at) = NAMES.binary_search(&command) {
        return Some((NAMES[at], Name));
    }
    if let Some(letter) = letter(command) {
        return Some((letter, Letter));
    }
    let row = SIGNS.iter().find(|(names, ..)| names.split(' ').any(|name| name == command))?;
    Some((row.1, row.2))
}

/// Functions that are called what their command is, in order.
const NAMES: [&str; 31] = [
    "Pr", "arccos", "arcsin", "arctan", "arg", "cos", "cosh", "cot", "coth", "csc", "deg", "det",
    "dim", "exp", "gcd", "hom", "inf", "ker", "lg", "lim", "liminf", "limsup", "ln", "log", "max",
    "min", "sec", "sin", "sinh", "sup", "tan",
];

/// Commands besides those of letters, and what they stand for.
#[rustfmt::skip]
const SIGNS: &[(&str, &str, Class)] = &[
    ("tanh", "tanh", Name), ("bmod", "mod", Name),
    ("varkappa", "ϰ", Letter), ("omicron", "ο", Letter), ("varpi", "ϖ", Letter),
    ("varrho", "ϱ", Letter), ("varsigma", "ς", Letter),
    ("imath", "ı", Letter), ("jmath", "ȷ", Letter), ("wp", "℘", Letter),
    ("Re", "ℜ", Letter), ("Im", "ℑ", Letter), ("aleph", "ℵ", Letter), ("beth", "ℶ", Letter),
    ("emptyset", "∅", Letter), ("varnothing", "∅", Letter), ("forall", "∀", Letter),
    ("exists", "∃", Letter), ("nexists", "∄", Letter), ("neg lnot", "¬", Letter),
    ("top", "⊤", Letter), ("bot", "⊥", Letter), ("angle", "∠", Letter), ("triangle", "△", Letter),
    ("circ", "∘", Between), ("degree", "°", Letter), ("%", "%", Letter),
    ("$", "$", Letter), ("&", "&", Letter), ("#", "#", Letter), ("_", "_", Letter),
    ("ldots dots dotsc", "…", Letter), ("cdots dotsb", "⋯", Letter), ("vdots", "⋮", Letter),
    ("ddots", "⋱", Letter), ("square Box", "□", Letter),
    ("sum", "∑", Large), ("prod", "∏", Large), ("coprod", "∐", Large), ("int", "∫", Large),
    ("iint", "∬", Large), ("iiint", "∭", Large), ("oint", "∮", Large), ("bigcup", "⋃", Large),
    ("bigcap", "⋂", Large), ("bigvee", "⋁", Large), ("bigwedge", "⋀", Large),
    ("bigoplus", "⨁", Large), ("bigotimes", "⨂", Large),
    ("pm", "±", Between), ("mp", "∓", Between), ("times", "×", Between), ("div", "÷", Between),
    ("cdot", "⋅", Between), ("ast", "∗", Between), ("star", "⋆", Between), ("bullet", "∙", Between),
    ("cap", "∩", Between), ("cup", "∪", Between), ("sqcap", "⊓", Between), ("sqcup", "⊔", Between),
    ("vee lor", "∨", Between), ("wedge land", "∧", Between), ("setminus", "∖", Between),
    ("oplus", "⊕", Between), ("ominus", "⊖", Between), ("otimes", "⊗", Between),
    ("odot", "⊙", Between), ("leq le", "≤", Between), ("geq ge", "≥", Between),
    ("leqslant", "⩽", Between), ("geqslant", "⩾", Between), ("neq ne", "≠", Between),
    ("ll", "≪", Between), ("gg", "≫", Between), ("equiv", "≡", Between), ("sim", "∼", Between),
    ("simeq", "≃", Between), ("approx", "≈", Between), ("cong", "≅", Between),
    ("propto", "∝", Between), ("prec", "≺", Between), ("succ", "≻", Between),
    ("preceq", "⪯", Between), ("succeq", "⪰", Between), ("subset", "⊂", Between),
    ("supset", "⊃", Between), ("subseteq", "⊆", Between), ("supseteq", "⊇", Between),
    ("subsetneq", "⊊", Between), ("in", "∈", Between), ("ni", "∋", Between),
    ("notin", "∉", Between), ("mid", "∣", Between), ("nmid", "∤", Between),
    ("parallel", "∥", Between), ("perp", "⟂", Between), ("models", "⊨", Between),
    ("vdash", "⊢", Between), ("dashv", "⊣", Between), ("asymp", "≍", Between),
    ("doteq", "≐", Between), ("lt", "<", Between), ("gt", ">", Between), ("coloneqq", "≔", Between),
    ("to rightarrow", "→", Between), ("gets leftarrow", "←", Between),
    ("leftrightarrow", "↔", Between), ("Rightarrow", "⇒", Between), ("Leftarrow", "⇐", Between),
    ("Leftrightarrow", "⇔", Between), ("iff", "⟺", Between), ("implies", "⟹", Between),
    ("longrightarrow", "⟶", Between), ("longleftarrow", "⟵", Between),
    ("Longrightarrow", "⟹", Between), ("Longleftrightarrow", "⟺", Between), ("mapsto", "↦", Between),
    ("longmapsto", "⟼", Between), ("hookrightarrow", "↪", Between),
    ("twoheadrightarrow", "↠", Between), ("rightleftharpoons", "⇌", Between),
    ("therefore", "∴", Between), ("because", "∵", Between), ("colon", ":", Between),
    ("uparrow", "↑", Letter), ("downarrow", "↓", Letter), ("backslash", "∖", Between),
    ("{ lbrace", "{", Open), ("lbrack", "[", Open), ("langle", "⟨", Open), ("lfloor", "⌊", Open),
    ("lceil", "⌈", Open), ("lvert", "|", Open), ("lVert", "‖", Open), ("} rbrace", "}", Close),
    ("rbrack", "]", Close), ("rangle", "⟩", Close), ("rfloor", "⌋", Close), ("rceil", "⌉", Close),
    ("rvert vert", "|", Close), ("| Vert rVert", "‖", Close),
    (", : ; > thinspace medspace thickspace space enspace", " ", Blank), ("quad", "  ", Blank),
    ("qquad", "    ", Blank),
    ("! displaystyle textstyle scriptstyle limits nolimits left right middle big Big bigg Bigg bigl \
      bigr Bigl Bigr biggl biggr Biggl Biggr bigm nonumber negthinspace mathop mathord mathbin \
      mathrel mathopen mathclose", "", Nothing),
];

/// The raised form of a character.
pub(in crate::layout) fn raised(c: char) -> Option<char> {
    other(
        c,
        "0123456789+−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθχ",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵡ",
    )
}

/// The lowered form of a character.
pub(super) fn lowered(c: char) -> Option<char> {
    other(c, "0123456789+−=()aehijklmnoprstuvxβγρχ", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵪ")
}

fn other(c: char, plain: &str, forms: &str) -> Option<char> {
    plain.chars().zip(forms.chars()).find(|&(from, _)| from == c).map(|(_, to)| to)
}

/// The form a letter has in one of the alphabets of mathematics, by the command for it.
pub(super) fn lettered(command: &str, c: char) -> Option<char> {
    // Where the alphabet begins, for capitals and small letters, and the letters that were in Unicode
    // before it was.
    let (capitals, small, before) = match command {
        "mathbb" => (0x1d538, 0x1d552, "CℂHℍNℕPℙQℚRℝZℤ"),
        "mathcal" | "mathscr" => (0x1d49c, 0x1d4b6, "BℬEℰFℱHℋIℐLℒMℳRℛeℯgℊoℴ"),
        "mathfrak" => (0x1d504, 0x1d51e, "CℭHℌIℑRℜZℨ"),
        "mathbf" => (0x1d400, 0x1d41a, ""),
        _ => return None,
    };
    let mut old = before.chars().zip(before.chars().skip(1)).step_by(2);
    if let Some((_, form)) = old.find(|&(letter, _)| letter == c) {
        return Some(form);
    }
    let from = match c {
        'A'..='Z' => capitals + u32::from(c) - u32::from('A'),
        'a'..='z' => small + u32::from(c) - u32::from('a'),
        '0'..='9' if command == "mathbf" => 0x1d7ce + u32::from(c) - u32::from('0'),
        '0'..='9' if command == "mathbb" => 0x1d7d8 + u32::from(c) - u32::from('0'),
        _ => return None,
    };
    char::from_u32(from)
}

/// The mark that an accent puts on a letter.
pub(super) fn accent(command: &str) -> Option<char> {
    Some(match command {
        "hat" | "widehat" => '\u{302}',
        "bar" | "overline" => '\u{304}',
        "tilde" | "widetilde" => '\u{303}',
        "dot" => '\u{307}',
        "ddot" => '\u{308}',
        "check" => '\u{30c}',
        "acute" => '\u{301}',
        "grave" => '\u{300}',
        "breve" => '\u{306}',
        "vec" => '\u{20d7}',
        _ => return None,
    })
}
