"""Frameworks as data: one TOML file each, checked when it is loaded."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

from digimatrix.languages import LANGUAGES
from digimatrix.model.errors import DigimatrixError
from digimatrix.model.framework import Dimension, Framework, LevelText


@cache
def load(name: str = "digiculture") -> Framework:
    """Return the framework of that name which comes with the package.

    Raises:
        DigimatrixError: if the file lacks a language, a key, or the levels are no scale.
    """
    source = resources.files(__name__).joinpath(f"{name}.toml")
    return _framework(tomllib.loads(source.read_text(encoding="utf-8")), source.name)


def _framework(data: dict[str, Any], source: str) -> Framework:
    """Check the data of a framework file and return it as a framework."""
    try:
        framework = Framework(
            name=data["name"],
            title=data["title"],
            dimensions=tuple(
                Dimension(
                    key=entry["key"],
                    heading=entry["heading"],
                    name=entry["name"],
                    headings={lang: tuple(texts) for lang, texts in entry["headings"].items()},
                    question=entry["question"],
                    example=entry["example"],
                    example_level=entry["example_level"],
                )
                for entry in data["dimensions"]
            ),
            levels=tuple(
                LevelText(value=entry["value"], name=entry["name"], sentence=entry["sentence"])
                for entry in data["levels"]
            ),
            target=float(data["target"]),
        )
    except KeyError as error:
        raise DigimatrixError(f"{source}: the key {error} is missing; add it.") from error
    texts = {
        f"dimension {d.key}: {what}": part
        for d in framework.dimensions
        for what, part in (
            ("heading", d.heading),
            ("name", d.name),
            ("headings", d.headings),
            ("question", d.question),
            ("example", d.example),
        )
    }
    texts["title"] = framework.title
    texts |= {
        f"level {level.value}: {what}": part
        for level in framework.levels
        for what, part in (("name", level.name), ("sentence", level.sentence))
    }
    for where, part in texts.items():
        if missing := [language for language in LANGUAGES if language not in part]:
            raise DigimatrixError(f"{source}: {where} lacks {', '.join(missing)}; add the words.")
    values = [level.value for level in framework.levels]
    if values != list(range(values[0], values[0] + len(values))):
        raise DigimatrixError(f"{source}: the levels {values} are not consecutive; number them.")
    for dimension in framework.dimensions:
        if dimension.example_level not in values:
            raise DigimatrixError(
                f"{source}: dimension {dimension.key}: "
                f"the example_level is no level; use one of {values}."
            )
    if not framework.lowest < framework.target <= framework.highest:
        raise DigimatrixError(f"{source}: the target {framework.target} is outside the levels.")
    return framework
