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
    let cleaned = clean(head);
    let (cleaned, open) = without_others(&cleaned);
    let groups = groups(cleaned);
    let mut people = People { readings: Vec::new(), open };
    let Some(first) = groups.first() else { return people };
    let likely = read(&groups, is_inverted(&groups));
    // Two full words on either side of the comma can be one name or two.
    let other = first.len() > 1 && words(first[0]) > 1 && words(first[1]) > 1;
    let alternative = if other {
        read(&groups, !is_inverted(&groups))
    } else if first.len() == 1 && words(first[0]) > 1 {
        // Hakim Bey is a man and Red Notes is none.
        groups.iter().map(|group| Name::spoken(group[0])).collect()
    } else {
        Vec::new()
    };
    people.readings.push(likely);
    if !alternative.is_empty() && alternative != people.readings[0] {
        people.readings.push(alternative);
    }
    people
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
        "and others",
        "u. a",
        "u.a",
        "und andere",
        "et coll",
        "et autres",
        "e altri",
        "y otros",
        "и др",
        "a. o",
        "i in",
    ];
    let trimmed = names.trim_end_matches(|c: char| matches!(c, '.' | ',') || c.is_whitespace());
    for others in OTHERS {
        // A line may end between the two words.
        if let Some(before) = without_words(trimmed, others)
            && before.ends_with(|c: char| c.is_whitespace() || c == ',')
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
        let chunk = names[from..to].trim_matches([' ', ',', '"', '“', '”']);
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

/// Words of a name that are spelt out.
fn words(chunk: &str) -> usize {
    let full = |word: &&str| !is_initials(word) && !lexicon::is_particle(&fold(word));
    chunk.split_whitespace().filter(full).count()
}

/// Whether the first two parts of the first group are a surname and given names.
fn is_inverted(groups: &[Vec<&str>]) -> bool {
    let [family, given, rest @ ..] = groups[0].as_slice() else { return false };
    let initials = |chunk: &str| chunk.split_whitespace().any(is_initials);
    // `Henry W. Lin, Max Tegmark`: no surname has an initial in it.
    if initials(family) || !is_given(given) {
        return false;
    }
    words(family) <= 1 || words(given) <= 1 || rest.is_empty() && groups.len() == 1
}

fn is_given(chunk: &str) -> bool {
    chunk.split_whitespace().count() <= 4
        && chunk
            .split_whitespace()
            .all(|word| is_capital(word) || is_initials(word) || lexicon::is_particle(&fold(word)))
        || !chunk.contains(' ')
}

fn read(groups: &[Vec<&str>], inverted: bool) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    for (number, group) in groups.iter().enumerate() {
        let mut at = 0;
        if number == 0 && inverted {
            names.push(Name::inverted(group[0], group[1]));
            at = 2;
        } else if group.len() == 1 && number == 0 && !group[0].split(' ').any(is_initials) {
            names.push(Name::whole(group[0]));
            at = 1;
        }
        while at < group.len() {
            let chunk = group[at];
            let next = group.get(at + 1);
            let initials = |chunk: &str| chunk.split_whitespace().all(is_initials);
            if initials(chunk) || matches!(chunk, "Jr" | "Jr." | "Sr" | "II" | "III") {
                if let Some(last) = names.last_mut() {
                    *last = Name::inverted(
                        &last.family.clone(),
                        &format!(
                            "{} {chunk}",
                            last.printed.split_once(", ").map_or("", |(_, given)| given)
                        ),
                    );
                }
            } else if let Some(given) = next.filter(|next| {
                // `Jones, B. C.` or, behind a joint, `Adorno, Theodor`.
                !chunk.split_whitespace().any(is_initials)
                    && words(chunk) <= 2
                    && (initials(next) || number > 0 && words(chunk) == 1 && words(next) == 1)
            }) {
                names.push(Name::inverted(chunk, given));
                at += 1;
            } else {
                names.push(later_name(chunk));
            }
            at += 1;
        }
    }
    names
}

/// A name that is not the first: spoken, unless an article shows an institution.
fn later_name(chunk: &str) -> Name {
    let institution = chunk
        .split_whitespace()
        .any(|word| matches!(&*fold(word), "the" | "of" | "for" | "fur" | "pour"));
    if institution { Name::whole(chunk) } else { Name::spoken(chunk) }
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
