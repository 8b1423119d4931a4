"""The language that a return's words are in, by the letters that follow on each other."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from digimatrix import languages
from digimatrix.languages import LANGUAGES

FOLDER = Path(languages.__file__).parent
TRIPLES = FOLDER / "triples.csv"
"""How likely three letters are in each language, in tenths of a logarithm below the likeliest."""

_ENOUGH = 25  # letters; fewer say little about a language
_MOST = 120  # letters, the beginnings of all answers; more say nothing new
_HEADINGS = 40  # what the language of the headings counts, as much as a few triples
_APART = re.compile(r"[\W\d_]+")


def of(texts: Sequence[str], otherwise: str) -> str:
    """Return the language most of the words are in; `otherwise` if there are too few to tell."""
    share = _MOST // max(1, len(texts))
    words = " ".join(text[:share] for text in texts)
    if sum(map(str.isalpha, words)) < _ENOUGH:
        return otherwise
    found = filter(None, map(_likely().get, triples(words)))
    scores = dict(zip(LANGUAGES, map(sum, zip(*found, strict=True)), strict=False))
    scores[otherwise] = scores.get(otherwise, 0) + _HEADINGS
    return max(scores, key=scores.__getitem__)


def triples(text: str) -> list[str]:
    """Return the letters in threes, with a space where a word begins and ends."""
    words = _APART.sub(" ", f" {text} ").lower()
    return [words[at : at + 3] for at in range(len(words) - 2)]


@cache
def _likely() -> dict[str, tuple[int, ...]]:
    with TRIPLES.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        return {letters: tuple(map(int, numbers)) for letters, *numbers in rows}
