//! Notes that no link leads to: `[1]` or a raised `1` in a sentence, and a list of paragraphs that
//! begin with these labels. Typists wrote them so before there were links, and programs that turn
//! print into pages still do.
//!
//! A number may be an exponent, a verse, a source, a year. So a list is one of notes only if it
//! counts without a gap, if the text before it refers to each of its labels, and if no heading says
//! that it lists sources. It is looked for only where no link refers to any note.

use std::collections::HashMap;

use super::label::label;
use super::plan::{Note, Notes, Spelled};
use crate::language::heading::{heads_notes, heads_sources};
use crate::language::label::NoteLabel;
use crate::language::numeral::{is_raised, lowered};
use crate::read::html::tree::element::{PAGE, heading_level, is_block};
use crate::read::html::tree::items::item_number;
use crate::read::html::tree::{Node, Tree};
use crate::read::labels::Labels;

/// What may be a note: a run of siblings that begins with a label.
struct Candidate {
    first: Node,
    last: Node,
    label: String,
}

/// What may refer to a note.
struct Mark {
    /// The text it stands in, or the element that is raised.
    node: Node,
    /// Where in the text it stands, brackets included; `None` for an element.
    within: Option<(usize, usize)>,
    label: String,
}

/// How many notes away the note is looked for that a note refers to.
const REACH: usize = 500;

/// Adds such notes to `found`, and gives what refers to them in the texts of the tree.
pub(super) fn find(tree: &Tree, found: &mut Notes) -> Spelled {
    let mut spelled = Spelled::new();
    let (candidates, marks) = gather(tree);
    let mut lists = lists(tree, candidates, &marks);
    lists.iter_mut().for_each(|list| join_paragraphs(tree, list));
    // The notes, and where the list of each begins among them.
    let begins = |(at, list): (usize, &Vec<Candidate>)| std::iter::repeat_n(at, list.len());
    let list_of: Vec<usize> = lists.iter().enumerate().flat_map(begins).collect();
    let notes: Vec<Candidate> = lists.into_iter().flatten().collect();
    let Some(first) = notes.first().map(|note| note.first) else { return spelled };
    let holder = |mark: &Mark| {
        let after = notes.partition_point(|note| note.first <= mark.node);
        after.checked_sub(1).filter(|&at| mark.node < tree.after(notes[at].last))
    };
    let gathered = marks.iter().all(|mark| mark.node < first || holder(mark).is_some());
    let places: Vec<(&str, usize)> =
        notes.iter().map(|note| (note.label.as_str(), note.first.index())).collect();
    let mut labels = Labels::new(&places, gathered);
    let mut references: Vec<Vec<Node>> = vec![Vec::new(); notes.len()];
    for mark in &marks {
        let meant = match holder(mark) {
            // What a note refers to is in its own list, and is another.
            Some(own) => {
                let same = |&at: &usize| list_of[at] == list_of[own] && at != own;
                let near = own.saturating_sub(REACH)..(own + REACH).min(notes.len());
                near.filter(same).find(|&at| notes[at].label == mark.label)
            }
            None => labels.meant(&mark.label, mark.node.index()),
        };
        let Some(index) = meant else { continue };
        match mark.within {
            Some((start, end)) => {
                spelled.entry(mark.node).or_default().push((start, end, index));
            }
            None => references[index].push(mark.node),
        }
    }
    for (note, references) in notes.into_iter().zip(references) {
        let Candidate { first, last, label } = note;
        found.add(Note { first, last, label, skip: 0, inline: false, references });
    }
    spelled
}

/// What the heading above says of what stands below it.
#[derive(Clone, Copy, PartialEq)]
enum Below {
    Text,
    Notes,
    Sources,
}

/// What may be notes and what may refer to them, in the order of the source.
fn gather(tree: &Tree) -> (Vec<Candidate>, Vec<Mark>) {
    let (mut candidates, mut marks) = (Vec::new(), Vec::new());
    let mut below = Below::Text;
    // The level of the heading of notes: chapters below it part their notes.
    let mut notes_level = None;
    let mut items = HashMap::new();
    let mut resume = None;
    for block in tree.all() {
        let name = tree.name(block);
        if name == PAGE {
            below = Below::Text;
        }
        let leaf = || !tree.children(block).any(|child| is_block(tree.name(child)));
        let item = below == Below::Notes && is_numbered(tree, block);
        if resume.is_some_and(|resume| block < resume) || !is_block(name) || !(item || leaf()) {
            continue;
        }
        resume = Some(tree.after(block));
        let words = tree.content(block).trim();
        let heading = heading_level(name);
        if heading.is_some() || words.len() < 40 {
            below = match below {
                _ if heads_sources(words).is_some() => Below::Sources,
                _ if heads_notes(words) => {
                    notes_level = heading;
                    Below::Notes
                }
                Below::Notes if heading > notes_level && notes_level.is_some() => Below::Notes,
                _ if heading.is_some() => Below::Text,
                before => before,
            };
        }
        if item {
            let label = item_number(tree, block, &mut items);
            candidates.extend(label.map(|label| Candidate { first: block, last: block, label }));
        } else if below != Below::Sources {
            candidates.extend(lines(tree, block).into_iter().filter_map(|(first, last)| {
                let counted = || numbered(tree, first).filter(|_| below == Below::Notes);
                let label = opening(tree, first).or_else(counted)?;
                Some(Candidate { first, last, label })
            }));
        }
        self::marks(tree, block, &mut marks);
    }
    (candidates, marks)
}

/// Whether an element is an item of a list that counts.
fn is_numbered(tree: &Tree, node: Node) -> bool {
    tree.name(node) == "li" && tree.parent(node).is_some_and(|list| tree.name(list) == "ol")
}

/// The number a line begins with: `1.`, `1)` or `1` and a blank.
fn numbered(tree: &Tree, first: Node) -> Option<String> {
    let mut nodes = tree.within(first).filter_map(|node| tree.text(node));
    let text = nodes.find(|text| !text.trim().is_empty())?.trim_start();
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let ends = text[digits..].starts_with(|c: char| c.is_whitespace() || ".):".contains(c));
    ((1..=4).contains(&digits) && ends && !text.starts_with('0')).then(|| text[..digits].to_owned())
}

/// The lines of a block: runs of what is in it, parted by `<br>`. A block of one line is the block.
fn lines(tree: &Tree, block: Node) -> Vec<(Node, Node)> {
    let mut lines: Vec<(Node, Node)> = Vec::new();
    let mut open = false;
    let blank = |node: Node| tree.text(node).is_some_and(|text| text.trim().is_empty());
    for child in tree.children(block) {
        if tree.name(child) == "br" {
            open = false;
        } else if open {
            if let Some(line) = lines.last_mut() {
                line.1 = child;
            }
        } else if !blank(child) {
            lines.push((child, child));
            open = true;
        }
    }
    if lines.len() == 1 { vec![(block, block)] } else { lines }
}

/// The label that a line begins with: in brackets, or raised.
fn opening(tree: &Tree, first: Node) -> Option<String> {
    let mut node = first;
    loop {
        if tree.name(node) == "sup" {
            return label(tree.content(node)).map(|label| label.shown);
        }
        if let Some(text) = tree.text(node).filter(|text| !text.trim().is_empty()) {
            if let Some((_, _, label)) =
                raised(text).next().filter(|&(start, ..)| text[..start].trim().is_empty())
            {
                return Some(label);
            }
            let (start, end, label) = bracketed(text).next()?;
            let behind = text[end..].chars().next();
            let opens = text[..start].trim().is_empty() && behind.is_none_or(char::is_whitespace);
            return opens.then(|| label.to_owned());
        }
        node = node.following();
        if node >= tree.after(first) {
            return None;
        }
    }
}

/// Adds what may refer to a note in a block: numbers in brackets or raised, after a word.
fn marks(tree: &Tree, block: Node, marks: &mut Vec<Mark>) {
    let mut begun = false;
    let mut node = block;
    while node < tree.after(block) {
        if matches!(tree.name(node), "a" | "pre" | "code") {
            begun = true;
            node = tree.after(node);
            continue;
        }
        if tree.name(node) == "sup" {
            if let Some(label) = label(tree.content(node)).filter(|_| begun && follows(tree, node))
            {
                marks.push(Mark { node, within: None, label: label.shown });
            }
            begun = true;
            node = tree.after(node);
            continue;
        }
        if let Some(text) = tree.text(node) {
            let bracketed =
                bracketed(text).map(|(start, end, label)| (start, end, label.to_owned()));
            let raised = raised(text).filter(|&(start, ..)| refers(&text[..start]));
            let mut found: Vec<(usize, usize, String)> = bracketed.chain(raised).collect();
            found.sort_unstable_by_key(|&(start, ..)| start);
            for (start, end, label) in found {
                if begun || !text[..start].trim().is_empty() {
                    marks.push(Mark { node, within: Some((start, end)), label });
                }
            }
            begun |= !text.trim().is_empty();
        } else if tree.name(node) == "br" {
            begun = false;
        }
        node = node.following();
    }
}

/// Whether something raised stands right after a word or its punctuation.
fn follows(tree: &Tree, node: Node) -> bool {
    let before = node.preceding().and_then(|before| tree.text(before));
    before.is_some_and(|text| text.ends_with(|c: char| !c.is_whitespace()))
}

/// The numbers and signs in square brackets in a text: where they stand, and what they are.
fn bracketed(text: &str) -> impl Iterator<Item = (usize, usize, &str)> {
    text.match_indices('[').filter_map(|(start, _)| {
        let reach = &text.as_bytes()[start + 1..text.len().min(start + 8)];
        let length = reach.iter().position(|&byte| byte == b']')?;
        let inner = text.get(start + 1..start + 1 + length)?;
        let number = inner.bytes().all(|b| b.is_ascii_digit()) && !inner.starts_with('0');
        let fits = !inner.is_empty() && (number && inner.len() <= 4 || label(inner)?.sure);
        fits.then_some((start, start + length + 2, inner))
    })
}

/// The numbers in raised figures in a text, as typists have them: where they stand, and what they are.
fn raised(text: &str) -> impl Iterator<Item = (usize, usize, String)> {
    let mut done = 0;
    text.match_indices(is_raised).filter_map(move |(start, _)| {
        if start < done {
            return None;
        }
        let raised = &text[start..];
        let figures = &raised[..raised.find(|c| !is_raised(c)).unwrap_or(raised.len())];
        done = start + figures.len();
        let label: String = figures.chars().map(lowered).collect();
        (label.len() <= 4 && !label.starts_with('0')).then_some((start, done, label))
    })
}

/// Whether a raised figure that stands after these words may refer to a note: after a word or its
/// stop, and not after a number, a letter alone or a unit, whose power it is.
fn refers(before: &str) -> bool {
    let Some(last) = before.chars().next_back() else { return true };
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let power = ["m", "km", "cm", "mm", "dm", "ft", "yd", "mi", "in", "s"].contains(&word)
        || word.chars().count() == 1 && word != "I" && word.is_ascii();
    let letter = last.is_alphabetic() && !power;
    letter || !last.is_whitespace() && !last.is_alphanumeric() && !"=+−-/*^([{".contains(last)
}

/// The lists among the candidates that are lists of notes.
fn lists(tree: &Tree, candidates: Vec<Candidate>, marks: &[Mark]) -> Vec<Vec<Candidate>> {
    let mut lists: Vec<Vec<Candidate>> = Vec::new();
    for candidate in candidates {
        let number = |label: &str| label.parse::<u32>().ok();
        let follows = lists.last().and_then(|list| list.last()).is_some_and(|last| {
            let label = |candidate: &Candidate| NoteLabel::of(&candidate.label);
            label(last).zip(label(&candidate)).is_some_and(|(last, this)| this.follows(last))
        });
        let begins = number(&candidate.label).is_none_or(|number| number == 1);
        match lists.last_mut() {
            Some(list) if follows => list.push(candidate),
            _ if begins => lists.push(vec![candidate]),
            _ => {}
        }
    }
    let mut places: HashMap<&str, Vec<Node>> = HashMap::new();
    for mark in marks {
        places.entry(&mark.label).or_default().push(mark.node);
    }
    let last = marks.last().map(|mark| mark.node);
    // What refers to a list stands before it; after the list before it, unless all lists are
    // gathered at the end.
    let mut from = None;
    lists.retain(|list| {
        let first = list[0].first;
        let is_referred = |note: &Candidate| {
            let places = places.get(note.label.as_str()).map_or(&[][..], Vec::as_slice);
            let before = places.partition_point(|&place| place < first);
            before.checked_sub(1).is_some_and(|at| from.is_none_or(|from| places[at] > from))
        };
        let all = list.iter().all(is_referred);
        let end = list.last().map(|note| tree.after(note.last));
        if all && last >= end {
            from = Some(first);
        }
        all
    });
    lists
}

/// Gives a note the paragraphs between it and the next of its list.
fn join_paragraphs(tree: &Tree, list: &mut [Candidate]) {
    for at in 1..list.len() {
        let (next, this) = (list[at].first, &mut list[at - 1]);
        if tree.parent(this.last) != tree.parent(next) {
            continue;
        }
        let siblings = std::iter::successors(tree.next(this.last), |&node| tree.next(node));
        let between: Vec<Node> = siblings.take_while(|&node| node < next).collect();
        let goes_on = |&node: &Node| {
            matches!(tree.name(node), "p" | "blockquote" | "ul" | "ol" | "pre")
                || tree.text(node).is_some_and(|text| text.trim().is_empty())
        };
        if let Some(&last) = between.last().filter(|_| between.iter().all(goes_on)) {
            this.last = last;
        }
    }
}
