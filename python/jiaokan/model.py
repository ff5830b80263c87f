"""The types of an extraction (提取结果), jiaokan.report/1.

Written by generate.py from `jiaokan schema report`: not to be changed by hand.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Literal, TypeAlias

from jiaokan._object import Object

Basis: TypeAlias = Literal[
    "initial_budget",
    "budget",
    "final_account",
]
"""Basis of an amount (统计口径)."""

BlockKind: TypeAlias = Literal[
    "paragraph",
    "item",
    "table",
]
"""What kind of piece a block is."""

CellName: TypeAlias = str

Comparator: TypeAlias = Literal[
    ">=",
    "<=",
    ">",
    "<",
    "=",
]
"""A printed comparison, in symbols or words (不低于, 达到, 以上 → `>=`)."""

CompletionKind: TypeAlias = Literal[
    "exact",
    "lower_bound",
    "upper_bound",
    "qualitative",
    "not_evaluable",
]
"""What kind of completion rate stands in [`Completion::rate`]."""

Detail: TypeAlias = Literal[
    "full",
    "lean",
]
"""How much of a report its JSON holds."""

Direction: TypeAlias = Literal[
    "more",
    "less",
    "exact",
    "between",
    "words",
]
"""Which way the target of an indicator points (指标方向): what its comparison, its name or its level
says. A bare number counts as something to reach, unless one of them speaks for less.
"""

Encoding: TypeAlias = Literal[
    "utf-8",
    "utf-16le",
    "utf-16be",
    "big5",
    "gb18030",
]
"""Encoding of a text input."""

EvidenceKind: TypeAlias = Literal[
    "lexicon",
    "sibling",
    "narrative",
    "declared",
    "arithmetic",
    "witness",
    "human",
]
"""The kind of evidence for a restored reading, after the four methods of 校勘."""

FiscalYearHow: TypeAlias = Literal[
    "title",
    "field",
    "text",
    "human",
    "date",
]
"""What a fiscal year was found from."""

Format: TypeAlias = Literal[
    "text",
    "markdown",
    "html",
    "docx",
    "xlsx",
    "csv",
    "pdf",
    "pdf-scan",
    "image",
    "doc",
    "xls",
    "ofd",
    "recognised",
]
"""Kind of input."""

Outcome: TypeAlias = Literal[
    "pass",
    "finding",
    "not_evaluable",
]
"""Outcome of a check."""

PageUnit: TypeAlias = Literal[
    "pt",
    "px",
    "per_mille",
    "in",
]
"""The unit of places on pages."""

ReportKind: TypeAlias = Literal[
    "department_self_report",
    "project_self_report",
    "project_self_table",
    "department_self_table",
    "target_declaration",
    "fiscal_evaluation",
    "unknown",
]
"""What kind of document a report is."""

Scope: TypeAlias = Literal[
    "other_year",
    "planned",
    "cumulative",
    "partial",
    "unclear",
]
"""What sets a quantity apart from the year evaluated."""

Severity: TypeAlias = Literal[
    "info",
    "low",
    "medium",
    "high",
]
"""How grave a finding is."""

Status: TypeAlias = Literal[
    "as_read",
    "spacing",
    "repaired",
    "inherited",
    "damaged",
    "confirmed",
    "corrected",
]
"""How a clean value came from its raw text."""

WitnessKind: TypeAlias = Literal[
    "copy",
    "declaration",
    "other_year",
    "second_reader",
]
"""What another document is to a report that it bears witness to (对校所用的本子)."""


class At(Object):
    """The place of a value in its source. Text sources give `line` and `chars`; page-based sources
    give `page` and `bbox`. What a place lacks is left out of the JSON.
    """

    __slots__ = ()

    @property
    def bbox(self) -> list[float] | None:
        """Left, top, right, bottom from the top left of the page, in points unless the source
        names another unit (`page_unit`).
        """
        value: list[float] | None = self._data.get("bbox")
        return value

    @property
    def cell(self) -> CellName | None:
        """The cell of a workbook, such as `D5`; `page` counts its sheets, `line` is the row, and
        `chars` count within the text of the cell where that is more than one value.
        """
        value: CellName | None = self._data.get("cell")
        return value

    @property
    def chars(self) -> list[int] | None:
        """Start and end (exclusive) within that line, in Unicode scalar values from 0."""
        value: list[int] | None = self._data.get("chars")
        return value

    @property
    def line(self) -> int | None:
        """Line of the decoded text, from 1. Of what a recogniser gave: its lines and cells are
        counted, since several may share a box.
        """
        value: int | None = self._data.get("line")
        return value

    @property
    def page(self) -> int | None:
        """Page, from 1; absent where the source has no pages."""
        value: int | None = self._data.get("page")
        return value


class Base(Object):
    """Target and actual value in one base unit (亿元 → 元)."""

    __slots__ = ()

    @property
    def actual(self) -> Decimal | None:
        """The first number of the actual value."""
        value = self._data.get("actual")
        return None if value is None else Decimal(value)

    @property
    def target(self) -> Decimal | None:
        """The first number of the target."""
        value = self._data.get("target")
        return None if value is None else Decimal(value)

    @property
    def unit(self) -> str:
        """The base unit's sign."""
        value: str = self._data["unit"]
        return value


class Block(Object):
    """A piece of a section."""

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
    def text(self) -> str:
        """Clean text; of a table, cells separated by tabs and rows by line feeds."""
        value: str = self._data["text"]
        return value


class BudgetRow(Object):
    """A row of a form's 预算执行情况 block."""

    __slots__ = ()

    @property
    def at(self) -> At:
        """Where the row stands."""
        return At(self._data["at"])

    @property
    def budget(self) -> Number | None:
        """全年预算数"""
        value = self._data.get("budget")
        return None if value is None else Number(value)

    @property
    def executed(self) -> Number | None:
        """全年执行数"""
        value = self._data.get("executed")
        return None if value is None else Number(value)

    @property
    def initial(self) -> Number | None:
        """年初预算数"""
        value = self._data.get("initial")
        return None if value is None else Number(value)

    @property
    def item(self) -> str:
        """`total`, `fiscal`, `carried_over`, `other`, …"""
        value: str = self._data["item"]
        return value

    @property
    def label(self) -> str:
        """The row's label as printed."""
        value: str = self._data["label"]
        return value

    @property
    def rate(self) -> Number | None:
        """执行率, as printed"""
        value = self._data.get("rate")
        return None if value is None else Number(value)

    @property
    def reason(self) -> Text | None:
        """原因, where the block asks for one and it is given."""
        value = self._data.get("reason")
        return None if value is None else Text(value)

    @property
    def score(self) -> Number | None:
        """得分"""
        value = self._data.get("score")
        return None if value is None else Number(value)

    @property
    def unit(self) -> str | None:
        """Unit of the amounts."""
        value: str | None = self._data.get("unit")
        return value

    @property
    def weight(self) -> Number | None:
        """分值"""
        value = self._data.get("weight")
        return None if value is None else Number(value)


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


class Claim(Object):
    """A statement that something is well or is not."""

    __slots__ = ()

    @property
    def at(self) -> At:
        """Where it stands."""
        return At(self._data["at"])

    @property
    def good(self) -> bool:
        """Whether that is said to be well."""
        value: bool = self._data["good"]
        return value

    @property
    def section(self) -> int:
        """Number of the section it stands in."""
        value: int = self._data["section"]
        return value

    @property
    def text(self) -> str:
        """The clause."""
        value: str = self._data["text"]
        return value

    @property
    def topic(self) -> str:
        """What it speaks of (`patterns/narrative.toml`)."""
        value: str = self._data["topic"]
        return value


class Column(Object):
    """A column of an indicator table."""

    __slots__ = ()

    @property
    def role(self) -> str:
        """What it holds: `level1`, `target`, `weight`, `reason`, …"""
        value: str = self._data["role"]
        return value

    @property
    def title(self) -> str:
        """Its head as printed."""
        value: str = self._data["title"]
        return value


class Completion(Object):
    """How far an indicator was met (完成率)."""

    __slots__ = ()

    @property
    def kind(self) -> CompletionKind:
        """What kind of rate."""
        value: CompletionKind = self._data["kind"]
        return value

    @property
    def met(self) -> bool | None:
        """Whether the target was met; `null` where that cannot be told."""
        value: bool | None = self._data.get("met")
        return value

    @property
    def rate(self) -> Decimal | None:
        """Actual ÷ target as a ratio, rounded half up to four decimals."""
        value = self._data.get("rate")
        return None if value is None else Decimal(value)


class Conclusion(Object):
    """The report's own verdict (自评结论)."""

    __slots__ = ()

    @property
    def grade(self) -> Text | None:
        """自评等级"""
        value = self._data.get("grade")
        return None if value is None else Text(value)

    @property
    def score(self) -> Number | None:
        """自评得分"""
        value = self._data.get("score")
        return None if value is None else Number(value)


class DateField(Object):
    """A date field."""

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
    def value(self) -> str | None:
        """ISO 8601; `null` if what is printed is no date."""
        value: str | None = self._data.get("value")
        return value


class Decided(Object):
    """What became of the decisions of persons on a report (人工复核)."""

    __slots__ = ()

    @property
    def cannot_tell(self) -> int:
        """Values that persons could not tell either."""
        value: int = self._data["cannot_tell"]
        return value

    @property
    def confirmed(self) -> int:
        """Values that were found right: `confirmed`."""
        value: int = self._data["confirmed"]
        return value

    @property
    def corrected(self) -> int:
        """Values that were given: `corrected`."""
        value: int = self._data["corrected"]
        return value

    @property
    def not_applied(self) -> int:
        """Decisions that were not applied; a note says why of each."""
        value: int = self._data["not_applied"]
        return value


class DeclaredList(Object):
    """A number of tasks, projects or matters (3大目标任务, 以下四方面) with the list that stands beside it."""

    __slots__ = ()

    @property
    def after(self) -> int | None:
        """The items of the enumeration after it: 一是…二是…."""
        value: int | None = self._data.get("after")
        return value

    @property
    def at(self) -> At:
        """Where it stands."""
        return At(self._data["at"])

    @property
    def before(self) -> list[int] | None:
        """The least and the most that the list before it can hold: 甲、乙和丙."""
        value: list[int] | None = self._data.get("before")
        return value

    @property
    def count(self) -> int:
        """How many are declared."""
        value: int = self._data["count"]
        return value

    @property
    def raw(self) -> str:
        """What stood in the source."""
        value: str = self._data["raw"]
        return value

    @property
    def sums_up(self) -> bool:
        """The number sums up what stands before it, and counts nothing else."""
        value: bool | None = self._data.get("sums_up")
        return value or False

    @property
    def what(self) -> str:
        """What: 目标任务."""
        value: str = self._data["what"]
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
    def note_zh(self) -> str:
        """The same in Chinese."""
        value: str = self._data["note_zh"]
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


class Expenditure(Object):
    """An amount of spending stated in prose."""

    __slots__ = ()

    @property
    def amount(self) -> Decimal:
        """The amount, exact, in `unit`."""
        return Decimal(self._data["amount"])

    @property
    def at(self) -> At:
        """Where it stood."""
        return At(self._data["at"])

    @property
    def basis(self) -> Basis | None:
        """Whether budget or final account is meant, where the text says so."""
        value: Basis | None = self._data.get("basis")
        return value

    @property
    def item(self) -> str:
        """`total`, `basic`, `project`, `personnel`, `public`, … (`patterns/money.toml`)."""
        value: str = self._data["item"]
        return value

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
        """How `amount` came from `raw`, where it was not simply read."""
        value: Status | None = self._data.get("status")
        return value

    @property
    def unit(self) -> str:
        """元, 万元, 亿元"""
        value: str = self._data["unit"]
        return value


class Fields(Object):
    """Cover fields, or the head of a form."""

    __slots__ = ()

    @property
    def date(self) -> DateField | None:
        """填报日期"""
        value = self._data.get("date")
        return None if value is None else DateField(value)

    @property
    def department(self) -> Text | None:
        """部门名称, or a self table's 主管部门"""
        value = self._data.get("department")
        return None if value is None else Text(value)

    @property
    def implementing_unit(self) -> Text | None:
        """实施单位"""
        value = self._data.get("implementing_unit")
        return None if value is None else Text(value)

    @property
    def phone(self) -> Text | None:
        """联系电话"""
        value = self._data.get("phone")
        return None if value is None else Text(value)

    @property
    def preparer(self) -> Text | None:
        """填报人"""
        value = self._data.get("preparer")
        return None if value is None else Text(value)

    @property
    def project(self) -> Text | None:
        """项目名称"""
        value = self._data.get("project")
        return None if value is None else Text(value)

    @property
    def others(self) -> dict[str, Text]:
        """Further members, by their keys."""
        own = {"date", "department", "implementing_unit", "phone", "preparer", "project"}
        return {key: Text(value) for key, value in self._data.items() if key not in own}


class Finding(Object):
    """What an audit check says."""

    __slots__ = ()

    @property
    def at(self) -> list[At]:
        """Every place concerned."""
        value = self._data["at"]
        return [At(item) for item in value]

    @property
    def check(self) -> str:
        """Name of the check."""
        value: str = self._data["check"]
        return value

    @property
    def evidence(self) -> list[Quotation]:
        """What is printed at those places, where it is not a pass."""
        value = self._data.get("evidence")
        return [] if value is None else [Quotation(item) for item in value]

    @property
    def expected(self) -> str | None:
        """What the check expected."""
        value: str | None = self._data.get("expected")
        return value

    @property
    def found(self) -> str | None:
        """What it found."""
        value: str | None = self._data.get("found")
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
    def outcome(self) -> Outcome:
        """Pass, finding, or not evaluable."""
        value: Outcome = self._data["outcome"]
        return value

    @property
    def rests_on(self) -> list[RestsOn]:
        """Values that this rests on and that were not simply read: a repaired or inherited one
        carries the outcome, a damaged one is why there is none.
        """
        value = self._data.get("rests_on")
        return [] if value is None else [RestsOn(item) for item in value]

    @property
    def severity(self) -> Severity:
        """How grave."""
        value: Severity = self._data["severity"]
        return value

    @property
    def title(self) -> str:
        """What its check looks for, in a few words: Total score differs."""
        value: str = self._data["title"]
        return value

    @property
    def title_zh(self) -> str:
        """The same in Chinese: 总分不符."""
        value: str = self._data["title_zh"]
        return value


class FiscalYear(Object):
    """The year evaluated and how it was found."""

    __slots__ = ()

    @property
    def at(self) -> At:
        """Where that stands."""
        return At(self._data["at"])

    @property
    def how(self) -> FiscalYearHow | None:
        """What it was found from."""
        value: FiscalYearHow | None = self._data.get("how")
        return value

    @property
    def value(self) -> int | None:
        """The year."""
        value: int | None = self._data.get("value")
        return value


class FormId(Object):
    """The layout (of one authority) that a report follows."""

    __slots__ = ()

    @property
    def id(self) -> str:
        """The `id` of the file in `patterns/forms/`, or `unknown`."""
        value: str = self._data["id"]
        return value

    @property
    def version(self) -> str:
        """Version of that layout, as its pattern file names it."""
        value: str = self._data["version"]
        return value


class Growth(Object):
    """A growth rate (增长46.7%) that a sentence states."""

    __slots__ = ()

    @property
    def at(self) -> At:
        """Where it stands."""
        return At(self._data["at"])

    @property
    def of(self) -> int | None:
        """The quantity that has grown, by index."""
        value: int | None = self._data.get("of")
        return value

    @property
    def percent(self) -> Decimal:
        """In per cent; below zero where it falls."""
        return Decimal(self._data["percent"])

    @property
    def raw(self) -> str:
        """What stood in the source."""
        value: str = self._data["raw"]
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


class IndicatorCount(Object):
    """A count of indicators that a sentence states."""

    __slots__ = ()

    @property
    def at(self) -> At:
        """Where it stands."""
        return At(self._data["at"])

    @property
    def count(self) -> int:
        """How many."""
        value: int = self._data["count"]
        return value

    @property
    def level1(self) -> str | None:
        """产出指标, where only those of a level 1 are counted."""
        value: str | None = self._data.get("level1")
        return value

    @property
    def met(self) -> bool | None:
        """Whether they are said to have met their targets."""
        value: bool | None = self._data.get("met")
        return value

    @property
    def rate(self) -> RateBand | None:
        """The completion rates that they are said to have."""
        value = self._data.get("rate")
        return None if value is None else RateBand(value)

    @property
    def raw(self) -> str:
        """What stood in the source."""
        value: str = self._data["raw"]
        return value

    @property
    def sentence(self) -> list[int]:
        """Number of its paragraph, and of its sentence in it."""
        value: list[int] = self._data["sentence"]
        return value

    @property
    def total(self) -> bool:
        """All indicators of the report are meant."""
        value: bool | None = self._data.get("total")
        return value or False


class IndicatorTable(Object):
    """An indicator table (绩效指标表) as printed: what its header names, and its row of totals."""

    __slots__ = ()

    @property
    def at(self) -> At:
        """Where the header stands."""
        return At(self._data["at"])

    @property
    def columns(self) -> list[Column]:
        """The columns that are understood, in printed order."""
        value = self._data["columns"]
        return [Column(item) for item in value]

    @property
    def department(self) -> Text | None:
        """部门名称, 主管部门"""
        value = self._data.get("department")
        return None if value is None else Text(value)

    @property
    def fiscal_year(self) -> int | None:
        """评价年度"""
        value: int | None = self._data.get("fiscal_year")
        return value

    @property
    def project(self) -> Text | None:
        """项目名称: what this table is about, in a report on several projects."""
        value = self._data.get("project")
        return None if value is None else Text(value)

    @property
    def score(self) -> Number | None:
        """The table's own score (总分)."""
        value = self._data.get("score")
        return None if value is None else Number(value)

    @property
    def table(self) -> int:
        """Its number in the report, from 1: [`Indicator::table`]."""
        value: int = self._data["table"]
        return value

    @property
    def total(self) -> TotalRow | None:
        """总分, 合计"""
        value = self._data.get("total")
        return None if value is None else TotalRow(value)

    @property
    def unit(self) -> Text | None:
        """实施单位"""
        value = self._data.get("unit")
        return None if value is None else Text(value)

    @property
    def unread_columns(self) -> list[UnreadColumn]:
        """Columns whose head is not understood and of which cells stand unread."""
        value = self._data.get("unread_columns")
        return [] if value is None else [UnreadColumn(item) for item in value]

    @property
    def weight_total(self) -> Number | None:
        """The total of the weights as printed (总分)."""
        value = self._data.get("weight_total")
        return None if value is None else Number(value)


class Narrative(Object):
    """What the sentences of a report state that can be compared with the rest of it and with
    another year's report.
    """

    __slots__ = ()

    @property
    def all_met(self) -> list[Statement]:
        """各项绩效目标全部完成"""
        value = self._data.get("all_met")
        return [] if value is None else [Statement(item) for item in value]

    @property
    def budget_changes(self) -> list[Statement]:
        """年中压减预算"""
        value = self._data["budget_changes"]
        return [Statement(item) for item in value]

    @property
    def claims(self) -> list[Claim]:
        """Statements of what is well or not well."""
        value = self._data["claims"]
        return [Claim(item) for item in value]

    @property
    def growth(self) -> list[Growth]:
        """增长, 下降"""
        value = self._data["growth"]
        return [Growth(item) for item in value]

    @property
    def indicator_counts(self) -> list[IndicatorCount]:
        """共16个指标，其中12个产出指标"""
        value = self._data["indicator_counts"]
        return [IndicatorCount(item) for item in value]

    @property
    def lists(self) -> list[DeclaredList]:
        """3大目标任务, with the list of them."""
        value = self._data["lists"]
        return [DeclaredList(item) for item in value]

    @property
    def measures(self) -> list[Statement]:
        """改进措施, one by one."""
        value = self._data["measures"]
        return [Statement(item) for item in value]

    @property
    def problems(self) -> list[Statement]:
        """存在问题, one by one."""
        value = self._data["problems"]
        return [Statement(item) for item in value]

    @property
    def quantities(self) -> list[Stated]:
        """Quantities in reading order."""
        value = self._data["quantities"]
        return [Stated(item) for item in value]

    @property
    def shares(self) -> list[Share]:
        """占比"""
        value = self._data["shares"]
        return [Share(item) for item in value]


class Note(Object):
    """What the reader met: a join, a dropped page number, a damaged cell."""

    __slots__ = ()

    @property
    def at(self) -> At:
        """Where."""
        return At(self._data["at"])

    @property
    def code(self) -> str:
        """Stable name, `snake_case`."""
        value: str = self._data["code"]
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


class Program(Object):
    """What read a report (程序与规则版本): two extractions of one file by the same are equal."""

    __slots__ = ()

    @property
    def patterns(self) -> str:
        """SHA-256 of its pattern files, the user's own included, hexadecimal."""
        value: str = self._data["patterns"]
        return value

    @property
    def version(self) -> str:
        """Version of this program."""
        value: str = self._data["version"]
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


class Quotation(Object):
    """What is printed at a place."""

    __slots__ = ()

    @property
    def at(self) -> At:
        """Where it stands."""
        return At(self._data["at"])

    @property
    def raw(self) -> str:
        """As it stood in the source."""
        value: str = self._data["raw"]
        return value


class RateBand(Object):
    """Completion rates from a lower to an upper bound, in per cent."""

    __slots__ = ()

    @property
    def high(self) -> Decimal | None:
        """The same rate, or the upper bound."""
        value = self._data.get("high")
        return None if value is None else Decimal(value)

    @property
    def low(self) -> Decimal | None:
        """The rate, or the lower bound."""
        value = self._data.get("low")
        return None if value is None else Decimal(value)


class Recogniser(Object):
    """A program that recognises the text of pictures (文字识别)."""

    __slots__ = ()

    @property
    def tool(self) -> str:
        """Its name."""
        value: str = self._data["tool"]
        return value

    @property
    def version(self) -> str | None:
        """Its version, where the file tells it."""
        value: str | None = self._data.get("version")
        return value


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


class RestsOn(Object):
    """A value that carries an outcome and was not simply read."""

    __slots__ = ()

    @property
    def at(self) -> At:
        """Where it stands."""
        return At(self._data["at"])

    @property
    def path(self) -> str:
        """Which value: a path into the report, such as `indicators[4].target`."""
        value: str = self._data["path"]
        return value

    @property
    def raw(self) -> str:
        """What stood in the source."""
        value: str = self._data["raw"]
        return value

    @property
    def status(self) -> Status:
        """How its value came from that."""
        value: Status = self._data["status"]
        return value


class Section(Object):
    """A section with its blocks and sub-sections."""

    __slots__ = ()

    @property
    def at(self) -> At:
        """Where the heading stands."""
        return At(self._data["at"])

    @property
    def blocks(self) -> list[Block]:
        """What stands under this heading before any sub-section."""
        value = self._data["blocks"]
        return [Block(item) for item in value]

    @property
    def level(self) -> int:
        """Depth, from 1."""
        value: int = self._data["level"]
        return value

    @property
    def number(self) -> str | None:
        """`一`, `(一)`, `1.`; `null` for a label such as 存在问题."""
        value: str | None = self._data.get("number")
        return value

    @property
    def sections(self) -> list[Section]:
        """Sub-sections."""
        value = self._data["sections"]
        return [Section(item) for item in value]

    @property
    def title(self) -> str:
        """The title without number and final punctuation."""
        value: str = self._data["title"]
        return value


class Share(Object):
    """A share (占比) that a sentence states."""

    __slots__ = ()

    @property
    def at(self) -> At:
        """Where it stands."""
        return At(self._data["at"])

    @property
    def part(self) -> int | None:
        """The quantity that it is the share of, by index."""
        value: int | None = self._data.get("part")
        return value

    @property
    def percent(self) -> Decimal:
        """In per cent."""
        return Decimal(self._data["percent"])

    @property
    def raw(self) -> str:
        """What stood in the source."""
        value: str = self._data["raw"]
        return value

    @property
    def whole(self) -> str | None:
        """The whole as the sentence names it: 总支出 in 占总支出的51%."""
        value: str | None = self._data.get("whole")
        return value


class SourceInfo(Object):
    """The input of an extraction."""

    __slots__ = ()

    @property
    def bytes(self) -> int:
        """Number of bytes."""
        value: int = self._data["bytes"]
        return value

    @property
    def encoding(self) -> Encoding | None:
        """Encoding of a text input; `null` for others."""
        value: Encoding | None = self._data.get("encoding")
        return value

    @property
    def format(self) -> Format:
        """Kind of input, found from the content."""
        value: Format = self._data["format"]
        return value

    @property
    def name(self) -> str:
        """File name, or `-` for standard input; in a batch the path below the folder that all
        inputs have in common.
        """
        value: str = self._data["name"]
        return value

    @property
    def page_sizes(self) -> list[list[float]]:
        """Width and height of each page in `page_unit`, where the file of a recogniser tells them."""
        value: list[list[float]] | None = self._data.get("page_sizes")
        return value or []

    @property
    def page_unit(self) -> PageUnit | None:
        """The unit of boxes and page sizes of what a recogniser gave."""
        value: PageUnit | None = self._data.get("page_unit")
        return value

    @property
    def pages(self) -> int | None:
        """Number of pages, where the source marks them."""
        value: int | None = self._data.get("pages")
        return value

    @property
    def recognised_by(self) -> Recogniser | None:
        """The recogniser that made the input, where it is one's output."""
        value = self._data.get("recognised_by")
        return None if value is None else Recogniser(value)

    @property
    def sha256(self) -> str:
        """SHA-256 of the bytes, hexadecimal."""
        value: str = self._data["sha256"]
        return value


class Stated(Object):
    """A quantity that a sentence states."""

    __slots__ = ()

    @property
    def after(self) -> str:
        """The words after it in its clause: 企业 in 考察105家企业."""
        value: str = self._data["after"]
        return value

    @property
    def approximate(self) -> bool:
        """约, 左右, 余"""
        value: bool | None = self._data.get("approximate")
        return value or False

    @property
    def at(self) -> At:
        """Where the number stands."""
        return At(self._data["at"])

    @property
    def before(self) -> str:
        """The words before it in its clause: 考察企业 in 考察企业105家."""
        value: str = self._data["before"]
        return value

    @property
    def comparator(self) -> Comparator | None:
        """The comparison that is printed."""
        value: Comparator | None = self._data.get("comparator")
        return value

    @property
    def number(self) -> Decimal:
        """Exact decimal, printed scale."""
        return Decimal(self._data["number"])

    @property
    def part_of(self) -> list[int]:
        """The quantities before 其中, of which it is a part, by index."""
        value: list[int] | None = self._data.get("part_of")
        return value or []

    @property
    def raw(self) -> str:
        """What stood in the source, words of comparison included."""
        value: str = self._data["raw"]
        return value

    @property
    def scope(self) -> Scope | None:
        """What sets it apart from the year evaluated."""
        value: Scope | None = self._data.get("scope")
        return value

    @property
    def section(self) -> int:
        """Number of the section it stands in, in reading order; 0 before the first."""
        value: int = self._data["section"]
        return value

    @property
    def sentence(self) -> list[int]:
        """Number of its paragraph, and of its sentence in it."""
        value: list[int] = self._data["sentence"]
        return value

    @property
    def unit(self) -> str:
        """Its unit in the usual sign."""
        value: str = self._data["unit"]
        return value

    @property
    def upper(self) -> Decimal | None:
        """The second bound of a range."""
        value = self._data.get("upper")
        return None if value is None else Decimal(value)


class Statement(Object):
    """A piece of prose."""

    __slots__ = ()

    @property
    def at(self) -> At:
        """Where it stands."""
        return At(self._data["at"])

    @property
    def number(self) -> str | None:
        """Its number as printed (1., 一是), where it has one."""
        value: str | None = self._data.get("number")
        return value

    @property
    def text(self) -> str:
        """Clean text, without its number."""
        value: str = self._data["text"]
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


class TotalRow(Object):
    """The row of totals of an indicator table (总分)."""

    __slots__ = ()

    @property
    def at(self) -> At:
        """Where it stands."""
        return At(self._data["at"])

    @property
    def score(self) -> Number | None:
        """得分"""
        value = self._data.get("score")
        return None if value is None else Number(value)

    @property
    def weight(self) -> Number | None:
        """分值"""
        value = self._data.get("weight")
        return None if value is None else Number(value)


class UnreadColumn(Object):
    """A column whose head no pattern names (表头无法识别的列)."""

    __slots__ = ()

    @property
    def cells(self) -> int:
        """How many of its cells hold something."""
        value: int = self._data["cells"]
        return value

    @property
    def title(self) -> str:
        """Its head as printed."""
        value: str = self._data["title"]
        return value


class Witness(Object):
    """What a second reader of the file says of the numbers of the report (对校)."""

    __slots__ = ()

    @property
    def confirmed(self) -> int:
        """Of them, those of which it read the same digits in the same place."""
        value: int = self._data["confirmed"]
        return value

    @property
    def differing(self) -> int:
        """Those of which it read others."""
        value: int = self._data["differing"]
        return value

    @property
    def numbers(self) -> int:
        """Numbers of the report."""
        value: int = self._data["numbers"]
        return value

    @property
    def reader(self) -> str:
        """The library that read again."""
        value: str = self._data["reader"]
        return value

    @property
    def unread(self) -> int:
        """Those that it does not read, or of which only a part stands in one place."""
        value: int = self._data["unread"]
        return value


class WitnessDocument(Object):
    """A document that a report was collated with (校勘所用的本子)."""

    __slots__ = ()

    @property
    def differing(self) -> int:
        """Sound values of the report of which it has another reading."""
        value: int = self._data["differing"]
        return value

    @property
    def kind(self) -> WitnessKind | None:
        """What it is to the report; `null` if nothing shows that it belongs to it, and then it was
        not used.
        """
        value: WitnessKind | None = self._data.get("kind")
        return value

    @property
    def name(self) -> str:
        """File name."""
        value: str = self._data["name"]
        return value

    @property
    def restored(self) -> int:
        """Values that were restored from it, alone or with others."""
        value: int = self._data["restored"]
        return value

    @property
    def sha256(self) -> str:
        """SHA-256 of its bytes, hexadecimal."""
        value: str = self._data["sha256"]
        return value


class WitnessSource(Object):
    """The document in which a piece of evidence stands, where it is another one."""

    __slots__ = ()

    @property
    def kind(self) -> WitnessKind:
        """What it is to the report."""
        value: WitnessKind = self._data["kind"]
        return value

    @property
    def name(self) -> str:
        """File name."""
        value: str = self._data["name"]
        return value

    @property
    def sha256(self) -> str:
        """SHA-256 of its bytes, hexadecimal."""
        value: str = self._data["sha256"]
        return value


class Report(Object):
    """One extracted report (绩效自评报告)."""

    __slots__ = ()

    @property
    def budget(self) -> list[BudgetRow]:
        """A form's 预算执行情况 block, row by row."""
        value = self._data["budget"]
        return [BudgetRow(item) for item in value]

    @property
    def conclusion(self) -> Conclusion:
        """自评结论"""
        return Conclusion(self._data["conclusion"])

    @property
    def decided(self) -> Decided | None:
        """What became of the decisions of persons on it (人工复核), where there are any."""
        value = self._data.get("decided")
        return None if value is None else Decided(value)

    @property
    def detail(self) -> Detail | None:
        """`lean` where checks that passed, nulls and `narrative` are left out."""
        value: Detail | None = self._data.get("detail")
        return value

    @property
    def expenditure(self) -> list[Expenditure]:
        """Amounts of spending that the prose states (支出情况)."""
        value = self._data["expenditure"]
        return [Expenditure(item) for item in value]

    @property
    def fields(self) -> Fields:
        """Cover fields (封面) or the head of a form."""
        return Fields(self._data["fields"])

    @property
    def findings(self) -> list[Finding]:
        """What the audit checks found."""
        value = self._data["findings"]
        return [Finding(item) for item in value]

    @property
    def fiscal_year(self) -> FiscalYear:
        """The year evaluated (评价年度)."""
        return FiscalYear(self._data["fiscal_year"])

    @property
    def form(self) -> FormId:
        """Which report layout was recognised."""
        return FormId(self._data["form"])

    @property
    def indicators(self) -> list[Indicator]:
        """All indicators in printed order, all tables of the report."""
        value = self._data["indicators"]
        return [Indicator(item) for item in value]

    @property
    def kind(self) -> ReportKind:
        """What kind of document this is."""
        value: ReportKind = self._data["kind"]
        return value

    @property
    def narrative(self) -> Narrative | None:
        """What the sentences state that an auditor compares with the rest."""
        value = self._data.get("narrative")
        return None if value is None else Narrative(value)

    @property
    def notes(self) -> list[Note]:
        """What the reader met and dealt with."""
        value = self._data["notes"]
        return [Note(item) for item in value]

    @property
    def preface(self) -> list[Block]:
        """What stands before the first heading, or in a document without headings: lines of the
        cover, the tables of a form (封面、表头).
        """
        value = self._data["preface"]
        return [Block(item) for item in value]

    @property
    def program(self) -> Program | None:
        """The program and the patterns by which it was read; absent in extractions of versions
        that did not say.
        """
        value = self._data.get("program")
        return None if value is None else Program(value)

    @property
    def schema(self) -> Literal["jiaokan.report/1"]:
        """Always `jiaokan.report/1`."""
        value: Literal["jiaokan.report/1"] = self._data["schema"]
        return value

    @property
    def sections(self) -> list[Section]:
        """The tree of sections."""
        value = self._data["sections"]
        return [Section(item) for item in value]

    @property
    def source(self) -> SourceInfo:
        """The input."""
        return SourceInfo(self._data["source"])

    @property
    def tables(self) -> list[IndicatorTable]:
        """The tables in which they stand."""
        value = self._data["tables"]
        return [IndicatorTable(item) for item in value]

    @property
    def title(self) -> Text:
        """The report's title."""
        return Text(self._data["title"])

    @property
    def witness(self) -> Witness | None:
        """What a second reader says, where one was asked."""
        value = self._data.get("witness")
        return None if value is None else Witness(value)

    @property
    def witnesses(self) -> list[WitnessDocument]:
        """The other documents that it was collated with (校勘所用各本), in the order given."""
        value = self._data.get("witnesses")
        return [] if value is None else [WitnessDocument(item) for item in value]


__all__ = [
    "At",
    "Base",
    "Basis",
    "Block",
    "BlockKind",
    "BudgetRow",
    "Candidate",
    "CellName",
    "Claim",
    "Column",
    "Comparator",
    "Completion",
    "CompletionKind",
    "Conclusion",
    "DateField",
    "Decided",
    "DeclaredList",
    "Detail",
    "Direction",
    "Encoding",
    "Evidence",
    "EvidenceKind",
    "Expenditure",
    "Fields",
    "Finding",
    "FiscalYear",
    "FiscalYearHow",
    "FormId",
    "Format",
    "Growth",
    "Indicator",
    "IndicatorCount",
    "IndicatorTable",
    "Narrative",
    "Note",
    "Number",
    "Outcome",
    "PageUnit",
    "Program",
    "Quantity",
    "Quotation",
    "RateBand",
    "Recogniser",
    "Repair",
    "Report",
    "ReportKind",
    "RestsOn",
    "Scope",
    "Section",
    "Severity",
    "Share",
    "SourceInfo",
    "Stated",
    "Statement",
    "Status",
    "Text",
    "TotalRow",
    "UnreadColumn",
    "Witness",
    "WitnessDocument",
    "WitnessKind",
    "WitnessSource",
]
