//! Citations by the labels of a list: `[Lam94]`, `[Knu86, AHU74]`, `[Lam94, p. 7]` (BibTeX’s alpha,
//! DIN 1505-2).

use crate::doc::{Citation, Cited, ReferenceId};
use crate::language::fold::Fold;
use crate::language::lexicon;
use crate::link::citation::bracket::{Bracket, Taken};
use crate::link::citation::candidate::Candidate;
use crate::link::citation::scan::Scan;
use crate::link::citation::style::{Finds, Style};
use crate::link::works::entry::opening::is_label;

/// No bracket of labels is longer than this, in bytes.
const LONGEST: usize = 200;

pub(crate) const STYLE: Style = Style {
    name: "labels (alpha, DIN 1505-2)",
    recognise: |text, _| text.works.has_labels(),
    finds: &[Finds::Bracket(bracket)],
};

/// A label in a bracket: where it stands in it, the label, its source, and the locator after it.
type Label<'t> = (usize, &'t str, ReferenceId, Option<String>);

/// Reads a bracket as labels; nothing else may stand in it but words that lead up to one, and
/// locators.
fn bracket(scan: &mut Scan<'_>, bracket: &Bracket<'_>) -> Option<Taken> {
    let content = bracket.content;
    if !bracket.square || content.text.len() > LONGEST {
        return None;
    }
    let mut found: Vec<Label<'_>> = Vec::new();
    let mut start = 0;
    for part in content.text.split([',', ';']) {
        // `cf. Lam94`: the words before a label lead up to it.
        let trimmed = part.trim();
        let word = trimmed.rsplit(char::is_whitespace).next().unwrap_or("");
        let lead = trimmed[..trimmed.len() - word.len()].split_whitespace();
        let mut lead = lead.map(|word| Fold::Word.of(word.trim_end_matches('.')).into_owned());
        let at = start + part.trim_end().len() - word.len();
        start += part.len() + 1;
        match (scan.works().by_label(word), found.last_mut()) {
            (Some(id), _) if is_label(word) && lead.all(|word| lexicon::leads(&word)) => {
                found.push((at, word, id, None));
            }
            (_, Some((_, _, _, locator @ None)))
                if trimmed.contains(|c: char| c.is_ascii_digit()) =>
            {
                *locator = Some(trimmed.to_owned());
            }
            _ => return None,
        }
    }
    for (at, label, id, locator) in found {
        let span = content.part(at..at + label.len()).span();
        let source = Cited::One(id);
        let citation = Citation { span, whole: bracket.whole, source, locator };
        scan.found.push(Candidate::numbered(citation));
    }
    Some(Taken::Whole(bracket.whole.end))
}
