//! Scaling: a picture made smaller, each pixel the mean of those it stands for.

use super::decode::Picture;

/// What the pixels of a picture that are not opaque are seen on: paper, for which figures are drawn.
const PAPER: u32 = 255;

/// The largest size of a picture of `size` that fits into `room`, both as width and height, which keeps
/// its proportions. It is never made larger, and never vanishes.
pub fn fitting(size: (u32, u32), room: (u32, u32)) -> (u32, u32) {
    let (width, height) = (u64::from(size.0.max(1)), u64::from(size.1.max(1)));
    let (most_wide, most_high) = (u64::from(room.0.max(1)), u64::from(room.1.max(1)));
    let fitted = match () {
        () if width <= most_wide && height <= most_high => (width, height),
        () if width * most_high >= height * most_wide => {
            (most_wide, (height * most_wide + width / 2) / width)
        }
        () => ((width * most_high + height / 2) / height, most_high),
    };
    (fitted.0.clamp(1, most_wide) as u32, fitted.1.clamp(1, most_high) as u32)
}

impl Picture {
    /// The same picture at a size that is no larger in either direction, on paper: nothing shines
    /// through it.
    pub fn scaled(&self, (width, height): (u32, u32)) -> Self {
        let (width, height) = (width.clamp(1, self.width), height.clamp(1, self.height));
        let mut pixels = Vec::with_capacity(width as usize * height as usize);
        // The columns or rows that the one at a place of the smaller picture stands for.
        let stretch = |at: u32, count: u32, of: u32| {
            let edge = |at: u32| (u64::from(at) * u64::from(of) / u64::from(count)) as usize;
            edge(at)..edge(at + 1)
        };
        let own = self.width as usize;
        for y in 0..height {
            let rows = stretch(y, height, self.height);
            for x in 0..width {
                let columns = stretch(x, width, self.width);
                let mut sum = [0_u64; 3];
                for row in rows.clone() {
                    let line = row * own;
                    for pixel in &self.pixels[line + columns.start..line + columns.end] {
                        let on_paper = on_paper(*pixel);
                        sum.iter_mut().zip(on_paper).for_each(|(sum, it)| *sum += u64::from(it));
                    }
                }
                let count = (rows.len() * columns.len()).max(1) as u64;
                let [red, green, blue] = sum.map(|sum| (sum / count) as u8);
                pixels.push([red, green, blue, 255]);
            }
        }
        Self { width, height, pixels }
    }
}

/// A pixel as it is seen on paper.
fn on_paper([red, green, blue, opacity]: [u8; 4]) -> [u8; 3] {
    let opacity = u32::from(opacity);
    [red, green, blue]
        .map(|light| ((u32::from(light) * opacity + PAPER * (255 - opacity)) / 255) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_keeps_its_proportions_and_grows_not() {
        let cases = [
            ((640, 480), (80, 48), (64, 48)),
            ((640, 480), (40, 480), (40, 30)),
            ((10, 10), (80, 48), (10, 10)),
            ((10_000, 1), (80, 48), (80, 1)),
            ((1, 10_000), (80, 48), (1, 48)),
            ((5, 5), (0, 0), (1, 1)),
        ];
        for (size, room, fitted) in cases {
            assert_eq!(fitting(size, room), fitted, "{size:?} in {room:?}");
        }
    }

    #[test]
    fn each_pixel_is_the_mean_of_those_it_stands_for() {
        let (black, white, clear) = ([0, 0, 0, 255], [255; 4], [0; 4]);
        let pixels = vec![black, white, clear, black, black, white, clear, black];
        let picture = Picture { width: 4, height: 2, pixels };
        let scaled = picture.scaled((2, 1));
        assert_eq!(scaled.pixels, [[127, 127, 127, 255], [127, 127, 127, 255]]);
        assert_eq!(picture.scaled((9, 9)).pixels[2], [255; 4]);
        assert_eq!(picture.scaled((3, 2)).pixels.len(), 6);
    }
}
