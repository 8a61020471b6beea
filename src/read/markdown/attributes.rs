//! Attributes of pandoc's in braces: `{#id .class key=value}`.

/// The id that attributes give, if the words between the braces are attributes.
pub(super) fn id(inner: &str) -> Option<Option<&str>> {
    let mut id = None;
    let mut count = 0;
    let mut quoted = false;
    for word in inner.split_whitespace() {
        // A value in quotation marks may hold blanks.
        let inside = quoted;
        quoted ^= word.matches('"').count() % 2 == 1;
        if inside {
            continue;
        }
        let name = |name: &str| {
            !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || "-_:.".contains(c))
        };
        match word.split_once('=') {
            Some((key, value)) if name(key) && !value.is_empty() => {}
            Some(_) => return None,
            None if word.starts_with('#') && name(&word[1..]) => id = id.or(Some(&word[1..])),
            None if word.starts_with('.') && name(&word[1..]) => {}
            None if word == "-" => {}
            None => return None,
        }
        count += 1;
    }
    (count > 0 && !quoted).then_some(id)
}

/// The id that attributes give, if `text` is attributes, braces included.
pub(super) fn whole(text: &str) -> Option<Option<&str>> {
    id(text.strip_prefix('{')?.strip_suffix('}')?)
}

/// The attributes that a heading ends with, given with the signs that make it one: where they
/// begin, and the id among them.
pub(super) fn of_heading(source: &str) -> Option<(usize, Option<&str>)> {
    let atx = source.trim_start_matches([' ', '\t']).starts_with('#');
    let words = if atx {
        let line = source.lines().next().unwrap_or("").trim_end();
        let open = line.trim_end_matches('#');
        if open.ends_with([' ', '\t']) { open } else { line }
    } else {
        // The last line is the one under it.
        source.trim_end().rsplit_once('\n').map_or("", |(words, _)| words)
    };
    let words = words.trim_end();
    let begin = words.rfind('{')?;
    let apart = words[..begin].is_empty() || words[..begin].ends_with([' ', '\t', '\n']);
    let id = whole(&words[begin..]).filter(|_| apart)?;
    // The signs that close a heading may stand before its attributes: `## Title ## {#id}`.
    let before = words[..begin].trim_end();
    let title = before.trim_end_matches('#');
    let closed = atx && title.len() < before.len() && title.ends_with([' ', '\t']);
    let end = title.trim_end().len();
    let closed = closed && !title[..end].trim_start_matches([' ', '\t', '#']).is_empty();
    Some((if closed { end } else { begin }, id))
}

/// How long the attributes are that `text` begins with, braces included; 0 if there are none.
pub(super) fn length(text: &str) -> usize {
    let Some(inner) = text.strip_prefix('{') else { return 0 };
    let end = inner.find(['{', '}', '\n']).filter(|&end| inner[end..].starts_with('}'));
    end.filter(|&end| id(&inner[..end]).is_some() || is_raw(&inner[..end])).map_or(0, |end| end + 2)
}

/// Whether attributes say in which format code is raw: `{=html}` (pandoc, raw attributes).
fn is_raw(inner: &str) -> bool {
    inner.strip_prefix('=').is_some_and(|format| {
        !format.is_empty() && format.chars().all(|c| c.is_alphanumeric() || c == '_')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_end_with_attributes() {
        for (source, expected) in [
            ("# A {#b}", Some((4, Some("b")))),
            ("## A _b {#_b_} ##", Some((8, Some("_b_")))),
            ("A\nB {.c}\n===", Some((4, None))),
            ("## A ## {#b}", Some((4, Some("b")))),
            ("## C# {.b}", Some((6, None))),
            ("## ## {.b}", Some((6, None))),
            ("# A {b}", None),
            ("# A{#b}", None),
            ("# A \\{#b}", None),
            ("# A {\\#b}", None),
            ("A {#b}", None),
        ] {
            assert_eq!(of_heading(source), expected, "{source}");
        }
    }

    #[test]
    fn attributes_are_told_from_words_in_braces() {
        let cases = [
            ("#x .y", Some(Some("x"))),
            (".y", Some(None)),
            ("key=value", Some(None)),
            ("key=\"two words\" .z", Some(None)),
            ("-", Some(None)),
            ("", None),
            ("words", None),
            ("#", None),
            ("a=", None),
            ("\"open", None),
        ];
        for (inner, expected) in cases {
            assert_eq!(id(inner), expected, "{inner}");
        }
        let lengths = ["{.y} z", "{y} z", "{.y", "{.y {}}", "x", "{=tex}", "{=}"].map(length);
        assert_eq!(lengths, [4, 0, 0, 0, 0, 6, 0]);
    }
}
