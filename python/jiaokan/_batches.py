"""Batches of documents read in worker processes."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from jiaokan import _jiaokan
from jiaokan._stream import Answer, Document, Settings, answers

if TYPE_CHECKING:
    import pyarrow

    Batches = Iterator[pyarrow.RecordBatch]

COLUMNS = ("path", "sha256", "error_code", "error", "schema", "version", "json")
# A row is some 100 kB: they are given in pieces of a few megabytes.
_ROWS, _BYTES = 64, 8 << 20


def read_batches(
    batches: Iterable[pyarrow.RecordBatch],
    *,
    jobs: int | None = None,
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
) -> Batches:
    """Reads batches of ``path`` and ``content`` (or of ``path`` alone, then of files) in worker
    processes, and yields batches of the columns of :func:`jiaokan.extract_batch` in the same order.

    For engines over Arrow batches, such as Ray Data and Daft; for Spark there is
    :mod:`jiaokan.spark`, which says more of the columns. Bounds are as in
    :func:`jiaokan.extract_many`.
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
    yield from read_with(batches, settings)


def read_with(batches: Iterable[pyarrow.RecordBatch], settings: Settings) -> Batches:
    answered = answers(_documents(batches), settings)
    try:
        gathered: list[tuple[str | None, ...]] = []
        size = 0
        for answer in answered:
            gathered.append(_row(answer))
            size += len(answer.json or b"")
            if len(gathered) >= _ROWS or size >= _BYTES:
                yield _batch(gathered)
                gathered, size = [], 0
        if gathered:
            yield _batch(gathered)
    finally:
        answered.close()  # type: ignore[attr-defined]


def _documents(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[Document[str]]:
    for batch in batches:
        columns = {name: batch.column(name) for name in batch.schema.names}
        contents, names = columns.get("content"), columns.get("name")
        for row in range(batch.num_rows):
            path = columns["path"][row].as_py() or ""
            name = names[row].as_py() if names is not None else None
            name = name or path.rsplit("/", 1)[-1]
            if contents is None:
                yield _file(path, name)
            else:
                yield Document(name, contents[row].as_py() or b"", None, path)


def _file(path: str, name: str) -> Document[str]:
    """A file that a task reads itself."""
    parts = urlsplit(path)
    if not parts.scheme or os.path.exists(path):
        return Document(name, None, os.path.abspath(path), path)
    if parts.scheme == "file":
        # Spark writes paths as they are, others write them as addresses.
        plain = path.removeprefix("file:")
        plain = "/" + plain.lstrip("/")
        return Document(name, None, plain if os.path.exists(plain) else unquote(plain), path)
    import pyarrow
    import pyarrow.fs

    try:
        system, place = pyarrow.fs.FileSystem.from_uri(path)
        with system.open_input_stream(place) as stream:
            return Document(name, stream.read(), None, path)
    except (OSError, pyarrow.ArrowException):
        # The program says of the path that it cannot be read.
        return Document(name, None, path, path)


def _row(answer: Answer[str]) -> tuple[str | None, ...]:
    error = answer.error
    return (
        answer.tag,
        answer.sha256,
        error.code if error else None,
        error.message if error else None,
        None if error else _jiaokan.SCHEMA,
        _jiaokan.VERSION,
        answer.json.decode() if answer.json is not None else None,
    )


def _batch(gathered: list[tuple[str | None, ...]]) -> pyarrow.RecordBatch:
    import pyarrow

    columns = [pyarrow.array(column, pyarrow.string()) for column in zip(*gathered)]
    return pyarrow.RecordBatch.from_arrays(columns, names=list(COLUMNS))
