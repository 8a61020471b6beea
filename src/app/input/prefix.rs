//! What is typed before a key that acts, or behind one: a number, and the letter of a mark, as `less` and
//! vi have them.

use crate::app::command::Command;
use crate::app::command::key::Key;
use crate::app::trail::Spot;
use crate::app::unread::Then;
use crate::app::{App, Effect};
use crate::doc::Place;

/// The greatest number that can be typed: no text has more lines.
const GREATEST: usize = 99_999_999;
/// How often a command other than one for rows is done at most.
const MOST_TIMES: usize = 1000;

/// What was typed of a command so far.
#[derive(Debug, Default)]
pub(in crate::app) struct Prefix {
    /// The number, if one was begun.
    number: Option<usize>,
    /// What waits for the letter of a mark.
    letter_for: Option<MarkAct>,
    /// The places marked.
    marks: Vec<(char, Spot)>,
}

/// What is done with the mark a letter names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum MarkAct {
    Set,
    GoTo,
}

impl Prefix {
    /// Forgets what was typed so far: something else than the next key was done.
    pub(in crate::app) fn forget(&mut self) {
        self.number = None;
        self.letter_for = None;
    }

    /// The places that are marked.
    pub(in crate::app) fn marks(&self) -> &[(char, Spot)] {
        &self.marks
    }

    /// Takes up a mark, unless its letter was given anew.
    pub(in crate::app) fn recall(&mut self, letter: char, spot: Spot) {
        if self.marks.iter().all(|(other, _)| *other != letter) {
            self.marks.push((letter, spot));
        }
    }

    /// Every place that is marked.
    pub(in crate::app) fn spots(&mut self) -> impl Iterator<Item = &mut Spot> {
        self.marks.iter_mut().map(|(_, spot)| spot)
    }
}

impl App {
    /// Takes a key over the text: the letter of a mark, a digit, or a command, done as often as
    /// the number before it says.
    pub(in crate::app) fn reading_key(&mut self, key: Key) -> Vec<Effect> {
        if let Some(act) = self.prefix.letter_for.take() {
            return self.mark(act, key);
        }
        let number = self.prefix.number.take();
        let Some(command) = self.keys.find::<Command>(key) else {
            self.message = Some(self.no_such_key(key));
            return Vec::new();
        };
        match (number, key) {
            (_, Key::Char(digit)) if command == Command::Count => self.take_digit(number, digit),
            (Some(times), _) if command.is_repeated() => {
                for _ in 0..times.min(MOST_TIMES) {
                    self.reading(command, None);
                }
            }
            _ => return self.reading(command, number),
        }
        Vec::new()
    }

    /// That a key does nothing, and where it is said which do something.
    pub(in crate::app) fn no_such_key(&self, key: Key) -> String {
        let help = self.keys.key_of(Command::Help);
        format!(
            "{} does nothing here; {help} shows the keys.",
            crate::layout::clean(&key.to_string())
        )
    }

    fn take_digit(&mut self, number: Option<usize>, digit: char) {
        let Some(digit) = digit.to_digit(10) else { return };
        let number = (number.unwrap_or(0) * 10 + digit as usize).min(GREATEST);
        self.prefix.number = Some(number);
        self.message = Some(number.to_string());
    }

    /// Goes so far into the text as a number says, in hundredths.
    pub(in crate::app) fn leap_to_percent(&mut self, number: Option<usize>) {
        match number {
            Some(100..) if self.wait_for(Then::End) => {}
            Some(100..) => self.leap_to_end_of_body(),
            Some(percent) => {
                let length = self.text.reading_length();
                let bytes = length / 100 * percent + (length % 100 * percent).div_ceil(100);
                self.leap_to_share(bytes);
            }
            None => {
                let key = self.keys.key_of(Command::Percent);
                self.message = Some(format!("50{key} goes halfway through the text."));
            }
        }
    }

    /// Goes to a line of the source, as `check` and editors count them.
    pub(in crate::app) fn leap_to_line(&mut self, line: usize) {
        let origins = self.text.document.origins.iter();
        let behind = origins.filter(|origin| origin.line as usize >= line);
        let place = behind.min_by_key(|origin| (origin.line, origin.place));
        match place.map(|origin| origin.place as Place) {
            Some(place) => self.jump(place),
            None if self.text.document.origins.is_empty() => {
                let key = self.keys.key_of(Command::Percent);
                let what = format!("This text has no numbered lines; 50{key} goes halfway.");
                self.message = Some(what);
            }
            None => {
                self.reading(Command::End, None);
            }
        }
    }

    /// Asks for the letter to mark this place with.
    pub(in crate::app) fn ask_letter_to_set(&mut self) {
        self.prefix.letter_for = Some(MarkAct::Set);
        self.message = Some("Mark this place with which letter?".to_owned());
    }

    /// Asks for the letter of the mark to go to.
    pub(in crate::app) fn ask_letter_to_go_to(&mut self) {
        self.prefix.letter_for = Some(MarkAct::GoTo);
        self.message = Some("To the mark of which letter?".to_owned());
    }

    fn mark(&mut self, act: MarkAct, key: Key) -> Vec<Effect> {
        let command = self.keys.find::<Command>(key);
        let Key::Char(letter) = key else { return Vec::new() };
        match act {
            MarkAct::GoTo if command == Some(Command::GoToMark) => {
                self.reading(Command::Back, None);
            }
            _ if !letter.is_alphanumeric() => {}
            MarkAct::Set => {
                let spot = Spot { focus: None, ..self.spot() };
                self.prefix.marks.retain(|(other, _)| *other != letter);
                self.prefix.marks.push((letter, spot));
                let key = self.keys.key_of(Command::GoToMark);
                let from = if letter.is_uppercase() { ", from any text" } else { "" };
                self.message = Some(format!("Marked; {key}{letter} returns here{from}."));
            }
            MarkAct::GoTo => return self.go_to_mark(letter),
        }
        Vec::new()
    }

    fn go_to_mark(&mut self, letter: char) -> Vec<Effect> {
        let marked = self.prefix.marks.iter().find(|(other, _)| *other == letter);
        let Some(mut spot) = marked.map(|(_, spot)| spot.clone()) else {
            if letter.is_uppercase() {
                // A capital may have been given in another text.
                return vec![Effect::OpenMark(letter)];
            }
            self.message = Some(format!("No place is marked {letter}."));
            return Vec::new();
        };
        let from = self.spot();
        if std::sync::Arc::ptr_eq(&spot.text, &self.text) {
            spot.found.clone_from(&from.found);
        }
        self.restore(spot);
        if self.page.spot() != from.page || !std::sync::Arc::ptr_eq(&from.text, &self.text) {
            self.trail.leave(from);
        }
        Vec::new()
    }
}
