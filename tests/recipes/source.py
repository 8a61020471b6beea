"""A text with notes and sources, read from a file for the press.

Blocks are parted by blank lines. `# ` and `## ` make headings, `- ` items, `> ` quotations. Notes
are pandoc's: `[^1]` in the text, `[^1]: ...` as a block of its own, further paragraphs indented.
What pandoc keeps between `---` lines gives title, author and language. A text that has no notes is
given some, sentences of its own, from a few words to more than the foot of a page holds: what
matters here is how notes are printed, not what they say.

Sources are items that begin with a key and how they are cited: `- {carrow1931 Carrow 1931} Carrow,
Edith 1931. ...`. `[see @carrow1931, 12]` and `@carrow1931` are printed as (see Carrow 1931, 12) and
Carrow (1931), and `{carrow1931: Carrow, *Customs*, p. 12}` as the words say; what each of them
means is remembered.
"""
import random
import re
from dataclasses import dataclass, field

WANTED = ("title", "author", "language", "seed", "words")
FRONT = re.compile(r"---\n(.*?)\n---\n", re.S)
DEFINITION = re.compile(r"\[\^([^\]]+)\]:\s+(.*)", re.S)
REFERENCE = re.compile(r"\[\^([^\]]+)\]")
ENTRY = re.compile(r"\{(\w+) ([^}]+) (\w+)\} ")
CITATION = re.compile(r"\[(?=[^\]]*@)([^\]]+)\]|(?<![\w\[])@(\w+)|\{(\w+): ([^}]*)\}")
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
    refs: list = field(default_factory=list)  # (key, words)
    citations: list = field(default_factory=list)


def block(part):
    # Few fonts have the longer dashes.
    part = " ".join(part.replace("⸺", "—").replace("⸻", "—").split())
    # Emphasis is not printed; no other star stands next to a letter.
    part = re.sub(r"\*(?=\S)([^*]+?)(?<=\S)\*", r"\1", part)
    # Links inside a text, and code, are printed as words.
    part = re.sub(r"\[([^\]@]+)\]\([^)]*\)", r"\1", part).replace("`", "")
    heading = re.match(r"(#+) ", part)
    if heading:
        return Block("heading", part[heading.end():], min(len(heading[1]), 2))
    for sign, kind in (("- ", "item"), ("> ", "quote")):
        if part.startswith(sign):
            return Block(kind, part.replace(sign, ""))
    return Block("paragraph", part)


def split(words):
    """The front matter, and the parts of a text: each item is one."""
    front = FRONT.match(words)
    said = dict(line.split(": ", 1) for line in front[1].split("\n")) if front else {}
    parts = re.split(r"\n[ \t]*\n|\n(?=- )", words[front.end() if front else 0:])
    said = {key: value.strip('"') for key, value in said.items()}
    return said, [part.strip("\n") for part in parts if part.strip()]


def read(path, title, author, language, seed, words):
    """The text of a file, cut after `words` words; its sources are never cut."""
    with open(path, encoding="utf-8") as file:
        said, parts = split(file.read())
    text = Text(said.get("title", title), said.get("author", author),
                said.get("lang", language), [], [])
    names, defined, under, count = {}, {}, None, 0
    for part in parts:
        entry = ENTRY.match(part.removeprefix("- "))
        if entry:
            key, *names[entry[1]] = entry.groups()
            text.refs.append((key, block(part.removeprefix("- ")[entry.end():]).text))
            continue
        if under and part.startswith(("    ", "\t")):
            defined[under].append(block(part).text)
            continue
        definition = DEFINITION.match(part)
        under = definition and definition[1]
        if definition:
            defined[under] = [block(definition[2]).text]
        elif count < words:
            text.blocks.append(block(part))
            count += len(part.split())
    while not text.refs and text.blocks and text.blocks[-1].kind == "heading":
        text.blocks.pop()
    for each in text.blocks:
        each.text = cite(each.text, names, "body", text.citations)
        place(each, defined, names, text)
    if not text.notes:
        annotate(text, random.Random(seed))
    return text


def cite(words, names, where, citations):
    """Prints the citations of a paragraph, and remembers what they mean."""
    def row(key, whole, part, by_place=False):
        row = dict(text=whole, part=part, resolves_to=[key], status="resolved")
        citations.append(row | {"in": where} | ({"anywhere": True} if by_place else {}))

    def printed(found):
        group, narrative, key, literal = found.groups()
        if not {*re.findall(r"@(\w+)", group or ""), *filter(None, (narrative, key))} <= names.keys():
            return found[0]
        if key:
            row(key, literal, literal, by_place=True)
            return literal
        if narrative:
            name, year = names[narrative]
            row(narrative, f"{name} ({year})", f"{name} ({year}")
            return f"{name} ({year})"
        name = lambda key: " ".join(names[key[1]])
        parts = [re.sub(r"@(\w+)", name, part) for part in re.split(r";\s*", group)]
        whole = "(" + "; ".join(parts) + ")"
        for key, part in zip(re.findall(r"@(\w+)", group), parts):
            row(key, whole, part)
        return whole

    return CITATION.sub(printed, words)


def place(each, defined, names, text):
    """Takes the marks out of a block and remembers where they stood."""
    words, each.text, begin = each.text, "", 0
    for found in REFERENCE.finditer(words):
        each.text += words[begin:found.start()]
        begin = found.end()
        if found[1] in defined:
            each.marks.append((len(each.text), len(text.notes)))
            where = f"note:{len(text.notes) + 1}"
            # Notes upon notes are not printed.
            note = [REFERENCE.sub("", words) for words in defined[found[1]]]
            text.notes.append([cite(words, names, where, text.citations) for words in note])
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
