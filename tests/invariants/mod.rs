//! What holds of ibid whatever it is given: one harness for the fuzzers in `fuzz/` and for the
//! property tests that the ordinary run makes of the same functions.
//!
//! Each function takes bytes of any kind, makes of them a text, a query or keys (see `feed`), has
//! ibid do its work, and panics where an invariant does not hold. The bytes need no form: a fuzzer
//! changes them blindly, and a property test draws them.

#![allow(dead_code, unreachable_pub, reason = "each test and each fuzz target uses its part")]
#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

pub mod app;
pub mod feed;
pub mod layout;
pub mod link;
pub mod made_pdf;
#[allow(clippy::duplicate_mod, reason = "a reader in a test keeps marks as well")]
pub mod marking;
pub mod picture;
pub mod read;
pub mod restore;
pub mod search;
pub mod words;
