"""Compares jiaokan with other tools on the PDF fixtures. See README.md.

For each rendering of the invented report: how many of its 96 indicator cells
(16 rows of level 1, level 2, level 3, target, actual, reason) a tool hands over,
and how many rows whole. White space is left out, widths are folded (NFKC),
quotes unified; a unit in brackets at the end of a name does not count, and no
more does a placeholder (/, 无) in place of an empty reason. A true row is matched
to at most one row of the output, the one whose texts overlap most.

as is: what the tool hands over. glued: after joining the pieces of its tables
and filling blank level cells down, the ten lines that any user would write.
"""

import argparse
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
import tomllib
import unicodedata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "fixtures" / "pdf"
TRUE_ROWS = tomllib.loads((FIXTURES / "make" / "report.toml").read_text(encoding="utf-8"))["rows"]


def plain(text):
    text = unicodedata.normalize("NFKC", str(text or ""))
    return re.sub(r"\s", "", text).replace("“", '"').replace("”", '"')


def cells(row):
    row = [plain(cell) for cell in row]
    row[2] = re.sub(r"\([^()]{1,4}\)$", "", row[2])
    row[5] = "" if row[5] in ("/", "无") else row[5]
    return row


TRUTH = [cells(row) for row in TRUE_ROWS]


def score(rows):
    """Cells right and rows whole, of 96 and 16."""
    rows = [cells((list(row) + [""] * 6)[:6]) for row in rows]
    right = whole = 0
    free = set(range(len(rows)))
    for true in TRUTH:
        same = lambda n: sum(a == b for a, b in zip(true, rows[n]))
        named = lambda n: rows[n][2] and (rows[n][2] in true[2] or true[2] in rows[n][2] or rows[n][2][:5] == true[2][:5])
        best = max((n for n in free if named(n)), key=same, default=None)
        if best is None:
            continue
        free.discard(best)
        right += same(best)
        whole += same(best) == 6
    return right, whole


def last_six(tables):
    """The last six cells of each row: without the label of the whole table in the first
    column, and where a tool misses columns at the left, those it has."""
    return [([""] * 6 + list(row))[-6:] for table in tables for row in table]


def glue(tables):
    """One table of all pieces, blank level cells filled down."""
    rows, level = [], ["", ""]
    for row in last_six(tables):
        if "一级指标" not in plain(row[0]):
            for n in (0, 1):
                level[n] = row[n] if plain(row[n]) else level[n]
            rows.append(level + row[2:])
    return rows


# Each tool: a function that gives the tables of a file, as lists of rows.


def with_pdfplumber(path):
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        return [table for page in pdf.pages for table in page.extract_tables()]


def with_pymupdf(path):
    import pymupdf

    with pymupdf.open(path) as pdf:
        return [table.extract() for page in pdf for table in page.find_tables().tables]


def with_camelot(path):
    import camelot

    # Its own way to fill spanning cells down.
    tables = camelot.read_pdf(str(path), pages="all", flavor="lattice", copy_text=["v"], suppress_stdout=True)
    return [table.df.values.tolist() for table in tables]


def with_opendataloader(path):
    import opendataloader_pdf

    with tempfile.TemporaryDirectory() as out:
        opendataloader_pdf.convert(input_path=[str(path)], output_dir=out, format="json", quiet=True)
        with open(Path(out) / f"{Path(path).stem}.json", encoding="utf-8") as file:
            document = json.load(file)
    return [filled_table(table) for table in elements(document) if table.get("type") == "table"]


def elements(element):
    """All elements of a document of opendataloader, but for those within tables."""
    for kid in element.get("kids", []):
        yield kid
        if kid.get("type") != "table":
            yield from elements(kid)


def filled_table(table):
    """The rows of a table, a spanning cell in each of its rows as Camelot fills them."""
    rows = [[""] * table["number of columns"] for _ in range(table["number of rows"])]
    for cell in (cell for row in table["rows"] for cell in row["cells"]):
        text = "".join(kid.get("content", "") for kid in elements(cell))
        top, column = cell["row number"] - 1, cell["column number"] - 1
        for row in rows[top : top + cell["row span"]]:
            row[column] = text
    return rows


def text_with_pymupdf(path):
    import pymupdf

    with pymupdf.open(path) as pdf:
        return [page.get_text() for page in pdf]


def whole_process(command, runs=7):
    """The least CPU time of some runs in ms, and the memory of the last in MB."""
    least = float("inf")
    for _ in range(runs):
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        out = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        least = min(least, usage.ru_utime + usage.ru_stime)
    return out, status, least * 1000, usage.ru_maxrss / 1024


def with_jiaokan(binary, path):
    out, status, cpu, memory = whole_process([binary, "extract", str(path)])
    if status != 0:
        print(f"{binary} fails on {path.name}: its cells count as wrong", file=sys.stderr)
        return [], cpu, memory
    value = lambda text: (text or {}).get("value") or ""
    raw = lambda text: (text or {}).get("value") or (text or {}).get("raw") or ""
    rows = [
        [value(i["level1"]), value(i["level2"]), raw(i["name"]), i["target"]["raw"], i["actual"]["raw"], value(i["reason"])]
        for i in json.loads(out)["indicators"]
    ]
    return rows, cpu, memory


def in_this_process(read, path, runs=3):
    """Tables and least CPU time of a Python tool, its modules already imported; what it starts
    counts as well."""

    def spent():
        used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        return sum(each.ru_utime + each.ru_stime for each in used)

    least = float("inf")
    for _ in range(runs):
        start = spent()
        tables = read(path)
        least = min(least, spent() - start)
    return tables, least * 1000


PYTHON = {
    "PyMuPDF text": text_with_pymupdf,
    "pdfplumber": with_pdfplumber,
    "PyMuPDF find_tables": with_pymupdf,
    "Camelot lattice": with_camelot,
    "opendataloader": with_opendataloader,
}
# What gives text and no tables: its time is a bound, its cells are none.
TEXT_ONLY = ["PyMuPDF text"]


def one_python_tool(name, paths):
    """In a process of its own, so that its memory is its own; JSON on stdout."""
    read, out = PYTHON[name], {}
    read(paths[0])  # imports and caches
    for path in paths:
        try:
            tables, cpu = in_this_process(read, path)
            tables = [] if name in TEXT_ONLY else tables
            result = {"as is": score(last_six(tables)), "glued": score(glue(tables)), "cpu": cpu}
        except Exception as error:  # a tool that fails on a file has no cells
            print(f"{name} fails on {Path(path).name}: {str(error)[:80]}", file=sys.stderr)
            result = {"as is": (0, 0), "glued": (0, 0), "cpu": None}
        out[Path(path).stem] = result
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    out["memory"] = max(each.ru_maxrss for each in used) / 1024
    print(json.dumps(out))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--jiaokan", default=str(ROOT / "target" / "release" / "jiaokan"))
    parser.add_argument("--only", nargs="*", help="stems of the fixtures to compare on")
    parser.add_argument("--tool", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    paths = sorted(FIXTURES.glob("*.pdf"))
    if arguments.only:
        paths = [path for path in paths if path.stem in arguments.only]
    if arguments.tool:
        return one_python_tool(arguments.tool, paths)
    ours, text = {}, {}
    for path in paths:
        rows, cpu, memory = with_jiaokan(arguments.jiaokan, path)
        ours[path.stem] = (score(rows), cpu, memory)
        text[path.stem] = whole_process(["pdftotext", str(path), "-"])[2]
    others = {}
    for name in PYTHON:
        command = [sys.executable, __file__, "--tool", name] + (["--only", *arguments.only] if arguments.only else [])
        done = subprocess.run(command, capture_output=True, text=True)
        for line in done.stderr.splitlines():
            if line.startswith(name):
                print(line, file=sys.stderr)
        try:
            others[name] = json.loads(done.stdout.splitlines()[-1])
        except (IndexError, ValueError):
            print(f"{name} is left out: {done.stderr.strip().splitlines()[-1:] or 'no output'}", file=sys.stderr)
    report(paths, ours, text, others)


def report(paths, ours, text, others):
    timed = list(others)
    names = [name for name in timed if name not in TEXT_ONLY]
    print("Cells right of 96 as handed over (glued); in bold where all are. jiaokan needs no glue.\n")
    print("| rendering | jiaokan | " + " | ".join(names) + " |")
    print("|---|---|" + "---|" * len(names))
    bold = lambda count: f"**{count}**" if count == 96 else str(count)
    for path in paths:
        stem = path.stem
        row = [f"{bold(others[n][stem]['as is'][0])} ({bold(others[n][stem]['glued'][0])})" for n in names]
        print(f"| {stem} | {bold(ours[stem][0][0])} | " + " | ".join(row) + " |")
    least = lambda values: min(values) if values else 0
    row = [f"{least([others[n][p.stem]['as is'][0] for p in paths])} ({least([others[n][p.stem]['glued'][0] for p in paths])})" for n in names]
    print(f"| worst | {least([ours[p.stem][0][0] for p in paths])} | " + " | ".join(row) + " |")
    row = [f"{least([others[n][p.stem]['as is'][1] for p in paths])}–{max(others[n][p.stem]['as is'][1] for p in paths)}" for n in names]
    whole = [ours[p.stem][0][1] for p in paths]
    print(f"| rows whole of 16 | {min(whole)}–{max(whole)} | " + " | ".join(row) + " |")
    print("\nCPU in ms (jiaokan and pdftotext: the whole process; Python tools: warm, tables only) and memory.\n")
    print("| rendering | jiaokan, full JSON | pdftotext | × | " + " | ".join(timed) + " |")
    print("|---|---|---|---|" + "---|" * len(timed))
    for path in paths:
        stem = path.stem
        row = ["failed" if others[n][stem]["cpu"] is None else f"{others[n][stem]['cpu']:.0f}" for n in timed]
        print(f"| {stem} | {ours[stem][1]:.1f} | {text[stem]:.1f} | {ours[stem][1] / text[stem]:.2f} | " + " | ".join(row) + " |")
    row = [f"{others[n]['memory']:.0f} MB" for n in timed]
    print(f"| peak memory | {max(o[2] for o in ours.values()):.0f} MB | | | " + " | ".join(row) + " |")


if __name__ == "__main__":
    main()
