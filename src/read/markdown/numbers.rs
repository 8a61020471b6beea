//! The numbers of a list.

/// The numbers of a list.
pub(super) struct Numbers {
    /// That of its first item.
    first: u64,
    /// That of the next, if authors leave the counting to the program.
    next: u64,
}

impl From<u64> for Numbers {
    fn from(first: u64) -> Self {
        Self { first, next: first }
    }
}

impl Numbers {
    /// What stands before an item its author numbered so: the number as typed, unless all items
    /// have that of the first, which leaves the counting to the program.
    pub(super) fn marker(&mut self, typed: u64, sign: char) -> String {
        let number = if typed == self.first { self.next } else { typed };
        self.next += 1;
        format!("{number}{sign}")
    }
}
