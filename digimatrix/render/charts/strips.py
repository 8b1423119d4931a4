"""Rows on one common scale: a gap as a length, the others as dots, the figures at the right."""

from __future__ import annotations

from collections.abc import Sequence

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
    Point,
)
from digimatrix.render.charts.fonts import Weight
from digimatrix.render.charts.layout import (
    BETWEEN,
    GAP_LANE,
    RADIUS,
    Plan,
    Strips,
    free_labels,
    plan_strips,
)
from digimatrix.render.charts.palette import ACCENT, DOT, GREY, GRID, HATCH, INK, PAPER, RUST
from digimatrix.report.figures import Level


def draw_strips(canvas: Canvas, strips: Strips, words: Words, top: float) -> float:
    """Draw the rows with headings and scale from `top` down; return where they end."""
    plan = plan_strips(strips)
    labels = list(free_labels(plan))
    y = _key(canvas, plan, {label.slug for label in labels}, words, top)
    first = _headings(canvas, plan, y)
    _grid(canvas, plan, first)
    _marks(canvas, plan, first)
    _texts(canvas, plan, first)
    for label in labels:
        y = plan.tops(first)[label.row] + label.y
        canvas.text(label.x, y, strips.labels[label.slug], SMALL, colour=GREY, backed=True)
    return _axis(canvas, plan, words, plan.tops(first)[-1])


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
    return base + 8 if x > MARGIN else y


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
    at, half = middle(sum(first.targets) / max(len(first.targets), 1), target)
    own: tuple[str, ...] = ()
    x, above = at, 0
    if first.own is not None and first.own.value is not None:
        own = fonts.wrap(strips.labels["municipality"], limit - MARGIN, SMALL, Weight.SEMIBOLD)
        longest = max(own, key=lambda line: fonts.width(line, SMALL, Weight.SEMIBOLD))
        x, own_half = middle(first.own.value, longest)
        room = half + own_half + 7
        aside = at - room if x <= at else at + room
        fits = aside - own_half >= MARGIN and aside + own_half <= limit and abs(aside - x) < 40
        if abs(x - at) < room and fits:
            x = aside
        elif abs(x - at) < room:
            above = 1
    lines = max(*map(len, wrapped), len(own) + above, 1)
    base = top + SMALL + (lines - 1) * SMALL * LEADING
    for column, heading, (right, _) in zip(strips.columns, wrapped, plan.edges, strict=True):
        y = base - (len(heading) - 1) * SMALL * LEADING
        canvas.lines(right, y, heading, SMALL, column.weight, column.colour, "right")
    if first.targets:
        canvas.text(at, base, target, SMALL, Weight.SEMIBOLD, align="center")
    y = base - (len(own) - 1 + above) * SMALL * LEADING
    canvas.lines(x, y, own, SMALL, Weight.SEMIBOLD, ACCENT, "center")
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
            ((plan.x(target), y), (plan.x(target), below))
            for (row, y), below in zip(rows, tops[1:], strict=True)
            for target in row.targets
        ],
        INK,
        1.2,
    )
    bars = [
        Box(plan.x(row.start), y + GAP_LANE - 1.6, plan.x(row.targets[0]), y + GAP_LANE + 1.6)
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
        [
            (plan.x(row.median), y + plan.strips.median_lane)
            for row, y in rows
            if row.median is not None
        ],
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
        canvas.lines(plan.left - BETWEEN, start, names, BODY, Weight.SEMIBOLD, align="right")
        for column, figure, (right, _) in zip(strips.columns, row.figures, plan.edges, strict=True):
            quiet = row.unknown or (column.colour == RUST and not row.gap)
            colour, weight = (GREY, Weight.REGULAR) if quiet else (column.colour, column.weight)
            canvas.text(right, base, figure, BODY, weight, colour, "right")
        if row.own is not None and row.own.value is None:
            half = fonts.width(row.own.label, SMALL) / 2
            end = plan.x(row.targets[0]) if row.targets else plan.right
            x = max((plan.left + end) / 2, plan.left + half + 4)
            y = top + GAP_LANE + SMALL * 0.36
            canvas.text(x, y, row.own.label, SMALL, colour=GREY, align="center", backed=True)


def _ticks(strips: Strips) -> list[float]:
    """Return the levels that get a line: all of a few whole numbers, else round ones."""
    wide = strips.highest - strips.lowest
    whole = wide == int(wide) and strips.lowest == int(strips.lowest)
    if whole and 2 <= wide <= 10:
        return [strips.lowest + step for step in range(int(wide) + 1)]
    ticks = MaxNLocator(5, integer=wide > 10).tick_values(strips.lowest, strips.highest)
    return [float(tick) for tick in ticks if strips.lowest <= tick <= strips.highest]


def _axis(canvas: Canvas, plan: Plan, words: Words, y: float) -> float:
    """Write the scale under the rows and what its ends mean; return where it ends."""
    strips = plan.strips
    base = y + SMALL + 3
    ticks = _ticks(strips)
    decimals = 0 if all(tick == int(tick) for tick in ticks) else words.decimals
    for tick in ticks:
        label = words.number(tick, decimals)
        canvas.text(plan.x(tick), base, label, SMALL, colour=GREY, align="center")
    base += SMALL * LEADING + 1
    left, right = max(plan.left - 40, MARGIN), min(plan.right + 40, RIGHT)
    half = (right - left) / 2 - 6
    middle = (left + right) / 2
    sides: tuple[tuple[str, Align, float], ...] = (
        ("lowest", "left", plan.left - 3),
        ("highest", "right", plan.right + 3),
    )
    ends = []
    for slug, align, edge in sides:
        lines = fonts.wrap(strips.labels[slug], half, SMALL)
        wide = max(fonts.width(line, SMALL) for line in lines)
        if align == "left":
            x = min(edge, max(middle - 6 - wide, left))
        else:
            x = max(edge, min(middle + 6 + wide, right))
        ends.append(canvas.lines(x, base, lines, SMALL, colour=GREY, align=align))
    return max(ends) - SMALL * LEADING + 4
