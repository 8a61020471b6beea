//! Blocks one after the other, the elements around them, and the notes behind what refers to them.

use std::ops::Range;

use super::escape::escape;
use super::inline::Setting;
use super::list::{self, Open};
use super::names;
use super::writer::Writer;
use crate::doc::{Block, Kind, Mark, MarkKind, NoteId, Place, ReferenceId};

impl Writer<'_> {
    /// Writes blocks that stand one after the other.
    pub(super) fn flow(&mut self, blocks: Range<usize>) -> String {
        let mut out = String::new();
        let mut open: Vec<Open> = Vec::new();
        for index in blocks {
            let term = self.document.is_term(index);
            list::go(self.document, &mut open, list::path(self.document, index, term), &mut out);
            out.push_str(&self.block(index, term));
            if !self.in_note && !self.waiting.is_empty() {
                out.push_str(&self.notes_that_wait());
                out.push('\n');
            }
        }
        list::go(self.document, &mut open, Vec::new(), &mut out);
        out
    }

    fn block(&mut self, index: usize, term: bool) -> String {
        let document = self.document;
        let block = &document.blocks[index];
        let name = self.names.within(block.span.start, block.span.start).next();
        let id = name.map_or(String::new(), |(_, name)| format!(" id=\"{name}\""));
        match &block.kind {
            Kind::Paragraph if term => {
                let words = self.inline(block.span, Setting::Apart, Some(&MarkKind::Strong));
                format!("<dt{id}>{words}</dt>\n")
            }
            Kind::Paragraph => self.paragraph(index, block, &id),
            Kind::Figure => self.figure(index, block, &id),
            Kind::Caption => self.caption(index, block, &id),
            Kind::Heading { level } => {
                let words = self.inline(block.span, Setting::Apart, None);
                let level = level.clamp(&1, &6);
                format!("<h{level}{id}>{words}</h{level}>\n")
            }
            Kind::Verse => {
                // The style stands here and not only in the page's, so that whoever reads the page
                // without that knows the lines for lines.
                let style = "class=\"verse\" style=\"white-space:pre-wrap\"";
                format!("<div {style}{id}>{}</div>\n", self.inline(block.span, self.lines(), None))
            }
            Kind::Code { language } => {
                let class = language.as_ref().map_or(String::new(), |language| {
                    format!(" class=\"language-{}\"", escape(language))
                });
                let words = self.inline(block.span, Setting::Raw, None);
                let lead = first_break(&words);
                format!("<pre{id}><code{class}>{lead}{words}</code></pre>\n")
            }
            Kind::Table(table) => self.table(table, &id),
            Kind::Rule => format!("<hr{id}>\n"),
        }
    }

    fn lines(&self) -> Setting {
        if self.in_note { Setting::Raw } else { Setting::Lines }
    }

    fn paragraph(&mut self, index: usize, block: &Block, id: &str) -> String {
        let setting = if self.in_note { Setting::Apart } else { Setting::Prose };
        let words = self.inline(block.span, setting, None);
        if words.is_empty() && id.is_empty() {
            return String::new();
        }
        let entry = self.links.is_bibliography(index);
        if words.contains("<aside") {
            // In HTML no paragraph holds an aside; in a text a note stands in its sentence.
            let (class, role) =
                if entry { ("p entry", "doc-biblioentry") } else { ("p", "paragraph") };
            return format!("<div class=\"{class}\" role=\"{role}\"{id}>{words}</div>\n");
        }
        let entry = if entry { " class=\"entry\" role=\"doc-biblioentry\"" } else { "" };
        format!("<p{entry}{id}>{words}</p>\n")
    }

    /// A figure, which holds its captions as well; one of which no image is there is a paragraph.
    fn figure(&mut self, index: usize, block: &Block, id: &str) -> String {
        let mut images = self.document.marks_in(block.span).iter();
        let there = |mark: &Mark| match &mark.kind {
            MarkKind::Image(image) => self.pictures.contains_key(&image.address),
            _ => false,
        };
        if !images.any(there) {
            return self.paragraph(index, block, id);
        }
        let words = self.inline(block.span, Setting::Apart, None);
        self.in_figure = self.goes_on_with_caption(index);
        let end = if self.in_figure { "" } else { "</figure>\n" };
        format!("<figure{id}>{words}\n{end}")
    }

    /// A paragraph of a caption, in the figure it belongs to if that is open.
    fn caption(&mut self, index: usize, block: &Block, id: &str) -> String {
        let words = self.paragraph(index, block, id);
        if !self.in_figure {
            return words;
        }
        let first = self.document.blocks[index - 1].kind != Kind::Caption;
        self.in_figure = self.goes_on_with_caption(index);
        let begin = if first { "<figcaption>\n" } else { "" };
        let end = if self.in_figure { "" } else { "</figcaption>\n</figure>\n" };
        format!("{begin}{words}{end}")
    }

    /// Whether a caption follows a block in the same place.
    fn goes_on_with_caption(&self, index: usize) -> bool {
        let blocks = &self.document.blocks;
        let own = blocks.get(index + 1).filter(|next| next.inside == blocks[index].inside);
        own.is_some_and(|next| next.kind == Kind::Caption)
    }

    /// The notes that waited, and those they refer to.
    pub(super) fn notes_that_wait(&mut self) -> String {
        let mut out = String::new();
        let mut next = 0;
        while let Some(&note) = self.waiting.get(next) {
            out.push_str(&self.note(note));
            next += 1;
        }
        self.waiting.clear();
        out
    }

    /// A note nothing has referred to so far, and those it refers to.
    pub(super) fn note_unless_written(&mut self, note: NoteId) -> String {
        if !std::mem::replace(&mut self.written[note.index()], true) {
            self.waiting.push(note);
        }
        self.notes_that_wait()
    }

    fn note(&mut self, id: NoteId) -> String {
        let document = self.document;
        let note = document.note(id);
        let around = std::mem::replace(&mut self.in_note, true);
        let words = self.flow(note.blocks.clone());
        self.in_note = around;
        let name = names::note(id);
        let label = escape(&note.label);
        let places = self.links.references_to(id).len();
        let back = |number: usize| format!("href=\"#{}\"", names::reference(id, number));
        let label = match places {
            0 => format!("<span class=\"label\">{label}</span>"),
            _ => format!("<a class=\"label\" role=\"doc-backlink\" {}>{label}</a>", back(0)),
        };
        let more: String = (1..places)
            .map(|number| format!("<a class=\"up\" role=\"doc-backlink\" {}></a>", back(number)))
            .collect();
        let class = if places == 0 { "note loose" } else { "note" };
        format!(
            "<aside class=\"{class}\" role=\"doc-footnote\" id=\"{name}\">{label}\n{words}{more}</aside>"
        )
    }

    /// A reference to a note, which from now on is written or waits.
    pub(super) fn refer(&mut self, label: &str, note: Option<NoteId>) -> String {
        let label = escape(label);
        let Some(id) = note else {
            let open = "<a class=\"ref missing\" role=\"doc-noteref\">";
            return format!("{open}<sup>{label}</sup></a>");
        };
        let number = self.referred.entry(id).or_default();
        let name = names::reference(id, *number);
        *number += 1;
        if !std::mem::replace(&mut self.written[id.index()], true) {
            self.waiting.push(id);
        }
        let to = names::note(id);
        format!(
            "<a class=\"ref\" role=\"doc-noteref\" id=\"{name}\" href=\"#{to}\"><sup>{label}</sup></a>"
        )
    }

    /// The ways back from an entry of the bibliography that ends at `place`.
    pub(super) fn cited(&self, place: Place) -> Option<String> {
        let &number = self.ends.get(&place)?;
        let id = ReferenceId(number as u32);
        let mut backs = String::new();
        for citation in self.links.citations_of(id).filter(|c| c.references() == [id]) {
            let at = self.links.first_citation(citation.span.start);
            let name = names::citation(at);
            backs.push_str(&format!("<a class=\"up\" role=\"doc-backlink\" href=\"#{name}\"></a>"));
        }
        (!backs.is_empty()).then(|| format!("<span class=\"cited\">{backs}</span>"))
    }
}

/// The line break that `<pre>` swallows, where its words begin with one (HTML, pre).
fn first_break(words: &str) -> &'static str {
    if words.starts_with('\n') { "\n" } else { "" }
}
