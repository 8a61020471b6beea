//! Two columns of text on a wide screen.

use ibid::layout::Link;

use crate::support::Reader;

const TWO: &str = "columns = 2\n";

/// Paragraphs of one line, each with a note.
fn lines(count: usize, noted: bool) -> String {
    let line = |n| match noted {
        true => format!("Paragraph {n}.[^{n}]\n\n[^{n}]: Note {n} is here.\n\n"),
        false => format!("Paragraph {n}.\n\n"),
    };
    (1..=count).map(line).collect()
}

#[test]
fn the_text_goes_on_at_the_top_of_the_second_column() {
    let mut reader = Reader::configured(&lines(200, false), TWO, (170, 21));
    // Twenty rows a column, of which every second is blank.
    let (left, right) =
        (reader.find("Paragraph 1.").unwrap(), reader.find("Paragraph 11.").unwrap());
    assert_eq!((left.1, right.1), (0, 0), "{}", reader.screen());
    assert!(right.0 > left.0 + 60);
    assert!(reader.find("Paragraph 20.").is_some() && reader.find("Paragraph 21.").is_none());
    // A page is both of them.
    reader.press("Space");
    assert_eq!(reader.find("Paragraph 21."), Some(left), "{}", reader.screen());
    reader.press("b");
    assert_eq!(reader.find("Paragraph 1."), Some(left));
    // Lines go one by one, from the second to the first.
    reader.press("j j");
    assert_eq!(reader.find("Paragraph 2."), Some(left));
    assert_eq!(reader.find("Paragraph 12."), Some(right));
    reader.press("k k");
    assert_eq!(reader.find("Paragraph 11."), Some(right));
    // The end is at the foot of the second.
    reader.press("G");
    let (x, y) = reader.find("Paragraph 200.").unwrap();
    assert!(x == right.0 && y >= 18, "{}", reader.screen());
    // What is found in the second column is not scrolled to.
    reader.press("g g /").press("18").press("Enter");
    assert_eq!(reader.find("Paragraph 1."), Some(left), "{}", reader.screen());
}

#[test]
fn notes_stand_beside_both() {
    let mut reader = Reader::configured(&lines(60, true), TWO, (180, 40));
    let screen = reader.screen();
    let notes: Vec<u16> =
        (1..=18).map_while(|n| reader.find(&format!("Note {n} is here."))).map(|at| at.1).collect();
    assert!(notes.len() > 8 && notes.is_sorted(), "{screen}");
    let text = reader.app.screen();
    let beside = reader.find("Note 1 is here.").unwrap().0;
    assert!(beside > text.second.unwrap() + text.text.width);
    // Enter on a reference in the second column gives its note the keys.
    let far = 25;
    for _ in 0..far {
        reader.press("]");
    }
    let focus = reader.app.focus().unwrap();
    assert!(matches!(focus.link, Link::NoteReference { .. }));
    let spots = reader.app.spread().links(reader.app.screen(), 0);
    let spot = spots.iter().find(|spot| spot.focus == focus).unwrap();
    assert!(spot.area.x >= reader.app.screen().second.unwrap(), "{}", reader.screen());
    let (x, y) = (spot.area.x, spot.area.y);
    reader.press("Enter");
    assert!(reader.app.note_in_hand().is_some());
    reader.press("Esc Esc");
    reader.click(x, y);
    assert_eq!(reader.app.focus(), Some(focus));
    // A box stands over the column of its link.
    reader.press("K");
    let corner = reader.find("┌").unwrap();
    assert!(corner.0 + 2 >= reader.app.screen().second.unwrap(), "{}", reader.screen());
}

#[test]
fn one_column_is_left_where_there_is_no_room_for_two() {
    let text = lines(60, true);
    for (config, width, two) in [
        (TWO, 160, true),
        (TWO, 159, false),
        ("", 200, false),
        ("columns = 2\nnotes = 'foot'\n", 200, false),
        ("columns = 2\nnotes = 'off'\n", 200, true),
    ] {
        let reader = Reader::configured(&text, config, (width, 40));
        assert_eq!(reader.app.screen().second.is_some(), two, "{config} {width}");
    }
    let mut reader = Reader::configured(&text, TWO, (180, 40));
    // The panel takes its columns from the text.
    reader.press("s");
    assert!(reader.app.screen().second.is_none());
    reader.press("Esc Esc");
    assert!(reader.app.screen().second.is_some());
}

#[test]
fn a_place_is_a_place_in_either_column() {
    let text: String =
        (1..80).map(|n| format!("Paragraph {n} {}\n\n", "goes on ".repeat(60))).collect();
    let mut reader = Reader::configured(&text, "columns = 2\nlines = 'justified'\n", (200, 30));
    reader.press("Space Space j j");
    let (place, screen) = (reader.app.place(), reader.screen());
    reader.resize(90, 20).resize(200, 30);
    assert_eq!((reader.app.place(), reader.screen()), (place, screen.clone()));
    reader.press("c Esc G Backspace");
    assert_eq!(reader.screen(), screen);
    let top = reader.app.place();
    reader.press("Space b");
    assert_eq!(reader.app.place(), top);
    for _ in 0..200 {
        reader.press("b");
    }
    assert_eq!(reader.app.place(), 0);
}
