//! Links: what the file itself says belongs together (PDF 32000-1, 12.3.2 and 12.5.6.5).
//!
//! A link is a rectangle of a page and leads to a place of another, or to an address. The words in
//! the one are linked to the line at the other.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::language::fold;
use crate::read::pdf::drawn::matrix::around;
use crate::read::pdf::file::{Dictionary, File, Page, Value};
use crate::read::pdf::said::trees;

/// The most links of a page, and of a file.
const LINKS: usize = 2_000;

/// A place of a page, from the upper left corner of the page as it is read, in points. `None` where
/// the file leaves it open.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::read::pdf) struct Target {
    pub(in crate::read::pdf) x: Option<f32>,
    pub(in crate::read::pdf) y: Option<f32>,
}

/// A link on a page.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::read::pdf) struct Link {
    /// Where its words are: left, top, right, bottom.
    pub(in crate::read::pdf) bounds: [f32; 4],
    /// Where it leads: an address, or `#` and the name of a place of this text.
    pub(in crate::read::pdf) to: String,
}

/// An entry of the outline.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::read::pdf) struct Entry {
    /// The letters of its words.
    pub(in crate::read::pdf) letters: String,
    /// How deep it stands, from 1.
    pub(in crate::read::pdf) depth: u8,
}

/// What leads where in a file.
#[derive(Debug, Default)]
pub(in crate::read::pdf) struct Links {
    /// The links of each page.
    pub(in crate::read::pdf) links: HashMap<usize, Vec<Link>>,
    /// The places of each page that links lead to, by their names.
    pub(in crate::read::pdf) targets: HashMap<usize, BTreeMap<String, Target>>,
    /// The entries of the outline that lead to each page.
    pub(in crate::read::pdf) outline: HashMap<usize, Vec<Entry>>,
}

impl Links {
    /// Of the first `pages` pages.
    pub(in crate::read::pdf) fn of(file: &File, pages: usize) -> Self {
        let mut found = Self::default();
        let all = Destinations { file, named: named(file) };
        let mut left = LINKS * 100;
        for number in 0..pages {
            let Some(page) = file.page(number) else { break };
            let links = found.page(&all, &page, left.min(LINKS));
            left -= links.len();
            if !links.is_empty() {
                found.links.insert(number, links);
            }
        }
        found.outline(&all);
        found
    }

    /// The links of a page.
    fn page(&mut self, all: &Destinations<'_>, page: &Page<'_>, most: usize) -> Vec<Link> {
        let mut links = Vec::new();
        for (_, item) in page.dictionary().list("Annots") {
            let Value::Dictionary(item) = item else { continue };
            if links.len() >= most {
                break;
            }
            if item.name("Subtype").as_deref() != Some("Link") {
                continue;
            }
            let Some(to) = self.leads(all, &item) else { continue };
            for bounds in rectangles(&item) {
                let bounds = around(page.matrix(), bounds).map(|edge| edge as f32);
                links.push(Link { bounds, to: to.clone() });
            }
        }
        links
    }

    /// Where a link leads; the place of the text it leads to is given a name.
    fn leads(&mut self, all: &Destinations<'_>, link: &Dictionary<'_>) -> Option<String> {
        let action = link.dictionary("A");
        if let Some(address) = action.as_ref().and_then(|action| action.text("URI")) {
            return Some(address).filter(|address| !address.trim().is_empty());
        }
        let (name, page, target) = all.of(link)?;
        let name = name.unwrap_or_else(|| {
            let place = |at: Option<f32>| at.map_or(String::new(), |at| format!("{at:.0}"));
            format!("\0{page}:{}:{}", place(target.x), place(target.y))
        });
        let to = format!("#{name}");
        self.targets.entry(page).or_default().insert(name, target);
        Some(to)
    }

    /// Reads the outline.
    fn outline<'f>(&mut self, all: &Destinations<'f>) {
        let Some(root) = all.file.catalog().dictionary("Outlines") else { return };
        // An entry that is there already follows itself.
        let mut seen = HashSet::new();
        let mut next = |of: &Dictionary<'f>, key: &str| -> Option<Dictionary<'f>> {
            let id = of.reference(key)?;
            if seen.len() < LINKS * 10 && seen.insert(id) { of.dictionary(key) } else { None }
        };
        let mut open: Vec<_> = next(&root, "First").map(|first| (first, 1u8)).into_iter().collect();
        while let Some((entry, depth)) = open.pop() {
            open.extend(next(&entry, "Next").map(|next| (next, depth)));
            open.extend(next(&entry, "First").map(|first| (first, depth.saturating_add(1))));
            let letters = fold::letters(&entry.text("Title").unwrap_or_default());
            if let Some((_, page, _)) = all.of(&entry).filter(|_| !letters.is_empty()) {
                self.outline.entry(page).or_default().push(Entry { letters, depth });
            }
        }
    }
}

/// The rectangles of a link: one a line, where the file says so.
pub(in crate::read::pdf) fn rectangles(link: &Dictionary<'_>) -> Vec<[f64; 4]> {
    let numbers = |key: &str| -> Vec<f64> {
        link.list(key).into_iter().filter_map(|(_, value)| value.number()).collect()
    };
    let corners = numbers("QuadPoints");
    let (quads, _) = corners.as_chunks::<8>();
    let quads: Vec<[f64; 4]> = quads
        .iter()
        .map(|[x1, y1, x2, y2, x3, y3, x4, y4]| {
            let (xs, ys) = ([*x1, *x2, *x3, *x4], [*y1, *y2, *y3, *y4]);
            let least = |of: [f64; 4]| of.into_iter().fold(f64::MAX, f64::min);
            let most = |of: [f64; 4]| of.into_iter().fold(f64::MIN, f64::max);
            [least(xs), least(ys), most(xs), most(ys)]
        })
        .collect();
    if !quads.is_empty() {
        return quads;
    }
    let bounds = numbers("Rect");
    <[f64; 4]>::try_from(bounds).into_iter().collect()
}

/// What the places that links and outlines lead to are called.
struct Destinations<'f> {
    file: &'f File,
    named: HashMap<String, (usize, Target)>,
}

/// Where a destination leads that is spelled out: the object of its page, how it is shown, and where.
fn spelled(file: &File, value: &Value<'_>) -> Option<(usize, Target)> {
    let items = match value {
        Value::List(list) => list.items(),
        Value::Dictionary(dictionary) => dictionary.list("D"),
        _ => return None,
    };
    let (id, first) = items.first()?;
    let page = match (id, first) {
        (Some(id), _) => *file.numbers.get(id)?,
        (None, first) => first.number()? as usize,
    };
    let how = match items.get(1) {
        Some((_, Value::Name(how))) => how.as_str(),
        _ => "",
    };
    let number = |at: usize| items.get(at).and_then(|(_, value)| value.number());
    let (x, y) = match how {
        "XYZ" => (number(2), number(3)),
        "FitH" | "FitBH" => (None, number(2)),
        "FitR" => (number(2), number(5)),
        _ => (None, None),
    };
    let matrix = file.page(page)?.matrix();
    // Of a turned page, either gives the other.
    let (left, top) = matrix.point(x.unwrap_or(0.0), y.unwrap_or(0.0));
    let upright = matrix.b == 0.0;
    let x = (if upright { x } else { y }).map(|_| left as f32);
    let y = (if upright { y } else { Some(0.0) }).map(|_| top as f32);
    Some((page, Target { x, y }))
}

impl Destinations<'_> {
    /// Where a link or an entry of the outline leads: the name of the place, if it has one, its page
    /// and where on it.
    fn of(&self, link: &Dictionary<'_>) -> Option<(Option<String>, usize, Target)> {
        let action = link.dictionary("A");
        let value = match link.get("Dest") {
            Value::Nothing => {
                let action = action.filter(|it| it.name("S").as_deref() == Some("GoTo"))?;
                action.get("D")
            }
            value => value,
        };
        let name = match &value {
            Value::Name(name) => Some(name.clone()),
            Value::Bytes(bytes) => Some(String::from_utf8_lossy(bytes).into_owned()),
            _ => None,
        };
        let Some(name) = name else {
            let (page, target) = spelled(self.file, &value)?;
            return Some((None, page, target));
        };
        let &(page, target) = self.named.get(&name)?;
        Some((Some(name), page, target))
    }
}

/// All places of a file that have names.
fn named(file: &File) -> HashMap<String, (usize, Target)> {
    let catalog = file.catalog();
    let mut found = HashMap::new();
    if let Some(old) = catalog.dictionary("Dests") {
        for name in old.keys() {
            if let Some(place) = spelled(file, &old.get(&name)) {
                found.insert(name, place);
            }
        }
    }
    let tree = catalog.dictionary("Names").and_then(|names| names.dictionary("Dests"));
    for (name, value) in tree.map(|root| trees::entries(root, "Names")).unwrap_or_default() {
        let Value::Bytes(name) = name else { continue };
        if let Some(place) = spelled(file, &value) {
            found.insert(String::from_utf8_lossy(&name).into_owned(), place);
        }
    }
    found
}
