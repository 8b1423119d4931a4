"""What is asked and on which scale: dimensions, levels, target. Data, not code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Texts = Mapping[str, str]
"""The same words by language code ("fi", "sv", "en", "hu", "lt")."""


@dataclass(frozen=True, slots=True)
class Dimension:
    """One column of the matrix.

    `heading` is the official heading; `name` the short name reports use; `headings` all
    further wordings people type, by language. `question` helps to answer; `example` is an
    invented answer on the level `example_level`.
    """

    key: str
    heading: Texts
    name: Texts
    headings: Mapping[str, tuple[str, ...]]
    question: Texts
    example: Texts
    example_level: int


@dataclass(frozen=True, slots=True)
class LevelText:
    """A level of the scale, with its name and its meaning in one sentence."""

    value: int
    name: Texts
    sentence: Texts


@dataclass(frozen=True, slots=True)
class Framework:
    """A set of dimensions measured on one scale of levels, with a target.

    `name` is its key among frameworks; `title` is what its forms are headed with.
    """

    name: str
    title: Texts
    dimensions: tuple[Dimension, ...]
    levels: tuple[LevelText, ...]
    target: float

    @property
    def keys(self) -> tuple[str, ...]:
        """The dimensions' keys, in the framework's order."""
        return tuple(dimension.key for dimension in self.dimensions)

    @property
    def lowest(self) -> int:
        """The lowest level of the scale."""
        return self.levels[0].value

    @property
    def highest(self) -> int:
        """The highest level of the scale."""
        return self.levels[-1].value

    def level_text(self, value: int, language: str) -> str:
        """Return a level as it stands in lists to choose from: "2 – Kehittyvä".

        Raises:
            KeyError: if the scale has no such level.
        """
        for level in self.levels:
            if level.value == value:
                return f"{value} – {level.name[language]}"
        raise KeyError(value)

    def dimension(self, key: str) -> Dimension:
        """Return the dimension of that key.

        Raises:
            KeyError: if the framework has no such dimension.
        """
        for dimension in self.dimensions:
            if dimension.key == key:
                return dimension
        raise KeyError(key)
