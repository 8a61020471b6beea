//! Colours: those of a picture as one of the 256 that terminals without more have.

/// The steps of the cube of colours (xterm, 256colres).
const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];

/// The number of the colour that is nearest to one of red, green and blue: one of the cube or of the
/// greys. The first sixteen are whatever the reader made them.
pub fn nearest([red, green, blue]: [u8; 3]) -> u8 {
    let step = |light: u8| (0..6).min_by_key(|&at| STEPS[at].abs_diff(light)).unwrap_or(0);
    let cube = [red, green, blue].map(step);
    let mean = (u32::from(red) + u32::from(green) + u32::from(blue)) / 3;
    let grey = (mean.saturating_sub(3) / 10).min(23);
    let far = |colour: [u8; 3]| -> u32 {
        let parts = colour.iter().zip([red, green, blue]);
        parts.map(|(&one, other)| u32::from(one.abs_diff(other)).pow(2)).sum()
    };
    let grey_light = (8 + 10 * grey) as u8;
    if far([grey_light; 3]) < far(cube.map(|at| STEPS[at])) {
        (232 + grey) as u8
    } else {
        (16 + 36 * cube[0] + 6 * cube[1] + cube[2]) as u8
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_those_next_to_them() {
        let cases = [
            ([0, 0, 0], 16),
            ([255, 255, 255], 231),
            ([255, 0, 0], 196),
            ([128, 128, 128], 244),
            ([9, 9, 9], 232),
            ([0, 95, 215], 26),
            ([252, 252, 252], 231),
        ];
        for (colour, number) in cases {
            assert_eq!(nearest(colour), number, "{colour:?}");
        }
    }
}
