"""Reports in Apache Spark: a DataFrame of documents to a DataFrame of reports.

Each task has its documents read in worker processes of the program that came with this package, with
bounds of time and memory. A document that panics, aborts, hangs or eats memory is a row with an
``error_code``, and never the end of a task. The package must be installed on the executors.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from jiaokan import _arrow
from jiaokan._arrow import TableName, table_schema
from jiaokan._batches import read_with
from jiaokan._errors import Error
from jiaokan._stream import Settings

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame

    Batches = Iterator[pyarrow.RecordBatch]

SCHEMA = (
    "path string, sha256 string, error_code string, error string, "
    "schema string, version string, json string"
)
"""The columns that :func:`extract` gives."""


def extract(
    documents: DataFrame,
    *,
    jobs: int = 1,
    timeout: float = 60.0,
    max_memory: int | str = "2G",
    max_size: int | str = "256M",
    patterns: str | None = None,
    profile: str | None = None,
    password: str | None = None,
    witnesses: str | None = None,
    decisions: str | None = None,
    second_reader: bool = False,
    ocr: str = "auto",
    detail: str = "full",
) -> DataFrame:
    """Reads the documents of a DataFrame, a row for each, as lazily as Spark does.

    In: ``path`` and ``content`` (what ``spark.read.format("binaryFile")`` gives), or ``path``
    alone: then a task reads its files itself, so that no row holds a whole file before it is read
    and the driver none at all. Such paths are local (``file:`` or plain) or addresses that
    ``pyarrow.fs`` knows (``hdfs:``, ``s3:``, ``gs:``). A column ``name`` gives the names in the
    reports, which else are the last parts of the paths.

    Out: ``path``, ``sha256``, ``error_code``, ``error``, ``schema``, ``version`` (of the program),
    ``json``. Only arguments that cannot be used raise.

    ``jobs`` worker processes run in each task; one, since Spark runs a task a core. Each document
    has ``timeout`` seconds, each worker ``max_memory``; leave it room in
    ``spark.executor.memoryOverhead``. ``patterns``, ``decisions`` and ``witnesses`` (a table with
    the files it names) are paths on the executors. The rest is as in :func:`jiaokan.extract_many`.
    """
    settings = Settings(
        jobs=jobs,
        timeout=timeout,
        max_memory=max_memory,
        max_size=max_size,
        patterns=patterns,
        profile=profile,
        password=password,
        witnesses=witnesses,
        decisions=decisions,
        second_reader=second_reader,
        ocr=ocr,
        detail=detail,
    )
    wanted = [name for name in ("path", "name", "content") if name in documents.columns]
    if "path" not in wanted:
        found = ", ".join(documents.columns)
        raise Error(
            "E_USAGE", f"expected a DataFrame with path and content, but found {found}; name them"
        )
    return documents.select(*wanted).mapInArrow(_reading(settings), SCHEMA)


def rows(reports: DataFrame, table: TableName = "indicators") -> DataFrame:
    """The rows of all reports of a DataFrame with ``path`` and ``json`` (what :func:`extract`
    gives): those of ``indicators`` (a row per indicator), ``reports``, ``findings`` or ``review``,
    with the columns and types of docs/tables.md."""
    from pyspark.sql.pandas.types import from_arrow_schema

    schema = from_arrow_schema(table_schema(table))

    def exploded(batches: Batches) -> Batches:
        for batch in batches:
            yield from _arrow.rows(batch, table).to_batches()

    return reports.select("path", "json").mapInArrow(exploded, schema)


def _reading(settings: Settings) -> Callable[[Batches], Batches]:
    def read(batches: Batches) -> Batches:
        return read_with(batches, settings)

    return read


__all__ = ["SCHEMA", "extract", "rows"]
