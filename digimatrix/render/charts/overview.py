"""The table-heatmap: who is where, in every dimension."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

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
    Drawing,
)
from digimatrix.render.charts.fonts import Weight
from digimatrix.render.charts.key import class_key, signs_of
from digimatrix.render.charts.palette import GREY, HATCH, INK, PAPER, RULE, level_colours
from digimatrix.report.figures import Level, Overview, OverviewGroup, OverviewRow, class_of
from digimatrix.report.gauge import DASH

_PITCH = 15.5  # from row to row
_GAP = 1.5  # between cells
_WIDEST_CELL = 84.0
_PAGE = 40  # rows after which the headings are repeated


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the columns stand: the names' right edge, the cells' left edges, the mean's middle."""

    names: float
    cells: tuple[float, ...]
    cell: float
    mean: float


def draw_overview(figure: Overview, words: Words) -> Drawing:
    """Return the heatmap, its key above it and the median row under it."""
    canvas = Canvas()
    top = canvas.heading(figure.title, figure.subtitle)
    columns = _columns(figure)
    wordings = (
        level.label
        for row in _rows(figure)
        for level in row.levels
        if level.value is None and row is not figure.targets
    )
    signs = signs_of(wordings, columns.cell - 8)
    y = class_key(canvas, figure, signs, words, top + SMALL)
    y = _headings(canvas, figure, columns, y + 8)
    heat = _Heat(canvas, figure, columns, signs)
    for group in figure.groups:
        y = heat.group(group, y)
    y += 5
    canvas.strokes([((columns.cells[0], y), (RIGHT, y))], INK, 0.8)
    bottom = heat.row(figure.median, y + 4, Weight.SEMIBOLD)
    if figure.targets is not None:
        bottom = heat.aims(figure.targets, bottom)
    heat.paint()
    return canvas.finish(
        figure.id, figure.title, figure.alt, top - 2, bottom, (*figure.notes, figure.source)
    )


def _rows(figure: Overview) -> Iterator[OverviewRow]:
    for group in figure.groups:
        yield from group.rows
    yield figure.median
    if figure.targets is not None:
        yield figure.targets


def _columns(figure: Overview) -> _Columns:
    names = max(fonts.width(row.name, BODY, Weight.SEMIBOLD) for row in _rows(figure))
    names = min(names, (RIGHT - MARGIN) * 0.3)
    means = [fonts.width(row.mean.label + " *", BODY, Weight.SEMIBOLD) for row in _rows(figure)]
    mean = max(*means, 36.0, fonts.widest_word(figure.mean_label, SMALL, Weight.SEMIBOLD) + 4)
    left = MARGIN + names + 6
    cell = (RIGHT - mean - 4 - left) / max(len(figure.dimensions), 1)
    cell = min(cell, _WIDEST_CELL)
    lefts = tuple(left + number * cell for number in range(len(figure.dimensions)))
    return _Columns(left - 6, lefts, cell - _GAP, left + cell * len(lefts) + 4 + mean / 2)


def _headings(canvas: Canvas, figure: Overview, columns: _Columns, y: float) -> float:
    """Draw the dimensions' names over their columns; return where the rows begin.

    Where a word is wider than its column, each name gets a line of its own and a line down
    to its column, so that none is divided.
    """
    wrapped = [fonts.wrap(name, columns.cell, SMALL, Weight.SEMIBOLD) for name in figure.dimensions]
    fits = all(
        fonts.widest_word(name, SMALL, Weight.SEMIBOLD) <= columns.cell
        for name in figure.dimensions
    )
    mean = fonts.wrap(figure.mean_label, 2 * (RIGHT - columns.mean), SMALL, Weight.SEMIBOLD)
    if fits:
        high = max(len(lines) for lines in (*wrapped, mean))
        base = y + SMALL + (high - 1) * SMALL * LEADING
        for left, lines in zip(columns.cells, wrapped, strict=True):
            start = base - (len(lines) - 1) * SMALL * LEADING
            middle = left + columns.cell / 2
            canvas.lines(middle, start, lines, SMALL, Weight.SEMIBOLD, align="center")
    else:
        leaders = []
        for left, name in zip(columns.cells, figure.dimensions, strict=True):
            lines = fonts.wrap(name, RIGHT - MARGIN, SMALL, Weight.SEMIBOLD)
            x = min(left, RIGHT - max(fonts.width(each, SMALL, Weight.SEMIBOLD) for each in lines))
            y = canvas.lines(x, y + SMALL, lines, SMALL, Weight.SEMIBOLD) - SMALL + 1
            leaders.append((left + 3, y))
        base = y + SMALL - 2
        foot = base + 6
        region = figure.groups[0].name if figure.groups else ""
        if region and MARGIN + fonts.width(region, BODY, Weight.SEMIBOLD) < columns.cells[0]:
            foot += BODY + 7
        canvas.strokes([((x, start), (x, foot)) for x, start in leaders], RULE, 0.6)
        base += 2 + (len(mean) - 1) * SMALL * LEADING
    start = base - (len(mean) - 1) * SMALL * LEADING
    canvas.lines(columns.mean, start, mean, SMALL, Weight.SEMIBOLD, align="center")
    return base + 7


class _Heat:
    """Draws rows of cells; cells of one colour are painted together."""

    def __init__(
        self,
        canvas: Canvas,
        figure: Overview,
        columns: _Columns,
        signs: dict[str, str],
    ) -> None:
        self._canvas = canvas
        self._figure = figure
        self._columns = columns
        self._signs = signs
        self._cells: dict[str, list[Box]] = {}
        self._hatched: list[Box] = []
        self._backs: list[Box] = []
        self._rows = 0

    def group(self, group: OverviewGroup, y: float) -> float:
        """Draw a region's name, rule and rows; return where they end."""
        canvas, columns = self._canvas, self._columns
        if group.name:
            y += BODY + 4
            canvas.text(MARGIN, y, group.name, BODY, Weight.SEMIBOLD)
            y += 4
        canvas.strokes([((MARGIN if group.name else columns.cells[0], y), (RIGHT, y))], RULE, 0.8)
        y += 2
        for row in group.rows:
            if self._rows == _PAGE:
                y = _headings(canvas, self._figure, columns, y + 8)
                self._rows = 0
            y = self.row(row, y)
            self._rows += 1
        return y + 1

    def row(self, row: OverviewRow, y: float, weight: Weight = Weight.REGULAR) -> float:
        """Draw one row whose top is y; return where the next begins."""
        canvas, columns = self._canvas, self._columns
        lines = fonts.wrap(row.name, columns.names - MARGIN, BODY, weight)
        pitch = _PITCH + (len(lines) - 1) * BODY * LEADING
        base = y + (_PITCH - _GAP) / 2 + BODY * 0.36
        canvas.lines(columns.names, base, lines, BODY, weight, align="right")
        base += (pitch - _PITCH) / 2
        for left, level in zip(columns.cells, row.levels, strict=True):
            self._cell(level, Box(left, y, left + columns.cell, y + pitch - _GAP), base)
        bold = Weight.SEMIBOLD if row.mean.reached else Weight.REGULAR
        mean = canvas.text(columns.mean, base, row.mean.label, BODY, bold, align="center")
        if row.partial:
            canvas.text(mean.right + 2, base, "*", BODY, colour=GREY)
        return y + pitch

    def aims(self, row: OverviewRow, y: float) -> float:
        """Write the targets, which are no levels, without colours; return where they end."""
        canvas, columns = self._canvas, self._columns
        base = y + (_PITCH - _GAP) / 2 + BODY * 0.36
        canvas.text(columns.names, base, row.name, BODY, Weight.SEMIBOLD, align="right")
        for left, level in zip(columns.cells, row.levels, strict=True):
            canvas.text(left + columns.cell / 2, base, level.label, BODY, align="center")
        canvas.text(columns.mean, base, row.mean.label, BODY, align="center")
        return y + _PITCH

    def paint(self) -> None:
        """Paint the cells of all rows."""
        for colour, boxes in sorted(self._cells.items()):
            self._canvas.rectangles(boxes, colour)
        self._canvas.hatching(self._hatched, HATCH)
        self._canvas.rectangles(self._backs, PAPER)

    def _cell(self, level: Level, box: Box, base: float) -> None:
        figure, canvas = self._figure, self._canvas
        middle = (box.left + box.right) / 2
        if level.value is None:
            self._hatched.append(box)
            text = canvas.text(
                middle, base, self._signs[level.label], SMALL, colour=GREY, align="center"
            )
            self._backs.append(Box(text.left - 3, box.top, text.right + 3, box.bottom))
            return
        paint, ink = level_colours(class_of(level.value, figure.starts), len(figure.classes))
        self._cells.setdefault(paint, []).append(box)
        weight = Weight.SEMIBOLD if level.reached else Weight.REGULAR
        label = level.label
        if fonts.width(label, BODY, weight) > box.right - box.left - 4:
            label = label.partition(DASH)[0]  # of a range its lower end
        canvas.text(middle, base, label, BODY, weight, ink, "center")
