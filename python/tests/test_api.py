"""The functions that work in this process."""

import datetime
import json
from decimal import Decimal

import jiaokan
import pytest
from conftest import FIXTURES, GARBLED

TEXT = """# 青溪市水务局{year}年度部门整体支出绩效自评报告

| 一级指标 | 二级指标 | 三级指标 | 预期值 | 实现值 |
|---|---|---|---|---|
| 产指 | 数量指标 | 巡查河道次数（次） | ≥{target} | 30 |
| 满意度指标 | 服务对象满意度指标 | 群众满意度 | ≥90% | 9l% |
"""


def text(year=2023, target="24"):
    return TEXT.format(year=year, target=target).encode()


def test_values_are_typed_and_what_cannot_be_read_is_none():
    report = jiaokan.extract(text(), name="report.md")
    assert report.fiscal_year.value == 2023
    patrols, satisfied = report.indicators
    assert (patrols.level1.value, patrols.level1.raw) == ("产出指标", "产指")
    assert patrols.level1.status == "repaired" and patrols.level1.repair.to == "产出指标"
    assert patrols.target.number == Decimal("24") and patrols.target.comparator == ">="
    assert patrols.completion.rate == Decimal("1.2500") and patrols.completion.met is True
    # A damaged digit is never restored.
    assert (satisfied.actual.raw, satisfied.actual.number) == ("9l%", None)
    assert satisfied.actual.approximate is False and satisfied.actual.at.line == 6
    assert report.source.name == "report.md" and report.program.version == jiaokan.__version__


def test_a_report_is_the_same_after_it_was_written_and_read_back():
    report = jiaokan.extract(GARBLED)
    again = jiaokan.Report.from_json(report.to_json())
    assert again == report and again.to_dict() == report.to_dict()
    assert jiaokan.Report(report.to_dict()).to_json() == report.to_json()
    assert report.indicators[0] == again.indicators[0] != report.indicators[1]
    assert "Indicator(" in repr(report.indicators[0])


def test_every_member_of_every_report_can_be_read():
    def walk(value):
        if isinstance(value, jiaokan._object.Object):
            for name in dir(type(value)):
                if isinstance(getattr(type(value), name), property):
                    walk(getattr(value, name))
        elif isinstance(value, (list, tuple)):
            for item in value:
                walk(item)
        elif isinstance(value, dict):
            walk(list(value.values()))
        else:
            assert value is None or isinstance(value, (str, int, float, bool, Decimal)), value

    for path in sorted((FIXTURES / "reports/damaged").glob("*.md")):
        walk(jiaokan.extract(path))


def test_errors_say_what_where_and_what_to_do():
    with pytest.raises(jiaokan.Error) as raised:
        jiaokan.extract(b"", name="odd; name.md")
    error = raised.value
    assert error.code == "E_EMPTY" and error.where == "odd; name.md"
    assert error.what == "expected a report in odd; name.md, but found no text"
    assert error.advice == "check that the file was copied whole"
    assert str(error).startswith("E_EMPTY: ") and "完整" in error.message_zh
    with pytest.raises(jiaokan.Error) as raised:
        jiaokan.extract("/nowhere/report.md")
    assert raised.value.code == "E_READ"


@pytest.mark.parametrize(
    "wrong, code",
    [
        ({"profile": "nope"}, "E_USAGE"),
        ({"patterns": "/nowhere"}, "E_READ"),
        ({"decisions": "/nowhere"}, "E_READ"),
        ({"ocr": "sometimes"}, "E_USAGE"),
        ({"witnesses": [("a.md", "friend")]}, "E_USAGE"),
    ],
)
def test_a_bad_argument_raises(wrong, code):
    with pytest.raises(jiaokan.Error) as raised:
        jiaokan.extract(text(), **wrong)
    assert raised.value.code == code and raised.value.advice


def test_a_bad_type_is_a_type_error():
    with pytest.raises(TypeError):
        jiaokan.extract(3)


def test_a_password_opens_a_pdf(monkeypatch):
    path = FIXTURES / "pdf/kinds/encrypted-password.pdf"
    with pytest.raises(jiaokan.Error, match="E_PDF_ENCRYPTED"):
        jiaokan.extract(path)
    report = jiaokan.extract(path, password="jiaokan")
    assert report.conclusion.score.value == Decimal("97.6")
    monkeypatch.setenv("JIAOKAN_PASSWORD", "jiaokan")
    assert jiaokan.extract(path) == report


def test_patterns_are_laid_over_the_built_in_ones(tmp_path):
    content = text(target="2畦丘").replace("（次）".encode(), b"").replace(b"| 30 |", "| 30平方米 |".encode())
    assert jiaokan.extract(content).indicators[0].base is None
    unit = """
        [[unit]]
        id = "own"
        dimension = "area"
        factor = "7"
        signs = ["畦丘"]
        examples = ["畦丘"]
    """
    (tmp_path / "units.toml").write_text(unit, encoding="utf-8")
    report = jiaokan.extract(content, patterns=tmp_path)
    assert report.indicators[0].base.target == 14
    assert report.program.patterns != jiaokan.extract(content).program.patterns
    # They are read anew each time.
    (tmp_path / "units.toml").write_text(unit.replace("畦丘", "顷丘"), encoding="utf-8")
    assert jiaokan.extract(content, patterns=tmp_path).indicators[0].base is None


def test_decisions_are_applied_to_the_bytes_they_were_made_on(tmp_path):
    report = jiaokan.extract(text(), name="report.md")
    decisions = {
        "schema": "jiaokan.decisions/1",
        "source": {"name": "report.md", "sha256": report.source.sha256},
        "decisions": [
            {
                "place": {"table": 1, "ordinal": 2, "field": "actual"},
                "printed": "9l%",
                "read": None,
                "decision": "correct",
                "value": "91%",
            }
        ],
    }
    path = tmp_path / "decisions.json"
    path.write_text(json.dumps(decisions), encoding="utf-8")
    decided = jiaokan.extract(text(), name="report.md", decisions=path)
    actual = decided.indicators[1].actual
    assert (actual.raw, actual.status, actual.number) == ("9l%", "corrected", Decimal("91"))


def test_check_is_what_the_report_carries_and_judges_by_another_profile():
    report = jiaokan.extract(GARBLED)
    findings = jiaokan.check(report)
    assert [f.to_dict() for f in findings] == report.to_dict()["findings"]
    assert jiaokan.check(GARBLED) == findings == jiaokan.check(GARBLED.read_bytes())
    graded = "# 清源县水务局2023年度部门整体支出绩效自评报告\n\n自评得分65分，评价等级为低。\n".encode()
    [grade] = [
        finding
        for finding in jiaokan.check(graded, profile="five_grades")
        if finding.check == "grade_does_not_fit_score"
    ]
    assert grade.outcome == "pass"


def test_diff_is_what_the_command_says(command, tmp_path):
    for year, target in ((2022, "28"), (2023, "24")):
        (tmp_path / f"{year}.md").write_bytes(text(year, target))
    printed = command("--lang", "en", "diff", "2022.md", "2023.md", "--format", "json")
    diff = jiaokan.diff(tmp_path / "2022.md", tmp_path / "2023.md")
    assert diff.to_dict() == json.loads(printed)
    assert diff.changes[0].change == "target_lowered"
    assert diff.old.source.name == "2022.md"
    # An extraction is a report too.
    (tmp_path / "2022.json").write_text(command("extract", "2022.md"), encoding="utf-8")
    assert jiaokan.diff(tmp_path / "2022.json", jiaokan.extract(tmp_path / "2023.md")) == diff


def test_collate_restores_what_a_witness_tells(command, tmp_path):
    base, copy = FIXTURES / "collate/garbled.md", FIXTURES / "collate/second-recogniser.md"
    base = base if base.exists() else GARBLED
    collation = jiaokan.collate(base, [copy, (FIXTURES / "collate/declaration.md", "declaration")])
    printed = command(
        "collate", base, copy, FIXTURES / "collate/declaration.md", "--format", "json", "--restored", "r.json"
    )
    assert collation.apparatus.to_dict()["entries"] == json.loads(printed)["entries"]
    assert collation.apparatus.entries
    restored = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert collation.report.to_dict()["indicators"] == restored["indicators"]
    read = jiaokan.extract(base, witnesses=[copy, (FIXTURES / "collate/declaration.md", "declaration")])
    assert read.to_dict()["indicators"] == restored["indicators"]


def test_schemas_are_those_of_the_command(command):
    for of in ("report", "diff", "collation", "decisions"):
        assert jiaokan.schema(of) == json.loads(command("schema", of))
    with pytest.raises(jiaokan.Error, match="E_USAGE"):
        jiaokan.schema("else")


def test_tables_as_pandas(archive):
    pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    report = jiaokan.extract(sorted(archive.rglob("*.md"))[0])
    frame = report.to_pandas()
    assert len(frame) == len(report.indicators)
    assert list(frame.indicator_name) == [row.name.value for row in report.indicators]
    numbers = [row.actual.number for row in report.indicators]
    assert [None if n is None else Decimal(n) for n in frame.actual_number.astype(object)] == numbers
    one = report.to_pandas("reports").iloc[0]
    assert one.fiscal_year == report.fiscal_year.value
    assert one.report_date is None or isinstance(one.report_date, datetime.date)
    assert {"check", "outcome"} <= set(report.to_pandas("findings").columns)
    with pytest.raises(jiaokan.Error, match="E_USAGE"):
        report.to_pandas("else")
