//! A source as citations see it: by whom, of when, under which title.

use std::rc::Rc;

use crate::language::date::{Date, When};
use crate::link::works::entry::people::People;
use crate::link::works::title::Title;

/// A source, as citations see it.
#[derive(Clone, Debug)]
pub(crate) struct Work {
    pub people: Rc<People>,
    pub when: Option<When>,
    pub also: Option<When>,
    pub suffix: Option<char>,
    /// Its title as [`title_key`] has it, whole and up to the colon.
    pub titles: Vec<String>,
    /// Its title, to be compared with shorter ones.
    pub title: Title,
    /// The name it goes by, if that is no person’s: an institution’s, or a title where no author is.
    pub whole: Option<Title>,
    /// Whether its date stands after its authors.
    pub dated_head: bool,
    /// Which of the lists of the text it stands in.
    pub list: usize,
}

impl Work {
    /// Whether it is of the date of a citation, which may be that of another edition.
    pub(crate) fn is_of(&self, date: &Date) -> bool {
        let own = [self.when, self.also];
        let cited = [Some(date.when), date.also];
        let mut pairs = cited
            .iter()
            .flatten()
            .flat_map(|cited| own.iter().flatten().map(move |own| (cited, own)));
        pairs.any(|(cited, own)| cited.means(*own))
    }
}

/// The one name of a source, if it is no person’s.
pub(crate) fn institution(people: &People) -> Option<&str> {
    match people.names() {
        [name] if name.given.is_empty() => Some(&name.printed),
        _ => None,
    }
}
