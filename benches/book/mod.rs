//! A book of any size, made of nothing but rules: chapters of paragraphs, a note for every
//! kilobyte at the end of its chapter, sources cited by author and year, and one word that stands
//! only once, near the end.

pub(crate) mod formats;

use std::fmt::Write as _;

/// The word that stands once.
pub(crate) const RARE: &str = "quincunx";

const SYLLABLES: [&str; 24] = [
    "ba", "co", "den", "e", "fi", "gra", "hum", "in", "jo", "ka", "lo", "mer", "na", "o", "pel",
    "qui", "ra", "si", "ta", "u", "ver", "wo", "ya", "ze",
];
const SMALL: [&str; 12] =
    ["the", "of", "and", "in", "to", "a", "that", "is", "for", "by", "with", "as"];

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.0 >> 33) as usize % below
    }

    fn word(&mut self) -> String {
        if self.roll(3) == 0 {
            return SMALL[self.roll(SMALL.len())].to_owned();
        }
        let count = 1 + self.roll(4);
        (0..count).map(|_| SYLLABLES[self.roll(SYLLABLES.len())]).collect()
    }

    fn sentence(&mut self) -> String {
        let count = 6 + self.roll(20);
        let mut words: Vec<String> = (0..count).map(|_| self.word()).collect();
        if let Some(first) = words[0].get_mut(..1) {
            first.make_ascii_uppercase();
        }
        if self.roll(4) == 0 {
            let at = 1 + self.roll(count - 2);
            words[at] = format!("*{}*", words[at]);
        }
        if self.roll(15) == 0 {
            let (name, year) = (self.roll(NAMES.len()), 1900 + self.roll(80));
            words.push(format!("({} {year}: {})", NAMES[name], 1 + self.roll(300)));
        }
        words.join(" ") + "."
    }
}

const NAMES: [&str; 8] =
    ["Aldana", "Brunetti", "Corvin", "Dragomir", "Eskola", "Farkas", "Grimaldi", "Halloran"];

/// A book of about `size` bytes in Markdown.
pub(crate) fn markdown(size: usize) -> String {
    let mut dice = Dice(7);
    let mut text = String::with_capacity(size + (1 << 16));
    text.push_str("# A Book for Measuring\n\nHere it begins.\n\n");
    let mut note = 0;
    let mut chapter = 0;
    while text.len() < size {
        chapter += 1;
        _ = writeln!(text, "## Chapter {chapter}\n");
        let (start, first) = (text.len(), note + 1);
        while text.len() - start < 24_000 && text.len() < size {
            if dice.roll(14) == 0 {
                text.push_str("> ");
            }
            for _ in 0..3 + dice.roll(5) {
                text.push_str(&dice.sentence());
                if note < text.len() / 1000 {
                    note += 1;
                    _ = write!(text, "[^{note}]");
                }
                text.push(' ');
            }
            text.push_str("\n\n");
        }
        for number in first..=note {
            _ = writeln!(text, "[^{number}]: {}\n", dice.sentence());
        }
    }
    _ = writeln!(text, "The last paragraph has a {RARE} in it.\n\n## References\n");
    for name in NAMES {
        for year in (1900..1980).step_by(3) {
            _ = writeln!(text, "- {name}, A. {year}. *{}* London, Freedom", dice.sentence());
        }
    }
    text
}

/// A book of about `size` bytes as a scan of it: pages of lines with a running head, a number and
/// notes at the foot, parted by form feeds.
pub(crate) fn printed(size: usize) -> String {
    let mut dice = Dice(11);
    let mut text = String::with_capacity(size + 4000);
    let mut page = 0;
    while text.len() < size {
        page += 1;
        _ = writeln!(text, "A BOOK FOR MEASURING\n");
        for line in 0..34 {
            let words: Vec<String> = (0..10).map(|_| dice.word()).collect();
            let sign = if line == 20 { " 1" } else { "" };
            _ = writeln!(text, "{}{sign}", words.join(" "));
        }
        _ = writeln!(text, "\n1 {}\n\n{page}\n\u{c}", dice.sentence());
    }
    text
}
