//! A terminal for tests that measures characters as it likes: what `vt100` adds up by one table,
//! others take by an older one, or as one picture.

use std::collections::VecDeque;

/// How a terminal takes what it is sent: each character in turn, with those before it in its
/// cluster, as the cells it moves on by.
pub(super) type Measure = fn(&str, char) -> usize;

/// A screen of cells, of which lines do not wrap.
pub(super) struct Emulator {
    measure: Measure,
    width: usize,
    rows: VecDeque<Vec<String>>,
    at: (usize, usize),
    /// The rows that scroll, from the first up to this.
    region: usize,
    /// What was shown last without a move of the cursor: where, and the characters.
    cluster: Option<((usize, usize), String)>,
}

impl Emulator {
    pub(super) fn new(size: (u16, u16), measure: Measure) -> Self {
        let (width, height) = (usize::from(size.0), usize::from(size.1));
        let rows = vec![blank(width); height].into();
        Self { measure, width, rows, at: (0, 0), region: height, cluster: None }
    }

    /// What each cell holds.
    pub(super) fn cells(&self) -> Vec<String> {
        self.rows.iter().flatten().map(|cell| cell.trim_end().to_owned()).collect()
    }

    /// Takes bytes as a terminal does.
    pub(super) fn process(&mut self, sent: &[u8]) {
        let mut rest = std::str::from_utf8(sent).expect("whole characters are sent");
        while let Some(c) = rest.chars().next() {
            rest = &rest[c.len_utf8()..];
            match rest.strip_prefix('[').filter(|_| c == '\x1b') {
                Some(sequence) => {
                    let end = sequence.find(|c| ('@'..='~').contains(&c)).expect("a whole one");
                    self.obey(&sequence[..end], sequence.as_bytes()[end]);
                    rest = &sequence[end + 1..];
                }
                None => self.show(c),
            }
        }
    }

    fn obey(&mut self, parameters: &str, last: u8) {
        let mut numbers = parameters.split(';').map(|number| number.parse::<usize>().ok());
        let first = numbers.next().flatten();
        let second = numbers.next().flatten();
        let (row, column) = (self.at.1, self.width);
        match last {
            b'H' => self.at = (second.unwrap_or(1) - 1, first.unwrap_or(1) - 1),
            b'G' => self.at.0 = (first.unwrap_or(1) - 1).min(column - 1),
            b'K' => self.rows[row] = blank(column),
            b'J' => self.rows.iter_mut().for_each(|row| *row = blank(column)),
            b'r' => (self.at, self.region) = ((0, 0), second.unwrap_or(self.rows.len())),
            b'M' => (0..first.unwrap_or(1)).for_each(|_| self.scroll(row, self.region - 1)),
            b'L' => (0..first.unwrap_or(1)).for_each(|_| self.scroll(self.region - 1, row)),
            b'm' => return,
            b'h' | b'l' if parameters.starts_with('?') => return,
            _ => panic!("no terminal is sent {parameters}{}", last as char),
        }
        self.cluster = None;
    }

    /// Takes a row out and puts a blank one in.
    fn scroll(&mut self, out: usize, blank_at: usize) {
        self.rows.remove(out);
        self.rows.insert(blank_at, blank(self.width));
    }

    fn show(&mut self, c: char) {
        let before = self.cluster.as_ref().map_or("", |(_, cluster)| cluster.as_str());
        let cells = (self.measure)(before, c);
        if cells == 0 {
            let (x, y) = self.cluster.as_ref().map_or(self.at, |&(at, _)| at);
            self.rows[y][x].push(c);
            if let Some((_, cluster)) = &mut self.cluster {
                cluster.push(c);
            }
            return;
        }
        let (x, y) = (self.at.0.min(self.width - cells), self.at.1);
        // Half of what takes two cells cannot stand.
        if self.rows[y][x].is_empty() && x > 0 {
            self.rows[y][x - 1] = " ".to_owned();
        }
        if let Some(after) = self.rows[y].get_mut(x + cells).filter(|cell| cell.is_empty()) {
            *after = " ".to_owned();
        }
        self.rows[y][x..x + cells].fill(String::new());
        self.rows[y][x] = c.to_string();
        self.cluster = Some(((x, y), c.to_string()));
        self.at.0 = (x + cells).min(self.width - 1);
    }
}

fn blank(width: usize) -> Vec<String> {
    vec![" ".to_owned(); width]
}
