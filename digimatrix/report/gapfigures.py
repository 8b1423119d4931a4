"""REPORT: the gap figures, one of the region by dimension and one of each municipality."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from digimatrix.compare.comparison import Standing
from digimatrix.compare.formulas import Interval
from digimatrix.compare.peers import ALL
from digimatrix.model.others import Others
from digimatrix.report import peers
from digimatrix.report.figures import Dot, Dumbbell, DumbbellRow, GapRow, Gaps
from digimatrix.report.findings import furthest_title
from digimatrix.report.gauge import Gauge
from digimatrix.report.labels import Labels
from digimatrix.report.tables import Column, Form, Table


@dataclass(frozen=True, slots=True)
class Lane:
    """A dot for every municipality whose level is known, the lowest first, and their places."""

    dots: tuple[Dot, ...]
    places: Mapping[Dot, int]

    def others(self, name: str, level: float | None) -> Sequence[Dot]:
        """Return all dots but the municipality's own."""
        return self.dots if level is None else Others(self.dots, self.places[Dot(name, level)])


Columns = Mapping[str, Lane]
"""The dots by dimension."""


@dataclass(frozen=True, slots=True)
class Dots:
    """The dots of all municipalities and those of each group of peers."""

    everyone: Columns
    groups: Mapping[str, Columns]


def columns(labels: Labels) -> Dots:
    """Return all dots by dimension; every figure takes its dots from here."""
    standings, grouping = labels.in_order(), labels.comparison.peers
    everyone = _columns(labels, standings)
    if grouping.by == ALL:
        return Dots(everyone, {"": everyone})
    groups: dict[str, list[Standing]] = {}
    for standing in standings:
        if (own := grouping.group(standing.municipality)) is not None:
            groups.setdefault(own, []).append(standing)
    return Dots(everyone, {own: _columns(labels, members) for own, members in groups.items()})


def _columns(labels: Labels, standings: Sequence[Standing]) -> dict[str, Lane]:
    dots: dict[str, list[Dot]] = {key: [] for key in labels.comparison.framework.keys}
    for standing in standings:
        for gap in standing.gaps:
            if gap.level is not None:
                dots[gap.dimension].append(Dot(standing.municipality.name, gap.level))
    lanes = {}
    for key, found in dots.items():
        ordered = tuple(sorted(found, key=lambda dot: dot.value))
        lanes[key] = Lane(ordered, {dot: place for place, dot in enumerate(ordered)})
    return lanes


def gaps(labels: Labels, dots: Dots) -> Gaps:
    """Return the region's gap chart: the largest mean shortfall on top, unknown last."""
    words, comparison = labels.words, labels.comparison
    targets = dict(zip(comparison.framework.keys, labels.targets, strict=True))
    summaries = sorted(
        comparison.dimensions,
        key=lambda d: (d.mean_shortfall is None, -(d.mean_shortfall or 0)),
    )
    rows = tuple(
        GapRow(
            name=labels.scaled(summary.dimension),
            dots=dots.everyone[summary.dimension].dots,
            median=summary.median,
            target=low if low == high else None,
            targets=(low, high),
            below=summary.below,
            known=summary.known,
            spread=summary.spread,
            depth=summary.depth,
            short=labels.on(summary.dimension).depth(summary.depth),
            share=words.t(
                "{below} of {known}",
                below=words.number(summary.below),
                known=words.number(summary.known),
            ),
        )
        for summary in summaries
        for low, high in [targets[summary.dimension]]
    )
    gauges = [labels.on(summary.dimension) for summary in summaries]
    return Gaps(
        id="gaps",
        title=furthest_title(labels) or words.t("Levels and gaps by dimension"),
        subtitle=" ".join([labels.scale(), words.t("The widest gap is on top.")]),
        alt=_gaps_alt(labels, rows, gauges),
        table=Table(
            "gaps-by-dimension",
            words.t("Gaps by dimension"),
            (
                Column("dimension", words.t("Dimension")),
                Column("median", words.t("Median"), Form.LEVEL),
                Column("target", words.t("Target"), Form.LEVEL),
                Column("below", words.t("Below the target"), Form.COUNT),
                Column("known", words.t("Levels known"), Form.COUNT),
                Column("spread", words.t("Spread"), Form.SHARE),
                Column("depth", words.t("Depth"), Form.MEAN),
            ),
            tuple(
                (
                    row.name,
                    gauge.value(row.median),
                    gauge.span(row.targets) if row.target is None else gauge.value(row.target),
                    row.below,
                    row.known,
                    row.spread,
                    gauge.width(row.depth),
                )
                for row, gauge in zip(rows, gauges, strict=True)
            ),
        ),
        notes=(*_axis(labels), *_several_targets(labels, rows, gauges)),
        source=labels.origin(),
        rows=rows,
        lowest=comparison.framework.lowest,
        highest=comparison.framework.highest,
        labels={
            **_labels(labels),
            "below": words.t("below the target"),
            "depth": words.t("mean shortfall of those"),
        },
    )


def _axis(labels: Labels) -> tuple[str, ...]:
    """Say where marks stand and what figures are on, if the dimensions are on several scales."""
    if not labels.comparison.framework.mixed:
        return ()
    return (
        labels.words.t(
            "Marks stand by the share of the scale; figures are on the scale of their dimension."
        ),
    )


def _several_targets(
    labels: Labels, rows: Sequence[GapRow], gauges: Sequence[Gauge]
) -> tuple[str, ...]:
    """Say what the target lines are where there is not one for all."""
    notes = []
    if len({row.target for row in rows if row.target is not None}) > 1:
        notes.append(labels.words.t("The line in each row is the target of that dimension."))
    told = [
        _aimed(labels, row.name, gauge, row.targets)
        for row, gauge in zip(rows, gauges, strict=True)
        if row.target is None
    ]
    if told:
        notes.append(
            labels.words.t(
                "Two lines are the lowest and the highest target where municipalities aim at "
                "different levels: {dimensions}.",
                dimensions=labels.words.join(told),
            )
        )
    return tuple(notes)


def _labels(labels: Labels) -> dict[str, str]:
    """Return the words beside the marks which both gap figures share."""
    words, framework = labels.words, labels.comparison.framework
    return {
        "target": words.t("target"),
        "median": words.t("median"),
        "peer": words.t("dot = a municipality"),
        "lowest": labels.end_of_scale(framework.lowest),
        "highest": labels.end_of_scale(framework.highest),
        "unknown": words.t("not known"),
    }


def _gaps_alt(labels: Labels, rows: Sequence[GapRow], gauges: Sequence[Gauge]) -> str:
    words = labels.words
    told = [words.t("Dot chart of all levels by dimension, the widest gap first.")]
    told += [
        words.t("{dimension}: no level is known.", dimension=row.name)
        if row.median is None
        else words.t(
            "{dimension}: {below} of {known} below the target, median {median}.",
            dimension=_aimed(labels, row.name, gauge, row.targets),
            below=row.below,
            known=row.known,
            median=gauge.level(row.median),
        )
        for row, gauge in zip(rows, gauges, strict=True)
    ]
    return " ".join(told)


def _aimed(labels: Labels, name: str, gauge: Gauge, targets: Interval) -> str:
    """Return the name of a dimension, with its target where there is not one for all."""
    if labels.target() is not None:
        return name
    return labels.words.t(
        "{dimension} (target {target})", dimension=name, target=gauge.span(targets)
    )


def dumbbell(labels: Labels, standing: Standing, dots: Dots) -> Dumbbell:
    """Return a municipality's gap chart: the widest shortfall on top, unknown levels last."""
    words, comparison = labels.words, labels.comparison
    name = standing.municipality.name
    own = comparison.peers.group(standing.municipality)
    others = {} if own is None else dots.groups[own]
    yardstick = peers.median_name(labels, standing)
    ordered = sorted(standing.gaps, key=lambda gap: (gap.shortfall is None, -(gap.shortfall or 0)))
    rows = tuple(
        DumbbellRow(
            name=labels.scaled(gap.dimension),
            own=labels.level(gap.assessment),
            target=gap.assessment.target,
            shortfall=gap.shortfall,
            short=labels.on(gap.dimension).depth(gap.shortfall),
            peers=others[gap.dimension].others(name, gap.level) if others else (),
            peer_median=gap.peer_median,
            peer_gap=gap.peer_gap,
            beside=labels.on(gap.dimension).signed(gap.peer_gap),
        )
        for gap in ordered
    )
    gauges = [labels.on(gap.dimension) for gap in ordered]
    unsure = [labels.dimension(gap.dimension) for gap in ordered if gap.peer_sure is False]
    notes = [*_axis(labels), *([note] if (note := peers.few(labels, standing)) else [])]
    if len({row.target for row in rows}) > 1:
        notes.append(words.t("The line in each row is the target of that dimension."))
    if unsure:
        notes.append(
            words.t(
                "Not distinguishable from the median of the others (within the reading error): "
                "{dimensions}.",
                dimensions=words.join(unsure),
            )
        )
    return Dumbbell(
        id=f"profile-{labels.anchor(standing.municipality)}",
        title=_dumbbell_title(labels, standing),
        subtitle=" ".join([labels.scale(), words.t("The widest gap is on top.")]),
        alt=_dumbbell_alt(labels, name, rows, gauges, yardstick),
        table=Table(
            f"profile-{labels.anchor(standing.municipality)}",
            words.t("{name}: gaps by dimension", name=name),
            (
                Column("dimension", words.t("Dimension")),
                Column("level", words.t("Level"), Form.LEVEL),
                Column("target", words.t("Target"), Form.LEVEL),
                Column("shortfall", words.t("Shortfall"), Form.MEAN),
                Column("peer_median", words.t("Median of the others"), Form.LEVEL),
                Column("peer_gap", words.t("Gap to the others"), Form.SIGNED),
            ),
            tuple(
                (
                    row.name,
                    labels.shown(row.own, gap.dimension),
                    gauge.value(row.target),
                    gauge.width(row.shortfall),
                    gauge.value(row.peer_median),
                    gauge.width(row.peer_gap),
                )
                for row, gap, gauge in zip(rows, ordered, gauges, strict=True)
            ),
        ),
        notes=tuple(notes),
        source=labels.origin(),
        municipality=name,
        rows=rows,
        lowest=comparison.framework.lowest,
        highest=comparison.framework.highest,
        labels={
            **_labels(labels),
            "municipality": name,
            "median": yardstick,
            "peer": words.t("dot = another municipality"),
            "own": words.t("own level"),
            "shortfall": words.t("gap to the target"),
            "peer_gap": words.t("gap to the median of the others"),
        },
    )


def _dumbbell_title(labels: Labels, standing: Standing) -> str:
    words, name = labels.words, standing.municipality.name
    widest = standing.widest
    if widest and (len(widest) == 1 or widest[0].shortfall != widest[1].shortfall):
        return words.t(
            "{name}: {dimension} is furthest from the target, by {levels}",
            name=name,
            dimension=labels.dimension(widest[0].dimension),
            levels=labels.on(widest[0].dimension).levels(widest[0].shortfall),
        )
    if standing.reaches_all:
        return words.t("{name}: the target is reached in every dimension", name=name)
    if widest:
        same = sum(gap.shortfall == widest[0].shortfall for gap in widest)
        return words.t(
            "{name}: {n} dimensions are equally far from the target, by {levels}",
            name=name,
            n=same,
            levels=labels.overall.levels(widest[0].shortfall),
        )
    return words.t("{name}: levels by dimension", name=name)


def _dumbbell_alt(
    labels: Labels,
    name: str,
    rows: Sequence[DumbbellRow],
    gauges: Sequence[Gauge],
    yardstick: str,
) -> str:
    words = labels.words
    told = [words.t("{name}: levels against the target and the others.", name=name)]
    for row, gauge in zip(rows, gauges, strict=True):
        aimed = _aimed(labels, row.name, gauge, (row.target, row.target))
        if row.own.value is None or row.peer_median is None:
            told.append(f"{aimed}: {row.own.label}.")
        else:
            told.append(
                words.t(
                    "{dimension}: {level}, {yardstick} {median}.",
                    dimension=aimed,
                    level=row.own.label,
                    yardstick=yardstick,
                    median=gauge.level(row.peer_median),
                )
            )
    return " ".join(told)
