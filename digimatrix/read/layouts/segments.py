"""Where a line that names dimensions heads several tables: each with its own part of it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from digimatrix.read.grids import Cell
from digimatrix.read.headings import FACETS, Heading, Headings, Label
from digimatrix.read.layouts.fields import SAMPLE
from digimatrix.read.layouts.headlines import is_dimension_label
from digimatrix.read.layouts.view import OPEN_ENDED, Header, View
from digimatrix.read.levels.typed_levels import parse
from digimatrix.read.senders.identity import Known, with_suffix
from digimatrix.read.senders.owner import OF_OWNERS
from digimatrix.read.wordings import fold

_BEGINNINGS = frozenset({Label.MUNICIPALITY, Label.ROUND, Label.DATE, Label.DIMENSION})
_TITLE = 3  # lines of a title between two tables in one column
_LINE = 60  # characters of a line of such a title


def segments(header: Header, view: View, headings: Headings, known: Known) -> list[Header]:
    """Split a line which heads several tables: after a gap, the dimensions start again.

    Blocks of words, levels and targets before one column of municipalities are one table.
    """
    if not view.flipped and _ends_with_names(header, view, headings):
        return [header]
    labelled = [
        column
        for column, cell in view.lines.get(header.line, {}).items()
        if column not in header.marks and is_dimension_label(cell, headings)
    ]
    parts: list[dict[int, Heading]] = [{}]
    last = None
    ahead: set[str | None] = set()
    rest: dict[int, frozenset[str | None]] = {}  # dimensions from that column on
    for column in sorted(header.marks, reverse=True):
        ahead.add(header.marks[column].dimension)
        rest[column] = frozenset(ahead)
    seen: set[str | None] = set()
    for column, mark in header.marks.items():
        before = header.marks[last].dimension if last is not None else None
        if (
            last is not None
            and mark.dimension in seen
            and (
                # not "Resources 2022 | Resources 2025", unless the second table turns the order
                (
                    len(seen) >= 2
                    and len(rest[column]) >= 2
                    and (mark.dimension != before or seen <= rest[column])
                )
                or ((len(seen) >= 2 or len(parts) > 1) and _is_titled(view, header, last, column))
            )
            and _ends_table(view, header, last, column, labelled, headings)
            and (
                any(
                    m.label == mark.label
                    for m in parts[-1].values()
                    if m.dimension == mark.dimension
                )
            )
            and not (column - last == 2 and _names_rows(last + 1, header, view, known))
        ):
            parts.append({})
            seen = set()
        parts[-1][column] = mark
        seen.add(mark.dimension)
        last = column
    found, first = [], header.first
    heads = view.lines.get(header.line, {})
    for part, following in zip(parts, [*parts[1:], None], strict=True):
        end = OPEN_ENDED
        if following is not None:  # the gap ends this table; what follows it is a title
            between = range(max(part) + 1, min(following))
            ends = (
                column
                for column in between
                if view.last.get(column, 0) <= header.bottom  # blank, or a title
                or _begins_table(heads.get(column), headings)
            )
            end = next(ends, min(following)) - 1
            alone = all(view.last[column] <= header.bottom for column in part)
            if view.flipped and (alone or _holds_answers(part, heads)):
                end = _before_title(max(part), min(following), heads, headings, known)
        found.append(replace(header, marks=part, first=first, last=end))
        first = end + 1
    return found


def _names_rows(column: int, header: Header, view: View, known: Known) -> bool:
    """Whether the names of whole rows stand in a column: no other one names municipalities.

    Tables side by side would each have their own.
    """
    if view.flipped:
        return False
    named: Counter[int] = Counter()
    for line in islice(view.after(header.bottom), SAMPLE):
        others = ((c, x) for c, x in view.lines[line].items() if c not in header.marks)
        named.update(c for c, cell in others if known.is_municipality(cell.text))
    return [at for at, names in named.items() if names > 1] == [column]


def _ends_with_names(header: Header, view: View, headings: Headings) -> bool:
    """Whether the only column that is headed as the municipalities' is behind all dimensions."""
    lines = range(header.line, header.bottom + 1)
    heads = (item for line in lines for item in view.lines.get(line, {}).items())
    labels = ((column, headings.label(cell.text)) for column, cell in heads)
    named = [column for column, label in labels if label and label.label is Label.MUNICIPALITY]
    return len(named) == 1 and named[0] > max(header.marks)


def _holds_answers(part: Collection[int], heads: Mapping[int, Cell]) -> bool:
    """Whether answers stand below most headings of a column, in the same column."""
    return sum(column + 1 in heads and column + 1 not in part for column in part) * 2 > len(part)


def _before_title(
    last: int, following: int, heads: Mapping[int, Cell], headings: Headings, known: Known
) -> int:
    """Return the last line of an answer, where the title of the next table follows below it.

    The title is what a gap parts from the answer, or else what names a municipality or a label.
    """
    first = following
    while first - 1 in heads and first - 1 > last:
        first -= 1
    apart = first - 1 > last and all(len(heads[n].text) <= _LINE for n in range(first, following))
    if first < following and apart and following - first <= _TITLE:
        return first - 1
    first = following
    while (cell := heads.get(first - 1)) and first - 1 > last:
        named = known.is_municipality(cell.text) or with_suffix(cell.text) == cell.text
        if not (named or headings.label(cell.text.split(":")[0])):
            break
        first -= 1
    return first - 1


def _begins_table(cell: Cell | None, headings: Headings) -> bool:
    """Whether a label says whose the next table is, when it was filled in, or what is in it."""
    label = headings.label(cell.text.split(":")[0]) if cell else None
    return label is not None and label.label in _BEGINNINGS


def _is_titled(view: View, header: Header, last: int, column: int) -> bool:
    """Whether a cell stands alone between two headings of a sheet on its side: whose is next."""
    known = view.columns[bisect_right(view.columns, last) : bisect_left(view.columns, column)]
    heads = view.lines.get(header.line, {})
    return view.flipped and any(at in heads and view.last[at] <= header.bottom for at in known)


def _ends_table(
    view: View, header: Header, last: int, column: int, labelled: list[int], headings: Headings
) -> bool:
    """Whether the columns between two headings are a gap, and not further answers to the first.

    Under a label such as "Osa-alue" what is blank goes on: another such label ends the table,
    a title, which has no answers, or "Kunta" among the questions.
    """
    known = view.columns[bisect_right(view.columns, last) : bisect_left(view.columns, column)]
    heads = view.lines.get(header.line, {})
    if labelled and labelled[0] < last:
        if any(last < at < column for at in labelled):
            return True
        return any(
            view.last[at] <= header.bottom or _begins_table(heads.get(at), headings) for at in known
        )
    if len(known) < column - last - 1:
        return True
    return any(at in heads or view.last[at] <= header.bottom for at in known)


def below_titles(header: Header, end: int, view: View, headings: Headings, known: Known) -> Header:
    """Return a header on its side without what stands above "Mitä tehdään | Taso" as a title.

    In "Kunta | Nokia | Asteikko 1–5" the scale is no other municipality: that would have a text
    and a level of its own. `end` is the line that begins the next table.
    """
    if not view.flipped:
        return header
    first = min(header.marks)
    heads = view.part(header.line, header.first, first - 1)
    labels = {column: headings.label(cell.text) for column, cell in heads.items()}
    whose = [column for column, label in labels.items() if label and label.label in OF_OWNERS]
    if not whose:
        return header
    lines = [line for line in view.after(header.line) if line < end]
    above = {line: view.part(line, header.first, first - 1) for line in lines}
    beside = {line: cells[c] for line, cells in above.items() for c in whose if c in cells}
    names = sum(known.is_municipality(cell.text) for cell in beside.values())
    if not beside or names > 1:
        return header
    said: dict[int, list[Cell]] = {}
    for column, cell in (item for cells in above.values() for item in cells.items()):
        if column > max(whose):
            said.setdefault(column, []).append(cell)
    apart = [column for column, cells in said.items() if _tell_apart(cells, headings)]
    if len(beside) == 1 and not apart:  # one municipality's, whatever stands above the headings
        apart = [at for at, x in labels.items() if x and x.label is Label.DIMENSION]
        apart = [at for at in apart if at > max(whose)] or ([] if said else [first])
    several = len(beside) > 1 >= len(whose) and not said
    if several and _are_words_and_levels(header, view, list(beside)):
        apart = [first]
    return replace(header, first=min(apart)) if apart else header


def _are_words_and_levels(header: Header, view: View, lines: Sequence[int]) -> bool:
    """Whether the first of the lines holds words beside the headings, the others only levels."""
    held = ([x for c in header.marks if (x := view.lines[line].get(c))] for line in lines)
    numbers = [[parse(cell.value) is not None for cell in cells] for cells in held]
    return not any(numbers[0]) and all(all(each) and each for each in numbers[1:])


def _tell_apart(cells: Sequence[Cell], headings: Headings) -> bool:
    """Whether headings say what stands below each, a text or a level, and no two the same."""
    labels = [headings.label(cell.text) for cell in cells]
    facets = [label.label for label in labels if label and label.label in FACETS]
    different = len({fold(cell.text) for cell in cells}) == len(cells) > 1
    return different and len({*facets}) == len(facets) > 0
