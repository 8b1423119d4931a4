"""Puts finished files into the reports folder, whole or not at all: the only module that writes."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath, PureWindowsPath

from digimatrix.model.errors import DigimatrixError

LISTING = "report.json"
"""The file of a report whose "files" names everything that an earlier run wrote beside it."""

WORKSHOP = ".digimatrix-"
"""How the names of the hidden folders begin in which files are made ready."""


def write(folder: Path, files: Mapping[str, bytes], listing: str = LISTING) -> None:
    """Write the files (names relative to the folder, with forward slashes) as one change.

    Everything is written into a hidden folder on the same disk first; only then do the
    finished files take the places of the earlier ones, and if one cannot, all go back.
    Files of an earlier run that this one no longer makes are removed. Files that no run
    wrote are left alone, and never written over: those count as an earlier run's that the
    file `listing` in the folder names.

    Raises:
        DigimatrixError: if a file cannot be written; the folder is then as it was.
        ValueError: if a name leads out of the folder.
    """
    _put(folder, files, listing)


def write_new(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write the files beside what is in the folder, as one change, over none that is there.

    Raises:
        DigimatrixError: if one of the names is taken or a file cannot be written; the folder
            is then as it was.
        ValueError: if a name leads out of the folder.
    """
    _put(folder, files, None)


def _put(folder: Path, files: Mapping[str, bytes], listing: str | None) -> None:
    """Write the files as one change; in place of those of an earlier run, if there is a listing."""
    for name in files:
        if not _inside(name):
            raise ValueError(f"{name!r} leads out of the folder")
    new = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        ours = _listed(folder / listing) if listing else frozenset()
        for name in files:
            if name not in ours and (folder / name).exists():
                raise DigimatrixError(
                    f"{folder / name} stands in the way and is not written over. "
                    "Move it away, or name another folder."
                )
        with _workshop(folder) as workshop:
            _stage(workshop / "new", files)
            _swap(folder, workshop, ours | files.keys(), files, listing)
    except BaseException as error:
        if new:  # an empty folder would look like a report
            with suppress(OSError):
                folder.rmdir()
        if isinstance(error, OSError):
            raise DigimatrixError(_message(folder, error)) from error
        raise


def write_file(path: Path, content: bytes) -> None:
    """Write one file that the user named, whole or not at all, in place of an earlier one.

    Raises:
        DigimatrixError: if it cannot be written; an earlier file is then as it was.
    """
    try:
        with _workshop(path.parent) as workshop:
            _stage(workshop, {path.name: content})
            os.replace(workshop / path.name, path)
    except OSError as error:
        raise DigimatrixError(_message(path, error)) from error


def _inside(name: str) -> bool:
    """Whether the name stays inside the folder on every system."""
    parts = PurePosixPath(name).parts
    return (
        bool(parts)
        and ".." not in parts
        and not name.startswith("/")
        and "\\" not in name
        and not PureWindowsPath(name).drive
    )


def _listed(listing: Path) -> frozenset[str]:
    """The names that the earlier run says it wrote; none if there was no such run."""
    try:
        names = json.loads(listing.read_text(encoding="utf-8"))["files"]
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return frozenset()
    if not isinstance(names, list):
        return frozenset()
    return frozenset(name for name in names if isinstance(name, str) and _inside(name))


@contextmanager
def _workshop(folder: Path) -> Iterator[Path]:
    """A hidden folder on the same disk, gone afterwards whatever happens."""
    workshop = Path(tempfile.mkdtemp(prefix=WORKSHOP, dir=folder))
    try:
        yield workshop
    finally:
        shutil.rmtree(workshop, ignore_errors=True)


def _stage(stage: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        target = stage / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def _swap(
    folder: Path,
    workshop: Path,
    before: frozenset[str],
    files: Mapping[str, bytes],
    listing: str | None,
) -> None:
    """Move the earlier files out and the finished ones in; on any failure move all back.

    The listing goes last and comes first, so that even after a power cut the next run knows
    which files are ours.
    """
    moved: list[tuple[Path, Path]] = []
    made: list[Path] = []

    def move(source: Path, target: Path) -> None:
        for parent in reversed(target.parents):
            if not parent.exists():
                parent.mkdir()
                made.append(parent)
        os.replace(source, target)
        moved.append((source, target))

    try:
        for name in sorted(before, key=lambda name: (name == listing, name)):
            if (folder / name).is_file() or (folder / name).is_symlink():
                move(folder / name, workshop / "old" / name)
        for name in sorted(files, key=lambda name: (name != listing, name)):
            move(workshop / "new" / name, folder / name)
    except BaseException:
        for source, target in reversed(moved):
            os.replace(target, source)
        for parent in reversed(made):
            with suppress(OSError):
                parent.rmdir()
        raise
    for name in before - files.keys():  # folders that hold nothing any more
        for parent in list((folder / name).parents)[: len(PurePosixPath(name).parts) - 1]:
            with suppress(OSError):
                parent.rmdir()


def _message(folder: Path, error: OSError) -> str:
    named = (error.filename, error.filename2)
    path = next((name for name in named if name and WORKSHOP not in str(name)), folder)
    match error:
        case PermissionError():
            return (
                f"{path} cannot be written: it is open in another program, or you may not write "
                "there. Close the program, or name another folder."
            )
        case FileExistsError() | NotADirectoryError():
            return f"{path} is a file, not a folder. Name another folder."
        case _:
            return f"{path} cannot be written: {error.strerror or error}. Nothing was changed."
