#!/usr/bin/env python3
"""Prints a text as people hold it, and says what is true of it.

A text is set as a book by typst, its pages are folded, put two on a side or shuffled, and its words
are taken out again by an extractor. Beside each text goes its truth, in the shape `tests/truth.rs`
reads: body, notes, marks, sources and citations, the words cut at page ends, the hyphens. Bring a
text, or take one of `texts`; `corpus.py` makes what the project keeps.

    pip install typst pymupdf; apt-get install poppler-utils
    python3 tests/recipes/printed.py TEXT OUT --all --language de
    python3 tests/recipes/printed.py TEXT OUT --fold 16 --mark bracket --extract layout
    python3 tests/recipes/measure.py target/debug/ibid OUT

`source.py` says how TEXT is written, `press.py` what can be done to it.
"""
import argparse
import json
import os
import re
from dataclasses import asdict, replace

import pymupdf
import typst

import source
from pages import WORD, cuts, letters, match
from press import NOTES, VARIANTS, Press, extract, impose, order, typeset

SIGNS = "*†‡§¶‖"


def labels(text, press, page_of=None):
    """The label of each note; `page_of` says on which page a mark of a block stands."""
    found, count, page = [], 0, None
    letters = "abcdefghijklmnopqrstuvwxyz"
    for at, block in enumerate(text.blocks):
        if press.count == "chapter" and block.level == 1:
            count = 0
        for offset, _ in block.marks:
            if press.count == "page" and page_of(at, offset) != page:
                count, page = 0, page_of(at, offset)
            count += 1
            signs = SIGNS[(count - 1) % 6] * ((count + 5) // 6)
            letter = letters[(count - 1) % 26]
            marks = {"sign": signs, "letter": letter}
            found.append(marks.get(press.mark, str(count)))
    return found


class Printed:
    """A text on its pages."""

    def __init__(self, text, press, document):
        self.text, self.press, self.document = text, press, document
        self.on_line = press.mark == "font"
        if self.on_line and press.count == "page":
            raise SystemExit("notes counted by the page need marks that differ in size")
        self.first = self.first_page()
        body, notes = letters(document, press, self.first)
        # Notes counted by the page have their labels only once it is known where marks stand.
        self.labels = [] if press.count == "page" else labels(text, press)
        self.body, self.broken = match(self.body_letters(), body)
        self.labels = labels(text, press, self.page_of)
        self.notes, broken = match(self.note_letters(), notes)
        self.seams, self.hyphens = cuts(self.body, self.broken, self.words, self.name)
        seams, hyphens = cuts(self.notes, broken, self.words, self.name)
        self.broken += broken
        self.seams += seams
        self.hyphens += hyphens

    def first_page(self):
        """The first page of the body, after the title page and the contents."""
        squeeze = lambda words: re.sub(r"\W", "", words)
        prose = next(block.text for block in self.text.blocks if block.kind != "heading")
        opening = squeeze(prose)[:20]
        pages = enumerate(self.document)
        return next(at for at, page in pages if opening in squeeze(page.get_text()))

    def body_letters(self):
        for at, block in enumerate(self.text.blocks):
            for offset, char in enumerate(block.text + " "):
                marks = (note for place, note in block.marks if place == offset)
                yield from ((None, self.labels[note]) for note in marks if self.on_line)
                if not char.isspace():
                    yield char, ("body", at, offset)
            if self.press.notes == "end" and at == self.before_notes():
                yield None, NOTES.get(self.text.language, "Notes")
        for at, (_, words) in enumerate(self.text.refs):
            for offset, char in enumerate(words):
                if not char.isspace():
                    yield char, ("ref", at, offset)

    def before_notes(self):
        """The last block before notes at the end: the heading of the sources follows them."""
        return len(self.text.blocks) - (2 if self.text.refs else 1)

    def note_letters(self):
        for note, paragraphs in enumerate(self.text.notes):
            if self.on_line or self.press.notes == "end":
                yield None, self.labels[note] + ("." if self.press.notes == "end" else "")
            for offset, char in enumerate("\n\n".join(paragraphs)):
                if not char.isspace():
                    yield char, ("note", note, offset)

    def page_of(self, at, offset):
        words = self.text.blocks[at].text[:offset].rstrip()
        return self.body["body", at, len(words) - 1]

    def words(self, place):
        """The block or the note a place is in."""
        of, which, _ = place
        if of == "ref":
            return self.text.refs[which][1]
        return self.text.blocks[which].text if of == "body" else "\n\n".join(self.text.notes[which])

    def name(self, place):
        return f"note:{place[1] + 1}" if place[0] == "note" else place[0]

    def markdown(self, pages):
        """The text as services for scans write it: lines joined, figures raised by markup."""
        written = {}
        for stands in (self.body, self.notes):
            self.write(stands, written)
        for page in [*range(1, self.first + 1), len(self.document)]:
            written[page] = [self.document[page - 1].get_text().strip()]
        return "\n\n\n".join("\n\n".join(written.get(page, ())) for page in pages)

    def write(self, stands, written):
        raised = {}
        for at, block in enumerate(self.text.blocks):
            for offset, note in block.marks:
                raised["body", at, offset] = f"<sup>{self.labels[note]}</sup>"
        soft = {place for place, hard in self.broken if not hard}
        last, end = None, None
        for place, page in stands.items():
            words, on = self.words(place), written.setdefault(page, [])
            same = last and last[:-1] == place[:-1]
            if same and end == page:
                on[-1] += words[last[-1] + 1:place[-1]]
            else:
                if same and place in soft:
                    written[end][-1] += "-"
                if place[0] == "note" and "---" not in on:
                    on.append("---")
                on.append("" if same else self.opening(place))
            following = (*place[:-1], place[-1] + 1)
            on[-1] += words[place[-1]] + raised.get(following, "")
            last, end = place, page

    def opening(self, place):
        """What stands before the words of a block or a note."""
        of, which, _ = place
        if of == "ref":
            return ""
        if of == "note":
            return f"<sup>{self.labels[which]}</sup>"
        block = self.text.blocks[which]
        return {"heading": "#" * block.level + " ", "item": "- "}.get(block.kind, "")

    def repairs(self):
        """Pages that lie as they should need no other order."""
        moved = self.press.fold or self.press.shuffle
        return {} if moved else dict(repairs=["seam", "note", "furniture"])

    def truth(self, pages, blank):
        text, notes = self.text, self.labels
        body, anchors = [], []
        for at, block in enumerate(text.blocks):
            marks = [dict(label=notes[note], offset=offset, note=str(note + 1))
                     for offset, note in block.marks]
            body.append(dict(kind=block.kind, text=block.text, level=block.level, anchors=marks))
            for mark in marks:
                before = WORD.findall(block.text[:mark["offset"]])[-5:]
                after = WORD.findall(block.text[mark["offset"]:])[:3]
                anchors.append(mark | {"in": "body", "block": at, "before": before, "after": after})
        front = [text.title, text.author, text.author, text.title]
        if self.press.contents:
            front += [block.text for block in text.blocks if block.level == 1]
        return dict(
            id=self.press.name, language=text.language,
            title=text.title, author=text.author, front=[dict(text=words) for words in front],
            body=body, anchors=anchors, refs=[dict(id=key, text=words) for key, words in text.refs],
            citations=text.citations, **self.repairs(),
            notes=[dict(id=str(at + 1), label=notes[at], text="\n\n".join(note))
                   for at, note in enumerate(text.notes)],
            seams=self.seams, hyphens=self.hyphens, made_by=asdict(self.press),
            pages=dict(blank=blank, file_order=pages, imposed=bool(self.press.fold)))


def run(text, press, folder):
    base = os.path.join(folder, press.name)
    with open(base + ".typ", "w", encoding="utf-8") as file:
        file.write(typeset(text, press))
    # Tags would call notes that are run in artifacts, since typst has them from us as a page foot.
    typst.compile(base + ".typ", output=base + ".pdf", pdf_tags=press.notes != "run-in")
    document = pymupdf.open(base + ".pdf")
    printed = Printed(text, press, document)
    blank = [at + 1 for at, page in enumerate(document) if not page.get_text().strip()]
    pages = order(press, len(document), blank)
    if press.extract == "markdown":
        suffix, out = ".md", printed.markdown(pages)
        # Whoever joins lines leaves only the hyphens at page ends.
        printed.hyphens = [hyphen for hyphen in printed.hyphens if hyphen["at"] == "page"]
    elif press.extract == "pdf":
        # The file itself, as whoever set it hands it over.
        in_order = pages == list(range(1, len(document) + 1)) and not press.two_up
        sheets = document if in_order else impose(document, pages, press.two_up)
        suffix, out = ".pdf", sheets.tobytes(garbage=3, deflate=True, no_new_id=True)
    else:
        sheets = impose(document, pages, press.two_up)
        suffix, out = ".txt", extract(press, sheets, base + "-printed.pdf")
    with open(base + suffix, "wb") as file:
        file.write(out if isinstance(out, bytes) else out.encode())
    with open(base + ".truth.json", "w", encoding="utf-8") as file:
        json.dump(printed.truth(pages, blank), file, ensure_ascii=False)
    counts = (len(document), len(text.notes), len(printed.seams), len(printed.hyphens))
    print(f"{press.name:22} %4d pages, %3d notes, %3d seams, %3d hyphens" % counts)


def main():
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("text")
    arguments.add_argument("out")
    arguments.add_argument("--all", action="store_true", help="every variant there is")
    arguments.add_argument("--language", default="en")
    arguments.add_argument("--title", default="The Printed Text")
    arguments.add_argument("--author", default="Anna Writer")
    arguments.add_argument("--words", type=int, default=8000)
    for key, value in asdict(Press()).items():
        option = "--" + key.replace("_", "-")
        if isinstance(value, bool):
            arguments.add_argument(option, action=argparse.BooleanOptionalAction, default=value)
        elif isinstance(value, tuple):
            arguments.add_argument(option, type=int, nargs=2, default=value)
        else:
            arguments.add_argument(option, type=type(value), default=value)
    given = vars(arguments.parse_args())
    text = source.read(**{key: given[key] for key in source.WANTED}, path=given["text"])
    os.makedirs(given["out"], exist_ok=True)
    one = replace(Press(), **{key: given[key] for key in asdict(Press())})
    for press in VARIANTS if given["all"] else [one]:
        run(text, press, given["out"])


if __name__ == "__main__":
    main()
