//! Bibliography files, by example and by chance.

use proptest::prelude::*;

use super::*;

/// The references of a file: key and words.
fn listed(text: &str) -> Vec<(String, String)> {
    let document = read("x", text);
    assert_eq!(document.check(), Ok(()), "{text}");
    let references = document.references.iter();
    references.map(|r| (r.key.to_string(), document.words(r.span).to_owned())).collect()
}

fn pairs<const N: usize>(pairs: [(&str, &str); N]) -> Vec<(String, String)> {
    pairs.map(|(key, words)| (key.to_owned(), words.to_owned())).to_vec()
}

#[test]
fn bibtex() {
    let text = r#"
@string{verso = "Verso"}
@book{b, author = {Mar{\'\i}a von Doe and Lee, Bo}, title = {It -- {\"O}ffentlich}, year = 1999,
  publisher = verso, address = {London}}
@article{a, author={Ann Doe}, title={One}, journal={J}, year={1999}, volume=1, number=2, pages={3--4}}
@article{a2, author={Ann Doe}, title={Two}, journal={J}, date={1999-05}}
@book{bad, author = {Open, title = {Brace}
@misc{u, title={Undefined}, publisher=nowhere, year={n.d.}}
@incollection{c, author={Zed, Al}, title={Part}, crossref={whole}, pages={1--2}}
@collection{whole, editor={Ed, It}, title={Whole}, year=2001, publisher={P}}
"#;
    let expected = pairs([
        ("a", "Doe, Ann. 1999a. “One.” J 1 (2): 3–4."),
        ("a2", "Doe, Ann. 1999b. “Two.” J."),
        ("whole", "Ed, It, ed. 2001. Whole. P."),
        ("u", "Undefined. n.d. nowhere."),
        ("b", "von Doe, María, and Bo Lee. 1999. It – Öffentlich. London: Verso."),
        ("c", "Zed, Al. 2001. “Part.” In Whole, edited by It Ed, 1–2. P."),
    ]);
    assert_eq!(listed(text), expected);
    let document = read("x", text);
    assert!(
        document.diagnostics.iter().any(|d| d.what.contains("line 7")),
        "{:?}",
        document.diagnostics
    );
}

#[test]
fn people_of_bibtex() {
    let text = r#"
@misc{a, author={Moss, Ida and Oat, B. and others}, title={A}, year={1990}}
@misc{b, author={Rye, Tom and {others}}, title={B}, year={1991}}
@misc{c, author={Moss, Jr., Ida}, title={C}, year={1992}}
@misc{d, author={Tom B. Rye III}, title={D}, year={1993}}
@book{e, editor={Moss, Ida and others}, title={E}, year={1994}}
@misc{f, author={Oat, Ann AND {RYE AND SONS} AND Zed, Tom, Jr.}, title={F}, year={1995}}
"#;
    let expected = pairs([
        ("e", "Moss, Ida, et al., eds. 1994. E."),
        ("c", "Moss, Ida, Jr. 1992. C."),
        ("a", "Moss, Ida, B. Oat, et al. 1990. A."),
        ("b", "Rye, Tom, et al. 1991. B."),
        ("f", "Oat, Ann, RYE AND SONS, and Tom Zed Jr. 1995. F."),
        ("d", "Rye, Tom B., III. 1993. D."),
    ]);
    let found = listed(text);
    for entry in &expected {
        assert!(found.contains(entry), "{entry:?}: {found:#?}");
    }
    let document = read("x", text);
    assert!(
        document.references.iter().all(|entry| !entry
            .authors
            .names
            .iter()
            .any(|n| n.family == "others"))
    );
}

#[test]
fn latex_and_money_in_values() {
    let text = r#"
@string{j = "J.~of \emph{Mills}"}
@article{a, author={Mo{\ss}, I{\'\i}da}, title={The {\em Oat} at \$5, or $ 6}, journal=j, year={1990},
  url={http://a.example/~x_1$}}
@inproceedings{b, author={Rye, T.}, title={B}, booktitle={Proc.}, journal={J}, year={199X}}
@article{c, author={Zed, T.}, title={C}, booktitle={Proc.}, journal={J}, year={1991~}}
@book{d, title={\href{http://d.example}{D}}, date={1901/..}}
"#;
    let expected = pairs([
        ("d", "D. 1901–. http://d.example."),
        ("a", "Moß, Iída. 1990. “The Oat at $5, or $ 6.” J. of Mills. http://a.example/~x_1$."),
        ("b", "Rye, T. 1990s. “B.” In Proc."),
        ("c", "Zed, T. ca. 1991. “C.” J."),
    ]);
    assert_eq!(listed(text), expected);
    let document = read("x", text);
    let emphasised = |words: &str| {
        let marks = document.marks.iter().filter(|mark| mark.kind == MarkKind::Emphasis);
        marks.map(|mark| document.words(mark.span)).any(|own| own == words)
    };
    assert!(emphasised("Oat") && emphasised("Mills"), "{:?}", document.marks);
}

#[test]
fn keys_that_come_twice_and_sets() {
    let text = "@misc{a, title={One}, year=1990}\n@misc{a, title={Two}, year=1991}\n\
                @misc{b, title={Three}}\n@misc{b, title={Three}}\n@set{s, entryset={a, b}}\n";
    let document = read("x", text);
    let keys: Vec<&str> = document.references.iter().map(|entry| &*entry.key).collect();
    assert_eq!(keys, ["a", "s", "b", "a-2"]);
    let said: Vec<&str> = document.diagnostics.iter().map(|found| found.what.as_str()).collect();
    assert!(said.iter().any(|what| what.contains("have the key “a”")), "{said:?}");
    assert!(said.iter().any(|what| what.contains("“b” stands there twice")), "{said:?}");
    let found = listed(text);
    assert_eq!(found[1].1, "One. 1990. Three. n.d.");
}

#[test]
fn what_csl_marks_and_doubts() {
    let text = r#"[{"id": "a", "type": "book", "title": "Mill &amp; <i>Oven</i>",
      "author": [{"family": "Moss", "given": "Ida", "suffix": "Jr."}],
      "issued": {"date-parts": [[1798]], "circa": true}}]"#;
    assert_eq!(listed(text), pairs([("a", "Moss, Ida, Jr. ca. 1798. Mill & Oven.")]));
}

#[test]
fn people_and_dates_of_csl_as_people_write_them() {
    let text = r#"[{"id": "a", "type": "book", "title": "A &#8211; &eacute; &x;", "author": "Moss, Ida",
      "issued": [{"year": 1901}, {"year": 1905}]},
     {"id": "b", "type": "book", "title": "B", "author": {"family": "Oat"},
      "issued": {"date-parts": [[1901], [0]]}},
     {"id": "c", "type": "motion_picture", "title": "C", "director": [{"name": "The Mill, Ltd."}],
      "issued": {"date-parts": [["-380"]]}}]"#;
    let expected = pairs([
        ("a", "Moss, Ida. 1901–1905. A – é &x;."),
        ("b", "Oat. 1901–. B."),
        ("c", "The Mill, Ltd. 380 BC. C."),
    ]);
    assert_eq!(listed(text), expected);
    let yaml = "- id: a\n  type: book\n  title: \"On *Bread*, `rye` and a_b_c, 2 * 3 * 4\"\n  \
                author: Moss, Ida\n  issued:\n  - year: 1901\n    month: 3\n";
    let document = read("x.yaml", yaml);
    assert_eq!(listed(yaml)[0].1, "Moss, Ida. 1901. On Bread, rye and a_b_c, 2 * 3 * 4.");
    let emphasised = document.marks.iter().filter(|mark| mark.kind == MarkKind::Emphasis);
    let words: Vec<&str> = emphasised.map(|mark| document.words(mark.span)).collect();
    assert!(words.contains(&"Bread"), "{words:?}");
}

#[test]
fn what_entries_take_over_is_bounded() {
    let parent = format!("@book{{p, title={{{}}}, author={{A}}}}\n", "Mill ".repeat(40_000));
    let children: String =
        (0..300).map(|n| format!("@inbook{{k{n}, title={{T}}, crossref={{p}}}}\n")).collect();
    let document = read("x", &(parent + &children));
    assert!(document.text.len() < 20 << 20, "{}", document.text.len());
    assert_eq!(document.references.len(), 301);
    assert!(document.diagnostics.iter().any(|found| found.what.contains("take over more")));
}

#[test]
fn entries_that_lead_to_themselves_are_read() {
    for text in [
        "@book{a, title={T}, crossref={a}}",
        "@book{a, title={T}, xdata={a}}",
        "@book{a, title={T}, crossref={b}}\n@book{b, title={U}, crossref={a}}",
        "@book{a, title={T}, crossref={b}, xdata={b}}\n@book{b, title={U}, xdata={a}}",
        "@string{k = \"a\"}\n@book{a, title={T}, crossref=k}",
        "@book{a, title={T}, note=\"} , crossref = {a\"}",
        "@string{a = a}\n@book{a, title=\"T\", note=a}",
        "@string{a = b}\n@string{b = a}\n@book{a, title=\"T\", note=a # b}",
        "@string{a = \"x\"}\n@string{b = a}\n@string{a = b}\n@book{a, title=\"T\", note=a # b}",
    ] {
        let found = listed(text);
        assert!(found.iter().any(|(_, words)| words.starts_with("T. ")), "{text}: {found:?}");
    }
}

#[test]
fn csl_json() {
    let text = r#"[
      {"id": "a", "type": "article-journal", "title": "On <i>it</i>", "volume": 3,
       "author": [{"family": "Doe", "given": "A."}, {"literal": "The WHO"}],
       "issued": {"date-parts": [["2016", 3]]}, "container-title": "J", "DOI": "10.1/x"},
      7, {"id": "n"},
      {"id": 9, "type": "book", "title": "Alone", "issued": {"literal": "in press"}}
    ]"#;
    let expected = pairs([
        ("9", "Alone. in press."),
        ("a", "Doe, A., and The WHO. 2016. “On it.” J 3. https://doi.org/10.1/x."),
    ]);
    assert_eq!(listed(text), expected);
    assert_eq!(read("x", text).diagnostics.len(), 2);
    assert_eq!(read("x", "[{").diagnostics.len(), 1);
}

#[test]
fn yaml() {
    let text = "a:\n  type: article\n  title: One\n  author: [\"Doe, Ann\"]\n  date: 2001-02\n  \
                page-range: 1-2\n  parent:\n    type: periodical\n    title: J\n    volume: 4\n\
                bad line\n\
                b:\n  type: book\n  title: Two\n  author: Lee, Bo\n  date: 1999\n  publisher:\n    \
                name: Verso\n    location: London\n";
    let expected = pairs([
        ("a", "Doe, Ann. 2001. “One.” J 4: 1-2."),
        ("b", "Lee, Bo. 1999. Two. London: Verso."),
    ]);
    assert_eq!(listed(text), expected);
    let film = "a:\n  type: video\n  title: One\n  date: ~1931\n  affiliated:\n    - role: director\n      \
                names: [\"Doe, Ann\"]\n    - role: translator\n      names: Lee, Bo\n";
    assert_eq!(listed(film)[0].1, "Doe, Ann. ca. 1931. One. Translated by Bo Lee.");
    let csl = "references:\n- id: x\n  type: book\n  title: T\n  author:\n  - family: Doe\n    \
               given: A\n  issued: 2004\n";
    assert_eq!(listed(csl), pairs([("x", "Doe, A. 2004. T.")]));
}

#[test]
fn a_text_gets_what_it_cites() {
    let bib = "@book{a, title={A}}@book{b, title={B}}@book{c, title={C}}".to_owned();
    let keys = |text: &str| {
        let mut document = crate::read::markdown("x", text);
        add(&mut document, &[("x.bib".to_owned(), bib.clone())]);
        assert_eq!(document.check(), Ok(()));
        document.references.iter().map(|r| r.key.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(keys("One [see @a, p. 3]."), ["a"]);
    assert_eq!(keys("---\nnocite: \"@c\"\n---\nAs @b says."), ["b", "c"]);
    assert_eq!(keys("---\nnocite: \"@*\"\n---\nAs @b says."), ["a", "b", "c"]);
    assert_eq!(keys("No citation."), ["a", "b", "c"]);
}

#[test]
fn recognises_its_own() {
    assert!(looks_like("% a comment\n@article{x,\n"));
    assert!(looks_like(r#"[{"id": "a", "type": "book", "title": "T"}]"#));
    assert!(!looks_like("@someone wrote {this}"));
    assert!(!looks_like("[1] A note"));
    assert!(looks_like_yaml("a:\n  type: book\n  title: T\n"));
    assert!(!looks_like_yaml("type: x\ntitle: y\n"));
}

proptest! {
    #[test]
    fn anything_is_a_bibliography(text in "(?s)[@a-c{}()\\[\\]\"',=#:\\\\ \n\t&<>é1-9|-]{0,200}") {
        listed(&text);
        listed(&format!("@book{{a,{text}"));
        listed(&format!("a:\n{text}"));
    }

    /// A broken entry loses no other.
    #[test]
    fn sound_entries_survive(broken in "@book\\{[a-c,={\"]{0,40}") {
        let text = format!("@book{{first, title={{One}}}}\n{broken}\n@book{{last, title={{Two}}}}\n");
        let keys: Vec<String> = listed(&text).into_iter().map(|(key, _)| key).collect();
        prop_assert!(keys.contains(&"first".to_owned()) && keys.contains(&"last".to_owned()));
    }
}
