//! The page that `export --to html` writes: nothing of a text gets out of hand in it, and it reads
//! back as the text it was.

use std::collections::HashSet;

use html5gum::{Token, Tokenizer};
use ibid::doc::{Block, Builder, Document, Kind, Mark, MarkKind, Note, Span, Target};
use ibid::link::link;
use ibid::{export, read};
use proptest::prelude::*;

fn page(document: &Document) -> String {
    export::html(document, &link(document))
}

fn again(page: &str) -> Document {
    let document = read::read("page.html", page.as_bytes()).unwrap();
    assert_eq!(document.check(), Ok(()));
    document
}

/// Complains of what a page must not hold: elements that do something, addresses that are run or
/// fetched, links that lead nowhere, a name given twice.
fn faults(page: &str) -> Vec<String> {
    const ELEMENTS: &str = " a aside blockquote body br code dd del details div dl dt em h1 h2 h3 h4 h5 \
                            h6 head header hr html li main meta nav ol p pre section span strong style \
                            sub summary sup table td th thead title tr ul ";
    const ATTRIBUTES: &str =
        " charset class content href http-equiv id lang name role style title value ";
    let mut faults = Vec::new();
    let (mut names, mut aims) = (HashSet::new(), Vec::new());
    for token in Tokenizer::new(page).flatten() {
        let Token::StartTag(tag) = token else { continue };
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        if !ELEMENTS.contains(&format!(" {name} ")) {
            faults.push(format!("an element <{name}>"));
        }
        for (key, value) in &tag.attributes {
            let (key, value) = (String::from_utf8_lossy(key), String::from_utf8_lossy(value));
            if !ATTRIBUTES.contains(&format!(" {key} ")) {
                faults.push(format!("an attribute {key} of <{name}>"));
            }
            let safe = ["#", "http://", "https://", "mailto:"];
            match &*key {
                "href" if !safe.iter().any(|s| value.starts_with(s)) => {
                    faults.push(format!("an address {value}"));
                }
                "href" => aims.extend(value.strip_prefix('#').map(str::to_owned)),
                "id" if !names.insert(value.clone().into_owned()) => {
                    faults.push(format!("two elements {value}"));
                }
                "style" if value.contains("url") => faults.push(format!("a style {value}")),
                _ => {}
            }
        }
    }
    faults
        .extend(aims.into_iter().filter(|aim| !names.contains(&**aim)).map(|a| format!("no {a}")));
    faults
}

/// The words of a part of a text and the labels of the notes among them, whatever white space
/// parts them.
fn words(document: &Document, span: Span) -> Vec<String> {
    let mut text = String::new();
    let mut done = span.start;
    for (place, label, _) in document.note_references_in(span) {
        text.push_str(&document.text[done..place]);
        text.push_str(&format!(" ⟦{label}⟧ "));
        done = place;
    }
    text.push_str(&document.text[done..span.end]);
    let text = text.replace(|c: char| c.is_control() || c == '\u{fffd}', " ");
    // A link that is `#` alone leads from a heading to itself, and is no word.
    text.split_whitespace().filter(|&word| word != "#").map(str::to_owned).collect()
}

fn body(document: &Document) -> Vec<String> {
    document.body().last().map_or(Vec::new(), |last| words(document, Span::new(0, last.span.end)))
}

/// The words of each block of the body that has any.
fn blocks(document: &Document) -> Vec<Vec<String>> {
    let blocks = document.body().iter().map(|block| words(document, block.span));
    blocks.filter(|words| !words.is_empty()).collect()
}

/// The notes by their labels: those nothing refers to stand behind the others in a page.
fn notes(document: &Document) -> Vec<(String, Vec<String>)> {
    let mut notes: Vec<_> = document
        .notes
        .iter()
        .map(|note| (note.label.to_string(), words(document, note.span)))
        .collect();
    notes.sort();
    notes
}

/// Whether a note refers to itself or says nothing, which no author means and no page can say; or
/// whether links lead to places of the text: a raised `x` that leads to a paragraph that begins
/// with `x` refers to a note, whoever made it.
fn is_odd(document: &Document) -> bool {
    let leads = |mark: &Mark| matches!(mark.kind, MarkKind::Link(Target::Place(_)));
    let itself = |number: usize, note: &Note| {
        let mut references = document.note_references_in(note.span);
        references.any(|(_, _, to)| to.is_some_and(|to| to.index() == number))
    };
    let says = |note: &Note| document.words(note.span).contains(char::is_alphanumeric);
    document.marks.iter().any(leads)
        || document
            .notes
            .iter()
            .enumerate()
            .any(|(number, note)| itself(number, note) || !says(note))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, max_global_rejects: 9000, ..ProptestConfig::default() })]

    #[test]
    fn nothing_gets_out_of_hand(document in crate::grammar::document()) {
        let page = page(&document);
        prop_assert_eq!(faults(&page), Vec::<String>::new(), "{}", page);
    }

    #[test]
    fn a_page_reads_back(document in crate::grammar::document()) {
        prop_assume!(!is_odd(&document));
        let page = page(&document);
        let back = again(&page);
        prop_assert_eq!(&back.repairs, &[]);
        let (_, main) = page.split_once("<main>").unwrap();
        prop_assert_eq!(body(&back), body(&document), "{}", main);
        prop_assert_eq!(notes(&back), notes(&document), "{}", main);
        // Two line breaks with nothing between part paragraphs in a page, and a table of one column
        // is none.
        let mut lines = document.text.lines().skip(1);
        let blank = lines.any(|line| line.trim().is_empty());
        let table = |block: &Block| matches!(block.kind, Kind::Table(_));
        if !blank && !document.blocks.iter().any(table) {
            prop_assert_eq!(blocks(&back), blocks(&document), "{}", main);
        }
        let tidy = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
        let title = |document: &Document| document.metadata.title.as_deref().map(tidy);
        let authors = |document: &Document| -> Vec<String> {
            let mut authors: Vec<_> = document.metadata.authors.iter().map(|a| tidy(a)).collect();
            // Two of one name are one.
            authors.dedup();
            authors
        };
        prop_assert_eq!(title(&back), title(&document));
        prop_assert_eq!(authors(&back), authors(&document));
    }
}

#[test]
fn a_note_that_refers_to_its_neighbour_does_not_lead_back() {
    let source = "a[^1]\n\n[^1]: [^3]*b*[^2]\n\n[^2]: 0. [^3]*c*\n\n[^3]: d\n";
    let document = read::markdown("a.md", source);
    assert_eq!(notes(&again(&page(&document))), notes(&document));
    assert_eq!(document.notes.len(), 3);
}

#[test]
fn a_text_that_is_out_to_do_harm() {
    let mut to = Builder::new();
    to.metadata.title = Some("</title><script>alert(1)</script>".to_owned());
    to.metadata.authors = vec!["\"><img src=x onerror=alert(1)>".to_owned()];
    to.metadata.language = Some("en\" onload=\"x".to_owned());
    for address in
        ["javascript:alert(1)", "JaVaScRiPt:x", "data:text/html,<b>", "vbscript:x", "\">x"]
    {
        let link = to.open_link(address);
        to.text("follow me ");
        to.close_mark(link);
    }
    let link = to.open_link("https://x.org/\"onclick=\"alert(1)");
    to.text("</p><iframe>");
    to.close_mark(link);
    to.note_reference("1*");
    to.begin_note("1*");
    to.enter(ibid::doc::Enclosure::Item { marker: "\";}x{background:url(//x)".into() });
    to.text("<style>");
    to.leave();
    to.end_note();
    to.open_block(Kind::Code { language: Some("\" onclick=\"x".into()) });
    to.text("</code></pre><script>");
    let document = to.finish("x");
    let page = page(&document);
    let only = |fault: &String| !fault.starts_with("a style");
    assert_eq!(faults(&page).into_iter().filter(only).collect::<Vec<_>>(), [""; 0], "{page}");
    assert_eq!(page.matches("<script").count() + page.matches("<iframe").count(), 0);
    assert_eq!(page.matches("follow me").count(), 5);
    assert_eq!(body(&again(&page)), body(&document));
    assert_eq!(notes(&again(&page)), notes(&document));
}

#[test]
fn sources_and_citations_lead_to_each_other() {
    let source = "As (Doe 1999) and (Doe 1999, 3) say[^1], not (Lee 2001).\n\n## References\n\n\
                  Doe, Ann. 1999. *One*. London: Verso.\n\nLee, Bo. 2001. *Two*. Paris: Seuil.\n\n\
                  [^1]: See (Doe 1999).\n";
    let page = page(&read::markdown("x", source));
    assert_eq!(faults(&page), [""; 0]);
    for link in ["href=\"#e1\" id=\"c1\">Doe 1999</a>", "href=\"#e2\" id=\"c3\">Lee 2001</a>"] {
        assert!(page.contains(link), "{link} in {page}");
    }
    let backs: Vec<usize> = ["#c1", "#c2", "#c3", "#c4"]
        .map(|to| page.matches(&format!("role=\"doc-backlink\" href=\"{to}\"")).count())
        .into();
    assert_eq!(backs, [1; 4], "{page}");
}

#[test]
fn what_a_person_sees() {
    let source = "---\ntitle: On notes\nauthor: Ann Lee\ndate: '1906'\nlang: en\n---\n\nA *word*[^1], \
                  see [there](https://x.org/?a&b).[^1]\n\n7. seven\n8. eight\n\n| A line\n|   of verse\n\n\
                  [^1]: A note.\n\n    Its end.\n";
    let page = page(&read::markdown("x", source));
    let (head, body) = page.split_once("<main>\n").unwrap();
    assert!(head.contains("<html lang=\"en\">") && head.contains("<title>On notes</title>"));
    assert!(head.contains("<h1 class=\"title\">On notes</h1>\n<p class=\"author\">Ann Lee</p>"));
    let expected = "<div class=\"p\" role=\"paragraph\">A <em>word</em><a class=\"ref\" \
        role=\"doc-noteref\" id=\"r1\" href=\"#n1\"><sup>1</sup></a><aside class=\"note\" \
        role=\"doc-footnote\" id=\"n1\"><a class=\"label\" role=\"doc-backlink\" href=\"#r1\">1</a>\n\
        <p>A note.</p>\n<p>Its end.</p>\n<a class=\"up\" role=\"doc-backlink\" href=\"#r1-2\"></a></aside>, \
        see <a href=\"https://x.org/?a&amp;b\">there</a>.<a class=\"ref\" role=\"doc-noteref\" \
        id=\"r1-2\" href=\"#n1\"><sup>1</sup></a></div>\n<ol>\n<li value=\"7\">\n<p>seven</p>\n</li>\n\
        <li value=\"8\">\n<p>eight</p>\n</li>\n</ol>\n<div class=\"verse\" \
        style=\"white-space:pre-wrap\">A line\n  of verse</div>\n</main>\n</body>\n</html>\n";
    assert_eq!(body, expected);
}

#[test]
fn a_text_that_opens_with_its_title() {
    let source =
        "---\ntitle: Bread\nsubtitle: A history\nauthor: Ann Lee\n---\n\n# Bread\n\nWords.\n";
    let document = read::markdown("x", source);
    let page = page(&document);
    // What belongs to the title stands below it, and no margin is kept for notes.
    let header = "</h1>\n<header id=\"title-block-header\">\n<p class=\"subtitle\">A history</p>\n\
                  <p class=\"author\">Ann Lee</p>\n</header>\n<p>Words.</p>";
    assert!(page.contains(header) && page.contains("<body>"), "{page}");
    assert_eq!(faults(&page), [""; 0]);
    let back = again(&page);
    assert_eq!(body(&back), body(&document));
    assert_eq!(back.metadata.more, [("subtitle".to_owned(), "A history".to_owned())]);
}

#[test]
fn notes_that_nothing_refers_to_are_never_folded() {
    let document = read::markdown("x", "A[^1]\n\n[^1]: One\n[^2]: Two\n");
    let page = page(&document);
    assert!(page.contains("<body class=\"noted\">"));
    assert!(page.contains("<aside class=\"note\" role=\"doc-footnote\" id=\"n1\">"), "{page}");
    assert!(
        page.contains("<aside class=\"note loose\" role=\"doc-footnote\" id=\"n2\">"),
        "{page}"
    );
}

#[test]
fn verse_items_and_metadata_come_back_as_they_were() {
    let source = "---\ntitle: T\ndate: '1906'\nlang: de\n---\n\n| A line\n|   of  verse[^1]\n|\n| end\n\n\
                  - [ ] open\n\n3) three\n\nTerm\n:   Meaning\n\n| a | b |\n| --- | --: |\n| c | d |\n\n\
                  ``` rust\n  fn a() {\n```\n\n> q\n\n* * *\n\n[^1]: N\n";
    let document = read::markdown("x", source);
    let back = again(&page(&document));
    assert_eq!(export::markdown(&back), export::markdown(&document));
}

#[test]
fn a_note_parts_no_paragraph_or_verse_and_takes_no_heading() {
    for source in [
        "A *word[^1] and* more[^2] of it[^1].\n\n[^1]: One.\n\n    Its end.\n[^2]: Two.\n",
        "| A line[^1]\n|\n|   of[^2] verse\n\n[^1]: One.\n[^2]: Two.\n",
        "- An item[^1] goes on\n\n> A quotation[^2], too.\n\n[^1]: One.\n[^2]: Two.\n",
        "Words.\n\n> # Of bees\n\n[^1]: Nothing refers to it.\n",
    ] {
        let document = read::markdown("x", &format!("---\ntitle: T\n---\n\n{source}"));
        let back = again(&page(&document));
        assert_eq!(export::markdown(&back), export::markdown(&document));
        assert_eq!(back.repairs, []);
    }
}

#[test]
fn an_empty_text_is_a_page() {
    let page = page(&Document::default());
    assert_eq!(faults(&page), [""; 0]);
    assert!(page.ends_with("<main>\n</main>\n</body>\n</html>\n"));
}

/// The page with a picture for each image, whatever it is.
fn illustrated(document: &Document) -> String {
    let images = document.marks.iter().filter_map(|mark| match &mark.kind {
        MarkKind::Image(image) => Some((image.address.clone(), PICTURE.to_owned())),
        _ => None,
    });
    export::html_with(document, &link(document), &images.collect())
}

const PICTURE: &str = "data:image/png;base64,AAAA";

#[test]
fn images_stand_in_the_page_as_figures() {
    let source = "<p>In <img src='a.png' alt='a \"sign\"'> words.</p><figure><img src='b.png' \
                  alt='Bees'><figcaption>Of <em>bees</em></figcaption></figure><figure><img src='c.png'>\
                  </figure><p><a href='https://a.b'><img src='d.png' alt='Linked'></a></p>";
    let document = read::read("x.html", source.as_bytes()).unwrap();
    let page = illustrated(&document);
    for part in [
        &format!("<p>In <img src=\"{PICTURE}\" alt=\"a &quot;sign&quot;\"> words.</p>"),
        &format!(
            "<figure><img src=\"{PICTURE}\" alt=\"Bees\">\n<figcaption>\n<p>Of <em>bees</em></p>\n\
                  </figcaption>\n</figure>"
        ),
        &format!("<figure><img src=\"{PICTURE}\" alt=\"\">\n</figure>"),
        &format!("<a href=\"https://a.b\"><img src=\"{PICTURE}\" alt=\"Linked\"></a>"),
    ] {
        assert!(page.contains(part), "{part} is not in\n{page}");
    }
    let kinds = |document: &Document| -> Vec<(Kind, String)> {
        let blocks = document.blocks.iter();
        blocks.map(|block| (block.kind.clone(), document.words(block.span).to_owned())).collect()
    };
    assert_eq!(kinds(&again(&page)), kinds(&document));
    // Without pictures words stand for them, and nothing is fetched.
    let bare = self::page(&document);
    assert_eq!(faults(&bare), [""; 0]);
    assert!(bare.contains("<span class=\"image\">Bees</span>") && !bare.contains("<img"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn a_page_with_pictures_says_as_much(document in crate::grammar::document()) {
        let page = illustrated(&document);
        let pictures = page.matches("<img ").count();
        prop_assert_eq!(page.matches(&format!("<img src=\"{PICTURE}\" alt=\"")).count(), pictures);
        prop_assert_eq!(page.matches("<figure").count(), page.matches("</figure>").count());
        let others = page.replace(&format!("<img src=\"{PICTURE}\" alt="), "<p title=");
        let others = others.replace("<figure", "<div").replace("<figcaption", "<div");
        prop_assert_eq!(faults(&others), Vec::<String>::new());
    }
}
