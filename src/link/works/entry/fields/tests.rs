//! Entries of lists in the styles and languages of printed books, part by part.

use super::*;
use crate::link::works::entry;

/// What an entry, in which stars are italics, says: names, then fields, as `field=value`.
fn said(marked: &str) -> String {
    let (mut words, mut emphasis, mut open) = (String::new(), Vec::new(), None);
    for c in marked.chars() {
        match (c, open) {
            ('*', None) => open = Some(words.len()),
            ('*', Some(from)) => {
                emphasis.push(Span::new(from, words.len()));
                open = None;
            }
            _ => words.push(c),
        }
    }
    let entry = entry::read(&words, &emphasis);
    let told = read(&words, &emphasis, &entry, head(&entry, &entry.people));
    let mut said = vec![format!("{}", told.kind)];
    let roles = [("by", &told.authors), ("ed", &told.editors), ("tr", &told.translators)];
    for (role, people) in roles.into_iter().filter(|(_, people)| !people.is_empty()) {
        let names: Vec<String> = people.names.iter().map(doc::Name::inverted).collect();
        said.push(format!("{role}={}{}", names.join("; "), if people.others { "; …" } else { "" }));
    }
    said.extend(told.title.iter().map(|title| format!("title={title}")));
    said.extend(told.dated().iter().map(|year| format!("year={year}")));
    let mut fields = told.fields;
    fields.sort();
    said.extend(fields.iter().map(|(field, value)| {
        let name = field.csl().trim_start_matches("publisher-").trim_end_matches("-title");
        format!("{name}={value}")
    }));
    said.join(" | ")
}

#[test]
fn entries_of_many_styles() {
    for (style, entry, expected) in CASES {
        assert_eq!(said(entry), *expected, "{style}: {entry}");
    }
}

/// The year may stand there again with another letter, or with none.
#[test]
fn a_year_again_takes_no_sign_that_is_not_its_letter() {
    let told = "book | by=Doe, Ann | title=Title | year=1902b | place=London";
    for again in ["1902b", "1902α", "1902"] {
        assert_eq!(said(&format!("Doe, Ann 1902b. Title. London. {again}")), told, "{again}");
    }
}

const CASES: &[(&str, &str, &str)] = &[
    (
        "ACM",
        "A. Aho, R. Sethi, and M. S. Lam. Compilers: Principles and tools, 2006.",
        "document | by=Aho, A.; Sethi, R.; Lam, M. S. | title=Compilers: Principles and tools | year=2006",
    ),
    (
        "APA",
        "Doe, A. (2006). Report of the year, 2006.",
        "document | by=Doe, A. | title=Report of the year, 2006 | year=2006",
    ),
    (
        "Chicago notes",
        "Doe, Ann. *The Long Winter: A History*. 2nd ed. London: Verso, 1999.",
        "book | by=Doe, Ann | title=The Long Winter: A History | year=1999 | edition=2 | publisher=Verso | place=London",
    ),
    (
        "Chicago notes",
        "Kim, Lena. *Tides*. Translated by Max Orr. New York: Penguin, 2006.",
        "book | by=Kim, Lena | tr=Orr, Max | title=Tides | year=2006 | publisher=Penguin | place=New York",
    ),
    (
        "Chicago author-date",
        "Doe, Ann, and Bo Lee. 2001. “On Mills.” *The Journal of Mills* 12 (3): 1–20. https://doi.org/10.1234/x.y.",
        "article-journal | by=Doe, Ann; Lee, Bo | title=On Mills | year=2001 | container=The Journal of Mills | volume=12 | issue=3 | page=1–20 | DOI=10.1234/x.y",
    ),
    (
        "Chicago author-date",
        "Ray, Cy. 2003b. “Rye.” In *All Grains*, edited by Di Fox and Ed Orr, 45–67. Chicago: University of Chicago Press.",
        "chapter | by=Ray, Cy | ed=Fox, Di; Orr, Ed | title=Rye | year=2003b | container=All Grains | page=45–67 | publisher=University of Chicago Press | place=Chicago",
    ),
    (
        "Chicago author-date",
        "Orr, Max. 2014. “The Price of Rye.” PhD diss., Humboldt University.",
        "thesis | by=Orr, Max | title=The Price of Rye | year=2014 | publisher=Humboldt University | genre=PhD diss.",
    ),
    (
        "Chicago author-date",
        "Fox, Di, ed. 2015. *Grains of Truth*. New York: Norton.",
        "book | ed=Fox, Di | title=Grains of Truth | year=2015 | publisher=Norton | place=New York",
    ),
    (
        "Chicago author-date",
        "Hale, Jo. 2016. “A Page.” Accessed 3 May 2017. https://a.example/page.",
        "document | by=Hale, Jo | title=A Page | year=2016 | URL=https://a.example/page",
    ),
    (
        "APA",
        "Smith, J. A., & Jones, B. C. (2004). On the use of bees. *Bee World*, *12*(3), 45–67.",
        "article-journal | by=Smith, J. A.; Jones, B. C. | title=On the use of bees | year=2004 | container=Bee World | volume=12 | issue=3 | page=45–67",
    ),
    (
        "APA",
        "Moss, I. (2005). Of oats. In T. Rye & B. Oat (Eds.), *Handbook of grain* (pp. 12–34). Oxford University Press.",
        "chapter | by=Moss, I. | ed=Rye, T.; Oat, B. | title=Of oats | year=2005 | container=Handbook of grain | page=12–34 | publisher=Oxford University Press",
    ),
    (
        "APA, plain",
        "Smith, J. A., & Jones, B. C. (2001). On the use of bees. Bee World, 12(3), 45–67.",
        "article-journal | by=Smith, J. A.; Jones, B. C. | title=On the use of bees | year=2001 | container=Bee World | volume=12 | issue=3 | page=45–67",
    ),
    (
        "MLA",
        "Kant, Otto. “Of Bread.” *Grain Review*, vol. 5, no. 2, 2007, pp. 33-44.",
        "article-journal | by=Kant, Otto | title=Of Bread | year=2007 | container=Grain Review | volume=5 | issue=2 | page=33–44",
    ),
    (
        "MLA",
        "Kim, Lena. *Tides*. Translated by Max Orr, Penguin, 2006.",
        "book | by=Kim, Lena | tr=Orr, Max | title=Tides | year=2006 | publisher=Penguin",
    ),
    (
        "Harvard",
        "Lang, P. (2008) *Bread and Law*. 3rd edn. Cambridge: Polity Press.",
        "book | by=Lang, P. | title=Bread and Law | year=2008 | edition=3 | publisher=Polity Press | place=Cambridge",
    ),
    (
        "Vancouver",
        "Knuth A, Li B. Grain and light. J Mol Biol. 2012;34(5):45-50.",
        "article-journal | by=Knuth, A; Li, B. | title=Grain and light | year=2012 | container=J Mol Biol | volume=34 | issue=5 | page=45–50",
    ),
    (
        "IEEE",
        "[7] A. Knox, “Fast mills,” *IEEE Trans. Mill.*, vol. 7, no. 4, pp. 12–19, 2013.",
        "article-journal | by=Knox, A. | title=Fast mills | year=2013 | container=IEEE Trans. Mill | volume=7 | issue=4 | page=12–19",
    ),
    (
        "German",
        "Vogt, Karl: Das Korn. In: Braun, Eva (Hrsg.): Die Mühle. Berlin: Suhrkamp 2009, S. 12–34.",
        "chapter | by=Vogt, Karl | ed=Braun, Eva | title=Das Korn | year=2009 | container=Die Mühle | page=12–34 | publisher=Suhrkamp | place=Berlin",
    ),
    (
        "German",
        "Wolf, Eva: Über das Mahlen. In: Zeitschrift für Mühlenkunde 12 (2010), H. 3, S. 45–67.",
        "article-journal | by=Wolf, Eva | title=Über das Mahlen | year=2010 | container=Zeitschrift für Mühlenkunde | volume=12 | issue=3 | page=45–67",
    ),
    (
        "German",
        "Zorn, Uwe: Das Brot, hrsg. v. Karl Vogt, Frankfurt am Main: Campus 2011.",
        "book | by=Zorn, Uwe | ed=Vogt, Karl | title=Das Brot | year=2011 | publisher=Campus | place=Frankfurt am Main",
    ),
    (
        "German",
        "Weber, Max: Wirtschaft und Gesellschaft. Tübingen 1922.",
        "book | by=Weber, Max | title=Wirtschaft und Gesellschaft | year=1922 | place=Tübingen",
    ),
    (
        "French",
        "Durand, Paul, *La farine*, Paris, Minuit, 1979.",
        "book | by=Durand, Paul | title=La farine | year=1979 | publisher=Minuit | place=Paris",
    ),
    (
        "French, plain",
        "BOURDIEU, Pierre, La distinction, Paris, Minuit, 1979.",
        "book | by=BOURDIEU, Pierre | title=La distinction | year=1979 | publisher=Minuit | place=Paris",
    ),
    (
        "French",
        "Petit, Anne, « Le moulin », *Annales du blé*, vol. 3, n° 2, 1981, p. 12-34.",
        "article-journal | by=Petit, Anne | title=Le moulin | year=1981 | container=Annales du blé | volume=3 | issue=2 | page=12–34",
    ),
    (
        "Spanish",
        "García, Ana (1985): *El molino*, Madrid, Alianza.",
        "book | by=García, Ana | title=El molino | year=1985 | publisher=Alianza | place=Madrid",
    ),
    (
        "Italian",
        "Rossi, Ugo, *Il pane*, a cura di Anna Verdi, Torino, Einaudi, 1990.",
        "book | by=Rossi, Ugo | ed=Verdi, Anna | title=Il pane | year=1990 | publisher=Einaudi | place=Torino",
    ),
    (
        "Italian",
        "Bianchi, Lea, «La spiga», in *Il campo*, Milano, Feltrinelli, 1992, pp. 5-9.",
        "chapter | by=Bianchi, Lea | title=La spiga | year=1992 | container=Il campo | page=5–9 | publisher=Feltrinelli | place=Milano",
    ),
    // Nothing marks more of it: nothing more is said.
    (
        "prose",
        "Kropotkin, Peter 1899. Fields and a remark, which is that nobody knows where it came out",
        "document | by=Kropotkin, Peter | title=Fields and a remark, which is that nobody knows where it came out | year=1899",
    ),
];
