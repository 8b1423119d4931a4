"""The region's gap chart: how far below the target, in which dimension, and how many."""

from __future__ import annotations

from digimatrix.languages import Words
from digimatrix.render.charts.canvas import Canvas, Drawing
from digimatrix.render.charts.dots import MANY, QUANTILES
from digimatrix.render.charts.fonts import Weight
from digimatrix.render.charts.layout import Column, Strip, Strips
from digimatrix.render.charts.palette import RUST
from digimatrix.render.charts.strips import draw_strips
from digimatrix.report.figures import Gaps


def draw_gaps(figure: Gaps, words: Words) -> Drawing:
    """Return the chart; the bar is the mean shortfall of those below the target, if it is one."""
    canvas = Canvas()
    top = canvas.heading(figure.title, figure.subtitle)
    labels = dict(figure.labels)
    if any(len(row.dots) > MANY for row in figure.rows):
        share = words.percent(1 / QUANTILES)
        labels["peer"] = words.t("dot = {share} of the municipalities", share=share)
    rows = tuple(
        Strip(
            name=row.name,
            values=tuple(dot.value for dot in row.dots),
            median=row.median,
            targets=row.targets if row.target is None else (row.target,),
            start=row.target - row.depth if row.target is not None and row.depth else None,
            figures=(row.share, row.short),
            gap=bool(row.depth),
        )
        for row in figure.rows
    )
    columns = (
        Column(labels["below"]),
        Column(labels["depth"], RUST, Weight.SEMIBOLD),
    )
    strips = Strips(rows, columns, figure.lowest, figure.highest, labels)
    bottom = draw_strips(canvas, strips, words, top)
    return canvas.finish(
        figure.id, figure.title, figure.alt, top, bottom, (*figure.notes, figure.source)
    )
