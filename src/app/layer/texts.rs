//! The list of texts: those that were named, or that lie in a folder, and how far each is read.

use crate::app::layer::Layer;
use crate::app::layer::far::{Far, is_far};
use crate::app::layer::list::row::one_line;
use crate::app::layer::picker::{Column, Goes, Item, Order, Picker, Tone};
use crate::app::{App, Effect};
use crate::text::Text;

/// A text to choose from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shelved {
    /// What its file is called, with the folder it lies in where that tells it from others.
    pub name: String,
    /// Its title, where that is known.
    pub title: Option<String>,
    /// How much of it is read, in hundredths; `None` for a text that was never opened.
    pub share: Option<usize>,
    /// Why it cannot be opened, in a word or two.
    pub fault: Option<String>,
    /// Whether it is the one on the screen.
    pub here: bool,
}

/// The texts there are to choose from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shelf {
    /// What they are together.
    pub title: String,
    /// They.
    pub texts: Vec<Shelved>,
}

impl App {
    /// Whether the texts there are to choose from are listed.
    pub fn lists_texts(&self) -> bool {
        self.layers.iter().any(is_list_of_texts)
    }

    /// Lists the texts there are to choose from, or says more of them where they are listed.
    pub(in crate::app) fn list_texts(&mut self, shelf: &Shelf, open: bool) {
        self.show_far(Far::Texts, list(shelf), open);
    }

    /// Takes note, before a text is shown, whether it was chosen among those that are listed.
    pub(in crate::app) fn note_choice(&mut self, text: &Text) {
        let listed = self.layers.last().is_some_and(is_list_of_texts);
        if listed && !self.chosen_texts.contains(&text.origin) {
            self.chosen_texts.push(text.origin.clone());
        }
    }

    /// Whether the text on the screen was chosen among others, beside which it stands.
    pub(in crate::app) fn is_chosen_text(&self) -> bool {
        self.chosen_texts.contains(&self.text.origin)
    }

    /// Asks for a text; the one on the screen is there already.
    pub(in crate::app) fn go_to_text(&mut self, number: usize) -> Vec<Effect> {
        let Some(Layer::Picker(list)) = self.layers.last() else { return Vec::new() };
        if list.chosen().is_some_and(|item| item.current) {
            self.layers.pop();
            return Vec::new();
        }
        vec![Effect::OpenText(number)]
    }
}

/// Whether a layer is the list of texts.
fn is_list_of_texts(layer: &Layer) -> bool {
    is_far(layer, Far::Texts)
}

fn list(shelf: &Shelf) -> Picker {
    let items: Vec<Item> = shelf.texts.iter().enumerate().map(item).collect();
    let orders = orders(shelf);
    let columns = &[Column::Fill, Column::Left(35), Column::Right(25)];
    let mut list = Picker::new(one_line(&shelf.title), columns, items);
    list = list.headed(&["Text", "File", "Read"]).sorted(orders);
    let here = shelf.texts.iter().position(|text| text.here).unwrap_or(0);
    list.select(here);
    list.empty = "There is no text here that ibid opens.";
    list
}

fn item((index, text): (usize, &Shelved)) -> Item {
    let name = one_line(&text.name);
    let title = text.title.as_deref().map(one_line).filter(|title| !title.is_empty());
    let state = match (&text.fault, text.share) {
        (Some(fault), _) => one_line(fault),
        (None, Some(share)) => format!("{share}%"),
        (None, None) => String::new(),
    };
    let (first, second) = match title {
        Some(title) => (title, name.clone()),
        None => (name.clone(), String::new()),
    };
    let mut item = Item::new(vec![first, second, state], Goes::Text(index));
    item.current = text.here;
    if text.fault.is_some() {
        item.tone = Tone::Fault;
    }
    item
}

fn orders(shelf: &Shelf) -> Vec<Order> {
    let given: Vec<u32> = (0..shelf.texts.len() as u32).collect();
    let sorted = |key: &dyn Fn(&Shelved) -> (usize, String)| {
        let mut items = given.clone();
        items.sort_by_cached_key(|&item| key(&shelf.texts[item as usize]));
        items
    };
    let title = |text: &Shelved| text.title.as_ref().unwrap_or(&text.name).to_lowercase();
    let by_title = sorted(&|text| (0, title(text)));
    // What is begun first, what is nearly read before the rest of that.
    let by_share =
        sorted(&|text| (text.share.map_or(usize::MAX, |share| 100 - share), title(text)));
    vec![
        Order { name: "order given", items: given.clone() },
        Order { name: "title", items: by_title },
        Order { name: "how far it is read", items: by_share },
    ]
}
