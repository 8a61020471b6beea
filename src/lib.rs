//! `ibid` reads annotated texts in a terminal: essays, articles and books whose argument lives
//! half in the notes. The note that belongs to the line being read stands beside it; a citation
//! opens its source; a source shows every place that cites it; every jump has a way back.
//!
//! ```text
//! bytes ─read→ Document ─restore→ Document ─link→ Links ─layout→ lines ─view→ cells
//!                                    └─search→ hits (places)
//! keys ─term→ Input ─app::update→ App ──────────────────────────────view→ cells
//!                        └→ effects (open, keep, quit) ─session/term→ the world
//! an image’s bytes ─session→ picture → pixels ─view→ cells, or ─term→ pixels
//! ```
//!
//! Below them all lies [`language`]: what words, figures, names and dates say, in any language. Who
//! reads, restores, links or searches a text asks there, and no room keeps a list of words of its own.
//!
//! What everything follows from:
//!
//! 1. **A document is one string** ([`doc`]). Blocks, marks, hits, the targets of links and the
//!    reading position are byte offsets into it. Numbers of screen lines never leave [`layout`],
//!    [`app`] and [`view`]. The body comes first in it, so that the opening of a large text can be
//!    shown while the rest is read: places in the one are places in the other, and when the rest
//!    arrives, it takes the place of the opening under the reader's hands. No key waits for it.
//! 2. **Reading never fails, it warns** ([`read`]). Nothing of a text is dropped; what is wrong
//!    with it is a diagnostic.
//! 3. **Restoring is a pass over a document**, not a parser: a text is first read as printed, and
//!    restored in five stages, none of which changes what the one before gave ([`restore`]).
//! 4. **Linking happens once and looks only** ([`link`]): it stands beside the document. The
//!    entries of a bibliography stay where their author put them.
//! 5. **Layout is pure and lazy** ([`layout`]): lines are a function of a block and a width, made
//!    when first looked at. The labels of notes are its own; search and places never see them.
//! 6. **State, update, view** ([`app`], [`view`]): drawing twice is drawing once, and the whole
//!    app runs in a test without a terminal, a clock or a file. What takes long, and what comes
//!    when it likes, is [`session`]'s: the rest of a text is read on a thread of its own and
//!    arrives as an input like a key.
//! 7. **One table of commands** ([`app::command`]) and one of options make dispatch, the help,
//!    the README's keys, the man page and the config that a reader can change ([`config`]). Who
//!    takes or names a key asks the key map that both make ([`app::command::keymap`]).
//! 8. **A place outlives its text by its words** ([`anchor`]): what is kept between sessions is a
//!    quotation with its surroundings, found again when the file was edited; what is not found, or
//!    in two places alike, is said and never guessed. A session keeps what the reader does while
//!    they do it, and writes only what it changed ([`library`]). A text that is edited while it is
//!    read is read again, and takes the place of what it was like the rest of one that is opened.
//!
//! The screen, and the words for its parts:
//!
//! ```text
//!  ┌ text, as wide as the measure ────────┐ ┌ notes, beside or at the foot ┐▲ bar: where the page is,
//!  │ A paragraph is a block of rows. Here │ │ ¹ A note box: its label and  │┃ hits ticked
//!  │ a note reference,¹ and a citation    │ │   as many rows as fit.       ││
//!  │ (Kropotkin 1902) that is chosen.     │ │                              ││
//!  │ ┌ layer: list, help or search line ┐ │ │                              ││
//!  │ │ › what is typed filters its rows │ │ │                              ││
//!  │ └──────────────────────────────────┘ │ │                              ││
//!  └──────────────────────────────────────┘ └──────────────────────────────┘▼
//!   status line: title · section, or a message   hit, page, per cent and time to the section’s end
//!
//!   The side panel, where it is open, takes columns from the right, beside the bar, or the lower half.
//! ```
//!
//! | to add | goes to |
//! |---|---|
//! | a key | a row of [`app::command::TABLE`], with a name that stays, and an arm where it is done; help, README and man page follow |
//! | a colour | a role of `view::palette` and what each theme makes of it |
//! | something to set | a field of [`settings`] and a row of `config::table`; the printed config follows |
//! | a list of something in the text | [`app::layer`], and a view of `app::panel` where it is to stand beside the text |
//! | what takes the keys over the text | a file in `app/layer`, a kind of [`app::Layer`], and a file in `view` that draws it |
//! | what is said where no screen is drawn (`--linear`) | `session::aloud`; how keys step there, `app::aloud` |
//! | an option | [`cli`], whose table makes help, man page and completions |
//! | a list of the chapters of a book | `read::chapters` |
//! | a format | a folder in `src/read` and a row of `FORMATS` there |
//! | a format of images | [`picture`]: what its first bytes say (`header`), and its decoder (`decode`) |
//! | a format that marks go out to or come in from | a file in `marks/out` or `marks/import`, and its row there |
//! | what a class or a role of web pages means | a line of `src/read/html/conventions.txt` |
//! | a language | one file, `src/language/data/xx.txt`, whose sections `language::section` lists, and a row of `LANGUAGES`; `language::tests` shows what it is good for |
//! | a style of citing | one file in `src/link/style`, whose `STYLE` says what it is called, how a text shows that it cites so and where its citations are looked for, and a row of `STYLES` there; a case of `tests/corpus` |
//! | a text that has to be read, restored and linked in a certain way | a folder in `tests/corpus` (`tests/recipes/README.md`) |
//! | a test of what stands on the screen | `tests/screen`; of what only a terminal shows, `tests/program`; of citations, `tests/linking`; of formats and restoring, `tests/texts` |
//!
//! Which room may name which is held by a test, `tests/program/architecture.rs`.

pub mod anchor;
pub mod app;
pub mod check;
pub mod cli;
pub mod config;
pub mod doc;
pub mod export;
pub mod language;
pub mod layout;
pub mod library;
pub mod link;
pub mod manual;
pub mod marks;
pub mod picture;
pub mod read;
pub mod restore;
pub mod search;
pub mod session;
pub mod settings;
pub mod term;
pub mod text;
pub mod view;
