//! The headings of a plain text that was never printed.
//!
//! Whoever types a text sets its headings apart by blank lines: more of them than between two
//! paragraphs. So what stands alone and short below a gap, above what is running text, is a heading, if it
//! also looks like one: in capitals, with the number of a chapter, or below so wide a gap that nothing
//! else stands there.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::page::Print;

/// Which lines are of headings.
#[derive(Debug, Default)]
pub(super) struct Chapters {
    /// The levels of headings, by their first lines.
    levels: HashMap<usize, u8>,
    /// Lines that go on with the heading of the line before.
    further: HashSet<usize>,
}

/// What a block may be, as far as headings go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Looks {
    /// A heading that counts a part of a text that has chapters.
    Part,
    /// A heading that counts a chapter.
    Chapter,
    /// Words in capitals.
    Capitals,
    /// A few words that do not stop.
    Short,
    /// Running text.
    Text,
    /// None of these.
    Other,
}

/// A block of lines.
#[derive(Debug)]
struct Block {
    lines: Range<usize>,
    /// How many blank lines stand above it.
    gap: u32,
    looks: Looks,
}

impl Chapters {
    /// Finds the headings of a plain text.
    pub(super) fn of(print: &Print<'_>) -> Self {
        let blocks = blocks(print);
        let mut found = Self::default();
        let mut open: Vec<Range<usize>> = Vec::new();
        for (at, block) in blocks.iter().enumerate() {
            if block.looks == Looks::Text {
                open.extend(above(&blocks, at));
            }
        }
        let words = |lines: &Range<usize>| {
            let lines = &print.lines[lines.clone()];
            lines.iter().map(|line| line.words).collect::<Vec<_>>().join(" ")
        };
        let mut times: HashMap<String, usize> = HashMap::new();
        for heading in &open {
            *times.entry(words(heading)).or_default() += 1;
        }
        let looks: HashMap<usize, Looks> =
            blocks.iter().map(|block| (block.lines.start, block.looks)).collect();
        let parts = open.iter().any(|lines| looks.get(&lines.start) == Some(&Looks::Part));
        let licence = licence(print);
        found.levels.extend(licence.map(|at| (at, 2)));
        for lines in open {
            let looks = looks.get(&lines.start).copied().unwrap_or(Looks::Other);
            let counts = matches!(looks, Looks::Part | Looks::Chapter);
            // What comes back again and again is the head of a page.
            if !counts && times[&words(&lines)] > 2 {
                continue;
            }
            let below =
                licence.is_some_and(|at| lines.start > at) || parts && looks == Looks::Chapter;
            let level = if below { 3 } else { 2 };
            found.levels.insert(lines.start, level);
            found.further.extend(lines.skip(1));
        }
        found
    }

    /// The level of the heading that begins with line number `at`.
    pub(super) fn level(&self, at: usize) -> Option<u8> {
        self.levels.get(&at).copied()
    }

    /// Whether line number `at` goes on with the heading of the line before.
    pub(super) fn goes_on(&self, at: usize) -> bool {
        self.further.contains(&at)
    }

    /// Whether line number `at` is of a heading.
    pub(super) fn has(&self, at: usize) -> bool {
        self.levels.contains_key(&at) || self.goes_on(at)
    }
}

/// The line that ends one of Project Gutenberg's texts, which its licence follows: that is no part of
/// the last chapter.
fn licence(print: &Print<'_>) -> Option<usize> {
    let ends = |words: &str| {
        let bare = words.trim_start_matches(['*', ' ']).to_ascii_uppercase();
        bare.starts_with("END OF ") && bare.contains("PROJECT GUTENBERG")
    };
    print.lines.iter().position(|line| line.opens && ends(line.words))
}

/// The lines of the headings that stand right above block number `at`: one in words, one that counts, or
/// one that counts with its words below; and above a chapter, the part it is the first of.
fn above(blocks: &[Block], at: usize) -> Vec<Range<usize>> {
    let is_part = |at: usize| blocks[at].looks == Looks::Part && blocks[at].gap > 1;
    let part_above = |at: usize| at.checked_sub(1).filter(|&above| is_part(above));
    let counts = |at: usize| match blocks[at].looks {
        Looks::Part => blocks[at].gap > 1,
        Looks::Chapter => blocks[at].gap > 1 || part_above(at).is_some(),
        _ => false,
    };
    let Some(last) = at.checked_sub(1) else { return Vec::new() };
    let Block { lines, gap, looks } = &blocks[last];
    let least = match looks {
        Looks::Part | Looks::Chapter if counts(last) => 0,
        Looks::Capitals => 2,
        Looks::Short => 3,
        _ => return Vec::new(),
    };
    let number = last.checked_sub(1).filter(|&above| least > 0 && counts(above));
    let first = number.unwrap_or(last);
    if number.is_none() && *gap < least {
        return Vec::new();
    }
    let heading = blocks[first].lines.start..lines.end;
    let part = part_above(first).map(|part| blocks[part].lines.clone());
    std::iter::once(heading).chain(part).collect()
}

/// The blocks of a text, each with the blank lines above it.
fn blocks(print: &Print<'_>) -> Vec<Block> {
    let line_of = |at: usize| print.document.line_and_column(print.lines[at].span.start);
    let mut blocks: Vec<Block> = Vec::new();
    let mut begin = 0;
    while begin < print.lines.len() {
        let after = print.lines[begin + 1..].iter().take_while(|line| !line.opens).count();
        let lines = begin..begin + 1 + after;
        let gap = match begin.checked_sub(1) {
            None => u32::MAX,
            Some(before) => {
                let numbers = line_of(begin).zip(line_of(before));
                numbers.map_or(0, |((at, _), (before, _))| at.saturating_sub(before + 1))
            }
        };
        let inside = print.document.blocks[print.lines[begin].block].inside;
        let words: Vec<&str> = print.lines[lines.clone()].iter().map(|line| line.words).collect();
        let looks = if inside.is_some() { Looks::Other } else { looks(&words) };
        // Nothing else begins so, however near it stands.
        let gap = if counts_in_chinese(words[0]) { gap.max(2) } else { gap };
        begin = lines.end;
        blocks.push(Block { lines, gap, looks });
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
    let short = lines.len() < 3 && lines.iter().all(|line| line.chars().count() <= LONGEST);
    let opens =
        all.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase() || "“„«\"‘¿¡".contains(c));
    let goes_on = all.ends_with([',', ';', ':', '-']);
    if !short || !opens || goes_on {
        return if running { Looks::Text } else { Looks::Other };
    }
    if let Some(counted) = counted(&all) {
        return counted;
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

/// What the words of a heading count, if they count: `BOOK II`, `Chapter the First`, `Zweites
/// Kapitel`, `IV.`
fn counted(words: &str) -> Option<Looks> {
    const PARTS: &str = "|book|part|volume|buch|teil|band|theil|livre|partie|tome|libro|parte|tomo|boek|deel|\
                         книга|часть|том|βιβλιο|βιβλίο|μεροσ|μερος|μέρος|";
    const CHAPTERS: &str = "|chapter|section|letter|canto|lecture|kapitel|capitel|abschnitt|brief|gesang|\
                            vorlesung|chapitre|lettre|chant|leçon|capítulo|capitulo|capitolo|lettera|carta|\
                            hoofdstuk|глава|κεφαλαιο|κεφάλαιο|κεφαλαιον|";
    if counts_in_chinese(words) {
        return Some(Looks::Chapter);
    }
    let lower = words.to_lowercase();
    let mut all = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let (first, second) = (all.next()?, all.next());
    let roman = |word: &str| !word.is_empty() && word.chars().all(|c| "ivxlc".contains(c));
    let number = |word: &str| roman(word) || word.bytes().all(|byte| byte.is_ascii_digit());
    if second.is_none() {
        let capital = words.starts_with(|c: char| "IVXLC".contains(c));
        return (roman(first) && capital).then_some(Looks::Chapter);
    }
    let second = second.unwrap_or("");
    let is = |list: &str, word: &str| list.contains(&format!("|{word}|"));
    let sort = |word: &str| match word {
        word if is(PARTS, word) => Some(Looks::Part),
        word if is(CHAPTERS, word) => Some(Looks::Chapter),
        _ => None,
    };
    // `Chapter 1`, `Book the First`; `Erstes Kapitel` has no other words.
    let stops = words.ends_with(['!', '?']) || words.contains(". ") && !number(second);
    let counts = |sort: Looks| {
        (!stops && (number(second) || words.split_whitespace().count() < 4)).then_some(sort)
    };
    match sort(first) {
        Some(sort) => counts(sort),
        None => sort(second).filter(|_| all.next().is_none()),
    }
}

/// Whether words begin as chapters are counted in Chinese and Japanese: `第一回`, `第12章`.
fn counts_in_chinese(words: &str) -> bool {
    let Some(rest) = words.strip_prefix('第') else { return false };
    let number = |c: char| {
        c.is_ascii_digit() || "〇零一二三四五六七八九十百千兩两廿卅０１２３４５６７８９".contains(c)
    };
    let unit = rest.trim_start_matches(number);
    unit.len() < rest.len()
        && unit
            .starts_with(['回', '章', '卷', '巻', '節', '节', '部', '篇', '編', '話', '话', '幕'])
}

#[cfg(test)]
mod tests {
    use crate::doc::{Document, Kind};

    /// The headings of a plain text, each behind its level.
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
        let cases: [(&str, &[&str]); 8] = [
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
            ("¶\n\n\n\nErstes Kapitel\n\n¶\n\n\n\nIV.\n\n¶", &["2 Erstes Kapitel", "2 IV."]),
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
            // Nothing here is one.
            ("¶\n\nShort\n\n¶\n\n\nShort\n\n¶\n\nHE CRIED\n\n¶", &[]),
            ("¶\n\n\nBEES\n\n¶\n\n\nBEES\n\n¶\n\n\nBEES\n\n¶\n\n\nTHE END", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(headings(&text.replace('¶', PROSE)), expected, "{text}");
        }
    }
}
