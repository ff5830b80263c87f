"""What the tests have in common. They run against the installed package, never against the source
beside them: tests/it/python.rs of the project starts them."""

import os
import subprocess
from pathlib import Path

import pytest

import jiaokan

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "fixtures"
GARBLED = FIXTURES / "reports/damaged/garbled-scan.md"

if Path(jiaokan.__file__).is_relative_to(ROOT / "python"):
    pytest.exit("expected the installed package, but found the source; install the wheel first", 4)


@pytest.fixture(autouse=True)
def alone(monkeypatch):
    """No test sees the language, the password or the faults of who runs it."""
    for name in ("JIAOKAN_PASSWORD", "JIAOKAN_FAULTS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


@pytest.fixture
def command(tmp_path):
    """Runs the program that came with the package, in a folder of the test."""

    def run(*arguments, status=0, **environment):
        done = subprocess.run(
            [jiaokan.program(), *map(str, arguments)],
            cwd=tmp_path,
            env={**os.environ, **environment},
            capture_output=True,
        )
        assert done.returncode == status, done.stderr.decode()
        return done.stdout.decode()

    return run


@pytest.fixture(scope="session")
def archive(tmp_path_factory):
    """The reports of the demo, as a folder."""
    folder = tmp_path_factory.mktemp("archive")
    subprocess.run([jiaokan.program(), "--quiet", "demo", folder / "demo"], check=True)
    return folder / "demo/reports"
