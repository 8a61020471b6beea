//! Taking in: the texts of the folders a reader named are opened once each, and their words kept.
//!
//! Each is kept by itself, so that whoever ends it in the middle has what was done so far, and a second
//! ibid that does the same does it twice and breaks nothing.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::library::words::{Cache, Seen, Words};
use crate::library::{State, origin_of, path_of};
use crate::session::opening::folder::all_in;
use crate::session::opening::open;
use crate::session::opening::reading::Reading;
use crate::session::opening::seen::as_read;

/// How often it is told how far it is.
const OFTEN: Duration = Duration::from_millis(250);

/// How far texts are taken in.
#[derive(Debug, Clone, Default)]
pub(in crate::session) struct Taken {
    /// How many new files were looked at, of how many.
    pub(in crate::session) looked_at: usize,
    /// How many new files there are.
    pub(in crate::session) all: usize,
    /// How long their words are together, in bytes.
    pub(in crate::session) bytes: usize,
    /// Files that cannot be opened, and when they were written.
    pub(in crate::session) failed: HashSet<(String, u64)>,
}

/// A file that may be new.
struct Found {
    path: PathBuf,
    seen: Seen,
}

/// Takes in what is new in the folders a reader named, but for the files that are known to have failed.
/// `tell` is told how far it is, and says whether to go on.
pub(in crate::session) fn take_in(
    cache: &Cache,
    state: &State,
    failed: HashSet<(String, u64)>,
    tell: &mut dyn FnMut(&Taken) -> bool,
) -> Taken {
    let new = new_files(cache, state, &failed);
    let mut taken = Taken { all: new.len(), failed, ..Taken::default() };
    let mut told = Instant::now();
    for Found { path, seen } in new {
        taken.looked_at += 1;
        if told.elapsed() > OFTEN {
            told = Instant::now();
            if !tell(&taken) {
                return taken;
            }
        }
        let restoring = state.kept(&seen.origin).map(|kept| kept.restoring);
        let reading = Reading { restoring, ..Reading::default() };
        let text = crate::term::spare(|| open::open(&path, &reading).ok()).ok().flatten();
        let words = |text| crate::term::spare(|| Words::of(text)).ok().flatten();
        match text.as_ref().and_then(words) {
            Some(words) => {
                taken.bytes += words.head.length;
                // A disk that is full will be so for the next one too.
                if cache.keep(words).is_err() {
                    return taken;
                }
            }
            None => _ = taken.failed.insert((seen.origin, seen.written)),
        }
    }
    taken
}

/// The files of the folders whose words are not known as they are now, nor forgotten.
fn new_files(cache: &Cache, state: &State, failed: &HashSet<(String, u64)>) -> Vec<Found> {
    let heads = cache.heads();
    let known = heads.iter().flat_map(|head| &head.seen);
    let known: HashMap<&str, &Seen> = known.map(|seen| (seen.origin.as_str(), seen)).collect();
    let mut there = HashSet::new();
    let folders = state.folders().iter().filter_map(|folder| path_of(folder));
    let files = folders.flat_map(|folder| all_in(&folder)).filter_map(|path| {
        let (written, bytes) = as_read(&path, &path.metadata().ok()?)?.written;
        let written = u64::try_from(written).unwrap_or(u64::MAX);
        let seen = Seen { origin: origin_of(&path), written, bytes };
        Some(Found { path, seen })
    });
    let is_new = |seen: &Seen| {
        known.get(seen.origin.as_str()).is_none_or(|known| *known != seen)
            && !failed.contains(&(seen.origin.clone(), seen.written))
            && !state.is_forgotten(&seen.origin)
    };
    files.filter(|found| is_new(&found.seen) && there.insert(found.seen.origin.clone())).collect()
}
