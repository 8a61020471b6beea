//! The JSON export, `ibid-document/1`: a public format whose fields keep their meaning.
//!
//! Offsets count Unicode scalar values in the text of a block or note, which holds no note mark.
//! Blocks are the body without the entries of its bibliography. Citations by key (`[@key]`) are
//! markup and stand under `citations` alone, as their author wrote them, with the place they have
//! in the text around them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;

use super::offsets::Offsets;
use crate::doc::{
    Block, Cited, Diagnostic, Document, Enclosure, Kind, MarkKind, Name, Pages, People, Place,
    Reference, Span, Target,
};
use crate::link::Links;

#[derive(Serialize)]
struct Export<'d> {
    format: &'static str,
    title: Option<&'d str>,
    authors: &'d [String],
    date: Option<&'d str>,
    language: Option<&'d str>,
    source: &'d str,
    sections: Vec<SectionRow<'d>>,
    blocks: Vec<BlockRow<'d>>,
    notes: Vec<NoteRow<'d>>,
    references: Vec<ReferenceRow<'d>>,
    citations: Vec<CitationRow<'d>>,
    repairs: Vec<ReportRow<'d>>,
    diagnostics: Vec<ReportRow<'d>>,
}

#[derive(Serialize)]
struct SectionRow<'d> {
    id: String,
    level: u8,
    title: &'d str,
    block: String,
}

#[derive(Serialize)]
struct BlockRow<'d> {
    id: String,
    kind: &'static str,
    level: Option<u8>,
    text: Cow<'d, str>,
    notes: Vec<NoteReferenceRow<'d>>,
    marks: Vec<MarkRow<'d>>,
}

#[derive(Serialize)]
struct NoteReferenceRow<'d> {
    label: &'d str,
    offset: usize,
    note: Option<String>,
}

#[derive(Serialize)]
struct MarkRow<'d> {
    kind: &'static str,
    start: usize,
    end: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<&'d str>,
    /// Of a page: its number as printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<&'d str>,
}

#[derive(Serialize)]
struct NoteRow<'d> {
    id: String,
    label: &'d str,
    text: String,
    /// The printed page that first refers to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<&'d str>,
}

#[derive(Serialize)]
struct ReferenceRow<'d> {
    id: &'d str,
    text: &'d str,
    authors: Vec<Cow<'d, str>>,
    year: Option<String>,
    title: Option<&'d str>,
    #[serde(rename = "type")]
    kind: &'d str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    editors: Vec<Cow<'d, str>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    translators: Vec<Cow<'d, str>>,
    /// What else is known, under CSL's names.
    #[serde(flatten)]
    fields: BTreeMap<&'static str, &'d str>,
}

#[derive(Serialize)]
struct CitationRow<'d> {
    text: &'d str,
    #[serde(rename = "in")]
    inside: String,
    offset: usize,
    reference: Option<&'d str>,
    locator: Option<&'d str>,
    candidates: Vec<&'d str>,
    /// The printed page it stands on.
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<&'d str>,
}

#[derive(Serialize)]
struct ReportRow<'d> {
    kind: &'static str,
    at: String,
    what: &'d str,
}

/// Writes a document and its links as `ibid-document/1`.
pub fn json(document: &Document, links: &Links) -> String {
    let offsets = Offsets::of(document, links);
    let sources = links.sources(document);
    let pages = Pages::of(document);
    let exporter = Exporter { document, links, sources: &sources, offsets, pages: &pages };
    let export = exporter.export();
    serde_json::to_string_pretty(&export).expect("the export holds only strings and numbers")
}

struct Exporter<'d> {
    document: &'d Document,
    links: &'d Links,
    sources: &'d [Reference],
    offsets: Offsets<'d>,
    pages: &'d Pages,
}

impl<'d> Exporter<'d> {
    fn export(&self) -> Export<'d> {
        let metadata = &self.document.metadata;
        let body = self.document.body().iter().enumerate();
        let shown = body.filter(|&(index, block)| !self.is_entry(index, block));
        Export {
            format: "ibid-document/1",
            title: metadata.title.as_deref(),
            authors: &metadata.authors,
            date: metadata.date.as_deref(),
            language: metadata.language.as_deref(),
            source: &self.document.source,
            sections: self.sections(),
            blocks: shown.map(|(index, block)| self.block(index, block)).collect(),
            notes: self.notes(),
            references: self.references(),
            citations: self.citations(),
            repairs: self.repairs(),
            diagnostics: self.diagnostics(),
        }
    }

    /// Whether a block is an entry of the bibliography, which has a list of its own. The heading
    /// above the entries is a heading of the body.
    fn is_entry(&self, index: usize, block: &Block) -> bool {
        self.links.is_bibliography(index) && !block.is_heading()
    }

    fn sections(&self) -> Vec<SectionRow<'d>> {
        let headings = self.document.headings();
        headings
            .enumerate()
            .map(|(number, (block, level))| SectionRow {
                id: format!("s{}", number + 1),
                level,
                title: self.document.words(self.document.blocks[block].span),
                block: block_id(block),
            })
            .collect()
    }

    fn block(&self, index: usize, block: &'d Block) -> BlockRow<'d> {
        let text = self.shown(block.span);
        let marks = self.document.marks_in(block.span);
        let mut notes = Vec::new();
        let mut rows = Vec::new();
        for mark in marks {
            let offset = self.characters(block.span.start, mark.span.start);
            match &mark.kind {
                MarkKind::NoteReference { label, note } => notes.push(NoteReferenceRow {
                    label,
                    offset,
                    note: note.map(|note| note_id(note.index())),
                }),
                mark_kind => {
                    let Some((kind, target)) = name_of(mark_kind) else { continue };
                    let end = offset + self.offsets.shown(mark.span);
                    // What is marked in a citation by key is not there.
                    if end == offset && !mark.span.is_empty() {
                        continue;
                    }
                    let number = match mark_kind {
                        MarkKind::Page { number } => number.as_deref(),
                        _ => None,
                    };
                    rows.push(MarkRow { kind, start: offset, end, target, number });
                }
            }
        }
        let level = match block.kind {
            Kind::Heading { level } => Some(level),
            _ => None,
        };
        let kind = self.kind(block);
        BlockRow { id: block_id(index), kind, level, text, notes, marks: rows }
    }

    fn kind(&self, block: &Block) -> &'static str {
        let around = self.document.around(block).next();
        match (&block.kind, around) {
            // A figure is a paragraph whose words are marked as those of an image.
            (Kind::Paragraph | Kind::Figure | Kind::Caption, around) => match around {
                Some((_, Enclosure::Quote)) => "quote",
                Some((_, Enclosure::Item { .. } | Enclosure::Definition)) => "item",
                None => "paragraph",
            },
            (Kind::Heading { .. }, _) => "heading",
            (Kind::Verse, _) => "verse",
            (Kind::Code { .. }, _) => "code",
            (Kind::Table(_), _) => "table",
            (Kind::Rule, _) => "rule",
        }
    }

    fn notes(&self) -> Vec<NoteRow<'d>> {
        let rows = self.document.notes.iter().enumerate();
        rows.map(|(index, note)| {
            let blocks = &self.document.blocks[note.blocks.clone()];
            let words: Vec<_> = blocks.iter().map(|block| self.shown(block.span)).collect();
            let page = self.pages.at(self.document, note.span.start);
            NoteRow { id: note_id(index), label: &note.label, text: words.join("\n\n"), page }
        })
        .collect()
    }

    fn references(&self) -> Vec<ReferenceRow<'d>> {
        let rows = self.sources.iter();
        rows.map(|reference| ReferenceRow {
            id: &reference.key,
            text: self.document.words(reference.span),
            authors: shown(reference.people()),
            year: reference.dated(),
            title: reference.title.as_deref(),
            kind: &reference.kind,
            editors: shown(&reference.editors),
            translators: shown(&reference.translators),
            fields: reference.fields.iter().map(|(field, value)| (field.csl(), &**value)).collect(),
        })
        .collect()
    }

    fn citations(&self) -> Vec<CitationRow<'d>> {
        let key = |id: crate::doc::ReferenceId| &*self.links.references[id.index()].key;
        let rows = self.links.citations.iter();
        rows.map(|citation| {
            let (inside, offset) = self.locate(citation.whole.start);
            let (reference, candidates) = match &citation.source {
                Cited::One(one) => (Some(key(*one)), Vec::new()),
                Cited::OneOf(several) => (None, several.iter().map(|&id| key(id)).collect()),
                Cited::Missing => (None, Vec::new()),
            };
            CitationRow {
                text: self.written(citation.whole),
                inside,
                offset,
                reference,
                locator: citation.locator.as_deref(),
                candidates,
                page: self.pages.at(self.document, citation.whole.start),
            }
        })
        .collect()
    }

    fn repairs(&self) -> Vec<ReportRow<'d>> {
        let rows = self.document.repairs.iter();
        rows.map(|repair| ReportRow {
            kind: repair.kind.name(),
            at: self.locate(repair.place).0,
            what: &repair.what,
        })
        .collect()
    }

    fn diagnostics(&self) -> Vec<ReportRow<'d>> {
        let row = |diagnostic: &'d Diagnostic| ReportRow {
            kind: diagnostic.kind.name(),
            at: self.locate(diagnostic.place).0,
            what: &diagnostic.what,
        };
        self.document.diagnostics.iter().chain(&self.links.diagnostics).map(row).collect()
    }

    /// The words of a citation, brackets included: as its author wrote it, if by key.
    fn written(&self, whole: Span) -> &'d str {
        let mut marks = self.document.marks_in(whole).iter();
        let group = marks.find_map(|mark| match &mark.kind {
            MarkKind::CitationGroup { written } if mark.span == whole => Some(&**written),
            _ => None,
        });
        group.unwrap_or_else(|| self.document.words(whole))
    }

    /// The words of a span without citations by key.
    fn shown(&self, span: Span) -> Cow<'d, str> {
        let groups = self.offsets.groups_in(span);
        if groups.is_empty() {
            return Cow::Borrowed(self.document.words(span));
        }
        let mut shown = String::new();
        let mut from = span.start;
        for &group in groups {
            shown.push_str(self.document.words(Span::new(from, group.start.max(from))));
            from = group.end.max(from);
        }
        shown.push_str(self.document.words(Span::new(from.min(span.end), span.end)));
        Cow::Owned(shown)
    }

    /// How many characters are shown from one place to a later one.
    fn characters(&self, from: Place, to: Place) -> usize {
        self.offsets.shown(Span::new(from, to.max(from)))
    }

    /// The block, note or reference a place is in, and how many characters into its text.
    fn locate(&self, place: Place) -> (String, usize) {
        let characters = |from: Place| self.characters(from, place);
        if let Some(reference) = self.document.reference_at(place) {
            let entry = &self.document.references[reference.index()];
            return (entry.key.to_string(), characters(entry.span.start));
        }
        if let Some(note) = self.document.note_at(place) {
            let entry = self.document.note(note);
            let blocks = &self.document.blocks[entry.blocks.clone()];
            // Blocks of a note are parted by an empty line in the export, by `\n` in the text.
            let breaks = blocks.partition_point(|block| block.span.end < place);
            return (note_id(note.index()), characters(entry.span.start) + breaks);
        }
        match self.document.block_at(place) {
            Some(block) => (block_id(block), characters(self.document.blocks[block].span.start)),
            None => (block_id(0), 0),
        }
    }
}

fn shown(people: &People) -> Vec<Cow<'_, str>> {
    people.names.iter().map(Name::shown).collect()
}

fn name_of(kind: &MarkKind) -> Option<(&'static str, Option<&str>)> {
    Some(match kind {
        MarkKind::Emphasis => ("emphasis", None),
        MarkKind::Strong => ("strong", None),
        MarkKind::Strike => ("strike", None),
        MarkKind::Code => ("code", None),
        MarkKind::Superscript => ("superscript", None),
        MarkKind::Subscript => ("subscript", None),
        MarkKind::Image(image) => ("image", Some(&image.address)),
        MarkKind::Link(Target::Address(address)) => ("link", Some(address)),
        MarkKind::Link(Target::Place(_)) => ("link", None),
        MarkKind::Page { .. } => ("page", None),
        // What is a formula is seen by its signs.
        MarkKind::Formula { .. }
        | MarkKind::NoteReference { .. }
        | MarkKind::Citation { .. }
        | MarkKind::CitationGroup { .. } => return None,
    })
}

fn block_id(index: usize) -> String {
    format!("b{}", index + 1)
}

fn note_id(index: usize) -> String {
    format!("n{}", index + 1)
}
