//! XML → tree, for XHTML, package files and tables of contents. Only well-formed XML is taken:
//! the answer to the rest is [`soup`](super::soup), which reads anything.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::escape::{resolve_html5_entity, unescape_with};
use quick_xml::events::{BytesStart, Event};

use super::{Element, Node, Planter, Tree};

/// Adds an XML source to `tree`, under `root`. `None` if it is not well-formed; the tree then
/// holds the part before the fault under a root that is of no use.
pub(in crate::read) fn plant(tree: &mut Tree, root: Element, source: &str) -> Option<Node> {
    let mut reader = Reader::from_str(source);
    let mut planter = Planter::new(tree, root);
    let mut depth = 0usize;
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) => {
                planter.open(element(&tag)?);
                depth += 1;
            }
            Event::Empty(tag) => planter.empty(element(&tag)?),
            Event::End(_) => {
                depth = depth.checked_sub(1)?;
                planter.close();
            }
            Event::Text(text) => planter.text(&lines(&text)),
            Event::CData(text) => planter.text(&lines(&text)),
            Event::GeneralRef(entity) => match entity.resolve_char_ref() {
                Ok(Some(c)) => planter.text(c.encode_utf8(&mut [0; 4])),
                Ok(None) => match resolve_html5_entity(&entity) {
                    Some(words) => planter.text(words),
                    // An entity of the document's own: what its author typed is kept.
                    None => planter.text(&format!("&{};", &*entity)),
                },
                Err(_) => planter.text("\u{fffd}"),
            },
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    (depth == 0).then(|| planter.finish())
}

/// Line ends as XML has them (XML 1.0, 2.11).
fn lines(text: &str) -> Cow<'_, str> {
    if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    }
}

fn element(tag: &BytesStart<'_>) -> Option<Element> {
    let name = tag.name();
    let name: &str = name.as_ref();
    let local = name.rsplit_once(':').map_or(name, |(_, local)| local);
    let mut attributes = Vec::new();
    for attribute in tag.attributes().with_checks(false) {
        let attribute = attribute.ok()?;
        let key: &str = attribute.key.as_ref();
        let value: &str = &attribute.value;
        let value =
            unescape_with(value, resolve_html5_entity).map_or(value.into(), Cow::into_owned);
        attributes.push((key.to_ascii_lowercase().into(), value.into_boxed_str()));
    }
    Some(Element { name: local.to_ascii_lowercase().into(), attributes })
}
