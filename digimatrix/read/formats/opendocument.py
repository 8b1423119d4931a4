"""OpenDocument spreadsheets: one guarded, streamed pass gives the cells and their facts."""

from __future__ import annotations

import datetime
import re

from digimatrix.model.places import Place
from digimatrix.model.problems import Rule
from digimatrix.read.formats.archive import Archive
from digimatrix.read.formats.guardedxml import Guard, in_pieces, local
from digimatrix.read.formats.opendocument_styles import Styles
from digimatrix.read.formats.opendocument_words import Words, get
from digimatrix.read.gathering import LAST_COLUMN, LAST_ROW, Gathering, Sheet, number, shown
from digimatrix.read.grids import Value
from digimatrix.read.limits import RefusedError, over

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
    styles = Styles()
    if "styles.xml" in archive:
        archive.parse("styles.xml", styles.start, styles.end, styles.text)
    content = _Content(gathering, styles)
    archive.parse("content.xml", content.start, content.end, content.text)


def read_flat(data: bytes, gathering: Gathering) -> None:
    """Read every sheet of a document that is one XML file into `gathering`.

    Raises:
        RefusedError: if the document cannot be read or goes over a limit.
    """
    content = _Content(gathering, Styles())
    guard = Guard(gathering.limits)
    guard.parse(in_pieces(data), content.start, content.end, content.text)


def _count(attributes: dict[str, str], name: str) -> int:
    stated = get(attributes, name)
    return max(int(stated), 1) if stated.isdecimal() and len(stated) < 10 else 1


class _Content:
    """The tables of the document; words inside a cell go to lines, or to its note."""

    # Words under these are not what a cell says; those of drawings are named.
    _BOXES = frozenset(["shapes", "frame", "custom-shape", "rect", "ellipse", "caption", "g"])
    _ASIDE = _BOXES | {"creator", "date", "tracked-changes", "forms", "control", "ruby-text"}

    def __init__(self, gathering: Gathering, styles: Styles) -> None:
        self._gathering = gathering
        self._styles = styles
        self._sheet: Sheet | None = None
        self._style = ""
        self._aside = 0
        self._boxed = self._picture = False
        self._boxes: list[str] = []
        self._row = self._column = self._repeat_row = 0
        self._row_hidden = False
        self._cell: dict[str, str] | None = None
        self._held: list[tuple[int, int, dict[str, str], Words]] = []
        self._words = Words()
        self._note: Words | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = local(name)
        if self._aside or name in self._ASIDE:
            self._boxed = self._boxed or (name in self._BOXES and self._sheet is not None)
            self._picture = name == "binary-data"
            self._aside += 1
        elif self._cell is not None:
            if name == "annotation":
                self._note = Words()
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
            self._words, self._note = Words(), None

    def text(self, data: str) -> None:
        if self._boxed and not self._picture and len(self._boxes) < 100:
            self._boxes.append(data[:80])
        elif self._cell is not None and not self._aside:
            words = self._words if self._note is None else self._note
            words.text(data)
            if words.size > self._gathering.limits.cell_characters:
                raise over(self._gathering.limits, "cell_characters")
        elif self._sheet is None and not self._aside:
            self._styles.text(data)

    def end(self, name: str) -> None:
        name = local(name)
        if self._aside:
            self._aside -= 1
            self._picture = False
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
        self._sheet = self._gathering.sheet(get(attributes, "name"))
        self._style = get(attributes, "style-name")
        self._sheet.hidden = self._style in self._styles.hidden
        self._row = self._column = 0

    def _finish_table(self, sheet: Sheet) -> None:
        text = " ".join(self._gathering.text(" ".join(self._boxes)).split())[:80]
        if text:
            self._gathering.note(Rule.TEXT_BOX, Place(self._gathering.file, sheet.name), text=text)
        self._boxes.clear()
        for words in self._styles.margins(self._style) if sheet.cells else ():
            sheet.margin(words)
        self._gathering.keep(sheet)

    def _begin_column(self, sheet: Sheet, attributes: dict[str, str]) -> None:
        count = _count(attributes, "number-columns-repeated")
        if get(attributes, "visibility") in ("collapse", "filter"):
            sheet.hide_columns(self._column + 1, self._column + count)
        self._column = min(self._column + count, LAST_COLUMN)

    def _begin_row(self, attributes: dict[str, str]) -> None:
        self._repeat_row = _count(attributes, "number-rows-repeated")
        self._row += 1
        self._column = 0
        self._row_hidden = get(attributes, "visibility") in ("collapse", "filter")

    def _finish_cell(self, attributes: dict[str, str]) -> None:
        first = self._column + 1
        self._column += _count(attributes, "number-columns-repeated")
        stated = get(attributes, "value-type") or get(attributes, "formula")
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
            formula = bool(get(attributes, "formula"))
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
        self, attributes: dict[str, str], words: Words
    ) -> tuple[Value, str, str, bool, str, int | None] | None:
        """Return value, text, struck words, whether it is an error, note and decimals shown.

        None if the cell is empty.
        """
        settle = self._gathering.text
        whole = get(attributes, "style-name") in self._styles.struck
        kept, gone = settle(words.lines(False)), settle(words.lines(True))
        kind = get(attributes, "value-type")
        error = bool(kept and get(attributes, "formula") and _ERROR.fullmatch(kept))
        value: Value = kept
        decimals = None
        if not error and not gone:
            stated = _value(kind, attributes)
            if stated is not None:
                value = stated
                decimals = _decimals(kept, stated) if isinstance(stated, int | float) else None
                kept = kept if kind in ("percentage", "currency") and kept else shown(stated)
        if not kind and get(attributes, "formula"):
            error, value = True, settle(get(attributes, "formula"))
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
    if "%" in shown:
        value *= 100
    for decimals in {0, len(found[1]) if found else 0}:
        if re.sub(r"\D", "", f"{value:.{decimals}f}") == digits:
            return decimals
    return None


def _value(kind: str, attributes: dict[str, str]) -> Value | None:
    """Return a number, date, time or truth value as its cell states it, or None for words."""
    try:
        if kind in ("float", "percentage", "currency"):
            return number(float(get(attributes, "value")))
        if kind == "boolean":
            return get(attributes, "boolean-value") == "true"
        if kind == "date":
            moment = datetime.datetime.fromisoformat(get(attributes, "date-value"))
            return moment if "T" in get(attributes, "date-value") else moment.date()
        if kind == "time":
            found = re.fullmatch(r"PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S", get(attributes, "time-value"))
            return _clock(found) if found else None
    except (ValueError, OverflowError):
        pass
    return None


def _clock(found: re.Match[str]) -> datetime.time:
    return datetime.time(int(found[1]), int(found[2]), int(found[3]))
