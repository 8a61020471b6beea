//! Quotations in Markdown, as Obsidian, Logseq and pandoc read it: front matter, the sections of the
//! text as headings, each mark a quotation with its citation (`[@key, p. 233]`), a name to link to
//! (`^ibid-7f3a1b2c`), and what the reader says of it.

use super::excerpt::{Excerpt, Excerpts};
use crate::export::{markdown_words, yaml_value};
use crate::language::fold::one_line;

/// The whole note of a work.
pub(super) fn write(work: &Excerpts<'_>) -> String {
    let mut out = format!("{}\n{}\n", front(work), title(work));
    let mut section = "";
    for excerpt in &work.marks {
        if excerpt.section != section {
            section = &excerpt.section;
            if let Some(heading) = heading(section) {
                out.push_str(&format!("\n{heading}\n"));
            }
        }
        out.push_str(&format!("\n{}", block(work, excerpt)));
    }
    out
}

/// The heading of the whole note.
pub(super) fn title(work: &Excerpts<'_>) -> String {
    format!("# {}", heading_words(&work.title()))
}

/// What the note says of the work, as YAML between `---`.
pub(super) fn front(work: &Excerpts<'_>) -> String {
    let about = work.about;
    let mut out = format!("---\ntitle: {}\n", yaml_value(&work.title()));
    if !about.creators.is_empty() {
        out.push_str("author:\n");
        for name in &about.creators {
            out.push_str(&format!("  - {}\n", yaml_value(&one_line(name))));
        }
    }
    match (about.year(), &about.date) {
        (Some(year), _) => out.push_str(&format!("year: {year}\n")),
        (None, Some(date)) => out.push_str(&format!("date: {}\n", yaml_value(&one_line(date)))),
        (None, None) => {}
    }
    out.push_str(&format!("citekey: {}\n", yaml_value(&work.key)));
    for (kind, name) in about.identifiers.iter().filter_map(|name| name.split_once(':')) {
        if matches!(&*kind.to_ascii_lowercase(), "doi" | "isbn") {
            out.push_str(&format!("{}: {}\n", kind.to_ascii_lowercase(), yaml_value(name)));
        }
    }
    if !work.source.is_empty() {
        out.push_str(&format!("source: {}\n", yaml_value(&work.source)));
    }
    out + "---\n"
}

/// The heading of a section; nothing for what stands before the first.
pub(super) fn heading(section: &str) -> Option<String> {
    (!section.is_empty()).then(|| format!("## {}", heading_words(section)))
}

/// A mark: its words with their citation, its name, its remark. Each line ends with a line end.
pub(super) fn block(work: &Excerpts<'_>, excerpt: &Excerpt<'_>) -> String {
    let mut out = String::new();
    let cite = citation(work, excerpt);
    for (number, words) in excerpt.paragraphs.iter().enumerate() {
        let last = number + 1 == excerpt.paragraphs.len();
        let end = if last { format!(" {cite}") } else { "\n".to_owned() };
        for line in format!("{}{end}", words_of(words)).split('\n') {
            out.push_str(&format!("> {line}").trim_end().replace('\r', ""));
            out.push('\n');
        }
    }
    if excerpt.paragraphs.is_empty() {
        out.push_str(&format!("> {cite}\n"));
    }
    // Obsidian has the name of a quotation in a line of its own, apart from what is around it.
    out.push_str(&format!("\n^ibid-{}\n", excerpt.short));
    if !excerpt.remark().is_empty() {
        let lines: Vec<String> = excerpt.remark().lines().map(own).collect();
        out.push_str(&format!("\n{}\n", lines.join("\n")));
    }
    out
}

/// The citation of a mark, as pandoc has it.
fn citation(work: &Excerpts<'_>, excerpt: &Excerpt<'_>) -> String {
    match Excerpts::locator(excerpt) {
        Some(locator) => format!("[@{}, {locator}]", work.key),
        None => format!("[@{}]", work.key),
    }
}

/// The words of a paragraph, none of them a sign of Markdown, nor of what Obsidian adds to it.
fn words_of(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + 8);
    let mut before = ' ';
    for c in markdown_words(words, false).chars() {
        // `%%` begins a comment there, `==` what is highlighted, `#word` a tag.
        let doubled = before == c && matches!(c, '%' | '=');
        if doubled || c == '#' && before.is_whitespace() {
            out.push('\\');
        }
        out.push(c);
        before = c;
    }
    out
}

fn heading_words(words: &str) -> String {
    markdown_words(&one_line(words), true).replace("%%", "%\\%").replace("==", "=\\=")
}

/// A line of what the reader says, which may use any sign of Markdown but those that `ibid` knows its
/// own blocks by.
fn own(line: &str) -> String {
    line.trim_end().replace("<!-- ibid", "<!-- \\ibid").replace("^ibid-", "^\\ibid-")
}
