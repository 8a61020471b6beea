//! What is kept between sessions survives whatever ends them: kills at any moment, other readers,
//! folders that cannot be written, disks that are full.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::pty::{Terminal, state_file};
use ibid::library::{Left, State};

/// Where a process of this test is to save without end, and under which name.
const SAVES: &str = "IBID_TEST_SAVES";

fn keep(state: &mut State, origin: &str, place: usize, length: usize, now: u64) {
    state.keep(origin, Left { place, length, ..Left::default() }, now);
}

/// Saves place after place, and says each when it is saved.
fn save_without_end(path: &Path, origin: &str) -> ! {
    let first = State::load(path).0.kept(origin).map_or(0, |kept| kept.place);
    for place in first + 1.. {
        let (mut state, warning) = State::load(path);
        assert_eq!(warning, None);
        keep(&mut state, origin, place, place, place as u64);
        state.save(path).unwrap();
        println!("saved {place};");
    }
    unreachable!("there is always a next place")
}

/// The last place that was said to be saved.
fn last_saved(said: &str) -> usize {
    let places = said.split("saved ").skip(1).filter_map(|rest| rest.split_once(';'));
    places.filter_map(|(place, _)| place.parse().ok()).last().unwrap_or(0)
}

/// How many readers are killed. By hand, `IBID_KILLS=1000`.
fn kills() -> u64 {
    std::env::var("IBID_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(120)
}

#[test]
fn nothing_saved_is_lost_when_readers_are_killed() {
    if let Ok(saves) = std::env::var(SAVES) {
        let (path, origin) = saves.split_once('\n').unwrap();
        save_without_end(Path::new(path), origin);
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ibid/state.json");
    let mut dice = 7_u64;
    let mut roll = |sides: u64| {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (dice >> 33) % sides
    };
    let mut saved = [0, 0];
    let mut killed = 0;
    while killed < kills() {
        // Two readers at once, so that one is killed while the other saves.
        let mut readers = [0, 1].map(|reader| {
            Command::new(std::env::current_exe().unwrap())
                .args([
                    "--exact",
                    "state::nothing_saved_is_lost_when_readers_are_killed",
                    "--nocapture",
                ])
                .env(SAVES, format!("{}\n/text/{reader}", path.display()))
                .stdout(Stdio::piped())
                .stderr(Stdio::null())
                .spawn()
                .unwrap()
        });
        for (reader, child) in readers.iter_mut().enumerate() {
            let mut lines = BufReader::new(child.stdout.take().unwrap());
            let mut said = String::new();
            // The first comes as far as to save, however busy the machine is.
            while killed == 0 && last_saved(&said) == 0 {
                assert_ne!(lines.read_line(&mut said).unwrap(), 0, "nothing was saved: {said}");
            }
            std::thread::sleep(Duration::from_micros(roll(25_000)));
            child.kill().unwrap();
            lines.read_to_string(&mut said).unwrap();
            child.wait().unwrap();
            saved[reader] = last_saved(&said).max(saved[reader]);
            killed += 1;
            let (state, warning) = State::load(&path);
            assert_eq!(warning, None, "after {killed} kills");
            let kept = state.kept(&format!("/text/{reader}")).map_or(0, |kept| kept.place);
            assert!(kept >= saved[reader], "{kept} is kept of {saved:?} after {killed} kills");
        }
    }
    println!("{killed} kills; {saved:?} places were saved");
    // What they left half written goes with the next that saves.
    let mut state = State::load(&path).0;
    keep(&mut state, "/last", 1, 1, 1);
    state.save(&path).unwrap();
    assert_eq!(std::fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
}

const TEXT: &str = "# A text\n\nWords.\n\nMore words.\n\n## Its end\n\nLast words.\n";

#[test]
fn two_readers_keep_their_places() {
    let state = tempfile::tempdir().unwrap();
    let shared = [("XDG_STATE_HOME", state.path().to_str().unwrap())];
    let mut one = Terminal::run(TEXT, "text.md", &shared);
    let mut two = Terminal::run(TEXT, "text.md", &shared);
    for terminal in [&mut one, &mut two] {
        terminal.shows("Last words.");
    }
    two.send("+");
    one.send("T");
    for terminal in [&mut two, &mut one] {
        terminal.send("q");
        terminal.given_back(0);
    }
    let kept = state_file(state.path()).unwrap();
    for terminal in [&one, &two] {
        let path = terminal.folder.path().canonicalize().unwrap();
        assert!(kept.contains(path.to_str().unwrap()), "{kept}");
    }
    assert!(kept.contains("\"measure\"") && kept.contains("\"theme\""), "{kept}");
}

/// Waits until the state file of a terminal is as it should be.
fn state_is(terminal: &mut Terminal, what: &str, is: impl Fn(&str) -> bool) -> String {
    let end = std::time::Instant::now() + crate::pty::PATIENCE;
    loop {
        let state = state_file(&terminal.state()).unwrap_or_default();
        if is(&state) {
            return state;
        }
        assert!(std::time::Instant::now() < end, "{what}: {state}");
        terminal.take(std::time::Instant::now() + Duration::from_millis(20));
    }
}

fn long_text() -> String {
    let paragraphs: String = (1..=300)
        .map(|n| {
            format!("Paragraph number {n} stands here, and it ends after {} words.\n\n", n * 7)
        })
        .collect();
    format!("# Long\n\n{paragraphs}")
}

#[test]
fn a_place_survives_the_end_of_the_machine() {
    let mut terminal = Terminal::run(&long_text(), "text.md", &[]);
    terminal.shows("Paragraph number 3");
    terminal.send("50%ma/number 250\r");
    terminal.shows("Paragraph number 250");
    state_is(&mut terminal, "the jump is kept", |state| {
        state.contains("\"quote\"") && state.contains("number 250") && state.contains("\"a\"")
    });
    terminal.signal("KILL");
    terminal.wait("the shell", |screen| screen.contains("done"));
    // Meanwhile somebody wrote another beginning.
    let folder = terminal.folder;
    let edited = format!("{}{}", "A new beginning.\n\n".repeat(40), long_text());
    std::fs::write(folder.path().join("text.md"), edited).unwrap();
    let mut again = Terminal::in_folder(folder, "text.md", &[]);
    again.shows("Paragraph number 250");
    // The mark, the way back and the search are there.
    again.press("'a");
    again.shows("Paragraph number 15");
    again.press("\x7f");
    again.shows("Paragraph number 250");
    again.press("/\x1b[A");
    again.shows("number 250");
    again.send("\x03");
    again.shows("? help");
    again.send("q");
    again.wait("the shell", |screen| screen.contains("done"));
}

#[test]
fn an_idle_reader_takes_no_place_back() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("shared.md");
    std::fs::write(&file, long_text()).unwrap();
    let state = folder.path().join("state");
    let shared = [("XDG_STATE_HOME", state.to_str().unwrap())];
    let name = file.to_str().unwrap();
    let mut idle = Terminal::run("", name, &shared);
    idle.shows("Paragraph number 3");
    let mut reads = Terminal::run("", name, &shared);
    reads.shows("Paragraph number 3");
    reads.send("G");
    reads.shows("Paragraph number 300");
    reads.send("q");
    reads.given_back(0);
    idle.send("q");
    idle.given_back(0);
    let mut again = Terminal::run("", name, &shared);
    again.shows("Paragraph number 300");
    again.send("q");
    again.given_back(0);
}

#[test]
fn capitals_lead_to_their_text() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("one.md"), long_text()).unwrap();
    std::fs::write(folder.path().join("two.md"), TEXT).unwrap();
    let mut one = Terminal::in_folder(folder, "one.md", &[]);
    one.shows("Paragraph number 3");
    one.send("/number 200\rmA");
    one.shows("from any text");
    one.send("q");
    one.given_back(0);
    let mut two = Terminal::in_folder(one.folder, "two.md", &[]);
    two.shows("Last words.");
    two.send("'B");
    two.shows("No place is marked B");
    two.send("'A");
    two.shows("Paragraph number 200");
    two.send("\x7f");
    two.shows("Last words.");
    two.send("q");
    two.given_back(0);
}

#[test]
fn a_text_from_a_pipe_keeps_its_place() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("text.md"), long_text()).unwrap();
    let command = format!("cat text.md | '{}'", crate::pty::IBID);
    let mut terminal = Terminal::spawn(folder, crate::pty::in_shell(&command));
    terminal.shows("Paragraph number 3");
    terminal.send("G");
    terminal.shows("Paragraph number 300");
    terminal.send("q");
    terminal.given_back(0);
    let mut again = Terminal::spawn(terminal.folder, crate::pty::in_shell(&command));
    again.shows("Paragraph number 300");
    again.send("q");
    again.given_back(0);
}

#[test]
fn how_a_text_is_restored_is_remembered() {
    let page =
        |n: usize| format!("RUNNING HEAD\n\nA page that breaks off in the mid-\n\n{n}\n\x0c");
    let text: String = (1..9).map(page).collect();
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("scan.txt"), text).unwrap();
    let mut terminal = Terminal::in_folder(folder, "--as-printed scan.txt", &[]);
    terminal.shows("RUNNING HEAD");
    terminal.send("q");
    terminal.given_back(0);
    let state = state_file(&terminal.state()).unwrap();
    assert!(state.contains("\"restoring\": \"never\""), "{state}");
    let mut again = Terminal::in_folder(terminal.folder, "scan.txt", &[]);
    again.shows("RUNNING HEAD");
    again.send("q");
    again.given_back(0);
    let mut auto = Terminal::in_folder(again.folder, "--restore=auto scan.txt", &[]);
    auto.shows("A page that breaks off");
    auto.send("q");
    auto.given_back(0);
    let state = state_file(&auto.state()).unwrap();
    assert!(!state.contains("restoring"), "{state}");
}

/// Reads, stops, goes on and quits where nothing can be kept: it is said, and that is all.
fn reads_without_keeping(mut terminal: Terminal) -> Terminal {
    terminal.shows("Last words.");
    terminal.send("j\x1a");
    let end = std::time::Instant::now() + crate::pty::PATIENCE;
    while crate::pty::process_state(terminal.program()) != Some('T') {
        assert!(std::time::Instant::now() < end, "the program does not stop");
        terminal.take(std::time::Instant::now() + Duration::from_millis(20));
    }
    terminal.signal("CONT");
    terminal.wait("the text", |screen| screen.contains("Last words.") && screen.contains('%'));
    terminal.send("q");
    terminal.given_back(0);
    let shown = terminal.screen.screen().contents();
    assert!(shown.contains("The place could not be kept in"), "{shown}");
    terminal
}

#[test]
fn a_folder_that_cannot_be_written_costs_a_warning() {
    // Nobody can make a folder there, not even root.
    reads_without_keeping(Terminal::run(TEXT, "text.md", &[("XDG_STATE_HOME", "/proc")]));
}

#[test]
fn a_full_disk_costs_a_warning() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("text.md"), TEXT).unwrap();
    let state = folder.path().join("state/ibid");
    std::fs::create_dir_all(&state).unwrap();
    let before = "{\"format\": \"ibid-state/1\", \"texts\": [{\"origin\": \"/a\", \"place\": 3}]}";
    std::fs::write(state.join("state.json"), before).unwrap();
    // No file may grow at all: to the program it is as on a full disk.
    let command = crate::pty::in_shell(&format!("ulimit -f 0; '{}' text.md", crate::pty::IBID));
    let terminal = reads_without_keeping(Terminal::spawn(folder, command));
    assert_eq!(state_file(&terminal.state()).as_deref(), Some(before));
    let left = std::fs::read_dir(terminal.state().join("ibid")).unwrap().count();
    assert_eq!(left, 1, "nothing half written is left");
}
