"""Slips of the pen inside a heading of several words: "Bacground and basis"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

from digimatrix.read.wordings import fold, plain_set

_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST = 6  # letters of a word that may have a slip; of shorter ones others are as close
_TWO_SLIPS = 12  # letters from which on a word may have two
_ENDING = 3  # letters in which words of a language differ by their case, not by a slip
_MOST_WORDS = 7  # of a heading; longer texts are answers


class Slips:
    """Mends words that are a slip away from a word of the known wordings.

    A slip is a letter too many or too few, another letter or two in the wrong order, but not
    at the beginning of a word, nor in its ending: "stratégiánk" is no misspelt "stratégiák".
    """

    def __init__(self, wordings: Iterable[str]) -> None:
        words = {word for text in wordings for word in text.split() if len(word) >= _SHORTEST}
        self._words = frozenset(words)
        self._by_ends: dict[tuple[str, str], list[str]] = {}
        for word in sorted(words):
            self._by_ends.setdefault((word[:1], word[-1:]), []).append(word)

    def mended(self, text: str) -> str | None:
        """Return a text with one misspelt word put right, or None if there is none, or more."""
        found = list(_WORD.finditer(text))
        if len(found) > _MOST_WORDS:
            return None
        folded = [fold(word.group()) for word in found]
        if not plain_set("answers", "denying").isdisjoint(folded):
            return None  # "Ei seurata" is an answer, however near it comes to "seuranta"
        slips = [
            (word, right)
            for word, bare in zip(found, folded, strict=True)
            if (right := self._right(bare))
        ]
        if len(slips) != 1:
            return None
        (word, right), *_ = slips
        return text[: word.start()] + right + text[word.end() :]

    def _right(self, word: str) -> str | None:
        """Return the known word that a folded word misspells."""
        if len(word) < _SHORTEST or word in self._words:
            return None
        known = self._by_ends.get((word[:1], word[-1:]))
        if known is None:
            return None
        most = 2 if len(word) >= _TWO_SLIPS else 1
        close = process.extract(word, known, scorer=OSA.distance, score_cutoff=most)
        return next((other for other, _, _ in close if _is_slip(word, other)), None)


def _is_slip(word: str, known: str) -> bool:
    """Whether a word has the known one's ending, or its letters in another order."""
    return word[-_ENDING:] == known[-_ENDING:] or sorted(word) == sorted(known)
