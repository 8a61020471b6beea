//! Looking at an image: its bytes are read and decoded on a thread of their own, so that no key waits
//! for it; then it is shown, or handed to a program for images as a file of its own.
//!
//! The program gets pixels that were encoded here, not the bytes of the text, in a file that nobody but
//! the reader can read, in a folder that goes with the session.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use tempfile::TempDir;

use crate::app::Input;
use crate::app::layer::image::Seen;
use crate::config::Opener;
use crate::doc::Image;
use crate::picture::{self, Means, Picture};
use crate::session::out::browse;
use crate::session::pictures::images::{Images, NoImage};
use crate::session::report::report;
use crate::session::{Session, has_colours};
use crate::term::{self, Graphics, Post, Screen};
use crate::text::Text;

/// The most pixels of an image that is shown in a terminal, in either direction: more than any screen
/// has, and few enough to be scaled anew for each frame.
const SCREEN: u32 = 1600;

/// What is done with an image.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Wish {
    /// It is shown, by these means.
    Show(Means),
    /// It is written into this file, to be opened.
    Open(PathBuf),
}

/// What has come of a wish.
#[derive(Debug)]
pub(in crate::session) enum Looked {
    /// This can be shown.
    Seen(Seen),
    /// It was written into this file.
    Written(PathBuf),
    /// It cannot be seen, for this reason.
    Not(String),
}

/// An image that is asked for.
#[derive(Debug, Clone)]
pub(in crate::session) struct Asked {
    /// The text.
    pub(in crate::session) text: Arc<Text>,
    /// Its mark in the text.
    pub(in crate::session) mark: u32,
    /// How often the reader had done anything: what is done later goes before it.
    pub(in crate::session) inputs: u64,
}

/// What images are looked at, one after the other: of a large one some hundred megabytes are at hand.
#[derive(Debug, Default)]
pub(in crate::session) struct Looks {
    turn: Mutex<()>,
    /// How many were asked for.
    asked: AtomicU64,
}

/// Begins to read an image. One that is only to be shown is passed over if another was asked for before
/// it had its turn.
fn look(asked: Asked, image: &Image, wish: Wish, looks: &Arc<Looks>, post: Post) {
    let number = looks.asked.fetch_add(1, Ordering::Relaxed) + 1;
    let looks = Arc::clone(looks);
    let (origin, image) = (asked.text.origin.clone(), image.clone());
    std::thread::spawn(move || {
        // What another thread broke off in leaves nothing half done.
        let _turn = looks.turn.lock().unwrap_or_else(PoisonError::into_inner);
        if matches!(wish, Wish::Show(_)) && looks.asked.load(Ordering::Relaxed) != number {
            return;
        }
        let looked = Images::of(&origin).picture(&image);
        let looked = looked.map_err(|none: NoImage| none.to_string()).and_then(|picture| {
            Ok(match wish {
                Wish::Show(means) => Looked::Seen(seen(&picture, means)),
                Wish::Open(file) => {
                    let written = write(&file, &picture);
                    written.map_err(|error| format!("The image could not be written: {error}."))?;
                    Looked::Written(file)
                }
            })
        });
        let looked = looked.unwrap_or_else(Looked::Not);
        report(&post, move |session| session.looked(&asked, looked));
    });
}

fn seen(picture: &Picture, means: Means) -> Seen {
    let size = (picture.width, picture.height);
    let fitted = picture::fitting(size, (SCREEN, SCREEN));
    // On paper in any case, so that nothing shines through.
    Seen { picture: Arc::new(picture.scaled(fitted)), size, means }
}

/// Writes a picture into a new file that is for the reader alone.
fn write(file: &Path, picture: &Picture) -> io::Result<()> {
    let mut out = OpenOptions::new().write(true).create_new(true).mode(0o600).open(file)?;
    out.write_all(&picture::png(picture))
}

/// What opens images, and the folder of those that were opened.
#[derive(Debug, Default)]
pub(in crate::session) struct Viewer {
    /// What the config names.
    opener: Option<Opener>,
    folder: Option<TempDir>,
    opened: usize,
}

impl Viewer {
    /// A viewer that nothing was opened with so far.
    pub(in crate::session) fn new(opener: Option<Opener>) -> Self {
        Self { opener, ..Self::default() }
    }

    /// A new file for an image to open. `None` where there is no program that opens images.
    ///
    /// # Errors
    /// Passes on what the system reports.
    pub(in crate::session) fn next_file(&mut self) -> io::Result<Option<PathBuf>> {
        if self.opener.is_none() && browse::desktop_opener().is_none() {
            return Ok(None);
        }
        let folder = match self.folder.take() {
            Some(folder) => folder,
            None => {
                let alone = std::fs::Permissions::from_mode(0o700);
                tempfile::Builder::new().prefix("ibid-").permissions(alone).tempdir()?
            }
        };
        self.opened += 1;
        let file = folder.path().join(format!("image-{}.png", self.opened));
        self.folder = Some(folder);
        Ok(Some(file))
    }

    /// Opens a file, and says in a sentence what was done.
    pub(in crate::session) fn open(&self, file: &Path) -> String {
        let started = file.to_str().is_some_and(|file| {
            browse::open_with(file, self.opener.as_ref(), browse::desktop_opener())
        });
        match started {
            true => "Opened the image.".to_owned(),
            false => "The program for images could not be started.".to_owned(),
        }
    }

    /// Removes what was opened.
    pub(in crate::session) fn close(&mut self) {
        // It goes when it is dropped; what cannot be removed lies among what is temporary.
        self.folder = None;
    }
}

impl Session {
    /// Begins to look at the image of a mark: to open it, if there is a program for that, or to show it.
    ///
    /// # Errors
    /// Passes on what the terminal reports.
    pub(in crate::session) fn look_at(
        &mut self,
        mark: u32,
        open: bool,
        screen: &mut Screen,
    ) -> io::Result<()> {
        let file = if open { self.viewer.next_file() } else { Ok(None) };
        let wish = match file {
            Ok(Some(file)) => Ok(Wish::Open(file)),
            Ok(None) => self.means().map(Wish::Show),
            Err(error) => Err(format!("The image could not be written: {error}.")),
        };
        let shows = matches!(wish, Ok(Wish::Show(_))) && !term::shows_only_cells();
        if shows && !std::mem::replace(&mut self.asked_pixels, true) {
            screen.ask_graphics()?;
        }
        let text = Arc::clone(self.app.text());
        match (self.app.image(mark), wish) {
            (Some(image), Ok(wish)) => {
                let asked = Asked { text, mark, inputs: self.inputs };
                look(asked, image, wish, &self.looks, screen.post());
            }
            (_, Err(why)) => _ = self.app.update(Input::Tell(why)),
            (None, Ok(_)) => {}
        }
        Ok(())
    }

    /// How the terminal shows images, as far as it has said so.
    ///
    /// # Errors
    /// Says that it does not.
    fn means(&self) -> Result<Means, String> {
        if !has_colours() {
            return Err("Without colours (NO_COLOR) no image can be shown.".to_owned());
        }
        Ok(self.pixels.unwrap_or(Means::Blocks { all_colours: term::has_all_colours() }))
    }

    /// Takes up what the terminal says of the pictures it can show. One that is shown already in cells
    /// is shown better.
    pub(in crate::session) fn told_of_graphics(&mut self, graphics: Graphics) {
        self.pixels = graphics.means();
        if let Some(means) = self.pixels {
            self.app.update(Input::Means(means));
        }
    }

    /// Takes up what was looked at, unless the reader has gone on.
    pub(in crate::session) fn looked(&mut self, asked: &Asked, looked: Looked) {
        let gone_on = asked.inputs != self.inputs || !Arc::ptr_eq(&asked.text, self.app.text());
        let input = match looked {
            // What is opened stands beside the text, wherever the reader is.
            Looked::Seen(_) | Looked::Not(_) if gone_on => return,
            Looked::Seen(seen) => {
                // Meanwhile the terminal may have answered.
                let means = self.pixels.unwrap_or(seen.means);
                Input::Seen { mark: asked.mark, seen: Seen { means, ..seen } }
            }
            Looked::Written(file) => Input::Tell(self.viewer.open(&file)),
            Looked::Not(why) => Input::Tell(crate::layout::clean(&why).into_owned()),
        };
        self.app.update(input);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_opened_is_for_the_reader_alone_and_goes_with_the_session() {
        let mut viewer = Viewer::new(crate::config::Config::read("[open]\nimage = 'true'").image);
        let [one, two] = [(); 2].map(|()| viewer.next_file().unwrap().unwrap());
        assert_ne!(one, two);
        let picture = Picture { width: 1, height: 1, pixels: vec![[9, 9, 9, 255]] };
        write(&one, &picture).unwrap();
        assert!(write(&one, &picture).is_err(), "it is not written over");
        let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&one), 0o600);
        assert_eq!(mode(one.parent().unwrap()), 0o700);
        assert_eq!(picture::decode(&std::fs::read(&one).unwrap()), Ok(picture));
        viewer.close();
        assert!(!one.parent().unwrap().exists());
    }
}
