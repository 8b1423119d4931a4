"""Which sheets name dimensions and are no returns: budgets, lists, agendas, minutes, glossaries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from digimatrix.read.accounting import Ledger
from digimatrix.read.bundles import Bundle
from digimatrix.read.grids import Cell
from digimatrix.read.headings import Headings
from digimatrix.read.layouts.layout import Slot
from digimatrix.read.wordings import fold, plain_set

_SURE = 90  # of a heading without words of its own around it
_WHOLE = 5  # dimensions: a matrix, whatever else a sheet is called
_FEW = 3  # dimensions: fewer may stand on any sheet
_NEEDED = 2  # sure headings of what names no municipality
_ABOVE_SCALES = 100  # a larger number is no level, unless the framework has a wider scale
_LEAST = 2  # cells that tell
_TITLE = 100  # letters
_ACROSS = frozenset({"rows", "long"})  # layouts with the headings in a column
_NUMBER = re.compile(r"[-+]?\d[\d\s.,'’]*")
_CURRENCY = re.compile(r"[€$£]")


def other_papers(
    bundles: Sequence[Bundle], ledgers: Mapping[int, Ledger], headings: Headings
) -> set[int]:
    """Return which sheets of a file with tables, by their numbers, are other papers.

    What a municipality sent, or what has most of the headings, has to be called so more clearly.
    """
    slots: dict[int, list[Slot]] = {number: [] for number in ledgers}
    for bundle in bundles:
        slots[bundle.number] += (sited.slot for sited in bundle.slots)
    sure = {n: _dimensions(slots[n], ledger, headings) for n, ledger in ledgers.items()}
    named = any(bundle.named.stated for bundle in bundles)
    if not named and _is_unlikely(bundles, list(ledgers.values()), list(sure.values()), headings):
        return set(ledgers)
    return {
        number
        for number, ledger in ledgers.items()
        if _holds_amounts(
            slots[number], max(_ABOVE_SCALES, *(high for _, high in headings.framework.scales))
        )
        or _repeats_headings(slots[number], headings)
        or (len(sure[number]) < _FEW and _is_called(_names(ledger, headings), "papers"))
    }


def _is_unlikely(
    bundles: Sequence[Bundle],
    ledgers: Sequence[Ledger],
    sure: Sequence[Mapping[str, int]],
    headings: Headings,
) -> bool:
    """Whether the sheets of a file that names no municipality are hardly a matrix."""
    dimensions = {key: max(each.get(key, 0) for each in sure) for key in set().union(*sure)}
    if len(dimensions) >= _WHOLE:
        return _is_called([_file(ledgers[0])], "papers")
    certain = sum(each >= _SURE for each in dimensions.values())
    few = len(dimensions)
    others = sum(_other_columns(bundles, ledger, headings) for ledger in ledgers)
    return (
        (certain < _NEEDED and few <= _FEW)
        or (few < _FEW and others >= few)
        or any(
            _is_called([*_names(ledger, headings), *_title(ledger)], "papers", "minutes")
            for ledger in ledgers
        )
    )


def _names(ledger: Ledger, headings: Headings) -> list[str]:
    """Return the names of the file and the sheet, but for a sheet named after a dimension."""
    read = headings.read(ledger.grid.sheet)
    return [_file(ledger)] if read and read.dimension else [_file(ledger), ledger.grid.sheet]


def _file(ledger: Ledger) -> str:
    return ledger.grid.file.rpartition("/")[2].rpartition(".")[0]


def _holds_amounts(slots: Sequence[Slot], highest: float) -> bool:
    """Whether all answers are numbers, most of them sums of money or above the highest level."""
    amounts = 0
    for slot in slots:
        amount = _is_amount(slot.cell, highest)
        if amount is None:
            return False
        amounts += amount
    return amounts >= max(_LEAST, len(slots) / 2)


def _is_amount(cell: Cell, highest: float) -> bool | None:
    """Whether a number is a sum of money or above the highest level; None for what is none."""
    if isinstance(cell.value, int | float):
        return abs(cell.value) > highest
    bare = _CURRENCY.sub(" ", cell.text)
    letters = re.findall(r"[^\W\d_]+", bare)
    digits = re.sub(r"[^\W\d_]+\.?", " ", bare).strip()
    if not _NUMBER.fullmatch(digits) or not plain_set("answers", "money").issuperset(
        map(fold, letters)
    ):
        return None
    whole = re.split(r"[.,]\d{1,2}$|(?<=^0)[.,]\d+$", digits)[0]
    large = len(re.sub(r"\D", "", whole)) > len(str(int(highest)))
    return bool(letters) or bare != cell.text or large


def _repeats_headings(slots: Sequence[Slot], headings: Headings) -> bool:
    """Whether all answers are their own headings again: the terms in several languages."""
    return len(slots) >= _LEAST and all(
        (read := headings.read(slot.cell.text)) is not None and read.dimension == slot.dimension
        for slot in slots
    )


def _dimensions(slots: Iterable[Slot], ledger: Ledger, headings: Headings) -> dict[str, int]:
    """Return the dimensions that a sheet names, and how sure their headings are."""
    sure: dict[str, int] = {}
    for address in ledger.headings:
        read = headings.read(ledger.grid.cells[address].text)
        if read and read.dimension:
            sure[read.dimension] = max(read.sure, sure.get(read.dimension, 0))
    for slot in slots:
        sure.setdefault(slot.dimension, 100)
    return sure


def _title(ledger: Ledger) -> list[str]:
    """Return the first words of a sheet, if they are short enough for a title."""
    first = next(iter(ledger.grid.cells.values())).text
    return [first] if len(first) <= _TITLE else []


def _is_called(names: Iterable[str], *keys: str) -> bool:
    """Whether one of the names says what a paper is: "Budjetti 2025", "Hankebudjetti".

    What calls itself answers is none: "Vastaukset ja yhteystiedot".
    """
    known = plain_set("sheets", *keys)
    ends = tuple(plain_set("sheets", *(f"{key}_compound" for key in keys)))
    for name in names:
        words = [word.rstrip("0123456789") for word in fold(name.replace("_", " ")).split()]
        if not plain_set("labels", "text").isdisjoint(words):
            continue
        joined = f" {' '.join(words)} "
        if any(f" {wording} " in joined for wording in known):
            return True
        if any(word.endswith(ends) for word in words):
            return True
    return False


def _other_columns(bundles: Iterable[Bundle], ledger: Ledger, headings: Headings) -> int:
    """Return how many headings beside those of dimensions in a row say nothing known."""
    if all(bundle.table.layout in _ACROSS for bundle in bundles):
        return 0  # what stands beside headings in a column are answers
    read = {address: headings.read(cell.text) for address, cell in ledger.grid.cells.items()}
    heads = {at for at, x in read.items() if x and x.dimension} & ledger.headings
    rows = {row for row, _ in heads}
    return sum(row in rows and x is None for (row, _), x in read.items())
