//! What plain text sets off with signs at the beginning of lines: quotations after `>`, as mails
//! have them, and the items of lists after `-`, `*`, `•` or numbers.
//!
//! The same signs begin the lines of other things: dialogue (`- Oui`), notes (`1. See above`), the
//! works of an author in a list of sources. So lines are items only where nothing else is set so:
//! several together, each with its further lines hanging below its words, or words that nobody
//! says; and numbers only after a sentence that announces them.

use std::ops::Range;

use crate::doc::Enclosure;
use crate::language::heading::{heads_notes, heads_sources};

/// Lines of a block that stand in the same quotation or item, without the signs of it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Piece<'t> {
    /// How many of the containers that the piece before stands in hold this one, too.
    pub keep: usize,
    /// What it stands in further.
    pub enter: Vec<Enclosure>,
    /// Its lines.
    pub lines: Vec<&'t str>,
}

/// Blocks as they are, with nothing set off.
pub(super) fn whole<'t>(blocks: &[Vec<&'t str>]) -> Vec<Vec<Piece<'t>>> {
    blocks.iter().map(|block| vec![Piece { lines: block.clone(), ..Piece::default() }]).collect()
}

/// The pieces of each block. One without lines stands for something between two blocks.
pub(super) fn pieces<'t>(blocks: &[Vec<&'t str>]) -> Vec<Vec<Piece<'t>>> {
    let mut out: Vec<Vec<Piece<'t>>> = blocks.iter().map(|block| quoted(block)).collect();
    let stars = blocks.iter().flatten().filter(|line| refers_by_star(line)).count();
    let mut at = 0;
    while at < blocks.len() {
        // What stands under the heading of sources is a list of them to its end.
        if matches!(&*blocks[at], [line] if heads_sources(line).is_some()) {
            break;
        }
        let (lead, list) = List::at(blocks, at);
        let end = list.as_ref().map_or(at, |list| list.blocks.end);
        let before = before(blocks, at, lead);
        let is_one = |list: &List<'_>| {
            let notes = heads_notes(before) || list.starred && stars >= list.items;
            !notes && list.is_one(before)
        };
        if let Some(list) = list.filter(is_one) {
            let lines = blocks[at][..lead].to_vec();
            let lead = (lead > 0).then(|| Piece { lines, ..Piece::default() });
            for (pieces, block) in out[list.blocks.clone()].iter_mut().zip(list.pieces) {
                *pieces = block;
            }
            out[at].splice(0..0, lead);
        }
        at = end.max(at + 1);
    }
    out
}

/// The line before a list that begins after `lead` lines of block number `at`.
fn before<'t>(blocks: &[Vec<&'t str>], at: usize, lead: usize) -> &'t str {
    let above = || at.checked_sub(1).and_then(|at| blocks[at].last());
    let line = if lead == 0 { above() } else { blocks[at].get(lead - 1) };
    line.copied().unwrap_or("")
}

/// A list as far as it goes.
struct List<'t> {
    blocks: Range<usize>,
    pieces: Vec<Vec<Piece<'t>>>,
    /// Whether its items have numbers.
    numbered: bool,
    /// How many items it has in all, and how many of them in a row without a blank line.
    items: usize,
    together: usize,
    /// Whether some item has a further line, which hangs.
    hangs: bool,
    /// Whether no item is a sentence, from its capital to its stop.
    unsaid: bool,
    /// Whether its sign is one that only items have.
    clear: bool,
    /// Whether its sign is one that notes have, too.
    starred: bool,
}

impl<'t> List<'t> {
    /// The list that begins in block number `from`, and how many lines stand before it there: some
    /// if they announce it.
    fn at(blocks: &[Vec<&'t str>], from: usize) -> (usize, Option<Self>) {
        let block = &blocks[from];
        let Some(lead) = block.iter().position(|line| opened(line).is_some()) else {
            return (0, None);
        };
        if lead > 0 && !block[lead - 1].ends_with(':') {
            return (0, None);
        }
        let Some((indent, sign, _)) = opened(block[lead]) else { return (0, None) };
        if matches!(sign, Sign::Number(number) if number != 1) {
            return (0, None);
        }
        let mut list = Self {
            blocks: from..from,
            pieces: Vec::new(),
            numbered: matches!(sign, Sign::Number(_)),
            items: 0,
            together: 0,
            hangs: false,
            unsaid: true,
            clear: matches!(sign, Sign::Bullet('•' | '◦' | '▪' | '‣' | '●')),
            starred: sign == Sign::Bullet('*'),
        };
        let mut next = sign;
        while let Some(block) = blocks.get(list.blocks.end) {
            let lines = if list.pieces.is_empty() { &block[lead..] } else { &block[..] };
            let goes_on = match lines.first().map(|line| opened(line)) {
                Some(Some((at, sign, _))) => at == indent && sign == next,
                // A further paragraph of an item, if another item follows.
                Some(None) => {
                    let follows = blocks.get(list.blocks.end + 1).and_then(|block| block.first());
                    let follows = follows.and_then(|line| opened(line));
                    lines.iter().all(|line| indent_of(line) >= indent + 2)
                        && follows.is_some_and(|(at, sign, _)| at == indent && sign == next)
                }
                None => false,
            };
            let Some(after) = list.block(lines, indent, next).filter(|_| goes_on) else { break };
            next = after;
            list.blocks.end += 1;
        }
        (lead, (!list.pieces.is_empty()).then_some(list))
    }

    /// Takes the lines of a block, whose outermost items stand `indent` far in, the first of them
    /// with the sign `next`. Gives the sign that goes on the list; `None`, and nothing is taken,
    /// where a line is of no item.
    fn block(&mut self, lines: &[&'t str], indent: usize, mut next: Sign) -> Option<Sign> {
        let mut pieces: Vec<Piece<'t>> = Vec::new();
        // How far in the items are that are open, and how far the words of the innermost.
        let mut open: Vec<usize> = Vec::new();
        let mut words_at = indent + 2;
        let (mut items, mut hangs) = (0, false);
        for line in lines {
            let far = indent_of(line);
            match opened(line).filter(|&(far, ..)| far == indent || far > indent + 1) {
                Some((_, sign, words)) if far > indent || sign == next => {
                    if far == indent {
                        next = sign.next();
                    }
                    while open.last().is_some_and(|&level| level >= far) {
                        open.pop();
                    }
                    let marker = sign.marker(line).into();
                    let enter = vec![Enclosure::Item { marker }];
                    pieces.push(Piece { keep: open.len(), enter, lines: vec![&line[words..]] });
                    open.push(far);
                    words_at = words;
                    items += usize::from(far == indent);
                }
                _ if far >= indent + 2 => {
                    let words = &line[words_at.min(far)..];
                    match pieces.last_mut() {
                        Some(piece) => piece.lines.push(words),
                        None => {
                            let lines = vec![words];
                            pieces.push(Piece { keep: 1, enter: Vec::new(), lines });
                        }
                    }
                    hangs = true;
                }
                _ => return None,
            }
        }
        let unsaid = !pieces.iter().any(|piece| is_said(&piece.lines));
        self.pieces.push(pieces);
        self.items += items;
        self.together = self.together.max(items);
        self.hangs |= hangs;
        self.unsaid &= unsaid;
        Some(next)
    }

    /// Whether it is a list and nothing else, with `before` the line before it.
    fn is_one(&self, before: &str) -> bool {
        let several = self.items > 1 && (self.hangs || self.unsaid && self.together > 1);
        self.clear || several && (!self.numbered || announces(before))
    }
}

/// Whether a word of a line has a star after it, as a note is referred to. Two stars are emphasis.
fn refers_by_star(line: &str) -> bool {
    let mut stars = line.match_indices('*').map(|(at, _)| at);
    let (Some(at), None) = (stars.next(), stars.next()) else { return false };
    let behind = line[..at].ends_with(|c: char| c.is_alphanumeric() || ".,;:!?”’»\"')".contains(c));
    behind && !line[at + 1..].starts_with(char::is_alphanumeric)
}

/// Whether a line ends a sentence that announces what follows. A heading has few words.
fn announces(line: &str) -> bool {
    line.ends_with(':') && line.split_whitespace().count() > 3
}

/// Whether lines begin and stop as what somebody says does.
fn is_said(lines: &[&str]) -> bool {
    let first = lines.first().and_then(|line| line.chars().find(|c| c.is_alphabetic()));
    let last = lines.last().and_then(|line| line.chars().next_back());
    first.is_some_and(char::is_uppercase) && last.is_some_and(|c| ".!?…»”“\"’,".contains(c))
}

/// What stands before an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Bullet(char),
    Number(u32),
}

impl Sign {
    /// What stands before the next item.
    fn next(self) -> Self {
        match self {
            Self::Number(number) => Self::Number(number + 1),
            bullet @ Self::Bullet(_) => bullet,
        }
    }

    /// How a list shows it that stands before `line`.
    fn marker(self, line: &str) -> &str {
        match self {
            Self::Bullet(_) => "•",
            Self::Number(_) => line.split_whitespace().next().unwrap_or(""),
        }
    }
}

fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// The sign of the item that a line opens: how far in it stands, what it is, and where the words
/// begin, in bytes. A list begins with the number 1, near the margin; a row of signs is a rule.
fn opened(line: &str) -> Option<(usize, Sign, usize)> {
    let indent = indent_of(line);
    let words = &line[indent..];
    let first = words.chars().next()?;
    let (sign, length) = if "-*+•◦▪‣●".contains(first) {
        (Sign::Bullet(first), first.len_utf8())
    } else {
        let digits = words.bytes().take_while(u8::is_ascii_digit).count();
        let number = words[..digits].parse().ok().filter(|_| digits < 3)?;
        words[digits..].starts_with(['.', ')']).then_some((Sign::Number(number), digits + 1))?
    };
    let rest = words[length..].trim_start_matches(' ');
    let gap = words.len() - length - rest.len();
    let begins = (1..5).contains(&gap) && rest.contains(char::is_alphabetic);
    begins.then_some((indent, sign, indent + length + gap))
}

/// The pieces of a block by the signs of mails. A line alone that begins with `>` within others is
/// a sign in a formula, and three signs without fewer before are what Python asks with.
fn quoted<'t>(block: &[&'t str]) -> Vec<Piece<'t>> {
    let mut pieces: Vec<Piece<'t>> = Vec::new();
    let mut depth = 0;
    let mut at = 0;
    while at < block.len() {
        let run = block[at..].iter().take_while(|line| line.starts_with('>')).count();
        if run == 0 || !is_quoted(&block[at..at + run], block[..at].last()) {
            let run = run.max(1);
            match pieces.last_mut().filter(|_| depth == 0) {
                Some(piece) => piece.lines.extend(&block[at..at + run]),
                None => {
                    pieces.push(Piece { lines: block[at..at + run].to_vec(), ..Piece::default() });
                }
            }
            depth = 0;
            at += run;
            continue;
        }
        let mut begin = true;
        for line in &block[at..at + run] {
            let (deep, words) = unquoted(line);
            if words.is_empty() {
                begin = true;
                continue;
            }
            if !begin && deep == depth {
                pieces.last_mut().into_iter().for_each(|piece| piece.lines.push(words));
                continue;
            }
            let keep = depth.min(deep);
            let enter = vec![Enclosure::Quote; deep - keep];
            pieces.push(Piece { keep, enter, lines: vec![words] });
            depth = deep;
            begin = false;
        }
        at += run;
    }
    pieces
}

/// The deepest quotation in a quotation that is one. What goes deeper is no talk.
const DEEPEST: usize = 12;

/// Whether a run of lines that begin with `>` is a quotation, with `before` the line before it.
fn is_quoted(run: &[&str], before: Option<&&str>) -> bool {
    let words = |line: &&str| !unquoted(line).1.is_empty();
    let depths = || run.iter().map(|line| unquoted(line).0);
    let asks = depths().min() > Some(2);
    let begins = before.is_none_or(|before| before.ends_with(':'));
    let archived = matches!(run, [line] if line.starts_with(">From "));
    run.iter().any(words)
        && !asks
        && !archived
        && depths().all(|depth| depth <= DEEPEST)
        && (run.len() > 1 || begins)
}

/// How many signs of quotations a line begins with, and its words after them.
fn unquoted(line: &str) -> (usize, &str) {
    let (mut depth, mut rest) = (0, line);
    loop {
        let inner = rest.strip_prefix(' ').unwrap_or(rest);
        match if depth == 0 { rest } else { inner }.strip_prefix('>') {
            Some(behind) => (depth, rest) = (depth + 1, behind),
            None => return (depth, if inner.trim().is_empty() { "" } else { inner }),
        }
    }
}
