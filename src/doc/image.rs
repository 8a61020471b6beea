//! Images: what a text says of one, and where its bytes are. They are read only when somebody asks
//! to see it.

/// An image of a text. The words that stand for it are those of its mark.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Image {
    /// Its address as the source has it; within a text that is an archive, as an EPUB is, the path of
    /// its file there.
    pub address: Box<str>,
    /// Whether its bytes lie in the file of the text itself, which is an archive.
    pub packed: bool,
    /// Its width and height in pixels, where the source says so.
    pub size: Option<(u32, u32)>,
}

impl Image {
    /// An image at an address, of which no more is known.
    pub fn at(address: &str) -> Box<Self> {
        Box::new(Self { address: address.into(), ..Self::default() })
    }
}
