#!/usr/bin/env python3
"""What a start, a report and a PDF cost, in instructions.

Instructions are the same in every run and on every machine with the same libraries, so
a change shows to the thousand. Needs valgrind, and pdftotext for the last line.

    python3 benches/instructions.py                    # builds with --release
    python3 benches/instructions.py --jiaokan target/release/jiaokan --repeat TARGET/deps/instructions-…
"""

import argparse
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

# Millions of instructions, and the ratio for the PDF.
START, FIRST, FURTHER, RATIO = 10, 15, 9, 1.0


def instructions(*command):
    """The instructions of a process."""
    run = subprocess.run(
        ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    found = re.search(r"Collected : (\d+)", run.stderr)
    if not found:
        sys.exit(f"expected valgrind to count {' '.join(command)}, but found:\n{run.stderr}")
    return int(found[1])


def built():
    """The program and the bench that reads a file again and again."""
    run = subprocess.run(
        ["cargo", "build", "--release", "--bin", "jiaokan", "--bench", "instructions",
         "--message-format=json"], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    messages = [json.loads(line) for line in run.stdout.splitlines() if line.startswith("{")]
    return {m["target"]["name"]: m["executable"] for m in messages if m.get("executable")}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--jiaokan", help="the program; without it, it is built")
    parser.add_argument("--repeat", help="the bench `instructions`")
    parser.add_argument("--report", default=REPORT, help="a garbled report of about 11 kB")
    parser.add_argument("--pdf", default=PDF, help="a PDF with a text layer")
    arguments = parser.parse_args()
    if not shutil.which("valgrind"):
        sys.exit("expected valgrind, but found none; install it")
    programs = {} if arguments.jiaokan else built()
    jiaokan = arguments.jiaokan or programs["jiaokan"]
    repeat = arguments.repeat or programs.get("instructions")

    def say(what, count, limit):
        print(f"{what:42} {count / 1e6:8.1f} M   at most {limit} M")

    with tempfile.TemporaryDirectory() as folder:
        two = os.path.join(folder, "two-bytes.md")
        with open(two, "w", encoding="utf-8") as file:
            file.write("ab")
        start = instructions(jiaokan, "extract", two)
    say("start: extract of two bytes", start, START)
    say("first report of a process, on top", instructions(jiaokan, "extract", arguments.report) - start, FIRST)
    if repeat:
        once, again = (instructions(repeat, arguments.report, times) for times in ("1", "11"))
        say("each further report of the process", (again - once) / 10, FURTHER)
    pdf = instructions(jiaokan, "extract", arguments.pdf)
    if shutil.which("pdftotext"):
        other = instructions("pdftotext", arguments.pdf, os.devnull)
        print(f"PDF of 9 pages, in all: {pdf / 1e6:.1f} M, pdftotext {other / 1e6:.1f} M, "
              f"ratio {pdf / other:.2f}   at most {RATIO}")
    else:
        print(f"PDF of 9 pages, in all: {pdf / 1e6:.1f} M (no pdftotext to compare with)")


if __name__ == "__main__":
    main()
