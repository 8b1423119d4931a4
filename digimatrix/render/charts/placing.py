"""Words beside points: each finds a place where it meets no mark, no line and no other word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from digimatrix.render.charts import fonts
from digimatrix.render.charts.canvas import BODY, LEADING, Align, Box, Point

_ABOVE, _BELOW = 0.95, 0.28  # the room above and below a baseline, in the size of the letters
_AIR = 1.5  # between a word and what is beside it
_NEAREST, _STEP, _RINGS = 4.0, 5.0, 3  # from a mark to its word


@dataclass(frozen=True, slots=True)
class Placed:
    """Lines of text, where they stand and the room that they take."""

    lines: tuple[str, ...]
    x: float
    base: float
    align: Align
    box: Box


def place(
    points: Sequence[Point],
    names: Sequence[Sequence[str]],
    obstacles: Sequence[Box],
    areas: Sequence[Sequence[Box]],
    radius: float,
) -> tuple[Placed | None, ...]:
    """Return where the names of each point stand, None where there is no room beside it.

    A point has one name or several, each on lines of its own, and areas in which they may
    stand, the best first. Points with the fewest places choose first.
    """
    marks = [Box(x - radius, y - radius, x + radius, y + radius) for x, y in points]
    blocked = [*obstacles, *marks]
    choices = [
        [
            each
            for area in own
            for each in _candidates(point, texts, radius)
            if _inside(each.box, area) and not any(_meet(each.box, box) for box in blocked)
        ]
        for point, texts, own in zip(points, names, areas, strict=True)
    ]
    found: list[Placed | None] = [None] * len(points)
    taken: list[Box] = []
    for number in sorted(range(len(points)), key=lambda number: len(choices[number])):
        free = (each for each in choices[number] if not any(_meet(each.box, box) for box in taken))
        found[number] = next(free, None)
        if (chosen := found[number]) is not None:
            taken.append(chosen.box)
    return tuple(found)


def _candidates(point: Point, texts: Sequence[str], radius: float) -> Iterator[Placed]:
    """Yield places beside a point, the best first: near ones, on one line, at the right."""
    wraps = dict.fromkeys(
        tuple(line for text in texts for line in _wrapped(text, share)) for share in (1.0, 0.62)
    )
    x, y = point
    for ring in range(_RINGS):
        away = radius + _NEAREST + ring * _STEP
        for lines in wraps:
            wide = max(fonts.width(line, BODY) for line in lines)
            high = (len(lines) - 1) * BODY * LEADING + (_ABOVE + _BELOW) * BODY
            middle = y - high / 2
            sides: tuple[tuple[Align, float, float], ...] = (
                ("left", x + away, middle),
                ("right", x - away, middle),
                ("center", x, y - away - high),
                ("center", x, y + away),
                ("left", x + away * 0.7, y - away * 0.7 - high),
                ("left", x + away * 0.7, y + away * 0.7),
                ("right", x - away * 0.7, y - away * 0.7 - high),
                ("right", x - away * 0.7, y + away * 0.7),
            )
            for align, at, top in sides:
                left = at - {"left": 0.0, "center": wide / 2, "right": wide}[align]
                box = Box(left, top, left + wide, top + high)
                yield Placed(lines, at, top + _ABOVE * BODY, align, box)


def _wrapped(text: str, share: float) -> tuple[str, ...]:
    limit = max(fonts.width(text, BODY) * share, fonts.widest_word(text, BODY))
    return fonts.wrap(text, limit + 0.1, BODY)


def _inside(box: Box, area: Box) -> bool:
    return (
        box.left >= area.left
        and box.right <= area.right
        and box.top >= area.top
        and box.bottom <= area.bottom
    )


def _meet(one: Box, other: Box) -> bool:
    return (
        one.left - _AIR < other.right
        and other.left - _AIR < one.right
        and one.top - _AIR < other.bottom
        and other.top - _AIR < one.bottom
    )
