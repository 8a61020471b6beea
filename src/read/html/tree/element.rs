//! What the elements of HTML are: which begin a block, which hold nothing, which are not read,
//! which style their words. Pages and the HTML within Markdown go by the same lists.

use crate::doc::MarkKind;

/// The elements that begin a block of their own (HTML, flow content that is not phrasing), and
/// those of EPUB's older cousins that do.
pub(in crate::read) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "frameset"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "listing"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "optgroup"
            | "option"
            | "p"
            | "plaintext"
            | "pre"
            | "search"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
            | "xmp"
            | PAGE
    )
}

/// The root of one page among those of a book. No source can spell it.
pub(in crate::read) const PAGE: &str = "#page";

/// The elements that hold nothing and have no end tag (HTML, void elements).
pub(in crate::read) fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "basefont"
            | "bgsound"
            | "br"
            | "col"
            | "embed"
            | "frame"
            | "hr"
            | "img"
            | "input"
            | "keygen"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// The elements whose content no browser shows as text of the page.
pub(in crate::read) fn is_silent(name: &str) -> bool {
    matches!(
        name,
        "annotation"
            | "annotation-xml"
            | "applet"
            | "audio"
            | "button"
            | "canvas"
            | "datalist"
            | "head"
            | "iframe"
            | "input"
            | "link"
            | "meta"
            | "noembed"
            | "noframes"
            | "noscript"
            | "rp"
            | "script"
            | "select"
            | "style"
            | "svg"
            | "template"
            | "textarea"
            | "title"
            | "video"
    )
}

/// The level of a heading, 1 to 6.
pub(in crate::read) fn heading_level(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
        _ => None,
    }
}

/// The elements that style words and are closed and opened again where they overlap others.
pub(in crate::read) fn is_formatting(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "acronym"
            | "b"
            | "bdi"
            | "bdo"
            | "big"
            | "cite"
            | "code"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "ins"
            | "kbd"
            | "label"
            | "mark"
            | "nobr"
            | "q"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "tt"
            | "u"
            | "var"
    )
}

/// The style that an element gives its words by its name alone.
pub(in crate::read) fn style(name: &str) -> Option<MarkKind> {
    Some(match name {
        "em" | "i" | "cite" | "var" | "dfn" => MarkKind::Emphasis,
        "strong" | "b" => MarkKind::Strong,
        "s" | "del" | "strike" => MarkKind::Strike,
        "code" | "kbd" | "samp" | "tt" => MarkKind::Code,
        "sup" => MarkKind::Superscript,
        "sub" => MarkKind::Subscript,
        _ => return None,
    })
}

/// Whether HTML has, or ever had, an element of that name.
pub(in crate::read) fn is_known(name: &str) -> bool {
    is_block(name)
        || is_void(name)
        || is_silent(name)
        || is_formatting(name)
        || matches!(
            name,
            "colgroup"
                | "data"
                | "map"
                | "marquee"
                | "math"
                | "menuitem"
                | "meter"
                | "object"
                | "output"
                | "picture"
                | "progress"
                | "rb"
                | "rt"
                | "rtc"
                | "ruby"
                | "slot"
                | "time"
        )
}

/// The elements that white space around words must not hide: they stand for something.
pub(in crate::read) fn is_media(name: &str) -> bool {
    matches!(name, "img" | "image" | "math" | "svg" | "hr")
}
