"""REPORT: how the levels lie within each group of municipalities: regions, types, sizes, own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from digimatrix.compare import formulas
from digimatrix.compare.comparison import Standing
from digimatrix.compare.peers import ALL, FEW, REGION, SIZE
from digimatrix.model.municipality import Municipality
from digimatrix.report import peers
from digimatrix.report.figures import Distribution, Dot, GroupRow
from digimatrix.report.gauge import Gauge
from digimatrix.report.labels import Labels
from digimatrix.report.tables import Column, Form, Table, Value

Members = tuple[str, Sequence[Standing]]
"""A group's name and who belongs to it."""


def distribution(labels: Labels) -> Distribution | None:
    """Return the figure of the groups compared, regions where all are compared with all.

    None where there are fewer than two groups.
    """
    found = _groups(labels)
    if len(found) < 2:
        return None
    words, framework = labels.words, labels.comparison.framework
    everyone: Members = (words.t("All municipalities"), labels.comparison.standings)
    groups = [*found, everyone]
    rows = tuple(_row(labels, name, members) for name, members in groups)
    partial = sum(s.mean is not None and s.known < len(s.gaps) for s in everyone[1])
    notes = []
    if partial:
        notes.append(
            words.n(
                "{n} mean is of fewer than all dimensions.",
                "{n} means are of fewer than all dimensions.",
                partial,
            )
        )
    return Distribution(
        id="groups",
        title=_difference(labels, found) or words.t("Mean levels by group"),
        subtitle=" ".join([labels.scale(), _made_by(labels)]),
        alt=_alt(labels, rows),
        table=_table(labels, groups),
        notes=tuple(notes),
        source=labels.origin(),
        rows=rows,
        target=labels.target(),
        lowest=framework.lowest,
        highest=framework.highest,
        labels={
            "target": words.t("target"),
            "median": words.t("median"),
            "peer": words.t("dot = the mean of a municipality"),
            "known": words.t("means known"),
            "lowest": labels.end_of_scale(framework.lowest),
            "highest": labels.end_of_scale(framework.highest),
        },
    )


def _groups(labels: Labels) -> list[Members]:
    """Return the groups in order, those of no known group last: bands by size, else by median."""
    words, grouping = labels.words, labels.comparison.peers
    by_region = grouping.by in (ALL, REGION)
    group_of: Callable[[Municipality], str | None] = _region if by_region else grouping.group
    members: dict[str | None, list[Standing]] = {}
    for standing in labels.in_order():
        members.setdefault(group_of(standing.municipality), []).append(standing)
    rest = members.pop(None, [])

    def order(name: str | None) -> tuple[float, object]:
        if grouping.by == SIZE:
            return int(name or 0), ()
        median = formulas.median(standing.mean for standing in members[name])
        return (float("inf") if median is None else -median), words.order(name or "")

    found: list[Members] = [
        (str(name) if by_region else peers.group(labels, str(name)), members[name])
        for name in sorted(members, key=order)
    ]
    if rest and found:
        found.append((words.t("Group not known"), rest))
    return found


def _region(municipality: Municipality) -> str | None:
    return municipality.region


def _made_by(labels: Labels) -> str:
    words, by = labels.words, labels.comparison.peers.by
    match by:
        case "all" | "region":
            return words.t("The mean of each municipality, by region.")
        case "type":
            return words.t("The mean of each municipality, by type.")
        case "size":
            return words.t("The mean of each municipality, by size.")
        case _:
            return words.t("The mean of each municipality, by “{column}”.", column=by)


def _row(labels: Labels, name: str, members: Sequence[Standing]) -> GroupRow:
    words = labels.words
    dots = [Dot(s.municipality.name, s.mean) for s in members if s.mean is not None]
    median = formulas.median(dot.value for dot in dots)
    return GroupRow(
        name=name,
        dots=tuple(sorted(dots, key=lambda dot: dot.value)),
        median=median,
        middle=labels.overall.mean(median),
        known=len(dots),
        count=len(members),
        share=words.t(
            "{below} of {known}", below=words.number(len(dots)), known=words.number(len(members))
        ),
    )


def _difference(labels: Labels, groups: Sequence[Members]) -> str:
    """Return which groups have the highest and the lowest median; nothing if that is not sure.

    It is sure where no other group has the same, both have enough means for a yardstick, and
    the reading error does not cover the difference.
    """
    words = labels.words
    found = []
    for name, members in groups:
        known = [s.mean_interval for s in members if s.mean is not None and s.mean_interval]
        median = formulas.median(s.mean for s in members)
        low, high = (formulas.median(each[end] for each in known) for end in (0, 1))
        if len(known) >= FEW and None not in (median, low, high):
            found.append((median or 0.0, (low or 0.0, high or 0.0), name))
    if len(found) < 2:
        return ""
    found.sort()
    (least, below, lowest), (most, above, highest) = found[0], found[-1]
    alone = least < found[1][0] and found[-2][0] < most
    if not alone or not formulas.distinguishable(below, above):
        return ""
    return words.t(
        "Highest median: {group} ({high}); lowest: {other} ({low})",
        group=highest,
        high=labels.overall.mean(most),
        other=lowest,
        low=labels.overall.mean(least),
    )


def _table(labels: Labels, groups: Sequence[Members]) -> Table:
    """Return the means, which the chart draws, and after them each dimension, a row a group."""
    words = labels.words

    def row(
        measure: str, name: str, values: Sequence[float | None], gauge: Gauge
    ) -> tuple[Value, ...]:
        known = formulas.known(values)
        quartiles = formulas.quartiles(known) or (None, None, None)
        shown = (min(known, default=None), *quartiles, max(known, default=None))
        return (measure, name, len(values), len(known), *map(gauge.value, shown))

    mean = labels.across(words.t("Mean"))
    rows = [
        row(mean, name, [standing.mean for standing in members], labels.overall)
        for name, members in groups
    ]
    for nth, key in enumerate(labels.comparison.framework.keys):
        rows += [
            row(
                labels.scaled(key),
                name,
                [standing.gaps[nth].level for standing in members],
                labels.on(key),
            )
            for name, members in groups
        ]
    return Table(
        "levels-by-group",
        words.t("Levels by group"),
        (
            Column("dimension", words.t("Dimension")),
            Column("group", words.t("Group")),
            Column("municipalities", words.t("Municipalities"), Form.COUNT),
            Column("known", words.t("Levels known"), Form.COUNT),
            Column("minimum", words.t("Minimum"), Form.MEAN),
            Column("lower_quartile", words.t("Lower quartile"), Form.MEAN),
            Column("median", words.t("Median"), Form.MEAN),
            Column("upper_quartile", words.t("Upper quartile"), Form.MEAN),
            Column("maximum", words.t("Maximum"), Form.MEAN),
        ),
        tuple(rows),
    )


def _alt(labels: Labels, rows: Sequence[GroupRow]) -> str:
    words = labels.words
    told = [words.t("Dot chart of the mean levels of the municipalities by group.")]
    for row in rows:
        if not row.dots:
            told.append(words.t("{dimension}: no level is known.", dimension=row.name))
            continue
        told.append(
            words.t(
                "{group}: {share} known, median {median}, from {least} to {most}.",
                group=row.name,
                share=row.share,
                median=row.middle,
                least=labels.overall.mean(row.dots[0].value),
                most=labels.overall.mean(row.dots[-1].value),
            )
        )
    return " ".join(told)
