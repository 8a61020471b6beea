//! Page labels: what the file says that its pages are called (PDF 32000-1, 12.4.2).

use crate::language::numeral;
use crate::read::pdf::file::{File, Value};
use crate::read::pdf::said::trees;

/// The labels of the pages, one after the other; none where the file says nothing.
pub(in crate::read::pdf) fn of(file: &File) -> impl Iterator<Item = Option<String>> {
    let mut ranges = Vec::new();
    let root = file.catalog().dictionary("PageLabels");
    for (from, how) in root.map(|root| trees::entries(root, "Nums")).unwrap_or_default() {
        let (Some(from), Value::Dictionary(how)) = (from.number(), how) else { continue };
        ranges.push(Range {
            from: from.max(0.0) as usize,
            style: how.name("S"),
            prefix: how.text("P").unwrap_or_default(),
            first: how.number("St").unwrap_or(1.0).max(1.0) as u64,
        });
    }
    ranges.sort_by_key(|range| range.from);
    (0..file.pages()).map(move |page| {
        let after = ranges.partition_point(|range| range.from <= page);
        after.checked_sub(1).and_then(|at| ranges[at].label(page))
    })
}

/// Pages that are counted in one way.
struct Range {
    from: usize,
    style: Option<String>,
    prefix: String,
    first: u64,
}

impl Range {
    fn label(&self, page: usize) -> Option<String> {
        let number = self.first.saturating_add((page - self.from) as u64);
        let numeral = match self.style.as_deref() {
            Some("D") => number.to_string(),
            Some("r") => roman(number),
            Some("R") => roman(number).to_uppercase(),
            Some("a") => letters(number).to_lowercase(),
            Some("A") => letters(number),
            _ => String::new(),
        };
        let label = format!("{}{numeral}", self.prefix);
        (!label.trim().is_empty()).then_some(label)
    }
}

/// A Roman number, in small letters.
fn roman(number: u64) -> String {
    match u32::try_from(number) {
        // None were counted so farther.
        Ok(number @ ..4000) => numeral::to_roman(number),
        _ => number.to_string(),
    }
}

/// A to Z, then AA to ZZ and so on.
fn letters(number: u64) -> String {
    let index = number.saturating_sub(1);
    let letter = char::from(b'A' + (index % 26) as u8);
    let times = (index / 26 + 1).min(64) as usize;
    std::iter::repeat_n(letter, times).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_called_as_the_file_says() {
        let range = |style: &str, prefix: &str, first| Range {
            from: 2,
            style: (!style.is_empty()).then(|| style.to_owned()),
            prefix: prefix.to_owned(),
            first,
        };
        let cases = [
            (range("D", "", 1), 2, Some("1")),
            (range("D", "A-", 5), 4, Some("A-7")),
            (range("r", "", 3), 3, Some("iv")),
            (range("R", "", 1), 2, Some("I")),
            (range("a", "", 27), 2, Some("aa")),
            (range("", "Cover", 1), 2, Some("Cover")),
            (range("", "", 1), 2, None),
        ];
        for (range, page, label) in cases {
            assert_eq!(range.label(page).as_deref(), label);
        }
    }
}
