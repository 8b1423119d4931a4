"""Files are written whole or not at all, and only our own are touched."""

import json
import os
from pathlib import Path

import pytest

from digimatrix.model.errors import DigimatrixError
from digimatrix.render import outputs


def made(**more: bytes) -> dict[str, bytes]:
    files = {"index.html": b"page", "charts/overview.svg": b"<svg/>"} | {
        name.replace("_", "/"): content for name, content in more.items()
    }
    listing = json.dumps({"files": [*files, "report.json"]}).encode()
    return files | {"report.json": listing}


def found(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_new_folder_holds_exactly_the_files_with_their_bytes(tmp_path: Path) -> None:
    outputs.write(tmp_path / "deep" / "reports", made())

    assert found(tmp_path / "deep" / "reports") == made()


def test_files_that_the_next_run_no_longer_makes_go_with_their_empty_folder(
    tmp_path: Path,
) -> None:
    outputs.write(tmp_path, made(old_chart=b"x"))

    outputs.write(tmp_path, made())

    assert found(tmp_path) == made()
    assert not (tmp_path / "old").exists()


def test_files_that_are_not_ours_stay_as_they_are(tmp_path: Path) -> None:
    outputs.write(tmp_path, made(old_chart=b"x"))
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "old" / "photo.png").write_text("mine too")

    outputs.write(tmp_path, made())

    assert found(tmp_path) == made() | {"notes.txt": b"mine", "old/photo.png": b"mine too"}


def test_a_file_of_somebody_else_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("somebody's home page")

    with pytest.raises(DigimatrixError, match=r"index\.html stands in the way"):
        outputs.write(tmp_path, made())

    assert found(tmp_path) == {"index.html": b"somebody's home page"}


def test_new_files_take_no_names_that_are_there_not_even_our_own(tmp_path: Path) -> None:
    outputs.write(tmp_path, made())

    with pytest.raises(DigimatrixError, match=r"index\.html stands in the way"):
        outputs.write_new(tmp_path, {"nokia.xlsx": b"form", "index.html": b"page"})
    assert found(tmp_path) == made()

    outputs.write_new(tmp_path, {"nokia.xlsx": b"form"})
    assert found(tmp_path) == made() | {"nokia.xlsx": b"form"}


@pytest.mark.parametrize("fails_at", range(8))
def test_a_failure_at_any_move_leaves_the_earlier_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails_at: int
) -> None:
    earlier = made(old_chart=b"x")
    outputs.write(tmp_path, earlier)
    moves = 0
    replace = os.replace

    def failing(source: Path, target: Path) -> None:
        nonlocal moves
        moves += 1
        if moves == fails_at + 1:
            raise PermissionError(13, "Permission denied", str(source), None, str(target))
        replace(source, target)

    monkeypatch.setattr(outputs.os, "replace", failing)
    later = {name: content + b" later" for name, content in made(new_folder=b"y").items()}
    with pytest.raises(DigimatrixError, match="open in another program") as caught:
        outputs.write(tmp_path, later)

    assert found(tmp_path) == earlier
    assert outputs.WORKSHOP not in str(caught.value)
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("stops_after", range(9))
def test_after_a_power_cut_at_any_move_the_next_run_puts_all_right(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stops_after: int
) -> None:
    outputs.write(tmp_path, made(old_chart=b"x"))
    moves = 0
    replace = os.replace

    def stopping(source: Path, target: Path) -> None:  # nothing is moved back either
        nonlocal moves
        moves += 1
        if moves > stops_after:
            raise KeyboardInterrupt
        replace(source, target)

    monkeypatch.setattr(outputs.os, "replace", stopping)
    try:
        outputs.write(tmp_path, made(new_folder=b"y"))
    except KeyboardInterrupt:
        assert stops_after < 8
    monkeypatch.undo()

    outputs.write(tmp_path, made(more=b"z"))
    assert found(tmp_path) == made(more=b"z")


def test_a_full_disk_while_writing_leaves_the_earlier_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outputs.write(tmp_path, made())

    def full(path: Path, content: bytes) -> int:
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(DigimatrixError, match="No space left on device"):
        outputs.write(tmp_path, made(more=b"x"))
    monkeypatch.undo()

    assert found(tmp_path) == made()


def test_an_interruption_leaves_no_new_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(source: Path, target: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(outputs.os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        outputs.write(tmp_path / "reports", made())

    assert list(tmp_path.iterdir()) == []


def test_a_file_where_the_folder_should_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "reports").write_text("a file")

    with pytest.raises(DigimatrixError, match="is a file, not a folder"):
        outputs.write(tmp_path / "reports", made())

    assert found(tmp_path) == {"reports": b"a file"}


@pytest.mark.parametrize(
    "name", ["../up.txt", "/etc/up.txt", "a/../../up.txt", "C:/up.txt", "a\\up.txt", ""]
)
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="leads out of the folder"):
        outputs.write(tmp_path / "reports", {name: b""})

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "listing",
    ['{"files": ["../precious.txt"]}', '{"files": 3}', "[]", "not json", '{"files": [1, null]}'],
)
def test_a_spoilt_listing_leads_to_nothing_outside(tmp_path: Path, listing: str) -> None:
    (tmp_path / "precious.txt").write_text("keep me")
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "report.json").write_text(listing)

    with pytest.raises(DigimatrixError, match=r"report\.json stands in the way"):
        outputs.write(reports, made())

    assert (tmp_path / "precious.txt").read_text() == "keep me"


def test_what_another_listing_names_is_not_ours(tmp_path: Path) -> None:
    outputs.write(tmp_path, made())
    other = {"index.xlsx": b"book", "list.json": b'{"files": ["index.xlsx", "list.json"]}'}

    outputs.write(tmp_path, other, "list.json")
    assert found(tmp_path) == made() | other
    outputs.write(tmp_path, other | {"index.xlsx": b"new"}, "list.json")
    assert found(tmp_path) == made() | other | {"index.xlsx": b"new"}
    with pytest.raises(DigimatrixError, match=r"index\.html stands in the way"):
        outputs.write(tmp_path, other | {"index.html": b"page"}, "list.json")
