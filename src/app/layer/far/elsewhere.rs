//! Sources across texts: where other texts cite a source, the text that is the cited work, and the sources
//! of all texts.

use std::sync::Arc;

use super::everywhere::{PLACES, headed, row};
use super::{Far, FarHit, Goal, GoalAt, is_far};
use crate::app::layer::Layer;
use crate::app::layer::list::List;
use crate::app::layer::list::row::{authors, one_line, year};
use crate::app::layer::picker::{Column, Goes, Item, Order, Picker};
use crate::app::{App, Effect};
use crate::doc::{Reference, ReferenceId};
use crate::language::fold::Fold;
use crate::layout::Link;
use crate::text::Text;

/// What other texts have of a source.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Elsewhere {
    /// The texts that are the work.
    pub held: Vec<HeldText>,
    /// The texts that cite it, those first of which it is sure.
    pub texts: Vec<CitesIt>,
}

/// A text that is a cited work.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct HeldText {
    /// What it is called.
    pub title: String,
    /// What it is kept under.
    pub origin: String,
    /// Whether it is that very work, or only perhaps.
    pub sure: bool,
}

/// A text that cites a source.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CitesIt {
    /// What it is called.
    pub title: String,
    /// Its entry for the source.
    pub entry: String,
    /// Whether that is of this very work, or only perhaps.
    pub sure: bool,
    /// The places that cite it.
    pub places: Vec<FarHit>,
}

/// A work that texts of the library cite.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct WorkCited {
    /// What its entry says of it.
    pub source: Reference,
    /// That entry.
    pub entry: String,
    /// How many texts list it, and how many places cite it.
    pub texts: usize,
    /// How many places cite it.
    pub places: usize,
    /// Whether it is a text of the library itself.
    pub held: bool,
}

impl App {
    /// Asks where other texts cite a source of this one, whose list was opened.
    pub(in crate::app) fn ask_elsewhere(&mut self, list: List) {
        if let List::Entry(reference) = list {
            self.asks.push(Effect::AskElsewhere(reference));
        }
    }

    /// Adds to the list of a source of a text what other texts have of it.
    pub(in crate::app) fn show_elsewhere(
        &mut self,
        of: &Arc<Text>,
        reference: ReferenceId,
        found: &Elsewhere,
    ) {
        let page = self.page_cited(reference);
        if !Arc::ptr_eq(of, &self.text) || found.held.is_empty() && found.texts.is_empty() {
            return;
        }
        let entry = Some(List::Entry(reference));
        let of_source =
            |layer: &&mut Layer| matches!(layer, Layer::Picker(list) if list.list == entry);
        let Some(Layer::Picker(list)) = self.layers.iter_mut().find(of_source) else { return };
        if !list.goals.is_empty() {
            return;
        }
        let mut rows = Rows::default();
        rows.held(found, page.as_deref());
        rows.items.extend(list.items.iter().cloned());
        rows.cited(found);
        let chosen = (!list.items.is_empty()).then_some(list.chosen()).flatten().cloned();
        let mut made = Picker::new(list.title.clone(), PLACES, rows.items);
        (made.list, made.about, made.heads) = (list.list, list.about, list.heads);
        made.goals = rows.goals.into();
        // The row that was chosen is, and where there was none, the first.
        let row = chosen.and_then(|chosen| made.items.iter().position(|item| *item == chosen));
        let made = made.taking_over(list);
        **list = made;
        if let Some(row) = row.and_then(|item| list.row_of(item as u32)) {
            list.select(row);
        }
    }

    /// The printed page that the chosen citation gives, if that is of this source.
    fn page_cited(&self, reference: ReferenceId) -> Option<String> {
        let Some(Link::Citation(index)) = self.focus.map(|focus| focus.link) else { return None };
        let citation = self.text.links.citations.get(index as usize)?;
        let locator =
            citation.locator.as_deref().filter(|_| citation.references() == [reference])?;
        locator.split(|c: char| !c.is_ascii_digit()).find(|run| !run.is_empty()).map(str::to_owned)
    }

    /// Opens the list of the sources of all texts, which are still to come.
    pub(in crate::app) fn open_sources(&mut self) -> Vec<Effect> {
        let mut list = Picker::new("Sources of all texts", WORKS, Vec::new());
        list.empty = "Looking through the texts …";
        self.show_far(Far::Sources, list, true);
        vec![Effect::ListSources]
    }

    /// Shows the sources of all texts, where they are listed.
    pub(in crate::app) fn list_sources(&mut self, works: &[WorkCited]) {
        self.show_far(Far::Sources, sources(works), false);
    }

    /// Lists where texts cite a work of the sources of all.
    pub(in crate::app) fn list_citing(&mut self, work: &WorkCited, found: &Elsewhere) {
        // Who closed the list meanwhile does not want it.
        if !self.layers.last().is_some_and(|layer| is_far(layer, Far::Sources)) {
            return;
        }
        let mut rows = Rows::default();
        rows.held(found, None);
        rows.cited(found);
        let title = format!("{} {}", authors(work.source.people()), year(&work.source));
        let title = if title.trim().is_empty() { one_line(&work.entry) } else { title };
        let mut list = Picker::new(title.trim(), PLACES, rows.items);
        (list.far, list.goals) = (Some(Far::Citing), rows.goals.into());
        list.empty = "No text that is known cites it.";
        self.layers.push(Layer::list(list));
    }
}

/// Rows that lead to other texts.
#[derive(Default)]
struct Rows {
    items: Vec<Item>,
    goals: Vec<Goal>,
}

impl Rows {
    fn goal(&mut self, goal: Goal) -> Goes {
        self.goals.push(goal);
        Goes::Far(self.goals.len() - 1)
    }

    /// The texts that are the work, to be opened at a printed page if one is cited.
    fn held(&mut self, found: &Elsewhere, page: Option<&str>) {
        for held in &found.held {
            let at = page.map_or(GoalAt::Left, |page| GoalAt::Page(page.to_owned()));
            let goes = self.goal(Goal { origin: held.origin.clone(), at });
            let on = page.map_or_else(String::new, |page| format!(" at p. {page}"));
            let title = one_line(&held.title);
            self.items.push(headed(
                match held.sure {
                    true => format!("Open it{on}: {title}"),
                    false => format!("Perhaps this: {title}"),
                },
                goes,
            ));
        }
    }

    /// The places in other texts.
    fn cited(&mut self, found: &Elsewhere) {
        for text in &found.texts {
            let Some(first) = text.places.first() else { continue };
            let goes = self.goal(first.goal.clone());
            let title = one_line(&text.title);
            let head = match text.sure {
                true => format!("In {title}"),
                false => format!("Perhaps in {title}: {}", one_line(&text.entry)),
            };
            self.items.push(headed(head, goes));
            for place in &text.places {
                let goes = self.goal(place.goal.clone());
                self.items.push(row(place, goes));
            }
        }
    }
}

/// How the sources of all texts are set.
const WORKS: &[Column] = &[
    Column::Left(30),
    Column::Left(12),
    Column::Fill,
    Column::Right(8),
    Column::Spare,
    Column::Left(6),
];

fn sources(works: &[WorkCited]) -> Picker {
    let items: Vec<Item> = works.iter().enumerate().map(work).collect();
    let given: Vec<u32> = (0..items.len() as u32).collect();
    let name = |item: u32| Fold::Word.of(&items[item as usize].cells[0]).into_owned();
    let mut by_author = given.clone();
    by_author.sort_by_cached_key(|&item| name(item));
    let mut by_year = given.clone();
    by_year.sort_by_cached_key(|&item| items[item as usize].cells[1].clone());
    let mut wanted = given.clone();
    wanted.sort_by_key(|&item| works[item as usize].held);
    let orders = vec![
        Order { name: "how many texts cite it", items: given },
        Order { name: "author", items: by_author },
        Order { name: "year", items: by_year },
        Order { name: "what is not held", items: wanted },
    ];
    let mut list = Picker::new("Sources of all texts", WORKS, items);
    list = list.headed(&["Author", "Year", "Title", "Texts", "Places", "Held"]).sorted(orders);
    list.empty = "No text that is known has a list of sources.";
    list
}

fn work((index, work): (usize, &WorkCited)) -> Item {
    let title = work.source.title.as_deref().map(one_line);
    let title = title.unwrap_or_else(|| one_line(&work.entry));
    let held = if work.held { "held" } else { "" };
    let cells = vec![
        authors(work.source.people()),
        year(&work.source),
        title,
        work.texts.to_string(),
        work.places.to_string(),
        held.to_owned(),
    ];
    let mut item = Item::new(cells, Goes::Work(index));
    item.key = Fold::Word.of(&one_line(&work.entry)).into_owned();
    item.about = one_line(&work.entry);
    item
}
