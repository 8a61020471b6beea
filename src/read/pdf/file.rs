//! A PDF as a file: its objects, unpacked within bounds. The one file of the house that names hayro,
//! whose releases still change from one to the next.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use hayro_font::{FontCache, FontQuery};
use hayro_syntax::object::dict::keys;
use hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object, Rect, Stream};
use hayro_syntax::{DecryptionError, Filter, LoadPdfError, Pdf};

use super::font::Font;
use super::inflate::{Packing, unpack};
use super::matrix::Matrix;

/// The most bytes a stream unpacks to: those of the longest page are a hundredth of it.
const STREAM: usize = 1 << 26;

/// The most bytes all pages unpack to together.
const PAGES: usize = 1 << 28;

/// Why a file cannot be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// It wants a password.
    Locked,
    /// It is encrypted in a way that nobody can read.
    Encrypted,
    /// It is damaged.
    Damaged,
}

/// A PDF that is open.
pub(super) struct File {
    pdf: Pdf,
    /// How many bytes its pages may still unpack to.
    left: Cell<usize>,
}

/// The number of an object and its generation.
type Id = (u32, i32);

/// What is remembered of the fonts of a file while its pages are read.
#[derive(Default)]
pub(super) struct Fonts<'f> {
    cache: FontCache<'f>,
    known: RefCell<HashMap<Id, Option<Rc<Font<'f>>>>>,
}

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
    pub(super) fn open(bytes: Arc<Vec<u8>>, password: &str) -> Result<Self, Fault> {
        let pdf = Pdf::new_with_password(bytes, password).map_err(|error| match error {
            LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Fault::Locked,
            LoadPdfError::Decryption(_) => Fault::Encrypted,
            LoadPdfError::Invalid => Fault::Damaged,
        })?;
        Ok(Self { pdf, left: Cell::new(PAGES) })
    }

    /// How many pages it has.
    pub(super) fn pages(&self) -> usize {
        self.pdf.pages().len()
    }

    /// Page number `index`, from 0.
    pub(super) fn page(&self, index: usize) -> Option<Page<'_>> {
        self.pdf.pages().get(index).map(|page| Page { file: self, page })
    }

    /// What a stream holds; `None` where it would be more than a text has.
    fn content(&self, stream: &Stream<'_>) -> Option<Vec<u8>> {
        let found = unpacked(stream, STREAM.min(self.left.get()))?;
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

    /// The font that a content stream sets by this name.
    pub(super) fn font<'f>(
        &'f self,
        fonts: &Fonts<'f>,
        resources: &Resources<'f>,
        name: &[u8],
    ) -> Option<Rc<Font<'f>>> {
        let all = resources.0.get::<Dict<'f>>(keys::FONT)?;
        let name = Name::new(name)?;
        let id = all.get_ref(&*name).map(|id| (id.obj_number, id.gen_number));
        if let Some(known) = id.and_then(|id| fonts.known.borrow().get(&id).cloned()) {
            return known;
        }
        let dict = all.get::<Dict<'f>>(&*name);
        let font = dict.and_then(|dict| self.load(fonts, &dict)).map(Rc::new);
        if let Some(id) = id {
            fonts.known.borrow_mut().insert(id, font.clone());
        }
        font
    }

    fn load<'f>(&'f self, fonts: &Fonts<'f>, dict: &Dict<'f>) -> Option<Font<'f>> {
        if !is_bounded(dict) {
            return None;
        }
        let standard = |query: &FontQuery| {
            Some(match query {
                FontQuery::Standard(font) => font.get_font_data(),
                FontQuery::Fallback(font) => font.pick_standard_font().get_font_data(),
            })
        };
        let font = fonts.cache.font(
            dict,
            &(Arc::new(standard) as hayro_font::FontResolverFn),
            &(Arc::new(hayro_cmap::load_embedded) as hayro_font::CMapResolverFn),
        )?;
        Some(Font::new(Glyphs(font), &description(dict)))
    }

    /// The number of the marked content that a content stream calls so.
    pub(super) fn marked(&self, resources: &Resources<'_>, name: &[u8]) -> Option<u32> {
        let all = resources.0.get::<Dict<'_>>(keys::PROPERTIES)?;
        all.get::<Dict<'_>>(&*Name::new(name)?)?.get::<u32>(keys::MCID)
    }
}

/// A page of a file.
pub(super) struct Page<'f> {
    file: &'f File,
    page: &'f hayro_syntax::page::Page<'f>,
}

impl<'f> Page<'f> {
    /// What it draws; empty where it would be more than a text has.
    pub(super) fn content(&self) -> Vec<u8> {
        let dict = self.page.raw();
        let stream = dict.get::<Stream<'_>>(keys::CONTENTS);
        if let Some(stream) = stream {
            return self.file.content(&stream).unwrap_or_default();
        }
        let mut content = Vec::new();
        for stream in dict.get::<Array<'_>>(keys::CONTENTS).into_iter().flat_map(|all| all.iter()) {
            let part: Option<Vec<u8>> = self.file.content(&stream);
            content.extend(part.unwrap_or_default());
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
    let known = |filter| {
        Some(match filter {
            Filter::FlateDecode => Packing::Flate,
            Filter::LzwDecode => Packing::Lzw { early: true },
            Filter::AsciiHexDecode => Packing::Hex,
            Filter::Ascii85Decode => Packing::Ascii85,
            Filter::RunLengthDecode => Packing::Runs,
            _ => return None,
        })
    };
    let filters = stream.filters().into_iter().filter(|filter| *filter != Filter::Crypt);
    filters.map(known).collect()
}

/// Whether a stream that hayro will unpack itself unpacks to no more than a text has.
fn is_harmless(stream: &Stream<'_>) -> bool {
    packings(stream).is_none_or(|packings| {
        let raw = stream.raw_data();
        // No way of packing but these makes more than a thousand bytes of one.
        let grows = packings.iter().filter(|it| !matches!(it, Packing::Hex | Packing::Ascii85));
        let grows = grows.count() as u32;
        let most = (raw.len() as u128) * 3000u128.saturating_pow(grows);
        most <= STREAM as u128 || unpack(&raw, &packings, STREAM).is_some()
    })
}

/// Whether no stream of a font unpacks to more than a text has.
fn is_bounded(font: &Dict<'_>) -> bool {
    let streams = |dict: &Dict<'_>, keys: &[&[u8]]| {
        keys.iter().filter_map(|key| dict.get::<Stream<'_>>(key)).all(|it| is_harmless(&it))
    };
    let own = |dict: &Dict<'_>| {
        let descriptor = dict.get::<Dict<'_>>(keys::FONT_DESC).unwrap_or_default();
        streams(dict, &[keys::TO_UNICODE, keys::ENCODING, keys::CID_TO_GID_MAP])
            && streams(&descriptor, &[keys::FONT_FILE, keys::FONT_FILE2, keys::FONT_FILE3])
    };
    let below = font.get::<Array<'_>>(keys::DESCENDANT_FONTS);
    let below = below.and_then(|fonts| fonts.iter::<Dict<'_>>().next());
    own(font) && below.is_none_or(|below| own(&below))
}

/// What a font says of itself.
#[derive(Clone, Debug, Default)]
pub(super) struct Description {
    /// Its name, without the letters of a subset.
    pub(super) name: String,
    /// Its flags (PDF 32000-1, 9.8.2).
    pub(super) flags: u32,
    /// Its weight, if it says so: 400 is regular, 700 bold.
    pub(super) weight: f64,
    /// Its slant in degrees.
    pub(super) slant: f64,
    /// Whether a code is always a byte.
    pub(super) bytes: bool,
    /// Whether its letters are drawings of the file, and how large its em is then, of a size of 1.
    pub(super) drawn: Option<f64>,
}

fn description(font: &Dict<'_>) -> Description {
    let below = font.get::<Array<'_>>(keys::DESCENDANT_FONTS);
    let below = below.and_then(|fonts| fonts.iter::<Dict<'_>>().next());
    let of = below.as_ref().unwrap_or(font);
    let descriptor = of.get::<Dict<'_>>(keys::FONT_DESC).unwrap_or_default();
    let name = font.get::<Name<'_>>(keys::BASE_FONT);
    let name = name.map(|name| name.as_str().to_owned()).unwrap_or_default();
    let name = match name.split_once('+') {
        Some((subset, name)) if subset.len() == 6 => name.to_owned(),
        _ => name,
    };
    let drawn = font.get::<Name<'_>>(keys::SUBTYPE).as_deref() == Some(keys::TYPE3);
    let drawn = drawn.then(|| {
        let matrix = font.get::<[f64; 6]>(keys::FONT_MATRIX).unwrap_or([0.001; 6]);
        let bounds = font.get::<Rect>(keys::FONT_BBOX);
        bounds.map_or(0.0, |it| it.height().abs() * matrix[3].abs())
    });
    Description {
        name,
        flags: descriptor.get::<u32>(keys::FLAGS).unwrap_or(0),
        weight: descriptor.get::<f64>(keys::FONT_WEIGHT).unwrap_or(0.0),
        slant: descriptor.get::<f64>(keys::ITALIC_ANGLE).unwrap_or(0.0),
        bytes: below.is_none(),
        drawn,
    }
}

/// The glyphs of a font.
pub(super) struct Glyphs<'f>(hayro_font::Font<'f>);

/// A glyph of a font; lengths are thousandths of an em.
pub(super) struct Glyph {
    /// The letters it stands for, as far as the file says.
    pub(super) letters: Option<String>,
    /// How far it moves what comes after it.
    pub(super) advance: f64,
    /// Where its drawing begins above the baseline, and where it ends.
    pub(super) rises: Option<(f64, f64)>,
}

impl Glyphs<'_> {
    /// The code that begins at `at`, and its length in bytes.
    pub(super) fn code(&self, bytes: &[u8], at: usize) -> (u32, usize) {
        let (code, length) = self.0.read_code(bytes, at);
        (code, length.max(1))
    }

    /// Whether it is set from the top down.
    pub(super) fn is_vertical(&self) -> bool {
        !self.0.is_horizontal()
    }

    /// The glyph of a code; `outlined` asks for where its drawing begins.
    pub(super) fn glyph(&self, code: u32, outlined: impl Fn(&str) -> bool) -> Glyph {
        let glyph = self.0.glyph(self.0.map_code(code), code);
        let advance = self.0.code_advance(code);
        let advance = if self.is_vertical() { advance.y } else { advance.x };
        let letters = match &glyph {
            hayro_font::FontGlyph::Outline(glyph) => glyph.as_unicode(),
            hayro_font::FontGlyph::Type3(glyph) => glyph.as_unicode(),
        };
        let letters = letters.map(|letters| match letters {
            hayro_cmap::BfString::Char(letter) => letter.to_string(),
            hayro_cmap::BfString::String(letters) => letters,
        });
        let rises = match &glyph {
            hayro_font::FontGlyph::Outline(glyph) if letters.as_deref().is_some_and(&outlined) => {
                let bounds = glyph.outline().control_box();
                (bounds.height() > 0.0).then_some((bounds.y0, bounds.y1))
            }
            _ => None,
        };
        Glyph { letters, advance, rises }
    }
}

#[expect(dead_code, reason = "what the file says of its text is read next")]
fn resolved<'f>(file: &'f File, object: MaybeRef<Object<'f>>) -> Option<Object<'f>> {
    match object {
        MaybeRef::Ref(id) => file.pdf.xref().get::<Object<'f>>(id.into()),
        MaybeRef::NotRef(object) => Some(object),
    }
}
