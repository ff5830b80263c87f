"""Many threads at once: nothing is shared, nothing leaks, others go on meanwhile."""

import resource
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import jiaokan
import pytest
from conftest import GARBLED


def test_a_thousand_calls_from_eight_threads_leak_nothing():
    content = GARBLED.read_bytes()
    expected = jiaokan.extract(content, name="a.md")

    def call(_):
        assert jiaokan.extract(content, name="a.md") == expected

    def rss():
        with open("/proc/self/statm") as file:
            return int(file.read().split()[1]) * resource.getpagesize()

    if not sys.platform.startswith("linux"):
        pytest.skip("memory is told in /proc")
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(call, range(400)))
        warm = rss()
        list(pool.map(call, range(600)))
        grown = rss() - warm
    # A report is 250 kB of JSON: one that was kept of each call would be 150 MB.
    assert grown < 12 << 20, f"{grown >> 20} MB after 600 calls, {warm >> 20} MB before"


def test_other_threads_go_on_while_a_report_is_read():
    row = "| 产出指标 | 数量指标 | 巡查河道次数（次） | ≥24 | 30 |\n"
    head = "| 一级指标 | 二级指标 | 三级指标 | 预期值 | 实现值 |\n|---|---|---|---|---|\n"
    large = (head + row * 20_000).encode()
    ticks, done = [], threading.Event()

    def tick():
        while not done.is_set():
            ticks.append(time.monotonic())
            time.sleep(0.005)

    thread = threading.Thread(target=tick)
    thread.start()
    reader = jiaokan._api.reader()
    begun = time.monotonic()
    reader.read("large.md", large)
    took = time.monotonic() - begun
    done.set()
    thread.join()
    longest = max(b - a for a, b in zip(ticks, ticks[1:]))
    assert took > 0.1
    assert longest < took / 2, (longest, took)
