//! Which line each place of a page is that links lead to.

use std::collections::{BTreeMap, HashMap};

use crate::read::pdf::page::lines::Line;
use crate::read::pdf::said::links::Target;

/// The names of the places that lines are, by the part they are in and their number in it.
pub(in crate::read::pdf) type Anchors = HashMap<(usize, usize), Vec<String>>;

/// Finds the lines of some places. A place is given by the corner above and left of the line, at least
/// by programs that set text; one that says less is the first line of its page.
pub(in crate::read::pdf) fn of(targets: &BTreeMap<String, Target>, parts: &[Vec<Line>]) -> Anchors {
    let mut found = Anchors::new();
    for (name, target) in targets {
        let lines = parts.iter().enumerate().flat_map(|(part, lines)| {
            lines.iter().enumerate().map(move |(at, line)| ((part, at), line))
        });
        let nearest = lines
            .filter_map(|(at, line)| Some((at, distance(target, line)?)))
            .min_by(|a, b| a.1.total_cmp(&b.1));
        let at = nearest.map_or((0, 0), |(at, _)| at);
        found.entry(at).or_default().push(name.clone());
    }
    found
}

/// How far a line is from a place; `None` where it stands above it.
fn distance(target: &Target, line: &Line) -> Option<f32> {
    let y = target.y?;
    let below = line.baseline - y;
    // TeX raises a place by the distance of lines, which is where the line above stands.
    if below < line.size * 0.25 {
        return None;
    }
    // What stands in another column is farther than anything in its own.
    let aside =
        target.x.is_some_and(|x| x < line.left - line.size * 3.0 || x > line.right + line.size);
    Some(below + if aside { 300.0 } else { 0.0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_the_line_below_it() {
        let line = |left: f32, baseline: f32| Line {
            runs: Vec::new(),
            left,
            right: left + 200.0,
            baseline,
            size: 10.0,
            width: 200.0,
        };
        let parts = [
            vec![line(50.0, 100.0), line(60.0, 112.0), line(50.0, 124.0)],
            vec![line(300.0, 100.0), line(300.0, 112.0)],
        ];
        let cases = [
            (Some(50.0), Some(100.0), (0, 1)),
            (Some(50.0), Some(91.0), (0, 0)),
            (Some(300.0), Some(102.0), (1, 1)),
            (None, Some(115.0), (0, 2)),
            (None, None, (0, 0)),
        ];
        for (x, y, at) in cases {
            let targets = BTreeMap::from([("n".to_owned(), Target { x, y })]);
            let found = of(&targets, &parts);
            assert_eq!(found.keys().collect::<Vec<_>>(), [&at], "{x:?} {y:?}");
        }
    }
}
