"""Frameworks as data: one TOML file each, checked when it is loaded."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from functools import cache
from importlib import resources

from digimatrix.frameworks.parsing import parse
from digimatrix.model.framework import OWN, Framework


@cache
def load(name: str = OWN) -> Framework:
    """Return the framework of that name which comes with the package.

    Raises:
        DigimatrixError: if something in it is missing or wrong; all of it is named.
    """
    source = resources.files(__name__).joinpath(f"{name}.toml")
    return parse(tomllib.loads(source.read_text(encoding="utf-8"), parse_float=Decimal), name)
