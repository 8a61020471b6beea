//! What an element looks like: verse or prose, which style, which number, which picture.

use super::drawing;
use crate::doc::MarkKind;
use crate::language::fold::one_line;
use crate::language::numeral::{to_letters, to_roman};
use crate::read::html::conventions::{Meaning, means};
use crate::read::html::tree::element::{self, is_block};
use crate::read::html::tree::{Node, Tree};

/// How a block without a shape of its own is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// As a paragraph.
    Prose,
    /// As verse, whose blocks are lines or stanzas.
    Verse,
    /// As a stanza, whose lines end with `<br>` or are elements of their own.
    Stanza,
    /// As one line of verse.
    Line,
}

/// The shape of a paragraph or a division; `verse` says that it stands in verse.
pub(super) fn of(tree: &Tree, node: Node, verse: bool) -> Shape {
    let paragraph = tree.name(node) == "p";
    let broken = || tree.within(node).any(|inner| tree.name(inner) == "br");
    let lines = tree.children(node).any(|child| is_block(tree.name(child)));
    if verse && means(tree, node, Meaning::Stanza) {
        return if lines { Shape::Verse } else { Shape::Stanza };
    }
    if verse && !matches!(tree.name(node), "blockquote" | "li" | "dd") {
        let line = means(tree, node, Meaning::Line)
            || tree.parent(node).is_some_and(|parent| means(tree, parent, Meaning::LineHolder));
        return match (lines, paragraph) {
            (true, _) => Shape::Verse,
            (false, true) if !line || broken() => Shape::Stanza,
            (false, _) => Shape::Line,
        };
    }
    // `verse` on a paragraph without line breaks is a verse of scripture, which is prose.
    if is_verse(tree, node) && (!paragraph || broken()) { Shape::Verse } else { Shape::Prose }
}

/// Whether an element says that it is verse.
pub(super) fn is_verse(tree: &Tree, node: Node) -> bool {
    means(tree, node, Meaning::Verse)
}

/// Whether a division is set in one line with what stands beside it: the number of an entry of a
/// bibliography and its words, as citeproc parts them.
pub(super) fn runs_on(tree: &Tree, node: Node) -> bool {
    means(tree, node, Meaning::RunsOn)
}

/// How far a line of verse is set in, in steps of two blanks or in blanks, by its class (`i1` of
/// some books, `i4` of others); and in blanks by its style.
pub(super) fn indent(tree: &Tree, line: Node, steps: bool) -> usize {
    /// No line is set in farther.
    const MOST: usize = 32;
    let class = tree.list(line, "class").filter_map(indent_class).max();
    let blanks = class.map_or(0, |number| if steps { 2 * number } else { number });
    blanks.max(indent_style(tree.attribute(line, "style").unwrap_or(""))).min(MOST)
}

/// Whether the classes of indents of a tree count steps: where some are odd.
pub(super) fn counts_steps(tree: &Tree) -> bool {
    let mut classes = tree.all().flat_map(|node| tree.list(node, "class"));
    classes.any(|class| indent_class(class).is_some_and(|number| number % 2 == 1))
}

fn indent_class(class: &str) -> Option<usize> {
    let name = class.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = &class[name.len()..];
    let name = name.trim_end_matches(['-', '_']);
    let known = ["i", "in", "ind", "indent", "verseindent", "line-indent", "indented"];
    if !known.contains(&name) || digits.len() > 2 {
        return None;
    }
    match digits {
        "" => name.starts_with("indent").then_some(1),
        digits => digits.parse().ok(),
    }
}

/// How far a style sets a line in, in blanks: half an em each. A line that hangs is not set in.
fn indent_style(style: &str) -> usize {
    let style = style.replace(' ', "");
    let length = |property: &str| {
        let (_, value) = style.split_once(property)?;
        let end = value.find(|c: char| !c.is_ascii_digit() && !".-".contains(c))?;
        let number = value[..end].parse::<f32>().ok()?;
        value[end..].starts_with("em").then_some((number * 2.0) as i32)
    };
    let all =
        ["margin-left:", "padding-left:", "text-indent:"].map(|name| length(name).unwrap_or(0));
    all.iter().sum::<i32>().max(0) as usize
}

/// Whether an element of verse is one line of it, or less.
pub(super) fn is_one_line(tree: &Tree, node: Node) -> bool {
    let after_break = tree.within(node).skip_while(|&inner| tree.name(inner) != "br");
    let words = |inner: Node| tree.text(inner).is_some_and(|text| !text.trim().is_empty());
    !after_break.into_iter().any(words)
        && !tree.within(node).skip(1).any(|inner| is_block(tree.name(inner)))
}

/// Whether white space and line breaks in an element of verse stay as they are, by its style.
pub(super) fn keeps_lines(tree: &Tree, node: Node) -> bool {
    let style = tree.attribute(node, "style").unwrap_or("").replace(' ', "");
    style.contains("white-space:pre") && is_verse(tree, node)
}

/// The style of inline elements, by their name or else their `style`.
pub(super) fn style(tree: &Tree, node: Node, name: &str) -> Option<MarkKind> {
    match name {
        "span" | "font" => style_of(tree, node),
        _ => element::style(name),
    }
}

/// The style that word processors write out, or that old books have as a class.
fn style_of(tree: &Tree, node: Node) -> Option<MarkKind> {
    if means(tree, node, Meaning::Italic) {
        return Some(MarkKind::Emphasis);
    }
    if means(tree, node, Meaning::Bold) {
        return Some(MarkKind::Strong);
    }
    let style: String = tree.attribute(node, "style")?.chars().filter(|c| *c != ' ').collect();
    let says = |what: &str| style.contains(what);
    Some(match () {
        () if says("font-style:italic") || says("font-style:oblique") => MarkKind::Emphasis,
        () if says("font-weight:bold") || says("font-weight:7") => MarkKind::Strong,
        () if says("text-decoration:line-through") => MarkKind::Strike,
        () if says("vertical-align:super") => MarkKind::Superscript,
        () if says("vertical-align:sub") => MarkKind::Subscript,
        () => return None,
    })
}

/// A page of the printed original that begins at an element, and its number if the element says.
pub(super) fn page_begins(tree: &Tree, node: Node) -> Option<Option<Box<str>>> {
    let says = means(tree, node, Meaning::PageBreak)
        // An anchor that says where a page begins, and not a link that refers to one.
        || means(tree, node, Meaning::PageAnchor) && tree.attribute(node, "href").is_none();
    if !says {
        return None;
    }
    let words = tree.content(node).trim();
    if words.chars().count() > 16 || matches!(tree.name(node), "table" | "body") {
        return None;
    }
    let titles = [tree.attribute(node, "title"), tree.attribute(node, "aria-label"), Some(words)];
    let number = titles.into_iter().flatten().find_map(|title| {
        let bare = title.trim().trim_matches(['[', ']', '(', ')', '{', '}', '.', ' ', '-', '–']);
        let last = bare.rsplit([' ', '.']).next().unwrap_or(bare);
        (!last.is_empty()).then(|| Box::from(last))
    });
    Some(number.or_else(|| {
        // `id="page_12"`
        let id = tree.attribute(node, "id")?;
        let digits = id.rsplit(|c: char| !c.is_ascii_alphanumeric()).next()?;
        let digits = digits.trim_start_matches(|c: char| c.is_ascii_alphabetic());
        (!digits.is_empty()).then(|| Box::from(digits))
    }))
}

/// The caption of a figure and the picture it says all there is to say of: what stands for that are
/// the same words.
pub(super) fn captioned(tree: &Tree, figure: Node) -> Option<(Node, Node)> {
    let caption = tree.children(figure).find(|&child| tree.name(child) == "figcaption")?;
    let said = one_line(tree.content(caption));
    let mut pictures = tree.within(figure).filter(|&node| tree.name(node) == "img");
    let same = |&node: &Node| tree.attribute(node, "alt").is_some_and(|alt| one_line(alt) == said);
    pictures.find(same).map(|picture| (caption, picture))
}

/// Whether a caption is that of a figure which shows an image.
pub(super) fn is_of_image(tree: &Tree, caption: Node) -> bool {
    let figure = tree.ancestors(caption).find(|&node| tree.name(node) == "figure");
    figure.is_some_and(|figure| shows_image(tree, figure))
}

/// How many nodes of an element are looked at for an image: those of a figure are few, and an element may
/// be the whole page.
const NODES: usize = 200;

/// Whether an element shows an image, near its beginning.
fn shows_image(tree: &Tree, node: Node) -> bool {
    tree.within(node).take(NODES).any(|inner| tree.name(inner) == "img")
}

/// Whether an element holds no words, and little else.
pub(super) fn is_wordless(tree: &Tree, node: Node) -> bool {
    let mut inner = tree.within(node);
    let blank = |inner: Node| tree.text(inner).is_none_or(|text| text.trim().is_empty());
    inner.by_ref().take(NODES).all(blank) && inner.next().is_none()
}

/// Whether an element stands right after one that shows an image.
pub(super) fn follows_image(tree: &Tree, node: Node) -> bool {
    let before = std::iter::successors(tree.previous(node), |&before| tree.previous(before));
    let blank = |before: &Node| tree.text(*before).is_some_and(|text| text.trim().is_empty());
    let mut before = before.skip_while(blank);
    before.next().is_some_and(|before| shows_image(tree, before))
}

/// The words that stand for a picture; `None` if it has none, as decoration has.
pub(super) fn picture(tree: &Tree, node: Node) -> Option<String> {
    let attribute = |name| tree.attribute(node, name).map(str::trim).filter(|s| !s.is_empty());
    match tree.name(node) {
        "img" => attribute("alt").map(str::to_owned),
        "svg" => drawing::words(tree, node),
        _ => None,
    }
}

/// Whether something stands for the element that is a picture.
pub(super) fn is_picture(tree: &Tree, node: Node) -> bool {
    tree.name(node) == "img"
        && tree.attribute(node, "alt").is_some_and(|alt| !alt.trim().is_empty())
}

/// The language that a block of code names, in one of the ways of highlighters.
pub(super) fn language(tree: &Tree, node: Node) -> Option<Box<str>> {
    let code = tree.children(node).find(|&child| tree.name(child) == "code");
    [Some(node), code]
        .into_iter()
        .flatten()
        .find_map(|node| {
            let mut classes = tree.list(node, "class");
            classes
                .find_map(|class| class.strip_prefix("language-").or(class.strip_prefix("lang-")))
        })
        .map(Box::from)
}

/// How a list is numbered: `1`, `a`, `A`, `i` or `I`.
pub(super) fn numbering(tree: &Tree, list: Node) -> char {
    let kind = tree.attribute(list, "type").and_then(|kind| kind.chars().next());
    let style = tree.attribute(list, "style").unwrap_or("");
    let named = [
        ("lower-alpha", 'a'),
        ("lower-latin", 'a'),
        ("upper-alpha", 'A'),
        ("upper-latin", 'A'),
        ("lower-roman", 'i'),
        ("upper-roman", 'I'),
    ];
    let styled = named.iter().find(|(name, _)| style.contains(name)).map(|&(_, sort)| sort);
    kind.filter(|kind| "aAiI".contains(*kind)).or(styled).unwrap_or('1')
}

/// The marker that the style of an item spells out (CSS Lists 3, `list-style-type`).
pub(super) fn own_marker(tree: &Tree, item: Node) -> Option<String> {
    let (_, style) = tree.attribute(item, "style")?.split_once("list-style-type:")?;
    let style = style.trim_start();
    let quote = style.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let mut marker = String::new();
    let mut chars = style.chars().skip(1);
    while let Some(c) = chars.next().filter(|&c| c != quote) {
        marker.push(if c == '\\' { chars.next()? } else { c });
    }
    let marker = marker.trim();
    (!marker.is_empty()).then(|| marker.to_owned())
}

/// The element in which a page spells out the marker of an item, before its words: LaTeXML in an
/// item, Word in a paragraph. Word's filtered pages say so no more, but set blanks in the smallest
/// type after the marker.
pub(super) fn spelled_marker(tree: &Tree, item: Node) -> Option<Node> {
    let styled = |node: Node, what: &str| {
        tree.attribute(node, "style").is_some_and(|style| style.contains(what))
    };
    let listed = tree.list(item, "class").any(|class| class.starts_with("MsoList"));
    let spelled = |node: &Node| match tree.name(item) {
        "li" => means(tree, *node, Meaning::Marker),
        _ if styled(*node, "mso-list:Ignore") => true,
        _ => listed && tree.children(*node).any(|inner| styled(inner, "font:7.0pt")),
    };
    let before_words = |node: &Node| tree.text(*node).is_none_or(|text| text.trim().is_empty());
    let outer = tree.within(item).skip(1).take_while(before_words);
    outer.take(8).find(spelled)
}

/// The marker that is spelled out in `element`. Word spells bullets with letters of fonts that have
/// pictures in their place.
pub(super) fn spelled(tree: &Tree, element: Node) -> String {
    match tree.content(element).trim_matches(|c: char| c.is_whitespace() || c == '\u{a0}') {
        "" | "o" | "§" | "·" | "Ø" | "v" | "ü" => "•".to_owned(),
        marker => marker.to_owned(),
    }
}

/// A number as a list of that sort shows it.
pub(super) fn number(number: i64, sort: char) -> String {
    match sort {
        'a' | 'A' if number > 0 => {
            let letters = to_letters(usize::try_from(number).unwrap_or_default());
            if sort == 'A' { letters.to_uppercase() } else { letters }
        }
        'i' | 'I' if (1..4000).contains(&number) => {
            let roman = to_roman(u32::try_from(number).unwrap_or_default());
            if sort == 'I' { roman.to_uppercase() } else { roman }
        }
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_lists() {
        let cases = [
            (1, 'a', "a"),
            (28, 'A', "AB"),
            (4, 'i', "iv"),
            (1990, 'I', "MCMXC"),
            (0, 'a', "0"),
            (-3, '1', "-3"),
        ];
        for (value, sort, shown) in cases {
            assert_eq!(number(value, sort), shown);
        }
    }
}
