"""FUNDING: the funders' own lines in the returns decide which statement the report carries.

The wording is the European Union's own, not ours: it is data by language, not a message.
Sources: for 2021–2027 Regulation (EU) 2021/1060, Annex IX; for 2014–2020 the visibility
instructions of the Finnish programme. Projects must check it against their funder's
instructions.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum


class Programme(StrEnum):
    """A programming period of the European Social Fund."""

    ESF_2014 = "2014-2020"
    ESF_2021 = "2021-2027"


SIGNS: Mapping[Programme, re.Pattern[str]] = {
    Programme.ESF_2014: re.compile(
        r"2014\W+2020|vipuvoimaa|hävkraft|leverage from the eu"
        r"|euroopan sosiaalirahasto\b(?! ?(\+|plus))|europeiska socialfonden\b(?! ?(\+|plus))"
        r"|european social fund\b(?! ?(\+|plus))",
        re.IGNORECASE,
    ),
    Programme.ESF_2021: re.compile(
        r"2021\W+2027|osarahoittama|medfinansiera|co-?funded by"
        r"|társfinanszírozásával|bendrai finansuoja"
        r"|\b(esr|esf) ?(\+|plus)|(sosiaalirahasto|socialfonden|social fund) ?(\+|plus)",
        re.IGNORECASE,
    ),
}
"""What in a funder's line tells the programme."""

STATEMENTS: Mapping[Programme, Mapping[str, tuple[str, ...]]] = {
    Programme.ESF_2014: {
        "fi": ("Euroopan unioni", "Euroopan sosiaalirahasto", "Vipuvoimaa EU:lta 2014–2020"),
        "sv": (
            "Europeiska unionen",
            "Europeiska socialfonden",
            "Hävkraft från EU 2014–2020",
        ),
        "en": ("European Union", "European Social Fund", "Leverage from the EU 2014–2020"),
    },
    Programme.ESF_2021: {
        "fi": ("Euroopan unionin osarahoittama",),
        "sv": ("Medfinansieras av Europeiska unionen",),
        "en": ("Co-funded by the European Union",),
        "hu": ("Az Európai Unió társfinanszírozásával",),
        "lt": ("Bendrai finansuoja Europos Sąjunga",),
    },
}
"""The statement beside the emblem, a line each."""

RECALLED = frozenset({(Programme.ESF_2014, "sv"), (Programme.ESF_2014, "en")})
"""Wording for which no source was at hand: a default, to be checked with the funder."""


def programmes(lines: Sequence[str]) -> tuple[Programme, ...]:
    """Return the programmes that the funders' lines name, in time order; none if none does."""
    return tuple(
        programme for programme, sign in SIGNS.items() if any(sign.search(line) for line in lines)
    )


def programme(lines: Sequence[str]) -> Programme | None:
    """Return the programme whose statement a report must carry: the latest that is named.

    Returns of earlier rounds may carry the line of a programme that is over.
    """
    return next(reversed(programmes(lines)), None)


def is_default(programme: Programme, language: str) -> bool:
    """Tell whether the wording is a default that a project should check with its funder."""
    return (programme, language) in RECALLED or language not in STATEMENTS[programme]


def statement(programme: Programme, language: str) -> tuple[str, ...]:
    """Return the statement's lines; in English where the programme has none in that language."""
    wordings = STATEMENTS[programme]
    return wordings.get(language, wordings["en"])
