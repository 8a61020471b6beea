"""A text with notes, read from a file for the press.

Blocks are parted by blank lines. `# ` and `## ` make headings, `- ` items, `> ` quotations. Notes
are pandoc's: `[^1]` in the text, `[^1]: ...` as a block of its own, further paragraphs indented. A
text that has none is given some, sentences of its own, from a few words to more than the foot of a
page holds: what matters here is how notes are printed, not what they say.
"""
import random
import re
from dataclasses import dataclass, field

WANTED = ("title", "author", "language", "seed", "words")
DEFINITION = re.compile(r"\[\^([^\]]+)\]:\s+(.*)", re.S)
REFERENCE = re.compile(r"\[\^([^\]]+)\]")
SENTENCE = re.compile(r"(?<=\w\w[.!?])\s+(?=\W?\w)")
STOP = re.compile(r"(?<=\w\w)[.,;!?]+[”»“’)]*(?=\s|$)")


@dataclass
class Block:
    kind: str
    text: str
    level: int = 0
    marks: list = field(default_factory=list)  # (offset, number of the note)


@dataclass
class Text:
    title: str
    author: str
    language: str
    blocks: list
    notes: list  # each a list of paragraphs


def block(part):
    # Few fonts have the longer dashes.
    part = " ".join(part.replace("⸺", "—").replace("⸻", "—").split())
    heading = re.match(r"(#+) ", part)
    if heading:
        return Block("heading", part[heading.end():], min(len(heading[1]), 2))
    for sign, kind in (("- ", "item"), ("> ", "quote")):
        if part.startswith(sign):
            return Block(kind, part.replace(sign, ""))
    return Block("paragraph", part)


def read(path, title, author, language, seed, words):
    """The text of a file, cut after `words` words."""
    with open(path, encoding="utf-8") as file:
        parts = [part for part in re.split(r"\n[ \t]*\n", file.read()) if part.strip()]
    blocks, defined, under, count = [], {}, None, 0
    for part in parts:
        if under and part.startswith(("    ", "\t")):
            defined[under].append(block(part).text)
            continue
        definition = DEFINITION.match(part)
        under = definition and definition[1]
        if definition:
            defined[under] = [block(definition[2]).text]
        elif count < words:
            blocks.append(block(part))
            count += len(part.split())
    while blocks and blocks[-1].kind == "heading":
        blocks.pop()
    text = Text(title, author, language, blocks, [])
    for each in blocks:
        place(each, defined, text.notes)
    if not text.notes:
        annotate(text, random.Random(seed))
    return text


def place(each, defined, notes):
    """Takes the marks out of a block and remembers where they stood."""
    words, each.text, begin = each.text, "", 0
    for found in REFERENCE.finditer(words):
        each.text += words[begin:found.start()]
        begin = found.end()
        if found[1] in defined:
            each.marks.append((len(each.text), len(notes)))
            notes.append(defined[found[1]])
    each.text += words[begin:]


def annotate(text, chance):
    prose = [each for each in text.blocks if each.kind == "paragraph"]
    sentences = [words for each in prose for words in SENTENCE.split(each.text)]
    sentences = [words for words in sentences if len(words.split()) < 60]
    brief = sorted(sentences, key=len)[:max(3, len(sentences) // 20)]

    def some(least, most):
        return " ".join(chance.choice(sentences) for _ in range(chance.randint(least, most)))

    def note():
        lot = chance.random()
        if lot < 0.3:
            # Like ibid., such notes come back word for word.
            return [chance.choice(brief)]
        if lot < 0.9:
            return [some(1, 3)]
        return [some(1, 2), some(1, 2)] if lot < 0.95 else [some(6, 9)]

    for each in prose:
        for stop in STOP.finditer(each.text):
            if chance.random() < 0.08:
                each.marks.append((stop.end(), len(text.notes)))
                text.notes.append(note())
