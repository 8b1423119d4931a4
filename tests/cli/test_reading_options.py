"""The options that say how sheets are read: limits, the cache, and what counts as an error."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from digimatrix.cli import main

SHEET = "Kunta;Nokia\nPvm;1.3.2025\n\nTausta;Resurssit;Evaluointi\nkirjasto;kaksi;ei ole\n"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def sheets(tmp_path: Path) -> Path:
    folder = tmp_path / "sheets"
    folder.mkdir()
    (folder / "nokia.csv").write_text(SHEET, encoding="utf-8")
    return folder


@pytest.fixture
def untidy(sheets: Path) -> Path:
    (sheets / "nokia.csv").write_text(SHEET + "\n\n;;;;;;ulkona\n", encoding="utf-8")
    return sheets


@pytest.mark.parametrize("command", [["check"], ["report", "-f", "csv", "-o", "reports"]])
def test_left_out_cells_are_an_error_only_if_strict(
    untidy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(*command, untidy, "--language", "en").exit_code == 0
    result = run(*command, untidy, "--language", "en", "--strict")
    assert result.exit_code == 1
    assert "1 cell was left out, which --strict does not allow." in result.stderr
    assert result.stdout


def test_a_folder_read_whole_passes_if_strict(sheets: Path) -> None:
    result = run("check", sheets, "--strict")
    assert result.exit_code == 0, result.output


def test_a_limit_can_be_lowered_and_raised(sheets: Path) -> None:
    low = run("check", sheets, "--json", "--limit", "cells=3")
    assert low.exit_code == 1
    assert "too-large" in low.stdout
    high = run("check", sheets, "--json", "--limit", "cells=3", "--limit", "cells=3000000")
    assert high.exit_code == 0
    assert json.loads(high.stdout)["counts"]["placed"] == 3


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("celles=3", "“celles” is no limit; there are file_bytes"),
        ("cells", "“cells” has no whole number above 0"),
        ("cells=0", "“cells=0” has no whole number above 0"),
        ("cells=-1", "“cells=-1” has no whole number above 0"),
    ],
)
@pytest.mark.parametrize("command", [["check"], ["report"], ["why"]])
def test_a_limit_that_is_none_is_misuse(
    sheets: Path, command: list[str], given: str, said: str
) -> None:
    rest = ["Nokia", "resources"] if command == ["why"] else []
    result = run(*command, sheets, *rest, "--limit", given)
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())


def test_the_cache_is_used_unless_it_is_turned_off(sheets: Path, own_cache: Path) -> None:
    for entry in own_cache.glob("*"):
        entry.unlink()
    first = run("check", sheets, "--json", "--no-cache")
    assert not list(own_cache.glob("*"))
    assert run("check", sheets, "--json").stdout == first.stdout
    (entry,) = own_cache.glob("*")
    assert run("check", sheets, "--json").stdout == first.stdout
    entry.write_bytes(b"spoilt")
    assert run("check", sheets, "--json").stdout == first.stdout
    assert entry.read_bytes() != b"spoilt"
    trail = run("why", sheets, "Nokia", "resources", "--no-cache")
    assert trail.exit_code == 0
