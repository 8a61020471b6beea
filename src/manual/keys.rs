//! The table of keys, for the README.

use crate::app::command::{TABLE, Told};

/// The keys as Markdown: for each group its name and a table of keys and what they do.
pub fn key_table() -> String {
    let mut table = String::new();
    for group in TABLE {
        if !table.is_empty() {
            table.push('\n');
        }
        table
            .push_str(&format!("**{}**\n\n| Keys | What they do |\n|:--|:--|\n", cell(group.name)));
        for row in group.told() {
            table.push_str(&format!("| {} | {} |\n", keys(row), cell(row.what)));
        }
    }
    table
}

/// The keys of a row, each set as code.
fn keys(row: Told) -> String {
    let keys: Vec<_> = row.keys.iter().map(|key| code(&key.to_string())).collect();
    keys.join(" ")
}

/// A span of code in the cell of a table. A bar is escaped there even in code (GFM, tables), and
/// a grave accent needs a fence of two.
fn code(words: &str) -> String {
    let words = words.replace('|', r"\|");
    if words.contains('`') { format!("`` {words} ``") } else { format!("`{words}`") }
}

/// Words in the cell of a table, where they are to stay words.
fn cell(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for c in words.chars() {
        if r"\|*_`<[".contains(c) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::command::Group;

    #[test]
    fn cells_stay_cells() {
        assert_eq!(cell("a|b *c* <d>"), r"a\|b \*c\* \<d>");
        assert_eq!(code("|"), r"`\|`");
        assert_eq!(code("`"), "`` ` ``");
    }

    #[test]
    fn the_table_reads_as_it_is_meant() {
        let document = crate::read::markdown("keys", &key_table());
        for row in TABLE.iter().flat_map(Group::told) {
            let keys: Vec<_> = row.keys.iter().map(ToString::to_string).collect();
            let line = format!("{}\t{}", keys.join(" "), row.what);
            assert!(document.text.lines().any(|found| found == line), "{line}");
        }
    }
}
