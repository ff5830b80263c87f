"""The program in the package: command and worker, found without configuration."""

import os
import subprocess
import sys
from pathlib import Path

import jiaokan
import pytest


def run(line, **environment):
    done = subprocess.run(line, capture_output=True, text=True, env={**os.environ, **environment})
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_command_the_module_and_the_program_are_one_version():
    script = Path(sys.executable).with_name("jiaokan")
    for line in ([str(script)], [sys.executable, "-m", "jiaokan"], [jiaokan.program()]):
        assert run([*line, "--version"]) == f"jiaokan {jiaokan.__version__}\n"


def test_the_exit_status_is_that_of_the_program(tmp_path):
    line = [sys.executable, "-m", "jiaokan", "extract", str(tmp_path / "none.md")]
    done = subprocess.run(line, capture_output=True, text=True)
    assert done.returncode == 1 and "E_READ" in done.stderr


def test_demo_works_without_a_search_path(tmp_path):
    run([jiaokan.program(), "--quiet", "demo", str(tmp_path / "demo")], PATH="")
    assert (tmp_path / "demo/output/jiaokan.xlsx").is_file()


def test_it_works_from_any_folder(tmp_path):
    """As `pip install --target` and archives on executors leave it."""
    package = Path(jiaokan.__file__).parent
    (tmp_path / "libraries").mkdir()
    try:
        (tmp_path / "libraries/jiaokan").symlink_to(package, target_is_directory=True)
    except OSError:
        pytest.skip("no links here")
    script = "import jiaokan; print([o.ok for o in jiaokan.extract_many([('a.md', b'# 2023')])])"
    environment = {"PYTHONPATH": str(tmp_path / "libraries")}
    assert run([sys.executable, "-S", "-c", script], **environment) == "[True]\n"
