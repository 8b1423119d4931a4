"""`reports/` is what the program makes of `sheets/`, today as when it was last made.

After a change that is meant to show: `digimatrix report sheets --date 2025-11-30`, look, commit.
"""

from __future__ import annotations

import io
import json
import re
import struct
from pathlib import Path
from xml.etree import ElementTree

import pytest
import structure
from click.testing import CliRunner
from docx import Document
from openpyxl import load_workbook

from digimatrix.cli import main

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "reports"
SVG = re.compile(r"<svg\b.*?</svg>", re.DOTALL)


def names(folder: Path) -> list[str]:
    return sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )


def comparable(name: str, content: bytes) -> object:
    """What must be the same in a file: its words and values, not how a drawing library draws."""
    if name.endswith(".xlsx"):
        book = load_workbook(io.BytesIO(content))
        return {sheet.title: [[c.value for c in row] for row in sheet.rows] for sheet in book}
    if name.endswith(".docx"):
        tables = Document(io.BytesIO(content)).tables
        return [[cell.text for cell in row.cells] for table in tables for row in table.rows]
    if name.endswith(".svg"):
        return ["".join(node.itertext()) for node in ElementTree.fromstring(content).iter()]
    if name.endswith(".png"):
        return struct.unpack(">II", content[16:24])  # width and height
    if name.endswith(".html"):
        return SVG.sub("", content.decode("utf-8")).splitlines()
    if name.endswith(".pdf"):
        return re.sub(r"[\s-]", "", structure.text(content))
    return content.decode("utf-8").splitlines()


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the sample region, made anew with the date of the one that is kept."""
    folder = tmp_path_factory.mktemp("fresh")
    date = json.loads((KEPT / "report.json").read_text(encoding="utf-8"))["date"]
    arguments = ["report", str(ROOT / "sheets"), "-o", str(folder / "reports"), "--date", date]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    return folder / "reports"


def test_the_kept_report_has_the_files_of_a_fresh_one(fresh: Path) -> None:
    assert names(KEPT) == names(fresh)


@pytest.mark.parametrize("name", names(KEPT))
def test_a_kept_file_says_what_a_fresh_one_says(name: str, fresh: Path) -> None:
    assert comparable(name, (KEPT / name).read_bytes()) == comparable(
        name, (fresh / name).read_bytes()
    )
