//! The words a line begins and ends with: where a line was broken, they may be halves of one.

use crate::language::prose::words::is_hyphen;

/// The last word of a line, hyphens inside it included.
pub(crate) fn last_word(line: &str) -> &str {
    let begin = line
        .char_indices()
        .rev()
        .take_while(|&(_, c)| c.is_alphanumeric() || is_hyphen(c) || matches!(c, '\'' | '’'))
        .last()
        .map_or(line.len(), |(at, _)| at);
    line[begin..].trim_start_matches(|c: char| !c.is_alphanumeric())
}

/// The first word of a line.
pub(crate) fn first_word(line: &str) -> &str {
    let line = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    let end = line
        .find(|c: char| !c.is_alphanumeric() && !is_hyphen(c) && !matches!(c, '\'' | '’'))
        .unwrap_or(line.len());
    line[..end].trim_end_matches(|c: char| !c.is_alphanumeric())
}
