//! Fields: lines that something is typed in, with the keys that edit them wherever they stand.

use tui_input::{Input as Field, InputRequest};

use crate::app::command::FieldCommand;
use crate::app::command::key::Key;
use crate::app::command::keymap::KeyMap;

/// The most characters a field takes. Nobody types more; what is pasted may be a book.
const LONGEST: usize = 500;

/// Edits a field as a key says: characters, and the commands of fields. Whether it changed.
pub(in crate::app) fn edit(field: &mut Field, keys: &KeyMap, key: Key) -> bool {
    let request = match (keys.find(key), key) {
        (Some(command), _) => request(command),
        (None, Key::Char(c)) => InputRequest::InsertChar(c),
        (None, _) => return false,
    };
    let before = field.value().to_owned();
    field.handle(request);
    before != field.value()
}

/// What is asked of a field by a command.
fn request(command: FieldCommand) -> InputRequest {
    match command {
        FieldCommand::Left => InputRequest::GoToPrevChar,
        FieldCommand::Right => InputRequest::GoToNextChar,
        FieldCommand::WordLeft => InputRequest::GoToPrevWord,
        FieldCommand::WordRight => InputRequest::GoToNextWord,
        FieldCommand::Start => InputRequest::GoToStart,
        FieldCommand::End => InputRequest::GoToEnd,
        FieldCommand::DeleteBefore => InputRequest::DeletePrevChar,
        FieldCommand::Delete => InputRequest::DeleteNextChar,
        FieldCommand::DeleteWord => InputRequest::DeletePrevWord,
        FieldCommand::DeleteAll => InputRequest::DeleteLine,
    }
}

/// Types characters into a field; line breaks become spaces.
pub(in crate::app) fn type_in(field: &mut Field, text: &str) {
    let clean = |c: char| if c.is_control() { ' ' } else { c };
    let at = field.cursor();
    let value = field.value();
    let before: String = value.chars().take(at).collect();
    let room = LONGEST.saturating_sub(value.chars().count());
    let typed: String = text.trim_end().chars().take(room).map(clean).collect();
    let cursor = at + typed.chars().count();
    let value = format!("{before}{typed}{}", &value[before.len()..]);
    *field = Field::new(value).with_cursor(cursor);
}
