"""Old and binary Excel files (.xls, .xlsb), read by calamine in a process of its own."""

from __future__ import annotations

import datetime
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from digimatrix.model.problems import Rule
from digimatrix.read.gathering import Gathering, number, shown
from digimatrix.read.grids import Value
from digimatrix.read.limits import RefusedError, over

_CHILD = Path(__file__).with_name("calamine_child.py")


def read(data: bytes, gathering: Gathering) -> None:
    """Read every sheet of the workbook into `gathering`.

    The other process has a bound in time and memory and hands back plain JSON: a file that
    makes the library crash costs that process alone.

    Raises:
        RefusedError: if the workbook cannot be read or goes over a limit.
    """
    limits = gathering.limits
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
        raise RefusedError(Rule.TOO_SLOW) from error
    except OSError as error:
        raise RefusedError(Rule.NOT_OPENED) from error
    if done.returncode:  # it was stopped, or the library crashed
        raise RefusedError(Rule.TOO_SLOW if done.returncode < 0 else Rule.DAMAGED_FILE)
    answer = json.loads(done.stdout)
    if limit := answer.get("over"):
        raise over(limits, limit)
    if refused := answer.get("refused"):
        raise RefusedError(Rule[refused])
    if not answer["sheets"]:
        raise RefusedError(Rule.DAMAGED_FILE)
    gathering.note(Rule.OLD_FORMAT)
    for sheet in answer["sheets"]:
        _keep(sheet, gathering)


def _keep(answer: dict[str, Any], gathering: Gathering) -> None:
    sheet = gathering.sheet(answer["name"])
    sheet.hidden = answer["hidden"]
    for row, column, kind, stored in answer["cells"]:
        value = _value(kind, stored)
        text = gathering.text(value) if isinstance(value, str) else shown(value)
        sheet.put(row, column, text if isinstance(value, str) else value, text)
    for top, left, bottom, right in answer["merges"]:
        sheet.merge(top, left, bottom, right)
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
