//! What a file of marks is called: after its work, as a reader would look for it in a folder.

use super::About;
use crate::language::date::first_year;
use crate::language::fold::Fold;
use crate::language::name::Name;

/// How files of marks end.
pub const ENDING: &str = ".jsonl";
/// How files of marks end that lie beside their text.
pub const BESIDE: &str = ".marks.jsonl";

/// How long a name may be, and its author’s part of it, in letters.
const LONGEST: usize = 64;
const LONGEST_AUTHOR: usize = 20;

/// The name of the file of a work without its ending: author, year and main title in small letters of
/// ASCII, as `kropotkin-1902-mutual-aid`. Never empty, and never more than 64 letters.
pub fn stem(about: &About) -> String {
    let author = about
        .creators
        .first()
        .map(|author| plain(&Name::of_author(author).family))
        .unwrap_or_default();
    let year = about.date.as_deref().and_then(first_year).unwrap_or_default();
    let title = about.title.as_deref().unwrap_or_default();
    // What follows a colon is a subtitle, where something comes before it.
    let main = title.split([':', '\n']).next().map(plain).filter(|main| !main.is_empty());
    let title = main.unwrap_or_else(|| plain(title));
    let mut name = shortened(&author, LONGEST_AUTHOR).to_owned();
    for part in [year, &title] {
        if !name.is_empty() && !part.is_empty() {
            name.push('-');
        }
        name.push_str(part);
    }
    match shortened(&name, LONGEST) {
        "" => "text".to_owned(),
        name => name.to_owned(),
    }
}

/// Words as small letters and figures of ASCII with hyphens between them. Letters of other scripts
/// fall away.
fn plain(words: &str) -> String {
    let folded = Fold::Word.of(words);
    let mut plain = String::new();
    let mut parted = false;
    for c in folded.chars() {
        if c.is_ascii_alphanumeric() {
            if parted && !plain.is_empty() {
                plain.push('-');
            }
            parted = false;
            plain.push(c);
        } else if c != '\'' {
            parted = true;
        }
    }
    plain
}

/// As many whole words of a name as are no longer than so many letters; of one word, its beginning.
fn shortened(name: &str, longest: usize) -> &str {
    if name.len() <= longest {
        return name;
    }
    let whole = name[..=longest].rfind('-').filter(|&end| end > 0);
    &name[..whole.unwrap_or(longest)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn stem_of(author: &str, date: &str, title: &str) -> String {
        let creators = Some(author).filter(|it| !it.is_empty()).map(str::to_owned);
        stem(&About {
            creators: creators.into_iter().collect(),
            date: Some(date.to_owned()),
            title: Some(title.to_owned()),
            ..About::default()
        })
    }

    #[test]
    fn works_give_names() {
        let cases = [
            (("Peter Kropotkin", "1902", "Mutual Aid: A Factor"), "kropotkin-1902-mutual-aid"),
            (("Kropotkin, Peter", "London, 1902", "Mutual Aid"), "kropotkin-1902-mutual-aid"),
            (("É. Zola", "", "L’Œuvre"), "zola-loeuvre"),
            (("", "", "война и мир"), "text"),
            (("", "", ": notes"), "notes"),
            (("", "2001", ""), "2001"),
            (("", "", "../../etc/passwd"), "etc-passwd"),
        ];
        for ((author, date, title), name) in cases {
            assert_eq!(stem_of(author, date, title), name);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]
        #[test]
        fn names_are_short_and_plain(author in "\\PC{0,60}", date in "\\PC{0,9}", title in "\\PC{0,90}") {
            let name = stem_of(&author, &date, &title);
            prop_assert!((1..=LONGEST).contains(&name.len()));
            let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            prop_assert!(name.chars().all(plain) && !name.starts_with('-'), "{}", name);
        }
    }
}
