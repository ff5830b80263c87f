"""A report, and what became of one."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jiaokan import model
from jiaokan._errors import Error

if TYPE_CHECKING:
    import pandas


class Report(model.Report):
    """An extraction (提取结果): what `jiaokan extract` prints, typed.

    Its members are those of the JSON Schema (``jiaokan.schema()``); every value has its ``raw``
    text, ``status`` and place ``at``, and is ``None`` where it cannot be read with certainty.
    """

    __slots__ = ("_json",)

    def __init__(self, data: dict[str, Any], json: str | None = None) -> None:
        super().__init__(data)
        self._json = json

    @classmethod
    def from_json(cls, text: str | bytes) -> Report:
        """An extraction read back."""
        text = text if isinstance(text, str) else text.decode()
        return cls(json.loads(text), text)

    def to_json(self) -> str:
        """The JSON on one line, as ``jiaokan extract --compact`` prints it."""
        if self._json is None:
            self._json = json.dumps(self._data, ensure_ascii=False, separators=(",", ":"))
        return self._json

    def to_pandas(self, table: str = "indicators") -> pandas.DataFrame:
        """A table of the report (``indicators``, ``reports``, ``findings`` or ``review``) with the
        columns of docs/tables.md; numbers are exact decimals. Needs pandas and pyarrow."""
        from jiaokan._arrow import table_of

        name = self._data["source"]["name"]
        return table_of(table, [(name, self.to_json())]).to_pandas()


@dataclass(frozen=True)
class Outcome:
    """What became of a document of :func:`jiaokan.extract_many`: a report or an error."""

    name: str
    """As in the report."""
    path: str | None
    """The file, where it was one."""
    sha256: str | None
    """Of the bytes, hexadecimal; None where they could not be read."""
    report: Report | None
    error: Error | None

    @property
    def ok(self) -> bool:
        """Whether there is a report."""
        return self.report is not None

    def unwrap(self) -> Report:
        """The report; raises the error where there is none."""
        if self.report is None:
            raise self.error or Error("E_READ", f"expected a report of {self.name}, but found none")
        return self.report
