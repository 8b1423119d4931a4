"""Tables side by side: which columns are whose, with dimensions in rows, and what stands below."""

from __future__ import annotations

from collections.abc import Sequence

from digimatrix.read.accounting import Address
from digimatrix.read.headings import Label
from digimatrix.read.layouts.headlines import OPEN_ENDED, Header, View, meet
from digimatrix.read.layouts.layout import Table
from digimatrix.read.senders.identity import Labelled

_WHOSE = frozenset({Label.MUNICIPALITY, Label.RESPONDENT})


def sides(heads: Sequence[Header], view: View) -> dict[int, tuple[int, int]]:
    """Return the first and last line of each table that a gap parts from one beside it.

    By the line of its heading, of a sheet on its side. In "Osa-alue | Taso |  | Taso | Osa-alue"
    the second level belongs to the dimensions after it.
    """
    found: dict[int, tuple[int, int]] = {}
    for number, header in enumerate(heads):
        for later in heads[number + 1 :]:
            if later.line > header.line and meet(header, later):
                first, _ = found.get(header.line, (1, OPEN_ENDED))
                if gap := _gap(header, later, first, view):
                    found[header.line] = (first, gap - 1)
                    found[later.line] = (gap + 1, OPEN_ENDED)
                break
    return found


def _gap(header: Header, later: Header, first: int, view: View) -> int | None:
    """Return the last blank line between two tables, if answers of the first are before it."""
    marks = header.marks.keys() | later.marks.keys()
    top, bottom = min(marks), max(marks)
    covered = {
        line
        for (begun, column), (end, last) in view.merges.items()
        if column <= bottom and last >= top
        for line in range(begun, end + 1)
    }
    between = range(later.line - 1, header.line, -1)
    blank = (at for at in between if at not in covered and not view.part(at, top, bottom))
    gap = next(blank, None)
    if gap is None:
        return None
    answers = (view.part(at, top, bottom) for at in range(first, gap) if at != header.line)
    return gap if any(answers) else None


def tables_beside(table: Table, others: Sequence[Table]) -> list[Table]:
    """Return those of the other tables that stand in the same rows."""
    return [
        other
        for other in others
        if other is not table
        and other.area.top <= table.area.bottom
        and other.area.bottom >= table.area.top
    ]


def named_below(table: Table, others: Sequence[Table], labels: Sequence[Labelled]) -> list[Address]:
    """Return where labels below a table tell whose it is, as they do for each of those beside.

    Below one of them only it may be of all: "Kunta: Nokia" under the last of two rounds.
    """

    def below(one: Table) -> list[Labelled]:
        ends = [other.area.top for other in others if other.area.top > one.area.bottom]
        end, area = min(ends, default=1 << 30), one.area
        return [
            item
            for item in labels
            if area.bottom < item.cell.row < end and area.left <= item.cell.column <= area.right
        ]

    beside = tables_beside(table, others)
    told = all(any(item.label in _WHOSE for item in below(one)) for one in (table, *beside))
    found = below(table) if beside and told else []
    return [(item.cell.row, item.cell.column) for item in found]
