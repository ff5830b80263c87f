"""The types of a comparison (年度对比), jiaokan.diff/1.

Written by generate.py from `jiaokan schema diff`: not to be changed by hand.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Literal, TypeAlias

from jiaokan._object import Object
from jiaokan.model import (
    At,
    Base,
    BlockKind,
    CellName,
    Comparator,
    Completion,
    CompletionKind,
    Direction,
    Encoding,
    EvidenceKind,
    Format,
    PageUnit,
    Program,
    Recogniser,
    ReportKind,
    Severity,
    SourceInfo,
    Status,
    WitnessKind,
    WitnessSource,
)

ChangeKind: TypeAlias = Literal[
    "target_lowered",
    "target_raised",
    "target_changed",
    "declared_target_differs",
    "baseline_reset",
    "dropped",
    "added",
    "split",
    "merged",
    "renamed",
    "moved_level",
    "unit_changed",
    "comparator_changed",
    "weight_changed",
    "met_to_unmet",
    "unmet_to_met",
    "actual_changed",
    "reason_reused",
    "figure_carried_over",
    "round_numbers_jumped",
    "score_changed",
    "grade_changed",
    "score_up_while_met_fell",
    "grade_kept_across_band",
    "spending_changed",
    "budget_drift",
    "money_up_targets_kept",
    "quoted_figure_differs",
    "growth_differs",
    "text_copied",
    "problem_repeated",
    "measure_repeated",
    "rectification_silent",
    "template_reused",
    "text_stale",
]
"""A kind of change."""

PairClass: TypeAlias = Literal[
    "same",
    "renamed",
    "uncertain",
    "ambiguous",
    "dropped",
    "added",
]
"""How sure it is that two rows are one indicator."""

SideName: TypeAlias = Literal[
    "old",
    "new",
]
"""The old or the new report."""

Subject: TypeAlias = Literal[
    "one",
    "renamed",
    "different",
    "unknown",
]
"""Whether two reports are of one department and on one project (对比对象)."""

TextClass: TypeAlias = Literal[
    "copied",
    "template",
    "same",
    "changed",
    "removed",
    "added",
]
"""How two blocks of prose stand to each other."""

Years: TypeAlias = Literal[
    "same_file",
    "same_year",
    "following",
    "apart",
    "reversed",
    "unknown",
]
"""How the fiscal years of two reports stand to each other."""


class Candidate(Object):
    """A reading that is offered but not asserted."""

    __slots__ = ()

    @property
    def confidence(self) -> Decimal:
        """From "0" to "1", two decimals."""
        return Decimal(self._data["confidence"])

    @property
    def evidence(self) -> list[Evidence]:
        """What speaks for it."""
        value = self._data["evidence"]
        return [Evidence(item) for item in value]

    @property
    def value(self) -> str:
        """The reading."""
        value: str = self._data["value"]
        return value


class Change(Object):
    """One change."""

    __slots__ = ()

    @property
    def at_new(self) -> At | None:
        """Where that stands in the new report."""
        value = self._data.get("at_new")
        return None if value is None else At(value)

    @property
    def at_old(self) -> At | None:
        """Where that stands in the old report."""
        value = self._data.get("at_old")
        return None if value is None else At(value)

    @property
    def change(self) -> ChangeKind:
        """What kind of change."""
        value: ChangeKind = self._data["change"]
        return value

    @property
    def further(self) -> list[Place]:
        """Further places that the change rests on."""
        value = self._data.get("further")
        return [] if value is None else [Place(item) for item in value]

    @property
    def indicator(self) -> str | None:
        """Name of the indicator concerned, as the new report prints it (the old one where it was
        dropped).
        """
        value: str | None = self._data.get("indicator")
        return value

    @property
    def message(self) -> str:
        """For people, in English."""
        value: str = self._data["message"]
        return value

    @property
    def message_zh(self) -> str:
        """The same in Chinese."""
        value: str = self._data["message_zh"]
        return value

    @property
    def new(self) -> str | None:
        """What the new report prints."""
        value: str | None = self._data.get("new")
        return value

    @property
    def old(self) -> str | None:
        """What the old report prints."""
        value: str | None = self._data.get("old")
        return value

    @property
    def pair(self) -> int | None:
        """Which of [`Diff::pairs`] it concerns, from 0."""
        value: int | None = self._data.get("pair")
        return value

    @property
    def relative(self) -> Decimal | None:
        """By how much a number moved: (new − old) ÷ old in one unit, four decimals."""
        value = self._data.get("relative")
        return None if value is None else Decimal(value)

    @property
    def severity(self) -> Severity:
        """How grave."""
        value: Severity = self._data["severity"]
        return value


class Evidence(Object):
    """One piece of evidence for a reading."""

    __slots__ = ()

    @property
    def at(self) -> At:
        """Where it stands: in `source`, where that is named."""
        return At(self._data["at"])

    @property
    def kind(self) -> EvidenceKind:
        """What kind of evidence this is."""
        value: EvidenceKind = self._data["kind"]
        return value

    @property
    def note(self) -> str:
        """What it says, for people, in English."""
        value: str = self._data["note"]
        return value

    @property
    def note_zh(self) -> str | None:
        """The same in Chinese."""
        value: str | None = self._data.get("note_zh")
        return value

    @property
    def source(self) -> WitnessSource | None:
        """The other document that says it."""
        value = self._data.get("source")
        return None if value is None else WitnessSource(value)

    @property
    def when(self) -> str | None:
        """When the person said it, as given."""
        value: str | None = self._data.get("when")
        return value

    @property
    def who(self) -> str | None:
        """The person who says it, as given."""
        value: str | None = self._data.get("who")
        return value


class Indicator(Object):
    """One indicator (绩效指标): a row of an indicator table."""

    __slots__ = ()

    @property
    def actual(self) -> Quantity:
        """实现值"""
        return Quantity(self._data["actual"])

    @property
    def at(self) -> At:
        """Where the row stands."""
        return At(self._data["at"])

    @property
    def base(self) -> Base | None:
        """Target and actual value in the base unit of what they measure; absent where a unit is
        not known for certain.
        """
        value = self._data.get("base")
        return None if value is None else Base(value)

    @property
    def completion(self) -> Completion:
        """完成率"""
        return Completion(self._data["completion"])

    @property
    def covered(self) -> list[str]:
        """Which of `weight` and `score` stand in a cell that covers several rows and starts in a
        row above: such a number counts once.
        """
        value: list[str] | None = self._data.get("covered")
        return value or []

    @property
    def damaged(self) -> dict[str, Text] | None:
        """Numbers of this row that are printed and not believed, by role (`weight`, `score`): what
        stands there, why, and what it may be.
        """
        value = self._data.get("damaged")
        return None if value is None else {key: Text(item) for key, item in value.items()}

    @property
    def direction(self) -> Direction | None:
        """Which way the target points; `null` where it cannot be told, and then `completion.met`
        is `null` as well.
        """
        value: Direction | None = self._data.get("direction")
        return value

    @property
    def extra(self) -> dict[str, Text] | None:
        """Further columns of this form, by role (`criterion`, `target_adjusted`, `core`, …)."""
        value = self._data.get("extra")
        return None if value is None else {key: Text(item) for key, item in value.items()}

    @property
    def level1(self) -> Text:
        """一级指标; `null` value where the form has no such level."""
        return Text(self._data["level1"])

    @property
    def level2(self) -> Text:
        """二级指标"""
        return Text(self._data["level2"])

    @property
    def name(self) -> Text:
        """三级指标, without a trailing unit in brackets."""
        return Text(self._data["name"])

    @property
    def reason(self) -> Text | None:
        """未能实现预期值的原因, 偏差原因分析及改进措施"""
        value = self._data.get("reason")
        return None if value is None else Text(value)

    @property
    def row(self) -> int:
        """Number of its row in that table, from 1, header and total rows not counted."""
        value: int = self._data["row"]
        return value

    @property
    def score(self) -> Number | None:
        """得分"""
        value = self._data.get("score")
        return None if value is None else Number(value)

    @property
    def table(self) -> int:
        """Number of its table in the report, from 1."""
        value: int = self._data["table"]
        return value

    @property
    def target(self) -> Quantity:
        """预期值"""
        return Quantity(self._data["target"])

    @property
    def unit(self) -> str | None:
        """计量单位: from the name, the values or a column of its own."""
        value: str | None = self._data.get("unit")
        return value

    @property
    def weight(self) -> Number | None:
        """分值"""
        value = self._data.get("weight")
        return None if value is None else Number(value)


class NotComparable(Object):
    """Something that could not be compared. Never shown as unchanged."""

    __slots__ = ()

    @property
    def indicator(self) -> str | None:
        """Name of the indicator concerned, as printed."""
        value: str | None = self._data.get("indicator")
        return value

    @property
    def message(self) -> str:
        """Why, in English."""
        value: str = self._data["message"]
        return value

    @property
    def message_zh(self) -> str:
        """The same in Chinese."""
        value: str = self._data["message_zh"]
        return value

    @property
    def new(self) -> Printed | None:
        """What the new report prints, and how it was read."""
        value = self._data.get("new")
        return None if value is None else Printed(value)

    @property
    def old(self) -> Printed | None:
        """What the old report prints, and how it was read."""
        value = self._data.get("old")
        return None if value is None else Printed(value)

    @property
    def pair(self) -> int | None:
        """Which of [`Diff::pairs`] it concerns, from 0."""
        value: int | None = self._data.get("pair")
        return value

    @property
    def what(self) -> str:
        """What could not be compared: `name`, `target`, `actual`, `score`, …"""
        value: str = self._data["what"]
        return value


class Number(Object):
    """A printed number."""

    __slots__ = ()

    @property
    def at(self) -> At:
        """Where it stood."""
        return At(self._data["at"])

    @property
    def raw(self) -> str:
        """What stood in the source."""
        value: str = self._data["raw"]
        return value

    @property
    def repair(self) -> Repair | None:
        """The emendation, where there was one."""
        value = self._data.get("repair")
        return None if value is None else Repair(value)

    @property
    def status(self) -> Status | None:
        """How `value` came from `raw`, where it was not simply read."""
        value: Status | None = self._data.get("status")
        return value

    @property
    def value(self) -> Decimal:
        """Exact decimal; keeps the printed scale (443.50 stays "443.50")."""
        return Decimal(self._data["value"])


class Pair(Object):
    """An indicator of the old report beside that of the new one that it is."""

    __slots__ = ()

    @property
    def candidates(self) -> list[PairCandidate]:
        """Of an ambiguous row, or one that was paired with little between: the rows of the other
        report that it could also be, the likeliest first.
        """
        value = self._data.get("candidates")
        return [] if value is None else [PairCandidate(item) for item in value]

    @property
    def class_(self) -> PairClass:
        """How sure it is that the two are one."""
        value: PairClass = self._data["class"]
        return value

    @property
    def new(self) -> Indicator | None:
        """The row of the new report."""
        value = self._data.get("new")
        return None if value is None else Indicator(value)

    @property
    def old(self) -> Indicator | None:
        """The row of the old report."""
        value = self._data.get("old")
        return None if value is None else Indicator(value)

    @property
    def project(self) -> str | None:
        """The project (项目名称) whose table it stands in, of a report on several projects."""
        value: str | None = self._data.get("project")
        return value

    @property
    def similarity(self) -> Decimal | None:
        """From "0.0000" to "1.0000"; `null` where a side is missing."""
        value = self._data.get("similarity")
        return None if value is None else Decimal(value)


class PairCandidate(Object):
    """A row of the other report that a row could be."""

    __slots__ = ()

    @property
    def at(self) -> At:
        """Where it stands."""
        return At(self._data["at"])

    @property
    def name(self) -> str:
        """Its name as printed."""
        value: str = self._data["name"]
        return value

    @property
    def row(self) -> int:
        """Number of its row in that table, from 1."""
        value: int = self._data["row"]
        return value

    @property
    def similarity(self) -> Decimal:
        """From "0.0000" to "1.0000"."""
        return Decimal(self._data["similarity"])

    @property
    def table(self) -> int:
        """Number of its table in its report, from 1."""
        value: int = self._data["table"]
        return value


class PairCounts(Object):
    """How many pairs are of each class."""

    __slots__ = ()

    @property
    def added(self) -> int:
        value: int = self._data["added"]
        return value

    @property
    def ambiguous(self) -> int:
        value: int = self._data["ambiguous"]
        return value

    @property
    def dropped(self) -> int:
        value: int = self._data["dropped"]
        return value

    @property
    def renamed(self) -> int:
        value: int = self._data["renamed"]
        return value

    @property
    def same(self) -> int:
        value: int = self._data["same"]
        return value

    @property
    def uncertain(self) -> int:
        value: int = self._data["uncertain"]
        return value


class Place(Object):
    """A place in one of the two reports."""

    __slots__ = ()

    @property
    def at(self) -> At:
        """Where."""
        return At(self._data["at"])

    @property
    def raw(self) -> str:
        """What stands there."""
        value: str = self._data["raw"]
        return value

    @property
    def side(self) -> SideName:
        """Which report."""
        value: SideName = self._data["side"]
        return value


class Printed(Object):
    """A printed value of one side."""

    __slots__ = ()

    @property
    def at(self) -> At:
        """Where."""
        return At(self._data["at"])

    @property
    def raw(self) -> str:
        """What stands there."""
        value: str = self._data["raw"]
        return value

    @property
    def status(self) -> Status:
        """How it was read."""
        value: Status = self._data["status"]
        return value


class Quantity(Object):
    """A target or actual value (预期值, 实现值)."""

    __slots__ = ()

    @property
    def approximate(self) -> bool:
        """约, 左右, 余: the number is not exact. Present only when true."""
        value: bool | None = self._data.get("approximate")
        return value or False

    @property
    def at(self) -> At:
        """Where it stood."""
        return At(self._data["at"])

    @property
    def candidates(self) -> list[Candidate]:
        """What a damaged value may be, where several cells may hold it."""
        value = self._data.get("candidates")
        return [] if value is None else [Candidate(item) for item in value]

    @property
    def comparator(self) -> Comparator | None:
        """The comparison that is printed; `null` where none is."""
        value: Comparator | None = self._data.get("comparator")
        return value

    @property
    def number(self) -> Decimal | None:
        """The number, or the first bound of a range. Exact decimal, printed scale."""
        value = self._data.get("number")
        return None if value is None else Decimal(value)

    @property
    def raw(self) -> str:
        """What stood in the source."""
        value: str = self._data["raw"]
        return value

    @property
    def reason_code(self) -> str | None:
        """Why a damaged value is not believed: the code of the note that says so."""
        value: str | None = self._data.get("reason_code")
        return value

    @property
    def repair(self) -> Repair | None:
        """The emendation, where there was one (of the unit, never of digits)."""
        value = self._data.get("repair")
        return None if value is None else Repair(value)

    @property
    def status(self) -> Status:
        """How the parts below came from `raw`."""
        value: Status = self._data["status"]
        return value

    @property
    def text(self) -> str | None:
        """A qualitative value (控制在预算内), a date, or text that is no single number."""
        value: str | None = self._data.get("text")
        return value

    @property
    def unit(self) -> str | None:
        """The unit that is printed with the number, in its usual sign."""
        value: str | None = self._data.get("unit")
        return value

    @property
    def upper(self) -> Decimal | None:
        """The second bound of a range."""
        value = self._data.get("upper")
        return None if value is None else Decimal(value)


class Repair(Object):
    """An emendation: what stood there, what was restored, on what evidence."""

    __slots__ = ()

    @property
    def evidence(self) -> list[Evidence]:
        """Why this reading and no other."""
        value = self._data["evidence"]
        return [Evidence(item) for item in value]

    @property
    def from_(self) -> str:
        """The damaged part as printed."""
        value: str = self._data["from"]
        return value

    @property
    def to(self) -> str:
        """The reading restored."""
        value: str = self._data["to"]
        return value


class Side(Object):
    """One of the two reports."""

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
    def grade(self) -> str | None:
        """自评等级"""
        value: str | None = self._data.get("grade")
        return value

    @property
    def indicators(self) -> int:
        """Number of indicators."""
        value: int = self._data["indicators"]
        return value

    @property
    def judged(self) -> int:
        """Of them, those of which can be told whether they were met."""
        value: int = self._data["judged"]
        return value

    @property
    def kind(self) -> ReportKind:
        """What kind of document."""
        value: ReportKind = self._data["kind"]
        return value

    @property
    def met(self) -> int:
        """Of those, the ones that were met."""
        value: int = self._data["met"]
        return value

    @property
    def program(self) -> Program | None:
        """What read it, where its extraction tells."""
        value = self._data.get("program")
        return None if value is None else Program(value)

    @property
    def project(self) -> str | None:
        """项目名称"""
        value: str | None = self._data.get("project")
        return value

    @property
    def score(self) -> Decimal | None:
        """自评得分"""
        value = self._data.get("score")
        return None if value is None else Decimal(value)

    @property
    def source(self) -> SourceInfo:
        """The file that the report was extracted from."""
        return SourceInfo(self._data["source"])

    @property
    def title(self) -> str | None:
        """The report's title."""
        value: str | None = self._data.get("title")
        return value


class Summary(Object):
    """Counts of a comparison."""

    __slots__ = ()

    @property
    def characters(self) -> int:
        """Characters of the new report's prose."""
        value: int = self._data["characters"]
        return value

    @property
    def copied_characters(self) -> int:
        """Of them, those in blocks that the old report has to the digit, years apart."""
        value: int = self._data["copied_characters"]
        return value

    @property
    def high(self) -> int:
        """Changes of severity high."""
        value: int = self._data["high"]
        return value

    @property
    def info(self) -> int:
        """Changes that merely came with the year."""
        value: int = self._data["info"]
        return value

    @property
    def low(self) -> int:
        """Changes of severity low."""
        value: int = self._data["low"]
        return value

    @property
    def medium(self) -> int:
        """Changes of severity medium."""
        value: int = self._data["medium"]
        return value

    @property
    def not_comparable(self) -> int:
        """Entries of `not_comparable`."""
        value: int = self._data["not_comparable"]
        return value

    @property
    def pairs(self) -> PairCounts:
        """Pairs of each class."""
        return PairCounts(self._data["pairs"])

    @property
    def template_characters(self) -> int | None:
        """Of them, those in blocks of the old report's words with new figures."""
        value: int | None = self._data.get("template_characters")
        return value


class Text(Object):
    """A text value."""

    __slots__ = ()

    @property
    def at(self) -> At:
        """Where it stood."""
        return At(self._data["at"])

    @property
    def candidates(self) -> list[Candidate]:
        """Possible readings of a damaged text, best first."""
        value = self._data.get("candidates")
        return [] if value is None else [Candidate(item) for item in value]

    @property
    def raw(self) -> str:
        """What stood in the source."""
        value: str = self._data["raw"]
        return value

    @property
    def reason_code(self) -> str | None:
        """Why a damaged text is not believed: the code of the note that says so."""
        value: str | None = self._data.get("reason_code")
        return value

    @property
    def repair(self) -> Repair | None:
        """The emendation, where there was one."""
        value = self._data.get("repair")
        return None if value is None else Repair(value)

    @property
    def status(self) -> Status:
        """How `value` came from `raw`."""
        value: Status = self._data["status"]
        return value

    @property
    def value(self) -> str | None:
        """The clean value; `null` if the raw text cannot be read with certainty."""
        value: str | None = self._data.get("value")
        return value


class TextBlock(Object):
    """A block of prose in its section."""

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
    def section(self) -> list[str]:
        """Titles of the sections that it stands in, from the outermost."""
        value: list[str] = self._data["section"]
        return value

    @property
    def text(self) -> str:
        """Clean text."""
        value: str = self._data["text"]
        return value


class TextPair(Object):
    """A block of prose of the old report beside one of the new report."""

    __slots__ = ()

    @property
    def class_(self) -> TextClass:
        """How the two stand to each other."""
        value: TextClass = self._data["class"]
        return value

    @property
    def new(self) -> TextBlock | None:
        """The block of the new report."""
        value = self._data.get("new")
        return None if value is None else TextBlock(value)

    @property
    def old(self) -> TextBlock | None:
        """The block of the old report."""
        value = self._data.get("old")
        return None if value is None else TextBlock(value)

    @property
    def similarity(self) -> Decimal | None:
        """How alike they are once years and numbers are masked, "0.0000" to "1.0000"."""
        value = self._data.get("similarity")
        return None if value is None else Decimal(value)


class Diff(Object):
    """What changed between two reports (年度对比)."""

    __slots__ = ()

    @property
    def changes(self) -> list[Change]:
        """What changed, the gravest first."""
        value = self._data["changes"]
        return [Change(item) for item in value]

    @property
    def new(self) -> Side:
        """The later report."""
        return Side(self._data["new"])

    @property
    def not_comparable(self) -> list[NotComparable]:
        """What cannot be compared because of damage, or because one side prints nothing."""
        value = self._data["not_comparable"]
        return [NotComparable(item) for item in value]

    @property
    def old(self) -> Side:
        """The earlier report."""
        return Side(self._data["old"])

    @property
    def pairs(self) -> list[Pair]:
        """Every indicator of both reports, once: in the order of the new report, those that only
        the old one has after the row that they stood behind.
        """
        value = self._data["pairs"]
        return [Pair(item) for item in value]

    @property
    def schema(self) -> Literal["jiaokan.diff/1"]:
        """Always `jiaokan.diff/1`."""
        value: Literal["jiaokan.diff/1"] = self._data["schema"]
        return value

    @property
    def subject(self) -> Subject | None:
        """Whether the two are of one department and on one project, by what they print."""
        value: Subject | None = self._data.get("subject")
        return value

    @property
    def summary(self) -> Summary:
        """Counts for an overview."""
        return Summary(self._data["summary"])

    @property
    def text(self) -> list[TextPair]:
        """The prose of both, block beside block, in the order of the new report."""
        value = self._data["text"]
        return [TextPair(item) for item in value]

    @property
    def years(self) -> Years:
        """How the years of the two stand to each other. What only a following year can show
        (copied text, figures carried over) is looked for only there.
        """
        value: Years = self._data["years"]
        return value


__all__ = [
    "At",
    "Base",
    "BlockKind",
    "Candidate",
    "CellName",
    "Change",
    "ChangeKind",
    "Comparator",
    "Completion",
    "CompletionKind",
    "Diff",
    "Direction",
    "Encoding",
    "Evidence",
    "EvidenceKind",
    "Format",
    "Indicator",
    "NotComparable",
    "Number",
    "PageUnit",
    "Pair",
    "PairCandidate",
    "PairClass",
    "PairCounts",
    "Place",
    "Printed",
    "Program",
    "Quantity",
    "Recogniser",
    "Repair",
    "ReportKind",
    "Severity",
    "Side",
    "SideName",
    "SourceInfo",
    "Status",
    "Subject",
    "Summary",
    "Text",
    "TextBlock",
    "TextClass",
    "TextPair",
    "WitnessKind",
    "WitnessSource",
    "Years",
]
