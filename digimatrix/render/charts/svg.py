"""A matplotlib renderer that writes small SVG: live text, shared styles, no ids.

matplotlib's own SVG backend repeats the whole style at every mark and text; a page that holds
a chart for each of 300 municipalities has no room for that.
"""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

import numpy as np
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.colors import to_hex
from matplotlib.path import Path
from matplotlib.transforms import Transform

from digimatrix.render.charts.fonts import Weight

_ANCHORS = {"left": "", "center": ' text-anchor="middle"', "right": ' text-anchor="end"'}


def number(value: float) -> str:
    """Return a coordinate in as few letters as a hundredth of a point needs."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


class SvgRenderer(RendererBase):
    """Takes what matplotlib draws as SVG elements, y downwards, in points.

    Lines of text around the body (`frame`) are kept apart from the rest, so that one drawing
    gives the whole figure as well as its body alone.
    """

    def __init__(self, width: float, height: float) -> None:
        super().__init__()
        self._size = (width, height)
        self._items: list[tuple[bool, str, str, str]] = []

    def body(self, *, frame: bool) -> str:
        """Return the elements drawn, neighbours of one style gathered; `frame`: all of them."""
        parts: list[str] = []
        before: tuple[str, str] | None = None
        closing = ""
        for in_frame, tag, style, content in self._items:
            if in_frame and not frame:
                continue
            if (tag, style) != before:
                parts.append(closing)
                opening, closing = ("<path", '"/>') if tag == "path" else ("<g", "</g>")
                parts.append(f"{opening}{style}" + (' d="' if tag == "path" else ">"))
                before = (tag, style)
            parts.append(content)
        return "".join([*parts, closing])

    def get_canvas_width_height(self) -> tuple[float, float]:
        """Return the size in points."""
        return self._size

    def flipy(self) -> bool:
        """Return that y runs downwards."""
        return True

    def points_to_pixels(self, points: Any) -> Any:
        """Return the same: the unit is the point."""
        return points

    def write(
        self,
        text: str,
        place: tuple[float, float],
        size: float,
        weight: Weight,
        colour: str,
        align: str,
        *,
        frame: bool,
    ) -> None:
        """Write one line at its anchor; the reader's program sets it in our font.

        matplotlib would lay it out first, which takes far longer and changes nothing here.
        """
        style = f' font-size="{number(size)}"'
        style += f' font-weight="{weight.css}"' if weight is Weight.SEMIBOLD else ""
        style += f' fill="{colour}"{_ANCHORS[align]}'
        x, y = map(number, place)
        content = f'<text x="{x}" y="{y}">{escape(text)}</text>'
        self._items.append((frame, "text", style, content))

    def draw_path(
        self,
        gc: GraphicsContextBase,
        path: Path,
        transform: Transform,
        rgbFace: Any = None,  # noqa: N803
    ) -> None:
        """Write straight lines and areas."""
        steps: list[str] = []
        here = (float("nan"), float("nan"))
        for (x, y), code in zip(self._points(path, transform), self._codes(path), strict=True):
            if code == Path.CLOSEPOLY:
                steps.append("z")
            elif code == Path.MOVETO:
                steps.append(f"M{number(x)} {number(y)}")
            elif code != Path.LINETO:
                raise ValueError("charts draw straight lines only")
            elif abs(y - here[1]) < 0.005:
                steps.append(f"H{number(x)}")
            elif abs(x - here[0]) < 0.005:
                steps.append(f"V{number(y)}")
            else:
                steps.append(f"L{number(x)} {number(y)}")
            here = (x, y)
        self._add("path", self._style(gc, rgbFace), "".join(steps))

    def draw_markers(
        self,
        gc: GraphicsContextBase,
        marker_path: Path,
        marker_trans: Transform,
        path: Path,
        trans: Transform,
        rgbFace: Any = None,  # noqa: N803
    ) -> None:
        """Write the same circle at each point (charts have no other marker).

        A circle is an arc that ends beside its start; each starts a step from the one before.
        """
        centre, edge = np.asarray(marker_trans.transform([(0, 0), (1, 0)]))
        r = float(edge[0] - centre[0])
        circle = f"a{number(r)} {number(r)} 0 1 0 .01 0z"
        steps: list[str] = []
        before = (0.0, 0.0)
        for x, y in self._points(path, trans):
            here = (round(x, 2), round(y - r, 2))
            right, down = (number(now - then) for now, then in zip(here, before, strict=True))
            steps.append(f"{'m' if steps else 'M'}{right} {down}{circle}")
            before = here
        self._add("path", self._style(gc, rgbFace), "".join(steps))

    @staticmethod
    def _codes(path: Any) -> list[int]:
        if path.codes is None:  # a plain line
            return [int(Path.MOVETO)] + [int(Path.LINETO)] * (len(path) - 1)
        return [int(code) for code in path.codes]

    def _points(self, path: Any, transform: Any) -> list[tuple[float, float]]:
        points = np.asarray(transform.transform(path.vertices))
        points[:, 1] = self._size[1] - points[:, 1]
        return [(float(x), float(y)) for x, y in points]

    def _style(self, gc: GraphicsContextBase, face: Any) -> str:
        style = f' fill="{to_hex(face) if face is not None else "none"}"'
        line = float(gc.get_linewidth())
        if line:
            style += f' stroke="{to_hex(gc.get_rgb())}" stroke-width="{number(line)}"'
        return style

    def _add(self, tag: str, style: str, content: str) -> None:
        self._items.append((False, tag, style, content))
