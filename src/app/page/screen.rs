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
    /// The text: the measure, and the rows for it and for notes at its foot. Of two columns, the first.
    pub text: Area,
    /// Where the second column of text begins, if there are two.
    pub second: Option<u16>,
    /// How far lines wider than the measure may go, in columns from the left edge of `text`.
    pub wide: u16,
    /// Where the notes stand.
    pub notes: NotesAt,
    /// Where the side panel stands, if it is open and there is room for it.
    pub panel: Option<Area>,
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

/// From this width on there is room for two columns of text: of sixty cells each, with notes beside.
const TWO_COLUMNS: u16 = 160;
/// The columns of the screen between two of text.
const BETWEEN: u16 = 6;

/// The narrowest side panel beside the text: the names of its views.
const PANEL_NARROWEST: u16 = 36;
/// The widest: a line of notes and no more.
const PANEL_WIDEST: u16 = 60;
/// From this height on there is room for a panel beside the text, and from this one below it: its
/// head, what is typed, and rows enough to choose from.
const PANEL_BESIDE: u16 = 6;
const PANEL_BELOW: u16 = 12;

/// What a screen is divided for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// The measure of the text, in cells.
    pub measure: u16,
    /// Whether there are notes to show.
    pub notes: bool,
    /// Whether they may stand beside the text.
    pub beside: bool,
    /// How many columns are left free on either side, where there is room for them.
    pub margins: u16,
    /// Whether the text stands at the left instead of in the middle.
    pub left: bool,
    /// Whether the side panel is open.
    pub panel: bool,
    /// Whether the text is to stand in two columns, where there is room for them.
    pub two: bool,
}

impl Screen {
    /// Divides a screen of `width` × `height` cells.
    pub fn new(width: u16, height: u16, wanted: Wanted) -> Self {
        let whole = Area { x: 0, y: 0, width, height };
        let status = (height >= 3).then(|| height - 1);
        let rows = height - u16::from(status.is_some());
        let panel = if wanted.panel { panel(width, rows, wanted) } else { None };
        // What is left of the screen for text, notes and scrollbar.
        let (columns, rows) = match panel {
            Some(panel) if panel.x > 0 => (panel.x, rows),
            Some(panel) => (width, panel.y),
            None => (width, rows),
        };
        let parted = Self { whole, panel, status, ..Self::without_panel(columns, rows, wanted) };
        debug_assert!(parted.text.width > 0, "a screen of {width} × {height} has no text");
        parted
    }

    /// Divides what is left beside or above a panel, all of which is for text and notes.
    fn without_panel(width: u16, rows: u16, wanted: Wanted) -> Self {
        let Wanted { measure, notes, beside, left, .. } = wanted;
        let none = Area::default();
        let scrollbar = (width >= 20).then(|| width - 1);
        let columns = width - u16::from(scrollbar.is_some());
        // Margins are cut from the room there is.
        let margins = if columns > 20 { wanted.margins.min(width / 4) } else { 0 };
        let x = |blank: u16| if left { margins.min(blank) } else { blank / 2 };
        // Of notes at the foot, no two columns would share the room.
        if wanted.two && width >= TWO_COLUMNS && (beside || !notes) {
            return Self::two_columns(columns - 2 * margins, rows, wanted, scrollbar, x);
        }
        if notes && beside && fits_beside(width, measure) {
            let spare = columns - measure - GAP;
            let column = spare.saturating_sub(2 * margins).clamp(NARROWEST, WIDEST);
            let x = x(spare - column);
            let text = Area { x, y: 0, width: measure, height: rows };
            let area = Area { x: x + measure + GAP, y: 0, width: column, height: rows };
            let notes = NotesAt::Beside(area);
            return Self {
                whole: none,
                text,
                second: None,
                wide: measure,
                notes,
                panel: None,
                scrollbar,
                status: None,
            };
        }
        let measure = measure.min(columns - 2 * margins).max(1);
        let x = x(columns.saturating_sub(measure));
        let text = Area { x, y: 0, width: measure, height: rows };
        let foot = notes && rows >= FOOT && columns >= 20;
        let notes = if foot { NotesAt::Foot } else { NotesAt::Nowhere };
        let wide = columns - x;
        Self { whole: none, text, second: None, wide, notes, panel: None, scrollbar, status: None }
    }

    /// Two columns of text in so many columns of the screen, with notes beside both. They are no wider
    /// than the measure, and as much narrower as it takes.
    fn two_columns(
        columns: u16,
        rows: u16,
        wanted: Wanted,
        scrollbar: Option<u16>,
        x: impl Fn(u16) -> u16,
    ) -> Self {
        let least = if wanted.notes { GAP + NARROWEST } else { 0 };
        let measure = wanted.measure.min((columns - least - BETWEEN) / 2);
        let spare = columns - 2 * measure - BETWEEN;
        let column = spare.saturating_sub(GAP).clamp(NARROWEST, WIDEST);
        let taken = if wanted.notes { GAP + column } else { 0 };
        let margins = scrollbar.map_or(0, |bar| bar - columns);
        let x = x(spare + margins - taken);
        let text = Area { x, y: 0, width: measure, height: rows };
        let second = x + measure + BETWEEN;
        let beside = Area { x: second + measure + GAP, y: 0, width: column, height: rows };
        let notes = if wanted.notes { NotesAt::Beside(beside) } else { NotesAt::Nowhere };
        Self {
            whole: Area::default(),
            text,
            second: Some(second),
            wide: measure,
            notes,
            panel: None,
            scrollbar,
            status: None,
        }
    }

    /// How many rows of text it shows, in one column or in two.
    pub fn rows(&self) -> usize {
        usize::from(self.text.height) * if self.second.is_some() { 2 } else { 1 }
    }

    /// The column of text that a column of the screen belongs to.
    pub fn column_at(&self, x: u16) -> Area {
        let second = self.second.filter(|&second| x >= second);
        Area { x: second.unwrap_or(self.text.x), ..self.text }
    }
}

/// Whether notes stand beside a text where there are so many columns for both and the scrollbar.
fn fits_beside(width: u16, measure: u16) -> bool {
    width >= BESIDE && width > measure + GAP + NARROWEST
}

/// Where the side panel stands: beside the text, else in the lower half of the screen. Beside, it takes
/// what the text does not need, and of that what leaves the notes where they are.
fn panel(width: u16, rows: u16, wanted: Wanted) -> Option<Area> {
    if width < BESIDE {
        let height = rows / 2;
        let below = Area { x: 0, y: rows - height, width, height };
        return (rows >= PANEL_BELOW && width >= PANEL_NARROWEST).then_some(below);
    }
    let spare = width.saturating_sub(wanted.measure + 4);
    let keeps_notes =
        wanted.notes && wanted.beside && fits_beside(width - PANEL_NARROWEST, wanted.measure);
    let most = if keeps_notes { spare.saturating_sub(GAP) / 2 } else { spare };
    let column = most.clamp(PANEL_NARROWEST, PANEL_WIDEST);
    (rows >= PANEL_BESIDE).then(|| Area { x: width - column, y: 0, width: column, height: rows })
}

#[cfg(test)]
mod tests {
    use super::*;

    const USUAL: Wanted = Wanted {
        measure: 68,
        notes: true,
        beside: true,
        margins: 1,
        left: false,
        panel: false,
        two: false,
    };

    #[test]
    fn divides_any_screen() {
        for width in 1..260 {
            for height in [1, 2, 3, 5, 24, 60] {
                for measure in [20, 68, 120] {
                    for (notes, panel) in
                        [(false, false), (true, false), (false, true), (true, true)]
                    {
                        let wanted = Wanted { measure, notes, panel, ..USUAL };
                        let screen = Screen::new(width, height, wanted);
                        let text = screen.text;
                        assert!(text.width >= 1 && text.height >= 1);
                        assert!(text.x + text.width <= width, "{width}×{height} {measure}");
                        assert!(text.x + screen.wide <= width);
                        if let NotesAt::Beside(area) = screen.notes {
                            assert!(width >= BESIDE && area.x >= text.x + text.width + GAP);
                            assert!(area.width >= NARROWEST && area.x + area.width < width);
                        }
                        if let Some(area) = screen.panel {
                            assert!(area.x + area.width == width && area.y + area.height <= height);
                            let beside =
                                area.x >= text.x + text.width && area.x >= text.x + screen.wide;
                            assert!(beside || area.y == text.y + text.height);
                            assert!(screen.scrollbar.is_none_or(|bar| bar < area.x || area.x == 0));
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn divides_any_screen_as_it_is_set() {
        for (width, height) in (1..230).flat_map(|width| [(width, 3), (width, 24)]) {
            for (margins, measure, left) in
                [(0, 68, true), (1, 40, true), (9, 68, true), (12, 90, false), (40, 68, false)]
            {
                for beside in [true, false] {
                    let wanted = Wanted { margins, measure, left, beside, ..USUAL };
                    let screen = Screen::new(width, height, wanted);
                    let text = screen.text;
                    assert!(text.width >= 1 && text.x + text.width <= width, "{width} {margins}");
                    assert!(text.x + screen.wide <= width);
                    if let NotesAt::Beside(area) = screen.notes {
                        assert!(beside && area.x >= text.x + text.width + GAP);
                        assert!(area.width >= NARROWEST && area.x + area.width < width);
                    } else if left && width > 40 {
                        assert_eq!(text.x, margins.min(width / 4));
                    }
                }
            }
        }
    }

    #[test]
    fn two_columns_stand_beside_each_other() {
        for width in 1..260 {
            for (measure, margins, left) in [(68, 1, false), (40, 12, true), (120, 60, false)] {
                for (notes, beside) in [(true, true), (false, true), (true, false)] {
                    let two = Wanted { two: true, measure, margins, left, notes, beside, ..USUAL };
                    let screen = Screen::new(width, 40, two);
                    let wanted = width >= TWO_COLUMNS && (beside || !notes);
                    assert_eq!(screen.second.is_some(), wanted, "{width}");
                    let Some(second) = screen.second else { continue };
                    let text = screen.text;
                    assert!(text.width >= 20 && text.width <= measure, "{width}: {text:?}");
                    assert_eq!(second, text.x + text.width + BETWEEN);
                    let end = match screen.notes {
                        NotesAt::Beside(area) => {
                            assert_eq!(area.x, second + text.width + GAP);
                            area.x + area.width
                        }
                        _ => second + text.width,
                    };
                    assert!(end < width, "{width}: {screen:?}");
                    assert_eq!(screen.rows(), 2 * usize::from(text.height));
                }
            }
        }
    }

    #[test]
    fn notes_stand_beside_from_a_hundred_columns() {
        let at = |width, height| Screen::new(width, height, USUAL).notes;
        assert!(matches!(at(100, 40), NotesAt::Beside(_)));
        assert_eq!(at(99, 40), NotesAt::Foot);
        assert_eq!(at(80, 24), NotesAt::Foot);
        assert_eq!(at(80, 5), NotesAt::Nowhere);
    }

    #[test]
    fn a_panel_stands_beside_the_text_from_a_hundred_columns_and_leaves_notes_where_they_fit() {
        let at = |width, height| {
            let screen = Screen::new(width, height, Wanted { panel: true, ..USUAL });
            (screen.panel, matches!(screen.notes, NotesAt::Beside(_)))
        };
        let area = |x, y, width, height| Some(Area { x, y, width, height });
        assert_eq!(at(80, 24), (area(0, 12, 80, 11), false));
        assert_eq!(at(100, 30), (area(64, 0, 36, 29), false));
        assert_eq!(at(120, 40), (area(72, 0, 48, 39), false));
        assert_eq!(at(200, 60), (area(140, 0, 60, 59), true));
        assert_eq!(at(80, 10), (None, false));
    }
}
