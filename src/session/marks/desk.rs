//! The desk at which marks are kept: a thread that does one wish after the other, and tells what came of
//! each.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;

use super::{Marked, carried, made};
use crate::anchor::{Anchor, Identity, Whereabouts};
use crate::app::Marking;
use crate::doc::Document;
use crate::library::{Asked, MarkError, Marks, MarksFolder};
use crate::marks::file::MarkFile;
use crate::marks::import::Quotation;
use crate::marks::{Annotation, CARRIED, Offer, Placed};
use crate::session::kept::recall::Words;
use crate::session::report::report;
use crate::term::Post;
use crate::text::Text;

/// What is to be done for a text.
pub(super) struct Job {
    pub(super) text: Arc<Text>,
    /// The id of its file of marks, as far as is known.
    pub(super) work: Option<String>,
    pub(super) wish: Wish,
    pub(super) post: Post,
}

/// What is wished.
pub(super) enum Wish {
    /// That its marks be shown.
    Show,
    /// That they be changed.
    Change(Marking),
}

/// The thread, once there is something to do, and the way to it.
#[derive(Debug, Default)]
pub(super) struct Desk {
    folder: Option<MarksFolder>,
    jobs: Option<Sender<Job>>,
    thread: Option<JoinHandle<Option<String>>>,
}

impl Desk {
    pub(super) fn new(folder: Option<MarksFolder>) -> Self {
        Self { folder, ..Self::default() }
    }

    pub(super) fn folder(&self) -> Option<&MarksFolder> {
        self.folder.as_ref()
    }

    /// Takes a job.
    pub(super) fn take(&mut self, job: Job) {
        let folder = self.folder.clone();
        let (jobs, thread) = (&mut self.jobs, &mut self.thread);
        let jobs = jobs.get_or_insert_with(|| {
            let (sender, receiver) = channel();
            *thread =
                Some(std::thread::spawn(move || Clerk { folder, known: None }.work(&receiver)));
            sender
        });
        // It ends only where it has nothing to do.
        let _ = jobs.send(job);
    }

    /// Waits until all is done, and gives what nobody was there to be told of.
    pub(super) fn finish(&mut self) -> Option<String> {
        self.jobs = None;
        self.thread.take()?.join().ok()?
    }
}

/// Who does the jobs.
struct Clerk {
    folder: Option<MarksFolder>,
    /// The text of the job before.
    known: Option<Known>,
}

/// What is known of a text.
#[derive(Clone)]
struct Known {
    document: Arc<Document>,
    identity: Identity,
    /// Where anchors are in it, by the ids of the marks.
    found: HashMap<String, (Anchor, Whereabouts)>,
    /// What its file carries.
    carried: Vec<Quotation>,
    /// The marks of these that were shown last.
    others: Vec<Annotation>,
}

impl Clerk {
    /// Does jobs as long as any come. Gives what went wrong after the session had ended.
    fn work(mut self, jobs: &Receiver<Job>) -> Option<String> {
        let mut unsaid = None;
        for job in jobs {
            let (text, post) = (Arc::clone(&job.text), job.post.clone());
            let changes = matches!(job.wish, Wish::Change(_));
            // A fault in it costs what was wished, and is said.
            let done = crate::term::spare(|| self.done(job));
            let marked = done.unwrap_or_else(|at| {
                self.known = None;
                let said =
                    format!("The marks could not be looked after, by a fault of ibid ({at}).");
                Marked { said: Some(said), ..Marked::default() }
            });
            let said = marked.said.clone().filter(|_| changes);
            let after = post.clone();
            if !report(&post, move |session| session.marked(&text, marked, after)) {
                unsaid = said.or(unsaid);
            }
        }
        unsaid
    }

    fn done(&mut self, Job { text, work, wish, .. }: Job) -> Marked {
        let known = know(&mut self.known, &text);
        let identity = known.identity.clone();
        let file: Option<PathBuf> = text.files.first().map(|file| file.path.clone());
        let asked = Asked { identity: &identity, work: work.as_deref(), file: file.as_deref() };
        let shows = matches!(wish, Wish::Show);
        let done = match (&self.folder, wish) {
            (None, Wish::Show) => Ok(Marks::default()),
            (None, Wish::Change(_)) => Err(MarkError::NoFolder),
            (Some(folder), Wish::Show) => Ok(folder.of(asked, true)),
            (Some(folder), Wish::Change(marking)) => {
                change(folder, asked, (&text, &known.others), &marking)
            }
        };
        match done {
            Ok(marks) => {
                let work = marks.file.as_ref().map(|file| file.head.about.id.clone());
                let all = marks.file.iter().flat_map(MarkFile::marks);
                let mut placed = placed(known, all);
                let carried = with_carried(known, &text, marks.file.as_ref(), &mut placed);
                let offers = carried.into_iter().chain(marks.offers);
                Marked {
                    placed: Some(placed),
                    offers: shows.then(|| offers.collect()),
                    said: marks.warning.filter(|_| shows),
                    known: Some((identity.words, work)),
                }
            }
            Err(error) => Marked { said: Some(error.to_string()), ..Marked::default() },
        }
    }
}

/// What is known of a text, which is what is known of it already if its words are the same.
fn know<'k>(known: &'k mut Option<Known>, text: &Text) -> &'k mut Known {
    let same = known.take().filter(|known| Arc::ptr_eq(&known.document, &text.document));
    known.insert(same.unwrap_or_else(|| Known {
        document: Arc::clone(&text.document),
        identity: Identity::of_text(&text.document.text),
        found: HashMap::new(),
        carried: carried::read(text),
        others: Vec::new(),
    }))
}

/// Puts among marks those that the file of the text carries, where their words are found, and gives the
/// offer to take over all it carries.
fn with_carried(
    known: &mut Known,
    text: &Text,
    file: Option<&MarkFile>,
    marks: &mut Vec<Placed>,
) -> Option<Offer> {
    let others = carried::new(&known.carried, text, file, marks);
    let theirs = placed(known, others.iter()).into_iter().filter(|mark| mark.at.span().is_some());
    marks.extend(theirs.map(|mark| Placed { carried: true, ..mark }));
    sort(marks);
    let count = others.len();
    known.others = others;
    (count > 0).then(|| Offer { id: CARRIED.to_owned(), title: None, count, share: 1.0 })
}

/// Where marks are in a text, orphans first, in their order.
fn placed<'m>(known: &mut Known, marks: impl Iterator<Item = &'m Annotation>) -> Vec<Placed> {
    let Known { document, found, .. } = known;
    let mut words = Words::of(&document.text);
    let place = |mark: &Annotation| {
        let before = found.get(&mark.id).filter(|(anchor, _)| *anchor == mark.anchor);
        let at = before.map_or_else(|| words.find(&mark.anchor), |before| before.1);
        found.insert(mark.id.clone(), (mark.anchor.clone(), at));
        Placed { annotation: mark.clone(), at, carried: false }
    };
    let mut marks: Vec<Placed> = marks.map(place).collect();
    sort(&mut marks);
    marks
}

/// Sorts marks by where they are, orphans first.
fn sort(marks: &mut [Placed]) {
    let start =
        |mark: &Placed| (mark.at.span().map(|span| span.start), mark.annotation.anchor.start);
    marks.sort_by_key(start);
}

/// Changes the marks of a text on the disk. What its file carries of `others` is the reader’s once they
/// change it.
fn change(
    folder: &MarksFolder,
    asked: Asked<'_>,
    (text, others): (&Text, &[Annotation]),
    marking: &Marking,
) -> Result<Marks, MarkError> {
    let now = made::now();
    if matches!(marking, Marking::TakeOver(id) if id == CARRIED) {
        let take = &mut |file: &mut MarkFile| {
            let fit = others.iter().filter(|mark| file.holds(mark)).cloned();
            fit.collect::<Vec<_>>().into_iter().for_each(|mark| file.put(mark));
            Ok(())
        };
        return folder.change(asked, || made::about(text), now, take);
    }
    if let Marking::TakeOver(id) = marking {
        folder.take_over(id, asked.identity)?;
        return Ok(folder.of(asked, true));
    }
    let id = made::new_id();
    folder.change(asked, || made::about(text), now, &mut |file| {
        act(file, (text, others), marking, (&id, now))
    })
}

/// Does to a file what is wished.
fn act(
    file: &mut MarkFile,
    (text, others): (&Text, &[Annotation]),
    marking: &Marking,
    (new_id, now): (&str, u64),
) -> Result<(), MarkError> {
    let there = |file: &MarkFile, id: &str| {
        let other = || others.iter().find(|mark| mark.id == id);
        file.mark(id).or_else(other).cloned().ok_or(MarkError::Gone)
    };
    let mut mark = match marking {
        Marking::New { span, colour, remark } => {
            let (id, remark, colour) = (new_id.to_owned(), remark.clone(), *colour);
            let mut mark = Annotation { id, remark, colour, created: now, ..Annotation::default() };
            made::place(&mut mark, text, *span);
            mark
        }
        Marking::Change { id, colour, remark } => {
            let mut mark = there(file, id)?;
            // A colour of others that has no name here goes with it.
            mark.more.remove("color");
            Annotation { colour: *colour, remark: remark.clone(), ..mark }
        }
        Marking::Move { id, span } => {
            let mut mark = there(file, id)?;
            made::place(&mut mark, text, *span);
            mark
        }
        Marking::BringBack(mark) => (**mark).clone(),
        Marking::Remove(id) => {
            file.delete(id, now);
            return Ok(());
        }
        Marking::TakeOver(_) => return Ok(()),
    };
    mark.modified = now;
    if !file.holds(&mark) {
        return Err(MarkError::TooLong);
    }
    file.put(mark);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::Span;
    use crate::marks::Colour;

    const TEXT: &str =
        "# A title\n\nThe ferry crossed at noon, and nobody paid.\n\nIt was said so.";

    fn text(source: &str) -> Text {
        Text::new(crate::read::markdown("a.md", source))
    }

    fn marks_of(folder: &MarksFolder, text: &Text, work: Option<&str>) -> Vec<Placed> {
        let mut known = None;
        let known = know(&mut known, text);
        let identity = known.identity.clone();
        let marks = folder.of(Asked { identity: &identity, work, file: None }, true);
        placed(known, marks.file.iter().flat_map(MarkFile::marks))
    }

    fn does(folder: &MarksFolder, text: &Text, marking: &Marking) -> Result<Marks, MarkError> {
        let identity = Identity::of_text(&text.document.text);
        change(folder, Asked { identity: &identity, work: None, file: None }, (text, &[]), marking)
    }

    #[test]
    fn wishes_are_done_on_the_disk() {
        let around = tempfile::tempdir().unwrap();
        let folder = MarksFolder::at(around.path());
        let text = text(TEXT);
        let start = text.document.text.find("nobody").unwrap();
        let span = Span::new(start, start + 6);
        let new = Marking::New { span, colour: Colour::Blue, remark: "Why?".into() };
        let made = does(&folder, &text, &new).unwrap().file.unwrap();
        let mark = made.marks().next().cloned().unwrap();
        assert_eq!((&*mark.anchor.exact, mark.section.as_deref()), ("nobody", Some("A title")));
        let id = mark.id.clone();
        let (remark, colour) = ("So!".to_owned(), Colour::Pink);
        does(&folder, &text, &Marking::Change { id: id.clone(), colour, remark }).unwrap();
        let other = Span::new(start - 4, start + 6);
        does(&folder, &text, &Marking::Move { id: id.clone(), span: other }).unwrap();
        let there = marks_of(&folder, &text, None);
        let [placed] = &there[..] else { panic!("{there:?}") };
        assert_eq!(placed.annotation.remark, "So!");
        assert_eq!(placed.at, Whereabouts::At(other));
        does(&folder, &text, &Marking::Remove(id.clone())).unwrap();
        assert_eq!(marks_of(&folder, &text, None), []);
        let gone = does(&folder, &text, &Marking::Move { id, span });
        assert!(matches!(gone, Err(MarkError::Gone)));
        does(&folder, &text, &Marking::BringBack(Box::new(mark))).unwrap();
        assert_eq!(marks_of(&folder, &text, None).len(), 1);
        let remark = "x".repeat(70_000);
        let long = Marking::New { span, colour, remark };
        assert!(matches!(does(&folder, &text, &long), Err(MarkError::TooLong)));
    }

    #[test]
    fn what_a_file_carries_is_the_readers_once_they_change_it() {
        let around = tempfile::tempdir().unwrap();
        let folder = MarksFolder::at(around.path());
        let text = text(TEXT);
        let identity = Identity::of_text(&text.document.text);
        let quotation = |id: &str, words: &str| Quotation {
            id: id.to_owned(),
            words: words.to_owned(),
            ..Quotation::default()
        };
        let mut known = Known {
            carried: vec![
                quotation("a", "nobody"),
                quotation("b", "ferry"),
                quotation("c", "said"),
            ],
            ..know(&mut None, &text).clone()
        };
        let mut kept: Option<MarkFile> = None;
        let shown = |known: &mut Known, kept: Option<&MarkFile>| {
            let mut marks = placed(known, kept.iter().flat_map(|file| file.marks()));
            let offer = with_carried(known, &text, kept, &mut marks);
            let marks = marks.into_iter().map(|mark| (mark.annotation.anchor.exact, mark.carried));
            (marks.collect::<Vec<_>>(), offer.map(|offer| offer.count))
        };
        let theirs = |words: &str, carried| (words.to_owned(), carried);
        let (marks, offered) = shown(&mut known, kept.as_ref());
        assert_eq!(marks, [theirs("ferry", true), theirs("nobody", true), theirs("said", true)]);
        assert_eq!(offered, Some(3));
        let id = |known: &Known, words: &str| {
            let mut others = known.others.iter();
            others.find(|mark| mark.anchor.exact == words).unwrap().id.clone()
        };
        let (nobody, said) = (id(&known, "nobody"), id(&known, "said"));
        let (colour, remark) = (Colour::Pink, "Who?".to_owned());
        for marking in [Marking::Change { id: nobody, colour, remark }, Marking::Remove(said)] {
            let asked = Asked { identity: &identity, work: None, file: None };
            kept = change(&folder, asked, (&text, &known.others), &marking).unwrap().file;
        }
        let (marks, offered) = shown(&mut known, kept.as_ref());
        assert_eq!(marks, [theirs("ferry", true), theirs("nobody", false)]);
        assert_eq!(offered, Some(1));
        let asked = Asked { identity: &identity, work: None, file: None };
        let all = Marking::TakeOver(CARRIED.to_owned());
        kept = change(&folder, asked, (&text, &known.others), &all).unwrap().file;
        let (marks, offered) = shown(&mut known, kept.as_ref());
        assert_eq!(marks, [theirs("ferry", false), theirs("nobody", false)]);
        assert_eq!(offered, None);
    }

    #[test]
    fn orphans_come_first() {
        let around = tempfile::tempdir().unwrap();
        let folder = MarksFolder::at(around.path());
        let before = text(TEXT);
        let mut work = None;
        for words in ["ferry", "said so"] {
            let start = before.document.text.find(words).unwrap();
            let span = Span::new(start, start + words.len());
            let new = Marking::New { span, colour: Colour::Yellow, remark: String::new() };
            work = does(&folder, &before, &new).unwrap().file.map(|file| file.head.about.id);
        }
        let edited =
            text("# A title\n\nThe ferry crossed at noon, and nobody paid.\n\nQuite otherwise.");
        let there = marks_of(&folder, &edited, work.as_deref());
        let at: Vec<bool> = there.iter().map(|mark| mark.at.span().is_some()).collect();
        assert_eq!(at, [false, true], "{there:?}");
        assert_eq!(there[0].annotation.anchor.exact, "said so");
    }
}
