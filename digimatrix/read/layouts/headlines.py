"""The lines of a sheet that name dimensions, whichever way the sheet lies.

A sheet is looked at twice: as it is, with the headings in a row, and on its side, with the
headings in a column. "Line", "column" and "below" mean the view, not the sheet.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from operator import attrgetter

from digimatrix.read.accounting import Address
from digimatrix.read.grids import Area, Cell, Look
from digimatrix.read.headings import FACETS, Heading, Headings, Label, says_now
from digimatrix.read.layouts.bands import without_subheadings
from digimatrix.read.layouts.looks import Looked, by_looks
from digimatrix.read.layouts.unlisted import completed
from digimatrix.read.levels.named_scales import scale_spelled
from digimatrix.read.levels.typed_levels import parse
from digimatrix.read.senders.identity import Known, with_suffix
from digimatrix.read.senders.owner import OF_OWNERS
from digimatrix.read.senders.rounds import year_of
from digimatrix.read.wordings import fold

OPEN_ENDED = 1 << 30
"""The last column of a table that no other one follows."""

_WORDED = 8  # letters of words, rather than a number or a code
_HALF = 60  # characters of a cell that may be half a heading
_BEGINNINGS = frozenset({Label.MUNICIPALITY, Label.ROUND, Label.DATE, Label.DIMENSION})
_TITLE = 3  # lines of a title between two tables in one column
_UNSURE = 75  # of a heading that only holds the wording of one
_ALONG, _ACROSS = attrgetter("row", "column"), attrgetter("column", "row")


class View:
    """The cells of a sheet, as they lie or on their side; merges as areas of the view.

    `last` has the last line that holds a cell, by column; `looks` which cells of the sheet look
    like headings.
    """

    def __init__(
        self,
        cells: Iterable[Cell],
        merges: Iterable[Area],
        looks: Mapping[Address, Look],
        *,
        flipped: bool,
    ) -> None:
        self.flipped = flipped
        self.looks = looks
        self.lines: dict[int, dict[int, Cell]] = {}
        self.last: dict[int, int] = {}
        for cell in sorted(cells, key=_ACROSS if flipped else _ALONG):
            line, column = self.at(cell)
            self.lines.setdefault(line, {})[column] = cell
            self.last[column] = line
        self.columns = sorted(self.last)
        self._columns: dict[int, list[int]] = {}
        self._in_order = list(self.lines)
        self.merges = {
            (area.left, area.top) if flipped else (area.top, area.left): (
                (area.right, area.bottom) if flipped else (area.bottom, area.right)
            )
            for area in merges
        }
        self.merged_down = any(line < end for (line, _), (end, _) in self.merges.items())

    def at(self, cell: Cell) -> tuple[int, int]:
        """Return the line and the column of a cell."""
        return (cell.column, cell.row) if self.flipped else (cell.row, cell.column)

    def part(self, line: int, first: int, last: int) -> dict[int, Cell]:
        """Return the cells of a line from one column to another."""
        cells = self.lines.get(line, {})
        if line not in self._columns:
            self._columns[line] = list(cells)
        columns = self._columns[line]
        if not columns or (first <= columns[0] and columns[-1] <= last):
            return cells
        return {
            c: cells[c] for c in columns[bisect_left(columns, first) : bisect_right(columns, last)]
        }

    def after(self, line: int) -> Sequence[int]:
        """Return the lines that come after that one."""
        return self._in_order[bisect_right(self._in_order, line) :]

    def end(self, line: int, column: int) -> tuple[int, int]:
        """Return the last line and column that the cell covers."""
        return self.merges.get((line, column), (line, column))


@dataclass(frozen=True, slots=True)
class Header:
    """A line that names dimensions: `marks` by column; it may go on to the line `bottom`.

    From column `first` to `last` it heads one table. `looked` has what else looks like a heading
    there, if that is how the headings were told.
    """

    line: int
    bottom: int
    marks: dict[int, Heading]
    score: float
    first: int = 1
    last: int = OPEN_ENDED
    looked: Looked | None = None


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
        if joined and joined.score > header.score:
            below = _header(line, line, marks[line + 1])
            if below.score >= joined.score:
                continue  # the headings stand whole in the next line
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

    One right above another is the heading of that dimension.
    """
    now = [column for column in marks if says_now(cells[column].text)]
    others = Counter(mark.dimension for column, mark in marks.items() if column not in now)
    if len(now) < 2 or len(others) < 2 or len(now) <= max(others.values()):
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
        if view.last[column] <= line and not _has_words(view, line, column):
            unsure = mark.sure <= _UNSURE and mark.dimension in sure
            again = last is not None and last.dimension == mark.dimension
            if unsure or (again and last and last.language == mark.language):
                continue
        kept[column] = last = mark
    return kept


def _has_words(view: View, line: int, column: int) -> bool:
    """Whether a practice may stand before what tells its dimension, rather than a number."""
    before = (x for at, cells in view.lines.items() if at < line and (x := cells.get(column)))
    return any(len(cell.text) >= _WORDED for cell in before)


def _is_dimension_label(cell: Cell, headings: Headings) -> bool:
    label = headings.label(cell.text)
    return label is not None and label.label is Label.DIMENSION


def _has_dimension_label(cells: dict[int, Cell], headings: Headings) -> bool:
    return any(_is_dimension_label(cell, headings) for cell in cells.values())


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


def segments(header: Header, view: View, headings: Headings, known: Known) -> list[Header]:
    """Split a line which heads several tables: after a gap, the dimensions start again."""
    labelled = [
        column
        for column, cell in view.lines.get(header.line, {}).items()
        if column not in header.marks and _is_dimension_label(cell, headings)
    ]
    parts: list[dict[int, Heading]] = [{}]
    last = None
    ahead: set[str | None] = set()
    rest: dict[int, int] = {}  # dimensions from that column on
    for column in sorted(header.marks, reverse=True):
        ahead.add(header.marks[column].dimension)
        rest[column] = len(ahead)
    seen: set[str | None] = set()
    for column, mark in header.marks.items():
        before = header.marks[last].dimension if last is not None else None
        if (
            last is not None
            and mark.dimension in seen
            and (
                # not "Resources 2022 | Resources 2025"
                (len(seen) >= 2 and rest[column] >= 2 and mark.dimension != before)
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
        ):
            parts.append({})
            seen = set()
        parts[-1][column] = mark
        seen.add(mark.dimension)
        last = column
    found, first = [], 1
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
    apart = first - 1 > last and all(len(heads[n].text) <= _HALF for n in range(first, following))
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


def meet(first: Header, second: Header) -> bool:
    """Whether two headers stand over the same columns."""
    return min(first.marks) <= max(second.marks) and min(second.marks) <= max(first.marks)
