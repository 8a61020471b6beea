//! The fonts of a file, and their glyphs.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use hayro_font::{FontCache, FontQuery};
use hayro_syntax::object::dict::keys;
use hayro_syntax::object::{Array, Dict, Name, Rect, Stream};

use super::{File, Id, Resources, STREAM, TABLE, packings};
use crate::read::pdf::drawn::font::Font;
use crate::read::pdf::inflate::unpack;

/// What is remembered of the fonts of a file while its pages are read.
#[derive(Default)]
pub(in crate::read::pdf) struct Fonts<'f> {
    cache: FontCache<'f>,
    known: RefCell<HashMap<Id, Option<Rc<Font<'f>>>>>,
}

impl File {
    /// The font that a content stream sets by this name.
    pub(in crate::read::pdf) fn font<'f>(
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
        if !self.is_bounded(dict) {
            self.cut.set(true);
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

    /// Whether no stream of a font, which hayro unpacks itself, unpacks to more than a font has.
    fn is_bounded(&self, font: &Dict<'_>) -> bool {
        const PROGRAMS: [&[u8]; 3] = [keys::FONT_FILE, keys::FONT_FILE2, keys::FONT_FILE3];
        const TABLES: [&[u8]; 3] = [keys::TO_UNICODE, keys::ENCODING, keys::CID_TO_GID_MAP];
        let all = |dict: &Dict<'_>, keys: [&[u8]; 3], most: usize| {
            let mut streams = keys.iter().filter_map(|key| dict.get::<Stream<'_>>(key));
            streams.all(|stream| self.is_harmless(&stream, most))
        };
        let own = |dict: &Dict<'_>| {
            let descriptor = dict.get::<Dict<'_>>(keys::FONT_DESC).unwrap_or_default();
            all(dict, TABLES, TABLE) && all(&descriptor, PROGRAMS, STREAM)
        };
        own(font) && below(font).is_none_or(|below| own(&below))
    }

    fn is_harmless(&self, stream: &Stream<'_>, most: usize) -> bool {
        let Some(packings) = packings(stream) else { return true };
        let left = self.left_for_fonts.get();
        let Some(found) = unpack(&stream.raw_data(), &packings, most.min(left)) else {
            return false;
        };
        self.left_for_fonts.set(left - found.len());
        true
    }
}

/// What a font says of itself.
#[derive(Clone, Debug, Default)]
pub(in crate::read::pdf) struct Description {
    /// Its name, without the letters of a subset.
    pub(in crate::read::pdf) name: String,
    /// Its flags (PDF 32000-1, 9.8.2).
    pub(in crate::read::pdf) flags: u32,
    /// Its weight, if it says so: 400 is regular, 700 bold.
    pub(in crate::read::pdf) weight: f64,
    /// Its slant in degrees.
    pub(in crate::read::pdf) slant: f64,
    /// Whether a code is always a byte.
    pub(in crate::read::pdf) bytes: bool,
    /// Whether its letters are drawings of the file, and how large its em is then, of a size of 1.
    pub(in crate::read::pdf) drawn: Option<f64>,
    /// The codes that its glyphs are called after, as those of TeX's bitmaps are: `a233`.
    pub(in crate::read::pdf) codes: Vec<u32>,
}

/// The font that has the glyphs of one whose codes are more than a byte.
fn below<'f>(font: &Dict<'f>) -> Option<Dict<'f>> {
    font.get::<Array<'f>>(keys::DESCENDANT_FONTS)?.iter::<Dict<'f>>().next()
}

fn description(font: &Dict<'_>) -> Description {
    let below = below(font);
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
        codes: if drawn.is_some() { codes(font) } else { Vec::new() },
        drawn,
    }
}

/// The codes that the drawings of a font are called after.
fn codes(font: &Dict<'_>) -> Vec<u32> {
    let drawings = font.get::<Dict<'_>>(keys::CHAR_PROCS).unwrap_or_default();
    let code = |name: &Name<'_>| name.as_str().strip_prefix('a')?.parse().ok();
    drawings.keys().take(256).filter_map(|name| code(&name)).collect()
}

/// The glyphs of a font.
pub(in crate::read::pdf) struct Glyphs<'f>(hayro_font::Font<'f>);

/// A glyph of a font; lengths are thousandths of an em.
pub(in crate::read::pdf) struct Glyph {
    /// The letters it stands for, as far as the file says.
    pub(in crate::read::pdf) letters: Option<String>,
    /// How far it moves what comes after it.
    pub(in crate::read::pdf) advance: f64,
    /// Where its drawing begins above the baseline.
    pub(in crate::read::pdf) rises: Option<f64>,
}

impl Glyphs<'_> {
    /// The code that begins at `at`, and its length in bytes.
    pub(in crate::read::pdf) fn code(&self, bytes: &[u8], at: usize) -> (u32, usize) {
        let (code, length) = self.0.read_code(bytes, at);
        (code, length.max(1))
    }

    /// Whether it is set from the top down.
    pub(in crate::read::pdf) fn is_vertical(&self) -> bool {
        !self.0.is_horizontal()
    }

    /// The glyph of a code; `outlined` asks for where its drawing begins.
    pub(in crate::read::pdf) fn glyph(&self, code: u32, outlined: impl Fn(&str) -> bool) -> Glyph {
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
                (bounds.height() > 0.0).then_some(bounds.y0)
            }
            _ => None,
        };
        Glyph { letters, advance, rises }
    }
}
