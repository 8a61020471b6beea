//! What stands on the screen, and what keys do, without a terminal.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

#[path = "../grammar/mod.rs"]
mod grammar;
#[path = "../invariants/mod.rs"]
mod invariants;
#[path = "../shared/mod.rs"]
mod shared;
#[path = "../sketch/mod.rs"]
mod sketch;
#[path = "../support/mod.rs"]
mod support;
#[path = "../timing/mod.rs"]
mod timing;

mod columns;
mod edited;
mod figures;
mod findings;
mod foot;
mod formulas;
mod in_note;
mod labels;
mod layout;
mod lists;
mod manual;
mod marks;
mod opening;
mod own;
mod panel;
mod peek;
mod pictures;
mod printed;
mod progress;
mod reader;
mod reading;
mod returning;
mod set_type;
mod texts;
mod turning;
mod unicode;
