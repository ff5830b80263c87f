"""Apache Spark, in one process and as a cluster of real processes, with planted faults."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time

import jiaokan
import pytest
from conftest import FIXTURES, GARBLED, ROOT

pytest.importorskip("pyspark")
if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
    pytest.skip("no Java, which Spark runs on", allow_module_level=True)

FAULTS = {
    "hangs": ("hang", "E_WORKER_TIMEOUT"),
    "aborts": ("abort", "E_WORKER_CRASHED"),
    "panics": ("panic", "E_WORKER_CRASHED"),
    "eats": ("memory", "E_WORKER_MEMORY"),
}
SCRIPT = """
import json, sys
from pyspark.sql import SparkSession
from pyspark.sql import functions as F
import jiaokan.spark

folder, out, pairs = sys.argv[1:]
spark = (
    SparkSession.builder.master("local-cluster[2,1,1024]")
    .config("spark.task.maxFailures", "1")
    .config("spark.executorEnv.JIAOKAN_FAULTS", "FAULTS")
    .getOrCreate()
)
spark.sparkContext.setLogLevel("ERROR")
files = spark.read.format("binaryFile").option("recursiveFileLookup", True).load(folder)
names = F.substring_index("path", "/", -2)
files = files.withColumn("name", names).repartition(4)
reports = jiaokan.spark.extract(files, timeout=5, max_memory="1G").cache()
rows = jiaokan.spark.rows(reports)
alone = jiaokan.spark.extract(files.select("path").where(~F.col("path").contains("s.md")))
scan = files.where(F.col("path").endswith("scan.md"))
restored = jiaokan.spark.extract(scan, witnesses=pairs)
with open(out, "w") as file:
    json.dump({
        "reports": [row.asDict() for row in reports.collect()],
        "schema": reports.schema.simpleString(),
        "rows": rows.count(),
        "met": rows.where("met").count(),
        "types": dict(rows.dtypes),
        "alone": [row.asDict() for row in alone.select("path", "sha256", "error_code").collect()],
        "restored": [row.json for row in restored.collect()],
        "executors": spark.sparkContext._jsc.sc().getExecutorMemoryStatus().size(),
    }, file)
""".replace("FAULTS", ",".join(f"{fault}:{name}" for name, (fault, _) in FAULTS.items()))


ARCHIVE = """
import json, sys, time
from pyspark.sql import SparkSession
from pyspark.sql import functions as F
import jiaokan.spark

folder, out, faults, rounds = sys.argv[1:]
spark = (
    SparkSession.builder.master("local[2]")
    .config("spark.task.maxFailures", "1")
    .config("spark.sql.files.openCostInBytes", str(64 << 10))
    .config("spark.sql.execution.arrow.maxRecordsPerBatch", "64")
    .getOrCreate()
)
spark.sparkContext.setLogLevel("ERROR")
files = spark.read.format("binaryFile").option("recursiveFileLookup", True).load(folder)
files = files.withColumn("name", F.substring(F.col("path"), len(folder) + len("file:/") + 1, 999))
bad = [fault.split(":")[1] for fault in faults.split(",")]
good = files.where(~F.col("name").rlike("|".join(bad).replace(".", "[.]")))
for what in [good] * int(rounds) + [files]:
    begun = time.monotonic()
    reports = jiaokan.spark.extract(what, timeout=5, max_memory="1G")
    reports.write.mode("overwrite").parquet(out)
    print(f"{time.monotonic() - begun:.2f} s", flush=True)
"""


def test_a_whole_archive_with_one_fault_in_a_hundred(tmp_path, command):
    """Every good report is byte for byte what the command gives, each bad one a coded row."""
    folder = os.environ.get("JIAOKAN_ARCHIVE", "")
    if not os.path.isdir(folder):
        pytest.skip("no JIAOKAN_ARCHIVE: tests/it/python.rs writes one")
    parquet = pytest.importorskip("pyarrow.parquet")
    begun = time.monotonic()
    command("--quiet", "extract", folder, "-o", "out", "--format", "jsonl")
    took = time.monotonic() - begun
    lines = (tmp_path / "out/reports.jsonl").read_text(encoding="utf-8").splitlines()
    expected = {json.loads(line)["source"]["name"]: line for line in lines}
    names = sorted(expected, key=lambda name: name[-10:])
    kinds = list(FAULTS.values())
    # Numbers are the last part of each name.
    bad = {name: kinds[n % 4] for n, name in enumerate(names[50::100] or names[:1])}
    faults = ",".join(f"{fault}:{name[name.rindex('-'):]}" for name, (fault, _) in bad.items())
    (tmp_path / "job.py").write_text(ARCHIVE, encoding="utf-8")
    # Large archives are there to be timed: the first jobs of a session are slow.
    rounds = 3 if len(names) > 500 else 0
    arguments = folder, tmp_path / "rows", faults, rounds
    said = spark([tmp_path / "job.py"], *arguments, JIAOKAN_FAULTS=faults)
    print(f"{len(names)} reports: the command {took:.2f} s; Spark, job by job: {said.split()}")
    rows = parquet.read_table(tmp_path / "rows").to_pylist()
    found = {row["path"].removeprefix(f"file:{folder}/"): row for row in rows}
    assert set(found) == set(expected) and len(rows) == len(names)
    for name, row in found.items():
        if name in bad:
            assert (row["error_code"], row["json"]) == (bad[name][1], None), row
        else:
            assert row["json"] == expected[name], row["error"]


def spark(script, *arguments, **environment):
    environment = {
        **os.environ,
        "SPARK_LOCAL_IP": "127.0.0.1",
        "PYSPARK_PYTHON": sys.executable,
        "PYSPARK_DRIVER_PYTHON": sys.executable,
        # Small jobs: two partitions are enough, and nobody looks at the web page.
        "PYSPARK_SUBMIT_ARGS": "--conf spark.sql.shuffle.partitions=2 --conf spark.ui.enabled=false"
        " --conf spark.default.parallelism=2 pyspark-shell",
        **environment,
    }
    line = [sys.executable, *map(str, script), *map(str, arguments)]
    done = subprocess.run(line, capture_output=True, text=True, env=environment, timeout=900)
    assert done.returncode == 0, done.stderr[-4000:]
    return done.stdout


def test_each_fault_is_a_row_and_no_task_of_a_cluster_fails(archive, tmp_path):
    folder = tmp_path / "in"
    shutil.copytree(archive, folder / "good")
    shutil.copy(GARBLED, folder / "good/scan.md")
    shutil.copy(FIXTURES / "collate/second-recogniser.md", tmp_path / "copy.md")
    sha256 = hashlib.sha256(GARBLED.read_bytes()).hexdigest()
    (tmp_path / "pairs.csv").write_text(f"base,witness,kind\n{sha256},copy.md,copy\n")
    (folder / "bad").mkdir()
    for name in FAULTS:
        (folder / f"bad/{name}.md").write_bytes(f"# 2023 {name}\n".encode())
    # Of no bytes at all Spark makes no row.
    (folder / "bad/empty.md").write_bytes(b"\n")
    (tmp_path / "job.py").write_text(SCRIPT, encoding="utf-8")
    faults = ",".join(f"{fault}:{name}" for name, (fault, _) in FAULTS.items())
    out = tmp_path / "out.json"
    spark([tmp_path / "job.py"], folder, out, tmp_path / "pairs.csv", JIAOKAN_FAULTS=faults)
    found = json.loads(out.read_text())
    assert found["executors"] == 3  # The driver, and a process for each of two workers.
    columns = [column.split(":")[0] for column in found["schema"][len("struct<") : -1].split(",")]
    assert columns == ["path", "sha256", "error_code", "error", "schema", "version", "json"]
    rows = {row["path"].removeprefix("file:"): row for row in found["reports"]}
    expected = {str(path) for path in folder.rglob("*.*")}
    assert set(rows) == expected
    for name, (_, code) in FAULTS.items():
        row = rows[str(folder / f"bad/{name}.md")]
        assert (row["error_code"], row["json"]) == (code, None), row
        assert name in row["error"] and row["sha256"]
    assert rows[str(folder / "bad/empty.md")]["error_code"] == "E_EMPTY"
    indicators = met = 0
    for path in (folder / "good").rglob("*.*"):
        name = "/".join(path.parts[-2:])
        report = jiaokan.extract(path, name=name)
        assert rows[str(path)]["json"] == report.to_json()
        indicators += len(report.indicators)
        met += sum(row.completion.met is True for row in report.indicators)
    assert (found["rows"], found["met"]) == (indicators, met)
    assert found["types"]["actual_number"] == "decimal(18,6)"
    witness = tmp_path / "copy.md", "copy"
    restored = jiaokan.extract(folder / "good/scan.md", name="good/scan.md", witnesses=[witness])
    assert found["restored"] == [restored.to_json()] and restored.witnesses
    # Files that the tasks read themselves.
    alone = {row["path"]: (row["sha256"], row["error_code"]) for row in found["alone"]}
    assert len(alone) == len(list((folder / "good").rglob("*.*"))) + 1
    for path, (sha256, code) in alone.items():
        row = rows[path.removeprefix("file:")]
        assert (sha256, code) == (row["sha256"], row["error_code"])


TWICE = """
import runpy, shutil, sys
example, source, out, *new = sys.argv[1:]
main = runpy.run_path(example)["main"]
main(source, out)
shutil.copytree(out, out + ".first")
# A file that changed, and a new one.
for number, path in enumerate(new):
    shutil.copy(path, f"{source}/{number * 5}.txt")
main(source, out)
"""


def test_the_example_goes_on_where_it_stopped(archive, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    example, out = ROOT / "examples/spark_extract.py", tmp_path / "out"
    (tmp_path / "in").mkdir()
    files = sorted(archive.rglob("*.*"))
    for number, path in enumerate(files[:5]):
        shutil.copy(path, tmp_path / f"in/{number}.txt")
    (tmp_path / "job.py").write_text(TWICE, encoding="utf-8")
    spark([tmp_path / "job.py"], example, tmp_path / "in", out, *files[5:7])
    first = parquet.read_table(f"{out}.first/reports").to_pylist()
    assert len(first) == 5
    second = parquet.read_table(out / "reports").to_pylist()
    # Nothing was read again: five rows are as they were, two are new.
    assert len(second) == 7 and all(row in second for row in first)
    assert {row["year"] for row in second} <= {2023, 2024}
    indicators = parquet.read_table(out / "indicators")
    assert indicators.num_rows == sum(len(json.loads(row["json"])["indicators"]) for row in second)


def test_columns_that_are_missing_are_told_before_anything_runs():
    class Frame:
        columns = ["content"]

    import jiaokan.spark

    with pytest.raises(jiaokan.Error, match="E_USAGE"):
        jiaokan.spark.extract(Frame())
