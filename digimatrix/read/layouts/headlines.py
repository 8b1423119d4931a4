"""The lines of a sheet that name dimensions, whichever way the sheet lies.

A sheet is looked at twice: as it is, with the headings in a row, and on its side, with the
headings in a column. "Line", "column" and "below" mean the view, not the sheet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from digimatrix.read.grids import Cell
from digimatrix.read.headings import FACETS, Heading, Headings, Label, says_now
from digimatrix.read.layouts.bands import without_subheadings
from digimatrix.read.layouts.looks import by_looks
from digimatrix.read.layouts.unlisted import completed
from digimatrix.read.layouts.view import Header, Looked, View
from digimatrix.read.levels.named_scales import scale_spelled
from digimatrix.read.senders.rounds import year_of
from digimatrix.read.wordings import fold

_HALF = 60  # characters of a cell that may be half a heading
_UNSURE = 75  # of a heading that only holds the wording of one


def headers(
    view: View, headings: Headings, single: bool = False, *, least: float = 0.0
) -> list[Header]:
    """Return the lines which name enough dimensions to head a table, in order.

    Three are enough, or two sure ones, or one under a label such as "Osa-alue" or if `single`;
    under such a label also two guesses, if words tell the others.
    Lines that cannot come to a score of `least` need not be looked at closely.
    """
    found: list[Header] = []
    marks = {line: _marks(cells, headings) for line, cells in view.lines.items()}
    looked = _looked(marks, view, headings)
    marks |= {line: each.marks for line, each in looked.items()}
    block = 0  # the first of the lines that follow on each other without a gap
    for line, cells in view.lines.items():
        if line - 1 not in view.lines:
            block = line
        if found and line <= found[-1].bottom:
            continue
        if not marks[line] and not marks.get(line + 1):
            continue  # of six headings split over two lines, one at least is whole
        if len(marks[line]) < least and len(marks[line]) + _joinable(view, line) < least:
            continue
        if line in looked:
            header = _header(line, line, marks[line])
            found.append(replace(header, looked=looked[line]))
            continue
        own = without_subheadings(_without_parts(marks[line], cells), line, view)
        own = _without_answers(_without_titles(own, line, view, headings), line, view)
        header = _header(line, line, own)
        joined = _joined(view, line, header.marks, headings)
        more = joined and _adds_halves(joined, header, view)
        if joined and (more or joined.score > header.score):
            below = _header(line, line, marks[line + 1])
            lower = _joined(view, line + 1, marks[line + 1], headings)
            whole_below = not more and below.score >= joined.score
            if whole_below or (lower and lower.score > joined.score):
                continue  # the headings stand whole in the next line, or begin there
            header = joined
        near = takewhile(lambda earlier: earlier.bottom >= block, reversed(found))  # noqa: B023
        if any(_are_answers(header, earlier, view) for earlier in near):
            continue
        distinct = {mark.dimension for mark in header.marks.values()}
        sure = all(mark.sure >= 90 for mark in header.marks.values())
        labelled = bool(distinct) and _has_dimension_label(cells, headings)
        enough = len(distinct) >= 3 or (sure and (len(distinct) == 2 or labelled or single))
        if distinct and (enough or labelled):
            whole = completed(header, view, headings)
            if enough or len({mark.dimension for mark in whole.marks.values()}) >= 3:
                found.append(_continued(view, whole, headings))
    return found


def _looked(
    marks: Mapping[int, dict[int, Heading]], view: View, headings: Headings
) -> dict[int, Looked]:
    """Return what looks like headings in columns of text, by the lines that they are."""
    if not (view.flipped and view.looks):
        return {}
    each = ((line, by_looks(own, line, view, headings)) for line, own in marks.items())
    return {line: looked for line, looked in each if looked}


def _are_answers(header: Header, earlier: Header, view: View) -> bool:
    """Whether a line only speaks like headings, under the true ones: "Strategiat" under "TAUSTA".

    So does a line of answers or instructions right below them, or one further down without a gap
    that has fewer: beside headings in a column, or under headings of other dimensions.
    """
    if header.line == earlier.bottom + 1:
        return header.score <= earlier.score
    shared = header.marks.keys() & earlier.marks.keys()
    other = [c for c in shared if header.marks[c].dimension != earlier.marks[c].dimension]
    inside = len(shared) == len(header.marks) if view.flipped else len(other) * 2 > len(shared)
    return header.score < 0.7 * earlier.score and bool(shared) and inside


def _marks(cells: dict[int, Cell], headings: Headings) -> dict[int, Heading]:
    """Return the headings of dimensions in a line, by column."""
    return {
        column: heading
        for column, cell in cells.items()
        if (heading := headings.read(cell.text)) and heading.dimension
    }


def _without_parts(marks: dict[int, Heading], cells: dict[int, Cell]) -> dict[int, Heading]:
    """Return the marks without "Nykytila" where that stands under each heading anew.

    One right above another is the heading of that dimension; if all follow on each other, they
    are its rows.
    """
    now = [column for column in marks if says_now(cells[column].text)]
    others = Counter(mark.dimension for column, mark in marks.items() if column not in now)
    if len(now) < 2 or len(others) < 2 or len(now) <= max(others.values()):
        return marks
    if sum(c in now and before not in now for before, c in pairwise((0, *marks))) < 2:
        return marks
    heads = [c for c in now if c + 1 in now and marks[c].dimension not in others]
    parts = set(now).difference(heads if len(heads) == 1 else ())
    return {column: mark for column, mark in marks.items() if column not in parts}


def _without_titles(
    marks: dict[int, Heading], line: int, view: View, headings: Headings
) -> dict[int, Heading]:
    """Return the marks without "Nykytila 2025" alone in its row above "Osa-alue | Taso".

    And without what tells the scale above them all: "Evaluation 0–4, where 4 is best", or only
    holds the words of a later heading: "DIGIKULTTUURIN NYKYTILA – Loimaan kaupunki".
    """
    cells = view.lines[line]
    again = Counter(mark.dimension for mark in marks.values())
    loose = _begins_loosely(list(marks.values()))
    titles = [
        column
        for column, mark in marks.items()
        if view.flipped
        and again[mark.dimension] > 1
        and (
            (
                (says_now(cells[column].text) or year_of(cells[column].text))
                and column + 1 in cells
                and headings.label(cells[column + 1].text)
            )
            or (column == min(marks) and (loose or mark.scale or scale_spelled(cells[column].text)))
        )
        and sum(column in other for other in view.lines.values()) == 1
    ]
    return {column: mark for column, mark in marks.items() if column not in titles}


def _begins_loosely(marks: Sequence[Heading]) -> bool:
    """Whether the first heading only holds words of a later one, which is not the next."""
    if len(marks) < 2 or marks[1].dimension == marks[0].dimension:
        return False
    first, *rest = marks
    return any(mark.dimension == first.dimension and mark.sure > first.sure for mark in rest)


def _without_answers(marks: dict[int, Heading], line: int, view: View) -> dict[int, Heading]:
    """Return the marks without those of answers in a line that has no words beside it.

    Under "EVALUOINTI", which is sure, "hankkeen oma arviointi" is an answer; so is "strategia"
    under "TAUSTA", although both may head the same.
    """
    sure = {mark.dimension for mark in marks.values() if mark.sure >= 95}
    kept: dict[int, Heading] = {}
    last: Heading | None = None
    for column, mark in marks.items():
        if view.last[column] <= line and not view.has_words_before(line, column):
            unsure = mark.sure <= _UNSURE and mark.dimension in sure
            again = last is not None and last.dimension == mark.dimension
            if unsure or (again and last and last.language == mark.language):
                continue
        kept[column] = last = mark
    return kept


def is_dimension_label(cell: Cell, headings: Headings) -> bool:
    """Whether a cell heads the dimensions: "Osa-alue"."""
    label = headings.label(cell.text)
    return label is not None and label.label is Label.DIMENSION


def _has_dimension_label(cells: dict[int, Cell], headings: Headings) -> bool:
    return any(is_dimension_label(cell, headings) for cell in cells.values())


def _header(line: int, bottom: int, marks: dict[int, Heading]) -> Header:
    best: dict[str, int] = {}
    for mark in marks.values():
        dimension = mark.dimension or ""
        best[dimension] = max(best.get(dimension, 0), mark.sure)
    return Header(line, bottom, marks, sum(best.values()) / 100)


def _joinable(view: View, line: int) -> int:
    """Return how many cells of a line may make a heading together with the cell below."""
    below = view.lines.get(line + 1, {})
    return sum(
        len(cell.text) <= _HALF and column in below and len(below[column].text) <= _HALF
        for column, cell in view.lines[line].items()
    )


def _joined(view: View, line: int, marks: dict[int, Heading], headings: Headings) -> Header | None:
    """Read headings split over two lines: "TAUSTA JA" above "LÄHTÖKOHDAT"."""
    below = view.lines.get(line + 1, {})
    joined = dict(marks)
    for column, cell in view.lines[line].items():
        under = below.get(column)
        if under is None or len(cell.text) > _HALF or len(under.text) > _HALF:
            continue
        if not fold(under.text) or headings.label(under.text):
            continue
        if _tells_value(cell.text, headings):
            continue
        alone = headings.read(under.text)
        for first in (cell.text.rstrip("-") + " ", cell.text.rstrip().removesuffix("-")):
            whole = headings.read(first + under.text)
            parts = {part.wording for part in (marks.get(column), alone) if part and not part.near}
            if whole and whole.dimension and whole.sure >= 95 and whole.wording not in parts:
                joined[column] = whole
                break
    if joined == marks:
        return None
    for column, under in below.items():  # beside halves, in the lower line alone
        alone = headings.read(under.text) if column not in view.lines[line] else None
        if alone and alone.dimension and alone.sure >= 95:
            joined[column] = alone
    return _header(line, line + 1, dict(sorted(joined.items())))


def _adds_halves(joined: Header, header: Header, view: View) -> bool:
    """Whether the next line holds nothing but lower halves of headings beside whole ones."""
    halves = {c for c, mark in joined.marks.items() if mark != header.marks.get(c)}
    return joined.score >= header.score and view.lines[joined.bottom].keys() == halves


def _tells_value(text: str, headings: Headings) -> bool:
    """Whether a cell holds a label and its value: "Kunta: Nokia" is no half of a heading."""
    before, _, after = text.partition(":")
    label = headings.label(before) if after.strip() else None
    return label is not None and label.label not in FACETS


def _continued(view: View, header: Header, headings: Headings) -> Header:
    """Let a header take the next line if that says the same in another language.

    In the same language they are answers: "Strategiat" under "TAUSTA".
    """
    line = header.bottom + 1
    cells = view.lines.get(line, {})
    same = [
        column
        for column, mark in header.marks.items()
        if column in cells
        and (again := headings.read(cells[column].text))
        and again.dimension == mark.dimension
        and again.sure >= 95
        and (again.language != mark.language or again.wording == mark.wording)
    ]
    if len(same) >= 2 and len(same) * 2 > len(header.marks):
        return replace(header, bottom=line)
    return header
