"""The tile grid: is there a pattern on the map? One equal tile for each municipality."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

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
    Point,
)
from digimatrix.render.charts.fonts import Weight
from digimatrix.render.charts.key import class_key, signs_of
from digimatrix.render.charts.palette import GREY, HATCH, INK, level_colours
from digimatrix.report.figures import Tile, Tiles, class_of

_WIDEST = 92.0  # a tile
_GAP = 3.0  # between tiles
_PAD = 4.0  # between a tile's edge and its words
_FLAT = 0.62  # how high a tile is at least, in its width
_BASE = 5.0  # from a tile's lower edge to the baseline of its figure


@dataclass(frozen=True)
class _Grid:
    """Where the tiles stand."""

    figure: Tiles
    top: float = 0.0

    @cached_property
    def at(self) -> Mapping[tuple[int, int], Tile]:
        return {(tile.row, tile.column): tile for tile in self.figure.tiles}

    @cached_property
    def rows(self) -> int:
        return 1 + max(tile.row for tile in self.figure.tiles)

    @cached_property
    def columns(self) -> int:
        return 1 + max(tile.column for tile in self.figure.tiles)

    @cached_property
    def pitch(self) -> float:
        return min(_WIDEST, (RIGHT - MARGIN) / self.columns)

    @cached_property
    def room(self) -> float:
        return self.pitch - _GAP - 2 * (1.5 if self.numbered else _PAD)

    @property
    def numbered(self) -> bool:
        return self.figure.numbered

    @cached_property
    def names(self) -> Mapping[tuple[int, int], tuple[str, ...]]:
        """What stands at the top of each tile: the name, or its number."""
        return {
            place: (str(nth),) if self.numbered else fonts.wrap(tile.name, self.room, SMALL)
            for nth, (place, tile) in enumerate(self.at.items(), start=1)
        }

    @cached_property
    def high(self) -> float:
        most = max(map(len, self.names.values()))
        words = _PAD + most * SMALL * LEADING + BODY * LEADING + _BASE
        return max(words + _GAP, self.pitch * _FLAT)

    def box(self, row: int, column: int) -> Box:
        """Return the room of a tile, without the gap around it."""
        left, top = MARGIN + column * self.pitch, self.top + row * self.high
        half = _GAP / 2
        return Box(left + half, top + half, left + self.pitch - half, top + self.high - half)

    def edges(self) -> Iterator[tuple[Point, Point]]:
        """Yield a line wherever one region, or all of them, ends."""
        for (row, column), tile in self.at.items():
            left, top = MARGIN + column * self.pitch, self.top + row * self.high
            right, bottom = left + self.pitch, top + self.high
            sides = (
                ((row - 1, column), ((left, top), (right, top)), True),
                ((row, column - 1), ((left, top), (left, bottom)), True),
                ((row + 1, column), ((left, bottom), (right, bottom)), False),
                ((row, column + 1), ((right, top), (right, bottom)), False),
            )
            for beside, line, ours in sides:
                other = self.at.get(beside)
                if other is None or (ours and other.region != tile.region):
                    yield line


def draw_tiles(figure: Tiles, words: Words) -> Drawing:
    """Return the map, its key above it; regions for which it has no room stand under it."""
    canvas = Canvas()
    top = canvas.heading(figure.title, figure.subtitle)
    grid = _Grid(figure)
    unknown = (tile.mean.label for tile in figure.tiles if tile.mean.value is None)
    signs = signs_of(unknown, grid.room)
    y = class_key(canvas, figure, signs, words, top + SMALL) + 6
    regions = {tile.region for tile in figure.tiles}
    names = dict(_region_labels(grid)) if len(regions) > 1 else {}
    beside = len(regions) == 1 or names.keys() == regions - {""}
    grid = _Grid(figure, y + (SMALL * LEADING + 4 if names and beside else 0))
    _paint(canvas, grid, signs, words)
    if len(regions) > 1:
        canvas.strokes(list(grid.edges()), INK, 1.1)
    for region, (x, above) in names.items() if beside else ():
        canvas.text(x, grid.top + above, region, SMALL, Weight.SEMIBOLD)
    bottom = grid.top + grid.rows * grid.high
    if not (beside or grid.numbered):
        bottom = _under(canvas, grid, bottom)
    return canvas.finish(
        figure.id, figure.title, figure.alt, top, bottom + 2, (*figure.notes, figure.source)
    )


def _paint(canvas: Canvas, grid: _Grid, signs: Mapping[str, str], words: Words) -> None:
    """Fill the tiles, colour by colour, then write into them."""
    figure = grid.figure
    painted: dict[str, list[Box]] = {}
    hatched = []
    inks = {}
    for place, tile in grid.at.items():
        if tile.mean.value is None:
            hatched.append(grid.box(*place))
            continue
        reached = class_of(tile.mean.value, figure.starts)
        paint, inks[place] = level_colours(reached, len(figure.classes))
        painted.setdefault(paint, []).append(grid.box(*place))
    for colour, boxes in sorted(painted.items()):
        canvas.rectangles(boxes, colour)
    canvas.hatching(hatched, HATCH)
    for place, tile in grid.at.items():
        box = grid.box(*place)
        left = box.left + (1.5 if grid.numbered else _PAD)
        known = tile.mean.value is not None
        y = box.top + _PAD + SMALL * 0.8
        for line in grid.names[place]:
            canvas.text(left, y, line, SMALL, colour=inks.get(place, INK), backed=not known)
            y += SMALL * LEADING
        base = box.bottom - _BASE
        if not known:
            canvas.text(left, base, signs[tile.mean.label], SMALL, colour=GREY, backed=True)
            continue
        weight = Weight.SEMIBOLD if tile.mean.reached else Weight.REGULAR
        label = tile.mean.label + ("*" if tile.partial else "")
        if fonts.width(label, BODY, weight) > grid.room:
            label = words.number(tile.mean.value, words.decimals - 1)
        canvas.text(left, base, label, BODY, weight, inks[place])


def _region_labels(grid: _Grid) -> Iterator[tuple[str, Point]]:
    """Yield where each region's name stands: over one of its tiles, where the map is empty.

    Its baseline is told from the top of the grid.
    """
    taken: list[tuple[int, float, float]] = []
    done = set()
    for (row, column), tile in sorted(grid.at.items()):
        if tile.region in done or not tile.region:
            continue
        x = MARGIN + column * grid.pitch + 2
        end = x + fonts.width(tile.region, SMALL, Weight.SEMIBOLD) + 4
        last = math.ceil((end - MARGIN) / grid.pitch)
        over = ((row - 1, beside) for beside in range(column, last))
        free = end <= RIGHT and not any(place in grid.at for place in over)
        if free and not any(r == row and x < e and s < end for r, s, e in taken):
            done.add(tile.region)
            taken.append((row, x, end))
            yield tile.region, (x, row * grid.high - 4)


def _under(canvas: Canvas, grid: _Grid, y: float) -> float:
    """Tell under the map who is in which region."""
    regions: dict[str, list[str]] = {}
    for tile in grid.figure.tiles:
        regions.setdefault(tile.region, []).append(tile.name.replace(" ", "\u00a0"))
    y += SMALL + 6
    for region, names in regions.items():
        told = ", ".join(names)
        text = f"{region}: {told}" if region else told
        y = canvas.lines(MARGIN, y, fonts.wrap(text, RIGHT - MARGIN, SMALL), SMALL)
    return y - SMALL * LEADING + 4
