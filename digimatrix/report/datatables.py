"""REPORT: the data tables, one a sheet or CSV file: levels, gaps, dimensions, actions, reading."""

from __future__ import annotations

from collections.abc import Sequence

from digimatrix.assess import reasons
from digimatrix.assess.levels import Assessment
from digimatrix.compare.comparison import Gap, round_order
from digimatrix.compare.formulas import difference
from digimatrix.compare.numbertables.exact import Rank
from digimatrix.model.matrix import Reading
from digimatrix.plan.steps import demands
from digimatrix.report import peers
from digimatrix.report.gauge import Gauge
from digimatrix.report.labels import Labels
from digimatrix.report.notes import problem_row, problems
from digimatrix.report.tables import Column, Form, Table, Value


def tables(
    labels: Labels, reading: Reading, assessments: Sequence[Assessment]
) -> tuple[Table, ...]:
    """Return all data tables, the summary first; `change` only if there was a round before."""
    made = [
        summary(labels),
        levels(labels, assessments),
        gaps(labels),
        dimensions(labels),
        actions(labels),
    ]
    if labels.comparison.previous is not None:
        made.append(change(labels))
    return (*made, read(labels, reading))


def summary(labels: Labels) -> Table:
    """One row a municipality: its totals with their intervals, in alphabetical order."""
    t = labels.words.t
    columns = (
        Column("municipality", t("Municipality")),
        Column("region", t("Region")),
        Column("mean", labels.across(t("Mean")), Form.MEAN),
        Column("mean_low", labels.across(t("Mean at least")), Form.MEAN),
        Column("mean_high", labels.across(t("Mean at most")), Form.MEAN),
        Column("minimum", labels.across(t("Minimum")), Form.LEVEL),
        Column("attainment", t("Attainment"), Form.SHARE),
        Column("attainment_low", t("Attainment at least"), Form.SHARE),
        Column("attainment_high", t("Attainment at most"), Form.SHARE),
        Column("known", t("Levels known"), Form.COUNT),
        Column("applicable", t("Levels wanted"), Form.COUNT),
        Column("completeness", t("Completeness"), Form.SHARE),
        Column("rank", t("Rank"), Form.PLACE),
        Column("rank_best", t("Rank at best"), Form.COUNT),
        Column("rank_worst", t("Rank at worst"), Form.COUNT),
        Column("widest_gap", t("Widest gap")),
        Column("shortfall", labels.across(t("Shortfall there")), Form.MEAN),
        Column("change", labels.across(t("Change")), Form.SIGNED),
    )
    rows: list[tuple[Value, ...]] = []
    for standing in labels.in_order():
        low, high = standing.mean_interval or (None, None)
        at_least, at_most = standing.attainment_interval or (None, None)
        top = standing.widest[0].shortfall if standing.widest else None
        widest = [gap for gap in standing.widest if gap.shortfall == top]
        rows.append(
            (
                standing.municipality.name,
                standing.municipality.region,
                standing.mean,
                low,
                high,
                standing.minimum,
                standing.attainment,
                at_least,
                at_most,
                standing.known,
                standing.applicable,
                standing.completeness,
                *_rank(labels, standing.rank),
                ", ".join(labels.dimension(gap.dimension) for gap in widest),
                top,
                standing.change,
            )
        )
    return Table("summary", t("Summary"), columns, tuple(rows))


def _rank(labels: Labels, rank: Rank | None) -> tuple[Value, Value, Value]:
    return (None, None, None) if rank is None else (labels.rank(rank), rank.best, rank.worst)


def levels(labels: Labels, assessments: Sequence[Assessment]) -> Table:
    """One row a municipality, round and dimension: the level and all it rests on."""
    t = labels.words.t
    columns = (
        Column("municipality", t("Municipality")),
        Column("code", t("Code")),
        Column("region", t("Region")),
        Column("round", t("Round")),
        Column("dimension", t("Dimension")),
        *_scale_column(labels),
        Column("answer", t("Answer")),
        Column("level", t("Level"), Form.LEVEL),
        Column("low", t("At least"), Form.LEVEL),
        Column("high", t("At most"), Form.LEVEL),
        Column("source", t("Source")),
        Column("stated", t("Stated")),
        Column("read", t("Read"), Form.LEVEL),
        Column("confidence", t("Confidence"), Form.SHARE),
        Column("rule", t("Rule"), names={slug: t(said) for slug, said in reasons.RULES.items()}),
        Column("target", t("Target"), Form.LEVEL),
        Column("place", t("Place")),
    )
    keys = labels.comparison.framework.keys
    ordered = sorted(
        assessments,
        key=lambda each: (
            labels.words.order(each.municipality.name),
            each.municipality.code or "",
            each.round is None,
            round_order(each.round or ""),
            keys.index(each.dimension),
        ),
    )
    return Table(
        "levels",
        t("Levels"),
        columns,
        tuple(
            (
                each.municipality.name,
                each.municipality.code,
                each.municipality.region,
                each.round,
                labels.dimension(each.dimension),
                *_scale(labels, each.dimension),
                labels.answered(each.answer),
                *map(labels.on(each.dimension).value, (each.level, each.low, each.high)),
                labels.source(each),
                each.answer.level.typed if each.answer.level else None,
                labels.on(each.dimension).value(each.verdict.level) if each.verdict else None,
                each.verdict.confidence if each.verdict else None,
                each.verdict.rule if each.verdict else None,
                labels.on(each.dimension).value(each.target),
                str(each.answer.place_of(0) or each.place),
            )
            for each in ordered
        ),
    )


def gaps(labels: Labels) -> Table:
    """One row a municipality and dimension: the gaps to the target and to the others."""
    t = labels.words.t
    columns = (
        Column("municipality", t("Municipality")),
        Column("dimension", t("Dimension")),
        *_scale_column(labels),
        Column("level", t("Level"), Form.LEVEL),
        Column("target", t("Target"), Form.LEVEL),
        Column("shortfall", t("Shortfall"), Form.MEAN),
        Column("shortfall_low", t("Shortfall at least"), Form.MEAN),
        Column("shortfall_high", t("Shortfall at most"), Form.MEAN),
        *_share_column(labels, "shortfall_share", t("Shortfall")),
        Column("peer_group", t("The others are from")),
        Column("peers", t("Others known"), Form.COUNT),
        Column("peer_median", t("Median of the others"), Form.LEVEL),
        Column("peer_gap", t("Gap to the others"), Form.SIGNED),
        Column("distinguishable", t("Difference to the others")),
        Column("peer_lower_quartile", t("Lower quartile of the others"), Form.MEAN),
        Column("peer_upper_quartile", t("Upper quartile of the others"), Form.MEAN),
        Column("peer_best", t("Best of the others"), Form.LEVEL),
        Column("best_gap", t("Gap to the best"), Form.SIGNED),
        Column("rank", t("Rank"), Form.PLACE),
        Column("rank_best", t("Rank at best"), Form.COUNT),
        Column("rank_worst", t("Rank at worst"), Form.COUNT),
        Column("stated_minus_read", t("Stated − read"), Form.SIGNED),
    )
    return Table(
        "gaps",
        t("Gaps"),
        columns,
        tuple(
            (
                standing.municipality.name,
                labels.dimension(gap.dimension),
                *_scale(labels, gap.dimension),
                labels.shown(labels.level(gap.assessment), gap.dimension),
                gauge.value(gap.assessment.target),
                *map(gauge.width, (gap.shortfall, *gap.shortfall_interval)),
                *_share(labels, gap.shortfall),
                peers.of(labels, standing) or None,
                gap.peers,
                gauge.value(gap.peer_median),
                gauge.width(gap.peer_gap),
                None
                if gap.peer_sure is None
                else t("distinguishable")
                if gap.peer_sure
                else t("not distinguishable"),
                *_span(gap, gauge),
                *_rank(labels, gap.rank),
                gauge.width(gap.disagreement),
            )
            for standing in labels.in_order()
            for gap in standing.gaps
            for gauge in [labels.on(gap.dimension)]
        ),
    )


def _span(gap: Gap, gauge: Gauge) -> tuple[Value, ...]:
    """Return quartiles and best of the others and the gap to the best."""
    if gap.peer_span is None:
        return (None,) * 4
    span = gap.peer_span
    shown = map(gauge.value, (span.lower, span.upper, span.best))
    return *shown, gauge.width(difference(gap.level, span.best))


def _scale_column(labels: Labels) -> tuple[Column, ...]:
    """Return the column of scales where the dimensions are on several."""
    mixed = labels.comparison.framework.mixed
    return (Column("scale", labels.words.t("Scale")),) if mixed else ()


def _scale(labels: Labels, dimension: str) -> tuple[Value, ...]:
    return (labels.on(dimension).ends(),) if labels.comparison.framework.mixed else ()


def _share_column(labels: Labels, key: str, heading: str) -> tuple[Column, ...]:
    """Return a column of shares, to sort by, where the dimensions are on several scales."""
    mixed = labels.comparison.framework.mixed
    return (Column(key, labels.across(heading), Form.MEAN),) if mixed else ()


def _share(labels: Labels, value: float | None) -> tuple[Value, ...]:
    return (value,) if labels.comparison.framework.mixed else ()


def dimensions(labels: Labels) -> Table:
    """One row a dimension: how common and how deep its gap is, and how the levels lie."""
    t = labels.words.t
    columns = (
        Column("dimension", t("Dimension")),
        *_scale_column(labels),
        Column("known", t("Levels known"), Form.COUNT),
        Column("below", t("Below the target"), Form.COUNT),
        Column("spread", t("Spread"), Form.SHARE),
        Column("depth", t("Depth"), Form.MEAN),
        Column("mean_shortfall", t("Mean shortfall"), Form.MEAN),
        *_share_column(labels, "mean_shortfall_share", t("Mean shortfall")),
        Column("median", t("Median"), Form.LEVEL),
        Column("lower_quartile", t("Lower quartile"), Form.MEAN),
        Column("upper_quartile", t("Upper quartile"), Form.MEAN),
        Column("mean", t("Mean"), Form.MEAN),
        Column("minimum", t("Minimum"), Form.LEVEL),
        Column("deviation", t("Standard deviation"), Form.MEAN),
        Column("change", t("Median change"), Form.SIGNED),
        Column("changed", t("In both rounds"), Form.COUNT),
    )
    rows: list[tuple[Value, ...]] = []
    for each in labels.comparison.dimensions:
        lower, median, upper = each.quartiles or (None, None, None)
        gauge = labels.on(each.dimension)
        rows.append(
            (
                labels.dimension(each.dimension),
                *_scale(labels, each.dimension),
                each.known,
                each.below,
                each.spread,
                gauge.width(each.depth),
                gauge.width(each.mean_shortfall),
                *_share(labels, each.mean_shortfall),
                *map(gauge.value, (median, lower, upper, each.mean, each.minimum)),
                gauge.width(each.deviation),
                gauge.width(each.change),
                each.changed,
            )
        )
    return Table("dimensions", t("Dimensions"), columns, tuple(rows))


def actions(labels: Labels) -> Table:
    """One row a demand or plan of this round, in the municipality's own words."""
    t = labels.words.t
    columns = (
        Column("municipality", t("Municipality")),
        Column("dimension", t("Dimension")),
        Column("action", t("Action")),
        Column("kind", t("Kind")),
        Column("shortfall", t("Shortfall"), Form.MEAN),
        Column("language", t("Language")),
        Column("place", t("Place")),
    )
    return Table(
        "actions",
        t("Actions"),
        columns,
        tuple(
            (
                standing.municipality.name,
                labels.dimension(gap.dimension),
                demand.text,
                labels.kind(demand.kind),
                labels.on(gap.dimension).width(gap.shortfall),
                gap.assessment.language,
                str(gap.assessment.answer.place_of(demand.start) or gap.assessment.place),
            )
            for standing in labels.in_order()
            for gap in standing.gaps
            for demand in demands(gap.assessment)
        ),
    )


def change(labels: Labels) -> Table:
    """One row a municipality and dimension known in the round before: what has changed."""
    t, comparison = labels.words.t, labels.comparison
    columns = (
        Column("municipality", t("Municipality")),
        Column("dimension", t("Dimension")),
        Column("before", t("Level in {round}", round=comparison.previous), Form.LEVEL),
        Column("now", t("Level in {round}", round=comparison.round), Form.LEVEL),
        Column("change", t("Change"), Form.SIGNED),
        Column("distinguishable", t("Is it more than the reading error?")),
        Column("progress", t("Progress since {round}", round=comparison.rounds[0]), Form.SHARE),
    )
    return Table(
        "change",
        t("Change since {round}", round=comparison.previous),
        columns,
        tuple(
            (
                standing.municipality.name,
                labels.dimension(gap.dimension),
                labels.shown(labels.level(gap.previous), gap.dimension),
                labels.shown(labels.level(gap.assessment), gap.dimension),
                labels.on(gap.dimension).width(gap.change),
                None if gap.change_sure is None else t("yes") if gap.change_sure else t("no"),
                gap.progress,
            )
            for standing in labels.in_order()
            for gap in standing.gaps
            if gap.previous is not None
        ),
    )


def read(labels: Labels, reading: Reading) -> Table:
    """One row a problem or left-out cell: where, what and the remedy."""
    t = labels.words.t
    columns = (
        Column("severity", t("Severity")),
        Column("file", t("File")),
        Column("sheet", t("Sheet")),
        Column("cell", t("Cell")),
        Column("says", t("What is wrong")),
        Column("fix", t("What to do")),
        Column("text", t("Text of the cell")),
        Column("rule", t("Rule")),
    )
    return Table(
        "reading",
        t("Reading"),
        columns,
        tuple(problem_row(labels, problem) for problem in problems(reading)),
    )
