//! The images of a text: where their bytes are, read when somebody asks for one and not before.
//!
//! A text is untrusted, and names its images. So only these are read: what lies in the archive that the
//! text is; plain files in the folder of the text or below it, once every link on the way is followed;
//! and what stands in the address itself (`data:`). Nothing is fetched. What is read goes nowhere but
//! to the decoder, in bounds.

use std::cell::OnceCell;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::doc::Image;
use crate::layout::fit;
use crate::library::path_of;
use crate::picture::{self, Fault, MOST_BYTES, Picture};
use crate::read::{has_scheme, packed, unescape};
use crate::session::opening::source::read_file;

/// How much of an address is told, in cells.
const SHOWN: usize = 60;

/// Why an image cannot be seen.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(in crate::session) enum NoImage {
    #[error("It is a drawing of which its words are all there is to see.")]
    Drawing,
    #[error("The text came through a pipe, and {0} did not come with it.")]
    Piped(String),
    #[error("{0} is on the web, and is not fetched.")]
    Away(String),
    #[error("{0} is not in the folder of the text, and is not opened.")]
    Outside(String),
    #[error("{0} is missing.")]
    Missing(String),
    #[error("{0} is no plain file, and is not opened.")]
    NotPlain(String),
    #[error("{0} cannot be read.")]
    Unread(String),
    #[error("{0} cannot be shown: {1}.")]
    Fault(String, Fault),
    #[error("{0} cannot be shown, by a fault of ibid ({1}).")]
    Ours(String, String),
}

/// The images of one text.
#[derive(Debug)]
pub(in crate::session) struct Images {
    /// The file of the text; `None` where it lies nowhere.
    file: Option<PathBuf>,
    /// Its bytes, once an image in it was asked for.
    book: OnceCell<Option<Vec<u8>>>,
}

impl Images {
    /// Those of the text of this origin.
    pub(in crate::session) fn of(origin: &str) -> Self {
        Self { file: path_of(origin), book: OnceCell::new() }
    }

    /// An image as pixels.
    ///
    /// # Errors
    /// Says in a sentence why there is none.
    pub(in crate::session) fn picture(&self, image: &Image) -> Result<Picture, NoImage> {
        let name = called(image);
        let bytes = self.bytes(image)?;
        // Decoders are others' code.
        match crate::term::spare(|| picture::decode(&bytes)) {
            Ok(decoded) => decoded.map_err(|fault| NoImage::Fault(name, fault)),
            Err(place) => Err(NoImage::Ours(name, place)),
        }
    }

    fn bytes(&self, image: &Image) -> Result<Vec<u8>, NoImage> {
        let address = image.address.trim();
        let name = || called(image);
        if address.is_empty() {
            return Err(NoImage::Drawing);
        }
        if let Some(data) = data(address) {
            return data.ok_or_else(|| NoImage::Fault(name(), Fault::Unknown));
        }
        if has_scheme(address) {
            let file = address.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("file:"));
            return Err(if file { NoImage::Outside(name()) } else { NoImage::Away(name()) });
        }
        let Some(file) = &self.file else { return Err(NoImage::Piped(name())) };
        if !image.packed {
            return beside(file, address, &name());
        }
        let book = self.book.get_or_init(|| read_file(file).ok().map(|(bytes, _)| bytes));
        let book = book.as_ref().ok_or_else(|| NoImage::Unread(name()))?;
        packed(book, address).ok_or_else(|| NoImage::Missing(name()))
    }
}

/// What messages call an image.
pub(in crate::session) fn called(image: &Image) -> String {
    match &*image.address {
        address if address.starts_with("data:") => "The image".to_owned(),
        address => fit(address, SHOWN),
    }
}

/// What stands in an address itself (RFC 2397); the inner `None` where that is nothing that can be
/// shown. `None` for any other address.
#[expect(clippy::option_option, reason = "an address of another kind is no fault")]
fn data(address: &str) -> Option<Option<Vec<u8>>> {
    let scheme = address.get(..5)?;
    if !scheme.eq_ignore_ascii_case("data:") {
        return None;
    }
    Some(address[5..].split_once(',').and_then(|(kind, words)| {
        let code = kind.trim_end().to_ascii_lowercase().ends_with(";base64");
        let words = unescape(words);
        // Images are no words, and are not spelt in per cent.
        code.then(|| picture::from_base64(&words, MOST_BYTES)).flatten()
    }))
}

/// The bytes of a file beside a text, or in a folder beside it.
fn beside(text: &Path, address: &str, name: &str) -> Result<Vec<u8>, NoImage> {
    let name = || name.to_owned();
    let folder = text.parent().and_then(|folder| folder.canonicalize().ok());
    let folder = folder.ok_or_else(|| NoImage::Unread(name()))?;
    // A name may have in it what parts an address, and may be spelt as one.
    let part = address.split(['#', '?']).next().unwrap_or(address);
    let spelt = [address.to_owned(), unescape(address), unescape(part)];
    // Links are followed first, so that what is looked at is where the file lies.
    let found = spelt.iter().find_map(|path| folder.join(path).canonicalize().ok());
    let Some(file) = found else {
        let out =
            spelt.iter().any(|path| path.starts_with('/') || path.split('/').any(|it| it == ".."));
        return Err(if out { NoImage::Outside(name()) } else { NoImage::Missing(name()) });
    };
    if !file.starts_with(&folder) {
        return Err(NoImage::Outside(name()));
    }
    let kind = file.metadata().map_err(|_| NoImage::Unread(name()))?;
    // A pipe would be waited for, and a device may have no end.
    if !kind.is_file() {
        return Err(NoImage::NotPlain(name()));
    }
    let mut bytes = Vec::new();
    let read =
        File::open(&file).and_then(|file| file.take(MOST_BYTES as u64 + 1).read_to_end(&mut bytes));
    read.map(|_| bytes).map_err(|_| NoImage::Unread(name()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::symlink;

    fn tiny() -> Vec<u8> {
        picture::png(&Picture { width: 2, height: 1, pixels: vec![[1, 2, 3, 255]; 2] })
    }

    /// A folder of a text with images in it, beside what is none of its own.
    fn folder() -> tempfile::TempDir {
        let all = tempfile::tempdir().unwrap();
        let own = all.path().join("own");
        std::fs::create_dir_all(own.join("img")).unwrap();
        std::fs::write(own.join("text.md"), "x").unwrap();
        for path in ["img/a bee.png", "b#1.png", "c%20d.png"] {
            std::fs::write(own.join(path), tiny()).unwrap();
        }
        std::fs::write(all.path().join("secret.png"), tiny()).unwrap();
        symlink("../secret.png", own.join("link.png")).unwrap();
        symlink("..", own.join("up")).unwrap();
        symlink("img/a bee.png", own.join("inside.png")).unwrap();
        all
    }

    fn found(all: &tempfile::TempDir, address: &str) -> Result<(u32, u32), NoImage> {
        let text = all.path().join("own/text.md").canonicalize().unwrap();
        let images = Images::of(text.to_str().unwrap());
        images.picture(&Image::at(address)).map(|picture| (picture.width, picture.height))
    }

    #[test]
    fn files_in_the_folder_of_the_text_are_read() {
        let all = folder();
        for address in [
            "img/a bee.png",
            "img/a%20bee.png",
            "./img/../img/a%20bee.png",
            "b#1.png",
            "c%20d.png",
            "inside.png",
            "img/a bee.png?raw=true",
        ] {
            assert_eq!(found(&all, address), Ok((2, 1)), "{address}");
        }
    }

    #[test]
    fn nothing_outside_of_it_is() {
        let all = folder();
        let secret = all.path().join("secret.png");
        let secret = secret.to_str().unwrap();
        for address in [
            "../secret.png",
            "img/../../secret.png",
            "%2e%2e/secret.png",
            "link.png",
            "up/secret.png",
            secret,
            "/etc/passwd",
            "../none.png",
            "/none.png",
            "file:///etc/passwd",
            &format!("file://{secret}"),
        ] {
            let outside = NoImage::Outside(fit(address, SHOWN));
            assert_eq!(found(&all, address), Err(outside), "{address}");
        }
        for address in ["https://a.b/c.png", "//a.b/c.png", "javascript:alert(1)"] {
            assert_eq!(found(&all, address), Err(NoImage::Away(address.to_owned())), "{address}");
        }
    }

    #[test]
    fn what_is_no_plain_file_is_not_waited_for() {
        let all = folder();
        let pipe = all.path().join("own/pipe.png");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status().unwrap();
        assert!(made.success());
        assert_eq!(found(&all, "pipe.png"), Err(NoImage::NotPlain("pipe.png".to_owned())));
        assert_eq!(found(&all, "img"), Err(NoImage::NotPlain("img".to_owned())));
        assert_eq!(found(&all, "no.png"), Err(NoImage::Missing("no.png".to_owned())));
        assert_eq!(found(&all, ""), Err(NoImage::Drawing));
        let unknown = NoImage::Fault("text.md".to_owned(), Fault::Unknown);
        assert_eq!(found(&all, "text.md"), Err(unknown));
        let piped = Images::of("ibid:words/1").picture(&Image::at("a.png"));
        assert_eq!(piped, Err(NoImage::Piped("a.png".to_owned())));
    }

    #[test]
    fn an_address_may_hold_the_image() {
        let all = folder();
        let code = picture::base64(&tiny());
        let spelt = code.replace('+', "%2B").replace('/', "%2F").replace('=', "%3D");
        for address in [
            format!("data:image/png;base64,{code}"),
            format!("DATA:image/png;charset=x;BASE64,{spelt}"),
        ] {
            assert_eq!(found(&all, &address), Ok((2, 1)), "{address}");
        }
        for address in ["data:", "data:image/png;base64", "data:image/svg+xml,<svg/>"] {
            let unknown = NoImage::Fault("The image".to_owned(), Fault::Unknown);
            assert_eq!(found(&all, address), Err(unknown), "{address}");
        }
    }
}
