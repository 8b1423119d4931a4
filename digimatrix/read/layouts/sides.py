"""Tables side by side, with their dimensions in rows: which lines of the view are whose."""

from __future__ import annotations

from collections.abc import Sequence

from digimatrix.read.layouts.view import OPEN_ENDED, Header, View, meet


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
