"""Joint returns: which municipalities a name such as "Juva ja Rantasalmi" joins."""

from __future__ import annotations

import re
from functools import cache

from digimatrix.read.senders.filenames import generic
from digimatrix.read.senders.register import Found, Registers
from digimatrix.read.wordings import alternation, fold, plain_set

_LONGEST = 200  # letters of a title that may name several
_APART = re.compile(r"[:;()–—]|\s-\s")


def together(text: str, registers: Registers) -> tuple[Found, ...]:
    """Return the municipalities of a joint return: "Juvan ja Rantasalmen kunnat 2025".

    None where the text names anything else beside them, or only one of them; a slash
    ("Nokia / Kangasala") may leave a choice that nobody made.
    """
    if len(text) > _LONGEST or not _joining().search(text):
        return ()
    pieces = [names for piece in _APART.split(text) if (names := _names(piece))]
    if len(pieces) != 1:
        return ()
    found = [each for name in pieces[0] if (each := registers.find(name))]
    apart = {each.municipality for each in found}
    return tuple(found) if len(pieces[0]) == len(found) == len(apart) > 1 else ()


def says_common(text: str) -> bool:
    """Whether what stands where a municipality is named says that it is of all: "Yhteinen"."""
    return fold(text) in plain_set("municipality", "common")


def _names(piece: str) -> list[str]:
    """Return the folded parts of a title that are joined, without words that say nothing."""
    idle = generic() | plain_set("municipality", "several")
    parts = (fold(part).split() for part in _joining().split(piece))
    names = ([word for word in part if word not in idle and not word.isdigit()] for part in parts)
    return [" ".join(name) for name in names if name]


@cache
def _joining() -> re.Pattern[str]:
    words = alternation("municipality", "joining")
    return re.compile(rf"\s*[,&+]\s*|[\s_](?:{words})[\s_]", re.IGNORECASE)
