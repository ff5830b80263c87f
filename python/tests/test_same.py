"""What Python gives is what the command gives, on every fixture."""

import json

import jiaokan
import pytest
from conftest import FIXTURES


def test_every_fixture_gives_the_dict_of_the_command(tmp_path, command):
    out = tmp_path / "out"
    # Without pictures: a recogniser that is not optimised takes a minute a page.
    command(
        "--quiet", "extract", FIXTURES, "-o", out, "--format", "jsonl", "--ocr", "off", status=1
    )
    seen = 0
    for line in (out / "reports.jsonl").read_text(encoding="utf-8").splitlines():
        said = json.loads(line)
        name = said["source"]["name"]
        if not (FIXTURES / name).is_file():
            continue  # A member of an archive.
        read = jiaokan.extract(FIXTURES / name, name=name, ocr="off")
        assert read.to_dict() == said, name
        assert read.to_json() == line, name
        seen += 1
    assert seen > 800
    failed = 0
    for line in (out / "errors.jsonl").read_text(encoding="utf-8").splitlines():
        said = json.loads(line)
        if not (FIXTURES / said["source"]).is_file():
            continue
        with pytest.raises(jiaokan.Error) as raised:
            jiaokan.extract(FIXTURES / said["source"], name=said["source"], ocr="off")
        error = raised.value
        found = (error.code, error.message, error.message_zh, error.page)
        assert found == (said["code"], said["message"], said["message_zh"], said["page"])
        failed += 1
    assert failed > 50


def test_one_file_is_what_the_command_prints_of_it(command, archive):
    for path in sorted(archive.rglob("*.*")):
        printed = command("extract", path, "--compact")
        assert jiaokan.extract(path).to_json() + "\n" == printed
        assert jiaokan.extract(path.read_bytes(), name=path.name).to_json() + "\n" == printed


def test_a_pdf_read_twice_is_what_the_command_prints_of_it(command):
    path = FIXTURES / "demo/2024/archives.pdf"
    printed = command("extract", path, "--compact", "--second-reader")
    read = jiaokan.extract(path, second_reader=True)
    assert read.to_json() + "\n" == printed
    assert read.witness.numbers > 0
