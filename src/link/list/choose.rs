//! Which of the places where an entry may begin are those where one does.
//!
//! Each place has evidence for and against it, and each pair of neighbours too: an entry has a
//! year, words after its head, and as a rule a name that comes later in the alphabet than the
//! name before. The places are chosen whose evidence is best in sum, over the whole list at once;
//! then once more, with what the first choice has shown of this list's habits.

use crate::doc::{Document, Span};
use crate::language::date::dates;
use crate::link::list::entry_start::{Before, EntryStart, Rank};
use crate::link::works::entry::head::Shape;

/// No entry takes more lines than this; with longer ones it would be looked back too far.
const REACH: usize = 80;

/// What is known of the habits of a list.
#[derive(Debug, Default)]
struct Habits {
    /// Whether blocks are entries as a rule, and entries blocks.
    blocks: Blocks,
    /// Whether the surname of the first author stands first as a rule.
    inverted: bool,
    /// Whether heads have their date, or break off before the title, as a rule.
    dated: bool,
    broken: bool,
    /// Whether it follows the alphabet.
    sorted: bool,
    /// Whether its lines hang: the indent of those that stand out.
    flush: Option<usize>,
}

/// What the blocks of a list are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Blocks {
    Entries,
    #[default]
    Unclear,
    /// Mere lines of print, which some extractors set apart.
    Lines,
}

/// The places, of those given in order, where entries begin; the first is always one. And whether
/// they are the beginnings of blocks, as a rule.
pub(crate) fn choose(
    document: &Document,
    all: Span,
    places: Vec<EntryStart>,
) -> (Vec<EntryStart>, bool) {
    let years = Years::of(document, all, &places);
    let mut habits = Habits { flush: flush(&places), ..Habits::default() };
    habits.learn_blocks(&places);
    habits.learn_order(places.iter().filter(|start| start.is_likely()));
    let chosen = best(document, all, &places, &years, &habits);
    habits.learn(&places, &chosen);
    let chosen = best(document, all, &places, &years, &habits);
    let mut keep = vec![false; places.len()];
    chosen.iter().for_each(|&at| keep[at] = true);
    let kept = places.into_iter().zip(keep).filter(|(_, keep)| *keep);
    (kept.map(|(start, _)| start).collect(), habits.blocks == Blocks::Entries)
}

/// The indent of the lines that stand out, where some of a block do and others do not.
fn flush(places: &[EntryStart]) -> Option<usize> {
    let least = places.iter().map(|start| start.indent).min()?;
    let deeper = places.iter().filter(|start| start.indent > least).count();
    (deeper * 5 >= places.len() && places[0].indent == least).then_some(least)
}

/// How many dates stand before each place, and before the end.
struct Years(Vec<usize>);

impl Years {
    fn of(document: &Document, all: Span, places: &[EntryStart]) -> Self {
        let dates = dates(document.words(all));
        let starts: Vec<usize> = dates.iter().map(|date| all.start + date.start).collect();
        let ends = places.iter().map(|start| start.place).chain([all.end]);
        Self(ends.map(|place| starts.partition_point(|&start| start < place)).collect())
    }

    /// Whether a date stands between two places.
    fn between(&self, from: usize, to: usize) -> bool {
        self.0[to] > self.0[from]
    }
}

impl Habits {
    /// Whether most blocks begin as entries do.
    fn learn_blocks(&mut self, places: &[EntryStart]) {
        let blocks = places.iter().filter(|start| start.rank >= Rank::Block);
        let (all, likely) =
            (blocks.clone().count(), blocks.filter(|start| start.is_likely()).count());
        self.blocks = match likely * 10 {
            _ if all < 2 => Blocks::Unclear,
            likely if likely >= all * 6 => Blocks::Entries,
            likely if likely < all * 4 && all > 20 => Blocks::Lines,
            _ => Blocks::Unclear,
        };
    }

    fn learn_order<'s>(&mut self, starts: impl Iterator<Item = &'s EntryStart>) {
        let words: Vec<&str> =
            starts.map(|start| start.sort.as_str()).filter(|sort| !sort.is_empty()).collect();
        let rising = words.windows(2).filter(|pair| pair[0] <= pair[1]).count();
        self.sorted = words.len() > 4 && rising * 5 >= (words.len() - 1) * 4;
    }

    /// Learns from a first choice.
    fn learn(&mut self, places: &[EntryStart], chosen: &[usize]) {
        let starts = || chosen.iter().map(|&at| &places[at]);
        let count = |of: fn(&&EntryStart) -> bool| starts().filter(of).count() * 10;
        self.learn_order(starts());
        self.dated = count(|start| start.head == Some(Shape::Dated)) >= chosen.len() * 7;
        self.broken = count(|start| start.head == Some(Shape::Broken)) >= chosen.len() * 7;
        let blocks = places.iter().filter(|start| start.rank >= Rank::Block).count();
        let taken = starts().filter(|start| start.rank >= Rank::Block).count();
        self.blocks = match taken * 20 {
            taken if taken >= blocks * 17 && taken >= chosen.len() * 17 => Blocks::Entries,
            taken if taken < blocks * 12 && blocks > 20 => Blocks::Lines,
            _ => Blocks::Unclear,
        };
        self.inverted = count(|start| start.inverted) >= chosen.len() * 7;
    }
}

impl EntryStart {
    /// Whether a head stands here that a continued line would hardly have.
    fn is_likely(&self) -> bool {
        let head = match self.head {
            Some(Shape::Dated) => self.inverted || self.rank >= Rank::Block,
            Some(Shape::Titled) => true,
            Some(Shape::Broken) => self.inverted,
            None => false,
        };
        head && self.before != Before::Open && !self.small
    }

    /// What the head that stands here says. Lists are of one kind: where dates stand in the heads,
    /// a name and a stop are part of an entry, and where they do not, a name and a date are.
    fn head_evidence(&self, habits: &Habits) -> i32 {
        match (self.head, self.inverted) {
            _ if self.repeats_authors => 45,
            (None, _) => -30,
            (Some(Shape::Titled), _) => 30,
            (Some(Shape::Dated), true) if habits.broken => 5,
            (Some(Shape::Dated), true) => 40,
            // `D. Joseph, Randy Katz, et al. 2010` goes on with the names of an entry, where lists
            // turn the first of them round.
            (Some(Shape::Dated), false) if self.initial && habits.inverted => -30,
            (Some(Shape::Dated), false) if habits.broken => -10,
            (Some(Shape::Dated), false) => 10,
            (Some(Shape::Broken), true) if habits.dated => -10,
            (Some(Shape::Broken), true) => 25,
            (Some(Shape::Broken), false) => -10,
        }
    }

    /// What speaks for an entry to begin here, and against it.
    fn evidence(&self, habits: &Habits) -> i32 {
        let rank = match self.rank {
            Rank::Item => 90,
            // Where blocks are entries, only one that goes on with a sentence is none.
            Rank::Block if habits.blocks == Blocks::Entries => {
                if self.before == Before::Ended && !self.small { 110 } else { 60 }
            }
            Rank::Block if habits.blocks == Blocks::Lines => 0,
            Rank::Block => 30,
            Rank::Line if habits.blocks == Blocks::Entries => -30,
            Rank::Line => 0,
            Rank::Sentence => -25,
        };
        let head = self.head_evidence(habits);
        let before = match self.before {
            Before::Ended => 10,
            Before::Unclear => -5,
            Before::Open => -50,
        };
        let line = match self.rank {
            Rank::Line if self.short => 20,
            Rank::Line => -10,
            _ => 0,
        };
        let hanging = habits.flush.map_or(0, |flush| if self.indent > flush { -60 } else { 40 });
        rank + head + before + line + hanging + if self.small || self.imprint { -40 } else { 0 }
    }
}

/// The most that [`pair`] and [`order`] say for two places in sum.
const MOST: i32 = 5 + 30;

/// What speaks for an entry from place `from` to place `to`, the end if there is no such place.
fn pair(
    document: &Document,
    all: Span,
    places: &[EntryStart],
    years: &Years,
    habits: &Habits,
    from: usize,
    to: usize,
) -> i32 {
    let start = &places[from];
    let end = places.get(to).map_or(all.end, |next| next.place);
    let mut weight = 0;
    if start.head == Some(Shape::Dated) || start.head == Some(Shape::Titled) {
        if end < start.end {
            return -80;
        }
        // A place, a publisher and a year look like a surname, a given name and a year, but no
        // title follows them; where blocks are entries, a block is one all the same.
        let least = if habits.blocks == Blocks::Entries { Rank::Block } else { Rank::Item };
        if start.rank < least
            && !document.text[start.end.min(end)..end].chars().any(char::is_alphanumeric)
        {
            weight -= 60;
        }
    }
    weight += if years.between(from, to) { 5 } else { -30 };
    match end - start.place {
        0..30 => weight -= 30,
        30..1500 => {}
        _ => weight -= 20,
    }
    weight
}

/// What the alphabet says of two names that follow each other.
fn order(before: &str, after: &str, habits: &Habits) -> i32 {
    match (before.is_empty() || after.is_empty(), before <= after) {
        (true, _) => 0,
        // A line that goes on hardly begins with the very name the entry did.
        (false, true) if before == after && habits.sorted => 30,
        (false, true) => {
            if habits.sorted {
                10
            } else {
                0
            }
        }
        (false, false) => {
            if habits.sorted {
                -35
            } else {
                0
            }
        }
    }
}

/// The best choice of places, as their numbers.
fn best(
    document: &Document,
    all: Span,
    places: &[EntryStart],
    years: &Years,
    habits: &Habits,
) -> Vec<usize> {
    let mut weights = vec![0; places.len()];
    let mut parents = vec![usize::MAX; places.len()];
    // The place whose name holds for each place: its own, or that of the entry a dash repeats.
    let mut names: Vec<usize> = (0..places.len()).collect();
    // The greatest weight of each place and those before it.
    let mut greatest = weights.clone();
    let reach = |weights: &[i32], greatest: &[i32], names: &[usize], to: usize, sort: &str| {
        let mut best: Option<(i32, usize)> = None;
        for from in (to.saturating_sub(REACH)..to).rev() {
            // The nearer of equals is the better, so that nothing farther off can outdo this.
            if best.is_some_and(|(weight, _)| greatest[from] + MOST <= weight) {
                break;
            }
            let together = pair(document, all, places, years, habits, from, to)
                + order(&places[names[from]].sort, sort, habits);
            debug_assert!(together <= MOST, "{together} is more than was reckoned with");
            let weight = weights[from] + together;
            if best.is_none_or(|(most, _)| weight > most) {
                best = Some((weight, from));
            }
        }
        best
    };
    for to in 1..places.len() {
        let start = &places[to];
        let found = reach(&weights, &greatest, &names, to, &start.sort);
        let Some((weight, from)) = found else { continue };
        weights[to] = weight + start.evidence(habits);
        greatest[to] = greatest[to - 1].max(weights[to]);
        parents[to] = from;
        if start.sort.is_empty() {
            names[to] = names[from];
        }
    }
    let mut chosen = Vec::new();
    let last = reach(&weights, &greatest, &names, places.len(), "").map(|(_, from)| from);
    let mut next = last.unwrap_or(usize::MAX);
    while next != usize::MAX {
        chosen.push(next);
        next = parents[next];
    }
    chosen.reverse();
    chosen
}
