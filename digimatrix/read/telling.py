"""Which dimension the words of a heading point to that no list knows: "Kumppanimme"."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cache

from digimatrix.model.framework import Framework
from digimatrix.read.wordings import fold

_Words = Mapping[str, Mapping[str, tuple[str, ...]]]


class Telling:
    """Finds the telling words of one framework's dimensions."""

    def __init__(self, framework: Framework) -> None:
        self._telling = {each.key: each.telling for each in framework.dimensions}
        self._hinting = {each.key: each.hinting for each in framework.dimensions}

    def told(self, text: str, languages: Collection[str]) -> set[str]:
        """Return the dimensions that telling words of these languages stand for in the text."""
        return _found(self._telling, text, languages)

    def pointed(self, text: str, languages: Collection[str]) -> set[str]:
        """Return the dimensions told, or if none is those that words of less weight hint at."""
        return self.told(text, languages) or _found(self._hinting, text, languages)


def _found(words: _Words, text: str, languages: Collection[str]) -> set[str]:
    folded = fold(text)
    return {
        key
        for key, known in words.items()
        for language in languages
        if (told := known.get(language)) and pattern(told).search(folded)
    }


@cache
def pattern(wordings: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern of folded wordings in which "*" stands for any letters of a word."""
    words = (r"\w*".join(map(fold, each.split("*"))) for each in wordings)
    return re.compile(rf"\b(?:{'|'.join(words)})\b")
