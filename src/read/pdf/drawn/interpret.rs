//! What a page draws: its content stream run for its letters and rules, and nothing else of it
//! (PDF 32000-1, 8 and 9).

use std::rc::Rc;

use crate::read::pdf::bounds::{DEEP, FORMS, GLYPHS};
use crate::read::pdf::drawn::font::Font;
use crate::read::pdf::drawn::glyph::{DRAWN, Drawn, Glyph, HIDDEN, Layer, RAISED};
use crate::read::pdf::drawn::marked::{ARTIFACT, Marked};
use crate::read::pdf::drawn::matrix::{Matrix, around};
use crate::read::pdf::drawn::path::Path;
use crate::read::pdf::drawn::tokens::{Operand, Tokens};
use crate::read::pdf::file::{File, Fonts, Page, Resources};
use crate::read::pdf::said::strings;

/// Runs the content stream of a page.
pub(in crate::read::pdf) fn page<'f>(file: &'f File, fonts: &Fonts<'f>, page: &Page<'f>) -> Drawn {
    let (width, height) = page.size();
    let mut run = Run {
        file,
        fonts,
        size: (width, height),
        drawn: Drawn::default(),
        glyphs: 0,
        forms: 0,
        path: Path::default(),
        marked: Marked::default(),
    };
    let state = State { matrix: page.matrix(), ..State::default() };
    run.content(&page.content(), &page.resources(), state, 0);
    let mut drawn = run.drawn;
    drawn.cut = run.glyphs > GLYPHS || run.forms > FORMS || file.cut.take();
    drawn.rules = run.path.rules;
    drawn.layers.sort_by_key(|layer| std::cmp::Reverse(layer.glyphs.len()));
    drawn
}

/// What `q` keeps and `Q` gives back, as far as letters depend on it.
#[derive(Clone)]
struct State<'f> {
    matrix: Matrix,
    font: Option<Rc<Font<'f>>>,
    size: f64,
    /// What is added after each letter, and after each blank.
    letter: f64,
    blank: f64,
    /// How wide letters are, of 1.
    wide: f64,
    leading: f64,
    rise: f64,
    mode: f64,
}

impl Default for State<'_> {
    fn default() -> Self {
        Self {
            matrix: Matrix::IDENTITY,
            font: None,
            size: 0.0,
            letter: 0.0,
            blank: 0.0,
            wide: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: 0.0,
        }
    }
}

/// Where text is set next.
#[derive(Clone, Copy)]
struct Pen {
    matrix: Matrix,
    line: Matrix,
}

struct Run<'f, 'r> {
    file: &'f File,
    fonts: &'r Fonts<'f>,
    /// The width and height of the page.
    size: (f64, f64),
    drawn: Drawn,
    glyphs: usize,
    forms: usize,
    path: Path,
    marked: Marked,
}

impl<'f> Run<'f, '_> {
    fn content(
        &mut self,
        content: &[u8],
        resources: &Resources<'f>,
        mut state: State<'f>,
        depth: usize,
    ) {
        let mut tokens = Tokens::new(content);
        let mut kept: Vec<State<'f>> = Vec::new();
        // What is kept beyond all measure is counted, so that what gives it back does not give more.
        let mut beyond = 0usize;
        let mut pen = Pen { matrix: Matrix::IDENTITY, line: Matrix::IDENTITY };
        let marks = self.marked.depth();
        while let Some(operator) = tokens.next() {
            match operator {
                b"q" if kept.len() < DEEP => kept.push(state.clone()),
                b"q" => beyond += 1,
                b"Q" if beyond > 0 => beyond -= 1,
                b"Q" => state = kept.pop().unwrap_or(state),
                b"cm" => {
                    let matrix = tokens.numbers().map(Matrix::of);
                    let matrix = matrix.map(|matrix| matrix.then(state.matrix));
                    state.matrix = matrix.filter(|it| it.is_sound()).unwrap_or(state.matrix);
                }
                b"Do" => self.form(&tokens, resources, &state, depth),
                b"Tf" => {
                    let font = tokens.name();
                    let font = font.and_then(|name| self.file.font(self.fonts, resources, name));
                    // A font that cannot be read leaves no letters, and not those of another.
                    state.font = font;
                    state.size = tokens.numbers().map_or(state.size, |[size]| size);
                }
                b"BMC" | b"BDC" => self.begin_marked(&tokens, resources, depth),
                b"EMC" if self.marked.depth() > marks => self.marked.end(&mut self.drawn.layers),
                b"EMC" => {}
                _ if text(operator, &tokens, &mut state, &mut pen) => {}
                b"Tj" | b"'" | b"\"" | b"TJ" => self.show(&tokens, &state, &mut pen),
                _ => self.path.run(operator, &tokens, state.matrix),
            }
            if self.glyphs > GLYPHS {
                break;
            }
        }
        self.marked.end_all(marks, &mut self.drawn.layers);
    }

    fn begin_marked(&mut self, tokens: &Tokens<'_>, resources: &Resources<'f>, depth: usize) {
        let after = |key: &[u8]| {
            let at = tokens.operands.iter().position(|it| *it == Operand::Name(key))?;
            tokens.operands.get(at + 1)
        };
        let mut number = match after(b"MCID") {
            Some(Operand::Number(number)) => Some(*number as u32),
            _ => None,
        };
        if let [Operand::Name(_), Operand::Name(properties)] = tokens.operands[..] {
            number = self.file.marked(resources, properties);
        }
        // The numbers of what a form has marked are its own.
        let number = number.filter(|_| depth == 0).map(|number| number.saturating_add(1));
        let artifact = tokens.operands.first() == Some(&Operand::Name(b"Artifact"));
        let said = match after(b"ActualText") {
            Some(&Operand::Text(start, end)) => Some(strings::decode(tokens.string(start, end))),
            _ => None,
        };
        let number = if artifact { Some(ARTIFACT) } else { number };
        self.marked.begin(number, said, &self.drawn.layers);
    }

    fn form(
        &mut self,
        tokens: &Tokens<'_>,
        resources: &Resources<'f>,
        state: &State<'f>,
        depth: usize,
    ) {
        self.forms += 1;
        if depth >= DEEP || self.forms > FORMS {
            return;
        }
        let Some(form) = tokens.name().and_then(|name| self.file.form(resources, name)) else {
            return;
        };
        let matrix = form.matrix.then(state.matrix);
        if !matrix.is_sound() {
            return;
        }
        let [left, top, right, bottom] = around(matrix, form.bounds);
        let begun: Vec<usize> = self.drawn.layers.iter().map(|layer| layer.glyphs.len()).collect();
        let (glyphs, strokes) = (self.glyphs, self.path.strokes);
        let own = form.resources.unwrap_or_else(|| resources.clone());
        self.content(&form.content, &own, State { matrix, ..state.clone() }, depth + 1);
        // A picture that is drawn: many lines, few letters, less than a page of its own.
        let (glyphs, strokes) = (self.glyphs - glyphs, self.path.strokes - strokes);
        let part = (right - left) * (bottom - top) < self.size.0 * self.size.1 * 0.6;
        if part && strokes >= 10 && strokes * 8 > glyphs {
            for (at, layer) in self.drawn.layers.iter_mut().enumerate() {
                let from = begun.get(at).copied().unwrap_or(0);
                layer.glyphs[from..].iter_mut().for_each(|glyph| glyph.look |= DRAWN);
            }
        }
    }

    fn show(&mut self, tokens: &Tokens<'_>, state: &State<'f>, pen: &mut Pen) {
        let Some(font) = state.font.clone() else { return };
        for operand in &tokens.operands {
            match *operand {
                Operand::Number(number) if font.vertical => {
                    pen.matrix =
                        Matrix::moving(0.0, -number / 1000.0 * state.size).then(pen.matrix);
                }
                Operand::Number(number) => {
                    let by = -number / 1000.0 * state.size * state.wide;
                    pen.matrix = Matrix::moving(by, 0.0).then(pen.matrix);
                }
                Operand::Text(start, end) => {
                    self.string(tokens.string(start, end), &font, state, pen);
                }
                Operand::Name(_) => {}
            }
        }
    }

    fn string(&mut self, bytes: &[u8], font: &Font<'f>, state: &State<'f>, pen: &mut Pen) {
        let em = Matrix::of([state.size * state.wide, 0.0, 0.0, state.size, 0.0, state.rise]);
        let to = em.then(pen.matrix).then(state.matrix);
        if !to.is_sound() || !pen.matrix.is_sound() {
            return;
        }
        let direction = if font.vertical { (-to.c, -to.d) } else { (to.a, to.b) };
        let view = View::of(direction, self.size);
        let layer = self.layer(view.turn);
        let mut look = font.look;
        if state.mode == 3.0 {
            look |= HIDDEN;
        }
        let size = (to.height() * font.scale) as f32;
        let mut at = 0;
        while at < bytes.len() && self.glyphs <= GLYPHS {
            let (sign, code, length) = font.sign(bytes, at);
            at += length;
            let advance = f64::from(sign.advance) / 1000.0;
            let to = em.then(pen.matrix).then(state.matrix);
            let ends = if font.vertical { to.point(0.0, advance) } else { to.point(advance, 0.0) };
            let begins = to.point(0.0, 0.0);
            let blank = if code == 32 && length == 1 { state.blank } else { 0.0 };
            let by = match font.vertical {
                true => (0.0, advance * state.size + state.letter + blank),
                false => ((advance * state.size + state.letter + blank) * state.wide, 0.0),
            };
            pen.matrix = Matrix::moving(by.0, by.1).then(pen.matrix);
            if !self.is_on_page(begins, ends) {
                continue;
            }
            let (left, baseline) = view.see(begins);
            let (right, _) = view.see(ends);
            let raised = if sign.raised { RAISED } else { 0 };
            let glyph = Glyph {
                letter: ' ',
                left: left.min(right),
                right: right.max(left),
                baseline,
                size,
                look: look | raised,
                marked: self.marked.number(),
            };
            self.glyphs += 1;
            push(&mut self.drawn.layers[layer].glyphs, glyph, sign.letters);
        }
    }

    /// Whether a letter stands on its page: what lies outside of it nobody sees.
    fn is_on_page(&self, begins: (f64, f64), ends: (f64, f64)) -> bool {
        let (width, height) = self.size;
        begins.0.max(ends.0) >= 0.0
            && begins.0.min(ends.0) <= width
            && begins.1.max(ends.1) >= 0.0
            && begins.1.min(ends.1) <= height
    }

    /// The layer of a direction.
    fn layer(&mut self, turn: i16) -> usize {
        let layers = &mut self.drawn.layers;
        layers.iter().position(|layer| layer.turn == turn).unwrap_or_else(|| {
            layers.push(Layer { turn, ..Layer::default() });
            layers.len() - 1
        })
    }
}

/// Adds the letters of a glyph, which share its width.
fn push(glyphs: &mut Vec<Glyph>, glyph: Glyph, letters: [char; 4]) {
    let count = letters.iter().take_while(|&&letter| letter != '\0').count();
    let width = (glyph.right - glyph.left) / count.max(1) as f32;
    for (number, &letter) in letters[..count].iter().enumerate() {
        let left = glyph.left + width * number as f32;
        glyphs.push(Glyph { letter, left, right: left + width, ..glyph });
    }
}

/// How text of one direction is seen: turned so that its lines run from left to right.
struct View {
    turn: i16,
    matrix: Matrix,
}

impl View {
    fn of((x, y): (f64, f64), (width, height): (f64, f64)) -> Self {
        if y == 0.0 && x >= 0.0 {
            return Self { turn: 0, matrix: Matrix::IDENTITY };
        }
        let angle = y.atan2(x).to_degrees();
        // A scan lies a little askew; what is set askew on purpose does so by more.
        let quarter = (angle / 90.0).round() * 90.0;
        let turn = match (angle - quarter).abs() < 10.0 {
            true => quarter,
            false => (angle / 15.0).round() * 15.0,
        };
        let turn = if turn == -180.0 { 180.0 } else { turn };
        let (sin, cos) = match turn as i16 {
            0 => (0.0, 1.0),
            90 => (1.0, 0.0),
            180 => (0.0, -1.0),
            -90 => (-1.0, 0.0),
            _ => turn.to_radians().sin_cos(),
        };
        // The corner that is the upper left one when the page is turned.
        let corners = [(0.0, 0.0), (width, 0.0), (0.0, height), (width, height)];
        let turned = Matrix::of([cos, -sin, sin, cos, 0.0, 0.0]);
        let corners = corners.map(|(x, y)| turned.point(x, y));
        let left = corners.iter().map(|corner| corner.0).fold(f64::MAX, f64::min);
        let top = corners.iter().map(|corner| corner.1).fold(f64::MAX, f64::min);
        Self { turn: turn as i16, matrix: turned.then(Matrix::moving(-left, -top)) }
    }

    fn see(&self, (x, y): (f64, f64)) -> (f32, f32) {
        let (x, y) = self.matrix.point(x, y);
        (x as f32, y as f32)
    }
}

/// Runs an operator that changes how or where text is set; whether it is one. What also shows text is
/// left to be run once more.
fn text<'f>(operator: &[u8], tokens: &Tokens<'_>, state: &mut State<'f>, pen: &mut Pen) -> bool {
    let number = || tokens.numbers().map(|[number]: [f64; 1]| number);
    match operator {
        b"BT" => *pen = Pen { matrix: Matrix::IDENTITY, line: Matrix::IDENTITY },
        b"ET" => {}
        b"Tc" => state.letter = number().unwrap_or(0.0),
        b"Tw" => state.blank = number().unwrap_or(0.0),
        b"Tz" => state.wide = number().unwrap_or(100.0) / 100.0,
        b"TL" => state.leading = number().unwrap_or(0.0),
        b"Ts" => state.rise = number().unwrap_or(0.0),
        b"Tr" => state.mode = number().unwrap_or(0.0),
        b"Td" => pen.next_line(tokens.numbers()),
        b"TD" => {
            let by = tokens.numbers::<2>();
            state.leading = by.map_or(state.leading, |[_, y]| -y);
            pen.next_line(by);
        }
        b"T*" => pen.next_line(Some([0.0, -state.leading])),
        b"Tm" => {
            if let Some(matrix) = tokens.numbers().map(Matrix::of).filter(|it| it.is_sound()) {
                *pen = Pen { matrix, line: matrix };
            }
        }
        b"'" => {
            pen.next_line(Some([0.0, -state.leading]));
            return false;
        }
        b"\"" => {
            if let [Operand::Number(blank), Operand::Number(letter), ..] = tokens.operands[..] {
                (state.blank, state.letter) = (blank, letter);
            }
            pen.next_line(Some([0.0, -state.leading]));
            return false;
        }
        _ => return false,
    }
    true
}

impl Pen {
    fn next_line(&mut self, by: Option<[f64; 2]>) {
        let Some([x, y]) = by else { return };
        self.line = Matrix::moving(x, y).then(self.line);
        self.matrix = self.line;
    }
}
