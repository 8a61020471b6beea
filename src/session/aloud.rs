//! What a session says where it draws no screen: lines for a screen reader, a braille display or a
//! terminal that only prints.
//!
//! Every key is answered by a line at least: the paragraph it led to with its notes after it, the row
//! of a list, the words that are typed, or what it did. Nothing that was said is changed.

use std::io;
use std::sync::Arc;

use super::Session;
use crate::app::layer::help::{HelpRow, rows};
use crate::app::layer::picker::Picker;
use crate::app::{App, Focus, Layer};
use crate::doc::Span;
use crate::layout::{Link, cells, clean};
use crate::term::Screen;
use crate::text::Text;
use crate::view::{Look, frame};

/// What was said last, and how wide lines may be.
#[derive(Debug, Default)]
pub(super) struct Voice {
    text: Option<Arc<Text>>,
    block: Option<usize>,
    focus: Option<Focus>,
    hit: Option<usize>,
    message: Option<String>,
    layer: Option<Said>,
}

/// What was said of a layer: which it is, what is typed in it, and what is chosen.
#[derive(Debug, Default, PartialEq, Eq)]
struct Said {
    what: String,
    typed: String,
    chosen: String,
}

impl Voice {
    /// What there is to say of the app after what was said before, in lines of at most so many cells.
    /// After a key of the reader's there is always something.
    pub(super) fn say(&mut self, app: &App, look: &Look, by_key: bool, width: usize) -> String {
        let mut said: Vec<String> = Vec::new();
        let opened = self.text.as_ref().is_none_or(|text| text.origin != app.text().origin);
        if opened {
            said.push(app.text().title().to_owned());
        }
        self.text = Some(Arc::clone(app.text()));
        let message = app.message().map(str::to_owned);
        // A message is taken away by each key: one after a key is new, though it says the same.
        if message.is_some() && (by_key || message != self.message) {
            said.extend(message.clone());
        }
        self.message = message;
        let layer = layer(app, look);
        let closed = self.layer.is_some() && layer.is_none();
        match &layer {
            Some(now) => said.extend(now.after(self.layer.as_ref())),
            None => self.page(app, (by_key, opened), &mut said),
        }
        self.layer = layer;
        if said.is_empty() && (by_key || closed) {
            said.push(app.waits_for().map_or_else(|| where_one_is(app), str::to_owned));
        }
        said.iter().map(|said| fill(said.trim_end(), width)).collect()
    }

    /// What there is to say of the text: of a chosen link where it leads, of a hit which it is, and the
    /// blocks that were gone to.
    fn page(&mut self, app: &App, (by_key, opened): (bool, bool), said: &mut Vec<String>) {
        let focus = app.focus();
        let led = (focus != self.focus).then_some(focus).flatten();
        self.focus = focus;
        let block = app.block_read();
        match led.map(|focus| focus.link) {
            // The note follows the paragraph that is said next.
            Some(Link::NoteReference { note: Some(id), .. })
                if block != self.block && app.settings().notes =>
            {
                said.push(format!("To note {}:", app.text().document.note(id).label));
            }
            Some(link) => said.push(of_link(app, link)),
            None => {}
        }
        let found = app.found().filter(|found| found.lit && focus.is_none());
        let hit = found.and_then(|found| found.current);
        if let (Some(found), Some(at)) = (found, hit)
            && self.hit != hit
        {
            said.push(format!("Hit {} of {}:", at + 1, found.hits.len()));
        }
        let gone = self.hit != hit && hit.is_some();
        self.hit = hit;
        match app.blocks_gone_over().filter(|_| by_key) {
            Some(over) => said.extend(over.map(|block| words_of(app, block))),
            None if gone || opened || block != self.block => {
                said.extend(block.map(|block| words_of(app, block)));
            }
            None => {}
        }
        self.block = block;
    }
}

impl Session {
    /// Says what is new, after a key of the reader's something in any case.
    pub(super) fn say(&mut self, screen: &mut Screen, by_key: bool) -> io::Result<()> {
        let look = Look::of(&self.palettes, self.app.settings().theme, None, false);
        let width = usize::from(screen.size().0);
        screen.say(&self.voice.say(&self.app, &look, by_key, width))
    }
}

impl Said {
    /// What there is to say of a layer after what was said before.
    fn after(&self, before: Option<&Self>) -> Vec<String> {
        let anew = before.is_none_or(|before| before.what != self.what);
        let what = anew.then(|| self.what.clone());
        let typed = before.is_none_or(|before| before.typed != self.typed);
        let typed = (typed && !self.typed.is_empty()).then(|| self.typed.clone());
        let chosen = anew || before.is_none_or(|before| before.chosen != self.chosen);
        let chosen = (chosen && !self.chosen.is_empty()).then(|| self.chosen.clone());
        [what, typed, chosen].into_iter().flatten().filter(|said| !said.is_empty()).collect()
    }
}

/// What is to be said of what has the keys, where that is not the text.
fn layer(app: &App, look: &Look) -> Option<Said> {
    if app.panel().has_keys() && app.layers().is_empty() {
        return app.panel().list().map(list);
    }
    let complaint = |complaint: &Option<String>| complaint.clone().unwrap_or_default();
    Some(match app.layers().last()? {
        Layer::Picker(picker) => list(picker),
        Layer::Prompt(prompt) => Said {
            what: if prompt.regex { "Search by expression:" } else { "Search:" }.to_owned(),
            typed: prompt.field.value().to_owned(),
            chosen: match (&prompt.complaint, app.found()) {
                (Some(complaint), _) => complaint.clone(),
                (None, Some(found)) if found.hits.len() == 1 => "1 hit".to_owned(),
                (None, Some(found)) => format!("{} hits", found.hits.len()),
                (None, None) => String::new(),
            },
        },
        Layer::Label(prompt) => Said {
            what: prompt.of.sign().to_owned(),
            typed: prompt.field.value().to_owned(),
            chosen: complaint(&prompt.complaint),
        },
        Layer::Remark(remark) => Said {
            what: "Remark:".to_owned(),
            typed: remark.field.value().to_owned(),
            chosen: String::new(),
        },
        Layer::Help(help) => Said {
            what: keys(app, help.field.value()),
            typed: help.field.value().to_owned(),
            chosen: String::new(),
        },
        Layer::Note(read) => {
            Said { what: note(app, read.note.index()), chosen: told(app), ..Said::default() }
        }
        Layer::Peek(peek) => {
            Said { what: whole(app, peek.of), chosen: told(app), ..Said::default() }
        }
        // What letters stand on, and where, only the screen says.
        Layer::Labels(_) | Layer::Choosing(_) | Layer::Image(_) => {
            Said { what: on_screen(app, look), chosen: told(app), ..Said::default() }
        }
    })
}

/// A list by its title, how many rows it has, what is typed, and the row that is chosen.
fn list(picker: &Picker) -> Said {
    let (shown, all) = picker.counts();
    let row = picker.chosen().map(|item| {
        let cells = item.cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
        let here = if item.current { ", where you are" } else { "" };
        format!("{}{here}", cells.collect::<Vec<_>>().join(" · "))
    });
    let row = row.unwrap_or_else(|| picker.empty.to_owned());
    let typed = picker.field.value();
    Said {
        what: format!("{}: {all}", picker.title),
        typed: if typed.is_empty() { String::new() } else { format!("{typed}: {shown}") },
        chosen: format!("{} of {}: {row}", picker.selected + 1, picker.shown.len().max(1)),
    }
}

/// The keys and what they do, as far as they answer what is looked for.
fn keys(app: &App, wanted: &str) -> String {
    /// Wide enough for the longest of them: lines are broken later.
    const WIDE: usize = 400;
    let mut lines: Vec<(String, String)> = Vec::new();
    for row in rows(app.keys(), wanted, WIDE) {
        match (row, lines.last_mut()) {
            // Keys for which the column of a screen has no room stand in a row of their own.
            (HelpRow::Keys(more, what), Some((keys, _))) if what.is_empty() => {
                keys.push_str(&format!(" {more}"));
            }
            (HelpRow::Keys(keys, what), _) => lines.push((keys, format!(": {what}"))),
            (HelpRow::Group(name), _) => lines.push((name.to_owned(), String::new())),
            (HelpRow::Blank, _) => lines.push(Default::default()),
        }
    }
    lines.into_iter().map(|(keys, what)| format!("{keys}{what}\n")).collect()
}

/// A block with its note references in brackets, and after it the notes these refer to.
fn words_of(app: &App, block: usize) -> String {
    let document = &app.text().document;
    let label = document.note_of_block(block).filter(|note| {
        // Only its first block has the label.
        document.note(*note).blocks.start == block
    });
    let label = label.map(|note| format!("Note {}: ", document.note(note).label));
    let heading = document.blocks[block].is_heading();
    let label = label.unwrap_or_else(|| if heading { "# " } else { "" }.to_owned());
    let mut said = crate::export::passage(document, block..block + 1, &label);
    if app.settings().notes {
        for (_, _, note) in document.note_references_in(document.blocks[block].span) {
            said.extend(note.map(|id| note_words(app, id.index())));
        }
    }
    said
}

/// The words of a note, told from those of the text by what it is called.
fn note_words(app: &App, note: usize) -> String {
    format!("\n{}", self::note(app, note))
}

fn note(app: &App, note: usize) -> String {
    let document = &app.text().document;
    let note = &document.notes[note];
    crate::export::passage(document, note.blocks.clone(), &format!("Note {}: ", note.label))
}

/// A link by its words, and where it leads.
fn of_link(app: &App, link: Link) -> String {
    let document = &app.text().document;
    let words = |span: Span| document.words(span).replace('\n', " ");
    let words = match link {
        Link::Citation(at) => words(app.text().links.citations[at as usize].whole),
        Link::Mark(at) => words(document.marks[at as usize].span),
        Link::NoteReference { .. } | Link::NoteLabel(_) | Link::Remark(_) => String::new(),
    };
    let leads = told(app);
    let leads = match link {
        Link::NoteReference { note: Some(id), .. } if leads.is_empty() => note(app, id.index()),
        _ => leads,
    };
    if words.is_empty() { leads } else { format!("{words}: {leads}") }
}

/// What the bottom line of a screen would say of what is chosen.
fn told(app: &App) -> String {
    /// As much as there is.
    const ROOM: usize = 400;
    app.told(&app.spread(), ROOM).unwrap_or_default()
}

/// All that a link leads to.
fn whole(app: &App, link: Link) -> String {
    let document = &app.text().document;
    match link {
        Link::NoteReference { note: Some(id), .. } => note(app, id.index()),
        Link::Citation(at) => {
            let citation = &app.text().links.citations[at as usize];
            let entry = |id: &crate::doc::ReferenceId| {
                document.words(app.text().links.references[id.index()].span).to_owned()
            };
            citation.references().iter().map(entry).collect::<Vec<_>>().join("\n")
        }
        Link::Mark(at) => match &document.marks[at as usize].kind {
            crate::doc::MarkKind::Link(crate::doc::Target::Place(place)) => {
                document.block_at(*place).map_or_else(String::new, |block| words_of(app, block))
            }
            _ => of_link(app, link),
        },
        _ => of_link(app, link),
    }
}

/// What stands on a screen, row by row.
fn on_screen(app: &App, look: &Look) -> String {
    frame(app, look).words()
}

/// Where the reader is: what a key that changed nothing is answered with.
fn where_one_is(app: &App) -> String {
    let section = app.text().section_name(app.reading_place()).replace('\n', " ");
    let share = app.text().share(app.reading_place());
    match section.is_empty() {
        true => format!("{share}% of the text."),
        false => format!("{section}, {share}% of the text."),
    }
}

/// Words in lines of at most so many cells, broken at blanks; nothing in them acts on a terminal.
fn fill(words: &str, width: usize) -> String {
    let mut out = String::new();
    for line in words.lines() {
        let line = line.replace('\t', " · ");
        let line = clean(&line);
        let mut column = 0;
        for word in line.split_inclusive(' ') {
            let wide = cells(word.trim_end());
            if column > 0 && column + wide > width {
                out.truncate(out.trim_end_matches(' ').len());
                out.push('\n');
                column = 0;
            }
            out.push_str(word);
            column += cells(word);
        }
        out.truncate(out.trim_end_matches(' ').len());
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn lines_are_broken_at_blanks_and_act_on_nothing() {
        assert_eq!(fill("one two three", 8), "one two\nthree\n");
        assert_eq!(fill("a\tb\n\nc\u{1b}[2J", 80), "a · b\n\nc␛[2J\n");
        assert_eq!(fill("unbreakable", 4), "unbreakable\n");
    }
}
