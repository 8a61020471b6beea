//! Pace: how fast the reader reads, and how long they will take for what is left.
//!
//! There is no clock here. A session says how much of it has passed ([`Input::Clock`]) before each key;
//! where nobody does, as in a test, the rate is the one that was set.
//!
//! [`Input::Clock`]: super::Input::Clock

/// After how many words what was measured is trusted.
const ENOUGH: usize = 2000;
/// What reading is, in words a minute: who is slower has put the text down, who is faster leafs.
const READING: std::ops::RangeInclusive<usize> = 60..=900;
/// How long is measured at a time, in milliseconds: who scrolls by lines moves on in fits.
const STRETCH: u64 = 20_000;

/// What is known of a reader's pace.
#[derive(Debug, Clone, Copy)]
pub struct Pace {
    /// The rate that was set, in words a minute.
    set: usize,
    /// The words read, and the milliseconds they took.
    read: (usize, u64),
    /// How much of the session has passed, in milliseconds, where that is said.
    now: Option<u64>,
    /// When the present stretch began, and the words it has so far.
    stretch: Option<(u64, usize)>,
}

impl Pace {
    /// A pace of which only the rate is known that was set, in words a minute.
    pub(super) fn of(set: u16) -> Self {
        Self { set: usize::from(set), read: (0, 0), now: None, stretch: None }
    }

    /// Takes note of how much of the session has passed, in milliseconds.
    pub(super) fn clock(&mut self, now: u64) {
        self.now = Some(now);
    }

    /// Whether anything can be measured.
    pub(super) fn is_timed(&self) -> bool {
        self.now.is_some()
    }

    /// Takes note that the reader read on, and by how many words; of a jump elsewhere where that is
    /// `None`.
    pub(super) fn moved(&mut self, words: Option<usize>) {
        let Some(now) = self.now else { return };
        // How long the page took that the first key leaves is not known.
        let (Some(words), Some((began, before))) = (words, self.stretch) else {
            self.stretch = Some((now, 0));
            return;
        };
        let (words, took) = (before + words, now.saturating_sub(began));
        if took < STRETCH {
            self.stretch = Some((began, words));
            return;
        }
        if READING.contains(&rate(words, took)) {
            self.read = (self.read.0 + words, self.read.1 + took);
        }
        self.stretch = Some((now, 0));
    }

    /// Whether the rate is this reader's own.
    pub fn is_measured(&self) -> bool {
        self.read.0 >= ENOUGH
    }

    /// The rate in words a minute: as measured, or as set until enough was read.
    pub fn rate(&self) -> usize {
        if self.is_measured() { rate(self.read.0, self.read.1) } else { self.set }
    }

    /// How many minutes so many words take, rounded; 0 is less than half a minute.
    pub fn minutes(&self, words: usize) -> usize {
        let rate = self.rate().max(1);
        (words + rate / 2) / rate
    }
}

/// Words a minute.
fn rate(words: usize, milliseconds: u64) -> usize {
    usize::try_from(words as u64 * 60_000 / milliseconds.max(1)).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pace_is_measured_once_enough_was_read() {
        let mut pace = Pace::of(230);
        assert_eq!((pace.rate(), pace.minutes(690)), (230, 3));
        for page in 0..9 {
            pace.clock(page * 60_000);
            pace.moved((page > 0).then_some(300));
            assert_eq!(pace.is_measured(), page >= 7, "{page}");
        }
        assert_eq!(pace.rate(), 300);
    }

    #[test]
    fn pauses_and_leafing_do_not_count() {
        let mut pace = Pace::of(230);
        for step in 0..100 {
            // A page a second, then one an hour.
            pace.clock(if step < 50 { step * 1000 } else { step * 3_600_000 });
            pace.moved(Some(300));
        }
        assert!(!pace.is_measured());
        // Line by line, a few at a time, is reading all the same.
        let mut pace = Pace::of(230);
        for step in 0..300u64 {
            pace.clock(step / 10 * 25_000 + step % 10 * 100);
            pace.moved(Some(10));
        }
        assert!(pace.is_measured() && (200..280).contains(&pace.rate()), "{}", pace.rate());
    }
}
