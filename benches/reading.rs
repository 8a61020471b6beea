//! What a reader waits for: opening a text, the first frame, a key, a resize, a search, and the
//! restoring of a scan. `cargo bench` measures all; `cargo bench -- open 10M` what is named.
//!
//! Each row is the median of several runs, in time of day: run it on a quiet machine.

mod book;

use std::sync::Arc;
use std::time::{Duration, Instant};

use book::formats;
use ibid::app::{App, Input, Key, Settings, Theme};
use ibid::search::Query;
use ibid::settings::{Hyphens, Lines};
use ibid::text::Text;
use ibid::view::{Look, draw};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// The screen, in columns and rows.
const SCREEN: (u16, u16) = (120, 40);

const SIZES: [(&str, usize); 5] = [
    ("50K", 50_000),
    ("1M", 1_000_000),
    ("1500K", 1_500_000),
    ("10M", 10_000_000),
    ("100M", 100_000_000),
];

fn main() {
    let asked: Vec<String> =
        std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let sizes = SIZES.map(|(name, _)| name);
    let named = |name: &str| asked.iter().any(|asked| asked == name);
    let any_size = sizes.iter().any(|size| named(size));
    let any_measure = asked.iter().any(|asked| !sizes.contains(&asked.as_str()));
    for (name, size) in SIZES {
        // The largest takes a while and much memory: only where it is asked for.
        if (any_size && named(name)) || (!any_size && size < 100_000_000) {
            let bench = Bench { size: name, only: if any_measure { &asked } else { &[] } };
            bench.all(size);
        }
    }
}

/// What is measured at one size.
struct Bench<'a> {
    size: &'static str,
    /// The measures asked for; none for all.
    only: &'a [String],
}

impl Bench<'_> {
    fn all(&self, size: usize) {
        let source = book::markdown(size);
        self.time("read", || ibid::read::read("book.md", source.as_bytes()));
        let mut document = ibid::read::markdown("book.md", &source);
        document.metadata.language = Some("en".to_owned());
        self.formats(&source);
        self.time("restore (nothing to do)", || ibid::restore::restore(&document));
        self.time("link", || ibid::link::link(&document));
        let text = Arc::new(Text::new(document));
        drop(source);
        self.time("first frame", || drawn(&App::new(Arc::clone(&text), 0, settings(), SCREEN)));
        self.keys(&text);
        self.resize(&text);
        self.search(&text);
        if size <= 1_000_000 {
            let scan = ibid::read::plain("scan.txt", &book::printed(size));
            self.time("restore (a scan)", || ibid::restore::restore(&scan));
        }
    }

    /// The same book in other formats. The first frame of an EPUB is all that its reader
    /// waits for: unpacking, reading, linking and a screen.
    fn formats(&self, book: &str) {
        let muse = formats::muse(book);
        self.time("read (Muse)", || ibid::read::read("book.muse", muse.as_bytes()));
        let page = formats::html(book);
        self.time("read (HTML)", || ibid::read::read("book.html", page.as_bytes()));
        let epub = formats::epub(book);
        self.time("unpack (EPUB)", || formats::unpack(&epub));
        self.time("read (EPUB)", || ibid::read::read("book.epub", &epub));
        self.time("first frame (EPUB)", || {
            let document = ibid::read::read("book.epub", &epub).expect("a book");
            let text = Arc::new(Text::new(document));
            drawn(&App::new(text, 0, settings(), SCREEN))
        });
    }

    fn keys(&self, text: &Arc<Text>) {
        for (name, key) in [("line down", 'j'), ("page down", ' '), ("page up", 'b')] {
            let mut app =
                App::new(Arc::clone(text), text.document.body_end() / 2, settings(), SCREEN);
            let look = Look::new(Theme::Terminal, true);
            self.time(name, || {
                app.update(Input::Key(Key::Char(key)));
                ibid::view::frame(&app, &look).prints()
            });
        }
        self.scrolls(text);
        self.time("to the end", || {
            let mut app = App::new(Arc::clone(text), 0, settings(), SCREEN);
            app.update(Input::Key(Key::End));
            drawn(&app)
        });
    }

    /// Two hundred lines one by one, each with its frame, as paragraphs come that were never laid out:
    /// filled line by line, and weighed, with words broken and lines stretched.
    fn scrolls(&self, text: &Arc<Text>) {
        let justified =
            Settings { lines: Lines::Justified, hyphens: Hyphens::On, ..Settings::default() };
        let ragged = Settings { hyphens: Hyphens::Off, ..Settings::default() };
        let look = Look::new(Theme::Terminal, true);
        for (name, settings) in [("200 lines, ragged", ragged), ("200 lines, justified", justified)]
        {
            self.time(name, || {
                let place = text.document.body_end() / 2;
                let mut app = App::new(Arc::clone(text), place, settings, SCREEN);
                for _ in 0..200 {
                    app.update(Input::Key(Key::Char('j')));
                    ibid::view::frame(&app, &look).prints();
                }
            });
        }
    }

    fn resize(&self, text: &Arc<Text>) {
        let mut app = App::new(Arc::clone(text), text.document.body_end() / 2, settings(), SCREEN);
        let mut wide = false;
        self.time("resize", || {
            wide = !wide;
            let width = if wide { 90 } else { SCREEN.0 };
            app.update(Input::Resize(width, SCREEN.1));
            drawn(&app)
        });
    }

    fn search(&self, text: &Arc<Text>) {
        for (name, words) in [("search, once", book::RARE), ("search, often", "the")] {
            let query = Query::words(words).expect("words to look for");
            self.time(name, || query.find_all(&text.document.text).map_or(0, |hits| hits.len()));
        }
    }

    /// Runs something several times and prints the median: for three seconds, or a thousand times.
    fn time<T>(&self, what: &str, mut run: impl FnMut() -> T) {
        if !self.only.is_empty() && !self.only.iter().any(|only| what.contains(only.as_str())) {
            return;
        }
        let begun = Instant::now();
        let mut times = Vec::new();
        while times.len() < 3 || times.len() < 1000 && begun.elapsed() < Duration::from_secs(3) {
            let start = Instant::now();
            let result = run();
            times.push(start.elapsed());
            drop(result);
        }
        times.sort_unstable();
        let median = times[times.len() / 2].as_secs_f64() * 1000.0;
        let worst = times[times.len() * 99 / 100].as_secs_f64() * 1000.0;
        println!("{:>5}  {what:<24} {median:>10.3} ms  (99th in 100: {worst:.3})", self.size);
    }
}

fn settings() -> Settings {
    Settings::default()
}

/// The screen that shows the app, every cell of it.
fn drawn(app: &App) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, SCREEN.0, SCREEN.1));
    draw(app, &mut buffer, &Look::new(Theme::Terminal, true));
    buffer
}
