//! An entry of a bibliography file, whatever its format: CSL's names for what is known of a work.

/// A work, as a bibliography file describes it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Entry {
    pub key: String,
    /// The kind of work, as CSL calls it: `book`, `article-journal`, `chapter`…
    pub kind: String,
    pub authors: Vec<Name>,
    pub editors: Vec<Name>,
    pub translators: Vec<Name>,
    /// The year, as it is to be printed: `1902`, `1845–46`, `in press`.
    pub year: Option<String>,
    pub title: Option<String>,
    /// CSL variables: `container-title`, `volume`, `issue`, `page`, `publisher`,
    /// `publisher-place`, `edition`, `DOI`, `URL`…
    pub fields: Vec<(&'static str, String)>,
}

/// A person, or a body of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Name {
    /// The surname with its particle, or all there is.
    pub family: String,
    pub given: String,
}

impl Entry {
    /// What the file says under a CSL variable.
    pub(super) fn get(&self, field: &str) -> Option<&str> {
        self.fields.iter().find(|(name, _)| *name == field).map(|(_, value)| value.as_str())
    }

    /// Files a value under a CSL variable, if there is one and none stands there yet.
    pub(super) fn set(&mut self, field: &'static str, value: Option<String>) {
        let value = value.map(|value| one_line(&value)).filter(|value| !value.is_empty());
        if let Some(value) = value.filter(|_| self.get(field).is_none()) {
            self.fields.push((field, value));
        }
    }

    /// Whether anything but its key is known of it.
    pub(super) fn says_something(&self) -> bool {
        !self.authors.is_empty()
            || !self.editors.is_empty()
            || self.title.is_some()
            || !self.fields.is_empty()
    }
}

impl Name {
    /// A name as files spell it in one string: `Family, Given` or all of it together.
    pub(super) fn of(words: &str) -> Self {
        let words = one_line(words);
        match words.split_once(',') {
            Some((family, given)) => {
                Self { family: family.trim().to_owned(), given: given.trim().to_owned() }
            }
            None => Self { family: words, given: String::new() },
        }
    }

    /// `Family, Given`, as lists sort by.
    pub(super) fn inverted(&self) -> String {
        join([&self.family, &self.given], ", ")
    }

    /// `Given Family`.
    pub(super) fn spoken(&self) -> String {
        join([&self.given, &self.family], " ")
    }
}

fn join(parts: [&String; 2], glue: &str) -> String {
    let parts: Vec<&str> =
        parts.into_iter().map(String::as_str).filter(|p| !p.is_empty()).collect();
    parts.join(glue)
}

/// Words with every run of white space as one space, and without control characters.
pub(super) fn one_line(words: &str) -> String {
    // Most values are that already.
    let graphic = words.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic());
    if graphic && words.trim().len() == words.len() && !words.contains("  ") {
        return words.to_owned();
    }
    let plain = words.replace(|c: char| c.is_control(), " ");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The year of a date such as `2009-01-31`, `1845/1846` or `2009`; any other date as it is.
pub(super) fn year(date: &str) -> Option<String> {
    let date = one_line(date);
    let year = |part: &str| {
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        let ends = matches!(part.as_bytes().get(digits), None | Some(b'-' | b'~' | b'?'));
        (digits == 4 && ends).then(|| part[..4].to_owned())
    };
    match date.split_once('/') {
        Some((first, last)) => match (year(first.trim()), year(last.trim())) {
            (Some(first), Some(last)) if first != last => Some(format!("{first}–{last}")),
            (Some(first), _) => Some(first),
            _ => Some(date),
        },
        None if date.is_empty() => None,
        None => Some(year(&date).unwrap_or(date)),
    }
}
