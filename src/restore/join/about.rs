//! What a printed text says of itself: title page, half-title and colophon.
//!
//! They interrupt the text where a scan has them, and some of their words stand nowhere else: where
//! a paper was given, which printing this is. So they leave their pages and stand after the text, in a
//! section of their own that is read, searched and exported like any other.

use crate::doc::{Kind, RepairKind};
use crate::restore::join::rebuild::Rebuild;
use crate::restore::join::report;
use crate::restore::lines::{Line, Role};

impl Rebuild<'_, '_, '_> {
    /// Adds the section, if there is anything to say in it.
    pub(crate) fn about(&mut self) {
        let print = self.plan.print;
        let mut before: Option<usize> = None;
        for (at, line) in print.lines.iter().enumerate() {
            if line.role != Role::Front || line.words.is_empty() {
                continue;
            }
            match before {
                None => self.about_heading(),
                Some(before) if before + 1 == at && !line.opens && line.feeds == 0 => {
                    self.to.text("\n");
                    self.to.set_kind(Kind::Verse);
                    self.words(line.span);
                    continue;
                }
                Some(_) => {}
            }
            before = Some(at);
            self.about_line(line);
        }
        self.to.close_block();
    }

    fn about_heading(&mut self) {
        let heading = report::about(self.to.metadata.language.as_deref());
        self.to.close_block();
        self.to.open_block(Kind::Heading { level: 2 });
        self.to.text(heading);
        self.to.close_block();
        let what =
            "What title page and colophon say stands after the text, in a section of its own.";
        self.to.repair(RepairKind::Furniture, what);
    }

    /// Opens a block for a line. Its headings are display lines, which head nothing here.
    fn about_line(&mut self, line: &Line<'_>) {
        let block = &self.document().blocks[line.block];
        self.to.close_block();
        match &block.kind {
            Kind::Heading { .. } | Kind::Verse => self.to.open_block(Kind::Paragraph),
            kind => self.open_kind(kind.clone(), block.span.start),
        }
        self.words(line.span);
    }
}
