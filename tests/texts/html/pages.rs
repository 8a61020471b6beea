//! What a page holds: blocks and marks, verse, tables; and what of it is the text.

use ibid::doc::{Enclosure, Kind, MarkKind, Target};

use super::{body, notes, page};

#[test]
fn blocks_and_marks() {
    let document = page(
        "<html lang=de><title>Das Buch - Verlag</title><meta name=author content='Ann Lee'><h1>Das \
         Buch</h1><p>Ein <em>Wort <b>und</b></em> <a href='#two'>zwei</a>, H<sub>2</sub>O.<p>Zweiter \
         <q>Satz</q>.<ul><li>a<li>b<ol start=3 type=i><li>c</ol></ul><blockquote><p>Zitat</p>\
         </blockquote><pre><code class='language-rust'>fn a() {\n    1\n}</code></pre><hr>\
         <h2 id=two>Zwei<br>Zeilen</h2><dl><dt>Wort</dt><dd>Sinn</dd></dl><figure>\
         <img src=a.png alt='Ein Bild'><figcaption>Unterschrift</figcaption></figure>",
    );
    assert_eq!(document.metadata.title.as_deref(), Some("Das Buch"));
    assert_eq!(document.metadata.authors, ["Ann Lee"]);
    assert_eq!(document.metadata.language.as_deref(), Some("de"));
    let expected = "Das Buch\nEin Wort und zwei, H2O.\nZweiter “Satz”.\na\nb\nc\nZitat\nfn a() {\n    1\n}\n\nZwei\nZeilen\nWort\nSinn\nEin Bild\nUnterschrift";
    assert_eq!(body(&document), expected);
    let markers: Vec<String> = document
        .blocks
        .iter()
        .filter_map(|block| match document.around(block).next() {
            Some((_, Enclosure::Item { marker })) => Some(marker.to_string()),
            _ => None,
        })
        .collect();
    assert_eq!(markers, ["•", "•", "iii."]);
    let target = document.marks.iter().find_map(|mark| match mark.kind {
        MarkKind::Link(Target::Place(place)) => Some(&document.text[place..]),
        _ => None,
    });
    assert!(target.is_some_and(|words| words.starts_with("Zwei\n")), "{target:?}");
    let emphasised: Vec<&str> = document
        .marks
        .iter()
        .filter(|mark| mark.kind == MarkKind::Emphasis)
        .map(|mark| document.words(mark.span))
        .collect();
    assert_eq!(emphasised, ["Wort und"]);
    assert!(document.blocks.iter().any(|block| block.kind == Kind::Rule));
    assert!(
        document
            .blocks
            .iter()
            .any(|block| { block.kind == Kind::Code { language: Some("rust".into()) } })
    );
}

#[test]
fn verse_keeps_its_lines() {
    let pages = [
        "<div class=verse>One line<br />\n&#160;&#160;two lines<br /><br />A stanza</div>",
        "<div class=poem><div class=stanza><div class=line>One line</div><div class=line>&nbsp;&nbsp;two \
         lines</div></div><div class=stanza><div class=line>A stanza</div></div></div>",
        "<blockquote epub:type='z3998:verse'><p><span>One line</span><br/><span class=i1>&nbsp;&nbsp;two \
         lines</span></p><p><span>A stanza</span></p></blockquote>",
    ];
    for source in pages {
        let document = page(source);
        assert_eq!(body(&document), "One line\n  two lines\nA stanza", "{source}");
        assert!(document.blocks.iter().all(|block| block.kind == Kind::Verse), "{source}");
        assert_eq!(document.blocks.len(), 2);
    }
}

#[test]
fn verse_keeps_its_indents() {
    let cases = [
        // Steps, as some books count them, and blanks, as others do.
        "<blockquote epub:type='z3998:verse'><p><span>One</span><br/><span class=i1>two</span><br/><span \
         class=i2>three</span></p></blockquote>",
        "<div class=poem><div class=stanza><span class=i0>One<br></span><span class=i2>two<br></span><span \
         class=i4>three<br></span></div></div>",
        "<div class=poem><div class=stanza><div class=line>One</div><div class=line \
         style='margin-left: 1em'>two</div><div class=line style='padding-left:2em'>three</div></div></div>",
        "<div class=verse><p class=line>One</p><p class='line indent1'>two</p><p class='line \
         indent2'>three</p></div>",
    ];
    for source in cases {
        let document = page(source);
        let lines = document.text.lines().collect::<Vec<_>>();
        assert_eq!(lines, ["One", "  two", "    three"], "{source}");
    }
    // Words in a line of prose are not set in.
    assert_eq!(body(&page("<p>One <span class=i2>two</span></p>")), "One two");
}

#[test]
fn pictures_stand_apart_from_words() {
    let cases = [
        ("<p>One<img alt='two three' src=a>four", "One two three four"),
        ("<p>One (<img alt='two' src=a>), three", "One (two), three"),
        ("<p>One<img alt=two src=a>.", "One two."),
        ("<p><img alt=O src=a>nce", "Once"),
        ("<p>One<img alt='' src=a>two", "Onetwo"),
    ];
    for (source, expected) in cases {
        assert_eq!(body(&page(source)), expected, "{source}");
    }
}

#[test]
fn links_lead_to_parts_of_tables() {
    for part in [
        "<table><tr><td>a<td>b<tr id=x><td>here<td>d</table>",
        "<table><tbody><tr><td>a<td>b<tbody id=x><tr><td>here<td>d</table>",
        "<table><thead id=x><tr><th>here<th>d<tbody><tr><td>a<td>b</table>",
        "<table><colgroup><col id=x><col></colgroup><tr><td>here<td>b</table>",
    ] {
        let document = page(&format!("<p><a href='#x'>there</a></p>{part}"));
        let place = document.marks.iter().find_map(|mark| match mark.kind {
            MarkKind::Link(Target::Place(place)) => Some(place),
            _ => None,
        });
        assert!(place.is_some_and(|place| document.text[place..].starts_with("here")), "{part}");
    }
}

#[test]
fn articles_of_distill_bring_their_sources() {
    let source = "@book{loom, title={The Loom}, author={Doe, Ann}, year={1902}}\n\
        @book{warp, title={The Warp}, author={Roe, Bo}, year={1910}}";
    let old = "<dt-article><p>One<dt-fn>First.</dt-fn> as shown<dt-cite key=\"loom,warp\"></dt-cite>.</p></dt-article>\
        <script type=\"text/bibliography\">";
    let new = "<d-front-matter><script type=\"text/json\">{}</script></d-front-matter><d-article><p>One<d-footnote>\
        First.</d-footnote> as shown <d-cite key=\"loom,warp\"></d-cite>.</p></d-article><d-bibliography><script \
        type=\"text/bibtex\">";
    for page_of in [old, new] {
        let document = page(&format!("<html><body>{page_of}{source}</script></body></html>"));
        assert_eq!(body(&document), "One{1=0} as shown (Doe 1902; Roe 1910).", "{page_of}");
        assert_eq!(notes(&document), "1: First.");
        assert_eq!(document.references.len(), 2);
    }
    // A file beside the page is named, and read by whoever may.
    let document =
        page("<p>So <d-cite key=a-b></d-cite>.</p><d-bibliography src='a.bib'></d-bibliography>");
    assert_eq!(body(&document), "So [@{a-b}].");
    assert_eq!(document.metadata.more, [("bibliography".to_owned(), "a.bib".to_owned())]);
    // The list that was made of them is the one that is cited.
    let document = page(
        "<d-article><p>As shown <d-cite key='warp'></d-cite>.</p></d-article><d-citation-list><h3>References</h3><ol \
         class=references><li id=loom>Doe, Ann. 1902. The Loom.</li><li id=warp>Roe, Bo. 1910. The \
         Warp.</li></ol></d-citation-list>",
    );
    let expected = "As shown [2].\nReferences\nDoe, Ann. 1902. The Loom.\nRoe, Bo. 1910. The Warp.";
    assert_eq!(body(&document), expected);
    let place = document.marks.iter().find_map(|mark| match mark.kind {
        MarkKind::Link(Target::Place(place)) => Some(place),
        _ => None,
    });
    assert!(place.is_some_and(|place| document.text[place..].starts_with("Roe")));
}

#[test]
fn tables_have_rows_and_cells() {
    let document = page(
        "<table><caption>Sums</caption><tfoot><tr><td>All</td><td align=right>3</td></tr></tfoot><thead>\
         <tr><th>What</th><th>Sum</th></tr></thead><tbody><tr><td rowspan=2>A</td><td><p>1</p></td></tr>\
         <tr><td>2</td></tr><tr><td colspan=2>wide</td></tr></tbody></table>",
    );
    let Kind::Table(table) = &document.blocks[1].kind else { panic!("{:?}", document.blocks) };
    let rows: Vec<Vec<&str>> = table
        .rows
        .iter()
        .map(|row| row.iter().map(|&cell| document.words(cell)).collect())
        .collect();
    assert_eq!(rows, [["What", "Sum"], ["A", "1"], ["", "2"], ["wide", ""], ["All", "3"]]);
    assert!(table.header);
    assert_eq!(document.words(document.blocks[0].span), "Sums");
    // A table that lays out a page is none.
    let document = page("<table><tr><td><ul><li>Menu</ul><td><h1>Title</h1><p>Text</table>");
    assert_eq!(body(&document), "Menu\nTitle\nText");
}

#[test]
fn the_article_and_not_the_site() {
    let prose = "This is a sentence of the article, and it is long enough to be one. ".repeat(4);
    let pages = [
        format!(
            "<body><header><a href=/>Site</a><nav><a href=/a>A</a></nav></header><main><h1>Title</h1><p>{prose}</p></main><footer>© Site</footer>"
        ),
        format!(
            "<body><div id=nav-bar><a href=/a>A</a> <a href=/b>B</a> <a href=/c>C</a></div><div class=content><h1>Title</h1><p>{prose}</p></div><div class=footer-links><a href=/a>A</a> <a href=/b>B</a> <a href=/c>C</a></div>"
        ),
        format!(
            "<body><table><tr><td><a href=/a>A</a><br><a href=/b>B</a><br><a href=/c>C</a></td><td><h1>Title</h1><p>{prose}</p></td></tr></table>"
        ),
        format!(
            "<body><ul><li><a href=/a>A</a></li><li><a href=/b>B</a></li><li><a href=/c>C</a></li></ul><header id=title-block-header><h1>Title</h1></header><p>{prose}</p><script>var a = '<p>no</p>';</script>"
        ),
        format!(
            "<body><nav><ul><li><a href=/a>A</a></ul></nav><article><h1>Title</h1><p>{prose}</p></article><aside class=related><a href=/a>A</a> <a href=/b>B</a> <a href=/c>C</a></aside>"
        ),
    ];
    for source in pages {
        let document = page(&source);
        assert_eq!(body(&document), format!("Title\n{}", prose.trim()), "{source}");
    }
    // What its own makers leave out in print, and the ways to its parts.
    let document = page(
        "<body lang=en-GB><h1>Title</h1><div class='ws-noexport noprint'><a href=/a>← A</a> Part of B</div>\
         <div class=table-of-contents><p><a href='#a'>One</a></p></div><h2 id=a>One</h2><p>Words<sup \
         class='noprint'>[<a href=/c>citation needed</a>]</sup>.</p>",
    );
    assert_eq!(body(&document), "Title\nOne\nWords.");
    assert_eq!(document.metadata.language.as_deref(), Some("en-GB"));
}

#[test]
fn nothing_of_an_article_is_lost() {
    // A claim that holds little of the prose is not believed; notes in the foot are notes.
    let prose =
        "Words of the text that no one may lose, whatever the page says of them. ".repeat(5);
    let document = page(&format!(
        "<body><main><p>Teaser.</p></main><div><p>{prose}</p><p>More<sup><a href=#fn1>1</a></sup></p></div>\
         <footer><ol><li id=fn1>Note.</li></ol></footer>"
    ));
    assert_eq!(body(&document), format!("Teaser.\n{}\nMore{{1=0}}", prose.trim()));
    assert_eq!(notes(&document), "1: Note.");
    // A list of links is the author's where the page says what its text is, or a heading what it is.
    let links = "<p><a href=/a>A</a> <a href=/b>B</a> <a href=/c>C</a></p>";
    let document = page(&format!("<body><main><p>{prose}</p>{links}</main>"));
    assert_eq!(body(&document), format!("{}\nA B C", prose.trim()));
    let document = page(&format!("<body><p>{prose}</p><h2>More</h2>{links}"));
    assert_eq!(body(&document), format!("{}\nMore\nA B C", prose.trim()));
}

#[test]
fn lists_of_sources_are_no_menus() {
    let prose =
        "Words of the text, which go on for long enough to be a paragraph of it. ".repeat(3);
    let work = |name: &str| format!("<li><a href=/x>{name}</a></li>");
    let works = work("Doe, Ann. The Loom. Leeds: Wool, 1902.")
        + &work("Roe, Bo. The Shuttle. York: Weft, 1910.")
        + &work("Moe, Cy. The Warp. Hull: Web, 1921.");
    let lines = "Doe, Ann. The Loom. Leeds: Wool, 1902.\nRoe, Bo. The Shuttle. York: Weft, 1910.\nMoe, Cy. The Warp. Hull: Web, 1921.";
    let names = work("The Loom") + &work("The Shuttle") + &work("The Warp");
    for (source, expected) in [
        (format!("<p>{prose}</p><ul>{works}</ul>"), lines.to_owned()),
        (format!("<p>{prose}</p><footer><ul>{works}</ul></footer>"), lines.to_owned()),
        (
            format!("<p>{prose}</p><p><b>Sources</b></p><ul>{names}</ul>"),
            "Sources\nThe Loom\nThe Shuttle\nThe Warp".to_owned(),
        ),
        (format!("<p>{prose}</p><ul>{names}</ul>"), String::new()),
        (
            format!(
                "<p>{prose}</p><table><tr><th>Made of<td><a href=/a>wool</a> <a href=/b>and</a> <a href=/c>flax</a></table>"
            ),
            "Made of\twool and flax".to_owned(),
        ),
    ] {
        let expected = format!("{}\n{expected}", prose.trim());
        assert_eq!(body(&page(&format!("<body>{source}"))), expected.trim_end(), "{source}");
    }
}

#[test]
fn the_head_of_an_article_is_of_it() {
    let prose =
        "Words of the text, which go on for long enough to be a paragraph of it. ".repeat(3);
    let expected = format!("Title\nWhat it is about.\n{}", prose.trim());
    for source in [
        format!(
            "<title>Title</title><div><h1>Title</h1><p>What it is about.</p><ul class=share><li><a href=/a>A</a>\
             <li><a href=/b>B</a><li><a href=/c>C</a></ul></div><article><p>{prose}</p></article>"
        ),
        format!(
            "<article><header><h2>Title</h2><p>What it is about.</p></header><div \
             itemprop=articleBody><p>{prose}</p></div></article>"
        ),
    ] {
        assert_eq!(body(&page(&format!("<html>{source}"))), expected, "{source}");
    }
}

#[test]
fn a_picture_is_said_once_and_a_formula_too() {
    let document = page(
        "<p><img src=x alt=One><img src=y alt=two></p><figure><img src=a.png alt='A bee'><figcaption>A <em>bee</em></figcaption></figure>\
         <figure><img src=b.png alt='Wings'><figcaption>Of glass</figcaption></figure><p>By <math><semantics>\
         <mrow><msup><mi>a</mi><mn>2</mn></msup></mrow><annotation encoding='application/x-tex'>a^2\
         </annotation></semantics></math> and <math alttext='b^2'><mi>b</mi></math> and <math><mi>c</mi></math>.",
    );
    assert_eq!(body(&document), "One two\nA bee\nWings\nOf glass\nBy a^2 and b^2 and c.");
    let pictures = document.marks.iter().filter_map(|mark| match &mark.kind {
        MarkKind::Image(image) => Some((&*image.address, document.words(mark.span))),
        _ => None,
    });
    assert_eq!(
        pictures.collect::<Vec<_>>(),
        [("x", "One"), ("y", "two"), ("a.png", "A bee"), ("b.png", "Wings")]
    );
}

#[test]
fn words_written_in_a_drawing_are_read() {
    let drawn =
        |drawing: &str| body(&page(&format!("<p>Before.<figure>{drawing}</figure><p>After.")));
    let cases = [
        // Lines of one text, each with its place; and a sign that is only lowered.
        (
            "<svg><g><text>The cell <tspan x=0 y=20>writes</tspan><tspan x=0 y=40>H<tspan>2</tspan>O</tspan></text></g>\
             <text>each step.</text></svg>",
            "The cell writes H2O each step.",
        ),
        (
            "<svg><title>A cell</title><path d=M0/><text>x0</text><text>y0</text></svg>",
            "A cell: x0 y0",
        ),
        // What a drawing is called may say all that is written in it.
        (
            "<svg aria-label='build: passing'><title>build</title><g><text aria-hidden=true>build</text>\
             <text>build</text><text>passing</text></g></svg>",
            "build: passing",
        ),
        // A title of a part shows where a pointer rests; it names what is written there.
        ("<svg><g><title>n1</title><text>The node</text></g></svg>", "The node"),
        (
            "<svg><foreignObject><div><p>Start</p><p>End</p></div></foreignObject></svg>",
            "Start End",
        ),
    ];
    for (drawing, words) in cases {
        assert_eq!(drawn(drawing), format!("Before.\n{words}\nAfter."), "{drawing}");
    }
    assert_eq!(drawn("<svg><path d=M0/></svg>"), "Before.\nAfter.");
}

#[test]
fn title_authors_and_date_above_the_text_are_metadata() {
    let head = "<title>On bees</title><meta name=dcterms.date content=1906-01-01>";
    let pages = [
        "<header id=title-block-header><h1 class=title>On bees</h1><p class=subtitle>And wasps</p><p class=author>Ann Lee</p><p \
         class=author>Bo Ek</p><p class=date>1906</p></header>",
        "<div id=header><h1 class=title>On bees</h1><h2 class=subtitle>And wasps</h2><h2 class=author>Ann Lee</h2><h2 class=author>Bo \
         Ek</h2><h3 class=date>1906</h3></div>",
    ];
    for block in pages {
        let document = page(&format!("<html><head>{head}</head><body>{block}<p>Text."));
        assert_eq!(body(&document), "Text.");
        let metadata = &document.metadata;
        assert_eq!(metadata.title.as_deref(), Some("On bees"));
        assert_eq!(metadata.authors, ["Ann Lee", "Bo Ek"]);
        assert_eq!(metadata.more, [("subtitle".to_owned(), "And wasps".to_owned())]);
        assert_eq!(metadata.date.as_deref(), Some("1906"));
    }
    // What the page says elsewhere in other words stays.
    let document =
        page("<title>Bees</title><div id=header><h1 class=title>On bees</h1></div><p>Text.");
    assert_eq!(body(&document), "On bees\nText.");
}

#[test]
fn a_list_of_notes_leaves_no_heading_behind() {
    let list = "<p>A.<a href='#fn1' id='r1'><sup>1</sup></a></p>HEADING<ol class='footnotes'><li id='fn1'>One \
        <a href='#r1'>↩</a></li></ol>";
    let page_of = |heading: &str, site: &str| {
        let list = list.replace("HEADING", heading);
        page(&format!("<body><main id='content'><h1>T</h1>{list}</main>{site}</body>"))
    };
    // What stands below is the site's, and nothing the section holds.
    let site = "<footer class='printfooter'><p>Taken from the site.</p></footer>";
    // Nor is what serves to edit the section.
    let edit = "<div class='mw-heading'><h2>References</h2><span class='mw-editsection'>[<a href='/edit'>edit</a>]</span></div>";
    for heading in [
        "<h2>Einzelnachweise</h2>",
        "<hr><p><b>Notes</b></p>",
        "<center>Fußnoten:</center>",
        edit,
        "<p>Notes du chapitre premier</p>",
        "<h4>Anmerkungen zum ersten Kapitel</h4>",
    ] {
        assert_eq!(body(&page_of(heading, site)), "T\nA.{1=0}", "{heading}");
    }
    for words in ["Notes are good.", "Notes on how it came about that he was there"] {
        let expected = format!("T\nA.{{1=0}}\n{words}");
        assert_eq!(body(&page_of(&format!("<p>{words}</p>"), site)), expected);
    }
}

#[test]
fn markers_that_are_spelled_out() {
    let marker = |source: &str| {
        let document = page(&format!("<body>{source}</body>"));
        let block = &document.body()[0];
        let around: Vec<String> =
            document.around(block).map(|(_, kind)| format!("{kind:?}")).collect();
        (around.join(" "), body(&document))
    };
    let word = |sign: &str| {
        format!(
            "<p class=MsoListParagraph style='text-indent:-18pt;mso-list:l0 level1 lfo1'><![if \
             !supportLists]><span style='mso-list:Ignore'>{sign}<span>&nbsp;&nbsp; </span></span><![endif]>\
             Words</p>"
        )
    };
    let latexml = "<ul><li class='ltx_item'><span class='ltx_tag ltx_tag_item'>(a)</span> <div>Words</div></li></ul>";
    for (source, sign) in [(word("2)"), "2)"), (word("§"), "•"), (latexml.to_owned(), "(a)")] {
        let (around, words) = marker(&source);
        assert!(around.contains(&format!("{sign:?}")), "{around}");
        assert_eq!(words, "Words");
    }
    // What Word writes for browsers alone, and how citeproc sets a number beside its entry.
    let filtered = "<p class=MsoListParagraph><span style='font-family:Symbol'>·<span style='font:7.0pt \
                    \"Times New Roman\"'>&nbsp;&nbsp; </span></span>Words</p>";
    assert!(marker(filtered).0.contains("\"•\"") && marker(filtered).1 == "Words");
    let entry = "<div class=csl-entry><div class=csl-left-margin>[1] </div><div class=csl-right-inline>Doe.</div></div>";
    assert_eq!(marker(entry).1, "[1] Doe.");
    let title = page("<body><p class=MsoTitle>On bees</p><p>Words.</p>");
    assert!(title.blocks[0].is_heading());
    let entry = "<ul><li><span class='ltx_tag'>Doe [1902]</span><span class='ltx_bibblock'>Jane Doe.</span></li></ul>";
    assert_eq!(marker(entry).1, "Doe [1902] Jane Doe.");
}

#[test]
fn words_that_stand_in_the_frame_of_a_page_are_read() {
    let long = "A paragraph of the author that goes on for longer than any entry of a menu does, and \
                longer still, to its end at last.";
    let text = format!("<p>{long} One.</p>");
    let cases = [
        (format!("{text}<nav><a href=/>Home</a><p>{long} Two.</p>"), format!("{long} Two.")),
        (
            format!("{text}<footer><p>Zürich, 4 May 1904.</p></footer>"),
            "Zürich, 4 May 1904.".into(),
        ),
        (format!("{text}<footer>© 2020 A site. <a href=/>Home</a></footer>"), String::new()),
        (
            format!(
                "{text}{text}<ul><li><a href=/1>Ann Lee, On the Ways of Bees</a><li><a href=/2>Bo Ray, Of \
                 Honey and Wax</a><li><a href=/3>Cy Ode, What Cats Have to Say</a></ul>"
            ),
            "Cy Ode, What Cats Have to Say".into(),
        ),
        (
            format!(
                "{text}{text}<ul><li><a href=/>Home<li><a href=/a>About us<li><a href=/b>Shop</a></ul>"
            ),
            String::new(),
        ),
    ];
    for (source, last) in cases {
        let read = body(&page(&format!("<html><body>{source}")));
        let expected = if last.is_empty() { format!("{long} One.") } else { last };
        assert_eq!(read.lines().last(), Some(&*expected), "{source}");
    }
}

#[test]
fn a_formula_is_read_once() {
    let math = "<math><mi>x</mi><mo>+</mo><mn>1</mn></math>";
    let cases = [
        format!(
            "<span class=katex><span class=katex-mathml>{math}</span><span class=katex-html aria-hidden=true><i>x</i>+1</span></span>"
        ),
        format!(
            "<span class=MathJax><nobr aria-hidden=true><i>x</i>+1</nobr><span class=MJX_Assistive_MathML>{math}</span></span><script type='math/tex'>x+1</script>"
        ),
    ];
    for case in cases {
        assert_eq!(body(&page(&format!("<p>So {case} holds."))), "So x+1 holds.", "{case}");
    }
    // Wikis hide the formula and show a picture of it, which says that it is no more.
    let hidden = format!(
        "<span class=mwe-math-element><span style='display: none;'>{math}</span><img src=x aria-hidden=true \
         alt='{{x+1}}'></span>"
    );
    assert_eq!(body(&page(&format!("<p>So {hidden} holds."))), "So x+1 holds.");
    let alone = format!("<p>So <span style='display:none'>{math}</span>it holds.");
    assert_eq!(body(&page(&alone)), "So it holds.");
    let unset = "<p>So <span class=MathJax_Preview>[formula]</span><script type='math/tex'>x+1</script> holds.";
    assert_eq!(body(&page(unset)), "So $x+1$ holds.");
}

#[test]
fn numbers_of_notes_without_labels_are_their_own() {
    let starts = ["1.5 miles", "Two miles", "Three miles", "4 May 1904", "5 Kings 3"];
    let items = |item: &str| {
        let item = |(at, words): (usize, &&str)| {
            item.replace('N', &(at + 1).to_string()).replace('W', words)
        };
        starts.iter().enumerate().map(item).collect::<String>()
    };
    let text = items("<p>Text<a id=rN href=#nN><sup>N</sup></a>.");
    for list in [
        "<p class=fn id=nN>W <a href=#rN>↩</a></p>",
        "<aside class=footnote id=nN>W</aside>",
        "<p class=fn id=nN><a href=#rN>N</a> W</p>",
        "<dl><dt>N<dd id=nN>W <a href=#rN>↩</a></dl>",
    ] {
        let document = page(&format!("{text}{}", items(list)));
        let expected: Vec<String> =
            starts.iter().enumerate().map(|(at, words)| format!("{}: {words}", at + 1)).collect();
        assert_eq!(notes(&document).replace(" \n", "\n").trim_end(), expected.join("\n"), "{list}");
        assert_eq!(body(&document).lines().count(), starts.len(), "{list}");
    }
}

#[test]
fn words_around_notes_and_after_the_page_stand_apart() {
    let source = "<body><main><p>A.<a href=#n1><sup>1</sup></a></p></main><div class=notes><b>To one</b><p id=n1>1. \
                  One.</p><b>To two</b></div></body></html><p>Stray.";
    let document = page(&source.replace("main", "div"));
    assert_eq!(body(&document), "A.{1=0}\nTo one\nTo two\nStray.");
    let inside = page("<body><main><p>Text of it.</main></body></html><p>Stray.");
    assert_eq!(body(&inside), "Text of it.\nStray.");
}

#[test]
fn a_drawn_sign_refers_to_a_note() {
    let sign = "<svg width=8><g><circle r=3 /></g></svg>";
    let document = page(&format!(
        "<p>Text<a id=r1 href=#n1>{sign}</a>.<div class=footnotes><p id=n1><a href=#r1>{sign}</a> Note.</p></div>"
    ));
    assert_eq!((body(&document), notes(&document)), ("Text{1=0}.".into(), "1: Note.".into()));
}
