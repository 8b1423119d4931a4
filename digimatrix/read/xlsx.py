"""Excel workbooks: one guarded, streamed pass over each sheet gives its cells and their facts."""

from __future__ import annotations

import datetime
import posixpath
import re
from dataclasses import dataclass

from digimatrix.model.problems import Rule
from digimatrix.read.archive import Archive, local
from digimatrix.read.gathering import LAST_COLUMN, LAST_ROW, Gathering, Sheet, number, shown
from digimatrix.read.grids import Value
from digimatrix.read.limits import RefusedError, over

_DATE, _STRUCK, _PERCENT = 1, 2, 4  # what a cell's format says, one bit each
_DATE_FORMATS = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
_PERCENT_FORMATS = frozenset([9, 10])
_NOT_CODE = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.|general', re.IGNORECASE)
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")

Run = tuple[str, bool | None]
"""Words and whether they are struck through; None: as the cell's format says."""


def read(archive: Archive, gathering: Gathering) -> None:
    """Read every sheet of the workbook into `gathering`; a bad sheet does not spoil the others.

    Raises:
        RefusedError: if the workbook as a whole cannot be read or goes over a limit.
    """
    book_part = _book_part(archive)
    book = _Book()
    archive.parse(book_part, book.start, _nothing, _nothing)
    targets = _relations(archive, book_part)
    strings: list[str | tuple[Run, ...]] = []
    styles = b"\0"
    for relation in targets.values():
        if relation.kind == "sharedStrings" and relation.part in archive:
            strings = _Strings(gathering).read(archive, relation.part)
        elif relation.kind == "styles" and relation.part in archive:
            styles = _Styles().read(archive, relation.part)
    _note_risks(archive, gathering)
    for name, key, hidden in book.sheets:
        sheet = gathering.sheet(name)
        sheet.hidden = hidden
        target = targets.get(key)
        if target is not None and target.kind not in ("worksheet", ""):
            continue  # a chart or a macro sheet has no cells of its own
        try:
            if target is None or target.part not in archive:
                raise RefusedError(Rule.DAMAGED_FILE)
            _Cells(gathering, sheet, strings, styles, book.epoch).read(archive, target.part)
            _read_comments(archive, target.part, gathering, sheet)
        except RefusedError as refused:
            if refused.rule is not Rule.DAMAGED_FILE:
                raise
            gathering.note(Rule.DAMAGED_SHEET, sheet.name)
        else:
            gathering.keep(sheet)


def _nothing(*_: object) -> None:
    pass


@dataclass(frozen=True, slots=True)
class _Relation:
    kind: str
    part: str


def _relations(archive: Archive, part: str) -> dict[str, _Relation]:
    """Return what a part refers to inside the file, by id; nothing outside it is ever opened."""
    folder, name = posixpath.split(part)
    source = posixpath.join(folder, "_rels", f"{name}.rels")
    found: dict[str, _Relation] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        if local(name) != "Relationship" or attributes.get("TargetMode") == "External":
            return
        target = attributes.get("Target", "")
        target = target if target.startswith("/") else posixpath.join(folder, target)
        kind = attributes.get("Type", "").rpartition("/")[2]
        found[attributes.get("Id", "")] = _Relation(kind, target)

    if source in archive:
        archive.parse(source, start, _nothing, _nothing)
    return found


def _book_part(archive: Archive) -> str:
    for relation in _relations(archive, "").values():
        if relation.kind == "officeDocument" and relation.part in archive:
            return relation.part
    return "xl/workbook.xml"


def _note_risks(archive: Archive, gathering: Gathering) -> None:
    if any("/externallinks/" in part for part in archive):
        gathering.note(Rule.EXTERNAL_LINKS)
    if any(part.endswith("vbaproject.bin") for part in archive):
        gathering.note(Rule.MACROS)


class _Book:
    """The sheets in their order, (name, id, hidden), and where the days are counted from."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, bool]] = []
        self.epoch = datetime.datetime(1899, 12, 30)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = local(name)
        if name == "sheet":
            key = next((v for k, v in attributes.items() if ":" in k and local(k) == "id"), "")
            hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append((attributes.get("name", ""), key, hidden))
        elif name == "workbookPr" and _true(attributes.get("date1904")):
            self.epoch = datetime.datetime(1904, 1, 1)


def _true(value: str | None, default: bool = False) -> bool:
    return default if value is None else value in ("1", "true", "on")


class _Words:
    """The words of one string item or comment, run by run, phonetic hints left out."""

    def __init__(self, gathering: Gathering) -> None:
        self._gathering = gathering
        self._limit = gathering.limits.cell_characters
        self.clear()

    def clear(self) -> None:
        self._runs: list[Run] = []
        self._parts: list[str] = []
        self._size = 0
        self._struck: bool | None = None
        self._inside = False
        self._phonetic = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "t":
            self._inside = not self._phonetic
        elif name == "r":
            self._struck = None
        elif name == "rPr":
            self._struck = False
        elif name == "strike":
            self._struck = _true(attributes.get("val"), default=True)
        elif name == "rPh":
            self._phonetic = True

    def text(self, data: str) -> None:
        if self._inside:
            self._parts.append(data)
            self._size += len(data)
            if self._size > self._limit:
                raise over(self._gathering.limits, "cell_characters")

    def end(self, name: str) -> None:
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
            return self._gathering.text(_unescape(runs[0][0]))
        if any(struck for _, struck in runs):
            return tuple((_unescape(text), struck) for text, struck in runs)
        plain = self._gathering.text(_unescape("".join(text for text, _ in runs)))
        if all(struck is None for _, struck in runs):
            return plain
        return ((plain, False),)


def _unescape(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


class _Strings(_Words):
    """The strings that cells share."""

    def read(self, archive: Archive, part: str) -> list[str | tuple[Run, ...]]:
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


class _Styles:
    """What each cell format says about dates, per cents and struck-through text."""

    def read(self, archive: Archive, part: str) -> bytes:
        """Return one byte of bits for each cell format, in order."""
        self._path: list[str] = []
        self._codes: dict[str, int] = {}
        self._struck_fonts = bytearray()
        self._formats: list[tuple[str, str]] = []
        archive.parse(part, self._start, self._end, _nothing)
        return bytes(map(self._bits, self._formats)) or b"\0"

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = local(name)
        inside = self._path[-1] if self._path else ""
        self._path.append(name)
        if name == "xf" and inside == "cellXfs":
            self._formats.append((attributes.get("numFmtId", ""), attributes.get("fontId", "")))
        elif name == "font" and inside == "fonts":
            self._struck_fonts.append(0)
        elif name == "strike" and self._path[-3:] == ["fonts", "font", "strike"]:
            self._struck_fonts[-1] = _true(attributes.get("val"), default=True)
        elif name == "numFmt" and inside == "numFmts":
            code = attributes.get("formatCode", "")
            self._codes[attributes.get("numFmtId", "")] = _bits_of_code(code)

    def _end(self, _: str) -> None:
        self._path.pop()

    def _bits(self, style: tuple[str, str]) -> int:
        number_format, font = style
        bits = self._codes.get(number_format, -1)
        if bits < 0:
            key = int(number_format) if number_format.isdecimal() else 0
            bits = _DATE * (key in _DATE_FORMATS) | _PERCENT * (key in _PERCENT_FORMATS)
        index = int(font) if font.isdecimal() and len(font) < 9 else 0
        if index < len(self._struck_fonts) and self._struck_fonts[index]:
            bits |= _STRUCK
        return bits


def _bits_of_code(code: str) -> int:
    code = _NOT_CODE.sub("", code.split(";")[0]).lower()
    if any(letter in "dmyhs" for letter in code):
        return _DATE
    return _PERCENT if "%" in code else 0


class _Cells(_Words):
    """The cells of one sheet, placed by their address or, without one, by counting."""

    def __init__(
        self,
        gathering: Gathering,
        sheet: Sheet,
        strings: list[str | tuple[Run, ...]],
        styles: bytes,
        epoch: datetime.datetime,
    ) -> None:
        super().__init__(gathering)
        self._sheet = sheet
        self._strings = strings
        self._styles = styles
        self._epoch = epoch
        self._row = self._column = 0
        self._cell: dict[str, str] | None = None
        self._value: list[str] = []
        self._formula: list[str] | None = None
        self._into: list[str] | None = None
        self._in_data = False

    def read(self, archive: Archive, part: str) -> None:
        archive.parse(part, self._start, self._end, self._text)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if ":" in name:
            name = local(name)
        if self._cell is not None:
            if name == "v":
                self._into = self._value
            elif name == "f":
                self._into = self._formula = []
            else:
                self.start(name, attributes)
        elif name == "c":
            if self._in_data:
                self._cell = attributes
                self._place(attributes.get("r", ""))
        elif name == "row":
            if self._in_data:
                self._begin_row(attributes)
        elif name == "sheetData":
            self._in_data = True
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif name == "col" and _true(attributes.get("hidden")):
            first, last = attributes.get("min", ""), attributes.get("max", "")
            if first.isdecimal() and last.isdecimal() and len(first) < 6 and len(last) < 6:
                self._sheet.hide_columns(int(first), int(last))

    def _text(self, data: str) -> None:
        if self._into is None:
            self.text(data)
        else:
            self._into.append(data)
            self._size += len(data)
            if self._size > self._limit:
                raise over(self._gathering.limits, "cell_characters")

    def _end(self, name: str) -> None:
        if ":" in name:
            name = local(name)
        if name == "c":
            if self._cell is not None:
                self._finish()
        elif name in ("v", "f"):
            self._into = None
        elif name == "sheetData":
            self._in_data = False
        elif self._cell is not None:
            self.end(name)

    def _begin_row(self, attributes: dict[str, str]) -> None:
        stated = attributes.get("r", "")
        row = int(stated) if stated.isdecimal() and len(stated) < 8 else 0
        self._row = row if 1 <= row <= LAST_ROW else self._row + 1
        self._column = 0
        if "hidden" in attributes and _true(attributes["hidden"]):
            self._sheet.hidden_rows.add(self._row)

    def _place(self, address: str) -> None:
        found = _locate(address)
        if found is None:
            self._column += 1
            self._row = max(self._row, 1)
        else:
            self._row, self._column = found
        if self._column > LAST_COLUMN or self._row > LAST_ROW:
            raise RefusedError(Rule.DAMAGED_FILE)

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        one, other = _locate(first), _locate(last or first)
        if one and other:
            (top, left), (bottom, right) = sorted((one, other))
            self._sheet.merge(top, min(left, right), bottom, max(left, right))

    def _finish(self) -> None:
        """Settle the cell that has just ended and put it on its sheet."""
        cell, self._cell = self._cell, None
        if not (self._value or self._runs or self._formula is not None):
            return
        assert cell is not None
        style = cell.get("s", "0")
        index = int(style) if style.isdecimal() and len(style) < 9 else 0
        bits = self._styles[index] if index < len(self._styles) else 0
        stored = "".join(self._value)
        formula = self._formula is not None
        value, words, error = self._settle(cell.get("t", "n"), stored, bits)
        if formula and not stored and not self._runs and cell.get("t") != "str":
            value, error = self._gathering.text("=" + "".join(self._formula or ())), True
        text, struck = self._split(words, struck=bool(bits & _STRUCK))
        if isinstance(value, str) and not error:
            value = text
        self._sheet.put(
            self._row, self._column, value, text, struck=struck, formula=formula, error=error
        )
        self._value.clear()
        self._formula = None
        self.clear()

    def _settle(
        self, kind: str, stored: str, bits: int
    ) -> tuple[Value, str | tuple[Run, ...], bool]:
        """Return a cell's value, its words, and whether it is an error."""
        if kind == "s":
            index = int(stored) if stored.strip().isdecimal() and len(stored) < 9 else -1
            if not 0 <= index < len(self._strings):
                return stored, "", bool(stored)  # the words it points to are missing
            return "", self._strings[index], False
        if kind == "inlineStr" or (not stored and self._runs):
            return "", self.take(), False
        if kind == "e":
            return stored, self._gathering.text(stored), True
        if kind == "b":
            flag = stored.strip() in ("1", "true")
            return flag, shown(flag), False
        if kind == "d":
            return self._iso(stored)
        if kind != "str" and stored:
            try:
                amount = float(stored)
            except ValueError:
                pass
            else:
                value = self._number(amount, bits)
                percent = bool(bits & _PERCENT) and isinstance(value, int | float)
                return value, shown(value, percent=percent), False
        return "", self._gathering.text(_unescape(stored)), False

    def _number(self, amount: float, bits: int) -> Value:
        if amount != amount or amount in (float("inf"), float("-inf")):
            return str(amount)
        if bits & _DATE:
            moment = _moment(amount, self._epoch)
            if moment is not None:
                return moment
        return number(amount)

    def _iso(self, stored: str) -> tuple[Value, str, bool]:
        try:
            moment = datetime.datetime.fromisoformat(stored.strip())
        except ValueError:
            return "", self._gathering.text(stored), False
        value = _plain(moment.replace(tzinfo=None))
        return value, shown(value), False

    def _split(self, words: str | tuple[Run, ...], *, struck: bool) -> tuple[str, str]:
        """Return the words that stand and those that are struck through."""
        if isinstance(words, str):
            return ("", words) if struck else (words, "")
        kept = "".join(text for text, line in words if not (struck if line is None else line))
        gone = "".join(text for text, line in words if (struck if line is None else line))
        return self._gathering.text(kept), self._gathering.text(gone)


def _locate(address: str) -> tuple[int, int] | None:
    """Return the row and column of an A1 address within a sheet, else None."""
    found = _ADDRESS.fullmatch(address)
    if found is None:
        return None
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    row = int(found[2])
    return (row, column) if 1 <= row <= LAST_ROW and column <= LAST_COLUMN else None


def _moment(amount: float, epoch: datetime.datetime) -> Value | None:
    """Return the date or time that a number of days stands for, or None if it is none."""
    if 0 <= amount < 1:
        seconds = round(amount * 86_400) % 86_400
        return datetime.time(seconds // 3600, seconds // 60 % 60, seconds % 60)
    if not 0 < amount < 2_958_466:  # the day after 31 December 9999
        return None
    if epoch.year == 1899 and amount < 60:
        amount += 1  # Excel counts a 29 February 1900 that never was
    try:
        return _plain(epoch + datetime.timedelta(seconds=round(amount * 86_400)))
    except OverflowError:
        return None


def _plain(moment: datetime.datetime) -> datetime.date | datetime.datetime:
    return moment if moment.time() != datetime.time() else moment.date()


def _read_comments(archive: Archive, part: str, gathering: Gathering, sheet: Sheet) -> None:
    """Hang the notes on their cells; a thread's words replace the hint that stands for it."""
    relations = _relations(archive, part).values()
    for kind in ("comments", "threadedComment"):
        for relation in relations:
            if relation.kind == kind and relation.part in archive:
                for (row, column), text in _Comments(gathering).read(archive, relation.part):
                    sheet.comment(row, column, text)


class _Comments(_Words):
    """The notes of one sheet by cell; several on one cell are joined by a line break."""

    def read(self, archive: Archive, part: str) -> list[tuple[tuple[int, int], str]]:
        self._notes: dict[tuple[int, int], list[str]] = {}
        self._reference: tuple[int, int] | None = None
        archive.parse(part, self._start, self._end, self.text)
        return [(key, "\n".join(texts)) for key, texts in self._notes.items()]

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = local(name)
        if name in ("comment", "threadedComment"):
            self.clear()
            self._reference = _locate(attributes.get("ref", ""))
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
            text = self._gathering.text(_unescape("".join(words for words, _ in self._runs)))
            if self._reference and text:
                self._notes.setdefault(self._reference, []).append(text)
            self._reference = None
        else:
            self.end(name)
