//! Pages of HTML as people have them: every way to write a note, and what is the page's and what
//! the site's.

mod shared;

use std::fs;

use ibid::doc::{Document, Enclosure, Kind, MarkKind, Target};
use ibid::read::read;
use proptest::prelude::*;
use shared::shared;

fn page(source: &str) -> Document {
    let document = read("page.html", source.as_bytes()).expect("pages are read");
    assert_eq!(document.check(), Ok(()), "{source}");
    document
}

/// The blocks of a run of blocks, one a line, with `{label=number}` where a note is referred to
/// and `{label?}` where there is no such note.
fn lines(document: &Document, blocks: std::ops::Range<usize>) -> Vec<String> {
    let line = |index: usize| {
        let block = &document.blocks[index];
        let mut line = String::new();
        let mut done = block.span.start;
        for (place, label, note) in document.note_references_in(block.span) {
            line.push_str(&document.text[done..place]);
            line.push_str(
                &note.map_or(format!("{{{label}?}}"), |note| format!("{{{label}={}}}", note.0)),
            );
            done = place;
        }
        line + &document.text[done..block.span.end]
    };
    blocks.map(line).collect()
}

/// The body, one block a line.
fn body(document: &Document) -> String {
    lines(document, 0..document.body().len()).join("\n")
}

/// The notes, one a line: label, colon, text; paragraphs parted by ` / `.
fn notes(document: &Document) -> String {
    let note = |note: &ibid::doc::Note| {
        format!("{}: {}", note.label, lines(document, note.blocks.clone()).join(" / "))
    };
    document.notes.iter().map(note).collect::<Vec<_>>().join("\n")
}

/// Every convention for notes: its name, a page, its body, its notes.
const CONVENTIONS: &[(&str, &str, &str, &str)] = &[
    (
        "pandoc",
        r##"<p>One<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a>
        two.<a href="#fn2" class="footnote-ref" id="fnref2" role="doc-noteref"><sup>2</sup></a></p>
        <section class="footnotes footnotes-end-of-document" role="doc-endnotes"><hr />
        <ol><li id="fn1"><p>First.<a href="#fnref1" class="footnote-back" role="doc-backlink">↩︎</a></p></li>
        <li id="fn2"><p>Second.</p><p>More.<a href="#fnref2" class="footnote-back">↩︎</a></p></li></ol></section>"##,
        "One{1=0} two.{2=1}",
        "1: First.\n2: Second. / More.",
    ),
    (
        "MediaWiki",
        r##"<p>A fact.<sup id="cite_ref-a_1-0" class="reference"><a href="#cite_note-a-1"><span class="cite-bracket">&#91;</span>1<span class="cite-bracket">&#93;</span></a></sup>
        Again.<sup id="cite_ref-a_1-1" class="reference"><a href="#cite_note-a-1">[1]</a></sup>
        Aside.<sup id="cite_ref-2" class="reference"><a href="#cite_note-2">[note 1]</a></sup></p>
        <h2 id="References">References<span class="mw-editsection">[edit]</span></h2>
        <div class="reflist"><ol class="references">
        <li id="cite_note-a-1"><span class="mw-cite-backlink">^ <a href="#cite_ref-a_1-0"><sup><i><b>a</b></i></sup></a> <a href="#cite_ref-a_1-1"><sup><i><b>b</b></i></sup></a></span> <span class="reference-text">Lee 1990, p. 3.</span></li>
        <li id="cite_note-2"><span class="mw-cite-backlink"><b><a href="#cite_ref-2">^</a></b></span> <span class="reference-text">Not so.</span></li>
        </ol></div>"##,
        "A fact.{1=0} Again.{1=0} Aside.{note 1=1}",
        "1: Lee 1990, p. 3.\nnote 1: Not so.",
    ),
    (
        "MediaWiki, old, without classes",
        r##"<p>A fact.<sup id="r1"><a href="#n1">[1]</a></sup></p><ol>
        <li id="n1">^ <a href="#r1">a</a> Lee 1990.</li></ol>"##,
        "A fact.{1=0}",
        "1: Lee 1990.",
    ),
    (
        "AmuseWiki",
        r##"<p>My<a href="#fn1" class="footnote" id="fn_back1">[1]</a> note <a href="#fnb1" class="footnote" id="fn_backb1">{1}</a>!</p>
        <p class="fnline"><a class="footnotebody" href="#fn_back1" id="fn1">[1]</a> This is it.</p>
        <p class="fnline"><a class="footnotebody" href="#fn_backb1" id="fnb1">{1}</a> Second series.</p>"##,
        "My{1=0} note{{1}=1} !",
        "1: This is it.\n{1}: Second series.",
    ),
    (
        "Word",
        r##"<p class=MsoNormal>Text<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1" title=""><span
        class=MsoFootnoteReference><span style='mso-special-character:footnote'><![if !supportFootnotes]><span
        class=MsoFootnoteReference>[1]</span><![endif]></span></span></a> ends.<o:p></o:p></p>
        <div style='mso-element:footnote-list'><br clear=all><hr align=left size=1 width="33%">
        <div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a style='mso-footnote-id:ftn1'
        href="#_ftnref1" name="_ftn1" title=""><span class=MsoFootnoteReference>[1]</span></a> At the foot.</p>
        <p class=MsoFootnoteText>Its end.</p></div></div>"##,
        "Text{1=0} ends.",
        "1: At the foot. / Its end.",
    ),
    (
        "LaTeXML",
        r##"<p class="ltx_p">Text<span id="footnote1" class="ltx_note ltx_role_footnote"><sup class="ltx_note_mark">1</sup><span
        class="ltx_note_outer"><span class="ltx_note_content"><sup class="ltx_note_mark">1</sup><span
        class="ltx_tag ltx_tag_note">1</span>See <em>there</em>.</span></span></span> goes on.</p>"##,
        "Text{1=0} goes on.",
        "1: See there.",
    ),
    (
        "Tufte",
        r##"<p>Text<label for="sn-1" class="margin-toggle sidenote-number"></label><input type="checkbox" id="sn-1"
        class="margin-toggle"/><span class="sidenote">Beside.</span> goes on<label for="mn" class="margin-toggle">&#8853;</label><input
        type="checkbox" id="mn" class="margin-toggle"/><span class="marginnote">In the margin.</span>.</p>"##,
        "Text{1=0} goes on{⊕=1}.",
        "1: Beside.\n⊕: In the margin.",
    ),
    (
        "raised links without a way back",
        r##"<p>One<sup><a href="#fn1">1</a></sup> and<sup>[<a href="#fn2">2</a>]</sup>.</p><hr>
        <p id="fn1">1. First.</p><p id="fn2">[2] Second.</p><p>Its second paragraph?</p>"##,
        "One{1=0} and{2=1}.\nIts second paragraph?",
        "1: First.\n2: Second.",
    ),
    (
        "anchors by name, lines in one paragraph",
        r##"<P>One<A HREF="#n1" NAME="r1">[1]</A> two<A HREF="#n2" NAME="r2">[2]</A>
        <P><A NAME="n1" HREF="#r1">[1]</A> First.<BR><A NAME="n2" HREF="#r2">[2]</A> Second."##,
        "One{1=0} two{2=1}",
        "1: First.\n2: Second.",
    ),
    (
        "Gutenberg, behind its paragraph",
        r##"<p>One<a name="FNanchor_1_1" id="FNanchor_1_1"></a><a href="#Footnote_1_1" class="fnanchor">[1]</a> ends.</p>
        <div class="footnote"><p><a name="Footnote_1_1" id="Footnote_1_1"></a><a href="#FNanchor_1_1"><span
        class="label">[1]</span></a> First.</p><p>Goes on.</p></div>
        <p>Two<a name="FNanchor_2_2" id="FNanchor_2_2"></a><a href="#Footnote_2_2" class="fnanchor">[2]</a> ends.</p>
        <div class="footnote"><p><a name="Footnote_2_2" id="Footnote_2_2"></a><a href="#FNanchor_2_2"><span
        class="label">[2]</span></a> Second.</p></div><p>The end.</p>"##,
        "One{1=0} ends.\nTwo{2=1} ends.\nThe end.",
        "1: First. / Goes on.\n2: Second.",
    ),
    (
        "EPUB 3 asides",
        r##"<p>One<a epub:type="noteref" href="#a">*</a>.</p><aside epub:type="footnote" id="a"><p>* Aside.</p></aside>"##,
        "One{*=0}.",
        "*: Aside.",
    ),
    (
        "plain numbers that lead there and back",
        r##"<p>One <a id="r1" href="#n1">1</a> two.</p><h2>Notes</h2>
        <p><a id="n1" href="#r1">1</a>. First.</p><p>Its second paragraph.</p>
        <p><a id="n2" href="#r2">2</a>. Second.</p><p>Later<a id="r2" href="#n2">2</a>.</p>"##,
        "One{1=0} two.\nNotes\nIts second paragraph.\nLater{2=1}.",
        "1: First.\n2: Second.",
    ),
    (
        "paragraphs between notes of one list",
        r##"<p>One<a id="r1" href="#n1">1</a> two<a id="r2" href="#n2">2</a>.</p><h2>Notes</h2>
        <p><a id="n1" href="#r1">1</a>. First.</p><p>Its second paragraph.</p>
        <p><a id="n2" href="#r2">2</a>. Second.</p>"##,
        "One{1=0} two{2=1}.",
        "1: First. / Its second paragraph.\n2: Second.",
    ),
    (
        "a table of notes",
        r##"<p>One<sup><a href="#t1">1</a></sup>, two<sup><a href="#t2">2</a></sup>.</p><table>
        <tr><td><a name="t1">1</a></td><td>First.</td></tr><tr><td><a name="t2">2</a></td><td>Second.</td></tr></table>"##,
        "One{1=0}, two{2=1}.",
        "1: First.\n2: Second.",
    ),
    (
        "a definition list of notes",
        r##"<p>One<a class="footnote-reference" href="#id2" id="id1">[1]</a>.</p>
        <dl class="footnote brackets"><dt class="label" id="id2"><span class="brackets"><a class="fn-backref"
        href="#id1">1</a></span></dt><dd><p>First.</p></dd></dl>"##,
        "One{1=0}.",
        "1: First.",
    ),
    (
        "an empty anchor before a paragraph",
        r##"<div><p>One<a href="#x1"><sup>1</sup></a>.</p><a id="x1"></a><p>1 First.</p></div>"##,
        "One{1=0}.",
        "1: First.",
    ),
    (
        "a way back in words",
        r##"<p>One<sup id="b1"><a href="#e1">1</a></sup>.</p><ol><li id="e1">First. (<a href="#b1">back to text</a>)</li></ol>"##,
        "One{1=0}.",
        "1: First.",
    ),
    (
        "notes that refer to notes",
        r##"<p>One<sup><a href="#fn1" id="r1">1</a></sup>.</p><ol class="footnotes"><li id="fn1">See<sup><a href="#fn2" id="r2">2</a></sup>. <a href="#r1">↩</a></li>
        <li id="fn2">There. <a href="#r2">↩</a></li></ol>"##,
        "One{1=0}.",
        "1: See{2=1}.\n2: There.",
    ),
    (
        "in a heading that is a number, and a note printed twice",
        r##"<h4>II <a href="#fn1" class="footnote" id="b1">[1]</a></h4><p>Text.</p><p class="fnline"><a class="footnotebody"
        href="#b1" id="fn1">[1]</a> First.</p><p class="fnline"><a class="footnotebody" href="#b1" id="fn1">[1]</a> Again.</p>"##,
        "II{1=0}\nText.",
        "1: First.\n1: Again.",
    ),
    (
        "Org mode",
        r##"<p>One<sup><a id="fnr.1" class="footref" href="#fn.1" role="doc-backlink">1</a></sup>.</p>
        <div id="footnotes"><h2 class="footnotes">Footnotes: </h2><div id="text-footnotes"><div class="footdef"><sup><a
        id="fn.1" class="footnum" href="#fnr.1" role="doc-backlink">1</a></sup> <div class="footpara" role="doc-footnote"><p
        class="footpara">First.</p></div></div></div></div>"##,
        "One{1=0}.",
        "1: First.",
    ),
    (
        "LibreOffice",
        r##"<p>One<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a>.</p><div
        id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a>First.</p></div>"##,
        "One{1=0}.",
        "1: First.",
    ),
    (
        "Google Docs",
        r##"<p>One<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup>.</p><hr class="p"><div><p><a href="#ftnt_ref1"
        id="ftnt1">[1]</a><span>&nbsp;First.</span></p></div>"##,
        "One{1=0}.",
        "1: First.",
    ),
    (
        "Substack",
        r##"<p>One<a id="footnote-anchor-1" href="#footnote-1" class="footnote-anchor">1</a>.</p><div class="footnote"><a
        id="footnote-1" href="#footnote-anchor-1" class="footnote-number">1</a><div class="footnote-content"><p>First.</p><p>More.</p></div></div>"##,
        "One{1=0}.",
        "1: First. / More.",
    ),
    (
        "Asciidoctor",
        r##"<p>One<sup class="footnote">[<a id="_footnoteref_1" class="footnote" href="#_footnotedef_1">1</a>]</sup>.</p>
        <div id="footnotes"><hr><div class="footnote" id="_footnotedef_1"><a href="#_footnoteref_1">1</a>. First.</div></div>"##,
        "One{1=0}.",
        "1: First.",
    ),
    (
        "Sphinx",
        r##"<p>One<a class="footnote-reference brackets" href="#id2" id="id1" role="doc-noteref"><span
        class="fn-bracket">[</span>1<span class="fn-bracket">]</span></a>.</p><aside class="footnote-list brackets"><aside
        class="footnote brackets" id="id2" role="doc-footnote"><span class="label"><span class="fn-bracket">[</span><a
        role="doc-backlink" href="#id1">1</a><span class="fn-bracket">]</span></span><p>First.</p></aside></aside>"##,
        "One{1=0}.",
        "1: First.",
    ),
    (
        "the address a page was saved from",
        r##"<p>One<sup><a href="https://x.org/p#fn1">1</a></sup> two<sup><a href="https://x.org/p#fn2">2</a></sup></p>
        <p id="fn1">1 First.</p><p id="fn2">2 Second.</p>"##,
        "One{1=0} two{2=1}",
        "1: First.\n2: Second.",
    ),
];

#[test]
fn every_way_to_write_a_note() {
    for (name, source, expected_body, expected_notes) in CONVENTIONS {
        let document = page(source);
        assert_eq!(body(&document), *expected_body, "{name}");
        assert_eq!(notes(&document), *expected_notes, "{name}");
    }
}

#[test]
fn what_is_no_note() {
    let cases = [
        (
            "a table of contents",
            r##"<ul><li><a id="t1" href="#c1">1</a> Begin</li><li><a id="t2" href="#c2">2</a> End</li></ul>
            <h2 id="c1"><a href="#t1">1</a> Begin</h2><p>Text.</p><h2 id="c2"><a href="#t2">2</a> End</h2><p>Text.</p>"##,
        ),
        (
            "chapters and a table of contents without headings",
            r##"<p>Chapter <a id="t1" href="#c1">1</a></p><p>Part <a id="t2" href="#c2">II</a></p><p><a id="c1"
            href="#t1">CHAPTER 1</a></p><p>Text.</p><p><a id="c2" href="#t2">II</a></p><p>Text.</p>"##,
        ),
        (
            "an index of pages",
            r##"<p>It <a id="page12"></a>began.</p><p><a id="page13"></a>It ended.</p><ul><li>bees, <a
            href="#page12">12</a>, <a href="#page13">13</a></li></ul>"##,
        ),
        (
            "a chapter named",
            r##"<p>See chapter <a href="#c2">2</a>.</p><p id="c2">2 is here.</p>"##,
        ),
        (
            "an entry of a bibliography",
            r##"<p>As shown [<a href="#b1">1</a>].</p><ul class="ltx_biblist"><li id="b1" class="ltx_bibitem">[1] Lee.</li></ul>"##,
        ),
        ("an equation", r##"<p>By <a href="#e1">(1)</a>.</p><div id="e1">(1) a = b</div>"##),
        (
            "a phrase",
            r##"<p>See <a href="#fn1">the note on bees</a>.</p><p id="fn1">1. Bees.</p>"##,
        ),
        ("words of other pages", r##"<p>x<sup><a href="other.html#fn1">1</a></sup></p>"##),
    ];
    for (name, source) in cases {
        let document = page(source);
        assert_eq!(document.notes.len(), 0, "{name}: {}", notes(&document));
    }
}

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
        assert_eq!(body(&document), "One line\n\u{a0}\u{a0}two lines\nA stanza", "{source}");
        assert!(document.blocks.iter().all(|block| block.kind == Kind::Verse), "{source}");
        assert_eq!(document.blocks.len(), 2);
    }
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
}

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
    ];
    for source in cases {
        let began = std::time::Instant::now();
        let document = page(&source);
        assert!(document.text.contains("deep"), "{}…", &source[..40]);
        let took = began.elapsed();
        assert!(took.as_secs() < 30, "{}… took {took:?}", &source[..40]);
    }
}

/// The pages of Text::Amuse, where they are present: every reference has its note.
#[test]
fn pages_of_amusewiki() {
    let Some(folder) = shared("suites/text-amuse", "the suite of Text::Amuse") else { return };
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if !name.ends_with(".exp.html") {
            continue;
        }
        let source = fs::read_to_string(&path).unwrap();
        let document = read(&name, source.as_bytes()).unwrap();
        assert_eq!(document.check(), Ok(()), "{name}");
        let references = document.marks.iter().filter_map(|mark| match &mark.kind {
            MarkKind::NoteReference { note, .. } => Some(*note),
            _ => None,
        });
        let references: Vec<_> = references.collect();
        assert!(references.iter().all(Option::is_some), "a note for every reference in {name}");
        assert_eq!(
            references.len(),
            source.matches(r#"class="footnote""#).count(),
            "references in {name}"
        );
        let expected = source.matches(r#"class="footnotebody""#).count();
        assert_eq!(document.notes.len(), expected, "notes in {name}");
        count += 1;
    }
    assert!(count >= 20, "{count} pages");
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
        // What was left out is said in full between quotation marks.
        let left_out = document.repairs.iter().filter_map(|repair| repair.what.split(['“', '”']).nth(1));
        let found = left_out.fold(document.text.clone(), |all, words| all + words);
        prop_assert_eq!(letters(&found), letters(&expected), "{:?}", document.text);
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
