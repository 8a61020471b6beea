//! HTML that is opened and never closed: `<!--`, `<?`, `<script>`, `<style>`. A browser shows nothing
//! of what follows; a reader shows all of it. So the sign that opens it is a word.

use super::code::held;
use super::lines::{Lines, Made};
use super::parts::html;

/// Makes words of what begins a block of HTML that no line of the text ends.
pub(super) fn escape(lines: &mut Lines<'_>) {
    // Of each kind of end: from which line on there is none any more.
    let mut none: Vec<(&'static str, usize)> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let line = lines.get(at);
        let words = line.trim_start_matches([' ', '>']);
        let indented = line.starts_with("    ") || line.starts_with('\t');
        let words = held(words);
        let begins = line.len() - words.len();
        let Some(end) = html(words).filter(|end| !indented && SILENT.contains(end)) else {
            at += 1;
            continue;
        };
        let closed = |at: usize, from: usize| {
            lines.raw(at).get(from..).is_some_and(|line| line.to_ascii_lowercase().contains(end))
        };
        let known = none.iter().any(|&(own, from)| own == end && at >= from);
        let found = if known {
            None
        } else if closed(at, begins + 2) {
            Some(at)
        } else {
            (at + 1..lines.len()).find(|&next| closed(next, 0))
        };
        if let Some(found) = found {
            at = found + 1;
            continue;
        }
        none.push((end, at));
        let mut made = Made::default();
        lines.copy(at, 0..begins, &mut made);
        made.add("\\");
        lines.copy(at, begins..lines.raw(at).len(), &mut made);
        lines.set(at, made);
        at += 1;
    }
}

/// The ends of what is not shown.
const SILENT: [&str; 4] = ["-->", "?>", "</script>", "</style>"];

/// Whether there may be anything to do.
pub(super) fn may_be_in(text: &str) -> bool {
    let mut tags = memchr::memchr_iter(b'<', text.as_bytes());
    tags.any(|at| html(&text[at..]).is_some_and(|end| SILENT.contains(&end)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nothing_closes_is_words() {
        let cases = [
            ("<!-- a\n\nb", "\\<!-- a\n\nb"),
            ("<!-- a\n\nb -->\n\n<!-- c", "<!-- a\n\nb -->\n\n\\<!-- c"),
            ("- <script>\n\n<style>\n</style>", "- \\<script>\n\n<style>\n</style>"),
            ("    <!-- a", "    <!-- a"),
            ("```\n<!-- a\n```", "```\n<!-- a\n```"),
            ("<div>\n\na", "<div>\n\na"),
        ];
        for (text, expected) in cases {
            let mut lines = Lines::of(text);
            escape(&mut lines);
            let shown: Vec<&str> = (0..lines.len()).map(|at| lines.raw(at)).collect();
            assert_eq!(shown.join("\n"), expected, "{text}");
        }
    }
}
