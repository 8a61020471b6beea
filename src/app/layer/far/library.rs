//! The library: every text that is known, how far it is read and when that was, and whether it is there.

use super::{Far, Goal, GoalAt, is_far};
use crate::app::layer::Layer;
use crate::app::layer::list::row::one_line;
use crate::app::layer::picker::{Column, Goes, Item, Order, Picker, Tone};
use crate::app::{App, Effect};
use crate::language::fold::Fold;

/// A text of the library.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listed {
    /// What it is kept under.
    pub origin: String,
    /// Its file, as a reader knows it.
    pub file: String,
    /// Its title, where that is known.
    pub title: Option<String>,
    /// Its authors, as printed.
    pub authors: Vec<String>,
    /// The year it was published.
    pub year: Option<String>,
    /// How much of it is read, in hundredths; `None` where it was never opened.
    pub share: Option<usize>,
    /// How many marks it has.
    pub marks: usize,
    /// When it was open last, in seconds since 1970, and as it is said; 0 where it never was.
    pub opened: (u64, String),
    /// Whether its file is not there.
    pub gone: bool,
    /// Whether its reader has it forgotten.
    pub forgotten: bool,
    /// Whether it is the one on the screen.
    pub here: bool,
    /// What else there is to say of it: names and values.
    pub about: Vec<(String, String)>,
}

/// The library.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Library {
    /// The texts, that which was open last first.
    pub texts: Vec<Listed>,
    /// What is being done to it, such as that texts are taken in.
    pub doing: Option<String>,
}

/// How many cells the bar has that shows how much of a text is read.
const BAR: usize = 8;

impl App {
    /// Lists the library, or says more of it where it is listed.
    pub(in crate::app) fn list_library(&mut self, library: &Library, open: bool) {
        self.show_far(Far::Library, list(library), open);
    }

    /// Whether the library is listed.
    pub fn lists_library(&self) -> bool {
        self.layers.iter().any(|layer| is_far(layer, Far::Library))
    }

    /// Has the chosen text of the library forgotten, or listed again.
    pub(in crate::app) fn forget_chosen(&mut self) -> Vec<Effect> {
        let Some(Layer::Picker(list)) = self.layers.last() else { return Vec::new() };
        if list.far != Some(Far::Library) {
            return Vec::new();
        }
        let Some(&Item { goes: Goes::Far(number), removed, .. }) = list.chosen() else {
            return Vec::new();
        };
        let Some(goal) = list.goals.get(number) else { return Vec::new() };
        vec![Effect::Forget { origin: goal.origin.clone(), forgotten: !removed }]
    }
}

fn list(library: &Library) -> Picker {
    let texts = &library.texts;
    let items: Vec<Item> = texts.iter().enumerate().map(item).collect();
    let goal = |text: &Listed| Goal { origin: text.origin.clone(), at: GoalAt::Left };
    // A column in which nothing stands takes no room.
    let columns = &[
        Column::Fill,
        Column::Left(25),
        Column::Left(8),
        Column::Left(20),
        Column::Spare,
        Column::Right(14),
    ];
    let title = match &library.doing {
        Some(doing) => format!("Library · {}", one_line(doing)),
        None => "Library".to_owned(),
    };
    let mut list = Picker::new(title, columns, items);
    list = list.headed(&["Text", "Authors", "Year", "Read", "Marks", "Last read"]);
    list = list.sorted(orders(texts));
    list.goals = texts.iter().map(goal).collect();
    let here = texts.iter().position(|text| text.here).unwrap_or(0);
    list.select(here);
    list.empty = "No text is known yet. ibid library add FOLDER takes in those of a folder.";
    list
}

/// What a text is called: by its title, else by its file.
fn called(text: &Listed) -> String {
    let title = text.title.as_deref().map(one_line).filter(|title| !title.trim().is_empty());
    // Many a file is called as its neighbours are, and its folder tells it.
    title.unwrap_or_else(|| {
        let mut parts: Vec<&str> = text.file.rsplit('/').take(2).collect();
        parts.reverse();
        one_line(&parts.join("/"))
    })
}

fn item((index, text): (usize, &Listed)) -> Item {
    let authors = one_line(&text.authors.join(", "));
    let year = one_line(text.year.as_deref().unwrap_or_default());
    let marks = if text.marks == 0 { String::new() } else { text.marks.to_string() };
    let last = match (text.forgotten, text.gone) {
        (true, _) => "forgotten".to_owned(),
        (_, true) => "gone".to_owned(),
        _ => text.opened.1.clone(),
    };
    let title = called(text);
    let key = Fold::Word.of(&format!("{title} {authors} {year} {}", text.file)).into_owned();
    let cells = vec![title, authors, year, bar(text.share), marks, last];
    let mut item = Item::new(cells, Goes::Far(index));
    item.key = key;
    item.current = text.here;
    item.removed = text.forgotten;
    if text.gone || text.forgotten {
        item.tone = Tone::Dim;
    }
    item.about = about(text);
    item
}

/// How much is read, as a bar and in hundredths.
fn bar(share: Option<usize>) -> String {
    let Some(share) = share.map(|share| share.min(100)) else { return String::new() };
    let full = (share * BAR).div_ceil(100);
    format!("{}{} {share:>3}%", "━".repeat(full), "─".repeat(BAR - full))
}

/// All there is to say of a text.
fn about(text: &Listed) -> String {
    let own = [
        ("title", text.title.clone()),
        ("authors", (!text.authors.is_empty()).then(|| text.authors.join(", "))),
        ("year", text.year.clone()),
        ("file", Some(text.file.clone())),
        ("read", text.share.map(|share| format!("{share}%"))),
    ];
    let own = own.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    let told = own.chain(text.about.iter().cloned());
    let told = told.map(|(name, value)| format!("{}: {}", one_line(&name), one_line(&value)));
    told.collect::<Vec<_>>().join("\n")
}

fn orders(texts: &[Listed]) -> Vec<Order> {
    let given: Vec<u32> = (0..texts.len() as u32).collect();
    let sorted = |key: &dyn Fn(&Listed) -> (bool, usize, String)| {
        let mut items = given.clone();
        items.sort_by_cached_key(|&item| key(&texts[item as usize]));
        items
    };
    let title = |text: &Listed| Fold::Word.of(&called(text)).into_owned();
    let surname = |text: &Listed| {
        let first = text.authors.first().map_or("", String::as_str);
        let surname = match first.split_once(',') {
            Some((surname, _)) => surname,
            None => first.split_whitespace().next_back().unwrap_or(""),
        };
        Fold::Word.of(surname).into_owned()
    };
    let year = |text: &Listed| text.year.clone().unwrap_or_default();
    let unread = |text: &Listed| text.share.map_or(usize::MAX, |share| 100 - share.min(100));
    vec![
        Order { name: "last read", items: given.clone() },
        Order { name: "title", items: sorted(&|text| (false, 0, title(text))) },
        Order {
            name: "author",
            items: sorted(&|text| {
                let surname = surname(text);
                (surname.is_empty(), 0, format!("{surname} {}", title(text)))
            }),
        },
        Order {
            name: "year",
            items: sorted(&|text| {
                (text.year.is_none(), 0, format!("{} {}", year(text), title(text)))
            }),
        },
        Order {
            name: "how far it is read",
            items: sorted(&|text| (false, unread(text), title(text))),
        },
    ]
}
