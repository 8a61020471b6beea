//! Dates of marks as files have them: ISO 8601 in UTC ↔ milliseconds since 1970.

/// How many milliseconds a day has.
const DAY: i64 = 86_400_000;

/// A moment, in milliseconds since 1970, in ISO 8601: `2026-11-30T21:50:04.123Z`.
pub fn iso(moment: u64) -> String {
    /// The end of the year 9999, after which ISO 8601 has no four digits any more.
    const LAST: u64 = 253_402_300_799_999;
    let moment = i64::try_from(moment.min(LAST)).unwrap_or(0);
    let (days, within) = (moment.div_euclid(DAY), moment.rem_euclid(DAY));
    let (year, month, day) = civil(days);
    let (seconds, thousandths) = (within / 1000, within % 1000);
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{thousandths:03}Z")
}

/// The moment that ISO 8601 tells, in milliseconds since 1970; `None` where it tells none, or one
/// before. Without a zone it is UTC; a day alone is its beginning.
pub fn moment(iso: &str) -> Option<u64> {
    let iso = iso.trim();
    let (date, time) = match iso.split_once(['T', 't', ' ']) {
        Some((date, time)) => (date, time.trim()),
        None => (iso, "00:00Z"),
    };
    let mut parts = date.split('-');
    let mut part = || parts.next().and_then(number);
    let (year, month, day) = (part()?, part()?, part()?);
    if parts.next().is_some() || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let zone = time.find(['Z', 'z', '+', '-']).unwrap_or(time.len());
    let (time, zone) = time.split_at(zone);
    let moment = days(year, month, day) * DAY + within_day(time)? - offset(zone)?;
    u64::try_from(moment).ok()
}

/// The milliseconds since midnight of `21:50`, `21:50:04` or `21:50:04.123456`.
fn within_day(time: &str) -> Option<i64> {
    let (time, fraction) = time.split_once(['.', ',']).unwrap_or((time, ""));
    let mut parts = time.split(':');
    let hour = number(parts.next()?)?;
    let minute = parts.next().map_or(Some(0), number)?;
    let second = parts.next().map_or(Some(0), number)?;
    if parts.next().is_some() || hour > 24 || minute > 59 || second > 60 {
        return None;
    }
    let digits: String = fraction.chars().chain("000".chars()).take(3).collect();
    Some(((hour * 60 + minute) * 60 + second) * 1000 + number(&digits)?)
}

/// How far a zone is ahead of UTC, in milliseconds.
fn offset(zone: &str) -> Option<i64> {
    let (sign, zone) = match zone.split_at_checked(1) {
        None | Some(("Z" | "z", "")) => return Some(0),
        Some(("+", zone)) => (1, zone),
        Some(("-", zone)) => (-1, zone),
        Some(_) => return None,
    };
    let digits = zone.replace(':', "");
    let (hour, minute) = digits.split_at_checked(2)?;
    let minute = if minute.is_empty() { 0 } else { number(minute)? };
    Some(sign * (number(hour)? * 60 + minute) * 60_000)
}

/// A number of figures and nothing else.
fn number(figures: &str) -> Option<i64> {
    let all = !figures.is_empty() && figures.bytes().all(|byte| byte.is_ascii_digit());
    figures.parse().ok().filter(|_| all && figures.len() < 10)
}

/// The days from 1970 to a day of the Gregorian calendar (Howard Hinnant, “chrono-Compatible
/// Low-Level Date Algorithms”, `days_from_civil`): years begin with March, so that the day that some
/// have more is the last.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let (era, year) = (year.div_euclid(400), year.rem_euclid(400));
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year * 365 + year / 4 - year / 100 + day_of_year - 719_468
}

/// The year, month and day that is so many days after 1970 began: the way back from [`days`].
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (era, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (era * 400 + year + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn tells_dates() {
        let cases = [
            (0, "1970-01-01T00:00:00.000Z"),
            (951_782_400_000, "2000-02-29T00:00:00.000Z"),
            (1_796_075_404_123, "2026-11-30T21:50:04.123Z"),
        ];
        for (at, written) in cases {
            assert_eq!(iso(at), written);
            assert_eq!(moment(written), Some(at));
        }
        let same = [
            "2026-11-30T22:50:04.123+01:00",
            "2026-11-30 21:50:04.123456",
            "2026-11-30T19:20:04,123-0230",
        ];
        for written in same {
            assert_eq!(moment(written), Some(1_796_075_404_123), "{written}");
        }
        assert_eq!(moment("2000-02-29"), Some(951_782_400_000));
        for none in ["", "yesterday", "2026", "2026-13-01", "1969-12-31", "2026-01-01Tx", "é"] {
            assert_eq!(moment(none), None, "{none}");
        }
        assert!(iso(u64::MAX).starts_with("9999-"));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]
        #[test]
        fn a_moment_comes_back(at in 0..253_402_300_799_999_u64) {
            prop_assert_eq!(moment(&iso(at)), Some(at));
        }

        #[test]
        fn whatever_is_written_is_no_fault(written in "\\PC{0,40}|[0-9TZ:.+ -]{0,30}") {
            let _ = moment(&written);
        }
    }
}
