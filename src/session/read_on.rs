//! Reading on: the rest of a text, on a thread of its own, while its opening is on the screen.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use crate::app::Input;
use crate::session::kept::keeper::Wanted;
use crate::session::opening::error::{OpenError, spared};
use crate::session::opening::reading::Reading;
use crate::session::opening::source::Source;
use crate::session::opening::whole::News;
use crate::session::report::report;
use crate::term::{Event, Post};
use crate::text::Text;

/// Reads a source, of which `opening` is shown, and posts what comes of it; then where what is kept of
/// it is in the text as it is now.
pub(super) fn read_on(
    (source, reading): (Source, Reading),
    opening: Arc<Text>,
    wanted: Option<Wanted>,
    post: Post,
) {
    std::thread::spawn(move || {
        let news = |event| {
            post.send(event);
        };
        let reader = Reader { shown: opening, told: 0, post: news };
        let read = || reader.read(|tell| source.read(&reading, tell));
        let event = catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(Event::Panicked);
        let whole = match &event {
            Event::Input(Input::More { text, .. }) => Some(Arc::clone(text)),
            _ => None,
        };
        post.send(event);
        if let (Some(text), Some(wanted)) = (whole, wanted)
            && let Ok(recalled) = crate::term::spare(|| wanted.recall(&text))
        {
            report(&post, move |session| session.recall(&text, recalled));
        }
    });
}

struct Reader<P> {
    /// What is shown so far.
    shown: Arc<Text>,
    /// The hundredths that were told last.
    told: u8,
    post: P,
}

impl<P: Fn(Event)> Reader<P> {
    /// Reads it all; what comes before the end is posted, and the end is given.
    fn read(
        mut self,
        source: impl FnOnce(&mut dyn FnMut(News)) -> Result<Text, OpenError>,
    ) -> Event {
        let name = self.shown.document.source.clone();
        match spared(&name, || source(&mut |news| self.tell(news))) {
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
        (self.post)(event);
    }

    fn more(&mut self, text: Arc<Text>) -> Event {
        let of = std::mem::replace(&mut self.shown, Arc::clone(&text));
        Event::Input(Input::More { of, text })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What comes of a source that has the parser panic, while this is shown of it.
    fn breaks_under(shown: &str) -> Event {
        let shown = Arc::new(Text::opening(crate::read::markdown("book.epub", shown), 1));
        let reader = Reader { shown, told: 0, post: |_| {} };
        reader.read(|tell| {
            tell(News::Progress(3));
            panic!("a parser of others");
        })
    }

    #[test]
    fn a_fault_of_a_parser_leaves_what_is_shown() {
        let Event::Input(Input::BreaksOff(why)) = breaks_under("# Shown") else {
            panic!("no end that leaves the opening")
        };
        assert!(why.starts_with("book.epub could not be read, by a fault of ibid ("), "{why}");
        assert!(why.contains("read_on.rs:"), "{why}");
        let Event::Failed(same) = breaks_under("") else { panic!("no end where nothing is shown") };
        assert_eq!(same, why);
    }
}
