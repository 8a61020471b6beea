//! The languages ibid knows words of, and the sections of their files: one for each question that is
//! asked of words.
//!
//! A language is a file in `data` and a row of [`LANGUAGES`]. In the file each section has its name in
//! brackets, and its words below, parted by commas and the ends of lines; a line that begins with `#` is
//! a comment. Words stand as they are printed, with accents and capitals: they are folded here. What a
//! file does not know it leaves out. No language is asked alone, since a text cites in many, so that a
//! word must be right beside those of all others.
//!
//! All files are looked through once, when something is first asked, and a section is read when it is
//! first asked for.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::{LazyLock, OnceLock};

use super::fold::Fold;
use super::prose::words::Quick;

/// A language: its tag (BCP 47), and what is known of it.
struct Language {
    tag: &'static str,
    data: &'static str,
}

/// A row of [`LANGUAGES`].
macro_rules! language {
    ($tag:literal) => {
        Language { tag: $tag, data: include_str!(concat!("data/", $tag, ".txt")) }
    };
}

/// The languages.
const LANGUAGES: &[Language] = &[
    language!("en"),
    language!("de"),
    language!("fr"),
    language!("es"),
    language!("it"),
    language!("la"),
    language!("el"),
    language!("ru"),
    language!("nl"),
    language!("pt"),
    language!("pl"),
    language!("sv"),
    language!("da"),
    language!("no"),
    language!("fi"),
    language!("hu"),
    language!("cs"),
    language!("tr"),
    language!("ar"),
    language!("he"),
    language!("zh"),
    language!("ja"),
    language!("ko"),
    language!("eo"),
    language!("ca"),
    language!("ro"),
    language!("is"),
    language!("et"),
    language!("hr"),
    language!("sl"),
    language!("uk"),
    language!("bg"),
    language!("sr"),
    language!("fa"),
    language!("vi"),
    language!("id"),
];

/// Lists the sections once: how code names them, and how the files do.
macro_rules! sections {
    ($($(#[$doc:meta])* $section:ident $name:literal,)+) => {
        /// A question that is asked of words.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Section { $($(#[$doc])* $section,)+ }

        /// What the files call them, in order.
        const NAMES: &[&str] = &[$($name,)+];
    };
}

sections! {
    /// What the language is called, in English and by those who speak it.
    Called "called",
    /// The commonest words of its prose, by which it is known.
    Commonest "commonest",
    /// What joins two authors.
    And "and",
    /// Small words that a surname begins with: *de*, *von*, *Dalla*.
    Nobility "nobility",
    /// Other small words inside names, of institutions too: *of*, *für*.
    InNames "in names",
    /// What the names of a head did: *ed.*, *Hrsg.*, *trad.*
    Roles "roles",
    /// Those of them that only translators have.
    Translators "translators",
    /// What stands between a name and its date: *circa*.
    About "about",
    /// What leads up to a citation or begins its sentence, and is never its author.
    Leads "leads",
    /// Cities where books are printed, as title pages name them.
    Cities "cities",
    /// Words in the names of publishers, which no place has.
    Houses "houses",
    /// Months and seasons, in the cases that dates have them in.
    Months "months",
    /// What makes a number a page, a chapter or a volume, and the short forms of it.
    Locators "locators",
    /// Those of them that mean pages and nothing else.
    Pages "pages",
    /// Small words of imprints: what a thesis, an edition, a translation, a visit is called.
    Imprint "imprint",
    /// What leaves further authors out, after *et* and its like.
    Others "others",
    /// The whole phrases that do so.
    EtAl "et al",
    /// What stands for the author cited just before.
    Idem "idem",
    /// The same at the beginning of an entry, as printed: capitals and stops count.
    TheSame "the same",
    /// What stands where a year would: there is none.
    Undated "undated",
    /// It is still to come.
    Forthcoming "forthcoming",
    /// What repeats the last citation, and has no name before it.
    Ibid "ibid",
    /// What repeats the work cited of the author named before.
    OpCit "op cit",
    /// What repeats the last citation in notes of law, where it has its stop: *Id.* at 121.
    LegalIbid "ibid in law",
    /// What sends a reader to a note above, before its number: *supra* note 3.
    Above "above",
    /// What stands between the parties of a case: *v.*
    Versus "versus",
    /// What the name of a case begins with that has no parties: *In re*.
    InRe "in re",
    /// Abbreviations of heads and citations, whose stop ends no sentence.
    Abbreviations "abbreviations",
    /// Words of prose that are shortened, whose stop ends no sentence: titles before names, *bzw.*
    Shortened "shortened",
    /// What says that a page of the web was seen on a day.
    Visits "visits",
    /// What says that a year is that of the first edition.
    FirstEditions "first editions",
    /// What says that what follows holds the source, as a volume holds an essay.
    Containers "containers",
    /// Letters and talks, which no list of sources has.
    Letters "letters",
    /// Articles.
    Articles "articles",
    /// Words besides that titles begin with, and names hardly do.
    TitleOpenings "titles begin with",
    /// Articles that are nothing else, so that no name follows them.
    PlainArticles "plain articles",
    /// What the name of a place may stand after.
    Places "places after",
    /// Small words that may stand between the names of a head.
    SmallInHeads "small in heads",
    /// Headings of contents lists.
    Contents "contents",
    /// Headings of notes, and what may follow the first word of one: *Notes to Chapter I*.
    Notes "notes",
    NotesOf "notes of",
    /// What one note is called before its label: `[Footnote 1: …]`.
    Note "note",
    /// What is part of a label: `[note 2]`, `Anm. 3`.
    NoteMarks "note marks",
    /// Headings that only lists of sources have.
    Sources "sources",
    /// Words that make any short heading one of sources.
    SourcesWords "sources words",
    /// Headings that lists of sources have, and prose.
    PerhapsSources "perhaps sources",
    /// What parts of a book are counted as: *Book II*.
    Parts "parts",
    /// What chapters are counted as.
    Chapters "chapters",
    /// What figures and tables are counted as in their captions.
    Captions "captions",
    /// What the author’s name stands after on a title page.
    By "by",
    /// Beginnings of words that only rights and licences are put in.
    Rights "rights",
    /// What all rights are reserved with.
    Reserved "reserved",
    /// What publishers, printers and editions are called.
    Publishers "publishers",
    /// What the parts of a work in several are called.
    Volumes "volumes",
    /// What editors, translators and their like are named with.
    Helpers "helpers",
    /// Names of lines above a mail or an electronic text.
    HeaderTitle "header title",
    HeaderAuthor "header author",
    HeaderDate "header date",
    HeaderLanguage "header language",
    /// First words of links that lead back to the text.
    Back "back",
    /// Beginnings of sentences that lean on the one before, with their capitals.
    Leaning "leaning",
    /// What is joined to any word with a hyphen (Hart’s Rules 3.3, Chicago 7.89).
    HyphenBefore "hyphen before",
    /// What is tied to a verb or a pronoun with one (Grevisse § 109).
    HyphenAfter "hyphen after",
    /// What follows a hyphen that stands for the rest of a word: *pre- and post-war* (Duden K 31).
    HyphenLeftOpen "hyphen left open",
    /// *And* where compounds are written solid.
    CompoundingAnd "compounding and",
    /// Tens and ones that hyphens join.
    Tens "tens",
    Ones "ones",
    /// Little words that compounds are chained with: *brother-in-law*.
    Chains "chains",
    /// What editors stand after: *edited by*. Here and below `…` stands for a few words.
    EditedBy "edited by",
    /// What translators stand after.
    TranslatedBy "translated by",
    /// What stands in a bracket after the names of editors.
    Editors "editors",
    /// Those of them that a comma may part from the names.
    EditorsAfterComma "editors after a comma",
    /// What the volume that holds a work stands after, as printed: *In*, *Dans*.
    StandsIn "stands in",
    /// What makes the number before it that of an edition.
    EditionMarks "edition marks",
    /// What makes the number after it one of a volume, an issue, a page, as entries have it.
    VolumeMarks "volume marks",
    IssueMarks "issue marks",
    PageMarks "page marks",
    /// What theses are called.
    Theses "theses",
    /// What an address stands after.
    BeforeAddresses "before addresses",
    /// The words of *op. cit.* and its like, one by one.
    OpCitWords "op cit words",
    /// Short words before a number that are no names.
    BeforeNumbers "before numbers",
    /// Small words with a capital that stand before names at the head of a sentence.
    BeforeNames "before names",
    /// Small words that the names of institutions have, and those of people do not.
    InInstitutions "in institutions",
    /// Words of locators that are as often something else.
    WeakLocators "weak locators",
    /// Locators that need no number.
    LocatorsAlone "locators alone",
    /// What goes on from a page to those after it, as printed.
    FollowingPages "following pages",
    /// Small words of phrases that say what somebody did: *edited by*, *a cura di*.
    InRoles "in roles",
    /// What reading devices call a remark of the reader’s, as opposed to a highlight.
    DeviceNotes "device notes",
    /// What they call a page: a word, or the part of one that all its cases have.
    DevicePages "device pages",
    /// What ibid itself says in this language: `name = words`.
    Terms "terms",
}

/// For each section, the files that have it: the tag of the language, and the lines below its name.
static BODIES: LazyLock<Vec<Vec<(&'static str, &'static str)>>> = LazyLock::new(|| {
    let mut bodies = vec![Vec::new(); NAMES.len()];
    let known: HashMap<&str, usize, Quick> = NAMES.iter().copied().zip(0..).collect();
    for language in LANGUAGES {
        for part in language.data.split('[').skip(1) {
            let Some((name, body)) = part.split_once(']') else { continue };
            if let Some(&at) = known.get(name) {
                bodies[at].push((language.tag, body));
            }
        }
    }
    bodies
});

/// The words of a section, as printed.
fn entries(body: &'static str) -> impl Iterator<Item = &'static str> {
    let lines = body.lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(|line| line.split(',')).map(str::trim).filter(|word| !word.is_empty())
}

impl Section {
    /// Its words in all languages, as they are printed.
    pub(crate) fn entries(self) -> impl Iterator<Item = &'static str> {
        BODIES[self as usize].iter().flat_map(|&(_, body)| entries(body))
    }

    /// Its words in all languages, folded ([`Fold::Word`]).
    pub(crate) fn words(self) -> &'static Lexicon {
        static READ: [OnceLock<Lexicon>; NAMES.len()] = [const { OnceLock::new() }; NAMES.len()];
        READ[self as usize].get_or_init(|| self.entries().map(|word| Fold::Word.of(word)).collect())
    }

    /// Whether a folded word or phrase is one of its words.
    pub(crate) fn has(self, folded: &str) -> bool {
        self.words().contains(folded)
    }
}

/// The words of a section as printed, language by language, with its tag.
pub(super) fn by_language(
    section: Section,
) -> impl Iterator<Item = (&'static str, impl Iterator<Item = &'static str>)> {
    BODIES[section as usize].iter().map(|&(tag, body)| (tag, entries(body)))
}

/// The tag of a language by what it is called.
pub(crate) fn tag(called: &str) -> Option<&'static str> {
    let called = Fold::Word.of(called);
    let names = |body| entries(body).any(|name| Fold::Word.of(name) == called);
    BODIES[Section::Called as usize].iter().find(|&&(_, body)| names(body)).map(|&(tag, _)| tag)
}

/// The language that a tag names, without what it says of a country or a script (BCP 47).
pub(crate) fn primary(tag: &str) -> String {
    tag.split(['-', '_']).next().unwrap_or("").to_ascii_lowercase()
}

/// What ibid says in a language, given by its tag; in English where it does not know how.
pub(crate) fn term(language: Option<&str>, name: &str) -> &'static str {
    let asked = primary(language.unwrap_or(""));
    let said = |tag: &str| {
        let &(_, body) =
            BODIES[Section::Terms as usize].iter().find(|&&(known, _)| known == tag)?;
        let mut lines = body.lines().filter_map(|line| line.split_once(" = "));
        lines.find(|&(known, _)| known == name).map(|(_, words)| words)
    };
    said(&asked).or_else(|| said("en")).unwrap_or("")
}

/// A set of words that answers at once for those of which none of its own has the first byte and
/// the length, as it is with most.
#[derive(Debug)]
pub(crate) struct Lexicon {
    words: HashSet<Cow<'static, str>, Quick>,
    /// For each first byte, the lengths of the words that begin with it, in bytes: a bit for each.
    lengths: Box<[u32; 256]>,
}

impl Lexicon {
    /// Whether a folded word is one of them.
    pub(crate) fn contains(&self, word: &str) -> bool {
        let Some(&first) = word.as_bytes().first() else { return false };
        self.lengths[usize::from(first)] & Self::bit(word) != 0 && self.words.contains(word)
    }

    /// Its words, in no order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|word| &**word)
    }

    /// The bit of the length of a word; all that are too long for a bit of their own share the last.
    fn bit(word: &str) -> u32 {
        1 << word.len().min(31)
    }
}

impl FromIterator<Cow<'static, str>> for Lexicon {
    fn from_iter<I: IntoIterator<Item = Cow<'static, str>>>(words: I) -> Self {
        let words: HashSet<Cow<'static, str>, Quick> = words.into_iter().collect();
        let mut lengths = Box::new([0; 256]);
        for word in &words {
            if let Some(&first) = word.as_bytes().first() {
                lengths[usize::from(first)] |= Self::bit(word);
            }
        }
        Self { words, lengths }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_is_known_and_read() {
        for language in LANGUAGES {
            let file = format!("data/{}.txt", language.tag);
            assert!(language.data.starts_with("# "), "{file} does not say what it is");
            let mut seen = HashSet::new();
            for name in language.data.lines().filter_map(|line| line.strip_prefix('[')) {
                let name = name.strip_suffix(']').expect("a name in brackets");
                assert!(NAMES.contains(&name), "{file}: nothing asks for [{name}]");
                assert!(seen.insert(name), "{file}: [{name}] stands there twice");
            }
            assert!(seen.contains("called"), "{file} does not say what the language is called");
            let brackets = language.data.matches(['[', ']']).count();
            assert_eq!(brackets, 2 * seen.len(), "{file}: a bracket stands around no name");
        }
        for (at, name) in NAMES.iter().enumerate() {
            assert!(BODIES[at].iter().any(|(_, body)| entries(body).next().is_some()), "{name}");
        }
    }

    #[test]
    fn no_word_stands_in_a_section_twice() {
        for (name, bodies) in NAMES.iter().zip(&*BODIES) {
            for (tag, body) in bodies {
                let mut seen = HashSet::new();
                for word in entries(body) {
                    assert!(seen.insert(word), "data/{tag}.txt, [{name}]: {word}");
                }
            }
        }
    }

    #[test]
    fn languages_by_their_names_and_in_their_words() {
        let tags = ["german", "Français", "русский", "Esperanto", "Klingon"].map(tag);
        assert_eq!(tags, [Some("de"), Some("fr"), Some("ru"), Some("eo"), None]);
        let said = [Some("de-AT"), Some("EL"), Some("tlh"), None].map(|tag| term(tag, "notes"));
        assert_eq!(said, ["Anmerkungen", "Σημειώσεις", "Notes", "Notes"]);
    }
}
