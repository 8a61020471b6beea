//! What a PDF is as a work: its title, its authors, its language.
//!
//! The metadata of a PDF are what a program left there, `paper_final.dvi` or the title of the form
//! that was filled in. So the words of its first pages decide: metadata count where those say the
//! same, and else the largest type of the first page is the title.

use std::collections::BTreeMap;

use crate::doc::{Geometry, Metadata};
use crate::language::fold;
use crate::read::pdf::file::File;

/// A line of the first pages: its size in tenths of a point, and its words.
pub(in crate::read::pdf) type Head = (i32, String);

/// The most lines of the first pages that are looked at.
const HEADS: usize = 300;

/// What was seen of the pages that tells what the work is.
#[derive(Debug, Default)]
pub(in crate::read::pdf) struct Seen {
    /// The lines of the first two pages, and how many of them are of the first that has any.
    heads: Vec<Head>,
    first: usize,
    /// The largest type of the pages after those, in tenths of a point.
    later: i32,
    /// How many letters are set in each size.
    letters: BTreeMap<i32, usize>,
}

impl Seen {
    /// A line of sheet number `sheet`, from 0.
    pub(in crate::read::pdf) fn line(&mut self, sheet: u32, line: &Geometry, words: &str) {
        if line.turned || line.drawn {
            return;
        }
        *self.letters.entry(line.size).or_default() += words.len();
        if sheet < 2 && self.heads.len() < HEADS {
            self.heads.push((line.size, words.to_owned()));
        } else if line.size > self.later && is_head(words) {
            self.later = line.size;
        }
    }

    /// The end of a page.
    pub(in crate::read::pdf) fn page_ends(&mut self) {
        if self.first == 0 {
            self.first = self.heads.len();
        }
    }

    /// The lines of the first page that has any.
    pub(in crate::read::pdf) fn first_page(&self) -> &[Head] {
        &self.heads[..self.first.min(self.heads.len())]
    }

    /// The size that most of the text is set in.
    fn usual(&self) -> Option<i32> {
        let half = self.letters.values().sum::<usize>() / 2;
        let mut sum = 0;
        let middle = self.letters.iter().find(|&(_, &count)| {
            sum += count;
            sum > half
        });
        middle.map(|(&size, _)| size)
    }
}

/// The longest title, in characters.
const LONGEST: usize = 300;

/// Whether a line has words enough to be part of a title: a letter that begins a chapter is larger
/// than any title, and recognised pictures are large and no words.
fn is_head(words: &str) -> bool {
    let letters = words.chars().filter(|c| c.is_alphabetic()).count();
    let signs = words.chars().filter(|c| !c.is_whitespace()).count();
    letters > 3 && letters * 10 > signs * 6
}

/// What is known of a file as a work, of what it says and what was seen of its pages.
pub(in crate::read::pdf) fn read(file: &File, seen: &Seen) -> Metadata {
    let heads = &seen.heads;
    let packet = file.packet().unwrap_or_default();
    let (title, author) = file.information();
    let said = [title, element(&packet, "dc:title")].into_iter().flatten();
    let said = said.map(|title| fold::one_line(&title)).filter(|title| !title.is_empty());
    let printed = fold::letters(&heads.iter().map(|head| head.1.as_str()).collect::<String>());
    let is_printed = |words: &String| {
        let letters = fold::letters(words);
        letters.chars().count() >= 4 && printed.contains(&letters)
    };
    let title = said.clone().find(is_printed).or_else(|| largest(seen));
    let title = title.or_else(|| said.clone().find(|title| may_be_title(title)));
    let authors = [author, element(&packet, "dc:creator")].into_iter().flatten();
    let authors = authors
        .map(|author| names(&author))
        .find(|names| !names.is_empty() && names.iter().all(&is_printed));
    Metadata {
        title,
        authors: authors.unwrap_or_default(),
        language: file.catalog().text("Lang").filter(|tag| is_tag(tag)),
        ..Metadata::default()
    }
}

/// The words in the largest type of the first page, where that is larger than most, and larger than
/// what stands over the chapters of later pages.
fn largest(seen: &Seen) -> Option<String> {
    let page = seen.first_page();
    let large = page.iter().filter(|head| is_head(&head.1)).map(|head| head.0).max()?;
    if large * 100 <= seen.usual()? * 112 || large * 96 <= seen.later * 100 {
        return None;
    }
    let is_large = |head: &&Head| head.0 * 100 >= large * 96;
    let begin = page.iter().position(|head| is_large(&head) && is_head(&head.1))?;
    let lines: Vec<&str> =
        page[begin..].iter().take_while(is_large).map(|head| head.1.as_str()).collect();
    let title = fold::one_line(&lines.join(" "));
    (title.chars().count() <= LONGEST).then_some(title)
}

/// Whether what metadata call a title may be one: more than a word, and no name of a file.
fn may_be_title(title: &str) -> bool {
    let lower = title.to_lowercase();
    let file =
        ["dvi", "tex", "doc", "docx", "indd", "qxd", "pdf", "odt", "ps", "txt", "html", "xls"];
    let named = lower.rsplit_once('.').is_some_and(|(_, ending)| file.contains(&ending));
    let programs = ["microsoft ", "untitled", "unknown", "powerpoint", "layout 1", "overleaf"];
    title.split_whitespace().count() > 1
        && title.chars().count() <= LONGEST
        && !named
        && !programs.iter().any(|program| lower.starts_with(program))
        && !title.contains(['/', '\\', '_'])
}

/// The names of authors that stand in one line.
fn names(line: &str) -> Vec<String> {
    let parts: Vec<&str> = match line.contains(';') {
        true => line.split(';').collect(),
        false => line.split([',', '&']).flat_map(|part| part.split(" and ")).collect(),
    };
    parts.into_iter().map(fold::one_line).filter(|name| !name.is_empty()).collect()
}

/// Whether something may be a language tag (BCP 47).
fn is_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    parts.next().is_some_and(|first| (2..=3).contains(&first.len()))
        && tag.len() <= 35
        && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}

/// The words of an element of an XMP packet; several are parted by `;`.
fn element(packet: &str, name: &str) -> Option<String> {
    let begin = packet.find(&format!("<{name}"))?;
    let inside = &packet[begin..];
    let inside = &inside[..inside.find(&format!("</{name}>"))?];
    let items = inside.split("<rdf:li").skip(1).filter_map(|item| {
        let words = item.split_once('>')?.1;
        Some(words.split('<').next().unwrap_or(""))
    });
    let words = items.collect::<Vec<_>>().join(";");
    let words = quick_xml::escape::unescape(&words).map(std::borrow::Cow::into_owned).ok()?;
    (!words.trim().is_empty()).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_type_is_the_title() {
        let heads = [
            (90, "Journal of Things 7 (2026)".to_owned()),
            (170, "On Keeping".to_owned()),
            (170, "Bees".to_owned()),
            (120, "A. Author".to_owned()),
            (100, "Words of the text that is read ".repeat(4)),
        ];
        let seen = |heads: &[Head], later: i32| {
            let mut seen = Seen::default();
            for (size, words) in heads {
                seen.line(0, &Geometry { size: *size, ..Geometry::default() }, words);
            }
            seen.page_ends();
            // The text goes on.
            seen.line(2, &Geometry { size: later, ..Geometry::default() }, "A Chapter");
            for _ in 0..20 {
                seen.line(
                    3,
                    &Geometry { size: 100, ..Geometry::default() },
                    &heads[heads.len() - 1].1,
                );
            }
            seen
        };
        let title = |heads: &[Head], later: i32| largest(&seen(heads, later));
        assert_eq!(title(&heads, 140).as_deref(), Some("On Keeping Bees"));
        assert_eq!(title(&heads, 170), None);
        assert_eq!(title(&heads[4..], 100), None);
        // Of a title page alone, the pages after it tell what is large.
        assert_eq!(title(&heads[1..4], 140).as_deref(), Some("On Keeping Bees"));
    }

    #[test]
    fn names_of_files_are_no_titles() {
        let cases = [
            ("paper_final.dvi", false),
            ("Microsoft Word - draft", false),
            ("5", false),
            ("The Conquest of Bread", true),
            ("Overleaf Example", false),
        ];
        for (title, may_be) in cases {
            assert_eq!(may_be_title(title), may_be, "{title}");
        }
    }

    #[test]
    fn packets_say_what_a_work_is() {
        let packet = "<dc:creator><rdf:Seq><rdf:li>A &amp; B</rdf:li><rdf:li>C</rdf:li></rdf:Seq>\
            </dc:creator><dc:title/>";
        assert_eq!(element(packet, "dc:creator").as_deref(), Some("A & B;C"));
        assert_eq!(element(packet, "dc:title"), None);
    }
}
