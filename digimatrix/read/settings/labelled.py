"""READ: a CSV file of labelled cells becomes its rows, by column name."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from digimatrix.model.errors import DigimatrixError


def rows(path: Path) -> tuple[dict[str, str], ...]:
    """Return the rows of a UTF-8 CSV file with a heading row; missing fields are empty.

    Raises:
        DigimatrixError: if there is no such file, or it is no such table.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise DigimatrixError(f"{path}: the file cannot be opened; check its name.") from error
    except UnicodeDecodeError as error:
        raise DigimatrixError(f"{path}: the file is not UTF-8; save it as CSV UTF-8.") from error
    try:
        found = list(csv.DictReader(io.StringIO(text, newline=""), restval="", strict=True))
    except csv.Error as error:
        raise DigimatrixError(f"{path}: the file is no CSV table ({error}).") from error
    return tuple({name: row[name] for name in row if name is not None} for row in found)
