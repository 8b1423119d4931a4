"""Lines that say which of the headings are now, which levels, targets, or what is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from digimatrix.read.grids import Cell
from digimatrix.read.headings import (
    FACETS,
    Heading,
    Label,
    facet_meant,
    says_now,
)
from digimatrix.read.layouts.facets import facet_said, has_numbers
from digimatrix.read.layouts.fields import Head
from digimatrix.read.levels.levels_in_text import in_text
from digimatrix.read.levels.named_scales import scale_in
from digimatrix.read.levels.typed_levels import parse
from digimatrix.read.senders.rounds import names_round, rounds_of
from digimatrix.read.wordings import fold

_EACH = 3  # headings that have a level of their own below them
_MEASURES = 9  # different words that say what is told, at most


def spread_facets(head: Head, under: dict[int, Cell]) -> bool:
    """Read a line over the headings that says which of them are now, which levels or targets.

    It may say of which year they are, too.
    """
    labels = {c: head.headings.label(cell.text) for c, cell in under.items()}
    if any(in_text(cell.text) for cell in under.values() if not scale_in(cell.text)):
        return False  # levels typed above the headings
    facets = {c: label for c, label in labels.items() if label and label.label in FACETS}
    now = {c for c, cell in under.items() if c not in facets and says_now(cell.text)}
    if len(facets) + len(now) < max(2, len(under)):
        facets = _of_blocks(head, under, facets)
        if not facets:
            return False
    told = rounds_of(
        {c: (None, facets[c].label if c in facets else None, x) for c, x in under.items()}
    )
    if not facets and not told:
        return False
    current: Heading | None = None
    when: Cell | None = None
    for column in sorted(head.fields):
        if column in under:
            current, when = facets.get(column), told.get(column)
        own = head.fields[column]
        if current is not None and own.facet is None:
            own.facet, own.scale = current.label, own.scale or current.scale
        if when is not None:
            own.owner = replace(own.owner, round=when)
    head.date(under, facets)
    return True


def _of_blocks(
    head: Head, under: dict[int, Cell], known: Mapping[int, Heading]
) -> dict[int, Heading]:
    """Return the facets that cells say over the same dimensions each, in whatever order.

    "Sanalliset vastaukset" needs no known words beside "Tasot (1–5)" over numbers.
    """
    blocks: dict[int, list[int]] = {column: [] for column in under}
    for column in sorted(head.fields):
        if before := [at for at in under if at <= column]:
            blocks[max(before)].append(column)
    dimensions = [{head.fields[column].dimension for column in each} for each in blocks.values()]
    alike = len(dimensions) > 1 and all(each == dimensions[0] for each in dimensions)
    if not alike or len(dimensions[0]) < 2:
        return {}
    facets = dict(known)
    for at, cell in under.items():
        meant = facet_meant(cell.text) if at not in known else None
        if meant and all(has_numbers(head, column) for column in blocks[at]):
            facets[at] = meant
        elif head.known.is_municipality(cell.text) or names_round(cell.text):
            return {}
    return facets


def spread_measures(head: Head, line: int, under: dict[int, Cell]) -> bool:
    """Read a column of the sheet that says row by row what is told: "Narrative, Level, Target".

    Other words in it are of the text, unless nothing but numbers stand beside them. Where one for
    the level stands under each heading, the others may all differ.
    """
    many = _has_each(head, under)
    said: dict[str, Heading | None] = {}
    for cell in under.values():
        if (word := fold(cell.text)) not in said:
            said[word] = head.headings.label(cell.text) or facet_meant(cell.text)
            if len(said) > _MEASURES and not many:
                return False
    facets = {x.label for x in said.values() if x and x.label in FACETS}
    others = [word for word, x in said.items() if not x or x.label not in FACETS]
    few = len(facets) < 2 or len(others) > 1 + len(facets) or len(said) * 2 > len(under)
    if few and not many:
        return False
    dimensions = {head.fields[column].dimension for column in under}
    if len(dimensions) < 2 or len(under) < len(dimensions) * 2:
        return False
    worded: set[str] = set()
    for other, cells in head.view.lines.items():
        if other > max(line, head.header.line):
            worded |= {
                fold(cell.text)
                for column, cell in under.items()
                if column in cells and parse(cells[column].value) is None
            }
    for column, cell in under.items():
        own, meant = head.fields[column], said[word := fold(cell.text)]
        if meant and meant.label in FACETS:
            own.facet, own.scale = meant.label, own.scale or meant.scale
        elif word in worded:
            own.facet = Label.TEXT
        else:
            head.foreign[column] = cell
    head.measured = True
    return True


def _has_each(head: Head, under: dict[int, Cell]) -> bool:
    """Whether the same label for the level stands under each of several headings: "Taso"."""
    columns: dict[str, list[int]] = {}
    for column, cell in under.items():
        columns.setdefault(cell.text, []).append(column)
    dimensions = {head.fields[column].dimension for column in under}
    return any(
        len(each) >= _EACH
        and any(map(str.isalpha, text))  # no scale beside a label: "0–4"
        and {head.fields[column].dimension for column in each} == dimensions
        and (said := facet_said(head, under[each[0]])) is not None
        and said.label is Label.LEVEL
        for text, each in columns.items()
    )
