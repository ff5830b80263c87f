"""The Python of the documents is run, in order and in one folder a document; a comment
`# → …` behind an expression says what it gives."""

import contextlib
import io
import re

import pytest
from conftest import FIXTURES, ROOT

PAGES = ["python.md", "python.zh-CN.md"]
HAS = {
    "report.md": "demo/2024/water-tabs-over-page.md",
    "2023/水务局.md": "demo/2023/water-pipes.md",
    "2024/水务局.md": "demo/2024/water-tabs-over-page.md",
    "reports/a.txt": "demo/2023/archives-utf16.txt",
    "reports/b.pdf": "demo/2024/archives.pdf",
    "scan.md": "reports/damaged/garbled-scan.md",
    "second.md": "collate/second-recogniser.md",
}


@pytest.mark.parametrize("page", PAGES)
def test_the_page_shows_what_happens(page, tmp_path, monkeypatch):
    pytest.importorskip("pandas")
    for name, fixture in HAS.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes((FIXTURES / fixture).read_bytes())
    monkeypatch.chdir(tmp_path)
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    names, shown = {}, 0
    for block in re.findall(r"```python\n(.*?)```", text, flags=re.S):
        for code, expected in statements(block):
            printed = io.StringIO()
            with contextlib.redirect_stdout(printed):
                if expected is None:
                    exec(code, names)
                    continue
                value = eval(code, names)
            assert repr(value) == expected, code
            shown += 1
    assert shown > 10


def statements(block):
    """Pieces of code, each with what it is said to give."""
    piece = []
    for line in block.splitlines():
        code, arrow, expected = line.partition("  # → ")
        if arrow:
            yield "\n".join(piece), None
            piece = []
            yield code, expected
        else:
            piece.append(line)
    yield "\n".join(piece), None


def test_both_languages_have_the_same_code():
    def code(page):
        text = (ROOT / "docs" / page).read_text(encoding="utf-8")
        blocks = re.findall(r"```(?:python|console)\n(.*?)```", text, flags=re.S)
        return [re.sub(r"#(?! →).*", "", block) for block in blocks]

    for name in ("python", "spark"):
        assert code(f"{name}.md") == code(f"{name}.zh-CN.md")
