//! How a session ended.

/// How a session ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The reader quit, or the terminal went away.
    Quit,
    /// A check found something wrong.
    Wrong,
    /// This signal ended it.
    Signal(i32),
}
