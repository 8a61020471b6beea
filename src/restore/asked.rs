//! What a reader asks of restoring.

use serde::{Deserialize, Serialize};

/// Whether a text is to be restored.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Restoring {
    /// Where the text shows that it was printed.
    #[default]
    Auto,
    /// As far as it can be, because its reader says that it was printed (`--restore`).
    Always,
    /// Not at all: its pages stay as they lie (`--as-printed`).
    Never,
}
