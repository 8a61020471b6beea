#!/usr/bin/env python3
"""Passages of two editions of a text that stand for each other, for `tests/texts/anchors/editions.rs`.

    python3 tests/recipes/editions.py target/debug/ibid FOLDER > tests/texts/anchors/editions.tsv

Of `NAME-1.*` and `NAME-2.*` in the folder, passages of the first are picked, two of three near a place
where the editions differ, and aligned with the second by their own words alone: runs of six words that
each edition has once, in the order both have them, and between those what `difflib` makes of the rest.
Nothing is asked of ibid but the words. Passages that the second edition has not at all are labelled so.
A line is NAME, FIRST, SECOND, KIND, and number, count and hash of the words in either; read what is
printed to standard error before it is trusted, and take out what is wrong.
"""
import json
import os
import random
import re
import subprocess
import sys
from bisect import bisect_left
from collections import Counter
from difflib import SequenceMatcher

RUN = 6
WORD = re.compile(r"[^\W_]+")
MASK = (1 << 64) - 1


def read(program, path):
    """The text of a file, and its words with where they stand."""
    made = subprocess.run([program, "export", path, "--to", "json"], capture_output=True, check=True)
    document = json.loads(made.stdout)
    parts = [block["text"] for block in document["blocks"]] + [note["text"] for note in document["notes"]]
    text = "\n".join(parts)
    return text, [(found.group().lower(), found.start(), found.end()) for found in WORD.finditer(text)]


def fingerprint(words):
    """The hash that `ibid::anchor::fingerprint` makes of words with blanks between."""
    data = " ".join(words).encode()
    made = len(data)
    whole = len(data) // 8 * 8
    for at in [*range(0, whole, 8), whole]:
        piece = int.from_bytes(data[at:at + 8].ljust(8, b"\0") if at < whole else data[whole:], "little")
        turned = (made << 5 | made >> 59) & MASK
        made = (turned ^ piece) * 0x9E3779B97F4A7C15 & MASK
        made ^= made >> 29
    return f"{made:016x}"


def rising(points):
    """The longest run of points that rise in both editions."""
    ends, at, before = [], [], []
    for number, (_, place) in enumerate(points):
        length = bisect_left(ends, place)
        ends[length:length + 1] = [place]
        at[length:length + 1] = [number]
        before.append(at[length - 1] if length else -1)
    run, number = [], at[-1] if at else -1
    while number >= 0:
        run.append(points[number])
        number = before[number]
    return run[::-1]


def aligned(one, two):
    """Which word of the second edition stands for which of the first."""
    runs = lambda words: [tuple(words[at:at + RUN]) for at in range(len(words) - RUN)]
    ours, theirs = runs(one), runs(two)
    once, there = Counter(ours), Counter(theirs)
    places = {run: at for at, run in enumerate(theirs)}
    points = [(at, places[run]) for at, run in enumerate(ours) if once[run] == 1 == there.get(run)]
    found = {at + step: place + step for at, place in rising(points) for step in range(RUN)}
    bounds = [(-1, -1), *sorted(found.items()), (len(one), len(two))]
    for (at, place), (end, stop) in zip(bounds, bounds[1:]):
        if end - at > 1 and stop - place > 1 and (end - at) * (stop - place) < 4_000_000:
            rest = SequenceMatcher(None, one[at + 1:end], two[place + 1:stop], autojunk=False)
            for first, second, count in rest.get_matching_blocks():
                found |= {at + 1 + first + n: place + 1 + second + n for n in range(count)}
    return found


def sentence(text, spots, at):
    """The words of the sentence, or the part of one, that a word stands in."""
    ends = lambda one, two: re.search(r"[.!?;:\n]", text[spots[one][2]:spots[two][1]])
    start, end = at, at + 1
    while start > 0 and not ends(start - 1, start):
        start -= 1
    while end < len(spots) and not ends(end - 1, end):
        end += 1
    return start, min(end, start + 60)


def counterpart(found, start, end):
    """The words that stand for those of a passage, if most of them do and little else is between."""
    there = [found[at] for at in range(start, end) if at in found]
    if len(there) * 2 < end - start:
        return None
    first, last = min(there), max(there) + 1
    if start not in found and 0 < first - found.get(start - 1, first) < 8:
        first = found[start - 1] + 1
    if end - 1 not in found and 0 < found.get(end, last) - last < 8:
        last = found[end]
    return (first, last) if last - first <= 2 * (end - start) + 6 else None


def is_nowhere(one, two, found, start, end, letters):
    """Whether a passage is in a stretch that the second edition has not."""
    first, last = start, end
    while first > 0 and first - 1 not in found:
        first -= 1
    while last < len(one) and last not in found:
        last += 1
    instead = found.get(last, len(two)) - (found[first - 1] + 1 if first else 0)
    own = "".join(one[start:end])
    pieces = [own[at:at + 8] for at in range(len(own) - 8)]
    return last - first >= 15 and instead * 4 <= last - first and pieces and not any(
        piece in letters for piece in pieces)


def passages(chance, text, spots, one, two, found):
    """Passages of the first edition, each with its counterpart; `None` where there is none."""
    lone = [at for at in range(len(one)) if at not in found]
    near = [at for at in lone if any(at - n in found for n in range(1, 40))] or range(30, len(one) - 30)
    letters = "".join(two)
    letters = {letters[at:at + 8] for at in range(len(letters) - 8)}
    made = []
    for wanted, here in ((12, near), (18, range(30, len(one) - 30)), (21, lone)):
        for _ in range(20_000):
            if len(made) >= wanted or not here:
                break
            at = chance.choice(here) + (chance.randint(-6, 6) if here is near else 0)
            at = min(max(at, 30), len(one) - 31)
            kind = chance.choice(["word", "phrase", "phrase", "sentence", "sentence"])
            count = chance.randint(3, 6)
            start, end = {"word": (at, at + 1), "phrase": (at, at + count)}.get(kind) or sentence(text, spots, at)
            plain = kind == "word" and (at not in found or len(one[at]) < 4) or kind == "sentence" and end - start < 6
            if plain or any(start < other[1] and other[0] < end for other in made):
                continue
            if here is lone:
                if kind != "word" and is_nowhere(one, two, found, start, end, letters):
                    made.append((start, end, kind, None))
            elif there := counterpart(found, start, end):
                made.append((start, end, kind, there))
    return made


def main(program, folder):
    chance = random.Random(20261201)
    names = sorted(os.listdir(folder))
    for first in names:
        name = re.fullmatch(r"(.+)-1\.\w+", first)
        second = name and next((other for other in names if other.startswith(f"{name[1]}-2.")), None)
        if not second:
            continue
        (text, spots), (other, places) = (read(program, os.path.join(folder, file)) for file in (first, second))
        one, two = [spot[0] for spot in spots], [spot[0] for spot in places]
        for start, end, kind, there in passages(chance, text, spots, one, two, aligned(one, two)):
            label = [start, end - start, fingerprint(one[start:end])]
            label += [there[0], there[1] - there[0], fingerprint(two[there[0]:there[1]])] if there else ["-"] * 3
            print(name[1], first, second, kind, *label, sep="\t")
            shown = lambda words, at, of: " ".join(of[words[at[0]][1]:words[at[1] - 1][2]].split())
            print(name[1], kind, shown(spots, (start, end), text), "=",
                  shown(places, there, other) if there else "nothing", sep=" | ", file=sys.stderr)


if __name__ == "__main__":
    main(*sys.argv[1:])
