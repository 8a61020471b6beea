//! Figures: how an image stands in a text, and what keys do with it.

use std::sync::Arc;

use crate::support::Reader;
use ibid::app::layer::image::Seen;
use ibid::app::{Effect, Input};
use ibid::doc::{Document, Kind, MarkKind};
use ibid::picture::{Means, Picture};
use ratatui::style::Color;

const ILLUSTRATED: &str = "\
# Bees\n\nOf bees there are many, and ![a sign](sign.png) stands for each.\n\n\
![A bee on a *thistle*, which is purple](bees/one.png)\n\n\
Words between.\n\n![](two.jpg) ![Three](three.gif)\n\n\
[![Linked](four.png)](https://example.org/four)\n\nThe end.\n";

fn kinds(document: &Document) -> Vec<(Kind, &str)> {
    let blocks = document.blocks.iter();
    blocks.map(|block| (block.kind.clone(), document.words(block.span))).collect()
}

#[test]
fn an_image_alone_is_a_figure() {
    let document = ibid::read::markdown("x.md", ILLUSTRATED);
    let figures = document.blocks.iter().filter(|block| block.kind == Kind::Figure);
    let figures: Vec<&str> = figures.map(|block| document.words(block.span)).collect();
    assert_eq!(figures, ["A bee on a thistle, which is purple", "two Three", "Linked"]);
    let mut reader = Reader::open(ILLUSTRATED, 80, 30);
    let screen = reader.screen();
    for words in [
        "Of bees there are many, and a sign stands for each.",
        "[image: A bee on a thistle, which is purple]",
        "[image: two] [image: Three]",
        "[image: Linked]",
    ] {
        assert!(screen.contains(words), "{words} is not in\n{screen}");
    }
    // It goes over lines as words do, and nothing is wider than the screen.
    assert!(reader.resize(20, 30).screen().contains("[image: A bee on a"), "{}", reader.screen());
    assert!(reader.screen().contains("purple]"), "{}", reader.screen());
}

#[test]
fn a_caption_stands_right_below_its_figure() {
    let page = "<p>Before.</p><figure><img src='a.png' alt='A bee'><figcaption><p>Figure 1. Of \
                bees</p></figcaption></figure><figure><img src='b.png'><figcaption>Without words\
                </figcaption></figure><figure><img src='c.png' alt='The same'><figcaption>The same\
                </figcaption></figure><figure><pre>code</pre><figcaption>Of code</figcaption></figure>\
                <p><img src='spacer.gif'></p><p><img src='line.gif' width=500 height=1></p><p><img \
                src='d.png' width='640' height='480'></p><p><img src='e.png' alt='' width=640 \
                height=480></p><p>After.</p>";
    let document = ibid::read::read("x.html", page.as_bytes()).unwrap();
    assert_eq!(document.check(), Ok(()));
    assert_eq!(
        kinds(&document),
        [
            (Kind::Paragraph, "Before."),
            (Kind::Figure, "A bee"),
            (Kind::Caption, "Figure 1. Of bees"),
            (Kind::Figure, ""),
            (Kind::Caption, "Without words"),
            (Kind::Figure, "The same"),
            (Kind::Code { language: None }, "code"),
            (Kind::Paragraph, "Of code"),
            (Kind::Figure, ""),
            (Kind::Paragraph, "After."),
        ]
    );
    let addresses = document.marks.iter().filter_map(|mark| match &mark.kind {
        MarkKind::Image(image) => Some(&*image.address),
        _ => None,
    });
    assert_eq!(addresses.collect::<Vec<_>>(), ["a.png", "b.png", "c.png", "d.png"]);
    let reader = Reader::of(document, 80, 30);
    let screen = reader.screen();
    assert!(screen.contains("[image: A bee]\n     Figure 1. Of bees\n\n"), "{screen}");
    assert!(screen.contains("[image]\n     Without words\n"), "{screen}");
}

/// A picture, red above and blue below.
fn seen(width: u32, height: u32) -> Seen {
    let colour =
        |at: u32| if at < width * height / 2 { [255, 0, 0, 255] } else { [0, 0, 255, 255] };
    let pixels = (0..width * height).map(colour).collect();
    let picture = Arc::new(Picture { width, height, pixels });
    Seen { picture, size: (width, height), means: Means::Blocks { all_colours: true } }
}

/// The address of the image that is asked for last.
fn asked(reader: &Reader) -> (&str, u32) {
    match reader.effects.last() {
        Some(&Effect::ShowImage(mark) | &Effect::OpenImage(mark)) => {
            (&reader.app.image(mark).unwrap().address, mark)
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_first_figure_is_shown_or_the_chosen_one() {
    let mut reader = Reader::open(ILLUSTRATED, 80, 30);
    // One among words is no figure.
    reader.press("i");
    assert_eq!(asked(&reader).0, "bees/one.png");
    assert!(reader.status().contains("Reading the image"), "{}", reader.status());
    reader.press("Tab Tab");
    assert!(
        reader.status().contains("two.jpg · i shows it, Enter opens it"),
        "{}",
        reader.status()
    );
    reader.press("i");
    assert_eq!(asked(&reader).0, "two.jpg");
    reader.press("Enter");
    assert!(matches!(reader.effects.last(), Some(Effect::OpenImage(_))), "{:?}", reader.effects);
    // What is linked leads where its link does, and can be seen.
    reader.press("Tab Tab");
    assert!(reader.status().contains("https://example.org/four"), "{}", reader.status());
    reader.press("i");
    assert_eq!(asked(&reader).0, "four.png");
    reader.press("Enter");
    let browses = matches!(reader.effects.last(), Some(Effect::Browse(_)));
    assert!(browses, "{:?}", reader.effects);
    let mut reader = Reader::open("Words and ![a sign](sign.png) and words.\n", 80, 30);
    reader.press("i");
    assert_eq!(asked(&reader).0, "sign.png");
    let mut reader = Reader::open("Words.\n", 80, 30);
    assert!(reader.press("i").status().contains("There is no image on the screen."));
}

#[test]
fn an_image_stands_over_the_text_and_leaves_no_trace() {
    for (width, height) in [(80, 24), (120, 40), (200, 60), (30, 8)] {
        let mut reader = Reader::open(ILLUSTRATED, width, height);
        reader.press("Tab");
        let before = (reader.buffer(), reader.app.place(), reader.app.focus());
        for close in ["Esc", "Backspace", "i", "q"] {
            reader.press("i");
            let mark = asked(&reader).1;
            reader.input(Input::Seen { mark, seen: seen(640, 480) });
            let shown = reader.buffer();
            let blocks = shown.content.iter().filter(|cell| cell.symbol() == "▀").count();
            assert!(blocks > 20, "{width}×{height}: {blocks}");
            let red = |cell: &&ratatui::buffer::Cell| cell.bg == Color::Rgb(255, 0, 0);
            let first = shown.content.iter().find(|cell| cell.symbol() == "▀").unwrap();
            assert!(red(&first), "{first:?}");
            assert_eq!(
                shown.content.iter().rfind(|cell| cell.symbol() == "▀").unwrap().fg,
                Color::Rgb(0, 0, 255)
            );
            if width > 60 {
                let screen = reader.screen();
                assert!(
                    screen.contains("A bee on a thistle, which is purple · 640×480"),
                    "{screen}"
                );
                assert!(reader.status().contains("Esc closes · Enter opens it in a viewer"));
            }
            reader.press(close);
            assert!(reader.app.layers().is_empty(), "{close}");
            let after = (reader.buffer(), reader.app.place(), reader.app.focus());
            assert_eq!(before, after, "{width}×{height}, {close}");
        }
        // Other keys are for the text, and Enter opens it.
        reader.press("i");
        let mark = asked(&reader).1;
        reader.input(Input::Seen { mark, seen: seen(3, 900) });
        reader.press("Enter");
        assert_eq!(reader.effects.last(), Some(&Effect::OpenImage(mark)));
        reader.resize(width / 2, height).resize(width, height);
        reader.press("j");
        assert!(reader.app.layers().is_empty());
    }
}

#[test]
fn a_small_image_is_not_made_larger_and_a_small_screen_shows_none() {
    let mut reader = Reader::open(ILLUSTRATED, 80, 24);
    reader.press("i");
    let mark = asked(&reader).1;
    reader.input(Input::Seen { mark, seen: seen(7, 5) });
    let blocks = reader.buffer().content.iter().filter(|cell| cell.symbol() == "▀").count();
    assert_eq!(blocks, 7 * 3);
    reader.resize(3, 3).press("Esc");
    reader.resize(1, 1).press("i");
    reader.input(Input::Seen { mark, seen: seen(7, 5) });
    assert_eq!(reader.buffer().content.len(), 1);
}

#[test]
fn what_is_called_a_caption_after_an_image_is_one() {
    let page = "<div><img src='a.png' alt='A bee'></div>\n<p class='caption'>Of bees</p><p>Words.</p>\
                <p class='caption'>Of words</p><table class='caption'><tr><td>a<td>b</table>";
    let document = ibid::read::read("x.html", page.as_bytes()).unwrap();
    let kinds = kinds(&document);
    assert_eq!(
        kinds[..4],
        [
            (Kind::Figure, "A bee"),
            (Kind::Caption, "Of bees"),
            (Kind::Paragraph, "Words."),
            (Kind::Paragraph, "Of words"),
        ]
    );
    assert!(matches!(kinds[4].0, Kind::Table(_)));
}

#[test]
fn from_one_image_keys_lead_to_the_others() {
    let mut reader = Reader::open(ILLUSTRATED, 100, 30);
    reader.press("i");
    let first = asked(&reader).1;
    reader.input(Input::Seen { mark: first, seen: seen(64, 48) });
    let place = reader.app.place();
    reader.press("Tab");
    let (address, second) = asked(&reader);
    assert_eq!(address, "two.jpg");
    reader.input(Input::Seen { mark: second, seen: seen(30, 40) });
    assert!(reader.screen().contains("two · 30×40"), "{}", reader.screen());
    assert_eq!(reader.app.layers().len(), 1);
    reader.press("S-Tab");
    assert_eq!(asked(&reader).1, first);
    // One that is not there stands in the way of none: what is shown stays, and the next is asked for.
    reader.input(Input::Tell("one.png is missing.".to_owned()));
    reader.press("Tab");
    assert_eq!(asked(&reader).1, second);
    reader.input(Input::Seen { mark: first, seen: seen(64, 48) });
    reader.press("[");
    let sign = asked(&reader).1;
    reader.input(Input::Seen { mark: sign, seen: seen(9, 9) });
    assert!(reader.press("[").status().contains("This is the first image."), "{}", reader.status());
    reader.press("Esc");
    assert_eq!((reader.app.layers().len(), reader.app.place()), (0, place));
}

#[test]
fn what_shows_more_of_a_link_shows_an_image() {
    let mut reader = Reader::open(ILLUSTRATED, 100, 30);
    reader.press("Tab K");
    assert_eq!(asked(&reader).0, "bees/one.png");
    let mut reader = Reader::open(ILLUSTRATED, 100, 30);
    let (x, y) = reader.find("A bee on a").unwrap();
    reader.click(x, y);
    assert!(reader.effects.is_empty() && reader.status().contains("bees/one.png"));
    reader.click(x, y);
    assert_eq!(asked(&reader).0, "bees/one.png");
}

#[test]
fn a_figure_without_words_is_written_as_far_as_a_format_can() {
    let page = "<p>Before.</p><figure><img src='b c.png'></figure><p>After.</p>";
    let document = ibid::read::read("x.html", page.as_bytes()).unwrap();
    assert_eq!(ibid::export::text(&document), "Before.\n\nAfter.\n");
    let markdown = ibid::export::markdown(&document);
    assert!(markdown.ends_with("Before.\n\n![](<b c.png>)\n\nAfter.\n"), "{markdown}");
    let json = ibid::export::json(&document, &ibid::link::link(&document));
    assert!(json.contains("\"b c.png\""), "{json}");
}

#[test]
fn restoring_keeps_images() {
    let subjects = ["mill", "ferry", "harbour", "wheel", "inn", "lamp", "garden", "wall"];
    let broken = subjects.iter().enumerate().map(|(n, it)| {
        let number = n + 11;
        format!(
            "<p>The {it} has words, more than a few of them, and it breaks off in the mid-</p>\
             <p>{number}</p><p>dle of the {it}, which goes on from there to its end.</p>"
        )
    });
    let page = format!(
        "<h1>Pages</h1>{}<figure><img src=a.png></figure><p>Between.</p><figure><img src=b.png \
         alt=Bees></figure><p>The end.</p>",
        broken.collect::<String>()
    );
    let document = ibid::read::read("x.html", page.as_bytes()).unwrap();
    let restored = ibid::restore::restore_anyway(&document).unwrap();
    assert_eq!(restored.check(), Ok(()));
    let images = |document: &Document| -> Vec<String> {
        let images = document.marks.iter().filter_map(|mark| match &mark.kind {
            MarkKind::Image(image) => Some(image.address.to_string()),
            _ => None,
        });
        images.collect()
    };
    assert_eq!(images(&restored), images(&document));
}
