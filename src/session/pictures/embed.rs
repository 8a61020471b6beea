//! The images of a page that is written for a browser: each in the page itself, decoded and encoded anew.

use std::collections::HashSet;
use std::sync::mpsc::channel;
use std::time::Duration;

use crate::doc::{Image, MarkKind};
use crate::export::Pictures;
use crate::picture::{self, fitting};
use crate::session::out::said::complain;
use crate::session::pictures::images::{Images, NoImage, called};
use crate::text::Text;

/// How long one image may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// How wide and high an image is at most in a page, in pixels: what the largest screens show of it.
const LARGEST: (u32, u32) = (1600, 1600);

/// How many bytes the images of a page come to at most, as they stand in it.
const MOST: usize = 100 << 20;

/// The images of a text that can be seen, by their addresses, each as a PNG in a `data:` address. Which
/// cannot is said on standard error, and why.
pub fn pictures(text: &Text) -> Pictures {
    let images = images_of(text);
    let mut made = Pictures::new();
    if images.is_empty() {
        return made;
    }
    let (sender, results) = channel();
    let (origin, asked) = (text.origin.clone(), images.clone());
    // On a thread of its own, so that one that takes too long can be left.
    std::thread::spawn(move || {
        let all = Images::of(&origin);
        asked.iter().all(|image| sender.send(embedded(&all, image)).is_ok())
    });
    let mut bytes = 0;
    for (done, image) in images.iter().enumerate() {
        match results.recv_timeout(PATIENCE) {
            Ok(Ok(data)) if bytes + data.len() <= MOST => {
                bytes += data.len();
                made.insert(image.address.clone(), data);
            }
            Ok(Ok(_)) => complain(&format!("{} makes the page too large.", called(image))),
            Ok(Err(why)) => complain(&why.to_string()),
            Err(_) => {
                let left = match images.len() - done - 1 {
                    0 => String::new(),
                    more => format!(" It and {more} more are left out."),
                };
                complain(&format!("{} takes too long.{left}", called(image)));
                break;
            }
        }
    }
    made
}

/// The images of a text, each once.
fn images_of(text: &Text) -> Vec<Image> {
    let mut seen = HashSet::new();
    let marks = text.document.marks.iter();
    let images = marks.filter_map(|mark| match &mark.kind {
        MarkKind::Image(image) if !image.address.is_empty() => Some(image),
        _ => None,
    });
    images.filter(|image| seen.insert(&*image.address)).map(|image| (**image).clone()).collect()
}

fn embedded(images: &Images, image: &Image) -> Result<String, NoImage> {
    let picture = images.picture(image)?;
    let fitted = fitting((picture.width, picture.height), LARGEST);
    let small = fitted == (picture.width, picture.height);
    let picture = if small { picture } else { picture.scaled(fitted) };
    Ok(format!("data:image/png;base64,{}", picture::base64(&picture::png(&picture))))
}
