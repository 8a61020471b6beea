//! Labels on every link of the screen.

use std::fmt::Write as _;

use crate::support::Reader;
use ratatui::buffer::Buffer;

/// A screen full of links: citations and note references, and notes that cite.
fn linked(count: usize) -> String {
    let mut text = String::new();
    for n in 1..=count {
        _ = write!(text, "Words {n} (Kropotkin 1902) end.[^{n}] ");
        if n % 3 == 0 {
            text += "\n\n";
        }
    }
    text += "\n\n";
    for n in 1..=count {
        _ = write!(text, "[^{n}]: Note {n} (Marx 1867).\n\n");
    }
    text + "## References\n\n- Kropotkin, Peter 1902. *Mutual Aid*. London.\n- Marx, Karl 1867. *Capital*.\n"
}

/// The labels on the screen: where they are, and their letters.
fn labels(reader: &Reader) -> Vec<(u16, u16, String)> {
    let Some(ibid::app::Layer::Labels(labels)) = reader.app.layers().last() else { return vec![] };
    let spots = reader.app.label_spots(labels).into_iter();
    spots.map(|spot| (spot.x, spot.y, spot.label)).collect()
}

/// The cells in which two screens differ.
fn differ(one: &Buffer, other: &Buffer) -> Vec<(u16, u16)> {
    let positions = one.content().iter().zip(other.content()).enumerate();
    let differ = positions.filter(|(_, (one, other))| one != other);
    differ.map(|(index, _)| one.pos_of(index)).collect()
}

#[test]
fn sixty_links_have_labels_and_nothing_moves() {
    let mut reader = Reader::open(&linked(30), 200, 60);
    let before = reader.buffer();
    let links = {
        let mut links: Vec<_> = reader.app.spread().links(reader.app.screen(), 0);
        let label = |link| matches!(link, ibid::layout::Link::NoteLabel(_));
        links.retain(|spot| !(spot.focus.in_notes && label(spot.focus.link)));
        links
    };
    reader.press(";");
    let labels = labels(&reader);
    assert!(labels.len() >= 60, "{} labels", labels.len());
    let after = reader.buffer();
    let status = 59;
    for (x, y) in differ(&before, &after) {
        let covered = |(left, row, label): &(u16, u16, String)| {
            *row == y && (*left..*left + label.len() as u16).contains(&x)
        };
        assert!(y == status || labels.iter().any(covered), "cell {x}, {y} is no label’s");
    }
    // Each can be read: no two share a cell, and each stands on the screen as it is typed.
    for (at, (x, y, label)) in labels.iter().enumerate() {
        let shown: String =
            (*x..*x + label.len() as u16).map(|x| after.cell((x, *y)).unwrap().symbol()).collect();
        assert_eq!(shown, *label, "label {at}");
        let mut others = labels[at + 1..].iter().map(|(.., other)| other);
        assert!(!others.any(|other| other.starts_with(label.as_str()) || label.starts_with(other)));
        let near = links.iter().any(|spot| spot.area.y == *y && spot.area.x.abs_diff(*x) < 6);
        assert!(near, "{label} at {x}, {y}: {}", reader.screen());
    }
    reader.press("Esc");
    assert_eq!(reader.buffer(), before);
}

#[test]
fn typed_they_choose_and_capitals_follow() {
    let mut reader = Reader::open(&linked(30), 200, 60);
    let count = {
        reader.press(";");
        let count = labels(&reader).len();
        reader.press("Esc");
        count
    };
    for at in 0..count {
        reader.press(";");
        let (x, y, label) = labels(&reader)[at].clone();
        reader.press(&label);
        assert!(reader.app.layers().is_empty(), "{label}: the labels are gone");
        let focus = reader.app.focus().expect("a link is chosen");
        let links = reader.app.spread().links(reader.app.screen(), 0);
        let spot = links.iter().find(|spot| spot.focus == focus).unwrap();
        assert!(spot.area.y == y && spot.area.x.abs_diff(x) < 6, "{label}");
    }
    // A capital follows: a citation opens its source.
    reader.press("Esc ;");
    let label = labels(&reader)[0].2.to_uppercase();
    reader.press(&label);
    assert!(matches!(reader.app.layers().last(), Some(ibid::app::Layer::Picker(_))));
    reader.press("Esc ;");
    // A reference gives its note the keys.
    let label = labels(&reader)[1].2.to_uppercase();
    reader.press(&label);
    assert!(reader.app.note_in_hand().is_some());
}

#[test]
fn a_letter_too_few_or_wrong_is_forgiven() {
    let mut reader = Reader::open(&linked(30), 200, 60);
    reader.press(";");
    let all = labels(&reader);
    let two = all.iter().find(|(.., label)| label.len() == 2).unwrap().2.clone();
    reader.press(&two[..1]);
    let left = labels(&reader);
    assert!(left.len() < all.len() && left.iter().all(|(.., label)| label.starts_with(&two[..1])));
    reader.press("Backspace");
    assert_eq!(labels(&reader), all);
    // Any key that is no letter takes them away, and does nothing else.
    let place = reader.app.place();
    reader.press("Space");
    assert!(reader.app.layers().is_empty() && reader.app.place() == place);
    let mut reader = Reader::open("One [link](https://a.b).", 80, 24);
    reader.press("; x");
    assert!(reader.status().contains("No label begins with x."), "{}", reader.status());
    reader.press("f");
    assert!(reader.status().contains("https://a.b"), "{}", reader.status());
    let mut reader = Reader::open("None.", 80, 24);
    assert!(reader.press(";").status().contains("no link on the screen"));
}

#[test]
fn labels_in_the_note_that_is_read_choose_in_it() {
    let mut reader = Reader::open(&linked(30), 120, 40);
    reader.press("] Enter ;");
    let spots = labels(&reader);
    let (x, y) = reader.find("┃").unwrap();
    let own = spots.iter().find(|(left, row, _)| *row == y && *left > x).unwrap().2.clone();
    reader.press(&own);
    assert!(reader.app.note_in_hand().is_some());
    assert!(reader.status().contains("Capital"), "{}", reader.status());
    // Another lets go of the note.
    reader.press(";");
    let other = labels(&reader)[0].2.clone();
    reader.press(&other);
    assert!(reader.app.note_in_hand().is_none());
    assert!(reader.status().contains("Mutual Aid"), "{}", reader.status());
}
