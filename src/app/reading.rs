//! Reading: what the keys do where nothing lies over the text.

use super::command::Command;
use super::layer::Layer;
use super::layer::help::Help;
use super::layer::list::{List, Reader};
use super::page::Foot;
use super::page::screen::NotesAt;
use super::page::shown::{Focus, LinkSpot, Shown};
use super::trail::Spot;
use super::unread::Then;
use super::{App, Effect, MEASURES, Theme};
use crate::doc::{Cited, MarkKind, NoteId, Place, Span, Target};
use crate::layout::{Link, Row};

/// How many cells wide lines move at a time.
const SIDEWAYS: usize = 8;
/// By how many cells the measure changes at a time.
const MEASURE_STEP: u16 = 4;

impl App {
    /// Does what a command says, and what the number says that was typed before it.
    pub(super) fn reading(&mut self, command: Command, number: Option<usize>) -> Vec<Effect> {
        if self.step(command, number.unwrap_or(1)) {
            return Vec::new();
        }
        let times = number.unwrap_or(1) as isize;
        match command {
            // A digit is kept until a command follows.
            Command::Count => {}
            Command::LineDown => self.scroll_lines(times),
            Command::LineUp => self.scroll_lines(-times),
            Command::HalfDown => self.scroll((self.page_rows() / 2).max(1) as isize),
            Command::HalfUp => self.scroll(-((self.page_rows() / 2).max(1) as isize)),
            Command::PageDown => self.page_down(),
            Command::PageUp => self.page_up(),
            Command::Start | Command::End if let Some(line) = number => self.leap_to_line(line),
            Command::Percent => self.leap_to_percent(number),
            Command::PrintedPage => self.printed_page(number),
            Command::Labelled => self.labelled_note(number),
            Command::SetMark => self.ask_letter_to_set(),
            Command::GoToMark => self.ask_letter_to_go_to(),
            Command::Choose => self.choose_words(),
            Command::Marks => self.open_list(List::Marks),
            Command::Start => self.leap(|app| app.page.set_top(app.page.sheet.first())),
            Command::End if self.wait_for(Then::End) => {}
            Command::End => self.leap_to_end(),
            Command::NextSection => self.section(true),
            Command::PreviousSection => self.section(false),
            Command::ScrollRight => self.scroll_sideways(true),
            Command::ScrollLeft => self.scroll_sideways(false),
            Command::NextNote => self.note_reference(true),
            Command::PreviousNote => self.note_reference(false),
            Command::NextLink => self.choose_link(true),
            Command::PreviousLink => self.choose_link(false),
            Command::Follow => return self.follow(),
            Command::Peek if self.focus.is_some_and(|focus| self.is_image(focus.link)) => {
                return self.look_at_image();
            }
            Command::Peek => self.peek(),
            Command::Labels => self.label_links(),
            Command::Image => return self.look_at_image(),
            Command::Back => self.back(),
            Command::Forward => self.forward(),
            Command::Search => self.open_prompt(),
            Command::NextHit => self.next_hit(true),
            Command::PreviousHit => self.next_hit(false),
            Command::Hits => self.list_hits(),
            Command::Panel => self.take_panel(),
            Command::Contents => self.open_list(List::Contents),
            Command::Bibliography => self.open_list(List::Bibliography),
            Command::Findings => self.open_list(List::Findings),
            Command::Texts => return vec![Effect::ListTexts],
            Command::Sources => return self.open_sources(),
            Command::Library => return vec![Effect::ListLibrary],
            Command::About => self.open_list(List::About),
            Command::Help => self.layers.push(Layer::Help(Help::default())),
            Command::Guide => return vec![Effect::OpenGuide],
            Command::Wider => self.change_measure(true),
            Command::Narrower => self.change_measure(false),
            Command::Notes => self.toggle_notes(),
            Command::Theme => self.next_theme(),
            Command::Cancel => self.cancel(),
            Command::Redraw => return vec![Effect::Redraw],
            Command::Suspend => return vec![Effect::Suspend],
            Command::Quit => return self.quit(),
        }
        Vec::new()
    }

    /// How many rows of text are on the screen, at least one.
    pub(super) fn page_rows(&self) -> usize {
        self.spread().rows.len().max(1)
    }

    /// Scrolls by rows: down until the last one shows, up to the first.
    pub(super) fn scroll(&mut self, by: isize) {
        self.scroll_over(by, Foot::default());
    }

    /// Scrolls by lines: the same, over an area of notes at the foot that stays as high as it is.
    pub(super) fn scroll_lines(&mut self, by: isize) {
        let height = match self.screen.notes {
            NotesAt::Foot => self.spread().foot,
            NotesAt::Beside(_) | NotesAt::Nowhere => 0,
        };
        let foot = Foot { height, ..self.page.foot() };
        self.scroll_over(by, foot);
    }

    fn scroll_over(&mut self, by: isize, foot: Foot) {
        let top = self.page.top();
        let mut to = self.page.sheet.step(top, by);
        if by > 0 && self.near_end(to) {
            let end = self.top_that_shows(self.page.sheet.last(), foot);
            to = to.min(end.max(top));
        }
        self.page.set_top(to);
        self.page.set_foot(foot);
    }

    /// Whether the page from `row` on might show the last row.
    fn near_end(&self, row: Row) -> bool {
        let height = self.screen.rows();
        let next = self.page.sheet.step(row, height as isize);
        self.page.sheet.step(next, 1) == next
    }

    /// The top of the page that shows the last row at its bottom.
    pub(super) fn end_top(&mut self) -> Row {
        if self.settings.linear {
            return Row { row: 0, ..self.page.sheet.last() };
        }
        self.top_that_shows(self.page.sheet.last(), Foot::default())
    }

    /// The top of the page that shows a row at its bottom, over a foot that takes over what the page
    /// before left.
    pub(super) fn top_that_shows(&mut self, last: Row, foot: Foot) -> Row {
        let spot = self.page.spot();
        let height = self.screen.rows() as isize;
        let mut top = self.page.sheet.step(last, 1 - height);
        self.page.set_top(top);
        self.page.set_foot(foot);
        // Notes at the foot may cover the end; then the page goes on until it shows.
        while top < last && self.spread().rows.last().is_none_or(|shown| shown.row < last) {
            top = self.page.sheet.step(top, 1);
            self.page.set_top(top);
            self.page.set_foot(foot);
        }
        self.page.restore(spot);
        top
    }

    /// Goes to the end, with a way back.
    pub(super) fn leap_to_end(&mut self) {
        self.leap(Self::go_to_end);
    }

    fn go_to_end(&mut self) {
        let end = self.end_top();
        self.page.set_top(end);
    }

    /// Moves the page in a way that can be taken back.
    pub(super) fn leap(&mut self, go: impl FnOnce(&mut Self)) {
        let from = self.spot();
        go(self);
        if self.page.spot() != from.page {
            self.trail.leave(from);
        }
    }

    fn scroll_sideways(&mut self, right: bool) {
        let to = if right {
            self.page.sideways + SIDEWAYS
        } else {
            self.page.sideways.saturating_sub(SIDEWAYS)
        };
        self.page.sideways = to.min(self.most_sideways());
    }

    /// How far the widest line on the screen can be scrolled to the left, in cells.
    pub(super) fn most_sideways(&self) -> usize {
        let spread = self.spread();
        let wide = spread.rows.iter().map(Shown::line).filter(|line| line.wide);
        let widest = wide.map(crate::layout::Line::cells).max().unwrap_or(0);
        widest.saturating_sub(usize::from(self.screen.wide)).next_multiple_of(SIDEWAYS)
    }

    /// Where the reader is: the chosen link, else the first words on the screen.
    pub fn reading_place(&self) -> Place {
        self.focus.and_then(|focus| self.place_of(focus)).unwrap_or_else(|| self.page.place())
    }

    pub(super) fn place_of(&self, focus: Focus) -> Option<Place> {
        let document = &self.text.document;
        let place = match focus.link {
            Link::NoteReference { place, .. } => place,
            Link::NoteLabel(note) => document.note(note).span.start,
            Link::Citation(index) => self.text.links.citations[index as usize].span.start,
            Link::Mark(index) => document.marks[index as usize].span.start,
            Link::Remark(index) => return Some(self.marks.get(index as usize)?.at.span()?.start),
        };
        (!focus.in_notes).then_some(place)
    }

    /// Goes to the heading after or before the top of the page.
    fn section(&mut self, next: bool) {
        let top = self.page.top();
        let place = self.page.place();
        let sections = &self.text.sections;
        let row = |index: usize| self.page.sheet.row_of(sections[index].span.start);
        // The section at the top of the page may begin above it, at it, or on a row below the
        // blank ones at the top: only its row tells.
        let at = sections.partition_point(|section| section.span.start < place);
        let to = if next {
            (at..sections.len().min(at + 2)).map(row).find(|&row| row > top)
        } else {
            (at.saturating_sub(1)..sections.len().min(at + 1)).rev().map(row).find(|&row| row < top)
        };
        match to {
            Some(row) => self.leap(|app| {
                let end = app.end_top();
                app.page.set_top(row.min(end.max(top)));
            }),
            None if next => self.leap_to_end(),
            None => self.leap(|app| app.page.set_top(app.page.sheet.first())),
        }
    }

    /// Goes to a place, with a way back.
    pub(super) fn jump(&mut self, place: Place) {
        self.jump_from(self.spot(), place);
    }

    /// Goes to a place, so that the way back leads to `from`: what leads to the jump may already have
    /// changed what is shown.
    pub(super) fn jump_from(&mut self, from: Spot, place: Place) {
        self.layers.clear();
        self.focus = None;
        self.page.sideways = 0;
        self.bring(place);
        if self.page.spot() != from.page || !from.layers.is_empty() || from.focus.is_some() {
            self.trail.leave(from);
        }
    }

    /// Scrolls so that a place is on the screen, if it is not: near the top, so that what follows
    /// can be read, with some lines before it for where it stands.
    pub(super) fn bring(&mut self, place: Place) {
        if self.settings.linear {
            // Where nothing is seen, the reader is at the top of the page.
            self.page.set_top(self.page.sheet.row_of(place));
            return;
        }
        if self.spread().row_of(place).is_some() {
            return;
        }
        let row = self.page.sheet.row_of(place);
        let heading =
            self.text.document.blocks.get(row.block).is_some_and(crate::doc::Block::is_heading);
        let before = if heading { 0 } else { self.screen.text.height as isize / 4 };
        let top = self.page.sheet.step(row, -before);
        let end = self.end_top();
        self.page.set_top(top.min(end));
        // Notes at the foot may have covered it.
        while self.page.top() < row && self.spread().row_of(place).is_none() {
            let next = self.page.sheet.step(self.page.top(), 1);
            self.page.set_top(next);
        }
    }

    /// Goes to the next or last note reference from where the reader is.
    fn note_reference(&mut self, next: bool) {
        let document = &self.text.document;
        let here = self.reading_place();
        let at_link = self.focus.is_some_and(|focus| !focus.in_notes);
        let whole = Span::new(0, document.text.len());
        let found = if next {
            let rest = Span::new(here, whole.end);
            document.note_references_in(rest).find(|&(place, ..)| place > here || !at_link)
        } else {
            let rest = Span::new(0, here);
            document.note_references_in(rest).rfind(|&(place, ..)| place < here)
        };
        let found = found.map(|(place, _, note)| (place, note));
        // Several notes may be referred to from one place: those are stepped through as well.
        let found = self.neighbour_at_place(next).or(found);
        let remark = self.next_remark(here, next).filter(|&(_, place)| {
            found.is_none_or(|(other, _)| if next { place < other } else { place >= other })
        });
        if let Some((number, place)) = remark {
            self.go_to_remark(number, place);
            return;
        }
        let Some((place, note)) = found else {
            let which = if next { "after" } else { "before" };
            self.message = Some(format!("There is no note reference {which} this one."));
            return;
        };
        let link = Link::NoteReference { place, note };
        self.leap(|app| app.bring(place));
        self.focus = Some(Focus { link, in_notes: false });
    }

    /// Shows the words of a remark, which is chosen where it stands beside them, and said where it does not.
    pub(super) fn go_to_remark(&mut self, number: u32, place: Place) {
        self.leap(|app| app.bring(place));
        let focus = Focus { link: Link::Remark(number), in_notes: true };
        self.focus = Some(focus);
        let links = self.spread().links(&self.screen, self.page.sideways);
        if !links.iter().any(|spot| spot.focus == focus) {
            self.focus = None;
            let said = self.marks.get(number as usize).map(|mark| &*mark.annotation.remark);
            self.message = said.map(super::layer::list::row::one_line);
        }
    }

    /// The reference next to the chosen one, if both stand at one place.
    fn neighbour_at_place(&self, next: bool) -> Option<(Place, Option<NoteId>)> {
        let Focus { link: Link::NoteReference { place, note }, in_notes: false } = self.focus?
        else {
            return None;
        };
        let here: Vec<_> = self
            .text
            .document
            .note_references_in(Span::at(place))
            .map(|(place, _, note)| (place, note))
            .collect();
        let at = here.iter().position(|&(_, other)| other == note)?;
        let to = if next { at + 1 } else { at.checked_sub(1)? };
        here.get(to).copied()
    }

    /// Chooses the next or last link on the screen, round and round.
    fn choose_link(&mut self, next: bool) {
        let links = self.choosable();
        if links.is_empty() {
            self.message = Some("There is no link on the screen.".to_owned());
            return;
        }
        let at = self.focus.and_then(|focus| links.iter().position(|&link| link == focus));
        let to = match (at, next) {
            (None, true) => 0,
            (None, false) => links.len() - 1,
            (Some(at), true) => (at + 1) % links.len(),
            (Some(at), false) => (at + links.len() - 1) % links.len(),
        };
        self.focus = Some(links[to]);
    }

    /// The links that Tab goes through, each once. The labels of notes beside the text are left
    /// out: they lead to the note that is there already.
    pub(super) fn choosable(&self) -> Vec<Focus> {
        let mut links: Vec<Focus> = Vec::new();
        for LinkSpot { focus, area } in self.spread().links(&self.screen, self.page.sideways) {
            let label = focus.in_notes && matches!(focus.link, Link::NoteLabel(_));
            if area.width > 0 && !label && !links.contains(&focus) {
                links.push(focus);
            }
        }
        links
    }

    fn follow(&mut self) -> Vec<Effect> {
        match self.focus {
            Some(focus) => self.follow_link(focus),
            None => {
                if let Some(note) = self.note_of_hit() {
                    self.go_to_note(note);
                    return Vec::new();
                }
                let (choose, follow) =
                    (self.keys.key_of(Command::NextLink), self.keys.key_of(Command::Follow));
                self.message = Some(format!("{choose} chooses a link, {follow} follows it."));
                Vec::new()
            }
        }
    }

    /// Goes to where a link leads, or gives the keys to the note it refers to where that is in view.
    pub(super) fn follow_link(&mut self, focus: Focus) -> Vec<Effect> {
        match focus.link {
            Link::NoteReference { note: Some(note), place }
                if !focus.in_notes && self.read_note(note, place) => {}
            Link::NoteReference { note: Some(note), .. } => self.go_to_note(note),
            Link::NoteReference { note: None, .. } => self.message = self.told_of(focus.link, 80),
            Link::NoteLabel(note) if focus.in_notes => self.go_to_note(note),
            Link::NoteLabel(note) => self.go_to_references(note),
            Link::Citation(index) => self.go_to_source(index),
            Link::Mark(index) => return self.follow_mark(index),
            Link::Remark(index) => self.edit_remark(index),
        }
        Vec::new()
    }

    /// Goes to a note, its label chosen, so that Enter leads back to where it is referred to.
    pub(super) fn go_to_note(&mut self, note: NoteId) {
        if self.text.rest > 0 {
            self.message = Some("Notes open in full once the text is read.".to_owned());
            return;
        }
        let place = self.text.document.note(note).span.start;
        self.jump(place);
        self.focus = Some(Focus { link: Link::NoteLabel(note), in_notes: false });
    }

    pub(super) fn go_to_references(&mut self, note: NoteId) {
        match self.text.links.references_to(note) {
            [] => self.message = self.told_of(Link::NoteLabel(note), 80),
            &[place] => {
                self.jump(place);
                let link = Link::NoteReference { place, note: Some(note) };
                self.focus = Some(Focus { link, in_notes: false });
            }
            _ => self.open_list(List::Referring(note)),
        }
    }

    fn go_to_source(&mut self, index: u32) {
        let citation = &self.text.links.citations[index as usize];
        let list = match &citation.source {
            Cited::One(reference) => List::Entry(*reference),
            Cited::OneOf(_) => List::Candidates(index),
            Cited::Missing => {
                self.message = self.told_of(Link::Citation(index), 80);
                return;
            }
        };
        self.open_list(list);
    }

    /// Opens a list of the text.
    pub(super) fn open_list(&mut self, list: List) {
        let (here, found) = (self.reading_place(), self.found.as_ref());
        let read = (list == List::About).then(|| self.how_far(&self.spread()));
        let reader = Reader { found, read, ..self.reader_at(here) };
        let made = list.make(&self.text, reader);
        self.layers.extend(made.map(Layer::list));
        self.ask_elsewhere(list);
    }

    fn follow_mark(&mut self, index: u32) -> Vec<Effect> {
        let target = match &self.text.document.marks[index as usize].kind {
            MarkKind::Link(target) => target,
            MarkKind::Image(_) => return vec![Effect::OpenImage(index)],
            _ => return Vec::new(),
        };
        match target {
            Target::Place(place) => {
                let place = *place;
                self.jump(place);
                Vec::new()
            }
            Target::Address(address) => vec![Effect::Browse(address.to_string())],
        }
    }

    fn back(&mut self) {
        match self.trail.back(self.spot()) {
            Some(spot) => self.restore(spot),
            None => self.message = Some("There is no way further back.".to_owned()),
        }
    }

    fn forward(&mut self) {
        match self.trail.forward(self.spot()) {
            Some(spot) => self.restore(spot),
            None => self.message = Some("There is no way further forward.".to_owned()),
        }
    }

    /// Leaves a text that was opened from another, as the guide is; else, and from a text that was chosen
    /// among others, ends the program.
    fn quit(&mut self) -> Vec<Effect> {
        let left = std::sync::Arc::clone(&self.text);
        if !self.trail.leads_from(&left) || self.is_chosen_text() {
            return vec![Effect::Quit];
        }
        while std::sync::Arc::ptr_eq(&self.text, &left)
            && let Some(spot) = self.trail.back(self.spot())
        {
            self.restore(spot);
        }
        Vec::new()
    }

    fn change_measure(&mut self, wider: bool) {
        let now = self.settings.measure;
        let to = if wider { now + MEASURE_STEP } else { now.saturating_sub(MEASURE_STEP) };
        // A measure set wider on the command line is not made narrower by widening it.
        let most = (*MEASURES.end()).max(now);
        self.settings.measure = to.clamp(*MEASURES.start(), most);
        self.refit();
        let shown = self.screen.text.width;
        self.message = Some(if shown < self.settings.measure {
            format!("Measure: {} cells; the screen has room for {shown}.", self.settings.measure)
        } else {
            format!("Measure: {shown} cells.")
        });
    }

    fn toggle_notes(&mut self) {
        if self.text.document.notes.is_empty() && !self.has_remarks() {
            self.message = Some("This text has no notes.".to_owned());
            return;
        }
        self.settings.notes = !self.settings.notes;
        self.refit();
        let how = if self.settings.notes {
            "Notes beside the text."
        } else {
            "No notes beside the text."
        };
        self.message = Some(how.to_owned());
    }

    fn next_theme(&mut self) {
        let theme = self.themes.after(self.settings.theme);
        let name = match theme {
            Theme::Auto => "light or dark, as the terminal is",
            Theme::Terminal => "the colours of the terminal",
            _ => self.themes.name(theme),
        };
        self.message = Some(format!("Theme: {name}."));
        self.settings.theme = theme;
    }

    /// Waits no longer for the rest of the text; if nothing was waited for, lets go of the chosen
    /// link; if none is, of the hits; if none are to be seen, of the side panel.
    fn cancel(&mut self) {
        if self.wait_no_longer() {
            return;
        }
        if self.focus.take().is_some() {
            return;
        }
        match &mut self.found {
            Some(found) if found.lit => found.lit = false,
            _ => self.close_panel(),
        }
    }
}
