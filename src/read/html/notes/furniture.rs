//! What serves to get to notes and back and is no part of the text: labels before notes, arrows
//! after them, brackets around both.

use std::collections::{HashMap, HashSet};

use super::extent::{Extent, Measure};
use super::label::{self, BRACKETS, is_blank, is_way_back, label};
use super::plan::{Note, Notes};
use super::semantics::says_back;
use super::signs::{near, opening};
use crate::read::html::conventions::{Meaning, means};
use crate::read::html::tree::address::Addresses;
use crate::read::html::tree::element::is_block;
use crate::read::html::tree::items::item_number;
use crate::read::html::tree::{Node, Tree};

/// What notes are called, and what of the page only serves to get to them and back.
pub(super) struct Settled {
    /// The labels of notes, by their number, and how many characters at the beginning of each note are
    /// its label.
    pub(super) labels: HashMap<usize, (String, usize)>,
    /// What is not read.
    pub(super) dropped: HashSet<Node>,
    /// How many bytes are cut off the beginning and the end of a text.
    pub(super) cuts: HashMap<Node, (usize, usize)>,
}

/// Settles it for all notes. `dropped` is what is not read already.
pub(super) fn settle(
    tree: &Tree,
    addresses: &Addresses,
    measure: &mut Measure<'_>,
    notes: &Notes,
    dropped: HashSet<Node>,
) -> Settled {
    let mut settled = Settled { labels: HashMap::new(), dropped, cuts: HashMap::new() };
    let mut items = HashMap::new();
    let mut bare = Vec::new();
    for (index, note) in notes.iter().enumerate().filter(|(_, note)| !note.inline) {
        for back in ways_back(tree, addresses, measure, note) {
            settled.dropped.insert(back);
            cut_brackets(tree, &mut settled.cuts, back);
        }
        let (label, skip, is_bare) = label_of(tree, note, index, &settled.dropped, &mut items);
        settled.labels.insert(index, (label, skip));
        bare.extend(is_bare.then_some(index));
    }
    spare_numbers(tree, notes, &mut settled.labels, &bare);
    for &reference in notes.references.keys() {
        cut_brackets(tree, &mut settled.cuts, reference);
    }
    settled
}

/// The links of a note that lead back, less the one that is its label, which goes as such.
fn ways_back(
    tree: &Tree,
    addresses: &Addresses,
    measure: &mut Measure<'_>,
    note: &Note,
) -> Vec<Node> {
    let mut backs = Vec::new();
    // A few words that end the note and lead to the very reference, in whatever language.
    let mut phrase = None;
    let mut labelled = false;
    let mut node = note.first;
    while node < tree.after(note.last) {
        if means(tree, node, Meaning::WaysBack) {
            backs.push(node);
        }
        if tree.name(node) == "a" && tree.attribute(node, "href").is_some() {
            let words = tree.content(node);
            let target = addresses.target(node);
            let exact = target.is_some_and(|to| {
                let some = note.references.iter().take(64);
                some.copied().any(|reference| near(tree, measure, to, reference))
            });
            let label = label(words);
            if says_back(tree, node) || exact {
                let is_label = label.as_ref().is_some_and(|label| label.shown == note.label);
                if is_label && measure.begins(node, note.first) {
                    labelled = true;
                } else if label.is_some() || is_way_back(words) || is_bare(words) {
                    backs.push(node);
                } else if exact
                    && target.is_some_and(|to| !is_block(tree.name(to)))
                    && words.chars().count() <= 25
                    && is_last(tree, note, node)
                {
                    phrase = Some(node);
                }
            }
        }
        node = node.following();
    }
    backs.extend(phrase.filter(|_| backs.is_empty() && !labelled));
    backs
}

/// Whether words are one or two signs, as `◎` that leads back.
fn is_bare(words: &str) -> bool {
    let words = words.trim();
    words.chars().count() <= 2 && !words.contains(char::is_alphanumeric)
}

/// Whether no word of a note follows a link.
fn is_last(tree: &Tree, note: &Note, link: Node) -> bool {
    let after = std::iter::successors(Some(tree.after(link)), |node| Some(node.following()));
    let mut rest = after.take_while(|&node| node < tree.after(note.last));
    rest.all(|node| tree.text(node).is_none_or(|text| !text.contains(char::is_alphanumeric)))
}

/// Cuts the brackets off that stand right before and right after a link.
fn cut_brackets(tree: &Tree, cuts: &mut HashMap<Node, (usize, usize)>, link: Node) {
    let mut before = link.preceding();
    while let Some(node) = before.filter(|&node| tree.encloses(node, link)) {
        before = node.preceding();
    }
    let Some(before) = before else { return };
    let after = tree.after(link);
    if after.index() >= tree.all().len() {
        return;
    }
    let (Some(left), Some(right)) = (tree.text(before), tree.text(after)) else { return };
    for (open, close) in BRACKETS {
        let head = left.trim_end();
        let tail = right.trim_start();
        if head.ends_with(open) && tail.starts_with(close) {
            let cut = left.len() - head.len() + open.len_utf8();
            cuts.entry(before).or_default().1 = cut;
            let cut = right.len() - tail.len() + close.len_utf8();
            cuts.entry(after).or_default().0 = cut;
        }
    }
}

/// Leaves notes the numbers they begin with, `1 Kings 3`, `5 May 1904`, where most notes that look like
/// them begin with their text: the numbers are then not their labels. `bare` are the notes whose
/// label nothing sets apart.
fn spare_numbers(
    tree: &Tree,
    notes: &Notes,
    labels: &mut HashMap<usize, (String, usize)>,
    bare: &[usize],
) {
    let looks = |note: &Note| (tree.name(note.first), tree.attribute(note.first, "class"));
    let mut counts: HashMap<_, (usize, usize)> = HashMap::new();
    for (index, (_, skip)) in &*labels {
        let (labelled, all) = counts.entry(looks(&notes[*index])).or_default();
        *labelled += usize::from(*skip > 0);
        *all += 1;
    }
    for index in bare {
        let Some((label, skip)) = labels.get_mut(index) else { continue };
        let counted = label.chars().any(char::is_alphanumeric);
        let count = counts.get(&looks(&notes[*index]));
        if count.is_some_and(|(labelled, all)| counted && 2 * labelled < *all) {
            *skip = 0;
        }
    }
}

/// What a note is called, how much of its beginning says so, and whether nothing but its words says
/// that it begins with a label.
fn label_of(
    tree: &Tree,
    note: &Note,
    index: usize,
    dropped: &HashSet<Node>,
    items: &mut HashMap<Node, i64>,
) -> (String, usize, bool) {
    let extent = Extent { first: note.first, last: note.last };
    let (words, apart) = opening(tree, extent, dropped);
    let firm = tree.name(note.first) == "li" && !apart;
    let given = (!note.label.is_empty()).then(|| note.label.clone());
    let first = words.split(is_blank).find(|word| !word.is_empty());
    let own = || first.and_then(label).map(|label| label.shown);
    let shown =
        given.or_else(|| own().filter(|_| !firm)).or_else(|| item_number(tree, note.first, items));
    let shown = shown.unwrap_or_else(|| (index + 1).to_string());
    let arrow = words.trim_start().starts_with(['^', '↑', '↩']);
    let skip = label::at_start(&words, &shown, firm).unwrap_or_else(|| usize::from(arrow));
    // A note of which nothing would be left is no label, but words that look like one.
    let is_all = words.chars().filter(|&c| !is_blank(c)).count() <= skip;
    let skip = if is_all { 0 } else { skip };
    let long = shown.chars().filter(|c| c.is_alphanumeric()).count();
    (shown, skip, skip == long && !apart && !arrow)
}
