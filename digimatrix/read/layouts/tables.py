"""The tables of a sheet: each cell of them finds its dimension, facet and municipality.

The line which names the most dimensions decides which way the sheet lies. All else follows
from it: fields (the columns under it), records (the lines below it) and the labels beside
them. "Line", "column" and "below" mean the view of `headlines`, not the sheet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from digimatrix.read.accounting import Ledger
from digimatrix.read.grids import Address, Area
from digimatrix.read.headings import Headings, Label
from digimatrix.read.layouts import at_headings, facets, leftovers, owners, record_owners
from digimatrix.read.layouts.facet_lines import read_facet_lines
from digimatrix.read.layouts.fields import Head
from digimatrix.read.layouts.headlines import headers
from digimatrix.read.layouts.layout import Table
from digimatrix.read.layouts.level_rows import Pairs, level_rows, read_level_rows
from digimatrix.read.layouts.records import Records
from digimatrix.read.layouts.segments import below_titles, segments
from digimatrix.read.layouts.sides import sides
from digimatrix.read.layouts.view import OPEN_ENDED, Header, View, meet
from digimatrix.read.levels.typed_levels import parse
from digimatrix.read.senders.identity import Known
from digimatrix.read.senders.owner import Owner

_FEWEST = 3  # dimensions that a line names beside headings of the lines across
_STRONG = 2.7  # three sure dimensions: a line that heads a table of its own


def tables(
    ledger: Ledger, headings: Headings, known: Known, *, single: bool = False
) -> list[Table]:
    """Return the tables of a sheet; their cells are accounted for in the ledger.

    With `single` a table may have one dimension only, as where each has a sheet of its own.
    """
    across = level_rows(ledger.open.values(), headings)
    pairs = (pair for row in across.values() for _, *pair in row)
    labelled = {cell.address for pair in pairs for cell in pair if cell}

    def view(flipped: bool, columns: tuple[int, int] = (1, OPEN_ENDED)) -> View:
        grid, (first, last) = ledger.grid, columns
        cells = (x for at, x in ledger.open.items() if not flipped or at not in labelled)
        within = (cell for cell in cells if first <= cell.column <= last)
        return View(within, grid.merges, grid.looks, flipped=flipped)

    views = {flipped: view(flipped) for flipped in (False, True)}
    lines: dict[bool, list[Header]] = {}
    best: dict[bool, float] = {}
    enough = 0.0
    for flipped, seen in views.items():
        lines[flipped] = headers(seen, headings, single, least=0 if single else enough)
        best[flipped] = max((header.score for header in lines[flipped]), default=0.0)
        enough = max(best.values()) / 2
    lines = {side: [_without_crossing(h, lines[not side]) for h in lines[side]] for side in lines}
    if best[True] != best[False]:
        weaker = best[False] > best[True]
        lines[weaker] = [h for h in lines[weaker] if not _is_record(h, lines[not weaker])]
    found: list[Table] = []
    below = {side: _reach(views[side], lines[side]) if single else 0 for side in lines}
    for flipped in sorted(lines, key=lambda side: (-best[side], -below[side], side)):
        walls = {
            (mark, header.line)
            for header in lines[not flipped]
            if header.score >= max(_STRONG, enough)
            for mark in header.marks
        }
        if found:  # only what the tables lying the other way have left
            views[flipped] = view(flipped)
            lines[flipped] = headers(views[flipped], headings, single)
        seen = views[flipped]
        heads = [header for header in lines[flipped] if header.score >= enough]
        beside = sides(heads, seen) if flipped else {}
        for number, header in enumerate(heads):
            before: Records | None = None
            seen = view(flipped, own) if (own := beside.get(header.line)) else views[flipped]
            parts = segments(header, seen, headings, known)
            for part in (_walled(each, walls) for each in parts):
                ends = (
                    later.line for later in islice(heads, number + 1, None) if meet(part, later)
                )
                end = next(ends, 1 << 30)
                part = below_titles(part, end, seen, headings, known)
                head = Head(seen, part, end, ledger, headings, known)
                _read_head(head)
                before = Records(head, part, walls, before)
                found.append(_table(before, across))
    return sorted(found, key=lambda table: (table.area.top, table.area.left))


def _walled(part: Header, walls: Iterable[Address]) -> Header:
    """Return a header which ends before a table that lies the other way beside it."""
    last = max(part.marks)
    beyond = [column for line, column in walls if line > part.line and column > last]
    return replace(part, last=min([part.last, *(column - 1 for column in beyond)]))


def _without_crossing(header: Header, across: Iterable[Header]) -> Header:
    """Return a header without its first heading, if that begins a line across further up.

    Of two rounds the first may have its headings in a row, and the second, below, in a column:
    "Tausta" is in that column twice, and first in the row.
    """
    first, *rest = sorted(header.marks)
    dimension = header.marks[first].dimension
    again = any(header.marks[at].dimension == dimension for at in rest)
    if not again or first + 1 in header.marks or len(rest) < _FEWEST:
        return header
    for other in across:
        once = sum(mark.dimension == dimension for mark in other.marks.values()) == 1
        if other.line == first and header.line in other.marks and once:
            marks = {at: header.marks[at] for at in rest}
            return replace(header, marks=marks, first=first + 1)
    return header


def _is_record(header: Header, across: Sequence[Header]) -> bool:
    """Whether a line names dimensions only because answers say their names.

    In "Resurssit | Talousarvio | Resurssit | Verkostot" two are headings of the lines across.
    """
    crossed = [(other, at) for other in across if (at := other.line) in header.marks]
    crossed = [(other, at) for other, at in crossed if header.line in other.marks]
    inside = len(crossed) > 1 or any(header.line > min(other.marks) for other, _ in crossed)
    rest = header.marks.keys() - {at for _, at in crossed}
    return inside and len({header.marks[at].dimension for at in rest}) < _FEWEST


def _reach(view: View, found: list[Header]) -> int:
    """Return how many cells stand right below the headings."""
    return sum(len(view.lines.get(h.bottom + 1, {}).keys() & h.marks.keys()) for h in found)


def _read_head(head: Head) -> None:
    """Find out which column of a table answers what, and whose it is."""
    read_facet_lines(head)
    facets.attach_answers(head)
    facets.part_arrangements(head)
    facets.attach_facets(head)
    facets.attach_subheadings(head)
    facets.read_corner(head)
    facets.attach_parts(head)
    facets.find_missing(head)
    facets.inherit(head)
    owners.read_labels_above(head)
    owners.read_parallel_lines(head)
    facets.tell_levels_apart(head)
    owners.tell_rounds_apart(head)
    owners.tell_units_apart(head)
    owners.find_names(head)
    owners.find_times(head)
    owners.read_name_in_header(head)


def _table(records: Records, across: Mapping[int, Pairs]) -> Table:
    """Return the table; what it holds is accounted for."""
    read_level_rows(records, across)
    if not records.view.flipped:
        at_headings.read_pairs(records)
    if all(slot.facet in (Label.LEVEL, Label.TARGET) for slot in records.slots):
        records.read()  # the words stand elsewhere than beside a label
    records.join_ticks()
    record_owners.spread_down(records)
    record_owners.share_common(records)
    if records.view.flipped and at_headings.only_levels_stand_beside(records):
        at_headings.read_between_headings(records)
    if records.slots:
        at_headings.read_words_of_the_unanswered(records)
    else:
        at_headings.read_headings_own_words(records)
    at_headings.read_continued(records)
    at_headings.read_levels_in_headings(records)
    if records.view.flipped:
        at_headings.read_levels_after_labels(records)
    at_headings.read_numbers_in_headings(records)
    at_headings.read_levels_above(records)
    record_owners.tell_rounds_apart(records)
    record_owners.date_targets(records)
    leftovers.leave_columns_beside_levels(records)
    leftovers.leave_unknown_questions(records)
    leftovers.leave_repeated_scales(records)
    leftovers.leave_other_columns(records)
    if records.view.flipped:
        leftovers.account_for_columns_before(records)
    for slot in records.slots:
        records.owners.setdefault(slot.owner)
    for at, own in records.head.fields.items():
        if own.owner.municipality and not records.is_example(at):
            records.owners.setdefault(own.owner)
    held = {slot.owner for slot in records.slots}
    named = {id(owner.municipality) for owner in held if owner.municipality}
    for owner in records.owners.keys() - held:
        if id(owner.municipality) in named:  # its columns say more: the round
            del records.owners[owner]
    if len(records.owners) > 1 and not any(slot.owner == Owner() for slot in records.slots):
        records.owners.pop(Owner(), None)
    rows = [cell.row for cell in records.head.cells]
    columns = [cell.column for cell in records.head.cells]
    languages = Counter(mark.language for mark in records.header.marks.values())
    return Table(
        _layout(records),
        Area(min(rows), min(columns), max(rows), max(columns)),
        tuple(records.slots),
        tuple(records.owners) or (Owner(),),
        tuple(records.head.near),
        tuple(records.shared),
        languages.most_common(1)[0][0],
        (
            *(c for _, label, c in records.facets.values() if label is not Label.TARGET),
            *records.head.dated,
        ),
        tuple(records.head.unheaded),
        explained=tuple(records.explained),
        unexplained=tuple(records.unexplained),
        inner=tuple(records.inner),
    )


def _layout(records: Records) -> str:
    """Return the slug of the way the table lies."""
    marks = records.header.marks.values()
    if records.view.flipped:
        repeated = len({mark.dimension for mark in marks}) < len(marks)
        apart = any(own.owner != Owner() for own in records.head.fields.values())
        plain = not any(mark.label for mark in marks)
        return "long" if apart or (repeated and plain) else "rows"
    if not any(owner.municipality for owner in records.owners):
        return "columns"
    levels = [slot for slot in records.slots if slot.facet in (Label.LEVEL, Label.TARGET)]
    bare = [slot for slot in records.slots if slot.facet is None]
    numbers = sum(parse(slot.cell.value) is not None for slot in bare)
    words = len(records.slots) - len(levels) - len(bare)
    return "levels" if records.slots and not words and numbers * 2 >= len(bare) else "table"
