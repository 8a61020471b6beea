//! Lists of sources cut into entries and read: whatever their style and however their lines are broken.

use ibid::doc::{Builder, Document, Kind};
use ibid::link::{Links, link};

fn read(name: &str, list: &str) -> (Document, Links) {
    let text = format!("Some words that come before.\n\nReferences\n\n{list}\n");
    let document = ibid::read::read(name, text.as_bytes()).expect("a text");
    let links = link(&document);
    (document, links)
}

/// The first words of each entry of a list in a plain text.
fn entries(list: &str) -> Vec<String> {
    let (document, links) = read("x.txt", list);
    let words =
        |span| document.words(span).split_whitespace().take(2).collect::<Vec<_>>().join(" ");
    links.references.iter().map(|entry| words(entry.span)).collect()
}

/// The authors of each entry, `|` between them.
fn authors(list: &str) -> Vec<String> {
    let (_, links) = read("x.md", list);
    let shown = |entry: &ibid::doc::Reference| -> Vec<String> {
        entry.people().names.iter().map(|name| name.shown().into_owned()).collect()
    };
    links.references.iter().map(|entry| shown(entry).join(" | ")).collect()
}

/// Six entries of one list.
const SIX: [&str; 6] = [
    "Avrich, Paul. 1967. The Russian Anarchists. Princeton: Princeton University Press.",
    "Avrich, Paul. 1988. Anarchist Portraits. Princeton: Princeton University Press, and London.",
    "Bookchin, Murray. 1971. Post-Scarcity Anarchism. Berkeley: Ramparts Press.",
    "Cahm, Caroline. 1989. Kropotkin and the Rise of Revolutionary Anarchism, 1872–1886. Cambridge: Cambridge University Press.",
    "Kropotkin, Peter. 1902. Mutual Aid. London: Heinemann.",
    "Woodcock, George, and Ivan Avakumovic. 1950. The Anarchist Prince. London: Boardman.",
];

/// Breaks an entry into lines of `width` bytes, the later ones behind `indent`.
fn wrapped(entry: &str, width: usize, indent: &str) -> String {
    let mut lines = vec![String::new()];
    for word in entry.split(' ') {
        let last = lines.last_mut().expect("there is one");
        if !last.trim().is_empty() && last.len() + 1 + word.len() > width {
            lines.push(format!("{indent}{word}"));
        } else {
            if !last.trim().is_empty() {
                last.push(' ');
            }
            last.push_str(word);
        }
    }
    lines.join("\n")
}

#[test]
fn entries_are_found_however_their_lines_are_broken() {
    let expected = [
        "Avrich, Paul.",
        "Avrich, Paul.",
        "Bookchin, Murray.",
        "Cahm, Caroline.",
        "Kropotkin, Peter.",
        "Woodcock, George,",
    ];
    for (indent, gap) in [("", "\n"), ("    ", "\n"), ("", "\n\n"), ("  ", "\n\n")] {
        for width in [44, 60, 72, 1000] {
            let list = SIX.map(|entry| wrapped(entry, width, indent)).join(gap);
            assert_eq!(entries(&list), expected, "{width} {indent:?} {gap:?}");
        }
    }
}

#[test]
fn numbers_and_labels_part_entries() {
    for mark in [
        |at: usize| format!("[{at}] "),
        |at: usize| format!("{at}. "),
        |at: usize| format!("({at}) "),
        |at: usize| format!("[Abc{:02}] ", at + 60),
    ] {
        let marked =
            |(at, entry): (usize, &&str)| wrapped(&format!("{}{entry}", mark(at + 1)), 60, "");
        let list: Vec<String> = SIX.iter().enumerate().map(marked).collect();
        let (_, links) = read("x.txt", &list.join("\n"));
        let years: Vec<_> =
            links.references.iter().filter_map(|entry| entry.year.clone()).collect();
        assert_eq!(years, ["1967", "1988", "1971", "1989", "1902", "1950"], "{}", mark(1));
    }
}

#[test]
fn a_number_that_is_not_due_parts_nothing() {
    let list = "1. Knuth, Donald E. The Art of Computer Programming. Reading: Addison-Wesley,\n\
        1968.\n\
        2. Dijkstra, Edsger W. A Discipline of Programming. Englewood Cliffs: Prentice,\n\
        1976. With a preface.\n\
        3. Hoare, C. A. R. An Axiomatic Basis for Computer Programming. CACM 12,\n\
        10 (1969).";
    assert_eq!(entries(list), ["1. Knuth,", "2. Dijkstra,", "3. Hoare,"]);
}

#[test]
fn blocks_without_a_year_or_a_name_are_entries_too() {
    let list = "Avrich, Paul. *The Russian Anarchists*. Princeton, 1967.\n\n\
        Bookchin, Murray. *Post-Scarcity Anarchism*. Berkeley, 1971.\n\n\
        Cahm, Caroline. *Kropotkin*. Cambridge.\n\n\
        *The Tide Tables*. London: Admiralty.\n\n\
        Kropotkin, Peter. *Mutual Aid*. London, 1902.\n\n\
        ———. *Ethics*. London, 1924.\n\n\
        Woodcock, George. *Anarchism*. Cleveland, 1962.";
    let (document, links) = read("x.md", list);
    let words: Vec<&str> = links
        .references
        .iter()
        .map(|entry| document.words(entry.span).split([',', '.']).next().unwrap_or(""))
        .collect();
    assert_eq!(
        words,
        ["Avrich", "Bookchin", "Cahm", "The Tide Tables", "Kropotkin", "———", "Woodcock"]
    );
    assert_eq!(links.references[5].authors.names[0].shown(), "Kropotkin, Peter");
}

#[test]
fn the_authors_of_lists_in_many_styles() {
    for (list, expected) in [
        // Chicago: only the first is turned round.
        (
            "Brown, Anna, Carl Dill, and Eva Fox. 1990. *Bees*. London: Hive.\n\nGray, Hugh. 1991. *Wasps*. London: Hive.",
            vec!["Brown, Anna | Carl Dill | Eva Fox", "Gray, Hugh"],
        ),
        // APA: all are, with initials.
        (
            "Brown, A. B., Dill, C., & Fox, E. (1990). *Bees*. Hive.\n\nGray, H. (1991). *Wasps*. Hive.",
            vec!["Brown, A. B. | Dill, C. | Fox, E.", "Gray, H."],
        ),
        // ISO 690: surnames in capitals.
        (
            "BROWN, Anna, DILL, Carl et FOX, Eva. *Abeilles*. Paris : Ruche, 1990.\n\nGRAY, Hugh. *Guêpes*. Paris : Ruche, 1991.",
            vec!["BROWN, Anna | DILL, Carl | FOX, Eva", "GRAY, Hugh"],
        ),
        // DIN 1505-2: semicolons.
        (
            "Brown, Anna ; Dill, Carl (Hrsg.): Bienen. Wien : Stock, 1990\n\nGray, Hugh: Wespen. Wien : Stock, 1991",
            vec!["Brown, Anna | Dill, Carl", "Gray, Hugh"],
        ),
        // GOST R 7.0.5: initials behind, and the title right behind these.
        (
            "Brown A. The Ways of the Bees. London: Hive, 1990.\n\nDill C., Fox E. Die Stadt der Wespen. Wien: Stock, 1991.\n\nSmith E. R. Le port caché. Paris: Ruche, 1992.",
            vec!["Brown, A.", "Dill, C. | Fox, E.", "Smith, E. R."],
        ),
        // Vancouver.
        (
            "1. Brown A, Dill CE, Fox E. The life of bees. London: Hive; 1990.\n2. Gray H. Wasps and other hunters. London: Hive; 1991.",
            vec!["Brown, A | Dill, CE | Fox, E.", "Gray, H."],
        ),
        // A dash is all authors that were written out last, or the first of them and others.
        (
            "Brown, Anna, and Carl Dill. 1990. *Bees*. London: Hive.\n\n———. 1991. *Wasps*. London: Hive.\n\nBrown, Anna. 1992. *Ants*. London: Hive.\n\n———, and Eva Fox. 1993. *Flies*. London: Hive.\n\n———. 1994. *Moths*. London: Hive.",
            vec![
                "Brown, Anna | Carl Dill",
                "Brown, Anna | Carl Dill",
                "Brown, Anna",
                "Brown, Anna | Eva Fox",
                "Brown, Anna",
            ],
        ),
        // So is a word for them.
        (
            "Braun, Anna / Dill, Karl (1990): Bienen. Wien: Stock.\n\nDies. (1991): Wespen. Wien: Stock.\n\nGrau, Hugo (1990): Ameisen. Wien: Stock.\n\nDers. (1992): Fliegen. Wien: Stock.",
            vec![
                "Braun, Anna | Dill, Karl",
                "Braun, Anna | Dill, Karl",
                "Grau, Hugo",
                "Grau, Hugo",
            ],
        ),
        (
            "Brun, Anne (1990). Abeilles. Paris : Ruche.\n\nId. (1991). Guêpes. Paris : Ruche.\n\nIdem (1992). Fourmis. Paris : Ruche.",
            vec!["Brun, Anne", "Brun, Anne", "Brun, Anne"],
        ),
        // Institutions, and *et al.*
        (
            "Ministry of Public Works. 1934. *Roads*. London.\n\nSmith, John, et al. 1990. *Bees*. London: Hive.",
            vec!["Ministry of Public Works", "Smith, John"],
        ),
        (
            "BROWN, Anna et al. The Ways of Bees. London: Hive, 1990.\n\nGRAY, Hugh R. eds. The Ways of Wasps. London: Hive, 1991.",
            vec!["BROWN, Anna", "GRAY, Hugh R."],
        ),
    ] {
        assert_eq!(authors(list), expected, "{list}");
    }
}

#[test]
fn only_the_alphabet_shows_that_surnames_come_first() {
    let first = "Brown Anna, *Bees*, Paris, 1990.\n\nDill Carl et Ash Eva, *Wasps*, Paris, 1991.\n\n\
        Fox Dora, *Ants*, Paris, 1992.\n\nGray Bela, *Mites*, Paris, 1993.\n\nHale Emil, *Flies*, Paris, 1994.\n\n\
        Ives Anton, *Moths*, Paris, 1995.";
    // Listed by surname, printed as spoken.
    let spoken = "Anna Brown, *Bees*, Paris, 1990.\n\nCarl Dill, *Wasps*, Paris, 1991.\n\n\
        Dora Fox, *Ants*, Paris, 1992.\n\nBela Gray, *Mites*, Paris, 1993.\n\nEmil Hale, *Flies*, Paris, 1994.\n\n\
        Anton Ives, *Moths*, Paris, 1995.";
    // A lone name without a comma may be an institution’s, and is kept whole for its key.
    for (list, key) in [(first, "dill-ash-1991"), (spoken, "carl-dill-1991")] {
        let (_, links) = read("x.md", list);
        assert_eq!(&*links.references[1].key, key, "{list}");
    }
}

#[test]
fn entries_may_begin_with_blank_lines() {
    // As breaks at the beginning of a paragraph make them.
    let listed = |entries: &[&str]| {
        let mut to = Builder::new();
        to.open_block(Kind::Heading { level: 2 });
        to.text("References");
        for entry in entries {
            to.open_block(Kind::Paragraph);
            to.text(&format!("\n\n\n{entry}"));
            to.close_block();
        }
        link(&to.finish("x")).references.len()
    };
    assert_eq!(listed(&SIX), SIX.len());
    // Broken off before their years.
    assert!(listed(&SIX.map(|entry| &entry[..20])) <= SIX.len());
}

#[test]
fn a_list_that_a_page_has_torn_keeps_its_entries() {
    // The first two stand as paragraphs: the end of a page took their bullets.
    let items: String = SIX[2..].iter().map(|entry| format!("- {entry}\n")).collect();
    let (_, links) = read("x.md", &format!("{}\n\n{}\n\n{items}", SIX[0], SIX[1]));
    assert_eq!(links.references.len(), 6);
    // A caption after the list is none.
    let (_, links) =
        read("x.md", &format!("{items}\n\nThe house as it was in 1902, seen from the river."));
    assert_eq!(links.references.len(), 4);
}
