"""Which columns of a table hold texts, levels or targets, and of which dimension."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import replace
from itertools import islice

from digimatrix.model.problems import Rule
from digimatrix.read.grids import Cell
from digimatrix.read.headings import (
    FACETS,
    Heading,
    Label,
    facet_meant,
    says_now,
)
from digimatrix.read.layouts.bands import bands_in, number, number_above
from digimatrix.read.layouts.fields import SAMPLE, Field, Head
from digimatrix.read.levels.level_cells import split_box
from digimatrix.read.levels.typed_levels import parse
from digimatrix.read.prompts import arranges, names_total, prompts
from digimatrix.read.senders.owner import Owner
from digimatrix.read.senders.rounds import names_round
from digimatrix.read.wordings import fold

_SUBHEADING = 40  # letters
_SENDER = frozenset({Label.MUNICIPALITY, Label.CODE, Label.ROUND, Label.DATE, Label.RESPONDENT})
_COUNTED = 4  # words of a count: "Käytäntöjä yhteensä 13 kappaletta"


def attach_facets(head: Head) -> None:
    """Give columns headed only "Taso" or "Tavoite" to the dimension beside them."""
    dimensions = {own.dimension for own in head.fields.values()}
    first = min(head.fields)
    for facet in (Label.LEVEL, Label.TARGET, Label.TEXT):
        columns = [c for c, label in head.labels.items() if label.label is facet]
        if len(columns) < 2 and len(dimensions) > 2:
            continue  # one level for everything belongs to no dimension
        # a title, "Taso 0–4", has nothing under or beside it
        held = [c for c in columns if head.view.last[c] > head.header.line]
        before = held and min(held) < first
        for column in columns:
            beside = [c for c in head.header.marks if (c > column if before else c < column)]
            if not beside:
                continue
            own = head.fields[min(beside) if before else max(beside)]
            label = head.labels.pop(column)
            head.fields[column] = Field(
                own.dimension, facet, label.scale or own.scale, paired=label.paired
            )
            head.take(head.view.lines[head.header.line][column])


def attach_answers(head: Head) -> None:
    """Take the cells under headings for answers, if they begin as answers and so do those beside.

    In "Nyt: … | Jatkossa: …", under most headings, neither column asks what the other answers.
    """
    view, marks, line = head.view, head.header.marks, head.header.line
    if not view.flipped:
        return
    begun: dict[int, tuple[str, str]] = {}
    for column, cell in head.part(line).items():
        if column not in marks and column > min(marks):
            beside = (x for at in view.after(line) if (x := head.part(at).get(column)))
            begun[column] = _begun(cell), _begun(next(beside, None))
    times = Counter(begun.values())
    labels = {own for (own, beside), count in times.items() if own and beside and count > 1}
    answers = [column for column, (own, _) in begun.items() if own in labels]
    if len({max(c for c in marks if c < column) for column in answers}) * 2 <= len(marks):
        return
    for column in answers:
        own = head.fields[max(c for c in marks if c < column)]
        head.fields[column] = Field(own.dimension, None, own.scale)
        head.answers[column] = head.view.lines[line][column]
        head.labels.pop(column, None)


def _begun(cell: Cell | None) -> str:
    """Return the few words before a colon with which a cell begins that says more after it."""
    before, colon, after = cell.text.partition(":") if cell else ("", "", "")
    return fold(before) if colon and after.strip() and len(before) <= _SUBHEADING else ""


def part_arrangements(head: Head) -> None:
    """Part columns for deadlines, costs and the like, headed so after several dimensions."""
    cells = head.part(head.header.line)
    found: dict[int, str] = {}
    before = ""
    for column, cell in cells.items():
        if column in head.header.marks:
            before = head.header.marks[column].dimension or ""
        elif before and column not in head.fields and arranges(cell.text):
            found[column] = before
    for column in found if len({*found.values()}) > 1 else ():
        head.foreign[column] = cells[column]
        head.labels.pop(column, None)
        head.take(cells[column])


def attach_subheadings(head: Head) -> None:
    """Give what is asked under a heading to its dimension: "2.1 Mitä?" below "2 Lähtötilanne".

    The numbers tell; or else most headings have nothing beside them, and questions right below.
    """
    view, marks, line = head.view, head.header.marks, head.header.line
    bands = bands_in(marks, line, view)
    numbered: dict[int, int] = {}  # the heading's column, by that of the question
    following: dict[int, int] = {}
    heading, above, before = 0, None, 0
    for column, cell in head.part(line).items():
        if column in marks:
            heading, above = column, number(cell.text)
            before = column if column in bands else 0
        elif column in head.fields or column in head.labels or column in head.foreign:
            before = column if before == column - 1 else 0
        elif heading and view.last[column] > line:
            if head.known.is_municipality(cell.text) or names_round(cell.text):
                return  # whose the answers are
            if above is not None and number_above(cell.text) == above:
                numbered[column] = heading
            elif before == column - 1:
                following[column] = heading
                before = column
    asked = set(following.values())
    if len(asked) < 2 or len(asked) * 2 < len(bands):  # they are left blank rather
        following = {}
    cells = head.view.lines[line]
    asks = any(prompts(cells[column].text) for column in following)
    one_each = len(following) == len(asked) and not asks  # several are statements to be rated
    answers = one_each and all(has_numbers(head, column) for column in following)
    for column, heading in (numbered | following).items():
        facet = Label.LEVEL if answers and column in following else None
        head.fields[column] = Field(head.fields[heading].dimension, facet, None)
        if facet is None:  # else an answer below its heading, with its level beside it
            head.take(cells[column])


def read_corner(head: Head) -> None:
    """Read "Itsearviointi (0–4) | Nyt | Tavoite": a facet in the corner heads all the others.

    So does "Taso (0–4)" before the names of municipalities, or before years. "Område" before
    other headings, "Svar" or "Ifylld av", is no region.
    """
    for column, label in list(head.labels.items()):
        if column > min(head.fields):
            continue
        lines = (line for line in head.view.lines if line > head.header.line)
        cells = [cell for line in lines if (cell := head.part(line).get(column))]
        said = [head.headings.label(cell.text) for cell in cells]
        labelled = any(x and (head.view.flipped or x.label in FACETS) for x in said)
        if label.label is Label.REGION and labelled:
            head.labels[column] = replace(label, label=Label.DIMENSION)
        if not head.view.flipped or label.label not in FACETS:
            continue
        names = any(head.known.is_municipality(x.text) or names_round(x.text) for x in cells)
        if names or any(x and x.label in FACETS for x in said):
            head.take(head.view.lines[head.header.line][column])
            del head.labels[column]
            for own in head.fields.values():
                own.scale = own.scale or label.scale
                own.facet = (own.facet or label.label) if names else own.facet
            if names:  # as below "Osa-alue"
                head.labels[column] = replace(label, label=Label.DIMENSION)


def attach_parts(head: Head) -> None:
    """Give columns headed the same after several dimensions, "Tarpeet", to the one before."""
    cells = head.part(head.header.line)
    found: dict[str, dict[int, str]] = {}
    before = ""
    for column, cell in cells.items():
        if column in head.header.marks:
            before = head.header.marks[column].dimension or ""
        elif (
            before
            and column not in head.fields
            and column not in head.labels
            and column not in head.foreign
            and head.view.last[column] > head.header.line  # with something beside it
        ):
            found.setdefault(fold(cell.text), {})[column] = before
    for columns in list(found.values()):
        for column, dimension in list(columns.items()):
            if not has_numbers(head, column):
                continue
            del columns[column]  # numbers of something else are no words of an answer
            text = cells[column].text
            if (meant := facet_meant(text)) or says_now(text):
                facet, scale = (meant.label, meant.scale) if meant else (Label.LEVEL, None)
                head.fields[column] = Field(dimension, facet, scale)
                head.take(cells[column])
    for words, columns in found.items():
        if not words or len(words) > _SUBHEADING or len(set(columns.values())) < 2:
            continue
        if any(head.known.is_municipality(cells[column].text) for column in columns):
            continue
        for column, dimension in columns.items():
            head.fields[column] = Field(dimension, None, None)
            head.take(cells[column])


def tell_levels_apart(head: Head) -> None:
    """Take a column of numbers for the levels of the dimension that another has words for."""
    columns: dict[str, list[int]] = {}
    for column in head.header.marks:
        own = head.fields[column]
        if own.facet is None and own.owner == Owner():
            columns.setdefault(own.dimension, []).append(column)
    for same in columns.values():
        numbers = [c for c in same if len(same) > 1 and has_numbers(head, c)]
        if len(numbers) == len(same):
            continue
        for column in numbers:
            own = head.fields[column]
            meant = facet_meant(head.heads[column].text)
            if meant or len(numbers) == 1:
                own.facet = meant.label if meant else Label.LEVEL


def has_numbers(head: Head, column: int, bottom: int | None = None) -> bool:
    """Whether levels stand below a heading, and no words."""
    lines = islice(head.view.after(bottom or head.header.bottom), SAMPLE)
    cells = [x for line in lines if (x := head.view.lines[line].get(column))]
    return bool(cells) and all(parse(cell.value) is not None for cell in cells)


def facet_said(head: Head, cell: Cell) -> Heading | None:
    """Return the facet that a label says or, asking nothing, means: "Arvioitu taso"."""
    said = head.headings.label(cell.text)
    if said is None and not prompts(cell.text):
        said = facet_meant(cell.text)
    return said if said and said.label in FACETS else None


def find_missing(head: Head) -> None:
    """Give a column without a heading to the one dimension that none heads.

    Only where each of the others has one column, in the framework's order, and the column
    stands in the place that is left.
    """
    keys = head.headings.framework.keys
    columns = sorted(head.fields)
    found = [head.fields[column].dimension for column in columns]
    missing = [key for key in keys if key not in found]
    if head.view.flipped or len(missing) != 1 or found != [k for k in keys if k not in missing]:
        return
    place = keys.index(missing[0])
    if not 0 < place < len(columns) or columns[place] - columns[place - 1] != 2:
        return
    column = columns[place] - 1
    lines = (line for line in head.view.after(head.bottom) if line < head.end)
    cells = [x for line in lines if (x := head.part(line).get(column))]
    lines_of_head = range(head.header.line, head.bottom + 1)
    if not cells or any(column in head.part(line) for line in lines_of_head):
        return
    heading = head.headings.framework.dimensions[place].heading
    language = next(iter(head.header.marks.values())).language
    head.unheaded.append((cells[0], heading[language]))
    head.fields[column] = Field(missing[0], None, None)


def inherit(head: Head) -> None:
    """Give columns without a heading to the dimension before them, as merges do."""
    headed = {c for line in range(head.header.line, head.bottom + 1) for c in head.part(line)}
    known, columns = sorted(head.fields), head.view.columns
    first, last = known[0], known[-1]
    labelled = first
    for column in columns[bisect_left(columns, first) : bisect_right(columns, head.header.last)]:
        labelled = column if column in headed else labelled
        if column in head.fields or column in headed:
            continue
        if column > last and not (head.view.flipped and _follows_answer(head, column)):
            continue
        if head.view.flipped and (_left_as_total(head, column) or _tells_whose(head, column)):
            continue
        place = bisect_left(known, column)
        before = known[place - 1]
        if labelled <= before:  # no other label stands between
            head.fields[column] = replace(head.fields[before])
            known.insert(place, column)


def _follows_answer(head: Head, row: int) -> bool:
    """Whether a row is right below an answer; what a form offers between them parts nothing."""
    held, above = head.ledger.grid.cells, row - 1
    lines = [line for line, cells in head.view.lines.items() if row in cells]
    while above not in head.fields and any(
        (cell := held.get((above, line))) and split_box(cell.text) for line in lines
    ):
        above -= 1
    return above in head.fields


def _tells_whose(head: Head, row: int) -> bool:
    """Whether a row holds nothing but a label with its value: "Kommun: Grankulla"."""
    cells = [x for cells in head.view.lines.values() if (x := cells.get(row)) is not None]
    before, _, after = cells[0].text.partition(":") if cells else ("", "", "")
    label = head.headings.label(before)
    labelled = label is not None and label.label in _SENDER
    return labelled and len(cells) == (1 if after.strip() else 2)


def _left_as_total(head: Head, row: int) -> bool:
    """Leave out a row that is named a total before the headings, and say whether it was.

    "Luhanka Total" in a pivot is no further answer to the dimension above. Nor is "Totalt 13 rader"
    in any column below a list of practices, which has a dimension in each row.
    """
    cells = [x for cells in head.view.lines.values() if (x := cells.get(row)) is not None]
    marks = head.header.marks
    lists = len({mark.dimension for mark in marks.values()}) < len(marks)
    ends = lists and row > max(marks) and all(len(x.text.split()) <= _COUNTED for x in cells)
    named = any((ends or x.column < head.header.line) and names_total(x.text) for x in cells)
    for cell in cells if named else ():
        head.ledger.leave(cell, Rule.TOTAL_ROW)
    return named
