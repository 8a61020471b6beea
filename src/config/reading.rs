//! Reading a config: TOML → what it sets, and what is wrong with it, line by line.

use std::ops::Range;
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Config;
use super::mistake::{Mistake, unknown};
use super::opener::Opener;
use super::table::{OPENERS, SETTINGS, Value, listed, setting};
use crate::app::command::key::{Key, NoKey};
use crate::app::command::keymap;
use crate::app::command::{Group, TABLE};
use crate::view::{Colour, NoColour, PALETTES, Palette, ROLES};

/// The tables there are, beside the settings.
const TABLES: [&str; 3] = ["keys", "themes", "open"];
/// What a theme of the reader’s own is made from, where it does not say.
const BASE: &str = "like";

pub(super) fn read(source: &str) -> Config {
    let (table, errors) = DeTable::parse_recoverable(source);
    let mut reader = Reader { source, config: Config::default() };
    for error in errors {
        reader.mistake(error.span().unwrap_or_default(), first_line(error.message()));
    }
    let broken: Vec<usize> = reader.config.mistakes.iter().map(|mistake| mistake.line).collect();
    reader.root(table.get_ref());
    // What stands in a line that is no TOML was not meant as it was taken.
    let mut seen = 0;
    reader.config.mistakes.retain(|mistake| {
        seen += 1;
        seen <= broken.len() || !broken.contains(&mistake.line)
    });
    reader.config.mistakes.sort_by_key(|mistake| mistake.line);
    reader.config
}

fn first_line(message: &str) -> String {
    message.lines().next().unwrap_or_default().to_owned()
}

/// An entry of a table: its name, where that stands, and what it is.
type Entry<'t> = (&'t str, Range<usize>, &'t Spanned<DeValue<'t>>);

/// The entries of a table in the order they are written.
fn entries<'t>(table: &'t DeTable<'t>) -> Vec<Entry<'t>> {
    let mut entries: Vec<Entry<'t>> =
        table.iter().map(|(name, value)| (&**name.get_ref(), name.span(), value)).collect();
    entries.sort_by_key(|(_, span, _)| span.start);
    entries
}

struct Reader<'s> {
    source: &'s str,
    config: Config,
}

impl Reader<'_> {
    /// Takes note of a mistake.
    fn mistake(&mut self, at: Range<usize>, what: impl Into<String>) {
        let before = self.source.as_bytes().iter().take(at.start);
        let line = before.filter(|byte| **byte == b'\n').count() + 1;
        self.config.mistakes.push(Mistake { line, what: what.into() });
    }

    fn root(&mut self, root: &DeTable<'_>) {
        let entries = entries(root);
        let tables = |name: &str| {
            let entry = entries.iter().find(|(other, ..)| *other == name);
            entry.map(|(_, span, value)| (span.clone(), *value))
        };
        // The theme may be one that is made further down.
        for name in TABLES {
            let Some((span, value)) = tables(name) else { continue };
            match (value.get_ref(), name) {
                (DeValue::Table(table), "keys") => self.keys(table),
                (DeValue::Table(table), "themes") => self.themes(table),
                (DeValue::Table(table), _) => self.openers(table),
                _ => self.mistake(span, format!("{name} is a table: [{name}]")),
            }
        }
        for (name, span, value) in entries {
            match setting(name) {
                Some(row) => self.setting(row.name, &row.value, value),
                None if TABLES.contains(&name) => {}
                None => {
                    let names = SETTINGS.iter().map(|row| row.name).chain(TABLES);
                    self.mistake(span, unknown("setting", name, names));
                }
            }
        }
    }

    fn setting(&mut self, name: &str, kind: &Value, value: &Spanned<DeValue<'_>>) {
        // A path that depends on where ibid is started would be another folder each time.
        let is_folder = |path: &str| path.is_empty() || path == "~" || path.starts_with("~/");
        if let (Value::Folder(at), DeValue::String(path)) = (kind, value.get_ref())
            && (is_folder(path) || Path::new(&**path).is_absolute())
        {
            *at(&mut self.config) = (!path.is_empty()).then(|| PathBuf::from(&**path));
            return;
        }
        let settings = &mut self.config.settings;
        let allowed = match (kind, value.get_ref()) {
            (Value::Number(range, at), DeValue::Integer(_))
                if let Some(number) = number(value.get_ref())
                    && range.contains(&number) =>
            {
                *at(settings) = number;
                return;
            }
            (Value::Number(range, _), _) => {
                format!("a number from {} to {}", range.start(), range.end())
            }
            (Value::Switch(at), DeValue::Boolean(on)) => {
                *at(settings) = *on;
                return;
            }
            (Value::Switch(_), _) => "true or false".to_owned(),
            (Value::Choice(names, _, set), DeValue::String(chosen))
                if let Some(at) = names.iter().position(|name| name == chosen) =>
            {
                set(settings, at);
                return;
            }
            (Value::Choice(names, ..), _) => listed(names.iter().copied()),
            (Value::Theme, DeValue::String(chosen))
                if let Some(theme) = self.config.palettes.names().theme(chosen) =>
            {
                settings.theme = theme;
                return;
            }
            (Value::Folder(_), _) => "the whole path of a folder, as \"~/vault/marks\"".to_owned(),
            (Value::Theme, _) => {
                let names = self.config.palettes.names();
                listed(names.all().map(|(name, _)| name))
            }
        };
        self.mistake(value.span(), format!("{name} is {allowed}"));
    }

    fn keys(&mut self, table: &DeTable<'_>) {
        for (name, span, value) in entries(table) {
            let Some(told) = keymap::named(name) else {
                let names = TABLE.iter().flat_map(Group::told).map(|told| told.name);
                self.mistake(span, unknown("command", name, names));
                continue;
            };
            let Some(keys) = self.keys_of(name, value) else { continue };
            for mistake in self.config.keys.give(told, &keys) {
                self.mistake(span.clone(), format!("{name}: {mistake}"));
            }
        }
    }

    /// The keys a command is given: a list of names, or one.
    fn keys_of(&mut self, name: &str, value: &Spanned<DeValue<'_>>) -> Option<Vec<Key>> {
        let written: Vec<(Option<&str>, Range<usize>)> = match value.get_ref() {
            DeValue::Array(list) => {
                list.iter().map(|key| (key.get_ref().as_str(), key.span())).collect()
            }
            one => vec![(one.as_str(), value.span())],
        };
        if written.iter().any(|(key, _)| key.is_none()) {
            let what = format!("{name} takes a list of keys, as [\"j\", \"Down\"], or none: []");
            self.mistake(value.span(), what);
            return None;
        }
        let mut keys = Vec::new();
        for (key, span) in written {
            let key = key.unwrap_or_default();
            match key.parse() {
                Ok(key) => keys.push(key),
                Err(NoKey) => {
                    let key = crate::layout::fit(key, 20);
                    self.mistake(span, format!("“{key}” is no key: {NoKey}"));
                }
            }
        }
        // Of a list in which nothing is understood, it is not known that none was meant.
        let nothing = matches!(value.get_ref(), DeValue::Array(list) if list.is_empty());
        (nothing || !keys.is_empty()).then_some(keys)
    }

    fn themes(&mut self, table: &DeTable<'_>) {
        for (name, span, value) in entries(table) {
            let DeValue::Table(colours) = value.get_ref() else {
                self.mistake(span, format!("a theme is a table: [themes.{name}]"));
                continue;
            };
            if name == "auto" || name.is_empty() {
                let names = listed(PALETTES);
                let what = format!("auto has no colours of its own, but those of {names}");
                self.mistake(span, what);
                continue;
            }
            let palette = self.palette(name, colours);
            self.config.palettes.keep(name, palette);
        }
    }

    fn palette(&mut self, name: &str, table: &DeTable<'_>) -> Palette {
        let palettes = self.config.palettes.clone();
        let entries = entries(table);
        let like = entries.iter().find(|(name, ..)| *name == BASE).map(|entry| entry.2);
        let base = like.map_or(Some(name), |like| like.get_ref().as_str());
        let base = base.and_then(|base| palettes.named(base));
        let base = base.or_else(|| palettes.named(PALETTES[0])).copied();
        let mut palette = base.unwrap_or_else(|| palettes.first());
        if let Some(like) = like
            .filter(|like| like.get_ref().as_str().and_then(|base| palettes.named(base)).is_none())
        {
            let what = format!("{BASE} is {}, or a theme made before", listed(PALETTES));
            self.mistake(like.span(), what);
        }
        for (name, span, value) in entries.into_iter().filter(|(name, ..)| *name != BASE) {
            let Some(role) = ROLES.into_iter().find(|role| role.name == name) else {
                let names = ROLES.iter().map(|role| role.name).chain([BASE]);
                self.mistake(span, unknown("colour", name, names));
                continue;
            };
            match colour(value.get_ref()) {
                Some(colour) => palette.set(role, colour),
                None => self.mistake(value.span(), NoColour.to_string()),
            }
        }
        palette
    }

    fn openers(&mut self, table: &DeTable<'_>) {
        for (name, span, value) in entries(table) {
            let Some(row) = OPENERS.iter().find(|row| row.name == name) else {
                self.mistake(span, unknown("opener", name, OPENERS.iter().map(|row| row.name)));
                continue;
            };
            let Some(line) = value.get_ref().as_str() else {
                self.mistake(value.span(), "an opener is a line, as \"firefox {}\"");
                continue;
            };
            match Opener::of(line) {
                Ok(opener) => *(row.at)(&mut self.config) = opener,
                Err(mistake) => self.mistake(value.span(), mistake.to_string()),
            }
        }
    }
}

fn number<N: TryFrom<i64>>(value: &DeValue<'_>) -> Option<N> {
    let DeValue::Integer(written) = value else { return None };
    let number = i64::from_str_radix(written.as_str(), written.radix()).ok()?;
    N::try_from(number).ok()
}

fn colour(value: &DeValue<'_>) -> Option<Colour> {
    match value {
        DeValue::String(name) => name.parse().ok(),
        DeValue::Integer(_) => number(value).map(Colour::numbered),
        _ => None,
    }
}
