"""How a text is printed: set by typst, folded, and its words taken out again.

The marks of notes are what extractors differ in most. A figure that the font itself raises stays on
its line; one that is set smaller and higher is put by poppler on a line of its own, before its note
or behind all of them.
"""
import random
import re
import subprocess
from dataclasses import dataclass

import pymupdf

MARGIN = 18  # millimetres, on all sides
NOTE = 0.85  # the size of notes, of that of the body
BESIDE, BELOW = 44, 70  # millimetres, of a margin that has notes, and of the foot where they are run in


@dataclass
class Press:
    """How a text is printed and read."""
    name: str = "text"
    paper: tuple = (148, 210)  # millimetres
    size: float = 10.5  # points
    mark: str = "raised"  # raised, font (the raised figures of the font), bracket, sign, letter
    notes: str = "foot"  # where notes stand: foot, run-in (there, in one paragraph), margin, end (of the text), none
    count: str = "through"  # notes are numbered through, by chapter, by page
    heads: bool = False
    folio: str = ""  # page numbers: head, foot or none
    contents: bool = False
    indent: bool = True
    hyphenate: bool = True
    fold: int = 0  # pages of a signature; -1 puts all in one
    two_up: bool = False
    shuffle: bool = False
    drop_blanks: bool = False
    extract: str = "poppler"  # poppler, layout, raw, mupdf, markdown; pdf keeps the file
    feeds: bool = True
    seed: int = 1


# What stands over notes at the end of a text.
NOTES = {"de": "Anmerkungen", "fr": "Notes", "es": "Notas", "it": "Note", "ru": "Примечания",
         "el": "Σημειώσεις"}

# Notes in the margin, none over the one above it.
SIDE = """
#let marker = counter("marker")
#let taken = state("taken", (0, 0pt))
#let side(body) = {
  marker.step()
  let label = context super(str(marker.get().first()))
  [#label#sym.wj]
  context {
    let here = here().position()
    let note = box(width: %dmm, {
      set text(NOTE); set par(justify: false, first-line-indent: 0pt); label; body
    })
    let (page, below) = taken.get()
    let top = if page == here.page { calc.max(here.y, below + 6pt) } else { here.y }
    let height = measure(note).height
    let top = calc.min(top, %dmm - height)
    taken.update((here.page, top + height))
    box(place(dx: %dmm - here.x, dy: top - here.y - 0.7em, note))
  }
}
"""

# Notes run in at the foot: all of a page in one paragraph.
RUN_IN = """
#let run(number, body) = { super(str(number)); [#metadata((number, body)) <run>] }
#let foot = context {
  let notes = query(<run>).filter(it => it.location().page() == here().page())
  if notes.len() > 0 {
    set text(NOTE); set par(first-line-indent: 0pt)
    line(length: 30%, stroke: 0.5pt)
    for it in notes { super(str(it.value.first())); it.value.last(); h(1em, weak: true) }
  }
}
"""

# What people hold, from the easy to the hard.
VARIANTS = [
    Press("asis", heads=True, folio="head", contents=True, count="chapter"),
    Press("asis-layout", extract="layout", count="page", folio="foot"),
    Press("asis-mupdf", extract="mupdf", heads=True, folio="foot", mark="font", paper=(120, 190)),
    Press("booklet", fold=-1, mark="font"),
    Press("booklet-raised", fold=-1),
    Press("booklet-no-feeds", fold=-1, extract="mupdf", feeds=False),
    Press("booklet-markdown", fold=-1, extract="markdown"),
    Press("signatures", fold=16, extract="mupdf", count="page"),
    Press("signatures-markdown", fold=16, extract="markdown", paper=(105, 148)),
    Press("spreads", fold=-1, two_up=True, mark="font"),
    Press("spreads-layout", fold=-1, two_up=True, extract="layout"),
    Press("dropped-blanks", fold=-1, drop_blanks=True, hyphenate=False),
    Press("signs", mark="sign", count="page", folio="foot"),
    Press("brackets-raw", mark="bracket", extract="raw", heads=True, folio="foot"),
    Press("shuffled", shuffle=True, count="chapter", extract="mupdf"),
]


def escape(text):
    return re.sub(r"""([\\#$*_`@<>\[\]~=+\-/'"])""", r"\\\1", text)


def typeset(text, press):
    """The typst source of a text."""
    width, height = press.paper
    numbering = {"bracket": 'n => "[" + str(n) + "]"', "sign": '"*"', "letter": '"a"'}.get(press.mark, '"1"')
    paragraph = "first-line-indent: 1.2em, spacing: 0.6em" if press.indent else "spacing: 1.1em"
    reset = "counter(footnote).update(0)"
    title = escape(text.title)
    out = [f"""
#set page(width: {width}mm, height: {height}mm, margin: {margins(press)})
#set text(lang: "{text.language}", size: {press.size}pt, hyphenate: {str(press.hyphenate).lower()})
#set par(justify: true, leading: 0.6em, {paragraph})
#set smartquote(enabled: false)
#set super(typographic: {str(press.mark == "font").lower()})
#set footnote(numbering: {numbering})
#show heading: set text(hyphenate: false, size: 1.1em)
#align(center)[#v(25%) #text(1.8em)[{title}] #v(2em) {escape(text.author)}]
#pagebreak() #pagebreak(weak: false)
"""]
    if press.notes == "margin":
        out.append(SIDE.replace("NOTE", f"{NOTE}em") % (BESIDE - 10, height - MARGIN, width - BESIDE + 4))
    elif press.notes == "run-in":
        out.append(RUN_IN.replace("NOTE", f"{NOTE}em"))
    if press.contents:
        out.append('#outline(depth: 1)\n#pagebreak(to: "odd")\n')
    # The head of a page names the book on the left, the chapter on the right, and neither where
    # a chapter opens.
    number = "#str(p)" if press.folio == "head" else ""
    left = f'[{number} #h(1fr) {title if press.heads else ""} #h(1fr)]'
    right = f'[#h(1fr) {"#chapter" if press.heads else ""} #h(1fr) {number}]'
    out.append(f"""
#set page(header: context {{
  {reset if press.count == "page" else ""}
  let p = here().page()
  let titles = query(heading.where(level: 1)).filter(it => it.location().page() <= p)
  let chapter = if titles.len() > 0 {{ titles.last().body }}
  if not titles.any(it => it.location().page() == p) {{ if calc.even(p) {left} else {right} }}
}}, footer-descent: 4mm, footer: {footer(press)})
""")
    for block in text.blocks:
        words, begin = "", 0
        for offset, note in block.marks:
            words += escape(block.text[begin:offset]) + annotation(text, press, note)
            begin = offset
        words += escape(block.text[begin:])
        if block.kind == "heading":
            if block.level == 1 and press.count == "chapter":
                out.append(f"#{reset}\n")
            words = "=" * block.level + " " + words
        elif block.kind == "item":
            words = "- " + words
        elif block.kind == "quote":
            words = f"#pad(x: 1.5em)[{words}]"
        out.append(words + "\n\n")
    if press.notes == "end":
        place = out.index(words + "\n\n") if text.refs else len(out)
        out.insert(place, endnotes(text, press))
    out += entries(text)
    out.append(f"#page(header: none, footer: none, align(bottom)[{escape(text.author)}, {title}])")
    return "".join(out)


def margins(press):
    """The margins of the pages: wider where notes stand in one."""
    wide = {"margin": f"right: {BESIDE}mm", "run-in": f"bottom: {BELOW}mm"}.get(press.notes)
    return f"({wide}, rest: {MARGIN}mm)" if wide else f"{MARGIN}mm"


def footer(press):
    if press.notes == "run-in":
        return "align(top, foot)"
    return f"context {{ {'align(center, str(here().page()))' if press.folio == 'foot' else ''} }}"


def annotation(text, press, note):
    """The mark of a note, with the note where it is printed on the same page."""
    if press.notes == "margin":
        return "#side[" + "\n\n".join(escape(each) for each in text.notes[note]) + "]"
    if press.notes == "run-in":
        return f"#run({note + 1})[" + " ".join(escape(each) for each in text.notes[note]) + "]"
    if press.notes == "end":
        return f"#super[{note + 1}]"
    return "#footnote[" + "\n\n".join(escape(each) for each in text.notes[note]) + "]"


def endnotes(text, press):
    """The notes of a text after it, each with its number on the line."""
    out = [f"= {NOTES.get(text.language, 'Notes')}\n\n#[#set text(size: {NOTE}em)\n\n"]
    for number, note in enumerate(text.notes, 1):
        out.append(f"{number}\\. " + "\n\n".join(escape(each) for each in note) + "\n\n")
    return "".join(out) + "]\n\n"


def entries(text):
    """The sources of a text, with hanging indents."""
    if text.refs:
        yield "#set par(first-line-indent: 0pt, hanging-indent: 1.5em)\n\n"
        yield from (escape(words) + "\n\n" for _, words in text.refs)


def order(press, count, blank):
    """The pages as they are printed; None where a side stays blank."""
    pages = list(range(1, count + 1))
    if press.shuffle:
        random.Random(press.seed).shuffle(pages)
    if press.fold:
        # The last page is the back of the cover, blank ones lie before it.
        pages = pages[:-1] + [None] * (-count % 4) + pages[-1:]
        folded, length = [], len(pages) if press.fold < 0 else press.fold
        for begin in range(0, len(pages), length):
            rest = pages[begin:begin + length]
            while rest:
                folded += [rest.pop(), rest.pop(0), rest.pop(0), rest.pop()]
        pages = folded
    if press.drop_blanks:
        pages = [page for page in pages if page and page not in blank]
    return pages


def impose(document, pages, two_up):
    width, height = document[0].rect.width, document[0].rect.height
    printed = pymupdf.open()
    for at in range(0, len(pages), 1 + two_up):
        side = pages[at:at + 1 + two_up]
        sheet = printed.new_page(width=width * (1 + two_up), height=height)
        for slot, page in enumerate(side):
            if page:
                box = pymupdf.Rect(slot * width, 0, (slot + 1) * width, height)
                sheet.show_pdf_page(box, document, page - 1)
    return printed


def extract(press, printed, path):
    if press.extract == "mupdf":
        return ("\f" if press.feeds else "\n").join(page.get_text() for page in printed)
    printed.save(path)
    option = {"layout": ["-layout"], "raw": ["-raw"]}.get(press.extract, [])
    run = ["pdftotext", *option, path, "-"]
    words = subprocess.run(run, capture_output=True, check=True).stdout.decode()
    return words if press.feeds else words.replace("\f", "\n")
