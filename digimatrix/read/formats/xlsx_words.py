"""Excel's strings and notes: their words run by run, phonetic hints left out."""

from __future__ import annotations

import re

from digimatrix.read.formats.archive import Archive
from digimatrix.read.formats.guardedxml import local
from digimatrix.read.gathering import Gathering, locate
from digimatrix.read.limits import over

_CODE = re.compile(r'&(?:"[^"]*"|[LCRPNDTFAGUEXYSBIOHZ]|\d{1,3}|K[0-9A-F]{6}|K\d\d[+-]\d{3})')
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")

Run = tuple[str, bool | None]
"""Words and whether they are struck through; None: as the cell's format says."""


def true(value: str | None, default: bool = False) -> bool:
    """Return an XML truth value; `default` where it is not given."""
    return default if value is None else value in ("1", "true", "on")


class Words:
    """The words of one string item or comment, run by run, phonetic hints left out."""

    def __init__(self, gathering: Gathering) -> None:
        self._gathering = gathering
        self._limit = gathering.limits.cell_characters
        self.clear()

    def clear(self) -> None:
        """Begin a new item."""
        self._runs: list[Run] = []
        self._parts: list[str] = []
        self._size = 0
        self._struck: bool | None = None
        self._inside = False
        self._phonetic = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the beginning of an element inside an item, by its local name."""
        if name == "t":
            self._inside = not self._phonetic
        elif name == "r":
            self._struck = None
        elif name == "rPr":
            self._struck = False
        elif name == "strike":
            self._struck = true(attributes.get("val"), default=True)
        elif name == "rPh":
            self._phonetic = True

    def text(self, data: str) -> None:
        """Take words.

        Raises:
            RefusedError: if they are more than a cell may hold.
        """
        if self._inside:
            self._parts.append(data)
            self._size += len(data)
            if self._size > self._limit:
                raise over(self._gathering.limits, "cell_characters")

    def end(self, name: str) -> None:
        """Take the end of an element inside an item."""
        if name == "t":
            if self._parts:
                self._runs.append(("".join(self._parts), self._struck))
                self._parts.clear()
            self._inside = False
        elif name == "rPh":
            self._phonetic = False

    def take(self) -> str | tuple[Run, ...]:
        """Return the words: plain text, or runs where some are (or may be) struck through."""
        runs = self._runs
        if len(runs) == 1 and runs[0][1] is None:
            return self._gathering.text(unescape(runs[0][0]))
        if any(struck is not None for _, struck in runs):
            return tuple((unescape(text), struck) for text, struck in runs)
        return self._gathering.text(unescape("".join(text for text, _ in runs)))


def unescape(text: str) -> str:
    """Return the text with _x000D_ and its kin made the characters they stand for."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


class Strings(Words):
    """The strings that cells share."""

    def read(self, archive: Archive, part: str) -> list[str | tuple[Run, ...]]:
        """Return the strings of a part, in order."""
        self._strings: list[str | tuple[Run, ...]] = []
        archive.parse(part, self._start, self._end, self.text)
        return self._strings

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = local(name)
        if name == "si":
            self.clear()
        else:
            self.start(name, attributes)

    def _end(self, name: str) -> None:
        name = local(name)
        if name == "si":
            self._strings.append(self.take())
            if len(self._strings) > self._gathering.limits.cells:
                raise over(self._gathering.limits, "cells")
        else:
            self.end(name)


class Comments(Words):
    """The notes of one sheet by cell; several on one cell are joined by a line break."""

    def read(self, archive: Archive, part: str) -> list[tuple[tuple[int, int], str]]:
        """Return the notes of a part with their cells' rows and columns."""
        self._notes: dict[tuple[int, int], list[str]] = {}
        self._reference: tuple[int, int] | None = None
        archive.parse(part, self._start, self._end, self.text)
        return [(key, "\n".join(texts)) for key, texts in self._notes.items()]

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = local(name)
        if name in ("comment", "threadedComment"):
            self.clear()
            self._reference = locate(attributes.get("ref", ""))
        elif name == "text" and self._reference:
            self._inside = True  # a thread's words stand right in <text>
        elif name == "r":  # a note's in its runs, after white space that is none of them
            self._parts.clear()
            self._inside = False
            self.start(name, attributes)
        else:
            self.start(name, attributes)

    def _end(self, name: str) -> None:
        name = local(name)
        if name == "text":
            self.end("t")
        elif name in ("comment", "threadedComment"):
            text = self._gathering.text(unescape("".join(words for words, _ in self._runs)))
            if self._reference and text:
                self._notes.setdefault(self._reference, []).append(text)
            self._reference = None
        else:
            self.end(name)


class TextBoxes(Words):
    """The words of a drawing."""

    def read(self, archive: Archive, part: str) -> str:
        """Return the beginning of the words of a part, in one line."""
        archive.parse(
            part,
            lambda name, attributes: self.start(local(name), attributes),
            lambda name: self.end(local(name)),
            self.text,
        )
        text = self._gathering.text(" ".join(words for words, _ in self._runs))
        return " ".join(text.split())[:80]


def without_codes(margin: str) -> str:
    """Return the words of a page's header or footer without the codes for fonts and fields."""
    return _CODE.sub(" ", margin)
