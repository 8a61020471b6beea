//! A PDF as a file: its objects, unpacked within bounds. The one room of the house that names hayro,
//! whose releases still change from one to the next.

mod glyphs;
mod guard;
mod object;

use std::cell::Cell;
use std::collections::HashMap;

pub(super) use glyphs::{Description, Fonts, Glyphs};
use hayro_syntax::object::dict::keys;
use hayro_syntax::object::{Array, Dict, Name, Object, Rect, Stream};
use hayro_syntax::{DecryptionError, Filter, LoadPdfError, Pdf};
pub(super) use object::{Dictionary, Value};

use super::inflate::{Packing, unpack};
use crate::read::pdf::drawn::matrix::Matrix;
use crate::read::pdf::said::strings;

/// The most bytes a stream unpacks to: those of the longest page are a hundredth of it.
const STREAM: usize = 1 << 26;

/// The most bytes all pages unpack to together, and all fonts.
const PAGES: usize = 1 << 28;
const FONTS: usize = 1 << 28;

/// The most bytes of a table that says what the codes of a font stand for.
const TABLE: usize = 1 << 22;

/// The most bytes of what a file says of itself as a work.
const PACKET: usize = 1 << 20;

/// Why a file cannot be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// It wants a password.
    Locked,
    /// It is encrypted in a way that nobody can read.
    Encrypted,
    /// It is damaged.
    Damaged,
    /// It unpacks to more than any book.
    TooMuch,
}

/// A PDF that is open.
pub(super) struct File {
    pdf: Pdf,
    /// Which page has which number, from 0, by its object.
    pub(super) numbers: HashMap<Id, usize>,
    /// How many bytes its pages may still unpack to.
    left: Cell<usize>,
    /// The same of its fonts.
    left_for_fonts: Cell<usize>,
    /// Whether anything was left out because it would have been more.
    pub(super) cut: Cell<bool>,
}

/// The number of an object and its generation.
pub(super) type Id = (u32, i32);

/// Where the names of a content stream lead.
#[derive(Clone)]
pub(super) struct Resources<'f>(Dict<'f>);

/// A content stream that a page or another draws.
pub(super) struct Form<'f> {
    pub(super) content: Vec<u8>,
    pub(super) matrix: Matrix,
    /// Its box: left, bottom, right, top.
    pub(super) bounds: [f64; 4],
    pub(super) resources: Option<Resources<'f>>,
}

impl File {
    /// Opens a file.
    ///
    /// # Errors
    /// Where it is damaged beyond reading, or wants another password.
    pub(super) fn open(bytes: Vec<u8>, password: &str) -> Result<Self, Fault> {
        guard::measure(&bytes).map_err(|excess| match excess {
            guard::Excess::TooMuch => Fault::TooMuch,
            guard::Excess::Unknown => Fault::Encrypted,
        })?;
        let pdf = Pdf::new_with_password(bytes, password).map_err(|error| match error {
            LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Fault::Locked,
            LoadPdfError::Decryption(_) => Fault::Encrypted,
            LoadPdfError::Invalid => Fault::Damaged,
        })?;
        let numbers = numbers(&pdf);
        let (left, left_for_fonts) = (Cell::new(PAGES), Cell::new(FONTS));
        Ok(Self { pdf, numbers, left, left_for_fonts, cut: Cell::new(false) })
    }

    /// The dictionary from which all else is found.
    pub(super) fn catalog(&self) -> Dictionary<'_> {
        let xref = self.pdf.xref();
        Dictionary::of(xref.get::<Dict<'_>>(xref.root_id()).unwrap_or_default())
    }

    /// What it says of itself as a work: its title and its author.
    pub(super) fn information(&self) -> (Option<String>, Option<String>) {
        let metadata = self.pdf.metadata();
        let decoded = |bytes: &Option<Box<[u8]>>| bytes.as_deref().map(strings::decode);
        (decoded(&metadata.title), decoded(&metadata.author))
    }

    /// The XMP packet of the file.
    pub(super) fn packet(&self) -> Option<String> {
        let xref = self.pdf.xref();
        let catalog = xref.get::<Dict<'_>>(xref.root_id())?;
        let packet = unpacked(&catalog.get::<Stream<'_>>(keys::METADATA)?, PACKET)?;
        Some(String::from_utf8_lossy(&packet).into_owned())
    }

    /// How many pages it has.
    pub(super) fn pages(&self) -> usize {
        self.pdf.pages().len()
    }

    /// Page number `index`, from 0.
    pub(super) fn page(&self, index: usize) -> Option<Page<'_>> {
        self.pdf.pages().get(index).map(|page| Page { file: self, page })
    }

    /// Whether any page draws a picture, as those of a scan do: one that its resources name.
    pub(super) fn has_pictures(&self) -> bool {
        /// So many pages tell.
        const LOOKED_AT: usize = 50;
        self.pdf.pages().iter().take(LOOKED_AT).any(|page| {
            let all = &page.resources().x_objects;
            let names = all.keys().take(LOOKED_AT);
            let mut streams = names.filter_map(|name| all.get::<Stream<'_>>(&*name));
            streams
                .any(|it| it.dict().get::<Name<'_>>(keys::SUBTYPE).as_deref() == Some(keys::IMAGE))
        })
    }

    /// What a stream holds; `None` where it would be more than a text has.
    fn content(&self, stream: &Stream<'_>) -> Option<Vec<u8>> {
        let Some(found) = unpacked(stream, STREAM.min(self.left.get())) else {
            self.cut.set(true);
            return None;
        };
        self.left.set(self.left.get() - found.len());
        Some(found)
    }

    /// The form that a content stream draws by this name.
    pub(super) fn form<'f>(&'f self, resources: &Resources<'f>, name: &[u8]) -> Option<Form<'f>> {
        let forms = resources.0.get::<Dict<'f>>(keys::XOBJECT)?;
        let stream = forms.get::<Stream<'f>>(&*Name::new(name)?)?;
        let dict = stream.dict();
        if dict.get::<Name<'_>>(keys::SUBTYPE).as_deref() != Some(keys::FORM) {
            return None;
        }
        let matrix = dict.get::<[f64; 6]>(keys::MATRIX).map_or(Matrix::IDENTITY, Matrix::of);
        let bounds = dict.get::<Rect>(keys::BBOX)?;
        Some(Form {
            content: self.content(&stream)?,
            matrix,
            bounds: [bounds.x0, bounds.y0, bounds.x1, bounds.y1],
            resources: dict.get::<Dict<'f>>(keys::RESOURCES).map(Resources),
        })
    }

    /// The number of the marked content that a content stream calls so.
    pub(super) fn marked(&self, resources: &Resources<'_>, name: &[u8]) -> Option<u32> {
        let all = resources.0.get::<Dict<'_>>(keys::PROPERTIES)?;
        all.get::<Dict<'_>>(&*Name::new(name)?)?.get::<u32>(keys::MCID)
    }
}

fn numbers(pdf: &Pdf) -> HashMap<Id, usize> {
    let id = |page: &hayro_syntax::page::Page<'_>| {
        page.raw().obj_id().map(|id| (id.obj_number, id.gen_number))
    };
    pdf.pages().iter().enumerate().filter_map(|(at, page)| Some((id(page)?, at))).collect()
}

/// A page of a file.
pub(super) struct Page<'f> {
    file: &'f File,
    page: &'f hayro_syntax::page::Page<'f>,
}

impl<'f> Page<'f> {
    /// Its dictionary.
    pub(super) fn dictionary(&self) -> Dictionary<'f> {
        Dictionary::of(self.page.raw().clone())
    }

    /// What it draws; empty where it would be more than a text has.
    pub(super) fn content(&self) -> Vec<u8> {
        let dict = self.page.raw();
        let stream = dict.get::<Stream<'_>>(keys::CONTENTS);
        if let Some(stream) = stream {
            return self.file.content(&stream).unwrap_or_default();
        }
        let mut content = Vec::new();
        let Some(parts) = dict.get::<Array<'_>>(keys::CONTENTS) else { return content };
        let mut streams = parts.flex_iter();
        for _ in parts.raw_iter() {
            let Some(stream) = streams.next::<Stream<'_>>() else { continue };
            content.extend(self.file.content(&stream).unwrap_or_default());
            // An operator ends with its stream.
            content.push(b'\n');
        }
        content
    }

    /// Where the names of its content stream lead: its own resources, or those of what it is in.
    pub(super) fn resources(&self) -> Resources<'f> {
        let mut next = Some(self.page.raw().clone());
        for _ in 0..64 {
            let Some(dict) = next else { break };
            if let Some(found) = dict.get::<Dict<'f>>(keys::RESOURCES) {
                return Resources(found);
            }
            next = dict.get::<Dict<'f>>(keys::PARENT);
        }
        Resources(Dict::empty())
    }

    /// From its own space, in which y grows upwards, to that of the page as it is read, in points from
    /// its upper left corner.
    pub(super) fn matrix(&self) -> Matrix {
        Matrix::of(self.page.initial_transform(true).as_coeffs())
    }

    /// Its width and height as it is read, in points.
    pub(super) fn size(&self) -> (f64, f64) {
        let (width, height) = self.page.render_dimensions();
        (f64::from(width), f64::from(height))
    }
}

/// What a stream holds within a bound, whatever it is packed with.
fn unpacked(stream: &Stream<'_>, bound: usize) -> Option<Vec<u8>> {
    unpack(&stream.raw_data(), &packings(stream)?, bound)
}

/// How a stream is packed; `None` where it is a picture.
fn packings(stream: &Stream<'_>) -> Option<Vec<Packing>> {
    let known = |(at, filter)| {
        Some(match filter {
            Filter::FlateDecode => Packing::Flate,
            Filter::LzwDecode => Packing::Lzw { early: grows_early(stream.dict(), at) },
            Filter::AsciiHexDecode => Packing::Hex,
            Filter::Ascii85Decode => Packing::Ascii85,
            Filter::RunLengthDecode => Packing::Runs,
            _ => return None,
        })
    };
    let filters = stream.filters().into_iter().enumerate();
    filters.filter(|(_, filter)| *filter != Filter::Crypt).map(known).collect()
}

/// Whether the codes of filter number `at` grow one early, as they do unless a stream says otherwise
/// (PDF 32000-1, 7.4.4.3).
fn grows_early(stream: &Dict<'_>, at: usize) -> bool {
    let all = || stream.get::<Array<'_>>(keys::DECODE_PARMS)?.iter::<Object<'_>>().nth(at);
    let own = stream.get::<Dict<'_>>(keys::DECODE_PARMS);
    let own = own.or_else(|| all()?.into_dict());
    own.and_then(|own| own.get::<u8>(keys::EARLY_CHANGE)) != Some(0)
}
