//! Pairs of entries, labelled by hand before the rule was tried on them: of what is joined, all but one in
//! fifty must be one work.

use super::*;
use crate::text::Text;

/// An entry as it is read out of the list of a text.
fn entry(printed: &str) -> Reference {
    let markdown = format!(
        "# A Text\n\nWords.\n\n# References\n\n- {printed}\n- Zzyzx, Aaron. 1999. *Some Other Book of Words*. Berlin: Press.\n"
    );
    let text = Text::new(crate::read::markdown("a.md", &markdown));
    let sources = text.links.sources(&text.document);
    sources.into_iter().next().unwrap_or_else(|| panic!("no source in {printed}"))
}

fn compare(one: &str, two: &str) -> Sameness {
    let (one, two) = (Key::of(&entry(one)), Key::of(&entry(two)));
    let same = one.compare(&two);
    assert_eq!(same, two.compare(&one), "it is the same either way: {one:?} {two:?}");
    same
}

/// Entries of one work, as different lists print it.
const ONE: &[[&str; 2]] = include!("one.in");
/// Entries of two works that look alike.
const TWO: &[[&str; 2]] = include!("two.in");

#[test]
fn what_is_joined_is_one_work() {
    let told =
        |pairs: &'static [[&str; 2]]| pairs.iter().map(|[one, two]| (compare(one, two), one, two));
    let mut right = 0;
    for (same, one, two) in told(ONE) {
        assert!(same > Sameness::Other, "nothing is said of {one} and {two}");
        right += usize::from(same == Sameness::Same);
    }
    let wrong: Vec<_> = told(TWO).filter(|(same, ..)| *same == Sameness::Same).collect();
    assert!(wrong.len() * 50 <= right + wrong.len(), "{wrong:?}");
    // Of the labelled pairs that are one work, so many are joined; the others are said apart.
    assert!(right * 100 >= ONE.len() * 75, "{right} of {}", ONE.len());
    println!("{right} of {} joined, {} of {} wrongly", ONE.len(), wrong.len(), TWO.len());
}

#[test]
fn numbers_of_books_and_articles_are_compared_as_what_they_are() {
    assert_eq!(same::isbn("0-306-40615-2"), Some("9780306406157".to_owned()));
    assert_eq!(same::isbn("978-0-306-40615-7"), same::isbn("0306406152"));
    assert_eq!(same::isbn("0-306-40615-3"), None);
    assert_eq!(same::doi("https://doi.org/10.1000/XYZ12."), Some("10.1000/xyz12".to_owned()));
    assert_eq!(same::doi("10.1000/"), None);
}
