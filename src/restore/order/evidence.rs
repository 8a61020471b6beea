//! How well one piece of a text follows another.
//!
//! Weights are about as many bits of evidence: a word that is whole once its halves are joined
//! weighs as much as half a dozen sentences that go on in lower case.

use crate::language::sentence::{End, Start};
use crate::language::words::{Neighbours, Words, is_hyphen};
use crate::restore::lines::Sort;
use crate::restore::lines::word::{first_word, last_word};
use crate::restore::order::piece::{Piece, Side};

/// The length of a usual page, in bytes: the median of what lies between certain page ends.
fn page_size(pieces: &[Piece<'_>]) -> f32 {
    let mut pages: Vec<usize> = Vec::new();
    for piece in pieces {
        match pages.last_mut() {
            Some(page) if !piece.hard => *page += piece.size,
            _ => pages.push(piece.size),
        }
    }
    pages.sort_unstable();
    pages.get(pages.len() / 2).map_or(1.0, |&size| size.max(1) as f32)
}

/// The length of a full page of those that are set line by line, in bytes. Such pages hold the same
/// number of lines, so that the runs of them between other pages are that length, or twice, or
/// three times: the length that fits all of them best. `usual` is the length of a usual page.
fn line_page(pieces: &[Piece<'_>], usual: f32) -> Option<f32> {
    let mut runs: Vec<f32> = Vec::new();
    let mut open = false;
    for piece in pieces {
        let set = piece.begins.as_ref().is_some_and(|side| side.line_set);
        match runs.last_mut() {
            Some(run) if set && open && !piece.hard => *run += piece.size as f32,
            _ if set => runs.push(piece.size as f32),
            _ => {}
        }
        open = set;
    }
    runs.retain(|&run| run > usual / 2.0);
    let misfit = |length: f32| -> f32 {
        let fits = |run: &f32| (run / length - (run / length).round().max(1.0)).abs();
        runs.iter().map(fits).sum()
    };
    let lengths = runs.iter().flat_map(|run| (1..=6).map(move |pages| run / pages as f32));
    lengths
        .filter(|length| (usual * 0.6..usual * 1.4).contains(length))
        .min_by(|a, b| misfit(*a).total_cmp(&misfit(*b)))
        .filter(|&length| runs.len() > 2 && misfit(length) < 0.15 * runs.len() as f32)
}

/// What it is worth that two pieces lie side by side where no page is known to end: most gaps are
/// gaps between paragraphs.
const TOGETHER: f32 = 2.0;

/// The classes of the words at the ends of a piece, of its body and of its notes.
#[derive(Debug)]
struct Classes {
    begin: Option<u32>,
    end: Option<u32>,
    continuation: Option<u32>,
    unfinished: Option<u32>,
}

impl Classes {
    fn of(piece: &Piece<'_>, neighbours: &Neighbours) -> Self {
        let first = |words: &str| neighbours.first(words);
        let last = |words: &str| neighbours.last(words);
        Self {
            begin: piece.begins.as_ref().and_then(|side| first(side.words)),
            end: piece.ends.as_ref().and_then(|side| last(side.words)),
            continuation: piece.continuation.and_then(first),
            unfinished: piece.unfinished.and_then(last),
        }
    }
}

/// How well pieces follow one another.
#[derive(Debug)]
pub(crate) struct Links<'p, 'd> {
    /// The pieces.
    pub pieces: &'p [Piece<'d>],
    words: &'p Words,
    neighbours: Option<&'p Neighbours>,
    /// The classes of the words at the ends of each piece.
    classes: Vec<Classes>,
    /// Where the alphabet of a bibliography is broken: the pieces of the two names.
    falls: Vec<(usize, usize)>,
    /// Bytes before each piece, and in all.
    sizes: Vec<usize>,
    /// A page of usual length, in bytes.
    page_size: f32,
    /// A full page of those that are set line by line, in bytes, where that can be told.
    line_page: Option<f32>,
}

impl<'p, 'd> Links<'p, 'd> {
    /// Weighs pieces by the words of their text, and by their neighbours if those are known.
    pub(crate) fn new(
        pieces: &'p [Piece<'d>],
        words: &'p Words,
        neighbours: Option<&'p Neighbours>,
    ) -> Self {
        let mut falls = Vec::new();
        let mut last: Option<(usize, &str)> = None;
        for (at, piece) in pieces.iter().enumerate() {
            let Some((first, end)) = &piece.names else { continue };
            falls.extend(
                last.filter(|(_, name)| first.as_str() < *name).map(|(from, _)| (from, at)),
            );
            last = Some((at, end));
        }
        let mut sizes = vec![0];
        sizes.extend(pieces.iter().scan(0, |all, piece| {
            *all += piece.size;
            Some(*all)
        }));
        let page_size = page_size(pieces);
        let line_page = line_page(pieces, page_size);
        let classes = neighbours
            .map(|neighbours| pieces.iter().map(|piece| Classes::of(piece, neighbours)).collect())
            .unwrap_or_default();
        Self { pieces, words, neighbours, classes, falls, sizes, page_size, line_page }
    }

    /// How well the words of `right` follow those of `left`: positive for, negative against, about
    /// as many bits.
    pub(crate) fn weigh(&self, left: usize, right: usize) -> f32 {
        let within = right == left + 1 && !self.pieces[right].hard;
        let affinity = self.affinity(left, right, |left| left.end, |right| right.begin);
        let (left, right) = (&self.pieces[left], &self.pieces[right]);
        let mut weight = 0.0;
        if let (Some(end), Some(start)) = (&left.ends, &right.begins) {
            weight += self.seam(end, start, affinity);
            if !within {
                weight += alphabet(end, start);
            }
        }
        weight
    }

    /// How well two pieces follow one another, with what it is worth that they lie so.
    pub(crate) fn joint(&self, left: usize, right: usize) -> f32 {
        let together = right == left + 1 && !self.pieces[right].hard && self.alike(left, right);
        self.weigh(left, right) + if together { TOGETHER } else { 0.0 }
    }

    /// Whether two pieces are both of a bibliography, or both not.
    pub(crate) fn alike(&self, left: usize, right: usize) -> bool {
        let (left, right) = (&self.pieces[left].ends, &self.pieces[right].begins);
        left.as_ref().zip(right.as_ref()).is_none_or(|(left, right)| left.listed == right.listed)
    }

    /// Whether half the pages have their numbers, and these rise.
    pub(crate) fn numbered(&self) -> bool {
        let pages = self.pieces.iter().filter(|piece| piece.hard);
        let numbers: Vec<u32> = pages.clone().filter_map(|piece| piece.number).collect();
        let rising = numbers.windows(2).all(|pair| pair[0] <= pair[1]);
        numbers.len() > 2 && rising && numbers.len() * 2 >= pages.count()
    }

    /// Whether numbers of notes or pages count the pages in the order they lie in.
    pub(crate) fn counted(&self) -> bool {
        let mut last: Option<&Piece<'_>> = None;
        let (mut all, mut rising) = (0, 0);
        for piece in
            self.pieces.iter().filter(|piece| piece.notes.is_some() || piece.number.is_some())
        {
            if let Some(last) = last {
                let weight = notes(last, piece) + numbers(last, piece);
                all += usize::from(weight != 0.0);
                rising += usize::from(weight > 0.0);
            }
            last = Some(piece);
        }
        all >= 4
            && rising * 10 >= all * 9
            && all * 3 >= self.pieces.iter().filter(|piece| piece.hard).count()
    }

    /// What breaks in the alphabet cost a page of the pieces from `first` to `last`.
    pub(crate) fn broken_alphabet(&self, first: usize, last: usize) -> f32 {
        let from = self.falls.partition_point(|&(_, at)| at <= first);
        let falls = self.falls[from..].iter().take_while(|&&(_, at)| at <= last);
        -10.0 * falls.filter(|&&(name, _)| name >= first).count() as f32
    }

    /// What a short page costs, given as its first and last piece, before the page that begins with
    /// a piece: only the end of a chapter leaves a page unfilled.
    pub(crate) fn short(&self, page: (usize, usize), next: usize) -> f32 {
        let opens = |side: &Side<'_>| side.sort == Sort::Heading;
        if self.pieces.get(next).and_then(|piece| piece.begins.as_ref()).is_some_and(opens) {
            return 0.0;
        }
        match self.line_page.filter(|_| self.is_line_set(page)) {
            Some(full) => (0.85 - self.size(page) / full).max(0.0) * -12.0,
            None => (0.5 - self.size(page) / self.page_size).max(0.0) * -4.0,
        }
    }

    /// What a page costs that holds more than a page.
    pub(crate) fn long(&self, page: (usize, usize)) -> f32 {
        match self.line_page.filter(|_| self.is_line_set(page)) {
            Some(full) => (self.size(page) / full - 1.15).clamp(0.0, 1.0) * -12.0,
            None => (self.size(page) / self.page_size - 1.4).clamp(0.0, 3.0) * -4.0,
        }
    }

    /// Bytes of the pieces from the first to the last.
    fn size(&self, (first, last): (usize, usize)) -> f32 {
        (self.sizes[last + 1] - self.sizes[first]) as f32
    }

    /// Whether a page is set line by line from its first piece to its last.
    fn is_line_set(&self, (first, last): (usize, usize)) -> bool {
        let sides = (&self.pieces[first].begins, &self.pieces[last].ends);
        [sides.0, sides.1].into_iter().all(|side| side.as_ref().is_some_and(|side| side.line_set))
    }

    /// How well a text begins with a piece.
    pub(crate) fn opens(&self, piece: usize) -> f32 {
        match &self.pieces[piece].begins {
            Some(side) if side.sort == Sort::Heading => 2.0,
            Some(side) if side.start == Start::Inside => -4.0,
            // Its sources stand behind a text.
            Some(side) if side.entry => -4.0,
            _ => 0.0,
        }
    }

    /// How well a text ends with a piece.
    pub(crate) fn closes(&self, piece: usize) -> f32 {
        match &self.pieces[piece].ends {
            Some(side) if side.sort == Sort::Heading => -4.0,
            Some(side) if side.entry || side.sort == Sort::Item => 1.0,
            Some(side) if side.end == End::Broken => -5.0,
            Some(side) if side.end == End::Open => -2.5,
            _ => 0.0,
        }
    }

    /// What the notes that run on over the page say of two pages, given the last piece of each: a page ends
    /// with its foot.
    pub(crate) fn pages(&self, left: usize, right: usize) -> f32 {
        let affinity =
            self.affinity(left, right, |left| left.unfinished, |right| right.continuation);
        let (left, right) = (&self.pieces[left], &self.pieces[right]);
        match (left.unfinished, right.continuation) {
            (Some(_), Some(_)) => 4.0 + affinity,
            (Some(_), None) => -2.0,
            (None, Some(_)) => -4.0,
            (None, None) => 0.0,
        }
    }

    /// What the numbers of notes and pages say of two pages with none between them that has any.
    pub(crate) fn counts(&self, left: usize, right: usize) -> f32 {
        let (left, right) = (&self.pieces[left], &self.pieces[right]);
        notes(left, right) + numbers(left, right)
    }

    /// Whether a page that ends with a piece has notes or a number to count it by.
    pub(crate) fn is_counted(&self, piece: usize) -> bool {
        self.pieces[piece].notes.is_some() || self.pieces[piece].number.is_some()
    }

    /// How well the words at an end of one piece go with those at an end of another.
    fn affinity(
        &self,
        left: usize,
        right: usize,
        before: impl Fn(&Classes) -> Option<u32>,
        after: impl Fn(&Classes) -> Option<u32>,
    ) -> f32 {
        let Some(neighbours) = self.neighbours else { return 0.0 };
        let pair = before(&self.classes[left]).zip(after(&self.classes[right]));
        pair.map_or(0.0, |(before, after)| neighbours.affinity(before, after))
    }

    fn seam(&self, left: &Side<'_>, right: &Side<'_>, affinity: f32) -> f32 {
        let brackets = match (left.loose > 0, right.loose > 0) {
            (true, true) => 2.5,
            (false, true) => -2.0,
            (true, false) => -0.5,
            (false, false) => 0.0,
        };
        brackets + self.words(left, right, affinity)
    }

    fn words(&self, left: &Side<'_>, right: &Side<'_>, affinity: f32) -> f32 {
        // A bibliography begins below its title, and what follows it has one too.
        if left.listed != right.listed && right.sort != Sort::Heading {
            return if left.end == End::Broken {
                self.broken(left.words, right.words, right.start)
            } else {
                -3.0
            };
        }
        // An entry does not go on as prose, nor does prose break off into an entry.
        if left.entry && right.prose && right.start == Start::Inside
            || right.entry && left.prose && left.end != End::Stop
        {
            return -5.0;
        }
        match right.sort {
            Sort::Item if left.entry && right.entry && left.end != End::Broken => return 1.0,
            Sort::Heading => {
                return match left.end {
                    _ if left.sort == Sort::Heading => 0.0,
                    End::Stop => 1.0,
                    End::Announcing => -2.0,
                    End::Open if left.sort == Sort::Item => 0.0,
                    End::Open => -4.0,
                    End::Broken => -6.0,
                };
            }
            Sort::Item if left.sort != Sort::Item => {
                return match left.end {
                    End::Stop => -0.5,
                    End::Announcing => 1.0,
                    End::Open => -2.0,
                    End::Broken => -6.0,
                };
            }
            Sort::Item => return if left.end == End::Broken { -6.0 } else { 1.0 },
            _ => {}
        }
        if left.sort == Sort::Heading {
            return if right.start == Start::Inside { -4.0 } else { 0.5 };
        }
        if left.sort == Sort::Item && right.start == Start::Sentence && left.end != End::Broken {
            return -0.5;
        }
        // An entry ends with its address; the next begins with a name.
        if left.entry && right.entry {
            match (left.address.0, right.address.1) {
                (true, false) if left.end == End::Broken => return broken_address(right.words),
                (true, true) => return -4.0,
                (true, false) if right.start != Start::Sentence => return -2.0,
                (true, false) if left.line_set => {
                    return if right.opens_entry { 2.0 } else { -2.0 };
                }
                (false, true) if left.end == End::Stop => return 1.5,
                _ if left.end == End::Open && right.opens_entry => return -2.5,
                _ => {}
            }
        }
        match (left.end, right.start) {
            (End::Broken, start) => self.broken(left.words, right.words, start),
            (End::Open, start) => {
                match start {
                    _ if left.entry => 0.5 + affinity / 2.0,
                    Start::Inside => 2.5 + affinity,
                    Start::Unclear => affinity,
                    // A title run into its paragraph breaks off too.
                    Start::Sentence => -1.5 + affinity.max(-1.0),
                }
            }
            (End::Announcing, Start::Inside) => -0.5,
            (End::Announcing, _) => 0.5,
            // Entries of a bibliography are full of stops.
            (End::Stop, Start::Inside) if left.entry => -1.0,
            (End::Stop, Start::Inside) => -5.0,
            (End::Stop, Start::Unclear) => 0.0,
            (End::Stop, Start::Sentence) => 1.0,
        }
    }

    /// How well two halves of a word fit.
    fn broken(&self, left: &str, right: &str, start: Start) -> f32 {
        let head = last_word(left.trim_end_matches(is_hyphen));
        let tail = first_word(right);
        let known = |word: String| self.words.times(&word) > 0;
        if known(format!("{head}{tail}")) || known(format!("{head}-{tail}")) {
            return 6.0;
        }
        match start {
            // A half that is a word by itself may well begin another page, in another sentence.
            Start::Inside if self.words.times(tail) > 0 => 0.5,
            Start::Inside => 2.5,
            Start::Unclear => -2.0,
            // A name of two parts, as Lloyd-George: the second is no word of the language.
            Start::Sentence if head.starts_with(char::is_uppercase) => {
                if self.words.is_name(tail) {
                    1.0
                } else {
                    -3.0
                }
            }
            Start::Sentence => -3.0,
        }
    }
}

/// How well words go on with an address that breaks off at its hyphen.
fn broken_address(right: &str) -> f32 {
    let first = right.split_whitespace().next().unwrap_or("");
    let inner = first.trim_end_matches('.').contains(['.', '/', '_', '=']);
    if inner || first.contains(|c: char| c.is_ascii_digit()) { 2.0 } else { -1.0 }
}

/// Note numbers rise by one from page to page, or begin again at 1. A note may have been missed,
/// so that a small gap speaks for two pages too.
fn notes(left: &Piece<'_>, right: &Piece<'_>) -> f32 {
    match (left.notes, right.notes) {
        (Some((_, last)), Some((first, _))) if first == last + 1 => 4.0,
        (Some(_), Some((1, _))) => 0.0,
        (Some((_, last)), Some((first, _))) if first > last => match first - last {
            2 => 2.0,
            3 => 0.5,
            _ => -1.5,
        },
        (Some(_), Some(_)) => -5.0,
        _ => 0.0,
    }
}

/// Page numbers rise by one.
fn numbers(left: &Piece<'_>, right: &Piece<'_>) -> f32 {
    match (left.number, right.number) {
        (Some(before), Some(after)) if after == before + 1 => 8.0,
        (Some(before), Some(after)) if after > before => -1.0,
        (Some(_), Some(_)) => -8.0,
        _ => 0.0,
    }
}

/// Entries of a bibliography stand in the order of the alphabet.
fn alphabet(left: &Side<'_>, right: &Side<'_>) -> f32 {
    let goes_on = matches!(left.end, End::Open | End::Broken);
    match (&left.key, if goes_on { &right.inner_key } else { &right.key }) {
        (Some(before), Some(after)) if before <= after => 1.0,
        (Some(_), Some(_)) => -4.0,
        _ => 0.0,
    }
}
