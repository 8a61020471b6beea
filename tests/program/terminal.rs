//! The program in a real pseudo-terminal: what only a terminal can show.

use std::time::{Duration, Instant};

use crate::pty::{IBID, PATIENCE, Terminal, in_shell, process_state, signal, state_file};
use ibid::doc::Span;
use ibid::text::Text;
use portable_pty::{CommandBuilder, PtySize, native_pty_system};

const TEXT: &str = "---\ntitle: A Text\n---\n\nFirst words.[^1] They cite (Kropotkin 1902).\n\n\
                    [^1]: The note.\n\n## References\n\n- Kropotkin, Peter 1902. *Mutual Aid*. London\n";

fn long_text() -> String {
    let paragraphs: String =
        (1..=200).map(|n| format!("Paragraph number {n} stands here.\n\n")).collect();
    format!("# Long\n\n{paragraphs}")
}

#[test]
fn opens_follows_a_note_searches_and_quits() {
    let mut terminal = Terminal::run(TEXT, "text.md", &[]);
    terminal.shows("First words.¹");
    terminal.send("]\r");
    terminal.shows("Esc returns");
    terminal.send("\r");
    terminal.wait("the notes", |screen| {
        screen.lines().any(|row| row.trim_matches([' ', '│', '┃']) == "Notes")
    });
    terminal.send("\x7f");
    terminal.shows("Esc returns");
    terminal.send("\x1b");
    terminal.wait("the text", |screen| !screen.contains("Esc returns"));
    terminal.send("/cite");
    terminal.shows("1 of 1");
    terminal.send("\x1b");
    terminal.shows("? help");
    terminal.send("q");
    terminal.given_back(0);
}

#[test]
fn a_first_session_says_the_keys_to_begin_with() {
    let mut terminal = Terminal::run(&long_text(), "text.md", &[]);
    terminal.shows("Space next page · ] next note · Backspace back · q quit · ? all keys");
    terminal.press("j");
    terminal.shows("? help");
    terminal.send("q");
    terminal.given_back(0);
    let folder = std::mem::replace(&mut terminal.folder, tempfile::tempdir().unwrap());
    let mut second = Terminal::in_folder(folder, "text.md", &[]);
    second.shows("? help");
    second.send("q");
    second.given_back(0);
}

#[test]
fn the_ground_is_asked_for_and_no_key_comes_of_the_answer() {
    let mut terminal = Terminal::run(&long_text(), "text.md", &[]);
    terminal.shows("Paragraph number 3");
    let end = Instant::now() + PATIENCE;
    let asks =
        |terminal: &Terminal| terminal.raw.windows(8).position(|bytes| bytes == b"\x1b]11;?\x1b\\");
    while asks(&terminal).is_none() && terminal.take(end) {}
    let shown = terminal.raw.windows(9).position(|bytes| bytes == b"Paragraph");
    assert!(shown < asks(&terminal), "the first screen does not wait for it");
    // The answer comes in pieces, later than any sequence may.
    terminal.send("\x1b]11;rgb:fdfd/f6");
    std::thread::sleep(Duration::from_millis(200));
    terminal.send("f6/e3e3\x1b\\");
    // The first colour of the light theme, on the ground of the terminal.
    let light = |terminal: &Terminal| terminal.raw.windows(8).any(|bytes| bytes == b"38;5;235");
    let end = Instant::now() + PATIENCE;
    while !light(&terminal) && terminal.take(end) {}
    assert!(light(&terminal));
    assert!(!terminal.raw.windows(8).any(|bytes| bytes == b"48;5;255"));
    terminal.shows("Space next page");
    terminal.send("q");
    terminal.given_back(0);
    // A theme that was chosen is not asked about.
    let mut chosen = Terminal::run(&long_text(), "text.md --theme dark", &[]);
    chosen.shows("Paragraph number 3");
    chosen.press("j");
    assert!(asks(&chosen).is_none());
    chosen.send("q");
    chosen.given_back(0);
}

#[test]
fn an_answer_that_is_late_does_not_come_to_the_shell() {
    let mut terminal = Terminal::run(TEXT, "text.md", &[]);
    terminal.shows("First words.");
    terminal.send("q\x1b]11;rgb:0000/0000/0000\x1b\\");
    terminal.given_back(0);
    assert!(!terminal.screen.screen().contents().contains("rgb"));
}

#[test]
fn of_the_mouse_only_buttons_the_wheel_and_drags() {
    let mut terminal = Terminal::run(TEXT, "text.md", &[]);
    terminal.shows("First words.");
    terminal.send("q");
    terminal.given_back(0);
    let sent = String::from_utf8_lossy(&terminal.raw).into_owned();
    for mode in ["?1000h", "?1002h", "?1006h"] {
        assert!(sent.contains(mode), "{mode}");
    }
    assert!(!sent.contains("1003") && !sent.contains("1015"));
}

#[test]
fn a_terminal_that_only_prints_gets_a_print() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("text.md"), TEXT).unwrap();
    let command = in_shell(&format!("TERM=dumb '{IBID}' text.md"));
    let mut terminal = Terminal::spawn(folder, command);
    let shown = terminal.wait("the shell", |screen| screen.contains("done"));
    assert!(shown.contains("First words.") && shown.contains("The note."), "{shown}");
    assert!(!terminal.raw.contains(&0x1b));
}

#[test]
fn a_terminal_without_raised_figures_gets_brackets() {
    for environment in [("LC_ALL", "C"), ("LANG", "de_DE.ISO-8859-1")] {
        let mut terminal = Terminal::run(TEXT, "text.md", &[environment]);
        terminal.shows("First words.[1]");
        terminal.send("q");
        terminal.given_back(0);
    }
    let mut terminal = Terminal::run(TEXT, "text.md", &[("LANG", "de_DE.UTF-8")]);
    terminal.shows("First words.¹");
    terminal.send("q");
    terminal.given_back(0);
}

#[test]
fn opens_a_source_from_its_citation() {
    let mut terminal = Terminal::run(TEXT, "text.md", &[]);
    terminal.shows("First words.¹");
    terminal.send("r");
    terminal.shows("type to filter");
    let shown = terminal.shows("Mutual Aid");
    assert!(shown.contains("Kropotkin"), "{shown}");
    terminal.send("\r");
    terminal.wait("the citing place", |screen| screen.contains("They cite (Kropotkin 1902)"));
    terminal.send("\x1b");
    terminal.shows("by author");
    terminal.send("\x1b");
    terminal.wait("the text", |screen| screen.contains("? help"));
    terminal.send("q");
    terminal.given_back(0);
}

#[test]
fn a_resize_is_followed() {
    let mut terminal = Terminal::run(&long_text(), "text.md", &[]);
    terminal.shows("Paragraph number 3");
    terminal.resize(12, 60);
    terminal.send("j");
    terminal.wait("twelve rows", |screen| {
        screen.lines().last().is_some_and(|row| row.contains('%') && row.contains("Long"))
            && screen.lines().count() == 12
    });
    terminal.resize(30, 110);
    terminal.shows("? help");
    terminal.send("q");
    terminal.given_back(0);
}

#[test]
fn a_key_that_comes_with_a_resize_is_not_lost() {
    let mut terminal = Terminal::run(&long_text(), "text.md", &[]);
    terminal.shows("Paragraph number 3");
    // Two rows to a paragraph, the title and the blank rows below it first.
    for n in 1..=180 {
        terminal.resize(30, 100 + n % 10);
        terminal.send("jj");
        let top = format!("Paragraph number {n} ");
        terminal.wait(&top, |screen| {
            screen
                .lines()
                .find(|row| row.contains("Paragraph"))
                .is_some_and(|row| row.contains(&top))
        });
    }
    terminal.send("q");
    terminal.given_back(0);
}

#[test]
fn a_long_paste_is_read_to_its_end() {
    let mut terminal = Terminal::run(&long_text(), "text.md", &[]);
    terminal.shows("Paragraph number 3");
    terminal.send("/");
    let paste = "pasted words ".repeat(600);
    terminal.send(&format!("\x1b[200~{paste}\x1b[201~"));
    terminal.shows("pasted words pasted words");
    terminal.send("\x03");
    terminal.shows("? help");
    terminal.send("q");
    terminal.given_back(0);
}

#[test]
fn signals_give_the_terminal_back() {
    for (name, status) in [("TERM", 143), ("HUP", 129), ("INT", 130), ("QUIT", 131)] {
        // Over the text, over a list, and while something is typed.
        for (keys, shown) in [("", "Paragraph number 3"), ("c", "type to filter"), ("/3", "of 40")]
        {
            let mut terminal = Terminal::run(&long_text(), "text.md", &[]);
            terminal.shows("Paragraph number 3");
            terminal.send(keys);
            terminal.shows(shown);
            terminal.signal(name);
            terminal.given_back(status);
            assert!(state_file(&terminal.state()).is_some(), "{name}: the place is kept");
        }
    }
}

#[test]
fn no_signal_that_can_be_caught_keeps_the_terminal() {
    let mut names =
        vec!["ABRT", "ALRM", "BUS", "PROF", "SYS", "TRAP", "USR1", "USR2", "VTALRM", "XCPU"];
    if cfg!(target_os = "linux") {
        names.extend(["POLL", "PWR", "STKFLT", "34", "64"]);
    }
    for name in names {
        let mut terminal = Terminal::run(&long_text(), "text.md", &[]);
        terminal.shows("Paragraph number 3");
        terminal.press("G");
        terminal.signal(name);
        let shown = terminal.wait("the shell", |screen| screen.contains("done"));
        assert!(shown.contains("status 1"), "{name}: {shown}");
        terminal.is_as_before();
        let state = state_file(&terminal.state()).expect("the place is kept");
        assert!(state.contains("\"quote\""), "{name}: {state}");
    }
}

#[test]
fn a_stopped_program_can_be_ended() {
    // A shell with jobs takes the terminal back when one is stopped.
    let script = format!("set -m; '{IBID}' text.md; echo stopped; read line; echo $line");
    for stop in ["\x1a", "STOP"] {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("text.md"), long_text()).unwrap();
        let mut terminal = Terminal::spawn(folder, in_shell(&script));
        terminal.shows("Paragraph number 3");
        terminal.press("G");
        let pid = terminal.program();
        match stop {
            "STOP" => terminal.signal(stop),
            key => terminal.send(key),
        }
        terminal.shows("stopped");
        // As `kill %1` does.
        signal(pid, "TERM");
        signal(pid, "CONT");
        ends(pid, "that it was stopped");
        terminal.send("goes on\n");
        terminal.shows("done");
        assert!(!terminal.screen.screen().alternate_screen(), "the screen is given back");
        assert!(state_file(&terminal.state()).unwrap().contains("\"quote\""));
    }
}

#[test]
fn stopped_by_others_it_takes_the_terminal_again() {
    // The shell sets the terminal as it was for itself, and nobody sets it back.
    let script = format!("set -m; '{IBID}' text.md; stty sane; echo stopped; fg %1");
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("text.md"), long_text()).unwrap();
    let mut terminal = Terminal::spawn(folder, in_shell(&script));
    terminal.shows("Paragraph number 3");
    let before = terminal.treatment();
    terminal.signal("STOP");
    terminal.wait("the text again", |screen| {
        screen.contains("Paragraph number 3") && !screen.contains("stopped")
    });
    let end = Instant::now() + PATIENCE;
    while terminal.treatment() != before {
        assert!(Instant::now() < end, "keys are not ours again");
        terminal.take(Instant::now() + Duration::from_millis(20));
    }
    terminal.send("j");
    terminal.send("q");
    terminal.wait("the shell", |screen| screen.contains("done"));
    assert!(!terminal.screen.screen().alternate_screen());
}

#[test]
fn nothing_is_written_after_the_terminal_was_given_back() {
    // An archive whose opening can be shown while its end is damaged would do as well; a text that
    // breaks off has the same way to its end.
    let folder = tempfile::tempdir().unwrap();
    let line = "word ".repeat(4_000_000);
    std::fs::write(folder.path().join("text.md"), format!("{}{line}", long_text().repeat(9)))
        .unwrap();
    let mut terminal = Terminal::in_folder(folder, "text.md", &[]);
    terminal.wait("what is wrong", |screen| screen.contains("more than 16 MB"));
    terminal.send("q");
    terminal.wait("the shell", |screen| screen.contains("done"));
    let raw = String::from_utf8_lossy(&terminal.raw).into_owned();
    let left = raw.rfind("\x1b[?1049l").expect("the alternate screen is left");
    assert!(!raw[left..].contains("\x1b]0;"), "the window is named after that");
    terminal.is_as_before();
}

/// What the environment calls the text that has the program panic, and where.
const BROKEN: &str = "IBID_TEST_BROKEN";

/// A text that breaks what every text keeps: a block of it reaches beyond its words. The app
/// panics when it first lays that block out. The second is on the first screen, and laid out when
/// that is drawn; the last is not, and laid out by the key that goes to the end.
fn broken(which: &str) -> Text {
    let mut text = Text::new(ibid::read::markdown("text.md", &long_text()));
    text.origin = "/a/broken/text.md".to_owned();
    let blocks = &mut std::sync::Arc::make_mut(&mut text.document).blocks;
    let at = if which == "draw" { 1 } else { blocks.len() - 1 };
    blocks[at].span = Span::new(blocks[at].span.start, usize::MAX);
    text
}

#[test]
fn a_panic_gives_the_terminal_back() {
    // This test runs itself in a terminal, and there shows a broken text.
    if let Ok(which) = std::env::var(BROKEN) {
        let ended = ibid::session::show(broken(&which), &ibid::session::Request::default());
        panic!("the session ended with {:?} and no panic", ended.ok());
    }
    for which in ["draw", "update"] {
        let program = std::env::current_exe().unwrap();
        let test = "--exact terminal::a_panic_gives_the_terminal_back --nocapture";
        let mut command = in_shell(&format!("'{}' {test}", program.display()));
        command.env(BROKEN, which);
        command.env("RUST_BACKTRACE", "0");
        let mut terminal = Terminal::spawn(tempfile::tempdir().unwrap(), command);
        if which == "update" {
            terminal.shows("Paragraph number 3");
            terminal.send("G");
        }
        terminal.given_back(101);
        let raw = String::from_utf8_lossy(&terminal.raw).into_owned();
        let left = raw.find("\x1b[?1049l").expect("the alternate screen is left");
        let said = raw.find("panicked at").expect("the panic is reported");
        assert!(left < said, "the report is on the screen that stays");
        assert!(raw[said..].contains("span.rs"), "it is the broken text that panics: {raw}");
        let state = state_file(&terminal.state()).expect("the place is kept");
        assert!(state.contains("/a/broken/text.md"), "{state}");
    }
}

#[test]
fn stops_and_goes_on() {
    for by_key in [true, false] {
        let mut terminal = Terminal::run(&long_text(), "text.md", &[]);
        terminal.shows("Paragraph number 3");
        let pid = terminal.program();
        if by_key {
            terminal.send("\x1a");
        } else {
            signal(pid, "TSTP");
        }
        let end = Instant::now() + PATIENCE;
        while process_state(pid) != Some('T') {
            assert!(Instant::now() < end, "the program does not stop");
            terminal.take(Instant::now() + Duration::from_millis(20));
        }
        while terminal.take(Instant::now() + Duration::from_millis(100)) {}
        terminal.is_as_before();
        assert!(state_file(&terminal.state()).is_some(), "the place is kept");
        signal(pid, "CONT");
        terminal.wait("the text again", |screen| screen.contains("Paragraph number 3"));
        assert_ne!(terminal.treatment(), terminal.treatment_before(), "keys are ours again");
        terminal.send("\x1b[<64;5;5M");
        terminal.send("q");
        terminal.given_back(0);
    }
}

#[test]
fn the_place_is_kept_between_sessions() {
    let mut terminal = Terminal::run(&long_text(), "text.md", &[]);
    terminal.shows("Paragraph number 3");
    terminal.send("GG");
    terminal.shows("Paragraph number 200");
    terminal.send("q");
    terminal.given_back(0);
    // Without a file, the last text is opened where it was left.
    let mut again = Terminal::in_folder(terminal.folder, "", &[]);
    again.shows("Paragraph number 200");
    again.send("q");
    again.given_back(0);
}

#[test]
fn the_keys_that_quit_give_the_terminal_back() {
    for keys in ["q", "Q", "\x03"] {
        let mut terminal = Terminal::run(TEXT, "text.md", &[]);
        terminal.shows("First words.¹");
        terminal.send(keys);
        terminal.given_back(0);
    }
}

#[test]
fn a_damaged_state_file_costs_a_warning() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("text.md"), TEXT).unwrap();
    let state = folder.path().join("state/ibid");
    std::fs::create_dir_all(&state).unwrap();
    std::fs::write(state.join("state.json"), "{ not json").unwrap();
    let mut terminal = Terminal::in_folder(folder, "text.md", &[]);
    terminal.shows("First words.¹");
    terminal.send("q");
    terminal.given_back(0);
}

#[test]
fn the_companion_is_opened_first() {
    let mut terminal = Terminal::run("", "", &[]);
    terminal.shows("The Future in the Present Tense");
    terminal.send("q");
    terminal.given_back(0);
}

#[test]
fn a_closed_terminal_ends_the_program() {
    let mut terminal = Terminal::run(&long_text(), "text.md", &[]);
    terminal.shows("Paragraph number 3");
    let pid = terminal.program();
    let Terminal { master, writer, chunks, folder, mut child, .. } = terminal;
    // The thread that reads the terminal holds it too, and lets go when more comes.
    drop(chunks);
    master.resize(PtySize { rows: 20, cols: 90, pixel_width: 0, pixel_height: 0 }).unwrap();
    drop((master, writer));
    ends(pid, "its terminal");
    assert!(state_file(&folder.path().join("state")).is_some(), "the place is kept");
    let _ = child.kill();
}

/// Waits for a process to end.
fn ends(pid: i32, what: &str) {
    let end = Instant::now() + PATIENCE;
    while !matches!(process_state(pid), None | Some('Z')) {
        assert!(Instant::now() < end, "the program outlives {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_terminal_that_takes_no_more_keeps_nobody() {
    // Nobody reads what the program draws: it fills the terminal and waits there, and a signal
    // ends it all the same, with keys treated as before.
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("text.md"), long_text()).unwrap();
    for name in ["TERM", "HUP"] {
        let size = PtySize { rows: 200, cols: 300, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let treatment = || format!("{:?}", pair.master.get_termios());
        let before = treatment();
        let mut command = CommandBuilder::new(IBID);
        command.args(["--theme", "dark", "text.md"]);
        command.cwd(folder.path());
        command.env("TERM", "xterm-256color");
        command.env("XDG_STATE_HOME", folder.path().join("state"));
        command.env("XDG_CONFIG_HOME", folder.path().join("config"));
        let mut child = pair.slave.spawn_command(command).unwrap();
        let pid = i32::try_from(child.process_id().unwrap()).unwrap();
        let end = Instant::now() + PATIENCE;
        while treatment() == before {
            assert!(Instant::now() < end, "the program does not begin");
            std::thread::sleep(Duration::from_millis(10));
        }
        let mut writer = pair.master.take_writer().unwrap();
        while !is_stuck(pid) {
            assert!(Instant::now() < end, "the terminal never fills");
            // Keys that draw more; at some time they are not read any more either.
            std::io::Write::write_all(&mut writer, b"Tp").unwrap();
            std::thread::sleep(Duration::from_millis(20));
        }
        signal(pid, name);
        ends(pid, "a terminal that is full");
        assert_eq!(treatment(), before, "{name}: keys are treated as before");
        assert!(!child.wait().unwrap().success());
    }
}

/// Whether the first thread of a process waits in writing.
fn is_stuck(pid: i32) -> bool {
    // The number of `write` differs by architecture; its first argument is standard output.
    match std::fs::read_to_string(format!("/proc/{pid}/syscall")) {
        Ok(call) => call.split(' ').nth(1) == Some("0x1"),
        // Where the system does not say, it will be by then.
        Err(_) => {
            std::thread::sleep(Duration::from_secs(2));
            true
        }
    }
}

/// Whether this process ignores SIGINT (2), as the system says.
fn ignores_interrupts() -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let ignored = ignored.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    ignored.is_some_and(|mask| mask & 1 << 1 != 0)
}

#[test]
fn a_full_pipe_keeps_nobody() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("text.md"), long_text().repeat(20)).unwrap();
    // Where an interrupt is ignored, as in what a script runs in the background, programs inherit that.
    let endings =
        if ignores_interrupts() { &["TERM", "PIPE"][..] } else { &["INT", "TERM", "PIPE"] };
    for &name in endings {
        let mut child = std::process::Command::new(IBID)
            .arg("text.md")
            .current_dir(folder.path())
            .env("XDG_STATE_HOME", folder.path().join("state"))
            .env("XDG_CONFIG_HOME", folder.path().join("config"))
            .stdout(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        let pid = i32::try_from(child.id()).unwrap();
        let end = Instant::now() + PATIENCE;
        while !is_stuck(pid) {
            assert!(Instant::now() < end, "the pipe never fills");
            std::thread::sleep(Duration::from_millis(10));
        }
        if name == "PIPE" {
            drop(child.stdout.take());
            assert!(child.wait().unwrap().success(), "that nobody reads on is no error");
        } else {
            signal(pid, name);
            assert!(!child.wait().unwrap().success());
        }
    }
}

#[test]
fn without_colour_none_is_sent() {
    let mut terminal = Terminal::run(TEXT, "text.md", &[("NO_COLOR", "1")]);
    terminal.shows("First words.¹");
    terminal.send("q");
    terminal.given_back(0);
    let raw = String::from_utf8_lossy(&terminal.raw).into_owned();
    for colour in ["\x1b[38;", "\x1b[48;", ";38;5;", "\x1b[36m"] {
        assert!(!raw.contains(colour), "{colour:?} was sent");
    }
}
