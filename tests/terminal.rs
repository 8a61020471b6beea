//! The program in a real pseudo-terminal: what only a terminal can show.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]
#![cfg(unix)]

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// How long a screen may take to show what it should: long, for machines that are busy.
const PATIENCE: Duration = Duration::from_secs(20);

/// A shell in a pseudo-terminal that runs the program, then says its status and the modes of the
/// terminal.
struct Terminal {
    master: Box<dyn MasterPty + Send>,
    child: Box<dyn Child + Send + Sync>,
    writer: Box<dyn Write + Send>,
    chunks: Receiver<Vec<u8>>,
    raw: Vec<u8>,
    screen: vt100::Parser,
    /// Holds the text and the state, and removes them.
    folder: tempfile::TempDir,
}

impl Terminal {
    fn run(text: &str, arguments: &str, environment: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("text.md"), text).unwrap();
        Self::in_folder(folder, arguments, environment)
    }

    fn in_folder(folder: tempfile::TempDir, arguments: &str, environment: &[(&str, &str)]) -> Self {
        let size = PtySize { rows: 30, cols: 110, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let program = env!("CARGO_BIN_EXE_ibid");
        let script = format!("'{program}' {arguments}; echo \"status $?\"; stty -a; echo done");
        let mut command = CommandBuilder::new("sh");
        command.args(["-c", &script]);
        command.cwd(folder.path());
        command.env("TERM", "xterm-256color");
        command.env("XDG_STATE_HOME", folder.path().join("state"));
        command.env_remove("NO_COLOR");
        for (key, value) in environment {
            command.env(key, value);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (sender, chunks) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 65536];
            while let Ok(count) = reader.read(&mut buffer) {
                if count == 0 || sender.send(buffer[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        let writer = pair.master.take_writer().unwrap();
        Self {
            master: pair.master,
            child,
            writer,
            chunks,
            raw: Vec::new(),
            screen: vt100::Parser::new(30.try_into().unwrap(), 110.try_into().unwrap(), 0),
            folder,
        }
    }

    fn resize(&mut self, rows: u16, cols: u16) {
        self.master.resize(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }).unwrap();
        self.screen.screen_mut().set_size(rows.try_into().unwrap(), cols.try_into().unwrap());
    }

    fn state(&self) -> PathBuf {
        self.folder.path().join("state")
    }

    fn send(&mut self, keys: &str) {
        self.writer.write_all(keys.as_bytes()).unwrap();
        self.writer.flush().unwrap();
    }

    /// Reads until the screen, or for what is printed below it the bytes, satisfy `until`.
    fn wait(&mut self, what: &str, until: impl Fn(&str) -> bool) -> String {
        let end = Instant::now() + PATIENCE;
        loop {
            let shown = self.screen.screen().contents();
            if until(&shown) {
                return shown;
            }
            let left = end.saturating_duration_since(Instant::now());
            match self.chunks.recv_timeout(left) {
                Ok(bytes) => {
                    self.screen.process(&bytes);
                    self.raw.extend(bytes);
                }
                Err(_) => panic!("waited in vain for {what}; the screen shows:\n{shown}"),
            }
        }
    }

    fn shows(&mut self, words: &str) -> String {
        self.wait(words, |screen| screen.contains(words))
    }

    /// The program's process, a child of the shell.
    fn program(&self) -> i32 {
        let shell = self.child.process_id().unwrap();
        let children =
            std::fs::read_to_string(format!("/proc/{shell}/task/{shell}/children")).unwrap();
        children.split_whitespace().next().expect("the program runs").parse().unwrap()
    }

    fn signal(&self, name: &str) {
        let pid = self.program().to_string();
        assert!(Command::new("kill").args([&format!("-{name}"), &pid]).status().unwrap().success());
    }

    /// Waits for the shell to say how the program ended, and checks that the terminal is as it
    /// was: its screen, its cursor, its modes.
    fn given_back(&mut self, status: i32) {
        let shown = self.wait("the shell", |screen| screen.contains("done"));
        assert!(shown.contains(&format!("status {status}")), "{shown}");
        let screen = self.screen.screen();
        assert!(!screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste());
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        for mode in ["icanon", "echo", "isig", "icrnl", "opost"] {
            assert!(shown.split_whitespace().any(|word| word == mode), "{mode} is off:\n{shown}");
        }
    }
}

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
    terminal.wait("the notes", |screen| {
        screen.lines().any(|row| row.trim_matches([' ', '│', '┃']) == "Notes")
    });
    terminal.send("\x7f/cite");
    terminal.shows("1 of 1");
    terminal.send("\x1b");
    terminal.shows("? help");
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
fn signals_give_the_terminal_back() {
    for (name, status) in [("TERM", 143), ("HUP", 129), ("INT", 130), ("QUIT", 131)] {
        let mut terminal = Terminal::run(&long_text(), "text.md", &[]);
        terminal.shows("Paragraph number 3");
        terminal.signal(name);
        terminal.given_back(status);
        assert!(state_file(&terminal.state()).is_some(), "{name}: the place is kept");
    }
}

#[test]
fn a_panic_gives_the_terminal_back() {
    let mut terminal = Terminal::run(&long_text(), "text.md", &[("IBID_PANIC_AT_KEY", "P")]);
    terminal.shows("Paragraph number 3");
    terminal.send("P");
    terminal.given_back(101);
    let raw = String::from_utf8_lossy(&terminal.raw).into_owned();
    let left = raw.find("\x1b[?1049l").expect("the alternate screen is left");
    let said = raw.find("panicked at").expect("the panic is reported");
    assert!(left < said, "the report is on the screen that stays");
}

#[test]
fn stops_and_goes_on() {
    let mut terminal = Terminal::run(&long_text(), "text.md", &[]);
    terminal.shows("Paragraph number 3");
    let pid = terminal.program();
    terminal.send("\x1a");
    let mut seen = String::new();
    let end = Instant::now() + PATIENCE;
    while !(stopped(pid) && seen.contains("\x1b[?1049l")) {
        assert!(Instant::now() < end, "the program does not stop");
        if let Ok(bytes) = terminal.chunks.recv_timeout(Duration::from_millis(50)) {
            terminal.screen.process(&bytes);
            terminal.raw.extend(bytes);
        }
        seen = String::from_utf8_lossy(&terminal.raw).into_owned();
    }
    assert!(!terminal.screen.screen().alternate_screen());
    assert!(Command::new("kill").args(["-CONT", &pid.to_string()]).status().unwrap().success());
    terminal.wait("the text again", |screen| screen.contains("Paragraph number 3"));
    terminal.send("q");
    terminal.given_back(0);
}

fn stopped(pid: i32) -> bool {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    stat.rsplit_once(')').is_some_and(|(_, rest)| rest.trim_start().starts_with('T'))
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
    drop((master, writer, chunks));
    let end = Instant::now() + PATIENCE;
    while Path::new(&format!("/proc/{pid}/exe")).exists() && !zombie(pid) {
        assert!(Instant::now() < end, "the program outlives its terminal");
        std::thread::sleep(Duration::from_millis(20));
    }
    let _ = child.kill();
    drop(folder);
}

fn zombie(pid: i32) -> bool {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    stat.rsplit_once(')').is_none_or(|(_, rest)| rest.trim_start().starts_with('Z'))
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

fn state_file(folder: &Path) -> Option<String> {
    std::fs::read_to_string(folder.join("ibid/state.json")).ok()
}
