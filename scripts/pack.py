#!/usr/bin/env python3
"""Packs a folder into an archive that is the same, byte for byte, wherever and whenever it is made.

    pack.py FOLDER ARCHIVE --epoch SECONDS     ARCHIVE ends in .tar.gz or .zip
    pack.py --sums FOLDER                      writes FOLDER/SHA256SUMS over the files in it

Names are sorted, times are those of SECONDS, owners are nobody, and modes are two: what may be
run and what may not. The tar and zip of systems differ in all of that, hence this file.
"""

import argparse
import gzip
import hashlib
import io
import tarfile
import time
import zipfile
from pathlib import Path

RUN, READ = 0o755, 0o644
# Zip knows no earlier time.
EARLIEST = 315532800


def members(folder: Path):
    """The files of a folder with their names in the archive and their modes, sorted by name."""
    files = (path for path in folder.rglob("*") if path.is_file())
    named = ((f"{folder.name}/{path.relative_to(folder).as_posix()}", path) for path in files)
    for name, path in sorted(named):
        program = path.name in ("jiaokan", "jiaokan.exe")
        yield name, path, RUN if program else READ


def tar_gz(folder: Path, archive: Path, epoch: int) -> None:
    # GNU names: the alternative writes a time of its own for long ones.
    with archive.open("wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
        with tarfile.open(fileobj=packed, mode="w", format=tarfile.GNU_FORMAT) as tar:
            for name, path, mode in members(folder):
                data = path.read_bytes()
                member = tarfile.TarInfo(name)
                member.size, member.mtime, member.mode = len(data), epoch, mode
                tar.addfile(member, io.BytesIO(data))


def zipped(folder: Path, archive: Path, epoch: int) -> None:
    when = time.gmtime(max(epoch, EARLIEST))[:6]
    with zipfile.ZipFile(archive, "w") as packed:
        for name, path, mode in members(folder):
            member = zipfile.ZipInfo(name, when)
            # Otherwise it is the system that packs.
            member.create_system = 3
            member.external_attr = (0o100000 | mode) << 16
            packed.writestr(member, path.read_bytes(), zipfile.ZIP_DEFLATED, 9)


def sums(folder: Path) -> None:
    files = sorted(path for path in folder.iterdir() if path.is_file())
    lines = (
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n"
        for path in files
        if path.name != "SHA256SUMS"
    )
    # With the line ends of sha256sum on Windows too.
    (folder / "SHA256SUMS").write_bytes("".join(lines).encode())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("archive", type=Path, nargs="?")
    parser.add_argument("--epoch", type=int, default=0)
    parser.add_argument("--sums", action="store_true")
    given = parser.parse_args()
    if given.sums:
        sums(given.folder)
    elif given.archive is None:
        parser.error("expected the name of an archive")
    elif given.archive.name.endswith(".zip"):
        zipped(given.folder, given.archive, given.epoch)
    elif given.archive.name.endswith(".tar.gz"):
        tar_gz(given.folder, given.archive, given.epoch)
    else:
        parser.error(f"expected .tar.gz or .zip, found {given.archive}")


if __name__ == "__main__":
    main()
