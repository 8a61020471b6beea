//! Marks made in one edition of a text find their words in another.
//!
//! `editions.tsv` holds passages of eleven books in two editions each, labelled from both by
//! `tests/recipes/editions.py` and read by a person before anything was looked for: by the numbers of
//! their words and hashes of these. The books are no part of the project; `tests/recipes/README.md` says
//! where they are to be had. `IBID_EDITIONS=FOLDER cargo test --test texts editions -- --nocapture`.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use ibid::anchor::{Anchor, Folded, fingerprint};
use ibid::doc::Span;

const LABELS: &str = include_str!("editions.tsv");

/// How many of a hundred passages are found, and rightly, at least.
const RECALL: usize = 95;
const PRECISION: usize = 99;

/// A text and where its words are.
struct Edition {
    text: String,
    words: Vec<Span>,
}

impl Edition {
    fn open(path: &Path) -> Self {
        let opened = ibid::session::open(path, &ibid::session::Reading::default()).unwrap();
        let text = opened.document.text.clone();
        let mut words = Vec::new();
        let mut start = None;
        for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
            match (c.is_alphanumeric(), start) {
                (true, None) => start = Some(at),
                (false, Some(from)) => {
                    words.push(Span::new(from, at));
                    start = None;
                }
                _ => {}
            }
        }
        Self { text, words }
    }

    /// The words of a label: their number, count and hash. `None` where these are other words by now.
    fn passage(&self, label: &[&str]) -> Option<Span> {
        let (first, count): (usize, usize) = (label[0].parse().ok()?, label[1].parse().ok()?);
        let words = self.words.get(first..first + count)?;
        let small: Vec<String> =
            words.iter().map(|word| word.of(&self.text).to_lowercase()).collect();
        let same = format!("{:016x}", fingerprint(&small.join(" "))) == label[2];
        same.then(|| Span::new(words[0].start, words[count - 1].end))
    }

    /// Whether most of two places is the same words.
    fn is_same(&self, one: Span, two: Span) -> bool {
        let over = |span: Span| {
            let overlaps = move |word: &&Span| word.start < span.end && span.start < word.end;
            self.words.iter().filter(overlaps)
        };
        let both = over(one).filter(|word| word.start < two.end && two.start < word.end).count();
        both * 2 >= over(one).count() + over(two).count() - both
    }
}

#[test]
fn marks_find_their_words_in_another_edition() {
    let Some(folder) = std::env::var_os("IBID_EDITIONS").map(PathBuf::from) else {
        eprintln!(
            "skipped: marks in other editions, because $IBID_EDITIONS names no folder of books"
        );
        return;
    };
    let mut editions: HashMap<&str, Edition> = HashMap::new();
    let (mut there, mut right, mut placed, mut stale) = (0, 0, 0, 0);
    for label in LABELS.lines() {
        let label: Vec<&str> = label.split('\t').collect();
        for name in &label[1..3] {
            editions.entry(name).or_insert_with(|| Edition::open(&folder.join(name)));
        }
        let (one, two) = (&editions[label[1]], &editions[label[2]]);
        let is_there = label[7] != "-";
        let (mark, truth) = (one.passage(&label[4..7]), two.passage(&label[7..10]));
        let Some(mark) = mark.filter(|_| is_there == truth.is_some()) else {
            stale += 1;
            println!("other words by now: {label:?}");
            continue;
        };
        let found = Folded::of(&*two.text).find(&Anchor::of(&one.text, mark)).span();
        let is_right = found.zip(truth).is_some_and(|(found, truth)| two.is_same(found, truth));
        there += usize::from(is_there);
        right += usize::from(is_right);
        placed += usize::from(found.is_some());
        if is_right != is_there || found.is_some() != is_there {
            let found = found.map_or("nothing", |span| span.of(&two.text));
            println!("{} {}: {:?} -> {found:?}", label[0], label[3], mark.of(&one.text));
        }
    }
    println!("{right} of {there} found, {placed} placed, {stale} labels of other words");
    assert!(stale * 20 <= LABELS.lines().count(), "{stale} labels are of other words by now");
    assert!(right * 100 >= there * RECALL, "{right} of {there}");
    assert!(right * 100 >= placed * PRECISION, "{right} of {placed}");
}
