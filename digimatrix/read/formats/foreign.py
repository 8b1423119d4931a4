"""Old and binary Excel files (.xls, .xlsb), read by libraries in a process of its own."""

from __future__ import annotations

import datetime
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from digimatrix.model.problems import Rule
from digimatrix.read.gathering import Gathering, number, shown
from digimatrix.read.grids import Value
from digimatrix.read.limits import Limits, RefusedError, over

_CHILD = Path(__file__).with_name("foreign_child.py")
_LOCKED = re.compile(
    rb"\x09\x08(?:\x10\0\0\x06\x05\0.{12}|\x08\0\0\x05\x05\0.{4})(?:\x86\0\0\0)?\x2f\0", re.DOTALL
)
"""How an .xls begins that asks for a password, of which calamine only says that it is none."""
_UNTOLD: dict[str, Any] = {"struck": (), "notes": (), "rows": (), "columns": ()}


def read(data: bytes, gathering: Gathering) -> None:
    """Read every sheet of the workbook into `gathering`.

    The other process has a bound in time and memory and hands back plain JSON: a file that
    makes a library crash costs that process alone. Where it can tell only the cells, and not
    what is hidden, noted and struck through, that is noted.

    Raises:
        RefusedError: if the workbook cannot be read or goes over a limit.
    """
    cells, _, rest = _output(data, gathering.limits).partition(b"\n")
    answer = json.loads(cells)
    if limit := answer.get("over"):
        raise over(gathering.limits, limit)
    if refused := answer.get("refused"):
        locked = refused == Rule.DAMAGED_FILE.name and _LOCKED.search(data)
        raise RefusedError(Rule.PASSWORD_PROTECTED if locked else Rule[refused])
    sheets = answer["sheets"]
    if not sheets:
        raise RefusedError(Rule.DAMAGED_FILE)
    facts = json.loads(rest) if rest.endswith(b"\n") else None
    if facts is None or not _agree(sheets, facts):
        gathering.note(Rule.OLD_FORMAT)
        facts = [_UNTOLD] * len(sheets)
    for sheet, told in zip(sheets, facts, strict=True):
        _keep(sheet, told, gathering)


def _output(data: bytes, limits: Limits) -> bytes:
    """Return what the other process says: a line, and a second one unless it was stopped.

    Raises:
        RefusedError: if it says nothing.
    """
    bounds = [str(limits.memory_bytes), str(limits.cells), str(limits.characters)]
    try:
        done = subprocess.run(
            [sys.executable, "-P", str(_CHILD), *bounds],
            input=data,
            capture_output=True,
            timeout=limits.seconds,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        output, why = error.output or b"", Rule.TOO_SLOW
    except OSError as error:
        raise RefusedError(Rule.NOT_OPENED) from error
    else:  # below 0 it was stopped, above the library crashed
        output, why = done.stdout, Rule.TOO_SLOW if done.returncode < 0 else Rule.DAMAGED_FILE
    if b"\n" not in output:
        raise RefusedError(why)
    return output


def _agree(sheets: list[dict[str, Any]], facts: list[dict[str, Any]]) -> bool:
    """Return whether the facts are of the same sheets, and of the same words where some fell."""
    if [sheet["name"] for sheet in sheets] != [told["name"] for told in facts]:
        return False
    for sheet, told in zip(sheets, facts, strict=True):
        cut = {(row, column): pieces for row, column, pieces in told["struck"] if pieces}
        for row, column, _, stored in sheet["cells"] if cut else ():
            pieces = cut.get((row, column))
            if pieces and "".join(words for words, _ in pieces) != stored:
                return False
    return True


def _keep(answer: dict[str, Any], facts: dict[str, Any], gathering: Gathering) -> None:
    sheet = gathering.sheet(answer["name"])
    sheet.hidden = answer["hidden"]
    struck = {(row, column): pieces for row, column, pieces in facts["struck"]}
    for row, column, kind, stored in answer["cells"]:
        value = _value(kind, stored)
        words = value if isinstance(value, str) else shown(value)
        pieces = struck.get((row, column), ((words, False),)) or ((words, True),)
        kept, gone = (
            gathering.text("".join(piece for piece, fell in pieces if fell is line))
            for line in (False, True)
        )
        sheet.put(row, column, kept if isinstance(value, str) else value, kept, struck=gone)
    for top, left, bottom, right in answer["merges"]:
        sheet.merge(top, left, bottom, right)
    sheet.hidden_rows.update(facts["rows"])
    for column in facts["columns"]:
        sheet.hide_columns(column, column)
    for row, column, raw in facts["notes"]:
        if text := gathering.text(raw):
            sheet.comment(row, column, text)
    gathering.keep(sheet)


def _value(kind: str, stored: Any) -> Value:
    if kind == "datetime":
        moment = datetime.datetime.fromisoformat(stored)
        return moment if moment.time() != datetime.time() else moment.date()
    if kind == "date":
        return datetime.date.fromisoformat(stored)
    if kind == "time":
        return datetime.time.fromisoformat(stored)
    value: Value = stored
    return number(value) if isinstance(value, float) else value
