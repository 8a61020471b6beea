//! The program: reads the command line, opens a text, and lets the world do what the app asks.

use ibid::app::{App, Effect, Input, Settings};
use ibid::term::{Event, Screen};
use ibid::text::Text;
use ibid::view::{Look, draw};
use std::sync::Arc;
fn main() {
    let path = std::env::args().nth(1).expect("a file");
    let bytes = std::fs::read(&path).expect("readable");
    let name = path.rsplit('/').next().unwrap_or("");
    let document = ibid::read::read(name, &bytes).expect("a text");
    if let Some(w) = std::env::args().nth(2) {
        if w == "json" {
            println!("{}", ibid::export::json(&document, &ibid::link::link(&document)));
            return;
        }
        let t = std::sync::Arc::new(ibid::text::Text::new(document));
        ibid::export::print(&t, w.parse().expect("w"), &mut std::io::stdout()).expect("out");
        return;
    }
    let text = Arc::new(Text::new(document));
    let mut screen = Screen::take().expect("t");
    let mut app = App::new(text, 0, Settings::default(), screen.size().expect("s"));
    loop {
        let look = Look::new(app.settings().theme, true);
        screen.draw(|b| draw(&app, b, &look)).expect("draw");
        let mut next = Some(screen.next());
        while let Some(e) = next {
            match e {
                Event::Input(i) => {
                    for e in app.update(i) {
                        match e {
                            Effect::Quit => return,
                            Effect::Suspend => screen.stop().expect("stop"),
                            Effect::Redraw => screen.forget().expect("r"),
                            Effect::Browse(a) => {
                                app.update(Input::Tell(a));
                            }
                            _ => {}
                        }
                    }
                }
                Event::Stop => screen.stop().expect("stop"),
                Event::End(_) | Event::Gone => return,
            }
            next = screen.waiting();
        }
    }
}
