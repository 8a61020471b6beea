//! What is known of a tree before it is walked: its notes, what refers to them, and what is not read.

use std::collections::{HashMap, HashSet};
use std::ops::Index;

use crate::read::html::tree::Node;

/// A note of a tree.
#[derive(Debug)]
pub(in crate::read) struct Note {
    /// The first of the siblings it is.
    pub(in crate::read) first: Node,
    /// The last of them.
    pub(in crate::read) last: Node,
    /// What readers see before it.
    pub(in crate::read) label: String,
    /// How many characters at its beginning, white space not counted, are its label.
    pub(in crate::read) skip: usize,
    /// Whether it stands in its sentence, right where it is referred to.
    pub(in crate::read) inline: bool,
    /// The links that refer to it.
    pub(in crate::read) references: Vec<Node>,
}

/// The notes of a tree, known by their number, and what refers to them.
#[derive(Debug, Default)]
pub(in crate::read) struct Notes {
    notes: Vec<Note>,
    /// The note that begins with a node.
    pub(in crate::read) starts: HashMap<Node, usize>,
    /// The note each reference means.
    pub(in crate::read) references: HashMap<Node, usize>,
}

/// The references that are spelled out in the texts of a tree, in order: where in its text each
/// stands, in bytes, and its note.
pub(in crate::read) type Spelled = HashMap<Node, Vec<(usize, usize, usize)>>;

/// What is known of a tree before it is walked.
#[derive(Debug)]
pub(in crate::read) struct Plan {
    /// The notes.
    pub(in crate::read) notes: Notes,
    /// The references that are words of the text as well: a phrase that leads to its note.
    pub(in crate::read) phrases: HashSet<Node>,
    /// The references to notes that are not there, with their labels.
    pub(in crate::read) dangling: HashMap<Node, String>,
    /// The references that are spelled out in a text.
    pub(in crate::read) spelled: Spelled,
    /// The heads of groups of notes that are set as paragraphs.
    pub(in crate::read) heads: HashSet<Node>,
    /// What is not read: ways back, headings of lists of notes, switches for notes.
    pub(in crate::read) dropped: HashSet<Node>,
    /// What says a note once more, and is not read either.
    pub(in crate::read) repeated: HashSet<Node>,
    /// How many bytes are cut off the beginning and the end of a text: the brackets around a
    /// reference or a way back.
    pub(in crate::read) cuts: HashMap<Node, (usize, usize)>,
}

impl Notes {
    /// Adds a note and gives its number.
    pub(super) fn add(&mut self, note: Note) -> usize {
        let index = self.notes.len();
        self.starts.insert(note.first, index);
        self.references.extend(note.references.iter().map(|&reference| (reference, index)));
        self.notes.push(note);
        index
    }

    /// Says that a reference means a note, which it calls so.
    pub(super) fn refer(&mut self, reference: Node, index: usize, label: Option<String>) {
        self.references.insert(reference, index);
        let note = &mut self.notes[index];
        note.references.push(reference);
        if let Some(label) = label.filter(|_| note.label.is_empty()) {
            note.label = label;
        }
    }

    /// Lets a note reach to another sibling.
    pub(super) fn reach(&mut self, index: usize, last: Node) {
        self.notes[index].last = last;
    }

    /// Says what notes are called, and how many characters at their beginning say so.
    pub(super) fn call(&mut self, labels: impl IntoIterator<Item = (usize, (String, usize))>) {
        for (index, (label, skip)) in labels {
            (self.notes[index].label, self.notes[index].skip) = (label, skip);
        }
    }

    /// All of them, in the order of their numbers.
    pub(in crate::read) fn iter(&self) -> impl ExactSizeIterator<Item = &Note> {
        self.notes.iter()
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.notes.is_empty()
    }
}

impl Index<usize> for Notes {
    type Output = Note;

    fn index(&self, index: usize) -> &Note {
        &self.notes[index]
    }
}
