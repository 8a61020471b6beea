//! The list of texts, and the way from one to the other.

use std::sync::Arc;

use crate::support::Reader;
use ibid::app::{Effect, FarHit, FoundInAll, Goal, GoalAt, Input, Library, Listed};
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
