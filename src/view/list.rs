//! Lists: contents, the bibliography, a source, hits.

use ratatui::style::Style;

use super::colour::theme::{Furniture, Look};
use super::frame::Frame;
use super::paint::Brush;
use super::status::field;
use crate::app::App;
use crate::app::command::{ListCommand, PromptCommand};
use crate::app::layer::picker::{Column, Goes, Item, Picker, Tone};
use crate::app::page::screen::Area;
use crate::layout::{cells, clean, fit, glyphs};

/// The cells between two columns.
const GAP: usize = 2;

/// Draws a list over the whole screen, and gives the cell of the cursor in what is typed.
pub(super) fn draw(app: &App, picker: &Picker, frame: &mut Frame, look: &Look) -> (u16, u16) {
    let whole = app.screen().whole;
    let margin = if whole.width >= 40 { 2 } else { 0 };
    let area = Area { x: margin, width: whole.width - 2 * margin, ..whole };
    head(picker, area, frame, look);
    let invitation = if picker.is_wide() { "type to search all texts" } else { "type to filter" };
    let cursor = typed(&picker.field, area, invitation, frame, look);
    let about = app.about_rows(picker);
    for (index, row) in about.iter().enumerate() {
        let mut brush = Brush::new(frame, area, 2 + index as u16, 0);
        brush.put(row, look.furniture(Furniture::Ground));
    }
    let headed = app.has_heads(picker);
    let y = 2 + (about.len() + usize::from(headed)) as u16;
    let rows = Rows { y, count: app.list_rows(picker), headed };
    items(picker, area, rows, Marks::of(picker), frame, look);
    let mut brush = Brush::new(frame, area, whole.height.saturating_sub(1), 0);
    match app.message() {
        Some(said) => {
            let room = brush.room();
            brush.put(&fit(&clean(said), room), look.furniture(Furniture::Tick));
        }
        None => brush.put(&hint(app, picker), look.furniture(Furniture::Quiet)),
    }
    cursor
}

/// By what a list is sorted, and how many rows it has.
pub(super) fn count(picker: &Picker) -> String {
    if picker.is_wide() {
        return String::new();
    }
    let count = match picker.counts() {
        (_, 0) => String::new(),
        (shown, all) if shown == all => all.to_string(),
        (shown, all) => format!("{shown} of {all}"),
    };
    let order = match picker.orders[picker.order].name {
        "" => String::new(),
        _ if count.is_empty() => String::new(),
        name => format!("by {name}  "),
    };
    format!("{order}{count}")
}

fn head(picker: &Picker, area: Area, frame: &mut Frame, look: &Look) {
    let right = count(picker);
    let room = usize::from(area.width).saturating_sub(cells(&right) + 2);
    let mut brush = Brush::new(frame, area, 0, 0);
    brush.put(&fit(&picker.title, room), look.furniture(Furniture::Title));
    brush.to(usize::from(area.width).saturating_sub(cells(&right)), 0);
    brush.put(&right, look.furniture(Furniture::Quiet));
}

/// Draws what is typed in the second row of an area, or an invitation to type, and gives the cell of
/// the cursor.
pub(super) fn typed(
    typed: &tui_input::Input,
    area: Area,
    invitation: &str,
    frame: &mut Frame,
    look: &Look,
) -> (u16, u16) {
    let mut brush = Brush::new(frame, area, area.y + 1, 0);
    brush.put("› ", look.furniture(Furniture::Tick));
    let value = typed.value();
    let column = field(&mut brush, value, typed.cursor(), look.furniture(Furniture::Ground));
    if value.is_empty() {
        brush.put(invitation, look.furniture(Furniture::Quiet));
    }
    (area.x + 2 + column as u16, area.y + 1)
}

/// The rows of the screen that the items of a list have.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rows {
    /// The first.
    pub(super) y: u16,
    /// How many.
    pub(super) count: usize,
    /// Whether the heads of the columns stand in the row above them.
    pub(super) headed: bool,
}

/// What is marked in a list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Marks {
    /// The row that is chosen, by its number among those shown.
    pub(super) chosen: Option<usize>,
    /// The item that is where the reader is, by its number.
    pub(super) here: Option<u32>,
}

impl Marks {
    /// Those of a list that lies over the text.
    fn of(picker: &Picker) -> Self {
        let here = picker.items.iter().zip(0..).find(|(item, _)| item.current);
        Self { chosen: Some(picker.selected), here: here.map(|(_, number)| number) }
    }
}

/// Draws the rows of a list, under their heads, or why there are none.
pub(super) fn items(
    picker: &Picker,
    area: Area,
    rows: Rows,
    marks: Marks,
    frame: &mut Frame,
    look: &Look,
) {
    let heads = if rows.headed { picker.heads } else { &[] };
    let widths = widths(picker, heads, usize::from(area.width).saturating_sub(2));
    draw_heads(
        &mut Brush::new(frame, area, rows.y.saturating_sub(1), 0),
        picker,
        heads,
        &widths,
        look,
    );
    if picker.shown.is_empty() {
        let what = if picker.items.is_empty() {
            picker.empty
        } else {
            "Nothing here holds what is typed."
        };
        Brush::new(frame, area, rows.y, 0).put(what, look.furniture(Furniture::Quiet));
        return;
    }
    let shown = picker.shown.iter().enumerate().skip(picker.top).take(rows.count);
    for (row, (number, &index)) in shown.enumerate() {
        let (chosen, here) = (marks.chosen == Some(number), marks.here == Some(index));
        let mut brush = Brush::new(frame, area, rows.y + row as u16, 0);
        let item = &picker.items[index as usize];
        draw_item(&mut brush, picker, item, &widths, (chosen, here), look);
    }
}

/// Draws the heads of the columns that have room.
fn draw_heads(
    brush: &mut Brush<'_>,
    picker: &Picker,
    heads: &[&str],
    widths: &[usize],
    look: &Look,
) {
    let style = look.furniture(Furniture::Quiet);
    let mut x = 2;
    let columns = heads.iter().zip(picker.columns).zip(widths);
    for ((head, column), &width) in columns.filter(|(_, width)| **width > 0) {
        match column {
            Column::Right(_) | Column::Spare => put_right(brush, head, (x, width), style),
            Column::Left(_) | Column::Fill => {
                brush.to(x, 0);
                brush.put(&fit(head, width), style);
            }
        }
        x += width + GAP;
    }
}

fn draw_item(
    brush: &mut Brush<'_>,
    picker: &Picker,
    item: &Item,
    widths: &[usize],
    (chosen, here): (bool, bool),
    look: &Look,
) {
    let dim = item.tone == Tone::Dim;
    let ground = look.furniture(if dim { Furniture::Quiet } else { Furniture::Ground });
    let base = if chosen { ground.patch(look.furniture(Furniture::Chosen)) } else { ground };
    let sign = match item.goes {
        Goes::Folded(number) if picker.open.contains(&number) => "▾ ",
        Goes::Folded(_) => "▸ ",
        _ if here => "• ",
        _ => "  ",
    };
    brush.put(sign, base);
    if chosen {
        let room = brush.room();
        brush.put(&" ".repeat(room), base);
    }
    if item.folds() || item.tone == Tone::Head {
        // A count of what is folded, and what stands over others, has the whole row.
        brush.to(2, 0);
        let said = item.cells.last().map_or("", String::as_str);
        let said = fit(said, brush.room());
        brush.put(&said, base.patch(look.furniture(Furniture::Title)));
        return;
    }
    let mut x = 2;
    let first = match item.tone {
        Tone::Plain | Tone::Dim | Tone::Head => base,
        Tone::Fault => base.patch(look.furniture(Furniture::Complaint)),
        Tone::Remark => base.patch(look.furniture(Furniture::Tick)),
        Tone::Quiet => base.patch(look.furniture(Furniture::Quiet)),
    };
    let styles = std::iter::once(first).chain(std::iter::repeat(base));
    let cells = item.cells.iter().zip(picker.columns).zip(widths).zip(styles);
    for (((cell, column), &width), style) in cells.filter(|((_, width), _)| **width > 0) {
        brush.to(x, 0);
        match column {
            Column::Left(_) => brush.put(&fit(cell, width), style),
            Column::Right(_) | Column::Spare => put_right(brush, cell, (x, width), style),
            Column::Fill => {
                let loud = style.patch(look.furniture(Furniture::Hit));
                fill(brush, cell, item.emphasis, width, style, loud);
            }
        }
        x += width + GAP;
    }
}

/// Paints a cell flush right in a column that begins at `x`.
fn put_right(brush: &mut Brush<'_>, cell: &str, (x, width): (usize, usize), style: Style) {
    let shown = fit(cell, width);
    brush.to(x + width - cells(&shown).min(width), 0);
    brush.put(&shown, style);
}

/// Paints a cell of which some bytes are to be seen: where it is too long for its column, the
/// part around those.
fn fill(
    brush: &mut Brush<'_>,
    cell: &str,
    emphasis: Option<(usize, usize)>,
    width: usize,
    base: Style,
    loud: Style,
) {
    let (from, to) = emphasis.unwrap_or((0, 0));
    let end = cells(&cell[..to]);
    let length = cells(cell);
    // The emphasis goes to the middle if the beginning leaves no room for it and what follows.
    let middle = end + width / 2;
    let shift =
        if length <= width || middle <= width { 0 } else { (middle - width).min(length - width) };
    let mut x = 0;
    let mut cut = String::new();
    let mut marked = (0, 0);
    // A beginning cut off ends at a word, if one begins before what is to be seen.
    let mut waits = shift > 0;
    for glyph in glyphs(cell) {
        let inside = x >= shift && x + glyph.cells <= shift + width;
        x += glyph.cells;
        if waits && inside && (glyph.symbol == " " || glyph.at >= from) {
            waits = false;
            cut.push('…');
            if glyph.symbol == " " {
                continue;
            }
        }
        if !inside || waits {
            continue;
        }
        if glyph.at < from {
            marked.0 = cut.len() + glyph.symbol.len();
        }
        cut.push_str(&glyph.symbol);
        if glyph.at < to {
            marked.1 = cut.len();
        }
    }
    if length > shift + width {
        cut = format!("{}…", fit(&cut, width.saturating_sub(1)).trim_end_matches('…'));
    }
    brush.put_with(&cut, |byte| if (marked.0..marked.1).contains(&byte) { loud } else { base });
}

/// What a column has at least that needs so much, where there is room; and what the filling one has at
/// least beside it.
const LEAST: usize = 18;
const LEAST_TO_FILL: usize = 10;

/// The width of each column in a list of `width` cells, under these heads. Where there is little room,
/// what is worth less gives way: first what can be spared. The others may then go beyond their part of the
/// list as far as that leaves the filling one something to say, the shortest before the longer. A column
/// in which nothing stands takes no room.
fn widths(picker: &Picker, heads: &[&str], width: usize) -> Vec<usize> {
    let needs = needs(picker, heads);
    let columns = || picker.columns.iter().zip(needs.iter().copied());
    let fills = picker.columns.contains(&Column::Fill);
    let gaps = |count: usize| GAP * count.saturating_sub(1);
    let taken = |spare: bool| {
        let takes = |&(column, need): &(&Column, usize)| match column {
            Column::Fill => true,
            Column::Spare => spare && need > 0,
            Column::Left(_) | Column::Right(_) => need > 0,
        };
        gaps(columns().filter(takes).count())
    };
    let needed = columns().map(|(column, need)| match column {
        Column::Spare => need,
        _ => need.min(LEAST),
    });
    let spare = !fills || needed.sum::<usize>() + taken(true) <= width;
    let room = width.saturating_sub(taken(spare));
    let mut widths: Vec<usize> = columns()
        .map(|(column, need)| match column {
            Column::Left(share) | Column::Right(share) => {
                need.min(room * usize::from(*share) / 100)
            }
            Column::Spare if spare => need.min(room),
            Column::Spare | Column::Fill => 0,
        })
        .collect();
    let least = if fills { LEAST_TO_FILL } else { 0 };
    let mut left = room.saturating_sub(widths.iter().sum::<usize>() + least);
    let mut cut: Vec<usize> = (0..widths.len())
        .filter(|&at| matches!(picker.columns[at], Column::Left(_) | Column::Right(_)))
        .collect();
    cut.sort_by_key(|&at| needs[at]);
    for at in cut {
        let more = needs[at].min(LEAST).saturating_sub(widths[at]).min(left);
        widths[at] += more;
        left -= more;
    }
    let fixed: usize = widths.iter().sum();
    for (width, column) in widths.iter_mut().zip(picker.columns) {
        if *column == Column::Fill {
            *width = room.saturating_sub(fixed);
        }
    }
    widths
}

/// How many cells each column takes that is to show the widest of its cells and its head.
fn needs(picker: &Picker, heads: &[&str]) -> Vec<usize> {
    let heads = heads.iter().copied().chain(std::iter::repeat(""));
    let needs = picker.natural.iter().zip(heads).map(|(&natural, head)| match natural {
        0 => 0,
        natural => natural.max(cells(head)),
    });
    needs.collect()
}

/// The keys of a list, from the table of commands.
fn hint(app: &App, picker: &Picker) -> String {
    let mut parts = Vec::new();
    if picker.is_wide() {
        parts.push(format!("{} this text alone", app.keys().key_of(ListCommand::Sort)));
        parts.push(format!("{} regular expression", app.keys().key_of(PromptCommand::Regex)));
    } else if picker.orders.len() > 1 {
        parts.push(format!("{} sorts", app.keys().key_of(ListCommand::Sort)));
    }
    parts.push(format!("{} opens", app.keys().key_of(ListCommand::Choose)));
    if picker.is_of_marks() {
        parts.push(format!("{} removes or brings back", app.keys().key_of(ListCommand::Remove)));
    }
    if picker.is_of_marks() || picker.is_of_all_marks() {
        let which = if picker.is_of_marks() { "all texts" } else { "this text" };
        parts.push(format!("{} {which}", app.keys().key_of(ListCommand::AllTexts)));
    }
    if picker.forgets() {
        parts.push(format!("{} forgets", app.keys().key_of(ListCommand::Remove)));
        parts.push(format!("{} about", app.keys().key_of(ListCommand::About)));
    }
    parts.push(format!("{} closes", app.keys().key_of(ListCommand::Close)));
    parts.join(" · ")
}
