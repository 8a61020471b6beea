//! Search in all texts: what is typed is asked of all of them, and the list shows those with hits, each
//! with the lines of its hits.
//!
//! It is the search line made wide, and becomes it again: what is typed goes along both ways.

use tui_input::Input as Field;

use super::{Far, Goal, is_far};
use crate::app::command::key::Key;
use crate::app::command::{ListCommand, PromptCommand};
use crate::app::layer::list::row::one_line;
use crate::app::layer::picker::{Asked, Column, Goes, Item, Picker, Tone};
use crate::app::layer::prompt::Wide;
use crate::app::layer::{Layer, field};
use crate::app::{App, Effect};
use crate::doc::Span;
use crate::language::counted;

/// What was found in all texts.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FoundInAll {
    /// What was searched for, and whether that is an expression.
    pub search: (String, bool),
    /// The texts with hits.
    pub texts: Vec<TextFound>,
    /// How many texts were searched.
    pub searched: usize,
    /// Why it could not be searched for.
    pub complaint: Option<String>,
}

/// A text with hits.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TextFound {
    /// What it is called: title, authors, year.
    pub title: String,
    /// Its hits, or the first of them.
    pub hits: Vec<FarHit>,
    /// Whether there are more.
    pub more: bool,
}

/// A line of another text, and words in it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FarHit {
    /// The page and the section it stands in.
    pub place: String,
    /// The line.
    pub line: String,
    /// The words, in bytes of the line.
    pub marked: Span,
    /// Where it is.
    pub goal: Goal,
}

/// How the rows of places in other texts are set.
pub(super) const PLACES: &[Column] = &[Column::Left(25), Column::Fill];

impl App {
    /// Makes the search line that is being typed wide: all texts are searched.
    pub(in crate::app) fn widen_search(&mut self) -> Vec<Effect> {
        let Some(Layer::Prompt(prompt)) = self.layers.pop() else { return Vec::new() };
        self.restore(prompt.origin.clone());
        self.found.clone_from(&prompt.before);
        let mut list = Picker::new("All texts", PLACES, Vec::new());
        list.field = prompt.field.clone();
        list.far = Some(Far::Hits);
        list.empty = "";
        list.wide = Some(Box::new(Wide { prompt: *prompt, asked: None }));
        self.layers.push(Layer::list(list));
        self.ask_all()
    }

    /// Takes a key over a search of all texts.
    pub(in crate::app) fn wide_key(&mut self, key: Key) -> Vec<Effect> {
        let rows = self.rows_of_list();
        let Some(Layer::Picker(list)) = self.layers.last_mut() else { return Vec::new() };
        let Some(wide) = list.wide.as_mut() else { return Vec::new() };
        let asks = match (self.keys.find(key), self.keys.find(key)) {
            (Some(ListCommand::Sort), _) | (_, Some(PromptCommand::Widen)) => {
                self.narrow_search();
                return Vec::new();
            }
            (Some(ListCommand::Close), _) | (_, Some(PromptCommand::Cancel)) => {
                self.leave_wide_search();
                return Vec::new();
            }
            (_, Some(PromptCommand::Regex)) => {
                wide.prompt.regex = !wide.prompt.regex;
                true
            }
            (Some(command), _) => {
                if command == ListCommand::Choose {
                    self.remember_wide_search();
                }
                let Some(Layer::Picker(list)) = self.layers.last_mut() else { return Vec::new() };
                return match list.command(command, rows) {
                    Asked::Go(Goes::Far(number)) => self.go_far(number),
                    _ => Vec::new(),
                };
            }
            (None, _) if key == Key::Backspace && list.field.value().is_empty() => {
                if !wide.prompt.touched {
                    self.leave_wide_search();
                }
                return Vec::new();
            }
            (None, _) => {
                let changed = field::edit(&mut list.field, &self.keys, key);
                wide.prompt.touched |= changed;
                changed
            }
        };
        if asks { self.ask_all() } else { Vec::new() }
    }

    /// Types several characters into a search of all texts.
    pub(in crate::app) fn wide_paste(&mut self, text: &str) -> Vec<Effect> {
        let Some(Layer::Picker(list)) = self.layers.last_mut() else { return Vec::new() };
        field::type_in(&mut list.field, text);
        self.ask_all()
    }

    /// Asks for the hits of what is typed.
    fn ask_all(&mut self) -> Vec<Effect> {
        let Some(Layer::Picker(list)) = self.layers.last_mut() else { return Vec::new() };
        let words = list.field.value().to_owned();
        let Some(wide) = list.wide.as_mut() else { return Vec::new() };
        let search = (words, wide.prompt.regex);
        wide.asked = Some(search.clone());
        if search.0.is_empty() {
            let found = FoundInAll { search, ..FoundInAll::default() };
            self.found_in_all(&found);
            return Vec::new();
        }
        vec![Effect::SearchAll { words: search.0, regex: search.1 }]
    }

    /// Searches this text alone again, for what is typed.
    fn narrow_search(&mut self) {
        let Some(Layer::Picker(list)) = self.layers.pop() else { return };
        let Some(wide) = list.wide else { return };
        let mut prompt = wide.prompt;
        prompt.field = Field::new(list.field.value().to_owned());
        prompt.touched = true;
        self.layers.push(Layer::Prompt(Box::new(prompt)));
        self.search_again();
    }

    fn leave_wide_search(&mut self) {
        let Some(Layer::Picker(list)) = self.layers.pop() else { return };
        let Some(wide) = list.wide else { return };
        self.restore(wide.prompt.origin);
        self.found = wide.prompt.before;
    }

    fn remember_wide_search(&mut self) {
        let Some(Layer::Picker(list)) = self.layers.last() else { return };
        let Some(search) = list.wide.as_ref().and_then(|wide| wide.asked.clone()) else { return };
        if !search.0.is_empty() {
            self.remember_search(search);
        }
    }

    /// Shows what was found in all texts, if that is what is asked for now.
    pub(in crate::app) fn found_in_all(&mut self, found: &FoundInAll) {
        let list = self.layers.iter_mut().find(|layer| is_far(layer, Far::Hits));
        let Some(Layer::Picker(list)) = list else { return };
        let asked = list.wide.as_ref().and_then(|wide| wide.asked.as_ref());
        if asked != Some(&found.search) {
            return;
        }
        let mut made = list_of(found);
        made.far = Some(Far::Hits);
        made.wide = list.wide.take();
        made.field = list.field.clone();
        **list = made;
    }
}

/// The hits in a list, the first of them chosen.
fn list_of(found: &FoundInAll) -> Picker {
    let mut items = Vec::new();
    let mut goals = Vec::new();
    for text in &found.texts {
        let Some(first) = text.hits.first() else { continue };
        let count = match (text.hits.len(), text.more) {
            (1, false) => String::new(),
            (many, more) => format!("  {many}{}", if more { " or more" } else { "" }),
        };
        // What heads the hits of a text leads to the first of them.
        items.push(headed(format!("{}{count}", one_line(&text.title)), Goes::Far(goals.len())));
        goals.push(first.goal.clone());
        for hit in &text.hits {
            items.push(row(hit, Goes::Far(goals.len())));
            goals.push(hit.goal.clone());
        }
    }
    let title = match (&found.complaint, found.search.0.is_empty()) {
        (Some(complaint), _) => one_line(complaint),
        (None, true) => "All texts".to_owned(),
        (None, false) => title(found),
    };
    let title = if found.search.1 { format!("{title} · regular expression") } else { title };
    let mut list = Picker::new(title, PLACES, items);
    list.goals = goals.into();
    list.select(usize::from(!list.items.is_empty()));
    list.empty = if found.search.0.is_empty() || found.complaint.is_some() {
        ""
    } else {
        "Not in any text that is known."
    };
    list
}

fn title(found: &FoundInAll) -> String {
    let hits: usize = found.texts.iter().map(|text| text.hits.len()).sum();
    let more = if found.texts.iter().any(|text| text.more) { " or more" } else { "" };
    format!(
        "{}{more} in {} of {}",
        counted(hits, "hit"),
        found.texts.len(),
        counted(found.searched, "text")
    )
}

/// A row over others, which has the width of the list.
pub(super) fn headed(words: String, goes: Goes) -> Item {
    Item { tone: Tone::Head, ..Item::new(vec![words], goes) }
}

/// A row for a place in another text.
pub(super) fn row(hit: &FarHit, goes: Goes) -> Item {
    let marked =
        Span::new(hit.marked.start.min(hit.line.len()), hit.marked.end.min(hit.line.len()));
    let part = |from: usize, to: usize| one_line(hit.line.get(from..to).unwrap_or_default());
    let before = part(0, marked.start);
    let words = part(marked.start, marked.end);
    let after = part(marked.end, hit.line.len());
    let emphasis = (before.len(), before.len() + words.len());
    let cells = vec![one_line(&hit.place), format!("{before}{words}{after}")];
    Item { emphasis: Some(emphasis), ..Item::new(cells, goes) }
}
