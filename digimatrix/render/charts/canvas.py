"""A sheet of 180 mm on which charts put measured text and marks; it becomes SVG and PNG.

Places are points from the top left corner, y downwards; the height follows from what is drawn.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal
from xml.sax.saxutils import escape

import matplotlib
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure as Sheet
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D
from PIL import Image

from digimatrix.render.charts import fonts
from digimatrix.render.charts.fonts import Weight
from digimatrix.render.charts.palette import GREY, INK, PAPER
from digimatrix.render.charts.svg import SvgRenderer, number

WIDTH = 180 / 25.4 * 72
"""180 mm in points: the text width of a page in A4."""

MARGIN = 6.0
RIGHT = WIDTH - MARGIN
SMALL, BODY, TITLE = 8.0, 9.0, 13.0
"""Sizes of text in points; nothing is smaller than SMALL."""

LEADING = 1.35
_ABOVE, _BELOW = 0.75, 0.21  # how far letters reach from their baseline, in their size
_DPI = 200
_TALLEST = 65_000  # dots: matplotlib draws no picture of 2 ** 16, as a list of 1,500 rows would be
SETTINGS: dict[Any, Any] = {
    "text.hinting": "none",
    "text.usetex": False,
    "text.antialiased": True,
    "path.simplify": False,
    "path.snap": True,
    "path.sketch": None,
    "path.effects": [],
    "agg.path.chunksize": 0,
}
"""What of matplotlib's settings would change the picture, held while it is drawn."""

Point = tuple[float, float]
Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Box:
    """The room that something takes: left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text at its anchor; `frame` says that it stands around the body."""

    frame: bool
    colour: str
    size: float
    weight: Weight
    align: Align
    x: float
    y: float
    text: str

    @property
    def style(self) -> tuple[str, ...]:
        """What lines are gathered by, so that neighbours share their style."""
        return (str(self.frame), self.colour, str(self.size), self.weight.file, self.align)


@dataclass(frozen=True)
class Drawing:
    """A figure as files: `svg` and `png` whole, `inline` the body alone for an HTML page.

    `inline` holds neither title, subtitle, notes nor source: the page sets them as text around
    it. It needs `font_css()` once in the page, and `theme_css()` to follow its colours.
    """

    inline: str
    _whole: str
    _lettered: Callable[[], Sheet]

    @property
    def svg(self) -> str:
        """The whole figure as an SVG document that brings its font along."""
        return self._whole.replace("<style/>", f"<style>{fonts.font_css()}</style>", 1)

    @cached_property
    def _sheet(self) -> Sheet:
        """The whole figure as matplotlib draws it; most figures are never asked for it."""
        return self._lettered()

    def rastered(self) -> Callable[[], bytes]:
        """Draw the whole figure in 200 dots to the inch, fewer if very tall; this packs it as PNG.

        Drawing uses fonts that belong to one thread; packing may be done in any other.
        """
        with matplotlib.rc_context(SETTINGS), warnings.catch_warnings():
            # a letter that no font here has is drawn as a box, as in any program
            warnings.filterwarnings("ignore", message="Glyph .* missing")
            canvas: Any = FigureCanvasAgg(self._sheet)
            canvas.draw()
        picture = Image.fromarray(np.asarray(canvas.buffer_rgba()))

        def packed() -> bytes:
            stream = io.BytesIO()
            picture.save(stream, format="png", dpi=(self._sheet.dpi, self._sheet.dpi))
            return stream.getvalue()

        return packed


class Canvas:
    """Collects marks and text, then hands them to matplotlib in one go."""

    def __init__(self) -> None:
        self._place = Affine2D()
        self._texts: list[Line] = []
        self._marks: list[PathPatch | Line2D] = []
        self._frame = False

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float = BODY,
        weight: Weight = Weight.REGULAR,
        colour: str = INK,
        align: Align = "left",
        *,
        backed: bool = False,
    ) -> Box:
        """Put a line of text on the baseline y; `backed` hides the lines under it."""
        text = fonts.one_line(text)
        wide = fonts.width(text, size, weight)
        left = x - {"left": 0.0, "center": wide / 2, "right": wide}[align]
        box = Box(left, y - _ABOVE * size, left + wide, y + _BELOW * size)
        if backed:
            self.rectangles([Box(box.left - 2, box.top - 1, box.right + 2, box.bottom + 1)], PAPER)
        self._texts.append(Line(self._frame, colour, size, weight, align, x, y, text))
        return box

    def lines(
        self,
        x: float,
        y: float,
        lines: Iterable[str],
        size: float = BODY,
        weight: Weight = Weight.REGULAR,
        colour: str = INK,
        align: Align = "left",
    ) -> float:
        """Put lines of text under each other, the first on the baseline y; return the next."""
        for line in lines:
            self.text(x, y, line, size, weight, colour, align)
            y += size * LEADING
        return y

    def strokes(self, lines: Iterable[Sequence[Point]], colour: str, thickness: float) -> None:
        """Draw lines of one colour and thickness."""
        lines = list(lines)
        vertices = [point for line in lines for point in line]
        if vertices:
            codes = [code for line in lines for code in self._codes(len(line))]
            self._mark(
                PathPatch(
                    Path(vertices, codes),
                    facecolor="none",
                    edgecolor=colour,
                    linewidth=thickness,
                    capstyle="butt",
                )
            )

    def areas(self, outlines: Iterable[Sequence[Point]], colour: str) -> None:
        """Fill outlines with a colour."""
        outlines = list(outlines)
        vertices = [point for outline in outlines for point in (*outline, outline[0])]
        if vertices:
            codes = [
                code
                for outline in outlines
                for code in (*self._codes(len(outline)), int(Path.CLOSEPOLY))
            ]
            self._mark(PathPatch(Path(vertices, codes), facecolor=colour, linewidth=0))

    def rectangles(self, boxes: Iterable[Box], colour: str) -> None:
        """Fill rectangles with a colour."""
        self.areas(
            [
                ((b.left, b.top), (b.right, b.top), (b.right, b.bottom), (b.left, b.bottom))
                for b in boxes
            ],
            colour,
        )

    def hatching(self, boxes: Iterable[Box], colour: str, step: float = 4.0) -> None:
        """Hatch rectangles with slanting lines that end at their edges."""
        lines = []
        for box in boxes:
            high = box.bottom - box.top
            start = box.left - high + step / 2
            while start < box.right:
                left, right = max(start, box.left), min(start + high, box.right)
                lines.append(
                    ((left, box.bottom - (left - start)), (right, box.bottom - (right - start)))
                )
                start += step
        self.strokes(lines, colour, 0.6)

    def dots(
        self, points: Sequence[Point], radius: float, colour: str, edge: str | None = None
    ) -> None:
        """Draw equal dots, with an edge of a point where `edge` is a colour."""
        if points:
            self._mark(
                Line2D(
                    [x for x, _ in points],
                    [y for _, y in points],
                    linestyle="none",
                    marker="o",
                    markersize=2 * radius,
                    markerfacecolor=colour,
                    markeredgecolor=edge or colour,
                    markeredgewidth=1.2 if edge else 0,
                )
            )

    def heading(self, title: str, subtitle: str) -> float:
        """Put title and subtitle on top; return where the body begins."""
        self._frame = True
        y = MARGIN + TITLE
        lines = fonts.wrap(title, RIGHT - MARGIN, TITLE, Weight.SEMIBOLD)
        y = self.lines(MARGIN, y, lines, TITLE, Weight.SEMIBOLD) - TITLE * LEADING + 17
        lines = fonts.wrap(subtitle, RIGHT - MARGIN, BODY)
        y = self.lines(MARGIN, y, lines, BODY, colour=GREY)
        self._frame = False
        return y

    def finish(
        self, id: str, title: str, alt: str, top: float, bottom: float, notes: Iterable[str]
    ) -> Drawing:
        """Put notes under the body, which lies between `top` and `bottom`, and draw it all."""
        self._frame = True
        y = bottom + 16
        for note in notes:
            lines = fonts.wrap(note, RIGHT - MARGIN, SMALL)
            y = self.lines(MARGIN, y, lines, SMALL, colour=GREY)
        self._frame = False
        height = y - SMALL * LEADING + MARGIN if y > bottom + 16 else bottom + MARGIN
        dpi = min(_DPI, int(_TALLEST / height * 72))
        sheet = Sheet(  # without its texts, which take matplotlib longest and SVG not at all
            figsize=(WIDTH / 72, height / 72),
            dpi=dpi,
            facecolor=PAPER,
            linewidth=0,
            layout="none",  # type: ignore[arg-type]
        )
        for mark in self._marks:
            sheet.add_artist(mark)
        texts = sorted(self._texts, key=lambda line: line.style)
        renderer = SvgRenderer(WIDTH, height)
        # the transform counts in pixels; for the SVG a pixel is a point
        self._place.clear().scale(1, -1).translate(0, height)
        sheet.patch.set_visible(False)
        sheet.draw(renderer)
        sheet.patch.set_visible(True)
        self._place.clear().scale(dpi / 72, -dpi / 72).translate(0, height * dpi / 72)
        for line in texts:
            renderer.write(
                line.text,
                (line.x, line.y),
                line.size,
                line.weight,
                line.colour,
                line.align,
                frame=line.frame,
            )

        def lettered() -> Sheet:
            for line in texts:
                sheet.add_artist(self._lettering(line))
            return sheet

        names = (
            f'<title id="{id}-t">{escape(fonts.one_line(title))}</title>'
            f'<desc id="{id}-d">{escape(fonts.one_line(alt))}</desc>'
        )
        shared = (
            f'role="img" aria-labelledby="{id}-t" aria-describedby="{id}-d"'
            f' font-family="{fonts.FAMILY}, sans-serif"'
        )
        svg = '<svg xmlns="http://www.w3.org/2000/svg"'
        crop = " ".join(map(number, (MARGIN, top, RIGHT - MARGIN, bottom - top)))
        whole = (
            f'<?xml version="1.0" encoding="UTF-8"?>\n{svg} width="180mm"'
            f' height="{number(height / 72 * 25.4)}mm"'
            f' viewBox="0 0 {number(WIDTH)} {number(height)}" {shared}>'
            f'{names}<style/><path fill="{PAPER}" d="M0 0H{number(WIDTH)}V{number(height)}H0z"/>'
            f"{renderer.body(frame=True)}</svg>\n"
        )
        inline = (
            f'{svg} width="100%" viewBox="{crop}" {shared}>'
            f"{names}{renderer.body(frame=False)}</svg>"
        )
        return Drawing(inline, whole, lettered)

    def _lettering(self, line: Line) -> Text:
        """Return a line of text as matplotlib draws it."""
        return Text(
            line.x,
            line.y,
            line.text,
            color=line.colour,
            fontproperties=fonts.properties(line.text, line.size, line.weight),
            verticalalignment="baseline",
            horizontalalignment=line.align,
            parse_math=False,
            usetex=False,
            antialiased=True,
            transform=self._place,
            zorder=2,
        )

    def _mark(self, mark: PathPatch | Line2D) -> None:
        mark.set_transform(self._place)
        mark.set_zorder(1)
        self._marks.append(mark)

    @staticmethod
    def _codes(points: int) -> list[int]:
        return [int(Path.MOVETO), *[int(Path.LINETO)] * (points - 1)]
