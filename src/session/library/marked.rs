//! The marks of all texts: every file of marks there is, and the text it is of where that is known.

use super::{is_there, texts_of};
use crate::app::{GoalAt, Input, MarkedText, MarkedWords};
use crate::library::known::Known;
use crate::library::{MarksFolder, State, path_of};
use crate::marks::Annotation;
use crate::marks::file::MarkFile;
use crate::session::Session;
use crate::session::opening::open;
use crate::session::report::report;
use crate::term::Screen;

impl Session {
    /// Asks which marks all texts have.
    pub(in crate::session) fn ask_all_marks(&mut self, screen: &Screen) {
        let heads = self.library.cache.clone();
        let (state, folder) = (self.keeper.state().clone(), self.marks.folder());
        let post = screen.post();
        std::thread::spawn(move || {
            let look = || {
                let heads = heads.map(|cache| cache.heads()).unwrap_or_default();
                all(folder.as_ref(), &state, &texts_of(&state, &heads))
            };
            if let Ok(texts) = crate::term::spare(look) {
                report(&post, |session| session.give(Input::AllMarks(texts)));
            }
        });
    }
}

/// The marks of the files in a folder, and of those beside texts that are known; those first whose texts
/// are not there, then by title.
fn all(folder: Option<&MarksFolder>, state: &State, texts: &[Known]) -> Vec<MarkedText> {
    let mut files: Vec<(MarkFile, String)> = Vec::new();
    for text in texts {
        let beside = text.origins().filter_map(path_of).find_map(|path| MarksFolder::beside(&path));
        files.extend(beside.map(|file| (file, text.origin.clone())));
    }
    for file in folder.map(MarksFolder::all).unwrap_or_default() {
        let same = |known: &&mut (MarkFile, _)| known.0.head.about.id == file.head.about.id;
        match files.iter_mut().find(same) {
            Some((beside, _)) => beside.unite(file),
            None => {
                let origin = origin_of(&file, state, texts);
                files.push((file, origin.unwrap_or_default()));
            }
        }
    }
    let mut told: Vec<MarkedText> =
        files.iter().map(|(file, origin)| marked(file, origin)).collect();
    told.retain(|text| !text.marks.is_empty());
    told.sort_by_cached_key(|text| (text.there, text.title.to_lowercase()));
    told
}

/// What the text of a file of marks is kept under: one of its words, else that in which it was used last.
fn origin_of(file: &MarkFile, state: &State, texts: &[Known]) -> Option<String> {
    let of_words = |text: &&Known| text.words.is_some_and(|words| file.head.knows(words));
    let id = Some(file.head.about.id.as_str());
    let mut opened: Vec<&str> = Vec::new();
    opened.extend(texts.iter().filter(of_words).map(|text| text.origin.as_str()));
    let of_work = state.recent().iter().filter(|kept| kept.work.as_deref() == id);
    opened.extend(of_work.map(|kept| kept.origin.as_str()));
    let there = opened.iter().find(|origin| is_there(origin));
    there.or(opened.first()).map(|&origin| origin.to_owned())
}

fn marked(file: &MarkFile, origin: &str) -> MarkedText {
    // What ibid brings along is always there.
    let own = matches!(origin, open::GUIDE_ORIGIN | open::COMPANION_ORIGIN);
    let there = own || is_there(origin);
    let about = &file.head.about;
    let title = about.title.clone().unwrap_or_else(|| match origin {
        "" => "A text without a title".to_owned(),
        origin => super::file_of(origin),
    });
    let mut marks: Vec<&Annotation> = file.marks().collect();
    marks.sort_by_key(|mark| mark.anchor.start);
    let marks = marks.into_iter().map(|mark| words(mark, origin)).collect();
    MarkedText { title, there, marks }
}

fn words(mark: &Annotation, origin: &str) -> MarkedWords {
    let page = mark.page.as_ref().map(|page| format!("p. {page}"));
    let place: Vec<String> = page.into_iter().chain(mark.section.clone()).collect();
    let at = GoalAt::Words { words: Box::new(mark.anchor.clone()), search: None };
    MarkedWords {
        place: place.join(" · "),
        remark: mark.remark.clone(),
        colour: mark.colour,
        created: mark.created,
        goal: crate::app::Goal { origin: origin.to_owned(), at },
    }
}
