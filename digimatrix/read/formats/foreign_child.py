"""The process that reads .xls and .xlsb: a file on standard input, two lines of JSON on output.

The first line holds the cells, which calamine reads; the second what xlrd tells of them, null
where it cannot. So the cells are there whatever becomes of the rest. This imports nothing of the
package, so that it starts fast and a crash in it costs nothing.
"""

from __future__ import annotations

import contextlib
import datetime
import io
import json
import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import xlrd

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UNICODE = 80  # the version of .xls from which on words are UTF-16


def main() -> None:
    """Read standard input within the bounds given as arguments: memory, cells, characters."""
    memory, cells, characters = (int(argument) for argument in sys.argv[1:])
    with contextlib.suppress(ImportError, ValueError, OSError):  # not on Windows
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    data = sys.stdin.buffer.read()
    try:
        found = answer(data, cells, characters)
    except MemoryError:
        found = {"refused": "TOO_SLOW"}
    tell(found)
    told = "sheets" in found and data.startswith(_OLE)
    del found  # what it takes is needed again
    tell(facts(data, cells, characters) if told else None)


def tell(found: Any) -> None:
    """Write one line, at once."""
    json.dump(found, sys.stdout)
    print(flush=True)  # noqa: T201


def answer(data: bytes, cells: int, characters: int) -> dict[str, Any]:
    """Return the sheets with their cells, or what stopped the reading."""
    import python_calamine

    sheets = []
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        for meta in book.sheets_metadata:
            if meta.typ != python_calamine.SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(meta.name)
            top, side = sheet.start or (0, 0)
            found = []
            for row, values in enumerate(sheet.to_python(), top + 1):
                for column, value in enumerate(values, side + 1):
                    if value != "":
                        found.append([row, column, *plain(value)])
                        cells -= 1
                        characters -= len(value) if isinstance(value, str) else 0
                        if cells < 0 or characters < 0:
                            return {"over": "cells" if cells < 0 else "characters"}
            merges = [
                [first[0] + 1, first[1] + 1, last[0] + 1, last[1] + 1]
                for first, last in sheet.merged_cell_ranges or ()
            ]
            hidden = meta.visible != python_calamine.SheetVisibleEnum.Visible
            sheets.append({"name": meta.name, "hidden": hidden, "cells": found, "merges": merges})
    except python_calamine.PasswordError:
        return {"refused": "PASSWORD_PROTECTED"}
    except (python_calamine.CalamineError, OSError, ValueError, OverflowError):
        return {"refused": "DAMAGED_FILE"}
    return {"sheets": sheets}


def plain(value: Any) -> tuple[str, Any]:
    """Return a value as JSON holds it, with its kind."""
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return type(value).__name__, value.isoformat()
    if isinstance(value, datetime.timedelta):
        return "number", value.total_seconds() / 86_400
    return "plain", value


def facts(data: bytes, cells: int, characters: int) -> list[dict[str, Any]] | None:
    """Return what is struck through, hidden and noted on each sheet of an .xls file.

    None if xlrd refuses the file, which it does with exceptions of every kind, and says more
    about it than it is asked; or if that is more than the bounds allow.
    """
    with (
        open(os.devnull, "w", encoding="utf-8") as nowhere,
        contextlib.redirect_stdout(nowhere),
        contextlib.redirect_stderr(nowhere),
    ):
        try:
            import xlrd

            book = xlrd.open_workbook(
                file_contents=data, formatting_info=True, ragged_rows=True, logfile=nowhere
            )
            fonts = {font.font_index for font in book.font_list if font.struck_out}
            told = []
            for sheet in book.sheets():
                struck = list(struck_cells(book, sheet, fonts)) if fonts else []
                notes = [
                    (row + 1, column + 1, note.text)
                    for (row, column), note in sheet.cell_note_map.items()
                ]
                cells -= len(notes) + sum(len(pieces or "1") for _, _, pieces in struck)
                characters -= sum(len(text) for _, _, text in notes)
                if cells < 0 or characters < 0:
                    return None
                told.append(
                    {
                        "name": sheet.name,
                        "struck": struck,
                        "notes": notes,
                        "rows": [row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden],
                        "columns": [
                            column + 1 for column, info in sheet.colinfo_map.items() if info.hidden
                        ],
                    }
                )
        except Exception:
            return None
    return told


def struck_cells(
    book: xlrd.Book, sheet: xlrd.sheet.Sheet, fonts: set[int]
) -> Iterator[tuple[int, int, list[tuple[str, bool]] | None]]:
    """Yield row and column of each cell of which something is struck through, and its pieces.

    These are words and whether they are struck; None if the cell is as a whole.
    """
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            value = sheet.cell_value(row, column)
            if value == "":
                continue
            whole = book.xf_list[sheet.cell_xf_index(row, column)].font_index in fonts
            runs = sheet.rich_text_runlist_map.get((row, column))
            if runs and (whole or any(font in fonts for _, font in runs)):
                yield row + 1, column + 1, pieces(book, value, runs, fonts, whole)
            elif whole:
                yield row + 1, column + 1, None


def pieces(
    book: xlrd.Book, words: str, runs: list[tuple[int, int]], fonts: set[int], whole: bool
) -> list[tuple[str, bool]]:
    """Return the words cut where another font begins; what is before the first has the cell's.

    The places are counted in the file's own coding, where an emoji is two.
    """
    coding, width = ("utf-16-le", 2) if book.biff_version >= _UNICODE else (book.encoding, 1)
    coded = words.encode(coding or "latin-1")
    starts = [0, *(start * width for start, _ in runs), len(coded)]
    struck = [whole, *(font in fonts for _, font in runs)]
    return [
        (coded[start:end].decode(coding or "latin-1"), line)
        for start, end, line in zip(starts, starts[1:], struck, strict=False)
    ]


if __name__ == "__main__":
    main()
