//! Every way to write a note, and what looks like one and is none.

use std::fs;

use ibid::doc::MarkKind;
use ibid::read::read;

use super::{body, notes, page};
use crate::shared::shared;

/// A convention for notes: its name, a page, its body, its notes.
pub(crate) type Convention = (&'static str, &'static str, &'static str, &'static str);

/// The conventions of the programs that most pages with notes are made with.
const CONVENTIONS: &[Convention] = &[
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
        "My{1=0} note{{1}=1}!",
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
    let all = CONVENTIONS.iter().chain(super::books::CONVENTIONS).chain(super::sites::CONVENTIONS);
    for (name, source, expected_body, expected_notes) in all {
        let document = page(source);
        assert_eq!(body(&document), *expected_body, "{name}");
        assert_eq!(notes(&document), *expected_notes, "{name}");
    }
}

#[test]
fn notes_that_no_link_leads_to() {
    let cases = [
        (
            "brackets",
            "<p>One [1] two[2].<p>More.<hr><h3>Notes</h3><p>[1] First.<p>Its end.<p>[2] Second, see [1].",
            "One{1=0} two{2=1}.\nMore.",
            "1: First. / Its end.\n2: Second, see{1=0}.",
        ),
        (
            "raised, in lines",
            "<p>One<sup>1</sup> two<sup>2</sup>.</p><p><sup>1</sup>First.<br><sup>2</sup> Second.</p>",
            "One{1=0} two{2=1}.",
            "1: First.\n2: Second.",
        ),
        (
            "chapter by chapter",
            "<h2>I</h2><p>One[1].</p><p>[1] First.</p><h2>II</h2><p>Two[1].</p><p>[1] Second.</p>",
            "I\nOne{1=0}.\nII\nTwo{1=1}.",
            "1: First.\n1: Second.",
        ),
        (
            "numbers under a heading",
            "<p>One<sup>1</sup> two<sup>2</sup>.</p><h2>Anmerkungen</h2><p>1. First.</p><p>2. Second.</p>",
            "One{1=0} two{2=1}.",
            "1: First.\n2: Second.",
        ),
        (
            "items under a heading",
            "<p>One<sup>1</sup> two<sup>2</sup>.</p><h2>Notes</h2><ol><li><p>First.</p><p>More.</p></li><li>Second.</ol>",
            "One{1=0} two{2=1}.",
            "1: First. / More.\n2: Second.",
        ),
        (
            "gathered",
            "<h2>I</h2><p>One[1] a[2].</p><h2>II</h2><p>Two[1].</p><h2>Notes</h2><p>[1] A.</p><p>[2] B.</p><p>[1] C.</p>",
            "I\nOne{1=0} a{2=1}.\nII\nTwo{1=2}.",
            "1: A.\n2: B.\n1: C.",
        ),
        (
            "raised figures as they are typed",
            "<p>One¹ two,² and 5 m² more.</p><p>End¹².<h2>Notes</h2><p>¹ First.</p><p>² Second.</p>",
            "One{1=0} two,{2=1} and 5 m² more.\nEnd¹².",
            "1: First.\n2: Second.",
        ),
        (
            "raised figures and no heading",
            "<p>One.¹</p><p>Two².</p><hr><p>¹ First.<br>²Second.</p>",
            "One.{1=0}\nTwo{2=1}.",
            "1: First.\n2: Second.",
        ),
    ];
    for (name, source, expected_body, expected_notes) in cases {
        let document = page(&format!("<html>{source}"));
        assert_eq!(body(&document), expected_body, "{name}");
        assert_eq!(notes(&document), expected_notes, "{name}");
    }
    let none = [
        "<p>As shown [1].</p><h2>References</h2><p>[1] Lee 1990.</p>",
        "<p>x<sup>2</sup> and y<sup>3</sup>.</p><p><sup>2</sup> alone</p>",
        "<p>See [1].</p><p>[1] First.</p><p>[2] Nothing refers to it.</p>",
        "<pre>a[1] = b[2]</pre><p>[1] First.</p>",
        "<p>x¹ and x² and 3 m².</p><p>² is two.</p>",
        "<p>The room has 12 m² in all.</p><p>¹ alone</p>",
    ];
    for source in none {
        let document = page(&format!("<html>{source}"));
        assert_eq!(document.notes.len(), 0, "{source}: {}", notes(&document));
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
