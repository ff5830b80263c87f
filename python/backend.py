"""Builds the wheel: maturin, with the program `jiaokan` put into the package first.

`JIAOKAN_PROFILE` names the cargo profile (`release` without it), `JIAOKAN_PROGRAM` a program that
is built already. There is no source distribution: the wheel is built from a checkout.
"""

import json
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import maturin
from maturin import (  # noqa: F401
    get_requires_for_build_wheel,
    prepare_metadata_for_build_wheel,
)

HERE = Path(__file__).parent.resolve()
PROFILE = os.environ.get("JIAOKAN_PROFILE", "release")
NAME = "jiaokan.exe" if sys.platform == "win32" else "jiaokan"


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    put_beside()
    return maturin.build_wheel(wheel_directory, with_profile(config_settings), metadata_directory)


def get_requires_for_build_editable(config_settings=None):
    return get_requires_for_build_wheel(config_settings)


def build_editable(wheel_directory, config_settings=None, metadata_directory=None):
    put_beside()
    return maturin.build_editable(
        wheel_directory, with_profile(config_settings), metadata_directory
    )


def with_profile(settings):
    given = (settings or {}).get("build-args", "")
    return {**(settings or {}), "build-args": f"{given} --profile {PROFILE} --locked".strip()}


def put_beside():
    """Puts the program and the licences where maturin finds them."""
    place = HERE / "jiaokan" / "bin" / NAME
    place.parent.mkdir(exist_ok=True)
    # Not over the old file: somebody may be running it.
    place.unlink(missing_ok=True)
    shutil.copyfile(program(), place)
    place.chmod(place.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)
    for licence in HERE.parent.glob("LICENSE-*"):
        shutil.copyfile(licence, HERE / licence.name)


def program():
    if built := os.environ.get("JIAOKAN_PROGRAM"):
        return built
    # Together with the module, so that both share one build of the core.
    packages = ["--package", "jiaokan", "--package", "jiaokan-python", "--bin", "jiaokan"]
    profile = ["--profile", PROFILE, "--locked", "--message-format", "json-render-diagnostics"]
    built = subprocess.run(
        [os.environ.get("CARGO", "cargo"), "build", *packages, *profile],
        cwd=HERE,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    lines = (json.loads(line) for line in built.stdout.splitlines() if line.startswith("{"))
    programs = [line["executable"] for line in lines if line.get("executable")]
    return programs[-1]
