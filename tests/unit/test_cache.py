"""What files gave before: found again by all it depends on, never by less, and never trusted."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

import grids
import pytest

from digimatrix.model.matrix import Reading
from digimatrix.model.places import Place
from digimatrix.model.problems import Problem, Rule
from digimatrix.read import cache, folders, worker
from digimatrix.read.cache import Cache
from digimatrix.read.files import Input
from digimatrix.read.intake import Terms, take_in
from digimatrix.read.limits import LIMITS
from digimatrix.read.packing import pack
from digimatrix.read.reading import read

SHEET = "Kunta;Nokia\nPvm;1.3.2025\n\nTausta;Resurssit;Evaluointi\nkirjasto;kaksi;ei ole\n"


def terms() -> Terms:
    return Terms(grids.context(), LIMITS)


@pytest.fixture
def place(own_cache: Path) -> Path:
    for entry in own_cache.glob("*"):
        entry.unlink()
    return own_cache


@pytest.fixture
def sheets(tmp_path: Path) -> Path:
    folder = tmp_path / "sheets"
    folder.mkdir()
    (folder / "a.csv").write_text(SHEET, encoding="utf-8")
    (folder / "b.csv").write_text(SHEET.replace("Nokia", "Pori"), encoding="utf-8")
    return folder


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that were really read."""
    names: list[str] = []

    def counted(item: Input, on: Terms) -> object:
        names.append(item.name)
        return take_in(item, on)

    monkeypatch.setattr(worker, "take_in", counted)
    return names


def names_of(reading: Reading) -> list[str]:
    return [made.municipality.name for made in reading.returns]


def test_an_unchanged_folder_is_not_read_again(
    sheets: Path, place: Path, opened: list[str]
) -> None:
    first = read(sheets)
    assert opened == ["a.csv", "b.csv"]
    assert read(sheets) == first
    assert opened == ["a.csv", "b.csv"]
    assert len(list(place.iterdir())) == 2


def test_a_changed_file_is_read_again_and_a_new_name_too(
    sheets: Path, place: Path, opened: list[str]
) -> None:
    read(sheets)
    opened.clear()
    (sheets / "a.csv").write_text(SHEET.replace("Nokia", "Akaa"), encoding="utf-8")
    assert names_of(read(sheets)) == ["Akaa", "Pori"]
    assert opened == ["a.csv"]
    (sheets / "b.csv").rename(sheets / "c.csv")
    read(sheets)
    assert opened == ["a.csv", "c.csv"]


def test_other_terms_are_other_entries(sheets: Path, place: Path, opened: list[str]) -> None:
    read(sheets)
    opened.clear()
    read(sheets, limits=replace(LIMITS, cells=2))
    (sheets / "project.csv").unlink(missing_ok=True)
    sheets.rename(sheets.with_name("2023"))
    read(sheets.with_name("2023"))
    assert opened == ["a.csv", "b.csv"] * 2


def test_another_program_trusts_no_entry(
    sheets: Path, place: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    read(sheets)
    opened.clear()
    monkeypatch.setattr(cache, "_program", lambda: "a later version")
    read(sheets)
    assert opened == ["a.csv", "b.csv"]


def test_without_a_cache_nothing_is_kept(sheets: Path, place: Path, opened: list[str]) -> None:
    read(sheets, cached=False)
    assert not place.exists() or not list(place.iterdir())


@pytest.mark.parametrize("change", ["cut", "flip", "empty", "swap", "forged"])
def test_a_spoilt_entry_is_read_anew(
    sheets: Path, place: Path, opened: list[str], change: str
) -> None:
    first = read(sheets)
    entries = sorted(place.iterdir())
    data = [entry.read_bytes() for entry in entries]
    if change == "cut":
        entries[0].write_bytes(data[0][:-5])
    elif change == "flip":
        entries[0].write_bytes(data[0][:99] + bytes([data[0][99] ^ 1]) + data[0][100:])
    elif change == "empty":
        entries[0].write_bytes(b"")
    elif change == "swap":
        entries[0].write_bytes(data[1])
    else:
        forged = b"cos\nsystem\n(S'exit 1'\ntR."
        entries[0].write_bytes(cache._hash(forged) + forged)
    opened.clear()
    assert read(sheets) == first
    assert len(opened) == 1
    assert sorted(entry.read_bytes() for entry in place.iterdir()) == sorted(data)


def test_what_depends_on_the_moment_is_not_kept(sheets: Path, place: Path) -> None:
    item = Input(sheets / "a.csv", "a.csv")
    kept = Cache(terms())
    key = kept.key(item)
    assert key is not None
    found = take_in(item, terms())
    slow = replace(found, problems=[Problem(Rule.TOO_SLOW, Place("a.csv"))])
    kept.keep(key, pack(slow), slow)
    changed = replace(found, digest="0" * 64)
    kept.keep(key, pack(changed), changed)
    assert key not in kept
    kept.keep(key, pack(found), found)
    assert key in kept
    assert kept.load(key, "a.csv") == found


def test_the_oldest_entries_go_when_there_are_too_many(
    sheets: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(sheets)
    old = sorted(place.iterdir())
    for entry in old:
        os.utime(entry, (1, 1))
    monkeypatch.setattr(cache, "_MOST_BYTES", 2 * max(entry.stat().st_size for entry in old))
    (sheets / "c.csv").write_text(SHEET.replace("Nokia", "Akaa"), encoding="utf-8")
    read(sheets)
    left = set(place.iterdir())
    assert left
    assert not left & set(old)


@pytest.mark.skipif(sys.platform == "win32", reason="rights are another matter there")
def test_a_folder_that_others_may_write_in_is_not_used(
    sheets: Path, place: Path, opened: list[str]
) -> None:
    place.mkdir(parents=True, exist_ok=True)
    place.chmod(0o777)
    try:
        read(sheets)
        assert names_of(read(sheets)) == ["Nokia", "Pori"]
        assert len(opened) == 4
        assert not list(place.iterdir())
    finally:
        place.chmod(0o700)


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_in_place_of_the_folder_is_not_followed(
    sheets: Path, place: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    if place.exists():
        place.rmdir()
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(elsewhere)
    try:
        assert names_of(read(sheets)) == ["Nokia", "Pori"]
        assert not list(elsewhere.iterdir())
    finally:
        place.unlink()


def test_known_files_among_unknown_ones_stay_in_order(
    sheets: Path, place: Path, opened: list[str]
) -> None:
    read(sheets)
    opened.clear()
    for name in ("Akaa", "Salo"):
        (sheets / f"{name}.csv").write_text(SHEET.replace("Nokia", name), encoding="utf-8")
    again = folders.read_folder(
        [Input(path, path.name) for path in sorted(sheets.iterdir())],
        Terms(replace(grids.context(), folder="sheets"), LIMITS),
        Cache(Terms(replace(grids.context(), folder="sheets"), LIMITS)),
    )
    assert [outcome.name for outcome in again] == ["Akaa.csv", "Salo.csv", "a.csv", "b.csv"]
    assert opened == ["Akaa.csv", "Salo.csv"]
