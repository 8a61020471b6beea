//! Which part of a page is the text, and what around it is the site's.
//!
//! A page may say so (`<main>`, `<article>`, `role="main"`), and is believed if the part it names
//! holds most of the page's prose. Else the whole page is read, less what is made of links. In
//! doubt a part is kept: a menu too many is a nuisance, a paragraph too few is a loss.

use std::collections::HashSet;

use crate::language::heading::heads_sources;
use crate::read::html::conventions::{Meaning, means};
use crate::read::html::notes::Plan;
use crate::read::html::tree::element::{heading_level, is_block, is_silent};
use crate::read::html::tree::{Node, Tree};

/// What of a page is read.
#[derive(Debug)]
pub(super) struct Article<'t> {
    /// The element that holds the text.
    pub(super) root: Node,
    /// What inside it belongs to the site.
    pub(super) furniture: HashSet<Node>,
    /// The prose and the links of the page.
    weights: Weights<'t>,
}

/// Prose and links before each node, in bytes: what an element holds is a difference.
#[derive(Debug)]
struct Weights<'t> {
    tree: &'t Tree,
    prose: Vec<usize>,
    linked: Vec<usize>,
    links: Vec<usize>,
}

impl<'t> Weights<'t> {
    fn of(tree: &'t Tree) -> Self {
        let (mut prose, mut linked, mut links) = (vec![0], vec![0], vec![0]);
        let (mut silent, mut link) = (None, None);
        let inside = |end: Option<Node>, node: Node| end.is_some_and(|end| node < end);
        let mut sums = (0, 0, 0);
        for node in tree.all() {
            let name = tree.name(node);
            if !inside(silent, node) {
                if is_silent(name) || is_navigation(tree, node) {
                    silent = Some(tree.after(node));
                } else if name == "a" && tree.attribute(node, "href").is_some() {
                    link = Some(tree.after(node));
                    sums.2 += usize::from(!tree.content(node).trim().is_empty());
                } else if let Some(text) = tree.text(node) {
                    let sum = if inside(link, node) { &mut sums.1 } else { &mut sums.0 };
                    *sum += text.trim().len();
                }
            }
            prose.push(sums.0);
            linked.push(sums.1);
            links.push(sums.2);
        }
        Self { tree, prose, linked, links }
    }

    fn sum(&self, sums: &[usize], node: Node) -> usize {
        sums[self.tree.after(node).index()] - sums[node.index()]
    }

    fn prose(&self, node: Node) -> usize {
        self.sum(&self.prose, node)
    }

    /// Whether an element is made of links: several, and most of its words.
    fn is_menu(&self, node: Node) -> bool {
        let linked = self.sum(&self.linked, node);
        self.sum(&self.links, node) >= 3 && linked > 2 * self.prose(node)
    }
}

/// Finds the text of a page.
pub(super) fn find<'t>(tree: &'t Tree, page: Node, plan: &Plan) -> Article<'t> {
    let weights = Weights::of(tree);
    let root = root(tree, page, &weights);
    let mut furniture: HashSet<Node> = HashSet::new();
    let kept = keepers(tree, plan);
    let keeps = |node: Node| {
        let from = kept.partition_point(|&kept| kept < node);
        kept.get(from).is_some_and(|&kept| tree.encloses(node, kept))
    };
    for node in tree.within(root).skip(1) {
        if is_site(tree, root, node, &weights) && !keeps(node) {
            furniture.insert(node);
        }
    }
    if !matches!(tree.name(root), "article" | "main") {
        furniture.extend(menus(tree, root, &weights).into_iter().filter(|&node| !keeps(node)));
    }
    Article { root, furniture, weights }
}

/// What stands between the title of a text and the element that holds the text, less what is the
/// site’s: what it says before it begins.
pub(super) fn head(tree: &Tree, page: Node, title: Node, article: &Article<'_>) -> Vec<Node> {
    let (root, weights) = (article.root, &article.weights);
    let mut head = Vec::new();
    let mut node = tree.after(title);
    while node < root {
        if tree.encloses(node, root) {
            node = node.following();
            continue;
        }
        let site = is_site(tree, page, node, weights) || weights.is_menu(node);
        if !site && !tree.content(node).trim().is_empty() {
            head.push(node);
        }
        node = tree.after(node);
    }
    head
}

/// What a part must not hold to be left out: notes, and what refers to them; the title, and lists
/// of sources.
fn keepers(tree: &Tree, plan: &Plan) -> Vec<Node> {
    let mut kept: Vec<Node> =
        plan.notes.references.keys().chain(plan.notes.starts.keys()).copied().collect();
    kept.extend(tree.all().filter(|&node| {
        let level = heading_level(tree.name(node));
        level.is_some_and(|level| level == 1 || heads_sources(tree.content(node)).is_some())
    }));
    // A paragraph is the author’s, wherever it stands.
    kept.extend(tree.all().filter(|&node| {
        tree.name(node) == "p"
            && tree.content(node).len() > 120
            && tree.ancestors(node).any(|outer| is_navigation(tree, outer))
            && !tree.within(node).any(|inner| tree.name(inner) == "a")
    }));
    kept.sort_unstable();
    kept
}

/// The element that holds the text: the innermost that claims to and holds most of the prose.
fn root(tree: &Tree, page: Node, weights: &Weights<'_>) -> Node {
    let body = tree.within(page).rfind(|&node| tree.name(node) == "body").unwrap_or(page);
    // Words outside of the body, in broken pages, are words of the page, as browsers have it.
    let words = |node: Node| weights.prose(node) + weights.sum(&weights.linked, node);
    let mut root = if words(body) < words(page) { page } else { body };
    for claim in tree.within(page) {
        let claims = matches!(tree.name(claim), "main" | "article")
            || means(tree, claim, Meaning::Main)
            // The head of an article, its title and what it says before it begins, is of the article.
            || tree.attribute(claim, "itemprop") == Some("articleBody")
                && tree.name(root) != "article";
        if claims
            && tree.encloses(root, claim)
            && weights.prose(claim) * 3 > weights.prose(root) * 2
        {
            root = claim;
        }
    }
    root
}

fn is_navigation(tree: &Tree, node: Node) -> bool {
    tree.name(node) == "nav"
        || means(tree, node, Meaning::Navigation) && heading_level(tree.name(node)).is_none()
        || means(tree, node, Meaning::SiteContents) && tree.name(node) != "main"
}

/// Whether an element is the site's: its navigation, or a head or foot of the whole page.
fn is_site(tree: &Tree, root: Node, node: Node, weights: &Weights<'_>) -> bool {
    if is_navigation(tree, node) || is_unprinted(tree, node) || is_contents(tree, node, weights) {
        return true;
    }
    let outside = || {
        let parts = tree.ancestors(node).take_while(|&outer| outer >= root);
        parts.into_iter().all(|outer| !matches!(tree.name(outer), "article" | "section" | "main"))
    };
    match tree.name(node) {
        "header" | "footer" if outside() => {
            (weights.is_menu(node) || tree.name(node) == "footer" && is_foot(tree, node, weights))
                && !lists_works(tree, node)
        }
        "aside" | "div" | "section" | "ul" | "form" => {
            means(tree, node, Meaning::SiteName)
                && weights.is_menu(node)
                && !lists_works(tree, node)
        }
        _ => false,
    }
}

/// Whether the foot of a page is the site’s: it says whose site it is and by what it is made, or has
/// links rather than words. Place and date, a dedication, where a text was first printed are the
/// author’s.
fn is_foot(tree: &Tree, foot: Node, weights: &Weights<'_>) -> bool {
    const SITES: [&str; 17] = [
        "©",
        "(c) ",
        "copyright",
        "rights reserved",
        "powered by",
        "built with",
        "generated",
        "hosted",
        "theme",
        "cookie",
        "privacy",
        "impressum",
        "contact",
        "kontakt",
        "subscribe",
        "updated",
        "modified",
    ];
    let prose = weights.prose(foot);
    if prose >= 400 {
        return false;
    }
    let words = tree.content(foot).to_lowercase();
    means(tree, foot, Meaning::SiteFoot)
        || SITES.iter().any(|sign| words.contains(sign))
        || weights.sum(&weights.linked, foot) >= prose
}

/// Whether MediaWiki leaves an element out when it prints a page: ways to other pages, what is wanting.
fn is_unprinted(tree: &Tree, node: Node) -> bool {
    means(tree, node, Meaning::Unprinted) && !means(tree, node, Meaning::PrintedAnyway)
}

/// Whether an element says that it is a table of contents, and has little but links.
fn is_contents(tree: &Tree, node: Node, weights: &Weights<'_>) -> bool {
    means(tree, node, Meaning::Contents)
        && 2 * weights.sum(&weights.linked, node) > weights.prose(node)
}

/// Whether most of the links of an element are works, as a list of sources has them: with a year, an
/// address, or the stops between author, title and place. The ways of a site are called by a name.
fn lists_works(tree: &Tree, node: Node) -> bool {
    let (mut works, mut links) = (0, 0);
    for link in tree.within(node).filter(|&node| tree.name(node) == "a") {
        let words = tree.content(link).trim();
        let item =
            tree.ancestors(link).take(2).find(|&outer| matches!(tree.name(outer), "li" | "p"));
        let item = item.map_or(words, |item| clip(tree.content(item).trim()));
        links += usize::from(!words.is_empty());
        works += usize::from(!words.is_empty() && is_work(clip(words), item));
    }
    works * 2 >= links && works > 0
}

/// No name of a work is longer, in bytes.
const LONGEST: usize = 400;

fn clip(words: &str) -> &str {
    let mut end = words.len().min(LONGEST);
    while !words.is_char_boundary(end) {
        end -= 1;
    }
    &words[..end]
}

fn is_work(words: &str, item: &str) -> bool {
    if words.starts_with("http://") || words.starts_with("https://") {
        return true;
    }
    let count = item.split_whitespace().count();
    let numbers = item.split(|c: char| !c.is_ascii_digit());
    let dated =
        numbers.filter(|number| number.len() == 4).any(|number| ("1400".."2100").contains(&number));
    let stops = [", ", ". ", ": "].iter().map(|stop| item.matches(stop).count()).sum::<usize>();
    // Author and title, and what is put in quotation marks.
    let titled = words.contains(", ") || words.contains(": ") || words.contains(['“', '«', '„']);
    count > 3 && titled
        || count > 2 && dated && (stops > 0 || item.contains('('))
        || count > 4 && stops > 1
}

/// The parts made of links that stand before the first paragraph and after the last: what a page
/// without any sign has for menus. A list of links within the text is the author's, and so is one
/// that a heading stands over after the last paragraph, or a line that announces it: further
/// reading; and so is a list of works, whatever stands over it.
fn menus(tree: &Tree, root: Node, weights: &Weights<'_>) -> Vec<Node> {
    let paragraph = |node: &Node| {
        is_block(tree.name(*node))
            && !tree.children(*node).any(|child| is_block(tree.name(child)))
            && weights.prose(*node) > 120
    };
    let mut paragraphs = tree.within(root).filter(paragraph);
    let Some(first) = paragraphs.next() else { return Vec::new() };
    let last = paragraphs.next_back().unwrap_or(first);
    let mut menus = Vec::new();
    let mut resume = root;
    for node in tree.within(root).skip(1) {
        if node < resume {
            continue;
        }
        if node > last && (heading_level(tree.name(node)).is_some() || announces(tree, node)) {
            break;
        }
        let outside = tree.after(node) <= first || node >= tree.after(last);
        let sort = matches!(tree.name(node), "ul" | "ol" | "div" | "table" | "p" | "td" | "center");
        let kept = |node| lists_works(tree, node) || is_labelled(tree, node);
        if sort && outside && weights.is_menu(node) && !kept(node) {
            menus.push(node);
            resume = tree.after(node);
        }
    }
    menus
}

/// Whether an element is or stands in a cell whose row says what it is: the facts of a thing, which
/// may all be links, and no menu.
fn is_labelled(tree: &Tree, node: Node) -> bool {
    let cell = std::iter::once(node).chain(tree.ancestors(node)).find(|&n| tree.name(n) == "td");
    let row = cell.and_then(|cell| tree.parent(cell)).filter(|&row| tree.name(row) == "tr");
    row.is_some_and(|row| tree.children(row).any(|cell| tree.name(cell) == "th"))
}

/// Whether a line says that sources follow, or ends with the colon before a list.
fn announces(tree: &Tree, node: Node) -> bool {
    let line = matches!(tree.name(node), "p" | "div" | "b" | "strong" | "center" | "dt");
    let words = if line { tree.content(node).trim() } else { "" };
    words.len() < 80 && (words.ends_with(':') || heads_sources(words).is_some())
}
