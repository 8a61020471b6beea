//! What is wrong with a text and what was repaired in it, as a list: faults first, then what is worth
//! knowing, then repairs, those of one kind folded into a row that opens.

use crate::app::layer::list::row::{one_line, page};
use crate::app::layer::picker::{Column, Goes, Item, Order, Picker, Tone};
use crate::check::{Finding, Severity, check};
use crate::doc::RepairKind;
use crate::text::Text;

/// What was repaired in a text, and what is wrong with it.
pub(in crate::app) fn findings(text: &Text) -> Picker {
    let mut items: Vec<Item> = Vec::new();
    let mut places: Vec<(usize, u32)> = Vec::new();
    let found = check(text);
    for finding in found.iter().filter(|finding| finding.repair.is_none()) {
        places.push((finding.place, items.len() as u32));
        items.push(row(text, finding));
    }
    for kind in RepairKind::ALL {
        let repairs: Vec<&Finding> =
            found.iter().filter(|finding| finding.repair == Some(kind)).collect();
        let header = items.len() as u32;
        if repairs.len() > 1 {
            items.push(folded(kind, repairs.len(), header));
        }
        for &finding in &repairs {
            places.push((finding.place, items.len() as u32));
            let under = (repairs.len() > 1).then_some(header);
            items.push(Item { under, ..row(text, finding) });
        }
    }
    places.sort_unstable();
    let orders = vec![
        Order { name: "kind", items: (0..items.len() as u32).collect() },
        Order { name: "place", items: places.into_iter().map(|(_, item)| item).collect() },
    ];
    let columns = &[Column::Left(25), Column::Left(20), Column::Fill];
    let mut list = Picker::new("What is wrong, and what was repaired", columns, items)
        .headed(&["Kind", "Where", "What"]);
    if !found.is_empty() {
        list = list.sorted(orders);
    }
    list.empty = "Nothing was repaired in this text, and nothing is wrong with it.";
    list
}

fn row(text: &Text, finding: &Finding) -> Item {
    let cells = vec![finding.said.to_owned(), place(text, finding), one_line(&finding.what)];
    let tone = match (finding.severity, finding.repair) {
        (Severity::Error, _) => Tone::Fault,
        (_, None) => Tone::Remark,
        (_, Some(_)) => Tone::Quiet,
    };
    Item { tone, ..Item::new(cells, Goes::Place(finding.place)) }
}

/// The row that stands for all repairs of a kind.
fn folded(kind: RepairKind, count: usize, header: u32) -> Item {
    let cells = vec![String::new(), String::new(), kind.counted(count)];
    Item::new(cells, Goes::Folded(header))
}

/// Where a finding is, as a reader finds it: by its printed page, its note or its section.
fn place(text: &Text, finding: &Finding) -> String {
    let page = page(text, finding.place);
    let note = text.document.note_at(finding.place).map(|note| text.document.note(note));
    match note.map(|note| format!("note {}", one_line(&note.label))) {
        Some(note) if page.is_empty() => note,
        Some(note) => format!("{page}, {note}"),
        None if page.is_empty() => one_line(text.section_name(finding.place)),
        None => page,
    }
}
