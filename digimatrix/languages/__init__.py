"""What a language says things with: reading words and cues as data, messages by gettext.

One folder a language: `reading.toml` (labels, empty answers, funders' lines), `evidence.toml`
(cues of statements and levels) and `LC_MESSAGES/` (the words of reports and messages).
"""

from __future__ import annotations

import datetime
import gettext
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache
from typing import Any

LANGUAGES = ("fi", "sv", "en", "hu", "lt")
"""The languages that sheets are read and reports are written in."""

NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"

_HALF_UP = Context(prec=330, rounding=ROUND_HALF_UP)  # a float has 309 digits before the point

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]

_CLOSE_PERCENT = frozenset({"en", "hu"})
"""Languages that write the sign of per cent without a space before it."""

_NORDIC = {"å": "z1", "ä": "z2", "ö": "z3"}
_LETTERS = {
    "fi": _NORDIC,
    "sv": _NORDIC,
    "hu": {"ö": "o1", "ő": "o1", "ü": "u1", "ű": "u1"},
    "lt": {"č": "c1", "y": "i1", "š": "s1", "ž": "z1"},
}
"""Letters with a place of their own in a language's alphabet: after which letter they come."""


def _rounded(value: float, decimals: int) -> Decimal:
    """Return the number with so many decimals; its first 15 digits are those a float is sure of."""
    return _HALF_UP.quantize(Decimal(f"{value:.15g}"), Decimal(1).scaleb(-decimals))


@cache
def data(language: str, name: str) -> dict[str, Any]:
    """Return the data file of that name and language as plain values.

    Raises:
        FileNotFoundError: if the package has no such file.
    """
    import tomllib  # here, so that a command's help need not wait for it
    from importlib import resources

    source = resources.files(__name__).joinpath(language, f"{name}.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    if language == "en":  # the messages themselves are English
        return gettext.NullTranslations()
    from importlib import resources

    source = resources.files(__name__).joinpath(language, "LC_MESSAGES", "digimatrix.mo")
    with source.open("rb") as stream:
        return gettext.GNUTranslations(stream)


def typed(value: float, language: str) -> str:
    """Return a number as people type it in that language, with all its decimals: "2,5", "75"."""
    text = f"{value:.9g}"
    return text if language == "en" else text.replace(".", ",")


@dataclass(frozen=True)
class Words:
    """The words, numbers and alphabetical order of one report language.

    `decimals` are those that means and differences of levels are printed with: on a scale as
    narrow as 0–1 one would not tell them apart.
    """

    language: str = "en"
    decimals: int = 1
    _catalogue: gettext.NullTranslations = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_catalogue", _catalogue(self.language))

    def t(self, message: str, /, **facts: object) -> str:
        """Return the message in this language, its {places} filled with the facts."""
        text = self._catalogue.gettext(message)
        return text.format(**facts) if facts else text

    def n(self, one: str, many: str, count: int, /, **facts: object) -> str:
        """Return the message for that count; `{n}` is the count."""
        return self._catalogue.ngettext(one, many, count).format(n=self.number(count), **facts)

    def number(self, value: float | None, decimals: int = 0) -> str:
        """Return a number as it is printed here: "1 204", "2,5", "−1"; unknown is "–".

        A half is rounded away from zero, as the programs do that open our workbooks.
        """
        if value is None:
            return "–"
        text = f"{_rounded(value, decimals):,f}"
        if float(text.replace(",", "")) == 0:
            text = text.lstrip("-")
        if self.language != "en":
            text = text.replace(",", NO_BREAK_SPACE).replace(".", ",")
        return text.replace("-", MINUS)

    def level(self, value: float | None) -> str:
        """Return a level: no decimals where it needs none, else as a mean ("3", "2.5")."""
        whole = value is None or value == int(value)
        return self.number(value, 0 if whole else self.decimals)

    def mean(self, value: float | None) -> str:
        """Return a mean of levels, or another figure in levels, always with its decimals: "3.0"."""
        return self.number(value, self.decimals)

    def signed(self, value: float | None) -> str:
        """Return a difference of levels with its sign: "+0.8", "−1.8", "±0.0"."""
        if value is None:
            return "–"
        text = self.mean(value)
        if text.startswith(MINUS):
            return text
        return ("+" if any(digit in "123456789" for digit in text) else "±") + text

    def percent(self, share: float | None) -> str:
        """Return a share as per cent; 0 % and 100 % are shown only where they are exact."""
        if share is None:
            return "–"
        value = int(_rounded(share * 100, 0))
        if value == 0 and share > 0:
            value = 1
        if value == 100 and share < 1:
            value = 99
        return self.with_percent(str(value))

    def with_percent(self, number: str) -> str:
        """Return a number with the sign of per cent."""
        return f"{number}%" if self.language in _CLOSE_PERCENT else f"{number}{NO_BREAK_SPACE}%"

    def date(self, date: datetime.date | None) -> str:
        """Return a date as it is written here: "14.3.2022", "14 March 2022", "2022-03-14"."""
        if date is None:
            return "–"
        match self.language:
            case "en":
                return f"{date.day}{NO_BREAK_SPACE}{_MONTHS[date.month - 1]} {date.year}"
            case "hu":
                return f"{date:%Y.%m.%d}.".replace(".", f".{NO_BREAK_SPACE}", 2)
            case "lt":
                return date.isoformat()
            case _:
                return f"{date.day}.{date.month}.{date.year}"

    def join(self, parts: Iterable[str]) -> str:
        """Return the parts as a list in a sentence: "a, b and c"."""
        *first, last = list(parts) or [""]
        return self.t("{first} and {last}", first=", ".join(first), last=last) if first else last

    def order(self, text: str) -> tuple[tuple[str, ...], str]:
        """Return a sort key: the alphabetical order of this language ("å, ä, ö" end Finnish).

        A letter with an accent that is no letter of its own here counts as the plain one.
        """
        own = _LETTERS.get(self.language, {})
        folded = text.casefold()
        plain = (own.get(x) or unicodedata.normalize("NFD", x)[0] for x in folded)
        return tuple(plain), folded
