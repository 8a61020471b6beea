//! The marks of all texts: the words, what is said of them, and which text they stand in.

use super::{Far, Goal, GoalAt, is_far};
use crate::app::layer::Layer;
use crate::app::layer::list::row::one_line;
use crate::app::layer::marked::day;
use crate::app::layer::picker::{Column, Goes, Item, Order, Picker, Tone};
use crate::app::{App, Effect};
use crate::language::fold::Fold;
use crate::marks::Colour;

/// A text with marks.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MarkedText {
    /// What it is called.
    pub title: String,
    /// Whether it is known where it is, and it is there.
    pub there: bool,
    /// Its marks, in its order.
    pub marks: Vec<MarkedWords>,
}

/// A mark of a text that need not be open.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MarkedWords {
    /// The page and the section it was made in.
    pub place: String,
    /// What is said of its words.
    pub remark: String,
    /// Its colour.
    pub colour: Colour,
    /// When it was made, in milliseconds since 1970.
    pub created: u64,
    /// Its words, in the text they stand in; that of a text nobody knows the file of has no origin.
    pub goal: Goal,
}

/// How many bytes of the words of a mark, and of its remark, are listed.
const WORDS: usize = 400;
/// How the marks of all texts are set.
const COLUMNS: &[Column] =
    &[Column::Left(25), Column::Fill, Column::Left(30), Column::Left(18), Column::Spare];
/// The title of their list.
const TITLE: &str = "Marks of all texts";

impl App {
    /// Lists the marks of all texts where those of this one are listed, and those again.
    pub(in crate::app) fn turn_marks(&mut self) -> Vec<Effect> {
        match self.layers.last() {
            Some(Layer::Picker(list)) if list.is_of_marks() => self.open_all_marks(),
            Some(layer) if is_far(layer, Far::Marks) => {
                self.layers.pop();
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    /// Opens the list of the marks of all texts, which are still to come.
    pub(in crate::app) fn open_all_marks(&mut self) -> Vec<Effect> {
        let mut list = Picker::new(TITLE, COLUMNS, Vec::new());
        list.empty = "Looking through the marks …";
        self.show_far(Far::Marks, list, true);
        vec![Effect::ListMarks]
    }

    /// Shows the marks of all texts, where they are listed.
    pub(in crate::app) fn list_all_marks(&mut self, texts: &[MarkedText]) {
        self.show_far(Far::Marks, list(texts), false);
    }
}

impl Picker {
    /// The words of a mark among those of all texts.
    pub(in crate::app) fn marked_words(&self, number: usize) -> Option<&str> {
        match &self.goals.get(number)?.at {
            GoalAt::Words { words, .. } => Some(&words.exact),
            GoalAt::Left | GoalAt::Page(_) => None,
        }
    }
}

fn list(texts: &[MarkedText]) -> Picker {
    let mut items = Vec::new();
    let mut goals = Vec::new();
    let mut marks: Vec<&MarkedWords> = Vec::new();
    for text in texts {
        for mark in &text.marks {
            items.push(row(text, mark, goals.len()));
            goals.push(mark.goal.clone());
            marks.push(mark);
        }
    }
    let given: Vec<u32> = (0..items.len() as u32).collect();
    let sorted = |key: &dyn Fn(&MarkedWords) -> u64| {
        let mut items = given.clone();
        items.sort_by_key(|&item| key(marks[item as usize]));
        items
    };
    let orders = vec![
        Order { name: "text", items: given.clone() },
        Order { name: "date", items: sorted(&|mark| u64::MAX - mark.created) },
        Order { name: "colour", items: sorted(&|mark| mark.colour as u64) },
        Order { name: "remark", items: sorted(&|mark| u64::from(mark.remark.is_empty())) },
    ];
    let mut list = Picker::new(TITLE, COLUMNS, items);
    list = list.headed(&["Text", "Words", "Remark", "Where", "Made"]).sorted(orders);
    list.goals = goals.into();
    list.empty = "Nothing is marked in any text yet.";
    list
}

fn row(text: &MarkedText, mark: &MarkedWords, number: usize) -> Item {
    let short = |words: &str| one_line(crate::language::clip(words, WORDS));
    let words = match &mark.goal.at {
        GoalAt::Words { words, .. } => words.exact.as_str(),
        GoalAt::Left | GoalAt::Page(_) => "",
    };
    let cells = vec![
        one_line(&text.title),
        short(words),
        short(&mark.remark),
        one_line(&mark.place),
        day(mark.created),
    ];
    // Words that are cut short are found by all of them.
    let all = [&cells[0], words, &mark.remark, &cells[3], mark.colour.name(), &cells[4]].join(" ");
    let about = format!("{}\n{}\n{}", cells[0], one_line(words), one_line(&mark.remark));
    let tone = if text.there { Tone::Plain } else { Tone::Dim };
    let key = Fold::Word.of(&all).into_owned();
    Item { key, about: about.trim_end().to_owned(), tone, ..Item::new(cells, Goes::Far(number)) }
}
