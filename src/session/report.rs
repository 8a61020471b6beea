//! Reporting: what a thread of the session has done is taken up on the thread of the screen.

use super::Session;
use crate::term::{Event, Post};

/// What is to be done with what a thread has found out.
pub(super) struct Report(Box<dyn FnOnce(&mut Session) + Send>);

impl Report {
    /// What the session does with it.
    pub(super) fn take_up(self, session: &mut Session) {
        (self.0)(session);
    }
}

/// Posts what is to be done with what a thread has found out, and says whether there is still a session
/// to do it.
pub(super) fn report(post: &Post, take_up: impl FnOnce(&mut Session) + Send + 'static) -> bool {
    post.send(reported(take_up))
}

/// What is posted of it.
pub(super) fn reported(take_up: impl FnOnce(&mut Session) + Send + 'static) -> Event {
    Event::Report(Box::new(Report(Box::new(take_up))))
}
