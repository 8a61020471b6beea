//! Words: what is made of a text comes back from the disk as it was, and finds what a search finds.

use std::path::PathBuf;

use proptest::prelude::*;

use super::*;
use crate::search::Query;
use crate::text::FileRead;

const TEXT: &str = "---\ntitle: A Text\nauthor: [Jane Doe]\ndate: 1999\n---\n\n# One\n\nIt cites \
    (Kropotkin 1902, p. 33), and says L’État.[^1]\n\n## Two\n\nSecond “words” of it.\n\n[^1]: A note.\n\n\
    # References\n\n- Kropotkin, Peter 1902. *Mutual Aid: A Factor of Evolution*. London, Heinemann. \
    doi:10.1000/xyz123\n";

fn text(markdown: &str, origin: &str, written: u128) -> Text {
    let mut text = Text::new(crate::read::markdown("a.md", markdown));
    origin.clone_into(&mut text.origin);
    text.files = vec![FileRead { path: PathBuf::from(origin), written: (written, 7) }];
    text
}

fn cache() -> (tempfile::TempDir, Cache) {
    let folder = tempfile::tempdir().unwrap();
    let cache = Cache::at(folder.path().join("ibid").join("words-1"));
    (folder, cache)
}

#[test]
fn words_come_back_as_they_were_kept() {
    let (_folder, cache) = cache();
    let text = text(TEXT, "/a.md", 1);
    let words = Words::of(&text).unwrap();
    cache.keep(words.clone()).unwrap();
    let back = cache.entry(words.head.words).unwrap().words().unwrap();
    assert_eq!(back, words);
    assert_eq!(back.head.title.as_deref(), Some("A Text"));
    let work = &back.works[0];
    assert_eq!(work.get(Field::Doi), Some("10.1000/xyz123"));
    assert_eq!(work.cited[0].locator.as_deref(), Some("p. 33"));
    let place = back.text.find("Second").unwrap();
    assert_eq!(back.places.section(place), "Two");
    assert_eq!(back.places.section(back.text.find("A note.").unwrap()), "Note 1");
    let document = bare_document(back.text.into_owned(), &back.folded.steps, back.places.lines);
    assert_eq!(document.line_and_column(place), Some((13, 1)));
}

#[test]
fn one_text_in_two_files_is_kept_once_and_an_edited_one_gives_way() {
    let (_folder, cache) = cache();
    let keep = |markdown: &str, origin: &str, written| {
        cache.keep(Words::of(&text(markdown, origin, written)).unwrap()).unwrap();
    };
    keep(TEXT, "/a.md", 1);
    keep(TEXT, "/b.md", 2);
    keep(TEXT, "/b.md", 3);
    let heads = cache.heads();
    let seen = |head: &Head| head.seen.iter().map(|seen| seen.origin.clone()).collect::<Vec<_>>();
    assert_eq!(heads.iter().map(seen).collect::<Vec<_>>(), [["/a.md", "/b.md"]]);
    keep("# Other\n\nwords now", "/b.md", 4);
    let heads = cache.heads();
    assert_eq!(heads.len(), 2);
    assert!(heads.iter().all(|head| head.seen.len() == 1), "{heads:?}");
    keep("# Other\n\nwords again", "/b.md", 5);
    cache.sweep(|_| true);
    assert_eq!(cache.files().count(), 2, "what no file has any more is removed");
}

#[test]
fn what_is_damaged_is_not_there() {
    let (_folder, cache) = cache();
    let text = text(TEXT, "/a.md", 1);
    let words = Words::of(&text).unwrap();
    cache.keep(words.clone()).unwrap();
    let path = cache.path(words.head.words);
    let whole = std::fs::read(&path).unwrap();
    for cut in [0, 10, LINE_AND_MORE, whole.len() - 1] {
        std::fs::write(&path, &whole[..cut]).unwrap();
        assert!(cache.entry(words.head.words).is_err(), "{cut}");
        assert_eq!(cache.heads(), []);
        cache.keep(words.clone()).unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), whole, "it is made again");
    }
    std::fs::write(&path, &whole[..20]).unwrap();
    cache.sweep(|_| true);
    assert!(!path.exists());
}

const LINE_AND_MORE: usize = 90;

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]
    /// Whatever a search finds in a text, its folded words hold what is sought, and lead to the blocks
    /// the hit stands in.
    #[test]
    fn folded_words_miss_nothing(
        blocks in proptest::collection::vec("([a-zéßŒﬁİıσΣ한漢’“—]{1,5}|[ \n\t]|\u{ad}|\u{301}|क्षि){1,12}", 1..5),
        from in 0_usize..40, length in 1_usize..12,
    ) {
        let mut to = crate::doc::Builder::new();
        for block in &blocks {
            to.open_block(Kind::Verse);
            to.text(block);
            to.close_block();
        }
        let document = to.finish("x");
        let chars: Vec<char> = document.text.chars().collect();
        let from = from.min(chars.len());
        let query: String = chars[from..].iter().take(length).collect();
        let folded = Sought::of(&document);
        let Needle { words: sought, within: in_blocks } = Needle::of(&query);
        let hits = Query::words(&query).and_then(|query| query.find_all(&document.text));
        for hit in hits.unwrap_or_default() {
            let found: Vec<usize> = folded.words.match_indices(&sought).map(|it| it.0).collect();
            let within = |at: &usize| {
                let span = folded.blocks(*at, sought.len(), document.text.len());
                span.start <= hit.start && hit.end <= span.end
            };
            prop_assert!(
                sought.is_empty() || !found.is_empty() && (!in_blocks || found.iter().any(within)),
                "{query:?} in {:?}, {found:?} in {folded:?}", document.text
            );
        }
    }
}
