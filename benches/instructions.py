#!/usr/bin/env python3
"""What a start, a report and a PDF cost, in instructions of all processes together.

Instructions are the same in every run and on every machine with the same libraries, so
a change shows to the thousand. Needs valgrind, and pdftotext for the PDFs. The processor
that valgrind shows to programs has no instructions for SHA-256: of a PDF of 143 kB 7.5 M
go into its fingerprint, which processors that have them do in far fewer.

    python3 benches/instructions.py                    # builds with --release
    python3 benches/instructions.py --jiaokan target/release/jiaokan --repeat TARGET/deps/instructions-…
    python3 benches/instructions.py --write            # the tables of both READMEs as well
"""

import argparse
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
REPORT = os.path.join(ROOT, "fixtures/reports/damaged/garbled-scan.md")
PDF = os.path.join(ROOT, "fixtures/pdf/lo-song-landscape.pdf")
KINDS = ["md", "xlsx", "docx", "ofd"]
KIND = os.path.join(ROOT, "fixtures/kinds/report")

# Millions of instructions, and the ratio for the PDF.
START, FIRST, FURTHER, RATIO = 10, 15, 9, 1.0


def instructions(*command):
    """The instructions of a process and of those that it starts."""
    with tempfile.TemporaryDirectory() as counts:
        run = subprocess.run(
            ["valgrind", "--tool=callgrind", "--trace-children=yes",
             f"--callgrind-out-file={counts}/%p", *command],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        total = 0
        for count in glob.glob(f"{counts}/*"):
            with open(count, encoding="utf-8", errors="replace") as file:
                total += sum(int(line.split()[1]) for line in file if line.startswith("summary:"))
    if not total:
        sys.exit(f"expected valgrind to count {' '.join(command)}, but found:\n{run.stderr}")
    return total


def built():
    """The program and the bench that reads a file again and again."""
    run = subprocess.run(
        ["cargo", "build", "--release", "--bin", "jiaokan", "--bench", "instructions",
         "--message-format=json"], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    messages = [json.loads(line) for line in run.stdout.splitlines() if line.startswith("{")]
    return {m["target"]["name"]: m["executable"] for m in messages if m.get("executable")}


def makers():
    """A PDF of each maker and font among the fixtures: the largest of each."""
    chosen = {}
    for path in sorted(glob.glob(os.path.join(ROOT, "fixtures/pdf/*.pdf"))):
        maker = "-".join(os.path.basename(path).removesuffix(".pdf").split("-")[:2])
        if os.path.getsize(path) >= os.path.getsize(chosen.get(maker, path)):
            chosen[maker] = path
    return chosen


def further(jiaokan, repeat, report, folder):
    """What each further report of one process costs: of the library alone if the bench is at
    hand, else of a run of the program, its reading and writing included."""
    if repeat:
        once, again = (instructions(repeat, report, times) for times in ("1", "11"))
        return (again - once) / 10
    runs = []
    for times in (1, 11):
        copies = os.path.join(folder, str(times))
        os.mkdir(copies)
        for number in range(times):
            shutil.copy(report, os.path.join(copies, f"{number:02}.md"))
        runs.append(instructions(jiaokan, "extract", "--in-process", "--jobs", "1", copies))
    return (runs[1] - runs[0]) / 10


def written(path, rows):
    """Puts the rows into the first table behind the sentence that names this script."""
    with open(path, encoding="utf-8") as file:
        text = file.read()
    place = text.index("benches/instructions.py")
    table = re.compile(r"(\|[^\n]*\n\|---[^\n]*\n)(?:\|[^\n]*\n)+")
    text = text[:place] + table.sub(lambda found: found[1] + "".join(f"| {row.rstrip()} |\n" for row in rows),
                                    text[place:], count=1)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--jiaokan", help="the program; without it, it is built")
    parser.add_argument("--repeat", help="the bench `instructions`")
    parser.add_argument("--report", default=REPORT, help="a garbled report of about 11 kB")
    parser.add_argument("--pdf", default=PDF, help="a PDF with a text layer")
    parser.add_argument("--write", action="store_true", help="write the tables of the READMEs")
    arguments = parser.parse_args()
    if not shutil.which("valgrind"):
        sys.exit("expected valgrind, but found none; install it")
    programs = {} if arguments.jiaokan else built()
    jiaokan = arguments.jiaokan or programs["jiaokan"]
    repeat = arguments.repeat or programs.get("instructions")

    def say(what, count, limit):
        print(f"{what:42} {count / 1e6:8.1f} M   at most {limit} M", flush=True)

    with tempfile.TemporaryDirectory() as folder:
        two = os.path.join(folder, "two-bytes.md")
        with open(two, "w", encoding="utf-8") as file:
            file.write("ab")
        start = instructions(jiaokan, "extract", two)
        say("start: extract of two bytes", start, START)
        first = instructions(jiaokan, "extract", arguments.report) - start
        say("first report of a process, on top", first, FIRST)
        again = further(jiaokan, repeat, arguments.report, folder)
        say("each further report of the process", again, FURTHER)
    if not shutil.which("pdftotext"):
        sys.exit("expected pdftotext to compare with, but found none; install poppler-utils")
    ratios, wanted = {}, {"the PDF": arguments.pdf, **makers()}
    for maker, path in wanted.items():
        own, other = instructions(jiaokan, "extract", path), instructions("pdftotext", path, os.devnull)
        ratios[maker] = (own, other)
        print(f"{maker:20} {os.path.basename(path):42} {own / 1e6:6.1f} M, pdftotext {other / 1e6:6.1f} M, "
              f"ratio {own / other:.2f}   at most {RATIO}", flush=True)
    if not arguments.write:
        return
    kinds = [instructions(jiaokan, "extract", f"{KIND}{'-word' * (kind == 'docx')}.{kind}") for kind in KINDS]
    m = lambda count: f"{count / 1e6:.0f}"
    own, other = ratios["the PDF"]
    every = [f"{a / b:.2f}" for name, (a, b) in ratios.items() if name != "the PDF"]
    least, most = min(every, key=float), max(every, key=float)
    all_kinds = [m(kind) for kind in [*kinds, own]]
    written(os.path.join(ROOT, "README.md"), [
        f"start: `extract` of a file of two bytes | {m(start)} | 131 before patterns were prepared by the build",
        f"the garbled report of 11 kB, on top of the start, all checks included | {m(first)} | ",
        f"each further report of that kind in one process | {m(again)} | ",
        f"a PDF of 9 pages with TrueType fonts, worker process included | {m(own)} | `pdftotext`, text only: {m(other)}",
        f"the same for each maker of PDF in `fixtures/pdf` | {least} to {most} × | `pdftotext`: 1",
        f"one report of 16 indicators, in all: Markdown, Excel, Word, OFD, PDF | {', '.join(all_kinds)} | ",
    ])
    written(os.path.join(ROOT, "README.zh-CN.md"), [
        f"启动：`extract` 一个两字节的文件 | {m(start)} | 规则文件改为编译时准备之前为 131",
        f"11 kB 的残缺报告（在启动之外，含全部核查） | {m(first)} | ",
        f"同一进程中每多一份同样的报告 | {m(again)} | ",
        f"9 页、TrueType 字体的 PDF，含工作进程 | {m(own)} | `pdftotext` 仅取文字：{m(other)}",
        f"`fixtures/pdf` 中每种制作工具的 PDF | {least} 至 {most} 倍 | `pdftotext`：1",
        f"同一份 16 个指标的报告，全部进程：Markdown、Excel、Word、OFD、PDF | {'、'.join(all_kinds)} | ",
    ])


if __name__ == "__main__":
    main()
