"""The name in a file's name: "Hajdúszoboszló" in "kerdoiv_hajduszoboszlo_2024.xlsx"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from digimatrix.read.senders.versions import KINDS
from digimatrix.read.wordings import fold, plain_set

_LEAST = 3  # letters of a name
_MOST_WORDS = 3  # of a phrase that is no name: "kopio tiedostosta"
_WORD = re.compile(r"[^\W_]+")
_FIGURES = re.compile(r"\d+(?![^\W_])")  # at the end of a word: "Taul1"
_DATE = re.compile(
    r"(?<!\d)(?:(?:19|20)\d\d(?:([-_. ]?)[01]\d\1[0-3]\d)?"
    r"|[0-3]?\d([-_. ])[01]?\d\2(?:19|20)\d\d)(?!\d)"
)


def name_in(stem: str, titles: Iterable[str]) -> str:
    """Return what a file's name tells besides that it is an answer, and when it was made.

    As a title writes it, if one holds it; where figures or nothing would be left, the whole.
    """
    name = _without_other_words(stem)
    if len(name) < _LEAST or any(map(str.isdigit, name)):
        return stem
    written = filter(None, (_written(name, title) for title in titles))
    return next(written, name[0].upper() + name[1:])


def names_nobody(name: str) -> bool:
    """Whether the name of a file or a sheet only tells what it holds, and when it was made.

    So do "Taul1", "Self-assessment" and "Levels and targets".
    """
    bare = _FIGURES.sub("", name)
    if fold(bare) in plain_set("labels", "text", "level", "target"):
        return True
    left = fold(_without_other_words(bare)).split()
    return len("".join(set(left) - plain_set("answers", "or"))) < _LEAST


def _written(name: str, title: str) -> str:
    """Return the words of a title that are the name but for accents: "Hódmezővásárhely, 2024"."""
    words = list(_WORD.finditer(title))
    length = len(_WORD.findall(name))
    for first, last in zip(words, words[length - 1 :], strict=False):
        if fold(found := title[first.start() : last.end()]) == fold(name) and found[0].isupper():
            return found
    return ""


def _without_other_words(stem: str) -> str:
    bare = _DATE.sub(lambda date: " " * len(date[0]), stem)
    words = list(_WORD.finditer(bare))
    kept: list[re.Match[str]] = []
    while words:
        for length in range(min(_MOST_WORDS, len(words)), 0, -1):
            if fold(" ".join(word[0] for word in words[:length])) in no_names():
                del words[:length]
                break
        else:
            kept.append(words.pop(0))
    return "".join(
        (_joint(bare[before.end() : word.start()]) if before else "") + word[0]
        for before, word in zip([None, *kept], kept, strict=False)
    )


def _joint(between: str) -> str:
    """Return what joins two words of a name: "Bagaméri-Nagy" keeps its hyphen."""
    return "-" if between == "-" else " "


def no_names() -> frozenset[str]:
    """Return the words of files' and sheets' names that are nobody's: "kysely", "täytetty"."""
    seasons = plain_set("time", "spring") | plain_set("time", "autumn")
    return generic() | plain_set("sheets", "letter") | seasons


def generic() -> frozenset[str]:
    """Return the words by which sheets say what they are: an answer, instructions, a draft."""
    kinds = ("generic", "example", "instruction", "summary", "lists", "continued")
    return plain_set("sheets", *kinds, "version", *KINDS)
