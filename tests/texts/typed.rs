//! Texts that nobody printed page by page: they stay as they stand, whatever in them looks like print.

use ibid::doc::{Document, Kind, Problem};
use ibid::read::read;
use ibid::restore::{restore, restore_anyway};

/// A text as it opens.
fn opened(name: &str, text: &str) -> Document {
    let document = read(name, text.as_bytes()).unwrap();
    let opened = restore(&document).unwrap_or(document);
    assert_eq!(opened.check(), Ok(()), "{text}");
    opened
}

fn blocks(document: &Document) -> Vec<String> {
    let words = document.body().iter().map(|block| document.words(block.span));
    words.map(|words| words.replace('\n', "/")).collect()
}

/// Nothing is repaired, and each paragraph stands where it stood.
fn stays(name: &str, text: &str) {
    let opened = opened(name, text);
    assert_eq!(opened.repairs, [], "{name}: {text}");
    assert_eq!(opened.notes.len(), 0, "{name}: {text}");
    let mut rest = text;
    for block in blocks(&opened) {
        let word = block.split(['/', ' ']).next().unwrap();
        let at = rest.find(word).unwrap_or_else(|| panic!("{word} is out of order: {text}"));
        rest = &rest[at..];
    }
}

/// Sentences, of which each paragraph of prose has some.
const PROSE: &str = "The road went down to the water between two rows of poplars, and whoever came \
                     from the town had to pass the house of the ferryman, who never slept. He kept a \
                     lamp in his window, and a dog.";

#[test]
fn what_breaks_sentences_is_no_end_of_a_page() {
    let verse = "and over the river, where nobody sees it, the lantern is carried from door to door\n\n\
                 by hands that are older than anybody who might have told us what they were for\n\n";
    let letter = "I remain, with the greatest respect for you and for all who live in your house,\n\n\
                  your servant, who has nothing else to say\n\n";
    let drama = "The baker, who has stood at the door the whole time and has not said anything yet, so\n\n\
                 miller. And the flour?\n\nbaker. It is in the sack, where else should it be, that is what I ask and-\n\n\
                 miller. Say it!\n\n";
    let formula = "Whatever stands between the two banks is carried over, and the fare for it is\n\n\
                   f = 2d + w\n\nwhere d is the distance between the banks and w the weight of what is carried over\n\n";
    let list = "1. what is carried over the river by day, when everybody sees it and nobody asks\n\n\
                2. what is carried over by night\n\nis written down in two books.\n\n";
    let ellipsis = "He said that he did not know, that he never had known, and that nobody would…\n\n\
                    …ever know, for the books were burnt, and the ashes were carried away by the\n\n\
                    river.\n\n";
    for broken in [verse, letter, drama, formula, list, ellipsis] {
        for times in [1, 4] {
            let text = format!("# A Text\n\n{PROSE}\n\n{}{PROSE}\n", broken.repeat(times));
            stays("a.md", &text);
            stays("a.txt", &text.replace("# ", ""));
        }
    }
}

#[test]
fn numbers_that_stand_alone_are_no_pages() {
    let theses: String = (1..9).map(|n| format!("{n}\n\n{PROSE}\n\n")).collect();
    let stanzas: String = (1..9)
        .map(|n| format!("{n}\n\nthe miller\n\nand his cow\n\nwho crosses now\n\n"))
        .collect();
    let years: String = (1801..1809).map(|n| format!("{n}\n\n{PROSE}\n\n")).collect();
    let index = "INDEX\n\n  Bread, 12;\n    baked at night, 14\n\n  Ferry, 198;\n    fare of, 207\n\n  \
                 Mill, 3;\n    wheel of, 9\n\n  Sayings, 509\n";
    let pictures =
        "LIST OF PICTURES\n\nThe mill   12\n\nThe ferry   48\n\nThe house of the ferryman   97\n\n";
    for text in [&theses, &stanzas, &years, index, pictures] {
        stays("a.md", &format!("# A Text\n\n{text}"));
        stays("a.txt", &format!("A TEXT\n\n\n{text}{PROSE}\n"));
    }
}

#[test]
fn laws_and_licences_have_no_footnotes() {
    let law = "(1) Times of work at a mill (§ 1 no. 3 of the Order of Mills) count as times of work.\n\n\
               (2) § 83 applies, so that the millers may agree on it with the bakers.\n\n\
               (3) § 84 and § 85 do not apply.\n\n";
    stays("law.md", &format!("# Mills Act\n\n{}", law.repeat(6)));
    let end = format!(
        "THE MILL\n\n\nCHAPTER I\n\n{PROSE}\n\n\n***END OF THE BOOK THE MILL***\n\n\n\
         *** START: THE LICENCE ***\n\nYou may read it to anybody who asks for it.\n"
    );
    stays("mill.txt", &end);
}

#[test]
fn markdown_says_itself_what_its_headings_are() {
    let text =
        "A paragraph with a sign† in it.\n\n† The note below it.\n\n\nCHAPTER I\n\nOF BEES\n\n";
    let read = ibid::read::markdown("a.md", &format!("{text}{PROSE}\n"));
    let restored = ibid::restore::restore(&read).expect("its note is found");
    let lines: Vec<&str> = restored.body().iter().map(|block| restored.words(block.span)).collect();
    assert_eq!(lines[..3], ["A paragraph with a sign in it.", "CHAPTER I", "OF BEES"]);
}

#[test]
fn form_feeds_part_sections_too() {
    let text = format!("NEWS\n\n{PROSE}\n\x0c\nOLD NEWS\n\n{PROSE}\n\x0c\nOLDER NEWS\n\n{PROSE}\n");
    stays("NEWS.txt", &text);
}

#[test]
fn notes_of_a_typed_text_are_its_own() {
    let notes = |document: &Document| -> Vec<String> {
        let words = |id| document.words(document.note(id).span).replace('\n', "/");
        let all = ibid::doc::Span::new(0, document.text.len());
        let all = document.note_references_in(all);
        all.map(|(_, label, note)| format!("{label}={}", note.map_or(String::new(), words)))
            .collect()
    };
    let starred = format!(
        "CHAPTER I\n\n{PROSE}* Nobody asked.\n\n*It was called Argos.\n\nHe went to bed.\n\n\n\
         CHAPTER II\n\n{PROSE}† So it goes.\n\n† As others say, two dogs.\n\n{PROSE}\n"
    );
    let opened_text = opened("a.txt", &starred);
    assert_eq!(notes(&opened_text), ["*=It was called Argos.", "†=As others say, two dogs."]);
    assert_eq!(opened_text.repairs, []);
    assert_eq!(opened_text.headings().count(), 2);
    let numbered = format!(
        "# A Text\n\n1\n\n{PROSE} [1] And on.\n\n2\n\n{PROSE} [2]\n\n[1] In 1798.\n\n[2] In 1803.\n"
    );
    let opened_text = opened("a.md", &numbered);
    assert_eq!(notes(&opened_text), ["1=In 1798.", "2=In 1803."]);
    assert_eq!(opened_text.repairs, []);
    assert_eq!(blocks(&opened_text)[1], "1");
    let by_hand = format!(
        "# A Text\n\n{PROSE}<sup>1</sup> And on<sup>2</sup>.\n\n1. In 1798.\n2. In 1803.\n"
    );
    let opened_text = opened("a.md", &by_hand);
    assert_eq!(notes(&opened_text), ["1=In 1798.", "2=In 1803."]);
    assert_eq!((opened_text.repairs.len(), blocks(&opened_text).len()), (0, 2));
    // A list that has more to say is none of notes.
    let steps = "So<sup>1</sup> it is.\n\n1. Bake.\n2. Eat.\n";
    assert_eq!(opened("a.md", steps).notes.len(), 0);
    // Sources are cited more than once, and have a heading; emphasis closes what it opens.
    for text in [
        "So it is [1], and so it stays [1].\n\n[1] Doe, J. Bees. 1902.\n",
        "So it is [1].\n\n## References\n\n[1] Doe, J. Bees. 1902.\n",
        "So it is [1].\n\n[3] Doe, J. Bees. 1902.\n",
    ] {
        assert_eq!(opened("a.md", text).notes.len(), 0, "{text}");
    }
    assert_eq!(opened("a.txt", "So it is*.\n\n*This* is none.\n").notes.len(), 0);
}

#[test]
fn what_may_be_print_is_said_and_left() {
    // Sentences break off as pages do, all over the text, and nothing else speaks of pages.
    let mut text = String::from("# A Text\n\n");
    for n in 0..12 {
        text +=
            &format!("{PROSE} This is part {n} of it, and the part ends in the middle of a\n\n");
        text += &format!("sentence, as the {n}th did. {PROSE}\n\n");
    }
    let document = read("a.md", text.as_bytes()).unwrap();
    let opened = restore(&document).unwrap();
    assert_eq!((opened.repairs.len(), &opened.text), (0, &document.text));
    let said: Vec<&str> = opened
        .diagnostics
        .iter()
        .filter(|found| found.kind == Problem::Print)
        .map(|found| found.what.as_str())
        .collect();
    assert!(matches!(said[..], [what] if what.contains("--restore")), "{said:?}");
    let restored = restore_anyway(&document).unwrap();
    assert!(restored.text.contains("in the middle of a sentence, as"), "{}", restored.text);
}

#[test]
fn a_text_is_plain_though_it_emphasises() {
    let text = format!(
        "THE MILL\n\nA _Tale_\n\n\nCHAPTER I\n\n{PROSE} It was _very_ late, _so_ late, and he did _not_ sleep; he \
         _never_ did, as _everybody_ knew,[1] and as _nobody_ said.\n\n[1] See _Mills_.\n\n\nCHAPTER II\n\n{PROSE}\n"
    );
    let opened_text = opened("a.txt", &text);
    let headings =
        opened_text.body().iter().filter(|block| matches!(block.kind, Kind::Heading { .. }));
    assert_eq!(headings.count(), 2);
    assert_eq!(opened_text.notes.len(), 1);
    // Signs that nobody types without meaning them make Markdown of it.
    let markdown = format!("# The Mill\n\n{PROSE}[^1]\n\n## Chapter\n\n{PROSE}\n\n[^1]: So.\n");
    assert_eq!(opened("a.txt", &markdown).notes.len(), 1);
}

#[test]
fn raised_figures_lead_to_a_list_of_notes_at_the_end() {
    let further =
        "A second paragraph of the first note stands flush, and goes on for more than a line.";
    let text = format!(
        "{PROSE}¹ {PROSE}²\n\nΣημειώσεις\n\n¹ The lamp was lit in 1871.\n\n{further}\n\n² A mastiff.\n"
    );
    let document = opened("a.txt", &text);
    assert_eq!(document.repairs, []);
    assert_eq!(blocks(&document), [format!("{PROSE} {PROSE}")]);
    let notes = document.notes.iter().map(|note| document.words(note.span).replace('\n', "/"));
    let notes: Vec<String> = notes.collect();
    assert_eq!(notes, [format!("The lamp was lit in 1871./{further}"), "A mastiff.".to_owned()]);
    // A power is no note, nor is a label that two places have.
    let twice = text.replace("¹ The road", "³ m² The road").replace("poplars", "poplars²");
    assert_eq!(opened("a.txt", &twice).notes.len(), 0);
}
