//! Quotations for Org: a heading a section, and each citation as Org 9.5 has them, `[cite:@key p. 233]`.
//!
//! Org has no sign that makes the next one a word. Its manual puts a space of no width there instead
//! (12.7, Escape Character), and so does this.

use super::excerpt::{Excerpt, Excerpts};
use crate::language::fold::one_line;

/// A space of no width.
const APART: char = '\u{200b}';

pub(super) fn write(work: &Excerpts<'_>) -> String {
    let mut out = format!("#+title: {}\n", work.title());
    for name in &work.about.creators {
        out.push_str(&format!("#+author: {}\n", one_line(name)));
    }
    if let Some(date) = &work.about.date {
        out.push_str(&format!("#+date: {}\n", one_line(date)));
    }
    let mut section = "";
    for excerpt in &work.marks {
        if excerpt.section != section {
            section = &excerpt.section;
            out.push_str(&format!("\n* {}\n", heading(section)));
        }
        out.push('\n');
        out.push_str(&block(work, excerpt));
    }
    out
}

fn block(work: &Excerpts<'_>, excerpt: &Excerpt<'_>) -> String {
    let cite = match Excerpts::locator(excerpt) {
        Some(locator) => format!("[cite:@{} {locator}]", work.key),
        None => format!("[cite:@{}]", work.key),
    };
    let paragraphs: Vec<String> = excerpt.paragraphs.iter().map(|words| quoted(words)).collect();
    let mut out = format!("#+name: ibid-{}\n#+begin_quote\n", excerpt.short);
    out.push_str(&format!("{} {cite}\n#+end_quote\n", paragraphs.join("\n\n")));
    if !excerpt.remark().is_empty() {
        let lines: Vec<String> = excerpt.remark().lines().map(own).collect();
        out.push_str(&format!("\n{}\n", lines.join("\n")));
    }
    out
}

/// A heading: no signs at its end that would be tags, none at its beginning that would be a task.
fn heading(words: &str) -> String {
    let words = one_line(&quoted(words));
    let tags = words.ends_with(':');
    let words = if tags { format!("{words}{APART}") } else { words };
    let first = words.split(' ').next().unwrap_or("");
    let task = matches!(first, "TODO" | "DONE" | "COMMENT") || first.starts_with("[#");
    if task { format!("{APART}{words}") } else { words }
}

/// Words of a text, of which none is a sign of Org; each line end is kept.
fn quoted(words: &str) -> String {
    let lines: Vec<String> = words.lines().map(line).collect();
    lines.join("\\\\\n")
}

/// One line of a text.
fn line(words: &str) -> String {
    let words = one_line(words);
    let mut out = String::with_capacity(words.len());
    if begins_something(&words) {
        out.push(APART);
    }
    let mut before = ' ';
    let mut rest = words.chars().peekable();
    while let Some(c) = rest.next() {
        let next = rest.peek().copied().unwrap_or(' ');
        let opens = next == c && matches!(c, '[' | '<' | '{')
            || matches!(c, '[' | '<') && (next.is_ascii_digit() || matches!(next, 'f' | 'c'));
        let emphasis = "*/_=~+".contains(c)
            && (before.is_whitespace() || before == APART || "-({'\"".contains(before));
        let entity = matches!(c, '\\' | '$' | '^' | '_');
        out.push(c);
        // What follows the sign is then not what it would act on: no emphasis begins with a space.
        if (opens || emphasis || entity) && !next.is_whitespace() {
            out.push(APART);
        }
        before = c;
    }
    out
}

/// Whether a line would be a heading, an item, a table, a keyword or a drawer.
fn begins_something(line: &str) -> bool {
    let first = line.chars().next().unwrap_or(' ');
    let number = line.trim_start_matches(|c: char| c.is_ascii_alphanumeric());
    let item = number.len() < line.len() && number.starts_with([')', '.']);
    matches!(first, '*' | '-' | '+' | '#' | '|' | ':' | '%')
        || item && line.len() - number.len() <= 9
}

/// A line of what the reader says, which may use the signs of Org but for headings, comments and the ends
/// of blocks: they would take what follows along, or themselves away.
fn own(line: &str) -> String {
    let stars = line.trim_start_matches('*');
    let heading = stars.len() < line.len() && stars.starts_with(' ');
    // A comment would be seen by nobody.
    let hidden = line.trim_start().starts_with('#');
    if heading || hidden { format!("{APART}{line}") } else { line.to_owned() }
}
