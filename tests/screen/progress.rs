//! How far one is: one measure for the status line, the contents, the scrollbar and `50%`, and the time
//! that is left.

use crate::support::Reader;
use ibid::app::{Input, Key};

/// Sections of ten paragraphs, a note in each paragraph, and a list of sources.
fn book(sections: usize) -> String {
    let mut text = String::from("---\ntitle: A Book\ndescription: ");
    text += &"It is described at length. ".repeat(8);
    text += "The very end of it.\n---\n\n";
    for n in 1..=sections * 10 {
        if n % 10 == 1 {
            text += &format!("## Part {}\n\n", n / 10 + 1);
        }
        text +=
            &format!("Paragraph {n} says something at such length that it fills a line.[^{n}] It ");
        text += "goes on for another line or two and then, in the end, it ends.\n\n";
    }
    for n in 1..=sections * 10 {
        text +=
            &format!("[^{n}]: Note {n} explains, and says more than the text it belongs to.\n\n");
    }
    text + "## References\n\n- Kropotkin, Peter 1902. *Mutual Aid*. London, Heinemann\n"
}

fn percent(reader: &Reader) -> usize {
    let status = reader.status();
    let digits = status.rsplit_once('%').expect("per cent").0.rsplit(' ').next().expect("digits");
    digits.parse().expect("a number")
}

/// The rows of the scrollbar that its thumb takes.
fn thumb(reader: &Reader) -> Vec<u16> {
    let (buffer, x) = (reader.buffer(), reader.app.screen().scrollbar.expect("a scrollbar"));
    let height = reader.app.screen().text.height;
    (0..height).filter(|&y| buffer.cell((x, y)).unwrap().symbol() == "┃").collect()
}

#[test]
fn the_first_page_is_nothing_and_the_last_line_of_the_body_all() {
    for (width, height) in [(80, 24), (120, 40), (200, 60)] {
        let mut reader = Reader::open(&book(12), width, height);
        assert_eq!((percent(&reader), thumb(&reader)[0]), (0, 0));
        reader.press("100%");
        assert_eq!(percent(&reader), 100, "{}", reader.screen());
        assert!(reader.screen().contains("Paragraph 120"), "{}", reader.screen());
        assert!(
            !reader.screen().contains("Mutual Aid"),
            "the sources are not the rest of the text"
        );
        assert_eq!(thumb(&reader).last(), Some(&(reader.app.screen().text.height - 1)));
        // Notes and sources are past the end, not before it.
        reader.press("G");
        assert_eq!(percent(&reader), 100);
        reader.press("g");
        assert_eq!(percent(&reader), 0);
    }
}

#[test]
fn half_way_is_half_way_wherever_it_is_told() {
    for (width, height) in [(80, 24), (120, 40)] {
        let mut reader = Reader::open(&book(40), width, height);
        for to in [1, 10, 33, 50, 77, 90] {
            reader.press(&format!("{to}%"));
            assert_eq!(percent(&reader), to, "{}", reader.screen());
        }
        // A section begins where the contents say.
        reader.press("c part Space 21");
        let row = reader.rows()[3].clone();
        reader.press("Enter");
        assert!(row.contains(&format!("{}%", percent(&reader))), "{row} {}", reader.status());
        reader.press("50% =");
        let row = reader.rows().into_iter().find(|row| row.trim().starts_with("read ")).unwrap();
        assert!(row.contains("50%"), "{row}");
        // And where the scrollbar is clicked.
        let (x, y) = (reader.app.screen().scrollbar.unwrap(), reader.app.screen().text.height / 2);
        reader.press("Esc g").click(x, y);
        let height = usize::from(reader.app.screen().text.height);
        assert!(
            percent(&reader).abs_diff(usize::from(y) * 100 / height) <= 1,
            "{}",
            reader.status()
        );
        assert!(thumb(&reader).contains(&y));
    }
}

#[test]
fn the_time_to_the_end_of_the_section_is_told_by_the_pace_of_the_reader() {
    // Each section has some 260 words.
    let mut reader = Reader::open(&book(40), 120, 24);
    assert!(reader.status().contains("1 min left in section"), "{}", reader.status());
    let mut narrow = Reader::open(&book(40), 80, 24);
    assert!(narrow.status().ends_with("1 min left"), "{}", narrow.status());
    assert!(narrow.press("=").screen().contains("230 words a minute, until"));
    // Pages of some 200 words in two minutes each.
    for minutes in 0..24 {
        reader.input(Input::Clock(minutes * 120_000)).input(Input::Key(Key::Char(' ')));
    }
    reader.press("}");
    assert!(reader.status().contains("3 min left in section"), "{}", reader.status());
    assert!(reader.press("=").screen().contains("words a minute, as you read it"));
}

#[test]
fn the_title_gives_way_before_the_section() {
    let source = "---\ntitle: A Title That Says All There Is to Say of It\n---\n\n## A heading that takes \
                  half of the line\n\nWords.\n";
    let reader = Reader::open(source, 80, 24);
    assert!(
        reader.status().contains("A heading that takes half of the line"),
        "{}",
        reader.status()
    );
    let long = source.replace("half of", "a good deal more than half of");
    let reader = Reader::open(&long, 80, 24);
    let heading = " A heading that takes a good deal more than half of the line";
    assert!(reader.status().starts_with(heading), "{}", reader.status());
}

#[test]
fn rows_about_the_text_open_whole() {
    let mut reader = Reader::open(&book(2), 80, 24);
    reader.press("= described");
    assert!(!reader.screen().contains("The very end of it."), "{}", reader.screen());
    reader.press("Enter");
    assert!(reader.screen().contains("The very end of it."), "{}", reader.screen());
    assert!(reader.screen().contains("Enter opens"), "the list is still there");
    reader.press("Enter");
    assert!(!reader.screen().contains("The very end of it."), "{}", reader.screen());
}
