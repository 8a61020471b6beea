//! Formulas in TeX among words: where one ends, and whether it is one. They stand in a text as their
//! author typed them, dollars and all.

/// The length of the formula that `text` begins with, `$…$` or `$$…$$`, in bytes.
///
/// What opens one in a line has no space behind it, and what closes it has none before it and no
/// digit behind it (pandoc, `tex_math_dollars`): `$5 and $10` is none.
pub fn formula(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('$')?;
    if let Some(inner) = inner.strip_prefix('$') {
        let end = inner.find("$$").filter(|&end| !inner[..end].trim().is_empty())?;
        return Some(end + 4);
    }
    if inner.starts_with(char::is_whitespace) {
        return None;
    }
    let mut escaped = false;
    for (at, byte) in inner.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'$' => {
                let closes = !inner[..at].ends_with(char::is_whitespace)
                    && !inner.as_bytes().get(at + 1).is_some_and(u8::is_ascii_digit);
                return closes.then_some(at + 2);
            }
            _ => {}
        }
    }
    None
}

/// Whether words that may be a formula are surely one: they hold a command, or something is set
/// above or below a letter.
pub fn is_tex(inner: &str) -> bool {
    let bytes = inner.as_bytes();
    // Two together are a line's end, or one that is escaped.
    let command = || {
        let mut rest = inner;
        while let Some(at) = rest.find('\\') {
            let behind = rest[at + 1..].chars().next();
            if behind.is_some_and(|c| c.is_ascii_alphabetic()) {
                return true;
            }
            rest = &rest[at + 1 + behind.map_or(0, char::len_utf8)..];
        }
        false
    };
    let index = || {
        bytes.windows(3).enumerate().any(|(at, three)| {
            let single = at == 0 || !bytes[at - 1].is_ascii_alphanumeric();
            let base = three[0].is_ascii_alphabetic() && single || matches!(three[0], b')' | b'}');
            // What is set above or below is a letter, a group, a command, a sign. A stop or bracket is
            // none: there the low line ends emphasis.
            let set = three[2].is_ascii_alphanumeric()
                || !three[2].is_ascii()
                || b"{\\*+-'".contains(&three[2]);
            base && matches!(three[1], b'^' | b'_') && set
        })
    };
    command() || index()
}

/// The letter, or the sign that is set as one, that a command of formulas stands for.
pub fn letter(command: &str) -> Option<&'static str> {
    LETTERS.iter().find(|(name, _)| *name == command).map(|&(_, letter)| letter)
}

#[rustfmt::skip]
const LETTERS: [(&str, &str); 44] = [
    ("alpha", "α"), ("beta", "β"), ("gamma", "γ"), ("delta", "δ"), ("epsilon", "ϵ"),
    ("varepsilon", "ε"), ("zeta", "ζ"), ("eta", "η"), ("theta", "θ"), ("vartheta", "ϑ"),
    ("iota", "ι"), ("kappa", "κ"), ("lambda", "λ"), ("mu", "μ"), ("nu", "ν"),
    ("xi", "ξ"), ("pi", "π"), ("rho", "ρ"), ("sigma", "σ"), ("tau", "τ"),
    ("upsilon", "υ"), ("phi", "ϕ"), ("varphi", "φ"), ("chi", "χ"), ("psi", "ψ"),
    ("omega", "ω"), ("Gamma", "Γ"), ("Delta", "Δ"), ("Theta", "Θ"), ("Lambda", "Λ"),
    ("Xi", "Ξ"), ("Pi", "Π"), ("Sigma", "Σ"), ("Upsilon", "Υ"), ("Phi", "Φ"),
    ("Psi", "Ψ"), ("Omega", "Ω"), ("prime", "′"), ("infty", "∞"), ("dagger", "†"),
    ("ell", "ℓ"), ("hbar", "ℏ"), ("partial", "∂"), ("nabla", "∇"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_told_from_prices() {
        for (text, length) in [
            ("$x$ is", Some(3)),
            ("$a\\$b$", Some(6)),
            ("$$\na\n$$ so", Some(7)),
            ("$5 and $10", None),
            ("$5/$10", None),
            ("$ 5$", None),
            ("$$$$", None),
            ("$x", None),
        ] {
            assert_eq!(formula(text), length, "{text}");
        }
        for tex in ["f^{(n)}(x)", "a_1", "\\alpha + 1", "2 + x^2"] {
            assert!(is_tex(tex), "{tex}");
        }
        for words in ["1", "my_file", "this", "5 + 6", "a^ b", "\\\\so", "3)_, so"] {
            assert!(!is_tex(words), "{words}");
        }
    }
}
