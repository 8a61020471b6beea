//! Nothing of a text reaches the terminal but letters: the whole program in a pseudo-terminal, on
//! texts, file names, bibliographies, state files and searches made of what acts on terminals, and
//! every byte it sends.

use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt;
use std::path::Path;

use crate::invariants::feed::Feed;
use crate::invariants::words;
use crate::pty::sequences::{left_on, odd};
use crate::pty::{IBID, Terminal, in_shell};
use proptest::prelude::*;

/// What acts on terminals, as bytes choose it.
struct Nasty<'d>(Feed<'d>);

impl Nasty<'_> {
    /// Some pieces of it, with words between.
    fn lines(&mut self, pieces: usize) -> String {
        (0..pieces).flat_map(|_| [self.0.pick(words::ODD), "w "]).collect()
    }

    /// The same on one line.
    fn line(&mut self, pieces: usize) -> String {
        self.lines(pieces).replace(['\n', '\r', '\u{2028}', '\u{2029}', '\u{85}'], " ")
    }

    /// A form, in which each `@` is a piece on one line.
    fn fill(&mut self, form: &str) -> String {
        let mut parts = form.split('@');
        let mut filled = parts.next().unwrap_or("").to_owned();
        for part in parts {
            filled.push_str(&self.line(2));
            filled.push_str(part);
        }
        filled
    }
}

/// A text every part of which is nasty.
fn text(nasty: &mut Nasty<'_>) -> String {
    let mut text =
        nasty.fill("---\ntitle: @@\nauthor: @\nlang: @\n@: @\nbibliography: sources.bib\n---\n\n");
    for note in 0..4 {
        text += &nasty.fill("## @\n\n@@@[^N] [@](http://a.b/@) [@](<x:@>) `@` [KEY@] [KEYkey] (Marx 1867) [^@]\n\n")
            .replace("N", &note.to_string())
            .replace("KEY", "@");
        text += &nasty.fill("| @ | @ |\n|---|---|\n| @ | @ |\n\n> @\n\n```@\n");
        text += &nasty.lines(4);
        text += "\n```\n\n";
    }
    for note in 0..4 {
        text += &nasty.fill("[^N]: @@@@\n\n").replace("N", &note.to_string());
    }
    text + &nasty.fill("## References\n\n- Marx, K. 1867. *@*. @\n")
}

/// A file name: no slash, no NUL, and not always UTF-8.
fn name(nasty: &mut Nasty<'_>) -> OsString {
    let mut name: Vec<u8> = nasty.lines(6).into_bytes();
    name.extend(b"\x9b31m\xff.md");
    name.retain(|&byte| byte != 0 && byte != b'/');
    OsString::from_vec(name)
}

fn write(folder: &Path, nasty: &mut Nasty<'_>) -> OsString {
    let name = name(nasty);
    // A text so full of control characters that has a NUL among them is refused as binary.
    std::fs::write(folder.join(&name), text(nasty).replace('\0', "")).unwrap();
    let bib =
        nasty.fill("BOOK{key, title = {@}, author = {@}, year = 1902}\nBOOK{@,\ntitle = {x}}\n");
    std::fs::write(folder.join("sources.bib"), bib.replace("BOOK", "@book")).unwrap();
    // A state whose texts and settings are nasty, or one that is damaged and so named in a warning.
    let state = folder.join("state/ibid");
    std::fs::create_dir_all(&state).unwrap();
    let json = serde_json::json!({
        "format": if nasty.0.flip() { "ibid-state/1" } else { "ibid-state/\u{1b}[2J" },
        "settings": { "theme": nasty.lines(2) },
        "texts": [{ "origin": nasty.lines(3), "place": 3, "opened": 9 }],
    });
    let json = if nasty.0.flip() { json.to_string() } else { nasty.lines(3) };
    std::fs::write(state.join("state.json"), json).unwrap();
    name
}

/// What is typed: through every list, a search, the links, the guide, and out.
fn read_through(terminal: &mut Terminal, nasty: &mut Nasty<'_>) {
    let paste = format!("\x1b[200~{}\x1b[201~", nasty.lines(3).replace('\x1b', ""));
    let keys = [
        "j", "]", "\r", "\x7f", "\t", "\t", "\r", "\t", "\r", "\t", "\r", "c", "w", "\x03", "r",
        &paste, "\x03", "=", "\x03", "!", "\x03", "/", "w", &paste, "\r", "/", "w\r", "n", "&",
        &paste, "\x03", "&", "\r", "G", "]", " ", "p", "+", "\x1b[C", "?", "q", "T", "\x0c",
    ];
    for key in keys {
        terminal.press(key);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4, max_shrink_iters: 0, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_text_is_shown_and_does_nothing(bytes in prop::collection::vec(any::<u8>(), 900)) {
        let mut nasty = Nasty(Feed::new(&bytes));
        let folder = tempfile::tempdir().unwrap();
        let name = write(folder.path(), &mut nasty);
        let mut command = in_shell(&format!("'{IBID}' \"$TEXT\""));
        command.env("TEXT", &name);
        let mut terminal = Terminal::spawn(folder, command);
        terminal.wait("the text", |screen| screen.contains('%'));
        read_through(&mut terminal, &mut nasty);
        terminal.send("q");
        terminal.given_back(0);
        let leaves = b"\x1b[?1049l";
        let end = terminal.raw.windows(leaves.len()).rposition(|bytes| bytes == leaves).unwrap();
        prop_assert_eq!(odd(&terminal.raw[..end], false), [""; 0]);
        prop_assert_eq!(odd(&terminal.raw[end..], true), [""; 0]);
    }

    #[test]
    fn what_is_printed_does_nothing(bytes in prop::collection::vec(any::<u8>(), 900)) {
        let mut nasty = Nasty(Feed::new(&bytes));
        let folder = tempfile::tempdir().unwrap();
        let name = write(folder.path(), &mut nasty);
        let ibid = format!("'{IBID}'");
        let run = [
            format!("{ibid} export \"$TEXT\" --to text"),
            format!("{ibid} export \"$TEXT\" --to markdown"),
            format!("{ibid} export \"$TEXT\" --to json"),
            format!("{ibid} export \"$TEXT\" --to bibtex"),
            format!("{ibid} export \"$TEXT\" --to csl-json"),
            format!("{ibid} check \"$TEXT\""),
            format!("{ibid} check --json \"$TEXT\""),
            format!("{ibid} \"missing$TEXT\""),
            format!("{ibid} \"--$TEXT\""),
            format!("{ibid} export \"$TEXT\" --to \"$TEXT\""),
            format!("{ibid} --bibliography \"none$TEXT\" \"$TEXT\""),
            format!("echo '%PDF-' | {ibid} -"),
        ];
        let mut command = in_shell(&run.join("; "));
        command.env("TEXT", &name);
        let mut terminal = Terminal::spawn(folder, command);
        terminal.wait("the shell", |screen| screen.contains("done"));
        prop_assert!(terminal.raw.len() > 2000);
        prop_assert_eq!(odd(&terminal.raw, true), [""; 0]);
    }
}

#[test]
fn the_inspector_sees_what_it_looks_for() {
    let fine =
        "\x1b[?1049h\x1b[2J\x1b[3;4Hé漢\x1b[38;5;9mx\x1b[0m\x1b]0;name\x07\x1b]52;c;YQ==\x1b\\";
    assert_eq!(odd(fine.as_bytes(), false), [""; 0]);
    for (sent, count) in [
        ("a\x07", 1),
        ("\x7f", 1),
        ("\u{9b}2J", 1),
        ("\u{202e}a", 1),
        ("\u{200f}\u{2066}", 2),
        ("\x1bP1q\x1b\\", 2),
        ("\x1b]8;;http://a.b\x07", 1),
        ("\x1b]0;a\u{202e}\x07", 1),
        ("\x1b]0;a\x1b[2J\x07", 1),
        ("\x1b[5n", 1),
        ("\x1bc", 1),
        ("a\nb", 1),
    ] {
        assert_eq!(odd(sent.as_bytes(), false).len(), count, "{sent:?}");
    }
    assert_eq!(odd(b"a\xffb\xc3", false).len(), 2, "bytes that are no UTF-8");
    assert_eq!(left_on(b"\x1b[?1000;1006h\x1b[?25l\x1b[?1006l"), ["1000", "25"]);
}
