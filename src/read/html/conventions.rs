//! What classes, ids and roles mean that sites, publishers and generators give to the elements of
//! their pages. The conventions are data (`conventions.txt`), read once and when first asked for; what
//! elements of HTML themselves mean is in [`element`](super::tree::element).

use std::sync::LazyLock;

use super::tree::{Node, Tree};

/// What an element may mean, with the name it has in the file.
macro_rules! meanings {
    ($($(#[$doc:meta])* $meaning:ident = $name:literal,)*) => {
        /// What an element may mean by a convention.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(in crate::read::html) enum Meaning { $($(#[$doc])* $meaning,)* }

        /// The names of meanings, in the order of their numbers.
        const NAMES: &[&str] = &[$($name,)*];
    };
}

meanings! {
    /// It refers to a note.
    NoteReference = "note reference",
    /// It refers to a source.
    SourceReference = "source reference",
    /// It leads back from a note.
    WayBack = "way back",
    /// It holds all ways back of a note.
    WaysBack = "ways back",
    /// It is a note.
    Note = "note",
    /// It is a note, or holds notes.
    OfNotes = "of notes",
    /// It holds the notes of a text.
    NoteList = "list of notes",
    /// It is a note that stands in its sentence.
    InlineNote = "note in its sentence",
    /// It is a note that stands in the margin.
    MarginNote = "note in the margin",
    /// It only serves to show a note.
    Switch = "switch of a note",
    /// It is the mark of a note, within it.
    Mark = "mark in a note",
    /// It is shown where the mark of its note is touched.
    Tooltip = "note shown at its mark",
    /// It lists such notes once more.
    TooltipList = "list of shown notes",
    /// It is raised above the line.
    Raised = "raised",
    /// It is the label of a note.
    Label = "label of a note",
    /// It is an entry of a bibliography, or holds them.
    Source = "source",
    /// It is set in one line with what stands beside it.
    RunsOn = "set in one line",
    /// A blank stands after it.
    Apart = "set apart",
    /// It holds the text of the page.
    Main = "text of the page",
    /// It leads to other parts of the site.
    Navigation = "navigation",
    /// It is the table of contents that a site makes.
    SiteContents = "contents of the site",
    /// It is a table of contents.
    Contents = "contents",
    /// It is left out where the page is printed.
    Unprinted = "not printed",
    /// It is text, whatever else it is called.
    PrintedAnyway = "text all the same",
    /// It has a name that sites give to what surrounds their articles.
    SiteName = "called as of a site",
    /// It has a name that sites give to their feet.
    SiteFoot = "called as a foot of a site",
    /// It is the title of the text.
    Title = "title",
    /// It is the caption of what stands before it.
    Caption = "caption",
    /// It is not shown.
    Hidden = "hidden",
    /// It stands for a formula while it is being set.
    FormulaToCome = "formula to come",
    /// It is a formula as eyes see it.
    DrawnFormula = "drawn formula",
    /// It is a formula that a program has set.
    SetFormula = "formula that is set",
    /// A page of the printed original begins.
    PageBreak = "page break",
    /// The same, if it is no link.
    PageAnchor = "page anchor",
    /// It only lays out the page.
    Layout = "layout",
    /// It is verse.
    Verse = "verse",
    /// It is a stanza.
    Stanza = "stanza",
    /// What is right inside it are lines of verse.
    LineHolder = "holder of lines",
    /// It is a line of verse.
    Line = "line of verse",
    /// It is set in italics.
    Italic = "italic",
    /// It is set in bold type.
    Bold = "bold",
    /// It is set in bold type, as headings without a tag of their own are.
    SetInBold = "set in bold",
    /// It is centred.
    Centred = "centred",
    /// It spells out the marker of an item.
    Marker = "marker of an item",
}

/// The conventions.
const FILE: &str = include_str!("conventions.txt");

/// The rules of the file, by the number of the meaning.
static RULES: LazyLock<Vec<Vec<Rule>>> = LazyLock::new(|| rules(FILE).0);

/// What an element must be to mean something.
#[derive(Debug, PartialEq)]
struct Rule {
    /// The name of the element; nothing for any.
    element: &'static str,
    sign: Sign,
}

#[derive(Debug, PartialEq)]
enum Sign {
    /// None but its name.
    Name,
    Class(Word),
    Id(Word),
    Kind(&'static str),
    Attribute(&'static str, &'static str),
    /// A part of a class or the id, in any case.
    Part(&'static str),
}

#[derive(Debug, PartialEq)]
enum Word {
    Whole(&'static str),
    Beginning(&'static str),
}

impl Word {
    fn of(word: &'static str) -> Self {
        word.strip_suffix('*').map_or(Self::Whole(word), Self::Beginning)
    }

    fn is(&self, word: &str) -> bool {
        match self {
            Self::Whole(whole) => *whole == word,
            Self::Beginning(beginning) => word.starts_with(beginning),
        }
    }
}

/// Whether an element means `meaning` by any convention.
pub(in crate::read::html) fn means(tree: &Tree, node: Node, meaning: Meaning) -> bool {
    let name = tree.name(node);
    let fits = |rule: &&Rule| rule.element.is_empty() || rule.element == name;
    let rules = RULES[meaning as usize].iter();
    tree.element(node).is_some() && rules.filter(fits).any(|rule| rule.sign.is_borne(tree, node))
}

impl Sign {
    fn is_borne(&self, tree: &Tree, node: Node) -> bool {
        match self {
            Self::Name => true,
            Self::Class(class) => tree.list(node, "class").any(|word| class.is(word)),
            Self::Id(id) => tree.attribute(node, "id").is_some_and(|value| id.is(value)),
            Self::Kind(kind) => tree.is_a(node, &[kind]),
            Self::Attribute(name, value) => tree.list(node, name).any(|word| word == *value),
            Self::Part(part) => {
                let holds = |word: &str| {
                    let mut parts = word.as_bytes().windows(part.len());
                    parts.any(|window| window.eq_ignore_ascii_case(part.as_bytes()))
                };
                tree.list(node, "class").chain(tree.list(node, "id")).any(holds)
            }
        }
    }
}

/// Reads the conventions. Gives the rules, and the lines that are none.
fn rules(file: &'static str) -> (Vec<Vec<Rule>>, Vec<&'static str>) {
    let mut rules: Vec<Vec<Rule>> = NAMES.iter().map(|_| Vec::new()).collect();
    let mut wrong = Vec::new();
    let comment = |line: &str| line.starts_with("# ") || line.trim() == "#";
    for line in file.lines().filter(|line| !line.trim().is_empty() && !comment(line)) {
        let known = line.rsplit_once(" = ").and_then(|(selectors, name)| {
            let number = NAMES.iter().position(|known| *known == name.trim())?;
            Some((selectors, number))
        });
        match known {
            Some((selectors, number)) => rules[number].extend(selectors.split(", ").map(rule)),
            None => wrong.push(line),
        }
    }
    (rules, wrong)
}

fn rule(selector: &'static str) -> Rule {
    let selector = selector.trim();
    let at = selector.find(['.', '#', '@', '[', '~']).unwrap_or(selector.len());
    let (element, sign) = selector.split_at(at);
    let mut signs = sign.chars();
    let sign = match signs.next() {
        Some('.') => Sign::Class(Word::of(signs.as_str())),
        Some('#') => Sign::Id(Word::of(signs.as_str())),
        Some('@') => Sign::Kind(signs.as_str()),
        Some('~') => Sign::Part(signs.as_str()),
        Some(_) => {
            let inner = signs.as_str().trim_end_matches(']');
            let (name, value) = inner.split_once('=').unwrap_or((inner, ""));
            Sign::Attribute(name, value)
        }
        None => Sign::Name,
    };
    Rule { element, sign }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_read_and_every_meaning_is_meant() {
        let (rules, wrong) = rules(FILE);
        assert_eq!(wrong, [""; 0]);
        for (name, rules) in NAMES.iter().zip(&rules) {
            assert!(!rules.is_empty(), "nothing means “{name}”");
        }
        let all = || rules.iter().flatten();
        assert!(all().all(|rule| !rule.element.contains(char::is_whitespace)), "{rules:?}");
        let bare = |rule: &Rule| rule.element.is_empty() && rule.sign == Sign::Name;
        assert!(!all().any(bare));
    }

    #[test]
    fn selectors_are_read() {
        let class = |word| Sign::Class(Word::Whole(word));
        let cases = [
            ("sup.reference", "sup", class("reference")),
            (".ltx_bib*", "", Sign::Class(Word::Beginning("ltx_bib"))),
            ("#toc", "", Sign::Id(Word::Whole("toc"))),
            ("@z3998:verse", "", Sign::Kind("z3998:verse")),
            ("a[type=note]", "a", Sign::Attribute("type", "note")),
            ("~nav", "", Sign::Part("nav")),
            ("d-citation-list", "d-citation-list", Sign::Name),
        ];
        for (selector, element, sign) in cases {
            assert_eq!(rule(selector), Rule { element, sign }, "{selector}");
        }
    }
}
