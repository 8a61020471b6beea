//! The names in the head of an entry, one by one.
//!
//! The surprise: a list may be read in two ways. `Alec Radford, Luke Metz, and Soumith Chintala`
//! is three people, and `García Márquez, Gabriel José, and Ana Ruiz` two; nothing but knowledge
//! of the names tells them apart. Both readings are kept, and a citation may agree with either.

use crate::language::fold::Fold;
use crate::language::lexicon;
use crate::language::name::{Name, counting_words};
use crate::language::prose::token::is_capital;
use crate::language::section::Section;
use crate::link::works::entry::chunk::{
    Sort, clean, groups, has_capitals, in_capitals, sort, sort_at, without_others,
    without_translator,
};

/// The authors of an entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct People {
    /// The ways to read the names, the likeliest first.
    pub readings: Vec<Vec<Name>>,
    /// Whether the entry leaves the last of them out (*et al.*).
    pub open: bool,
}

impl People {
    /// The names as they most likely are.
    pub(crate) fn names(&self) -> &[Name] {
        self.readings.first().map_or(&[], Vec::as_slice)
    }
}

/// Reads the names of an entry's head.
pub(crate) fn people(head: &str) -> People {
    let cleaned = clean(without_translator(head));
    let (groups, open) = parted(head, &cleaned);
    let mut people = in_likely_ways(&groups, open);
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
pub(crate) fn further(head: &str) -> People {
    let cleaned = clean(without_translator(head));
    let (groups, open) = parted(head, &cleaned);
    in_likely_ways(&groups, open)
}

/// The names of a head, parted, and whether it leaves some of them out; `cleaned` is the head
/// [`clean`] and without its translator.
fn parted<'c>(head: &str, cleaned: &'c str) -> (Vec<Vec<&'c str>>, bool) {
    let (names, open) = without_others(cleaned);
    (without_imprint(groups(names)), open || head.contains("[et al"))
}

/// Names read in the ways that are the likeliest.
fn in_likely_ways(groups: &[Vec<&str>], open: bool) -> People {
    let mut people = People { readings: Vec::new(), open };
    if groups.is_empty() {
        return people;
    }
    // `Kropotkin, P.`, as most entries begin, is one name in every way.
    if let [group] = groups
        && let [family, given] = group[..]
        && sort(given) == Sort::Initials
        && sort_at(group, 0) != Sort::Initials
    {
        people.readings.push(vec![Name::inverted(family, given)]);
        return people;
    }
    let mut ways: Vec<(i32, Way)> = [Way::FirstTurned, Way::AllTurned, Way::Spoken]
        .into_iter()
        .filter_map(|way| Some((plausible(groups, way)?, way)))
        .collect();
    // The first of equals stays first.
    ways.sort_by_key(|&(weight, _)| std::cmp::Reverse(weight));
    let best = ways.first().map_or(0, |&(weight, _)| weight);
    for (weight, way) in ways {
        if weight + 1 < best {
            break;
        }
        let reading = read(groups, way);
        if !people.readings.contains(&reading) {
            people.readings.push(reading);
        }
    }
    people
}

/// Names without what stands after a title or an institution in their place, which is no given name:
/// `El archivo popular, Madrid`.
fn without_imprint(mut groups: Vec<Vec<&str>>) -> Vec<Vec<&str>> {
    if let Some(first) = groups.first_mut()
        && first.first().is_some_and(|chunk| is_no_person(chunk))
    {
        first.truncate(1);
    }
    groups
}

/// Whether words have a small one that no name of a person has, after a capital.
fn is_no_person(chunk: &str) -> bool {
    let small = |word: &str| {
        let folded = Fold::Word.of(word);
        word.starts_with(char::is_lowercase)
            && word.len() > 3
            && !lexicon::is_particle(&folded)
            && !lexicon::is_noble(&folded)
            && !is_capital(word)
    };
    is_capital(chunk) && chunk.split_whitespace().skip(1).any(small)
}

/// Reads the names of a list that prints surnames first without a comma after them: `Höflinger Jörg,
/// Ben Salah Karim`. The surname is one word with its particles; where there is a second, citations
/// may still have it.
pub(crate) fn surnames_first(head: &str) -> People {
    let cleaned = clean(without_translator(head));
    let (groups, open) = parted(head, &cleaned);
    let names = groups.into_iter().flatten().map(|chunk| {
        if is_no_person(chunk) {
            return Name::whole(chunk);
        }
        let words: Vec<&str> = chunk.split_whitespace().collect();
        let particles =
            words.iter().take_while(|word| lexicon::is_particle(&Fold::Word.of(word))).count();
        let family = (particles + 1).min(words.len());
        let name = Name::inverted(&words[..family].join(" "), &words[family..].join(" "));
        Name { printed: chunk.to_owned(), ..name }
    });
    let names: Vec<Name> = names.collect();
    let readings = if names.is_empty() { Vec::new() } else { vec![names] };
    People { readings, open }
}

/// Whether the heads of a list, in order, print surnames first without a comma: they follow the
/// alphabet by their first words, and not by the last words of their first names.
pub(crate) fn are_surnames_first<'h>(heads: impl Iterator<Item = &'h str>) -> bool {
    let mut all = 0;
    let ends = heads.filter_map(|head| {
        all += 1;
        let cleaned = clean(head);
        let groups = groups(without_others(&cleaned).0);
        let chunk = *groups.first()?.first()?;
        // `Bourdieu P.` and `BOURDIEU Pierre` show by themselves which end the surname is at.
        if sort(chunk) == Sort::Ended || has_capitals(chunk) {
            return None;
        }
        let words = counting_words(chunk);
        let (first, last) = (words.first()?, words.last()?);
        (words.len() > 1).then(|| (first.clone(), last.clone()))
    });
    let mut ends: Vec<(String, String)> = ends.collect();
    let most = ends.len() * 2 >= all;
    ends.dedup_by(|one, other| one.0 == other.0);
    let pairs = || ends.windows(2);
    let by_first = pairs().filter(|pair| pair[0].0 <= pair[1].0).count() * 10;
    let by_last = pairs().filter(|pair| pair[0].1 <= pair[1].1).count() * 10;
    // A list of one author, or of two, shows nothing.
    most && ends.len() >= 5 && by_first >= (ends.len() - 1) * 8 && by_last <= (ends.len() - 1) * 7
}

/// Reads the names of a citation, where each may be a surname alone: `Martin, Smith, and Weber`.
pub(crate) fn cited(names: &str) -> People {
    let mut people = further(names);
    let cleaned = clean(names);
    let groups = groups(without_others(&cleaned).0);
    let each: Vec<Name> = groups.iter().flatten().map(|chunk| Name::spoken(chunk)).collect();
    if !each.is_empty() && !people.readings.contains(&each) {
        people.readings.push(each);
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
            } else if own == Sort::Initials || lexicon::is_suffix(chunk) {
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

/// Adds initials to the given names of the name before them.
fn add_given(name: Option<&mut Name>, chunk: &str) {
    let Some(name) = name else { return };
    let given = name.printed.split_once(", ").map_or("", |(_, given)| given);
    *name = Name::inverted(&name.family.clone(), format!("{given} {chunk}").trim());
}

/// A name that is not the first: spoken, unless an article shows an institution.
fn later_name(chunk: &str) -> Name {
    let institution =
        chunk.split_whitespace().any(|word| Section::InInstitutions.has(&Fold::Word.of(word)));
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
            ("A. Aho, R. Sethi, and M. S. Lam", "Aho+A.|Sethi+R.|Lam+M. S."),
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
