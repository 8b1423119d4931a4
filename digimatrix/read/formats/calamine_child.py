"""The process that reads .xls and .xlsb: a file on standard input, its cells as JSON on output.

It imports nothing of this package, so that it starts fast and a crash in it costs nothing.
"""

from __future__ import annotations

import contextlib
import datetime
import io
import json
import sys
from typing import Any


def main() -> None:
    """Read standard input within the bounds given as arguments: memory, cells, characters."""
    memory, cells, characters = (int(argument) for argument in sys.argv[1:])
    with contextlib.suppress(ImportError, ValueError, OSError):  # not on Windows
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        found = answer(sys.stdin.buffer.read(), cells, characters)
    except MemoryError:
        found = {"refused": "TOO_SLOW"}
    json.dump(found, sys.stdout)


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


if __name__ == "__main__":
    main()
