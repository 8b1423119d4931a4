"""RENDER: figures become charts, as SVG and PNG files and as SVG inside an HTML page."""

from __future__ import annotations

from digimatrix.languages import Words
from digimatrix.render.charts.canvas import Drawing
from digimatrix.render.charts.distribution import draw_distribution
from digimatrix.render.charts.dumbbell import draw_dumbbell
from digimatrix.render.charts.fonts import font_css
from digimatrix.render.charts.gaps import draw_gaps
from digimatrix.render.charts.overview import draw_overview
from digimatrix.render.charts.palette import theme_css
from digimatrix.render.charts.priorities import draw_priorities
from digimatrix.render.charts.tiles import draw_tiles
from digimatrix.report.figures import (
    Distribution,
    Dumbbell,
    Figure,
    Gaps,
    Overview,
    Priorities,
    Tiles,
)

__all__ = ["Drawing", "draw", "font_css", "theme_css"]


def draw(figure: Figure, words: Words) -> Drawing:
    """Return the figure drawn 180 mm wide; the same figure gives the same bytes.

    Raises:
        TypeError: if there is no chart for that kind of figure.
    """
    match figure:
        case Overview():
            return draw_overview(figure, words)
        case Gaps():
            return draw_gaps(figure, words)
        case Dumbbell():
            return draw_dumbbell(figure, words)
        case Priorities():
            return draw_priorities(figure, words)
        case Distribution():
            return draw_distribution(figure, words)
        case Tiles():
            return draw_tiles(figure, words)
    raise TypeError(f"no chart shows a {type(figure).__name__}")
