//! The shared texts and suites, where they are present: beside the package, or where
//! `IBID_SHARED` says.

use std::path::{Path, PathBuf};

/// The path of `part` among the shared files. Where it is absent, says on standard error that
/// `what` is skipped.
pub(crate) fn shared(part: &str, what: &str) -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let path = std::env::var_os("IBID_SHARED").map_or_else(beside, PathBuf::from).join(part);
    if path.exists() {
        return Some(path);
    }
    eprintln!("skipped: {what}, because {part} is not among the shared files");
    None
}
