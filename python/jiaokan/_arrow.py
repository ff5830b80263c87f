"""Batches and tables as Arrow."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal, TypeAlias

from jiaokan._api import default_reader, reader
from jiaokan._errors import Error

if TYPE_CHECKING:
    import os

    import pyarrow

    from jiaokan._api import Witnesses

TableName: TypeAlias = Literal["indicators", "reports", "findings", "review"]
TABLES = ("indicators", "reports", "findings", "review")


def extract_batch(
    batch: pyarrow.RecordBatch,
    *,
    patterns: str | os.PathLike[str] | None = None,
    profile: str | None = None,
    password: str | None = None,
    witnesses: Witnesses | None = None,
    decisions: str | os.PathLike[str] | None = None,
    second_reader: bool = False,
    ocr: str = "auto",
    detail: str = "full",
) -> pyarrow.RecordBatch:
    """Reads the documents of a batch in this process, a row for each.

    In: ``path`` (string) and ``content`` (binary), in any object with the Arrow C interface; a
    column ``name`` gives the names in the reports, which else are the last parts of the paths.

    Out, in the same order: ``path``, ``sha256``, ``error_code``, ``error``, ``schema``,
    ``version`` (of the program) and ``json``. A document that cannot be read is a row with
    ``error_code`` and ``error``; a missing column raises. Nothing keeps a document from ending this
    process or from taking its time: :func:`jiaokan.extract_many` and :mod:`jiaokan.spark` read in
    processes of their own.
    """
    with_settings = reader(
        patterns=patterns,
        profile=profile,
        password=password,
        witnesses=witnesses,
        decisions=decisions,
        second_reader=second_reader,
        ocr=ocr,
        detail=detail,
    )
    return with_settings.read_batch(batch)


def rows(
    batch: pyarrow.RecordBatch | pyarrow.Table, table: TableName = "indicators"
) -> pyarrow.Table:
    """The rows of all reports of a batch with ``path`` and ``json`` (what :func:`extract_batch`
    gives): those of ``indicators`` (a row per indicator), ``reports``, ``findings`` or ``review``,
    with the columns and types of the Parquet files that `jiaokan extract` writes (docs/tables.md).
    Rows without ``json`` have none.
    """
    paths, texts = batch.column("path").to_pylist(), batch.column("json").to_pylist()
    return table_of(table, [(path, text) for path, text in zip(paths, texts) if text is not None])


def table_of(table: str, reports: Iterable[tuple[str, str]]) -> pyarrow.Table:
    """A table of reports, given as sources and JSON."""
    import pyarrow
    import pyarrow.parquet

    if table not in TABLES:
        known = ", ".join(TABLES)
        raise Error("E_USAGE", f"expected one of {known}, but found {table}; name one of these")
    written = default_reader().table(table, list(reports))
    return pyarrow.parquet.read_table(pyarrow.BufferReader(written))


@functools.lru_cache(maxsize=None)
def table_schema(table: TableName = "indicators") -> pyarrow.Schema:
    """The schema of :func:`rows`."""
    return table_of(table, []).schema
