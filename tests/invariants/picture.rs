//! Images: whatever bytes are given as one, they are decoded in bounds or not at all, and what was
//! decoded can be made smaller, encoded and sent.

use ibid::picture::{MOST_PIXELS, Means, Protocol, decode, from_base64, header, png, shown};

use super::feed::Feed;

/// Images of 16×8 pixels, for bytes to be changed in: PNG, JPEG of both kinds, GIF, WebP of both kinds.
const WHOLE: [&str; 6] = [
    "iVBORw0KGgoAAAANSUhEUgAAABAAAAAICAIAAAB/FOjAAAAAHUlEQVR4nGM8ISfHgA34cK3CKs6EVRQPGNVADAAA\
     CFkCFH17bXcAAAAASUVORK5CYII=",
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQ\
     c1tdhbWGkJ6jq62rZ4C8ybqmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSk\
     pKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wAARCAAIABADASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAA\
     AAT/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFAEBAAAAAAAAAAAAAAAAAAAABP/EABcRAAMBAAAAAAAAAAAAAAAA\
     AAAEQoH/2gAMAwEAAhEDEQA/AIUwEI1gl2dP/9k=",
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQ\
     c1tdhbWGkJ6jq62rZ4C8ybqmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSk\
     pKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wgARCAAIABADASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAA\
     AAP/xAAUAQEAAAAAAAAAAAAAAAAAAAAD/9oADAMBAAIQAxAAAAGEhE//xAAUEAEAAAAAAAAAAAAAAAAAAAAQ/9oA\
     CAEBAAEFAj//xAAWEQADAAAAAAAAAAAAAAAAAAAAA0H/2gAIAQMBAT8BdD//xAAWEQADAAAAAAAAAAAAAAAAAAAA\
     A0H/2gAIAQIBAT8BRT//xAAUEAEAAAAAAAAAAAAAAAAAAAAQ/9oACAEBAAY/Aj//xAAUEAEAAAAAAAAAAAAAAAAA\
     AAAQ/9oACAEBAAE/IT//2gAMAwEAAgADAAAAEHf/xAAVEQEBAAAAAAAAAAAAAAAAAAAAwf/aAAgBAwEBPxCz/8QA\
     FREBAQAAAAAAAAAAAAAAAAAAAMH/2gAIAQIBAT8Qg//EABQQAQAAAAAAAAAAAAAAAAAAABD/2gAIAQEAAT8QP//Z",
    "R0lGODdhEAAIAIEAAMgeHhQoyAAAAAAAACwAAAAAEAAIAAAIJAABCBwoMIDBgwYJEkSIUOFAhgcdFoQYQCIAihUl\
     YrS4USPFgAA7",
    "UklGRjYAAABXRUJQVlA4ICoAAABwAQCdASoQAAgABABoJaACdAFAAAD+7SH5Wdln+Kem9bn/xvDb/yUjAAA=",
    "UklGRigAAABXRUJQVlA4TBwAAAAvD8ABAA9wFPtT0N4Kef6DB2LBZP7SnSlE9D9y",
];

/// Bytes of an image, some of which are others.
pub fn decodes(bytes: &[u8]) {
    let mut feed = Feed::new(bytes);
    let whole = WHOLE[feed.number(WHOLE.len())];
    let mut image = from_base64(whole, 1 << 20).expect("Base64");
    for _ in 0..feed.number(8) {
        let at = feed.number(image.len());
        image[at] = feed.byte();
    }
    image.truncate(image.len() - feed.number(image.len()) * usize::from(feed.byte() > 200));
    // What says that it is large takes its time, and is nothing else.
    let large = |it: ibid::picture::Header| u64::from(it.width) * u64::from(it.height) > 1 << 20;
    if header(&image).is_some_and(large) {
        return;
    }
    let Ok(picture) = decode(&image) else { return };
    let count = u64::from(picture.width) * u64::from(picture.height);
    assert!(count > 0 && count <= MOST_PIXELS && picture.pixels.len() as u64 == count);
    assert_eq!(decode(&png(&picture)).as_ref(), Ok(&picture));
    for means in [
        Means::Blocks { all_colours: true },
        Means::Pixels(Protocol::Kitty, (7, 13)),
        Means::Pixels(Protocol::Iterm, (0, 0)),
        Means::Pixels(Protocol::Sixel, (9, 20)),
    ] {
        let room = (feed.number(90) as u16, feed.number(40) as u16);
        let fitted = means.fit((picture.width, picture.height), room);
        assert!(fitted.columns <= room.0 && fitted.rows <= room.1, "{fitted:?} in {room:?}");
        let scaled = picture.scaled(fitted.pixels);
        assert_eq!((scaled.width, scaled.height), fitted.pixels);
        if let Means::Pixels(by, _) = means {
            // Nothing in it acts but what shows it.
            let sent = shown(&scaled, fitted, by);
            let acts = sent.bytes().filter(|byte| !(0x20..0x7f).contains(byte)).count();
            let ends = sent.matches("\x1b\\").count();
            assert!(acts == 2 * ends || acts == 2 && sent.ends_with('\x07'), "{by:?}");
        }
    }
}
