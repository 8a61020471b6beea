//! The people of an entry: their names, and whether there are others.

use super::entry::one_line;
use crate::doc::{Name, People};
use crate::language::lexicon::is_suffix;

impl People {
    /// Takes `others`, the last of names, for what BibTeX means by it.
    fn of(mut names: Vec<Name>) -> Self {
        let said =
            |name: &Name| name.given.is_empty() && name.family.eq_ignore_ascii_case("others");
        let others = names.len() > 1 && names.last().is_some_and(said);
        if others {
            names.pop();
        }
        Self { names, others }
    }
}

impl FromIterator<Name> for People {
    fn from_iter<I: IntoIterator<Item = Name>>(names: I) -> Self {
        Self::of(names.into_iter().collect())
    }
}

impl Name {
    /// A name as files spell it in one string: `Family, Given` or all of it together.
    pub(super) fn of(words: &str) -> Self {
        let words = one_line(words);
        let parts: Vec<&str> = words.split(',').map(str::trim).collect();
        let (family, given, suffix) = match parts[..] {
            [family, suffix, given] if is_suffix(suffix) => (family, given, suffix),
            [family, given, suffix] if is_suffix(suffix) => (family, given, suffix),
            [family, suffix] if is_suffix(suffix) => (family, "", suffix),
            _ => match words.split_once(',') {
                Some((family, given)) => (family.trim(), given.trim(), ""),
                None => (words.as_str(), "", ""),
            },
        };
        let [family, given, suffix] = [family, given, suffix].map(str::to_owned);
        Self { family, given, suffix, ..Self::default() }
    }

    /// Puts a suffix in its place that stands among the names: `King, Jr.` reads as a given name,
    /// `Ann King Jr.` as a surname.
    pub(super) fn sorted(mut self) -> Self {
        if !self.suffix.is_empty() {
            // `King, Martin, Jr.`, where BibTeX has the suffix before the given names.
            if is_suffix(&self.given) && !is_suffix(&self.suffix) {
                std::mem::swap(&mut self.given, &mut self.suffix);
            }
            return self;
        }
        if is_suffix(&self.given) {
            self.suffix = std::mem::take(&mut self.given);
            if let Some((given, family)) = self.family.rsplit_once(' ') {
                (self.given, self.family) = (given.to_owned(), family.to_owned());
            }
        } else if is_suffix(&self.family)
            && let Some((given, family)) = self.given.trim_end_matches(',').rsplit_once(' ')
        {
            let family = family.trim_end_matches(',').to_owned();
            self.suffix = std::mem::replace(&mut self.family, family);
            self.given = given.trim().to_owned();
        } else if let Some((given, last)) = self.given.rsplit_once(' ')
            && is_suffix(last)
            && last != "V"
        {
            // `King, Martin Luther III`.
            self.suffix = last.to_owned();
            self.given = given.trim_end_matches(',').to_owned();
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suffixes_are_no_names() {
        let parts = |name: Name| format!("{}|{}|{}", name.family, name.given, name.suffix);
        let cases = [
            ("Moss, Jr., Ida", "Moss|Ida|Jr."),
            ("Moss, Ida, III", "Moss|Ida|III"),
            ("Moss, Ida", "Moss|Ida|"),
            ("The Mill", "The Mill||"),
            ("Moss, Ida V.", "Moss|Ida V.|"),
            ("Moss, Ida IV", "Moss|Ida|IV"),
        ];
        for (words, expected) in cases {
            assert_eq!(parts(Name::of(words).sorted()), expected, "{words}");
        }
        let name = |family: &str, given: &str| Name {
            family: family.to_owned(),
            given: given.to_owned(),
            ..Name::default()
        };
        assert_eq!(parts(name("Ida Moss", "Jr.").sorted()), "Moss|Ida|Jr.");
        assert_eq!(parts(name("Jr.", "Ida B. Moss,").sorted()), "Moss|Ida B.|Jr.");
        let swapped = Name { suffix: "Ida".to_owned(), ..name("Moss", "Jr.") };
        assert_eq!(parts(swapped.sorted()), "Moss|Ida|Jr.");
        assert_eq!(Name::of("Moss, Ida, Jr.").spoken(), "Ida Moss Jr.");
        assert_eq!(Name::of("Moss, Jr., Ida").inverted(), "Moss, Ida, Jr.");
    }

    #[test]
    fn others_are_nobody() {
        let people = |names: &[&str]| names.iter().map(|name| Name::of(name)).collect::<People>();
        let several = people(&["Moss, Ida", "others"]);
        assert_eq!((several.names.len(), several.others), (1, true));
        assert!(!people(&["Others"]).others);
    }
}
