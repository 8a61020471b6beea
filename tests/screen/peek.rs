//! A peek at what is chosen: on the bottom line, and whole in a box.

use crate::support::Reader;

const CITING: &str = "\
First (Kropotkin 1902) and again (Kropotkin 1902), then (Marx 1867) and (Nobody 1899).[^1]\n\n\
See [the end](#the-end) and [the web](https://example.org/a/long/address).\n\n\
Ambiguous is (Negri 1991).\n\n\
# The end {#the-end}\n\nIt ends here, with words.\n\n\
[^1]: A note that cites (Marx 1867) in its words.\n\n\
## References\n\n\
- Kropotkin, Peter 1902. *Mutual Aid: A Factor of Evolution*. London: Heinemann.\n\
- Marx, Karl 1867. *Capital*. Hamburg: Meissner.\n\
- Negri, Antonio 1991. *The Savage Anomaly*. Minneapolis: University of Minnesota Press.\n\
- Negri, Antonio 1991. *Marx Beyond Marx*. London: Pluto.\n";

/// Chooses the link of which the bottom line says this.
fn choose(reader: &mut Reader, said: &str) {
    for _ in 0..30 {
        if reader.press("Tab").status().contains(said) {
            return;
        }
    }
    panic!("no link is said to be {said}");
}

#[test]
fn the_bottom_line_says_where_a_choice_leads() {
    let mut reader = Reader::open(CITING, 120, 40);
    let mut said = Vec::new();
    for _ in 0..9 {
        said.push(reader.press("Tab").status().trim().to_owned());
    }
    let all = said.join("\n");
    for words in [
        "Kropotkin, Peter 1902: Mutual Aid",
        "cited twice",
        "Marx, Karl 1867: Capital",
        "“Nobody 1899” is not among the sources.",
        "To “The end”",
        "https://example.org/a/long/address",
        "“Negri 1991” may mean Negri, Antonio 1991",
    ] {
        assert!(all.contains(words), "{words} is not in\n{all}");
    }
    // It stays until something else is chosen.
    let mut reader = Reader::open(CITING, 120, 40);
    reader.press("Tab T T T");
    assert!(reader.press("5 Esc Tab").status().contains("Mutual Aid"), "{}", reader.status());
    // On a narrow screen the title gives way, and how often it is cited stays.
    let mut reader = Reader::open(CITING, 60, 24);
    assert!(reader.press("Tab").status().contains("… · cited twice"), "{}", reader.status());
    // Of a note that is not in view, its first words.
    let mut reader = Reader::open(CITING, 120, 40);
    reader.press("p ]");
    assert!(reader.status().contains("Note 1: A note that cites"), "{}", reader.status());
}

#[test]
fn a_box_shows_the_whole_entry_and_esc_leaves_no_trace() {
    for (width, height) in [(120, 40), (80, 24), (200, 60), (50, 16)] {
        let mut reader = Reader::open(CITING, width, height);
        for tabs in 1..9 {
            reader.press("Tab");
            let before = (reader.buffer(), reader.app.place(), reader.app.focus());
            reader.press("K");
            let opened = !reader.app.layers().is_empty();
            let keys = ["Tab", "j", "Space", "k", "G", "Tab", "g"];
            for keys in keys.iter().filter(|_| opened) {
                reader.press(keys);
            }
            while !reader.app.layers().is_empty() {
                reader.press("Esc");
            }
            if reader.app.message().is_none() {
                let after = (reader.buffer(), reader.app.place(), reader.app.focus());
                assert_eq!(before, after, "{width}×{height}, link {tabs}");
            }
        }
    }
}

#[test]
fn a_box_stands_at_its_line_and_enter_goes_there() {
    let mut reader = Reader::open(CITING, 120, 40);
    reader.press("Tab");
    let (_, line) = reader.find("First").unwrap();
    reader.press("K");
    let screen = reader.screen();
    assert!(screen.contains("┌─ cited twice"), "{screen}");
    assert_eq!(reader.find("┌").unwrap().1, line + 1, "{screen}");
    assert!(screen.contains("London: Heinemann."), "{screen}");
    reader.press("Enter");
    assert!(reader.screen().contains("and again"), "the list of its citations");
    reader.press("Esc");
    assert!(reader.app.layers().is_empty());
    // A target of the text, and an address.
    reader.press("Esc Tab Tab Tab Tab Tab Tab K");
    assert!(reader.screen().contains("│ It ends here, with words."), "{}", reader.screen());
    reader.press("Enter");
    assert!(reader.app.layers().is_empty());
    reader.press("Esc");
}

#[test]
fn a_box_of_candidates_shows_each() {
    let mut reader = Reader::open(CITING, 120, 40);
    choose(&mut reader, "may mean");
    reader.press("K");
    let screen = reader.screen();
    assert!(screen.contains("“Negri 1991” may mean"), "{screen}");
    assert!(screen.contains("Savage Anomaly") && screen.contains("Marx Beyond Marx"), "{screen}");
    reader.press("Enter");
    assert!(matches!(reader.app.layers().last(), Some(ibid::app::Layer::Picker(_))));
}

#[test]
fn citations_in_a_box_can_be_followed() {
    let mut reader = Reader::open(CITING, 120, 40);
    reader.press("p ] K");
    assert!(reader.screen().contains("┌─ Note 1 "), "{}", reader.screen());
    reader.press("Tab");
    assert!(reader.status().contains("Capital"), "{}", reader.status());
    // A peek from a peek, and back.
    reader.press("K");
    assert!(reader.screen().contains("Meissner"), "{}", reader.screen());
    reader.press("Esc");
    assert!(reader.screen().contains("┌─ Note 1 "), "{}", reader.screen());
    reader.press("Enter");
    assert!(reader.screen().contains("Marx, Karl 1867"), "{}", reader.screen());
    reader.press("Esc Esc");
    assert!(reader.app.layers().is_empty());
    // The key that opened it closes it.
    reader.press("K K");
    assert!(reader.app.layers().is_empty());
    // Without a choice in it, Enter goes to the note.
    reader.press("K Enter");
    assert_eq!(reader.app.steps_back(), 1);
    assert!(reader.app.layers().is_empty());
}

#[test]
fn a_note_among_the_notes_shows_where_it_is_referred_to() {
    let mut reader = Reader::open(CITING, 120, 40);
    reader.press("p ] Enter K");
    assert!(reader.screen().contains("─ Note 1 is referred to from ─"), "{}", reader.screen());
    assert_eq!(reader.screen().matches("and again (Kropotkin 1902)").count(), 2);
    reader.press("Enter");
    assert!(reader.app.layers().is_empty());
    assert!(reader.status().contains("Note 1: A note"), "the reference is chosen");
}

#[test]
fn a_missing_source_has_no_box() {
    let mut reader = Reader::open(CITING, 120, 40);
    choose(&mut reader, "not among");
    reader.press("K");
    assert!(reader.app.layers().is_empty());
    assert!(reader.status().contains("not among the sources"));
    reader.press("Enter");
    assert!(reader.status().contains("not among the sources"));
    reader.press("Esc K");
    assert!(reader.status().contains("Tab chooses a link"), "{}", reader.status());
}

#[test]
fn a_click_chooses_and_on_what_is_chosen_opens() {
    let mut reader = Reader::open(CITING, 120, 40);
    let (x, y) = reader.find("Kropotkin").unwrap();
    reader.click(x, y);
    assert!(reader.status().contains("cited twice"), "{}", reader.status());
    reader.click(x, y);
    assert!(reader.screen().contains("London: Heinemann."), "{}", reader.screen());
    // Beside the box a click closes it, and in the box it goes there.
    reader.click(119, 38);
    assert!(reader.app.layers().is_empty());
    reader.click(x, y);
    let (x, y) = reader.find("London: Heinemann.").unwrap();
    reader.click(x, y);
    assert!(reader.screen().contains("and again"), "{}", reader.screen());
    reader.press("Esc");
    // A link in a box is chosen first.
    reader.press("p");
    let (x, y) = reader.find("¹").unwrap();
    reader.click(x, y).click(x, y);
    let (x, y) = reader.find("Marx 1867) in").unwrap();
    reader.click(x, y);
    assert!(reader.status().contains("Capital"), "{}", reader.status());
    reader.press("Esc Esc p");
    // A note beside the text gets the keys.
    let (x, y) = reader.find("A note that").unwrap();
    reader.click(x, y);
    assert!(reader.app.note_in_hand().is_some());
    reader.click(1, 38);
    assert!(reader.app.layers().is_empty());
}
