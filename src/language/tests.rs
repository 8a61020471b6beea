//! What a language's file is good for, shown with whole texts: citations with a particle and a locator,
//! a citation that repeats the last, headings of notes and of sources, a contents page, chapters, dates.

use super::fold::Fold;
use super::heading::{SourcesHeading, heads_contents, heads_notes, heads_sources};
use super::lexicon::is_calendar;
use crate::doc::{Document, Kind};

/// A language, and what a text in it says.
struct Case {
    /// Prose that cites, and the list of its sources under its heading.
    cites: &'static str,
    /// The citations in it, as `words -> key @ locator`.
    found: &'static [&'static str],
    notes: &'static [&'static str],
    sources: &'static [&'static str],
    contents: &'static str,
    /// Headings of chapters, as plain text has them.
    chapters: [&'static str; 2],
    months: &'static [&'static str],
}

fn citations(text: &str) -> Vec<String> {
    let document: Document = crate::read::read("x.md", text.as_bytes()).expect("a text");
    let links = crate::link::link(&document);
    let row = |citation: &crate::doc::Citation| {
        let keys: Vec<&str> =
            citation.references().iter().map(|id| &*links.references[id.index()].key).collect();
        let at = citation.locator.as_ref().map_or(String::new(), |at| format!(" @ {at}"));
        format!("{} -> {}{at}", document.words(citation.whole), keys.join("|"))
    };
    links.citations.iter().map(row).collect()
}

/// The headings and the paragraphs of a plain text, restored: a heading after its level.
fn restored(text: &str) -> Vec<String> {
    let read = crate::read::plain("x", text);
    let restored = crate::restore::restore(&read).unwrap_or(read);
    let block = |block: &crate::doc::Block| match block.kind {
        Kind::Heading { level } => format!("{level} {}", restored.words(block.span)),
        _ => restored.words(block.span).to_owned(),
    };
    restored.body().iter().map(block).collect()
}

fn check(case: &Case) {
    assert_eq!(citations(case.cites), case.found);
    for words in case.notes {
        assert!(heads_notes(words), "{words}");
    }
    for words in case.sources {
        assert!(heads_sources(words).is_some(), "{words}");
    }
    assert_eq!(heads_sources(case.sources[0]), Some(SourcesHeading::Surely));
    for word in case.months {
        assert!(is_calendar(&Fold::Word.of(word)), "{word}");
    }
    let [one, two] = case.chapters;
    let prose =
        "It was a day on which nothing happened that\nwas worth the telling, and so it is told.";
    let book = format!("{prose}\n\n\n\n{one}\n\n{prose}\n\n\n\n{two}\n\n{prose}");
    let headings: Vec<String> =
        restored(&book).into_iter().filter(|line| line.starts_with("2 ")).collect();
    assert_eq!(headings, [format!("2 {one}"), format!("2 {two}")]);
    contents(case.contents, one, two);
}

/// A contents list is known by its heading, and leaves a printed text.
fn contents(heading: &str, one: &str, two: &str) {
    assert!(heads_contents(heading), "{heading}");
    let page = |number: usize, head: &str| {
        let line = "The prose of a page goes on in lines that are all of them about as wide,";
        format!("{head}\n\n{}\n\n{number}\n\x0c", [line; 12].join("\n"))
    };
    let listed = format!("{heading}\n\n{one} ........ 1\n{two} ........ 3\n\x0c");
    let text = listed + &page(1, one) + &page(2, "") + &page(3, two) + &page(4, "");
    let restored = restored(&text);
    assert!(restored.iter().all(|block| !block.contains(heading)), "{restored:?}");
}

#[test]
fn polish() {
    check(&Case {
        cites: "Tak pisze Kołakowski (1976, s. 12), a przed nim de Rosset (1881, t. 2). Zob. Ossowska \
                1956, rozdz. 3. Według Nowaka i in. (1999) to prawda; tamże, s. 14.\n\n\
                ## Bibliografia\n\n\
                Kołakowski, Leszek. 1976. *Główne nurty marksizmu*. Paryż: Instytut Literacki.\n\n\
                Nowak, Jan, Anna Kos, Ewa Zyg i Piotr Lis. 1999. *Sprawy*. Łódź: Oficyna.\n\n\
                Ossowska, Maria. 1956. *Moralność mieszczańska*. Łódź: Ossolineum.\n\n\
                Rosset, Jan de. 1881. *Podróże*. Lwów: Gubrynowicz.\n",
        found: &[
            "Kołakowski (1976, s. 12) -> kolakowski-1976 @ s. 12",
            "de Rosset (1881, t. 2) -> rosset-1881 @ t. 2",
            "Ossowska 1956, rozdz. 3 -> ossowska-1956 @ rozdz. 3",
            "Nowaka i in. (1999) -> nowak-et-al-1999",
            "tamże, s. 14 -> nowak-et-al-1999 @ s. 14",
        ],
        notes: &["Przypisy", "PRZYPISY KOŃCOWE", "Przypisy do rozdziału pierwszego"],
        sources: &["Bibliografia", "Spis literatury", "ŹRÓDŁA", "Literatura"],
        contents: "Spis treści",
        chapters: ["Rozdział I", "Rozdział drugi"],
        months: &["stycznia", "PAŹDZIERNIK", "grudnia", "jesień"],
    });
}

#[test]
fn portuguese() {
    check(&Case {
        cites: "Assim escreve dos Anjos (1912, p. 12), e antes dele Queirós (1888, cap. 3). Veja Freire \
                1968, págs. 30–31. Segundo Lopes e outros (1999), é verdade; obra citada, p. 14.\n\n\
                ## Referências\n\n\
                Anjos, Augusto dos. 1912. *Eu*. Rio de Janeiro: Silva.\n\n\
                Freire, Paulo. 1968. *Pedagogia do oprimido*. São Paulo: Paz e Terra.\n\n\
                Lopes, Ana, Rui Costa, Eva Dias e José Reis. 1999. *Casos*. Coimbra: Almedina.\n\n\
                Queirós, Eça de. 1888. *Os Maias*. Porto: Chardron.\n",
        found: &[
            "dos Anjos (1912, p. 12) -> anjos-1912 @ p. 12",
            "Queirós (1888, cap. 3) -> queiros-1888 @ cap. 3",
            "Freire 1968, págs. 30–31 -> freire-1968 @ págs. 30–31",
            "Lopes e outros (1999) -> lopes-et-al-1999",
            "obra citada, p. 14 -> lopes-et-al-1999 @ p. 14",
        ],
        notes: &["Notas", "NOTAS DE RODAPÉ", "Notas do primeiro capítulo"],
        sources: &["Referências bibliográficas", "Bibliografia", "Obras consultadas", "FONTES"],
        contents: "Sumário",
        chapters: ["Capítulo I", "Capítulo segundo"],
        months: &["janeiro", "março", "DEZEMBRO", "verão"],
    });
}

#[test]
fn dutch() {
    check(&Case {
        cites: "Zo schrijft Van der Meer (1902, blz. 12), en vóór hem Multatuli (1860, hfst. 3). Zie De \
                Beauvoir 1949, p. 30. Volgens Jansen e.a. (1999) is het waar; ibid., blz. 14.\n\n\
                ## Literatuurlijst\n\n\
                Beauvoir, Simone de. 1949. *De tweede sekse*. Utrecht: Bijleveld.\n\n\
                Jansen, Piet, Anna Kok, Eva Smit en Jan Bos. 1999. *Zaken*. Leiden: Brill.\n\n\
                Meer, Jan van der. 1902. *De heide*. Haarlem: Bohn.\n\n\
                Multatuli. 1860. *Max Havelaar*. Amsterdam: De Ruyter.\n",
        found: &[
            "Van der Meer (1902, blz. 12) -> meer-1902 @ blz. 12",
            "Multatuli (1860, hfst. 3) -> multatuli-1860 @ hfst. 3",
            "De Beauvoir 1949, p. 30 -> beauvoir-1949 @ p. 30",
            "Jansen e.a. (1999) -> jansen-et-al-1999",
            "ibid., blz. 14 -> jansen-et-al-1999 @ blz. 14",
        ],
        notes: &["Noten", "EINDNOTEN", "Aantekeningen bij het eerste hoofdstuk"],
        sources: &["Geraadpleegde literatuur", "Bibliografie", "Bronnen", "LITERATUUR"],
        contents: "Inhoudsopgave",
        chapters: ["Hoofdstuk I", "Tweede hoofdstuk"],
        months: &["januari", "MAART", "augustus", "najaar"],
    });
}

#[test]
fn russian() {
    check(&Case {
        cites: "Так пишет Кропоткин (1902, с. 12), а до него фон Визин (1781, гл. 3). См. Лосев 1930, \
                стр. 30. Согласно Петрову и др. (1999), это так; там же, с. 14.\n\n\
                ## Список литературы\n\n\
                Визин, Денис фон. 1781. *Недоросль*. СПб.: Шнор.\n\n\
                Кропоткин, Пётр. 1902. *Взаимная помощь*. Москва: Голос труда.\n\n\
                Лосев, Алексей. 1930. *Диалектика мифа*. Москва: Издание автора.\n\n\
                Петров, Иван, Анна Кос, Ева Лис и Пётр Бо. 1999. *Дела*. Москва: Наука.\n",
        found: &[
            "Кропоткин (1902, с. 12) -> кропоткин-1902 @ с. 12",
            "фон Визин (1781, гл. 3) -> визин-1781 @ гл. 3",
            "Лосев 1930, стр. 30 -> лосев-1930 @ стр. 30",
            "Петрову и др. (1999) -> петров-et-al-1999",
            "там же, с. 14 -> петров-et-al-1999 @ с. 14",
        ],
        notes: &["Примечания", "СНОСКИ", "Примечания к первой главе"],
        sources: &["Список литературы", "Библиография", "ИСТОЧНИКИ", "Литература"],
        contents: "Содержание",
        chapters: ["Глава I", "Глава вторая"],
        months: &["января", "МАЙ", "мая", "осень"],
    });
}
