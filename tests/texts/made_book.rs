//! Books that are made, printed and folded here, in as many ways as printed texts come.

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    fn pick<'w>(&mut self, words: &[&'w str]) -> &'w str {
        words[self.roll(words.len())]
    }
}

/// What sentences are made of, in one language.
struct Language {
    determiners: &'static [&'static str],
    adjectives: &'static [&'static str],
    nouns: &'static [&'static str],
    verbs: &'static [&'static str],
    joints: &'static [&'static str],
}

const ENGLISH: Language = Language {
    determiners: &["the", "every", "this", "another", "the", "no"],
    adjectives: &[
        "ancient",
        "wandering",
        "patient",
        "curious",
        "northern",
        "forgotten",
        "careful",
        "wooden",
        "brilliant",
        "peculiar",
        "ordinary",
        "restless",
    ],
    nouns: &[
        "harbour",
        "lantern",
        "printer",
        "orchard",
        "mountain",
        "journey",
        "compositor",
        "library",
        "argument",
        "neighbour",
        "instrument",
        "apprentice",
        "machinery",
        "convention",
        "garden",
    ],
    verbs: &[
        "remembers",
        "considers",
        "surrounds",
        "abandoned",
        "discovered",
        "describes",
        "inherited",
        "resembles",
        "interrupts",
        "continued",
    ],
    joints: &["because", "although", "while", "and", "so that", "until", "whenever"],
};

const GERMAN: Language = Language {
    determiners: &["der", "jeder", "dieser", "ein", "der", "kein"],
    adjectives: &[
        "alte",
        "wandernde",
        "geduldige",
        "seltsame",
        "nördliche",
        "vergessene",
        "sorgfältige",
        "hölzerne",
        "glänzende",
        "gewöhnliche",
    ],
    nouns: &[
        "Buchdrucker",
        "Leuchtturm",
        "Wanderer",
        "Gegenstand",
        "Nachbar",
        "Lehrling",
        "Gedanke",
        "Zusammenhang",
        "Morgen",
        "Garten",
        "Bücherschrank",
        "Widerspruch",
    ],
    verbs: &[
        "erinnert",
        "betrachtet",
        "umgibt",
        "verließ",
        "entdeckte",
        "beschreibt",
        "übernahm",
        "unterbricht",
    ],
    joints: &["weil", "obwohl", "während", "und", "damit", "bis", "sobald"],
};

/// How a book is set, printed and taken from the page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Style {
    pub pages: usize,
    pub feeds: bool,
    pub heads: bool,
    /// A rule above notes, raised marks by their letters; else bare figures.
    pub raised: bool,
    pub per_page: bool,
    /// Pages of one signature; none for a book as bound.
    pub signature: Option<usize>,
    pub german: bool,
}

/// A book in order: what its body says, and its pages.
pub(crate) struct Book {
    pub words: Vec<String>,
    pub notes: Vec<String>,
    pub pages: Vec<String>,
}

fn sentence(dice: &mut Dice, language: &Language) -> String {
    let phrase = |dice: &mut Dice| {
        format!(
            "{} {} {}",
            dice.pick(language.determiners),
            dice.pick(language.adjectives),
            dice.pick(language.nouns)
        )
    };
    let mut text = format!("{} {} {}", phrase(dice), dice.pick(language.verbs), phrase(dice));
    for _ in 0..dice.roll(3) {
        let joint = dice.pick(language.joints);
        let (who, verb, what) = (phrase(dice), dice.pick(language.verbs), phrase(dice));
        text = format!("{text} {joint} {who} {verb} {what}");
    }
    let first = text.chars().next().expect("a sentence has words").to_uppercase().to_string();
    format!("{first}{}.", &text[text.chars().next().map_or(0, char::len_utf8)..])
}

const RAISED: [&str; 10] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"];

fn raise(number: usize) -> String {
    number.to_string().bytes().map(|digit| RAISED[usize::from(digit - b'0')]).collect()
}

/// Sets a book: lines of sixty letters, words broken at line ends, notes at the foot.
pub(crate) fn set(style: Style, seed: u64) -> Book {
    let mut dice = Dice(seed);
    let language = if style.german { &GERMAN } else { &ENGLISH };
    let mut book = Book { words: Vec::new(), notes: Vec::new(), pages: Vec::new() };
    let mut paragraph: Vec<String> = Vec::new();
    let mut number = 0;
    for page in 0..style.pages {
        let mut lines: Vec<String> = Vec::new();
        let mut foot: Vec<String> = Vec::new();
        let mut line = String::new();
        if style.per_page {
            number = 0;
        }
        while lines.len() + foot.len() < 28 {
            if paragraph.is_empty() {
                let text: Vec<String> =
                    (0..4 + dice.roll(5)).map(|_| sentence(&mut dice, language)).collect();
                paragraph = text.join(" ").split(' ').map(str::to_owned).rev().collect();
            }
            let word = paragraph.pop().expect("a paragraph has words");
            let ends = word.ends_with('.') && !paragraph.is_empty();
            let noted = ends && lines.len() < 20 && dice.roll(9) == 0;
            book.words.push(word.trim_end_matches('.').to_owned());
            let mut shown = word.clone();
            if noted {
                number += 1;
                let note = sentence(&mut dice, language);
                let mark = if style.raised { raise(number) } else { number.to_string() };
                shown.push_str(&mark);
                let mut text = mark;
                for word in note.split(' ') {
                    if text.lines().last().unwrap_or("").chars().count() + word.len() > 70 {
                        text.push('\n');
                    } else if text.ends_with(|c: char| c.is_alphabetic()) {
                        text.push(' ');
                    }
                    text.push_str(word);
                }
                foot.extend(text.lines().map(str::to_owned));
                book.notes.push(note);
            }
            let room = 60usize.saturating_sub(line.chars().count() + 1);
            let length = shown.chars().count();
            if length <= room {
                if !line.is_empty() {
                    line.push(' ');
                }
                line.push_str(&shown);
            } else if room > 5 && length > 9 && !noted && !word.ends_with('.') {
                let at =
                    word.char_indices().nth(room.min(length - 4).max(3)).map_or(3, |(at, _)| at);
                lines.push(format!("{line} {}-", &word[..at]));
                line = word[at..].to_owned();
            } else {
                lines.push(std::mem::take(&mut line));
                line = shown;
            }
            if paragraph.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
        }
        // The last line goes over to the next page, word by word.
        for word in line.split(' ').rev().filter(|word| !word.is_empty()) {
            paragraph.push(word.to_owned());
        }
        let over = line.split(' ').filter(|word| !word.is_empty()).count();
        let kept = book.words.len() - over;
        book.words.truncate(kept);
        let mut text = Vec::new();
        if style.heads {
            text.push(if page % 2 == 0 {
                "The Made Book".to_owned()
            } else {
                format!("{}", page + 5)
            });
            text.push(if page % 2 == 0 {
                format!("{}", page + 5)
            } else {
                "The Made Book".to_owned()
            });
        }
        text.extend(lines);
        text.extend(foot);
        book.pages.push(text.join("\n"));
    }
    book
}

/// Pages as they lie on the sheets of signatures of `size` pages.
pub(crate) fn impose(pages: &[String], size: usize) -> Vec<String> {
    let mut lie = Vec::new();
    for signature in pages.chunks(size) {
        let count = signature.len().next_multiple_of(4);
        let page = |number: usize| signature.get(number - 1).cloned().unwrap_or_default();
        for sheet in 0..count / 4 {
            let (low, high) = (2 * sheet, count - 2 * sheet);
            lie.extend([page(high), page(low + 1), page(low + 2), page(high - 1)]);
        }
    }
    lie.retain(|page| !page.is_empty());
    lie
}

pub(crate) fn printed(style: Style, book: &Book) -> String {
    let pages = match style.signature {
        Some(size) => impose(&book.pages, size),
        None => book.pages.clone(),
    };
    pages.join(if style.feeds { "\n\x0c" } else { "\n\n" })
}

pub(crate) fn style(pages: usize) -> Style {
    Style {
        pages,
        feeds: true,
        heads: false,
        raised: true,
        per_page: false,
        signature: None,
        german: false,
    }
}

/// Two pages on each sheet, side by side, as an extractor leaves them that keeps the layout.
pub(crate) fn side_by_side(pages: &[String]) -> String {
    let sheets = pages.chunks(2).map(|pair| {
        let lines: Vec<Vec<&str>> = pair.iter().map(|page| page.lines().collect()).collect();
        let rows = lines.iter().map(Vec::len).max().unwrap_or(0);
        let row = |at: usize| {
            let side = |side: usize| lines.get(side).and_then(|lines| lines.get(at)).copied();
            let (left, right) = (side(0).unwrap_or(""), side(1).unwrap_or(""));
            format!("{left:78}{right}").trim_end().to_owned()
        };
        (0..rows).map(row).collect::<Vec<_>>().join("\n")
    });
    sheets.collect::<Vec<_>>().join("\n\x0c")
}
