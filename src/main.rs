//! The program.
fn main() {
    let path = std::env::args().nth(1).expect("a file");
    let bytes = std::fs::read(&path).expect("readable");
    let name = path.rsplit('/').next().unwrap_or("");
    let document = ibid::read::read(name, &bytes).expect("a text");
    if let Some(w) = std::env::args().nth(2) {
        let t = std::rc::Rc::new(ibid::text::Text::new(document));
        ibid::export::print(&t, w.parse().expect("w"), &mut std::io::stdout()).expect("out");
        return;
    }
    println!("{}", ibid::export::json(&document, &ibid::link::link(&document)));
}
