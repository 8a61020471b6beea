//! Addresses a text holds, as they are given to other programs: a browser, the mail program, the
//! clipboard.
//!
//! A text is untrusted. Mail programs obey more of what follows the `?` of a `mailto:` than RFC
//! 6068 names, such as files of the reader's to attach; and signs that are not seen make an address
//! look like another one.

use std::borrow::Cow;

/// The fields of a letter that an address may fill in. All else is left out, under whatever name
/// a program knows it.
const FIELDS: [&str; 7] = ["to", "cc", "bcc", "subject", "body", "in-reply-to", "keywords"];

/// An address as it is handed to another program: signs that are not seen by their bytes in
/// hexadecimal, as browsers send them, and of a letter what its reader would see.
pub fn handed_over(address: &str) -> Cow<'_, str> {
    let seen = seen(address);
    let mail = seen.get(..7).is_some_and(|scheme| scheme.eq_ignore_ascii_case("mailto:"));
    match seen.split_once('?') {
        Some((to, fields)) if mail => Cow::Owned(letter(to, fields)),
        _ => seen,
    }
}

fn seen(address: &str) -> Cow<'_, str> {
    if !address.contains(is_unseen) {
        return Cow::Borrowed(address);
    }
    let mut seen = String::with_capacity(address.len() + 16);
    for c in address.chars() {
        if is_unseen(c) {
            let mut bytes = [0; 4];
            let bytes = c.encode_utf8(&mut bytes).bytes();
            seen.extend(bytes.map(|byte| format!("%{byte:02X}")));
        } else {
            seen.push(c);
        }
    }
    Cow::Owned(seen)
}

/// A `mailto:` with the fields that a letter may have. Some programs part them with `;`.
fn letter(to: &str, fields: &str) -> String {
    let fields = fields.replace("&amp;", "&");
    let known = fields.split('&').filter(|field| {
        let names = field.split([';', '?']).filter_map(|part| part.split_once('='));
        let mut names = names.map(|(name, _)| name.trim().to_ascii_lowercase()).peekable();
        names.peek().is_some() && names.all(|name| FIELDS.contains(&&*name))
    });
    let kept = known.collect::<Vec<_>>().join("&");
    if kept.is_empty() { to.to_owned() } else { format!("{to}?{kept}") }
}

/// Whether a character is not seen where it stands: controls of C0 and C1, marks of direction,
/// joiners, what has no width, fillers, selectors of variants and tags (Unicode's
/// `Default_Ignorable_Code_Point` and `Bidi_Control`), and what ends lines.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_has_nothing_attached() {
        let cases = [
            ("mailto:a@b.org", "mailto:a@b.org"),
            (
                "mailto:a@b.org?subject=Hello%20you&body=x",
                "mailto:a@b.org?subject=Hello%20you&body=x",
            ),
            ("mailto:a@b.org?attach=/etc/passwd", "mailto:a@b.org"),
            ("MAILTO:a@b.org?subject=x&ATTACHMENT=/f&cc=c@d", "MAILTO:a@b.org?subject=x&cc=c@d"),
            ("mailto:?%61ttach=/f&body=y", "mailto:?body=y"),
            ("mailto:a@b?subject=x&amp;attach=/f", "mailto:a@b?subject=x"),
            ("mailto:a@b?subject=x;attach=/f&body=y", "mailto:a@b?body=y"),
            ("mailto:a@b?subject=x?attach=/f", "mailto:a@b"),
            ("mailto:a@b?subject=a=b", "mailto:a@b?subject=a=b"),
            ("https://x.org/?attach=/f", "https://x.org/?attach=/f"),
        ];
        for (address, handed) in cases {
            assert_eq!(handed_over(address), handed, "{address}");
        }
    }

    #[test]
    fn nothing_unseen_is_handed_over() {
        assert_eq!(handed_over("https://x.org/می\u{200c}خ"), "https://x.org/می%E2%80%8Cخ");
        assert_eq!(handed_over("https://x\u{202e}.org"), "https://x%E2%80%AE.org");
        assert_eq!(handed_over("a\u{9b}b\u{feff}\n"), "a%C2%9Bb%EF%BB%BF%0A");
        let all: String = (0..=0x10_ffff).filter_map(char::from_u32).collect();
        assert!(!handed_over(&all).contains(is_unseen));
    }
}
