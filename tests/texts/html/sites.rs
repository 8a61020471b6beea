//! How sites and programs write notes.

use super::conventions::Convention;
use super::{body, notes, page};

/// The conventions of sites and programs.
pub(crate) const CONVENTIONS: &[Convention] = &[
    (
        "MediaWiki by Parsoid, whose links name the page they stand on",
        r##"<base href="//wiki.example/wiki/"><p>One<sup about="#mwt1" class="mw-ref" id="cite_ref-a_1-0"
        rel="dc:references" typeof="mw:Extension/ref"><a href="./Loom#cite_note-a-1"><span
        class="mw-reflink-text">[1]</span></a></sup> two<sup class="mw-ref" id="cite_ref-2"
        typeof="mw:Extension/ref"><a href="./Loom#cite_note-2"><span class="mw-reflink-text">[2]</span></a></sup>
        more<sup class="mw-ref" id="cite_ref-a_1-1" typeof="mw:Extension/ref"><a
        href="./Loom#cite_note-a-1"><span class="mw-reflink-text">[1]</span></a></sup>, see <a
        href="./Shuttle">it</a>.</p><ol class="mw-references" typeof="mw:Extension/references"><li
        id="cite_note-a-1"><span rel="mw:referencedBy"><a href="./Loom#cite_ref-a_1-0"><span
        class="mw-linkback-text">1 </span></a><a href="./Loom#cite_ref-a_1-1"><span class="mw-linkback-text">2
        </span></a></span> <span class="mw-reference-text">First.</span></li><li id="cite_note-2"><a
        href="./Loom#cite_ref-2" rel="mw:referencedBy"><span class="mw-linkback-text">↑ </span></a> <span
        class="mw-reference-text">Second.</span></li></ol>"##,
        "One{1=0} two{2=1} more{1=0}, see it.",
        "1: First.\n2: Second.",
    ),
    (
        "a wiki that names the page by a query",
        r##"<p>One<a href="/index.php?title=Loom#fn1" id="r1"><sup>1</sup></a>.</p><p id="fn1"><a
        href="/index.php?title=Loom#r1">1</a> First.</p>"##,
        "One{1=0}.",
        "1: First.",
    ),
    (
        "MediaWiki, several ways back and a series with a name",
        r##"<p>A.<sup id="cite_ref-a_1-0" class="reference"><a href="#cite_note-a-1">[1]</a></sup> B.<sup
        id="cite_ref-a_1-1" class="reference"><a href="#cite_note-a-1">[1]</a></sup> C<sup
        id="cite_ref-2" class="reference"><a href="#cite_note-2">[lower-alpha 1]</a></sup></p><div
        class="mw-references-wrap"><ol class="references"><li id="cite_note-a-1"><span
        class="mw-cite-backlink">^ <span class="cite-accessibility-label">Jump up to: </span><a
        href="#cite_ref-a_1-0"><sup><i><b>a</b></i></sup></a> <a
        href="#cite_ref-a_1-1"><sup><i><b>b</b></i></sup></a></span> <span
        class="reference-text">First.</span></li><li id="cite_note-2"><span class="mw-cite-backlink"><a
        href="#cite_ref-2" aria-label="Jump up">↑</a></span> <span
        class="reference-text">Second.</span></li></ol></div>"##,
        "A.{1=0} B.{1=0} C{lower-alpha 1=1}",
        "1: First.\nlower-alpha 1: Second.",
    ),
    (
        "MediaWiki in German",
        r##"<p>Satz.<sup id="cite_ref-1" class="reference"><a href="#cite_note-1"><span
        class="cite-bracket">[</span>A 1<span class="cite-bracket">]</span></a></sup></p><h2
        id="Anmerkungen">Anmerkungen</h2><ol class="references"><li id="cite_note-1"><span
        class="mw-cite-backlink"><a href="#cite_ref-1">↑</a></span> <span
        class="reference-text">Erste.</span></li></ol>"##,
        "Satz.{A 1=0}",
        "A 1: Erste.",
    ),
    (
        "Substack",
        r##"<p>One<a data-component-name="FootnoteAnchorToDOM" id="footnote-anchor-1-12345"
        href="#footnote-1-12345" target="_self" class="footnote-anchor">1</a>.</p><div
        data-component-name="FootnoteToDOM" class="footnote"><a id="footnote-1-12345"
        href="#footnote-anchor-1-12345" class="footnote-number" contenteditable="false"
        target="_self">1</a><div class="footnote-content"><p>First.</p></div></div>"##,
        "One{1=0}.",
        "1: First.",
    ),
    (
        "WordPress, its own block",
        r##"<p>One<sup data-fn="ab-12" class="fn"><a href="#ab-12" id="ab-12-link">1</a></sup>.</p><ol
        class="wp-block-footnotes"><li id="ab-12">First. <a href="#ab-12-link" aria-label="Jump to
        footnote reference 1">↩︎</a></li></ol>"##,
        "One{1=0}.",
        "1: First.",
    ),
    (
        "WordPress, Easy Footnotes",
        r##"<p>One<span id='easy-footnote-1-12' class='easy-footnote-margin-adjust'></span><span
        class='easy-footnote'><a href='#easy-footnote-bottom-1-12'
        title='First.'><sup>1</sup></a></span>.</p><div
        class="easy-footnote-title"><h4>Notes</h4></div><ol class='easy-footnotes-wrapper'><li
        class='easy-footnote-single'><span id='easy-footnote-bottom-1-12'
        class='easy-footnote-margin-adjust'></span>First.<a class='easy-footnote-to-top'
        href='#easy-footnote-1-12'></a></li></ol>"##,
        "One{1=0}.",
        "1: First.",
    ),
    (
        "WordPress, a plugin",
        r##"<p>One<sup class="footnote"><a href="#fn-12-1" id="fnref-12-1" onclick="return
        fdfootnote_show(12)">1</a></sup>.</p><div class="footnotes" id="footnotes-12"><div
        class="footnotedivider"></div><ol><li id="fn-12-1"> First. <span class="footnotereverse"><a
        href="#fnref-12-1">&#8617;</a></span></li></ol></div>"##,
        "One{1=0}.",
        "1: First.",
    ),
    (
        "WordPress, what pops up",
        r##"<p>One<sup class="modern-footnotes-footnote" data-mfn="1"><a href="javascript:void(0)"
        role="button" aria-pressed="false" aria-describedby="mfn-content-1">1</a></sup><span
        id="mfn-content-1" role="tooltip" class="modern-footnotes-footnote__note" tabindex="0"
        data-mfn="1">First.</span> goes.</p>"##,
        "One{1=0} goes.",
        "1: First.",
    ),
    (
        "Ghost, and a second reference",
        r##"<p>One<sup class="footnote-ref"><a href="#fn1" id="fnref1">[1]</a></sup> again<sup
        class="footnote-ref"><a href="#fn1" id="fnref1:1">[1:1]</a></sup>.</p><hr
        class="footnotes-sep"><section class="footnotes"><ol class="footnotes-list"><li id="fn1"
        class="footnote-item"><p>First. <a href="#fnref1" class="footnote-backref">↩︎</a> <a
        href="#fnref1:1" class="footnote-backref">↩︎</a></p></li></ol></section>"##,
        "One{1=0} again{1=0}.",
        "1: First.",
    ),
    (
        "Jekyll",
        r##"<p>One<sup id="fnref:1" role="doc-noteref"><a href="#fn:1" class="footnote"
        rel="footnote">1</a></sup>.</p><div class="footnotes" role="doc-endnotes"><ol><li id="fn:1"
        role="doc-endnote"><p>First. <a href="#fnref:1" class="reversefootnote"
        role="doc-backlink">&#8617;</a> <a href="#fnref:1:1"
        class="reversefootnote">&#8617;<sup>2</sup></a></p></li></ol></div>"##,
        "One{1=0}.",
        "1: First.",
    ),
    (
        "Hugo",
        r##"<p>One<sup id="fnref:1"><a href="#fn:1" class="footnote-ref"
        role="doc-noteref">1</a></sup>.</p><section class="footnotes" role="doc-endnotes"><hr><ol><li
        id="fn:1" role="doc-endnote"><p>First. <a href="#fnref:1" class="footnote-backref"
        role="doc-backlink">↩︎</a></p></li></ol></section>"##,
        "One{1=0}.",
        "1: First.",
    ),
    (
        "GitHub",
        r##"<p>One<sup><a href="#user-content-fn-1" id="user-content-fnref-1" data-footnote-ref=""
        aria-describedby="footnote-label">1</a></sup>.</p><section data-footnotes=""
        class="footnotes"><h2 id="footnote-label" class="sr-only">Footnotes</h2><ol><li
        id="user-content-fn-1"><p>First. <a href="#user-content-fnref-1" data-footnote-backref=""
        aria-label="Back to reference 1" class="data-footnote-backref">↩</a></p></li></ol></section>"##,
        "One{1=0}.",
        "1: First.",
    ),
    (
        "carets before the notes",
        r##"<p>One<sup class="footnote-ref"><a href="#fnab12" id="fnrefab12">[1]</a></sup>.</p><ol
        class="footnotes"><li class="footnote-item" id="fnab12"><span
        class="footnote-back-link"><sup><strong><a href="#fnrefab12">^</a></strong></sup></span><div
        class="footnote-content"><p>First.</p></div></li></ol>"##,
        "One{1=0}.",
        "1: First.",
    ),
    (
        "OpenEdition, which shows notes twice",
        r##"<div class="textandnotes"><ul class="sidenotes"><li><span class="num">1</span><a href="#ftn1">
        First.</a></li></ul><p class="texte"><span class="paranumber">1</span>One<a class="footnotecall"
        id="bodyftn1" href="#ftn1">1</a>.</p></div><div id="notes"><h2 class="section">Notes</h2><p
        class="notesbaspage"><a class="FootnoteSymbol" id="ftn1" href="#bodyftn1">1</a> First.</p></div>"##,
        "1 One{1=0}.",
        "1: First.",
    ),
    (
        "Cairn",
        r##"<p>One<sup class="exposant"><a href="#no1" class="renvoi typeref-note"
        id="re1no1">[1]</a></sup>.</p><div class="grnote"><div class="note" id="no1"><a class="no"
        href="#re1no1">[1]</a><div class="al"><p>First.</p></div></div></div>"##,
        "One{1=0}.",
        "1: First.",
    ),
    (
        "JATS",
        r##"<p>One<a class="fn-link" href="#fn1" id="fn1-ref"><sup>1</sup></a>.</p><div
        class="fn-group"><div class="fn" id="fn1"><p><sup>1</sup>First.</p></div></div>"##,
        "One{1=0}.",
        "1: First.",
    ),
    (
        "round brackets",
        r##"<p>One<a name="r1"></a><a href="#note1">(1)</a> two.</p><p class="note"><a name="note1"></a><a
        href="#r1">(1)</a> First.</p>"##,
        "One{1=0} two.",
        "1: First.",
    ),
    (
        "Marxists Internet Archive",
        r##"<p>One <a href="#n1" name="f1"><sup class="enote">[1]</sup></a> two.</p><hr
        class="end"><h3>Notes</h3><p class="endnote"><a name="n1" href="#f1">1.</a> First.</p>"##,
        "One{1=0} two.",
        "1: First.",
    ),
    (
        "Marxists Internet Archive, numbers for names",
        r##"<p>One <sup><a href="#1">(1)</a></sup> two <sup><a
        href="#2">(2)</a></sup>.</p><hr><h4>Notes</h4><p><a name="1">(1)</a> First.</p><p><a
        name="2">(2)</a> Second.</p>"##,
        "One{1=0} two{2=1}.",
        "1: First.\n2: Second.",
    ),
    (
        "Marxists Internet Archive, lines of one paragraph",
        r##"<p>One.<a name="1b"></a> <a href="#1">[1]</a></p><p>Two. <a name="2b"></a><a
        href="#2">[2]</a></p><hr><p class="footer"><a name="1"></a>1. First. <a href="#1b">[return to
        text]</a><br><a name="2"></a>2. Second. <a href="#2b">[return to text]</a></p>"##,
        "One.{1=0}\nTwo.{2=1}",
        "1: First.\n2: Second.",
    ),
    (
        "brackets in bold",
        r##"<p>One <a href="#_1_"><b>[1]</b></a>.</p><p><a name="_1_"></a>[1] First.</p>"##,
        "One{1=0}.",
        "1: First.",
    ),
    (
        "in the foot of an article",
        r##"<article><p>One<sup><a href="#f1" id="r1">1</a></sup>.</p><footer><ol><li id="f1"><p>First. <a
        href="#r1">Back</a></p></li></ol></footer></article>"##,
        "One{1=0}.",
        "1: First.",
    ),
    (
        "in the sentence",
        r##"<p>One<span class="inline-footnote">First.</span> goes.</p>"##,
        "One{1=0} goes.",
        "1: First.",
    ),
    (
        "comments of Google Docs",
        r##"<p><span>One</span><sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup><span>.</span></p><div
        class="c5"><p class="c2"><a href="#cmnt_ref1" id="cmnt1">[a]</a><span
        class="c1">First.</span></p><p class="c2"><span>More.</span></p></div>"##,
        "One{a=0}.",
        "a: First. / More.",
    ),
    (
        "Word, endnotes",
        r##"<p class=MsoNormal>One<a href="#_edn1" name="_ednref1" title=""><span
        class=MsoEndnoteReference><span>[i]</span></span></a>.</p><div><br clear=all><hr align=left
        size=1 width="33%"><div id=edn1><p class=MsoEndnoteText><a href="#_ednref1" name="_edn1"
        title=""><span class=MsoEndnoteReference>[i]</span></a> First.</p></div></div>"##,
        "One{i=0}.",
        "i: First.",
    ),
    (
        "LibreOffice, endnotes",
        r##"<p>One<a class="sdendnoteanc" name="sdendnote1anc"
        href="#sdendnote1sym"><sup>i</sup></a>.</p><div id="sdendnote1"><p class="sdendnote-western"><a
        class="sdendnotesym" name="sdendnote1sym" href="#sdendnote1anc">i</a>First.</p></div>"##,
        "One{i=0}.",
        "i: First.",
    ),
    (
        "tex4ht",
        r##"<p class="noindent">One<span class="footnote-mark"><a href="#fn1x0" id="fn1x0-bk"><sup
        class="textsuperscript">1</sup></a></span><a id="x1-3f1"></a>.</p><div class="footnotes"><p
        class="noindent"><span class="footnote-mark"><a id="fn1x0"></a><a href="#fn1x0-bk"><sup
        class="textsuperscript">1</sup></a></span><span class="cmr-8">First.</span></p></div>"##,
        "One{1=0}.",
        "1: First.",
    ),
    (
        "tex4ht, the number is the target",
        r##"<p class="noindent">One<span class="footnote-mark"><a href="#fn1x0"><sup
        class="textsuperscript">1</sup></a></span><a id="x1-3f1"></a>.</p><div class="footnotes"><p
        class="indent"><span class="footnote-mark"><a id="fn1x0"><sup
        class="textsuperscript">1</sup></a></span><span class="cmr-8">First.</span></p></div>"##,
        "One{1=0}.",
        "1: First.",
    ),
];

#[test]
fn notes_of_articles_that_were_shown_stand_once() {
    let source = "<d-article><p>Text<d-footnote id=d1>A note.<sup id=fn-1 data-hover-ref=box-1>1</sup></d-footnote> ends.</p></d-article>\
        <d-appendix><d-footnote-list><h3>Footnotes</h3><ol><li id=d1-listing>A note. <a href=#d1>[↩]</a></ol></d-footnote-list></d-appendix>";
    let document = page(source);
    assert_eq!(body(&document), "Text{1=0} ends.");
    assert_eq!(notes(&document), "1: A note.");
    let hidden = page(
        "<p>Text<sup>1</sup><span class=footnote style='display:none'>Shown when asked for.</span>.",
    );
    assert_eq!(notes(&hidden), "1: Shown when asked for.");
}

#[test]
fn the_title_of_a_text_is_no_heading_of_notes() {
    assert_eq!(body(&page("<h1>Of bees</h1><aside epub:type=footnote>A note.</aside>")), "Of bees");
}

#[test]
fn a_heading_above_notes_gives_way_where_it_says_no_more_than_that() {
    let text = "<h1>T</h1><h2>Of bees</h2><p>A.<a href=#n1><sup>1</sup></a>";
    for (heads, left) in [
        ("<h2>Notes</h2>", ""),
        ("<h2>Poznámky pod čarou</h2>", ""),
        ("<h2>脚注</h2>", ""),
        ("<h2>Notes</h2><h3>To the first part</h3>", ""),
        ("<h2>Of bees</h2>", ""),
        ("<div class=footnotes><h2>What I left out</h2>", ""),
        ("<h2>Of wax</h2>", "\nOf wax"),
        ("<blockquote><h2>Of wax</h2></blockquote><hr>", "\nOf wax"),
    ] {
        let document = page(&format!("{text}{heads}<aside id=n1>1. One.</aside>"));
        assert_eq!(body(&document), format!("T\nOf bees\nA.{{1=0}}{left}"), "{heads}");
        assert_eq!(notes(&document), "1: One.");
    }
}

#[test]
fn notes_with_headings_in_typed_text_and_in_headings() {
    let refers = "<p>A<a href=#n1><sup>1</sup></a> and<a href=#n2><sup>2</sup></a>.</p>";
    let both = "1: One.\n2: Two.";
    for (list, left) in [
        // FictionBook
        (
            "<h1>Примечания</h1><section id=n1><h6>1</h6><p>One.</section><section id=n2><h6>2</h6><p>Two.</section>",
            "",
        ),
        (
            "<div id=notes><div id=n1><h3>1</h3><p>One.</div><div id=n2><h3>2</h3><p>Two.</div></div>",
            "",
        ),
        ("<pre><a name=n1>[1]</a> One.\n<a name=n2>[2]</a> Two.\n</pre>", ""),
        ("<h1>T</h1><h2>Notes</h2><p id=n1>1. One.</p><p id=n2>2. Two.", "\nT"),
    ] {
        let document = page(&format!("{refers}{list}"));
        assert_eq!(body(&document), format!("A{{1=0}} and{{2=1}}.{left}"), "{list}");
        assert_eq!(notes(&document), both, "{list}");
    }
    let texinfo = "<p>A<a id=r1 href=#n1><sup>1</sup></a>.<div><h4>Footnotes</h4><h5><a id=n1 href=#r1>(1)</a></h5><p>One.<p>More.<h5><a id=n2 href=#r1>(2)</a></h5><p>Two.</div>";
    assert_eq!(notes(&page(texinfo)).lines().next(), Some("1: One. / More."));
    let docutils = "<p>A <a class=footnote-reference href=#n1 id=r1>[1]</a>.</p><table class='docutils footnote' id=n1><tr><td class=label><a class=fn-backref href=#r1>[1]</a><td>One.</table>";
    let document = page(docutils);
    assert_eq!((body(&document), notes(&document)), ("A{1=0}.".into(), "1: One.".into()));
    let plugin = "<p>A<span class=footnote_referrer><a role=button><sup class=footnote_plugin_tooltip_text>1</sup></a><span class=footnote_tooltip>One.</span></span> b.</p><div class=footnotes_reference_container><p>References</p><table class=footnotes_table><tr><th><a>1</a><td>One.</table></div>";
    let document = page(plugin);
    assert_eq!((body(&document), notes(&document)), ("A{1=0} b.".into(), "1: One.".into()));
    assert_eq!(body(&page("<p><span class=paranumber>1</span>Words.")), "1 Words.");
    // Chapters that are numbered are none.
    let chapters = "<p>A<a href=#n1>1</a> and<a href=#n2>2</a>.</p><section id=n1><h2>1</h2><p>One.</section><section id=n2><h2>2</h2><p>Two.</section>";
    assert_eq!(notes(&page(chapters)), "");
    let typed = format!(
        "{refers}<pre><a name=n1>[1]</a> One.\n\nThe text.\n<a name=n2>[2]</a> Two.\n\nIt goes on.</pre>"
    );
    assert!(body(&page(&typed)).contains("It goes on."));
    let long = "A title that goes on for longer than any does. ".repeat(9);
    let over =
        format!("<h1><p>T</p><p>{long}<a href=#n1><sup>1</sup></a></p><p id=n1>1. One.</p></h1>");
    let document = page(&over);
    assert_eq!(notes(&document), "1: One.");
    assert_eq!(body(&document), format!("T\n{}{{1=0}}", long.trim_end()));
}

#[test]
fn blanks_around_the_address_of_a_page_mean_nothing() {
    let note = |n: u8| format!("<p id=n{n}><a href=' https://x.org/p#r{n}'>{n}.</a> Note.</p>");
    let refer = |n: u8| format!("A<a id=r{n} href=' https://x.org/p#n{n}'>[{n}]</a>");
    let document = page(&format!("<p>{} {}</p>{}{}", refer(1), refer(2), note(1), note(2)));
    assert_eq!(notes(&document), "1: Note.\n2: Note.");
}
