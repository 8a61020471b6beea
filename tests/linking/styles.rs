//! Linking in the styles of many lands and presses: each table has a text, a list of sources,
//! and the citations that are to be found, word for word, with what they name.
//!
//! What is *not* in a table is as much of a test as what is: every citation found must be there.

use crate::linked::row;
use ibid::doc::{Document, Problem};
use ibid::link::{Links, link};
use proptest::prelude::*;

fn read(text: &str) -> (Document, Links) {
    let document = ibid::read::read("x.md", text.as_bytes()).expect("a text");
    let links = link(&document);
    (document, links)
}

/// The citations as `words -> key`; `?` for a missing source, `a|b` for one of several, and a
/// locator behind `@`.
fn found(text: &str) -> Vec<String> {
    let (document, links) = read(text);
    let rows = links
        .citations
        .iter()
        .map(|citation| row(&links, citation, &document.words(citation.whole).replace('\n', " ")));
    rows.collect()
}

fn check(body: &str, list: &str, expected: &[&str]) {
    assert_eq!(found(&format!("{body}\n\n{list}\n")), expected, "{body}");
}

const CHICAGO: &str = "## References\n\n\
    Deleuze, Gilles, and Félix Guattari. 1972. *L’Anti-Œdipe*. Paris: Minuit.\n\n\
    Hobsbawm, Eric. 1994. *Age of Extremes*. London: Michael Joseph.\n\n\
    Kropotkin, Peter. 1902. *Mutual Aid: A Factor of Evolution*. London: Heinemann.\n\n\
    ———. 1906. *The Conquest of Bread*. London: Chapman.\n\n\
    Marx, Karl. (1867) 1976. *Capital*. London: Penguin.\n\n\
    Negri, Antonio. 1979a. *Dall’operaio massa*. Milano: Multhipla.\n\n\
    ———. 1979b. *Marx oltre Marx*. Milano: Feltrinelli.\n\n\
    United Nations Development Programme. 1990. *Report*. New York: Oxford University Press.\n\n\
    Weil, Simone. n.d. *Notebooks*. Paris.";

#[test]
fn chicago_author_date() {
    for (body, expected) in [
        ("So (Kropotkin 1902, 233).", vec!["(Kropotkin 1902, 233) -> kropotkin-1902 @ 233"]),
        ("Kropotkin’s (1902) view.", vec!["Kropotkin’s (1902) -> kropotkin-1902"]),
        (
            "So (Kropotkin 1902, 1906).",
            vec![
                "(Kropotkin 1902, 1906) -> kropotkin-1902",
                "(Kropotkin 1902, 1906) -> kropotkin-1906",
            ],
        ),
        (
            "See (Negri 1979a, b).",
            vec!["(Negri 1979a, b) -> negri-1979a", "(Negri 1979a, b) -> negri-1979b"],
        ),
        (
            "So Kropotkin (1902; 1906, ch. 2).",
            vec![
                "Kropotkin (1902; 1906, ch. 2) -> kropotkin-1902",
                "Kropotkin (1902; 1906, ch. 2) -> kropotkin-1906 @ ch. 2",
            ],
        ),
        ("So (Negri 1979).", vec!["(Negri 1979) -> one of negri-1979a|negri-1979b"]),
        ("So (Marx [1867] 1976, p. 4).", vec!["(Marx [1867] 1976, p. 4) -> marx-1976 @ p. 4"]),
        ("So (Marx 1867).", vec!["(Marx 1867) -> marx-1976"]),
        ("So (UNDP 1990).", vec!["(UNDP 1990) -> united-nations-development-programme-1990"]),
        ("So (Weil n.d.).", vec!["(Weil n.d.) -> weil-nd"]),
        ("So (Hobsbawn 1994).", vec!["(Hobsbawn 1994) -> hobsbawm-1994"]),
        ("So (Deleuze 1972).", vec!["(Deleuze 1972) -> one of deleuze-guattari-1972"]),
        ("*Mutual Aid* (1902) and more.", vec!["(1902) -> kropotkin-1902"]),
        ("Mutual Aid (1902) and more.", vec!["(1902) -> kropotkin-1902"]),
        ("So (cf. KROPOTKIN 1902).", vec!["(cf. KROPOTKIN 1902) -> kropotkin-1902"]),
        ("See Kropotkin 1902, p. 3, here.", vec!["Kropotkin 1902, p. 3 -> kropotkin-1902 @ p. 3"]),
        (
            "So (see Hobsbawm 1994; Mattera 1980).",
            vec![
                "(see Hobsbawm 1994; Mattera 1980) -> hobsbawm-1994",
                "(see Hobsbawm 1994; Mattera 1980) -> ?",
            ],
        ),
    ] {
        check(body, CHICAGO, &expected);
    }
}

#[test]
fn dates_are_no_citations() {
    for body in [
        "In 1902 Kropotkin (1842–1921) wrote it.",
        "The events (May 1968), the strike (1969), the years (1967–83).",
        "A book (Paris, 1876), a town (Chicago 1886) and a press (Verso, 1990).",
        "(New York and London, 1976) and (first published 1848) and (No. 1848).",
        "The Commune (1871) fell; World War I (1914) began; *Das Kapital* (1869).",
        "Hegel died (Berlin 1831). Peter Smith (1994) lived then.",
        "Kropotkin in 1902 and (Kropotkin in 1902).",
        "A (letter from Kropotkin 1902) and “Mutual Aid” (1906), (Kropotkin, 3 March 1902).",
        "The interval [1, 2] and the year [1902].",
    ] {
        check(body, CHICAGO, &[]);
    }
}

#[test]
fn a_text_without_a_bibliography_has_no_citations() {
    for text in [
        "Kropotkin (1902) and (Negri 1979).",
        "So (Negri 1979).\n\n## Sources\n\nI have read widely, from 1979 to 1991.\n\nMy father told me some.",
    ] {
        let (_, links) = read(text);
        assert!(links.references.is_empty() && links.citations.is_empty(), "{text}");
        assert!(links.diagnostics.is_empty());
    }
}

#[test]
fn german() {
    let list = "## Literaturverzeichnis\n\n\
        Beck, Ulrich/Giddens, Anthony/Lash, Scott (1996): Reflexive Modernisierung. Frankfurt: Suhrkamp.\n\n\
        Habermas, Jürgen (1981a): Theorie des kommunikativen Handelns. Frankfurt: Suhrkamp.\n\n\
        Horkheimer, Max und Theodor W. Adorno (1947): Dialektik der Aufklärung. Amsterdam: Querido.\n\n\
        Müller, Hans (1999): Kleine Schriften. Berlin: Aufbau.\n\n\
        Weber, Max (1922): Wirtschaft und Gesellschaft. Tübingen: Mohr.";
    for (body, expected) in [
        ("Weber (1922: 124) sagt es.", vec!["Weber (1922: 124) -> weber-1922 @ 124"]),
        (
            "Siehe Horkheimer/Adorno (1947).",
            vec!["Horkheimer/Adorno (1947) -> horkheimer-adorno-1947"],
        ),
        (
            "So (vgl. Habermas 1981a, S. 45; Müller 1999: 3).",
            vec![
                "(vgl. Habermas 1981a, S. 45; Müller 1999: 3) -> habermas-1981a @ S. 45",
                "(vgl. Habermas 1981a, S. 45; Müller 1999: 3) -> muller-1999 @ 3",
            ],
        ),
        ("Die Kritik Webers (1922) bleibt.", vec!["Webers (1922) -> weber-1922"]),
        ("So Beck u. a. (1996).", vec!["Beck u. a. (1996) -> beck-giddens-lash-1996"]),
        ("Der Krieg (1914–1918) und Bismarck (1815–1898), Berlin (1923).", vec![]),
        (
            "So (Weber 1922). Und so (ebd., S. 13).",
            vec!["(Weber 1922) -> weber-1922", "(ebd., S. 13) -> weber-1922 @ S. 13"],
        ),
    ] {
        check(body, list, &expected);
    }
}

#[test]
fn french_and_italian() {
    let list = "## Références bibliographiques\n\n\
        - BOLTANSKI L., THÉVENOT L. (1991), *De la justification*, Paris, Gallimard.\n\
        - BOURDIEU P. (1979), *La Distinction*, Paris, Éditions de Minuit.\n\
        - BOURDIEU P. (1980), *Le sens pratique*, Paris, Éditions de Minuit.\n\
        - CERTEAU M. de (1980), *L’invention du quotidien*, Paris, UGE.\n";
    check(
        "Comme Bourdieu (1979, p. 12) en mai 1968 (voir Boltanski et Thévenot 1991 ; De Certeau, 1980 : 36). \
         Puis (Bourdieu, 1979 ; 1980).",
        list,
        &[
            "Bourdieu (1979, p. 12) -> bourdieu-1979 @ p. 12",
            "(voir Boltanski et Thévenot 1991 ; De Certeau, 1980 : 36) -> boltanski-thevenot-1991",
            "(voir Boltanski et Thévenot 1991 ; De Certeau, 1980 : 36) -> certeau-1980 @ 36",
            "(Bourdieu, 1979 ; 1980) -> bourdieu-1979",
            "(Bourdieu, 1979 ; 1980) -> bourdieu-1980",
        ],
    );
    let list = "# Bibliografia\n\n\
        De Martino, E. (1959), *Sud e magia*, Milano, Feltrinelli.\n\n\
        Negri, A., Hardt, M. (2000), *Impero*, Milano, Rizzoli.";
    check(
        "Secondo Negri e Hardt (2000) e De Martino (1959); nel 1966 (Roma, 1966).",
        list,
        &["Negri e Hardt (2000) -> negri-hardt-2000", "De Martino (1959) -> de-martino-1959"],
    );
}

#[test]
fn apa() {
    let list = "# References\n\n\
        Brown, A. (2005a). On wax. *Bee World, 1*(2), 3–4.\n\n\
        Brown, A. (2005b). On honey. *Bee World, 1*(3), 5–6.\n\n\
        Lee, C. D., Park, E., & Kim, F. G. (2010). Dances. *Apidologie, 12*, 1–9.\n\n\
        O'Neil, K. (in press). Drones. *Bee World*.\n\n\
        Smith, J. A., & Jones, B. (2001). *Learning in bees*. Academic Press.";
    check(
        "Bees (Smith & Jones, 2001; Lee et al., 2010, pp. 3–4; O'Neil, in press). Brown (2005a, 2005b) \
         differs from Brown (2005) in Paris (Paris, 1876).",
        list,
        &[
            "(Smith & Jones, 2001; Lee et al., 2010, pp. 3–4; O'Neil, in press) -> smith-jones-2001",
            "(Smith & Jones, 2001; Lee et al., 2010, pp. 3–4; O'Neil, in press) -> lee-park-kim-2010 @ pp. 3–4",
            "(Smith & Jones, 2001; Lee et al., 2010, pp. 3–4; O'Neil, in press) -> oneil-forthcoming",
            "Brown (2005a, 2005b) -> brown-2005a",
            "Brown (2005a, 2005b) -> brown-2005b",
            "Brown (2005) -> one of brown-2005a|brown-2005b",
        ],
    );
}

#[test]
fn mla() {
    let list = "## Works Cited\n\n\
        Gilbert, Sandra M., and Susan Gubar. *The Madwoman in the Attic*. Yale UP, 1979.\n\n\
        Kropotkin, Peter. *Mutual Aid*. Heinemann, 1902.\n\n\
        Said, Edward W. *Orientalism*. Pantheon, 1978.\n\n\
        ---. *Culture and Imperialism*. Knopf, 1993.";
    check(
        "So (Kropotkin 233), (Gilbert and Gubar 45), (Said, *Orientalism* 45), (Said 12), (Luke 3).",
        list,
        &[
            "(Kropotkin 233) -> kropotkin-1902 @ 233",
            "(Gilbert and Gubar 45) -> gilbert-gubar-1979 @ 45",
            "(Said, Orientalism 45) -> said-1978 @ 45",
        ],
    );
}

#[test]
fn numbers() {
    let list = "## References\n\n\
        1. Knuth, D. E. The Art of Computer Programming. Reading, 1968.\n\
        2. Dijkstra, E. W. Go To Statement Considered Harmful. CACM 11(3), 1968.\n\
        3. Hoare, C. A. R. An Axiomatic Basis. CACM 12(10), 1969.";
    check(
        "See [1], [2–3], [3, p. 4], not [7], [2019], [0, 1] or (2).",
        list,
        &[
            "[1] -> knuth-1968",
            "[2–3] -> dijkstra-1968",
            "[2–3] -> hoare-1969",
            "[3, p. 4] -> hoare-1969 @ p. 4",
        ],
    );
}

#[test]
fn notes_with_ibid() {
    let list = "## Bibliography\n\n\
        Kropotkin, Peter. *The Conquest of Bread*. London: Chapman and Hall, 1906.\n\n\
        ———. *Mutual Aid: A Factor of Evolution*. London: Heinemann, 1902.\n\n\
        Tronti, Mario. *Operai e capitale*. Torino: Einaudi, 1966.";
    let body = "A[^1] b[^2] c[^3] d[^4] e[^5] f[^6] g[^7] h[^8].\n\n\
        [^1]: Peter Kropotkin, *Mutual Aid: A Factor of Evolution* (London: Heinemann, 1902), 233.\n\
        [^2]: Ibid., 234.\n\
        [^3]: Kropotkin, *Conquest of Bread*, 12; Tronti, *Operai e capitale*, 3.\n\
        [^4]: Ibid., 5.\n\
        [^5]: Tronti, op. cit., p. 7.\n\
        [^6]: Smith, *Foo* (London: Bar, 1999), 3.\n\
        [^7]: Ibid., 4.\n\
        [^8]: Kropotkin, op. cit., 3.";
    check(
        body,
        list,
        &[
            "Peter Kropotkin, Mutual Aid: A Factor of Evolution (London: Heinemann, 1902), 233 \
             -> kropotkin-1902 @ 233",
            "Ibid., 234 -> kropotkin-1902 @ 234",
            "Kropotkin, Conquest of Bread, 12 -> kropotkin-1906 @ 12",
            "Tronti, Operai e capitale, 3 -> tronti-1966 @ 3",
            "Tronti, op. cit., p. 7 -> tronti-1966 @ p. 7",
            "Kropotkin, op. cit., 3 -> one of kropotkin-1906|kropotkin-1902 @ 3",
        ],
    );
}

#[test]
fn each_chapter_has_its_own_list() {
    let text = "# One\n\nSo (Smith 2001).\n\n## References\n\nSmith, John. 2001. *Bees*. London: Wax.\n\n\
        # Two\n\nSo (Smith 2001).\n\n## References\n\nSmith, Mary. 2001. *Wasps*. London: Wax.";
    assert_eq!(found(text), ["(Smith 2001) -> smith-2001", "(Smith 2001) -> smith-2001-2"]);
}

#[test]
fn the_list_is_no_part_of_the_text() {
    let (document, links) =
        read(&format!("# A\n\nSo (Weil n.d.).\n\n{CHICAGO}\n\n## After\n\nWords."));
    let inside: Vec<bool> =
        (0..document.blocks.len()).map(|at| links.is_bibliography(at)).collect();
    assert_eq!(inside.iter().filter(|inside| **inside).count(), 10);
    assert!(!inside[0] && inside[2] && !inside[document.blocks.len() - 1]);
    assert_eq!(links.references.len(), 9);
}

#[test]
fn says_what_is_wrong() {
    let (_, links) = read(&format!("So (Negri 1979), (Marx 1867), (Mattera 1980).\n\n{CHICAGO}"));
    let said = |kind| -> Vec<&str> {
        let of_kind = links.diagnostics.iter().filter(move |said| said.kind == kind);
        of_kind.map(|said| said.what.as_str()).collect()
    };
    assert_eq!(
        said(Problem::CitationWithoutReference),
        ["The bibliography has no entry for “Mattera 1980”."]
    );
    assert_eq!(
        said(Problem::AmbiguousCitation),
        ["“Negri 1979” may mean negri-1979a or negri-1979b; the text does not say which."]
    );
    // All but Marx and the two Negris that may be meant.
    assert_eq!(said(Problem::ReferenceWithoutCitation).len(), 6);
}

/// Words that citations, entries and dates are made of.
fn scraps() -> impl Strategy<Value = String> {
    let scrap = prop::sample::select(vec![
        "(",
        ")",
        "[",
        "]",
        "Kropotkin",
        "Negri",
        "and",
        "et al.",
        "1902",
        "1979b",
        "19 ",
        "–",
        "83",
        ",",
        ";",
        ".",
        ":",
        "p. 4",
        "ibid.",
        "op. cit.",
        "n.d.",
        "é",
        "ß",
        "“",
        "”",
        "’s",
        "———",
        "12",
        "\n\n",
        "\n",
        "see",
        "*",
        "Mutual Aid",
        "## References\n\n",
        "- ",
        "1. ",
        "de",
        "von",
        "&",
    ]);
    prop::collection::vec(scrap, 0..80).prop_map(|scraps| scraps.join(" "))
}

proptest! {
    #[test]
    fn whatever_the_text_spans_lie_in_it(text in scraps()) {
        let (document, links) = read(&format!("{text}\n\n{CHICAGO}"));
        for citation in &links.citations {
            prop_assert!(document.text.get(citation.span.start..citation.span.end).is_some());
            prop_assert!(document.text.get(citation.whole.start..citation.whole.end).is_some());
            prop_assert!(citation.whole.encloses(citation.span), "{citation:?}");
            prop_assert!(citation.references().iter().all(|id| id.index() < links.references.len()));
        }
        let starts: Vec<_> = links.citations.iter().map(|citation| citation.span.start).collect();
        prop_assert!(starts.is_sorted());
        let mut keys: Vec<_> = links.references.iter().map(|entry| &entry.key).collect();
        keys.sort();
        prop_assert!(keys.windows(2).all(|pair| pair[0] != pair[1]));
        for reference in &links.references {
            prop_assert!(document.text.get(reference.span.start..reference.span.end).is_some());
        }
    }
}
