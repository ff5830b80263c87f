"""The types are those of the schemas, and mypy finds what is wrong with them."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import jiaokan
import pytest
from conftest import ROOT

PACKAGE = Path(jiaokan.__file__).parent


def test_the_classes_are_those_of_the_schemas():
    spec = importlib.util.spec_from_file_location("generate", ROOT / "python/generate.py")
    generate = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generate)
    for module, text in generate.written(jiaokan.program()).items():
        message = f"python python/generate.py {jiaokan.program()} writes {module}.py anew"
        assert (PACKAGE / f"{module}.py").read_text(encoding="utf-8") == text, message


GOOD = """
from decimal import Decimal
import jiaokan

report = jiaokan.extract("a.md", profile="five_grades")
total: Decimal = Decimal(0)
for row in report.indicators:
    name: str | None = row.name.value
    if row.actual.number is not None:
        total += row.actual.number
    if row.completion.met is False and row.reason is None:
        print(name, row.at.line)
for outcome in jiaokan.extract_many(["a.md", ("b.md", b"")], jobs=2, timeout=5):
    code: str = outcome.error.code if outcome.error else ""
changes = [change.change for change in jiaokan.diff(report, "b.md").changes]
"""

BAD = """
import jiaokan

report = jiaokan.extract("a.md", profil="five_grades")
report.indicators[0].actual.number + 1
report.indicators[0].nome
report.kind == 3
jiaokan.extract(5)
"""


def mypy(*arguments, **options):
    pytest.importorskip("mypy")
    line = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", *arguments]
    done = subprocess.run(line, capture_output=True, text=True, **options)
    return done.stdout.splitlines()


def test_the_package_is_typed_throughout(tmp_path):
    config = ROOT / "python/pyproject.toml"
    assert mypy("--config-file", config, "-p", "jiaokan", cwd=tmp_path) == []


def test_users_are_told_of_what_is_wrong(tmp_path):
    (tmp_path / "good.py").write_text(GOOD, encoding="utf-8")
    assert mypy("good.py", cwd=tmp_path) == []
    (tmp_path / "bad.py").write_text(BAD, encoding="utf-8")
    found = mypy("--strict-equality", "bad.py", cwd=tmp_path)
    lines = {int(line.split(":")[1]) for line in found if "error:" in line}
    assert lines == {4, 5, 6, 7, 8}, found
