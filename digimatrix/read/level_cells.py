"""What a cell for a level says in several parts: "nyt 2, tavoite 3", "2 (viimeksi 1)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from digimatrix.model.framework import Framework
from digimatrix.read.level_names import by_name
from digimatrix.read.typed_levels import TypedLevel, parse
from digimatrix.read.wordings import fold, plain_set

_LONGEST = 80  # letters
_APART = re.compile(r"[;()\n/]|,(?!\d)|\s[-–—]\s|→|[-=]+>")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_FULL, _HOLLOW = frozenset("★⭐✩*●■⬤"), frozenset("☆○□◯✰")

Parts = tuple[TypedLevel | None, TypedLevel | None]
"""A level and the level to aim at."""


@lru_cache(maxsize=4096)
def in_parts(text: str, framework: Framework) -> Parts:
    """Return the level and the target which a cell types beside each other.

    What was the level earlier counts for nothing, as do words such as "olemme tasolla". If a
    part says something else, or two say the same, there is neither.
    """
    if len(text) > _LONGEST:
        return None, None
    if stars := _stars(text):
        return stars, None
    found: dict[str, TypedLevel] = {}
    for kind, level in _parts(text, framework):
        if level is None or kind in found:
            return None, None
        found[kind] = level
    return found.get("level"), found.get("target")


def _parts(text: str, framework: Framework) -> Iterator[tuple[str, TypedLevel | None]]:
    for part in _APART.split(text):
        words = fold(_YEAR.sub("", part)).split()
        if not words:
            continue
        kind = next((kind for kind, known in _kinds() if not known.isdisjoint(words)), "level")
        if kind == "level" and _YEAR.search(part):
            kind = "earlier"  # "2 (2023: 1)"
        number = [word for word in words if word not in _fillers()]
        if not number and kind == "level":
            continue  # "taso on:" before the number
        bare = " ".join(w for w in _YEAR.sub("", part).split() if fold(w) not in _fillers())
        level = parse(bare) or by_name(bare, framework)
        if kind == "earlier":
            continue
        yield kind, level


@cache
def _kinds() -> tuple[tuple[str, frozenset[str]], ...]:
    return (
        ("target", _single("target_words") - _single("level_words")),
        ("earlier", plain_set("answers", "earlier")),
    )


@cache
def _fillers() -> frozenset[str]:
    """Return the folded words that may stand beside a level and change nothing of it."""
    keys = ("target_words", "level_words", "now", "level_fillers", "points")
    return frozenset().union(*map(_single, keys), {""})


def _single(key: str) -> frozenset[str]:
    return frozenset(word for wording in plain_set("answers", key) for word in wording.split())


def _stars(text: str) -> TypedLevel | None:
    """Read "★★☆☆" as 2 of 4 and "***" as 3."""
    signs = "".join(text.split())
    if not signs or not set(signs) <= _FULL | _HOLLOW or len(signs) > 10:
        return None
    full = sum(sign in _FULL for sign in signs)
    return TypedLevel(signs, full, full, of=len(signs) if full < len(signs) else None)
