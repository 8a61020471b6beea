//! Lists to choose from: contents, the bibliography, a source and where it is cited, hits.
//!
//! All are one: rows of cells in columns, filtered by what is typed, sorted by one of several
//! orders, each row leading somewhere.

use std::rc::Rc;

use tui_input::Input as Field;

use crate::app::command::ListCommand;
use crate::app::command::key::Key;
use crate::app::command::keymap::KeyMap;
use crate::app::layer::far::goal::{Far, Goal};
use crate::app::layer::field::{edit, type_in};
use crate::app::layer::list::List;
use crate::app::layer::prompt::Wide;
use crate::doc::{NoteId, Place, ReferenceId, Span};
use crate::language::fold::Fold;

/// A list over the text.
#[derive(Debug, Clone)]
pub struct Picker {
    /// Which list of the text it is, so that it can be made again; `None` for one of anything else.
    pub(in crate::app) list: Option<List>,
    /// What it is of, if that is not the text on the screen.
    pub(in crate::app) far: Option<Far>,
    /// Where the rows of such a list lead.
    pub(in crate::app) goals: Rc<[Goal]>,
    /// The search whose hits it shows as it is typed: what is typed filters nothing then.
    pub(in crate::app) wide: Option<Box<Wide>>,
    /// What the list is of.
    pub title: String,
    /// What stands above the list in full, such as the entry whose citations it lists.
    pub about: Option<Span>,
    /// What to say when the list is empty.
    pub empty: &'static str,
    /// How the cells of a row are set.
    pub columns: &'static [Column],
    /// What stands over the columns; nothing where that says nothing new.
    pub heads: &'static [&'static str],
    /// How many cells the widest cell of each column takes, its head apart.
    pub natural: Rc<[usize]>,
    /// The rows, in their first order.
    pub items: Rc<[Item]>,
    /// The orders they can be sorted in.
    pub orders: Rc<[Order]>,
    /// Which of these they are in.
    pub order: usize,
    /// What is typed.
    pub field: Field,
    /// Whether anything was typed since it was opened.
    touched: bool,
    /// The items that answer it, sorted.
    pub shown: Rc<[u32]>,
    /// Which of `shown` is chosen.
    pub selected: usize,
    /// The first of `shown` on the screen.
    pub top: usize,
    /// The items that show what is folded under them.
    pub open: Vec<u32>,
    /// Whether the chosen row is to be read in full above the list.
    pub whole: bool,
}

/// How a column is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// As wide as its widest cell, but no wider than this part of the list, in hundredths.
    Left(u16),
    /// The same, flush right.
    Right(u16),
    /// As wide as its widest cell, flush right, where the others have room enough; else nowhere.
    Spare,
    /// All that is left.
    Fill,
}

/// A row of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Item {
    /// Its cells, one for each column.
    pub cells: Vec<String>,
    /// The bytes of the filling cell that are to be seen: the hit, the citation.
    pub emphasis: Option<(usize, usize)>,
    /// What filtering looks at, folded.
    pub key: String,
    /// Where it leads.
    pub goes: Goes,
    /// Whether it is where the reader is.
    pub current: bool,
    /// The item it is folded under, until that is opened.
    pub under: Option<u32>,
    /// How its first cell looks.
    pub tone: Tone,
    /// Whether it was removed and may be brought back.
    pub removed: bool,
    /// All there is to say of it, a line each; empty where its cells say it.
    pub about: String,
}

/// How much a row wants to be seen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Tone {
    /// As any other.
    #[default]
    Plain,
    /// Something is wrong.
    Fault,
    /// Something is worth knowing.
    Remark,
    /// Something is in order.
    Quiet,
    /// It is there no more: none of its cells stands out.
    Dim,
    /// It stands over the rows below it, and its one cell has the width of the list.
    Head,
}

/// Where a row leads.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Goes {
    /// Nowhere: it only says something.
    #[default]
    Nowhere,
    /// To the rows folded under this item, which has this number.
    Folded(u32),
    /// To a place of the text.
    Place(Place),
    /// To where a note is referred to.
    Note(NoteId),
    /// To a hit, by its number.
    Hit(usize),
    /// To an entry of the bibliography.
    Reference(ReferenceId),
    /// To the words of a mark, by its number.
    Mark(u32),
    /// To those of a mark that was removed, by its number among these.
    Removed(u32),
    /// To take over the marks of another text, by its number among those that are offered.
    Offer(u32),
    /// To a text, by its number among those there are to choose from.
    Text(usize),
    /// To a place in another text, by its number among the goals of the list.
    Far(usize),
    /// To the places that cite a work, by its number among those of all texts.
    Work(usize),
}

/// A way to sort a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// By what.
    pub name: &'static str,
    /// The items in that order.
    pub items: Vec<u32>,
}

/// What a list asks of the app.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// Nothing more.
    Nothing,
    /// To be closed.
    Close,
    /// To be of all texts, or of this one again.
    AllTexts,
    /// To remove what its row is of, or bring it back.
    Remove,
    /// To copy what its row is of.
    Copy {
        /// Whether as BibTeX.
        bibtex: bool,
    },
    /// To go where its row leads.
    Go(Goes),
}

impl Item {
    /// Whether it stands for rows folded under it.
    pub fn folds(&self) -> bool {
        matches!(self.goes, Goes::Folded(_))
    }

    /// A row of cells that leads somewhere.
    pub fn new(cells: Vec<String>, goes: Goes) -> Self {
        let key = Fold::Word.of(&cells.join(" ")).into_owned();
        Self { cells, goes, key, ..Self::default() }
    }
}

impl Picker {
    /// A list of items in the order given.
    pub fn new(title: impl Into<String>, columns: &'static [Column], items: Vec<Item>) -> Self {
        let order = Order { name: "", items: (0..items.len() as u32).collect() };
        let selected = items.iter().position(|item| item.current).unwrap_or(0);
        Self {
            list: None,
            far: None,
            goals: Rc::new([]),
            wide: None,
            title: title.into(),
            about: None,
            empty: "Nothing is here.",
            columns,
            heads: &[],
            natural: natural(columns.len(), &items),
            shown: order.items.as_slice().into(),
            items: items.into(),
            orders: Rc::new([order]),
            order: 0,
            field: Field::default(),
            touched: false,
            selected,
            top: 0,
            open: Vec::new(),
            whole: false,
        }
    }

    /// The same list with heads over its columns, where it has rows.
    #[must_use]
    pub fn headed(mut self, heads: &'static [&'static str]) -> Self {
        if !self.items.is_empty() {
            self.heads = heads;
        }
        self
    }

    /// The same list with orders to sort it by, in the first of them.
    #[must_use]
    pub fn sorted(mut self, orders: Vec<Order>) -> Self {
        self.orders = orders.into();
        self.filter();
        self
    }

    /// This list, as far filtered and sorted as another one of its kind, with the same row chosen.
    pub(in crate::app) fn taking_over(mut self, other: &Self) -> Self {
        self.field = other.field.clone();
        (self.open, self.whole) = (other.open.clone(), other.whole);
        self.touched = other.touched;
        self.order = other.order.min(self.orders.len() - 1);
        self.filter();
        let chosen = other.chosen().map(|item| &item.key);
        let same = |&index: &u32| Some(&self.items[index as usize].key) == chosen;
        self.select(self.shown.iter().position(same).unwrap_or(other.selected));
        self.top = other.top;
        self
    }

    /// Whether it is that of the marks.
    pub fn is_of_marks(&self) -> bool {
        self.list == Some(List::Marks)
    }

    /// Whether it is that of the marks of all texts.
    pub fn is_of_all_marks(&self) -> bool {
        self.far == Some(Far::Marks)
    }

    /// Whether it shows the hits of a search in all texts.
    pub fn is_wide(&self) -> bool {
        self.wide.is_some()
    }

    /// Whether its rows can be forgotten and brought back.
    pub fn forgets(&self) -> bool {
        self.far == Some(Far::Library)
    }

    /// The chosen row.
    pub fn chosen(&self) -> Option<&Item> {
        self.shown.get(self.selected).map(|&index| &self.items[index as usize])
    }

    /// Does what a command says. `rows` is how many rows of the list the screen shows.
    pub fn command(&mut self, command: ListCommand, rows: usize) -> Asked {
        let page = rows.max(1) as isize;
        match command {
            ListCommand::Down => self.step(1),
            ListCommand::Up => self.step(-1),
            ListCommand::PageDown => self.turn(page, rows),
            ListCommand::PageUp => self.turn(-page, rows),
            ListCommand::Start => self.select(0),
            ListCommand::End => self.select(usize::MAX),
            ListCommand::Sort => self.sort(),
            ListCommand::About => self.whole = !self.whole,
            ListCommand::Remove => return Asked::Remove,
            ListCommand::AllTexts => return Asked::AllTexts,
            ListCommand::Close => return Asked::Close,
            ListCommand::Copy => return Asked::Copy { bibtex: false },
            ListCommand::CopyBibtex => return Asked::Copy { bibtex: true },
            ListCommand::Choose => match self.chosen() {
                Some(&Item { goes: Goes::Folded(item), .. }) => self.fold(item),
                Some(Item { goes: Goes::Nowhere, .. }) => self.whole = !self.whole,
                Some(item) => return Asked::Go(item.goes),
                None => return Asked::Nothing,
            },
        }
        Asked::Nothing
    }

    /// Takes a key that is no command of lists: it edits what is typed.
    pub fn key(&mut self, keys: &KeyMap, key: Key) -> Asked {
        // Held too long, it takes away what is typed and not the list.
        if key == Key::Backspace && self.field.value().is_empty() && !self.touched {
            return Asked::Close;
        }
        if edit(&mut self.field, keys, key) {
            self.touched = true;
            self.filter();
        }
        Asked::Nothing
    }

    /// Types several characters.
    pub fn paste(&mut self, text: &str) {
        type_in(&mut self.field, text);
        self.touched = true;
        self.filter();
    }

    /// Turns a page: the chosen row stays where it is on the screen, as long as there are rows.
    fn turn(&mut self, by: isize, rows: usize) {
        let most = self.shown.len().saturating_sub(rows);
        self.top = self.top.saturating_add_signed(by).min(most);
        self.step(by);
    }

    fn step(&mut self, by: isize) {
        self.select(self.selected.saturating_add_signed(by));
    }

    /// Chooses a row by its number among those shown.
    pub fn select(&mut self, row: usize) {
        self.selected = row.min(self.shown.len().saturating_sub(1));
    }

    /// Has the same row chosen and the same at the top as in another list, if that shows the same rows.
    pub(in crate::app) fn stand_as(&mut self, other: &Self) {
        if self.shown == other.shown {
            (self.selected, self.top) = (other.selected, other.top);
        }
    }

    /// The row that shows an item, by its number.
    pub(in crate::app) fn row_of(&self, item: u32) -> Option<usize> {
        self.shown.iter().position(|&shown| shown == item)
    }

    /// Shows all rows again, the chosen one still chosen.
    pub(in crate::app) fn forget_typed(&mut self) {
        (self.field, self.touched) = (Field::default(), false);
        self.filter_anew();
    }

    /// Scrolls so that the chosen row is among the `rows` on the screen.
    pub fn follow(&mut self, rows: usize) {
        let last = (self.selected + 1).saturating_sub(rows.max(1));
        let most = self.shown.len().saturating_sub(rows);
        self.top = self.top.max(last).min(self.selected).min(most);
    }

    /// Sorts by the next order; the chosen row stays chosen.
    fn sort(&mut self) {
        self.order = (self.order + 1) % self.orders.len();
        self.filter_anew();
    }

    /// Shows what is folded under an item, or folds it again.
    fn fold(&mut self, item: u32) {
        match self.open.iter().position(|&open| open == item) {
            Some(at) => _ = self.open.remove(at),
            None => self.open.push(item),
        }
        let top = self.top;
        self.filter_anew();
        self.top = top;
    }

    /// Shows what is to be shown now; the chosen row stays chosen.
    fn filter_anew(&mut self) {
        let chosen = self.shown.get(self.selected).copied();
        self.filter();
        if let Some(row) = chosen.and_then(|item| self.row_of(item)) {
            self.select(row);
        }
    }

    /// How many rows answer what is typed, and how many there are, folded ones included.
    pub fn counts(&self) -> (usize, usize) {
        let all = self.items.iter().filter(|item| !item.folds()).count();
        let typed = !self.field.value().trim().is_empty();
        (if typed { self.shown.len() } else { all }, all)
    }

    /// Shows the items that hold every word typed, whether they are folded or not; with nothing
    /// typed, those that are not folded.
    fn filter(&mut self) {
        let folded = Fold::Word.of(self.field.value());
        let words: Vec<&str> = folded.split_whitespace().collect();
        let answers =
            |&&index: &&u32| words.iter().all(|word| self.items[index as usize].key.contains(word));
        let order = &self.orders[self.order].items;
        let folds = order.iter().any(|&item| self.items[item as usize].folds());
        let unfolded = |&&index: &&u32| {
            let item = &self.items[index as usize];
            match words.is_empty() {
                true => !folds || item.under.is_none_or(|under| self.open.contains(&under)),
                false => !item.folds(),
            }
        };
        self.shown = order.iter().filter(answers).filter(unfolded).copied().collect();
        // Of the items that answer, one that begins with all that is typed is the likeliest meant, as
        // 17 is the note of that number, and then one in which the words begin words.
        let whole = format!("{} ", folded.trim());
        let is_named = |index: &u32| {
            let key = &self.items[*index as usize].key;
            key.starts_with(&whole) || *key == whole.trim_end()
        };
        let begins = |index: &u32| {
            let key = &self.items[*index as usize].key;
            words.iter().all(|word| key.starts_with(word) || key.contains(&format!(" {word}")))
        };
        if !words.is_empty() {
            let named = self.shown.iter().position(is_named);
            self.selected = named.or_else(|| self.shown.iter().position(begins)).unwrap_or(0);
        }
        self.select(self.selected);
        self.top = 0;
    }
}

/// How many cells the widest cell of each column takes.
fn natural(columns: usize, items: &[Item]) -> Rc<[usize]> {
    let widest = |column: usize| {
        let items = items.iter().filter(|item| item.tone != Tone::Head);
        let widths = items.filter_map(|item| item.cells.get(column));
        widths.map(|cell| crate::layout::cells(cell)).max().unwrap_or(0)
    };
    (0..columns).map(widest).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list() -> Picker {
        let item = |cells: [&str; 2], place| {
            Item::new(cells.map(str::to_owned).to_vec(), Goes::Place(place))
        };
        let items = vec![
            item(["Žižek", "2000"], 1),
            item(["Cleaver", "1979"], 2),
            item(["Dalla Costa", "1972"], 3),
        ];
        let by_year = Order { name: "year", items: vec![2, 1, 0] };
        let by_name = Order { name: "author", items: vec![1, 2, 0] };
        Picker::new("x", &[Column::Fill, Column::Right(30)], items).sorted(vec![by_name, by_year])
    }

    #[test]
    fn filters_by_every_word_without_accents() {
        let mut list = list();
        for key in "ziz 20".chars().map(Key::Char) {
            list.key(&KeyMap::default(), key);
        }
        assert_eq!(*list.shown, [0]);
        for _ in 0..6 {
            assert_eq!(list.key(&KeyMap::default(), Key::Backspace), Asked::Nothing);
        }
        assert_eq!(list.shown.len(), 3);
        for key in [Key::Backspace, Key::Delete, Key::Backspace] {
            assert_eq!(
                list.key(&KeyMap::default(), key),
                Asked::Nothing,
                "a key held too long closes nothing"
            );
        }
    }

    #[test]
    fn a_field_nobody_typed_in_is_left_by_backspace() {
        assert_eq!(list().key(&KeyMap::default(), Key::Delete), Asked::Nothing);
        assert_eq!(list().key(&KeyMap::default(), Key::Backspace), Asked::Close);
    }

    #[test]
    fn a_page_is_turned() {
        let items = (0..30).map(|n| Item::new(vec![n.to_string()], Goes::Place(n))).collect();
        let mut list = Picker::new("x", &[Column::Fill], items);
        let mut seen = Vec::new();
        list.command(ListCommand::Down, 8);
        for command in [ListCommand::PageDown; 4].into_iter().chain([ListCommand::PageUp; 4]) {
            list.command(command, 8);
            list.follow(8);
            seen.push((list.top, list.selected));
        }
        let expected = [(8, 9), (16, 17), (22, 25), (22, 29), (14, 21), (6, 13), (0, 5), (0, 0)];
        assert_eq!(seen, expected);
    }

    #[test]
    fn sorting_keeps_the_chosen_row() {
        let mut list = list();
        list.command(ListCommand::Down, 10);
        assert_eq!(list.chosen().map(|item| item.goes), Some(Goes::Place(3)));
        list.command(ListCommand::Sort, 10);
        assert_eq!(*list.shown, [2, 1, 0]);
        assert_eq!(list.chosen().map(|item| item.goes), Some(Goes::Place(3)));
    }

    #[test]
    fn the_chosen_row_is_on_the_screen() {
        let mut list = list();
        list.command(ListCommand::End, 2);
        list.follow(2);
        assert_eq!((list.top, list.selected), (1, 2));
        list.command(ListCommand::Start, 2);
        list.follow(2);
        assert_eq!((list.top, list.selected), (0, 0));
    }
}
