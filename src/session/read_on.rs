//! Reading on: the rest of a text, on a thread of its own, while its opening is on the screen.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use super::open::Reading;
use super::source::{News, Source};
use crate::app::Input;
use crate::term::{Event, Post};
use crate::text::Text;

/// Reads a source, of which `opening` is shown, and posts what comes of it.
pub(super) fn read_on(source: Source, reading: Reading, opening: Arc<Text>, post: Post) {
    std::thread::spawn(move || {
        let reader = Reader { shown: opening, told: 0, post: post.clone() };
        let read = catch_unwind(AssertUnwindSafe(|| reader.read(source, &reading)));
        post.send(read.unwrap_or_else(Event::Panicked));
    });
}

struct Reader {
    /// What is shown so far.
    shown: Arc<Text>,
    /// The hundredths that were told last.
    told: u8,
    post: Post,
}

impl Reader {
    /// Reads it all; what comes before the end is posted, and the end is given.
    fn read(mut self, source: Source, reading: &Reading) -> Event {
        match source.read(reading, &mut |news| self.tell(news)) {
            Ok(text) => self.more(Arc::new(text)),
            Err(error) if self.shown.document.blocks.is_empty() => Event::Failed(error.to_string()),
            Err(error) => Event::Input(Input::BreaksOff(error.to_string())),
        }
    }

    fn tell(&mut self, news: News) {
        let event = match news {
            News::Progress(percent) if percent == self.told => return,
            News::Progress(percent) => {
                self.told = percent;
                Event::Input(Input::Progress(percent))
            }
            News::Opening(text) => self.more(text),
        };
        self.post.send(event);
    }

    fn more(&mut self, text: Arc<Text>) -> Event {
        let of = std::mem::replace(&mut self.shown, Arc::clone(&text));
        Event::Input(Input::More { of, text })
    }
}
