//! The pieces texts are made of: for each format those that mean something in it, and for all of
//! them the letters and signs of many scripts, among them what would act on a terminal.
//!
//! Lower-case Greek letters are the words whose loss is looked for. The lists named `TAME` hold
//! nothing that hides the words after it, as a comment or a link's address does, so that of a text
//! made of them every Greek letter must be in the document.

/// Signs of many scripts, and such as act on a terminal or on the order of letters.
#[rustfmt::skip]
pub const ODD: &[&str] = &[
    "e\u{301}", "\u{301}", "漢字", "ｆｕｌｌ", "한국어", "ภาษาไทย", "العربية", "עברית", "क्षि",
    "👩\u{200d}👩\u{200d}👧", "🇩🇪", "👍🏽", "☎\u{fe0f}", "1\u{fe0f}\u{20e3}", "ﬁ", "\u{ad}", "\u{200b}",
    "\u{200d}", "\u{a0}", "\u{202f}", "\u{3000}", "\u{2028}", "\u{2029}", "\u{85}", "\u{feff}",
    "\u{fffd}", "\0", "\x07", "\x08", "\x0b", "\x0c", "\x0e", "\x1b", "\x1b[2J", "\x1b]0;x\x07",
    "\x1bP", "\x7f", "\u{80}", "\u{90}", "\u{9b}31m", "\u{9d}", "\u{9f}", "\u{200e}", "\u{200f}",
    "\u{61c}", "\u{202a}", "\u{202b}", "\u{202c}", "\u{202d}", "\u{202e}", "\u{2066}", "\u{2067}",
    "\u{2068}", "\u{2069}", "\u{206a}", "\u{e0001}", "\u{e0041}", "\u{1f1e6}", "\u{10ffff}",
    "\u{fdfd}", "\u{2e3b}", "\u{fe0e}", "\u{1160}", "ᄒ", "\t", "\r", "\r\n", "\n",
];

/// Words of prose.
#[rustfmt::skip]
pub const PROSE: &[&str] = &[
    "α", "βγ", "δεζ η", "θι κλ μν", "ξοπρστ", "υφχψω", " ", " ", " ", " ", " ", ". ", ", ", "; ",
    "? ", "-\n", "\n", "\n\n", "\n\n", "Α", "Β", "“", "”", "‘", "’", "«", "»", "—", "–", "…", "(",
    ")", "1", "12", "1848", "¹", "²³", "*", "†",
];

/// Markdown in which nothing is hidden.
#[rustfmt::skip]
pub const TAME_MARKDOWN: &[&str] = &[
    "α", "βγ", "δ ε", "ζ η θ ", "ικλμνξοπρστυφχψω", " ", " ", " ", " ", "\n", "\n\n", "\n\n",
    "\n\n", "*", "**", "_", "`α`", "~~β~~", "\n> ", "\n> > ", "\n- ", "\n  - ", "\n1. ", "\n7) ",
    "\n# ", "\n## ", "\n### ", "\n***\n", "\n| ", " | ", " |\n", "\n|-|-|\n", "^[", "]", "[", "!",
    "\\", "\n    ", "\n: ", "¹", "|", ". ", ", ", "“", "”", "é", "漢", "\u{301}", "\u{ad}",
    "\u{200b}", "  \n", "\n\t", "- [ ] ", "\n(a) ", "\n(b) ", "\n(c) ", "\ni. ", "\n  ii. ", "\n#. ", "\n(@) ",
    "\n(@x) ", "@x", "\n~   ", "\n--- ---\n", "\n-------\n", "\n+--+---+\n", "+--+---+", "| ", "\nTable: ",
    "\n: ", "{#x}", "{=x}",
];

/// All of Markdown.
#[rustfmt::skip]
pub const MARKDOWN: &[&str] = &[
    "α", "βγ", " ", " ", "\n", "\n\n", "\n\n", "*", "**", "_", "`", "```\n", "```rust\n", "[", "]",
    "(", ")", "^", "^[", "[^", "[^1]", "[^2]", "[^1]: ", "\n[^1]: ", "\n[^2]: ", "\n\n[^3]: ",
    "[^3]", "\n[^α]: ", "[^α]", "!", "![", "](", "](u)", "](#α)", "](http://a.b/c)", "<", ">",
    "\n> ", "<b>", "</b>", "<blockquote>", "</blockquote>", "<div>", "</div>", "<pre>", "<!--",
    "-->", "<br>", "<script>", "<h1>", "<hr>", "<img alt='é' src=u>", "<a href='#a'>", "<a id=a>",
    "<sup>", "</sup>", "<sup>1</sup>", "|", "\n|-|-|\n", "\n- ", "\n  - ", "\n1. ", "\n# ", "\n## ",
    "\n---\n", "---\n", "% ", "title: α\n", "author: β\n", "bibliography: a.bib\n", "\n: ",
    "- [x] ", "\\", "\r", "\r\n", "\0", "¹", "²", "&amp;", "&#91;", "&#0;", "http://a.b", "www.a",
    "~~", "{#a}", "\n    ", "\t", "[@a]", "[@a, p. 3; -@b]", "@a", "(Α 1902)", "Α (1902b)",
    "ibid., p. 4", "\n## References\n\n", "\n- Α, Β. 1902. *Γ*. Δ: Ε.\n", "\n[α]: u 'γ'\n", "\x0c",
    "\n1See α.\n", "α-\n",
];

/// Plain text, as it is typed and as it is scanned.
#[rustfmt::skip]
pub const PLAIN: &[&str] = &[
    "α", "βγδ", "_α", "β_", " ", " ", "\n", "\n", "\n\n", "\n\n", "\x0c", "\n\x0c", "1", "2", "¹", "²", "\n1 ",
    "\n2 ", "\n1See ", "[1]", "\n[1] ", "*", "\n* ", "†", "-\n", "\u{ad}\n", "\n12\n", "\n---\n",
    "Contents\n", "α . . . . 5\n", "\nThe Running Head\n", ". ", "\n    ", "\t", "\r\n",
    "\nReferences\n\n", "Α, Β. 1902. Γ. Δ: Ε.\n", "(Α 1902)", "ΑΒΓ ΔΕ\n", "op. cit.", "é", "漢",
    "\u{301}", "\0", "It is said that the word goes on and on until the line is full of it, as\n",
    "\n> ", "\n>> ", "\n>", "\n- ", "\n\n- ", "\n  ", "\n• ", "\nα β γ δ:\n", "\n1. ", "\n2. ", ".(1)",
    "\n(1) ", "{1}", "\n{1} ", "^1", "\n^1 ", "\n\n\n\nΑΒΓ\n\n", "\n\n\nChapter 1\n\n", "Title: Α\n\nAuthor: Β\n\n",
];

/// Muse.
#[rustfmt::skip]
pub const MUSE: &[&str] = &[
    "α", "βγ", " ", " ", "\n", "\n\n", "\n\n", "#title α\n", "#author β\n", "#notes γ\n", "\n* ",
    "\n** ", "\n*** ", "*", "**", "_", "=", "[1]", "\n[1] ", "[2]", "\n\n[2] ", "{1}", "\n{1} ",
    "[[", "]]", "][", "[[#a][α]]", "[[http://a.b][c]]", "#a ", "\n - ", "\n   - ", "\n 1. ",
    "\n a. ", "\n α :: ", "\n> ", "<quote>", "</quote>", "<verse>", "</verse>", "<example>",
    "</example>", "<biblio>", "</biblio>", "<center>", "</center>", "<right>", "<play>", "<em>",
    "</em>", "<strong>", "<sup>", "</sup>", "<br>", "<verbatim>", "</verbatim>", "<literal>",
    "<!--", "-->", "{{{", "}}}", "\n;", "\n|", " | ", " || ", "~~", "--", "----\n", "\\", "\t",
    "\r\n", "\0", "\n    ",
];

/// Muse in which nothing is hidden.
#[rustfmt::skip]
pub const TAME_MUSE: &[&str] = &[
    "α", "βγ", "δ ε", " ", " ", " ", "\n", "\n\n", "\n\n", "\n\n", "\n* ", "\n** ", "\n*** ", "*", "**",
    "_", "=", "\n - ", "\n   - ", "\n 1. ", "\n a. ", "\n α :: ", "\n> ", "<quote>", "</quote>",
    "<verse>", "</verse>", "<example>", "</example>", "<biblio>", "</biblio>", "<center>", "</center>",
    "<right>", "</right>", "<em>", "</em>", "<strong>", "</strong>", "<sup>", "</sup>", "<br>", "{{{", "}}}",
    "\n|", " | ", " || ", " ||| ", "~~", "--", "\n----\n", "\n    ", "\n\n\n", "\t", ". ", "(", ")",
];

/// HTML in which nothing is hidden.
#[rustfmt::skip]
pub const TAME_HTML: &[&str] = &[
    "α", "βγ", " ", " ", "\n", "<p>", "</p>", "<div>", "</div>", "<h1>", "</h1>", "<h3>", "</h3>", "<ul>",
    "</ul>", "<ol>", "</ol>", "<li>", "</li>", "<dl>", "</dl>", "<dt>", "<dd>", "<table>", "</table>", "<tr>",
    "</tr>", "<td>", "</td>", "<th>", "<td colspan=3>", "<td rowspan=2>", "<tbody>", "<caption>",
    "</caption>", "<blockquote>", "</blockquote>", "<pre>", "</pre>", "<code>", "</code>", "<em>", "</em>",
    "<b>", "</b>", "<i>", "<sup>", "</sup>", "<sub>", "</sub>", "<br>", "<hr>", "<a href=u>", "</a>",
    "<section>", "</section>", "<span>", "</span>", "<figure>", "<figcaption>", "</figure>", "&amp;", "&nbsp;",
    "<p class=verse>", "<center>", "<q>", "</q>", "<small>", "<address>", "<details>", "<summary>",
];

/// Tags and words of HTML.
#[rustfmt::skip]
pub const HTML: &[&str] = &[
    "α", "βγ", " ", " ", "\n", "<p>", "</p>", "<div>", "</div>", "<h1>", "</h1>", "<h2>", "<ul>",
    "</ul>", "<ol>", "</ol>", "<li>", "</li>", "<dl>", "<dt>", "<dd>", "<table>", "</table>",
    "<tr>", "<td>", "<th>", "<td colspan=9999 rowspan=9>", "<tbody>", "<caption>", "<blockquote>",
    "</blockquote>", "<pre>", "</pre>", "<code>", "<em>", "</em>", "<b>", "</b>", "<i>", "<sup>",
    "</sup>", "<sub>", "<br>", "<hr>", "<img alt=α>", "<a href='#n'>", "<a id=n>", "</a>",
    "<sup><a href='#fn1' id=fr1>1</a></sup>", "<p id=fn1>1 α", "<a href='#fr1'>↩</a>",
    "<section epub:type=footnotes>", "<section>", "</section>", "<aside epub:type=footnote id=fn1>",
    "</aside>", "<article>", "</article>", "<main>", "<nav>", "</nav>", "<header>", "<footer>",
    "<head>", "</head>", "<title>", "</title>", "<body>", "<html lang=el>", "<style>", "</style>",
    "<script>", "</script>", "<!--", "-->", "<![CDATA[", "]]>", "<?x ?>", "<!doctype html>",
    "<meta charset=latin1>", "<meta name=author content=α>", "<span style='font-style:italic'>",
    "</span>", "<span class=sidenote>", "<span class=pagenum>12</span>", "<svg>", "<math>",
    "<template>", "<select>", "<option>", "<textarea>", "<iframe>", "<noscript>", "<object>",
    "&amp;", "&#0;", "&#x10ffff;", "&nbsp", "<", ">", "=", "'", "\"", "/", "<p class=verse>",
    "<ruby>", "<rt>", "[1]", "¹", "\0", "<p hidden>", "<frameset>",
];

/// Bibliographies of every kind.
#[rustfmt::skip]
pub const BIBLIOGRAPHY: &[&str] = &[
    "α", "βγ", " ", " ", "\n", "@book{", "@article{", "@string{", "@comment{", "@preamble{", "a",
    "b", "a,\n", " title = ", " author = ", " year = ", " date = ", " editor = ", "{", "}", "{{",
    "}}", "\"", ",", "\n}\n", " # ", " and ", "1902", "1902/1905", "n.d.", "\\", "\\'e", "\\\"{o}",
    "\\emph{", "$", "%", "=", "(", ")", "[", "]", "[{", "}]", "{\"id\":", "\"a\"",
    "\"type\":\"book\"", "\"title\":", "\"author\":[{\"family\":\"Α\"}]",
    "\"issued\":{\"date-parts\":[[1902]]}", ":", "\n  ", "\n- ", "a:\n", "  type: book\n",
    "  title: α\n", "  author: Α, Β\n", "references:\n", "- id: a\n", "---\n", "|\n", ">\n", "'",
    "&x", "*x", "!!str ", "null", "true", "-1", "1e999", "\\u0000", "#", "\t", "\r\n", "\0",
    "crossref = {a},", "é",
];

/// Texts that cite.
#[rustfmt::skip]
pub const CITING: &[&str] = &[
    "α", " ", " ", ". ", "\n\n", "(Kropotkin 1902)", "(Kropotkin 1902: 3)",
    "(Kropotkin 1902, p. 3; Marx 1867)", "Kropotkin (1902)", "Kropotkin (1902a, 1902b)",
    "Kropotkin, *Mutual Aid*, p. 3", "*Mutual Aid*", "“Notes on”", "(ibid., p. 4)", "ibid.",
    "Ebd., S. 5", "op. cit.", "Marx, op. cit., p. 5", "Marx 1867", "(Marx n.d.)", "[1]",
    "[2, p. 3]", "[@kropotkin]", "[see @marx, p. 3; -@none]", "@marx", "Kropotkin",
    "Marx and Engels", "Marx et al.", "(1902)", "1902", "1845–46", "(ed.)", "pp. 3–4", "S. 12 f.",
    "(", ")", "[", "]", ",", ";", ":", "—", "\n\n## ", "\n\n## References\n\n",
    "\n\n## Literatur\n\n", "\n\n## Notes\n\n", "[^1]", "[^2]", "\n\n[^1]: ", "\n\n[^2]: ",
    "\n- Kropotkin, Peter 1902. *Mutual Aid*. London, Heinemann\n",
    "\n- Kropotkin, P. 1902b. *Fields*. London.\n",
    "\n- Marx, K. 1867. *Capital*. London, Penguin.\n",
    "\n- Marx, K. and F. Engels 1848. *Manifesto*.\n", "\n- ———. 1894. *Capital III*. London.\n",
    "\n1. Kropotkin, Peter. *Mutual Aid*. London: Heinemann, 1902.\n", "\n- ", "\n1. ", "\n\n", "é",
    "漢", "\u{301}", "“", "”", "*", "\u{a0}", "\u{ad}", "\n",
];

/// What content streams are made of.
pub const PDF: &[&str] = &[
    "BT ",
    "ET ",
    "/F1 10 Tf ",
    "/F2 7 Tf ",
    "/F9 1 Tf ",
    "20 500 Td ",
    "0 -12 Td ",
    "200 0 Td ",
    "(words) Tj ",
    "(12) Tj ",
    "[(a)-300(b)120(c)]TJ ",
    "<4142> Tj ",
    "T* ",
    "(next) ' ",
    "1 2 (x) \" ",
    "4 Ts ",
    "0 Ts ",
    "3 Tr ",
    "50 Tz ",
    "1 Tc ",
    "5 Tw ",
    "q ",
    "Q ",
    "1 0 0 1 5 5 cm ",
    "0 1 -1 0 100 100 Tm ",
    "1 0 0 1 20 400 Tm ",
    "1e9 0 0 1 0 0 cm ",
    "0 0 0 0 0 0 Tm ",
    "/X Do ",
    "20 300 100 0.5 re f ",
    "0 0 m 200 0 l S ",
    "/P <</MCID 0>> BDC ",
    "/Artifact BMC ",
    "EMC ",
    "/Span<</ActualText(say)>> BDC ",
    "BI /W 1 ID x EI ",
    "(\\(open",
    "[",
    "<<",
    "% ",
    "-",
    "\n",
    "(and a line that is long enough for a column of it) Tj ",
];

/// What dictionaries of a PDF are made of; 4 is the first page's form, 6 the first page.
pub const PDF_ENTRIES: &[&str] = &[
    "/XObject<</X 3 0 R>>",
    "/Font<</F1 1 0 R>>",
    "/F9<</Type/Font/Subtype/Type3/FontMatrix[1 0 0 1 0 0]>>",
    "/Rotate 90",
    "/Annots[",
    "]",
    "<</Subtype/Link/Rect[0 0 400 600]/Dest[5 0 R/XYZ 0 500 0]>>",
    "<</Subtype/Link/Rect[0 480 90 520]/A<</S/URI/URI(http://a.org)>>>>",
    "/PageLabels<</Nums[0<</S/r>>]>>",
    "/Names<</Dests<</Kids[1 0 R 2 0 R]>>>>",
    "/Outlines<</First 1 0 R/Next 1 0 R>>",
    "/StructTreeRoot ",
    "<</K[0 1<</S/P/Pg 5 0 R/K 0>>]>>",
    "<<",
    ">>",
    "1 0 R",
    "3 0 R ",
    "/Lang(en)",
    "/K 1 0 R",
    "/S/Note",
    "/F8<</Type/Font/Subtype/Type0/Encoding/Identity-H/DescendantFonts[<</Subtype/CIDFontType2>>]>>",
    "-1 ",
    "/",
];
