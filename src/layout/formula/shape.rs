//! Shape: what is one thing in a formula, so that it needs no brackets, and what is multiplied with its
//! neighbour, so that it does.

use super::signs::{Class, sign};

/// Whether what is left of a source begins with what is multiplied with what stands before it, or
/// raised over it.
pub(super) fn is_factor(mut rest: &str) -> bool {
    loop {
        rest = rest.trim_start();
        let Some(command) = rest.strip_prefix('\\') else {
            let next = rest.chars().next();
            return next.is_some_and(|c| c.is_alphanumeric() || "([{^_'/|!".contains(c));
        };
        let letters = command.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(command.len());
        let length =
            if letters > 0 { letters } else { command.chars().next().map_or(0, char::len_utf8) };
        let name = &command[..length];
        match (sign(name), name) {
            (_, "right" | "quad" | "qquad") => return false,
            (Some((_, Class::Between | Class::Close)), _) => return false,
            (Some((_, Class::Blank | Class::Nothing)), _) if length > 0 => {
                rest = &command[length..];
            }
            _ => return length > 0,
        }
    }
}

/// Whether a letter, a figure or a command begins what is left of a source.
pub(super) fn starts_thing(rest: &str) -> bool {
    let mut chars = rest.chars();
    match chars.next() {
        Some('\\') => chars.next().is_some_and(|c| c.is_ascii_alphabetic()),
        Some(c) => c.is_alphanumeric(),
        None => false,
    }
}

/// Whether something ends with this character that can be a factor.
pub(super) fn ends_thing(c: char) -> bool {
    c.is_alphanumeric()
        || ")]}|!′″‴°".contains(c)
        || ('₀'..='₎').contains(&c)
        || ('⁰'..='⁾').contains(&c)
}

/// Whether what is shown is one thing beside anything: a number, a letter with its scripts, a
/// differential, what has brackets around it.
pub(super) fn is_one(shown: &str) -> bool {
    if is_bracketed(shown) || shown.chars().all(|c| c.is_ascii_digit() || c == '.') {
        return true;
    }
    let rest = shown.strip_prefix(['d', '∂']).filter(|rest| !rest.is_empty()).unwrap_or(shown);
    let mut chars = rest.chars();
    let first = chars.next().is_some_and(|c| c.is_alphabetic() || "∞∂∅∇".contains(c));
    first && chars.all(|c| is_script(c) || ('\u{300}'..='\u{36f}').contains(&c))
}

/// Whether what is shown are factors side by side, as `n(n+1)`.
pub(super) fn is_product(shown: &str) -> bool {
    let mut depth = 0;
    let factors = shown.chars().all(|c| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        depth > 0 || c == ')' || c.is_alphanumeric() || is_script(c) || "∂∇∞.".contains(c)
    });
    factors && depth == 0
}

/// Whether a character is raised or lowered.
fn is_script(c: char) -> bool {
    let raised_letter = matches!(c, 'ᴬ'..='ᵪ' | 'ʰ' | 'ʲ' | 'ʳ' | 'ʷ'..='ʸ' | 'ˡ'..='ˣ' | 'ᶜ' | 'ᶠ' | 'ᶻ' | 'ᶿ' | 'ⱼ' | 'ⱽ');
    matches!(c, '⁰'..='ₜ' | '¹' | '²' | '³' | '′' | '″' | '‴' | '°') || raised_letter
}

fn is_bracketed(shown: &str) -> bool {
    let mut depth = 0;
    if !shown.starts_with('(') {
        return false;
    }
    for (at, c) in shown.char_indices() {
        depth += i32::from(c == '(') - i32::from(c == ')');
        if depth == 0 {
            return at + c.len_utf8() == shown.len();
        }
    }
    false
}
