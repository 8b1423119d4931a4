"""The files to read: every return under a folder, and what was passed over."""

from __future__ import annotations

import os
import unicodedata
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from digimatrix.model.errors import DigimatrixError
from digimatrix.model.places import Place
from digimatrix.model.problems import Problem, Rule
from digimatrix.read.texts import clean

EXTENSIONS = frozenset(
    [
        ".xlsx",
        ".xlsm",
        ".xltx",
        ".xltm",
        ".xls",
        ".xlsb",
        ".ods",
        ".ots",
        ".fods",
        ".csv",
        ".tsv",
        ".txt",
        ".docx",
        ".docm",
    ]
)
"""The formats that are read."""

_PERHAPS = frozenset(
    [
        ".pdf",
        ".doc",
        ".rtf",
        ".odt",
        ".html",
        ".htm",
        ".xml",
        ".numbers",
        ".pages",
        ".zip",
        ".xlt",
    ]
)
"""Formats that a return may have come in by mistake: opened, so that they are named."""

_PROJECT = "project.xlsx"


@dataclass(frozen=True, slots=True)
class Input:
    """A file and its name in every message: relative to the folder read, with forward slashes."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Found:
    """What lies under a folder, each sorted by name.

    `projects` are the files called project.xlsx, the uppermost first; `passed_over` lock
    files, hidden files and folders, links that lead out of the folder, and everything of a
    format that holds no table; `problems` the folders that could not be opened.
    """

    root: Path
    inputs: tuple[Input, ...]
    projects: tuple[Input, ...] = ()
    passed_over: tuple[Place, ...] = ()
    problems: tuple[Problem, ...] = ()


def find(root: Path) -> Found:
    """Return the files to read in a folder and all folders in it, or the single file `root`.

    Raises:
        DigimatrixError: if there is no such folder or file, or nothing in it can be read.
    """
    shown = _name(root.name or str(root))
    try:
        if root.is_file():
            return Found(root.parent, (Input(root, shown),))
        if not root.is_dir():
            raise DigimatrixError(
                f"{shown}: there is no such folder or file. "
                "Give the folder that holds the returned spreadsheets."
            )
        os.scandir(root).close()
    except OSError as error:
        raise DigimatrixError(
            f"{shown}: the folder cannot be opened. See that you have the right to read it."
        ) from error
    inputs: list[Input] = []
    projects: list[Input] = []
    passed: list[Place] = []
    real = root.resolve()
    seen = {real}
    problems: list[Problem] = []

    def closed(error: OSError) -> None:
        problems.append(Problem(Rule.NOT_OPENED, Place(_relative(Path(error.filename), root))))

    for folder, folders, files in os.walk(root, followlinks=True, onerror=closed):
        kept = []
        for name in sorted(folders, key=lambda name: ((Path(folder) / name).is_symlink(), name)):
            target = (Path(folder) / name).resolve()
            if name.startswith(".") or target in seen or not target.is_relative_to(real):
                passed.append(Place(_relative(Path(folder) / name, root)))
            else:
                seen.add(target)
                kept.append(name)
        folders[:] = kept
        for name in files:
            path = Path(folder) / name
            item = Input(path, _relative(path, root))
            if not _is_input(path, real):
                passed.append(Place(item.name))
            elif name.lower() == _PROJECT:
                projects.append(item)
            else:
                inputs.append(item)
    if not inputs:
        raise DigimatrixError(
            f"{shown}: there is no spreadsheet in the folder. "
            f"Put the returned files there ({', '.join(sorted(EXTENSIONS))})."
        )
    return Found(
        root,
        _told_apart(sorted(inputs, key=lambda item: (item.name, str(item.path)))),
        tuple(sorted(projects, key=lambda item: (item.name.count("/"), item.name))),
        tuple(sorted(passed, key=lambda place: place.order)),
        tuple(sorted(problems, key=lambda problem: problem.place.order)),
    )


def _told_apart(inputs: list[Input]) -> tuple[Input, ...]:
    """Return the files with a number after a name that two of them would be shown by."""
    names: Counter[str] = Counter()
    apart = []
    for item in inputs:
        names[item.name] += 1
        again = names[item.name]
        apart.append(replace(item, name=f"{item.name} ({again})") if again > 1 else item)
    return tuple(apart)


def _is_input(path: Path, root: Path) -> bool:
    if path.name.startswith((".", "~$")) or path.suffix.lower() not in EXTENSIONS | _PERHAPS:
        return False
    try:
        return path.is_file() and path.resolve().is_relative_to(root)
    except (OSError, RuntimeError):  # a link that leads to itself
        return False


def _relative(path: Path, root: Path) -> str:
    return _name(path.relative_to(root).as_posix())


def _name(name: str) -> str:
    """Return a file name fit for messages: no terminal escapes, no bytes that are no letters."""
    readable = os.fsencode(name).decode("utf-8", "replace")
    return unicodedata.normalize("NFC", clean(readable).replace("\n", " "))
