//! The names of a head cut apart: at its commas and at what joins two authors, without the words that
//! say what they did; and of what sort each piece is.

use crate::language::fold::Fold;
use crate::language::lexicon;
use crate::language::name::is_initials;
use crate::language::prose::token::{Kind, is_capital, tokens};
use crate::language::section::Section;

/// What stands between two commas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    /// `J. A.`, `JA`, `H. de`: the given names of the surname before it.
    Initials,
    /// `J. A. Smith`: a name whose initials show which end the surname is at.
    Name,
    /// `Smith JA`, and `Timothy M`, which may be given names.
    Ended,
    /// So many words that are spelt out.
    Full(usize),
}

pub(crate) fn sort(chunk: &str) -> Sort {
    let small = |word: &str| lexicon::is_particle(&Fold::Word.of(word));
    let (mut full, mut initials) = (0, 0);
    for word in chunk.split_whitespace() {
        if is_initials(word) {
            initials += 1;
        } else if !small(word) {
            full += 1;
        }
    }
    // `LI W`, `NG PL`: the surname may be as short as initials are.
    let first = chunk.split_whitespace().next().unwrap_or("");
    let turned = !first.contains('.') && initials > 1 && full == 0 && !small(first);
    match (full, initials) {
        (0, 0) => Sort::Full(1),
        (0, _) if turned => Sort::Ended,
        (0, _) => Sort::Initials,
        (full, 0) => Sort::Full(full),
        _ if is_initials(first) => Sort::Name,
        _ => Sort::Ended,
    }
}

/// The sort of chunk number `at`, with which a name begins: two capitals with a chunk after them
/// are a surname, `LI, Wei`.
pub(crate) fn sort_at(group: &[&str], at: usize) -> Sort {
    let chunk = group[at];
    let short = chunk.chars().count() == 2 && chunk.chars().all(char::is_uppercase);
    if short && at + 1 < group.len() { Sort::Full(1) } else { sort(chunk) }
}

/// Whether some words of a name, but not all, are in capitals, as French and Spanish lists print
/// surnames: `HALVORSEN Piotr`.
pub(crate) fn has_capitals(chunk: &str) -> bool {
    let capitals = chunk.split_whitespace().filter(|word| in_capitals(word)).count();
    capitals > 0 && capitals < chunk.split_whitespace().count()
}

pub(crate) fn in_capitals(word: &str) -> bool {
    word.chars().filter(|c| c.is_alphabetic()).count() > 2
        && word.chars().all(|c| !c.is_lowercase())
        && !word.contains('.')
}

/// The names of a head without that of a translator after them: `Weber, Max ; Li, Wei (Übers.)`
/// (DIN 1505-2).
pub(crate) fn without_translator(head: &str) -> &str {
    let translates = |at: &usize| {
        let role = head[at + 1..].split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
        let folded = Fold::Word.of(role);
        Section::Translators.words().iter().any(|word| folded.starts_with(word))
    };
    let role = head.match_indices('(').map(|(at, _)| at).find(translates);
    let before = role.and_then(|at| head[..at].rfind([';', '/']));
    before.map_or(head, |at| &head[..at])
}

/// Takes roles in brackets, numbers of issues and white space out of names.
pub(crate) fn clean(head: &str) -> String {
    let mut cleaned = String::with_capacity(head.len());
    let mut depth = 0_u32;
    for c in head.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            c if depth == 0 && c.is_whitespace() => cleaned.push(' '),
            '*' | '_' => {}
            c if depth == 0 => cleaned.push(c),
            _ => {}
        }
    }
    let trailing = |c: char| {
        c.is_numeric() || c.is_whitespace() || matches!(c, '/' | ',' | ';' | ':' | '–' | '#' | '-')
    };
    let mut end = cleaned.trim_end_matches(trailing).len();
    // `circa` belongs to the date after it.
    if let Some((before, last)) = cleaned[..end].rsplit_once(' ')
        && lexicon::is_about(&Fold::Word.of(last.trim_end_matches('.')))
        && !is_capital(last)
    {
        end = before.trim_end_matches(trailing).len();
    }
    cleaned.truncate(end);
    cleaned
}

/// The names without *et al.*, and whether it was there.
pub(crate) fn without_others(names: &str) -> (&str, bool) {
    let trimmed = names.trim_end_matches(|c: char| matches!(c, '.' | ',') || c.is_whitespace());
    let last = trimmed.as_bytes().last().map(u8::to_ascii_lowercase);
    for others in
        Section::EtAl.words().iter().filter(|others| others.as_bytes().last().copied() == last)
    {
        // A line may end between the two words.
        if let Some(before) = without_words(trimmed, others)
            && (before.is_empty() || before.ends_with(|c: char| c.is_whitespace() || c == ','))
        {
            return (before.trim_end_matches(|c: char| c == ',' || c.is_whitespace()), true);
        }
    }
    (names.trim_end_matches(|c: char| c == ',' || c.is_whitespace()), false)
}

/// `text` without the words it ends with, whatever their case and the white space between them.
fn without_words<'t>(text: &'t str, words: &str) -> Option<&'t str> {
    let mut rest = text;
    for (at, word) in words.rsplit(' ').enumerate() {
        if at > 0 && !rest.ends_with(char::is_whitespace) {
            return None;
        }
        rest = rest.trim_end();
        let end = rest.len().checked_sub(word.len())?;
        let last = rest.get(end..)?;
        if !last.eq_ignore_ascii_case(word) {
            return None;
        }
        rest = &rest[..end];
    }
    Some(rest)
}

/// Splits names at what joins two authors, and each part at its commas.
pub(crate) fn groups(names: &str) -> Vec<Vec<&str>> {
    let mut groups = vec![Vec::new()];
    let mut start = 0;
    let push = |groups: &mut Vec<Vec<_>>, from: usize, to: usize| {
        let chunk = without_roles(names[from..to].trim_matches([' ', ',', '"', '“', '”']));
        // `Ng.` at the end of a sentence is a name; only capitals are initials without their stop.
        let last = chunk.rsplit(' ').next().unwrap_or("").trim_end_matches('.');
        let chunk = if is_initials(last) { chunk } else { chunk.trim_end_matches('.') };
        let role = lexicon::is_role(&Fold::Word.of(chunk.trim_end_matches('.')));
        if !role && chunk.chars().any(char::is_alphabetic) {
            groups.last_mut().expect("there is always one").push(chunk);
        }
    };
    for token in tokens(names) {
        let joint = match token.kind {
            // `Rossi Ugo – Verdi Anna`: a dash between names.
            Kind::Joint | Kind::Semicolon | Kind::Dash => true,
            Kind::Word => lexicon::joins(&token.folded(names)) && !is_capital(token.of(names)),
            _ => false,
        };
        if joint || token.kind == Kind::Comma {
            push(&mut groups, start, token.start);
            start = token.end;
        }
        if joint && !groups.last().is_some_and(Vec::is_empty) {
            groups.push(Vec::new());
        }
    }
    push(&mut groups, start, names.len());
    groups.retain(|group| !group.is_empty());
    groups
}

/// A name without the words at its end that say what it did: `Smith, ed.`, `Smith, a cura di`.
fn without_roles(chunk: &str) -> &str {
    let mut rest = chunk;
    loop {
        let last = rest.rsplit(char::is_whitespace).next().unwrap_or("");
        let word = Fold::Word.of(last.trim_matches(|c: char| !c.is_alphabetic()));
        let role = lexicon::is_role(&word) && last.starts_with(char::is_alphabetic);
        // `Ed` is also short for Edward.
        let capital = last.starts_with("Ed") && rest.len() > last.len() && last.len() < 4;
        let small = Section::InRoles.has(&word) && rest.len() < chunk.len();
        if (capital || !role) && !small {
            return rest;
        }
        rest = rest[..rest.len() - last.len()].trim_end();
    }
}
