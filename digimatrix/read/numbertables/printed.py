"""Numbers as they are printed: decimal signs, thousands, per cent, footnote marks, gaps."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto
from fractions import Fraction
from functools import cache

from digimatrix.read.grids import Cell
from digimatrix.read.wordings import fold, plain_set

_NUMBER = (
    r"[+\-−–]?(?:\d{1,3}(?:[ '’]\d{3})+(?:[.,]\d+)?|\d{1,3}(?:[.,]\d{3})+(?:[.,]\d+)?"
    r"|\d+(?:[.,]\d+)?|[.,]\d+)"
)
_ARROWS = "↑↓→←↗↘▲▼△▽⬆⬇"
"""Behind a figure they say how it has changed: "484↓"."""

_MARK = (
    rf"(?:\s*(?:[*†‡§¹²³⁰-⁹ᵃ-ᶻ{_ARROWS}]+|\((?:[a-z]{{1,2}}|\d{{1,2}})\)|\[[a-z\d]{{1,2}}\])"
    r"|\s+(?:\d\)|[a-z]{1,2}\)?)|(?<=[.,]\d)[a-z]|(?<=[.,]\d\d)[a-z])"
)
_CELL = re.compile(
    rf"(?P<number>{_NUMBER})(?P<percent>\s*%)?{_MARK}*(?P<late>\s*%)?", re.IGNORECASE
)
_BAND = re.compile(rf"(?P<low>{_NUMBER})(?:\s?%)?\s*[-–—]\s*(?P<high>(?![-+−–]){_NUMBER})(?:\s?%)?")
_LIMIT = re.compile(rf"(?:[<>]=?|[≤≥])\s*{_NUMBER}(?:\s?%)?|\d[\d ',.]*\d(?:\s?%)?\s?\+")
_ORDINAL = r"\s*(?:\.|:?e|:?a|st|nd|rd|th|er|ère|re|[eè]me|nde|ste|de|\.?[ºª])?"
_RANK = re.compile(
    rf"#?\s*(?P<before>[=T]-?|>)?\s*(?P<place>\d+){_ORDINAL}"
    rf"(?P<after>\s*(?:[=+]|[-–—]\s*\d+{_ORDINAL}))?\s*",
    re.I,
)
_NOTHING = re.compile(
    rf"(?:[-–—.…:/*×]|(?-i:x)|\.\.+|#?n\.?\s?[/.]?\s?[ad]\.?|:\s?[a-z]{{1,2}}){_MARK}*",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\(([^()]*)\)")
_SYMBOLS = re.compile(rf"\s*[*†‡§¹²³⁰-⁹{_ARROWS}]+$")
_TRAILING_MARKS = re.compile(
    rf"(?:\s*(?:[*†‡§¹²³⁰-⁹{_ARROWS}]+\)?|\(\d{{1,2}}\)|\[[a-z\d]{{1,2}}\])"
    r"|(?:\s|(?<=[^\W\d]))\d{1,2}\))+$"
)


_MEDALS = "🥇🥈🥉"


class Kind(Enum):
    """What a cell of a table of numbers is."""

    NUMBER = auto()
    NOTHING = auto()  # "n/a", "..", ":": not known
    BAND = auto()  # "33.7–40.9", "<5": known only within limits
    WORDS = auto()


@dataclass(frozen=True, slots=True)
class Typed:
    """A cell before it is settled what its point and its comma mean.

    `number` is the bare number of a text, empty where the program stored a number, which is
    then `exact`.
    """

    kind: Kind
    number: str = ""
    percent: bool = False
    exact: Decimal | None = None


def typed(cell: Cell) -> Typed:
    """Return what a cell holds."""
    value = cell.value
    if cell.error:
        return Typed(Kind.NOTHING)
    if isinstance(value, int | float) and not isinstance(value, bool):
        exact = Decimal(f"{value:.15g}")
        percent = cell.text.endswith("%")
        return Typed(Kind.NUMBER, percent=percent, exact=exact * 100 if percent else exact)
    if isinstance(value, bool | datetime.date | datetime.time):
        return Typed(Kind.WORDS)
    text = " ".join(cell.text.split())
    found = _CELL.fullmatch(text)
    if found:
        percent = bool(found["percent"] or found["late"])
        return Typed(Kind.NUMBER, found["number"], percent)
    if _NOTHING.fullmatch(text) or fold(text) in _missing():
        return Typed(Kind.NOTHING)
    return Typed(Kind.BAND if is_limit(text) or _is_band(text) else Kind.WORDS)


def is_limit(text: str) -> bool:
    """Whether only one end of where a figure lies is told: "<5", "1501+"."""
    return _LIMIT.fullmatch(text) is not None


def _is_band(text: str) -> bool:
    """Whether both ends are told: "33.7–40.9". Of levels side by side ("2–3") one is not chosen."""
    found = _BAND.fullmatch(text)
    if found is None:
        return False
    low, high = (settled(Typed(Kind.NUMBER, found[end]), ())[0] for end in ("low", "high"))
    return high > low and (high - low > 1 or (low.denominator, high.denominator) != (1, 1))


@cache
def _missing() -> frozenset[str]:
    return plain_set("table", "missing") | plain_set("answers", "unknown")


class _Sign(Enum):
    DECIMAL = auto()
    THOUSANDS = auto()
    EITHER = auto()  # "1,234"


@dataclass(frozen=True, slots=True)
class Signs:
    """Which of "." and "," were seen as decimal signs and which between thousands.

    `bare` tells that some numbers have neither: where decimals are written out, all have them.
    """

    decimal: frozenset[str]
    thousands: frozenset[str]
    bare: bool = False

    def means(self, sign: str) -> _Sign:
        """Return what these say about a sign."""
        if (sign in self.decimal) != (sign in self.thousands):
            return _Sign.DECIMAL if sign in self.decimal else _Sign.THOUSANDS
        other = "," if sign == "." else "."
        if other in self.decimal:
            return _Sign.THOUSANDS
        return _Sign.DECIMAL if other in self.thousands else _Sign.EITHER


def signs(cells: Iterable[Typed]) -> Signs:
    """Return what numbers show of the signs in them."""
    decimal, thousands, bare = set(), set(), False
    for cell in cells:
        shown = _shown(cell.number)
        bare = bare or (cell.kind is Kind.NUMBER and not shown and cell.number != "0")
        for sign, means in shown:
            if means is _Sign.DECIMAL:
                decimal.add(sign)
            elif means is _Sign.THOUSANDS:
                thousands.add(sign)
    return Signs(frozenset(decimal), frozenset(thousands), bare)


def _shown(number: str) -> list[tuple[str, _Sign]]:
    """Return what one number shows: "1.234,5" that "." parts thousands and "," decimals."""
    marks = [letter for letter in number if letter in ".,"]
    if not marks:
        return []
    if len(set(marks)) == 2:
        return [(marks[0], _Sign.THOUSANDS), (marks[-1], _Sign.DECIMAL)]
    if len(marks) > 1:
        return [(marks[0], _Sign.THOUSANDS)]
    before, _, after = number.lstrip("+-−–").partition(marks[0])
    if len(after) != 3 or not before or before.startswith("0") or re.search(r"\D", before):
        return [(marks[0], _Sign.DECIMAL)]
    if len(before) > 3:
        return [(marks[0], _Sign.DECIMAL)]
    return [(marks[0], _Sign.EITHER)]


def settled(
    cell: Typed, evidence: Sequence[Signs], *, comma: bool = False
) -> tuple[Fraction, int, bool]:
    """Return the value of a number, its decimals, and whether its sign was in doubt.

    `evidence` is asked in order: the column's, then the table's. Where nothing tells, a comma
    before three digits parts thousands and a point is a decimal sign, as in English; unless a
    `comma` is usual before decimals and the column's numbers all have one.
    """
    if cell.exact is not None:
        exponent = cell.exact.normalize().as_tuple().exponent
        assert isinstance(exponent, int)
        return Fraction(cell.exact), max(0, -exponent), False
    number, doubt = re.sub(r"[ '’]", "", cell.number), False
    for sign, shown in _shown(cell.number):
        means = shown
        for each in evidence:
            if means is _Sign.EITHER:
                means = each.means(sign)
        if means is _Sign.EITHER:
            doubt = True
            usual = comma and bool(evidence) and not evidence[0].bare
            means = _Sign.DECIMAL if sign == "." or usual else _Sign.THOUSANDS
        number = number.replace(sign, "" if means is _Sign.THOUSANDS else "_")
    number = number.replace("_", ".").translate(str.maketrans("−–", "--"))
    return Fraction(Decimal(number)), len(number.partition(".")[2]), doubt


def rank(cell: Cell) -> tuple[int, bool] | None:
    """Return a place and whether it is marked as shared ("3=", "=3", "3–5", "501+"); None for none.

    A medal is a place, too: "🥇", "🥈 2.", "gold".
    """
    text = without_symbols(cell.text)
    if fold(text) in (called := _medals()):
        return called[fold(text)], False
    for place, medal in enumerate(_MEDALS, start=1):
        if medal in text:
            text = text.replace(medal, "").strip("\ufe0f ") or str(place)
    words = _BRACKETED.sub(r" \1 ", text).split()
    shared = [word for word in words if fold(word) in plain_set("table", "tied")]
    found = _RANK.fullmatch(" ".join(word for word in words if word not in shared))
    return (
        (int(found["place"]), bool(shared or found["before"] or found["after"])) if found else None
    )


@cache
def _medals() -> dict[str, int]:
    kinds = ("gold", "silver", "bronze")
    return {word: at for at, kind in enumerate(kinds, 1) for word in plain_set("table", kind)}


def without_marks(text: str) -> str:
    """Return a name without footnote marks: "Espoo¹", "Espoo*" and "Espoo 1)" are "Espoo"."""
    whole = " ".join(text.split())
    whole = whole.lstrip(f"{_MEDALS}\ufe0f ") or whole
    bare = _TRAILING_MARKS.sub("", whole).strip()
    # of "Union (EU27)" no bracket is left open
    return bare if bare and bare.count("(") <= bare.count(")") else whole


def without_symbols(text: str) -> str:
    """Return a heading without footnote symbols; what stands in brackets belongs to it."""
    return _SYMBOLS.sub("", " ".join(text.split())) or text.strip()
