//! Signals: every one that is sent from outside and can be caught, so that whatever ends the program
//! gives the terminal back and keeps the place.
//!
//! What remains are those nobody can catch (KILL, STOP), and those that say that the program itself
//! is broken (SEGV, ILL, FPE, an abort of its own), after which nothing of it may be trusted.

use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};
use std::time::Duration;

use signal_hook::consts::{
    SIGABRT, SIGALRM, SIGBUS, SIGCONT, SIGHUP, SIGINT, SIGIO, SIGPROF, SIGQUIT, SIGSYS, SIGTERM,
    SIGTRAP, SIGTSTP, SIGUSR1, SIGUSR2, SIGVTALRM, SIGWINCH, SIGXCPU, SIGXFSZ,
};
use signal_hook::iterator::Signals;

use super::own::give_back_stuck;
use super::{Event, Post};
use crate::app::Input;

/// How long a signal waits for the program to end in good order.
const PATIENCE: Duration = Duration::from_secs(2);

/// The signals that end a program.
const ENDING: [i32; 15] = [
    SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGABRT, SIGALRM, SIGBUS, SIGIO, SIGPROF, SIGSYS, SIGTRAP,
    SIGUSR1, SIGUSR2, SIGVTALRM, SIGXCPU,
];

/// Those that Linux has beside them, by number (signal(7)): STKFLT, PWR, and the real-time signals,
/// of which the C library keeps the first two.
#[cfg(all(
    target_os = "linux",
    not(any(target_arch = "mips", target_arch = "mips64", target_arch = "sparc64"))
))]
fn of_the_system() -> impl Iterator<Item = i32> {
    [16, 30].into_iter().chain(34..=64)
}

/// There are none that are known.
#[cfg(not(all(
    target_os = "linux",
    not(any(target_arch = "mips", target_arch = "mips64", target_arch = "sparc64"))
)))]
fn of_the_system() -> impl Iterator<Item = i32> {
    std::iter::empty()
}

/// The signal that asked the program to end, or 0.
static ENDS: AtomicI32 = AtomicI32::new(0);

/// Whether another program has the terminal, which was lent to it.
static LENT: AtomicBool = AtomicBool::new(false);

/// Says whether the terminal is lent. Meanwhile what is typed to interrupt is for the other program, as
/// with `system` (POSIX), and what stops that stops this one as well: the shell gets its terminal only then.
pub(super) fn lend(lent: bool) {
    LENT.store(lent, Ordering::SeqCst);
}

/// Whether a signal has asked the program to end.
pub(super) fn is_to_end() -> bool {
    ENDS.load(Ordering::SeqCst) != 0
}

/// Posts signals as they come. It begins before the first frame is drawn: a terminal may take no
/// more bytes from the first on. The rare ones are asked for while it is drawn, each takes its time.
pub(super) fn listen(post: Post) -> std::io::Result<()> {
    // That a file may grow no further is an error for whoever writes it, and no end.
    let others = [SIGTSTP, SIGCONT, SIGWINCH, SIGXFSZ];
    let mut signals = Signals::new(ENDING.iter().chain(&others))?;
    std::thread::spawn(move || {
        for signal in of_the_system() {
            // Where the system keeps one to itself, it is not sent.
            let _ = signals.add_signal(signal);
        }
        for signal in signals.forever() {
            let lent = LENT.load(Ordering::SeqCst);
            let event = match signal {
                SIGINT | SIGQUIT if lent => continue,
                SIGTSTP if lent => {
                    // Where it cannot be stopped, it goes on.
                    let _ = signal_hook::low_level::emulate_default_handler(SIGTSTP);
                    continue;
                }
                SIGXFSZ => continue,
                SIGTSTP => Event::Stop,
                SIGCONT => Event::Continued,
                SIGWINCH => match crossterm::terminal::size() {
                    Ok((width, height)) => Event::Input(Input::Resize(width.max(1), height.max(1))),
                    Err(_) => continue,
                },
                signal => Event::End(signal),
            };
            let ends = matches!(event, Event::End(_));
            if ends {
                ENDS.store(signal, Ordering::SeqCst);
            }
            if !post.send(event) && !ends {
                return;
            }
            if !ends {
                continue;
            }
            // A loop that is busy must not keep the terminal.
            std::thread::sleep(PATIENCE);
            give_back_stuck();
            std::process::exit(128 + signal);
        }
    });
    Ok(())
}
