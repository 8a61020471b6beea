//! How books write notes: EPUBs of many makers, electronic texts of many years.

use super::conventions::Convention;

/// The conventions of books.
pub(crate) const CONVENTIONS: &[Convention] = &[
    (
        "labels of East Asia and Arabia",
        r##"<p>甲<a href="#a1" id="r1">①</a>乙<a href="#a2" id="r2">〔二〕</a>丙<a href="#a3" id="r3">注3</a>丁<a
        href="#a4" id="r4">❹</a>戊<a href="#a5" id="r5">⑸</a>己<a href="#a6" id="r6">６</a>庚<a href="#a7"
        id="r7">٧</a>。</p><p id="a1"><a href="#r1">①</a> First.</p><p id="a2"><a href="#r2">〔二〕</a>
        Second.</p><p id="a3"><a href="#r3">注3</a> Third.</p><p id="a4"><a href="#r4">❹</a> Fourth.</p><p
        id="a5"><a href="#r5">⑸</a> Fifth.</p><p id="a6"><a href="#r6">６</a> Sixth.</p><p id="a7"><a
        href="#r7">٧</a> Seventh.</p>"##,
        "甲{①=0}乙{二=1}丙{注3=2}丁{❹=3}戊{⑸=4}己{６=5}庚{٧=6}。",
        "①: First.\n二: Second.\n注3: Third.\n❹: Fourth.\n⑸: Fifth.\n６: Sixth.\n٧: Seventh.",
    ),
    (
        "pictures for labels",
        r##"<p>One<sup><a class="duokan-footnote" href="#n1" id="r1"><img alt="sign" src="n.png"/></a></sup>
        two<a href="#n2" id="r2"><img src="n.png"/></a>.</p><ol><li class="duokan-footnote-item" id="n1"><a
        href="#r1">◎</a>First.</li><li class="duokan-footnote-item" id="n2"><a href="#r2"><img
        src="b.png"/></a>Second.</li></ol>"##,
        "One{1=0} two{2=1}.",
        "1: First.\n2: Second.",
    ),
    (
        "heads between the notes of two chapters, set as paragraphs",
        r##"<p>One<a href="#a1" id="r1"><sup>1</sup></a> two<a href="#a2" id="r2"><sup>2</sup></a>.</p><p>Three<a
        href="#b1" id="s1"><sup>1</sup></a>.</p><p class="head">To the first</p><p class="fn" id="a1"><a
        href="#r1">1</a> First.</p><p class="fn" id="a2"><a href="#r2">2</a> Second.</p><p class="fn">More of
        it.</p><p class="head">To the second</p><p class="fn" id="b1"><a href="#s1">1</a> Third.</p>"##,
        "One{1=0} two{2=1}.\nThree{1=2}.",
        "1: First.\n2: Second. / More of it.\n1: Third.",
    ),
    (
        "a head in bold where numbers go on",
        r##"<p>One<a href="#a1" id="r1"><sup>1</sup></a> two<a href="#a2" id="r2"><sup>2</sup></a>.</p><p
        id="a1"><a href="#r1">1</a> First.</p><p><b>Part Two</b></p><p id="a2"><a href="#r2">2</a>
        Second.</p>"##,
        "One{1=0} two{2=1}.",
        "1: First.\n2: Second.",
    ),
    (
        "a note whose further paragraph is short",
        r##"<p>One<a href="#a1" id="r1"><sup>1</sup></a> two<a href="#a2" id="r2"><sup>2</sup></a>.</p><p
        id="a1"><a href="#r1">1</a> First:</p><p class="line">a line of it</p><p id="a2"><a href="#r2">2</a>
        Second.</p>"##,
        "One{1=0} two{2=1}.",
        "1: First: / a line of it\n2: Second.",
    ),
    (
        "notes that begin with numbers of their own",
        r##"<p>One<a href="#a1" id="r1"><sup>1</sup></a> two<a href="#a2" id="r2"><sup>2</sup></a> three<a
        href="#a3" id="r3"><sup>3</sup></a>.</p><ol><li id="a1">1.5 ells. <a href="#r1">↩</a></li><li
        id="a2">2:1 in scale. <a href="#r2">↩</a></li><li id="a3">3. Third. <a href="#r3">↩</a></li></ol>"##,
        "One{1=0} two{2=1} three{3=2}.",
        "1: 1.5 ells.\n2: 2:1 in scale.\n3: Third.",
    ),
    (
        "Calibre",
        r##"<p class="calibre1">One<a id="filepos12" href="#filepos99"><sup class="calibre3">1</sup></a>
        and<a id="filepos13" href="#filepos100"><sup>2</sup></a>.</p><p class="calibre1">Two.</p><p
        class="calibre1"><a id="filepos99" href="#filepos12">1</a> First.</p><p class="calibre1"><a
        id="filepos100" href="#filepos13">2</a> Second.</p>"##,
        "One{1=0} and{2=1}.\nTwo.",
        "1: First.\n2: Second.",
    ),
    (
        "a last note of two paragraphs, by their class",
        r##"<p>One<a href="#n1" id="b1"><sup>1</sup></a> two<a href="#n2" id="b2"><sup>2</sup></a>.</p><p
        class="fn"><a href="#b1" id="n1">1</a> First.</p><p class="fn"><a href="#b2" id="n2">2</a>
        Second.</p><p class="fn">More.</p><p>End.</p>"##,
        "One{1=0} two{2=1}.\nEnd.",
        "1: First.\n2: Second. / More.",
    ),
    (
        "a Spanish library of EPUBs",
        r##"<p>One<a class="anota" href="#nt1" id="rf1"><sup>[1]</sup></a>.</p><h1>Notas</h1><div
        class="nota"><p id="nt1"><sup>[1]</sup> First. <a href="#rf1">&lt;&lt;</a></p></div>"##,
        "One{1=0}.",
        "1: First.",
    ),
    (
        "InDesign, footnotes",
        r##"<p>One<span id="footnote-011-backlink"><a class="_idFootnoteLink _idGenColorInherit"
        href="#footnote-011">1</a></span>.</p><hr class="HorizontalRule-1"/><section
        class="_idFootnotes" epub:type="footnotes"><div id="footnote-011" class="_idFootnote"
        epub:type="footnote"><p class="Fussnote"><span class="CharOverride-1"><span
        class="CharOverride-2"><a class="_idFootnoteAnchor _idGenColorInherit"
        href="#footnote-011-backlink">1</a></span></span>	First.</p></div></section>"##,
        "One{1=0}.",
        "1: First.",
    ),
    (
        "InDesign, endnotes",
        r##"<p>One<a id="_idTextAnchor000"></a><a href="#_idTextAnchor001"><span
        class="s">1</span></a>.</p><p>Text.</p><p class="endnote"><a id="_idTextAnchor001"></a><a
        href="#_idTextAnchor000">1</a> First.</p>"##,
        "One{1=0}.\nText.",
        "1: First.",
    ),
    (
        "Project Gutenberg, with classes of its own",
        r##"<p>One<a id="FNanchor_1_1"></a><a href="#Footnote_1_1" class="fnanchor
        pginternal">[1]</a>.</p><div class="footnote"><p class="noindent"><a id="Footnote_1_1"></a><a
        href="#FNanchor_1_1" class="pginternal"><span class="label">[1]</span></a> First.</p></div>"##,
        "One{1=0}.",
        "1: First.",
    ),
    (
        "Project Gutenberg, the words behind the anchor",
        r##"<p>One<a href="#linknote-1" name="linknoteref-1"
        id="linknoteref-1"><small>1</small></a>.</p><p>Two.</p><p><a name="linknote-1"
        id="linknote-1"></a></p><p class="footnote">1 (<a href="#linknoteref-1">return</a>)<br/>[
        First.]</p>"##,
        "One{1=0}.\nTwo.",
        "1: [ First.]",
    ),
    (
        "Project Gutenberg, in one list",
        r##"<p>One<a id="FNanchor_1"></a><a class="fnanchor" href="#Footnote_1">[1]</a>.</p><div
        class="footnotes"><h3>FOOTNOTES:</h3><div class="footnote"><p><a id="Footnote_1"></a><a
        class="label" href="#FNanchor_1">[1]</a> First.</p></div></div>"##,
        "One{1=0}.",
        "1: First.",
    ),
    (
        "Projekt Gutenberg-DE, in the sentence",
        r##"<p>Eins<span class="footnote">Erste.</span> zwei<a class="pageref" name="page12"
        title="x/y">12</a> drei.</p>"##,
        "Eins{1=0} zwei drei.",
        "1: Erste.",
    ),
    (
        "Zeno",
        r##"<p>Eins<a href="#Anm1" name="T1"><sup>1</sup></a>.</p><hr/><p><a name="Anm1"
        href="#T1"><sup>1</sup></a> Erste.</p>"##,
        "Eins{1=0}.",
        "1: Erste.",
    ),
    (
        "TEI",
        r##"<p>One<a class="notelink" title="First." href="#Note1"><sup>1</sup></a>.<a id="Note1_return">
        </a></p><div class="notes"><div class="noteHeading">Notes</div><div class="note"
        id="Note1"><p><span class="noteLabel">1 </span><span class="noteBody">First.</span> <a
        class="link_return" title="Go back to text" href="#Note1_return">↵</a></p></div></div>"##,
        "One{1=0}.",
        "1: First.",
    ),
    (
        "a Kindle book turned into an EPUB",
        r##"<p>One<sup><a id="_ednref1"/><a href="#_edn1">1</a></sup>.</p><p>Text</p><p><sup><a
        id="_edn1"/><a href="#_ednref1">1</a></sup> First.</p>"##,
        "One{1=0}.\nText",
        "1: First.",
    ),
    (
        "a label that leads back, in a span",
        r##"<p>One<a id="oxfordbook-note-ref-1" class="showNote"
        href="#oxfordbook-note-1"><sup>1</sup></a>.</p><p><span class="label"><a id="oxfordbook-note-1"
        href="#oxfordbook-note-ref-1">1</a></span> First.</p>"##,
        "One{1=0}.",
        "1: First.",
    ),
    (
        "notes that are hidden until asked for",
        r##"<p>One<a epub:type="noteref" href="#f1">1</a> two<a epub:type="noteref"
        href="#f2">2</a>.</p><aside hidden="hidden" epub:type="footnote" id="f1"><p>First.</p></aside><p
        hidden="" epub:type="footnote" id="f2">Second.</p>"##,
        "One{1=0} two{2=1}.",
        "1: First.\n2: Second.",
    ),
    (
        "terms that lead back",
        r##"<p>One<a id="r1" href="#f1"><sup>1</sup></a>, two<a id="r2"
        href="#f2"><sup>2</sup></a>.</p><dl><dt id="f1"><a
        href="#r1">1</a></dt><dd>First.</dd><dd>More.</dd><dt id="f2"><a
        href="#r2">2</a></dt><dd>Second.</dd></dl>"##,
        "One{1=0}, two{2=1}.",
        "1: First. / More.\n2: Second.",
    ),
    (
        "asterisks",
        r##"<p>One<a href="#a1">*</a> two<a href="#a2">**</a>.</p><p id="a1">* First.</p><p id="a2">**
        Second.</p>"##,
        "One{*=0} two{**=1}.",
        "*: First.\n**: Second.",
    ),
    (
        "daggers",
        r##"<p>One<a href="#d">†</a> two<a href="#e">‡</a>.</p><p id="d">† First.</p><p id="e">‡ Second.</p>"##,
        "One{†=0} two{‡=1}.",
        "†: First.\n‡: Second.",
    ),
    (
        "the number is the target",
        r##"<p>One<a href="#fn1"><sup>1</sup></a>.</p><p><sup id="fn1">1</sup> First.</p>"##,
        "One{1=0}.",
        "1: First.",
    ),
    (
        "brackets around the link",
        r##"<p>One<small>[<a id="r1" href="#f1">1</a>]</small>.</p><p><small>[<a id="f1"
        href="#r1">1</a>]</small> First.</p>"##,
        "One{1=0}.",
        "1: First.",
    ),
    (
        "an item that gives no number",
        r##"<p>One<a href="#n11"><sup>11</sup></a>.</p><ol start="11"><li><a id="n11"></a>First.</li></ol>"##,
        "One{11=0}.",
        "11: First.",
    ),
    (
        "in a cell",
        r##"<table><tr><td>a<sup><a href="#t1">1</a></sup></td><td>b</td></tr></table><p
        id="t1"><sup>1</sup> First.</p>"##,
        "a{1=0}	b",
        "1: First.",
    ),
    (
        "in a heading",
        r##"<h2>Title<a href="#f1" id="r1"><sup>1</sup></a></h2><p>Text.</p><p><a id="f1" href="#r1">1</a>
        First.</p>"##,
        "Title{1=0}\nText.",
        "1: First.",
    ),
    (
        "several paragraphs in a division",
        r##"<p>One<a id="ref1" href="#note1"><sup>1</sup></a>.</p><div id="note1"><p><a href="#ref1">1</a>.
        First.</p><p>More.</p></div>"##,
        "One{1=0}.",
        "1: First. / More.",
    ),
    (
        "no label, an arrow at the end",
        r##"<p>One<a href="#fn-1" id="fnref-1">1</a>.</p><section class="notes"><p id="fn-1">First. <a
        href="#fnref-1">↑</a></p></section>"##,
        "One{1=0}.",
        "1: First.",
    ),
    (
        "raised letters",
        r##"<p>One<sup><a href="#a">a</a></sup> two<sup><a href="#b">b</a></sup>.</p><p
        id="a"><sup>a</sup>First.</p><p id="b"><sup>b</sup>Second.</p>"##,
        "One{a=0} two{b=1}.",
        "a: First.\nb: Second.",
    ),
    (
        "a word and a number",
        r##"<p>Eins<a href="#a1" id="r1">[Anm. 1]</a>.</p><p id="a1">[Anm. 1] Erste. <a
        href="#r1">zurück</a></p>"##,
        "Eins{Anm. 1=0}.",
        "Anm. 1: Erste.",
    ),
    (
        "chapter by chapter under headings",
        r##"<h2>I</h2><p>One<a href="#n1" id="r1">1</a>.</p><h2>II</h2><p>Two<a href="#n2"
        id="r2">1</a>.</p><h2>Notes</h2><h3>I</h3><p id="n1"><a href="#r1">1</a> First.</p><h3>II</h3><p
        id="n2"><a href="#r2">1</a> Second.</p>"##,
        "I\nOne{1=0}.\nII\nTwo{1=1}.",
        "1: First.\n1: Second.",
    ),
    (
        "Greek",
        r##"<p>Ένα<a id="r1" href="#s1"><sup>1</sup></a>.</p><p><a id="s1" href="#r1">1</a>. Πρώτη.</p>"##,
        "Ένα{1=0}.",
        "1: Πρώτη.",
    ),
];
