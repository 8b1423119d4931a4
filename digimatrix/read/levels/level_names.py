"""The names of levels, as people type them in place of numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Set
from dataclasses import replace
from functools import cache, lru_cache

from digimatrix.model.framework import Framework
from digimatrix.read.levels.typed_levels import TypedLevel, has_number, parse
from digimatrix.read.wordings import fold

_NAMING = 80  # letters of a cell that may name a level
_APART = re.compile(r"\s*[/|;(),:=]\s*|\s[-–—]\s")
_TWICE = re.compile(r"(?<![\d.,])(\d+)\s+\1(?![\d.,])")  # "2 kehittyvä"


class Names:
    """Levels by their folded names, which may be `spelt` in several ways.

    Each name stands for its number, so that all ways of typing numbers hold for names too.
    `telling` has the longest word of each: a text without any of them names no level.
    """

    def __init__(self, values: Mapping[str, float], spelt: Iterable[str] = ()) -> None:
        self.values = values
        self.telling = frozenset(max(name.split(), key=len) for name in values)
        words = sorted(map(re.escape, {*values, *spelt}), key=lambda word: (-len(word), word))
        self.alternation = "|".join(words)
        self._pattern = re.compile(rf"(?<!\w)(?:{self.alternation})(?!\w)", re.IGNORECASE)

    def read(self, text: str) -> TypedLevel | None:
        """Return the level that a text names: "Kehittyvä", "Emerging (2)", "lähes hyvä"."""
        if len(text) > _NAMING or self.telling.isdisjoint(fold(text).split()):
            return None
        whole = self.values.get(fold(text))
        if whole is not None and text[-1:].isalpha():
            return TypedLevel(text.strip(), whole, whole)
        figures, count = self._pattern.subn(self._number, text)
        if not count:
            return None
        figures = _TWICE.sub(r"\1", figures)
        parts = [part for part in _APART.split(figures) if part.strip()]
        typed = [parse(part) for part in parts]
        found = [level for level in typed if level]
        if len(found) < len(typed):
            level = parse(figures)
            return replace(level, typed=text.strip()) if level else None
        low, high = min(level.low for level in found), max(level.high for level in found)
        return TypedLevel(text.strip(), low, high, any(level.ambiguous for level in found))

    def _number(self, name: re.Match[str]) -> str:
        number = self.values.get(fold(name[0]))
        return name[0] if number is None else str(number)


def by_name(text: str, framework: Framework) -> TypedLevel | None:
    """Return the level of the framework that a text names; a number beside the name may differ."""
    return _by_name(text, framework) if len(text) <= _NAMING else None


@lru_cache(maxsize=4096)
def _by_name(text: str, framework: Framework) -> TypedLevel | None:
    level = names_of(framework).read(text)
    if level is None or has_number(text):
        return level
    return replace(level, scale=(framework.lowest, framework.highest))


def names(framework: Framework) -> Set[str]:
    """Return the folded names of the levels in all languages."""
    return names_of(framework).values.keys()


@cache
def names_of(framework: Framework) -> Names:
    """Return the names of a framework's levels in all languages."""
    values: dict[str, float] = {}
    spelt: set[str] = set()
    for level in framework.levels:
        for language, name in level.name.items():
            for wording in (name, *level.names.get(language, ())):
                if any(map(str.isalpha, wording)):
                    values.setdefault(fold(wording), level.value)
                    spelt.add(wording)
    return Names(values, spelt)
