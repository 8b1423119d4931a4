"""The language that a return's words are in."""

from __future__ import annotations

import importlib
import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from digimatrix.languages import LANGUAGES
from digimatrix.read.wordings import wordings

_ENOUGH = 25  # letters; fewer say little about a language
_MOST = 300  # letters, the beginnings of all answers; more say nothing new to the library
_MORE = 1200  # letters, where a few of each of many answers do not tell it
_SURE = 3  # common words of one language that tell it, if there are four times fewer of any other
_WORD = re.compile(r"[^\W\d_]+")


@cache
def _common() -> dict[str, str]:
    """Return the language of each word that many answers hold."""
    return {word: language for language, word in wordings("prose", "common")}


@cache
def _identifier() -> Any:
    langid = importlib.import_module("py3langid.langid")  # costs half a second, so only if needed
    identifier = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE)
    identifier.set_languages(list(LANGUAGES))
    return identifier


def of(texts: Sequence[str], otherwise: str) -> str:
    """Return the language most of the words are in; `otherwise` if there are too few to tell.

    The most common words tell it of nearly every return; of the others a library does.
    """
    words = _beginnings(texts, _MOST)
    if sum(map(str.isalpha, words)) < _ENOUGH:
        return otherwise
    if (language := _told(words) or _told(_beginnings(texts, _MORE))) is not None:
        return language
    return str(_identifier().classify(words)[0])


def _beginnings(texts: Sequence[str], most: int) -> str:
    share = most // max(1, len(texts))
    return " ".join(text[:share] for text in texts).lower()  # capitals look like another language


def _told(words: str) -> str | None:
    """Return the language that nearly all of the common words are of, if they are enough."""
    (language, most), (_, second) = _counted(words)
    return language if most >= _SURE and most >= 4 * second else None


def _counted(words: str) -> list[tuple[str, int]]:
    """Return the two languages that most of the common words are of, and how many are."""
    found = dict.fromkeys(LANGUAGES, 0)
    for word in filter(_common().__contains__, _WORD.findall(words)):
        found[_common()[word]] += 1
    return sorted(found.items(), key=lambda item: -item[1])[:2]
