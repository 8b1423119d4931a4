"""The means within each group: regions, types, sizes or the user's own, on one scale."""

from __future__ import annotations

from digimatrix.languages import Words
from digimatrix.render.charts.canvas import Canvas, Drawing
from digimatrix.render.charts.dots import MANY, QUANTILES
from digimatrix.render.charts.fonts import Weight
from digimatrix.render.charts.layout import Column, Strip, Strips
from digimatrix.render.charts.strips import draw_strips
from digimatrix.report.figures import Distribution


def draw_distribution(figure: Distribution, words: Words) -> Drawing:
    """Return the chart: a row of dots for each group, and one for all."""
    canvas = Canvas()
    top = canvas.heading(figure.title, figure.subtitle)
    labels = dict(figure.labels)
    if any(len(row.dots) > MANY for row in figure.rows):
        labels["peer"] = words.t(
            "dot = the mean of a municipality; where there are more than {many}, {share} of them",
            many=MANY,
            share=words.percent(1 / QUANTILES),
        )
    rows = tuple(
        Strip(
            name=row.name,
            values=tuple(dot.value for dot in row.dots),
            median=row.median,
            targets=() if figure.target is None else (figure.target,),
            start=None,
            figures=(row.share, row.middle),
        )
        for row in figure.rows
    )
    columns = (Column(labels["known"]), Column(labels["median"], weight=Weight.SEMIBOLD))
    strips = Strips(rows, columns, figure.lowest, figure.highest, labels, bars=False)
    bottom = draw_strips(canvas, strips, words, top)
    return canvas.finish(
        figure.id, figure.title, figure.alt, top, bottom, (*figure.notes, figure.source)
    )
