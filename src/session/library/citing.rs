//! Sources across texts: what the app asks of them, on threads of their own, and what is printed of them.

use std::collections::HashMap;
use std::sync::Arc;

use super::printed::{Shelves, called, file_with_line};
use super::searching::far_hit;
use super::with_words;
use crate::app::{CitesIt, Elsewhere, HeldText, Input, WorkCited};
use crate::doc::{Reference, ReferenceId};
use crate::language::fold::one_line;
use crate::library::State;
use crate::library::known::Known;
use crate::library::sources::{self, Joined, Key, Sameness};
use crate::library::words::Cache;
use crate::session::Session;
use crate::session::out::said::{complain, write_out};
use crate::session::report::report;
use crate::term::Screen;
use crate::text::Text;

/// The texts that are known, and the works they list.
#[derive(Debug, Default)]
pub(in crate::session) struct Works {
    texts: Vec<Known>,
    works: Vec<Joined>,
}

/// What was told of the sources of other texts.
#[derive(Debug)]
pub(in crate::session) enum Told {
    /// What other texts have of a source of this one.
    Elsewhere(Arc<Text>, ReferenceId, Elsewhere),
    /// The works that all texts list.
    Works(Arc<Works>),
    /// Where texts cite this work of theirs.
    Citing(Arc<Works>, usize, Elsewhere),
}

impl Session {
    /// Asks what other texts have of a source of the text on the screen.
    pub(in crate::session) fn ask_elsewhere(&mut self, reference: ReferenceId, screen: &Screen) {
        let text = Arc::clone(self.app.text());
        self.ask_of_sources(screen, move |cache, state| {
            // What can be told of an entry is told of all of them at once.
            let all = text.links.sources(&text.document);
            let key = Key::of(all.get(reference.index())?);
            let texts = with_words(&state, &cache);
            let own = |known: &Known| known.origins().any(|origin| origin == text.origin);
            let texts: Vec<Known> = texts.into_iter().filter(|known| !own(known)).collect();
            let found = elsewhere(&cache, &texts, &key);
            Some(Told::Elsewhere(text, reference, found))
        });
    }

    /// Asks which works all texts list.
    pub(in crate::session) fn ask_works(&mut self, screen: &Screen) {
        self.ask_of_sources(screen, |cache, state| {
            let texts = with_words(&state, &cache);
            let works = sources::all(&cache, &texts);
            Some(Told::Works(Arc::new(Works { texts, works })))
        });
    }

    /// Asks where texts cite a work of theirs.
    pub(in crate::session) fn ask_citing(&mut self, work: usize, screen: &Screen) {
        let Some(works) = self.library.works.clone() else { return };
        self.ask_of_sources(screen, move |cache, _| {
            let key = &works.works.get(work)?.key;
            let found = elsewhere(&cache, &works.texts, key);
            Some(Told::Citing(works, work, found))
        });
    }

    fn ask_of_sources(
        &mut self,
        screen: &Screen,
        ask: impl FnOnce(Cache, State) -> Option<Told> + Send + 'static,
    ) {
        let Some(cache) = self.library.cache.clone() else { return };
        let (state, post) = (self.keeper.state().clone(), screen.post());
        std::thread::spawn(move || {
            if let Ok(Some(told)) = crate::term::spare(|| ask(cache, state)) {
                report(&post, |session| session.told_of_sources(told));
            }
        });
    }

    /// Takes up what was told of the sources of other texts.
    pub(in crate::session) fn told_of_sources(&mut self, told: Told) {
        match told {
            Told::Elsewhere(of, reference, found) => {
                let found = Box::new(found);
                self.app.update(Input::Elsewhere { of, reference, found });
            }
            Told::Works(works) => {
                let listed = works.works.iter().map(work_cited).collect();
                self.library.works = Some(works);
                self.app.update(Input::Sources(listed));
            }
            Told::Citing(works, work, found) => {
                let work = Box::new(work_cited(&works.works[work]));
                self.app.update(Input::Citing { work, found: Box::new(found) });
            }
        }
    }
}

fn work_cited(work: &Joined) -> WorkCited {
    WorkCited {
        source: work.source.clone(),
        entry: work.entry.clone(),
        texts: work.texts.len(),
        places: work.places,
        held: work.held.is_some(),
    }
}

/// What texts have of a work.
fn elsewhere(cache: &Cache, texts: &[Known], key: &Key) -> Elsewhere {
    let sure = |same: Sameness| same == Sameness::Same;
    let held = sources::held(texts, key).into_iter().filter(|(text, _)| !texts[*text].gone);
    let held = held.map(|(text, same)| HeldText {
        title: called(&texts[text]),
        origin: texts[text].origin.clone(),
        sure: sure(same),
    });
    let cited = sources::cited_in(cache, texts, key, None).into_iter().map(|cited| {
        let text = &texts[cited.text];
        let places = cited.places.into_iter().map(|hit| far_hit(&text.origin, hit, None));
        CitesIt {
            title: called(text),
            entry: cited.entry,
            sure: sure(cited.same),
            places: places.collect(),
        }
    });
    Elsewhere { held: held.collect(), texts: cited.collect() }
}

/// Prints every place of the texts that are known that cites a work whose entry holds these words:
/// `path:line:column: words`, and before them the entry. Gives whether there is any.
///
/// # Errors
/// Says what cannot be read or written.
pub fn cites(words: &[String]) -> Result<bool, Box<dyn std::error::Error>> {
    let shelves = Shelves::of_reader()?;
    let texts = with_words(&shelves.state, &shelves.cache);
    if texts.is_empty() {
        complain(super::NONE_KNOWN);
    }
    let works = sources::all(&shelves.cache, &texts);
    let mut printed = String::new();
    for work in sources::named(&works, words) {
        printed += &format!("{}\n", one_line(&work.entry));
        for cited in sources::cited_in(&shelves.cache, &texts, &work.key, None) {
            // What is only likely has an entry of its own, which says so.
            if cited.same == Sameness::Same {
                let origin = &texts[cited.text].origin;
                let line = |hit| format!("  {}\n", file_with_line(origin, hit, &hit.line.0));
                printed.extend(cited.places.iter().map(line));
            }
        }
    }
    write_out(&printed)?;
    Ok(!printed.is_empty())
}

/// A work that is cited and not held: what is known of it, the words of its entry, how many texts cite it.
pub(super) type Lacking = (Reference, String, usize);

/// The works that texts cite and that are not among them, by how many texts cite them; `least` texts must.
/// Each with the words of its entry.
///
/// # Errors
/// Says what cannot be read.
pub fn wanted(least: usize) -> Result<Vec<Lacking>, Box<dyn std::error::Error>> {
    let shelves = Shelves::of_reader()?;
    let texts = with_words(&shelves.state, &shelves.cache);
    if texts.is_empty() {
        complain(super::NONE_KNOWN);
    }
    let works = sources::all(&shelves.cache, &texts);
    let works = works.into_iter().filter(|work| work.held.is_none() && work.texts.len() >= least);
    // A key is the only one of its text, and here there are several.
    let mut given: HashMap<Box<str>, usize> = HashMap::new();
    let told = works.map(|mut work| {
        let times = given.entry(work.source.key.clone()).or_default();
        *times += 1;
        if *times > 1 {
            work.source.key = format!("{}-{times}", work.source.key).into();
        }
        (work.source, one_line(&work.entry), work.texts.len())
    });
    Ok(told.collect())
}

/// Prints the texts that share most works with a text whose title or file holds these words.
///
/// # Errors
/// Says that there is none, or what cannot be read or written.
pub fn alike(words: &str) -> Result<(), Box<dyn std::error::Error>> {
    let shelves = Shelves::of_reader()?;
    let texts = with_words(&shelves.state, &shelves.cache);
    let folded = |words: &str| crate::language::fold::Fold::Word.of(words).into_owned();
    let path = std::path::Path::new(words);
    let origin = path.exists().then(|| crate::library::origin_of(path));
    let named = texts.iter().position(|text| match &origin {
        Some(origin) => text.origins().any(|other| other == origin),
        None => folded(&called(text)).contains(&folded(words)),
    });
    let Some(named) = named else {
        return Err(format!("No text that is known is called {words}.").into());
    };
    let works = sources::all(&shelves.cache, &texts);
    let line = |(other, many): (usize, usize)| format!("{many:>4}  {}\n", called(&texts[other]));
    Ok(write_out(&sources::shared(&works, named).into_iter().map(line).collect::<String>())?)
}
