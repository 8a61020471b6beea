//! Notes, sources and citations: what refers to what.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

#[path = "../linked/mod.rs"]
mod linked;
#[path = "../shared/mod.rs"]
mod shared;
#[path = "../timing/mod.rs"]
mod timing;

mod citations;
mod lists;
mod notes;
mod speed;
mod styles;
