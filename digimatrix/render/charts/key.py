"""The key of charts whose cells are coloured by level: classes, signs of the unknown, bold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from digimatrix.languages import Words
from digimatrix.render.charts import fonts
from digimatrix.render.charts.canvas import MARGIN, RIGHT, SMALL, Box, Canvas
from digimatrix.render.charts.fonts import Weight
from digimatrix.render.charts.palette import GREY, HATCH, level_colours
from digimatrix.report.figures import Overview, Tiles, on_swatch

_SIGNS = ("–", "×", "○", "?")  # stand for words of unknown levels that no cell has room for


def signs_of(wordings: Iterable[str], room: float) -> dict[str, str]:
    """Return what stands in hatched cells with that much room for each wording of the unknown."""
    each = dict.fromkeys(wordings)
    if all(fonts.width(wording, SMALL) <= room for wording in each):
        return {wording: wording for wording in each}
    return {wording: _SIGNS[min(number, len(_SIGNS) - 1)] for number, wording in enumerate(each)}


def class_key(
    canvas: Canvas, figure: Overview | Tiles, signs: Mapping[str, str], words: Words, y: float
) -> float:
    """Draw what colours, signs and bold mean; return where it ends."""
    x = MARGIN
    numbers = [
        on_swatch(words.level(start), name)
        for start, name in zip(figure.starts, figure.classes, strict=True)
    ]
    swatch = max(17.0, *(fonts.width(each, SMALL, Weight.SEMIBOLD) + 4 for each in numbers))

    def room(text: str, before: float) -> None:
        nonlocal x, y
        if x > MARGIN and x + before + fonts.width(text, SMALL) > RIGHT:
            x = MARGIN
            y += 16

    for number, (start, name) in enumerate(zip(figure.starts, figure.classes, strict=True)):
        room(name, swatch + 4)
        paint, ink = level_colours(number, len(figure.classes))
        canvas.rectangles([Box(x, y - 9, x + swatch, y + 3)], paint)
        reached = figure.target is not None and start >= figure.target
        weight = Weight.SEMIBOLD if reached else Weight.REGULAR
        canvas.text(x + swatch / 2, y, numbers[number], SMALL, weight, ink, "center")
        x = canvas.text(x + swatch + 4, y, name, SMALL, weight, GREY).right + 12
    hidden = {sign: wording for wording, sign in signs.items() if sign != wording}
    for sign, wording in hidden.items():
        room(wording, swatch + 4)
        canvas.hatching([Box(x, y - 9, x + swatch, y + 3)], HATCH)
        canvas.text(x + swatch / 2, y, sign, SMALL, colour=GREY, align="center", backed=True)
        x = canvas.text(x + swatch + 4, y, wording, SMALL, colour=GREY).right + 12
    bold = words.t("bold: the target is reached")
    if figure.target is not None:
        target = words.level(figure.target)
        bold = words.t("bold: target {target} reached", target=target)
    room(bold, 10)
    canvas.text(x, y, bold, SMALL, Weight.SEMIBOLD, GREY)
    return y + 6
