//! Citations by key as a reader reads them: `[see @a, p. 3; @b]` becomes `(see Doe 1999, 3; Lee
//! 2001)`, `@a` becomes `Doe (1999)`, and `[-@a]` becomes `(1999)`.
//!
//! Author and date as pandoc prints them without being told otherwise (Chicago 17, 15.5–15.31): up
//! to three names, initials where two authors share a surname, pages without *p.* A key that no
//! entry has stays as its author wrote it.

use std::collections::{HashMap, HashSet};

use super::entry::{Entry, Name};
use super::render::stands_alone;
use crate::doc::{Document, Mark, MarkKind, Span};

/// How each entry is cited, by its key.
#[derive(Debug, Default)]
pub(super) struct Labels(HashMap<String, Label>);

/// How an entry is cited.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Label {
    /// Its authors, editors or title.
    who: String,
    /// Its year, and the letter behind it.
    when: String,
    /// What parts the two: a comma, where names have no year behind them.
    comma: bool,
}

/// The words that go between names and in the place of a year.
#[derive(Debug, Clone, Copy)]
struct Terms {
    and: &'static str,
    others: &'static str,
    undated: &'static str,
}

impl Terms {
    /// Those of a language, given by its tag; English for the languages that are not here.
    fn of(language: Option<&str>) -> Self {
        let tag = language.unwrap_or("").to_lowercase();
        let (and, others, undated) = match tag.split(['-', '_']).next().unwrap_or("") {
            "de" => ("und", "u. a.", "o. J."),
            "fr" => ("et", "et al.", "s. d."),
            "it" => ("e", "et al.", "s.d."),
            "es" => ("y", "et al.", "s. f."),
            _ => ("and", "et al.", "n.d."),
        };
        Self { and, others, undated }
    }
}

/// How many names are printed; of more, the first and *et al.*
const NAMES: usize = 3;

/// How many names may be printed to tell works apart. The authors of two works in physics that share
/// their first hundred are told apart by other means.
const MOST: usize = 12;

impl Labels {
    /// Labels for the entries of a text in `language`, each with the letter its year bears.
    pub(super) fn of(entries: &[Entry], suffixes: &[Option<char>], language: Option<&str>) -> Self {
        let terms = Terms::of(language);
        let shared = Surnames::of(entries);
        let mut labels: Vec<Label> = entries
            .iter()
            .zip(suffixes)
            .map(|(entry, suffix)| {
                let when = entry.year.as_ref().map(|year| year.chars().chain(*suffix).collect());
                let comma = when.is_none() && !people(entry).is_empty();
                let when = when.unwrap_or_else(|| terms.undated.to_owned());
                Label { who: who(entry, &shared, terms, 1), when, comma }
            })
            .collect();
        // Two works of a first author and others in one year: more names tell them apart.
        let mut alike: HashMap<(&str, &str), Vec<usize>> = HashMap::new();
        for (at, label) in labels.iter().enumerate() {
            alike.entry((&label.who, &label.when)).or_default().push(at);
        }
        let mut longer = Vec::new();
        // More than a few of them are no works of people.
        for same in alike.values().filter(|same| (2..=26).contains(&same.len())) {
            for &at in same {
                let said = |at: usize, shown| who(&entries[at], &shared, terms, shown);
                let own = |&shown: &usize| {
                    same.iter().all(|&other| other == at || said(other, shown) != said(at, shown))
                };
                let shown = (2..=people(&entries[at]).len().min(MOST)).find(own);
                longer.extend(shown.map(|shown| (at, said(at, shown))));
            }
        }
        for (at, who) in longer {
            labels[at].who = who;
        }
        Self(entries.iter().map(|entry| entry.key.clone()).zip(labels).collect())
    }

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
        if !words.starts_with('[') {
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

/// The given names of the first authors of each surname.
struct Surnames<'e>(HashMap<&'e str, HashSet<&'e str>>);

impl<'e> Surnames<'e> {
    fn of(entries: &'e [Entry]) -> Self {
        let mut given: HashMap<&str, HashSet<&str>> = HashMap::new();
        for name in entries.iter().filter_map(|entry| people(entry).first()) {
            given.entry(&name.family).or_default().insert(&name.given);
        }
        Self(given)
    }

    /// A first author: by the surname, with initials where others share it, and with all of the
    /// name where others share those too (Chicago 17, 15.22).
    fn first(&self, name: &Name) -> String {
        let others = || self.0.get(&*name.family).into_iter().flatten();
        if name.given.is_empty() || others().count() < 2 {
            return name.family.clone();
        }
        let own = initials(&name.given);
        let alike = others().filter(|given| initials(given) == own).count();
        let given = if alike > 1 { &name.given } else { &own };
        format!("{given} {}", name.family)
    }
}

/// `Peter Alexeyevich` → `P. A.`, `Jean-Paul` → `J.-P.`
fn initials(given: &str) -> String {
    let initial = |name: &str| name.chars().next().map(|c| format!("{c}."));
    let word = |word: &str| word.split('-').filter_map(initial).collect::<Vec<_>>().join("-");
    given.split_whitespace().map(word).collect::<Vec<_>>().join(" ")
}

/// The people an entry is cited by.
fn people(entry: &Entry) -> &[Name] {
    if entry.authors.is_empty() { &entry.editors } else { &entry.authors }
}

/// Whom an entry is cited by: its authors, else its editors, else its title. Where there are too
/// many names, `shown` of them.
fn who(entry: &Entry, surnames: &Surnames<'_>, terms: Terms, shown: usize) -> String {
    let names: Vec<String> = people(entry)
        .iter()
        .enumerate()
        .map(|(at, name)| if at == 0 { surnames.first(name) } else { name.family.clone() })
        .collect();
    let Terms { and, others, .. } = terms;
    match &names[..] {
        [] => match &entry.title {
            Some(title) if stands_alone(entry) => title.clone(),
            Some(title) => format!("“{title}”"),
            None => entry.key.clone(),
        },
        [one] => one.clone(),
        [one, other] => format!("{one} {and} {other}"),
        [first @ .., last] if names.len() <= NAMES.max(shown) => {
            format!("{}, {and} {last}", first.join(", "))
        }
        [..] if shown == 1 => format!("{} {others}", names[0]),
        [..] => format!("{}, {others}", names[..shown].join(", ")),
    }
}

/// What is printed for the words behind a key: pages without their *p.*, other places behind a
/// comma. `None` where they stay as they are.
fn locator(suffix: &str) -> Option<String> {
    let words = suffix.trim_start_matches([',', ' ', '\n']).trim_end();
    let end = words.find(|c: char| !c.is_alphabetic()).unwrap_or(words.len());
    let (label, rest) = words.split_at(end);
    let rest = rest.trim_start_matches(['.', ' ', '\u{a0}']);
    let numbered = rest.starts_with(|c: char| c.is_ascii_digit());
    let roman = |words: &str| {
        let word = words.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        !word.is_empty() && word.chars().all(|c| "ivxlc".contains(c))
    };
    if label.is_empty() && words.starts_with(|c: char| c.is_ascii_digit()) {
        return Some(format!(", {}", ranges(words)));
    }
    if is_page(label) && (numbered || roman(rest)) {
        return Some(format!(", {}", ranges(rest)));
    }
    // A place that no comma parts from the key, as `@doe chap. 3`.
    let parted = suffix.trim_start().starts_with(',');
    (!parted && numbered && label.len() > 1).then(|| format!(", {words}"))
}

/// The words for *page* before a number, in the languages of printed books.
fn is_page(label: &str) -> bool {
    matches!(
        &*label.to_lowercase(),
        "p" | "pp"
            | "pg"
            | "pgs"
            | "page"
            | "pages"
            | "s"
            | "seite"
            | "seiten"
            | "pag"
            | "pagg"
            | "pág"
            | "págs"
            | "página"
            | "páginas"
            | "pagina"
            | "pagine"
            | "σ"
            | "σσ"
            | "с"
    )
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
    use super::*;

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
            ("As @doe says", "As Doe (1999) says"),
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

    #[test]
    fn initials_of_names() {
        let cases = [("Peter", "P."), ("Jean-Paul", "J.-P."), ("Émile Zoé", "É. Z."), ("", "")];
        for (given, expected) in cases {
            assert_eq!(initials(given), expected);
        }
    }
}
