//! What each weight of restoring is for: what is lost where it weighs nothing, or the other way.
//!
//! Each text is read once. Then it is restored anew with every weight set to nothing and with its
//! sign turned, and scored where that gives another document. A weight that lowers no score of the
//! corpus is not needed by any text there is, and belongs away, or wants a text that needs it.

#![allow(unreachable_pub, reason = "the test uses it")]
#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use ibid::doc::Document;
use ibid::restore::{Weights, restore_with};
use serde_json::Value;

use super::least::{MEASURES, measured};
use super::truth::score;

/// A text as printed, and what is true of it.
pub struct Sample {
    /// What it is called.
    pub name: String,
    /// Whether it is one of the project's own.
    pub own: bool,
    /// The text as printed.
    pub printed: Document,
    /// What is true of it.
    pub truth: Value,
}

/// What a text reached, in the order of [`MEASURES`].
type Figures = [Option<f64>; MEASURES.len()];

/// What a change of weights does to one text.
struct Change<'s> {
    name: &'s str,
    own: bool,
    falls: Vec<&'static str>,
    rises: Vec<&'static str>,
}

/// A text as it is restored with the weights of the program.
struct Known<'s> {
    sample: &'s Sample,
    restored: Option<Document>,
    figures: Figures,
}

/// Restores all texts with each weight changed, and says of each what that does; at the end, how
/// many lower a score of the corpus.
pub fn each(samples: &[Sample], names: &[String]) {
    let known = known(samples);
    let wanted: Vec<&str> = Weights::NAMES
        .iter()
        .copied()
        .filter(|name| names.is_empty() || names.iter().any(|part| name.contains(part)))
        .collect();
    let lines = in_parallel(&wanted, |name| {
        let value = *Weights::default().by_name(name).unwrap();
        let with = |value: f32| {
            let mut weights = Weights::default();
            *weights.by_name(name).unwrap() = value;
            changes(&known, &weights)
        };
        (value, with(0.0), with(-value))
    });
    let mut needed = 0;
    for (name, (value, zero, turned)) in wanted.iter().zip(lines) {
        let falls =
            |changes: &[Change<'_>]| changes.iter().any(|it| it.own && !it.falls.is_empty());
        let needs = falls(&zero) || falls(&turned);
        needed += usize::from(needs);
        println!("{name} = {value}{}", if needs { "" } else { "  NEEDED BY NOTHING" });
        tell("at nothing", &zero);
        tell("turned", &turned);
    }
    println!("of {} weights, {needed} lower a score of the corpus", wanted.len());
}

/// Says what falls and rises with some weights set to nothing at once.
pub fn without(samples: &[Sample], names: &[&str]) {
    let mut weights = Weights::default();
    for name in names {
        *weights.by_name(name).expect("a weight of the table") = 0.0;
    }
    for change in changes(&known(samples), &weights) {
        let said = |what: &str, list: &[&str]| match list {
            [] => String::new(),
            list => format!("  {what} {}", list.join(" ")),
        };
        println!("{}{}{}", change.name, said("falls", &change.falls), said("rises", &change.rises));
    }
}

/// Sets to nothing one weight after another, as long as no score falls by it, and names those that
/// can go together.
pub fn spare(samples: &[Sample], names: &[String]) {
    let known = known(samples);
    let mut weights = Weights::default();
    let mut spared = Vec::new();
    for name in Weights::NAMES.iter().filter(|name| !names.iter().any(|kept| kept == *name)) {
        let value = std::mem::take(weights.by_name(name).unwrap());
        let changes = in_parallel(&known, |known| change(known, &weights));
        if changes.iter().flatten().any(|change| !change.falls.is_empty()) {
            *weights.by_name(name).unwrap() = value;
        } else {
            spared.push(*name);
        }
    }
    println!("{} weights can go together: {}", spared.len(), spared.join(","));
}

fn tell(how: &str, changes: &[Change<'_>]) {
    let some = |of: fn(&Change<'_>) -> bool| {
        let names: Vec<&str> = changes.iter().filter(|it| of(it)).map(|it| it.name).collect();
        format!("{} {}", names.len(), names[..names.len().min(4)].join(" "))
    };
    if !changes.is_empty() {
        let (falls, rises) = (some(|it| !it.falls.is_empty()), some(|it| !it.rises.is_empty()));
        println!("    {how}: falls {falls}; rises {rises}");
    }
}

fn known(samples: &[Sample]) -> Vec<Known<'_>> {
    let weights = Weights::default();
    in_parallel(samples, |sample| {
        let restored = restore_with(&sample.printed, false, &weights);
        let figures = figures(sample, restored.as_ref());
        Known { sample, restored, figures }
    })
}

fn changes<'s>(known: &[Known<'s>], weights: &Weights) -> Vec<Change<'s>> {
    known.iter().filter_map(|known| change(known, weights)).collect()
}

fn change<'s>(known: &Known<'s>, weights: &Weights) -> Option<Change<'s>> {
    let restored = restore_with(&known.sample.printed, false, weights);
    if restored == known.restored {
        return None;
    }
    let figures = figures(known.sample, restored.as_ref());
    let (mut falls, mut rises) = (Vec::new(), Vec::new());
    for (at, (name, perfect)) in MEASURES.iter().enumerate() {
        let (Some(before), Some(after)) = (known.figures[at], figures[at]) else { continue };
        let better = if *perfect > 0.0 { after - before } else { before - after };
        if better < -1e-9 {
            falls.push(*name);
        } else if better > 1e-9 {
            rises.push(*name);
        }
    }
    let Sample { name, own, .. } = known.sample;
    (!falls.is_empty() || !rises.is_empty()).then_some(Change { name, own: *own, falls, rises })
}

fn figures(sample: &Sample, restored: Option<&Document>) -> Figures {
    let document = restored.unwrap_or(&sample.printed);
    let export = ibid::export::json(document, &ibid::link::link(document));
    measured(&score(&serde_json::from_str(&export).unwrap(), &sample.truth))
}

/// Does something with each of a list, as many at once as there are processors.
pub fn in_parallel<'t, T: Sync, R: Send>(
    list: &'t [T],
    work: impl Fn(&'t T) -> R + Sync,
) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<Option<R>>> = Mutex::new(list.iter().map(|_| None).collect());
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(item) = list.get(at) else { break };
                    let answer = work(item);
                    done.lock().unwrap()[at] = Some(answer);
                }
            });
        }
    });
    done.into_inner().unwrap().into_iter().flatten().collect()
}
