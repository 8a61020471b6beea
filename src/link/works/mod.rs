//! The sources of a text by what citations call them: surname, title, number.

pub(crate) mod cited;
pub(crate) mod entry;
pub(crate) mod key;
pub(crate) mod resolve;
mod surname;
pub(crate) mod title;
pub(crate) mod work;

use std::cell::Cell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use crate::doc::{Place, ReferenceId};
use crate::language::date::{Date, When};
use crate::link::works::entry::people::People;
use crate::link::works::entry::{Entry, law};
use crate::link::works::surname::{BySurname, initials, push, surnames};
use crate::link::works::title::{Title, title_key, titles};
use crate::link::works::work::{Work, institution};

/// The sources of a text.
#[derive(Debug, Default)]
pub(crate) struct Works {
    all: Vec<Work>,
    by_surname: HashMap<String, BySurname>,
    /// By what a citation may call the first author of any reading: a word of the surname, or the
    /// first letters of all of them.
    by_first_author: HashMap<String, Vec<ReferenceId>>,
    by_year: HashMap<When, Vec<ReferenceId>>,
    by_title: HashMap<String, Vec<ReferenceId>>,
    /// By the first word of a title.
    by_title_start: HashMap<String, Vec<ReferenceId>>,
    /// The last words of titles: a cheap look before the dear one.
    title_ends: HashSet<String>,
    /// Sources that go by a name of several words: an institution, or a title where no author is.
    by_whole: HashMap<String, Vec<ReferenceId>>,
    /// The last words of such names.
    whole_ends: HashSet<String>,
    by_number: HashMap<u32, Vec<ReferenceId>>,
    /// The highest number of any source.
    pub(crate) last_number: u32,
    by_label: HashMap<String, ReferenceId>,
    /// Sources of law, by where they are printed: by series and page, and by the series alone.
    by_law: HashMap<String, Vec<ReferenceId>>,
    /// Where each list begins.
    lists: Vec<Place>,
    /// How many sources were looked at for citations so far.
    looked_at: Cell<usize>,
}

/// How many sources are looked at for all citations of a text. One that cites ten works of one
/// author each hundred words, for a thousand pages, needs a tenth of it; what needs more is out to
/// take time, and its citations are then asked only where few sources come into question.
const LOOKS: usize = 1 << 22;
/// How many sources few are.
const FEW: usize = 64;
/// How many sources are named as possible ones, at most: nobody looks through more, and a text of
/// thousands that agree would name them all with each of its citations.
const POSSIBLE: usize = 32;

/// Several sources that may be meant, as a citation names them.
pub(crate) fn possible(mut ids: Vec<ReferenceId>) -> Vec<ReferenceId> {
    ids.truncate(POSSIBLE);
    ids.shrink_to_fit();
    ids
}

impl Works {
    /// Begins a list of sources that stands at `place`.
    pub(crate) fn begin_list(&mut self, place: Place) {
        self.lists.push(place);
    }

    /// Adds an entry of the list begun last; `people` are its authors, with those a dash stands
    /// for.
    pub(crate) fn add(&mut self, entry: &Entry, people: Rc<People>) {
        let id = ReferenceId(self.all.len() as u32);
        let date = entry.date.as_ref();
        let when = date.map(|date| date.when);
        let title = Title::new(entry.title.as_deref().unwrap_or(""));
        let titles = titles(entry.title.as_deref(), &title);
        let whens: Vec<When> = [when, entry.also].into_iter().flatten().collect();
        for surname in surnames(&people) {
            self.by_surname.entry(surname).or_default().add(id, &whens, &titles);
        }
        self.add_first_authors(&people, id);
        for &year in &whens {
            push(&mut self.by_year, year, id);
        }
        for title in &titles {
            push(&mut self.by_title, title.clone(), id);
            let first = title.split(' ').next().unwrap_or(title);
            push(&mut self.by_title_start, first.to_owned(), id);
            let last = title.rsplit(' ').next().unwrap_or(title);
            self.title_ends.insert(last.to_owned());
        }
        self.add_whole(&people, &titles, id);
        let whole = institution(&people).map(Title::new);
        if let Some(first) = whole.as_ref().and_then(|whole| whole.words.first()) {
            push(&mut self.by_title_start, first.clone(), id);
        }
        if let Some(label) = &entry.label {
            self.by_label.entry(label.clone()).or_insert(id);
        }
        if let Some(law) = &entry.law {
            push(&mut self.by_law, law::key(&law.series, &law.begins), id);
            push(&mut self.by_law, law.series.clone(), id);
        }
        if let Some(number) = entry.number {
            push(&mut self.by_number, number, id);
            self.last_number = self.last_number.max(number);
        }
        let suffix = date.and_then(|date| date.suffix);
        let list = self.lists.len().saturating_sub(1);
        self.all.push(Work {
            people,
            when,
            also: entry.also,
            suffix,
            titles,
            title,
            whole,
            dated_head: entry.dated_head,
            list,
        });
    }

    /// Files a source under the whole name it goes by, if that is no person’s.
    fn add_whole(&mut self, people: &People, titles: &[String], id: ReferenceId) {
        let institution = institution(people).map(title_key);
        let untitled = if people.readings.is_empty() { titles } else { &[] };
        for name in institution.iter().chain(untitled).filter(|name| name.contains(' ')) {
            push(&mut self.by_whole, name.clone(), id);
            let last = name.rsplit(' ').next().unwrap_or(name);
            self.whole_ends.insert(last.to_owned());
        }
    }

    fn add_first_authors(&mut self, people: &People, id: ReferenceId) {
        for name in people.readings.iter().filter_map(|reading| reading.first()) {
            for word in &name.surname {
                push(&mut self.by_first_author, word.clone(), id);
            }
            if name.surname.len() > 1 {
                push(&mut self.by_first_author, initials(&name.surname), id);
            }
        }
    }

    /// The source `id` names.
    pub(crate) fn work(&self, id: ReferenceId) -> &Work {
        &self.all[id.index()]
    }

    /// Whether the date of a source stands after its authors, so that citations give it.
    pub(crate) fn is_dated(&self, id: ReferenceId) -> bool {
        self.work(id).dated_head
    }

    /// Whether there are sources whose date stands after their title.
    pub(crate) fn has_late_dates(&self) -> bool {
        self.all.iter().any(|work| !work.dated_head)
    }

    /// The latest year of any source.
    pub(crate) fn latest(&self) -> Option<u16> {
        self.all.iter().filter_map(|work| work.when?.first()).max()
    }

    /// The sources whose first author's surname has this folded word, or whose institution has
    /// these initials.
    pub(crate) fn by_surname(&self, word: &str) -> &[ReferenceId] {
        self.by_surname.get(word).map_or(&[], |works| works.all.as_slice())
    }

    /// The sources of [`by_surname`](Self::by_surname), to be looked at one by one.
    pub(crate) fn all_by_surname(&self, word: &str) -> &[ReferenceId] {
        self.look(self.by_surname(word))
    }

    /// Adds the sources [`by_surname`](Self::by_surname) that may be of a date to `ids`. False if
    /// there are too many to look at: then only some are added, and none of them is surely meant.
    pub(crate) fn by_surname_and_date(
        &self,
        word: &str,
        date: &Date,
        ids: &mut Vec<ReferenceId>,
    ) -> bool {
        let Some(works) = self.by_surname.get(word) else { return true };
        let mut all = true;
        for when in [Some(date.when), date.also].into_iter().flatten() {
            let of_date = works.of(when);
            let seen = self.look(of_date);
            all &= seen.len() == of_date.len();
            ids.extend(if seen.is_empty() {
                &of_date[..of_date.len().min(POSSIBLE)]
            } else {
                seen
            });
        }
        all
    }

    /// Sources that are to be looked at one by one, or none of them where a text makes too much
    /// work: see [`LOOKS`].
    fn look<'i>(&self, ids: &'i [ReferenceId]) -> &'i [ReferenceId] {
        if ids.len() <= FEW {
            return ids;
        }
        let looked_at = self.looked_at.get() + ids.len();
        if looked_at > LOOKS {
            return &[];
        }
        self.looked_at.set(looked_at);
        ids
    }

    /// The sources [`by_surname`](Self::by_surname) of which a title begins with `first`.
    pub(crate) fn by_short_title(&self, surname: &str, first: &str) -> &[ReferenceId] {
        let titles = self.by_surname.get(surname).and_then(|works| works.by_title.get(first));
        self.look(titles.map_or(&[], Vec::as_slice))
    }

    /// The sources of which a title begins with the word `first`.
    pub(crate) fn by_title_start(&self, first: &str) -> &[ReferenceId] {
        self.look(self.by_title_start.get(first).map_or(&[], Vec::as_slice))
    }

    /// The sources whose first author’s name may have these folded words, in order.
    pub(crate) fn by_first_author(&self, words: &[String]) -> Vec<ReferenceId> {
        let found = words.iter().filter_map(|word| self.by_first_author.get(word));
        let mut ids: Vec<ReferenceId> = found.flat_map(|ids| self.look(ids)).copied().collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    /// The sources of a year, or without one.
    pub(crate) fn by_year(&self, when: When) -> &[ReferenceId] {
        self.look(self.by_year.get(&when).map_or(&[], Vec::as_slice))
    }

    /// The sources of a title, given as [`title_key`] has it.
    pub(crate) fn by_title(&self, key: &str) -> &[ReferenceId] {
        self.look(self.by_title.get(key).map_or(&[], Vec::as_slice))
    }

    /// The sources that go by a name of several words, given as [`title_key`] has it.
    pub(crate) fn by_whole(&self, key: &str) -> &[ReferenceId] {
        self.look(self.by_whole.get(key).map_or(&[], Vec::as_slice))
    }

    /// Whether a name of several words that sources go by ends with this folded word.
    pub(crate) fn ends_whole(&self, word: &str) -> bool {
        self.whole_ends.contains(word)
    }

    /// Whether a title ends with this folded word.
    pub(crate) fn ends_title(&self, word: &str) -> bool {
        self.title_ends.contains(word)
    }

    /// The sources that bear a number in their list.
    pub(crate) fn by_number(&self, number: u32) -> &[ReferenceId] {
        self.look(self.by_number.get(&number).map_or(&[], Vec::as_slice))
    }

    /// How many numbers there are in the longest list; `None` where no list counts.
    pub(crate) fn most_numbered(&self) -> Option<usize> {
        (!self.by_number.is_empty()).then_some(self.by_number.len())
    }

    /// Whether there are sources of law.
    pub(crate) fn has_law(&self) -> bool {
        !self.by_law.is_empty()
    }

    /// The sources of law that are printed in a series, or, given as [`law::key`] has it, at one place
    /// of it.
    pub(crate) fn by_law(&self, key: &str) -> &[ReferenceId] {
        self.look(self.by_law.get(key).map_or(&[], Vec::as_slice))
    }

    /// Whether sources have labels.
    pub(crate) fn has_labels(&self) -> bool {
        !self.by_label.is_empty()
    }

    /// The source of a label.
    pub(crate) fn by_label(&self, label: &str) -> Option<ReferenceId> {
        self.by_label.get(label).copied()
    }

    /// Of several sources, those in the list that belongs to `place`: where each chapter has its
    /// own, that is the next one after it. All of them where that list has none of them.
    pub(crate) fn nearest(&self, ids: &[ReferenceId], place: Place) -> Vec<ReferenceId> {
        let next = self.lists.partition_point(|&list| list <= place);
        let list = next.min(self.lists.len().saturating_sub(1));
        // Sources are numbered as they stand, so those of one list stand together.
        debug_assert!(ids.is_sorted(), "sources in the order of their lists: {ids:?}");
        let from = ids.partition_point(|&id| self.work(id).list < list);
        let near = &ids[from..];
        let near = &near[..near.partition_point(|&id| self.work(id).list == list)];
        if near.is_empty() { ids.to_vec() } else { near.to_vec() }
    }
}
