"""The types of an apparatus (校勘记), jiaokan.collation/1.

Written by generate.py from `jiaokan schema collation`: not to be changed by hand.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Literal, TypeAlias

from jiaokan._object import Object
from jiaokan.model import (
    At,
    BlockKind,
    CellName,
    Encoding,
    Format,
    PageUnit,
    Recogniser,
    ReportKind,
    SourceInfo,
    Status,
    WitnessDocument,
    WitnessKind,
)

Outcome: TypeAlias = Literal[
    "restored",
    "offered",
    "left",
    "kept",
    "doubted",
]
"""What was made of a place."""

Part: TypeAlias = Literal[
    "indicators",
    "budget",
    "expenditure",
    "fields",
    "conclusion",
    "head",
]
"""A part of a report that holds values."""


class Document(Object):
    """A document of a collation."""

    __slots__ = ()

    @property
    def department(self) -> str | None:
        """部门名称"""
        value: str | None = self._data.get("department")
        return value

    @property
    def fiscal_year(self) -> int | None:
        """评价年度"""
        value: int | None = self._data.get("fiscal_year")
        return value

    @property
    def indicators(self) -> int:
        """Number of indicators."""
        value: int = self._data["indicators"]
        return value

    @property
    def kind(self) -> ReportKind:
        """What kind of document."""
        value: ReportKind = self._data["kind"]
        return value

    @property
    def project(self) -> str | None:
        """项目名称"""
        value: str | None = self._data.get("project")
        return value

    @property
    def source(self) -> SourceInfo:
        """The file."""
        return SourceInfo(self._data["source"])


class Entry(Object):
    """One place of the apparatus."""

    __slots__ = ()

    @property
    def at(self) -> At:
        """Where it stands."""
        return At(self._data["at"])

    @property
    def chosen(self) -> str | None:
        """The value that now stands there; `null` where there is none."""
        value: str | None = self._data.get("chosen")
        return value

    @property
    def indicator(self) -> str | None:
        """The name of the row, for people: what can be read of it now."""
        value: str | None = self._data.get("indicator")
        return value

    @property
    def outcome(self) -> Outcome:
        """What was made of it."""
        value: Outcome = self._data["outcome"]
        return value

    @property
    def place(self) -> Place:
        """Which value of the base."""
        return Place(self._data["place"])

    @property
    def printed(self) -> str:
        """What is printed in the base."""
        value: str = self._data["printed"]
        return value

    @property
    def read(self) -> str | None:
        """How that was read; `null` where it cannot be."""
        value: str | None = self._data.get("read")
        return value

    @property
    def readings(self) -> list[Reading]:
        """What each witness reads that has this place, in the order of the witnesses."""
        value = self._data["readings"]
        return [Reading(item) for item in value]

    @property
    def status(self) -> Status:
        """How the base's own reading came from what is printed."""
        value: Status = self._data["status"]
        return value

    @property
    def why(self) -> str:
        """Why, in English."""
        value: str = self._data["why"]
        return value

    @property
    def why_zh(self) -> str:
        """The same in Chinese."""
        value: str = self._data["why_zh"]
        return value


class Judged(Object):
    """A witness with what was found of it."""

    __slots__ = ()

    @property
    def damaged(self) -> int:
        """Values of its own that cannot be read or had to be repaired, and cells and rows of the
        base that it lacks.
        """
        value: int = self._data["damaged"]
        return value

    @property
    def department(self) -> str | None:
        """部门名称"""
        value: str | None = self._data.get("department")
        return value

    @property
    def fiscal_year(self) -> int | None:
        """评价年度"""
        value: int | None = self._data.get("fiscal_year")
        return value

    @property
    def indicators(self) -> int:
        """Number of indicators."""
        value: int = self._data["indicators"]
        return value

    @property
    def kind(self) -> ReportKind:
        """What kind of document."""
        value: ReportKind = self._data["kind"]
        return value

    @property
    def numbers_agree(self) -> int:
        """Sound numbers that both read alike."""
        value: int = self._data["numbers_agree"]
        return value

    @property
    def numbers_differ(self) -> int:
        """Sound numbers that the two read differently."""
        value: int = self._data["numbers_differ"]
        return value

    @property
    def project(self) -> str | None:
        """项目名称"""
        value: str | None = self._data.get("project")
        return value

    @property
    def rows(self) -> int:
        """Rows of the base of which it has one that is the same for certain."""
        value: int = self._data["rows"]
        return value

    @property
    def sound_in_numbers(self) -> bool:
        """Whether it may restore numbers alone."""
        value: bool = self._data["sound_in_numbers"]
        return value

    @property
    def sound_in_words(self) -> bool:
        """Whether it may restore words alone."""
        value: bool = self._data["sound_in_words"]
        return value

    @property
    def source(self) -> SourceInfo:
        """The file."""
        return SourceInfo(self._data["source"])

    @property
    def why(self) -> str:
        """Why it is taken for that, in English."""
        value: str = self._data["why"]
        return value

    @property
    def why_zh(self) -> str:
        """The same in Chinese."""
        value: str = self._data["why_zh"]
        return value

    @property
    def witness(self) -> WitnessDocument:
        """What it is to the base, and what came of it."""
        return WitnessDocument(self._data["witness"])

    @property
    def words_agree(self) -> int:
        """Sound words that both read alike."""
        value: int = self._data["words_agree"]
        return value

    @property
    def words_differ(self) -> int:
        """Sound words that the two read differently, but for characters that the base lost."""
        value: int = self._data["words_differ"]
        return value


class Place(Object):
    """Which value of a report is meant: by its numbers in the record, which the same bytes always
    give. Two places are one if they name the same value, wherever that stands.
    """

    __slots__ = ()

    @property
    def at(self) -> At | None:
        """Where it stands in the source, for people; it tells nothing apart."""
        value = self._data.get("at")
        return None if value is None else At(value)

    @property
    def field(self) -> str:
        """The field, as the part says."""
        value: str = self._data["field"]
        return value

    @property
    def ordinal(self) -> int | None:
        """The number of the row or amount, from 1; absent where there is one only."""
        value: int | None = self._data.get("ordinal")
        return value

    @property
    def part(self) -> Part | None:
        """The part of the report; indicators where nothing is said."""
        value: Part | None = self._data.get("part")
        return value

    @property
    def table(self) -> int | None:
        """Of an indicator the number of its table, from 1; absent in other parts."""
        value: int | None = self._data.get("table")
        return value


class Reading(Object):
    """What a witness reads at a place."""

    __slots__ = ()

    @property
    def at(self) -> At:
        """Where it stands in that document."""
        return At(self._data["at"])

    @property
    def printed(self) -> str:
        """What is printed there."""
        value: str = self._data["printed"]
        return value

    @property
    def read(self) -> str | None:
        """How that was read; `null` where it cannot be."""
        value: str | None = self._data.get("read")
        return value

    @property
    def status(self) -> Status:
        """How the reading came from what is printed."""
        value: Status = self._data["status"]
        return value

    @property
    def witness(self) -> int:
        """Which witness, by its number in the list, from 0."""
        value: int = self._data["witness"]
        return value


class Summary(Object):
    """Counts of an apparatus."""

    __slots__ = ()

    @property
    def differing(self) -> int:
        """Sound values of which a witness has another reading."""
        value: int = self._data["differing"]
        return value

    @property
    def left(self) -> int:
        """Values that stay unread, of which no witness has a reading."""
        value: int = self._data["left"]
        return value

    @property
    def offered(self) -> int:
        """Values that stay unread, with readings to choose from."""
        value: int = self._data["offered"]
        return value

    @property
    def restored(self) -> int:
        """Values that were restored."""
        value: int = self._data["restored"]
        return value

    @property
    def text(self) -> int:
        """Paragraphs of which a copy has other words."""
        value: int = self._data["text"]
        return value


class TextEntry(Object):
    """A paragraph of which copies have other words."""

    __slots__ = ()

    @property
    def at(self) -> At:
        """Where it starts."""
        return At(self._data["at"])

    @property
    def kind(self) -> BlockKind:
        """What kind of piece."""
        value: BlockKind = self._data["kind"]
        return value

    @property
    def readings(self) -> list[TextReading]:
        """The words of each copy that has others."""
        value = self._data["readings"]
        return [TextReading(item) for item in value]

    @property
    def section(self) -> list[str]:
        """Titles of the sections that it stands in, from the outermost."""
        value: list[str] = self._data["section"]
        return value

    @property
    def text(self) -> str:
        """The words of the base."""
        value: str = self._data["text"]
        return value


class TextReading(Object):
    """The words of a copy."""

    __slots__ = ()

    @property
    def at(self) -> At:
        """Where they start in that document."""
        return At(self._data["at"])

    @property
    def text(self) -> str:
        """Its words."""
        value: str = self._data["text"]
        return value

    @property
    def witness(self) -> int:
        """Which witness, by its number in the list, from 0."""
        value: int = self._data["witness"]
        return value


class Apparatus(Object):
    """The apparatus (校勘记): where a report and its witnesses differ or the report cannot be read,
    what each of them reads, what was chosen, and why.
    """

    __slots__ = ()

    @property
    def base(self) -> Document:
        """The report that is collated (底本)."""
        return Document(self._data["base"])

    @property
    def entries(self) -> list[Entry]:
        """Values, in the order of the base."""
        value = self._data["entries"]
        return [Entry(item) for item in value]

    @property
    def schema(self) -> Literal["jiaokan.collation/1"]:
        """Always `jiaokan.collation/1`."""
        value: Literal["jiaokan.collation/1"] = self._data["schema"]
        return value

    @property
    def summary(self) -> Summary:
        """Counts for an overview."""
        return Summary(self._data["summary"])

    @property
    def text(self) -> list[TextEntry]:
        """Paragraphs of which a copy has other words, in the order of the base."""
        value = self._data["text"]
        return [TextEntry(item) for item in value]

    @property
    def witnesses(self) -> list[Judged]:
        """Its witnesses (校本), in the order given."""
        value = self._data["witnesses"]
        return [Judged(item) for item in value]


__all__ = [
    "Apparatus",
    "At",
    "BlockKind",
    "CellName",
    "Document",
    "Encoding",
    "Entry",
    "Format",
    "Judged",
    "Outcome",
    "PageUnit",
    "Part",
    "Place",
    "Reading",
    "Recogniser",
    "ReportKind",
    "SourceInfo",
    "Status",
    "Summary",
    "TextEntry",
    "TextReading",
    "WitnessDocument",
    "WitnessKind",
]
