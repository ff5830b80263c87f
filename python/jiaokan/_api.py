"""What reads reports: one at a time in this process, many in worker processes."""

from __future__ import annotations

import functools
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any, TypeAlias

from jiaokan import _jiaokan, collation, comparison, model
from jiaokan._errors import Error
from jiaokan._program import program
from jiaokan._report import Outcome, Report
from jiaokan._stream import Document, Settings, answers

Path: TypeAlias = "str | os.PathLike[str]"
Source: TypeAlias = "Path | bytes | bytearray | memoryview"
Witnesses: TypeAlias = "Sequence[Path | tuple[Path, str]]"
AnyReport: TypeAlias = "Report | Source"


def extract(
    source: Source,
    *,
    name: str | None = None,
    patterns: Path | None = None,
    profile: str | None = None,
    password: str | None = None,
    witnesses: Witnesses | None = None,
    decisions: Path | None = None,
    second_reader: bool = False,
    ocr: str = "auto",
) -> Report:
    """Reads one report in this process: a path, or the bytes of a document of any kind that is
    read (docs/inputs.md).

    ``name`` stands in the report as the name of its source and decides nothing; without it, it is
    the last part of the path, or ``-`` for bytes. ``patterns`` is a folder laid over the built-in
    patterns, ``profile`` the name of what the checks judge by, ``password`` that of an encrypted
    PDF (else ``JIAOKAN_PASSWORD`` of the environment), ``decisions`` a file or folder of what
    persons decided. ``witnesses`` are paths of other copies of the report, its declaration or
    another year's report, or pairs of a path and ``copy``, ``declaration`` or ``other_year``.
    ``second_reader`` reads the numbers of a PDF again with another library; ``ocr`` is ``auto``,
    ``off`` or ``force``.

    Raises :class:`jiaokan.Error` for what cannot be read. What is wrong with the report itself is
    an absent value and a note. Other threads go on meanwhile, and Ctrl-C ends the wait.
    """
    with_settings = reader(
        patterns=patterns,
        profile=profile,
        password=password,
        witnesses=witnesses,
        decisions=decisions,
        second_reader=second_reader,
        ocr=ocr,
    )
    if isinstance(source, (bytes, bytearray, memoryview)):
        return Report.from_json(with_settings.read(name or "-", bytes(source)))
    return Report.from_json(with_settings.read_file(os.fspath(source), name))


def check(
    report: AnyReport,
    *,
    patterns: Path | None = None,
    profile: str | None = None,
) -> list[model.Finding]:
    """What the audit checks find in a report (核查), be it one that was extracted or one to be
    read: an outcome for each check that applies. `jiaokan explain NAME` says what a check means.
    """
    with_settings = reader(patterns=patterns, profile=profile)
    found = json.loads(with_settings.check(_json(report, with_settings)))
    return [model.Finding(finding) for finding in found]


def diff(
    old: AnyReport,
    new: AnyReport,
    *,
    patterns: Path | None = None,
    profile: str | None = None,
) -> comparison.Diff:
    """What differs between the reports of two years (年度对比), as `jiaokan diff --format json`."""
    with_settings = reader(patterns=patterns, profile=profile)
    sides = _json(old, with_settings), _json(new, with_settings)
    return comparison.Diff(json.loads(with_settings.diff(*sides)))


@dataclass(frozen=True)
class Collation:
    """What a collation gives (对校)."""

    apparatus: collation.Apparatus
    """Where the documents differ, what was chosen and why (校勘记)."""
    report: Report
    """The report with what could be restored, checked again."""


def collate(
    base: AnyReport,
    witnesses: Sequence[AnyReport | tuple[AnyReport, str]],
    *,
    patterns: Path | None = None,
    profile: str | None = None,
) -> Collation:
    """Sets a report beside other documents that bear witness to it and restores what they tell
    for certain. A witness is a report, a path or bytes; in a pair it stands with what it is to
    the report: ``copy``, ``declaration`` or ``other_year``.
    """
    with_settings = reader(patterns=patterns, profile=profile)
    pairs = [witness if isinstance(witness, tuple) else (witness, None) for witness in witnesses]
    read = [(_json(witness, with_settings), kind) for witness, kind in pairs]
    apparatus, report = with_settings.collate(_json(base, with_settings), read)
    return Collation(collation.Apparatus(json.loads(apparatus)), Report.from_json(report))


def schema(of: str = "report") -> dict[str, Any]:
    """The JSON Schema of a ``report``, a ``diff``, a ``collation`` or ``decisions``."""
    found: dict[str, Any] = json.loads(_jiaokan.schema(of))
    return found


def extract_many(
    sources: Iterable[Path | tuple[str, bytes]],
    *,
    jobs: int | None = None,
    timeout: float = 60.0,
    max_memory: int | str = "2G",
    max_size: int | str = "256M",
    progress: Callable[[int, int | None], object] | None = None,
    patterns: Path | None = None,
    profile: str | None = None,
    password: str | None = None,
    witnesses: Path | None = None,
    decisions: Path | None = None,
    second_reader: bool = False,
    ocr: str = "auto",
) -> Iterator[Outcome]:
    """Reads many documents in worker processes and yields what became of each, in their order.

    A document is a path, or a pair of name and bytes; any iterable will do, it is not asked far
    ahead and nothing is kept, so that memory does not grow with their number. ``jobs`` documents
    are read at a time (as many as there are processors), each for at most ``timeout`` seconds and
    within ``max_memory`` (bytes, or such as ``800M``; 0 for no bound). One that hangs, crashes or
    takes more is an outcome with an error, such as ``E_WORKER_TIMEOUT``, and costs nothing else.
    ``progress`` is called with how many are done, and of how many where ``sources`` has a length.
    ``witnesses`` is a table (CSV) of ``base``, ``witness`` and ``kind``, its paths those from its
    own folder: a report is known by its bytes, whatever it is called here (docs/collation.md). The
    rest is as in :func:`extract`.

    Raises :class:`jiaokan.Error` only where nothing can be read at all: arguments that cannot be
    used, workers that do not start. Closing the iterator, or Ctrl-C, ends the processes.
    """
    settings = Settings(
        jobs=jobs,
        timeout=timeout,
        max_memory=max_memory,
        max_size=max_size,
        patterns=_path(patterns),
        profile=profile,
        password=password,
        witnesses=_path(witnesses),
        decisions=_path(decisions),
        second_reader=second_reader,
        ocr=ocr,
    )
    total = len(sources) if isinstance(sources, Sequence) else None
    with closing(answers(map(document, sources), settings)) as answered:  # type: ignore[type-var]
        for done, answer in enumerate(answered, 1):
            report = None if answer.json is None else Report.from_json(answer.json)
            yield Outcome(answer.name, answer.tag, answer.sha256, report, answer.error)
            if progress is not None:
                progress(done, total)


def document(source: Path | tuple[str, bytes]) -> Document[str | None]:
    """A document by its path, or by name and bytes."""
    if isinstance(source, tuple):
        name, content = source
        return Document(name, bytes(content), None, None)
    path = os.fspath(source)
    name = os.path.basename(path)
    try:
        path.encode()
    except UnicodeEncodeError:
        # A name of bytes that are no UTF-8: the program is sent the content.
        with open(path, "rb") as file:
            return Document(name.encode(errors="replace").decode(), file.read(), None, path)
    return Document(name, None, os.path.abspath(path), path)


def reader(
    *,
    patterns: Path | None = None,
    profile: str | None = None,
    password: str | None = None,
    witnesses: Witnesses | None = None,
    decisions: Path | None = None,
    second_reader: bool = False,
    ocr: str = "auto",
    detail: str = "full",
) -> _jiaokan.Reader:
    """What reads with these settings; where they name no files, the same one again."""
    named = [pair if isinstance(pair, tuple) else (pair, None) for pair in witnesses or ()]
    settings = {
        "patterns": _path(patterns),
        "profile": profile,
        "password": password or os.environ.get("JIAOKAN_PASSWORD") or None,
        "witnesses": tuple((os.fspath(path), kind) for path, kind in named),
        "decisions": _path(decisions),
        "second_reader": second_reader,
        "ocr": ocr,
        "detail": detail,
    }
    # Files may have changed since they were read.
    of_files = patterns is not None or decisions is not None or bool(named)
    return _made(**settings) if of_files else _kept(**settings)


def default_reader() -> _jiaokan.Reader:
    """What reads without settings."""
    return reader()


def _made(**settings: Any) -> _jiaokan.Reader:
    _jiaokan.set_program(program())
    return _jiaokan.Reader(**{**settings, "witnesses": list(settings["witnesses"])})


_kept = functools.lru_cache(maxsize=16)(_made)


def _path(path: Path | None) -> str | None:
    return None if path is None else os.fspath(path)


def _json(report: AnyReport, with_settings: _jiaokan.Reader) -> str:
    """The JSON of a report, which is read where it is not one yet."""
    if isinstance(report, Report):
        return report.to_json()
    if isinstance(report, (bytes, bytearray, memoryview)):
        content, name = bytes(report), "-"
        if _is_extraction(content):
            return content.decode("utf-8-sig")
        return with_settings.read(name, content)
    path = os.fspath(report)
    with open(path, "rb") as file:
        if _is_extraction(file.read(256)):
            file.seek(0)
            return file.read().decode("utf-8-sig")
    return with_settings.read_file(path, None)


def _is_extraction(start: bytes) -> bool:
    head = start[:256].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith(b"{") and b'"jiaokan.report/' in head


__all__ = [
    "Collation",
    "Error",
    "Outcome",
    "Report",
    "check",
    "collate",
    "diff",
    "extract",
    "extract_many",
    "schema",
]
