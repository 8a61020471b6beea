#!/usr/bin/env python3
"""Says what a program makes of printed texts, held against their truth; the worst comes first.

    python3 tests/recipes/measure.py target/debug/ibid FOLDER [NAME ...] [--show N]

Order, seams, hyphens, notes and marks are shares that are right, `lost` and `more` are words of the
body that are missing and that are too many, in a thousand.
"""
import argparse
import glob
import json
import os
import re
import subprocess
import unicodedata
from bisect import bisect_left
from collections import Counter

WORD = re.compile(r"\w+(?:[-'.]\w+)*")
PLAIN = str.maketrans({"’": "'", "‐": "-", "\u00ad": None, "*": None})


def words(text):
    return WORD.findall(unicodedata.normalize("NFKC", text).translate(PLAIN).casefold())


def grams(run, length=5):
    return [tuple(run[at:at + length]) for at in range(len(run) - length + 1)]


def rising(places):
    """The length of the longest run of places that rise."""
    ends = []
    for place in places:
        at = bisect_left(ends, place)
        ends[at:at + 1] = [place]
    return len(ends)


def holds(runs, context):
    """Whether words follow one another in one of the runs; `runs` are joined by blanks."""
    return f" {' '.join(context)} " in runs


def share(right, of):
    return right / of if of else 1.0


def measure(export, truth):
    """The figures of one text, and what is wrong with it."""
    wrong = []
    runs = [words(block["text"]) for block in export["blocks"]]
    notes = [(note["label"], words(note["text"])) for note in export["notes"]]
    told = [words(block["text"]) for block in truth["body"]]
    flat, true = sum(runs, []), sum(told, [])
    once = Counter(grams(flat))
    place = {gram: at for at, gram in enumerate(grams(flat)) if once[gram] == 1}
    unique = [gram for gram, count in Counter(grams(true)).items() if count == 1]
    every = " | ".join(f" {' '.join(run)} " for run in runs + [run for _, run in notes])

    def joined(what):
        good = 0
        for each in truth[what]:
            right = holds(every, words(" ".join(each["context"])))
            good += right
            wrong.extend([] if right else [f"{what[:-1]}: {each['left']} | {each['right']}"])
        return share(good, len(truth[what]))

    ids, free = {}, list(range(len(notes)))
    for note in truth["notes"]:
        wanted = words(note["text"])
        fits = [at for at in free if notes[at] == (note["label"], wanted)]
        if fits:
            free.remove(fits[0])
            ids[note["id"]] = export["notes"][fits[0]].get("id")
        else:
            wrong.append(f"note {note['label']}: {note['text'][:60]}")
    marks = []
    for block in export["blocks"]:
        for mark in block["notes"]:
            marks.append((words(block["text"][:mark["offset"]])[-3:], mark["label"], mark["note"]))
    right = 0
    for mark in truth["anchors"]:
        before = words(" ".join(mark["before"]))[-3:]
        placed = (before, mark["label"], ids.get(mark["note"])) in marks
        right += placed
        wrong.extend([] if placed else [f"mark {mark['label']}: {' '.join(before)}"])
    front = Counter(word for part in truth["front"] for word in words(part["text"]))
    lost, more = Counter(true) - Counter(flat), Counter(flat) - Counter(true) - front
    wrong += [f"lost: {word}" for word in lost] + [f"more: {word}" for word in more]
    figures = dict(
        order=share(rising([place[gram] for gram in unique if gram in place]), len(unique)),
        lost=1000 * share(sum(lost.values()), len(true)) if lost else 0.0,
        more=1000 * share(sum(more.values()), len(true)) if more else 0.0,
        seams=joined("seams"),
        hyphens=joined("hyphens"),
        notes=share(len(ids), len(truth["notes"])),
        marks=share(right, len(truth["anchors"])),
        extra=len(free) + len(marks) - right)
    return figures, wrong


def main():
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("program")
    arguments.add_argument("folder")
    arguments.add_argument("names", nargs="*", help="only texts whose names begin so")
    arguments.add_argument("--show", type=int, default=0, help="mistakes to show of each text")
    given = arguments.parse_args()
    results = []
    for path in glob.glob(os.path.join(given.folder, "*.truth.json")):
        base = path.removesuffix(".truth.json")
        name = os.path.basename(base)
        if given.names and not name.startswith(tuple(given.names)):
            continue
        text = next(base + suffix for suffix in (".md", ".txt") if os.path.exists(base + suffix))
        run = [given.program, "export", text, "--to", "json"]
        export = json.loads(subprocess.run(run, capture_output=True, check=True).stdout)
        with open(path, encoding="utf-8") as file:
            results.append((name, *measure(export, json.load(file))))
    shares = ("order", "seams", "hyphens", "notes", "marks")
    results.sort(key=lambda result: sum(result[1][key] for key in shares))
    for name, figures, wrong in results:
        print(f"{name:22}", "  ".join(f"{key} {value:.4g}" for key, value in figures.items()))
        for fault in wrong[:given.show]:
            print("    " + fault)


if __name__ == "__main__":
    main()
