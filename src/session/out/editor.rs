//! Words in the reader’s own editor: `$VISUAL`, else `$EDITOR`, on a file that nobody else may read.

use std::ffi::OsString;
use std::io::{self, Read, Seek, Write};
use std::process::Command;

use crate::term::Screen;

/// The most bytes that are taken back.
const MOST: u64 = 1 << 16;

/// Has words edited while the terminal is the editor’s, and gives what became of them, or why nothing did.
///
/// # Errors
/// Passes on what the terminal reports.
pub(in crate::session) fn edit(
    words: &str,
    screen: &mut Screen,
) -> io::Result<Result<String, String>> {
    let Some((program, arguments)) = editor(|name| std::env::var_os(name)) else {
        return Ok(Err("No editor is set: neither $VISUAL nor $EDITOR is.".to_owned()));
    };
    let named = program.to_string_lossy();
    let named = crate::layout::clean(&named).into_owned();
    let mut file = match written(words) {
        Ok(file) => file,
        Err(error) => return Ok(Err(format!("No file could be made for {named}: {error}."))),
    };
    let path = file.path().to_owned();
    // No shell sees any of it: the name of the file is one word of its own.
    let ended = screen.lend(|| Command::new(&program).args(&arguments).arg(&path).status())?;
    Ok(match ended {
        Err(error) => Err(format!("{named} could not be started: {error}.")),
        Ok(status) if !status.success() => Err(format!("{named} failed; nothing was changed.")),
        Ok(_) => taken_back(&mut file).map_err(|error| format!("The file was lost: {error}.")),
    })
}

/// A file for the words, which its owner alone may read and write.
fn written(words: &str) -> io::Result<tempfile::NamedTempFile> {
    let mut file = tempfile::Builder::new().prefix("ibid-remark-").suffix(".md").tempfile()?;
    // Whoever goes on with it begins on a line of their own.
    file.write_all(words.as_bytes())?;
    file.write_all(b"\n")?;
    file.flush()?;
    Ok(file)
}

fn taken_back(file: &mut tempfile::NamedTempFile) -> io::Result<String> {
    // Editors that write a new file and rename it leave the old one open here.
    let mut again = file.reopen().or_else(|_| file.as_file().try_clone())?;
    again.rewind()?;
    let mut bytes = Vec::new();
    again.take(MOST).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).trim_end().to_owned())
}

/// The editor and its arguments, as far as the blanks part them.
fn editor(get: impl Fn(&str) -> Option<OsString>) -> Option<(OsString, Vec<OsString>)> {
    let set = |name| get(name).filter(|value: &OsString| !value.is_empty());
    let wanted = set("VISUAL").or_else(|| set("EDITOR"))?;
    let Some(words) = wanted.to_str() else { return Some((wanted, Vec::new())) };
    let mut words = words.split_whitespace().map(OsString::from);
    let program = words.next()?;
    Some((program, words.collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_editor_is_split_and_no_shell_asked() {
        let of = |visual: &str, editor: &str| {
            super::editor(|name| Some(if name == "VISUAL" { visual } else { editor }.into()))
        };
        let words = |words: &[&str]| words.iter().map(OsString::from).collect::<Vec<_>>();
        assert_eq!(of("", "vi"), Some(("vi".into(), words(&[]))));
        assert_eq!(of("code  --wait", "vi"), Some(("code".into(), words(&["--wait"]))));
        assert_eq!(of("vi; rm", ""), Some(("vi;".into(), words(&["rm"]))));
        assert_eq!(of("", " "), None);
    }

    #[cfg(unix)]
    #[test]
    fn the_file_is_private() {
        use std::os::unix::fs::PermissionsExt;
        let mut file = written("Words\nand more").unwrap();
        let mode = file.as_file().metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        assert_eq!(taken_back(&mut file).unwrap(), "Words\nand more");
    }
}
