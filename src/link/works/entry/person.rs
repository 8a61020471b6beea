//! The people an entry names, in the parts their names have.

use crate::doc;
use crate::language::fold::{Fold, one_line};
use crate::language::lexicon::{self, is_suffix};
use crate::language::name;
use crate::link::works::entry::people;

/// A name as entries print it, in its parts.
pub(crate) fn told(name: &name::Name) -> doc::Name {
    let printed = one_line(&name.printed);
    let inverted = printed.split_once(',').map(|(_, given)| given.trim());
    let spoken = printed.strip_suffix(&*name.family).map(str::trim);
    let given = if name.given.is_empty() { "" } else { inverted.or(spoken).unwrap_or("") };
    let (given, suffix) = match given.rsplit_once([' ', ',']) {
        Some((given, last)) if is_suffix(last) => (given.trim_end_matches([' ', ',']), last),
        _ if is_suffix(given) => ("", given),
        _ => (given, ""),
    };
    let family = if given.is_empty() && suffix.is_empty() { &printed } else { &name.family };
    // `de la Cruz`: what has a small letter goes before the name, unless there is nothing else.
    let noble = |word: &&str| {
        word.starts_with(char::is_lowercase) && lexicon::is_noble(&Fold::Word.of(word))
    };
    let words: Vec<&str> = family.split_whitespace().collect();
    let particles = words.iter().take_while(|word| noble(word)).count();
    let particles = if given.is_empty() { 0 } else { particles.min(words.len().saturating_sub(1)) };
    doc::Name {
        particle: words[..particles].join(" "),
        family: words[particles..].join(" "),
        given: given.to_owned(),
        suffix: suffix.to_owned(),
        printed,
    }
}

/// Names that stand after the title, as those of editors do.
pub(crate) fn further(words: &str) -> doc::People {
    let read = people::further(words);
    doc::People { names: read.names().iter().map(told).collect(), others: read.open }
}
