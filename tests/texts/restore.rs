//! Restoring books that are made, printed, folded and stripped here, in as many ways as printed
//! texts come; and the shared texts, where they are present.

use crate::invariants::restore::nothing_lost;
use ibid::doc::{Document, MarkKind, Problem, RepairKind};
use ibid::read;
use ibid::restore::{Weights, restore, restore_with, summary};

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    fn pick<'w>(&mut self, words: &[&'w str]) -> &'w str {
        words[self.roll(words.len())]
    }
}

/// What sentences are made of, in one language.
struct Language {
    determiners: &'static [&'static str],
    adjectives: &'static [&'static str],
    nouns: &'static [&'static str],
    verbs: &'static [&'static str],
    joints: &'static [&'static str],
}

const ENGLISH: Language = Language {
    determiners: &["the", "every", "this", "another", "the", "no"],
    adjectives: &[
        "ancient",
        "wandering",
        "patient",
        "curious",
        "northern",
        "forgotten",
        "careful",
        "wooden",
        "brilliant",
        "peculiar",
        "ordinary",
        "restless",
    ],
    nouns: &[
        "harbour",
        "lantern",
        "printer",
        "orchard",
        "mountain",
        "journey",
        "compositor",
        "library",
        "argument",
        "neighbour",
        "instrument",
        "apprentice",
        "machinery",
        "convention",
        "garden",
    ],
    verbs: &[
        "remembers",
        "considers",
        "surrounds",
        "abandoned",
        "discovered",
        "describes",
        "inherited",
        "resembles",
        "interrupts",
        "continued",
    ],
    joints: &["because", "although", "while", "and", "so that", "until", "whenever"],
};

const GERMAN: Language = Language {
    determiners: &["der", "jeder", "dieser", "ein", "der", "kein"],
    adjectives: &[
        "alte",
        "wandernde",
        "geduldige",
        "seltsame",
        "nördliche",
        "vergessene",
        "sorgfältige",
        "hölzerne",
        "glänzende",
        "gewöhnliche",
    ],
    nouns: &[
        "Buchdrucker",
        "Leuchtturm",
        "Wanderer",
        "Gegenstand",
        "Nachbar",
        "Lehrling",
        "Gedanke",
        "Zusammenhang",
        "Morgen",
        "Garten",
        "Bücherschrank",
        "Widerspruch",
    ],
    verbs: &[
        "erinnert",
        "betrachtet",
        "umgibt",
        "verließ",
        "entdeckte",
        "beschreibt",
        "übernahm",
        "unterbricht",
    ],
    joints: &["weil", "obwohl", "während", "und", "damit", "bis", "sobald"],
};

/// How a book is set, printed and taken from the page.
#[derive(Clone, Copy, Debug)]
struct Style {
    pages: usize,
    feeds: bool,
    heads: bool,
    /// A rule above notes, raised marks by their letters; else bare figures.
    raised: bool,
    per_page: bool,
    /// Pages of one signature; none for a book as bound.
    signature: Option<usize>,
    german: bool,
}

/// A book in order: what its body says, and its pages.
struct Book {
    words: Vec<String>,
    notes: Vec<String>,
    pages: Vec<String>,
}

fn sentence(dice: &mut Dice, language: &Language) -> String {
    let phrase = |dice: &mut Dice| {
        format!(
            "{} {} {}",
            dice.pick(language.determiners),
            dice.pick(language.adjectives),
            dice.pick(language.nouns)
        )
    };
    let mut text = format!("{} {} {}", phrase(dice), dice.pick(language.verbs), phrase(dice));
    for _ in 0..dice.roll(3) {
        let joint = dice.pick(language.joints);
        let (who, verb, what) = (phrase(dice), dice.pick(language.verbs), phrase(dice));
        text = format!("{text} {joint} {who} {verb} {what}");
    }
    let first = text.chars().next().expect("a sentence has words").to_uppercase().to_string();
    format!("{first}{}.", &text[text.chars().next().map_or(0, char::len_utf8)..])
}

const RAISED: [&str; 10] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"];

fn raise(number: usize) -> String {
    number.to_string().bytes().map(|digit| RAISED[usize::from(digit - b'0')]).collect()
}

/// Sets a book: lines of sixty letters, words broken at line ends, notes at the foot.
fn set(style: Style, seed: u64) -> Book {
    let mut dice = Dice(seed);
    let language = if style.german { &GERMAN } else { &ENGLISH };
    let mut book = Book { words: Vec::new(), notes: Vec::new(), pages: Vec::new() };
    let mut paragraph: Vec<String> = Vec::new();
    let mut number = 0;
    for page in 0..style.pages {
        let mut lines: Vec<String> = Vec::new();
        let mut foot: Vec<String> = Vec::new();
        let mut line = String::new();
        if style.per_page {
            number = 0;
        }
        while lines.len() + foot.len() < 28 {
            if paragraph.is_empty() {
                let text: Vec<String> =
                    (0..4 + dice.roll(5)).map(|_| sentence(&mut dice, language)).collect();
                paragraph = text.join(" ").split(' ').map(str::to_owned).rev().collect();
            }
            let word = paragraph.pop().expect("a paragraph has words");
            let ends = word.ends_with('.') && !paragraph.is_empty();
            let noted = ends && lines.len() < 20 && dice.roll(9) == 0;
            book.words.push(word.trim_end_matches('.').to_owned());
            let mut shown = word.clone();
            if noted {
                number += 1;
                let note = sentence(&mut dice, language);
                let mark = if style.raised { raise(number) } else { number.to_string() };
                shown.push_str(&mark);
                let mut text = mark;
                for word in note.split(' ') {
                    if text.lines().last().unwrap_or("").chars().count() + word.len() > 70 {
                        text.push('\n');
                    } else if text.ends_with(|c: char| c.is_alphabetic()) {
                        text.push(' ');
                    }
                    text.push_str(word);
                }
                foot.extend(text.lines().map(str::to_owned));
                book.notes.push(note);
            }
            let room = 60usize.saturating_sub(line.chars().count() + 1);
            let length = shown.chars().count();
            if length <= room {
                if !line.is_empty() {
                    line.push(' ');
                }
                line.push_str(&shown);
            } else if room > 5 && length > 9 && !noted && !word.ends_with('.') {
                let at =
                    word.char_indices().nth(room.min(length - 4).max(3)).map_or(3, |(at, _)| at);
                lines.push(format!("{line} {}-", &word[..at]));
                line = word[at..].to_owned();
            } else {
                lines.push(std::mem::take(&mut line));
                line = shown;
            }
            if paragraph.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
        }
        // The last line goes over to the next page, word by word.
        for word in line.split(' ').rev().filter(|word| !word.is_empty()) {
            paragraph.push(word.to_owned());
        }
        let over = line.split(' ').filter(|word| !word.is_empty()).count();
        let kept = book.words.len() - over;
        book.words.truncate(kept);
        let mut text = Vec::new();
        if style.heads {
            text.push(if page % 2 == 0 {
                "The Made Book".to_owned()
            } else {
                format!("{}", page + 5)
            });
            text.push(if page % 2 == 0 {
                format!("{}", page + 5)
            } else {
                "The Made Book".to_owned()
            });
        }
        text.extend(lines);
        text.extend(foot);
        book.pages.push(text.join("\n"));
    }
    book
}

/// Pages as they lie on the sheets of signatures of `size` pages.
fn impose(pages: &[String], size: usize) -> Vec<String> {
    let mut lie = Vec::new();
    for signature in pages.chunks(size) {
        let count = signature.len().next_multiple_of(4);
        let page = |number: usize| signature.get(number - 1).cloned().unwrap_or_default();
        for sheet in 0..count / 4 {
            let (low, high) = (2 * sheet, count - 2 * sheet);
            lie.extend([page(high), page(low + 1), page(low + 2), page(high - 1)]);
        }
    }
    lie.retain(|page| !page.is_empty());
    lie
}

fn plain_words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

fn body_words(document: &Document) -> Vec<String> {
    let words = document.body().iter().map(|block| document.words(block.span));
    words.take_while(|words| *words != ABOUT).flat_map(plain_words).collect()
}

/// What heads the section of title page and colophon.
const ABOUT: &str = "About this edition";

/// The words of that section.
fn about(document: &Document) -> String {
    let words = document.body().iter().map(|block| document.words(block.span));
    words.skip_while(|words| *words != ABOUT).collect::<Vec<_>>().join(" / ")
}

/// How many neighbours of the book are neighbours in the restored body.
fn kept_neighbours(book: &[String], restored: &[String]) -> f64 {
    let mut pairs = std::collections::HashMap::new();
    for three in restored.windows(3) {
        *pairs.entry(three.to_vec()).or_insert(0usize) += 1;
    }
    let kept = book
        .windows(3)
        .filter(|three| match pairs.get_mut(*three) {
            Some(count) if *count > 0 => {
                *count -= 1;
                true
            }
            _ => false,
        })
        .count();
    kept as f64 / book.windows(3).count().max(1) as f64
}

fn printed(style: Style, book: &Book) -> String {
    let pages = match style.signature {
        Some(size) => impose(&book.pages, size),
        None => book.pages.clone(),
    };
    pages.join(if style.feeds { "\n\x0c" } else { "\n\n" })
}

fn style(pages: usize) -> Style {
    Style {
        pages,
        feeds: true,
        heads: false,
        raised: true,
        per_page: false,
        signature: None,
        german: false,
    }
}

#[test]
fn restores_books_in_every_style() {
    let plain = style(12);
    let styles = [
        plain,
        Style { heads: true, ..plain },
        Style { raised: false, ..plain },
        Style { per_page: true, ..plain },
        Style { german: true, ..plain },
        Style { signature: Some(12), ..plain },
        Style { signature: Some(12), german: true, ..plain },
        Style { signature: Some(16), raised: false, ..style(14) },
        Style { signature: Some(8), heads: true, ..style(24) },
        Style { signature: Some(32), heads: true, per_page: true, ..style(31) },
        Style { signature: Some(40), ..style(38) },
    ];
    for (seed, style) in styles.into_iter().enumerate() {
        let book = set(style, seed as u64 + 7);
        let text = printed(style, &book);
        let document = read::plain("book", &text);
        let restored = restore(&document).unwrap_or_else(|| panic!("{style:?} shows its print"));
        assert_eq!(restored.check(), Ok(()), "{style:?}");
        let words = body_words(&restored);
        let kept = kept_neighbours(&book.words, &words);
        assert!(kept > 0.99, "{style:?}: {kept}, {:?}", summary(&restored.repairs));
        assert_eq!(restored.notes.len(), book.notes.len(), "{style:?}");
        nothing_lost(&document, &restored);
    }
}

/// A page of display lines.
#[test]
fn weights_that_are_handed_in_are_what_pages_are_ordered_by() {
    let style = Style { signature: Some(12), ..style(12) };
    let document = read::plain("book", &printed(style, &set(style, 12)));
    let moved = |weights: &Weights| {
        let restored = restore_with(&document, false, weights).expect("it shows its print");
        restored.repairs.iter().filter(|repair| repair.kind == RepairKind::PageOrder).count()
    };
    assert!(moved(&Weights::default()) > 0);
    // Where another order must weigh more than any does, pages stay as they lie.
    let mut cautious = Weights::default();
    *cautious.by_name("other_order").expect("a weight of the table") = 1e6;
    assert_eq!(moved(&cautious), 0);
}

fn display(lines: &[&str]) -> String {
    lines.join("\n")
}

#[test]
fn title_page_and_colophon_are_found_wherever_they_lie() {
    let title = display(&["The Lantern and the Harbour", "Anna Writer", "", "1902"]);
    let back = display(&["Anna Writer", "The Lantern and the Harbour", "1902", "Anti-Copyright"]);
    for (signature, feeds) in [(None, true), (Some(16), true), (Some(16), false), (Some(8), true)] {
        let style = Style { signature, feeds, ..style(14) };
        let mut book = set(style, 5);
        book.pages.insert(0, title.clone());
        book.pages.push(back.clone());
        let document = read::plain("book", &printed(style, &book));
        let restored = restore(&document).expect("it shows its print");
        let metadata = &restored.metadata;
        assert_eq!(metadata.title.as_deref(), Some("The Lantern and the Harbour"), "{style:?}");
        assert_eq!(metadata.authors, ["Anna Writer"], "{style:?}");
        assert_eq!(metadata.date.as_deref(), Some("1902"), "{style:?}");
        let words = body_words(&restored);
        assert!(!words.contains(&"Anna".to_owned()), "{style:?}");
        let about = about(&restored);
        for said in ["The Lantern and the Harbour", "Anna Writer", "1902", "Anti-Copyright"] {
            assert!(about.contains(said), "{style:?}: {about}");
        }
        let kept = kept_neighbours(&book.words, &words);
        assert!(kept > 0.99, "{style:?}: {kept}");
        nothing_lost(&document, &restored);
    }
}

/// Two pages on each sheet, side by side, as an extractor leaves them that keeps the layout.
fn side_by_side(pages: &[String]) -> String {
    let sheets = pages.chunks(2).map(|pair| {
        let lines: Vec<Vec<&str>> = pair.iter().map(|page| page.lines().collect()).collect();
        let rows = lines.iter().map(Vec::len).max().unwrap_or(0);
        let row = |at: usize| {
            let side = |side: usize| lines.get(side).and_then(|lines| lines.get(at)).copied();
            let (left, right) = (side(0).unwrap_or(""), side(1).unwrap_or(""));
            format!("{left:78}{right}").trim_end().to_owned()
        };
        (0..rows).map(row).collect::<Vec<_>>().join("\n")
    });
    sheets.collect::<Vec<_>>().join("\n\x0c")
}

#[test]
fn parts_sheets_of_two_pages() {
    let plain = style(12);
    let styles = [
        plain,
        Style { german: true, ..plain },
        Style { signature: Some(12), ..plain },
        Style { signature: Some(16), german: true, ..style(16) },
        Style { signature: Some(12), heads: true, per_page: true, ..plain },
    ];
    for (seed, style) in styles.into_iter().enumerate() {
        let book = set(style, seed as u64 + 3);
        let lie = style.signature.map_or(book.pages.clone(), |size| impose(&book.pages, size));
        let text = side_by_side(&lie);
        let document = read::plain("book", &text);
        let restored = restore(&document).expect("sheets are parted");
        assert_eq!(restored.check(), Ok(()), "{style:?}");
        let kept = kept_neighbours(&book.words, &body_words(&restored));
        assert!(kept > 0.99, "{style:?}: {kept}");
        assert_eq!(restored.notes.len(), book.notes.len(), "{style:?}");
        assert!(restored.repairs[0].what.contains("sheets were parted"), "{style:?}");
        for block in restored.body() {
            let place = restored.line_and_column(block.span.start);
            let (line, _) = place.expect("plain text has lines");
            let line = text.split('\n').nth(line as usize - 1).expect("it is one of the text");
            let first: String = restored.words(block.span).chars().take(10).collect();
            assert!(line.contains(&first), "{style:?}: {first} in {line}");
        }
        nothing_lost(&document, &restored);
    }
}

#[test]
fn pages_keep_the_numbers_printed_on_them() {
    let style = Style { signature: Some(12), heads: true, ..style(12) };
    let restored = restore(&read::plain("book", &printed(style, &set(style, 2)))).expect("heads");
    let numbers: Vec<&str> = restored
        .marks
        .iter()
        .filter_map(|mark| match &mark.kind {
            MarkKind::Page { number } => Some(number.as_deref().unwrap_or("none")),
            _ => None,
        })
        .collect();
    // The last page lies first, where nothing marks its beginning.
    let expected: Vec<String> = (5..16).map(|page| page.to_string()).collect();
    assert_eq!(numbers, expected);
}

#[test]
fn restoring_twice_is_restoring_once() {
    for seed in 0..4 {
        let style = Style { signature: Some(16), ..style(14) };
        let document = read::plain("book", &printed(style, &set(style, seed)));
        let restored = restore(&document).expect("a folded booklet shows its print");
        assert_eq!(restore(&restored).map(|again| again.text), None);
    }
}

#[test]
fn leaves_good_texts_alone() {
    let texts = [
        "# Title\n\nA paragraph that ends.\n\nAnother, with a note.[^1]\n\n- one\n- two\n\n[^1]: The note.\n",
        "We find that\n\n> a quotation set off\n\nbelongs to the sentence, where\n\n```\ncode\n```\n\nis not.\n",
        "It was the 20<sup>th</sup> century, of 5 m<sup>2</sup>.\n\n---\n\nA new scene.\n",
        "1. First.\n2. Second.\n\n12\n\nA section.\n\n13\n\nAnother.\n",
    ];
    for text in texts {
        assert_eq!(restore(&read::markdown("x", text)), None, "{text}");
    }
    assert_eq!(restore(&Document::default()), None);
}

#[test]
fn unwraps_prose_and_keeps_verse() {
    let text = "The printer considered the matter for a long while before he set the\n\
                first line, and when he had set it he went out to look at the har-\n\
                bour, which was as grey as the paper and nearly as empty of words.\n\
                It was then.\n\n\
                Roses of the early year,\nNever was a summer here,\nNor a winter: all the same\nSomeone called you by your name.\n\n\
                He came back, and the second line was there already, in a type that\n\
                he did not own, and it said what the harbour would have said to him.\n";
    let restored = restore(&read::plain("x", text)).expect("the prose is wrapped");
    let blocks: Vec<&str> =
        restored.body().iter().map(|block| restored.words(block.span)).collect();
    assert!(blocks[0].contains("the harbour, which"), "{blocks:?}");
    assert!(blocks.iter().any(|block| block.contains("year,\nNever")), "{blocks:?}");
    assert_eq!(blocks.len(), 3, "{blocks:?}");
    nothing_lost(&read::plain("x", text), &restored);
}

#[test]
fn few_lines_are_enough_to_tell_prose_from_verse() {
    let joined = |text: &str| {
        let document = read::plain("x", text);
        let restored = restore(&document).unwrap_or(document);
        restored
            .body()
            .iter()
            .map(|block| restored.words(block.span).to_owned())
            .collect::<Vec<_>>()
    };
    let prose = "Of two lines of a paragraph, the second is the shorter one, as a rule, and\n\
                 neither says how wide the page is.\n";
    assert_eq!(joined(prose), [prose.trim().replace('\n', " ")]);
    let verse = "Roses of the early year,\nNever was a summer here,\nNor a winter: all the same\n\
                 Someone called you by your name.";
    assert_eq!(joined(verse), [verse]);
}

#[test]
fn ties_repeated_labels_to_their_own_pages() {
    let text = "One thing is said here* and it is said at length by the printer of it.\n\
                And then some more is said to fill a line of it.\n* The first note.\n\x0c\
                Another thing is said there* and that is said at length by the reader.\n\
                And then some more is said to fill a line of it.\n* The second note.\n";
    let restored = restore(&read::plain("x", text)).expect("there are pages");
    let found: Vec<(&str, &str)> = restored
        .note_references_in(ibid::doc::Span::new(0, restored.text.len()))
        .map(|(place, _, note)| {
            let note = restored.note(note.expect("each has its note"));
            (restored.text[..place].rsplit(' ').next().unwrap_or(""), restored.words(note.span))
        })
        .collect();
    assert_eq!(found, [("here", "The first note."), ("there", "The second note.")]);
}

#[test]
fn says_so_where_nothing_decides() {
    // Beginnings and ends that fit nothing: every page breaks off in a word nobody knows.
    let page = |n: usize| {
        let letter = char::from(b'a' + n as u8);
        format!("Z{letter}q begins the page.\nIt goes on and stops.\nAnd it was qv{letter}x-")
    };
    let pages: Vec<String> = (0..9).map(page).collect();
    let document = read::plain("x", &pages.join("\n\x0c"));
    if let Some(restored) = restore(&document) {
        let doubts = restored.diagnostics.iter().filter(|found| found.kind == Problem::PageOrder);
        let order: Vec<usize> = (0..9)
            .filter_map(|n| restored.text.find(&format!("Z{}q", char::from(b'a' + n as u8))))
            .collect();
        assert!(order.is_sorted() || doubts.count() > 0, "{}", restored.text);
    }
}

/// The shared texts, where they are present.
fn shared(path: &str) -> Option<Vec<u8>> {
    let root = std::env::var("IBID_SHARED")
        .unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/../shared").to_owned());
    let bytes = std::fs::read(format!("{root}/{path}")).ok();
    if bytes.is_none() {
        println!("skipped: {path} is not present");
    }
    bytes
}

#[test]
fn restores_the_scanned_essay() {
    let Some(bytes) = shared("texts/cleaver-1993.txt") else { return };
    let document = read::read("cleaver-1993.txt", &bytes).expect("a text");
    let restored = restore(&document).expect("a scan");
    assert_eq!(restored.check(), Ok(()));
    assert_eq!(restored.notes.len(), 24);
    let count = |kind| restored.repairs.iter().filter(|repair| repair.kind == kind).count();
    assert_eq!(count(RepairKind::Note), 24);
    assert!(count(RepairKind::PageOrder) >= 20, "{:?}", summary(&restored.repairs));
    assert!(count(RepairKind::Seam) >= 18, "{:?}", summary(&restored.repairs));
    let moved = restored.repairs.iter().filter(|repair| repair.kind == RepairKind::PageOrder);
    let mut places: Vec<usize> = moved.map(|repair| repair.place).collect();
    places.dedup();
    assert_eq!(places.len(), count(RepairKind::PageOrder), "each page has a place to go to");
    assert_eq!(restored.metadata.authors, ["Harry Cleaver"]);
    let headings: Vec<&str> =
        restored.headings().map(|(at, _)| restored.words(restored.blocks[at].span)).collect();
    assert_eq!(headings.first(), Some(&"Abstract"));
    assert_eq!(headings[headings.len() - 2..], ["References", ABOUT]);
    assert!(about(&restored).contains("presented to the Conference"));
    let names: Vec<&str> = restored
        .body()
        .iter()
        .map(|block| restored.words(block.span))
        .skip_while(|words| *words != "References")
        .skip(1)
        .take_while(|words| *words != ABOUT)
        .filter_map(|words| words.split(',').next())
        .collect();
    assert_eq!(names.len(), 49);
    nothing_lost(&document, &restored);
}

#[test]
fn leaves_the_shared_clean_text_alone() {
    let Some(bytes) = shared("cases/kropotkin-ch1.md") else { return };
    let document = read::read("kropotkin-ch1.md", &bytes).expect("a text");
    assert_eq!(restore(&document), None);
}

#[test]
fn tables_keep_their_cells() {
    let text = "Words that break off in the mid-\n\ndle of it.\n\n| | b |\n|---|---|\n| | |\n| c | |\n\nEnd.\n";
    let document = read::markdown("a.md", text);
    let restored = ibid::restore::restore_anyway(&document).expect("there is a seam");
    let cells = |document: &Document| -> Vec<String> {
        let tables = document.blocks.iter().filter_map(|block| match &block.kind {
            ibid::doc::Kind::Table(table) => Some(table),
            _ => None,
        });
        let cells = tables.flat_map(|table| table.rows.iter().flatten());
        cells.map(|&cell| document.words(cell).to_owned()).collect()
    };
    assert_eq!(cells(&restored), ["", "b", "", "", "c", ""]);
    assert_eq!(cells(&restored), cells(&document));
}
