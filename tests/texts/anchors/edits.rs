//! Texts edited as editors, typists, printers and scanners edit them, each word known by the number it had.

/// A generator of numbers, the same in every run.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(2) | 1)
    }

    /// A number below `sides`.
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides.max(1)
    }

    /// Whether something comes about that does in so many of a thousand.
    pub(crate) fn hits(&mut self, of_a_thousand: usize) -> bool {
        self.roll(1000) < of_a_thousand
    }
}

/// A word, the number it had in the text as it was, the number of the word in whose place it stands, and
/// what parts it from the next.
#[derive(Debug, Clone)]
pub(crate) struct Word {
    pub(crate) letters: String,
    pub(crate) was: Option<usize>,
    pub(crate) stands_for: Option<usize>,
    pub(crate) after: &'static str,
}

pub(crate) type Sentence = Vec<Word>;

/// A text: its paragraphs, of sentences, of words.
pub(crate) type Paragraphs = Vec<Vec<Sentence>>;

/// A text as its words.
pub(crate) fn paragraphs(text: &str) -> Paragraphs {
    let mut number = 0;
    let mut all = Paragraphs::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let mut sentences = vec![Sentence::new()];
        for letters in line.split_whitespace() {
            let ends = letters.trim_end_matches(['”', '"', ')', '’']).ends_with(['.', '?', '!']);
            let was = Some(number);
            let word = Word { letters: letters.to_owned(), was, stands_for: was, after: " " };
            number += 1;
            sentences.last_mut().unwrap().push(word);
            if ends {
                sentences.push(Sentence::new());
            }
        }
        sentences.retain(|sentence| !sentence.is_empty());
        all.push(sentences);
    }
    all
}

/// Where a word stands in a text that is set.
pub(crate) struct Stands {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) was: Option<usize>,
    pub(crate) stands_for: Option<usize>,
}

/// A text set of its words, and where each stands.
pub(crate) fn set(text: &Paragraphs) -> (String, Vec<Stands>) {
    let (mut set, mut places) = (String::new(), Vec::new());
    for paragraph in text {
        for word in paragraph.iter().flatten() {
            let start = set.len();
            set.push_str(&word.letters);
            let Word { was, stands_for, .. } = *word;
            places.push(Stands { start, end: set.len(), was, stands_for });
            set.push_str(word.after);
        }
        set.push('\n');
    }
    (set, places)
}

/// The ways a text is edited, and how often words or letters are, of a thousand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Edit {
    Typography,
    /// Words are edited, sentences cut, paragraphs moved.
    Words(usize, usize, usize),
    Letters(usize),
}

pub(crate) const EDITS: [(&str, Edit); 7] = [
    ("typography", Edit::Typography),
    ("copy-edited", Edit::Words(20, 0, 0)),
    ("revised", Edit::Words(80, 50, 0)),
    ("rewritten", Edit::Words(200, 200, 200)),
    ("scanned well", Edit::Letters(20)),
    ("scanned badly", Edit::Letters(60)),
    ("half cut", Edit::Words(0, 500, 0)),
];

impl Edit {
    /// What a text is edited to.
    pub(crate) fn of(self, text: &Paragraphs, dice: &mut Dice) -> Paragraphs {
        let mut text = text.clone();
        match self {
            Self::Typography => each_word(&mut text, |word| set_otherwise(word, dice)),
            Self::Letters(many) => each_word(&mut text, |word| misread(word, many, dice)),
            Self::Words(many, cut, moved) => {
                let words: Vec<Word> = text.iter().flatten().flatten().cloned().collect();
                for paragraph in &mut text {
                    paragraph.retain(|_| !dice.hits(cut));
                    for sentence in &mut *paragraph {
                        *sentence = reworded(sentence, &words, many, dice);
                    }
                }
                let (gone, mut kept): (Paragraphs, _) =
                    text.into_iter().partition(|_| dice.hits(moved));
                for paragraph in gone {
                    kept.insert(dice.roll(kept.len() + 1), paragraph);
                }
                text = kept;
            }
        }
        text
    }
}

fn each_word(text: &mut Paragraphs, edit: impl FnMut(&mut Word)) {
    text.iter_mut().flatten().flatten().for_each(edit);
}

/// Another printer’s quotation marks, dashes, hyphens at line ends, ligatures and blanks.
fn set_otherwise(word: &mut Word, dice: &mut Dice) {
    let pairs = [("’", "'"), ("“", "«"), ("”", "»"), ("—", " – "), ("fi", "ﬁ"), ("...", "…")];
    for (one, other) in pairs {
        word.letters = word.letters.replace(one, other);
    }
    let middle = word.letters.char_indices().nth(word.letters.chars().count() / 2);
    if word.letters.len() > 6 && dice.hits(150) {
        word.letters.insert(middle.map_or(0, |(at, _)| at), '\u{ad}');
    }
    word.after = [" ", "\n", "  ", "\u{a0}"][if dice.hits(200) { dice.roll(4) } else { 0 }];
}

/// A scanner’s errors in so many letters of a thousand.
fn misread(word: &mut Word, many: usize, dice: &mut Dice) {
    const ALIKE: [(char, char); 10] = [
        ('e', 'c'),
        ('l', '1'),
        ('o', '0'),
        ('h', 'b'),
        ('n', 'u'),
        ('i', 'l'),
        ('s', '5'),
        ('c', 'e'),
        ('t', 'f'),
        ('a', 'o'),
    ];
    let mut read = String::new();
    for c in word.letters.chars() {
        let other = ALIKE.iter().find(|(one, _)| *one == c).map_or('x', |(_, other)| *other);
        match dice.hits(many).then(|| dice.roll(10)) {
            None => read.push(c),
            Some(0) => {}
            Some(1) => read.extend([c, '\'', other]),
            Some(2) => read.extend([c, ' ']),
            Some(_) => read.push(other),
        }
    }
    word.letters = read;
}

/// A sentence in which so many words of a thousand are others, are gone, or are new.
fn reworded(sentence: &Sentence, words: &[Word], many: usize, dice: &mut Dice) -> Sentence {
    let mut edited = Sentence::new();
    for word in sentence {
        let other = words[dice.roll(words.len())].clone();
        let other = Word { was: None, stands_for: None, ..other };
        match dice.hits(many).then(|| dice.roll(5)) {
            None => edited.push(word.clone()),
            Some(0) => {}
            Some(1) => edited.extend([other, word.clone()]),
            Some(_) => edited.push(Word { stands_for: word.was, ..other }),
        }
    }
    edited
}
