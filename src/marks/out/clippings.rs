//! `My Clippings.txt` as a Kindle writes it in English, which nearly everything that takes in
//! highlights reads. A remark is an entry of its own, at the location of the words’ last.

use super::excerpt::{Excerpt, Excerpts};
use crate::language::fold::one_line;
use crate::marks::date::iso;
use crate::marks::import::clippings::END;

/// How many bytes of a book a Kindle counts as one location.
const LOCATION: usize = 150;

pub(super) fn write(work: &Excerpts<'_>) -> String {
    let title = head(work);
    let mut out = String::new();
    for excerpt in &work.marks {
        let words = one_line(&excerpt.paragraphs.join(" "));
        let first = excerpt.place / LOCATION + 1;
        let last = (excerpt.place + words.len().saturating_sub(1)) / LOCATION + 1;
        let range = if last > first { format!("{first}-{last}") } else { first.to_string() };
        let mut add = |kind: &str, location: &str, words: &str| {
            let place = place(excerpt, location);
            let added = added(excerpt.mark.created);
            // A byte order mark before each title, as the device has it.
            out.push_str(&format!("\u{feff}{title}\r\n- Your {kind} {place} | {added}\r\n\r\n"));
            out.push_str(&format!("{}\r\n{END}\r\n", guarded(words)));
        };
        add("Highlight", &range, &words);
        if !excerpt.remark().is_empty() {
            add("Note", &last.to_string(), &one_line(excerpt.remark()));
        }
    }
    out
}

/// `Title (Author)`: the last brackets of the line are taken for the author.
fn head(work: &Excerpts<'_>) -> String {
    let creators = work.about.creators.join(";");
    let creators = one_line(&creators.replace(['(', ')'], ""));
    let (title, creators) = (work.title(), creators.trim());
    match creators.is_empty() {
        // Brackets that end a title would be.
        true if title.ends_with(')') => format!("{title} (Unknown)"),
        true => title,
        false => format!("{title} ({creators})"),
    }
}

fn place(excerpt: &Excerpt<'_>, location: &str) -> String {
    match excerpt.pages.split('–').next().filter(|page| !page.is_empty()) {
        Some(page) => format!("on page {page} | Location {location}"),
        None => format!("on Location {location}"),
    }
}

/// When it was made, as an English device says it. It knows no zones; this is the universal time.
fn added(milliseconds: u64) -> String {
    const DAYS: [&str; 7] =
        ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    const DAY: u64 = 86_400_000;
    let at = iso(milliseconds);
    let part = |from: usize, to: usize| at[from..to].parse::<usize>().unwrap_or_default();
    // The first of 1970 was a Thursday.
    let day = DAYS[usize::try_from((milliseconds / DAY + 4) % 7).unwrap_or_default()];
    let month = MONTHS[part(5, 7).saturating_sub(1) % 12];
    let (date, year, hour, time) = (part(8, 10), &at[..4], part(11, 13), &at[14..19]);
    let half = if hour < 12 { "AM" } else { "PM" };
    format!("Added on {day}, {month} {date}, {year} {}:{time} {half}", (hour + 11) % 12 + 1)
}

/// Words that are not taken for what stands between two entries.
fn guarded(words: &str) -> String {
    let is_end = words.len() >= END.len() && words.bytes().all(|byte| byte == b'=');
    if is_end { format!("\u{200b}{words}") } else { words.to_owned() }
}
