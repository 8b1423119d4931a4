"""Rows on one common scale: a gap as a length, the others as dots, the figures at the right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from matplotlib.ticker import MaxNLocator

from digimatrix.languages import Words
from digimatrix.render.charts import fonts
from digimatrix.render.charts.canvas import (
    BODY,
    LEADING,
    MARGIN,
    RIGHT,
    SMALL,
    Box,
    Canvas,
    Point,
)
from digimatrix.render.charts.dots import quantiles, stacks
from digimatrix.render.charts.fonts import Weight
from digimatrix.render.charts.palette import ACCENT, DOT, GREY, GRID, HATCH, INK, PAPER, RUST
from digimatrix.report.figures import Level

RADIUS, STEP = 1.9, 4.3  # of dots; from dot to dot
GAP_LANE, MEDIAN_LANE = 11.0, 24.0  # from a row's top to the middle of the bar, of the median
_UPPER = 30.5  # what both lanes take
_FOOT = 5.0  # under the dots
_BETWEEN = 14.0  # columns
_NARROWEST = 120.0  # the scale, as long as names and figures leave it
_NAMES = 104.0  # the widest names before they are put in two lines


_Heaps = tuple[tuple[tuple[float, int], ...], ...]
"""By row: a dot's place on the scale and how many dots lie under it."""


@dataclass(frozen=True, slots=True)
class Strip:
    """One row: dots at `values`; a bar from `start` to `target` where that lies below it.

    `own` is the level picked out; `figures` stand in the columns at the right.
    """

    name: str
    values: tuple[float, ...]
    median: float | None
    target: float
    start: float | None
    figures: tuple[str, ...]
    own: Level | None = None

    @property
    def gap(self) -> bool:
        """Whether anything is short of the target."""
        return self.start is not None and self.start < self.target

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
    """Rows with their scale, columns and the words at the marks.

    `labels` are target, median, peer, lowest, highest and, where a level is picked out,
    municipality.
    """

    rows: tuple[Strip, ...]
    columns: tuple[Column, ...]
    lowest: int
    highest: int
    labels: Mapping[str, str]


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


def draw_strips(canvas: Canvas, strips: Strips, words: Words, top: float) -> float:
    """Draw the rows with headings and scale from `top` down; return where they end."""
    plan = _plan(strips)
    labels = list(_labels(plan))
    y = _key(canvas, plan, {label.slug for label in labels}, words, top)
    first = _headings(canvas, plan, y)
    _grid(canvas, plan, first)
    _marks(canvas, plan, first)
    _texts(canvas, plan, first)
    for label in labels:
        y = plan.tops(first)[label.row] + label.y
        canvas.text(label.x, y, strips.labels[label.slug], SMALL, colour=GREY, backed=True)
    return _axis(canvas, plan, words, plan.tops(first)[-1])


def _plan(strips: Strips) -> Plan:
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
    taken = sum(wide) + _BETWEEN * (len(wide) + 1)
    room = min(room, max(RIGHT - MARGIN - taken - _NARROWEST, 60.0))
    left = MARGIN + room + _BETWEEN
    right = max(RIGHT - taken + _BETWEEN - 6, left + 60)
    edges = [
        (RIGHT - sum(wide[number + 1 :]) - _BETWEEN * (len(wide) - 1 - number), wide[number])
        for number in range(len(wide))
    ]
    wrapped = tuple(fonts.wrap(name, room, BODY, Weight.SEMIBOLD) for name in names)
    values = [quantiles(row.values) for row in strips.rows]
    heaps = _heaps(strips, values, right - left)
    over = _overhang(strips, heaps, right - left)
    left, right = left + over, right - over
    heaps = _heaps(strips, values, right - left)
    high = [max((level + 1 for _, level in heap), default=0) for heap in heaps]
    usual = max(3, *(min(each, 5) for each in high))
    heights = tuple(
        max(
            _UPPER + max(each, usual) * STEP + _FOOT,
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
class _Label:
    """A word at a mark: which, in which row, its left end and its baseline in the row."""

    slug: str
    row: int
    x: float
    y: float


def _labels(plan: Plan) -> Iterator[_Label]:
    """Find free room beside a median and beside dots; what finds none goes into the key."""
    rows = plan.strips.rows
    wide = fonts.width(plan.strips.labels["median"], SMALL)
    for number, row in enumerate(rows):
        if row.median is None:
            continue
        mark, target = plan.x(row.median), plan.x(row.target)
        starts = [
            x
            for x in (mark + 8, mark - 8 - wide)
            if plan.left <= x and x + wide <= plan.right + 6 and not x - 4 < target < x + wide + 4
        ]
        if starts:
            yield _Label("median", number, starts[0], MEDIAN_LANE + SMALL * 0.36)
            break
    wide = fonts.width(plan.strips.labels["peer"], SMALL) + 10
    for number, row in enumerate(rows):
        if not plan.stacks[number]:
            continue
        taken = sorted({plan.x(value) for value, _ in plan.stacks[number]} | {plan.x(row.target)})
        ends = [plan.left - 4, *taken, plan.right + 8]
        gaps = [
            (right - left - 2 * RADIUS, left)
            for left, right in pairwise(ends)
            if right - left - 2 * RADIUS >= wide
        ]
        if gaps:
            _, left = max(gaps)
            yield _Label("peer", number, left + RADIUS + 5, plan.heights[number] - _FOOT - 1)
            break


def _key(canvas: Canvas, plan: Plan, placed: set[str], words: Words, y: float) -> float:
    """Explain above the chart what no word stands beside; return where the headings begin."""
    strips = plan.strips
    x = MARGIN
    base = y + SMALL

    def entry(text: str) -> float:
        nonlocal x, base
        if x > MARGIN and x + 16 + fonts.width(text, SMALL) > RIGHT:
            x, base = MARGIN, base + SMALL * LEADING + 3
        start = x
        for line in fonts.wrap(text, RIGHT - MARGIN - 16, SMALL):
            x = max(x, canvas.text(start + 16, base, line, SMALL, colour=GREY).right + 14)
            base += SMALL * LEADING
        base -= SMALL * LEADING
        return start + 6

    before = len(canvas.boxes)
    middle = -SMALL * 0.36
    if any(row.median is not None for row in strips.rows) and "median" not in placed:
        mark = entry(strips.labels["median"])
        _diamonds(canvas, [(mark, base + middle)])
    if any(row.values for row in strips.rows) and "peer" not in placed:
        mark = entry(plan.strips.labels["peer"])
        canvas.dots([(mark, base + middle)], RADIUS, DOT)
    if any(_spans(row.own) for row in strips.rows):
        mark = entry(words.t("the level may lie between these ends"))
        _ranges(canvas, [(mark - 5, mark + 5, base + middle)])
    return base + 8 if len(canvas.boxes) > before else y


def _spans(level: Level | None) -> bool:
    """Return whether a known level may be another."""
    return level is not None and level.value is not None and level.low < level.high


def _headings(canvas: Canvas, plan: Plan, top: float) -> float:
    """Head the columns and name target and municipality; return where the rows begin."""
    strips = plan.strips
    wrapped = [
        fonts.wrap(column.heading, wide, SMALL, column.weight)
        for column, (_, wide) in zip(strips.columns, plan.edges, strict=True)
    ]
    first = strips.rows[0]
    limit = min(right - wide for right, wide in plan.edges) - 8

    def middle(value: float, text: str) -> tuple[float, float]:
        """Return the middle and half the width of a word over the scale, near its mark."""
        half = fonts.width(text, SMALL, Weight.SEMIBOLD) / 2
        return max(min(plan.x(value), limit - half), MARGIN + half), half

    target = strips.labels["target"]
    at, half = middle(first.target, target)
    names: list[tuple[float, int]] = []
    own = strips.labels.get("municipality", "")
    if own and first.own is not None and first.own.value is not None:
        x, own_half = middle(first.own.value, own)
        room = half + own_half + 7
        aside = at - room if x <= at else at + room
        if abs(x - at) >= room:
            names.append((x, 0))
        elif aside - own_half >= MARGIN and aside + own_half <= limit and abs(aside - x) < 40:
            names.append((aside, 0))
        else:
            names.append((x, 1))
    lines = max(*map(len, wrapped), 1 + max((above for _, above in names), default=0))
    base = top + SMALL + (lines - 1) * SMALL * LEADING
    for column, heading, (right, _) in zip(strips.columns, wrapped, plan.edges, strict=True):
        y = base - (len(heading) - 1) * SMALL * LEADING
        canvas.lines(right, y, heading, SMALL, column.weight, column.colour, "right")
    canvas.text(at, base, target, SMALL, Weight.SEMIBOLD, align="center")
    for x, above in names:
        y = base - above * SMALL * LEADING
        canvas.text(x, y, own, SMALL, Weight.SEMIBOLD, ACCENT, "center")
    return base + 7


def _grid(canvas: Canvas, plan: Plan, first: float) -> None:
    tops = plan.tops(first)
    canvas.strokes(
        [((plan.x(tick), first), (plan.x(tick), tops[-1])) for tick in _ticks(plan.strips)],
        GRID,
        0.6,
    )
    canvas.strokes([((MARGIN, y), (RIGHT, y)) for y in tops], GRID, 0.8)


def _marks(canvas: Canvas, plan: Plan, first: float) -> None:
    """Draw the marks of all rows, kind by kind, so that each kind is one path."""
    tops = plan.tops(first)
    rows = list(zip(plan.strips.rows, tops[:-1], strict=True))
    unknown = [
        Box(plan.x(row.own.low), y + GAP_LANE - 5, plan.x(row.own.high), y + GAP_LANE + 5)
        for row, y in rows
        if row.own is not None and row.own.value is None
    ]
    canvas.hatching(unknown, HATCH)
    canvas.strokes(
        [
            ((plan.x(row.target), y), (plan.x(row.target), below))
            for (row, y), below in zip(rows, tops[1:], strict=True)
        ],
        INK,
        1.2,
    )
    bars = [
        Box(plan.x(row.start), y + GAP_LANE - 1.6, plan.x(row.target), y + GAP_LANE + 1.6)
        for row, y in rows
        if row.start is not None and row.gap
    ]
    canvas.rectangles(bars, RUST)
    _ranges(
        canvas,
        [
            (plan.x(row.own.low), plan.x(row.own.high), y + GAP_LANE + 7)
            for row, y in rows
            if row.own is not None and _spans(row.own)
        ],
    )
    spots = [spot for number in range(len(rows)) for spot in plan.spots(number, tops[number + 1])]
    canvas.dots(spots, RADIUS, DOT)
    _diamonds(
        canvas,
        [(plan.x(row.median), y + MEDIAN_LANE) for row, y in rows if row.median is not None],
    )
    own = [
        (plan.x(row.own.value), y + GAP_LANE)
        for row, y in rows
        if row.own is not None and row.own.value is not None
    ]
    canvas.dots(own, 4.4, ACCENT, PAPER)


def _diamonds(canvas: Canvas, spots: Sequence[Point]) -> None:
    """Draw medians: diamonds with an edge of ink."""
    for reach, colour in ((4.6, INK), (3.2, PAPER)):
        canvas.areas(
            [((x - reach, y), (x, y - reach), (x + reach, y), (x, y + reach)) for x, y in spots],
            colour,
        )


def _ranges(canvas: Canvas, ranges: Sequence[tuple[float, float, float]]) -> None:
    """Draw from where to where a level may lie: thin lines with stops at both ends."""
    lines = [
        line
        for low, high, y in ranges
        for line in (
            ((low, y), (high, y)),
            ((low, y - 2), (low, y + 2)),
            ((high, y - 2), (high, y + 2)),
        )
    ]
    canvas.strokes(lines, ACCENT, 0.9)


def _texts(canvas: Canvas, plan: Plan, first: float) -> None:
    """Write names, figures and the words of unknown levels."""
    strips = plan.strips
    tops = plan.tops(first)
    for number, row in enumerate(strips.rows):
        top = tops[number]
        base = (top + tops[number + 1]) / 2 + BODY * 0.36
        names = plan.names[number]
        start = base - (len(names) - 1) * BODY * LEADING / 2
        canvas.lines(plan.left - _BETWEEN, start, names, BODY, Weight.SEMIBOLD, align="right")
        for column, figure, (right, _) in zip(strips.columns, row.figures, plan.edges, strict=True):
            quiet = row.unknown or (column.colour == RUST and not row.gap)
            colour, weight = (GREY, Weight.REGULAR) if quiet else (column.colour, column.weight)
            canvas.text(right, base, figure, BODY, weight, colour, "right")
        if row.own is not None and row.own.value is None:
            half = fonts.width(row.own.label, SMALL) / 2
            x = max((plan.left + plan.x(row.target)) / 2, plan.left + half + 4)
            y = top + GAP_LANE + SMALL * 0.36
            canvas.text(x, y, row.own.label, SMALL, colour=GREY, align="center", backed=True)


def _ticks(strips: Strips) -> list[float]:
    """Return the levels that get a line: all of a short scale, round ones of a long."""
    if strips.highest - strips.lowest <= 10:
        return [float(level) for level in range(strips.lowest, strips.highest + 1)]
    ticks = MaxNLocator(5, integer=True).tick_values(strips.lowest, strips.highest)
    return [float(tick) for tick in ticks if strips.lowest <= tick <= strips.highest]


def _axis(canvas: Canvas, plan: Plan, words: Words, y: float) -> float:
    """Write the scale under the rows and what its ends mean; return where it ends."""
    strips = plan.strips
    base = y + SMALL + 3
    for tick in _ticks(strips):
        label = words.number(tick)
        canvas.text(plan.x(tick), base, label, SMALL, colour=GREY, align="center")
    base += SMALL * LEADING + 1
    left, right = max(plan.left - 40, MARGIN), min(plan.right + 40, RIGHT)
    half = (right - left) / 2 - 6
    ends = []
    for slug, align, edge in (
        ("lowest", "left", plan.left - 3),
        ("highest", "right", plan.right + 3),
    ):
        lines = fonts.wrap(strips.labels[slug], half, SMALL)
        wide = max(fonts.width(line, SMALL) for line in lines)
        middle = (left + right) / 2
        if align == "left":
            x = min(edge, max(middle - 6 - wide, left))
        else:
            x = max(edge, min(middle + 6 + wide, right))
        ends.append(canvas.lines(x, base, lines, SMALL, colour=GREY, align=align))
    return max(ends) - SMALL * LEADING + 4
