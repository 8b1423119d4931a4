from __future__ import annotations

import dataclasses

import region

from digimatrix.assess.levels import Assessment
from digimatrix.compare.comparison import compare
from digimatrix.parse.statements import Kind, Statement
from digimatrix.plan.steps import Step, demands, plan


def planned(*rows: tuple[Assessment, ...]) -> tuple[Step, ...]:
    cells = [each for row in rows for each in row]
    return plan(compare(cells, region.FRAMEWORK), cells)


def placed(who: int, region_name: str | None, levels: list[float | None]) -> tuple:
    municipality = dataclasses.replace(region.municipality(who), region=region_name)
    return region.row(municipality, levels)


def test_the_widest_gap_is_the_first_step() -> None:
    steps = planned(region.row(0, [2, 3, 0, None, 1, 4]))
    assert [step.gap.dimension for step in steps] == ["where", "resources", "background"]
    assert [step.place for step in steps] == [1, 2, 3]
    assert [step.widest for step in steps] == [True, False, False]


def test_of_equal_gaps_none_is_the_widest() -> None:
    steps = planned(region.row(0, [0, 0, 3, 3, 3, 3]))
    assert [step.widest for step in steps] == [False, False]


def test_a_reached_target_needs_no_step() -> None:
    assert planned(region.row(0, [3, 4, 3, 3, 3, None])) == ()


def test_partners_share_the_gap_in_the_same_region() -> None:
    low, high = [0.0, 3, 3, 3, 3, 3], [3.0] * 6
    steps = planned(
        placed(0, "North", low),
        placed(1, "North", low),
        placed(2, "South", low),
        placed(3, "North", high),
    )
    step = next(step for step in steps if step.municipality.name == region.municipality(0).name)
    assert [who.name for who in step.partners] == [region.municipality(1).name]
    assert [who.name for who in step.models] == [region.municipality(3).name]


def test_who_demands_something_is_the_first_partner() -> None:
    def row(number: int, action: str) -> tuple[Assessment, ...]:
        who = dataclasses.replace(region.municipality(number), region="North")
        return tuple(
            region.assessment(None, key, who=who, words=1, action=action) for key in region.KEYS
        )

    steps = planned(row(0, ""), row(1, ""), row(2, "KOULUTUSTA"))
    names = [who.name for who in steps[0].partners]
    assert names == [region.municipality(2).name, region.municipality(1).name]


def test_the_strongest_comes_first_among_those_to_learn_from() -> None:
    steps = planned(region.row(0, [0] * 6), region.row(1, [3] * 6), region.row(2, [4] * 6))
    assert [who.name for who in steps[0].models] == [
        region.municipality(2).name,
        region.municipality(1).name,
    ]


def test_actions_come_before_plans() -> None:
    cell = dataclasses.replace(
        region.assessment(1),
        statements=(
            Statement(Kind.PLAN, 0, 4, "plan", ("plan",)),
            Statement(Kind.PLAN, 20, 24, "one should, perhaps"),
            Statement(Kind.PRACTICE, 5, 9, "does"),
            Statement(Kind.ACTION, 10, 14, "DEMAND"),
        ),
    )
    assert [statement.text for statement in demands(cell)] == ["DEMAND", "plan"]


def test_a_step_remembers_since_when_action_is_called_for() -> None:
    who = region.municipality(0)

    def row(round: str, action: str) -> tuple[Assessment, ...]:
        return tuple(
            region.assessment(None, key, who=who, words=1, action=action, round=round)
            for key in region.KEYS
        )

    steps = planned(row("2021", "KOULUTUSTA"), row("2023", "KOULUTUSTA"), row("2025", ""))
    assert {step.since for step in steps} == {"2021"}
    assert {step.since for step in planned(row("2025", "KOULUTUSTA"))} == {None}
