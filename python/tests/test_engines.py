"""The examples for Daft and Ray Data, where these are installed."""

import os
import subprocess
import sys

import jiaokan
import pytest
from conftest import ROOT

parquet = pytest.importorskip("pyarrow.parquet")


@pytest.mark.parametrize("engine, pattern", [("daft", "/**"), ("ray", "")])
def test_the_example_reads_a_folder_in_which_a_file_aborts(engine, pattern, archive, tmp_path):
    pytest.importorskip(engine)
    folder = tmp_path / "in"
    folder.mkdir()
    for number, path in enumerate(sorted(archive.rglob("*.md"))):
        (folder / f"{number}.md").write_bytes(path.read_bytes())
    files = sorted(folder.iterdir())
    (folder / "aborts.md").write_bytes("# 2023\n".encode())
    example = ROOT / f"examples/{engine}_extract.py"
    done = subprocess.run(
        [sys.executable, example, f"{folder}{pattern}", tmp_path / "out"],
        env={**os.environ, "JIAOKAN_FAULTS": "abort:aborts"},
        capture_output=True,
        text=True,
        timeout=200,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    rows = parquet.read_table(tmp_path / "out").to_pylist()
    names = {row["path"].rsplit("/", 1)[-1]: row for row in rows}
    assert set(names) == {"aborts.md", *(path.name for path in files)}
    assert names.pop("aborts.md")["error_code"] == "E_WORKER_CRASHED"
    for path in files:
        assert names[path.name]["json"] == jiaokan.extract(path).to_json()
