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

/// How often two like sources are timed at most.
const TRIES: usize = 4;

/// Checks that work on the longer of two like things takes no longer than in proportion to their
/// lengths in bytes.
///
/// A machine that does something else takes longer at one time than at another, so that what took
/// too long is timed again, both anew: what looks at everything for each of its parts takes too
/// long each time.
pub fn in_proportion<T: ?Sized>(
    name: &str,
    (short, short_length): (&T, usize),
    (long, long_length): (&T, usize),
    mut work: impl FnMut(&T),
) {
    let mut time = |thing: &T| {
        let start = time_spent();
        work(thing);
        time_spent() - start
    };
    let length = long_length as f64 / short_length as f64;
    let mut told = String::new();
    for _ in 0..TRIES {
        let quick = time(short).min(time(short)).max(TICK);
        let slow = time(long);
        // Caches and allocators make long texts slower, byte for byte, and a system counts the
        // time of a thread in ticks.
        if slow < quick.mul_f64(length * 2.5) + 4 * TICK {
            return;
        }
        told = format!("{quick:?}, and {slow:?} for one {length:.1} times as long");
    }
    panic!("{name}: {told}");
}
