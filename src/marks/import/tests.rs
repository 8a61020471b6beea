//! What other programs wrote is read, found and taken once.

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::marks::out::{Excerpts, Format, write};
use crate::marks::{About, Annotation, Placed};
use crate::text::Text;

fn of(words: &str) -> Vec<Book> {
    read(words.as_bytes()).unwrap_or_else(|error| panic!("{error}: {words}")).1
}

fn said(book: &Book) -> Vec<(&str, &str)> {
    book.quotations.iter().map(|it| (it.words.as_str(), it.remark.as_str())).collect()
}

const CLIPPINGS: &str = "\u{feff}A Book: Its Subtitle (Doe, Ann; Lee, Bo)\r\n\
- Your Highlight on page 12 | Location 180-183 | Added on Sunday, December 18, 2022 3:19:56 PM\r\n\r\n\
The colonists went east.\r\n==========\r\n\
A Book: Its Subtitle (Doe, Ann; Lee, Bo)\r\n\
- Your Highlight on page 12 | Location 180-184 | Added on Sunday, December 18, 2022 3:20:02 PM\r\n\r\n\
The colonists went east. The way was long.\r\n==========\r\n\
A Book: Its Subtitle (Doe, Ann; Lee, Bo)\r\n\
- Your Note on page 12 | Location 184 | Added on Sunday, December 18, 2022 3:21:00 PM\r\n\r\n\
See Stumpp\r\n==========\r\n\
A Book: Its Subtitle (Doe, Ann; Lee, Bo)\r\n\
- Your Bookmark on Location 400 | Added on Monday, December 19, 2022 8:00:00 AM\r\n\r\n\r\n==========\r\n\
Ein Buch (Muster (Jr.))\r\n\
- Ihre Notiz auf Seite 7 | bei Position 96 | Hinzugefügt am Freitag, 8. Mai 2020 17:23:22\r\n\r\n\
Ohne Stelle\r\n==========\r\n";

#[test]
fn clippings_are_read() {
    let books = of(CLIPPINGS);
    assert_eq!(books.len(), 2);
    assert_eq!(books[0].title.as_deref(), Some("A Book: Its Subtitle"));
    assert_eq!(books[0].authors, ["Doe, Ann", "Lee, Bo"]);
    assert_eq!(said(&books[0]), [("The colonists went east. The way was long.", "See Stumpp")]);
    let one = &books[0].quotations[0];
    assert_eq!((one.page.as_deref(), one.made), (Some("12"), Some(1_671_376_802_000)));
    assert_eq!(books[1].authors, ["Muster (Jr.)"]);
    assert_eq!(said(&books[1]), [("", "Ohne Stelle")]);
}

#[test]
fn clippings_are_read_in_the_language_of_the_device() {
    let day = |iso: &str| crate::marks::date::moment(iso);
    let cases = [
        (
            "- La subrayado en la página xii-xiii | posición 12-14 | Añadido el jueves, 12 de octubre de 2023 03:16:45",
            false,
            Some("xii"),
            day("2023-10-12T03:16:45Z"),
        ),
        (
            "- Votre surlignement sur la page 5 | emplacement 60-61 | Ajouté le samedi 1 août 2020 07:08:09",
            false,
            Some("5"),
            day("2020-08-01T07:08:09Z"),
        ),
        (
            "- La tua nota a pagina 7 | posizione 90 | Aggiunto in data lunedì 2 marzo 2020 10:00:00",
            true,
            Some("7"),
            day("2020-03-02T10:00:00Z"),
        ),
        (
            "- Sua nota na página 7 | posição 90 | Adicionado: sexta-feira, 1 de janeiro de 2021 10:00:00",
            true,
            Some("7"),
            day("2021-01-01T10:00:00Z"),
        ),
        (
            "- 您在位置 #1680 的笔记 | 添加于 2022年3月28日星期一 下午8:35:18",
            true,
            None,
            day("2022-03-28T20:35:18Z"),
        ),
        (
            "- 您在第 2 页（位置 #37-38）的标注 | 添加于 2018年12月31日星期一 上午12:56:41",
            false,
            Some("2"),
            day("2018-12-31T00:56:41Z"),
        ),
        (
            "- Ваша заметка на стр. 5 | Место 60 | Добавлено: пятница, 18 мая 2020 г. в 17:23:22",
            true,
            Some("5"),
            day("2020-05-18T17:23:22Z"),
        ),
        (
            "- 3ページ|位置No. 40-41のハイライト |作成日: 2021年5月3日月曜日 21:04:05",
            false,
            Some("3"),
            day("2021-05-03T21:04:05Z"),
        ),
        (
            "- Highlight Loc. 345-47 | Added on Tuesday, May 3, 2011, 12:04 AM",
            false,
            None,
            day("2011-05-03T00:04:00Z"),
        ),
        (
            "- Ihre Markierung bei Position 90-91 | Hinzugefügt am Freitag, 8. Mai 2020 12:23:22",
            false,
            None,
            day("2020-05-08T12:23:22Z"),
        ),
        ("- Your Highlight on Location 5", false, None, None),
    ];
    for (about, note, page, made) in cases {
        let books = of(&format!("T (A)\n{about}\n\nWords.\n==========\n"));
        let one = &books[0].quotations[0];
        let words = if note { ("", "Words.") } else { ("Words.", "") };
        assert_eq!((one.words.as_str(), one.remark.as_str()), words, "{about}");
        assert_eq!((one.page.as_deref(), one.made), (page, made), "{about}");
    }
}

#[test]
fn koreader_is_read_as_it_was_and_as_it_is() {
    let new = "-- we can read Lua syntax here!\nreturn {\n [\"annotations\"] = {\n [1] = { [\"chapter\"] = \"One\", \
               [\"color\"] = \"green\", [\"datetime\"] = \"2026-01-05 21:14:08\", [\"drawer\"] = \"lighten\", \
               [\"pageno\"] = 42, [\"pageref\"] = \"xii\", [\"pos0\"] = \"/body/x\", [\"text\"] = \"Marked\\\nwords\", \
               [\"note\"] = \"Said\" },\n [2] = { [\"text\"] = \"in One\", [\"page\"] = \"/body/x\" },\n },\n \
               [\"doc_pages\"] = 100, [\"doc_props\"] = { [\"title\"] = \"T\", [\"authors\"] = \"A\\\nB\" },\n}\n";
    let books = of(new);
    assert_eq!(said(&books[0]), [("Marked\nwords", "Said")]);
    assert_eq!((books[0].title.as_deref(), books[0].authors.len()), (Some("T"), 2));
    let one = &books[0].quotations[0];
    assert_eq!((one.page.as_deref(), one.colour), (Some("xii"), Some(Colour::Green)));
    assert_eq!((one.share, one.section.as_deref()), (Some(0.415), Some("One")));
    let old = "return { highlight = { [7] = { { text = \"w1\", datetime = \"2020-01-01 10:00:00\" }, \
               { text = \"w2\", datetime = \"2020-01-02 10:00:00\" } } }, bookmarks = { \
               { notes = \"w1\", text = \"Mine\", datetime = \"2020-01-01 10:00:00\", highlighted = true }, \
               { notes = \"w2\", text = \"Page 7 w2 @ 2020-01-02 10:00:00\", datetime = \"2020-01-02 10:00:00\" } }, \
               stats = { title = \"T\" } }";
    assert_eq!(said(&of(old)[0]), [("w1", "Mine"), ("w2", "")]);
    let exported = json!({ "documents": [{ "title": "T", "author": "A", "entries": [
        { "text": "w", "note": "n", "time": 1_700_000_000, "page": 5, "chapter": "C" }] }] });
    assert_eq!(said(&of(&exported.to_string())[0]), [("w", "n")]);
}

#[test]
fn web_annotations_are_read_wherever_they_stand() {
    let row = json!({ "id": "h1", "created": "2024-01-02T03:04:05.678901+00:00", "text": "Said",
        "tags": ["green"], "uri": "https://a.example", "document": { "title": ["T"] },
        "target": [{ "source": "https://a.example", "selector": [
            { "type": "RangeSelector" },
            { "type": "TextQuoteSelector", "exact": "w", "prefix": "p ", "suffix": " s" }] }] });
    let answer = json!({ "id": "h2", "text": "No", "references": ["h1"], "target": [{}] });
    let books = of(&json!({ "rows": [row, answer], "total": 2 }).to_string());
    assert_eq!(said(&books[0]), [("w", "Said")]);
    assert_eq!(books[0].title.as_deref(), Some("T"));
    let one = &books[0].quotations[0];
    assert_eq!((one.prefix.as_str(), one.colour), ("p ", Some(Colour::Green)));
    assert_eq!(one.made, Some(1_704_164_645_678));
    let lines = format!("{{\"format\":\"x\"}}\n{row}\n{row}\n");
    assert_eq!(of(&lines)[0].quotations.len(), 2);
}

#[test]
fn zotero_is_read_in_three_ways() {
    let markdown = "# Annotations\n(5/2/2023, 1:02:03 PM)\n\n\
        “Words \\*of* it” ([Doe and Lee, 2005, p. 45](zotero://select/library/items/IJGQ3J8A)) \
        ([pdf](zotero://open-pdf/library/items/VGHZA9HX?page=69&annotation=537H37EL)) Mine, [see](https://x.org)\n";
    let book = &of(markdown)[0];
    assert_eq!(said(book), [("Words *of* it", "Mine, [see](https://x.org)")]);
    let one = &book.quotations[0];
    assert_eq!((one.id.as_str(), one.page.as_deref()), ("537H37EL", Some("45")));
    let html = "<div data-schema-version=\"9\"><h1>Annotations</h1>\n<p><span class=\"highlight\" \
        data-annotation=\"%7B%22annotationKey%22%3A%22K%22%2C%22color%22%3A%22%235fb236%22%2C%22pageLabel%22%3A%2212%22%7D\">\
        “<span style=\"background-color: #5fb23680\">Some &amp; words</span>”</span> <span class=\"citation\" \
        data-citation=\"x\">(<span class=\"citation-item\">Doe, 2005, p. 12</span>)</span> Mine &lt;too&gt;</p>\n</div>";
    let book = &of(html)[0];
    assert_eq!(said(book), [("Some & words", "Mine <too>")]);
    assert_eq!(book.quotations[0].colour, Some(Colour::Green));
    let items = json!({ "items": [{ "title": "T", "attachments": [{ "title": "x.pdf", "annotations": [
        { "key": "K", "annotationType": "highlight", "annotationText": "w", "annotationComment": "c",
          "annotationColor": "#ffd400", "annotationPageLabel": "9", "dateAdded": "2023-01-02T03:04:05Z" }] }] }] });
    let book = &of(&items.to_string())[0];
    assert_eq!((said(book), book.title.as_deref()), (vec![("w", "c")], Some("T")));
}

#[test]
fn readwise_is_read_by_its_columns() {
    let table = "Highlight,Book Title,Book Author,Note,Color,Location Type,Location,Highlighted at\n\
        \"Words, \"\"so\"\"\nmore\",T,A,'=x,blue,page,12,2023-05-06 07:08:09+00:00\n\n";
    let book = &of(table)[0];
    assert_eq!(said(book), [("Words, \"so\"\nmore", "=x")]);
    assert_eq!(book.quotations[0].page.as_deref(), Some("12"));
    assert_eq!(book.quotations[0].colour, Some(Colour::Blue));
}

#[test]
fn what_is_nothing_is_said() {
    let error = |words: &[u8]| read(words).unwrap_err();
    assert_eq!(error(b"just prose, of all kinds"), ImportError::Unknown);
    assert_eq!(error(b"{}"), ImportError::Empty);
    assert!(error(b"{\n\"a\": }").to_string().contains("in line 2"));
    assert!(error("[".repeat(100_000).as_bytes()).to_string().contains("line 1"));
    assert_eq!(error(&vec![b'x'; LARGEST + 1]), ImportError::TooLarge);
}

const SOURCE: &str = "# One\n\nIt is a truth universally acknowledged, that a man wants something.\n\n\
    Here and there a word. Here and there another.\n\n# Two\n\nHowever little known the feelings may be.\n";

fn placed(text: &Text, marks: &[Annotation]) -> Vec<Placed> {
    let folded = crate::anchor::Folded::of(text.document.text.as_str());
    let place = |it: &Annotation| Placed {
        at: folded.find(&it.anchor),
        annotation: it.clone(),
        carried: false,
    };
    marks.iter().map(place).collect()
}

#[test]
fn quotations_are_found_and_taken_once() {
    let text = Text::new(crate::read::markdown("x.md", SOURCE));
    let about = About { title: Some("A Book".into()), ..About::default() };
    let quotation = |words: &str, remark: &str| Quotation {
        words: words.into(),
        remark: remark.into(),
        made: Some(5),
        ..Quotation::default()
    };
    let book = Book {
        title: Some("A book: edited".into()),
        quotations: vec![
            quotation("“it is a TRUTH universaly acknowledged,”", "So?"),
            quotation("Here and there", ""),
            quotation("words of another edition altogether", ""),
        ],
        ..Book::default()
    };
    let other = Book {
        title: Some("Other".into()),
        quotations: vec![quotation("However little known", "")],
        ..Book::default()
    };
    let books = [book, other];
    let first = take((Origin::Clippings, &books), (&text, &about), &[], &|_| false, 9);
    assert_eq!((first.found, first.orphans, first.known, first.elsewhere), (1, 2, 0, 1));
    assert_eq!(first.marks[0].anchor.exact, "It is a truth universally acknowledged,");
    assert_eq!(first.marks[0].section.as_deref(), Some("One"));
    let marks = placed(&text, &first.marks);
    let known = |id: &str| first.marks.iter().any(|mark| mark.id == id);
    let again = take((Origin::Clippings, &books), (&text, &about), &marks, &known, 99);
    assert_eq!((again.marks.len(), again.known), (0, 3));
    // Marks of one name are told apart, and the same mark twice is one.
    let named = |words: &str| Quotation { id: "n".into(), ..quotation(words, "") };
    let quotations =
        vec![named("universally acknowledged"), named("little known"), named("little known")];
    let one = [Book { quotations, ..Book::default() }];
    let both = take((Origin::Pdf, &one), (&text, &about), &[], &|_| false, 9);
    assert_eq!((both.found, both.known), (2, 1));
    // The same words of another program are the same mark.
    let elsewhere = take((Origin::Readwise, &books), (&text, &about), &marks, &|_| false, 99);
    assert_eq!((elsewhere.marks.len(), elsewhere.known), (0, 3));
    // What was said since is taken up; what was deleted here stays so.
    let mut later = books.clone();
    later[0].quotations[1].remark = "Now.".into();
    let since = take((Origin::Clippings, &later), (&text, &about), &marks, &known, 99);
    assert_eq!((since.marks.len(), since.marks[0].modified), (1, 99));
    let deleted = take((Origin::Clippings, &books), (&text, &about), &[], &known, 99);
    assert_eq!(deleted.marks.len(), 0);
}

/// What goes out comes in again as it was, in whichever format.
#[test]
fn there_and_back() {
    let text = Text::new(crate::read::markdown("x.md", SOURCE));
    let about = About { title: Some("A Book (of sorts)".into()), ..About::default() };
    let quotation = Quotation {
        words: "that a man wants something".into(),
        remark: "-5 \"so\"".into(),
        made: Some(1_796_075_404_000),
        ..Quotation::default()
    };
    let books = [Book { quotations: vec![quotation], ..Book::default() }];
    let taken = take((Origin::Zotero, &books), (&text, &about), &[], &|_| false, 9);
    let marks = placed(&text, &taken.marks);
    let work = [Excerpts::of(&about, &marks, Some(&text), "x.md")];
    for format in [Format::Json, Format::Csv, Format::Clippings] {
        let (origin, books) = read(write(&work, format).as_bytes()).unwrap();
        let back = take((origin, &books), (&text, &about), &[], &|_| false, 9);
        let (one, other) = (&back.marks[0], &taken.marks[0]);
        assert_eq!(
            (&one.anchor, &one.remark, one.created),
            (&other.anchor, &other.remark, other.created)
        );
        let again = take((origin, &books), (&text, &about), &marks, &|_| false, 9);
        assert_eq!((again.marks.len(), again.known), (0, 1), "{format:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]

    /// No file breaks it.
    #[test]
    fn anything_is_read(
        lines in prop::collection::vec(prop_oneof![
            "\\PC{0,20}",
            Just("==========".to_owned()),
            Just("- Your Note on page 9 | Location 99999999999999999999-5 | Added on May 99, 2020 99:99".to_owned()),
            Just("“a” ([b, p. 1](zotero://open-pdf/x?annotation=".to_owned()),
            Just("<span data-annotation=\"%7b%7d\">".to_owned()),
            Just("Highlight,Title".to_owned()),
            Just("return {".to_owned()),
        ], 0..8),
        bytes in prop::collection::vec(any::<u8>(), 0..20),
    ) {
        let _ = read(lines.join("\n").as_bytes());
        let _ = read(&bytes);
    }
}
