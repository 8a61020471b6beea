//! Files of marks in a folder: which are a text’s, and what two hands make of one.

use super::*;
use crate::anchor::Anchor;
use crate::marks::Annotation;

fn prose(seed: u64, words: usize) -> String {
    let mut state = seed;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        state >> 40
    };
    (0..words).map(|_| format!("w{} ", next() % 5000)).collect()
}

fn identity(text: &str) -> Identity {
    Identity::of_text(text)
}

fn asked(identity: &Identity) -> Asked<'_> {
    Asked { identity, work: None, file: None }
}

fn about(id: &str) -> About {
    let (title, creators) = (Some("A Text: A Tale".into()), vec!["Ann Author".into()]);
    About { id: id.into(), title, creators, ..About::default() }
}

fn mark(id: &str, modified: u64) -> Annotation {
    let anchor = Anchor { exact: "words".into(), ..Anchor::default() };
    Annotation { id: id.into(), anchor, modified, created: modified, ..Annotation::default() }
}

/// A folder of marks, within one of its own.
fn folder() -> (tempfile::TempDir, MarksFolder) {
    let around = tempfile::tempdir().unwrap();
    let folder = MarksFolder::at(&around.path().join("marks"));
    (around, folder)
}

fn put(folder: &MarksFolder, asked: Asked<'_>, work: &str, id: &str, when: u64) -> PathBuf {
    let change = &mut |file: &mut MarkFile| {
        file.put(mark(id, when));
        Ok(())
    };
    folder.change(asked, || about(work), when, change).unwrap().path.unwrap()
}

fn ids(marks: &Marks) -> Vec<String> {
    marks.file.iter().flat_map(MarkFile::marks).map(|mark| mark.id.clone()).collect()
}

#[test]
fn a_text_is_known_by_its_words() {
    let (_around, folder) = folder();
    let text = prose(1, 2000);
    let (one, other) = (identity(&text), identity(&prose(2, 2000)));
    assert!(folder.of(asked(&one), true).file.is_none());
    let path = put(&folder, asked(&one), "work-1", "a", 1);
    assert_eq!(path.file_name().unwrap(), "author-a-text.jsonl");
    let second = put(&folder, asked(&other), "work-2", "b", 2);
    assert_eq!(second.file_name().unwrap(), "author-a-text-2.jsonl");
    assert_eq!(put(&folder, asked(&one), "not made", "c", 3), path);
    assert_eq!(ids(&folder.of(asked(&one), true)), ["a", "c"]);
    assert_eq!(ids(&folder.of(asked(&other), true)), ["b"]);
    assert_eq!(folder.all().len(), 2);
}

#[test]
fn an_edited_text_keeps_its_marks_under_its_name() {
    let (_around, folder) = folder();
    let text = prose(1, 4000);
    let before = identity(&text);
    put(&folder, asked(&before), "work-1", "a", 1);
    let edited = format!("{}{}", &text[..text.len() / 2], prose(5, 1500));
    let (now, foreign) = (identity(&edited), identity(&prose(9, 3000)));
    let under = |identity| Asked { identity, work: Some("work-1"), file: None };
    assert_eq!(ids(&folder.of(under(&now), true)), ["a"]);
    assert!(folder.of(under(&foreign), true).file.is_none(), "another text under its name");
    // Under another name it is offered, and taken over on request.
    let marks = folder.of(asked(&now), true);
    assert!(marks.file.is_none());
    let [offer] = &marks.offers[..] else { panic!("{:?}", marks.offers) };
    assert_eq!((&*offer.id, offer.count), ("work-1", 1));
    folder.take_over("work-1", &now).unwrap();
    assert_eq!(ids(&folder.of(asked(&now), true)), ["a"]);
    assert!(folder.of(asked(&now), true).offers.is_empty());
    // Marked as it is now, what it was before is still known: it may be restored.
    put(&folder, asked(&now), "not made", "b", 2);
    assert_eq!(ids(&folder.of(asked(&before), true)), ["a", "b"]);
    assert!(folder.take_over("no such", &now).is_err());
}

#[test]
fn copies_of_a_conflict_are_one_file() {
    let (_around, folder) = folder();
    let one = identity(&prose(1, 500));
    let path = put(&folder, asked(&one), "work-1", "a", 1);
    let copy = folder.path().join("author-a-text.sync-conflict-20261130-120000-ABCDEF.jsonl");
    std::fs::copy(&path, &copy).unwrap();
    put(&folder, asked(&one), "not made", "b", 2);
    let theirs = std::fs::read_to_string(&copy).unwrap() + "{\"torn";
    std::fs::write(&copy, theirs.replace("\"a\"", "\"c\"")).unwrap();
    assert_eq!(ids(&folder.of(asked(&one), true)), ["a", "b", "c"]);
    assert_eq!(put(&folder, asked(&one), "not made", "d", 3), path);
    let file = find::read(&path).unwrap();
    assert_eq!(file.marks().count(), 4, "the file has all there is");
    assert_eq!(folder.counts().get(&one.words), Some(&4), "each mark is counted once");
    // A version control that put both sides together.
    let merged = format!("<<<<<<< ours\n{}\n=======\n{theirs}", file.print());
    std::fs::write(&path, merged).unwrap();
    std::fs::remove_file(&copy).unwrap();
    assert_eq!(ids(&folder.of(asked(&one), true)), ["a", "b", "c", "d"]);
}

#[test]
fn marks_beside_a_text_are_its_own() {
    let (around, folder) = folder();
    let text = around.path().join("essay.md");
    let one = identity("a few words");
    let asked = Asked { identity: &one, work: None, file: Some(&text) };
    put(&folder, asked, "work-1", "a", 1);
    let there = folder.of(asked, false).file.unwrap();
    let path = MarksFolder::put_beside(&text, there).unwrap();
    assert_eq!(path, around.path().join("essay.md.marks.jsonl"));
    assert_eq!(put(&folder, asked, "not made", "b", 2), path);
    let other = identity("other words");
    assert_eq!(ids(&folder.of(Asked { identity: &other, ..asked }, false)), ["a", "b"]);
}

#[test]
fn files_that_cannot_be_used_are_left_alone() {
    let (_around, folder) = folder();
    let one = identity(&prose(1, 500));
    let path = put(&folder, asked(&one), "work-1", "a", 1);
    let later = std::fs::read_to_string(&path).unwrap().replace("ibid-marks/1", "ibid-marks/9");
    std::fs::write(&path, &later).unwrap();
    let marks = folder.of(asked(&one), true);
    assert!(marks.file.is_none() && marks.warning.is_some_and(|it| it.contains("later ibid")));
    let new = put(&folder, asked(&one), "work-2", "b", 2);
    assert_ne!(new, path);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), later);
    std::fs::write(folder.path().join("none.jsonl"), "not\nours\n").unwrap();
    std::fs::create_dir(folder.path().join("folder.jsonl")).unwrap();
    assert_eq!(ids(&folder.of(asked(&one), true)), ["b"]);
}

#[test]
fn what_cannot_be_kept_is_said() {
    let around = tempfile::tempdir().unwrap();
    std::fs::write(around.path().join("file"), "").unwrap();
    let folder = MarksFolder::at(&around.path().join("file/marks"));
    let one = identity("a few words");
    let error = folder.change(asked(&one), || about("w"), 1, &mut |_| Ok(())).unwrap_err();
    assert!(error.to_string().starts_with("The mark could not be kept in "), "{error}");
    let home = MarksFolder::at(Path::new("~/vault"));
    assert!(home.path().is_absolute() && home.path().ends_with("vault"));
}

#[test]
fn writers_at_once_lose_nothing() {
    for writers in [2, 10] {
        let (_around, folder) = folder();
        let one = identity(&prose(1, 500));
        std::thread::scope(|scope| {
            for writer in 0..writers {
                let (folder, one) = (&folder, &one);
                scope.spawn(move || {
                    for n in 0..12 {
                        let id = format!("{writer}-{n}");
                        put(folder, asked(one), &format!("work-{writer}"), &id, n);
                    }
                });
            }
        });
        let marks = folder.of(asked(&one), false);
        assert_eq!(ids(&marks).len(), writers * 12);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "one file, and no other");
    }
}

#[test]
fn a_thousand_files_are_looked_through() {
    let (_around, folder) = folder();
    std::fs::create_dir_all(folder.path()).unwrap();
    for n in 0..1000 {
        let mut file = MarkFile::new(about(&format!("work-{n}")));
        file.head.take_note(&identity(&prose(n, 300)), 1);
        file.put(mark("a", 1));
        std::fs::write(folder.path().join(format!("{n}.jsonl")), file.print()).unwrap();
    }
    let one = identity(&prose(77, 300));
    let began = std::time::Instant::now();
    assert_eq!(ids(&folder.of(asked(&one), true)), ["a"]);
    assert!(began.elapsed().as_secs() < 5, "{:?}", began.elapsed());
}
