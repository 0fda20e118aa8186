#!/usr/bin/env python3
"""Compares what Jikenbo reads with labelled notices, field by field.

    scripts/score.py Samples/labels Samples/text                 figures for every field
    scripts/score.py Samples/labels Samples/text --misses        and each value that was missed or made up
    scripts/score.py Samples/labels Samples/text --json          the figures as one JSON object

Beside each TEXTS/ID.txt stands LABELS/ID.json, an object as `jikenbo read --format json` prints it. Precision, recall
and F1 are pooled over the notices; "all fields" is the mean of the fields' F1. Every quote must be in its text to the letter.
"""
import argparse
import collections
import json
import pathlib
import re
import shlex
import subprocess
import sys
import unicodedata

# Values that are one object with evidence: field of the record -> its key that is compared.
SINGLE = {
    "organisation": "name", "published": "date", "service": "name", "actor": "name",
    "leak_status": "value", "misuse_status": "value",
}
# Values that stand in the record as they are.
PLAIN = ["kind", "casebook_number", "report_number", "title", "sector"]
# Those of them whose evidence stands in the record's "evidence".
BARE = ["casebook_number", "report_number", "title", "sector"]
# Lists of objects with evidence.
LISTS = ["parties", "incident_types", "causes", "data", "counts", "timeline", "authorities", "responses", "measures"]
# Names are compared up to spelling: 株式会社みどり and みどり㈱ should not count as two mistakes, everything else is exact.
NAMES = {"title", "organisation", "service", "actor", "parties"}
# The order in which fields are printed.
FIELDS = [
    "kind", "casebook_number", "report_number", "title", "organisation", "published", "sector", "service", "parties",
    "incident_types", "main_type", "causes", "actor", "data", "counts", "main_count", "timeline", "timeline_dates",
    "authorities", "authority_dates", "leak_status", "misuse_status", "responses", "measures",
]


class Failure(Exception):
    """Something that stops a measurement. Its text says what to do."""


def spelled(text):
    """A text without what spelling varies in: width, case, spaces, brackets and middle dots."""
    return re.sub(r"[\s「」『』\"'・]", "", unicodedata.normalize("NFKC", str(text))).lower()


def same_name(one, other):
    """Whether two names share all characters but a fifth of the longer one's."""
    one, other = spelled(one), spelled(other)
    if one == other:
        return True
    shared = sum((collections.Counter(one) & collections.Counter(other)).values())
    return len(one) > 1 and shared >= 0.8 * max(len(one), len(other))


def values(record):
    """The comparable values of a record: field -> set. Without a record every set is empty."""
    record = record or {}
    found = {field: set() for field in FIELDS}
    for field in PLAIN:
        if record.get(field) not in (None, ""):
            found[field] = {record[field]}
    for field, key in SINGLE.items():
        value = (record.get(field) or {}).get(key)
        if value is not None:
            found[field] = {value}
    items = {field: record.get(field) or [] for field in LISTS}
    for field in ("incident_types", "causes", "authorities", "responses", "measures"):
        found[field] = {item["value"] for item in items[field]}
    found["parties"] = {item["name"] for item in items["parties"]}
    found["main_type"] = {item["value"] for item in items["incident_types"][:1]}
    found["data"] = {(item["value"], item["status"]) for item in items["data"]}
    found["counts"] = {(item["value"], spelled(item.get("unit") or "")) for item in items["counts"]}
    found["main_count"] = {item["value"] for item in items["counts"] if item.get("main")}
    # Days are compared, not hours; a label without a start holds the event alone.
    days = [(item["event"], item["start"][:10] if item.get("start") else None) for item in items["timeline"]]
    found["timeline"] = set(days)
    found["timeline_dates"] = {day for _, day in days if day}
    found["authority_dates"] = {(item["value"], item["date"][:10]) for item in items["authorities"] if item.get("date")}
    return found


def match(field, expected, found):
    """(right, made up, missed) for one field of one notice."""
    if field not in NAMES:
        return expected & found, found - expected, expected - found
    left, missed = sorted(found), set()
    for name in sorted(expected):
        twin = next((other for other in left if same_name(name, other)), None)
        if twin is None:
            missed.add(name)
        else:
            left.remove(twin)
    return expected - missed, set(left), missed


def evidence(record):
    """Every object of a record that must carry a quote, with its field."""
    for field in SINGLE:
        if record.get(field):
            yield field, record[field]
    for field in LISTS:
        for item in record.get(field) or []:
            yield field, item
    for field in BARE:
        if record.get(field) is not None:
            yield field, (record.get("evidence") or {}).get(field) or {}


def is_quoted(item, text):
    """Whether the item's quote stands in the text (bytes) at the place it states."""
    quote, (start, end) = item.get("quote") or "", item.get("at") or (0, 0)
    return bool(quote) and text[start:end] == quote.encode()


def place(record):
    """Where the notice stands in its page's text: (start, end)."""
    return tuple((record.get("source") or {}).get("at") or (0, 0))


def read(jikenbo, paths):
    """Runs the reader once over all files. Returns file name -> its records, in their order."""
    command = shlex.split(jikenbo) + ["read", "--format", "json", *map(str, paths)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=600)
    except OSError as fault:
        raise Failure(f"cannot run {jikenbo}: {fault.strerror}; build it with `swift build`") from None
    if done.returncode != 0:
        raise Failure(f"`{jikenbo} read` ended with status {done.returncode}: {done.stderr.strip()[:500]}")
    records = {pathlib.Path(path).name: [] for path in paths}
    for line in done.stdout.splitlines():
        record = json.loads(line)
        name = pathlib.PurePath((record.get("source") or {}).get("page") or "").name
        if name not in records:
            raise Failure(f"a record names the page {name!r}, which is none of the files that were read")
        records[name].append(record)
    return records


def measure(labels, texts, jikenbo):
    """Scores one set of labelled notices. Returns the figures and a line for each value that was missed or made up."""
    label_files = sorted(pathlib.Path(labels).glob("*.json"))
    text_files = [pathlib.Path(texts) / f"{label.stem}.txt" for label in label_files]
    absent = [str(text) for text in text_files if not text.exists()]
    if absent or not label_files:
        raise Failure(f"no text for a label: {absent[0]}" if absent else f"no labels in {labels}")
    records = read(jikenbo, text_files)

    tally = {field: collections.Counter() for field in FIELDS}
    misses, extra, quotes, unfounded = [], 0, 0, 0
    for label, text_file in zip(label_files, text_files):
        here = records[text_file.name]
        extra += max(0, len(here) - 1)
        # Where a text was split, its longest part is compared.
        record = max(here, key=lambda one: place(one)[1] - place(one)[0]) if here else {}
        expected, found = values(json.loads(label.read_bytes())), values(record)
        for field in FIELDS:
            right, made_up, missed = match(field, expected[field], found[field])
            tally[field].update(right=len(right), made_up=len(made_up), missed=len(missed))
            misses += [f"{label.stem} {field} made up: {value}" for value in sorted(map(str, made_up))]
            misses += [f"{label.stem} {field} missed: {value}" for value in sorted(map(str, missed))]
        text = text_file.read_bytes()
        for field, item in evidence(record):
            quotes += 1
            if not is_quoted(item, text):
                unfounded += 1
                misses.append(f"{label.stem} {field}: the quote {item.get('quote')!r} is not in the text at {item.get('at')}")

    fields, f1s = {}, []
    for field, count in tally.items():
        right, made_up, missed = count["right"], count["made_up"], count["missed"]
        if not right + made_up + missed:
            continue
        f1s.append(2 * right / (2 * right + made_up + missed))
        fields[field] = {
            "precision": right / (right + made_up) if right + made_up else 0.0,
            "recall": right / (right + missed) if right + missed else 0.0,
            "f1": f1s[-1],
            "labelled": right + missed,
        }
    figures = {
        "notices": len(label_files), "all_fields": sum(f1s) / max(1, len(f1s)), "split_too_often": extra,
        "quotes": quotes, "quotes_not_in_text": unfounded, "fields": fields,
    }
    return figures, misses


def table(figures):
    """The figures as lines for people."""
    lines = [f"{'field':18}{'precision':>10}{'recall':>8}{'F1':>8}{'labelled':>10}"]
    for field, row in figures["fields"].items():
        lines.append(f"{field:18}{row['precision']:10.3f}{row['recall']:8.3f}{row['f1']:8.3f}{row['labelled']:10}")
    lines.append(
        f"notices {figures['notices']}, split too often {figures['split_too_often']}, "
        f"quotes {figures['quotes']}, not in the text {figures['quotes_not_in_text']}")
    lines.append(f"all fields F1 {figures['all_fields']:.3f}")
    return "\n".join(lines)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("labels", help="folder of ID.json")
    options.add_argument("texts", help="folder of ID.txt")
    options.add_argument("--jikenbo", default=".build/debug/jikenbo", help="the command to measure (default: %(default)s)")
    options.add_argument("--misses", action="store_true", help="print each value that was missed or made up")
    options.add_argument("--json", action="store_true", help="print one JSON object")
    given = options.parse_args()
    try:
        figures, misses = measure(given.labels, given.texts, given.jikenbo)
    except Failure as fault:
        sys.exit(f"score: {fault}")
    if given.misses:
        print("\n".join(misses))
    print(json.dumps(figures) if given.json else table(figures))


if __name__ == "__main__":
    main()
