//! Tongue: which language words are in, told by the commonest of them.
//!
//! Every second or third word of any prose is one of a few dozen, and no two languages share many of
//! those (Ingle, 1976; Grefenstette, 1995). Where two come near each other, as Danish and Norwegian
//! do, or few words are known, nothing is said.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::prose::words::Quick;
use super::section::{Section, by_language};

/// From so many words on something can be told.
const FEWEST: usize = 40;

/// The commonest words, and the languages that have each, by their number in [`TAGS`].
static COMMONEST: LazyLock<HashMap<&'static str, Vec<usize>, Quick>> = LazyLock::new(|| {
    let mut known: HashMap<&'static str, Vec<usize>, Quick> = HashMap::default();
    for (at, (_, words)) in by_language(Section::Commonest).enumerate() {
        for word in words {
            known.entry(word).or_default().push(at);
        }
    }
    known
});

/// The tags of the languages whose commonest words are known.
static TAGS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| by_language(Section::Commonest).map(|(tag, _)| tag).collect());

/// The tag of the language that words are in, where they leave no doubt: a fifth of them at least are
/// among its commonest, and half as many again as among those of any other.
pub(crate) fn tongue(text: &str) -> Option<&'static str> {
    let mut counts = vec![0; TAGS.len()];
    let mut all = 0;
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        all += 1;
        let lower = word.to_lowercase();
        for &at in COMMONEST.get(&*lower).into_iter().flatten() {
            counts[at] += 1;
        }
    }
    let (best, &count) = counts.iter().enumerate().max_by_key(|&(_, count)| *count)?;
    let next = counts.iter().enumerate().filter(|&(at, _)| at != best).map(|(_, &count)| count);
    let next: usize = next.max().unwrap_or(0);
    (all >= FEWEST && count * 5 >= all && count * 2 >= next * 3).then(|| TAGS[best])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_known_by_its_commonest_words() {
        let cases = [
            (
                "The conception of struggle for existence as a factor of evolution has permitted us \
                 to embrace an immensely wide range of phenomena in one single generalization, which \
                 soon became the very basis of our speculations. It was not the only one that had \
                 been made, but it is the one by which this age will be known, and to which all \
                 later writers have come back.",
                Some("en"),
            ),
            (
                "Ein Gespenst geht um in Europa, und das ist nicht das einzige, von dem in den \
                 Schriften der Zeit die Rede ist. Alle Mächte des alten Europa haben sich zu einer \
                 heiligen Hetzjagd mit dem Gespenst verbündet, wie es auch bei den anderen der Fall \
                 war, die auf eine Wendung hofften und sich mit der Lage nicht abfinden wollten.",
                Some("de"),
            ),
            (
                "La propriété, c’est le vol : voilà ce qui se dit dans tous les livres du temps, et \
                 ce n’est pas une nouveauté pour ceux qui ont lu les économistes. Il est plus aisé \
                 de le dire que de le prouver, et les hommes qui nous gouvernent ne sont pas sur ce \
                 point avec nous, ni par leurs actes ni dans leurs discours.",
                Some("fr"),
            ),
            ("The end.", None),
        ];
        for (words, tag) in cases {
            assert_eq!(tongue(words), tag, "{words}");
        }
        assert_eq!(tongue(&"Lorem ipsum dolor sit amet consectetur ".repeat(40)), None);
        assert_eq!(tongue(&"let x = y; fn main() { return 0 } ".repeat(40)), None);
    }
}
