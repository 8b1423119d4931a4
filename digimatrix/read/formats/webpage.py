"""Web pages that other systems call workbooks: their tables become one grid, text around as rows.

The page is only parsed: scripts, styles, links, entities of its own and frames do nothing.
"""

from __future__ import annotations

import codecs
import importlib
import re
from collections.abc import Mapping
from typing import Any

from digimatrix.model.problems import Rule
from digimatrix.read.formats import textfile
from digimatrix.read.gathering import LAST_COLUMN, LAST_ROW, Gathering
from digimatrix.read.limits import RefusedError, over

_CHUNK = 65_536
_DEEPEST = 200  # elements within each other
_WIDEST, _HIGHEST = 1_000, 10_000  # columns and rows that a cell may claim
_BEGINNINGS = (b"<!doctype html", b"<html", b"<table", b"<head", b"<body", b"<meta")
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
_CHARSETS = frozenset(
    ["utf-8", "iso8859-1", "iso8859-15", "iso8859-4", "cp1252", "cp1257", "ascii"]
)
_SILENT = frozenset(
    ["script", "style", "head", "title", "template", "noscript", "iframe", "object"]
)
_STRUCK = frozenset(["s", "strike", "del"])
_CELLS = frozenset(["td", "th"])
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "tr",
        "caption",
        "blockquote",
        "pre",
        "hr",
        "table",
    ]
)
_THROUGH = re.compile(r"text-decoration[^;]*line-through", re.IGNORECASE)
_UNSEEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)


def is_page(data: bytes) -> bool:
    """Return whether the bytes begin like a web page, or like a part of one with a table."""
    sample = data[:4096]
    for mark in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        if data.startswith(mark):
            sample = sample.decode("utf-16", "ignore").encode("utf-8", "ignore")
    start = sample.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith(_BEGINNINGS) or (start.startswith(b"<") and b"<table" in start)


def read(data: bytes, gathering: Gathering) -> None:
    """Read the tables of the page into `gathering`, below each other on a sheet without a name.

    Raises:
        RefusedError: if the page cannot be read or goes over a limit.
    """
    etree: Any = importlib.import_module("lxml.etree")  # slow to load, seldom needed
    reader = _Reader(gathering)
    parser = etree.HTMLParser(
        target=reader, encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True
    )
    coded = _decoded(data).replace("\0", "").encode("utf-8", "replace")
    try:
        for begin in range(0, len(coded), _CHUNK):
            parser.feed(coded[begin : begin + _CHUNK])
        parser.close()
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise RefusedError(Rule.DAMAGED_FILE) from error
    reader.finish()


def _decoded(data: bytes) -> str:
    named = _CHARSET.search(data[:4096])
    if named and not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            codec = codecs.lookup(named[1].decode("ascii")).name
        except LookupError:
            codec = ""
        codec = "cp1252" if codec in ("iso8859-1", "ascii") else codec  # as browsers take it
        if codec in _CHARSETS:
            return data.decode(codec, "replace").removeprefix("\ufeff")
    decoded = textfile.decode(data)
    if decoded is None:
        raise RefusedError(Rule.DAMAGED_FILE)
    return decoded[0]


class _Reader:
    """Takes what the parser finds in order; puts cells and the paragraphs around tables."""

    def __init__(self, gathering: Gathering) -> None:
        self._gathering = gathering
        self._sheet = gathering.sheet("")
        self._left = gathering.limits.tree_elements
        self._row = 0
        self._column = 0
        self._in_row = False
        self._open: list[tuple[str, bool]] = []  # tags, and whether they strike words through
        self._silent = self._struck = self._tables = 0
        self._kept: list[str] = []
        self._gone: list[str] = []
        self._cell: tuple[int, int, int, int] | None = None
        self._spans: dict[int, tuple[int, int]] = {}  # left column → right column, last row

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Begin an element."""
        self._left -= 1
        if self._left < 0:
            raise over(self._gathering.limits, "tree_elements")
        if len(self._open) > _DEEPEST:
            raise over(self._gathering.limits, "depth")
        style = attributes.get("style", "")
        struck = tag in _STRUCK or bool(style and _THROUGH.search(style))
        self._open.append((tag, struck))
        self._struck += struck
        self._silent += tag in _SILENT
        if tag == "table":
            self._begin_table()
        elif self._tables == 1 and tag == "tr":
            self._end_cell()
            self._begin_row()
            if style and _UNSEEN.search(style):
                self._sheet.hidden_rows.add(self._row)
        elif self._tables == 1 and tag in _CELLS:
            self._end_cell()
            self._begin_cell(attributes)
        elif tag == "br" or tag in _BLOCKS:
            self._break()
        elif tag in _CELLS:
            self.data(" ")
        if tag == "li":
            self.data("- ")

    def end(self, tag: str) -> None:
        """End an element."""
        while self._open:
            name, struck = self._open.pop()
            self._struck -= struck
            self._silent -= name in _SILENT
            if name == tag:
                break
        if tag == "table":
            self._end_cell() if self._tables == 1 else self._break()
            self._tables = max(0, self._tables - 1)
            if not self._tables:
                self._spans.clear()
                self._in_row = False
        elif self._tables == 1 and tag in _CELLS:
            self._end_cell()
        elif tag in _BLOCKS:
            self._break()

    def data(self, text: str) -> None:
        """Take words; outside cells they are a paragraph's."""
        if self._silent or (self._tables and self._cell is None):
            return
        (self._gone if self._struck else self._kept).append(re.sub(r"[ \t\r\n]+", " ", text))

    def close(self) -> None:
        """End the page, as the parser asks."""

    def finish(self) -> None:
        """Keep what was read."""
        self._end_cell()
        self._end_paragraph()
        self._gathering.keep(self._sheet)

    def _break(self) -> None:
        """Break the line in a cell, or end a paragraph outside of one."""
        if self._cell is not None:
            self._kept.append("\n")
        elif not self._tables:
            self._end_paragraph()

    def _begin_table(self) -> None:
        if self._tables == 0:
            self._end_paragraph()
            self._row += bool(self._row)  # a blank row between
        else:
            self._break()
        self._tables += 1

    def _begin_row(self) -> None:
        self._row, self._column, self._in_row = self._row + 1, 0, True

    def _begin_cell(self, attributes: Mapping[str, str]) -> None:
        if not self._in_row:
            self._begin_row()
        column = self._column + 1
        while column in self._spans:
            right, last = self._spans[column]
            if last < self._row:
                del self._spans[column]
                break
            column = right + 1
        right = column + _number(attributes.get("colspan"), _WIDEST) - 1
        last = self._row + _number(attributes.get("rowspan"), _HIGHEST) - 1
        if right > LAST_COLUMN or last > LAST_ROW:
            raise RefusedError(Rule.DAMAGED_FILE)
        self._column = right
        if last > self._row:
            self._spans[column] = (right, last)
        self._cell = (self._row, column, last, right)

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        row, column, last, right = self._cell
        self._cell = None
        self._sheet.merge(row, column, last, right)
        self._put(row, column)

    def _end_paragraph(self) -> None:
        if any(map(str.strip, (*self._kept, *self._gone))):
            self._row += 1
            self._put(self._row, 1)
        self._kept, self._gone = [], []

    def _put(self, row: int, column: int) -> None:
        if row > LAST_ROW:
            raise RefusedError(Rule.DAMAGED_FILE)
        lines = "".join(self._kept).split("\n")
        words = self._gathering.text("\n".join(line.strip(" ") for line in lines if line.strip()))
        gone = self._gathering.text("".join(self._gone))
        self._kept, self._gone = [], []
        self._sheet.put(row, column, words, words, struck=gone)


def _number(value: str | None, most: int) -> int:
    digits = value.strip() if value else ""
    return max(1, min(int(digits), most)) if digits.isdecimal() and len(digits) < 6 else 1
