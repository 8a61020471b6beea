//! The config from the command line: what is printed, what is checked, what holds.

use std::process::{Command, Output};

fn run(folder: &std::path::Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_ibid"))
        .args(arguments)
        .env("XDG_CONFIG_HOME", folder)
        .env("XDG_STATE_HOME", folder)
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// Checks a config, and gives the status and what is said.
fn check(config: &[u8]) -> (Option<i32>, String) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("ibid")).unwrap();
    std::fs::write(folder.path().join("ibid/config.toml"), config).unwrap();
    let output = run(folder.path(), &["config", "--check"]);
    (output.status.code(), said(&output))
}

#[test]
fn what_is_printed_can_be_put_into_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let printed = said(&run(folder.path(), &["config"]));
    assert_eq!(printed, ibid::config::written());
    let (status, said) = check(printed.as_bytes());
    assert_eq!(status, Some(0), "{said}");
    assert!(said.contains("nothing is wrong"), "{said}");
}

#[test]
fn every_mistake_is_said_with_its_line() {
    let (status, said) = check(b"measur = 60\nmargins = 2\n\n[keys]\npagedown = 'x'\n");
    assert_eq!(status, Some(1));
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines.len(), 2, "{said}");
    assert!(
        lines[0].ends_with(
            "config.toml, line 1: there is no setting “measur”; did you mean “measure”?"
        )
    );
    assert!(lines[1].contains("line 5: ") && lines[1].contains("page-down"), "{said}");
    for odd in [&b"\xff"[..], &[b'#'; 300_000]] {
        let (status, said) = check(odd);
        assert_eq!(status, Some(1), "{said}");
        assert!(said.contains("could not be read"), "{said}");
    }
}

#[test]
fn no_config_is_no_mistake() {
    let folder = tempfile::tempdir().unwrap();
    let output = run(folder.path(), &["config", "--check"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(said(&output).contains("no such file"), "{}", said(&output));
}

#[cfg(unix)]
mod on_a_terminal {
    use crate::pty::Terminal;

    /// A terminal with `ibid` on a text, by a reader who has this config.
    fn terminal(config: &str, arguments: &str) -> Terminal {
        let folder = tempfile::tempdir().unwrap();
        let text: String = (1..200).map(|n| format!("Paragraph number {n}.\n\n")).collect();
        std::fs::write(folder.path().join("text.md"), text).unwrap();
        std::fs::create_dir_all(folder.path().join("config/ibid")).unwrap();
        std::fs::write(folder.path().join("config/ibid/config.toml"), config).unwrap();
        Terminal::in_folder(folder, arguments, &[])
    }

    #[test]
    fn a_mistake_is_said_and_the_rest_holds() {
        let mut terminal = terminal("measur = 60\n[keys]\nquit = 'x'\nhelp = 'F9'\n", "text.md");
        terminal.shows("config.toml, line 1: there is no setting “measur”");
        terminal.press("q");
        terminal.shows("q does nothing here; F9 shows the keys.");
        terminal.send("x");
        terminal.given_back(0);
    }

    #[test]
    fn the_command_line_goes_before_it() {
        let mut terminal =
            terminal("measure = 30\ntheme = 'light'\n", "text.md --no-mouse --width 50");
        terminal.shows("Paragraph number 3.");
        terminal.press("+");
        terminal.shows("Measure: 54 cells");
        let mode = terminal.screen.screen().mouse_protocol_mode();
        assert_eq!(mode, vt100::MouseProtocolMode::None);
        terminal.send("q");
        terminal.given_back(0);
    }

    #[test]
    fn what_a_key_changed_is_kept_with_what_it_was_changed_from() {
        let mut terminal = terminal("measure = 30\n", "text.md");
        terminal.shows("Paragraph number 3.");
        terminal.press("++");
        terminal.shows("Measure: 38 cells");
        terminal.send("q");
        terminal.given_back(0);
        let state = crate::pty::state_file(&terminal.state()).unwrap();
        for kept in ["\"measure\": 38", "\"measure-over\": 30"] {
            assert!(state.contains(kept), "{state}");
        }
    }

    #[test]
    fn a_theme_that_is_not_there_is_not_understood() {
        let mut terminal = terminal("[themes.sepia]\nlike = 'light'\n", "--theme sepa text.md");
        terminal.shows("There is no theme sepa. Themes are: auto, dark, light, terminal, sepia.");
        terminal.given_back(2);
    }
}
