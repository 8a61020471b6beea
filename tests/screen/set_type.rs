//! How lines of prose are set: ragged, even or at both edges, with words broken or whole.

use std::sync::Arc;

use ibid::layout::{Setting, Sheet};
use ibid::text::Text;

use crate::invariants::layout::shown;
use crate::support::Reader;
use crate::timing::{self, LONGER};

const PROSE: &str = "The conception of struggle for existence as a factor of evolution, introduced \
    into science by Darwin and Wallace, has permitted us to embrace an immensely wide range of \
    *phenomena in one single generalization,* which soon became the very basis of our philosophical, \
    biological, and sociological speculations.[^1] An immense variety of facts: adaptations of \
    function and structure of organic beings to their surroundings; physiological and anatomical \
    evolution; intellectual progress, and moral development itself, which we formerly used to \
    explain by so many different causes, were embodied by Darwin in one general conception.";

fn english(words: &str) -> String {
    format!("---\nlang: en\n---\n\n{words}\n\n[^1]: A note of several words, internationally.\n")
}

/// The rows of the first block.
fn rows(source: &str, width: usize, setting: Setting) -> Vec<String> {
    let text = Arc::new(Text::new(ibid::read::markdown("a.md", source)));
    let sheet = Sheet::set(Arc::clone(&text), width, setting);
    let laid = sheet.block(0);
    laid.lines.iter().map(|line| shown(line, &text.document.text)).collect()
}

fn how(weighed: bool, justified: bool, hyphenated: bool) -> Setting {
    Setting { weighed, justified, hyphenated, ..Setting::default() }
}

/// How much the shortest line but the last is short of its room.
fn shortest(rows: &[String], width: usize) -> usize {
    let short = rows[..rows.len() - 1].iter().map(|row| width - row.chars().count());
    short.max().unwrap()
}

#[test]
fn lines_are_chosen_together() {
    let mut better = 0;
    for width in [24, 31, 40, 68] {
        let greedy = rows(PROSE, width, how(false, false, false));
        let even = rows(PROSE, width, how(true, false, false));
        assert!(shortest(&even, width) <= shortest(&greedy, width), "{even:#?}");
        better += usize::from(shortest(&even, width) < shortest(&greedy, width));
        assert!(even.len() <= greedy.len() + 1, "{even:#?}");
        assert!(even.iter().all(|row| !row.ends_with('-')), "{even:#?}");
    }
    assert!(better > 1);
}

#[test]
fn no_paragraph_ends_with_a_scrap_where_it_need_not() {
    let source = format!("{} so it", PROSE.trim_end_matches('.'));
    let scraps = |setting: Setting| {
        let last = (30..90).filter_map(|width| rows(&source, width, setting).pop());
        last.filter(|row| row == "it").count()
    };
    let (greedy, even) = (scraps(how(false, false, false)), scraps(how(true, false, false)));
    assert!(greedy > 0 && even == 0, "{greedy} and {even}");
}

#[test]
fn justified_lines_end_at_the_edge() {
    for width in [40, 68, 90] {
        let rows = rows(&english(PROSE), width, how(true, true, true));
        let (last, lines) = rows.split_last().unwrap();
        for row in lines {
            assert_eq!(row.chars().count(), width, "{rows:#?}");
            assert!(!row.contains("    "), "{rows:#?}");
        }
        assert!(!last.contains("  "), "{rows:#?}");
        assert!(lines.iter().any(|row| row.contains("  ")), "{rows:#?}");
        assert!(!lines.windows(3).any(|it| it.iter().all(|row| row.ends_with('-'))), "{rows:#?}");
    }
}

#[test]
fn what_is_no_prose_of_even_cells_is_not_stretched() {
    let sources = [
        "# A heading of several words that is long enough for two lines",
        "| One line of verse, which stands as it was written by whoever did\n| and another\n",
        "```\nlet several = words.of(code) that go on and on\n```",
        "שלום עולם שלום עולם שלום עולם שלום עולם שלום עולם שלום עולם",
        "漢字 かな 交じり 文 漢字 かな 交じり 文 漢字 かな 交じり 文",
    ];
    for source in sources {
        let set = how(true, true, true);
        assert_eq!(rows(source, 30, set), rows(source, 30, how(false, false, false)), "{source}");
    }
}

#[test]
fn words_are_broken_where_the_language_is_known() {
    let set = how(true, false, true);
    let broken = |source: &str| rows(source, 24, set).iter().any(|row| row.ends_with('-'));
    assert!(broken(&english(PROSE)));
    // Nobody says that it is English, but its commonest words do.
    assert!(broken(PROSE));
    let latin = "Lorem ipsum dolor sit amet consectetur adipiscing elit ".repeat(20);
    assert!(!broken(&latin));
    assert!(!broken(&format!("---\nlang: tlh\n---\n\n{PROSE}")));
}

#[test]
fn a_broken_word_is_found_as_one() {
    let config = "lines = 'justified'\nhyphenate = 'on'\nmeasure = 30\n";
    let mut reader = Reader::configured(&english(PROSE), config, (60, 40));
    let screen = reader.screen();
    let row = screen.lines().find(|row| row.trim_end_matches(['│', '┃', ' ']).ends_with('-'));
    let row = row.unwrap_or_else(|| panic!("no word is broken:\n{screen}"));
    let row = row.trim_end_matches(['│', '┃', ' ']);
    let part = row.trim_end_matches('-').rsplit([' ', '—']).next().unwrap().to_owned();
    let whole =
        PROSE.split([' ', ',', '.', ';', '*']).find(|word| word.starts_with(&part)).unwrap();
    reader.press("/").press(whole).press("Enter");
    let found = reader.app.found().unwrap();
    assert!(!found.hits.is_empty(), "{whole} is not found");
    assert_eq!(found.hits[0].of(&reader.app.text().document.text), whole);
}

#[test]
fn the_keys_for_a_note_lead_there_in_stretched_lines() {
    let mut reader =
        Reader::configured(&english(PROSE), "lines = 'justified'\nhyphenate = 'on'\n", (80, 24));
    reader.press("Tab");
    let spread = reader.app.spread();
    let links = spread.links(reader.app.screen(), 0);
    let (x, y) = reader.find("¹").unwrap();
    let spot = links.iter().find(|spot| Some(spot.focus) == reader.app.focus()).unwrap();
    assert!(spot.area.contains(x, y), "{:?} is not at {x}, {y}", spot.area);
}

#[test]
fn nothing_moves_when_a_stretched_text_is_left_and_returned_to() {
    let text: String = (0..40).map(|_| format!("{}\n\n", PROSE.replace("[^1]", ""))).collect();
    let config = "lines = 'justified'\nhyphenate = 'on'\n";
    let mut reader = Reader::configured(&english(&text), config, (90, 20));
    reader.press("Space Space j j j");
    let before = reader.screen();
    reader.press("c Esc G Backspace");
    assert_eq!(reader.screen(), before);
    let place = reader.app.place();
    reader.resize(50, 12).resize(90, 20);
    assert_eq!((reader.app.place(), reader.screen()), (place, before));
}

#[test]
fn a_paragraph_takes_time_in_proportion_to_its_length() {
    let whole = format!("{PROSE} With $x^2 + \\alpha$. ").replace("[^1]", "");
    let endless = "organization".repeat(60);
    let words = [whole.as_str(), &endless, "\u{200b}a\u{200b}\u{200b}", "$x^2$$$y$$ ", "$a$b "];
    for words in words {
        let source = |length: usize| english(&words.repeat(length / words.len()));
        let set = Setting { formulas: true, ..how(true, true, true) };
        // Up to where lines are weighed, and beyond.
        for length in [7_000, 60_000] {
            let (short, long) = (source(length), source(length * LONGER));
            timing::in_proportion(words, (&*short, short.len()), (&*long, long.len()), |source| {
                rows(source, 24, set);
            });
        }
    }
}
