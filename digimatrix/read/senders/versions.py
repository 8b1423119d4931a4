"""Which version of a return it calls itself: "vanha", "v2", "korjattu", "lisäys"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from digimatrix.model.values import value
from digimatrix.read.wordings import alternation, fold, plain_set

KINDS = ("addition", "correction", "replacing", "earlier", "corrected", "later")
"""What a text may call a return, what is meant before what may be said along with it.

"A correction to our earlier answer" is a correction, "an old version, corrected" an old one.
"""

_CLAUSE = re.compile(r"\s[-–—]\s|[,;:.!?()](?=\s|$)|\n")


@value
class Version:
    """What a return's names and titles call it.

    `standing` is -1 for one that others are later than (an old one, a draft), 1 for a later one;
    `adds` and `corrects` tell that it is an addition to what was sent before, or corrects it.
    """

    standing: int
    number: tuple[int, int]
    adds: bool
    corrects: bool


def called(texts: Iterable[str]) -> frozenset[str]:
    """Return what kinds of versions the texts say that a return is.

    The first clause of each that says one counts: in "Corrected – the old one was a draft" what
    follows is said of another return. Where the one above was a draft, this one replaces it.
    """
    return frozenset(kind for kind in map(_called, texts) if kind)


def _called(text: str) -> str | None:
    clauses = [set(fold(clause).split()) for clause in _CLAUSE.split(text)]
    above = plain_set("sheets", "above")
    said = [kind for words in clauses if not words & above and (kind := _kind(words))]
    replaces = any(words & above and _kind(words) == "earlier" for words in clauses)
    return next(iter(said), "replacing" if replaces else None)


def _kind(words: set[str]) -> str | None:
    return next((kind for kind in KINDS if words & plain_set("sheets", kind)), None)


def version_of(file: str, sheet: str | None, titles: frozenset[str]) -> Version:
    """Return which version a return is, by its names and what its `titles` call it."""
    *folders, base = file.split("/")
    stem = base.rpartition(".")[0]
    kinds = titles | called((*folders, stem, sheet or ""))
    return Version(
        -1 if "earlier" in kinds else int(not kinds.isdisjoint(KINDS)),
        max(_number(name) for name in (stem, sheet or "")),
        "addition" in kinds,
        not kinds.isdisjoint(("correction", "corrected")),
    )


def _number(name: str) -> tuple[int, int]:
    """Return the number of the version: (2, 0) for "Nokia v2", (1, 0) where none is given."""
    found = [
        (int(match["copy"] or match["first"] or match["last"]), int(match["part"] or 0))
        for match in _numbered().finditer(name.replace("_", " "))
    ]
    return max(found, default=(1, 0))


@cache
def _numbered() -> re.Pattern[str]:
    """Find the number of a version; that of a day, as in "korjattu 3.2.", is none."""
    version = alternation("sheets", "version")
    others = alternation("sheets", *KINDS)
    return re.compile(
        r"\((?P<copy>\d{1,2})\)"
        rf"|(?<![^\W_])(?P<first>\d{{1,2}})(?:\.|:a|nd|rd|th)?[ -]?(?:{version})(?!\w)"
        rf"|(?<![^\W\d_])(?:v|ver|(?:{version})|(?P<other>{others}))[ ._-]{{0,2}}"
        r"(?P<last>\d{1,2})(?:(?(other)(?!)|[.,](?P<part>\d{1,2})))?(?!\d|[.,]\d|(?(other)\.|(?!)))",
        re.IGNORECASE,
    )
