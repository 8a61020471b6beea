//! Quotations of other programs → marks of a text: found by their words, none twice.

use std::collections::HashSet;

use serde_json::{Map, json};

use super::{Book, Origin, Quotation};
use crate::anchor::{Anchor, Folded, Whereabouts, fingerprint};
use crate::doc::{Mark, MarkKind, PageFound, Span};
use crate::language::fold::{letters, one_line};
use crate::marks::json::{bare_id, is_uuid, uuid};
use crate::marks::{About, Annotation, Placed};
use crate::text::Text;

/// From so many letters on, words are a text’s own.
const TELLING: usize = 24;
/// How many quotations of a book are looked for to see whether it is this text.
const LOOKED_FOR: usize = 24;

/// After so many quotations of a book that is called otherwise, of which none is here, it is another.
const ENOUGH: usize = 200;

/// What became of the quotations of a file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Taken {
    /// The marks to keep: new ones, and ours to which something was said since.
    pub marks: Vec<Annotation>,
    /// How many of them have their words in the text.
    pub found: usize,
    /// How many of them have not.
    pub orphans: usize,
    /// How many were known already.
    pub known: usize,
    /// How many are of other works.
    pub elsewhere: usize,
}

/// Makes marks of what belongs to a text, `now` milliseconds after 1970. Of a file with several works,
/// those are its own that are called as it is or whose words it has. `marks` are those it has already, and
/// `is_known` says of an id whether there is such a mark, or was before it was deleted.
pub fn take(
    (origin, books): (Origin, &[Book]),
    (text, about): (&Text, &About),
    marks: &[Placed],
    is_known: &dyn Fn(&str) -> bool,
    now: u64,
) -> Taken {
    let folded = Folded::of(text.document.text.as_str());
    let mut taken = Taken::default();
    let mut ids = HashSet::new();
    let there = There::of(marks, text);
    for book in books {
        let called = is_called(book, about);
        if books.len() > 1 && !called && !is_quoted(book, &folded) {
            taken.elsewhere += book.quotations.len();
            continue;
        }
        let (before, first) = (taken.found + taken.known, taken.marks.len());
        let mut undecided = false;
        for (number, quotation) in book.quotations.iter().enumerate() {
            let nothing = taken.found + taken.known == before && !undecided;
            if !called && nothing && number == ENOUGH {
                taken.elsewhere += book.quotations.len() - number;
                break;
            }
            let (mut mark, at) = mark(origin, quotation, text, &folded, now);
            undecided |= at == Whereabouts::Undecided;
            if !ids.insert(mark.id.clone()) {
                // Some programs call several marks the same: their words tell them apart.
                mark.id = id(origin, &told_apart(quotation));
                if !ids.insert(mark.id.clone()) {
                    taken.known += 1;
                    continue;
                }
            }
            match said_since(&mark, marks) {
                Some(ours) => taken.marks.push(Annotation { modified: now, ..ours }),
                None if is_known(&mark.id) || there.has(&mark, at) => {
                    taken.known += 1;
                }
                None => {
                    match at.span() {
                        Some(_) => taken.found += 1,
                        None => taken.orphans += 1,
                    }
                    taken.marks.push(mark);
                }
            }
        }
        // A book called otherwise of which nothing is here is another.
        let new = taken.marks.len() - first;
        let nothing = taken.found + taken.known == before && !undecided;
        if !called && nothing && new == book.quotations.len().min(ENOUGH) {
            taken.marks.truncate(first);
            taken.orphans -= new;
            taken.elsewhere += new;
        }
    }
    taken
}

/// The mark of ours that came of the same quotation, to which something was said there since; nothing
/// where its reader changed it here.
fn said_since(mark: &Annotation, marks: &[Placed]) -> Option<Annotation> {
    let ours = marks.iter().map(|it| &it.annotation).find(|ours| ours.id == mark.id)?;
    let untouched = ours.remark.is_empty() && ours.modified <= ours.created.max(mark.created);
    (untouched && !mark.remark.is_empty())
        .then(|| Annotation { remark: mark.remark.clone(), ..ours.clone() })
}

/// What is marked already.
struct There<'m> {
    text: &'m Text,
    /// Where words are, and what is said of them.
    placed: Vec<(Span, &'m str)>,
    /// The letters of orphans, and what is said of them.
    orphans: HashSet<(String, &'m str)>,
    /// The letters of orphans.
    words: HashSet<String>,
}

impl<'m> There<'m> {
    fn of(marks: &'m [Placed], text: &'m Text) -> Self {
        let (placed, orphans) = marks.iter().partition::<Vec<_>, _>(|it| it.at.span().is_some());
        let said = |it: &'m Placed| it.annotation.remark.as_str();
        let words = |it: &&Placed| letters(&it.annotation.anchor.exact);
        Self {
            text,
            placed: placed.iter().filter_map(|it| Some((it.at.span()?, said(it)))).collect(),
            orphans: orphans.iter().map(|it| (words(it), said(it))).collect(),
            words: orphans.iter().map(words).filter(|words| !words.is_empty()).collect(),
        }
    }

    /// Whether the same words are marked, and nothing else is said of them. The signs around words do not
    /// count, as they do not where words are looked for.
    fn has(&self, mark: &Annotation, at: Whereabouts) -> bool {
        let said = mark.remark.as_str();
        let Some(span) = at.span() else {
            let words = letters(&mark.anchor.exact);
            return said.is_empty() && self.words.contains(&words)
                || self.orphans.contains(&(words, said));
        };
        let words = |span| letters(self.text.document.words(span));
        self.placed.iter().any(|&(other, remark)| {
            (said.is_empty() || said == remark)
                && span.overlaps(other)
                && words(span) == words(other)
        })
    }
}

/// Whether a book is called as a work is: by its main title, and no other author.
fn is_called(book: &Book, about: &About) -> bool {
    /// A beginning that is shorter than this is that of many titles.
    const LEAST: usize = 8;
    let main = |title: &Option<String>| {
        let title = title.as_deref().unwrap_or_default();
        let end = title.find([':', '(', '—', '\n']).filter(|&at| at > 0).unwrap_or(title.len());
        letters(&title[..end])
    };
    let (one, other) = (main(&book.title), main(&about.title));
    let (short, long) = if one.len() <= other.len() { (&one, &other) } else { (&other, &one) };
    let same = one == other || short.len() >= LEAST && long.starts_with(short.as_str());
    if short.is_empty() || !same {
        return false;
    }
    let names = |all: &[String]| -> HashSet<String> {
        let words = all.iter().flat_map(|name| name.split(|c: char| !c.is_alphanumeric()));
        words.map(letters).filter(|word| word.len() > 2).collect()
    };
    let (one, other) = (names(&book.authors), names(&about.creators));
    one.is_empty() || other.is_empty() || !one.is_disjoint(&other)
}

/// Whether half of the long quotations of a book, and two at least, stand in a text word for word.
fn is_quoted(book: &Book, folded: &Folded<'_>) -> bool {
    let long = book.quotations.iter().map(|quotation| Folded::of(quotation.words.as_str()));
    let long = long.filter(|words| words.words().len() >= TELLING).take(LOOKED_FOR);
    let (mut all, mut found) = (0, 0);
    for words in long {
        all += 1;
        found += usize::from(
            memchr::memmem::find(folded.words().as_bytes(), words.words().as_bytes()).is_some(),
        );
    }
    found >= 2 && found * 2 >= all
}

/// The mark that a quotation makes, and where its words are.
fn mark(
    origin: Origin,
    quotation: &Quotation,
    text: &Text,
    folded: &Folded<'_>,
    now: u64,
) -> (Annotation, Whereabouts) {
    let at = match find(quotation, folded, text.document.text.len()) {
        Whereabouts::Undecided => on_page(quotation, text).unwrap_or(Whereabouts::Undecided),
        at => at,
    };
    let at = match at {
        Whereabouts::At(span) => {
            Whereabouts::At(with_signs(&quotation.words, &text.document.text, span))
        }
        at => at,
    };
    let anchor = match at.span() {
        Some(span) => Anchor::of(&text.document.text, span),
        None => anchor(quotation, text.document.text.len(), quotation.share),
    };
    let named = |words: &str| Some(one_line(words)).filter(|words| !words.is_empty());
    let section = at.span().and_then(|span| named(text.section_name(span.start)));
    let page = at.span().and_then(|span| text.page_at(span.start).and_then(named));
    let made = quotation.made.unwrap_or(now);
    let mark = Annotation {
        id: id(origin, quotation),
        anchor,
        colour: quotation.colour.unwrap_or_default(),
        remark: quotation.remark.clone(),
        section: section.or_else(|| quotation.section.as_deref().and_then(named)),
        page: page.or_else(|| quotation.page.as_deref().and_then(named)),
        created: made,
        modified: made,
        more: made_by(origin, quotation),
    };
    (mark, at)
}

/// Who made a mark and with what, as the Web Annotation Data Model has it (3.3.2).
fn made_by(origin: Origin, quotation: &Quotation) -> Map<String, serde_json::Value> {
    let mut more = Map::new();
    more.insert("generator".to_owned(), json!({ "type": "Software", "name": origin.name() }));
    if let Some(by) = &quotation.by {
        more.insert("creator".to_owned(), json!({ "type": "Person", "name": by }));
    }
    more
}

/// The words of a quotation as an anchor in a text of so many bytes, of which they begin at this share.
fn anchor(quotation: &Quotation, length: usize, share: Option<f64>) -> Anchor {
    let start = share.map_or(0, |share| (share * length as f64) as usize);
    Anchor {
        exact: quotation.words.clone(),
        prefix: quotation.prefix.clone(),
        suffix: quotation.suffix.clone(),
        start,
        length: share.map_or(0, |_| length),
    }
}

/// Where the words of a quotation are. Where it does not say in what part of the whole, no place is
/// nearer than another: what is found is the same looked for from either end.
fn find(quotation: &Quotation, folded: &Folded<'_>, length: usize) -> Whereabouts {
    let from = |share| folded.find(&anchor(quotation, length, Some(share)));
    match quotation.share {
        Some(share) => from(share),
        None => match (from(0.0), from(1.0)) {
            (one, other) if one == other => one,
            _ => Whereabouts::Undecided,
        },
    }
}

/// Words that were found by their letters, with the signs around them that the quotation has as well:
/// the full stop at its end, the quotation mark it begins with.
fn with_signs(words: &str, text: &str, span: Span) -> Span {
    let sign = |c: &char| !c.is_alphanumeric() && !c.is_whitespace();
    let after = words.chars().rev().take_while(sign).count();
    let before = words.chars().take_while(sign).count();
    let end: usize =
        text[span.end..].chars().take(after).take_while(sign).map(char::len_utf8).sum();
    let start = text[..span.start].chars().rev().take(before).take_while(sign).map(char::len_utf8);
    Span::new(span.start - start.sum::<usize>(), span.end + end)
}

/// Where the words of a quotation are on the printed page that it names, if there is one page of that
/// label and they are there once.
fn on_page(quotation: &Quotation, text: &Text) -> Option<Whereabouts> {
    /// How much of the next page is looked at for words that go on there, in bytes.
    const BEYOND: usize = 400;
    let document = &text.document;
    let page = quotation.page.as_deref()?;
    let PageFound::Page(start) = text.pages.find(page, 0) else { return None };
    if text.pages.find(page, start) != PageFound::Page(start) {
        return None;
    }
    let begins = |mark: &Mark| match mark.kind {
        MarkKind::Page { .. } if mark.span.start > start => Some(mark.span.start),
        _ => None,
    };
    let end = document.marks.iter().find_map(begins).unwrap_or(document.body_end());
    let end = document.word_after(end, BEYOND, document.text.len());
    let whole = Span::new(start, end);
    let folded = Folded::of(document.words(whole));
    let at = find(&Quotation { share: None, ..quotation.clone() }, &folded, whole.len());
    at.span().map(|span| Whereabouts::At(span.shifted(start)))
}

/// A quotation whose name has its words in it.
fn told_apart(quotation: &Quotation) -> Quotation {
    let Quotation { id, words, remark, .. } = quotation;
    Quotation { id: format!("{id}\0{words}\0{remark}"), ..quotation.clone() }
}

/// The id of the mark that a quotation makes: always the same, so that it is made once. That of a mark
/// of ours is its own; others are UUIDs of the eighth version (RFC 9562, 5.8).
fn id(origin: Origin, quotation: &Quotation) -> String {
    let own = bare_id(&quotation.id);
    if is_uuid(own) {
        return own.to_ascii_lowercase();
    }
    let words = letters(&quotation.words);
    let name = match own.is_empty() {
        true if words.is_empty() => format!("{}\0{:?}", quotation.remark, quotation.made),
        true => format!("{words}\0{:?}", quotation.made),
        false => own.to_owned(),
    };
    let name = format!("{}\0{name}", origin.name());
    uuid(8, (fingerprint(&name), fingerprint(&format!("ibid\0{name}"))))
}
