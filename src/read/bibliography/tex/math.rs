//! The formulas of titles: letters with what is set above and below them, Greek, a few signs.

use super::super::rich::Style;
use crate::doc::letter;

/// The formula that `text` begins with, without its dollars, and its length with them.
pub(super) fn formula(text: &str) -> Option<(&str, usize)> {
    let length = crate::doc::formula(text).filter(|_| !text.starts_with("$$"))?;
    Some((&text[1..length - 1], length))
}

/// A formula as words. `None` if it is more than letters with indices.
pub(super) fn words(inner: &str) -> Option<String> {
    let mut out = String::new();
    read(inner, &mut out, 0)?;
    Some(out)
}

fn read(inner: &str, out: &mut String, depth: usize) -> Option<()> {
    let mut rest = inner;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '^' | '_' => {
                let style = if c == '^' { Style::Superscript } else { Style::Subscript };
                let (part, left) = part(rest)?;
                rest = left;
                let mut raised = String::new();
                read(part, &mut raised, depth + 1)?;
                // A raised circle is the sign of degrees, a stroke one of minutes.
                if matches!(raised.as_str(), "°" | "′") {
                    out.push_str(&raised);
                } else if depth == 0 {
                    let (on, off) = style.signs();
                    out.extend([on]);
                    out.push_str(&raised);
                    out.push(off);
                } else {
                    return None;
                }
            }
            '{' => {
                let group = super::braced(&inner[inner.len() - rest.len() - 1..])?;
                rest = &rest[group.len() + 1..];
                read(group, out, depth)?;
            }
            '\\' => rest = command(rest, out)?,
            '-' => out.push('−'),
            '\'' => out.push('′'),
            c if c.is_alphanumeric() || " +=<>/*()[],.;:!|−×·".contains(c) => out.push(c),
            _ => return None,
        }
    }
    Some(())
}

/// Reads a command, whose backslash stands before `rest`, and gives what stands behind it.
fn command<'t>(rest: &'t str, out: &mut String) -> Option<&'t str> {
    let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (name, behind) = rest.split_at(letters);
    match name {
        "mathrm" | "text" | "rm" | "mathit" | "mathbf" | "textrm" | "mbox" => Some(behind),
        "" if behind.starts_with([',', ';', ' ', ':']) => {
            out.push(' ');
            Some(&behind[1..])
        }
        "" if behind.starts_with(['%', '&', '#', '$', '_']) => {
            out.push('\\');
            out.push_str(&behind[..1]);
            Some(&behind[1..])
        }
        name => {
            let sign = symbol(name)?;
            out.push_str(sign);
            // The space ends the name of a letter; around other signs it is set.
            let letter = sign.starts_with(char::is_alphabetic);
            Some(if letter { behind.trim_start_matches(' ') } else { behind })
        }
    }
}

/// What an index is set of: a group, a command, a letter; and what stands behind it.
fn part(rest: &str) -> Option<(&str, &str)> {
    let rest = rest.trim_start_matches(' ');
    if rest.starts_with('{') {
        let group = super::braced(rest)?;
        return Some((group, &rest[group.len() + 2..]));
    }
    let mut length = rest.chars().next()?.len_utf8();
    let name = rest.strip_prefix('\\');
    length += name.map_or(0, |name| name.bytes().take_while(u8::is_ascii_alphabetic).count());
    (length > 1 || name.is_none()).then(|| rest.split_at(length))
}

/// The sign that a command of formulas prints.
pub(super) fn symbol(name: &str) -> Option<&'static str> {
    let other = || SYMBOLS.iter().find(|(own, _)| *own == name).map(|&(_, sign)| sign);
    letter(name).or_else(other)
}

const SYMBOLS: [(&str, &str); 26] = [
    ("times", "×"),
    ("cdot", "·"),
    ("pm", "±"),
    ("circ", "°"),
    ("rightarrow", "→"),
    ("leftarrow", "←"),
    ("to", "→"),
    ("leftrightarrow", "↔"),
    ("leq", "≤"),
    ("le", "≤"),
    ("geq", "≥"),
    ("ge", "≥"),
    ("neq", "≠"),
    ("ne", "≠"),
    ("approx", "≈"),
    ("simeq", "≃"),
    ("equiv", "≡"),
    ("propto", "∝"),
    ("ast", "∗"),
    ("star", "⋆"),
    ("bullet", "•"),
    ("in", "∈"),
    ("cup", "∪"),
    ("cap", "∩"),
    ("mid", "|"),
    ("sim", "∼"),
];
