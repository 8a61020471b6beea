//! The key map: which key stands for which command, as the table has it and the reader's config
//! changes it. What takes keys and what names them to a reader both ask here.
//!
//! A key that a reader gives to a command is taken from the command that has it in the table. Keys
//! of the text, of lists and of the line a search is typed in are apart from each other.

use std::collections::BTreeMap;

use super::{
    Bound, BoxCommand, ChooseCommand, Command, FieldCommand, Group, ListCommand, PanelCommand,
    PromptCommand, RemarkCommand, Row, Rows, TABLE, Told,
};
use crate::app::command::key::Key;

/// The key that ends what takes the keys, whatever the config says: without it a reader could lock
/// themselves in.
const WAY_OUT: Key = Key::Ctrl('c');

/// Which key stands for which command.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KeyMap {
    /// The keys of commands that have others than in the table, by the names of these.
    changed: BTreeMap<&'static str, Vec<Key>>,
    /// The commands the reader gave keys to.
    given: Vec<&'static str>,
}

/// Why a key cannot be given to a command.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyMistake {
    /// The reader gave it to another already.
    #[error("{0} is given to {1} already")]
    Taken(Key, &'static str),
    /// It is the way out.
    #[error("{0} always quits, closes or returns")]
    WayOut(Key),
    /// It types a character there.
    #[error("{0} types a character where {1} holds; take a key such as Ctrl-X or F5")]
    Types(Key, &'static str),
    /// It is no digit.
    #[error("{0} is no digit, and {1} takes no other keys")]
    NoDigit(Key, &'static str),
}

impl KeyMap {
    /// The keys of a command, the one to remember first. There may be none.
    pub fn keys(&self, told: Told) -> &[Key] {
        self.changed.get(told.name).map_or(told.keys, Vec::as_slice)
    }

    /// The command a key stands for, among those of one kind.
    pub fn find<C: Bound>(&self, key: Key) -> Option<C> {
        rows().find(|row| self.keys(row.told).contains(&key)).map(|row| row.command)
    }

    /// Which of the keys of a command a key is, from 0.
    pub fn number_of<C: Bound>(&self, command: C, key: Key) -> Option<usize> {
        let row = rows::<C>().find(|row| row.command == command)?;
        self.keys(row.told).iter().position(|&other| other == key)
    }

    /// The key to name when telling a reader of a command. Where it has none, its name in the
    /// config, where it can be given one.
    pub fn key_of<C: Bound>(&self, command: C) -> String {
        let row = rows::<C>().find(|row| row.command == command);
        let told = row.expect("every command has a row").told;
        self.keys(told).first().map_or_else(|| told.name.to_owned(), Key::to_string)
    }

    /// The keys of a command as a reader sees them, the one to remember first.
    pub fn named(&self, told: Told) -> String {
        match self.keys(told) {
            [] => "–".to_owned(),
            keys => keys.iter().map(Key::to_string).collect::<Vec<_>>().join("  "),
        }
    }

    /// Gives a command these keys and no others, and says of which of them that cannot be.
    pub fn give(&mut self, told: Told, keys: &[Key]) -> Vec<KeyMistake> {
        let Some(group) = TABLE.iter().find(|group| group.told().contains(&told)) else {
            return Vec::new();
        };
        let mut mistakes = Vec::new();
        let mut taken: Vec<Key> = Vec::new();
        for &key in keys {
            match self.objection(group, told, key) {
                Some(mistake) => mistakes.push(mistake),
                None if taken.contains(&key) => {}
                None => taken.push(key),
            }
        }
        for other in beside(group).filter(|other| other.name != told.name) {
            let left: Vec<Key> =
                self.keys(other).iter().copied().filter(|key| !taken.contains(key)).collect();
            if left.len() < self.keys(other).len() {
                self.changed.insert(other.name, left);
            }
        }
        if told.keys.contains(&WAY_OUT) && !taken.contains(&WAY_OUT) {
            taken.push(WAY_OUT);
        }
        self.changed.insert(told.name, taken);
        self.given.push(told.name);
        mistakes
    }

    /// Why a command cannot have a key, if it cannot.
    fn objection(&self, group: &Group, told: Told, key: Key) -> Option<KeyMistake> {
        let types = match group.rows {
            Rows::Reading(_) | Rows::Box(_) | Rows::Choose(_) => false,
            Rows::List(_) | Rows::Panel(_) | Rows::Prompt(_) | Rows::Remark(_) | Rows::Field(_) => {
                matches!(key, Key::Char(_))
            }
        };
        let counts = matches!(group.rows, Rows::Reading(rows)
            if rows.iter().any(|row| row.told == told && row.command == Command::Count));
        let digit = matches!(key, Key::Char('0'..='9'));
        let given = beside(group).find(|other| {
            let mine = other.name != told.name && self.given.contains(&other.name);
            mine && self.keys(*other).contains(&key)
        });
        if key == WAY_OUT {
            (!told.keys.contains(&key)).then_some(KeyMistake::WayOut(key))
        } else if types {
            Some(KeyMistake::Types(key, told.name))
        } else if counts && !digit {
            Some(KeyMistake::NoDigit(key, told.name))
        } else {
            given.map(|other| KeyMistake::Taken(key, other.name))
        }
    }
}

/// The command that has this name in the config.
pub fn named(name: &str) -> Option<Told> {
    TABLE.iter().flat_map(Group::told).find(|told| told.name == name)
}

/// What is told of all commands that share their keys with those of a group.
fn beside(group: &Group) -> impl Iterator<Item = Told> {
    let kind = std::mem::discriminant(&group.rows);
    let beside = TABLE.iter().filter(move |other| std::mem::discriminant(&other.rows) == kind);
    beside.flat_map(Group::told)
}

fn rows<C: Bound>() -> impl Iterator<Item = &'static Row<C>> {
    TABLE.iter().filter_map(C::rows).flatten()
}

impl Bound for Command {
    fn rows(group: &Group) -> Option<&'static [Row<Self>]> {
        if let Rows::Reading(rows) = group.rows { Some(rows) } else { None }
    }
}

impl Bound for ListCommand {
    fn rows(group: &Group) -> Option<&'static [Row<Self>]> {
        if let Rows::List(rows) = group.rows { Some(rows) } else { None }
    }
}

impl Bound for BoxCommand {
    fn rows(group: &Group) -> Option<&'static [Row<Self>]> {
        if let Rows::Box(rows) = group.rows { Some(rows) } else { None }
    }
}

impl Bound for PanelCommand {
    fn rows(group: &Group) -> Option<&'static [Row<Self>]> {
        if let Rows::Panel(rows) = group.rows { Some(rows) } else { None }
    }
}

impl Bound for PromptCommand {
    fn rows(group: &Group) -> Option<&'static [Row<Self>]> {
        if let Rows::Prompt(rows) = group.rows { Some(rows) } else { None }
    }
}

impl Bound for ChooseCommand {
    fn rows(group: &Group) -> Option<&'static [Row<Self>]> {
        if let Rows::Choose(rows) = group.rows { Some(rows) } else { None }
    }
}

impl Bound for RemarkCommand {
    fn rows(group: &Group) -> Option<&'static [Row<Self>]> {
        if let Rows::Remark(rows) = group.rows { Some(rows) } else { None }
    }
}

impl Bound for FieldCommand {
    fn rows(group: &Group) -> Option<&'static [Row<Self>]> {
        if let Rows::Field(rows) = group.rows { Some(rows) } else { None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;
    use std::fmt::Debug;

    fn each_key_stands_for_one<C: Bound + Debug>() {
        let keys = KeyMap::default();
        let mut seen = HashSet::new();
        for Row { command, told } in rows::<C>() {
            assert!(!told.keys.is_empty(), "{command:?} has no key");
            assert_eq!(keys.key_of(*command), told.keys[0].to_string());
            for &key in told.keys {
                assert!(seen.insert(key), "{key} stands for two commands");
                assert_eq!(keys.find(key), Some(*command));
            }
        }
    }

    #[test]
    fn a_key_stands_for_one_command() {
        each_key_stands_for_one::<Command>();
        each_key_stands_for_one::<ListCommand>();
        each_key_stands_for_one::<BoxCommand>();
        each_key_stands_for_one::<PanelCommand>();
        each_key_stands_for_one::<PromptCommand>();
        each_key_stands_for_one::<FieldCommand>();
        each_key_stands_for_one::<ChooseCommand>();
        each_key_stands_for_one::<RemarkCommand>();
    }

    /// What edits a field means nothing else in the lists and lines that have one. The side panel turns
    /// its views by words’ keys, as a short field needs them least.
    #[test]
    fn what_edits_a_field_is_no_other_command_there() {
        for key in rows::<FieldCommand>().flat_map(|row| row.told.keys) {
            let keys = KeyMap::default();
            assert_eq!(keys.find::<ListCommand>(*key), None, "{key}");
            assert_eq!(keys.find::<PromptCommand>(*key), None, "{key}");
        }
    }

    #[test]
    fn a_name_stands_for_one_command() {
        let mut seen = HashSet::new();
        for told in TABLE.iter().flat_map(Group::told) {
            assert!(seen.insert(told.name), "{} names two commands", told.name);
            assert_eq!(named(told.name), Some(told));
            let kebab = |c: char| c.is_ascii_lowercase() || c == '-';
            assert!(told.name.chars().all(kebab), "{}", told.name);
        }
    }

    #[test]
    fn every_key_of_the_table_can_be_written() {
        for key in TABLE.iter().flat_map(Group::told).flat_map(|told| told.keys) {
            assert_eq!(key.written().parse(), Ok(*key), "{key}");
            assert_eq!(key.to_string().parse(), Ok(*key), "{key}");
        }
    }

    fn told(name: &str) -> Told {
        named(name).unwrap()
    }

    #[test]
    fn a_key_given_is_taken_from_where_it_was() {
        let mut keys = KeyMap::default();
        assert_eq!(keys.give(told("page-down"), &[Key::Char('n'), Key::Char(' ')]), []);
        assert_eq!(keys.find(Key::Char('n')), Some(Command::PageDown));
        assert_eq!(keys.find::<Command>(Key::PageDown), None);
        assert_eq!(keys.key_of(Command::PageDown), "n");
        // What has lost its only key is known by its name.
        assert_eq!(keys.key_of(Command::NextHit), "next-hit");
        assert_eq!(keys.named(told("next-hit")), "–");
        assert_eq!(keys.give(told("next-hit"), &[Key::F(3)]), []);
        assert_eq!(keys.find(Key::F(3)), Some(Command::NextHit));
        // In lists and in the line of a search the same keys are others.
        assert_eq!(keys.find(Key::PageDown), Some(ListCommand::PageDown));
    }

    #[test]
    fn a_key_given_twice_stays_with_the_first() {
        let mut keys = KeyMap::default();
        assert_eq!(keys.give(told("theme"), &[Key::Char('x')]), []);
        let taken = KeyMistake::Taken(Key::Char('x'), "theme");
        assert_eq!(keys.give(told("notes"), &[Key::Char('x'), Key::Char('z')]), [taken]);
        assert_eq!(keys.find(Key::Char('x')), Some(Command::Theme));
        assert_eq!(keys.find(Key::Char('z')), Some(Command::Notes));
        assert_eq!(keys.find::<Command>(Key::Char('p')), None);
    }

    #[test]
    fn nobody_is_locked_in() {
        let mut keys = KeyMap::default();
        for name in ["quit", "list-close", "search-cancel"] {
            assert_eq!(keys.give(told(name), &[]), []);
        }
        assert_eq!(keys.find(WAY_OUT), Some(Command::Quit));
        assert_eq!(keys.find(WAY_OUT), Some(ListCommand::Close));
        assert_eq!(keys.find(WAY_OUT), Some(PromptCommand::Cancel));
        assert_eq!(keys.give(told("theme"), &[WAY_OUT]), [KeyMistake::WayOut(WAY_OUT)]);
        assert_eq!(keys.find(WAY_OUT), Some(Command::Quit));
    }

    #[test]
    fn what_types_stays_what_types() {
        let mut keys = KeyMap::default();
        // Nothing is typed into a note that is read.
        assert_eq!(keys.give(told("box-down"), &[Key::Char('n')]), []);
        let types = KeyMistake::Types(Key::Char('j'), "list-down");
        assert_eq!(keys.give(told("list-down"), &[Key::Char('j'), Key::F(5)]), [types]);
        assert_eq!(keys.find(Key::F(5)), Some(ListCommand::Down));
        let digit = KeyMistake::NoDigit(Key::Char('x'), "count");
        assert_eq!(keys.give(told("count"), &[Key::Char('x'), Key::Char('1')]), [digit]);
    }
}
