//! What a printed text says of itself: title page, half-title and colophon.
//!
//! They interrupt the text where a scan has them, and some of their words stand nowhere else: where
//! a paper was given, which printing this is. So they leave their pages and stand after the text,
//! in a section of their own that is read, searched and exported like any other.

use crate::doc::{Kind, RepairKind};
use crate::restore::join::report;
use crate::restore::join::writer::Writer;
use crate::restore::lines::Line;
use crate::restore::pages::role::{Print, Role};

/// Adds the section, if there is anything to say in it.
pub(super) fn add(print: Print<'_, '_>, writer: &mut Writer<'_>) {
    let mut before: Option<usize> = None;
    for (at, (role, line)) in print.with_roles().enumerate() {
        if role != Role::Front || line.words.is_empty() {
            continue;
        }
        match before {
            None => heading(writer),
            Some(before) if before + 1 == at && !line.opens && line.feeds == 0 => {
                writer.to.text("\n");
                writer.to.set_kind(Kind::Verse);
                writer.words(line.span);
                continue;
            }
            Some(_) => {}
        }
        before = Some(at);
        add_line(print, line, writer);
    }
    writer.to.close_block();
}

fn heading(writer: &mut Writer<'_>) {
    let heading = report::about(writer.to.metadata.language.as_deref());
    writer.to.close_block();
    writer.to.open_block(Kind::Heading { level: 2 });
    writer.to.text(heading);
    writer.to.close_block();
    let what = "What title page and colophon say stands after the text, in a section of its own.";
    writer.to.repair(RepairKind::Furniture, what);
}

/// Opens a block for a line. Its headings are display lines, which head nothing here.
fn add_line(print: Print<'_, '_>, line: &Line<'_>, writer: &mut Writer<'_>) {
    let block = &print.document.blocks[line.block];
    writer.to.close_block();
    match &block.kind {
        Kind::Heading { .. } | Kind::Verse => writer.to.open_block(Kind::Paragraph),
        kind => writer.open_kind(kind.clone(), block.span.start),
    }
    writer.words(line.span);
}
