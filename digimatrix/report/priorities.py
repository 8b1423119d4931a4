"""REPORT: what to do first, alone or together: how common each dimension's gap is and how deep."""

from __future__ import annotations

from digimatrix.compare.comparison import DimensionSummary
from digimatrix.report.figures import Priorities, Priority, Quadrant
from digimatrix.report.labels import Labels
from digimatrix.report.tables import Column, Form, Table

HALF = 0.5
"""From this share of municipalities on, a gap is common. House definition."""


def priorities(labels: Labels) -> Priorities | None:
    """Return the figure, most pressing first; None where there is one municipality alone."""
    comparison, words = labels.comparison, labels.words
    if len(comparison.standings) < 2:
        return None
    deepest = max(_targets(labels)) - comparison.framework.lowest
    deep = deepest / 2
    found = [each for each in comparison.dimensions if each.depth is not None]
    found.sort(key=lambda each: (-(each.mean_shortfall or 0), -(each.spread or 0)))
    points = tuple(_priority(labels, each, deep) for each in found)
    notes = _notes(labels)
    return Priorities(
        id="priorities",
        title=_title(labels, points),
        subtitle=words.t(
            "Across: how many municipalities are below the target. Up: how far below it they are "
            "on average."
        ),
        alt=_alt(labels, points, notes),
        table=_table(labels, points),
        notes=notes,
        source=labels.origin(),
        points=points,
        half=HALF,
        deep=deep,
        deepest=deepest,
        names={each: (words.t(each.does), words.t(each.says)) for each in Quadrant},
        across=words.t("municipalities below the target"),
        up=labels.across(words.t("mean shortfall of those below the target"))
        if not comparison.framework.stepped
        else words.t("mean shortfall of those below the target, in levels"),
    )


def _targets(labels: Labels) -> set[float]:
    """Return all targets of the round."""
    return {
        gap.assessment.target for standing in labels.comparison.standings for gap in standing.gaps
    }


def _priority(labels: Labels, summary: DimensionSummary, deep: float) -> Priority:
    words, spread, depth = labels.words, summary.spread or 0.0, summary.depth or 0.0
    return Priority(
        name=labels.dimension(summary.dimension),
        spread=spread,
        depth=depth,
        below=summary.below,
        known=summary.known,
        share=words.t(
            "{below} of {known}",
            below=words.number(summary.below),
            known=words.number(summary.known),
        ),
        quadrant=Quadrant.of(common=spread >= HALF, deep=depth >= deep),
    )


def _title(labels: Labels, points: tuple[Priority, ...]) -> str:
    """Return what is best done together where there is anything, else a neutral title."""
    words = labels.words
    together = [point.name for point in points if point.quadrant is Quadrant.TOGETHER]
    if not points:
        return words.t("No gap to the target is known")
    if not together:
        return words.t("No gap is both common and deep")
    if len(together) == len(points) and len(points) > 2:
        return words.t("Do together: every gap is common and deep")
    if len(together) > 3:
        return words.n(
            "Do together: {n} gap is common and deep",
            "Do together: {n} gaps are common and deep",
            len(together),
        )
    return words.n(
        "Do together: the gap is common and deep in {dimensions}",
        "Do together: the gaps are common and deep in {dimensions}",
        len(together),
        dimensions=words.join(together),
    )


def _notes(labels: Labels) -> tuple[str, ...]:
    """Return which dimensions are not in the chart, and why."""
    words, dimensions = labels.words, labels.comparison.dimensions
    none = [labels.dimension(each.dimension) for each in dimensions if each.spread == 0]
    unknown = [labels.dimension(each.dimension) for each in dimensions if each.spread is None]
    notes = []
    if none:
        notes.append(
            words.t("The target is reached by all: {dimensions}.", dimensions=words.join(none))
        )
    if unknown:
        notes.append(words.t("No level is known: {dimensions}.", dimensions=words.join(unknown)))
    return tuple(notes)


def _table(labels: Labels, points: tuple[Priority, ...]) -> Table:
    words = labels.words
    return Table(
        "priorities-by-dimension",
        words.t("Priorities"),
        (
            Column("dimension", words.t("Dimension")),
            Column("what_to_do", words.t("What to do")),
            Column("gap", words.t("The gap is")),
            Column("spread", words.t("Spread"), Form.SHARE),
            Column("below", words.t("Below the target"), Form.COUNT),
            Column("known", words.t("Levels known"), Form.COUNT),
            Column("depth", labels.across(words.t("Depth")), Form.MEAN),
        ),
        tuple(
            (
                point.name,
                words.t(point.quadrant.does),
                words.t(point.quadrant.says),
                point.spread,
                point.below,
                point.known,
                point.depth,
            )
            for point in points
        ),
    )


def _alt(labels: Labels, points: tuple[Priority, ...], notes: tuple[str, ...]) -> str:
    words = labels.words
    told = [words.t("Chart of the dimensions by how common and how deep their gap is.")]
    told += [
        words.t(
            "{quadrant}: {dimension} ({share} below the target, by {depth} on average).",
            quadrant=words.t(point.quadrant.does),
            dimension=point.name,
            share=point.share,
            depth=labels.overall.in_levels(labels.overall.depth(point.depth)),
        )
        for point in points
    ]
    return " ".join((*told, *notes))
