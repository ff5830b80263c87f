"""Arrow batches in, Arrow batches out."""

import jiaokan
import pytest

pyarrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")


def batch_of(archive, kind=None):
    paths = sorted(path for path in archive.rglob("*.*"))
    named = [str(path.relative_to(archive)) for path in paths]
    return pyarrow.record_batch(
        {
            "path": pyarrow.array([f"/data/{name}" for name in named], pyarrow.string()),
            "content": pyarrow.array([path.read_bytes() for path in paths], kind or pyarrow.binary()),
            "name": named,
        }
    )


COLUMNS = ["path", "sha256", "error_code", "error", "schema", "version", "json"]


def test_each_document_is_a_row(archive):
    batch = batch_of(archive)
    read = jiaokan.extract_batch(batch)
    assert isinstance(read, pyarrow.RecordBatch) and read.schema.names == COLUMNS
    for given, row in zip(batch.to_pylist(), read.to_pylist()):
        report = jiaokan.extract(given["content"], name=given["name"])
        assert row == {
            "path": given["path"],
            "sha256": report.source.sha256,
            "error_code": None,
            "error": None,
            "schema": "jiaokan.report/1",
            "version": jiaokan.__version__,
            "json": report.to_json(),
        }


def test_workers_give_the_same_rows(archive):
    batch = batch_of(archive)
    here = jiaokan.extract_batch(batch).to_pylist()
    there = list(jiaokan.read_batches([batch.slice(0, 3), batch.slice(3)], jobs=2))
    assert [row for part in there for row in part.to_pylist()] == here
    assert all(part.schema.names == COLUMNS for part in there)
    # Of paths alone the files are read; without names, these are the last parts.
    paths = [str(path) for path in sorted(archive.rglob("*.*"))]
    of_paths = pyarrow.record_batch({"path": [*paths, f"file://{paths[0]}", "/nowhere/a.md"]})
    [part] = jiaokan.read_batches([of_paths])
    rows = part.to_pylist()
    assert [row["json"] for row in rows[:-2]] == [jiaokan.extract(p).to_json() for p in paths]
    assert rows[-2]["json"] == rows[0]["json"]
    assert (rows[-1]["error_code"], rows[-1]["sha256"]) == ("E_READ", None)


@pytest.mark.parametrize("kind", ["large_binary", "binary_view"])
def test_bytes_may_be_kept_in_other_ways(archive, kind):
    try:
        other = batch_of(archive, getattr(pyarrow, kind)())
    except NotImplementedError:
        pytest.skip(f"this pyarrow makes no {kind}")
    assert jiaokan.extract_batch(other).equals(jiaokan.extract_batch(batch_of(archive)))


def test_bad_rows_are_rows_and_bad_columns_raise():
    batch = pyarrow.record_batch(
        {
            "path": ["a.md", "b.pdf", "c"],
            "content": pyarrow.array([b"", b"%PDF-1.7\n", None], pyarrow.binary()),
        }
    )
    rows = jiaokan.extract_batch(batch).to_pylist()
    assert [row["error_code"] for row in rows] == ["E_EMPTY", "E_PDF_DAMAGED", "E_EMPTY"]
    assert [row["json"] for row in rows] == [None] * 3
    assert "b.pdf" in rows[1]["error"]
    for wrong in ({"path": ["a"]}, {"path": [1], "content": [b""]}, {"content": [b""]}):
        with pytest.raises(jiaokan.Error, match="E_USAGE"):
            jiaokan.extract_batch(pyarrow.record_batch(wrong))
    with pytest.raises((TypeError, ValueError)):
        jiaokan.extract_batch({"path": []})


def test_rows_are_those_of_the_parquet_files(archive, command, tmp_path):
    command("--quiet", "extract", archive, "-o", "out", "--format", "parquet")
    batch = batch_of(archive)
    read = jiaokan.extract_batch(batch)
    # The tables of a batch name files by their paths below its folder.
    read = read.set_column(0, "path", batch.column("name"))
    for table in ("indicators", "findings", "review"):
        written = parquet.read_table(tmp_path / f"out/{table}.parquet")
        rows = jiaokan.rows(read, table)
        assert rows.schema.equals(written.schema) and rows.num_rows > 0 or table == "review"
        assert rows.schema.equals(jiaokan.table_schema(table))
        assert rows.to_pylist() == written.to_pylist(), table
    assert jiaokan.rows(read, "reports").num_rows == batch.num_rows


def test_rows_without_a_report_have_none():
    read = jiaokan.extract_batch(
        pyarrow.record_batch({"path": ["a"], "content": pyarrow.array([b""], pyarrow.binary())})
    )
    assert jiaokan.rows(read).num_rows == 0
    assert jiaokan.rows(read).schema.equals(jiaokan.table_schema())
