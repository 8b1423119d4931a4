"""Laws of comparing: what must hold for any levels."""

from __future__ import annotations

import statistics

import region
from hypothesis import given, settings
from hypothesis import strategies as st

from digimatrix.compare import formulas
from digimatrix.compare.comparison import compare
from digimatrix.plan.steps import plan

LEVELS = st.integers(0, 4).map(float) | st.integers(0, 40).map(lambda tenths: tenths / 10)
MAYBE = st.none() | LEVELS
TARGETS = st.integers(1, 4).map(float)
INTERVALS = st.tuples(LEVELS, LEVELS, LEVELS).map(lambda three: tuple(sorted(three)))
REGIONS = st.lists(st.lists(MAYBE, min_size=6, max_size=6), min_size=1, max_size=8)


@given(LEVELS, TARGETS)
def test_a_shortfall_is_zero_exactly_when_the_target_is_reached(level, target) -> None:
    assert (formulas.shortfall(level, target) == 0) == (level >= target)


@given(st.lists(MAYBE, min_size=1, max_size=8), st.data())
def test_a_surplus_never_pays(levels, data) -> None:
    """Raising a level that is at its target already changes no total."""
    targets = [3.0] * len(levels)
    place = data.draw(st.integers(0, len(levels) - 1))
    levels[place] = 3.0
    raised = [*levels[:place], 4.0, *levels[place + 1 :]]
    assert formulas.attainment(levels, targets, 0) == formulas.attainment(raised, targets, 0)


@given(st.lists(LEVELS, min_size=1, max_size=8))
def test_attainment_is_full_exactly_when_every_target_is_reached(levels) -> None:
    share = formulas.attainment(levels, [3.0] * len(levels), 0)
    assert share is not None
    assert 0 <= share <= 1
    assert (share == 1) == all(level >= 3 for level in levels)


@given(st.lists(MAYBE, max_size=12))
def test_the_medians_of_others_are_those_counted_one_by_one(levels) -> None:
    for place, found in enumerate(formulas.medians_of_others(levels)):
        assert found == formulas.median(levels[:place] + levels[place + 1 :])


@given(st.lists(LEVELS, min_size=2, max_size=30))
def test_the_middle_quartile_is_the_median_and_they_are_in_order(levels) -> None:
    low, middle, high = formulas.quartiles(levels)
    assert middle == formulas.median(levels)
    assert min(levels) <= low <= middle <= high <= max(levels)


@given(st.lists(INTERVALS, max_size=12))
def test_a_rank_lies_within_its_interval(three) -> None:
    values = [value for _, value, _ in three]
    for rank in formulas.ranks(values, [(low, high) for low, _, high in three]):
        assert 1 <= rank.best <= rank.place <= rank.worst <= rank.of


@given(st.lists(MAYBE, max_size=12))
def test_a_rank_is_one_more_than_the_number_above(levels) -> None:
    ranks = formulas.ranks(levels, [(value or 0, value or 0) for value in levels])
    known = formulas.known(levels)
    for level, rank in zip(levels, ranks, strict=True):
        if level is None:
            assert rank is None
        else:
            assert rank.place == 1 + sum(other > level for other in known)
            assert rank.tied == (known.count(level) > 1)


@given(INTERVALS, INTERVALS)
def test_levels_that_may_be_equal_are_not_told_apart_unless_they_are_exact(one, other) -> None:
    told = formulas.distinguishable((one[0], one[2]), (other[0], other[2]))
    if one[0] < one[2] and one[0] <= other[1] <= one[2]:
        assert not told


@given(st.lists(LEVELS, min_size=1, max_size=12))
def test_the_deviation_is_the_square_root_of_the_mean_square(levels) -> None:
    found = formulas.deviation(levels)
    assert found is not None
    assert abs(found - statistics.pstdev(levels)) < 1e-9


@settings(max_examples=40, deadline=None)
@given(REGIONS)
def test_intervals_contain_the_value_and_a_plan_holds_every_gap_once(rows) -> None:
    cells = [each for number, row in enumerate(rows) for each in region.row(number, row)]
    comparison = compare(cells, region.FRAMEWORK)
    for standing in comparison.standings:
        if standing.mean is not None:
            low, high = standing.mean_interval
            assert low <= standing.mean <= high
        if standing.attainment is not None:
            low, high = standing.attainment_interval
            assert low <= standing.attainment <= high
    below = [
        (standing.municipality, gap.dimension)
        for standing in comparison.standings
        for gap in standing.gaps
        if gap.level is not None and gap.level < gap.assessment.target
    ]
    steps = [(step.municipality, step.gap.dimension) for step in plan(comparison, cells)]
    assert sorted(steps, key=str) == sorted(below, key=str)


@settings(max_examples=40, deadline=None)
@given(REGIONS, st.randoms(use_true_random=False))
def test_the_order_of_the_returns_changes_nothing(rows, random) -> None:
    cells = [each for number, row in enumerate(rows) for each in region.row(number, row)]
    shuffled = list(cells)
    random.shuffle(shuffled)
    assert compare(shuffled, region.FRAMEWORK) == compare(cells, region.FRAMEWORK)
