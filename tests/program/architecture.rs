//! The rooms of the house and what each may know, held by reading the source.
//!
//! A room is a folder of `src`, or a file beside them. The table says which other rooms its code
//! may name and which crates it may not; what a test within a room names is its own affair.

use std::fs;
use std::path::{Path, PathBuf};

/// What a room may know.
struct Room {
    name: &'static str,
    /// The rooms it may name besides itself.
    sees: &'static [&'static str],
    /// The crates and parts of the standard library it must not name.
    never: &'static [&'static str],
}

/// The rooms, in the order a text goes through them. What draws and the world outside are kept
/// from all but a few, which `EDGE` lists; the third column is for what else a room never names.
const ROOMS: &[Room] = &[
    // Words, figures, names and dates in any language: knows no other room.
    Room { name: "language", sees: &[], never: &[] },
    // Values and look-ups.
    Room { name: "doc", sees: &["language"], never: &[] },
    // The bytes of an image → its size, its pixels, what a terminal shows of them.
    Room { name: "picture", sees: &["doc"], never: &[] },
    // Bytes → Document. Gets bytes, never a file.
    Room { name: "read", sees: &["doc", "language", "picture"], never: &[] },
    // Printed → written, as a pass over documents of any format.
    Room { name: "restore", sees: &["doc", "language"], never: &[] },
    // What belongs to what; looks at a document and changes nothing.
    Room { name: "link", sees: &["doc", "language"], never: &[] },
    // A document with its links and sections: what everything that shows a text shares.
    Room { name: "text", sees: &["doc", "link", "restore"], never: &[] },
    // Query → places.
    Room { name: "search", sees: &["doc", "language", "text"], never: &[] },
    // Words and what stands around them → where they are now.
    Room { name: "anchor", sees: &["doc", "language", "search"], never: &[] },
    // What a reader makes of a text: annotations, their files and exchange formats as values and words.
    Room {
        name: "marks",
        sees: &["doc", "language", "link", "text", "anchor", "export"],
        never: &[],
    },
    // Blocks → lines with roles. No colour, no focus.
    Room { name: "layout", sees: &["doc", "language", "link", "text"], never: &[] },
    // What an editor of a text would want to know.
    Room { name: "check", sees: &["doc", "link", "text", "layout"], never: &[] },
    // What a reader can set: `app` changes it and `library` keeps it, and neither knows the other.
    Room { name: "settings", sees: &[], never: &[] },
    // The state and what changes it: runs without a terminal, a clock or a file.
    Room {
        name: "app",
        sees: &[
            "doc", "language", "link", "text", "search", "anchor", "layout", "settings", "check",
            "picture", "marks",
        ],
        never: &[],
    },
    // App → cells: draws what `app` says, and knows neither keys nor files.
    Room {
        name: "view",
        sees: &["doc", "link", "text", "search", "layout", "settings", "app", "picture", "marks"],
        never: &["&mut App"],
    },
    // What a reader wrote into their config → settings, keys, colours. Gets words, never a file.
    Room { name: "config", sees: &["settings", "app", "view", "layout"], never: &[] },
    // Keys and effects: never looks inside a document.
    Room { name: "term", sees: &["app", "view", "text", "layout", "picture"], never: &[] },
    // What is kept between sessions.
    Room {
        name: "library",
        sees: &[
            "doc", "language", "text", "read", "restore", "link", "settings", "anchor", "marks",
            "search",
        ],
        never: &[],
    },
    // Document → JSON, Markdown, text.
    Room { name: "export", sees: &["doc", "language", "link", "text", "layout"], never: &[] },
];

/// What draws, what speaks to a terminal, and the world: the rooms that may name it. `view` draws;
/// `term` is the only one that speaks to a terminal; no other room knows a file or a clock.
const EDGE: &[(&str, &[&str])] = &[
    ("ratatui", &["view", "term", "main"]),
    ("crossterm", &["term"]),
    ("std::fs", &["library", "term", "session", "main", "cli", "manual"]),
    ("std::env", &["library", "term", "session", "main", "cli", "manual"]),
    ("std::process", &["library", "term", "session", "main", "cli", "manual"]),
    // `search` looks at the clock where nothing else tells what an expression costs.
    ("std::time", &["library", "term", "session", "main", "search"]),
];

/// The rooms that see all: the library's contents, the program, a session of it, its options, its
/// manual.
const SEE_ALL: [&str; 5] = ["lib", "main", "session", "cli", "manual"];

/// The stages of restoring, in their order, and what reads texts that nobody printed. Each sees those
/// before it, and the weights.
const STAGES: [&str; 7] = ["lines", "pages", "notes", "order", "join", "by_place", "typed"];

/// The parts of linking, each of which sees those before it: a passage, what an entry says and what a
/// citation may mean, where entries are, what all styles of citing find citations with, the styles.
const LINKING: [&str; 5] = ["passage", "works", "list", "citation", "style"];

/// The longest a file may be, in lines.
const LONGEST: usize = 700;

struct Source {
    /// Its path within `src`.
    path: String,
    /// The folder it is in, or its own name at the top.
    room: String,
    text: String,
}

impl Source {
    /// The lines of code with their number: no comments, and no tests, which stand at the end of
    /// a file or in a file of their own, named `tests.rs`.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines: Vec<&str> = self.text.lines().collect();
        let tests = |at: usize| {
            let next = lines.get(at + 1).unwrap_or(&"");
            lines[at].trim() == "#[cfg(test)]" && !next.trim_end().ends_with(';')
        };
        let all_tests = self.path.ends_with("/tests.rs");
        let end = (0..lines.len()).find(|&at| all_tests || tests(at)).unwrap_or(lines.len());
        lines
            .into_iter()
            .take(end)
            .enumerate()
            .filter(|(_, line)| !line.trim_start().starts_with("//"))
            .map(|(index, line)| (index + 1, line.split(" // ").next().unwrap_or(line)))
    }
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut folders: Vec<PathBuf> = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder that can be read") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let inside = path.strip_prefix(&root).expect("a path in src");
                let first = inside.iter().next().and_then(|name| name.to_str()).expect("a name");
                found.push(Source {
                    path: inside.to_string_lossy().into_owned(),
                    room: first.trim_end_matches(".rs").to_owned(),
                    text: fs::read_to_string(&path).expect("a source in UTF-8"),
                });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// Fails with every complaint at once, one a line.
fn expect_none(complaints: &[String]) {
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

/// The rooms that code names: `crate::doc::…`, `crate::{doc, link}`.
fn rooms_named(code: &str) -> Vec<&str> {
    let mut named = Vec::new();
    for (at, path) in code.match_indices("crate::") {
        if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let rest = &code[at + path.len()..];
        let list =
            rest.strip_prefix('{').map_or(rest, |list| list.split('}').next().unwrap_or(list));
        let several = rest.starts_with('{');
        for part in list.split(',').take(if several { usize::MAX } else { 1 }) {
            let part = part.trim_start();
            let end = part.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(part.len());
            named.extend(Some(&part[..end]).filter(|name| !name.is_empty()));
        }
    }
    named
}

/// Whether `line` names `path` as a word of its own.
fn names(line: &str, path: &str) -> bool {
    line.match_indices(path).any(|(at, _)| {
        let word = |c: char| c.is_alphanumeric() || c == '_';
        !line[..at].ends_with(word) && !line[at + path.len()..].starts_with(word)
    })
}

#[test]
fn every_file_says_what_it_is() {
    let silent = sources().into_iter().filter(|source| !source.text.starts_with("//! "));
    let complaints: Vec<String> =
        silent.map(|source| format!("src/{} has no //! header", source.path)).collect();
    expect_none(&complaints);
}

#[test]
fn rooms_name_only_what_they_may() {
    let mut complaints = Vec::new();
    for source in sources() {
        if SEE_ALL.contains(&source.room.as_str()) {
            continue;
        }
        let Some(room) = ROOMS.iter().find(|room| room.name == source.room) else {
            complaints.push(format!("src/{} is in no room of the table", source.path));
            continue;
        };
        let code: Vec<&str> = source.code().map(|(_, line)| line).collect();
        for named in rooms_named(&code.join("\n")) {
            if named != room.name && !room.sees.contains(&named) {
                let place = format!("src/{}", source.path);
                complaints.push(format!("{place}: `{}` may not name `{named}`", room.name));
            }
        }
        for (number, line) in source.code() {
            for &path in room.never {
                if names(line, path) {
                    let place = format!("src/{}:{number}", source.path);
                    complaints.push(format!("{place}: `{}` never names `{path}`", room.name));
                }
            }
        }
    }
    expect_none(&complaints);
}

/// Complaints of files within a room that see a part of it that comes after their own.
fn out_of_order(room: &str, parts: &[&str], seen_by_all: &[&str]) -> Vec<String> {
    let mut complaints = Vec::new();
    let (within, path) = (format!("{room}/"), format!("crate::{room}::"));
    for source in sources() {
        let own = source.path.strip_prefix(&within).and_then(|path| path.split_once('/'));
        let Some((own, _)) = own else { continue };
        let rank = |part: &str| parts.iter().position(|known| *known == part);
        for (number, line) in source.code() {
            for (at, path) in line.match_indices(&path) {
                let rest = &line[at + path.len()..];
                let named = rest.split(|c: char| !c.is_alphanumeric() && c != '_').next();
                let named = named.unwrap_or("");
                let later = rank(named).is_none_or(|named| rank(own) < Some(named));
                if later && !seen_by_all.contains(&named) {
                    let place = format!("src/{}:{number}", source.path);
                    complaints.push(format!("{place}: `{own}` comes before `{named}`"));
                }
            }
        }
    }
    complaints
}

#[test]
fn stages_of_restoring_see_only_those_before() {
    expect_none(&out_of_order("restore", &STAGES, &["weights"]));
}

#[test]
fn parts_of_linking_see_only_those_before() {
    expect_none(&out_of_order("link", &LINKING, &[]));
}

/// A style is a file of its own and a row of the table: one that was left out would find nothing.
#[test]
fn every_style_of_citing_has_its_row() {
    let sources = sources();
    let table = sources.iter().find(|source| source.path == "link/style/mod.rs").expect("a table");
    let mut complaints = Vec::new();
    for source in &sources {
        let Some(file) = source.path.strip_prefix("link/style/") else { continue };
        let name = file.split(['/', '.']).next().unwrap_or(file);
        let styled = source.text.contains("pub(crate) const STYLE: Style");
        if styled && !table.text.contains(&format!("    {name}::STYLE,\n")) {
            complaints.push(format!("src/{} has no row in STYLES", source.path));
        }
    }
    expect_none(&complaints);
}

#[test]
fn the_screen_and_the_world_stay_at_the_edge() {
    let mut complaints = Vec::new();
    for source in sources() {
        for (number, line) in source.code() {
            for (path, rooms) in EDGE {
                if names(line, path) && !rooms.contains(&source.room.as_str()) {
                    let place = format!("src/{}:{number}", source.path);
                    complaints.push(format!("{place}: `{path}` has no business here"));
                }
            }
        }
    }
    expect_none(&complaints);
}

#[test]
fn files_are_about_one_thing() {
    let mut complaints = Vec::new();
    for source in sources() {
        let name = source.path.rsplit('/').next().unwrap().trim_end_matches(".rs");
        let vague = ["utils", "util", "common", "helpers", "helper", "types", "misc"];
        if vague.contains(&name) || source.path.split('/').any(|part| vague.contains(&part)) {
            complaints.push(format!("src/{} does not say what it is about", source.path));
        }
        let length = source.text.lines().count();
        if length > LONGEST {
            complaints.push(format!("src/{} has {length} lines", source.path));
        }
    }
    expect_none(&complaints);
}

#[test]
fn nothing_is_unwrapped() {
    let mut complaints = Vec::new();
    for source in sources() {
        for (number, line) in source.code() {
            if line.contains(".unwrap()") {
                complaints.push(format!("src/{}:{number}: {}", source.path, line.trim()));
            }
        }
    }
    expect_none(&complaints);
}

#[test]
fn the_scanner_sees_what_it_looks_for() {
    assert_eq!(rooms_named("use crate::doc::{Block, Kind};"), ["doc"]);
    assert_eq!(rooms_named("use crate::{\n    doc,\n    link::Links,\n};"), ["doc", "link"]);
    assert_eq!(rooms_named("let a = crate::read::read(x) + crate::doc::b();"), ["read", "doc"]);
    assert_eq!(rooms_named("mycrate::doc"), [""; 0]);
    assert!(names("use std::fs;", "std::fs") && !names("std::fsync", "std::fs"));
}

#[test]
fn hayro_is_named_in_one_place() {
    // Its releases change from one to the next: what they change is put right there.
    let elsewhere = sources().into_iter().filter(|it| !it.path.starts_with("read/pdf/file/"));
    let mut complaints = Vec::new();
    for source in elsewhere {
        for (number, line) in source.code().filter(|(_, line)| line.contains("hayro_")) {
            complaints.push(format!("src/{}:{number} names hayro: {}", source.path, line.trim()));
        }
    }
    expect_none(&complaints);
}
