//! What a plain text says of itself before it begins: `Title: …`, `Author: …`, as old electronic
//! texts have it, and the head of a mail. The lines stay in the text.

use crate::doc::Metadata;
use crate::language::fold::Fold;
use crate::language::section::{Section, tag};

/// How many blocks are looked at.
const MOST: usize = 16;

/// What a name at the beginning of a line says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Says {
    Title,
    Author,
    Date,
    Language,
}

/// The metadata that blocks at the beginning of a text give. One line alone that begins like that is
/// as well a sentence: there are two of them at least, one of which names the text or its author.
pub(super) fn metadata(blocks: &[Vec<&str>]) -> Metadata {
    let mut found: Vec<(Says, String)> = Vec::new();
    for (number, block) in blocks.iter().take(MOST).enumerate() {
        let mut known = None;
        let mut named = false;
        for line in block {
            if let Some((name, value)) = name(line) {
                known = says(name);
                named = true;
                found.extend(known.map(|says| (says, value.trim().to_owned())));
            } else if let Some((_, value)) = found.last_mut().filter(|_| known.is_some()) {
                value.push(' ');
                value.push_str(line.trim());
            }
        }
        // What an archive says of a text stands first, and has no name: Project Gutenberg says it in two
        // or three paragraphs.
        let archive = blocks[0].iter().any(|line| line.contains("Project Gutenberg"));
        let before = if archive && found.is_empty() { 3 } else { 0 };
        if !named && number > before {
            break;
        }
    }
    found.retain(|(_, value)| !value.is_empty());
    let names = found.iter().any(|(says, _)| matches!(says, Says::Title | Says::Author));
    let mut metadata = Metadata::default();
    if found.len() < 2 || !names {
        return metadata;
    }
    for (says, value) in found {
        match says {
            Says::Title => metadata.title = metadata.title.or(Some(value)),
            Says::Author => metadata.authors.push(without_address(&value).to_owned()),
            Says::Date => metadata.date = metadata.date.or(Some(value)),
            Says::Language => metadata.language = tag(&value).map(str::to_owned),
        }
    }
    metadata
}

/// The name a line begins with, and what it says.
fn name(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once(':')?;
    let plain = name.len() < 24 && name.chars().all(|c| c.is_alphabetic() || " -".contains(c));
    (plain && name.starts_with(char::is_uppercase)).then_some((name, value))
}

fn says(name: &str) -> Option<Says> {
    let folded = Fold::Word.of(name);
    let kinds = [
        (Section::HeaderTitle, Says::Title),
        (Section::HeaderAuthor, Says::Author),
        (Section::HeaderDate, Says::Date),
        (Section::HeaderLanguage, Says::Language),
    ];
    kinds.into_iter().find(|(section, _)| section.has(&folded)).map(|(_, says)| says)
}

/// A name of a mail without the address after it.
fn without_address(name: &str) -> &str {
    let name = name.split_once(" <").map_or(name, |(name, _)| name);
    name.trim_matches('"').trim()
}

#[cfg(test)]
mod tests {
    use super::metadata;

    #[test]
    fn what_stands_before_a_text() {
        let of = |text: &str| {
            let blocks: Vec<Vec<&str>> = text.split("\n\n").map(|b| b.lines().collect()).collect();
            let found = metadata(&blocks);
            (found.title.unwrap_or_default(), found.authors, found.language.unwrap_or_default())
        };
        let archive = "The eBook of Bees\n\nTitle: Of Bees\n       and Wasps\n\nAuthor: Ann Lee\n\nPosting Date: May\n\n\
                       Language: German\n\nThen\n\nTitle: None";
        assert_eq!(
            of(archive),
            ("Of Bees and Wasps".into(), vec!["Ann Lee".to_owned()], "de".into())
        );
        let gutenberg = "The Project Gutenberg EBook of Bees, by Ann Lee\n\nThis eBook is for anyone.\n\nTitle: Of \
                         Bees\n\nAuthor: Ann Lee\n\nLanguage: English\n\nThen";
        assert_eq!(of(gutenberg), ("Of Bees".into(), vec!["Ann Lee".to_owned()], "en".into()));
        let mail = "From: \"Bo Doe\" <bo@example.org>\nTo: list\nSubject: Re: bees\n\nHe said: no.";
        assert_eq!(of(mail), ("Re: bees".into(), vec!["Bo Doe".to_owned()], String::new()));
        for none in ["Date: 1 May\nLanguage: English", "Title: a word of its own\n\nText", ""] {
            assert_eq!(of(none), Default::default(), "{none}");
        }
    }
}
