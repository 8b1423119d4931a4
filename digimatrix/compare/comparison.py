"""COMPARE: the levels of one round become gaps to the target, to peers and to the round before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from digimatrix.assess.levels import Assessment
from digimatrix.compare import formulas
from digimatrix.compare.formulas import Interval, Span
from digimatrix.compare.numbertables.exact import Rank
from digimatrix.compare.peers import EVERYONE, Groups, Peers
from digimatrix.model.errors import DigimatrixError
from digimatrix.model.framework import Framework
from digimatrix.model.matrix import State
from digimatrix.model.municipality import Municipality


@dataclass(frozen=True, slots=True)
class Gap:
    """One municipality × dimension of the round, all in levels; None is unknown.

    `shortfall` is 0 where the target is reached. `peer_gap` is the level − `peer_median`,
    the median of the `peers` other municipalities of its group whose level is known;
    `peer_span` are their quartiles and the best of them. `disagreement` is
    the stated level − the level its words show. `change` is the level − that of `previous`,
    `progress` the share of the way from the first round's level to the target.
    The `…_sure` values are False where the reading error covers the difference (*not
    distinguishable*) and None where there is no difference to speak of.
    """

    assessment: Assessment
    shortfall: float | None
    shortfall_interval: Interval
    peer_median: float | None
    peer_span: Span | None
    peer_gap: float | None
    peer_sure: bool | None
    peers: int
    rank: Rank | None
    disagreement: float | None
    disagreement_sure: bool | None
    previous: Assessment | None
    change: float | None
    change_sure: bool | None
    progress: float | None

    @property
    def dimension(self) -> str:
        """The dimension's key."""
        return self.assessment.dimension

    @property
    def level(self) -> float | None:
        """The level, None where it is unknown."""
        return self.assessment.level

    @property
    def applicable(self) -> bool:
        """False where the municipality said that the dimension does not apply to it."""
        return self.level is not None or self.assessment.answer.state is not State.NOT_APPLICABLE


@dataclass(frozen=True, slots=True)
class Standing:
    """One municipality in the round; `gaps` in the framework's order.

    Totals are of the `known` levels among the `applicable` dimensions; their intervals put
    the unknown ones at the lowest and at the highest level. Means are weighted as the framework
    says; `mean_target` is that of the targets. `attainment` is a share (0–1).
    `change` is the mean change over the dimensions known in both rounds.
    """

    municipality: Municipality
    gaps: tuple[Gap, ...]
    known: int
    applicable: int
    completeness: float | None
    mean: float | None
    mean_interval: Interval | None
    mean_target: float | None
    minimum: float | None
    attainment: float | None
    attainment_interval: Interval | None
    rank: Rank | None
    change: float | None

    @property
    def widest(self) -> tuple[Gap, ...]:
        """The gaps below the target, the widest first, equal ones in the framework's order."""
        below = [gap for gap in self.gaps if gap.shortfall]
        return tuple(sorted(below, key=lambda gap: -(gap.shortfall or 0)))

    @property
    def reaches_all(self) -> bool | None:
        """Whether the target is reached in every dimension; None where that is not known."""
        if self.widest:
            return False
        return True if self.applicable and self.known == self.applicable else None


@dataclass(frozen=True, slots=True)
class DimensionSummary:
    """One dimension over the municipalities of the round, in levels; None is unknown.

    `below` of `known` municipalities are below the target: as a share it is the `spread`;
    `depth` is their mean shortfall, `mean_shortfall` that of all known. `change` is the
    median change of the `changed` municipalities known in both rounds.
    """

    dimension: str
    known: int
    applicable: int
    below: int
    spread: float | None
    depth: float | None
    mean_shortfall: float | None
    mean: float | None
    minimum: float | None
    quartiles: tuple[float, float, float] | None
    deviation: float | None
    change: float | None
    changed: int

    @property
    def median(self) -> float | None:
        """The median of the known levels."""
        return self.quartiles[1] if self.quartiles else None


@dataclass(frozen=True, slots=True)
class Comparison:
    """One round compared; `standings` are sorted by name, `dimensions` in the framework's order.

    `rounds` are all rounds with a date, oldest first; `previous` the one before `round`.
    `undated` are the municipalities whose return does not say when it was filled in and is
    counted in the latest round; `absent` those with a return in another round only. `peers`
    are the groups within which municipalities are compared with others.
    """

    framework: Framework
    round: str | None
    previous: str | None
    rounds: tuple[str, ...]
    standings: tuple[Standing, ...]
    dimensions: tuple[DimensionSummary, ...]
    median_mean: float | None
    undated: tuple[Municipality, ...]
    absent: tuple[Municipality, ...]
    peers: Peers = EVERYONE

    def dimension(self, key: str) -> DimensionSummary:
        """Return the summary of that dimension.

        Raises:
            KeyError: if the framework has no such dimension.
        """
        for summary in self.dimensions:
            if summary.dimension == key:
                return summary
        raise KeyError(key)


Cells = dict[str, Assessment]
"""One return: its assessments by dimension."""

SEASONS = {"winter": 1, "spring": 2, "summer": 3, "autumn": 4}


def round_order(name: str) -> tuple[str, int, str]:
    """Return the sort key of a round: by year, then season ("2025 spring" before "autumn")."""
    year = re.search(r"\d{4}", name)
    season = next((place for word, place in SEASONS.items() if word in name.casefold()), 0)
    return (year.group() if year else "", season, name)


def compare(
    assessments: Sequence[Assessment],
    framework: Framework,
    *,
    round: str | None = None,
    peers: Peers = EVERYONE,
) -> Comparison:
    """Return the comparison of one round, by default the latest, with the others of `peers`.

    A return without a round counts in the latest one, unless its municipality has a return
    there. Every return must hold each dimension of the framework once.

    Raises:
        DigimatrixError: if there is no return of that round, or none at all.
    """
    returns: dict[str, dict[str | None, Cells]] = {}
    for each in assessments:
        who = each.municipality.code or each.municipality.name
        returns.setdefault(who, {}).setdefault(each.round, {})[each.dimension] = each
    if not returns:
        raise DigimatrixError("There is no return to compare.")
    rounds = tuple(
        sorted({each.round for each in assessments if each.round is not None}, key=round_order)
    )
    if round is not None and round not in rounds:
        known = f"the rounds are {', '.join(rounds)}" if rounds else "no return says when it is of"
        raise DigimatrixError(f"There is no return of round {round}; {known}.")
    round = round or (rounds[-1] if rounds else None)
    earlier = rounds[: rounds.index(round)] if round is not None else ()
    latest = round is None or round == rounds[-1]

    now: dict[str, Cells] = {}
    undated, absent = [], []
    for who, by_round in returns.items():
        if round in by_round:
            now[who] = by_round[round]
        elif latest and None in by_round:
            now[who] = by_round[None]
            undated.append(_municipality(by_round[None]))
        else:
            absent.append(_municipality(next(iter(by_round.values()))))
    order = sorted(now, key=lambda who: (_municipality(now[who]).name, who))

    def cells(nth: int, who: str) -> Cells:
        return returns[who].get(earlier[nth], {}) if earlier else {}

    groups = [peers.group(_municipality(now[who])) for who in order]
    columns = [
        _column(
            groups,
            [now[who][key] for who in order],
            [cells(-1, who).get(key) for who in order],
            [cells(0, who).get(key) for who in order],
        )
        for key in framework.keys
    ]
    standings = _standings(list(zip(*columns, strict=True)), framework)
    return Comparison(
        framework=framework,
        round=round,
        previous=earlier[-1] if earlier else None,
        rounds=rounds,
        standings=standings,
        dimensions=tuple(
            _summary(key, column) for key, column in zip(framework.keys, columns, strict=True)
        ),
        median_mean=formulas.median(standing.mean for standing in standings),
        undated=tuple(undated),
        absent=tuple(absent),
        peers=peers,
    )


def _municipality(cells: Cells) -> Municipality:
    return next(iter(cells.values())).municipality


def _interval(assessment: Assessment) -> Interval:
    return (assessment.low, assessment.high)


def _column(
    groups: Sequence[str | None],
    now: Sequence[Assessment],
    before: Sequence[Assessment | None],
    first: Sequence[Assessment | None],
) -> tuple[Gap, ...]:
    """Compare the municipalities in one dimension."""
    levels = [each.level for each in now]
    intervals = [_interval(each) for each in now]
    others = Groups(groups)
    medians = others.each(formulas.medians_of_others, levels)
    spans = others.each(formulas.spans_of_others, levels)
    known = others.each(formulas.counts_of_others, levels)
    # the median of the others is as sure as the medians of their lows and of their highs
    sure = [each if each.level is not None else None for each in now]
    lows = others.each(formulas.medians_of_others, [each.low if each else None for each in sure])
    highs = others.each(formulas.medians_of_others, [each.high if each else None for each in sure])
    ranks = formulas.ranks(levels, intervals)
    gaps = []
    for nth, each in enumerate(now):
        peer_gap = formulas.difference(each.level, medians[nth])
        low, high = lows[nth], highs[nth]
        disagreement, disagreement_sure = _disagreement(each)
        previous, baseline = before[nth], first[nth]
        change = formulas.difference(each.level, previous.level if previous else None)
        gaps.append(
            Gap(
                assessment=each,
                shortfall=formulas.shortfall(each.level, each.target),
                shortfall_interval=(
                    formulas.shortfall(each.high, each.target) or 0.0,
                    formulas.shortfall(each.low, each.target) or 0.0,
                ),
                peer_median=medians[nth],
                peer_span=spans[nth],
                peer_gap=peer_gap,
                peer_sure=None
                if low is None or high is None
                else _sure(peer_gap, _interval(each), (low, high)),
                peers=known[nth] or 0,
                rank=ranks[nth],
                disagreement=disagreement,
                disagreement_sure=disagreement_sure,
                previous=previous,
                change=change,
                change_sure=None
                if previous is None
                else _sure(change, _interval(each), _interval(previous)),
                progress=formulas.progress(
                    baseline.level if baseline else None, each.level, each.target
                ),
            )
        )
    return tuple(gaps)


def _sure(difference: float | None, one: Interval, other: Interval) -> bool | None:
    """Return whether a difference is more than the reading error; None where there is none.

    Levels that are the same may still differ within their intervals: then it cannot be told.
    """
    if difference is None or (one == other and one[0] == one[1]):
        return None
    return formulas.distinguishable(one, other)


def _disagreement(assessment: Assessment) -> tuple[float | None, bool | None]:
    """Return stated − read (of a range its lower end), and whether the reading error covers it."""
    stated, read = assessment.answer.level, assessment.verdict
    if stated is None or stated.ambiguous or read is None:
        return None, None
    difference = formulas.difference(stated.low, read.level)
    return difference, _sure(difference, (stated.low, stated.high), (read.low, read.high))


def _standings(rows: Sequence[tuple[Gap, ...]], framework: Framework) -> tuple[Standing, ...]:
    """Add up each municipality's gaps and rank the municipalities by their means."""
    lowest, by_key = framework.lowest, {each.key: each.weight for each in framework.dimensions}
    counted = [[gap for gap in row if gap.applicable] for row in rows]
    weights = [[by_key[gap.dimension] for gap in row] for row in counted]
    means = [
        formulas.mean([gap.level for gap in row], by)
        for row, by in zip(counted, weights, strict=True)
    ]
    intervals = [
        formulas.mean_interval([_interval(gap.assessment) for gap in row], by)
        for row, by in zip(counted, weights, strict=True)
    ]
    ranks = formulas.ranks(means, [interval or (0.0, 0.0) for interval in intervals])
    standings = []
    for row, gaps, by, mean, interval, rank in zip(
        rows, counted, weights, means, intervals, ranks, strict=True
    ):
        levels = [gap.level for gap in gaps]
        targets = [gap.assessment.target for gap in gaps]
        standings.append(
            Standing(
                municipality=row[0].assessment.municipality,
                gaps=row,
                known=len(formulas.known(levels)),
                applicable=len(levels),
                completeness=formulas.completeness(levels),
                mean=mean,
                mean_interval=interval,
                mean_target=formulas.mean(targets, by),
                minimum=min(formulas.known(levels), default=None),
                attainment=formulas.attainment(levels, targets, lowest),
                attainment_interval=formulas.attainment_interval(
                    [_interval(gap.assessment) for gap in gaps], targets, lowest
                ),
                rank=rank,
                change=formulas.mean([gap.change for gap in gaps], by),
            )
        )
    return tuple(standings)


def _summary(key: str, column: Sequence[Gap]) -> DimensionSummary:
    """Sum up one dimension over the municipalities."""
    levels = [gap.level for gap in column if gap.applicable]
    shortfalls = [gap.shortfall for gap in column]
    changes = [gap.change for gap in column]
    return DimensionSummary(
        dimension=key,
        known=len(formulas.known(levels)),
        applicable=len(levels),
        below=sum(value > 0 for value in formulas.known(shortfalls)),
        spread=formulas.spread(shortfalls),
        depth=formulas.depth(shortfalls),
        mean_shortfall=formulas.mean(shortfalls),
        mean=formulas.mean(levels),
        minimum=min(formulas.known(levels), default=None),
        quartiles=formulas.quartiles(levels),
        deviation=formulas.deviation(levels),
        change=formulas.median(changes),
        changed=len(formulas.known(changes)),
    )
