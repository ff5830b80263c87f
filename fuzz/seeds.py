#!/usr/bin/env python3
"""Copies the fixtures into fuzz/corpus/<target>: the seeds of each target.

Packages are packed again without compression, so that a mutation changes what is in them.
"""
import io
import json
import pathlib
import struct
import sys
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
FIXTURES = HERE.parent / "fixtures"
LARGEST = 200_000


def put(target, name, data):
    folder = HERE / "corpus" / target
    folder.mkdir(parents=True, exist_ok=True)
    if len(data) <= LARGEST:
        (folder / name).write_bytes(data)


def stored(data):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as packed, zipfile.ZipFile(out, "w") as plain:
        for member in packed.infolist():
            plain.writestr(zipfile.ZipInfo(member.filename), packed.read(member))
    return out.getvalue()


def frame(*parts):
    body = b"".join(parts)
    return b"\x02jk\x01" + struct.pack("<I", len(body)) + body


def main():
    for path in sorted(FIXTURES.rglob("*")):
        if not path.is_file() or path.stat().st_size > LARGEST:
            continue
        data, kind = path.read_bytes(), path.suffix.lower()
        name = "-".join(path.relative_to(FIXTURES).parts)
        if kind in (".md", ".txt"):
            put("text", name, data)
        elif kind in (".html", ".htm", ".hocr", ".mht"):
            put("html", name, data)
        elif kind == ".pdf":
            put("pdf", name, data)
        elif kind in (".docx", ".xlsx", ".ofd"):
            try:
                put("package", name, stored(data))
            except zipfile.BadZipFile:
                put("package", name, data)
        elif kind in (".xls", ".doc"):
            put("package", name, data)
        elif kind == ".xml":
            put("xml", name, data)
        elif kind == ".json":
            is_extraction = b'"jiaokan.report/1"' in data[:200]
            put("extraction" if is_extraction else "recognised", name, data)
    for number, path in enumerate(sorted((HERE.parent / "patterns").glob("*.toml"))):
        # The first byte says which file it is laid over.
        put("patterns", path.name, bytes([number % 5]) + path.read_bytes())
    for number, cell in enumerate(
        "≥90% 1,234.56万元 控制在3.5%以内 二十余家 12月底前 2023年6月-9月 ≤0.5 百分之八十 9l% 优良 100%-150% 三十人次".split()
    ):
        put("value", f"cell-{number}", cell.encode())
    hello = json.dumps(
        {
            "settings": {"password": None, "second_reader": False, "patterns": None, "profile": None,
                         "tables": True, "ocr": "off", "dpi": None},
            "duty": "Read",
            "max_memory": None,
            "timeout": {"secs": 60, "nanos": 0},
            "page_threads": 1,
        }
    ).encode()
    for path in sorted((FIXTURES / "kinds").glob("report.*"))[:6]:
        name, data = path.name.encode(), path.read_bytes()
        asked = frame(struct.pack("<Q", len(name)), name, struct.pack("<Q", len(data)), data)
        put("worker", path.name, frame(hello) + asked)
    for folder in sorted((HERE / "corpus").iterdir()):
        print(f"{folder.name}: {len(list(folder.iterdir()))} seeds", file=sys.stderr)


main()
