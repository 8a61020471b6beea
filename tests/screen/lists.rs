//! Lists on the screen: heads, pages, what gives way where there is little room, and help as a list.

use crate::support::Reader;

/// A text with sources that have long names and titles.
fn sources() -> String {
    let entries: String = (0..30)
        .map(|n| {
            let name = ["Kropotkin, Peter", "Dalla Costa, Mariarosa", "Cleaver, Harry"][n % 3];
            format!("- {name} {}. *A Title that Goes on for Some Words {n}*. London\n", 1900 + n)
        })
        .collect();
    format!("# Text\n\nIt cites (Kropotkin 1900) and (Cleaver 1902).\n\n## References\n\n{entries}")
}

fn row<'r>(rows: &'r [String], words: &str) -> &'r str {
    rows.iter().find(|row| row.contains(words)).map_or("", String::as_str)
}

#[test]
fn columns_have_heads() {
    let mut reader = Reader::open(&sources(), 100, 20);
    let rows = reader.press("r").rows();
    let (heads, first) = (row(&rows, "Author"), row(&rows, "Cleaver, Harry"));
    for (head, cell) in [("Author", "Cleaver, Harry"), ("Year", "1902"), ("Title", "A Title")] {
        assert_eq!(heads.find(head), first.find(cell), "{heads}\n{first}");
    }
    assert!(heads.trim_end().ends_with("Cited"), "{heads}");
    // A click below the heads chooses the row it is on.
    let y = rows.iter().position(|row| row.contains("Cleaver, Harry")).unwrap();
    reader.click(10, y as u16);
    assert!(reader.screen().contains("Cleaver, Harry 1902"), "{}", reader.screen());
    // A screen of a few rows keeps them for the list.
    let mut low = Reader::open(&sources(), 100, 7);
    assert!(!low.press("r").screen().contains("Author "));
}

#[test]
fn what_is_worth_less_gives_way() {
    let at = |width| Reader::open(&sources(), width, 20).press("r").rows();
    for width in [30, 40, 50, 60, 80] {
        let rows = at(width);
        let first = row(&rows, "1902");
        assert!(first.contains("1902"), "{width}: {rows:?}");
        if width >= 40 {
            assert!(first.contains("Cleaver, Harry"), "{width}: {rows:?}");
            assert!(first.contains("A Tit"), "{width}: {rows:?}");
        }
        assert_eq!(row(&rows, "Author").contains("Cited"), width >= 60, "{width}: {rows:?}");
    }
}

#[test]
fn pgdn_turns_a_page_of_a_list() {
    let mut reader = Reader::open(&sources(), 80, 15);
    reader.press("r Tab");
    let years = |reader: &Reader| -> Vec<String> {
        let rows = reader.rows();
        rows.iter()
            .filter_map(|row| row.split_whitespace().find(|word| word.starts_with("19")))
            .map(str::to_owned)
            .collect()
    };
    let first = years(&reader);
    reader.press("PgDn");
    let second = years(&reader);
    let next = first.last().unwrap().parse::<u32>().unwrap() + 1;
    assert_eq!(second[0], next.to_string(), "{first:?} {second:?}");
    reader.press("PgUp");
    assert_eq!(years(&reader), first);
}

#[test]
fn what_is_held_closes_nothing() {
    let text = format!("{}\n\nA note.[^1]\n\n[^1]: It.\n", sources());
    for open in ["c", "r", "/", "#"] {
        let mut reader = Reader::open(&text, 80, 15);
        reader.press(open).press("x y Backspace Backspace Backspace Backspace");
        assert_eq!(reader.app.layers().len(), 1, "{open}");
        reader.press("Esc");
        assert!(reader.app.layers().is_empty());
        reader.press(open).press("Backspace");
        assert!(reader.app.layers().is_empty(), "{open}: before anything is typed it goes back");
    }
}

#[test]
fn what_is_held_in_the_panel_leaves_it_the_keys() {
    let mut reader = Reader::open(&sources(), 100, 20);
    reader.press("s");
    assert!(!reader.screen().contains("Author "), "the panel keeps its rows for the list");
    reader.press("x Backspace Backspace Backspace");
    assert!(reader.app.panel().has_keys());
    reader.press("Esc s Backspace");
    assert!(!reader.app.panel().has_keys(), "before anything is typed it goes back");
}

#[test]
fn help_is_searched() {
    let mut reader = Reader::open("Words.", 80, 24);
    reader.press("? /");
    for key in "note ref".chars() {
        reader.input(ibid::app::Input::Key(ibid::app::Key::Char(key)));
    }
    let screen = reader.screen();
    assert!(screen.contains("to the next note reference"), "{screen}");
    assert!(!screen.contains("a page down"), "{screen}");
    // Kept, it is scrolled as before; Esc shows all again, and then closes.
    reader.press("Enter j");
    assert!(reader.screen().contains("› note ref"), "{}", reader.screen());
    reader.press("Esc");
    assert!(reader.screen().contains("a page down"), "{}", reader.screen());
    reader.press("Esc");
    assert!(reader.app.layers().is_empty());
    reader.press("? / q q q");
    assert!(reader.screen().contains("No key does what is typed."), "{}", reader.screen());
}

#[test]
fn a_key_that_does_nothing_says_so() {
    let mut reader = Reader::open("Words.", 80, 8);
    reader.press("Z");
    assert!(
        reader.status().contains("Z does nothing here; ? shows the keys."),
        "{}",
        reader.status()
    );
    reader.press("j");
    assert!(!reader.status().contains("does nothing"));
}
