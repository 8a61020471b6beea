//! Events: what comes from the terminal, and what other threads have to say, in one queue.
//!
//! The thread that draws sleeps until either comes. It reads the terminal itself: a key that went
//! through a thread of its own would wait for two threads to be woken, which takes longer than to
//! show what it does.

use std::fs::File;
use std::io::{self, Read, Write};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::Event;
use super::decode::Decoder;

/// How long the rest of a sequence may take to come: longer than any network is late, shorter
/// than anybody takes to press the next key.
const LATE: Duration = Duration::from_millis(60);

/// The queue.
pub(super) struct Events {
    terminal: File,
    decoder: Decoder,
    posted: Receiver<Event>,
    /// Rings when something was posted.
    bell: UnixStream,
    post: Post,
}

/// Where other threads post what happens.
#[derive(Debug, Clone)]
pub struct Post {
    sender: Sender<Event>,
    bell: Arc<UnixStream>,
}

impl Post {
    /// Posts an event. Says whether there is anybody left to take it.
    pub fn send(&self, event: Event) -> bool {
        let taken = self.sender.send(event).is_ok();
        // A bell that is full rings already.
        let _ = (&*self.bell).write(&[1]);
        taken
    }
}

impl Events {
    /// The queue of the terminal that the program was started on.
    ///
    /// # Errors
    /// Says that there is none, or passes on what the system reports.
    pub(super) fn new() -> io::Result<Self> {
        let terminal = super::own::keyboard()?;
        let (bell, ringer) = UnixStream::pair()?;
        bell.set_nonblocking(true)?;
        ringer.set_nonblocking(true)?;
        let (sender, posted) = channel();
        let post = Post { sender, bell: Arc::new(ringer) };
        Ok(Self { terminal, decoder: Decoder::default(), posted, bell, post })
    }

    /// Where other threads post what happens.
    pub(super) fn post(&self) -> Post {
        self.post.clone()
    }

    /// The next event, waited for until `deadline`, or for ever.
    ///
    /// # Errors
    /// Passes on what the system reports.
    pub(super) fn next(&mut self, deadline: Option<Instant>) -> io::Result<Option<Event>> {
        loop {
            if let Ok(event) = self.posted.try_recv() {
                return Ok(Some(event));
            }
            if let Some(input) = self.decoder.next() {
                return Ok(Some(Event::Input(input)));
            }
            if let Some(ground) = self.decoder.take_ground() {
                return Ok(Some(Event::Ground(ground)));
            }
            if let Some(graphics) = self.decoder.take_graphics() {
                return Ok(Some(Event::Graphics(graphics)));
            }
            let left = deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
            let late = self.decoder.waits().then_some(LATE);
            let patience = left.into_iter().chain(late).min();
            match self.sleep(patience)? {
                Woken::Not if late.is_some() && patience == late => {
                    if let Some(input) = self.decoder.give_up() {
                        return Ok(Some(Event::Input(input)));
                    }
                }
                Woken::Not => return Ok(None),
                Woken::ByPost => {}
                Woken::ByTerminal => {
                    let mut bytes = [0; 4096];
                    match self.terminal.read(&mut bytes) {
                        Ok(0) => return Ok(Some(Event::Gone)),
                        Ok(count) => self.decoder.push(&bytes[..count]),
                        Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                        Err(_) => return Ok(Some(Event::Gone)),
                    }
                }
                Woken::ByLoss => return Ok(Some(Event::Gone)),
            }
        }
    }

    /// Sleeps until something comes.
    fn sleep(&mut self, patience: Option<Duration>) -> io::Result<Woken> {
        let timeout = patience.and_then(|patience| Timespec::try_from(patience).ok());
        let mut sources =
            [PollFd::new(&self.terminal, PollFlags::IN), PollFd::new(&self.bell, PollFlags::IN)];
        match poll(&mut sources, timeout.as_ref()) {
            Ok(0) => return Ok(Woken::Not),
            Ok(_) => {}
            // What the signal was will have been posted.
            Err(rustix::io::Errno::INTR) => return Ok(Woken::ByPost),
            Err(error) => return Err(error.into()),
        }
        let [terminal, bell] = sources.map(|source| source.revents());
        if bell.contains(PollFlags::IN) {
            let _ = self.bell.read(&mut [0; 64]);
            return Ok(Woken::ByPost);
        }
        Ok(match terminal.contains(PollFlags::IN) {
            true => Woken::ByTerminal,
            false => Woken::ByLoss,
        })
    }
}

/// What ended a sleep.
enum Woken {
    /// Nothing: it lasted as long as it might.
    Not,
    ByPost,
    ByTerminal,
    /// The terminal is gone.
    ByLoss,
}
