//! What takes time in proportion to what it is given. No test of ours asks for few seconds: those
//! depend on the machine, on what else it does, and on how the tests are built.

#![allow(dead_code, unreachable_pub, reason = "each test uses its part")]

use std::sync::LazyLock;
use std::time::{Duration, Instant};

/// How many times as long the longer of two like sources is. What looks at everything for each of
/// its parts takes sixty-four times as long for it.
pub const LONGER: usize = 8;

/// No less is told apart.
const TICK: Duration = Duration::from_millis(5);

/// The time this thread has spent computing, where the system says; else the time of day. What
/// else the machine does makes no text slow.
pub fn time_spent() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let start = *START;
    let of_thread = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = of_thread.and_then(|line| line.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| start.elapsed(), Duration::from_nanos)
}

/// What some work gives, and the lesser time of two runs it took.
pub fn timed<T>(mut work: impl FnMut() -> T) -> (T, Duration) {
    let runs = (0..2).map(|_| {
        let start = time_spent();
        let given = work();
        (given, time_spent() - start)
    });
    runs.min_by_key(|(_, time)| *time).expect("there are two runs")
}

/// Checks that a source took no longer than in proportion to its length in bytes: `quick` for
/// `short`, `slow` for `long`.
pub fn in_proportion(name: &str, (short, quick): (&str, Duration), (long, slow): (&str, Duration)) {
    let length = long.len() as f64 / short.len() as f64;
    // Caches and allocators make long texts slower, byte for byte, the more so on a busy machine, and a
    // machine that is shared is not as quick at one time as at another; and a system counts
    // the time of a thread in ticks.
    let allowed = quick.max(TICK).mul_f64(length * 4.0) + 4 * TICK;
    assert!(slow < allowed, "{name}: {quick:?}, and {slow:?} for one {length:.1} times as long");
}
