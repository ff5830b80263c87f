"""The program `jiaokan` that came with this package."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

NAME = "jiaokan.exe" if sys.platform == "win32" else "jiaokan"


def program() -> str:
    """The path of the program: command and worker.

    It lies beside the module, so it is found wherever the package was put (a virtual environment,
    ``pip install --target``, an unpacked archive on an executor).
    """
    path = Path(__file__).parent / "bin" / NAME
    if not os.access(path, os.X_OK):
        # Some ways of unpacking lose the permission.
        path.chmod(0o755)
    return str(path)


def main() -> None:
    """Runs the program with the arguments of this process, as ``python -m jiaokan`` does."""
    line = [program(), *sys.argv[1:]]
    if sys.platform == "win32":
        sys.exit(subprocess.run(line).returncode)
    os.execv(line[0], line)
