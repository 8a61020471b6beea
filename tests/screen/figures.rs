//! Figures: how an image stands in a text, and what keys do with it.

use crate::support::Reader;
use ibid::doc::{Document, Kind, MarkKind};

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
                <p><img src='spacer.gif'></p><p>After.</p>";
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
            (Kind::Paragraph, "After."),
        ]
    );
    let addresses = document.marks.iter().filter_map(|mark| match &mark.kind {
        MarkKind::Image(image) => Some(&*image.address),
        _ => None,
    });
    assert_eq!(addresses.collect::<Vec<_>>(), ["a.png", "b.png", "c.png"]);
    let reader = Reader::of(document, 80, 30);
    let screen = reader.screen();
    assert!(screen.contains("[image: A bee]\n     Figure 1. Of bees\n\n"), "{screen}");
    assert!(screen.contains("[image]\n     Without words\n"), "{screen}");
}
