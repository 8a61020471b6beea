//! Citations by key, as Distill's articles have them.

use super::state::{Gap, Style, Walk, anchor_name};
use crate::read::cite;
use crate::read::html::tree::Node;
use crate::read::html::tree::items::item_number;

impl Walk<'_> {
    /// Cites sources by their keys: those that stand in a list in the page by links to it, others as
    /// Markdown would, for whoever has the sources.
    pub(super) fn cites(&mut self, node: Node, keys: &[&str]) {
        if self.to.last_char().is_some_and(|c| !c.is_whitespace() && !"([{“‘«".contains(c)) {
            self.gap(Gap::Space);
        }
        let place = |key: &&str| self.addresses.place("", &format!("#{key}"));
        let listed: Option<Vec<Node>> = keys.iter().map(place).collect();
        if let Some(listed) = listed {
            for (at, &entry) in listed.iter().enumerate() {
                self.words(if at == 0 { "[" } else { ", " });
                let number = item_number(self.tree, entry, &mut self.numbers);
                let number = number.unwrap_or_else(|| "1".to_owned());
                self.flow.styles.push((Style::Link(format!("#{}", anchor_name(entry))), None));
                self.words(&number);
                if let Some((_, Some(mark))) = self.flow.styles.pop() {
                    self.to.close_mark(mark);
                }
            }
            return self.words("]");
        }
        let keys = keys.iter().filter(|key| !key.contains(['{', '}', ';', ']', '[']));
        let simple = |key: &str| key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        let written = |key: &&str| match simple(key) {
            true => format!("@{key}"),
            false => format!("@{{{key}}}"),
        };
        let keys: Vec<String> = keys.map(written).collect();
        if keys.is_empty() {
            return self.children(node);
        }
        self.make_ready('[');
        let start = self.to.here();
        let words = format!("[{}]", keys.join("; "));
        self.to.text(&words);
        cite::mark(start, &words, &mut self.to);
    }
}
