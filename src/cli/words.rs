//! What the help says of options and commands at length, and the examples of the manual.

pub(super) const ABOUT: &str = "Read annotated texts in the terminal";

pub(super) const LONG_ABOUT: &str = "\
Reads essays, articles and books whose argument lives half in the notes. The
note that belongs to the line you are reading stands beside it; a citation
opens its source; a source shows every place that cites it; every jump has a
way back. Press ? for the keys.

Where standard output is not a terminal, the text is printed instead.";

pub(super) const FILE_HELP: &str = "\
The texts to read: the first is opened, and B lists the others; - is
standard input, and so is nothing where a pipe or a file stands there.
A folder opens as the list of the texts in it. Without a name the text
read last is opened where it was left, or, the first time, the
companion that comes with ibid";

/// What a command is given to work on.
pub(super) const TEXT_HELP: &str = "The text; - is standard input";

pub(super) const AS_PRINTED_HELP: &str = "\
Leave the pages of a scanned text as they lie. Without it they are
put in order, paragraphs cut by the end of a page are joined, and
notes are gathered from the feet of the pages";

pub(super) const RESTORE_HELP: &str = "\
Restore the text as a printed one, though it does not show of itself
that it was printed. Of a text that is read in the terminal this and
--as-printed are remembered; --restore=auto leaves it to the text
again";

/// The formats of an export, as they are asked for.
pub(super) const FORMATS: &str = "json, markdown, html, text, bibtex or csl-json";

pub(super) const BIBLIOGRAPHY_HELP: &str = "\
Take the sources of citations such as [@key, p. 3] from FILE: BibTeX,
CSL JSON or YAML, or Hayagriva. Files the text itself names, under
bibliography: in its metadata, need no asking for";

pub(super) const PASSWORD_HELP: &str = "\
Open a PDF that is locked with the password in the first line of FILE.
A file, because others can see what is typed after a command";

pub(super) const BOOK_HELP: &str = "\
Read the FILEs, or those of a folder, as the chapters of one book,
with links and sources from one to the other. A list with them says
in which order (_quarto.yml, _bookdown.yml, SUMMARY.md, the package
file of an EPUB); else that of their names holds, 2 before 10";

pub(super) const MARKED_HELP: &str = "\
The texts whose marks are meant; without one, those of all texts.
With --into, --beside and --import there is one";

/// The formats of marks, as they are asked for.
pub(super) const MARK_FORMATS: &str = "markdown, json, csv, org or clippings";

pub(super) const INTO_HELP: &str = "\
Put the marks that are new into NOTE, in the order of the text. What
you edited or wrote there stays as it is; what you did not is written
anew where a mark changed. NOTE is made where there is none";

pub(super) const IMPORT_HELP: &str = "\
Take up the marks in THEIRS whose words are in FILE, each once:
My Clippings.txt of a Kindle, KOReader (metadata.*.lua or JSON),
Hypothesis or W3C JSON, Readwise CSV, notes or JSON of Zotero, and
the highlights and comments that a PDF carries";

pub(super) const THEME_HELP: &str = "\
The look: dark or light; terminal, in its own colours; auto, which is
light or dark as the terminal says it is; or a theme of the config";

pub(super) const COLOR_HELP: &str = "\
Whether what is printed has italic and bold letters, as less -R shows
them: always, or never, as where nothing is said";

pub(super) const LINEAR_HELP: &str = "\
Say everything in lines, for a screen reader or a braille display: no
screen is drawn and nothing is said anew. j and k go from paragraph to
paragraph, Space reads a page of them; notes follow the paragraph that
refers to them. All keys hold, and each says what it did";

pub(super) const WANTED_HELP: &str = "\
List the works that two texts or more cite and that are not among
them, with how many cite each: what to read next";

pub(super) const LIKE_HELP: &str = "\
List the texts that share most sources with TEXT, which is named by
its file or by words of its title";

/// The situations a command line stands for, and the command line.
pub(crate) const EXAMPLES: &[(&str, &str)] = &[
    ("Read a text", "ibid essay.md"),
    ("Read one of the texts in a folder", "ibid ~/texts"),
    ("Read with a screen reader, paragraph by paragraph", "ibid --linear essay.md"),
    ("Have several texts at hand, one B away from the other", "ibid essay.md book.epub"),
    ("Go on with the text read last, where you left it", "ibid"),
    ("Read a scanned booklet page by page, as it lies on the paper", "ibid --as-printed zine.txt"),
    (
        "Restore a booklet that does not show of itself that it was printed",
        "ibid --restore zine.txt",
    ),
    ("Read an article as its publisher made it", "ibid article.pdf"),
    ("Read what another program writes", "pandoc -t markdown thesis.odt | ibid"),
    ("Print a text, its notes at the end, 72 cells wide", "ibid --width 72 essay.md | less"),
    ("Page through a text with less, its emphasis kept", "ibid --color always essay.md | less -R"),
    ("Restore a scanned text once and for all", "ibid export zine.txt --to md -o zine.md"),
    ("Read a text with the sources it cites", "ibid --bibliography refs.bib essay.md"),
    ("Make a page for a browser of a book", "ibid export book.epub --to html -o book.html"),
    ("Turn the list of sources of a text into BibTeX", "ibid export essay.md --to bibtex"),
    ("List the notes of a text", "ibid export essay.md --to json | jq '.notes[].text'"),
    ("See what is wrong with a text before it is published", "ibid check essay.md"),
    ("Write what you marked in a text, with its citations", "ibid marks essay.md --to markdown"),
    ("Put new marks into your note on a text", "ibid marks essay.md --into notes/essay.md"),
    ("Take up what you marked on a Kindle", "ibid marks book.epub --import 'My Clippings.txt'"),
    ("Open a text at a mark, by the beginning of its id", "ibid 'essay.md#7f3a'"),
    ("Read a book whose chapters are files in a folder", "ibid --book thesis/"),
    ("Have the texts of a folder in the library, which o lists", "ibid library add ~/texts"),
    ("Find words in all texts that are known", "ibid search mutual aid"),
    ("See where all texts that are known cite a source", "ibid cites kropotkin 1902"),
    ("Make a reading list of what several texts cite", "ibid library --wanted --to bibtex"),
    ("Open a file that is called like a command", "ibid ./export"),
];

/// What the status says with which the program ends.
pub(crate) const EXIT_STATUS: &[(&str, &str)] = &[
    ("0", "All went well."),
    ("1", "Something could not be opened or written, is wrong, or was not found."),
    ("2", "The command line was not understood."),
    ("128+n", "The program was ended by signal n, as 130 by an interrupt."),
];
