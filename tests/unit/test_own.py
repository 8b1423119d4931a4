"""A municipality's own page says in its own words what it promised, each thing once."""

from __future__ import annotations

from dataclasses import replace

import region

from digimatrix.render.own import headings, promises

GIVEN = region.report(12)


def test_gaps_come_in_their_turn_with_the_reason_for_it() -> None:
    for profile in GIVEN.profiles:
        found = promises(profile, GIVEN.words)[: len(profile.steps)]
        assert [(each.text, each.reason, each.language) for each in found] == [
            (step.text, step.reason, step.language) for step in profile.steps
        ]


def test_what_is_called_for_is_there_once_even_where_the_target_is_reached() -> None:
    at_target = 0
    for profile in GIVEN.profiles:
        found = promises(profile, GIVEN.words)
        turns = {step.dimension for step in profile.steps}
        for entry in profile.entries:
            named = [each for each in found if each.dimension == entry.name]
            assert len(named) == bool(entry.actions)
            for each in named:
                assert all(action in each.text for action in entry.actions)
                at_target += entry.dimension not in turns
    assert at_target


def test_a_gap_without_an_action_names_its_dimension_itself() -> None:
    profile = next(
        profile
        for profile in GIVEN.profiles
        if any(not entry.actions for entry in profile.entries) and profile.steps
    )
    silent = {entry.dimension: entry.name for entry in profile.entries if not entry.actions}
    steps = [step for step in profile.steps if step.dimension in silent]
    assert steps
    for promise in promises(replace(profile, steps=tuple(steps)), GIVEN.words)[: len(steps)]:
        assert promise.dimension == ""
        assert any(name in promise.text for name in silent.values())


def test_the_parts_have_headings_in_their_order() -> None:
    assert list(headings(GIVEN.words)) == ["standing", "promises", "lessons", "why"]
    assert all(headings(GIVEN.words).values())


def test_what_is_called_for_beside_the_gaps_says_whether_the_level_is_known() -> None:
    reasons = set()
    for profile in GIVEN.profiles:
        known = {row.name: row.own.value is not None for row in profile.figure.rows}
        for each in promises(profile, GIVEN.words)[len(profile.steps) :]:
            reached = each.reason == "No gap: the target is reached here."
            assert reached == known[each.dimension]
            reasons.add(each.reason)
    assert reasons
