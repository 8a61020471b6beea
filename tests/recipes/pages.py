"""Where the characters of a text came to stand, read off its pages before they are folded.

Body and notes are told apart by the size of their type, and both are matched to the source one
character at a time. A page that does not match is an error, so that the truth is never a guess.
"""
import re

import pymupdf

from press import MARGIN, NOTE

WORD = re.compile(r"\w+(?:[-'’.]\w+)*")
HYPHENS = "-\u2010\u00ad"
BULLETS = "•‣–"
LIGATURES = {"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl"}


def letters(document, press, first):
    """The letters of the body and of the notes: (character, page, whether it ends its line)."""
    body, notes = [], []
    for number in range(first, len(document)):
        found = lines(document[number], press)
        for kind, base in sorted(found, key=lambda line: line[1]):
            spans = found[kind, base]
            spans.sort(key=lambda span: span["bbox"][0])
            chars = "".join(char["c"] for span in spans for char in span["chars"])
            chars = [c for char in chars for c in LIGATURES.get(char, char) if not c.isspace()]
            line = [(c, number + 1, False) for c in chars[:-1]] + [(chars[-1], number + 1, True)]
            (notes if kind == "note" else body).extend(line)
    return body, notes


def lines(page, press):
    """The spans of a page by the lines they stand in, without furniture and raised marks."""
    # Notes that are run in stand below the text, where others have page numbers.
    foot = 4 if press.notes == "run-in" else MARGIN
    top, bottom = MARGIN * 72 / 25.4, (press.paper[1] - foot) * 72 / 25.4
    found = {}
    blocks = page.get_text("rawdict", flags=pymupdf.TEXT_PRESERVE_LIGATURES)["blocks"]
    for span in (span for b in blocks for line in b.get("lines", ()) for span in line["spans"]):
        base, size = span["origin"][1], span["size"] / press.size
        empty = all(char["c"].isspace() for char in span["chars"])
        if empty or size < NOTE * 0.93 or not top < base < bottom + 3:
            continue
        kind = "note" if size < NOTE * 1.05 else "body"
        near = (line for line in found if line[0] == kind and abs(line[1] - base) < 2.5)
        found.setdefault(next(near, (kind, base)), []).append(span)
    return found


def match(wanted, printed):
    """On which page each wanted letter stands, and where hyphens broke a word.

    Wanted are `(character, place)`, and `(None, label)` for a mark that stands on the line. A break
    is given as the place after it, with whether the hyphen is the writer's own.
    """
    stands, broken, at, own = {}, [], 0, False
    for char, place in wanted:
        if char is None:
            label = "".join(c for c, *_ in printed[at:at + len(place)])
            at += len(place) if label == place else 0
            continue
        if own:
            broken.append((place, True))
        while at < len(printed) and printed[at][0] != char:
            found, page, ends = printed[at]
            if ends and found in HYPHENS:
                broken.append((place, False))
            elif found not in BULLETS:
                near = "".join(c for c, *_ in printed[max(0, at - 20):at + 20])
                raise SystemExit(f"page {page} has “{char}” nowhere in “{near}”")
            at += 1
        if at == len(printed):
            raise SystemExit(f"the pages end before “{char}”, {place}")
        found, stands[place], ends = printed[at]
        own = ends and found in HYPHENS
        at += 1
    return stands, broken


def around(words, at):
    """Two words before a place, the word it is in, two words after."""
    found = [(m.start(), m.end(), m.group()) for m in WORD.finditer(words)]
    within = next(((begin, word) for begin, end, word in found if begin < at < end), None)
    before = [word for _, end, word in found if end <= at][-2:]
    return before, within, [word for begin, _, word in found if begin >= at][:2]


def cuts(stands, broken, words_of, name_of):
    """The seams between pages, and the words that hyphens broke."""
    seams, hyphens, last = [], [], None
    for place, page in stands.items():
        words = words_of(place)
        goes_on = last and last[:-1] == place[:-1] and "\n" not in words[last[-1]:place[-1]]
        if goes_on and stands[last] != page:
            before, within, after = around(words, place[-1])
            joined = [within[1]] if within else []
            seam = dict(left_page=stands[last], right_page=page, hyphen=bool(within))
            seam |= dict(left=" ".join(before), right=" ".join(after))
            seam |= dict(joined=within and within[1], context=before + joined + after)
            seam |= {} if name_of(place) == "body" else {"in": name_of(place)}
            seams += [seam] if before and after else []
        last = place
    for place, own in broken:
        words = words_of(place)
        before, within, after = around(words, place[-1])
        if within:
            begin, word = within
            cut = place[-1] - begin
            over = stands[(*place[:-1], place[-1] - 1)] != stands[place]
            hyphen = dict(left=word[:cut].rstrip(HYPHENS), right=word[cut:], joined=word)
            hyphen |= dict(kind="hard" if own else "soft", at="page" if over else "line")
            hyphen |= dict(context=before + [word] + after, page=stands[place])
            hyphens.append(hyphen | {"in": name_of(place)})
    return seams, hyphens
