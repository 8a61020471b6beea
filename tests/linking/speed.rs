//! Linking takes time in proportion to the text. Each test links a text and one eight times as
//! long, with eight times as many citations *and* sources: whatever looks at all sources for each
//! citation takes sixty-four times as long.

use std::fmt::Write as _;
use std::hint::black_box;

use ibid::link::link;

use crate::timing::{self, LONGER};

/// Links a text of `size` parts and one of eight times as many, and compares the times.
fn in_proportion(size: usize, text: impl Fn(usize) -> String) {
    let [short, long] = [size, size * LONGER].map(|size| {
        let source = text(size);
        (ibid::read::markdown("a.md", &source), source.len())
    });
    let [few, many] = [&short, &long].map(|(document, _)| link(document).citations.len());
    assert!(few > 0 && many >= few * 7, "{few} and {many} citations are no like texts");
    timing::in_proportion("a text", (&short.0, short.1), (&long.0, long.1), |document| {
        black_box(link(document));
    });
}

/// A surname that no other number has, four syllables long.
fn surname(mut number: usize) -> String {
    let mut name = String::from("K");
    for _ in 0..4 {
        name.push(['a', 'e', 'i', 'o', 'u'][number % 5]);
        number /= 5;
        name.push(['b', 'd', 'l', 'm', 'n', 'r', 's', 't'][number % 8]);
        number /= 8;
    }
    name
}

/// A title that no other number has.
fn title(number: usize) -> String {
    format!("{} Labour and the {} State", surname(number * 7 + 1), surname(number))
}

const PROSE: &str = "The factory is in the city, and the city is the factory of another time. ";

#[test]
fn sources_cited_by_author_and_date() {
    in_proportion(60, |size| {
        let mut text = String::new();
        for n in 0..size {
            let (name, year) = (surname(n), 1700 + n % 300);
            _ = write!(text, "{PROSE}So ({name} {year}: 3). {name} ({year}) says so.\n\n");
        }
        text.push_str("## References\n\n");
        for n in 0..size {
            let (name, year) = (surname(n), 1700 + n % 300);
            _ = writeln!(text, "- {name}, A. {year}. *{}*. London, Freedom.", title(n));
        }
        text
    });
}

#[test]
fn works_of_one_author_cited_in_notes() {
    in_proportion(150, |size| {
        let mut text = String::new();
        for n in 0..size {
            let cited = title(n * 31 % size);
            _ = write!(text, "{PROSE}[^{n}]\n\n[^{n}]: Kropotkin, *{cited}*, p. 3. {PROSE}\n\n");
        }
        text.push_str("## References\n\n");
        for n in 0..size {
            let year = 1700 + n % 300;
            _ = writeln!(text, "- Kropotkin, P. {year}. *{}*. London, Freedom.", title(n));
        }
        text
    });
}

#[test]
fn sources_cited_again_in_one_paragraph() {
    in_proportion(60, |size| {
        let mut text = String::new();
        for n in 0..size {
            let (name, year) = (surname(n), 1700 + n % 300);
            _ = write!(text, "{PROSE}So ({name} {year}), and so too (ibid., p. 4). ");
            _ = write!(text, "{PROSE}Again {name}, op. cit., p. 5. ");
        }
        text.push_str("\n\n## References\n\n");
        for n in 0..size {
            let (name, year) = (surname(n), 1700 + n % 300);
            _ = writeln!(text, "- {name}, A. {year}. *{}*. London, Freedom.", title(n));
        }
        text
    });
}

#[test]
fn chapters_that_each_list_the_same_sources() {
    in_proportion(3, |size| {
        let mut text = String::new();
        for _ in 0..size {
            text.push_str("## A chapter\n\n");
            for n in 0..30 {
                let (name, year) = (surname(n), 1900 + n);
                _ = write!(text, "{PROSE}So ({name} {year}). So too [{}].\n\n", n + 1);
            }
            text.push_str("### References\n\n");
            for n in 0..30 {
                let (name, year) = (surname(n), 1900 + n);
                _ = writeln!(text, "{}. {name}, A. {year}. *{}*. Torino.", n + 1, title(n));
            }
            text.push('\n');
        }
        text
    });
}

#[test]
fn years_that_cite_nothing() {
    in_proportion(60, |size| {
        let mut text = String::new();
        for n in 0..size {
            let year = 1500 + n % 400;
            _ = write!(text, "{PROSE}In {year} came {} ({year}). ", surname(n));
            _ = write!(text, "So said Marx in Paris (Marx 1867).\n\n");
        }
        text.push_str("## References\n\n- Marx, K. 1867. *Capital*. London, Penguin.\n");
        _ = writeln!(text, "- Negri, A. 1979. *Marx oltre Marx*. Milano, Feltrinelli.");
        text
    });
}
