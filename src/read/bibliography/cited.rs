//! Citations by key as a reader reads them: `[see @a, p. 3; @b]` becomes `(see Doe 1999, 3; Lee
//! 2001)`, `@a` becomes `Doe (1999)`, and `[-@a]` becomes `(1999)`.
//!
//! What stands behind a key is a place in its source: pages are printed without *p.* A key that no
//! entry has stays as its author wrote it.

use super::label::{Label, Labels};
use crate::doc::{Document, Mark, MarkKind, Span};
use crate::language::fold::Fold;
use crate::language::numeral::roman;
use crate::language::section::Section;

impl Labels {
    /// Puts the citations of a text into words.
    pub(super) fn reword(&self, document: &mut Document) {
        let mut changes = Vec::new();
        let marks = &document.marks;
        for (at, mark) in marks.iter().enumerate() {
            if matches!(mark.kind, MarkKind::CitationGroup { .. }) {
                let inside = marks[at + 1..].iter().take_while(|m| m.span.start < mark.span.end);
                self.group(document, mark.span, &inside.collect::<Vec<_>>(), &mut changes);
            }
        }
        if !changes.is_empty() {
            document.reword(&changes);
        }
    }

    /// Adds what changes in one citation; `marks` are those that begin in it.
    fn group(
        &self,
        document: &Document,
        group: Span,
        marks: &[&Mark],
        changes: &mut Vec<(Span, String)>,
    ) {
        let words = document.words(group);
        let cited = |mark: &&&Mark| matches!(mark.kind, MarkKind::Citation { .. });
        let citations: Vec<Cite<'_>> = marks
            .iter()
            .filter(cited)
            .filter_map(|mark| Cite::of(document, group, mark, self))
            .collect();
        let [first, ..] = &citations[..] else { return };
        if first.span.start == group.start {
            let Label { who, when, .. } = first.label;
            let name = if first.no_author { String::new() } else { format!("{who} ") };
            let behind = document.words(Span::new(first.span.end, group.end));
            let behind = behind.trim().trim_matches(['[', ']']);
            let place = locator(behind).unwrap_or_else(|| match behind {
                "" => String::new(),
                suffix => format!(", {suffix}"),
            });
            return changes.push((group, format!("{name}({when}{place})")));
        }
        // What a page end cut in two is no citation any more.
        if !(words.starts_with('[') && words.ends_with(']')) {
            return;
        }
        changes.push((Span::new(group.start, group.start + 1), "(".to_owned()));
        for (at, cite) in citations.iter().enumerate() {
            let before = at.checked_sub(1).map(|before| &citations[before]);
            let again = before.filter(|before| cite.follows(document, before));
            if let Some(before) = again.filter(|before| before.is_bare() && cite.is_bare()) {
                changes.push((Span::new(before.part_end, cite.span.start), ", ".to_owned()));
            }
            changes.push((cite.span, cite.words(again.is_some())));
            let suffix = Span::new(cite.span.end, cite.part_end);
            let plain = !marks.iter().any(|mark| suffix.touches(mark.span.start));
            if let Some(place) = locator(document.words(suffix)).filter(|_| plain) {
                changes.push((suffix, place));
            }
        }
        changes.push((Span::new(group.end - 1, group.end), ")".to_owned()));
    }
}

/// A key in a citation, and how its entry is cited.
struct Cite<'l> {
    span: Span,
    /// Where its part of the citation ends: at a semicolon, or the bracket.
    part_end: usize,
    /// Whether words follow it in its part.
    suffixed: bool,
    /// Whether its author asks for the year alone.
    no_author: bool,
    label: &'l Label,
}

impl<'l> Cite<'l> {
    fn of(document: &Document, group: Span, mark: &Mark, labels: &'l Labels) -> Option<Self> {
        let MarkKind::Citation { key, .. } = &mark.kind else { return None };
        let label = labels.0.get(&**key)?;
        let rest = document.words(Span::new(mark.span.end, group.end));
        let length = rest.find(';').unwrap_or(rest.len().saturating_sub(1));
        Some(Self {
            span: mark.span,
            part_end: mark.span.end + length,
            suffixed: !rest[..length].trim().is_empty(),
            no_author: document.words(mark.span).starts_with('-'),
            label,
        })
    }

    fn words(&self, again: bool) -> String {
        let Label { who, when, comma } = self.label;
        if self.no_author || again {
            return when.clone();
        }
        format!("{who}{} {when}", if *comma { "," } else { "" })
    }

    /// Whether it comes right behind a citation of the same authors, whose names need not be said
    /// again (Chicago 17, 15.30).
    fn follows(&self, document: &Document, before: &Self) -> bool {
        let between = document.words(Span::new(before.part_end, self.span.start));
        !self.no_author && between.trim() == ";" && before.label.who == self.label.who
    }

    /// Whether nothing is said of a place in its source.
    fn is_bare(&self) -> bool {
        !self.suffixed
    }
}

/// What is printed for the words behind a key: pages without their *p.*, other places behind a
/// comma. `None` where they stay as they are.
fn locator(suffix: &str) -> Option<String> {
    if let Some((place, behind)) = crate::read::cite::braced(suffix) {
        let place = match place {
            "" => String::new(),
            place => locator(place).unwrap_or_else(|| format!(", {}", ranges(place))),
        };
        return Some(place + behind);
    }
    let words = suffix.trim_start_matches([',', ' ', '\n']).trim_end();
    let end = words.find(|c: char| !c.is_alphabetic()).unwrap_or(words.len());
    let (label, rest) = words.split_at(end);
    let rest = rest.trim_start_matches(['.', ' ', '\u{a0}']);
    let numbered = rest.starts_with(|c: char| c.is_ascii_digit());
    let is_roman = |words: &str| {
        let word = words.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        word.starts_with(|c: char| c.is_ascii_lowercase()) && roman(word).is_some()
    };
    if label.is_empty() && words.starts_with(|c: char| c.is_ascii_digit()) {
        return Some(format!(", {}", ranges(words)));
    }
    if is_page(label) && (numbered || is_roman(rest)) {
        return Some(format!(", {}", ranges(rest)));
    }
    // A place that no comma parts from the key, as `@doe chap. 3`.
    let parted = suffix.trim_start().starts_with(',');
    (!parted && numbered && label.len() > 1).then(|| format!(", {words}"))
}

/// The words for *page* before a number, in the languages of printed books.
fn is_page(label: &str) -> bool {
    Section::Pages.has(&Fold::Word.of(label))
}

/// Numbers with a dash between the first and the last of a range.
fn ranges(words: &str) -> String {
    let mut shown = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(at) = rest.find('-') {
        let signs = rest[at..].bytes().take_while(|&b| b == b'-').count();
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let between = digit(rest[..at].chars().next_back())
            && digit(rest[at + signs..].chars().next())
            && signs <= 2;
        shown.push_str(&rest[..at]);
        shown.push_str(if between { "–" } else { &rest[at..at + signs] });
        rest = &rest[at + signs..];
    }
    shown + rest
}

#[cfg(test)]
mod tests {
    use super::super::add;

    const FILE: &str = "@book{doe, author={Doe, Ann}, title={One}, year=1999}\n\
        @book{doe2, author={Doe, Ann}, title={Two}, year=2001}\n\
        @book{three, author={Lee, Bo and Ek, Cy and Fox, Di}, title={Three}, year=2001}\n\
        @book{four, author={Lee, Bea and Ek, C and Fox, D and Ray, E}, title={Four}, year=2002}\n\
        @book{six, author={Lee, Bea and Ek, C and Fox, D and Orr, E}, title={Six}, year=2002}\n\
        @book{none, title={A Title}, year=2003}\n@online{page, title={A Page}}\n@book{undated, author={{The Office}}, title={It}}\n\
        @book{jean, author={Roy, Jean-Paul}, title={J}, year=1990}\n\
        @book{joan, author={Roy, J. P.}, title={K}, year=1991}\n";

    fn said_in(language: &str, text: &str) -> String {
        let mut document = crate::read::markdown("x", text);
        document.metadata.language = Some(language.to_owned());
        document.metadata.more.push(("nocite".to_owned(), "@*".to_owned()));
        add(&mut document, &[("x.bib".to_owned(), FILE.to_owned())]);
        assert_eq!(document.check(), Ok(()), "{text}");
        document.words(document.blocks[0].span).to_owned()
    }

    #[test]
    fn citations_are_put_into_words() {
        let cases = [
            ("[@doe]", "(Doe 1999)"),
            ("[@doe, p. 36]", "(Doe 1999, 36)"),
            ("[@doe, pp. 36-8; see *also* @none]", "(Doe 1999, 36–8; see also A Title 2003)"),
            ("[see @doe p. 3 and elsewhere]", "(see Doe 1999, 3 and elsewhere)"),
            ("[@doe, chap. 3]", "(Doe 1999, chap. 3)"),
            ("[@doe chap. 3]", "(Doe 1999, chap. 3)"),
            ("[@doe, vol. 2, p. 3]", "(Doe 1999, vol. 2, p. 3)"),
            ("[@doe, and others]", "(Doe 1999, and others)"),
            ("[@doe, p. ii]", "(Doe 1999, ii)"),
            ("[@doe{ii, B-D}, and more]", "(Doe 1999, ii, B-D, and more)"),
            ("[@doe, {pp. 3-5, (6)} here]", "(Doe 1999, 3–5, (6) here)"),
            ("[@doe{}, 99 years later]", "(Doe 1999, 99 years later)"),
            ("As @doe{} says", "As Doe (1999) says"),
            ("As @doe says", "As Doe (1999) says"),
            ("As @doe{p. 3} says", "As Doe (1999, 3) says"),
            ("As @doe [{p. 3, and} more] says", "As Doe (1999, 3, and more) says"),
            ("As @doe [p. 3] says", "As Doe (1999, 3) says"),
            ("As @doe [in passing] says", "As Doe (1999, in passing) says"),
            ("Doe [-@doe] says", "Doe (1999) says"),
            ("Doe [-@doe, p. 3] says", "Doe (1999, 3) says"),
            ("[@doe; @doe2]", "(Doe 1999, 2001)"),
            ("[@doe, p. 3; @doe2]", "(Doe 1999, 3; 2001)"),
            ("[@doe; see @doe2]", "(Doe 1999; see Doe 2001)"),
            ("[@three]", "(Bo Lee, Ek, and Fox 2001)"),
            ("[@four; @six]", "(Bea Lee, Ek, Fox, and Ray 2002; Bea Lee, Ek, Fox, and Orr 2002)"),
            ("[@undated]", "(The Office, n.d.)"),
            ("@undated", "The Office (n.d.)"),
            ("[@page, p. 2]", "(“A Page” n.d., 2)"),
            ("[@jean; @joan]", "(J.-P. Roy 1990; J. P. Roy 1991)"),
            // What no entry explains stays as it is.
            ("[@nobody]", "[@nobody]"),
            ("[@nobody; @doe]", "(@nobody; Doe 1999)"),
            ("@nobody and a@doe.org", "@nobody and a@doe.org"),
            ("`[@doe]` \\[@doe\\]", "[@doe] [Doe (1999)]"),
        ];
        for (text, expected) in cases {
            assert_eq!(said_in("en", text), expected, "{text}");
        }
        assert_eq!(said_in("de-AT", "[@three]"), "(Bo Lee, Ek, und Fox 2001)");
        assert_eq!(said_in("de", "[@undated, S. 3]"), "(The Office, o. J., 3)");
    }
}
