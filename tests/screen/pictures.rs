//! The pictures of the README: screens that typed keys lead to, as SVG, so that none shows what ibid no
//! longer looks like.
//!
//! `IBID_UPDATE=1 cargo test --test screen pictures` draws anew those that differ.

use std::fmt::Write as _;
use std::path::Path;

use ibid::app::Theme;
use ibid::view::{Look, draw};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};

use crate::support::{COMPANION, Reader};

/// A picture: what it is called, its look and size, and the keys that lead to it.
const PICTURES: [(&str, Theme, (u16, u16), &str); 4] = [
    ("reading-dark", Theme::Dark, (120, 40), "} } } j j j j j j j ]"),
    ("reading-light", Theme::Light, (80, 24), "} } } j j j j j j j"),
    ("panel-light", Theme::Light, (120, 40), "} } s"),
    ("source-dark", Theme::Dark, (80, 24), "} } } Tab K"),
];

/// The width and height of a cell in pixels, and the size of letters in it.
const CELL: (usize, usize) = (9, 19);
const LETTERS: usize = 15;

#[test]
fn pictures_show_the_screen_as_it_is() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/screen/pictures");
    for (name, theme, (width, height), keys) in PICTURES {
        let mut reader = Reader::open(COMPANION, width, height);
        reader.press(keys);
        let mut cells = Buffer::empty(Rect::new(0, 0, width, height));
        draw(&reader.app, &mut cells, &Look::new(theme, true));
        let (drawn, path) = (svg(&cells), folder.join(format!("{name}.svg")));
        if std::fs::read_to_string(&path).is_ok_and(|kept| kept == drawn) {
            continue;
        }
        assert!(
            std::env::var_os("IBID_UPDATE").is_some(),
            "{name}.svg is out of step: run IBID_UPDATE=1 cargo test --test screen pictures"
        );
        std::fs::create_dir_all(&folder).expect("a folder for pictures");
        std::fs::write(path, drawn).expect("the picture can be written");
    }
}

#[test]
fn what_is_drawn_is_what_stands_there() {
    let mut cells = Buffer::empty(Rect::new(0, 0, 4, 1));
    cells.set_string(0, 0, "a<漢", ratatui::style::Style::new().fg(Color::Indexed(16)));
    let drawn = svg(&cells);
    assert!(
        drawn.contains(r##"<text x="0" y="14" fill="#000000" textLength="18">a&lt;</text>"##),
        "{drawn}"
    );
    assert!(drawn.contains(r##"x="18" y="14" fill="#000000" textLength="18">漢<"##), "{drawn}");
}

/// The cells as a picture. Each run of one look is a piece of text of the width of its cells, so that
/// columns stand in line whatever font draws them.
fn svg(cells: &Buffer) -> String {
    let (width, height) = (usize::from(cells.area.width), usize::from(cells.area.height));
    let (wide, high) = (width * CELL.0, height * CELL.1);
    let ground = look(&cells.content[0]).ground;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {wide} {high}\" width=\"{wide}\" \
         height=\"{high}\" font-family=\"ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace\" \
         font-size=\"{LETTERS}\" xml:space=\"preserve\">\n<rect width=\"{wide}\" height=\"{high}\" \
         fill=\"{ground}\"/>\n"
    );
    for (y, row) in cells.content.chunks(width).enumerate() {
        for (x, run) in runs(row) {
            piece(&mut out, (x, y), run, &ground);
        }
    }
    out + "</svg>\n"
}

/// The runs of one look in a row, and the column each begins in. A sign of two cells is one by itself:
/// how wide a font draws it beside others nobody knows.
fn runs(row: &[Cell]) -> Vec<(usize, &[Cell])> {
    let mut runs = Vec::new();
    let mut start = 0;
    for at in 1..=row.len() {
        let ends = row.get(at).is_none_or(|cell| {
            look(cell) != look(&row[start])
                || is_wide(cell)
                || (at - start >= 2 && is_wide(&row[start]))
        });
        if ends {
            runs.push((start, &row[start..at]));
            start = at;
        }
    }
    runs
}

fn is_wide(cell: &Cell) -> bool {
    ratatui::text::Span::raw(cell.symbol()).width() > 1
}

fn piece(out: &mut String, (x, y): (usize, usize), run: &[Cell], ground: &str) {
    let look = look(&run[0]);
    let (left, top, wide) = (x * CELL.0, y * CELL.1, run.len() * CELL.0);
    if look.ground != ground {
        let (ground, high) = (&look.ground, CELL.1);
        _ = writeln!(
            out,
            "<rect x=\"{left}\" y=\"{top}\" width=\"{wide}\" height=\"{high}\" fill=\"{ground}\"/>"
        );
    }
    let skip = usize::from(is_wide(&run[0]));
    let words: String =
        run.iter().take(if skip == 1 { 1 } else { run.len() }).map(Cell::symbol).collect();
    if words.trim().is_empty() && !look.is_underlined {
        return;
    }
    // Blanks at either end are room, and only in the middle part of what is said.
    let words = if look.is_underlined { words.as_str() } else { words.trim_end() };
    let lead = if look.is_underlined { 0 } else { words.len() - words.trim_start().len() };
    let cells = ratatui::text::Span::raw(&words[lead..]).width();
    let words = words[lead..].replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let (left, base, length) = (left + lead * CELL.0, top + CELL.1 - 5, cells * CELL.0);
    let (ink, more) = (&look.ink, &look.more);
    _ = writeln!(
        out,
        "<text x=\"{left}\" y=\"{base}\" fill=\"{ink}\"{more} textLength=\"{length}\">{words}</text>"
    );
}

/// The look of a cell, as a picture says it.
#[derive(PartialEq)]
struct CellLook {
    ink: String,
    ground: String,
    more: String,
    is_underlined: bool,
}

fn look(cell: &Cell) -> CellLook {
    let (mut ink, mut ground) = (hex(cell.fg), hex(cell.bg));
    if cell.modifier.contains(Modifier::REVERSED) {
        std::mem::swap(&mut ink, &mut ground);
    }
    let attributes = [
        (Modifier::BOLD, " font-weight=\"bold\""),
        (Modifier::ITALIC, " font-style=\"italic\""),
        (Modifier::UNDERLINED, " text-decoration=\"underline\""),
        (Modifier::CROSSED_OUT, " text-decoration=\"line-through\""),
        (Modifier::DIM, " opacity=\"0.7\""),
    ];
    let has = attributes.iter().filter(|(modifier, _)| cell.modifier.contains(*modifier));
    let is_underlined = cell.modifier.contains(Modifier::UNDERLINED);
    CellLook { ink, ground, more: has.map(|(_, attribute)| *attribute).collect(), is_underlined }
}

/// A colour of xterm's 256, but the first sixteen, which are the terminal's.
fn hex(colour: Color) -> String {
    let [red, green, blue] = match colour {
        Color::Indexed(grey @ 232..) => [8 + 10 * (grey - 232); 3],
        Color::Indexed(number @ 16..) => {
            let cube = number - 16;
            [cube / 36, cube / 6 % 6, cube % 6]
                .map(|step| if step == 0 { 0 } else { 55 + 40 * step })
        }
        Color::Rgb(red, green, blue) => [red, green, blue],
        _ => [255; 3],
    };
    format!("#{red:02x}{green:02x}{blue:02x}")
}
