"""Which language a table of numbers is in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from digimatrix.languages import LANGUAGES
from digimatrix.read.wordings import fold, keys, wordings


def language_of(texts: Iterable[str]) -> str:
    """Return the language that most headings and names of rows at the foot are in."""
    folded = set(map(fold, texts))
    known = Counter(
        language
        for key in keys("table")
        for language, text in wordings("table", key)
        if fold(text) in folded
    )
    best = max(known.values(), default=0)
    return next((each for each in ("en", *LANGUAGES) if known[each] == best), "en")
