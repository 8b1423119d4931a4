"""One municipality's gap chart: where it is furthest from the target, and whether others are."""

from __future__ import annotations

from digimatrix.languages import Words
from digimatrix.render.charts.canvas import Canvas, Drawing
from digimatrix.render.charts.dots import MANY, QUANTILES, shares
from digimatrix.render.charts.fonts import Weight
from digimatrix.render.charts.layout import Column, Strip, Strips
from digimatrix.render.charts.palette import ACCENT, RUST
from digimatrix.render.charts.strips import draw_strips
from digimatrix.report.figures import Dumbbell, DumbbellRow


def draw_dumbbell(figure: Dumbbell, words: Words) -> Drawing:
    """Return the chart; the bar is the shortfall from the own level to the target."""
    canvas = Canvas()
    top = canvas.heading(figure.title, figure.subtitle)
    labels = dict(figure.labels)
    if any(len(row.peers) > MANY for row in figure.rows):
        share = words.percent(1 / QUANTILES)
        labels["peer"] = words.t("dot = {share} of the others", share=share)
    rows = tuple(
        Strip(
            name=row.name,
            values=tuple(dot.value for dot in shares(row.peers)),
            median=row.peer_median,
            targets=(row.target,),
            start=row.own.value,
            figures=_figures(row, words),
            gap=bool(row.shortfall),
            own=row.own,
        )
        for row in figure.rows
    )
    columns = (
        Column(labels["own"], ACCENT, Weight.SEMIBOLD),
        Column(labels["shortfall"], RUST, Weight.SEMIBOLD),
        Column(labels["peer_gap"]),
    )
    strips = Strips(rows, columns, figure.lowest, figure.highest, labels)
    bottom = draw_strips(canvas, strips, words, top)
    return canvas.finish(
        figure.id, figure.title, figure.alt, top, bottom, (*figure.notes, figure.source)
    )


def _figures(row: DumbbellRow, words: Words) -> tuple[str, str, str]:
    """Return the figures at the right; an unknown level is worded on the scale already."""
    own = row.own.label if row.own.value is not None else words.number(None)
    return own, row.short, row.beside
