#!/usr/bin/env python3
"""Reads the pages that generate.py made with jiaokan and holds every value against its truth, by damage.

    python score.py OUT [--bin jiaokan] [--list] [--jobs N]

A value is right if its number and comparator are those printed; flagged if it has none and its cell is told to be in doubt;
wrong if it has others, and nothing says so. Rows are found by their names.
"""

import argparse
import collections
import json
import math
import pathlib
import re
import subprocess
import unicodedata
from decimal import Decimal


def folded(text):
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text or ""))


def same(a, b):
    return a is not None and b is not None and Decimal(a) == Decimal(b)


def read(binary, pages, jobs):
    """The reports, by the name of their page."""
    command = [binary, "extract", "--progress", "never", "--jobs", str(jobs), *map(str, pages)]
    run = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    found, text, at = {}, run.stdout.decode(), 0
    # One report is written over many lines, several are a line each.
    while text[at:].strip():
        at += len(text[at:]) - len(text[at:].lstrip())
        report, at = json.JSONDecoder().raw_decode(text, at)
        found[pathlib.PurePath(report["source"]["name"]).name] = report
    return found, run.stderr.decode()


def judge(row, field, says):
    """right, wrong or flagged, and what was given."""
    if field in ("weight", "score"):
        given = row.get(field)
        if given is None:
            return ("flagged" if (row.get("damaged") or {}).get(field) else "missing"), None
        return ("right" if same(given["value"], says["number"]) else "wrong"), given["raw"]
    given = row[field]
    if given.get("number") is None:
        return ("missing" if given.get("status") != "damaged" and not given["raw"].strip() else "flagged"), given["raw"]
    right = same(given["number"], says["number"]) and given.get("comparator") == says["comparator"]
    return ("right" if right else "wrong"), given["raw"]


def upper(wrong, cells):
    """The upper end of the 95 % interval of a share (Wilson), per 10,000."""
    if not cells:
        return float("nan")
    p, z = wrong / cells, 1.96
    middle = p + z * z / (2 * cells)
    reach = z * math.sqrt(p * (1 - p) / cells + z * z / (4 * cells * cells))
    return 10_000 * (middle + reach) / (1 + z * z / cells)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("out", type=pathlib.Path)
    arguments.add_argument("--bin", default="target/release/jiaokan")
    arguments.add_argument("--jobs", type=int, default=2)
    arguments.add_argument("--list", action="store_true", help="every cell that is not right")
    given = arguments.parse_args()
    truths = sorted(given.out.glob("*.json"))
    pages = {t: next(p for p in (t.with_suffix(".jpg"), t.with_suffix(".png")) if p.exists()) for t in truths}
    found, said = read(given.bin, pages.values(), given.jobs)
    counts = collections.defaultdict(collections.Counter)
    for truth, page in pages.items():
        wanted = json.loads(truth.read_text(encoding="utf-8"))
        report = found.get(page.name)
        kind = counts[wanted["kind"]]
        rows = {}
        for row in report["indicators"] if report else []:
            rows.setdefault(folded((row["name"] or {}).get("value") or (row["name"] or {}).get("raw")), row)
        for want in wanted["rows"]:
            row = rows.get(folded(want["name"]))
            kind["rows"] += 1
            kind["rows found"] += row is not None
            for field, says in want["says"].items():
                kind["cells"] += 1
                verdict, raw = ("no row", None) if row is None else judge(row, field, says)
                kind[verdict] += 1
                if given.list and verdict != "right":
                    print(f"{page.name} {want['name']} {field}: {verdict}, printed {want[field]}, read {raw}")
    total = collections.Counter()
    print("| damage | rows found | values | right % | wrong unflagged | flagged or null % |\n|---|---|---|---|---|---|")
    for kind, c in counts.items():
        total.update(c)
        print(line(kind, c))
    print(line("all", total))
    wrong, cells = total["wrong"], total["cells"]
    print(f"\nwrong and not flagged: {wrong} of {cells}, {10_000 * wrong / max(cells, 1):.1f} per 10,000; with 95 % confidence at most {upper(wrong, cells):.1f}")
    if said.strip():
        print(said.strip().splitlines()[-1])


def line(kind, c):
    cells = max(c["cells"], 1)
    silent = c["flagged"] + c["missing"]
    return f"| {kind} | {c['rows found']}/{c['rows']} | {c['cells']} | {100 * c['right'] / cells:.2f} | {c['wrong']} | {100 * silent / cells:.2f} |"


if __name__ == "__main__":
    main()
