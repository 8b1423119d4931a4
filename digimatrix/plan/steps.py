"""PLAN: gaps in the order to close them, each with what was called for and who could share it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from digimatrix.assess.levels import Assessment
from digimatrix.compare.comparison import Comparison, Gap, round_order
from digimatrix.model.municipality import Municipality
from digimatrix.model.others import Others
from digimatrix.parse.statements import Kind, Statement


@dataclass(frozen=True, slots=True)
class Step:
    """One gap to close: `place` is its turn among the municipality's own, from 1; `widest`
    is True where none of them is as wide.

    `demands` are the municipality's own words in that dimension, actions before plans;
    `since` the earliest earlier round in which it demanded something there already.
    `partners` share the gap in the same region (all peers where no region is known), those
    who demand something themselves first; `models` reach the target there, the strongest
    first.
    """

    municipality: Municipality
    gap: Gap
    place: int
    widest: bool
    demands: tuple[Statement, ...]
    since: str | None
    partners: Sequence[Municipality]
    models: tuple[Municipality, ...]


def plan(comparison: Comparison, assessments: Sequence[Assessment]) -> tuple[Step, ...]:
    """Return every gap of the round once, by municipality, the widest first.

    `assessments` of earlier rounds tell what has been demanded for long.
    """
    since = _first_demands(comparison, assessments)
    sharing, models, places = {}, {}, {}
    for nth, key in enumerate(comparison.framework.keys):
        column = [standing.gaps[nth] for standing in comparison.standings]
        sharing[key] = _sharing(column)
        models[key] = _models(column)
        places[key] = {
            who.code or who.name: place
            for region in sharing[key].values()
            for place, who in enumerate(region)
        }
    steps = []
    for standing in comparison.standings:
        who = standing.municipality
        for place, gap in enumerate(standing.widest, start=1):
            others = [other.shortfall for other in standing.widest if other is not gap]
            steps.append(
                Step(
                    municipality=who,
                    gap=gap,
                    place=place,
                    widest=place == 1 and gap.shortfall not in others,
                    demands=demands(gap.assessment),
                    since=since.get((who.code or who.name, gap.dimension)),
                    partners=Others(
                        sharing[gap.dimension][who.region],
                        places[gap.dimension][who.code or who.name],
                    ),
                    models=models[gap.dimension],
                )
            )
    return tuple(steps)


def demands(assessment: Assessment) -> tuple[Statement, ...]:
    """Return what an answer calls for: its actions, then its plans, each in the text's order.

    A wish that names nothing ("one should, perhaps") is no plan.
    """
    return tuple(
        statement
        for kind in (Kind.ACTION, Kind.PLAN)
        for statement in assessment.statements
        if statement.kind is kind and (statement.items or kind is Kind.ACTION)
    )


def _first_demands(
    comparison: Comparison, assessments: Sequence[Assessment]
) -> dict[tuple[str, str], str]:
    """Return the earliest round before this one with an action, by municipality and dimension."""
    first: dict[tuple[str, str], str] = {}
    if comparison.round is None:
        return first
    before = set(comparison.rounds[: comparison.rounds.index(comparison.round)])
    for each in assessments:
        if each.round in before and any(s.kind is Kind.ACTION for s in each.statements):
            key = (each.municipality.code or each.municipality.name, each.dimension)
            first[key] = min(first.get(key, each.round), each.round, key=round_order)
    return first


def _sharing(column: Sequence[Gap]) -> dict[str | None, tuple[Municipality, ...]]:
    """Return who has a gap in a dimension, by region, those who demand something first."""
    regions: dict[str | None, list[Gap]] = {}
    for gap in column:
        if gap.shortfall:
            regions.setdefault(gap.assessment.municipality.region, []).append(gap)
    return {
        region: tuple(
            gap.assessment.municipality
            for gap in sorted(gaps, key=lambda gap: not demands(gap.assessment))
        )
        for region, gaps in regions.items()
    }


def _models(column: Sequence[Gap]) -> tuple[Municipality, ...]:
    """Return who reaches the target in a dimension, the strongest first."""
    reached = [gap for gap in column if gap.shortfall == 0]
    return tuple(
        gap.assessment.municipality for gap in sorted(reached, key=lambda gap: -(gap.level or 0))
    )
