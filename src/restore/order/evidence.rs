//! How well one piece of a text follows another.
//!
//! What each sign weighs stands in the table of weights: a word that is whole once its halves are
//! joined weighs more than two sentences that go on in lower case.

use crate::language::prose::sentence::{End, Start};
use crate::language::prose::words::{Neighbours, Words, is_hyphen};
use crate::restore::lines::Sort;
use crate::restore::lines::word::{first_word, last_word};
use crate::restore::order::page_length::{line_page, page_size};
use crate::restore::order::piece::{Piece, Side};
use crate::restore::order::sign::{alphabet, between_entries, notes, numbers};
use crate::restore::weights::Weights;

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
    /// What each sign weighs.
    pub weights: &'p Weights,
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
        weights: &'p Weights,
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
        Self { pieces, words, neighbours, weights, classes, falls, sizes, page_size, line_page }
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
                weight += alphabet(end, start, self.weights);
            }
        }
        weight
    }

    /// How well two pieces follow one another, with what it is worth that they lie so.
    pub(crate) fn joint(&self, left: usize, right: usize) -> f32 {
        let together = right == left + 1 && !self.pieces[right].hard && self.alike(left, right);
        self.weigh(left, right) + if together { self.weights.together } else { 0.0 }
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
        let pages: Vec<usize> = (0..self.pieces.len()).filter(|&at| self.is_counted(at)).collect();
        let (mut all, mut rising) = (0, 0);
        for pair in pages.windows(2) {
            let weight = self.counts(pair[0], pair[1]);
            all += usize::from(weight != 0.0);
            rising += usize::from(weight > 0.0);
        }
        all >= 4
            && rising * 10 >= all * 9
            && all * 3 >= self.pieces.iter().filter(|piece| piece.hard).count()
    }

    /// What breaks in the alphabet cost a page of the pieces from `first` to `last`.
    pub(crate) fn broken_alphabet(&self, first: usize, last: usize) -> f32 {
        let from = self.falls.partition_point(|&(_, at)| at <= first);
        let falls = self.falls[from..].iter().take_while(|&&(_, at)| at <= last);
        self.weights.alphabet_broken * falls.filter(|&&(name, _)| name >= first).count() as f32
    }

    /// What a short page costs, given as its first and last piece, before the page that begins with
    /// a piece: only the end of a chapter leaves a page unfilled.
    pub(crate) fn short(&self, page: (usize, usize), next: usize) -> f32 {
        let opens = |side: &Side<'_>| side.sort == Sort::Heading;
        if self.pieces.get(next).and_then(|piece| piece.begins.as_ref()).is_some_and(opens) {
            return 0.0;
        }
        match self.line_page.filter(|_| self.is_line_set(page)) {
            Some(full) => {
                (0.85 - self.size(page) / full).max(0.0) * self.weights.short_page_of_lines
            }
            None => (0.5 - self.size(page) / self.page_size).max(0.0) * self.weights.short_page,
        }
    }

    /// What a page costs that holds more than a page.
    pub(crate) fn long(&self, page: (usize, usize)) -> f32 {
        match self.line_page.filter(|_| self.is_line_set(page)) {
            Some(full) => {
                (self.size(page) / full - 1.15).clamp(0.0, 1.0) * self.weights.long_page_of_lines
            }
            None => {
                (self.size(page) / self.page_size - 1.4).clamp(0.0, 3.0) * self.weights.long_page
            }
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
            Some(side) if side.sort == Sort::Heading => self.weights.opens_with_heading,
            Some(side) if side.start == Start::Inside => self.weights.opens_in_middle,
            _ => 0.0,
        }
    }

    /// How well a text ends with a piece.
    pub(crate) fn closes(&self, piece: usize) -> f32 {
        match &self.pieces[piece].ends {
            Some(side) if side.sort == Sort::Heading => self.weights.closes_with_heading,
            Some(side) if side.entry || side.sort == Sort::Item => self.weights.closes_with_entry,
            Some(side) if side.end == End::Broken => self.weights.closes_broken,
            Some(side) if side.end == End::Open => self.weights.closes_open,
            _ => 0.0,
        }
    }

    /// What the notes that run on over the page say of two pages, given the last piece of each: a
    /// page ends with its foot.
    pub(crate) fn pages(&self, left: usize, right: usize) -> f32 {
        let affinity =
            self.affinity(left, right, |left| left.unfinished, |right| right.continuation);
        let (left, right) = (&self.pieces[left], &self.pieces[right]);
        match (left.unfinished, right.continuation) {
            (Some(_), Some(_)) => self.weights.note_continued + affinity,
            (None, Some(_)) => self.weights.continuation_without_note,
            (_, None) => 0.0,
        }
    }

    /// What the numbers of notes and pages say of two pages that follow one another.
    pub(crate) fn counts(&self, left: usize, right: usize) -> f32 {
        self.notes(left, right) + self.folios(left, right, 1)
    }

    /// What the numbers of notes say of two pages with none between them that has any.
    pub(crate) fn notes(&self, left: usize, right: usize) -> f32 {
        notes(&self.pieces[left], &self.pieces[right], self.weights)
    }

    /// What the page numbers say of two pages that lie `apart` pages from each other, none of those
    /// between with a number.
    pub(crate) fn folios(&self, left: usize, right: usize, apart: u32) -> f32 {
        let folios = self.pieces[left].number.zip(self.pieces[right].number);
        folios.map_or(0.0, |(left, right)| numbers(left, right, apart, self.weights))
    }

    /// What the numbers of notes and pages say of an order of pages, each by its last piece and by
    /// whether a page begins with it.
    pub(crate) fn all_counts(&self, pages: impl Iterator<Item = (usize, bool)>) -> f32 {
        let (mut noted, mut numbered): (Option<usize>, Option<(usize, u32)>) = (None, None);
        let mut sum = 0.0;
        let mut page = 0;
        for (at, begins) in pages {
            page += u32::from(begins);
            if self.pieces[at].notes.is_some() {
                sum += noted.map_or(0.0, |before| self.notes(before, at));
                noted = Some(at);
            }
            if self.pieces[at].number.is_some() {
                let apart =
                    |(before, on): (usize, u32)| self.folios(before, at, (page - on).max(1));
                sum += numbered.map_or(0.0, apart);
                numbered = Some((at, page));
            }
        }
        sum
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
            (true, true) => self.weights.bracket_closed,
            (false, true) => self.weights.bracket_unopened,
            (true, false) => self.weights.bracket_unclosed,
            (false, false) => 0.0,
        };
        brackets + self.words(left, right, affinity)
    }

    fn words(&self, left: &Side<'_>, right: &Side<'_>, affinity: f32) -> f32 {
        let weights = self.weights;
        // A bibliography begins below its title, and what follows it has one too.
        if left.listed != right.listed && right.sort != Sort::Heading {
            return if left.end == End::Broken {
                self.broken(left.words, right.words, right.start)
            } else {
                weights.listed_beside_text
            };
        }
        let entries = left.entry && right.entry;
        if let Some(weight) = entries.then(|| between_entries(left, right, weights)).flatten() {
            return weight;
        }
        // A heading and an item begin as a sentence does, and end without a stop.
        let set_off = |side: &Side<'_>| matches!(side.sort, Sort::Heading | Sort::Item);
        let begin = if set_off(right) { Start::Sentence } else { right.start };
        let end = if set_off(left) && left.end == End::Open { End::Stop } else { left.end };
        match (end, begin) {
            (End::Broken, start) => self.broken(left.words, right.words, start),
            (End::Open, Start::Inside) => weights.open_goes_on + affinity,
            (End::Open, Start::Unclear) => affinity,
            (End::Open, Start::Sentence) => {
                weights.open_before_sentence + affinity.max(weights.open_least_affinity)
            }
            (End::Announcing, _) => 0.0,
            // Entries are full of stops.
            (End::Stop, Start::Inside) if left.entry => 0.0,
            (End::Stop, Start::Inside) => weights.stop_before_middle,
            (End::Stop, Start::Unclear) => 0.0,
            (End::Stop, Start::Sentence) => weights.stop_before_sentence,
        }
    }

    /// How well two halves of a word fit.
    fn broken(&self, left: &str, right: &str, start: Start) -> f32 {
        let weights = self.weights;
        let head = last_word(left.trim_end_matches(is_hyphen));
        let tail = first_word(right);
        let known = |word: String| self.words.times(&word) > 0;
        if known(format!("{head}{tail}")) || known(format!("{head}-{tail}")) {
            return weights.word_is_whole;
        }
        match start {
            Start::Inside if self.words.times(tail) > 0 => weights.word_before_word,
            Start::Inside => weights.word_goes_on,
            Start::Unclear => weights.word_before_unclear,
            // The two parts of a name, as in *Lloyd-George*.
            Start::Sentence if head.starts_with(char::is_uppercase) && self.words.is_name(tail) => {
                0.0
            }
            Start::Sentence if head.starts_with(char::is_uppercase) => weights.name_before_capital,
            Start::Sentence => weights.word_before_sentence,
        }
    }
}
