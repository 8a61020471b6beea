//! Layout: blocks → lines of cells, without colour, focus or screen.
//!
//! A block becomes lines in small steps, each a pure function of what it is given: its words are
//! cut into runs of one look (`runs`), formulas among them are set in signs (`formula`), lines are
//! broken (`breaks`: filled each by itself or weighed against each other, with words broken and
//! lines stretched where that is wanted), and each line is set as pieces that know their cell and
//! their place (`set`). Tables have a step of their own. The [`Sheet`] keeps what was laid out.
//!
//! Labels of notes are no part of the text: layout adds them, and places and search never see
//! them. Colour, focus and hits are the view's.

mod block;
mod breaks;
mod formula;
mod line;
mod manner;
mod opening;
mod role;
mod runs;
mod segment;
mod set;
mod settled;
mod sheet;
mod table;
mod width;

pub use line::{Line, Piece};
pub use opening::wrap;
pub use role::{Link, LinkRole, Part, Role, Style};
pub use settled::is_settled;
pub use sheet::{Laid, Row, Setting, Sheet};
pub use width::{Glyph, cells, clean, fit, glyphs, is_plain};
