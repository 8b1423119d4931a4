"""Which dimension the words of a heading point to that no list knows: "Kumppanimme"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from digimatrix.languages import LANGUAGES
from digimatrix.model.framework import Framework
from digimatrix.read.wordings import fold


class Telling:
    """Finds the telling words of one framework's dimensions."""

    def __init__(self, framework: Framework) -> None:
        self._telling = {
            (language, each.key): pattern
            for language in LANGUAGES
            for each in framework.dimensions
            if (pattern := _pattern(each.telling.get(language, ())))
        }
        self._hinting = {
            (language, each.key): pattern
            for language in LANGUAGES
            for each in framework.dimensions
            if (pattern := _pattern(each.hinting.get(language, ())))
        }

    def told(self, text: str, languages: Collection[str]) -> set[str]:
        """Return the dimensions that telling words of these languages stand for in the text."""
        return _found(self._telling, fold(text), languages)

    def pointed(self, text: str, languages: Collection[str]) -> set[str]:
        """Return the dimensions told, or if none is those that words of less weight hint at."""
        return self.told(text, languages) or _found(self._hinting, fold(text), languages)


def _found(
    patterns: dict[tuple[str, str], re.Pattern[str]], words: str, languages: Collection[str]
) -> set[str]:
    return {
        key
        for (language, key), pattern in patterns.items()
        if language in languages and pattern.search(words)
    }


def _pattern(wordings: Iterable[str]) -> re.Pattern[str] | None:
    """Return a pattern of folded wordings in which "*" stands for any letters of a word."""
    words = [r"\w*".join(map(fold, each.split("*"))) for each in wordings]
    return re.compile(rf"\b(?:{'|'.join(words)})\b") if words else None
