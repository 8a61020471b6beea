//! The screen: which cells are for what.

/// A rectangle of cells.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Area {
    /// The leftmost column.
    pub x: u16,
    /// The topmost row.
    pub y: u16,
    /// How many columns.
    pub width: u16,
    /// How many rows.
    pub height: u16,
}

impl Area {
    /// Whether a cell lies in it.
    pub fn contains(self, x: u16, y: u16) -> bool {
        (self.x..self.x + self.width).contains(&x) && (self.y..self.y + self.height).contains(&y)
    }
}

/// Where the notes stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotesAt {
    /// Nowhere: the text has none, they are switched off, or the screen is too small.
    Nowhere,
    /// Beside the text, in this area.
    Beside(Area),
    /// At the foot of the text area, over its lowest rows.
    Foot,
}

/// The parts of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Screen {
    /// All of it.
    pub whole: Area,
    /// The text: the measure, and the rows for it and for notes at its foot.
    pub text: Area,
    /// How far lines wider than the measure may go, in columns from the left edge of `text`.
    pub wide: u16,
    /// Where the notes stand.
    pub notes: NotesAt,
    /// The column of the scrollbar.
    pub scrollbar: Option<u16>,
    /// The row of the status line.
    pub status: Option<u16>,
}

/// From this width on, notes stand beside the text: a measure of 68, a column of notes that holds
/// five words a line, and air between.
const BESIDE: u16 = 100;
/// The columns between text and notes.
const GAP: u16 = 4;
/// The narrowest column of notes.
const NARROWEST: u16 = 24;
/// The widest: a line of notes is set smaller than one of text, never longer.
const WIDEST: u16 = 60;
/// From this height on, there is room for notes at the foot.
const FOOT: u16 = 8;

impl Screen {
    /// Divides a screen of `width` × `height` cells for a text with a measure of `measure` cells,
    /// which has notes to show or not.
    pub fn new(width: u16, height: u16, measure: u16, notes: bool) -> Self {
        let whole = Area { x: 0, y: 0, width, height };
        let status = (height >= 3).then(|| height - 1);
        let rows = height - u16::from(status.is_some());
        let scrollbar = (width >= 20).then(|| width - 1);
        let columns = width - u16::from(scrollbar.is_some());
        let beside = width >= BESIDE && notes && columns >= measure + GAP + NARROWEST;
        if beside {
            let spare = columns - measure - GAP;
            let column = spare.saturating_sub(2).clamp(NARROWEST, WIDEST);
            let x = (columns - measure - GAP - column) / 2;
            let text = Area { x, y: 0, width: measure, height: rows };
            let area = Area { x: x + measure + GAP, y: 0, width: column, height: rows };
            let notes = NotesAt::Beside(area);
            return Self { whole, text, wide: measure, notes, scrollbar, status };
        }
        let margin = u16::from(columns > 20);
        let measure = measure.min(columns - 2 * margin).max(1);
        let x = (columns.saturating_sub(measure)) / 2;
        let text = Area { x, y: 0, width: measure, height: rows };
        let foot = notes && rows >= FOOT && columns >= 20;
        let notes = if foot { NotesAt::Foot } else { NotesAt::Nowhere };
        Self { whole, text, wide: columns - x, notes, scrollbar, status }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn divides_any_screen() {
        for width in 1..260 {
            for height in [1, 2, 3, 5, 24, 60] {
                for measure in [20, 68, 120] {
                    for notes in [false, true] {
                        let screen = Screen::new(width, height, measure, notes);
                        let text = screen.text;
                        assert!(text.width >= 1 && text.height >= 1);
                        assert!(text.x + text.width <= width, "{width}×{height} {measure}");
                        assert!(text.x + screen.wide <= width);
                        if let NotesAt::Beside(area) = screen.notes {
                            assert!(width >= BESIDE && area.x >= text.x + text.width + GAP);
                            assert!(area.width >= NARROWEST && area.x + area.width < width);
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn notes_stand_beside_from_a_hundred_columns() {
        let at = |width, height| Screen::new(width, height, 68, true).notes;
        assert!(matches!(at(100, 40), NotesAt::Beside(_)));
        assert_eq!(at(99, 40), NotesAt::Foot);
        assert_eq!(at(80, 24), NotesAt::Foot);
        assert_eq!(at(80, 5), NotesAt::Nowhere);
    }
}
