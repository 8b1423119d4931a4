"""The language that a return's words are in."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from functools import cache
from typing import Any

from digimatrix.languages import LANGUAGES

_ENOUGH = 25  # letters; fewer say little about a language
_MOST = 300  # letters, the beginnings of all answers; more say nothing new


@cache
def _identifier() -> Any:
    langid = importlib.import_module("py3langid.langid")  # costs half a second, so only if needed
    identifier = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE)
    identifier.set_languages(list(LANGUAGES))
    return identifier


def of(texts: Sequence[str], otherwise: str) -> str:
    """Return the language most of the words are in; `otherwise` if there are too few to tell."""
    share = _MOST // max(1, len(texts))
    words = " ".join(text[:share] for text in texts).lower()  # capitals look like another language
    if sum(map(str.isalpha, words)) < _ENOUGH:
        return otherwise
    return str(_identifier().classify(words)[0])
