"""Numbers that are typed as words or in Roman numerals, in figures."""

from __future__ import annotations

import re
from functools import cache

from digimatrix.read.wordings import alternation, fold, wordings

_LONGEST = 40  # letters of a cell that may spell a level
_ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4", "V": "5"}
_NUMERAL = r"(?<![\w.])(I{1,3}|IV|V)"
_EQUATED = re.compile(rf"{_NUMERAL}(?=\s*=)")
_TOLD = re.compile(rf"{_NUMERAL}(?=\s*(?:=|:\s|[-–—]\s))")
_RUN = re.compile(r"(?<![\w.])I(\s*(?:[-–—−…]|\.\.\.?)\s*)(III|IV|V)(?!\w)")
_WORD = re.compile(r"[^\W\d_]+")


@cache
def _figures() -> dict[str, str]:
    """Return the figure of each number word, folded: the wordings stand in order from zero."""
    counted: dict[str, int] = {}
    figures: dict[str, str] = {}
    for language, words in wordings("answers", "numbers"):
        number = counted.get(language, 0)
        counted[language] = number + 1
        figures |= {fold(word): str(number) for word in words.split("/")}
    return figures


@cache
def number_words() -> frozenset[str]:
    """Return the folded words of which a spelled number has one: "kaksi", "II", "puolitoista"."""
    halves = (fold(words) for _, words in wordings("answers", "one_and_a_half"))
    numbers = (*_figures(), *map(fold, _ROMAN), *halves)
    return frozenset(max(number.split(), key=len) for number in numbers)


def in_arabic(text: str) -> str:
    """Return a text with the Roman numerals of a scale as figures: "Taso (I–V)", "I = ei ole".

    What is told of one alone by another sign than "=" may be a chapter: "I – Tausta".
    """
    if "I" not in text and "V" not in text:
        return text
    text = _RUN.sub(lambda run: f"1{run[1]}{_ROMAN[run[2]]}", text)
    several = {"I"} < set(_TOLD.findall(text))
    return (_TOLD if several else _EQUATED).sub(lambda told: _ROMAN[told[1]], text)


@cache
def _half() -> re.Pattern[str]:
    words = "|".join(re.escape(words) for _, words in wordings("answers", "and_a_half"))
    return re.compile(rf"(?<=\d)\s+(?:{words})(?!\w)", re.IGNORECASE)


@cache
def _one_and_a_half() -> re.Pattern[str]:
    """Find the words that alone are 1.5: "puolitoista", "másfél"."""
    words = alternation("answers", "one_and_a_half")
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


def with_halves(text: str) -> str:
    """Return a text with the halves after its figures as decimals: "2 ja puoli" is "2.5"."""
    return _half().sub(".5", text)


def in_figures(text: str) -> str:
    """Return a short text with its number words as figures: "taso kaksi ja puoli" is "taso 2.5"."""
    if len(text) > _LONGEST:
        return text
    last = text.split()[-1] if text.split() else ""
    if last in _ROMAN:
        return text[: text.rindex(last)] + _ROMAN[last]
    text = _one_and_a_half().sub("1.5", text)
    figures = _figures()
    return with_halves(_WORD.sub(lambda word: figures.get(fold(word[0]), word[0]), text))
