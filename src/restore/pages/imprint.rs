//! The small print of books: what a line of front matter is that is neither title nor author.
//!
//! Who published, printed, licensed, edited or translated a book is said in few set words, which
//! differ by language and hardly by century.

use crate::language::words::{fold, tokens};

/// What a line of front matter says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Says {
    /// The year, alone on its line.
    Year,
    /// The publisher, the printer, the edition, the volume, the rights.
    Imprint,
    /// Who edited, translated or introduced the book.
    Helper,
    /// Anything else: the title, the author.
    Other,
}

/// Beginnings of words that only rights and licences are put in.
const RIGHTS: [&str; 20] = [
    "copyright",
    "copyleft",
    "anti-copyright",
    "anticopyright",
    "isbn",
    "issn",
    "licens",
    "licenc",
    "lizenz",
    "licenz",
    "лиценз",
    "creative",
    "gemeinfrei",
    "cc-by",
    "cc0",
    "gedruckt",
    "imprimé",
    "impreso",
    "stampato",
    "printed",
];

/// What all rights are reserved with.
const RESERVED: [&str; 9] = [
    "rights reserved",
    "rechte vorbehalten",
    "droits réservés",
    "derechos reservados",
    "diritti riservati",
    "права защищены",
    "direitos reservados",
    "public domain",
    "domaine public",
];

/// Words that publishers, printers and editions are called by.
const PUBLISHERS: [&str; 27] = [
    "verlag",
    "verlagsbuchhandlung",
    "buchhandlung",
    "druck",
    "druckerei",
    "auflage",
    "ausgabe",
    "press",
    "publisher",
    "publishers",
    "publishing",
    "edition",
    "éditions",
    "éditeur",
    "édition",
    "imprimerie",
    "librairie",
    "edizioni",
    "edizione",
    "editore",
    "ediciones",
    "edición",
    "editorial",
    "εκδόσεις",
    "έκδοση",
    "издательство",
    "издание",
];

/// What parts of a work in several are called.
const VOLUMES: [&str; 14] = [
    "volume",
    "vol",
    "band",
    "bd",
    "heft",
    "tome",
    "tomo",
    "volumen",
    "number",
    "issue",
    "nummer",
    "numéro",
    "том",
    "τόμος",
];

/// What editors, translators and their like are named with.
const HELPERS: [&str; 21] = [
    "herausgegeben",
    "übersetzt",
    "übertragen",
    "aus dem",
    "mit einem",
    "edited",
    "translated",
    "translation",
    "with a preface",
    "with an introduction",
    "illustrated",
    "foreword",
    "édité",
    "traduit",
    "préface",
    "traducción",
    "traducido",
    "traduzione",
    "a cura di",
    "перевод",
    "μετάφραση",
];

/// What a line of front matter says.
pub(crate) fn says(words: &str) -> Says {
    let bare = words.trim_matches(|c: char| !c.is_alphanumeric());
    if bare.len() == 4 && year(bare).is_some() {
        return Says::Year;
    }
    let folded = fold(words);
    let publishes = |word: &str| PUBLISHERS.contains(&fold(word).as_ref());
    if is_rights(words) || words.contains("://") || folded.starts_with("www.") {
        Says::Imprint
    } else if HELPERS.iter().any(|helper| folded.starts_with(helper)) {
        Says::Helper
    } else if tokens(words).any(publishes)
        || is_volume(words)
        || year(words).is_some() && words.len() < 40
    {
        Says::Imprint
    } else {
        Says::Other
    }
}

fn is_volume(words: &str) -> bool {
    let part = |word: &str| VOLUMES.contains(&fold(word).as_ref());
    tokens(words).any(part) && (2..=3).contains(&tokens(words).count())
}

/// Whether a line is about the rights to a book.
pub(crate) fn is_rights(words: &str) -> bool {
    let folded = fold(words);
    words.contains('©')
        || RESERVED.iter().any(|reserved| folded.contains(reserved))
        || tokens(&folded).any(|word| RIGHTS.iter().any(|right| word.starts_with(right)))
}

/// The year a line gives, by the calendar of printing. Who reads figures by their shape takes a 1
/// for an l, and a 0 for an O.
pub(crate) fn year(words: &str) -> Option<String> {
    let figures = words.split(|c: char| !c.is_alphanumeric()).filter(|part| part.len() == 4);
    let figures = figures.filter(|part| part.bytes().filter(u8::is_ascii_digit).count() > 1);
    figures
        .map(|part| part.replace(['l', 'I'], "1").replace('O', "0"))
        .find(|part| part.parse().is_ok_and(|year: u32| (1450..2100).contains(&year)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_small_print_from_titles() {
        let cases = [
            ("1902", Says::Year),
            ("– 1902 –", Says::Year),
            ("l9O2", Says::Year),
            ("London: Heinemann, 1902", Says::Imprint),
            ("Anti-Copyright", Says::Imprint),
            ("2. Auflage", Says::Imprint),
            ("Tome premier", Says::Imprint),
            ("Alle Rechte vorbehalten", Says::Imprint),
            ("Aus dem Russischen von Anna Weiß", Says::Helper),
            ("Traduit par Jean Blanc", Says::Helper),
            ("Mutual Aid: A Factor of Evolution", Says::Other),
            ("Peter Kropotkin", Says::Other),
        ];
        for (words, expected) in cases {
            assert_eq!(says(words), expected, "{words}");
        }
    }
}
