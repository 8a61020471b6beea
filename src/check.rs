//! Checking: what an editor of a text would want to know: what is wrong with it, then what else is
//! worth knowing, then what was repaired, each in the order of the text.
//!
//! The same knowledge the reader has, as a tool: what reading, restoring and linking found wrong,
//! what was repaired, and what shows only over the whole text, such as numbers of notes that go
//! back. One finding is one line, as a compiler gives them.

use serde::Serialize;

use crate::doc::{Diagnostic, Document, Lines, Place, Problem, RepairKind, Span};
use crate::layout::clean;
use crate::text::Text;

/// Something to tell the editor of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// `error` for what is wrong, `note` for what was repaired.
    pub severity: Severity,
    /// What sort of finding, in lower case with hyphens.
    pub kind: &'static str,
    /// The same in words for readers.
    #[serde(skip)]
    pub said: &'static str,
    /// The kind of repair it tells of, if it does.
    #[serde(skip)]
    pub repair: Option<RepairKind>,
    /// The line of the source, from 1. `None` where the source has no lines that anybody edits.
    pub line: Option<u32>,
    /// The column in that line, from 1, in characters.
    pub column: Option<u32>,
    /// Where in the text: a section and the number of its block, or a note.
    pub at: String,
    /// The printed page, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
    /// How many bytes into the text.
    pub place: Place,
    /// A sentence.
    pub what: String,
    /// The words around.
    pub around: String,
}

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Something is wrong and wants mending.
    Error,
    /// Something was put right, or may be as it should.
    Note,
}

/// How many bytes of words are given on either side.
const AROUND: usize = 30;

/// All there is to tell of a text: faults, remarks, repairs, each in the order of the text.
pub fn check(text: &Text) -> Vec<Finding> {
    let document = &text.document;
    let mut findings: Vec<Finding> = Vec::new();
    let order = note_order(document);
    let mut lines = Lines::of(document);
    let problems = document.diagnostics.iter().chain(&text.links.diagnostics).chain(&order);
    let mut problems: Vec<&Diagnostic> = problems.collect();
    problems.sort_by_key(|diagnostic| diagnostic.place);
    for diagnostic in problems {
        let severity = match diagnostic.kind {
            // A list may well hold what is not cited, a text be in another encoding or format, and
            // look printed where it is not; it is worth knowing all the same.
            Problem::ReferenceWithoutCitation
            | Problem::OtherEncoding
            | Problem::Format
            | Problem::Print => Severity::Note,
            _ => Severity::Error,
        };
        let kind = (diagnostic.kind.name(), diagnostic.kind.said());
        let position = match diagnostic.kind {
            Problem::ReferenceWithoutNote | Problem::NoteOrder => {
                lines.line_and_column_after(diagnostic.place)
            }
            _ => lines.line_and_column(diagnostic.place),
        };
        findings.push(finding(text, severity, kind, diagnostic.place, position, &diagnostic.what));
    }
    for repair in &document.repairs {
        let what = &repair.what;
        let kind = (repair.kind.name(), repair.kind.said());
        let position = lines.line_and_column(repair.place);
        let found = finding(text, Severity::Note, kind, repair.place, position, what);
        findings.push(Finding { repair: Some(repair.kind), ..found });
    }
    findings.sort_by_key(|finding| (finding.severity, finding.repair, finding.place));
    findings
}

/// The findings as lines, as compilers give them, so that editors can go there:
/// `essay.md:90:12: error: citation-without-reference: …`; `book.epub: note 21: error: …`, or
/// `book.epub: p. 12, note 21: error: …` by the printed page, where the source has no lines. Repairs of
/// one kind are told in one line, which leads to the first of them. A text is called by its `name`, or
/// where it has none by that of its file.
pub fn lines(text: &Text, name: Option<&str>, findings: &[Finding]) -> Vec<(Severity, String)> {
    let source = clean(name.unwrap_or(&text.document.source));
    let mut lines = Vec::new();
    for (index, finding) in findings.iter().enumerate() {
        let same = |other: &&Finding| finding.repair.is_some() && other.repair == finding.repair;
        if findings[..index].last().is_some_and(|before| same(&before)) {
            continue;
        }
        let severity = match finding.severity {
            Severity::Error => "error",
            Severity::Note => "note",
        };
        let (kind, around) = (finding.kind, &finding.around);
        let what = match (finding.repair, findings[index..].iter().filter(same).count()) {
            (Some(repair), many @ 2..) => format!("{}, the first here:", repair.counted(many)),
            _ => clean(&finding.what).into_owned(),
        };
        let at = match (finding.line, finding.column) {
            (Some(line), Some(column)) => format!("{line}:{column}"),
            _ => match &finding.page {
                Some(page) => format!(" p. {page}, {}", finding.at),
                None => format!(" {}", finding.at),
            },
        };
        let line = format!("{source}:{at}: {severity}: {kind}: {what} “{around}”");
        lines.push((finding.severity, line));
    }
    lines
}

/// The findings as JSON, a list of objects.
pub fn json(findings: &[Finding]) -> String {
    serde_json::to_string_pretty(findings).expect("findings hold only strings and numbers") + "\n"
}

/// The findings of several texts as JSON, a list of objects with the name of each and its findings.
pub fn json_of_several(texts: &[(String, Vec<Finding>)]) -> String {
    #[derive(Serialize)]
    struct Checked<'t> {
        file: &'t str,
        findings: &'t [Finding],
    }
    let texts = texts.iter().map(|(file, findings)| Checked { file, findings });
    let texts: Vec<Checked<'_>> = texts.collect();
    serde_json::to_string_pretty(&texts).expect("findings hold only strings and numbers") + "\n"
}

/// Whether anything is wrong.
pub fn is_wrong(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| finding.severity == Severity::Error)
}

fn finding(
    text: &Text,
    severity: Severity,
    (kind, said): (&'static str, &'static str),
    place: Place,
    position: Option<(u32, u32)>,
    what: &str,
) -> Finding {
    let (at, around) = (locate(text, place), around(&text.document, place));
    let (line, column) = position.unzip();
    let page = text.page_at(place).map(|page| clean(page).into_owned());
    let (what, repair) = (what.to_owned(), None);
    Finding { severity, kind, said, repair, line, column, at, page, place, what, around }
}

/// Where a place is, as an editor finds it: `note 3`, or `“Section”, block 4`.
fn locate(text: &Text, place: Place) -> String {
    let document = &text.document;
    if let Some(note) = document.note_at(place) {
        return format!("note {}", clean(&document.note(note).label));
    }
    let block = document.block_at(place).unwrap_or(0);
    let section = text.section_at(place).map(|section| text.sections[section].span);
    let first = section.and_then(|span| document.block_at(span.start)).unwrap_or(0);
    match section {
        Some(span) => format!("“{}”, block {}", clean(document.words(span)), block - first),
        None => format!("block {}", block + 1),
    }
}

/// The words around a place, cut at words, within its block.
fn around(document: &Document, place: Place) -> String {
    let Some(block) = document.block_at(place) else { return String::new() };
    let span = document.blocks[block].span;
    let place = place.clamp(span.start, span.end);
    let from = document.word_before(place, AROUND, span.start);
    let to = document.word_after(place, AROUND, span.end);
    let lead = if from > span.start { "…" } else { "" };
    let tail = if to < span.end { "…" } else { "" };
    format!("{lead}{}{tail}", clean(document.words(Span::new(from, to))))
}

/// Numbers of notes that go back or leave one out as they are first referred to. Numbering may
/// begin again at 1, as it does with each chapter or page.
fn note_order(document: &Document) -> Vec<Diagnostic> {
    let body = Span::new(0, document.body_end());
    let mut found = Vec::new();
    let mut seen = vec![false; document.notes.len()];
    let mut last: u32 = 0;
    for (place, label, note) in document.note_references_in(body) {
        if place >= body.end {
            break;
        }
        // A note may be referred to again anywhere.
        if note.is_some_and(|note| std::mem::replace(&mut seen[note.index()], true)) {
            continue;
        }
        let Ok(number) = label.parse::<u32>() else { continue };
        if last.checked_add(1) != Some(number) && number != 1 {
            let what = match last {
                0 => format!("The first note is number {number}."),
                _ => format!("Note {number} follows note {last}."),
            };
            found.push(Diagnostic { kind: Problem::NoteOrder, place, what });
        }
        last = number;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(source: &str) -> Vec<(&'static str, String)> {
        let text = Text::new(crate::read::markdown("x.md", source));
        check(&text).into_iter().map(|finding| (finding.kind, finding.at)).collect()
    }

    #[test]
    fn a_good_text_has_no_findings() {
        assert_eq!(findings("# T\n\nOne.[^1] Two.[^2]\n\n[^1]: a\n\n[^2]: b"), []);
        assert_eq!(findings("One.[^1] Again.[^1]\n\n[^1]: a"), []);
    }

    #[test]
    fn says_what_is_wrong_and_where() {
        let source = "# Part\n\nOne.[^1] Three.[^3] Gone.[^4]\n\n[^1]: a\n\n[^3]: b\n\n[^9]: c";
        let expected = [
            ("note-order", "“Part”, block 1".to_owned()),
            ("reference-without-note", "“Part”, block 1".to_owned()),
            ("note-without-reference", "note 9".to_owned()),
        ];
        assert_eq!(findings(source), expected);
    }

    #[test]
    fn findings_stand_where_an_editor_finds_them() {
        let source = "# Part\n\nOné.[^1] Three.[^3] Gone.[^4]\n\n[^1]: a\n\n[^3]: b\n\n[^9]: c";
        let text = Text::new(crate::read::markdown("x.md", source));
        let positions: Vec<_> =
            check(&text).into_iter().map(|finding| (finding.line, finding.column)).collect();
        // At the reference itself; at the first word of the note.
        assert_eq!(positions, [(Some(3), Some(16)), (Some(3), Some(26)), (Some(9), Some(7))]);
    }

    #[test]
    fn another_encoding_is_a_remark_and_damage_is_not() {
        for (bytes, wrong) in [(&b"A na\xefve text.\n"[..], false), (b"\xef\xbb\xbfA\xff.\n", true)]
        {
            let text = Text::new(crate::read::read("x.txt", bytes).expect("a text"));
            let findings = check(&text);
            assert_eq!((findings.len(), is_wrong(&findings)), (1, wrong), "{findings:?}");
        }
    }

    #[test]
    fn repairs_of_a_kind_are_one_line_after_what_is_wrong() {
        let mut document = crate::read::markdown("x.md", "Words of it. More.[^gone]");
        for (kind, place) in [(RepairKind::Seam, 2), (RepairKind::Note, 9), (RepairKind::Seam, 6)] {
            let what = "It was mended.".to_owned();
            document.repairs.push(crate::doc::Repair { kind, place, what });
        }
        let text = Text::new(document);
        let findings = check(&text);
        assert_eq!(findings.len(), 4);
        let lines: Vec<String> =
            lines(&text, None, &findings).into_iter().map(|(_, line)| line).collect();
        assert_eq!(lines.len(), 3, "{lines:?}");
        assert!(lines[0].contains(": error: reference-without-note:"), "{lines:?}");
        assert!(lines[1].contains(": note: seam: 2 joins over page ends"), "{lines:?}");
        assert!(lines[2].contains(": note: note: It was mended."), "{lines:?}");
    }

    #[test]
    fn one_finding_is_one_line() {
        let text =
            Text::new(crate::read::markdown("x.md", "Some words before it.[^gone] And after."));
        let findings = check(&text);
        assert!(is_wrong(&findings));
        let expected = "x.md:1:22: error: reference-without-note: There is no note “gone”. “Some \
                        words before it. And after.”";
        assert_eq!(lines(&text, None, &findings), [(Severity::Error, expected.to_owned())]);
    }
}
