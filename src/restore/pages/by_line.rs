//! Running heads and folios between the lines of a text whose pages nothing tells of.

use std::collections::HashMap;

use crate::language::prose::sentence::{End, Start, end, start};
use crate::restore::lines::candidates::Candidates;
use crate::restore::lines::{Line, Lines, Sort, source_list};
use crate::restore::pages::folio::{number, number_beside};
use crate::restore::pages::furniture::{Furniture, head_key};
use crate::restore::pages::role::Role;

/// Finds running heads and page numbers by what stands around them in `text`.
pub(super) fn find(text: &Lines<'_>, candidates: &Candidates, furniture: &mut Furniture) {
    let listed = source_list::listed(text);
    numbered_heads(text, &listed, furniture);
    alone(text, candidates, &listed, furniture);
}

/// Marks running heads with the page's number beside them where no form feed tells: they come back
/// with another number each time, and within sentences.
fn numbered_heads(text: &Lines<'_>, listed: &[bool], furniture: &mut Furniture) {
    let mut heads: HashMap<String, Vec<(usize, u32)>> = HashMap::new();
    for at in (0..text.lines.len()).filter(|&at| !listed[at]) {
        let line = &text.lines[at];
        let head = matches!(line.sort, Sort::Text | Sort::Heading) && line.words.len() < 120;
        let key = if head { head_key(line.words) } else { String::new() };
        if let Some(value) = number_beside(line.words).filter(|_| key.len() > 2) {
            heads.entry(key).or_default().push((at, value));
        }
    }
    for found in heads.into_values().filter(|found| found.len() >= 3) {
        let mut values: Vec<u32> = found.iter().map(|&(_, value)| value).collect();
        values.sort_unstable();
        values.dedup();
        let within = found.iter().filter(|&&(at, _)| within_sentence(&text.lines, at)).count();
        if values.len() == found.len() && within * 3 >= found.len() {
            for (at, value) in found {
                furniture.roles.set(at, Role::Head);
                furniture.numbers.insert(at, value);
            }
        }
    }
}

/// Marks page numbers that stand alone between blocks where no form feed tells, and the running
/// heads beside them. Numbers of sections stand alone too, but never within a sentence.
fn alone(text: &Lines<'_>, candidates: &Candidates, listed: &[bool], furniture: &mut Furniture) {
    let lone = |lines: &[Line<'_>], at: usize| {
        let next_opens = lines.get(at + 1).is_none_or(|next| next.opens);
        let apart = lines[at].opens && next_opens;
        lines[at].sort == Sort::Text && (apart || text.plain && !listed[at])
    };
    let found: Vec<(usize, u32)> = (0..text.lines.len())
        .filter(|&at| lone(&text.lines, at))
        .filter_map(|at| Some((at, number(text.lines[at].words)?)))
        .collect();
    let within = found.iter().filter(|&&(at, _)| within_sentence(&text.lines, at)).count();
    let mut values: Vec<u32> = found.iter().map(|&(_, value)| value).collect();
    values.sort_unstable();
    values.dedup();
    if values.len() < 3 || values.len() * 10 < found.len() * 9 || within * 4 < found.len() {
        return;
    }
    let mut heads: HashMap<String, usize> = HashMap::new();
    let count = text.lines.len();
    let beside = |at: usize| {
        [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter(move |&near| near < count)
    };
    for &(at, value) in &found {
        furniture.roles.set(at, Role::Number);
        furniture.numbers.insert(at, value);
        for near in beside(at) {
            *heads.entry(head_key(text.lines[near].words)).or_default() += 1;
        }
    }
    let mut page = 0;
    for &(at, _) in &found {
        for near in beside(at) {
            let key = head_key(text.lines[near].words);
            let head = key.len() > 1 && heads.get(&key).copied().unwrap_or(0) >= 3;
            // A short note may end many pages.
            if head && !candidates.is_asked(page, near) {
                furniture.roles.set(near, Role::Head);
            }
        }
        page = at;
    }
}

fn within_sentence(lines: &[Line<'_>], at: usize) -> bool {
    // No page has more numbers in a row than this; a table may have any number.
    const NEAR: usize = 100;
    let before = lines[..at].iter().rev().take(NEAR).find(|line| !line.words.is_empty());
    let after = lines[at + 1..].iter().take(NEAR).find(|line| number(line.words).is_none());
    before.is_some_and(|line| matches!(end(line.words), End::Open | End::Broken))
        || after.is_some_and(|line| start(line.opening()) == Start::Inside)
}
