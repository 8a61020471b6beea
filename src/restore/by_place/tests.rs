//! Pages as a press sets them, and what is made of them.

use crate::doc::{Builder, Document, Geometry, Kind, MarkKind};
use crate::restore::restore;

/// Writes lines where they stand. `^` parts raised runs from the others: `word^1^ and`.
#[derive(Default)]
struct Press {
    to: Builder,
    page: u32,
    baseline: i32,
    open: bool,
}

impl Press {
    fn page(&mut self) -> &mut Self {
        if self.open {
            self.page += 1;
        }
        self.to.close_block();
        self.open = false;
        self.baseline = 1000;
        self
    }

    /// Sets a line: its words, its left edge, its size, and how far it stands below the one before.
    fn set(&mut self, words: &str, left: i32, size: i32, below: i32) -> &mut Self {
        self.line(words, Geometry { left, size, ..Geometry::default() }, below)
    }

    fn line(&mut self, words: &str, line: Geometry, below: i32) -> &mut Self {
        self.baseline += below;
        let count = i32::try_from(words.chars().count()).expect("a line is short");
        let right = line.left + count * line.size / 2;
        match std::mem::replace(&mut self.open, true) {
            false => self.to.open_block(Kind::Verse),
            true => self.to.text("\n"),
        }
        let place = Geometry { page: self.page, right, baseline: self.baseline, ..line };
        self.to.set_line(place);
        for (at, run) in words.split('^').enumerate().filter(|(_, run)| !run.is_empty()) {
            let raised = (at % 2 == 1).then(|| self.to.open_mark(MarkKind::Superscript));
            self.to.text(run);
            raised.into_iter().for_each(|mark| self.to.close_mark(mark));
        }
        self
    }

    /// A paragraph of full lines, the first set in, of which each says where it stands.
    fn prose(&mut self, name: &str, lines: usize, last: &str) -> &mut Self {
        for at in 0..lines {
            let left = if at == 0 { 600 } else { 500 };
            let mut words = format!("{name} {at} goes on with all of the words that it has, and");
            let count = if at == 0 { 58 } else { 60 };
            while words.chars().count() < count {
                words.push('x');
            }
            self.set(&words, left, 100, 120);
        }
        self.set(last, 500, 100, 120)
    }

    fn restored(&mut self) -> Document {
        let document = std::mem::take(&mut self.to).finish("a.pdf");
        assert_eq!(document.check(), Ok(()));
        let restored = restore(&document).expect("something is restored");
        assert_eq!(restored.check(), Ok(()));
        restored
    }
}

/// The blocks of the body, each with what it begins with and the labels of its notes.
fn blocks(document: &Document) -> Vec<(String, String)> {
    let block = |block: &crate::doc::Block| {
        let words = document.words(block.span).chars().take(12).collect();
        let labels = document.note_references_in(block.span).map(|(_, label, _)| label);
        (words, labels.collect::<Vec<_>>().join(" "))
    };
    document.body().iter().map(block).collect()
}

fn notes(document: &Document) -> Vec<(&str, &str)> {
    let words = |note: &crate::doc::Note| document.words(note.span);
    document.notes.iter().map(|note| (&*note.label, words(note))).collect()
}

#[test]
fn a_foot_is_gathered_and_its_note_goes_on_over_the_page() {
    let mut press = Press::default();
    press.page().prose("Alpha", 6, "until it says so.^1^");
    press.set("^1^ The note begins on this page, and it", 500, 80, 200);
    press.page().prose("Beta", 6, "as the second^2^ does.");
    press.set("ends on the next.", 500, 80, 200);
    press.set("^2^ Another one.", 500, 80, 96);
    let restored = press.restored();
    let expected =
        [("1", "The note begins on this page, and it ends on the next."), ("2", "Another one.")];
    assert_eq!(notes(&restored), expected);
    let found = blocks(&restored);
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!((&*found[0].1, &*found[1].1), ("1", "2"));
}

#[test]
fn a_note_that_breaks_off_does_not_go_on_pages_later() {
    let mut press = Press::default();
    press.page().prose("Alpha", 6, "until it says so.^1^");
    press.set("^1^ The note ends with a number: 0925-2312/08", 500, 80, 200);
    press.page().prose("Beta", 6, "as the second does.");
    press.page().prose("Gamma", 6, "as the third does.");
    press.set("Size M1 M2 M3", 500, 80, 200);
    press.set("200 0.131 0.129", 500, 80, 96);
    let restored = press.restored();
    assert_eq!(notes(&restored), [("1", "The note ends with a number: 0925-2312/08")]);
    assert!(restored.words(crate::doc::Span::new(0, restored.body_end())).contains("0.129"));
}

#[test]
fn no_power_and_no_accent_asks_for_a_note() {
    let mut press = Press::default();
    press.page().prose("Alpha", 6, "the sum of f(x)^2^ and y^2^ where z^ˆ^ is.");
    press.set("2 Model properties are what this is about", 500, 100, 200);
    press.set("ˆ F is the empirical one", 500, 80, 200);
    assert_eq!(notes(&press.restored()), []);
    let mut press = Press::default();
    press.page().prose("Alpha", 6, "as all of them say (1997).^2^ So");
    press.set("2 Model properties are what this is about", 500, 100, 200);
    assert_eq!(notes(&press.restored()).len(), 1);
}

#[test]
fn an_address_in_the_smaller_letters_of_a_typewriter_is_a_note_like_the_others() {
    let mut press = Press::default();
    press.page().prose("Alpha", 6, "one^1^ and two^2^ of them.");
    press.set("1 See A, which says so", 500, 90, 200);
    let address =
        Geometry { left: 500, size: 79, fixed: true, begins_fixed: true, ..Geometry::default() };
    press.line("2 http://a.example/b", address, 108);
    let expected = [("1", "See A, which says so"), ("2", "http://a.example/b")];
    assert_eq!(notes(&press.restored()), expected);
}

#[test]
fn a_marker_that_links_to_a_line_is_sure_of_its_note() {
    let noted = |linked: bool| {
        let mut press = Press::default();
        press.page().prose("Alpha", 6, "the whole of x^1^ it.");
        let end = press.to.here();
        press.set("1 A note set close below", 500, 90, 110);
        if linked {
            press.to.link_from(end - 5, end - 4, "#a");
            press.to.anchor_here("a");
        }
        notes(&press.restored()).len()
    };
    assert_eq!((noted(true), noted(false)), (1, 0));
}

#[test]
fn heads_and_folios_are_known_by_where_they_stand() {
    let mut press = Press::default();
    for (page, name) in ["Alpha", "Beta", "Gamma", "Delta", "Zeta"].into_iter().enumerate() {
        press.page().set(if page % 2 == 0 { "ON BEES" } else { "A BOOK" }, 1500, 80, 0);
        press.baseline += 200;
        press.prose(name, 6, &format!("and {name} stops here."));
        press.baseline = 7000;
        press.set(&format!("{}", page + 12), 2000, 100, 0);
    }
    let restored = press.restored();
    assert_eq!(blocks(&restored).len(), 5, "{:?}", blocks(&restored));
    assert!(!restored.text.contains("BEES") && !restored.text.contains("13"));
    let pages: Vec<_> = restored
        .marks
        .iter()
        .filter_map(|mark| match &mark.kind {
            MarkKind::Page { number } => number.as_deref(),
            _ => None,
        })
        .collect();
    assert_eq!(pages, ["12", "13", "14", "15", "16"]);
}

#[test]
fn of_two_numbers_that_count_the_pages_one_is_always_meant() {
    let mut press = Press::default();
    for (page, name) in ["Alpha", "Beta", "Gamma", "Delta", "Zeta"].into_iter().enumerate() {
        press.page().set(&format!("{}", page + 112), 500, 80, 0);
        press.set(&format!("{}", page + 3), 3000, 80, 0);
        press.baseline += 200;
        press.prose(name, 6, &format!("and {name} stops here."));
    }
    let document = std::mem::take(&mut press.to).finish("a.pdf");
    let labels = || {
        let restored = restore(&document).expect("something is restored");
        restored.marks.iter().find_map(|mark| match &mark.kind {
            MarkKind::Page { number } => number.clone(),
            _ => None,
        })
    };
    // The order of a hash map differs from one to the next.
    assert!((0..16).all(|_| labels().as_deref() == Some("3")));
}

#[test]
fn a_paragraph_goes_on_over_the_page_and_another_is_set_in() {
    let mut press = Press::default();
    press.page().prose(
        "Alpha",
        5,
        "Here is a line that is full to the edge, and it is bro-xxxxxxx",
    );
    press.page();
    for at in 0..6 {
        press.set(
            &format!("ken line {at} of it that goes on to the very edge of the text."),
            500,
            100,
            120,
        );
    }
    press.prose("Beta", 5, "and stops.");
    let found = blocks(&press.restored());
    assert_eq!(found.len(), 2, "{found:?}");
}

#[test]
fn authors_keep_their_raised_figures_and_the_note_is_the_texts() {
    let mut press = Press::default();
    press.page().set("Ann Doe^1^, Bo Lee^2^", 1500, 100, 0);
    press.set("^1^ University of One", 1500, 100, 180);
    press.prose("Alpha", 6, "until it says so.^1^");
    press.set("^1^ The note.", 500, 80, 200);
    let restored = press.restored();
    assert_eq!(notes(&restored), [("1", "The note.")]);
    let place = restored.note_references_in(crate::doc::Span::new(0, restored.body_end())).next();
    let place = place.expect("the note is referred to").0;
    assert!(restored.text[..place].ends_with("says so."), "{}", restored.text);
}

#[test]
fn notes_run_in_at_the_foot_are_parted() {
    let mut press = Press::default();
    press.page().prose("Alpha", 6, "one^1^ and two^2^ and three.^3^");
    press.set("^1^ See A. ^2^ See B, which goes on over the end", 500, 80, 200);
    press.set("of the line. ^3^ See C.", 500, 80, 96);
    let expected =
        [("1", "See A."), ("2", "See B, which goes on over the end of the line."), ("3", "See C.")];
    assert_eq!(notes(&press.restored()), expected);
}

#[test]
fn notes_run_in_are_parted_where_their_labels_are_on_the_line() {
    let mut press = Press::default();
    press.page().prose("Alpha", 6, "one^1^ and two^2^ of them.");
    press.set("1. See p. 2. and A. 2. See B, which has", 500, 80, 200);
    press.set("many parts.", 500, 80, 96);
    let expected = [("1", "See p. 2. and A."), ("2", "See B, which has many parts.")];
    assert_eq!(notes(&press.restored()), expected);
}

impl Press {
    /// Sets lines in the margin, the first so far above the last line that was set.
    fn beside(&mut self, lines: &[&str], left: i32, above: i32) -> &mut Self {
        let baseline = self.baseline;
        self.baseline -= above;
        for (at, words) in lines.iter().enumerate() {
            let line = Geometry { left, size: 80, margin: true, column: 1, ..Geometry::default() };
            self.line(words, line, if at == 0 { 0 } else { 96 });
        }
        self.baseline = baseline;
        self
    }
}

#[test]
fn what_stands_in_the_margin_is_a_note_of_its_line() {
    let mut press = Press::default();
    press.page().prose("Alpha", 6, "one^1^ of them.");
    press.beside(&["A gloss of", "two lines"], 3700, 600);
    press.beside(&["^1^ See A."], 3700, 0);
    let restored = press.restored();
    assert_eq!(notes(&restored), [("⊕", "A gloss of two lines"), ("1", "See A.")]);
    let found = blocks(&restored);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].1, "⊕ 1");
}

#[test]
fn numbers_of_lines_leave_the_text_and_other_numbers_do_not() {
    let mut press = Press::default();
    press.page().prose("Alpha", 24, "and stops.");
    for (number, above) in [("5", 2400), ("10", 1800), ("15", 1200), ("20", 600), ("25", 0)] {
        press.beside(&[number], 3700, above);
    }
    let restored = press.restored();
    assert_eq!(notes(&restored), []);
    let listed =
        restored.repairs.iter().any(|it| it.what.contains("line numbers 5, 10, 15, 20, 25"));
    assert!(listed, "{:?}", restored.repairs);
    // The pages of another edition.
    press = Press::default();
    press.page().prose("Alpha", 24, "and stops.");
    for (number, above) in [("384", 2400), ("385", 900)] {
        press.beside(&[number], 3700, above);
    }
    assert_eq!(notes(&press.restored()), [("⊕", "384"), ("⊕", "385")]);
}

#[test]
fn an_apparatus_is_keyed_by_its_lines() {
    let mut press = Press::default();
    press.page().prose("Alpha", 6, "and stops.").prose("Beta", 6, "and ends here.");
    press.set("2 all] omnia B  3 words that] om. A  9 Beta] Veta", 500, 80, 200);
    press.set("C  14 ends] stops P", 500, 80, 96);
    let restored = press.restored();
    let expected = [
        ("2", "all] omnia B"),
        ("3", "words that] om. A"),
        ("9", "Beta] Veta C"),
        ("14", "ends] stops P"),
    ];
    assert_eq!(notes(&restored), expected);
    let labels: Vec<String> = blocks(&restored).into_iter().map(|block| block.1).collect();
    assert_eq!(labels, ["2 3", "9 14"]);
    // Notes that are as large, but whose words stand in no such line, are none.
    press = Press::default();
    press.page().prose("Alpha", 6, "and stops.");
    press.set("2 men] were there.", 500, 80, 200);
    press.set("3 see] above.", 500, 80, 96);
    assert_eq!(notes(&press.restored()), []);
}

#[test]
fn the_right_side_of_a_formula_is_no_gloss() {
    let mut press = Press::default();
    press.page().prose("Alpha", 6, "and stops.").beside(&["c0,2", "(3.1)"], 4000, 300);
    assert_eq!(notes(&press.restored()), []);
}

#[test]
fn a_list_of_notes_answers_its_chapter() {
    let mut press = Press::default();
    press.page().prose("Alpha", 6, "one^1^ and two.^2^");
    press.line("Notes", Geometry { left: 500, size: 130, bold: true, ..Geometry::default() }, 300);
    press.set("1. 4,000 of them, as it", 500, 100, 200);
    press.set("is said.", 600, 100, 120);
    press.set("2. See above.", 500, 100, 120);
    let restored = press.restored();
    assert_eq!(notes(&restored), [("1", "4,000 of them, as it is said."), ("2", "See above.")]);
    assert!(!restored.text.contains("Notes"), "{}", restored.text);
}

#[test]
fn entries_that_hang_are_whole() {
    let mut press = Press::default();
    press.page().prose("Alpha", 12, "and stops.");
    press.line(
        "References",
        Geometry { left: 500, size: 140, bold: true, ..Geometry::default() },
        300,
    );
    for name in ["Doe", "Lee", "Roe", "Zed"] {
        let first = format!("{name}, Ann 1999. A Book on Many Things that Are Long, with a T");
        press.set(&first, 500, 100, 120).set("itle of its own. Paris: Seuil.", 600, 100, 120);
    }
    let found = blocks(&press.restored());
    assert_eq!(found.len(), 6, "{found:?}");
}

#[test]
fn lengths_beyond_any_page_are_survived() {
    let mut press = Press::default();
    for (left, size, below) in [(i32::MAX, i32::MAX, 0), (i32::MIN, 1, i32::MAX - 2000), (0, 0, 0)]
    {
        let line = Geometry { left, size, baseline: below, right: left, ..Geometry::default() };
        match std::mem::replace(&mut press.open, true) {
            false => press.to.open_block(Kind::Verse),
            true => press.to.text("\n"),
        }
        press.to.set_line(line);
        press.to.text("Some words stand here.");
    }
    press.restored();
}

#[test]
fn lines_justified_to_a_measure_of_their_own_are_one_paragraph() {
    let mut press = Press::default();
    press.page().prose("First", 6, "ends here.");
    // An abstract, narrower on both sides; sentences end at the ends of its lines.
    for (at, end) in
        ["in the middle", "with a stop.", "with another.", "and so on"].iter().enumerate()
    {
        let words = format!("Line {at} of an abstract {end:x>30}");
        press.set(&words, 600, 100, if at == 0 { 240 } else { 120 });
    }
    press.set("ends.", 600, 100, 120);
    press.page().prose("Second", 6, "ends too.");
    let found: Vec<String> = blocks(&press.restored()).into_iter().map(|block| block.0).collect();
    assert_eq!(found, ["First 0 goes", "Line 0 of an", "Second 0 goe"]);
}

#[test]
fn a_list_within_prose_does_not_make_it_hang() {
    let mut press = Press::default();
    press.page().prose("First", 6, "ends here.");
    // After a heading nothing is set in, and what follows is further in, line after line.
    press.set("Of a list", 500, 140, 300);
    for at in 0..4 {
        let words = format!(
            "{} {at} goes on with all of the {:x>33}",
            if at == 0 { "Second" } else { "and" },
            ""
        );
        press.set(&words, 500, 100, if at == 0 { 200 } else { 120 });
    }
    let item = format!("1. One of them, with all that is {:x>26}", "");
    press.set(&item, 620, 100, 120).set("As for this, it is set in", 620, 100, 120);
    press.set("List: one", 900, 100, 120).set("two", 900, 100, 120);
    press.set("Then come the others", 620, 100, 120).set("of them,", 500, 100, 120);
    press.page().set("Of another", 500, 140, 0).prose("Third", 6, "ends too.");
    let document = press.restored();
    let second = document.body().iter().map(|block| document.words(block.span));
    let second = second.into_iter().find(|words| words.starts_with("Second")).expect("it is there");
    assert!(second.contains("and 3 goes"), "{second}");
}

#[test]
fn prose_right_below_a_program_is_a_paragraph() {
    let mut press = Press::default();
    press.page().prose("First", 6, "ends here.");
    press.set("fit <- model(psi,", 500, 100, 240);
    for line in ["+ list(what = 1,", "+ list(what = 2,", "+ opt = 3))"] {
        press.set(line, 500, 100, 120);
    }
    for at in 0..3 {
        let words = if at == 0 { "The result of it" } else { "that goes on and" };
        press.set(&format!("{words} {at} fills its line {:x>43}", ""), 500, 100, 120);
    }
    press.page().prose("Second", 6, "ends too.");
    let document = press.restored();
    let found: Vec<(bool, &str)> = (document.body().iter())
        .map(|block| (block.kind == Kind::Verse, document.words(block.span)))
        .collect();
    let of =
        |word: &str| found.iter().find(|(_, words)| words.starts_with(word)).expect("it is there");
    let (program, prose) = (of("fit"), of("The result"));
    assert!(program.0 && program.1.ends_with("+ opt = 3))"), "{found:?}");
    assert!(!prose.0 && !prose.1.contains('\n'), "{found:?}");
}

#[test]
fn programs_stay_as_they_were_typed() {
    let typed =
        |left| Geometry { left, size: 100, fixed: true, begins_fixed: true, ..Geometry::default() };
    let mut press = Press::default();
    press.page().prose("One", 8, "and it ends like this:");
    for (words, left) in [("for x in list:", 500), ("print(x)", 700), ("done()", 500)] {
        press.line(words, typed(left), 120);
    }
    press.prose("Two", 8, "and ends.");
    let document = press.restored();
    let program: Vec<&str> = document
        .body()
        .iter()
        .filter(|block| matches!(block.kind, Kind::Code { .. }))
        .map(|block| document.words(block.span))
        .collect();
    assert_eq!(program, ["for x in list:\n    print(x)\ndone()"]);
    assert_eq!(document.body().len(), 3);

    // One word in such letters at the beginning of a line says nothing.
    let mut press = Press::default();
    press.page().prose("One", 8, "and it ends so.");
    press.line("print is a word", Geometry { fixed: false, ..typed(600) }, 120);
    press.set("that this is about.", 500, 100, 120);
    let document = press.restored();
    assert!(document.body().iter().all(|block| block.kind == Kind::Paragraph));
}

/// The words of the headings of the body.
fn headings(document: &Document) -> Vec<&str> {
    let is_one = |block: &&crate::doc::Block| matches!(block.kind, Kind::Heading { .. });
    document.body().iter().filter(is_one).map(|block| document.words(block.span)).collect()
}

#[test]
fn headings_in_the_type_of_the_text_are_known_by_their_series() {
    let mut press = Press::default();
    press.page();
    for (number, name) in [("I.", "ON BEES"), ("II.", "ON HIVES"), ("IV.", "ON A THING ALONE")] {
        press.set(&format!("{number} {name}"), 500, 100, 120).prose(name, 6, "and ends.");
    }
    let document = press.restored();
    assert_eq!(headings(&document), ["I. ON BEES", "II. ON HIVES"], "the fourth has no third");
}

#[test]
fn what_a_sentence_goes_on_from_is_no_heading() {
    let bold = Geometry { left: 500, size: 100, bold: true, ..Geometry::default() };
    let mut press = Press::default();
    press.page().prose("One", 6, "and ends.").line("2. No needs: there are no", bold, 200);
    press.set("needs of one another, all of them are free.", 500, 100, 120);
    press.prose("Two", 6, "and ends.");
    press.line("A heading of its own", bold, 200).prose("Three", 6, "and ends.");
    let document = press.restored();
    assert_eq!(headings(&document), ["A heading of its own"]);
}

#[test]
fn names_of_authors_are_no_headings() {
    let large = Geometry { left: 500, size: 120, ..Geometry::default() };
    let mut press = Press::default();
    press.to.metadata.authors = vec!["Ann Lee".to_owned(), "Ben Moor".to_owned()];
    press.page().line("On the Keeping of Bees", Geometry { size: 180, ..large }, 120);
    press.line("Dr. Ann Lee and Ben Moor", large, 300).prose("One", 6, "and ends.");
    assert_eq!(headings(&press.restored()), ["On the Keeping of Bees"]);
}
