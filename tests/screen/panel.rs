//! The side panel: who has the keys, what follows what, and that nothing moves under the reader.

use crate::support::{COMPANION, Reader};
use ibid::app::panel::PanelView;
use ibid::app::{Input, Key, MouseAct};
use proptest::prelude::*;

/// Chapters of five paragraphs with a note each, numbered from 1 in each chapter or through all.
fn chapters(count: usize, anew: bool) -> ibid::doc::Document {
    use ibid::doc::{Builder, Kind};
    let mut to = Builder::new();
    let key = |chapter: usize, n: usize| (chapter - 1) * 5 + n;
    let label = |chapter: usize, n: usize| if anew { n } else { key(chapter, n) };
    for chapter in 1..=count {
        to.open_block(Kind::Heading { level: 2 });
        to.text(&format!("Chapter {chapter}"));
        to.close_block();
        for n in 1..=5 {
            to.open_block(Kind::Paragraph);
            to.text(&format!("Paragraph {n} of chapter {chapter} says something at such length "));
            to.text("that it fills a line and a half and a bit of another.");
            to.note_reference_as(&key(chapter, n).to_string(), &label(chapter, n).to_string());
            to.close_block();
        }
    }
    for (chapter, n) in (1..=count).flat_map(|chapter| (1..=5).map(move |n| (chapter, n))) {
        to.begin_note_as(&key(chapter, n).to_string(), &label(chapter, n).to_string());
        to.text(&format!("Remark {n} on chapter {chapter}."));
        to.end_note();
    }
    to.finish("x")
}

/// The panel's rows of a screen wide enough to have it beside the text.
fn panel(reader: &Reader) -> Vec<String> {
    let area = reader.app.screen().panel.expect("an open panel");
    let rows = reader.rows().into_iter().skip(usize::from(area.y)).take(usize::from(area.height));
    rows.map(|row| row.chars().skip(usize::from(area.x)).collect()).collect()
}

/// The row that is marked as where the reader is.
fn marked(reader: &Reader) -> String {
    panel(reader).into_iter().find(|row| row.contains('•')).unwrap_or_default()
}

#[test]
fn it_stands_beside_the_text_or_below_it_and_lists_the_notes() {
    let mut reader = Reader::of(chapters(8, false), 120, 30);
    reader.press("s");
    let rows = panel(&reader);
    assert!(rows[0].contains("━") && rows[0].contains("Notes"), "{}", reader.screen());
    assert!(rows[2].contains("1  Remark 1 on chapter 1."), "{}", reader.screen());
    assert!(reader.status().contains("Esc returns"), "{}", reader.status());
    let mut reader = Reader::of(chapters(8, false), 80, 24);
    reader.press("s");
    let area = reader.app.screen().panel.expect("a panel");
    assert_eq!((area.y, area.height), (12, 11));
    assert!(reader.rows()[12].contains("Contents") && reader.rows()[14].contains("Remark 1"));
    // No room, and that is said.
    let mut reader = Reader::of(chapters(8, false), 60, 8);
    let screen = reader.buffer();
    assert!(reader.press("s").status().contains("no room"), "{}", reader.status());
    assert_eq!(reader.press("Esc").buffer(), screen);
}

#[test]
fn with_the_keys_in_it_the_text_follows_and_enter_stays() {
    let mut reader = Reader::of(chapters(8, false), 120, 30);
    reader.press("s");
    for _ in 0..11 {
        reader.press("Down");
    }
    assert!(reader.screen().contains("Paragraph 2 of chapter 3"), "{}", reader.screen());
    let chosen = reader.app.focus().map(|focus| focus.link);
    let expected = Some(ibid::doc::NoteId(11));
    assert!(
        matches!(chosen, Some(ibid::layout::Link::NoteReference { note, .. }) if note == expected)
    );
    assert_eq!(reader.app.steps_back(), 0, "looking is no jump");
    reader.press("Enter");
    assert!(!reader.app.panel().has_keys() && reader.app.panel().is_open());
    assert_eq!(reader.app.steps_back(), 1);
    reader.press("Backspace");
    assert_eq!(reader.app.place(), 0);
}

#[test]
fn esc_gives_the_keys_back_where_they_were_taken_and_then_closes() {
    let mut reader = Reader::of(chapters(8, false), 120, 30);
    reader.press("Space");
    let before = reader.buffer();
    reader.press("s");
    let place = reader.app.place();
    reader.press("Down Down Down End Esc");
    assert_eq!(reader.app.place(), place);
    assert!(reader.app.panel().is_open() && !reader.app.panel().has_keys());
    assert!(panel(&reader)[0].contains('─'), "{}", reader.screen());
    reader.press("s");
    assert!(reader.app.panel().has_keys());
    reader.press("Esc Esc");
    assert!(!reader.app.panel().is_open());
    assert_eq!(reader.buffer(), before);
    // A chosen link is let go of first, and the hits of a search.
    reader.press("s Esc ] / remark Enter Esc Esc");
    assert!(reader.app.panel().is_open(), "{}", reader.screen());
    reader.press("Esc");
    assert!(!reader.app.panel().is_open());
}

#[test]
fn with_the_keys_in_the_text_every_reading_key_works_and_the_panel_follows() {
    let mut reader = Reader::of(chapters(8, false), 120, 30);
    reader.press("s Esc");
    assert!(marked(&reader).contains("Remark 1 on chapter 1."), "{}", reader.screen());
    reader.press("] ] ]");
    assert!(marked(&reader).contains("Remark 3 on chapter 1."), "{}", reader.screen());
    reader.press("Esc Space");
    let top = reader.app.place();
    assert!(top > 0);
    assert!(!marked(&reader).contains("chapter 1"), "{}", reader.screen());
    reader.press("/ chapter Space 6 Enter");
    assert!(reader.status().contains("1 of"), "{}", reader.status());
    assert!(reader.screen().contains("Chapter 6"));
    // In the contents the section at the top of the screen is marked.
    reader.press("Esc s");
    reader.input(Input::Key(Key::CtrlRight)).input(Input::Key(Key::CtrlRight));
    assert_eq!(reader.app.panel().view(), PanelView::Contents);
    reader.press("Esc g } } }");
    assert!(marked(&reader).contains("Chapter 4"), "{}", reader.screen());
}

#[test]
fn letters_filter_and_find_the_authors_a_note_means() {
    let source = "One.[^1] Two.[^2] Three.[^3]\n\n[^1]: See (Kropotkin 1902).\n\n[^2]: Ibid., \
                  p. 17.\n\n[^3]: Nothing of the sort.\n\n## References\n\n- Kropotkin, Peter 1902. \
                  *Mutual Aid*. London, Heinemann\n- Marx, Karl 1867. *Capital*. Hamburg, Meissner\n";
    let mut reader = Reader::open(source, 120, 30);
    reader.press("s kropotkin");
    let rows = panel(&reader);
    assert!(rows[1].contains("2 of 3"), "{}", reader.screen());
    assert!(rows[2].contains("See (Kropotkin") && rows[3].contains("Ibid."), "{}", reader.screen());
    // The keys go back with what was typed.
    reader.press("Esc");
    assert!(panel(&reader)[1].contains("by number  3"), "{}", reader.screen());
    // A number is the note of that number before it is a page in another.
    reader.press("s 1");
    assert!(
        reader
            .app
            .panel()
            .list()
            .and_then(|list| list.chosen())
            .is_some_and(|item| { item.cells[0] == "1" })
    );
    reader.press("Esc s Tab");
    assert!(panel(&reader)[1].contains("by source"), "{}", reader.screen());
    reader.press("Esc s");
    reader.input(Input::Key(Key::CtrlRight));
    assert!(panel(&reader)[3].contains("Marx"), "{}", reader.screen());
    reader.press("Down Enter");
    assert!(
        reader.rows().iter().any(|row| row.contains("Capital. Hamburg")),
        "{}",
        reader.screen()
    );
}

#[test]
fn the_mouse_goes_where_a_row_leads_and_gives_the_keys_to_what_it_clicks() {
    let mut reader = Reader::of(chapters(8, false), 120, 30);
    reader.press("s");
    let area = reader.app.screen().panel.expect("a panel");
    reader.input(Input::Mouse { act: MouseAct::WheelDown, x: area.x + 3, y: 9 });
    assert_eq!(reader.app.panel().list().map(|list| list.selected), Some(1));
    reader.click(2, 2);
    assert!(!reader.app.panel().has_keys() && reader.app.panel().is_open());
    reader.click(area.x + 3, area.y + 2 + 19);
    assert!(reader.screen().contains("Paragraph 5 of chapter 4"), "{}", reader.screen());
    assert!(!reader.app.panel().has_keys());
}

#[test]
fn the_link_that_is_chosen_stays_on_the_screen_when_the_panel_takes_half_of_it() {
    let mut reader = Reader::of(chapters(8, false), 80, 24);
    reader.press("p ] ] ] ] ]");
    let focus = reader.app.focus();
    assert!(focus.is_some());
    reader.press("s");
    assert_eq!(reader.app.focus(), focus, "{}", reader.screen());
    reader.press("Down Down Esc");
    assert_eq!(reader.app.focus(), focus, "{}", reader.screen());
}

#[test]
fn a_note_is_gone_to_by_its_number_or_its_label() {
    let mut reader = Reader::of(chapters(8, false), 80, 24);
    reader.press("17#");
    assert!(reader.screen().contains("Paragraph 2 of chapter 4"), "{}", reader.screen());
    assert!(reader.app.focus().is_some());
    reader.press("Backspace");
    assert_eq!(reader.app.place(), 0);
    reader.press("99#");
    assert!(reader.status().contains("no note 99"), "{}", reader.status());
    let mut reader = Reader::open("A.[^*] B.[^iv]\n\n[^*]: Star.\n\n[^iv]: Four.", 80, 24);
    reader.press("# * Enter");
    assert!(reader.app.layers().is_empty() && reader.app.focus().is_some());
    reader.press("# x Enter");
    assert!(reader.status().contains("no note x"), "{}", reader.status());
    reader.press("Esc # IV Enter");
    assert!(reader.app.layers().is_empty(), "{}", reader.screen());
    let mut reader = Reader::open("Words.", 80, 24);
    assert!(reader.press("#").status().contains("no notes"), "{}", reader.status());
}

#[test]
fn of_several_notes_with_a_label_that_of_this_section_comes_first_and_the_rest_is_listed() {
    let mut reader = Reader::of(chapters(8, true), 80, 24);
    reader.press("} } } } 4#");
    assert!(reader.screen().contains("Paragraph 4 of chapter 5"), "{}", reader.screen());
    assert!(reader.status().contains("7 other notes have this label"), "{}", reader.status());
    reader.press("4#");
    let screen = reader.screen();
    assert!(screen.contains("Notes with the label 4") && screen.contains("Chapter 8"), "{screen}");
    assert!(reader.rows()[3].contains("Chapter 5"), "{screen}");
    reader.press("Down Enter");
    assert!(reader.screen().contains("Paragraph 4 of chapter 1"), "{}", reader.screen());
}

/// Keys while the panel has them: none gives them back.
const IN_PANEL: &[Key] = &[
    Key::Down,
    Key::Up,
    Key::PageDown,
    Key::End,
    Key::Home,
    Key::Tab,
    Key::Char('a'),
    Key::Char('k'),
    Key::Char('1'),
    Key::Ctrl('u'),
    Key::Delete,
];

/// Keys of reading before the panel is opened.
const READING: &[Key] =
    &[Key::Char('j'), Key::Char(' '), Key::Char('}'), Key::Char('d'), Key::Char('k')];

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn after_esc_the_screen_is_what_it_was(
        size in (40u16..180, 14u16..50),
        before in prop::collection::vec(0..READING.len(), 0..8),
        keys in prop::collection::vec(0..IN_PANEL.len(), 0..12),
        views in 0usize..4,
    ) {
        let mut reader = Reader::open(COMPANION, size.0, size.1);
        for key in before {
            reader.input(Input::Key(READING[key]));
        }
        reader.press("Esc");
        let shown = reader.buffer();
        reader.press("s Esc");
        let beside = reader.buffer();
        reader.press("s");
        for &key in &keys {
            reader.input(Input::Key(IN_PANEL[key]));
        }
        prop_assert!(reader.app.panel().has_keys());
        reader.press("Esc");
        if !keys.iter().any(|&key| IN_PANEL[key] == Key::Tab) {
            prop_assert_eq!(reader.buffer(), beside);
        }
        reader.press("s");
        for _ in 0..views {
            reader.input(Input::Key(Key::CtrlRight));
            reader.press("Down");
        }
        reader.press("Esc Esc");
        prop_assert_eq!(reader.buffer(), shown);
    }
}
