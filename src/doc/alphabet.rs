//! The order of names and titles in lists: that of the language's dictionaries and catalogues (the
//! Unicode Collation Algorithm, UTS #10, with the tailorings of CLDR), without regard to case.

use std::cmp::Ordering;

use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use icu_locale_core::Locale;

/// The order of words in a language.
pub struct Alphabet(Option<CollatorBorrowed<'static>>);

impl Alphabet {
    /// That of the language a tag names (BCP 47: `de`, `sv-SE`); where there is none, or nobody knows
    /// it, the one that most languages share: letters with accents stand with those without.
    pub fn of(language: Option<&str>) -> Self {
        let tag = language.unwrap_or("").trim().replace('_', "-");
        let locale = Locale::try_from_str(&tag).ok();
        let preferences = locale.map_or(CollatorPreferences::default(), |locale| (&locale).into());
        let mut options = CollatorOptions::default();
        options.strength = Some(Strength::Secondary);
        let collator = Collator::try_new(preferences, options);
        Self(collator.or_else(|_| Collator::try_new(CollatorPreferences::default(), options)).ok())
    }

    /// Which of two stands first. Words that differ in case alone are equal.
    pub fn compare(&self, one: &str, other: &str) -> Ordering {
        match &self.0 {
            Some(collator) => collator.compare(one, other),
            None => one.to_lowercase().cmp(&other.to_lowercase()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_its_order() {
        let cases = [
            ("", "Oates|Öztürk|Ozu|Žižek|Zola|Zuboff"),
            ("nobody knows", "Oates|Öztürk|Ozu|Žižek|Zola|Zuboff"),
            ("de-AT", "Oates|Öztürk|Ozu|Žižek|Zola|Zuboff"),
            ("tr", "Oates|Ozu|Öztürk|Žižek|Zola|Zuboff"),
            ("sv_SE", "Oates|Ozu|Žižek|Zola|Zuboff|Öztürk"),
            ("cs", "Oates|Öztürk|Ozu|Zola|Zuboff|Žižek"),
            ("ru", "Ёлкин|Ельцин|Жук|Oates"),
        ];
        for (language, expected) in cases {
            let alphabet = Alphabet::of(Some(language).filter(|tag| !tag.is_empty()));
            let mut words: Vec<&str> = expected.split('|').collect();
            words.sort_unstable();
            words.sort_by(|one, other| alphabet.compare(one, other));
            assert_eq!(words.join("|"), expected, "{language}");
        }
        assert_eq!(Alphabet::of(None).compare("de Sade", "De Sade"), Ordering::Equal);
    }
}
