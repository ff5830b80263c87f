#!/usr/bin/env python3
"""What foreign files do to the program: a table of reports, errors, crashes, hangs, memory.

    python3 benches/reliability.py FOLDER [--jiaokan PROGRAM] [--second-reader] [--ocr auto]

Reads every file of a folder, whatever it is, as a batch in worker processes within a second or
two and 1 GiB for each. What these bounds stopped is then read alone, without any option, as a
person would: what answers within the bounds that hold by default is neither a hang nor a crash.
Fetches nothing: the files are anybody's, such as those of the test suites of other readers of
PDF. docs/security.md says what was measured so. Pictures of pages are not recognised unless that
is asked for: each takes a second or more, which is no fault.

Linux: memory is the largest resident size of any process, as the kernel counts it.
"""

import argparse
import collections
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

# The bounds of the first pass, and what a file that is read alone may take by default.
QUICK = 2
GIB = 1 << 30
PATIENCE = 75


def batch(program, folder, out, options):
    """Reads a folder; gives the reports and the errors by the name of their file."""
    command = [program, "--lang", "en", "--quiet", "extract", str(folder), "-o", str(out)]
    command += ["--format", "jsonl", "--detail", "lean", "--hidden", *options]
    begun = time.monotonic()
    ended = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    took = time.monotonic() - begun
    if ended.returncode not in (0, 1) or not (out / "run.json").is_file():
        sys.exit(f"expected a run with status 0 or 1, but found {ended.returncode}: {ended.stderr[-2000:]}")
    reports = set()
    with open(out / "reports.jsonl", encoding="utf-8") as lines:
        for line in lines:
            reports.add(json.loads(line)["source"]["name"])
    errors = {}
    with open(out / "errors.jsonl", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            errors[row["source"]] = row
    return reports, errors, took


def alone(program, path, options):
    """Reads one file without bounds of ours: status, what was said, seconds, CPU seconds, bytes."""
    with tempfile.TemporaryFile() as said:
        begun = time.monotonic()
        process = subprocess.Popen(
            [program, "--lang", "en", "extract", *options, "--", str(path)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=said,
        )
        usage = None
        while time.monotonic() - begun < PATIENCE:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            if pid:
                process.returncode = os.waitstatus_to_exitcode(status)
                break
            time.sleep(0.01)
        else:
            process.kill()
            process.wait()
            return None
        took = time.monotonic() - begun
        said.seek(0)
        text = said.read().decode("utf-8", "replace")
    cpu = usage.ru_utime + usage.ru_stime
    return process.returncode, text, took, cpu, usage.ru_maxrss * 1024


def lost_alone(given, name):
    """Whether a file has no report even where nobody hurries it: the bounds of the first pass stop
    files as well that the second reader only makes slower."""
    path = given.folder / name
    if not path.is_file():
        return True
    read = alone(given.jiaokan, path, ["--ocr", given.ocr, "--second-reader"])
    return read is None or read[0] not in (0, 1) or read[1].startswith("E_")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--jiaokan", default="target/release/jiaokan")
    parser.add_argument("--second-reader", action="store_true", help="also with the second reader: which reports it costs")
    parser.add_argument("--jobs", default="2")
    parser.add_argument("--ocr", default="off", help="whether pictures are recognised: off, auto, force")
    parser.add_argument("--quick", type=float, default=QUICK, help="seconds of the first pass")
    given = parser.parse_args()
    bounds = ["--timeout", f"{int(given.quick * 1000)}ms", "--max-memory", "1G", "--jobs", given.jobs]
    bounds += ["--ocr", given.ocr]
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        reports, errors, took = batch(given.jiaokan, given.folder, scratch / "out", bounds)
        codes = collections.Counter(row["code"] for row in errors.values())
        stopped = [name for name, row in errors.items() if row["code"].startswith("E_WORKER_")]
        crashes = [name for name in stopped if errors[name]["code"] == "E_WORKER_CRASHED"]
        panics = [name for name in crashes if "a panic" in errors[name]["message"]]
        over = [name for name in stopped if errors[name]["code"] == "E_WORKER_MEMORY"]
        hangs, bare, slow = [], [], []
        for name in stopped:
            path = given.folder / name
            if not path.is_file():
                print(f"not read alone, as it lies in an archive: {name!a}", file=sys.stderr)
                continue
            read = alone(given.jiaokan, path, ["--ocr", given.ocr])
            if read is None:
                hangs.append(name)
                continue
            status, said, seconds, cpu, memory = read
            slow.append((cpu, seconds, memory, name))
            if status not in (0, 1, 2) or (status and not said.startswith("E_")):
                bare.append(name)
            if "E_WORKER_TIMEOUT" in said:
                hangs.append(name)
            if memory > GIB and name not in over:
                over.append(name)
        lost = None
        if given.second_reader:
            also, _, _ = batch(given.jiaokan, given.folder, scratch / "twice", [*bounds, "--second-reader"])
            lost = [name for name in sorted(reports - also) if lost_alone(given, name)]
        largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
        files = len(reports) + len(errors)
        print("| what | |\n|---|---|")
        print(f"| files | {files} |")
        print(f"| reports | {len(reports)} |")
        print(f"| coded errors | {len(errors)} |")
        print(f"| crashes, panics, hangs, over 1 GiB | {len(crashes) - len(panics)} {len(panics)} {len(set(hangs))} {len(set(over))} |")
        print(f"| of the files stopped within {given.quick:g} s and 1 GiB, read alone: ended without a code | {len(bare)} |")
        print(f"| wall time of the run | {took:.1f} s |")
        print(f"| largest process | {largest >> 20} MB |")
        for cpu, seconds, memory, name in sorted(slow, reverse=True)[:5]:
            print(f"| slowest, read alone | {cpu:.2f} s CPU, {seconds:.2f} s, {memory >> 20} MB: {name!a} |")
        if lost is not None:
            print(f"| reports lost by the second reader | {len(lost)} |")
        for code, count in codes.most_common():
            print(f"| {code} | {count} |")
        for what, names in [("crash", crashes), ("hang", hangs), ("over 1 GiB", over), ("no code", bare), ("lost", lost or [])]:
            for name in sorted(set(names)):
                print(f"{what}: {name!a}", file=sys.stderr)
    sys.exit(1 if crashes or hangs or over or bare or lost else 0)


if __name__ == "__main__":
    main()
