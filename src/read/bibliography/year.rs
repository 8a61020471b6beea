//! The year of a date, as files spell it and as it is printed: ISO 8601 and its extension for
//! dates that are not quite known (EDTF, ISO 8601-2), which BibLaTeX and Zotero write.

use super::entry::one_line;

/// The year of a date such as `2009-01-31`, `1845/1846`, `1798~` or `2009`; any other date as it is.
pub(super) fn year(date: &str) -> Option<String> {
    let date = one_line(date);
    if date.is_empty() {
        return None;
    }
    let Some((first, last)) = date.split_once('/') else {
        return Some(single(&date).unwrap_or(date));
    };
    let open = |part: &str| part.is_empty() || part == "..";
    let shown = match (first.trim(), last.trim()) {
        (first, last) if open(last) => single(first).map(|first| format!("{first}–")),
        (first, last) if open(first) => single(last).map(|last| format!("–{last}")),
        (first, last) => single(first).map(|first| match single(last) {
            Some(last) if last != first => format!("{first}–{last}"),
            _ => first,
        }),
    };
    Some(shown.unwrap_or(date))
}

/// The year of one date: `2009-01`, `1798~`, `199X`, `-0043`.
fn single(date: &str) -> Option<String> {
    let (minus, rest) = match date.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, date),
    };
    let length = rest.bytes().take_while(|b| b.is_ascii_digit() || b"uUxX".contains(b)).count();
    let (digits, behind) = rest.split_at(length);
    let known = digits.bytes().take_while(u8::is_ascii_digit).count();
    if length != 4 || known == 0 || !digits[known..].bytes().all(|b| b"uUxX".contains(&b)) {
        return None;
    }
    let ends = behind.is_empty() || behind.starts_with(['-', '~', '?', '%', 'T']);
    if !ends {
        return None;
    }
    let year = match (minus, known) {
        // There is a year 0, which is 1 BC.
        (true, 4) => format!("{} BC", digits.parse::<u32>().ok()? + 1),
        (true, _) => return None,
        (false, 4) => digits.to_owned(),
        // One of ten.
        (false, 3) => format!("{}0s", &digits[..3]),
        (false, _) => return None,
    };
    let (about, unsure) = match behind.chars().next_back() {
        Some('~') => (true, false),
        Some('?') => (false, true),
        Some('%') => (true, true),
        _ => (false, false),
    };
    Some(format!("{}{year}{}", if about { "ca. " } else { "" }, if unsure { "?" } else { "" }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_of_dates() {
        let cases = [
            ("2009-01-31", "2009"),
            ("2009-01-31T10:00:00", "2009"),
            ("2001-21", "2001"),
            ("1845/1846", "1845–1846"),
            ("1845-01/1845-03", "1845"),
            ("1798~", "ca. 1798"),
            ("1798?", "1798?"),
            ("1798-05%", "ca. 1798?"),
            ("199X", "1990s"),
            ("199u", "1990s"),
            ("2004-06-uu", "2004"),
            ("1985/..", "1985–"),
            ("1985/", "1985–"),
            ("../1985", "–1985"),
            ("-0043", "44 BC"),
            // As they are.
            ("in press", "in press"),
            ("19XX", "19XX"),
            ("spring 1907", "spring 1907"),
            ("1990s", "1990s"),
            ("5/6", "5/6"),
        ];
        for (date, expected) in cases {
            assert_eq!(year(date).as_deref(), Some(expected), "{date}");
        }
        assert_eq!(year(" "), None);
    }
}
