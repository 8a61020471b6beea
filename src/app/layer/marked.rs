//! The list of marks: those whose words are lost first, and those that were removed last, for whoever wants
//! them back.

use super::Layer;
use super::list::row::{one_line, page};
use super::list::{List, Reader};
use super::picker::{Column, Goes, Item, Order, Picker, Tone};
use crate::anchor::Whereabouts;
use crate::app::command::{ChooseCommand, Command};
use crate::app::found::Found;
use crate::app::page::shown::Focus;
use crate::app::{App, Effect, Marking};
use crate::doc::{Place, Span};
use crate::language::prose::sentences;
use crate::layout::Link;
use crate::marks::date::iso;
use crate::marks::{Annotation, CARRIED, Offer, quoted};
use crate::search::Query;
use crate::text::Text;

/// How many bytes of the words of a mark, and of its remark, are listed.
const WORDS: usize = 400;

/// The marks, and what is offered from other texts before them; `beside` the text, their words and
/// remarks share a column.
pub(super) fn marks(text: &Text, reader: &Reader<'_>, beside: bool) -> Picker {
    let &Reader { marks, removed, offers, .. } = reader;
    let mut items: Vec<Item> =
        offers.iter().zip(0..).map(|(offer, number)| offered(offer, number, beside)).collect();
    for (mark, number) in marks.iter().zip(0..) {
        let place = match mark.at {
            Whereabouts::At(span) => whereabouts(text, span.start),
            Whereabouts::Undecided => format!("not decided{}", kept(&mark.annotation)),
            Whereabouts::Nowhere => format!("not found{}", kept(&mark.annotation)),
        };
        let place = if mark.carried { format!("◇ {place}") } else { place };
        let mut item = row(place, &mark.annotation, Goes::Mark(number), beside);
        if mark.at.span().is_none() {
            item.tone = Tone::Fault;
        }
        items.push(item);
    }
    for (mark, number) in removed.iter().zip(0..) {
        let mut item = row("removed".to_owned(), mark, Goes::Removed(number), beside);
        item.tone = Tone::Quiet;
        items.push(item);
    }
    let all: Vec<&Annotation> =
        marks.iter().map(|mark| &mark.annotation).chain(removed.iter()).collect();
    let placed: Vec<u32> = (0..items.len() as u32).collect();
    // What is offered stays first.
    let sorted = |key: &dyn Fn(&Annotation) -> (u64, String)| {
        let mut items = placed.clone();
        items[offers.len()..].sort_by_key(|&item| key(all[item as usize - offers.len()]));
        items
    };
    let orders = vec![
        Order { name: "place", items: placed.clone() },
        Order { name: "date", items: sorted(&|mark| (u64::MAX - mark.created, String::new())) },
        Order { name: "colour", items: sorted(&|mark| (mark.colour as u64, String::new())) },
        Order {
            name: "remark",
            items: sorted(&|mark| (u64::from(mark.remark.is_empty()), mark.remark.clone())),
        },
    ];
    const COLUMNS: &[Column] =
        &[Column::Left(25), Column::Fill, Column::Left(30), Column::Spare, Column::Spare];
    let (columns, heads): (&[Column], &[&str]) = match beside {
        true => (&[Column::Left(30), Column::Fill], &["Where", "Words"]),
        false => (COLUMNS, &["Where", "Words", "Remark", "Colour", "Made"]),
    };
    let mut list = Picker::new("Marks", columns, items).headed(heads).sorted(orders);
    list.empty = "Nothing is marked in this text yet.";
    list
}

/// The row of what is offered from another text.
fn offered(offer: &Offer, number: u32, beside: bool) -> Item {
    let title = offer.title.as_deref().map_or_else(|| "another text".to_owned(), one_line);
    let marks = if offer.count == 1 { "mark" } else { "marks" };
    let place = format!("{} {marks} offered", offer.count);
    let said = match &*offer.id {
        CARRIED => "carried by the file itself: choose this row to take them over".to_owned(),
        _ => format!("from {title}: choose this row to take them over"),
    };
    let mut cells = vec![place, said];
    cells.resize(if beside { 2 } else { 5 }, String::new());
    let mut item = Item::new(cells, Goes::Offer(number));
    item.tone = Tone::Quiet;
    item
}

/// The row of a mark.
fn row(place: String, mark: &Annotation, goes: Goes, beside: bool) -> Item {
    let short = |words: &str| one_line(crate::language::clip(words, WORDS));
    let (words, remark) = (short(&mark.anchor.exact), short(&mark.remark));
    if beside {
        let said =
            if remark.is_empty() { words.clone() } else { format!("◆ {remark} · {words}") };
        return Item::new(vec![place, said], goes);
    }
    let cells = vec![place, words, remark, mark.colour.name().to_owned(), day(mark.created)];
    Item::new(cells, goes)
}

/// The printed page, and the section or note.
fn whereabouts(text: &Text, place: Place) -> String {
    let section = match text.document.note_at(place) {
        Some(note) => format!("Note {}", one_line(&text.document.note(note).label)),
        None => one_line(text.section_name(place)),
    };
    let parts = [page(text, place), section];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// Where the words of a mark were when it was made.
fn kept(mark: &Annotation) -> String {
    let page = mark.page.as_ref().map(|page| format!("p. {}", one_line(page)));
    let section = mark.section.as_deref().map(one_line);
    page.into_iter().chain(section).map(|part| format!(" · {part}")).collect()
}

/// The day of a moment, in milliseconds since 1970: `2026-11-30`; nothing where none is known.
pub(super) fn day(moment: u64) -> String {
    let mut day = if moment == 0 { String::new() } else { iso(moment) };
    day.truncate("2026-11-30".len());
    day
}

impl App {
    /// What lists may say of the reader and their marks.
    pub(in crate::app) fn reader_at(&self, here: Place) -> Reader<'_> {
        Reader {
            marks: &self.marks,
            removed: &self.removed,
            offers: &self.offers,
            ..Reader::at(here)
        }
    }

    /// Makes the list of marks anew where it is open: what it lists has changed.
    pub(in crate::app) fn list_marks_anew(&mut self) {
        let make = |list: List| list.make(&self.text, self.reader_at(0));
        let (Some(made), Some(beside)) = (make(List::Marks), make(List::MarksBeside)) else {
            return;
        };
        for layer in &mut self.layers {
            if let Layer::Picker(picker) = layer
                && picker.list == Some(List::Marks)
            {
                **picker = made.clone().taking_over(picker);
            }
        }
        self.panel.take_marks(beside);
    }

    /// Goes to the words of a mark; where they are lost, searches for what is left of them.
    pub(in crate::app) fn go_to_marked(&mut self, number: u32) {
        let Some(mark) = self.marks.get(number as usize) else { return };
        let remarked = !mark.annotation.remark.trim().is_empty();
        match mark.at.span() {
            Some(span) => {
                self.jump(span.start);
                let focus = Focus { link: Link::Remark(number), in_notes: true };
                self.focus = remarked.then_some(focus);
            }
            None => self.look_for_lost(number),
        }
    }

    /// Searches for the words of a mark that are lost: for all of them, else for a part.
    fn look_for_lost(&mut self, number: u32) {
        let from = self.spot();
        let Some(mark) = self.marks.get(number as usize) else { return };
        let exact = mark.annotation.anchor.exact.clone();
        self.lost = Some(mark.annotation.id.clone());
        let (choose, put) =
            (self.keys.key_of(Command::Choose), self.keys.key_of(ChooseCommand::PutLost));
        let how = format!("{choose} chooses words, {put} puts the mark on them.");
        let found = parts(&exact).into_iter().find_map(|words| {
            let hits = Query::words(&words).ok()?.find_all(&self.text.document.text).ok()?;
            (!hits.is_empty()).then_some((words, hits))
        });
        let Some((words, hits)) = found else {
            self.layers.clear();
            self.message = Some(format!("Nothing is left of its words. {how}"));
            return;
        };
        let hits: std::rc::Rc<[Span]> = hits.into();
        self.found = Some(Found { words, hits, lit: true, ..Found::default() });
        self.jump_to_hit(0, from);
        self.message = Some(format!("These are like its words. {how}"));
    }

    /// Removes the mark of the chosen row, or brings it back.
    pub(in crate::app) fn remove_listed(&mut self, goes: Option<Goes>) -> Vec<Effect> {
        match goes {
            Some(Goes::Mark(number)) => {
                let id = self.marks.get(number as usize).map(|mark| mark.annotation.id.clone());
                id.map_or_else(Vec::new, |id| self.remove_mark(&id))
            }
            Some(Goes::Removed(number)) => {
                let mark = self.removed.get(number as usize).cloned();
                let back = mark.map(|mark| Effect::Mark(Marking::BringBack(Box::new(mark))));
                back.into_iter().collect()
            }
            Some(Goes::Far(_)) => self.forget_chosen(),
            _ => Vec::new(),
        }
    }

    /// Takes over what is offered from another text.
    pub(in crate::app) fn take_offer(&mut self, number: u32) -> Vec<Effect> {
        let at = number as usize;
        if at >= self.offers.len() {
            return Vec::new();
        }
        let offer = self.offers.remove(at);
        vec![Effect::Mark(Marking::TakeOver(offer.id))]
    }

    /// Copies what the row of a list is of: a source as it is printed or as BibTeX, the words of a mark with
    /// their citation, or the row itself.
    pub(in crate::app) fn copy_listed(&mut self, list: &Picker, bibtex: bool) -> Vec<Effect> {
        let chosen = list.chosen();
        let reference = match (list.list, chosen.map(|item| item.goes)) {
            (_, Some(Goes::Reference(reference))) => Some(reference),
            (Some(List::Entry(reference)), _) => Some(reference),
            _ => None,
        };
        match (reference, chosen) {
            (Some(reference), _) if bibtex => {
                self.message = Some("Copied as BibTeX.".to_owned());
                vec![Effect::CopyBibtex(reference)]
            }
            (Some(reference), _) => {
                let words = self.text.links.formatted(&self.text.document, reference);
                self.copied(words)
            }
            (None, _) if bibtex => {
                self.message = Some("This is no source.".to_owned());
                Vec::new()
            }
            (None, Some(&Item { goes: Goes::Mark(number), .. })) => {
                let Some(mark) = self.marks.get(number as usize) else { return Vec::new() };
                let words = match mark.at.span() {
                    Some(span) => quoted::prose(&self.text, span),
                    None => format!("“{}”", one_line(&mark.annotation.anchor.exact)),
                };
                self.copied(words)
            }
            (None, Some(&Item { goes: Goes::Far(number), .. })) if list.is_of_all_marks() => {
                let words = list.marked_words(number).map(one_line).unwrap_or_default();
                self.copied(format!("“{words}”"))
            }
            (None, Some(item)) => {
                let words = item.cells.join("  ").trim().to_owned();
                self.copied(words)
            }
            (None, None) => Vec::new(),
        }
    }
}

/// Words that are looked for one after the other: all, those at the beginning, those at the end, the
/// longest.
fn parts(exact: &str) -> Vec<String> {
    /// How many words of either end.
    const END: usize = 5;
    let words: Vec<&str> = sentences::words(exact).map(|word| &exact[word]).collect();
    let longest = words.iter().copied().max_by_key(|word| word.len()).unwrap_or_default();
    let ends = [&words[..words.len().min(END)], &words[words.len().saturating_sub(END)..]];
    let [first, last] = ends.map(|words| words.join(" "));
    let parts = [one_line(exact), first, last, longest.to_owned()];
    parts.into_iter().filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_the_calendar() {
        for (moment, shown) in [
            (1, "1970-01-01"),
            (951_782_400_000, "2000-02-29"),
            (951_868_800_000, "2000-03-01"),
            (1_796_083_199_999, "2026-11-30"),
            (0, ""),
        ] {
            assert_eq!(day(moment), shown);
        }
    }
}
