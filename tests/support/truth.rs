//! How near an exported document comes to the truth about its text: the words and their order,
//! seams and hyphens, notes and where they are referred to, references and citations.

#![allow(unreachable_pub, reason = "each test uses its part")]
#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

use std::collections::{HashMap, HashSet};

use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

use super::sources::{citations, pair_references};

/// The measures, each from 0 to 1 unless it says otherwise; `None` where the truth has nothing to
/// measure.
#[derive(Debug, Default)]
pub struct Score {
    /// Runs of five words that stand in the right order.
    pub order: f64,
    /// Words of the body that are not there, as a part of all.
    pub lost: f64,
    /// Words that are there and should not be, as a part of all.
    pub invented: f64,
    /// Headings and paragraphs that stand as one block of their kind.
    pub blocks: Option<f64>,
    /// The title and the author, where a title page says them.
    pub front: Option<f64>,
    pub seams: Option<f64>,
    pub hyphens: Option<f64>,
    /// Notes with the words they should have, and how like those words are.
    pub notes: Option<f64>,
    pub note_words: Option<f64>,
    pub notes_extra: usize,
    /// References to notes where they should be, with the right note.
    pub anchors: Option<f64>,
    pub anchors_extra: usize,
    pub references: Option<f64>,
    /// Entries that are none of the list, where the truth says what the list is.
    pub references_extra: usize,
    pub citations_right: Option<f64>,
    /// How many citations name a source they do not mean.
    pub citations_wrong: usize,
    /// How many words that cite nothing are taken to name a source.
    pub citations_false: usize,
    /// How many repairs there are, and how many of them are of a kind that the text has no need of.
    pub repairs: usize,
    pub repairs_extra: usize,
    /// What went wrong, a line each.
    pub faults: Vec<String>,
}

/// The words of a text, folded: what a reader would call the same word is the same.
pub fn words(text: &str) -> Vec<String> {
    let plain: String = text
        .nfc()
        .filter(|c| !matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '*'))
        .map(|c| match c {
            '’' | '‘' | 'ʼ' | '`' | '´' => '\'',
            '‐' | '‑' => '-',
            c => c,
        })
        .collect();
    let plain =
        ["ﬁ fi", "ﬂ fl", "ﬀ ff", "ﬃ ffi", "ﬄ ffl", "ſ s"].iter().fold(plain, |text, pair| {
            let (joined, letters) = pair.split_once(' ').unwrap();
            text.replace(joined, letters)
        });
    let mut found = Vec::new();
    let mut word = String::new();
    let mut chars = plain.chars().peekable();
    while let Some(c) = chars.next() {
        let inner = "-'.".contains(c) && chars.peek().is_some_and(|next| next.is_alphanumeric());
        if c.is_alphanumeric() || !word.is_empty() && inner {
            word.extend(c.to_lowercase());
        } else if !word.is_empty() {
            found.push(std::mem::take(&mut word));
        }
    }
    found.extend((!word.is_empty()).then_some(word));
    found
}

pub(super) fn strings(value: &Value) -> Vec<&str> {
    value.as_array().map(|list| list.iter().filter_map(Value::as_str).collect()).unwrap_or_default()
}

pub(super) fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn texts(rows: &[Value]) -> Vec<Vec<String>> {
    rows.iter().map(|row| words(row["text"].as_str().unwrap_or_default())).collect()
}

fn count(words: impl IntoIterator<Item = String>) -> HashMap<String, i64> {
    let mut counts = HashMap::new();
    for word in words {
        *counts.entry(word).or_default() += 1;
    }
    counts
}

pub(super) fn share(good: usize, all: usize) -> Option<f64> {
    (all > 0).then(|| good as f64 / all as f64)
}

/// Holds an export against the truth.
pub fn score(export: &Value, truth: &Value) -> Score {
    let mut score = Score::default();
    let body = texts(list(&export["blocks"]));
    let notes = texts(list(&export["notes"]));
    let references = texts(list(&export["references"]));
    body_words(&mut score, &body, truth);
    blocks(&mut score, export, &body, truth);
    front(&mut score, export, truth);
    let all: Vec<&Vec<String>> = body.iter().chain(&notes).chain(&references).collect();
    seams(&mut score, &all, truth);
    hyphens(&mut score, &all, truth);
    let paired = pair_notes(&mut score, export, &notes, truth);
    anchors(&mut score, export, truth, &paired);
    let names = pair_references(&mut score, export, &references, truth);
    citations(&mut score, export, truth, &names, &paired);
    repairs(&mut score, export, truth);
    score
}

/// The truth lists the kinds of repairs a text may need: none, where nobody scanned it, and no
/// order of pages, where they lie as they should. Where it lists no kinds, all may be.
fn repairs(score: &mut Score, export: &Value, truth: &Value) {
    let made = list(&export["repairs"]);
    score.repairs = made.len();
    let Some(needed) = truth["repairs"].as_array() else { return };
    let extra = made.iter().filter(|repair| !needed.contains(&repair["kind"]));
    let extra: Vec<&str> = extra.map(|repair| repair["what"].as_str().unwrap_or("")).collect();
    score.repairs_extra = extra.len();
    score.faults.extend(extra.iter().take(3).map(|what| format!("repair: {what}")));
}

fn body_words(score: &mut Score, body: &[Vec<String>], truth: &Value) {
    let wanted: Vec<String> = texts(list(&truth["body"])).concat();
    let found: Vec<String> = body.concat();
    // The front matter stands after the text, in a section that ibid gives its heading.
    let section = [words("About this edition")];
    let front = texts(list(&truth["front"])).into_iter().chain(section);
    let allowed = front.chain(texts(list(&truth["refs"])));
    let allowed = count(allowed.flatten());
    let (have, want) = (count(found.iter().cloned()), count(wanted.iter().cloned()));
    let missing = |a: &HashMap<String, i64>, b: &HashMap<String, i64>| -> Vec<(String, i64)> {
        let rest = |(word, n): (&String, &i64)| {
            let left = n - b.get(word).copied().unwrap_or(0);
            (left > 0).then(|| (word.clone(), left))
        };
        a.iter().filter_map(rest).collect()
    };
    let lost = missing(&want, &have);
    let mut known = want.clone();
    for (word, n) in allowed {
        *known.entry(word).or_default() += n;
    }
    let invented = missing(&have, &known);
    let total = |list: &[(String, i64)]| list.iter().map(|(_, n)| *n as f64).sum::<f64>();
    let all = wanted.len().max(1) as f64;
    (score.lost, score.invented) = (total(&lost) / all, total(&invented) / all);
    score.faults.extend(lost.iter().take(5).map(|(word, _)| format!("lost: {word}")));
    score.faults.extend(invented.iter().take(5).map(|(word, _)| format!("invented: {word}")));

    let mut places: HashMap<&[String], Vec<usize>> = HashMap::new();
    for (at, run) in found.windows(5).enumerate() {
        places.entry(run).or_default().push(at);
    }
    let mut last: Option<usize> = None;
    let mut sequence = Vec::new();
    for run in wanted.windows(5) {
        let Some(candidates) = places.get(run) else {
            last = None;
            continue;
        };
        // A run that stands in several places is taken where the text goes on.
        let next = last.map(|last| last + 1);
        let nearest = candidates.iter().copied().min_by_key(|&at| at.abs_diff(next.unwrap_or(at)));
        if candidates.len() == 1 || last.is_some() {
            sequence.extend(nearest);
        }
        last = nearest;
    }
    let runs = wanted.len().saturating_sub(4).max(1);
    score.order = longest_rising(&sequence) as f64 / runs as f64;
}

/// What is a block of the text is one here, and no paragraph is taken for a heading; headings may
/// stand as paragraphs, since plain text has no other. Lines that are kept may stand in one block
/// or in one each.
fn blocks(score: &mut Score, export: &Value, body: &[Vec<String>], truth: &Value) {
    let found: HashSet<(bool, &[String])> = list(&export["blocks"])
        .iter()
        .zip(body)
        .map(|(block, words)| (block["kind"] == "heading", words.as_slice()))
        .collect();
    let (mut all, mut good) = (0, 0);
    for block in list(&truth["body"]) {
        let text = words(block["text"].as_str().unwrap_or_default());
        if block["kind"] == "lines" || text.is_empty() {
            continue;
        }
        all += 1;
        let heads = block["kind"] == "heading" && found.contains(&(true, text.as_slice()));
        if heads || found.contains(&(false, text.as_slice())) {
            good += 1;
        } else {
            let begins = text[..text.len().min(5)].join(" ");
            score.faults.push(format!("block: {} {begins}", block["kind"]));
        }
    }
    score.blocks = share(good, all);
}

/// The title and the author, where the front matter says them.
fn front(score: &mut Score, export: &Value, truth: &Value) {
    let said = |value: &Value| words(value.as_str().unwrap_or_default());
    let front = texts(list(&truth["front"]));
    let pairs = [
        (said(&truth["title"]), said(&export["title"])),
        (said(&truth["author"]), said(&export["authors"][0])),
    ];
    let (mut right, mut all) = (0, 0);
    for (wanted, found) in pairs.iter().filter(|(wanted, _)| front.contains(wanted)) {
        all += 1;
        right += usize::from(wanted == found);
        if wanted != found {
            score.faults.push(format!("front: {} for {}", found.join(" "), wanted.join(" ")));
        }
    }
    score.front = share(right, all);
}

/// The length of the longest part of a sequence that rises.
fn longest_rising(sequence: &[usize]) -> usize {
    let mut tails: Vec<usize> = Vec::new();
    for &value in sequence {
        let at = tails.partition_point(|&tail| tail < value);
        match tails.get_mut(at) {
            Some(tail) => *tail = value,
            None => tails.push(value),
        }
    }
    tails.len()
}

fn holds(blocks: &[&Vec<String>], run: &[String]) -> bool {
    !run.is_empty() && blocks.iter().any(|block| block.windows(run.len()).any(|part| part == run))
}

fn seams(score: &mut Score, blocks: &[&Vec<String>], truth: &Value) {
    let all = list(&truth["seams"]);
    let mut good = 0;
    for seam in all {
        let text = |key: &str| seam[key].as_str().unwrap_or_default();
        let (left, right) = (words(text("left")), words(text("right")));
        let tail = |words: &[String], n: usize| words[words.len().saturating_sub(n)..].to_vec();
        let run: Vec<String> = if !strings(&seam["context"]).is_empty() {
            strings(&seam["context"]).into_iter().flat_map(words).collect()
        } else if seam["hyphen"].as_bool() == Some(true) {
            let before = tail(&left[..left.len().saturating_sub(1)], 2);
            let after = right.get(1..2).unwrap_or_default().to_vec();
            [before, words(text("joined")), after].concat()
        } else {
            [tail(&left, 2), right.iter().take(2).cloned().collect()].concat()
        };
        if holds(blocks, &run) {
            good += 1;
        } else {
            score.faults.push(format!("seam: {run:?}"));
        }
    }
    score.seams = share(good, all.len());
}

fn hyphens(score: &mut Score, blocks: &[&Vec<String>], truth: &Value) {
    let all = list(&truth["hyphens"]);
    let mut good = 0;
    for hyphen in all {
        let joined = words(hyphen["joined"].as_str().unwrap_or_default());
        let context: Vec<String> =
            strings(&hyphen["context"]).into_iter().flat_map(words).collect();
        let run: Vec<String> =
            match joined.first().and_then(|word| context.iter().position(|w| w == word)) {
                Some(at) => context[at.saturating_sub(1)..(at + 2).min(context.len())].to_vec(),
                None => joined.clone(),
            };
        if joined.is_empty() || holds(blocks, &run) {
            good += 1;
        } else {
            score.faults.push(format!("hyphen: {joined:?} in {run:?}"));
        }
    }
    score.hyphens = share(good, all.len());
}

/// How like two texts are: the words they share, as a part of both.
pub(super) fn likeness(a: &[String], b: &[String]) -> f64 {
    if a == b {
        return 1.0;
    }
    let (have, want) = (count(a.iter().cloned()), count(b.iter().cloned()));
    let shared: i64 = have.iter().map(|(word, n)| *n.min(want.get(word).unwrap_or(&0))).sum();
    // The same words in another order are not the same text.
    (2.0 * shared as f64 / (a.len() + b.len()).max(1) as f64).min(0.999)
}

fn label(value: &Value) -> String {
    let text: String = value.as_str().unwrap_or_default().nfkc().collect();
    text.trim_matches(['[', ']', '(', ')', '{', '}', ' ', '.']).to_lowercase()
}

/// For each note of the truth, the id of the note that is it.
fn pair_notes(
    score: &mut Score,
    export: &Value,
    notes: &[Vec<String>],
    truth: &Value,
) -> HashMap<String, String> {
    let rows = list(&export["notes"]);
    let mut used = HashSet::new();
    let mut paired = HashMap::new();
    let mut sum = 0.0;
    let wanted = list(&truth["notes"]);
    for note in wanted {
        let text = words(note["text"].as_str().unwrap_or_default());
        let candidates = (0..rows.len())
            .filter(|at| !used.contains(at) && label(&rows[*at]["label"]) == label(&note["label"]));
        let best = candidates
            .map(|at| (likeness(&text, &notes[at]), at))
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        let like = best.map_or(0.0, |(like, _)| like);
        sum += like;
        if like < 0.999 {
            score.faults.push(format!("note {}: {like:.3}", note["label"]));
        }
        if let Some((like, at)) = best.filter(|(like, _)| *like > 0.5) {
            let _ = like;
            used.insert(at);
            let id = |value: &Value| value["id"].as_str().unwrap_or_default().to_owned();
            paired.insert(id(note), id(&rows[at]));
        }
    }
    score.notes = share(paired.len(), wanted.len());
    score.note_words = (!wanted.is_empty()).then(|| sum / wanted.len() as f64);
    score.notes_extra = rows.len() - used.len();
    paired
}

fn anchors(score: &mut Score, export: &Value, truth: &Value, paired: &HashMap<String, String>) {
    struct Anchor {
        label: String,
        before: Vec<String>,
        note: String,
        used: bool,
    }
    let mut found: Vec<Anchor> = Vec::new();
    for block in list(&export["blocks"]) {
        let text: Vec<char> = block["text"].as_str().unwrap_or_default().chars().collect();
        for reference in list(&block["notes"]) {
            let offset = reference["offset"].as_u64().unwrap_or(0) as usize;
            let before: String = text[..offset.min(text.len())].iter().collect();
            found.push(Anchor {
                label: label(&reference["label"]),
                before: words(&before),
                note: reference["note"].as_str().unwrap_or_default().to_owned(),
                used: false,
            });
        }
    }
    let wanted = list(&truth["anchors"]);
    let mut good = 0;
    for anchor in wanted {
        let before: Vec<String> = strings(&anchor["before"]).into_iter().flat_map(words).collect();
        let tail = &before[before.len().saturating_sub(3)..];
        let hit = found.iter_mut().find(|found| {
            !found.used && found.label == label(&anchor["label"]) && found.before.ends_with(tail)
        });
        let note = anchor["note"].as_str().unwrap_or_default();
        let right = hit.is_some_and(|hit| {
            hit.used = true;
            paired.get(note).is_some_and(|id| *id == hit.note)
        });
        if right {
            good += 1;
        } else {
            score.faults.push(format!("anchor {}: {tail:?}", anchor["label"]));
        }
    }
    score.anchors = share(good, wanted.len());
    score.anchors_extra = found.iter().filter(|anchor| !anchor.used).count();
}
