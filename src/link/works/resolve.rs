//! Which source a citation means: what is certain, what is possible, and nothing else.
//!
//! Certain is one entry whose authors and date agree with the citation's; or, where the citation
//! has a slip of one letter or has lost digits, one entry that is left when all others are ruled
//! out. Several that agree are all named. One that only may be meant is named as a possibility,
//! never as the source.

use std::borrow::Cow;

use crate::doc::{Place, ReferenceId};
use crate::language::date::Date;
use crate::language::fold::Fold;
use crate::language::lexicon;
use crate::language::name::is_slip;
use crate::link::works::cited::{CitedName, Names};
use crate::link::works::title::title_key;
use crate::link::works::work::Work;
use crate::link::works::{Works, possible};

/// What a citation was found to mean, and which of its names was the first of the source’s.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// This source; the citation begins at this place.
    One(ReferenceId, Place),
    /// Any of these.
    OneOf(Vec<ReferenceId>, Place),
    Nothing,
}

/// How well the names of a citation agree with those of a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fit {
    /// All of them, or the first and *et al.*
    Whole,
    /// All of them in a looser way: half of a double surname, *et al.* for one author.
    Loose,
    /// The first ones, though the source has more.
    Part,
}

/// Finds the source that `names` and `date` mean in a citation at `place`.
pub(crate) fn resolve(works: &Works, names: &Names, date: &Date, place: Place) -> Outcome {
    let whole: Vec<ReferenceId> =
        names.whole.iter().copied().filter(|&id| is_dated(works, id, date)).collect();
    if !whole.is_empty() {
        return settle(works, whole, names, date, names.whole_start, place);
    }
    if let Some(title) = &names.title {
        let dated = titled(works, title, date);
        return settle(works, dated, names, date, names.start, place);
    }
    let mut possible = Outcome::Nothing;
    for first in 0..names.names.len() {
        let list = &names.names[first..];
        for dropped in 0..list[0].words.len() {
            let lead = &list[0].words[..dropped];
            // An initial that is not the author’s makes it another author.
            if lead.iter().any(|word| word.chars().count() == 1) {
                break;
            }
            let mut shortened = Cow::Borrowed(list);
            if dropped > 0 {
                shortened.to_mut()[0].words.drain(..dropped);
            }
            let start = if dropped == 0 { list[0].start } else { word_start(&list[0], dropped) };
            let found = settle_people(works, &shortened, names, date, start, place);
            match found {
                Outcome::Nothing => {}
                found if first == 0 && dropped == 0 => return found,
                found if is_certain(names, first, lead, &shortened[0]) => return found,
                // A name in front that the list does not know may be a given name: then only all
                // of the rest can be meant, and even that not surely.
                Outcome::One(id, start) => possible = possible.or(Outcome::OneOf(vec![id], start)),
                Outcome::OneOf(ids, _) if ids.len() == 1 => {}
                found => possible = possible.or(found),
            }
        }
    }
    possible
}

impl Outcome {
    fn or(self, other: Outcome) -> Outcome {
        if self == Outcome::Nothing { other } else { self }
    }
}

/// Whether the names left when others in front were dropped are still sure to be the author’s:
/// what was dropped led up to it, or a given name confirms it.
fn is_certain(names: &Names, first: usize, lead: &[String], name: &CitedName) -> bool {
    let leads = names.led || lead.iter().all(|word| lexicon::leads(word) || word.ends_with("ing"));
    let confirmed = name.words.len() > 1 && name.words[0].chars().count() > 1;
    // `Hegel and Smith (1990)` is not Smith alone; `In Paris, Smith (1990)` is.
    let apart = first == 0
        || !names.names[first..].iter().any(|name| name.joined) && !names.clean
        || !names.names[first].joined && names.names.len() - first > 1;
    apart && (leads || confirmed)
}

fn word_start(name: &CitedName, dropped: usize) -> Place {
    let spaces = name.printed.match_indices(char::is_whitespace);
    // Particles are words of the printed name and not of the counted ones: the place is then a
    // word too early, which only makes the link a word longer.
    spaces
        .map(|(at, space)| at + space.len())
        .nth(dropped - 1)
        .map_or(name.start, |at| name.start + at)
}

fn settle_people(
    works: &Works,
    people: &[CitedName],
    names: &Names,
    date: &Date,
    start: Place,
    place: Place,
) -> Outcome {
    let mut fitting = candidates(works, people, names.others, date);
    let best = fitting.iter().map(|&(_, fit)| fit).min();
    fitting.retain(|&(_, fit)| Some(fit) == best);
    let ids: Vec<ReferenceId> = fitting.into_iter().map(|(id, _)| id).collect();
    if matches!(best, Some(Fit::Whole | Fit::Loose)) {
        let start = start + particle(works, &ids, &people[0]);
        return settle(works, ids, names, date, start, place);
    }
    if let [name] = people {
        let institutions = titled(works, &name.printed, date);
        if !institutions.is_empty() {
            return settle(works, institutions, names, date, start, place);
        }
    }
    if !ids.is_empty() {
        return Outcome::OneOf(possible(works.nearest(&ids, place)), start);
    }
    match slips(works, people, names.others, date).as_slice() {
        [one] if date.when.first().is_some() => Outcome::One(*one, start),
        _ => Outcome::Nothing,
    }
}

/// How many bytes of a name are a small particle that is not the author’s: *von Weber (1922)* in
/// German is *by Weber*.
fn particle(works: &Works, ids: &[ReferenceId], name: &CitedName) -> usize {
    let Some((first, _)) = name.printed.split_once(char::is_whitespace) else { return 0 };
    let folded = Fold::Word.of(first);
    let small = lexicon::is_particle(&folded) && !crate::language::prose::token::is_capital(first);
    let own = || {
        let mut firsts = ids.iter().filter_map(|&id| works.work(id).people.names().first());
        firsts.any(|own| own.printed.split([' ', ',']).any(|word| Fold::Word.of(word) == folded))
    };
    if small && !own() {
        name.printed.len() - name.printed[first.len()..].trim_start().len()
    } else {
        0
    }
}

/// The sources whose names and date agree, and how well.
fn candidates(
    works: &Works,
    people: &[CitedName],
    others: bool,
    date: &Date,
) -> Vec<(ReferenceId, Fit)> {
    let words = &people[0].words;
    let mut ids: Vec<ReferenceId> = Vec::new();
    let mut all = true;
    for word in [words.first(), words.last()].into_iter().flatten() {
        all &= works.by_surname_and_date(word, date, &mut ids);
    }
    ids.sort_unstable();
    ids.dedup();
    if !all {
        // Those that were not looked at may agree better: none of these is surely meant.
        return ids.into_iter().map(|id| (id, Fit::Part)).collect();
    }
    ids.retain(|&id| is_dated(works, id, date));
    let fitting = ids.into_iter().filter_map(|id| Some((id, fit(works.work(id), people, others)?)));
    fitting.collect()
}

/// Whether a source is of the date of a citation, letter and all.
fn is_dated(works: &Works, id: ReferenceId, date: &Date) -> bool {
    works.work(id).is_of(date) && has_suffix(works, id, date)
}

/// Whether the letter after a citation’s year, if there is one, is the source’s.
fn has_suffix(works: &Works, id: ReferenceId, date: &Date) -> bool {
    date.suffix.is_none() || works.work(id).suffix == date.suffix
}

/// How well the names of a citation agree with those of `work`, in either reading.
pub(crate) fn fit(work: &Work, people: &[CitedName], others: bool) -> Option<Fit> {
    let fits = work.people.readings.iter().filter_map(|reading| {
        let agree = people.len() <= reading.len()
            && reading.iter().zip(people).all(|(name, cited)| name.answers_to(&cited.words));
        let fully =
            reading.iter().zip(people).all(|(name, cited)| name.answers_fully(&cited.words));
        let left_out = reading.len().saturating_sub(people.len());
        let fit = match (others, left_out) {
            (true, 0) if !work.people.open => Fit::Part,
            // *Et al.* is two or more; for one author it is a slip.
            (true, 1) if !work.people.open => Fit::Loose,
            (false, 1..) => Fit::Part,
            (false, 0) if work.people.open => Fit::Part,
            _ if !fully => Fit::Loose,
            _ => Fit::Whole,
        };
        agree.then_some(fit)
    });
    fits.min()
}

/// The sources without an author that go by a title and a date.
fn titled(works: &Works, title: &str, date: &Date) -> Vec<ReferenceId> {
    let ids = works.by_title(&title_key(title)).iter().copied();
    let ids = ids.filter(|&id| {
        let work = works.work(id);
        work.is_of(date) && work.people.readings.is_empty()
    });
    ids.filter(|&id| has_suffix(works, id, date)).collect()
}

/// The sources of the same date whose first author’s surname is one slip away, all else equal.
fn slips(works: &Works, people: &[CitedName], others: bool, date: &Date) -> Vec<ReferenceId> {
    let Some(surname) = people[0].words.last() else { return Vec::new() };
    // A name some source has is no slip for another.
    if surname.chars().count() < 6 || !works.by_surname(surname).is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for &id in works.by_year(date.when) {
        let work = works.work(id);
        let first = work.people.names().first();
        let Some(own) = first.and_then(|name| name.surname.last()) else { continue };
        if is_slip(surname, own) {
            let mut mended = people.to_vec();
            if let Some(last) = mended[0].words.last_mut() {
                last.clone_from(own);
            }
            if fit(work, &mended, others) == Some(Fit::Whole) {
                found.push(id);
            }
        }
    }
    found.retain(|&id| has_suffix(works, id, date));
    found
}

/// One of several sources, if the chapter or the very spelling decides.
fn settle(
    works: &Works,
    ids: Vec<ReferenceId>,
    names: &Names,
    date: &Date,
    start: Place,
    place: Place,
) -> Outcome {
    let ids = closest(works, ids, date);
    let near = if ids.len() > 1 { works.nearest(&ids, place) } else { ids };
    let exact: Vec<ReferenceId> = if near.len() > 1 {
        near.iter().copied().filter(|&id| is_spelt(works.work(id), names)).collect()
    } else {
        Vec::new()
    };
    let left = if exact.len() == 1 { exact } else { near };
    match left.as_slice() {
        [] => Outcome::Nothing,
        [one] => Outcome::One(*one, start),
        _ => Outcome::OneOf(possible(left), start),
    }
}

/// Of several sources that a date may mean, those that agree with it best: both its years, or its
/// one year and no other, where some do; then those of just its year.
fn closest(works: &Works, ids: Vec<ReferenceId>, date: &Date) -> Vec<ReferenceId> {
    if ids.len() < 2 {
        return ids;
    }
    let of = |fits: &dyn Fn(&Work) -> bool| -> Vec<ReferenceId> {
        ids.iter().copied().filter(|&id| fits(works.work(id))).collect()
    };
    let same = of(&|work| {
        let own = (work.when, work.also);
        let cited = (Some(date.when), date.also);
        own == cited || own == (date.also, Some(date.when))
    });
    let first = of(&|work| work.when == Some(date.when));
    [same, first].into_iter().find(|found| !found.is_empty()).unwrap_or(ids)
}

/// Whether the first author is spelt as the citation spells it, accents and all: *Martín Abadi*
/// is not *Martin Abadi* where both are in the list.
fn is_spelt(work: &Work, names: &Names) -> bool {
    let Some(cited) = names.names.first() else { return false };
    work.people.readings.iter().filter_map(|reading| reading.first()).any(|name| {
        cited.printed.split_whitespace().filter(|word| !word.ends_with('.')).all(|word| {
            name.printed.split([' ', ',']).any(|own| own.eq_ignore_ascii_case(word) || own == word)
        })
    })
}

/// The source that names without a usable date mean, if its authors wrote only one.
pub(crate) fn only_work(works: &Works, names: &Names) -> Option<ReferenceId> {
    let first = names.names.first()?;
    let ids = works.all_by_surname(first.words.last()?);
    let whole =
        |id: &ReferenceId| fit(works.work(*id), &names.names, names.others) == Some(Fit::Whole);
    let mut fitting = ids.iter().copied().filter(whole);
    // A second one settles the question; there may be hundreds.
    fitting.next().filter(|_| fitting.next().is_none())
}
