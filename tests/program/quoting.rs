//! What leaves the program at the reader's key: words for the clipboard, a remark for their editor.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::pty::Terminal;

/// A program in a folder that is a script.
fn script(folder: &Path, name: &str, lines: &str) {
    std::fs::create_dir_all(folder).unwrap();
    let path = folder.join(name);
    std::fs::write(&path, format!("#!/bin/sh\n{lines}\n")).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
}

/// What a file holds, once it is there and does.
fn file(path: &Path) -> String {
    let end = Instant::now() + Duration::from_secs(20);
    loop {
        match std::fs::read_to_string(path) {
            Ok(words) if !words.is_empty() => return words,
            _ if Instant::now() > end => panic!("{} is not written", path.display()),
            _ => std::thread::sleep(Duration::from_millis(20)),
        }
    }
}

#[test]
fn words_go_to_the_terminal_and_to_the_program_of_the_desktop() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("text.md"), "Words here. More.").unwrap();
    let copied = folder.path().join("copied");
    let lines = format!("echo rubbish; echo rubbish >&2; cat > '{}'", copied.display());
    script(&folder.path().join("bin"), "xclip", &lines);
    let path = format!("{}:/usr/bin:/bin", folder.path().join("bin").display());
    let environment = [("PATH", &*path), ("DISPLAY", ":0"), ("WAYLAND_DISPLAY", ""), ("TMUX", "")];
    let mut terminal = Terminal::in_folder(folder, "text.md", &environment);
    terminal.shows("Words here.");
    terminal.press("vv");
    terminal.press("y");
    terminal.shows("Copied: “Words here.”");
    assert_eq!(file(&copied), "“Words here.”");
    let sent = String::from_utf8_lossy(&terminal.raw).into_owned();
    assert!(sent.contains("\x1b]52;c;4oCcV29yZHMgaGVyZS7igJ0="), "the terminal is asked");
    assert!(!sent.contains("rubbish"), "nothing of the program is on the screen");
    terminal.press("q");
    terminal.given_back(0);
}

#[test]
fn a_remark_goes_on_in_an_editor_that_has_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("text.md"), "Words here. More.").unwrap();
    let (bin, mode) = (folder.path().join("bin"), folder.path().join("mode"));
    let lines = format!(
        "stat -c %a \"$2\" > '{}'; stty -a | grep -q ' icanon' && echo 'and $(more)' >> \"$2\"",
        mode.display()
    );
    script(&bin, "editor", &lines);
    let visual = format!("{} --wait", bin.join("editor").display());
    let mut terminal =
        Terminal::in_folder(folder, "text.md", &[("VISUAL", &visual), ("EDITOR", "false")]);
    terminal.shows("Words here.");
    terminal.press("vv");
    terminal.press("aMine");
    terminal.press("\x1be");
    terminal.shows("Remark: Mine↵and $(more)");
    assert_eq!(file(&mode), "600\n");
    terminal.press("\r");
    terminal.shows("◆ Mine");
    // It takes keys again, and is given back.
    terminal.press("q");
    terminal.given_back(0);
}

#[test]
fn words_are_looked_up_with_a_program_that_has_nothing_of_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("text.md"), "Words $(here)! More.").unwrap();
    let bin = folder.path().join("bin");
    script(&bin, "dictionary", "echo \"$# of '$1': $(cat | wc -c)\"; tty");
    std::fs::create_dir_all(folder.path().join("config/ibid")).unwrap();
    let config = format!("[open]\nword = \"{} {{}}\"\n", bin.join("dictionary").display());
    std::fs::write(folder.path().join("config/ibid/config.toml"), config).unwrap();
    let mut terminal = Terminal::in_folder(folder, "text.md", &[]);
    terminal.shows("Words $(here)!");
    terminal.press("vvK");
    terminal.shows("1 of 'Words $(here)!': 0");
    terminal.shows("not a tty");
    terminal.press("\x1b");
    terminal.press("q");
    terminal.given_back(0);

    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("text.md"), "Words here.").unwrap();
    let mut terminal = Terminal::in_folder(folder, "text.md", &[]);
    terminal.shows("Words here.");
    terminal.press("vvwK");
    terminal.shows("No program looks words up. The config sets one:");
    terminal.press("q");
    terminal.given_back(0);
}
