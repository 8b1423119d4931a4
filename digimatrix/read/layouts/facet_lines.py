"""The lines right below the headings: they say which column is text, level or target, or ask."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from digimatrix.model.problems import Rule
from digimatrix.read.grids import Cell
from digimatrix.read.headings import (
    FACETS,
    Heading,
    Label,
    facet_meant,
    others_assess,
    says_now,
)
from digimatrix.read.layouts.bands import number, number_above
from digimatrix.read.layouts.facets import facet_said, has_numbers
from digimatrix.read.layouts.fields import Field, Head
from digimatrix.read.levels.named_scales import scale_in
from digimatrix.read.levels.typed_levels import parse
from digimatrix.read.prompts import arranges, prompts
from digimatrix.read.senders.owner import OF_OWNERS
from digimatrix.read.senders.rounds import names_round
from digimatrix.read.wordings import fold, has_stem

_SUBHEADING = 40  # letters
_ASKING = 3  # helping questions in a line of them


def read_facet_lines(head: Head) -> None:
    """Read the lines right below the headings that say which column is text, level, target."""
    while cells := _between(head, head.part(head.bottom + 1)):
        if _are_helping(head, cells):
            _take_helping(head, cells)
            continue
        if head.view.flipped and _is_labelled(head, head.bottom + 1):
            return  # a column of answers, whatever they are
        under = {c: head.headings.label(cell.text) for c, cell in cells.items()}
        facets = {c: label for c, label in under.items() if label and label.label in FACETS}
        inside = [c for c in cells if c <= max(head.fields)]
        taken = cells
        enough = max(len(cells) - 1, min(2, len(cells)))
        if all(c in facets for c in inside) and len(facets) >= enough:
            taken = {c: cells[c] for c in facets}
            head.date(cells, facets)
            for column, label in facets.items():
                left = max(c for c in head.fields if c <= column)
                own = head.fields[left]
                head.fields[column] = Field(
                    own.dimension, label.label, label.scale or own.scale, own.owner
                )
        elif _are_subheadings(head, cells) or _are_numbered(head, cells):
            for column in cells:
                own = head.fields[max(c for c in head.header.marks if c <= column)]
                facet, text = facets.get(column), cells[column].text
                if facet is None and arranges(text):
                    head.foreign[column] = cells[column]
                elif facet is None and facets and has_numbers(head, column, head.bottom + 1):
                    facet = facet_meant(text) or level_beside_target(text, cells, facets)
                    if facet is None:  # numbers of something else are no words of an answer
                        head.foreign[column] = cells[column]
                head.fields[column] = Field(
                    own.dimension,
                    facet.label if facet else own.facet,
                    (facet.scale if facet else None) or own.scale,
                    own.owner,
                )
        elif len(cells) > len(head.header.marks) and all(
            head.known.is_municipality(cell.text) for cell in cells.values()
        ):
            for column, cell in cells.items():
                own = head.fields[max(c for c in head.header.marks if c <= column)]
                owner = replace(own.owner, municipality=cell)
                head.fields[column] = Field(own.dimension, own.facet, own.scale, owner)
        elif len(cells) > 1 and all(names_round(cell.text) for cell in cells.values()):
            for column, cell in cells.items():
                own = head.fields[max(c for c in head.fields if c <= column)]
                owner = replace(own.owner, round=cell)
                head.fields[column] = Field(own.dimension, own.facet, own.scale, owner)
        elif len(cells) == 1 and _covers_all(head, next(iter(cells))):
            head.ledger.leave(next(iter(cells.values())), Rule.INSTRUCTION)
        elif not (len(cells) >= 2 and all(prompts(cell.text) for cell in cells.values())):
            return
        head.bottom += 1
        for cell in taken.values():
            head.take(cell)


def _between(head: Head, cells: dict[int, Cell]) -> dict[int, Cell]:
    """Return the cells of a line that stand under the headings, and what follows them.

    So do further labels: "Kuvaus | Taso | Tavoite" under a single heading.
    """
    first, last = min(head.fields), max(head.fields)
    reach = last + max(1, min(3, last - first))
    while (cell := cells.get(reach + 1)) and _is_facet(head, cell):
        reach += 1
    return {c: cell for c, cell in cells.items() if first <= c <= reach and c not in head.labels}


def _is_facet(head: Head, cell: Cell) -> bool:
    label = head.headings.label(cell.text)
    return label is not None and label.label in FACETS


def _are_helping(head: Head, cells: dict[int, Cell]) -> bool:
    """Whether most cells of a line ask, above one that answers: all need not be questions.

    Where a label calls it a text, "Explanation", another says where the answers are.
    """
    asking = sum(prompts(cell.text) for cell in cells.values())
    if asking < _ASKING or asking * 3 < len(cells) * 2:
        return False
    after = (line for line in head.view.after(head.bottom + 1) if line < head.end)
    below = next(after, None)
    answers = _between(head, head.part(below)) if below is not None else {}
    worded = [x for x in answers.values() if parse(x.value) is None and not prompts(x.text)]
    if below is None or len(worded) < 2 or len(worded) * 2 <= len(answers):
        return False
    first = min(head.fields)
    beside = (x for c, x in head.part(head.bottom + 1).items() if c < first)
    if not all(head.headings.label(cell.text) for cell in beside):
        return False  # whose the answers are
    own, other = (_facet_beside(head, line) for line in (head.bottom + 1, below))
    return own is None or (own is Label.TEXT and other is Label.TEXT)


def _take_helping(head: Head, cells: dict[int, Cell]) -> None:
    """Account for a line of helping questions; what asks nothing in it is named.

    Each heading may have several, with "Taso" after them: these are of that dimension, too.
    """
    head.bottom += 1
    heads = head.part(head.header.line)
    again = Counter(fold(cell.text) for cell in cells.values())
    last = max([*head.header.marks, *(c for c, x in cells.items() if again[fold(x.text)] > 1)])
    for column, cell in cells.items() if head.view.flipped else ():
        above = max((c for c in heads if c <= column), default=column)
        if above in head.header.marks and (column in head.fields or column <= last):
            own, said = head.fields[above], facet_said(head, cell)
            facet, scale = (said.label, said.scale) if said else (own.facet, None)
            head.fields[column] = Field(own.dimension, facet, scale or own.scale, own.owner)
    beside = (x for c, x in head.part(head.bottom).items() if c < min(head.fields))
    for cell in (*beside, *cells.values()):
        if prompts(cell.text) or facet_said(head, cell) or head.headings.label(cell.text):
            head.take(cell)
        else:
            head.cells.append(cell)
            head.ledger.leave(cell, Rule.INSTRUCTION)


def _are_subheadings(head: Head, cells: dict[int, Cell]) -> bool:
    """Whether the same short words stand under each heading: "Vahvuudet | Kehitettävää"."""
    first = min(head.fields)
    beside = (x for c, x in head.part(head.bottom + 1).items() if c < first)
    labels = {label.label for x in beside if (label := head.headings.label(x.text))}
    if labels & OF_OWNERS:
        return False
    under: dict[int, list[str]] = {}
    for column, cell in cells.items():
        if head.known.is_municipality(cell.text):
            return False
        worded = sum(map(str.isalpha, cell.text)) >= 3 or says_now(cell.text)
        if len(cell.text) > _SUBHEADING or not worded:
            return False
        heading = max((c for c in head.header.marks if c <= column), default=column)
        under.setdefault(heading, []).append(fold(cell.text))
    same = {tuple(words) for words in under.values()}
    if len(same) != 1 or len(under) < 2 or not head.view.after(head.bottom + 1):
        return False
    (words,) = same
    return len(words) > 1 and len(set(words)) == len(words)


def level_beside_target(
    text: str, cells: Mapping[int, Cell], facets: Mapping[int, Heading]
) -> Heading | None:
    """Return the level that a heading over numbers is of which tells of now beside a target.

    So is the only other one on the scale of the targets: in "Byggt (0–100 %) | Mål (0–100 %)" no
    word has to be known. A difference is no level, nor is what somebody else assessed.
    """
    said = {x.label for x in facets.values()}
    if Label.TARGET not in said or Label.LEVEL in said:
        return None
    scale = scale_in(text)
    level = Heading(None, Label.LEVEL, text, 80, "en", scale)
    if says_now(text):
        return level
    of_targets = {x.scale for x in facets.values() if x.label is Label.TARGET}
    others = {fold(x.text) for c, x in cells.items() if c not in facets and scale_in(x.text)}
    if scale is None or of_targets != {scale} or len(others) > 1:
        return None
    return None if has_stem(text, "difference_stems") or others_assess(text) else level


def _are_numbered(head: Head, cells: dict[int, Cell]) -> bool:
    """Whether the numbers of cells go on from those of the headings: "5.1", "5.2" under "5"."""
    return bool(cells) and all(
        (above := number_above(cell.text)) is not None
        and above == number(head.heads[max(c for c in head.header.marks if c <= column)].text)
        for column, cell in cells.items()
    )


def _covers_all(head: Head, column: int) -> bool:
    """Whether the cell right below lies over all columns, and several records follow."""
    line = head.bottom + 1
    last = head.view.end(line, column)[1]
    text = head.view.lines[line][column].text
    if head.known.is_municipality(text) or names_round(text):
        return False
    wide = column <= min(head.fields) and last >= max(head.fields) > min(head.fields)
    return wide and not head.view.flipped and len(_between(head, head.part(line + 1))) > 1


def _is_labelled(head: Head, line: int) -> bool:
    """Whether a cell before the fields says that the line is text, level or target."""
    return _facet_beside(head, line) is not None


def _facet_beside(head: Head, line: int) -> Label | None:
    """Return what a cell before the fields says that the line is, text, level or target."""
    first = min(head.fields)
    labels = (head.headings.label(x.text) for c, x in head.part(line).items() if c < first)
    return next((x.label for x in labels if x and x.label in FACETS), None)
