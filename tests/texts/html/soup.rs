//! Broken pages: none loses a word, and none takes long.

use ibid::read::read;
use proptest::prelude::*;

use super::{body, page};
use crate::timing::time_spent;

#[test]
fn broken_pages_keep_their_words() {
    let cases = [
        ("<p>One<p>two</b> <i>three", "One\ntwo three"),
        ("<title/><p>The book", "The book"),
        ("<a name=x>Text <a href=y>link</a> after", "Text link after"),
        ("<b><p>One</b> two</p>", "One two"),
        ("<ul><li>a<li>b</ul>c", "a\nb\nc"),
        ("one<br>two<br><br>three", "one\ntwo\nthree"),
        ("<p>&nbsp;</p><p>&nbsp;&nbsp;Indented</p>", "Indented"),
        ("<table><tr><td>a<td>b<tr><td>c<td>d</table>", "a\tb\nc\td"),
        ("<div><span>a</div>b", "a\nb"),
        ("<p>a < b &amp; c &unknown; &#0;", "a < b & c &unknown; \u{fffd}"),
        ("<style>p { x }</style><p>a<!-- b --> c", "a c"),
        // What is never closed takes nothing with it.
        ("<p>one</p><!-- two<p>three</p>", "one\n<!-- two\nthree"),
        ("<p>one<!-- <!-- a --><p>two", "one\ntwo"),
        ("one <? two <p>three", "one <? two\nthree"),
        ("<p>one<?php if ($a < 2) echo ?> two", "one two"),
        ("<p>one <![CDATA[two]]> three", "one two three"),
        ("<p>one<script>let x = 1;<p>two<script>three", "one\ntwothree"),
        ("<p>one</p><style>p { x }<p>two</style>", "one"),
        ("<style>p { x } <p>one <b>two</b>", "one two"),
        ("<p>one<style>two three", "onetwo three"),
        ("<p class=\"x>one</p><p>two", "one\ntwo"),
        ("one <b two", "one <b two"),
        ("<p>one <audio src=u>two</p>three", "one two\nthree"),
        ("<p>one <noscript>two", "one two"),
        ("<head><title>T</title>one <b>two</b>", "one two"),
        // Nor does a heading; what stands in one stays its own.
        ("<h2>One</p><p>two</p><h2>Three</h2>", "One\ntwo\nThree"),
        ("<h3>One<h3><p>two", "One\ntwo"),
        ("<h2><p>One</p><p>two</p></h2>three", "One\ntwo\nthree"),
        // Cells outside of a row are a row, and words outside of the body are read.
        ("<table><td>a<td>b<tr><td>c<td>d</table>", "a\tb\nc\td"),
        ("<table>a<tr>b<td>c</td></tr></table>d", "a\nb\nc\nd"),
        ("<td>a<td>b<p>c", "a\nb\nc"),
        ("<html><body><p>one</body></html><p>two", "one\ntwo"),
        ("<p>zero<body><p>one</body>", "zero\none"),
    ];
    for (source, expected) in cases {
        assert_eq!(body(&page(source)), expected, "{source}");
    }
}

#[test]
fn depth_and_size_are_bounded() {
    let cases = [
        "<div>".repeat(50_000) + "deep",
        "<b><i>".repeat(20_000) + "deep" + &"</b>".repeat(20_000),
        "<ul><li>".repeat(20_000) + "deep",
        "<table><tr><td colspan=99999 rowspan=99999>".repeat(300) + "deep",
        "</div>".repeat(50_000) + "deep",
        "<p deep ".to_owned() + &"a=b ".repeat(50_000) + ">deep",
        "<a href=#x id=x>1</a>".repeat(20_000) + "deep",
        "<li id=n><a href=#n>1</a>".repeat(20_000) + "deep",
        "<p>a[1]<p>[1] b".repeat(20_000) + "deep",
        "<p>[1] b<p>[2] c".repeat(20_000) + "deep",
        "<p>a".to_owned()
            + &"<sup class=footnote>1</sup><span class=footnote-text>b</span>".repeat(20_000)
            + "deep",
        "<figure><img alt=a src=b>".to_owned()
            + &"<img alt=c src=d>".repeat(20_000)
            + "<figcaption>deep",
        "<figure><img alt=a src=b><figcaption>a</figcaption></figure>".repeat(10_000) + "deep",
        "<p><a href=#n>word</a>".repeat(10_000) + "<ol class=footnotes><li id=n>word deep",
        "<p><a role=doc-noteref>1</a>".repeat(20_000) + "deep",
        "<!-- <script><style>".repeat(20_000) + "deep",
        "<? <p>".repeat(20_000) + "deep",
        "<? ".repeat(50_000) + "deep",
        "<![CDATA[<script>".repeat(20_000) + "<p>deep",
        "<p a=\"x'><script>".repeat(20_000) + "<p>deep",
        "<h2>a<p>b".repeat(20_000) + "deep",
        "<svg><select><audio>".repeat(20_000) + "deep",
    ];
    for source in cases {
        let began = time_spent();
        let document = page(&source);
        assert!(document.text.contains("deep"), "{}…", &source[..40]);
        let took = time_spent() - began;
        assert!(took.as_secs() < 30, "{}… took {took:?}", &source[..40]);
    }
}

/// Tags of every sort, whole and broken, and the words between them.
fn soup() -> impl Strategy<Value = String> {
    let tag = prop::sample::select(vec![
        "p",
        "div",
        "b",
        "i",
        "a",
        "ul",
        "ol",
        "li",
        "table",
        "tr",
        "td",
        "th",
        "blockquote",
        "pre",
        "h1",
        "h2",
        "sup",
        "span",
        "dl",
        "dt",
        "dd",
        "q",
        "em",
        "section",
        "br",
        "hr",
        "ruby",
        "rt",
        "tbody",
        "figure",
        "figcaption",
        "hgroup",
    ]);
    let attribute = prop::sample::select(vec![
        "",
        " class=verse",
        " class=stanza",
        " id=w1",
        " href=#w1",
        " class=footnote",
        " id=fn1",
        " href=#fn1",
        " colspan=2",
        " rowspan=3",
        " start=4",
        " class=x",
        " lang=de",
        " style='font-style:italic'",
        " class=sidenote",
        " epub:type=footnote",
        " href=",
    ]);
    // Without the letters of Roman numbers: those are labels, which are kept beside the words.
    let piece = (0..8u8, tag, attribute, "[abd-hjkm-uwyz]{4,9}").prop_map(
        |(kind, tag, attribute, word)| match kind {
            0..3 => format!("<{tag}{attribute}>"),
            3 => format!("</{tag}>"),
            4 => format!("<{tag}{attribute}/>"),
            5 => format!(" {word}\n"),
            6 => word,
            _ => format!("&amp;{word}&nbsp;"),
        },
    );
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// The words between the tags of a soup.
fn words_between(source: &str) -> String {
    let mut words = String::new();
    let mut inside = false;
    for c in source.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => words.push(c),
            _ => {}
        }
    }
    words.replace("&amp;", "").replace("&nbsp;", "")
}

/// The words of the headings of a soup, and no less: up to the next block that begins. What ends
/// before may be of nothing that was open, or stand across what was.
fn headings(source: &str) -> String {
    const WITHIN: [&str; 14] =
        ["b", "i", "a", "sup", "span", "q", "em", "br", "ruby", "rt", "tbody", "tr", "td", "th"];
    let (mut words, mut inside) = (String::new(), false);
    for part in source.split('<').skip(1) {
        let (tag, after) = part.split_once('>').unwrap_or((part, ""));
        let name = tag.trim_matches('/').split([' ', '/']).next().unwrap_or("");
        inside = matches!(name, "h1" | "h2")
            || inside && (tag.starts_with('/') || WITHIN.contains(&name));
        if inside {
            words.push_str(after);
        }
    }
    words.replace("&amp;", "").replace("&nbsp;", "")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn no_letter_of_tag_soup_is_lost(source in soup()) {
        let source = format!("<!doctype html>{source}");
        let document = page(&source);
        let letters = |text: &str| {
            let mut letters: Vec<char> = text.chars().filter(char::is_ascii_lowercase).collect();
            letters.sort_unstable();
            letters
        };
        let expected = words_between(&source);
        prop_assert!(document.repairs.is_empty());
        // The heading of a list of notes gives way to their own; nothing else is lost.
        let mut rest = letters(&expected);
        for letter in letters(&document.text) {
            let at = rest.iter().position(|&other| other == letter);
            prop_assert!(at.is_some(), "{letter} of {:?}", document.text);
            rest.swap_remove(at.unwrap_or(0));
        }
        let headings = letters(&if document.notes.is_empty() { String::new() } else { headings(&source) });
        for letter in &rest {
            let count = |all: &[char]| all.iter().filter(|&other| other == letter).count();
            prop_assert!(count(&rest) <= count(&headings), "{letter} is lost of {:?}", document.text);
        }
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let page = [b"<html>", bytes.as_slice()].concat();
        if let Ok(document) = read("x.html", &page) {
            prop_assert_eq!(document.check(), Ok(()));
        }
    }

    #[test]
    fn any_signs_are_read(signs in "[<>/a-c =\"'&;#!\\-\\[\\]1^]{0,120}") {
        let document = page(&format!("<html>{signs}"));
        prop_assert_eq!(document.check(), Ok(()));
    }
}

#[test]
fn a_tag_that_nothing_ends_is_read_once() {
    for (source, read) in [
        ("<p>One. </><b=[\"", "One. <b=[\""),
        ("<p>One. </></><i b=\"c>Two", "One. Two"),
        ("<p>One. </><c'<!\"", "One. <c'<!\""),
    ] {
        assert_eq!(body(&page(&format!("<!doctype html>{source}"))), read, "{source}");
    }
}

#[test]
fn frames_and_titles_that_nothing_closes_hide_no_words() {
    for (source, read) in [
        ("<p>One<iframe src=x> two <b>three</b><p>Four.", "One two three\nFour."),
        ("<body><p>One.</p><title>Two<p>Three.", "One.\nTwo\nThree."),
        ("<head><title>Two</title><body><p>Three.", "Three."),
        ("<body><p>One.</p><iframe>Two</iframe><p>Three.", "One.\nThree."),
    ] {
        assert_eq!(body(&page(&format!("<!doctype html>{source}"))), read, "{source}");
    }
}
