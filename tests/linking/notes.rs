//! Linking in notes: full and short citations by author and title, what repeats them, and what is to
//! stay unlinked. Each table has the notes, one list of sources in the style of a land, and every
//! citation that is to be found.

use crate::linked::row;
use ibid::link::link;

/// The citations of notes as `words -> key`, `one of a|b` for what may mean several.
fn found(notes: &[&str], list: &str) -> Vec<String> {
    let marks: String = (1..=notes.len()).map(|number| format!("w[^{number}] ")).collect();
    let notes: String =
        notes.iter().enumerate().map(|(at, note)| format!("[^{}]: {note}\n\n", at + 1)).collect();
    let text = format!("{marks}\n\n{notes}## Bibliography\n\n{list}\n");
    let document = ibid::read::read("x.md", text.as_bytes()).expect("a text");
    let links = link(&document);
    let rows =
        links.citations.iter().map(|citation| row(&links, citation, document.words(citation.span)));
    rows.collect()
}

fn check(list: &str, rows: &[(&[&str], &[&str])]) {
    for (notes, expected) in rows {
        assert_eq!(found(notes, list), *expected, "{notes:?}");
    }
}

const CHICAGO: &str = "Della Costa, Mariarosa, and Selma James. *The Power of Women*. Bristol: Falling Wall, 1972.\n\n\
    Kropotkin, Peter. *The Conquest of Bread*. London: Chapman and Hall, 1906.\n\n\
    ———. *Mutual Aid: A Factor of Evolution*. London: Heinemann, 1902.\n\n\
    Ministry of Public Works. *Roads and Bridges*. London: Stationery Office, 1934.\n\n\
    *The Tide Tables*. London: Admiralty, 1890.\n\n\
    Tronti, Mario. “Lenin in Inghilterra.” *Classe operaia* 1, no. 1 (1964): 18–20.\n\n\
    ———. *Operai e capitale*. Torino: Einaudi, 1966.";

#[test]
fn full_and_short_titles() {
    check(
        CHICAGO,
        &[
            (
                &[
                    "Peter Kropotkin, *Mutual Aid: A Factor of Evolution* (London: Heinemann, 1902), 12.",
                ],
                &["Peter Kropotkin, Mutual Aid: A Factor of Evolution -> kropotkin-1902 @ 12"],
            ),
            (
                &["See Kropotkin, *Conquest*, 3; Tronti, *Operai e capitale*."],
                &[
                    "Kropotkin, Conquest -> kropotkin-1906 @ 3",
                    "Tronti, Operai e capitale -> tronti-1966",
                ],
            ),
            (
                &["Mario Tronti, “Lenin in Inghilterra,” *Classe operaia* 1, no. 1 (1964): 19."],
                &["Mario Tronti, “Lenin in Inghilterra -> tronti-1964 @ 19"],
            ),
            (
                &[
                    "Della Costa and James, *Power of Women*, 4; cf. Della Costa et al., *The Power of Women*.",
                ],
                &[
                    "Della Costa and James, Power of Women -> della-costa-james-1972 @ 4",
                    "Della Costa et al., The Power of Women -> della-costa-james-1972",
                ],
            ),
            (
                &["Ministry of Public Works, *Roads and Bridges*, 9."],
                &[
                    "Ministry of Public Works, Roads and Bridges -> ministry-of-public-works-1934 @ 9",
                ],
            ),
            (&["*The Tide Tables*, 9."], &["The Tide Tables -> the-tide-tables-1890 @ 9"]),
            (&["Kropotkin’s *Mutual Aid* says so."], &["Kropotkin’s Mutual Aid -> kropotkin-1902"]),
        ],
    );
}

#[test]
fn other_works_are_not_linked() {
    for note in [
        // Another title, another author, others beside the author, a title that goes on.
        "Kropotkin, *Fields, Factories and Workshops*, 3.",
        "Smith, *Mutual Aid*, 3.",
        "Anna Kropotkin, *Mutual Aid*, 3.",
        "Smith and Kropotkin, *Mutual Aid*, 3.",
        "Kropotkin, *Mutual Aid Societies*, 3.",
        "Kropotkin, Mutual Aid Societies, London 1902.",
        "Kropotkin, *Mutual Aid: A Reader*, 3.",
        "The notion of “Mutual Aid” is older than Kropotkin.",
        "Mutual Aid, as Kropotkin has it.",
        "Some *tide tables* are wrong.",
        "Heinemann, London, 1902.",
    ] {
        assert_eq!(found(&[note], CHICAGO), Vec::<String>::new(), "{note}");
    }
}

#[test]
fn an_essay_is_cited_and_not_the_volume_around_it() {
    let list = "Brown, Anna. “Of Wax.” In *Bees and Wasps*, edited by John Smith. London: Hive, 1990.\n\n\
        Smith, John, ed. *Bees and Wasps*. London: Hive, 1990.";
    check(
        list,
        &[
            (
                &[
                    "Anna Brown, “Of Wax,” in *Bees and Wasps*, ed. John Smith (London: Hive, 1990), 4.",
                ],
                &["Anna Brown, “Of Wax -> brown-1990 @ 4"],
            ),
            (
                &["Anna Brown, “Of Wax”; John Smith, ed., *Bees and Wasps* (London: Hive, 1990)."],
                &[
                    "Anna Brown, “Of Wax -> brown-1990",
                    "John Smith, ed., Bees and Wasps -> smith-1990",
                ],
            ),
        ],
    );
}

#[test]
fn what_repeats_a_citation() {
    check(
        CHICAGO,
        &[
            (
                &["Kropotkin, *Mutual Aid*, 3.", "Ibid., 4.", "Kropotkin, op. cit., 5."],
                &[
                    "Kropotkin, Mutual Aid -> kropotkin-1902 @ 3",
                    "Ibid. -> kropotkin-1902 @ 4",
                    "Kropotkin, op. cit. -> kropotkin-1902 @ 5",
                ],
            ),
            // The title says which, though another was cited last.
            (
                &[
                    "Kropotkin, *Mutual Aid*; Kropotkin, *Conquest of Bread*.",
                    "Kropotkin, *Mutual Aid*, op. cit., p. 5.",
                ],
                &[
                    "Kropotkin, Mutual Aid -> kropotkin-1902",
                    "Kropotkin, Conquest of Bread -> kropotkin-1906",
                    "Kropotkin, Mutual Aid -> kropotkin-1902 @ p. 5",
                ],
            ),
            // A title that is not in the list is none of its author’s others.
            (
                &["Kropotkin, *Mutual Aid*, 3.", "Kropotkin, *Fields and Factories*, op. cit., 5."],
                &["Kropotkin, Mutual Aid -> kropotkin-1902 @ 3"],
            ),
            // Both authors of a work, and one of them alone.
            (
                &[
                    "Della Costa and James, *Power of Women*.",
                    "Della Costa and James, op. cit.",
                    "James, op. cit.",
                ],
                &[
                    "Della Costa and James, Power of Women -> della-costa-james-1972",
                    "Della Costa and James, op. cit. -> della-costa-james-1972",
                ],
            ),
            (
                &["Tronti, “Lenin in Inghilterra.”", "Id., *Operai e capitale*, 7."],
                &[
                    "Tronti, “Lenin in Inghilterra -> tronti-1964",
                    "Id., Operai e capitale -> tronti-1966 @ 7",
                ],
            ),
        ],
    );
}

#[test]
fn iso_690_and_german_notes() {
    let list = "HORKHEIMER, Max et ADORNO, Theodor W. *La dialectique de la raison*. Paris : Gallimard, 1974.\n\n\
        LI, Wei. Le pain caché. *Annales du port*. 1996, vol. 2, p. 3‑9.\n\n\
        O’MALLORAN, Kevin P. Die soziale Stadt. Dans : LI, Wei (dir.), *La ville*. Lyon : Quai, 2002.";
    check(
        list,
        &[
            (
                &[
                    "voir O’MALLORAN, Kevin P. Die soziale Stadt. Dans : LI, Wei (dir.), *La ville*. Lyon : Quai, 2002, p. 9 ; LI, Le pain caché, p. 4.",
                ],
                &[
                    "O’MALLORAN, Kevin P. Die soziale Stadt -> omalloran-2002 @ p. 9",
                    "LI, Le pain caché -> li-1996 @ p. 4",
                ],
            ),
            (
                &["HORKHEIMER, ADORNO, *La dialectique de la raison*, p. 8."],
                &[
                    "HORKHEIMER, ADORNO, La dialectique de la raison -> horkheimer-adorno-1974 @ p. 8",
                ],
            ),
        ],
    );
    let list = "Höflinger, Jörg: Über Arbeit und Zunft. Studien zur Frage, in: Archiv 38 (1997), S. 3–9.\n\n\
        Weber, Klara/Weber, Otto (Hgg.): Die Stadt, Wien 1969.\n\n\
        Young, Bryn; Varga, Ilona: Die Maschine, Berlin 1992.";
    check(
        list,
        &[
            (
                &["Vgl. Höflinger: Über Arbeit und Zunft, S. 4; Young; Varga: Die Maschine, S. 5."],
                &[
                    "Höflinger: Über Arbeit und Zunft -> hoflinger-1997 @ S. 4",
                    "Young; Varga: Die Maschine -> young-varga-1992 @ S. 5",
                ],
            ),
            (
                &[
                    "Weber, Klara/Weber, Otto (Hgg.): Die Stadt, Wien 1969, S. 7.",
                    "Ebd., S. 8.",
                    "A. a. O., S. 9.",
                ],
                &[
                    "Weber, Klara/Weber, Otto (Hgg.): Die Stadt, Wien 1969 -> weber-weber-1969 @ S. 7",
                    "Ebd. -> weber-weber-1969 @ S. 8",
                    "A. a. O. -> weber-weber-1969 @ S. 9",
                ],
            ),
        ],
    );
}

#[test]
fn lists_with_surnames_first_and_no_comma() {
    let list = "Bellandi Fiamma, Sommer Franz et Castelnau Hugues de, *Le port*, Paris, Quai, 1997.\n\n\
        Ben Salah Karim, *La ville*, Lyon, Croix, 1990.\n\n\
        Čapeková Jana, « Le pain », *Annales*, 1991, p. 3‑9.\n\n\
        Fuentes Álvaro de la, *Le travail*, Paris, Quai, 1986.\n\n\
        Höflinger Jörg et Rosso Gian Carlo, *La grève*, Lyon, Croix, 1990.\n\n\
        Moreau Élodie, *La commune*, Paris, Quai, 1957.\n\n\
        Young Bryn, *La machine*, Paris, Quai, 2006.";
    check(
        list,
        &[
            (
                &[
                    "Jörg Höflinger et Gian Carlo Rosso, *La grève*, Lyon, Croix, 1990, p. 4 ; J. Čapeková, « Le pain », art. cit., p. 5.",
                ],
                &[
                    "Jörg Höflinger et Gian Carlo Rosso, La grève -> hoflinger-rosso-1990 @ p. 4",
                    "J. Čapeková, « Le pain -> capekova-1991 @ p. 5",
                ],
            ),
            (
                &["Fuentes, *Le travail*, *op. cit.* ; Bellandi, Sommer et Castelnau, *Le port*."],
                &[
                    "Fuentes, Le travail -> fuentes-1986",
                    "Bellandi, Sommer et Castelnau, Le port -> bellandi-sommer-castelnau-1997",
                ],
            ),
            (
                &["Moreau, É., 1957, p. 4 ; Höflinger, J. et G. C. Rosso, 1990."],
                &[
                    "Moreau, É., 1957 -> moreau-1957 @ p. 4",
                    "Höflinger, J. et G. C. Rosso, 1990 -> hoflinger-rosso-1990",
                ],
            ),
        ],
    );
}

const LAW: &str = "Doe v. Bolton, 410 U.S. 179 (1973)\n\nIn re Gault, 387 U.S. 1 (1967)\n\n\
    Marlow v. Board of Orchards, 312 F.2d 45 (2d Cir. 1962)\n\nRoe v. Wade, 410 U.S. 113 (1973)\n\n\
    42 U.S.C. § 1983\n\n42 U.S.C. § 2000e-2\n\n\
    Maddox, Ruth. *Three Courts and a Tree*. London: Temple Gate, 1979";

#[test]
fn cases_and_statutes() {
    check(
        LAW,
        &[
            (
                &["See Roe v. Wade, 410 U.S. 113, 120–22 (1973).", "*Id.* at 121.", "Id."],
                &[
                    "Roe v. Wade, 410 U.S. 113, 120–22 -> roe-v-wade-1973 @ 120–22",
                    "Id. -> roe-v-wade-1973 @ 121",
                    "Id. -> roe-v-wade-1973",
                ],
            ),
            (
                &["*Roe*, 410 U.S. at 153; Doe, 410 U.S., at 180. But see 312 F.2d at 50."],
                &[
                    "Roe, 410 U.S. at 153 -> roe-v-wade-1973 @ 153",
                    "Doe, 410 U.S., at 180 -> doe-v-bolton-1973 @ 180",
                    "312 F.2d at 50 -> marlow-v-board-of-orchards-1962 @ 50",
                ],
            ),
            // Another case of the same volume.
            (&["Cf. Smith, 410 U.S. at 200; 410 U.S. 200 (1973); 12 May 1967."], &[]),
            (
                &["42 U.S.C. § 1983; 42 U.S.C. §§ 2000e-2(a)(1); 42 U.S.C. § 1985."],
                &[
                    "42 U.S.C. § 1983 -> 42-u-s-c-1983",
                    "42 U.S.C. §§ 2000e-2(a)(1) -> 42-u-s-c-2000e-2 @ (a)(1)",
                ],
            ),
            // Two sources before it: *Id.* may mean either.
            (
                &["387 U.S. 1; 42 U.S.C. § 1983.", "*Id.* at 3. The Id. and the Ego."],
                &["387 U.S. 1 -> in-re-gault-1967", "42 U.S.C. § 1983 -> 42-u-s-c-1983"],
            ),
        ],
    );
}

#[test]
fn sources_of_the_notes_above() {
    check(
        LAW,
        &[
            (
                &[
                    "Ruth Maddox, *Three Courts and a Tree* (1979), 12; Roe v. Wade, 410 U.S. 113 (1973).",
                    "Maddox, supra note 1, at 207; Roe, *supra* note 1, at 130.",
                    "Roe v. Wade, supra note 1; Bolton, supra note 1.",
                ],
                &[
                    "Ruth Maddox, Three Courts and a Tree -> maddox-1979 @ 12",
                    "Roe v. Wade, 410 U.S. 113 -> roe-v-wade-1973",
                    "Maddox, supra note 1 -> maddox-1979 @ 207",
                    "Roe, supra note 1 -> roe-v-wade-1973 @ 130",
                    "Roe v. Wade, supra note 1 -> roe-v-wade-1973",
                ],
            ),
            // With a page it is the one source of that note; without, it is the note that is meant.
            (
                &[
                    "In re Gault, 387 U.S. 1 (1967).",
                    "Supra note 1, at 12.",
                    "See supra note 1; infra note 4.",
                ],
                &[
                    "In re Gault, 387 U.S. 1 -> in-re-gault-1967",
                    "Supra note 1 -> in-re-gault-1967 @ 12",
                ],
            ),
            (&["Gault, supra note 7, at 3; Gault, supra."], &[]),
        ],
    );
    // Where no case is listed, *Id.* is a word of psychology.
    check(
        CHICAGO,
        &[(
            &["Kropotkin, *Conquest*, 3.", "Id. at 121. Kropotkin, supra note 1, at 4."],
            &[
                "Kropotkin, Conquest -> kropotkin-1906 @ 3",
                "Kropotkin, supra note 1 -> kropotkin-1906 @ 4",
            ],
        )],
    );
}
