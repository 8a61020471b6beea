//! The list of texts, and the way from one to the other.

use std::sync::Arc;

use crate::support::Reader;
use ibid::app::{CitesIt, Effect, Elsewhere, FarHit, FoundInAll, Goal, GoalAt, HeldText, Input};
use ibid::app::{Library, Listed, WorkCited};
use ibid::app::{Shelf, Shelved, TextFound};
use ibid::text::Text;

fn shelf() -> Shelf {
    let text = |name: &str, title: &str, share: Option<usize>| Shelved {
        name: name.to_owned(),
        title: (!title.is_empty()).then(|| title.to_owned()),
        share,
        ..Shelved::default()
    };
    let texts = vec![
        Shelved { here: true, ..text("test.md", "The First", Some(12)) },
        text("zines/second.epub", "A Second", Some(93)),
        text("third.md", "", None),
        Shelved { fault: Some("gone".to_owned()), ..text("fourth.md", "", None) },
    ];
    Shelf { title: "Texts".to_owned(), texts }
}

fn reader() -> Reader {
    let paragraphs: String = (1..60).map(|n| format!("Paragraph {n} stands here.\n\n")).collect();
    Reader::open(&paragraphs, 90, 24)
}

#[test]
fn texts_are_listed_with_how_far_they_are_read() {
    let mut reader = reader();
    reader.press("B");
    assert_eq!(reader.effects, [Effect::ListTexts]);
    reader.input(Input::Texts { shelf: shelf(), open: true });
    let screen = reader.screen();
    let row = |words: &str| screen.lines().find(|row| row.contains(words)).unwrap_or_default();
    assert!(row("The First").contains("test.md") && row("The First").contains("12%"), "{screen}");
    assert!(row("A Second").contains("zines/second.epub") && row("A Second").contains("93%"));
    assert!(row("fourth.md").contains("gone"), "{screen}");
    // Typing filters, by the name of the file too.
    reader.press("zines Enter");
    assert_eq!(reader.effects.last(), Some(&Effect::OpenText(1)));
}

#[test]
fn a_text_that_was_gone_to_has_a_way_back_to_the_list_and_on() {
    let mut reader = reader();
    reader.press("j j j");
    let place = reader.app.place();
    reader.input(Input::Texts { shelf: shelf(), open: true });
    reader.press("Down Enter");
    let second = Arc::new(Text::new(ibid::read::markdown("second.md", "# A Second\n\nIts words.")));
    reader.input(Input::Tell("Opening …".to_owned()));
    reader.input(Input::Opened { text: Arc::clone(&second), place: 0 });
    assert!(reader.screen().contains("Its words."));
    assert!(!reader.status().contains("Opening"), "{}", reader.status());
    reader.press("Backspace");
    assert_eq!(reader.app.layers().len(), 1, "the list is open again");
    reader.press("Esc");
    assert_eq!(reader.app.place(), place);
    reader.press("L");
    assert!(reader.screen().contains("Its words."));
}

#[test]
fn the_text_on_the_screen_is_there_already() {
    let mut reader = reader();
    reader.input(Input::Texts { shelf: shelf(), open: true });
    reader.press("Enter");
    assert!(reader.app.layers().is_empty() && reader.effects.is_empty());
    // What is known later is shown where they are listed, and opens no list where they are not.
    reader.input(Input::Texts { shelf: shelf(), open: false });
    assert!(reader.app.layers().is_empty());
    reader.input(Input::Texts { shelf: shelf(), open: true });
    reader.press("Down Down");
    let mut more = shelf();
    more.texts[2].title = Some("Its Title".to_owned());
    reader.input(Input::Texts { shelf: more, open: false });
    assert!(reader.screen().contains("Its Title"));
    reader.press("Enter");
    assert_eq!(reader.effects.last(), Some(&Effect::OpenText(2)));
}

#[test]
fn an_edit_leaves_the_list_as_it_is() {
    let mut reader = reader();
    reader.input(Input::Texts { shelf: shelf(), open: true });
    reader.press("Down");
    let before = reader.rows();
    let of = Arc::clone(reader.app.text());
    let to = Arc::new(Text::new(ibid::read::markdown("test.md", "Other words.")));
    let same = Arc::new(ibid::anchor::Aligned::of(&of.document.text, &to.document.text));
    reader.input(Input::Edited { of, to, same });
    assert_eq!(reader.rows()[..22], before[..22]);
}

fn library() -> Input {
    let text = |title: &str, share| Listed {
        origin: format!("/{title}.md"),
        file: format!("~/{title}.md"),
        title: Some(title.to_owned()),
        share,
        ..Listed::default()
    };
    let gone = Listed { gone: true, ..text("Third\u{1b}[31m", None) };
    let texts = vec![text("First", Some(50)), text("Second", None), gone];
    Input::Library { library: Library { texts, doing: None }, open: true }
}

#[test]
fn the_library_is_listed_forgets_and_opens() {
    let mut reader = reader();
    reader.press("o");
    assert_eq!(reader.effects, [Effect::ListLibrary]);
    reader.input(library());
    let screen = reader.screen();
    assert!(screen.contains("━━━━────  50%") && screen.contains("gone"), "{screen}");
    assert!(!screen.contains('\u{1b}'));
    reader.press("Second").input(Input::Key(ibid::app::Key::Alt('d')));
    let forget = Effect::Forget { origin: "/Second.md".to_owned(), forgotten: true };
    assert_eq!(reader.effects.last(), Some(&forget));
    reader.press("Enter");
    let goal = Goal { origin: "/Second.md".to_owned(), at: GoalAt::Left };
    assert_eq!(reader.effects.last(), Some(&Effect::OpenGoal(Box::new(goal))));
}

#[test]
fn a_search_is_made_wide_and_narrow_again() {
    let mut reader = reader();
    reader.press("/ stands Tab");
    let asked = Effect::SearchAll { words: "stands".to_owned(), regex: false };
    assert_eq!(reader.effects, [asked]);
    let hit = FarHit {
        line: "It stands in another text.".to_owned(),
        marked: ibid::doc::Span::new(3, 9),
        goal: Goal { origin: "/other.md".to_owned(), at: GoalAt::Left },
        ..FarHit::default()
    };
    let texts = vec![TextFound { title: "Other".to_owned(), hits: vec![hit], more: false }];
    let search = ("stands".to_owned(), false);
    let found = FoundInAll { search, texts, searched: 9, complaint: None };
    let old =
        FoundInAll { search: ("sta".to_owned(), false), searched: 4, ..FoundInAll::default() };
    reader.input(Input::FoundInAll(Box::new(found)));
    reader.input(Input::FoundInAll(Box::new(old)));
    let screen = reader.screen();
    assert!(
        screen.contains("1 hit in 1 of 9 texts") && screen.contains("It stands in"),
        "{screen}"
    );
    reader.press("Enter");
    assert!(
        matches!(reader.effects.last(), Some(Effect::OpenGoal(goal)) if goal.origin == "/other.md")
    );
    reader.press("Tab");
    assert!(reader.status().contains("/stands"), "{}", reader.status());
}

#[test]
fn the_sources_of_all_texts_lead_to_where_they_are_cited() {
    let mut reader = reader();
    reader.press("R");
    assert_eq!(reader.effects.last(), Some(&Effect::ListSources));
    let work = |title: &str, texts, held| WorkCited {
        source: ibid::doc::Reference { title: Some(title.to_owned()), ..Default::default() },
        entry: format!("Marx, Karl. {title}."),
        texts,
        places: texts * 2,
        held,
    };
    let works = vec![work("Capital\u{1b}[31m", 7, false), work("Grundrisse", 2, true)];
    reader.input(Input::Sources(works.clone()));
    let screen = reader.screen();
    assert!(screen.contains("Grundrisse") && screen.contains("held"), "{screen}");
    assert!(!screen.contains('\u{1b}'));
    reader.press("Enter");
    assert_eq!(reader.effects.last(), Some(&Effect::ListCiting(0)));
    let goal = |at| Goal { origin: "/other.md".to_owned(), at };
    let place = FarHit {
        line: "As Marx says.".to_owned(),
        goal: goal(GoalAt::Page("9".to_owned())),
        ..FarHit::default()
    };
    let cites = |title: &str, sure| CitesIt {
        title: title.to_owned(),
        entry: "Marx. Capital, abridged.".to_owned(),
        sure,
        places: vec![place.clone()],
    };
    let held = HeldText {
        title: "Capital itself".to_owned(),
        origin: "/capital.md".to_owned(),
        sure: true,
    };
    let found =
        Elsewhere { held: vec![held], texts: vec![cites("One", true), cites("Another", false)] };
    let (work, found) = (Box::new(works[0].clone()), Box::new(found));
    reader.input(Input::Citing { work, found });
    let screen = reader.screen();
    for row in
        ["Open it: Capital itself", "In One", "As Marx says.", "Perhaps in Another: Marx. Cap"]
    {
        assert!(screen.contains(row), "{row}: {screen}");
    }
    reader.press("Enter");
    let opened = |reader: &Reader| match reader.effects.last() {
        Some(Effect::OpenGoal(goal)) => (**goal).clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(opened(&reader).origin, "/capital.md");
    reader.press("Down Down Enter");
    assert_eq!(opened(&reader), goal(GoalAt::Page("9".to_owned())));
    // The way back leads to the list, and from there to the sources.
    let other = Arc::new(Text::new(ibid::read::markdown("other.md", "As Marx says.")));
    reader.input(Input::Opened { text: other, place: 0 }).press("Backspace");
    assert!(reader.screen().contains("In One"), "{}", reader.screen());
    reader.press("Esc");
    assert!(reader.screen().contains("Sources of all texts"), "{}", reader.screen());
}

#[test]
fn the_list_of_a_source_has_its_places_in_other_texts_after_those_in_this() {
    let text = "Capital is old (Marx 1867, p. 9).\n\n## References\n\n- Marx, Karl. 1867. *Capital*. Hamburg.\n";
    let mut reader = Reader::open(text, 80, 24);
    reader.press("r Enter");
    let Some(&Effect::AskElsewhere(reference)) = reader.effects.last() else {
        panic!("{:?}", reader.effects)
    };
    let goal = Goal { origin: "/other.md".to_owned(), at: GoalAt::Left };
    let place = FarHit { line: "He is read again.".to_owned(), goal, ..FarHit::default() };
    let (title, entry) = ("Other".to_owned(), String::new());
    let texts = vec![CitesIt { title, entry, sure: true, places: vec![place] }];
    let found = Box::new(Elsewhere { held: Vec::new(), texts });
    let of = Arc::clone(reader.app.text());
    reader.input(Input::Elsewhere { of, reference, found });
    let (here, there) = (reader.find("Capital is old"), reader.find("He is read again."));
    assert!(here.unwrap().1 < there.unwrap().1, "{}", reader.screen());
    reader.press("End Enter");
    assert!(
        matches!(reader.effects.last(), Some(Effect::OpenGoal(goal)) if goal.origin == "/other.md")
    );
}
