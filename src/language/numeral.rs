//! Numerals: what a Roman number counts.

/// The value of a Roman number up to 99, in small letters.
pub(crate) fn roman(number: &str) -> Option<u32> {
    const TENS: [&str; 10] = ["", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc"];
    const ONES: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    let numbers = (0..10).flat_map(|ten| (0..10).map(move |one| (ten, one)));
    let found = numbers
        .skip(1)
        .find(|&(ten, one)| number.strip_prefix(TENS[ten]).is_some_and(|rest| rest == ONES[one]));
    found.map(|(ten, one)| (10 * ten + one) as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_roman_numbers() {
        let values = ["i", "iv", "xxxix", "xciv", "iiii", "I", ""].map(roman);
        assert_eq!(values, [Some(1), Some(4), Some(39), Some(94), None, None, None]);
    }
}
