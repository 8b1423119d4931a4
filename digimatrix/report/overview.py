"""REPORT: the overview figure, every municipality's level in every dimension."""

from __future__ import annotations

from digimatrix.compare import formulas
from digimatrix.compare.comparison import Standing
from digimatrix.compare.formulas import Interval
from digimatrix.report.figures import Level, Overview, OverviewGroup, OverviewRow
from digimatrix.report.findings import reaching_title
from digimatrix.report.labels import Labels
from digimatrix.report.tables import Column, Form, Table, Value


def overview(labels: Labels) -> Overview:
    """Return the table-heatmap: rows by region and mean, unknown means last, medians below."""
    words, comparison = labels.words, labels.comparison
    framework = comparison.framework
    groups = _groups(labels)
    median, targets = _median(labels), _targets(labels)
    notes = list(labels.shares_note())
    if any(row.partial for group in groups for row in group.rows):
        notes.append(words.t("An asterisk marks a mean of fewer than all dimensions."))
    return Overview(
        id="overview",
        title=reaching_title(labels) or words.t("Levels by municipality and dimension"),
        subtitle=" ".join([labels.scale(), _order(labels, groups)]).strip(),
        alt=_alt(labels, median, targets),
        table=_table(labels, groups, median, targets),
        notes=tuple(notes),
        source=labels.origin(),
        dimensions=tuple(map(labels.scaled, framework.keys)),
        scales=tuple(labels.on(key).ends() for key in framework.keys) if framework.mixed else (),
        groups=groups,
        median=median,
        targets=targets,
        classes=labels.classes(),
        starts=labels.starts(),
        lowest=framework.lowest,
        target=labels.target(),
        unknown_label=words.t("not answered"),
        mean_label=words.t("Mean"),
    )


def _groups(labels: Labels) -> tuple[OverviewGroup, ...]:
    """Return the rows by region where there are several, those of no known region last."""
    standings = labels.in_order()
    regions = {standing.municipality.region for standing in standings}
    if len(regions - {None}) < 2:
        return (OverviewGroup("", _rows(labels, standings)),)
    named = sorted((region for region in regions if region is not None), key=labels.words.order)
    return tuple(
        OverviewGroup(
            name=labels.words.t("Region not known") if region is None else region,
            rows=_rows(labels, [s for s in standings if s.municipality.region == region]),
        )
        for region in [*named, *([None] if None in regions else [])]
    )


def _rows(labels: Labels, standings: list[Standing]) -> tuple[OverviewRow, ...]:
    by_mean = sorted(standings, key=lambda s: (s.mean is None, -(s.mean or 0)))
    return tuple(
        OverviewRow(
            name=standing.municipality.name,
            anchor=labels.anchor(standing.municipality),
            levels=tuple(labels.level(gap.assessment) for gap in standing.gaps),
            mean=labels.mean(standing),
            partial=standing.mean is not None and standing.known < len(standing.gaps),
        )
        for standing in by_mean
    )


def _median(labels: Labels) -> OverviewRow:
    """Return the row of medians; their intervals are the medians of all lows and highs."""
    comparison, words = labels.comparison, labels.words

    def level(
        value: float | None, low: float | None, high: float | None, text: str, target: float
    ) -> Level:
        return Level(
            value=value,
            low=comparison.framework.lowest if low is None else low,
            high=comparison.framework.highest if high is None else high,
            label=words.t("not known") if value is None else text,
            reached=value is not None and value >= target,
        )

    levels = []
    for nth, dimension in enumerate(comparison.dimensions):
        sure = [
            standing.gaps[nth].assessment
            for standing in comparison.standings
            if standing.gaps[nth].level is not None
        ]
        levels.append(
            level(
                dimension.median,
                formulas.median(each.low for each in sure),
                formulas.median(each.high for each in sure),
                labels.on(dimension.dimension).level(dimension.median),
                labels.targets[nth][1],
            )
        )
    intervals = [s.mean_interval for s in comparison.standings if s.mean_interval is not None]
    return OverviewRow(
        name=words.t("Median of all"),
        anchor="",
        levels=tuple(levels),
        mean=level(
            comparison.median_mean,
            formulas.median(low for low, _ in intervals),
            formulas.median(high for _, high in intervals),
            labels.overall.mean(comparison.median_mean),
            _mean_targets(labels)[1],
        ),
        partial=False,
    )


def _targets(labels: Labels) -> OverviewRow | None:
    """Return the row of targets: each dimension's, from which to which they go if several.

    None where there is one for all.
    """
    if labels.target() is not None:
        return None

    def level(low: float, high: float, text: str) -> Level:
        return Level(low if low == high else None, low, high, text)

    low, high = _mean_targets(labels)
    return OverviewRow(
        name=labels.words.t("Target"),
        anchor="",
        levels=tuple(
            level(*each, labels.on(key).span(each))
            for key, each in zip(labels.comparison.framework.keys, labels.targets, strict=True)
        ),
        mean=level(low, high, labels.overall.span((low, high), means=True)),
        partial=False,
    )


def _mean_targets(labels: Labels) -> Interval:
    """Return the lowest and the highest of the municipalities' mean targets."""
    comparison = labels.comparison
    means = [s.mean_target for s in comparison.standings if s.mean_target is not None]
    means = means or [comparison.framework.target]  # nothing applies to anybody
    return min(means), max(means)


def _order(labels: Labels, groups: tuple[OverviewGroup, ...]) -> str:
    if len(groups) > 1:
        return labels.words.t("Rows are in the order of the mean within each region.")
    if len(labels.comparison.standings) > 1:
        return labels.words.t("Rows are in the order of the mean.")
    return ""


def _table(
    labels: Labels,
    groups: tuple[OverviewGroup, ...],
    median: OverviewRow,
    targets: OverviewRow | None,
) -> Table:
    words, keys = labels.words, labels.comparison.framework.keys
    by_region = len(groups) > 1
    columns = [Column("municipality", words.t("Municipality"))]
    if by_region:
        columns.append(Column("region", words.t("Region")))
    columns += [Column(key, labels.scaled(key), Form.LEVEL) for key in keys]
    columns.append(Column("mean", labels.across(words.t("Mean")), Form.MEAN))
    columns.append(Column("known", words.t("Levels known"), Form.COUNT))
    rows: list[tuple[Value, ...]] = [
        (
            row.name,
            *([group.name] if by_region else []),
            *map(labels.shown, row.levels, keys),
            row.mean.value,
            sum(level.value is not None for level in row.levels),
        )
        for group in groups
        for row in group.rows
    ]
    rows.append(
        (
            median.name,
            *([None] if by_region else []),
            *(
                labels.on(key).value(level.value)
                for key, level in zip(keys, median.levels, strict=True)
            ),
            median.mean.value,
            None,
        )
    )
    if targets is not None:
        rows.append(
            (
                targets.name,
                *([None] if by_region else []),
                *map(labels.shown, targets.levels, keys),
                targets.mean.label if targets.mean.value is None else targets.mean.value,
                None,
            )
        )
    return Table(
        "overview", words.t("Levels by municipality and dimension"), tuple(columns), tuple(rows)
    )


def _alt(labels: Labels, median: OverviewRow, targets: OverviewRow | None) -> str:
    """Tell the figure in words: its size, its ends, its medians, its targets, what is unknown."""
    words, comparison = labels.words, labels.comparison
    told = [
        words.n(
            "Table of the levels of {n} municipality in {dimensions} dimensions.",
            "Table of the levels of {n} municipalities in {dimensions} dimensions.",
            len(comparison.standings),
            dimensions=len(comparison.dimensions),
        )
    ]
    means = [s for s in labels.in_order() if s.mean is not None]
    if len(means) > 1:
        ends = []
        for end in (min(s.mean or 0 for s in means), max(s.mean or 0 for s in means)):
            names = labels.some([s.municipality for s in means if s.mean == end])
            ends.append(f"{labels.overall.mean(end)} ({names})")
        told.append(words.t("Means from {least} to {most}.", least=ends[0], most=ends[1]))
        medians = [
            f"{name} {level.label}"
            for name, level in zip(labels.dimensions, median.levels, strict=True)
        ]
        told.append(words.t("Medians: {medians}.", medians=", ".join(medians)))
    if targets is not None:
        aims = [
            f"{name} {level.label}"
            for name, level in zip(labels.dimensions, targets.levels, strict=True)
        ]
        told.append(words.t("Targets: {targets}.", targets=", ".join(aims)))
    if unknown := sum(s.applicable - s.known for s in comparison.standings):
        told.append(words.n("{n} level is not known.", "{n} levels are not known.", unknown))
    return " ".join(told)
