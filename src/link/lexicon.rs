//! The small words of scholarship in the languages of printed books: what heads a list of
//! sources, joins two authors, leads up to a citation, stands before a page number.
//!
//! All lists are folded as [`fold`](super::name::fold) folds: lower case, no accents.

/// Whether a heading of these folded words can only stand over a list of sources.
pub(super) fn heads_bibliography(words: &str) -> bool {
    BIBLIOGRAPHY.contains(&words)
        || words.split(' ').count() <= 5
            && words.split(' ').any(|word| BIBLIOGRAPHY_WORDS.contains(&word))
}

/// Whether a heading of these folded words often stands over a list of sources, and often over
/// prose: only its entries can tell.
pub(super) fn may_head_bibliography(words: &str) -> bool {
    MAYBE_BIBLIOGRAPHY.contains(&words)
}

const BIBLIOGRAPHY: &[&str] = &[
    "references",
    "reference list",
    "list of references",
    "references cited",
    "works cited",
    "work cited",
    "works consulted",
    "cited works",
    "literature cited",
    "list of works cited",
    "primary sources",
    "secondary sources",
    "zitierte literatur",
    "verzeichnis der literatur",
    "references bibliographiques",
    "œuvres citees",
    "oeuvres citees",
    "ouvrages cites",
    "liste des references",
    "opere citate",
    "riferimenti",
    "riferimenti bibliografici",
    "obras citadas",
    "referencias",
    "referencias bibliograficas",
    "παραπομπες",
    "πηγες",
    "список литературы",
    "参考文献",
];

/// Words that make a short heading one of a bibliography: `Selected Bibliography`.
const BIBLIOGRAPHY_WORDS: &[&str] = &[
    "bibliography",
    "bibliographie",
    "bibliografia",
    "bibliografie",
    "bibliografi",
    "literaturverzeichnis",
    "quellenverzeichnis",
    "schriftenverzeichnis",
    "literaturliste",
    "literaturangaben",
    "βιβλιογραφια",
    "библиография",
    "bibliografía",
    "kaynakca",
    "irodalomjegyzek",
    "literaturlista",
    "literaturforteckning",
];

const MAYBE_BIBLIOGRAPHY: &[&str] = &[
    "sources",
    "literature",
    "further reading",
    "suggested reading",
    "suggested readings",
    "readings",
    "books",
    "articles",
    "literatur",
    "quellen",
    "quellen und literatur",
    "literaturhinweise",
    "weiterfuhrende literatur",
    "schriften",
    "sources et bibliographie",
    "ouvrages",
    "pour aller plus loin",
    "lectures complementaires",
    "fonti",
    "letteratura",
    "letture",
    "fuentes",
    "lecturas",
    "literatuur",
    "litteratur",
    "kallor",
    "kirjallisuus",
    "lahteet",
    "literatura",
    "irodalom",
    "литература",
    "источники",
    "works",
    "editions",
    "notes and references",
    "references and notes",
];

/// Words that join two authors.
pub(super) fn joins(word: &str) -> bool {
    matches!(
        word,
        "and" | "und" | "et" | "y" | "e" | "i" | "og" | "och" | "en" | "ja" | "και" | "и" | "&"
    )
}

/// Words inside a name that neither begin it nor tell two names apart: nobility, articles, and
/// what joins the words of an institution's name.
pub(super) fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "de" | "del"
            | "della"
            | "delle"
            | "dello"
            | "dei"
            | "degli"
            | "di"
            | "da"
            | "dal"
            | "dalla"
            | "dos"
            | "das"
            | "do"
            | "du"
            | "des"
            | "der"
            | "den"
            | "dem"
            | "la"
            | "le"
            | "les"
            | "lo"
            | "el"
            | "al"
            | "los"
            | "las"
            | "van"
            | "von"
            | "vom"
            | "zu"
            | "zum"
            | "zur"
            | "ten"
            | "ter"
            | "te"
            | "af"
            | "av"
            | "bin"
            | "ibn"
            | "ben"
            | "the"
            | "of"
            | "for"
            | "fur"
            | "in"
            | "on"
            | "die"
    )
}

/// Words of an entry's head that say what its names did, and are no part of a name.
pub(super) fn is_role(word: &str) -> bool {
    matches!(
        word,
        "ed" | "eds"
            | "edd"
            | "editor"
            | "editors"
            | "edited"
            | "trans"
            | "transl"
            | "translator"
            | "comp"
            | "comps"
            | "hg"
            | "hrsg"
            | "hgg"
            | "dir"
            | "coord"
            | "coords"
            | "cur"
            | "red"
            | "ubers"
            | "trad"
            | "org"
            | "orgs"
    )
}

/// Words that stand between a name and its date: *circa* and its shorter forms.
pub(super) fn is_about(word: &str) -> bool {
    matches!(word, "circa" | "ca" | "c" | "about" | "um" | "vers" | "env")
}

/// Words that lead up to a citation or begin its sentence, and are never its author.
pub(super) fn leads(word: &str) -> bool {
    LEADS.binary_search(&word).is_ok()
}

/// Sorted, for the search by halves.
const LEADS: &[&str] = &[
    "according",
    "after",
    "again",
    "against",
    "ahnlich",
    "ainsi",
    "alle",
    "also",
    "although",
    "among",
    "anche",
    "and",
    "another",
    "apres",
    "apud",
    "as",
    "auch",
    "aus",
    "aussi",
    "avec",
    "because",
    "bei",
    "beispiel",
    "beispielsweise",
    "both",
    "but",
    "by",
    "cf",
    "cfr",
    "chapter",
    "chez",
    "citado",
    "citato",
    "cite",
    "cited",
    "cites",
    "citing",
    "come",
    "como",
    "compare",
    "comparer",
    "con",
    "conclusion",
    "confer",
    "contra",
    "dagegen",
    "dans",
    "darin",
    "dazu",
    "depuis",
    "despite",
    "discussion",
    "dr",
    "during",
    "e",
    "ebenso",
    "eg",
    "einschlagig",
    "ejemplo",
    "en",
    "entgegen",
    "esempio",
    "esp",
    "especially",
    "et",
    "etwa",
    "even",
    "example",
    "examples",
    "exemple",
    "following",
    "for",
    "from",
    "fur",
    "further",
    "g",
    "gegen",
    "hence",
    "here",
    "herr",
    "hier",
    "how",
    "however",
    "i",
    "ibid",
    "if",
    "im",
    "in",
    "indeed",
    "insbesondere",
    "instance",
    "introduction",
    "ist",
    "later",
    "laut",
    "lesson",
    "like",
    "likewise",
    "mit",
    "more",
    "moreover",
    "most",
    "mr",
    "mrs",
    "ms",
    "nach",
    "nel",
    "nella",
    "nor",
    "notably",
    "notamment",
    "note",
    "notes",
    "now",
    "of",
    "on",
    "only",
    "or",
    "originally",
    "par",
    "particularly",
    "parts",
    "passage",
    "passages",
    "per",
    "pour",
    "preface",
    "prof",
    "professor",
    "quoted",
    "quoting",
    "recent",
    "recently",
    "reprinted",
    "s",
    "schon",
    "secondo",
    "see",
    "segun",
    "selon",
    "si",
    "sia",
    "siehe",
    "similarly",
    "since",
    "so",
    "such",
    "sur",
    "than",
    "that",
    "the",
    "then",
    "therefore",
    "these",
    "this",
    "though",
    "thus",
    "to",
    "u",
    "und",
    "under",
    "unlike",
    "until",
    "v",
    "vedi",
    "ver",
    "vergleiche",
    "vgl",
    "voir",
    "vor",
    "well",
    "what",
    "when",
    "where",
    "whereas",
    "while",
    "wie",
    "with",
    "work",
    "works",
    "y",
    "yet",
    "z.b",
    "zit",
    "zitat",
    "zitiert",
    "zu",
    "zum",
    "zur",
];

/// Names of months and seasons: what stands before a year and makes it a date.
pub(super) fn is_calendar(word: &str) -> bool {
    CALENDAR.iter().any(|month| {
        word == *month
            || (word.chars().count() >= 3
                && month.chars().count() > 4
                && month.starts_with(word)
                && word.chars().count() <= 4)
    })
}

const CALENDAR: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "spring",
    "summer",
    "autumn",
    "fall",
    "winter",
    "easter",
    "januar",
    "janner",
    "februar",
    "marz",
    "mai",
    "juni",
    "juli",
    "oktober",
    "dezember",
    "fruhjahr",
    "fruhling",
    "sommer",
    "herbst",
    "janvier",
    "fevrier",
    "mars",
    "avril",
    "juin",
    "juillet",
    "aout",
    "septembre",
    "octobre",
    "novembre",
    "decembre",
    "printemps",
    "ete",
    "automne",
    "hiver",
    "gennaio",
    "febbraio",
    "marzo",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "agosto",
    "settembre",
    "ottobre",
    "dicembre",
    "enero",
    "febrero",
    "abril",
    "mayo",
    "junio",
    "julio",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
    "christmas",
    "michaelmas",
];

/// Words before a number that make it a page, a chapter or a volume.
pub(super) fn is_locator(word: &str) -> bool {
    matches!(
        word,
        "p" | "pp"
            | "pg"
            | "page"
            | "pages"
            | "s"
            | "ss"
            | "f"
            | "ff"
            | "fol"
            | "fols"
            | "seite"
            | "seiten"
            | "ch"
            | "chs"
            | "chap"
            | "chaps"
            | "chapter"
            | "chapters"
            | "kap"
            | "kapitel"
            | "cap"
            | "caps"
            | "chapitre"
            | "sec"
            | "sect"
            | "section"
            | "par"
            | "para"
            | "paras"
            | "vol"
            | "vols"
            | "volume"
            | "bd"
            | "band"
            | "bk"
            | "book"
            | "t"
            | "tome"
            | "no"
            | "nos"
            | "nr"
            | "n"
            | "note"
            | "notes"
            | "fn"
            | "anm"
            | "fig"
            | "figs"
            | "figure"
            | "table"
            | "tab"
            | "abb"
            | "eq"
            | "line"
            | "lines"
            | "v"
            | "vv"
            | "col"
            | "cols"
            | "sp"
            | "pag"
            | "pagg"
            | "pt"
            | "part"
            | "art"
            | "app"
            | "appendix"
            | "σ"
            | "σσ"
            | "σελ"
            | "passim"
            | "introduction"
            | "preface"
            | "esp"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_leading_words_are_sorted() {
        let mut sorted = LEADS.to_vec();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(sorted, LEADS);
    }

    #[test]
    fn knows_the_headings_of_bibliographies() {
        for heading in ["references", "selected bibliography", "œuvres citees", "βιβλιογραφια"]
        {
            assert!(heads_bibliography(heading), "{heading}");
        }
        for heading in ["notes", "introduction", "the bibliography of a man who read too much"] {
            assert!(!heads_bibliography(heading), "{heading}");
        }
    }

    #[test]
    fn may_is_a_month_and_marx_is_none() {
        for word in ["may", "sept", "dec", "hiver"] {
            assert!(is_calendar(word), "{word}");
        }
        for word in ["marx", "may-smith", "mar", "de"] {
            let month = is_calendar(word);
            assert_eq!(month, word == "mar", "{word}");
        }
    }
}
