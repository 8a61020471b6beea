//! Mistakes in a config, and what may have been meant.

use std::fmt;

use strsim::osa_distance;

/// Something wrong in a config.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// The line it is in, from 1.
    pub line: usize,
    /// What is wrong, and what is allowed there.
    pub what: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.what)
    }
}

/// Says that there is no `kind` of thing of this name, and which of those there are is nearest. Where
/// none is near, what to look at.
pub(super) fn unknown<'n>(
    kind: &str,
    name: &str,
    names: impl IntoIterator<Item = &'n str>,
) -> String {
    let name = crate::layout::fit(name, 40);
    match nearest(&name, names) {
        Some(near) => format!("there is no {kind} “{name}”; did you mean “{near}”?"),
        None => format!("there is no {kind} “{name}”; ibid config shows what there is"),
    }
}

/// The name that is nearest to what was written: with a third of it mistyped at most.
fn nearest<'n>(name: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let near = names.into_iter().map(|other| (osa_distance(name, other), other));
    let near = near.filter(|&(slips, other)| slips * 3 <= other.chars().count().max(3));
    near.min_by_key(|&(slips, _)| slips).map(|(_, other)| other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_meant_is_near() {
        let names = ["measure", "margins", "page-down", "page-up", "end"];
        let cases = [
            ("measur", Some("measure")),
            ("margin", Some("margins")),
            ("pagedown", Some("page-down")),
            ("edn", Some("end")),
            ("colour", None),
            ("", None),
        ];
        for (name, near) in cases {
            assert_eq!(nearest(name, names), near, "{name}");
        }
    }
}
