"""The words of an OpenDocument cell or note, line by line; those struck through kept apart."""

from __future__ import annotations

import re

from digimatrix.read.formats.guardedxml import local

_BLANKS = re.compile("[ \t\r\n]+")


def get(attributes: dict[str, str], name: str) -> str:
    """Return the attribute of that local name, or nothing."""
    return next((value for key, value in attributes.items() if local(key) == name), "")


class Words:
    """The words of one cell or note, line by line."""

    def __init__(self) -> None:
        self.note = ""
        self.size = 0
        self._parts: list[tuple[str, bool]] = []
        self._spans: list[bool] = []
        self._lines = 0
        self._depth = 0

    def __bool__(self) -> bool:
        return bool(self._parts)

    def start(self, name: str, attributes: dict[str, str], struck: set[str]) -> None:
        """Take the beginning of an element, by its local name; `struck` are styles."""
        if name in ("p", "h"):
            if self._lines:
                self._add("\n")
            self._lines += 1
            self._depth += 1
            self._spans.append(get(attributes, "style-name") in struck)
        elif name == "span":
            self._spans.append(get(attributes, "style-name") in struck)
        elif name == "s":
            stated = get(attributes, "c")
            self._add(" " * min(int(stated) if stated.isdecimal() and len(stated) < 5 else 1, 99))
        elif name == "tab":
            self._add(" ")
        elif name == "line-break":
            self._add("\n")

    def text(self, data: str) -> None:
        """Take words; outside paragraphs they are none."""
        if self._depth:
            self._add(_BLANKS.sub(" ", data))

    def end(self, name: str) -> None:
        """Take the end of an element, by its local name."""
        if name in ("p", "h"):
            self._depth -= 1
        if name in ("p", "h", "span") and self._spans:
            self._spans.pop()

    def _add(self, text: str) -> None:
        self._parts.append((text, any(self._spans)))
        self.size += len(text)

    def lines(self, struck: bool | None) -> str:
        """Return the words that are (not) struck through; None: all of them."""
        return "".join(text for text, line in self._parts if struck is None or line == struck)
