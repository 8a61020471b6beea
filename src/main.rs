//! The program.
fn main() {
    let path = std::env::args().nth(1).expect("a file");
    let bytes = std::fs::read(&path).expect("readable");
    let name = path.rsplit('/').next().unwrap_or("");
    let document = ibid::read::read(name, &bytes).expect("a text");
    println!("{}", ibid::export::json(&document, &ibid::link::link(&document)));
}
