"""Texts written in a form of their own (Markdown, HTML, Muse), and what is true of them, as pandoc
reads them. Nobody printed them: nothing is to be repaired in them, though much looks as in print.
"""
import json
import subprocess

from pages import WORD
from typed import truth

FORMS = {"md": "markdown-auto_identifiers", "html": "html", "muse": "muse"}


def case(name, path):
    form = path.rsplit(".", 1)[1]
    with open(path, "rb") as file:
        words = file.read()
    run = ["pandoc", "-f", FORMS[form], "-t", "json", path]
    read = json.loads(subprocess.run(run, capture_output=True, check=True).stdout)
    reader = Reader()
    reader.blocks(read["blocks"], "paragraph")
    meta = [said for key, said in read["meta"].items() if key in ("title", "author")]
    front = [dict(text=reader.words(said["c"])) for said in meta if said["t"] == "MetaInlines"]
    told = truth(name, reader.body, front, notes=reader.notes, anchors=reader.anchors)
    return {"in." + form: words}, told


class Reader:
    """The blocks of a document of pandoc, told in the order they are read in."""

    def __init__(self):
        self.body, self.notes, self.anchors = [], [], []

    def tell(self, kind, inlines):
        words = self.words(inlines)
        if words.strip():
            self.body.append(dict(kind=kind, text=words))

    def blocks(self, blocks, kind):
        for block in blocks:
            name, inside = block["t"], block.get("c")
            if name == "Header":
                self.tell("heading", inside[2])
            elif name in ("Para", "Plain"):
                self.tell(kind, inside)
            elif name == "BlockQuote":
                self.blocks(inside, "quote")
            elif name in ("BulletList", "OrderedList"):
                for item in inside if name == "BulletList" else inside[1]:
                    self.blocks(item, "item")
            elif name == "CodeBlock":
                self.body.append(dict(kind="lines", text=inside[1]))
            elif name == "LineBlock":
                self.tell("lines", [each for line in inside for each in line + [{"t": "Space"}]])
            elif name == "Div":
                self.blocks(inside[1], kind)
            elif name == "Table":
                self.table(inside)
            elif name != "HorizontalRule":
                raise SystemExit(f"what is a {name}?")

    def table(self, inside):
        _, _, _, (_, head), bodies, _ = inside
        for row in head + [row for body in bodies for row in body[3]]:
            for cell in row[1]:
                self.blocks(cell[4], "lines")

    def words(self, inlines):
        words = ""
        for each in inlines:
            name, inside = each["t"], each.get("c")
            if name == "Str":
                words += inside
            elif name in ("Space", "SoftBreak", "LineBreak"):
                words += " "
            elif name == "Quoted":
                words += "“" + self.words(inside[1]) + "”"
            elif name in ("Code", "Math"):
                words += inside[1]
            elif name in ("Link", "Span", "Image"):
                words += self.words(inside[1])
            elif name == "Note":
                number = str(len(self.notes) + 1)
                before = WORD.findall(words)[-5:]
                self.anchors.append(dict(label=number, note=number, before=before))
                inner = Reader()
                inner.blocks(inside, "paragraph")
                text = "\n\n".join(block["text"] for block in inner.body)
                self.notes.append(dict(id=number, label=number, text=text))
            elif isinstance(inside, list):
                words += self.words(inside)
        return words
