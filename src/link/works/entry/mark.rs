//! How the parts of an entry after its title are marked in the styles of citing: a person by *edited by*,
//! a number by *vol.*

use std::sync::LazyLock;

use regex::Regex;

use crate::language::phrases::expression;
use crate::language::section::Section;

/// Makes an expression, in which `{section}` is any phrase of it and `{=section}` any whole one.
fn pattern(pattern: &str) -> Regex {
    let mut made = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some((before, from)) = rest.split_once('{') {
        let (name, after) = from.split_once('}').unwrap_or((from, ""));
        made.push_str(before);
        match section(name.trim_start_matches('=')) {
            Some(section) => made.push_str(&expression(section, name.starts_with('='))),
            // How often something may come.
            None => made.extend(["{", name, "}"]),
        }
        rest = after;
    }
    made.push_str(rest);
    Regex::new(&made).expect("the pattern is a constant, and phrases are escaped")
}

/// The sections that entries are marked with, by what the expressions below call them.
fn section(name: &str) -> Option<Section> {
    Some(match name {
        "visits" => Section::Visits,
        "addresses" => Section::BeforeAddresses,
        "edited" => Section::EditedBy,
        "translated" => Section::TranslatedBy,
        "editors" => Section::Editors,
        "editors-comma" => Section::EditorsAfterComma,
        "in" => Section::StandsIn,
        "edition" => Section::EditionMarks,
        "volume" => Section::VolumeMarks,
        "issue" => Section::IssueMarks,
        "page" => Section::PageMarks,
        "thesis" => Section::Theses,
        _ => return None,
    })
}

macro_rules! patterns {
    ($($name:ident = $pattern:expr;)*) => {
        $(pub(crate) static $name: LazyLock<Regex> = LazyLock::new(|| pattern($pattern));)*
    };
}

// Words stand in the files of the languages; what is here is how entries set them.
patterns! {
    DOI = r#"\b10\.\d{4,9}/[^\s"”<>\x1f]*[^\s"”<>.,;:)\]\x1f]"#;
    ADDRESS = r#"https?://[^\s"”<>\x1f]*[^\s"”<>.,;:)\]\x1f]"#;
    VISITED = r"(?i)[(\[]?\b(?:last |letzter )?(?:{=visits})[^.;)\]\x1f]*[)\]]?";
    LEADS = r"(?i)\b(?:{addresses}):?\s*$";
    EDITED = r"(?i)(?:[(,]\s*eds?\.\s+|[(\[,]?\s*\b(?:{=edited}))\s*";
    TRANSLATED = r"(?i)(?:[(\[,.;]\s*transl?\.\s+|[(\[,]?\s*\b(?:{=translated}))\s*";
    NAMED_EDITORS = r"(?i)^(?P<names>[^()\[\]\x1f]{3,160}?),?\s*(?:[(\[]\s*(?:{editors})\.?\s*[)\]]|,\s*(?:{editors-comma})\.?(?:\s|,))\s*[,:.]?\s*";
    INSIDE = r"^[\s.,;”’»“\x22()\x1f]*(?:{in})\s*:?\s+";
    EDITION = r"(?i)[(\[,]?\s*\b(?P<value>\d{1,2})(?:st|nd|rd|th|\.|re|e|ème|ª|a|º|ᵉ)?,?\s+(?:[a-zäöüéè]+\.?,?\s+){0,3}(?:{edition})[)\]]?";
    JOURNAL = r"^[\s.,;”’»“\x22]*(?P<name>\p{Lu}[^\d:;()\[\]“”«»\x1f]{1,90}?)[.,]?\s+(?P<after>(?:(?i:{volume}|{issue})\s*)?\d{1,4}\b[^\x1f]*)";
    VOLUME = r"(?i)\b(?:{volume})\s*(?P<value>\d{1,4}|[IVXL]+\b)";
    ISSUE = r"(?i)\b(?:{issue})\s*(?P<value>\d{1,4}(?:[–/-]\d{1,4})?)";
    COUNTED = r"^[\s,]*(?P<volume>\d{1,4})\s?(?:[(]\s*(?:(?i:{issue})\s*)?(?P<issue>[^()\s]{1,12})[)]|[./](?P<part>\d{1,3})\b)?";
    PAGES = r"(?:\b(?i:{page})\s*)(?P<value>(?:e|S)?\d{1,5}(?:\s?[–—-]\s?\d{1,5}|\s?ff?\b\.?)?)";
    BARE_PAGES = r"[,:]\s*(?P<value>e?\d{1,5}\s?[–—-]\s?\d{1,5})(?:\s*[.,;)\x1f]|\s*$)";
    ONE_PAGE = r":\s*(?P<value>e?\d{1,5})(?:\s*[.,;)\x1f]|\s*$)";
    GENRE = r"(?i)[(\[,]?\s*\b(?P<genre>{thesis})[)\],.]*";
}
