//! What a style of citing is: how a text shows that it cites so, and where its citations are found.

use crate::doc::{Citation, Place};
use crate::link::citation::bracket::{Bracket, Part, Taken};
use crate::link::citation::habits::Habits;
use crate::link::citation::scan::{Scan, Text};

/// A style of citing: a row of the table of styles.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Style {
    /// What it is called, and who asks for it.
    #[allow(dead_code, reason = "says in the table what a row is")]
    pub name: &'static str,
    /// Whether a text may cite so, by its sources and by what its prose shows. What is learnt of its
    /// habits is kept.
    pub recognise: fn(Text<'_>, &mut Habits) -> bool,
    pub finds: &'static [Finds],
}

/// Reads the marks of a passage.
type InPassage = fn(&mut Scan<'_>);
/// Reads a note from end to end.
type InNote = fn(&Scan<'_>) -> Vec<Citation>;
/// Reads a bracket.
type InBracket = fn(&mut Scan<'_>, &Bracket<'_>) -> Option<Taken>;
/// Reads a part of a bracket, and gives where the part ends that it took.
type InPart = fn(&mut Scan<'_>, &mut Part<'_>) -> Option<Place>;
/// Reads what stands at a place, and gives from where on to read.
type AtPlace = fn(&mut Scan<'_>, Place) -> Option<Place>;
/// Reads the marks of a document, and gives all its citations in order, of which some are given.
type InDocument = fn(Text<'_>, Vec<Citation>) -> Vec<Citation>;

/// Where citations of a style are found, and how. In each place the styles are asked in the order of
/// their table, and the first that finds one has it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Finds {
    /// In the marks of a passage, which need no reading: before anything else.
    Raised(InPassage),
    /// In a note from end to end, in order. Each holds from where it begins, unless what began before
    /// it goes on so far.
    Note(InNote),
    /// In a bracket, or before one.
    Bracket(InBracket),
    /// In a part of a bracket, between semicolons.
    Part(InPart),
    /// At a number outside of brackets.
    Number(AtPlace),
    /// At a word outside of brackets.
    Word(Word),
    /// In the marks of a whole document, which say what they cite.
    Marks(InDocument),
}

/// How citations are found at words.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    /// Whether the words that a text goes on with may be such. Asked of every word of a text.
    pub begins: fn(&str) -> bool,
    pub find: AtPlace,
}

/// The finds of the styles that a text uses, by where they look, each in the order of the table.
#[derive(Clone, Debug, Default)]
pub(crate) struct Finders {
    pub raised: Vec<InPassage>,
    pub notes: Vec<InNote>,
    pub brackets: Vec<InBracket>,
    pub parts: Vec<InPart>,
    pub numbers: Vec<AtPlace>,
    pub words: Vec<Word>,
    pub marks: Vec<InDocument>,
    pub habits: Habits,
}

impl Finders {
    /// The finds of those styles that a text may use.
    pub(crate) fn of(styles: &[Style], text: Text<'_>) -> Self {
        let mut finders = Self::default();
        for style in styles {
            if (style.recognise)(text, &mut finders.habits) {
                style.finds.iter().for_each(|&finds| finders.add(finds));
            }
        }
        finders
    }

    fn add(&mut self, finds: Finds) {
        match finds {
            Finds::Raised(find) => self.raised.push(find),
            Finds::Note(find) => self.notes.push(find),
            Finds::Bracket(find) => self.brackets.push(find),
            Finds::Part(find) => self.parts.push(find),
            Finds::Number(find) => self.numbers.push(find),
            Finds::Word(word) => self.words.push(word),
            Finds::Marks(find) => self.marks.push(find),
        }
    }
}
