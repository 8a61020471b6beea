//! The status line: where one is, what there is to say, and the line a search is typed in.

use ratatui::style::Style;

use super::colour::theme::{Furniture, Look};
use super::frame::Frame;
use super::paint::Brush;
use crate::app::command::{Command, PromptCommand, RemarkCommand};
use crate::app::layer::words::remark::Remark;
use crate::app::page::screen::Area;
use crate::app::{App, LabelPrompt, Prompt, Spread};
use crate::doc::Place;
use crate::layout::{cells, clean, fit};

/// Draws the status line of the text.
pub(super) fn draw(app: &App, spread: &Spread, frame: &mut Frame, look: &Look) {
    let Some(area) = line(app) else { return };
    let status = look.furniture(Furniture::Status);
    Brush::new(frame, area, area.y, 0).put(&" ".repeat(usize::from(area.width)), status);
    let right = right(app, spread);
    let room = usize::from(area.width).saturating_sub(cells(&right) + 3);
    let said = app.message().or(app.waits_for()).map(str::to_owned);
    let said = said.or_else(|| app.told(spread, room));
    let loud = said.is_some();
    let style = if loud { look.furniture(Furniture::StatusLoud) } else { status };
    let left = match said {
        Some(said) => said,
        None if app.panel().has_keys() => app.panel_hint(),
        None => left(app, spread, room),
    };
    let mut brush = Brush::new(frame, area, area.y, 0);
    brush.put(" ", status);
    let left = if loud { whole_parts(&left, room) } else { fit(&left, room) };
    brush.put(&left, style);
    let mut brush = Brush::new(frame, area, area.y, 0);
    let at = usize::from(area.width).saturating_sub(cells(&right) + 1);
    brush.to(at, 0);
    brush.put(&right, status);
}

/// What there is to say, in so many cells: a list of counts that is too long ends after one of them.
fn whole_parts(said: &str, room: usize) -> String {
    let fits = |end: &usize| cells(&said[..*end]) + 3 <= room;
    let cut = || said.rmatch_indices(", ").map(|(at, _)| at).find(fits);
    let counts = || said.split(", ").all(|part| part.starts_with(|c: char| c.is_ascii_digit()));
    match cut().filter(|_| cells(said) > room && counts()) {
        Some(end) => format!("{}, …", &said[..end]),
        None => fit(said, room),
    }
}

/// The title and the section, in so many cells. The title, which does not change, is cut first, and left
/// out where too little of it would be left.
fn left(app: &App, spread: &Spread, room: usize) -> String {
    /// What a title needs to be told by.
    const TITLE: usize = 12;
    let text = app.text();
    let title = text.title().replace('\n', " ");
    let section = text.section_name(place(app, spread)).replace('\n', " ");
    if section.is_empty() || section == title {
        return title;
    }
    match room.saturating_sub(cells(&section) + 3) {
        ..TITLE => section,
        beside => format!("{} · {section}", fit(&title, beside)),
    }
}

/// Where the reader is: at the chosen link, at the hit, or at the top of the screen. A note that was
/// jumped to may stand below it, under the end of the body or of its sources.
fn place(app: &App, spread: &Spread) -> Place {
    let found = app.found().filter(|found| found.lit && app.focus().is_none());
    let hit = found.and_then(|found| found.hits.get(found.current?)).map(|hit| hit.start);
    let shown = hit.filter(|&place| spread.row_of(place).is_some());
    shown.unwrap_or_else(|| app.reading_place())
}

/// From this width on a status line can say all in words.
const WIDE: u16 = 100;
/// The most cells that the label of a page takes.
const LABEL: usize = 12;

/// How far the reader is, on which printed page, how long the section takes, and where the help is.
fn right(app: &App, spread: &Spread) -> String {
    let progress = app.how_far(spread);
    let read = format!("{:>3}%", progress.percent);
    // What there is to say needs the room.
    let section = progress.section.filter(|_| app.message().is_none());
    let percent = match (app.read_so_far(), section) {
        (Some(Some(so_far)), _) => format!("reading… {so_far}%  {read}"),
        (Some(None), _) => format!("reading…  {read}"),
        (None, Some(minutes)) => format!("{read}  {}", left_in_section(app, minutes)),
        (None, None) => read,
    };
    let percent = match app.text().page_at(place(app, spread)) {
        Some(page) => format!("p. {}  {percent}", fit(&clean(page), LABEL)),
        None => percent,
    };
    let hit = app.found().filter(|found| found.lit && !found.hits.is_empty()).map(|found| {
        let count = match found.hits.len() {
            crate::search::MOST => format!("{} or more", crate::search::MOST),
            count => count.to_string(),
        };
        found.current.map_or_else(|| format!("{count} hits"), |at| format!("{} of {count}", at + 1))
    });
    match hit {
        Some(hit) => format!("{hit}  {percent}"),
        // What is typed in the panel is no command.
        None if app.panel().has_keys() => percent,
        None if app.message().is_none() && app.screen().whole.width >= 60 => {
            format!("{} help  {percent}", app.keys().key_of(Command::Help))
        }
        None => percent,
    }
}

/// The time to the end of the section. A narrow screen has no room to say what of.
fn left_in_section(app: &App, minutes: usize) -> String {
    let time = match minutes {
        0 => "<1 min".to_owned(),
        _ => format!("{minutes} min"),
    };
    match app.screen().whole.width {
        WIDE.. => format!("{time} left in section"),
        _ => format!("{time} left"),
    }
}

/// Draws the line a search is typed in, and gives the cell of the cursor.
pub(super) fn prompt(
    app: &App,
    prompt: &Prompt,
    frame: &mut Frame,
    look: &Look,
) -> Option<(u16, u16)> {
    let sign = if prompt.regex { "regex /" } else { "/" };
    let found = app.found().filter(|found| !found.hits.is_empty());
    let (said, style) = match (&prompt.complaint, found) {
        (Some(complaint), _) => {
            let all = all_texts(app, prompt);
            (format!("{complaint}{all}"), look.furniture(Furniture::Complaint))
        }
        (None, Some(found)) => {
            let (at, all) = (found.current.map_or(0, |at| at + 1), all_texts(app, prompt));
            (format!("{at} of {}{all}", found.hits.len()), look.furniture(Furniture::Quiet))
        }
        (None, None) => {
            let hint = format!(
                "{} stays, {} returns, {} all texts, {} regular expression",
                app.keys().key_of(PromptCommand::Accept),
                app.keys().key_of(PromptCommand::Cancel),
                app.keys().key_of(PromptCommand::Widen),
                app.keys().key_of(PromptCommand::Regex)
            );
            (hint, look.furniture(Furniture::Quiet))
        }
    };
    ask(app, sign, &prompt.field, (&said, style), frame, look)
}

/// The key that searches all texts for what is typed, where the line has room to say so.
fn all_texts(app: &App, prompt: &Prompt) -> String {
    /// The width from which on it has, besides what is typed.
    const ROOM: usize = 70;
    match usize::from(app.screen().whole.width) >= ROOM + cells(prompt.field.value()) {
        true => format!(" · {} all texts", app.keys().key_of(PromptCommand::Widen)),
        false => String::new(),
    }
}

/// Draws the line a label is typed in, and gives the cell of the cursor.
pub(super) fn label_prompt(
    app: &App,
    prompt: &LabelPrompt,
    frame: &mut Frame,
    look: &Look,
) -> Option<(u16, u16)> {
    let said = match &prompt.complaint {
        Some(complaint) => (complaint.clone(), look.furniture(Furniture::Complaint)),
        None => (app.label_hint(prompt.of), look.furniture(Furniture::Quiet)),
    };
    ask(app, prompt.of.sign(), &prompt.field, (&said.0, said.1), frame, look)
}

/// Draws the line a remark is typed in, its lines parted by a sign, and gives the cell of the cursor.
pub(super) fn remark(
    app: &App,
    remark: &Remark,
    frame: &mut Frame,
    look: &Look,
) -> Option<(u16, u16)> {
    let said = format!(
        "{} keeps, {} returns, {} your editor",
        app.keys().key_of(PromptCommand::Accept),
        app.keys().key_of(PromptCommand::Cancel),
        app.keys().key_of(RemarkCommand::Editor)
    );
    let said = app.message().map_or(said, str::to_owned);
    let shown = remark.field.value().replace('\n', "↵");
    let shown = tui_input::Input::new(shown).with_cursor(remark.field.cursor());
    let quiet = look.furniture(Furniture::Quiet);
    ask(app, "Remark: ", &shown, (&said, quiet), frame, look)
}

/// Draws a line that something is typed in after `sign`, with what there is to say at its end, and
/// gives the cell of the cursor.
fn ask(
    app: &App,
    sign: &str,
    typed: &tui_input::Input,
    (said, quiet): (&str, Style),
    frame: &mut Frame,
    look: &Look,
) -> Option<(u16, u16)> {
    let area = line(app)?;
    let mut brush = Brush::new(frame, area, area.y, 0);
    brush.put(sign, look.furniture(Furniture::StatusLoud));
    let ground = look.furniture(Furniture::Ground);
    let cursor = field(&mut brush, typed.value(), typed.cursor(), ground);
    let room = brush.room().saturating_sub(3);
    let said = fit(said, room);
    let mut brush = Brush::new(frame, area, area.y, 0);
    brush.to(usize::from(area.width).saturating_sub(cells(&said) + 1), 0);
    brush.put(&said, quiet);
    Some((area.x + (cells(sign) + cursor) as u16, area.y))
}

/// Paints what is typed, its end in view, and gives the column of the cursor within it. `at`
/// counts characters.
pub(super) fn field(brush: &mut Brush<'_>, typed: &str, at: usize, style: Style) -> usize {
    let before: String = typed.chars().take(at).collect();
    let column = cells(&before);
    let room = brush.room().saturating_sub(1);
    let hidden = column.saturating_sub(room);
    let mut skipped = 0;
    let from = crate::layout::glyphs(typed)
        .find(|glyph| {
            let enough = skipped >= hidden;
            skipped += glyph.cells;
            enough
        })
        .map_or(typed.len(), |glyph| glyph.at);
    brush.put(&typed[from..], style);
    column - cells(&typed[..from]).min(column)
}

fn line(app: &App) -> Option<Area> {
    let screen = app.screen();
    let y = screen.status.unwrap_or(screen.whole.height.saturating_sub(1));
    (screen.status.is_some()).then_some(Area { y, height: 1, ..screen.whole })
}

#[cfg(test)]
mod tests {
    use super::whole_parts;

    #[test]
    fn a_list_is_cut_between_its_parts() {
        let said = "24 pages put in order, 18 joins over page ends, 24 notes gathered";
        assert_eq!(whole_parts(said, 65), said);
        assert_eq!(whole_parts(said, 50), "24 pages put in order, 18 joins over page ends, …");
        assert_eq!(whole_parts("No note here, and no source", 20), "No note here, and n…");
    }
}
