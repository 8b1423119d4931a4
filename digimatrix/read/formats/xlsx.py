"""Excel workbooks: one guarded, streamed pass over each sheet gives its cells and their facts."""

from __future__ import annotations

import datetime
from collections.abc import Collection

from digimatrix.model.places import Place
from digimatrix.model.problems import Rule
from digimatrix.read.formats import xlsx_formats
from digimatrix.read.formats.archive import Archive
from digimatrix.read.formats.guardedxml import Parse, local
from digimatrix.read.formats.packages import Relation, ignore, main_part, relations
from digimatrix.read.formats.xlsx_formats import (
    DATE,
    DECIMALS,
    PERCENT,
    STRUCK,
    Formats,
    decimals,
    moment,
    plain,
)
from digimatrix.read.formats.xlsx_words import (
    Comments,
    Run,
    Strings,
    TextBoxes,
    Words,
    true,
    unescape,
    without_codes,
)
from digimatrix.read.gathering import (
    LAST_COLUMN,
    LAST_ROW,
    Gathering,
    Sheet,
    locate,
    number,
    shown,
)
from digimatrix.read.grids import Look, Value
from digimatrix.read.limits import RefusedError, over


def read(archive: Archive, gathering: Gathering) -> None:
    """Read every sheet of the workbook into `gathering`; a bad sheet does not spoil the others.

    Raises:
        RefusedError: if the workbook as a whole cannot be read or goes over a limit.
    """
    book_part = main_part(archive, "xl/workbook.xml")
    book = archive.made(book_part, _book)
    if not book.sheets:
        raise RefusedError(Rule.DAMAGED_FILE)
    targets = relations(archive, book_part)
    strings: list[str | tuple[Run, ...]] = []
    formats = Formats(b"\0", {}, {})
    for relation in targets.values():
        if relation.kind == "sharedStrings" and relation.part in archive:
            strings = Strings(gathering).read(archive, relation.part)
        elif relation.kind == "styles" and relation.part in archive:
            formats = archive.made(relation.part, xlsx_formats.styles)
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
            _Cells(gathering, sheet, strings, formats, book.epoch).read(archive, target.part)
            around = relations(archive, target.part).values()
            _read_comments(archive, around, gathering, sheet)
            _note_text_boxes(archive, around, gathering, sheet)
        except RefusedError as refused:
            if refused.rule is not Rule.DAMAGED_FILE:
                raise
            gathering.note(Rule.DAMAGED_SHEET, Place(gathering.file, sheet.name))
        else:
            gathering.keep(sheet)


def _note_risks(archive: Archive, gathering: Gathering) -> None:
    if any("/externallinks/" in part for part in archive):
        gathering.note(Rule.EXTERNAL_LINKS)
    if any(part.endswith("vbaproject.bin") for part in archive):
        gathering.note(Rule.MACROS)


def _book(parse: Parse) -> _Book:
    book = _Book()
    parse(book.start, ignore, ignore)
    return book


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
        elif name == "workbookPr" and true(attributes.get("date1904")):
            self.epoch = datetime.datetime(1904, 1, 1)


_NARROW = 1  # columns
_MARGINS = frozenset(
    ["oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"]
)


class _Cells(Words):
    """The cells of one sheet, placed by their address or, without one, by counting."""

    def __init__(
        self,
        gathering: Gathering,
        sheet: Sheet,
        strings: list[str | tuple[Run, ...]],
        formats: Formats,
        epoch: datetime.datetime,
    ) -> None:
        super().__init__(gathering)
        self._sheet = sheet
        self._strings = strings
        self._styles, self._fills, self._looks = formats
        self._epoch = epoch
        self._row = self._column = 0
        self._cell: dict[str, str] | None = None
        self._value: list[str] = []
        self._formula: list[str] | None = None
        self._into: list[str] | None = None
        self._in_data = False

    def read(self, archive: Archive, part: str) -> None:
        archive.parse(part, self._start, self._end, self._text)
        looks, cells = self._sheet.looks, self._sheet.cells
        if looks and len({column for _, column in cells}) > _NARROW:
            looks.clear()  # only in a column of text they tell headings

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
        elif name in _MARGINS:
            self._into = self._value
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif name == "col" and true(attributes.get("hidden")):
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
        elif name in _MARGINS:
            self._end_margin()

    def _end_margin(self) -> None:
        """Keep the words of a page's header or footer, without the codes for fonts and fields."""
        self._into = None
        self._sheet.margin(without_codes("".join(self._value)))
        self._value.clear()
        self._size = 0

    def _begin_row(self, attributes: dict[str, str]) -> None:
        stated = attributes.get("r", "")
        row = int(stated) if stated.isdecimal() and len(stated) < 8 else 0
        self._row = row if 1 <= row <= LAST_ROW else self._row + 1
        self._column = 0
        if "hidden" in attributes and true(attributes["hidden"]):
            self._sheet.hidden_rows.add(self._row)

    def _place(self, address: str) -> None:
        found = locate(address)
        if found is None:
            self._column += 1
            self._row = max(self._row, 1)
        else:
            self._row, self._column = found
        if self._column > LAST_COLUMN or self._row > LAST_ROW:
            raise RefusedError(Rule.DAMAGED_FILE)

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        one, other = locate(first), locate(last or first)
        if one and other:
            (top, left), (bottom, right) = sorted((one, other))
            self._sheet.merge(top, min(left, right), bottom, max(left, right))

    def _finish(self) -> None:
        """Settle the cell that has just ended and put it on its sheet."""
        cell, self._cell = self._cell, None
        assert cell is not None
        if self._fills and (colour := self._fills.get(cell.get("s", "0"))):
            self._sheet.fill(self._row, self._column, colour)
        if not (self._value or self._runs or self._formula is not None):
            return
        style = cell.get("s", "0")
        index = int(style) if style.isdecimal() and len(style) < 9 else 0
        bits = self._styles[index] if index < len(self._styles) else 0
        stored = "".join(self._value)
        formula = self._formula is not None
        value, words, error = self._settle(cell.get("t", "n"), stored, bits)
        if formula and not stored and not self._runs and cell.get("t") != "str":
            value, error = self._gathering.text("=" + "".join(self._formula or ())), True
        text, struck = self._split(words, struck=bool(bits & STRUCK))
        if isinstance(value, str) and not error:
            value = text
        self._sheet.put(
            self._row,
            self._column,
            value,
            text,
            struck=struck,
            formula=formula,
            error=error,
            decimals=decimals(bits) if bits >> DECIMALS else None,
        )
        if self._looks and (kind := self._looks.get(style)):
            self._sheet.looks[self._row, self._column] = Look(kind)
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
                raise RefusedError(Rule.DAMAGED_FILE)  # the words it points to are missing
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
                percent = bool(bits & PERCENT) and isinstance(value, int | float)
                return value, shown(value, percent=percent), False
        return "", self._gathering.text(unescape(stored)), False

    def _number(self, amount: float, bits: int) -> Value:
        if amount != amount or amount in (float("inf"), float("-inf")):
            return str(amount)
        if bits & DATE:
            date = moment(amount, self._epoch)
            if date is not None:
                return date
        return number(amount)

    def _iso(self, stored: str) -> tuple[Value, str, bool]:
        try:
            value = plain(datetime.datetime.fromisoformat(stored.strip()).replace(tzinfo=None))
        except ValueError:
            return "", self._gathering.text(stored), False
        return value, shown(value), False

    def _split(self, words: str | tuple[Run, ...], *, struck: bool) -> tuple[str, str]:
        """Return the words that stand and those that are struck through."""
        if isinstance(words, str):
            return ("", words) if struck else (words, "")
        kept = "".join(text for text, line in words if not (struck if line is None else line))
        gone = "".join(text for text, line in words if (struck if line is None else line))
        return self._gathering.text(kept), self._gathering.text(gone)


def _read_comments(
    archive: Archive, found: Collection[Relation], gathering: Gathering, sheet: Sheet
) -> None:
    """Hang the notes on their cells; a thread's words replace the hint that stands for it."""
    for kind in ("comments", "threadedComment"):
        for relation in found:
            if relation.kind == kind and relation.part in archive:
                for (row, column), text in Comments(gathering).read(archive, relation.part):
                    sheet.comment(row, column, text)


def _note_text_boxes(
    archive: Archive, found: Collection[Relation], gathering: Gathering, sheet: Sheet
) -> None:
    """Name the words that float above the cells."""
    for relation in found:
        if relation.kind == "drawing" and relation.part in archive:
            text = TextBoxes(gathering).read(archive, relation.part)
            if text:
                place = Place(gathering.file, sheet.name)
                gathering.note(Rule.TEXT_BOX, place, text=text)
