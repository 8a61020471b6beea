//! Lists that count their entries, or give each a label.
//!
//! A number counts an entry if it follows the number of the entry before. The surprise: that alone
//! is enough. Lines of print begin with years, pages and volumes now and then, but hardly ever with
//! just the number that is due.

use crate::link::list::entry_start::{EntryStart, Form, Rank};

/// The starts of the entries of a list that counts or labels them; `None` if it does neither.
pub(crate) fn starts(places: &[EntryStart]) -> Option<Vec<EntryStart>> {
    chain(places, Form::Bracketed)
        .or_else(|| chain(places, Form::Stopped))
        .or_else(|| chain(places, Form::Bare))
        .or_else(|| labelled(places))
}

/// The places whose numbers of this form follow one another.
fn chain(places: &[EntryStart], form: Form) -> Option<Vec<EntryStart>> {
    let numbered = |start: &&EntryStart| start.form == form && start.rank > Rank::Sentence;
    let mut chain: Vec<EntryStart> = Vec::new();
    let mut after: Vec<&EntryStart> = places.iter().filter(numbered).collect();
    after.reverse();
    while let Some(start) = after.pop() {
        let number = start.number?;
        let follows = match chain.last().and_then(|last| last.number) {
            None => number <= 1 || form == Form::Bracketed,
            // A number may be lost, but not where the one that is due still comes.
            Some(last) => {
                let due = |later: &&&EntryStart| later.number == Some(last + 1);
                number == last + 1
                    || (last + 2..last + 4).contains(&number)
                        && after.iter().rev().take(8).find(due).is_none()
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
fn labelled(places: &[EntryStart]) -> Option<Vec<EntryStart>> {
    let labelled: Vec<EntryStart> =
        places.iter().filter(|start| start.label.is_some()).cloned().collect();
    let begins = places.first()?.label.is_some();
    (begins && labelled.len() >= 2 && labelled.len() * 6 >= places.len()).then_some(labelled)
}
