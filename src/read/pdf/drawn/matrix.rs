//! Matrices of a page: where what is drawn in one space stands in another (PDF 32000-1, 8.3.4).

/// A matrix of six numbers, as content streams have them: a point (x, y) goes to
/// (ax + cy + e, bx + dy + f).
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::read::pdf) struct Matrix {
    pub(in crate::read::pdf) a: f64,
    pub(in crate::read::pdf) b: f64,
    pub(in crate::read::pdf) c: f64,
    pub(in crate::read::pdf) d: f64,
    pub(in crate::read::pdf) e: f64,
    pub(in crate::read::pdf) f: f64,
}

impl Matrix {
    /// The one that leaves everything where it is.
    pub(in crate::read::pdf) const IDENTITY: Self =
        Self { a: 1.0, b: 0.0, c: 0.0, d: 1.0, e: 0.0, f: 0.0 };

    /// Of six numbers in the order of the file.
    pub(in crate::read::pdf) fn of([a, b, c, d, e, f]: [f64; 6]) -> Self {
        Self { a, b, c, d, e, f }
    }

    /// The one that moves by so much.
    pub(in crate::read::pdf) fn moving(x: f64, y: f64) -> Self {
        Self { e: x, f: y, ..Self::IDENTITY }
    }

    /// This one first, and then `next`.
    pub(in crate::read::pdf) fn then(self, next: Self) -> Self {
        Self {
            a: self.a * next.a + self.b * next.c,
            b: self.a * next.b + self.b * next.d,
            c: self.c * next.a + self.d * next.c,
            d: self.c * next.b + self.d * next.d,
            e: self.e * next.a + self.f * next.c + next.e,
            f: self.e * next.b + self.f * next.d + next.f,
        }
    }

    /// Where a point goes.
    pub(in crate::read::pdf) fn point(self, x: f64, y: f64) -> (f64, f64) {
        (self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f)
    }

    /// How long what is upright and of length 1 becomes.
    pub(in crate::read::pdf) fn height(self) -> f64 {
        self.c.hypot(self.d)
    }

    /// Whether all its numbers are such that can be reckoned with.
    pub(in crate::read::pdf) fn is_sound(self) -> bool {
        [self.a, self.b, self.c, self.d, self.e, self.f].iter().all(|n| n.abs() < 1e9)
    }
}

/// The box around a rectangle that a matrix has moved and turned: left, top, right, bottom.
pub(in crate::read::pdf) fn around(
    matrix: Matrix,
    [left, top, right, bottom]: [f64; 4],
) -> [f64; 4] {
    let corners = [(left, top), (right, top), (left, bottom), (right, bottom)];
    let corners = corners.map(|(x, y)| matrix.point(x, y));
    let least = |of: fn(&(f64, f64)) -> f64| corners.iter().map(of).fold(f64::MAX, f64::min);
    let most = |of: fn(&(f64, f64)) -> f64| corners.iter().map(of).fold(f64::MIN, f64::max);
    [least(|p| p.0), least(|p| p.1), most(|p| p.0), most(|p| p.1)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matrices_follow_each_other() {
        let double = Matrix::of([2.0, 0.0, 0.0, 2.0, 0.0, 0.0]);
        let matrix = Matrix::moving(1.0, 2.0).then(double);
        assert_eq!(matrix.point(1.0, 1.0), (4.0, 6.0));
        let turn = Matrix::of([0.0, 1.0, -1.0, 0.0, 0.0, 0.0]);
        assert_eq!(around(turn, [0.0, 0.0, 2.0, 1.0]), [-1.0, 0.0, 0.0, 2.0]);
        assert_eq!(double.then(turn).height(), 2.0);
    }
}
