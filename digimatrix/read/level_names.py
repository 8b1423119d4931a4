"""The names of a framework's levels, as people type them in place of numbers."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import replace
from functools import cache, lru_cache

from digimatrix.model.framework import Framework
from digimatrix.read.typed_levels import TypedLevel, parse
from digimatrix.read.wordings import fold

_NAMING = 80  # letters of a cell that may name a level
_APART = re.compile(r"\s*[/|;(),:=]\s*|\s[-–—]\s")
_TWICE = re.compile(r"(?<![\d.,])(\d+)\s+\1(?![\d.,])")  # "2 kehittyvä"


def by_name(text: str, framework: Framework) -> TypedLevel | None:
    """Return the level that a text names: "Kehittyvä", "Emerging (2)", "lähes järjestelmällinen".

    Each name stands for its number, so that all ways of typing numbers hold for names too.
    """
    return _by_name(text, framework) if len(text) <= _NAMING else None


@lru_cache(maxsize=4096)
def _by_name(text: str, framework: Framework) -> TypedLevel | None:
    values, pattern = _names(framework)
    whole = values.get(fold(text))
    if whole is not None and text[-1:].isalpha():
        return TypedLevel(text.strip(), whole, whole)
    figures, count = pattern.subn(lambda name: str(values[fold(name[0])]), text)
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


def names(framework: Framework) -> Set[str]:
    """Return the folded names of the levels in all languages."""
    return _names(framework)[0].keys()


@cache
def _names(framework: Framework) -> tuple[dict[str, int], re.Pattern[str]]:
    """Return the levels by their folded names in all languages, and what finds the names."""
    values: dict[str, int] = {}
    spelt: set[str] = set()
    for level in framework.levels:
        for language, name in level.name.items():
            for wording in (name, *level.names.get(language, ())):
                if any(map(str.isalpha, wording)):
                    values.setdefault(fold(wording), level.value)
                    spelt |= {wording, fold(wording)}
    if not spelt:
        return values, re.compile(r"(?!)")
    words = sorted(map(re.escape, spelt), key=lambda word: (-len(word), word))
    return values, re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)
