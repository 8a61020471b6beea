//! Images in a real pseudo-terminal: what is asked of it, what is sent to it, and what a viewer gets.

use std::time::Instant;

use crate::pty::{PATIENCE, Terminal};
use ibid::picture::{Picture, png};

const TEXT: &str =
    "# Images\n\nBefore.\n\n![Two colours](own.png)\n\n![Out](../out.png)\n\nAfter.\n";

/// A folder with a text and its image, above which there is another that is none of its own.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let pixels = [vec![[200, 30, 40, 255]; 800], vec![[20, 40, 210, 255]; 800]].concat();
    let bytes = png(&Picture { width: 40, height: 40, pixels });
    std::fs::create_dir_all(folder.path().join("own")).unwrap();
    std::fs::create_dir_all(folder.path().join("tmp")).unwrap();
    std::fs::write(folder.path().join("own/text.md"), TEXT).unwrap();
    std::fs::write(folder.path().join("own/own.png"), &bytes).unwrap();
    std::fs::write(folder.path().join("out.png"), &bytes).unwrap();
    folder
}

fn run(environment: &[(&str, &str)]) -> Terminal {
    let mut all = vec![
        ("TMUX", ""),
        ("TERM_PROGRAM", ""),
        ("LC_TERMINAL", ""),
        ("STY", ""),
        ("COLORTERM", "truecolor"),
    ];
    all.extend(environment);
    let folder = folder();
    let tmp = folder.path().join("tmp").to_string_lossy().into_owned();
    all.push(("TMPDIR", &tmp));
    let mut terminal = Terminal::in_folder(folder, "own/text.md", &all);
    terminal.shows("After.");
    terminal
}

fn sends(terminal: &mut Terminal, bytes: &[u8]) -> bool {
    sends_after(terminal, 0, bytes)
}

/// Whether bytes are sent after so many others.
fn sends_after(terminal: &mut Terminal, from: usize, bytes: &[u8]) -> bool {
    let end = Instant::now() + PATIENCE;
    let sent =
        |terminal: &Terminal| terminal.raw[from..].windows(bytes.len()).any(|it| it == bytes);
    while !sent(terminal) && terminal.take(end) {}
    sent(terminal)
}

/// What asks a terminal whether it knows kitty's protocol.
const QUESTION: &[u8] = b"\x1b_Gi=31,";

#[test]
fn a_terminal_that_says_nothing_shows_half_blocks_in_the_colours_of_the_image() {
    let mut terminal = run(&[]);
    terminal.send("i");
    terminal.shows("Two colours · 40×40");
    assert!(sends(&mut terminal, b"38;2;200;30;40") && sends(&mut terminal, QUESTION));
    terminal.wait("all of the image", |screen| screen.matches('▀').count() == 40 * 20);
    terminal.send("\x1b");
    terminal.wait("the text", |screen| !screen.contains('▀') && screen.contains("After."));
    terminal.send("q");
    terminal.given_back(0);
}

#[test]
fn a_terminal_that_knows_pixels_gets_those_and_they_go() {
    let cases: [(&str, &[u8], &[u8]); 2] = [
        ("\x1b_Gi=31;OK\x1b\\\x1b[6;20;10t\x1b[?62;22c", b"\x1b_Ga=T,f=100", b"\x1b_Ga=d,d=I"),
        ("\x1b[6;20;10t\x1b[?64;4c", b"\x1bP0;1;0q\"1;1;40;40", b"\x1b[2J"),
    ];
    for (answer, shown, gone) in cases {
        let mut terminal = run(&[]);
        terminal.send("i");
        assert!(sends(&mut terminal, QUESTION));
        terminal.send(answer);
        assert!(sends(&mut terminal, shown), "{answer:?}");
        let from = terminal.raw.len();
        terminal.send("\x1b");
        assert!(sends_after(&mut terminal, from, gone), "{answer:?}");
        terminal.wait("the text", |screen| !screen.contains('▀') && screen.contains("After."));
        // It is known by now, and is not asked again.
        let from = terminal.raw.len();
        terminal.send("i");
        assert!(sends_after(&mut terminal, from, shown), "{answer:?}");
        assert!(!terminal.raw[from..].windows(QUESTION.len()).any(|it| it == QUESTION));
        terminal.send("qq");
        terminal.given_back(0);
    }
}

#[test]
fn in_a_multiplexer_pixels_are_not_asked_for() {
    for environment in [("TMUX", "/tmp/x,1,0"), ("STY", "1.x")] {
        let mut terminal = run(&[environment, ("COLORTERM", "")]);
        terminal.send("i");
        terminal.shows("Two colours · 40×40");
        terminal.wait("the image", |screen| screen.contains("▀▀▀"));
        assert!(!terminal.raw.windows(QUESTION.len()).any(|it| it == QUESTION));
        assert!(terminal.raw.windows(8).any(|it| it == b"38;5;160"), "256 colours");
        terminal.send("qq");
        terminal.given_back(0);
    }
}

#[test]
fn what_is_not_the_texts_own_is_not_shown() {
    let mut terminal = run(&[]);
    terminal.send("\t\ti");
    terminal.shows("../out.png is not in the folder of the text, and is not opened.");
    terminal.send("q");
    terminal.given_back(0);
    let mut terminal = run(&[("NO_COLOR", "1")]);
    terminal.send("i");
    terminal.shows("Without colours (NO_COLOR) no image can be shown.");
    terminal.send("q");
    terminal.given_back(0);
}

#[test]
fn a_viewer_gets_a_file_that_goes_with_the_session() {
    let folder = folder();
    let path = folder.path().to_owned();
    std::fs::create_dir_all(path.join("config/ibid")).unwrap();
    let config = "[open]\nimage = \"cp {} opened.png\"\n";
    std::fs::write(path.join("config/ibid/config.toml"), config).unwrap();
    let tmp = path.join("tmp").to_string_lossy().into_owned();
    let mut terminal = Terminal::in_folder(folder, "own/text.md", &[("TMPDIR", &tmp)]);
    terminal.shows("After.");
    terminal.send("\t");
    terminal.shows("own.png · i shows it, Enter opens it in a viewer");
    terminal.send("\r");
    terminal.shows("Opened the image.");
    let end = Instant::now() + PATIENCE;
    let opened = || std::fs::read(path.join("opened.png")).ok().filter(|bytes| !bytes.is_empty());
    while opened().is_none() && Instant::now() < end {
        terminal.press("");
    }
    let picture = ibid::picture::decode(&opened().unwrap()).unwrap();
    assert_eq!((picture.width, picture.height), (40, 40));
    assert_eq!(std::fs::read_dir(&tmp).unwrap().count(), 1);
    terminal.send("q");
    terminal.given_back(0);
    assert_eq!(std::fs::read_dir(&tmp).unwrap().count(), 0);
}
