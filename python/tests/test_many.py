"""Many documents in worker processes."""

import hashlib
import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import jiaokan
import pytest
from conftest import FIXTURES, GARBLED

SMALL = "# 2023年度部门整体支出绩效自评报告\n".encode()


def test_outcomes_come_in_order_with_progress(archive):
    paths = sorted(archive.rglob("*.*")) * 8
    seen = []
    outcomes = list(
        jiaokan.extract_many(paths, jobs=3, progress=lambda done, of: seen.append((done, of)))
    )
    assert [Path(outcome.path) for outcome in outcomes] == paths
    assert seen == [(n, len(paths)) for n in range(1, len(paths) + 1)]
    for outcome in outcomes[:8]:
        alone = jiaokan.extract(outcome.path)
        assert outcome.unwrap() == alone and outcome.unwrap().to_json() == alone.to_json()
        assert outcome.sha256 == alone.source.sha256


def test_each_fault_costs_its_own_document(monkeypatch):
    monkeypatch.setenv("JIAOKAN_FAULTS", "hang:hangs,abort:aborts,panic:panics,memory:eats")
    names = ["a", "hangs", "b", "aborts", "c", "panics", "d", "eats", "e"]
    begun = time.monotonic()
    outcomes = list(
        jiaokan.extract_many(
            [(name, SMALL) for name in names], jobs=2, timeout=6, max_memory="1G"
        )
    )
    assert time.monotonic() - begun < 60
    assert [outcome.name for outcome in outcomes] == names
    codes = {o.name: o.error.code for o in outcomes if o.error}
    assert codes == {
        "hangs": "E_WORKER_TIMEOUT",
        "aborts": "E_WORKER_CRASHED",
        "panics": "E_WORKER_CRASHED",
        "eats": "E_WORKER_MEMORY",
    }
    assert all(o.report.fiscal_year.value == 2023 for o in outcomes if o.ok)
    with pytest.raises(jiaokan.Error, match="E_WORKER_TIMEOUT"):
        outcomes[1].unwrap()


def test_witnesses_are_those_of_the_report_by_its_bytes(tmp_path):
    base, copy = GARBLED.read_bytes(), FIXTURES / "collate/second-recogniser.md"
    (tmp_path / "copy.md").write_bytes(copy.read_bytes())
    sha256 = hashlib.sha256(base).hexdigest()
    (tmp_path / "pairs.csv").write_text(f"base,witness,kind\n{sha256},copy.md,copy\n")
    wanted = [("any name", base), ("another", SMALL)]
    restored, other = jiaokan.extract_many(wanted, jobs=1, witnesses=tmp_path / "pairs.csv")
    alone = jiaokan.extract(base, name="any name", witnesses=[(tmp_path / "copy.md", "copy")])
    assert restored.unwrap().to_json() == alone.to_json() and alone.witnesses
    assert alone.to_json() != jiaokan.extract(base, name="any name").to_json()
    assert other.unwrap().witnesses == []
    (tmp_path / "pairs.csv").write_text(f"base,witness,kind\n{sha256},copy.md,friend\n")
    with pytest.raises(jiaokan.Error, match="E_USAGE|E_PAIRS|friend"):
        list(jiaokan.extract_many(wanted, witnesses=tmp_path / "pairs.csv"))


def test_what_is_no_file_or_too_large_is_an_outcome(tmp_path):
    (tmp_path / "empty.md").write_bytes(b"")
    (tmp_path / "large.md").write_bytes(SMALL * 100)
    wanted = [tmp_path / "none.md", tmp_path, tmp_path / "empty.md", tmp_path / "large.md"]
    outcomes = list(jiaokan.extract_many([*wanted, ("bytes", SMALL * 100)], max_size="1k"))
    codes = [outcome.error.code for outcome in outcomes]
    assert codes == ["E_READ", "E_NOT_A_FILE", "E_EMPTY", "E_TOO_LARGE", "E_TOO_LARGE"]


@pytest.mark.skipif(sys.platform == "win32", reason="names are UTF-16 there")
def test_a_name_of_any_bytes_is_read(tmp_path):
    path = os.fsencode(tmp_path) + b"/\xff\xfe.md"
    try:
        with open(path, "wb") as file:
            file.write(SMALL)
    except OSError:
        pytest.skip("this file system takes no such name")
    [outcome] = jiaokan.extract_many([os.fsdecode(path)])
    assert outcome.ok


def test_sources_are_not_asked_far_ahead_and_may_end_in_an_error():
    asked = []

    def endless():
        for number in range(10_000_000):
            asked.append(number)
            yield (f"{number}.md", SMALL)

    outcomes = jiaokan.extract_many(endless(), jobs=1)
    for _, outcome in zip(range(40), outcomes):
        assert outcome.ok
    assert len(asked) < 80
    outcomes.close()

    def broken():
        yield ("a.md", SMALL)
        raise LookupError("no more")

    with pytest.raises(LookupError):
        list(jiaokan.extract_many(broken()))


def test_bad_arguments_raise_before_anything_is_read():
    for wrong in ({"profile": "nope"}, {"patterns": "/nowhere"}, {"max_memory": "much"}):
        with pytest.raises(jiaokan.Error) as raised:
            list(jiaokan.extract_many([("a.md", SMALL)], **wrong))
        assert raised.value.code in ("E_USAGE", "E_READ", "E_WORKER_START"), raised.value


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="processes are told in /proc")
def test_closing_ends_the_processes(monkeypatch):
    monkeypatch.setenv("JIAOKAN_FAULTS", "hang:hangs")
    outcomes = jiaokan.extract_many([("a", SMALL), ("hangs", SMALL)], jobs=1, timeout=600)
    assert next(outcomes).ok
    before = children()
    assert before
    outcomes.close()
    until = time.monotonic() + 10
    while time.monotonic() < until and any(alive(pid) for pid in before):
        time.sleep(0.05)
    assert not any(alive(pid) for pid in before)


def children():
    """The processes below this one."""
    listed = subprocess.run(["ps", "-eo", "pid,ppid"], capture_output=True, text=True).stdout
    parents = [tuple(map(int, line.split())) for line in listed.splitlines()[1:]]
    found = {os.getpid()}
    while more := {pid for pid, parent in parents if parent in found} - found:
        found |= more
    return {pid for pid in found - {os.getpid()} if "jiaokan" in said_of(pid, "cmdline")}


def said_of(pid, what):
    try:
        return Path(f"/proc/{pid}/{what}").read_text(errors="replace")
    except OSError:
        return ""


def alive(pid):
    stat = said_of(pid, "stat")
    return bool(stat) and stat.rsplit(")", 1)[1].split()[0] != "Z"


@pytest.mark.skipif(sys.platform == "win32", reason="signals are others there")
@pytest.mark.parametrize(
    "waiting",
    [
        # In this process: a report of 8 MB takes seconds.
        "jiaokan.extract(LARGE)",
        # In a worker that hangs.
        "list(jiaokan.extract_many([('hangs', LARGE)], timeout=600))",
    ],
)
def test_ctrl_c_ends_the_wait(waiting):
    script = textwrap.dedent(
        f"""
        import jiaokan, signal
        # Who runs this in the background has it ignored.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        ROW = "| 产出指标 | 数量指标 | 巡查河道次数（次） | ≥24 | 30 |\\n"
        LARGE = ("| 一级指标 | 二级指标 | 三级指标 | 预期值 | 实现值 |\\n|---|---|---|---|---|\\n" + ROW * 100_000).encode()
        print("go", flush=True)
        try:
            {waiting}
        except KeyboardInterrupt:
            print("interrupted", flush=True)
        """
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "JIAOKAN_FAULTS": "hang:hangs"},
    )
    assert process.stdout.readline() == "go\n"
    time.sleep(0.5)
    begun = time.monotonic()
    process.send_signal(signal.SIGINT)
    assert process.stdout.readline() == "interrupted\n"
    assert time.monotonic() - begun < 5
    process.wait(timeout=60)
