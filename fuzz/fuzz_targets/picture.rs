//! Bytes → `invariants::picture::decodes`.

#![no_main]

#[path = "../../tests/invariants/mod.rs"]
mod invariants;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| invariants::picture::decodes(bytes));
