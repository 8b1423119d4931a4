"""Where everything stands on a chart of strips: rows, scale, figures, words beside marks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from digimatrix.render.charts import fonts
from digimatrix.render.charts.canvas import BODY, LEADING, MARGIN, RIGHT, SMALL, Point
from digimatrix.render.charts.dots import quantiles, stacks
from digimatrix.render.charts.fonts import Weight
from digimatrix.render.charts.palette import INK
from digimatrix.report.figures import Level

RADIUS, STEP = 1.9, 4.3  # of dots; from dot to dot
GAP_LANE = 11.0  # from a row's top to the middle of the bar
_MEDIAN_LANE, _UPPER = 25.5, 31.5  # to the middle of the median; what both lanes take
_BARE = 17.0  # by how much less where there are no bars
_FOOT = 5.0  # under the dots
BETWEEN = 14.0  # columns
_NARROWEST = 120.0  # the scale, as long as names and figures leave it
_NAMES = 104.0  # the widest names before they are put in two lines


_Heaps = tuple[tuple[tuple[float, int], ...], ...]
"""By row: a dot's place on the scale and how many dots lie under it."""


@dataclass(frozen=True, slots=True)
class Strip:
    """One row: dots at `values`; a line at each of `targets`, a bar from `start` to the only one.

    `gap` says that something is short of its target: without one there is no bar. `own` is the
    level picked out; `figures` stand in the columns at the right.
    """

    name: str
    values: tuple[float, ...]
    median: float | None
    targets: tuple[float, ...]
    start: float | None
    figures: tuple[str, ...]
    gap: bool = False
    own: Level | None = None

    @property
    def unknown(self) -> bool:
        """Whether a level is picked out that is not known."""
        return self.own is not None and self.own.value is None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures at the right."""

    heading: str
    colour: str = INK
    weight: Weight = Weight.REGULAR


@dataclass(frozen=True, slots=True)
class Strips:
    """Rows with their scale, columns and the words at the marks; without `bars` no lane for them.

    `labels` are target, median, peer, lowest, highest and, where a level is picked out,
    municipality.
    """

    rows: tuple[Strip, ...]
    columns: tuple[Column, ...]
    lowest: float
    highest: float
    labels: Mapping[str, str]
    bars: bool = True

    @property
    def median_lane(self) -> float:
        """How far the middle of a median lies under its row's top."""
        return _MEDIAN_LANE - (0 if self.bars else _BARE)


@dataclass(frozen=True, slots=True)
class Plan:
    """Where everything stands: the scale from `left` to `right`, a column's (right edge, width).

    `names`, `stacks` and `heights` belong to the rows.
    """

    strips: Strips
    left: float
    right: float
    edges: tuple[tuple[float, float], ...]
    names: tuple[tuple[str, ...], ...]
    stacks: _Heaps
    heights: tuple[float, ...]

    def x(self, value: float) -> float:
        """Return where a level stands on the scale."""
        share = (value - self.strips.lowest) / (self.strips.highest - self.strips.lowest)
        return self.left + share * (self.right - self.left)

    def tops(self, first: float) -> list[float]:
        """Return where the rows begin and, last, where they end."""
        return list(accumulate(self.heights, initial=first))

    def spots(self, number: int, bottom: float) -> list[Point]:
        """Return the middles of a row's dots."""
        floor = bottom - _FOOT - RADIUS
        return [(self.x(value), floor - level * STEP) for value, level in self.stacks[number]]


def plan_strips(strips: Strips) -> Plan:
    """Give names and figures the room they need and the scale the rest."""
    names = [row.name for row in strips.rows]
    room = min(max(fonts.width(name, BODY, Weight.SEMIBOLD) for name in names), _NAMES)
    room = max(room, *(fonts.widest_word(name, BODY, Weight.SEMIBOLD) for name in names))
    wide = []
    for number, column in enumerate(strips.columns):
        figures = [fonts.width(row.figures[number], BODY, column.weight) for row in strips.rows]
        heading = fonts.width(column.heading, SMALL, column.weight)
        word = fonts.widest_word(column.heading, SMALL, column.weight)
        wide.append(max(*figures, word, min(heading, 58.0)))
    taken = sum(wide) + BETWEEN * (len(wide) + 1)
    room = min(room, max(RIGHT - MARGIN - taken - _NARROWEST, 60.0))
    wrapped = tuple(fonts.wrap(name, room, BODY, Weight.SEMIBOLD) for name in names)
    room = max(fonts.width(line, BODY, Weight.SEMIBOLD) for lines in wrapped for line in lines)
    left = MARGIN + room + BETWEEN
    right = max(RIGHT - taken + BETWEEN - 6, left + 60)
    edges = [
        (RIGHT - sum(wide[number + 1 :]) - BETWEEN * (len(wide) - 1 - number), wide[number])
        for number in range(len(wide))
    ]
    values = [quantiles(row.values) for row in strips.rows]
    heaps = _heaps(strips, values, right - left)
    over = _overhang(strips, heaps, right - left)
    left, right = left + over, right - over
    heaps = _heaps(strips, values, right - left)
    high = [max((level + 1 for _, level in heap), default=0) for heap in heaps]
    usual = max(3, *(min(each, 5) for each in high)) if strips.bars else 1
    upper = _UPPER - (0 if strips.bars else _BARE)
    heights = tuple(
        max(
            upper + max(each, usual) * STEP + _FOOT,
            len(lines) * BODY * LEADING + 10,
        )
        for each, lines in zip(high, wrapped, strict=True)
    )
    return Plan(strips, left, right, tuple(edges), wrapped, heaps, heights)


def _heaps(strips: Strips, values: Sequence[Sequence[float]], wide: float) -> _Heaps:
    """Return the dots of all rows on a scale so many points wide."""
    step = (strips.highest - strips.lowest) / wide * STEP
    return tuple(stacks(each, step) for each in values)


def _overhang(strips: Strips, heaps: _Heaps, wide: float) -> float:
    """Return how far dots reach beyond the ends of the scale, in points."""
    places = [place for heap in heaps for place, _ in heap]
    if not places:
        return 0.0
    beyond = max(strips.lowest - min(places), max(places) - strips.highest, 0)
    return beyond / (strips.highest - strips.lowest) * wide


@dataclass(frozen=True, slots=True)
class Label:
    """A word at a mark: which, in which row, its left end and its baseline in the row."""

    slug: str
    row: int
    x: float
    y: float


def free_labels(plan: Plan) -> Iterator[Label]:
    """Find free room beside a median and beside dots; what finds none goes into the key."""
    rows = plan.strips.rows
    wide = fonts.width(plan.strips.labels["median"], SMALL)
    for number, row in enumerate(rows):
        if row.median is None:
            continue
        mark, lane = plan.x(row.median), plan.strips.median_lane
        line = [plan.x(target) for target in row.targets]
        starts = [
            x
            for x in (mark + 8, mark - 8 - wide)
            if plan.left <= x
            and x + wide <= plan.right + 6
            and not any(x - 4 < target < x + wide + 4 for target in line)
        ]
        if starts:
            yield Label("median", number, starts[0], lane + SMALL * 0.36)
            break
    wide = fonts.width(plan.strips.labels["peer"], SMALL) + 10
    for number, row in enumerate(rows):
        if not plan.stacks[number]:
            continue
        line = [plan.x(target) for target in row.targets]
        taken = sorted({*(plan.x(value) for value, _ in plan.stacks[number]), *line})
        ends = [plan.left - 4, *taken, plan.right + 8]
        gaps = [
            (right - left - 2 * RADIUS, left)
            for left, right in pairwise(ends)
            if right - left - 2 * RADIUS >= wide
        ]
        if gaps:
            _, left = max(gaps)
            yield Label("peer", number, left + RADIUS + 5, plan.heights[number] - _FOOT - 1)
            break
