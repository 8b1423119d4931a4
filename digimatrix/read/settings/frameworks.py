"""A framework file of the user's own."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path

from digimatrix.frameworks.parsing import parse
from digimatrix.model.errors import DigimatrixError
from digimatrix.model.framework import Framework


def read_framework(path: Path) -> Framework:
    """Return the framework that a TOML file describes.

    Raises:
        DigimatrixError: if it cannot be opened or read, or something in it is wrong.
    """
    try:
        data = tomllib.loads(path.read_bytes().decode("utf-8-sig"), parse_float=Decimal)
    except OSError as error:
        raise DigimatrixError(
            f"{path}: the framework file cannot be opened. Name a file that is there and may be "
            "read."
        ) from error
    except UnicodeDecodeError as error:
        raise DigimatrixError(f"{path}: the file is not UTF-8 text. Save it as UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise DigimatrixError(
            f"{path}: the file is not TOML: {error}. docs/manual.md shows a framework file."
        ) from error
    return parse(data, path.name)
