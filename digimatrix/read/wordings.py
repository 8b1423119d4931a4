"""The wordings that sheets use, in all languages at once, and how wordings are compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import filterfalse

from digimatrix.languages import LANGUAGES, data

_MARKS = re.compile(r"[\W_]+")
_FOLDED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae"})


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """Return the words without case, marks and surplus spaces: "Miten/missä?" is "miten missä"."""
    return _MARKS.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return the plain words without accents, as hurried people type them: "Jämsä" is "jamsa"."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_letters).split())


class _Letters(dict[int, str]):
    """What each letter is folded to, remembered once it has been met."""

    def __missing__(self, letter: int) -> str:
        words = _MARKS.sub(" ", chr(letter).casefold())
        bare = "".join(filterfalse(unicodedata.combining, unicodedata.normalize("NFD", words)))
        self[letter] = bare.translate(_FOLDED)
        return self[letter]


_letters = _Letters()


@cache
def wordings(section: str, key: str) -> tuple[tuple[str, str], ...]:
    """Return every (language, wording) under that key of the languages' reading data."""
    return tuple(
        (language, wording)
        for language in LANGUAGES
        for wording in data(language, "reading")[section].get(key, ())
    )


def keys(section: str) -> Iterator[str]:
    """Yield the keys which the reading data has in that section, the same in each language."""
    yield from data("en", "reading")[section]


@cache
def plain_set(section: str, *keys: str) -> frozenset[str]:
    """Return the folded wordings under these keys, in all languages."""
    return frozenset(fold(text) for key in keys for _, text in wordings(section, key)) - {""}


@cache
def alternation(section: str, *keys: str) -> str:
    """Return a pattern of the wordings under these keys, in all languages, the longest first."""
    words = {re.escape(text) for key in keys for _, text in wordings(section, key)}
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


@lru_cache(maxsize=65536)
def is_other_word(text: str, section: str) -> bool:
    """Whether plain words are like those of a section but for accents that these have not.

    Hurried people leave accents out but put none in: Hungarian "erő" (strength) is not Finnish
    "ero" (difference).
    """
    alike = _by_folded(section).get(fold(text), ())
    return bool(alike) and not any(
        len(text) != len(each)
        or all(one in (other, fold(other)) for one, other in zip(text, each, strict=True))
        for each in alike
    )


@cache
def _by_folded(section: str) -> dict[str, list[str]]:
    made: dict[str, list[str]] = {}
    for key in keys(section):
        for _, wording in wordings(section, key):
            made.setdefault(fold(wording), []).append(plain(wording))
    return made


@cache
def months() -> dict[str, int]:
    """Return the number of each month by its folded name or stem, in all languages."""
    return {
        fold(name)[:length]: number
        for language in LANGUAGES
        for number, name in enumerate(data(language, "reading")["time"]["months"], start=1)
        for length in (len(fold(name)), max(4, len(fold(name)) - 2))
    }


def has_stem(text: str, key: str) -> bool:
    """Whether a word of the text begins with one of the stems under that key of the answers."""
    stems = _stems(key)
    return any(word.startswith(stems) for word in fold(text).split())


@cache
def _stems(key: str) -> tuple[str, ...]:
    return tuple(plain_set("answers", key))
