"""Priorities: how common each gap is (across), how deep (up); each quarter says what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.ticker import MaxNLocator

from digimatrix.languages import Words
from digimatrix.render.charts import fonts
from digimatrix.render.charts.canvas import (
    BODY,
    LEADING,
    MARGIN,
    RIGHT,
    SMALL,
    Align,
    Box,
    Canvas,
    Drawing,
    Point,
)
from digimatrix.render.charts.fonts import Weight
from digimatrix.render.charts.palette import ACCENT, GREY, INK, RULE, RUST
from digimatrix.render.charts.placing import place
from digimatrix.report.figures import Priorities, Priority, Quadrant

_HIGH = 250.0  # from the lowest to the highest gap
_PAD = 14.0  # between the ends of a scale and the frame
_RADIUS = 3.6
_SAME = 1.0  # points as near as this are one mark


@dataclass(frozen=True, slots=True)
class _Plan:
    """The frame and the two scales."""

    figure: Priorities
    left: float
    top: float
    bottom: float

    def x(self, share: float) -> float:
        return self.left + _PAD + share * (RIGHT - self.left - 2 * _PAD)

    def y(self, depth: float) -> float:
        share = depth / self.figure.deepest
        return self.bottom - _PAD - share * (self.bottom - self.top - 2 * _PAD)

    def quarter(self, quadrant: Quadrant, whole: Box) -> Box:
        """Return the quarter of the frame that belongs to a quadrant."""
        middle, line = self.x(self.figure.half), self.y(self.figure.deep)
        common = quadrant in (Quadrant.TOGETHER, Quadrant.STEPS)
        deep = quadrant in (Quadrant.TOGETHER, Quadrant.LEARN)
        return Box(
            middle if common else whole.left,
            whole.top if deep else line,
            whole.right if common else middle,
            line if deep else whole.bottom,
        )


def draw_priorities(figure: Priorities, words: Words) -> Drawing:
    """Return the chart; a name that finds no room beside its mark stands under the chart."""
    canvas = Canvas()
    top = canvas.heading(figure.title, figure.subtitle)
    ticks = _ticks(figure.deepest)
    decimals = 0 if all(tick == int(tick) for tick in ticks) else words.decimals
    labels = [words.number(tick, decimals) for tick in ticks]
    left = MARGIN + max(fonts.width(label, SMALL) for label in labels) + 6
    y = canvas.lines(
        MARGIN, top + SMALL, fonts.wrap(figure.up, RIGHT - MARGIN, SMALL), SMALL, colour=GREY
    )
    frame = _names(canvas, figure, left, y + 2, (Quadrant.LEARN, Quadrant.TOGETHER))
    plan = _Plan(figure, left, frame, frame + _HIGH + 2 * _PAD)
    _frame(canvas, plan)
    for tick, label in zip(ticks, labels, strict=True):
        canvas.text(left - 6, plan.y(tick) + SMALL * 0.36, label, SMALL, colour=GREY, align="right")
    under = _points(canvas, plan)
    y = _names(canvas, figure, left, plan.bottom + 3, (Quadrant.ALONE, Quadrant.STEPS))
    y = _across(canvas, plan, words, y)
    for line in fonts.wrap("; ".join(under), RIGHT - MARGIN, SMALL) if under else ():
        y += SMALL * LEADING
        canvas.text(MARGIN, y, line, SMALL, colour=INK)
    return canvas.finish(
        figure.id, figure.title, figure.alt, top, y + 4, (*figure.notes, figure.source)
    )


def _ticks(deepest: float) -> list[float]:
    """Return the depths that get a figure."""
    ticks = MaxNLocator(5, steps=[1, 2, 2.5, 5, 10]).tick_values(0, deepest)
    return [float(tick) for tick in ticks if 0 <= tick <= deepest]


def _names(
    canvas: Canvas,
    figure: Priorities,
    left: float,
    top: float,
    sides: tuple[Quadrant, Quadrant],
) -> float:
    """Write what to do in the quarters left and right; return where they end."""
    half = (RIGHT - left) / 2 - 8
    ends = []
    aligned: tuple[tuple[Quadrant, Align, float], ...] = (
        (sides[0], "left", left),
        (sides[1], "right", RIGHT),
    )
    for quadrant, align, x in aligned:
        does, says = figure.names[quadrant]
        first = quadrant is Quadrant.TOGETHER
        y = canvas.lines(
            x,
            top + BODY,
            fonts.wrap(does, half, BODY, Weight.SEMIBOLD),
            BODY,
            Weight.SEMIBOLD,
            RUST if first else INK,
            align,
        )
        y = canvas.lines(x, y - 1, fonts.wrap(says, half, SMALL), SMALL, colour=GREY, align=align)
        ends.append(y - SMALL * LEADING)
    return max(ends) + 5


def _frame(canvas: Canvas, plan: _Plan) -> None:
    middle, line = plan.x(plan.figure.half), plan.y(plan.figure.deep)
    edges = Box(plan.left, plan.top, RIGHT, plan.bottom)
    corners = (
        (edges.left, edges.top),
        (edges.right, edges.top),
        (edges.right, edges.bottom),
        (edges.left, edges.bottom),
        (edges.left, edges.top),
    )
    canvas.strokes([corners], RULE, 0.6)
    canvas.strokes(
        [((middle, plan.top), (middle, plan.bottom)), ((plan.left, line), (RIGHT, line))], INK, 0.9
    )


def _points(canvas: Canvas, plan: _Plan) -> list[str]:
    """Draw the marks with their names; return what has to stand under the chart."""
    figure = plan.figure
    heaps: list[tuple[Point, list[Priority]]] = []
    for point in figure.points:
        spot = (plan.x(point.spread), plan.y(point.depth))
        near = (
            heap for (x, y), heap in heaps if abs(x - spot[0]) < _SAME and abs(y - spot[1]) < _SAME
        )
        if (heap := next(near, None)) is not None:
            heap.append(point)
        else:
            heaps.append((spot, [point]))
    spots = [spot for spot, _ in heaps]
    first = [heap[0].quadrant is Quadrant.TOGETHER for _, heap in heaps]
    canvas.dots([s for s, yes in zip(spots, first, strict=True) if yes], _RADIUS, RUST)
    reach = _RADIUS * 0.9
    canvas.rectangles(
        [
            Box(x - reach, y - reach, x + reach, y + reach)
            for (x, y), yes in zip(spots, first, strict=True)
            if not yes
        ],
        ACCENT,
    )
    names = [[point.name for point in heap] for _, heap in heaps]
    middle, line = plan.x(figure.half), plan.y(figure.deep)
    lines = [
        Box(middle - 1, plan.top, middle + 1, plan.bottom),
        Box(plan.left, line - 1, RIGHT, line + 1),
    ]
    whole = Box(plan.left + 2, plan.top + 2, RIGHT - 2, plan.bottom - 2)
    areas = [(plan.quarter(heap[0].quadrant, whole), whole) for _, heap in heaps]
    placed = place(spots, names, lines, areas, _RADIUS)
    homeless = [number for number, each in enumerate(placed) if each is None]
    if homeless:  # these take numbers, explained under the chart
        names = [
            [str(homeless.index(number) + 1)] if number in homeless else each
            for number, each in enumerate(names)
        ]
        placed = place(spots, names, lines, areas, _RADIUS)
    for each in placed:
        if each is not None:
            canvas.lines(each.x, each.base, each.lines, BODY, align=each.align)
    return _under(heaps, homeless)


def _under(heaps: Sequence[tuple[Point, list[Priority]]], homeless: Sequence[int]) -> list[str]:
    return [
        f"{place} = {', '.join(point.name for point in heaps[number][1])}"
        for place, number in enumerate(homeless, start=1)
    ]


def _across(canvas: Canvas, plan: _Plan, words: Words, top: float) -> float:
    """Write the scale under the frame and what it measures; return where it ends."""
    base = top + SMALL
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        canvas.text(plan.x(share), base, words.percent(share), SMALL, colour=GREY, align="center")
    lines = fonts.wrap(plan.figure.across, RIGHT - MARGIN, SMALL)
    base += SMALL * LEADING + 1
    return canvas.lines(RIGHT, base, lines, SMALL, colour=GREY, align="right") - SMALL * LEADING
