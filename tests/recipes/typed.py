"""Texts that nobody printed, as people type them, and what is true of them.

A restored text lists what was repaired; in these there is nothing to repair.
"""
import io
import os
import re
import subprocess
import tempfile
import textwrap
import zipfile

from pages import WORD
from press import NOTES

HIGH = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def verbatim(name, text):
    """A text as it stands: `! ` is said before lines of its title, `# ` before a heading, `| `
    before lines that are kept, `= ` before items with their markers, `^ ` before a note with its
    label in brackets; everything else is prose, parted by blank lines."""
    front, body, notes, out = [], [], [], []
    for part in re.split(r"(\n[ \t\f]*\n)", text.strip("\n")):
        if not part.strip():
            out.append(part)
            continue
        lines = part.split("\n")
        said = re.compile(r"^([!#|=^]) ?")
        kinds = {found[1] for found in map(said.match, lines) if found}
        lines = [said.sub("", line) for line in lines] if kinds else lines
        out.append("\n".join(lines))
        words = " ".join(line.strip() for line in lines)
        if "^" in kinds:
            label, words = re.match(r"\[(\d+)\] (.*)", words).groups()
            notes.append(dict(id=label, label=label, text=words))
            continue
        if "=" in kinds:
            body += (dict(kind="item", text=line.split(" ", 1)[1]) for line in lines)
            continue
        kind = {"#": "heading", "|": "lines"}.get(min(kinds, default=""), "paragraph")
        (front if "!" in kinds else body).append(dict(kind=kind, text=words))
    anchors = []
    for note in notes:
        mark = f"[{note['label']}]"
        block = next(block for block in body if mark in block["text"])
        before = WORD.findall(block["text"][:block["text"].index(mark)])[-5:]
        block["text"] = block["text"].replace(mark, "")
        anchors.append(dict(label=note["label"], note=note["id"], before=before))
    files = {"in.txt": "".join(out) + "\n"}
    return files, truth(name, body, front, notes=notes, anchors=anchors)


def truth(name, body, front, **more):
    told = dict(id=name, front=front, body=body, notes=[], anchors=[], refs=[], citations=[])
    return told | dict(repairs=[]) | more


def typed(name, text, form):
    """A text with notes as it is typed (`brackets`, `raised`, `gutenberg`), or as pandoc makes a
    book of it (`md`, `html`, `epub`, `muse`)."""
    body, anchors, labels, count = [], [], [], 0
    for block in text.blocks:
        # Each chapter of an EPUB is a file of its own, with notes from one on.
        count = 0 if form == "epub" and block.level == 1 else count
        body.append(dict(kind=block.kind, text=block.text))
        for offset, note in block.marks:
            before = WORD.findall(block.text[:offset])[-5:]
            count += 1
            labels.append(str(count))
            anchors.append(dict(label=str(count), note=str(note + 1), before=before))
    notes = [dict(id=str(at), label=labels[at - 1], text="\n\n".join(note))
             for at, note in enumerate(text.notes, 1)]
    front = [dict(text=text.title), dict(text=text.author)]
    refs = [dict(id=key, text=words) for key, words in text.refs]
    true = truth(name, body, front, notes=notes, anchors=anchors, refs=refs,
                 citations=text.citations)
    if form in ("md", "html", "epub", "muse"):
        return {"in." + form: pandoc(text, form)}, true
    return {"in.txt": plain(text, form)}, true


def marked(block, mark):
    words, begin = "", 0
    for offset, note in block.marks:
        words += block.text[begin:offset] + mark(note + 1)
        begin = offset
    return words + block.text[begin:]


def plain(text, form):
    mark = {"brackets": "[{}]".format, "gutenberg": "[{}]".format,
            "raised": lambda number: str(number).translate(HIGH)}[form]
    wrap = lambda words: textwrap.fill(words, 72, break_on_hyphens=False)
    parts = [text.title.upper() if form == "gutenberg" else text.title, text.author]
    references = len(text.blocks) - (1 if text.refs else 0)
    for at, block in enumerate(text.blocks):
        if at == references:
            parts += endnotes(text, form, wrap)
        parts.append(block.text if block.kind == "heading" else wrap(marked(block, mark)))
        if form == "gutenberg":
            # Notes follow the paragraph that refers to them.
            parts += (wrap(f"[Footnote {note + 1}: " + "\n\n".join(text.notes[note]) + "]")
                      for _, note in block.marks)
    parts += endnotes(text, form, wrap) if not text.refs else []
    return "\n\n".join(parts + [wrap(words) for _, words in text.refs]) + "\n"


def endnotes(text, form, wrap):
    if form == "gutenberg":
        return
    yield NOTES.get(text.language, "Notes")
    for number, note in enumerate(text.notes, 1):
        label = f"[{number}]" if form == "brackets" else str(number).translate(HIGH)
        yield wrap(f"{label} {note[0]}")
        yield from (wrap(words) for words in note[1:])


def pandoc(text, form):
    """The text as pandoc writes it in a form, from Markdown of its own."""
    escape = lambda words: re.sub(r"([\\*_`<>\[\]#@^~$|])", r"\\\1", words)
    out = [f"---\ntitle: '{text.title}'\nauthor: '{text.author}'\nlang: {text.language}\n---"]
    for block in text.blocks:
        escaped, begin = "", 0
        for offset, note in block.marks:
            escaped += escape(block.text[begin:offset]) + f"[^{note + 1}]"
            begin = offset
        escaped += escape(block.text[begin:])
        before = {"heading": "#" * block.level + " ", "item": "- ", "quote": "> "}
        out.append(before.get(block.kind, "") + escaped)
    # An entry of the sources is a paragraph, or an item where the form is Markdown.
    out += ("- " + escape(words) for _, words in text.refs)
    for at, note in enumerate(text.notes, 1):
        out.append(f"[^{at}]: " + "\n\n    ".join(escape(words) for words in note))
    words = "\n\n".join(out) + "\n"
    if form == "md":
        return words
    to = {"html": "html5", "epub": "epub3", "muse": "muse"}[form]
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "out")
        # The same book each time: neither a date nor a name of its own.
        run = ["pandoc", "-f", "markdown-smart", "-t", to, "-s", "-o", path,
               "-M", "identifier=urn:uuid:00000000-0000-4000-8000-000000000000"]
        subprocess.run(run, input=words, text=True, check=True,
                       env={**os.environ, "SOURCE_DATE_EPOCH": "1700000000"})
        with open(path, "rb") as file:
            return undated(file.read()) if form == "epub" else file.read()


def undated(book):
    """An EPUB whose files have no time of their own."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(out, "w") as new:
        for file in old.infolist():
            same = zipfile.ZipInfo(file.filename)
            same.compress_type = file.compress_type
            new.writestr(same, old.read(file))
    return out.getvalue()
