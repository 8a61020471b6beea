//! The library on a real disk: what goes wrong there, and several readers at once.

use std::path::{Path, PathBuf};

use super::*;
use crate::settings::Theme;

fn folder() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("state").join("ibid").join("state.json");
    (folder, path)
}

fn load(path: &Path) -> State {
    let (state, warning) = State::load(path);
    assert_eq!(warning, None);
    state
}

fn keep(state: &mut State, origin: &str, place: usize, length: usize, now: u64) {
    state.keep(origin, Left { place, length, ..Left::default() }, now);
}

fn places(state: &State) -> Vec<(&str, usize)> {
    state.recent().iter().map(|text| (text.origin.as_str(), text.place)).collect()
}

/// The settings of a reader without a config.
fn settings(state: &State) -> Settings {
    state.settings(Settings::default(), &ThemeNames::default())
}

/// Changes them, as the keys do.
fn change(state: &mut State, now: Settings) {
    let usual = Settings::default();
    state.change_settings(usual, (usual, now), &ThemeNames::default());
}

#[test]
fn what_a_key_set_holds_until_the_config_says_otherwise() {
    let names = ThemeNames::new(vec!["paper".to_owned()]);
    let start = Settings { measure: 60, ..Settings::default() };
    let mut state = State::default();
    assert_eq!(state.settings(start, &names), start);
    let now = Settings { measure: 64, theme: Theme::Own(0), ..start };
    state.change_settings(start, (start, now), &names);
    assert_eq!(state.settings(start, &names), now);
    // The config was changed since: its measure holds, and the theme that was chosen.
    let changed = Settings { measure: 72, ..start };
    assert_eq!(state.settings(changed, &names).measure, 72);
    assert_eq!(state.settings(changed, &names).theme, Theme::Own(0));
    // A theme that is there no more is none.
    assert_eq!(state.settings(start, &ThemeNames::default()).theme, Theme::Auto);
}

#[test]
fn comes_back_as_it_was_kept() {
    let (_folder, path) = folder();
    let mut state = load(&path);
    assert_eq!(settings(&state), Settings::default());
    let now = Settings { measure: 50, theme: Theme::Dark, ..Settings::default() };
    change(&mut state, now);
    keep(&mut state, "/books/é.md", 7, 90, 100);
    keep(&mut state, "ibid:companion", 3, 40, 200);
    keep(&mut state, "/books/é.md", 8, 91, 300);
    state.save(&path).unwrap();

    let back = load(&path);
    assert_eq!(settings(&back), now);
    assert_eq!(places(&back), [("/books/é.md", 8), ("ibid:companion", 3)]);
    let kept = back.kept("/books/é.md").unwrap();
    assert_eq!((kept.length, kept.opened), (91, 300));
    assert_eq!(back.kept("/books/e.md"), None);
}

#[test]
fn a_damaged_file_is_put_aside() {
    let (_folder, path) = folder();
    disk::make_folder(&path).unwrap();
    std::fs::write(&path, "{\"format\": \"ibid-sta").unwrap();
    let (mut state, warning) = State::load(&path);
    assert!(warning.is_some_and(|what| what.contains("state.json.damaged")));
    keep(&mut state, "/a", 1, 2, 3);
    state.save(&path).unwrap();
    let aside = path.with_extension("json.damaged");
    assert_eq!(std::fs::read_to_string(aside).unwrap(), "{\"format\": \"ibid-sta");
    assert_eq!(places(&load(&path)), [("/a", 1)]);
}

#[test]
fn the_state_of_a_later_version_is_left_alone() {
    let (_folder, path) = folder();
    disk::make_folder(&path).unwrap();
    let later = r#"{"format": "ibid-state/2"}"#;
    std::fs::write(&path, later).unwrap();
    let (mut state, warning) = State::load(&path);
    assert!(warning.is_some_and(|what| what.contains("later ibid")));
    keep(&mut state, "/a", 1, 2, 3);
    state.save(&path).unwrap();
    assert_eq!(std::fs::read_to_string(&path).unwrap(), later);
}

#[test]
fn what_cannot_be_read_or_written_is_said() {
    let (folder, path) = folder();
    // A file where a folder should be, and a folder where the file should be.
    std::fs::write(folder.path().join("state"), "").unwrap();
    let (mut state, _) = State::load(&path);
    keep(&mut state, "/a", 1, 2, 3);
    let error = state.save(&path).unwrap_err().to_string();
    assert!(error.contains("state.json"), "{error}");

    let taken = folder.path().join("taken");
    std::fs::create_dir(&taken).unwrap();
    let (mut state, warning) = State::load(&taken);
    assert!(warning.is_some_and(|what| what.contains("could not be read")));
    keep(&mut state, "/a", 1, 2, 3);
    assert!(state.save(&taken).is_err());
    assert!(taken.is_dir());
}

#[test]
fn nothing_changed_writes_nothing() {
    let (_folder, path) = folder();
    let mut state = load(&path);
    change(&mut state, Settings::default());
    state.save(&path).unwrap();
    assert!(!path.exists());
}

#[test]
fn two_readers_keep_each_others_places() {
    let (_folder, path) = folder();
    let mut first = load(&path);
    keep(&mut first, "/both", 1, 9, 10);
    keep(&mut first, "/old", 1, 9, 10);
    first.save(&path).unwrap();

    let (mut one, mut two) = (load(&path), load(&path));
    let usual = Settings::default();
    keep(&mut one, "/one", 11, 99, 20);
    keep(&mut one, "/both", 12, 99, 40);
    change(&mut one, Settings { theme: Theme::Light, ..usual });
    keep(&mut two, "/two", 21, 99, 30);
    keep(&mut two, "/both", 22, 99, 30);
    change(&mut two, Settings { measure: 40, ..usual });
    one.save(&path).unwrap();
    two.save(&path).unwrap();

    let expected = [("/both", 12), ("/two", 21), ("/one", 11), ("/old", 1)];
    assert_eq!(places(&load(&path)), expected);
    assert_eq!(places(&two), expected, "a reader learns of the others when it saves");
    let both = Settings { theme: Theme::Light, measure: 40, ..usual };
    assert_eq!(settings(&load(&path)), both);
}

#[test]
fn a_clock_set_back_keeps_places_all_the_same() {
    let (_folder, path) = folder();
    let mut before = load(&path);
    keep(&mut before, "/a", 1, 9, 5000);
    keep(&mut before, "/b", 2, 9, 6000);
    before.save(&path).unwrap();
    let mut after = load(&path);
    keep(&mut after, "/a", 7, 9, 100);
    after.save(&path).unwrap();
    assert_eq!(places(&load(&path)), [("/a", 7), ("/b", 2)]);
}

#[test]
fn what_a_reader_made_is_kept_with_what_others_made() {
    let (_folder, path) = folder();
    let text = "Some words of a text, and others after them.";
    let mark = |place| Anchor::at(text, place);
    let (mut one, mut two) = (load(&path), load(&path));
    one.mark('a', "/t", &mark(5), 1);
    one.mark('A', "/t", &mark(14), 1);
    one.searched("words", false);
    one.keep_trail("/t", vec![mark(0), mark(5)], 1);
    two.mark('b', "/t", &mark(22), 2);
    two.searched("w.*", true);
    two.searched("words", false);
    one.save(&path).unwrap();
    two.save(&path).unwrap();
    let back = load(&path);
    let letters: String = back.marks_in("/t").iter().map(|mark| mark.0).collect();
    assert_eq!(letters, "abA");
    assert_eq!(back.marks_in("/t")[0].1, mark(5));
    assert_eq!(back.marked('A'), Some("/t"));
    assert_eq!(back.searches(), [("w.*".to_owned(), true), ("words".to_owned(), false)]);
    assert_eq!(back.kept("/t").unwrap().trail, [mark(0), mark(5)]);
}

#[cfg(unix)]
#[test]
fn a_pipe_for_a_state_is_not_waited_for() {
    let (_folder, path) = folder();
    disk::make_folder(&path).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(&path).status().unwrap().success());
    let (mut state, warning) = State::load(&path);
    assert!(warning.is_some_and(|what| what.contains("no plain file")));
    keep(&mut state, "/a", 1, 2, 3);
    assert!(state.save(&path).is_err());
}

#[test]
fn the_oldest_texts_are_let_go() {
    let (_folder, path) = folder();
    disk::make_folder(&path).unwrap();
    let rows: Vec<_> = (0..10_000)
        .map(|n| serde_json::json!({"origin": format!("/{n}"), "place": n, "opened": n}))
        .collect();
    let file = serde_json::json!({"format": "ibid-state/1", "texts": rows});
    std::fs::write(&path, file.to_string()).unwrap();
    let mut state = load(&path);
    keep(&mut state, "/new", 1, 1, 10_000);
    state.save(&path).unwrap();
    let back = load(&path);
    assert_eq!(back.recent().len(), record::MOST);
    assert_eq!(places(&back)[..2], [("/new", 1), ("/9999", 9999)]);
    assert_eq!(places(&back)[record::MOST - 1], ("/9001", 9001));
}

#[test]
fn readers_that_end_together_lose_no_place_and_show_no_half() {
    let (folder, path) = folder();
    let readers: Vec<_> = (0..8_u64)
        .map(|reader| {
            let path = path.clone();
            std::thread::spawn(move || {
                for turn in 0..5 {
                    let mut state = State::load(&path).0;
                    keep(&mut state, &format!("/{reader}/{turn}"), 1, 1, reader * 100 + turn);
                    state.save(&path).unwrap();
                }
            })
        })
        .collect();
    while readers.iter().any(|reader| !reader.is_finished()) {
        let (_, warning) = State::load(&path);
        assert_eq!(warning, None, "a half-written file was seen");
    }
    for reader in readers {
        reader.join().unwrap();
    }
    assert_eq!(load(&path).recent().len(), 40);
    let left: Vec<_> = std::fs::read_dir(path.parent().unwrap()).unwrap().collect();
    assert_eq!(left.len(), 1, "only the state is left behind: {left:?}");
    drop(folder);
}

#[test]
fn a_lock_is_not_waited_for_for_ever() {
    let (_folder, path) = folder();
    disk::make_folder(&path).unwrap();
    let held = Lock::take(&path);
    let mut state = load(&path);
    keep(&mut state, "/a", 1, 2, 3);
    state.save(&path).unwrap();
    assert_eq!(places(&load(&path)), [("/a", 1)]);
    drop(held);
    assert!(Lock::take(&path).is_held(), "nobody else holds it now");
}

#[test]
fn what_a_killed_reader_left_is_swept_away() {
    let (_folder, path) = folder();
    disk::make_folder(&path).unwrap();
    std::fs::write(path.with_file_name(".ibid-state-Ab3xYz"), "{\"format\": \"ibid-st").unwrap();
    std::fs::write(path.with_file_name("notes.txt"), "not ours").unwrap();
    let mut state = load(&path);
    keep(&mut state, "/a", 1, 2, 3);
    state.save(&path).unwrap();
    let names = std::fs::read_dir(path.parent().unwrap()).unwrap();
    let mut names: Vec<_> = names.map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["notes.txt", "state.json"]);
}

#[cfg(unix)]
#[test]
fn a_link_to_the_state_stays_a_link() {
    let (folder, path) = folder();
    disk::make_folder(&path).unwrap();
    let kept = folder.path().join("kept.json");
    std::fs::write(&kept, "{\"format\": \"ibid-state/1\"}").unwrap();
    std::os::unix::fs::symlink(&kept, &path).unwrap();
    let mut state = load(&path);
    keep(&mut state, "/a", 1, 2, 3);
    state.save(&path).unwrap();
    assert!(path.symlink_metadata().unwrap().is_symlink());
    assert_eq!(places(&load(&kept)), [("/a", 1)]);
}

#[test]
fn a_state_without_end_is_damaged() {
    let (_folder, path) = folder();
    disk::make_folder(&path).unwrap();
    let file = std::fs::File::create(&path).unwrap();
    file.set_len(1 << 40).unwrap();
    let (_, warning) = State::load(&path);
    assert!(warning.is_some_and(|what| what.contains("damaged")));
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { failure_persistence: None, ..Default::default() })]

    /// Whatever stands in the file, the next session opens with it or without, and keeps places.
    #[test]
    fn any_state_opens(parts in proptest::collection::vec(proptest::sample::select(vec![
        "{", "}", "[", "]", ",", ":", "\"format\"", "\"ibid-state/1\"", "\"ibid-state/9\"",
        "\"texts\"", "\"settings\"", "\"origin\"", "\"/a\"", "\"place\"", "\"opened\"", "-1", "1e99",
        "18446744073709551616", "3", "null", "\"measure\"", "\"theme\"", "\"dark\"", "\u{0}", "\u{1b}", " ",
        "{\"format\": \"ibid-state/1\", \"texts\": [", "{\"origin\": \"/a\", \"place\": 3}", "]}",
    ]), 0..24)) {
        let (_folder, path) = folder();
        disk::make_folder(&path).unwrap();
        let before = parts.concat();
        std::fs::write(&path, &before).unwrap();
        let (mut state, warning) = State::load(&path);
        keep(&mut state, "/new", 1, 2, u64::MAX);
        state.save(&path).unwrap();
        let (again, _) = State::load(&path);
        let later = warning.is_some_and(|what| what.contains("later ibid"));
        // What a later version wrote is left alone; anything else gives way or is added to.
        proptest::prop_assert_eq!(again.kept("/new").is_some(), !later);
        let now = std::fs::read_to_string(&path).unwrap();
        proptest::prop_assert_eq!(later, now == before);
    }
}
