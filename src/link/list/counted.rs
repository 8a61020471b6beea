//! Lists that count their entries, or give each a label.
//!
//! A number counts an entry if it follows the number of the entry before. The surprise: that alone
//! is enough. Lines of print begin with years, pages and volumes now and then, but hardly ever with
//! just the number that is due.

use crate::link::list::start::{Form, Rank, Start};

/// The starts of the entries of a list that counts or labels them; `None` if it does neither.
pub(crate) fn starts(places: &[Start]) -> Option<Vec<Start>> {
    chain(places, Form::Bracketed)
        .or_else(|| chain(places, Form::Stopped))
        .or_else(|| chain(places, Form::Bare))
        .or_else(|| labelled(places))
}

/// The places whose numbers of this form follow one another.
fn chain(places: &[Start], form: Form) -> Option<Vec<Start>> {
    let numbered = |start: &&Start| start.form == form && start.rank > Rank::Sentence;
    let mut chain: Vec<Start> = Vec::new();
    let mut behind: Vec<&Start> = places.iter().filter(numbered).collect();
    behind.reverse();
    while let Some(start) = behind.pop() {
        let number = start.number?;
        let follows = match chain.last().and_then(|last| last.number) {
            None => number <= 1 || form == Form::Bracketed,
            // A number may be lost, but not where the one that is due still comes.
            Some(last) => {
                let due = |later: &&&Start| later.number == Some(last + 1);
                number == last + 1
                    || (last + 2..last + 4).contains(&number)
                        && behind.iter().rev().take(8).find(due).is_none()
            }
        };
        if follows {
            chain.push(start.clone());
        }
    }
    // An item that Markdown gave no number is an entry all the same.
    let least = if form == Form::Bare { 3 } else { 2 };
    let blocks = places.iter().filter(|start| start.rank > Rank::Line).count();
    let first = chain.first()?.place;
    let whole = chain.len() >= least
        && chain.len() * 2 >= blocks
        && places.iter().position(|start| start.place == first)? <= 2;
    whole.then_some(chain)
}

/// The places that have labels, if the list begins with one and no entry would be overlong.
fn labelled(places: &[Start]) -> Option<Vec<Start>> {
    let labelled: Vec<Start> =
        places.iter().filter(|start| start.label.is_some()).cloned().collect();
    let begins = places.first()?.label.is_some();
    (begins && labelled.len() >= 2 && labelled.len() * 6 >= places.len()).then_some(labelled)
}
