"""Levels that a form offers in rows below each other, a box beside each: "☒ | 2 – emerging"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from digimatrix.model.framework import Framework
from digimatrix.read.accounting import Ledger
from digimatrix.read.grids import Address, Cell
from digimatrix.read.headings import FACETS, Headings, Label
from digimatrix.read.layouts.dimension_sheets import rows_of
from digimatrix.read.layouts.ticks import is_tick, number_of, scale_of
from digimatrix.read.levels.level_cells import is_open_box, ladder, split_box
from digimatrix.read.wordings import wordings

_LEAST = 3  # levels that are offered


@dataclass(frozen=True, slots=True)
class _Offer:
    """A row of a box and a level's words: two cells, or one that holds both, after a `label`."""

    words: str
    ticked: bool
    cells: tuple[Cell, ...]
    label: Cell | None = None


def choose_boxes(ledger: Ledger, headings: Headings) -> None:
    """Put "level | 2" in the place of the ticked row, and account for those left open.

    Two that are ticked are a range. A label right above or before the first, "Tavoite", says what
    is chosen. Where nothing but the ticked one is left of each, it needs no others.
    """
    rows = rows_of(ledger)
    runs = list(_runs(rows, headings))
    numbered = [(run, _numbers(run, headings.framework)) for run in runs]
    alone = [(run, _alone(run, headings.framework)) for run in runs]
    if sum(map(bool, (numbers for _, numbers in alone))) >= _LEAST:
        numbered += alone
    for run, numbers in numbered:
        if not numbers:
            continue
        chosen = [n for offer, n in zip(run, numbers, strict=True) if offer.ticked]
        first = next((offer for offer in run if offer.ticked), None)
        if first:
            above = run[0].label or _label_above(rows.get(run[0].cells[0].row - 1, {}), headings)
            typed = "-".join(str(n) for n in sorted({min(chosen), max(chosen)}))
            said = above if above and _facet(above, headings) is not Label.TEXT else None
            ledger.reword(_reworded(first, _words(said, numbers), typed))
            if above:
                ledger.heading(above)
        for cell in (x for offer in run if offer is not first for x in offer.cells):
            ledger.heading(cell)


def _runs(rows: Mapping[int, dict[int, Cell]], headings: Headings) -> Iterator[list[_Offer]]:
    """Yield the offers that stand right below one another, in the same columns."""
    run: list[_Offer] = []
    for cells in rows.values():
        offer = _offer(list(cells.values()), headings)
        if run and not (offer and _is_next(run[-1], offer)):
            yield run
            run = []
        run += [offer] if offer else []
    yield run


def _is_next(before: _Offer, offer: _Offer) -> bool:
    places = [[x.address for x in each.cells] for each in (before, offer)]
    return not offer.label and [(row + 1, column) for row, column in places[0]] == places[1]


def _offer(cells: Sequence[Cell], headings: Headings) -> _Offer | None:
    """Return the offer that a row's only cells make."""
    if len(cells) == 1:
        parts = split_box(cells[0].text)
        return _Offer(parts[1], not is_open_box(parts[0]), (cells[0],)) if parts else None
    if _facet(cells[0], headings):  # "Vastaus:" heads a level here
        offer = _offer(cells[1:], headings)
        return replace(offer, label=cells[0]) if offer and not offer.label else None
    boxes = [x for x in cells if is_open_box(x.text) or is_tick(x.text)]
    if len(cells) != 2 or len(boxes) != 1:
        return None
    words = next(x for x in cells if x is not boxes[0])
    return _Offer(words.text, not is_open_box(boxes[0].text), tuple(cells))


def _alone(run: Sequence[_Offer], framework: Framework) -> list[int]:
    """Return the level of the only offer that is left, if it is a ticked one in a single cell."""
    if len(run) != 1 or not run[0].ticked or len(run[0].cells) > 1:
        return []  # a tick in a row of a grid has two
    number = number_of(run[0].words, framework)
    return [] if number is None else [number]


def _numbers(run: Sequence[_Offer], framework: Framework) -> list[int]:
    """Return the level of each offer, if they are levels, and one at least has an open box."""
    if len(run) < _LEAST or all(offer.ticked for offer in run):
        return []
    found = [number_of(offer.words, framework) for offer in run]
    if None in found:
        named = ladder([offer.words for offer in run], framework)
        found = [int(x.low) if x and x.low == x.high else None for x in named]
    numbers = [number for number in found if number is not None]
    rising = numbers in (sorted(set(numbers)), sorted(set(numbers), reverse=True))
    return numbers if len(numbers) == len(run) and rising else []


def _label_above(above: Mapping[int, Cell], headings: Headings) -> Cell | None:
    """Return the cell alone above the offers that says whether they are levels or targets."""
    cell = next(iter(above.values())) if len(above) == 1 else None
    label = _facet(cell, headings) if cell else None
    return cell if label in (Label.LEVEL, Label.TARGET) else None


def _facet(cell: Cell, headings: Headings) -> Label | None:
    label = headings.label(cell.text)
    return label.label if label and label.label in FACETS else None


def _words(above: Cell | None, numbers: Sequence[int]) -> str:
    """Return the label of the level, with the scale that is offered."""
    words = above.text.strip(" :") if above else wordings("labels", "level")[0][1]
    scale = scale_of(numbers)
    return f"{words} ({scale[0]}–{scale[1]})" if scale and "(" not in words else words


def _reworded(offer: _Offer, label: str, typed: str) -> dict[Address, Cell]:
    """Return the cells of an offer as a label and what is typed after it."""
    texts = (label, typed) if len(offer.cells) > 1 else (f"{label}: {typed}",)
    return {
        cell.address: replace(cell, value=text, text=text)
        for cell, text in zip(offer.cells, texts, strict=True)
    }
