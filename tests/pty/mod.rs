//! A program in a real pseudo-terminal: what it sends is read as a terminal reads it, and what it
//! leaves behind is held against what was there.

#![allow(dead_code, unreachable_pub, reason = "each test uses its part")]
#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

pub mod sequences;

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use sequences::left_on;

/// How long a screen may take to show what it should: long, for machines that are busy.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// The rows and columns of a terminal.
const ROWS: u16 = 30;
const COLUMNS: u16 = 110;

/// The program.
pub const IBID: &str = env!("CARGO_BIN_EXE_ibid");

/// A shell in a pseudo-terminal that runs a program, then says its status.
pub struct Terminal {
    pub master: Box<dyn MasterPty + Send>,
    pub child: Box<dyn Child + Send + Sync>,
    pub writer: Box<dyn Write + Send>,
    pub chunks: Receiver<Vec<u8>>,
    /// All bytes that were sent.
    pub raw: Vec<u8>,
    pub screen: vt100::Parser,
    /// Holds the text and the state, and removes them.
    pub folder: tempfile::TempDir,
    /// How the terminal treats keys and output, before the program came.
    before: String,
}

impl Terminal {
    /// Runs `ibid` on a text.
    pub fn run(text: &str, arguments: &str, environment: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("text.md"), text).unwrap();
        Self::in_folder(folder, arguments, environment)
    }

    /// Runs `ibid` in a folder.
    pub fn in_folder(
        folder: tempfile::TempDir,
        arguments: &str,
        environment: &[(&str, &str)],
    ) -> Self {
        let mut command = in_shell(&format!("'{IBID}' {arguments}"));
        for (key, value) in environment {
            command.env(key, value);
        }
        Self::spawn(folder, command)
    }

    /// Runs a command in a folder.
    pub fn spawn(folder: tempfile::TempDir, mut command: CommandBuilder) -> Self {
        let size = PtySize { rows: ROWS, cols: COLUMNS, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let before = treatment(&*pair.master);
        command.cwd(folder.path());
        command.env("TERM", "xterm-256color");
        if command.get_env("XDG_STATE_HOME").is_none() {
            command.env("XDG_STATE_HOME", folder.path().join("state"));
        }
        if command.get_env("XDG_DATA_HOME").is_none() {
            command.env("XDG_DATA_HOME", folder.path().join("data"));
        }
        if command.get_env("XDG_CACHE_HOME").is_none() {
            command.env("XDG_CACHE_HOME", folder.path().join("cache"));
        }
        // That of whoever runs the tests says nothing here.
        command.env("XDG_CONFIG_HOME", folder.path().join("config"));
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
        let screen = vt100::Parser::new(ROWS.try_into().unwrap(), COLUMNS.try_into().unwrap(), 0);
        let master = pair.master;
        Self { master, child, writer, chunks, raw: Vec::new(), screen, folder, before }
    }

    pub fn resize(&mut self, rows: u16, cols: u16) {
        self.master.resize(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }).unwrap();
        self.screen.screen_mut().set_size(rows.try_into().unwrap(), cols.try_into().unwrap());
    }

    pub fn state(&self) -> PathBuf {
        self.folder.path().join("state")
    }

    pub fn send(&mut self, keys: &str) {
        self.writer.write_all(keys.as_bytes()).unwrap();
        self.writer.flush().unwrap();
    }

    /// Takes what the program has sent, waiting for it until `end`; whether any came.
    pub fn take(&mut self, end: Instant) -> bool {
        match self.chunks.recv_timeout(end.saturating_duration_since(Instant::now())) {
            Ok(bytes) => {
                self.screen.process(&bytes);
                self.raw.extend(bytes);
                true
            }
            Err(_) => false,
        }
    }

    /// Reads until the screen satisfies `until` and nothing more comes, and gives what it shows: in the
    /// middle of a frame a row may be cleared that is about to be written.
    pub fn wait(&mut self, what: &str, until: impl Fn(&str) -> bool) -> String {
        let end = Instant::now() + PATIENCE;
        loop {
            let shown = self.screen.screen().contents();
            if until(&shown) {
                if self.take(Instant::now() + Duration::from_millis(30)) {
                    continue;
                }
                return shown;
            }
            if !self.take(end) {
                panic!("waited in vain for {what}; the screen shows:\n{shown}");
            }
        }
    }

    /// Sends keys, and waits until the program has drawn and is quiet.
    pub fn press(&mut self, keys: &str) {
        self.send(keys);
        self.take(Instant::now() + Duration::from_millis(500));
        while self.take(Instant::now() + Duration::from_millis(30)) {}
    }

    pub fn shows(&mut self, words: &str) -> String {
        self.wait(words, |screen| screen.contains(words))
    }

    /// The program's process, a child of the shell.
    pub fn program(&self) -> i32 {
        let shell = self.child.process_id().unwrap();
        let children =
            std::fs::read_to_string(format!("/proc/{shell}/task/{shell}/children")).unwrap();
        children.split_whitespace().next().expect("the program runs").parse().unwrap()
    }

    pub fn signal(&self, name: &str) {
        signal(self.program(), name);
    }

    /// Waits for the shell to say how the program ended, and checks that the terminal is as it
    /// was: its screen, its cursor, its modes.
    pub fn given_back(&mut self, status: i32) {
        let shown = self.wait("the shell", |screen| screen.contains("done"));
        assert!(shown.contains(&format!("status {status}")), "{shown}");
        self.is_as_before();
    }

    /// Checks that the terminal is as it was before the program came.
    pub fn is_as_before(&self) {
        let screen = self.screen.screen();
        assert!(!screen.alternate_screen(), "the alternate screen is left on");
        assert!(!screen.hide_cursor(), "the cursor is left hidden");
        assert!(!screen.bracketed_paste(), "paste is left in brackets");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        assert_eq!((screen.fgcolor(), screen.bold()), (vt100::Color::Default, false));
        assert_eq!(left_on(&self.raw), [""; 0], "what was switched on is switched off");
        assert_eq!(self.treatment(), self.before, "keys are treated as before");
    }

    /// How the terminal treats keys and output.
    pub fn treatment(&self) -> String {
        treatment(&*self.master)
    }

    /// How it did so before the program came.
    pub fn treatment_before(&self) -> &str {
        &self.before
    }
}

/// A shell that runs a program, says its status, and then that it is done. It stays a little longer:
/// what is written just before a terminal is closed may never be read.
pub fn in_shell(program: &str) -> CommandBuilder {
    let mut command = CommandBuilder::new("sh");
    command.args(["-c", &format!("{program}; echo \"status $?\"; echo done; sleep 1")]);
    let gone = [
        "NO_COLOR",
        "BROWSER",
        "DISPLAY",
        "WAYLAND_DISPLAY",
        "XDG_STATE_HOME",
        "XDG_DATA_HOME",
        "XDG_CACHE_HOME",
    ];
    for gone in gone.into_iter().chain(["LC_ALL", "LC_CTYPE", "LANG"]) {
        command.env_remove(gone);
    }
    command
}

fn treatment(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios())
}

pub fn signal(pid: i32, name: &str) {
    let kill = Command::new("kill").args([&format!("-{name}"), &pid.to_string()]).status();
    assert!(kill.unwrap().success());
}

/// The state of a process as one letter: `T` for stopped, `Z` for ended. `None` if it is gone.
pub fn process_state(pid: i32) -> Option<char> {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    stat.rsplit_once(')')?.1.trim_start().chars().next()
}

/// What the state file under a folder holds.
pub fn state_file(folder: &Path) -> Option<String> {
    std::fs::read_to_string(folder.join("ibid/state.json")).ok()
}
