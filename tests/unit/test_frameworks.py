"""Framework files are checked when they are loaded."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from importlib import resources
from typing import Any

import pytest

from digimatrix import frameworks
from digimatrix.model.errors import DigimatrixError


def made(change: Callable[[dict[str, Any]], object]) -> None:
    """Load the framework that comes with the package, with a change."""
    source = resources.files(frameworks).joinpath("digiculture.toml")
    data = tomllib.loads(source.read_text(encoding="utf-8"))
    change(data)
    frameworks._framework(data, "own.toml")


def test_the_framework_of_the_package_is_whole() -> None:
    made(lambda data: None)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda data: data["dimensions"][1]["question"].pop("lt"), "situation: question lacks lt"),
        (lambda data: data["dimensions"][0]["example"].pop("hu"), "background: example lacks hu"),
        (lambda data: data["dimensions"][0].pop("question"), "'question' is missing"),
        (lambda data: data["title"].pop("sv"), "title lacks sv"),
        (lambda data: data["dimensions"][0].update(example_level=5), "example_level is no level"),
        (lambda data: data["levels"][2].update(value=7), "not consecutive"),
        (lambda data: data.update(target=9), "outside the levels"),
    ],
)
def test_what_is_missing_or_wrong_is_named(
    change: Callable[[dict[str, Any]], object], says: str
) -> None:
    with pytest.raises(DigimatrixError, match=f"own.toml: .*{says}"):
        made(change)
