//! Names: how an entry prints them, how a citation shortens them, and when the two agree.
//!
//! Two spellings are compared folded: without case, accents, ligatures or curly apostrophes.
//! The surprise: particles (*de*, *von*, *Dalla*) count for nothing in a comparison, because one
//! list files Rouffignac under R and its text cites “Lucas de Rouffignac”.

use super::fold::Fold;
use super::lexicon;

/// A name as an entry has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Name {
    /// As printed, `Dalla Costa, Mariarosa`.
    pub printed: String,
    /// The surname as printed, for keys.
    pub family: String,
    /// The folded words of the surname, or of all of an institution's name, less particles.
    pub surname: Vec<String>,
    /// The folded words of the given names; initials are one letter long.
    pub given: Vec<String>,
}

/// The folded words of a name that count in a comparison, in order. They end at spaces and at full
/// stops, so that `C.L.R.` is three initials.
pub(crate) fn counting_words(printed: &str) -> Vec<String> {
    let parts = |c: char| c.is_whitespace() || matches!(c, '.' | ',' | '(' | ')' | '"' | '“' | '”');
    counting(printed.split(parts))
}

/// The same of words that are parted already; what has no letters is none.
pub(crate) fn counting<'t>(words: impl Iterator<Item = &'t str>) -> Vec<String> {
    let words = words.map(without_article);
    let words = words.filter(|word| word.chars().any(char::is_alphanumeric));
    let mut words: Vec<String> = words.map(|word| Fold::Word.of(word).into_owned()).collect();
    // Du, Le and Van are surnames too: where nothing else is there, they are the name.
    if words.iter().any(|word| !lexicon::is_particle(word)) {
        words.retain(|word| !lexicon::is_particle(word));
    }
    words
}

/// A word without an elided article (`d’Alembert`).
fn without_article(word: &str) -> &str {
    let Some(rest) = word.strip_prefix(['d', 'l', 'D', 'L']) else { return word };
    rest.strip_prefix(['\'', '’']).filter(|name| !name.is_empty()).unwrap_or(word)
}

impl Name {
    /// A name with its surname first: `Kropotkin, Peter`.
    pub(crate) fn inverted(family: &str, given: &str) -> Self {
        let family = family.trim();
        let given = given.trim();
        let printed =
            if given.is_empty() { family.to_owned() } else { format!("{family}, {given}") };
        Self {
            printed,
            family: family.to_owned(),
            surname: counting_words(family),
            given: if given.is_empty() { Vec::new() } else { counting_words(given) },
        }
    }

    /// A name as it is spoken: `Peter Kropotkin`; `Kropotkin P.` as well, whose initials show
    /// which end the surname is at.
    pub(crate) fn spoken(printed: &str) -> Self {
        let printed = printed.trim();
        let words: Vec<&str> = printed.split_whitespace().collect();
        // `CERTEAU M. de`: the particle goes with the given names.
        let small = |word: &&&str| word.starts_with(char::is_lowercase);
        let particles = words.iter().rev().take_while(small).count();
        let before = &words[..words.len() - particles];
        let initials = before.iter().rev().take_while(|word| is_initials(word)).count();
        let initials_at_end = if initials > 0 { initials + particles } else { 0 };
        if initials_at_end > 0 && initials_at_end < words.len() {
            let at = words.len() - initials_at_end;
            return Self::inverted(&words[..at].join(" "), &words[at..].join(" "));
        }
        let mut at = words.len().saturating_sub(1);
        while at > 1 && lexicon::is_particle(&Fold::Word.of(words[at - 1])) {
            at -= 1;
        }
        let family = words[at..].join(" ");
        Self {
            printed: printed.to_owned(),
            surname: counting_words(&family),
            given: counting_words(&words[..at].join(" ")),
            family,
        }
    }

    /// A name that is not a person's: an institution, a title in its place.
    pub(crate) fn whole(printed: &str) -> Self {
        let printed = printed.trim();
        let family = printed.strip_prefix("The ").or(printed.strip_prefix("the "));
        Self {
            printed: printed.to_owned(),
            family: family.unwrap_or(printed).to_owned(),
            surname: counting_words(printed),
            given: Vec::new(),
        }
    }

    /// A name as a text says who wrote it: `Kropotkin, Peter`, `Peter Kropotkin`, or a body that is
    /// called by common words, as `The ibid project` is.
    pub(crate) fn of_author(printed: &str) -> Self {
        let small = |word: &str| word.starts_with(char::is_lowercase);
        match printed.split_once(',') {
            Some((family, given)) => Self::inverted(family, given),
            None if printed.split_whitespace().next_back().is_some_and(small) => {
                Self::whole(printed)
            }
            None => Self::spoken(printed),
        }
    }

    /// Whether the folded words of a citation may be a short form of this name: one is of the
    /// surname, and each of the others is in the name, given names by their initials if need be.
    pub(crate) fn answers_to(&self, cited: &[String]) -> bool {
        let in_surname = |word: &String| self.surname.contains(word);
        let Some(last) = cited.last() else { return false };
        if cited.len() == 1 {
            return match self.surname.as_slice() {
                // A double surname goes by either half (García Márquez, Carazo Salas); an
                // institution by all of its words or its initials.
                [first, second] if !self.given.is_empty() => last == first || last == second,
                [_] => in_surname(last),
                words if self.given.is_empty() => is_acronym(last, words),
                words => words.last() == Some(last) || words.first() == Some(last),
            };
        }
        let known = |word: &String| in_surname(word) || self.has_given(word);
        let full = cited.iter().filter(|word| in_surname(word)).count();
        if self.given.is_empty() && self.surname.len() > 1 {
            return full == cited.len() && full * 2 > self.surname.len();
        }
        cited.iter().all(known) && full > 0
    }

    /// Whether the folded words of a citation have the whole of the surname.
    pub(crate) fn answers_fully(&self, cited: &[String]) -> bool {
        let whole = self.surname.iter().all(|word| cited.contains(word));
        whole || self.given.is_empty() && self.answers_to(cited)
    }

    fn has_given(&self, word: &str) -> bool {
        self.given.iter().any(|given| {
            given == word
                || one_letter(word) && given.starts_with(word)
                || one_letter(given) && word.starts_with(given.as_str())
        })
    }
}

fn one_letter(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some() && letters.next().is_none()
}

/// Whether `word` is made of the first letters of `words`: `undp`.
fn is_acronym(word: &str, words: &[String]) -> bool {
    words.len() == word.chars().count()
        && words.len() >= 2
        && words.iter().zip(word.chars()).all(|(full, letter)| full.starts_with(letter))
}

/// Whether a word is initials: `P.`, `C.L.R.`, `J.-P.`, `BK`.
pub(crate) fn is_initials(word: &str) -> bool {
    let dotted = word.contains('.');
    let mut letters = 0;
    for c in word.chars() {
        match c {
            '.' | '-' | '‐' | '‑' | '–' => {}
            c if c.is_uppercase() => letters += 1,
            // `Kh.`, `Yu.`: one small letter may follow the first.
            c if dotted && c.is_lowercase() && letters == 1 && word.chars().count() <= 3 => {}
            _ => return false,
        }
    }
    letters > 0 && letters <= 4 && (dotted || letters <= 2)
}

/// Whether two folded words differ by one slip of the pen: a letter more, less, other, or two
/// neighbours swapped. Short words are never taken for one another, nor ones that begin
/// differently: too many true names lie that close.
pub(crate) fn is_slip(one: &str, other: &str) -> bool {
    // Most pairs of names need no closer look.
    if one.len().abs_diff(other.len()) > 3 || one.as_bytes().first() != other.as_bytes().first() {
        return false;
    }
    let one: Vec<char> = one.chars().collect();
    let other: Vec<char> = other.chars().collect();
    if one.len().min(other.len()) < 5 || one.len().abs_diff(other.len()) > 1 || one[0] != other[0] {
        return false;
    }
    let same = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let (rest, tail) = (&one[same..], &other[same..]);
    match (rest.len(), tail.len()) {
        (0, 0) => false,
        (a, b) if a > b => rest[1..] == *tail,
        (a, b) if a < b => *rest == tail[1..],
        _ => {
            rest[1..] == tail[1..]
                || rest.len() > 1
                    && rest[0] == tail[1]
                    && rest[1] == tail[0]
                    && rest[2..] == tail[2..]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_citation_shortens_a_name() {
        let words = |cited: &str| counting_words(cited);
        for (family, given, cited, answers) in [
            ("Kropotkin", "Peter", "Kropotkin", true),
            ("Kropotkin", "Peter", "P. Kropotkin", true),
            ("Kropotkin", "P.", "Peter Kropotkin", true),
            ("Kropotkin", "Peter", "A. Kropotkin", false),
            ("Kropotkin", "Peter", "Peter", false),
            ("Dalla Costa", "Mariarosa", "Dalla Costa", true),
            ("Rouffignac", "Ann Lucas de", "Lucas de Rouffignac", true),
            ("García Márquez", "Gabriel", "García", true),
            ("James", "C.L.R.", "C. L. R. James", true),
            ("d’Alembert", "Jean", "D’Alembert", true),
            ("Liang", "Muxuan", "S. Liang", false),
        ] {
            let name = Name::inverted(family, given);
            assert_eq!(name.answers_to(&words(cited)), answers, "{family}, {given}: {cited}");
        }
        let journal = Name::whole("Quaderni del Territorio");
        assert!(journal.answers_to(&words("Quaderni di Territorio")));
        assert!(!journal.answers_to(&words("Territorio")));
        assert!(Name::whole("World Health Organization").answers_to(&words("WHO")));
    }

    #[test]
    fn spoken_names_end_in_the_surname() {
        for (printed, family) in [
            ("Peter Kropotkin", "Kropotkin"),
            ("Ludwig van Beethoven", "van Beethoven"),
            ("Bourdieu P.", "Bourdieu"),
            ("Smith JA", "Smith"),
            ("CERTEAU M. de", "CERTEAU"),
            ("I. Avakumovic", "Avakumovic"),
        ] {
            assert_eq!(Name::spoken(printed).family, family);
        }
    }

    #[test]
    fn authors_are_told_apart_from_bodies() {
        for (printed, family) in [
            ("Kropotkin, Peter", "Kropotkin"),
            ("Ludwig van Beethoven", "van Beethoven"),
            ("The ibid project", "ibid project"),
        ] {
            assert_eq!(Name::of_author(printed).family, family);
        }
    }

    #[test]
    fn tells_slips_from_other_names() {
        for (one, other, slip) in [
            ("kropotkin", "kropotkine", true),
            ("avakumovic", "avakumvoic", true),
            ("lee", "leo", false),
            ("hansen", "jansen", false),
            ("negri", "negri", false),
            ("cleaver", "cleever", true),
        ] {
            assert_eq!(is_slip(one, other), slip, "{one} {other}");
        }
    }
}
