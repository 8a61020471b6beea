//! The headings of a plain text that was never printed.
//!
//! Whoever types a text sets its headings apart by blank lines: more of them than between two
//! paragraphs. So what stands alone and short below a gap, above what is running text, is a
//! heading, if it also looks like one: in capitals, with the number of a chapter, or below so wide
//! a gap that nothing else stands there.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::language::fold::Fold;
use crate::language::numeral::{figure, is_han, roman};
use crate::language::section::Section;
use crate::restore::join::headings::Headings;
use crate::restore::lines::Lines;
use crate::restore::typed::archive;

/// What a block may be, as far as headings go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Looks {
    /// Words in capitals.
    Capitals,
    /// A few words that do not stop.
    Short,
    /// Running text.
    Text,
    /// None of these.
    Other,
}

/// What a heading counts: `BOOK II`, `Chapter the First. Of Bees`, `IV.`
#[derive(Debug, Clone, PartialEq, Eq)]
struct Count {
    /// Whether these are parts of a text, which have chapters.
    part: bool,
    /// The word for what is counted, folded; empty where a number stands alone.
    unit: String,
    /// The number, if it is written as one.
    number: Option<u32>,
}

impl Count {
    /// Whether it counts on from another of its kind.
    fn follows(&self, before: &Self) -> bool {
        let numbers = self.number.zip(before.number);
        self.unit == before.unit
            && numbers.is_some_and(|(own, before)| own.checked_sub(1) == Some(before))
    }
}

/// A block of lines.
#[derive(Debug)]
struct Block {
    lines: Range<usize>,
    /// How many blank lines stand above it.
    gap: u32,
    looks: Looks,
    count: Option<Count>,
}

impl Block {
    /// Whether it is set apart as what counts has to be: one blank line is above every paragraph.
    fn counts(&self) -> bool {
        self.count.is_some() && self.gap > 1
    }

    fn is_title(&self) -> bool {
        matches!(self.looks, Looks::Capitals | Looks::Short)
    }
}

/// Finds the headings of a plain text.
pub(super) fn find(text: &Lines<'_>) -> Headings {
    let blocks = blocks(text);
    let licence = archive::end(text);
    let counted = counted_headings(&blocks);
    let words = |lines: &Range<usize>| {
        let lines = &text.lines[lines.clone()];
        lines.iter().map(|line| line.words).collect::<Vec<_>>().join(" ")
    };
    let in_words: Vec<Range<usize>> = named_headings(&blocks, &counted);
    let mut times: HashMap<String, usize> = HashMap::new();
    for lines in &in_words {
        *times.entry(words(lines)).or_default() += 1;
    }
    // What comes back again and again is the head of a page.
    let in_words = in_words.into_iter().filter(|lines| times[&words(lines)] < 3);

    let mut found = Headings::default();
    found.levels.extend(licence.map(|at| (at, 2)));
    let level = |lines: &Range<usize>, level: u8| {
        if licence.is_some_and(|at| lines.start > at) { 3 } else { level }
    };
    let counted = counted.into_iter().map(|(lines, at)| (level(&lines, at), lines));
    let in_words = in_words.map(|lines| (level(&lines, 2), lines));
    for (level, lines) in counted.chain(in_words) {
        found.levels.insert(lines.start, level);
        found.further.extend(lines.skip(1));
    }
    found
}

/// The headings that count, with their levels: parts above chapters, and chapters above numbers
/// that stand alone.
fn counted_headings(blocks: &[Block]) -> Vec<(Range<usize>, u8)> {
    let mut found: Vec<(Range<usize>, &Count)> = Vec::new();
    let mut listed = None;
    for (at, block) in blocks.iter().enumerate() {
        let Some(count) = &block.count else { continue };
        // The first chapter of a part may stand as near to it as a title.
        let opens_part = at.checked_sub(1).is_some_and(|above| {
            let above = &blocks[above];
            above.counts() && above.count.as_ref().is_some_and(|above| above.part && !count.part)
        });
        if !block.counts() && !opens_part {
            continue;
        }
        if is_listed(count, &blocks[at + 1..], listed) {
            listed = Some(count);
            continue;
        }
        listed = None;
        found.push((block.lines.start..title_end(blocks, at), count));
    }
    let found = without_contents(found, blocks);
    let alone = |count: &Count| count.unit.is_empty();
    let has = |is: &dyn Fn(&Count) -> bool| found.iter().any(|(_, count)| is(count));
    let parts = has(&|count| count.part);
    let chapters = has(&|count| !count.part && !alone(count));
    let level = |count: &Count| match count {
        count if count.part => 2,
        count => 2 + u8::from(parts) + u8::from(chapters && alone(count)),
    };
    found.into_iter().map(|(lines, count)| (lines, level(count))).collect()
}

/// The headings without those of a contents list that says more of each chapter than its title:
/// where the count begins once more with the same, and all that came before comes again, over far
/// more of the text.
fn without_contents<'a>(
    found: Vec<(Range<usize>, &'a Count)>,
    blocks: &[Block],
) -> Vec<(Range<usize>, &'a Count)> {
    let Some((lines, first)) =
        found.first().filter(|(_, first)| first.number.is_some() && !first.unit.is_empty())
    else {
        return found;
    };
    let again = found.iter().skip(1).position(|(_, count)| *count == *first).map(|at| at + 1);
    let Some(again) = again else { return found };
    let end = blocks.last().map_or(0, |block| block.lines.end);
    let begin = found[again].0.start;
    let mut text = found[again..].iter();
    let come = found[..again].iter().filter(|(_, listed)| text.any(|(_, count)| count == listed));
    let whole = come.count() == again;
    if whole && (begin - lines.start) * 4 < end - begin { found[again..].to_vec() } else { found }
}

/// Whether what counts is an entry of a contents list: the next of its kind follows among the
/// blocks `below` with no text between, or it ends such a list, after `last`.
fn is_listed(count: &Count, below: &[Block], last: Option<&Count>) -> bool {
    let mut near = below.iter().take_while(|block| block.looks != Looks::Text).take(3);
    let mut next = || near.any(|it| it.count.as_ref().is_some_and(|it| it.follows(count)));
    last.is_some_and(|last| count.follows(last)) || !count.unit.is_empty() && next()
}

/// Where the heading ends that block number `at` begins, which counts: with its title, which
/// stands right below. What is farther away is the heading of a section, and words are of the text.
fn title_end(blocks: &[Block], at: usize) -> usize {
    let own = blocks[at].lines.end;
    let title = blocks.get(at + 1).filter(|title| {
        title.is_title() && title.count.is_none() && title.gap <= 2 && title.lines.len() < 4
    });
    let Some(title) = title else { return own };
    // A line of dialogue or of verse is followed by more of it at the same distance.
    let below = blocks.get(at + 2);
    let parts = below.is_none_or(|below| {
        title.looks == Looks::Capitals || below.gap > 1 || below.looks == Looks::Text
    });
    if parts { title.lines.end } else { own }
}

/// The headings in words: above running text, in capitals below a gap, or below so wide a gap that
/// nothing else stands there.
fn named_headings(blocks: &[Block], counted: &[(Range<usize>, u8)]) -> Vec<Range<usize>> {
    let taken: HashSet<usize> = counted.iter().flat_map(|(lines, _)| lines.clone()).collect();
    let heads = |pair: &[Block]| {
        let [heading, text] = pair else { return None };
        let least = match heading.looks {
            Looks::Capitals => 2,
            Looks::Short => 3,
            _ => return None,
        };
        let stands = text.looks == Looks::Text && heading.gap >= least && heading.count.is_none();
        (stands && !taken.contains(&heading.lines.start)).then(|| heading.lines.clone())
    };
    blocks.windows(2).filter_map(heads).collect()
}

/// The blocks of a text, each with the blank lines above it.
fn blocks(text: &Lines<'_>) -> Vec<Block> {
    let line_of = |at: usize| text.document.line_and_column(text.lines[at].span.start);
    let mut blocks: Vec<Block> = Vec::new();
    let mut begin = 0;
    while begin < text.lines.len() {
        let lines = begin..text.end_of_block(begin);
        let gap = match begin.checked_sub(1) {
            None => u32::MAX,
            Some(before) => {
                let numbers = line_of(begin).zip(line_of(before));
                numbers.map_or(0, |((at, _), (before, _))| at.saturating_sub(before + 1))
            }
        };
        let inside = text.document.blocks[text.lines[begin].block].inside;
        let words: Vec<&str> = text.lines[lines.clone()].iter().map(|line| line.words).collect();
        let free = inside.is_none();
        let looks = if free { looks(&words) } else { Looks::Other };
        let count = if free { counted(&words) } else { None };
        // Nothing else begins so, however near it stands.
        let gap = if counts_in_chinese(words[0]) { gap.max(2) } else { gap };
        begin = lines.end;
        blocks.push(Block { lines, gap, looks, count });
    }
    blocks
}

/// The longest line of a heading, and the most words of one without capitals.
const LONGEST: usize = 70;
const MOST: usize = 10;

/// How many letters without case are running text: more than any heading has that counts.
const CASELESS: usize = 30;

/// What lines look like.
fn looks(lines: &[&str]) -> Looks {
    let all = lines.join(" ");
    let small =
        |word: &&str| word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase);
    // Scripts without case have no small letters, and many no spaces.
    let caseless = |c: &char| c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase();
    let running = all.split_whitespace().filter(small).count() > 2
        || all.chars().filter(caseless).count() > CASELESS;
    let columns = all.contains("   ");
    let short =
        !columns && lines.len() < 3 && lines.iter().all(|line| line.chars().count() <= LONGEST);
    let opens =
        all.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase() || "“„«\"‘¿¡".contains(c));
    let goes_on = all.ends_with([',', ';', ':', '-']);
    if !short || !opens || goes_on {
        return if running { Looks::Text } else { Looks::Other };
    }
    let letters = all.chars().filter(|c| c.is_alphabetic()).count();
    let cased = all.chars().any(char::is_uppercase);
    if letters > 2 && cased && !all.chars().any(char::is_lowercase) {
        return Looks::Capitals;
    }
    let stops = all.ends_with(['.', '!', '?', '”', '"', '»', '’', '。', '！', '？', '」']);
    match all.split_whitespace().count() {
        0..=MOST if !stops => Looks::Short,
        _ if running => Looks::Text,
        _ => Looks::Other,
    }
}

/// The longest heading that counts, in lines: the titles of old chapters tell all that happens.
const TELLS: usize = 6;

/// What a heading counts, if it counts: `BOOK II`, `Chapter the First`, `Zweites Kapitel`, `IV.`
fn counted(lines: &[&str]) -> Option<Count> {
    let words = lines.join(" ");
    if counts_in_chinese(&words) && lines.len() < 3 {
        let unit = "第".to_owned();
        return Some(Count { part: false, unit, number: None });
    }
    // Columns are of a table or a list.
    if lines.len() > TELLS || words.ends_with([',', ';', '-']) || words.contains("   ") {
        return None;
    }
    let lower = Fold::Word.of(&words);
    let mut all = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let (first, second) = (all.next()?, all.next());
    let Some(second) = second else {
        let is_roman = words.chars().all(|c| !c.is_alphanumeric() || "IVXLC".contains(c));
        let unit = String::new();
        return is_roman.then(|| Count { part: false, unit, number: roman(first) });
    };
    // Nobody counts chapters in hundreds by Roman numbers, and `dix` and `mix` are words.
    let roman = |word: &str| roman(word).filter(|&number| number < 400);
    let part = |word: &str| match word {
        word if Section::Parts.has(word) => Some(true),
        word if Section::Chapters.has(word) => Some(false),
        _ => None,
    };
    let count = words.split_whitespace().count();
    if let Some(is_part) = part(first) {
        let number = roman(second).or_else(|| second.parse().ok());
        let counts = match number {
            Some(_) => has_title(&words),
            // `Chapter the First`, `PART TWO`.
            None => count < 4 && lines.len() == 1 && !words.ends_with(['!', '?']),
        };
        return counts.then(|| Count { part: is_part, unit: first.to_owned(), number });
    }
    // `Erstes Kapitel` has no other words.
    let is_part = part(second).filter(|_| all.next().is_none())?;
    Some(Count { part: is_part, unit: second.to_owned(), number: None })
}

/// Whether what follows the number of a heading, as in `Chapter 3. Of Bees`, may be its title: it
/// begins as a title does, and not as a sentence that speaks of the chapter.
fn has_title(words: &str) -> bool {
    let rest = words.split_whitespace().skip(1);
    let mut rest = rest.skip_while(|word| !word.contains(|c: char| c.is_alphanumeric()));
    rest.next();
    let Some(title) = rest.find(|word| word.contains(|c: char| c.is_alphabetic())) else {
        return true;
    };
    !title.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase)
}

/// Whether words begin as chapters are counted in Chinese and Japanese: `第一回`, `第12章`.
fn counts_in_chinese(words: &str) -> bool {
    let Some(rest) = words.strip_prefix('第') else { return false };
    let number = |c: char| is_han(c) || figure(c).is_some();
    let unit = rest.trim_start_matches(number);
    unit.len() < rest.len()
        && unit
            .starts_with(['回', '章', '卷', '巻', '節', '节', '部', '篇', '編', '話', '话', '幕'])
}

#[cfg(test)]
mod tests {
    use crate::doc::{Document, Kind};

    /// The headings of a plain text, each after its level.
    fn headings(text: &str) -> Vec<String> {
        let read = crate::read::plain("x", text);
        let restored: Document = crate::restore::restore(&read).unwrap_or(read);
        assert_eq!(restored.check(), Ok(()));
        let blocks = restored.body().iter().filter_map(|block| match block.kind {
            Kind::Heading { level } => {
                Some(format!("{level} {}", restored.words(block.span).replace('\n', "/")))
            }
            _ => None,
        });
        blocks.collect()
    }

    const PROSE: &str =
        "It was a day on which nothing happened that\nwas worth the telling, and so it is told.";

    #[test]
    fn headings_stand_apart() {
        let cases: [(&str, &[&str]); 12] = [
            (
                "ESSAYS\n\n\nCHAPTER I\n\nOF BEES\n\n¶\n\n\n\nCHAPTER II.\n\n¶",
                &["2 CHAPTER I/OF BEES", "2 CHAPTER II."],
            ),
            (
                "¶\n\n\nBOOK I\n\nChapter One\n\n¶\n\n\nChapter Two\n\n¶",
                &["2 BOOK I", "3 Chapter One", "3 Chapter Two"],
            ),
            (
                "¶\n\n\nPREFACE\n\n¶\n\n\n\nVon den Bienen\nund Wespen\n\n¶",
                &["2 PREFACE", "2 Von den Bienen/und Wespen"],
            ),
            ("¶\n\n\n\nErstes Kapitel\n\n¶\n\n\n\nIV.\n\n¶", &["2 Erstes Kapitel", "3 IV."]),
            (
                "第一回　宴桃園豪傑三結義\n\n話說天下大勢，分久必合，合久必分：周末七國分爭，并入於秦。及秦滅之後，楚、漢分爭。\n\n\n\
                 第二回　張翼德怒鞭督郵\n\n¶",
                &["2 第一回　宴桃園豪傑三結義", "2 第二回　張翼德怒鞭督郵"],
            ),
            (
                "CHAPTER I\n\n¶\n\n\n\nEnd of the Project Gutenberg EBook of Bees\n\n¶\n\n\nCHAPTER 1. TERMS\n\n¶",
                &[
                    "2 CHAPTER I",
                    "2 End of the Project Gutenberg EBook of Bees",
                    "3 CHAPTER 1. TERMS",
                ],
            ),
            // A chapter has its number, whatever follows it.
            (
                "¶\n\n\nCHAPTER I\n\nOF BEES\n\n\nI.--Wings\n\n¶\n\n\nCHAPTER II. Hum.\n\nOne said.\n\nSaid one.\n\n¶\n\n\n\
                 Capítulo III. De lo que sucedió a nuestro buen caballero cuando salió de la\nventa y de lo demás\n\n¶",
                &[
                    "2 CHAPTER I/OF BEES",
                    "2 CHAPTER II. Hum.",
                    "2 Capítulo III. De lo que sucedió a nuestro buen caballero cuando salió de la/venta y de lo demás",
                ],
            ),
            // Contents are a list of them, and none.
            (
                "¶\n\n\nCHAPTER I.\n\nBEES\n\n\nCHAPTER II.\n\nWASPS\n\n\nCHAPTER I.\n\nBEES\n\n¶\n\n\nCHAPTER II.\n\nWASPS\n\n¶",
                &["2 CHAPTER I./BEES", "2 CHAPTER II./WASPS"],
            ),
            // No number follows the greatest there is.
            ("CHAPTER 4294967295\n\n\nCHAPTER 1\n\n\n¶", &["2 CHAPTER 4294967295", "2 CHAPTER 1"]),
            ("¶\n\n\nCHAPTER     PAGE\n\n¶\n\n\nChapter 3 shows that bees\nare many.\n\n¶", &[]),
            // Nothing here is one.
            ("¶\n\nShort\n\n¶\n\n\nShort\n\n¶\n\nHE CRIED\n\n¶", &[]),
            ("¶\n\n\nBEES\n\n¶\n\n\nBEES\n\n¶\n\n\nBEES\n\n¶\n\n\nTHE END", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(headings(&text.replace('¶', PROSE)), expected, "{text}");
        }
    }
}
