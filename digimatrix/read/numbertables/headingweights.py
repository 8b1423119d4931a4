"""Weights in the headings of a table: "Teaching (30%)", "Osaaminen (paino 0,3)"."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

from digimatrix.read.numbertables.tablegrid import wording
from digimatrix.read.wordings import fold, plain_set

_NUMBER = r"(\d{1,3}(?:[.,]\d+)?)"
_BARE = re.compile(rf"\S[\s:–—-]\s*{_NUMBER}\s?%$")
_BRACKETS = re.compile(r"\S\s*[(\[]([^()\[\]]*)[)\]]$")
_WITHIN = re.compile(rf"([^\d%]*?)\W*{_NUMBER}\s?(%?)\W*([^\d%]*)")


class Weight(NamedTuple):
    """A weight, and whether it is called one: a number of per cent may be something else."""

    value: Fraction
    called: bool


def weight_in(heading: str) -> Weight | None:
    """Return the weight that a heading ends in, None if it has none."""
    if bare := _BARE.search(heading):
        return Weight(_number(bare[1]), called=False)
    brackets = _BRACKETS.search(heading)
    found = _WITHIN.fullmatch(brackets[1].strip()) if brackets else None
    if found is None:
        return None
    before, number, sign, behind = found.groups()
    words = {word for text in (before, behind) if (word := fold(text))}
    weights, percent = wording("weight"), plain_set("answers", "percent")
    called = bool(words & weights)
    if not (called or sign or words & percent) or (
        fold(behind) and fold(behind) not in weights | percent
    ):
        return None
    return Weight(_number(number), called)


def _number(text: str) -> Fraction:
    return Fraction(text.replace(",", "."))
