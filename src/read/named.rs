//! What a source is called: its name as a shell takes it.

/// What a text is called that comes from standard input.
pub const STANDARD_INPUT: &str = "standard input";

/// A file's name as a shell takes it, whatever is in it: a sentence may be copied to one. Standard
/// input is `-` to most programs.
pub fn quoted(name: &str) -> String {
    if name == STANDARD_INPUT {
        return "-".to_owned();
    }
    let folder = if name.starts_with('-') { "./" } else { "" };
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._-/+,:@".contains(&byte);
    if !name.is_empty() && name.bytes().all(plain) {
        return format!("{folder}{name}");
    }
    format!("'{folder}{}'", name.replace('\'', "'\\''"))
}
