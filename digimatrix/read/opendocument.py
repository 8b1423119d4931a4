"""OpenDocument spreadsheets: one guarded, streamed pass gives the cells and their facts."""

from __future__ import annotations

import datetime
import re

from digimatrix.model.places import Place
from digimatrix.model.problems import Rule
from digimatrix.read.archive import Archive
from digimatrix.read.gathering import LAST_COLUMN, LAST_ROW, Gathering, Sheet, number, shown
from digimatrix.read.grids import Value
from digimatrix.read.guardedxml import local
from digimatrix.read.limits import RefusedError, over

_BLANKS = re.compile("[ \t\r\n]+")
_ERROR = re.compile(r"#[A-Z/0]+[!?A]?|Err:\d+")


def read(archive: Archive, gathering: Gathering) -> None:
    """Read every sheet of the document into `gathering`.

    Raises:
        RefusedError: if the document cannot be read or goes over a limit.
    """
    if "META-INF/manifest.xml" in archive:
        manifest = b"".join(archive.chunks("META-INF/manifest.xml"))
        if b"encryption-data" in manifest:
            raise RefusedError(Rule.PASSWORD_PROTECTED)
    styles = _Styles()
    if "styles.xml" in archive:
        archive.parse("styles.xml", styles.start, styles.end, _nothing)
    content = _Content(gathering, styles)
    archive.parse("content.xml", content.start, content.end, content.text)


def _nothing(_: str) -> None:
    pass


class _Styles:
    """The names of the styles that strike words through, and of those that hide a sheet."""

    def __init__(self) -> None:
        self.struck: set[str] = set()
        self.hidden: set[str] = set()
        self._style = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = local(name)
        if name == "style":
            self._style = _get(attributes, "name")
            if _get(attributes, "parent-style-name") in self.struck:
                self.struck.add(self._style)
        elif name == "text-properties" and self._style:
            line = _get(attributes, "text-line-through-style") or _get(
                attributes, "text-line-through-type"
            )
            if line and line != "none":
                self.struck.add(self._style)
            elif line:
                self.struck.discard(self._style)
        elif name == "table-properties" and _get(attributes, "display") == "false":
            self.hidden.add(self._style)

    def end(self, name: str) -> None:
        if local(name) == "style":
            self._style = ""


def _get(attributes: dict[str, str], name: str) -> str:
    return next((value for key, value in attributes.items() if local(key) == name), "")


def _count(attributes: dict[str, str], name: str) -> int:
    stated = _get(attributes, name)
    return max(int(stated), 1) if stated.isdecimal() and len(stated) < 10 else 1


class _Content:
    """The tables of the document; words inside a cell go to lines, or to its note."""

    # Words under these are not what a cell says; those of drawings are named.
    _BOXES = frozenset(["shapes", "frame", "custom-shape", "rect", "ellipse", "caption", "g"])
    _ASIDE = _BOXES | {"creator", "date", "tracked-changes", "forms", "control", "ruby-text"}

    def __init__(self, gathering: Gathering, styles: _Styles) -> None:
        self._gathering = gathering
        self._styles = styles
        self._sheet: Sheet | None = None
        self._aside = 0
        self._boxed = False
        self._boxes: list[str] = []
        self._row = self._column = self._repeat_row = 0
        self._row_hidden = False
        self._cell: dict[str, str] | None = None
        self._held: list[tuple[int, int, dict[str, str], _Words]] = []
        self._words = _Words()
        self._note: _Words | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = local(name)
        if self._aside or name in self._ASIDE:
            self._boxed = self._boxed or name in self._BOXES
            self._aside += 1
        elif self._cell is not None:
            if name == "annotation":
                self._note = _Words()
            else:
                (self._words if self._note is None else self._note).start(
                    name, attributes, self._styles.struck
                )
        elif name == "table":
            self._begin_table(attributes)
        elif self._sheet is None:
            self._styles.start(name, attributes)
        elif name == "table-column":
            self._begin_column(self._sheet, attributes)
        elif name == "table-row":
            self._begin_row(attributes)
        elif name in ("table-cell", "covered-table-cell"):
            self._cell = attributes
            self._words, self._note = _Words(), None

    def text(self, data: str) -> None:
        if self._boxed and len(self._boxes) < 100:
            self._boxes.append(data[:80])
        elif self._cell is not None and not self._aside:
            words = self._words if self._note is None else self._note
            words.text(data)
            if words.size > self._gathering.limits.cell_characters:
                raise over(self._gathering.limits, "cell_characters")

    def end(self, name: str) -> None:
        name = local(name)
        if self._aside:
            self._aside -= 1
            self._boxed = self._boxed and self._aside > 0
        elif name in ("table-cell", "covered-table-cell") and self._cell is not None:
            self._finish_cell(self._cell)
            self._cell = None
        elif name == "annotation" and self._note is not None and self._cell is not None:
            self._words.note, self._note = self._note.lines(None), None
        elif self._cell is not None:
            (self._words if self._note is None else self._note).end(name)
        elif name == "table-row" and self._sheet is not None:
            self._finish_row(self._sheet)
        elif name == "table" and self._sheet is not None:
            self._finish_table(self._sheet)
            self._sheet = None
        elif self._sheet is None:
            self._styles.end(name)

    def _begin_table(self, attributes: dict[str, str]) -> None:
        self._sheet = self._gathering.sheet(_get(attributes, "name"))
        self._sheet.hidden = _get(attributes, "style-name") in self._styles.hidden
        self._row = self._column = 0

    def _finish_table(self, sheet: Sheet) -> None:
        text = " ".join(self._gathering.text(" ".join(self._boxes)).split())[:80]
        if text:
            self._gathering.note(Rule.TEXT_BOX, Place(self._gathering.file, sheet.name), text=text)
        self._boxes.clear()
        self._gathering.keep(sheet)

    def _begin_column(self, sheet: Sheet, attributes: dict[str, str]) -> None:
        count = _count(attributes, "number-columns-repeated")
        if _get(attributes, "visibility") in ("collapse", "filter"):
            sheet.hide_columns(self._column + 1, self._column + count)
        self._column = min(self._column + count, LAST_COLUMN)

    def _begin_row(self, attributes: dict[str, str]) -> None:
        self._repeat_row = _count(attributes, "number-rows-repeated")
        self._row += 1
        self._column = 0
        self._row_hidden = _get(attributes, "visibility") in ("collapse", "filter")

    def _finish_cell(self, attributes: dict[str, str]) -> None:
        first = self._column + 1
        self._column += _count(attributes, "number-columns-repeated")
        stated = _get(attributes, "value-type") or _get(attributes, "formula")
        if self._words or self._words.note or stated:
            self._held.append((first, self._column, attributes, self._words))

    def _finish_row(self, sheet: Sheet) -> None:
        last_row = self._row + self._repeat_row - 1
        for first, last, attributes, words in self._held:
            settled = self._settle(attributes, words)
            if settled is None:
                continue
            if last_row > LAST_ROW or last > LAST_COLUMN:
                raise RefusedError(Rule.DAMAGED_FILE)
            value, text, struck, error, note, decimals = settled
            formula = bool(_get(attributes, "formula"))
            for row in range(self._row, last_row + 1):
                if self._row_hidden:
                    sheet.hidden_rows.add(row)
                for column in range(first, last + 1):
                    sheet.put(
                        row,
                        column,
                        value,
                        text,
                        struck=struck,
                        formula=formula,
                        error=error,
                        comment=note,
                        decimals=decimals,
                    )
            down = _count(attributes, "number-rows-spanned") - 1
            across = _count(attributes, "number-columns-spanned") - 1
            sheet.merge(self._row, first, self._row + down, first + across)
        self._held.clear()
        self._row = last_row

    def _settle(
        self, attributes: dict[str, str], words: _Words
    ) -> tuple[Value, str, str, bool, str, int | None] | None:
        """Return value, text, struck words, whether it is an error, note and decimals shown.

        None if the cell is empty.
        """
        settle = self._gathering.text
        whole = _get(attributes, "style-name") in self._styles.struck
        kept, gone = settle(words.lines(False)), settle(words.lines(True))
        kind = _get(attributes, "value-type")
        error = bool(kept and _get(attributes, "formula") and _ERROR.fullmatch(kept))
        value: Value = kept
        decimals = None
        if not error and not gone:
            stated = _value(kind, attributes)
            if stated is not None:
                value = stated
                decimals = _decimals(kept, stated) if isinstance(stated, int | float) else None
                kept = kept if kind in ("percentage", "currency") and kept else shown(stated)
        if not kind and _get(attributes, "formula"):
            error, value = True, settle(_get(attributes, "formula"))
        if whole:
            kept, gone = "", kept or gone
            value = "" if isinstance(value, str) else value
        note = settle(words.note)
        filled = kept or gone or error or note
        return (value, kept, gone, error, note, decimals) if filled else None


def _decimals(shown: str, value: float) -> int | None:
    """Return how many decimals a number is shown with, by the words that its format makes of it."""
    found = re.search(r"[.,](\d+)\D*$", shown)
    digits = re.sub(r"\D", "", shown)
    for decimals in {0, len(found[1]) if found else 0}:
        for each in (value, value * 100):
            if re.sub(r"\D", "", f"{each:.{decimals}f}") == digits:
                return decimals
    return None


def _value(kind: str, attributes: dict[str, str]) -> Value | None:
    """Return a number, date, time or truth value as its cell states it, or None for words."""
    try:
        if kind in ("float", "percentage", "currency"):
            return number(float(_get(attributes, "value")))
        if kind == "boolean":
            return _get(attributes, "boolean-value") == "true"
        if kind == "date":
            moment = datetime.datetime.fromisoformat(_get(attributes, "date-value"))
            return moment if "T" in _get(attributes, "date-value") else moment.date()
        if kind == "time":
            found = re.fullmatch(
                r"PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S", _get(attributes, "time-value")
            )
            return _clock(found) if found else None
    except (ValueError, OverflowError):
        pass
    return None


def _clock(found: re.Match[str]) -> datetime.time:
    return datetime.time(int(found[1]), int(found[2]), int(found[3]))


class _Words:
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
        if name in ("p", "h"):
            if self._lines:
                self._add("\n")
            self._lines += 1
            self._depth += 1
            self._spans.append(_get(attributes, "style-name") in struck)
        elif name == "span":
            self._spans.append(_get(attributes, "style-name") in struck)
        elif name == "s":
            stated = _get(attributes, "c")
            self._add(" " * min(int(stated) if stated.isdecimal() and len(stated) < 5 else 1, 99))
        elif name == "tab":
            self._add(" ")
        elif name == "line-break":
            self._add("\n")

    def text(self, data: str) -> None:
        if self._depth:
            self._add(_BLANKS.sub(" ", data))

    def end(self, name: str) -> None:
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
