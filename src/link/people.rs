//! The names in the head of an entry, one by one.
//!
//! The surprise: a list may be read in two ways. `Alec Radford, Luke Metz, and Soumith Chintala`
//! is three people, and `García Márquez, Gabriel José, and Ana Ruiz` two; nothing but knowledge
//! of the names tells them apart. Both readings are kept, and a citation may agree with either.

use super::lexicon;
use super::name::{Name, fold, is_initials};
use super::token::{Kind, is_capital, tokens};

/// The authors of an entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct People {
    /// The ways to read the names, the likeliest first.
    pub readings: Vec<Vec<Name>>,
    /// Whether the entry leaves the last of them out (*et al.*).
    pub open: bool,
}

impl People {
    /// The names as they most likely are.
    pub(super) fn names(&self) -> &[Name] {
        self.readings.first().map_or(&[], Vec::as_slice)
    }
}

/// Reads the names of an entry's head.
pub(super) fn people(head: &str) -> People {
    let mut people = further(head);
    let cleaned = clean(without_translator(head));
    let groups = groups(without_others(&cleaned).0);
    // Hakim Bey is a man and Red Notes is none.
    if let Some([chunk]) = groups.first().map(Vec::as_slice)
        && let Sort::Full(words) = sort(chunk)
        && !has_capitals(chunk)
    {
        let mut whole = people.readings.first().cloned().unwrap_or_default();
        if let Some(name) = whole.first_mut() {
            *name = Name::whole(chunk);
        }
        if words < 2 {
            people.readings.clear();
        }
        people.readings.insert(0, whole);
        people.readings.truncate(2);
    }
    people
}

/// Reads names that follow others: of persons, unless they say otherwise.
pub(super) fn further(head: &str) -> People {
    let cleaned = clean(without_translator(head));
    let (cleaned, open) = without_others(&cleaned);
    let open = open || head.contains("[et al");
    let groups = groups(cleaned);
    let mut people = People { readings: Vec::new(), open };
    if groups.is_empty() {
        return people;
    }
    let mut ways: Vec<(i32, Way)> = [Way::FirstTurned, Way::AllTurned, Way::Spoken]
        .into_iter()
        .filter_map(|way| Some((plausible(&groups, way)?, way)))
        .collect();
    // The first of equals stays first.
    ways.sort_by_key(|&(weight, _)| std::cmp::Reverse(weight));
    let best = ways.first().map_or(0, |&(weight, _)| weight);
    for (weight, way) in ways {
        let reading = read(&groups, way);
        if weight + 1 >= best && !people.readings.contains(&reading) {
            people.readings.push(reading);
        }
    }
    people
}

/// The ways to read names between commas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// `Smith, John, Mary Jones`: only the first name is turned round.
    FirstTurned,
    /// `Smith, John, Jones, Mary`: each is.
    AllTurned,
    /// `John Smith, Mary Jones`: none is.
    Spoken,
}

/// What stands between two commas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    /// `J. A.`, `JA`, `H. de`: the given names of the surname before it.
    Initials,
    /// `J. A. Smith`: a name whose initials show which end the surname is at.
    Name,
    /// `Smith JA`, and `Timothy M`, which may be given names.
    Ended,
    /// So many words that are spelt out.
    Full(usize),
}

fn sort(chunk: &str) -> Sort {
    let mut words = chunk.split_whitespace();
    let small = |word: &str| lexicon::is_particle(&fold(word));
    let full = words.clone().filter(|word| !is_initials(word) && !small(word)).count();
    let initials = words.clone().filter(|word| is_initials(word)).count();
    // `LI W`, `NG PL`: the surname may be as short as initials are.
    let first = words.next().unwrap_or("");
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

/// The sort of chunk number `at`, with which a name begins: two capitals with a chunk behind them
/// are a surname, `LI, Wei`.
fn sort_at(group: &[&str], at: usize) -> Sort {
    let chunk = group[at];
    let short = chunk.chars().count() == 2 && chunk.chars().all(char::is_uppercase);
    if short && at + 1 < group.len() { Sort::Full(1) } else { sort(chunk) }
}

/// Whether some words of a name, but not all, are in capitals, as French and Spanish lists print
/// surnames: `HALVORSEN Piotr`.
fn has_capitals(chunk: &str) -> bool {
    let capitals = chunk.split_whitespace().filter(|word| in_capitals(word)).count();
    capitals > 0 && capitals < chunk.split_whitespace().count()
}

fn in_capitals(word: &str) -> bool {
    word.chars().filter(|c| c.is_alphabetic()).count() > 2
        && word.chars().all(|c| !c.is_lowercase())
        && !word.contains('.')
}

/// How plausible it is to read names in one way; `None` where that cannot be.
fn plausible(groups: &[Vec<&str>], way: Way) -> Option<i32> {
    let mut weight = 0;
    for (number, group) in groups.iter().enumerate() {
        let mut at = 0;
        while at < group.len() {
            let (own, next) = (sort_at(group, at), group.get(at + 1).map(|chunk| sort(chunk)));
            let turned = way == Way::AllTurned || way == Way::FirstTurned && number + at == 0;
            at += 1;
            weight += match (own, next) {
                // Initials belong to the name before, however that is read.
                (Sort::Initials, _) if at > 1 => 0,
                (Sort::Name | Sort::Ended, _) if turned && way == Way::FirstTurned => return None,
                (Sort::Name | Sort::Ended, _) => 1,
                (_, Some(Sort::Initials)) => {
                    at += 1;
                    1
                }
                (Sort::Full(family), Some(given)) if turned => {
                    at += 1;
                    let family = match family {
                        1 => 1,
                        2 => 0,
                        _ => -1,
                    };
                    let capitals =
                        i32::from(in_capitals(group[at - 2]) && !in_capitals(group[at - 1]));
                    // `Murdoch, W. James` is one name, and could be two.
                    let few = !matches!(given, Sort::Full(3..) | Sort::Name);
                    family + i32::from(few) + 2 * capitals
                }
                // An institution stands by itself.
                _ if turned && groups.len() * group.len() == 1 => 0,
                _ if turned => return None,
                (Sort::Full(1), _) => -2,
                _ => 1,
            };
        }
    }
    Some(weight)
}

/// The names of a head without that of a translator behind them: `Weber, Max ; Li, Wei (Übers.)`
/// (DIN 1505-2).
fn without_translator(head: &str) -> &str {
    const ROLES: [&str; 6] = ["(Übers", "(übers", "(trans", "(tran.", "(trad", "(Trad"];
    let role = ROLES.iter().filter_map(|role| head.find(role)).min();
    let before = role.and_then(|at| head[..at].rfind([';', '/']));
    before.map_or(head, |at| &head[..at])
}

/// Takes roles in brackets, numbers of issues and white space out of names.
fn clean(head: &str) -> String {
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
    // `circa` belongs to the date behind it.
    if let Some((before, last)) = cleaned[..end].rsplit_once(' ')
        && lexicon::is_about(&fold(last.trim_end_matches('.')))
        && !is_capital(last)
    {
        end = before.trim_end_matches(trailing).len();
    }
    cleaned.truncate(end);
    cleaned
}

/// The names without *et al.*, and whether it was there.
pub(super) fn without_others(names: &str) -> (&str, bool) {
    const OTHERS: &[&str] = &[
        "et al",
        "et alii",
        "& al",
        "and colleagues",
        "and others",
        "u. a",
        "u.a",
        "und andere",
        "et coll",
        "et autres",
        "e altri",
        "y otros",
        "e outros",
        "и др",
        "m. fl",
        "a kol",
        "a. o",
        "i in",
    ];
    let trimmed = names.trim_end_matches(|c: char| matches!(c, '.' | ',') || c.is_whitespace());
    for others in OTHERS {
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
fn groups(names: &str) -> Vec<Vec<&str>> {
    let mut groups = vec![Vec::new()];
    let mut start = 0;
    let push = |groups: &mut Vec<Vec<_>>, from: usize, to: usize| {
        let chunk = without_roles(names[from..to].trim_matches([' ', ',', '"', '“', '”']));
        // `Ng.` at the end of a sentence is a name; only capitals are initials without their stop.
        let last = chunk.rsplit(' ').next().unwrap_or("").trim_end_matches('.');
        let chunk = if is_initials(last) { chunk } else { chunk.trim_end_matches('.') };
        let role = lexicon::is_role(&fold(chunk.trim_end_matches('.')));
        if !role && chunk.chars().any(char::is_alphabetic) {
            groups.last_mut().expect("there is always one").push(chunk);
        }
    };
    for token in tokens(names) {
        let joint = match token.kind {
            Kind::Joint | Kind::Semicolon => true,
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
        let word = fold(last.trim_matches(|c: char| !c.is_alphabetic()));
        let role = lexicon::is_role(&word) && last.starts_with(char::is_alphabetic);
        // `Ed` is also short for Edward.
        let capital = last.starts_with("Ed") && rest.len() > last.len() && last.len() < 4;
        let small = matches!(&*word, "a" | "di" | "by") && rest.len() < chunk.len();
        if (capital || !role) && !small {
            return rest;
        }
        rest = rest[..rest.len() - last.len()].trim_end();
    }
}

/// Reads names in one way.
fn read(groups: &[Vec<&str>], way: Way) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    for (number, group) in groups.iter().enumerate() {
        let mut at = 0;
        while at < group.len() {
            let chunk = group[at];
            let (own, next) = (sort_at(group, at), group.get(at + 1).map(|chunk| sort(chunk)));
            let turned = way == Way::AllTurned || way == Way::FirstTurned && number + at == 0;
            at += 1;
            if let Some(Sort::Initials) = next
                && own != Sort::Initials
            {
                names.push(Name::inverted(chunk, group[at]));
                at += 1;
            } else if own == Sort::Initials || is_suffix(chunk) {
                add_given(names.last_mut(), chunk);
            } else if turned && matches!(own, Sort::Full(_)) && next.is_some() {
                names.push(Name::inverted(chunk, group[at]));
                at += 1;
            } else {
                names.push(later_name(chunk));
            }
        }
    }
    names
}

fn is_suffix(chunk: &str) -> bool {
    matches!(chunk, "Jr" | "Jr." | "Sr" | "Sr." | "II" | "III")
}

/// Adds initials to the given names of the name before them.
fn add_given(name: Option<&mut Name>, chunk: &str) {
    let Some(name) = name else { return };
    let given = name.printed.split_once(", ").map_or("", |(_, given)| given);
    *name = Name::inverted(&name.family.clone(), format!("{given} {chunk}").trim());
}

/// A name that is not the first: spoken, unless an article shows an institution.
fn later_name(chunk: &str) -> Name {
    let institution = chunk
        .split_whitespace()
        .any(|word| matches!(&*fold(word), "the" | "of" | "for" | "fur" | "pour"));
    if institution {
        return Name::whole(chunk);
    }
    if has_capitals(chunk) {
        let (family, given): (Vec<&str>, Vec<&str>) =
            chunk.split_whitespace().partition(|word| in_capitals(word));
        return Name::inverted(&family.join(" "), &given.join(" "));
    }
    Name::spoken(chunk)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_names_of_heads() {
        for (head, expected) in [
            ("Kropotkin, Peter", "Kropotkin+Peter"),
            ("Dalla Costa, Mariarosa and Selma James", "Dalla Costa+Mariarosa|James+Selma"),
            ("Smith, J. A., Jones, B., & Lee, C.", "Smith+J. A.|Jones+B.|Lee+C."),
            ("Smith JA, Jones B, Lee C", "Smith+JA|Jones+B|Lee+C"),
            ("Deleuze, Gilles / Guattari, Félix", "Deleuze+Gilles|Guattari+Félix"),
            ("Horkheimer, Max und Adorno, Theodor W.", "Horkheimer+Max|Adorno+Theodor W."),
            ("Baldwin, Roger N. (ed)", "Baldwin+Roger N."),
            ("Red Notes & the CSE", "Red Notes|CSE"),
            ("Quaderni del Territorio* 4/5,", "Quaderni del Territorio"),
            (
                "Alquati, Romano, N. Negri and A. Sormano circa",
                "Alquati+Romano|Negri+N.|Sormano+A.",
            ),
            (
                "Henry W. Lin, Max Tegmark, and David Rolnick.",
                "Lin+Henry W.|Tegmark+Max|Rolnick+David",
            ),
            ("Meng, Xiangrui, Joseph Bradley, et al.", "Meng+Xiangrui|Bradley+Joseph"),
            ("Lenin, V. I.", "Lenin+V. I."),
            ("Marx K. et Engels F.", "Marx+K.|Engels+F."),
        ] {
            let people = people(head);
            let names: Vec<String> = people
                .names()
                .iter()
                .map(|name| {
                    let inverted = name.printed.split_once(", ").map(|(_, given)| given);
                    let spoken = name.printed.strip_suffix(&name.family).map(str::trim_end);
                    let given = inverted.or(spoken).unwrap_or("");
                    let plus = if given.is_empty() || given == "the" { "" } else { "+" };
                    let given = if plus.is_empty() { "" } else { given };
                    format!("{}{plus}{given}", name.family)
                })
                .collect();
            assert_eq!(names.join("|"), expected, "{head}");
            assert_eq!(people.open, head.contains("et al"), "{head}");
        }
    }

    #[test]
    fn keeps_both_readings_of_full_names() {
        let people = people("Alec Radford, Luke Metz, and Soumith Chintala");
        let counts: Vec<usize> = people.readings.iter().map(Vec::len).collect();
        assert_eq!(counts, [3, 2]);
    }
}
